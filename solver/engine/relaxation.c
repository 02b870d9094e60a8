/* relaxation.c - the linear relaxation of a program, solved by GLPK (see relaxation.h). */
#include "engine/relaxation.h"

#include "base/memory.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* The power of two that brings a number to about 1. */
static double scale_of(int64_t largest)
{
    int exponent = 0;

    frexp((double)(largest > 0 ? largest : 1), &exponent);
    return ldexp(1.0, 1 - exponent);
}

static int64_t magnitude(int64_t value)
{
    return value < 0 ? -value : value;
}

static void find_scales(struct koppel_relaxation *relaxation)
{
    const struct koppel_program *program = relaxation->program;
    int64_t largest_cost = 0;

    for (int32_t r = 0; r < program->n_rows; r++) {
        int64_t largest = 0;

        for (int64_t k = program->row_first[r]; k < program->row_first[r + 1]; k++) {
            int64_t size = magnitude(program->row_value[k]);

            largest = size > largest ? size : largest;
        }
        /* Small numbers stay as they are: most rows add up ones and persons. */
        relaxation->row_scale[r] = largest > 64 ? scale_of(largest) * 16 : 1;
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        int64_t size = magnitude(program->columns[c].cost);

        largest_cost = size > largest_cost ? size : largest_cost;
    }
    relaxation->cost_scale = largest_cost > 1024 ? scale_of(largest_cost) * 1024 : 1;
}

/* Numbers the columns that can move and adds up what the others do to the rows. */
static int fold_fixed(struct koppel_relaxation *relaxation, const struct koppel_limits *limits)
{
    const struct koppel_program *program = relaxation->program;
    int n_columns = 0;

    for (int32_t c = 0; c < program->n_columns; c++) {
        relaxation->number[c] = 0;
        relaxation->values[c] = (double)limits->column_lo[c];
        if (limits->column_lo[c] < limits->column_hi[c]) {
            relaxation->number[c] = ++n_columns;
            relaxation->column[n_columns] = c;
            continue;
        }
        for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
            relaxation->fixed[program->row[k]] += program->value[k] * limits->column_lo[c];
        }
    }
    return n_columns;
}

static void set_column(struct koppel_relaxation *relaxation, int32_t c, int64_t lo, int64_t hi)
{
    relaxation->shown.column_lo[c] = lo;
    relaxation->shown.column_hi[c] = hi;
    glp_set_col_bnds(relaxation->lp, relaxation->number[c], lo < hi ? GLP_DB : GLP_FX, (double)lo, (double)hi);
}

static void set_row(struct koppel_relaxation *relaxation, int32_t r, int64_t lo, int64_t hi)
{
    double scale = relaxation->row_scale[r];
    bool has_lo = lo != KOPPEL_ROW_NO_MIN;
    bool has_hi = hi != KOPPEL_ROW_NO_MAX;
    int type = has_lo ? (has_hi ? (lo < hi ? GLP_DB : GLP_FX) : GLP_LO) : (has_hi ? GLP_UP : GLP_FR);

    relaxation->shown.row_lo[r] = lo;
    relaxation->shown.row_hi[r] = hi;
    glp_set_row_bnds(relaxation->lp, r + 1, type, has_lo ? scale * (double)(lo - relaxation->fixed[r]) : 0,
                     has_hi ? scale * (double)(hi - relaxation->fixed[r]) : 0);
}

static void load_columns(struct koppel_relaxation *relaxation, const struct koppel_limits *limits, int n_columns)
{
    const struct koppel_program *program = relaxation->program;

    for (int n = 1; n <= n_columns; n++) {
        int32_t c = relaxation->column[n];
        int length = 0;

        for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
            int32_t r = program->row[k];

            relaxation->index[++length] = r + 1;
            relaxation->row_values[length] = relaxation->row_scale[r] * (double)program->value[k];
        }
        glp_set_mat_col(relaxation->lp, n, length, relaxation->index, relaxation->row_values);
        glp_set_obj_coef(relaxation->lp, n, relaxation->cost_scale * (double)program->columns[c].cost);
        set_column(relaxation, c, limits->column_lo[c], limits->column_hi[c]);
    }
}

enum koppel_status koppel_relaxation_make(struct koppel_relaxation *relaxation, const struct koppel_program *program,
                                          const struct koppel_limits *limits)
{
    size_t n_rows = (size_t)program->n_rows;
    size_t n_columns = (size_t)program->n_columns;
    int n_moving = 0;

    *relaxation = (struct koppel_relaxation){.program = program};
    relaxation->number = koppel_new(n_columns, sizeof *relaxation->number);
    relaxation->column = koppel_new(n_columns + 1, sizeof *relaxation->column);
    relaxation->row_scale = koppel_new(n_rows, sizeof *relaxation->row_scale);
    relaxation->fixed = koppel_new(n_rows, sizeof *relaxation->fixed);
    relaxation->prices = koppel_new(n_rows, sizeof *relaxation->prices);
    relaxation->values = koppel_new(n_columns, sizeof *relaxation->values);
    relaxation->reduced = koppel_new(n_columns, sizeof *relaxation->reduced);
    relaxation->index = koppel_new(n_rows + n_columns + 1, sizeof *relaxation->index);
    relaxation->row_values = koppel_new(n_rows + n_columns + 1, sizeof *relaxation->row_values);
    if (relaxation->number == NULL || relaxation->column == NULL || relaxation->row_scale == NULL ||
        relaxation->fixed == NULL || relaxation->prices == NULL || relaxation->values == NULL ||
        relaxation->reduced == NULL || relaxation->index == NULL || relaxation->row_values == NULL ||
        koppel_limits_make(&relaxation->shown, program) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    find_scales(relaxation);
    n_moving = fold_fixed(relaxation, limits);
    relaxation->lp = glp_create_prob();
    if (program->n_rows > 0) {
        glp_add_rows(relaxation->lp, program->n_rows);
    }
    if (n_moving > 0) {
        glp_add_cols(relaxation->lp, n_moving);
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        set_row(relaxation, r, limits->row_lo[r], limits->row_hi[r]);
    }
    load_columns(relaxation, limits, n_moving);
    return KOPPEL_OK;
}

enum koppel_status koppel_relaxation_part(struct koppel_relaxation *part, const struct koppel_relaxation *whole,
                                          const struct koppel_limits *limits)
{
    enum koppel_status status = koppel_relaxation_make(part, whole->program, limits);

    if (status != KOPPEL_OK) {
        return status;
    }
    for (int r = 1; r <= whole->program->n_rows; r++) {
        glp_set_row_stat(part->lp, r, glp_get_row_stat(whole->lp, r));
    }
    for (int n = 1; n <= glp_get_num_cols(part->lp); n++) {
        int column = whole->number[part->column[n]];

        if (column > 0) {
            glp_set_col_stat(part->lp, n, glp_get_col_stat(whole->lp, column));
        }
    }
    return KOPPEL_OK;
}

void koppel_relaxation_free(struct koppel_relaxation *relaxation, bool with_lp)
{
    if (with_lp && relaxation->lp != NULL) {
        glp_delete_prob(relaxation->lp);
    }
    free(relaxation->number);
    free(relaxation->column);
    free(relaxation->row_scale);
    free(relaxation->fixed);
    free(relaxation->prices);
    free(relaxation->values);
    free(relaxation->reduced);
    free(relaxation->index);
    free(relaxation->row_values);
    koppel_limits_free(&relaxation->shown);
    *relaxation = (struct koppel_relaxation){0};
}

void koppel_relaxation_start(struct koppel_relaxation *relaxation, const int64_t *point)
{
    const struct koppel_program *program = relaxation->program;

    glp_std_basis(relaxation->lp);
    for (int n = 1; n <= glp_get_num_cols(relaxation->lp); n++) {
        int32_t c = relaxation->column[n];

        if (point[c] == relaxation->shown.column_hi[c] && point[c] > relaxation->shown.column_lo[c]) {
            glp_set_col_stat(relaxation->lp, n, GLP_NU);
        }
    }
    /* A column of cost between its bounds (over, under) takes the place of its first row in the basis. */
    for (int n = 1; n <= glp_get_num_cols(relaxation->lp); n++) {
        int32_t c = relaxation->column[n];
        int r = program->first[c + 1] > program->first[c] ? program->row[program->first[c]] + 1 : 0;

        if (!program->columns[c].is_integer && r > 0 && point[c] > relaxation->shown.column_lo[c] &&
            point[c] < relaxation->shown.column_hi[c] && glp_get_row_stat(relaxation->lp, r) == GLP_BS) {
            glp_set_col_stat(relaxation->lp, n, GLP_BS);
            glp_set_row_stat(relaxation->lp, r, GLP_NL);
        }
    }
}

static void show_limits(struct koppel_relaxation *relaxation, const struct koppel_limits *limits)
{
    const struct koppel_program *program = relaxation->program;
    const struct koppel_limits *shown = &relaxation->shown;

    for (int n = 1; n <= glp_get_num_cols(relaxation->lp); n++) {
        int32_t c = relaxation->column[n];

        if (limits->column_lo[c] != shown->column_lo[c] || limits->column_hi[c] != shown->column_hi[c]) {
            set_column(relaxation, c, limits->column_lo[c], limits->column_hi[c]);
        }
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        if (limits->row_lo[r] != shown->row_lo[r] || limits->row_hi[r] != shown->row_hi[r]) {
            set_row(relaxation, r, limits->row_lo[r], limits->row_hi[r]);
        }
    }
}

static void read_solution(struct koppel_relaxation *relaxation)
{
    const struct koppel_program *program = relaxation->program;
    glp_prob *lp = relaxation->lp;

    relaxation->cost = 0;
    for (int n = 1; n <= glp_get_num_cols(lp); n++) {
        int32_t c = relaxation->column[n];

        relaxation->values[c] = glp_get_col_prim(lp, n);
        relaxation->reduced[c] = glp_get_col_dual(lp, n) / relaxation->cost_scale;
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        relaxation->cost += (double)program->columns[c].cost * relaxation->values[c];
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        relaxation->prices[r] = glp_get_row_dual(lp, r + 1) * relaxation->row_scale[r] / relaxation->cost_scale;
    }
}

/* Prices that prove infeasibility: the row of the tableau of a basic variable that cannot come within its limits. */
static bool read_proof(struct koppel_relaxation *relaxation)
{
    glp_prob *lp = relaxation->lp;
    int n_rows = glp_get_num_rows(lp);
    int basic = glp_get_unbnd_ray(lp);
    double sign = 1;
    int length = 0;

    if (basic <= 0 ||
        (basic <= n_rows ? glp_get_row_stat(lp, basic) : glp_get_col_stat(lp, basic - n_rows)) != GLP_BS ||
        !glp_bf_exists(lp)) {
        return false;
    }
    /* x_basic - sum alpha_k x_k = 0 is a sum of rows: row r (activity minus sum) has the price of its activity in it.
     */
    length = glp_eval_tab_row(lp, basic, relaxation->index, relaxation->row_values);
    if (basic <= n_rows) {
        double value = glp_get_row_prim(lp, basic);

        sign = value < glp_get_row_lb(lp, basic) ? 1 : -1;
    } else {
        double value = glp_get_col_prim(lp, basic - n_rows);

        sign = value < glp_get_col_lb(lp, basic - n_rows) ? 1 : -1;
    }
    for (int r = 0; r < n_rows; r++) {
        relaxation->prices[r] = 0;
    }
    if (basic <= n_rows) {
        relaxation->prices[basic - 1] = sign * relaxation->row_scale[basic - 1];
    }
    for (int k = 1; k <= length; k++) {
        int at = relaxation->index[k];

        if (at <= n_rows) {
            relaxation->prices[at - 1] = -sign * relaxation->row_values[k] * relaxation->row_scale[at - 1];
        }
    }
    return true;
}

static int time_left_ms(const struct koppel_watch *watch)
{
    double ms = 1000 * koppel_watch_left(watch);

    return ms < 1 ? 1 : (ms < INT_MAX / 2 ? (int)ms : INT_MAX);
}

enum koppel_relaxation_state koppel_relaxation_solve(struct koppel_relaxation *relaxation,
                                                     const struct koppel_limits *limits, bool primal, double cutoff,
                                                     int most_iterations, const struct koppel_watch *watch)
{
    glp_prob *lp = relaxation->lp;
    int before = glp_get_it_cnt(lp);
    glp_smcp control;
    int code = 0;

    show_limits(relaxation, limits);
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_OFF;
    control.meth = primal ? GLP_PRIMAL : GLP_DUALP;
    control.r_test = primal ? GLP_RT_HAR : GLP_RT_FLIP;
    control.tm_lim = time_left_ms(watch);
    if (most_iterations > 0) {
        control.it_lim = most_iterations;
    }
    if (!primal && cutoff < INFINITY) {
        control.obj_ul = cutoff * relaxation->cost_scale;
    }
    code = glp_simplex(lp, &control);
    if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND || code == GLP_EFAIL) {
        glp_adv_basis(lp, 0);
        control.meth = GLP_PRIMAL;
        control.r_test = GLP_RT_HAR;
        code = glp_simplex(lp, &control);
    }
    relaxation->n_iterations += glp_get_it_cnt(lp) - before;
    if (code == GLP_EOBJUL) {
        read_solution(relaxation);
        return KOPPEL_RELAXATION_CUTOFF;
    }
    if (code == GLP_EITLIM || code == GLP_ETMLIM) {
        read_solution(relaxation);
        return KOPPEL_RELAXATION_LIMIT;
    }
    if (code == 0 && glp_get_status(lp) == GLP_OPT) {
        read_solution(relaxation);
        return KOPPEL_RELAXATION_OPTIMAL;
    }
    if (code == 0 && glp_get_prim_stat(lp) == GLP_NOFEAS) {
        return read_proof(relaxation) ? KOPPEL_RELAXATION_INFEASIBLE : KOPPEL_RELAXATION_FAILED;
    }
    return KOPPEL_RELAXATION_FAILED;
}

size_t koppel_relaxation_basis_size(const struct koppel_relaxation *relaxation)
{
    return (size_t)glp_get_num_rows(relaxation->lp) + (size_t)glp_get_num_cols(relaxation->lp);
}

void koppel_relaxation_save_basis(const struct koppel_relaxation *relaxation, unsigned char *basis)
{
    int n_rows = glp_get_num_rows(relaxation->lp);

    for (int r = 0; r < n_rows; r++) {
        basis[r] = (unsigned char)glp_get_row_stat(relaxation->lp, r + 1);
    }
    for (int n = 0; n < glp_get_num_cols(relaxation->lp); n++) {
        basis[n_rows + n] = (unsigned char)glp_get_col_stat(relaxation->lp, n + 1);
    }
}

void koppel_relaxation_load_basis(struct koppel_relaxation *relaxation, const unsigned char *basis)
{
    int n_rows = glp_get_num_rows(relaxation->lp);

    for (int r = 0; r < n_rows; r++) {
        glp_set_row_stat(relaxation->lp, r + 1, basis[r]);
    }
    for (int n = 0; n < glp_get_num_cols(relaxation->lp); n++) {
        glp_set_col_stat(relaxation->lp, n + 1, basis[n_rows + n]);
    }
}
