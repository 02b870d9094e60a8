// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* components.h - what is left of a problem once decisions are applied, split into connected components.
 *
 * Components share no agent, slot or live load. Kept pairs are taken out (their places, loads and costs are booked),
 * banned pairs and full slots are dropped, and so are loads that can neither break a limit nor change a cost. Sums of
 * tiers separate: the lexicographic optima of the components together are that of the problem. Equal slots can become
 * one with the places of all; an assignment is divided over them again at the end.
 *
 * SOURCE  docs/model.md section 13.
 */
#ifndef KOPPEL_PROBLEM_COMPONENTS_H
#define KOPPEL_PROBLEM_COMPONENTS_H

#include "base/deadline.h"
#include "problem/problem.h"

/** One component: a problem of its own without kept or banned pairs. */
struct koppel_component {
    struct koppel_problem problem;
    int32_t *agents;     /* n_agents of the component: agent of the whole problem */
    int32_t *slots;      /* n_slots of the component: slot of the whole problem, the lowest of its equals */
    int32_t *loads;      /* n_loads of the component: load of the whole problem */
    int32_t *agent_name; /* of the problem, which borrows these, where the whole problem has names itself */
    int32_t *slot_name;
};

/** Are slots that are the same in everything one slot of the component, with the places of all? */
enum koppel_equal_slots { KOPPEL_LEAVE_EQUAL_SLOTS, KOPPEL_MERGE_EQUAL_SLOTS };

struct koppel_components {
    struct koppel_component *items;
    int32_t n_items;
    int32_t n_slots;            /* of the whole problem; below, sizes are its sizes too */
    int32_t *kept;              /* n_agents: slot of the kept pair, KOPPEL_NONE = none */
    int32_t *places;            /* n_slots: left by kept pairs */
    int32_t *component_of_slot; /* n_slots: KOPPEL_NONE = in none */
    int32_t *row_of_slot;       /* n_slots: row in that component */
    int32_t *next_equal;        /* n_slots: the next slot with the same row, KOPPEL_NONE = none */
    int64_t *constants; /* n_tiers: cost of what is in no component: kept pairs, loads that nothing can change */
    bool infeasible;    /* kept pairs, agents or loads in no component already break a row */
};

/**
 * Splits a problem that koppel_problem_check accepts. Components are in the order of their first agents; agents
 * with the same slots share a list.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). O(pairs * (entries of a slot + tiers))
 */
enum koppel_status koppel_components_make(struct koppel_components *components, const struct koppel_problem *problem,
                                          enum koppel_equal_slots twins);

/** The same, but equal slots are no longer looked for once the deadline has passed (NULL: never). */
enum koppel_status koppel_components_make_until(struct koppel_components *components,
                                                const struct koppel_problem *problem, enum koppel_equal_slots twins,
                                                const struct koppel_deadline *deadline);

/**
 * An assignment of the whole problem within one component.
 * @param slot_of      n_agents of the whole problem; slots of other components count as none
 * @param[out] within  n_agents of the component
 */
void koppel_components_restrict(const struct koppel_components *components, int32_t component, const int32_t *slot_of,
                                int32_t *within);

/** Writes an assignment of a component, which keeps its places, into that of the whole. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_components_extend(const struct koppel_components *components, int32_t component,
                                            const int32_t *within, int32_t *slot_of);

/** Safe on zeroed components. */
void koppel_components_free(struct koppel_components *components);

#endif
