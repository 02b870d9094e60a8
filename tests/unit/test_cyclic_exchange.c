// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Exchanges that leave every load as it is: a ring of three and a move, by hand, and the best of all such exchanges on
 * random problems. (tests/property/test_knapsack_bound.c has that they never make a choice worse.) */
#include "engine/heuristic/cyclic_exchange.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

enum { N_PROBLEMS = 2000 };

static const struct random_size tiny = {.agents = 5, .slots = 5, .loads = 3, .tiers = 2};
static const struct koppel_deadline never = {0};

/* Four households in four homes of four neighbourhoods that may hold just the persons that they hold. Households 0, 1
 * and 2 have 3 persons and each would have the next one's home, household 3 has 2 persons and would have that of 0. No
 * two can swap and gain, but all three can pass on their homes in a ring; 3 must stay. */
static struct koppel_problem ring(void)
{
    static const int64_t costs[] = {0, -5, 9, 9, 9, 0, -5, 9, -5, 9, 0, 9, -50, 9, 9, 0};
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 4, .slots = 4, .loads = 4, .measures = 1, .tiers = 1});

    tiny_problem_measure(&problem, 0, (const int32_t[]){3, 3, 3, 2});
    for (int32_t j = 0; j < 4; j++) {
        tiny_problem_entry(&problem, j, j, 0);
        problem.loads[j].hi = problem.loads[j].lo = j < 3 ? 3 : 2;
    }
    tiny_problem_pair_costs(&problem, 0, costs);
    return problem;
}

static void test_three_households_pass_on_their_homes_in_a_ring(void)
{
    struct koppel_problem problem = ring();
    int32_t slot_of[] = {0, 1, 2, 3};

    CU_ASSERT_EQUAL(koppel_cyclic_exchange_run(&problem, &problem, 0, KOPPEL_MOST_EXCHANGES, &never, slot_of),
                    KOPPEL_OK);
    CU_ASSERT_TRUE(slot_of[0] == 1 && slot_of[1] == 2 && slot_of[2] == 0 && slot_of[3] == 3);
    koppel_problem_free(&problem);
}

/* Home 1 adds to the same load as home 0 and is empty: the household moves. Home 2 would be better still and adds to
 * another load. */
static void test_household_moves_within_its_loads(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 1, .slots = 3, .loads = 2, .measures = 1, .tiers = 1});
    int32_t slot_of[] = {0};

    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    tiny_problem_entry(&problem, 2, 1, 0);
    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){0, -1, -9});
    CU_ASSERT_EQUAL(koppel_cyclic_exchange_run(&problem, &problem, 0, KOPPEL_MOST_EXCHANGES, &never, slot_of),
                    KOPPEL_OK);
    CU_ASSERT_EQUAL(slot_of[0], 1);
    koppel_problem_free(&problem);
}

static void test_choice_stays_when_time_is_up(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_deadline expired = {.stop = &stop};
    struct koppel_problem problem = ring();
    int32_t slot_of[] = {0, 1, 2, 3};

    CU_ASSERT_EQUAL(koppel_cyclic_exchange_run(&problem, &problem, 0, KOPPEL_MOST_EXCHANGES, &expired, slot_of),
                    KOPPEL_OK);
    CU_ASSERT_TRUE(slot_of[0] == 0 && slot_of[1] == 1 && slot_of[2] == 2 && slot_of[3] == 3);
    koppel_problem_free(&problem);
}

/* The best choice that a round of trades can come to: the agents of every home are of one kind as before, and as
 * many. */
struct trial {
    const struct koppel_problem *problem;
    const int32_t *slot_of; /* before */
    int64_t best[TINY_TIERS];
    bool is_found;
};

static bool counts_alike(const struct koppel_problem *problem, int32_t a, int32_t b)
{
    for (int32_t q = 0; q < problem->n_measures; q++) {
        if (problem->measures[q * problem->n_agents + a] != problem->measures[q * problem->n_agents + b]) {
            return false;
        }
    }
    return true;
}

static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    const struct koppel_problem *problem = trial->problem;
    int32_t n_held[TINY_SLOTS] = {0}, t = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int32_t j = choice->slot_of[i];

        n_held[trial->slot_of[i] != KOPPEL_NONE ? trial->slot_of[i] : TINY_SLOTS - 1]++;
        n_held[j != KOPPEL_NONE ? j : TINY_SLOTS - 1]--;
        for (int32_t k = 0; k < problem->n_agents && j != KOPPEL_NONE && j != trial->slot_of[i]; k++) {
            if (trial->slot_of[k] == j && !counts_alike(problem, i, k)) {
                return;
            }
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        if (n_held[j] != 0) {
            return;
        }
    }
    while (trial->is_found && t < problem->n_tiers - 1 && choice->costs[t] == trial->best[t]) {
        t++;
    }
    if (!trial->is_found || choice->costs[t] < trial->best[t]) {
        memcpy(trial->best, choice->costs, (size_t)problem->n_tiers * sizeof *trial->best);
        trial->is_found = true;
    }
}

/* A first choice: everybody in turn takes a random free place, or none. */
static void draw_choice(const struct koppel_problem *problem, uint64_t *state, int32_t *slot_of)
{
    int32_t n_taken[TINY_SLOTS] = {0};

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t p = random_between(state, problem->first[i] - 1, problem->first[i + 1] - 1);
        int32_t j = p >= problem->first[i] ? problem->slot[p] : KOPPEL_NONE;

        slot_of[i] = j != KOPPEL_NONE && n_taken[j] < problem->places[j] ? j : KOPPEL_NONE;
        n_taken[j != KOPPEL_NONE ? j : 0] += slot_of[i] != KOPPEL_NONE;
    }
}

static void test_one_round_of_trades_is_the_best_there_is(void)
{
    int n_tried = 0, n_gains = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        int32_t before[TINY_AGENTS], slot_of[TINY_AGENTS];
        int64_t loads[TINY_LOADS];
        struct trial trial = {.problem = &problem, .slot_of = before};
        uint64_t state = seed;
        bool ok = false;

        memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
        memset(problem.must_place, 0, (size_t)problem.n_agents);
        draw_choice(&problem, &state, before);
        memcpy(slot_of, before, sizeof before);
        CU_ASSERT_EQUAL_FATAL(koppel_problem_feasible(&problem, before, &ok), KOPPEL_OK);
        if (ok) {
            CU_ASSERT_EQUAL(koppel_cyclic_exchange_run(&problem, &problem, problem.n_tiers - 1, 1, &never, slot_of),
                            KOPPEL_OK);
            each_choice(&problem, look, &trial);
            koppel_problem_loads(&problem, slot_of, loads);
            for (int32_t t = 0; t < problem.n_tiers; t++) {
                CU_ASSERT_EQUAL(koppel_problem_cost(&problem, t, slot_of, loads), trial.best[t]);
            }
            n_tried++;
            n_gains += memcmp(before, slot_of, (size_t)problem.n_agents * sizeof *slot_of) != 0;
        }
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_tried > N_PROBLEMS / 2);
    CU_ASSERT_TRUE(n_gains > N_PROBLEMS / 25);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_three_households_pass_on_their_homes_in_a_ring),
        TEST(test_household_moves_within_its_loads),
        TEST(test_choice_stays_when_time_is_up),
        TEST(test_one_round_of_trades_is_the_best_there_is),
        TEST_END,
    };

    return suite_run("cyclic exchange", tests);
}
