// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation.h - several policies on the same paths: who follows what, in which order, on which threads.
 *
 * Every policy on every path is a task of its own, which draws what it needs by counter (course.h): any number of threads,
 * or of processes that each follow a shard of the paths, comes to the same numbers.
 */
#ifndef KOPPEL_SIMULATE_SIMULATION_H
#define KOPPEL_SIMULATE_SIMULATION_H

#include "simulate/course_series.h"
#include "simulate/course_tally.h"
#include "simulate/policies.h"

/** What came out of one task. All borrowed. */
struct koppel_task_outcome {
    int32_t path_row, policy; /* from 0 */
    const struct koppel_course *path;
    const struct koppel_history *history;
    const struct koppel_price_log *prices; /* empty but for look-ahead on the first path */
    struct koppel_course_tally tally;
    struct koppel_course_series series;
    double seconds; /* that it took */
};

/** Every k-th of n paths: those in rows k - 1, k - 1 + n, ... */
struct koppel_shard {
    int32_t k, n;
};

/** All borrowed. The functions get `data`, and are called by one thread at a time. */
struct koppel_simulation_request {
    const struct koppel_world *world;
    const struct koppel_time_policy *policies; /* n_policies; one without `decide` is hindsight */
    int32_t n_policies;
    int32_t n_paths;              /* 0: the real path alone */
    struct koppel_shard shard;    /* n = 0: all paths */
    struct koppel_policy_run run; /* options, futures, patience and seed; the rest is filled in here */
    int32_t n_threads;
    int64_t hindsight_gap_ppm;
    void *data;
    /** Is the task done already? Or NULL. */
    bool (*is_done)(const void *data, int32_t path_row, int32_t policy);
    /** Takes what came out of a task that went to its end. Anything but KOPPEL_OK ends the run. */
    enum koppel_status (*done)(void *data, const struct koppel_task_outcome *outcome);
};

/** How many paths the shard of a request follows, and which row the k-th of them has. */
int32_t koppel_shard_n_paths(const struct koppel_simulation_request *request);
int32_t koppel_shard_path_row(const struct koppel_simulation_request *request, int32_t k);

/**
 * Does all tasks of the shard that are not done.
 * @param[out] is_stopped  by the deadline: not all of them are done
 * @return KOPPEL_OK, also when it was stopped; KOPPEL_E_MEMORY, KOPPEL_E_INTERNAL, the fault of an engine or of `done`
 */
enum koppel_status koppel_simulation_run(const struct koppel_simulation_request *request, bool *is_stopped);

#endif
