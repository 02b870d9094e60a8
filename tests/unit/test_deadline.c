// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Deadlines: the stop flag, and work that is counted down. */
#include "base/deadline.h"
#include "suite.h"

#include <limits.h>

static void test_deadline_expires_when_its_work_is_done(void)
{
    int64_t left = 100;
    struct koppel_deadline deadline = {.steps_left = &left};

    koppel_deadline_spend(&deadline, 99);
    CU_ASSERT_FALSE(koppel_deadline_expired(&deadline));
    koppel_deadline_spend(&deadline, 1);
    CU_ASSERT_TRUE(koppel_deadline_expired(&deadline));
    CU_ASSERT_EQUAL(koppel_deadline_left_ms(&deadline), 1);
}

static void test_work_is_not_counted_without_a_counter(void)
{
    const struct koppel_deadline never = {0};

    koppel_deadline_spend(&never, INT64_MAX);
    CU_ASSERT_FALSE(koppel_deadline_expired(&never));
    CU_ASSERT_EQUAL(koppel_deadline_times_left(&never, 1), INT_MAX);
}

static void test_times_left_are_at_least_one(void)
{
    int64_t left = 100;
    const struct koppel_deadline deadline = {.steps_left = &left};

    CU_ASSERT_EQUAL(koppel_deadline_times_left(&deadline, 30), 3);
    CU_ASSERT_EQUAL(koppel_deadline_times_left(&deadline, 0), 100);
    CU_ASSERT_EQUAL(koppel_deadline_times_left(&deadline, 1000), 1);
    left = -5;
    CU_ASSERT_EQUAL(koppel_deadline_times_left(&deadline, 1), 1);
    left = INT64_MAX;
    CU_ASSERT_EQUAL(koppel_deadline_times_left(&deadline, 1), INT_MAX);
}

static void test_share_keeps_the_counter_and_the_stop_flag(void)
{
    const volatile sig_atomic_t stop = 1;
    int64_t left = 1;
    struct koppel_deadline deadline = koppel_deadline_in(1000, &stop);
    struct koppel_deadline share = {0};

    deadline.steps_left = &left;
    share = koppel_deadline_share(&deadline, 0.5);
    CU_ASSERT_PTR_EQUAL(share.steps_left, &left);
    CU_ASSERT_TRUE(share.end <= deadline.end);
    CU_ASSERT_TRUE(koppel_deadline_expired(&share));
}

static void test_time_is_kept_before_a_deadline(void)
{
    struct koppel_deadline never = koppel_deadline_in(0, NULL);
    struct koppel_deadline late = koppel_deadline_in(1000, NULL);
    struct koppel_deadline earlier = koppel_deadline_before(&late, 100);

    CU_ASSERT_EQUAL(earlier.end, late.end - 100);
    earlier = koppel_deadline_before(&late, 2000);
    CU_ASSERT_TRUE(earlier.end > 0 && koppel_deadline_expired(&earlier));
    earlier = koppel_deadline_before(&never, 100);
    CU_ASSERT_FALSE(koppel_deadline_expired(&earlier));
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_deadline_expires_when_its_work_is_done),
        TEST(test_work_is_not_counted_without_a_counter),
        TEST(test_times_left_are_at_least_one),
        TEST(test_share_keeps_the_counter_and_the_stop_flag),
        TEST(test_time_is_kept_before_a_deadline),
        TEST_END,
    };

    return suite_run("deadline", tests);
}
