/* loads.c - collects the loads of a problem (see loads.h); the numbers in brackets are the rows of model.md. */
#include "formulate/loads.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What a unit must match to add to a load: the five areas, or its corporation alone. */
enum { MATCH_CORPORATION = KOPPEL_AREA_MUNICIPALITY + 1, N_MATCHES };

struct koppel_counter {
    int32_t match; /* enum koppel_area or MATCH_CORPORATION */
    int32_t place;
    int32_t load;
    int32_t measure;
    int32_t municipality; /* also in this municipality, or KOPPEL_NONE */
    int32_t corporation;  /* also of this corporation, or KOPPEL_NONE */
};

static bool is_same_measure(const struct koppel_load_measure *a, const struct koppel_load_measure *b)
{
    bool same_only = a->only == b->only;

    if (a->only != NULL && b->only != NULL) {
        same_only = a->only->where_column == b->only->where_column &&
                    (a->only->where_column == KOPPEL_NONE || strcmp(a->only->where_value, b->only->where_value) == 0);
    }
    return a->measure == b->measure && a->spread_persons == b->spread_persons && a->extra_column == b->extra_column &&
           a->only_mix == b->only_mix && same_only;
}

/* Number of the measure, added when it is new; KOPPEL_NONE without memory. */
static int32_t measure_add(struct koppel_loads *loads, const struct koppel_load_measure *measure)
{
    struct koppel_problem *problem = &loads->formulation->problem;

    for (int32_t q = 0; q < problem->n_measures; q++) {
        if (is_same_measure(&loads->measures[q], measure)) {
            return q;
        }
    }
    if (koppel_grow((void **)&loads->measures, &loads->measures_capacity, (size_t)problem->n_measures + 1,
                    sizeof *loads->measures) != KOPPEL_OK) {
        return KOPPEL_NONE;
    }
    loads->measures[problem->n_measures] = *measure;
    return problem->n_measures++;
}

static enum koppel_status load_add(struct koppel_loads *loads, const struct koppel_load *load,
                                   const struct koppel_load_subject *subject, const struct koppel_load_measure *measure,
                                   struct koppel_counter counter)
{
    struct koppel_formulation *formulation = loads->formulation;
    struct koppel_problem *problem = &formulation->problem;
    size_t n = (size_t)problem->n_loads + 1;

    counter.load = problem->n_loads;
    counter.measure = measure_add(loads, measure);
    if (counter.measure == KOPPEL_NONE ||
        koppel_grow((void **)&problem->loads, &loads->loads_capacity, n, sizeof *problem->loads) != KOPPEL_OK ||
        koppel_grow((void **)&formulation->subjects, &loads->subjects_capacity, n, sizeof *formulation->subjects) !=
            KOPPEL_OK ||
        koppel_grow((void **)&loads->counters, &loads->counters_capacity, loads->n_counters + 1,
                    sizeof *loads->counters) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    problem->loads[problem->n_loads] = *load;
    formulation->subjects[problem->n_loads] = *subject;
    problem->n_loads++;
    loads->counters[loads->n_counters++] = counter;
    return KOPPEL_OK;
}

/* (5) a cost of the load that is added next. */
static enum koppel_status term_add(struct koppel_loads *loads, enum koppel_objective objective, int64_t at,
                                   int64_t over, int64_t under)
{
    struct koppel_term_list *list = &loads->terms[objective];

    if (over == 0 && under == 0) {
        return KOPPEL_OK;
    }
    if (koppel_grow((void **)&list->items, &list->capacity, list->n_items + 1, sizeof *list->items) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    list->items[list->n_items++] =
        (struct koppel_term){.load = loads->formulation->problem.n_loads, .at = at, .over = over, .under = under};
    return KOPPEL_OK;
}

/* (4) or (5): a load that should stay within min .. max (KOPPEL_UNKNOWN: no such end) beside its base. */
static enum koppel_status range_set(struct koppel_loads *loads, struct koppel_load *load, int64_t min, int64_t max,
                                    enum koppel_enforce enforce, enum koppel_objective objective)
{
    enum koppel_status status = KOPPEL_OK;

    if (enforce == KOPPEL_MUST) {
        load->lo = min != KOPPEL_UNKNOWN ? min : KOPPEL_NO_MIN;
        load->hi = max != KOPPEL_UNKNOWN ? max : KOPPEL_NO_MAX;
        return KOPPEL_OK;
    }
    if (min != KOPPEL_UNKNOWN) {
        status = term_add(loads, objective, min, 0, 1);
    }
    if (max != KOPPEL_UNKNOWN && status == KOPPEL_OK) {
        status = term_add(loads, objective, max, 1, 0);
    }
    return status;
}

static struct koppel_load load_free(int64_t base)
{
    return (struct koppel_load){.base = base, .lo = KOPPEL_NO_MIN, .hi = KOPPEL_NO_MAX};
}

static enum koppel_status collect_targets(struct koppel_loads *loads)
{
    const struct koppel_load_measure measure = {.measure = KOPPEL_MEASURE_PERSONS, .only_mix = KOPPEL_NONE};
    enum koppel_status status = KOPPEL_OK;

    for (int32_t m = 0; m < loads->fit->kase->n_municipalities && status == KOPPEL_OK; m++) {
        int64_t left = koppel_municipality_persons_left(loads->fit, m);
        struct koppel_load load = load_free(0);
        struct koppel_load_subject subject = {KOPPEL_LOAD_TARGET, KOPPEL_AREA_MUNICIPALITY, m, KOPPEL_NONE,
                                              KOPPEL_NONE};

        if (left == 0) {
            continue;
        }
        status =
            range_set(loads, &load, left, KOPPEL_UNKNOWN, loads->fit->policy->target_enforce, KOPPEL_OBJECTIVE_TARGET);
        if (status == KOPPEL_OK) {
            status = load_add(loads, &load, &subject, &measure,
                              (struct koppel_counter){.match = KOPPEL_AREA_MUNICIPALITY,
                                                      .place = m,
                                                      .municipality = KOPPEL_NONE,
                                                      .corporation = KOPPEL_NONE});
        }
    }
    return status;
}

/* Most persons or homes that the units of each area could take: what a lower end of a band can ask at most. */
static enum koppel_status area_capacity(const struct koppel_loads *loads, const struct koppel_areas *areas,
                                        int64_t *capacity)
{
    const struct koppel_problem *problem = &loads->formulation->problem;
    int64_t *largest = koppel_new((size_t)problem->n_slots, sizeof *largest);

    if (largest == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t measure =
            loads->fit->policy->spread_measure == KOPPEL_MEASURE_HOMES ? 1 : loads->fit->needs[i].persons_spread;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            largest[problem->slot[p]] = measure > largest[problem->slot[p]] ? measure : largest[problem->slot[p]];
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        if (areas->unit_area[j] != KOPPEL_NONE) {
            capacity[areas->unit_area[j]] += largest[j] * loads->fit->kase->units[j].places;
        }
    }
    free(largest);
    return KOPPEL_OK;
}

/* max(b, ceil((1 + d) r w)), in whole numbers. */
static int64_t spread_cap(const struct koppel_spread_area *area, int32_t tolerance_percent)
{
    int64_t cap = 0;

    if (area->fair_denominator > 0) {
        cap = koppel_muldiv_ceil(area->fair_numerator, 100 + tolerance_percent, 100 * area->fair_denominator);
    }
    return cap > area->base ? cap : area->base;
}

/* floor((1 - d) r w), not below 0 and not above what the area's units can bring it to. */
static int64_t spread_floor(const struct koppel_spread_area *area, int32_t tolerance_percent, int64_t capacity)
{
    int64_t floor = 0;

    if (area->fair_denominator > 0 && tolerance_percent < 100) {
        floor = koppel_muldiv_floor(area->fair_numerator, 100 - tolerance_percent, 100 * area->fair_denominator);
    }
    return floor < area->base + capacity ? floor : area->base + capacity;
}

static int64_t spread_absolute(const struct koppel_spread_area *area, const struct koppel_policy *policy)
{
    int64_t max = KOPPEL_UNKNOWN;

    if (policy->spread_absolute_max != KOPPEL_UNKNOWN) {
        max = area->base + policy->spread_absolute_max;
    }
    if (policy->spread_absolute_percent != KOPPEL_UNKNOWN) {
        int64_t share = koppel_muldiv_floor(area->reference, policy->spread_absolute_percent, 100);

        share = share > area->base ? share : area->base;
        max = max == KOPPEL_UNKNOWN || share < max ? share : max;
    }
    return max;
}

/* abs(L - q / 1000) in thousandths for whole L, q the fair share in thousandths: between the whole numbers a <= q /
 * 1000 < a + 1 the cost is alpha |L - a| + beta |L - (a + 1)| with alpha + beta = 1000, which has its breakpoints at
 * whole numbers. */
static enum koppel_status spread_even(struct koppel_loads *loads, const struct koppel_spread_area *area)
{
    int64_t q = 0;
    int64_t a = 0;
    enum koppel_status status = KOPPEL_OK;

    if (area->fair_denominator > 0) {
        q = koppel_muldiv_floor(area->fair_numerator, 2000, area->fair_denominator);
        q = (q + 1) / 2; /* rounded half up: floor(x + 1/2) = floor((floor(2x) + 1) / 2) */
    }
    a = q / 1000;
    status = term_add(loads, KOPPEL_OBJECTIVE_SPREAD, a, 1000 * (a + 1) - q, 1000 * (a + 1) - q);
    if (status == KOPPEL_OK) {
        status = term_add(loads, KOPPEL_OBJECTIVE_SPREAD, a + 1, q - 1000 * a, q - 1000 * a);
    }
    return status;
}

static enum koppel_status spread_rows(struct koppel_loads *loads, struct koppel_load *load,
                                      const struct koppel_spread_area *area, int64_t capacity)
{
    const struct koppel_policy *policy = loads->fit->policy;
    int64_t cap = spread_cap(area, policy->spread_tolerance_percent);
    enum koppel_status status = KOPPEL_OK;

    switch (policy->spread_rule) {
    case KOPPEL_SPREAD_NONE:
        return KOPPEL_OK;
    case KOPPEL_SPREAD_CAP:
        return range_set(loads, load, KOPPEL_UNKNOWN, cap, policy->spread_enforce, KOPPEL_OBJECTIVE_SPREAD);
    case KOPPEL_SPREAD_BAND: /* the lower end is always a goal */
        status = range_set(loads, load, KOPPEL_UNKNOWN, cap, policy->spread_enforce, KOPPEL_OBJECTIVE_SPREAD);
        return status == KOPPEL_OK ? term_add(loads, KOPPEL_OBJECTIVE_SPREAD,
                                              spread_floor(area, policy->spread_tolerance_percent, capacity), 0, 1)
                                   : status;
    case KOPPEL_SPREAD_EVEN:
        return spread_even(loads, area);
    case KOPPEL_SPREAD_ABSOLUTE:
        return range_set(loads, load, KOPPEL_UNKNOWN, spread_absolute(area, policy), policy->spread_enforce,
                         KOPPEL_OBJECTIVE_SPREAD);
    }
    return KOPPEL_OK;
}

static enum koppel_status collect_spread(struct koppel_loads *loads)
{
    const struct koppel_policy *policy = loads->fit->policy;
    bool by_complex = policy->spread_level == KOPPEL_AREA_COMPLEX;
    const struct koppel_load_measure measure = {.measure = policy->spread_measure,
                                                .spread_persons = policy->spread_measure == KOPPEL_MEASURE_PERSONS,
                                                .only_mix = KOPPEL_NONE};
    struct koppel_areas areas = {0};
    int64_t *capacity = NULL;
    enum koppel_status status = koppel_areas_make(&areas, loads->fit);

    if (status == KOPPEL_OK) {
        capacity = koppel_new((size_t)areas.n_items, sizeof *capacity);
        status = capacity != NULL ? area_capacity(loads, &areas, capacity) : KOPPEL_E_MEMORY;
    }
    for (int32_t a = 0; a < areas.n_items && status == KOPPEL_OK; a++) {
        const struct koppel_spread_area *area = &areas.items[a];
        struct koppel_load load = load_free(area->base);
        struct koppel_load_subject subject = {KOPPEL_LOAD_SPREAD, policy->spread_level, area->place, KOPPEL_NONE,
                                              by_complex ? area->municipality : KOPPEL_NONE};

        status = spread_rows(loads, &load, area, capacity[a]);
        if (status == KOPPEL_OK) {
            status = load_add(loads, &load, &subject, &measure,
                              (struct koppel_counter){.match = (int32_t)policy->spread_level,
                                                      .place = area->place,
                                                      .municipality = by_complex ? area->municipality : KOPPEL_NONE,
                                                      .corporation = KOPPEL_NONE});
        }
    }
    free(capacity);
    koppel_areas_free(&areas);
    return status;
}

static enum koppel_status collect_agreements(struct koppel_loads *loads)
{
    const struct koppel_case *kase = loads->fit->kase;
    const struct koppel_load_measure measure = {.measure = KOPPEL_MEASURE_HOMES, .only_mix = KOPPEL_NONE};
    enum koppel_enforce enforce = loads->fit->policy->agreement == KOPPEL_AGREEMENT_MUST ? KOPPEL_MUST : KOPPEL_GOAL;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t a = 0; a < kase->n_agreements && status == KOPPEL_OK; a++) {
        const struct koppel_agreement *agreement = &kase->agreements[a];
        bool everywhere = agreement->municipality == KOPPEL_NONE;
        struct koppel_load load = load_free(0);
        struct koppel_load_subject subject = {KOPPEL_LOAD_AGREEMENT, KOPPEL_AREA_MUNICIPALITY, a, KOPPEL_NONE,
                                              KOPPEL_NONE};

        if (agreement->min_homes == KOPPEL_UNKNOWN && agreement->max_homes == KOPPEL_UNKNOWN) {
            continue;
        }
        status =
            range_set(loads, &load, agreement->min_homes, agreement->max_homes, enforce, KOPPEL_OBJECTIVE_AGREEMENT);
        if (status == KOPPEL_OK) {
            status = load_add(
                loads, &load, &subject, &measure,
                (struct koppel_counter){.match = everywhere ? MATCH_CORPORATION : (int32_t)KOPPEL_AREA_MUNICIPALITY,
                                        .place = everywhere ? agreement->corporation : agreement->municipality,
                                        .municipality = KOPPEL_NONE,
                                        .corporation = agreement->corporation});
        }
    }
    return status;
}

static enum koppel_status collect_limits(struct koppel_loads *loads)
{
    const struct koppel_case *kase = loads->fit->kase;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t l = 0; l < kase->n_limits && status == KOPPEL_OK; l++) {
        const struct koppel_limit *limit = &kase->limits[l];
        const struct koppel_load_measure measure = {.measure = limit->measure,
                                                    .extra_column = limit->measure_column,
                                                    .only = limit->where_column != KOPPEL_NONE ? limit : NULL,
                                                    .only_mix = KOPPEL_NONE};
        struct koppel_load load = load_free(0);
        struct koppel_load_subject subject = {KOPPEL_LOAD_LIMIT, limit->area, limit->place, l, KOPPEL_NONE};

        status = range_set(loads, &load, limit->min, limit->max, limit->enforce, KOPPEL_OBJECTIVE_MIX);
        if (status == KOPPEL_OK) {
            status = load_add(loads, &load, &subject, &measure,
                              (struct koppel_counter){.match = (int32_t)limit->area,
                                                      .place = limit->place,
                                                      .municipality = KOPPEL_NONE,
                                                      .corporation = KOPPEL_NONE});
        }
    }
    return status;
}

/* Row of the area of that kind in which the unit stands, or KOPPEL_NONE. */
static int32_t unit_place(const struct koppel_case *kase, int32_t unit, int32_t match)
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
    default:
        return row->corporation;
    }
}

static int32_t area_rows(const struct koppel_case *kase, enum koppel_area area)
{
    const int32_t rows[] = {kase->n_units, kase->complexes.n_ids, kase->n_neighbourhoods, kase->districts.n_ids,
                            kase->n_municipalities};

    return rows[area];
}

static enum koppel_status collect_mix_rule(struct koppel_loads *loads, int32_t r)
{
    const struct koppel_case *kase = loads->fit->kase;
    const struct koppel_mix_rule *rule = &loads->fit->policy->mix[r];
    const struct koppel_load_measure measure = {.measure = rule->measure, .only_mix = r};
    int32_t n_rows = area_rows(kase, rule->level);
    bool *has_units = koppel_new((size_t)n_rows, sizeof *has_units);
    enum koppel_status status = has_units != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t j = 0; j < kase->n_units && status == KOPPEL_OK; j++) {
        int32_t place = unit_place(kase, j, (int32_t)rule->level);

        if (place != KOPPEL_NONE) {
            has_units[place] = true;
        }
    }
    for (int32_t place = 0; place < n_rows && status == KOPPEL_OK; place++) {
        struct koppel_load load = load_free(0);
        struct koppel_load_subject subject = {KOPPEL_LOAD_MIX, rule->level, place, r, KOPPEL_NONE};

        if (!has_units[place]) {
            continue;
        }
        status = range_set(loads, &load, rule->min, rule->max, rule->enforce, KOPPEL_OBJECTIVE_MIX);
        if (status == KOPPEL_OK) {
            status = load_add(loads, &load, &subject, &measure,
                              (struct koppel_counter){.match = (int32_t)rule->level,
                                                      .place = place,
                                                      .municipality = KOPPEL_NONE,
                                                      .corporation = KOPPEL_NONE});
        }
    }
    free(has_units);
    return status;
}

enum koppel_status koppel_loads_collect(struct koppel_loads *loads)
{
    const struct koppel_policy *policy = loads->fit->policy;
    enum koppel_status status = collect_targets(loads);

    if (status == KOPPEL_OK && policy->spread_rule != KOPPEL_SPREAD_NONE) {
        status = collect_spread(loads);
    }
    if (status == KOPPEL_OK && policy->agreement != KOPPEL_AGREEMENT_IGNORE) {
        status = collect_agreements(loads);
    }
    if (status == KOPPEL_OK) {
        status = collect_limits(loads);
    }
    for (int32_t r = 0; r < policy->n_mix && status == KOPPEL_OK; r++) {
        status = collect_mix_rule(loads, r);
    }
    return status;
}

static int compare_counters(const void *a, const void *b)
{
    const struct koppel_counter *x = a;
    const struct koppel_counter *y = b;

    if (x->match != y->match) {
        return x->match < y->match ? -1 : 1;
    }
    if (x->place != y->place) {
        return x->place < y->place ? -1 : 1;
    }
    return x->load < y->load ? -1 : (x->load > y->load);
}

/* First counter of the place, or n_counters. */
static size_t counter_find(const struct koppel_loads *loads, int32_t match, int32_t place)
{
    const struct koppel_counter key = {.match = match, .place = place, .load = -1};
    size_t low = 0;
    size_t high = loads->n_counters;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_counters(&loads->counters[middle], &key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Appends the entries of one unit: every load of the places in which it stands. */
static enum koppel_status unit_entries(struct koppel_loads *loads, int32_t unit, size_t *n_entries, size_t *capacity)
{
    const struct koppel_case *kase = loads->fit->kase;
    struct koppel_problem *problem = &loads->formulation->problem;

    for (int32_t match = 0; match < N_MATCHES; match++) {
        int32_t place = unit_place(kase, unit, match);

        for (size_t c = counter_find(loads, match, place); c < loads->n_counters; c++) {
            const struct koppel_counter *counter = &loads->counters[c];

            if (counter->match != match || counter->place != place) {
                break;
            }
            if ((counter->municipality != KOPPEL_NONE &&
                 counter->municipality != koppel_unit_municipality(kase, unit)) ||
                (counter->corporation != KOPPEL_NONE && counter->corporation != kase->units[unit].corporation)) {
                continue;
            }
            if (koppel_grow((void **)&problem->entries, capacity, *n_entries + 1, sizeof *problem->entries) !=
                KOPPEL_OK) {
                return KOPPEL_E_MEMORY;
            }
            problem->entries[(*n_entries)++] = (struct koppel_entry){counter->load, counter->measure};
        }
    }
    return KOPPEL_OK;
}

static int64_t measure_of(const struct koppel_suitability *fit, int32_t household,
                          const struct koppel_load_measure *measure)
{
    if ((measure->only != NULL && !koppel_household_in_limit(fit, household, measure->only)) ||
        (measure->only_mix != KOPPEL_NONE &&
         !koppel_household_in_mix(fit, household, &fit->policy->mix[measure->only_mix]))) {
        return 0;
    }
    return measure->spread_persons ? fit->needs[household].persons_spread
                                   : koppel_household_measure(fit, household, measure->measure, measure->extra_column);
}

enum koppel_status koppel_loads_place(struct koppel_loads *loads)
{
    struct koppel_problem *problem = &loads->formulation->problem;
    size_t n_agents = (size_t)problem->n_agents;
    size_t n_entries = 0;
    size_t capacity = 1;
    enum koppel_status status = KOPPEL_OK;

    problem->entry_first = koppel_new((size_t)problem->n_slots + 1, sizeof *problem->entry_first);
    problem->entries = koppel_new(1, sizeof *problem->entries);
    problem->measures = koppel_new((size_t)problem->n_measures * n_agents, sizeof *problem->measures);
    if (problem->entry_first == NULL || problem->entries == NULL || problem->measures == NULL) {
        return KOPPEL_E_MEMORY;
    }
    if (loads->n_counters > 0) {
        qsort(loads->counters, loads->n_counters, sizeof *loads->counters, compare_counters);
    }
    for (int32_t j = 0; j < problem->n_slots && status == KOPPEL_OK; j++) {
        status = unit_entries(loads, j, &n_entries, &capacity);
        problem->entry_first[j + 1] = (int64_t)n_entries;
    }
    for (int32_t q = 0; q < problem->n_measures; q++) {
        for (int32_t i = 0; i < problem->n_agents; i++) {
            problem->measures[(size_t)q * n_agents + (size_t)i] =
                (int32_t)measure_of(loads->fit, i, &loads->measures[q]);
        }
    }
    return status;
}

void koppel_loads_free(struct koppel_loads *loads)
{
    free(loads->measures);
    free(loads->counters);
    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        free(loads->terms[o].items);
    }
    *loads = (struct koppel_loads){0};
}
