/* The embedded rule sets are the files of data/rules, byte for byte. Runs in the root folder of the source. */
#include "io/rules_data.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

/* Whether the file's content is exactly that of the row. */
static bool file_holds(const char *path, const struct koppel_rules_file *row)
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

static void test_rules_data_equals_the_files(void)
{
    CU_ASSERT_NOT_EQUAL_FATAL(koppel_n_rules_files, 0);
    for (size_t k = 0; k < koppel_n_rules_files; k++) {
        char path[256];
        snprintf(path, sizeof path, "data/rules/%s.json", koppel_rules_files[k].name);
        CU_ASSERT_TRUE(file_holds(path, &koppel_rules_files[k]));
    }
}

static void test_rules_data_is_sorted_by_name(void)
{
    for (size_t k = 1; k < koppel_n_rules_files; k++) {
        CU_ASSERT_TRUE(strcmp(koppel_rules_files[k - 1].name, koppel_rules_files[k].name) < 0);
    }
    CU_ASSERT_PTR_NULL(koppel_rules_files[koppel_n_rules_files].name);
}

static void test_rules_data_is_closed_by_a_zero_byte(void)
{
    for (size_t k = 0; k < koppel_n_rules_files; k++) {
        CU_ASSERT_EQUAL(koppel_rules_files[k].bytes[koppel_rules_files[k].n_bytes], 0);
        CU_ASSERT_EQUAL(strlen((const char *)koppel_rules_files[k].bytes), koppel_rules_files[k].n_bytes);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_rules_data_equals_the_files),
        TEST(test_rules_data_is_sorted_by_name),
        TEST(test_rules_data_is_closed_by_a_zero_byte),
        TEST_END,
    };
    return suite_run("rules data", tests);
}
