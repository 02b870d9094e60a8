// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The files of the output folder, byte for byte, in the small town. */
#include "failing_memory.h"
#include "suite.h"
#include "town_report.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

enum { PROPOSAL, UNPLACED, AREAS, TARGETS, AGREEMENTS, SUMMARY };

static void place_two(struct town *town)
{
    town->policy.spread_rule = KOPPEL_SPREAD_CAP;
    town->agreements[0] = (struct koppel_agreement){0, 0, 1, 2, 2};
    town->agreements[1] = (struct koppel_agreement){1, KOPPEL_NONE, KOPPEL_UNKNOWN, 5, 3};
    town->kase.n_agreements = 2;
    town->unit_of[H1] = U1;
    town->unit_of[H3] = U4;
}

static void documents_free(struct koppel_document documents[KOPPEL_N_DOCUMENTS])
{
    for (int d = 0; d < KOPPEL_N_DOCUMENTS; d++) {
        koppel_text_free(&documents[d].text);
    }
}

static void test_tables_of_the_small_town(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_document documents[KOPPEL_N_DOCUMENTS];

    place_two(&town);
    town_report_make(&town, &made);
    made.others[H1].state = KOPPEL_ALTERNATIVE_NONE;
    made.others[H3] = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_FEASIBLE, .unit = U2};
    made.others[H3].cost[0] = 1;
    made.report.with_columns = true;
    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&made.report, documents), KOPPEL_OK);
    town_expect_text(documents[PROPOSAL].text.bytes,
                     "household,unit,persons,municipality,neighbourhood,corporation,score,score_rooms,score_school,"
                     "score_gp,score_transit,score_labour,score_network,score_region,score_scores,score_spare,"
                     "next_best_unit,"
                     "next_best_cost,decision,decision_against,decision_reason,by_lot,x_type\n"
                     "H1,U1,4,GM0001,BU00010002,C0,1000,1000,500,500,,,,,,,,no other home,,,,,A\n"
                     "H3,U4,1,GM0002,BU00020001,C1,700,700,,500,,,,,,,U2,1 more person short of the target (not proven "
                     "least),,,,,B\n");
    town_expect_text(documents[AREAS].text.bytes,
                     "code,name,municipality,corporation_dwellings,inhabitants,reference,before,placed,of_which_kept,"
                     "of_which_excepted,after,fair_share,cap,above_cap_before\n"
                     "BU00010001,Quarter,GM0001,100,400,100,10,0,0,0,10,7.25,10,no\n"
                     "BU00010002,Quarter,GM0001,300,400,300,0,4,0,0,4,21.75,28,no\n"
                     "BU00010003,Quarter,GM0001,0,200,0,4,0,0,0,4,0,4,\n"
                     "BU00020001,Quarter,GM0002,50,100,50,5,1,0,0,6,11,14,no\n");
    town_expect_text(documents[TARGETS].text.bytes,
                     "municipality,name,period,target,balance,housed_before,to_house,placed,short,homes,linked,"
                     "excusable\n"
                     "GM0001,Town 1,2026-1,20,2,3,15,4,11,1,,\n"
                     "GM0002,Town 2,2026-1,11,2,3,6,1,5,1,,\n");
    town_expect_text(documents[AGREEMENTS].text.bytes, "corporation,name,municipality,min,max,placed,of_which_kept,"
                                                       "of_which_excepted\n"
                                                       "C0,Woonplus,GM0001,1,2,1,0,0\n"
                                                       "C1,Thuis,,,5,1,0,0\n");
    documents_free(documents);
    town_free(&town);
}

static void test_tables_follow_the_separators_of_the_case(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_document documents[KOPPEL_N_DOCUMENTS];

    town.kase.separator = ';';
    town.kase.decimal_point = ',';
    town.policy.spread_level = KOPPEL_AREA_DISTRICT;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&made.report, documents), KOPPEL_OK);
    town_expect_text(documents[AREAS].text.bytes,
                     "\xEF\xBB\xBF"
                     "code;name;municipality;corporation_dwellings;inhabitants;reference;before;placed;of_which_kept;"
                     "of_which_excepted;after;fair_share;cap;above_cap_before\r\n"
                     "WK000100;;GM0001;400;800;400;10;0;0;0;10;29;37;no\r\n"
                     "WK000101;;GM0001;0;200;0;4;0;0;0;4;0;4;\r\n"
                     "WK000200;;GM0002;50;100;50;5;0;0;0;5;11;14;no\r\n");
    documents_free(documents);
    town_free(&town);
}

static void test_complexes_have_a_row_for_each_municipality(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_document documents[KOPPEL_N_DOCUMENTS];

    town.policy.spread_level = KOPPEL_AREA_COMPLEX;
    town.policy.spread_rule = KOPPEL_SPREAD_EVEN;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&made.report, documents), KOPPEL_OK);
    town_expect_text(documents[AREAS].text.bytes,
                     "code,name,municipality,corporation_dwellings,inhabitants,reference,before,placed,of_which_kept,"
                     "of_which_excepted,after,fair_share,cap,above_cap_before\n"
                     "X0,,GM0001,,,2,0,0,0,0,0,5,,\n"
                     "X1,,GM0001,,,2,0,0,0,0,0,5,,\n");
    documents_free(documents);
    town_free(&town);
}

static const char *string_of(const cJSON *object, const char *name)
{
    const char *string = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));

    return string != NULL ? string : "(no string)";
}

static cJSON *parse_summary(const struct koppel_report *report)
{
    struct koppel_text text = {0};
    cJSON *json = NULL;

    CU_ASSERT_EQUAL_FATAL(koppel_report_json(report, &text), KOPPEL_OK);
    json = cJSON_ParseWithOpts(text.bytes, NULL, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    koppel_text_free(&text);
    return json;
}

static void test_summary_keeps_large_values_exactly(void)
{
    struct town town = town_new();
    struct town_report made;
    cJSON *json = NULL;
    const cJSON *tier = NULL;

    town_report_make(&town, &made);
    made.proposal.tiers[0].cost = INT64_C(9007199254740993);
    made.proposal.tiers[0].bound = INT64_C(9007199254740992);
    made.proposal.tiers[5].cost = -INT64_C(1234567000001);
    made.proposal.tiers[5].bound = INT64_MIN;
    made.proposal.tiers[5].proven = false;
    made.facts.seed = UINT64_MAX;
    json = parse_summary(&made.report);
    tier = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(json, "tiers"), 0);
    CU_ASSERT_STRING_EQUAL(string_of(tier, "name"), "target");
    CU_ASSERT_STRING_EQUAL(string_of(tier, "sense"), "minimise");
    CU_ASSERT_STRING_EQUAL(string_of(tier, "value"), "9007199254740993");
    CU_ASSERT_STRING_EQUAL(string_of(tier, "bound"), "9007199254740992");
    CU_ASSERT_STRING_EQUAL(string_of(tier, "gap"), "1");
    tier = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(json, "tiers"), 5);
    CU_ASSERT_STRING_EQUAL(string_of(tier, "sense"), "maximise");
    CU_ASSERT_STRING_EQUAL(string_of(tier, "value"), "1234567.000001");
    CU_ASSERT_TRUE(cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(tier, "bound")));
    CU_ASSERT_TRUE(cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(tier, "proven")));
    CU_ASSERT_STRING_EQUAL(string_of(json, "seed"), "18446744073709551615");
    cJSON_Delete(json);
    town_free(&town);
}

static void test_summary_holds_what_was_solved_and_with_what(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_input input = {.file = "units \"a\\b\".csv", .table = "units.csv", .n_bytes = 12, .sha256 = "0a1b"};
    cJSON *json = NULL;
    const cJSON *counts = NULL;

    place_two(&town);
    town.kase.folder = "data/the case\n/";
    town.kase.inputs = &input;
    town.kase.n_inputs = 1;
    town_report_make(&town, &made);
    made.facts.policy_json = "{\"name\": \"even\"}\r\n";
    json = parse_summary(&made.report);
    CU_ASSERT_STRING_EQUAL(string_of(json, "case"), "the case\n");
    CU_ASSERT_STRING_EQUAL(string_of(json, "version"), KOPPEL_VERSION);
    CU_ASSERT_STRING_EQUAL(string_of(json, "period"), "2026-1");
    CU_ASSERT_STRING_EQUAL(string_of(json, "as_of"), "2026-03-02");
    CU_ASSERT_STRING_EQUAL(string_of(cJSON_GetObjectItemCaseSensitive(json, "policy"), "name"), "even");
    CU_ASSERT_STRING_EQUAL(string_of(cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(json, "inputs"), 0), "file"),
                           "units \"a\\b\".csv");
    counts = cJSON_GetObjectItemCaseSensitive(json, "counts");
    CU_ASSERT_EQUAL(cJSON_GetObjectItemCaseSensitive(counts, "placed_persons")->valueint, 5);
    CU_ASSERT_EQUAL(cJSON_GetObjectItemCaseSensitive(counts, "left_households")->valueint, 2);
    CU_ASSERT_EQUAL(cJSON_GetObjectItemCaseSensitive(counts, "places")->valueint, 6);
    CU_ASSERT_EQUAL(cJSON_GetObjectItemCaseSensitive(counts, "target_persons_short")->valueint, 16);
    CU_ASSERT_EQUAL(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(
                        cJSON_GetObjectItemCaseSensitive(json, "spread"), "municipalities")),
                    N_TOWNS);
    cJSON_Delete(json);
    town_free(&town);
}

static void test_path_that_is_no_text_gives_json_that_is(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_text text = {0};

    town.kase.folder = "caf\xE9 \xC3\xA9 \xED\xA0\x80 \xF4\x90\x80\x80 \xC0\xAF \xE2\x82";
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL(koppel_report_json(&made.report, &text), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.bytes, "\"case\": \"caf\\ufffd \xC3\xA9 \\ufffd\\ufffd\\ufffd "
                                              "\\ufffd\\ufffd\\ufffd\\ufffd \\ufffd\\ufffd \\ufffd\\ufffd\""));
    koppel_text_free(&text);
    town_free(&town);
}

static void test_files_do_not_depend_on_the_clock(void)
{
    struct town town = town_new();
    struct town_report made;
    struct koppel_document first[KOPPEL_N_DOCUMENTS];
    struct koppel_document second[KOPPEL_N_DOCUMENTS];
    const struct koppel_certificate certificate = {.n_tiers = 1, .tiers = {{.claim = {.name = "fit", .scale = 1}}}};

    place_two(&town);
    town_report_make(&town, &made);
    made.report.certificate = &certificate;
    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&made.report, first), KOPPEL_OK);
    made.facts.seconds = 1234.5;
    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&made.report, second), KOPPEL_OK);
    for (int d = 0; d < KOPPEL_N_DOCUMENTS && first[d].name != NULL; d++) {
        CU_ASSERT_STRING_EQUAL(first[d].text.bytes, second[d].text.bytes);
    }
    documents_free(first);
    documents_free(second);
    town_free(&town);
}

static void test_columns_of_both_tables_get_the_table_in_front(void)
{
    static const char *unit_columns[] = {"x_type", "x_lift"};
    static const char *unit_values[] = {"a", "1", "b", "2", "=c", "-3", "d", "4", "e", "5"};
    struct town town = town_new();
    struct town_report made;
    struct koppel_document documents[KOPPEL_N_DOCUMENTS];

    town.kase.unit_extra = (struct koppel_extra){2, unit_columns, unit_values};
    town.unit_of[H2] = U2;
    town_report_make(&town, &made);
    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&made.report, documents), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(documents[PROPOSAL].text.bytes, "decision_reason,by_lot,x_type,x_lift\n"));
    documents_free(documents);
    made.report.with_columns = true;
    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&made.report, documents), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(documents[PROPOSAL].text.bytes, ",household_x_type,unit_x_type,x_lift\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(documents[PROPOSAL].text.bytes, ",B,'=c,-3\n"));
    documents_free(documents);
    town_free(&town);
}

static void test_every_allocation_may_fail(void)
{
    struct town town = town_new();
    struct town_report made;
    long n = 0;

    place_two(&town);
    town_report_make(&town, &made);
    made.others[H3] = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_FEASIBLE, .unit = U2};
    for (;; n++) {
        struct koppel_document documents[KOPPEL_N_DOCUMENTS];
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = koppel_report_documents(&made.report, documents);
        documents_free(documents);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    failing_memory_after(-1);
    CU_ASSERT(n > 30 && n < 1000);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_tables_of_the_small_town),
                                              TEST(test_tables_follow_the_separators_of_the_case),
                                              TEST(test_complexes_have_a_row_for_each_municipality),
                                              TEST(test_summary_keeps_large_values_exactly),
                                              TEST(test_summary_holds_what_was_solved_and_with_what),
                                              TEST(test_path_that_is_no_text_gives_json_that_is),
                                              TEST(test_files_do_not_depend_on_the_clock),
                                              TEST(test_columns_of_both_tables_get_the_table_in_front),
                                              TEST(test_every_allocation_may_fail),
                                              TEST_END};

    return suite_run("documents", tests);
}
