// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* test_formulation.c - the formulated problem counts what the independent check counts, on random cases and proposals.
 */
#include "random_case.h"
#include "suite.h"

#include "formulate/formulation.h"
#include "verify/verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_SHORT = 3000, N_LONG = 40000, N_PROPOSALS = 3 };

/* Does the account stand for the same thing as the load? */
static bool is_same(const struct koppel_load_subject *subject, const struct koppel_account *account)
{
    return (int)subject->kind == (int)account->kind && subject->place == account->place &&
           (subject->rule == KOPPEL_NONE || subject->rule == account->rule) &&
           (subject->municipality == KOPPEL_NONE || subject->municipality == account->municipality) &&
           (subject->kind == KOPPEL_LOAD_TARGET || subject->kind == KOPPEL_LOAD_AGREEMENT ||
            subject->area == account->area);
}

/* The account of a load; complains when there is none. */
static const struct koppel_account *account_of(const struct koppel_load_subject *subject,
                                               const struct koppel_verdict *verdict)
{
    for (int32_t a = 0; a < verdict->n_accounts; a++) {
        if (is_same(subject, &verdict->accounts[a])) {
            return &verdict->accounts[a];
        }
    }
    return NULL;
}

static bool loads_agree(const struct koppel_formulation *formulation, const struct koppel_verdict *verdict,
                        const int64_t *loads)
{
    for (int32_t g = 0; g < formulation->problem.n_loads; g++) {
        const struct koppel_account *account = account_of(&formulation->subjects[g], verdict);

        bool is_apart = formulation->subjects[g].is_apart;

        if (account == NULL || account->base + account->placed - (is_apart ? account->excepted : 0) != loads[g]) {
            char name[128];

            koppel_load_name(formulation, g, name, sizeof name);
            fprintf(stderr, "load %s: %lld\n", name, (long long)loads[g]);
            return false;
        }
    }
    return true;
}

static bool tiers_agree(const struct koppel_formulation *formulation, const struct koppel_verdict *verdict,
                        const int32_t *unit_of, const int64_t *loads)
{
    bool seen[KOPPEL_MAX_TIERS] = {false};

    for (int32_t t = 0; t < formulation->problem.n_tiers; t++) {
        int32_t rule = formulation->tier_rule[t];
        int64_t cost = koppel_problem_cost(&formulation->problem, t, unit_of, loads);

        seen[rule] = true;
        if (cost != verdict->tier_cost[rule]) {
            fprintf(stderr, "tier %s: %lld, recount %lld\n", formulation->problem.tiers[t].name, (long long)cost,
                    (long long)verdict->tier_cost[rule]);
            return false;
        }
    }
    for (int32_t rule = 0; rule < verdict->n_tiers; rule++) {
        if (!seen[rule] && verdict->tier_cost[rule] != 0) {
            fprintf(stderr, "tier rule %d was left out but costs %lld\n", (int)rule,
                    (long long)verdict->tier_cost[rule]);
            return false;
        }
    }
    return true;
}

/* One random proposal: the problem's loads, costs and feasibility against the verdict. */
static bool proposal_agrees(const struct koppel_formulation *formulation, uint64_t *state, bool *was_feasible)
{
    const struct koppel_problem *problem = &formulation->problem;
    int32_t *unit_of = calloc((size_t)problem->n_agents + 1, sizeof *unit_of);
    int64_t *loads = calloc((size_t)problem->n_loads + 1, sizeof *loads);
    struct koppel_verdict verdict = {0};
    bool agrees = false;
    bool feasible = false;

    if (unit_of == NULL || loads == NULL || !random_case_propose(formulation->fit, state, unit_of)) {
        goto out;
    }
    koppel_problem_loads(problem, unit_of, loads);
    if (koppel_verdict_make(formulation->fit, unit_of, NULL, 0, &verdict) != KOPPEL_OK ||
        koppel_problem_feasible(problem, unit_of, &feasible) != KOPPEL_OK) {
        goto out;
    }
    agrees = loads_agree(formulation, &verdict, loads) && tiers_agree(formulation, &verdict, unit_of, loads);
    if (feasible != (verdict.n_violations == 0)) {
        fprintf(stderr, "feasible: %d, but %zu violations: %s\n", feasible, verdict.n_violations,
                verdict.n_violations > 0 ? verdict.violations[0].text : "");
        agrees = false;
    }
    *was_feasible = feasible;
out:
    koppel_verdict_free(&verdict);
    free(unit_of);
    free(loads);
    return agrees;
}

static void test_formulation_counts_what_the_check_counts(void)
{
    int n_cases = suite_is_long() ? N_LONG : N_SHORT;
    int n_feasible = 0;
    int n_infeasible = 0;

    for (int c = 0; c < n_cases; c++) {
        struct random_case random = {0};
        struct koppel_suitability fit = {0};
        struct koppel_formulation formulation = {0};
        struct koppel_errors errors = {0};
        bool ok = random_case_make(&random, (uint64_t)c + 1, NULL) && random_case_fit(&random, &fit) == KOPPEL_OK &&
                  koppel_formulation_make(&formulation, &fit, &errors) == KOPPEL_OK;

        for (int k = 0; k < N_PROPOSALS && ok; k++) {
            bool feasible = false;

            ok = proposal_agrees(&formulation, &random.state, &feasible);
            n_feasible += feasible ? 1 : 0;
            n_infeasible += feasible ? 0 : 1;
        }
        if (!ok) {
            fprintf(stderr, "random case of seed %d\n", c + 1);
            CU_FAIL("formulation and check disagree");
            c = n_cases;
        }
        koppel_formulation_free(&formulation);
        koppel_suitability_free(&fit);
        koppel_errors_clear(&errors);
        random_case_free(&random);
    }
    CU_ASSERT(n_feasible > n_cases / 10); /* the draw is worth something */
    CU_ASSERT(n_infeasible > n_cases / 10);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_formulation_counts_what_the_check_counts), TEST_END};

    return suite_run("formulation", tests);
}
