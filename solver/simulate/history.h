// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* history.h - one policy goes through one path: day after day, offers that stand.
 *
 * METHOD  At every step a policy sees who waits and what is free, as a part of the path (part.h), and places some of
 *   them. What it places stays; upper limits of loads hold at every step. A slot that nobody took by its last step is
 *   gone.
 * SOURCE  docs/time.md
 */
#ifndef KOPPEL_SIMULATE_HISTORY_H
#define KOPPEL_SIMULATE_HISTORY_H

#include "engine/engine.h"
#include "simulate/price_log.h"

/** At a step a slot stayed free though somebody who waits could have had it within all limits. */
struct koppel_kept {
    int32_t slot, step;
};

/** What happened. Zero-initialise; koppel_history_free releases everything. */
struct koppel_history {
    int32_t *slot_of;         /* agents of the path: slot of the path or KOPPEL_NONE */
    int32_t *step_of;         /* the step at which it was placed */
    struct koppel_kept *kept; /* n_kept, by step */
    int32_t n_kept;
    size_t kept_capacity;
    struct koppel_refusal_told *refused; /* n_refused, by step */
    int32_t n_refused;
    size_t refused_capacity;
};

struct koppel_policy_run;

/** A policy: what it does at one step. */
struct koppel_time_policy {
    const char *name;
    /**
     * Places agents of the part.
     * @param slot_of  agents of the part (out, KOPPEL_NONE before): slot of the part
     * @return KOPPEL_OK, KOPPEL_E_MEMORY or the fault of an engine
     */
    enum koppel_status (*decide)(const struct koppel_policy_run *run, const struct koppel_part *today,
                                 int32_t *slot_of);
    int32_t gather_days; /* it decides once in so many days; 0: at every step */
    /* what it does otherwise than the run says: */
    int32_t n_futures, look_days;     /* 0: as the run */
    int32_t patience_percent;         /* only with a digest; KOPPEL_NONE: as the run */
    bool holds_against_overdue;       /* or the run says so */
    bool foresees;                    /* the course itself is its only future */
    const struct koppel_world *world; /* by which it decides: the same agents and slots, other goals; NULL: the run's */
    const char *sha256;               /* of what makes it what it is; NULL: its name says it */
    void *data;                       /* of its own */
};

/** A policy at work on a path; all borrowed. */
struct koppel_policy_run {
    const struct koppel_world *world;
    const struct koppel_course *path;
    const struct koppel_time_policy *policy;
    struct koppel_engine_options options; /* of every solve */
    struct koppel_stream stream;          /* of the path; futures have their own steps and numbers */
    int32_t n_futures;                    /* that look-ahead imagines at every step */
    int32_t look_days;                    /* how far they go */
    int32_t patience_percent;             /* of what an offer is worth: may be lost by not waiting for a better one */
    bool holds_against_overdue;           /* a slot may be held for others while somebody past the term could have it */
    bool foresees;                        /* as the policy */
    struct koppel_price_log *prices;      /* is told what look-ahead's futures say; or NULL */
};

/** KOPPEL_OK, KOPPEL_E_MEMORY, KOPPEL_E_INTERNAL (a policy broke a row), or what the policy returned. */
enum koppel_status koppel_history_run(const struct koppel_policy_run *run, struct koppel_history *history);

/** What a history costs in every tier (costs, n_tiers) and what is in every load at the end of every half-year
 * (loads, n_half_years x n_loads). O(tiers * agents log pairs + terms * half-years) */
void koppel_history_cost(const struct koppel_world *world, const struct koppel_course *path,
                         const struct koppel_history *history, int64_t *costs, int64_t *loads);

void koppel_history_free(struct koppel_history *history);

#endif
