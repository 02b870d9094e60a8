// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* child.h - runs another program to its end, its time limit or an interrupt. */
#ifndef KOPPEL_ADAPTER_CHILD_H
#define KOPPEL_ADAPTER_CHILD_H

#include "base/deadline.h"

/** What is run; borrowed during the call. */
struct koppel_child {
    char *const *arguments;  /* the first is the program (a path, or a name to look for in PATH); ends with NULL */
    const char *log_file;    /* gets what it prints, on both channels */
    const char *output_file; /* gets what it prints on standard output instead; NULL: the log does */
    struct koppel_deadline deadline;
    double grace_seconds; /* after an interrupt, to write what it has; 0: one second */
};

enum koppel_child_end {
    KOPPEL_CHILD_DONE,        /* `code` is its exit status */
    KOPPEL_CHILD_KILLED,      /* by someone else; `code` is the signal */
    KOPPEL_CHILD_TIME_LIMIT,  /* ended by us */
    KOPPEL_CHILD_INTERRUPTED, /* ended by us, because of the stop flag of the deadline */
    KOPPEL_CHILD_NOT_STARTED  /* `code` is the errno */
};

struct koppel_child_result {
    enum koppel_child_end end;
    int code;
};

/**
 * Runs it with nothing to read, in a process group of its own. At the time limit the whole group is killed; on an
 * interrupt it gets SIGINT first and the grace to write what it has. Nothing of the group is left running.
 */
struct koppel_child_result koppel_child_run(const struct koppel_child *child);

/** Starts it in a session of its own, where it goes on by itself; deadline and grace do not count. @return 0, also when
 * there is no such program; an errno when no process could be made */
int koppel_child_let_go(const struct koppel_child *child);

#endif
