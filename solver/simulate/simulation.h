/* simulation.h - several policies on the same paths, measured alike.
 *
 * Every policy on every path is a task of its own, which draws what it needs by counter (course.h): any number of threads
 * comes to the same numbers.
 */
#ifndef KOPPEL_SIMULATE_SIMULATION_H
#define KOPPEL_SIMULATE_SIMULATION_H

#include "simulate/course_tally.h"
#include "simulate/policies.h"

/** All borrowed. */
struct koppel_simulation_request {
    const struct koppel_world *world;
    const struct koppel_time_policy *policies; /* n_policies; one without `decide` is hindsight */
    int32_t n_policies;
    int32_t n_paths;              /* 0: the real path alone */
    struct koppel_policy_run run; /* options, futures, patience and seed; the rest is filled in here */
    int32_t n_threads;
    int64_t hindsight_gap_ppm;
    /** Told when a task begins, from one thread at a time; may be NULL. */
    void (*tell)(void *data, int32_t task, int32_t n_tasks);
    void *tell_data;
};

/** Zero-initialise; koppel_simulation_free releases everything. */
struct koppel_simulation {
    int32_t n_policies, n_paths;         /* n_paths >= 1 */
    bool is_real;                        /* the one path is the real one */
    struct koppel_course_tally *tallies; /* n_paths x n_policies */
    struct koppel_course first_path;
    struct koppel_history *histories; /* n_policies: on the first path */
    bool is_stopped;                  /* by the deadline: not all tallies are done */
};

/** KOPPEL_OK, also when it was stopped; KOPPEL_E_MEMORY, KOPPEL_E_INTERNAL or the fault of an engine. */
enum koppel_status koppel_simulation_run(const struct koppel_simulation_request *request,
                                         struct koppel_simulation *simulation);

void koppel_simulation_free(struct koppel_simulation *simulation);

#endif
