/* classes.h - agents and slots that are interchangeable for the first tiers of a problem.
 *
 * Two agents are in one class when they have the same slots at the same pair costs, the same own costs, the same
 * must_place and the same measures in every entry of those slots; two slots when they have the same entries and the
 * same agents at the same pair costs. So every pair of classes is complete or empty, and only the numbers y[S,K] of
 * agents of class S in slots of class K matter: any y within the class sizes can be opened into a choice, and every way
 * to open it costs the same.
 */
#ifndef KOPPEL_ENGINE_CLASSES_H
#define KOPPEL_ENGINE_CLASSES_H

#include "formulate/problem.h"

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
    int32_t *slot_class;     /* n_pairs: ascending within an agent class */
    int64_t *pair;           /* n_pairs: one pair of the problem, which stands for all */
};

/**
 * Finds the classes for tiers 0 .. n_tiers-1 of a problem without kept or banned pairs. Classes are numbered by their
 * first members.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). O(pairs * (entries + tiers) + n log n)
 */
enum koppel_status koppel_classes_make(struct koppel_classes *classes, const struct koppel_problem *problem,
                                       int32_t n_tiers);

/** Safe on zeroed classes. */
void koppel_classes_free(struct koppel_classes *classes);

#endif
