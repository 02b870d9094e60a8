/* lexicographic.h - one independent part, solved tier after tier. */
#ifndef KOPPEL_ENGINE_BRANCH_LEXICOGRAPHIC_H
#define KOPPEL_ENGINE_BRANCH_LEXICOGRAPHIC_H

#include "base/deadline.h"
#include "engine/bound/multipliers.h"

/** State and result of one part. */
struct koppel_lexicographic {
    const struct koppel_problem *problem; /* no kept or banned pairs */
    const struct koppel_deadline *deadline;
    int64_t gap_ppm;
    int64_t most_nodes;   /* of the search of one tier; 0: no limit */
    int32_t n_threads;    /* on which its blocks may be solved; changes nothing but the time */
    bool has_stop_cutoff; /* the search of one tier ends at a cost of at most `enough` */
    int64_t stop_cutoff;
    int64_t opening_work; /* exchanges weighed when a point of a search is opened; 0: a few seconds' worth */
    const struct koppel_multipliers *prices; /* near those of the tier's relaxation, which then takes less time; may be
                                               NULL */
    const int64_t *known_bound;              /* n_tiers: as in koppel_engine_options, of this part; may be NULL */
    int32_t *slot_of;                        /* n_agents: the best choice so far */
    int64_t *costs;                          /* n_tiers: of that choice */
    int64_t *bounds; /* n_tiers: nothing that keeps the tiers before at their costs costs less; INT64_MIN: unknown */
    int64_t n_nodes;
    bool has_incumbent;
    bool is_infeasible;
    bool is_done;         /* every tier is proven, or that there is no choice */
    int32_t *trial;       /* scratch: n_agents */
    int64_t *trial_costs; /* scratch: n_tiers + 1 */
    /** Called now and then with the best cost and bound of a tier (INT64_MIN: unknown). May be NULL. */
    void (*report)(void *data, const struct koppel_lexicographic *component, int32_t tier, int64_t best, int64_t bound);
    void *report_data;
    int32_t tier;                              /* the tier at hand */
    const struct koppel_tier_program *program; /* of that tier, while it is searched */
    enum koppel_status rounding;               /* fault of a rounding in that search */
};

/** Sets up the arrays; the rest of the struct must have been filled in. KOPPEL_OK or KOPPEL_E_MEMORY (then free is
 * still due). */
enum koppel_status koppel_lexicographic_start(struct koppel_lexicographic *component);

/** Safe on a zeroed one. */
void koppel_lexicographic_free(struct koppel_lexicographic *component);

/** A first choice by the greedy descent, from `start` (n_agents entries or NULL) as well. */
enum koppel_status koppel_lexicographic_guess(struct koppel_lexicographic *component, const int32_t *start);

/** True when the tiers before and this one stand at the floor, so that there is nothing to search. */
bool koppel_lexicographic_is_at_known_bound(const struct koppel_lexicographic *component);

/** Finds a choice that keeps every row, or proves that there is none. */
enum koppel_status koppel_lexicographic_find(struct koppel_lexicographic *component);

/** Searches part->tier from the part's choice, with the tiers before it held at their costs. */
enum koppel_status koppel_lexicographic_solve_tier(struct koppel_lexicographic *component);

/** Takes part->trial when it keeps every row and its costs are lexicographically less. */
enum koppel_status koppel_lexicographic_try_incumbent(struct koppel_lexicographic *component);

/** Proves that there is no choice, or finds one; then the optimum of every tier. Ends early when the watch expires. */
enum koppel_status koppel_lexicographic_solve(struct koppel_lexicographic *component);

#endif
