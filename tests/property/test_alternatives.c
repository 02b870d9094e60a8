// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* What-if answers against the exhaustive oracle on random tiny problems: next-best homes and clashes. */
#include "suite.h"

#include "random_problem.h"
#include "solve/questions/clash.h"
#include "solve/questions/next_best.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct random_size tiny = {.agents = 6, .slots = 5, .loads = 4, .tiers = 3};

enum { N_MOST = 3 };

static uint64_t n_problems(void)
{
    return suite_is_long() ? 10000 : 1000;
}

static struct koppel_solution solve(const char *engine, const struct koppel_problem *problem)
{
    const struct koppel_engine_options options = {0};
    struct koppel_solution solution = {0};

    CU_ASSERT_EQUAL(koppel_engine_find(engine)->solve(problem, &options, &solution), KOPPEL_OK);
    return solution;
}

/* What the oracle says of the best choice in which the agent has a slot, but none of the banned ones. */
static bool oracle_agrees(struct koppel_problem *problem, int32_t agent, const struct koppel_solution *base,
                          const int32_t *banned, int32_t n_banned, const struct koppel_alternative *alternative)
{
    size_t n_pairs = (size_t)(problem->first[agent + 1] - problem->first[agent]);
    unsigned char *state = malloc(n_pairs + 1);
    unsigned char must = problem->must_place[agent];
    struct koppel_solution oracle = {0};
    bool agrees = true;

    CU_ASSERT_EQUAL_FATAL(koppel_problem_hold_states(problem), KOPPEL_OK);
    memcpy(state, problem->state + problem->first[agent], n_pairs);
    for (int32_t b = 0; b < n_banned; b++) {
        problem->state[koppel_problem_pair(problem, agent, banned[b])] = KOPPEL_PAIR_BANNED;
    }
    problem->must_place[agent] = 1;
    oracle = solve("exhaustive", problem);
    problem->must_place[agent] = must;
    memcpy(problem->state + problem->first[agent], state, n_pairs);
    free(state);
    if (oracle.outcome == KOPPEL_INFEASIBLE) {
        agrees = alternative->state == KOPPEL_ALTERNATIVE_NONE;
    } else {
        agrees = alternative->state == KOPPEL_ALTERNATIVE_EXACT && alternative->unit != KOPPEL_NONE;
        for (int32_t t = 0; t < problem->n_tiers && agrees; t++) {
            agrees = alternative->cost[t] == oracle.tiers[t].cost - base->tiers[t].cost;
        }
    }
    koppel_solution_free(&oracle);
    return agrees;
}

static bool is_kept(const struct koppel_problem *problem, int32_t agent)
{
    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        if (koppel_state_of_pair(problem, p) == KOPPEL_PAIR_KEPT) {
            return true;
        }
    }
    return false;
}

/* With an allowed gap a cost may be above the least one, but then it does not claim to be exact. */
static bool agent_claims_rightly(struct koppel_problem *problem, struct koppel_alternatives *alternatives,
                                 int32_t agent, const struct koppel_solution *base, int *n_wider)
{
    const struct koppel_engine_options options = {.gap_ppm = 1000000};
    struct koppel_alternative found;
    int32_t n_banned = base->slot_of[agent] != KOPPEL_NONE ? 1 : 0;
    int32_t n_found = 0;

    if (koppel_alternatives_find(alternatives, &options, agent, 1, &found, &n_found) != KOPPEL_OK) {
        return false;
    }
    *n_wider += found.state == KOPPEL_ALTERNATIVE_FEASIBLE ? 1 : 0;
    return found.state != KOPPEL_ALTERNATIVE_EXACT ||
           oracle_agrees(problem, agent, base, &base->slot_of[agent], n_banned, &found);
}

static bool agent_agrees(struct koppel_problem *problem, struct koppel_alternatives *alternatives, int32_t agent,
                         const struct koppel_solution *base, int *n_exact)
{
    const struct koppel_engine_options options = {0};
    struct koppel_alternative found[N_MOST];
    int32_t banned[N_MOST + 1];
    int32_t n_banned = 0;
    int32_t n_found = 0;

    if (koppel_alternatives_find(alternatives, &options, agent, N_MOST, found, &n_found) != KOPPEL_OK) {
        return false;
    }
    if (is_kept(problem, agent)) {
        return n_found == 1 && found[0].state == KOPPEL_ALTERNATIVE_NONE;
    }
    if (base->slot_of[agent] != KOPPEL_NONE) {
        banned[n_banned++] = base->slot_of[agent];
    }
    for (int32_t k = 0; k < n_found; k++) {
        if (!oracle_agrees(problem, agent, base, banned, n_banned, &found[k])) {
            return false;
        }
        *n_exact += found[k].state == KOPPEL_ALTERNATIVE_EXACT ? 1 : 0;
        if (found[k].unit != KOPPEL_NONE) {
            banned[n_banned++] = found[k].unit;
        }
    }
    return n_found == N_MOST || found[n_found - 1].state == KOPPEL_ALTERNATIVE_NONE;
}

static void test_alternatives_cost_what_the_oracle_says(void)
{
    int n_exact = 0;

    for (uint64_t seed = 1; seed <= n_problems(); seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_solution base = solve("exact", &problem);
        struct koppel_alternatives alternatives = {0};
        bool agrees = true;

        if (base.slot_of != NULL) {
            /* every second time without the proof that nothing is better */
            CU_ASSERT_EQUAL(koppel_alternatives_open(&alternatives, &problem, koppel_engine_find("exact"), base.slot_of,
                                                     seed % 2 == 0 && koppel_solution_is_best(&base)),
                            KOPPEL_OK);
            for (int32_t i = 0; i < problem.n_agents && agrees; i++) {
                agrees = agent_agrees(&problem, &alternatives, i, &base, &n_exact);
            }
            koppel_alternatives_close(&alternatives);
        }
        if (!agrees) {
            printf("seed %d\n", (int)seed);
        }
        CU_ASSERT_TRUE(agrees);
        koppel_solution_free(&base);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_exact > 1000);
}

static void test_alternatives_claim_no_exact_cost_when_a_gap_is_allowed(void)
{
    int n_wider = 0;

    for (uint64_t seed = 1; seed <= n_problems(); seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_solution base = solve("exact", &problem);
        struct koppel_alternatives alternatives = {0};

        if (base.slot_of != NULL) {
            CU_ASSERT_EQUAL(koppel_alternatives_open(&alternatives, &problem, koppel_engine_find("exact"), base.slot_of,
                                                     koppel_solution_is_best(&base)),
                            KOPPEL_OK);
            for (int32_t i = 0; i < problem.n_agents; i++) {
                CU_ASSERT_TRUE(agent_claims_rightly(&problem, &alternatives, i, &base, &n_wider));
            }
            koppel_alternatives_close(&alternatives);
        }
        koppel_solution_free(&base);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_wider > 10);
}

/* Homes that others keep in the best choice in which the agent has another slot, and the choice keeps the most. */
static int64_t most_kept(struct koppel_problem *problem, int32_t agent, const int32_t *slot_of)
{
    struct koppel_problem moves = *problem;
    int64_t pair = slot_of[agent] != KOPPEL_NONE ? koppel_problem_pair(problem, agent, slot_of[agent]) : KOPPEL_NONE;
    struct koppel_solution oracle = {0};
    int64_t n_kept = 0;

    moves.tiers = malloc(((size_t)problem->n_tiers + 1) * sizeof *moves.tiers);
    memcpy(moves.tiers, problem->tiers, (size_t)problem->n_tiers * sizeof *moves.tiers);
    moves.tiers[moves.n_tiers++] = koppel_moves_tier(slot_of);
    moves.state = calloc((size_t)problem->n_pairs + 1, 1);
    memcpy(moves.state, problem->state, (size_t)problem->n_pairs);
    moves.must_place = malloc((size_t)problem->n_agents);
    memcpy(moves.must_place, problem->must_place, (size_t)problem->n_agents);
    moves.must_place[agent] = 1;
    if (pair != KOPPEL_NONE) {
        moves.state[pair] = KOPPEL_PAIR_BANNED;
    }
    oracle = solve("exhaustive", &moves);
    n_kept = oracle.tiers != NULL ? -oracle.tiers[problem->n_tiers].cost : 0;
    koppel_solution_free(&oracle);
    free(moves.tiers);
    free(moves.state);
    free(moves.must_place);
    return n_kept;
}

static bool next_best_agrees(struct koppel_problem *problem, const struct koppel_solution *base, int32_t agent,
                             const struct koppel_alternative *found)
{
    int64_t n_kept = 0;

    if (is_kept(problem, agent)) {
        return found->state == KOPPEL_ALTERNATIVE_NONE;
    }
    if (!oracle_agrees(problem, agent, base, &base->slot_of[agent], base->slot_of[agent] != KOPPEL_NONE, found)) {
        return false;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        n_kept += i != agent && base->slot_of[i] != KOPPEL_NONE;
    }
    n_kept -= found->others[KOPPEL_EFFECT_LOSES].n + found->others[KOPPEL_EFFECT_MOVES].n;
    return found->state != KOPPEL_ALTERNATIVE_EXACT || n_kept == most_kept(problem, agent, base->slot_of);
}

/* Bounds of the proven proposal answer what they can; the rest is solved over few pairs. */
static void test_next_best_of_a_proven_proposal_is_what_the_oracle_says(void)
{
    static const char *const engines[] = {"exact", "scale", "auto"};
    int n_exact = 0;

    for (uint64_t seed = 1; seed <= n_problems(); seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_solution base = solve("exact", &problem);
        const struct koppel_engine_options options = {0};
        const struct koppel_next_best asked = {.problem = &problem,
                                               .engine = koppel_engine_find(engines[seed % 3]),
                                               .slot_of = base.slot_of,
                                               .is_best = true,
                                               .options = &options};
        struct koppel_alternative *found = NULL;
        bool agrees = base.slot_of == NULL || !koppel_solution_is_best(&base) ||
                      koppel_next_best_find(&asked, &found) == KOPPEL_OK;

        CU_ASSERT_EQUAL_FATAL(koppel_problem_hold_states(&problem), KOPPEL_OK);
        for (int32_t i = 0; i < problem.n_agents && agrees && found != NULL; i++) {
            agrees = next_best_agrees(&problem, &base, i, &found[i]);
            n_exact += found[i].state == KOPPEL_ALTERNATIVE_EXACT;
        }
        if (!agrees) {
            printf("seed %d\n", (int)seed);
        }
        CU_ASSERT_TRUE(agrees);
        free(found);
        koppel_solution_free(&base);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_exact > 1000);
}

static void test_next_best_does_not_depend_on_the_number_of_threads(void)
{
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_solution base = solve("exact", &problem);
        struct koppel_alternative *found[2] = {NULL, NULL};

        for (int32_t k = 0; k < 2 && base.slot_of != NULL; k++) {
            const struct koppel_engine_options options = {.n_threads = 1 + 3 * k};
            const struct koppel_next_best asked = {.problem = &problem,
                                                   .engine = koppel_engine_find("exact"),
                                                   .slot_of = base.slot_of,
                                                   .is_best = koppel_solution_is_best(&base),
                                                   .options = &options};

            CU_ASSERT_EQUAL(koppel_next_best_find(&asked, &found[k]), KOPPEL_OK);
        }
        if (base.slot_of != NULL) {
            for (int32_t i = 0; i < problem.n_agents; i++) {
                CU_ASSERT_EQUAL(found[0][i].unit, found[1][i].unit);
                CU_ASSERT_EQUAL(found[0][i].state, found[1][i].state);
            }
        }
        free(found[0]);
        free(found[1]);
        koppel_solution_free(&base);
        koppel_problem_free(&problem);
    }
}

/* Leaves rules of a clash in the problem and takes all other musts out; is that feasible? */
static bool rules_are_feasible(const struct koppel_problem *problem, const struct koppel_clash *clash, size_t without)
{
    struct koppel_problem bare = *problem;
    struct koppel_solution oracle = {0};
    bool feasible = false;

    bare.n_tiers = 0;
    bare.loads = malloc(((size_t)problem->n_loads + 1) * sizeof *bare.loads);
    bare.state = malloc((size_t)problem->n_pairs + 1);
    for (int32_t g = 0; g < problem->n_loads; g++) {
        bare.loads[g] = (struct koppel_load){problem->loads[g].base, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
    }
    for (int64_t p = 0; p < problem->n_pairs; p++) {
        bool is_banned = koppel_state_of_pair(problem, p) == KOPPEL_PAIR_BANNED;

        bare.state[p] = (unsigned char)(is_banned ? KOPPEL_PAIR_BANNED : KOPPEL_PAIR_FREE);
    }
    for (size_t r = 0; r < clash->n_rules; r++) {
        const struct koppel_clash_rule *rule = &clash->rules[r];

        if (r == without) {
            continue;
        }
        if (rule->kind == KOPPEL_CLASH_KEEP) {
            bare.state[rule->pair] = KOPPEL_PAIR_KEPT;
        } else if (rule->kind == KOPPEL_CLASH_LOW) {
            bare.loads[rule->load].lo = problem->loads[rule->load].lo;
        } else {
            bare.loads[rule->load].hi = problem->loads[rule->load].hi;
        }
    }
    oracle = solve("exhaustive", &bare);
    feasible = oracle.outcome != KOPPEL_INFEASIBLE;
    koppel_solution_free(&oracle);
    free(bare.loads);
    free(bare.state);
    return feasible;
}

static void test_clash_is_a_smallest_set_that_cannot_be_met(void)
{
    const struct koppel_engine_options options = {0};
    int n_clashes = 0;

    for (uint64_t seed = 1; seed <= 3 * n_problems(); seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_solution base = solve("exact", &problem);
        struct koppel_clash clash = {0};

        if (base.outcome == KOPPEL_INFEASIBLE) {
            CU_ASSERT_EQUAL(koppel_clash_find(&problem, koppel_engine_find("exact"), &options, &clash), KOPPEL_OK);
            CU_ASSERT_TRUE(clash.is_smallest);
            CU_ASSERT_FALSE(rules_are_feasible(&problem, &clash, SIZE_MAX));
            for (size_t r = 0; r < clash.n_rules; r++) {
                CU_ASSERT_TRUE(rules_are_feasible(&problem, &clash, r));
            }
            n_clashes += clash.n_rules > 1 ? 1 : 0;
        }
        koppel_clash_free(&clash);
        koppel_solution_free(&base);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_clashes > 50);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_alternatives_cost_what_the_oracle_says),
                                              TEST(test_alternatives_claim_no_exact_cost_when_a_gap_is_allowed),
                                              TEST(test_next_best_of_a_proven_proposal_is_what_the_oracle_says),
                                              TEST(test_next_best_does_not_depend_on_the_number_of_threads),
                                              TEST(test_clash_is_a_smallest_set_that_cannot_be_met),
                                              TEST_END};

    return suite_run("alternatives", tests);
}
