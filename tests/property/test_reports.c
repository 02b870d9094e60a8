// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every report of random small cases: the texts are made, they are whole, and they say what the tables say. */
#include "io/policy_reader.h"
#include "io/proposal_reader.h"
#include "messages.h"
#include "random_report.h"
#include "report/hold.h"
#include "report/report.h"
#include "suite.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int count_lines(const struct koppel_text *text)
{
    int n = 0;

    for (size_t b = 0; b < text->n_bytes; b++) {
        n += text->bytes[b] == '\n';
    }
    return n;
}

/* summary.json among the documents of a proposal. */
static const struct koppel_text *summary_of(const struct koppel_document *documents)
{
    int d = 0;

    while (d + 1 < KOPPEL_N_DOCUMENTS &&
           (documents[d].name == NULL || strcmp(documents[d].name, "summary.json") != 0)) {
        d++;
    }
    return &documents[d].text;
}

static void check_documents(const struct random_report *setting)
{
    struct koppel_document documents[KOPPEL_N_DOCUMENTS];
    const struct koppel_case *kase = &setting->random.kase;
    cJSON *json = NULL;
    const char *end = NULL;

    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&setting->report, documents), KOPPEL_OK);
    CU_ASSERT_EQUAL(count_lines(&documents[0].text), 1 + (int)setting->verdict.n_placed_households);
    CU_ASSERT_EQUAL(count_lines(&documents[1].text),
                    1 + kase->n_households - (int)setting->verdict.n_placed_households);
    CU_ASSERT_EQUAL(count_lines(&documents[3].text), 1 + kase->n_municipalities);
    CU_ASSERT_EQUAL(count_lines(&documents[4].text), 1 + kase->n_agreements);
    json = cJSON_ParseWithOpts(summary_of(documents)->bytes, &end, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    CU_ASSERT_EQUAL(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(json, "tiers")), setting->proposal.n_tiers);
    cJSON_Delete(json);
    for (int d = 0; d < KOPPEL_N_DOCUMENTS; d++) {
        koppel_text_free(&documents[d].text);
    }
}

static void check_width(const struct koppel_text *text)
{
    int width = 0;
    int widest = 0;

    for (size_t b = 0; b < text->n_bytes; b++) {
        width = text->bytes[b] == '\n' ? 0 : width + 1;
        widest = width > widest ? width : widest;
    }
    CU_ASSERT(widest <= 100);
}

static void check_texts(const struct random_report *setting)
{
    struct koppel_text text = {0};

    for (int verbose = 0; verbose < 2; verbose++) {
        const struct koppel_summary_extent extent = {.verbose = verbose != 0, .n_offers = KOPPEL_OFFERS_SHOWN};

        CU_ASSERT_EQUAL(koppel_report_summary(&setting->report, &extent, &text), KOPPEL_OK);
        CU_ASSERT(verbose != 0 || count_lines(&text) <= 120);
        check_width(&text);
        if (getenv("KOPPEL_SHOW") != NULL) {
            printf("%s\n", text.bytes);
        }
        koppel_text_free(&text);
    }
    CU_ASSERT_EQUAL(koppel_report_verdict(&setting->fit, &setting->verdict, &text), KOPPEL_OK);
    check_width(&text);
    for (int32_t i = 0; i < setting->random.kase.n_households; i++) {
        CU_ASSERT_EQUAL(
            koppel_report_household(&setting->report, i, setting->others, setting->random.kase.n_households, &text),
            KOPPEL_OK);
    }
    check_width(&text);
    if (getenv("KOPPEL_SHOW") != NULL && text.bytes != NULL) {
        printf("%s\n", text.bytes);
    }
    koppel_text_free(&text);
}

static void test_every_report_of_a_random_case_is_made(void)
{
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct random_report setting;

        CU_ASSERT_FATAL(random_report_make(&setting, seed));
        check_documents(&setting);
        check_texts(&setting);
        random_report_free(&setting);
    }
}

/* The written files, read back, are the same proposal with the same claims. */
static void test_written_files_read_back_as_the_same_proposal(void)
{
    int n_valid = 0;

    for (uint64_t seed = 500; seed < 700; seed++) {
        struct random_report setting;
        struct koppel_document documents[KOPPEL_N_DOCUMENTS];
        struct koppel_proposal read = {0};
        struct koppel_errors errors = {0};
        struct koppel_policy parsed;
        char *policy = NULL;
        bool valid = false;

        CU_ASSERT_FATAL(random_report_make(&setting, seed));
        CU_ASSERT_EQUAL_FATAL(koppel_policy_print(&setting.random.policy, &policy), KOPPEL_OK);
        valid = koppel_policy_parse(policy, strlen(policy), "policy", &parsed, &errors) == KOPPEL_OK;
        koppel_errors_clear(&errors);
        n_valid += valid ? 1 : 0;
        setting.facts.policy_json = valid ? policy : "null"; /* random policies may mix rules that a reader refuses */
        CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&setting.report, documents), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_proposal_parse(documents[0].text.bytes, documents[0].text.n_bytes, "proposal.csv",
                                              &setting.random.kase, &read, &errors),
                        KOPPEL_OK);
        if (valid) {
            CU_ASSERT_EQUAL(koppel_claims_parse(summary_of(documents)->bytes, summary_of(documents)->n_bytes,
                                                "summary.json", &read, &errors),
                            KOPPEL_OK);
        }
        messages_assert(&errors, "");
        for (int32_t i = 0; i < setting.proposal.n_households; i++) {
            CU_ASSERT_EQUAL(read.unit_of[i], setting.proposal.unit_of[i]);
        }
        CU_ASSERT_EQUAL(read.n_tiers, valid ? setting.proposal.n_tiers : 0);
        for (int32_t t = 0; t < read.n_tiers; t++) {
            CU_ASSERT_STRING_EQUAL(read.tiers[t].name, setting.proposal.tiers[t].name);
            CU_ASSERT_EQUAL(read.tiers[t].scale, setting.proposal.tiers[t].scale);
            CU_ASSERT_EQUAL(read.tiers[t].cost, setting.proposal.tiers[t].cost);
            CU_ASSERT_EQUAL(read.tiers[t].bound, setting.proposal.tiers[t].bound);
            CU_ASSERT_EQUAL(read.tiers[t].proven, setting.proposal.tiers[t].proven);
        }
        for (int d = 0; d < KOPPEL_N_DOCUMENTS; d++) {
            koppel_text_free(&documents[d].text);
        }
        free(policy);
        koppel_proposal_free(&read);
        random_report_free(&setting);
    }
    CU_ASSERT(n_valid > 20);
}

static bool breaks_an_account(const struct koppel_suitability *fit, const int32_t *unit_of)
{
    struct koppel_verdict verdict;
    bool breaks = false;

    CU_ASSERT_EQUAL_FATAL(koppel_verdict_make(fit, unit_of, NULL, 0, &verdict), KOPPEL_OK);
    for (size_t k = 0; k < verdict.n_violations; k++) {
        breaks = breaks || verdict.violations[k].kind == KOPPEL_VIOLATION_ACCOUNT;
    }
    koppel_verdict_free(&verdict);
    return breaks;
}

/* Gives the unit to the household (in place of another and of its own, if any) and asks the verdict. */
static void check_hold(const struct random_report *setting, const struct koppel_holds *holds, int32_t household,
                       int32_t unit, int32_t leaves, int *n_held)
{
    int32_t *unit_of = setting->proposal.unit_of;
    int32_t from = unit_of[household];
    const struct koppel_offer_change change = {household, unit, from, leaves};
    struct koppel_hold hold = koppel_hold_find(holds, KOPPEL_MUST, &change);
    bool breaks = false;

    unit_of[household] = unit;
    if (leaves != KOPPEL_NONE) {
        unit_of[leaves] = KOPPEL_NONE;
    }
    breaks = breaks_an_account(&setting->fit, unit_of);
    unit_of[household] = from;
    if (leaves != KOPPEL_NONE) {
        unit_of[leaves] = unit;
    }
    CU_ASSERT_EQUAL(hold.account != KOPPEL_NONE, breaks);
    *n_held += breaks ? 1 : 0;
}

/* From a proposal that meets every must: an offer, a move or an exchange is held back exactly when the verdict finds it
 * broken.
 */
static void test_what_is_held_back_is_what_the_verdict_refuses(void)
{
    int n_held = 0;
    int n_asked = 0;

    for (uint64_t seed = 1000; seed < 1600; seed++) {
        struct random_report setting;
        struct koppel_holds holds = {0};

        CU_ASSERT_FATAL(random_report_make(&setting, seed));
        CU_ASSERT_EQUAL_FATAL(koppel_holds_make(&holds, &setting.fit, &setting.verdict), KOPPEL_OK);
        for (int32_t i = 0;
             !breaks_an_account(&setting.fit, setting.proposal.unit_of) && i < setting.proposal.n_households; i++) {
            for (int32_t j = 0; j < setting.random.kase.n_units; j++) {
                if (setting.proposal.unit_of[i] == j) {
                    continue;
                }
                check_hold(&setting, &holds, i, j, KOPPEL_NONE, &n_held);
                n_asked++;
                for (int32_t other = 0; other < setting.proposal.n_households; other++) {
                    if (setting.proposal.unit_of[other] == j) {
                        check_hold(&setting, &holds, i, j, other, &n_held);
                        n_asked++;
                    }
                }
            }
        }
        koppel_holds_free(&holds);
        random_report_free(&setting);
    }
    CU_ASSERT(n_held > 100);
    CU_ASSERT(n_asked > 2 * n_held);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_every_report_of_a_random_case_is_made),
                                              TEST(test_written_files_read_back_as_the_same_proposal),
                                              TEST(test_what_is_held_back_is_what_the_verdict_refuses), TEST_END};

    return suite_run("reports", tests);
}
