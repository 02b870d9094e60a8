// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* chances.h - the most equal chances of a home that the homes allow: the egalitarian solution.
 *
 * SETS      households i, homes j with k_j places, open pairs
 * VARIABLES f_i in [0,1]: the chance that household i is housed
 *           x_ij >= 0 with sum_j x_ij = f_i and sum_i x_ij <= k_j
 * OBJECTIVE leximin: the lowest f as high as can be, then the next lowest, and so on. The f is unique, houses as many
 *           as can be on average, and no other f is more equal (it Lorenz-dominates all)
 * METHOD    Take the households S with the fewest places each: those with the least k(N(S)) / |S|, where N(S) are all
 *           homes that suit any of them. They get exactly that chance and use up the places of N(S). Then the same for
 *           the rest.
 *           The least ratio comes from maximum flows in whole numbers. With a supply of p for each household and a
 *           capacity of q for each place, the flow is below p times the households exactly when some S has less than
 *           p / q places each, and the minimum cut names it
 * SOURCE    Bogomolnaia and Moulin, Random matching under dichotomous preferences, Econometrica 72(1), 2004
 *           the ratio: Dinkelbach, On nonlinear fractional programming, Management Science 13(7), 1967
 */
#ifndef KOPPEL_COMPARE_MECHANISM_CHANCES_H
#define KOPPEL_COMPARE_MECHANISM_CHANCES_H

#include "compare/mechanism/market.h"

/** Households with the same chance p / q (in lowest terms) that share the same homes. */
struct koppel_chance_group {
    int64_t p;
    int64_t q;
};

/** Zero-initialise; koppel_chances_free releases everything. */
struct koppel_chances {
    struct koppel_chance_group *groups; /* n_groups, lowest chance first; the last is the certain one if there is any */
    int32_t n_groups;
    int32_t *group_of; /* n_agents; KOPPEL_NONE: kept by a decision, or no open home suits */
    int64_t *flow;     /* n_pairs: x_ij in q-ths of the household's group: a fractional optimum */
};

/**
 * Works out the chances, exactly.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the chances are then empty)
 * Time O(groups * flows * pairs * augmentations): for regions, not for countries
 */
enum koppel_status koppel_chances_find(const struct koppel_market *market, struct koppel_chances *chances);

void koppel_chances_free(struct koppel_chances *chances);

#endif
