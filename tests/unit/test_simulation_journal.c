// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The journal of a simulation: what was written is read back; what was cut off or changed is noticed; every allocation may
 * fail. */
#include "failing_memory.h"
#include "folders.h"
#include "suite.h"

#include "base/path.h"
#include "simulate/simulation_journal.h"

#include <stdlib.h>
#include <string.h>

enum { N_PATHS = 3, N_POLICIES = 2, N_TASKS = N_PATHS * N_POLICIES };

static struct koppel_simulation_settings settings_of_two_policies(void)
{
    struct koppel_simulation_settings settings = {
        .number = {[KOPPEL_SETTING_FIRST_DAY] = 20454,
                   [KOPPEL_SETTING_FIRST_PERIOD] = 4052,
                   [KOPPEL_SETTING_DAYS] = 100,
                   [KOPPEL_SETTING_EVERY] = 7,
                   [KOPPEL_SETTING_PATHS] = N_PATHS,
                   [KOPPEL_SETTING_SEED] = INT64_MAX,
                   [KOPPEL_SETTING_FUTURES] = 10,
                   [KOPPEL_SETTING_LOOK] = 182,
                   [KOPPEL_SETTING_HALF_YEARS] = 2,
                   [KOPPEL_SETTING_MONTHS] = 3,
                   [KOPPEL_SETTING_TIERS] = 1,
                   [KOPPEL_SETTING_POLICIES] = N_POLICIES},
        .tiers = {{.name = "fit", .maximise = true, .scale = 1000000}},
        .policies = {{.name = "myopic", .kind = KOPPEL_POLICY_MYOPIC}, {.name = "hindsight"}},
        .folder = "a folder",
        .shard = {1, 1}};

    memset(settings.tables, 'a', 64);
    return settings;
}

static struct koppel_task_result result_of(int32_t task)
{
    struct koppel_task_result result = {.path_row = task / N_POLICIES,
                                        .policy = task % N_POLICIES,
                                        .tally = {.is_done = true, .is_proven = task % 2 == 1}};

    for (int k = 0; k < KOPPEL_N_TOLD; k++) {
        result.tally.number[k] = 1000 * task + k;
    }
    result.tally.cost[0] = -INT64_C(1000000000) * task;
    result.tally.bound[0] = task == 0 ? INT64_MIN : -task;
    result.tally.missing[1] = 17;
    result.tally.group[3][2] = 5 + task;
    result.series.value[KOPPEL_SERIES_SPREAD][2] = 123456;
    return result;
}

/* Writes all tasks to a new journal. */
static enum koppel_status write_all(const char *path, struct koppel_simulation *simulation,
                                    struct koppel_errors *errors)
{
    const struct koppel_simulation_settings settings = settings_of_two_policies();
    struct koppel_journal journal = {0};
    enum koppel_status status = koppel_simulation_start(simulation, &settings);

    if (status == KOPPEL_OK) {
        status = koppel_journal_open(&journal, path, false, simulation, errors);
        koppel_text_add(&simulation->texts[0][KOPPEL_TEXT_STORY], KOPPEL_SAME("told\n%s"), "and told\n");
    }
    for (int32_t task = 0; task < N_TASKS && status == KOPPEL_OK; task++) {
        const struct koppel_task_result result = result_of(task);

        status = koppel_journal_write(&journal, simulation, &result);
        koppel_simulation_add(simulation, &result);
    }
    koppel_journal_close(&journal, false);
    return status;
}

/* Reads bytes into a new simulation. */
static enum koppel_status read_all(const char *bytes, size_t n_bytes, struct koppel_simulation *simulation,
                                   size_t *n_read, struct koppel_errors *errors)
{
    const struct koppel_simulation_settings settings = settings_of_two_policies();
    struct koppel_simulation_settings found;
    enum koppel_status status = koppel_simulation_start(simulation, &settings);

    return status == KOPPEL_OK ? koppel_journal_read(bytes, n_bytes, "j", &found, simulation, n_read, errors) : status;
}

static char *written(size_t *n_bytes)
{
    char folder[FOLDERS_PATH];
    char *path = koppel_path_join(folders_make(folder), "journal");
    struct koppel_simulation simulation = {0};
    struct koppel_errors errors = {0};
    char *bytes = NULL;

    CU_ASSERT_EQUAL_FATAL(write_all(path, &simulation, &errors), KOPPEL_OK);
    bytes = folders_read(folder, "journal", n_bytes);
    koppel_simulation_free(&simulation);
    folders_remove(folder);
    free(path);
    return bytes;
}

static void test_what_was_written_is_read_back(void)
{
    size_t n_bytes = 0;
    size_t n_read = 0;
    char *bytes = written(&n_bytes);
    struct koppel_simulation simulation = {0};
    struct koppel_errors errors = {0};

    CU_ASSERT_EQUAL_FATAL(read_all(bytes, n_bytes, &simulation, &n_read, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(n_read, n_bytes);
    CU_ASSERT_EQUAL(koppel_simulation_n_done(&simulation), N_TASKS);
    for (int32_t task = 0; task < N_TASKS; task++) {
        const struct koppel_task_result result = result_of(task);
        const struct koppel_course_tally *tally = koppel_simulation_tally(&simulation, result.path_row, result.policy);

        CU_ASSERT_EQUAL(memcmp(tally, &result.tally, sizeof *tally), 0);
    }
    CU_ASSERT(simulation.series[1].sum[KOPPEL_SERIES_SPREAD][2] == N_PATHS * 123456);
    CU_ASSERT_EQUAL(simulation.texts[0][KOPPEL_TEXT_STORY].n_bytes, strlen("told\nand told\n"));
    CU_ASSERT_EQUAL(simulation.texts[1][KOPPEL_TEXT_STORY].n_bytes, 0);
    koppel_simulation_free(&simulation);
    free(bytes);
}

/* However much of it is there, the whole records of it are read, and the rest is not. */
static void test_what_was_cut_off_is_dropped(void)
{
    size_t n_bytes = 0;
    char *bytes = written(&n_bytes);
    int32_t n_before = 0;

    for (size_t n = 0; n <= n_bytes; n++) {
        struct koppel_simulation simulation = {0};
        struct koppel_errors errors = {0};
        size_t n_read = 0;
        char *part = calloc(n + 1, 1); /* so that a sanitizer sees what is read beyond it */
        enum koppel_status status = KOPPEL_OK;

        CU_ASSERT_PTR_NOT_NULL_FATAL(part);
        memcpy(part, bytes, n);
        status = read_all(part, n, &simulation, &n_read, &errors);
        if (status == KOPPEL_OK) {
            const int32_t n_done = koppel_simulation_n_done(&simulation);

            CU_ASSERT(n_read <= n);
            CU_ASSERT(n_done == n_before || n_done == n_before + 1);
            n_before = n_done;
        } else {
            CU_ASSERT_EQUAL(status, KOPPEL_E_INPUT);
            CU_ASSERT_EQUAL(n_before, 0);
        }
        koppel_errors_clear(&errors);
        koppel_simulation_free(&simulation);
        free(part);
    }
    CU_ASSERT_EQUAL(n_before, N_TASKS);
    free(bytes);
}

static void test_any_changed_byte_is_noticed(void)
{
    size_t n_bytes = 0;
    char *bytes = written(&n_bytes);
    int32_t n_whole = 0;

    for (size_t k = 0; k + 1 < n_bytes; k++) { /* the last line end is in no hash */
        struct koppel_simulation simulation = {0};
        struct koppel_errors errors = {0};
        size_t n_read = 0;

        bytes[k] ^= 1;
        if (read_all(bytes, n_bytes, &simulation, &n_read, &errors) == KOPPEL_OK) {
            n_whole += koppel_simulation_n_done(&simulation) == N_TASKS;
        }
        bytes[k] ^= 1;
        koppel_errors_clear(&errors);
        koppel_simulation_free(&simulation);
    }
    CU_ASSERT(n_whole <= 2); /* the line ends behind the settings and behind the text are in no hash either */
    free(bytes);
}

static void test_a_result_twice_is_refused(void)
{
    size_t n_bytes = 0;
    size_t n_read = 0;
    char *bytes = written(&n_bytes);
    const char *first = strstr(bytes, "\ntask");
    const size_t n_tasks = n_bytes - (size_t)(first + 1 - bytes);
    char *twice = calloc(n_bytes + n_tasks + 1, 1);
    struct koppel_simulation simulation = {0};
    struct koppel_errors errors = {0};

    CU_ASSERT_PTR_NOT_NULL_FATAL(twice);
    memcpy(twice, bytes, n_bytes);
    memcpy(twice + n_bytes, first + 1, n_tasks);
    CU_ASSERT_EQUAL(read_all(twice, n_bytes + n_tasks, &simulation, &n_read, &errors), KOPPEL_E_INPUT);
    CU_ASSERT_PTR_NOT_NULL(strstr(errors.items[0].text, "has path 1 of policy myopic"));
    koppel_errors_clear(&errors);
    koppel_simulation_free(&simulation);
    free(twice);
    free(bytes);
}

static enum koppel_status write_and_read(void *data, struct koppel_errors *errors)
{
    char *path = koppel_path_join(data, "journal");
    struct koppel_simulation simulation = {0};
    struct koppel_simulation again = {0};
    struct koppel_journal journal = {0};
    const struct koppel_simulation_settings settings = settings_of_two_policies();
    enum koppel_status status = path != NULL ? write_all(path, &simulation, errors) : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        status = koppel_simulation_start(&again, &settings);
    }
    if (status == KOPPEL_OK) {
        status = koppel_journal_open(&journal, path, true, &again, errors);
    }
    CU_ASSERT(status != KOPPEL_OK || koppel_simulation_n_done(&again) == N_TASKS);
    koppel_journal_close(&journal, true);
    if (path != NULL) {
        remove(path);
    }
    koppel_simulation_free(&simulation);
    koppel_simulation_free(&again);
    free(path);
    return status;
}

static void test_every_allocation_may_fail(void)
{
    char folder[FOLDERS_PATH];

    folders_make(folder);
    CU_ASSERT(failing_memory_each(write_and_read, folder, KOPPEL_OK) > 4);
    folders_remove(folder);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_what_was_written_is_read_back), TEST(test_what_was_cut_off_is_dropped),
        TEST(test_any_changed_byte_is_noticed),   TEST(test_a_result_twice_is_refused),
        TEST(test_every_allocation_may_fail),     TEST_END};

    return suite_run("journal of a simulation", tests);
}
