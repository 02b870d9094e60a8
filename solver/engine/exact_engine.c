/* exact_engine.c - the proven optimum: every part by branch and bound over classes, tier after tier. */
#include "engine/engines.h"

#include "engine/componentwise.h"

const struct koppel_part_method koppel_exact_method = {koppel_tierwise_guess, koppel_tierwise_solve, 0};

enum koppel_status koppel_exact_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution)
{
    return koppel_partwise_solve(problem, options, &koppel_exact_method, solution);
}
