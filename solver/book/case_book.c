// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_book.c - a case to fill in (see case_book.h). */
#include "book/case_book.h"

#include "base/date.h"
#include "base/path.h"
#include "io/proposal_reader.h"
#include "io/table_header.h"
#include "report/csv_text.h"
#include "workbook/book_writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LAST_ROW = 5000, MOST_CHOICES = 256 };

/** The sheet of a table that is being made. */
struct making {
    enum koppel_language language;
    enum koppel_table table;
    const struct koppel_table_rule *rule;
    const struct koppel_csv_table *cells; /* NULL: none */
    struct koppel_table_header header;    /* of the cells */
    struct koppel_new_sheet *sheet;
};

/* ---- The tables that fill it ---- */

/* Reads the first file of a list of names that is there. */
static enum koppel_status read_first(const char *folder, const char *names, struct koppel_csv_table *table,
                                     struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    for (; *names != '\0' && table->n_columns == 0 && status == KOPPEL_OK; names += strspn(names, " ")) {
        size_t n = strcspn(names, " ");
        char name[KOPPEL_BOOK_HEADING];
        struct stat about;
        char *path = NULL;

        snprintf(name, sizeof name, "%.*s", (int)n, names);
        path = koppel_path_join(folder, name);
        if (path == NULL) {
            status = koppel_errors_no_memory(errors, folder);
        } else if (stat(path, &about) == 0) {
            status = koppel_csv_table_read(path, path, table, errors);
        }
        free(path);
        names += n;
    }
    return status;
}

enum koppel_status koppel_case_cells_read(const char *folder, struct koppel_case_cells *cells,
                                          struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    *cells = (struct koppel_case_cells){0};
    for (int table = 0; table < KOPPEL_N_TABLES && status == KOPPEL_OK; table++) {
        status = read_first(folder, koppel_tables[table].file, &cells->tables[table], errors);
        if (status == KOPPEL_OK) {
            status = read_first(folder, koppel_tables[table].aliases, &cells->tables[table], errors);
        }
    }
    return status;
}

void koppel_case_cells_free(struct koppel_case_cells *cells)
{
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        koppel_csv_table_free(&cells->tables[table]);
    }
}

/* ---- Columns ---- */

static bool has_closed_list(const struct koppel_column *column)
{
    return column->form == KOPPEL_CELL_CHOICE;
}

static enum koppel_cell_style style_of(const struct koppel_column *column)
{
    switch (column->form) {
    case KOPPEL_CELL_WHOLE:
        return KOPPEL_STYLE_INPUT_NUMBER;
    case KOPPEL_CELL_DECIMAL:
        return column->places == 2 ? KOPPEL_STYLE_INPUT_AMOUNT : KOPPEL_STYLE_INPUT_NUMBER;
    case KOPPEL_CELL_DATE:
        return KOPPEL_STYLE_INPUT_DAY;
    case KOPPEL_CELL_TEXT:
    case KOPPEL_CELL_KEY:
    case KOPPEL_CELL_REFERENCE:
    case KOPPEL_CELL_NAME:
    case KOPPEL_CELL_PERIOD:
    case KOPPEL_CELL_CHOICE:
        break;
    }
    return KOPPEL_STYLE_INPUT_KEY;
}

/* The words of a closed list, separated by commas. */
static char *list_choices(enum koppel_language language, const struct koppel_choice *choice, char out[MOST_CHOICES])
{
    char word[KOPPEL_BOOK_HEADING];

    out[0] = '\0';
    for (; choice->value != NULL; choice++) {
        size_t n = strlen(out);

        snprintf(out + n, MOST_CHOICES - n, "%s%s", n > 0 ? "," : "", koppel_book_choice(language, choice, word));
    }
    return out;
}

/* A column that must have a cell in every row. */
static bool is_needed(const struct koppel_column *column)
{
    return column->required && !column->may_be_empty;
}

/* A column that could be left out as a whole has a word or number that its cells then have. */
static bool has_default(const struct koppel_column *column)
{
    return !column->required && !column->may_be_empty;
}

static const char *default_of(enum koppel_language language, const struct koppel_column *column,
                              char out[KOPPEL_BOOK_HEADING])
{
    snprintf(out, KOPPEL_BOOK_HEADING, "%" PRId64, column->otherwise);
    for (const struct koppel_choice *choice = column->choices; choice != NULL && choice->value != NULL; choice++) {
        if (choice->number == column->otherwise) {
            return koppel_book_choice(language, choice, out);
        }
    }
    return out;
}

/* What a whole number may be; a bound that nobody meets is not told. */
static void add_range(struct koppel_text *note, enum koppel_language language, const struct koppel_column *column)
{
    enum { MANY = 1000000 };

    if (column->max < MANY) {
        koppel_text_add(note, " %" PRId64 " ... %" PRId64 ".", column->min, column->max);
    } else if (column->min == 0) {
        koppel_text_add(note, " %s", koppel_book_words(language, "note_from_zero"));
    }
}

/* What the note of a heading says: a sentence a line. */
static void say_column(const struct making *making, const struct koppel_column *column, struct koppel_text *note)
{
    static const char *const codes[] = {[KOPPEL_CODE_NONE] = "note_key",
                                        [KOPPEL_CODE_GM] = "note_gm",
                                        [KOPPEL_CODE_WK] = "note_wk",
                                        [KOPPEL_CODE_BU] = "note_bu"};
    static const char *const forms[] = {
        [KOPPEL_CELL_TEXT] = "note_text",           [KOPPEL_CELL_KEY] = "note_key",
        [KOPPEL_CELL_REFERENCE] = "note_reference", [KOPPEL_CELL_NAME] = "note_name",
        [KOPPEL_CELL_WHOLE] = "note_whole",         [KOPPEL_CELL_DECIMAL] = "note_decimal",
        [KOPPEL_CELL_DATE] = "note_date",           [KOPPEL_CELL_PERIOD] = "note_period",
        [KOPPEL_CELL_CHOICE] = "note_choice"};
    const char *form = forms[column->form];
    char choices[MOST_CHOICES] = "";
    char name[KOPPEL_BOOK_HEADING] = "";

    koppel_text_add(note, "%s\n",
                    koppel_book_words(making->language, is_needed(column) ? "note_required"
                                                        : has_default(column) && !column->empty_is_default
                                                            ? "note_all_or_none"
                                                            : "note_optional"));
    if (column->form == KOPPEL_CELL_REFERENCE) {
        koppel_book_table_name(making->language, column->refers, name);
    } else if (column->code != KOPPEL_CODE_NONE) {
        form = codes[column->code];
    }
    koppel_text_add(note, "%s", koppel_book_words(making->language, form));
    if (name[0] != '\0') {
        koppel_text_add(note, " %s.", name);
    } else if (column->form == KOPPEL_CELL_WHOLE) {
        add_range(note, making->language, column);
    } else if (column->choices != NULL) {
        koppel_text_add(note, "\n%s", list_choices(making->language, column->choices, choices));
    }
    if (has_default(column)) {
        koppel_text_add(note, "\n%s %s.", koppel_book_words(making->language, "note_default"),
                        default_of(making->language, column, name));
    }
}

static void write_heading(const struct making *making, const struct koppel_column *column)
{
    struct koppel_text note = {0};
    char heading[KOPPEL_BOOK_HEADING];

    say_column(making, column, &note);
    koppel_new_sheet_text(making->sheet, is_needed(column) ? KOPPEL_STYLE_REQUIRED : KOPPEL_STYLE_HEADING,
                          koppel_book_column_heading(making->language, column, heading));
    koppel_new_sheet_note(making->sheet, note.bytes != NULL ? note.bytes : "");
    making->sheet->notes.failed = making->sheet->notes.failed || note.failed;
    koppel_text_free(&note);
}

/* What the cells below a heading may hold, as far as a spreadsheet can tell. */
static void add_check(const struct making *making, const struct koppel_column *column, int32_t position)
{
    struct koppel_cell_check check = {.kind = KOPPEL_CHECK_LIST, .min = column->min, .max = column->max};
    char choices[MOST_CHOICES];
    char range[KOPPEL_BOOK_HEADING + 32];
    char name[KOPPEL_BOOK_HEADING];

    if (has_closed_list(column)) {
        check.choices = list_choices(making->language, column->choices, choices);
        check.message = koppel_book_words(making->language, "bad_choice");
    } else if (column->form == KOPPEL_CELL_REFERENCE) {
        check.kind = KOPPEL_CHECK_RANGE;
        snprintf(range, sizeof range, "'%s'!$A$2:$A$%d", koppel_book_table_name(making->language, column->refers, name),
                 (int)LAST_ROW);
        check.choices = range;
        check.message = koppel_book_words(making->language, "bad_reference");
    } else if (column->form == KOPPEL_CELL_WHOLE) {
        check.kind = KOPPEL_CHECK_WHOLE;
        check.message = koppel_book_words(making->language, "bad_whole");
    } else if (column->form == KOPPEL_CELL_DATE) {
        check.kind = KOPPEL_CHECK_DAY;
        check.min = koppel_date_make(1900, 1, 1) + 60; /* a spreadsheet is a day off before March of that year */
        check.max = koppel_date_make(2199, 12, 31);
        check.message = koppel_book_words(making->language, "bad_day");
    } else {
        return;
    }
    koppel_new_sheet_check(making->sheet, position, 2, LAST_ROW, &check);
}

/* ---- Rows ---- */

/* The word of a choice in the language of the workbook; a word that is none stays. */
static const char *translate(const struct making *making, const struct koppel_column *column, const char *cell,
                             char out[KOPPEL_BOOK_HEADING])
{
    for (const struct koppel_choice *choice = column->choices; choice->value != NULL; choice++) {
        if (strcmp(choice->value, cell) == 0 || koppel_words_contain(choice->aliases, cell)) {
            return koppel_book_choice(making->language, choice, out);
        }
    }
    return cell;
}

static void write_cell(const struct making *making, const struct koppel_column *column, const char *cell)
{
    enum koppel_cell_style style = style_of(column);
    char text[KOPPEL_BOOK_HEADING];
    int32_t day = KOPPEL_NO_DATE;

    if (style == KOPPEL_STYLE_INPUT_DAY && koppel_date_parse(cell, &day)) {
        koppel_new_sheet_day(making->sheet, style, day);
    } else if (style == KOPPEL_STYLE_INPUT_NUMBER || style == KOPPEL_STYLE_INPUT_AMOUNT) {
        snprintf(text, sizeof text, "%s", cell);
        for (char *c = text; *c != '\0' && strchr(text, '.') == NULL; c++) {
            *c = *c == ',' ? '.' : *c;
        }
        koppel_new_sheet_number_text(making->sheet, style, text);
    } else if (column->choices != NULL) {
        koppel_new_sheet_text(making->sheet, style, translate(making, column, cell, text));
    } else {
        koppel_new_sheet_text(making->sheet, style, cell);
    }
}

static void write_rows(const struct making *making)
{
    const struct koppel_csv_table *cells = making->cells;

    for (int32_t row = 0; row < cells->n_rows; row++) {
        const char *const *from = cells->cells + (size_t)row * (size_t)cells->n_columns;

        koppel_new_sheet_row(making->sheet);
        for (int32_t c = 0; c < making->rule->n_columns; c++) {
            int32_t position = making->header.position[c];

            const struct koppel_column *column = &making->rule->columns[c];
            char word[KOPPEL_BOOK_HEADING] = "";
            const char *without = has_default(column) ? default_of(making->language, column, word) : "";

            write_cell(making, column, position != KOPPEL_NONE ? koppel_written_key(from[position]) : without);
        }
        for (int32_t c = 0; c < making->header.n_extras; c++) {
            koppel_new_sheet_text(making->sheet, KOPPEL_STYLE_INPUT_KEY, from[making->header.extras[c]]);
        }
    }
}

static void write_sheet(const struct making *making)
{
    struct koppel_new_sheet *sheet = making->sheet;
    int32_t n_extras = making->cells != NULL ? making->header.n_extras : 0;

    koppel_new_sheet_row(sheet);
    for (int32_t c = 0; c < making->rule->n_columns; c++) {
        const struct koppel_column *column = &making->rule->columns[c];

        write_heading(making, column);
        koppel_new_sheet_column_style(sheet, c + 1, style_of(column));
        add_check(making, column, c + 1);
    }
    for (int32_t c = 0; c < n_extras; c++) {
        koppel_new_sheet_text(sheet, KOPPEL_STYLE_HEADING, making->cells->header[making->header.extras[c]]);
        koppel_new_sheet_column_style(sheet, making->rule->n_columns + c + 1, KOPPEL_STYLE_INPUT_KEY);
    }
    if (making->cells != NULL) {
        write_rows(making);
    }
}

/* ---- The workbook ---- */

static void add_explanation(enum koppel_language language, struct koppel_book_writer *book)
{
    static const char *const sentences[] = {"new_title", "new_what",   "new_required", "new_notes",
                                            "new_lists", "new_locked", "new_private",  "new_solve"};
    struct koppel_new_sheet sheet = {.is_prose = true};
    char name[KOPPEL_BOOK_HEADING];

    snprintf(sheet.name, sizeof sheet.name, "%s", koppel_book_words(language, "sheet_explanation"));
    for (size_t s = 0; s < sizeof sentences / sizeof *sentences; s++) {
        koppel_new_sheet_row(&sheet);
        koppel_new_sheet_text(&sheet, s == 0 ? KOPPEL_STYLE_TITLE : KOPPEL_STYLE_TEXT,
                              koppel_book_words(language, sentences[s]));
    }
    for (int required = 1; required >= 0; required--) {
        koppel_new_sheet_row(&sheet);
        koppel_new_sheet_text(&sheet, required ? KOPPEL_STYLE_REQUIRED : KOPPEL_STYLE_HEADING,
                              koppel_book_words(language, required ? "new_needed" : "new_may_stay_empty"));
        for (int table = 0; table < KOPPEL_N_TABLES; table++) {
            if (koppel_tables[table].required == (required == 1)) {
                koppel_new_sheet_row(&sheet);
                koppel_new_sheet_text(&sheet, KOPPEL_STYLE_TEXT,
                                      koppel_book_table_name(language, (enum koppel_table)table, name));
            }
        }
    }
    koppel_book_writer_add(book, &sheet);
}

static enum koppel_status add_table(enum koppel_language language, enum koppel_table table,
                                    const struct koppel_csv_table *cells, struct koppel_book_writer *book,
                                    struct koppel_errors *errors)
{
    struct koppel_new_sheet sheet = {.has_headings = true, .is_locked = true, .n_fixed = 1};
    struct making making = {
        .language = language, .table = table, .rule = &koppel_tables[table], .cells = cells, .sheet = &sheet};
    enum koppel_status status = KOPPEL_OK;
    char name[KOPPEL_BOOK_HEADING];

    if (cells != NULL) {
        status = koppel_table_header_match(making.rule, cells, making.rule->file, &making.header, errors);
    }
    if (status == KOPPEL_OK) {
        snprintf(sheet.name, sizeof sheet.name, "%s", koppel_book_table_name(language, table, name));
        write_sheet(&making);
        koppel_book_writer_add(book, &sheet);
    }
    return status;
}

enum koppel_status koppel_case_book_make(enum koppel_language language, const struct koppel_case_cells *cells,
                                         struct koppel_text *bytes, struct koppel_errors *errors)
{
    struct koppel_book_writer book = {.day_format = koppel_book_day_format(language),
                                      .page_words = koppel_book_words(language, "page")};
    enum koppel_status status = KOPPEL_OK;
    enum koppel_status finished = KOPPEL_OK;

    add_explanation(language, &book);
    for (int table = 0; table < KOPPEL_N_TABLES && status == KOPPEL_OK; table++) {
        bool is_filled = cells != NULL && cells->tables[table].n_columns > 0;

        status = add_table(language, (enum koppel_table)table, is_filled ? &cells->tables[table] : NULL, &book, errors);
    }
    finished = koppel_book_writer_finish(&book, bytes);
    if (status != KOPPEL_OK) {
        koppel_text_free(bytes);
        return status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(errors, NULL) : status;
    }
    return finished == KOPPEL_OK ? KOPPEL_OK : koppel_errors_no_memory(errors, NULL);
}

enum koppel_status koppel_case_tables_make(enum koppel_language language,
                                           struct koppel_document documents[KOPPEL_N_TABLES],
                                           char names[KOPPEL_N_TABLES][KOPPEL_BOOK_HEADING])
{
    const struct koppel_case dutch = {.separator = ';', .decimal_point = ','};
    const struct koppel_case plain = {.separator = ','};
    bool is_dutch = language == KOPPEL_DUTCH;
    enum koppel_status status = KOPPEL_OK;

    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        const struct koppel_table_rule *rule = &koppel_tables[table];
        const char *file = is_dutch ? rule->aliases : rule->file;
        struct koppel_csv csv;

        documents[table] = (struct koppel_document){.name = names[table]};
        snprintf(names[table], KOPPEL_BOOK_HEADING, "%.*s", (int)strcspn(file, " "), file);
        csv = koppel_csv_begin(&documents[table].text, is_dutch ? &dutch : &plain);
        for (int32_t c = 0; c < rule->n_columns; c++) {
            const char *aliases = rule->columns[c].aliases;
            char heading[KOPPEL_BOOK_HEADING];

            snprintf(heading, sizeof heading, "%.*s", (int)strcspn(aliases, " "), aliases);
            koppel_csv_text(&csv, is_dutch ? heading : rule->columns[c].name);
        }
        koppel_csv_end(&csv);
        status = status == KOPPEL_OK ? koppel_text_status(&documents[table].text) : status;
    }
    return status;
}
