// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whole-number arithmetic at its ends. */
#include "base/exact.h"
#include "suite.h"

#include <string.h>

static void test_exact_sums_and_products_say_when_they_do_not_fit(void)
{
    int64_t out = 0;

    CU_ASSERT_TRUE(koppel_add(INT64_MAX - 1, 1, &out));
    CU_ASSERT_EQUAL(out, INT64_MAX);
    CU_ASSERT_FALSE(koppel_add(INT64_MAX, 1, &out));
    CU_ASSERT_FALSE(koppel_add(INT64_MIN, -1, &out));
    CU_ASSERT_TRUE(koppel_multiply(INT64_C(3037000499), INT64_C(3037000499), &out));
    CU_ASSERT_EQUAL(out, INT64_C(9223372030926249001));
    CU_ASSERT_FALSE(koppel_multiply(INT64_C(3037000500), INT64_C(3037000500), &out));
    CU_ASSERT_FALSE(koppel_multiply(INT64_MIN, -1, &out));
}

static void test_exact_muldiv_rounds_down_and_up(void)
{
    CU_ASSERT_EQUAL(koppel_muldiv_floor(7, 3, 2), 10);
    CU_ASSERT_EQUAL(koppel_muldiv_ceil(7, 3, 2), 11);
    CU_ASSERT_EQUAL(koppel_muldiv_floor(-7, 3, 2), -11);
    CU_ASSERT_EQUAL(koppel_muldiv_ceil(-7, 3, 2), -10);
    CU_ASSERT_EQUAL(koppel_muldiv_floor(6, 3, 2), 9);
    CU_ASSERT_EQUAL(koppel_muldiv_ceil(6, 3, 2), 9);
    CU_ASSERT_EQUAL(koppel_muldiv_floor(-6, 3, 2), -9);
    CU_ASSERT_EQUAL(koppel_muldiv_ceil(-6, 3, 2), -9);
    CU_ASSERT_EQUAL(koppel_muldiv_floor(0, 5, 9), 0);
}

static void test_exact_muldiv_is_wide_and_saturates(void)
{
    CU_ASSERT_EQUAL(koppel_muldiv_floor(INT64_MAX, INT64_MAX, INT64_MAX), INT64_MAX);
    CU_ASSERT_EQUAL(koppel_muldiv_floor(INT64_MAX, INT64_MAX, 1), INT64_MAX);
    CU_ASSERT_EQUAL(koppel_muldiv_ceil(INT64_MIN, INT64_MAX, 1), INT64_MIN);
    CU_ASSERT_EQUAL(koppel_muldiv_floor(INT64_MIN, 1, 1), INT64_MIN);
}

static void test_exact_gcd(void)
{
    CU_ASSERT_EQUAL(koppel_gcd(12, 18), 6);
    CU_ASSERT_EQUAL(koppel_gcd(-12, 18), 6);
    CU_ASSERT_EQUAL(koppel_gcd(0, 5), 5);
    CU_ASSERT_EQUAL(koppel_gcd(0, 0), 0);
    CU_ASSERT_EQUAL(koppel_gcd(INT64_MIN, 6), 2);
    CU_ASSERT_EQUAL(koppel_gcd(INT64_MAX, INT64_MAX), INT64_MAX);
}

static void test_exact_gap_counts_millionths_of_the_cost(void)
{
    CU_ASSERT_TRUE(koppel_gap_within(1000000, 999900, 100));
    CU_ASSERT_FALSE(koppel_gap_within(1000000, 999899, 100));
    CU_ASSERT_TRUE(koppel_gap_within(-1000000, -1000100, 100));
    CU_ASSERT_TRUE(koppel_gap_within(5, 5, 0));
    CU_ASSERT_FALSE(koppel_gap_within(0, -1, 999999)); /* of 1 where the cost is 0 */
    CU_ASSERT_TRUE(koppel_gap_within(0, -1, 1000000));
    CU_ASSERT_FALSE(koppel_gap_within(INT64_MIN, INT64_MIN, 1000000)); /* an unknown bound */
}

static void assert_decimal(int64_t value, int64_t scale, char point, const char *expected)
{
    char text[40];

    CU_ASSERT_STRING_EQUAL(koppel_decimal_format(value, scale, point, text, sizeof text), expected);
}

static void test_exact_decimals_are_written_in_full(void)
{
    assert_decimal(0, 1, '.', "0");
    assert_decimal(65050, 100, ',', "650,5");
    assert_decimal(65000, 100, '.', "650");
    assert_decimal(-1, 1000000, '.', "-0.000001");
    assert_decimal(999999999, 1000000, '.', "999.999999");
    assert_decimal(INT64_MIN, 1, '.', "-9223372036854775808");
    assert_decimal(INT64_MIN, 1000000, '.', "-9223372036854.775808");
    assert_decimal(-1, 1000000000, '.', "-0.000000001");
    assert_decimal(INT64_MAX, INT64_C(1000000000000000000), '.', "9.223372036854775807");
    assert_decimal(INT64_MAX, 1000, ',', "9223372036854775,807");
}

static void test_exact_decimals_stay_within_their_room(void)
{
    char text[8];

    memset(text, 'x', sizeof text);
    koppel_decimal_format(123456789, 1000, '.', text, 5);
    CU_ASSERT_EQUAL(text[4], '\0');
    CU_ASSERT_EQUAL(text[5], 'x');
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_exact_sums_and_products_say_when_they_do_not_fit),
        TEST(test_exact_muldiv_rounds_down_and_up),
        TEST(test_exact_muldiv_is_wide_and_saturates),
        TEST(test_exact_gcd),
        TEST(test_exact_gap_counts_millionths_of_the_cost),
        TEST(test_exact_decimals_are_written_in_full),
        TEST(test_exact_decimals_stay_within_their_room),
        TEST_END,
    };
    return suite_run("exact", tests);
}
