// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* component_split.h - what decisions leave of a problem, and which of it belongs together: shared by components.c and
 * component_split.c only. */
#ifndef KOPPEL_PROBLEM_COMPONENT_SPLIT_H
#define KOPPEL_PROBLEM_COMPONENT_SPLIT_H

#include "problem/components.h"

/** Agents, slots and loads are numbered one after another as nodes. */
struct koppel_component_split {
    struct koppel_arena arena; /* of the arrays below, also after a fault */
    const struct koppel_problem *problem;
    struct koppel_components *components;
    const struct koppel_deadline *deadline; /* of looking for equal slots; NULL: none */
    int64_t *base;                          /* n_loads: with kept pairs */
    int64_t *top;                           /* n_loads: largest value in reach */
    bool *is_live;                          /* n_loads: a limit or cost can depend on it */
    int32_t *equal_to;     /* n_slots: the lowest slot that is the same; itself where equal slots stay apart */
    int32_t *lead_of;      /* n_agents: the first agent with the same list, of which all pairs are free; else itself */
    int32_t *leader;       /* nodes: union-find */
    int32_t *component_of; /* nodes: component, KOPPEL_NONE = in none */
    int32_t *row_of;       /* nodes: row in the component */
    int32_t *measure_row;  /* n_measures: row in the component at hand, KOPPEL_NONE = not seen there */
    int32_t *measure_list; /* n_measures: measures of the component at hand */
};

/**
 * Books kept pairs, finds the live loads and the components: places, kept, constants, n_items and infeasible of these.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_component_split_make(struct koppel_component_split *split, enum koppel_equal_slots twins);

/** A pair that can still be chosen or not. Here, because it is asked for every pair. */
static inline bool koppel_component_split_is_open(const struct koppel_component_split *split, int32_t agent,
                                                  int64_t pair)
{
    return split->components->kept[agent] == KOPPEL_NONE &&
           koppel_state_of_pair(split->problem, pair) == KOPPEL_PAIR_FREE &&
           split->components->places[koppel_pair_slot(split->problem, agent, pair)] > 0;
}

/** An open pair of a slot that stands for itself and its equals. */
static inline bool koppel_component_split_is_copied(const struct koppel_component_split *split, int32_t agent,
                                                    int64_t pair)
{
    int32_t j = koppel_pair_slot(split->problem, agent, pair);

    return split->equal_to[j] == j && koppel_component_split_is_open(split, agent, pair);
}

static inline int32_t koppel_component_split_slot_node(const struct koppel_component_split *split, int32_t slot)
{
    return split->problem->n_agents + slot;
}

static inline int32_t koppel_component_split_load_node(const struct koppel_component_split *split, int32_t load)
{
    return split->problem->n_agents + split->problem->n_slots + load;
}

#endif
