// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* kept_messages.h - the messages that a handle of koppel.h keeps. */
#ifndef KOPPEL_INTERFACE_KEPT_MESSAGES_H
#define KOPPEL_INTERFACE_KEPT_MESSAGES_H

#include "base/error.h"

enum { KOPPEL_MESSAGE_BYTES = 1024 };

/** Zero-initialise; koppel_kept_messages_free releases everything. */
struct koppel_kept_messages {
    struct koppel_errors errors; /* of the last call */
    struct koppel_errors notes;  /* of all calls */
    char line[KOPPEL_MESSAGE_BYTES];
};

size_t koppel_kept_messages_count(const struct koppel_kept_messages *messages);

/** One of them, errors first, in messages->line; "" beyond the last. */
const char *koppel_kept_messages_line(struct koppel_kept_messages *messages, size_t k);

void koppel_kept_messages_free(struct koppel_kept_messages *messages);

#endif
