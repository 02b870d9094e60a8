// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whole random tiny cases, with every kind of rule and load: the exact engine against the exhaustive one, each proposal
 * against the independent check, and the same case with its households and units in another order. What is drawn by lot
 * is held against the exhaustive engine with the sum of lots as a last tier. */
#include "random_case.h"
#include "suite.h"

#include "engine/engine.h"
#include "formulate/formulation.h"
#include "model/tie_lot.h"
#include "solve/tie_draw.h"
#include "verify/verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_SHORT = 2500, N_LONG = 30000, LOT_SEED = 11 };

struct outcome {
    struct koppel_solution solution;
    struct koppel_proposal_tier claims[KOPPEL_MAX_TIERS];
    size_t n_violations;
};

/* Solves a case and checks what comes out, claims included. */
static bool solve_case(const struct koppel_suitability *fit, const char *engine, struct outcome *outcome)
{
    const struct koppel_engine_options options = {0};
    struct koppel_formulation formulation = {0};
    struct koppel_errors errors = {0};
    struct koppel_verdict verdict = {0};
    bool ok = koppel_formulation_make(&formulation, fit, &errors) == KOPPEL_OK &&
              koppel_engine_find(engine)->solve(&formulation.problem, &options, &outcome->solution) == KOPPEL_OK;

    for (int32_t t = 0; ok && outcome->solution.slot_of != NULL && t < formulation.problem.n_tiers; t++) {
        const struct koppel_tier *tier = &formulation.problem.tiers[t];

        outcome->claims[t] = (struct koppel_proposal_tier){.maximise = tier->maximise,
                                                           .scale = tier->scale,
                                                           .cost = outcome->solution.tiers[t].cost,
                                                           .bound = outcome->solution.tiers[t].bound,
                                                           .proven = outcome->solution.tiers[t].proven};
        snprintf(outcome->claims[t].name, sizeof outcome->claims[t].name, "%s", tier->name);
    }
    if (ok && outcome->solution.slot_of != NULL) {
        ok = koppel_verdict_make(fit, outcome->solution.slot_of, outcome->claims, formulation.problem.n_tiers,
                                 &verdict) == KOPPEL_OK;
        outcome->n_violations = verdict.n_violations;
        if (verdict.n_violations > 0) {
            fprintf(stderr, "%s: %s\n", engine, verdict.violations[0].text);
        }
    }
    koppel_verdict_free(&verdict);
    koppel_formulation_free(&formulation);
    koppel_errors_clear(&errors);
    return ok;
}

static bool same_values(const struct koppel_solution *a, const struct koppel_solution *b)
{
    bool same = a->outcome == b->outcome && a->n_tiers == b->n_tiers;

    for (int32_t t = 0; t < a->n_tiers && same; t++) {
        same = a->tiers[t].cost == b->tiers[t].cost;
    }
    return same;
}

static void swap_bytes(void *a, void *b, size_t n)
{
    unsigned char *x = a;
    unsigned char *y = b;

    for (size_t k = 0; k < n; k++) {
        unsigned char kept = x[k];

        x[k] = y[k];
        y[k] = kept;
    }
}

/* Exchanges two rows of households or units, and what names them in other tables. */
static void swap_households(struct koppel_case *kase, int32_t a, int32_t b)
{
    struct koppel_extra *extra = &kase->household_extra;

    swap_bytes(&kase->households[a], &kase->households[b], sizeof *kase->households);
    for (int32_t c = 0; c < extra->n_columns; c++) {
        swap_bytes(&extra->values[a * extra->n_columns + c], &extra->values[b * extra->n_columns + c],
                   sizeof *extra->values);
    }
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        int32_t *row = &kase->decisions[d].household;

        *row = *row == a ? b : *row == b ? a : *row;
    }
    for (int32_t s = 0; s < kase->n_scores; s++) {
        int32_t *row = &kase->scores[s].household;

        *row = *row == a ? b : *row == b ? a : *row;
    }
    for (int32_t k = 0; k < kase->n_earlier; k++) {
        int32_t *row = &kase->earlier[k].household;

        *row = *row == a ? b : *row == b ? a : *row;
    }
}

static bool has_group(const struct koppel_case *kase, int32_t unit, int32_t group)
{
    return koppel_unit_is_in(kase, unit, KOPPEL_AREA_GROUP, group);
}

/* Lets two units change groups. */
static void swap_groups(struct koppel_case *kase, int32_t a, int32_t b)
{
    bool has[8][2] = {{false}};
    int64_t n = 0;

    if (kase->groups.n_ids == 0) {
        return;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t to = j == a ? b : j == b ? a : j;

        has[to][0] = has_group(kase, j, 0);
        has[to][1] = has_group(kase, j, 1);
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        for (int32_t g = 0; g < 2; g++) {
            if (has[j][g]) {
                kase->unit_groups[n++] = g;
            }
        }
        kase->unit_group_first[j + 1] = n;
    }
}

static void swap_units(struct koppel_case *kase, int32_t a, int32_t b)
{
    struct koppel_extra *extra = &kase->unit_extra;

    swap_bytes(&kase->units[a], &kase->units[b], sizeof *kase->units);
    for (int32_t c = 0; c < extra->n_columns; c++) {
        swap_bytes(&extra->values[a * extra->n_columns + c], &extra->values[b * extra->n_columns + c],
                   sizeof *extra->values);
    }
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        int32_t *row = &kase->decisions[d].unit;

        *row = *row == a ? b : *row == b ? a : *row;
    }
    for (int32_t k = 0; k < kase->n_earlier; k++) {
        int32_t *row = &kase->earlier[k].unit;

        *row = *row == a ? b : *row == b ? a : *row;
    }
    for (int32_t s = 0; s < kase->n_scores; s++) {
        int32_t *row = &kase->scores[s].place;

        if (kase->scores[s].area == KOPPEL_AREA_UNIT) {
            *row = *row == a ? b : *row == b ? a : *row;
        }
    }
    for (int32_t l = 0; l < kase->n_limits; l++) {
        int32_t *row = &kase->limits[l].place;

        if (kase->limits[l].area == KOPPEL_AREA_UNIT) {
            *row = *row == a ? b : *row == b ? a : *row;
        }
    }
}

static void shuffle(struct random_case *random)
{
    struct koppel_case *kase = &random->kase;

    for (int32_t i = kase->n_households - 1; i > 0; i--) {
        swap_households(kase, i, random_case_below(&random->state, i + 1));
    }
    for (int32_t j = kase->n_units - 1; j > 0; j--) {
        int32_t other = random_case_below(&random->state, j + 1);

        swap_units(kase, j, other);
        swap_groups(kase, j, other);
    }
}

/* ---- Ties ---- */

static void work_out_lots(const void *data, int32_t household, const int32_t *slots, const int32_t *unit_of, int64_t n,
                          int64_t *costs)
{
    const struct koppel_case *kase = data;

    for (int64_t k = 0; k < n; k++) {
        int32_t unit = unit_of != NULL ? unit_of[slots[k]] : slots[k];

        costs[k] = koppel_pair_lot(LOT_SEED, kase->households[household].id, kase->units[unit].id);
    }
}

/* The one proposal that is right: exhaustively, with the lots as a tier of the problem. */
static bool solve_with_lots(const struct koppel_suitability *fit, struct koppel_solution *solution)
{
    const struct koppel_engine_options options = {0};
    struct koppel_formulation formulation = {0};
    struct koppel_problem problem;
    struct koppel_tier tiers[KOPPEL_MAX_TIERS + 1];
    bool ok = koppel_formulation_make(&formulation, fit, NULL) == KOPPEL_OK;

    if (ok) {
        problem = formulation.problem;
        memcpy(tiers, problem.tiers, (size_t)problem.n_tiers * sizeof *tiers);
        problem.tiers = tiers;
        tiers[problem.n_tiers++] =
            (struct koppel_tier){.name = "lot", .scale = 1, .rule = {work_out_lots, fit->kase, 1, 0}};
        ok = koppel_engine_find("exhaustive")->solve(&problem, &options, solution) == KOPPEL_OK;
    }
    koppel_formulation_free(&formulation);
    return ok;
}

/* Does this engine, with its ties drawn, give that one proposal? */
static bool draws_the_same(const struct koppel_suitability *fit, const char *engine, int32_t n_threads,
                           const struct koppel_solution *right, int64_t *n_decided)
{
    const struct koppel_engine_options options = {.seed = LOT_SEED, .n_threads = n_threads};
    struct koppel_formulation formulation = {0};
    struct koppel_solution solution = {0};
    struct koppel_tie_draw draw = {0};
    int64_t n_marked = 0;
    bool ok = koppel_formulation_make(&formulation, fit, NULL) == KOPPEL_OK &&
              koppel_ties_solve(&formulation, koppel_engine_find(engine), &options, &solution, &draw) == KOPPEL_OK &&
              (solution.slot_of == NULL) == (right->slot_of == NULL);

    if (ok && right->slot_of != NULL) {
        ok = draw.state == KOPPEL_TIES_DRAWN && draw.is_counted && draw.sum == right->tiers[right->n_tiers - 1].cost &&
             memcmp(solution.slot_of, right->slot_of, (size_t)fit->kase->n_households * sizeof *right->slot_of) == 0;
    }
    for (int32_t i = 0; draw.by_lot != NULL && i < fit->kase->n_households; i++) {
        n_marked += draw.by_lot[i];
    }
    ok = ok && n_marked == draw.n_offers + draw.n_left;
    free(draw.by_lot);
    *n_decided += draw.n_offers;
    koppel_solution_free(&solution);
    koppel_formulation_free(&formulation);
    return ok;
}

static bool ties_agree(const struct koppel_suitability *fit, int64_t *n_decided)
{
    struct koppel_solution right = {0};
    bool ok = solve_with_lots(fit, &right) && draws_the_same(fit, "auto", 1, &right, n_decided) &&
              draws_the_same(fit, "scale", 3, &right, n_decided) &&
              draws_the_same(fit, "exact", 2, &right, n_decided) &&
              draws_the_same(fit, "exhaustive", 1, &right, n_decided);

    koppel_solution_free(&right);
    return ok;
}

static void test_ties_are_drawn_as_the_oracle_draws_them_in_any_order_of_rows(void)
{
    int32_t n_cases = suite_is_long() ? N_LONG : N_SHORT;
    int64_t n_decided = 0;

    for (int32_t c = 0; c < n_cases; c++) {
        struct random_case random = {0};
        struct koppel_suitability fit = {0}, shuffled = {0};
        bool ok = random_case_make(&random, (uint64_t)c + 3000000, NULL) &&
                  random_case_fit(&random, &fit) == KOPPEL_OK && ties_agree(&fit, &n_decided);

        if (ok) {
            /* the sum of lots is that of one proposal, so the same in any order of rows */
            shuffle(&random);
            ok = random_case_fit(&random, &shuffled) == KOPPEL_OK && ties_agree(&shuffled, &n_decided);
        }
        if (!ok) {
            fprintf(stderr, "random case of seed %d\n", (int)c + 3000000);
        }
        CU_ASSERT_TRUE(ok);
        koppel_suitability_free(&fit);
        koppel_suitability_free(&shuffled);
        random_case_free(&random);
    }
    CU_ASSERT_TRUE(n_decided > n_cases / 4);
}

/* One case: exact = exhaustive, both pass the check, and the shuffled case has the same values. */
static bool case_agrees(struct random_case *random, int32_t *n_infeasible)
{
    struct koppel_suitability fit = {0};
    struct koppel_suitability shuffled = {0};
    struct outcome exact = {0};
    struct outcome oracle = {0};
    struct outcome again = {0};
    bool ok = random_case_fit(random, &fit) == KOPPEL_OK && solve_case(&fit, "exact", &exact) &&
              solve_case(&fit, "exhaustive", &oracle);

    ok = ok && same_values(&exact.solution, &oracle.solution) && exact.n_violations == 0 && oracle.n_violations == 0 &&
         (exact.solution.slot_of == NULL || koppel_solution_is_best(&exact.solution));
    if (ok) {
        shuffle(random);
        ok = random_case_fit(random, &shuffled) == KOPPEL_OK && solve_case(&shuffled, "exact", &again) &&
             same_values(&exact.solution, &again.solution) && again.n_violations == 0;
    }
    *n_infeasible += exact.solution.outcome == KOPPEL_INFEASIBLE ? 1 : 0;
    koppel_solution_free(&exact.solution);
    koppel_solution_free(&oracle.solution);
    koppel_solution_free(&again.solution);
    koppel_suitability_free(&fit);
    koppel_suitability_free(&shuffled);
    return ok;
}

static void test_cases_are_solved_as_the_oracle_solves_them(void)
{
    int32_t n_cases = suite_is_long() ? N_LONG : N_SHORT;
    int32_t n_infeasible = 0;

    for (int32_t c = 0; c < n_cases; c++) {
        struct random_case random = {0};
        bool ok = random_case_make(&random, (uint64_t)c + 1000000, NULL) && case_agrees(&random, &n_infeasible);

        if (!ok) {
            fprintf(stderr, "random case of seed %d\n", (int)c + 1000000);
        }
        CU_ASSERT_TRUE(ok);
        random_case_free(&random);
    }
    CU_ASSERT_TRUE(n_infeasible > 20);
    CU_ASSERT_TRUE(n_infeasible < n_cases / 2);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_cases_are_solved_as_the_oracle_solves_them),
                                              TEST(test_ties_are_drawn_as_the_oracle_draws_them_in_any_order_of_rows),
                                              TEST_END};

    return suite_run("cases", tests);
}
