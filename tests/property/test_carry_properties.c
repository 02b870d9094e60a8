// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* What holds for every half-year that is carried over, on random ones with mergers. */
#include "folders.h"
#include "province/province_case.h"
#include "province/read_back.h"
#include "random_case.h"
#include "suite.h"

#include <stdio.h>

static void test_carrying_twice_equals_carrying_the_sums(void)
{
    uint64_t state = 4;

    for (int round = 0; round < 1000; round++) {
        int64_t balance = random_case_below(&state, 400) - 200;
        int64_t target[2] = {random_case_below(&state, 500), random_case_below(&state, 500)};
        int64_t housed[2] = {random_case_below(&state, 500), random_case_below(&state, 500)};
        int64_t twice = koppel_balance_carry(koppel_balance_carry(balance, target[0], housed[0]), target[1], housed[1]);

        CU_ASSERT_EQUAL(twice, koppel_balance_carry(balance, target[0] + target[1], housed[0] + housed[1]));
    }
}

enum { N_TOWNS = 12, P1 = 2026 * 2 };

static const struct koppel_supervision_rules rules = {
    .dates = {.announce_weeks = 13,
              .announce_half_years = 1,
              .reference_years_before = 1,
              .reference = {1, 1},
              .linked_by = {{4, 1}, {10, 1}},
              .slightly_parts = 1,
              .slightly_of = 6},
    .ladders = {{.name = "test", .rungs = {{.name = "one", .missed = 1}}, .n_rungs = 1}},
    .n_ladders = 1};

/* Towns with a target each, of which some end on the day after the half-year. */
struct merging {
    struct koppel_municipality towns[N_TOWNS];
    char ids[N_TOWNS][8];
    struct koppel_target targets[3 * N_TOWNS];
    struct koppel_boundary_change changes[3 * N_TOWNS];
    struct koppel_case kase;
};

static void draw_target(struct koppel_target *target, int32_t town, int32_t period, int32_t balance, uint64_t *state)
{
    int32_t linked = random_case_below(state, 90);

    *target = (struct koppel_target){.municipality = town,
                                     .period = period,
                                     .published_on = koppel_period_last_day(period),
                                     .target_persons = 1 + random_case_below(state, 60),
                                     .balance_persons = balance,
                                     .linked_persons = linked,
                                     .linked_by_reference_persons = random_case_below(state, linked + 1),
                                     .excusable_persons = KOPPEL_UNKNOWN,
                                     .housed_persons = random_case_below(state, linked + 1),
                                     .source = ""};
}

/* Town t ends only into ones with higher numbers, so that there is no circle; the last one stays. */
static void draw_merging(struct merging *drawn, int32_t period, uint64_t *state)
{
    *drawn = (struct merging){.kase = {.n_municipalities = N_TOWNS, .n_targets = N_TOWNS}};
    for (int32_t t = 0; t < N_TOWNS; t++) {
        int32_t n_above = N_TOWNS - t - 1;
        int32_t n_parts = n_above > 0 && random_case_chance(state, 30) ? 1 + random_case_below(state, 3) : 0;
        int32_t first = n_above > 0 ? random_case_below(state, n_above) : 0;

        snprintf(drawn->ids[t], sizeof drawn->ids[t], "GM%04d", (int)t + 1);
        drawn->towns[t] = (struct koppel_municipality){
            .id = drawn->ids[t], .name = drawn->ids[t], .province = "P", .inhabitants = 1000 + t};
        draw_target(&drawn->targets[t], t, period, random_case_below(state, 60) - 30, state);
        for (int32_t k = 0; k < n_parts && k < n_above; k++) {
            drawn->changes[drawn->kase.n_boundary_changes++] =
                (struct koppel_boundary_change){.changed_on = koppel_check_day(period),
                                                .from = drawn->ids[t],
                                                .from_row = t,
                                                .to = t + 1 + (first + k) % n_above,
                                                .inhabitants = random_case_below(state, 400),
                                                .ends = true,
                                                .source = ""};
        }
    }
    drawn->kase.municipalities = drawn->towns;
    drawn->kase.targets = drawn->targets;
    drawn->kase.boundary_changes = drawn->changes;
}

/* Carries the half-year over; the caller frees province, table and carry. */
static bool carry_over(const struct merging *drawn, int32_t period, struct koppel_province *province,
                       struct koppel_target_table *next, struct koppel_carry *carry)
{
    const struct koppel_target_question question = {
        .period = period + 1, .day = koppel_check_day(period), .national = 500, .inhabitants = KOPPEL_UNKNOWN};
    struct koppel_errors errors = {0};
    bool is_done =
        koppel_province_make(&drawn->kase, &rules, period, koppel_check_day(period), NULL, province) == KOPPEL_OK &&
        koppel_target_table_make(&drawn->kase, &rules.dates, &question, next) == KOPPEL_OK &&
        koppel_carry_make(province, next, carry, &errors) == KOPPEL_OK;

    CU_ASSERT_TRUE(is_done);
    koppel_errors_clear(&errors);
    return is_done;
}

static void test_mergers_lose_no_balance_and_nobody_who_waits(void)
{
    uint64_t state = 8;

    for (int round = 0; round < 300; round++) {
        struct merging drawn;
        struct koppel_province province = {0};
        struct koppel_target_table next = {0};
        struct koppel_carry carry = {0};
        int64_t before = 0;
        int64_t after = 0;
        int64_t waiting = 0;
        int64_t carried = 0;
        int64_t taken = 0;

        draw_merging(&drawn, P1 + round % 2, &state);
        for (int32_t t = 0; t < N_TOWNS; t++) {
            const struct koppel_target *target = &drawn.targets[t];

            before += target->balance_persons + target->housed_persons - target->target_persons;
            waiting += target->linked_persons - target->housed_persons;
        }
        if (carry_over(&drawn, P1 + round % 2, &province, &next, &carry)) {
            for (int32_t t = 0; t < N_TOWNS; t++) {
                const struct koppel_carried *row = &carry.rows[t];

                CU_ASSERT_EQUAL(row->balance, row->closing.balance_after + row->taken_over);
                CU_ASSERT_TRUE(row->excusable >= 0 && row->excusable <= (row->balance < 0 ? -row->balance : 0));
                CU_ASSERT_TRUE(!row->ends || row->balance == 0);
                after += row->balance;
                taken += row->taken_over;
                carried += row->ends ? 0 : row->waiting;
            }
            CU_ASSERT_EQUAL(before, after);
            CU_ASSERT_EQUAL(waiting, carried);
            CU_ASSERT_EQUAL(taken, 0);
        }
        koppel_carry_free(&carry);
        koppel_target_table_free(&next);
        koppel_province_free(&province);
    }
}

/* The balances that one half-year opens with are those that the next one begins from. */
static void test_carrying_two_half_years_over_equals_carrying_their_sum(void)
{
    uint64_t state = 9;

    for (int round = 0; round < 300; round++) {
        struct merging drawn;
        int64_t expected[N_TOWNS];

        draw_merging(&drawn, P1, &state);
        drawn.kase.n_boundary_changes = 0;
        for (int32_t t = 0; t < N_TOWNS; t++) {
            expected[t] = drawn.targets[t].balance_persons;
        }
        for (int32_t period = P1; period < P1 + 3; period++) {
            struct koppel_province province = {0};
            struct koppel_target_table next = {0};
            struct koppel_carry carry = {0};
            int32_t first = N_TOWNS * (period - P1);
            bool is_done = carry_over(&drawn, period, &province, &next, &carry);

            for (int32_t t = 0; is_done && t < N_TOWNS; t++) {
                expected[t] += drawn.targets[first + t].housed_persons - drawn.targets[first + t].target_persons;
                CU_ASSERT_EQUAL(carry.rows[t].balance, expected[t]);
                if (period < P1 + 2) {
                    draw_target(&drawn.targets[first + N_TOWNS + t], t, period + 1, (int32_t)carry.rows[t].balance,
                                &state);
                    drawn.kase.n_targets++;
                }
            }
            koppel_carry_free(&carry);
            koppel_target_table_free(&next);
            koppel_province_free(&province);
        }
    }
}

/* ---- whole provinces in folders: what is written is read again ---- */

enum { N_DRAWN = 6, NEW_DAY = 5 };

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[FOLDERS_PATH + 40];
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

/* A count, or nothing now and then. */
static void add_maybe(struct koppel_text *text, int32_t count, int empty_percent, uint64_t *state)
{
    if (random_case_chance(state, empty_percent)) {
        koppel_text_add(text, ",");
    } else {
        koppel_text_add(text, "%d,", (int)count);
    }
}

static void add_version(struct koppel_text *text, int32_t town, const char *period, const char *day, bool has_counts,
                        uint64_t *state)
{
    int32_t linked = has_counts ? random_case_below(state, 60) : 0;
    int32_t balance = random_case_chance(state, 50) ? random_case_below(state, 40) - 20 : 0;

    koppel_text_add(text, "GM%04d,%s,%s,%d,%d,", (int)town, period, day, (int)(1 + random_case_below(state, 50)),
                    (int)balance);
    add_maybe(text, linked, has_counts ? 30 : 100, state);
    koppel_text_add(text, "%d,", (int)random_case_below(state, linked + 1));
    add_maybe(text, random_case_below(state, 9), 70, state);
    koppel_text_add(text, "\n"); /* who was linked by the reference date is empty */
}

/* Towns with counts of 2025-2, some that end and are split, and for some versions of 2026-1: announced, and counted in
 * January already. */
static void draw_folder(const char *folder, uint64_t *state)
{
    struct koppel_text towns = {0};
    struct koppel_text targets = {0};
    struct koppel_text changes = {0};
    bool ends[N_DRAWN] = {false};

    koppel_text_add(&towns, "municipality,name,province,inhabitants\n");
    koppel_text_add(&targets, "municipality,period,published_on,target_persons,balance_persons,linked_persons,"
                              "housed_persons,excusable_persons,linked_by_reference_persons\n");
    koppel_text_add(&changes, "changed_on,from,to,inhabitants,ends\n");
    for (int32_t t = 1; t < N_DRAWN; t++) {
        int32_t n_parts = random_case_chance(state, 25) ? 1 + random_case_below(state, 3) : 0;
        int32_t first = random_case_below(state, t);

        ends[t] = n_parts > 0;
        for (int32_t k = 0; k < n_parts && k < t;
             k++) { /* only into one with a lower number, so that there is no circle */
            koppel_text_add(&changes, "2026-01-01,GM%04d,GM%04d,%d,yes\n", (int)t, (int)((first + k) % t),
                            (int)random_case_below(state, 500));
        }
    }
    for (int32_t t = 0; t < N_DRAWN; t++) {
        koppel_text_add(&towns, "GM%04d,T%d,Utrecht,%d\n", (int)t, (int)t,
                        (int)(1000 + random_case_below(state, 9000)));
        if (random_case_chance(state, 90)) {
            add_version(&targets, t, "2025-2", "2025-12-15", true, state);
            add_version(&targets, t, "2025-2", "2026-01-01", true, state);
        }
        if (!ends[t] && random_case_chance(state, 60)) {
            add_version(&targets, t, "2026-1", "2025-10-01", false, state);
        }
        if (!ends[t] && random_case_chance(state, 40)) {
            add_version(&targets, t, "2026-1", "2026-02-01", true, state);
        }
    }
    write_file(folder, "municipalities.csv", towns.bytes);
    write_file(folder, "targets.csv", targets.bytes);
    write_file(folder, "boundary_changes.csv", changes.bytes);
    koppel_text_free(&towns);
    koppel_text_free(&targets);
    koppel_text_free(&changes);
}

/* Carries 2025-2 over. @return how many versions are new, -1 when there is nothing to carry */
static int32_t carry_folder(const char *folder, int32_t day_of_february, struct koppel_text *csv,
                            int64_t balances[N_DRAWN])
{
    struct koppel_province_question asked = {
        .case_folder = folder, .national = 500, .inhabitants = 1000000, .only_rung = KOPPEL_UNKNOWN};
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};
    struct koppel_province_case open;
    struct koppel_province province = {0};
    struct koppel_target_table next = {0};
    struct koppel_carry carry = {0};
    int32_t n_new = -1;

    asked.period = 2025 * 2 + 1;
    asked.as_of = koppel_date_make(2026, 2, day_of_february);
    if (koppel_province_case_open(&open, &asked, &errors, &notes) != KOPPEL_OK) {
        fprintf(stderr, "%s\n", errors.items[0].text);
    }
    CU_ASSERT_EQUAL_FATAL(errors.n_items, 0);
    CU_ASSERT_EQUAL_FATAL(koppel_province_make(&open.kase, &open.rules, open.period, open.day, NULL, &province),
                          KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_province_targets(&open, open.period + 1, &next), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_carry_make(&province, &next, &carry, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_carry_table(&carry, folder, csv, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_carry_read_back(&carry, folder, csv, &errors), KOPPEL_OK);
    if (errors.n_items > 0) {
        fprintf(stderr, "%s\n%s\n", errors.items[0].text, csv->bytes);
    }
    n_new = carry.n_new;
    for (int32_t t = 0; t < N_DRAWN; t++) {
        balances[t] = carry.rows[t].ends ? 0 : carry.rows[t].balance;
    }
    koppel_carry_free(&carry);
    koppel_target_table_free(&next);
    koppel_province_free(&province);
    koppel_province_case_close(&open);
    koppel_errors_clear(&errors);
    koppel_errors_clear(&notes);
    return n_new;
}

static void test_what_is_carried_over_is_read_again_and_carried_no_second_time(void)
{
    uint64_t state = 10;
    int n_rounds = suite_is_long() ? 2000 : 150;
    int32_t n_new = 0;

    for (int round = 0; round < n_rounds; round++) {
        char folder[FOLDERS_PATH];
        struct koppel_text csv = {0};
        struct koppel_text again = {0};
        int64_t balances[N_DRAWN];
        int64_t balances_again[N_DRAWN];

        folders_make(folder);
        draw_folder(folder, &state);
        n_new += carry_folder(folder, NEW_DAY, &csv, balances);
        write_file(folder, "targets.csv", csv.bytes);
        CU_ASSERT_EQUAL(carry_folder(folder, NEW_DAY + 1, &again, balances_again), 0);
        for (int32_t t = 0; t < N_DRAWN; t++) {
            CU_ASSERT_EQUAL(balances[t], balances_again[t]);
        }
        koppel_text_free(&csv);
        koppel_text_free(&again);
        folders_remove(folder);
    }
    CU_ASSERT_TRUE(n_new > n_rounds);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_carrying_twice_equals_carrying_the_sums),
        TEST(test_mergers_lose_no_balance_and_nobody_who_waits),
        TEST(test_carrying_two_half_years_over_equals_carrying_their_sum),
        TEST(test_what_is_carried_over_is_read_again_and_carried_no_second_time),
        TEST_END,
    };
    return suite_run("carry properties", tests);
}
