// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Classes of households and homes, forecast.csv and chances.csv: what is read, what is refused, which row rules. */
#include "case_files.h"
#include "messages.h"
#include "model/event_chances.h"
#include "model/future_rows.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static const struct koppel_rules limits = {.rent_low_cents = 68200, .rent_high_cents = 73100};

static void test_every_class_has_a_code_that_finds_it(void)
{
    char code[KOPPEL_CLASS_CODE];
    char words[KOPPEL_CLASS_WORDS];

    for (int32_t k = 0; k < KOPPEL_N_CLASSES; k++) {
        CU_ASSERT_EQUAL(koppel_class_find(koppel_class_code(k, code)), k);
        CU_ASSERT_TRUE(koppel_class_words(k, words)[0] == 'a');
        CU_ASSERT_EQUAL(koppel_class_distance(k, k), 0);
    }
    CU_ASSERT_EQUAL(koppel_class_find("huishouden-4-nultreden"), koppel_class_find("household-4-step-free"));
    CU_ASSERT_EQUAL(koppel_class_find("woning-3-midden"), koppel_class_find("home-3-middle"));
    CU_ASSERT_EQUAL(koppel_class_find("household-8"), KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_class_find("home-3"), KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_class_distance(0, KOPPEL_N_HOUSEHOLD_CLASSES), INT32_MAX);
}

static void test_households_and_homes_belong_to_a_class(void)
{
    const struct koppel_household family = {.adults = 2, .children = 1, .expected_relatives = 1};
    const struct koppel_household large = {.adults = 5, .children = 8, .step_free = true};
    const struct koppel_unit small = {.rooms = 1, .rent_cents = 68200};
    const struct koppel_unit dear = {.rooms = 9, .rent_cents = 73101, .step_free = true};

    CU_ASSERT_EQUAL(koppel_class_of_household(&family), koppel_class_find("household-4"));
    CU_ASSERT_EQUAL(koppel_class_of_household(&large), koppel_class_find("household-7-step-free"));
    CU_ASSERT_EQUAL(koppel_class_of_home(&small, &limits), koppel_class_find("home-1-low"));
    CU_ASSERT_EQUAL(koppel_class_of_home(&dear, &limits), koppel_class_find("home-5-high-step-free"));
}

static void test_forecasts_are_read_by_class_and_week(void)
{
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};

    case_files_good(&files);
    case_files_set(&files, "verwachting.csv",
                   "klasse;week;gemiddelde;spreiding\n"
                   "woning-3-laag;2026-04-06;0,25;0\nhuishouden-4;2026-04-13;1,5;0,125\nhousehold-4;2026-04-06;2;\n");
    CU_ASSERT_NOT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
    messages_assert(
        &errors,
        "verwachting.csv:4: column spreiding (dispersion): the cell is empty: fill it in, or leave out the whole "
        "column for its default\n");
    koppel_case_free(&kase);
    case_files_set(&files, "verwachting.csv",
                   "klasse;week;gemiddelde;spreiding\n"
                   "woning-3-laag;2026-04-06;0,25;0\nhuishouden-4;2026-04-13;1,5;0,125\nhousehold-4;2026-04-06;2;0\n");
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(kase.n_forecasts, 3);
    CU_ASSERT_EQUAL(kase.forecasts[0].class_, koppel_class_find("household-4"));
    CU_ASSERT_EQUAL(kase.forecasts[0].mean_thousandths, 2000);
    CU_ASSERT_EQUAL(kase.forecasts[1].dispersion_thousandths, 125);
    CU_ASSERT_EQUAL(kase.forecasts[1].week, kase.forecasts[0].week + 7);
    CU_ASSERT_EQUAL(kase.forecasts[2].mean_thousandths, 250);
    koppel_case_free(&kase);
}

static void test_forecasts_that_say_nothing_are_refused(void)
{
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};

    case_files_good(&files);
    case_files_set(&files, "forecast.csv",
                   "class,week,mean\nfamily,2026-04-06,1\nhousehold-2,2026-04-06,1\nhousehold-2,2026-04-10,1\n"
                   "household-3,2026-04-06,-1\n");
    CU_ASSERT_NOT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
    messages_assert(
        &errors, "forecast.csv:2: column class: \"family\" is no class: write one such as household-4, "
                 "household-4-step-free, home-3-low or home-3-low-step-free, with 1 to 7 persons, 1 to 5 rooms, and "
                 "low, middle or high rent\n"
                 "forecast.csv:4: column week: less than seven days after another row of household-2: every row "
                 "stands for a week\n"
                 "forecast.csv:5: column mean: \"-1\" is not a decimal number 0..1000 with at most 3 decimal places\n");
    koppel_case_free(&kase);
}

static void test_the_most_particular_row_of_chances_rules(void)
{
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};
    struct koppel_event_chances chances = {0};

    case_files_good(&files);
    case_files_set(&files, "arrivals.csv", "household,adults,children,arrived_on\nH9,1,0,2026-05-01\n");
    case_files_set(&files, "chances.csv",
                   "of,refusal_percent,late_percent,late_days,growth_percent,growth_persons,growth_days\n"
                   "H1,5,,,,,\nhouseholds,1.5,,,10,2,180\nhousehold-1,0,,,,,\nH9,99.9,,,,,\nhomes,,20,14,,,\n"
                   "U1,,0,,,,\nwoning-3-laag,2,,,,,\n");
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_future_rows_join(&kase), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_event_chances_make(&chances, &kase, &limits), KOPPEL_OK);
    CU_ASSERT_EQUAL(chances.households[0].refusal_permille, 50); /* H1 */
    CU_ASSERT_EQUAL(chances.households[0].growth_permille, 100);
    CU_ASSERT_EQUAL(chances.households[1].refusal_permille, 0); /* H2, one person */
    CU_ASSERT_EQUAL(chances.households[2].refusal_permille, 15);
    CU_ASSERT_EQUAL(chances.households[2].growth_days, 180);
    CU_ASSERT_EQUAL(chances.households[3].refusal_permille, 999); /* H9, to come */
    CU_ASSERT_EQUAL(chances.homes[0].late_permille, 0);           /* U1 */
    CU_ASSERT_EQUAL(chances.homes[0].late_days, 14);
    CU_ASSERT_EQUAL(chances.homes[0].refusal_permille, 0); /* step-free: of another class */
    CU_ASSERT_EQUAL(chances.homes[1].late_permille, 200);
    koppel_event_chances_free(&chances);
    koppel_case_free(&kase);
}

static void test_chances_without_a_subject_or_an_event_are_refused(void)
{
    struct case_files files;
    struct koppel_case kase;
    struct koppel_errors errors = {0};

    case_files_good(&files);
    case_files_set(&files, "chances.csv",
                   "of,refusal_percent,late_percent,late_days,growth_percent,growth_persons,growth_days\n"
                   "H7,5,,,,,\nU1,,10,,5,,\nhouseholds,,10,7,10,,\nhomes,100.1,,,,,\n");
    CU_ASSERT_NOT_EQUAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
    messages_assert(
        &errors, "chances.csv:2: column of: \"H7\" is no household or home of this case, no class such as "
                 "household-4 or home-3-low, and neither households nor homes\n"
                 "chances.csv:3: column growth_percent: a home does not grow: empty the cell\n"
                 "chances.csv:3: column late_days: the cell is empty beside a chance in column late_percent: fill it "
                 "in\n"
                 "chances.csv:3: column growth_persons: the cell is empty beside a chance in column growth_percent: "
                 "fill it in\n"
                 "chances.csv:3: column growth_days: the cell is empty beside a chance in column growth_percent: fill "
                 "it in\n"
                 "chances.csv:4: column late_percent: it is homes that come late: empty the cell\n"
                 "chances.csv:4: column late_days: it is homes that come late: empty the cell\n"
                 "chances.csv:4: column growth_persons: the cell is empty beside a chance in column growth_percent: "
                 "fill it in\n"
                 "chances.csv:4: column growth_days: the cell is empty beside a chance in column growth_percent: fill "
                 "it in\n"
                 "chances.csv:5: column refusal_percent: \"100.1\" is not a decimal number 0..100 with at most 1 "
                 "decimal places\n");
    koppel_case_free(&kase);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_every_class_has_a_code_that_finds_it),
        TEST(test_households_and_homes_belong_to_a_class),
        TEST(test_forecasts_are_read_by_class_and_week),
        TEST(test_forecasts_that_say_nothing_are_refused),
        TEST(test_the_most_particular_row_of_chances_rules),
        TEST(test_chances_without_a_subject_or_an_event_are_refused),
        TEST_END,
    };
    return suite_run("housing_events", tests);
}
