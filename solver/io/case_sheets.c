// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_sheets.c - which tables of a case stand in workbooks (see case_sheets.h). */
#include "io/case_sheets.h"

#include "base/path.h"
#include "io/offers_file.h"
#include "io/sheet_table.h"
#include "io/text_encoding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_BYTES = 80, CSV_ENDING = 4 };

/* A name in small letters, with one underscore for what is neither letter nor digit, without an ending of `n_cut`. */
static void fold(const char *name, size_t n_cut, char out[NAME_BYTES])
{
    size_t n_name = strlen(name);
    size_t n = 0;

    for (size_t i = 0; i + n_cut < n_name && n + 1 < NAME_BYTES; i++) {
        char c = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];

        if (c >= 0 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
            c = '_';
        }
        if (c != '_' || (n > 0 && out[n - 1] != '_')) {
            out[n++] = c;
        }
    }
    while (n > 0 && out[n - 1] == '_') {
        n--;
    }
    out[n] = '\0';
}

bool koppel_is_workbook_name(const char *name)
{
    const char *ending = strrchr(name, '.');

    return ending != NULL && ending > name && strncmp(name, "~$", 2) != 0 &&
           (strcasecmp(ending, ".xlsx") == 0 || strcasecmp(ending, ".xlsm") == 0 || strcasecmp(ending, ".ods") == 0);
}

/* The table with a folded name, KOPPEL_N_TABLES when there is none. A Dutch name tells the language, also of what is said
 * before any heading is read. */
static enum koppel_table table_of(const char *folded)
{
    char file[NAME_BYTES + CSV_ENDING];

    snprintf(file, sizeof file, "%s.csv", folded);
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        if (strcmp(koppel_tables[table].file, file) == 0) {
            return (enum koppel_table)table;
        }
        if (koppel_words_contain(koppel_tables[table].aliases, file)) {
            koppel_language_met(KOPPEL_DUTCH);
            return (enum koppel_table)table;
        }
    }
    return KOPPEL_N_TABLES;
}

enum koppel_table koppel_table_of_name(const char *name, size_t n_cut)
{
    char folded[NAME_BYTES];

    fold(name, n_cut, folded);
    return table_of(folded);
}

static enum koppel_table table_of_sheet(const struct koppel_workbook *book, size_t sheet)
{
    return koppel_table_of_name(book->sheets[sheet].name, 0);
}

static enum koppel_status add_sheet(struct koppel_case_sheets *sheets, enum koppel_table table, int32_t book,
                                    size_t sheet, struct koppel_errors *errors)
{
    const struct koppel_case_book *opened = &sheets->books[book];
    struct koppel_case_sheet *added = NULL;

    if (koppel_grow((void **)&sheets->sheets, &sheets->sheets_capacity, sheets->n_sheets + 1, sizeof *sheets->sheets) !=
        KOPPEL_OK) {
        return koppel_errors_no_memory(errors, opened->name);
    }
    added = &sheets->sheets[sheets->n_sheets++];
    *added = (struct koppel_case_sheet){.table = table, .book = book, .sheet = sheet};
    koppel_sheet_place(opened->name, opened->book.sheets[sheet].name, added->file);
    return KOPPEL_OK;
}

/* Adds the names in a list, without their ending, to an index. */
static enum koppel_status add_stems(struct koppel_index *stems, struct koppel_pool *pool, const char *names)
{
    int32_t found = 0;

    for (; *names != '\0'; names += strspn(names, " ")) {
        size_t n = strcspn(names, " ");
        const char *stem = koppel_pool_copy(pool, names, n - CSV_ENDING);

        if (stem == NULL || koppel_index_put(stems, stem, 0, &found) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        names += n;
    }
    return KOPPEL_OK;
}

/* The nearest name of a table that the workbook does not have; "" for none. */
static enum koppel_status nearest_table(const struct koppel_case_sheets *sheets, int32_t book, const char *folded,
                                        char nearest[NAME_BYTES])
{
    struct koppel_index stems = {0};
    struct koppel_pool pool = {0};
    enum koppel_status status = KOPPEL_OK;
    const char *found = NULL;

    for (int table = 0; table < KOPPEL_N_TABLES && status == KOPPEL_OK; table++) {
        bool is_there = false;

        for (size_t i = 0; i < sheets->n_sheets; i++) {
            is_there =
                is_there || (sheets->sheets[i].book == book && sheets->sheets[i].table == (enum koppel_table)table);
        }
        if (!is_there) {
            status = add_stems(&stems, &pool, koppel_tables[table].file);
            status = status == KOPPEL_OK ? add_stems(&stems, &pool, koppel_tables[table].aliases) : status;
        }
    }
    found = status == KOPPEL_OK ? koppel_index_nearest(&stems, folded) : NULL;
    snprintf(nearest, NAME_BYTES, "%s", found != NULL ? found : "");
    koppel_index_free(&stems);
    koppel_pool_free(&pool);
    return status;
}

/* Tells of a sheet that is not read. One that looks like a misspelt table would be missed silently: it is an error. */
static enum koppel_status tell_other_sheet(const struct koppel_case_sheets *sheets, int32_t book, size_t sheet,
                                           struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct koppel_case_book *opened = &sheets->books[book];
    const char *name = opened->book.sheets[sheet].name;
    char folded[NAME_BYTES];
    char nearest[NAME_BYTES];
    char file[KOPPEL_PLACE_FILE];

    if (strcmp(name, koppel_offers_words[KOPPEL_EXPLANATION_SHEET].english) == 0 ||
        strcmp(name, koppel_offers_words[KOPPEL_EXPLANATION_SHEET].dutch) == 0) {
        return KOPPEL_OK;
    }
    fold(name, 0, folded);
    koppel_sheet_place(opened->name, name, file);
    if (nearest_table(sheets, book, folded, nearest) != KOPPEL_OK) {
        return koppel_errors_no_memory(errors, opened->name);
    }
    if (nearest[0] != '\0') {
        return koppel_errors_add(
            errors, KOPPEL_E_INPUT, file, 0, 0,
            "this is not the name of a table (did you mean \"%s\"?): rename the sheet, or delete it", nearest);
    }
    koppel_errors_add(notes, KOPPEL_OK, file, 0, 0, "this is not the name of a table: the sheet is not read");
    return KOPPEL_OK;
}

/* A workbook that holds one table under the table's own name. */
static enum koppel_status take_table_book(struct koppel_case_sheets *sheets, int32_t book, enum koppel_table table,
                                          struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct koppel_workbook *opened = &sheets->books[book].book;
    size_t found = opened->n_sheets;
    char file[KOPPEL_PLACE_FILE];

    for (size_t i = 0; i < opened->n_sheets; i++) {
        if (table_of_sheet(opened, i) == table) {
            found = i;
            break;
        }
    }
    found = found == opened->n_sheets && opened->n_sheets == 1 ? 0 : found;
    if (found == opened->n_sheets) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, opened->name, 0, 0,
                                 "the workbook has %zu sheets: give the one with the table the name %.*s",
                                 opened->n_sheets, (int)strcspn(koppel_tables[table].file, "."),
                                 koppel_tables[table].file);
    }
    for (size_t i = 0; i < opened->n_sheets; i++) {
        if (i != found) {
            koppel_sheet_place(opened->name, opened->sheets[i].name, file);
            koppel_errors_add(notes, KOPPEL_OK, file, 0, 0,
                              "the sheet is not read: the workbook has the name of one table");
        }
    }
    return add_sheet(sheets, table, book, found, errors);
}

/* The table of a sheet: by the map of columns, or by its name. */
static enum koppel_table table_here(const struct koppel_case_sheets *sheets, const struct koppel_workbook *book,
                                    size_t sheet)
{
    enum koppel_table mapped = koppel_column_maps_table(sheets->maps, book->name, book->sheets[sheet].name);

    return mapped != KOPPEL_N_TABLES ? mapped : table_of_sheet(book, sheet);
}

/* What koppel solve wrote for people has sheets with names of tables, too. */
static bool is_proposal(const struct koppel_workbook *book)
{
    const struct koppel_offers_words *words = &koppel_offers_words[0];

    for (size_t i = 0; i < book->n_sheets; i++) {
        if (strcmp(book->sheets[i].name, words->english) == 0 || strcmp(book->sheets[i].name, words->dutch) == 0) {
            return true;
        }
    }
    return false;
}

/* A workbook with a sheet a table. */
static enum koppel_status take_sheets(struct koppel_case_sheets *sheets, int32_t book, struct koppel_errors *errors,
                                      struct koppel_errors *notes)
{
    const struct koppel_workbook *opened = &sheets->books[book].book;
    size_t n_before = sheets->n_sheets;
    enum koppel_status first = KOPPEL_OK;

    if (sheets->is_one_book && is_proposal(opened)) {
        return koppel_errors_add(
            errors, KOPPEL_E_MISSING, opened->name, 0, 0,
            "this is the workbook of a proposal, not of a case: name the case that it was made from");
    }
    for (size_t i = 0; i < opened->n_sheets; i++) {
        enum koppel_table table = table_here(sheets, opened, i);

        if (table != KOPPEL_N_TABLES) {
            enum koppel_status status = add_sheet(sheets, table, book, i, errors);

            first = first == KOPPEL_OK ? status : first;
        }
    }
    if (sheets->n_sheets == n_before) {
        if (!sheets->is_one_book) {
            koppel_errors_add(notes, KOPPEL_OK, opened->name, 0, 0,
                              "neither the workbook nor a sheet in it has the name of a table: it is not read");
            return first;
        }
        return koppel_errors_add(errors, KOPPEL_E_INPUT, opened->name, 0, 0,
                                 "no sheet has the name of a table: name them municipalities, neighbourhoods, "
                                 "corporations, units, households and targets, or in Dutch gemeenten, buurten, "
                                 "corporaties, woningen, huishoudens and taakstellingen");
    }
    for (size_t i = 0; i < opened->n_sheets; i++) {
        if (table_here(sheets, opened, i) == KOPPEL_N_TABLES) {
            enum koppel_status status = tell_other_sheet(sheets, book, i, errors, notes);

            first = first == KOPPEL_OK ? status : first;
        }
    }
    return first;
}

static enum koppel_status read_bytes(const char *folder, const struct koppel_case_file *file,
                                     struct koppel_file_bytes *bytes, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_E_MEMORY;
    char *path = NULL;

    if (file->bytes != NULL) {
        *bytes = (struct koppel_file_bytes){.bytes = koppel_new(file->n_bytes + 1, 1), .n_bytes = file->n_bytes};
        if (bytes->bytes == NULL) {
            return koppel_errors_no_memory(errors, file->name);
        }
        memcpy(bytes->bytes, file->bytes, file->n_bytes);
        koppel_sha256(file->bytes, file->n_bytes, bytes->sha256);
        return KOPPEL_OK;
    }
    path = koppel_path_join(folder, file->name);
    status = path != NULL ? koppel_file_bytes_read_binary(path, file->name, KOPPEL_WORKBOOK_MAX_BYTES, bytes, errors)
                          : koppel_errors_no_memory(errors, file->name);
    free(path);
    return status;
}

static enum koppel_status open_book(const char *folder, const struct koppel_case_file *file,
                                    struct koppel_case_sheets *sheets, struct koppel_errors *errors,
                                    struct koppel_errors *notes)
{
    struct koppel_case_book *opened = &sheets->books[sheets->n_books++];
    enum koppel_status status = KOPPEL_OK;
    enum koppel_table table = KOPPEL_N_TABLES;
    char folded[NAME_BYTES];

    opened->name = file->name;
    fold(file->name, strlen(strrchr(file->name, '.')), folded);
    table = sheets->is_one_book ? KOPPEL_N_TABLES : table_of(folded);
    status = read_bytes(folder, file, &opened->file, errors);
    if (status == KOPPEL_OK) {
        status = koppel_workbook_open(opened->file.bytes, opened->file.n_bytes, opened->name, &opened->book, errors);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    return table != KOPPEL_N_TABLES ? take_table_book(sheets, sheets->n_books - 1, table, errors, notes)
                                    : take_sheets(sheets, sheets->n_books - 1, errors, notes);
}

enum koppel_status koppel_case_sheets_open(const char *folder, const struct koppel_case_file *files, size_t n_files,
                                           struct koppel_case_sheets *sheets, struct koppel_errors *errors,
                                           struct koppel_errors *notes)
{
    enum koppel_status first = KOPPEL_OK;

    sheets->books = koppel_new(n_files, sizeof *sheets->books);
    if (sheets->books == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    for (size_t i = 0; i < n_files && first != KOPPEL_E_MEMORY; i++) {
        if (sheets->is_one_book || koppel_is_workbook_name(files[i].name)) {
            enum koppel_status status = open_book(folder, &files[i], sheets, errors, notes);

            first = first == KOPPEL_OK || status == KOPPEL_E_MEMORY ? status : first;
        }
    }
    return first;
}

const struct koppel_case_sheet *koppel_case_sheet_find(const struct koppel_case_sheets *sheets, enum koppel_table table,
                                                       struct koppel_errors *errors)
{
    const struct koppel_case_sheet *found = NULL;
    char place[KOPPEL_PLACE_FILE];

    for (size_t i = 0; i < sheets->n_sheets; i++) {
        if (sheets->sheets[i].table == table && found == NULL) {
            found = &sheets->sheets[i];
        } else if (sheets->sheets[i].table == table) {
            koppel_place_format(found->file, 0, 0, place, sizeof place);
            koppel_errors_add(errors, KOPPEL_E_INPUT, sheets->sheets[i].file, 0, 0,
                              "%s is the same table: delete one, or give it a name that is none of a table", place);
        }
    }
    return found;
}

enum koppel_status koppel_case_sheet_read(struct koppel_case_sheets *sheets, const struct koppel_case_sheet *sheet,
                                          bool strict, struct koppel_csv_table *table, struct koppel_errors *errors,
                                          struct koppel_errors *notes)
{
    struct koppel_case_book *opened = &sheets->books[sheet->book];
    enum koppel_status status =
        koppel_sheet_table_read(&opened->book, sheet->sheet, koppel_column_maps_rule(sheets->maps, sheet->table),
                                sheet->file, strict, table, errors, notes);

    table->n_bytes = (int64_t)opened->file.n_bytes;
    memcpy(table->sha256, opened->file.sha256, sizeof table->sha256);
    return status;
}

void koppel_case_sheets_close(struct koppel_case_sheets *sheets)
{
    for (int32_t i = 0; i < sheets->n_books; i++) {
        koppel_workbook_close(&sheets->books[i].book);
        koppel_file_bytes_free(&sheets->books[i].file);
    }
    free(sheets->books);
    free(sheets->sheets);
    *sheets = (struct koppel_case_sheets){0};
}
