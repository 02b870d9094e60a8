// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* componentwise.h - decisions applied, connected components solved apart on threads, results put together.
 *
 * METHOD  Components share no agent, slot or live load (components.h), so lexicographic optima and bounds add up. Every
 *   component gets a first incumbent, so that an early end has something to give; then each is solved by a method,
 *   small ones first. Tiers that time did not allow for get the bound of a simple relaxation (solution.h).
 * DIFFERS  What a component comes to depends on it alone, so the number of threads changes nothing but the time.
 * COMPLEXITY  That of the components; O(pairs) to put together.
 * SOURCE  own: connected components of the problem's graph; docs/model.md (1), (2), (4).
 */
#ifndef KOPPEL_ENGINE_COMPONENTWISE_H
#define KOPPEL_ENGINE_COMPONENTWISE_H

#include "engine/branch/lexicographic.h"
#include "engine/engine.h"

/** How an engine treats one component. What it gives must not depend on other components or on threads. */
struct koppel_component_method {
    /** A first incumbent, fast; `start` may be NULL. */
    enum koppel_status (*guess)(struct koppel_lexicographic *component, const int32_t *start);
    /** The proven optimum, or as far as time allows. */
    enum koppel_status (*solve)(struct koppel_lexicographic *component);
    /** A component with loads and more pairs is not tried without its loads first (tier_assignment.h); 0: each is. */
    int64_t most_tried_pairs;
};

/** With more pairs, multipliers are found sooner than an assignment that may break the limits of loads. */
enum { KOPPEL_MOST_TRIED_PAIRS = 20000000 };

/** Branch and bound over classes; bounds, fixing and search for large components. */
extern const struct koppel_component_method koppel_exact_method;
extern const struct koppel_component_method koppel_scale_method;

/** Fulfils `solve` of engine.h by a method for components. */
enum koppel_status koppel_componentwise_solve(const struct koppel_problem *problem,
                                              const struct koppel_engine_options *options,
                                              const struct koppel_component_method *method,
                                              struct koppel_solution *solution);

#endif
