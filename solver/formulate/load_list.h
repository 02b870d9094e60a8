// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* load_list.h - the list of loads while a problem is built: what each measures, costs, and which units it counts.
 *
 * The numbers in brackets are the rows of docs/model.md.
 */
#ifndef KOPPEL_FORMULATE_LOAD_LIST_H
#define KOPPEL_FORMULATE_LOAD_LIST_H

#include "formulate/formulation.h"

/** What a unit must match to add to a load: one of the areas (enum koppel_area), or its corporation alone. */
enum { KOPPEL_MATCH_CORPORATION = KOPPEL_AREA_CASE + 1, KOPPEL_N_MATCHES };

/** What a household adds to a load: a measure, of some households only. */
struct koppel_load_measure {
    enum koppel_measure measure;
    bool spread_persons;             /* KOPPEL_MEASURE_PERSONS: those that count for spread, not for the target */
    int32_t extra_column;            /* KOPPEL_MEASURE_EXTRA */
    const struct koppel_limit *only; /* the households that count for this limit, or NULL */
    int32_t only_mix;                /* the households that count for this mix rule, or KOPPEL_NONE */
    bool only_counted;               /* those that count for the target of a municipality: linked to it, ... */
    int32_t counted_for;             /* this one; KOPPEL_NONE: nobody linked */
    bool and_free;                   /* ... or to none */
    int32_t unit;                    /* KOPPEL_MEASURE_FIT, _DAYS: what offers of this unit add; else 0 */
};

/** Which units add to a load; `load` and `measure` are filled in by koppel_load_add. */
struct koppel_counter {
    int32_t match; /* enum koppel_area or KOPPEL_MATCH_CORPORATION */
    int32_t place;
    int32_t municipality; /* also in this municipality, or KOPPEL_NONE */
    int32_t corporation;  /* also of this corporation, or KOPPEL_NONE */
    int32_t load;
    int32_t measure;
};

/** Terms of one objective, in units of its cost. */
struct koppel_term_list {
    struct koppel_term *items;
    size_t n_items;
    size_t capacity;
};

/** Work space while a problem is built. Zero-initialise, then set formulation and fit. */
struct koppel_load_list {
    struct koppel_formulation *formulation;
    const struct koppel_suitability *fit;
    struct koppel_load_measure *measures;
    struct koppel_counter *counters;
    struct koppel_term_list terms[KOPPEL_N_OBJECTIVES];
    size_t measures_capacity, counters_capacity, loads_capacity, subjects_capacity;
    size_t n_counters;
    unsigned char *elsewhere; /* unit * n_municipalities + municipality: somebody linked to it can get the unit, which
                                 stands elsewhere and counts for its target; NULL: nobody */
    int32_t *target_load;     /* n_municipalities: load of its target, KOPPEL_NONE: there is none, */
    int32_t *linked_measure;  /* and the measure by which units elsewhere count for it; both NULL like elsewhere */
};

/** A load without limits. */
struct koppel_load koppel_load_free(int64_t base);

/** Adds a load to the problem. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_load_add(struct koppel_load_list *list, const struct koppel_load *load,
                                   const struct koppel_load_subject *subject, const struct koppel_load_measure *measure,
                                   struct koppel_counter counter);

/** Number of a measure, added when it is new; KOPPEL_NONE without memory. */
int32_t koppel_measure_add(struct koppel_load_list *list, const struct koppel_load_measure *measure);

/** (5) a cost of the load that is added next. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_load_cost(struct koppel_load_list *list, enum koppel_objective objective, int64_t at,
                                    int64_t over, int64_t under);

/**
 * (4) or (5): the load that is added next should stay within min .. max (KOPPEL_UNKNOWN: no such end), base included: a
 * limit of `load` when it must, a cost of the objective when it is a goal.
 */
enum koppel_status koppel_load_range(struct koppel_load_list *list, struct koppel_load *load, int64_t min, int64_t max,
                                     enum koppel_enforce enforce, enum koppel_objective objective);

/** Row of the area of that kind (or the corporation) in which a unit stands, or KOPPEL_NONE. */
int32_t koppel_unit_place(const struct koppel_case *kase, int32_t unit, int32_t match);

void koppel_load_list_free(struct koppel_load_list *list);

#endif
