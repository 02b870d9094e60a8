// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The test harness over CUnit. CUnit's own runner returns success on failed tests, so the failures are counted here. */
#include "suite.h"

#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_SKIPPED = 77 };

/* CUnit gives a test function no argument: it finds its row by the name of the running test. */
static const struct suite_test *running_tests;

static void run_current(void)
{
    const char *name = CU_get_current_test()->pName;
    const struct suite_test *test = running_tests;
    while (strcmp(test->name, name) != 0) {
        test++;
    }
    unsigned int n_before = CU_get_number_of_asserts();
    test->run();
    if (CU_get_number_of_asserts() == n_before) {
        CU_FAIL("the test asserts nothing");
    }
}

static CU_ErrorCode register_tests(const char *name, const struct suite_test *tests)
{
    CU_pSuite suite = CU_add_suite(name, NULL, NULL);
    if (suite == NULL) {
        return CU_get_error();
    }
    for (const struct suite_test *test = tests; test->name != NULL; test++) {
        if (CU_add_test(suite, test->name, run_current) == NULL || CU_get_error() != CUE_SUCCESS) {
            fprintf(stderr, "%s: test %s: %s\n", name, test->name, CU_get_error_msg());
            return CU_get_error();
        }
    }
    return CUE_SUCCESS;
}

int suite_run(const char *name, const struct suite_test *tests)
{
    int status = EXIT_FAILURE;
    running_tests = tests;
    if (tests->name == NULL) {
        fprintf(stderr, "%s: the suite has no test\n", name);
        return EXIT_FAILURE;
    }
    if (CU_initialize_registry() != CUE_SUCCESS) {
        fprintf(stderr, "%s: %s\n", name, CU_get_error_msg());
        return EXIT_FAILURE;
    }
    if (register_tests(name, tests) != CUE_SUCCESS) {
        goto out;
    }
    /* Normal mode names the suite and each failure; the silent one would hide the failures. */
    CU_basic_set_mode(CU_BRM_NORMAL);
    if (CU_basic_run_tests() == CUE_SUCCESS && CU_get_number_of_failures() == 0 &&
        CU_get_number_of_tests_failed() == 0 && CU_get_number_of_suites_failed() == 0) {
        status = EXIT_SUCCESS;
    }
out:
    CU_cleanup_registry();
    return status;
}

int suite_skip(const char *reason)
{
    printf("skipped: %s\n", reason);
    return STATUS_SKIPPED;
}

bool suite_is_long(void)
{
    const char *value = getenv("KOPPEL_LONG");
    return value != NULL && strcmp(value, "1") == 0;
}
