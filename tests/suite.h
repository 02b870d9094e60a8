// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The test harness: a thin layer over CUnit that runs the tests of one program as one suite. */
#ifndef KOPPEL_TESTS_SUITE_H
#define KOPPEL_TESTS_SUITE_H

#include <CUnit/CUnit.h>
#include <stdbool.h>

/** One test: the name that a failure prints, and the function that runs it. */
struct suite_test {
    const char *name;
    void (*run)(void);
};

/* clang-format off */
/** A row of the table of tests: TEST(test_rent_is_refused_when_above_limit). */
#define TEST(function) {#function, function}
/** The row that closes it. */
#define TEST_END {NULL, NULL}
/* clang-format on */

/**
 * Runs the tests in order and prints CUnit's run summary. A test that asserts nothing fails.
 *
 *     int main(void)
 *     {
 *         static const struct suite_test tests[] = {TEST(test_one), TEST(test_two), TEST_END};
 *         return suite_run("dates", tests);
 *     }
 *
 * @param name   of the suite, usually the subject
 * @param tests  rows, closed by TEST_END; names are unique
 * @return the exit status of main: 0 when every test ran and passed, 1 otherwise (also when there is no test)
 */
int suite_run(const char *name, const struct suite_test *tests);

/**
 * Says why this program's tests cannot run here.
 *
 * @param reason  plain words, for instance "the folder of published instances is not here (KOPPEL_PUBLISHED)"
 * @return 77, the exit status of main that the runner counts as skipped
 */
int suite_skip(const char *reason);

/** Whether the long tests were asked for (KOPPEL_LONG=1, `make test-long`). */
bool suite_is_long(void);

#endif
