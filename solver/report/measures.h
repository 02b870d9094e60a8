// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* measures.h - what a proposal is worth by the measures that research compares policies with.
 *
 * Counts, days and points are exact whole numbers until they are divided; nothing here decides anything. A measure that
 * is not defined (a mean over nobody, a cap without a cap) is NAN: an empty cell in tables.
 *
 * WAITING   days from linking until the home is free, which is not before the day of the run. Who is left waits until
 *           the last day of the half-year at least, and counts so. Households without a day of linking do not count
 *           90th percentile: rank ceil(9 n / 10)
 * SIZE      persons that the home must have room for (the policy's persons.rooms)
 * FIT       points of the yardstick policy, of households with an offer
 *           lowest tenth: the value that a tenth of them do not exceed, rank ceil(n / 10)
 * ACCESS    km to school, general practitioner and public transport as access_table.h measures it; beyond: the kilometres
 *           further than the median inhabitant of the municipality, times persons, of all services together
 * GAP       the largest difference between single (1), family (2 to 5), large family (6 and more) and step-free, of
 *           those that have a household. The group step_free overlaps the others
 */
#ifndef KOPPEL_REPORT_MEASURES_H
#define KOPPEL_REPORT_MEASURES_H

#include "report/indices.h"
#include "verify/verdict.h"

enum koppel_measured {
    KOPPEL_MEASURED_HOUSEHOLDS_HOUSED,
    KOPPEL_MEASURED_HOUSEHOLDS_LEFT,
    KOPPEL_MEASURED_PERSONS_HOUSED,
    KOPPEL_MEASURED_PERSONS_LEFT,
    KOPPEL_MEASURED_TARGET_SHORT,
    KOPPEL_MEASURED_URGENCY,
    KOPPEL_MEASURED_LARGE_LEFT, /* households of 6 and more */
    KOPPEL_MEASURED_WAITING_MEAN,
    KOPPEL_MEASURED_WAITING_P90,
    KOPPEL_MEASURED_WAITING_HOUSED_MEAN,
    KOPPEL_MEASURED_FIT_TOTAL,
    KOPPEL_MEASURED_FIT_MEAN,
    KOPPEL_MEASURED_FIT_LOWEST_TENTH,
    KOPPEL_MEASURED_DISSIMILARITY,       /* the indices: all neighbourhoods of the case together, after the round */
    KOPPEL_MEASURED_DISSIMILARITY_LEAST, /* that the same households could have had; by the comparison, else NAN */
    KOPPEL_MEASURED_DISSIMILARITY_BOUND, /* no proposal that places as many persons, none in a full area, is below */
    KOPPEL_MEASURED_ISOLATION,
    KOPPEL_MEASURED_GINI,
    KOPPEL_MEASURED_THEIL,
    KOPPEL_MEASURED_HIGHEST_QUOTIENT,
    KOPPEL_MEASURED_ACCESS_MEAN, /* metres to each service (KOPPEL_N_SERVICES): of people with an offer */
    KOPPEL_MEASURED_ACCESS_WITHIN = KOPPEL_MEASURED_ACCESS_MEAN + KOPPEL_N_SERVICES,   /* of nine in ten of them */
    KOPPEL_MEASURED_ACCESS_BEYOND = KOPPEL_MEASURED_ACCESS_WITHIN + KOPPEL_N_SERVICES, /* km times persons */
    KOPPEL_MEASURED_OVER_CAP, /* persons (homes, if the policy spreads homes) beyond the caps of their areas */
    KOPPEL_MEASURED_OVER_CAP_AREAS,
    KOPPEL_MEASURED_AGREEMENT_HOMES, /* homes outside the agreements */
    KOPPEL_MEASURED_LIMITS_BROKEN,   /* rows of limits.csv and mix rules (by area) that are not met */
    KOPPEL_MEASURED_UNSUITABLE,      /* offers that the yardstick policy's own rules refuse */
    KOPPEL_MEASURED_GAP_HOUSED,      /* percentage points between the shares housed of two groups */
    KOPPEL_MEASURED_GAP_WAITING,
    KOPPEL_MEASURED_GAP_FIT,
    KOPPEL_MEASURED_PERSONS_LOST, /* against no-spread; filled in by the comparison */
    KOPPEL_MEASURED_FIT_LOST,
    KOPPEL_N_MEASURED
};

enum koppel_measured_group {
    KOPPEL_GROUP_SIZE_1, /* single */
    KOPPEL_GROUP_SIZE_2_3,
    KOPPEL_GROUP_SIZE_4_5,
    KOPPEL_GROUP_SIZE_6, /* and more: large family */
    KOPPEL_GROUP_FAMILY, /* 2 to 5 */
    KOPPEL_GROUP_STEP_FREE,
    KOPPEL_N_GROUPS
};

enum koppel_measured_of_group {
    KOPPEL_OF_GROUP_HOUSEHOLDS,
    KOPPEL_OF_GROUP_HOUSED,
    KOPPEL_OF_GROUP_SHARE, /* housed, per cent */
    KOPPEL_OF_GROUP_WAITING_MEAN,
    KOPPEL_OF_GROUP_WAITING_P90,
    KOPPEL_OF_GROUP_FIT_MEAN,
    KOPPEL_N_OF_GROUP
};

struct koppel_measures {
    double all[KOPPEL_N_MEASURED];
    double group[KOPPEL_N_GROUPS][KOPPEL_N_OF_GROUP];
};

/** How a measure is called in files, with its unit, and how many decimals files carry. */
struct koppel_measure_name {
    const char *name;
    int decimals;
};

extern const struct koppel_measure_name koppel_measure_names[KOPPEL_N_MEASURED];
extern const struct koppel_measure_name koppel_of_group_names[KOPPEL_N_OF_GROUP];
extern const char *const koppel_group_names[KOPPEL_N_GROUPS];

/**
 * Measures one proposal.
 * @param fit      the yardstick: case, policy and rules by which persons, fit, caps and areas are counted
 * @param unit_of  n_households rows of units or KOPPEL_NONE
 * @param[out] measures  persons and fit lost are NAN
 * @param[out] spread    the indices in full, before and after; may be NULL
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time O(tables log)
 */
enum koppel_status koppel_measures_make(const struct koppel_suitability *fit, const int32_t *unit_of,
                                        struct koppel_measures *measures, struct koppel_spread_indices *spread);

/** Days that the household waits when it is offered the unit or KOPPEL_NONE (WAITING above); KOPPEL_UNKNOWN: it has no day
 * of linking. */
int64_t koppel_waiting_days(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** Works out the three gaps from the measures of the groups. */
void koppel_measures_gaps(struct koppel_measures *measures);

#endif
