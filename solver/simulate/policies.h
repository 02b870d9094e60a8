// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policies.h - the policies that koppel simulate knows, one file each.
 *
 *     first-come   first_come.c   each home to the one who waits longest and whom it suits: practice
 *     myopic       myopic.c       the exact problem of the day, nothing known of tomorrow
 *     look-ahead   look_ahead.c   the problem of the day with prices on what tomorrow may bring
 *     foresight    look_ahead.c   look-ahead with the course itself for a future: what a perfect forecast is worth
 *     periodic-D   myopic.c       myopic, once in D days
 *     hindsight    hindsight.c    the exact problem of the whole path: a bound, no policy
 *
 * SOURCE  Ahani, Goelz, Procaccia, Teytelboym, Trapp, Dynamic placement in refugee resettlement, Operations Research,
 *   2023 (arXiv 2105.14388): greedy, prices of sampled futures, hindsight.
 */
#ifndef KOPPEL_SIMULATE_POLICIES_H
#define KOPPEL_SIMULATE_POLICIES_H

#include "simulate/history.h"

enum koppel_status koppel_first_come_decide(const struct koppel_policy_run *run, const struct koppel_part *today,
                                            int32_t *slot_of);
enum koppel_status koppel_myopic_decide(const struct koppel_policy_run *run, const struct koppel_part *today,
                                        int32_t *slot_of);
enum koppel_status koppel_look_ahead_decide(const struct koppel_policy_run *run, const struct koppel_part *today,
                                            int32_t *slot_of);

/**
 * Solves the whole path at once, with the steps at which each slot can be given out.
 * @param costs, bounds  n_tiers (out): of the solution, and what nothing can be below
 * @param is_proven      (out) the two meet, within the gap of the options
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's fault
 */
enum koppel_status koppel_hindsight_solve(const struct koppel_policy_run *run, struct koppel_history *history,
                                          int64_t *costs, int64_t *bounds, bool *is_proven);

/** A policy by its name; false when there is none. The name is borrowed. */
bool koppel_time_policy_find(const char *name, struct koppel_time_policy *policy);

/** The name of hindsight, which koppel_time_policy_find knows too: its `decide` is NULL. */
extern const char koppel_hindsight_name[];

#endif
