// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* uploads.h - files that somebody has sent and not imported yet, in memory: theirs alone, gone when the server ends. */
#ifndef KOPPEL_SERVE_UPLOADS_H
#define KOPPEL_SERVE_UPLOADS_H

#include "dossier/dossier_files.h"

#include <pthread.h>
#include <stdint.h>

/** People who upload at the same time, and bytes of each. */
enum { KOPPEL_UPLOADERS = 8, KOPPEL_UPLOAD_BYTES = 64 << 20, KOPPEL_UPLOAD_FILES = 40 };

struct koppel_uploader {
    char initials[65]; /* "": free */
    struct koppel_dossier_files files;
    uint64_t used;
};

/** Zero-initialise but for the lock. */
struct koppel_uploads {
    pthread_mutex_t lock;
    struct koppel_uploader people[KOPPEL_UPLOADERS];
    uint64_t clock;
};

/** Takes a file in. What the person who uploaded longest ago has is dropped where there is no room.
 * @return KOPPEL_OK; KOPPEL_E_INPUT (name, or too much), KOPPEL_E_MEMORY, with a message */
enum koppel_status koppel_upload_put(struct koppel_uploads *uploads, const char *initials, const char *name,
                                     const char *bytes, size_t n_bytes, struct koppel_errors *errors);

/** Adds copies of what somebody has uploaded. */
enum koppel_status koppel_upload_copy(struct koppel_uploads *uploads, const char *initials,
                                      struct koppel_dossier_files *files, struct koppel_errors *errors);

/** Forgets it. */
void koppel_upload_drop(struct koppel_uploads *uploads, const char *initials);

void koppel_uploads_free(struct koppel_uploads *uploads);

#endif
