// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_file.h - a policy over time of one's own, from a file of JSON.
 *
 *     {"name": "cautious", "decides": "look-ahead", "every": 14, "futures": 20, "look": 365, "patience": 5,
 *      "hold_overdue": true, "goals": {"tiers": ["fit"]}}
 *
 * `decides` is first-come, myopic, look-ahead or foresight; the rest may be left out. `goals` is a policy as koppel solve takes it:
 * the policy decides by these goals and limits, and is measured by those of the case, like all others. A file without
 * `decides` is such a policy itself: the best offers of each day by it.
 */
#ifndef KOPPEL_SIMULATE_POLICY_FILE_H
#define KOPPEL_SIMULATE_POLICY_FILE_H

#include "simulate/case_world.h"
#include "simulate/simulation_settings.h"

/** Zero-initialise; koppel_policy_file_close releases everything. Does not move while it is open. */
struct koppel_policy_file {
    struct koppel_time_policy policy; /* its name, world and digest are borrowed from here */
    char name[KOPPEL_TIME_POLICY_NAME];
    char sha256[65];
    struct koppel_policy goals;
    bool has_goals;
    struct koppel_case_world made; /* the case by these goals */
};

/** Reads the file alone. KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT, KOPPEL_E_MEMORY with messages */
enum koppel_status koppel_policy_file_read(struct koppel_policy_file *file, const char *path,
                                           struct koppel_errors *errors);

/** The same from n_bytes of text; `path` is how messages call it. */
enum koppel_status koppel_policy_file_parse(struct koppel_policy_file *file, const char *bytes, size_t n_bytes,
                                            const char *path, struct koppel_errors *errors);

/** Opens the case by the file's goals, if it has some: files and days as for the world that measures it. As
 * koppel_case_world_open */
enum koppel_status koppel_policy_file_open(struct koppel_policy_file *file, const struct koppel_job_files *files,
                                           const struct koppel_case_days *days, struct koppel_errors *errors);

void koppel_policy_file_close(struct koppel_policy_file *file);

#endif
