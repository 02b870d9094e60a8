// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* next_best.h - the best other home of every household of a proposal, on several threads. */
#ifndef KOPPEL_SOLVE_QUESTIONS_NEXT_BEST_H
#define KOPPEL_SOLVE_QUESTIONS_NEXT_BEST_H

#include "solve/questions/alternatives.h"

/** A proposal whose households are asked for; filled in by the caller. */
struct koppel_next_best {
    const struct koppel_problem *problem;
    const struct koppel_engine *engine;
    const int32_t *slot_of; /* the proposal */
    bool is_best; /* as in koppel_alternatives_open; false: nobody says so, and a solve from the proposal tells */
    const struct koppel_engine_options *options; /* the time limit is for all households together; n_threads of them are
                                                    asked for at the same time, which never changes the result */
    /** Told before each household, from one thread at a time; may be NULL. */
    void (*tell)(void *data, int32_t agent, int32_t n_agents);
    void *tell_data;
};

/**
 * For every household the best other home; for one without a home, the best that it could get.
 *
 * @param[out] found  n_agents entries, owned by the caller (free); NULL on failure. What the time limit, `stop` or a limit
 * of work cuts off stays KOPPEL_ALTERNATIVE_UNKNOWN
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status
 */
enum koppel_status koppel_next_best_find(const struct koppel_next_best *asked, struct koppel_alternative **found);

#endif
