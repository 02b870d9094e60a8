// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* branch_and_bound.c - branch and bound on an integer program (see branch_and_bound.h). */
#include "engine/branch/branch_and_bound.h"

#include "base/arena.h"
#include "base/heap.h"
#include "base/steps.h"
#include "engine/branch/branching.h"
#include "engine/lp/glpk_guard.h"
#include "engine/lp/lp_relaxation.h"

#include <math.h>
#include <string.h>

/* Nodes between two points by the heuristic, and between two reports; the first stage as a fraction of the gap, without
 * and with a limit of nodes. */
enum { ROUND_EVERY = 64, REPORT_EVERY = 16, FIRST_STEP = 32, FEW_STEPS = 8 };

/* A node, open or not: bounds of one candidate on top of those of its parent. */
struct node {
    int32_t parent; /* KOPPEL_NONE: the root */
    int32_t candidate;
    int64_t lo;
    int64_t hi;
    int64_t bound;
    double parent_cost; /* of the parent's relaxation, for the pseudocost */
    double distance;    /* of the parent's value from the limit; 0: no split */
    int side;
    struct koppel_basis *basis; /* of the parent, while the node waits */
};

struct search {
    struct koppel_arena arena;
    struct koppel_arena bases; /* of the nodes that wait */
    const struct koppel_program *program;
    const struct koppel_branch_and_bound_options *options;
    struct koppel_branch_and_bound_result *result;
    struct koppel_relaxation whole;      /* of the root */
    struct koppel_relaxation relaxation; /* of what the cutoff of the stage leaves */
    struct koppel_branching branching;
    struct koppel_node_bounds own;   /* of the program */
    struct koppel_node_bounds start; /* tightened by propagation: for every point */
    struct koppel_node_bounds root;  /* tightened for points that cost at most the cutoff */
    struct koppel_node_bounds here;  /* of the node at hand */
    double *root_prices;             /* n_rows */
    struct node *nodes;
    size_t n_nodes;
    size_t node_capacity;
    struct koppel_heap open; /* nodes, the least bound on top */
    size_t open_capacity;
    int64_t stage_cutoff; /* cutoff of the present stage */
    int64_t proven;       /* nothing costs less: by the root and by earlier stages */
    int64_t gap_cutoff;   /* points that cost more do not close the gap: best - 1 - allowed gap */
    int64_t cutoff;       /* the lesser of both: only points that cost at most this are wanted */
    int64_t closed_bound; /* least of cutoff + 1 at the times when nodes were closed */
    int64_t *scratch;     /* n_rows */
    koppel_wide *reduced; /* n_columns */
    int64_t *point;       /* n_columns */
    bool is_stopped;
};

/* What is known of the node at hand. */
struct visit {
    int64_t bound;
    bool is_closed;
    bool is_blind;    /* the relaxation gave neither a bound nor values */
    bool is_relaxed;  /* cost is that of a relaxation */
    bool is_narrowed; /* a trial found a side empty: the bounds are tighter now */
    double cost;
};

static enum koppel_status search_start(struct search *search)
{
    size_t n_rows = (size_t)search->program->n_rows;
    size_t n_columns = (size_t)search->program->n_columns;
    struct koppel_node_bounds *bounds[] = {&search->own, &search->start, &search->root, &search->here};

    search->root_prices = koppel_arena_new(&search->arena, n_rows, sizeof *search->root_prices);
    search->scratch = koppel_arena_new(&search->arena, n_rows, sizeof *search->scratch);
    search->reduced = koppel_arena_new(&search->arena, n_columns, sizeof *search->reduced);
    search->point = koppel_arena_new(&search->arena, n_columns, sizeof *search->point);
    for (size_t k = 0; k < sizeof bounds / sizeof *bounds; k++) {
        koppel_node_bounds_make(bounds[k], search->program, &search->arena);
    }
    return koppel_arena_status(&search->arena);
}

/* The allowed gap is a share of the best cost now: with that of an earlier, dearer point too much would be left
 * open. */
static void set_best(struct search *search, int64_t cost)
{
    koppel_wide size = cost < 0 ? -(koppel_wide)cost : cost;

    search->result->cost = cost;
    search->gap_cutoff = cost - 1 - (int64_t)(size * search->options->gap_ppm / 1000000);
    search->cutoff = search->stage_cutoff < search->gap_cutoff ? search->stage_cutoff : search->gap_cutoff;
}

/* The node that is closed now holds nothing that costs at most the cutoff. */
static void close_node(struct search *search)
{
    int64_t bound = search->cutoff + 1;

    search->closed_bound = bound < search->closed_bound ? bound : search->closed_bound;
}

/* Makes search->point the best one when it keeps the program's rows and costs less. */
static void try_point(struct search *search)
{
    int64_t cost = koppel_program_cost(search->program, search->point);

    if (cost >= search->result->cost ||
        !koppel_program_holds(search->program, &search->own, search->point, search->scratch)) {
        return;
    }
    memcpy(search->result->point, search->point, (size_t)search->program->n_columns * sizeof *search->point);
    set_best(search, cost);
    koppel_program_fix(search->program, &search->root, search->root_prices, search->cutoff, search->scratch,
                       search->reduced);
}

/* A point by the caller's heuristic from the values of the relaxation. */
static void round_values(struct search *search)
{
    if (koppel_step_is_on(KOPPEL_STEP_ROUNDING) && search->options->round != NULL &&
        search->options->round(search->options->data, search->relaxation.values, search->point)) {
        try_point(search);
    }
}

static void raise_bound(struct visit *visit, int64_t bound)
{
    visit->bound = bound > visit->bound ? bound : visit->bound;
}

/* Solves the relaxation within the bounds here: a bound, a closed node, or values to split on. When the simplex stopped
 * at its cutoff and whole numbers do not confirm it, it goes on without a cutoff. */
static void relax(struct search *search, struct visit *visit, bool primal)
{
    double cutoff = (double)search->cutoff + 0.01;

    for (int round = 0; round < 2; round++) {
        enum koppel_relaxation_state state = koppel_relaxation_solve(
            &search->relaxation, &search->here, primal, round == 0 ? cutoff : INFINITY, 0, search->options->deadline);

        if (state == KOPPEL_RELAXATION_INFEASIBLE) {
            visit->is_closed = koppel_program_bound(search->program, &search->here, search->relaxation.prices, false,
                                                    search->scratch) > 0;
            visit->is_blind = !visit->is_closed;
            return;
        }
        if (state == KOPPEL_RELAXATION_FAILED) {
            visit->is_blind = true;
            return;
        }
        raise_bound(visit, koppel_program_fix(search->program, &search->here, search->relaxation.prices, search->cutoff,
                                              search->scratch, search->reduced));
        visit->cost = search->relaxation.cost;
        visit->is_relaxed = true;
        visit->is_closed = visit->bound > search->cutoff;
        if (state == KOPPEL_RELAXATION_LIMIT) {
            search->is_stopped = search->is_stopped || !visit->is_closed;
            return;
        }
        if (visit->is_closed || state == KOPPEL_RELAXATION_OPTIMAL) {
            return;
        }
    }
    visit->is_blind = true;
}

/* A relaxation with whole values is a point, if it keeps the rows. */
static void try_values(struct search *search)
{
    for (int32_t c = 0; c < search->program->n_columns; c++) {
        search->point[c] = (int64_t)llround(search->relaxation.values[c]);
    }
    try_point(search);
}

/* The root: primal simplex from the first point, and the heuristic. */
static void visit_root(struct search *search, struct visit *visit)
{
    koppel_relaxation_start(&search->relaxation, search->result->point, search->options->prices);
    relax(search, visit, true);
    if (!visit->is_blind) {
        memcpy(search->root_prices, search->relaxation.prices,
               (size_t)search->program->n_rows * sizeof *search->root_prices);
    }
    if (!visit->is_blind && !visit->is_closed && !search->is_stopped) {
        round_values(search);
    }
    search->proven = visit->bound;
    if (search->options->report != NULL) {
        search->options->report(search->options->data, search->result->cost, visit->bound);
    }
}

/* Least bound first; among equals the latest node, which is the deepest. */
static bool comes_before(const void *data, int32_t a, int32_t b)
{
    const struct search *search = data;

    if (search->nodes[a].bound != search->nodes[b].bound) {
        return search->nodes[a].bound < search->nodes[b].bound;
    }
    return a > b;
}

static enum koppel_status push_node(struct search *search, int32_t node)
{
    if (koppel_arena_grow(&search->arena, (void **)&search->open.items, &search->open_capacity,
                          (size_t)search->open.n + 1, sizeof *search->open.items) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    koppel_heap_push(&search->open, node, comes_before, search);
    return KOPPEL_OK;
}

/* Limits of a node: those of the root and of all splits above it. */
static void set_bounds(struct search *search, int32_t node)
{
    koppel_node_bounds_copy(&search->here, &search->root, search->program);
    for (; node != KOPPEL_NONE; node = search->nodes[node].parent) {
        const struct node *at = &search->nodes[node];
        int64_t lo = 0, hi = 0;

        if (at->candidate == KOPPEL_NONE) {
            continue;
        }
        koppel_candidate_get(search->program, &search->here, at->candidate, &lo, &hi);
        koppel_candidate_set(search->program, &search->here, at->candidate, at->lo > lo ? at->lo : lo,
                             at->hi < hi ? at->hi : hi);
    }
}

/* A split without a relaxation: the integer column with the widest bounds, halved; KOPPEL_NONE when all are fixed. */
static struct koppel_branching_split split_blindly(const struct search *search)
{
    struct koppel_branching_split split = {.candidate = KOPPEL_NONE, .fraction = 0.5};
    int64_t widest = 0;

    for (int32_t c = 0; c < search->program->n_columns; c++) {
        int64_t width = search->here.column_hi[c] - search->here.column_lo[c];

        if (search->program->columns[c].is_integer && width > widest) {
            widest = width;
            split.candidate = c;
            split.floor = search->here.column_lo[c] + (width - 1) / 2;
        }
    }
    return split;
}

/* All integer columns are fixed: the others stand at their lower bounds, which propagation has raised by the rows. */
static void try_fixed(struct search *search)
{
    memcpy(search->point, search->here.column_lo, (size_t)search->program->n_columns * sizeof *search->point);
    try_point(search);
}

static enum koppel_status add_node(struct search *search, struct node node, int32_t *number)
{
    if (koppel_arena_grow(&search->arena, (void **)&search->nodes, &search->node_capacity, search->n_nodes + 1,
                          sizeof node) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    *number = (int32_t)search->n_nodes;
    search->nodes[search->n_nodes++] = node;
    return KOPPEL_OK;
}

/* One side of a split of the node at hand. */
static enum koppel_status add_side(struct search *search, int32_t parent, const struct koppel_branching_split *split,
                                   int side, const struct visit *visit, int32_t *number)
{
    struct node node = {.parent = parent,
                        .candidate = split->candidate,
                        .bound = visit->bound,
                        .parent_cost = visit->cost,
                        .distance = side == 0 ? split->fraction : 1 - split->fraction,
                        .side = side};

    koppel_candidate_get(search->program, &search->here, split->candidate, &node.lo, &node.hi);
    node.lo = side == 0 ? node.lo : split->floor + 1;
    node.hi = side == 0 ? split->floor : node.hi;
    return add_node(search, node, number);
}

/* Updates the pseudocost of the split that made the node at hand. */
static void learn(struct search *search, int32_t node, const struct visit *visit)
{
    const struct node *at = node != KOPPEL_NONE ? &search->nodes[node] : NULL;

    if (at != NULL && at->distance > 0 && visit->is_relaxed) {
        koppel_branching_learn(&search->branching, at->candidate, at->side, at->distance, visit->cost - at->parent_cost,
                               visit->is_closed);
    }
}

/* Candidates for a split from the values of the relaxation; a point when there are none. */
static void use_values(struct search *search, struct visit *visit)
{
    if (koppel_branching_find(&search->branching, &search->relaxation) == 0) {
        try_values(search);
        visit->is_blind = true;
    } else if (search->result->n_nodes % ROUND_EVERY == 1) {
        round_values(search);
    }
    visit->is_closed = visit->bound > search->cutoff;
}

/* Chooses where to split. Limits that trials have proven become nodes of their own (a chain of only children), so that
 * set_bounds finds them again. */
static enum koppel_status choose(struct search *search, int32_t *node, struct visit *visit,
                                 struct koppel_branching_split *split, int *side)
{
    struct koppel_branching_decision choice = koppel_branching_choose(
        &search->branching, &search->relaxation, &search->here, visit->cost, search->cutoff, search->options->deadline);
    enum koppel_status status = KOPPEL_OK;

    *split = choice.split;
    *side = choice.side;
    visit->is_closed = choice.is_closed;
    visit->is_narrowed = choice.n_forced > 0;
    for (int k = 0; k < choice.n_forced && !choice.is_closed && status == KOPPEL_OK; k++) {
        const struct koppel_forced *forced = &search->branching.forced[k];

        status = add_node(search,
                          (struct node){.parent = *node,
                                        .candidate = forced->candidate,
                                        .lo = forced->lo,
                                        .hi = forced->hi,
                                        .bound = visit->bound},
                          node);
    }
    return status;
}

/* Propagation, relaxation, points and choice of a split for the node with bounds here, again as long as trials tighten
 * it. *split and *side are set when it stays open. */
static enum koppel_status examine(struct search *search, int32_t *node, struct visit *visit,
                                  struct koppel_branching_split *split, int *side)
{
    enum koppel_status status = KOPPEL_OK;

    do {
        visit->is_narrowed = false;
        visit->is_relaxed = false;
        visit->is_closed = visit->is_closed || !koppel_node_bounds_tighten(&search->here, search->program);
        if (!visit->is_closed) {
            relax(search, visit, false);
            learn(search, *node, visit);
        }
        if (!visit->is_closed && !search->is_stopped && !visit->is_blind) {
            use_values(search, visit);
        }
        if (!visit->is_closed && !search->is_stopped && !visit->is_blind) {
            status = choose(search, node, visit, split, side);
        }
    } while (status == KOPPEL_OK && visit->is_narrowed && !visit->is_closed);
    if (visit->is_closed || search->is_stopped || !visit->is_blind) {
        return status;
    }
    *side = 0;
    *split = split_blindly(search);
    if (split->candidate == KOPPEL_NONE) {
        try_fixed(search);
        visit->is_closed = true;
    }
    return status;
}

/* Makes both sides of a split: the first is searched next, the other waits with the basis. */
static enum koppel_status split_node(struct search *search, int32_t *node, const struct koppel_branching_split *split,
                                     int side, const struct visit *visit)
{
    int32_t later = KOPPEL_NONE, next = KOPPEL_NONE;
    enum koppel_status status = add_side(search, *node, split, 1 - side, visit, &later);

    if (status != KOPPEL_OK) {
        return status;
    }
    search->nodes[later].basis = koppel_arena_new(&search->bases, koppel_relaxation_basis_size(&search->relaxation), 1);
    if (search->nodes[later].basis == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_relaxation_save_basis(&search->relaxation, search->nodes[later].basis);
    status = push_node(search, later);
    if (status == KOPPEL_OK) {
        status = add_side(search, *node, split, side, visit, &next);
    }
    if (status == KOPPEL_OK) {
        koppel_candidate_set(search->program, &search->here, split->candidate, search->nodes[next].lo,
                             search->nodes[next].hi);
        *node = next;
    }
    return status;
}

/* Nothing costs less than the least of the open nodes, the closed ones and the best point; nor than what was proven
 * before. */
static int64_t global_bound(const struct search *search, int64_t current)
{
    int64_t bound = search->closed_bound < current ? search->closed_bound : current;

    if (search->open.n > 0 && search->nodes[search->open.items[0]].bound < bound) {
        bound = search->nodes[search->open.items[0]].bound;
    }
    bound = bound > search->proven ? bound : search->proven;
    return bound < search->result->cost ? bound : search->result->cost;
}

/* Takes the open node with the least bound. @return false when none is left */
static bool next_node(struct search *search, int32_t *node)
{
    while (search->open.n > 0) {
        *node = koppel_heap_pop(&search->open, comes_before, search);
        if (search->nodes[*node].bound > search->cutoff) {
            close_node(search);
            koppel_arena_drop(&search->bases, search->nodes[*node].basis);
            continue;
        }
        set_bounds(search, *node);
        koppel_relaxation_load_basis(&search->relaxation, search->nodes[*node].basis);
        koppel_arena_drop(&search->bases, search->nodes[*node].basis);
        return true;
    }
    return false;
}

static void report(struct search *search, int64_t current)
{
    if (search->options->report != NULL && search->result->n_nodes % REPORT_EVERY == 0) {
        search->options->report(search->options->data, search->result->cost, global_bound(search, current));
    }
}

/* Dives from the open node with the least bound, until none is open. */
static enum koppel_status walk(struct search *search, struct visit *visit)
{
    enum koppel_status status = KOPPEL_OK;
    int32_t node = KOPPEL_NONE;

    while (status == KOPPEL_OK) {
        struct koppel_branching_split split;
        int side = 0;

        search->result->n_nodes++;
        koppel_deadline_spend(search->options->deadline, (int64_t)search->program->n_rows + search->program->n_columns);
        status = examine(search, &node, visit, &split, &side);
        if (status != KOPPEL_OK) {
            break;
        }
        if (search->is_stopped || koppel_deadline_expired(search->options->deadline) ||
            search->result->n_nodes == search->options->most_nodes ||
            (search->options->has_stop_cutoff && search->result->cost <= search->options->stop_cutoff)) {
            search->is_stopped = true;
            if (visit->is_closed) {
                close_node(search);
            }
            break;
        }
        report(search, visit->is_closed ? search->result->cost : visit->bound);
        if (!visit->is_closed) {
            status = split_node(search, &node, &split, side, visit);
            if (status != KOPPEL_OK) {
                break;
            }
        } else {
            close_node(search);
            if (!next_node(search, &node)) {
                break;
            }
        }
        if (status == KOPPEL_OK) {
            *visit = (struct visit){.bound = search->nodes[node].bound};
            visit->is_closed = visit->bound > search->cutoff;
        }
    }
    return status;
}

/* Frees the nodes of the last stage. */
static void forget_nodes(struct search *search)
{
    koppel_arena_free(&search->bases);
    search->n_nodes = 0;
    search->open.n = 0;
    search->closed_bound = INT64_MAX;
}

/* One stage: a search for points that cost at most its cutoff, after the root's reduced costs have fixed what is
 * dearer. Raises what is proven. */
static enum koppel_status search_stage(struct search *search, int64_t stage_cutoff)
{
    struct visit visit = {.bound = search->proven};
    enum koppel_status status = KOPPEL_OK;

    forget_nodes(search);
    search->stage_cutoff = stage_cutoff;
    set_best(search, search->result->cost);
    koppel_node_bounds_copy(&search->here, &search->start, search->program);
    koppel_program_fix(search->program, &search->here, search->root_prices, search->cutoff, search->scratch,
                       search->reduced);
    visit.is_closed = visit.bound > search->cutoff || !koppel_node_bounds_tighten(&search->here, search->program);
    koppel_node_bounds_copy(&search->root, &search->here, search->program);
    if (!visit.is_closed) {
        koppel_relaxation_free(&search->relaxation, true);
        status = koppel_relaxation_part(&search->relaxation, &search->whole, &search->here);
    }
    if (status == KOPPEL_OK && !visit.is_closed) {
        status = walk(search, &visit);
    } else {
        close_node(search);
    }
    search->proven = global_bound(search, visit.is_closed ? INT64_MAX : visit.bound);
    return status;
}

/* Stages with rising cutoffs above the root's bound, or above stop_cutoff where that is higher: under a low one few
 * columns are left and nodes close early. The first step is a fraction of the gap, a larger one where nodes are few. */
static enum koppel_status raise_stage_cutoff(struct search *search)
{
    const struct koppel_branch_and_bound_options *options = search->options;
    int64_t bottom =
        options->has_stop_cutoff && options->stop_cutoff > search->proven ? options->stop_cutoff : search->proven;
    int64_t step = (search->result->cost - bottom) / (options->most_nodes > 0 ? FEW_STEPS : FIRST_STEP);
    enum koppel_status status = KOPPEL_OK;

    do {
        int64_t stage_cutoff = bottom + step;

        if (!koppel_step_is_on(KOPPEL_STEP_STAGE_CUTOFFS) || bottom == INT64_MIN ||
            search->result->cost - stage_cutoff <= step) {
            stage_cutoff = INT64_MAX;
        }
        status = search_stage(search, stage_cutoff);
        step = 4 * step + 1;
    } while (status == KOPPEL_OK && !search->is_stopped && search->proven <= search->gap_cutoff);
    return status;
}

static enum koppel_status search_body(void *data)
{
    struct search *search = data;
    struct visit visit = {.bound = INT64_MIN};
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_node_bounds_tighten(&search->here, search->program)) {
        search->proven = search->gap_cutoff + 1;
        return KOPPEL_OK;
    }
    koppel_node_bounds_copy(&search->start, &search->here, search->program);
    status = koppel_relaxation_make(&search->relaxation, search->program, &search->here);
    if (status == KOPPEL_OK) {
        visit_root(search, &visit);
        status = koppel_branching_start(&search->branching, search->program, &search->arena);
        search->whole = search->relaxation;
        search->relaxation = (struct koppel_relaxation){0};
    }
    if (status == KOPPEL_OK && !search->is_stopped && search->proven <= search->gap_cutoff) {
        status = raise_stage_cutoff(search);
    }
    return status;
}

enum koppel_status koppel_branch_and_bound(const struct koppel_program *program,
                                           const struct koppel_branch_and_bound_options *options,
                                           struct koppel_branch_and_bound_result *result)
{
    struct search search = {.program = program,
                            .options = options,
                            .result = result,
                            .stage_cutoff = INT64_MAX,
                            .proven = INT64_MIN,
                            .closed_bound = INT64_MAX};
    enum koppel_status status = search_start(&search);
    bool lost = false;

    result->bound = INT64_MIN;
    result->cost = koppel_program_cost(program, result->point);
    if (status == KOPPEL_OK) {
        set_best(&search, result->cost);
        status = koppel_guard_run(search_body, &search, &lost);
        result->bound = search.proven < result->cost ? search.proven : result->cost;
    }
    koppel_relaxation_free(&search.whole, !lost);
    koppel_relaxation_free(&search.relaxation, !lost);
    koppel_arena_free(&search.bases);
    koppel_arena_free(&search.arena);
    return status;
}
