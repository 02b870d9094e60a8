// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* breakdown.h - by what a report divides agents and slots of a world: groups, areas, owners, districts, months.
 *
 * UNEVENNESS of owners and districts at the end of a month, in parts per million, with y_k what k has got so far and w_k
 *     its weight: 1/2 sum_k | y_k / Y - w_k / W |, 0 where Y or W is 0. The weight of an owner are the places that it
 *     had free so far; that of a district is given
 * SPREAD  the index of dissimilarity over areas (report/indices.h), in parts per million
 */
#ifndef KOPPEL_SIMULATE_BREAKDOWN_H
#define KOPPEL_SIMULATE_BREAKDOWN_H

#include <stdint.h>

enum { KOPPEL_N_TOLD_GROUPS = 4, KOPPEL_MOST_MONTHS_TOLD = 134 };

/** All borrowed. */
struct koppel_breakdown {
    const int32_t *month_end;         /* n_months: last day of each, ascending; the last one ends the horizon */
    int32_t n_months;                 /* at most KOPPEL_MOST_MONTHS_TOLD */
    const unsigned char *agent_group; /* n_agents: below KOPPEL_N_TOLD_GROUPS */
    const int32_t *agent_spread;      /* n_agents: persons that count for spread */
    const int32_t *slot_area;         /* n_slots */
    const int64_t *area_persons;      /* n_areas: who live there on the first day */
    const int64_t *area_reference;    /* n_areas */
    const int32_t *slot_owner;        /* n_slots */
    const int32_t *slot_district;     /* n_slots */
    const int64_t *district_weight;   /* n_districts */
    int32_t n_areas, n_owners, n_districts;
};

#endif
