// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* statutory_target.c - the formula of the housing target (see statutory_target.h). */
#include "model/statutory_target.h"

#include "base/exact.h"

int64_t koppel_statutory_target(int64_t national, int64_t inhabitants, int64_t country)
{
    return koppel_muldiv_ceil(national, inhabitants, country);
}

enum koppel_rounding koppel_target_rounding(int64_t target, int64_t national, int64_t inhabitants, int64_t country)
{
    int64_t down = koppel_muldiv_floor(national, inhabitants, country);
    int64_t up = koppel_muldiv_ceil(national, inhabitants, country);
    int64_t nearest = koppel_muldiv_floor(2 * national, inhabitants, country);

    nearest = nearest / 2 + nearest % 2; /* floor(2q) is odd exactly when the part behind the point is a half or more */
    if (target == up) {
        return KOPPEL_ROUNDED_UP;
    }
    if (target == nearest) {
        return KOPPEL_ROUNDED_NEAREST;
    }
    return target == down ? KOPPEL_ROUNDED_DOWN : KOPPEL_ROUNDED_OTHERWISE;
}

struct koppel_national_range koppel_national_range(int64_t target, int64_t inhabitants, int64_t country)
{
    if (target == 0) {
        return (struct koppel_national_range){.least = 0, .most = 0};
    }
    return (struct koppel_national_range){.least = koppel_muldiv_floor(target - 1, country, inhabitants) + 1,
                                          .most = koppel_muldiv_floor(target, country, inhabitants)};
}
