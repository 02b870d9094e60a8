// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A town with one large home. Today it suits a family of 3; a family of 6 is expected soon. Practice and the best of the
 * day give it to the 3; look-ahead holds it, unless the family of 3 is past its term. And towns in which no policy can
 * do wrong: homes without end, and households and homes of one class. */
#include "simulate/simulation.h"
#include "suite.h"

#include "random_problem.h"
#include "tiny_problem.h"

#include <string.h>

enum { N_LATER = 6, MOST_AGENTS = 12, N_DAYS = 60 };

static struct koppel_problem problem;
static int32_t agent_day[MOST_AGENTS], slot_day[MOST_AGENTS], persons[MOST_AGENTS];
static const int32_t end[] = {N_DAYS - 1};

/* A world of the problem with a decision every day; who is here from the first day waits since then. */
static struct koppel_world world_of(int32_t term_days)
{
    static bool by_half_year[1];
    static int64_t target[1] = {KOPPEL_UNKNOWN_TARGET};

    return (struct koppel_world){.problem = &problem,
                                 .agent_day = agent_day,
                                 .agent_since = agent_day,
                                 .slot_day = slot_day,
                                 .n_days = N_DAYS,
                                 .every = 1,
                                 .vacant_days = N_DAYS,
                                 .term_days = term_days,
                                 .persons = persons,
                                 .half_year_end = end,
                                 .n_half_years = 1,
                                 .by_half_year = by_half_year,
                                 .target = target,
                                 .later_target = target};
}

static struct koppel_history follow(const struct koppel_world *world, const struct koppel_course *path,
                                    const char *name)
{
    struct koppel_time_policy policy;
    const struct koppel_policy_run run = {.world = world,
                                          .path = path,
                                          .policy = &policy,
                                          .stream = {.seed = 1, .path = 1},
                                          .n_futures = strcmp(name, "foresight") == 0 ? 1 : 8,
                                          .look_days = N_DAYS,
                                          .patience_percent = strcmp(name, "foresight") == 0 ? 0 : 5,
                                          .foresees = strcmp(name, "foresight") == 0};
    struct koppel_history history = {0};

    CU_ASSERT_FATAL(koppel_time_policy_find(name, &policy));
    CU_ASSERT_EQUAL_FATAL(koppel_history_run(&run, &history), KOPPEL_OK);
    return history;
}

/* One home on the first day; household 0, of 3, comes on a day; those of 6 come from day 11 on. */
static struct koppel_world one_home(int32_t first_day, int32_t term_days)
{
    int64_t costs[1 + N_LATER];
    struct koppel_world world;

    problem = tiny_problem((struct tiny_size){.agents = 1 + N_LATER, .slots = 1, .tiers = 1});
    for (int32_t i = 0; i <= N_LATER; i++) {
        persons[i] = i == 0 ? 3 : 6;
        agent_day[i] = i == 0 ? first_day : 10 + i;
        costs[i] = -persons[i];
    }
    slot_day[0] = 0;
    tiny_problem_agent_costs(&problem, 0, costs);
    world = world_of(term_days);
    CU_ASSERT_EQUAL_FATAL(koppel_world_start(&world), KOPPEL_OK);
    return world;
}

/* Who gets the home on the real path under a policy. */
static int32_t who_gets_it(const char *name, int32_t first_day, int32_t term_days)
{
    struct koppel_world world = one_home(first_day, term_days);
    struct koppel_course path = {0};
    struct koppel_history history = {0};
    int32_t who = KOPPEL_NONE;

    CU_ASSERT_EQUAL_FATAL(koppel_course_real(&path, &world), KOPPEL_OK);
    history = follow(&world, &path, name);
    for (int32_t i = 0; i < path.agents.n_items; i++) {
        who = history.slot_of[i] != KOPPEL_NONE ? i : who;
    }
    koppel_history_free(&history);
    koppel_course_free(&path);
    koppel_world_end(&world);
    koppel_problem_free(&problem);
    return who;
}

static void test_the_day_alone_gives_the_large_home_to_the_small_family(void)
{
    CU_ASSERT_EQUAL(who_gets_it("first-come", 0, N_DAYS), 0);
    CU_ASSERT_EQUAL(who_gets_it("myopic", 0, N_DAYS), 0);
}

static void test_look_ahead_holds_the_large_home(void)
{
    CU_ASSERT(who_gets_it("look-ahead", 0, N_DAYS) > 0);
}

static void test_nothing_is_held_against_a_household_past_its_term(void)
{
    CU_ASSERT_EQUAL(who_gets_it("look-ahead", 0, -1), 0);
}

/* Two homes on the first day, the better one for household 0 being the only one for those of 6 who come later. */
static void test_a_household_past_its_term_gets_the_home_that_others_need_less(void)
{
    int64_t costs[2 * (1 + N_LATER)];
    struct koppel_world world;
    struct koppel_course path = {0};
    struct koppel_history history = {0};

    problem = tiny_problem((struct tiny_size){.agents = 1 + N_LATER, .slots = 2, .tiers = 1});
    for (int32_t i = 0; i <= N_LATER; i++) {
        agent_day[i] = i == 0 ? 0 : 10 + i;
        persons[i] = i == 0 ? 3 : 6;
        costs[2 * i] = i == 0 ? -4 : -9;
        costs[2 * i + 1] = -3;
    }
    slot_day[0] = slot_day[1] = 0;
    tiny_problem_pair_costs(&problem, 0, costs);
    for (int32_t i = 1; i <= N_LATER; i++) {
        tiny_problem_drop_pair(&problem, i, 1);
    }
    world = world_of(-1);
    CU_ASSERT_EQUAL_FATAL(koppel_world_start(&world), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_course_real(&path, &world), KOPPEL_OK);
    history = follow(&world, &path, "myopic");
    CU_ASSERT_EQUAL(history.slot_of[0], 0);
    koppel_history_free(&history);
    history = follow(&world, &path, "look-ahead");
    CU_ASSERT_EQUAL(history.slot_of[0], 1);
    CU_ASSERT_EQUAL(history.step_of[0], 0);
    koppel_history_free(&history);
    koppel_course_free(&path);
    koppel_world_end(&world);
    koppel_problem_free(&problem);
}

static void test_gathering_gives_the_large_home_to_a_large_family(void)
{
    CU_ASSERT_EQUAL(who_gets_it("periodic-30", 0, N_DAYS), 0); /* the first day is a day of decision */
    CU_ASSERT(who_gets_it("periodic-30", 1, N_DAYS) > 0);
}

/* Cost of a policy on the real path, and of hindsight. */
static int64_t cost_under(const struct koppel_world *world, const char *name)
{
    struct koppel_course path = {0};
    struct koppel_history history = {0};
    int64_t cost = 0;
    int64_t loads[1];

    CU_ASSERT_EQUAL_FATAL(koppel_course_real(&path, world), KOPPEL_OK);
    history = follow(world, &path, name);
    koppel_history_cost(world, &path, &history, &cost, loads);
    koppel_history_free(&history);
    koppel_course_free(&path);
    return cost;
}

static int64_t cost_of_hindsight(const struct koppel_world *world)
{
    struct koppel_course path = {0};
    struct koppel_history history = {0};
    const struct koppel_policy_run run = {.world = world, .path = &path};
    bool is_proven = false;
    int64_t cost = 0;
    int64_t bound = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_course_real(&path, world), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_hindsight_solve(&run, &history, &cost, &bound, &is_proven), KOPPEL_OK);
    CU_ASSERT(is_proven);
    CU_ASSERT_EQUAL(cost, bound);
    koppel_history_free(&history);
    koppel_course_free(&path);
    return cost;
}

static void assert_all_reach_hindsight(const struct koppel_world *world, int64_t cost)
{
    static const char *const names[] = {"first-come", "myopic", "look-ahead"};

    CU_ASSERT_EQUAL(cost_of_hindsight(world), cost);
    for (size_t p = 0; p < sizeof names / sizeof *names; p++) {
        CU_ASSERT_EQUAL(cost_under(world, names[p]), cost);
    }
}

static void test_homes_without_end_leave_nothing_to_lose(void)
{
    int64_t costs[8] = {-1, -2, -3, -4, -5, -6, -7, -8};
    struct koppel_world world;

    problem = tiny_problem((struct tiny_size){.agents = 8, .slots = 2, .tiers = 1});
    problem.places[0] = problem.places[1] = 100;
    for (int32_t i = 0; i < 8; i++) {
        agent_day[i] = 7 * i;
        persons[i] = 1;
    }
    slot_day[0] = slot_day[1] = 0;
    tiny_problem_agent_costs(&problem, 0, costs);
    world = world_of(N_DAYS);
    CU_ASSERT_EQUAL_FATAL(koppel_world_start(&world), KOPPEL_OK);
    assert_all_reach_hindsight(&world, -36);
    koppel_world_end(&world);
    koppel_problem_free(&problem);
}

static void test_of_one_class_the_first_is_as_good_as_any(void)
{
    int64_t costs[8] = {-2, -2, -2, -2, -2, -2, -2, -2};
    struct koppel_world world;

    problem = tiny_problem((struct tiny_size){.agents = 8, .slots = 5, .tiers = 1});
    for (int32_t i = 0; i < 8; i++) {
        agent_day[i] = 3 * i;
        persons[i] = 2;
        slot_day[i] = 10 * i;
    }
    tiny_problem_agent_costs(&problem, 0, costs);
    world = world_of(N_DAYS);
    CU_ASSERT_EQUAL_FATAL(koppel_world_start(&world), KOPPEL_OK);
    assert_all_reach_hindsight(&world, -10);
    koppel_world_end(&world);
    koppel_problem_free(&problem);
}

/* Two households of 1 person, two homes, at most one home a half-year: the second half-year has the balance. */
static void test_what_a_half_year_leaves_is_carried_over(void)
{
    static const int32_t ends[] = {29, N_DAYS - 1};
    static const bool by_half_year[] = {true};
    static const int64_t target[] = {1};
    static const int64_t later[] = {1};
    struct koppel_world world;
    struct koppel_course path = {0};
    struct koppel_history history = {0};
    int64_t cost = 0;
    int64_t loads[2];

    problem = tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});
    problem.loads[0].hi = 1;
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 1, .under = 1});
    agent_day[0] = agent_day[1] = 0;
    slot_day[0] = slot_day[1] = 10;
    persons[0] = persons[1] = 1;
    world = world_of(N_DAYS);
    world.half_year_end = ends;
    world.n_half_years = 2;
    world.by_half_year = by_half_year;
    world.target = target;
    world.later_target = later;
    CU_ASSERT_EQUAL_FATAL(koppel_world_start(&world), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_course_real(&path, &world), KOPPEL_OK);
    history = follow(&world, &path, "myopic");
    koppel_history_cost(&world, &path, &history, &cost, loads);
    CU_ASSERT_EQUAL(loads[0], 1);
    CU_ASSERT_EQUAL(loads[1], 2);
    CU_ASSERT_EQUAL(cost, 0); /* 1 of 1, then 2 of 2 */
    CU_ASSERT(history.step_of[0] == 10 || history.step_of[1] == 10);
    CU_ASSERT(history.step_of[0] == 30 || history.step_of[1] == 30);
    koppel_history_free(&history);
    koppel_course_free(&path);
    koppel_world_end(&world);
    koppel_problem_free(&problem);
}

/* Households and homes on random days, each pair of them worth something else. */
static struct koppel_world random_town(uint64_t seed, int64_t *costs)
{
    struct koppel_world world;

    problem = tiny_problem((struct tiny_size){.agents = MOST_AGENTS, .slots = MOST_AGENTS, .tiers = 1});
    for (int32_t i = 0; i < MOST_AGENTS; i++) {
        agent_day[i] = (int32_t)random_between(&seed, 0, N_DAYS - 10);
        slot_day[i] = (int32_t)random_between(&seed, 0, N_DAYS - 10);
        persons[i] = 1;
        for (int32_t j = 0; j < MOST_AGENTS; j++) {
            costs[MOST_AGENTS * i + j] = -random_between(&seed, 1, 1000);
        }
    }
    tiny_problem_pair_costs(&problem, 0, costs);
    world = world_of(N_DAYS);
    world.every = 3;
    world.vacant_days = 9;
    CU_ASSERT_EQUAL_FATAL(koppel_world_start(&world), KOPPEL_OK);
    return world;
}

/* Prices are those of the choice that is made, not only of its parts one by one: told the course, look-ahead loses
 * nearly nothing of what the day alone loses. */
static void test_told_the_course_look_ahead_is_nearly_as_good_as_hindsight(void)
{
    int64_t costs[MOST_AGENTS * MOST_AGENTS];
    int64_t best = 0;
    int64_t told = 0;
    int64_t myopic = 0;

    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct koppel_world world = random_town(seed, costs);

        best += cost_of_hindsight(&world);
        told += cost_under(&world, "foresight");
        myopic += cost_under(&world, "myopic");
        koppel_world_end(&world);
        koppel_problem_free(&problem);
    }
    CU_ASSERT(best <= told && told < myopic);
    CU_ASSERT(20 * (told - best) <= myopic - best);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_the_day_alone_gives_the_large_home_to_the_small_family),
                                              TEST(test_look_ahead_holds_the_large_home),
                                              TEST(test_nothing_is_held_against_a_household_past_its_term),
                                              TEST(test_a_household_past_its_term_gets_the_home_that_others_need_less),
                                              TEST(test_gathering_gives_the_large_home_to_a_large_family),
                                              TEST(test_homes_without_end_leave_nothing_to_lose),
                                              TEST(test_of_one_class_the_first_is_as_good_as_any),
                                              TEST(test_told_the_course_look_ahead_is_nearly_as_good_as_hindsight),
                                              TEST(test_what_a_half_year_leaves_is_carried_over),
                                              TEST_END};

    return suite_run("look ahead", tests);
}
