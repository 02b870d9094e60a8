// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Items that are joined belong together, and the lowest leads. */
#include "base/union_find.h"
#include "suite.h"

enum { N_ITEMS = 8 };

static void test_union_find_starts_with_every_item_on_its_own(void)
{
    int32_t leader[N_ITEMS];

    koppel_union_find_start(leader, N_ITEMS);
    for (int32_t k = 0; k < N_ITEMS; k++) {
        CU_ASSERT_EQUAL(koppel_union_find_leader(leader, k), k);
    }
}

static void test_union_find_lets_the_lowest_item_lead_whatever_is_joined_first(void)
{
    static const int32_t pairs[][2] = {{7, 6}, {5, 7}, {2, 4}, {4, 5}, {6, 2}, {1, 1}};
    static const int32_t wanted[N_ITEMS] = {0, 1, 2, 3, 2, 2, 2, 2};
    int32_t leader[N_ITEMS];

    for (int turn = 0; turn < 2; turn++) {
        koppel_union_find_start(leader, N_ITEMS);
        for (int k = 0; k < 6; k++) {
            const int32_t *pair = pairs[turn == 0 ? k : 5 - k];

            koppel_union_find_join(leader, pair[turn], pair[1 - turn]);
        }
        for (int32_t k = 0; k < N_ITEMS; k++) {
            CU_ASSERT_EQUAL(koppel_union_find_leader(leader, k), wanted[k]);
        }
    }
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_union_find_starts_with_every_item_on_its_own),
                                              TEST(test_union_find_lets_the_lowest_item_lead_whatever_is_joined_first),
                                              TEST_END};
    return suite_run("union-find", tests);
}
