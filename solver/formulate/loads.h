/* loads.h - collects the loads of a problem, what they cost, and which unit adds to which. */
#ifndef KOPPEL_FORMULATE_LOADS_H
#define KOPPEL_FORMULATE_LOADS_H

#include "formulate/areas.h"
#include "formulate/formulation.h"

/** What a household adds to a load: a measure, of some households only. */
struct koppel_load_measure {
    enum koppel_measure measure;
    bool spread_persons;             /* KOPPEL_MEASURE_PERSONS: those that count for spread, not for the target */
    int32_t extra_column;            /* KOPPEL_MEASURE_EXTRA */
    const struct koppel_limit *only; /* the households that count for this limit, or NULL */
    int32_t only_mix;                /* the households that count for this mix rule, or KOPPEL_NONE */
};

struct koppel_counter;

/** Terms of one objective, in units of its cost. */
struct koppel_term_list {
    struct koppel_term *items;
    size_t n_items;
    size_t capacity;
};

/** Work space while a problem is built. Zero-initialise. */
struct koppel_loads {
    struct koppel_formulation *formulation;
    const struct koppel_suitability *fit;
    struct koppel_load_measure *measures;
    struct koppel_counter *counters;
    struct koppel_term_list terms[KOPPEL_N_OBJECTIVES];
    size_t measures_capacity, counters_capacity, loads_capacity, subjects_capacity;
    size_t n_counters;
};

/** Collects every load of model.md in the order target, spread, agreement, limits, mix. Needs the problem's pairs. */
enum koppel_status koppel_loads_collect(struct koppel_loads *loads);

/** Writes the entries of every unit and the measures into the problem. */
enum koppel_status koppel_loads_place(struct koppel_loads *loads);

void koppel_loads_free(struct koppel_loads *loads);

#endif
