/* exact_engine.c - for now the greedy engine; the proof comes next. */
#include "engine/engines.h"

enum koppel_status koppel_exact_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution)
{
    return koppel_greedy_solve(problem, options, solution);
}
