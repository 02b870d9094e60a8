// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* why.h - everything about one household of a proposal, with what its other homes would cost. */
#ifndef KOPPEL_SOLVE_WHY_H
#define KOPPEL_SOLVE_WHY_H

#include "solve/job.h"

/** What is asked; borrowed. */
struct koppel_why {
    const struct koppel_job *job;
    const struct koppel_proposal *proposal; /* solved, or read from a folder */
    const struct koppel_engine *engine;     /* whose answers prove something (koppel_solver_for_questions) */
    const struct koppel_engine_options *options;
    const char *household; /* as in the table; or a home, or the code or name of a neighbourhood */
    int32_t n_homes;       /* so many other homes are worked out */
};

/**
 * Appends what `koppel why` prints. Other homes are not worked out for a proposal that does not meet every rule, which
 * is a note.
 * @return KOPPEL_OK; KOPPEL_E_INPUT for what is none of the case; KOPPEL_E_MEMORY or the engine's fault,
 * each with a message
 */
enum koppel_status koppel_why_explain(const struct koppel_why *why, struct koppel_text *text,
                                      struct koppel_errors *errors, struct koppel_errors *notes);

#endif
