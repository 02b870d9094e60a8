// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* priced_problem.h - a tiny problem whose last tier is at hand, with the tiers before held at their optimum, its
 * classes and a Lagrangian for prices: what bounds and fixing are tested on. */
#ifndef KOPPEL_TESTS_PRICED_PROBLEM_H
#define KOPPEL_TESTS_PRICED_PROBLEM_H

#include "engine/bound/lagrangian_bound.h"
#include "random_problem.h"
#include "tiny_problem.h"

/** Must stay where it is: the Lagrangian points into it. */
struct priced_problem {
    struct koppel_arena arena;     /* of classes, Lagrangian and the values of a relaxation */
    struct koppel_problem problem; /* all pairs free, limits of loads finite */
    struct koppel_classes classes;
    struct koppel_lagrangian lagrangian; /* of the last tier; prices of 0 at first */
    int32_t tier;                        /* the last one */
    int64_t best[TINY_TIERS];            /* costs of the best choice */
    int32_t slot_of[TINY_AGENTS];        /* the best choice */
};

/** Takes over a problem, which some choice must fit. Aborts without memory. */
void priced_problem_open(struct priced_problem *priced, struct koppel_problem problem);

/** Draws a problem with a choice; seeds without one are skipped. */
void priced_problem_draw(struct priced_problem *priced, uint64_t seed, struct random_size size);

/** Sets random prices of loads (either sign), slots and held tiers, and works out the bound. */
void priced_problem_draw_prices(struct priced_problem *priced, uint64_t seed);

/** Takes the prices of the linear relaxation, found by column generation, with their bound.
 * @param[out] values  of the relaxation, until the problem is renewed or freed */
void priced_problem_relax(struct priced_problem *priced, struct koppel_class_values *values);

/** Renews limits, classes and Lagrangian (prices of 0) of a problem that was changed: rows added, pairs taken out. */
void priced_problem_renew(struct priced_problem *priced);

void priced_problem_free(struct priced_problem *priced);

/** r of the pair of classes of an agent and a slot, by the formula of lagrangian_bound.h. */
int64_t priced_problem_reduced_cost(const struct priced_problem *priced, int32_t agent, int32_t slot);

#endif
