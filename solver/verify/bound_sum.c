// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* bound_sum.c - sums that do not overflow unseen (see bound_sum.h). */
#include "verify/bound_sum.h"

static const koppel_wide most_sum = (koppel_wide)1 << 125;

void koppel_bound_sum_add(struct koppel_bound_sum *sum, koppel_wide value)
{
    if (value > most_sum || value < -most_sum) {
        sum->is_lost = true;
    } else if (!sum->is_lost) {
        sum->value += value;
        sum->is_lost = sum->value > most_sum || sum->value < -most_sum;
    }
}

void koppel_bound_sum_add_product(struct koppel_bound_sum *sum, koppel_wide weight, int64_t amount)
{
    if (weight != 0 && amount != 0 && (weight > 0 ? weight : -weight) > most_sum / amount) {
        sum->is_lost = true;
    } else {
        koppel_bound_sum_add(sum, weight * amount);
    }
}
