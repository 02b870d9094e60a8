// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tier_program.c - the integer program of one tier over classes (see tier_program.h, which names the rows). */
#include "engine/lp/tier_program.h"

#include "base/arena.h"
#include "base/exact.h"
#include "problem/load_terms.h"

#include <stdlib.h>
#include <string.h>

/* What is needed while the program is built. */
struct builder {
    struct koppel_arena arena; /* of the arrays below */
    struct koppel_tier_program *made;
    const struct koppel_problem *problem;
    struct koppel_program *program;
    const int64_t *best;
    struct koppel_load_terms
        terms; /* those that can cost something within reach, sorted by load, breakpoint and tier */
    size_t n_terms;
    int64_t *top;         /* n_loads: largest value in reach */
    int32_t *agent_row;   /* n_agent_classes */
    int32_t *slot_row;    /* n_slot_classes */
    int32_t *point_first; /* n_loads + 1: breakpoints of each load */
};

static enum koppel_status builder_start(struct builder *builder)
{
    const struct koppel_classes *classes = &builder->made->classes;
    size_t n_loads = (size_t)builder->problem->n_loads;
    size_t n_tiers = (size_t)builder->made->tier + 1;
    struct koppel_arena *kept = &builder->program->arena;
    enum koppel_status status =
        koppel_load_terms_make(&builder->terms, builder->problem, builder->made->tier + 1, &builder->arena);

    if (status != KOPPEL_OK) {
        return status;
    }
    builder->n_terms = (size_t)builder->terms.first[n_loads];
    builder->top = koppel_arena_new(&builder->arena, n_loads, sizeof *builder->top);
    builder->agent_row =
        koppel_arena_new(&builder->arena, (size_t)classes->n_agent_classes, sizeof *builder->agent_row);
    builder->slot_row = koppel_arena_new(&builder->arena, (size_t)classes->n_slot_classes, sizeof *builder->slot_row);
    builder->made->load_row = koppel_arena_new(kept, n_loads, sizeof *builder->made->load_row);
    builder->point_first = koppel_arena_new(&builder->arena, n_loads + 1, sizeof *builder->point_first);
    builder->made->units = koppel_arena_new(kept, n_tiers, sizeof *builder->made->units);
    builder->made->tier_row = koppel_arena_new(kept, n_tiers, sizeof *builder->made->tier_row);
    builder->made->breakpoints = koppel_arena_new(kept, builder->n_terms, sizeof *builder->made->breakpoints);
    builder->made->loads = koppel_arena_new(kept, n_loads, sizeof *builder->made->loads);
    return koppel_arena_failed(kept) ? KOPPEL_E_MEMORY : koppel_arena_status(&builder->arena);
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What an agent of a class adds by one entry. */
static int64_t amount_of(const struct koppel_tier_program *made, int32_t s, int64_t entry)
{
    return koppel_amount_of_entry(made->problem, entry, koppel_first_agent(&made->classes, s));
}

/* The largest value of every load: all pairs of classes at once, a slot class at most its places. */
static void reach_of_loads(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;
    const struct koppel_classes *classes = &builder->made->classes;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        builder->top[g] = problem->loads[g].base;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
            int32_t j = koppel_class_pair_slot(classes, s, k);
            int64_t most = least(koppel_class_size(classes, s), classes->places[koppel_slot_class_of(classes, s, k)]);

            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                builder->top[problem->entries[e].load] += most * amount_of(builder->made, s, e);
            }
        }
    }
}

static int compare_terms(const void *left, const void *right)
{
    const struct koppel_load_term *a = left, *b = right;

    if (a->term.load != b->term.load) {
        return a->term.load < b->term.load ? -1 : 1;
    }
    if (a->term.at != b->term.at) {
        return a->term.at < b->term.at ? -1 : 1;
    }
    return (a->tier > b->tier) - (a->tier < b->tier);
}

/* Terms that can cost something within reach, sorted, and the breakpoints that they share. */
static void list_breakpoints(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;
    struct koppel_tier_program *made = builder->made;
    size_t n = 0;

    for (size_t k = 0; k < builder->n_terms; k++) {
        struct koppel_load_term listed = builder->terms.items[k];

        listed.term.over = builder->top[listed.term.load] > listed.term.at ? listed.term.over : 0;
        listed.term.under = problem->loads[listed.term.load].base < listed.term.at ? listed.term.under : 0;
        builder->terms.items[n] = listed;
        n += listed.term.over > 0 || listed.term.under > 0;
    }
    builder->n_terms = n;
    qsort(builder->terms.items, n, sizeof *builder->terms.items, compare_terms);
    for (size_t k = 0; k < n; k++) {
        const struct koppel_term *term = &builder->terms.items[k].term;
        const struct koppel_term *term_before = k > 0 ? &builder->terms.items[k - 1].term : NULL;
        struct koppel_breakpoint *point = NULL;

        if (k == 0 || term->load != term_before->load || term->at != term_before->at) {
            made->breakpoints[made->n_breakpoints++] =
                (struct koppel_breakpoint){term->load, term->at, KOPPEL_NONE, KOPPEL_NONE, KOPPEL_NONE};
            builder->point_first[term->load + 1]++;
        }
        point = &made->breakpoints[made->n_breakpoints - 1];
        /* 0 marks a column that will be needed. */
        point->over = term->over > 0 ? 0 : point->over;
        point->under = term->under > 0 ? 0 : point->under;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        builder->point_first[g + 1] += builder->point_first[g];
    }
}

/* The greatest common divisor of every tier's costs. */
static void find_units(struct builder *builder)
{
    struct koppel_tier_program *made = builder->made;
    const struct koppel_classes *classes = &made->classes;

    for (int32_t t = 0; t <= made->tier; t++) {
        for (int32_t s = 0; s < classes->n_agent_classes; s++) {
            for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
                made->units[t] =
                    koppel_gcd(made->units[t], koppel_class_pair_cost(&made->classes, made->problem, t, s, k));
            }
        }
    }
    for (size_t k = 0; k < builder->n_terms; k++) {
        const struct koppel_load_term *listed = &builder->terms.items[k];
        int64_t *unit = &made->units[listed->tier];

        *unit = koppel_gcd(koppel_gcd(*unit, listed->term.over), listed->term.under);
    }
    made->unit = made->units[made->tier];
}

static enum koppel_status add_class_rows(struct builder *builder)
{
    const struct koppel_classes *classes = &builder->made->classes;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t s = 0; status == KOPPEL_OK && s < classes->n_agent_classes; s++) {
        int64_t n = koppel_class_size(classes, s);
        bool must = builder->problem->must_place[koppel_first_agent(classes, s)];

        status = koppel_program_add_row(builder->program, must ? n : 0, n, true, &builder->agent_row[s]);
    }
    for (int32_t k = 0; status == KOPPEL_OK && k < classes->n_slot_classes; k++) {
        status = koppel_program_add_row(builder->program, 0, classes->places[k], true, &builder->slot_row[k]);
    }
    return status;
}

static enum koppel_status add_load_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t g = 0; status == KOPPEL_OK && g < problem->n_loads; g++) {
        const struct koppel_load *load = &problem->loads[g];
        bool has_lo = load->lo > load->base;
        bool has_hi = load->hi < builder->top[g];

        builder->made->load_row[g] = KOPPEL_NONE;
        if (has_lo || has_hi) {
            status = koppel_program_add_row(builder->program, has_lo ? load->lo - load->base : KOPPEL_ROW_NO_MIN,
                                            has_hi ? load->hi - load->base : KOPPEL_ROW_NO_MAX, true,
                                            &builder->made->load_row[g]);
        }
    }
    for (int32_t b = 0; status == KOPPEL_OK && b < builder->made->n_breakpoints; b++) {
        struct koppel_breakpoint *point = &builder->made->breakpoints[b];
        int64_t at = point->at - problem->loads[point->load].base;

        status = koppel_program_add_row(builder->program, point->under != KOPPEL_NONE ? at : KOPPEL_ROW_NO_MIN,
                                        point->over != KOPPEL_NONE ? at : KOPPEL_ROW_NO_MAX, false, &point->row);
    }
    for (int32_t t = 0; status == KOPPEL_OK && t < builder->made->tier; t++) {
        builder->made->tier_row[t] = KOPPEL_NONE;
        if (builder->made->units[t] > 0) {
            /* Costs are multiples of the unit, so best is one as well. */
            status =
                koppel_program_add_row(builder->program, KOPPEL_ROW_NO_MIN, builder->best[t] / builder->made->units[t],
                                       false, &builder->made->tier_row[t]);
        }
    }
    return status;
}

/* Rows (4) and (5) of one pair of classes. */
static enum koppel_status add_loads_of_pair(struct builder *builder, int32_t s, int32_t j)
{
    const struct koppel_problem *problem = builder->problem;
    enum koppel_status status = KOPPEL_OK;

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        int32_t g = problem->entries[e].load;
        int64_t amount = amount_of(builder->made, s, e);

        if (builder->made->load_row[g] != KOPPEL_NONE) {
            status = koppel_program_add_value(builder->program, builder->made->load_row[g], amount);
        }
        for (int32_t b = builder->point_first[g]; status == KOPPEL_OK && b < builder->point_first[g + 1]; b++) {
            status = koppel_program_add_value(builder->program, builder->made->breakpoints[b].row, amount);
        }
        if (status != KOPPEL_OK) {
            return status;
        }
    }
    return status;
}

static int64_t cost_in_units(int64_t cost, int64_t unit)
{
    return unit > 0 ? cost / unit : 0;
}

static enum koppel_status add_pair_column(struct builder *builder, int32_t s, int64_t k)
{
    struct koppel_tier_program *made = builder->made;
    int32_t slot_class = koppel_slot_class_of(&made->classes, s, k);
    struct koppel_program_column column = {
        .hi = least(koppel_class_size(&made->classes, s), made->classes.places[slot_class]),
        .cost = cost_in_units(koppel_class_pair_cost(&made->classes, made->problem, made->tier, s, k), made->unit),
        .is_integer = true,
    };
    int32_t number = 0;
    enum koppel_status status = koppel_program_add_column(builder->program, column, &number);

    if (status == KOPPEL_OK) {
        status = koppel_program_add_value(builder->program, builder->agent_row[s], 1);
    }
    if (status == KOPPEL_OK) {
        status = koppel_program_add_value(builder->program, builder->slot_row[slot_class], 1);
    }
    if (status == KOPPEL_OK) {
        status = add_loads_of_pair(builder, s, koppel_class_pair_slot(&made->classes, s, k));
    }
    for (int32_t t = 0; status == KOPPEL_OK && t < made->tier; t++) {
        if (builder->made->tier_row[t] != KOPPEL_NONE) {
            int64_t cost = koppel_class_pair_cost(&made->classes, made->problem, t, s, k);

            status =
                koppel_program_add_value(builder->program, builder->made->tier_row[t], cost / builder->made->units[t]);
        }
    }
    return status;
}

/* The column over or under of a breakpoint, with its costs in all tiers; terms first .. last-1 are those of the
 * breakpoint. */
static enum koppel_status add_term_column(struct builder *builder, const struct koppel_breakpoint *point, bool is_over,
                                          size_t first, size_t last, int32_t *number)
{
    struct koppel_program *program = builder->program;
    int64_t most =
        is_over ? builder->top[point->load] - point->at : point->at - builder->problem->loads[point->load].base;
    enum koppel_status status = koppel_program_add_column(program, (struct koppel_program_column){.hi = most}, number);

    if (status == KOPPEL_OK) {
        status = koppel_program_add_value(program, point->row, is_over ? -1 : 1);
    }
    for (size_t k = first; status == KOPPEL_OK && k < last; k++) {
        const struct koppel_load_term *listed = &builder->terms.items[k];
        int64_t cost = is_over ? listed->term.over : listed->term.under;

        if (listed->tier == builder->made->tier) {
            program->columns[*number].cost += cost_in_units(cost, builder->made->unit);
        } else if (builder->made->tier_row[listed->tier] != KOPPEL_NONE) {
            status = koppel_program_add_value(program, builder->made->tier_row[listed->tier],
                                              cost / builder->made->units[listed->tier]);
        }
    }
    return status;
}

static enum koppel_status add_columns(struct builder *builder)
{
    struct koppel_tier_program *made = builder->made;
    enum koppel_status status = KOPPEL_OK;
    size_t first = 0, last = 0;

    for (int32_t s = 0; s < made->classes.n_agent_classes; s++) {
        for (int64_t k = made->classes.first[s]; status == KOPPEL_OK && k < made->classes.first[s + 1]; k++) {
            status = add_pair_column(builder, s, k);
        }
    }
    for (int32_t b = 0; status == KOPPEL_OK && b < made->n_breakpoints; b++) {
        struct koppel_breakpoint *point = &made->breakpoints[b];

        for (first = last; last < builder->n_terms && builder->terms.items[last].term.load == point->load &&
                           builder->terms.items[last].term.at == point->at;) {
            last++;
        }
        if (point->over != KOPPEL_NONE) {
            status = add_term_column(builder, point, true, first, last, &point->over);
        }
        if (status == KOPPEL_OK && point->under != KOPPEL_NONE) {
            status = add_term_column(builder, point, false, first, last, &point->under);
        }
    }
    return status;
}

static enum koppel_status build(struct builder *builder)
{
    enum koppel_status status = builder_start(builder);

    if (status != KOPPEL_OK) {
        return status;
    }
    reach_of_loads(builder);
    list_breakpoints(builder);
    find_units(builder);
    status = add_class_rows(builder);
    if (status == KOPPEL_OK) {
        status = add_load_rows(builder);
    }
    if (status == KOPPEL_OK) {
        status = add_columns(builder);
    }
    return status == KOPPEL_OK ? koppel_program_finish(builder->program) : status;
}

enum koppel_status koppel_tier_program_make(struct koppel_tier_program *made, const struct koppel_problem *problem,
                                            int32_t tier, const int64_t *best)
{
    struct builder builder = {.made = made, .problem = problem, .program = &made->program, .best = best};
    enum koppel_status status = KOPPEL_OK;

    *made = (struct koppel_tier_program){.problem = problem, .tier = tier};
    status = koppel_classes_make(&made->classes, problem, tier + 1, &made->program.arena);
    if (status == KOPPEL_OK) {
        status = build(&builder);
    }
    koppel_arena_free(&builder.arena);
    return status;
}

void koppel_tier_program_free(struct koppel_tier_program *made)
{
    koppel_program_free(&made->program);
    *made = (struct koppel_tier_program){0};
}

void koppel_tier_program_point(const struct koppel_tier_program *made, const int32_t *slot_of, int64_t *point)
{
    const struct koppel_classes *classes = &made->classes;

    memset(point, 0, (size_t)made->program.n_columns * sizeof *point);
    for (int32_t i = 0; i < made->problem->n_agents; i++) {
        if (slot_of[i] != KOPPEL_NONE) {
            point[koppel_class_pair(classes, classes->class_of_agent[i], classes->class_of_slot[slot_of[i]])]++;
        }
    }
    koppel_problem_loads(made->problem, slot_of, made->loads);
    for (int32_t b = 0; b < made->n_breakpoints; b++) {
        const struct koppel_breakpoint *at = &made->breakpoints[b];
        int64_t load = made->loads[at->load];

        if (at->over != KOPPEL_NONE) {
            point[at->over] = load > at->at ? load - at->at : 0;
        }
        if (at->under != KOPPEL_NONE) {
            point[at->under] = load < at->at ? at->at - load : 0;
        }
    }
}

void koppel_tier_program_open(const struct koppel_tier_program *made, const int64_t *point, int32_t *slot_of,
                              int32_t *places)
{
    const struct koppel_problem *problem = made->problem;
    const struct koppel_classes *classes = &made->classes;

    memcpy(places, problem->places, (size_t)problem->n_slots * sizeof *places);
    for (int32_t i = 0; i < problem->n_agents; i++) {
        slot_of[i] = KOPPEL_NONE;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        int32_t next = classes->agent_first[s];

        for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
            int32_t c = koppel_slot_class_of(classes, s, k);
            int32_t m = classes->slot_first[c];

            for (int64_t n = 0; n < point[k] && next < classes->agent_first[s + 1]; n++) {
                while (m < classes->slot_first[c + 1] && places[classes->slots[m]] == 0) {
                    m++;
                }
                if (m < classes->slot_first[c + 1]) {
                    places[classes->slots[m]]--;
                    slot_of[classes->agents[next++]] = classes->slots[m];
                }
            }
        }
    }
}

void koppel_tier_program_prices(const struct koppel_tier_program *made, const struct koppel_multipliers *list,
                                double *prices)
{
    const struct koppel_classes *classes = &made->classes;
    double scale = (double)list->scale * (double)made->unit;

    memset(prices, 0, (size_t)made->program.n_rows * sizeof *prices);
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        int32_t slot = classes->slots[classes->slot_first[k]];

        prices[classes->n_agent_classes + k] = -(double)list->slot_price[slot] / scale;
    }
    for (int32_t g = 0; g < made->problem->n_loads; g++) {
        if (made->load_row[g] != KOPPEL_NONE) {
            prices[made->load_row[g]] = -(double)list->load_price[g] / scale;
        }
    }
    for (int32_t b = 0; b < made->n_breakpoints; b++) {
        const struct koppel_breakpoint *point = &made->breakpoints[b];

        /* all rows of a load have the same sum: the first one gets its price */
        if (made->load_row[point->load] == KOPPEL_NONE && (b == 0 || point[-1].load != point->load)) {
            prices[point->row] = -(double)list->load_price[point->load] / scale;
        }
    }
    for (int32_t t = 0; t < made->tier; t++) {
        if (made->tier_row[t] != KOPPEL_NONE) {
            prices[made->tier_row[t]] = -(double)list->tier_price[t] * (double)made->units[t] / scale;
        }
    }
}
