/* What holds for every table of targets and every public table, on random ones. */
#include "model/statutory_target.h"
#include "province/disclosure.h"
#include "province/standing.h"
#include "province/supervision_text.h"
#include "random_case.h"
#include "suite.h"

#include <glpk.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COUNTS = 40, MOST_GROUPS = 6, SMALL = 5 };

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

/* A random public column: many small counts, provinces of one municipality, and all zero now and then. */
struct public_column {
    int64_t counts[MOST_COUNTS];
    int32_t group[MOST_COUNTS];
    struct koppel_counts column;
    enum koppel_cell_state states[MOST_COUNTS + MOST_GROUPS + 1];
};

static void draw_column(struct public_column *drawn, uint64_t *state)
{
    int32_t n_groups = 1 + random_case_below(state, MOST_GROUPS);
    int32_t n = n_groups + random_case_below(state, MOST_COUNTS - MOST_GROUPS);
    int32_t empty = random_case_chance(state, 30) ? 1 + random_case_below(state, MOST_GROUPS) : KOPPEL_NONE;
    int32_t largest = random_case_chance(state, 20) ? 5 : random_case_chance(state, 50) ? 12 : 300;

    for (int32_t i = 0; i < n; i++) {
        drawn->counts[i] = random_case_below(state, largest);
        drawn->group[i] = i < n_groups ? i : random_case_below(state, n_groups);
        /* now and then a province without a count */
        drawn->group[i] = drawn->group[i] == empty ? 0 : drawn->group[i];
    }
    drawn->column = (struct koppel_counts){
        .counts = drawn->counts, .group = drawn->group, .n_counts = n, .n_groups = n_groups, .threshold = SMALL};
}

static int64_t total_of(const struct public_column *drawn, int32_t group)
{
    int64_t total = 0;

    for (int32_t i = 0; i < drawn->column.n_counts; i++) {
        total += group == KOPPEL_NONE || drawn->group[i] == group ? drawn->counts[i] : 0;
    }
    return total;
}

/* What a reader of the table knows, as a linear program: a variable a cell, fixed when it is shown; a row a sum. */
static glp_prob *reader_of(const struct public_column *drawn)
{
    const struct koppel_counts *column = &drawn->column;
    int32_t n = column->n_counts;
    int32_t n_cells = n + column->n_groups + 1;
    glp_prob *reader = glp_create_prob();
    int index[MOST_COUNTS + MOST_GROUPS + 2];
    double value[MOST_COUNTS + MOST_GROUPS + 2];

    glp_add_cols(reader, n_cells);
    glp_add_rows(reader, column->n_groups + 1);
    for (int32_t cell = 0; cell < n_cells; cell++) {
        double count = (double)(cell < n ? drawn->counts[cell]
                                         : total_of(drawn, cell < n + column->n_groups ? cell - n : KOPPEL_NONE));

        if (drawn->states[cell] == KOPPEL_CELL_SHOWN) {
            glp_set_col_bnds(reader, cell + 1, GLP_FX, count, count);
        } else if (drawn->states[cell] == KOPPEL_CELL_SMALL) {
            glp_set_col_bnds(reader, cell + 1, GLP_DB, 0, SMALL - 1);
        } else {
            glp_set_col_bnds(reader, cell + 1, GLP_LO, cell < n ? SMALL : 0, 0);
        }
    }
    for (int32_t g = 0; g <= column->n_groups; g++) {
        int length = 0;

        for (int32_t cell = g < column->n_groups ? 0 : n; cell < (g < column->n_groups ? n : n + column->n_groups);
             cell++) {
            if (g == column->n_groups || drawn->group[cell] == g) {
                index[++length] = cell + 1;
                value[length] = 1;
            }
        }
        index[++length] = n + g + 1;
        value[length] = -1;
        glp_set_row_bnds(reader, g + 1, GLP_FX, 0, 0);
        glp_set_mat_row(reader, g + 1, length, index, value);
    }
    return reader;
}

/* The least or greatest value that a cell can have by what the reader knows; 10^9 when there is no end. */
static double solve_cell(glp_prob *reader, int32_t cell, int direction)
{
    glp_smcp parameters;

    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    glp_set_obj_coef(reader, cell + 1, 1);
    glp_set_obj_dir(reader, direction);
    glp_std_basis(reader);
    CU_ASSERT_EQUAL(glp_simplex(reader, &parameters), 0);
    glp_set_obj_coef(reader, cell + 1, 0);
    if (glp_get_status(reader) != GLP_OPT) {
        CU_ASSERT_EQUAL(glp_get_status(reader), GLP_UNBND);
        return direction == GLP_MAX ? 1e9 : -1e9;
    }
    return glp_get_col_prim(reader, cell + 1);
}

static int check_hidden_cells(const struct public_column *drawn)
{
    glp_prob *reader = reader_of(drawn);
    int n_hidden = 0;

    for (int32_t cell = 0; cell < drawn->column.n_counts + drawn->column.n_groups + 1; cell++) {
        double least = 0;
        double most = 0;

        if (drawn->states[cell] == KOPPEL_CELL_SHOWN) {
            continue;
        }
        n_hidden++;
        least = solve_cell(reader, cell, GLP_MIN);
        most = solve_cell(reader, cell, GLP_MAX);
        if (drawn->states[cell] == KOPPEL_CELL_SMALL) {
            CU_ASSERT_TRUE(least < 1e-6 && most > SMALL - 1 - 1e-6);
        }
        CU_ASSERT_TRUE(most - least > SMALL - 1 - 1e-6);
    }
    glp_delete_prob(reader);
    return n_hidden;
}

static void test_hidden_counts_cannot_be_solved_from_the_public_table(void)
{
    uint64_t state = 5;
    int n_hidden = 0;
    int n_rounds = suite_is_long() ? 5000 : 400;

    for (int round = 0; round < n_rounds; round++) {
        struct public_column drawn;

        draw_column(&drawn, &state);
        CU_ASSERT_EQUAL(koppel_disclosure_protect(&drawn.column, drawn.states), KOPPEL_OK);
        for (int32_t i = 0; i < drawn.column.n_counts; i++) {
            CU_ASSERT_TRUE(drawn.counts[i] >= SMALL || drawn.states[i] == KOPPEL_CELL_SMALL);
            CU_ASSERT_TRUE(drawn.counts[i] < SMALL || drawn.states[i] != KOPPEL_CELL_SMALL);
        }
        n_hidden += check_hidden_cells(&drawn);
    }
    CU_ASSERT_TRUE(n_hidden > n_rounds);
}

/* Reads one column of a public sheet back: what is shown, and as what the rest is hidden. */
static void read_back(const struct koppel_sheet *sheet, int32_t column, struct public_column *read)
{
    int32_t n = 0;
    int32_t n_groups = 0;
    enum koppel_cell_state totals[MOST_GROUPS + 1];

    for (int32_t row = 0; row < sheet->n_rows; row++) {
        const struct koppel_sheet_cell *cell = &sheet->cells[(size_t)row * (size_t)sheet->n_columns + (size_t)column];
        enum koppel_cell_state state = KOPPEL_CELL_SHOWN;

        if (cell->text != NULL) {
            state = strcmp(cell->text, "<5") == 0 ? KOPPEL_CELL_SMALL : KOPPEL_CELL_WITHHELD;
        }
        if (sheet->kinds[row] == KOPPEL_SHEET_ROW) {
            read->states[n] = state;
            read->group[n++] = n_groups;
        } else {
            totals[n_groups] = state;
            n_groups += sheet->kinds[row] == KOPPEL_SHEET_SUBTOTAL ? 1 : 0;
        }
    }
    memcpy(read->states + n, totals, ((size_t)n_groups + 1) * sizeof *totals);
    read->column = (struct koppel_counts){
        .counts = read->counts, .group = read->group, .n_counts = n, .n_groups = n_groups, .threshold = SMALL};
}

/* The table that people get, with provinces in any order among the municipalities. */
static void test_the_public_table_cannot_be_solved(void)
{
    static const char *const provinces[] = {"A", "B", "C", "D"};
    static const struct koppel_supervision_rules rules = {
        .dates = {.reference_years_before = 1, .reference = {1, 1}, .linked_by = {{4, 1}, {10, 1}}, .slightly_of = 1},
        .ladders = {{.name = "none"}},
        .n_ladders = 1};
    uint64_t state = 6;

    for (int round = 0; round < 100; round++) {
        struct koppel_municipality municipalities[20] = {{0}};
        struct koppel_target targets[20] = {{0}};
        int32_t n = 1 + random_case_below(&state, 20);
        struct koppel_case kase = {
            .municipalities = municipalities, .n_municipalities = n, .targets = targets, .n_targets = n};
        struct koppel_province province = {0};
        struct koppel_sheet sheet = {0};

        for (int32_t m = 0; m < n; m++) {
            municipalities[m] = (struct koppel_municipality){
                .id = "GM0001", .name = "T", .province = provinces[random_case_below(&state, 4)], .inhabitants = 1000};
            targets[m] = (struct koppel_target){.municipality = m,
                                                .period = 4052,
                                                .target_persons = random_case_below(&state, 15),
                                                .linked_persons = KOPPEL_UNKNOWN,
                                                .linked_by_reference_persons = KOPPEL_UNKNOWN,
                                                .housed_persons = random_case_below(&state, 30),
                                                .source = ""};
        }
        CU_ASSERT_EQUAL_FATAL(koppel_province_make(&kase, &rules, 4052, koppel_period_last_day(4052), NULL, &province),
                              KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_public_sheet(&province, &sheet), KOPPEL_OK);
        for (int32_t column = 6; column <= 7; column++) {
            struct public_column read = {.counts = {0}};
            int32_t i = 0;

            read_back(&sheet, column, &read);
            CU_ASSERT_EQUAL(read.column.n_counts, n);
            for (int32_t p = 0; p < province.n_provinces; p++) {
                for (int32_t m = 0; m < n; m++) {
                    if (province.rows[m].province == p) {
                        read.counts[i++] = column == 6 ? targets[m].target_persons : targets[m].housed_persons;
                    }
                }
            }
            for (i = 0; i < n; i++) {
                CU_ASSERT_EQUAL(read.counts[i] < SMALL, read.states[i] == KOPPEL_CELL_SMALL);
            }
            check_hidden_cells(&read);
        }
        koppel_sheet_free(&sheet);
        koppel_province_free(&province);
    }
}

/* Without the further counts that are hidden, the test above must notice: a lone small count is the total less the
 * rest. */
static void test_the_solver_finds_a_count_that_is_hidden_alone(void)
{
    struct public_column drawn = {.counts = {3, 20, 30}, .group = {0, 0, 0}};
    glp_prob *reader = NULL;

    drawn.column = (struct koppel_counts){
        .counts = drawn.counts, .group = drawn.group, .n_counts = 3, .n_groups = 1, .threshold = SMALL};
    drawn.states[0] = KOPPEL_CELL_SMALL;
    reader = reader_of(&drawn);
    CU_ASSERT_DOUBLE_EQUAL(solve_cell(reader, 0, GLP_MIN), 3, 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(solve_cell(reader, 0, GLP_MAX), 3, 1e-6);
    glp_delete_prob(reader);
}

static void test_no_count_is_hidden_without_need(void)
{
    struct public_column drawn = {.counts = {5, 20, 30, 7}, .group = {0, 0, 1, 1}};

    drawn.column = (struct koppel_counts){
        .counts = drawn.counts, .group = drawn.group, .n_counts = 4, .n_groups = 2, .threshold = SMALL};
    CU_ASSERT_EQUAL(koppel_disclosure_protect(&drawn.column, drawn.states), KOPPEL_OK);
    for (int32_t cell = 0; cell < 7; cell++) {
        CU_ASSERT_EQUAL(drawn.states[cell], KOPPEL_CELL_SHOWN);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_computed_targets_never_sum_to_less_than_the_national_number),
        TEST(test_the_formula_agrees_with_long_division),
        TEST(test_swaps_keep_the_sum_of_the_targets),
        TEST(test_hidden_counts_cannot_be_solved_from_the_public_table),
        TEST(test_the_public_table_cannot_be_solved),
        TEST(test_the_solver_finds_a_count_that_is_hidden_alone),
        TEST(test_no_count_is_hidden_without_need),
        TEST_END,
    };
    return suite_run("supervision properties", tests);
}
