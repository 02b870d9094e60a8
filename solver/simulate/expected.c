// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* expected.c - imagined futures by a forecast (see expected.h). */
#include "simulate/expected.h"

#include <stdlib.h>

enum { WEEK = 7 };

/* Numbers of one that comes: which example, and which day. Those of the counts come before. */
enum { NUMBERS_OF_COUNTS = 1000, NUMBERS_EACH = 2 };

static int32_t class_at(const struct koppel_case *kase, const struct koppel_rules *rules, int32_t k)
{
    return k < kase->n_households ? koppel_class_of_household(&kase->households[k])
                                  : koppel_class_of_home(&kase->units[k - kase->n_households], rules);
}

static enum koppel_status list_examples(struct koppel_expected *expected, const struct koppel_case *kase,
                                        const struct koppel_rules *rules)
{
    const int32_t n = kase->n_households + kase->n_units;
    int32_t next[KOPPEL_N_CLASSES];

    expected->examples = koppel_arena_new(&expected->arena, (size_t)n, sizeof *expected->examples);
    if (expected->examples == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        expected->example_first[class_at(kase, rules, k) + 1]++;
    }
    for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
        expected->example_first[c + 1] += expected->example_first[c];
        next[c] = expected->example_first[c];
    }
    for (int32_t k = 0; k < n; k++) {
        expected->examples[next[class_at(kase, rules, k)]++] = k < kase->n_households ? k : k - kase->n_households;
    }
    return KOPPEL_OK;
}

static int32_t n_examples(const struct koppel_expected *expected, int32_t class_)
{
    return expected->example_first[class_ + 1] - expected->example_first[class_];
}

static int32_t nearest_to(const struct koppel_expected *expected, int32_t class_)
{
    int32_t nearest = KOPPEL_NONE;
    int32_t least = INT32_MAX;

    for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
        const int32_t distance = koppel_class_distance(c, class_);

        if (n_examples(expected, c) > 0 && distance < least) {
            nearest = c;
            least = distance;
        }
    }
    return nearest;
}

enum koppel_status koppel_expected_make(struct koppel_expected *expected, const struct koppel_case *kase,
                                        const struct koppel_rules *rules, int32_t as_of)
{
    expected->weeks = koppel_arena_new(&expected->arena, (size_t)kase->n_forecasts, sizeof *expected->weeks);
    if (expected->weeks == NULL || list_examples(expected, kase, rules) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    expected->n_weeks = kase->n_forecasts;
    for (int32_t w = 0; w < kase->n_forecasts; w++) {
        const struct koppel_forecast *row = &kase->forecasts[w];

        expected->weeks[w].class_ = row->class_;
        expected->weeks[w].day = row->week - as_of;
        koppel_count_law_make(row->mean_thousandths, row->dispersion_thousandths, &expected->weeks[w].law);
    }
    for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
        expected->nearest[c] = nearest_to(expected, c);
    }
    return KOPPEL_OK;
}

static int32_t draw_count(const struct koppel_expected_week *week, const struct koppel_stream *stream, int32_t w)
{
    int32_t n = 0;

    for (int32_t part = 0; part < week->law.n_parts; part++) {
        n += koppel_count_law_draw(&week->law, koppel_expected_number(stream, w, part));
    }
    return n;
}

static int compare_ones(const void *a, const void *b)
{
    const struct koppel_expected_one *x = a;
    const struct koppel_expected_one *y = b;

    return x->row != y->row ? (x->row > y->row) - (x->row < y->row) : (x->day > y->day) - (x->day < y->day);
}

enum koppel_status koppel_expected_draw(const struct koppel_expected *expected, const struct koppel_stream *stream,
                                        bool homes, struct koppel_arena *arena, struct koppel_expected_one **items,
                                        int32_t *n_items)
{
    size_t capacity = 0;

    *items = NULL;
    *n_items = 0;
    for (int32_t w = 0; w < expected->n_weeks; w++) {
        const struct koppel_expected_week *week = &expected->weeks[w];
        const int32_t like = expected->nearest[week->class_];
        const int32_t n =
            like != KOPPEL_NONE && homes == (like >= KOPPEL_N_HOUSEHOLD_CLASSES) ? draw_count(week, stream, w) : 0;

        if (koppel_arena_grow(arena, (void **)items, &capacity, (size_t)(*n_items + n), sizeof **items) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        for (int32_t k = 0; k < n; k++) {
            const int32_t at = NUMBERS_OF_COUNTS + NUMBERS_EACH * k;
            const uint32_t example = koppel_expected_number(stream, w, at);
            const uint32_t day = koppel_expected_number(stream, w, at + 1);

            (*items)[(*n_items)++] = (struct koppel_expected_one){
                .row = expected->examples[expected->example_first[like] +
                                          (int32_t)(example % (uint32_t)n_examples(expected, like))],
                .day = week->day + (int32_t)(day % WEEK)};
        }
    }
    if (*n_items > 0) {
        qsort(*items, (size_t)*n_items, sizeof **items, compare_ones);
    }
    return KOPPEL_OK;
}

void koppel_expected_free(struct koppel_expected *expected)
{
    koppel_arena_free(&expected->arena);
    *expected = (struct koppel_expected){0};
}
