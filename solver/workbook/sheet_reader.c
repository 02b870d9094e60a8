// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sheet_reader.c - the cells of one sheet (see workbook.h).
 *
 * Depth in the part: worksheet (0), sheetData, cols and mergeCells (1), row, col and mergeCell (2), c (3), v, f and is
 * (4), t or r or rPh of an inline text (5), t of a run (6).
 */
#include "workbook/book_parts.h"
#include "workbook/cell_reference.h"
#include "workbook/cell_text.h"
#include "workbook/xml_part.h"

#include <stdlib.h>
#include <string.h>

enum { TYPE_BYTES = 12 };

struct sheet_reading {
    struct koppel_workbook *book;
    const char *sheet;
    struct koppel_sheet_cells *cells;
    struct koppel_errors *errors;
    enum { OTHER, DATA, COLUMNS, MERGES } section;
    int32_t row, column; /* the last one, 0 before the first */
    bool row_is_hidden, in_cell;
    int32_t n_elements;
    struct koppel_raw_cell cell; /* the cell that is being read */
    char type[TYPE_BYTES];
    struct koppel_gathered_text text;
    bool in_inline, in_run, collects;
};

/* Refuses the sheet at the cell that is being read. */
static enum koppel_status refuse(const struct sheet_reading *reading, const char *why)
{
    char file[KOPPEL_PLACE_FILE];

    koppel_sheet_place(reading->book->name, reading->sheet, file);
    return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, file, reading->row,
                             reading->in_cell ? reading->column : 0, "%s", why);
}

static enum koppel_status no_memory(const struct sheet_reading *reading)
{
    return koppel_errors_no_memory(reading->errors, reading->book->name);
}

static enum koppel_status start_row(struct sheet_reading *reading, const char **attributes)
{
    const char *written = koppel_xml_attribute(attributes, "r");
    uint32_t number = (uint32_t)reading->row + 1;

    reading->in_cell = false;
    if (written != NULL && !koppel_whole_parse(written, strlen(written), KOPPEL_SHEET_MAX_ROW, &number)) {
        return refuse(reading, _("the sheet has a row beyond the last one that a sheet can have, 1048576"));
    }
    if (number > KOPPEL_SHEET_MAX_ROW) {
        return refuse(reading, _("the sheet has more rows than a sheet can have, 1048576"));
    }
    if ((int32_t)number <= reading->row) {
        return refuse(reading, _("the rows of the sheet are not in their order: save the workbook again as .xlsx"));
    }
    reading->row = (int32_t)number;
    reading->column = 0;
    reading->row_is_hidden = koppel_xml_truth(attributes, "hidden");
    return KOPPEL_OK;
}

static enum koppel_status start_cell(struct sheet_reading *reading, const char **attributes)
{
    const char *written = koppel_xml_attribute(attributes, "r");
    const char *style = koppel_xml_attribute(attributes, "s");
    const char *type = koppel_xml_attribute(attributes, "t");
    size_t n_type = 0;
    uint32_t format = 0;
    int32_t row = reading->row;
    int32_t column = reading->column + 1;

    if (reading->n_elements++ >= KOPPEL_SHEET_MAX_ELEMENTS) {
        return refuse(reading, _("the sheet has more than 8 million cells: delete empty rows and columns that are "
                                 "formatted"));
    }
    if (written != NULL && (!koppel_cell_reference_parse(written, NULL, &row, &column) || row != reading->row ||
                            column <= reading->column)) {
        return refuse(reading, _("the cells of this row are not in their order: save the workbook again as .xlsx"));
    }
    if (column > KOPPEL_SHEET_MAX_COLUMN) {
        return refuse(reading, _("the row has more cells than a sheet has columns, 16384"));
    }
    if (style != NULL && !koppel_whole_parse(style, strlen(style), UINT32_MAX, &format)) {
        format = 0;
    }
    reading->column = column;
    reading->in_cell = true;
    reading->text.n = 0;
    type = type != NULL ? type : "n";
    n_type = strlen(type) < TYPE_BYTES ? strlen(type) : TYPE_BYTES - 1;
    memcpy(reading->type, type, n_type);
    reading->type[n_type] = '\0';
    reading->cell = (struct koppel_raw_cell){
        .type = reading->type, .format = format < reading->book->n_formats ? &reading->book->formats[format] : NULL};
    return KOPPEL_OK;
}

/* What a step that tells no message came to. */
static enum koppel_status told(const struct sheet_reading *reading, enum koppel_status status, const char *why)
{
    return status == KOPPEL_E_INPUT ? refuse(reading, why) : status == KOPPEL_E_MEMORY ? no_memory(reading) : status;
}

static enum koppel_status add_merge(struct sheet_reading *reading, const char *range)
{
    struct koppel_merge merge;
    const char *at = range;
    const char *why = "";
    enum koppel_status status = KOPPEL_OK;

    if (range == NULL || !koppel_cell_reference_parse(at, &at, &merge.first_row, &merge.first_column) || *at != ':' ||
        !koppel_cell_reference_parse(at + 1, NULL, &merge.last_row, &merge.last_column)) {
        return KOPPEL_OK;
    }
    status = koppel_sheet_merge_add(reading->cells, &merge, &why);
    return told(reading, status, why);
}

static enum koppel_status start_section(struct sheet_reading *reading, const char *name)
{
    reading->section = strcmp(name, "sheetData") == 0    ? DATA
                       : strcmp(name, "cols") == 0       ? COLUMNS
                       : strcmp(name, "mergeCells") == 0 ? MERGES
                                                         : OTHER;
    if (reading->section != DATA) {
        reading->row = 0; /* what is wrong further on has no row */
        reading->in_cell = false;
    } else if (reading->cells->n_rows > 0) {
        return refuse(reading, _("the sheet has its cells twice: save the workbook again as .xlsx"));
    }
    return KOPPEL_OK;
}

/* Inside sheetData. */
static enum koppel_status start_data(struct sheet_reading *reading, const char *name, int depth,
                                     const char **attributes)
{
    bool is_text = strcmp(name, "t") == 0;

    switch (depth) {
    case 2:
        return strcmp(name, "row") == 0 ? start_row(reading, attributes) : KOPPEL_OK;
    case 3:
        reading->in_cell = false;
        return strcmp(name, "c") == 0 && reading->row > 0 ? start_cell(reading, attributes) : KOPPEL_OK;
    case 4:
        reading->collects = strcmp(name, "v") == 0 && strcmp(reading->type, "inlineStr") != 0;
        reading->cell.has_value = reading->cell.has_value || strcmp(name, "v") == 0;
        reading->cell.has_formula = reading->cell.has_formula || strcmp(name, "f") == 0;
        reading->in_inline = strcmp(name, "is") == 0 && strcmp(reading->type, "inlineStr") == 0;
        return KOPPEL_OK;
    case 5:
        reading->in_run = reading->in_inline && strcmp(name, "r") == 0;
        reading->collects = reading->in_inline && is_text;
        return KOPPEL_OK;
    case 6:
        reading->collects = reading->in_run && is_text;
        return KOPPEL_OK;
    default:
        return KOPPEL_OK;
    }
}

static enum koppel_status take_start(void *data, const char *name, int depth, const char **attributes)
{
    struct sheet_reading *reading = data;

    if (depth == 0 && strcmp(name, "worksheet") != 0) {
        return refuse(reading, _("this is not a sheet with cells"));
    }
    if (depth == 1) {
        return start_section(reading, name);
    }
    if (reading->section == COLUMNS && depth == 2) {
        reading->cells->has_hidden_columns =
            reading->cells->has_hidden_columns || koppel_xml_truth(attributes, "hidden");
    } else if (reading->section == MERGES && depth == 2 && strcmp(name, "mergeCell") == 0) {
        return add_merge(reading, koppel_xml_attribute(attributes, "ref"));
    }
    return reading->section == DATA ? start_data(reading, name, depth, attributes) : KOPPEL_OK;
}

static enum koppel_status take_text(void *data, const char *bytes, size_t n)
{
    struct sheet_reading *reading = data;
    enum koppel_status status =
        reading->collects && reading->in_cell ? koppel_gathered_add(&reading->text, bytes, n) : KOPPEL_OK;

    if (status == KOPPEL_E_INPUT) {
        return refuse(reading, _("the text is longer than a cell can hold"));
    }
    return status == KOPPEL_OK ? status : no_memory(reading);
}

static enum koppel_status end_cell(struct sheet_reading *reading)
{
    struct koppel_book_cell cell = {.text = "", .column = (uint16_t)reading->column};
    const char *why = "";
    enum koppel_status status =
        koppel_raw_cell_text(reading->book, &reading->cell, &reading->text, &reading->cells->pool, &cell, &why);

    if (status == KOPPEL_OK && (cell.text[0] != '\0' || cell.kind == KOPPEL_KIND_NO_VALUE)) {
        status = koppel_sheet_cell_add(reading->cells, reading->row, reading->row_is_hidden, &cell, &why);
    }
    return told(reading, status, why);
}

static enum koppel_status take_end(void *data, int depth)
{
    struct sheet_reading *reading = data;

    if (depth <= 6) {
        reading->collects = false;
    }
    if (depth == 3 && reading->in_cell) {
        enum koppel_status status = reading->section == DATA ? end_cell(reading) : KOPPEL_OK;

        reading->in_cell = false;
        return status;
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_sheet_read(struct koppel_workbook *book, size_t sheet, struct koppel_sheet_cells *cells,
                                     struct koppel_errors *errors)
{
    static const struct koppel_xml_handler handler = {.start = take_start, .end = take_end, .text = take_text};
    struct sheet_reading reading = {.book = book, .sheet = book->sheets[sheet].name, .cells = cells, .errors = errors};
    enum koppel_status status = koppel_workbook_strings(book, errors);

    *cells = (struct koppel_sheet_cells){0};
    if (book->tables != NULL) {
        return told(&reading, koppel_sheet_cells_copy(&book->tables[sheet], cells), "");
    }
    if (status == KOPPEL_OK && book->sheets[sheet].part == NULL) {
        status = refuse(&reading, _("this is not a sheet with cells inside the workbook (a chart, or a link to another "
                                    "file)"));
    }
    if (status == KOPPEL_OK) {
        status = koppel_xml_part_read(&book->zip, book->sheets[sheet].part, &handler, &reading, errors);
    }
    free(reading.text.bytes);
    return status;
}
