// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* score.h - the fit score s_ij of a suitable pair and its components.
 *
 * SOURCE  docs/model.md (14) and (15).
 */
#ifndef KOPPEL_MODEL_SCORE_H
#define KOPPEL_MODEL_SCORE_H

#include "model/suitability.h"

/** Component that does not apply to a household (left out of its mean). */
#define KOPPEL_NOT_APPLICABLE (-1)

/**
 * The components of a pair in micro-points 0 .. 10^9, KOPPEL_NOT_APPLICABLE where one does not apply to the household
 * (school without children, transit with a car, labour, network, region and scores without data of the household), nor to
 * the case (spare, where no home is one that somebody needs).
 * What is unknown of the place (an empty distance) counts as 500 points; a place that a household with scores did not
 * score counts as 0.
 */
void koppel_pair_components(const struct koppel_suitability *fit, int32_t household, int32_t unit,
                            int64_t components[KOPPEL_N_FIT]);

/** Points for the way from a reception place to a neighbourhood; KOPPEL_NOT_APPLICABLE where the place has no position. */
int64_t koppel_reception_points(const struct koppel_suitability *fit, int32_t reception, int32_t neighbourhood);

/** Of these, the ones that a municipality decides for all its units: labour, network and region; the others are left as
 * they are. */
void koppel_municipality_components(const struct koppel_suitability *fit, int32_t household, int32_t municipality,
                                    int64_t components[KOPPEL_N_FIT]);

/**
 * s_ij: the mean of the components that apply, weighted by the policy, rounded down to whole points or micro-points as
 * the policy says. In micro-points, 0 .. 10^9. 500 points when no component applies.
 */
int64_t koppel_pair_score(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** The micro-points of a score that was brought, by the range of the policy: exact, as koppel_scores_check has found. */
int64_t koppel_score_points(const struct koppel_policy *policy, const struct koppel_score *score);

/** Refuses scores outside the policy's range, and those that are no whole number of micro-points in it.
 * @return KOPPEL_OK or KOPPEL_E_INPUT, with messages by line. O(scores) */
enum koppel_status koppel_scores_check(const struct koppel_case *kase, const struct koppel_policy *policy,
                                       struct koppel_errors *errors);

/** Does scores.csv score the pair, by the unit, its neighbourhood or its municipality? O(log scores). */
bool koppel_pair_is_scored(const struct koppel_suitability *fit, int32_t household, int32_t unit);

#endif
