// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The public interface koppel.h over a folder that was written: checked, explained, and what is said when rules clash. */
#include "folders.h"
#include "suite.h"

#include "koppel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char parent[FOLDERS_PATH];
static char folder[FOLDERS_PATH + 8];

/* Writes the proposal of municipality B to `folder`. */
static int write_proposal(void)
{
    struct koppel_study *study = NULL;
    int failed =
        koppel_study_open("data/municipality-b", NULL, &study) != KOPPEL_OK || koppel_study_solve(study) != KOPPEL_OK;

    snprintf(folder, sizeof folder, "%s/out", folders_make(parent));
    failed = failed || koppel_study_write(study, folder, 0) != KOPPEL_OK;
    koppel_study_close(study);
    return failed;
}

static struct koppel_study *read_proposal(const struct koppel_study_options *options)
{
    struct koppel_study *study = NULL;

    CU_ASSERT_EQUAL(koppel_study_read("data/municipality-b", folder, options, &study), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return study;
}

/* Takes the home of the first offer away in proposal.csv, or gives it back. */
static void edit_proposal(bool takes_away)
{
    static char *kept;
    char path[2 * FOLDERS_PATH];
    size_t n = 0;
    char *bytes = kept != NULL ? kept : folders_read(folder, "proposal.csv", &n);
    char *row = strchr(bytes, '\n') + 1;
    char *next = strchr(row, '\n') + 1;
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/proposal.csv", folder);
    file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fwrite(bytes, 1, (size_t)(row - bytes), file);
    fputs(takes_away ? next : row, file);
    fclose(file);
    kept = takes_away ? bytes : NULL;
    if (!takes_away) {
        free(bytes);
    }
}

static void test_folder_is_read_with_its_policy_and_tiers(void)
{
    struct koppel_study *study = read_proposal(NULL);
    int32_t n_offers = 0;

    for (int32_t i = 0; i < koppel_study_n_households(study); i++) {
        n_offers += koppel_study_offer(study, i).unit != NULL;
    }
    CU_ASSERT_EQUAL(n_offers, 8);
    CU_ASSERT_EQUAL(koppel_study_counts(study).placed_households, 8);
    CU_ASSERT(koppel_study_n_tiers(study) > 0);
    CU_ASSERT_EQUAL(koppel_study_outcome(study), KOPPEL_NO_ANSWER); /* nothing was solved */
    CU_ASSERT_PTR_NULL(koppel_study_json(study));
    CU_ASSERT_EQUAL(koppel_study_write(study, folder, 1), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_outcome(study), KOPPEL_PROVEN);
    CU_ASSERT_PTR_NOT_NULL(koppel_study_json(study));
    koppel_study_close(study);
}

static void test_check_passes_what_was_written(void)
{
    const struct koppel_study_options options = {.size = sizeof options, .policy_file = "data/policies/no-spread.json"};
    struct koppel_study *study = read_proposal(NULL);
    size_t n_violations = 99;
    const char *text = koppel_study_check(study, 0, &n_violations);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL(n_violations, 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "certificate"));
    koppel_study_close(study);
    study = read_proposal(&options);
    text = koppel_study_check(study, 1, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "not weighed"));
    koppel_study_close(study);
}

static void test_check_finds_what_was_edited(void)
{
    struct koppel_study *study = NULL;
    size_t n_violations = 0;
    const char *text = NULL;

    edit_proposal(true);
    study = read_proposal(NULL);
    text = koppel_study_check(study, 0, &n_violations);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT(n_violations > 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "summary.json says"));
    CU_ASSERT_PTR_NOT_NULL(koppel_study_check(study, 1, &n_violations));
    CU_ASSERT_EQUAL(n_violations, 0);
    koppel_study_close(study);
    edit_proposal(false);
}

static void test_check_of_a_proposal_that_was_just_solved(void)
{
    struct koppel_study *study = NULL;
    size_t n_violations = 99;

    CU_ASSERT_EQUAL(koppel_study_open("data/municipality-b", NULL, &study), KOPPEL_OK);
    CU_ASSERT_PTR_NULL(koppel_study_check(study, 0, &n_violations)); /* nothing to check yet */
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(koppel_study_check(study, 0, &n_violations));
    CU_ASSERT_EQUAL(n_violations, 0);
    koppel_study_close(study);
}

static void test_household_is_explained_alike_when_solved_and_when_read(void)
{
    struct koppel_study *study = read_proposal(NULL);
    struct koppel_study *solved = NULL;
    const char *text = koppel_study_why(study, "H0002", 2);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Household H0002"));
    CU_ASSERT_EQUAL(koppel_study_open("data/municipality-b", NULL, &solved), KOPPEL_OK);
    CU_ASSERT_PTR_NULL(koppel_study_why(solved, "H0002", 2)); /* no proposal yet */
    CU_ASSERT_EQUAL(koppel_study_solve(solved), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(koppel_study_why(solved, "H0002", 2), text);
    CU_ASSERT_PTR_NULL(koppel_study_why(study, "nobody", 2));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(koppel_study_message(study, 0), "there is no household, home or neighbourhood \"nobody\""));
    CU_ASSERT_PTR_NULL(koppel_study_why(study, "H0002", 1001));
    koppel_study_close(solved);
    koppel_study_close(study);
}

static void test_folder_that_is_not_there_is_told(void)
{
    struct koppel_study *study = NULL;

    CU_ASSERT_EQUAL(koppel_study_read("data/municipality-b", "no-such-folder", NULL, &study), KOPPEL_E_MISSING);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_study_message(study, 0), "no-such-folder"));
    CU_ASSERT_EQUAL(koppel_study_n_households(study), 0);
    koppel_study_close(study);
    CU_ASSERT_EQUAL(koppel_study_read("data/municipality-b", NULL, NULL, &study), KOPPEL_E_ARGUMENT);
    koppel_study_close(study);
}

static void test_clash_of_rules_is_explained(void)
{
    const struct koppel_study_options options = {.size = sizeof options,
                                                 .policy_json = "{\"target\": {\"enforce\": \"must\"}}"};
    struct koppel_study *study = NULL;
    const char *text = NULL;

    CU_ASSERT_EQUAL(koppel_study_open("data/municipality-c", &options, &study), KOPPEL_OK);
    CU_ASSERT_PTR_NULL(koppel_study_clash(study)); /* nothing was solved */
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_outcome(study), KOPPEL_INFEASIBLE);
    text = koppel_study_clash(study);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Target of Gemeente C (GM9003)"));
    CU_ASSERT_PTR_EQUAL(koppel_study_clash(study), text);
    CU_ASSERT_PTR_NULL(koppel_study_offer(study, 0).unit);
    koppel_study_close(study);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_folder_is_read_with_its_policy_and_tiers),
                                              TEST(test_check_passes_what_was_written),
                                              TEST(test_check_finds_what_was_edited),
                                              TEST(test_check_of_a_proposal_that_was_just_solved),
                                              TEST(test_household_is_explained_alike_when_solved_and_when_read),
                                              TEST(test_folder_that_is_not_there_is_told),
                                              TEST(test_clash_of_rules_is_explained),
                                              TEST_END};
    int failed = write_proposal();

    failed = failed != 0 ? failed : suite_run("study read", tests);
    folders_remove(parent);
    return failed;
}
