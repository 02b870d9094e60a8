/* What loads can reach: by the slots of each, by pairs that count, and within smaller loads. */
#include "problem/load_reach.h"
#include "suite.h"

/* Three agents of 1, 2 and 4 persons; agent 2 has no pair with slot 1. Load 0 counts both slots, load 1 slot 1. */
static int64_t first[] = {0, 2, 4, 5};
static int32_t slot[] = {0, 1, 0, 1, 0};
static unsigned char must_place[3];
static int32_t places[] = {1, 2};
static int64_t entry_first[] = {0, 1, 3};
static struct koppel_entry entries[] = {{0, 0}, {0, 0}, {1, 0}};
static int32_t persons[] = {1, 2, 4};

static struct koppel_problem problem_of(struct koppel_load *loads)
{
    return (struct koppel_problem){.n_agents = 3,
                                   .n_slots = 2,
                                   .n_loads = 2,
                                   .n_measures = 1,
                                   .n_pairs = 5,
                                   .first = first,
                                   .n_listed = 5,
                                   .slot = slot,
                                   .must_place = must_place,
                                   .places = places,
                                   .entry_first = entry_first,
                                   .entries = entries,
                                   .measures = persons,
                                   .loads = loads};
}

static bool is_not_of_agent(const void *data, int32_t agent, int64_t pair)
{
    const int32_t *closed = data;

    (void)pair;
    return agent != *closed;
}

static void test_reach_fills_the_places_with_those_who_add_most(void)
{
    struct koppel_load loads[2] = {{0, KOPPEL_NO_MIN, KOPPEL_NO_MAX}, {0, KOPPEL_NO_MIN, KOPPEL_NO_MAX}};
    struct koppel_problem problem = problem_of(loads);
    struct koppel_load_reach reach = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_load_reach_make(&reach, &problem, places, NULL, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL(reach.top[0], 4 + 2 * 2);
    CU_ASSERT_EQUAL(reach.top[1], 2 * 2);
    koppel_load_reach_free(&reach);
}

static void test_reach_counts_open_pairs_and_places_that_are_left(void)
{
    static const int32_t left[] = {1, 5}, closed = 1;
    struct koppel_load loads[2] = {{0, KOPPEL_NO_MIN, KOPPEL_NO_MAX}, {0, KOPPEL_NO_MIN, KOPPEL_NO_MAX}};
    struct koppel_problem problem = problem_of(loads);
    struct koppel_load_reach reach = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_load_reach_make(&reach, &problem, left, is_not_of_agent, &closed), KOPPEL_OK);
    CU_ASSERT_EQUAL(reach.places[1], 1);
    CU_ASSERT_EQUAL(reach.top[0], 4 + 1);
    CU_ASSERT_EQUAL(reach.top[1], 1);
    koppel_load_reach_free(&reach);
}

static void test_loads_are_limited_within_smaller_ones(void)
{
    struct koppel_load loads[2] = {{10, KOPPEL_NO_MIN, KOPPEL_NO_MAX}, {0, KOPPEL_NO_MIN, 3}};
    struct koppel_problem problem = problem_of(loads);

    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
    CU_ASSERT_EQUAL(loads[0].lo, 10);
    CU_ASSERT_EQUAL(loads[0].hi, 10 + 4 + 3);
    CU_ASSERT_EQUAL(loads[1].lo, 0);
    CU_ASSERT_EQUAL(loads[1].hi, 3);
}

static void test_loads_are_limited_by_their_own_slots(void)
{
    struct koppel_load loads[2] = {{10, KOPPEL_NO_MIN, KOPPEL_NO_MAX}, {0, 1, 9}};
    struct koppel_problem problem = problem_of(loads);

    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_by_slots(&problem, 1, true), KOPPEL_OK);
    CU_ASSERT_EQUAL(loads[0].hi, KOPPEL_NO_MAX);
    CU_ASSERT_EQUAL(loads[1].lo, 1);
    CU_ASSERT_EQUAL(loads[1].hi, 9);
    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_by_slots(&problem, 0, false), KOPPEL_OK);
    CU_ASSERT_EQUAL(loads[0].hi, 10 + 4 + 2 * 2);
    CU_ASSERT_EQUAL(loads[1].hi, 2 * 2);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_reach_fills_the_places_with_those_who_add_most),
                                              TEST(test_reach_counts_open_pairs_and_places_that_are_left),
                                              TEST(test_loads_are_limited_within_smaller_ones),
                                              TEST(test_loads_are_limited_by_their_own_slots), TEST_END};
    return suite_run("reach of loads by slots", tests);
}
