// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every allocation of policies over time, of the joined tables and of the reserve list is failed once: they say so and
 * leave nothing. */
#include "failing_memory.h"
#include "suite.h"

#include "model/future_rows.h"
#include "simulate/course_series.h"
#include "simulate/course_tally.h"
#include "simulate/policies.h"
#include "solve/questions/reserve.h"
#include "tiny_problem.h"

enum { N_AGENTS = 4, N_SLOTS = 3, N_DAYS = 30 };

static const int32_t agent_day[N_AGENTS] = {0, 0, 5, 12};
static const int32_t slot_day[N_SLOTS] = {0, 4, 10};
static const int32_t persons[N_AGENTS] = {1, 3, 6, 2};
static const int32_t ends[] = {14, N_DAYS - 1};
static const bool by_half_year[] = {true};
static const int64_t target[] = {4};

static struct koppel_problem town(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = N_AGENTS, .slots = N_SLOTS, .loads = 1, .measures = 1, .tiers = 2});

    problem.loads[0].hi = 12;
    tiny_problem_measure(&problem, 0, persons);
    for (int32_t j = 0; j < N_SLOTS; j++) {
        tiny_problem_entry(&problem, j, 0, 0);
    }
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 4, .under = 1});
    tiny_problem_pair_costs(&problem, 1, (const int64_t[]){-5, -3, -1, -2, -9, -4, -6, -6, -1, -3, -2, -8});
    return problem;
}

static const int32_t month_end[] = {9, 19, N_DAYS - 1};
static const unsigned char group[N_AGENTS] = {0, 1, 3, 1};
static const int32_t place[N_SLOTS] = {0, 1, 1};
static const int64_t area_persons[] = {3, 8};
static const int64_t area_reference[] = {100, 60};

static const struct koppel_breakdown breakdown = {.month_end = month_end,
                                                  .n_months = 3,
                                                  .agent_group = group,
                                                  .agent_spread = persons,
                                                  .slot_area = place,
                                                  .slot_owner = place,
                                                  .slot_district = place,
                                                  .area_persons = area_persons,
                                                  .area_reference = area_reference,
                                                  .district_weight = area_reference,
                                                  .n_areas = 2,
                                                  .n_owners = 2,
                                                  .n_districts = 2};

static enum koppel_status follow(void *data, struct koppel_errors *errors)
{
    const struct koppel_time_policy *policy = data;
    struct koppel_problem problem = town();
    struct koppel_world world = {.problem = &problem,
                                 .agent_day = agent_day,
                                 .agent_since = agent_day,
                                 .slot_day = slot_day,
                                 .n_days = N_DAYS,
                                 .every = 5,
                                 .vacant_days = 10,
                                 .term_days = 10,
                                 .persons = persons,
                                 .half_year_end = ends,
                                 .n_half_years = 2,
                                 .by_half_year = by_half_year,
                                 .target = target,
                                 .later_target = target,
                                 .breakdown = &breakdown};
    struct koppel_price_log prices = {0};
    struct koppel_course_series series;
    struct koppel_course path = {0};
    struct koppel_history history = {0};
    struct koppel_course_tally tally = {0};
    const struct koppel_policy_run run = {.world = &world,
                                          .path = &path,
                                          .policy = policy,
                                          .stream = {.seed = 3, .path = 1},
                                          .n_futures = 2,
                                          .look_days = N_DAYS,
                                          .patience_percent = 5,
                                          .prices = &prices};
    enum koppel_status status = koppel_world_start(&world);

    (void)errors; /* nothing here has a message to give */
    if (status == KOPPEL_OK) {
        status = koppel_course_draw(&path, &world, &(struct koppel_stream){3, 1, KOPPEL_NONE, 0}, 0, world.n_steps);
    }
    if (status == KOPPEL_OK) {
        status = policy->decide != NULL
                     ? koppel_history_run(&run, &history)
                     : koppel_hindsight_solve(&run, &history, tally.cost, tally.bound, &tally.is_proven);
    }
    if (status == KOPPEL_OK) {
        status = koppel_course_tally_make(&tally, &world, &path, &history, policy->decide != NULL);
    }
    if (status == KOPPEL_OK) {
        status = koppel_course_series_make(&series, &world, &path, &history);
    }
    koppel_price_log_free(&prices);
    koppel_history_free(&history);
    koppel_course_free(&path);
    koppel_world_end(&world);
    koppel_problem_free(&problem);
    return status;
}

static void test_every_allocation_of_a_policy_may_fail(void)
{
    static const char *const names[] = {"first-come", "myopic", "look-ahead", "hindsight"};

    for (size_t p = 0; p < sizeof names / sizeof *names; p++) {
        struct koppel_time_policy policy;

        CU_ASSERT_FATAL(koppel_time_policy_find(names[p], &policy));
        CU_ASSERT_TRUE(failing_memory_each(follow, &policy, KOPPEL_OK) > 10);
    }
}

static enum koppel_status join(void *data, struct koppel_errors *errors)
{
    struct koppel_arrival arrivals[] = {{.household = {.id = "H2", .linked_on = KOPPEL_NO_DATE}, .arrived_on = 9}};
    struct koppel_release releases[] = {{.unit = {.id = "U2", .available_from = 7}, .freed_on = 8}};
    const char *names[] = {"x_type"};
    const char *later[] = {"single"};
    struct koppel_case kase = {.arrivals = arrivals,
                               .releases = releases,
                               .n_arrivals = 1,
                               .n_releases = 1,
                               .arrival_extra = {.n_columns = 1, .names = names, .values = later}};
    enum koppel_status status = KOPPEL_E_MEMORY;

    (void)data;
    (void)errors;
    kase.households = koppel_new(1, sizeof *kase.households);
    kase.units = koppel_new(1, sizeof *kase.units);
    kase.household_extra.names = koppel_new(1, sizeof *kase.household_extra.names);
    kase.household_extra.values = koppel_new(1, sizeof *kase.household_extra.values);
    if (kase.households != NULL && kase.units != NULL && kase.household_extra.names != NULL &&
        kase.household_extra.values != NULL) {
        kase.n_households = kase.n_units = kase.household_extra.n_columns = 1;
        kase.household_extra.names[0] = "x_type";
        kase.household_extra.values[0] = "family";
        status = koppel_future_rows_join(&kase);
    }
    if (status == KOPPEL_OK) {
        CU_ASSERT_EQUAL(kase.n_households, 2);
        CU_ASSERT_STRING_EQUAL(kase.households[1].id, "H2");
        CU_ASSERT_EQUAL(kase.households[1].linked_on, 9);
        CU_ASSERT_STRING_EQUAL(kase.household_extra.values[0], "family");
        CU_ASSERT_STRING_EQUAL(kase.household_extra.values[1], "single");
        CU_ASSERT_EQUAL(kase.n_units, 2);
        CU_ASSERT_EQUAL(kase.units[1].available_from, KOPPEL_NO_DATE);
    }
    kase.arrivals = NULL;
    kase.releases = NULL;
    kase.arrival_extra = (struct koppel_extra){0};
    koppel_case_free(&kase);
    return status;
}

static void test_every_allocation_of_the_joined_tables_may_fail(void)
{
    CU_ASSERT_TRUE(failing_memory_each(join, NULL, KOPPEL_OK) > 4);
}

static enum koppel_status find_reserves(void *data, struct koppel_errors *errors)
{
    static const int32_t slot_of[] = {0, 1, KOPPEL_NONE, 2};
    struct koppel_reserves reserves = {0};
    int32_t order[N_AGENTS];
    enum koppel_status status = koppel_reserves_find(&reserves, data, slot_of, NULL);

    (void)errors;
    if (status == KOPPEL_OK) {
        status = koppel_reserves_by_cost(&reserves, 2, order);
    }
    koppel_reserves_free(&reserves);
    return status;
}

static void test_every_allocation_of_the_reserve_list_may_fail(void)
{
    struct koppel_problem problem = town();

    CU_ASSERT_TRUE(failing_memory_each(find_reserves, &problem, KOPPEL_OK) > 10);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_every_allocation_of_a_policy_may_fail),
                                              TEST(test_every_allocation_of_the_joined_tables_may_fail),
                                              TEST(test_every_allocation_of_the_reserve_list_may_fail), TEST_END};

    return suite_run("memory of policies over time", tests);
}
