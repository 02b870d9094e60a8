// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Rule files: the version that rules a day, and every message. Runs in the root folder of the source. */
#include "io/rules_reader.h"
#include "messages.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static struct koppel_rules rules;
static struct koppel_errors errors;

static enum koppel_status parse(const char *name, const char *versions)
{
    char text[3000];

    snprintf(text, sizeof text, "{\"rule\": \"%s\", \"about\": \"x\", \"versions\": [%s]}", name, versions);
    rules = (struct koppel_rules){0};
    return koppel_rules_parse(name, text, strlen(text), "r.json", koppel_date_make(2026, 1, 1), &rules, &errors);
}

static void assert_bad(const char *name, const char *versions, const char *messages)
{
    CU_ASSERT_EQUAL(parse(name, versions), KOPPEL_E_INPUT);
    messages_assert(&errors, messages);
}

#define FROM_2024 "\"valid_from\": \"2024-01-01\", \"source\": \"law\", \"mark\": \"seen\", "
#define RENTS "\"low_max_persons\": 2, \"low_cents\": 60000, \"high_cents\": 65000, \"social_limit_cents\": 80000"

static void test_rules_embedded_and_files_are_the_same(void)
{
    struct koppel_rules embedded;
    int32_t day = koppel_date_make(2026, 1, 1);

    CU_ASSERT_EQUAL(koppel_rules_read(NULL, day, true, &embedded, &errors), KOPPEL_OK);
    messages_assert(&errors, "");
    CU_ASSERT_EQUAL(koppel_rules_read("data/rules", day, true, &rules, &errors), KOPPEL_OK);
    messages_assert(&errors, "");
    CU_ASSERT_EQUAL(memcmp(embedded.occupancy, rules.occupancy, sizeof rules.occupancy), 0);
    CU_ASSERT_EQUAL(embedded.rent_high_cents, rules.rent_high_cents);
    CU_ASSERT_STRING_EQUAL(embedded.terms_source, rules.terms_source);
    CU_ASSERT_EQUAL(rules.n_occupancy, 8);
    CU_ASSERT_EQUAL(rules.occupancy[3].min_persons, 3);
    CU_ASSERT_EQUAL(rules.occupancy[3].max_persons, 5);
    CU_ASSERT_EQUAL(rules.rent_low_max_persons, 2);
    CU_ASSERT_EQUAL(rules.days_to_move, 84);
    CU_ASSERT_EQUAL(rules.n_labels, 4);
    CU_ASSERT_EQUAL(rules.n_age_groups, 4);
    CU_ASSERT_STRING_EQUAL(rules.labels[2].name, "senior_55");
    CU_ASSERT_EQUAL(rules.labels[0].groups, 15U);
    CU_ASSERT_STRING_EQUAL(rules.age_groups[1], "adult");
    CU_ASSERT_EQUAL(rules.labels[1].groups, 1U);
}

/* The limits of 2024, 2025 and 2026 each rule from 1 January on. */
static void test_rules_take_the_version_of_the_day(void)
{
    static const struct {
        int year, month, day;
        int64_t low, high;
    } rows[] = {{2024, 1, 1, 65043, 69707}, {2024, 12, 31, 65043, 69707}, {2025, 1, 1, 68296, 73193},
                {2025, 7, 1, 68296, 73193}, {2026, 1, 1, 71302, 76414},   {2030, 1, 1, 71302, 76414}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t day = koppel_date_make(rows[i].year, rows[i].month, rows[i].day);

        CU_ASSERT_EQUAL(koppel_rules_read(NULL, day, true, &rules, &errors), KOPPEL_OK);
        CU_ASSERT_EQUAL(rules.rent_low_cents, rows[i].low);
        CU_ASSERT_EQUAL(rules.rent_high_cents, rows[i].high);
    }
    messages_assert(&errors, "");
}

static void test_rules_versions_may_stand_in_any_order(void)
{
    CU_ASSERT_EQUAL(parse("rent_limits",
                          "{\"valid_from\": \"2025-01-01\", \"source\": \"b\", \"low_max_persons\": 2, "
                          "\"low_cents\": 2, \"high_cents\": 3, \"social_limit_cents\": 4}, {" FROM_2024 RENTS
                          "}, {\"valid_from\": \"2027-01-01\", \"source\": \"c\", \"low_max_persons\": 2, "
                          "\"low_cents\": 5, \"high_cents\": 6, \"social_limit_cents\": 7}"),
                    KOPPEL_OK);
    messages_assert(&errors, "");
    CU_ASSERT_EQUAL(rules.rent_low_cents, 2);
    CU_ASSERT_STRING_EQUAL(rules.rent_source, "b");
}

static void test_rules_that_are_switched_off_are_not_asked_for(void)
{
    CU_ASSERT_EQUAL(koppel_rules_read(NULL, koppel_date_make(2017, 1, 1), false, &rules, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(rules.n_files, KOPPEL_N_RULES - 1);
    CU_ASSERT_EQUAL(koppel_rules_read(NULL, koppel_date_make(2017, 1, 1), true, &rules, &errors), KOPPEL_E_INPUT);
    messages_assert(&errors, "rules/rent_limits.json: $.versions: no version is valid on 2017-01-01; the first begins "
                             "on 2024-01-01\n");
}

static void test_rules_days_without_a_version_are_refused(void)
{
    CU_ASSERT_EQUAL(koppel_rules_read(NULL, koppel_date_make(2015, 7, 1), true, &rules, &errors), KOPPEL_E_INPUT);
    messages_assert(&errors,
                    "rules/occupancy.json: $.versions: no version is valid on 2015-07-01; the first begins on "
                    "2016-01-01\n"
                    "rules/rent_limits.json: $.versions: no version is valid on 2015-07-01; the first begins on "
                    "2024-01-01\n"
                    "rules/age_labels.json: $.versions: no version is valid on 2015-07-01; the first begins on "
                    "2016-01-01\n"
                    "rules/terms.json: $.versions: no version is valid on 2015-07-01; the first begins on "
                    "2016-01-01\n");
}

static void test_rules_refuse_damaged_versions(void)
{
    assert_bad("rent_limits", "{" FROM_2024 RENTS "}, {" FROM_2024 RENTS "}",
               "r.json: $.versions[1]: valid_from is the same as in $.versions[0]: one of them must go\n");
    assert_bad("rent_limits",
               "{\"source\": \"x\", " RENTS "}, {\"valid_from\": \"1-1-24\", \"source\": \"\", " RENTS "}, 3",
               "r.json: $.versions[0]: the key \"valid_from\" is missing\n"
               "r.json: $.versions[1].valid_from: \"1-1-24\" is not a date such as \"2026-01-01\"\n"
               "r.json: $.versions[1].source: write where the numbers stand\n"
               "r.json: $.versions[2]: 3 is not an object { ... }\n");
    assert_bad("rent_limits", "{" FROM_2024 "\"low_max_persons\": 0, \"low_cents\": 65043.5, \"high_cent\": 1}",
               "r.json: $.versions[0]: the key \"high_cent\" is not known (did you mean \"high_cents\"?)\n"
               "r.json: $.versions[0]: the key \"social_limit_cents\" is missing\n"
               "r.json: $.versions[0].low_max_persons: 0 is not a whole number 1..100\n"
               "r.json: $.versions[0].low_cents: 65043.5 is not a whole number 1..1000000\n"
               "r.json: $.versions[0]: the key \"high_cents\" is missing\n");
    assert_bad("rent_limits",
               "{" FROM_2024
               "\"low_max_persons\": 2, \"low_cents\": 70000, \"high_cents\": 65000, \"social_limit_cents\": 80000}",
               "r.json: $.versions[0]: low_cents must not be more than high_cents, nor high_cents more than "
               "social_limit_cents\n");
    assert_bad("rent_limits", "", "r.json: $.versions: this is not a list of 1..200 elements\n");
}

static void test_rules_refuse_damaged_occupancy(void)
{
    assert_bad("occupancy",
               "{" FROM_2024
               "\"rooms\": [{\"rooms\": 1, \"min_persons\": 2, \"max_persons\": 1}, {\"rooms\": 3, \"min_persons\": "
               "1, \"max_persons\": 2}, {\"rooms\": 3, \"min_persons\": 1, \"max_persons\": 1}]}",
               "r.json: $.versions[0].rooms[0]: min_persons 2 is more than max_persons 1\n"
               "r.json: $.versions[0].rooms[1]: the rows must be for 1, 2, 3, ... rooms; this one must be for 2\n"
               "r.json: $.versions[0].rooms[1]: a home of 2 rooms is meant for fewer persons than one of 1\n"
               "r.json: $.versions[0].rooms[2]: a home of 3 rooms is meant for fewer persons than one of 2\n");
    assert_bad("occupancy", "{" FROM_2024 "\"rooms\": 8}",
               "r.json: $.versions[0].rooms: 8 is not a list of 1..20 elements\n");
}

static void test_rules_refuse_damaged_labels_and_terms(void)
{
    assert_bad("age_labels", "{" FROM_2024 "\"labels\": {\"general\": [\"youth\", 5], \"youth\": []}}",
               "r.json: $.versions[0].labels.general[1]: 5 is not the name of an age group\n"
               "r.json: $.versions[0].labels.youth: this is not a list of 1..32 elements\n"
               "r.json: $.versions[0].labels: no label admits \"adult\", the age group of households that name none\n");
    assert_bad("age_labels", "{" FROM_2024 "\"labels\": []}",
               "r.json: $.versions[0].labels: this is not an object of labels, each with a list of age groups\n");
    assert_bad("terms",
               "{" FROM_2024
               "\"weeks_to_find\": 10, \"weeks_to_move\": 2, \"days_to_move\": 85, \"periods\": [{\"half\": 1, "
               "\"first_month\": 1, \"last_month\": 7}]}",
               "r.json: $.versions[0]: days_to_move 85 is not 7 times weeks_to_find and weeks_to_move together\n"
               "r.json: $.versions[0].periods[0]: only the calendar half-years, months 1..6 and 7..12, are supported\n"
               "r.json: $.versions[0].periods: two half-years are needed\n");
}

static void test_rules_refuse_other_files(void)
{
    static const char text[] = "{\"rule\": \"terms\", \"versions\": [], \"valid\": 1}";

    CU_ASSERT_EQUAL(koppel_rules_parse("occupancy", text, strlen(text), "r.json", 0, &rules, &errors), KOPPEL_E_INPUT);
    messages_assert(&errors, "r.json: $: the key \"valid\" is not known\n"
                             "r.json: $.rule: this file must hold the rule \"occupancy\"\n"
                             "r.json: $.versions: this is not a list of 1..200 elements\n");
    CU_ASSERT_EQUAL(koppel_rules_parse("rents", text, strlen(text), "r.json", 0, &rules, &errors), KOPPEL_E_ARGUMENT);
    messages_assert(&errors, "r.json: there is no rule \"rents\"\n");
    CU_ASSERT_EQUAL(koppel_rules_read("/nonexistent", 0, true, &rules, &errors), KOPPEL_E_MISSING);
    messages_assert(&errors, "/nonexistent/occupancy.json: cannot read the file: No such file or directory\n"
                             "/nonexistent/rent_limits.json: cannot read the file: No such file or directory\n"
                             "/nonexistent/age_labels.json: cannot read the file: No such file or directory\n"
                             "/nonexistent/terms.json: cannot read the file: No such file or directory\n");
}

/* A long source is cut between characters. */
static void test_rules_cut_a_long_source(void)
{
    char versions[1500];
    char source[600] = "x";

    for (int i = 0; i < 200; i++) {
        strcat(source, "\xC3\xA9");
    }
    snprintf(versions, sizeof versions, "{\"valid_from\": \"2024-01-01\", \"source\": \"%s\", %s}", source, RENTS);
    CU_ASSERT_EQUAL(parse("rent_limits", versions), KOPPEL_OK);
    CU_ASSERT_EQUAL(strlen(rules.rent_source), 255);
    CU_ASSERT_EQUAL(strncmp(rules.rent_source, source, 255), 0);
    messages_assert(&errors, "");
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_rules_embedded_and_files_are_the_same),
        TEST(test_rules_take_the_version_of_the_day),
        TEST(test_rules_versions_may_stand_in_any_order),
        TEST(test_rules_that_are_switched_off_are_not_asked_for),
        TEST(test_rules_days_without_a_version_are_refused),
        TEST(test_rules_refuse_damaged_versions),
        TEST(test_rules_refuse_damaged_occupancy),
        TEST(test_rules_refuse_damaged_labels_and_terms),
        TEST(test_rules_refuse_other_files),
        TEST(test_rules_cut_a_long_source),
        TEST_END,
    };
    return suite_run("rules reader", tests);
}
