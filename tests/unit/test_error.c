// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The list of messages: its limit, its form, and texts that are cut. */
#include "base/error.h"
#include "failing_memory.h"
#include "suite.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void assert_formatted(const struct koppel_error *error, const char *expected)
{
    char text[900];

    CU_ASSERT_EQUAL(koppel_error_format(error, true, text, sizeof text), (int)strlen(expected));
    CU_ASSERT_STRING_EQUAL(text, expected);
}

static void test_error_is_written_with_its_place(void)
{
    struct koppel_errors errors = {0};
    char text[80];

    CU_ASSERT_TRUE(koppel_errors_none(&errors));
    CU_ASSERT_EQUAL(koppel_errors_status(&errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_errors_add(&errors, KOPPEL_E_REFUSED, "a.csv", 3, 4, "%s %d", "x", 5), KOPPEL_E_REFUSED);
    koppel_errors_add(&errors, KOPPEL_E_INPUT, "a.csv", 3, 0, "y");
    koppel_errors_add(&errors, KOPPEL_E_INPUT, "a.csv", 0, 7, "z");
    koppel_errors_add(&errors, KOPPEL_E_MEMORY, NULL, 3, 4, "w");
    CU_ASSERT_EQUAL_FATAL(errors.n_items, 4);
    CU_ASSERT_FALSE(koppel_errors_none(&errors));
    CU_ASSERT_EQUAL(koppel_errors_status(&errors), KOPPEL_E_REFUSED);
    assert_formatted(&errors.items[0], "a.csv:3:4: x 5 [KOPPEL_E_REFUSED]");
    assert_formatted(&errors.items[1], "a.csv:3: y [KOPPEL_E_INPUT]");
    assert_formatted(&errors.items[2], "a.csv: z [KOPPEL_E_INPUT]");
    assert_formatted(&errors.items[3], "w: memory ran out [KOPPEL_E_MEMORY]");
    CU_ASSERT_EQUAL(koppel_error_format(&errors.items[0], false, text, sizeof text), 14);
    CU_ASSERT_STRING_EQUAL(text, "a.csv:3:4: x 5");
    koppel_errors_clear(&errors);
    CU_ASSERT_TRUE(koppel_errors_none(&errors));
    koppel_errors_clear(&errors);
}

static void test_error_names_no_folder_of_the_program(void)
{
    struct koppel_errors errors = {0};
    char folder[200] = "/tmp/copy/";

    koppel_errors_strip_folder(&errors, "/tmp/copy");
    koppel_errors_strip_folder(NULL, "/tmp/copy");
    koppel_errors_add(&errors, KOPPEL_E_INPUT, "/tmp/copy/a.csv", 3, 0, "is not b.csv of %s, as %s/c says", "/tmp/copy",
                      "/tmp/copy");
    koppel_errors_add(&errors, KOPPEL_E_INPUT, "/tmp/copy", 0, 0, "z");
    koppel_errors_strip_folder(&errors, NULL);
    assert_formatted(&errors.items[1], "/tmp/copy: z [KOPPEL_E_INPUT]");
    koppel_errors_strip_folder(&errors, "/tmp/copy");
    assert_formatted(&errors.items[0], "a.csv:3: is not b.csv of , as c says [KOPPEL_E_INPUT]");
    assert_formatted(&errors.items[1], "z [KOPPEL_E_INPUT]");
    koppel_errors_clear(&errors);
    memset(folder + strlen(folder), 'x', sizeof folder - strlen(folder) - 1);
    koppel_errors_add(&errors, KOPPEL_E_INPUT, folder, 0, 0, "z");
    koppel_errors_strip_folder(&errors, folder);
    assert_formatted(&errors.items[0], "z [KOPPEL_E_INPUT]");
    koppel_errors_clear(&errors);
}

static void test_error_list_stops_at_its_limit_and_counts_on(void)
{
    struct koppel_errors errors = {.limit = 3};

    for (int i = 0; i < 10; i++) {
        koppel_errors_add(&errors, KOPPEL_E_INPUT, "a.csv", i, 0, "x");
    }
    CU_ASSERT_EQUAL(errors.n_items, 3);
    CU_ASSERT_EQUAL(errors.n_dropped, 7);
    koppel_errors_clear(&errors);
    CU_ASSERT_EQUAL(errors.limit, 3);
    CU_ASSERT_EQUAL(errors.n_dropped, 0);
}

static void test_error_without_a_list_or_memory_still_has_its_code(void)
{
    struct koppel_errors errors = {0};

    CU_ASSERT_EQUAL(koppel_errors_add(NULL, KOPPEL_E_INPUT, "a.csv", 1, 0, "x"), KOPPEL_E_INPUT);
    failing_memory_after(0);
    CU_ASSERT_EQUAL(koppel_errors_add(&errors, KOPPEL_E_INPUT, "a.csv", 1, 0, "x"), KOPPEL_E_INPUT);
    failing_memory_after(-1);
    CU_ASSERT_EQUAL(errors.n_items, 0);
    CU_ASSERT_EQUAL(errors.n_dropped, 1);
    CU_ASSERT_EQUAL(koppel_errors_status(&errors), KOPPEL_E_INPUT);
    koppel_errors_clear(&errors);
}

/* A text that is too long is cut between characters, for each way that the cut can fall. */
static void test_error_text_is_cut_between_characters(void)
{
    for (size_t shift = 0; shift < 4; shift++) {
        struct koppel_errors errors = {0};
        char text[2000] = "";
        size_t n = 0;

        memset(text, 'x', shift);
        while (strlen(text) + 5 < sizeof text) {
            strcat(text, "\xF0\x9F\x8F\xA0");
        }
        koppel_errors_add(&errors, KOPPEL_E_INPUT, text, 1, 0, "%s", text);
        CU_ASSERT_EQUAL_FATAL(errors.n_items, 1);
        n = strlen(errors.items[0].text);
        CU_ASSERT_TRUE(n + 4 >= sizeof errors.items[0].text);
        CU_ASSERT_EQUAL((n - shift) % 4, 0);
        CU_ASSERT_EQUAL((strlen(errors.items[0].file) - shift) % 4, 0);
        koppel_errors_clear(&errors);
    }
}

static void test_error_format_says_how_much_room_it_needs(void)
{
    struct koppel_errors errors = {0};
    char text[8];

    koppel_errors_add(&errors, KOPPEL_E_INPUT, "a.csv", 1, 2, "hello");
    CU_ASSERT_EQUAL(koppel_error_format(&errors.items[0], true, text, sizeof text), 33);
    CU_ASSERT_STRING_EQUAL(text, "a.csv:1");
    koppel_errors_clear(&errors);
}

static void test_error_every_status_has_a_name(void)
{
    static const int codes[] = {0, 10, 11, 20, 21, 22, 30, 31, 40, 41, 70};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        CU_ASSERT_STRING_NOT_EQUAL(koppel_status_name((enum koppel_status)codes[i]), "KOPPEL_E_UNKNOWN");
        for (size_t j = 0; j < i; j++) {
            CU_ASSERT_STRING_NOT_EQUAL(koppel_status_name((enum koppel_status)codes[i]),
                                       koppel_status_name((enum koppel_status)codes[j]));
        }
    }
    CU_ASSERT_STRING_EQUAL(koppel_status_name((enum koppel_status)12), "KOPPEL_E_UNKNOWN");
}

static void test_lack_of_memory_is_always_said(void)
{
    struct koppel_errors errors = {0};

    koppel_errors_add(&errors, KOPPEL_E_MEMORY, NULL, 0, 0, "the clash could not be worked out");
    koppel_errors_no_memory(&errors, NULL);
    CU_ASSERT_STRING_EQUAL(errors.items[0].text, "the clash could not be worked out: memory ran out");
    CU_ASSERT_STRING_EQUAL(errors.items[1].text, "memory ran out");
    koppel_errors_clear(&errors);
}

static void test_characters_that_steer_are_not_repeated(void)
{
    struct koppel_errors errors = {0};

    koppel_errors_add(&errors, KOPPEL_E_INPUT, "a\x1b[2J.csv", 0, 0,
                      "a\nb\tc \xE2\x80\xAE"
                      "d \xC2\x9B"
                      "e \xE2\x81\xA9 \xC3\xA9 \xE2\x82\xAC");
    CU_ASSERT_STRING_EQUAL(errors.items[0].file, "a?[2J.csv");
    CU_ASSERT_STRING_EQUAL(errors.items[0].text, "a?b\tc ?d ?e ? \xC3\xA9 \xE2\x82\xAC");
    koppel_errors_clear(&errors);
}

static void assert_place(const char *file, long line, long column, const char *expected)
{
    char place[KOPPEL_PLACE_TEXT];

    CU_ASSERT_EQUAL(koppel_place_format(file, line, column, place, sizeof place), (int)strlen(expected));
    CU_ASSERT_STRING_EQUAL(place, expected);
}

static void test_error_names_row_and_cell_of_a_sheet(void)
{
    char file[KOPPEL_PLACE_FILE];
    char cell[KOPPEL_CELL_REFERENCE_BYTES];

    koppel_sheet_place("woningen.xlsx", "Woningen", file);
    assert_place(file, 12, 3, "woningen.xlsx, sheet Woningen, cell C12");
    assert_place(file, 12, 0, "woningen.xlsx, sheet Woningen, row 12");
    assert_place(file, 0, 0, "woningen.xlsx, sheet Woningen");
    assert_place("units.csv", 12, 3, "units.csv:12:3");
    assert_place("units.csv", 12, 0, "units.csv:12");
    CU_ASSERT_STRING_EQUAL(koppel_cell_name(1, 26, cell), "Z1");
    CU_ASSERT_STRING_EQUAL(koppel_cell_name(1, 27, cell), "AA1");
    CU_ASSERT_STRING_EQUAL(koppel_cell_name(1048576, 16384, cell), "XFD1048576");
    /* a long name of a file is cut, the sheet stays */
    koppel_sheet_place("a name of a workbook that is much longer than anybody would like to read in a message.xlsx",
                       "S\n", file);
    assert_place(file, 1, 1, "a name of a workbook that is much longer than anybod..., sheet S?, cell A1");
}

static void test_messages_of_another_list_are_added_as_they_are(void)
{
    struct koppel_errors more = {.limit = 2};
    struct koppel_errors errors = {0};

    koppel_errors_append(&errors, &more);
    CU_ASSERT_TRUE(koppel_errors_none(&errors));
    koppel_errors_add(&more, KOPPEL_E_INPUT, "a.csv", 3, 4, "100 %%");
    koppel_errors_add(&more, KOPPEL_E_MISSING, "b.csv", 0, 0, "y");
    koppel_errors_add(&more, KOPPEL_E_MISSING, "b.csv", 0, 0, "beyond the limit");
    koppel_errors_append(&errors, &more);
    koppel_errors_append(NULL, &more);
    CU_ASSERT_EQUAL_FATAL(errors.n_items, 2);
    CU_ASSERT_EQUAL(errors.n_dropped, 1);
    CU_ASSERT_EQUAL(koppel_errors_status(&errors), KOPPEL_E_INPUT);
    assert_formatted(&errors.items[0], "a.csv:3:4: 100 % [KOPPEL_E_INPUT]");
    assert_formatted(&errors.items[1], "b.csv: y [KOPPEL_E_MISSING]");
    koppel_errors_clear(&errors);
    koppel_errors_clear(&more);
}

static void test_faults_of_the_system_are_told_in_the_language_of_the_run(void)
{
    CU_ASSERT_STRING_EQUAL(koppel_system_words(ENOSPC), "No space left on device");
    koppel_language_use(KOPPEL_DUTCH);
    CU_ASSERT_STRING_EQUAL(koppel_system_words(ENOSPC), "de schijf is vol");
    CU_ASSERT_STRING_EQUAL(koppel_system_words(EDOM), strerror(EDOM)); /* none that people meet */
    koppel_language_use(KOPPEL_ENGLISH);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_error_is_written_with_its_place),
        TEST(test_error_names_no_folder_of_the_program),
        TEST(test_error_list_stops_at_its_limit_and_counts_on),
        TEST(test_error_without_a_list_or_memory_still_has_its_code),
        TEST(test_error_text_is_cut_between_characters),
        TEST(test_error_format_says_how_much_room_it_needs),
        TEST(test_error_every_status_has_a_name),
        TEST(test_lack_of_memory_is_always_said),
        TEST(test_characters_that_steer_are_not_repeated),
        TEST(test_error_names_row_and_cell_of_a_sheet),
        TEST(test_messages_of_another_list_are_added_as_they_are),
        TEST(test_faults_of_the_system_are_told_in_the_language_of_the_run),
        TEST_END,
    };
    return suite_run("error", tests);
}
