// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tables as people have them: what is read with one note a column, and what is refused once a kind and column. */
#include "case_files.h"
#include "io/column_map.h"
#include "messages.h"
#include "suite.h"

#include <string.h>

/* Reads the good case with a table replaced in any form, and compares what is told. */
static void expect(const char *name, const char *text, size_t n, const char *messages, const char *noted)
{
    static const char *const optional[] = {"scores.csv", "limits.csv", "decisions.csv"};
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};

    case_files_good(&files);
    for (size_t i = 0; i < sizeof optional / sizeof *optional; i++) {
        case_files_remove(&files, optional[i]);
    }
    case_files_set(&files, name, text);
    for (size_t i = 0; i < files.n_files; i++) {
        files.files[i].n_bytes = strcmp(files.files[i].name, name) == 0 ? n : files.files[i].n_bytes;
    }
    case_files_read_any(&files, &kase, &errors, &notes);
    messages_assert(&errors, messages);
    messages_assert(&notes, noted);
    koppel_case_free(&kase);
}

static void expect_text(const char *name, const char *text, const char *messages, const char *noted)
{
    expect(name, text, strlen(text), messages, noted);
}

#define UNITS "unit,neighbourhood,corporation,rooms,rent_eur"
#define HOUSEHOLDS "household,adults,children"

static void test_cells_are_read_with_one_note_a_column(void)
{
    expect_text(
        "units.csv",
        UNITS ",step_free\nU1,BU00010001,corporation one,3 kamers,600,WAAR\nU2,10001,c1,\"4,0\",600,no\n"
              "U3,Edge,C2,2,600,ONWAAR\n",
        "",
        "units.csv:2: column corporation: 2 cells are read in the only way that they can be meant: "
        "\"corporation one\" as C1, \"c1\" as C1\n"
        "units.csv:2: column rooms: 2 cells are read in the only way that they can be meant: \"3 kamers\" as 3, "
        "\"4,0\" as 4\n"
        "units.csv:2: column step_free: 2 cells are read in the only way that they can be meant: \"WAAR\" as "
        "yes\n"
        "units.csv:3: column neighbourhood: 2 cells are read in the only way that they can be meant: \"10001\" "
        "as BU00010001, \"Edge\" as BU00010102\n");
}

static void test_cells_are_refused_once_a_kind_and_column(void)
{
    expect_text(
        "households.csv", HOUSEHOLDS ",linked_on\nH1,<5,0,n.t.b.\nH2,<5,0,\nH3,twee,0,n.t.b.\nH4,<5,x,15-03-26\n",
        "households.csv:2: column adults: \"<5\" is not a whole number 1..20: it must be known; ask for it; 3 "
        "cells are refused for this, lines 2, 3 and 5\n"
        "households.csv:2: column linked_on: \"n.t.b.\" is not a date in 2000..2100: leave the cell empty when it "
        "is unknown; 2 cells are refused for this, lines 2 and 4\n"
        "households.csv:4: column adults: \"twee\" is not a whole number 1..20\n"
        "households.csv:5: column children: \"x\" is not a whole number 0..20\n"
        "households.csv:5: column linked_on: \"15-03-26\" is not a date in 2000..2100: write the year with four "
        "digits\n",
        "");
}

static void test_names_and_keys_of_two_rows_are_refused(void)
{
    expect_text("corporations.csv", "corporation,name\nC1,Stichting Wonen\nC2,Wonen\nC-3,Anders\nC3,Iets\n", "", "");
    expect_text("units.csv", UNITS "\nU1,BU00010001,Corporation Three,3,600\n",
                "units.csv:2: column corporation: \"Corporation Three\" is not in corporations.csv (did you mean "
                "\"Corporation One\" (C1)?)\n",
                "");
}

static void test_headers_again_and_blanks_that_do_not_show_are_passed_over(void)
{
    expect_text(
        "households.csv",
        HOUSEHOLDS "\nH1,1,0\n" HOUSEHOLDS
                   "\nH2,2,1\n\xC2\xA0,,\nH3,1,0\n* voorlopig,,\nLaatst bijgewerkt op 3 maart,,\n",
        "",
        "households.csv:5: rows without any cell are passed over: line 5\n"
        "households.csv:3: the names of the columns stand in the table once more, which is passed over: line 3\n"
        "households.csv:7: a total or a source below the table is passed over: lines 7 and 8\n");
}

static void test_signs_and_dates_that_can_mean_one_thing(void)
{
    expect_text(
        "units.csv",
        "unit;neighbourhood;corporation;rooms;rent_eur;available_from\n"
        "U1;BU00010001;C1;3-kamer;612,\xE2\x80\x93;2026/04/01\nU2;BU00010001;C1;4-kamerwoning;+612,50;2026/4/9\n",
        "",
        "units.csv:2: column rooms: 2 cells are read in the only way that they can be meant: \"3-kamer\" as 3\n"
        "units.csv:2: column rent_eur: 2 cells are read in the only way that they can be meant: "
        "\"612,\xE2\x80\x93\" as 612, \"+612,50\" as 612,50\n"
        "units.csv:2: column available_from: 2 cells are read in the only way that they can be meant: "
        "\"2026/04/01\" as 2026-04-01\n");
    expect_text(
        "households.csv", HOUSEHOLDS ",linked_on\nH1,1,0,20260315\n", "",
        "households.csv:2: column linked_on: one cell is read in the only way that it can be meant: \"20260315\" as "
        "2026-03-15\n");
    expect_text("units.csv", UNITS "\nU1,BU00010001,C1,3,\"52.018,30\"\n", /* too much is not advised */
                "units.csv:2: column rent_eur: \"52.018,30\" is not a decimal number 0..9999.99 with at most 2 decimal "
                "places\n",
                "");
    expect_text("units.csv", UNITS "\nU1,BU00010001,C1,3-,600\n",
                "units.csv:2: column rooms: \"3-\" is not a whole number 1..50\n", "");
}

static void test_lists_of_names_and_texts_without_a_mark(void)
{
    static const char wide[] = "h\0o\0u\0s\0e\0h\0o\0l\0d\0,\0a\0d\0u\0l\0t\0s\0,\0c\0h\0i\0l\0d\0r\0e\0n\0\n\0H\0"
                               "1\0,\0001\0,\0000\0\n";

    expect_text(
        "households.csv", HOUSEHOLDS ",labour_regions\nH1,1,0,\"West, Oost\"\n", "",
        "households.csv:2: column labour_regions: one cell is read in the only way that it can be meant: \"West, "
        "Oost\" as West| Oost\n");
    expect("households.csv", wide, sizeof wide, "", "households.csv: the text is UTF-16, and is read so\n");
}

static void test_errors_of_a_spreadsheet_are_no_text(void)
{
    expect_text("units.csv",
                UNITS
                ",complex\n#N/B,BU00010001,C1,3,600,K1\nU2,BU00010001,C1,3,600,#VERW!\nU3,BU00010001,C1,3,600,####\n",
                "units.csv:2: column unit: the cell shows the error #N/B: repair its formula, or type the value\n"
                "units.csv:3: column complex: the cell shows the error #VERW!: repair its formula, or type the value\n"
                "units.csv:4: column complex: the cell shows the error ####: repair its formula, or type the value\n",
                "");
}

static void test_keys_that_differ_in_capitals_alone_are_noted(void)
{
    expect_text("households.csv", HOUSEHOLDS "\nH1,1,0\nh1,1,0\nH 1,1,0\n", "",
                "households.csv: \"H1\" and \"h1\" are read as two households: delete one if they are the same\n");
}

static void test_titles_totals_and_empty_rows_are_passed_over(void)
{
    expect_text("households.csv",
                "Households of Alpha, first half\n\n" HOUSEHOLDS ",,\nH1,1,0,,\n,,,,\nH2,2,1,,\nTotal,3,1,,\n"
                "Source: Alpha, 1 March\n",
                "",
                "households.csv:1: the names of the columns stand in row 3: what stands above them is not read\n"
                "households.csv:5: rows without any cell are passed over: line 5\n"
                "households.csv:7: a total or a source below the table is passed over: lines 7 and 8\n");
    expect_text("households.csv", HOUSEHOLDS "\nH1,1,0\nTotaal,1,0\nH2,2,1\n",
                "households.csv:3: a total or a source stands among the rows of the table (line 3): delete it\n", "");
}

static void test_rows_with_another_number_of_cells_are_told_once(void)
{
    expect_text("households.csv", HOUSEHOLDS "\nH1,1\nH2,1\nH3,1\nH4,1,0\nH5,1,0,a,b\n",
                "households.csv:2: rows with fewer cells than the 3 of the header (lines 2 to 4): an empty cell keeps "
                "its separator; add what is missing\n"
                "households.csv:6: rows with more cells than the 3 of the header (line 6): a text with a separator in "
                "it must stand between double quotes\n",
                "");
}

static void test_other_encodings_separators_and_line_ends(void)
{
    static const char utf16[] = "\xFF\xFEh\0o\0u\0s\0e\0h\0o\0l\0d\0\t\0a\0d\0u\0l\0t\0s\0\t\0c\0h\0i\0l\0d\0r\0e\0n\0"
                                "\n\0H\0\x31\0\t\0\x31\0\t\0\x30\0\n"; /* the zero that ends it is the last byte */

    expect("households.csv", utf16, sizeof utf16, "",
           "households.csv: the text is UTF-16, and is read so\n"
           "households.csv: the cells are separated by tabs, and are read so\n");
    expect("households.csv", utf16, sizeof utf16 - 1,
           "households.csv: the text is UTF-16 and is damaged or cut off: save it as UTF-8 (in Excel: \"CSV UTF-8\")\n",
           "");
    expect_text("households.csv", "sep=;\rhousehold;adults;children\rH1;1;0\r", "",
                "households.csv: the line ends are those of a Macintosh, and are read so\n"
                "households.csv:1: the line \"sep=\" is passed over\n");
}

static void test_an_empty_cell_is_the_default_that_stands_nowhere(void)
{
    expect_text("units.csv", UNITS ",places,step_free\nU1,BU00010001,C1,3,600,,yes\nU2,BU00010001,C1,3,600,4,\n", "",
                "units.csv:2: column places: one cell is read in the only way that it can be meant: \"\" as 1\n"
                "units.csv:3: column step_free: one cell is read in the only way that it can be meant: \"\" as no\n");
    expect_text("units.csv", UNITS ",step_free\nU1,BU00010001,C1,3,600,no\nU2,BU00010001,C1,3,600,\n", "",
                "units.csv:3: column step_free: one cell is read in the only way that it can be meant: \"\" as no\n");
    expect_text("households.csv", HOUSEHOLDS ",step_free\nH1,1,0,no\nH2,1,0,\n",
                "households.csv:3: column step_free: the cell is empty: fill it in, or leave out the whole column for "
                "its default\n",
                "");
    expect_text("households.csv", HOUSEHOLDS ",expected_relatives\nH1,1,0,2\nH2,1,0,\n", "",
                "households.csv:3: column expected_relatives: one cell is read in the only way that it can be meant: "
                "\"\" as 0\n");
}

static void test_a_code_and_a_name_together_are_one_row_or_two(void)
{
    expect_text("units.csv", UNITS "\nU1,10001 Centre,C1 - Corporation One,3,600\nU2,Centre (BU00010001),C 2,3,600\n",
                "",
                "units.csv:2: column neighbourhood: 2 cells are read in the only way that they can be meant: \"10001 "
                "Centre\" as BU00010001, \"Centre (BU00010001)\" as BU00010001\n"
                "units.csv:2: column corporation: 2 cells are read in the only way that they can be meant: \"C1 - "
                "Corporation One\" as C1, \"C 2\" as C2\n");
    expect_text(
        "units.csv", UNITS "\nU1,10001 Edge,C1/C2,3,600\n",
        "units.csv:2: column neighbourhood: \"10001 Edge\" names BU00010001 and BU00010102, which are two: write "
        "one of these\n"
        "units.csv:2: column corporation: \"C1/C2\" names C1 and C2, which are two: write one of these\n",
        "");
}

#define PLACES "neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders"

static void test_a_name_of_two_rows_is_told_with_both(void)
{
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};

    case_files_good(&files);
    case_files_set(&files, "neighbourhoods.csv",
                   PLACES "\nBU00010001,GM0001,Noord,600,100,10\nBU00010102,GM0001,Zuid,400,50,0\n"
                          "BU00020001,GM0002,Noord,500,40,5\n");
    case_files_set(&files, "units.csv",
                   UNITS "\nU1,Noord,C1,3,600\nU2,Noord,C1,3,600\nU3,Zuid,C1,3,600\nU4,Nord,C1,3,600\n");
    case_files_read_any(&files, &kase, &errors, &notes);
    messages_assert_part(&errors,
                         "units.csv:2: column neighbourhood: \"Noord\" can mean BU00010001 and BU00020001: write "
                         "one of these; 2 cells are refused for this, lines 2 and 3");
    messages_assert_part(&errors, "units.csv:5: column neighbourhood: \"Nord\" is not a code such as BU03630001 or "
                                  "BU0363AA01 (did you mean \"Noord\" (BU00010001)?)");
    koppel_errors_clear(&errors);
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
}

static void test_rows_that_are_none_are_passed_over_or_told_once(void)
{
    expect_text("households.csv", HOUSEHOLDS "\nH1,1,0\nH2,2,3\n,3,3\n", "",
                "households.csv:4: a total or a source below the table is passed over: line 4\n");
    expect_text("households.csv", HOUSEHOLDS "\nH1,1,0\nH2,2,3\n,4,4\n",
                "households.csv:4: column household: the cell is empty: fill it in\n", "");
    expect_text("units.csv", UNITS "\n,,,getal,euro\nU1,BU00010001,C1,3,600\n", "",
                "units.csv:2: this row tells what belongs in the columns, and is passed over\n");
    expect_text(
        "units.csv", UNITS "\nU1,BU00010001,C1,3,600\nToren,,,,\nU2,BU00010001,C1,3,600\n",
        "units.csv:3: a row has one cell alone (line 3): delete it when it is a heading or a remark, else fill in "
        "the rest\n",
        "");
    expect_text("units.csv", UNITS "\nU1,BU00010001,C1,3,600\n\nCorporations,,,,\ncorporation,name,,,\nC1,One,,,\n",
                "units.csv:5: a second table begins on line 5: put it in a file of its own\n", "");
    expect_text("units.csv", UNITS "\nU1,BU00010001,C1,3,600\n\nCorporations\ncorporation,name\nC1,One\n",
                "units.csv:5: a second table begins on line 5: put it in a file of its own\n", "");
}

static void test_lines_between_quotes_and_the_end_of_dos(void)
{
    expect_text("households.csv", "\"household,adults,children\"\r\n\"H1,1,0\"\r\n\"H2,2,\"\"1\"\"\"\r\n", "",
                "households.csv: every line stands between double quotes as a whole, and is read without them\n");
    expect_text("households.csv", "\"household\",\"adults\",\"children\"\n\"H1\",\"1\",\"0\"\n", "", "");
    expect_text("households.csv", HOUSEHOLDS "\nH1,1,0\n\x1A", "",
                "households.csv: the sign for the end of a file (Control-Z) is passed over\n");
    expect_text("households.csv", HOUSEHOLDS "\nH1,\x1A,0\n",
                "households.csv:2:4: a control character (0x1a) in the text: is this a text file?\n", "");
}

static void test_regions_that_may_be_slips_are_noted(void)
{
    expect_text("municipalities.csv",
                "municipality,name,province,inhabitants,region,labour_region\n"
                "GM0001,Alpha,Utrecht,1000,Middenland,Drechtsteden\nGM0002,Beta,Gelderland,500,,\n",
                "", "");
    expect_text("households.csv", HOUSEHOLDS ",region,labour_regions\nH1,1,0,Midden,Arbeid A/Arbeid A\n", "",
                "households.csv:2: column labour_regions: one cell is read in the only way that it can be meant: "
                "\"Arbeid A/Arbeid A\" as Arbeid A|Arbeid A\n");
    expect_text(
        "households.csv", HOUSEHOLDS ",region\nH1,1,0,Midden / Oost\n", "",
        "households.csv: no municipality has the region \"Midden / Oost\", which seems to be several: a household "
        "has one\n");
    expect_text(
        "households.csv", HOUSEHOLDS ",region\nH1,1,0,Middn\n", "",
        "households.csv: no municipality has the region \"Middn\", and \"Midden\" is much like it: is it a typing "
        "error?\n");
}

static void test_coordinates_in_each_others_column_are_refused(void)
{
    expect_text(
        "neighbourhoods.csv",
        PLACES ",lat,lon\nBU00010001,GM0001,A,600,100,10,5.1,52.1\nBU00010102,GM0001,B,400,50,0,52.1,5.1\n"
               "BU00020001,GM0002,C,500,40,5,,\n",
        "neighbourhoods.csv:2: columns lat and lon have changed places, for the Netherlands lie at a latitude of "
        "about 52 and a longitude of about 5 (line 2): put each number in its own column\n",
        "");
}

static void test_cells_that_look_merged_are_noted(void)
{
    expect_text(
        "households.csv", HOUSEHOLDS ",region\nH1,1,0,Midden\nH2,1,0,\nH3,1,0,Oost\nH4,1,0,\n", "",
        "households.csv: column region: cells are empty below each that is filled in, and are read as unknown: if "
        "they were merged, fill in every cell\n");
    expect_text("households.csv", HOUSEHOLDS ",region\nH1,1,0,\nH2,1,0,Oost\nH3,1,0,Oost\nH4,1,0,\n", "", "");
}

static void test_areas_by_name_or_with_lost_zeros_are_read(void)
{
    expect_text(
        "limits.csv",
        "area,measure,min,max,enforce\nEdge,mensen,,5,must\n10001,persons,,5,must\nu1,homes,,1,must\n"
        "X1,persons,,5,goal\n",
        "limits.csv:5: column area: several corporations have a complex \"X1\": write \"C1/X1\" or \"C2/X1\", or "
        "make a group of them in areas.csv\n",
        "");
    expect_text("limits.csv", "area,measure,min,max,enforce\nEdge,mensen,,5,must\n10001,persons,,5,must\n", "",
                "limits.csv:2: column area: 2 cells are read in the only way that they can be meant: \"Edge\" as "
                "BU00010102, \"10001\" as BU00010001\n"
                "limits.csv:2: column measure: one cell is read in the only way that it can be meant: \"mensen\" as "
                "persons\n");
    expect_text("limits.csv", "area,measure,min,max,enforce\nJan Jansen,persons,,5,must\n",
                "limits.csv:2: column area: (not shown: it looks like a person) is no unit, neighbourhood, district, "
                "municipality, complex or group of this case\n",
                "");
}

static void test_persons_are_quoted_nowhere(void)
{
    expect_text("households.csv", HOUSEHOLDS ",urgency\nH1,1,0,Jan Jansen\n",
                "households.csv:2: column urgency: 1 cell looks like the name of a person, which this program must not "
                "hold: write what the column is for\n",
                "");
    expect_text("households.csv", HOUSEHOLDS ",tie_reason\nH1,1,0,zus Fatima El Amrani\n",
                "households.csv:2: column tie_reason: it looks like the name of a person, which this program must not "
                "hold: write what the column is for\n",
                "");
    expect_text("units.csv", UNITS ",label\nU1,BU00010001,C1,3,600,Jan Jansen\n",
                "units.csv:2: column label: 1 cell looks like the name of a person, which this program must not hold: "
                "write what the column is for\n",
                "");
    expect_text("households.csv", HOUSEHOLDS "\nSY-1,1,0\nER-2,1,0\n",
                "households.csv:2: column household: the keys begin with codes of countries, and this program must not "
                "hold where people come from: give every household a key of its own that tells nothing, such as H001\n",
                "");
}

static void test_dates_of_a_column_must_agree(void)
{
    expect_text("households.csv", HOUSEHOLDS ",linked_on\nH1,1,0,15.03.2026\nH2,1,0,2026-03-01\n", "",
                "households.csv:2: column linked_on: one cell is read in the only way that it can be meant: "
                "\"15.03.2026\" as 2026-03-15\n");
    expect_text(
        "households.csv", HOUSEHOLDS ",linked_on\nH1,1,0,15.03.2026\nH2,1,0,1-mrt-26\n",
        "households.csv:2: column linked_on: \"15.03.2026\" is not a date in 2000..2100: write it as 2026-03-15 "
        "or 15-3-2026\n"
        "households.csv:3: column linked_on: \"1-mrt-26\" is not a date in 2000..2100: write it as 2026-03-15 "
        "or 15-3-2026\n",
        "");
    expect_text("households.csv", HOUSEHOLDS ",linked_on\nH1,1,0,03.15.2026\nH2,1,0,03.04.2026\n",
                "households.csv:2: column linked_on: 1 date has the month first, as \"03.15.2026\" has; so may those "
                "that can be read both ways, on lines 3: write every date of this column as 2026-03-15\n",
                "");
}

static void test_texts_are_not_quoted_when_blanks_are_taken_off(void)
{
    expect_text("households.csv", HOUSEHOLDS ",x_note\nH1\xC2\xA0,1,0,quiet street\xE2\x80\x8B\n", "",
                "households.csv:2: column household: blanks that do not show at the ends of a cell are left out\n"
                "households.csv:2: column x_note: blanks that do not show at the ends of a cell are left out\n");
}

static void test_a_table_without_names_of_columns_is_refused_once(void)
{
    expect_text(
        "households.csv", "H1,1,0\nH2,1,0\n",
        "households.csv:1: the names of the columns are missing: none of this line is one; put a line with them "
        "above the rows (household, adults, children, or the Dutch names)\n",
        "");
}

static void test_a_map_of_columns_is_read_or_refused(void)
{
    static const char good[] = "{\"huishoudens\": {\"first_row\": 2, \"columns\": {\"Grootte (pers.)\": \"adults\", "
                               "\"Volwassenen\": null}}}";
    static const char bad[] = "{\"homes\": {}, \"units\": {\"rows\": 1, \"columns\": {\"Kamers\": \"room\"}}}";
    struct koppel_column_maps maps = {0};
    struct koppel_errors errors = {0};
    const struct koppel_table_rule *rule = NULL;

    CU_ASSERT_EQUAL(koppel_column_maps_parse(good, strlen(good), "columns.json", &maps, &errors), KOPPEL_OK);
    rule = koppel_column_maps_rule(&maps, KOPPEL_TABLE_HOUSEHOLDS);
    CU_ASSERT_EQUAL(rule->first_row, 2);
    CU_ASSERT_STRING_EQUAL(rule->left_out, "volwassenen");
    CU_ASSERT_TRUE(koppel_words_contain(rule->columns[1].aliases, "grootte_pers"));
    CU_ASSERT_FALSE(koppel_words_contain(rule->columns[1].aliases, "volwassenen"));
    koppel_column_maps_free(&maps);
    CU_ASSERT_EQUAL(koppel_column_maps_parse(bad, strlen(bad), "columns.json", &maps, &errors), KOPPEL_E_INPUT);
    CU_ASSERT_EQUAL(errors.n_items, 3);
    koppel_errors_clear(&errors);
    koppel_column_maps_free(&maps);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_cells_are_read_with_one_note_a_column),
                                              TEST(test_cells_are_refused_once_a_kind_and_column),
                                              TEST(test_names_and_keys_of_two_rows_are_refused),
                                              TEST(test_headers_again_and_blanks_that_do_not_show_are_passed_over),
                                              TEST(test_signs_and_dates_that_can_mean_one_thing),
                                              TEST(test_lists_of_names_and_texts_without_a_mark),
                                              TEST(test_errors_of_a_spreadsheet_are_no_text),
                                              TEST(test_keys_that_differ_in_capitals_alone_are_noted),
                                              TEST(test_titles_totals_and_empty_rows_are_passed_over),
                                              TEST(test_rows_with_another_number_of_cells_are_told_once),
                                              TEST(test_other_encodings_separators_and_line_ends),
                                              TEST(test_an_empty_cell_is_the_default_that_stands_nowhere),
                                              TEST(test_a_code_and_a_name_together_are_one_row_or_two),
                                              TEST(test_a_name_of_two_rows_is_told_with_both),
                                              TEST(test_rows_that_are_none_are_passed_over_or_told_once),
                                              TEST(test_lines_between_quotes_and_the_end_of_dos),
                                              TEST(test_regions_that_may_be_slips_are_noted),
                                              TEST(test_coordinates_in_each_others_column_are_refused),
                                              TEST(test_cells_that_look_merged_are_noted),
                                              TEST(test_areas_by_name_or_with_lost_zeros_are_read),
                                              TEST(test_persons_are_quoted_nowhere),
                                              TEST(test_dates_of_a_column_must_agree),
                                              TEST(test_texts_are_not_quoted_when_blanks_are_taken_off),
                                              TEST(test_a_table_without_names_of_columns_is_refused_once),
                                              TEST(test_a_map_of_columns_is_read_or_refused),
                                              TEST_END};

    return suite_run("tables as people have them", tests);
}
