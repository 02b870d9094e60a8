// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The verdict against a second, naive count of every account, cost and violation, on random small cases.
 *
 * Nothing here is shared with solver/verify: limits are found by trying whole numbers one after the other, areas by
 * searching the tables anew for each question.
 */
#include "model/decisions.h"
#include "model/score.h"
#include "random_case.h"
#include "suite.h"
#include "verify/verdict.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_CASES = 3000, LONG_CASES = 30000 };

/* ---- The naive count ---- */

/* What a naive account says; compared field by field with the verdict's. */
struct count {
    enum koppel_account_kind kind;
    bool must_max, must_min;
    int32_t place, municipality, rule;
    int64_t base, placed, min, max, cost, reference;
    int64_t excepted, kept, kept_excepted;
    int32_t n_kept;
};

struct recount {
    const struct koppel_suitability *fit;
    const struct random_case *random;
    const int32_t *unit_of;
    int32_t kept_in[64]; /* by household: the unit that a decision holds for it, or KOPPEL_NONE */
    struct count counts[2000];
    int32_t n;
    int64_t objective[KOPPEL_N_OBJECTIVES];
};

static int32_t town_of(const struct koppel_case *kase, int32_t unit)
{
    return kase->neighbourhoods[kase->units[unit].neighbourhood].municipality;
}

static int32_t place_of(const struct koppel_case *kase, enum koppel_area area, int32_t unit)
{
    int32_t n = kase->units[unit].neighbourhood;
    int32_t places[] = {unit,
                        kase->units[unit].complex,
                        n,
                        kase->neighbourhoods[n].district,
                        town_of(kase, unit),
                        KOPPEL_NONE /* groups: several */,
                        0};

    return places[area];
}

static struct count *new_count(struct recount *recount, enum koppel_account_kind kind)
{
    struct count *count = &recount->counts[recount->n++];

    memset(count, 0, sizeof *count);
    count->kind = kind;
    count->min = count->max = KOPPEL_UNKNOWN;
    count->rule = KOPPEL_NONE;
    count->municipality = KOPPEL_NONE;
    return count;
}

/* Is a rule overruled for the pair by the row of the log that rules it? */
static bool is_overruled(const struct recount *recount, int32_t i, int32_t j, int counted)
{
    const struct koppel_case *kase = recount->fit->kase;
    bool found = false;

    for (int32_t d = 0; d < kase->n_decisions && counted != 0; d++) {
        const struct koppel_decision *row = &kase->decisions[d];

        found = found ||
                (row->household == i && row->unit == j && (row->rules & (1U << counted)) != 0 &&
                 (row->kind == KOPPEL_EXCEPT || row->kind >= KOPPEL_OFFERED) && random_case_rules(recount->random, d));
    }
    return found;
}

/* Adds the pairs of a household, proposed and held, that lie in what is counted. */
/* What a pair adds of which `amount` is what the household adds: of the fit and the days of an offer, those of the pair. */
static int64_t amount_of(const struct recount *recount, const struct count *count, int32_t i, int32_t j, int64_t amount)
{
    const struct koppel_suitability *fit = recount->fit;
    int64_t end = koppel_period_last_day(fit->period), from = fit->kase->units[j].available_from;
    enum koppel_measure measure =
        count->kind == KOPPEL_ACCOUNT_MIX ? fit->policy->mix[count->rule].measure : KOPPEL_MEASURE_HOMES;

    if (amount == 0 || measure < KOPPEL_MEASURE_FIT) {
        return amount;
    }
    if (measure == KOPPEL_MEASURE_FIT) {
        return koppel_pair_score(fit, i, j) / 1000000;
    }
    from = from < fit->as_of ? fit->as_of : from;
    return from < end ? end - from : 0;
}

static void add_pairs(const struct recount *recount, struct count *count, int32_t i,
                      bool (*is_in)(const struct recount *, const struct count *, int32_t), int64_t amount, int counted)
{
    int32_t j = recount->unit_of[i], kept = recount->kept_in[i];

    if (j != KOPPEL_NONE && is_in(recount, count, j)) {
        int64_t adds = amount_of(recount, count, i, j, amount);

        count->placed += adds;
        count->excepted += is_overruled(recount, i, j, counted) ? adds : 0;
    }
    if (kept != KOPPEL_NONE && is_in(recount, count, kept)) {
        int64_t adds = amount_of(recount, count, i, kept, amount);

        count->n_kept++;
        count->kept += adds;
        count->kept_excepted += is_overruled(recount, i, kept, counted) ? adds : 0;
    }
}

static void close_count(struct recount *recount, struct count *count, enum koppel_enforce enforce,
                        enum koppel_objective objective)
{
    int64_t total = count->base + count->placed;
    int64_t counted = total - count->excepted;

    count->must_max = enforce == KOPPEL_MUST && count->max != KOPPEL_UNKNOWN;
    count->must_min = enforce == KOPPEL_MUST && count->min != KOPPEL_UNKNOWN && count->kind != KOPPEL_ACCOUNT_SPREAD;
    if (count->max != KOPPEL_UNKNOWN && !count->must_max && counted > count->max) {
        count->cost += counted - count->max;
    }
    if (count->min != KOPPEL_UNKNOWN && !count->must_min && total < count->min) {
        count->cost += count->min - total;
    }
    recount->objective[objective] += count->cost;
}

static bool is_in_town(const struct recount *recount, const struct count *count, int32_t unit)
{
    return town_of(recount->fit->kase, unit) == count->place;
}

static bool is_anywhere(const struct recount *recount, const struct count *count, int32_t unit)
{
    (void)recount;
    (void)count;
    (void)unit;
    return true;
}

static void count_targets(struct recount *recount)
{
    const struct koppel_suitability *fit = recount->fit;

    for (int32_t m = 0; m < fit->kase->n_municipalities; m++) {
        struct count *count = new_count(recount, KOPPEL_ACCOUNT_TARGET);

        count->place = count->municipality = m;
        count->min = koppel_municipality_persons_left(fit, m);
        for (int32_t i = 0; i < fit->kase->n_households; i++) {
            int32_t linked = fit->kase->households[i].municipality;
            bool by_link = fit->policy->target_counts == KOPPEL_COUNTS_LINKED && linked != KOPPEL_NONE;

            if (!by_link || linked == m) {
                add_pairs(recount, count, i, by_link ? is_anywhere : is_in_town, fit->needs[i].persons_target, 0);
            }
        }
        close_count(recount, count, fit->policy->target_enforce, KOPPEL_OBJECTIVE_TARGET);
    }
}

static bool by_homes(const struct recount *recount)
{
    return recount->fit->policy->spread_measure == KOPPEL_MEASURE_HOMES;
}

static bool by_complex(const struct recount *recount)
{
    return recount->fit->policy->spread_level == KOPPEL_AREA_COMPLEX;
}

/* The municipality that a unit counts to when complexes are spread: the one with the lowest code of its complex. */
static int32_t town_of_complex(const struct koppel_case *kase, int32_t unit)
{
    int32_t town = town_of(kase, unit);

    for (int32_t j = 0; j < kase->n_units; j++) {
        if (kase->units[unit].complex != KOPPEL_NONE && kase->units[j].complex == kase->units[unit].complex &&
            strcmp(kase->municipalities[town_of(kase, j)].id, kase->municipalities[town].id) < 0) {
            town = town_of(kase, j);
        }
    }
    return town;
}

static int64_t weight_of(const struct recount *recount, int32_t neighbourhood)
{
    const struct koppel_neighbourhood *row = &recount->fit->kase->neighbourhoods[neighbourhood];

    const struct koppel_case *kase = recount->fit->kase;
    int64_t dwellings = 0;
    int64_t inhabitants = 0;
    int64_t nearest = 0;

    if (recount->fit->policy->spread_reference != KOPPEL_REFERENCE_DWELLINGS) {
        return row->inhabitants;
    }
    if (row->corporation_dwellings != KOPPEL_UNKNOWN) {
        return row->corporation_dwellings;
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        const struct koppel_neighbourhood *other = &kase->neighbourhoods[n];

        if (other->municipality == row->municipality && other->corporation_dwellings != KOPPEL_UNKNOWN) {
            dwellings += other->corporation_dwellings;
            inhabitants += other->inhabitants;
        }
    }
    /* the nearest whole number to inhabitants of the row * dwellings / inhabitants, halves up */
    while (dwellings > 0 && inhabitants > 0 && (2 * nearest + 1) * inhabitants <= 2 * row->inhabitants * dwellings) {
        nearest++;
    }
    return dwellings > 0 && inhabitants > 0 ? nearest : row->inhabitants;
}

/* No cap where the dwellings are not known, of the neighbourhood or of any in its district. */
static bool is_open(const struct recount *recount, int32_t neighbourhood)
{
    const struct koppel_policy *policy = recount->fit->policy;
    const struct koppel_case *kase = recount->fit->kase;
    bool by_district = policy->spread_level == KOPPEL_AREA_DISTRICT;
    bool open = false;

    if (by_complex(recount) || policy->spread_reference != KOPPEL_REFERENCE_DWELLINGS ||
        policy->spread_unknown != KOPPEL_UNKNOWN_NO_CAP) {
        return false;
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        bool here = by_district ? kase->neighbourhoods[n].district == kase->neighbourhoods[neighbourhood].district
                                : n == neighbourhood;

        open = open || (here && kase->neighbourhoods[n].corporation_dwellings == KOPPEL_UNKNOWN);
    }
    return open;
}

/* S_m */
static int64_t share_of(const struct recount *recount, int32_t m)
{
    const struct koppel_suitability *fit = recount->fit;
    int64_t here = 0;
    int64_t persons_linked = 0;
    int64_t homes_linked = 0;
    int64_t persons_all = 0;
    int64_t to_house = koppel_municipality_persons_left(fit, m);

    for (int32_t n = 0; n < fit->kase->n_neighbourhoods; n++) {
        here += fit->kase->neighbourhoods[n].municipality == m && !is_open(recount, n)
                    ? fit->kase->neighbourhoods[n].permit_holders
                    : 0;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        bool linked = fit->kase->households[i].municipality == m;

        persons_all += fit->needs[i].persons_target;
        persons_linked += linked ? fit->needs[i].persons_spread : 0;
        homes_linked += linked ? 1 : 0;
    }
    if (by_homes(recount)) {
        int64_t homes = 0;

        while (fit->kase->n_households > 0 && homes * persons_all < to_house * fit->kase->n_households) {
            homes++;
        }
        return homes > homes_linked ? homes : homes_linked;
    }
    return (by_complex(recount) ? 0 : here) + (to_house > persons_linked ? to_house : persons_linked);
}

/* W_m */
static int64_t reference_of(const struct recount *recount, int32_t m)
{
    const struct koppel_case *kase = recount->fit->kase;
    int64_t sum = 0;

    if (by_complex(recount)) {
        for (int32_t j = 0; j < kase->n_units; j++) {
            sum += town_of_complex(kase, j) == m ? kase->units[j].places : 0;
        }
        return sum;
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        sum += kase->neighbourhoods[n].municipality == m && !is_open(recount, n) ? weight_of(recount, n) : 0;
    }
    return sum;
}

static bool unit_is_in(const struct recount *recount, const struct count *area, int32_t unit)
{
    const struct koppel_case *kase = recount->fit->kase;

    return place_of(kase, recount->fit->policy->spread_level, unit) == area->place;
}

/* The most that the area's suitable units can take. */
static int64_t potential_of(const struct recount *recount, const struct count *area)
{
    const struct koppel_suitability *fit = recount->fit;
    int64_t sum = 0;

    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        int64_t most = 0;

        for (int32_t i = 0; i < fit->kase->n_households; i++) {
            int64_t measure = by_homes(recount) ? 1 : fit->needs[i].persons_spread;

            if (koppel_household_fits_unit(fit, i, j) == KOPPEL_SUITABLE && measure > most) {
                most = measure;
            }
        }
        sum += unit_is_in(recount, area, j) ? most * fit->kase->units[j].places : 0;
    }
    return sum;
}

static void limit_area(const struct recount *recount, struct count *area, int64_t share, int64_t reference)
{
    const struct koppel_policy *policy = recount->fit->policy;
    int64_t d = policy->spread_tolerance_percent;

    if (policy->spread_rule == KOPPEL_SPREAD_CAP || policy->spread_rule == KOPPEL_SPREAD_BAND) {
        area->max = area->base;
        while (reference > 0 && area->reference > 0 &&
               area->max * 100 * reference < (100 + d) * share * area->reference) {
            area->max++;
        }
    }
    if (policy->spread_rule == KOPPEL_SPREAD_BAND) {
        int64_t most = area->base + potential_of(recount, area);

        area->min = 0;
        while (reference > 0 && (area->min + 1) * 100 * reference <= (100 - d) * share * area->reference &&
               area->min + 1 <= most) {
            area->min++;
        }
    }
    if (policy->spread_rule == KOPPEL_SPREAD_ABSOLUTE) {
        int64_t by_number = area->base + policy->spread_absolute_max;
        int64_t by_percent = policy->spread_absolute_percent * area->reference / 100;

        by_percent = by_percent > area->base ? by_percent : area->base;
        area->max = policy->spread_absolute_max == KOPPEL_UNKNOWN       ? by_percent
                    : policy->spread_absolute_percent == KOPPEL_UNKNOWN ? by_number
                    : by_number < by_percent                            ? by_number
                                                                        : by_percent;
    }
}

/* |1000 (b + placed) - fair share in thousandths|, the nearest whole number to the share found by trying. */
static int64_t unevenness(const struct count *area, int64_t share, int64_t reference)
{
    int64_t fair = 0;
    int64_t total = 1000 * (area->base + area->placed);

    while (reference > 0 && (2 * fair + 1) * reference <= 2 * 1000 * share * area->reference) {
        fair++;
    }
    return total > fair ? total - fair : fair - total;
}

static void count_area(struct recount *recount, int32_t place, int32_t m)
{
    const struct koppel_suitability *fit = recount->fit;
    struct count *area = new_count(recount, KOPPEL_ACCOUNT_SPREAD);
    int64_t share = share_of(recount, m);
    int64_t reference = reference_of(recount, m);
    bool open = false;

    area->place = place;
    area->municipality = m;
    for (int32_t n = 0; !by_complex(recount) && n < fit->kase->n_neighbourhoods; n++) {
        const struct koppel_neighbourhood *row = &fit->kase->neighbourhoods[n];

        if (place == (fit->policy->spread_level == KOPPEL_AREA_DISTRICT ? row->district : n)) {
            area->base += by_homes(recount) ? 0 : row->permit_holders;
            area->reference += is_open(recount, n) ? 0 : weight_of(recount, n);
            open = open || is_open(recount, n);
        }
    }
    for (int32_t j = 0; by_complex(recount) && j < fit->kase->n_units; j++) {
        area->reference += unit_is_in(recount, area, j) ? fit->kase->units[j].places : 0;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        add_pairs(recount, area, i, unit_is_in, by_homes(recount) ? 1 : fit->needs[i].persons_spread,
                  KOPPEL_COUNTED_CAP);
    }
    if (!open) {
        limit_area(recount, area, share, reference);
    } else if (fit->policy->spread_rule == KOPPEL_SPREAD_ABSOLUTE &&
               fit->policy->spread_absolute_max != KOPPEL_UNKNOWN) {
        area->max = area->base + fit->policy->spread_absolute_max;
    }
    if (fit->policy->spread_rule == KOPPEL_SPREAD_EVEN && !open) {
        area->cost = unevenness(area, share, reference);
    }
    close_count(recount, area, fit->policy->spread_enforce, KOPPEL_OBJECTIVE_SPREAD);
}

static void count_spread(struct recount *recount)
{
    const struct koppel_case *kase = recount->fit->kase;
    int32_t n_places =
        recount->fit->policy->spread_level == KOPPEL_AREA_DISTRICT ? kase->districts.n_ids : kase->n_neighbourhoods;

    for (int32_t place = 0; place < (by_complex(recount) ? kase->complexes.n_ids : n_places); place++) {
        for (int32_t m = 0; m < kase->n_municipalities; m++) {
            bool is_there = false;

            for (int32_t j = 0; by_complex(recount) && j < kase->n_units; j++) {
                is_there = is_there || (kase->units[j].complex == place && town_of_complex(kase, j) == m);
            }
            for (int32_t n = 0; !by_complex(recount) && n < kase->n_neighbourhoods; n++) {
                const struct koppel_neighbourhood *row = &kase->neighbourhoods[n];
                bool is_district = recount->fit->policy->spread_level == KOPPEL_AREA_DISTRICT;

                is_there = is_there || ((is_district ? row->district : n) == place && row->municipality == m);
            }
            if (is_there) {
                count_area(recount, place, m);
            }
        }
    }
}

static bool is_of_agreement(const struct recount *recount, const struct count *count, int32_t unit)
{
    const struct koppel_agreement *agreement = &recount->fit->kase->agreements[count->place];

    return recount->fit->kase->units[unit].corporation == agreement->corporation &&
           (agreement->municipality == KOPPEL_NONE || town_of(recount->fit->kase, unit) == agreement->municipality);
}

static void count_agreements(struct recount *recount)
{
    const struct koppel_suitability *fit = recount->fit;

    for (int32_t a = 0; a < fit->kase->n_agreements; a++) {
        const struct koppel_agreement *agreement = &fit->kase->agreements[a];
        struct count *count = new_count(recount, KOPPEL_ACCOUNT_AGREEMENT);

        count->place = a;
        count->municipality = agreement->municipality;
        for (int32_t i = 0; i < fit->kase->n_households; i++) {
            add_pairs(recount, count, i, is_of_agreement, 1, KOPPEL_COUNTED_AGREEMENT);
        }
        if (fit->policy->agreement != KOPPEL_AGREEMENT_IGNORE) {
            count->min = agreement->min_homes;
            count->max = agreement->max_homes;
        }
        close_count(recount, count, fit->policy->agreement == KOPPEL_AGREEMENT_MUST ? KOPPEL_MUST : KOPPEL_GOAL,
                    KOPPEL_OBJECTIVE_AGREEMENT);
    }
}

static int64_t measure_of(const struct koppel_suitability *fit, int32_t i, enum koppel_measure measure)
{
    const struct koppel_household *household = &fit->kase->households[i];
    int64_t values[] = {household->adults + household->children,
                        1,
                        household->adults,
                        household->children,
                        atoi(fit->kase->household_extra.values[2 * i]),
                        1,
                        1};

    if (measure == KOPPEL_MEASURE_PERSONS && fit->policy->target_persons == KOPPEL_PERSONS_EXPECTED) {
        return values[0] + household->expected_relatives;
    }
    return values[measure];
}

/* The municipality that all the place's units (or the place itself) stand in. */
static int32_t town_of_place(const struct koppel_case *kase, enum koppel_area area, int32_t place)
{
    int32_t town = KOPPEL_NONE;

    if (area == KOPPEL_AREA_MUNICIPALITY || area == KOPPEL_AREA_NEIGHBOURHOOD) {
        return area == KOPPEL_AREA_MUNICIPALITY ? place : kase->neighbourhoods[place].municipality;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        if (place_of(kase, area, j) == place) {
            if (town != KOPPEL_NONE && town != town_of(kase, j)) {
                return KOPPEL_NONE;
            }
            town = town_of(kase, j);
        }
    }
    return town;
}

static bool is_limited(const struct koppel_case *kase, const struct koppel_limit *limit, int32_t unit)
{
    if (limit->area != KOPPEL_AREA_GROUP) {
        return place_of(kase, limit->area, unit) == limit->place;
    }
    for (int64_t g = kase->unit_group_first[unit]; g < kase->unit_group_first[unit + 1]; g++) {
        if (kase->unit_groups[g] == limit->place) {
            return true;
        }
    }
    return false;
}

static bool is_of_limit(const struct recount *recount, const struct count *count, int32_t unit)
{
    return is_limited(recount->fit->kase, &recount->fit->kase->limits[count->rule], unit);
}

static bool is_of_mix(const struct recount *recount, const struct count *count, int32_t unit)
{
    return place_of(recount->fit->kase, recount->fit->policy->mix[count->rule].level, unit) == count->place;
}

static void count_limits(struct recount *recount)
{
    const struct koppel_suitability *fit = recount->fit;

    for (int32_t l = 0; l < fit->kase->n_limits; l++) {
        const struct koppel_limit *limit = &fit->kase->limits[l];
        struct count *count = new_count(recount, KOPPEL_ACCOUNT_LIMIT);

        count->place = limit->place;
        count->rule = l;
        count->municipality = town_of_place(fit->kase, limit->area, limit->place);
        count->min = limit->min;
        count->max = limit->max;
        for (int32_t i = 0; i < fit->kase->n_households; i++) {
            int32_t waits = fit->kase->households[i].reception;
            bool counts =
                limit->where_column == KOPPEL_NONE ||
                (limit->where_column == KOPPEL_WHERE_RECEPTION
                     ? waits >= 0 && strcmp(fit->kase->receptions[waits].id, limit->where_value) == 0
                 : limit->where_column == KOPPEL_WHERE_RECEPTION_MUNICIPALITY
                     ? waits >= 0 && strcmp(fit->kase->municipalities[fit->kase->receptions[waits].municipality].id,
                                            limit->where_value) == 0
                     : strcmp(fit->kase->household_extra.values[2 * i + 1], limit->where_value) == 0);

            add_pairs(recount, count, i, is_of_limit, counts ? measure_of(fit, i, limit->measure) : 0,
                      KOPPEL_COUNTED_LIMIT);
        }
        close_count(recount, count, limit->enforce, KOPPEL_OBJECTIVE_MIX);
    }
}

/* Is the household one of a group of the policy? */
static bool is_of_group(const struct koppel_suitability *fit, int32_t i, int32_t persons, int32_t group)
{
    const struct koppel_group *asked = &fit->policy->groups[group];
    const struct koppel_household *row = &fit->kase->households[i];
    bool is_single = row->adults == 1 && row->children == 0;
    const char *class =
        row->urgency == KOPPEL_NONE ? fit->policy->urgency[0].name : fit->kase->urgencies.ids[row->urgency];

    if (persons < asked->persons_min || (asked->persons_max != KOPPEL_UNKNOWN && persons > asked->persons_max)) {
        return false;
    }
    if ((asked->step_free == KOPPEL_ONLY && !row->step_free) || (asked->step_free == KOPPEL_NOT && row->step_free) ||
        (asked->single == KOPPEL_ONLY && !is_single) || (asked->single == KOPPEL_NOT && is_single)) {
        return false;
    }
    return asked->urgency[0] == '\0' || strcmp(asked->urgency, class) == 0;
}

static void count_mix_place(struct recount *recount, int32_t rule, int32_t place)
{
    const struct koppel_suitability *fit = recount->fit;
    const struct koppel_mix_rule *mix = &fit->policy->mix[rule];
    struct count *count = NULL;
    bool has_units = false;

    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        has_units = has_units || place_of(fit->kase, mix->level, j) == place;
    }
    if (!has_units) {
        return;
    }
    count = new_count(recount, KOPPEL_ACCOUNT_MIX);
    count->place = place;
    count->rule = rule;
    count->municipality = town_of_place(fit->kase, mix->level, place);
    count->min = mix->min;
    count->max = mix->max;
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        const struct koppel_household *row = &fit->kase->households[i];
        bool expected = fit->policy->target_persons == KOPPEL_PERSONS_EXPECTED;
        int32_t persons = row->adults + row->children + (expected ? row->expected_relatives : 0);
        bool counts = mix->floor_of > 0 ? is_of_group(fit, i, persons, mix->floor_of - 1)
                                        : persons >= mix->persons_min &&
                                              (mix->persons_max == KOPPEL_UNKNOWN || persons <= mix->persons_max);

        add_pairs(recount, count, i, is_of_mix, counts ? measure_of(fit, i, mix->measure) : 0, KOPPEL_COUNTED_MIX);
    }
    close_count(recount, count, mix->enforce, mix->floor_of > 0 ? KOPPEL_OBJECTIVE_GROUPS : KOPPEL_OBJECTIVE_MIX);
}

static void count_mix(struct recount *recount)
{
    const struct koppel_case *kase = recount->fit->kase;
    int32_t n_places[] = {kase->n_units,
                          kase->complexes.n_ids,
                          kase->n_neighbourhoods,
                          kase->districts.n_ids,
                          kase->n_municipalities,
                          0,
                          1};

    for (int32_t rule = 0; rule < recount->fit->policy->n_mix; rule++) {
        for (int32_t place = 0; place < n_places[recount->fit->policy->mix[rule].level]; place++) {
            count_mix_place(recount, rule, place);
        }
    }
}

static bool is_over(const struct recount *recount, const struct count *count, int32_t unit)
{
    return town_of(recount->fit->kase, unit) == recount->fit->kase->borders[count->place].to;
}

static void count_borders(struct recount *recount)
{
    const struct koppel_suitability *fit = recount->fit;
    const struct koppel_case *kase = fit->kase;
    struct count *count = NULL;

    for (int32_t b = 0; b < kase->n_borders; b++) {
        count = new_count(recount, KOPPEL_ACCOUNT_BORDER);
        count->place = b;
        count->max = kase->borders[b].max_persons;
        for (int32_t i = 0; i < kase->n_households; i++) {
            bool counts = kase->households[i].municipality == kase->borders[b].from;

            add_pairs(recount, count, i, is_over, counts ? fit->needs[i].persons_target : 0, 0);
        }
        close_count(recount, count, KOPPEL_MUST, KOPPEL_OBJECTIVE_MIX);
    }
    if (fit->policy->border_max_households == KOPPEL_UNKNOWN) {
        return;
    }
    count = new_count(recount, KOPPEL_ACCOUNT_BORDER);
    count->place = kase->n_borders;
    count->max = fit->policy->border_max_households;
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t linked = kase->households[i].municipality;
        int32_t j = recount->unit_of[i], kept = recount->kept_in[i];

        count->placed += linked != KOPPEL_NONE && j != KOPPEL_NONE && town_of(kase, j) != linked;
        count->kept += linked != KOPPEL_NONE && kept != KOPPEL_NONE && town_of(kase, kept) != linked;
        count->n_kept += kept != KOPPEL_NONE;
    }
    close_count(recount, count, KOPPEL_MUST, KOPPEL_OBJECTIVE_MIX);
}

/* Is the earlier offer one that can stand, by the tables? */
static bool stands(const struct recount *recount, const struct koppel_earlier_offer *offer)
{
    const struct koppel_suitability *fit = recount->fit;
    const struct koppel_case *kase = fit->kase;
    int32_t n_others = 0;

    if (offer->household == KOPPEL_NONE || offer->unit == KOPPEL_NONE ||
        koppel_household_fits_unit(fit, offer->household, offer->unit) != KOPPEL_SUITABLE) {
        return false;
    }
    if (recount->kept_in[offer->household] != KOPPEL_NONE) {
        return recount->kept_in[offer->household] == offer->unit;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        n_others += recount->kept_in[i] == offer->unit;
    }
    return n_others < kase->units[offer->unit].places;
}

/* Kept offers are an objective always, and a count when some must be kept. */
static void count_stay(struct recount *recount)
{
    const struct koppel_case *kase = recount->fit->kase;
    int32_t most = recount->fit->policy->stay_max_changes;
    int64_t n_standing = 0;
    int64_t n_kept = 0;
    int64_t n_held = 0;

    for (int32_t k = 0; k < kase->n_earlier; k++) {
        if (stands(recount, &kase->earlier[k])) {
            n_standing++;
            n_held += recount->kept_in[kase->earlier[k].household] == kase->earlier[k].unit;
            n_kept += recount->unit_of[kase->earlier[k].household] == kase->earlier[k].unit;
        }
    }
    recount->objective[KOPPEL_OBJECTIVE_STAY] -= n_kept;
    if (most != KOPPEL_UNKNOWN && n_standing > most) {
        struct count *count = new_count(recount, KOPPEL_ACCOUNT_STAY);

        count->placed = n_kept;
        count->kept = n_held;
        count->min = n_standing - most;
        close_count(recount, count, KOPPEL_MUST, KOPPEL_OBJECTIVE_STAY);
    }
}

/* Distance of a neighbourhood to service k: three that the dictionary knows, then the case's own column. */
static int32_t metres_to(const struct koppel_case *kase, int32_t n, int k)
{
    const struct koppel_neighbourhood *row = &kase->neighbourhoods[n];
    const int32_t known[] = {row->school_m, row->gp_m, row->transit_m};
    const char *cell = k < 3 ? "" : kase->neighbourhood_extra.values[n * kase->neighbourhood_extra.n_columns];

    return k < 3 ? known[k] : (cell[0] == '\0' ? KOPPEL_UNKNOWN : (int32_t)(strtod(cell, NULL) * 1000 + 0.5));
}

/* The least distance that half of the municipality's inhabitants do not exceed, by trying each. */
static int32_t median_of(const struct koppel_case *kase, int32_t municipality, int k)
{
    int32_t median = KOPPEL_UNKNOWN;

    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        int32_t metres = metres_to(kase, n, k);
        int64_t within = 0;
        int64_t all = 0;

        for (int32_t other = 0; other < kase->n_neighbourhoods; other++) {
            int32_t far = metres_to(kase, other, k);
            bool counts = kase->neighbourhoods[other].municipality == municipality && far != KOPPEL_UNKNOWN;

            all += counts ? kase->neighbourhoods[other].inhabitants : 0;
            within += counts && far <= metres ? kase->neighbourhoods[other].inhabitants : 0;
        }
        if (kase->neighbourhoods[n].municipality == municipality && metres != KOPPEL_UNKNOWN && all > 0 &&
            2 * within >= all && (median == KOPPEL_UNKNOWN || metres < median)) {
            median = metres;
        }
    }
    return median;
}

static int64_t count_access(const struct koppel_suitability *fit, int32_t i, int32_t unit)
{
    const struct koppel_case *kase = fit->kase;
    int32_t n = kase->units[unit].neighbourhood;
    int64_t sum = 0;

    for (int k = 0; k < 3 + (kase->neighbourhood_extra.n_columns > 0); k++) {
        int32_t metres = metres_to(kase, n, k);
        int32_t median = median_of(kase, kase->neighbourhoods[n].municipality, k);

        if ((k > 0 || kase->households[i].children > 0) && median != KOPPEL_UNKNOWN && metres > median) {
            sum += (int64_t)fit->needs[i].persons_target * (metres - median);
        }
    }
    return sum;
}

static void count_all(struct recount *recount, const struct random_case *random, const struct koppel_suitability *fit,
                      const int32_t *unit_of)
{
    memset(recount, 0, sizeof *recount);
    recount->fit = fit;
    recount->random = random;
    recount->unit_of = unit_of;
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        recount->kept_in[i] = KOPPEL_NONE;
    }
    for (int32_t d = 0; d < fit->kase->n_decisions; d++) {
        const struct koppel_decision *row = &fit->kase->decisions[d];

        if (row->kind >= KOPPEL_OFFERED && random_case_rules(random, d)) {
            recount->kept_in[row->household] = row->unit;
        }
    }
    count_targets(recount);
    count_spread(recount);
    count_agreements(recount);
    count_limits(recount);
    count_mix(recount);
    count_borders(recount);
    count_stay(recount);
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE) {
            recount->objective[KOPPEL_OBJECTIVE_URGENCY] -= fit->needs[i].urgency_points;
            recount->objective[KOPPEL_OBJECTIVE_ACCESS] += count_access(fit, i, unit_of[i]);
            recount->objective[KOPPEL_OBJECTIVE_FIT] -= koppel_pair_score(fit, i, unit_of[i]);
        }
    }
}

/* ---- A case with its fit and a proposal ---- */

struct trial {
    struct random_case random;
    struct koppel_suitability fit;
    int32_t *unit_of;
    struct recount *recount;
};

/* Even seeds: a proposal that keeps all rules but the must loads. Odd ones: any units at all. */
static bool trial_make(struct trial *trial, uint64_t seed)
{
    *trial = (struct trial){0};
    if (!random_case_make(&trial->random, seed, NULL) || random_case_fit(&trial->random, &trial->fit) != KOPPEL_OK) {
        CU_FAIL("the random case is valid");
        return false;
    }
    trial->unit_of = calloc((size_t)trial->random.kase.n_households + 1, sizeof *trial->unit_of);
    trial->recount = calloc(1, sizeof *trial->recount);
    if (trial->unit_of == NULL || trial->recount == NULL ||
        !random_case_propose(&trial->fit, &trial->random.state, trial->unit_of)) {
        return false;
    }
    for (int32_t i = 0; seed % 2 == 1 && i < trial->random.kase.n_households; i++) {
        trial->unit_of[i] = random_case_below(&trial->random.state, trial->random.kase.n_units + 1) - 1;
    }
    return true;
}

static void trial_free(struct trial *trial)
{
    free(trial->unit_of);
    free(trial->recount);
    koppel_suitability_free(&trial->fit);
    random_case_free(&trial->random);
}

static uint64_t n_cases(void)
{
    return suite_is_long() ? LONG_CASES : SHORT_CASES;
}

static bool account_agrees(const struct koppel_account *account, const struct count *count)
{
    bool is_spread = count->kind == KOPPEL_ACCOUNT_SPREAD;

    return account->kind == count->kind && account->place == count->place && account->rule == count->rule &&
           account->municipality == count->municipality && account->base == count->base &&
           account->placed == count->placed && account->min == count->min && account->max == count->max &&
           account->excepted == count->excepted && account->kept == count->kept && account->cost == count->cost &&
           (!is_spread || account->reference == count->reference);
}

static void test_accounts_and_objectives_agree_with_a_naive_count(void)
{
    for (uint64_t seed = 0; seed < n_cases(); seed++) {
        struct trial trial;
        struct koppel_verdict verdict = {0};
        bool good = trial_make(&trial, seed);

        if (good) {
            count_all(trial.recount, &trial.random, &trial.fit, trial.unit_of);
            good = koppel_verdict_make(&trial.fit, trial.unit_of, NULL, 0, &verdict) == KOPPEL_OK &&
                   verdict.n_accounts == trial.recount->n;
        }
        for (int32_t k = 0; good && k < verdict.n_accounts; k++) {
            good = account_agrees(&verdict.accounts[k], &trial.recount->counts[k]);
        }
        good = good && memcmp(verdict.objective_cost, trial.recount->objective, sizeof verdict.objective_cost) == 0;
        CU_ASSERT_TRUE(good);
        if (!good) {
            printf("seed %llu\n", (unsigned long long)seed);
        }
        koppel_verdict_free(&verdict);
        trial_free(&trial);
    }
}

/* ---- Violations ---- */

static int32_t count_violations(const struct koppel_verdict *verdict, enum koppel_violation_kind kind)
{
    int32_t n = 0;

    for (size_t k = 0; k < verdict->n_violations; k++) {
        n += verdict->violations[k].kind == kind;
    }
    return n;
}

static bool has_violation(const struct koppel_verdict *verdict, enum koppel_violation_kind kind, int32_t household,
                          int32_t unit, int32_t account)
{
    for (size_t k = 0; k < verdict->n_violations; k++) {
        const struct koppel_violation *violation = &verdict->violations[k];

        if (violation->kind == kind && violation->household == household && violation->unit == unit &&
            violation->account == account && violation->text[0] != '\0') {
            return true;
        }
    }
    return false;
}

/* Every broken rule is reported under its rows, and as many violations as there are broken rules. */
static bool violations_agree(const struct trial *trial, const struct koppel_verdict *verdict)
{
    const struct koppel_case *kase = &trial->random.kase;
    int32_t expected[4] = {0};
    bool good = true;

    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t j = trial->unit_of[i];

        if (j != KOPPEL_NONE && koppel_household_fits_unit(&trial->fit, i, j) != KOPPEL_SUITABLE) {
            expected[KOPPEL_VIOLATION_PAIR]++;
            good = good && has_violation(verdict, KOPPEL_VIOLATION_PAIR, i, j, KOPPEL_NONE);
        }
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t n_offered = 0;

        for (int32_t i = 0; i < kase->n_households; i++) {
            n_offered += trial->unit_of[i] == j;
        }
        if (n_offered > kase->units[j].places) {
            expected[KOPPEL_VIOLATION_PLACES]++;
            good = good && has_violation(verdict, KOPPEL_VIOLATION_PLACES, KOPPEL_NONE, j, KOPPEL_NONE);
        }
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t kept = trial->recount->kept_in[i];

        if (kept != KOPPEL_NONE && trial->unit_of[i] != kept) {
            expected[KOPPEL_VIOLATION_KEEP]++;
            good = good && has_violation(verdict, KOPPEL_VIOLATION_KEEP, i, kept, KOPPEL_NONE);
        }
    }
    for (int32_t k = 0; k < trial->recount->n; k++) {
        const struct count *count = &trial->recount->counts[k];
        int64_t total = count->base + count->placed;
        int64_t held = count->base + count->kept;
        bool gives_way = count->n_kept > 0 && count->kind != KOPPEL_ACCOUNT_TARGET;

        bool keeps_least =
            count->kind == KOPPEL_ACCOUNT_MIX && trial->fit.policy->mix[count->rule].level == KOPPEL_AREA_CASE;

        /* what is decided is allowed, and no more than that */
        if ((count->must_max && total - count->excepted > count->max &&
             !(gives_way && total - count->excepted <= held - count->kept_excepted)) ||
            (count->must_min && total < count->min && !(gives_way && !keeps_least && total >= held))) {
            expected[KOPPEL_VIOLATION_ACCOUNT]++;
            good = good && has_violation(verdict, KOPPEL_VIOLATION_ACCOUNT, KOPPEL_NONE, KOPPEL_NONE, k);
        }
    }
    for (int kind = 0; kind < 4; kind++) {
        good = good && count_violations(verdict, (enum koppel_violation_kind)kind) == expected[kind];
    }
    return good && verdict->n_violations == (size_t)(expected[0] + expected[1] + expected[2] + expected[3]);
}

static void test_violations_are_those_of_a_naive_count_and_no_others(void)
{
    int64_t n_violations = 0;
    int64_t n_clean = 0;

    for (uint64_t seed = 0; seed < n_cases(); seed++) {
        struct trial trial;
        struct koppel_verdict verdict = {0};
        bool good = trial_make(&trial, seed);

        if (good) {
            count_all(trial.recount, &trial.random, &trial.fit, trial.unit_of);
            good = koppel_verdict_make(&trial.fit, trial.unit_of, NULL, 0, &verdict) == KOPPEL_OK &&
                   violations_agree(&trial, &verdict);
        }
        CU_ASSERT_TRUE(good);
        if (!good) {
            printf("seed %llu\n", (unsigned long long)seed);
        }
        n_violations += (int64_t)verdict.n_violations;
        n_clean += verdict.n_violations == 0;
        koppel_verdict_free(&verdict);
        trial_free(&trial);
    }
    CU_ASSERT_TRUE(n_violations > 100);
    CU_ASSERT_TRUE(n_clean > 100);
}

/* ---- Claims ---- */

/* Claims what is true, worked out from the naive objectives. */
static int32_t claim_truth(const struct trial *trial, struct koppel_proposal_tier *claims)
{
    const struct koppel_policy *policy = &trial->random.policy;

    memset(claims, 0, KOPPEL_MAX_TIERS * sizeof *claims);
    for (int32_t t = 0; t < policy->n_tiers; t++) {
        const struct koppel_tier_rule *tier = &policy->tiers[t];
        bool weighted = koppel_tier_scale(policy, tier) == KOPPEL_MICRO && tier->weight[KOPPEL_OBJECTIVE_FIT] != 1;

        koppel_tier_name(tier, claims[t].name);
        claims[t].maximise = koppel_tier_maximise(tier);
        claims[t].scale = koppel_tier_scale(policy, tier);
        weighted = weighted || strchr(claims[t].name, '+') != NULL;
        for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
            int64_t factor = weighted ? KOPPEL_MICRO / koppel_objective_scale(policy, (enum koppel_objective)o) : 1;

            claims[t].cost += tier->weight[o] * trial->recount->objective[o] * factor;
        }
        claims[t].bound = claims[t].cost;
        claims[t].proven = true;
    }
    return policy->n_tiers;
}

static int32_t tier_violations(const struct trial *trial, const struct koppel_proposal_tier *claims, int32_t n,
                               int32_t *first_tier)
{
    struct koppel_verdict verdict = {0};
    int32_t n_violations = -1;

    *first_tier = KOPPEL_NONE;
    if (koppel_verdict_make(&trial->fit, trial->unit_of, claims, n, &verdict) == KOPPEL_OK) {
        n_violations = count_violations(&verdict, KOPPEL_VIOLATION_TIER);
        for (size_t k = 0; k < verdict.n_violations; k++) {
            if (verdict.violations[k].kind == KOPPEL_VIOLATION_TIER) {
                *first_tier = verdict.violations[k].tier;
                break;
            }
        }
    }
    koppel_verdict_free(&verdict);
    return n_violations;
}

static void check_claims(const struct trial *trial)
{
    struct koppel_proposal_tier claims[KOPPEL_MAX_TIERS];
    int32_t n = claim_truth(trial, claims);
    int32_t first = 0;

    CU_ASSERT_EQUAL(tier_violations(trial, claims, n, &first), 0);
    for (int32_t t = 0; t < n; t++) {
        struct koppel_proposal_tier truth = claims[t];

        claims[t].bound = INT64_MIN;
        CU_ASSERT_EQUAL(tier_violations(trial, claims, n, &first), 0);
        claims[t].bound = truth.cost + 1;
        CU_ASSERT_EQUAL(tier_violations(trial, claims, n, &first), 1);
        CU_ASSERT_EQUAL(first, t);
        claims[t] = truth;
        claims[t].cost++; /* worse than it is: the value differs, and the true value is not better than the bound */
        CU_ASSERT_EQUAL(tier_violations(trial, claims, n, &first), 1);
        CU_ASSERT_EQUAL(first, t);
        claims[t].cost = truth.cost - 1; /* better than it is, and than its own bound */
        CU_ASSERT_EQUAL(tier_violations(trial, claims, n, &first), 2);
        CU_ASSERT_EQUAL(first, t);
        claims[t] = truth;
        claims[t].scale *= 10;
        CU_ASSERT_EQUAL(tier_violations(trial, claims, n, &first), 1);
        claims[t] = truth;
        memmove(&claims[t], &claims[t + 1], (size_t)(n - 1 - t) * sizeof *claims);
        /* an empty list claims nothing at all */
        CU_ASSERT_EQUAL(tier_violations(trial, claims, n - 1, &first), n > 1 && truth.cost != 0 ? 1 : 0);
        memmove(&claims[t + 1], &claims[t], (size_t)(n - 1 - t) * sizeof *claims);
        claims[t] = truth;
    }
}

static void test_claims_pass_when_true_and_are_reported_when_changed(void)
{
    for (uint64_t seed = 0; seed < n_cases() / 5; seed++) {
        struct trial trial;

        if (trial_make(&trial, seed)) {
            count_all(trial.recount, &trial.random, &trial.fit, trial.unit_of);
            check_claims(&trial);
        }
        trial_free(&trial);
    }
}

/* ---- Planted errors ---- */

/* A clean proposal becomes wrong by one change, and only as that change says. */
static void plant(struct trial *trial, int32_t i, int32_t j, int64_t *n_planted)
{
    int32_t kept = trial->unit_of[i];
    struct koppel_verdict verdict = {0};

    trial->unit_of[i] = j;
    count_all(trial->recount, &trial->random, &trial->fit, trial->unit_of);
    CU_ASSERT_EQUAL(koppel_verdict_make(&trial->fit, trial->unit_of, NULL, 0, &verdict), KOPPEL_OK);
    CU_ASSERT_TRUE(violations_agree(trial, &verdict));
    for (size_t k = 0; k < verdict.n_violations; k++) {
        n_planted[verdict.violations[k].kind]++;
    }
    koppel_verdict_free(&verdict);
    trial->unit_of[i] = kept;
}

static void test_one_change_of_a_clean_proposal_is_found(void)
{
    int64_t n_planted[KOPPEL_VIOLATION_FILE + 1] = {0};

    for (uint64_t seed = 0; seed < n_cases() / 2; seed += 2) {
        struct trial trial;
        struct koppel_verdict verdict = {0};

        if (trial_make(&trial, seed) &&
            koppel_verdict_make(&trial.fit, trial.unit_of, NULL, 0, &verdict) == KOPPEL_OK &&
            verdict.n_violations == 0) {
            for (int32_t i = 0; i < trial.random.kase.n_households; i++) {
                for (int32_t j = KOPPEL_NONE; j < trial.random.kase.n_units; j++) {
                    plant(&trial, i, j, n_planted);
                }
            }
        }
        koppel_verdict_free(&verdict);
        trial_free(&trial);
    }
    for (int kind = 0; kind <= KOPPEL_VIOLATION_ACCOUNT; kind++) {
        CU_ASSERT_TRUE(n_planted[kind] > 10);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_accounts_and_objectives_agree_with_a_naive_count),
        TEST(test_violations_are_those_of_a_naive_count_and_no_others),
        TEST(test_claims_pass_when_true_and_are_reported_when_changed),
        TEST(test_one_change_of_a_clean_proposal_is_found),
        TEST_END,
    };

    return suite_run("verdict properties", tests);
}
