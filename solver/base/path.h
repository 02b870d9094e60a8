// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* path.h - paths of files. */
#ifndef KOPPEL_BASE_PATH_H
#define KOPPEL_BASE_PATH_H

/** The path of a file in a folder, to be freed; NULL when memory runs out. */
char *koppel_path_join(const char *folder, const char *name);

#endif
