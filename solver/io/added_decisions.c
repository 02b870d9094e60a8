// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* added_decisions.c - decisions of a written proposal that are not in the case yet (see added_decisions.h). */
#include "io/added_decisions.h"

#include "base/path.h"
#include "io/case_reading.h"
#include "io/hand_edits.h"
#include "io/offers_file.h"
#include "io/proposal_reader.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Is the household or home of a row gone from the case? Who reads the offers tells of such rows. */
static bool is_gone(const struct koppel_case *kase, const struct koppel_csv_table *offers, int32_t row)
{
    for (int32_t c = 0; c < offers->n_columns; c++) {
        const char *cell = offers->cells[(size_t)row * (size_t)offers->n_columns + (size_t)c];
        const struct koppel_index *index = strcmp(offers->header[c], "household") == 0 ? &kase->household_index
                                           : strcmp(offers->header[c], "unit") == 0    ? &kase->unit_index
                                                                                       : NULL;

        if (index != NULL && cell[0] != '\0' && koppel_index_get(index, cell) == KOPPEL_NONE) {
            return true;
        }
    }
    return false;
}

/* proposal.csv that was saved as a workbook: its decisions are those of the case, for people to read. */
static bool is_plain_table(const struct koppel_csv_table *offers)
{
    return koppel_named_column_find(offers, "decision_reason") != KOPPEL_NONE;
}

/* The rows of a table of offers in which a decision was filled in, as a table of decisions. Texts are borrowed. */
static enum koppel_status gather(const struct koppel_case *kase, const struct koppel_csv_table *offers, const char *day,
                                 struct koppel_csv_table *rows, int32_t *n_without_day)
{
    const struct koppel_table_rule *rule = &koppel_tables[KOPPEL_TABLE_DECISIONS];
    int32_t decision = KOPPEL_NONE;
    int32_t decided_on = KOPPEL_NONE;
    size_t n = (size_t)offers->n_columns;

    *rows = (struct koppel_csv_table){
        .separator = ',', .header_line = offers->header_line, .incomplete = offers->incomplete};
    rows->header = koppel_new(n, sizeof *rows->header);
    rows->columns = koppel_new(n, sizeof *rows->columns);
    rows->cells = koppel_new(n * (size_t)offers->n_rows, sizeof *rows->cells);
    rows->lines = koppel_new((size_t)offers->n_rows, sizeof *rows->lines);
    if (rows->header == NULL || rows->columns == NULL || rows->cells == NULL || rows->lines == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t c = 0; c < offers->n_columns; c++) { /* columns of the dictionary first: others are left out */
        for (int32_t k = 0; k < rule->n_columns; k++) {
            if (strcmp(rule->columns[k].name, offers->header[c]) == 0) {
                decision = strcmp(offers->header[c], "decision") == 0 ? c : decision;
                decided_on = strcmp(offers->header[c], "decided_on") == 0 ? rows->n_columns : decided_on;
                rows->columns[rows->n_columns] = c;
                rows->header[rows->n_columns++] = koppel_csv_heading(offers, c);
            }
        }
    }
    for (int32_t row = 0; row < offers->n_rows && decision != KOPPEL_NONE; row++) {
        const char **from = offers->cells + (size_t)row * n;
        const char **to = rows->cells + (size_t)rows->n_rows * (size_t)rows->n_columns;

        if (from[decision][0] == '\0' || is_gone(kase, offers, row)) {
            continue;
        }
        for (int32_t c = 0; c < rows->n_columns; c++) {
            bool lacks_day = c == decided_on && from[rows->columns[c]][0] == '\0';

            to[c] = lacks_day ? day : from[rows->columns[c]];
            *n_without_day += lacks_day;
        }
        rows->lines[rows->n_rows++] = offers->lines[row];
    }
    for (int32_t c = 0; c < rows->n_columns; c++) {
        rows->columns[c] = offers->columns != NULL ? offers->columns[rows->columns[c]] : 0;
    }
    return KOPPEL_OK;
}

static bool is_known(const struct koppel_case *kase, int32_t n_before, const struct koppel_decision *row)
{
    for (int32_t d = 0; d < n_before; d++) {
        const struct koppel_decision *known = &kase->decisions[d];

        if (known->household == row->household && known->unit == row->unit && known->kind == row->kind &&
            known->place == row->place && strcmp(known->reason, row->reason) == 0) {
            return true;
        }
    }
    return false;
}

/* Puts the rows that were read behind the log. @return how many were new; KOPPEL_NONE without memory */
static int32_t append(struct koppel_case *kase, const struct koppel_decision *rows, int32_t n_rows, const char *file)
{
    int32_t n_before = kase->n_decisions;
    size_t n = (size_t)n_before + (size_t)n_rows;
    struct koppel_decision *all = koppel_new(n, sizeof *all);
    const char *kept = koppel_pool_copy(&kase->pool, file, strlen(file));

    if (all == NULL || kept == NULL) {
        free(all);
        return KOPPEL_NONE;
    }
    for (int32_t d = 0; d < n_before; d++) {
        all[d] = kase->decisions[d];
    }
    free(kase->decisions);
    kase->decisions = all;
    for (int32_t d = 0; d < n_rows; d++) {
        if (!is_known(kase, n_before, &rows[d])) {
            all[kase->n_decisions] = rows[d];
            all[kase->n_decisions++].added_from = kept;
        }
    }
    return kase->n_decisions - n_before;
}

/* Reads the rows of a table of decisions as those of the case are read. The table is freed.
 * @param lets_lapse  what is about a household, home or area that the case does not have any more is passed over */
static enum koppel_status read_rows(struct koppel_csv_table *rows, const char *file, bool lets_lapse,
                                    struct koppel_case *kase, struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_case_reading reading = {
        .kase = kase, .errors = errors, .notes = notes, .csv = *rows, .lets_lapse = lets_lapse};
    struct koppel_table_state *state = &reading.tables[KOPPEL_TABLE_DECISIONS];
    struct koppel_decision *before = kase->decisions;
    struct koppel_decision *found = NULL;
    int32_t n_before = kase->n_decisions;
    int32_t n_found = 0;
    int32_t n_added = 0;
    enum koppel_status status = KOPPEL_OK;

    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        reading.tables[table].complete = true;
        snprintf(reading.tables[table].file, sizeof reading.tables[table].file, "%s",
                 koppel_case_file_name(kase, koppel_tables[table].file));
    }
    snprintf(state->file, sizeof state->file, "%s", file);
    reading.table = KOPPEL_TABLE_DECISIONS;
    kase->decisions = NULL;
    kase->n_decisions = 0;
    koppel_reading_rows(&reading, KOPPEL_TABLE_DECISIONS);
    koppel_reading_links(&reading, KOPPEL_TABLE_DECISIONS);
    found = kase->decisions;
    n_found = kase->n_decisions;
    kase->decisions = before;
    kase->n_decisions = n_before;
    status = reading.status;
    if (status == KOPPEL_OK) {
        n_added = append(kase, found, n_found, file);
        status = n_added == KOPPEL_NONE ? koppel_errors_no_memory(errors, file) : KOPPEL_OK;
    }
    if (n_added > 0) {
        koppel_errors_add(notes, KOPPEL_OK, file, 0, 0,
                          n_added == 1
                              ? _("%" PRId32 " decision counts that is not in the decisions of the case yet: add "
                                  "it there; with -o it is written to decisions.csv")
                              : _("%" PRId32 " decisions count that are not in the decisions of the case yet: add "
                                  "them there; with -o they are written to decisions.csv"),
                          n_added);
    }
    free(found);
    free(state->rows);
    free(state->lines);
    koppel_index_free(&state->composite);
    koppel_pool_free(&reading.keys);
    koppel_csv_table_free(&reading.csv);
    *rows = (struct koppel_csv_table){0};
    return status;
}

static enum koppel_status add_from_book(const char *path, struct koppel_case *kase, struct koppel_errors *errors,
                                        struct koppel_errors *notes)
{
    struct koppel_offers_file file = {0};
    struct koppel_csv_table rows = {0};
    int32_t last_day = koppel_case_last_day(kase);
    int32_t n_without_day = 0;
    char day[11];
    enum koppel_status status = koppel_offers_open(path, path, &file, errors, NULL);

    koppel_date_format(last_day, day);
    if (status == KOPPEL_OK && !is_plain_table(&file.csv)) {
        status = gather(kase, &file.csv, day, &rows, &n_without_day);
        status = status == KOPPEL_OK ? KOPPEL_OK : koppel_errors_no_memory(errors, path);
    }
    if (status == KOPPEL_OK && rows.n_rows > 0) {
        status = read_rows(&rows, file.name, false, kase, errors, notes);
    }
    if (status == KOPPEL_OK && n_without_day > 0) {
        koppel_errors_add(notes, KOPPEL_OK, file.name, 0, 0,
                          "decisions without a day (%" PRId32 ") count as of %s, the last day that the tables record",
                          n_without_day, day);
    }
    koppel_csv_table_free(&rows);
    koppel_offers_close(&file);
    return status;
}

static enum koppel_status add_from_table(const char *path, struct koppel_case *kase, struct koppel_errors *errors,
                                         struct koppel_errors *notes)
{
    struct koppel_csv_table rows = {0};
    enum koppel_status status = koppel_csv_table_read(path, path, &rows, errors);

    if (status == KOPPEL_OK && rows.n_rows > 0) {
        status = read_rows(&rows, path, true, kase, errors, notes);
    }
    koppel_csv_table_free(&rows);
    return status;
}

/* The same for a file of a folder, where it is there. */
static enum koppel_status add_from(const char *folder, const char *name, struct koppel_case *kase,
                                   struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct stat about;
    char *path = koppel_path_join(folder, name);
    enum koppel_status status = path != NULL ? KOPPEL_OK : koppel_errors_no_memory(errors, folder);

    if (path != NULL && stat(path, &about) == 0) {
        status = koppel_is_offers_book(path) ? add_from_book(path, kase, errors, notes)
                                             : add_from_table(path, kase, errors, notes);
    }
    free(path);
    return status;
}

enum koppel_status koppel_added_decisions_read(const char *path, bool from_books, struct koppel_case *kase,
                                               struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct stat about;
    bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    enum koppel_status status = KOPPEL_OK;

    if (!is_folder) {
        return koppel_is_offers_book(path) ? add_from_book(path, kase, errors, notes) : KOPPEL_OK;
    }
    status = add_from(path, KOPPEL_DECISIONS_FILE, kase, errors, notes);
    if (status == KOPPEL_OK && from_books) {
        status = add_from(path, KOPPEL_OFFERS_BOOK, kase, errors, notes);
    }
    return status;
}
