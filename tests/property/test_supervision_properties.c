// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* What holds for every table of targets and every public table, on random ones. */
#include "model/statutory_target.h"
#include "province/supervision_text.h"
#include "random_case.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static void test_computed_targets_never_sum_to_less_than_the_national_number(void)
{
    uint64_t state = 1;

    for (int round = 0; round < 2000; round++) {
        int64_t inhabitants[60];
        int32_t n = 1 + random_case_below(&state, 60);
        int64_t country = 0;
        int64_t national = random_case_below(&state, 30000);
        int64_t sum = 0;

        for (int32_t i = 0; i < n; i++) {
            inhabitants[i] = 1 + random_case_below(&state, 900000);
            country += inhabitants[i];
        }
        for (int32_t i = 0; i < n; i++) {
            sum += koppel_statutory_target(national, inhabitants[i], country);
        }
        CU_ASSERT_TRUE(sum >= national);
        CU_ASSERT_TRUE(sum < national + n);
    }
}

/* The formula again, by division and remainder instead of a 128-bit product. */
static void test_the_formula_agrees_with_long_division(void)
{
    uint64_t state = 2;

    for (int round = 0; round < 20000; round++) {
        int64_t country = 1 + random_case_below(&state, 20000000);
        int64_t inhabitants = random_case_below(&state, (int32_t)country + 1);
        int64_t national = random_case_below(&state, 100000);
        int64_t product = national * inhabitants;
        int64_t target = product / country + (product % country != 0 ? 1 : 0);
        struct koppel_national_range range;

        CU_ASSERT_EQUAL(koppel_statutory_target(national, inhabitants, country), target);
        if (inhabitants > 0) {
            range = koppel_national_range(target, inhabitants, country);
            CU_ASSERT_TRUE(range.least <= national && national <= range.most);
        }
    }
}

static void test_swaps_keep_the_sum_of_the_targets(void)
{
    uint64_t state = 3;

    for (int round = 0; round < 300; round++) {
        struct koppel_municipality municipalities[8] = {{0}};
        struct koppel_target targets[8] = {{0}};
        struct koppel_swap swaps[30] = {{0}};
        struct koppel_case kase = {.municipalities = municipalities,
                                   .n_municipalities = 8,
                                   .targets = targets,
                                   .n_targets = 8,
                                   .swaps = swaps,
                                   .n_swaps = 30};
        int64_t before = 0;
        int64_t after = 0;

        for (int32_t m = 0; m < 8; m++) {
            targets[m] = (struct koppel_target){.municipality = m, .period = 4052, .target_persons = 100, .source = ""};
        }
        for (int32_t s = 0; s < 30; s += 2) {
            int32_t persons = random_case_below(&state, 6);

            swaps[s] = (struct koppel_swap){.municipality = random_case_below(&state, 8),
                                            .period = 4052,
                                            .agreed_on = s,
                                            .change_persons = persons};
            swaps[s + 1] = swaps[s];
            swaps[s + 1].municipality = random_case_below(&state, 8);
            swaps[s + 1].change_persons = -persons;
        }
        for (int32_t m = 0; m < 8; m++) {
            before += koppel_ruling_target(&kase, m, 4052, 0).announced;
            after += koppel_ruling_target(&kase, m, 4052, 100).persons;
        }
        CU_ASSERT_EQUAL(before, after);
    }
}

enum { N_TOWNS = 14, N_MONTHS = 5, CODE = 0, TARGET = 6, HOUSED = 7, SCHEDULE = 8 };

/* Some provinces over some months; the first half of the towns are those of province A. */
struct months {
    struct koppel_municipality municipalities[N_TOWNS];
    struct koppel_target targets[N_TOWNS * N_MONTHS];
    char codes[N_TOWNS][8];
};

static void draw_months(struct months *drawn, uint64_t *state)
{
    static const char *const provinces[] = {"A", "B", "C"};
    int32_t largest = random_case_chance(state, 50) ? 12 : 60;

    for (int32_t m = 0; m < N_TOWNS; m++) {
        int32_t housed = random_case_below(state, largest);

        snprintf(drawn->codes[m], sizeof drawn->codes[m], "GM%04d", (int)m);
        drawn->municipalities[m] =
            (struct koppel_municipality){.id = drawn->codes[m],
                                         .name = "T",
                                         .province = provinces[m < N_TOWNS / 2 ? 0 : 1 + random_case_below(state, 2)],
                                         .inhabitants = 1000 + random_case_below(state, 3)};
        for (int32_t t = 0; t < N_MONTHS; t++) {
            housed += random_case_chance(state, 50) ? random_case_below(state, 5) : 0;
            drawn->targets[m * N_MONTHS + t] =
                (struct koppel_target){.municipality = m,
                                       .period = 4052,
                                       .published_on = koppel_period_first_day(4052) + 31 * t,
                                       .target_persons = 2 + (m * 7) % 30,
                                       .balance_persons = random_case_below(state, 20) - 10,
                                       .linked_persons = KOPPEL_UNKNOWN,
                                       .linked_by_reference_persons = KOPPEL_UNKNOWN,
                                       .excusable_persons = KOPPEL_UNKNOWN,
                                       .housed_persons = housed,
                                       .source = ""};
        }
    }
}

static const struct koppel_sheet_cell *cell_of(const struct koppel_sheet *sheet, int32_t row, int32_t column)
{
    return &sheet->cells[(size_t)row * (size_t)sheet->n_columns + (size_t)column];
}

static bool same_cell(const struct koppel_sheet_cell *a, const struct koppel_sheet_cell *b)
{
    return (a->text == NULL) == (b->text == NULL) &&
           (a->text != NULL ? strcmp(a->text, b->text) == 0 : a->number == b->number && a->is_empty == b->is_empty);
}

static void make_public_sheet(struct months *drawn, int32_t n_towns, int32_t day, struct koppel_sheet *sheet)
{
    static const struct koppel_supervision_rules rules = {.dates = {.reference_years_before = 1,
                                                                    .reference = {1, 1},
                                                                    .linked_by = {{4, 1}, {10, 1}},
                                                                    .slightly_parts = 1,
                                                                    .slightly_of = 6},
                                                          .ladders = {{.name = "none"}},
                                                          .n_ladders = 1};
    struct koppel_case kase = {.municipalities = drawn->municipalities,
                               .n_municipalities = n_towns,
                               .targets = drawn->targets,
                               .n_targets = n_towns * N_MONTHS};
    struct koppel_province province = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_province_make(&kase, &rules, 4052, day, NULL, &province), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_public_sheet(&province, NULL, sheet), KOPPEL_OK);
    koppel_province_free(&province);
}

/* The schedule is what a reader works out of the row. */
static void check_schedule(const struct koppel_sheet *sheet, int32_t row, int32_t day)
{
    static const struct koppel_supervision_dates dates = {.slightly_parts = 1, .slightly_of = 6};
    const struct koppel_sheet_cell *target = cell_of(sheet, row, TARGET);
    const struct koppel_sheet_cell *housed = cell_of(sheet, row, HOUSED);
    const char *expected = "x";

    if (target->text == NULL && housed->text == NULL) {
        expected = koppel_schedule_name(
            koppel_schedule_class(&dates, target->number, housed->number, koppel_months_passed(4052, day)));
    }
    CU_ASSERT_STRING_EQUAL(cell_of(sheet, row, SCHEDULE)->text, expected);
}

/* The country's table beside the province's: both show the same of it, so that two are no more than one; and the grand
 * total is shown only when it is the sum of totals that are shown. */
static void test_the_country_shows_of_a_province_what_the_province_shows(void)
{
    uint64_t state = 6;
    int n_hidden = 0;

    for (int round = 0; round < (suite_is_long() ? 2000 : 200); round++) {
        struct months drawn;
        int32_t day = koppel_period_first_day(4052) + 10 + 31 * random_case_below(&state, N_MONTHS);
        struct koppel_sheet country = {0};
        struct koppel_sheet alone = {0};
        bool all_totals_shown = true;

        draw_months(&drawn, &state);
        make_public_sheet(&drawn, N_TOWNS, day, &country);
        make_public_sheet(&drawn, N_TOWNS / 2, day, &alone);
        for (int32_t row = 0; row <= N_TOWNS / 2; row++) {
            for (int32_t column = CODE; column <= SCHEDULE; column++) {
                CU_ASSERT_TRUE(same_cell(cell_of(&country, row, column), cell_of(&alone, row, column)));
            }
        }
        for (int32_t row = 0; row < country.n_rows; row++) {
            const struct koppel_sheet_cell *housed = cell_of(&country, row, HOUSED);

            if (country.kinds[row] == KOPPEL_SHEET_ROW) {
                check_schedule(&country, row, day);
                n_hidden += housed->text != NULL ? 1 : 0;
            } else if (country.kinds[row] == KOPPEL_SHEET_SUBTOTAL) {
                all_totals_shown = all_totals_shown && housed->text == NULL;
            } else {
                CU_ASSERT_EQUAL(housed->text == NULL, all_totals_shown);
            }
        }
        koppel_sheet_free(&country);
        koppel_sheet_free(&alone);
    }
    CU_ASSERT_TRUE(n_hidden > 100);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_computed_targets_never_sum_to_less_than_the_national_number),
        TEST(test_the_formula_agrees_with_long_division),
        TEST(test_swaps_keep_the_sum_of_the_targets),
        TEST(test_the_country_shows_of_a_province_what_the_province_shows),
        TEST_END,
    };
    return suite_run("supervision properties", tests);
}
