// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* bound_sum.h - sums of prices and costs that know when they have left the range in which nothing can overflow. */
#ifndef KOPPEL_VERIFY_BOUND_SUM_H
#define KOPPEL_VERIFY_BOUND_SUM_H

#include "base/exact.h"

/** Zero-initialise. The value means nothing once it is lost. */
struct koppel_bound_sum {
    koppel_wide value; /* at most 2^125 in size */
    bool is_lost;
};

void koppel_bound_sum_add(struct koppel_bound_sum *sum, koppel_wide value);

/** Adds weight * amount, 0 <= amount, where the product may not fit. */
void koppel_bound_sum_add_product(struct koppel_bound_sum *sum, koppel_wide weight, int64_t amount);

#endif
