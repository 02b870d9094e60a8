// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation.c - policies by paths, on threads (see simulation.h). */
#include "simulate/simulation.h"

#include "base/deadline.h"
#include "base/workers.h"

#include <pthread.h>

/* What the tasks share. */
struct tasks {
    const struct koppel_simulation_request *request;
    pthread_mutex_t lock; /* of `done` and `is_done` */
};

static int32_t n_shards(const struct koppel_simulation_request *request)
{
    return request->shard.n > 0 ? request->shard.n : 1;
}

int32_t koppel_shard_n_paths(const struct koppel_simulation_request *request)
{
    const int32_t n_paths = request->n_paths > 0 ? request->n_paths : 1;
    const int32_t first = koppel_shard_path_row(request, 0);

    return first < n_paths ? (n_paths - first - 1) / n_shards(request) + 1 : 0;
}

int32_t koppel_shard_path_row(const struct koppel_simulation_request *request, int32_t k)
{
    return (request->shard.n > 0 ? request->shard.k - 1 : 0) + k * n_shards(request);
}

static enum koppel_status make_path(const struct koppel_simulation_request *request, int32_t row,
                                    struct koppel_course *path)
{
    struct koppel_stream stream = request->run.stream;

    if (request->n_paths == 0) {
        return koppel_course_real(path, request->world);
    }
    stream.path = row + 1;
    stream.step = KOPPEL_NONE;
    return koppel_course_draw(path, request->world, &stream, 0, request->world->n_steps);
}

static enum koppel_status look_back(const struct koppel_policy_run *run, int64_t gap_ppm,
                                    struct koppel_history *history, struct koppel_course_tally *tally)
{
    struct koppel_policy_run exact = *run;

    exact.options.gap_ppm = gap_ppm;
    return koppel_hindsight_solve(&exact, history, tally->cost, tally->bound, &tally->is_proven);
}

/* Follows the policy, and counts what it comes to if there was time to the end. */
static enum koppel_status follow(const struct koppel_simulation_request *request, const struct koppel_policy_run *run,
                                 struct koppel_history *history, struct koppel_task_outcome *outcome)
{
    const bool is_hindsight = run->policy->decide == NULL;
    enum koppel_status status = is_hindsight ? look_back(run, request->hindsight_gap_ppm, history, &outcome->tally)
                                             : koppel_history_run(run, history);

    if (status == KOPPEL_OK && !koppel_deadline_expired(&run->options.deadline)) {
        status = koppel_course_tally_make(&outcome->tally, request->world, run->path, history, !is_hindsight);
        outcome->tally.is_done = status == KOPPEL_OK;
    }
    return outcome->tally.is_done ? koppel_course_series_make(&outcome->series, request->world, run->path, history)
                                  : status;
}

/* The policy decides by its own world and numbers, where it has some. */
static void follow_as(struct koppel_policy_run *run, const struct koppel_world *world,
                      const struct koppel_time_policy *policy)
{
    run->policy = policy;
    run->world = policy->world != NULL ? policy->world : world;
    run->n_futures = policy->n_futures > 0 ? policy->n_futures : run->n_futures;
    run->look_days = policy->look_days > 0 ? policy->look_days : run->look_days;
    if (policy->sha256 != NULL && policy->patience_percent != KOPPEL_NONE) {
        run->patience_percent = policy->patience_percent;
    }
    run->foresees = policy->foresees;
    if (run->foresees) {
        run->n_futures = 1;
        run->look_days = world->n_days;
    }
    run->holds_against_overdue =
        run->holds_against_overdue || policy->holds_against_overdue || run->world->holds_against_overdue;
}

static enum koppel_status do_task(struct tasks *tasks, int32_t path_row, int32_t policy,
                                  const struct koppel_course *path)
{
    const struct koppel_simulation_request *request = tasks->request;
    const double start = koppel_clock_seconds();
    struct koppel_history history = {0};
    struct koppel_price_log prices = {0};
    struct koppel_task_outcome outcome = {
        .path_row = path_row, .policy = policy, .path = path, .history = &history, .prices = &prices};
    struct koppel_policy_run run = request->run;
    enum koppel_status status = KOPPEL_OK;

    follow_as(&run, request->world, &request->policies[policy]);
    run.path = path;
    run.stream.path = path_row + 1;
    run.prices = path_row == 0 && run.world == request->world ? &prices : NULL; /* its loads have names */
    status = follow(request, &run, &history, &outcome);
    if (status == KOPPEL_OK && outcome.tally.is_done) {
        outcome.seconds = koppel_clock_seconds() - start;
        pthread_mutex_lock(&tasks->lock);
        status = request->done(request->data, &outcome);
        pthread_mutex_unlock(&tasks->lock);
    }
    koppel_history_free(&history);
    koppel_price_log_free(&prices);
    return status;
}

static bool take_task(void *data, int32_t item)
{
    const struct tasks *tasks = data;

    (void)item;
    return !koppel_deadline_expired(&tasks->request->run.options.deadline);
}

static bool is_done(struct tasks *tasks, int32_t path_row, int32_t policy)
{
    const struct koppel_simulation_request *request = tasks->request;
    bool answer = false;

    if (request->is_done != NULL) {
        pthread_mutex_lock(&tasks->lock);
        answer = request->is_done(request->data, path_row, policy);
        pthread_mutex_unlock(&tasks->lock);
    }
    return answer;
}

static enum koppel_status work_task(void *data, int32_t worker, int32_t item)
{
    struct tasks *tasks = data;
    const int32_t row = koppel_shard_path_row(tasks->request, item / tasks->request->n_policies);
    const int32_t policy = item % tasks->request->n_policies;
    struct koppel_course path = {0};
    enum koppel_status status = KOPPEL_OK;

    (void)worker;
    if (is_done(tasks, row, policy)) {
        return KOPPEL_OK;
    }
    status = make_path(tasks->request, row, &path);
    if (status == KOPPEL_OK) {
        status = do_task(tasks, row, policy, &path);
    }
    koppel_course_free(&path);
    return status;
}

enum koppel_status koppel_simulation_run(const struct koppel_simulation_request *request, bool *is_stopped)
{
    struct tasks tasks = {.request = request};
    const struct koppel_workers workers = {.n_items = koppel_shard_n_paths(request) * request->n_policies,
                                           .n_threads = request->n_threads,
                                           .data = &tasks,
                                           .take = take_task,
                                           .work = work_task};
    enum koppel_status status = KOPPEL_OK;

    if (pthread_mutex_init(&tasks.lock, NULL) != 0) {
        return KOPPEL_E_MEMORY;
    }
    status = koppel_workers_run(&workers);
    pthread_mutex_destroy(&tasks.lock);
    *is_stopped = koppel_deadline_expired(&request->run.options.deadline);
    return status;
}
