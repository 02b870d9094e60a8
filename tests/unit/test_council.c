// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The numbers of a council's choice: counted plainly, none below 5 told, and every allocation failed once. */
#include "failing_memory.h"
#include "small_town.h"
#include "suite.h"

#include "council/council_cells.h"

static struct koppel_council_cell cells[KOPPEL_N_COUNCIL_MEASURES];

static void test_a_household_is_in_one_group_by_size_and_in_those_of_its_needs(void)
{
    struct town town = town_new();

    town.households[H1].step_free = true;
    town_join(&town);
    CU_ASSERT_TRUE(koppel_council_is_in(&town.fit, H0, KOPPEL_COUNCIL_SINGLE));
    CU_ASSERT_FALSE(koppel_council_is_in(&town.fit, H0, KOPPEL_COUNCIL_FAMILY));
    CU_ASSERT_TRUE(koppel_council_is_in(&town.fit, H1, KOPPEL_COUNCIL_FAMILY));
    CU_ASSERT_FALSE(koppel_council_is_in(&town.fit, H1, KOPPEL_COUNCIL_LARGE));
    CU_ASSERT_TRUE(koppel_council_is_in(&town.fit, H1, KOPPEL_COUNCIL_STEP_FREE));
    CU_ASSERT_FALSE(koppel_council_is_in(&town.fit, H0, KOPPEL_COUNCIL_URGENT));
    town_free(&town);
}

static void test_days_past_the_term_make_nobody_urgent_and_points_of_the_class_do(void)
{
    struct town town = town_new();

    town_join(&town);
    town.fit.needs[H0].days_overdue = 30;
    town.fit.needs[H0].urgency_points = town.policy.urgency[0].points + 30 * town.policy.urgency_points_per_day;
    CU_ASSERT_FALSE(koppel_council_is_in(&town.fit, H0, KOPPEL_COUNCIL_URGENT));
    town.fit.needs[H0].urgency_points++;
    CU_ASSERT_TRUE(koppel_council_is_in(&town.fit, H0, KOPPEL_COUNCIL_URGENT));
    town_free(&town);
}

static void test_no_number_of_four_households_is_told(void)
{
    struct town town = town_new();

    town.unit_of[H1] = U1;
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_council_cells(&town.fit, town.unit_of, cells), KOPPEL_OK);
    CU_ASSERT_EQUAL(cells[KOPPEL_COUNCIL_HOUSED].value, 4);
    CU_ASSERT_EQUAL(cells[KOPPEL_COUNCIL_HOUSED].state, KOPPEL_CELL_SMALL);
    CU_ASSERT_EQUAL(cells[KOPPEL_COUNCIL_SHORT].state, KOPPEL_CELL_SHOWN);
    CU_ASSERT_EQUAL(cells[KOPPEL_COUNCIL_SHORT].value, 15 + 6 - 4);
    CU_ASSERT_EQUAL(cells[KOPPEL_COUNCIL_LEFT].state, KOPPEL_CELL_SMALL);
    for (int g = 0; g < KOPPEL_N_COUNCIL_GROUPS; g++) {
        CU_ASSERT_EQUAL(cells[KOPPEL_COUNCIL_LEFT_OF + g].state, KOPPEL_CELL_SMALL);
        CU_ASSERT_NOT_EQUAL(cells[KOPPEL_COUNCIL_WAITS_OF + g].state, KOPPEL_CELL_SHOWN);
    }
    CU_ASSERT_NOT_EQUAL(cells[KOPPEL_COUNCIL_FIT].state, KOPPEL_CELL_SHOWN);
    CU_ASSERT_NOT_EQUAL(cells[KOPPEL_COUNCIL_BEYOND].state, KOPPEL_CELL_SHOWN);
    town_free(&town);
}

static enum koppel_status count_cells(void *data, struct koppel_errors *errors)
{
    const struct town *town = data;

    (void)errors;
    return koppel_council_cells(&town->fit, town->unit_of, cells);
}

static void test_every_allocation_of_the_cells_may_fail(void)
{
    struct town town = town_new();

    town_join(&town);
    CU_ASSERT_TRUE(failing_memory_each(count_cells, &town, KOPPEL_OK) > 0);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_a_household_is_in_one_group_by_size_and_in_those_of_its_needs),
        TEST(test_days_past_the_term_make_nobody_urgent_and_points_of_the_class_do),
        TEST(test_no_number_of_four_households_is_told),
        TEST(test_every_allocation_of_the_cells_may_fail),
        TEST_END,
    };
    return suite_run("council", tests);
}
