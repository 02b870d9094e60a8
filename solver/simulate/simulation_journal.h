// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_journal.h - results as they come, in a file that an interrupted run goes on from, and that joins with those of
 * other shards.
 *
 * FORMAT  Text. A line `koppel-simulation 1 BYTES #HASH` and that many bytes of settings; then records in any order,
 *
 *             text PATH POLICY KIND BYTES #HASH    and that many bytes, of the first path
 *             task PATH POLICY PROVEN NUMBER... #HASH
 *
 *         with rows from 0. HASH is SipHash-2-4 under the key 0 of what stands before it on the line and the bytes behind
 *         it, so that what a crash cut off is noticed: everything from the first record on that is not whole is dropped.
 *         A task is done when its line is there; its texts come before it
 */
#ifndef KOPPEL_SIMULATE_SIMULATION_JOURNAL_H
#define KOPPEL_SIMULATE_SIMULATION_JOURNAL_H

#include "simulate/simulation_results.h"

/** Zero-initialise; koppel_journal_close closes. */
struct koppel_journal {
    char *path;
    int file;
    bool is_open;
};

/**
 * Opens the journal of a run that begins, or goes on with what an earlier run left in it: that is added to `simulation`.
 * Nobody else can open it until it is closed or the program ends.
 * @param simulation  started, empty
 * @param resume      go on; without it a journal that is there is an error
 * @return KOPPEL_OK; KOPPEL_E_EXISTS, KOPPEL_E_INPUT (of another run), KOPPEL_E_OUTPUT, KOPPEL_E_MEMORY with a message
 */
enum koppel_status koppel_journal_open(struct koppel_journal *journal, const char *path, bool resume,
                                       struct koppel_simulation *simulation, struct koppel_errors *errors);

/** Writes a result, with the texts of its policy on the first path. KOPPEL_OK, KOPPEL_E_OUTPUT or KOPPEL_E_MEMORY */
enum koppel_status koppel_journal_write(const struct koppel_journal *journal,
                                        const struct koppel_simulation *simulation,
                                        const struct koppel_task_result *result);

/** Closes it; `remove` takes it away. */
void koppel_journal_close(struct koppel_journal *journal, bool remove);

/**
 * Reads settings alone, or with them all records.
 * @param bytes       n_bytes, a zero behind them
 * @param simulation  NULL: the settings alone; started with settings that do not differ: what is new is added
 * @param[out] n_read bytes of whole records
 * @return KOPPEL_OK; KOPPEL_E_INPUT (no journal, or a result that is there already: message), KOPPEL_E_MEMORY
 */
enum koppel_status koppel_journal_read(const char *bytes, size_t n_bytes, const char *file,
                                       struct koppel_simulation_settings *settings,
                                       struct koppel_simulation *simulation, size_t *n_read,
                                       struct koppel_errors *errors);

#endif
