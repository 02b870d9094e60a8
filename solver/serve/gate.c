// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* gate.c - who may come in (see gate.h). */
#include "serve/gate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* ---- Secrets ---- */

static int draw_secret(char secret[KOPPEL_SECRET_BYTES])
{
    unsigned char bytes[(KOPPEL_SECRET_BYTES - 1) / 2];
    FILE *source = fopen("/dev/urandom", "rb");
    size_t n = source != NULL ? fread(bytes, 1, sizeof bytes, source) : 0;

    if (source != NULL) {
        fclose(source);
    }
    if (n != sizeof bytes) {
        return EIO;
    }
    for (size_t b = 0; b < sizeof bytes; b++) {
        snprintf(secret + 2 * b, 3, "%02x", bytes[b]);
    }
    return 0;
}

int koppel_gate_init(struct koppel_gate *gate, int port)
{
    int cause = 0;

    memset(gate, 0, sizeof *gate);
    gate->is_socket = port == 0;
    snprintf(gate->own[0], sizeof gate->own[0], "127.0.0.1:%d", port);
    snprintf(gate->own[1], sizeof gate->own[1], "localhost:%d", port);
    snprintf(gate->cookie, sizeof gate->cookie, "koppel_%d", port);
    cause = draw_secret(gate->token);
    if (cause == 0) {
        cause = draw_secret(gate->session);
    }
    return cause != 0 ? cause : pthread_mutex_init(&gate->lock, NULL);
}

void koppel_gate_free(struct koppel_gate *gate)
{
    pthread_mutex_destroy(&gate->lock);
    memset(gate, 0, sizeof *gate);
}

/* Takes as long for every text of n characters. */
static bool is_secret(const char *given, size_t n, const char *secret)
{
    unsigned char differs = n == KOPPEL_SECRET_BYTES - 1 ? 0 : 1;

    for (size_t i = 0; i < n && i < KOPPEL_SECRET_BYTES - 1; i++) {
        differs |= (unsigned char)(given[i] ^ secret[i]);
    }
    return differs == 0;
}

/* ---- Headers ---- */

/* Is the session among the cookies "a=b; c=d"? */
static bool has_session(const struct koppel_gate *gate, const char *cookies)
{
    size_t n_name = strlen(gate->cookie);

    while (cookies != NULL) {
        cookies += strspn(cookies, "; ");
        if (strncmp(cookies, gate->cookie, n_name) == 0 && cookies[n_name] == '=') {
            const char *value = cookies + n_name + 1;

            if (is_secret(value, strcspn(value, "; "), gate->session)) {
                return true;
            }
        }
        cookies = strchr(cookies, ';');
    }
    return false;
}

/* Is it the address, or its name alone when the port is 80? Browsers leave that one out. */
static bool is_address(const char *host, const char *address)
{
    size_t n_name = strcspn(address, ":");

    return strcasecmp(host, address) == 0 ||
           (strcmp(address + n_name, ":80") == 0 && strlen(host) == n_name && strncasecmp(host, address, n_name) == 0);
}

static bool is_own_host(const struct koppel_gate *gate, const char *host)
{
    return is_address(host, gate->own[0]) || is_address(host, gate->own[1]);
}

/* Does the origin name the host that was asked? Without an origin no page asked, or one of this very site did. */
static bool is_own_origin(const struct koppel_gate *gate, const struct koppel_gate_headers *headers)
{
    const char *host = NULL;

    if (headers->fetch_site != NULL && headers->token == NULL && strcmp(headers->fetch_site, "same-origin") != 0 &&
        strcmp(headers->fetch_site, "none") != 0) { /* who has the token may come from anywhere, such as a mail */
        return false;
    }
    if (headers->origin == NULL) {
        return true;
    }
    if (strncmp(headers->origin, "http://", 7) == 0) {
        host = headers->origin + 7;
    } else if (gate->is_socket && strncmp(headers->origin, "https://", 8) == 0) {
        host = headers->origin + 8;
    }
    return host != NULL && strcasecmp(host, headers->host) == 0;
}

enum koppel_gate_verdict koppel_gate_check(struct koppel_gate *gate, const struct koppel_gate_headers *headers)
{
    enum koppel_gate_verdict verdict = KOPPEL_GATE_NO_SESSION;

    if (headers->n_host != 1 || (!gate->is_socket && !is_own_host(gate, headers->host))) {
        return KOPPEL_GATE_WRONG_HOST;
    }
    if (!is_own_origin(gate, headers)) {
        return KOPPEL_GATE_OTHER_SITE;
    }
    if (gate->is_socket) {
        return headers->n_user == 1 && headers->user[0] != '\0' ? KOPPEL_GATE_OPEN : KOPPEL_GATE_NO_SESSION;
    }
    if (has_session(gate, headers->cookie)) {
        return KOPPEL_GATE_OPEN;
    }
    if (headers->token == NULL) {
        return KOPPEL_GATE_NO_SESSION;
    }
    pthread_mutex_lock(&gate->lock);
    if (is_secret(headers->token, strlen(headers->token), gate->token)) {
        verdict = gate->token_is_used ? KOPPEL_GATE_TOKEN_USED : KOPPEL_GATE_EXCHANGE;
        gate->token_is_used = true;
    }
    pthread_mutex_unlock(&gate->lock);
    return verdict;
}

void koppel_gate_cookie(const struct koppel_gate *gate, char out[160])
{
    snprintf(out, 160, "%s=%s; HttpOnly; SameSite=Strict; Path=/", gate->cookie, gate->session);
}
