// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_writer.c - a new Excel workbook made in memory: its cells, sheets and list of parts (see book_writer.h). */
#include "workbook/book_writer.h"

#include "base/date.h"
#include "base/error.h"
#include "base/exact.h"
#include "workbook/book_writing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    MOST_CHARACTERS = 32767,   /* of a cell */
    MOST_NAME_CHARACTERS = 31, /* of a sheet */
    LINE_POINTS = 13,
    HEADING_LINES = 2,
    MOST_LINES = 30,
    NARROWEST = 7, /* columns, in characters */
    WIDEST = 46,
    PROSE = 110,
    EXACT_DIGITS = 15,        /* of a number in a spreadsheet */
    DAYS_BEFORE_1970 = 25569, /* day 1 is 1900-01-01, and 1900 counts a day too many */
    A4 = 9
};

/* ---- Cells ---- */

/* The bytes of the character at text, at least one. */
static size_t character_bytes(const char *text)
{
    size_t n = 1;

    while (((unsigned char)text[n] & 0xC0) == 0x80) {
        n++;
    }
    return n;
}

static size_t count_characters(const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text += character_bytes(text)) {
        n++;
    }
    return n;
}

void koppel_xml_text(struct koppel_text *xml, const char *text)
{
    for (int n = 0; *text != '\0' && n < MOST_CHARACTERS; n++) {
        size_t n_bytes = character_bytes(text);

        switch (*text) {
        case '&':
            koppel_text_add(xml, "&amp;");
            break;
        case '<':
            koppel_text_add(xml, "&lt;");
            break;
        case '>':
            koppel_text_add(xml, "&gt;");
            break;
        case '"':
            koppel_text_add(xml, "&quot;");
            break;
        case '\n':
            koppel_text_add(xml, "&#10;");
            break;
        default: /* XML has no other characters that steer */
            koppel_text_append(xml, (unsigned char)*text < ' ' ? " " : text, n_bytes);
        }
        text += n_bytes;
    }
}

static void append(struct koppel_text *xml, const struct koppel_text *part)
{
    koppel_text_append(xml, part->bytes, part->n_bytes);
    xml->failed = xml->failed || part->failed;
}

/* Closes the row that was begun last. Its height is told: not every program works it out. */
static void end_row(struct koppel_new_sheet *sheet)
{
    bool is_heading = sheet->has_headings && sheet->row == 1;
    int n_lines = is_heading ? HEADING_LINES : sheet->n_lines;

    if (sheet->row > 0) {
        koppel_text_add(&sheet->rows, "<row r=\"%" PRId32 "\" ht=\"%d\" customHeight=\"1\">", sheet->row,
                        LINE_POINTS * n_lines + 3);
        append(&sheet->rows, &sheet->cells);
        koppel_text_add(&sheet->rows, "</row>");
    }
    koppel_text_free(&sheet->cells);
}

void koppel_new_sheet_row(struct koppel_new_sheet *sheet)
{
    end_row(sheet);
    sheet->row++;
    sheet->column = 0;
    sheet->n_lines = 1;
}

/* Moves to the next cell, which holds so many characters. @return its name, NULL where no further cell fits */
static const char *next_cell(struct koppel_new_sheet *sheet, size_t n_characters,
                             char name[KOPPEL_CELL_REFERENCE_BYTES])
{
    int widest = sheet->is_prose ? PROSE : WIDEST;
    int32_t n_lines = (int32_t)((n_characters + (size_t)widest - 1) / (size_t)widest);
    int16_t *width = NULL;

    if (sheet->column == KOPPEL_WRITER_COLUMNS) {
        return NULL;
    }
    width = &sheet->widths[sheet->column++];
    *width = n_characters > (size_t)*width ? (int16_t)(n_lines > 1 ? widest : (int)n_characters) : *width;
    sheet->n_lines = n_lines < sheet->n_lines ? sheet->n_lines : n_lines < MOST_LINES ? n_lines : MOST_LINES;
    sheet->n_columns = sheet->column > sheet->n_columns ? sheet->column : sheet->n_columns;
    return koppel_cell_name(sheet->row, sheet->column, name);
}

/* How many characters wide a text wants to be: a title runs over its neighbours, a heading stands on two lines. */
static size_t wanted_width(enum koppel_cell_style style, const char *text)
{
    size_t n_characters = count_characters(text);
    size_t widest = (n_characters + HEADING_LINES) / HEADING_LINES + 2;

    if (style == KOPPEL_STYLE_TITLE) {
        return 0;
    }
    if (style != KOPPEL_STYLE_HEADING && style != KOPPEL_STYLE_REQUIRED) {
        return n_characters;
    }
    for (size_t n = 0; *text != '\0'; text += character_bytes(text)) {
        n = *text == ' ' ? 0 : n + 1;
        widest = n > widest ? n : widest;
    }
    return widest + 3; /* the button of the filter, and bold letters */
}

void koppel_new_sheet_text(struct koppel_new_sheet *sheet, enum koppel_cell_style style, const char *text)
{
    char name[KOPPEL_CELL_REFERENCE_BYTES];

    text = text != NULL ? text : "";
    if (next_cell(sheet, wanted_width(style, text), name) == NULL) {
        return;
    }
    sheet->n_lines += style == KOPPEL_STYLE_TITLE;
    koppel_text_add(&sheet->cells, "<c r=\"%s\" s=\"%d\"", name, (int)style + 1);
    if (*text == '\0') {
        koppel_text_add(&sheet->cells, "/>");
        return;
    }
    koppel_text_add(&sheet->cells, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    koppel_xml_text(&sheet->cells, text);
    koppel_text_add(&sheet->cells, "</t></is></c>");
}

static void add_number(struct koppel_new_sheet *sheet, enum koppel_cell_style style, const char *number)
{
    char name[KOPPEL_CELL_REFERENCE_BYTES];

    if (next_cell(sheet, strlen(number) + (style == KOPPEL_STYLE_AMOUNT ? 3 : 0), name) != NULL) {
        koppel_text_add(&sheet->cells, "<c r=\"%s\" s=\"%d\"><v>%s</v></c>", name, (int)style + 1, number);
    }
}

void koppel_new_sheet_number(struct koppel_new_sheet *sheet, enum koppel_cell_style style, int64_t value, int64_t scale)
{
    char number[40];

    koppel_new_sheet_number_text(sheet, style, koppel_decimal_format(value, scale, '.', number, sizeof number));
}

void koppel_new_sheet_number_text(struct koppel_new_sheet *sheet, enum koppel_cell_style style, const char *text)
{
    const char *digits = text + (*text == '-');
    size_t n_whole = strspn(digits, "0123456789");
    size_t n_places = digits[n_whole] == '.' ? strspn(digits + n_whole + 1, "0123456789") : 0;
    size_t n = n_whole + (n_places > 0 ? n_places + 1 : 0);
    bool leads_with_zero = digits[0] == '0' && n_whole > 1; /* a code */

    if (n_whole == 0 || digits[n] != '\0' || leads_with_zero || n_whole + n_places > EXACT_DIGITS) {
        koppel_new_sheet_text(sheet, style, text);
    } else {
        add_number(sheet, style, text);
    }
}

void koppel_new_sheet_day(struct koppel_new_sheet *sheet, enum koppel_cell_style style, int32_t day)
{
    char name[KOPPEL_CELL_REFERENCE_BYTES];

    if (day == KOPPEL_NO_DATE) {
        koppel_new_sheet_text(sheet, style, NULL);
    } else if (next_cell(sheet, strlen("2026-03-15") + 1, name) != NULL) {
        koppel_text_add(&sheet->cells, "<c r=\"%s\" s=\"%d\"><v>%" PRId32 "</v></c>", name, (int)style + 1,
                        day + DAYS_BEFORE_1970);
    }
}

void koppel_new_sheet_column_style(struct koppel_new_sheet *sheet, int32_t column, enum koppel_cell_style style)
{
    sheet->styles[column - 1] = (uint8_t)(style + 1);
}

void koppel_new_sheet_check(struct koppel_new_sheet *sheet, int32_t column, int32_t first, int32_t last,
                            const struct koppel_cell_check *check)
{
    static const char *const types[] = {[KOPPEL_CHECK_LIST] = "list",
                                        [KOPPEL_CHECK_RANGE] = "list",
                                        [KOPPEL_CHECK_WHOLE] = "whole",
                                        [KOPPEL_CHECK_DAY] = "date"};
    int64_t shift = check->kind == KOPPEL_CHECK_DAY ? DAYS_BEFORE_1970 : 0;
    const char *quote = check->kind == KOPPEL_CHECK_LIST ? "&quot;" : "";
    char from[KOPPEL_CELL_REFERENCE_BYTES];
    char to[KOPPEL_CELL_REFERENCE_BYTES];

    koppel_text_add(&sheet->checks, "<dataValidation type=\"%s\" allowBlank=\"1\" showErrorMessage=\"1\" error=\"",
                    types[check->kind]);
    koppel_xml_text(&sheet->checks, check->message);
    koppel_text_add(&sheet->checks, "\" sqref=\"%s:%s\"><formula1>%s", koppel_cell_name(first, column, from),
                    koppel_cell_name(last, column, to), quote);
    if (check->kind == KOPPEL_CHECK_LIST || check->kind == KOPPEL_CHECK_RANGE) {
        koppel_xml_text(&sheet->checks, check->choices);
        koppel_text_add(&sheet->checks, "%s</formula1>", quote);
    } else {
        koppel_text_add(&sheet->checks, "%" PRId64 "</formula1><formula2>%" PRId64 "</formula2>", check->min + shift,
                        check->max + shift);
    }
    koppel_text_add(&sheet->checks, "</dataValidation>");
    sheet->n_checks++;
}

/* ---- One sheet ---- */

static void add_views(struct koppel_text *xml, const struct koppel_new_sheet *sheet, bool is_first)
{
    char corner[KOPPEL_CELL_REFERENCE_BYTES];

    koppel_text_add(xml, "<sheetViews><sheetView workbookViewId=\"0\"%s>", is_first ? " tabSelected=\"1\"" : "");
    if (sheet->has_headings) {
        bool has_columns = sheet->n_fixed > 0;

        koppel_text_add(xml, "<pane ");
        if (has_columns) {
            koppel_text_add(xml, "xSplit=\"%" PRId32 "\" ", sheet->n_fixed);
        }
        koppel_text_add(xml, "ySplit=\"1\" topLeftCell=\"%s\" activePane=\"%s\" state=\"frozen\"/>",
                        koppel_cell_name(2, sheet->n_fixed + 1, corner), has_columns ? "bottomRight" : "bottomLeft");
    }
    koppel_text_add(xml, "</sheetView></sheetViews>");
}

static void add_columns(struct koppel_text *xml, const struct koppel_new_sheet *sheet)
{
    koppel_text_add(xml, "<cols>");
    for (int32_t c = 0; c < sheet->n_columns; c++) {
        int width = sheet->is_prose ? PROSE : sheet->widths[c] > NARROWEST ? sheet->widths[c] : NARROWEST;

        koppel_text_add(xml, "<col min=\"%" PRId32 "\" max=\"%" PRId32 "\" width=\"%d\" customWidth=\"1\"", c + 1,
                        c + 1, width + 3);
        if (sheet->styles[c] > 0) {
            koppel_text_add(xml, " style=\"%d\"", sheet->styles[c]);
        }
        koppel_text_add(xml, "/>");
    }
    koppel_text_add(xml, "</cols>");
}

static void add_foot(struct koppel_text *xml, const struct koppel_book_writer *book,
                     const struct koppel_new_sheet *sheet)
{
    struct koppel_text foot = {0};

    koppel_text_add(&foot, "&L");
    for (const char *c = sheet->footer != NULL ? sheet->footer : sheet->name; *c != '\0'; c++) {
        koppel_text_append(&foot, *c == '&' ? "&&" : c, *c == '&' ? 2 : 1);
    }
    koppel_text_add(&foot, "&R");
    for (const char *c = book->page_words != NULL ? book->page_words : "Page %s of %s", *number = "&P"; *c != '\0';
         c++) {
        if (c[0] == '%' && c[1] == 's') {
            koppel_text_add(&foot, "%s", number);
            number = "&N";
            c++;
        } else {
            koppel_text_append(&foot, c, 1);
        }
    }
    koppel_text_add(xml, "<headerFooter><oddFooter>");
    koppel_xml_text(xml, foot.bytes != NULL ? foot.bytes : "");
    koppel_text_add(xml, "</oddFooter></headerFooter>");
    xml->failed = xml->failed || foot.failed;
    koppel_text_free(&foot);
}

static void add_sheet_xml(struct koppel_text *xml, const struct koppel_book_writer *book,
                          const struct koppel_new_sheet *sheet)
{
    char last[KOPPEL_CELL_REFERENCE_BYTES];

    koppel_text_add(xml, KOPPEL_XML_HEAD "<worksheet xmlns=\"" KOPPEL_MAIN_SPACE "\" xmlns:r=\"" KOPPEL_RELATION_SPACE
                                         "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
    add_views(xml, sheet, book->n_sheets == 1);
    koppel_text_add(xml, "<sheetFormatPr defaultRowHeight=\"15\"/>");
    if (sheet->n_columns > 0) {
        add_columns(xml, sheet);
    }
    koppel_text_add(xml, "<sheetData>");
    append(xml, &sheet->rows);
    koppel_text_add(xml, "</sheetData>");
    if (sheet->is_locked) {
        koppel_text_add(xml, "<sheetProtection sheet=\"1\" formatColumns=\"0\" formatRows=\"0\" insertRows=\"0\" "
                             "deleteRows=\"0\" sort=\"0\" autoFilter=\"0\"/>");
    }
    if (sheet->has_headings && sheet->n_columns > 0) {
        koppel_text_add(xml, "<autoFilter ref=\"A1:%s\"/>", koppel_cell_name(sheet->row, sheet->n_columns, last));
    }
    if (sheet->n_checks > 0) {
        koppel_text_add(xml, "<dataValidations count=\"%" PRId32 "\">", sheet->n_checks);
        append(xml, &sheet->checks);
        koppel_text_add(xml, "</dataValidations>");
    }
    koppel_text_add(xml,
                    "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" "
                    "footer=\"0.3\"/><pageSetup paperSize=\"%d\" orientation=\"landscape\" fitToWidth=\"1\" "
                    "fitToHeight=\"0\"/>",
                    A4);
    add_foot(xml, book, sheet);
    koppel_text_add(xml, "%s</worksheet>", sheet->n_notes > 0 ? "<legacyDrawing r:id=\"shapes\"/>" : "");
}

/* ---- Names of sheets ---- */

/* A name in quotes as ranges write it. */
static void add_quoted_name(struct koppel_text *text, const char *name)
{
    struct koppel_text quoted = {0};

    koppel_text_add(&quoted, "'");
    for (; *name != '\0'; name++) {
        koppel_text_append(&quoted, name, 1);
        koppel_text_append(&quoted, "'", *name == '\'' ? 1 : 0);
    }
    koppel_text_add(&quoted, "'");
    koppel_xml_text(text, quoted.bytes != NULL ? quoted.bytes : "");
    text->failed = text->failed || quoted.failed;
    koppel_text_free(&quoted);
}

/* Cuts a name to n characters and takes out what a name may not have. */
static void tame_name(char *name, size_t n_characters)
{
    char *end = name;

    for (size_t n = 0; *end != '\0' && n < n_characters; n++) {
        *end = strchr("[]:*?/\\", *end) != NULL || (unsigned char)*end < ' ' ? ' ' : *end;
        end += character_bytes(end);
    }
    while (end > name && (end[-1] == ' ' || end[-1] == '\'')) {
        end--;
    }
    *end = '\0';
}

/* Names are unique without regard to case: book->names holds them in small letters, a line each. */
static bool take_name(struct koppel_book_writer *book, const char *name)
{
    char line[KOPPEL_SHEET_NAME_BYTES + 3];
    size_t n = (size_t)snprintf(line, sizeof line, "\n%s\n", name);

    for (size_t i = 0; i < n; i++) {
        line[i] = line[i] >= 'A' && line[i] <= 'Z' ? (char)(line[i] - 'A' + 'a') : line[i];
    }
    if (n < 3 || (book->names.bytes != NULL && strstr(book->names.bytes, line) != NULL)) {
        return false;
    }
    koppel_text_append(&book->names, line, n);
    return true;
}

static void settle_name(struct koppel_book_writer *book, struct koppel_new_sheet *sheet)
{
    char wanted[KOPPEL_SHEET_NAME_BYTES];

    tame_name(sheet->name, MOST_NAME_CHARACTERS);
    snprintf(wanted, sizeof wanted, "%s", sheet->name);
    for (int n = 2; !take_name(book, sheet->name) && n < 10000; n++) {
        char number[16];
        size_t n_number = (size_t)snprintf(number, sizeof number, " (%d)", n);

        snprintf(sheet->name, sizeof sheet->name, "%s", wanted);
        tame_name(sheet->name, MOST_NAME_CHARACTERS - n_number);
        snprintf(sheet->name + strlen(sheet->name), sizeof sheet->name - strlen(sheet->name), "%s", number);
    }
}

/* ---- The workbook ---- */

static void add_part(struct koppel_book_writer *book, const char *name, struct koppel_text *xml)
{
    if (xml->failed) {
        book->zip.failed = true;
    } else {
        koppel_zip_writer_part(&book->zip, name, xml->bytes, xml->n_bytes);
    }
    koppel_text_free(xml);
}

/* What a sheet adds to the names that a workbook defines. */
static void add_ranges(struct koppel_book_writer *book, const struct koppel_new_sheet *sheet)
{
    int n = book->n_sheets - 1;
    char last[KOPPEL_CELL_REFERENCE_BYTES];

    if (!sheet->has_headings || sheet->n_columns == 0) {
        return;
    }
    koppel_cell_name(sheet->row, sheet->n_columns, last);
    koppel_text_add(&book->ranges, "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"%d\" hidden=\"1\">", n);
    add_quoted_name(&book->ranges, sheet->name);
    koppel_text_add(&book->ranges, "!$A$1:$%.*s$%" PRId32 "</definedName>", (int)strcspn(last, "0123456789"), last,
                    sheet->row);
    if (sheet->n_printed > 0) {
        koppel_cell_name(sheet->row, sheet->n_printed, last);
        koppel_text_add(&book->ranges, "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"%d\">", n);
        add_quoted_name(&book->ranges, sheet->name);
        koppel_text_add(&book->ranges, "!$A$1:$%.*s$%" PRId32 "</definedName>", (int)strcspn(last, "0123456789"), last,
                        sheet->row);
    }
    koppel_text_add(&book->ranges, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%d\">", n);
    add_quoted_name(&book->ranges, sheet->name);
    koppel_text_add(&book->ranges, "!$1:$1</definedName>");
}

void koppel_new_sheet_free(struct koppel_new_sheet *sheet)
{
    koppel_text_free(&sheet->rows);
    koppel_text_free(&sheet->cells);
    koppel_text_free(&sheet->checks);
    koppel_text_free(&sheet->notes);
    koppel_text_free(&sheet->shapes);
}

void koppel_book_writer_add(struct koppel_book_writer *book, struct koppel_new_sheet *sheet)
{
    struct koppel_text xml = {0};
    char path[64];
    int n = ++book->n_sheets;

    end_row(sheet);
    settle_name(book, sheet);
    add_ranges(book, sheet);
    koppel_text_add(&book->sheets, "<sheet name=\"");
    koppel_xml_text(&book->sheets, sheet->name);
    koppel_text_add(&book->sheets, "\" sheetId=\"%d\" r:id=\"sheet%d\"/>", n, n);
    koppel_text_add(&book->relations,
                    "<Relationship Id=\"sheet%d\" Type=\"" KOPPEL_RELATION_SPACE
                    "/worksheet\" Target=\"worksheets/sheet%d.xml\"/>",
                    n, n);
    koppel_text_add(
        &book->types,
        "<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"" KOPPEL_MAIN_TYPE ".worksheet+xml\"/>", n);
    add_sheet_xml(&xml, book, sheet);
    snprintf(path, sizeof path, "xl/worksheets/sheet%d.xml", n);
    add_part(book, path, &xml);
    if (sheet->n_notes > 0) {
        koppel_book_notes_add(book, sheet);
    }
    koppel_new_sheet_free(sheet);
}

static void add_workbook(struct koppel_book_writer *book)
{
    struct koppel_text xml = {0};

    koppel_text_add(&xml, KOPPEL_XML_HEAD "<workbook xmlns=\"" KOPPEL_MAIN_SPACE "\" xmlns:r=\"" KOPPEL_RELATION_SPACE
                                          "\"><bookViews><workbookView/></bookViews><sheets>");
    append(&xml, &book->sheets);
    koppel_text_add(&xml, "</sheets>");
    if (book->ranges.n_bytes > 0) {
        koppel_text_add(&xml, "<definedNames>");
        append(&xml, &book->ranges);
        koppel_text_add(&xml, "</definedNames>");
    }
    koppel_text_add(&xml, "</workbook>");
    add_part(book, "xl/workbook.xml", &xml);
    koppel_text_add(&xml, KOPPEL_XML_HEAD "<Relationships xmlns=\"" KOPPEL_PACKAGE_SPACE "/relationships\">");
    append(&xml, &book->relations);
    koppel_text_add(&xml, "<Relationship Id=\"styles\" Type=\"" KOPPEL_RELATION_SPACE
                          "/styles\" Target=\"styles.xml\"/></Relationships>");
    add_part(book, "xl/_rels/workbook.xml.rels", &xml);
}

static void add_list_of_parts(struct koppel_book_writer *book)
{
    struct koppel_text xml = {0};

    koppel_text_add(&xml, KOPPEL_XML_HEAD
                    "<Relationships xmlns=\"" KOPPEL_PACKAGE_SPACE "/relationships\"><Relationship Id=\"book\" "
                    "Type=\"" KOPPEL_RELATION_SPACE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    add_part(book, "_rels/.rels", &xml);
    koppel_text_add(&xml, KOPPEL_XML_HEAD
                    "<Types xmlns=\"" KOPPEL_PACKAGE_SPACE "/content-types\"><Default Extension=\"rels\" "
                    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
                    "Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"vml\" "
                    "ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/><Override "
                    "PartName=\"/xl/workbook.xml\" ContentType=\"" KOPPEL_MAIN_TYPE ".sheet.main+xml\"/><Override "
                    "PartName=\"/xl/styles.xml\" ContentType=\"" KOPPEL_MAIN_TYPE ".styles+xml\"/>");
    append(&xml, &book->types);
    koppel_text_add(&xml, "</Types>");
    add_part(book, "[Content_Types].xml", &xml);
}

enum koppel_status koppel_book_writer_finish(struct koppel_book_writer *book, struct koppel_text *bytes)
{
    struct koppel_text styles = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_book_styles(&styles, book->day_format != NULL ? book->day_format : "yyyy\\-mm\\-dd");
    add_part(book, "xl/styles.xml", &styles);
    add_workbook(book);
    add_list_of_parts(book);
    book->zip.failed = book->zip.failed || book->names.failed || book->ranges.failed;
    status = koppel_zip_writer_finish(&book->zip, bytes);
    koppel_text_free(&book->names);
    koppel_text_free(&book->sheets);
    koppel_text_free(&book->relations);
    koppel_text_free(&book->types);
    koppel_text_free(&book->ranges);
    *book = (struct koppel_book_writer){0};
    return status;
}
