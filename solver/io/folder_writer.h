// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* folder_writer.h - one new folder of files, written complete or not at all. */
#ifndef KOPPEL_IO_FOLDER_WRITER_H
#define KOPPEL_IO_FOLDER_WRITER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Writes a folder of n files. They are written into a new folder beside it, flushed to the disk, and the folder gets
 * its name only when all of it stands: a reader never sees a part, and whatever fails leaves nothing behind. The parent
 * must exist.
 *
 * An existing folder is left alone unless `force`; then it is exchanged for the new one in one step and removed after
 * that. It is only replaced when it is an output folder: a real folder (no link) with nothing in it but regular files
 * that carry names of `names` or names that a proposal or an export has (data/README.md "Output").
 * Only its user may look into the folder (0700) and its files (0600): they tell about people.
 *
 * @param folder       where it is to stand, such as "out/2026-1"; slashes at its end are ignored
 * @param force        replace an existing output folder
 * @param names        n names inside the folder, without slashes
 * @param bytes,sizes  contents of the n files
 * @return KOPPEL_OK; KOPPEL_E_EXISTS (it exists; message says what to do), KOPPEL_E_OUTPUT (could not be written; the
 * message names file and cause), KOPPEL_E_MEMORY
 */
enum koppel_status koppel_folder_write(const char *folder, bool force, size_t n, const char *const *names,
                                       const char *const *bytes, const size_t *sizes, struct koppel_errors *errors);

/**
 * Tells before the work what would keep koppel_folder_write from making this folder: its name, what stands there
 * (inside it is not looked), a parent that is missing or may not be written to.
 * @return as koppel_folder_write; writes nothing
 */
enum koppel_status koppel_folder_check(const char *folder, bool force, struct koppel_errors *errors);

#endif
