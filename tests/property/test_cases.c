/* Whole random tiny cases, with every kind of rule and load: the exact engine against the exhaustive one, each proposal
 * against the independent check, and the same case with its households and units in another order. */
#include "random_case.h"
#include "suite.h"

#include "engine/engine.h"
#include "formulate/formulation.h"
#include "verify/verdict.h"

#include <stdio.h>

enum { N_SHORT = 2500, N_LONG = 30000 };

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
    static const struct suite_test tests[] = {TEST(test_cases_are_solved_as_the_oracle_solves_them), TEST_END};

    return suite_run("cases", tests);
}
