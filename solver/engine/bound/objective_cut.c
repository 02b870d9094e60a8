// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* objective_cut.c - an objective cut turned into a load (see objective_cut.h for the inequality). */
#include "engine/bound/objective_cut.h"

#include "base/arena.h"

/* A cut that needs more new measures is not made. */
enum { MOST_MEASURES = 32 };

/* A cut while it is made. Slots with the same (slope, measure) pairs share a new measure. */
struct build {
    struct koppel_arena arena;
    struct koppel_problem *problem;
    const struct koppel_objective_cut *cut;
    int64_t *slope;                 /* n_loads: sigma, or the given multiplier */
    int64_t *agent_cost;            /* n_agents */
    unsigned char *is_seen;         /* n_loads: its terms are counted */
    int32_t *measure_of;            /* n_slots: number of the slot's new measure, KOPPEL_NONE = not one of the slots */
    int32_t example[MOST_MEASURES]; /* a slot of every new measure */
    int32_t n_measures;
    int sign; /* -1: pairs cost at most 0, +1: at least 0 */
    bool is_linear;
    koppel_wide constant;
};

static bool has_slot(const struct build *build, int32_t j)
{
    return build->cut->has_slot == NULL || build->cut->has_slot[j];
}

/* Weighted cost of a load at a value. */
static koppel_wide load_cost(const struct build *build, int32_t g, int64_t at)
{
    koppel_wide sum = 0;

    for (int32_t t = 0; t < build->cut->n_tiers; t++) {
        const struct koppel_tier *tier = &build->cut->tiers[t];

        for (size_t k = 0; build->cut->weight[t] != 0 && k < tier->n_terms; k++) {
            const struct koppel_term *term = &tier->terms[k];

            if (term->load == g) {
                sum += build->cut->weight[t] * (at > term->at ? (koppel_wide)term->over * (at - term->at)
                                                              : (koppel_wide)term->under * (term->at - at));
            }
        }
    }
    return sum;
}

static bool has_kink(const struct build *build, int32_t g)
{
    const struct koppel_load *load = &build->problem->loads[g];

    for (int32_t t = 0; t < build->cut->n_tiers; t++) {
        const struct koppel_tier *tier = &build->cut->tiers[t];

        for (size_t k = 0; build->cut->weight[t] != 0 && k < tier->n_terms; k++) {
            if (tier->terms[k].load == g && tier->terms[k].at > load->lo && tier->terms[k].at < load->hi) {
                return true;
            }
        }
    }
    return false;
}

/* The slope sigma of a load's chord, rounded up, and its share of the constant. @return false when there is none */
static bool find_slope(struct build *build, int32_t g)
{
    const struct koppel_load *load = &build->problem->loads[g];
    koppel_wide low = 0, rise = 0, slope = 0;
    int64_t width = 0;

    build->is_seen[g] = 1;
    if (build->cut->is_given != NULL && build->cut->is_given[g]) {
        build->slope[g] = build->cut->load_price[g];
        return true;
    }
    if (load->lo == KOPPEL_NO_MIN || load->hi == KOPPEL_NO_MAX) {
        return false; /* a chord needs two ends */
    }
    width = load->hi - load->lo;
    low = load_cost(build, g, load->lo);
    rise = load_cost(build, g, load->hi) - low;
    slope = width > 0 ? rise / width + (rise % width > 0) : 0;
    build->is_linear = build->is_linear && !has_kink(build, g);
    build->slope[g] = (int64_t)slope;
    build->constant += low + slope * (load->base - load->lo);
    return slope <= INT32_MAX && slope >= INT32_MIN && width >= 0;
}

static bool find_slopes(struct build *build)
{
    const struct koppel_problem *problem = build->problem;
    bool ok = true;

    for (int32_t t = 0; t < build->cut->n_tiers; t++) {
        ok = ok && (build->cut->weight[t] == 0 || !koppel_tier_has_pair_costs(&build->cut->tiers[t]));
    }
    for (int32_t j = 0; j < problem->n_slots && ok; j++) {
        for (int64_t e = problem->entry_first[j]; has_slot(build, j) && ok && e < problem->entry_first[j + 1]; e++) {
            ok = build->is_seen[problem->entries[e].load] || find_slope(build, problem->entries[e].load);
        }
    }
    for (int32_t i = 0; i < problem->n_agents && ok; i++) {
        koppel_wide cost = build->cut->extra != NULL ? build->cut->extra[i] : 0;

        for (int32_t t = 0; t < build->cut->n_tiers; t++) {
            const struct koppel_tier *tier = &build->cut->tiers[t];

            cost += tier->agent_cost != NULL ? (koppel_wide)build->cut->weight[t] * tier->agent_cost[i] : 0;
        }
        build->agent_cost[i] = (int64_t)cost;
        ok = cost <= INT32_MAX && cost >= -INT32_MAX;
    }
    return ok;
}

/* What an agent in a slot costs. */
static koppel_wide pair_cost(const struct build *build, int32_t i, int32_t j)
{
    const struct koppel_problem *problem = build->problem;
    koppel_wide sum = build->agent_cost[i];

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        sum += (koppel_wide)build->slope[problem->entries[e].load] * koppel_amount_of_entry(problem, e, i);
    }
    return sum;
}

/* Measures cannot be negative: all pairs of the slots must cost at most 0, or all at least 0, and little. */
static bool find_sign(struct build *build)
{
    const struct koppel_problem *problem = build->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(problem, i, p);
            koppel_wide cost = has_slot(build, j) ? pair_cost(build, i, j) : 0;
            int sign = (cost > 0) - (cost < 0);

            build->sign = build->sign == 0 ? sign : build->sign;
            if (build->sign * cost < 0 || build->sign * cost > INT32_MAX) {
                return false;
            }
        }
    }
    return build->sign != 0;
}

/* True when every agent costs the same in both slots. */
static bool costs_alike(const struct build *build, int32_t a, int32_t b)
{
    const struct koppel_problem *problem = build->problem;
    int64_t e = problem->entry_first[a], f = problem->entry_first[b];

    for (;; e++, f++) {
        while (e < problem->entry_first[a + 1] && build->slope[problem->entries[e].load] == 0) {
            e++;
        }
        while (f < problem->entry_first[b + 1] && build->slope[problem->entries[f].load] == 0) {
            f++;
        }
        if (e == problem->entry_first[a + 1] || f == problem->entry_first[b + 1]) {
            return e == problem->entry_first[a + 1] && f == problem->entry_first[b + 1];
        }
        if (problem->entries[e].measure != problem->entries[f].measure ||
            build->slope[problem->entries[e].load] != build->slope[problem->entries[f].load]) {
            return false;
        }
    }
}

static bool find_measures(struct build *build)
{
    for (int32_t j = 0; j < build->problem->n_slots; j++) {
        int32_t m = 0;

        build->measure_of[j] = KOPPEL_NONE;
        if (!has_slot(build, j)) {
            continue;
        }
        while (m < build->n_measures && !costs_alike(build, build->example[m], j)) {
            m++;
        }
        if (m == MOST_MEASURES) {
            return false;
        }
        if (m == build->n_measures) {
            build->example[build->n_measures++] = j;
        }
        build->measure_of[j] = m;
    }
    return true;
}

/* Agents without pairs in the slots never count there, so their amount may be cut to what fits. */
static int32_t amount_of(const struct build *build, int32_t i, int32_t m)
{
    koppel_wide amount = build->sign * pair_cost(build, i, build->example[m]);

    return amount < 0 ? 0 : (amount > INT32_MAX ? INT32_MAX : (int32_t)amount);
}

static int64_t fit(koppel_wide value, int64_t none)
{
    return value > INT64_MAX / 4 || value < INT64_MIN / 4 ? none : (int64_t)value;
}

/* The limits of the new load: sign * (cost - constant). */
static struct koppel_load limits_of(const struct build *build)
{
    bool has_most = build->is_linear && build->cut->most < INT64_MAX;
    koppel_wide least = build->sign * (build->cut->least - build->constant);
    koppel_wide most = build->sign * (build->cut->most - build->constant);

    if (build->sign > 0) {
        return (struct koppel_load){0, fit(least, KOPPEL_NO_MIN), has_most ? fit(most, KOPPEL_NO_MAX) : KOPPEL_NO_MAX};
    }
    return (struct koppel_load){0, has_most ? fit(most, KOPPEL_NO_MIN) : KOPPEL_NO_MIN, fit(least, KOPPEL_NO_MAX)};
}

static enum koppel_status extend(struct build *build)
{
    struct koppel_problem *problem = build->problem;
    struct koppel_load load = limits_of(build);
    size_t n_agents = (size_t)problem->n_agents;
    int32_t *amounts = koppel_arena_new(&build->arena, (size_t)build->n_measures * n_agents, sizeof *amounts);

    if (amounts == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t m = 0; m < build->n_measures; m++) {
        for (int32_t i = 0; i < problem->n_agents; i++) {
            amounts[(size_t)m * n_agents + (size_t)i] = amount_of(build, i, m);
        }
    }
    return koppel_problem_add_load(problem, &load, build->measure_of, build->n_measures, amounts);
}

enum koppel_status koppel_objective_cut_add(struct koppel_problem *problem, const struct koppel_objective_cut *cut,
                                            int32_t *n_added)
{
    struct build build = {.problem = problem, .cut = cut, .is_linear = true};
    enum koppel_status status = KOPPEL_OK;

    *n_added = 0;
    build.slope = koppel_arena_new(&build.arena, (size_t)problem->n_loads, sizeof *build.slope);
    build.agent_cost = koppel_arena_new(&build.arena, (size_t)problem->n_agents, sizeof *build.agent_cost);
    build.is_seen = koppel_arena_new(&build.arena, (size_t)problem->n_loads, 1);
    build.measure_of = koppel_arena_new(&build.arena, (size_t)problem->n_slots, sizeof *build.measure_of);
    status = koppel_arena_status(&build.arena);
    if (status == KOPPEL_OK && find_slopes(&build) && find_sign(&build) && find_measures(&build)) {
        status = extend(&build);
        *n_added = status == KOPPEL_OK;
    }
    koppel_arena_free(&build.arena);
    return status;
}
