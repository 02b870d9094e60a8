// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tier_model.c - one tier as a plain integer program (see tier_model.h for variables and rows). */
#include "problem/tier_model.h"

#include "base/memory.h"

#include <stdlib.h>

/* Members of group k are items[first[k]] .. items[first[k+1] - 1], ascending. */
struct groups {
    int64_t *first;
    int64_t *items;
};

struct builder {
    const struct koppel_problem *problem;
    const struct koppel_model_names *names;
    struct koppel_plain_model model;
    int32_t *agent_of;     /* n_pairs */
    struct groups by_slot; /* the pairs of each slot */
    struct groups by_load; /* the entries of each load */
    int32_t *entry_slot;   /* the slot of each entry */
    int64_t *term_column;  /* first column of the terms of each tier; over and under of term k are at + 2k, + 2k + 1 */
};

static enum koppel_status groups_make(struct groups *groups, int32_t n_groups, int64_t n_items,
                                      int32_t (*group_of)(const struct koppel_problem *, int64_t),
                                      const struct koppel_problem *problem)
{
    groups->first = koppel_new((size_t)n_groups + 2, sizeof *groups->first);
    groups->items = koppel_new((size_t)n_items, sizeof *groups->items);
    if (groups->first == NULL || groups->items == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t k = 0; k < n_items; k++) {
        groups->first[group_of(problem, k) + 2]++;
    }
    for (int32_t g = 0; g < n_groups; g++) {
        groups->first[g + 1] += groups->first[g];
    }
    for (int64_t k = 0; k < n_items; k++) {
        groups->items[groups->first[group_of(problem, k) + 1]++] = k;
    }
    return KOPPEL_OK;
}

static int32_t slot_of_pair(const struct koppel_problem *problem, int64_t pair)
{
    return koppel_pair_slot(problem, koppel_problem_agent(problem, pair), pair);
}

static int32_t load_of_entry(const struct koppel_problem *problem, int64_t entry)
{
    return problem->entries[entry].load;
}

static enum koppel_status builder_start(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;
    int64_t n_entries = problem->entry_first[problem->n_slots];

    builder->term_column = koppel_new((size_t)problem->n_tiers, sizeof *builder->term_column);
    builder->agent_of = koppel_new((size_t)problem->n_pairs, sizeof *builder->agent_of);
    builder->entry_slot = koppel_new((size_t)n_entries, sizeof *builder->entry_slot);
    if (builder->term_column == NULL || builder->agent_of == NULL || builder->entry_slot == NULL ||
        groups_make(&builder->by_slot, problem->n_slots, problem->n_pairs, slot_of_pair, problem) != KOPPEL_OK ||
        groups_make(&builder->by_load, problem->n_loads, n_entries, load_of_entry, problem) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            builder->agent_of[p] = i;
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            builder->entry_slot[e] = j;
        }
    }
    return KOPPEL_OK;
}

static void builder_free(struct builder *builder)
{
    koppel_plain_model_free(&builder->model);
    free(builder->term_column);
    free(builder->agent_of);
    free(builder->entry_slot);
    free(builder->by_slot.first);
    free(builder->by_slot.items);
    free(builder->by_load.first);
    free(builder->by_load.items);
}

/* ---- Rows and columns ---- */

/* The name of a row or column, NULL: the format's own. */
static const char *name_of(struct builder *builder, const struct koppel_model_item *item)
{
    const char *name = NULL;

    if (builder->names->name != NULL) {
        name = builder->names->name(builder->names->data, item);
        builder->model.failed = builder->model.failed || name == NULL;
    }
    return name;
}

static void end_row(struct builder *builder, struct koppel_model_item item, int64_t low, int64_t high)
{
    koppel_plain_model_row(&builder->model, name_of(builder, &item), low, high);
}

/* Column of pair p is p. */
static void add_pairs(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    for (int64_t p = 0; p < problem->n_pairs && !builder->model.failed; p++) {
        const struct koppel_model_item item = {
            .part = KOPPEL_MODEL_PAIR, .is_column = true, .agent = builder->agent_of[p], .pair = p};
        enum koppel_pair_state state = koppel_state_of_pair(problem, p);

        koppel_plain_model_column(&builder->model, name_of(builder, &item),
                                  state == KOPPEL_PAIR_FREE   ? KOPPEL_COLUMN_BINARY
                                  : state == KOPPEL_PAIR_KEPT ? KOPPEL_COLUMN_ONE
                                                              : KOPPEL_COLUMN_ZERO);
    }
}

/* Rows (1). An agent that must be placed and has no pair makes a row that nothing can meet. */
static void add_agent_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    for (int32_t i = 0; i < problem->n_agents && !builder->model.failed; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            koppel_plain_model_put(&builder->model, p, 1);
        }
        if (problem->first[i] < problem->first[i + 1] || problem->must_place[i]) {
            end_row(builder, (struct koppel_model_item){.part = KOPPEL_MODEL_AGENT, .agent = i},
                    problem->must_place[i] ? 1 : KOPPEL_NO_MIN, 1);
        }
    }
}

/* Rows (2). */
static void add_slot_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    for (int32_t j = 0; j < problem->n_slots && !builder->model.failed; j++) {
        int64_t first = builder->by_slot.first[j];
        int64_t end = builder->by_slot.first[j + 1];

        for (int64_t k = first; k < end; k++) {
            koppel_plain_model_put(&builder->model, builder->by_slot.items[k], 1);
        }
        if (first < end) {
            end_row(builder, (struct koppel_model_item){.part = KOPPEL_MODEL_SLOT, .slot = j}, KOPPEL_NO_MIN,
                    problem->places[j]);
        }
    }
}

/* Puts sum a_ijg x_ij of one load into the row: slot by slot, with all entries of a slot in the load together. */
static void put_load(struct builder *builder, int32_t load)
{
    const struct koppel_problem *problem = builder->problem;
    const int64_t *entries = builder->by_load.items;
    int64_t end = builder->by_load.first[load + 1];
    int64_t next = 0;

    for (int64_t k = builder->by_load.first[load]; k < end; k = next) {
        int32_t slot = builder->entry_slot[entries[k]];

        for (next = k; next < end && builder->entry_slot[entries[next]] == slot;) {
            next++;
        }
        for (int64_t m = builder->by_slot.first[slot]; m < builder->by_slot.first[slot + 1]; m++) {
            int64_t pair = builder->by_slot.items[m];
            int64_t a = 0;

            for (int64_t e = k; e < next; e++) {
                int64_t measure = problem->entries[entries[e]].measure;

                a += problem->measures[measure * problem->n_agents + builder->agent_of[pair]];
            }
            koppel_plain_model_put(&builder->model, pair, a);
        }
    }
}

static void add_load_row(struct builder *builder, int32_t load, int64_t low, int64_t high)
{
    put_load(builder, load);
    end_row(builder, (struct koppel_model_item){.part = KOPPEL_MODEL_LOAD, .load = load}, low, high);
}

/* Rows (4). Limits that contradict each other make two rows, because the formats cannot say that in one. */
static void add_load_rows(struct builder *builder)
{
    const struct koppel_problem *problem = builder->problem;

    for (int32_t g = 0; g < problem->n_loads && !builder->model.failed; g++) {
        const struct koppel_load *load = &problem->loads[g];
        int64_t low = load->lo != KOPPEL_NO_MIN ? load->lo - load->base : KOPPEL_NO_MIN;
        int64_t high = load->hi != KOPPEL_NO_MAX ? load->hi - load->base : KOPPEL_NO_MAX;

        if (low > high) {
            add_load_row(builder, g, low, KOPPEL_NO_MAX);
            add_load_row(builder, g, KOPPEL_NO_MIN, high);
        } else if (low != KOPPEL_NO_MIN || high != KOPPEL_NO_MAX) {
            add_load_row(builder, g, low, high);
        }
    }
}

/* Rows (5): the columns over and under of every term of a tier, L - over <= at and L + under >= at. */
static void add_terms(struct builder *builder, int32_t t)
{
    const struct koppel_tier *tier = &builder->problem->tiers[t];

    builder->term_column[t] = (int64_t)builder->model.n_columns;
    for (size_t k = 0; k < tier->n_terms && !builder->model.failed; k++) {
        const struct koppel_term *term = &tier->terms[k];
        int64_t at = 0;

        for (int side = 0; side < 2; side++) {
            struct koppel_model_item item = {.part = side == 0 ? KOPPEL_MODEL_OVER : KOPPEL_MODEL_UNDER,
                                             .is_column = true,
                                             .load = term->load,
                                             .tier = t,
                                             .term = k};
            int32_t column =
                koppel_plain_model_column(&builder->model, name_of(builder, &item), KOPPEL_COLUMN_AT_LEAST_0);

            put_load(builder, term->load);
            koppel_plain_model_put(&builder->model, column, side == 0 ? -1 : 1);
            item.is_column = false;
            at = term->at - builder->problem->loads[term->load].base;
            end_row(builder, item, side == 0 ? KOPPEL_NO_MIN : at, side == 0 ? at : KOPPEL_NO_MAX);
        }
    }
}

/* Calls `put` with the column and coefficient of everything that costs in a tier. */
static void put_costs(struct builder *builder, int32_t t,
                      void (*put)(struct koppel_plain_model *, int64_t column, int64_t cost))
{
    const struct koppel_problem *problem = builder->problem;
    const struct koppel_tier *tier = &problem->tiers[t];

    for (int64_t p = 0; p < problem->n_pairs; p++) {
        put(&builder->model, p, koppel_cost_of_pair(problem, t, builder->agent_of[p], p));
    }
    for (size_t k = 0; k < tier->n_terms; k++) {
        int64_t column = builder->term_column[t] + 2 * (int64_t)k;

        put(&builder->model, column, tier->terms[k].over);
        put(&builder->model, column + 1, tier->terms[k].under);
    }
}

static void put_objective(struct koppel_plain_model *model, int64_t column, int64_t cost)
{
    if (!model->failed) {
        model->columns[column].cost = cost;
    }
}

static void build(struct builder *builder, int32_t tier, const int64_t *held)
{
    add_pairs(builder);
    add_agent_rows(builder);
    add_slot_rows(builder);
    add_load_rows(builder);
    for (int32_t t = 0; t <= tier; t++) {
        add_terms(builder, t);
    }
    for (int32_t t = 0; t < tier && !builder->model.failed; t++) {
        put_costs(builder, t, koppel_plain_model_put);
        end_row(builder, (struct koppel_model_item){.part = KOPPEL_MODEL_HOLD, .tier = t}, KOPPEL_NO_MIN, held[t]);
    }
    if (builder->model.n_columns == 0) { /* neither format can hold a problem without columns */
        koppel_plain_model_column(&builder->model, "nothing", KOPPEL_COLUMN_ZERO);
    }
    put_costs(builder, tier, put_objective);
}

enum koppel_status koppel_tier_model_write(const struct koppel_problem *problem, int32_t tier, const int64_t *held,
                                           const struct koppel_model_names *names, enum koppel_model_format format,
                                           struct koppel_text *text)
{
    struct builder builder = {.problem = problem, .names = names};
    enum koppel_status status = builder_start(&builder);

    if (status == KOPPEL_OK) {
        build(&builder, tier, held);
        status = koppel_plain_model_write(&builder.model, format, text);
    }
    builder_free(&builder);
    return status;
}
