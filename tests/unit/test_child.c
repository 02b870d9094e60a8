// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tests of programs that are started: one that is let go goes on by itself. */
#include "adapter/child.h"
#include "base/deadline.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Waits for a file, at most 5 seconds. @return true when it is there */
static bool comes(const char *path)
{
    const struct timespec slice = {.tv_nsec = 20000000};

    for (int n = 0; n < 250 && access(path, F_OK) != 0; n++) {
        nanosleep(&slice, NULL);
    }
    return access(path, F_OK) == 0;
}

/* A shell that starts another program and ends, as xdg-open does, would take it along if its group were ended. */
static void test_program_that_is_let_go_goes_on(void)
{
    char folder[] = "/tmp/koppel-test-XXXXXX";
    char shell[] = "sh";
    char option[] = "-c";
    char script[200];
    char file[60];
    char *const arguments[] = {shell, option, script, NULL};
    const struct koppel_child child = {.arguments = arguments, .log_file = "/dev/null"};
    double begin = koppel_clock_seconds();

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/done", folder);
    snprintf(script, sizeof script, "(sleep 0.3; : >%s) &", file);
    CU_ASSERT_EQUAL(koppel_child_let_go(&child), 0);
    CU_ASSERT_TRUE(koppel_clock_seconds() - begin < 0.3);
    CU_ASSERT_TRUE(comes(file));
    unlink(file);
    rmdir(folder);
}

static void test_program_that_is_not_there_is_no_fault(void)
{
    char program[] = "/nowhere/at/all";
    char *const arguments[] = {program, NULL};
    const struct koppel_child child = {.arguments = arguments, .log_file = "/dev/null"};

    CU_ASSERT_EQUAL(koppel_child_let_go(&child), 0);
    CU_ASSERT_EQUAL(koppel_child_run(&child).end, KOPPEL_CHILD_NOT_STARTED);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_program_that_is_let_go_goes_on),
                                              TEST(test_program_that_is_not_there_is_no_fault), TEST_END};

    return suite_run("child", tests);
}
