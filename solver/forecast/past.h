// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* past.h - what came in past weeks, by class: counts from arrivals.csv and releases.csv of one case or several.
 *
 * METHOD  A case counts from the day after its last record until the last day of the two tables, in whole weeks; a day that an
 *         earlier case covers is not counted again.
 */
#ifndef KOPPEL_FORECAST_PAST_H
#define KOPPEL_FORECAST_PAST_H

#include "base/arena.h"
#include "base/error.h"
#include "model/housing_class.h"

struct koppel_past_week {
    int32_t first_day;
    int32_t count[KOPPEL_N_CLASSES];
};

/** Zero-initialise; koppel_past_free releases everything. */
struct koppel_past {
    struct koppel_arena arena;
    struct koppel_past_week *weeks; /* n_weeks, by day */
    int32_t n_weeks;
    size_t capacity;
};

/**
 * Adds the weeks of a case.
 * @param after  days up to here are passed over
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_past_add(struct koppel_past *past, const struct koppel_case *kase,
                                   const struct koppel_rules *rules, int32_t after);

void koppel_past_free(struct koppel_past *past);

#endif
