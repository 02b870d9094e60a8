// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* workbook.c - opens a workbook: its sheets, and its shared strings (see workbook.h). */
#include "workbook/workbook.h"

#include "workbook/book_parts.h"
#include "workbook/file_kind.h"
#include "workbook/xml_part.h"

#include <stdlib.h>
#include <string.h>

/** What the readers of the workbook's own part share. */
struct opening {
    struct koppel_workbook *book;
    struct koppel_errors *errors;
    const char *part;
    struct koppel_relations relations;
    bool in_sheets;
};

static enum koppel_status nothing(void *data, int depth)
{
    (void)data;
    (void)depth;
    return KOPPEL_OK;
}

static enum koppel_status refuse(const struct koppel_workbook *book, struct koppel_errors *errors, const char *why)
{
    return koppel_errors_add(errors, KOPPEL_E_INPUT, book->name, 0, 0, "%s", why);
}

static const struct koppel_relation *find_relation(const struct koppel_relations *relations, const char *id,
                                                   const char *type)
{
    for (size_t i = 0; i < relations->n; i++) {
        const struct koppel_relation *relation = &relations->items[i];

        if ((id == NULL || strcmp(relation->id, id) == 0) && (type == NULL || strcmp(relation->type, type) == 0)) {
            return relation;
        }
    }
    return NULL;
}

static enum koppel_status add_sheet(struct opening *opening, const char **attributes)
{
    struct koppel_workbook *book = opening->book;
    const char *name = koppel_xml_attribute(attributes, "name");
    const char *state = koppel_xml_attribute(attributes, "state");
    const char *id = koppel_xml_relationship(attributes);
    const struct koppel_relation *relation = id != NULL ? find_relation(&opening->relations, id, NULL) : NULL;
    struct koppel_book_sheet sheet = {.is_hidden = state != NULL && strcmp(state, "visible") != 0};
    enum koppel_status status = KOPPEL_OK;

    if (book->n_sheets >= KOPPEL_WORKBOOK_MAX_SHEETS) {
        return koppel_errors_add(opening->errors, KOPPEL_E_INPUT, book->name, 0, 0,
                                 "the workbook has more than %d sheets: keep those with the tables of the case",
                                 KOPPEL_WORKBOOK_MAX_SHEETS);
    }
    if (relation != NULL && !relation->is_external && strcmp(relation->type, "worksheet") == 0) {
        sheet.part = koppel_relation_part(book, opening->part, relation->target, &status);
    }
    sheet.name = koppel_pool_copy(&book->pool, name != NULL ? name : "", name != NULL ? strlen(name) : 0);
    if (status != KOPPEL_OK || sheet.name == NULL ||
        koppel_grow((void **)&book->sheets, &book->sheets_capacity, book->n_sheets + 1, sizeof *book->sheets) !=
            KOPPEL_OK) {
        return koppel_errors_no_memory(opening->errors, book->name);
    }
    book->sheets[book->n_sheets++] = sheet;
    return KOPPEL_OK;
}

static enum koppel_status take_workbook(void *data, const char *name, int depth, const char **attributes)
{
    struct opening *opening = data;

    if (depth == 0 && strcmp(name, "workbook") != 0) {
        return refuse(opening->book, opening->errors, _("this is not an Excel workbook: save it as .xlsx"));
    }
    if (depth == 1) {
        opening->in_sheets = strcmp(name, "sheets") == 0;
        if (strcmp(name, "workbookPr") == 0) {
            opening->book->from_1904 = koppel_xml_truth(attributes, "date1904");
        }
    }
    return depth == 2 && opening->in_sheets && strcmp(name, "sheet") == 0 ? add_sheet(opening, attributes) : KOPPEL_OK;
}

/* The part of that kind, NULL when there is none inside the workbook. */
static const char *part_of_type(struct opening *opening, const char *type, enum koppel_status *status)
{
    const struct koppel_relation *relation = find_relation(&opening->relations, NULL, type);

    return relation != NULL && !relation->is_external
               ? koppel_relation_part(opening->book, opening->part, relation->target, status)
               : NULL;
}

/* An archive without workbook.xml: an OpenDocument spreadsheet, or none at all. */
static enum koppel_status open_other(struct koppel_workbook *book, struct koppel_errors *errors)
{
    return koppel_zip_has(&book->zip, "content.xml") && koppel_zip_has(&book->zip, "mimetype")
               ? koppel_ods_read(book, errors)
               : refuse(book, errors, _("this is not an Excel workbook: save it as .xlsx in your spreadsheet program"));
}

static enum koppel_status open_parts(struct opening *opening)
{
    static const struct koppel_xml_handler handler = {.start = take_workbook, .end = nothing};
    struct koppel_workbook *book = opening->book;
    enum koppel_status status = koppel_relations_read(book, "", &opening->relations, opening->errors);

    if (status != KOPPEL_OK) {
        return status;
    }
    opening->part = "";
    opening->part = part_of_type(opening, "officeDocument", &status);
    if (status != KOPPEL_OK) {
        return koppel_errors_no_memory(opening->errors, book->name);
    }
    if (opening->part == NULL) {
        return open_other(book, opening->errors);
    }
    if (strlen(opening->part) > 4 && strcmp(opening->part + strlen(opening->part) - 4, ".bin") == 0) {
        return refuse(book, opening->errors,
                      _("this is a binary workbook (.xlsb): save it as an Excel workbook (.xlsx)"));
    }
    opening->relations.n = 0;
    status = koppel_relations_read(book, opening->part, &opening->relations, opening->errors);
    if (status == KOPPEL_OK) {
        status = koppel_xml_part_read(&book->zip, opening->part, &handler, opening, opening->errors);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    book->strings_part = part_of_type(opening, "sharedStrings", &status);
    book->styles_part = part_of_type(opening, "styles", &status);
    return status == KOPPEL_OK ? koppel_workbook_formats(book, opening->errors)
                               : koppel_errors_no_memory(opening->errors, book->name);
}

enum koppel_status koppel_workbook_open(const char *bytes, size_t n_bytes, const char *name,
                                        struct koppel_workbook *book, struct koppel_errors *errors)
{
    struct opening opening = {.book = book, .errors = errors};
    enum koppel_file_kind kind = koppel_file_kind_of(bytes, n_bytes);
    enum koppel_status status = KOPPEL_OK;

    *book = (struct koppel_workbook){.name = name};
    if (kind != KOPPEL_FILE_ZIP) {
        return refuse(book, errors, koppel_file_kind_advice(kind));
    }
    if ((int64_t)n_bytes > KOPPEL_WORKBOOK_MAX_BYTES) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "the workbook is larger than %d MiB: take out pictures and other sheets",
                                 (int)(KOPPEL_WORKBOOK_MAX_BYTES >> 20));
    }
    status = koppel_zip_open(bytes, n_bytes, name, &book->zip, errors);
    if (status == KOPPEL_OK) {
        status = open_parts(&opening);
    }
    free(opening.relations.items);
    return status;
}

/** The shared strings as they are read: sst (0), si (1), t or r or rPh (2), t (3). */
struct strings_reading {
    struct koppel_workbook *book;
    struct koppel_errors *errors;
    struct koppel_gathered_text text;
    bool in_item, in_run, collects;
};

static enum koppel_status take_string_start(void *data, const char *name, int depth, const char **attributes)
{
    struct strings_reading *reading = data;

    (void)attributes;
    if (depth == 1) {
        reading->in_item = strcmp(name, "si") == 0;
        reading->text.n = 0;
    } else if (depth == 2) {
        reading->in_run = strcmp(name, "r") == 0; /* and not rPh, how it is pronounced */
        reading->collects = strcmp(name, "t") == 0;
    } else if (depth == 3) {
        reading->collects = reading->in_run && strcmp(name, "t") == 0;
    }
    return KOPPEL_OK;
}

static enum koppel_status take_string_text(void *data, const char *bytes, size_t n)
{
    struct strings_reading *reading = data;
    enum koppel_status status =
        reading->in_item && reading->collects ? koppel_gathered_add(&reading->text, bytes, n) : KOPPEL_OK;

    if (status == KOPPEL_E_INPUT) {
        return refuse(reading->book, reading->errors, _("a text in the workbook is longer than a cell can hold"));
    }
    return status == KOPPEL_OK ? status : koppel_errors_no_memory(reading->errors, reading->book->name);
}

static enum koppel_status take_string_end(void *data, int depth)
{
    struct strings_reading *reading = data;
    struct koppel_workbook *book = reading->book;
    const char *kept = NULL;

    reading->collects = reading->collects && depth > 3;
    if (depth != 1 || !reading->in_item) {
        return KOPPEL_OK;
    }
    if (book->n_strings >= KOPPEL_WORKBOOK_MAX_STRINGS ||
        book->n_text_bytes + reading->text.n > KOPPEL_WORKBOOK_MAX_TEXT_BYTES) {
        return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, book->name, 0, 0,
                                 "the workbook has more than %d different texts or %d MiB of text: keep only the "
                                 "tables that the case needs, or save them as CSV",
                                 KOPPEL_WORKBOOK_MAX_STRINGS, KOPPEL_WORKBOOK_MAX_TEXT_BYTES >> 20);
    }
    kept = koppel_gathered_keep(&reading->text, &book->pool);
    if (kept == NULL || koppel_grow((void **)&book->strings, &book->strings_capacity, book->n_strings + 1,
                                    sizeof *book->strings) != KOPPEL_OK) {
        return koppel_errors_no_memory(reading->errors, book->name);
    }
    book->n_text_bytes += reading->text.n;
    book->strings[book->n_strings++] = kept;
    return KOPPEL_OK;
}

enum koppel_status koppel_workbook_strings(struct koppel_workbook *book, struct koppel_errors *errors)
{
    static const struct koppel_xml_handler handler = {
        .start = take_string_start, .end = take_string_end, .text = take_string_text};
    struct strings_reading reading = {.book = book, .errors = errors};

    if (!book->has_strings && book->strings_part != NULL && koppel_zip_has(&book->zip, book->strings_part)) {
        book->strings_status = koppel_xml_part_read(&book->zip, book->strings_part, &handler, &reading, errors);
    }
    book->has_strings = true;
    free(reading.text.bytes);
    return book->strings_status;
}

void koppel_workbook_close(struct koppel_workbook *book)
{
    koppel_zip_close(&book->zip);
    for (size_t k = 0; book->tables != NULL && k < book->n_sheets; k++) {
        koppel_sheet_cells_free(&book->tables[k]);
    }
    free(book->tables);
    free(book->sheets);
    free(book->strings);
    free(book->formats);
    koppel_pool_free(&book->pool);
    *book = (struct koppel_workbook){0};
}
