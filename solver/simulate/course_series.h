// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* course_series.h - how a policy stands at the end of each month of a path, in whole numbers. */
#ifndef KOPPEL_SIMULATE_COURSE_SERIES_H
#define KOPPEL_SIMULATE_COURSE_SERIES_H

#include "simulate/history.h"

/** By the world's breakdown (breakdown.h). */
enum koppel_series {
    KOPPEL_SERIES_BACKLOG,   /* agents that wait */
    KOPPEL_SERIES_OVERDUE,   /* of them past the term */
    KOPPEL_SERIES_FREE,      /* places that are free */
    KOPPEL_SERIES_SPREAD,    /* millionths */
    KOPPEL_SERIES_OWNERS,    /* unevenness, millionths */
    KOPPEL_SERIES_DISTRICTS, /* the same */
    KOPPEL_N_SERIES
};

struct koppel_course_series {
    int64_t value[KOPPEL_N_SERIES][KOPPEL_MOST_MONTHS_TOLD];
};

/** Works them out; all zero in a world without a breakdown.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(months * (agents + slots + areas)) */
enum koppel_status koppel_course_series_make(struct koppel_course_series *series, const struct koppel_world *world,
                                             const struct koppel_course *path, const struct koppel_history *history);

#endif
