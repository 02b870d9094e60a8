// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* path.c - paths of files (see path.h). */
#include "base/path.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

char *koppel_path_join(const char *folder, const char *name)
{
    size_t n = strlen(folder) + strlen(name) + 2;
    char *path = koppel_new(n, 1);

    if (path != NULL) {
        snprintf(path, n, "%s/%s", folder, name);
    }
    return path;
}
