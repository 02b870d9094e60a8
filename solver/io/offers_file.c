// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* offers_file.c - the table of offers that a person may have changed (see offers_file.h). */
#include "io/offers_file.h"

#include "base/index.h"
#include "base/path.h"
#include "io/case_sheets.h"
#include "io/proposal_reader.h"
#include "io/sheet_table.h"
#include "io/table_header.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

const struct koppel_offers_words koppel_offers_words[KOPPEL_N_OFFERS_WORDS] = {
    {"sheet_proposal", NULL, "Proposal", "Voorstel"},
    {"sheet_explanation", NULL, "Explanation", "Uitleg"},
    {"neighbourhood_code", "neighbourhood", "Neighbourhood code", "Buurtcode"},
    {"municipality_code", "municipality", "Municipality code", "Gemeentecode"},
    {"corporation_code", "corporation", "Corporation code", "Corporatiecode"},
    {"next_best_unit", "next_best_unit", "Next best home", "Volgende beste woning"},
};

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

bool koppel_is_offers_book(const char *path)
{
    return koppel_is_workbook_name(last_part(path));
}

static bool is_word(const struct koppel_offers_words *words, const char *text)
{
    return strcmp(words->english, text) == 0 || strcmp(words->dutch, text) == 0;
}

/* Also of proposal.csv that was saved as a workbook: its sheet is called proposal. */
static bool is_sheet_of_offers(const char *name)
{
    return strcasecmp(koppel_offers_words[KOPPEL_OFFERS_SHEET].english, name) == 0 ||
           strcasecmp(koppel_offers_words[KOPPEL_OFFERS_SHEET].dutch, name) == 0;
}

/* Columns get the names that they have in proposal.csv. */
static enum koppel_status name_columns(struct koppel_csv_table *csv)
{
    const struct koppel_table_rule *rule = &koppel_tables[KOPPEL_TABLE_DECISIONS];
    struct koppel_table_header header;

    csv->said = koppel_new((size_t)csv->n_columns, sizeof *csv->said);
    if (csv->said == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t c = 0; c < csv->n_columns; c++) {
        csv->said[c] = csv->header[c];
        for (int k = KOPPEL_OFFERS_FIRST_COLUMN; k < KOPPEL_N_OFFERS_WORDS; k++) {
            csv->header[c] =
                is_word(&koppel_offers_words[k], csv->header[c]) ? koppel_offers_words[k].column : csv->header[c];
        }
    }
    if (koppel_table_header_match(rule, csv, "", &header, NULL) == KOPPEL_E_MEMORY) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < rule->n_columns; k++) {
        if (header.position[k] != KOPPEL_NONE) {
            csv->header[header.position[k]] = rule->columns[k].name;
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status open_book(const char *path, struct koppel_offers_file *file, struct koppel_errors *errors,
                                    struct koppel_errors *notes)
{
    const char *name = last_part(path);
    size_t sheet = 0;
    enum koppel_status status =
        koppel_file_bytes_read_binary(path, path, KOPPEL_WORKBOOK_MAX_BYTES, &file->bytes, errors);

    if (status == KOPPEL_OK) {
        status = koppel_workbook_open(file->bytes.bytes, file->bytes.n_bytes, name, &file->book, errors);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    while (sheet < file->book.n_sheets && !is_sheet_of_offers(file->book.sheets[sheet].name)) {
        sheet++;
    }
    if (sheet == file->book.n_sheets) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "the workbook has no sheet %s or %s: is it one that koppel solve -o wrote?",
                                 koppel_offers_words[KOPPEL_OFFERS_SHEET].english,
                                 koppel_offers_words[KOPPEL_OFFERS_SHEET].dutch);
    }
    koppel_sheet_place(name, file->book.sheets[sheet].name, file->name);
    status = koppel_sheet_table_read(&file->book, sheet, &koppel_tables[KOPPEL_TABLE_DECISIONS], file->name, true,
                                     &file->csv, errors, notes);
    if (status == KOPPEL_OK && name_columns(&file->csv) != KOPPEL_OK) {
        return koppel_errors_no_memory(errors, name);
    }
    return status;
}

enum koppel_status koppel_offers_open(const char *path, const char *name, struct koppel_offers_file *file,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    file->is_book = koppel_is_offers_book(path);
    if (file->is_book) {
        return open_book(path, file, errors, notes);
    }
    snprintf(file->name, sizeof file->name, "%s", name);
    return koppel_csv_table_read(path, name, &file->csv, errors);
}

void koppel_offers_close(struct koppel_offers_file *file)
{
    koppel_csv_table_free(&file->csv);
    koppel_workbook_close(&file->book);
    koppel_file_bytes_free(&file->bytes);
    *file = (struct koppel_offers_file){0};
}

char *koppel_offers_folder(const char *path)
{
    struct stat about;
    const char *name = last_part(path);
    bool is_file = stat(path, &about) == 0 && S_ISREG(about.st_mode);
    size_t n = !is_file ? strlen(path) : name > path ? (size_t)(name - path) : 1;
    char *folder = koppel_new(n + 1, 1);

    if (folder != NULL) {
        memcpy(folder, is_file && name == path ? "." : path, n);
    }
    return folder;
}

/* ---- Two tables of one folder ---- */

/** A table of offers as an index of its rows. */
struct offers {
    struct koppel_offers_file file;
    struct koppel_index rows; /* of households */
    int32_t unit_column;
};

static enum koppel_status offers_read(const char *path, const char *name, struct offers *offers,
                                      struct koppel_errors *errors)
{
    struct koppel_csv_table *csv = &offers->file.csv;
    int32_t household_column = KOPPEL_NONE;
    enum koppel_status status = koppel_offers_open(path, name, &offers->file, errors, NULL);

    if (status == KOPPEL_OK) {
        household_column = koppel_key_column_find(csv, KOPPEL_TABLE_HOUSEHOLDS, offers->file.name, errors);
        offers->unit_column = koppel_key_column_find(csv, KOPPEL_TABLE_UNITS, offers->file.name, errors);
        status = household_column != KOPPEL_NONE && offers->unit_column != KOPPEL_NONE ? KOPPEL_OK : KOPPEL_E_INPUT;
    }
    for (int32_t row = 0; status == KOPPEL_OK && row < csv->n_rows; row++) {
        int32_t found = KOPPEL_NONE;

        status = koppel_index_put(&offers->rows,
                                  koppel_written_key(csv->cells[row * csv->n_columns + household_column]), row, &found);
    }
    return status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(errors, name) : status;
}

static void offers_free(struct offers *offers)
{
    koppel_index_free(&offers->rows);
    koppel_offers_close(&offers->file);
}

/* The home that is offered, "" for none. */
static const char *unit_for(const struct offers *offers, const char *household)
{
    int32_t row = koppel_index_get(&offers->rows, household);
    const struct koppel_csv_table *csv = &offers->file.csv;

    return row != KOPPEL_NONE ? koppel_written_key(csv->cells[row * csv->n_columns + offers->unit_column]) : "";
}

/* How many households with an offer in `a` have another one, or none, in `b`; `first` is one of them. */
static int32_t count_others(const struct offers *a, const struct offers *b, const char **first)
{
    int32_t n = 0;

    for (size_t s = 0; s < a->rows.n_slots; s++) {
        const char *household = a->rows.keys[s];

        if (household != NULL && unit_for(a, household)[0] != '\0' &&
            strcmp(unit_for(a, household), unit_for(b, household)) != 0) {
            n++;
            *first = *first == NULL || strcmp(household, *first) < 0 ? household : *first;
        }
    }
    return n;
}

static int32_t count_differences(const struct offers *a, const struct offers *b, const char **first)
{
    int32_t n = count_others(a, b, first);

    for (size_t s = 0; s < b->rows.n_slots; s++) {
        const char *household = b->rows.keys[s];

        if (household != NULL && unit_for(b, household)[0] != '\0' && unit_for(a, household)[0] == '\0') {
            n++;
            *first = *first == NULL || strcmp(household, *first) < 0 ? household : *first;
        }
    }
    return n;
}

/* Does a table still say what summary.json tells of the offers? */
static bool is_untouched(const struct offers *offers, const cJSON *told)
{
    int32_t n = 0;

    for (const cJSON *offer = told->child; offer != NULL; offer = offer->next) {
        if (!cJSON_IsString(offer) || strcmp(offer->valuestring, unit_for(offers, offer->string)) != 0) {
            return false;
        }
        n++;
    }
    for (size_t s = 0; s < offers->rows.n_slots; s++) {
        n -= offers->rows.keys[s] != NULL && unit_for(offers, offers->rows.keys[s])[0] != '\0';
    }
    return n == 0;
}

static enum koppel_status weigh(const struct koppel_summary *summary, const struct offers *table,
                                const struct offers *book, bool *takes_book, struct koppel_errors *errors,
                                struct koppel_errors *notes)
{
    const char *first = NULL;
    int32_t n = count_differences(table, book, &first);
    const cJSON *told = koppel_summary_member(summary, "offers");
    char quoted[80];

    if (n == 0) {
        return KOPPEL_OK;
    }
    if (summary->status == KOPPEL_E_MEMORY) {
        return koppel_summary_tell(summary, errors);
    }
    koppel_text_quote(first, quoted);
    if (cJSON_IsObject(told) && is_untouched(table, told)) {
        *takes_book = true;
        koppel_errors_add(notes, KOPPEL_OK, KOPPEL_OFFERS_BOOK, 0, 0,
                          "the workbook was changed and proposal.csv was not: the offers of the workbook count "
                          "(households with another offer: %" PRId32 ", the first is %s)",
                          n, quoted);
    } else if (cJSON_IsObject(told) && is_untouched(book, told)) {
        koppel_errors_add(notes, KOPPEL_OK, KOPPEL_OFFERS_TABLE, 0, 0,
                          "the table was changed and proposal.xlsx was not: the offers of the table count "
                          "(households with another offer: %" PRId32 ", the first is %s)",
                          n, quoted);
    } else {
        return koppel_errors_add(
            errors, KOPPEL_E_INPUT, KOPPEL_OFFERS_BOOK, 0, 0,
            "the workbook and proposal.csv were both changed and say different things (households with another offer: "
            "%" PRId32 ", the first is %s): name the file that counts, or take the other out of the folder",
            n, quoted);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_offers_choose(const char *folder, const struct koppel_summary *summary, char **path,
                                        struct koppel_errors *errors, struct koppel_errors *notes)
{
    char *table_path = koppel_path_join(folder, KOPPEL_OFFERS_TABLE);
    char *book_path = koppel_path_join(folder, KOPPEL_OFFERS_BOOK);
    struct offers table = {0};
    struct offers book = {0};
    struct stat about;
    bool takes_book = false;
    enum koppel_status status =
        table_path != NULL && book_path != NULL ? KOPPEL_OK : koppel_errors_no_memory(errors, folder);

    *path = NULL;
    if (status == KOPPEL_OK && stat(book_path, &about) == 0) {
        takes_book = stat(table_path, &about) != 0;
        status = offers_read(book_path, KOPPEL_OFFERS_BOOK, &book, errors);
        if (status == KOPPEL_OK && !takes_book) {
            status = offers_read(table_path, KOPPEL_OFFERS_TABLE, &table, errors);
        }
        if (status == KOPPEL_OK && !takes_book) {
            status = weigh(summary, &table, &book, &takes_book, errors, notes);
        }
    }
    if (status == KOPPEL_OK) {
        *path = takes_book ? book_path : table_path;
    }
    free(*path != book_path ? book_path : NULL);
    free(*path != table_path ? table_path : NULL);
    offers_free(&table);
    offers_free(&book);
    return status;
}
