// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* uploads.c - files that somebody has sent and not imported yet (see uploads.h). */
#include "serve/uploads.h"

#include <stdio.h>
#include <string.h>

/* The place of a person; the lock is held. NULL: there is none, unless `makes` */
static struct koppel_uploader *find(struct koppel_uploads *uploads, const char *initials, bool makes)
{
    struct koppel_uploader *oldest = &uploads->people[0];

    for (int p = 0; p < KOPPEL_UPLOADERS; p++) {
        struct koppel_uploader *person = &uploads->people[p];

        if (strcmp(person->initials, initials) == 0) {
            person->used = ++uploads->clock;
            return person;
        }
        oldest = person->used < oldest->used ? person : oldest;
    }
    if (!makes) {
        return NULL;
    }
    koppel_dossier_files_free(&oldest->files);
    snprintf(oldest->initials, sizeof oldest->initials, "%s", initials);
    oldest->used = ++uploads->clock;
    return oldest;
}

static size_t count_bytes(const struct koppel_dossier_files *files, const char *except)
{
    size_t n = 0;

    for (size_t f = 0; f < files->n_items; f++) {
        n += strcmp(files->items[f].name, except) == 0 ? 0 : files->items[f].n_bytes;
    }
    return n;
}

enum koppel_status koppel_upload_put(struct koppel_uploads *uploads, const char *initials, const char *name,
                                     const char *bytes, size_t n_bytes, struct koppel_errors *errors)
{
    struct koppel_uploader *person = NULL;
    enum koppel_status status = KOPPEL_OK;

    pthread_mutex_lock(&uploads->lock);
    person = find(uploads, initials, true);
    if (count_bytes(&person->files, name) + n_bytes > KOPPEL_UPLOAD_BYTES ||
        person->files.n_items >= KOPPEL_UPLOAD_FILES) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0,
                                   "at most %d files and %d MB can be uploaded before they are imported",
                                   KOPPEL_UPLOAD_FILES, KOPPEL_UPLOAD_BYTES >> 20);
    } else {
        status = koppel_dossier_files_add(&person->files, name, bytes, n_bytes, errors);
    }
    pthread_mutex_unlock(&uploads->lock);
    return status;
}

enum koppel_status koppel_upload_copy(struct koppel_uploads *uploads, const char *initials,
                                      struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    const struct koppel_uploader *person = NULL;
    enum koppel_status status = KOPPEL_OK;

    pthread_mutex_lock(&uploads->lock);
    person = find(uploads, initials, false);
    for (size_t f = 0; person != NULL && f < person->files.n_items && status == KOPPEL_OK; f++) {
        const struct koppel_dossier_file *file = &person->files.items[f];

        status = koppel_dossier_files_add(files, file->name, file->bytes, file->n_bytes, errors);
    }
    pthread_mutex_unlock(&uploads->lock);
    return status;
}

void koppel_upload_drop(struct koppel_uploads *uploads, const char *initials)
{
    struct koppel_uploader *person = NULL;

    pthread_mutex_lock(&uploads->lock);
    person = find(uploads, initials, false);
    if (person != NULL) {
        koppel_dossier_files_free(&person->files);
        *person = (struct koppel_uploader){0};
    }
    pthread_mutex_unlock(&uploads->lock);
}

void koppel_uploads_free(struct koppel_uploads *uploads)
{
    for (int p = 0; p < KOPPEL_UPLOADERS; p++) {
        koppel_dossier_files_free(&uploads->people[p].files);
    }
}
