// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* folders.h - temporary folders and whole files, for tests that look at what was written. */
#ifndef KOPPEL_TESTS_FOLDERS_H
#define KOPPEL_TESTS_FOLDERS_H

#include <stddef.h>

enum { FOLDERS_PATH = 256 };

/** Makes a new folder, empty. @return path */
char *folders_make(char path[FOLDERS_PATH]);

/** The bytes of FOLDER/name with a zero behind them, to be freed; stops the test when it cannot be read. */
char *folders_read(const char *folder, const char *name, size_t *n_bytes);

/** Removes a folder and what is in it, folders too. */
void folders_remove(const char *path);

#endif
