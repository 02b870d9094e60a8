// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* equivalence_classes.h - agents and slots that are interchangeable for the first tiers of a problem.
 *
 * Two agents are in one class when they have the same slots at the same pair costs, the same own costs, the same
 * must_place and the same measures in every entry of those slots; two slots when they have the same entries and the
 * same agents at the same pair costs. So every pair of classes is complete or empty, and only the numbers y[S,K] of
 * agents of class S in slots of class K matter: any y within the class sizes can be opened into an assignment, and
 * every way to open it costs the same.
 */
#ifndef KOPPEL_PROBLEM_EQUIVALENCE_CLASSES_H
#define KOPPEL_PROBLEM_EQUIVALENCE_CLASSES_H

#include "problem/problem.h"

struct koppel_classes {
    int32_t n_agent_classes;
    int32_t n_slot_classes;
    int64_t n_pairs;         /* pairs of classes */
    int32_t *class_of_agent; /* n_agents */
    int32_t *class_of_slot;  /* n_slots */
    int32_t *agent_first;    /* n_agent_classes + 1 */
    int32_t *agents;         /* members, ascending within a class */
    int32_t *slot_first;     /* n_slot_classes + 1 */
    int32_t *slots;          /* members, ascending within a class */
    int64_t *places;         /* n_slot_classes: places of all members */
    int64_t *first;          /* n_agent_classes + 1: pairs of class S are first[S] .. first[S+1]-1 */
    int64_t *list;       /* n_agent_classes: where what follows begins for S; classes with the same slots share it */
    int32_t *slot_class; /* slot class of each pair, ascending within a list */
    int32_t *member;     /* as slot_class: which pair of an agent of S stands for the pair of classes, from 0 */
    int32_t *slot;       /* as slot_class: the slot of that pair */
};

/* The functions that follow stand here because they are asked for every pair. */

/** The agent that stands for a class: its first. */
static inline int32_t koppel_first_agent(const struct koppel_classes *classes, int32_t s)
{
    return classes->agents[classes->agent_first[s]];
}

static inline int32_t koppel_class_size(const struct koppel_classes *classes, int32_t s)
{
    return classes->agent_first[s + 1] - classes->agent_first[s];
}

/** The slot classes of pairs first[s] .. first[s+1]-1, in that order. */
static inline const int32_t *koppel_slot_classes_of(const struct koppel_classes *classes, int32_t s)
{
    return classes->slot_class + classes->list[s];
}

/** K of pair k of class s. */
static inline int32_t koppel_slot_class_of(const struct koppel_classes *classes, int32_t s, int64_t k)
{
    return koppel_slot_classes_of(classes, s)[k - classes->first[s]];
}

/** Cost of pair k of class s in a tier: that of the first agent's pair that stands for it. */
static inline int64_t koppel_class_pair_cost(const struct koppel_classes *classes, const struct koppel_problem *problem,
                                             int32_t tier, int32_t s, int64_t k)
{
    int32_t agent = koppel_first_agent(classes, s);

    return koppel_cost_of_pair(problem, tier, agent,
                               problem->first[agent] + classes->member[classes->list[s] + k - classes->first[s]]);
}

/** The slot of that pair. */
static inline int32_t koppel_class_pair_slot(const struct koppel_classes *classes, int32_t s, int64_t k)
{
    return classes->slot[classes->list[s] + k - classes->first[s]];
}

/** The pair from agent class s to a slot class, which is there. O(log pairs of s) */
int64_t koppel_class_pair(const struct koppel_classes *classes, int32_t s, int32_t slot_class);

/** A pair of classes that a relaxation uses. */
struct koppel_class_value {
    int64_t pair;
    double value; /* above 0 */
};

/** Those pairs, ascending. Zero-initialise; the array is in an arena of the owner's. */
struct koppel_class_values {
    struct koppel_class_value *items;
    int64_t n_items;
};

/**
 * Finds the classes, in the arena, for tiers 0 .. n_tiers-1 of a problem without kept or banned pairs. Classes are
 * numbered by their first members.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * (entries + tiers) + n log n)
 */
enum koppel_status koppel_classes_make(struct koppel_classes *classes, const struct koppel_problem *problem,
                                       int32_t n_tiers, struct koppel_arena *arena);

#endif
