// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_world.h - a case with arrivals.csv and releases.csv as a world: households are agents, homes are slots.
 *
 * Targets and agreements with corporations count by half-year, all other loads over the horizon. A municipality has the
 * target of the case in every half-year that follows, lead and arrears left out: what is not reached is carried over.
 */
#ifndef KOPPEL_SIMULATE_CASE_WORLD_H
#define KOPPEL_SIMULATE_CASE_WORLD_H

#include "model/event_chances.h"
#include "simulate/expected.h"
#include "simulate/world.h"
#include "solve/job.h"

struct koppel_case_days {
    int32_t every;   /* days between two decisions */
    int32_t horizon; /* days; 0: until the last day of both tables, or without them of the forecast */
    int32_t vacant;  /* days that a home can be given out */
};

/** Zero-initialise; koppel_case_world_close releases everything. Does not move while it is open. */
struct koppel_case_world {
    struct koppel_job job; /* its households and units include those that are to come */
    struct koppel_world world;
    struct koppel_expected expected;   /* by the forecast of the case, where it has one */
    struct koppel_breakdown breakdown; /* by size of the household, neighbourhood, corporation, municipality, month */
    struct koppel_arena arena;
    struct koppel_event_chances event_chances; /* without rows in chances.csv not made */
    struct koppel_world_chances chances;
    int32_t n_here; /* the first so many households are there on the first day */
};

/**
 * Reads and formulates.
 * @return KOPPEL_OK; KOPPEL_E_MISSING (nothing is still to come), KOPPEL_E_INPUT, as koppel_job_open
 */
enum koppel_status koppel_case_world_open(struct koppel_case_world *made, const struct koppel_job_files *files,
                                          const struct koppel_case_days *days, struct koppel_errors *errors,
                                          struct koppel_errors *notes);

/** Notes that futures are empty, because no week of the forecast lies within the horizon. koppel_case_world_open does so. */
void koppel_case_world_note(const struct koppel_case_world *made, struct koppel_errors *notes);

void koppel_case_world_close(struct koppel_case_world *made);

#endif
