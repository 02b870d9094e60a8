// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lp_relaxation.c - the linear relaxation of an integer program, and its pricing (see lp_relaxation.h). */
#include "engine/lp/lp_relaxation.h"

#include "base/arena.h"
#include "base/steps.h"
#include "engine/lp/glpk_guard.h"

#include <math.h>
#include <string.h>

/* GLPK is given all columns where there are at most FEW_COLUMNS + COLUMNS_OF_A_ROW * rows of them; else this many of a
 * group at a time. */
enum { FEW_COLUMNS = 2000, COLUMNS_OF_A_ROW = 4, GROUP_COLUMNS = 6 };

/* A column is added when its reduced cost is below minus this, in GLPK's scaling. */
static const double cheap = 1e-6;

/* The power of two that scales a number to about 1. */
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

/* Gives a column to GLPK; it stands at its lower bound there. */
static void add_column(struct koppel_relaxation *relaxation, const struct koppel_node_bounds *bounds, int32_t c)
{
    const struct koppel_program *program = relaxation->program;
    int64_t base = relaxation->shown.column_lo[c];
    int length = 0;
    int n = glp_add_cols(relaxation->lp, 1);

    relaxation->number[c] = n;
    relaxation->column[n] = c;
    for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
        int32_t r = program->row[k];

        relaxation->index[++length] = r + 1;
        relaxation->row_values[length] = relaxation->row_scale[r] * (double)program->value[k];
        if (base != 0) {
            relaxation->fixed[r] -= program->value[k] * base;
            set_row(relaxation, r, relaxation->shown.row_lo[r], relaxation->shown.row_hi[r]);
        }
    }
    glp_set_mat_col(relaxation->lp, n, length, relaxation->index, relaxation->row_values);
    glp_set_obj_coef(relaxation->lp, n, relaxation->cost_scale * (double)program->columns[c].cost);
    set_column(relaxation, c, bounds->column_lo[c], bounds->column_hi[c]);
}

/* Puts every column at its lower bound and adds up what that does to the rows. @return how many can move */
static int32_t fold_columns(struct koppel_relaxation *relaxation, const struct koppel_node_bounds *bounds)
{
    const struct koppel_program *program = relaxation->program;
    int32_t n_moving = 0;

    for (int32_t c = 0; c < program->n_columns; c++) {
        n_moving += bounds->column_lo[c] < bounds->column_hi[c];
        relaxation->shown.column_lo[c] = bounds->column_lo[c];
        relaxation->shown.column_hi[c] = bounds->column_hi[c];
        for (int64_t k = program->first[c]; k < program->first[c + 1] && bounds->column_lo[c] != 0; k++) {
            relaxation->fixed[program->row[k]] += program->value[k] * bounds->column_lo[c];
        }
    }
    return n_moving;
}

/* Columns with the same first row, side by side, are one group. */
static void find_groups(struct koppel_relaxation *relaxation)
{
    const struct koppel_program *program = relaxation->program;
    int32_t last = KOPPEL_NONE;

    for (int32_t c = 0; c < program->n_columns; c++) {
        int32_t row = program->first[c] < program->first[c + 1] ? program->row[program->first[c]] : KOPPEL_NONE;

        if (c == 0 || row != last) {
            relaxation->group_first[relaxation->n_groups++] = c;
            last = row;
        }
    }
    relaxation->group_first[relaxation->n_groups] = program->n_columns;
}

static enum koppel_status allocate(struct koppel_relaxation *relaxation)
{
    size_t n_rows = (size_t)relaxation->program->n_rows;
    size_t n_columns = (size_t)relaxation->program->n_columns;

    relaxation->number = koppel_arena_new(&relaxation->arena, n_columns, sizeof *relaxation->number);
    relaxation->column = koppel_arena_new(&relaxation->arena, n_columns + 1, sizeof *relaxation->column);
    relaxation->group_first = koppel_arena_new(&relaxation->arena, n_columns + 1, sizeof *relaxation->group_first);
    relaxation->row_scale = koppel_arena_new(&relaxation->arena, n_rows, sizeof *relaxation->row_scale);
    relaxation->fixed = koppel_arena_new(&relaxation->arena, n_rows, sizeof *relaxation->fixed);
    relaxation->prices = koppel_arena_new(&relaxation->arena, n_rows, sizeof *relaxation->prices);
    relaxation->values = koppel_arena_new(&relaxation->arena, n_columns, sizeof *relaxation->values);
    relaxation->index = koppel_arena_new(&relaxation->arena, n_rows + n_columns + 1, sizeof *relaxation->index);
    relaxation->row_values =
        koppel_arena_new(&relaxation->arena, n_rows + n_columns + 1, sizeof *relaxation->row_values);
    if (koppel_arena_failed(&relaxation->arena)) {
        return KOPPEL_E_MEMORY;
    }
    return koppel_node_bounds_make(&relaxation->shown, relaxation->program, &relaxation->arena);
}

enum koppel_status koppel_relaxation_make(struct koppel_relaxation *relaxation, const struct koppel_program *program,
                                          const struct koppel_node_bounds *bounds)
{
    enum koppel_status status = KOPPEL_OK;
    bool has_all = false;

    *relaxation = (struct koppel_relaxation){.program = program};
    status = allocate(relaxation);
    if (status != KOPPEL_OK) {
        return status;
    }
    find_scales(relaxation);
    find_groups(relaxation);
    has_all = fold_columns(relaxation, bounds) <= FEW_COLUMNS + COLUMNS_OF_A_ROW * program->n_rows ||
              !koppel_step_is_on(KOPPEL_STEP_COLUMN_GENERATION);
    relaxation->lp = glp_create_prob();
    if (program->n_rows > 0) {
        glp_add_rows(relaxation->lp, program->n_rows);
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        set_row(relaxation, r, bounds->row_lo[r], bounds->row_hi[r]);
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        if (bounds->column_lo[c] < bounds->column_hi[c] && (has_all || !program->columns[c].is_integer)) {
            add_column(relaxation, bounds, c);
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_relaxation_part(struct koppel_relaxation *component, const struct koppel_relaxation *whole,
                                          const struct koppel_node_bounds *bounds)
{
    enum koppel_status status = koppel_relaxation_make(component, whole->program, bounds);

    if (status != KOPPEL_OK) {
        return status;
    }
    /* a basis must be complete: basic columns come along even when they are fixed now */
    for (int n = 1; n <= glp_get_num_cols(whole->lp); n++) {
        int32_t c = whole->column[n];

        if (component->number[c] == 0 &&
            (bounds->column_lo[c] < bounds->column_hi[c] || glp_get_col_stat(whole->lp, n) == GLP_BS)) {
            add_column(component, bounds, c);
        }
    }
    for (int r = 1; r <= whole->program->n_rows; r++) {
        glp_set_row_stat(component->lp, r, glp_get_row_stat(whole->lp, r));
    }
    for (int n = 1; n <= glp_get_num_cols(component->lp); n++) {
        int column = whole->number[component->column[n]];

        if (column > 0) {
            glp_set_col_stat(component->lp, n, glp_get_col_stat(whole->lp, column));
        }
    }
    return KOPPEL_OK;
}

void koppel_relaxation_free(struct koppel_relaxation *relaxation, bool with_lp)
{
    if (with_lp && relaxation->lp != NULL) {
        glp_delete_prob(relaxation->lp);
    }
    koppel_arena_free(&relaxation->arena);
    *relaxation = (struct koppel_relaxation){0};
}

/* The reduced cost of a column by the duals (without cost: by those of a proof of infeasibility). */
static double reduced_cost(const struct koppel_relaxation *relaxation, int32_t c, bool with_cost)
{
    const struct koppel_program *program = relaxation->program;
    double cost = with_cost ? (double)program->columns[c].cost : 0;

    for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
        cost -= relaxation->prices[program->row[k]] * (double)program->value[k];
    }
    return cost;
}

/* Adds those columns of a group that cost least, below the limit. @return how many */
static int add_cheapest(struct koppel_relaxation *relaxation, const struct koppel_node_bounds *bounds, int32_t group,
                        double limit, bool with_cost)
{
    int32_t best[GROUP_COLUMNS];
    double costs[GROUP_COLUMNS];
    int n = 0;

    for (int32_t c = relaxation->group_first[group]; c < relaxation->group_first[group + 1]; c++) {
        double cost = 0;
        int at = n < GROUP_COLUMNS ? n : GROUP_COLUMNS - 1;

        if (relaxation->number[c] != 0 || bounds->column_hi[c] == relaxation->shown.column_lo[c]) {
            continue;
        }
        cost = reduced_cost(relaxation, c, with_cost);
        if (cost >= limit || (n == GROUP_COLUMNS && cost >= costs[at])) {
            continue;
        }
        for (; at > 0 && costs[at - 1] > cost; at--) {
            costs[at] = costs[at - 1];
            best[at] = best[at - 1];
        }
        costs[at] = cost;
        best[at] = c;
        n += n < GROUP_COLUMNS;
    }
    for (int k = 0; k < n; k++) {
        add_column(relaxation, bounds, best[k]);
    }
    return n;
}

static int add_cheap(struct koppel_relaxation *relaxation, const struct koppel_node_bounds *bounds, double limit,
                     bool with_cost)
{
    int n_added = 0;

    for (int32_t group = 0; group < relaxation->n_groups; group++) {
        n_added += add_cheapest(relaxation, bounds, group, limit, with_cost);
    }
    return n_added;
}

void koppel_relaxation_start(struct koppel_relaxation *relaxation, const int64_t *point, const double *prices)
{
    const struct koppel_program *program = relaxation->program;

    if (prices != NULL) {
        memcpy(relaxation->prices, prices, (size_t)program->n_rows * sizeof *prices);
    }

    for (int32_t c = 0; c < program->n_columns; c++) {
        if (relaxation->number[c] == 0 && point[c] > relaxation->shown.column_lo[c]) {
            add_column(relaxation, &relaxation->shown, c);
        }
    }
    add_cheap(relaxation, &relaxation->shown, INFINITY, true);
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

/* Brings GLPK's bounds up to date. A column that can stand no longer where it was folded is added. */
static void show_bounds(struct koppel_relaxation *relaxation, const struct koppel_node_bounds *bounds)
{
    const struct koppel_program *program = relaxation->program;
    const struct koppel_node_bounds *shown = &relaxation->shown;

    for (int32_t c = 0; c < program->n_columns; c++) {
        if (relaxation->number[c] == 0) {
            if (bounds->column_lo[c] > shown->column_lo[c]) {
                add_column(relaxation, bounds, c);
            }
        } else if (bounds->column_lo[c] != shown->column_lo[c] || bounds->column_hi[c] != shown->column_hi[c]) {
            set_column(relaxation, c, bounds->column_lo[c], bounds->column_hi[c]);
        }
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        if (bounds->row_lo[r] != shown->row_lo[r] || bounds->row_hi[r] != shown->row_hi[r]) {
            set_row(relaxation, r, bounds->row_lo[r], bounds->row_hi[r]);
        }
    }
}

static void read_prices(struct koppel_relaxation *relaxation)
{
    for (int32_t r = 0; r < relaxation->program->n_rows; r++) {
        relaxation->prices[r] =
            glp_get_row_dual(relaxation->lp, r + 1) * relaxation->row_scale[r] / relaxation->cost_scale;
    }
}

static void read_values(struct koppel_relaxation *relaxation)
{
    const struct koppel_program *program = relaxation->program;

    relaxation->cost = 0;
    for (int32_t c = 0; c < program->n_columns; c++) {
        relaxation->values[c] = relaxation->number[c] > 0 ? glp_get_col_prim(relaxation->lp, relaxation->number[c])
                                                          : (double)relaxation->shown.column_lo[c];
        relaxation->cost += (double)program->columns[c].cost * relaxation->values[c];
    }
}

/* Duals that prove infeasibility: the row of the tableau of a basic variable that cannot come within its bounds. */
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
    /* x_basic - sum alpha_k x_k = 0 is a sum of rows; the dual of row r is the coefficient of its activity in it. */
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

/* Solves over the columns that GLPK has; what it came to is read. */
static enum koppel_relaxation_state simplex(struct koppel_relaxation *relaxation, int most_iterations,
                                            const struct koppel_deadline *deadline, glp_smcp *control)
{
    glp_prob *lp = relaxation->lp;
    int before = glp_get_it_cnt(lp);
    int code = koppel_guard_simplex(lp, most_iterations, deadline, control);

    relaxation->n_iterations += glp_get_it_cnt(lp) - before;
    if (code == 0 && glp_get_prim_stat(lp) == GLP_NOFEAS) {
        return read_proof(relaxation) ? KOPPEL_RELAXATION_INFEASIBLE : KOPPEL_RELAXATION_FAILED;
    }
    if ((code == 0 && glp_get_status(lp) != GLP_OPT) ||
        (code != 0 && code != GLP_EOBJUL && code != GLP_EITLIM && code != GLP_ETMLIM)) {
        return KOPPEL_RELAXATION_FAILED;
    }
    read_prices(relaxation);
    if (code == GLP_EOBJUL) {
        return KOPPEL_RELAXATION_CUTOFF;
    }
    return code == 0 ? KOPPEL_RELAXATION_OPTIMAL : KOPPEL_RELAXATION_LIMIT;
}

static void set_method(glp_smcp *control, bool primal)
{
    control->meth = primal ? GLP_PRIMAL : GLP_DUALP;
    control->r_test = primal ? GLP_RT_HAR : GLP_RT_FLIP;
}

enum koppel_relaxation_state koppel_relaxation_solve(struct koppel_relaxation *relaxation,
                                                     const struct koppel_node_bounds *bounds, bool primal,
                                                     double cutoff, int most_iterations,
                                                     const struct koppel_deadline *deadline)
{
    enum koppel_relaxation_state state = KOPPEL_RELAXATION_FAILED;
    glp_smcp control;
    bool has_more = true;

    show_bounds(relaxation, bounds);
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_OFF;
    set_method(&control, primal);
    if (cutoff < INFINITY) {
        control.obj_ul = cutoff * relaxation->cost_scale;
    }
    while (has_more) {
        state = simplex(relaxation, most_iterations, deadline, &control);
        /* a trial of a few steps (strong branching) is not priced */
        has_more =
            most_iterations == 0 && state != KOPPEL_RELAXATION_LIMIT && state != KOPPEL_RELAXATION_FAILED &&
            add_cheap(relaxation, bounds, -cheap / relaxation->cost_scale, state != KOPPEL_RELAXATION_INFEASIBLE) > 0;
        set_method(&control, state == KOPPEL_RELAXATION_OPTIMAL);
    }
    if (state != KOPPEL_RELAXATION_INFEASIBLE && state != KOPPEL_RELAXATION_FAILED) {
        read_values(relaxation);
    }
    return state;
}

size_t koppel_relaxation_basis_size(const struct koppel_relaxation *relaxation)
{
    return sizeof(struct koppel_basis) + (size_t)glp_get_num_rows(relaxation->lp) +
           (size_t)glp_get_num_cols(relaxation->lp);
}

size_t koppel_relaxation_most_basis_size(const struct koppel_program *program)
{
    return sizeof(struct koppel_basis) + (size_t)program->n_rows + (size_t)program->n_columns;
}

void koppel_relaxation_save_basis(const struct koppel_relaxation *relaxation, struct koppel_basis *basis)
{
    int n_rows = glp_get_num_rows(relaxation->lp);

    basis->n_columns = glp_get_num_cols(relaxation->lp);
    for (int r = 0; r < n_rows; r++) {
        basis->status[r] = (unsigned char)glp_get_row_stat(relaxation->lp, r + 1);
    }
    for (int n = 0; n < basis->n_columns; n++) {
        basis->status[n_rows + n] = (unsigned char)glp_get_col_stat(relaxation->lp, n + 1);
    }
}

void koppel_relaxation_load_basis(struct koppel_relaxation *relaxation, const struct koppel_basis *basis)
{
    int n_rows = glp_get_num_rows(relaxation->lp);

    for (int r = 0; r < n_rows; r++) {
        glp_set_row_stat(relaxation->lp, r + 1, basis->status[r]);
    }
    for (int n = 0; n < glp_get_num_cols(relaxation->lp); n++) {
        glp_set_col_stat(relaxation->lp, n + 1, n < basis->n_columns ? basis->status[n_rows + n] : GLP_NL);
    }
}
