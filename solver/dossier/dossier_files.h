// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_files.h - files of a dossier in memory: those of a case, of a proposal; from and to folders. */
#ifndef KOPPEL_DOSSIER_DOSSIER_FILES_H
#define KOPPEL_DOSSIER_DOSSIER_FILES_H

#include "base/temporary_folder.h"
#include "dossier/dossier.h"

/** One file; all owned. */
struct koppel_dossier_file {
    char *name; /* without folders */
    char *bytes;
    size_t n_bytes;
    char sha256[65];
};

/** Zero-initialise. */
struct koppel_dossier_files {
    struct koppel_dossier_file *items;
    size_t n_items;
    size_t capacity;
};

/** Is this a name that a file of a dossier may have: 1 to 100 letters, digits, blanks, '_', '-' and '.', no dot in front?
 * Nothing of it can be a path. */
bool koppel_is_plain_name(const char *name);

/** Adds a copy of a file, in the place of one with the same name. @return KOPPEL_OK, KOPPEL_E_INPUT (its name), or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_dossier_files_add(struct koppel_dossier_files *files, const char *name, const char *bytes,
                                            size_t n_bytes, struct koppel_errors *errors);

/** The file of that name, or NULL. */
const struct koppel_dossier_file *koppel_dossier_files_find(const struct koppel_dossier_files *files, const char *name);

/** Takes one away. */
void koppel_dossier_files_drop(struct koppel_dossier_files *files, const char *name);

void koppel_dossier_files_free(struct koppel_dossier_files *files);

/** Adds every regular file of a folder with a plain name, in the order of their names. */
enum koppel_status koppel_dossier_files_take(struct koppel_dossier_files *files, const char *folder,
                                             struct koppel_errors *errors);

/** A new private folder that lasts as long as this process, in TMPDIR or /tmp (koppel_scratch_drop). */
enum koppel_status koppel_scratch_make(struct koppel_temporary_folder *folder, struct koppel_errors *errors);

/** Removes it with its files and the folders of files in it. Safe on one that was not made. */
void koppel_scratch_drop(struct koppel_temporary_folder *folder);

/** Writes them to a new folder that only its user may look into, in a scratch folder: nothing is flushed to the disk. */
enum koppel_status koppel_dossier_files_put(const struct koppel_dossier_files *files, const char *folder,
                                            struct koppel_errors *errors);

/** Writes them to a new folder that stays, complete or not at all. */
enum koppel_status koppel_dossier_files_write(const struct koppel_dossier_files *files, const char *folder,
                                              struct koppel_errors *errors);

/** Keeps the bytes of the files in the dossier, each once, within a change that was begun. */
enum koppel_status koppel_content_keep(const struct koppel_dossier *dossier, const struct koppel_dossier_files *files,
                                       struct koppel_errors *errors);

/**
 * Adds the files that a statement names and holds: columns name and bytes. Bytes that are not those of their SHA-256
 * (column 2) are an error.
 */
enum koppel_status koppel_content_read(const struct koppel_dossier *dossier, const char *sql,
                                       const struct koppel_value *values, size_t n_values,
                                       struct koppel_dossier_files *files, struct koppel_errors *errors);

#endif
