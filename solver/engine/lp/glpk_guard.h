// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* glpk_guard.h - GLPK's aborts turned into a status, and a second try where its basis is no good.
 *
 * METHOD  GLPK ends the program on misuse and on lack of memory. Within koppel_guard_run its error hook jumps back here
 *   instead (setjmp), all memory of GLPK in this thread is freed, and the call returns a status. So everything that the
 *   body owns must be reachable from its data, and none of it may be freed by calls of GLPK after a failure.
 * SOURCE  own: GLPK has no other way to return from an error.
 */
#ifndef KOPPEL_ENGINE_LP_GLPK_GUARD_H
#define KOPPEL_ENGINE_LP_GLPK_GUARD_H

#include "base/deadline.h"

#include "koppel.h"

#include <glpk.h>
#include <stdbool.h>

/**
 * Runs body(data) with GLPK silent and guarded. Not to be nested. Must run in a thread whose GLPK objects are all the
 * body's own.
 *
 * @param[out] lost  true when GLPK failed: its objects are gone and must not be touched
 * @return what the body returned; KOPPEL_E_MEMORY or KOPPEL_E_ENGINE when GLPK failed
 */
enum koppel_status koppel_guard_run(enum koppel_status (*body)(void *data), void *data, bool *lost);

/**
 * GLPK's simplex within a deadline, whose work it counts: every iteration all rows and columns. It is limited where the
 * caller sets no limit either, for it may go round. Where it does, or the basis is singular or badly conditioned, once
 * more by the primal simplex from a basis of GLPK's own; `control` says so afterwards.
 * @param most_iterations  0: no limit of the caller's
 * @return the code of glp_simplex; GLP_EITLIM when a limit ended it, or it went round twice
 */
int koppel_guard_simplex(glp_prob *lp, int most_iterations, const struct koppel_deadline *deadline, glp_smcp *control);

/** Frees what GLPK still holds in this thread; to be called when a thread is done with it. */
void koppel_guard_end(void);

#endif
