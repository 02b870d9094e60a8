// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A suite of one test that passes, one that fails and one that asserts nothing; tests/cli/harness.sh expects the runner
 * to tell them apart. With an argument it has no test at all. */
#include "suite.h"

static void test_planted_passes(void)
{
    CU_ASSERT_EQUAL(1 + 1, 2);
}

static void test_planted_fails(void)
{
    CU_ASSERT_EQUAL(1 + 1, 3);
}

static void test_planted_asserts_nothing(void)
{
}

int main(int argc, char **argv)
{
    static const struct suite_test tests[] = {
        TEST(test_planted_passes),
        TEST(test_planted_fails),
        TEST(test_planted_asserts_nothing),
        TEST_END,
    };
    (void)argv;
    return suite_run("planted", argc == 1 ? tests : tests + 3);
}
