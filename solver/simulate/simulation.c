/* simulation.c - policies by paths, on threads (see simulation.h). */
#include "simulate/simulation.h"

#include "base/memory.h"
#include "base/workers.h"

#include <stdlib.h>

/* What the tasks share. */
struct tasks {
    const struct koppel_simulation_request *request;
    struct koppel_simulation *simulation;
};

static enum koppel_status make_path(const struct koppel_simulation_request *request, int32_t number,
                                    struct koppel_course *path)
{
    struct koppel_stream stream = request->run.stream;

    if (request->n_paths == 0) {
        return koppel_course_real(path, request->world);
    }
    stream.path = number;
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

static enum koppel_status do_task(const struct tasks *tasks, int32_t path_row, int32_t policy,
                                  const struct koppel_course *path)
{
    const struct koppel_simulation_request *request = tasks->request;
    struct koppel_course_tally *tally = &tasks->simulation->tallies[path_row * request->n_policies + policy];
    struct koppel_history history = {0};
    struct koppel_policy_run run = request->run;
    enum koppel_status status = KOPPEL_OK;

    run.world = request->world;
    run.path = path;
    run.policy = &request->policies[policy];
    run.stream.path = path_row + 1;
    status = run.policy->decide == NULL ? look_back(&run, request->hindsight_gap_ppm, &history, tally)
                                        : koppel_history_run(&run, &history);
    if (status == KOPPEL_OK && !koppel_deadline_expired(&run.options.deadline)) {
        status = koppel_course_tally_make(tally, request->world, path, &history, run.policy->decide != NULL);
        tally->is_done = status == KOPPEL_OK;
    }
    if (path_row == 0 && tally->is_done) {
        tasks->simulation->histories[policy] = history;
    } else {
        koppel_history_free(&history);
    }
    return status;
}

static bool take_task(void *data, int32_t item)
{
    const struct tasks *tasks = data;
    const struct koppel_simulation_request *request = tasks->request;

    if (koppel_deadline_expired(&request->run.options.deadline)) {
        return false;
    }
    if (request->tell != NULL) {
        request->tell(request->tell_data, item, tasks->simulation->n_paths * request->n_policies);
    }
    return true;
}

static enum koppel_status work_task(void *data, int32_t worker, int32_t item)
{
    const struct tasks *tasks = data;
    const int32_t row = item / tasks->request->n_policies;
    struct koppel_course path = {0};
    enum koppel_status status = make_path(tasks->request, row + 1, &path);

    (void)worker;
    if (status == KOPPEL_OK) {
        status = do_task(tasks, row, item % tasks->request->n_policies, &path);
    }
    koppel_course_free(&path);
    return status;
}

enum koppel_status koppel_simulation_run(const struct koppel_simulation_request *request,
                                         struct koppel_simulation *simulation)
{
    struct tasks tasks = {request, simulation};
    struct koppel_workers workers = {
        .n_threads = request->n_threads, .data = &tasks, .take = take_task, .work = work_task};
    enum koppel_status status = KOPPEL_OK;

    simulation->n_policies = request->n_policies;
    simulation->is_real = request->n_paths == 0;
    simulation->n_paths = simulation->is_real ? 1 : request->n_paths;
    workers.n_items = simulation->n_paths * simulation->n_policies;
    simulation->tallies = koppel_new((size_t)workers.n_items, sizeof *simulation->tallies);
    simulation->histories = koppel_new((size_t)request->n_policies, sizeof *simulation->histories);
    if (simulation->tallies == NULL || simulation->histories == NULL) {
        return KOPPEL_E_MEMORY;
    }
    status = make_path(request, 1, &simulation->first_path);
    if (status == KOPPEL_OK) {
        status = koppel_workers_run(&workers);
    }
    simulation->is_stopped = koppel_deadline_expired(&request->run.options.deadline);
    return status;
}

void koppel_simulation_free(struct koppel_simulation *simulation)
{
    for (int32_t p = 0; simulation->histories != NULL && p < simulation->n_policies; p++) {
        koppel_history_free(&simulation->histories[p]);
    }
    free(simulation->histories);
    free(simulation->tallies);
    koppel_course_free(&simulation->first_path);
    *simulation = (struct koppel_simulation){0};
}
