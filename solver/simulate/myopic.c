// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* myopic.c - the exact problem of the day, nothing known of tomorrow. */
#include "simulate/policies.h"

#include <string.h>

enum koppel_status koppel_myopic_decide(const struct koppel_policy_run *run, const struct koppel_part *today,
                                        int32_t *slot_of)
{
    struct koppel_part_problem made = {0};
    struct koppel_solution solution = {0};
    enum koppel_status status = koppel_part_problem_make(&made, today);

    if (status == KOPPEL_OK) {
        status = koppel_engine_find(NULL)->solve(&made.problem, &run->options, &solution);
    }
    if (status == KOPPEL_OK && solution.slot_of != NULL) {
        memcpy(slot_of, solution.slot_of, (size_t)today->agents.n_items * sizeof *slot_of);
    }
    koppel_solution_free(&solution);
    koppel_part_problem_free(&made);
    return status;
}
