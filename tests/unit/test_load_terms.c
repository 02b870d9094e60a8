// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Terms of several tiers are listed by load, those of a load in the order of their tiers. */
#include "problem/load_terms.h"
#include "suite.h"

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

static struct koppel_term first_tier[] = {{2, 5, 1, 0}, {0, 3, 2, 0}, {2, 7, 3, 0}};
static struct koppel_term last_tier[] = {{0, 4, 4, 1}, {2, 6, 5, 0}};
static struct koppel_tier tiers[] = {
    {.scale = 1, .terms = first_tier, .n_terms = 3}, {.scale = 1}, {.scale = 1, .terms = last_tier, .n_terms = 2}};
static const struct koppel_problem problem = {.n_loads = 3, .n_tiers = 3, .tiers = tiers};

static void test_load_terms_are_listed_by_load_and_tier(void)
{
    static const int64_t first[] = {0, 2, 2, 5};
    static const int64_t over[] = {2, 4, 1, 3, 5};
    static const int32_t tier[] = {0, 2, 0, 0, 2};
    struct koppel_load_terms terms = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_load_terms_make(&terms, &problem, 3, &arena), KOPPEL_OK);
    for (int g = 0; g <= 3; g++) {
        CU_ASSERT_EQUAL(terms.first[g], first[g]);
    }
    for (int k = 0; k < 5; k++) {
        CU_ASSERT_EQUAL(terms.items[k].term.over, over[k]);
        CU_ASSERT_EQUAL(terms.items[k].tier, tier[k]);
    }
    koppel_arena_free(&arena);
}

static void test_load_terms_leave_later_tiers_out(void)
{
    struct koppel_load_terms terms = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_load_terms_make(&terms, &problem, 2, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(terms.first[1], 1);
    CU_ASSERT_EQUAL(terms.first[3], 3);
    koppel_arena_free(&arena);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_load_terms_are_listed_by_load_and_tier),
                                              TEST(test_load_terms_leave_later_tiers_out), TEST_END};
    return suite_run("terms by load", tests);
}
