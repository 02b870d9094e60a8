// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_files.h - a small good case as tables in memory, of which a test replaces one. */
#ifndef KOPPEL_TESTS_CASE_FILES_H
#define KOPPEL_TESTS_CASE_FILES_H

#include "io/case_reader.h"

enum { CASE_FILES_MAX = 16 };

struct case_files {
    struct koppel_case_file files[CASE_FILES_MAX];
    size_t n_files;
};

/** The nine tables: one municipality GM0001 with two neighbourhoods, GM0002 with one; 3 units, 3 households. */
void case_files_good(struct case_files *files);

/** Replaces a table by other text, or adds it. Borrows both. */
void case_files_set(struct case_files *files, const char *name, const char *text);

/** Takes a table out. */
void case_files_remove(struct case_files *files, const char *name);

/** Reads the tables as a case, in the plain form alone. */
enum koppel_status case_files_read(const struct case_files *files, struct koppel_case *kase,
                                   struct koppel_errors *errors, struct koppel_errors *notes);

/** The same in any form that can mean one thing only. */
enum koppel_status case_files_read_any(const struct case_files *files, struct koppel_case *kase,
                                       struct koppel_errors *errors, struct koppel_errors *notes);

#endif
