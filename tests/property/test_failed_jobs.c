/* A whole job - tables read, solved, explained, written - with each of its allocations failed once: the status says so,
 * nothing is written, nothing leaks (sanitizers look), nothing crashes. Every allocation in the early steps, ever fewer
 * later on; KOPPEL_LONG=1 takes many more.
 */
#include "failing_memory.h"
#include "io/policy_reader.h"
#include "koppel.h"
#include "library/clash.h"
#include "library/job.h"
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
    static const char *const names[] = {"proposal.csv",   "unplaced.csv", "neighbourhoods.csv", "targets.csv",
                                        "agreements.csv", "summary.json", "certificate.json"};
    char path[4096];

    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[k]);
        unlink(path);
    }
    rmdir(folder);
}

static enum koppel_status study(const char *case_folder, const char *engine, const char *folder)
{
    const struct koppel_study_options options = {.engine = engine, .n_threads = 1, .seed = 1};
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

static void assert_survives(const char *case_folder, const char *engine)
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
        status = study(case_folder, engine, folder);
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
    assert_survives("data/municipality-b", "exact");
    assert_survives("data/municipality-d", "exact");
}

static void test_job_survives_failed_allocations_with_every_engine(void)
{
    assert_survives("data/municipality-d", "greedy");
    assert_survives("data/municipality-d", "scale");
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
        CU_ASSERT_PTR_NOT_NULL(strstr(text.bytes, "Target of municipality GM9003"));
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
                                              TEST(test_clash_survives_failed_allocations), TEST_END};

    return suite_run("failed jobs", tests);
}
