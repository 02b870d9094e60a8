// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* search_log.h - the log of a search: a line of JSON for each time that a value or a bound of a goal becomes better. */
#ifndef KOPPEL_CLI_SEARCH_LOG_H
#define KOPPEL_CLI_SEARCH_LOG_H

#include "base/error.h"
#include "engine/engine.h"

#include <stdio.h>

/** Zero-initialise. */
struct koppel_search_log {
    FILE *file;
    const struct koppel_problem *problem;                                                 /* borrowed */
    int32_t tier;                                                                         /* of the last line */
    int64_t best, bound;                                                                  /* in it */
    void (*shown)(void *data, int32_t tier, int64_t best, int64_t bound, double seconds); /* who was told before */
    void *shown_data;
};

/**
 * Makes the file, and lets the options tell the log as well as whom they told before. The log must outlive them.
 * @return KOPPEL_OK, or KOPPEL_E_OUTPUT with a message: a file that is there is kept
 */
enum koppel_status koppel_search_log_begin(struct koppel_search_log *log, const char *name,
                                           const struct koppel_problem *problem, struct koppel_engine_options *options,
                                           struct koppel_errors *errors);

/** Closes the file; without one nothing happens. KOPPEL_OK, or KOPPEL_E_OUTPUT with a message when it is not whole */
enum koppel_status koppel_search_log_end(struct koppel_search_log *log, const char *name, struct koppel_errors *errors);

#endif
