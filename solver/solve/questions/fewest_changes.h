// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* fewest_changes.h - how few offers of an earlier proposal must change for every other must to be met. */
#ifndef KOPPEL_SOLVE_QUESTIONS_FEWEST_CHANGES_H
#define KOPPEL_SOLVE_QUESTIONS_FEWEST_CHANGES_H

#include "engine/engine.h"
#include "formulate/formulation.h"

struct koppel_fewest_changes {
    enum koppel_outcome outcome; /* KOPPEL_INFEASIBLE: the other musts cannot be met, whatever changes */
    int64_t n_changes;           /* of the best proposal found, of the offers that can stand */
    int64_t at_least;            /* no proposal changes fewer; equal to n_changes when proven */
};

/**
 * Solves with the changes as the only tier and without a limit on them.
 * @param formulation  of a case with an earlier proposal (not modified)
 * @param options  time limit and stop
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status
 */
enum koppel_status koppel_fewest_changes_find(const struct koppel_formulation *formulation,
                                              const struct koppel_engine *engine,
                                              const struct koppel_engine_options *options,
                                              struct koppel_fewest_changes *fewest);

#endif
