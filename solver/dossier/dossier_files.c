// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_files.c - files of a dossier in memory (see dossier_files.h). */
#include "dossier/dossier_files.h"

#include "base/memory.h"
#include "base/path.h"
#include "io/file_bytes.h"
#include "io/file_writer.h"
#include "io/folder_writer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_BYTES = 100 };

bool koppel_is_plain_name(const char *name)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ";
    size_t n = strlen(name);

    return n > 0 && n <= NAME_BYTES && name[0] != '.' && strspn(name, signs) == n;
}

const struct koppel_dossier_file *koppel_dossier_files_find(const struct koppel_dossier_files *files, const char *name)
{
    for (size_t f = 0; f < files->n_items; f++) {
        if (strcmp(files->items[f].name, name) == 0) {
            return &files->items[f];
        }
    }
    return NULL;
}

static void free_file(struct koppel_dossier_file *file)
{
    free(file->name);
    free(file->bytes);
}

void koppel_dossier_files_drop(struct koppel_dossier_files *files, const char *name)
{
    for (size_t f = 0; f < files->n_items; f++) {
        if (strcmp(files->items[f].name, name) == 0) {
            free_file(&files->items[f]);
            memmove(&files->items[f], &files->items[f + 1], (files->n_items - f - 1) * sizeof *files->items);
            files->n_items--;
            return;
        }
    }
}

void koppel_dossier_files_free(struct koppel_dossier_files *files)
{
    for (size_t f = 0; f < files->n_items; f++) {
        free_file(&files->items[f]);
    }
    free(files->items);
    *files = (struct koppel_dossier_files){0};
}

enum koppel_status koppel_dossier_files_add(struct koppel_dossier_files *files, const char *name, const char *bytes,
                                            size_t n_bytes, struct koppel_errors *errors)
{
    struct koppel_dossier_file file = {.n_bytes = n_bytes};

    if (!koppel_is_plain_name(name)) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0,
                                 "a file is named with letters, digits, blanks, '_', '-' and '.' only, as in "
                                 "households.csv");
    }
    file.name = strdup(name);
    file.bytes = koppel_new(n_bytes + 1, 1);
    if (file.name == NULL || file.bytes == NULL ||
        koppel_grow((void **)&files->items, &files->capacity, files->n_items + 1, sizeof *files->items) != KOPPEL_OK) {
        free_file(&file);
        return koppel_errors_no_memory(errors, name);
    }
    if (n_bytes > 0) {
        memcpy(file.bytes, bytes, n_bytes);
    }
    koppel_sha256(file.bytes, n_bytes, file.sha256);
    koppel_dossier_files_drop(files, name);
    files->items[files->n_items++] = file;
    return KOPPEL_OK;
}

/* ---- Folders ---- */

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct koppel_dossier_file *)a)->name, ((const struct koppel_dossier_file *)b)->name);
}

static enum koppel_status take_file(struct koppel_dossier_files *files, const char *folder, const char *name,
                                    struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    struct stat kind;
    char *path = koppel_path_join(folder, name);
    enum koppel_status status = KOPPEL_OK;

    if (path == NULL) {
        return koppel_errors_no_memory(errors, folder);
    }
    if (lstat(path, &kind) == 0 && S_ISREG(kind.st_mode) && koppel_is_plain_name(name)) {
        status = koppel_file_bytes_read_binary(path, name, KOPPEL_DOSSIER_MAX_FILE, &bytes, errors);
        if (status == KOPPEL_OK) {
            status = koppel_dossier_files_add(files, name, bytes.bytes, bytes.n_bytes, errors);
        }
    }
    koppel_file_bytes_free(&bytes);
    free(path);
    return status;
}

enum koppel_status koppel_dossier_files_take(struct koppel_dossier_files *files, const char *folder,
                                             struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    const struct dirent *entry = NULL;
    DIR *stream = opendir(folder);

    if (stream == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0, "cannot be opened: %s", strerror(errno));
    }
    while (status == KOPPEL_OK && (entry = readdir(stream)) != NULL) {
        status = take_file(files, folder, entry->d_name, errors);
    }
    closedir(stream);
    if (files->n_items > 0) {
        qsort(files->items, files->n_items, sizeof *files->items, compare_files);
    }
    return status;
}

enum koppel_status koppel_scratch_make(struct koppel_temporary_folder *folder, struct koppel_errors *errors)
{
    const char *parent = getenv("TMPDIR");
    int cause = 0;

    folder->holds_folders = true;
    cause =
        koppel_temporary_folder_make(folder, parent != NULL && parent[0] != '\0' ? parent : "/tmp", "koppel-scratch-");
    return cause == 0 ? KOPPEL_OK
                      : koppel_errors_add(errors, KOPPEL_E_OUTPUT, "", 0, 0, "no temporary folder can be made: %s",
                                          strerror(cause));
}

void koppel_scratch_drop(struct koppel_temporary_folder *folder)
{
    if (folder->path != NULL) {
        koppel_temporary_folder_remove_all(folder->path);
    }
    koppel_temporary_folder_release(folder);
}

static int put_file(const char *folder, const struct koppel_dossier_file *file)
{
    char *path = koppel_path_join(folder, file->name);
    int out = path != NULL ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    int cause = path == NULL ? ENOMEM : out < 0 ? errno : koppel_bytes_write(out, file->bytes, file->n_bytes);

    if (out >= 0 && close(out) != 0 && cause == 0) {
        cause = errno;
    }
    free(path);
    return cause;
}

enum koppel_status koppel_dossier_files_put(const struct koppel_dossier_files *files, const char *folder,
                                            struct koppel_errors *errors)
{
    int cause = mkdir(folder, 0700) == 0 ? 0 : errno;

    for (size_t f = 0; f < files->n_items && cause == 0; f++) {
        cause = put_file(folder, &files->items[f]);
    }
    return cause == 0 ? KOPPEL_OK
                      : koppel_errors_add(errors, KOPPEL_E_OUTPUT, "", 0, 0,
                                          "a temporary file could not be written: %s", strerror(cause));
}

enum koppel_status koppel_dossier_files_write(const struct koppel_dossier_files *files, const char *folder,
                                              struct koppel_errors *errors)
{
    const char **names = koppel_new(files->n_items, sizeof *names);
    const char **bytes = koppel_new(files->n_items, sizeof *bytes);
    size_t *sizes = koppel_new(files->n_items, sizeof *sizes);
    enum koppel_status status = KOPPEL_OK;

    for (size_t f = 0; names != NULL && bytes != NULL && sizes != NULL && f < files->n_items; f++) {
        names[f] = files->items[f].name;
        bytes[f] = files->items[f].bytes;
        sizes[f] = files->items[f].n_bytes;
    }
    status = names == NULL || bytes == NULL || sizes == NULL
                 ? koppel_errors_no_memory(errors, folder)
                 : koppel_folder_write(folder, false, files->n_items, names, bytes, sizes, errors);
    free(names);
    free(bytes);
    free(sizes);
    return status;
}

/* ---- The dossier ---- */

enum koppel_status koppel_content_keep(const struct koppel_dossier *dossier, const struct koppel_dossier_files *files,
                                       struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    for (size_t f = 0; f < files->n_items && status == KOPPEL_OK; f++) {
        const struct koppel_dossier_file *file = &files->items[f];
        const struct koppel_value values[] = {KOPPEL_TEXT(file->sha256), KOPPEL_BYTES(file->bytes, file->n_bytes)};

        status = koppel_dossier_run(dossier, "INSERT INTO content (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
                                    values, 2, NULL, NULL, errors);
    }
    return status;
}

struct content {
    const struct koppel_dossier *dossier;
    struct koppel_dossier_files *files;
};

static enum koppel_status take_content(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    const struct content *content = data;
    struct koppel_blob blob = koppel_row_bytes(row, 1);
    const char *name = koppel_row_text(row, 0);
    enum koppel_status status = koppel_dossier_files_add(content->files, name, blob.bytes, blob.n_bytes, errors);

    if (status == KOPPEL_OK &&
        strcmp(content->files->items[content->files->n_items - 1].sha256, koppel_row_text(row, 2)) != 0) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, content->dossier->path, 0, 0,
                                   "holds %s with other bytes than came in: go back to a copy of koppel dossier backup",
                                   name);
    }
    return status;
}

enum koppel_status koppel_content_read(const struct koppel_dossier *dossier, const char *sql,
                                       const struct koppel_value *values, size_t n_values,
                                       struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    struct content content = {dossier, files};

    return koppel_dossier_run(dossier, sql, values, n_values, take_content, &content, errors);
}
