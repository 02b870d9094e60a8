// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tests of the dossier: the chain of its log, what it refuses, what it keeps. */
#include "dossier/dossier_decision.h"
#include "dossier/dossier_person.h"
#include "dossier/dossier_proposal.h"
#include "dossier/dossier_shown.h"
#include "dossier/dossier_verify.h"
#include "io/file_bytes.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/koppel-test-XXXXXX";
static struct koppel_dossier dossier;
static struct koppel_errors errors;
static const struct koppel_person clerk = {.initials = "AB", .role = "caseworker"};

/* A new dossier with a row; the file name is free again when the test ends. */
static void begin(void)
{
    cJSON *what = cJSON_CreateObject();
    const struct koppel_log_entry entry = {.by = &clerk, .action = "create", .what = what};

    strcpy(path + strlen(path) - 6, "XXXXXX");
    close(mkstemp(path));
    unlink(path);
    CU_ASSERT_EQUAL_FATAL(koppel_dossier_new(path, &dossier, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_log_add(&dossier, &entry, NULL, &errors), KOPPEL_OK);
    cJSON_Delete(what);
}

static void end(void)
{
    koppel_dossier_close(&dossier);
    koppel_errors_clear(&errors);
    unlink(path);
}

/* Runs a statement as somebody would who has the file. */
static enum koppel_status run(const char *sql)
{
    return koppel_dossier_run(&dossier, sql, NULL, 0, NULL, NULL, NULL);
}

static int64_t count_rows(void)
{
    int64_t n = 0;

    CU_ASSERT_EQUAL(koppel_log_last(&dossier, &n, &errors), KOPPEL_OK);
    return n;
}

static enum koppel_status decide(const char *reason, int64_t seen, struct koppel_change_result *result)
{
    const struct koppel_change_request request = {.by = &clerk, .reason = reason, .seen = seen};
    const struct koppel_decided decided = {{"H1", "U1", "", "refused", "yes", "", reason, "2026-03-01", "AB", ""}};

    return koppel_decision_record(&dossier, &request, &decided, result, &errors);
}

/* ---- The log ---- */

static enum koppel_status check_hash(void *data, const struct koppel_log_row *row, struct koppel_errors *found)
{
    char expected[65];
    char text[400];

    (void)found;
    snprintf(text, sizeof text, "%lld\n%s\n%s\n%s\n%s\n%s\n%s\n", (long long)row->number, row->at, row->initials,
             row->role, row->action, row->what, (const char *)data);
    koppel_sha256(text, strlen(text), expected);
    CU_ASSERT_STRING_EQUAL(row->previous, (const char *)data);
    CU_ASSERT_STRING_EQUAL(row->hash, expected);
    strcpy(data, row->hash);
    return KOPPEL_OK;
}

static void test_row_holds_the_hash_of_the_row_before(void)
{
    struct koppel_change_result result;
    char previous[65] = "";

    begin();
    CU_ASSERT_EQUAL(decide("Too far", KOPPEL_ANY_REVISION, &result), KOPPEL_OK);
    CU_ASSERT_EQUAL(decide("Too small", KOPPEL_ANY_REVISION, &result), KOPPEL_OK);
    CU_ASSERT_EQUAL(result.revision, 3);
    CU_ASSERT_EQUAL(koppel_log_read(&dossier, 0, check_hash, previous, &errors), KOPPEL_OK);
    end();
}

static void test_log_is_only_added_to(void)
{
    struct koppel_dossier_finding finding;

    begin();
    CU_ASSERT_NOT_EQUAL(run("UPDATE log SET at = '2020'"), KOPPEL_OK);
    CU_ASSERT_NOT_EQUAL(run("DELETE FROM log"), KOPPEL_OK);
    CU_ASSERT_NOT_EQUAL(run("INSERT OR REPLACE INTO log VALUES (1, '', '', '', 'user', '{}', '', 'x')"), KOPPEL_OK);
    CU_ASSERT_NOT_EQUAL(run("INSERT INTO log VALUES (3, '', '', '', 'user', '{}', '', 'x')"), KOPPEL_OK);
    CU_ASSERT_NOT_EQUAL(run("INSERT INTO log VALUES (2, '', '', '', 'user', '{}', 'another', 'x')"), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_dossier_verify(&dossier, &finding, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(finding.n_rows, 1);
    end();
}

/* Verifies after a statement that only who goes round the program can run. @param words  of the message */
static void expect_found(const char *trigger, const char *sql, const char *words)
{
    struct koppel_dossier_finding finding;
    struct koppel_change_result result;
    char drop[100];

    begin();
    CU_ASSERT_EQUAL(decide("Too far", KOPPEL_ANY_REVISION, &result), KOPPEL_OK);
    CU_ASSERT_EQUAL(decide("Too small", KOPPEL_ANY_REVISION, &result), KOPPEL_OK);
    snprintf(drop, sizeof drop, "DROP TRIGGER %s", trigger);
    CU_ASSERT_EQUAL(run(drop), KOPPEL_OK);
    CU_ASSERT_EQUAL(run(sql), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_dossier_verify(&dossier, &finding, &errors), KOPPEL_E_INPUT);
    CU_ASSERT_TRUE_FATAL(errors.n_items > 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(errors.items[0].text, words));
    end();
}

static void test_what_was_changed_is_found(void)
{
    expect_found("log_is_not_changed", "UPDATE log SET what = '{}' WHERE number = 2", "row 2 of the log was changed");
    expect_found("log_is_not_changed", "UPDATE log SET initials = 'CD' WHERE number = 3",
                 "row 3 of the log was changed");
    expect_found("log_is_not_deleted", "DELETE FROM log WHERE number = 2", "row 3 of the log does not follow");
    expect_found("log_is_a_chain", "INSERT INTO log VALUES (4, '', '', '', 'import', '{\"files\":[]}', '', 'x')",
                 "row 4 of the log was changed");
    expect_found("log_is_a_chain", "INSERT INTO log VALUES (0, '', 'AB', 'caseworker', 'decision', '{}', '', 'x')",
                 "a row before its first one");
    expect_found("log_is_a_chain", "INSERT INTO log VALUES (-7, '', 'AB', 'caseworker', 'decision', '{}', '', 'x')",
                 "a row before its first one");
}

/* Verifies after statements, and undoes them. @param words  of the message */
static void expect_found_beside(const char *sql, const char *words)
{
    struct koppel_dossier_finding finding;

    CU_ASSERT_EQUAL(run("BEGIN"), KOPPEL_OK);
    CU_ASSERT_EQUAL(run(sql), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_dossier_verify(&dossier, &finding, &errors), KOPPEL_E_INPUT);
    CU_ASSERT_TRUE_FATAL(errors.n_items > 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(errors.items[0].text, words));
    koppel_errors_clear(&errors);
    CU_ASSERT_EQUAL(run("ROLLBACK"), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_dossier_verify(&dossier, &finding, &errors), KOPPEL_OK);
}

static void test_tables_beside_the_log_are_held_against_it(void)
{
    const struct koppel_change_request request = {.by = &clerk, .reason = "First", .seen = KOPPEL_ANY_REVISION};
    struct koppel_person reader = {.initials = "AB", .role = "reader"};
    struct koppel_change_result result;
    struct koppel_dossier_files files = {0};

    begin();
    CU_ASSERT_EQUAL(koppel_version_add(&dossier, &request, "town", &files, &result, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_person_set(&dossier, &clerk, "a@b", &clerk, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_person_set(&dossier, &clerk, "a@b", &reader, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(run("DROP TRIGGER version_is_not_changed"), KOPPEL_OK);
    expect_found_beside("UPDATE version SET name = 'city'", "the version of row 2 of the log is another one");
    expect_found_beside("UPDATE version SET version = 7", "the version of row 2 of the log is another one");
    expect_found_beside("UPDATE person SET role = 'decider'", "the user AB has another role");
    expect_found_beside("UPDATE person SET role = 'caseworker'", "the user AB has another role");
    expect_found_beside("UPDATE person SET initials = 'CD'", "the user CD has another role");
    expect_found_beside("INSERT INTO person VALUES ('c@d', 'EF', 'reader')", "the user EF has another role");
    end();
}

static void test_stale_change_does_nothing(void)
{
    struct koppel_change_result result;

    begin();
    CU_ASSERT_EQUAL(decide("Too far", 1, &result), KOPPEL_OK);
    CU_ASSERT_FALSE(result.is_stale);
    CU_ASSERT_EQUAL(decide("Too small", 1, &result), KOPPEL_E_ARGUMENT);
    CU_ASSERT_TRUE(result.is_stale);
    CU_ASSERT_EQUAL(count_rows(), 2);
    CU_ASSERT_EQUAL(decide("Too small", 2, &result), KOPPEL_OK);
    end();
}

static void test_two_hands_see_each_other(void)
{
    struct koppel_dossier other = {0};
    struct koppel_change_result result;
    int64_t seen = 0;

    begin();
    CU_ASSERT_EQUAL(koppel_dossier_open(path, &other, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(decide("Too far", 1, &result), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_log_last(&other, &seen, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(seen, 2);
    koppel_dossier_close(&other);
    end();
}

static void test_reason_is_needed_and_tells_nobody(void)
{
    static const char *const reasons[] = {"",     "  ",    "Jan Jansen called", "call 06-12345678",
                                          "a\nb", "a\x01", "\xff\xfe"};
    struct koppel_change_result result;
    char long_reason[KOPPEL_DOSSIER_MAX_TEXT + 2];

    begin();
    for (size_t r = 0; r < sizeof reasons / sizeof *reasons; r++) {
        CU_ASSERT_NOT_EQUAL(decide(reasons[r], KOPPEL_ANY_REVISION, &result), KOPPEL_OK);
    }
    memset(long_reason, 'a', sizeof long_reason);
    long_reason[sizeof long_reason - 1] = '\0';
    CU_ASSERT_EQUAL(decide(long_reason, KOPPEL_ANY_REVISION, &result), KOPPEL_E_INPUT);
    CU_ASSERT_EQUAL(count_rows(), 1);
    end();
}

/* ---- What it keeps ---- */

static void test_decisions_come_out_as_a_table(void)
{
    struct koppel_change_result result;
    struct koppel_text csv = {0};

    begin();
    CU_ASSERT_EQUAL(koppel_decisions_csv(&dossier, 100, &csv, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(csv.n_bytes, 0);
    CU_ASSERT_EQUAL(decide("=1+1, \"quoted\"", KOPPEL_ANY_REVISION, &result), KOPPEL_OK);
    CU_ASSERT_EQUAL(decide("Too far", KOPPEL_ANY_REVISION, &result), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_decisions_csv(&dossier, 2, &csv, &errors), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(csv.bytes, "household,unit,area,decision,justified,rule,reason,decided_on,decided_by,until\n"
                                      "H1,U1,,refused,yes,,\"'=1+1, \"\"quoted\"\"\",2026-03-01,AB,\n");
    koppel_text_free(&csv);
    end();
}

static void test_proposal_comes_out_as_it_went_in(void)
{
    const struct koppel_change_request request = {.by = &clerk, .reason = "First", .seen = KOPPEL_ANY_REVISION};
    struct koppel_change_result result;
    struct koppel_proposal_record record = {
        .version = 1, .proof = "best", .language = "nl", .stay_close = "most", .ended_by_itself = true};
    struct koppel_proposal_record found;
    struct koppel_dossier_files files = {0};
    struct koppel_dossier_files back = {0};
    struct koppel_dossier_finding finding;
    bool is_there = false;

    begin();
    CU_ASSERT_EQUAL(koppel_dossier_files_add(&files, "households.csv", "a\0b", 3, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_dossier_policy_set(&dossier, &request, "{}", &result, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_version_add(&dossier, &request, "town", &files, &result, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_proposal_find(&dossier, 0, &found, &is_there, &errors), KOPPEL_OK);
    CU_ASSERT_FALSE(is_there);
    koppel_sha256("{}", 2, record.policy);
    CU_ASSERT_EQUAL(koppel_proposal_keep(&dossier, &clerk, &record, &files, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_proposal_find(&dossier, 0, &found, &is_there, &errors), KOPPEL_OK);
    CU_ASSERT_TRUE(is_there && found.proposal == 1 && found.version == 1 && found.ended_by_itself);
    CU_ASSERT_STRING_EQUAL(found.stay_close, "most");
    CU_ASSERT_STRING_EQUAL(found.initials, "AB");
    CU_ASSERT_EQUAL(koppel_proposal_files(&dossier, 1, &back, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(back.n_items, 1);
    CU_ASSERT_TRUE(back.items[0].n_bytes == 3 && memcmp(back.items[0].bytes, "a\0b", 3) == 0);
    CU_ASSERT_EQUAL(koppel_dossier_verify(&dossier, &finding, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(finding.n_contents, 2);
    koppel_dossier_files_free(&files);
    koppel_dossier_files_free(&back);
    end();
}

/* ---- What is worked out from it, and older schemas ---- */

/* Keeps a proposal of one file. */
static void propose(void)
{
    const struct koppel_change_request request = {.by = &clerk, .reason = "First", .seen = KOPPEL_ANY_REVISION};
    struct koppel_proposal_record record = {.version = 1, .proof = "best", .language = "nl", .stay_close = "most"};
    struct koppel_change_result result;
    struct koppel_dossier_files files = {0};

    CU_ASSERT_EQUAL(koppel_dossier_files_add(&files, "households.csv", "a", 1, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_dossier_policy_set(&dossier, &request, "{}", &result, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_version_add(&dossier, &request, "town", &files, &result, &errors), KOPPEL_OK);
    koppel_sha256("{}", 2, record.policy);
    CU_ASSERT_EQUAL(koppel_proposal_keep(&dossier, &clerk, &record, &files, &errors), KOPPEL_OK);
    koppel_dossier_files_free(&files);
}

/* What is kept of a proposal in Dutch, "" for nothing; into `shown`. */
static void read_shown(int64_t proposal, char shown[20])
{
    struct koppel_text json = {.is_for_machines = true};

    CU_ASSERT_EQUAL(koppel_shown_read(&dossier, proposal, "nl", &json, &errors), KOPPEL_OK);
    snprintf(shown, 20, "%s", json.bytes != NULL ? json.bytes : "");
    koppel_text_free(&json);
}

static enum koppel_status keep_shown(int64_t proposal, const char *words)
{
    struct koppel_text json = {.is_for_machines = true};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_append(&json, words, strlen(words));
    status = koppel_shown_keep(&dossier, proposal, "nl", &json, &errors);
    koppel_text_free(&json);
    return status;
}

static void test_what_is_shown_of_the_newest_two_is_kept(void)
{
    char shown[20];

    begin();
    CU_ASSERT_EQUAL(keep_shown(1, "{}"), KOPPEL_E_OUTPUT); /* there is no such proposal */
    koppel_errors_clear(&errors);
    propose();
    CU_ASSERT_EQUAL(keep_shown(1, "{\"a\": 1}"), KOPPEL_OK);
    CU_ASSERT_EQUAL(keep_shown(1, "{\"a\": 2}"), KOPPEL_OK);
    read_shown(1, shown);
    CU_ASSERT_STRING_EQUAL(shown, "{\"a\": 2}");
    propose();
    propose();
    CU_ASSERT_EQUAL(keep_shown(3, "{\"a\": 3}"), KOPPEL_OK);
    read_shown(1, shown);
    CU_ASSERT_STRING_EQUAL(shown, "");
    read_shown(3, shown);
    CU_ASSERT_STRING_EQUAL(shown, "{\"a\": 3}");
    run("UPDATE shown SET program = '0.0.1'"); /* another version of koppel shows it another way */
    read_shown(3, shown);
    CU_ASSERT_STRING_EQUAL(shown, "");
    CU_ASSERT_EQUAL(koppel_shown_drop(&dossier, &errors), KOPPEL_OK);
    end();
}

static void test_older_schema_is_brought_up_to_date(void)
{
    struct koppel_change_result result;
    struct koppel_dossier_finding finding;
    struct koppel_text csv = {0};
    int64_t n = 0;

    begin();
    propose();
    CU_ASSERT_EQUAL(decide("- too far", KOPPEL_ANY_REVISION, &result), KOPPEL_OK);
    CU_ASSERT_EQUAL(run("DROP TABLE shown"), KOPPEL_OK); /* a dossier as the first version of the schema had it */
    CU_ASSERT_EQUAL(run("PRAGMA user_version = 1"), KOPPEL_OK);
    n = count_rows();
    koppel_dossier_close(&dossier);
    CU_ASSERT_EQUAL_FATAL(koppel_dossier_open(path, &dossier, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(keep_shown(1, "{}"), KOPPEL_OK);
    CU_ASSERT_EQUAL(count_rows(), n);
    CU_ASSERT_EQUAL(koppel_dossier_verify(&dossier, &finding, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_decisions_csv(&dossier, n, &csv, &errors), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(csv.bytes);
    CU_ASSERT_PTR_NOT_NULL(strstr(csv.bytes, "\nH1,U1,,refused,yes,,'- too far,2026-03-01,AB,\n"));
    koppel_text_free(&csv);
    end();
}

static void test_step_of_the_schema_that_fails_changes_nothing(void)
{
    int64_t schema = 0;

    begin();
    CU_ASSERT_EQUAL(run("PRAGMA user_version = 1"), KOPPEL_OK); /* its second step finds the table there already */
    koppel_dossier_close(&dossier);
    CU_ASSERT_NOT_EQUAL(koppel_dossier_open(path, &dossier, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_dossier_number(&dossier, "PRAGMA user_version", NULL, 0, 0, &schema, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL(schema, 1);
    end();
}

/* ---- Names, people ---- */

static void test_name_of_a_file_is_no_path(void)
{
    static const char *const names[] = {"", ".", "..", "../a", "a/b", ".hidden", "a\\b", "a\nb", "caf\xc3\xa9"};

    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        CU_ASSERT_FALSE(koppel_is_plain_name(names[n]));
    }
    CU_ASSERT_TRUE(koppel_is_plain_name("Mijn gegevens 2.xlsx"));
}

static void test_person_has_initials_of_their_own(void)
{
    struct koppel_person found;
    bool is_known = false;

    begin();
    CU_ASSERT_EQUAL(koppel_person_set(&dossier, &clerk, "a@b", &clerk, &errors), KOPPEL_OK);
    CU_ASSERT_NOT_EQUAL(koppel_person_set(&dossier, &clerk, "c@d", &clerk, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_person_find(&dossier, "a@b", &found, &is_known, &errors), KOPPEL_OK);
    CU_ASSERT_TRUE(is_known);
    CU_ASSERT_STRING_EQUAL(found.role, "caseworker");
    CU_ASSERT_EQUAL(koppel_person_find(&dossier, "a@b' OR '1'='1", &found, &is_known, &errors), KOPPEL_OK);
    CU_ASSERT_FALSE(is_known);
    CU_ASSERT_EQUAL(koppel_role_rights("king"), 0);
    CU_ASSERT_EQUAL(koppel_role_rights("caseworker") & KOPPEL_MAY_EXCEPT, 0);
    end();
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_row_holds_the_hash_of_the_row_before),
                                              TEST(test_log_is_only_added_to),
                                              TEST(test_what_was_changed_is_found),
                                              TEST(test_tables_beside_the_log_are_held_against_it),
                                              TEST(test_stale_change_does_nothing),
                                              TEST(test_two_hands_see_each_other),
                                              TEST(test_reason_is_needed_and_tells_nobody),
                                              TEST(test_decisions_come_out_as_a_table),
                                              TEST(test_proposal_comes_out_as_it_went_in),
                                              TEST(test_what_is_shown_of_the_newest_two_is_kept),
                                              TEST(test_older_schema_is_brought_up_to_date),
                                              TEST(test_step_of_the_schema_that_fails_changes_nothing),
                                              TEST(test_name_of_a_file_is_no_path),
                                              TEST(test_person_has_initials_of_their_own),
                                              TEST_END};

    return suite_run("dossier", tests);
}
