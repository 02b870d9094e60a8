/* greedy_engine.c - a greedy descent (greedy.h), with no proof but the simple bounds of solution.h. */
#include "engine/engines.h"

#include "base/memory.h"
#include "engine/heuristic/greedy.h"
#include "engine/solution.h"

#include <stdlib.h>

enum koppel_status koppel_greedy_solve(const struct koppel_problem *problem,
                                       const struct koppel_engine_options *options, struct koppel_solution *solution)
{
    enum koppel_status status = koppel_problem_check(problem);
    int32_t *slot_of = NULL;
    int64_t *value = NULL;

    *solution = (struct koppel_solution){.outcome = KOPPEL_NO_ANSWER};
    if (status != KOPPEL_OK) {
        return status;
    }
    slot_of = koppel_new((size_t)problem->n_agents, sizeof *slot_of);
    value = koppel_new((size_t)problem->n_tiers + 1, sizeof *value);
    if (slot_of == NULL || value == NULL) {
        status = KOPPEL_E_MEMORY;
        goto out;
    }
    status = koppel_greedy_best(problem, &options->deadline, options->start, slot_of, value);
    if (status == KOPPEL_OK && value[0] == 0) {
        status = koppel_problem_simple_bounds(problem, value);
        if (status == KOPPEL_OK) {
            status = koppel_solution_set(solution, problem, slot_of, value, options->gap_ppm);
        }
    }
    solution->n_components = 1;
    solution->is_finished = true; /* also when it was cut short: more time would prove nothing */
out:
    free(slot_of);
    free(value);
    return status;
}
