// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Policies over time on random worlds: hindsight bounds every policy on every path; agents and slots are conserved; what
 * is waited is the area below the queue (Little's law); the same numbers come from any number of threads; hindsight is the
 * best of all histories, tried one by one. */
#include "simulate/simulation.h"
#include "suite.h"

#include "random_problem.h"

#include <stdlib.h>
#include <string.h>

enum { N_WORLDS = 60, N_WORLDS_LONG = 1500, N_PATHS = 2, N_POLICIES = 6, MOST = 16, N_DAYS = 100 };

/* A world of a random problem in which agents and slots come on random days. */
struct random_world {
    struct koppel_problem problem;
    struct koppel_world world;
    int32_t agent_day[MOST], agent_since[MOST], slot_day[MOST], persons[MOST];
    int32_t ends[3];
    bool by_half_year[MOST];
    int64_t target[MOST], later[MOST];
    int32_t permille[MOST], days[MOST], size[MOST]; /* of what may go otherwise */
    struct koppel_world_chances chances;
};

/* In half of the worlds nearly anything may go otherwise. */
static void draw_chances(struct random_world *random, uint64_t *state)
{
    for (int32_t k = 0; k < MOST; k++) {
        random->permille[k] = (int32_t)random_between(state, 0, 500);
        random->days[k] = (int32_t)random_between(state, 1, 60);
        random->size[k] = (int32_t)random_between(state, 1, 3);
    }
    random->chances = (struct koppel_world_chances){.agent_refusal = random->permille,
                                                    .slot_refusal = random->permille,
                                                    .slot_late = random->permille,
                                                    .slot_late_days = random->days,
                                                    .agent_growth = random->permille,
                                                    .agent_growth_days = random->days,
                                                    .agent_grown_size = random->size,
                                                    .slot_size = random->size};
    random->world.chances = random_between(state, 0, 1) == 1 ? &random->chances : NULL;
}

static void draw_world(struct random_world *random, uint64_t seed)
{
    uint64_t state = seed * 7919;

    random->problem = random_problem(seed, (struct random_size){8, 8, 5, 3});
    if (random->problem.state != NULL) { /* nothing is decided beforehand: that may keep agents who come later */
        memset(random->problem.state, KOPPEL_PAIR_FREE, (size_t)random->problem.n_pairs);
    }
    for (int32_t i = 0; i < random->problem.n_agents; i++) {
        random->agent_day[i] = (int32_t)random_between(&state, -40, 90);
        random->agent_day[i] = random->agent_day[i] < 0 ? 0 : random->agent_day[i];
        random->agent_since[i] = random->agent_day[i] - (int32_t)random_between(&state, 0, 20);
        random->persons[i] = (int32_t)random_between(&state, 1, 6);
    }
    for (int32_t j = 0; j < random->problem.n_slots; j++) {
        random->slot_day[j] = (int32_t)random_between(&state, -40, 90);
        random->slot_day[j] = random->slot_day[j] < 0 ? 0 : random->slot_day[j];
    }
    for (int32_t g = 0; g < random->problem.n_loads; g++) {
        random->by_half_year[g] = random_between(&state, 0, 1) == 1;
        random->target[g] = KOPPEL_UNKNOWN_TARGET;
        random->later[g] = random_between(&state, 0, 1) == 1 ? random_between(&state, 0, 5) : KOPPEL_UNKNOWN_TARGET;
        if (random->problem.loads[g].hi != KOPPEL_NO_MAX &&
            random->problem.loads[g].hi < random->problem.loads[g].base) {
            random->problem.loads[g].hi = random->problem.loads[g].base;
        }
    }
    random->ends[0] = 29;
    random->ends[1] = 69;
    random->ends[2] = N_DAYS - 1;
    random->world = (struct koppel_world){.problem = &random->problem,
                                          .agent_day = random->agent_day,
                                          .agent_since = random->agent_since,
                                          .slot_day = random->slot_day,
                                          .n_days = N_DAYS,
                                          .every = (int32_t)random_between(&state, 5, 20),
                                          .vacant_days = (int32_t)random_between(&state, 0, 50),
                                          .term_days = 30,
                                          .persons = random->persons,
                                          .half_year_end = random->ends,
                                          .n_half_years = 3,
                                          .by_half_year = random->by_half_year,
                                          .target = random->target,
                                          .later_target = random->later};
    draw_chances(random, &state);
    CU_ASSERT_EQUAL_FATAL(koppel_world_start(&random->world), KOPPEL_OK);
}

static void free_world(struct random_world *random)
{
    koppel_world_end(&random->world);
    koppel_problem_free(&random->problem);
}

/* What came of every policy on every path, and what looks at it while path and history are there. */
struct followed {
    struct koppel_course_tally tallies[N_PATHS * N_POLICIES];
    const struct random_world *random;
    void (*look)(const struct random_world *random, const struct koppel_task_outcome *outcome); /* or NULL */
};

static enum koppel_status keep(void *data, const struct koppel_task_outcome *outcome)
{
    struct followed *followed = data;

    followed->tallies[outcome->path_row * N_POLICIES + outcome->policy] = outcome->tally;
    if (followed->look != NULL) {
        followed->look(followed->random, outcome);
    }
    return KOPPEL_OK;
}

static void simulate(struct followed *followed, int32_t n_threads, struct koppel_shard shard)
{
    static const char *const names[N_POLICIES] = {"first-come", "myopic",    "periodic-30",
                                                  "look-ahead", "foresight", "hindsight"};
    struct koppel_time_policy policies[N_POLICIES];
    const struct koppel_simulation_request request = {
        .world = &followed->random->world,
        .policies = policies,
        .n_policies = N_POLICIES,
        .n_paths = N_PATHS,
        .shard = shard,
        .n_threads = n_threads,
        .run = {.stream.seed = 5, .n_futures = 2, .look_days = 40, .patience_percent = 5},
        .data = followed,
        .done = keep};
    bool is_stopped = false;

    for (int p = 0; p < N_POLICIES; p++) {
        CU_ASSERT_FATAL(koppel_time_policy_find(names[p], &policies[p]));
    }
    CU_ASSERT_EQUAL_FATAL(koppel_simulation_run(&request, &is_stopped), KOPPEL_OK);
    CU_ASSERT_FALSE(is_stopped);
}

/* Nothing is better than the bound, in the order of the tiers. */
static bool is_bounded(const struct koppel_course_tally *tally, const struct koppel_course_tally *hindsight,
                       int32_t n_tiers)
{
    for (int32_t t = 0; t < n_tiers; t++) {
        if (tally->cost[t] != hindsight->bound[t]) {
            return tally->cost[t] > hindsight->bound[t];
        }
    }
    return true;
}

static void test_hindsight_bounds_every_policy_on_every_path(void)
{
    for (uint64_t seed = 1; seed <= (suite_is_long() ? N_WORLDS_LONG : N_WORLDS); seed++) {
        struct random_world random;
        struct followed followed = {.random = &random};

        draw_world(&random, seed);
        simulate(&followed, 1, (struct koppel_shard){0});
        for (int32_t k = 0; k < N_PATHS * N_POLICIES; k++) {
            const struct koppel_course_tally *hindsight =
                &followed.tallies[k / N_POLICIES * N_POLICIES + N_POLICIES - 1];

            CU_ASSERT_FATAL(hindsight->is_done && hindsight->is_proven);
            if (!is_bounded(&followed.tallies[k], hindsight, random.problem.n_tiers)) {
                printf("\nseed %d: policy %d on path %d is better than hindsight\n", (int)seed, (int)(k % N_POLICIES),
                       (int)(k / N_POLICIES) + 1);
                CU_FAIL("a policy is better than hindsight");
            }
        }
        free_world(&random);
    }
}

/* Every offer stands on a day on which both are there; no slot is given out more often than it has places; days waited
 * are counted agent by agent and day by day. */
static void assert_conserved(const struct random_world *random, const struct koppel_task_outcome *outcome)
{
    const struct koppel_course *path = outcome->path;
    const struct koppel_history *history = outcome->history;
    const struct koppel_course_tally *tally = &outcome->tally;
    int32_t *given = calloc((size_t)path->slots.n_items + 1, sizeof *given);
    int64_t area = 0;
    int64_t placed = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(given);
    for (int32_t i = 0; i < path->agents.n_items; i++) {
        const int32_t slot = history->slot_of[i];

        if (slot != KOPPEL_NONE) {
            const int32_t step = history->step_of[i];

            placed++;
            given[slot]++;
            CU_ASSERT(step >= path->agents.first[i] && step >= path->slots.first[slot]);
            CU_ASSERT(step <= path->slots.last[slot]);
            CU_ASSERT_NOT_EQUAL(koppel_problem_pair(&random->problem, path->agents.row[i], path->slots.row[slot]),
                                KOPPEL_NONE);
            CU_ASSERT_FALSE(koppel_course_refuses(path, i, slot));
            CU_ASSERT(step < path->agents.grown[i] ||
                      random->size[path->slots.row[slot]] >= random->size[path->agents.row[i]]);
        }
    }
    for (int32_t j = 0; j < path->slots.n_items; j++) {
        CU_ASSERT(given[j] <= random->problem.places[path->slots.row[j]]);
    }
    for (int32_t k = 0; k < history->n_refused; k++) { /* once a pair */
        const struct koppel_refusal_told *refused = &history->refused[k];

        CU_ASSERT(koppel_course_refuses(path, refused->agent, refused->slot));
        for (int32_t b = 0; b < k; b++) {
            CU_ASSERT(history->refused[b].agent != refused->agent || history->refused[b].slot != refused->slot);
        }
    }
    for (int32_t day = -20; day < N_DAYS; day++) {
        for (int32_t i = 0; i < path->agents.n_items; i++) {
            const bool is_placed =
                history->slot_of[i] != KOPPEL_NONE && history->step_of[i] * random->world.every <= day;

            area += day >= path->agents.since[i] && !is_placed;
        }
    }
    CU_ASSERT_EQUAL(tally->number[KOPPEL_TOLD_WAITING], area);
    CU_ASSERT_EQUAL(tally->number[KOPPEL_TOLD_PLACED], placed);
    CU_ASSERT_EQUAL(tally->number[KOPPEL_TOLD_SLOTS] - tally->number[KOPPEL_TOLD_EMPTY], placed);
    free(given);
}

static void test_agents_slots_and_days_are_conserved(void)
{
    for (uint64_t seed = 1; seed <= N_WORLDS / 2; seed++) {
        struct random_world random;
        struct followed followed = {.random = &random, .look = assert_conserved};

        draw_world(&random, seed);
        simulate(&followed, 1, (struct koppel_shard){0});
        CU_ASSERT(random.world.chances != NULL ||
                  followed.tallies[0].number[KOPPEL_TOLD_HELD] == 0); /* first-come keeps nothing that is taken */
        free_world(&random);
    }
}

static void assert_same(const struct koppel_course_tally *one, const struct koppel_course_tally *other)
{
    CU_ASSERT(one->is_done && other->is_done);
    CU_ASSERT_EQUAL(memcmp(one->cost, other->cost, sizeof one->cost), 0);
    CU_ASSERT_EQUAL(memcmp(one->number, other->number, sizeof one->number), 0);
}

static void test_threads_and_shards_change_no_number(void)
{
    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct random_world random;
        struct followed one = {.random = &random};
        struct followed three = {.random = &random};
        struct followed shards = {.random = &random};

        draw_world(&random, seed);
        simulate(&one, 1, (struct koppel_shard){0});
        simulate(&three, 3, (struct koppel_shard){0});
        simulate(&shards, 1, (struct koppel_shard){2, 2});
        for (int32_t p = 0; p < N_POLICIES; p++) {
            CU_ASSERT_FALSE(shards.tallies[p].is_done); /* the first path is the other shard's */
        }
        simulate(&shards, 1, (struct koppel_shard){1, 2});
        for (int32_t k = 0; k < N_PATHS * N_POLICIES; k++) {
            assert_same(&one.tallies[k], &three.tallies[k]);
            assert_same(&one.tallies[k], &shards.tallies[k]);
        }
        free_world(&random);
    }
}

/* ---- All histories of a small path ------------------------------------------------------------------------------- */

enum { MOST_PAIRS = 8, MOST_TIERS = 8 };

/* Histories of a path, agent by agent; the best so far. */
struct trying {
    const struct random_world *random;
    const struct koppel_course *path;
    struct koppel_history history;
    int32_t slot_of[2 * MOST], step_of[2 * MOST];
    int64_t best[MOST_TIERS], loads[3 * MOST];
};

static int32_t first_step(const struct koppel_course *path, int32_t agent, int32_t slot)
{
    return path->agents.first[agent] > path->slots.first[slot] ? path->agents.first[agent] : path->slots.first[slot];
}

static bool is_pair(const struct trying *trying, int32_t agent, int32_t slot)
{
    const struct koppel_course *path = trying->path;
    const int64_t pair = koppel_problem_pair(&trying->random->problem, path->agents.row[agent], path->slots.row[slot]);

    return pair != KOPPEL_NONE && koppel_state_of_pair(&trying->random->problem, pair) != KOPPEL_PAIR_BANNED &&
           first_step(path, agent, slot) <= path->slots.last[slot];
}

static void weigh(struct trying *trying)
{
    const struct koppel_problem *problem = &trying->random->problem;
    int64_t costs[MOST_TIERS];

    koppel_history_cost(&trying->random->world, trying->path, &trying->history, costs, trying->loads);
    for (int32_t g = 0; g < problem->n_loads; g++) {
        const int64_t load = trying->loads[2 * problem->n_loads + g];

        if (load > problem->loads[g].hi && load > problem->loads[g].base) {
            return;
        }
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        if (costs[t] != trying->best[t]) {
            if (costs[t] < trying->best[t]) {
                memcpy(trying->best, costs, sizeof costs);
            }
            return;
        }
    }
}

static void try_from(struct trying *trying, int32_t agent, int32_t *left)
{
    if (agent == trying->path->agents.n_items) {
        weigh(trying);
        return;
    }
    trying->slot_of[agent] = trying->step_of[agent] = KOPPEL_NONE;
    try_from(trying, agent + 1, left);
    for (int32_t j = 0; j < trying->path->slots.n_items; j++) {
        if (left[j] > 0 && is_pair(trying, agent, j)) {
            left[j]--;
            trying->slot_of[agent] = j;
            trying->step_of[agent] = first_step(trying->path, agent, j);
            try_from(trying, agent + 1, left);
            left[j]++;
        }
    }
    trying->slot_of[agent] = trying->step_of[agent] = KOPPEL_NONE;
}

static int n_tried;

static void assert_best_of_all(const struct random_world *random, const struct koppel_task_outcome *outcome)
{
    struct trying trying = {.random = random, .path = outcome->path};
    int32_t left[2 * MOST];
    int n_pairs = 0;

    if (outcome->policy != N_POLICIES - 1 || outcome->path->agents.n_items > 2 * MOST ||
        outcome->path->slots.n_items > 2 * MOST) {
        return;
    }
    trying.history = (struct koppel_history){.slot_of = trying.slot_of, .step_of = trying.step_of};
    memset(trying.best, 0x7f, sizeof trying.best);
    for (int32_t j = 0; j < outcome->path->slots.n_items; j++) {
        left[j] = random->problem.places[outcome->path->slots.row[j]];
        for (int32_t i = 0; i < outcome->path->agents.n_items; i++) {
            n_pairs += is_pair(&trying, i, j);
        }
    }
    if (n_pairs > MOST_PAIRS || random->problem.n_tiers > MOST_TIERS) {
        return;
    }
    try_from(&trying, 0, left);
    n_tried++;
    for (int32_t t = 0; t < random->problem.n_tiers; t++) {
        CU_ASSERT_EQUAL(outcome->tally.cost[t], trying.best[t]);
        CU_ASSERT_EQUAL(outcome->tally.bound[t], trying.best[t]);
    }
}

static void test_hindsight_is_the_best_of_all_histories(void)
{
    for (uint64_t seed = 1; seed <= 3 * N_WORLDS; seed++) {
        struct random_world random;
        struct followed followed = {.random = &random, .look = assert_best_of_all};

        draw_world(&random, seed);
        random.world.chances = NULL;
        memset(random.by_half_year, 0, sizeof random.by_half_year);
        simulate(&followed, 1, (struct koppel_shard){0});
        free_world(&random);
    }
    CU_ASSERT(n_tried >= N_WORLDS / 2);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_hindsight_bounds_every_policy_on_every_path), TEST(test_agents_slots_and_days_are_conserved),
        TEST(test_threads_and_shards_change_no_number), TEST(test_hindsight_is_the_best_of_all_histories), TEST_END};

    return suite_run("policies over time", tests);
}
