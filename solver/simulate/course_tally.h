// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* course_tally.h - what a policy comes to on a path, in whole numbers.
 *
 * WAITING   days from the day on which the term of an agent began until it is placed; who is left waits until the end of
 *           the horizon, and counts so. 90th percentile: rank ceil(9 n / 10)
 * SHORT     persons that all targets together lack at the end of a half-year, with what was carried over
 * HELD      days times slots that stayed free at a decision though somebody who waited could have had them within all
 *           limits; HELD_SLOTS: slots with such a decision; HELD_LONGEST: most days of one slot. Of hindsight they are
 *           not known
 */
#ifndef KOPPEL_SIMULATE_COURSE_TALLY_H
#define KOPPEL_SIMULATE_COURSE_TALLY_H

#include "simulate/history.h"

enum { KOPPEL_MOST_TIERS_TOLD = 12, KOPPEL_MOST_HALF_YEARS_TOLD = 24 };

enum koppel_told {
    KOPPEL_TOLD_CAME, /* agents that were there on the first day or came */
    KOPPEL_TOLD_PLACED,
    KOPPEL_TOLD_PERSONS, /* placed */
    KOPPEL_TOLD_IN_TERM, /* persons placed within the term */
    KOPPEL_TOLD_WAITING, /* days, of all agents together */
    KOPPEL_TOLD_WAITING_P90,
    KOPPEL_TOLD_OVERDUE, /* agents that are not placed and past the term at the end */
    KOPPEL_TOLD_SLOTS,   /* places of the slots that were free or came free */
    KOPPEL_TOLD_EMPTY,   /* places that nobody took */
    KOPPEL_TOLD_HELD,
    KOPPEL_TOLD_HELD_SLOTS,
    KOPPEL_TOLD_HELD_LONGEST,
    KOPPEL_TOLD_REFUSED,  /* offers */
    KOPPEL_TOLD_LATE,     /* slots that came later than planned */
    KOPPEL_TOLD_OUTGROWN, /* agents whose slot became too small for them */
    KOPPEL_TOLD_OUTSIDE,  /* offers that the world does not have: of a policy that decides by another one */
    KOPPEL_N_TOLD
};

enum koppel_told_of_group {
    KOPPEL_GROUP_CAME,
    KOPPEL_GROUP_PLACED,
    KOPPEL_GROUP_WAITING, /* days, of all of the group together */
    KOPPEL_GROUP_WAITING_P90,
    KOPPEL_GROUP_OVERDUE,
    KOPPEL_N_TOLD_OF_GROUP
};

struct koppel_course_tally {
    int64_t number[KOPPEL_N_TOLD];
    int64_t cost[KOPPEL_MOST_TIERS_TOLD];
    int64_t bound[KOPPEL_MOST_TIERS_TOLD];                       /* of hindsight: nothing costs less */
    int64_t missing[KOPPEL_MOST_HALF_YEARS_TOLD];                /* SHORT, by half-year */
    int64_t group[KOPPEL_N_TOLD_GROUPS][KOPPEL_N_TOLD_OF_GROUP]; /* of the world's breakdown; 0 without one */
    bool is_proven;                                              /* of hindsight */
    bool is_done;
};

/**
 * Counts. The costs of hindsight are not worked out here: it knows no day of its offers but the earliest.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(agents log agents + tiers * pairs + loads * half-years)
 */
enum koppel_status koppel_course_tally_make(struct koppel_course_tally *tally, const struct koppel_world *world,
                                            const struct koppel_course *path, const struct koppel_history *history,
                                            bool with_costs);

#endif
