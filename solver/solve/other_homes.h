// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* other_homes.h - the best other home of every household, whatever the order of the rows. */
#ifndef KOPPEL_SOLVE_OTHER_HOMES_H
#define KOPPEL_SOLVE_OTHER_HOMES_H

#include "formulate/formulation.h"
#include "solve/questions/next_best.h"

/**
 * As koppel_next_best_find on the formulation's problem; but of several homes that are as good, and of several proposals
 * around one of them, the order of lots decides (docs/model.md section 24) and not that of the rows.
 * @param asked   its problem is that of the formulation; the seed of its options is that of the lots
 * @param[out] found  as koppel_next_best_find; the households that are named of each effect are in the order of the table
 */
enum koppel_status koppel_other_homes_find(const struct koppel_formulation *formulation,
                                           const struct koppel_next_best *asked, struct koppel_alternative **found);

#endif
