// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Written folders read back: as they were written, edited by hand, and damaged. */
#include "case_files.h"
#include "io/policy_reader.h"
#include "io/proposal_reader.h"
#include "messages.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct koppel_case kase;
static struct koppel_proposal proposal;
static struct koppel_errors errors;
static struct koppel_errors notes;

static void read_case(void)
{
    struct case_files files;

    case_files_good(&files);
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
}

static void assert_reads(const char *text, int32_t first, int32_t second, int32_t third)
{
    CU_ASSERT_EQUAL(koppel_proposal_parse(text, strlen(text), "proposal.csv", &kase, &proposal, &errors), KOPPEL_OK);
    messages_assert(&errors, "");
    CU_ASSERT_EQUAL_FATAL(proposal.n_households, 3);
    CU_ASSERT_EQUAL(proposal.unit_of[0], first);
    CU_ASSERT_EQUAL(proposal.unit_of[1], second);
    CU_ASSERT_EQUAL(proposal.unit_of[2], third);
    CU_ASSERT_EQUAL(proposal.n_tiers, 0);
    koppel_proposal_free(&proposal);
}

static void assert_refuses(const char *text, const char *messages)
{
    CU_ASSERT_EQUAL(koppel_proposal_parse(text, strlen(text), "proposal.csv", &kase, &proposal, &errors),
                    KOPPEL_E_INPUT);
    messages_assert(&errors, messages);
    koppel_proposal_free(&proposal);
}

static void test_proposal_is_read_by_key_in_any_shape(void)
{
    read_case();
    assert_reads("household,unit,persons,score\nH1,U1,5,800\nH2,U2,1,500\n", 0, 1, KOPPEL_NONE);
    assert_reads("\xEF\xBB\xBFremark;unit;household\r\nmoved;U2;H3\r\n;U1;H1\r\n", 0, KOPPEL_NONE, 1);
    assert_reads("huishouden;woning\nH2;U3\n", KOPPEL_NONE, 2, KOPPEL_NONE);
    assert_reads("household,unit\nH1,\nH3,U3\n", KOPPEL_NONE, KOPPEL_NONE, 2);
    assert_reads("household,unit\n", KOPPEL_NONE, KOPPEL_NONE, KOPPEL_NONE);
    koppel_case_free(&kase);
}

/* A key that begins with = + - @ was written with an apostrophe before it. */
static void test_proposal_takes_the_apostrophe_off(void)
{
    struct case_files files;

    case_files_good(&files);
    case_files_remove(&files, "scores.csv");
    case_files_remove(&files, "limits.csv");
    case_files_remove(&files, "decisions.csv");
    case_files_set(&files, "households.csv", "household,adults,children\n@H1,1,0\n'=H2,1,0\n's-H3,1,0\n");
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, NULL), KOPPEL_OK);
    assert_reads("household,unit\n'@H1,U1\n''=H2,U2\n's-H3,U3\n", 0, 1, 2);
    koppel_case_free(&kase);
}

static void test_proposal_errors_name_line_and_column(void)
{
    read_case();
    assert_refuses("household,unit\nH9,U1\nH1,U10\n,U2\nH2,U2\nH2,U3\n",
                   "proposal.csv:2: column household: \"H9\" is not in the households of the case\n"
                   "proposal.csv:3: column unit: \"U10\" is not in the units of the case (did you mean \"U1\"?)\n"
                   "proposal.csv:4: column household: the cell is empty: fill it in, or delete the row\n"
                   "proposal.csv:6: column household: \"H2\" stands on line 5 already, and may be offered one home\n");
    assert_refuses("household,home\nH1,U1\n", "proposal.csv:1: column \"unit\" is missing\n");
    assert_refuses("unit,household,woning\nU1,H1,U2\n",
                   "proposal.csv:1: columns 1 and 3 both stand for \"unit\": delete one\n");
    assert_refuses(
        "household,unit\nH1,U1,x\n",
        "proposal.csv:2: this row has 3 fields, the header has 2: a text or number with a comma in it must stand "
        "between double quotes\n");
    koppel_case_free(&kase);
}

/* A summary with the default policy changed by `policy`, and these tiers. */
static char *summary_of(const char *policy_json, const char *tiers)
{
    struct koppel_policy policy;
    char *json = NULL;
    char *text = NULL;
    size_t n = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_policy_parse(policy_json, strlen(policy_json), "policy", &policy, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_policy_print(&policy, &json), KOPPEL_OK);
    n = strlen(json) + strlen(tiers) + 64;
    text = malloc(n);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    snprintf(text, n, "{\"program\": \"koppel\", \"policy\": %s, \"tiers\": [%s]}", json, tiers);
    free(json);
    return text;
}

static void assert_claims(const char *policy, const char *tiers, const char *messages)
{
    char *text = summary_of(policy, tiers);
    enum koppel_status status = koppel_claims_parse(text, strlen(text), "summary.json", &proposal, &errors);

    CU_ASSERT_EQUAL(status, messages[0] == '\0' ? KOPPEL_OK : KOPPEL_E_INPUT);
    messages_assert(&errors, messages);
    free(text);
}

static void test_claims_are_read_exactly(void)
{
    assert_claims(
        "{}",
        "{\"name\": \"target\", \"sense\": \"minimise\", \"value\": \"12\", \"bound\": \"10\", \"gap\": \"2\", "
        "\"proven\": false},"
        "{\"name\": \"urgency\", \"sense\": \"maximise\", \"value\": \"5120\", \"bound\": null, \"proven\": false},"
        "{\"name\": \"fit\", \"sense\": \"maximise\", \"value\": \"9007199254740.993\", \"bound\": "
        "\"9007199254741\", \"proven\": true}",
        "");
    CU_ASSERT_EQUAL_FATAL(proposal.n_tiers, 3);
    CU_ASSERT_STRING_EQUAL(proposal.tiers[0].name, "target");
    CU_ASSERT_EQUAL(proposal.tiers[0].cost, 12);
    CU_ASSERT_EQUAL(proposal.tiers[0].bound, 10);
    CU_ASSERT_EQUAL(proposal.tiers[0].scale, 1);
    CU_ASSERT_FALSE(proposal.tiers[0].proven);
    CU_ASSERT_FALSE(proposal.tiers[0].maximise);
    CU_ASSERT_EQUAL(proposal.tiers[1].cost, -5120);
    CU_ASSERT_EQUAL(proposal.tiers[1].bound, INT64_MIN);
    CU_ASSERT_TRUE(proposal.tiers[1].maximise);
    CU_ASSERT_EQUAL(proposal.tiers[2].scale, 1000000);
    CU_ASSERT_EQUAL(proposal.tiers[2].cost, INT64_C(-9007199254740993000));
    CU_ASSERT_TRUE(proposal.tiers[2].proven);
}

static void test_claims_take_the_scale_of_their_policy(void)
{
    assert_claims(
        "{\"spread\": {\"rule\": \"even\", \"enforce\": \"goal\"}}",
        "{\"name\": \"spread\", \"sense\": \"minimise\", \"value\": \"0.337\", \"bound\": \"0.3\", \"proven\": "
        "false}",
        "");
    CU_ASSERT_EQUAL(proposal.tiers[0].scale, 1000);
    CU_ASSERT_EQUAL(proposal.tiers[0].cost, 337);
    CU_ASSERT_EQUAL(proposal.tiers[0].bound, 300);
    assert_claims(
        "{\"tiers\": [{\"target\": 1000, \"fit\": 1}]}",
        "{\"name\": \"target+fit\", \"sense\": \"minimise\", \"value\": \"-12.5\", \"bound\": null, \"proven\": "
        "true}",
        "");
    CU_ASSERT_EQUAL(proposal.tiers[0].scale, 1000000);
    CU_ASSERT_EQUAL(proposal.tiers[0].cost, -12500000);
}

static void test_claims_that_are_damaged_are_refused(void)
{
    assert_claims(
        "{}", "{\"name\": \"target\", \"sense\": \"minimise\", \"value\": \"1.5\", \"bound\": null, \"proven\": true}",
        "summary.json: $.tiers[0].value: \"1.5\" is not a decimal number between double quotes, in steps of 1/1\n");
    assert_claims(
        "{}", "{\"name\": \"fit\", \"sense\": \"maximise\", \"value\": 12, \"bound\": null, \"proven\": true}",
        "summary.json: $.tiers[0].value: 12 is not a decimal number between double quotes, in steps of 1/1000000\n");
    assert_claims(
        "{}",
        "{\"name\": \"fit\", \"sense\": \"maximise\", \"value\": \"99999999999999999999\", \"bound\": null, "
        "\"proven\": true}",
        "summary.json: $.tiers[0].value: \"99999999999999999999\" is not a decimal number between double quotes, in "
        "steps of 1/1000000\n");
    assert_claims("{}", "{\"name\": \"fit\", \"sense\": \"maximise\", \"bound\": null, \"proven\": true}",
                  "summary.json: $.tiers[0]: the key \"value\" is missing\n");
    assert_claims("{}", "{\"name\": \"fit\", \"sense\": \"up\"}, {\"sense\": 1}, 7",
                  "summary.json: $.tiers[0]: the key \"sense\" must be \"minimise\" or \"maximise\"\n"
                  "summary.json: $.tiers[1]: the key \"name\" must be the name of a tier\n"
                  "summary.json: $.tiers[2]: the key \"name\" must be the name of a tier\n");
    CU_ASSERT_EQUAL(koppel_claims_parse("{}", 2, "summary.json", &proposal, &errors), KOPPEL_E_INPUT);
    messages_assert(&errors, "summary.json: $.policy: the policy of the run is missing\n");
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[128];
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static enum koppel_status read_folder(const char *folder)
{
    struct koppel_summary summary;
    enum koppel_status status = KOPPEL_OK;

    koppel_summary_read(folder, &summary);
    status = koppel_proposal_read(folder, &summary, NULL, &kase, &proposal, &errors, NULL);
    koppel_summary_free(&summary);
    return status;
}

static void test_proposal_folder_is_read_with_and_without_its_summary(void)
{
    char folder[] = "/tmp/koppel-out-XXXXXX";
    char path[128];
    struct koppel_policy policy;
    char *summary =
        summary_of("{\"name\": \"ours\"}", "{\"name\": \"target\", \"sense\": \"minimise\", \"value\": \"3\", "
                                           "\"bound\": \"3\", \"proven\": true}");

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    read_case();
    CU_ASSERT_EQUAL(read_folder(folder), KOPPEL_E_MISSING);
    messages_assert(&errors, "proposal.csv: cannot read the file: No such file or directory\n");
    koppel_proposal_free(&proposal);
    write_file(folder, "proposal.csv", "household,unit\nH1,U1\n");
    CU_ASSERT_EQUAL(read_folder(folder), KOPPEL_OK);
    CU_ASSERT_EQUAL(proposal.unit_of[0], 0);
    CU_ASSERT_EQUAL(proposal.n_tiers, 0);
    koppel_proposal_free(&proposal);
    CU_ASSERT_EQUAL(koppel_written_policy_read(folder, &policy, &errors, &notes), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(policy.name, "even-spread");
    messages_assert(&notes, "summary.json: the folder has no such file: the default policy is taken, and no claims are "
                            "checked\n");
    write_file(folder, "summary.json", summary);
    CU_ASSERT_EQUAL(read_folder(folder), KOPPEL_OK);
    CU_ASSERT_EQUAL(proposal.n_tiers, 1);
    CU_ASSERT_EQUAL(proposal.tiers[0].cost, 3);
    koppel_proposal_free(&proposal);
    CU_ASSERT_EQUAL(koppel_written_policy_read(folder, &policy, &errors, &notes), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(policy.name, "ours");
    messages_assert(&errors, "");
    messages_assert(&notes, "");
    snprintf(path, sizeof path, "%s/proposal.csv", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/summary.json", folder);
    unlink(path);
    CU_ASSERT_EQUAL(rmdir(folder), 0);
    free(summary);
    koppel_case_free(&kase);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_proposal_is_read_by_key_in_any_shape),
        TEST(test_proposal_takes_the_apostrophe_off),
        TEST(test_proposal_errors_name_line_and_column),
        TEST(test_claims_are_read_exactly),
        TEST(test_claims_take_the_scale_of_their_policy),
        TEST(test_claims_that_are_damaged_are_refused),
        TEST(test_proposal_folder_is_read_with_and_without_its_summary),
        TEST_END,
    };
    return suite_run("proposal reader", tests);
}
