// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows that are the same are found whatever they hash to. */
#include "base/hash.h"
#include "problem/equal_rows.h"
#include "suite.h"

#include <string.h>

enum { N_ROWS = 9, N_VALUES = 3 };

struct row {
    int64_t values[N_VALUES];
};

static const struct row rows[N_ROWS] = {{{5, 0, 1}}, {{0, 5, 1}}, {{5, 0, 1}}, {{0, 0, 0}}, {{-5, 0, 1}},
                                        {{0, 5, 1}}, {{0, 0, 0}}, {{1, 0, 5}}, {{5, 0, 1}}};
static const int32_t wanted[N_ROWS] = {0, 1, 0, 3, 4, 1, 3, 7, 0};

static bool same(const void *data, int32_t a, int32_t b)
{
    const struct row *row = data;

    return memcmp(&row[a], &row[b], sizeof *row) == 0;
}

static uint64_t hash_well(const void *data, int32_t k)
{
    const struct row *row = data;
    uint64_t hash = 1;

    for (int v = 0; v < N_VALUES; v++) {
        hash = koppel_hash_add(hash, row[k].values[v]);
    }
    return hash;
}

static uint64_t hash_badly(const void *data, int32_t k)
{
    (void)data;
    (void)k;
    return 7;
}

static void test_twins_are_the_lowest_rows_that_are_the_same(void)
{
    int32_t twin[N_ROWS];

    CU_ASSERT_EQUAL(koppel_equal_rows_find(N_ROWS, hash_well, same, rows, twin), KOPPEL_OK);
    CU_ASSERT_EQUAL(memcmp(twin, wanted, sizeof twin), 0);
}

static void test_twins_are_found_when_all_rows_hash_alike(void)
{
    int32_t twin[N_ROWS];

    CU_ASSERT_EQUAL(koppel_equal_rows_find(N_ROWS, hash_badly, same, rows, twin), KOPPEL_OK);
    CU_ASSERT_EQUAL(memcmp(twin, wanted, sizeof twin), 0);
}

static void test_hash_tells_values_and_their_order_apart(void)
{
    for (int32_t a = 0; a < N_ROWS; a++) {
        for (int32_t b = 0; b < N_ROWS; b++) {
            CU_ASSERT_EQUAL(hash_well(rows, a) == hash_well(rows, b), wanted[a] == wanted[b]);
        }
    }
    CU_ASSERT_NOT_EQUAL(koppel_hash_add(1, 0), koppel_hash_add(koppel_hash_add(1, 0), 0));
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_twins_are_the_lowest_rows_that_are_the_same),
        TEST(test_twins_are_found_when_all_rows_hash_alike),
        TEST(test_hash_tells_values_and_their_order_apart),
        TEST_END,
    };
    return suite_run("twins", tests);
}
