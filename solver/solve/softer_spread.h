// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* softer_spread.h - what becomes of those who are left when the limits of even spread are a goal instead of a must. */
#ifndef KOPPEL_SOLVE_SOFTER_SPREAD_H
#define KOPPEL_SOLVE_SOFTER_SPREAD_H

#include "solve/job.h"

/** What came of it. */
struct koppel_softer_spread {
    bool is_known;    /* there was something to ask, and it was proven in time */
    int64_t n_placed; /* households with a home then */
    int64_t n_beyond; /* persons (or homes, as the policy counts) beyond the limits, over all areas */
    int32_t n_areas;  /* areas beyond their limit */
};

/**
 * Solves the case again with the policy's limits of spread as a goal. Asked only where they are a must, somebody is
 * left, and the policy counts spread in a tier.
 *
 * @param files    of the job
 * @param n_placed households that have a home as it is
 * @param options  its deadline holds; what is cut off stays unknown
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's fault
 */
enum koppel_status koppel_softer_spread_find(const struct koppel_job_files *files, const struct koppel_job *job,
                                             int64_t n_placed, const struct koppel_engine *engine,
                                             const struct koppel_engine_options *options,
                                             struct koppel_softer_spread *found);

/** "If the limits of even spread could give way, all 35 households would get a home. That would put 18 people over the
 * limit, in 3 areas."; nothing when it is unknown, or places nobody more. */
void koppel_say_softer_spread(struct koppel_text *text, const struct koppel_job *job, int64_t n_placed,
                              const struct koppel_softer_spread *found);

#endif
