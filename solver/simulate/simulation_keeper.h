// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_keeper.h - keeps what comes out of a simulation while it runs: in memory, in a journal, and how long it will
 * take; and joins what several runs kept.
 */
#ifndef KOPPEL_SIMULATE_SIMULATION_KEEPER_H
#define KOPPEL_SIMULATE_SIMULATION_KEEPER_H

#include "simulate/case_world.h"
#include "simulate/simulation_journal.h"

/** The one file in the folder of a shard. */
extern const char koppel_shard_file[];

/** Zero-initialise and fill in; koppel_keeper_end releases what it holds. */
struct koppel_keeper {
    const struct koppel_case_world *made;
    const struct koppel_simulation_request *request;
    struct koppel_simulation *simulation; /* started */
    struct koppel_journal journal;        /* open, or none is kept */
    struct koppel_errors *errors;
    /** Told when a task is done; may be NULL. */
    void (*tell)(int32_t n_done, int32_t n_tasks, double seconds_left);
    /* what is known of the time that tasks take */
    double seconds[KOPPEL_MOST_TIME_POLICIES];
    int32_t n_timed[KOPPEL_MOST_TIME_POLICIES];
};

/** For the request: `data` is the keeper. */
bool koppel_keeper_is_done(const void *data, int32_t path_row, int32_t policy);
enum koppel_status koppel_keeper_done(void *data, const struct koppel_task_outcome *outcome);

/** Results of the request's shard that are there, and how many there will be. */
int32_t koppel_keeper_n_tasks(const struct koppel_keeper *keeper);

/**
 * Joins shards: reads their files, and checks that they were made alike, none twice, none missing, each finished.
 * @param folders     n of them
 * @param simulation  zero-initialised
 * @return KOPPEL_OK; KOPPEL_E_MISSING, KOPPEL_E_INPUT, KOPPEL_E_MEMORY with a message
 */
enum koppel_status koppel_shards_join(const char *const *folders, int32_t n, struct koppel_simulation *simulation,
                                      struct koppel_errors *errors);

#endif
