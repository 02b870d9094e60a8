// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* outcome.h - what one run of koppel solve told: status, values, bounds. */
#ifndef KOPPEL_BENCH_OUTCOME_H
#define KOPPEL_BENCH_OUTCOME_H

#include "process.h"

enum { OUTCOME_TEXT = 512, STATUS_BYTES = 24 };

struct outcome {
    /* proven, claimed (another solver says so), gap (some is left), none (no proposal in time), infeasible, refused
     * (an answer that did not pass its tests), crash, hung, memory */
    char status[STATUS_BYTES];
    char senses[128];         /* "min;max", one for each tier */
    char tier[64];            /* the first tier that is not at its bound; empty: none */
    char value[OUTCOME_TEXT]; /* "target=0;fit=6860", decimal numbers as koppel prints them */
    char bound[OUTCOME_TEXT]; /* the same; "?": unknown */
    char gap_percent[32];     /* of `tier`; empty: unknown, or no proposal */
    char note[160];           /* the first message of a run that failed */
    long long nodes, households, units, pairs;
};

/** Reads what a run left: its end, and the files with its output and its messages. */
void outcome_read(const struct process_result *result, const char *out, const char *err, struct outcome *outcome);

#endif
