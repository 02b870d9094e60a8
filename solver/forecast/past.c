// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* past.c - counts what came, by week and class (see past.h). */
#include "forecast/past.h"

enum { WEEK = 7 };

static int32_t last_day(const struct koppel_case *kase)
{
    int32_t last = KOPPEL_NO_DATE;

    for (int32_t k = 0; k < kase->n_arrivals; k++) {
        last = last > kase->arrivals[k].arrived_on ? last : kase->arrivals[k].arrived_on;
    }
    for (int32_t k = 0; k < kase->n_releases; k++) {
        last = last > kase->releases[k].freed_on ? last : kase->releases[k].freed_on;
    }
    return last;
}

/* Counts one that came on a day, when that is in one of the n last weeks. */
static void count(struct koppel_past *past, int32_t n, int32_t day, int32_t class_)
{
    struct koppel_past_week *weeks = past->weeks + (past->n_weeks - n);

    if (n > 0 && day >= weeks[0].first_day && day < weeks[n - 1].first_day + WEEK) {
        weeks[(day - weeks[0].first_day) / WEEK].count[class_]++;
    }
}

enum koppel_status koppel_past_add(struct koppel_past *past, const struct koppel_case *kase,
                                   const struct koppel_rules *rules, int32_t after)
{
    const int32_t begins = koppel_case_last_day(kase) > after ? koppel_case_last_day(kase) : after;
    const int32_t ends = last_day(kase);
    const int32_t n = ends != KOPPEL_NO_DATE && ends > begins ? (ends - begins) / WEEK : 0;

    if (koppel_arena_grow(&past->arena, (void **)&past->weeks, &past->capacity, (size_t)(past->n_weeks + n),
                          sizeof *past->weeks) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t w = 0; w < n; w++) {
        past->weeks[past->n_weeks++] = (struct koppel_past_week){.first_day = begins + 1 + WEEK * w};
    }
    for (int32_t k = 0; k < kase->n_arrivals; k++) {
        count(past, n, kase->arrivals[k].arrived_on, koppel_class_of_household(&kase->arrivals[k].household));
    }
    for (int32_t k = 0; k < kase->n_releases; k++) {
        count(past, n, kase->releases[k].freed_on, koppel_class_of_home(&kase->releases[k].unit, rules));
    }
    return KOPPEL_OK;
}

void koppel_past_free(struct koppel_past *past)
{
    koppel_arena_free(&past->arena);
    *past = (struct koppel_past){0};
}
