// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* file_writer.h - one new file, written complete or not at all. */
#ifndef KOPPEL_IO_FILE_WRITER_H
#define KOPPEL_IO_FILE_WRITER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Writes a file. It is written beside its place under another name, flushed to the disk, and gets its name when all of
 * it stands. Only its user may read it (0600). Whatever else stands there is left alone, also with `force` when it is no
 * regular file.
 * @param force  replace a file of that name
 * @return KOPPEL_OK; KOPPEL_E_EXISTS (the message says what to do), KOPPEL_E_OUTPUT (names file and cause),
 * KOPPEL_E_MEMORY
 */
enum koppel_status koppel_file_write(const char *path, bool force, const char *bytes, size_t size,
                                     struct koppel_errors *errors);

/** Tells before the work what stands at that place. @return KOPPEL_OK or KOPPEL_E_EXISTS; writes nothing */
enum koppel_status koppel_file_check(const char *path, bool force, struct koppel_errors *errors);

/** Writes all bytes to an open file. @return 0 or the error number */
int koppel_bytes_write(int file, const char *bytes, size_t size);

/** Flushes an open file or folder to the disk. Some file systems cannot flush a folder and say EINVAL. @return 0 or the
 * error number */
int koppel_bytes_flush(int file);

#endif
