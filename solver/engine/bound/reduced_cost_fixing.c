// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reduced_cost_fixing.c - pairs, limits of loads and must_place, fixed by reduced costs (see reduced_cost_fixing.h). */
#include "engine/bound/reduced_cost_fixing.h"

#include "base/bits.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

int64_t koppel_fix_pairs_by(const struct koppel_problem *problem, const struct koppel_classes *classes,
                            const int64_t *(*reduced_costs_of)(const void *data, int32_t s), const void *data,
                            koppel_wide gap, unsigned char *keep)
{
    int32_t *kept_for = koppel_new((size_t)classes->n_slot_classes, sizeof *kept_for);
    int64_t n_kept = 0;

    if (kept_for == NULL) {
        return -1;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        const int64_t *reduced_costs = reduced_costs_of(data, s);
        const int32_t *slot_classes = koppel_slot_classes_of(classes, s);

        for (int64_t k = 0; k < classes->first[s + 1] - classes->first[s]; k++) {
            if (reduced_costs[k] <= gap) {
                kept_for[slot_classes[k]] = s + 1;
            }
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t i = classes->agents[m];

            for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
                bool is_kept = kept_for[classes->class_of_slot[koppel_pair_slot(problem, i, p)]] == s + 1;

                koppel_bit_set(keep, p, is_kept);
                n_kept += is_kept;
            }
        }
    }
    free(kept_for);
    return n_kept;
}

/* r - u of the pairs of a class, written over r. */
static const int64_t *reduced_costs_of(const void *data, int32_t s)
{
    const struct koppel_lagrangian *lagrangian = data;
    int64_t *reduced_costs = koppel_lagrangian_reduced_costs_of(lagrangian, s);

    for (int64_t k = 0; k < lagrangian->classes->first[s + 1] - lagrangian->classes->first[s]; k++) {
        reduced_costs[k] -= lagrangian->agent_price[s];
    }
    return reduced_costs;
}

int64_t koppel_fix_pairs(const struct koppel_lagrangian *lagrangian, koppel_wide gap, unsigned char *keep)
{
    return koppel_fix_pairs_by(lagrangian->problem, lagrangian->classes, reduced_costs_of, lagrangian, gap, keep);
}

/* The value nearest to `limit` whose term is at most `most`, by bisection from a value inside: terms are convex. */
static int64_t narrow_end(const struct koppel_lagrangian *lagrangian, int32_t g, int64_t inside, int64_t limit,
                          koppel_wide most)
{
    while (inside != limit) {
        /* rounded away from inside, so that the bisection moves */
        int64_t middle = inside + (limit - inside) / 2 + (limit - inside) % 2;

        if (koppel_lagrangian_load_value(lagrangian, g, middle) <= most) {
            inside = middle;
        } else {
            limit = middle < inside ? middle + 1 : middle - 1;
        }
    }
    return inside;
}

void koppel_fix_rows(const struct koppel_lagrangian *lagrangian, koppel_wide gap, const unsigned char *skip,
                     struct koppel_problem *problem)
{
    const struct koppel_classes *classes = lagrangian->classes;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (skip != NULL && skip[g]) {
            continue;
        }

        int64_t at = 0;
        koppel_wide most = koppel_lagrangian_load_least(lagrangian, g, &at) + gap;
        struct koppel_load *load = &problem->loads[g];
        int64_t lo = narrow_end(lagrangian, g, at, load->lo, most);

        load->hi = narrow_end(lagrangian, g, at, load->hi, most);
        load->lo = lo;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (-lagrangian->agent_price[classes->class_of_agent[i]] > gap) {
            problem->must_place[i] = 1;
        }
    }
}

static int compare_deviations(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* Keeps the least reduced costs in an array for twice as many as wanted: when that is full, the greater half goes. */
koppel_wide koppel_fix_choose_gap(const struct koppel_lagrangian *lagrangian, int64_t wanted, koppel_wide most)
{
    const struct koppel_classes *classes = lagrangian->classes;
    int64_t capacity = classes->n_pairs < 2 * wanted ? classes->n_pairs : 2 * wanted;
    int64_t *least = koppel_new((size_t)capacity, sizeof *least);
    koppel_wide gap = most;
    int64_t n = 0;

    if (least == NULL) {
        return -1;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        const int64_t *reduced_costs = reduced_costs_of(lagrangian, s);

        for (int64_t k = 0; k < classes->first[s + 1] - classes->first[s]; k++) {
            if (reduced_costs[k] > gap) {
                continue;
            }
            if (n == capacity) {
                qsort(least, (size_t)n, sizeof *least, compare_deviations);
                n = wanted;
                gap = least[wanted - 1];
            }
            if (reduced_costs[k] <= gap) {
                least[n++] = reduced_costs[k];
            }
        }
    }
    if (n > wanted) {
        qsort(least, (size_t)n, sizeof *least, compare_deviations);
        gap = least[wanted - 1];
    }
    free(least);
    return gap;
}
