// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* auto_engine.c - each component by the method that suits its size: branch and bound at once where it is small. */
#include "engine/engines.h"

#include "base/steps.h"
#include "engine/componentwise.h"

/* Up to so many pairs a component is solved by the exact method. */
enum { FEW_PAIRS = 500 };

static const struct koppel_component_method *method_for(const struct koppel_lexicographic *component)
{
    return component->problem->n_pairs <= FEW_PAIRS && koppel_step_is_on(KOPPEL_STEP_EXACT_COMPONENTS)
               ? &koppel_exact_method
               : &koppel_scale_method;
}

static enum koppel_status guess(struct koppel_lexicographic *component, const int32_t *start)
{
    return method_for(component)->guess(component, start);
}

static enum koppel_status solve(struct koppel_lexicographic *component)
{
    return method_for(component)->solve(component);
}

enum koppel_status koppel_auto_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                     struct koppel_solution *solution)
{
    static const struct koppel_component_method method = {guess, solve, KOPPEL_MOST_TRIED_PAIRS};

    return koppel_componentwise_solve(problem, options, &method, solution);
}
