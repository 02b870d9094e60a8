// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* http.h - the server's side of HTTP, by libmicrohttpd: from connections to requests, from answers to responses. */
#ifndef KOPPEL_SERVE_HTTP_H
#define KOPPEL_SERVE_HTTP_H

#include "serve/server.h"

/** A running daemon. */
struct koppel_http;

/**
 * Answers on a listening socket, each connection on a thread of its own, until koppel_http_stop.
 * @param listener  handed over
 * @return NULL: it could not be started
 */
struct koppel_http *koppel_http_start(struct koppel_server *server, int listener);

/** Cuts off connections that take too long; to be called now and then. */
void koppel_http_hurry(struct koppel_http *http);

/** Ends every connection and frees. Safe on NULL. */
void koppel_http_stop(struct koppel_http *http);

#endif
