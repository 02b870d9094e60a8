// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Scores of many units at once are those of every pair on its own. */
#include "model/score.h"
#include "model/score_rows.h"
#include "random_case.h"
#include "suite.h"

#include <stdio.h>

enum { N_CASES = 600, MOST_UNITS = 40 };

static const struct random_case_shape shape = {
    .municipalities = 4, .neighbourhoods = 9, .corporations = 2, .units = MOST_UNITS, .households = 30};

/* How households come by their scores. */
struct counts {
    int64_t n_pairs;
    int64_t n_own; /* of households with scores of their own */
    int64_t n_kinds;
    int64_t n_households;
};

/* All units of a household, in an order that the seed draws, by their numbers or under other names. */
static void check_household(const struct koppel_score_rows *rows, int32_t i, uint64_t *state, struct counts *counts)
{
    const struct koppel_suitability *fit = rows->fit;
    int32_t units[MOST_UNITS], names[MOST_UNITS];
    int64_t scores[MOST_UNITS];
    int32_t n = fit->kase->n_units;
    bool is_named = random_case_chance(state, 50);

    for (int32_t k = 0; k < n; k++) {
        units[k] = random_case_below(state, n);
        names[k] = random_case_below(state, n);
    }
    koppel_score_rows_read(rows, i, units, is_named ? names : NULL, n, scores);
    for (int32_t k = 0; k < n; k++) {
        CU_ASSERT_EQUAL(scores[k], koppel_pair_score(fit, i, is_named ? names[units[k]] : units[k]));
    }
    counts->n_pairs += n;
    counts->n_own += fit->has_scores[i] ? n : 0;
}

static void test_rows_are_the_scores_of_their_pairs(void)
{
    struct counts counts = {0};

    for (uint64_t seed = 0; seed < N_CASES; seed++) {
        struct random_case random;
        struct koppel_suitability fit = {0};
        struct koppel_score_rows rows = {0};

        if (random_case_make(&random, seed, &shape) && random_case_fit(&random, &fit) == KOPPEL_OK) {
            CU_ASSERT_EQUAL_FATAL(koppel_score_rows_make(&rows, &fit), KOPPEL_OK);
            for (int32_t i = 0; i < random.kase.n_households; i++) {
                check_household(&rows, i, &random.state, &counts);
            }
            counts.n_kinds += rows.n_kinds;
            counts.n_households += random.kase.n_households;
        }
        koppel_score_rows_free(&rows);
        koppel_suitability_free(&fit);
        random_case_free(&random);
    }
    printf("score rows: %d pairs, %d of households with own scores\n", (int)counts.n_pairs, (int)counts.n_own);
    CU_ASSERT_TRUE(counts.n_own > 1000 && counts.n_pairs - counts.n_own > 10000);
    CU_ASSERT_TRUE(counts.n_kinds < counts.n_households);
}

static void test_rows_free_is_safe_when_zeroed(void)
{
    struct koppel_score_rows rows = {0};

    koppel_score_rows_free(&rows);
    CU_ASSERT_PTR_NULL(rows.unit_sum);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_rows_are_the_scores_of_their_pairs),
        TEST(test_rows_free_is_safe_when_zeroed),
        TEST_END,
    };

    return suite_run("score rows", tests);
}
