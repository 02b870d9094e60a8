// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Scratch memory that is freed together: arrays of any size, alignment, failures that stick, arrays that grow and go. */
#include "base/arena.h"

#include "base/bits.h"
#include "base/exact.h"
#include "failing_memory.h"
#include "suite.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum { N_ARRAYS = 200 };

static bool is_all(const unsigned char *bytes, size_t n, unsigned char value)
{
    for (size_t k = 0; k < n; k++) {
        if (bytes[k] != value) {
            return false;
        }
    }
    return true;
}

static void test_arena_arrays_are_zeroed_aligned_and_apart(void)
{
    struct koppel_arena arena = {0};
    unsigned char *arrays[N_ARRAYS];
    int wrong = 0;

    for (size_t k = 0; k < N_ARRAYS; k++) {
        arrays[k] = koppel_arena_new(&arena, k, 7);
        CU_ASSERT_PTR_NOT_NULL_FATAL(arrays[k]); /* also for k = 0 */
        wrong += (uintptr_t)arrays[k] % alignof(max_align_t) != 0 || (uintptr_t)arrays[k] % alignof(koppel_wide) != 0;
        wrong += !is_all(arrays[k], k * 7, 0);
        memset(arrays[k], (int)k, k * 7);
    }
    for (size_t k = 0; k < N_ARRAYS; k++) {
        wrong += !is_all(arrays[k], k * 7, (unsigned char)k);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_FALSE(koppel_arena_failed(&arena));
    CU_ASSERT_EQUAL(koppel_arena_status(&arena), KOPPEL_OK);
    koppel_arena_free(&arena);
    CU_ASSERT_PTR_NULL(arena.blocks);
    koppel_arena_free(&arena);
}

static void test_arena_bits_are_unset_and_can_be_set(void)
{
    struct koppel_arena arena = {0};
    unsigned char *bits = koppel_arena_bits(&arena, 17);

    CU_ASSERT_PTR_NOT_NULL_FATAL(bits);
    koppel_bit_set(bits, 16, true);
    CU_ASSERT_TRUE(koppel_bit(bits, 16) && !koppel_bit(bits, 15));
    koppel_arena_free(&arena);
}

static void test_arena_failure_sticks_until_it_is_freed(void)
{
    struct koppel_arena arena = {0};
    int *before = koppel_arena_new(&arena, 3, sizeof *before);
    int *grown = NULL;
    size_t capacity = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(before);
    failing_memory_after(0);
    CU_ASSERT_PTR_NULL(koppel_arena_new(&arena, 3, sizeof *before));
    failing_memory_after(-1);
    CU_ASSERT_TRUE(koppel_arena_failed(&arena));
    CU_ASSERT_EQUAL(koppel_arena_status(&arena), KOPPEL_E_MEMORY);
    CU_ASSERT_PTR_NULL(koppel_arena_new(&arena, 1, 1));
    CU_ASSERT_PTR_NULL(koppel_arena_bits(&arena, 1));
    CU_ASSERT_EQUAL(koppel_arena_grow(&arena, (void **)&grown, &capacity, 1, sizeof *grown), KOPPEL_E_MEMORY);
    CU_ASSERT_TRUE(grown == NULL && capacity == 0);
    before[2] = 5; /* what was there stays */
    koppel_arena_free(&arena);
    CU_ASSERT_FALSE(koppel_arena_failed(&arena));
    CU_ASSERT_PTR_NOT_NULL(koppel_arena_new(&arena, 1, 1));
    koppel_arena_free(&arena);
}

static void test_arena_refuses_sizes_that_overflow(void)
{
    static const size_t sizes[][2] = {{SIZE_MAX, 1}, {SIZE_MAX / 2 + 1, 2}, {SIZE_MAX / 8, 8}, {2, SIZE_MAX}};

    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        struct koppel_arena arena = {0};
        void *items = NULL;
        size_t capacity = 0;

        CU_ASSERT_PTR_NULL(koppel_arena_new(&arena, sizes[k][0], sizes[k][1]));
        CU_ASSERT_TRUE(koppel_arena_failed(&arena));
        koppel_arena_free(&arena);
        CU_ASSERT_EQUAL(koppel_arena_grow(&arena, &items, &capacity, sizes[k][0], sizes[k][1]), KOPPEL_E_MEMORY);
        CU_ASSERT_TRUE(koppel_arena_failed(&arena));
        CU_ASSERT_EQUAL(capacity, 0);
        koppel_arena_free(&arena);
    }
}

/* Three arrays take turns, so that each moves while it has neighbours in the list. */
static void test_arena_grow_keeps_what_is_there(void)
{
    struct koppel_arena arena = {0};
    int *items[3] = {NULL, NULL, NULL};
    size_t capacity[3] = {0, 0, 0};
    int wrong = 0;

    for (int i = 0; i < 3000; i++) {
        int a = i % 3;

        CU_ASSERT_EQUAL_FATAL(
            koppel_arena_grow(&arena, (void **)&items[a], &capacity[a], (size_t)i / 3 + 1, sizeof **items), KOPPEL_OK);
        items[a][i / 3] = i;
    }
    for (int i = 0; i < 3000; i++) {
        wrong += items[i % 3][i / 3] != i;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(capacity[0], 1024);
    failing_memory_after(0);
    CU_ASSERT_EQUAL(koppel_arena_grow(&arena, (void **)&items[1], &capacity[1], 2000, sizeof **items), KOPPEL_E_MEMORY);
    failing_memory_after(-1);
    CU_ASSERT_EQUAL(capacity[1], 1024);
    CU_ASSERT_EQUAL(items[1][999], 2998);
    CU_ASSERT_EQUAL(koppel_arena_grow(&arena, (void **)&items[1], &capacity[1], 5, sizeof **items), KOPPEL_E_MEMORY);
    koppel_arena_free(&arena);
}

/* First, last and middle of the list; all that are left are freed at the end (the sanitizers tell). */
static void test_arena_drops_any_array(void)
{
    struct koppel_arena arena = {0};
    int *items[5];
    static const int dropped[] = {2, 0, 4};

    for (int k = 0; k < 5; k++) {
        items[k] = koppel_arena_new(&arena, 1, sizeof **items);
        CU_ASSERT_PTR_NOT_NULL_FATAL(items[k]);
        *items[k] = k;
    }
    for (int k = 0; k < 3; k++) {
        koppel_arena_drop(&arena, items[dropped[k]]);
    }
    koppel_arena_drop(&arena, NULL);
    CU_ASSERT_TRUE(*items[1] == 1 && *items[3] == 3);
    koppel_arena_drop(&arena, items[1]);
    koppel_arena_drop(&arena, items[3]);
    CU_ASSERT_PTR_NULL(arena.blocks);
    koppel_arena_free(&arena);
}

static void test_arena_may_be_moved(void)
{
    struct koppel_arena arena = {0}, moved;
    int *first = koppel_arena_new(&arena, 1, sizeof *first);
    int *second = NULL;

    CU_ASSERT_PTR_NOT_NULL_FATAL(first);
    moved = arena;
    second = koppel_arena_new(&moved, 1, sizeof *second);
    CU_ASSERT_PTR_NOT_NULL_FATAL(second);
    koppel_arena_drop(&moved, first);
    *second = 1;
    koppel_arena_free(&moved);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_arena_arrays_are_zeroed_aligned_and_apart),
        TEST(test_arena_bits_are_unset_and_can_be_set),
        TEST(test_arena_failure_sticks_until_it_is_freed),
        TEST(test_arena_refuses_sizes_that_overflow),
        TEST(test_arena_grow_keeps_what_is_there),
        TEST(test_arena_drops_any_array),
        TEST(test_arena_may_be_moved),
        TEST_END,
    };
    return suite_run("arena", tests);
}
