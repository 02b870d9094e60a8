// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* infeasible.h - why no proposal meets every must, in sentences for a caseworker. */
#ifndef KOPPEL_SOLVE_INFEASIBLE_H
#define KOPPEL_SOLVE_INFEASIBLE_H

#include "solve/job.h"

/**
 * Says how few earlier offers must change, when a limit on them may be what nothing can be found within, and names a
 * small set of rules that clash.
 *
 * @param job     found infeasible; its problem is changed during the call and put back
 * @param engine  one whose answers prove something (koppel_solver_for_questions)
 * @param options the deadline holds for both
 * @param[out] n_changes  the fewest earlier offers that must change; -1: not asked, or not known
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's fault (message in errors; the text has what was found before)
 */
enum koppel_status koppel_infeasible_explain(struct koppel_job *job, const struct koppel_engine *engine,
                                             const struct koppel_engine_options *options, struct koppel_text *text,
                                             int64_t *n_changes, struct koppel_errors *errors);

#endif
