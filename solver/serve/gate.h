// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* gate.h - who may come in: the checks on a request before anything of it is done.
 *
 * On TCP the server is reached at 127.0.0.1 alone. The address that it prints holds a token that can be exchanged once
 * for a session, a cookie that scripts cannot read and other sites cannot send. Host must be the server's own (a name
 * that another site points at this machine is refused), Origin and Sec-Fetch-Site must not be another site's.
 * On a Unix socket only the reverse proxy can reach it, and the header X-Koppel-User names the user; Origin must be that
 * of Host.
 *
 * SOURCE  RFC 6265bis section 5.6.7 (SameSite); W3C Fetch Metadata; OWASP, DNS rebinding and CSRF prevention
 */
#ifndef KOPPEL_SERVE_GATE_H
#define KOPPEL_SERVE_GATE_H

#include <pthread.h>
#include <stdbool.h>

enum { KOPPEL_SECRET_BYTES = 65 }; /* 256 random bits as hexadecimal digits */

/** The secrets of a server. */
struct koppel_gate {
    pthread_mutex_t lock;
    bool is_socket;
    char own[2][32]; /* Host: "127.0.0.1:8123", "localhost:8123" */
    char token[KOPPEL_SECRET_BYTES];
    bool token_is_used;
    char session[KOPPEL_SECRET_BYTES];
    char cookie[32]; /* its name: cookies do not know ports */
};

/** The headers that matter; NULL where there is none. */
struct koppel_gate_headers {
    const char *host, *origin, *fetch_site, *cookie, *user, *token;
    int n_host, n_user; /* how often the header stands there */
};

enum koppel_gate_verdict {
    KOPPEL_GATE_OPEN,
    KOPPEL_GATE_EXCHANGE,   /* the token is right and is used up now: set the cookie */
    KOPPEL_GATE_NO_SESSION, /* 401 */
    KOPPEL_GATE_WRONG_HOST, /* 403, and so on */
    KOPPEL_GATE_OTHER_SITE,
    KOPPEL_GATE_TOKEN_USED
};

/** Draws the secrets. @param port  0: a Unix socket. @return 0 or the error number */
int koppel_gate_init(struct koppel_gate *gate, int port);

void koppel_gate_free(struct koppel_gate *gate);

/** May this request come in? Thread-safe. */
enum koppel_gate_verdict koppel_gate_check(struct koppel_gate *gate, const struct koppel_gate_headers *headers);

/** "koppel_8123=...; HttpOnly; SameSite=Strict; Path=/" */
void koppel_gate_cookie(const struct koppel_gate *gate, char out[160]);

#endif
