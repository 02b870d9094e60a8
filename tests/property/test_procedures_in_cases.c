// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every procedure on random cases with every rule: its proposals pass the independent check of pairs, places and
 * decisions, are as many as were asked, and measure as they should. */
#include "random_case.h"
#include "suite.h"

#include "compare/mechanism/procedure.h"
#include "formulate/formulation.h"
#include "model/score.h"
#include "report/measures.h"
#include "verify/shares.h"
#include "verify/verdict.h"

#include <math.h>
#include <stdio.h>

enum { SHORT_CASES = 400, LONG_CASES = 5000, N_DRAWS = 3, MOST_HOUSEHOLDS = 16 };

static bool is_within_limits(const struct koppel_verdict *verdict)
{
    for (size_t v = 0; v < verdict->n_violations; v++) {
        if (verdict->violations[v].kind != KOPPEL_VIOLATION_ACCOUNT) {
            printf("%s\n", verdict->violations[v].text);
            return false;
        }
    }
    return true;
}

/* True when some neighbourhood takes people though it holds more than its reference with them. */
static bool is_overfull(const struct koppel_suitability *fit, const int32_t *unit_of)
{
    const struct koppel_case *kase = fit->kase;

    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        int64_t placed = 0;

        for (int32_t i = 0; i < kase->n_households; i++) {
            bool is_here = unit_of[i] != KOPPEL_NONE && kase->units[unit_of[i]].neighbourhood == n;

            placed += is_here ? fit->needs[i].persons_spread : 0;
        }
        if (placed > 0 && kase->neighbourhoods[n].permit_holders + placed > koppel_spread_reference(fit, n)) {
            return true;
        }
    }
    return false;
}

/* Shares and sums that no proposal may break. */
static void expect_sane(const struct koppel_suitability *fit, const int32_t *unit_of,
                        const struct koppel_measures *measures)
{
    const struct koppel_case *kase = fit->kase;
    const double *all = measures->all;
    double n = 0.0;

    CU_ASSERT_EQUAL(all[KOPPEL_MEASURED_HOUSEHOLDS_HOUSED] + all[KOPPEL_MEASURED_HOUSEHOLDS_LEFT], kase->n_households);
    CU_ASSERT_EQUAL(all[KOPPEL_MEASURED_UNSUITABLE], 0);
    for (int g = 0; g <= KOPPEL_GROUP_SIZE_6; g++) {
        n += measures->group[g][KOPPEL_OF_GROUP_HOUSEHOLDS];
    }
    CU_ASSERT_EQUAL(n, kase->n_households);
    CU_ASSERT_TRUE(isnan(all[KOPPEL_MEASURED_FIT_MEAN]) ||
                   all[KOPPEL_MEASURED_FIT_LOWEST_TENTH] <= all[KOPPEL_MEASURED_FIT_MEAN] + 1e-9);
    CU_ASSERT_TRUE(isnan(all[KOPPEL_MEASURED_WAITING_MEAN]) || all[KOPPEL_MEASURED_WAITING_P90] >= 0);
    CU_ASSERT_TRUE(is_overfull(fit, unit_of) ||
                   all[KOPPEL_MEASURED_DISSIMILARITY_BOUND] <= all[KOPPEL_MEASURED_DISSIMILARITY] + 1e-12);
    CU_ASSERT_TRUE(isnan(all[KOPPEL_MEASURED_GAP_HOUSED]) || all[KOPPEL_MEASURED_GAP_HOUSED] >= 0);
}

/* The lowest tenth is the smallest score that at least a tenth of the offers do not exceed. */
static void expect_lowest_tenth(const struct koppel_suitability *fit, const int32_t *unit_of,
                                const struct koppel_measures *measures)
{
    int64_t scores[MOST_HOUSEHOLDS];
    int64_t lowest = INT64_MAX;
    int32_t n = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE) {
            scores[n++] = koppel_pair_score(fit, i, unit_of[i]);
        }
    }
    for (int32_t k = 0; k < n; k++) {
        int32_t n_below = 0;

        for (int32_t l = 0; l < n; l++) {
            n_below += scores[l] <= scores[k] ? 1 : 0;
        }
        lowest = 10 * n_below >= n && scores[k] < lowest ? scores[k] : lowest;
    }
    CU_ASSERT_TRUE(n == 0 ? isnan(measures->all[KOPPEL_MEASURED_FIT_LOWEST_TENTH])
                          : measures->all[KOPPEL_MEASURED_FIT_LOWEST_TENTH] == (double)lowest / 1e6);
}

static void try_procedure(const struct koppel_suitability *fit, const struct koppel_market *market,
                          const struct koppel_procedure *procedure, int64_t *n_housed)
{
    int32_t unit_of[MOST_HOUSEHOLDS * N_DRAWS];
    int32_t n_draws = procedure->draws_lots ? N_DRAWS : 1;

    CU_ASSERT_EQUAL(procedure->run(market, 5, n_draws, unit_of), KOPPEL_OK);
    for (int32_t d = 0; d < n_draws; d++) {
        const int32_t *units = unit_of + (size_t)d * (size_t)fit->kase->n_households;
        struct koppel_verdict verdict = {0};
        struct koppel_measures measures;

        CU_ASSERT_EQUAL(koppel_verdict_make(fit, units, NULL, 0, &verdict), KOPPEL_OK);
        CU_ASSERT_TRUE(is_within_limits(&verdict));
        CU_ASSERT_EQUAL(koppel_measures_make(fit, units, &measures, NULL), KOPPEL_OK);
        expect_sane(fit, units, &measures);
        expect_lowest_tenth(fit, units, &measures);
        *n_housed += verdict.n_placed_households;
        koppel_verdict_free(&verdict);
    }
}

static void test_every_procedure_passes_the_check(void)
{
    const struct random_case_shape large = {1, 3, 2, 14, MOST_HOUSEHOLDS - 1};
    uint64_t n = suite_is_long() ? LONG_CASES : SHORT_CASES;
    int64_t n_housed = 0;

    for (uint64_t seed = 0; seed < n; seed++) {
        struct random_case random;
        struct koppel_suitability fit = {0};
        struct koppel_formulation formulation = {0};
        struct koppel_market market = {0};
        struct koppel_errors errors = {0};

        CU_ASSERT_TRUE_FATAL(random_case_make(&random, seed, seed % 3 == 0 ? &large : NULL));
        CU_ASSERT_EQUAL_FATAL(random_case_fit(&random, &fit), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_formulation_make(&formulation, &fit, &errors), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_market_make(&market, &fit, &formulation.problem), KOPPEL_OK);
        for (const struct koppel_procedure *procedure = koppel_procedures; procedure->name != NULL; procedure++) {
            try_procedure(&fit, &market, procedure, &n_housed);
        }
        koppel_market_free(&market);
        koppel_formulation_free(&formulation);
        koppel_suitability_free(&fit);
        random_case_free(&random);
    }
    CU_ASSERT_TRUE(n_housed > (int64_t)n * 10);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_every_procedure_passes_the_check),
        TEST_END,
    };
    return suite_run("procedures in cases", tests);
}
