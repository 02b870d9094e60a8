// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decided_loads.c - what recorded decisions change of the loads (see decided_loads.h). */
#include "formulate/decided_loads.h"

#include "base/memory.h"
#include "formulate/added_load.h"
#include "model/decisions.h"

#include <stdlib.h>
#include <string.h>

/* ---- Overruled ---- */

/* The count that an exception of the pair must name; KOPPEL_N_EXCEPTABLE: nothing overrules the load. */
static int counted_of(enum koppel_load_kind kind)
{
    switch (kind) {
    case KOPPEL_LOAD_SPREAD:
        return KOPPEL_COUNTED_CAP;
    case KOPPEL_LOAD_AGREEMENT:
        return KOPPEL_COUNTED_AGREEMENT;
    case KOPPEL_LOAD_LIMIT:
        return KOPPEL_COUNTED_LIMIT;
    case KOPPEL_LOAD_MIX:
        return KOPPEL_COUNTED_MIX;
    case KOPPEL_LOAD_TARGET:
    case KOPPEL_LOAD_BORDER:
    case KOPPEL_LOAD_STAY:
        break;
    }
    return KOPPEL_N_EXCEPTABLE;
}

/* The measure by which a unit counts for a load, or KOPPEL_NONE. */
static int32_t measure_at(const struct koppel_problem *problem, int32_t unit, int32_t load)
{
    for (int64_t e = problem->entry_first[unit]; e < problem->entry_first[unit + 1]; e++) {
        if (problem->entries[e].load == load) {
            return problem->entries[e].measure;
        }
    }
    return KOPPEL_NONE;
}

static bool is_overruled(const struct koppel_load_list *list, int32_t load, int32_t d)
{
    int32_t i = koppel_decided_household(list->fit, d), j = koppel_decided_unit(list->fit, d);
    int counted = counted_of(list->formulation->subjects[load].kind);

    return counted != KOPPEL_N_EXCEPTABLE && koppel_pair_is_excepted(list->fit, i, j, counted) &&
           measure_at(&list->formulation->problem, j, load) != KOPPEL_NONE;
}

/* Costs above a number, and nothing below it: those of a most that is a goal. */
static bool is_of_most(const struct koppel_term *term, int32_t load)
{
    return term->load == load && term->over != 0 && term->under == 0;
}

/* Has the load a most, as a must or as a goal? */
static bool has_most(const struct koppel_load_list *list, int32_t load)
{
    bool found = list->formulation->problem.loads[load].hi != KOPPEL_NO_MAX;

    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        for (size_t k = 0; k < list->terms[o].n_items; k++) {
            found = found || is_of_most(&list->terms[o].items[k], load);
        }
    }
    return found;
}

/* The measures of a load that is apart: the first for units without an overruled pair, then one for each other unit. */
struct apart {
    int32_t *measure_of; /* n_slots */
    int32_t *amounts;    /* n_measures x n_agents */
    int32_t n_measures;
};

static enum koppel_status apart_measure(const struct koppel_load_list *list, int32_t load, struct apart *apart)
{
    const struct koppel_problem *problem = &list->formulation->problem;
    size_t n_agents = (size_t)problem->n_agents;
    int32_t measure = KOPPEL_NONE;

    apart->n_measures = 1;
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int32_t at = measure_at(problem, j, load);

        measure = at != KOPPEL_NONE ? at : measure;
        apart->measure_of[j] = at != KOPPEL_NONE ? 0 : KOPPEL_NONE;
    }
    for (int32_t d = 0; d < list->fit->n_decisions; d++) {
        int32_t *of_unit = &apart->measure_of[koppel_decided_unit(list->fit, d)];

        if (is_overruled(list, load, d) && *of_unit == 0) {
            *of_unit = apart->n_measures++;
        }
    }
    apart->amounts = koppel_new((size_t)apart->n_measures * n_agents, sizeof *apart->amounts);
    if (apart->amounts == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t q = 0; q < apart->n_measures && n_agents > 0; q++) {
        memcpy(apart->amounts + (size_t)q * n_agents, problem->measures + (size_t)measure * n_agents,
               n_agents * sizeof *apart->amounts);
    }
    for (int32_t d = 0; d < list->fit->n_decisions; d++) {
        if (is_overruled(list, load, d)) {
            size_t q = (size_t)apart->measure_of[koppel_decided_unit(list->fit, d)];

            apart->amounts[q * n_agents + (size_t)koppel_decided_household(list->fit, d)] = 0;
        }
    }
    return KOPPEL_OK;
}

/* Makes the most of a load a load of its own, behind the others. */
static enum koppel_status split(struct koppel_load_list *list, int32_t load)
{
    struct koppel_problem *problem = &list->formulation->problem;
    struct koppel_load most = {.base = problem->loads[load].base, .lo = KOPPEL_NO_MIN, .hi = problem->loads[load].hi};
    struct koppel_load_subject subject = list->formulation->subjects[load];
    struct apart apart = {.measure_of = koppel_new((size_t)problem->n_slots, sizeof *apart.measure_of)};
    enum koppel_status status = apart.measure_of != NULL ? apart_measure(list, load, &apart) : KOPPEL_E_MEMORY;

    subject.is_apart = true;
    if (status == KOPPEL_OK) {
        status = koppel_added_load_make(list->formulation, &most, &subject, apart.measure_of, apart.n_measures,
                                        apart.amounts);
    }
    if (status == KOPPEL_OK) {
        problem->loads[load].hi = KOPPEL_NO_MAX;
        for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
            for (size_t k = 0; k < list->terms[o].n_items; k++) {
                struct koppel_term *term = &list->terms[o].items[k];

                term->load = is_of_most(term, load) ? problem->n_loads - 1 : term->load;
            }
        }
    }
    free(apart.measure_of);
    free(apart.amounts);
    return status;
}

static enum koppel_status split_all(struct koppel_load_list *list)
{
    int32_t n_loads = list->formulation->problem.n_loads;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t g = 0; g < n_loads && list->fit->n_excepted > 0 && status == KOPPEL_OK; g++) {
        bool found = false;

        for (int32_t d = 0; d < list->fit->n_decisions && !found; d++) {
            found = is_overruled(list, g, d);
        }
        status = found && has_most(list, g) ? split(list, g) : KOPPEL_OK;
    }
    return status;
}

/* ---- Kept ---- */

/* (48) and (49): what is kept is allowed. held[g]: base and what is kept; is_held[g]: the load counts a kept pair. */
static void give_way(struct koppel_load_list *list, const int64_t *held, const bool *is_held)
{
    struct koppel_problem *problem = &list->formulation->problem;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        struct koppel_load *load = &problem->loads[g];

        if (!is_held[g] || list->formulation->subjects[g].kind == KOPPEL_LOAD_TARGET) {
            continue; /* what is held counts for a target, and does not contradict it */
        }
        list->formulation->subjects[g].way =
            (struct koppel_way_given){.lo = load->lo, .hi = load->hi, .held = held[g], .is_given = true};
        load->hi = load->hi != KOPPEL_NO_MAX && held[g] > load->hi ? held[g] : load->hi;
        if (list->formulation->subjects[g].area != KOPPEL_AREA_CASE) { /* elsewhere others can make it up */
            load->lo = load->lo != KOPPEL_NO_MIN && held[g] < load->lo ? held[g] : load->lo;
        }
    }
}

enum koppel_status koppel_decided_loads_make(struct koppel_load_list *list)
{
    struct koppel_problem *problem = &list->formulation->problem;
    enum koppel_status status = split_all(list);
    int64_t *held = koppel_new((size_t)problem->n_loads, sizeof *held);
    bool *is_held = koppel_new((size_t)problem->n_loads, sizeof *is_held);

    if (held == NULL || is_held == NULL) {
        status = KOPPEL_E_MEMORY;
    }
    for (int32_t g = 0; g < problem->n_loads && status == KOPPEL_OK; g++) {
        held[g] = problem->loads[g].base;
    }
    for (int32_t d = 0; d < list->fit->n_decisions && status == KOPPEL_OK; d++) {
        int32_t i = koppel_decided_household(list->fit, d), j = koppel_decided_unit(list->fit, d);
        bool holds = koppel_decision_holds((enum koppel_decision_kind)list->fit->decision_kinds[d]);

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1] && holds; e++) {
            const struct koppel_entry *entry = &problem->entries[e];

            is_held[entry->load] = true;
            held[entry->load] += problem->measures[(size_t)entry->measure * (size_t)problem->n_agents + (size_t)i];
        }
    }
    if (status == KOPPEL_OK) {
        give_way(list, held, is_held);
    }
    free(held);
    free(is_held);
    return status;
}
