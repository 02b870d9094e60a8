// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The public interface koppel.h with each of its allocations failed once: the status says so, a handle can still be
 * asked and closed, and nothing leaks (sanitizers look). What only costs a note may pass. */
#include "failing_memory.h"
#include "folders.h"
#include "suite.h"

#include "koppel.h"

#include <stdlib.h>
#include <string.h>

static char parent[FOLDERS_PATH];
static char folder[FOLDERS_PATH + 8];

/* What one call of the interface came to. */
struct outcome {
    enum koppel_status status;
    size_t n_messages;
};

/* Fails every allocation of `run` once, at most so many; without a failure it must be well. */
static void assert_survives(struct outcome (*run)(void))
{
    enum { MOST_ALLOCATIONS = 100000 };
    struct outcome whole = run();
    long n = 0;

    CU_ASSERT_EQUAL(whole.status, KOPPEL_OK);
    for (; n < MOST_ALLOCATIONS; n += 1 + n / 100) {
        struct outcome outcome;

        failing_memory_after(n);
        outcome = run();
        if (!failing_memory_has_failed()) {
            break;
        }
        failing_memory_after(-1);
        if (outcome.status != KOPPEL_E_MEMORY) {
            CU_ASSERT_EQUAL(outcome.status, KOPPEL_OK);
            CU_ASSERT(outcome.n_messages <= whole.n_messages);
        }
    }
    failing_memory_after(-1);
    CU_ASSERT(n > 20);
}

/* A text that could not be made is a fault, whose status the message names when it found room. */
static enum koppel_status status_of(const char *text, struct koppel_study *study)
{
    if (text != NULL) {
        return KOPPEL_OK;
    }
    return koppel_study_n_messages(study) == 0 || strstr(koppel_study_message(study, 0), "[KOPPEL_E_MEMORY]") != NULL
               ? KOPPEL_E_MEMORY
               : KOPPEL_E_INTERNAL;
}

static struct outcome close_study(struct koppel_study *study, enum koppel_status status)
{
    struct outcome outcome = {status, koppel_study_n_messages(study)};

    koppel_study_close(study);
    return outcome;
}

static struct outcome close_overview(struct koppel_overview *overview, enum koppel_status status)
{
    struct outcome outcome = {status, koppel_overview_n_messages(overview)};

    koppel_overview_close(overview);
    return outcome;
}

/* Everything that is asked of a proposal that was solved. */
static struct outcome solve_and_ask(void)
{
    const struct koppel_study_options options = {.size = sizeof options, .policy_json = "{}"};
    struct koppel_study *study = NULL;
    struct koppel_study_reason reason;
    struct koppel_study_indices before;
    struct koppel_study_indices after;
    enum koppel_status status = koppel_study_open("data/municipality-d", &options, &study);

    status = status == KOPPEL_OK ? koppel_study_solve(study) : status;
    for (int32_t i = 0; status == KOPPEL_OK && i < koppel_study_n_households(study); i++) {
        status = koppel_study_reason(study, i, &reason);
    }
    status = status == KOPPEL_OK ? koppel_study_indices(study, NULL, &before, &after) : status;
    status = status == KOPPEL_OK ? status_of(koppel_study_json(study), study) : status;
    status = status == KOPPEL_OK ? status_of(koppel_study_summary(study), study) : status;
    status = status == KOPPEL_OK ? status_of(koppel_study_document(study, "certificate.json"), study) : status;
    return close_study(study, status);
}

static void test_solving_and_asking_survive_failed_allocations(void)
{
    assert_survives(solve_and_ask);
}

static struct outcome read_and_check(void)
{
    struct koppel_study *study = NULL;
    size_t n_violations = 0;
    enum koppel_status status = koppel_study_read("data/municipality-d", folder, NULL, &study);

    status = status == KOPPEL_OK ? status_of(koppel_study_check(study, 0, &n_violations), study) : status;
    CU_ASSERT_EQUAL(n_violations, 0);
    return close_study(study, status);
}

static void test_checking_survives_failed_allocations(void)
{
    assert_survives(read_and_check);
}

static struct outcome read_and_explain(void)
{
    struct koppel_study *study = NULL;
    enum koppel_status status = koppel_study_read("data/municipality-d", folder, NULL, &study);

    status = status == KOPPEL_OK ? status_of(koppel_study_why(study, koppel_study_offer(study, 1).household, 1), study)
                                 : status;
    return close_study(study, status);
}

static void test_explaining_a_household_survives_failed_allocations(void)
{
    assert_survives(read_and_explain);
}

static struct outcome make_targets(void)
{
    const struct koppel_province_options options = {.size = sizeof options, .national = 400};
    struct koppel_overview *overview = NULL;
    enum koppel_status status = koppel_overview_targets("data/region-east", &options, &overview);

    return close_overview(overview, status);
}

static void test_targets_survive_failed_allocations(void)
{
    assert_survives(make_targets);
}

static struct outcome make_supervision(void)
{
    static const char *const proposals[] = {"docs/half-year/city", "docs/half-year/region"};
    const struct koppel_province_options options = {
        .size = sizeof options, .as_of = "2026-06-30", .proposals = proposals, .n_proposals = 2};
    struct koppel_overview *overview = NULL;
    enum koppel_status status = koppel_overview_supervise("data/region-east", &options, &overview);

    return close_overview(overview, status);
}

static void test_supervision_survives_failed_allocations(void)
{
    assert_survives(make_supervision);
}

static struct outcome make_comparison(void)
{
    static const char *const policies[] = {"cap-goal", "lottery"};
    const struct koppel_compare_options options = {
        .size = sizeof options, .policies = policies, .n_policies = 2, .n_draws = 5};
    struct koppel_overview *overview = NULL;
    enum koppel_status status = koppel_overview_compare("data/municipality-d", &options, &overview);

    return close_overview(overview, status);
}

static void test_comparison_survives_failed_allocations(void)
{
    assert_survives(make_comparison);
}

/* Writes the proposal of municipality D to `folder`. */
static int write_proposal(void)
{
    struct koppel_study *study = NULL;
    int failed =
        koppel_study_open("data/municipality-d", NULL, &study) != KOPPEL_OK || koppel_study_solve(study) != KOPPEL_OK;

    strcat(strcpy(folder, folders_make(parent)), "/out");
    failed = failed || koppel_study_write(study, folder, 0) != KOPPEL_OK;
    koppel_study_close(study);
    return failed;
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_solving_and_asking_survive_failed_allocations),
                                              TEST(test_checking_survives_failed_allocations),
                                              TEST(test_explaining_a_household_survives_failed_allocations),
                                              TEST(test_targets_survive_failed_allocations),
                                              TEST(test_supervision_survives_failed_allocations),
                                              TEST(test_comparison_survives_failed_allocations),
                                              TEST_END};
    int failed = write_proposal();

    failed = failed != 0 ? failed : suite_run("interface memory", tests);
    folders_remove(parent);
    return failed;
}
