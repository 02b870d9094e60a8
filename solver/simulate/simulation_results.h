// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_results.h - what a simulation came to, path by path and policy by policy; and what was told of the first path.
 *
 * Nothing here needs the tables any more: results are written to a journal, read back and joined (simulation_journal.h).
 */
#ifndef KOPPEL_SIMULATE_SIMULATION_RESULTS_H
#define KOPPEL_SIMULATE_SIMULATION_RESULTS_H

#include "base/exact.h"
#include "simulate/simulation_settings.h"

/** What is told of a policy on the first path. */
enum koppel_told_text {
    KOPPEL_TEXT_EVENTS, /* rows of events.csv */
    KOPPEL_TEXT_STORY,  /* events.txt */
    KOPPEL_TEXT_PRICES, /* rows of prices.csv */
    KOPPEL_N_TOLD_TEXTS
};

/** Sums over paths, exact, so that it does not matter in which order they were added. */
struct koppel_series_sums {
    int64_t n_paths;
    koppel_wide sum[KOPPEL_N_SERIES][KOPPEL_MOST_MONTHS_TOLD];
    koppel_wide squares[KOPPEL_N_SERIES][KOPPEL_MOST_MONTHS_TOLD];
};

/** Zero-initialise; koppel_simulation_free releases everything. */
struct koppel_simulation {
    struct koppel_simulation_settings settings;
    struct koppel_course_tally *tallies;              /* n_paths x n_policies */
    struct koppel_series_sums *series;                /* n_policies */
    struct koppel_text (*texts)[KOPPEL_N_TOLD_TEXTS]; /* n_policies */
};

/** One part of the results: a policy on a path. */
struct koppel_task_result {
    int32_t path_row, policy;
    struct koppel_course_tally tally;
    struct koppel_course_series series;
};

/** Room for all results of the settings. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_simulation_start(struct koppel_simulation *simulation,
                                           const struct koppel_simulation_settings *settings);

int32_t koppel_simulation_n_policies(const struct koppel_simulation *simulation);

/** The tally of a policy on a path. */
struct koppel_course_tally *koppel_simulation_tally(const struct koppel_simulation *simulation, int32_t path_row,
                                                    int32_t policy);

/** Adds a result that is not there yet. */
void koppel_simulation_add(struct koppel_simulation *simulation, const struct koppel_task_result *result);

/** How many results are there. O(results) */
int32_t koppel_simulation_n_done(const struct koppel_simulation *simulation);

void koppel_simulation_free(struct koppel_simulation *simulation);

#endif
