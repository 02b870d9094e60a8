// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* folder_writer.c - one new folder of files, complete or not at all (see folder_writer.h). */
#ifdef __linux__
#define _GNU_SOURCE /* renameat2: names a folder without replacing another, or exchanges two, in one step */
#endif
#include "io/folder_writer.h"

#include "base/memory.h"
#include "base/path.h"
#include "base/temporary_folder.h"
#include "io/file_writer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The files that an output folder may hold, as patterns: of a proposal and of an export. */
static const char *const own_names[] = {"proposal.csv",   "unplaced.csv",     "neighbourhoods.csv", "targets.csv",
                                        "agreements.csv", "summary.json",     "certificate.json",   "changes.csv",
                                        "earlier.csv",    "proposal.xlsx",    "decisions.csv",      "names.csv",
                                        "exchange.csv",   "datapackage.json", "tier[0-9]*-*.mps",   "tier[0-9]*-*.lp"};

/* The paths of one call. */
struct place {
    char *folder;                         /* where it is to stand, without slashes at its end */
    char *parent;                         /* "." when the folder has none */
    struct koppel_temporary_folder fresh; /* the new folder until it has its name; afterwards the old one */
    bool exists;                          /* an output folder stands there and may be replaced */
    bool is_fresh;                        /* something of ours stands at `fresh` */
};

/* ---- Paths ---- */

static char *copy(const char *text, size_t n)
{
    char *copied = koppel_new(n + 1, 1);

    if (copied != NULL) {
        memcpy(copied, text, n);
    }
    return copied;
}

static enum koppel_status no_memory(struct koppel_errors *errors)
{
    return koppel_errors_no_memory(errors, NULL);
}

static enum koppel_status place_make(struct place *place, const char *folder, struct koppel_errors *errors)
{
    size_t end = strlen(folder);
    size_t start = 0;
    const char *name = NULL;

    while (end > 0 && folder[end - 1] == '/') {
        end--;
    }
    start = end;
    while (start > 0 && folder[start - 1] != '/') {
        start--;
    }
    place->folder = copy(folder, end);
    place->parent = start == 0 ? copy(".", 1) : copy(folder, start > 1 ? start - 1 : 1);
    if (place->folder == NULL || place->parent == NULL) {
        return no_memory(errors);
    }
    name = place->folder + start;
    if (end == start || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
        return koppel_errors_add(errors, KOPPEL_E_OUTPUT, NULL, 0, 0,
                                 "\"%s\" is no name for a new output folder; give one, such as \"proposal\"", folder);
    }
    return KOPPEL_OK;
}

static void place_free(struct place *place)
{
    free(place->folder);
    free(place->parent);
    koppel_temporary_folder_release(&place->fresh);
}

/* ---- What stands there already ---- */

static bool is_among(const char *name, const char *const *names, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        if (strcmp(names[k], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_own_name(const char *name, const char *const *names, size_t n)
{
    for (size_t k = 0; k < sizeof own_names / sizeof *own_names; k++) {
        if (fnmatch(own_names[k], name, 0) == 0) {
            return true;
        }
    }
    return is_among(name, names, n);
}

/* Only our files in it? The name of another thing is put into `other`. */
static enum koppel_status own_files_only(const char *folder, size_t n, const char *const *names, char *other,
                                         size_t n_other, struct koppel_errors *errors)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry = NULL;

    other[0] = '\0';
    if (stream == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_OUTPUT, folder, 0, 0, "cannot be looked into: %s",
                                 koppel_system_words(errno));
    }
    while (other[0] == '\0' && (entry = readdir(stream)) != NULL) {
        struct stat status;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        if (!is_own_name(entry->d_name, names, n) ||
            fstatat(dirfd(stream), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status.st_mode)) {
            snprintf(other, n_other, "%s", entry->d_name);
        }
    }
    closedir(stream);
    return KOPPEL_OK;
}

/* Sets place->exists when a folder stands there and `force` lets it be replaced. */
static enum koppel_status look(struct place *place, bool force, struct koppel_errors *errors)
{
    struct stat status;

    if (lstat(place->folder, &status) != 0) {
        /* a parent that is missing is told by the attempt to write there */
        return errno == ENOENT || errno == ENOTDIR
                   ? KOPPEL_OK
                   : koppel_errors_add(errors, KOPPEL_E_OUTPUT, place->folder, 0, 0, "cannot be looked at: %s",
                                       koppel_system_words(errno));
    }
    if (!force) {
        return koppel_errors_add(errors, KOPPEL_E_EXISTS, place->folder, 0, 0,
                                 "exists already; choose another folder, or replace it with --force");
    }
    if (!S_ISDIR(status.st_mode)) {
        return koppel_errors_add(errors, KOPPEL_E_EXISTS, place->folder, 0, 0,
                                 "exists and is not a folder, so it is not replaced; choose another name");
    }
    place->exists = true;
    return KOPPEL_OK;
}

static enum koppel_status look_inside(const struct place *place, size_t n, const char *const *names,
                                      struct koppel_errors *errors)
{
    char other[256];
    enum koppel_status result = own_files_only(place->folder, n, names, other, sizeof other, errors);

    if (result == KOPPEL_OK && other[0] != '\0') {
        return koppel_errors_add(errors, KOPPEL_E_EXISTS, place->folder, 0, 0,
                                 "holds \"%s\", which this program did not write, so the folder is not replaced; "
                                 "choose another folder",
                                 other);
    }
    return result;
}

/* The folder cannot be made in its parent. */
static enum koppel_status refuse_parent(const struct place *place, int cause, struct koppel_errors *errors)
{
    struct stat parent;
    bool is_there = stat(place->parent, &parent) == 0 && S_ISDIR(parent.st_mode);

    if (cause == ENOENT && is_there) { /* as in /proc */
        return koppel_errors_add(errors, KOPPEL_E_OUTPUT, place->folder, 0, 0,
                                 "cannot be made: \"%s\" takes no new folders; choose another place", place->parent);
    }
    if (cause == ENOENT || cause == ENOTDIR) {
        return koppel_errors_add(
            errors, KOPPEL_E_OUTPUT, place->folder, 0, 0,
            "cannot be made: the folder \"%s\" in which it is to stand is not there; make it first", place->parent);
    }
    return koppel_errors_add(errors, KOPPEL_E_OUTPUT, place->folder, 0, 0, "cannot be made in \"%s\": %s",
                             place->parent, koppel_system_words(cause));
}

enum koppel_status koppel_folder_check(const char *folder, bool force, struct koppel_errors *errors)
{
    struct place place = {0};
    struct stat parent;
    enum koppel_status status = place_make(&place, folder, errors);

    if (status == KOPPEL_OK) {
        status = look(&place, force, errors);
    }
    if (status == KOPPEL_OK && stat(place.parent, &parent) == 0 && !S_ISDIR(parent.st_mode)) {
        status = refuse_parent(&place, ENOTDIR, errors);
    } else if (status == KOPPEL_OK && access(place.parent, W_OK | X_OK) != 0) {
        status = refuse_parent(&place, errno, errors);
    }
    place_free(&place);
    return status;
}

/* ---- Writing ---- */

static int flush_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int cause = folder < 0 ? errno : koppel_bytes_flush(folder);

    if (folder >= 0) {
        close(folder);
    }
    return cause;
}

static enum koppel_status write_file(const struct place *place, const char *name, const char *bytes, size_t size,
                                     struct koppel_errors *errors)
{
    char *path = koppel_path_join(place->fresh.path, name);
    int file = -1;
    int cause = 0;

    if (path == NULL) {
        return no_memory(errors);
    }
    file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    cause = file < 0 ? errno : koppel_bytes_write(file, bytes, size);
    if (cause == 0) {
        cause = koppel_bytes_flush(file);
    }
    if (file >= 0 && close(file) != 0 && cause == 0) {
        cause = errno;
    }
    free(path);
    if (cause != 0) {
        return koppel_errors_add(errors, KOPPEL_E_OUTPUT, name, 0, 0,
                                 "cannot be written to %s: %s; nothing is left there", place->folder,
                                 koppel_system_words(cause));
    }
    return KOPPEL_OK;
}

/* Takes away a folder of our files; anything else in it is left alone, with the folder. @return 0 or an errno */
static int remove_folder(const char *path, size_t n, const char *const *names)
{
    DIR *stream = opendir(path);
    const struct dirent *entry = NULL;
    int cause = 0;

    if (stream == NULL) {
        return errno;
    }
    while ((entry = readdir(stream)) != NULL) {
        if (is_own_name(entry->d_name, names, n) && unlinkat(dirfd(stream), entry->d_name, 0) != 0) {
            cause = errno;
        }
    }
    closedir(stream);
    return rmdir(path) == 0 ? 0 : cause != 0 ? cause : errno;
}

/* ---- Giving it its name ---- */

#ifdef RENAME_NOREPLACE
static int rename_new(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) {
        return 0;
    }
    return errno == EINVAL || errno == ENOSYS ? (rename(from, to) == 0 ? 0 : errno) : errno;
}

static int rename_exchange(const char *a, const char *b)
{
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0 ? 0 : errno;
}
#else
static int rename_new(const char *from, const char *to)
{
    return rename(from, to) == 0 ? 0 : errno;
}

static int rename_exchange(const char *a, const char *b)
{
    (void)a;
    (void)b;
    return ENOSYS;
}
#endif

/* Where folders cannot be exchanged in one step: the old one steps aside, and comes back when the new one cannot be
 * named. */
static int rename_aside(const struct place *place)
{
    size_t n = strlen(place->fresh.path) + sizeof ".old";
    char *aside = koppel_new(n, 1);
    int cause = 0;

    if (aside == NULL) {
        return ENOMEM;
    }
    snprintf(aside, n, "%s.old", place->fresh.path);
    if (rename(place->folder, aside) != 0) {
        cause = errno;
    } else if (rename(place->fresh.path, place->folder) != 0) {
        cause = errno;
        (void)rename(aside, place->folder);
    } else if (rename(aside, place->fresh.path) != 0) {
        cause = errno;
    }
    free(aside);
    return cause;
}

static enum koppel_status give_name(struct place *place, size_t n, const char *const *names,
                                    struct koppel_errors *errors)
{
    int cause = place->exists ? rename_exchange(place->fresh.path, place->folder)
                              : rename_new(place->fresh.path, place->folder);

    if (place->exists && (cause == EINVAL || cause == ENOSYS)) {
        cause = rename_aside(place);
    }
    if (cause == EEXIST || cause == ENOTEMPTY) {
        return koppel_errors_add(errors, KOPPEL_E_EXISTS, place->folder, 0, 0,
                                 "was made by another program meanwhile; choose another folder");
    }
    if (cause != 0) {
        return koppel_errors_add(errors, KOPPEL_E_OUTPUT, place->folder, 0, 0, "cannot get its name: %s",
                                 koppel_system_words(cause));
    }
    place->is_fresh = place->exists; /* the old folder has the other's name now */
    cause = flush_folder(place->parent);
    if (cause == 0 && place->is_fresh) {
        cause = remove_folder(place->fresh.path, n, names);
        place->is_fresh = cause != 0;
    }
    if (cause != 0) {
        koppel_errors_add(errors, KOPPEL_E_OUTPUT, place->folder, 0, 0, "is written, but the disk then failed: %s",
                          koppel_system_words(cause));
        return KOPPEL_E_OUTPUT;
    }
    return KOPPEL_OK;
}

/* ---- Signals ---- */

/* A signal that would end the program waits until the folder stands or is gone. */
static void signals_hold(sigset_t *before)
{
    sigset_t held;

    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    sigaddset(&held, SIGQUIT);
    sigaddset(&held, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &held, before);
}

/* A limit on the size of files is told as a message, so its signal is taken back. */
static void signals_release(const sigset_t *before)
{
    const struct timespec at_once = {0, 0};
    sigset_t size_limit;

    sigemptyset(&size_limit);
    sigaddset(&size_limit, SIGXFSZ);
    while (!sigismember(before, SIGXFSZ) && sigtimedwait(&size_limit, NULL, &at_once) == SIGXFSZ) {
    }
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

enum koppel_status koppel_folder_write(const char *folder, bool force, size_t n, const char *const *names,
                                       const char *const *bytes, const size_t *sizes, struct koppel_errors *errors)
{
    struct place place = {0};
    sigset_t before;
    enum koppel_status status = place_make(&place, folder, errors);
    int cause = 0;

    signals_hold(&before);
    if (status == KOPPEL_OK) {
        status = look(&place, force, errors);
    }
    if (status == KOPPEL_OK && place.exists) {
        status = look_inside(&place, n, names, errors);
    }
    if (status == KOPPEL_OK) {
        cause = koppel_temporary_folder_make(&place.fresh, place.parent, ".koppel-");
        place.is_fresh = cause == 0;
        status = cause == 0 ? KOPPEL_OK : cause == ENOMEM ? no_memory(errors) : refuse_parent(&place, cause, errors);
    }
    for (size_t k = 0; k < n && status == KOPPEL_OK; k++) {
        status = write_file(&place, names[k], bytes[k], sizes[k], errors);
    }
    if (status == KOPPEL_OK && (cause = flush_folder(place.fresh.path)) != 0) {
        status = koppel_errors_add(errors, KOPPEL_E_OUTPUT, place.folder, 0, 0, "cannot be flushed to the disk: %s",
                                   koppel_system_words(cause));
    }
    if (status == KOPPEL_OK) {
        status = give_name(&place, n, names, errors);
    }
    if (place.is_fresh) {
        remove_folder(place.fresh.path, n, names);
    }
    signals_release(&before);
    place_free(&place);
    return status;
}
