// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Items worked on by threads: each once, in order, until one fails or none is to be taken any more. */
#include "base/workers.h"
#include "suite.h"

#include <stdatomic.h>

enum { N_ITEMS = 500 };

struct record {
    atomic_int times[N_ITEMS];
    atomic_int most_worker;
    int32_t last_asked; /* by `take`, under the lock of the workers */
    bool is_in_order;
    int32_t bad_item;   /* this one fails */
    int32_t first_left; /* this one is not taken */
};

static atomic_int n_ended;

static bool take(void *data, int32_t item)
{
    struct record *record = data;

    record->is_in_order = record->is_in_order && item == record->last_asked + 1;
    record->last_asked = item;
    return item != record->first_left;
}

static enum koppel_status work(void *data, int32_t worker, int32_t item)
{
    struct record *record = data;
    int most = atomic_load(&record->most_worker);

    atomic_fetch_add(&record->times[item], 1);
    while (worker > most && !atomic_compare_exchange_weak(&record->most_worker, &most, worker)) {
    }
    return item == record->bad_item ? KOPPEL_E_ENGINE : KOPPEL_OK;
}

static void end(void)
{
    atomic_fetch_add(&n_ended, 1);
}

/* @return the status; the record tells the rest */
static enum koppel_status run(struct record *record, int32_t n_items, int32_t n_threads)
{
    const struct koppel_workers workers = {
        .n_items = n_items, .n_threads = n_threads, .data = record, .take = take, .work = work, .end = end};

    for (int32_t k = 0; k < N_ITEMS; k++) {
        atomic_store(&record->times[k], 0);
    }
    atomic_store(&record->most_worker, -1);
    atomic_store(&n_ended, 0);
    record->last_asked = -1;
    record->is_in_order = true;
    return koppel_workers_run(&workers);
}

static int32_t count_done(struct record *record, int32_t n_items)
{
    int32_t n = 0;

    for (int32_t k = 0; k < n_items; k++) {
        CU_ASSERT_TRUE(atomic_load(&record->times[k]) <= 1);
        n += atomic_load(&record->times[k]);
    }
    return n;
}

static void test_workers_do_every_item_once_with_any_number_of_threads(void)
{
    static const int32_t threads[] = {-1, 1, 2, 7, 1000};
    static const int32_t started[] = {1, 1, 2, 7, KOPPEL_MOST_WORKERS};
    static struct record record = {.bad_item = -1, .first_left = -1};

    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        CU_ASSERT_EQUAL(run(&record, N_ITEMS, threads[t]), KOPPEL_OK);
        CU_ASSERT_EQUAL(count_done(&record, N_ITEMS), N_ITEMS);
        CU_ASSERT_TRUE(record.is_in_order);
        CU_ASSERT_TRUE(atomic_load(&record.most_worker) < started[t]);
        CU_ASSERT_EQUAL(atomic_load(&n_ended), started[t]);
    }
}

static void test_workers_start_no_more_threads_than_there_are_items(void)
{
    static struct record record = {.bad_item = -1, .first_left = -1};

    CU_ASSERT_EQUAL(run(&record, 3, 8), KOPPEL_OK);
    CU_ASSERT_EQUAL(atomic_load(&n_ended), 3);
    CU_ASSERT_EQUAL(run(&record, 0, 8), KOPPEL_OK);
    CU_ASSERT_EQUAL(atomic_load(&n_ended), 0);
}

static void test_workers_take_no_more_items_when_one_fails(void)
{
    static struct record record = {.bad_item = 20, .first_left = -1};

    CU_ASSERT_EQUAL(run(&record, N_ITEMS, 1), KOPPEL_E_ENGINE);
    CU_ASSERT_EQUAL(count_done(&record, N_ITEMS), 21);
    CU_ASSERT_EQUAL(run(&record, N_ITEMS, 4), KOPPEL_E_ENGINE);
    CU_ASSERT_TRUE(count_done(&record, N_ITEMS) >= 21);
}

static void test_workers_leave_what_is_not_to_be_taken(void)
{
    static struct record record = {.bad_item = -1, .first_left = 30};

    CU_ASSERT_EQUAL(run(&record, N_ITEMS, 4), KOPPEL_OK);
    CU_ASSERT_EQUAL(count_done(&record, N_ITEMS), 30);
    CU_ASSERT_EQUAL(record.last_asked, 30); /* and nobody asks again */
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_workers_do_every_item_once_with_any_number_of_threads),
        TEST(test_workers_start_no_more_threads_than_there_are_items),
        TEST(test_workers_take_no_more_items_when_one_fails),
        TEST(test_workers_leave_what_is_not_to_be_taken),
        TEST_END,
    };
    return suite_run("workers", tests);
}
