// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* load_list.c - the list of loads while a problem is built (see load_list.h). */
#include "formulate/load_list.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool is_same_measure(const struct koppel_load_measure *a, const struct koppel_load_measure *b)
{
    bool same_only = a->only == b->only;

    if (a->only != NULL && b->only != NULL) {
        same_only = a->only->where_column == b->only->where_column &&
                    (a->only->where_column == KOPPEL_NONE || strcmp(a->only->where_value, b->only->where_value) == 0);
    }
    return a->measure == b->measure && a->spread_persons == b->spread_persons && a->extra_column == b->extra_column &&
           a->only_mix == b->only_mix && a->only_counted == b->only_counted && a->counted_for == b->counted_for &&
           a->and_free == b->and_free && a->unit == b->unit && same_only;
}

int32_t koppel_measure_add(struct koppel_load_list *list, const struct koppel_load_measure *measure)
{
    struct koppel_problem *problem = &list->formulation->problem;

    for (int32_t q = 0; q < problem->n_measures; q++) {
        if (is_same_measure(&list->measures[q], measure)) {
            return q;
        }
    }
    if (koppel_grow((void **)&list->measures, &list->measures_capacity, (size_t)problem->n_measures + 1,
                    sizeof *list->measures) != KOPPEL_OK) {
        return KOPPEL_NONE;
    }
    list->measures[problem->n_measures] = *measure;
    return problem->n_measures++;
}

enum koppel_status koppel_load_add(struct koppel_load_list *list, const struct koppel_load *load,
                                   const struct koppel_load_subject *subject, const struct koppel_load_measure *measure,
                                   struct koppel_counter counter)
{
    struct koppel_formulation *formulation = list->formulation;
    struct koppel_problem *problem = &formulation->problem;
    size_t n = (size_t)problem->n_loads + 1;

    counter.load = problem->n_loads;
    counter.measure = koppel_measure_add(list, measure);
    if (counter.measure == KOPPEL_NONE ||
        koppel_grow((void **)&problem->loads, &list->loads_capacity, n, sizeof *problem->loads) != KOPPEL_OK ||
        koppel_grow((void **)&formulation->subjects, &list->subjects_capacity, n, sizeof *formulation->subjects) !=
            KOPPEL_OK ||
        koppel_grow((void **)&list->counters, &list->counters_capacity, list->n_counters + 1, sizeof *list->counters) !=
            KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    problem->loads[problem->n_loads] = *load;
    formulation->subjects[problem->n_loads] = *subject;
    problem->n_loads++;
    list->counters[list->n_counters++] = counter;
    return KOPPEL_OK;
}

enum koppel_status koppel_load_cost(struct koppel_load_list *list, enum koppel_objective objective, int64_t at,
                                    int64_t over, int64_t under)
{
    struct koppel_term_list *terms = &list->terms[objective];

    if (over == 0 && under == 0) {
        return KOPPEL_OK;
    }
    if (koppel_grow((void **)&terms->items, &terms->capacity, terms->n_items + 1, sizeof *terms->items) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    terms->items[terms->n_items++] =
        (struct koppel_term){.load = list->formulation->problem.n_loads, .at = at, .over = over, .under = under};
    return KOPPEL_OK;
}

enum koppel_status koppel_load_range(struct koppel_load_list *list, struct koppel_load *load, int64_t min, int64_t max,
                                     enum koppel_enforce enforce, enum koppel_objective objective)
{
    enum koppel_status status = KOPPEL_OK;

    if (enforce == KOPPEL_MUST) {
        load->lo = min != KOPPEL_UNKNOWN ? min : KOPPEL_NO_MIN;
        load->hi = max != KOPPEL_UNKNOWN ? max : KOPPEL_NO_MAX;
        return KOPPEL_OK;
    }
    if (min != KOPPEL_UNKNOWN) {
        status = koppel_load_cost(list, objective, min, 0, 1);
    }
    if (max != KOPPEL_UNKNOWN && status == KOPPEL_OK) {
        status = koppel_load_cost(list, objective, max, 1, 0);
    }
    return status;
}

struct koppel_load koppel_load_free(int64_t base)
{
    return (struct koppel_load){.base = base, .lo = KOPPEL_NO_MIN, .hi = KOPPEL_NO_MAX};
}

int32_t koppel_unit_place(const struct koppel_case *kase, int32_t unit, int32_t match)
{
    const struct koppel_unit *row = &kase->units[unit];

    switch (match) {
    case KOPPEL_AREA_UNIT:
        return unit;
    case KOPPEL_AREA_COMPLEX:
        return row->complex;
    case KOPPEL_AREA_NEIGHBOURHOOD:
        return row->neighbourhood;
    case KOPPEL_AREA_DISTRICT:
        return kase->neighbourhoods[row->neighbourhood].district;
    case KOPPEL_AREA_MUNICIPALITY:
        return koppel_unit_municipality(kase, unit);
    case KOPPEL_AREA_CASE:
        return 0;
    case KOPPEL_AREA_GROUP: /* a unit may be in several */
        return KOPPEL_NONE;
    default:
        return row->corporation;
    }
}

void koppel_load_list_free(struct koppel_load_list *list)
{
    free(list->measures);
    free(list->counters);
    free(list->elsewhere);
    free(list->target_load);
    free(list->linked_measure);
    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        free(list->terms[o].items);
    }
    *list = (struct koppel_load_list){0};
}
