// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The least dissimilarity with the same households is the least of all proposals that house them. */
#include "random_case.h"
#include "suite.h"

#include "compare/least_spread.h"
#include "formulate/formulation.h"
#include "report/indices.h"
#include "verify/shares.h"

#include <math.h>
#include <string.h>

enum { SHORT_CASES = 400, LONG_CASES = 4000, MOST_HOUSEHOLDS = 16, MOST_UNITS = 16, MOST_HOODS = 16 };

/* Every proposal that houses the same households in homes that suit them is tried. */
struct trial {
    const struct koppel_suitability *fit;
    const int32_t *housed; /* the proposal */
    int32_t unit_of[MOST_HOUSEHOLDS];
    int32_t used[MOST_UNITS];
    double least; /* NAN: none yet */
};

/* Nobody is placed where more would live than the reference. */
static bool is_within_reference(const struct trial *trial)
{
    const struct koppel_case *kase = trial->fit->kase;
    int64_t placed[MOST_HOODS] = {0};
    bool ok = true;

    for (int32_t i = 0; i < kase->n_households; i++) {
        if (trial->unit_of[i] != KOPPEL_NONE) {
            placed[kase->units[trial->unit_of[i]].neighbourhood] += trial->fit->needs[i].persons_spread;
        }
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        ok = ok && (placed[n] == 0 ||
                    kase->neighbourhoods[n].permit_holders + placed[n] <= koppel_spread_reference(trial->fit, n));
    }
    return ok;
}

static void try_all(struct trial *trial, int32_t i)
{
    const struct koppel_case *kase = trial->fit->kase;
    struct koppel_spread_indices indices;

    if (i == kase->n_households) {
        if (is_within_reference(trial)) {
            CU_ASSERT_EQUAL(koppel_spread_indices_make(trial->fit, trial->unit_of, KOPPEL_NONE, &indices), KOPPEL_OK);
            if (isnan(trial->least) || indices.after.dissimilarity < trial->least) {
                trial->least = indices.after.dissimilarity;
            }
        }
        return;
    }
    trial->unit_of[i] = KOPPEL_NONE;
    if (trial->housed[i] == KOPPEL_NONE) {
        try_all(trial, i + 1);
        return;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        bool is_kept = koppel_pair_is_kept(trial->fit, i, trial->housed[i]);

        if (trial->used[j] < kase->units[j].places && koppel_household_fits_unit(trial->fit, i, j) == KOPPEL_SUITABLE &&
            (!is_kept || j == trial->housed[i])) {
            trial->used[j]++;
            trial->unit_of[i] = j;
            try_all(trial, i + 1);
            trial->used[j]--;
        }
    }
    trial->unit_of[i] = KOPPEL_NONE;
}

static void test_least_dissimilarity_is_that_of_the_best_proposal(void)
{
    uint64_t n = suite_is_long() ? LONG_CASES : SHORT_CASES;
    const struct koppel_engine_options options = {0};
    int32_t n_better = 0;
    int32_t n_found = 0;

    for (uint64_t seed = 0; seed < n; seed++) {
        struct random_case random;
        struct koppel_job job = {0};
        struct koppel_errors errors = {0};
        struct koppel_spread_indices indices = {0};
        struct trial trial = {.least = NAN};
        int32_t unit_of[MOST_HOUSEHOLDS];
        double least = 0.0;

        CU_ASSERT_TRUE_FATAL(random_case_make(&random, seed, NULL));
        for (int32_t k = 0; k < random.kase.n_neighbourhoods; k++) { /* room for persons, else little is allowed */
            random.kase.neighbourhoods[k].corporation_dwellings += random_case_below(&random.state, 40);
        }
        job.kase = random.kase;
        job.policy = random.policy;
        CU_ASSERT_EQUAL_FATAL(random_case_fit(&random, &job.fit), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_formulation_make(&job.formulation, &job.fit, &errors), KOPPEL_OK);
        CU_ASSERT_TRUE(random_case_propose(&job.fit, &random.state, unit_of));
        trial.fit = &job.fit;
        trial.housed = unit_of;
        try_all(&trial, 0);
        CU_ASSERT_EQUAL(koppel_least_dissimilarity(&job, unit_of, koppel_engine_find(NULL), &options, &least),
                        KOPPEL_OK);
        CU_ASSERT_EQUAL(isnan(least), isnan(trial.least));
        CU_ASSERT_TRUE(isnan(least) || fabs(least - trial.least) < 1e-12);
        CU_ASSERT_EQUAL(koppel_spread_indices_make(&job.fit, unit_of, KOPPEL_NONE, &indices), KOPPEL_OK);
        CU_ASSERT_TRUE(isnan(least) || indices.after.reachable <= least + 1e-12);
        n_found += !isnan(least);
        n_better += !isnan(least) && least < indices.after.dissimilarity - 1e-12;
        koppel_formulation_free(&job.formulation);
        koppel_suitability_free(&job.fit);
        random_case_free(&random);
    }
    CU_ASSERT_TRUE(n_found > (int32_t)n / 3);
    CU_ASSERT_TRUE(n_better > (int32_t)n / 40);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_least_dissimilarity_is_that_of_the_best_proposal),
        TEST_END,
    };
    return suite_run("least spread", tests);
}
