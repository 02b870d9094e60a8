// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A whole job - tables read, solved, explained, written - with each of its allocations failed once: the status says so,
 * nothing is written, nothing leaks (sanitizers look), nothing crashes. Every allocation in the early steps, ever fewer
 * later on; KOPPEL_LONG=1 takes many more.
 */
#include "failing_memory.h"
#include "io/policy_reader.h"
#include "koppel.h"
#include "solve/job.h"
#include "solve/leximin.h"
#include "solve/questions/clash.h"
#include "solve/questions/fewest_changes.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The allocation that fails after the n-th. */
static long next(long n)
{
    return n + 1 + n / (getenv("KOPPEL_LONG") != NULL ? 1000 : 60);
}

static bool stands(const char *path)
{
    struct stat about;

    return lstat(path, &about) == 0;
}

static void remove_output(const char *folder)
{
    static const char *const names[] = {"proposal.xlsx", "proposal.csv",   "unplaced.csv",    "neighbourhoods.csv",
                                        "targets.csv",   "agreements.csv", "summary.json",    "certificate.json",
                                        "changes.csv",   "earlier.csv",    "datapackage.json"};
    char path[4096];

    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[k]);
        unlink(path);
    }
    rmdir(folder);
}

/* Solves and writes; with an earlier proposal, three of its offers may change. */
static enum koppel_status study(const char *case_folder, const char *engine, const char *earlier, const char *folder)
{
    const struct koppel_study_options options = {.size = sizeof options,
                                                 .engine = engine,
                                                 .n_threads = 1,
                                                 .seed = 1,
                                                 .earlier = earlier,
                                                 .stay_close = earlier != NULL ? "3" : NULL};
    struct koppel_study *study = NULL;
    enum koppel_status status = koppel_study_open(case_folder, &options, &study);

    if (status == KOPPEL_OK) {
        status = koppel_study_solve(study);
    }
    if (status == KOPPEL_OK) {
        status = koppel_study_write(study, folder, 0);
    }
    for (size_t m = 0; study != NULL && m < koppel_study_n_messages(study); m++) {
        CU_ASSERT(strlen(koppel_study_message(study, m)) > 0);
    }
    koppel_study_close(study);
    return status;
}

static void assert_survives(const char *case_folder, const char *engine, const char *earlier)
{
    char parent[] = "/tmp/koppel-failed-jobs-XXXXXX";
    char folder[64];
    long n = 0;
    int n_failed = 0;

    if (mkdtemp(parent) == NULL) {
        CU_FAIL_FATAL("no temporary folder");
    }
    snprintf(folder, sizeof folder, "%s/out", parent);
    for (;; n = next(n)) {
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = study(case_folder, engine, earlier, folder);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        n_failed++;
        if (status != KOPPEL_E_MEMORY) {
            fprintf(stderr, "%s, %s: allocation %ld failed: status %d\n", case_folder, engine, n, (int)status);
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
        CU_ASSERT_FALSE(stands(folder));
        remove_output(folder);
    }
    failing_memory_after(-1);
    CU_ASSERT_TRUE(n_failed > 40);
    remove_output(folder);
    CU_ASSERT_EQUAL(rmdir(parent), 0); /* nothing else was left there */
}

static void test_job_survives_failed_allocations(void)
{
    assert_survives("data/municipality-b", "exact", NULL);
    assert_survives("data/municipality-d", "exact", NULL);
}

static void test_job_survives_failed_allocations_with_every_engine(void)
{
    assert_survives("data/municipality-d", "greedy", NULL);
    assert_survives("data/municipality-d", "scale", NULL);
}

/* Writes what municipality B is offered without even spread, of which the default policy must change three. */
static void write_earlier(const char *path)
{
    const struct koppel_study_options options = {.size = sizeof options, .policy_file = "data/policies/no-spread.json"};
    struct koppel_study *study = NULL;
    FILE *file = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(koppel_study_open("data/municipality-b", &options, &study), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_study_solve(study), KOPPEL_OK);
    fputs("household,unit\n", file);
    for (int32_t i = 0; i < koppel_study_n_households(study); i++) {
        struct koppel_offer offer = koppel_study_offer(study, i);

        fprintf(file, "%s,%s\n", offer.household, offer.unit != NULL ? offer.unit : "");
    }
    koppel_study_close(study);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

/* How few of the earlier offers must change. */
static enum koppel_status count_fewest(const char *earlier)
{
    const struct koppel_job_files files = {
        .case_folder = "data/municipality-b", .as_of = KOPPEL_NO_DATE, .earlier = earlier, .stay_close = "0"};
    const struct koppel_engine_options options = {.n_threads = 1};
    struct koppel_job job = {0};
    struct koppel_errors errors = {0};
    struct koppel_fewest_changes fewest = {0};
    enum koppel_status status = koppel_job_open(&job, &files, &errors, NULL);

    if (status == KOPPEL_OK) {
        status = koppel_fewest_changes_find(&job.formulation, koppel_engine_find(NULL), &options, &fewest);
    }
    if (status == KOPPEL_OK) {
        CU_ASSERT_EQUAL(fewest.n_changes, 3);
    }
    koppel_job_close(&job);
    koppel_errors_clear(&errors);
    return status;
}

static void test_job_from_an_earlier_proposal_survives_failed_allocations(void)
{
    char earlier[] = "/tmp/koppel-earlier-XXXXXX";
    int descriptor = mkstemp(earlier);

    CU_ASSERT_FATAL(descriptor >= 0);
    close(descriptor);
    write_earlier(earlier);
    assert_survives("data/municipality-b", "exact", earlier);
    for (long n = 0;; n = next(n)) {
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = count_fewest(earlier);
        CU_ASSERT_EQUAL(status, failing_memory_has_failed() ? KOPPEL_E_MEMORY : KOPPEL_OK);
        if (!failing_memory_has_failed()) {
            break;
        }
    }
    failing_memory_after(-1);
    CU_ASSERT_EQUAL(unlink(earlier), 0);
}

/* Floors of every reference, and leximin, in one job. */
static enum koppel_status settle_groups(const struct koppel_policy *policy)
{
    const struct koppel_job_files files = {
        .case_folder = "data/municipality-c", .policy = policy, .as_of = KOPPEL_NO_DATE};
    const struct koppel_engine_options options = {.n_threads = 1, .seed = 1};
    struct koppel_job job = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = koppel_job_open(&job, &files, &errors, NULL);

    if (status == KOPPEL_OK) {
        status = koppel_leximin_settle(&job, koppel_engine_find(NULL), &options, &errors, NULL);
    }
    if (status == KOPPEL_OK) {
        CU_ASSERT_FALSE(job.are_floors_open);
        CU_ASSERT_EQUAL(job.policy.groups[3].least, 3);
    }
    koppel_job_close(&job);
    koppel_errors_clear(&errors);
    return status;
}

static void test_groups_survive_failed_allocations(void)
{
    static const char json[] =
        "{\"groups\":[{\"name\":\"a\",\"reference\":\"random\",\"delta_thousandths\":1000},"
        "{\"name\":\"b\",\"reference\":\"own_share\",\"delta_thousandths\":1000},"
        "{\"name\":\"c\",\"reference\":\"first_come\",\"delta_thousandths\":1000},"
        "{\"name\":\"d\",\"persons_max\":1,\"rule\":\"leximin\"},"
        "{\"name\":\"e\",\"persons_min\":2,\"rule\":\"leximin\"}],\"tiers\":[\"groups\",\"target\"]}";
    struct koppel_policy policy;
    int n_failed = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_policy_parse(json, strlen(json), "groups", &policy, NULL), KOPPEL_OK);
    for (long n = 0;; n = next(n)) {
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = settle_groups(&policy);
        CU_ASSERT_EQUAL(status, failing_memory_has_failed() ? KOPPEL_E_MEMORY : KOPPEL_OK);
        if (!failing_memory_has_failed()) {
            break;
        }
        n_failed++;
    }
    failing_memory_after(-1);
    CU_ASSERT(n_failed > 100);
}

static enum koppel_status explain_clash(const struct koppel_policy *policy)
{
    const struct koppel_job_files files = {
        .case_folder = "data/municipality-c", .policy = policy, .as_of = KOPPEL_NO_DATE};
    const struct koppel_engine_options options = {.n_threads = 1, .seed = 1};
    struct koppel_job job = {0};
    struct koppel_errors errors = {0};
    struct koppel_clash clash = {0};
    struct koppel_text text = {0};
    enum koppel_status status = koppel_job_open(&job, &files, &errors, NULL);

    if (status == KOPPEL_OK) {
        status = koppel_clash_find(&job.formulation.problem, koppel_engine_find(NULL), &options, &clash);
    }
    if (status == KOPPEL_OK) {
        status = koppel_clash_describe(&job.formulation, &clash, &text);
    }
    if (status == KOPPEL_OK) {
        CU_ASSERT_PTR_NOT_NULL(strstr(text.bytes, "Target of Gemeente C (GM9003)"));
    }
    koppel_text_free(&text);
    koppel_clash_free(&clash);
    koppel_job_close(&job);
    koppel_errors_clear(&errors);
    return status;
}

static void test_clash_survives_failed_allocations(void)
{
    struct koppel_policy policy;
    int n_failed = 0;

    koppel_policy_default(&policy);
    policy.target_enforce = KOPPEL_MUST;
    for (long n = 0;; n = next(n)) {
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = explain_clash(&policy);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        n_failed++;
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    failing_memory_after(-1);
    CU_ASSERT_TRUE(n_failed > 40);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_job_survives_failed_allocations),
                                              TEST(test_job_survives_failed_allocations_with_every_engine),
                                              TEST(test_job_from_an_earlier_proposal_survives_failed_allocations),
                                              TEST(test_groups_survive_failed_allocations),
                                              TEST(test_clash_survives_failed_allocations),
                                              TEST_END};

    return suite_run("failed jobs", tests);
}
