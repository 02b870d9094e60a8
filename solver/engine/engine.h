// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* engine.h - one interface for all engines: an abstract problem in, an assignment with proven bounds out.
 *
 * METHOD  An engine is a name and a function. Costs and feasibility of what it returns are worked out again by
 *   solution.h, so an engine can be slow or stop early, not wrong about them; its bounds it must prove.
 * SOURCE  docs/engine.md, "To add an engine".
 */
#ifndef KOPPEL_ENGINE_ENGINE_H
#define KOPPEL_ENGINE_ENGINE_H

#include "base/deadline.h"
#include "problem/problem.h"

/** Result of one tier, in the problem's integer cost (to be minimised). */
struct koppel_tier_result {
    int64_t cost;
    int64_t bound; /* nothing that is as good in the tiers before costs less; INT64_MIN: unknown */
    bool proven;   /* cost - bound within the gap asked for, and every tier before it proven */
    bool has_said_bound;
    int64_t said_bound; /* the bound that another solver claims, which nothing here proves */
};

enum { KOPPEL_SOLUTION_NOTE = 400 };

struct koppel_solution {
    enum koppel_outcome outcome;
    int32_t *slot_of;                 /* n_agents entries; KOPPEL_NONE = not placed; NULL without an assignment */
    struct koppel_tier_result *tiers; /* n_tiers entries; NULL without an assignment */
    int32_t n_tiers;
    /** n_pairs bits (bits.h), where they were asked for: what is not set has been proven to be in no assignment that is
     * as good as this one in every tier. NULL: nothing is known */
    unsigned char *possible;
    int64_t n_nodes;                 /* branch-and-bound nodes of all components and tiers */
    int64_t n_steps;                 /* of work in all components (deadline.h) */
    bool is_cut_by_work;             /* some component ended with most_steps */
    int32_t n_components;            /* components that were solved apart */
    bool is_finished;                /* an engine without proofs did all that it does */
    char note[KOPPEL_SOLUTION_NOTE]; /* what went wrong or should be known, in words; mostly empty */
};

struct koppel_engine_options {
    int64_t gap_ppm; /* relative gap asked for, in millionths of max(1, |cost|); 0: proven optimum */
    uint64_t seed;
    int32_t n_threads;               /* 0 or 1: one */
    struct koppel_deadline deadline; /* ends with the best so far; zero-initialised: never */
    /** n_tiers: known bounds. Nothing costs less in a tier while the tiers before it are at theirs, as known from a
     * problem with fewer rows; saves proofs. May be NULL. */
    const int64_t *known_bound;
    int32_t n_best_tiers; /* `start` is known to be as good as can be in so many tiers, the first ones */
    int64_t most_nodes;   /* of the search of one tier in one component; 0: no limit */
    int64_t most_pairs;   /* a component with more stays as it begins, with simple bounds; 0: no limit */
    int64_t most_steps;   /* of work in one component (deadline.h); 0: no limit */
    int64_t most_weighed; /* changes that one greedy descent weighs, for problems near `start`; 0: as many as ever */
    bool wants_possible;  /* asks for koppel_solution.possible; an engine may know nothing */
    const int32_t *start; /* an assignment to start from (checked, ignored when infeasible); may be NULL */
    /** Progress, may be NULL. Called from one thread at a time; best INT64_MAX, bound INT64_MIN: not known yet. */
    void (*progress)(void *data, int32_t tier, int64_t best, int64_t bound, double seconds);
    void *progress_data;
};

/** So many questions may take together what the solve may take. */
enum { KOPPEL_QUESTIONS_OF_WORK = 100 };

/** Steps that a question beside the solve may take, such as the next-best home of one household; 0: no limit. */
static inline int64_t koppel_steps_of_question(const struct koppel_engine_options *options)
{
    return options->most_steps > 0 ? options->most_steps / KOPPEL_QUESTIONS_OF_WORK + 1 : 0;
}

struct koppel_engine {
    const char *name;  /* "exact", "greedy", "exhaustive" */
    const char *about; /* one line for the help */
    enum koppel_status (*solve)(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                struct koppel_solution *solution);
};

/** All engines, the default first; ends with an engine whose name is NULL. */
extern const struct koppel_engine koppel_engines[];

/** The engine of that name (NULL: the default), or NULL when there is none. */
const struct koppel_engine *koppel_engine_find(const char *name);

/** True when every tier is proven to its very bound: nothing is better, and nothing is left open by a gap. */
bool koppel_solution_is_best(const struct koppel_solution *solution);

/** Frees the arrays and zeroes the struct. Safe on a zeroed solution. */
void koppel_solution_free(struct koppel_solution *solution);

#endif
