// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solver_answer.h - what another solver wrote: its solution, and what it says of it. Nothing here is trusted further. */
#ifndef KOPPEL_ADAPTER_SOLVER_ANSWER_H
#define KOPPEL_ADAPTER_SOLVER_ANSWER_H

#include "koppel.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum koppel_answer_state {
    KOPPEL_ANSWER_UNREADABLE,
    KOPPEL_ANSWER_BEST,      /* it says: the best within the gap asked for */
    KOPPEL_ANSWER_SO_FAR,    /* a solution, which it does not call the best */
    KOPPEL_ANSWER_NOTHING,   /* it found none, and does not say that there is none */
    KOPPEL_ANSWER_INFEASIBLE /* it says that there is none */
};

struct koppel_answer {
    enum koppel_answer_state state;
    bool has_bound;
    double bound; /* that it says no solution can go below */
    int64_t n_nodes;
    bool *chosen;        /* n_columns (the caller's): columns 1 .. n_columns of the model that are 1 */
    int64_t n_columns;   /* the others are not looked at */
    char complaint[160]; /* unreadable: what is wrong with it */
};

/**
 * Reads the files that a solver wrote. The column names of the model must be the format's own (C0000001, ...).
 * answer->chosen and n_columns are set by the caller, the rest is zero. What cannot be read is an answer too.
 */
void koppel_answer_read_cbc(const char *solution_file, const char *log_file, struct koppel_answer *answer);
void koppel_answer_read_highs(const char *solution_file, const char *log_file, struct koppel_answer *answer);
void koppel_answer_read_glpsol(const char *solution_file, const char *log_file, struct koppel_answer *answer);

/** The last line with a letter in a log, for a message; empty when there is none. */
void koppel_log_last_line(const char *log_file, char *line, size_t n_line);

#endif
