// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* results.h - the CSV of results: rows are added one by one, and what is there is not run again. */
#ifndef KOPPEL_BENCH_RESULTS_H
#define KOPPEL_BENCH_RESULTS_H

#include "outcome.h"
#include "plan.h"

enum { ROW_BYTES = 4096 };

/** What identifies a run: a row that begins and ends alike is that run's. */
struct results {
    char **keys;
    int n_keys;
};

/**
 * Reads the keys of the rows that are there; makes the file with its header when it is not. A last row that was cut off
 * (the machine went down while it was written) is taken away.
 * @return false when the file cannot be used; says why
 */
bool results_open(struct results *results, const char *file);

void results_free(struct results *results);

/** True when the run has its row. */
bool results_has(const struct results *results, const struct settings *settings, const struct run *run);

/** The row of a run, with its line end. */
void results_format(const struct settings *settings, const struct run *run, const struct process_result *result,
                    const struct outcome *outcome, char row[ROW_BYTES]);

/** Adds a row, on the disk before it returns. @return false when it could not be written; says why */
bool results_add(const char *file, const char *row);

#endif
