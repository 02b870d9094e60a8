// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A reader who has a column of counts, its total, and the rules by which counts are withheld cannot work out a small
 * count: every world with the same page is tried. */
#include "page/small_counts.h"

#include "failing_memory.h"
#include "suite.h"

#include <string.h>

enum { MOST_COUNTS = 4, MOST_TOTAL = 26, MOST_WORLDS = 4096 };

/* What the page shows of a column: its marks, and the counts that are shown. */
struct shown {
    bool is_told;
    enum koppel_cell_state states[MOST_COUNTS + 1];
    int64_t counts[MOST_COUNTS];
};

struct worlds {
    int32_t n_counts;
    int64_t total;
    int32_t n;
    int64_t counts[MOST_WORLDS][MOST_COUNTS];
    struct shown shown[MOST_WORLDS];
};

static void show(struct worlds *worlds, const int64_t *counts)
{
    struct shown *shown = &worlds->shown[worlds->n];

    CU_ASSERT_FATAL(worlds->n < MOST_WORLDS);
    memset(shown, 0, sizeof *shown);
    memcpy(worlds->counts[worlds->n], counts, sizeof worlds->counts[0]);
    CU_ASSERT_EQUAL_FATAL(koppel_small_counts_protect(counts, worlds->n_counts, shown->states, &shown->is_told),
                          KOPPEL_OK);
    for (int32_t k = 0; k < worlds->n_counts; k++) {
        shown->counts[k] = shown->is_told && shown->states[k] == KOPPEL_CELL_SHOWN ? counts[k] : 0;
        shown->states[k] = shown->is_told ? shown->states[k] : KOPPEL_CELL_ABSENT;
    }
    worlds->n++;
}

/* Every column with that total. */
static void fill(struct worlds *worlds, int64_t *counts, int32_t k, int64_t rest)
{
    if (k == worlds->n_counts - 1) {
        counts[k] = rest;
        show(worlds, counts);
        return;
    }
    for (counts[k] = 0; counts[k] <= rest; counts[k]++) {
        fill(worlds, counts, k + 1, rest - counts[k]);
    }
}

/* The values of count k in all worlds that look like world w, as bits; those of 5 and more share one. */
static unsigned values_of(const struct worlds *worlds, int32_t w, int32_t k)
{
    unsigned values = 0;

    for (int32_t v = 0; v < worlds->n; v++) {
        const struct shown *a = &worlds->shown[v];
        const struct shown *b = &worlds->shown[w];

        if (a->is_told == b->is_told && memcmp(a->counts, b->counts, sizeof a->counts) == 0 &&
            memcmp(a->states, b->states, (size_t)worlds->n_counts * sizeof *a->states) == 0) {
            values |= 1U << (worlds->counts[v][k] < KOPPEL_SMALL_COUNT ? worlds->counts[v][k] : KOPPEL_SMALL_COUNT);
        }
    }
    return values;
}

static bool is_one_bit(unsigned bits)
{
    return (bits & (bits - 1)) == 0;
}

static void test_no_small_count_can_be_worked_out(void)
{
    static struct worlds worlds;
    int64_t counts[MOST_COUNTS] = {0};
    int32_t n_told = 0;
    int32_t n_small = 0;
    int32_t n_wrong = 0;

    for (worlds.n_counts = 2; worlds.n_counts <= (suite_is_long() ? 4 : 3); worlds.n_counts++) {
        for (worlds.total = KOPPEL_SMALL_COUNT; worlds.total <= MOST_TOTAL; worlds.total++) {
            worlds.n = 0;
            fill(&worlds, counts, 0, worlds.total);
            for (int32_t w = 0; w < worlds.n; w++) {
                n_told += worlds.shown[w].is_told ? 1 : 0;
                for (int32_t k = 0; k < worlds.n_counts; k++) {
                    bool is_marked = worlds.shown[w].is_told && worlds.shown[w].states[k] == KOPPEL_CELL_SMALL;
                    unsigned values =
                        is_marked || worlds.counts[w][k] < KOPPEL_SMALL_COUNT ? values_of(&worlds, w, k) : 0;

                    n_small += is_marked ? 1 : 0;
                    n_wrong += is_marked && values != 0x1F ? 1 : 0; /* each of 0..4 */
                    n_wrong += !is_marked && worlds.counts[w][k] < KOPPEL_SMALL_COUNT && is_one_bit(values) ? 1 : 0;
                }
            }
        }
    }
    CU_ASSERT_EQUAL(n_wrong, 0);
    CU_ASSERT(n_told > 1000);
    CU_ASSERT(n_small > 1000);
}

static void test_a_column_without_small_counts_is_shown(void)
{
    const int64_t counts[] = {5, 12, 7};
    enum koppel_cell_state states[4];
    bool is_told = false;

    CU_ASSERT_EQUAL(koppel_small_counts_protect(counts, 3, states, &is_told), KOPPEL_OK);
    CU_ASSERT(is_told);
    for (int32_t k = 0; k <= 3; k++) {
        CU_ASSERT_EQUAL(states[k], KOPPEL_CELL_SHOWN);
    }
}

static enum koppel_status protect(void *data, struct koppel_errors *errors)
{
    const int64_t *counts = data;
    enum koppel_cell_state states[4];
    bool is_told = false;

    (void)errors;
    return koppel_small_counts_protect(counts, 3, states, &is_told);
}

static void test_every_failed_allocation_is_told(void)
{
    int64_t counts[] = {1, 20, 7};

    CU_ASSERT_EQUAL(failing_memory_each(protect, counts, KOPPEL_OK), 2);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_no_small_count_can_be_worked_out),
        TEST(test_a_column_without_small_counts_is_shown),
        TEST(test_every_failed_allocation_is_told),
        TEST_END,
    };

    return suite_run("small counts", tests);
}
