// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Arrays that grow, and the pool of strings. */
#include "base/memory.h"
#include "failing_memory.h"
#include "suite.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void test_memory_new_is_zeroed_and_never_null_for_nothing(void)
{
    int *items = koppel_new(100, sizeof *items);
    void *nothing = koppel_new(0, 8);
    int sum = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(items);
    CU_ASSERT_PTR_NOT_NULL(nothing);
    for (int i = 0; i < 100; i++) {
        sum |= items[i];
    }
    CU_ASSERT_EQUAL(sum, 0);
    free(items);
    free(nothing);
}

static void test_memory_refuses_sizes_that_overflow(void)
{
    char *items = NULL;
    size_t capacity = 0;

    CU_ASSERT_EQUAL(koppel_grow((void **)&items, &capacity, SIZE_MAX / 2, 8), KOPPEL_E_MEMORY);
    CU_ASSERT_EQUAL(koppel_grow((void **)&items, &capacity, SIZE_MAX, 1), KOPPEL_E_MEMORY);
    CU_ASSERT_PTR_NULL(items);
    CU_ASSERT_EQUAL(capacity, 0);
}

static void test_memory_grow_keeps_what_is_there(void)
{
    int *items = NULL;
    size_t capacity = 0;
    int wrong = 0;

    for (int i = 0; i < 1000; i++) {
        CU_ASSERT_EQUAL_FATAL(koppel_grow((void **)&items, &capacity, (size_t)i + 1, sizeof *items), KOPPEL_OK);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++) {
        wrong += items[i] != i;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(capacity, 1024);
    failing_memory_after(0);
    CU_ASSERT_EQUAL(koppel_grow((void **)&items, &capacity, 2000, sizeof *items), KOPPEL_E_MEMORY);
    failing_memory_after(-1);
    CU_ASSERT_EQUAL(capacity, 1024);
    CU_ASSERT_EQUAL(items[999], 999);
    free(items);
}

/* Strings of every length around the size of a block stay apart and whole. */
static void test_memory_pool_keeps_strings(void)
{
    enum { N = 300 };
    static char text[70000];
    struct koppel_pool pool = {0};
    const char *copies[N];
    int wrong = 0;

    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < N; i++) {
        copies[i] = koppel_pool_copy(&pool, text, i * 233);
        CU_ASSERT_PTR_NOT_NULL_FATAL(copies[i]);
    }
    for (size_t i = 0; i < N; i++) {
        wrong += strlen(copies[i]) != i * 233;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    failing_memory_after(0);
    CU_ASSERT_PTR_NULL(koppel_pool_copy(&pool, text, 69999));
    failing_memory_after(-1);
    koppel_pool_free(&pool);
    koppel_pool_free(&pool);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_memory_new_is_zeroed_and_never_null_for_nothing),
        TEST(test_memory_refuses_sizes_that_overflow),
        TEST(test_memory_grow_keeps_what_is_there),
        TEST(test_memory_pool_keeps_strings),
        TEST_END,
    };
    return suite_run("memory", tests);
}
