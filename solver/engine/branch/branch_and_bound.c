/* branch_and_bound.c - branch and bound on an integer program (see branch_and_bound.h). */
#include "engine/branch/branch_and_bound.h"

#include "base/memory.h"
#include "base/steps.h"
#include "engine/branch/branching.h"
#include "engine/lp/glpk_guard.h"
#include "engine/lp/lp_relaxation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUND_EVERY = 64, REPORT_EVERY = 16, FIRST_STEP = 32, FEW_STEPS = 8 };

/* An open or opened node: limits of one candidate on top of those of its parent. */
struct node {
    int32_t parent; /* KOPPEL_NONE: the root */
    int32_t candidate;
    int64_t lo;
    int64_t hi;
    int64_t bound;
    double parent_cost; /* of the parent's relaxation, to learn from */
    double distance;
    int side;
    struct koppel_basis *basis; /* of the parent, while the node waits */
};

struct search {
    const struct koppel_program *program;
    const struct koppel_branch_and_bound_options *options;
    struct koppel_branch_and_bound_result *result;
    struct koppel_relaxation whole;      /* of the root */
    struct koppel_relaxation relaxation; /* of what can be chosen below the ceiling */
    struct koppel_branching branching;
    struct koppel_node_bounds own;   /* of the program */
    struct koppel_node_bounds start; /* what follows from these for every point */
    struct koppel_node_bounds root;  /* tightened for points that cost at most the target */
    struct koppel_node_bounds here;  /* of the node at hand */
    double *root_prices;             /* n_rows */
    struct node *nodes;
    size_t n_nodes;
    size_t node_capacity;
    int32_t *heap; /* open nodes, the least bound on top */
    size_t n_heap;
    size_t heap_capacity;
    int64_t stage_cutoff; /* points that cost more are not looked for at present */
    int64_t proven;       /* nothing costs less: of the root and of earlier ceilings */
    int64_t gap_cutoff;   /* points that cost at most this are wanted */
    int64_t cutoff;       /* the same, and at most the ceiling */
    int64_t closed_bound; /* least of best - allowed gap at the times when nodes were closed */
    int64_t *scratch;     /* n_rows */
    koppel_wide *reduced; /* n_columns */
    int64_t *point;       /* n_columns */
    bool is_stopped;
};

/* What is known of the node at hand. */
struct visit {
    int64_t bound;
    bool is_closed;
    bool is_blind;    /* the relaxation gave nothing to go by */
    bool is_relaxed;  /* cost is that of a relaxation */
    bool is_narrowed; /* a side of a split was found empty: limits are narrower now */
    double cost;
};

static void search_free(struct search *search, bool with_lp)
{
    for (size_t k = 0; k < search->n_nodes; k++) {
        free(search->nodes[k].basis);
    }
    koppel_relaxation_free(&search->whole, with_lp);
    koppel_relaxation_free(&search->relaxation, with_lp);
    koppel_branching_free(&search->branching);
    koppel_node_bounds_free(&search->own);
    koppel_node_bounds_free(&search->start);
    koppel_node_bounds_free(&search->root);
    koppel_node_bounds_free(&search->here);
    free(search->root_prices);
    free(search->nodes);
    free(search->heap);
    free(search->scratch);
    free(search->reduced);
    free(search->point);
}

static enum koppel_status search_start(struct search *search)
{
    size_t n_rows = (size_t)search->program->n_rows;
    size_t n_columns = (size_t)search->program->n_columns;

    search->root_prices = koppel_new(n_rows, sizeof *search->root_prices);
    search->scratch = koppel_new(n_rows, sizeof *search->scratch);
    search->reduced = koppel_new(n_columns, sizeof *search->reduced);
    search->point = koppel_new(n_columns, sizeof *search->point);
    if (search->root_prices == NULL || search->scratch == NULL || search->reduced == NULL || search->point == NULL ||
        koppel_node_bounds_make(&search->own, search->program) != KOPPEL_OK ||
        koppel_node_bounds_make(&search->start, search->program) != KOPPEL_OK ||
        koppel_node_bounds_make(&search->root, search->program) != KOPPEL_OK ||
        koppel_node_bounds_make(&search->here, search->program) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    return KOPPEL_OK;
}

/* The allowed gap follows the best: with the gap of an earlier, dearer point the end would be wider than asked for. */
static void set_best(struct search *search, int64_t cost)
{
    koppel_wide size = cost < 0 ? -(koppel_wide)cost : cost;

    search->result->cost = cost;
    search->gap_cutoff = cost - 1 - (int64_t)(size * search->options->gap_ppm / 1000000);
    search->cutoff = search->stage_cutoff < search->gap_cutoff ? search->stage_cutoff : search->gap_cutoff;
}

/* Nothing below best - allowed gap is left in the node that is closed now. */
static void close_node(struct search *search)
{
    int64_t bound = search->cutoff + 1;

    search->closed_bound = bound < search->closed_bound ? bound : search->closed_bound;
}

/* Takes the point in search->point when it keeps the program's rows and is better. */
static void offer_point(struct search *search)
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

/* Heuristic points from the values of the relaxation. */
static void round_values(struct search *search)
{
    if (koppel_step_is_on(KOPPEL_STEP_ROUNDING) && search->options->round != NULL &&
        search->options->round(search->options->data, search->relaxation.values, search->point)) {
        offer_point(search);
    }
}

static void raise_bound(struct visit *visit, int64_t bound)
{
    visit->bound = bound > visit->bound ? bound : visit->bound;
}

/* Solves the relaxation of the limits here until it tells something: a bound, a closed node, or values to split on. */
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

/* Values that are whole make a point. */
static void offer_values(struct search *search)
{
    for (int32_t c = 0; c < search->program->n_columns; c++) {
        search->point[c] = (int64_t)llround(search->relaxation.values[c]);
    }
    offer_point(search);
}

/* The root: primal simplex from the start, and rounding. */
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

static void heap_swap(int32_t *a, int32_t *b)
{
    int32_t kept = *a;

    *a = *b;
    *b = kept;
}

/* Least bound first; among equals the latest node, which is deepest. */
static bool comes_before(const struct search *search, int32_t a, int32_t b)
{
    if (search->nodes[a].bound != search->nodes[b].bound) {
        return search->nodes[a].bound < search->nodes[b].bound;
    }
    return a > b;
}

static enum koppel_status push_node(struct search *search, int32_t node)
{
    size_t at = search->n_heap;

    if (koppel_grow((void **)&search->heap, &search->heap_capacity, search->n_heap + 1, sizeof *search->heap) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    search->heap[search->n_heap++] = node;
    while (at > 0 && comes_before(search, search->heap[at], search->heap[(at - 1) / 2])) {
        heap_swap(&search->heap[at], &search->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    return KOPPEL_OK;
}

static int32_t pop_node(struct search *search)
{
    int32_t top = search->heap[0];
    size_t at = 0;

    search->heap[0] = search->heap[--search->n_heap];
    for (;;) {
        size_t next = 2 * at + 1;

        if (next >= search->n_heap) {
            return top;
        }
        if (next + 1 < search->n_heap && comes_before(search, search->heap[next + 1], search->heap[next])) {
            next++;
        }
        if (!comes_before(search, search->heap[next], search->heap[at])) {
            return top;
        }
        heap_swap(&search->heap[at], &search->heap[next]);
        at = next;
    }
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

/* Splits without a relaxation: the integer column with the widest limits, halved; KOPPEL_NONE when all are fixed. */
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

/* All integer columns are fixed: the least of the others is the best of this node. */
static void offer_fixed(struct search *search)
{
    memcpy(search->point, search->here.column_lo, (size_t)search->program->n_columns * sizeof *search->point);
    offer_point(search);
}

static enum koppel_status add_node(struct search *search, struct node node, int32_t *number)
{
    if (koppel_grow((void **)&search->nodes, &search->node_capacity, search->n_nodes + 1, sizeof node) != KOPPEL_OK) {
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

/* What the relaxation of the node at hand has told about the split that made it. */
static void learn(struct search *search, int32_t node, const struct visit *visit)
{
    const struct node *at = node != KOPPEL_NONE ? &search->nodes[node] : NULL;

    if (at != NULL && at->distance > 0 && visit->is_relaxed) {
        koppel_branching_learn(&search->branching, at->candidate, at->side, at->distance, visit->cost - at->parent_cost,
                               visit->is_closed);
    }
}

/* Values of the relaxation: whole ones make a point, others are rounded now and then. */
static void use_values(struct search *search, struct visit *visit)
{
    if (koppel_branching_find(&search->branching, &search->relaxation) == 0) {
        offer_values(search);
        visit->is_blind = true;
    } else if (search->result->n_nodes % ROUND_EVERY == 1) {
        round_values(search);
    }
    visit->is_closed = visit->bound > search->cutoff;
}

/* Chooses where to split; limits that are found on the way narrow the node (it gets a child for each) and it is relaxed
 * again. */
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

/* Looks at the node with limits here; a split is returned in *split when it stays open. */
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
        offer_fixed(search);
        visit->is_closed = true;
    }
    return status;
}

/* Both sides of a split: the first is looked at next, the other waits with the basis. */
static enum koppel_status split_node(struct search *search, int32_t *node, const struct koppel_branching_split *split,
                                     int side, const struct visit *visit)
{
    int32_t later = KOPPEL_NONE, next = KOPPEL_NONE;
    enum koppel_status status = add_side(search, *node, split, 1 - side, visit, &later);

    if (status != KOPPEL_OK) {
        return status;
    }
    search->nodes[later].basis = koppel_new(koppel_relaxation_basis_size(&search->relaxation), 1);
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

/* Nothing can cost less than the open nodes, the closed ones and the best point; nor than what was proven before. */
static int64_t global_bound(const struct search *search, int64_t current)
{
    int64_t bound = search->closed_bound < current ? search->closed_bound : current;

    if (search->n_heap > 0 && search->nodes[search->heap[0]].bound < bound) {
        bound = search->nodes[search->heap[0]].bound;
    }
    bound = bound > search->proven ? bound : search->proven;
    return bound < search->result->cost ? bound : search->result->cost;
}

/* Takes the open node with the least bound. @return false when none is left */
static bool next_node(struct search *search, int32_t *node)
{
    while (search->n_heap > 0) {
        *node = pop_node(search);
        if (search->nodes[*node].bound > search->cutoff) {
            close_node(search);
            free(search->nodes[*node].basis);
            search->nodes[*node].basis = NULL;
            continue;
        }
        set_bounds(search, *node);
        koppel_relaxation_load_basis(&search->relaxation, search->nodes[*node].basis);
        free(search->nodes[*node].basis);
        search->nodes[*node].basis = NULL;
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

/* Depth first from the best open node, until none is left. */
static enum koppel_status walk(struct search *search, struct visit *visit)
{
    enum koppel_status status = KOPPEL_OK;
    int32_t node = KOPPEL_NONE;

    while (status == KOPPEL_OK) {
        struct koppel_branching_split split;
        int side = 0;

        search->result->n_nodes++;
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

/* Forgets the nodes of the last ceiling. */
static void forget_nodes(struct search *search)
{
    for (size_t k = 0; k < search->n_nodes; k++) {
        free(search->nodes[k].basis);
    }
    search->n_nodes = 0;
    search->n_heap = 0;
    search->closed_bound = INT64_MAX;
}

/* Everything that costs at most the ceiling: what is dearer by the root's prices is fixed first. Raises what is proven.
 */
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

/* One ceiling after another, each further above the root's bound or what is enough: while it is low, few columns are
 * left and nodes close early. With few nodes there is no time for ceilings under which nothing is found. */
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
        status = koppel_branching_start(&search->branching, search->program);
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
    search_free(&search, !lost);
    return status;
}
