// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The id index: many keys, the same key twice, nearest spellings. */
#include "base/index.h"
#include "failing_memory.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

enum { N_KEYS = 5000 };

static char keys[N_KEYS][12];

static void test_index_finds_every_key(void)
{
    struct koppel_index index = {0};
    int32_t found = 0;
    int32_t wrong = 0;

    CU_ASSERT_EQUAL(koppel_index_get(&index, "H1"), KOPPEL_NONE);
    for (int32_t i = 0; i < N_KEYS; i++) {
        snprintf(keys[i], sizeof keys[i], "H%d", (int)(i * 7));
        wrong += koppel_index_put(&index, keys[i], i, &found) != KOPPEL_OK || found != KOPPEL_NONE;
    }
    for (int32_t i = 0; i < N_KEYS; i++) {
        wrong += koppel_index_get(&index, keys[i]) != i;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(index.n_keys, N_KEYS);
    CU_ASSERT_EQUAL(koppel_index_get(&index, "H1"), KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_index_get(&index, ""), KOPPEL_NONE);
    koppel_index_free(&index);
    koppel_index_free(&index);
}

static void test_index_keeps_the_first_row_of_a_key(void)
{
    struct koppel_index index = {0};
    int32_t found = 0;

    CU_ASSERT_EQUAL(koppel_index_put(&index, "a", 3, &found), KOPPEL_OK);
    CU_ASSERT_EQUAL(found, KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_index_put(&index, "a", 4, &found), KOPPEL_OK);
    CU_ASSERT_EQUAL(found, 3);
    CU_ASSERT_EQUAL(koppel_index_get(&index, "a"), 3);
    CU_ASSERT_EQUAL(index.n_keys, 1);
    koppel_index_free(&index);
}

static const char *nearest_of(const char *const *words, size_t n, const char *key)
{
    struct koppel_index index = {0};
    const char *nearest = NULL;
    int32_t found = 0;

    for (size_t i = 0; i < n; i++) {
        CU_ASSERT_EQUAL(koppel_index_put(&index, words[i], (int32_t)i, &found), KOPPEL_OK);
    }
    nearest = koppel_index_nearest(&index, key);
    koppel_index_free(&index);
    return nearest != NULL ? nearest : "";
}

static void test_index_nearest_is_within_a_third_of_the_length(void)
{
    static const char *const words[] = {"household", "adults", "children", "car"};

    CU_ASSERT_STRING_EQUAL(nearest_of(words, 4, "adlts"), "adults");
    CU_ASSERT_STRING_EQUAL(nearest_of(words, 4, "huoseholds"), "household");
    CU_ASSERT_STRING_EQUAL(nearest_of(words, 4, "cat"), "car");
    CU_ASSERT_STRING_EQUAL(nearest_of(words, 4, "dog"), "");
    CU_ASSERT_STRING_EQUAL(nearest_of(words, 4, ""), "");
    CU_ASSERT_STRING_EQUAL(nearest_of(words, 0, "car"), "");
}

/* Among equally near keys it is the first in the alphabet, whatever the order of putting. */
static void test_index_nearest_does_not_depend_on_the_order(void)
{
    static const char *const one[] = {"unit3", "unit1", "unit2"};
    static const char *const two[] = {"unit2", "unit3", "unit1"};

    CU_ASSERT_STRING_EQUAL(nearest_of(one, 3, "unit9"), "unit1");
    CU_ASSERT_STRING_EQUAL(nearest_of(two, 3, "unit9"), "unit1");
}

static void test_index_nearest_passes_over_long_keys(void)
{
    char lengthy[100];
    const char *words[] = {lengthy};

    memset(lengthy, 'a', 99);
    lengthy[99] = '\0';
    CU_ASSERT_STRING_EQUAL(nearest_of(words, 1, lengthy), "");
    CU_ASSERT_STRING_EQUAL(nearest_of(words, 1, "aaa"), "");
}

static void test_index_finds_keys_that_lost_zeros(void)
{
    static const char *const held[] = {"0012", "7", "007", "0A", "00"};
    struct koppel_index index = {0};
    int32_t found = 0;

    for (int32_t i = 0; i < 5; i++) {
        CU_ASSERT_EQUAL(koppel_index_put(&index, held[i], i, &found), KOPPEL_OK);
    }
    CU_ASSERT_EQUAL(koppel_index_get_but_zeros(&index, "12"), 0);
    CU_ASSERT_EQUAL(koppel_index_get_but_zeros(&index, "00012"), 0);
    CU_ASSERT_EQUAL(koppel_index_get_but_zeros(&index, "0012"), KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_index_get_but_zeros(&index, "07"), KOPPEL_NONE); /* two */
    CU_ASSERT_EQUAL(koppel_index_get_but_zeros(&index, "7"), 2);
    CU_ASSERT_EQUAL(koppel_index_get_but_zeros(&index, "A"), KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_index_get_but_zeros(&index, "0"), KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_index_get_but_zeros(&index, ""), KOPPEL_NONE);
    koppel_index_free(&index);
}

static void test_index_survives_failed_allocations(void)
{
    for (long n = 0;; n++) {
        struct koppel_index index = {0};
        enum koppel_status status = KOPPEL_OK;
        int32_t found = 0;
        int32_t i = 0;

        failing_memory_after(n);
        for (i = 0; i < 100 && status == KOPPEL_OK; i++) {
            status = koppel_index_put(&index, keys[i], i, &found);
        }
        for (int32_t k = 0; k + 1 < i; k++) {
            CU_ASSERT_EQUAL(koppel_index_get(&index, keys[k]), k);
        }
        koppel_index_free(&index);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    failing_memory_after(-1);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_index_finds_every_key),
        TEST(test_index_keeps_the_first_row_of_a_key),
        TEST(test_index_nearest_is_within_a_third_of_the_length),
        TEST(test_index_nearest_does_not_depend_on_the_order),
        TEST(test_index_nearest_passes_over_long_keys),
        TEST(test_index_finds_keys_that_lost_zeros),
        TEST(test_index_survives_failed_allocations),
        TEST_END,
    };
    return suite_run("index", tests);
}
