// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* overview.h - what the files behind struct koppel_overview of koppel.h share. */
#ifndef KOPPEL_INTERFACE_OVERVIEW_H
#define KOPPEL_INTERFACE_OVERVIEW_H

#include "interface/kept_messages.h"
#include "report/report.h"

#include <signal.h>

struct koppel_overview {
    struct koppel_document documents[KOPPEL_N_DOCUMENTS]; /* n_documents */
    size_t n_documents;
    enum koppel_language language; /* of its texts */
    struct koppel_text text;
    bool is_made; /* without a fault, the texts are there */
    volatile sig_atomic_t stop;
    int (*progress)(void *data, const struct koppel_progress *progress);
    void *progress_data;
    struct koppel_kept_messages messages;
};

/** Makes an empty one. NULL when memory ran out. */
struct koppel_overview *koppel_overview_new(void);

/** Ends the making of one: a text that did not get its memory is a fault. @return the status of the whole */
enum koppel_status koppel_overview_end(struct koppel_overview *overview, enum koppel_status status);

#endif
