/* floor_load.c - a load that says that a tier cannot cost less than its bound (see cut_loads.h). */
#include "engine/cut_loads.h"

#include "base/exact.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_MEASURES = 32 };

/* The new measures: one for every distinct list of (slope, measure) of a slot. */
struct floor {
    struct koppel_problem *problem;
    const struct koppel_tier *tier;
    int64_t *slope;                 /* n_loads: sigma */
    int32_t *measure_of;            /* n_slots: number of the slot's new measure, KOPPEL_NONE = adds nothing */
    int32_t example[MOST_MEASURES]; /* a slot of every new measure */
    int32_t n_measures;
    int sign; /* -1: costs are at most 0, +1: at least 0 */
    koppel_wide constant;
};

static koppel_wide load_cost(const struct koppel_tier *tier, int32_t g, int64_t at)
{
    koppel_wide sum = 0;

    for (size_t k = 0; k < tier->n_terms; k++) {
        const struct koppel_term *term = &tier->terms[k];

        if (term->load == g) {
            sum +=
                at > term->at ? (koppel_wide)term->over * (at - term->at) : (koppel_wide)term->under * (term->at - at);
        }
    }
    return sum;
}

static bool note_sign(struct floor *floor, koppel_wide value)
{
    int sign = value > 0 ? 1 : -1;

    if (value == 0) {
        return true;
    }
    if (floor->sign == 0) {
        floor->sign = sign;
    }
    return floor->sign == sign;
}

/* The slopes, rounded up, and the constant. @return false when costs have both signs or do not fit */
static bool find_slopes(struct floor *floor, unsigned char *is_seen)
{
    const struct koppel_problem *problem = floor->problem;

    for (size_t k = 0; k < floor->tier->n_terms; k++) {
        int32_t g = floor->tier->terms[k].load;
        const struct koppel_load *load = &problem->loads[g];
        koppel_wide low = 0, rise = 0, slope = 0;
        int64_t width = load->hi - load->lo;

        if (is_seen[g]) {
            continue;
        }
        is_seen[g] = 1;
        low = load_cost(floor->tier, g, load->lo);
        rise = load_cost(floor->tier, g, load->hi) - low;
        slope = width > 0 ? rise / width + (rise % width > 0) : 0;
        if (slope > INT32_MAX || slope < INT32_MIN || !note_sign(floor, slope)) {
            return false;
        }
        floor->slope[g] = (int64_t)slope;
        floor->constant += low + slope * (load->base - load->lo);
    }
    for (int32_t i = 0; floor->tier->agent_cost != NULL && i < problem->n_agents; i++) {
        if (!note_sign(floor, floor->tier->agent_cost[i])) {
            return false;
        }
    }
    return floor->sign != 0;
}

/* What an agent in a slot adds to the new load. */
static koppel_wide amount(const struct floor *floor, int32_t i, int32_t j)
{
    const struct koppel_problem *problem = floor->problem;
    koppel_wide sum = floor->tier->agent_cost != NULL ? floor->tier->agent_cost[i] : 0;

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        const struct koppel_entry *entry = &problem->entries[e];

        sum +=
            (koppel_wide)floor->slope[entry->load] * problem->measures[(int64_t)entry->measure * problem->n_agents + i];
    }
    return floor->sign * sum;
}

/* True when every agent adds the same in both slots. */
static bool adds_alike(const struct floor *floor, int32_t a, int32_t b)
{
    const struct koppel_problem *problem = floor->problem;
    int64_t e = problem->entry_first[a], f = problem->entry_first[b];

    for (;; e++, f++) {
        while (e < problem->entry_first[a + 1] && floor->slope[problem->entries[e].load] == 0) {
            e++;
        }
        while (f < problem->entry_first[b + 1] && floor->slope[problem->entries[f].load] == 0) {
            f++;
        }
        if (e == problem->entry_first[a + 1] || f == problem->entry_first[b + 1]) {
            return e == problem->entry_first[a + 1] && f == problem->entry_first[b + 1];
        }
        if (problem->entries[e].measure != problem->entries[f].measure ||
            floor->slope[problem->entries[e].load] != floor->slope[problem->entries[f].load]) {
            return false;
        }
    }
}

static bool find_measures(struct floor *floor)
{
    for (int32_t j = 0; j < floor->problem->n_slots; j++) {
        int32_t m = 0;

        while (m < floor->n_measures && !adds_alike(floor, floor->example[m], j)) {
            m++;
        }
        if (m == MOST_MEASURES) {
            return false;
        }
        if (m == floor->n_measures) {
            floor->example[floor->n_measures++] = j;
        }
        floor->measure_of[j] = m;
    }
    for (int32_t m = 0; m < floor->n_measures; m++) {
        for (int32_t i = 0; i < floor->problem->n_agents; i++) {
            if (amount(floor, i, floor->example[m]) > INT32_MAX) {
                return false;
            }
        }
    }
    return true;
}

static enum koppel_status extend(struct floor *floor, int64_t bound)
{
    struct koppel_problem *problem = floor->problem;
    size_t n_agents = (size_t)problem->n_agents, n_old = (size_t)problem->n_measures;
    size_t n_entries = (size_t)problem->entry_first[problem->n_slots] + (size_t)problem->n_slots;
    struct koppel_load *loads = koppel_new((size_t)problem->n_loads + 1, sizeof *loads);
    struct koppel_entry *entries = koppel_new(n_entries, sizeof *entries);
    int32_t *measures = koppel_new((n_old + (size_t)floor->n_measures) * n_agents, sizeof *measures);
    koppel_wide limit = floor->sign * ((koppel_wide)bound - floor->constant);
    int64_t n = 0;

    if (loads == NULL || entries == NULL || measures == NULL) {
        free(loads);
        free(entries);
        free(measures);
        return KOPPEL_E_MEMORY;
    }
    memcpy(loads, problem->loads, (size_t)problem->n_loads * sizeof *loads);
    loads[problem->n_loads] = floor->sign > 0 ? (struct koppel_load){0, (int64_t)limit, KOPPEL_NO_MAX}
                                              : (struct koppel_load){0, KOPPEL_NO_MIN, (int64_t)limit};
    memcpy(measures, problem->measures, n_old * n_agents * sizeof *measures);
    for (int32_t m = 0; m < floor->n_measures; m++) {
        for (int32_t i = 0; i < problem->n_agents; i++) {
            measures[(n_old + (size_t)m) * n_agents + (size_t)i] = (int32_t)amount(floor, i, floor->example[m]);
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t first = n;

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            entries[n++] = problem->entries[e];
        }
        entries[n++] = (struct koppel_entry){problem->n_loads, problem->n_measures + floor->measure_of[j]};
        problem->entry_first[j] = first;
    }
    problem->entry_first[problem->n_slots] = n;
    free(problem->loads);
    free(problem->entries);
    free(problem->measures);
    problem->loads = loads;
    problem->entries = entries;
    problem->measures = measures;
    problem->n_loads++;
    problem->n_measures += floor->n_measures;
    return KOPPEL_OK;
}

enum koppel_status koppel_floor_load_add(struct koppel_problem *problem, int32_t tier, int64_t bound, int32_t *n_added)
{
    struct floor floor = {.problem = problem, .tier = &problem->tiers[tier]};
    unsigned char *is_seen = koppel_new((size_t)problem->n_loads, 1);
    enum koppel_status status = KOPPEL_E_MEMORY;

    *n_added = 0;
    floor.slope = koppel_new((size_t)problem->n_loads, sizeof *floor.slope);
    floor.measure_of = koppel_new((size_t)problem->n_slots, sizeof *floor.measure_of);
    if (is_seen != NULL && floor.slope != NULL && floor.measure_of != NULL) {
        status = KOPPEL_OK;
        if (floor.tier->pair_cost == NULL && bound != INT64_MIN && find_slopes(&floor, is_seen) &&
            find_measures(&floor)) {
            status = extend(&floor, bound);
            *n_added = status == KOPPEL_OK;
        }
    }
    free(is_seen);
    free(floor.slope);
    free(floor.measure_of);
    return status;
}
