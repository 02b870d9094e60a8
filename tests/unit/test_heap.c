// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A heap gives its items in order, also after some of them have moved forward. */
#include "base/hash.h"
#include "base/heap.h"
#include "suite.h"

enum { N_ITEMS = 200 };

static bool comes_before(const void *data, int32_t a, int32_t b)
{
    const int32_t *key = data;

    return key[a] != key[b] ? key[a] < key[b] : a < b;
}

/* Takes everything out. @return how many items came after one that they should precede */
static int count_misplaced(struct koppel_heap *heap, const int32_t *key)
{
    int32_t before = koppel_heap_pop(heap, comes_before, key);
    int n_misplaced = 0;

    while (heap->n > 0) {
        int32_t item = koppel_heap_pop(heap, comes_before, key);

        n_misplaced += !comes_before(key, before, item);
        before = item;
    }
    return n_misplaced;
}

static void test_heap_gives_items_in_order(void)
{
    int32_t items[N_ITEMS], key[N_ITEMS];
    struct koppel_heap heap = {.items = items};

    for (int32_t k = 0; k < N_ITEMS; k++) {
        key[k] = (int32_t)(koppel_hash_add(1, k) % 50); /* many are equal */
        koppel_heap_push(&heap, k, comes_before, key);
    }
    CU_ASSERT_EQUAL(heap.n, N_ITEMS);
    CU_ASSERT_EQUAL(count_misplaced(&heap, key), 0);
}

static void test_heap_gives_items_in_order_after_some_rise(void)
{
    int32_t items[N_ITEMS], at[N_ITEMS], key[N_ITEMS];
    struct koppel_heap heap = {.items = items, .at = at};

    for (int32_t k = 0; k < N_ITEMS; k++) {
        key[k] = (int32_t)(koppel_hash_add(2, k) % 1000);
        koppel_heap_push(&heap, k, comes_before, key);
    }
    for (int32_t k = 0; k < N_ITEMS; k += 3) {
        key[k] -= (int32_t)(koppel_hash_add(3, k) % 1000);
        koppel_heap_rise(&heap, k, comes_before, key);
    }
    for (int32_t n = 0; n < heap.n; n++) {
        CU_ASSERT_EQUAL(at[items[n]], n);
    }
    CU_ASSERT_EQUAL(count_misplaced(&heap, key), 0);
}

static void test_heap_of_one_item_is_empty_after_a_pop(void)
{
    int32_t items[1], key[1] = {0};
    struct koppel_heap heap = {.items = items};

    koppel_heap_push(&heap, 0, comes_before, key);
    CU_ASSERT_EQUAL(koppel_heap_pop(&heap, comes_before, key), 0);
    CU_ASSERT_EQUAL(heap.n, 0);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_heap_gives_items_in_order),
                                              TEST(test_heap_gives_items_in_order_after_some_rise),
                                              TEST(test_heap_of_one_item_is_empty_after_a_pop), TEST_END};
    return suite_run("heap", tests);
}
