// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* overview.c - an overview of koppel.h: its texts, written, its messages, closed. */
#include "interface/overview.h"

#include "base/memory.h"
#include "solve/output.h"

#include <stdlib.h>
#include <string.h>

struct koppel_overview *koppel_overview_new(void)
{
    return koppel_new(1, sizeof(struct koppel_overview));
}

enum koppel_status koppel_overview_end(struct koppel_overview *overview, enum koppel_status status)
{
    bool failed = overview->text.failed;

    for (size_t d = 0; d < overview->n_documents; d++) {
        failed = failed || overview->documents[d].text.failed;
    }
    if (status == KOPPEL_OK && failed) {
        status = koppel_errors_no_memory(&overview->messages.errors, NULL);
    }
    overview->language = koppel_language_now();
    overview->is_made = status == KOPPEL_OK;
    return status;
}

const char *koppel_overview_text(const struct koppel_overview *overview)
{
    return overview->is_made ? overview->text.bytes : NULL;
}

const char *koppel_overview_json(const struct koppel_overview *overview)
{
    for (size_t d = 0; overview->is_made && d < overview->n_documents; d++) {
        if (strstr(overview->documents[d].name, ".json") != NULL) {
            return overview->documents[d].text.bytes;
        }
    }
    return NULL;
}

const char *koppel_overview_document(const struct koppel_overview *overview, const char *name)
{
    for (size_t d = 0; overview->is_made && d < overview->n_documents; d++) {
        if (strcmp(overview->documents[d].name, name) == 0) {
            return overview->documents[d].text.bytes;
        }
    }
    return NULL;
}

enum koppel_status koppel_overview_write(struct koppel_overview *overview, const char *folder, int force)
{
    struct koppel_errors *errors = &overview->messages.errors;

    koppel_language_use(overview->language);
    koppel_errors_clear(errors);
    if (!overview->is_made || overview->n_documents == 0) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "there are no files to write");
    }
    return koppel_documents_write(overview->documents, overview->n_documents, folder, force != 0, errors);
}

size_t koppel_overview_n_messages(const struct koppel_overview *overview)
{
    return overview != NULL ? koppel_kept_messages_count(&overview->messages) : 0;
}

const char *koppel_overview_message(struct koppel_overview *overview, size_t message)
{
    if (overview == NULL) {
        return "";
    }
    koppel_language_use(overview->language);
    return koppel_kept_messages_line(&overview->messages, message);
}

void koppel_overview_close(struct koppel_overview *overview)
{
    if (overview == NULL) {
        return;
    }
    koppel_documents_free(overview->documents, overview->n_documents);
    koppel_text_free(&overview->text);
    koppel_kept_messages_free(&overview->messages);
    free(overview);
}
