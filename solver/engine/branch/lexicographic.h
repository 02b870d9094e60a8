// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lexicographic.h - one component, solved tier after tier; the state that the steps of the engines share.
 *
 * METHOD  Tier t is minimised with every tier before it held at the cost of the incumbent, as an integer program over
 *   classes (tier_program.h, branch_and_bound.h). Without a feasible assignment, one is found first by the elastic
 *   problem: limits of loads become costs of 1 a unit, and agents that must be placed bring -1; its optimum is minus
 *   their number, or there is no assignment.
 * DIFFERS  Weights that make one tier of all (Sherali, Soyster 1983) can need numbers beyond 64 bits, and hide
 *   the bound of each tier. They are used only where no load matters (tier_assignment.h).
 * COMPLEXITY  A branch and bound for every tier.
 * SOURCE  Sherali, Soyster, Preemptive and nonpreemptive multi-objective programming: relationships and
 *   counterexamples, Journal of Optimization Theory and Applications 39, 1983; docs/model.md (1), (2), (4), (5).
 */
#ifndef KOPPEL_ENGINE_BRANCH_LEXICOGRAPHIC_H
#define KOPPEL_ENGINE_BRANCH_LEXICOGRAPHIC_H

#include "base/deadline.h"
#include "engine/bound/multipliers.h"

struct koppel_ruled_out;

/** State and result of one component. */
struct koppel_lexicographic {
    const struct koppel_problem *problem; /* no kept or banned pairs */
    const struct koppel_deadline *deadline;
    int64_t gap_ppm;
    int64_t most_nodes;   /* of the search of one tier; 0: no limit */
    int64_t slice_nodes;  /* of the last search of one tier, before it is the turn of other components; 0: no limit */
    bool is_first_turn;   /* of several: tiers after one that is cut are only opened */
    bool was_cut;         /* a search ended with its slice */
    int64_t most_weighed; /* of every greedy descent, where that is less than its own work limit; 0: no such limit */
    int32_t n_threads;    /* on which its blocks may be solved; changes nothing but the time */
    bool has_stop_cutoff; /* the search of one tier ends at a cost of at most stop_cutoff */
    int64_t stop_cutoff;
    int64_t opening_work; /* work_limit of the greedy descent from a point of a search; 0: its default */
    const struct koppel_multipliers *prices; /* near those of the tier's relaxation, to begin with; may be NULL */
    const int64_t *known_bound;              /* n_tiers: as in koppel_engine_options, of this component; may be NULL */
    int32_t *slot_of;                        /* n_agents: the incumbent */
    int64_t *costs;                          /* n_tiers: of the incumbent */
    int64_t *bounds; /* n_tiers: nothing costs less that keeps the tiers before at their costs; INT64_MIN: unknown */
    int32_t n_best_tiers; /* the incumbent is known to be as good as can be in so many tiers, the first ones */
    bool wants_possible;
    unsigned char *possible;      /* n_pairs bits, as in koppel_solution, once all tiers are solved; NULL: unknown */
    unsigned char *possible_room; /* room for them */
    struct koppel_ruled_out *ruled_out; /* NULL: it is not asked what rules out what (ruled_out.h) */
    int64_t n_nodes;
    bool has_incumbent;
    bool is_infeasible;
    bool is_done;         /* every tier is proven, or that there is no assignment */
    int32_t *trial;       /* scratch: n_agents */
    int64_t *trial_costs; /* scratch: n_tiers + 1 */
    /** Called now and then with the best cost and bound of a tier (INT64_MIN: unknown). May be NULL. */
    void (*report)(void *data, const struct koppel_lexicographic *component, int32_t tier, int64_t best, int64_t bound);
    void *report_data;
    int32_t tier;                              /* the tier at hand */
    const struct koppel_tier_program *program; /* of that tier, while it is searched */
    enum koppel_status rounding;               /* fault of the rounding heuristic in that search */
};

/** Sets up the arrays in the arena; the rest of the struct must have been filled in. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_lexicographic_start(struct koppel_lexicographic *component, struct koppel_arena *arena);

/** The work limit of a greedy descent in the component: its own, or most_weighed where that is less. */
static inline int64_t koppel_descent_work(const struct koppel_lexicographic *component, int64_t work_limit)
{
    return component->most_weighed > 0 && component->most_weighed < work_limit ? component->most_weighed : work_limit;
}

/** A first incumbent by the greedy descent, from `start` (n_agents entries or NULL) as well. */
enum koppel_status koppel_lexicographic_guess(struct koppel_lexicographic *component, const int32_t *start);

/** True when the tiers before and this one are at their known bounds, so that there is nothing to search. */
bool koppel_lexicographic_is_at_known_bound(const struct koppel_lexicographic *component);

/** Finds a feasible assignment by the elastic problem, or proves that there is none. */
enum koppel_status koppel_lexicographic_find(struct koppel_lexicographic *component);

/** Searches component->tier from the incumbent, with the tiers before it held at their costs. */
enum koppel_status koppel_lexicographic_solve_tier(struct koppel_lexicographic *component);

/** Makes component->trial the incumbent when it keeps every row and its costs are lexicographically less. O(pairs) */
enum koppel_status koppel_lexicographic_try_incumbent(struct koppel_lexicographic *component);

/** The exact method: an assignment or the proof that there is none, then the optimum of every tier. Ends early when the
 * deadline passes. */
enum koppel_status koppel_lexicographic_solve(struct koppel_lexicographic *component);

#endif
