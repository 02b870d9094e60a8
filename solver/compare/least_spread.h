// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* least_spread.h - how even a proposal could have been: the least dissimilarity of all proposals that house the same
 * households in homes that suit them.
 *
 * SETS      households that the proposal houses, and no others; suitable pairs; neighbourhoods n
 * ROWS      every one of them gets a home; homes have places; kept pairs are kept; nobody is placed where more persons
 *           would live than t_n (D would count another T). No caps, agreements or limits
 * OBJECTIVE minimise sum_n |x_n T - t_n X|, x_n = b_n + persons placed. With the same households X does not change, so
 *           this is 2 X (T - X) D (report/indices.h), convex in x_n and exact in whole numbers
 * SOURCE    docs/model.md (42) with rows (1)-(3)
 */
#ifndef KOPPEL_COMPARE_LEAST_SPREAD_H
#define KOPPEL_COMPARE_LEAST_SPREAD_H

#include "solve/job.h"

/**
 * @param unit_of  a proposal for the job's case
 * @param[out] least  NAN when it could not be proven (time limit), or no such proposal exists (an offer that does not
 * suit)
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or the engine's status
 */
enum koppel_status koppel_least_dissimilarity(const struct koppel_job *job, const int32_t *unit_of,
                                              const struct koppel_engine *engine,
                                              const struct koppel_engine_options *options, double *least);

#endif
