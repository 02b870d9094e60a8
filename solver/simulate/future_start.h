// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* future_start.h - a quick assignment of an imagined future: where its prices start, and who may get what. */
#ifndef KOPPEL_SIMULATE_FUTURE_START_H
#define KOPPEL_SIMULATE_FUTURE_START_H

#include "problem/problem.h"

/**
 * Goes through the pairs of a problem with one tier and no lower limits, the one that gains most by itself first, and takes
 * each that still gains, agent and slot willing, within all limits.
 * @param[out] slot_of  n_agents: slot or KOPPEL_NONE
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs log pairs + pairs * entries of a slot)
 */
enum koppel_status koppel_future_start(const struct koppel_problem *problem, int32_t *slot_of);

#endif
