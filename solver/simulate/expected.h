// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* expected.h - imagined futures by a forecast: how many of each class come in a week, each like one of its class that the
 * case knows.
 *
 * METHOD  For every row of forecast.csv a count by its law (count_law.h); every one of them is like a row of its class in
 *   the tables, drawn with equal chances, and comes on a day of the week, likewise. A class without a row is like the nearest
 *   one that has some (koppel_class_distance), of equal ones the first. Numbers are hashes of what they are for (course.h).
 * SOURCE  docs/time.md
 */
#ifndef KOPPEL_SIMULATE_EXPECTED_H
#define KOPPEL_SIMULATE_EXPECTED_H

#include "model/count_law.h"
#include "model/housing_class.h"
#include "simulate/course.h"

struct koppel_expected_week {
    int32_t class_;
    int32_t day; /* first of the week, from the day of the run on; below 0: before */
    struct koppel_count_law law;
};

/** Zero-initialise; koppel_expected_free releases everything. */
struct koppel_expected {
    struct koppel_arena arena;
    struct koppel_expected_week *weeks; /* n_weeks */
    int32_t n_weeks;
    int32_t example_first[KOPPEL_N_CLASSES + 1]; /* of class c: examples[example_first[c]] .. */
    int32_t *examples;                           /* rows of households or units */
    int32_t nearest[KOPPEL_N_CLASSES]; /* the class whose examples stand for this one; KOPPEL_NONE: there is none */
};

/** One that comes. */
struct koppel_expected_one {
    int32_t row, day;
};

/**
 * @param kase   its forecasts, and the rows that serve as examples
 * @param as_of  day of the run
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(rows + forecasts)
 */
enum koppel_status koppel_expected_make(struct koppel_expected *expected, const struct koppel_case *kase,
                                        const struct koppel_rules *rules, int32_t as_of);

/** 32 random bits for number `k` of a row of the forecast (course.c). */
uint32_t koppel_expected_number(const struct koppel_stream *stream, int32_t week, int32_t k);

/**
 * Who comes in a future, by row, then day.
 * @param homes       homes, or else households
 * @param[out] items  n_items, of the arena
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_expected_draw(const struct koppel_expected *expected, const struct koppel_stream *stream,
                                        bool homes, struct koppel_arena *arena, struct koppel_expected_one **items,
                                        int32_t *n_items);

void koppel_expected_free(struct koppel_expected *expected);

#endif
