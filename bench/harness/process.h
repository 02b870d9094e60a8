// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* process.h - runs one program and measures what it took, with everything that it started and waited for. */
#ifndef KOPPEL_BENCH_PROCESS_H
#define KOPPEL_BENCH_PROCESS_H

#include <stdbool.h>

enum process_end { PROCESS_DONE, PROCESS_KILLED, PROCESS_HUNG, PROCESS_INTERRUPTED, PROCESS_NOT_STARTED };

struct process_result {
    enum process_end end;
    int code; /* done: exit status; killed: signal */
    double cpu_seconds;
    double wall_seconds;
    long memory_kib; /* the most that one of its processes held */
};

/**
 * Runs arguments[0] (looked for in PATH) in a process group of its own.
 * @param out, err      files that get what it prints; NULL: /dev/null
 * @param most_seconds  after so many seconds the group is killed: PROCESS_HUNG
 * @param memory_mib    limit on the address space of each process; 0: none
 * On SIGINT or SIGTERM to this program the group is killed: PROCESS_INTERRUPTED.
 */
struct process_result process_run(char *const *arguments, const char *out, const char *err, double most_seconds,
                                  long memory_mib);

/** The first line that a command of the shell prints, without its end; false when it printed none. */
bool process_first_line(const char *command, char *line, int n_line);

#endif
