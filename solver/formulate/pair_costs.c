// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* pair_costs.c - pair costs by a rule (see pair_costs.h). */
#include "formulate/pair_costs.h"

#include "model/earlier.h"

#include <string.h>

/* A score takes about as long to work out as some numbers take to be read, and a problem is read many times; 256 pairs
 * are 2 KiB for each household and home. */
enum { FEW_PAIRS = 256, MOST_SCORE = 1000000000 };

static void work_out(const void *data, int32_t household, const int32_t *slots, const int32_t *unit_of, int64_t n,
                     int64_t *costs)
{
    const struct koppel_pair_costs *rule = data;

    if (rule->fit_factor != 0) {
        koppel_score_rows_read(rule->scores, household, slots, unit_of, n, costs);
    } else {
        memset(costs, 0, (size_t)n * sizeof *costs);
    }
    for (int64_t k = 0; k < n; k++) {
        costs[k] *= -rule->fit_factor;
    }
    for (int64_t k = 0; rule->access_factor != 0 && k < n; k++) {
        int32_t unit = unit_of != NULL ? unit_of[slots[k]] : slots[k];

        costs[k] += rule->access_factor * koppel_pair_access(rule->fit, household, unit);
    }
    for (int64_t k = 0; rule->stay_factor != 0 && k < n; k++) {
        int32_t unit = unit_of != NULL ? unit_of[slots[k]] : slots[k];

        costs[k] -= koppel_pair_is_earlier(rule->fit, household, unit) ? rule->stay_factor : 0;
    }
}

struct koppel_cost_rule koppel_pair_costs_rule(const struct koppel_pair_costs *costs)
{
    int64_t fit = costs->fit_factor >= 0 ? costs->fit_factor : -costs->fit_factor;
    int64_t stay = costs->stay_factor >= 0 ? costs->stay_factor : -costs->stay_factor;

    return (struct koppel_cost_rule){work_out, costs, FEW_PAIRS, fit * MOST_SCORE + stay};
}
