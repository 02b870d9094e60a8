// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The embedded files are those of data/rules, data/policies and bench/policies, byte for byte. Runs in the root folder
 * of the source. */
#include "io/embedded_file.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

/* Whether the file's content is exactly that of the row. */
static bool file_holds(const char *path, const struct koppel_embedded_file *row)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    bool same = true;
    for (size_t k = 0; k < row->n_bytes && same; k++) {
        same = fgetc(file) == row->bytes[k];
    }
    same = same && fgetc(file) == EOF;
    fclose(file);
    return same;
}

static void expect_folder(const char *folder, const struct koppel_embedded_file *files, size_t n_files)
{
    CU_ASSERT_NOT_EQUAL_FATAL(n_files, 0);
    for (size_t k = 0; k < n_files; k++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s.json", folder, files[k].name);
        CU_ASSERT_TRUE(file_holds(path, &files[k]));
        CU_ASSERT_TRUE(k == 0 || strcmp(files[k - 1].name, files[k].name) < 0);
        CU_ASSERT_EQUAL(files[k].bytes[files[k].n_bytes], 0);
        CU_ASSERT_EQUAL(strlen((const char *)files[k].bytes), files[k].n_bytes);
    }
    CU_ASSERT_PTR_NULL(files[n_files].name);
}

static void test_rules_equal_their_files_sorted_by_name(void)
{
    expect_folder("data/rules", koppel_rules_files, koppel_n_rules_files);
}

static void test_policies_equal_their_files_sorted_by_name(void)
{
    expect_folder("bench/policies", koppel_policies_files, koppel_n_policies_files);
}

static void test_named_policies_equal_their_files_sorted_by_name(void)
{
    expect_folder("data/policies", koppel_named_files, koppel_n_named_files);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_rules_equal_their_files_sorted_by_name),
        TEST(test_policies_equal_their_files_sorted_by_name),
        TEST(test_named_policies_equal_their_files_sorted_by_name),
        TEST_END,
    };
    return suite_run("embedded files", tests);
}
