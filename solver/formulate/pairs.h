// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* pairs.h - the suitable pairs of a case as rows of the problem. */
#ifndef KOPPEL_FORMULATE_PAIRS_H
#define KOPPEL_FORMULATE_PAIRS_H

#include "model/suitability.h"
#include "problem/problem.h"

/**
 * Fills first, list, slot and state of the problem (n_agents and n_slots are set) with the suitable pairs of every
 * household, units in table order; households with the same units share a list. A linked household only looks at the
 * units of its municipality, and of households that the rules treat alike only the first looks: time is O(pairs looked
 * at), room O(households + lists that differ).
 */
enum koppel_status koppel_pairs_make(struct koppel_problem *problem, const struct koppel_suitability *fit);

#endif
