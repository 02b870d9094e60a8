// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Cells that are not in the plain form: those that can mean one thing only, and those that are never read. */
#include "io/one_meaning.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

struct cell {
    const char *text;
    const char *plain; /* NULL: no meaning, or two */
};

static const struct koppel_column *column_of(enum koppel_table table, const char *name)
{
    for (int32_t i = 0; i < koppel_tables[table].n_columns; i++) {
        if (strcmp(koppel_tables[table].columns[i].name, name) == 0) {
            return &koppel_tables[table].columns[i];
        }
    }
    CU_FAIL_FATAL("no such column");
    return NULL;
}

static void assert_cells(enum koppel_table table, const char *name, char sign, const struct cell *cells, size_t n)
{
    const struct koppel_cell_place place = {.sign = sign};
    char plain[KOPPEL_PLAIN_BYTES];

    for (size_t i = 0; i < n; i++) {
        bool read = koppel_one_meaning(column_of(table, name), cells[i].text, place, plain);

        if (cells[i].plain == NULL ? read : !read || strcmp(plain, cells[i].plain) != 0) {
            printf("\n%s: \"%s\" is read as \"%s\", not as \"%s\"\n", name, cells[i].text, read ? plain : "(nothing)",
                   cells[i].plain != NULL ? cells[i].plain : "(nothing)");
            CU_FAIL("another meaning");
        } else {
            CU_PASS("the only meaning");
        }
    }
}

#define ASSERT_CELLS(table, name, sign, cells) assert_cells(table, name, sign, cells, sizeof(cells) / sizeof *(cells))

static void test_whole_numbers_with_units_zeros_and_thousands(void)
{
    static const struct cell rooms[] = {{"3 kamers", "3"},
                                        {"3kamers", "3"},
                                        {"'3", "3"},
                                        {"3,0", "3"},
                                        {"3.00", "3"},
                                        {"3 k.", NULL},
                                        {"2+1", NULL},
                                        {"3,5", NULL},
                                        {"<5", NULL},
                                        {"drie", NULL},
                                        {"3 4", NULL},
                                        {"3-4", NULL},
                                        {"3\xC2\xA0"
                                         "kamers",
                                         "3"},
                                        {"€ 3", NULL},
                                        {"", NULL},
                                        {"kamers", NULL},
                                        {"3 m²", NULL},
                                        {"3.", NULL}};
    static const struct cell inhabitants[] = {
        {"48.210", "48210"}, {"1.234.567", "1234567"}, {"48,210", "48210"}, {"48 210", "48210"}, {"2900,0", "2900"},
        {"48.000", NULL},    {"4.8210", NULL},         {"048.210", NULL},   {"1.234,567", NULL}, {"n.t.b.", NULL},
        {"onbekend", NULL},  {"4,82E+04", NULL},       {"1.234.56", NULL},  {"12345.678", NULL}};
    static const struct cell dutch[] = {{"48.000", "48000"}, {"48,000", NULL}};
    static const struct cell balance[] = {{"5-", NULL},
                                          {"(5)", NULL},
                                          {"-5,0", "-5"},
                                          {"-1.200,0", "-1200"},
                                          {"\xE2\x88\x92"
                                           "5",
                                           "-5"},
                                          {"\xE2\x80\x93"
                                           "5",
                                           "-5"},
                                          {"+5", "5"},
                                          {"+ 3", "3"},
                                          {"- 5", "-5"},
                                          {"\xE2\x88\x92\xC2\xA0"
                                           "5",
                                           "-5"},
                                          {"- ", NULL},
                                          {"5- personen", NULL},
                                          {"+-5", NULL}};

    ASSERT_CELLS(KOPPEL_TABLE_UNITS, "rooms", 0, rooms);
    ASSERT_CELLS(KOPPEL_TABLE_MUNICIPALITIES, "inhabitants", 0, inhabitants);
    ASSERT_CELLS(KOPPEL_TABLE_MUNICIPALITIES, "inhabitants", ',', dutch);
    ASSERT_CELLS(KOPPEL_TABLE_TARGETS, "balance_persons", 0, balance);
}

static void test_decimal_numbers_with_currency_and_thousands(void)
{
    static const struct cell rents[] = {{"€ 572,42", "572,42"},
                                        {"572,42 €", "572,42"},
                                        {"EUR 572,42", "572,42"},
                                        {"€\xC2\xA0"
                                         "572,42",
                                         "572,42"},
                                        {"612,-", "612"},
                                        {"€ 612,--", "612"},
                                        {"1.012,35", "1012,35"},
                                        {"€ 1.012", "1012"},
                                        {"1.012,-", "1012"},
                                        {"$ 572,42", NULL},
                                        {"572.42", NULL},
                                        {"572,42 p/m", "572,42"},
                                        {"€ 572,42 p.m.", "572,42"},
                                        {"572,42 per maand", "572,42"},
                                        {"€ 572,42 /mnd", "572,42"},
                                        {"572,42 per jaar", NULL},
                                        {"572,42 p.j.", NULL},
                                        {"1'072,42", "1072,42"},
                                        {"1\xE2\x80\x99"
                                         "072",
                                         "1072"},
                                        {"1'07", NULL},
                                        {"\xE2\x82\xAC\xE2\x80\xAF"
                                         "745,50",
                                         "745,50"},
                                        {"€\xE2\x80\x89 745,50\xC2\xA0", "745,50"},
                                        {"€ 745, 50", NULL},
                                        {"1,012", NULL},
                                        {"12.34,56", NULL},
                                        {"1.012.35", NULL},
                                        {"572,42-", NULL},
                                        {"€", NULL},
                                        {"-", NULL},
                                        {"1,012.35", "1012,35"},
                                        {"612,-,-", NULL}};
    static const struct cell areas[] = {{"58 m²", "58"},  {"58m2", "58"},  {"58,5 m2", "58,5"}, {"58 kamers", NULL},
                                        {"61.125", NULL}, {"1.250", NULL}, {"61,125", NULL},    {"1 250", "1250"}};
    static const struct cell unknown_sign[] = {{"1.012", NULL}, {"€ 1.012,35", "1012,35"}};

    ASSERT_CELLS(KOPPEL_TABLE_UNITS, "rent_eur", ',', rents);
    ASSERT_CELLS(KOPPEL_TABLE_UNITS, "floor_area_m2", ',', areas);
    ASSERT_CELLS(KOPPEL_TABLE_UNITS, "rent_eur", 0, unknown_sign);
}

static void test_yes_and_no_in_other_words(void)
{
    static const struct cell words[] = {{"WAAR", "yes"}, {"ONWAAR", "no"}, {"TRUE", "yes"},   {"false", "no"},
                                        {"j", "yes"},    {"N", "no"},      {"x", NULL},       {"?", NULL},
                                        {"nee.", "no"},  {"J.", "yes"},    {"n.b.", NULL},    {"n.v.t.", NULL},
                                        {"1", NULL},     {"0", NULL},      {"onbekend", NULL}};

    ASSERT_CELLS(KOPPEL_TABLE_UNITS, "step_free", 0, words);
}

static void test_labels_and_reasons_in_other_words(void)
{
    static const struct cell labels[] = {{"55 plus", "senior_55"},
                                         {"55-plus", "senior_55"},
                                         {"Senioren 55+", "senior_55"},
                                         {"55 jaar en ouder", "senior_55"},
                                         {"65 plus", "senior_65"},
                                         {"55", NULL},
                                         {"senioren", NULL},
                                         {"Geen", "general"}};
    static const struct cell groups[] = {
        {"55 plus", "senior_55"}, {"volwassenen", "adult"}, {"32", NULL}, {"geen", NULL}};
    static const struct cell reasons[] = {{"mantelzorg", "care"}, {"familie", "family"}, {"vriend", NULL}};

    ASSERT_CELLS(KOPPEL_TABLE_UNITS, "label", 0, labels);
    ASSERT_CELLS(KOPPEL_TABLE_HOUSEHOLDS, "age_group", 0, groups);
    ASSERT_CELLS(KOPPEL_TABLE_HOUSEHOLDS, "tie_reason", 0, reasons);
}

static void test_codes_without_letters_or_zeros(void)
{
    static const struct cell codes[] = {
        {"97", "GM0097"},    {"0097", "GM0097"}, {"gm0097", "GM0097"}, {"GM97", "GM0097"}, {"GM00975", NULL},
        {"9,7E+01", NULL},   {"BU0097", NULL},   {"12345", NULL},      {"GM", NULL},       {"Waterrijk", NULL},
        {"GM 97", "GM0097"}, {"97,0", "GM0097"}, {"97.00", "GM0097"},  {"97,5", NULL},     {"97.000", NULL}};
    static const struct cell areas[] = {{"970000", "BU00970000"}, {"bu0363aa01", "BU0363AA01"}, {"1,68E+07", NULL},
                                        {"2641 AB", NULL},        {"BU970000", "BU00970000"},   {"AA01", NULL},
                                        {"BU0001001", NULL}};

    ASSERT_CELLS(KOPPEL_TABLE_HOUSEHOLDS, "municipality", 0, codes);
    ASSERT_CELLS(KOPPEL_TABLE_UNITS, "neighbourhood", 0, areas);
}

static void test_dates_and_half_years_as_spreadsheets_show_them(void)
{
    static const struct cell dates[] = {{"15-mrt-26", "2026-03-15"},
                                        {"1 februari 2026", "2026-02-01"},
                                        {"15-okt.-25", "2025-10-15"},
                                        {"15-Mar-2026", "2026-03-15"},
                                        {"15.03.2026", "2026-03-15"},
                                        {"15-03-2026 00:00", "2026-03-15"},
                                        {"2026-03-15T00:00:00", "2026-03-15"},
                                        {"2026-03-15 00:00:00.000", "2026-03-15"},
                                        {"15-03-26", NULL},
                                        {"15.03.26", NULL},
                                        {"46096", NULL},
                                        {"31-feb-26", NULL},
                                        {"n.t.b.", NULL},
                                        {"mrt-26", NULL},
                                        {"15-mrt", NULL},
                                        {"15-mrt/26", NULL},
                                        {"03.15.2026", NULL},
                                        {"15-03-2026 morgen", NULL},
                                        {"9 - 1 - 2026", "2026-01-09"},
                                        {"9 / 1 / 2026", "2026-01-09"},
                                        {"9. 1. 2026", "2026-01-09"},
                                        {"9\xE2\x80\x93"
                                         "1\xE2\x80\x93"
                                         "2026",
                                         "2026-01-09"},
                                        {"Jan. 9, 2026", "2026-01-09"},
                                        {"January 9 2026", "2026-01-09"},
                                        {"Jan 9th, 2026", "2026-01-09"},
                                        {"Jan 9, 26", NULL},
                                        {"1e januari 2026", "2026-01-01"},
                                        {"vr 9 jan 2026", "2026-01-09"},
                                        {"vrijdag 9 januari 2026", "2026-01-09"},
                                        {"Fri, 9 Jan 2026", "2026-01-09"},
                                        {"vr. 9-1-2026", "2026-01-09"},
                                        {"zo 9 jan 2026", NULL},
                                        {"9 jan 2026 zo", NULL},
                                        {"9 - 1 - 26", NULL}};
    static const struct cell periods[] = {{"jan-26", "2026-1"},
                                          {"feb-26", "2026-2"},
                                          {"1-jan-26", "2026-1"},
                                          {"01-02-2026", "2026-2"},
                                          {"mrt-26", NULL},
                                          {"2-jan-26", NULL},
                                          {"2026", NULL},
                                          {"jan", NULL},
                                          {"2026/1", "2026-1"},
                                          {"2026-01", "2026-1"},
                                          {"2026-02", "2026-2"},
                                          {"2026.2", "2026-2"},
                                          {"2026 - 1", "2026-1"},
                                          {"1e halfjaar 2026", "2026-1"},
                                          {"2e half jaar 2026", "2026-2"},
                                          {"Tweede halfjaar van 2026", "2026-2"},
                                          {"2026-H1", "2026-1"},
                                          {"H2 2026", "2026-2"},
                                          {"2026-II", "2026-2"},
                                          {"first half 2026", "2026-1"},
                                          {"1/2026", "2026-1"},
                                          {"2026-07", NULL},
                                          {"2026-3", NULL},
                                          {"2026-1-2", NULL},
                                          {"Q1 2026", NULL},
                                          {"1e halfjaar", NULL},
                                          {"2026 2027", NULL},
                                          {"1e kwartaal 2026", NULL},
                                          {"1e en 2e halfjaar 2026", NULL}};

    ASSERT_CELLS(KOPPEL_TABLE_HOUSEHOLDS, "linked_on", 0, dates);
    ASSERT_CELLS(KOPPEL_TABLE_TARGETS, "period", 0, periods);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_whole_numbers_with_units_zeros_and_thousands),
                                              TEST(test_decimal_numbers_with_currency_and_thousands),
                                              TEST(test_yes_and_no_in_other_words),
                                              TEST(test_labels_and_reasons_in_other_words),
                                              TEST(test_codes_without_letters_or_zeros),
                                              TEST(test_dates_and_half_years_as_spreadsheets_show_them),
                                              TEST_END};

    return suite_run("one meaning", tests);
}
