// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* small_town.c - two municipalities small enough to work out by hand (see small_town.h). */
#include "small_town.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static const char *districts[] = {"WK000100", "WK000101", "WK000200"};
static const char *complexes[] = {"X0", "X1"};
static const char *regions[] = {"East", "West"};
static const char *labels[] = {"senior_55"};
static const char *columns[] = {"x_type"};

static struct koppel_neighbourhood hood(const char *id, int32_t town, int32_t district, int32_t dwellings,
                                        int32_t inhabitants, int32_t holders)
{
    return (struct koppel_neighbourhood){.id = id,
                                         .name = "Quarter",
                                         .municipality = town,
                                         .district = district,
                                         .corporation_dwellings = dwellings,
                                         .inhabitants = inhabitants,
                                         .permit_holders = holders,
                                         .school_m = KOPPEL_UNKNOWN,
                                         .gp_m = KOPPEL_UNKNOWN,
                                         .transit_m = KOPPEL_UNKNOWN};
}

static struct koppel_unit unit(const char *id, int32_t where, int32_t rooms, int32_t places, int32_t complex,
                               int32_t corporation)
{
    return (struct koppel_unit){.id = id,
                                .neighbourhood = where,
                                .corporation = corporation,
                                .rooms = rooms,
                                .rent_cents = 60000,
                                .places = places,
                                .complex = complex,
                                .available_from = KOPPEL_NO_DATE,
                                .label = KOPPEL_NONE};
}

static struct koppel_household household(const char *id, int32_t adults, int32_t children, int32_t town)
{
    return (struct koppel_household){.id = id,
                                     .adults = adults,
                                     .children = children,
                                     .municipality = town,
                                     .linked_on = KOPPEL_NO_DATE,
                                     .region = KOPPEL_NONE,
                                     .reception = KOPPEL_NONE,
                                     .tie = KOPPEL_NONE,
                                     .age_group = KOPPEL_NONE,
                                     .network = KOPPEL_NONE,
                                     .urgency = KOPPEL_NONE,
                                     .car = KOPPEL_YES};
}

static void town_fill(struct town *town)
{
    town->municipalities[0] =
        (struct koppel_municipality){.id = "GM0001", .name = "Town 1", .region = 0, .labour_region = -1};
    town->municipalities[1] =
        (struct koppel_municipality){.id = "GM0002", .name = "Town 2", .region = 1, .labour_region = -1};
    town->neighbourhoods[0] = hood("BU00010001", 0, 0, 100, 400, 10);
    town->neighbourhoods[1] = hood("BU00010002", 0, 0, 300, 400, 0);
    town->neighbourhoods[2] = hood("BU00010003", 0, 1, 0, 200, 4);
    town->neighbourhoods[3] = hood("BU00020001", 1, 2, 50, 100, 5);
    town->corporations[0] = (struct koppel_corporation){"C0", "Woonplus"};
    town->corporations[1] = (struct koppel_corporation){"C1", "Thuis"};
    town->units[U0] = unit("U0", 0, 2, 1, 0, 0);
    town->units[U1] = unit("U1", 1, 4, 1, 1, 0);
    town->units[U2] = unit("U2", 1, 3, 2, KOPPEL_NONE, 1);
    town->units[U3] = unit("U3", 2, 2, 1, 1, 1);
    town->units[U4] = unit("U4", 3, 2, 1, 0, 1);
    town->households[H0] = household("H0", 1, 0, 0);
    town->households[H1] = household("H1", 2, 2, 0);
    town->households[H2] = household("H2", 1, 0, 0);
    town->households[H3] = household("H3", 1, 0, KOPPEL_NONE);
    town->households[H2].may_share = true;
    town->targets[0] = (struct koppel_target){.municipality = 0,
                                              .period = TOWN_PERIOD,
                                              .published_on = TOWN_DAY - 100,
                                              .target_persons = 20,
                                              .balance_persons = 2,
                                              .linked_persons = KOPPEL_UNKNOWN,
                                              .housed_persons = 3,
                                              .excusable_persons = KOPPEL_UNKNOWN,
                                              .source = ""};
    town->targets[1] = town->targets[0];
    town->targets[1].municipality = 1;
    town->targets[1].target_persons = 11;
}

static void town_rule(struct koppel_rules *rules)
{
    static const struct koppel_occupancy_row occupancy[] = {{1, 1}, {1, 2}, {1, 3}, {3, 5}, {4, 7}};

    memcpy(rules->occupancy, occupancy, sizeof occupancy);
    rules->n_occupancy = 5;
    rules->rent_low_cents = 71302;
    rules->rent_high_cents = 76414;
    rules->rent_low_max_persons = 2;
    snprintf(rules->age_groups[0], sizeof rules->age_groups[0], "adult");
    snprintf(rules->age_groups[1], sizeof rules->age_groups[1], "senior_55");
    rules->n_age_groups = 2;
    rules->labels[0] = (struct koppel_age_label){"general", 3};
    rules->labels[1] = (struct koppel_age_label){"senior_55", 2};
    rules->n_labels = 2;
    rules->days_to_move = 84;
}

struct koppel_decision town_decision(int32_t household, int32_t unit, enum koppel_decision_kind kind,
                                     const char *reason)
{
    return (struct koppel_decision){.household = household,
                                    .unit = unit,
                                    .kind = kind,
                                    .reason = reason,
                                    .decided_on = KOPPEL_NO_DATE,
                                    .line = 2,
                                    .until = KOPPEL_NO_DATE,
                                    .place = KOPPEL_NONE,
                                    .justified = KOPPEL_MAYBE,
                                    .decided_by = ""};
}

struct town town_new(void)
{
    struct town town;

    memset(&town, 0, sizeof town);
    town_fill(&town);
    town_rule(&town.rules);
    koppel_policy_default(&town.policy);
    for (int c = 0; c < KOPPEL_N_FIT; c++) {
        town.policy.fit_weight[c] = c == KOPPEL_FIT_ROOMS ? 1 : 0;
    }
    for (int32_t i = 0; i < N_HOUSEHOLDS; i++) {
        town.unit_of[i] = KOPPEL_NONE;
        town.values[i] = i < 2 ? "A" : "B";
    }
    return town;
}

void town_join(struct town *town)
{
    struct koppel_case *kase = &town->kase;
    struct koppel_errors errors = {0};

    kase->municipalities = town->municipalities;
    kase->neighbourhoods = town->neighbourhoods;
    kase->corporations = town->corporations;
    kase->agreements = town->agreements;
    kase->units = town->units;
    kase->households = town->households;
    kase->targets = town->targets;
    kase->limits = town->limits;
    kase->decisions = town->decisions;
    kase->n_municipalities = N_TOWNS;
    kase->n_neighbourhoods = N_HOODS;
    kase->n_corporations = 2;
    kase->n_units = N_UNITS;
    kase->n_households = N_HOUSEHOLDS;
    kase->n_targets = N_TOWNS;
    kase->districts = (struct koppel_names){.ids = districts, .n_ids = 3};
    kase->complexes = (struct koppel_names){.ids = complexes, .n_ids = 2};
    kase->regions = (struct koppel_names){.ids = regions, .n_ids = 2};
    kase->labels = (struct koppel_names){.ids = labels, .n_ids = 1};
    kase->household_extra = (struct koppel_extra){1, columns, town->values};
    koppel_suitability_free(&town->fit);
    CU_ASSERT_EQUAL(
        koppel_suitability_init(&town->fit, kase, &town->policy, &town->rules, TOWN_DAY, TOWN_PERIOD, &errors),
        KOPPEL_OK);
    for (size_t k = 0; k < errors.n_items; k++) {
        CU_FAIL(errors.items[k].text);
        fprintf(stderr, "%s\n", errors.items[k].text);
    }
    koppel_errors_clear(&errors);
}

void town_check_claims(struct town *town, const struct koppel_proposal_tier *claims, int32_t n_claims)
{
    town_join(town);
    koppel_verdict_free(&town->verdict);
    CU_ASSERT_EQUAL(koppel_verdict_make(&town->fit, town->unit_of, claims, n_claims, &town->verdict), KOPPEL_OK);
}

void town_check(struct town *town)
{
    town_check_claims(town, NULL, 0);
}

void town_free(struct town *town)
{
    koppel_verdict_free(&town->verdict);
    koppel_suitability_free(&town->fit);
}

void town_expect_one(const struct town *town, enum koppel_violation_kind kind, const char *sentence)
{
    CU_ASSERT_EQUAL(town->verdict.n_violations, 1);
    if (town->verdict.n_violations > 0) {
        CU_ASSERT_EQUAL(town->verdict.violations[0].kind, kind);
        CU_ASSERT_STRING_EQUAL(town->verdict.violations[0].text, sentence);
        if (strcmp(town->verdict.violations[0].text, sentence) != 0) {
            fprintf(stderr, "got: %s\n", town->verdict.violations[0].text);
        }
    }
}

void town_expect_account(const struct koppel_account *account, int64_t base, int64_t placed, int64_t min, int64_t max,
                         int64_t cost)
{
    CU_ASSERT_EQUAL(account->base, base);
    CU_ASSERT_EQUAL(account->placed, placed);
    CU_ASSERT_EQUAL(account->min, min);
    CU_ASSERT_EQUAL(account->max, max);
    CU_ASSERT_EQUAL(account->cost, cost);
}
