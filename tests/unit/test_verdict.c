// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The verdict on objectives and claims, wrong calls, long texts and failed allocations. */
#include "failing_memory.h"
#include "small_town.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

/* ---- Objectives and claims ---- */

static void test_urgency_and_fit_are_counted_as_negative_costs(void)
{
    struct town town = town_new();

    town.unit_of[H1] = U1; /* 4 rooms, 4 needed: 1000 points */
    town.unit_of[H3] = U4; /* 2 rooms, 1 needed: 700 points */
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_URGENCY], -200);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_FIT], -1700 * KOPPEL_MICRO);
    CU_ASSERT_EQUAL(town.verdict.n_tiers, 6);
    CU_ASSERT_EQUAL(town.verdict.tier_cost[0], town.verdict.objective_cost[KOPPEL_OBJECTIVE_TARGET]);
    CU_ASSERT_EQUAL(town.verdict.tier_cost[5], -1700 * KOPPEL_MICRO);
    town_free(&town);
}

static void test_weighted_tier_brings_objectives_to_one_scale(void)
{
    struct town town = town_new();

    memset(town.policy.tiers, 0, sizeof town.policy.tiers);
    town.policy.n_tiers = 1;
    town.policy.tiers[0].weight[KOPPEL_OBJECTIVE_TARGET] = 50;
    town.policy.tiers[0].weight[KOPPEL_OBJECTIVE_SPREAD] = 3;
    town.policy.tiers[0].weight[KOPPEL_OBJECTIVE_FIT] = 2;
    town.policy.spread_rule = KOPPEL_SPREAD_EVEN;
    town.unit_of[H1] = U1;
    town_check(&town);
    /* 50 * (15 - 4 + 6) persons + 3 * 30.500 - 2 * 1000 points, in millionths */
    CU_ASSERT_EQUAL(town.verdict.tier_cost[0], (50 * 17 * 1000 + 3 * 30500 - 2 * 1000 * 1000) * INT64_C(1000));
    town_free(&town);
}

/* What is true of the town with H1 in U1, as claims; the default tiers. */
static void claims_fill(struct town *town, struct koppel_proposal_tier claims[6])
{
    town->unit_of[H1] = U1;
    town_check(town);
    for (int32_t t = 0; t < 6; t++) {
        claims[t] = (struct koppel_proposal_tier){.maximise = t == 1 || t == 5,
                                                  .scale = t == 5 ? KOPPEL_MICRO : 1,
                                                  .cost = town->verdict.tier_cost[t],
                                                  .bound = town->verdict.tier_cost[t],
                                                  .proven = true};
        koppel_tier_name(&town->policy.tiers[t], claims[t].name);
    }
}

static void test_true_claims_pass_and_tiers_that_count_nothing_may_be_absent(void)
{
    struct town town = town_new();
    struct koppel_proposal_tier claims[6];
    struct koppel_proposal_tier fewer[3];

    claims_fill(&town, claims);
    town_check_claims(&town, claims, 6);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    fewer[0] = claims[0];
    fewer[1] = claims[1];
    fewer[2] = claims[5];
    town_check_claims(&town, fewer, 3);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town_check_claims(&town, fewer, 2);
    town_expect_one(&town, KOPPEL_VIOLATION_TIER, "tier fit: the tables give the value 1000, but nothing is claimed");
    town_free(&town);
}

static void test_claim_of_another_value_is_reported(void)
{
    struct town town = town_new();
    struct koppel_proposal_tier claims[6];

    claims_fill(&town, claims);
    claims[1].cost = -300;
    claims[1].bound = -400;
    town_check_claims(&town, claims, 6);
    town_expect_one(&town, KOPPEL_VIOLATION_TIER, "tier urgency: the tables give the value 100, the claim says 300");
    CU_ASSERT_EQUAL(town.verdict.violations[0].tier, 1);
    town_free(&town);
}

static void test_value_beyond_its_bound_is_reported(void)
{
    struct town town = town_new();
    struct koppel_proposal_tier claims[6];

    claims_fill(&town, claims);
    claims[5].bound = -999500000;
    town_check_claims(&town, claims, 6);
    town_expect_one(
        &town, KOPPEL_VIOLATION_TIER,
        "tier fit: the value 1000 is better than the bound 999.5 that is claimed to hold for every proposal");
    town_free(&town);
}

/* Households placed worse in the first tier and better in a later one: its bound says nothing about them. */
static void test_bound_is_not_held_against_a_proposal_that_gave_up_an_earlier_tier(void)
{
    struct town town = town_new();
    struct koppel_proposal_tier claims[6];

    claims_fill(&town, claims);
    claims[0].cost = 16; /* the claim: one person fewer short than the tables say */
    claims[0].bound = 16;
    claims[1].cost = -50; /* and fewer points than the tables say, at their bound */
    claims[1].bound = -50;
    town_check_claims(&town, claims, 6);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 2); /* both values differ; no word on the bound of urgency */
    claims[0].cost = claims[0].bound = 17;
    town_check_claims(&town, claims, 6);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 2); /* the value of urgency differs and beats the bound */
    town_free(&town);
}

static void test_claim_of_an_unknown_tier_or_scale_is_reported(void)
{
    struct town town = town_new();
    struct koppel_proposal_tier claims[6];

    claims_fill(&town, claims);
    snprintf(claims[2].name, sizeof claims[2].name, "beauty");
    town_check_claims(&town, claims, 6);
    town_expect_one(&town, KOPPEL_VIOLATION_TIER, "tier beauty: the policy has no such tier in this place");
    claims_fill(&town, claims);
    claims[5].scale = 1;
    town_check_claims(&town, claims, 6);
    town_expect_one(&town, KOPPEL_VIOLATION_TIER,
                    "tier fit: the claim is counted in another unit or direction than the policy's tier");
    town_free(&town);
}

/* ---- Calls ---- */

static void test_rows_outside_the_tables_are_refused(void)
{
    struct town town = town_new();

    town_join(&town);
    town.unit_of[H0] = N_UNITS;
    CU_ASSERT_EQUAL(koppel_verdict_make(&town.fit, town.unit_of, NULL, 0, &town.verdict), KOPPEL_E_ARGUMENT);
    town.unit_of[H0] = -2;
    CU_ASSERT_EQUAL(koppel_verdict_make(&town.fit, town.unit_of, NULL, 0, &town.verdict), KOPPEL_E_ARGUMENT);
    town.unit_of[H0] = KOPPEL_NONE;
    CU_ASSERT_EQUAL(koppel_verdict_make(&town.fit, town.unit_of, NULL, 1, &town.verdict), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_verdict_make(&town.fit, town.unit_of, NULL, -1, &town.verdict), KOPPEL_E_ARGUMENT);
    town_free(&town);
}

static void test_violation_of_the_folder_check_is_added_and_cut(void)
{
    struct koppel_verdict verdict = {0};
    struct koppel_violation violation = {.kind = KOPPEL_VIOLATION_FILE};

    memset(violation.text, 'x', sizeof violation.text);
    CU_ASSERT_EQUAL(koppel_verdict_add(&verdict, &violation), KOPPEL_OK);
    CU_ASSERT_EQUAL(verdict.n_violations, 1);
    CU_ASSERT_EQUAL(strlen(verdict.violations[0].text), sizeof violation.text - 1);
    koppel_verdict_free(&verdict);
    koppel_verdict_free(&verdict);
    CU_ASSERT_PTR_NULL(verdict.violations);
}

static void test_long_names_are_cut_between_characters(void)
{
    struct town town = town_new();
    char name[600];

    for (size_t k = 0; k + 1 < sizeof name; k++) {
        name[k] = k % 2 == 0 ? '\xC3' : '\xA9'; /* e with an accent, in UTF-8 */
    }
    name[sizeof name - 1] = '\0';
    town.municipalities[0].name = name;
    town.unit_of[H0] = U4;
    town_check(&town);
    CU_ASSERT_EQUAL_FATAL(town.verdict.n_violations, 1);
    for (const char *at = town.verdict.violations[0].text; *at != '\0'; at++) {
        if (*at == '\xC3') {
            CU_ASSERT_EQUAL(at[1], '\xA9');
        }
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(town.verdict.violations[0].text, "stands in GM0002 (Town 2)"));
    town_free(&town);
}

static void test_every_allocation_may_fail(void)
{
    struct town town = town_new();
    struct koppel_proposal_tier claims[6];
    long n = 0;

    claims_fill(&town, claims);
    claims[0].cost++;
    town.policy.spread_rule = KOPPEL_SPREAD_BAND;
    town.policy.mix[0] = (struct koppel_mix_rule){KOPPEL_AREA_UNIT, KOPPEL_MEASURE_HOMES, 1, 1, 0, 1, KOPPEL_MUST, 0};
    town.policy.n_mix = 1;
    town.limits[0] =
        (struct koppel_limit){.area = KOPPEL_AREA_COMPLEX, .min = 1, .max = 2, .where_column = KOPPEL_NONE};
    town.kase.n_limits = 1;
    town.agreements[0] = (struct koppel_agreement){0, 0, 2, 3, 2};
    town.kase.n_agreements = 1;
    town_join(&town);
    for (int level = KOPPEL_AREA_COMPLEX; level <= KOPPEL_AREA_DISTRICT; level++) {
        town.policy.spread_level = (enum koppel_area)level;
        for (n = 0; n < 1000; n++) {
            struct koppel_verdict verdict;
            enum koppel_status status = KOPPEL_OK;

            failing_memory_after(n);
            status = koppel_verdict_make(&town.fit, town.unit_of, claims, 6, &verdict);
            if (!failing_memory_has_failed()) {
                CU_ASSERT_EQUAL(status, KOPPEL_OK);
                koppel_verdict_free(&verdict);
                break;
            }
            CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
            CU_ASSERT_PTR_NULL(verdict.accounts);
        }
        CU_ASSERT_TRUE(n > 8 && n < 1000);
    }
    failing_memory_after(-1);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_urgency_and_fit_are_counted_as_negative_costs),
        TEST(test_weighted_tier_brings_objectives_to_one_scale),
        TEST(test_true_claims_pass_and_tiers_that_count_nothing_may_be_absent),
        TEST(test_claim_of_another_value_is_reported),
        TEST(test_value_beyond_its_bound_is_reported),
        TEST(test_bound_is_not_held_against_a_proposal_that_gave_up_an_earlier_tier),
        TEST(test_claim_of_an_unknown_tier_or_scale_is_reported),
        TEST(test_rows_outside_the_tables_are_refused),
        TEST(test_violation_of_the_folder_check_is_added_and_cut),
        TEST(test_long_names_are_cut_between_characters),
        TEST(test_every_allocation_may_fail),
        TEST_END,
    };

    return suite_run("verdict", tests);
}
