// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* file_bytes.c - a whole file in memory (see file_bytes.h). */
#include "io/file_bytes.h"

#include "base/memory.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <sha2.h>

enum { BLOCK_BYTES = 1 << 16 };

void koppel_sha256(const char *bytes, size_t n_bytes, char sha256[65])
{
    SHA2_CTX context;

    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)bytes, n_bytes);
    SHA256End(&context, sha256);
}

/* Bytes since the last line end, or -1 when a line grows too long. */
static int64_t line_length(const char *bytes, size_t n, int64_t length)
{
    const char *end = bytes + n;

    while (bytes < end) {
        const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));

        length += (newline != NULL ? newline : end) - bytes;
        if (length > KOPPEL_MAX_LINE_BYTES) {
            return -1;
        }
        if (newline == NULL) {
            return length;
        }
        length = 0;
        bytes = newline + 1;
    }
    return length;
}

static enum koppel_status too_large(const char *name, int64_t max_bytes, struct koppel_errors *errors)
{
    return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "the file is larger than %" PRId64 " bytes",
                             max_bytes);
}

static enum koppel_status read_stream(FILE *stream, const char *name, int64_t max_bytes, bool is_text,
                                      struct koppel_file_bytes *file, struct koppel_errors *errors)
{
    size_t capacity = 0;
    int64_t length = 0;
    long line = 1;

    for (;;) {
        size_t n = 0;

        if (koppel_grow((void **)&file->bytes, &capacity, file->n_bytes + BLOCK_BYTES + 1, 1) != KOPPEL_OK) {
            return koppel_errors_no_memory(errors, name);
        }
        errno = 0;
        n = fread(file->bytes + file->n_bytes, 1, BLOCK_BYTES, stream);
        if (n == 0) {
            break;
        }
        length = !is_text ? 0 : line_length(file->bytes + file->n_bytes, n, length);
        if (length < 0) {
            for (size_t i = 0; i < file->n_bytes; i++) {
                line += file->bytes[i] == '\n';
            }
            return koppel_errors_add(errors, KOPPEL_E_INPUT, name, line, 0,
                                     "a line is longer than %" PRId64
                                     " bytes: is this a text table with one row a line?",
                                     KOPPEL_MAX_LINE_BYTES);
        }
        file->n_bytes += n;
        if ((int64_t)file->n_bytes > max_bytes) {
            return too_large(name, max_bytes, errors);
        }
    }
    if (ferror(stream)) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, name, 0, 0, "cannot read the file: %s",
                                 koppel_system_words(errno));
    }
    file->bytes[file->n_bytes] = '\0';
    return KOPPEL_OK;
}

static enum koppel_status read_file(const char *path, const char *name, int64_t max_bytes, bool is_text,
                                    struct koppel_file_bytes *file, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    FILE *stream = NULL;
    struct stat about;

    *file = (struct koppel_file_bytes){0};
    /* the kind is asked before the file is opened: opening a named pipe would wait for ever */
    if (stat(path, &about) != 0) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, name, 0, 0, "cannot read the file: %s",
                                 koppel_system_words(errno));
    }
    if (!S_ISREG(about.st_mode)) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, name, 0, 0, "%s, not a file",
                                 S_ISDIR(about.st_mode) ? _("this is a folder") : _("this is a device or a pipe"));
    }
    if (about.st_size > max_bytes) {
        return too_large(name, max_bytes, errors);
    }
    stream = fopen(path, "rb");
    if (stream == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, name, 0, 0, "cannot read the file: %s",
                                 koppel_system_words(errno));
    }
    status = read_stream(stream, name, max_bytes, is_text, file, errors);
    fclose(stream);
    if (status == KOPPEL_OK) {
        koppel_sha256(file->bytes, file->n_bytes, file->sha256);
    } else {
        koppel_file_bytes_free(file);
    }
    return status;
}

enum koppel_status koppel_file_bytes_read(const char *path, const char *name, int64_t max_bytes,
                                          struct koppel_file_bytes *file, struct koppel_errors *errors)
{
    return read_file(path, name, max_bytes, true, file, errors);
}

enum koppel_status koppel_file_bytes_read_binary(const char *path, const char *name, int64_t max_bytes,
                                                 struct koppel_file_bytes *file, struct koppel_errors *errors)
{
    return read_file(path, name, max_bytes, false, file, errors);
}

void koppel_file_bytes_free(struct koppel_file_bytes *file)
{
    free(file->bytes);
    *file = (struct koppel_file_bytes){0};
}
