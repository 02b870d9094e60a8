// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* journal_numbers.h - the numbers of a result in the order in which a journal has them; for its writer and its reader. */
#ifndef KOPPEL_SIMULATE_JOURNAL_NUMBERS_H
#define KOPPEL_SIMULATE_JOURNAL_NUMBERS_H

#include "simulate/simulation_results.h"

#include <stddef.h>

#define KOPPEL_JOURNAL_HEAD "koppel-simulation 1"

enum { KOPPEL_N_NUMBER_LISTS = 5 + KOPPEL_N_SERIES };

/** Some of them, one behind the other; into a result that is borrowed. */
struct koppel_number_list {
    int64_t *first;
    int64_t n;
    bool is_series;
};

struct koppel_journal_numbers {
    struct koppel_number_list items[KOPPEL_N_NUMBER_LISTS];
    int32_t n_items;
};

struct koppel_journal_numbers koppel_journal_numbers_of(const struct koppel_simulation_settings *settings,
                                                        struct koppel_task_result *result);

/** The hash of a line as far as its mark and of the bytes behind it. */
uint64_t koppel_journal_hash(const char *line, size_t n_line, const char *bytes, size_t n_bytes);

#endif
