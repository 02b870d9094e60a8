// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* No small count can be worked out of the public tables of a half-year: not by an integer program over all of them, and
 * not by a reader who knows the rules by which counts are hidden. */
#include "province/disclosure.h"

#include "base/memory.h"
#include "model/case.h"
#include "random_case.h"
#include "suite.h"

#include <glpk.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COUNTS = 8, MOST_TABLES = 5 };

static const int32_t in_order[MOST_COUNTS] = {0, 1, 2, 3, 4, 5, 6, 7};

/* The tables of one province and half-year. */
struct tables {
    int32_t n_counts;
    int32_t n_tables;
    int64_t counts[MOST_TABLES][MOST_COUNTS];
    enum koppel_cell_state states[MOST_TABLES][MOST_COUNTS + 1];
};

static int64_t total_of(const struct tables *tables, int32_t t)
{
    int64_t total = 0;

    for (int32_t i = 0; i < tables->n_counts; i++) {
        total += tables->states[t][i] != KOPPEL_CELL_ABSENT ? tables->counts[t][i] : 0;
    }
    return total;
}

static void publish(struct tables *tables, bool is_certain)
{
    struct koppel_told told[MOST_COUNTS];
    struct koppel_series series;

    koppel_series_begin(&series, tables->n_counts, in_order, told);
    for (int32_t t = 0; t < tables->n_tables; t++) {
        koppel_series_protect(&series, tables->counts[t], tables->states[t]);
        koppel_series_add(&series, tables->counts[t], total_of(tables, t), tables->states[t], is_certain);
    }
}

/* ---- a reader who knows the rules: every world that gives the same tables ---- */

/* What the worlds with the same tables have in common: the values that each small count takes in them. */
struct published {
    uint64_t key;  /* 0: free */
    bool is_whole; /* no world with these tables lies outside of those that were tried */
    uint8_t values[3][4];
};

struct worlds {
    int32_t n_counts, n_tables, most;
    unsigned seen;   /* a bit for each table that the reader has; the others may have been published, and were not */
    bool is_certain; /* as koppel_series_add takes it */
    int32_t n_paths;
    int8_t (*paths)[3]; /* all growing counts 0..most over the tables */
    struct published *published;
    size_t n_slots; /* a power of two */
};

static void list_paths(struct worlds *w)
{
    int32_t n = w->most + 1;

    w->n_paths = 0;
    w->paths = koppel_new((size_t)n * (size_t)n * (size_t)n, sizeof *w->paths);
    CU_ASSERT_PTR_NOT_NULL_FATAL(w->paths);
    for (int32_t a = 0; a < n; a++) {
        for (int32_t b = a; b < n; b++) {
            for (int32_t c = b; c < (w->n_tables == 3 ? n : b + 1); c++) {
                w->paths[w->n_paths][0] = (int8_t)a;
                w->paths[w->n_paths][1] = (int8_t)b;
                w->paths[w->n_paths++][2] = (int8_t)c;
            }
        }
    }
}

static uint64_t mix(uint64_t key, uint64_t value)
{
    key ^= value + UINT64_C(0x9e3779b97f4a7c15) + (key << 6) + (key >> 2);
    key *= UINT64_C(0xff51afd7ed558ccd);
    return key ^ (key >> 33);
}

/* What a reader sees, as one number; and whether sums that are shown keep all worlds within those that are tried. */
static uint64_t key_of(const struct worlds *w, const struct tables *tables, bool *is_whole)
{
    uint64_t key = 1;

    *is_whole = true;
    for (int32_t t = 0; t < tables->n_tables; t++) {
        int64_t hidden = 0;

        for (int32_t i = 0; i < tables->n_counts && (w->seen >> t & 1) != 0; i++) {
            bool is_shown = tables->states[t][i] == KOPPEL_CELL_SHOWN;

            key = mix(key, is_shown ? 10 + (uint64_t)tables->counts[t][i] : (uint64_t)tables->states[t][i]);
            hidden += is_shown ? 0 : tables->counts[t][i];
        }
        if ((w->seen >> t & 1) != 0) {
            key = mix(key, tables->states[t][tables->n_counts] == KOPPEL_CELL_SHOWN ? 10 + (uint64_t)total_of(tables, t)
                                                                                    : 1);
        }
        *is_whole = *is_whole && hidden <= w->most;
    }
    return key != 0 ? key : 1;
}

static struct published *slot_of(struct worlds *w, uint64_t key)
{
    size_t slot = key & (w->n_slots - 1);

    while (w->published[slot].key != 0 && w->published[slot].key != key) {
        slot = (slot + 1) & (w->n_slots - 1);
    }
    w->published[slot].key = key;
    return &w->published[slot];
}

/* Publishes world number `world`. */
static struct published *publish_world(struct worlds *w, int64_t world, struct tables *tables)
{
    bool is_whole = false;
    struct published *published = NULL;

    *tables = (struct tables){.n_counts = w->n_counts, .n_tables = w->n_tables};
    for (int32_t i = 0; i < w->n_counts; i++) {
        for (int32_t t = 0; t < w->n_tables; t++) {
            tables->counts[t][i] = w->paths[world % w->n_paths][t];
        }
        world /= w->n_paths;
    }
    publish(tables, w->is_certain);
    published = slot_of(w, key_of(w, tables, &is_whole));
    published->is_whole = published->is_whole || is_whole;
    return published;
}

/* Every growing world of few counts and tables is published; what any of them shows leaves each small count two values
 * at least. */
static int64_t try_all_worlds(int32_t n_counts, int32_t n_tables, int32_t most, unsigned seen)
{
    struct worlds w = {.n_counts = n_counts,
                       .n_tables = n_tables,
                       .most = most,
                       .seen = seen,
                       .is_certain = seen == 7,
                       .n_slots = (size_t)1 << 23};
    int64_t n_worlds = 1;
    int64_t n_small = 0;
    int64_t n_known = 0;

    list_paths(&w);
    w.published = koppel_new(w.n_slots, sizeof *w.published);
    CU_ASSERT_PTR_NOT_NULL_FATAL(w.published);
    for (int32_t i = 0; i < n_counts; i++) {
        n_worlds *= w.n_paths;
    }
    for (int round = 0; round < 2; round++) { /* first all are entered, then each is looked up */
        for (int64_t world = 0; world < n_worlds; world++) {
            struct tables tables;
            struct published *published = publish_world(&w, world, &tables);

            for (int32_t t = 0; t < n_tables; t++) {
                for (int32_t i = 0; i < n_counts; i++) {
                    uint8_t *values = &published->values[t][i];

                    if (tables.states[t][i] != KOPPEL_CELL_SMALL || (seen >> t & 1) == 0) {
                        continue;
                    }
                    *values |= (uint8_t)(1 << tables.counts[t][i]);
                    n_small += round;
                    n_known += round == 1 && published->is_whole && (*values & (*values - 1)) == 0 ? 1 : 0;
                }
            }
        }
    }
    CU_ASSERT_EQUAL(n_known, 0);
    free(w.paths);
    free(w.published);
    return n_small;
}

static void test_a_reader_who_knows_the_rules_can_work_out_no_small_count(void)
{
    CU_ASSERT_TRUE(try_all_worlds(1, 3, 12, 7) > 0);
    CU_ASSERT_TRUE(try_all_worlds(2, 2, 20, 7) > 0);
    CU_ASSERT_TRUE(try_all_worlds(2, 3, 14, 7) > 0);
    CU_ASSERT_TRUE(try_all_worlds(3, 2, 13, 7) > 0);
    if (suite_is_long()) {
        CU_ASSERT_TRUE(try_all_worlds(3, 2, 18, 7) > 0);
        CU_ASSERT_TRUE(try_all_worlds(3, 3, 9, 7) > 0);
        CU_ASSERT_TRUE(try_all_worlds(4, 2, 9, 7) > 0);
    }
}

/* Of the tables that may have been published, only some were. */
static void test_a_table_that_was_not_published_makes_no_small_count_known(void)
{
    for (unsigned seen = 1; seen < 7; seen++) {
        CU_ASSERT_TRUE(try_all_worlds(2, 3, suite_is_long() ? 14 : 10, seen) > 0);
        CU_ASSERT_TRUE(try_all_worlds(3, 2, suite_is_long() ? 13 : 9, seen % 4 != 0 ? seen % 4 : 3) > 0);
    }
}

/* ---- an integer program over all tables ---- */

/* Counts that mostly grow: towns without a row at first, and now and then a count that is corrected. */
static void draw_tables(struct tables *tables, bool only_grows, uint64_t *state)
{
    int32_t most = random_case_chance(state, 50) ? 9 : 40;

    *tables = (struct tables){.n_counts = 1 + random_case_below(state, MOST_COUNTS),
                              .n_tables = 1 + random_case_below(state, MOST_TABLES)};
    for (int32_t i = 0; i < tables->n_counts; i++) {
        int64_t count = random_case_below(state, most);
        int32_t first = random_case_chance(state, 10) ? random_case_below(state, tables->n_tables) : 0;

        for (int32_t t = 0; t < tables->n_tables; t++) {
            tables->states[t][i] = t < first ? KOPPEL_CELL_ABSENT : KOPPEL_CELL_SHOWN;
            count += random_case_chance(state, 40) ? random_case_below(state, 6) : 0;
            count -= !only_grows && random_case_chance(state, 8) ? random_case_below(state, (int32_t)count + 1) : 0;
            tables->counts[t][i] = count;
        }
    }
}

static int column_of(const struct tables *tables, int32_t t, int32_t i)
{
    return 1 + t * tables->n_counts + i;
}

static void add_row(glp_prob *reader, int n, const int *index, const double *value, int kind, double bound)
{
    int row = glp_add_rows(reader, 1);

    glp_set_row_bnds(reader, row, kind, bound, bound);
    glp_set_mat_row(reader, row, n, index, value);
}

/* What a reader of all tables knows: a whole number a cell, fixed where it is shown; a row a total that is shown; and
 * that a count does not fall from one table to the next. */
static glp_prob *reader_of(const struct tables *tables, bool only_grows)
{
    glp_prob *reader = glp_create_prob();
    int index[MOST_COUNTS + 1];
    double ones[MOST_COUNTS + 1];

    glp_add_cols(reader, tables->n_counts * tables->n_tables);
    for (int32_t t = 0; t < tables->n_tables; t++) {
        for (int32_t i = 0; i < tables->n_counts; i++) {
            int column = column_of(tables, t, i);
            enum koppel_cell_state state = tables->states[t][i];
            double count = state == KOPPEL_CELL_ABSENT ? 0 : (double)tables->counts[t][i];

            glp_set_col_kind(reader, column, GLP_IV);
            glp_set_col_bnds(reader, column,
                             state == KOPPEL_CELL_SMALL      ? GLP_DB
                             : state == KOPPEL_CELL_WITHHELD ? GLP_LO
                                                             : GLP_FX,
                             state == KOPPEL_CELL_SMALL      ? 0
                             : state == KOPPEL_CELL_WITHHELD ? KOPPEL_SMALL_COUNT
                                                             : count,
                             state == KOPPEL_CELL_SMALL ? KOPPEL_SMALL_COUNT - 1 : count);
            index[i + 1] = column;
            ones[i + 1] = 1;
            if (only_grows && t > 0 && tables->states[t - 1][i] != KOPPEL_CELL_ABSENT) {
                const int pair[3] = {0, column, column_of(tables, t - 1, i)};
                const double signs[3] = {0, 1, -1};

                add_row(reader, 2, pair, signs, GLP_LO, 0);
            }
        }
        if (tables->states[t][tables->n_counts] == KOPPEL_CELL_SHOWN) {
            add_row(reader, tables->n_counts, index, ones, GLP_FX, (double)total_of(tables, t));
        }
    }
    return reader;
}

/* The least or greatest value of a cell in the integer program. */
static double solve_cell(glp_prob *reader, int column, int direction)
{
    glp_iocp parameters;

    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.presolve = GLP_ON;
    glp_set_obj_coef(reader, column, 1);
    glp_set_obj_dir(reader, direction);
    CU_ASSERT_EQUAL(glp_intopt(reader, &parameters), 0);
    CU_ASSERT_EQUAL(glp_mip_status(reader), GLP_OPT);
    glp_set_obj_coef(reader, column, 0);
    return glp_mip_col_val(reader, column);
}

/* How many small counts of the tables can be worked out exactly. */
static int n_worked_out(const struct tables *tables, bool only_grows, int *n_small)
{
    glp_prob *reader = reader_of(tables, only_grows);
    int n = 0;

    for (int32_t t = 0; t < tables->n_tables; t++) {
        for (int32_t i = 0; i < tables->n_counts; i++) {
            int column = column_of(tables, t, i);

            if (tables->states[t][i] == KOPPEL_CELL_SMALL) {
                *n_small += 1;
                n += solve_cell(reader, column, GLP_MAX) - solve_cell(reader, column, GLP_MIN) < 0.5 ? 1 : 0;
            }
        }
    }
    glp_delete_prob(reader);
    return n;
}

static void attack_random_tables(bool is_certain, bool only_grows, uint64_t seed)
{
    int n_small = 0;
    int n_totals = 0;
    int n_rounds = suite_is_long() ? 3000 : 150;

    for (int round = 0; round < n_rounds; round++) {
        struct tables tables;

        draw_tables(&tables, only_grows, &seed);
        publish(&tables, is_certain);
        CU_ASSERT_EQUAL(n_worked_out(&tables, only_grows, &n_small), 0);
        for (int32_t t = 0; t < tables.n_tables; t++) {
            n_totals += tables.states[t][tables.n_counts] == KOPPEL_CELL_SHOWN ? 1 : 0;
        }
    }
    CU_ASSERT_TRUE(n_small > n_rounds);
    CU_ASSERT_TRUE(n_totals > n_rounds / 2);
}

static void test_no_integer_program_over_the_tables_finds_a_small_count(void)
{
    attack_random_tables(true, true, 1);
    attack_random_tables(false, true, 2);
    attack_random_tables(true, false, 3);
}

/* February hides two small counts and a third; in March the third is shown, so that both were 4. */
static void test_the_integer_program_finds_counts_that_two_months_give_away(void)
{
    struct tables tables = {
        .n_counts = 3,
        .n_tables = 2,
        .counts = {{4, 12, 4}, {9, 12, 4}},
        .states = {{KOPPEL_CELL_SMALL, KOPPEL_CELL_WITHHELD, KOPPEL_CELL_SMALL, KOPPEL_CELL_SHOWN},
                   {KOPPEL_CELL_WITHHELD, KOPPEL_CELL_SHOWN, KOPPEL_CELL_SMALL, KOPPEL_CELL_SHOWN}}};
    int n_small = 0;

    CU_ASSERT_TRUE(n_worked_out(&tables, true, &n_small) >= 2);
    publish(&tables, true);
    CU_ASSERT_EQUAL(tables.states[1][1], KOPPEL_CELL_WITHHELD);
    CU_ASSERT_EQUAL(n_worked_out(&tables, true, &n_small), 0);
}

static void test_no_count_is_hidden_without_need(void)
{
    struct tables tables = {.n_counts = 3, .n_tables = 2, .counts = {{5, 20, 30}, {7, 20, 31}}};

    publish(&tables, true);
    for (int32_t t = 0; t < 2; t++) {
        for (int32_t cell = 0; cell < 4; cell++) {
            CU_ASSERT_EQUAL(tables.states[t][cell], KOPPEL_CELL_SHOWN);
        }
    }
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_a_reader_who_knows_the_rules_can_work_out_no_small_count),
        TEST(test_a_table_that_was_not_published_makes_no_small_count_known),
        TEST(test_no_integer_program_over_the_tables_finds_a_small_count),
        TEST(test_the_integer_program_finds_counts_that_two_months_give_away),
        TEST(test_no_count_is_hidden_without_need),
        TEST_END,
    };
    return suite_run("disclosure", tests);
}
