// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* overview_follow.c - an overview of koppel.h: policies followed through the months after the day of the run. */
#include "base/memory.h"
#include "interface/options.h"
#include "interface/overview.h"
#include "simulate/own_policy.h"
#include "simulate/simulation_keeper.h"
#include "simulate/simulation_text.h"

#include <stdlib.h>
#include <string.h>

enum { GAP_PPM = 1000, MOST_NODES = 2000, MOST_PATHS = 100000, MOST_DAYS = 4000, MOST_FUTURES = 1000 };

/* What is asked, taken from the caller's options. */
struct asked {
    struct koppel_follow_options options;
    struct koppel_study_options study;
    struct koppel_job_files files;
    struct koppel_case_days days;
    struct koppel_case_world made;
    struct koppel_own_bridge bridges[KOPPEL_MOST_TIME_POLICIES];
    struct koppel_time_policy policies[KOPPEL_MOST_TIME_POLICIES];
    int32_t n_policies;
};

static bool within(int32_t value, int32_t most)
{
    return value >= 0 && value <= most;
}

static enum koppel_status check_options(const struct koppel_follow_options *options, struct koppel_errors *errors)
{
    if (options->n_policies < 0 || options->n_own < 0 ||
        options->n_policies + options->n_own > KOPPEL_MOST_TIME_POLICIES ||
        (options->n_policies > 0 && options->policies == NULL) || (options->n_own > 0 && options->own == NULL)) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "following takes 0 to %d policies",
                                 (int)KOPPEL_MOST_TIME_POLICIES);
    }
    if (options->n_paths > MOST_PATHS || !within(options->every, MOST_DAYS) || !within(options->horizon, MOST_DAYS) ||
        !within(options->vacant_days, MOST_DAYS) || !within(options->look_days, MOST_DAYS) ||
        !within(options->n_futures, MOST_FUTURES) || options->patience_percent > 100) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "following takes at most %d courses of events, %d days and %d futures",
                                 (int)MOST_PATHS, (int)MOST_DAYS, (int)MOST_FUTURES);
    }
    return KOPPEL_OK;
}

/* Names as those of tables, and of files with lines: short and without blanks. */
static bool is_name(const char *name)
{
    return name != NULL && name[0] != '\0' && strlen(name) < KOPPEL_TIME_POLICY_NAME &&
           strpbrk(name, " \t\r\n,") == NULL;
}

static enum koppel_status take_policies(struct asked *asked, struct koppel_errors *errors)
{
    static const char *const usual[] = {"first-come", "myopic", "look-ahead", "hindsight"};
    const struct koppel_follow_options *options = &asked->options;
    const bool as_usual = options->n_policies == 0 && options->n_own == 0;
    const int32_t n_named = as_usual ? (int32_t)(sizeof usual / sizeof *usual) : options->n_policies;

    for (int32_t p = 0; p < n_named; p++) {
        const char *name = as_usual ? usual[p] : options->policies[p];

        if (name == NULL || !koppel_time_policy_find(name, &asked->policies[asked->n_policies++])) {
            return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "there is no policy \"%s\"",
                                     name != NULL ? name : "");
        }
    }
    for (int32_t p = 0; p < options->n_own; p++) {
        struct koppel_own_bridge *bridge = &asked->bridges[p];

        if (!is_name(options->own[p].name) || options->own[p].decide == NULL) {
            return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                     "policy %d of your own needs a function, and a name without blanks", (int)p);
        }
        bridge->own = &options->own[p];
        bridge->made = &asked->made;
        asked->policies[asked->n_policies++] = koppel_own_policy_make(bridge);
    }
    return KOPPEL_OK;
}

static enum koppel_status take_options(const char *case_folder, const struct koppel_follow_options *options,
                                       struct asked *asked, struct koppel_errors *errors)
{
    enum koppel_status status =
        koppel_options_take(options, &asked->options, sizeof asked->options, "koppel_follow_options", errors);

    if (status == KOPPEL_OK) {
        status = check_options(&asked->options, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_study_options_take(asked->options.study, case_folder, &asked->study, &asked->files, errors);
    }
    asked->days = (struct koppel_case_days){.every = asked->options.every > 0 ? asked->options.every : 7,
                                            .horizon = asked->options.horizon,
                                            .vacant = asked->options.vacant_days > 0 ? asked->options.vacant_days : 28};
    return status == KOPPEL_OK ? take_policies(asked, errors) : status;
}

static struct koppel_simulation_request make_request(const struct asked *asked, struct koppel_keeper *keeper,
                                                     struct koppel_overview *overview)
{
    const struct koppel_follow_options *options = &asked->options;

    return (struct koppel_simulation_request){
        .world = &asked->made.world,
        .policies = asked->policies,
        .n_policies = asked->n_policies,
        .n_paths = options->n_paths == 0  ? 20
                   : options->n_paths < 0 ? 0
                                          : options->n_paths,
        .run = {.stream.seed = asked->study.seed,
                .n_futures = options->n_futures > 0 ? options->n_futures : 10,
                .look_days = options->look_days > 0 ? options->look_days : 182,
                .patience_percent = options->patience_percent == 0  ? 2
                                    : options->patience_percent < 0 ? 0
                                                                    : options->patience_percent,
                .holds_against_overdue = options->hold_overdue != 0,
                .options = {.n_threads = 1,
                            .most_nodes = MOST_NODES,
                            .deadline = koppel_deadline_in(asked->study.time_limit, &overview->stop)}},
        .n_threads = asked->study.n_threads,
        .hindsight_gap_ppm = GAP_PPM,
        .data = keeper,
        .is_done = koppel_keeper_is_done,
        .done = koppel_keeper_done};
}

static enum koppel_status explain_fault(const struct asked *asked, enum koppel_status status,
                                        struct koppel_errors *errors)
{
    for (int32_t p = 0; p < asked->options.n_own; p++) {
        if (asked->bridges[p].fault[0] != '\0') {
            return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "%s", asked->bridges[p].fault);
        }
    }
    return koppel_errors_add(errors, status, NULL, 0, 0, "a policy could not be followed to the end");
}

static enum koppel_status follow(struct asked *asked, struct koppel_overview *overview)
{
    struct koppel_errors *errors = &overview->messages.errors;
    struct koppel_simulation simulation = {0};
    struct koppel_simulation_settings settings;
    struct koppel_keeper keeper = {.made = &asked->made, .simulation = &simulation, .errors = errors};
    const struct koppel_simulation_request request = make_request(asked, &keeper, overview);
    bool is_stopped = false;
    enum koppel_status status = koppel_simulation_settings_make(&settings, &asked->made, &request);

    keeper.request = &request;
    if (status == KOPPEL_OK) {
        status = koppel_simulation_start(&simulation, &settings);
    }
    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(errors, NULL);
    } else {
        status = koppel_simulation_run(&request, &is_stopped);
        status = status != KOPPEL_OK ? explain_fault(asked, status, errors) : status;
    }
    if (status == KOPPEL_OK && is_stopped) {
        status = koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                   "the time was up before all courses of events were followed");
    }
    if (status == KOPPEL_OK) {
        koppel_simulation_documents(&simulation, overview->documents);
        overview->n_documents = KOPPEL_N_SIMULATION_DOCUMENTS;
        koppel_simulation_print(&simulation, &overview->text);
    }
    koppel_simulation_free(&simulation);
    return status;
}

enum koppel_status koppel_overview_follow(const char *case_folder, const struct koppel_follow_options *options,
                                          struct koppel_overview **overview)
{
    struct asked *asked = koppel_new(1, sizeof *asked);
    enum koppel_status status = KOPPEL_OK;

    *overview = koppel_overview_new();
    if (*overview == NULL || asked == NULL) {
        free(asked);
        return KOPPEL_E_MEMORY;
    }
    status = take_options(case_folder, options, asked, &(*overview)->messages.errors);
    if (status == KOPPEL_OK) {
        status = koppel_case_world_open(&asked->made, &asked->files, &asked->days, &(*overview)->messages.errors,
                                        &(*overview)->messages.notes);
    }
    if (status == KOPPEL_OK) {
        status = follow(asked, *overview);
    }
    koppel_case_world_close(&asked->made);
    free(asked);
    return koppel_overview_end(*overview, status);
}
