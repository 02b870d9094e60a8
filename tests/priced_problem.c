// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A tiny problem with its classes and a Lagrangian for prices (see priced_problem.h). */
#include "priced_problem.h"

#include "engine/lp/column_generation.h"
#include "problem/load_reach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(bool is_right, const char *what)
{
    if (!is_right) {
        fprintf(stderr, "priced_problem: %s\n", what);
        abort();
    }
}

/* Limits, classes and prices of 0. */
static void prepare(struct priced_problem *priced)
{
    expect(koppel_problem_limit_loads(&priced->problem) == KOPPEL_OK, "out of memory");
    expect(koppel_classes_make(&priced->classes, &priced->problem, priced->problem.n_tiers, &priced->arena) ==
               KOPPEL_OK,
           "out of memory");
    expect(koppel_lagrangian_make(&priced->lagrangian, &priced->problem, &priced->classes, priced->tier, priced->best,
                                  &priced->arena) == KOPPEL_OK,
           "out of memory");
}

void priced_problem_open(struct priced_problem *priced, struct koppel_problem problem)
{
    *priced = (struct priced_problem){.problem = problem, .tier = problem.n_tiers - 1};
    expect(best_choice(&priced->problem, priced->slot_of, priced->best), "no choice keeps every row");
    prepare(priced);
}

void priced_problem_renew(struct priced_problem *priced)
{
    koppel_arena_free(&priced->arena);
    prepare(priced);
}

void priced_problem_relax(struct priced_problem *priced, struct koppel_class_values *values)
{
    const struct koppel_deadline never = {0};
    struct koppel_column_generation generation = {
        .lagrangian = &priced->lagrangian, .deadline = &never, .slot_of = priced->slot_of, .arena = &priced->arena};

    expect(koppel_column_generation_run(&generation) == KOPPEL_OK, "no relaxation");
    *values = generation.values;
}

void priced_problem_draw(struct priced_problem *priced, uint64_t seed, struct random_size size)
{
    int64_t costs[TINY_TIERS];

    for (;; seed += 1000000) {
        struct koppel_problem problem = random_problem(seed, size);

        memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
        if (best_choice(&problem, NULL, costs)) {
            priced_problem_open(priced, problem);
            return;
        }
        koppel_problem_free(&problem);
    }
}

void priced_problem_draw_prices(struct priced_problem *priced, uint64_t seed)
{
    uint64_t state = seed * 77 + 5;

    for (int32_t g = 0; g < priced->problem.n_loads; g++) {
        koppel_lagrangian_load(&priced->lagrangian, g, (double)random_between(&state, -40, 40) / 8);
    }
    for (int32_t t = 0; t < priced->tier; t++) {
        koppel_lagrangian_hold(&priced->lagrangian, t, (double)random_between(&state, -2, 8) / 4);
    }
    for (int32_t k = 0; k < priced->classes.n_slot_classes; k++) {
        int64_t price = random_between(&state, -8, 8);

        priced->lagrangian.slot_price[k] =
            price > 0 ? koppel_lagrangian_round(&priced->lagrangian, (double)price / 2) : 0;
    }
    koppel_lagrangian_bound(&priced->lagrangian);
}

void priced_problem_free(struct priced_problem *priced)
{
    koppel_arena_free(&priced->arena);
    koppel_problem_free(&priced->problem);
}

int64_t priced_problem_reduced_cost(const struct priced_problem *priced, int32_t agent, int32_t slot)
{
    const struct koppel_problem *problem = &priced->problem;
    const struct koppel_lagrangian *lagrangian = &priced->lagrangian;
    int64_t pair = koppel_problem_pair(problem, agent, slot);
    int64_t reduced = lagrangian->slot_price[priced->classes.class_of_slot[slot]];

    for (int32_t t = 0; t <= priced->tier; t++) {
        reduced += lagrangian->tier_price[t] * koppel_cost_of_pair(problem, t, agent, pair);
    }
    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        const struct koppel_entry *entry = &problem->entries[e];

        reduced += lagrangian->load_price[entry->load] *
                   problem->measures[(int64_t)entry->measure * problem->n_agents + agent];
    }
    return reduced;
}
