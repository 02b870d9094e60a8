// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_place.c - the files of a case: those of a folder, or one workbook (see case_reading.h). */
#include "io/case_reading.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Does a name end so, in letters of either case? */
static bool ends_in(const char *name, const char *ending)
{
    size_t n_name = strlen(name);
    size_t n = strlen(ending);

    for (size_t i = 0; i < n && n_name > n; i++) {
        char c = name[n_name - n + i];

        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != ending[i]) {
            return false;
        }
    }
    return n_name > n;
}

enum koppel_table koppel_table_of_file(const char *name, bool strict)
{
    static const char *const endings[] = {".csv.txt", ".csv", ".txt", ".tsv"};

    if (strict) {
        for (int table = 0; table < KOPPEL_N_TABLES; table++) {
            if (strcmp(koppel_tables[table].file, name) == 0 ||
                koppel_words_contain(koppel_tables[table].aliases, name)) {
                return (enum koppel_table)table;
            }
        }
        return KOPPEL_N_TABLES;
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (ends_in(name, endings[i])) {
            return koppel_table_of_name(name, strlen(endings[i]));
        }
    }
    return KOPPEL_N_TABLES;
}

bool koppel_is_spreadsheet_name(const char *name)
{
    const char *ending = strrchr(name, '.');

    return koppel_is_workbook_name(name) || (ending != NULL && koppel_words_contain(".xls .xlsb", ending));
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct koppel_case_file *)a)->name, ((const struct koppel_case_file *)b)->name);
}

static bool may_be_table(const char *name, bool strict)
{
    if (name[0] == '.' || strncmp(name, "~$", 2) == 0) {
        return false;
    }
    return strict ? strlen(name) > 4 && strcmp(name + strlen(name) - 4, ".csv") == 0
                  : ends_in(name, ".csv") || koppel_table_of_file(name, false) != KOPPEL_N_TABLES;
}

/* The names of the CSV files and spreadsheets in a folder, sorted. */
static enum koppel_status list_folder(const char *folder, bool strict, struct koppel_pool *pool,
                                      struct koppel_case_file **files, size_t *n_files, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    size_t capacity = 0;
    struct dirent *entry = NULL;
    DIR *stream = opendir(folder);

    if (stream == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0, "cannot open the case folder: %s",
                                 koppel_system_words(errno));
    }
    while (status == KOPPEL_OK && (entry = readdir(stream)) != NULL) {
        size_t n = strlen(entry->d_name);
        const char *name = NULL;

        if (!may_be_table(entry->d_name, strict) && !koppel_is_spreadsheet_name(entry->d_name)) {
            continue;
        }
        name = koppel_pool_copy(pool, entry->d_name, n);
        if (name == NULL || koppel_grow((void **)files, &capacity, *n_files + 1, sizeof **files) != KOPPEL_OK) {
            status = koppel_errors_no_memory(errors, folder);
            break;
        }
        (*files)[(*n_files)++] = (struct koppel_case_file){.name = name};
    }
    closedir(stream);
    if (*n_files > 0) {
        qsort(*files, *n_files, sizeof **files, compare_files);
    }
    return status;
}

/* A folder that koppel solve wrote: a proposal without the municipalities of a case. */
static bool is_proposal(const struct koppel_case_file *files, size_t n_files)
{
    bool has_proposal = false;

    for (size_t i = 0; i < n_files; i++) {
        has_proposal = has_proposal || strcmp(files[i].name, "proposal.csv") == 0;
        if (koppel_table_of_file(files[i].name, false) == KOPPEL_TABLE_MUNICIPALITIES) {
            return false;
        }
    }
    return has_proposal;
}

/* The one file that a path leads to, as the only one of its folder. */
static enum koppel_status list_file(const char *path, struct koppel_case_place *place, struct koppel_errors *errors)
{
    const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;

    if (!koppel_is_spreadsheet_name(name)) {
        return koppel_errors_add(
            errors, KOPPEL_E_MISSING, path, 0, 0,
            "this is one file: name the folder with the tables of the case, or a workbook (.xlsx)");
    }
    place->owned = koppel_new(1, sizeof *place->owned);
    place->folder = name == path ? "." : koppel_pool_copy(&place->pool, path, (size_t)(name - path));
    if (place->owned == NULL || place->folder == NULL) {
        return koppel_errors_no_memory(errors, path);
    }
    place->owned[0].name = name;
    place->n_files = 1;
    place->is_one_book = true;
    return KOPPEL_OK;
}

enum koppel_status koppel_case_place_find(const char *path, bool strict, struct koppel_case_place *place,
                                          struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    struct stat about;

    *place = (struct koppel_case_place){.name = path, .folder = path};
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode)) {
        status = list_file(path, place, errors);
    } else {
        status = list_folder(path, strict, &place->pool, &place->owned, &place->n_files, errors);
    }
    place->files = place->owned;
    if (status == KOPPEL_OK && is_proposal(place->files, place->n_files)) {
        status =
            koppel_errors_add(errors, KOPPEL_E_MISSING, path, 0, 0,
                              "this is the folder of a proposal, not of a case: name the folder with the tables that "
                              "it was made from");
    }
    return status;
}

void koppel_case_place_free(struct koppel_case_place *place)
{
    free(place->owned);
    koppel_pool_free(&place->pool);
    *place = (struct koppel_case_place){0};
}
