// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* test_datapackage.c - the descriptor of an output folder. */
#include "io/datapackage.h"
#include "io/output_columns.h"
#include "suite.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* The descriptor of one file, parsed. */
static cJSON *describe(const char *name, const char *bytes)
{
    struct koppel_text text = {0};
    size_t size = strlen(bytes);
    cJSON *json = NULL;

    CU_ASSERT_EQUAL(koppel_datapackage_add(&text, 1, &name, &bytes, &size), KOPPEL_OK);
    json = cJSON_Parse(text.bytes);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    koppel_text_free(&text);
    return json;
}

static const cJSON *resource(const cJSON *package)
{
    return cJSON_GetArrayItem(cJSON_GetObjectItem(package, "resources"), 0);
}

static const cJSON *field(const cJSON *package, int column)
{
    return cJSON_GetArrayItem(cJSON_GetObjectItem(cJSON_GetObjectItem(resource(package), "schema"), "fields"), column);
}

static const char *of_field(const cJSON *package, int column, const char *key)
{
    const char *value = cJSON_GetStringValue(cJSON_GetObjectItem(field(package, column), key));

    return value != NULL ? value : "";
}

static void test_types_are_read_off_the_cells(void)
{
    cJSON *package =
        describe("other.csv", "a,b,c,d,e,f,g\n1,0.5,2026-01-31,x,,0363,-2\n-20,3,2026-02-01,1,,1111,1.5\n");
    static const char *const types[] = {"integer", "number", "date", "string", "string", "string", "number"};

    for (int c = 0; c < 7; c++) {
        CU_ASSERT_STRING_EQUAL(of_field(package, c, "type"), types[c]);
        CU_ASSERT_STRING_EQUAL(of_field(package, c, "description"), "");
    }
    CU_ASSERT_PTR_NULL(field(package, 7));
    cJSON_Delete(package);
}

static void test_known_columns_have_unit_codes_and_meaning(void)
{
    cJSON *package = describe("unplaced.csv", "household,persons,reason\n17,3,outranked\n");
    const cJSON *codes = cJSON_GetObjectItem(cJSON_GetObjectItem(field(package, 2), "constraints"), "enum");
    bool has_outranked = false;
    const cJSON *code = NULL;

    CU_ASSERT_STRING_EQUAL(of_field(package, 0, "type"), "string"); /* a key is a text, whatever it looks like */
    CU_ASSERT_STRING_EQUAL(of_field(package, 1, "unit"), "persons");
    CU_ASSERT_STRING_EQUAL(of_field(package, 1, "description"), "that count for the target");
    cJSON_ArrayForEach(code, codes)
    {
        has_outranked = has_outranked || strcmp(cJSON_GetStringValue(code), "outranked") == 0;
    }
    CU_ASSERT_TRUE(has_outranked);
    CU_ASSERT_TRUE(cJSON_GetArraySize(codes) > 10);
    cJSON_Delete(package);
}

static void test_a_table_for_a_spreadsheet_has_its_own_dialect(void)
{
    cJSON *package = describe("neighbourhoods.csv", "\xef\xbb\xbf"
                                                    "code;fair_share\r\nBU00010001;12,5\r\n");
    const cJSON *dialect = cJSON_GetObjectItem(resource(package), "dialect");

    CU_ASSERT_STRING_EQUAL(cJSON_GetStringValue(cJSON_GetObjectItem(dialect, "delimiter")), ";");
    CU_ASSERT_STRING_EQUAL(cJSON_GetStringValue(cJSON_GetObjectItem(dialect, "lineTerminator")), "\r\n");
    CU_ASSERT_STRING_EQUAL(of_field(package, 0, "name"), "code");
    CU_ASSERT_STRING_EQUAL(of_field(package, 1, "type"), "number");
    CU_ASSERT_STRING_EQUAL(of_field(package, 1, "decimalChar"), ",");
    cJSON_Delete(package);
}

static void test_other_files_have_their_kind(void)
{
    cJSON *package = describe("picture.svg", "<svg/>");

    CU_ASSERT_STRING_EQUAL(cJSON_GetStringValue(cJSON_GetObjectItem(resource(package), "mediatype")), "image/svg+xml");
    CU_ASSERT_PTR_NULL(cJSON_GetObjectItem(resource(package), "schema"));
    cJSON_Delete(package);
}

static void test_headings_and_meanings_are_quoted(void)
{
    cJSON *package = describe("other.csv", "\"a \"\"b\"\" \\\",c\n1,2\n");

    CU_ASSERT_STRING_EQUAL(of_field(package, 0, "name"), "a \"b\" \\");
    cJSON_Delete(package);
}

static void test_the_dictionary_was_read(void)
{
    int n = 0;

    while (koppel_output_columns[n].file != NULL) {
        CU_ASSERT_TRUE(koppel_output_columns[n].name[0] != '\0' && koppel_output_columns[n].meaning[0] != '\0');
        n++;
    }
    CU_ASSERT_TRUE(n > 150);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_types_are_read_off_the_cells),
        TEST(test_known_columns_have_unit_codes_and_meaning),
        TEST(test_a_table_for_a_spreadsheet_has_its_own_dialect),
        TEST(test_other_files_have_their_kind),
        TEST(test_headings_and_meanings_are_quoted),
        TEST(test_the_dictionary_was_read),
        TEST_END,
    };
    return suite_run("datapackage", tests);
}
