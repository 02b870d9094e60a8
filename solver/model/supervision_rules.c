// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_rules.c - the days that the rules of supervision name (see supervision_rules.h). */
#include "model/supervision_rules.h"

#include "model/province_names.h"

enum { DAYS_A_WEEK = 7 };

int32_t koppel_ladder_of_province(const struct koppel_supervision_rules *rules, const char *province)
{
    int32_t neutral = KOPPEL_NONE;

    for (int32_t l = 0; l < rules->n_ladders; l++) {
        const struct koppel_ladder *ladder = &rules->ladders[l];

        for (int32_t p = 0; p < ladder->n_provinces; p++) {
            if (koppel_province_is_same(ladder->provinces[p], province)) {
                return l;
            }
        }
        if (ladder->n_provinces == 0 && neutral == KOPPEL_NONE) {
            neutral = l;
        }
    }
    return neutral;
}

/* A half-year is the number year * 2 + (half - 1). */
int32_t koppel_reference_day(const struct koppel_supervision_dates *dates, int32_t period)
{
    return koppel_date_make(period / 2 - dates->reference_years_before, dates->reference.month, dates->reference.day);
}

int32_t koppel_linked_by_day(const struct koppel_supervision_dates *dates, int32_t period)
{
    const struct koppel_year_day *day = &dates->linked_by[period % 2];

    return koppel_date_make(period / 2, day->month, day->day);
}

int32_t koppel_first_announcement_day(const struct koppel_supervision_dates *dates, int32_t period)
{
    return koppel_period_first_day(period - dates->announce_half_years);
}

int32_t koppel_announcement_day(const struct koppel_supervision_dates *dates, int32_t period)
{
    return koppel_period_first_day(period) - DAYS_A_WEEK * dates->announce_weeks;
}

int32_t koppel_check_day(int32_t period)
{
    return koppel_period_first_day(period + 1);
}
