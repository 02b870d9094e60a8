// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* temporary_folder.c - a folder that lasts as long as its process (see temporary_folder.h). */
#include "base/temporary_folder.h"

#include "base/memory.h"
#include "base/path.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ATTEMPTS = 1000, NUMBER_BYTES = 48 };

int koppel_temporary_folder_remove(const char *path)
{
    DIR *stream = opendir(path);
    const struct dirent *entry = NULL;
    int cause = 0;

    if (stream == NULL) {
        return errno;
    }
    while ((entry = readdir(stream)) != NULL) {
        bool is_itself = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;

        if (!is_itself && unlinkat(dirfd(stream), entry->d_name, 0) != 0) {
            cause = errno;
        }
    }
    closedir(stream);
    return rmdir(path) == 0 ? 0 : cause != 0 ? cause : errno;
}

int koppel_temporary_folder_remove_all(const char *path)
{
    DIR *stream = opendir(path);
    const struct dirent *entry = NULL;

    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        bool is_itself = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        int inner =
            is_itself ? -1 : openat(dirfd(stream), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        char *name = inner >= 0 ? koppel_path_join(path, entry->d_name) : NULL;

        if (inner >= 0) {
            close(inner);
        }
        if (name != NULL) {
            koppel_temporary_folder_remove(name);
        }
        free(name);
    }
    if (stream != NULL) {
        closedir(stream);
    }
    return koppel_temporary_folder_remove(path);
}

/* The process that a name PREFIX<process>-<number> stands for, 0 when it is no such name. */
static long process_of(const char *name, const char *prefix)
{
    size_t n = strlen(prefix);
    char *end = NULL;
    long process = 0;

    if (strncmp(name, prefix, n) != 0 || !isdigit((unsigned char)name[n])) {
        return 0;
    }
    process = strtol(name + n, &end, 10);
    return *end == '-' && end[1] != '\0' && end[1 + strspn(end + 1, "0123456789")] == '\0' && process > 0 ? process : 0;
}

static bool has_ended(long process)
{
    return kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

/* Opens a folder of this user and locks it. @return the descriptor, -1 when another holds it, or it is not ours */
static int lock_folder(int parent, const char *name)
{
    struct stat status;
    int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (folder < 0) {
        return -1;
    }
    if (fstat(folder, &status) != 0 || status.st_uid != geteuid() || flock(folder, LOCK_EX | LOCK_NB) != 0) {
        close(folder);
        return -1;
    }
    return folder;
}

static void remove_leftovers(const char *parent, const char *prefix, bool with_folders)
{
    DIR *stream = opendir(parent);
    const struct dirent *entry = NULL;

    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        long process = process_of(entry->d_name, prefix);
        int lock = process != 0 && has_ended(process) ? lock_folder(dirfd(stream), entry->d_name) : -1;
        char *path = lock >= 0 ? koppel_path_join(parent, entry->d_name) : NULL;

        if (path != NULL && with_folders) {
            koppel_temporary_folder_remove_all(path);
        } else if (path != NULL) {
            koppel_temporary_folder_remove(path);
        }
        free(path);
        if (lock >= 0) {
            close(lock);
        }
    }
    if (stream != NULL) {
        closedir(stream);
    }
}

int koppel_temporary_folder_make(struct koppel_temporary_folder *folder, const char *parent, const char *prefix)
{
    size_t n = strlen(parent) + strlen(prefix) + NUMBER_BYTES;
    int cause = EEXIST;

    *folder =
        (struct koppel_temporary_folder){.path = koppel_new(n, 1), .lock = -1, .holds_folders = folder->holds_folders};
    if (folder->path == NULL) {
        return ENOMEM;
    }
    remove_leftovers(parent, prefix, folder->holds_folders);
    for (int attempt = 0; attempt < ATTEMPTS && cause == EEXIST; attempt++) {
        snprintf(folder->path, n, "%s/%s%ld-%d", parent, prefix, (long)getpid(), attempt);
        cause = mkdir(folder->path, 0700) == 0 ? 0 : errno;
    }
    if (cause == 0) { /* without a lock, where the file system has none, the number of the process protects it */
        folder->lock = lock_folder(AT_FDCWD, folder->path);
    } else {
        koppel_temporary_folder_release(folder);
    }
    return cause;
}

void koppel_temporary_folder_release(struct koppel_temporary_folder *folder)
{
    if (folder->path != NULL && folder->lock >= 0) {
        close(folder->lock);
    }
    free(folder->path);
    *folder = (struct koppel_temporary_folder){.lock = -1};
}
