// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* temporary_folder.h - a folder that lasts as long as the process that made it; what a killed one left is removed. */
#ifndef KOPPEL_BASE_TEMPORARY_FOLDER_H
#define KOPPEL_BASE_TEMPORARY_FOLDER_H

#include <stdbool.h>

/** Zero-initialise, with lock = -1 where it may be released before it is made. */
struct koppel_temporary_folder {
    char *path;         /* owned */
    int lock;           /* a descriptor of the folder, locked as long as its process lives; -1: none */
    bool holds_folders; /* set before it is made: what a killed process left is removed with the folders in it */
};

/**
 * Makes the folder PARENT/PREFIX<process>-<number>, which only its user may look into, and locks it. First removes
 * folders of such a name that belong to this user, whose process has ended and whose lock is free: what a killed or
 * crashed process left behind.
 * @return 0 or the error number; then there is no folder
 */
int koppel_temporary_folder_make(struct koppel_temporary_folder *folder, const char *parent, const char *prefix);

/** Takes away a folder and the files in it; one with folders in it stays. @return 0 or the error number */
int koppel_temporary_folder_remove(const char *path);

/** The same with folders of files in it; deeper ones stay. */
int koppel_temporary_folder_remove_all(const char *path);

/** Lets go of lock and path; the folder itself stays as it is. */
void koppel_temporary_folder_release(struct koppel_temporary_folder *folder);

#endif
