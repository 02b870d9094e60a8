// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* curve.h - the trade-off of spread against fit, or against access, on a case: what one more point of fit, or fewer
 * metres beyond the median inhabitant, cost in persons beyond the caps.
 *
 * Among the proposals that are as good as can be in target, urgency, agreements and mix, all those that cannot have a
 * better fit without more persons beyond the cap of their neighbourhood (bench/policies/trade-off.json). So nobody is
 * left for the sake of spread along the curve; its end of best fit is what the policy no-spread is worth. Access takes
 * the place of fit as that tier.
 */
#ifndef KOPPEL_COMPARE_CURVE_H
#define KOPPEL_COMPARE_CURVE_H

#include "report/measures.h"
#include "solve/job.h"

struct koppel_curve_point {
    int64_t over_cap; /* persons (or homes, as the policy counts) beyond the caps */
    int64_t value;    /* of all offers: micro-points of fit, or person-metres of access */
    struct koppel_measures measures;
};

/** Zero-initialise; koppel_curve_free releases everything. */
struct koppel_curve {
    enum koppel_objective against;     /* KOPPEL_OBJECTIVE_FIT or _ACCESS */
    struct koppel_curve_point *points; /* over_cap rises, and fit, or access falls; no proposal dominates a point */
    int32_t n_points;
    bool is_complete; /* no point is missing */
    bool is_stopped;  /* before its end: it goes on after the last point */
};

/**
 * Works out the curve, point after point, exactly (engine/epsilon_constraint.h), and checks every proposal on it again.
 * @param job      the case under the yardstick policy, by which the points are measured
 * @param files    as that job was opened with
 * @param options  the deadline holds for the whole curve
 * @param against  KOPPEL_OBJECTIVE_FIT or KOPPEL_OBJECTIVE_ACCESS
 * @param most_points  about so many, evenly spaced; 0: all
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, KOPPEL_E_ENGINE, KOPPEL_E_VERIFY, ... (message)
 */
enum koppel_status koppel_curve_make(const struct koppel_job *job, const struct koppel_job_files *files,
                                     const struct koppel_engine *engine, const struct koppel_engine_options *options,
                                     enum koppel_objective against, int32_t most_points, struct koppel_curve *curve,
                                     struct koppel_errors *errors);

/** The measure that goes with the points' value: points of fit, or person-kilometres. */
enum koppel_measured koppel_curve_measured(const struct koppel_curve *curve);

void koppel_curve_free(struct koppel_curve *curve);

#endif
