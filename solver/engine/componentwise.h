/* componentwise.h - decisions applied, independent parts solved apart on threads, results put together. */
#ifndef KOPPEL_ENGINE_COMPONENTWISE_H
#define KOPPEL_ENGINE_COMPONENTWISE_H

#include "engine/branch/lexicographic.h"
#include "engine/engine.h"

/** How an engine treats one part. What it gives must not depend on other parts or on threads. */
struct koppel_component_method {
    /** A first choice, fast; `start` may be NULL. */
    enum koppel_status (*guess)(struct koppel_lexicographic *component, const int32_t *start);
    /** The proven optimum, or as far as time allows. */
    enum koppel_status (*solve)(struct koppel_lexicographic *component);
    /** A part with loads and more pairs is not tried without its loads first (tier_assignment.h); 0: every part is. */
    int64_t most_tried_pairs;
};

/** With more pairs prices are found sooner than an assignment that may break the limits of loads. */
enum { KOPPEL_MOST_TRIED_PAIRS = 20000000 };

/** Branch and bound over classes, and prices with pairs fixed by proof for large parts. */
extern const struct koppel_component_method koppel_exact_method;
extern const struct koppel_component_method koppel_scale_method;

/** Fulfils `solve` of engine.h by a method for the parts. */
enum koppel_status koppel_componentwise_solve(const struct koppel_problem *problem,
                                              const struct koppel_engine_options *options,
                                              const struct koppel_component_method *method,
                                              struct koppel_solution *solution);

#endif
