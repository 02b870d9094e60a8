// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* column_generation.c - the restricted linear program of a tier, and its pricing (see column_generation.h). */
#include "engine/lp/column_generation.h"

#include "base/arena.h"
#include "base/bits.h"
#include "engine/bound/multipliers.h"
#include "engine/lp/glpk_guard.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Pairs of an agent class at the start, and in one round; rounds at most. */
enum { FIRST_PAIRS = 6, ROUND_PAIRS = 6, MOST_ROUNDS = 200 };

/* Stands outside of the guarded body, so that its arrays are freed also where GLPK fails. */
struct run {
    struct koppel_arena arena;
    struct koppel_column_generation *generation;
    struct koppel_lagrangian *lagrangian;
    const struct koppel_problem *problem;
    const struct koppel_classes *classes;
    glp_prob *lp;
    double cost_scale;
    double constant;      /* cost of the loads at lo, in cost units */
    int *load_row;        /* n_loads */
    int *tier_row;        /* n_tiers: of the tiers before the one at hand */
    double *tier_scale;   /* n_tiers: by which the rows (6) are multiplied */
    unsigned char *is_in; /* a bit for every pair of classes: is it in the relaxation? */
    int64_t *pair_of;     /* lp columns + 1: pair of classes, KOPPEL_NONE = a segment */
    size_t pair_capacity;
    int *index;
    double *value;
    struct koppel_multipliers best;
    koppel_wide best_bound;
};

static enum koppel_status run_start(struct run *run)
{
    const struct koppel_problem *problem = run->problem;
    size_t n_tiers = (size_t)problem->n_tiers, n_loads = (size_t)problem->n_loads;
    size_t most_length = 2 + n_tiers;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        size_t n = 2 + n_tiers + (size_t)(problem->entry_first[j + 1] - problem->entry_first[j]);

        most_length = n > most_length ? n : most_length;
    }
    run->load_row = koppel_arena_new(&run->arena, n_loads, sizeof *run->load_row);
    run->tier_row = koppel_arena_new(&run->arena, n_tiers, sizeof *run->tier_row);
    run->tier_scale = koppel_arena_new(&run->arena, n_tiers, sizeof *run->tier_scale);
    run->is_in = koppel_arena_bits(&run->arena, run->classes->n_pairs);
    run->index = koppel_arena_new(&run->arena, most_length + 1, sizeof *run->index);
    run->value = koppel_arena_new(&run->arena, most_length + 1, sizeof *run->value);
    return koppel_multipliers_start(&run->best, run->lagrangian, &run->arena);
}

/* The power of two that brings the largest cost of a tier to about 1000. */
static double scale_of_tier(const struct run *run, int32_t t)
{
    int exponent = 0;

    frexp((double)koppel_lagrangian_largest_cost(run->lagrangian, t), &exponent);
    return exponent > 10 ? ldexp(1.0, 10 - exponent) : 1;
}

/* Cost of a load in one tier, at a value. */
static double load_cost(const struct run *run, int32_t tier, int32_t g, int64_t at)
{
    double sum = 0;

    for (int64_t k = run->lagrangian->terms.first[g]; k < run->lagrangian->terms.first[g + 1]; k++) {
        const struct koppel_term *term = &run->lagrangian->terms.items[k].term;

        if (run->lagrangian->terms.items[k].tier == tier) {
            sum += at > term->at ? (double)term->over * (double)(at - term->at)
                                 : (double)term->under * (double)(term->at - at);
        }
    }
    return sum;
}

static enum koppel_status note_column(struct run *run, int number, int64_t pair)
{
    if (koppel_arena_grow(&run->arena, (void **)&run->pair_of, &run->pair_capacity, (size_t)number + 1,
                          sizeof *run->pair_of) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    run->pair_of[number] = pair;
    return KOPPEL_OK;
}

/* One column for the values of load g from `from` to `to`. `at`: the value of the load in the incumbent. */
static enum koppel_status add_segment(struct run *run, int32_t g, int64_t from, int64_t to, int64_t at)
{
    int number = glp_add_cols(run->lp, 1);
    int length = 0;
    double width = (double)(to - from);
    int32_t tier = run->lagrangian->tier;

    run->index[++length] = run->load_row[g];
    run->value[length] = -1;
    for (int32_t t = 0; t < tier; t++) {
        double slope = (load_cost(run, t, g, to) - load_cost(run, t, g, from)) / width;

        run->index[++length] = run->tier_row[t];
        run->value[length] = slope * run->tier_scale[t];
    }
    glp_set_mat_col(run->lp, number, length, run->index, run->value);
    glp_set_obj_coef(run->lp, number,
                     run->cost_scale * (load_cost(run, tier, g, to) - load_cost(run, tier, g, from)) / width);
    glp_set_col_bnds(run->lp, number, GLP_DB, 0, width);
    if (at >= to) {
        glp_set_col_stat(run->lp, number, GLP_NU);
    } else if (at > from) {
        glp_set_col_stat(run->lp, number, GLP_BS);
        glp_set_row_stat(run->lp, run->load_row[g], GLP_NS);
    } else {
        glp_set_col_stat(run->lp, number, GLP_NL);
    }
    return note_column(run, number, KOPPEL_NONE);
}

static int compare_values(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* The segments of a load between lo and hi. */
static enum koppel_status add_segments(struct run *run, int32_t g, int64_t at, int64_t *points)
{
    const struct koppel_load *load = &run->problem->loads[g];
    enum koppel_status status = KOPPEL_OK;
    size_t n_points = 0;
    int64_t from = load->lo;

    for (int64_t k = run->lagrangian->terms.first[g]; k < run->lagrangian->terms.first[g + 1]; k++) {
        int64_t point = run->lagrangian->terms.items[k].term.at;

        if (point > load->lo && point < load->hi) {
            points[n_points++] = point;
        }
    }
    points[n_points++] = load->hi;
    qsort(points, n_points, sizeof *points, compare_values);
    for (size_t k = 0; k < n_points && status == KOPPEL_OK; k++) {
        if (points[k] > from) {
            status = add_segment(run, g, from, points[k], at);
            from = points[k];
        }
    }
    return status;
}

static void add_agent_and_slot_rows(struct run *run)
{
    const struct koppel_classes *classes = run->classes;

    glp_add_rows(run->lp, classes->n_agent_classes + classes->n_slot_classes);
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        double n = koppel_class_size(classes, s);
        bool must = run->problem->must_place[koppel_first_agent(classes, s)];

        glp_set_row_bnds(run->lp, s + 1, must ? GLP_FX : GLP_DB, must ? n : 0, n);
        glp_set_row_stat(run->lp, s + 1, GLP_BS);
    }
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        glp_set_row_bnds(run->lp, classes->n_agent_classes + k + 1, classes->places[k] > 0 ? GLP_DB : GLP_FX, 0,
                         (double)classes->places[k]);
    }
}

/* Rows (6) of held tiers, then rows (4) of loads with their segments. */
static enum koppel_status add_load_rows(struct run *run, const int64_t *loads)
{
    const struct koppel_problem *problem = run->problem;
    int32_t tier = run->lagrangian->tier;
    int64_t *points =
        koppel_arena_new(&run->arena, (size_t)run->lagrangian->terms.first[problem->n_loads] + 1, sizeof *points);
    double *held_constant = koppel_arena_new(&run->arena, (size_t)problem->n_tiers, sizeof *held_constant);
    enum koppel_status status = koppel_arena_status(&run->arena);

    for (int32_t t = 0; t < tier && status == KOPPEL_OK; t++) {
        run->tier_row[t] = glp_add_rows(run->lp, 1);
        run->tier_scale[t] = scale_of_tier(run, t);
    }
    for (int32_t g = 0; g < problem->n_loads && status == KOPPEL_OK; g++) {
        double rhs = (double)(problem->loads[g].lo - problem->loads[g].base);

        run->constant += load_cost(run, tier, g, problem->loads[g].lo);
        for (int32_t t = 0; t < tier; t++) {
            held_constant[t] += load_cost(run, t, g, problem->loads[g].lo);
        }
        run->load_row[g] = glp_add_rows(run->lp, 1);
        glp_set_row_bnds(run->lp, run->load_row[g], GLP_FX, rhs, rhs);
        status = add_segments(run, g, loads[g], points);
    }
    for (int32_t t = 0; t < tier && status == KOPPEL_OK; t++) {
        glp_set_row_bnds(run->lp, run->tier_row[t], GLP_UP, 0,
                         run->tier_scale[t] * ((double)run->lagrangian->best[t] - held_constant[t]));
    }
    return status;
}

static enum koppel_status add_pair(struct run *run, int32_t s, int64_t k)
{
    const struct koppel_problem *problem = run->problem;
    int32_t j = koppel_class_pair_slot(run->classes, s, k);
    int32_t agent = koppel_first_agent(run->classes, s);
    int number = 0, length = 0;

    if (koppel_bit(run->is_in, k)) {
        return KOPPEL_OK;
    }
    number = glp_add_cols(run->lp, 1);
    koppel_bit_set(run->is_in, k, true);
    run->index[++length] = s + 1;
    run->value[length] = 1;
    run->index[++length] = run->classes->n_agent_classes + koppel_slot_class_of(run->classes, s, k) + 1;
    run->value[length] = 1;
    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        int row = run->load_row[problem->entries[e].load];
        double amount = koppel_amount_of_entry(problem, e, agent);
        int at = 3;

        while (at <= length && run->index[at] != row) {
            at++;
        }
        run->index[at] = row;
        run->value[at] = (at > length ? 0 : run->value[at]) + amount;
        length = at > length ? at : length;
    }
    for (int32_t t = 0; t < run->lagrangian->tier; t++) {
        run->index[++length] = run->tier_row[t];
        run->value[length] = run->tier_scale[t] * (double)koppel_class_pair_cost(run->classes, problem, t, s, k);
    }
    glp_set_mat_col(run->lp, number, length, run->index, run->value);
    glp_set_obj_coef(run->lp, number,
                     run->cost_scale *
                         (double)koppel_class_pair_cost(run->classes, problem, run->lagrangian->tier, s, k));
    glp_set_col_bnds(run->lp, number, GLP_LO, 0, 0);
    glp_set_col_stat(run->lp, number, GLP_NL);
    return note_column(run, number, k);
}

/* The pairs of the incumbent: one of every agent class is basic instead of the class's row. */
static enum koppel_status add_choice(struct run *run)
{
    const struct koppel_classes *classes = run->classes;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t i = 0; i < run->problem->n_agents && status == KOPPEL_OK; i++) {
        int32_t s = classes->class_of_agent[i];
        int32_t j = run->generation->slot_of[i];

        if (j == KOPPEL_NONE) {
            continue;
        }
        status = add_pair(run, s, koppel_class_pair(classes, s, classes->class_of_slot[j]));
        if (status == KOPPEL_OK && glp_get_row_stat(run->lp, s + 1) == GLP_BS) {
            glp_set_row_stat(run->lp, s + 1, run->problem->must_place[i] ? GLP_NS : GLP_NU);
            glp_set_col_stat(run->lp, glp_get_num_cols(run->lp), GLP_BS);
        }
    }
    return status;
}

/* Adds the pairs of a class with the least reduced costs below `limit`, at most `most` of them. */
static enum koppel_status add_cheapest(struct run *run, int32_t s, int64_t limit, int most, int *n_added)
{
    int64_t pairs[FIRST_PAIRS > ROUND_PAIRS ? FIRST_PAIRS : ROUND_PAIRS];
    int64_t costs[FIRST_PAIRS > ROUND_PAIRS ? FIRST_PAIRS : ROUND_PAIRS];
    const int64_t *reduced = koppel_lagrangian_reduced_costs_of(run->lagrangian, s);
    enum koppel_status status = KOPPEL_OK;
    int n = 0;

    for (int64_t k = run->classes->first[s]; k < run->classes->first[s + 1]; k++) {
        int64_t cost = reduced[k - run->classes->first[s]];
        int at = n < most ? n : most - 1;

        if (cost >= limit || (n == most && cost >= costs[most - 1]) || koppel_bit(run->is_in, k)) {
            continue;
        }
        while (at > 0 && costs[at - 1] > cost) {
            costs[at] = costs[at - 1];
            pairs[at] = pairs[at - 1];
            at--;
        }
        costs[at] = cost;
        pairs[at] = k;
        n += n < most;
    }
    for (int c = 0; c < n && status == KOPPEL_OK; c++) {
        status = add_pair(run, s, pairs[c]);
    }
    *n_added += n;
    return status;
}

static enum koppel_status build(struct run *run)
{
    int64_t *loads = koppel_arena_new(&run->arena, (size_t)run->problem->n_loads, sizeof *loads);
    enum koppel_status status = loads != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
    int n_added = 0;

    if (status == KOPPEL_OK) {
        koppel_problem_loads(run->problem, run->generation->slot_of, loads);
        run->lp = glp_create_prob();
        run->cost_scale = scale_of_tier(run, run->lagrangian->tier);
        add_agent_and_slot_rows(run);
        status = add_load_rows(run, loads);
    }
    if (status == KOPPEL_OK) {
        status = add_choice(run);
    }
    koppel_lagrangian_bound(run->lagrangian);
    for (int32_t s = 0; s < run->classes->n_agent_classes && status == KOPPEL_OK; s++) {
        status = add_cheapest(run, s, INT64_MAX, FIRST_PAIRS, &n_added);
    }
    return status;
}

/* Solves the relaxation from the last basis. @return true when it is optimal */
static bool solve(struct run *run)
{
    glp_smcp control;
    int code = 0;

    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_OFF;
    code = koppel_guard_simplex(run->lp, 0, run->generation->deadline, &control);
    return code == 0 && glp_get_status(run->lp) == GLP_OPT;
}

static void read_prices(struct run *run)
{
    struct koppel_lagrangian *lagrangian = run->lagrangian;
    const struct koppel_classes *classes = run->classes;

    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        double price = -glp_get_row_dual(run->lp, classes->n_agent_classes + k + 1) / run->cost_scale;

        lagrangian->slot_price[k] = price > 0 ? koppel_lagrangian_round(lagrangian, price) : 0;
    }
    for (int32_t g = 0; g < run->problem->n_loads; g++) {
        koppel_lagrangian_load(lagrangian, g, -glp_get_row_dual(run->lp, run->load_row[g]) / run->cost_scale);
    }
    for (int32_t t = 0; t < lagrangian->tier; t++) {
        double price = -glp_get_row_dual(run->lp, run->tier_row[t]) * run->tier_scale[t] / run->cost_scale;

        koppel_lagrangian_hold(lagrangian, t, price);
    }
}

static void keep_best(struct run *run, bool is_first)
{
    if (!is_first && run->lagrangian->bound <= run->best_bound) {
        return;
    }
    run->best_bound = run->lagrangian->bound;
    koppel_multipliers_save(&run->best, run->lagrangian);
}

static double bound_in_cost(const struct run *run, koppel_wide bound)
{
    return (double)bound / (double)run->lagrangian->scale;
}

/* Pricing: adds pairs whose reduced cost is below the dual of their agents' row. */
static enum koppel_status add_pairs(struct run *run, int *n_added)
{
    const struct koppel_lagrangian *lagrangian = run->lagrangian;
    enum koppel_status status = KOPPEL_OK;

    *n_added = 0;
    for (int32_t s = 0; s < run->classes->n_agent_classes && status == KOPPEL_OK; s++) {
        int64_t pays = koppel_lagrangian_round(lagrangian, glp_get_row_dual(run->lp, s + 1) / run->cost_scale);
        int64_t margin = koppel_lagrangian_round(lagrangian, 1e-6 / run->cost_scale) + 1;

        if (lagrangian->agent_price[s] < pays - margin) {
            status = add_cheapest(run, s, pays - margin, ROUND_PAIRS, n_added);
        }
    }
    return status;
}

static enum koppel_status iterate(struct run *run)
{
    enum koppel_status status = KOPPEL_OK;

    keep_best(run, true);
    for (int round = 0; round < MOST_ROUNDS && status == KOPPEL_OK; round++) {
        int n_added = 0;

        if (!solve(run)) {
            break;
        }
        run->generation->cost = glp_get_obj_val(run->lp) / run->cost_scale + run->constant;
        read_prices(run);
        koppel_lagrangian_bound(run->lagrangian);
        koppel_deadline_spend(run->generation->deadline, run->classes->n_pairs);
        keep_best(run, false);
        if (run->generation->cost - bound_in_cost(run, run->best_bound) <= run->generation->close_enough) {
            run->generation->is_optimal = true;
            break;
        }
        status = add_pairs(run, &n_added);
        if (n_added == 0 && status == KOPPEL_OK) {
            run->generation->is_optimal = true;
            break;
        }
    }
    return status;
}

static int compare_pairs(const void *left, const void *right)
{
    int64_t a = ((const struct koppel_class_value *)left)->pair, b = ((const struct koppel_class_value *)right)->pair;

    return (a > b) - (a < b);
}

static enum koppel_status read_values(struct run *run)
{
    struct koppel_class_values *values = &run->generation->values;

    values->items = koppel_arena_new(run->generation->arena, (size_t)glp_get_num_cols(run->lp), sizeof *values->items);
    if (values->items == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int n = 1; n <= glp_get_num_cols(run->lp); n++) {
        double value = glp_get_col_prim(run->lp, n);

        if (run->pair_of[n] == KOPPEL_NONE) {
            continue;
        }
        run->generation->n_columns++;
        if (value > 0) {
            values->items[values->n_items++] = (struct koppel_class_value){run->pair_of[n], value};
        }
    }
    qsort(values->items, (size_t)values->n_items, sizeof *values->items, compare_pairs);
    return KOPPEL_OK;
}

static enum koppel_status generate(void *data)
{
    struct run *run = data;
    enum koppel_status status = build(run);

    if (status == KOPPEL_OK) {
        status = iterate(run);
    }
    if (status == KOPPEL_OK) {
        status = read_values(run);
        koppel_multipliers_load(&run->best, run->lagrangian);
    }
    if (run->lp != NULL) {
        glp_delete_prob(run->lp);
    }
    return status;
}

enum koppel_status koppel_column_generation_run(struct koppel_column_generation *generation)
{
    struct run run = {.generation = generation,
                      .lagrangian = generation->lagrangian,
                      .problem = generation->lagrangian->problem,
                      .classes = generation->lagrangian->classes};
    enum koppel_status status = run_start(&run);
    bool lost = false;

    generation->values = (struct koppel_class_values){0};
    generation->n_columns = 0;
    generation->is_optimal = false;
    if (status == KOPPEL_OK) {
        status = koppel_guard_run(generate, &run, &lost);
    }
    koppel_arena_free(&run.arena);
    return status;
}
