// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* kept_messages.c - the messages that a handle of koppel.h keeps (see kept_messages.h). */
#include "interface/kept_messages.h"

size_t koppel_kept_messages_count(const struct koppel_kept_messages *messages)
{
    return messages->errors.n_items + messages->notes.n_items;
}

const char *koppel_kept_messages_line(struct koppel_kept_messages *messages, size_t k)
{
    const struct koppel_errors *errors = &messages->errors;
    const struct koppel_errors *notes = &messages->notes;

    if (k >= koppel_kept_messages_count(messages)) {
        return "";
    }
    koppel_error_format(k < errors->n_items ? &errors->items[k] : &notes->items[k - errors->n_items], true,
                        messages->line, sizeof messages->line);
    return messages->line;
}

void koppel_kept_messages_free(struct koppel_kept_messages *messages)
{
    koppel_errors_clear(&messages->errors);
    koppel_errors_clear(&messages->notes);
}
