// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* file_bytes.h - a whole file in memory, with its SHA-256; size and line length are capped. */
#ifndef KOPPEL_IO_FILE_BYTES_H
#define KOPPEL_IO_FILE_BYTES_H

#include "base/error.h"

#include <stdint.h>

/** Largest table that is read, 1 GiB, and longest line in it: a file of one endless line is refused after its first
 * part. */
#define KOPPEL_MAX_FILE_BYTES (INT64_C(1) << 30)
#define KOPPEL_MAX_LINE_BYTES (INT64_C(1) << 20)

/** Bytes of a file and the SHA-256 of them. Zero-initialise. */
struct koppel_file_bytes {
    char *bytes; /* n_bytes, and a zero byte after them */
    size_t n_bytes;
    char sha256[65]; /* lower-case hexadecimal */
};

/**
 * Reads a regular file.
 * @param path       where it stands
 * @param name       how messages call it
 * @param max_bytes  larger files are refused
 * @return KOPPEL_OK; KOPPEL_E_MISSING (not there, unreadable, not a regular file), KOPPEL_E_INPUT (too large, a line
 * too long), KOPPEL_E_MEMORY, each with a message
 */
enum koppel_status koppel_file_bytes_read(const char *path, const char *name, int64_t max_bytes,
                                          struct koppel_file_bytes *file, struct koppel_errors *errors);

/** The same for a file that is no text: its lines may have any length. */
enum koppel_status koppel_file_bytes_read_binary(const char *path, const char *name, int64_t max_bytes,
                                                 struct koppel_file_bytes *file, struct koppel_errors *errors);

/** Fills sha256 for bytes that did not come from a file. */
void koppel_sha256(const char *bytes, size_t n_bytes, char sha256[65]);

/** Frees and zeroes. Safe on a zeroed struct. */
void koppel_file_bytes_free(struct koppel_file_bytes *file);

#endif
