// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* needs_met.h - what it would cost to give all of those who need a home of a scarce kind one.
 *
 * METHOD  the problem is solved once more, in which each of them must be placed; of proposals that are equal the one in
 *   which the fewest others move (questions/alternatives.h) tells the cost
 */
#ifndef KOPPEL_SOLVE_NEEDS_MET_H
#define KOPPEL_SOLVE_NEEDS_MET_H

#include "report/need_text.h"
#include "solve/job.h"

/**
 * Asks for one need; only of households that some home suits.
 * @param proposal of the job
 * @param options  its deadline holds; what is cut off stays unknown
 * @param[out] change  what such a proposal changes; its state is UNKNOWN too when nobody of them is left, NONE when it is
 *   proven that no proposal houses them all
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's fault
 */
enum koppel_status koppel_need_met_find(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                        enum koppel_home_need need, const struct koppel_engine *engine,
                                        const struct koppel_engine_options *options, struct koppel_alternative *change);

/** Solves a problem that is the proposal's but for what is asked of it, and tells what that changes.
 * @param change  KOPPEL_ALTERNATIVE_UNKNOWN by the caller */
enum koppel_status koppel_change_find(const struct koppel_problem *problem, const struct koppel_proposal *proposal,
                                      const struct koppel_engine *engine, const struct koppel_engine_options *options,
                                      struct koppel_alternative *change);

/** "To give a home to all 4 households that need a step-free home: H7 would lose its home; fit 3 points lower."; nothing
 * when unknown. */
void koppel_say_need_met(struct koppel_text *text, const struct koppel_report *report, enum koppel_home_need need,
                         const struct koppel_alternative *change);

#endif
