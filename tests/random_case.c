// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* random_case.c - small random cases (see random_case.h). */
#include "random_case.h"

#include "model/decisions.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_DAY = 20454 /* 2026-01-01 */, LAST_DAY = FIRST_DAY + 120, PERIOD = 2026 * 2 };

static const struct random_case_shape default_shape = {3, 6, 2, 6, 6};

uint64_t random_case_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

int32_t random_case_below(uint64_t *state, int32_t n)
{
    return (int32_t)(random_case_next(state) % (uint64_t)n);
}

bool random_case_chance(uint64_t *state, int32_t percent)
{
    return random_case_below(state, 100) < percent;
}

static int32_t between(uint64_t *state, int32_t low, int32_t high)
{
    return low + random_case_below(state, high - low + 1);
}

/** A row of a table of n, or KOPPEL_NONE in all but `percent` of a hundred draws. */
static int32_t maybe_row(uint64_t *state, int32_t percent, int32_t n)
{
    return n > 0 && random_case_chance(state, percent) ? random_case_below(state, n) : KOPPEL_NONE;
}

/** A value, or KOPPEL_UNKNOWN in all but `percent` of a hundred draws. */
static int32_t maybe_value(uint64_t *state, int32_t percent, int32_t low, int32_t high)
{
    return random_case_chance(state, percent) ? between(state, low, high) : KOPPEL_UNKNOWN;
}

static const char *text(struct koppel_case *kase, const char *format, ...) __attribute__((format(printf, 2, 3)));

static const char *text(struct koppel_case *kase, const char *format, ...)
{
    char buffer[128];
    va_list arguments;
    const char *copy = NULL;

    va_start(arguments, format);
    vsnprintf(buffer, sizeof buffer, format, arguments);
    va_end(arguments);
    copy = koppel_pool_copy(&kase->pool, buffer, strlen(buffer));
    if (copy == NULL) {
        fprintf(stderr, "random_case: memory ran out\n");
        abort();
    }
    return copy;
}

static void *table(int32_t n, size_t size)
{
    void *rows = koppel_new((size_t)n, size);

    if (rows == NULL) {
        fprintf(stderr, "random_case: memory ran out\n");
        abort();
    }
    return rows;
}

static void add_names(struct koppel_case *kase, struct koppel_names *names, const char *const *ids, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        koppel_names_add(names, text(kase, "%s", ids[k]));
    }
}

/* ---- Rules and policy ---- */

static void make_rules(struct koppel_rules *rules, uint64_t *state)
{
    static const char *const groups[] = {"youth", "adult", "senior_55", "senior_65"};
    static const struct koppel_age_label labels[] = {
        {"general", 0xF}, {"youth", 0x1}, {"senior_55", 0xC}, {"senior_65", 0x8}};

    memset(rules, 0, sizeof *rules);
    rules->n_occupancy = 5;
    for (int32_t r = 0; r < rules->n_occupancy; r++) {
        rules->occupancy[r].min_persons = r < 2 ? 1 : between(state, 1, r);
        rules->occupancy[r].max_persons = r + 1 + between(state, 0, r + 1);
    }
    rules->occupancy[rules->n_occupancy - 1].max_persons = random_case_chance(state, 80) ? 20 : 7;
    rules->rent_low_cents = 71302;
    rules->rent_high_cents = 76414;
    rules->rent_low_max_persons = 2;
    rules->n_age_groups = 4;
    rules->n_labels = 4;
    for (int32_t g = 0; g < 4; g++) {
        snprintf(rules->age_groups[g], sizeof rules->age_groups[g], "%s", groups[g]);
        rules->labels[g] = labels[g];
    }
    rules->days_to_move = 84;
    snprintf(rules->occupancy_source, sizeof rules->occupancy_source, "invented for tests");
    snprintf(rules->rent_source, sizeof rules->rent_source, "invented for tests");
    snprintf(rules->label_source, sizeof rules->label_source, "invented for tests");
    snprintf(rules->terms_source, sizeof rules->terms_source, "invented for tests");
}

static enum koppel_persons some_persons(uint64_t *state)
{
    return random_case_chance(state, 50) ? KOPPEL_PERSONS_PRESENT : KOPPEL_PERSONS_EXPECTED;
}

static void make_spread(struct koppel_policy *policy, uint64_t *state)
{
    static const int32_t tolerances[] = {0, 10, 25, 50, 100, 150};
    static const enum koppel_area levels[] = {KOPPEL_AREA_COMPLEX, KOPPEL_AREA_NEIGHBOURHOOD, KOPPEL_AREA_DISTRICT};

    policy->spread_rule = (enum koppel_spread_rule)random_case_below(state, KOPPEL_SPREAD_ABSOLUTE + 1);
    policy->spread_enforce = random_case_chance(state, 50) ? KOPPEL_MUST : KOPPEL_GOAL;
    policy->spread_tolerance_percent = tolerances[random_case_below(state, 6)];
    policy->spread_reference =
        random_case_chance(state, 50) ? KOPPEL_REFERENCE_DWELLINGS : KOPPEL_REFERENCE_INHABITANTS;
    policy->spread_measure = random_case_chance(state, 50) ? KOPPEL_MEASURE_PERSONS : KOPPEL_MEASURE_HOMES;
    policy->spread_level = levels[random_case_below(state, 3)];
    policy->spread_absolute_max = maybe_value(state, 60, 0, 6);
    policy->spread_absolute_percent = maybe_value(state, 60, 0, 30);
    if (policy->spread_absolute_max == KOPPEL_UNKNOWN && policy->spread_absolute_percent == KOPPEL_UNKNOWN) {
        policy->spread_absolute_max = 3;
    }
}

/* The level `case` is drawn from a state of its own, so that the rest of each case stays as it was. */
static void make_mix(struct koppel_policy *policy, uint64_t *state)
{
    uint64_t apart = *state ^ UINT64_C(0x9E3779B97F4A7C15);

    policy->n_mix = random_case_chance(state, 50) ? between(state, 1, 3) : 0;
    for (int32_t k = 0; k < policy->n_mix; k++) {
        struct koppel_mix_rule *mix = &policy->mix[k];

        memset(mix, 0, sizeof *mix);
        mix->level = (enum koppel_area)random_case_below(state, KOPPEL_AREA_MUNICIPALITY + 1);
        mix->level = random_case_chance(&apart, 30) ? KOPPEL_AREA_CASE : mix->level;
        mix->measure = (enum koppel_measure)random_case_below(state, KOPPEL_MEASURE_EXTRA);
        mix->persons_min = between(state, 1, 3);
        mix->persons_max =
            random_case_chance(state, 50) ? mix->persons_min + random_case_below(state, 3) : KOPPEL_UNKNOWN;
        mix->min = maybe_value(state, 30, 0, 2);
        mix->max = random_case_chance(state, 70) ? between(state, 2, 6) : KOPPEL_UNKNOWN;
        if (mix->min == KOPPEL_UNKNOWN && mix->max == KOPPEL_UNKNOWN) {
            mix->max = 4;
        }
        mix->enforce = random_case_chance(state, mix->min > 0 ? 10 : 40) ? KOPPEL_MUST : KOPPEL_GOAL;
    }
}

/* Equal access: seldom, in any place, and so that the rest of a case does not depend on it. */
static void add_access(struct koppel_policy *policy, uint64_t state)
{
    uint64_t apart = state ^ UINT64_C(0xACCE55);
    int32_t at = random_case_below(&apart, policy->n_tiers + 1);

    if (!random_case_chance(&apart, 30)) {
        return;
    }
    if (random_case_chance(&apart, 20)) {
        policy->tiers[at > 0 ? at - 1 : 0].weight[KOPPEL_OBJECTIVE_ACCESS] = between(&apart, 1, 20);
        return;
    }
    memmove(&policy->tiers[at + 1], &policy->tiers[at], (size_t)(policy->n_tiers - at) * sizeof *policy->tiers);
    policy->tiers[at] = (struct koppel_tier_rule){.weight = {[KOPPEL_OBJECTIVE_ACCESS] = 1}};
    policy->n_tiers++;
}

/* Every objective but those that make_floors and add_access put in. */
enum { N_TIERS = KOPPEL_N_OBJECTIVES - 2 };

static void make_tiers(struct koppel_policy *policy, uint64_t *state)
{
    int32_t order[N_TIERS];
    int32_t n = between(state, 1, N_TIERS);

    memset(policy->tiers, 0, sizeof policy->tiers);
    for (int32_t o = 0; o < N_TIERS; o++) {
        order[o] = o < KOPPEL_OBJECTIVE_GROUPS ? o : o + 2;
    }
    for (int32_t o = N_TIERS - 1; o > 0; o--) {
        int32_t other = random_case_below(state, o + 1);
        int32_t kept = order[o];

        order[o] = order[other];
        order[other] = kept;
    }
    if (random_case_chance(state, 20)) {
        policy->n_tiers = 1;
        for (int32_t o = 0; o < n; o++) {
            policy->tiers[0].weight[order[o]] = n == 1 ? 1 : between(state, 1, 20);
        }
        return;
    }
    policy->n_tiers = n;
    for (int32_t t = 0; t < n; t++) {
        policy->tiers[t].weight[order[t]] = 1;
    }
}

static void make_group(struct koppel_group *group, uint64_t *state)
{
    static const char *const classes[] = {"", "", "", "high"};
    static const enum koppel_measure values[] = {KOPPEL_MEASURE_HOMES,   KOPPEL_MEASURE_HOMES, KOPPEL_MEASURE_PERSONS,
                                                 KOPPEL_MEASURE_PERSONS, KOPPEL_MEASURE_FIT,   KOPPEL_MEASURE_DAYS};

    *group = (struct koppel_group){
        .persons_min = between(state, 1, 3),
        .persons_max = maybe_value(state, 50, 3, 5),
        .step_free =
            random_case_chance(state, 70) ? KOPPEL_ANY : (enum koppel_any_or)random_case_below(state, KOPPEL_ANY),
        .single = random_case_chance(state, 70) ? KOPPEL_ANY : (enum koppel_any_or)random_case_below(state, KOPPEL_ANY),
        .value = values[random_case_below(state, 6)]};
    snprintf(group->urgency, sizeof group->urgency, "%s", classes[random_case_below(state, 4)]);
}

/* Floors that are numbers, in some cases. From a state of its own, so that the rest of each case stays as it was. */
static void make_floors(struct koppel_policy *policy, uint64_t state)
{
    bool has_goal = false;

    policy->n_groups = random_case_chance(&state, 35) ? between(&state, 1, 4) : 0;
    for (int32_t k = 0; k < policy->n_groups; k++) {
        struct koppel_group *group = &policy->groups[k];

        make_group(group, &state);
        snprintf(group->name, sizeof group->name, "group %d", (int)k + 1);
        group->enforce = random_case_chance(&state, 25) ? KOPPEL_MUST : KOPPEL_GOAL;
        group->least =
            between(&state, 0, group->enforce == KOPPEL_MUST ? 1 : 4) * (group->value == KOPPEL_MEASURE_FIT    ? 500
                                                                         : group->value == KOPPEL_MEASURE_DAYS ? 60
                                                                                                               : 1);
        has_goal = has_goal || group->enforce == KOPPEL_GOAL;
    }
    if (has_goal) {
        int32_t at = random_case_below(&state, policy->n_tiers + 1);

        for (int32_t t = policy->n_tiers++; t > at; t--) {
            policy->tiers[t] = policy->tiers[t - 1];
        }
        policy->tiers[at] = (struct koppel_tier_rule){.weight = {[KOPPEL_OBJECTIVE_GROUPS] = 1}};
    }
    koppel_policy_set_floors(policy);
}

static void make_fit_rule(struct koppel_policy *policy, uint64_t *state)
{
    struct koppel_distance_rule *distances[] = {&policy->school, &policy->gp, &policy->transit};

    uint64_t apart = *state ^ UINT64_C(0x9E3779B9); /* so that the rest of a case does not depend on it */

    for (int32_t c = 0; c < KOPPEL_FIT_SPARE; c++) {
        policy->fit_weight[c] = random_case_chance(state, 80) ? between(state, 1, 5) : 0;
    }
    policy->fit_weight[KOPPEL_FIT_SPARE] = random_case_chance(&apart, 30) ? between(&apart, 1, 5) : 0;
    policy->fit_large_home_rooms = between(&apart, 1, 5);
    policy->fit_weight[KOPPEL_FIT_RECEPTION] = between(&apart, 0, 3);
    policy->fit_weight[KOPPEL_FIT_ROOMS] = between(state, 1, 5);
    policy->fit_points_per_spare_room = between(state, 0, 600);
    for (int32_t k = 0; k < 3; k++) {
        distances[k]->near_m = between(state, 100, 900);
        distances[k]->far_m = distances[k]->near_m + between(state, 1, 3000);
    }
    policy->fit_whole_points = random_case_chance(state, 50);
}

static void make_policy(struct koppel_policy *policy, uint64_t *state)
{
    static const char *const classes[] = {"normal", "high", "medical"};

    koppel_policy_default(policy);
    snprintf(policy->name, sizeof policy->name, "random");
    policy->as_of = random_case_chance(state, 70) ? between(state, FIRST_DAY + 20, LAST_DAY) : KOPPEL_NO_DATE;
    policy->period = random_case_chance(state, 50) ? PERIOD : KOPPEL_NONE;
    policy->target_persons = some_persons(state);
    policy->rooms_persons = some_persons(state);
    policy->rent_persons = some_persons(state);
    policy->spread_persons = some_persons(state);
    policy->link_scope = random_case_chance(state, 70) ? KOPPEL_LINK_MUNICIPALITY : KOPPEL_LINK_REGION;
    policy->max_spare_rooms = maybe_value(state, 50, 0, 3);
    policy->rent_limit = random_case_chance(state, 70);
    policy->days_overdue = between(state, 0, 200);
    policy->shared_take_families = random_case_chance(state, 50);
    policy->sharers_self_contained = random_case_chance(state, 60);
    policy->target_enforce = random_case_chance(state, 8) ? KOPPEL_MUST : KOPPEL_GOAL;
    /* not drawn, so that the rest of each case stays as it was */
    policy->target_counts = *state / 64 % 3 == 0 ? KOPPEL_COUNTS_HOUSED : KOPPEL_COUNTS_LINKED;
    policy->agreement = (enum koppel_agreement_rule)random_case_below(state, KOPPEL_AGREEMENT_MUST + 1);
    policy->n_urgency = 3;
    for (int32_t k = 0; k < 3; k++) {
        memset(&policy->urgency[k], 0, sizeof policy->urgency[k]);
        snprintf(policy->urgency[k].name, sizeof policy->urgency[k].name, "%s", classes[k]);
        policy->urgency[k].points = between(state, 0, 200);
    }
    policy->urgency_points_per_day = between(state, 0, 5);
    policy->urgency_max_days = between(state, 0, 100);
    make_spread(policy, state);
    make_mix(policy, state);
    make_fit_rule(policy, state);
    make_tiers(policy, state);
    add_access(policy, *state);
    make_floors(policy, *state ^ UINT64_C(0x6A09E667F3BCC908));
}

/* ---- Tables ---- */

static void make_lists(struct koppel_case *kase)
{
    static const char *const regions[] = {"North", "South"};
    static const char *const labour[] = {"L1", "L2", "L3"};
    static const char *const labels[] = {"youth", "senior_55", "senior_65"};
    static const char *const groups[] = {"youth", "adult", "senior_55", "senior_65"};
    static const char *const urgencies[] = {"normal", "high", "medical"};

    add_names(kase, &kase->regions, regions, 2);
    add_names(kase, &kase->labour_regions, labour, 3);
    add_names(kase, &kase->labels, labels, 3);
    add_names(kase, &kase->age_groups, groups, 4);
    add_names(kase, &kase->urgencies, urgencies, 3);
}

static void make_municipalities(struct koppel_case *kase, uint64_t *state, int32_t n)
{
    int32_t found = KOPPEL_NONE;

    kase->municipalities = table(n, sizeof *kase->municipalities);
    kase->n_municipalities = n;
    for (int32_t m = 0; m < n; m++) {
        kase->municipalities[m] = (struct koppel_municipality){
            .id = text(kase, "GM%04d", m + 1),
            .name = text(kase, "Town %d", m + 1),
            .province = text(kase, "Province"),
            .inhabitants = between(state, 1000, 90000),
            .region = maybe_row(state, 80, kase->regions.n_ids),
            .labour_region = maybe_row(state, 80, kase->labour_regions.n_ids),
            .line = m + 2,
        };
        koppel_index_put(&kase->municipality_index, kase->municipalities[m].id, m, &found);
    }
}

static void make_neighbourhoods(struct koppel_case *kase, uint64_t *state, int32_t n)
{
    int32_t found = KOPPEL_NONE;

    kase->neighbourhoods = table(n, sizeof *kase->neighbourhoods);
    kase->n_neighbourhoods = n;
    for (int32_t k = 0; k < n; k++) {
        int32_t m = random_case_below(state, kase->n_municipalities);
        int32_t ward = random_case_below(state, 2);

        kase->neighbourhoods[k] = (struct koppel_neighbourhood){
            .id = text(kase, "BU%04d%02d%02d", m + 1, ward, k),
            .name = text(kase, "Quarter %d", k + 1),
            .municipality = m,
            .district = koppel_names_add(&kase->districts, text(kase, "WK%04d%02d", m + 1, ward)),
            .inhabitants = random_case_chance(state, 90) ? between(state, 1, 400) : 0,
            .corporation_dwellings = random_case_chance(state, 85) ? between(state, 1, 60) : 0,
            .permit_holders = random_case_chance(state, 70) ? between(state, 0, 12) : 0,
            .school_m = maybe_value(state, 80, 0, 3000),
            .gp_m = maybe_value(state, 80, 0, 3000),
            .transit_m = maybe_value(state, 80, 0, 3000),
            .lat_micro = KOPPEL_NO_COORDINATE,
            .lon_micro = KOPPEL_NO_COORDINATE,
            .excluded = random_case_chance(state, 8),
            .line = k + 2,
        };
        koppel_index_put(&kase->neighbourhood_index, kase->neighbourhoods[k].id, k, &found);
    }
}

/* Not every table tells how many dwellings of corporations there are. From a state of its own. */
static void forget_dwellings(struct koppel_case *kase, struct koppel_policy *policy, uint64_t state)
{
    policy->spread_unknown = random_case_chance(&state, 50) ? KOPPEL_UNKNOWN_BY_INHABITANTS : KOPPEL_UNKNOWN_NO_CAP;
    for (int32_t n = 0; random_case_chance(&state, 60) && n < kase->n_neighbourhoods; n++) {
        if (random_case_chance(&state, 30)) {
            kase->neighbourhoods[n].corporation_dwellings = KOPPEL_UNKNOWN;
        }
    }
}

static void make_corporations(struct koppel_case *kase, uint64_t *state, int32_t n)
{
    int32_t found = KOPPEL_NONE;

    kase->corporations = table(n, sizeof *kase->corporations);
    kase->agreements = table(n * (kase->n_municipalities + 1), sizeof *kase->agreements);
    kase->n_corporations = n;
    for (int32_t c = 0; c < n; c++) {
        kase->corporations[c] = (struct koppel_corporation){text(kase, "C%d", c + 1), text(kase, "Housing %d", c + 1)};
        koppel_index_put(&kase->corporation_index, kase->corporations[c].id, c, &found);
        for (int32_t m = KOPPEL_NONE; m < kase->n_municipalities; m++) {
            struct koppel_agreement *agreement = &kase->agreements[kase->n_agreements];
            int32_t low = between(state, 0, 2);

            if (!random_case_chance(state, 35)) {
                continue;
            }
            *agreement = (struct koppel_agreement){
                .corporation = c,
                .municipality = m,
                .min_homes = random_case_chance(state, 40) ? low : KOPPEL_UNKNOWN,
                .max_homes = random_case_chance(state, 60) ? low + between(state, 0, 3) : KOPPEL_UNKNOWN,
                .line = kase->n_agreements + 2,
            };
            kase->n_agreements++;
        }
    }
}

static void make_units(struct koppel_case *kase, uint64_t *state, int32_t n)
{
    int32_t found = KOPPEL_NONE;

    kase->units = table(n, sizeof *kase->units);
    kase->n_units = n;
    for (int32_t j = 0; j < n; j++) {
        int32_t neighbourhood = random_case_below(state, kase->n_neighbourhoods);
        int32_t m = kase->neighbourhoods[neighbourhood].municipality;
        /* most complexes stand in one municipality; complex X0 may span several */
        const char *complex =
            random_case_chance(state, 80) ? text(kase, "X%d%d", m + 1, random_case_below(state, 2)) : text(kase, "X0");

        kase->units[j] = (struct koppel_unit){
            .id = text(kase, "U%03d", j + 1),
            .neighbourhood = neighbourhood,
            .corporation = random_case_below(state, kase->n_corporations),
            .rooms = between(state, 1, 6),
            .rent_cents = between(state, 45000, 80000),
            .places = random_case_chance(state, 70) ? 1 : between(state, 2, 4),
            .complex = random_case_chance(state, 60) ? koppel_names_add(&kase->complexes, complex) : KOPPEL_NONE,
            .floor_area_m2 = maybe_value(state, 50, 20, 140),
            .available_from = random_case_chance(state, 60) ? between(state, FIRST_DAY, LAST_DAY + 60) : KOPPEL_NO_DATE,
            .label = maybe_row(state, 12, kase->labels.n_ids),
            .step_free = random_case_chance(state, 40),
            .line = j + 2,
        };
        koppel_index_put(&kase->unit_index, kase->units[j].id, j, &found);
    }
}

static void make_labour(struct koppel_case *kase, uint64_t *state, struct koppel_household *household)
{
    household->labour_first = kase->n_household_labour;
    for (int32_t k = 0; k < kase->labour_regions.n_ids; k++) {
        if (random_case_chance(state, 30)) {
            kase->household_labour[kase->n_household_labour++] = k;
            household->n_labour++;
        }
    }
}

static void make_households(struct koppel_case *kase, uint64_t *state, int32_t n)
{
    int32_t found = KOPPEL_NONE;

    kase->households = table(n, sizeof *kase->households);
    kase->household_labour = table(n * kase->labour_regions.n_ids, sizeof *kase->household_labour);
    kase->n_households = n;
    for (int32_t i = 0; i < n; i++) {
        struct koppel_household *household = &kase->households[i];
        bool single = random_case_chance(state, 45);

        *household = (struct koppel_household){
            .id = text(kase, "H%03d", i + 1),
            .adults = single ? 1 : between(state, 1, 3),
            .children = single ? 0 : between(state, 0, 3),
            .expected_relatives = random_case_chance(state, 25) ? between(state, 1, 3) : 0,
            .municipality = maybe_row(state, 60, kase->n_municipalities),
            .linked_on = random_case_chance(state, 70) ? between(state, FIRST_DAY - 100, LAST_DAY) : KOPPEL_NO_DATE,
            .region = maybe_row(state, 60, kase->regions.n_ids),
            .reception = KOPPEL_NONE,
            .tie = maybe_row(state, 10, kase->n_municipalities),
            .age_group = maybe_row(state, 40, kase->age_groups.n_ids),
            .network = maybe_row(state, 40, kase->n_municipalities),
            .urgency = maybe_row(state, 60, kase->urgencies.n_ids),
            .car = (enum koppel_tristate)random_case_below(state, KOPPEL_MAYBE + 1),
            .step_free = random_case_chance(state, 12),
            .may_share = random_case_chance(state, 35),
            .line = i + 2,
        };
        if (household->tie != KOPPEL_NONE) {
            household->tie_reason = (enum koppel_tie_reason)between(state, KOPPEL_TIE_FAMILY, KOPPEL_TIE_CARE);
        }
        make_labour(kase, state, household);
        koppel_index_put(&kase->household_index, household->id, i, &found);
    }
}

/* A distance of the user's own, so that the rest of a case does not depend on it. */
static void make_distances(struct koppel_case *kase, uint64_t state)
{
    struct koppel_extra *extra = &kase->neighbourhood_extra;
    uint64_t apart = state ^ UINT64_C(0xD157);

    if (!random_case_chance(&apart, 30)) {
        return;
    }
    extra->n_columns = 1;
    extra->names = table(1, sizeof *extra->names);
    extra->names[0] = text(kase, "x_library_km");
    extra->values = table(kase->n_neighbourhoods, sizeof *extra->values);
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        extra->values[n] = random_case_chance(&apart, 80) ? text(kase, "%d.%02d", (int)random_case_below(&apart, 3),
                                                                 (int)random_case_below(&apart, 100))
                                                          : text(kase, "%s", "");
    }
}

/* Reception places and fields of work, so that the rest of a case does not depend on them. */
static void make_reception(struct koppel_case *kase, uint64_t state)
{
    enum { N_PLACES = 2 };
    uint64_t apart = state ^ UINT64_C(0x0FA76);

    if (!random_case_chance(&apart, 30)) {
        return;
    }
    kase->receptions = table(N_PLACES, sizeof *kase->receptions);
    kase->n_receptions = N_PLACES;
    for (int32_t r = 0; r < N_PLACES; r++) {
        bool is_known = random_case_chance(&apart, 80);

        kase->receptions[r] = (struct koppel_reception){
            .id = text(kase, "R%d", r),
            .municipality = random_case_below(&apart, kase->n_municipalities),
            .lat_micro = is_known ? 52000000 + random_case_below(&apart, 400000) : KOPPEL_NO_COORDINATE,
            .lon_micro = is_known ? 5000000 + random_case_below(&apart, 400000) : KOPPEL_NO_COORDINATE,
            .line = r + 2,
        };
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        if (random_case_chance(&apart, 80)) {
            kase->neighbourhoods[n].lat_micro = 52000000 + random_case_below(&apart, 400000);
            kase->neighbourhoods[n].lon_micro = 5000000 + random_case_below(&apart, 400000);
        }
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        kase->households[i].reception = maybe_row(&apart, 70, N_PLACES);
    }
}

static void make_jobs(struct koppel_case *kase, uint64_t state)
{
    enum { N_FIELDS = 3, N_JOBS = 6 };
    uint64_t apart = state ^ UINT64_C(0x70B5);

    if (!random_case_chance(&apart, 30)) {
        return;
    }
    for (int32_t f = 0; f < N_FIELDS; f++) {
        koppel_names_add(&kase->fields, text(kase, "F%d", f));
    }
    kase->jobs = table(N_JOBS, sizeof *kase->jobs);
    kase->n_jobs = N_JOBS;
    for (int32_t k = 0; k < N_JOBS; k++) {
        bool in_town = random_case_chance(&apart, 50);

        kase->jobs[k] = (struct koppel_job_opening){
            .field = random_case_below(&apart, N_FIELDS),
            .municipality = in_town ? random_case_below(&apart, kase->n_municipalities) : KOPPEL_NONE,
            .labour_region = in_town ? KOPPEL_NONE : random_case_below(&apart, kase->labour_regions.n_ids),
            .vacancies = random_case_below(&apart, 40),
            .line = k + 2,
        };
    }
    kase->household_fields = table(2 * kase->n_households, sizeof *kase->household_fields);
    for (int32_t i = 0; i < kase->n_households; i++) {
        kase->households[i].field_first = kase->n_household_fields;
        kase->households[i].n_fields = random_case_below(&apart, 3);
        for (int32_t k = 0; k < kase->households[i].n_fields; k++) {
            kase->household_fields[kase->n_household_fields++] = random_case_below(&apart, N_FIELDS);
        }
    }
}

static void make_household_columns(struct koppel_case *kase, uint64_t *state)
{
    struct koppel_extra *extra = &kase->household_extra;

    extra->n_columns = 2;
    extra->names = table(2, sizeof *extra->names);
    extra->names[0] = text(kase, "x_pupils");
    extra->names[1] = text(kase, "x_type");
    extra->values = table(2 * kase->n_households, sizeof *extra->values);
    for (int32_t i = 0; i < kase->n_households; i++) {
        extra->values[2 * i] =
            random_case_chance(state, 80) ? text(kase, "%d", random_case_below(state, 4)) : text(kase, "%s", "");
        extra->values[2 * i + 1] = text(kase, "%c", "ABC"[random_case_below(state, 3)]);
    }
}

static void make_targets(struct koppel_case *kase, uint64_t *state)
{
    kase->targets = table(3 * kase->n_municipalities, sizeof *kase->targets);
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        int32_t n_versions = between(state, 1, 3);

        for (int32_t v = 0; v < n_versions; v++) {
            /* the first version is early enough to rule; later ones may be published after the day of the run */
            int32_t published = v == 0 ? FIRST_DAY - 90 : FIRST_DAY + 40 * v + random_case_below(state, 40);

            kase->targets[kase->n_targets] = (struct koppel_target){
                .municipality = m,
                .period = PERIOD,
                .published_on = published,
                .target_persons = between(state, 0, 12),
                .balance_persons = random_case_chance(state, 40) ? between(state, -4, 4) : 0,
                .linked_persons = maybe_value(state, 40, 0, 12),
                .housed_persons = maybe_value(state, 40, 0, 5),
                .excusable_persons = maybe_value(state, 40, 0, 3),
                .source = text(kase, "letter %d", v + 1),
                .line = kase->n_targets + 2,
            };
            kase->n_targets++;
        }
    }
}

static int32_t places_of(const struct koppel_case *kase, enum koppel_area area)
{
    switch (area) {
    case KOPPEL_AREA_UNIT:
        return kase->n_units;
    case KOPPEL_AREA_COMPLEX:
        return kase->complexes.n_ids;
    case KOPPEL_AREA_NEIGHBOURHOOD:
        return kase->n_neighbourhoods;
    case KOPPEL_AREA_DISTRICT:
        return kase->districts.n_ids;
    case KOPPEL_AREA_MUNICIPALITY:
        return kase->n_municipalities;
    case KOPPEL_AREA_GROUP:
        return kase->groups.n_ids;
    case KOPPEL_AREA_CASE:
        return 1;
    }
    return 0;
}

static void make_scores(struct koppel_case *kase, uint64_t *state)
{
    static const enum koppel_area areas[] = {KOPPEL_AREA_UNIT, KOPPEL_AREA_NEIGHBOURHOOD, KOPPEL_AREA_MUNICIPALITY};

    kase->scores = table(3 * kase->n_households * (kase->n_units + kase->n_neighbourhoods + kase->n_municipalities),
                         sizeof *kase->scores);
    if (random_case_chance(state, 40)) {
        return;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        for (int32_t a = 0; a < 3; a++) {
            for (int32_t place = 0; place < places_of(kase, areas[a]); place++) {
                if (random_case_chance(state, 20)) {
                    kase->scores[kase->n_scores] = (struct koppel_score){
                        i, areas[a], place, 1000 * (int64_t)between(state, 0, 1000000000), kase->n_scores + 2};
                    kase->n_scores++;
                }
            }
        }
    }
}

/* Some limits count who waits in one place, or in any place of one municipality. */
static void look_at_reception(struct koppel_case *kase, struct koppel_limit *limit, uint64_t state)
{
    uint64_t apart = state ^ UINT64_C(0x11317);

    if (kase->n_receptions == 0 || !random_case_chance(&apart, 50)) {
        return;
    }
    if (random_case_chance(&apart, 50)) {
        limit->where_column = KOPPEL_WHERE_RECEPTION;
        limit->where_value = kase->receptions[0].id;
    } else {
        limit->where_column = KOPPEL_WHERE_RECEPTION_MUNICIPALITY;
        limit->where_value = kase->municipalities[kase->receptions[0].municipality].id;
    }
}

static void make_limits(struct koppel_case *kase, uint64_t *state)
{
    int32_t n = random_case_chance(state, 60) ? between(state, 1, 4) : 0;

    kase->limits = table(n, sizeof *kase->limits);
    for (int32_t k = 0; k < n; k++) {
        struct koppel_limit *limit = &kase->limits[kase->n_limits];
        enum koppel_area area = (enum koppel_area)random_case_below(state, KOPPEL_AREA_MUNICIPALITY + 1);
        int32_t low = between(state, 0, 2);
        bool where = random_case_chance(state, 40);

        if (places_of(kase, area) == 0) {
            continue;
        }
        *limit = (struct koppel_limit){
            .area = area,
            .place = random_case_below(state, places_of(kase, area)),
            .measure = (enum koppel_measure)random_case_below(state, KOPPEL_MEASURE_EXTRA + 1),
            .measure_column = KOPPEL_NONE,
            .min = random_case_chance(state, 40) ? low : KOPPEL_UNKNOWN,
            .max = low + between(state, 0, 4),
            .where_column = where ? 1 : KOPPEL_NONE,
            .where_value = where ? text(kase, "%c", "ABC"[random_case_below(state, 3)]) : text(kase, "%s", ""),
            .line = kase->n_limits + 2,
        };
        limit->measure_column = limit->measure == KOPPEL_MEASURE_EXTRA ? 0 : KOPPEL_NONE;
        look_at_reception(kase, limit, *state);
        limit->enforce = random_case_chance(state, limit->min > 0 ? 20 : 60) ? KOPPEL_MUST : KOPPEL_GOAL;
        if (limit->min != KOPPEL_UNKNOWN && random_case_chance(state, 30)) {
            limit->max = KOPPEL_UNKNOWN;
        }
        kase->n_limits++;
    }
}

/* Adds a row to the log. */
static struct koppel_decision *log_row(struct koppel_case *kase, int32_t household, int32_t unit,
                                       enum koppel_decision_kind kind)
{
    struct koppel_decision *row = &kase->decisions[kase->n_decisions];

    *row = (struct koppel_decision){.household = household,
                                    .unit = unit,
                                    .kind = kind,
                                    .reason = text(kase, "reason %d", kase->n_decisions + 1),
                                    .decided_on = FIRST_DAY - 50,
                                    .line = kase->n_decisions + 2,
                                    .until = KOPPEL_NO_DATE,
                                    .place = KOPPEL_NONE,
                                    .justified = KOPPEL_MAYBE,
                                    .decided_by = "officer"};
    kase->n_decisions++;
    return row;
}

/* An area of some unit. */
static void log_area(struct koppel_case *kase, uint64_t *state, int32_t household, int32_t unit)
{
    const struct koppel_unit *row = &kase->units[unit];
    const struct koppel_neighbourhood *hood = &kase->neighbourhoods[row->neighbourhood];
    const int32_t places[] = {row->complex, row->neighbourhood, hood->district, hood->municipality};
    enum koppel_area area = (enum koppel_area)between(state, KOPPEL_AREA_COMPLEX, KOPPEL_AREA_MUNICIPALITY);
    enum koppel_decision_kind kind = random_case_chance(state, 50) ? KOPPEL_FORBID : KOPPEL_REFUSED;

    if (places[area - KOPPEL_AREA_COMPLEX] != KOPPEL_NONE) {
        struct koppel_decision *bar = log_row(kase, household, KOPPEL_NONE, kind);

        bar->area = area;
        bar->place = places[area - KOPPEL_AREA_COMPLEX];
        bar->until = random_case_chance(state, 20) ? FIRST_DAY - 100 : KOPPEL_NO_DATE;
    }
}

/* A pair that no row is about so far: what rules now, and below it sometimes what was decided before. */
static void log_pair(struct koppel_case *kase, uint64_t *state, int32_t i, int32_t j, bool may_hold)
{
    enum koppel_decision_kind kind = KOPPEL_EXCEPT;
    struct koppel_decision *row = NULL;

    if (may_hold && random_case_chance(state, 50)) {
        kind = (enum koppel_decision_kind)between(state, KOPPEL_OFFERED, KOPPEL_KEEP);
    }
    row = log_row(kase, i, j, kind);
    row->rules = (uint32_t)(random_case_next(state) & random_case_next(state)) & 0xFFFEU;
    row->rules |= random_case_chance(state, 60) ? koppel_rule_bit(KOPPEL_COUNTED_CAP) : 0;
    if (random_case_chance(state, 25)) {
        row = log_row(kase, i, j, (enum koppel_decision_kind)random_case_below(state, KOPPEL_KEEP + 1));
        row->decided_on = FIRST_DAY - 51;
    }
}

/* In two thirds of the cases: homes that are held against rules, exceptions, barred areas, and history. The numbers have
 * a state of their own, so that the rest of the case does not depend on them. */
static void make_log(struct random_case *random, int32_t *taken)
{
    struct koppel_case *kase = &random->kase;
    uint64_t state = random->state ^ UINT64_C(0x5DEECE66D);
    bool *is_decided = table(kase->n_households * kase->n_units, sizeof *is_decided);
    bool *holds = table(kase->n_households, sizeof *holds);
    int32_t n = random_case_chance(&state, 67) ? random_case_below(&state, 5) : 0;

    for (int32_t d = 0; d < kase->n_decisions; d++) {
        const struct koppel_decision *row = &kase->decisions[d];

        is_decided[row->household * kase->n_units + row->unit] = true;
        holds[row->household] = holds[row->household] || row->kind == KOPPEL_KEEP;
    }
    for (int32_t k = 0; k < n && kase->n_households > 0 && kase->n_units > 0; k++) {
        int32_t i = random_case_below(&state, kase->n_households), j = random_case_below(&state, kase->n_units);
        bool may_hold = !holds[i] && taken[j] < kase->units[j].places;
        int32_t first = kase->n_decisions;

        if (random_case_chance(&state, 25)) {
            log_area(kase, &state, i, j);
        } else if (!is_decided[i * kase->n_units + j]) {
            is_decided[i * kase->n_units + j] = true;
            log_pair(kase, &state, i, j, may_hold);
            if (kase->decisions[first].kind >= KOPPEL_OFFERED) {
                holds[i] = true;
                taken[j]++;
            }
        }
    }
    free(is_decided);
    free(holds);
}

bool random_case_rules(const struct random_case *random, int32_t row)
{
    const struct koppel_decision *mine = &random->kase.decisions[row];
    bool rules = mine->kind != KOPPEL_WITHDRAWN && (mine->until == KOPPEL_NO_DATE || mine->until >= random->as_of);

    for (int32_t d = 0; d < random->kase.n_decisions; d++) {
        const struct koppel_decision *other = &random->kase.decisions[d];
        bool same = other->household == mine->household && other->unit == mine->unit &&
                    (mine->unit != KOPPEL_NONE || (other->area == mine->area && other->place == mine->place));

        rules = rules &&
                !(same && (other->decided_on > mine->decided_on || (other->decided_on == mine->decided_on && d > row)));
    }
    return rules;
}

/* Groups of units, from a state of their own; some limits are on a group then. */
static void make_groups(struct koppel_case *kase, uint64_t state)
{
    static const char *const ids[] = {"Old town", "Outskirts"};
    size_t capacity = 0;

    if (!random_case_chance(&state, 50)) {
        return;
    }
    add_names(kase, &kase->groups, ids, 2);
    kase->unit_group_first = table(kase->n_units + 1, sizeof *kase->unit_group_first);
    for (int32_t j = 0; j < kase->n_units; j++) {
        int64_t n = kase->unit_group_first[j];

        for (int32_t g = 0; g < 2; g++) {
            if (random_case_chance(&state, 50) && koppel_grow((void **)&kase->unit_groups, &capacity, (size_t)n + 1,
                                                              sizeof *kase->unit_groups) == KOPPEL_OK) {
                kase->unit_groups[n++] = g;
            }
        }
        kase->unit_group_first[j + 1] = n;
    }
    for (int32_t l = 0; l < kase->n_limits; l++) {
        if (random_case_chance(&state, 50)) {
            kase->limits[l].area = KOPPEL_AREA_GROUP;
            kase->limits[l].place = random_case_below(&state, 2);
        }
    }
}

/** Keeps suitable pairs within the places, and forbids or refuses some others: decisions that contradict nothing. */
static bool make_decisions(struct random_case *random)
{
    struct koppel_case *kase = &random->kase;
    struct koppel_suitability fit = {0};
    int32_t *taken = table(kase->n_units, sizeof *taken);
    bool good = random_case_fit(random, &fit) == KOPPEL_OK;

    kase->decisions = table(4 * kase->n_households * (kase->n_units + 1), sizeof *kase->decisions);
    for (int32_t i = 0; good && i < kase->n_households; i++) {
        bool kept = false;

        for (int32_t j = 0; j < kase->n_units; j++) {
            struct koppel_decision decision = {
                .household = i,
                .unit = j,
                .kind = random_case_chance(&random->state, 50) ? KOPPEL_FORBID : KOPPEL_REFUSED,
                .reason = text(kase, "reason %d", kase->n_decisions + 1),
                .decided_on = random_case_chance(&random->state, 50) ? FIRST_DAY - 95 : KOPPEL_NO_DATE,
                .line = kase->n_decisions + 2,
                .until = KOPPEL_NO_DATE,
                .place = KOPPEL_NONE,
                .justified = KOPPEL_MAYBE,
                .decided_by = ""};

            if (!random_case_chance(&random->state, 6)) {
                continue;
            }
            if (!kept && taken[j] < kase->units[j].places && random_case_chance(&random->state, 60) &&
                koppel_household_fits_unit(&fit, i, j) == KOPPEL_SUITABLE) {
                decision.kind = KOPPEL_KEEP;
                kept = true;
                taken[j]++;
            }
            kase->decisions[kase->n_decisions++] = decision;
        }
    }
    koppel_suitability_free(&fit);
    if (good) {
        make_log(random, taken);
    }
    free(taken);
    return good;
}

/* In half the cases an earlier proposal: offers that suit or not, of homes and households that are there or gone. */
static void make_earlier(struct random_case *random)
{
    struct koppel_case *kase = &random->kase;
    uint64_t *state = &random->state;

    if (random_case_chance(state, 50)) {
        return;
    }
    kase->has_earlier = true;
    kase->earlier_file = text(kase, "earlier/proposal.csv");
    kase->earlier_text = text(kase, "household,unit\n");
    kase->earlier = table(kase->n_households + 1, sizeof *kase->earlier);
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t unit = random_case_below(state, kase->n_units + 1) - 1;

        if (random_case_chance(state, 85)) {
            kase->earlier[kase->n_earlier] = (struct koppel_earlier_offer){
                .household_id = kase->households[i].id,
                .unit_id = unit != KOPPEL_NONE ? kase->units[unit].id : text(kase, "gone"),
                .household = i,
                .unit = unit,
                .line = kase->n_earlier + 2};
            kase->n_earlier++;
        }
    }
    if (random_case_chance(state, 20)) {
        kase->earlier[kase->n_earlier] = (struct koppel_earlier_offer){.household_id = text(kase, "gone"),
                                                                       .unit_id = text(kase, "gone"),
                                                                       .household = KOPPEL_NONE,
                                                                       .unit = KOPPEL_NONE,
                                                                       .line = kase->n_earlier + 2};
        kase->n_earlier++;
    }
    random->policy.stay_max_changes = maybe_value(state, 50, 0, 4);
}

/* In a third of the cases, from a state of its own: numbers over the borders of municipalities, one or all. */
static void make_borders(struct random_case *random, uint64_t state)
{
    struct koppel_case *kase = &random->kase;

    kase->borders = table(4, sizeof *kase->borders);
    if (!random_case_chance(&state, 33) || kase->n_municipalities < 2) {
        return;
    }
    random->policy.link_scope = random_case_chance(&state, 70) ? KOPPEL_LINK_EXCHANGE : KOPPEL_LINK_REGION;
    random->policy.border_max_households = maybe_value(&state, 30, 0, 3);
    for (int32_t from = 0; from < 2; from++) {
        int32_t to = random_case_below(&state, kase->n_municipalities);

        if (from != to && random_case_chance(&state, 50)) {
            kase->borders[kase->n_borders] = (struct koppel_border){from, to, random_case_below(&state, 6), 0};
            kase->borders[kase->n_borders].line = kase->n_borders + 2;
            kase->n_borders++;
        }
    }
}

bool random_case_make(struct random_case *random, uint64_t seed, const struct random_case_shape *shape)
{
    struct koppel_case *kase = &random->kase;
    struct koppel_errors errors = {0};
    uint64_t *state = &random->state;

    memset(random, 0, sizeof *random);
    shape = shape != NULL ? shape : &default_shape;
    *state = seed;
    kase->folder = text(kase, "random");
    kase->separator = ',';
    kase->decimal_point = '.';
    make_rules(&random->rules, state);
    make_policy(&random->policy, state);
    make_lists(kase);
    make_municipalities(kase, state, between(state, 1, shape->municipalities));
    make_neighbourhoods(kase, state, between(state, 1, shape->neighbourhoods));
    forget_dwellings(kase, &random->policy, seed ^ UINT64_C(0x5DEECE66D));
    make_corporations(kase, state, between(state, 1, shape->corporations));
    make_units(kase, state, between(state, 0, shape->units));
    make_households(kase, state, between(state, 0, shape->households));
    make_household_columns(kase, state);
    make_distances(kase, *state);
    make_reception(kase, *state);
    make_jobs(kase, *state);
    make_targets(kase, state);
    make_scores(kase, state);
    make_limits(kase, state);
    make_borders(random, seed ^ UINT64_C(0x61C8864680B583EB));
    make_groups(kase, seed ^ UINT64_C(0x2545F4914F6CDD1D));
    if (koppel_suitability_day(kase, &random->policy, &random->as_of, &random->period, &errors) != KOPPEL_OK) {
        fprintf(stderr, "random_case: seed %llu: %s\n", (unsigned long long)seed,
                errors.n_items > 0 ? errors.items[0].text : "no message");
        koppel_errors_clear(&errors);
        return false;
    }
    make_earlier(random);
    return make_decisions(random);
}

enum koppel_status random_case_fit(const struct random_case *random, struct koppel_suitability *fit)
{
    struct koppel_errors errors = {0};
    enum koppel_status status = koppel_suitability_init(fit, &random->kase, &random->policy, &random->rules,
                                                        random->as_of, random->period, &errors);

    for (size_t k = 0; k < errors.n_items; k++) {
        fprintf(stderr, "random_case: %s\n", errors.items[k].text);
    }
    koppel_errors_clear(&errors);
    return status;
}

bool random_case_propose(const struct koppel_suitability *fit, uint64_t *state, int32_t *unit_of)
{
    const struct koppel_case *kase = fit->kase;
    int32_t *left = koppel_new((size_t)kase->n_units, sizeof *left);

    if (left == NULL) {
        return false;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        left[j] = kase->units[j].places;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        unit_of[i] = KOPPEL_NONE;
        for (int32_t j = 0; j < kase->n_units; j++) {
            if (koppel_pair_is_kept(fit, i, j)) {
                unit_of[i] = j;
                left[j]--;
            }
        }
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        for (int32_t attempt = 0; kase->n_units > 0 && unit_of[i] == KOPPEL_NONE && attempt < 4; attempt++) {
            int32_t j = random_case_below(state, kase->n_units);

            if (left[j] > 0 && koppel_household_fits_unit(fit, i, j) == KOPPEL_SUITABLE) {
                unit_of[i] = j;
                left[j]--;
            }
        }
    }
    free(left);
    return true;
}

void random_case_free(struct random_case *random)
{
    koppel_case_free(&random->kase);
    memset(random, 0, sizeof *random);
}
