// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* listener.h - the socket on which a server is reached. */
#ifndef KOPPEL_SERVE_LISTENER_H
#define KOPPEL_SERVE_LISTENER_H

#include "base/error.h"

/**
 * Listens on 127.0.0.1.
 * @param[in,out] port  0: any that is free; then the one that it is
 * @param[out] listener  the descriptor, -1 after a fault
 * @return KOPPEL_OK or KOPPEL_E_OUTPUT, with a message
 */
enum koppel_status koppel_listen_local(int *port, int *listener, struct koppel_errors *errors);

/** Listens on a Unix socket that its user and group may use (0660). One that a server left behind which has ended is
 * taken over; whatever else stands there is left alone. */
enum koppel_status koppel_listen_unix(const char *path, int *listener, struct koppel_errors *errors);

#endif
