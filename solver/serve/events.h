// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* events.h - what happens in a dossier, told to a page as it happens (server-sent events). */
#ifndef KOPPEL_SERVE_EVENTS_H
#define KOPPEL_SERVE_EVENTS_H

#include "serve/server.h"

/** Somebody who follows; owned by the connection. */
struct koppel_follower;

/**
 * @param sees_people  may see single households, which messages of a solve can name
 * @return NULL: memory ran out, or the dossier cannot be opened
 */
struct koppel_follower *koppel_follower_new(struct koppel_server *server, bool sees_people);
void koppel_follower_free(struct koppel_follower *follower);

/**
 * Waits until something happened, at most 15 seconds, and gives the events as text; a comment when nothing did.
 * @return bytes in out, at least 1; 0: the server ends
 */
size_t koppel_follower_next(struct koppel_follower *follower, char *out, size_t n_out);

#endif
