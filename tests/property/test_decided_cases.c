// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Random tiny cases with a log of decisions: homes that are held against rules and limits, exceptions, barred areas,
 * rows that others overtook. The exhaustive, the exact and the scale engine agree on every tier, the check passes each
 * proposal, and no decision leaves a case without a proposal. */
#include "random_case.h"
#include "suite.h"

#include "engine/engine.h"
#include "formulate/formulation.h"
#include "model/decisions.h"
#include "verify/verdict.h"

#include <stdio.h>

enum { N_SHORT = 1500, N_LONG = 20000 };

/* How often what is tested came about. */
struct counts {
    int n_cases, n_against_rule, n_above_most, n_below_least, n_exceptions, n_apart, n_barred, n_history;
};

struct outcome {
    struct koppel_solution solution;
    size_t n_violations;
};

static bool solve_case(const struct koppel_suitability *fit, const struct koppel_formulation *formulation,
                       const char *engine, struct outcome *outcome, struct koppel_verdict *verdict)
{
    const struct koppel_engine_options options = {0};
    bool ok = koppel_engine_find(engine)->solve(&formulation->problem, &options, &outcome->solution) == KOPPEL_OK;

    if (ok && outcome->solution.slot_of != NULL) {
        koppel_verdict_free(verdict);
        ok = koppel_verdict_make(fit, outcome->solution.slot_of, NULL, 0, verdict) == KOPPEL_OK;
        outcome->n_violations = verdict->n_violations;
        for (size_t k = 0; k < verdict->n_violations; k++) {
            fprintf(stderr, "%s: %s\n", engine, verdict->violations[k].text);
        }
        for (int32_t t = 0; ok && t < formulation->problem.n_tiers; t++) {
            ok = outcome->solution.tiers[t].cost == verdict->tier_cost[formulation->tier_rule[t]];
        }
    }
    return ok;
}

static bool same_values(const struct koppel_solution *a, const struct koppel_solution *b)
{
    bool same = a->outcome == b->outcome && a->n_tiers == b->n_tiers;

    for (int32_t t = 0; t < a->n_tiers && same; t++) {
        same = a->tiers[t].cost == b->tiers[t].cost && a->tiers[t].bound == b->tiers[t].bound;
    }
    return same;
}

/* Is some least a must that what is held does not reach? Only that can leave no proposal. */
static bool has_must_least(const struct koppel_formulation *formulation)
{
    bool found = false;

    for (int32_t g = 0; g < formulation->problem.n_loads; g++) {
        found = found || formulation->problem.loads[g].lo > formulation->problem.loads[g].base;
    }
    return found;
}

static void count_features(const struct random_case *random, const struct koppel_suitability *fit,
                           const struct koppel_verdict *verdict, struct counts *counts)
{
    for (int32_t d = 0; d < fit->n_decisions; d++) {
        int32_t i = koppel_decided_household(fit, d), j = koppel_decided_unit(fit, d);

        counts->n_against_rule += koppel_pair_is_kept(fit, i, j) && koppel_rules_against(fit, i, j) != 0;
        counts->n_exceptions += fit->decision_kinds[d] == KOPPEL_EXCEPT &&
                                koppel_household_fits_unit(fit, i, j) == KOPPEL_SUITABLE &&
                                koppel_rules_against(fit, i, j) != 0;
    }
    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        counts->n_above_most += verdict->accounts[k].allowed_max > verdict->accounts[k].max;
        counts->n_below_least += verdict->accounts[k].allowed_min < verdict->accounts[k].min;
        counts->n_apart += verdict->accounts[k].max != KOPPEL_UNKNOWN && verdict->accounts[k].excepted > 0 &&
                           verdict->accounts[k].base + verdict->accounts[k].placed > verdict->accounts[k].max;
    }
    counts->n_barred += fit->n_barred;
    counts->n_history += random->kase.n_decisions - fit->n_decisions - fit->n_barred;
}

static bool engines_agree(const struct random_case *random, const struct koppel_suitability *fit, struct counts *counts)
{
    static const char *const engines[] = {"exhaustive", "exact", "scale"};
    struct outcome outcomes[3] = {{{0}, 0}};
    struct koppel_formulation formulation = {0};
    struct koppel_verdict verdict = {0};
    struct koppel_errors errors = {0};
    bool good = koppel_formulation_make(&formulation, fit, &errors) == KOPPEL_OK;

    for (int e = 0; e < 3 && good; e++) {
        good = solve_case(fit, &formulation, engines[e], &outcomes[e], &verdict) && outcomes[e].n_violations == 0 &&
               (e == 0 || same_values(&outcomes[0].solution, &outcomes[e].solution));
    }
    good = good && (outcomes[0].solution.outcome != KOPPEL_INFEASIBLE || has_must_least(&formulation));
    if (good && outcomes[0].solution.slot_of != NULL) {
        count_features(random, fit, &verdict, counts);
    }
    for (int e = 0; e < 3; e++) {
        koppel_solution_free(&outcomes[e].solution);
    }
    koppel_verdict_free(&verdict);
    koppel_formulation_free(&formulation);
    koppel_errors_clear(&errors);
    return good;
}

static void test_engines_and_check_agree_on_cases_with_decisions(void)
{
    int n_cases = suite_is_long() ? N_LONG : N_SHORT;
    struct counts counts = {0};

    for (uint64_t seed = 1; counts.n_cases < n_cases; seed++) {
        struct random_case random = {0};
        struct koppel_suitability fit = {0};
        bool good = random_case_make(&random, seed, NULL) && random_case_fit(&random, &fit) == KOPPEL_OK;

        if (good && fit.n_decisions + fit.n_barred > 0) {
            counts.n_cases++;
            good = engines_agree(&random, &fit, &counts);
        }
        CU_ASSERT_TRUE(good);
        if (!good) {
            fprintf(stderr, "seed %d\n", (int)seed);
        }
        koppel_suitability_free(&fit);
        random_case_free(&random);
    }
    fprintf(stderr,
            "%d cases: %d homes held against a rule, %d limits exceeded by what is held, %d not reached any more, %d "
            "exceptions open, %d limits passed by exception, %d areas barred, %d rows of history\n",
            counts.n_cases, counts.n_against_rule, counts.n_above_most, counts.n_below_least, counts.n_exceptions,
            counts.n_apart, counts.n_barred, counts.n_history);
    CU_ASSERT_TRUE(counts.n_against_rule > 50 && counts.n_above_most > 50 && counts.n_below_least > 20);
    CU_ASSERT_TRUE(counts.n_exceptions > 50 && counts.n_apart > 20 && counts.n_barred > 50 && counts.n_history > 50);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_engines_and_check_agree_on_cases_with_decisions), TEST_END};

    return suite_run("decided cases", tests);
}
