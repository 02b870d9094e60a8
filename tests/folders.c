// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* folders.c - temporary folders and whole files (see folders.h). */
#include "folders.h"

#include "suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *folders_make(char path[FOLDERS_PATH])
{
    snprintf(path, FOLDERS_PATH, "/tmp/koppel-test-XXXXXX");
    if (mkdtemp(path) == NULL) {
        CU_FAIL_FATAL("no temporary folder");
    }
    return path;
}

char *folders_read(const char *folder, const char *name, size_t *n_bytes)
{
    char path[2 * FOLDERS_PATH];
    struct stat about;
    char *bytes = NULL;
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &about) != 0) {
        CU_FAIL_FATAL("a file cannot be read");
    }
    bytes = calloc((size_t)about.st_size + 1, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    *n_bytes = fread(bytes, 1, (size_t)about.st_size, file);
    CU_ASSERT_EQUAL(*n_bytes, (size_t)about.st_size);
    fclose(file);
    return bytes;
}

void folders_remove(const char *path)
{
    char below[2 * FOLDERS_PATH];
    struct dirent *entry = NULL;
    DIR *folder = opendir(path);

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
            if (unlink(below) != 0) {
                folders_remove(below);
            }
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    rmdir(path);
}
