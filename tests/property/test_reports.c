/* Every report of random small cases: the texts are made, they are whole, and they say what the tables say. */
#include "random_case.h"
#include "report/report.h"
#include "suite.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A case with a proposal, its verdict and invented costs of other choices. */
struct setting {
    struct random_case random;
    struct koppel_suitability fit;
    struct koppel_proposal proposal;
    struct koppel_verdict verdict;
    struct koppel_alternative *others;
    struct koppel_run_facts facts;
    struct koppel_report report;
};

static void invent_others(struct setting *setting)
{
    uint64_t *state = &setting->random.state;
    int32_t n = setting->random.kase.n_households;

    setting->others = calloc((size_t)n + 1, sizeof *setting->others);
    for (int32_t i = 0; i < n; i++) {
        struct koppel_alternative *other = &setting->others[i];

        other->unit = KOPPEL_NONE;
        other->state = (enum koppel_alternative_state)random_case_below(state, 4);
        if (other->state >= KOPPEL_ALTERNATIVE_FEASIBLE && setting->random.kase.n_units > 0) {
            other->unit = random_case_below(state, setting->random.kase.n_units);
            for (int32_t t = 0; t < setting->proposal.n_tiers; t++) {
                other->cost[t] = random_case_below(state, 3) - 1;
            }
        } else if (other->state >= KOPPEL_ALTERNATIVE_FEASIBLE) {
            other->state = KOPPEL_ALTERNATIVE_UNKNOWN;
        }
    }
}

static bool setting_make(struct setting *setting, uint64_t seed)
{
    struct koppel_proposal *proposal = &setting->proposal;

    memset(setting, 0, sizeof *setting);
    if (!random_case_make(&setting->random, seed, NULL) ||
        random_case_fit(&setting->random, &setting->fit) != KOPPEL_OK) {
        return false;
    }
    if (seed % 2 == 1) {
        setting->random.kase.separator = ';';
        setting->random.kase.decimal_point = ',';
    }
    proposal->n_households = setting->random.kase.n_households;
    proposal->unit_of = calloc((size_t)proposal->n_households + 1, sizeof *proposal->unit_of);
    random_case_propose(&setting->fit, &setting->random.state, proposal->unit_of);
    if (koppel_verdict_make(&setting->fit, proposal->unit_of, NULL, 0, &setting->verdict) != KOPPEL_OK) {
        return false;
    }
    proposal->n_tiers = setting->random.policy.n_tiers;
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        const struct koppel_tier_rule *rule = &setting->random.policy.tiers[t];

        koppel_tier_name(rule, proposal->tiers[t].name);
        proposal->tiers[t].maximise = koppel_tier_maximise(rule);
        proposal->tiers[t].scale = koppel_tier_scale(&setting->random.policy, rule);
        proposal->tiers[t].cost = setting->verdict.tier_cost[t];
        proposal->tiers[t].bound = seed % 3 == 0 ? INT64_MIN : setting->verdict.tier_cost[t] - (int64_t)(seed % 5);
        proposal->tiers[t].proven = seed % 3 == 1;
    }
    invent_others(setting);
    setting->facts = (struct koppel_run_facts){.engine = "none",
                                               .outcome = "feasible",
                                               .policy_json = "{\"name\": \"a\"}\n",
                                               .seed = UINT64_MAX,
                                               .seconds = (double)seed};
    setting->report = (struct koppel_report){.fit = &setting->fit,
                                             .proposal = proposal,
                                             .verdict = &setting->verdict,
                                             .next_best = seed % 4 == 0 ? NULL : setting->others,
                                             .facts = &setting->facts};
    return true;
}

static void setting_free(struct setting *setting)
{
    free(setting->others);
    koppel_verdict_free(&setting->verdict);
    koppel_proposal_free(&setting->proposal);
    koppel_suitability_free(&setting->fit);
    random_case_free(&setting->random);
}

static int count_lines(const struct koppel_text *text)
{
    int n = 0;

    for (size_t b = 0; b < text->n_bytes; b++) {
        n += text->bytes[b] == '\n';
    }
    return n;
}

static void check_documents(const struct setting *setting)
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
    json = cJSON_ParseWithOpts(documents[5].text.bytes, &end, 1);
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

static void check_texts(const struct setting *setting)
{
    struct koppel_text text = {0};

    for (int verbose = 0; verbose < 2; verbose++) {
        CU_ASSERT_EQUAL(koppel_report_summary(&setting->report, verbose != 0, &text), KOPPEL_OK);
        CU_ASSERT(verbose != 0 || count_lines(&text) <= 40);
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
        struct setting setting;

        CU_ASSERT_FATAL(setting_make(&setting, seed));
        check_documents(&setting);
        check_texts(&setting);
        setting_free(&setting);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_every_report_of_a_random_case_is_made), TEST_END};

    return suite_run("reports", tests);
}
