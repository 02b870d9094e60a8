// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Cells that could be read in two ways, or wrongly without anybody seeing it: refused or noted. */
#include "case_files.h"
#include "io/text_encoding.h"
#include "messages.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

/* Reads the good case with one table replaced, and compares what is told. */
static void expect_told(const char *name, const char *text, const char *messages, const char *noted)
{
    static const char *const optional[] = {"scores.csv", "limits.csv", "decisions.csv"};
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};

    case_files_good(&files);
    for (size_t i = 0; i < sizeof optional / sizeof *optional; i++) {
        if (strcmp(name, "households.csv") == 0 || strcmp(name, "units.csv") == 0) {
            case_files_remove(&files, optional[i]);
        }
    }
    case_files_set(&files, name, text);
    case_files_read(&files, &kase, &errors, &notes);
    messages_assert(&errors, messages);
    messages_assert(&notes, noted);
    koppel_case_free(&kase);
}

#define DATES "household,adults,children,linked_on\n"
#define UNITS "unit,neighbourhood,corporation,rooms,rent_eur,complex\n"

static void test_a_date_with_the_month_first_refuses_its_column_once(void)
{
    expect_told("households.csv",
                DATES "H1,1,0,3/14/2026\nH2,1,0,3/4/2026\nH3,1,0,5/5/2026\nH4,1,0,10-28-2025 00:00\nH5,1,0,9-1-26\n",
                "households.csv:2: column linked_on: 2 dates have the month first, as \"3/14/2026\" has; so may those "
                "that can be read both ways, on lines 3, 6: write every date of this column as 2026-03-15\n",
                "");
}

static void test_dates_that_are_written_in_another_way_than_the_rest_are_noted(void)
{
    expect_told("households.csv", DATES "H1,1,0,14-03-2026\nH2,1,0,3-4-2026\nH3,1,0,5-2-2026\nH4,1,0,1-2-2026\n", "",
                "households.csv: column linked_on: the dates on lines 3, 4, 5 are written in another way than the rest "
                "and can be read both ways; they were read with the day first: is that right?\n");
    /* one that can only be Dutch vouches for its kind; two may be chance; ISO dates are of no kind */
    expect_told("households.csv",
                DATES "H1,1,0,14-03-2026\nH2,1,0,3-4-2026\nH3,1,0,5-2-2026\nH4,1,0,1-2-2026\nH5,1,0,15-2-2026\n", "",
                "");
    expect_told("households.csv", DATES "H1,1,0,14-03-2026\nH2,1,0,3-4-2026\nH3,1,0,5-2-2026\n", "", "");
    expect_told("households.csv", DATES "H1,1,0,2026-03-14\nH2,1,0,3-4-2026\nH3,1,0,5-2-2026\nH4,1,0,1-2-2026\n", "",
                "");
}

static void test_characters_that_do_not_show_are_named_in_keys_and_names(void)
{
    expect_told("units.csv",
                UNITS "U1\xC2\xA0,BU00010001,C1,3,600,A\nU2,BU00010001,C1,3,600,A\xE2\x80\x8B\n"
                      "U3,BU00010001,C1,\xE2\x80\xAF"
                      "3,600,A\n",
                "units.csv:2: column unit: \"U1[no-break space]\" has a character that does not show: take it out\n"
                "units.csv:3: column complex: \"A[zero-width space]\" has a character that does not show: take it out\n"
                "units.csv:4: column rooms: \"[no-break space]3\" is not a whole number 1..50\n",
                "");
}

static void test_names_that_differ_in_capitals_and_blanks_alone_are_noted(void)
{
    expect_told("units.csv",
                UNITS "U1,BU00010001,C1,3,600,Park 1\nU2,BU00010001,C1,3,600,park1\nU3,BU00010001,C1,3,600,Park 11\n",
                "",
                "units.csv: \"Park 1\" and \"park1\" are read as two complexes: write one name if they are the same\n");
}

static void test_keys_that_a_spreadsheet_makes_the_same_are_noted(void)
{
    expect_told("units.csv", UNITS "012,BU00010001,C1,3,600,\n12,BU00010001,C1,3,600,\n0A,BU00010001,C1,3,600,\n", "",
                "units.csv: \"012\" and another key differ in zeros in front alone: a spreadsheet makes them the same; "
                "give them other keys\n");
}

static void test_a_thousand_is_not_read_as_one(void)
{
    expect_told(
        "units.csv", "unit,neighbourhood,corporation,rooms,rent_eur,floor_area_m2\nU1,BU00010001,C1,3,600,1.250\n",
        "units.csv:2: column floor_area_m2: \"1.250\" is not a decimal number 1..100000: it may be a thousand or "
        "have decimals; write it without decimals\n",
        "");
}

static void test_no_note_stands_on_a_table_with_errors(void)
{
    expect_told("municipalities.csv",
                "municipality,name,province,inhabitants\nGM0001,A,Utrecht,48.210\nGM0002,B,Utrecht,500\n",
                "municipalities.csv:2: column inhabitants: \"48.210\" is not a whole number from 0 on\n", "");
}

/* What is said of a text in an encoding, "" when it is read. */
static void expect_encoding(const char *bytes, const char *messages)
{
    struct koppel_errors errors = {0};
    size_t n_bytes = strlen(bytes);
    char *text = malloc(n_bytes + 1);
    bool was_cp1252 = false;

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memcpy(text, bytes, n_bytes + 1);
    koppel_text_normalise("t.csv", &text, &n_bytes, &was_cp1252, &errors);
    messages_assert(&errors, messages);
    free(text);
}

#define FOREIGN(place, byte)                                                                                           \
    "t.csv:1:" place ": the accents are those of DOS or of a Macintosh (byte " byte                                    \
    " within a word): save it as UTF-8 (in Excel: \"CSV UTF-8\")\n"

static void test_accents_of_dos_and_macintosh_are_not_taken_for_windows(void)
{
    expect_encoding("Over\x82", FOREIGN("5", "0x82"));
    expect_encoding("Sint-Agn\x8As", FOREIGN("9", "0x8a"));
    expect_encoding("Co\x94peratie", FOREIGN("3", "0x94"));
    expect_encoding("Belgi\x91", FOREIGN("6", "0x91"));
    expect_encoding("M\xA0laga m\xA2i", FOREIGN("9", "0xa2"));
    expect_encoding("\x8E"
                    "cole",
                    FOREIGN("1", "0x8e"));
    expect_encoding("Over\xE9 \x96 pl\x92n \x91t Zand \x93"
                    "a\x94 m\xB2 \x80 5, enz\x85",
                    "");
    expect_encoding(
        "Over\xC3\x83\xC2\xA9",
        "t.csv:1:5: the accents were turned into UTF-8 twice: save the file again from its source, as UTF-8 "
        "(in Excel: \"CSV UTF-8\")\n");
}

static void test_areas_of_groups_must_be_there_and_have_one_meaning(void)
{
    expect_told(
        "areas.csv", "group,area\nCentre,X9\nCentre,X1\nCentre,BU00010001\nCentre,BU00010001\nOther,Centre\n",
        "areas.csv:2: column area: \"X9\" is no unit, neighbourhood, district, municipality or complex of this "
        "case\n"
        "areas.csv:3: column area: several corporations have a complex \"X1\": write \"C1/X1\" or \"C2/X1\", or "
        "make a group of them in areas.csv\n"
        "areas.csv:5: columns group, area: \"Centre, BU00010001\" stands on line 4 already: delete one of the "
        "two rows\n"
        "areas.csv:6: column area: \"Centre\" is no unit, neighbourhood, district, municipality or complex of "
        "this case\n",
        "");
    expect_told("areas.csv", "group,area\nU2,GM0002\n",
                "limits.csv:2: column area: \"U2\" is a unit and a group: give one another key\n", "");
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_a_date_with_the_month_first_refuses_its_column_once),
        TEST(test_dates_that_are_written_in_another_way_than_the_rest_are_noted),
        TEST(test_characters_that_do_not_show_are_named_in_keys_and_names),
        TEST(test_names_that_differ_in_capitals_and_blanks_alone_are_noted),
        TEST(test_keys_that_a_spreadsheet_makes_the_same_are_noted),
        TEST(test_a_thousand_is_not_read_as_one),
        TEST(test_no_note_stands_on_a_table_with_errors),
        TEST(test_areas_of_groups_must_be_there_and_have_one_meaning),
        TEST(test_accents_of_dos_and_macintosh_are_not_taken_for_windows),
        TEST_END,
    };
    return suite_run("reading what may be meant otherwise", tests);
}
