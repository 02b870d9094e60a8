// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* world_chances.h - what may go otherwise in a world: offers that are refused, slots that are late, agents that grow.
 *
 * REFUSAL  an offer of j to i is refused with chance 1 - (1 - r_i)(1 - r_j), once for each pair: i is not offered j again
 * LATE     a slot that is to come comes up to so many days later
 * GROWTH   an agent grows up to so many days after it is there; from then on a slot suits it only if it is large enough
 * All of it is drawn for each course of events (course.h); hindsight knows it, a policy what has happened.
 */
#ifndef KOPPEL_SIMULATE_WORLD_CHANCES_H
#define KOPPEL_SIMULATE_WORLD_CHANCES_H

#include <stdint.h>

/** All borrowed; chances in thousandths. */
struct koppel_world_chances {
    const int32_t *agent_refusal, *slot_refusal;
    const int32_t *slot_late, *slot_late_days;
    const int32_t *agent_growth, *agent_growth_days;
    const int32_t *agent_grown_size; /* n_agents: the least size of a slot that suits it once it has grown */
    const int32_t *slot_size;        /* n_slots */
};

#endif
