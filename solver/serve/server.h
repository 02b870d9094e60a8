// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* server.h - koppel serve: a dossier in the browser, for one desk or behind a reverse proxy. */
#ifndef KOPPEL_SERVE_SERVER_H
#define KOPPEL_SERVE_SERVER_H

#include "serve/gate.h"
#include "serve/recorded.h"
#include "serve/solving.h"
#include "serve/uploads.h"
#include "serve/view.h"

#include <signal.h>

/** How it is started; borrowed. */
struct koppel_serve_options {
    const char *dossier;
    const char *program; /* the path of koppel */
    int port;            /* 0: any that is free */
    const char *socket;  /* a Unix socket in the place of TCP; NULL: none */
    bool opens_browser;
    bool solves_first;                 /* a dossier without a proposal gets one at once */
    const volatile sig_atomic_t *stop; /* ends the server */
};

/** Children that answer requests at the same time; one more is asked to come back. */
enum { KOPPEL_CHILDREN = 4 };

/** A preview that is being worked out. */
struct koppel_preview {
    bool is_running;
    char by[65];
    volatile sig_atomic_t stop;
};

/** What all requests share. */
struct koppel_server {
    const struct koppel_serve_options *options;
    struct koppel_gate gate;
    struct koppel_views views;
    struct koppel_uploads uploads;
    struct koppel_solving solving;
    struct koppel_recorded recorded;
    pthread_mutex_t lock; /* of what follows */
    int n_children;
    struct koppel_preview previews[KOPPEL_CHILDREN];
};

/**
 * Serves until options->stop is set. Prints the address on standard output.
 * @return KOPPEL_OK, or a fault with a message: KOPPEL_E_OUTPUT when it cannot listen
 */
enum koppel_status koppel_serve(const struct koppel_serve_options *options, struct koppel_errors *errors);

/** Takes one of KOPPEL_CHILDREN places for a child; gives it back. @return false: all are taken */
bool koppel_child_begin(struct koppel_server *server);
void koppel_child_end(struct koppel_server *server);

/** Ends the previews of somebody, as they have moved on to another question; NULL: of everybody. */
void koppel_previews_stop(struct koppel_server *server, const char *by);

/** Begins one, which ends others of the same person, within a place for a child; to be ended by koppel_preview_end. */
struct koppel_preview *koppel_preview_begin(struct koppel_server *server, const char *by);
void koppel_preview_end(struct koppel_server *server, struct koppel_preview *preview);

#endif
