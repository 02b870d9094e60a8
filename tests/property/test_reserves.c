// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The reserve list on random problems: what it names keeps every row and costs what it says, and no other pair of a
 * fallback and a household that takes over costs less: all are tried here, as whole assignments. */
#include "solve/questions/reserve.h"
#include "suite.h"

#include "random_problem.h"

#include <stdlib.h>
#include <string.h>

enum { N_PROBLEMS = 150, MOST = 16, MOST_LOADS = 4096, MOST_TIERS = 8 };

/* The solution of a random problem in which nothing is kept; false when there is none. */
static bool draw(uint64_t seed, struct koppel_problem *problem, struct koppel_solution *solution)
{
    const struct koppel_engine_options options = {0};

    *problem = random_problem(seed, (struct random_size){7, 6, 4, 3});
    for (int64_t pair = 0; problem->state != NULL && pair < problem->n_pairs; pair++) {
        problem->state[pair] = problem->state[pair] == KOPPEL_PAIR_KEPT ? KOPPEL_PAIR_FREE : problem->state[pair];
    }
    *solution = (struct koppel_solution){0};
    CU_ASSERT_EQUAL_FATAL(koppel_engine_find(NULL)->solve(problem, &options, solution), KOPPEL_OK);
    return solution->slot_of != NULL;
}

/* Costs of an assignment; false when it breaks a row. */
static bool costs_of(const struct koppel_problem *problem, const int32_t *slot_of, int64_t *costs)
{
    int64_t loads[MOST_LOADS];
    bool ok = false;

    CU_ASSERT_FATAL(problem->n_loads <= MOST_LOADS);
    CU_ASSERT_EQUAL_FATAL(koppel_problem_feasible(problem, slot_of, &ok), KOPPEL_OK);
    koppel_problem_loads(problem, slot_of, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] = koppel_problem_cost(problem, t, slot_of, loads);
    }
    return ok;
}

/* Costs after a refusal, less those of the proposal; false when a row breaks. */
static bool change_of(const struct koppel_problem *problem, const int32_t *slot_of, int32_t agent, int32_t fallback,
                      int32_t next, int64_t *change)
{
    int64_t before[MOST_TIERS];
    int32_t after[MOST];
    bool ok = false;

    memcpy(after, slot_of, (size_t)problem->n_agents * sizeof *after);
    after[agent] = fallback;
    if (next != KOPPEL_NONE) {
        after[next] = slot_of[agent];
    }
    costs_of(problem, slot_of, before);
    ok = costs_of(problem, after, change);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        change[t] -= before[t];
    }
    return ok;
}

static bool is_less(const int64_t *a, const int64_t *b, int32_t n)
{
    for (int32_t t = 0; t < n; t++) {
        if (a[t] != b[t]) {
            return a[t] < b[t];
        }
    }
    return false;
}

static bool has_pair(const struct koppel_problem *problem, int32_t agent, int32_t slot)
{
    const int64_t pair = koppel_problem_pair(problem, agent, slot);

    return pair != KOPPEL_NONE && koppel_state_of_pair(problem, pair) != KOPPEL_PAIR_BANNED;
}

static void assert_best(const struct koppel_problem *problem, const int32_t *slot_of,
                        const struct koppel_reserve *reserve)
{
    int64_t change[MOST_TIERS];
    bool any = false;

    for (int32_t f = KOPPEL_NONE; f < problem->n_slots; f++) {
        if (f == reserve->slot || (f != KOPPEL_NONE && !has_pair(problem, reserve->agent, f))) {
            continue;
        }
        for (int32_t r = KOPPEL_NONE; r < problem->n_agents; r++) {
            if (r != KOPPEL_NONE && (slot_of[r] != KOPPEL_NONE || !has_pair(problem, r, reserve->slot))) {
                continue;
            }
            if (change_of(problem, slot_of, reserve->agent, f, r, change)) {
                any = true;
                CU_ASSERT_FALSE(is_less(change, reserve->cost, problem->n_tiers));
            }
        }
    }
    CU_ASSERT_EQUAL(reserve->is_feasible, any);
    for (int k = 0; k < KOPPEL_N_RESERVES && reserve->is_feasible; k++) {
        if (k == 0 || reserve->next[k] != KOPPEL_NONE) {
            CU_ASSERT(change_of(problem, slot_of, reserve->agent, reserve->fallback, reserve->next[k], change));
            CU_ASSERT(k > 0 || memcmp(change, reserve->cost, (size_t)problem->n_tiers * sizeof *change) == 0);
        }
    }
    CU_ASSERT(reserve->next[1] == KOPPEL_NONE || reserve->next[1] != reserve->next[0]);
}

/* Keeps the first offer, as a decision does, and lets each load that counts nothing else give way to it.
 * @return the household, or KOPPEL_NONE: none has an offer */
static int32_t keep_first(struct koppel_problem *problem, const int32_t *slot_of, struct koppel_load_subject *subjects)
{
    int64_t loads[MOST_LOADS];
    int32_t kept = 0;

    while (kept < problem->n_agents && (problem->state == NULL || slot_of[kept] == KOPPEL_NONE)) {
        kept++;
    }
    if (kept == problem->n_agents) {
        return KOPPEL_NONE;
    }
    koppel_problem_loads(problem, slot_of, loads);
    problem->state[koppel_problem_pair(problem, kept, slot_of[kept])] = KOPPEL_PAIR_KEPT;
    for (int64_t e = problem->entry_first[slot_of[kept]]; e < problem->entry_first[slot_of[kept] + 1]; e++) {
        const int32_t g = problem->entries[e].load;
        struct koppel_load *load = &problem->loads[g];
        const int64_t before = subjects[g].way.is_given ? subjects[g].way.held : load->base;
        const int64_t held = before + koppel_amount_of_entry(problem, e, kept);

        subjects[g].way =
            (struct koppel_way_given){load->lo, subjects[g].way.is_given ? subjects[g].way.hi : load->hi, held, true};
        if (loads[g] == held && held > load->base && load->hi != held) {
            subjects[g].way.hi = held - 1;
            load->hi = held;
        }
    }
    return kept;
}

/* What the loads ask when the kept offer is gone. */
static void ask_as_before(struct koppel_problem *problem, const struct koppel_load_subject *subjects)
{
    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (subjects[g].way.is_given) {
            problem->loads[g].lo = subjects[g].way.lo;
            problem->loads[g].hi = subjects[g].way.hi;
        }
    }
}

static void test_limits_that_gave_way_to_a_kept_offer_hold_again_without_it(void)
{
    int32_t n_kept = 0;
    int32_t n_stricter = 0;

    for (uint64_t seed = 1; seed <= N_PROBLEMS; seed++) {
        static struct koppel_load_subject subjects[MOST_LOADS];
        struct koppel_problem problem;
        struct koppel_solution solution;
        struct koppel_reserves reserves = {0};
        int32_t kept = KOPPEL_NONE;

        memset(subjects, 0, sizeof subjects);
        if (draw(seed, &problem, &solution)) {
            kept = keep_first(&problem, solution.slot_of, subjects);
            CU_ASSERT_EQUAL_FATAL(koppel_reserves_find(&reserves, &problem, solution.slot_of, subjects), KOPPEL_OK);
            CU_ASSERT_EQUAL(reserves.n_kept, kept != KOPPEL_NONE);
            for (int32_t k = 0; k < reserves.n_items; k++) {
                CU_ASSERT_EQUAL(reserves.items[k].is_kept, reserves.items[k].agent == kept);
                if (!reserves.items[k].is_kept) {
                    assert_best(&problem, solution.slot_of, &reserves.items[k]);
                }
            }
            ask_as_before(&problem, subjects);
            for (int32_t k = 0; k < reserves.n_items; k++) {
                if (reserves.items[k].is_kept) {
                    problem.state[koppel_problem_pair(&problem, kept, solution.slot_of[kept])] = KOPPEL_PAIR_FREE;
                    assert_best(&problem, solution.slot_of, &reserves.items[k]);
                    n_stricter += !reserves.items[k].is_feasible || reserves.items[k].next[0] == KOPPEL_NONE;
                }
            }
            n_kept += reserves.n_kept;
        }
        koppel_reserves_free(&reserves);
        koppel_solution_free(&solution);
        koppel_problem_free(&problem);
    }
    CU_ASSERT(n_kept > N_PROBLEMS / 4);
    CU_ASSERT(n_stricter > 0);
}

static void test_reserves_keep_every_row_and_are_the_best(void)
{
    int32_t n_offers = 0;
    int32_t n_reserves = 0;

    for (uint64_t seed = 1; seed <= N_PROBLEMS; seed++) {
        struct koppel_problem problem;
        struct koppel_solution solution;
        struct koppel_reserves reserves = {0};
        int32_t order[MOST];

        if (draw(seed, &problem, &solution)) {
            CU_ASSERT_EQUAL_FATAL(koppel_reserves_find(&reserves, &problem, solution.slot_of, NULL), KOPPEL_OK);
            CU_ASSERT_EQUAL_FATAL(koppel_reserves_by_cost(&reserves, problem.n_tiers, order), KOPPEL_OK);
            for (int32_t k = 0; k < reserves.n_items; k++) {
                assert_best(&problem, solution.slot_of, &reserves.items[k]);
                n_reserves += reserves.items[k].fallback != KOPPEL_NONE || reserves.items[k].next[0] != KOPPEL_NONE;
                n_offers++;
                CU_ASSERT(k == 0 || !reserves.items[order[k - 1]].is_feasible ||
                          !is_less(reserves.items[order[k - 1]].cost, reserves.items[order[k]].cost, problem.n_tiers));
            }
        }
        koppel_reserves_free(&reserves);
        koppel_solution_free(&solution);
        koppel_problem_free(&problem);
    }
    CU_ASSERT(n_offers > N_PROBLEMS);
    CU_ASSERT(n_reserves > N_PROBLEMS / 4);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_reserves_keep_every_row_and_are_the_best),
                                              TEST(test_limits_that_gave_way_to_a_kept_offer_hold_again_without_it),
                                              TEST_END};

    return suite_run("reserves", tests);
}
