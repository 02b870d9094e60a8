// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* file_writer.c - one new file, written complete or not at all (see file_writer.h). */
#include "io/file_writer.h"

#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int koppel_bytes_write(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = write(file, bytes, size);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return n < 0 ? errno : ENOSPC;
        }
        bytes += n;
        size -= (size_t)n;
    }
    return 0;
}

int koppel_bytes_flush(int file)
{
    return fsync(file) == 0 || errno == EINVAL ? 0 : errno;
}

enum koppel_status koppel_file_check(const char *path, bool force, struct koppel_errors *errors)
{
    struct stat about;

    if (lstat(path, &about) != 0) {
        return KOPPEL_OK;
    }
    if (!S_ISREG(about.st_mode)) {
        return koppel_errors_add(errors, KOPPEL_E_EXISTS, path, 0, 0,
                                 "exists and is not a file, so it is not replaced; choose another name");
    }
    if (!force) {
        return koppel_errors_add(errors, KOPPEL_E_EXISTS, path, 0, 0,
                                 "exists; choose another name, or replace it with --force");
    }
    return KOPPEL_OK;
}

/* Gives the file its name: in one step, and without `force` never over another. @return 0 or the error number */
static int name_file(const char *fresh, const char *path, bool force)
{
    if (!force && link(fresh, path) == 0) {
        return unlink(fresh) == 0 ? 0 : errno;
    }
    if (!force && errno == EEXIST) {
        return EEXIST;
    }
    return rename(fresh, path) == 0 ? 0 : errno; /* also where a file system knows no links */
}

enum koppel_status koppel_file_write(const char *path, bool force, const char *bytes, size_t size,
                                     struct koppel_errors *errors)
{
    size_t n = strlen(path) + sizeof ".XXXXXX";
    char *fresh = NULL;
    int file = -1;
    int cause = 0;
    enum koppel_status status = koppel_file_check(path, force, errors);

    if (status != KOPPEL_OK) {
        return status;
    }
    fresh = koppel_new(n, 1);
    if (fresh == NULL) {
        return koppel_errors_no_memory(errors, path);
    }
    snprintf(fresh, n, "%s.XXXXXX", path);
    file = mkstemp(fresh); /* 0600 */
    cause = file < 0 ? errno : koppel_bytes_write(file, bytes, size);
    cause = cause == 0 ? koppel_bytes_flush(file) : cause;
    if (file >= 0 && close(file) != 0 && cause == 0) {
        cause = errno;
    }
    cause = cause == 0 ? name_file(fresh, path, force) : cause;
    if (cause != 0 && file >= 0) {
        (void)unlink(fresh);
    }
    free(fresh);
    return cause == 0 ? KOPPEL_OK
                      : koppel_errors_add(errors, cause == EEXIST ? KOPPEL_E_EXISTS : KOPPEL_E_OUTPUT, path, 0, 0,
                                          "cannot be written: %s; nothing is left there", koppel_system_words(cause));
}
