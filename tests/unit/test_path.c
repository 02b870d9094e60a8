// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Paths of files. */
#include "failing_memory.h"
#include "suite.h"

#include "base/path.h"

#include <stdlib.h>

static void test_path_joins_folder_and_name(void)
{
    char *path = koppel_path_join("out/2026-1", "proposal.csv");
    char *empty = koppel_path_join("", "");

    CU_ASSERT_STRING_EQUAL(path, "out/2026-1/proposal.csv");
    CU_ASSERT_STRING_EQUAL(empty, "/");
    free(path);
    free(empty);
}

static void test_path_is_null_when_memory_runs_out(void)
{
    failing_memory_after(0);
    CU_ASSERT_PTR_NULL(koppel_path_join("out", "proposal.csv"));
    CU_ASSERT_TRUE(failing_memory_has_failed());
    failing_memory_after(-1);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_path_joins_folder_and_name),
        TEST(test_path_is_null_when_memory_runs_out),
        TEST_END,
    };

    return suite_run("path", tests);
}
