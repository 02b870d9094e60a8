// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_reader.c - reads all tables of a case: finding the files (see case_reader.h). */
#include "io/case_reader.h"

#include "base/path.h"
#include "io/case_reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add_message(struct koppel_errors *list, enum koppel_status code, const char *file, long line, long column,
                        const char *format, va_list arguments)
{
    char text[640];

    vsnprintf(text, sizeof text, _(format), arguments);
    koppel_errors_add(list, code, file, line, column, "%s", text);
}

void koppel_reading_refuse(struct koppel_case_reading *reading, enum koppel_table table, long line, const char *format,
                           ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_message(reading->errors, KOPPEL_E_INPUT, reading->tables[table].file, line, reading->cell_column, format,
                arguments);
    va_end(arguments);
    reading->tables[table].is_faulty = true;
    reading->cell_column = 0;
    reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_INPUT : reading->status;
}

void koppel_reading_withhold(struct koppel_case_reading *reading, enum koppel_table table, long line,
                             const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_message(reading->errors, KOPPEL_E_REFUSED, reading->tables[table].file, line, 0, format, arguments);
    va_end(arguments);
    reading->tables[table].is_faulty = true;
    reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_REFUSED : reading->status;
}

void koppel_reading_note(struct koppel_case_reading *reading, enum koppel_table table, long line, const char *format,
                         ...)
{
    va_list arguments;

    if (reading->tables[table].is_faulty) {
        return;
    }
    va_start(arguments, format);
    add_message(reading->notes, KOPPEL_OK, reading->tables[table].file, line, 0, format, arguments);
    va_end(arguments);
}

void koppel_reading_no_memory(struct koppel_case_reading *reading)
{
    if (reading->status != KOPPEL_E_MEMORY) {
        reading->status = koppel_errors_no_memory(reading->errors, NULL);
    }
}

/* The table of a CSV file: by the map of columns, or by its name. */
static enum koppel_table table_of_file(const struct koppel_case_reading *reading, const char *name)
{
    enum koppel_table mapped =
        koppel_is_spreadsheet_name(name) ? KOPPEL_N_TABLES : koppel_column_maps_table(reading->maps, name, NULL);

    return mapped != KOPPEL_N_TABLES ? mapped : koppel_table_of_file(name, reading->strict);
}

/* The file of a table by its name or a Dutch one; two of them are an error. */
static const struct koppel_case_file *find_file(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_case_file *found = NULL;

    for (size_t i = 0; i < reading->n_files; i++) {
        const struct koppel_case_file *file = &reading->files[i];

        if (table_of_file(reading, file->name) != table) {
            continue;
        }
        if (found != NULL) {
            koppel_reading_refuse(reading, table, 0, "the folder also has %s, which is the same table: delete one",
                                  file->name);
            continue;
        }
        found = file;
        snprintf(reading->tables[table].file, sizeof reading->tables[table].file, "%s", file->name);
    }
    return found;
}

static enum koppel_status read_csv(struct koppel_case_reading *reading, const struct koppel_case_file *file,
                                   enum koppel_table table)
{
    enum koppel_status status = KOPPEL_E_MEMORY;
    char *path = file->bytes == NULL ? koppel_path_join(reading->folder, file->name) : NULL;

    if (file->bytes == NULL && path == NULL) {
        koppel_reading_no_memory(reading);
        return KOPPEL_E_MEMORY;
    }
    if (!reading->strict) {
        status = koppel_csv_table_read_any(path, file->bytes, file->n_bytes, file->name,
                                           koppel_column_maps_rule(reading->maps, table), &reading->csv,
                                           reading->errors, &reading->tables[table].readings);
    } else {
        status = path != NULL
                     ? koppel_csv_table_read(path, file->name, &reading->csv, reading->errors)
                     : koppel_csv_table_parse(file->bytes, file->n_bytes, file->name, &reading->csv, reading->errors);
    }
    free(path);
    return status;
}

static void keep_input(struct koppel_case_reading *reading, enum koppel_table table)
{
    struct koppel_case *kase = reading->kase;
    struct koppel_input *input = &kase->inputs[kase->n_inputs];
    const char *file = reading->tables[table].file;

    input->file = koppel_pool_copy(&kase->pool, file, strlen(file));
    if (input->file == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    input->table = koppel_tables[table].file;
    input->n_bytes = reading->csv.n_bytes;
    memcpy(input->sha256, reading->csv.sha256, sizeof input->sha256);
    kase->n_inputs++;
}

static void check_row_count(struct koppel_case_reading *reading, enum koppel_table table)
{
    if (reading->csv.n_rows > 0 || reading->csv.incomplete) {
        return;
    }
    if (koppel_tables[table].needs_rows) {
        koppel_reading_refuse(reading, table, 0, "the table has a header but no rows");
    } else if (table == KOPPEL_TABLE_UNITS || table == KOPPEL_TABLE_HOUSEHOLDS) {
        koppel_reading_note(reading, table, 0, "the table has no rows: there is nothing to allocate");
    }
}

/* Puts the messages from `first` on in the order of their lines: column checks find theirs first, then row by row. */
static void sort_messages(struct koppel_errors *errors, size_t first)
{
    for (size_t i = first + 1; errors != NULL && i < errors->n_items; i++) {
        struct koppel_error moved = errors->items[i];
        size_t at = i;

        for (; at > first && strcmp(errors->items[at - 1].file, moved.file) == 0 &&
               errors->items[at - 1].line > moved.line;
             at--) {
            errors->items[at] = errors->items[at - 1];
        }
        errors->items[at] = moved;
    }
}

/* The tables that only an allocation needs. */
static bool is_about_homes(enum koppel_table table)
{
    return table == KOPPEL_TABLE_NEIGHBOURHOODS || table == KOPPEL_TABLE_CORPORATIONS || table == KOPPEL_TABLE_UNITS ||
           table == KOPPEL_TABLE_HOUSEHOLDS;
}

static bool folder_has(const struct koppel_case_reading *reading, enum koppel_table table)
{
    for (size_t i = 0; i < reading->n_files; i++) {
        if (table_of_file(reading, reading->files[i].name) == table) {
            return true;
        }
    }
    for (size_t i = 0; i < reading->sheets.n_sheets; i++) {
        if (reading->sheets.sheets[i].table == table) {
            return true;
        }
    }
    return false;
}

static bool table_is_needed(const struct koppel_case_reading *reading, enum koppel_table table)
{
    if (reading->scope == KOPPEL_CASE_ALLOCATION || table == KOPPEL_TABLE_MUNICIPALITIES) {
        return koppel_tables[table].required;
    }
    for (int other = 0; is_about_homes(table) && other < KOPPEL_N_TABLES; other++) {
        if (is_about_homes((enum koppel_table)other) && folder_has(reading, (enum koppel_table)other)) {
            return true;
        }
    }
    return false;
}

/* Is this the workbook of a table, such as woningen.xlsx? */
static bool is_spreadsheet_of(const char *name, const struct koppel_table_rule *rule)
{
    const char *ending = strrchr(name, '.');
    char table[64];

    if (!koppel_is_spreadsheet_name(name) || ending - name > 50) {
        return false;
    }
    snprintf(table, sizeof table, "%.*s.csv", (int)(ending - name), name);
    return strcmp(table, rule->file) == 0 || koppel_words_contain(rule->aliases, table);
}

/* The names of a table without the ending of a file: "corporaties or woningcorporaties". */
static char *list_stems(const char *names, char out[KOPPEL_WORDS_LIST])
{
    char *ending = koppel_words_list(names, _(" or "), out);

    while ((ending = strstr(ending, ".csv")) != NULL) {
        memmove(ending, ending + 4, strlen(ending + 4) + 1);
    }
    return out;
}

/* A table that is not there: because it stands in a file that cannot be read, or because nobody made it. */
static void refuse_missing(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    char names[KOPPEL_WORDS_LIST];
    char own[KOPPEL_WORDS_LIST];

    for (size_t i = 0; i < reading->n_files; i++) {
        const char *name = reading->files[i].name;

        if (is_spreadsheet_of(name, rule)) {
            if (!koppel_is_workbook_name(name)) { /* else it was told why it cannot be read */
                koppel_errors_add(reading->errors, KOPPEL_E_MISSING, name, 0, 0,
                                  "a spreadsheet of this kind cannot be read: save it as an Excel workbook (.xlsx), or "
                                  "as CSV under the name %.*s.csv",
                                  (int)(strrchr(name, '.') - name), name);
                reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_MISSING : reading->status;
            }
            return;
        }
    }
    if (!table_is_needed(reading, table)) {
        return;
    }
    if (reading->sheets.is_one_book) {
        koppel_errors_add(reading->errors, KOPPEL_E_MISSING, reading->files[0].name, 0, 0,
                          "the sheet %s is missing (Dutch name: %s)", list_stems(rule->file, own),
                          list_stems(rule->aliases, names));
    } else {
        koppel_errors_add(reading->errors, KOPPEL_E_MISSING, rule->file, 0, 0,
                          "the table is missing in the folder (Dutch name: %s)",
                          koppel_words_list(rule->aliases, _(" or "), names));
    }
    reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_MISSING : reading->status;
}

/* Reads the cells of a table from its file, or from its sheet in a workbook. @return false when it has neither */
static bool read_cells(struct koppel_case_reading *reading, enum koppel_table table, enum koppel_status *status)
{
    const struct koppel_case_file *file = find_file(reading, table);
    size_t n_messages = reading->errors != NULL ? reading->errors->n_items : 0;
    const struct koppel_case_sheet *sheet = koppel_case_sheet_find(&reading->sheets, table, reading->errors);

    if (sheet != NULL && reading->errors != NULL && reading->errors->n_items > n_messages) {
        reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_INPUT : reading->status;
    }
    if (file != NULL) {
        if (sheet != NULL) {
            koppel_errors_add(reading->notes, KOPPEL_OK, sheet->file, 0, 0,
                              "%s is the same table and is read instead: delete one of the two", file->name);
        }
        *status = read_csv(reading, file, table);
        return true;
    }
    if (sheet == NULL) {
        return false;
    }
    snprintf(reading->tables[table].file, sizeof reading->tables[table].file, "%s", sheet->file);
    *status = koppel_case_sheet_read(&reading->sheets, sheet, reading->strict, &reading->csv, reading->errors,
                                     &reading->tables[table].readings);
    return true;
}

static void read_table(struct koppel_case_reading *reading, enum koppel_table table)
{
    size_t n_messages = reading->errors != NULL ? reading->errors->n_items : 0;
    enum koppel_status status = KOPPEL_OK;

    if (!read_cells(reading, table, &status)) {
        refuse_missing(reading, table);
        return;
    }
    reading->tables[table].is_faulty = status != KOPPEL_OK;
    reading->status = reading->status == KOPPEL_OK ? status : reading->status;
    if (reading->csv.n_columns > 0 && status != KOPPEL_E_MEMORY) {
        keep_input(reading, table);
        if (reading->csv.was_cp1252) {
            koppel_reading_note(reading, table, 0, "the text is not UTF-8 and was read as CP1252 (Windows)");
        }
        check_row_count(reading, table);
        reading->table = table;
        koppel_reading_rows(reading, table);
        koppel_reading_links(reading, table);
    }
    koppel_csv_table_free(&reading->csv);
    sort_messages(reading->errors, n_messages);
}

/* A file that looks like a misspelt table would be missed silently: it is an error. Others are noted. `stems` holds the
 * names of all tables without their ending. */
static void check_other_file(struct koppel_case_reading *reading, const struct koppel_index *stems, const char *name)
{
    size_t n = strlen(name) > 4 ? strlen(name) - 4 : 0;
    const char *stem = koppel_pool_copy(&reading->keys, name, n);
    const char *nearest = NULL;

    if (stem == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    if (table_of_file(reading, name) != KOPPEL_N_TABLES) {
        return;
    }
    nearest = koppel_index_nearest(stems, stem);
    if (nearest == NULL) {
        koppel_errors_add(reading->notes, KOPPEL_OK, name, 0, 0,
                          "this is not the name of a table: the file is not read");
        return;
    }
    koppel_errors_add(
        reading->errors, KOPPEL_E_INPUT, name, 0, 0,
        "this is not the name of a table (did you mean \"%s.csv\"?): rename the file, or take it out of the folder",
        nearest);
    reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_INPUT : reading->status;
}

/* Adds the file names in a list, without their ending, to an index. */
static enum koppel_status add_stems(struct koppel_case_reading *reading, struct koppel_index *stems, const char *names)
{
    int32_t found = 0;

    for (; *names != '\0'; names += strspn(names, " ")) {
        size_t n = strcspn(names, " ");
        const char *stem = koppel_pool_copy(&reading->keys, names, n - 4);

        if (stem == NULL || koppel_index_put(stems, stem, 0, &found) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        names += n;
    }
    return KOPPEL_OK;
}

static void check_other_files(struct koppel_case_reading *reading)
{
    struct koppel_index stems = {0};
    enum koppel_status status = KOPPEL_OK;

    for (int table = 0; table < KOPPEL_N_TABLES && status == KOPPEL_OK; table++) {
        status = add_stems(reading, &stems, koppel_tables[table].file);
        if (status == KOPPEL_OK) {
            status = add_stems(reading, &stems, koppel_tables[table].aliases);
        }
    }
    if (status != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
    }
    for (size_t i = 0; i < reading->n_files && status == KOPPEL_OK; i++) {
        if (!koppel_is_spreadsheet_name(reading->files[i].name)) {
            check_other_file(reading, &stems, reading->files[i].name);
        }
    }
    koppel_index_free(&stems);
}

/* The messages of a table about its file, its headings and what the program must not hold: they explain others. */
static bool comes_first(const struct koppel_error *error, const struct koppel_table_state *state)
{
    return error->code != KOPPEL_E_INPUT || error->line <= state->header_line;
}

static enum koppel_status copy_message(struct koppel_errors *list, const struct koppel_error *message)
{
    return koppel_errors_add(list, message->code, message->file, message->line, message->column, "%s", message->text);
}

/* Adds those messages of a table that come first, or the others, `most` of them. */
static void take_messages(struct koppel_case_reading *reading, const struct koppel_table_state *state, bool first,
                          size_t most)
{
    size_t n_left = 0;
    const struct koppel_error *last = NULL;

    for (size_t i = 0; i < state->errors.n_items; i++) {
        const struct koppel_error *error = &state->errors.items[i];

        if (comes_first(error, state) != first) {
            continue;
        }
        if (most > 0) {
            copy_message(reading->errors, error);
            most--;
        } else {
            last = error;
            n_left++;
        }
    }
    if (!first && last != NULL) {
        n_left += state->errors.n_dropped;
        koppel_errors_add(reading->errors, KOPPEL_E_INPUT, last->file, 0, 0, "%zu more errors in this table", n_left);
    } else if (!first && reading->errors != NULL) {
        reading->errors->n_dropped += state->errors.n_dropped; /* memory ran out for them */
    }
}

/* Keeps what was read in a special way with the case, for the summary. */
static void keep_reading(struct koppel_case_reading *reading, const struct koppel_error *message)
{
    struct koppel_case *kase = reading->kase;
    char text[1024];

    koppel_error_format(message, false, text, sizeof text);
    if (koppel_grow((void **)&kase->readings, &reading->readings_capacity, (size_t)kase->n_readings + 1,
                    sizeof *kase->readings) != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
        return;
    }
    kase->readings[kase->n_readings] = koppel_pool_copy(&kase->pool, text, strlen(text));
    if (kase->readings[kase->n_readings] == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    kase->n_readings++;
}

/* Puts the messages of all tables together: no table fills the list alone, no note stands on a table with errors, and how
 * cells were read is told when all of them could be. */
static void gather(struct koppel_case_reading *reading)
{
    const size_t room = KOPPEL_ERRORS_LIMIT - KOPPEL_N_TABLES; /* each may say how many more it has */
    size_t n_faulty = 0;

    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        n_faulty += reading->tables[table].errors.n_items > 0;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int table = 0; table < KOPPEL_N_TABLES; table++) {
            take_messages(reading, &reading->tables[table], pass == 0, room / (n_faulty > 0 ? n_faulty : 1));
        }
    }
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        struct koppel_table_state *state = &reading->tables[table];

        if (state->readings.n_dropped > 0 && state->readings.n_items < KOPPEL_ERRORS_LIMIT) {
            koppel_reading_no_memory(reading);
        }
        for (size_t i = 0; i < state->readings.n_items && reading->status == KOPPEL_OK; i++) {
            copy_message(reading->notes, &state->readings.items[i]);
            keep_reading(reading, &state->readings.items[i]);
        }
        for (size_t i = 0; i < state->notes.n_items && !state->is_faulty; i++) {
            copy_message(reading->notes, &state->notes.items[i]);
        }
        koppel_errors_clear(&state->errors);
        koppel_errors_clear(&state->notes);
        koppel_errors_clear(&state->readings);
    }
    if (reading->status != KOPPEL_OK && reading->status != KOPPEL_E_MEMORY && reading->errors != NULL &&
        !koppel_errors_none(reading->errors)) {
        reading->status = koppel_errors_status(reading->errors); /* of the message that now stands first */
    }
}

static void read_tables(struct koppel_case_reading *reading)
{
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        snprintf(reading->tables[table].file, sizeof reading->tables[table].file, "%s", koppel_tables[table].file);
    }
    reading->status = koppel_case_sheets_open(reading->folder, reading->files, reading->n_files, &reading->sheets,
                                              reading->errors, reading->notes);
    if (reading->status != KOPPEL_OK && reading->sheets.is_one_book && reading->sheets.n_sheets == 0) {
        return; /* a workbook that cannot be read at all lacks every table */
    }
    for (int table = 0; table < KOPPEL_N_TABLES && reading->status != KOPPEL_E_MEMORY; table++) {
        struct koppel_errors *errors = reading->errors;
        struct koppel_errors *notes = reading->notes;

        reading->errors = errors != NULL ? &reading->tables[table].errors : NULL;
        reading->notes = notes != NULL ? &reading->tables[table].notes : NULL;
        read_table(reading, (enum koppel_table)table);
        reading->errors = errors;
        reading->notes = notes;
    }
    gather(reading);
    if (!reading->sheets.is_one_book) {
        check_other_files(reading);
    }
}

static enum koppel_status read_mapped(const struct koppel_case_place *place, const struct koppel_case_request *request,
                                      const struct koppel_column_maps *maps, struct koppel_case *kase,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_case_reading reading = {.kase = kase,
                                          .errors = errors,
                                          .notes = notes,
                                          .folder = place->folder,
                                          .scope = request->scope,
                                          .strict = request->strict,
                                          .tidy = request->tidy,
                                          .files = place->files,
                                          .n_files = place->n_files,
                                          .maps = maps,
                                          .sheets = {.is_one_book = place->is_one_book, .maps = maps}};

    *kase = (struct koppel_case){.separator = ',', .decimal_point = '.'};
    kase->folder = koppel_pool_copy(&kase->pool, place->name, strlen(place->name));
    kase->inputs = koppel_new(KOPPEL_N_TABLES, sizeof *kase->inputs);
    if (kase->folder == NULL || kase->inputs == NULL) {
        koppel_reading_no_memory(&reading);
        return reading.status;
    }
    read_tables(&reading);
    koppel_reading_spellings(&reading);
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        free(reading.tables[table].lines);
        koppel_index_free(&reading.tables[table].composite);
        koppel_other_keys_free(&reading.tables[table].other_keys);
        if (table == KOPPEL_TABLE_CORPORATIONS || table == KOPPEL_TABLE_SCORES || table == KOPPEL_TABLE_AREAS ||
            table == KOPPEL_TABLE_LIMITS || table == KOPPEL_TABLE_DECISIONS || table == KOPPEL_TABLE_FORECAST ||
            table == KOPPEL_TABLE_CHANCES) {
            free(reading.tables[table].rows);
        }
    }
    koppel_findings_free(&reading.findings);
    koppel_names_free(&reading.complex_names);
    koppel_case_sheets_close(&reading.sheets);
    koppel_pool_free(&reading.keys);
    return reading.status;
}

/* The map of columns that is named, or columns.json of the folder when it is there. */
static enum koppel_status read_maps(const struct koppel_case_place *place, const struct koppel_case_request *request,
                                    struct koppel_column_maps *maps, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    static const char name[] = "columns.json"; /* messages call tables of the folder by their names alone */
    char *path = NULL;

    if (request->columns_file != NULL) {
        return koppel_column_maps_read(request->columns_file, request->columns_file, maps, errors);
    }
    if (request->files != NULL) {
        return KOPPEL_OK;
    }
    path = koppel_path_join(place->folder, name);
    if (path == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    status = access(path, R_OK) == 0 ? koppel_column_maps_read(path, name, maps, errors) : KOPPEL_OK;
    free(path);
    return status;
}

static enum koppel_status read_place(const struct koppel_case_place *place, const struct koppel_case_request *request,
                                     struct koppel_case *kase, struct koppel_errors *errors,
                                     struct koppel_errors *notes)
{
    struct koppel_column_maps *maps = koppel_new(1, sizeof *maps);
    enum koppel_status status = KOPPEL_OK;

    if (maps == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    status = read_maps(place, request, maps, errors);
    if (status == KOPPEL_OK) {
        status = read_mapped(place, request, maps, kase, errors, notes);
    }
    koppel_column_maps_free(maps);
    free(maps);
    return status;
}

enum koppel_status koppel_case_read(const char *folder, const struct koppel_case_request *request,
                                    struct koppel_case *kase, struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_case_place place = {.name = folder, .folder = folder};
    enum koppel_status status = KOPPEL_OK;

    *kase = (struct koppel_case){0};
    if (request->files != NULL) {
        place.files = request->files;
        place.n_files = request->n_files;
        place.is_one_book = request->n_files == 1 && koppel_is_workbook_name(request->files[0].name);
    } else {
        status = koppel_case_place_find(folder, request->strict, &place, errors);
    }
    if (status == KOPPEL_OK) {
        status = read_place(&place, request, kase, errors, notes);
    }
    koppel_case_place_free(&place);
    return status;
}

enum koppel_status koppel_case_read_replaced(const char *folder, const struct koppel_case_request *request,
                                             enum koppel_table table, const struct koppel_case_file *instead,
                                             struct koppel_case *kase, struct koppel_errors *errors,
                                             struct koppel_errors *notes)
{
    struct koppel_case_place place;
    enum koppel_status status = koppel_case_place_find(folder, request->strict, &place, errors);
    struct koppel_case_file *files = koppel_new(place.n_files + 1, sizeof *files);
    size_t n = 0;

    *kase = (struct koppel_case){0};
    if (files == NULL) {
        status = koppel_errors_no_memory(errors, folder);
    }
    for (size_t i = 0; i < place.n_files && status == KOPPEL_OK; i++) {
        if (koppel_table_of_file(place.files[i].name, request->strict) != table) {
            files[n++] = place.files[i];
        }
    }
    if (status == KOPPEL_OK) {
        files[n++] = *instead;
        place.files = files;
        place.n_files = n;
        place.is_one_book = false; /* the table beside it is read in the place of its sheet */
        status = read_place(&place, request, kase, errors, notes);
    }
    koppel_case_place_free(&place);
    free(files);
    return status;
}

/* Copies the texts that a table borrows from its workbook. */
static enum koppel_status own_texts(struct koppel_csv_table *table)
{
    size_t n_cells = (size_t)table->n_rows * (size_t)table->n_columns;

    for (size_t i = 0; i < n_cells + (size_t)table->n_columns; i++) {
        const char **text = i < n_cells ? &table->cells[i] : &table->header[i - n_cells];

        *text = koppel_pool_copy(&table->pool, *text, strlen(*text));
        if (*text == NULL) {
            return KOPPEL_E_MEMORY;
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_case_table_read(const char *folder, enum koppel_table table, struct koppel_csv_table *cells,
                                          struct koppel_errors *errors)
{
    struct koppel_case kase = {0};
    struct koppel_case_place place;
    enum koppel_status status = koppel_case_place_find(folder, false, &place, errors);
    struct koppel_case_reading reading = {.kase = &kase,
                                          .errors = errors,
                                          .folder = place.folder,
                                          .files = place.files,
                                          .n_files = place.n_files,
                                          .sheets.is_one_book = place.is_one_book};

    if (status == KOPPEL_OK) {
        status = koppel_case_sheets_open(place.folder, place.files, place.n_files, &reading.sheets, errors, NULL);
    }
    if (status == KOPPEL_OK && !read_cells(&reading, table, &status)) {
        status = koppel_errors_add(errors, KOPPEL_E_MISSING, koppel_tables[table].file, 0, 0,
                                   "the table is missing in the folder");
    }
    if (status == KOPPEL_OK && reading.csv.columns != NULL && own_texts(&reading.csv) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, folder);
    }
    *cells = reading.csv;
    koppel_errors_clear(&reading.tables[table].readings);
    koppel_case_sheets_close(&reading.sheets);
    koppel_case_place_free(&place);
    return status;
}
