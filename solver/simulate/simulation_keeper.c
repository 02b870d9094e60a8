// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_keeper.c - keeps what comes out of a simulation (see simulation_keeper.h). */
#include "simulate/simulation_keeper.h"

#include "simulate/simulation_events.h"

bool koppel_keeper_is_done(const void *data, int32_t path_row, int32_t policy)
{
    const struct koppel_keeper *keeper = data;

    return koppel_simulation_tally(keeper->simulation, path_row, policy)->is_done;
}

int32_t koppel_keeper_n_tasks(const struct koppel_keeper *keeper)
{
    return koppel_shard_n_paths(keeper->request) * keeper->request->n_policies;
}

/* What is left takes as long as what was done, policy by policy; of a policy that was not met yet, as the mean. */
static double seconds_left(const struct koppel_keeper *keeper)
{
    const struct koppel_simulation_request *request = keeper->request;
    const int32_t n_paths = koppel_shard_n_paths(request);
    const int32_t n_threads = request->n_threads > 1 ? request->n_threads : 1;
    double all = 0;
    double left = 0;
    int32_t n_timed = 0;

    for (int32_t p = 0; p < request->n_policies; p++) {
        all += keeper->seconds[p];
        n_timed += keeper->n_timed[p];
    }
    for (int32_t p = 0; p < request->n_policies && n_timed > 0; p++) {
        const double each = keeper->n_timed[p] > 0 ? keeper->seconds[p] / keeper->n_timed[p] : all / n_timed;

        for (int32_t k = 0; k < n_paths; k++) {
            left += koppel_keeper_is_done(keeper, koppel_shard_path_row(request, k), p) ? 0 : each;
        }
    }
    return left / n_threads;
}

static enum koppel_status tell_first_path(struct koppel_keeper *keeper, const struct koppel_task_outcome *outcome)
{
    struct koppel_text *texts = keeper->simulation->texts[outcome->policy];

    for (int kind = 0; kind < KOPPEL_N_TOLD_TEXTS; kind++) {
        koppel_text_free(&texts[kind]); /* an interrupted run may have left some */
    }
    return koppel_events_tell(keeper->made, &keeper->simulation->settings, outcome, texts);
}

enum koppel_status koppel_keeper_done(void *data, const struct koppel_task_outcome *outcome)
{
    struct koppel_keeper *keeper = data;
    const struct koppel_task_result result = {
        .path_row = outcome->path_row, .policy = outcome->policy, .tally = outcome->tally, .series = outcome->series};
    enum koppel_status status = outcome->path_row == 0 ? tell_first_path(keeper, outcome) : KOPPEL_OK;

    if (status == KOPPEL_OK && keeper->journal.is_open) {
        status = koppel_journal_write(&keeper->journal, keeper->simulation, &result);
        if (status == KOPPEL_E_OUTPUT) {
            koppel_errors_add(keeper->errors, status, keeper->journal.path, 0, 0,
                              "cannot be written: is the disk full? What stands there is kept: --resume goes on");
        }
    }
    if (status == KOPPEL_OK) {
        koppel_simulation_add(keeper->simulation, &result);
        keeper->seconds[outcome->policy] += outcome->seconds;
        keeper->n_timed[outcome->policy]++;
        if (keeper->tell != NULL) {
            keeper->tell(koppel_simulation_n_done(keeper->simulation), koppel_keeper_n_tasks(keeper),
                         seconds_left(keeper));
        }
    }
    return status;
}
