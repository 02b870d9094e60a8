// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The earlier proposal: reading it, which of its offers can stand, and what a policy is told. */
#include "case_files.h"
#include "failing_memory.h"
#include "messages.h"
#include "small_town.h"
#include "suite.h"

#include "formulate/formulation.h"
#include "io/earlier_reader.h"
#include "io/policy_reader.h"
#include "model/earlier.h"
#include "solve/earlier_notes.h"

#include <stdlib.h>
#include <string.h>

/* The good case of case_files.h with an earlier proposal. */
static enum koppel_status read_earlier(const char *text, struct koppel_case *kase, struct koppel_errors *errors)
{
    struct case_files files = {0};

    case_files_good(&files);
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, kase, errors, NULL), KOPPEL_OK);
    return koppel_earlier_parse(text, strlen(text), "proposal.csv", kase, errors, NULL);
}

static void expect_refused(const char *text, const char *messages)
{
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};

    CU_ASSERT_EQUAL(read_earlier(text, &kase, &errors), KOPPEL_E_INPUT);
    CU_ASSERT_FALSE(kase.has_earlier);
    messages_assert(&errors, messages);
    koppel_case_free(&kase);
}

static void test_reader_takes_offers_and_marks_what_is_gone(void)
{
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};
    const char *h = NULL;
    const char *u = NULL;
    char text[400];
    int32_t n_inputs = 0;

    {
        struct koppel_case plain = {0};
        struct case_files files = {0};

        case_files_good(&files);
        CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &plain, &errors, NULL), KOPPEL_OK);
        n_inputs = plain.n_inputs;
        snprintf(text, sizeof text,
                 "x_note;woning;huishouden;naam\r\nsecret;%s;%s;Jan\r\n;gone home;%s;\r\n;%s;\"h \"\"9\";\r\n;;%s;\r\n",
                 plain.units[0].id, plain.households[0].id, plain.households[1].id, plain.units[1].id,
                 plain.households[2].id);
        koppel_case_free(&plain);
    }
    CU_ASSERT_EQUAL(read_earlier(text, &kase, &errors), KOPPEL_OK);
    messages_assert(&errors, "");
    CU_ASSERT_TRUE(kase.has_earlier);
    CU_ASSERT_EQUAL_FATAL(kase.n_earlier, 3); /* an empty unit is no offer */
    h = kase.households[0].id;
    u = kase.units[0].id;
    CU_ASSERT_STRING_EQUAL(kase.earlier[0].household_id, h);
    CU_ASSERT_STRING_EQUAL(kase.earlier[0].unit_id, u);
    CU_ASSERT_EQUAL(kase.earlier[0].household, 0);
    CU_ASSERT_EQUAL(kase.earlier[0].unit, 0);
    CU_ASSERT_EQUAL(kase.earlier[0].line, 2);
    CU_ASSERT_EQUAL(kase.earlier[1].household, 1);
    CU_ASSERT_EQUAL(kase.earlier[1].unit, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.earlier[2].household, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.earlier[2].unit, 1);
    /* what is kept of the file: no note, no name */
    CU_ASSERT_PTR_NOT_NULL(strstr(kase.earlier_text, "\"h \"\"9\","));
    CU_ASSERT_PTR_NOT_NULL(strstr(kase.earlier_text, ",\"gone home\"\n"));
    CU_ASSERT_PTR_NULL(strstr(kase.earlier_text, "secret"));
    CU_ASSERT_PTR_NULL(strstr(kase.earlier_text, "Jan"));
    CU_ASSERT_EQUAL_FATAL(kase.n_inputs, n_inputs + 1);
    CU_ASSERT_STRING_EQUAL(kase.inputs[n_inputs].file, "earlier.csv");
    CU_ASSERT_EQUAL(kase.inputs[n_inputs].n_bytes, (int64_t)strlen(kase.earlier_text));
    {
        struct koppel_case again = {0};

        CU_ASSERT_EQUAL(read_earlier(kase.earlier_text, &again, &errors), KOPPEL_OK);
        CU_ASSERT_STRING_EQUAL(again.earlier_text, kase.earlier_text);
        CU_ASSERT_STRING_EQUAL(again.inputs[n_inputs].sha256, kase.inputs[n_inputs].sha256);
        koppel_case_free(&again);
    }
    koppel_case_free(&kase);
    koppel_errors_clear(&errors);
}

static void test_reader_keeps_keys_that_look_like_formulas(void)
{
    struct koppel_case kase = {0};
    struct koppel_case again = {0};
    struct koppel_errors errors = {0};
    struct case_files files = {0};
    char text[200];

    case_files_good(&files);
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
    snprintf(text, sizeof text, "household,unit\n%s,'=U1\n'-H,''+U\n%s,%s\n", kase.households[0].id,
             kase.households[1].id, kase.units[0].id);
    koppel_case_free(&kase);
    CU_ASSERT_EQUAL_FATAL(read_earlier(text, &kase, &errors), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(kase.earlier[0].unit_id, "=U1");
    CU_ASSERT_STRING_EQUAL(kase.earlier[1].household_id, "-H");
    CU_ASSERT_STRING_EQUAL(kase.earlier[1].unit_id, "'+U");
    CU_ASSERT_STRING_EQUAL(kase.earlier_text, text);
    CU_ASSERT_EQUAL(read_earlier(kase.earlier_text, &again, &errors), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(again.earlier_text, text);
    koppel_case_free(&again);
    koppel_case_free(&kase);
}

/* A home to which the other columns of its row do not belong was put there by hand; so is one that stands there as the
 * next best. earlier.csv keeps that. */
static void test_reader_sees_what_was_put_in_by_hand(void)
{
    struct koppel_case kase = {0}, again = {0};
    struct koppel_errors errors = {0};
    const char *text = "household,unit,municipality,neighbourhood,corporation,next_best_unit\n"
                       "H1,U1,GM0001,BU00010001,C1,U2\n"
                       "H2,U2,GM0001,BU00010001,C1,\n"  /* of C2 */
                       "H3,U3,GM0002,BU00010001,C1,\n"; /* in BU00020001 */

    CU_ASSERT_EQUAL_FATAL(read_earlier(text, &kase, &errors), KOPPEL_OK);
    CU_ASSERT_FALSE(kase.earlier[0].is_edited);
    CU_ASSERT_TRUE(kase.earlier[1].is_edited);
    CU_ASSERT_TRUE(kase.earlier[2].is_edited);
    CU_ASSERT_STRING_EQUAL(kase.earlier_text, "household,unit,edited\nH1,U1,\nH2,U2,yes\nH3,U3,yes\n");
    CU_ASSERT_EQUAL_FATAL(read_earlier(kase.earlier_text, &again, &errors), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(again.earlier_text, kase.earlier_text);
    koppel_case_free(&again);
    koppel_case_free(&kase);
    CU_ASSERT_EQUAL_FATAL(read_earlier("household,unit,next_best_unit\nH1,U1,U1\nH2,U2,U1\n", &kase, &errors),
                          KOPPEL_OK);
    CU_ASSERT_TRUE(kase.earlier[0].is_edited);
    CU_ASSERT_FALSE(kase.earlier[1].is_edited);
    koppel_case_free(&kase);
}

static void test_ties_go_to_earlier_offers_unless_a_tier_counts_them(void)
{
    struct koppel_policy policy;

    koppel_policy_default(&policy);
    koppel_policy_keep_ties(&policy);
    CU_ASSERT_EQUAL(policy.n_tiers, 7);
    CU_ASSERT_EQUAL(policy.tiers[6].weight[KOPPEL_OBJECTIVE_STAY], 1);
    koppel_policy_keep_ties(&policy);
    CU_ASSERT_EQUAL(policy.n_tiers, 7);
    koppel_policy_default(&policy);
    policy.tiers[0].weight[KOPPEL_OBJECTIVE_STAY] = 5;
    koppel_policy_keep_ties(&policy);
    CU_ASSERT_EQUAL(policy.n_tiers, 6);
}

static void test_reader_refuses_what_is_no_earlier_proposal(void)
{
    expect_refused("household,home\nH1,U1\n", "proposal.csv:1: column \"unit\" is missing\n");
    expect_refused("unit,household,huishouden\nU1,H1,H1\n",
                   "proposal.csv:1: columns 2 and 3 both stand for \"household\": delete one\n");
    expect_refused("household,unit\nX1,U1\nX2,U2\n", "proposal.csv: this is a proposal of another case, or its keys "
                                                     "were spoilt: in none of its 2 rows with an offer "
                                                     "are both the household and the home in this case\n");
    expect_refused("household,unit\n,U1\nX2,U2\n\nX2,\n",
                   "proposal.csv:2: column household: the cell is empty: fill it in, or delete the row\n"
                   "proposal.csv:5: column household: \"X2\" stands on line 3 already: delete the row that was not its "
                   "offer\n");
    expect_refused("household,unit\nX2,U2,U3\n", "proposal.csv:2: this row has 3 fields, the header has 2: a text or "
                                                 "number with a comma in it must stand between double quotes\n");
}

static void test_reader_takes_a_proposal_without_offers(void)
{
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};

    CU_ASSERT_EQUAL(read_earlier("household,unit\n", &kase, &errors), KOPPEL_OK);
    CU_ASSERT_TRUE(kase.has_earlier);
    CU_ASSERT_EQUAL(kase.n_earlier, 0);
    koppel_case_free(&kase);
    koppel_errors_clear(&errors);
}

static void test_reader_survives_every_failed_allocation(void)
{
    struct case_files files = {0};
    long n = 0;

    case_files_good(&files);
    for (;; n++) {
        struct koppel_case kase = {0};
        struct koppel_errors errors = {0};
        enum koppel_status status = KOPPEL_OK;
        char text[200];

        CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
        snprintf(text, sizeof text, "household,unit\n%s,%s\n%s,\"a,b\"\n", kase.households[0].id, kase.units[0].id,
                 kase.households[1].id);
        failing_memory_after(n);
        status = koppel_earlier_parse(text, strlen(text), "proposal.csv", &kase, &errors, NULL);
        CU_ASSERT_EQUAL(status, failing_memory_has_failed() ? KOPPEL_E_MEMORY : KOPPEL_OK);
        koppel_case_free(&kase);
        koppel_errors_clear(&errors);
        if (!failing_memory_has_failed()) {
            break;
        }
    }
    failing_memory_after(-1);
    CU_ASSERT(n > 5 && n < 200);
}

/* ---- In the small town ---- */

static struct koppel_earlier_offer offers[] = {{"H0", "U0", H0, U0, 2, false},
                                               {"H1", "U1", H1, U1, 3, false},
                                               {"H2", "gone", H2, KOPPEL_NONE, 4, false},
                                               {"gone", "U2", KOPPEL_NONE, U2, 5, false}};

static void town_with_earlier(struct town *town)
{
    *town = town_new();
    town->kase.has_earlier = true;
    town->kase.earlier = offers;
    town->kase.earlier_file = "proposal.csv";
    town->kase.n_earlier = 4;
}

static void test_fates_tell_which_offers_can_stand(void)
{
    struct town town;

    town_with_earlier(&town);
    town.households[H0].tie = 1; /* the other municipality: U0 is no home for it any more */
    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.earlier_fate[0], KOPPEL_FATE_UNSUITABLE);
    CU_ASSERT_EQUAL(town.fit.earlier_fate[1], KOPPEL_FATE_STANDS);
    CU_ASSERT_EQUAL(town.fit.earlier_fate[2], KOPPEL_FATE_HOME_GONE);
    CU_ASSERT_EQUAL(town.fit.earlier_fate[3], KOPPEL_FATE_HOUSEHOLD_GONE);
    CU_ASSERT_EQUAL(town.fit.n_earlier_standing, 1);
    CU_ASSERT_EQUAL(town.fit.earlier_unit[H1], U1);
    CU_ASSERT_EQUAL(town.fit.earlier_unit[H0], KOPPEL_NONE);
    CU_ASSERT_EQUAL(town.fit.earlier_row[H2], 2);
    CU_ASSERT_EQUAL(town.fit.earlier_row[H3], KOPPEL_NONE);
    CU_ASSERT_TRUE(koppel_pair_is_earlier(&town.fit, H1, U1));
    CU_ASSERT_FALSE(koppel_pair_is_earlier(&town.fit, H1, KOPPEL_NONE));
    CU_ASSERT_FALSE(koppel_pair_is_earlier(&town.fit, H2, KOPPEL_NONE));
    {
        struct koppel_errors notes = {0};

        koppel_earlier_note(&town.fit, &notes);
        messages_assert(&notes,
                        "proposal.csv: 2 of 4 earlier offers are about a household or home that is not in this case: "
                        "H2 in gone on row 4, gone in U2 on row 5\n"
                        "proposal.csv: 1 of 4 earlier offers cannot stand, because the home does not suit any "
                        "more: H0 in U0 on row 2 (tie)\n");
    }
    town_free(&town);
}

static void test_fates_follow_what_is_decided(void)
{
    struct town town;

    town_with_earlier(&town);
    town.decisions[0] = town_decision(H2, U0, KOPPEL_KEEP, "");
    town.kase.n_decisions = 1;
    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.earlier_fate[0], KOPPEL_FATE_DECIDED); /* its only place is kept for another */
    town_free(&town);

    town_with_earlier(&town);
    town.decisions[0] = town_decision(H0, U0, KOPPEL_KEEP, "");
    town.kase.n_decisions = 1;
    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.earlier_fate[0], KOPPEL_FATE_STANDS);
    town_free(&town);
}

static void test_verdict_counts_what_is_kept(void)
{
    struct town town;
    const struct koppel_account *account = NULL;

    town_with_earlier(&town);
    town.policy.stay_max_changes = 1;
    town.unit_of[H1] = U1;
    town_check(&town);
    CU_ASSERT_EQUAL(town.fit.n_earlier_standing, 2);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_STAY], -1);
    account = &town.verdict.accounts[town.verdict.n_accounts - 1];
    CU_ASSERT_EQUAL(account->kind, KOPPEL_ACCOUNT_STAY);
    CU_ASSERT_EQUAL(account->min, 1);
    CU_ASSERT_EQUAL(account->placed, 1);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town_free(&town);

    town_with_earlier(&town);
    town.policy.stay_max_changes = 0;
    town.unit_of[H1] = U1;
    town_check(&town);
    CU_ASSERT_EQUAL_FATAL(town.verdict.n_violations, 1);
    CU_ASSERT_EQUAL(town.verdict.violations[0].kind, KOPPEL_VIOLATION_ACCOUNT);
    CU_ASSERT_STRING_EQUAL(town.verdict.violations[0].text,
                           "1 of the 2 earlier offers that can stand is changed; at most 0 may change");
    town_free(&town);
}

static void test_load_counts_the_pairs_alone_and_shares_measures(void)
{
    struct town town;
    struct koppel_formulation formulation = {0};
    struct koppel_errors errors = {0};
    int32_t stayed[N_HOUSEHOLDS] = {U0, U1, KOPPEL_NONE, KOPPEL_NONE};
    int64_t loads[64];
    int32_t n_measures = 0;

    town_with_earlier(&town);
    town_join(&town);
    CU_ASSERT_EQUAL_FATAL(koppel_formulation_make(&formulation, &town.fit, &errors), KOPPEL_OK);
    n_measures = formulation.problem.n_measures; /* without a limit there is no load */
    koppel_formulation_free(&formulation);
    town.policy.stay_max_changes = 1;
    CU_ASSERT_EQUAL_FATAL(koppel_formulation_make(&formulation, &town.fit, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(formulation.subjects[formulation.problem.n_loads - 1].kind, KOPPEL_LOAD_STAY);
    CU_ASSERT_EQUAL(formulation.problem.loads[formulation.problem.n_loads - 1].lo, 1);
    /* neither household suits the other's home, so one measure does for both */
    CU_ASSERT_EQUAL(formulation.problem.n_measures, n_measures + 1);
    koppel_problem_loads(&formulation.problem, stayed, loads);
    CU_ASSERT_EQUAL(loads[formulation.problem.n_loads - 1], 2);
    koppel_formulation_free(&formulation);
    koppel_errors_clear(&errors);
    town_free(&town);
}

/* ---- What a policy is told ---- */

static void expect_tiers(const char *before, const char *stay_close, const char *after)
{
    struct koppel_policy policy;
    struct koppel_errors errors = {0};
    char text[200];
    char names[200] = "";

    snprintf(text, sizeof text, "{\"tiers\": [%s]}", before);
    CU_ASSERT_EQUAL_FATAL(koppel_policy_parse(text, strlen(text), "p.json", &policy, &errors), KOPPEL_OK);
    CU_ASSERT_TRUE(koppel_policy_stay_close(&policy, stay_close));
    for (int32_t t = 0; t < policy.n_tiers; t++) {
        char name[KOPPEL_TIER_NAME];

        koppel_tier_name(&policy.tiers[t], name);
        strcat(names, t > 0 ? " " : "");
        strcat(names, name);
    }
    CU_ASSERT_STRING_EQUAL(names, after);
    koppel_errors_clear(&errors);
}

static void test_staying_close_changes_the_policy(void)
{
    static const char *const refused[] = {"", "-1", "3x", " 3", "least", "1000001", "99999999999999999999"};
    struct koppel_policy policy;

    koppel_policy_default(&policy);
    CU_ASSERT_TRUE(koppel_policy_stay_close(&policy, "0"));
    CU_ASSERT_EQUAL(policy.stay_max_changes, 0);
    CU_ASSERT_TRUE(koppel_policy_stay_close(&policy, "1000000"));
    CU_ASSERT_EQUAL(policy.stay_max_changes, 1000000);
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
        CU_ASSERT_FALSE(koppel_policy_stay_close(&policy, refused[k]));
    }
    CU_ASSERT_EQUAL(policy.stay_max_changes, 1000000);
    expect_tiers("\"target\", \"urgency\", \"fit\"", "most", "target urgency stay fit");
    expect_tiers("\"urgency\", \"fit\", \"target\"", "most", "urgency fit target stay");
    expect_tiers("\"fit\"", "most", "stay fit");
    expect_tiers("{\"target\": 5, \"fit\": 1}, \"mix\"", "most", "target+fit stay mix");
    expect_tiers("\"fit\", \"stay\"", "most", "fit stay");
    expect_tiers("\"fit\"", "12", "fit");
    expect_tiers("\"target\", \"urgency\", \"spread\", \"agreement\", \"mix\", \"fit\"", "most",
                 "target urgency stay spread agreement mix fit");
}

static void test_policy_that_counts_kept_offers_needs_an_earlier_proposal(void)
{
    struct town town = town_new();
    struct koppel_errors notes = {0};

    town_join(&town);
    koppel_earlier_note(&town.fit, &notes);
    messages_assert(&notes, "");
    town.policy.stay_max_changes = 3;
    koppel_earlier_note(&town.fit, &notes);
    messages_assert_part(&notes, "name it with --earlier");
    koppel_errors_clear(&notes);
    CU_ASSERT_EQUAL(koppel_earlier_least_kept(&town.fit), KOPPEL_UNKNOWN);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_reader_takes_offers_and_marks_what_is_gone),
                                              TEST(test_reader_keeps_keys_that_look_like_formulas),
                                              TEST(test_reader_sees_what_was_put_in_by_hand),
                                              TEST(test_ties_go_to_earlier_offers_unless_a_tier_counts_them),
                                              TEST(test_reader_refuses_what_is_no_earlier_proposal),
                                              TEST(test_reader_takes_a_proposal_without_offers),
                                              TEST(test_reader_survives_every_failed_allocation),
                                              TEST(test_fates_tell_which_offers_can_stand),
                                              TEST(test_fates_follow_what_is_decided),
                                              TEST(test_verdict_counts_what_is_kept),
                                              TEST(test_load_counts_the_pairs_alone_and_shares_measures),
                                              TEST(test_staying_close_changes_the_policy),
                                              TEST(test_policy_that_counts_kept_offers_needs_an_earlier_proposal),
                                              TEST_END};

    return suite_run("earlier", tests);
}
