// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* leximin.h - the floors of groups for which the policy asks leximin: the least share as large as can be, then the next,
 * and so on, among the proposals that are best in the tiers before `groups`.
 *
 * SOURCE  docs/model.md (75), (76), section 29.
 */
#ifndef KOPPEL_SOLVE_LEXIMIN_H
#define KOPPEL_SOLVE_LEXIMIN_H

#include "solve/job.h"

/**
 * Finds these floors by solving, writes them into the job's policy and formulates its problem with them. They are goals
 * of the tier `groups` that can all be met, so bounds of the tiers before stay true without them. Where it is not proven
 * that no proposal that is as good in the tiers before gives the group that is worst off a larger share, and then the
 * next, the job notes that its floors are open.
 * @param notes  says so when it is not proven
 * @return KOPPEL_OK, whatever was found in time; or the engine's fault, or as koppel_formulation_make (message)
 */
enum koppel_status koppel_leximin_settle(struct koppel_job *job, const struct koppel_engine *engine,
                                         const struct koppel_engine_options *options, struct koppel_errors *errors,
                                         struct koppel_errors *notes);

/**
 * Searches for these floors again.
 * @param job  its policy has the floors that are claimed
 * @param[out] is_better_found  some proposal gives the group that is worst off, or then the next, a larger share
 * @param[out] is_proven        no proposal gives more than what was found now
 * @return as koppel_leximin_settle
 */
enum koppel_status koppel_leximin_search_again(const struct koppel_job *job, const struct koppel_engine *engine,
                                               const struct koppel_engine_options *options, bool *is_better_found,
                                               bool *is_proven, struct koppel_errors *errors);

#endif
