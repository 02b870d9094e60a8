// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* restricted_search.c - branch and bound over some of the pairs that are left (see restricted_search.h). */
#include "engine/branch/restricted_search.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/memory.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "problem/problem_copy.h"

#include <stdlib.h>
#include <string.h>

static const int64_t opening_work = 50000; /* work_limit of the greedy descent from a point that a search found */

/* Nodes of a search between two assignments. */
enum { NODES_BETWEEN = 50 };

/* The largest cost that the known bound proves within the gap. */
static int64_t stop_cutoff_now(const struct koppel_reduced_problem *reduced)
{
    koppel_wide bound = koppel_reduced_problem_bound(reduced);

    return (int64_t)(bound + (bound < 0 ? -bound : bound) * reduced->gap_ppm / 1000001);
}

/* Branch and bound on the tier over the marked pairs of the view, or all (NULL). *bound: nothing over these pairs costs
 * less. */
static enum koppel_status search(struct koppel_reduced_problem *reduced, const unsigned char *keep, int64_t most_nodes,
                                 int64_t *bound)
{
    const struct koppel_problem *view = &reduced->bound.view;
    const struct koppel_multipliers *multipliers = &reduced->bound.kept;
    struct koppel_arena arena = {0};
    struct koppel_problem some = {0};
    struct koppel_lexicographic inner = {.problem = &some,
                                         .deadline = reduced->component->deadline,
                                         .gap_ppm = reduced->gap_ppm,
                                         .most_nodes = most_nodes,
                                         .most_weighed = reduced->component->most_weighed,
                                         .opening_work = koppel_descent_work(reduced->component, opening_work),
                                         .prices = multipliers->n_loads == view->n_loads ? multipliers : NULL,
                                         .has_stop_cutoff = koppel_reduced_problem_bound(reduced) != INT64_MIN,
                                         .stop_cutoff = stop_cutoff_now(reduced),
                                         .tier = reduced->bound.tier};
    size_t n_agents = (size_t)view->n_agents;
    enum koppel_status status =
        keep != NULL ? koppel_problem_select(&some, view, keep) : koppel_problem_share(&some, view);

    *bound = INT64_MIN;
    if (status == KOPPEL_OK) {
        status = koppel_lexicographic_start(&inner, &arena);
    }
    if (status == KOPPEL_OK) {
        memcpy(inner.slot_of, reduced->component->slot_of, n_agents * sizeof *inner.slot_of);
        memcpy(inner.costs, reduced->costs, (size_t)view->n_tiers * sizeof *inner.costs);
        inner.has_incumbent = true;
        status = koppel_lexicographic_solve_tier(&inner);
    }
    if (status == KOPPEL_OK || status == KOPPEL_E_ENGINE) {
        reduced->component->n_nodes += inner.n_nodes;
        *bound = inner.bounds[reduced->bound.tier];
        memcpy(reduced->component->trial, inner.slot_of, n_agents * sizeof *inner.slot_of);
        status = koppel_reduced_problem_try_incumbent(reduced);
    }
    koppel_arena_free(&arena);
    koppel_problem_free(&some);
    return status;
}

/* Marks the pairs of an assignment, as far as they are left. */
static void mark_assignment(const struct koppel_problem *view, const int32_t *slot_of, unsigned char *keep)
{
    for (int32_t i = 0; i < view->n_agents; i++) {
        int64_t p = slot_of[i] != KOPPEL_NONE ? koppel_problem_pair(view, i, slot_of[i]) : KOPPEL_NONE;

        if (p != KOPPEL_NONE) {
            koppel_bit_set(keep, p, true);
        }
    }
}

enum koppel_status koppel_restricted_search_near(const struct koppel_reduced_problem *reduced, int64_t wanted,
                                                 unsigned char *keep)
{
    const struct koppel_lagrangian *lagrangian = &reduced->bound.lagrangian;
    koppel_wide gap = koppel_fix_choose_gap(
        lagrangian, wanted, koppel_tier_bound_gap(&reduced->bound, NULL, koppel_reduced_problem_cost(reduced)));

    if (gap < 0 || koppel_fix_pairs(lagrangian, gap, keep) < 0) {
        return KOPPEL_E_MEMORY;
    }
    mark_assignment(&reduced->bound.view, reduced->component->slot_of, keep);
    return KOPPEL_OK;
}

/* Marks the pairs between classes that the relaxation or the incumbent uses. Single pairs would split the classes. */
static enum koppel_status mark_values(const struct koppel_tier_bound *bound, const int32_t *slot_of,
                                      unsigned char *keep)
{
    const struct koppel_classes *classes = &bound->classes;
    const struct koppel_class_values *values = &bound->values;
    int32_t *used_by = koppel_new((size_t)classes->n_slot_classes, sizeof *used_by);
    int64_t v = 0;

    if (used_by == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        for (; v < values->n_items && values->items[v].pair < classes->first[s + 1]; v++) {
            used_by[koppel_slot_class_of(classes, s, values->items[v].pair)] = s + 1;
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t j = slot_of[classes->agents[m]];

            if (j != KOPPEL_NONE) {
                used_by[classes->class_of_slot[j]] = s + 1;
            }
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t i = classes->agents[m];

            for (int64_t p = bound->view.first[i]; p < bound->view.first[i + 1]; p++) {
                koppel_bit_set(keep, p, used_by[classes->class_of_slot[koppel_pair_slot(&bound->view, i, p)]] == s + 1);
            }
        }
    }
    free(used_by);
    return KOPPEL_OK;
}

enum koppel_status koppel_restricted_search_values(struct koppel_reduced_problem *reduced, int64_t most_nodes)
{
    unsigned char *keep = koppel_bits_new(reduced->bound.view.n_pairs);
    enum koppel_status status =
        keep != NULL ? mark_values(&reduced->bound, reduced->component->slot_of, keep) : KOPPEL_E_MEMORY;
    int64_t bound = 0;

    if (status == KOPPEL_OK) {
        status = search(reduced, keep, most_nodes, &bound);
    }
    free(keep);
    return status;
}

enum koppel_status koppel_restricted_search_between(struct koppel_reduced_problem *reduced, const int32_t *proposed)
{
    unsigned char *keep = koppel_bits_new(reduced->bound.view.n_pairs);
    int64_t n_rows = reduced->bound.classes.n_agent_classes + reduced->bound.classes.n_slot_classes;
    int64_t bound = 0, before = koppel_reduced_problem_cost(reduced);
    enum koppel_status status =
        keep != NULL ? koppel_restricted_search_near(reduced, n_rows + n_rows / 2, keep) : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        mark_assignment(&reduced->bound.view, proposed, keep);
        status = search(reduced, keep, NODES_BETWEEN, &bound);
    }
    free(keep);
    if (status == KOPPEL_OK && koppel_reduced_problem_cost(reduced) < before) {
        koppel_reduced_problem_raise_bound(reduced, INT64_MIN);
        status = koppel_reduced_problem_fix(reduced);
    }
    return status;
}

enum koppel_status koppel_restricted_search_all(struct koppel_reduced_problem *reduced, int64_t most_nodes)
{
    int64_t bound = INT64_MIN, before = koppel_reduced_problem_cost(reduced);
    enum koppel_status status = search(reduced, NULL, most_nodes, &bound);

    if (status == KOPPEL_OK) {
        koppel_reduced_problem_raise_bound(reduced, bound);
    }
    return status == KOPPEL_OK && koppel_reduced_problem_cost(reduced) < before ? koppel_reduced_problem_fix(reduced)
                                                                                : status;
}
