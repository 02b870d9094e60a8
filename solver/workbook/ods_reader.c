// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ods_reader.c - the sheets of an OpenDocument spreadsheet (see book_parts.h).
 *
 * All sheets stand in content.xml: table, rows (perhaps in groups), cells, paragraphs. A cell or row that stands there
 * once may hold for many; empty ones to the end of the sheet are mostly told so. What stands in a cell beside its
 * paragraphs (notes, pictures) is passed over.
 */
#include "workbook/book_parts.h"
#include "workbook/cell_text.h"
#include "workbook/xml_part.h"

#include <stdlib.h>
#include <string.h>

/* A filled row that holds for more than so many was not meant. */
enum { MOST_REPEATS = 10000 };

/** Where the reader stands; a depth of 0 says that no such element is open, as the root has it. */
struct ods_reading {
    struct koppel_workbook *book;
    struct koppel_errors *errors;
    struct koppel_sheet_cells *cells; /* of the sheet that is open */
    int table_depth, row_depth, cell_depth, paragraph_depth, passed_depth;
    int32_t row, column; /* so many are behind */
    int32_t row_repeats, cell_repeats;
    bool row_is_hidden, is_covered, has_paragraph;
    int32_t n_elements;
    struct koppel_raw_cell raw;
    struct koppel_gathered_text value; /* of its attributes */
    struct koppel_gathered_text text;  /* of its paragraphs */
};

static enum koppel_status refuse(const struct ods_reading *reading, const char *why)
{
    const struct koppel_workbook *book = reading->book;
    char file[KOPPEL_PLACE_FILE];

    if (reading->table_depth == 0) {
        return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, book->name, 0, 0, "%s", why);
    }
    koppel_sheet_place(book->name, book->sheets[book->n_sheets - 1].name, file);
    return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, file, reading->row + 1,
                             reading->cell_depth > 0 ? reading->column + 1 : 0, "%s", why);
}

static enum koppel_status no_memory(const struct ods_reading *reading)
{
    return koppel_errors_no_memory(reading->errors, reading->book->name);
}

static const char *table_attribute(const char **attributes, const char *name)
{
    return koppel_xml_spaced_attribute(attributes, ":xmlns:table:1.0", name);
}

/* How often an element holds: 1 unless it says more. */
static int32_t repeats_of(const char **attributes, const char *name)
{
    const char *written = table_attribute(attributes, name);
    uint32_t number = 1;

    return written != NULL && koppel_whole_parse(written, strlen(written), KOPPEL_SHEET_MAX_ROW, &number) && number > 0
               ? (int32_t)number
               : 1;
}

static bool is_hidden(const char **attributes)
{
    const char *visibility = table_attribute(attributes, "visibility");

    return visibility != NULL && strcmp(visibility, "visible") != 0;
}

static enum koppel_status start_table(struct ods_reading *reading, int depth, const char **attributes)
{
    struct koppel_workbook *book = reading->book;
    const char *name = table_attribute(attributes, "name");
    struct koppel_book_sheet sheet = {0};
    size_t n = book->n_sheets;

    if (n >= KOPPEL_WORKBOOK_MAX_SHEETS) {
        return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, book->name, 0, 0,
                                 "the workbook has more than %d sheets: keep those with the tables of the case",
                                 KOPPEL_WORKBOOK_MAX_SHEETS);
    }
    sheet.name = koppel_pool_copy(&book->pool, name != NULL ? name : "", name != NULL ? strlen(name) : 0);
    if (sheet.name == NULL ||
        koppel_grow((void **)&book->sheets, &book->sheets_capacity, n + 1, sizeof *book->sheets) != KOPPEL_OK ||
        koppel_grow((void **)&book->tables, &book->tables_capacity, n + 1, sizeof *book->tables) != KOPPEL_OK) {
        return no_memory(reading);
    }
    book->sheets[n] = sheet;
    book->tables[n] = (struct koppel_sheet_cells){0};
    book->n_sheets = n + 1;
    reading->cells = &book->tables[n];
    reading->table_depth = depth;
    reading->row = 0;
    return KOPPEL_OK;
}

static void start_row(struct ods_reading *reading, int depth, const char **attributes)
{
    reading->row_depth = depth;
    reading->row_repeats = repeats_of(attributes, "number-rows-repeated");
    reading->row_is_hidden = is_hidden(attributes);
    reading->column = 0;
}

/* What a step that tells no message came to. */
static enum koppel_status told(const struct ods_reading *reading, enum koppel_status status, const char *why)
{
    return status == KOPPEL_E_INPUT ? refuse(reading, why) : status == KOPPEL_E_MEMORY ? no_memory(reading) : status;
}

static enum koppel_status add_text(struct ods_reading *reading, struct koppel_gathered_text *text, const char *bytes,
                                   size_t n)
{
    return told(reading, koppel_gathered_add(text, bytes, n), _("the text is longer than a cell can hold"));
}

static enum koppel_status add_merge(struct ods_reading *reading, int32_t n_rows, int32_t n_columns)
{
    int32_t row = reading->row + 1;
    int32_t column = reading->column + 1;
    struct koppel_merge merge = {row, row + n_rows - 1, column, column + n_columns - 1};
    const char *why = "";
    enum koppel_status status = koppel_sheet_merge_add(reading->cells, &merge, &why);

    return told(reading, status, why);
}

/* Type and value as an Excel workbook has them. */
static enum koppel_status take_value(struct ods_reading *reading, const char **attributes)
{
    static const struct {
        const char *type, *attribute, *as;
    } kinds[] = {{"float", "value", "n"},          {"currency", "value", "n"},    {"percentage", "value", "n"},
                 {"date", "date-value", "d"},      {"time", "time-value", "str"}, {"boolean", "boolean-value", "b"},
                 {"string", "string-value", "str"}};
    const char *type = koppel_xml_spaced_attribute(attributes, ":xmlns:office:1.0", "value-type");
    const char *more = koppel_xml_spaced_attribute(attributes, ":xmlns:calcext:1.0", "value-type");
    const char *value = NULL;

    reading->raw =
        (struct koppel_raw_cell){.type = "str", .has_formula = table_attribute(attributes, "formula") != NULL};
    reading->value.n = 0;
    for (size_t k = 0; type != NULL && k < sizeof kinds / sizeof *kinds; k++) {
        if (strcmp(kinds[k].type, type) == 0) {
            reading->raw.type = kinds[k].as;
            value = koppel_xml_spaced_attribute(attributes, ":xmlns:office:1.0", kinds[k].attribute);
        }
    }
    if (more != NULL && strcmp(more, "error") == 0) {
        reading->raw.type = "e"; /* its paragraph says which */
        value = NULL;
    }
    if (value != NULL && strcmp(reading->raw.type, "b") == 0) {
        value = strcmp(value, "true") == 0 ? "1" : "0";
    }
    reading->raw.has_value = value != NULL;
    return value != NULL ? add_text(reading, &reading->value, value, strlen(value)) : KOPPEL_OK;
}

static enum koppel_status start_cell(struct ods_reading *reading, const char *name, int depth, const char **attributes)
{
    int32_t n_rows = repeats_of(attributes, "number-rows-spanned");
    int32_t n_columns = repeats_of(attributes, "number-columns-spanned");
    enum koppel_status status = KOPPEL_OK;

    reading->cell_depth = depth;
    reading->cell_repeats = repeats_of(attributes, "number-columns-repeated");
    reading->is_covered = strcmp(name, "covered-table-cell") == 0;
    reading->has_paragraph = false;
    reading->text.n = 0;
    if (reading->n_elements++ >= KOPPEL_SHEET_MAX_ELEMENTS) {
        return refuse(reading, _("the sheet has more than 8 million cells: delete empty rows and columns that are "
                                 "formatted"));
    }
    status = take_value(reading, attributes);
    return status == KOPPEL_OK && (n_rows > 1 || n_columns > 1) ? add_merge(reading, n_rows, n_columns) : status;
}

/* Inside a cell: its paragraphs, and signs that stand for blanks in them. */
static enum koppel_status start_in_cell(struct ods_reading *reading, const char *name, int depth,
                                        const char **attributes)
{
    const char *written = koppel_xml_spaced_attribute(attributes, ":xmlns:text:1.0", "c");
    uint32_t n = 1;
    enum koppel_status status = KOPPEL_OK;

    if (reading->paragraph_depth == 0) {
        if (strcmp(name, "p") != 0) {
            reading->passed_depth = depth;
            return KOPPEL_OK;
        }
        reading->paragraph_depth = depth;
        status = reading->has_paragraph ? add_text(reading, &reading->text, "\n", 1) : KOPPEL_OK;
        reading->has_paragraph = true;
    } else if (strcmp(name, "s") == 0) {
        if (written != NULL && !koppel_whole_parse(written, strlen(written), KOPPEL_CELL_MAX_BYTES, &n)) {
            n = 1;
        }
        for (; n > 0 && status == KOPPEL_OK; n--) {
            status = add_text(reading, &reading->text, " ", 1);
        }
    } else if (strcmp(name, "tab") == 0 || strcmp(name, "line-break") == 0) {
        status = add_text(reading, &reading->text, name[0] == 't' ? "\t" : "\n", 1);
    } else if (strcmp(name, "annotation") == 0) {
        reading->passed_depth = depth;
    }
    return status;
}

static enum koppel_status take_start(void *data, const char *name, int depth, const char **attributes)
{
    struct ods_reading *reading = data;
    bool is_cell = strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0;

    if (depth == 0 && strcmp(name, "document-content") != 0) {
        return refuse(reading, _("this is not a spreadsheet: save it as .xlsx in your spreadsheet program"));
    }
    if (reading->passed_depth > 0) {
        return KOPPEL_OK;
    }
    if (reading->cell_depth > 0) {
        return start_in_cell(reading, name, depth, attributes);
    }
    if (reading->row_depth > 0) {
        return is_cell ? start_cell(reading, name, depth, attributes) : KOPPEL_OK;
    }
    if (reading->table_depth == 0) {
        return strcmp(name, "table") == 0 && depth > 0 ? start_table(reading, depth, attributes) : KOPPEL_OK;
    }
    if (strcmp(name, "table-row") == 0) {
        start_row(reading, depth, attributes);
    } else if (strcmp(name, "table-column") == 0) {
        reading->cells->has_hidden_columns = reading->cells->has_hidden_columns || is_hidden(attributes);
    } else if (strcmp(name, "shapes") == 0) {
        reading->passed_depth = depth;
    }
    return KOPPEL_OK;
}

static enum koppel_status take_text(void *data, const char *bytes, size_t n)
{
    struct ods_reading *reading = data;
    bool collects = reading->paragraph_depth > 0 && reading->passed_depth == 0;

    return collects ? add_text(reading, &reading->text, bytes, n) : KOPPEL_OK;
}

/* Digits that are shown with zeros in front are a code: the number alone has lost them. */
static bool is_code(const struct koppel_gathered_text *text)
{
    size_t n = 0;

    while (n < text->n && text->bytes[n] >= '0' && text->bytes[n] <= '9') {
        n++;
    }
    return n == text->n && n > 1 && text->bytes[0] == '0';
}

/* Adds one cell to the row; its text is not copied. */
static enum koppel_status keep_cell(struct ods_reading *reading, const struct koppel_book_cell *cell)
{
    const char *why = "";
    enum koppel_status status =
        koppel_sheet_cell_add(reading->cells, reading->row + 1, reading->row_is_hidden, cell, &why);

    return told(reading, status, why);
}

/* What the cell holds, in the form of a cell of an Excel workbook. */
static enum koppel_status cell_of(struct ods_reading *reading, struct koppel_book_cell *cell, const char **why)
{
    struct koppel_workbook *book = reading->book;
    bool is_number = strcmp(reading->raw.type, "n") == 0;
    bool is_text = strcmp(reading->raw.type, "str") == 0 || strcmp(reading->raw.type, "e") == 0;
    struct koppel_gathered_text *value = &reading->value;

    if ((is_text && reading->has_paragraph) || (is_number && is_code(&reading->text))) {
        reading->raw.type = is_number ? "str" : reading->raw.type;
        reading->raw.has_value = true;
        value = &reading->text;
    }
    book->n_text_bytes += value->n;
    if (book->n_text_bytes > KOPPEL_WORKBOOK_MAX_TEXT_BYTES) {
        *why = _("the workbook has too much text: keep only the tables that the case needs, or save them as CSV");
        return KOPPEL_E_INPUT;
    }
    return koppel_raw_cell_text(book, &reading->raw, value, &book->pool, cell, why);
}

static enum koppel_status end_cell(struct ods_reading *reading)
{
    struct koppel_book_cell cell = {.text = ""};
    const char *why = "";
    enum koppel_status status = reading->is_covered ? KOPPEL_OK : cell_of(reading, &cell, &why);
    bool is_filled = cell.text[0] != '\0' || cell.kind == KOPPEL_KIND_NO_VALUE;

    if (status != KOPPEL_OK) {
        return told(reading, status, why);
    }
    if (is_filled && reading->column + reading->cell_repeats > KOPPEL_SHEET_MAX_COLUMN) {
        return refuse(reading, _("the row has more cells than a sheet has columns, 16384"));
    }
    for (int32_t k = 0; is_filled && k < reading->cell_repeats && status == KOPPEL_OK; k++) {
        cell.column = (uint16_t)(reading->column + k + 1);
        status = keep_cell(reading, &cell);
    }
    reading->column = reading->column + reading->cell_repeats < KOPPEL_SHEET_MAX_COLUMN
                          ? reading->column + reading->cell_repeats
                          : KOPPEL_SHEET_MAX_COLUMN;
    reading->cell_depth = 0;
    return status;
}

/* The row once more, for each time that it holds. */
static enum koppel_status repeat_row(struct ods_reading *reading)
{
    struct koppel_sheet_cells *cells = reading->cells;
    struct koppel_book_row row = cells->rows[cells->n_rows - 1];
    enum koppel_status status = KOPPEL_OK;

    if (reading->row_repeats > MOST_REPEATS) {
        return refuse(reading, _("this row stands there more than 10000 times: delete the rows that are not meant"));
    }
    for (int32_t k = 1; k < reading->row_repeats; k++) {
        reading->row++;
        for (size_t c = 0; c < row.n_cells && status == KOPPEL_OK; c++) {
            struct koppel_book_cell cell = cells->cells[row.first + c];

            status = keep_cell(reading, &cell);
        }
    }
    reading->row++;
    return status;
}

static enum koppel_status end_row(struct ods_reading *reading)
{
    const struct koppel_sheet_cells *cells = reading->cells;
    bool is_filled = cells->n_rows > 0 && cells->rows[cells->n_rows - 1].number == reading->row + 1;

    reading->row_depth = 0;
    if (is_filled && reading->row + reading->row_repeats > KOPPEL_SHEET_MAX_ROW) {
        return refuse(reading, _("the sheet has more rows than a sheet can have, 1048576"));
    }
    if (is_filled) {
        return repeat_row(reading);
    }
    reading->row = reading->row + reading->row_repeats < KOPPEL_SHEET_MAX_ROW ? reading->row + reading->row_repeats
                                                                              : KOPPEL_SHEET_MAX_ROW;
    return KOPPEL_OK;
}

static enum koppel_status take_end(void *data, int depth)
{
    struct ods_reading *reading = data;

    if (reading->passed_depth > 0) {
        reading->passed_depth = depth == reading->passed_depth ? 0 : reading->passed_depth;
    } else if (reading->paragraph_depth > 0) {
        reading->paragraph_depth = depth == reading->paragraph_depth ? 0 : reading->paragraph_depth;
    } else if (reading->cell_depth > 0 && depth == reading->cell_depth) {
        return end_cell(reading);
    } else if (reading->row_depth > 0 && depth == reading->row_depth) {
        return end_row(reading);
    } else if (reading->table_depth > 0 && depth == reading->table_depth) {
        reading->table_depth = 0;
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_ods_read(struct koppel_workbook *book, struct koppel_errors *errors)
{
    static const struct koppel_xml_handler handler = {
        .start = take_start, .end = take_end, .text = take_text, .any_space = true};
    struct ods_reading reading = {.book = book, .errors = errors};
    enum koppel_status status = koppel_xml_part_read(&book->zip, "content.xml", &handler, &reading, errors);

    if (status == KOPPEL_OK && book->n_sheets == 0) {
        status = refuse(&reading, _("this is not a spreadsheet: save it as .xlsx in your spreadsheet program"));
    }
    free(reading.value.bytes);
    free(reading.text.bytes);
    return status;
}
