// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* branching.c - reliability branching on columns and rows (see branching.h). */
#include "engine/branch/branching.h"

#include "base/arena.h"
#include "base/steps.h"

#include <math.h>
#include <stdlib.h>

/* Observations of a side from which a pseudocost is relied on; candidates tried in a node; candidates looked at
 * since the best one; dual steps of a trial. */
enum { RELIABLE = 4, MOST_TRIALS = 12, PATIENCE = 5, TRIAL_ITERATIONS = 60 };

static const double whole_tolerance = 1e-6;

/* When a side is cut off and the other one raises the cost by less than this share of the gap to the cutoff, the
 * values of the relaxation still serve to try more candidates before it is solved again. */
static const double small_rise = 0.02;

enum koppel_status koppel_branching_start(struct koppel_branching *branching, const struct koppel_program *program,
                                          struct koppel_arena *arena)
{
    size_t n = (size_t)program->n_columns + (size_t)program->n_rows;

    *branching = (struct koppel_branching){.program = program};
    branching->gains = koppel_arena_new(arena, n, sizeof *branching->gains);
    branching->splits = koppel_arena_new(arena, n, sizeof *branching->splits);
    branching->forced = koppel_arena_new(arena, MOST_TRIALS, sizeof *branching->forced);
    branching->activity = koppel_arena_new(arena, (size_t)program->n_rows, sizeof *branching->activity);
    branching->basis = koppel_arena_new(arena, koppel_relaxation_most_basis_size(program), 1);
    branching->scratch = koppel_arena_new(arena, (size_t)program->n_rows, sizeof *branching->scratch);
    return koppel_arena_status(arena);
}

void koppel_candidate_get(const struct koppel_program *program, const struct koppel_node_bounds *bounds,
                          int32_t candidate, int64_t *lo, int64_t *hi)
{
    int32_t r = candidate - program->n_columns;

    *lo = r < 0 ? bounds->column_lo[candidate] : bounds->row_lo[r];
    *hi = r < 0 ? bounds->column_hi[candidate] : bounds->row_hi[r];
}

void koppel_candidate_set(const struct koppel_program *program, struct koppel_node_bounds *bounds, int32_t candidate,
                          int64_t lo, int64_t hi)
{
    int32_t r = candidate - program->n_columns;

    if (r < 0) {
        bounds->column_lo[candidate] = lo;
        bounds->column_hi[candidate] = hi;
    } else {
        bounds->row_lo[r] = lo;
        bounds->row_hi[r] = hi;
    }
}

static bool add_split(struct koppel_branching *branching, int32_t candidate, double value)
{
    double below = floor(value + whole_tolerance);

    if (value - below <= whole_tolerance || fabs(value) > 1e15) {
        return false;
    }
    branching->splits[branching->n_splits++] =
        (struct koppel_branching_split){.candidate = candidate, .floor = (int64_t)below, .fraction = value - below};
    return true;
}

int32_t koppel_branching_find(struct koppel_branching *branching, const struct koppel_relaxation *relaxation)
{
    const struct koppel_program *program = branching->program;
    int32_t n_fractional = 0;

    branching->n_splits = 0;
    for (int32_t r = 0; r < program->n_rows; r++) {
        branching->activity[r] = 0;
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
            branching->activity[program->row[k]] += (double)program->value[k] * relaxation->values[c];
        }
        if (program->columns[c].is_integer) {
            n_fractional += add_split(branching, c, relaxation->values[c]);
        }
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        if (program->rows[r].is_branchable && koppel_step_is_on(KOPPEL_STEP_ROW_BRANCHING)) {
            add_split(branching, program->n_columns + r, branching->activity[r]);
        }
    }
    return n_fractional;
}

static double expected(const struct koppel_branching *branching, int32_t candidate, int side)
{
    const struct koppel_gain *gain = &branching->gains[candidate];
    const struct koppel_gain *average = &branching->average[candidate >= branching->program->n_columns];

    if (gain->count[side] > 0) {
        return gain->sum[side] / gain->count[side];
    }
    return average->count[side] > 0 ? average->sum[side] / average->count[side] : 1;
}

void koppel_branching_learn(struct koppel_branching *branching, int32_t candidate, int side, double distance,
                            double rise, bool at_least)
{
    double gain = (rise > 0 ? rise : 0) / (distance > whole_tolerance ? distance : whole_tolerance);
    struct koppel_gain *average = &branching->average[candidate >= branching->program->n_columns];

    /* The rise of a trial that was cut short is a lower bound: it counts only when it is above what is expected. */
    if (at_least && gain <= expected(branching, candidate, side)) {
        return;
    }
    branching->gains[candidate].sum[side] += gain;
    branching->gains[candidate].count[side]++;
    average->sum[side] += gain;
    average->count[side]++;
}

static double score_of(double down, double up)
{
    return (down > 1e-6 ? down : 1e-6) * (up > 1e-6 ? up : 1e-6);
}

static void rate(const struct koppel_branching *branching, struct koppel_branching_split *split)
{
    split->score = score_of(expected(branching, split->candidate, 0) * split->fraction,
                            expected(branching, split->candidate, 1) * (1 - split->fraction));
}

static int compare_splits(const void *left, const void *right)
{
    const struct koppel_branching_split *a = left;
    const struct koppel_branching_split *b = right;

    if (a->score < b->score || a->score > b->score) {
        return a->score > b->score ? -1 : 1;
    }
    /* Rows first: they decide more at once. */
    return (a->candidate < b->candidate) - (a->candidate > b->candidate);
}

/* The rise of the cost on one side, by a few dual steps. *is_empty: nothing there costs at most the cutoff. */
static double try_side(struct koppel_branching *branching, struct koppel_relaxation *relaxation,
                       struct koppel_node_bounds *bounds, const struct koppel_branching_split *split, int side,
                       double cost, int64_t cutoff, const struct koppel_deadline *deadline, bool *is_empty)
{
    const struct koppel_program *program = branching->program;
    enum koppel_relaxation_state state;
    double rise = (double)cutoff - cost;
    int64_t lo = 0, hi = 0;

    koppel_candidate_get(program, bounds, split->candidate, &lo, &hi);
    koppel_candidate_set(program, bounds, split->candidate, side == 0 ? lo : split->floor + 1,
                         side == 0 ? split->floor : hi);
    koppel_relaxation_load_basis(relaxation, branching->basis);
    state = koppel_relaxation_solve(relaxation, bounds, false, INFINITY, TRIAL_ITERATIONS, deadline);
    if (state == KOPPEL_RELAXATION_INFEASIBLE) {
        *is_empty = koppel_program_bound(program, bounds, relaxation->prices, false, branching->scratch) > 0;
    } else if (state == KOPPEL_RELAXATION_OPTIMAL || state == KOPPEL_RELAXATION_LIMIT) {
        *is_empty = koppel_program_bound(program, bounds, relaxation->prices, true, branching->scratch) > cutoff;
        rise = relaxation->cost - cost;
        koppel_branching_learn(branching, split->candidate, side, side == 0 ? split->fraction : 1 - split->fraction,
                               rise, state == KOPPEL_RELAXATION_LIMIT);
    }
    koppel_candidate_set(program, bounds, split->candidate, lo, hi);
    return rise > 0 ? rise : 0;
}

/* Tries both sides; an empty one is cut off. @return whether more candidates can be tried before relaxing again */
static bool try_split(struct koppel_branching *branching, struct koppel_relaxation *relaxation,
                      struct koppel_node_bounds *bounds, struct koppel_branching_split *split, double cost,
                      int64_t cutoff, const struct koppel_deadline *deadline,
                      struct koppel_branching_decision *decision)
{
    bool is_empty[2] = {false, false};
    double rise[2];
    struct koppel_forced *forced = &branching->forced[decision->n_forced];

    for (int side = 0; side < 2; side++) {
        rise[side] = try_side(branching, relaxation, bounds, split, side, cost, cutoff, deadline, &is_empty[side]);
    }
    split->score = score_of(rise[0], rise[1]);
    if (!is_empty[0] && !is_empty[1]) {
        return true;
    }
    decision->is_closed = is_empty[0] && is_empty[1];
    decision->n_forced++;
    forced->candidate = split->candidate;
    koppel_candidate_get(branching->program, bounds, forced->candidate, &forced->lo, &forced->hi);
    forced->lo = is_empty[0] ? split->floor + 1 : forced->lo;
    forced->hi = is_empty[0] ? forced->hi : split->floor;
    koppel_candidate_set(branching->program, bounds, forced->candidate, forced->lo, forced->hi);
    return !decision->is_closed && rise[is_empty[0] ? 1 : 0] < small_rise * ((double)cutoff - cost);
}

struct koppel_branching_decision koppel_branching_choose(struct koppel_branching *branching,
                                                         struct koppel_relaxation *relaxation,
                                                         struct koppel_node_bounds *bounds, double cost, int64_t cutoff,
                                                         const struct koppel_deadline *deadline)
{
    struct koppel_branching_decision decision = {.split = {.candidate = KOPPEL_NONE}};
    struct koppel_branching_split *best = &decision.split;
    int n_trials = 0, n_since_best = 0;
    bool goes_on = true;

    for (int32_t k = 0; k < branching->n_splits; k++) {
        rate(branching, &branching->splits[k]);
    }
    qsort(branching->splits, (size_t)branching->n_splits, sizeof *branching->splits, compare_splits);
    koppel_relaxation_save_basis(relaxation, branching->basis);
    for (int32_t k = 0; k < branching->n_splits && n_since_best < PATIENCE && goes_on; k++) {
        struct koppel_branching_split split = branching->splits[k];
        const struct koppel_gain *gain = &branching->gains[split.candidate];
        int n_forced = decision.n_forced;

        if ((gain->count[0] < RELIABLE || gain->count[1] < RELIABLE) && n_trials < MOST_TRIALS &&
            koppel_step_is_on(KOPPEL_STEP_STRONG_BRANCHING) && !koppel_deadline_expired(deadline)) {
            n_trials++;
            goes_on = try_split(branching, relaxation, bounds, &split, cost, cutoff, deadline, &decision);
        }
        n_since_best += decision.n_forced == n_forced;
        if (best->candidate == KOPPEL_NONE || split.score > best->score) {
            *best = split;
            n_since_best = 0;
        }
    }
    koppel_relaxation_load_basis(relaxation, branching->basis);
    decision.side = expected(branching, best->candidate, 0) * best->fraction <=
                            expected(branching, best->candidate, 1) * (1 - best->fraction)
                        ? 0
                        : 1;
    return decision;
}
