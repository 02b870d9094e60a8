// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solving.h - the one solve that may run at a time, beside the requests: started, followed, stopped, kept. */
#ifndef KOPPEL_SERVE_SOLVING_H
#define KOPPEL_SERVE_SOLVING_H

#include "serve/view.h"

#include <pthread.h>
#include <signal.h>

/** Zero-initialise but for the lock (koppel_solving_init). */
struct koppel_solving {
    pthread_mutex_t lock;
    pthread_t thread;
    bool has_thread; /* started and not joined yet */
    bool is_running;
    volatile sig_atomic_t stop;
    char by[65];
    char since[21];
    double begin;     /* on the clock of koppel_clock_seconds */
    char log[256];    /* the file in which the child tells how far it is; "": none yet */
    int64_t n_ended;  /* solves that have ended */
    int64_t proposal; /* of the last one; 0: it has none */
    char *problem;    /* why, as JSON; owned; NULL: it has a proposal */
    /* what it was asked; for its thread */
    const char *path, *program;
    struct koppel_views *views;
    struct koppel_person person;
    struct koppel_proposal_record record;
    enum koppel_language language;
};

/** @param views  where a proposal is made ready to be shown before it is told; borrowed, like the texts */
void koppel_solving_init(struct koppel_solving *solving, const char *path, const char *program,
                         struct koppel_views *views);

/** Stops what runs, which keeps the best so far, and frees. */
void koppel_solving_end(struct koppel_solving *solving);

/** Starts a solve. @return false: one is running already, or no thread could be started */
bool koppel_solving_start(struct koppel_solving *solving, const struct koppel_person *person,
                          const struct koppel_proposal_record *record, enum koppel_language language);

/** Asks it to end with the best so far. @return false: none is running */
bool koppel_solving_stop(struct koppel_solving *solving);

/** How it stands, copied. */
struct koppel_solving_state {
    bool is_running;
    char by[65], since[21];
    double seconds;
    char told[200]; /* the last line of its progress; "" */
    int64_t n_ended, proposal;
};

struct koppel_solving_state koppel_solving_state(struct koppel_solving *solving);

/** Why the last solve has no proposal, as JSON to be freed; NULL: it has one. */
char *koppel_solving_problem(struct koppel_solving *solving);

#endif
