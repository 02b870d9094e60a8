// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* server.c - koppel serve (see server.h). */
#include "serve/server.h"

#include "adapter/child.h"
#include "base/path.h"
#include "dossier/dossier_make.h"
#include "serve/handlers.h"
#include "serve/http.h"
#include "serve/listener.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bool koppel_child_begin(struct koppel_server *server)
{
    bool may = false;

    pthread_mutex_lock(&server->lock);
    may = server->n_children < KOPPEL_CHILDREN;
    server->n_children += may ? 1 : 0;
    pthread_mutex_unlock(&server->lock);
    return may;
}

void koppel_child_end(struct koppel_server *server)
{
    pthread_mutex_lock(&server->lock);
    server->n_children--;
    pthread_mutex_unlock(&server->lock);
}

/* ---- Previews ---- */

/* The lock is held. */
static void stop_previews(struct koppel_server *server, const char *by)
{
    for (int p = 0; p < KOPPEL_CHILDREN; p++) {
        struct koppel_preview *preview = &server->previews[p];

        if (by == NULL || strcmp(preview->by, by) == 0) {
            preview->stop = 1;
        }
    }
}

void koppel_previews_stop(struct koppel_server *server, const char *by)
{
    pthread_mutex_lock(&server->lock);
    stop_previews(server, by);
    pthread_mutex_unlock(&server->lock);
}

struct koppel_preview *koppel_preview_begin(struct koppel_server *server, const char *by)
{
    struct koppel_preview *free_one = &server->previews[0];

    pthread_mutex_lock(&server->lock);
    stop_previews(server, by);     /* also one that came between */
    while (free_one->is_running) { /* there is one for each place */
        free_one++;
    }
    free_one->is_running = true;
    free_one->stop = *server->options->stop;
    snprintf(free_one->by, sizeof free_one->by, "%s", by);
    pthread_mutex_unlock(&server->lock);
    return free_one;
}

void koppel_preview_end(struct koppel_server *server, struct koppel_preview *preview)
{
    pthread_mutex_lock(&server->lock);
    preview->is_running = false;
    pthread_mutex_unlock(&server->lock);
}

/* ---- The browser ---- */

/* Opens the address in the browser of the desktop, by a private file: arguments of a process can be read by everybody
 * on the machine. */
static void open_browser(const char *address, struct koppel_temporary_folder *folder)
{
    struct koppel_dossier_files files = {0};
    struct koppel_text html = {.is_for_machines = true};
    char *where = NULL;
    char *page = NULL;

    koppel_text_add(
        &html,
        KOPPEL_SAME("<!DOCTYPE html>\n<meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
                    "<meta http-equiv=\"refresh\" content=\"0; url=%s\"><title>Koppel</title>\n"),
        address);
    if (koppel_text_status(&html) == KOPPEL_OK && koppel_scratch_make(folder, NULL) == KOPPEL_OK) {
        where = koppel_path_join(folder->path, "open");
        page = where != NULL ? koppel_path_join(where, "koppel.html") : NULL;
    }
    if (page != NULL && koppel_dossier_files_add(&files, "koppel.html", html.bytes, html.n_bytes, NULL) == KOPPEL_OK &&
        koppel_dossier_files_put(&files, where, NULL) == KOPPEL_OK) {
        char program[] = "xdg-open";
        char *const arguments[] = {program, page, NULL};
        const struct koppel_child child = {.arguments = arguments, .log_file = "/dev/null"};

        koppel_child_let_go(&child); /* it may be the browser itself that starts here */
    }
    koppel_dossier_files_free(&files);
    koppel_text_free(&html);
    free(where);
    free(page);
}

/* ---- The server ---- */

static void wait_for_end(struct koppel_server *server, struct koppel_http *http)
{
    const struct timespec slice = {.tv_nsec = 200000000};

    while (*server->options->stop == 0) {
        nanosleep(&slice, NULL);
        koppel_http_hurry(http);
    }
}

/* Tells where it is; a program that started this one may wait for the line. */
static void tell_address(struct koppel_server *server, int port, struct koppel_temporary_folder *folder)
{
    char address[128];

    if (server->gate.is_socket) {
        printf(_("Listening on %s.\n"), server->options->socket);
    } else {
        snprintf(address, sizeof address, "http://127.0.0.1:%d/?token=%s", port, server->gate.token);
        printf(_("Open in your browser (this address can be used once):\n%s\n"), address);
    }
    fflush(stdout);
    if (server->options->opens_browser && !server->gate.is_socket) {
        open_browser(address, folder);
    }
}

/* The first proposal of a dossier that has none. */
static void solve_first(struct koppel_server *server, const struct koppel_dossier *dossier)
{
    enum { FIRST_SECONDS = 300 };
    struct koppel_proposal_record record = {.time_limit = FIRST_SECONDS};
    struct koppel_errors errors = {0};

    snprintf(record.language, sizeof record.language, "%s", koppel_language_code(koppel_language_now()));
    if (koppel_next_solve(dossier, false, &record, &errors) == KOPPEL_OK && record.replaces == 0) {
        koppel_solving_start(&server->solving, &koppel_desk, &record, koppel_language_now());
    }
    koppel_errors_clear(&errors);
}

static enum koppel_status run(struct koppel_server *server, int port, int listener, struct koppel_errors *errors)
{
    struct koppel_temporary_folder folder = {.lock = -1};
    struct koppel_http *http = koppel_http_start(server, listener);

    if (http == NULL) {
        close(listener);
        return koppel_errors_add(errors, KOPPEL_E_OUTPUT, "", 0, 0, "the server could not be started");
    }
    tell_address(server, port, &folder);
    wait_for_end(server, http);
    koppel_previews_stop(server, NULL);
    koppel_solving_stop(&server->solving); /* it ends while the last requests do, */
    koppel_http_stop(http);
    koppel_solving_end(&server->solving); /* and nobody asks for it any more */
    koppel_scratch_drop(&folder);
    return KOPPEL_OK;
}

enum koppel_status koppel_serve(const struct koppel_serve_options *options, struct koppel_errors *errors)
{
    static struct koppel_server server; /* large, and there is one */
    struct koppel_dossier kept = {0};   /* open as long as the server, so that requests find the file as it is */
    int port = options->port;
    int listener = -1;
    enum koppel_status status = koppel_dossier_open(options->dossier, &kept, errors);

    if (status == KOPPEL_OK) {
        status = options->socket != NULL ? koppel_listen_unix(options->socket, &listener, errors)
                                         : koppel_listen_local(&port, &listener, errors);
    }
    if (status == KOPPEL_OK && koppel_gate_init(&server.gate, options->socket != NULL ? 0 : port) != 0) {
        status = koppel_errors_add(errors, KOPPEL_E_INTERNAL, "", 0, 0, "no secrets can be drawn from /dev/urandom");
    }
    if (status == KOPPEL_OK) {
        server.options = options;
        pthread_mutex_init(&server.lock, NULL);
        pthread_mutex_init(&server.views.making, NULL);
        pthread_mutex_init(&server.views.lock, NULL);
        server.views.stop = options->stop;
        pthread_mutex_init(&server.uploads.lock, NULL);
        pthread_mutex_init(&server.recorded.lock, NULL);
        koppel_solving_init(&server.solving, options->dossier, options->program, &server.views);
        if (options->solves_first) {
            solve_first(&server, &kept);
        }
        status = run(&server, port, listener, errors);
        koppel_views_free(&server.views);
        koppel_recorded_free(&server.recorded);
        koppel_uploads_free(&server.uploads);
        koppel_gate_free(&server.gate);
    }
    if (options->socket != NULL && listener >= 0) {
        unlink(options->socket);
    }
    koppel_dossier_close(&kept);
    return status;
}
