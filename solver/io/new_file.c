/* new_file.c - one new file, written complete or not at all (see new_file.h). */
#include "io/new_file.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* @return 0 or the error number */
static int write_all(int file, const char *bytes, size_t n_bytes)
{
    for (size_t at = 0; at < n_bytes;) {
        ssize_t n = write(file, bytes + at, n_bytes - at);

        if (n < 0 && errno != EINTR) {
            return errno;
        }
        at += n > 0 ? (size_t)n : 0;
    }
    return fsync(file) == 0 ? 0 : errno;
}

/* Writes the file under another name, and gives it its own by a link, which fails where there is one. */
static int write_beside(const char *path, const char *beside, const char *bytes, size_t n_bytes)
{
    int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    int cause = file >= 0 ? write_all(file, bytes, n_bytes) : errno;

    if (file < 0) {
        return cause;
    }
    if (close(file) != 0 && cause == 0) {
        cause = errno;
    }
    if (cause == 0 && link(beside, path) != 0) {
        cause = errno;
    }
    unlink(beside);
    return cause;
}

enum koppel_status koppel_new_file_write(const char *path, const char *bytes, size_t n_bytes,
                                         struct koppel_errors *errors)
{
    size_t n = strlen(path) + 32;
    char *beside = koppel_new(n, 1);
    int cause = 0;

    if (beside == NULL) {
        return koppel_errors_no_memory(errors, path);
    }
    snprintf(beside, n, "%s.%ld.part", path, (long)getpid());
    cause = access(path, F_OK) == 0 ? EEXIST : write_beside(path, beside, bytes, n_bytes);
    free(beside);
    if (cause == EEXIST) {
        return koppel_errors_add(errors, KOPPEL_E_EXISTS, NULL, 0, 0,
                                 "%s exists and is not replaced: give another name, or take it away first", path);
    }
    return cause == 0 ? KOPPEL_OK
                      : koppel_errors_add(errors, KOPPEL_E_OUTPUT, NULL, 0, 0,
                                          "%s cannot be written: %s; nothing is left there", path, strerror(cause));
}
