// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* map_draft.c - a draft of columns.json (see map_draft.h). */
#include "io/map_draft.h"

#include "base/date.h"
#include "io/case_sheets.h"
#include "io/date_meaning.h"
#include "io/file_bytes.h"
#include "io/heading_guess.h"
#include "io/identity.h"
#include "io/table_forms.h"
#include "io/table_header.h"
#include "io/text_encoding.h"
#include "workbook/workbook.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_ROWS = KOPPEL_MOST_TITLES + 1, LIST_BYTES = 400 };

/** The first rows of a sheet or a CSV file. */
struct head {
    long numbers[HEAD_ROWS];
    int32_t n_cells[HEAD_ROWS];
    const char *cells[HEAD_ROWS][KOPPEL_CSV_MAX_COLUMNS];
    int32_t positions[HEAD_ROWS]
                     [KOPPEL_CSV_MAX_COLUMNS]; /* of the cells in their row: empty ones of a sheet are none */
    int32_t n_rows;
    struct koppel_pool pool; /* of the cells of a CSV file */
};

/** What a sheet may be. */
struct guess {
    enum koppel_table table; /* KOPPEL_N_TABLES: no table */
    int32_t row;             /* of the head */
    int32_t n_columns;       /* that are guessed */
    int32_t columns[KOPPEL_CSV_MAX_COLUMNS];
};

struct drafting {
    const char *file; /* its name without folders */
    cJSON *root;
    struct head *head;
    int32_t n_columns[KOPPEL_N_TABLES]; /* guessed of each table that is in the draft */
    struct koppel_errors *errors, *notes;
    enum koppel_status status;
};

static void no_memory(struct drafting *drafting)
{
    if (drafting->status != KOPPEL_E_MEMORY) {
        drafting->status = koppel_errors_no_memory(drafting->errors, drafting->file);
    }
}

/* ---- What is found ---- */

/* The table and the header row with the most columns that are guessed. */
static struct guess find_table(const struct head *head)
{
    struct guess best = {.table = KOPPEL_N_TABLES, .n_columns = KOPPEL_KNOWN_HEADINGS - 1};
    int32_t columns[KOPPEL_CSV_MAX_COLUMNS];

    for (int32_t row = 0; row < head->n_rows; row++) {
        for (int table = 0; table < KOPPEL_N_TABLES; table++) {
            int32_t n = koppel_headings_guess(&koppel_tables[table], head->cells[row], head->n_cells[row], columns);

            if (n > best.n_columns) {
                best = (struct guess){.table = (enum koppel_table)table, .row = row, .n_columns = n};
                memcpy(best.columns, columns, (size_t)head->n_cells[row] * sizeof *columns);
            }
        }
    }
    return best;
}

/* The column that a heading without a guess is spelt much like, unless another heading means it. */
static int32_t near_column(struct drafting *drafting, const struct guess *guess, const char *heading)
{
    const struct koppel_table_rule *rule = &koppel_tables[guess->table];
    char folded[KOPPEL_HEADING_BYTES];
    char near[80];
    enum koppel_status status = KOPPEL_OK;
    int32_t column = KOPPEL_NONE;

    if (heading[0] != '\0' && koppel_identity_of_heading(heading, rule->about_households) == NULL &&
        koppel_heading_nearest(rule, koppel_heading_fold(heading, folded), near, &status) != NULL) {
        column = koppel_table_column_find(rule, near);
    }
    if (status != KOPPEL_OK) {
        no_memory(drafting);
    }
    for (int32_t i = 0; i < drafting->head->n_cells[guess->row]; i++) {
        column = guess->columns[i] == column ? KOPPEL_NONE : column;
    }
    return column;
}

static bool is_date(const char *cell)
{
    char plain[KOPPEL_PLAIN_BYTES];
    int32_t day = 0;

    return koppel_date_parse(cell, &day) || koppel_date_form_of(cell, plain) != KOPPEL_DATE_PLAIN;
}

/* Are the cells below a heading dates, as far as the head goes, and is there one? */
static bool holds_dates(const struct head *head, int32_t header, int32_t position)
{
    int32_t n_dates = 0;

    for (int32_t row = header + 1; row < head->n_rows; row++) {
        for (int32_t i = 0; i < head->n_cells[row]; i++) {
            const char *cell = head->cells[row][i];

            if (head->positions[row][i] != position || cell[0] == '\0') {
                continue;
            }
            if (!is_date(cell)) {
                return false;
            }
            n_dates++;
        }
    }
    return n_dates > 0;
}

/* The column of dates that a heading has a word of, unless another heading means it. */
static int32_t date_column(const struct drafting *drafting, const struct guess *guess, const char *heading)
{
    const struct koppel_table_rule *rule = &koppel_tables[guess->table];
    char folded[KOPPEL_HEADING_BYTES];

    koppel_heading_fold(heading, folded);
    for (int32_t c = 0; c < rule->n_columns; c++) {
        bool is_free =
            rule->columns[c].form == KOPPEL_CELL_DATE && koppel_heading_shares_part(&rule->columns[c], folded);

        for (int32_t i = 0; i < drafting->head->n_cells[guess->row]; i++) {
            is_free = is_free && guess->columns[i] != c;
        }
        if (is_free) {
            return c;
        }
    }
    return KOPPEL_NONE;
}

/* The column that heading i means, by its words and, where its cells are dates, by these. */
static int32_t meant_column(struct drafting *drafting, const struct guess *guess, int32_t i)
{
    const struct koppel_table_rule *rule = &koppel_tables[guess->table];
    const struct head *head = drafting->head;
    const char *heading = head->cells[guess->row][i];
    int32_t column = guess->columns[i] != KOPPEL_NONE ? guess->columns[i] : near_column(drafting, guess, heading);
    bool takes_dates = column != KOPPEL_NONE && (rule->columns[column].form == KOPPEL_CELL_DATE ||
                                                 rule->columns[column].form == KOPPEL_CELL_PERIOD);

    if (takes_dates || koppel_identity_of_heading(heading, rule->about_households) != NULL ||
        !holds_dates(head, guess->row, head->positions[guess->row][i])) {
        return column;
    }
    return date_column(drafting, guess, heading);
}

/* ---- The draft ---- */

static void add_item(struct drafting *drafting, cJSON *object, const char *key, cJSON *item)
{
    if (item == NULL || object == NULL || !cJSON_AddItemToObject(object, key, item)) {
        cJSON_Delete(item);
        no_memory(drafting);
    }
}

/* Adds a text to a list of a note, as far as there is room. */
static void list(char out[LIST_BYTES], const char *text)
{
    size_t n = strlen(out);

    if (n + strlen(text) + 4 < LIST_BYTES) {
        snprintf(out + n, LIST_BYTES - n, "%s%s", n > 0 ? ", " : "", text);
    }
}

/* The headings and the columns that they mean, which headings mean none, and which of these tell who somebody is. */
static cJSON *draft_columns(struct drafting *drafting, struct guess *guess, char left[LIST_BYTES],
                            char persons[LIST_BYTES])
{
    const struct koppel_table_rule *rule = &koppel_tables[guess->table];
    const char *const *headings = drafting->head->cells[guess->row];
    cJSON *columns = cJSON_CreateObject();
    char quoted[80];

    left[0] = '\0';
    persons[0] = '\0';
    for (int32_t i = 0; i < drafting->head->n_cells[guess->row]; i++) {
        int32_t column = meant_column(drafting, guess, i);

        if (headings[i][0] == '\0' || cJSON_GetObjectItemCaseSensitive(columns, headings[i]) != NULL) {
            continue; /* a column without a name, or with that of an earlier one: the map cannot call it */
        }
        guess->columns[i] = column;
        add_item(drafting, columns, headings[i],
                 column != KOPPEL_NONE ? cJSON_CreateString(rule->columns[column].name) : cJSON_CreateNull());
        if (column == KOPPEL_NONE) {
            list(koppel_identity_of_heading(headings[i], rule->about_households) != NULL ? persons : left,
                 koppel_identity_quote(headings[i], quoted));
        }
    }
    return columns;
}

/* The required columns that no heading means. */
static void list_missing(const struct drafting *drafting, const struct guess *guess, char out[LIST_BYTES])
{
    const struct koppel_table_rule *rule = &koppel_tables[guess->table];

    out[0] = '\0';
    for (int32_t c = 0; c < rule->n_columns; c++) {
        bool is_there = !rule->columns[c].required;

        for (int32_t i = 0; i < drafting->head->n_cells[guess->row]; i++) {
            is_there = is_there || guess->columns[i] == c;
        }
        if (!is_there) {
            list(out, rule->columns[c].name);
        }
    }
}

/* Says what a heading is that tells how many people a household is, where none tells how many adults. */
static void note_size(struct drafting *drafting, const struct guess *guess, const char *place)
{
    const struct head *head = drafting->head;
    int32_t adults = koppel_table_column_find(&koppel_tables[guess->table], "adults");
    int32_t size = KOPPEL_NONE;
    char folded[KOPPEL_HEADING_BYTES];
    char quoted[80];

    for (int32_t i = 0; i < head->n_cells[guess->row]; i++) {
        if (adults == KOPPEL_NONE || guess->columns[i] == adults) {
            return;
        }
        size = koppel_heading_is_size(koppel_heading_fold(head->cells[guess->row][i], folded)) ? i : size;
    }
    if (size != KOPPEL_NONE) {
        koppel_errors_add(drafting->notes, KOPPEL_OK, place, head->numbers[guess->row], 0,
                          "the column %s counts the whole household: adults are that number minus the children; make "
                          "a column of them in the file, and map it to adults",
                          koppel_identity_quote(head->cells[guess->row][size], quoted));
    }
}

/* The name of a table without the ending of a file. */
static void name_table(enum koppel_table table, char out[64])
{
    const char *name = koppel_tables[table].file;

    snprintf(out, 64, "%.*s", (int)strcspn(name, "."), name);
}

/* Adds a sheet to the draft, in the place of an earlier one of the same table with fewer columns. */
static void draft_sheet(struct drafting *drafting, const char *sheet, const char *place)
{
    struct guess guess = find_table(drafting->head);
    char table[64];
    char texts[LIST_BYTES];
    char persons[LIST_BYTES];
    cJSON *object = NULL;

    if (guess.table == KOPPEL_N_TABLES || guess.n_columns <= drafting->n_columns[guess.table]) {
        koppel_errors_add(drafting->notes, KOPPEL_OK, place, 0, 0,
                          guess.table == KOPPEL_N_TABLES
                              ? _("no names of columns of a table are found near the top: this is left out")
                              : _("this looks like a table of which more columns are found elsewhere: it is left out"));
        return;
    }
    name_table(guess.table, table);
    cJSON_DeleteItemFromObjectCaseSensitive(drafting->root, table);
    drafting->n_columns[guess.table] = guess.n_columns;
    object = cJSON_CreateObject();
    add_item(drafting, object, "file", cJSON_CreateString(drafting->file));
    if (sheet != NULL) {
        add_item(drafting, object, "sheet", cJSON_CreateString(sheet));
    }
    add_item(drafting, object, "first_row", cJSON_CreateNumber((double)drafting->head->numbers[guess.row]));
    add_item(drafting, object, "columns", draft_columns(drafting, &guess, texts, persons));
    add_item(drafting, drafting->root, table, object); /* last: where it fails, the object is gone */
    if (texts[0] != '\0') {
        koppel_errors_add(drafting->notes, KOPPEL_OK, place, drafting->head->numbers[guess.row], 0,
                          "these columns are left out (null): %s", texts);
    }
    if (persons[0] != '\0') {
        koppel_errors_add(drafting->notes, KOPPEL_OK, place, drafting->head->numbers[guess.row], 0,
                          "delete these columns from the file, for this program must not hold who somebody is: %s",
                          persons);
    }
    note_size(drafting, &guess, place);
    list_missing(drafting, &guess, texts);
    if (texts[0] != '\0') {
        koppel_errors_add(drafting->notes, KOPPEL_OK, place, drafting->head->numbers[guess.row], 0,
                          "no heading is found for these columns, which must be there: %s", texts);
    }
}

/* ---- Workbooks ---- */

static void take_sheet(struct head *head, const struct koppel_sheet_cells *cells)
{
    head->n_rows = 0;
    for (size_t i = 0; i < cells->n_rows && head->n_rows < HEAD_ROWS; i++) {
        const struct koppel_book_row *row = &cells->rows[i];
        int32_t n = 0;

        for (size_t k = 0; k < row->n_cells && n < KOPPEL_CSV_MAX_COLUMNS; k++) {
            head->positions[head->n_rows][n] = cells->cells[row->first + k].column;
            head->cells[head->n_rows][n++] = cells->cells[row->first + k].text;
        }
        head->n_cells[head->n_rows] = n;
        head->numbers[head->n_rows++] = row->number;
    }
}

static void draft_workbook(struct drafting *drafting, const struct koppel_file_bytes *file)
{
    struct koppel_workbook book = {0};
    char place[KOPPEL_PLACE_FILE];

    drafting->status = koppel_workbook_open(file->bytes, file->n_bytes, drafting->file, &book, drafting->errors);
    for (size_t i = 0; i < book.n_sheets && drafting->status == KOPPEL_OK; i++) {
        struct koppel_sheet_cells cells = {0};

        koppel_sheet_place(drafting->file, book.sheets[i].name, place);
        drafting->status = koppel_sheet_read(&book, i, &cells, drafting->errors);
        if (drafting->status == KOPPEL_OK) {
            take_sheet(drafting->head, &cells);
            draft_sheet(drafting, book.sheets[i].name, place);
        }
        koppel_sheet_cells_free(&cells);
    }
    koppel_workbook_close(&book);
}

/* ---- CSV files ---- */

/* Takes one cell, with or without quotes. @return where the next one begins, or the end of the line */
static const char *take_cell(struct drafting *drafting, const char *at, char separator, int32_t row)
{
    struct head *head = drafting->head;
    bool quoted = *at == '"';
    const char *start = at + quoted;
    const char *end = NULL;
    const char *copy = NULL;
    size_t n = 0;

    for (at = start; *at != '\0' && (quoted || (*at != separator && *at != '\n')); at++) {
        if (quoted && *at == '"') {
            quoted = at[1] == '"';
            at += quoted;
        }
    }
    end = at > start && at[-1] == '"' ? at - 1 : at;
    while (end > start && strchr(" \r", end[-1]) != NULL) {
        end--;
    }
    n = (size_t)(end - start);
    copy = koppel_pool_copy(&head->pool, start, n);
    if (copy == NULL) {
        no_memory(drafting);
        copy = "";
    }
    if (head->n_cells[row] < KOPPEL_CSV_MAX_COLUMNS) {
        head->positions[row][head->n_cells[row]] = head->n_cells[row];
        head->cells[row][head->n_cells[row]++] = copy;
    }
    return at;
}

/* The first lines as rows of cells. @return how many separators there are */
static int32_t take_lines(struct drafting *drafting, const char *at, char separator)
{
    struct head *head = drafting->head;
    int32_t n_separators = 0;

    for (head->n_rows = 0; *at != '\0' && head->n_rows < HEAD_ROWS && drafting->status == KOPPEL_OK; head->n_rows++) {
        head->numbers[head->n_rows] = head->n_rows + 1;
        head->n_cells[head->n_rows] = 0;
        at = take_cell(drafting, at, separator, head->n_rows);
        while (*at == separator) {
            at = take_cell(drafting, at + 1, separator, head->n_rows);
            n_separators++;
        }
        at += *at == '\n';
    }
    return n_separators;
}

static void draft_csv(struct drafting *drafting, struct koppel_file_bytes *file)
{
    static const char separators[] = {';', ',', '\t'};
    char best = ';';
    int32_t most = -1;
    bool was_cp1252 = false;

    drafting->status = koppel_text_relax(drafting->file, &file->bytes, &file->n_bytes, drafting->errors, NULL);
    if (drafting->status == KOPPEL_OK) {
        drafting->status =
            koppel_text_normalise(drafting->file, &file->bytes, &file->n_bytes, &was_cp1252, drafting->errors);
    }
    for (size_t i = 0; i < sizeof separators && drafting->status == KOPPEL_OK; i++) {
        int32_t n = take_lines(drafting, file->bytes, separators[i]);

        best = n > most ? separators[i] : best;
        most = n > most ? n : most;
    }
    if (drafting->status == KOPPEL_OK) {
        take_lines(drafting, file->bytes, best);
        draft_sheet(drafting, NULL, drafting->file);
    }
}

/* ---- All of it ---- */

/* The draft as text, with a table a paragraph. */
static void print_draft(struct drafting *drafting, struct koppel_text *json)
{
    char *text = cJSON_Print(drafting->root);

    if (text == NULL) {
        no_memory(drafting);
        return;
    }
    koppel_text_append(json, text, strlen(text));
    koppel_text_append(json, "\n", 1);
    free(text);
    if (koppel_text_status(json) != KOPPEL_OK) {
        no_memory(drafting);
    }
}

static void draft_file(struct drafting *drafting, const char *path)
{
    struct koppel_file_bytes file = {0};
    bool is_book = koppel_is_workbook_name(drafting->file);

    drafting->status =
        is_book ? koppel_file_bytes_read_binary(path, drafting->file, KOPPEL_MAX_FILE_BYTES, &file, drafting->errors)
                : koppel_file_bytes_read(path, drafting->file, KOPPEL_MAX_FILE_BYTES, &file, drafting->errors);
    if (drafting->status == KOPPEL_OK && is_book) {
        draft_workbook(drafting, &file);
    } else if (drafting->status == KOPPEL_OK) {
        draft_csv(drafting, &file);
    }
    koppel_file_bytes_free(&file);
}

enum koppel_status koppel_map_draft_make(const char *path, struct koppel_text *json, struct koppel_errors *errors,
                                         struct koppel_errors *notes)
{
    const char *slash = strrchr(path, '/');
    struct drafting drafting = {.file = slash != NULL ? slash + 1 : path,
                                .root = cJSON_CreateObject(),
                                .head = koppel_new(1, sizeof *drafting.head),
                                .errors = errors,
                                .notes = notes};

    if (drafting.root == NULL || drafting.head == NULL) {
        no_memory(&drafting);
    } else {
        draft_file(&drafting, path);
    }
    if (drafting.status == KOPPEL_OK && drafting.root->child == NULL) {
        drafting.status = koppel_errors_add(errors, KOPPEL_E_INPUT, drafting.file, 0, 0,
                                            "no table is found: its columns must have names, near the top");
    }
    if (drafting.status == KOPPEL_OK) {
        print_draft(&drafting, json);
    }
    if (drafting.head != NULL) {
        koppel_pool_free(&drafting.head->pool);
    }
    free(drafting.head);
    cJSON_Delete(drafting.root);
    return drafting.status;
}
