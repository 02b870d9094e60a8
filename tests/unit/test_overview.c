// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Overviews of the public interface koppel.h: policies compared, targets and supervision of a province. */
#include "folders.h"
#include "suite.h"

#include "koppel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Asserts that the overview writes what it holds, and nothing twice. */
static void assert_writes(struct koppel_overview *overview, const char *const *names, size_t n_names)
{
    char parent[FOLDERS_PATH];
    char folder[FOLDERS_PATH + 8];

    snprintf(folder, sizeof folder, "%s/out", folders_make(parent));
    CU_ASSERT_EQUAL(koppel_overview_write(overview, folder, 0), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_overview_write(overview, folder, 0), KOPPEL_E_EXISTS);
    CU_ASSERT_EQUAL(koppel_overview_write(overview, folder, 1), KOPPEL_OK);
    for (size_t k = 0; k < n_names; k++) {
        size_t n = 0;
        char *written = folders_read(folder, names[k], &n);

        CU_ASSERT_PTR_NOT_NULL_FATAL(koppel_overview_document(overview, names[k]));
        CU_ASSERT_STRING_EQUAL(koppel_overview_document(overview, names[k]), written);
        free(written);
    }
    CU_ASSERT_PTR_NULL(koppel_overview_document(overview, "nothing.csv"));
    folders_remove(parent);
}

static int count_policies(void *data, const struct koppel_progress *progress)
{
    *(int *)data += progress->stage == KOPPEL_STAGE_POLICY;
    return 0;
}

static void test_comparison_measures_policies_alike(void)
{
    static const char *const names[] = {"policies.csv",    "measures.csv",  "chances.csv",        "curve.csv",
                                        "comparison.json", "trade-off.svg", "neighbourhoods.svg", "waiting.svg"};
    static const char *const policies[] = {"cap-goal"};
    int n_told = 0;
    const struct koppel_study_options study = {
        .size = sizeof study, .seed = 1, .progress = count_policies, .progress_data = &n_told};
    const struct koppel_compare_options options = {
        .size = sizeof options, .study = &study, .policies = policies, .n_policies = 1, .with_curve = 1};
    struct koppel_overview *overview = NULL;

    CU_ASSERT_EQUAL(koppel_overview_compare("data/municipality-d", &options, &overview), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(overview);
    CU_ASSERT_EQUAL(n_told, 2); /* no-spread, which others are measured against, stands first */
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_overview_text(overview), "cap-goal"));
    CU_ASSERT_PTR_EQUAL(koppel_overview_json(overview), koppel_overview_document(overview, "comparison.json"));
    assert_writes(overview, names, sizeof names / sizeof *names);
    koppel_overview_close(overview);
}

static void test_comparison_refuses_what_is_not_there(void)
{
    static const char *const policies[] = {"cap-gaol"};
    struct koppel_compare_options options = {.size = sizeof options, .policies = policies, .n_policies = 1};
    struct koppel_overview *overview = NULL;

    CU_ASSERT_EQUAL(koppel_overview_compare("data/municipality-d", &options, &overview), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_overview_n_messages(overview) > 0, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_overview_message(overview, 0), "cap-goal"));
    CU_ASSERT_PTR_NULL(koppel_overview_text(overview));
    CU_ASSERT_PTR_NULL(koppel_overview_json(overview));
    CU_ASSERT_EQUAL(koppel_overview_write(overview, "never-written", 0), KOPPEL_E_ARGUMENT);
    koppel_overview_close(overview);
    options.n_draws = -1;
    CU_ASSERT_EQUAL(koppel_overview_compare("data/municipality-d", &options, &overview), KOPPEL_E_ARGUMENT);
    koppel_overview_close(overview);
    options.size = 0;
    CU_ASSERT_EQUAL(koppel_overview_compare("data/municipality-d", &options, &overview), KOPPEL_E_ARGUMENT);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_overview_message(overview, 0), "koppel_compare_options"));
    koppel_overview_close(overview);
    koppel_overview_close(NULL);
}

static int stop_at_once(void *data, const struct koppel_progress *progress)
{
    (void)data;
    (void)progress;
    return 1;
}

static void test_comparison_is_stopped(void)
{
    static const char *const policies[] = {"cap-goal"};
    const struct koppel_study_options study = {.size = sizeof study, .engine = "exact", .progress = stop_at_once};
    const struct koppel_compare_options options = {
        .size = sizeof options, .study = &study, .policies = policies, .n_policies = 1};
    struct koppel_overview *overview = NULL;

    CU_ASSERT_EQUAL(koppel_overview_compare("data/region-east", &options, &overview), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(koppel_overview_json(overview));
    CU_ASSERT_PTR_NULL(strstr(koppel_overview_json(overview), "\"outcome\": \"proven\""));
    koppel_overview_close(overview);
}

static void test_targets_stand_beside_the_official_ones(void)
{
    static const char *const names[] = {"statutory_targets.csv", "statutory_targets.json"};
    const struct koppel_province_options options = {.size = sizeof options, .national = 400};
    struct koppel_overview *overview = NULL;

    CU_ASSERT_EQUAL(koppel_overview_targets("data/region-east", &options, &overview), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(overview);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_overview_text(overview), "GM9104"));
    CU_ASSERT_PTR_EQUAL(koppel_overview_json(overview), koppel_overview_document(overview, names[1]));
    assert_writes(overview, names, 2);
    koppel_overview_close(overview);
}

static void test_targets_from_memory_are_those_of_the_folder(void)
{
    struct koppel_case_file table = {.name = "municipalities.csv"};
    struct koppel_province_options options = {
        .size = sizeof options, .tables = &table, .n_tables = 1, .national = 400, .period = "2026-1"};
    struct koppel_overview *overview = NULL;

    table.bytes = folders_read("data/region-east", table.name, &table.n_bytes);
    CU_ASSERT_EQUAL(koppel_overview_targets(NULL, &options, &overview), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(koppel_overview_json(overview));
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_overview_json(overview), "GM9104"));
    koppel_overview_close(overview);
    options.period = "this year";
    CU_ASSERT_EQUAL(koppel_overview_targets(NULL, &options, &overview), KOPPEL_E_ARGUMENT);
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_overview_message(overview, 0), "half-year"));
    koppel_overview_close(overview);
    CU_ASSERT_EQUAL(koppel_overview_targets(NULL, NULL, &overview), KOPPEL_E_ARGUMENT);
    koppel_overview_close(overview);
    free((void *)(uintptr_t)table.bytes);
}

static void test_supervision_shows_what_proposals_would_change(void)
{
    static const char *const names[] = {"supervision.csv", "supervision.json"};
    static const char *const proposals[] = {"docs/half-year/city", "docs/half-year/region"};
    struct koppel_province_options options = {
        .size = sizeof options, .as_of = "2026-06-30", .proposals = proposals, .n_proposals = 2};
    struct koppel_overview *with = NULL;
    struct koppel_overview *without = NULL;

    CU_ASSERT_EQUAL(koppel_overview_supervise("data/region-east", &options, &with), KOPPEL_OK);
    options.n_proposals = 0;
    CU_ASSERT_EQUAL(koppel_overview_supervise("data/region-east", &options, &without), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(koppel_overview_json(with));
    CU_ASSERT_PTR_NOT_NULL_FATAL(koppel_overview_json(without));
    CU_ASSERT_PTR_NOT_NULL(strstr(koppel_overview_text(with), "GM9104"));
    CU_ASSERT_STRING_NOT_EQUAL(koppel_overview_json(with), koppel_overview_json(without));
    assert_writes(with, names, 2);
    koppel_overview_close(with);
    koppel_overview_close(without);
}

static void test_supervision_explains_one_municipality(void)
{
    struct koppel_province_options options = {.size = sizeof options, .as_of = "2026-07-01", .municipality = "GM9104"};
    struct koppel_overview *overview = NULL;

    CU_ASSERT_EQUAL(koppel_overview_supervise("data/region-east", &options, &overview), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(koppel_overview_text(overview));
    CU_ASSERT_PTR_NULL(koppel_overview_json(overview));
    CU_ASSERT_EQUAL(koppel_overview_write(overview, "never-written", 0), KOPPEL_E_ARGUMENT);
    koppel_overview_close(overview);
    options.municipality = "GM0000";
    CU_ASSERT_EQUAL(koppel_overview_supervise("data/region-east", &options, &overview), KOPPEL_E_INPUT);
    koppel_overview_close(overview);
    options.is_public = 1;
    CU_ASSERT_EQUAL(koppel_overview_supervise("data/region-east", &options, &overview), KOPPEL_E_ARGUMENT);
    koppel_overview_close(overview);
    options.municipality = NULL;
    CU_ASSERT_EQUAL(koppel_overview_supervise("data/region-east", &options, &overview), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(koppel_overview_document(overview, "supervision.csv"));
    koppel_overview_close(overview);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_comparison_measures_policies_alike),
                                              TEST(test_comparison_refuses_what_is_not_there),
                                              TEST(test_comparison_is_stopped),
                                              TEST(test_targets_stand_beside_the_official_ones),
                                              TEST(test_targets_from_memory_are_those_of_the_folder),
                                              TEST(test_supervision_shows_what_proposals_would_change),
                                              TEST(test_supervision_explains_one_municipality),
                                              TEST_END};

    return suite_run("overview", tests);
}
