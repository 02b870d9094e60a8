// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_parts.c - relationships, formats and texts of a workbook (see book_parts.h). */
#include "workbook/book_parts.h"

#include "workbook/xml_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PART_BYTES = 256, MOST_CODES = KOPPEL_WORKBOOK_MAX_FORMATS / 10 };

struct relations_reading {
    struct koppel_workbook *book;
    struct koppel_relations *relations;
    struct koppel_errors *errors;
};

static enum koppel_status nothing(void *data, int depth)
{
    (void)data;
    (void)depth;
    return KOPPEL_OK;
}

static const char *keep(struct koppel_workbook *book, const char *text)
{
    return koppel_pool_copy(&book->pool, text != NULL ? text : "", text != NULL ? strlen(text) : 0);
}

static enum koppel_status take_relation(void *data, const char *name, int depth, const char **attributes)
{
    struct relations_reading *reading = data;
    struct koppel_relations *relations = reading->relations;
    const char *type = koppel_xml_attribute(attributes, "Type");
    const char *mode = koppel_xml_attribute(attributes, "TargetMode");
    struct koppel_relation relation = {.is_external = mode != NULL && strcmp(mode, "External") == 0};

    if (depth != 1 || strcmp(name, "Relationship") != 0 || type == NULL) {
        return KOPPEL_OK;
    }
    if (relations->n >= KOPPEL_WORKBOOK_MAX_RELATIONS) {
        return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->book->name, 0, 0,
                                 "the workbook has more than %d parts: is this a workbook?",
                                 KOPPEL_WORKBOOK_MAX_RELATIONS);
    }
    relation.id = keep(reading->book, koppel_xml_attribute(attributes, "Id"));
    relation.type = keep(reading->book, strrchr(type, '/') != NULL ? strrchr(type, '/') + 1 : type);
    relation.target = keep(reading->book, koppel_xml_attribute(attributes, "Target"));
    if (relation.id == NULL || relation.type == NULL || relation.target == NULL ||
        koppel_grow((void **)&relations->items, &relations->capacity, relations->n + 1, sizeof *relations->items) !=
            KOPPEL_OK) {
        return koppel_errors_no_memory(reading->errors, reading->book->name);
    }
    relations->items[relations->n++] = relation;
    return KOPPEL_OK;
}

enum koppel_status koppel_relations_read(struct koppel_workbook *book, const char *part,
                                         struct koppel_relations *relations, struct koppel_errors *errors)
{
    static const struct koppel_xml_handler handler = {.start = take_relation, .end = nothing};
    struct relations_reading reading = {.book = book, .relations = relations, .errors = errors};
    const char *file = strrchr(part, '/') != NULL ? strrchr(part, '/') + 1 : part;
    char path[PART_BYTES + 16];

    snprintf(path, sizeof path, "%.*s_rels/%s.rels", (int)(file - part), part, file);
    return koppel_zip_has(&book->zip, path) ? koppel_xml_part_read(&book->zip, path, &handler, &reading, errors)
                                            : KOPPEL_OK;
}

const char *koppel_relation_part(struct koppel_workbook *book, const char *part, const char *target,
                                 enum koppel_status *status)
{
    char path[PART_BYTES] = "";
    const char *file = strrchr(part, '/');
    size_t n = 0;
    const char *kept = NULL;

    if (target[0] != '/' && file != NULL && (size_t)(file - part) < sizeof path - 1) {
        n = (size_t)(file - part);
        memcpy(path, part, n);
    }
    for (const char *at = target; *at != '\0';) {
        size_t length = strcspn(at, "/");

        if (length == 2 && memcmp(at, "..", 2) == 0) {
            if (n == 0) {
                return NULL; /* above the root: out of the workbook */
            }
            while (n > 0 && path[n - 1] != '/') {
                n--;
            }
            n -= n > 0;
        } else if (length > 0 && !(length == 1 && *at == '.')) {
            if (n + length + 2 > sizeof path) {
                return NULL;
            }
            if (n > 0) {
                path[n++] = '/';
            }
            memcpy(path + n, at, length);
            n += length;
        }
        at += length + (at[length] == '/');
    }
    kept = koppel_pool_copy(&book->pool, path, n);
    *status = kept == NULL ? KOPPEL_E_MEMORY : *status;
    return kept;
}

/** A format code of the workbook's own. */
struct code {
    uint32_t id;
    struct koppel_number_format format;
};

struct formats_reading {
    struct koppel_workbook *book;
    struct koppel_errors *errors;
    struct code *codes;
    size_t n_codes, codes_capacity, formats_capacity;
    enum { NOTHING, CODES, CELLS } section;
};

static struct koppel_number_format format_of(const struct formats_reading *reading, uint32_t id)
{
    for (size_t i = 0; i < reading->n_codes; i++) {
        if (reading->codes[i].id == id) {
            return reading->codes[i].format;
        }
    }
    return koppel_format_of_id(id);
}

static enum koppel_status take_format(void *data, const char *name, int depth, const char **attributes)
{
    struct formats_reading *reading = data;
    struct koppel_workbook *book = reading->book;
    const char *written = koppel_xml_attribute(attributes, "numFmtId");
    const char *code = koppel_xml_attribute(attributes, "formatCode");
    uint32_t id = 0;

    if (depth == 1) {
        reading->section = strcmp(name, "numFmts") == 0 ? CODES : strcmp(name, "cellXfs") == 0 ? CELLS : NOTHING;
        return KOPPEL_OK;
    }
    if (depth != 2 || reading->section == NOTHING) {
        return KOPPEL_OK;
    }
    if (written != NULL && !koppel_whole_parse(written, strlen(written), UINT32_MAX, &id)) {
        return KOPPEL_OK;
    }
    if (book->n_formats >= KOPPEL_WORKBOOK_MAX_FORMATS || reading->n_codes >= MOST_CODES) {
        return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, book->name, 0, 0,
                                 "the workbook has more than %d formats of cells: copy the tables to a new workbook",
                                 reading->n_codes >= MOST_CODES ? MOST_CODES : KOPPEL_WORKBOOK_MAX_FORMATS);
    }
    if (reading->section == CODES) {
        if (koppel_grow((void **)&reading->codes, &reading->codes_capacity, reading->n_codes + 1,
                        sizeof *reading->codes) != KOPPEL_OK) {
            return koppel_errors_no_memory(reading->errors, book->name);
        }
        reading->codes[reading->n_codes++] =
            (struct code){.id = id, .format = koppel_format_of_code(code != NULL ? code : "")};
        return KOPPEL_OK;
    }
    if (koppel_grow((void **)&book->formats, &reading->formats_capacity, book->n_formats + 1, sizeof *book->formats) !=
        KOPPEL_OK) {
        return koppel_errors_no_memory(reading->errors, book->name);
    }
    book->formats[book->n_formats++] = format_of(reading, id);
    return KOPPEL_OK;
}

enum koppel_status koppel_workbook_formats(struct koppel_workbook *book, struct koppel_errors *errors)
{
    static const struct koppel_xml_handler handler = {.start = take_format, .end = nothing};
    struct formats_reading reading = {.book = book, .errors = errors};
    enum koppel_status status = KOPPEL_OK;

    if (book->styles_part != NULL && koppel_zip_has(&book->zip, book->styles_part)) {
        status = koppel_xml_part_read(&book->zip, book->styles_part, &handler, &reading, errors);
    }
    free(reading.codes);
    return status;
}

enum koppel_status koppel_gathered_add(struct koppel_gathered_text *text, const char *bytes, size_t n)
{
    if (text->n + n > KOPPEL_CELL_MAX_BYTES) {
        return KOPPEL_E_INPUT;
    }
    if (koppel_grow((void **)&text->bytes, &text->capacity, text->n + n + 1, 1) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(text->bytes + text->n, bytes, n);
    text->n += n;
    text->bytes[text->n] = '\0';
    return KOPPEL_OK;
}

/* The number of an escape _xHHHH_, 0 when this is none. */
static uint32_t escape_at(const char *at)
{
    uint32_t value = 0;

    if (at[0] != '_' || at[1] != 'x') {
        return 0;
    }
    for (int i = 2; i < 6; i++) {
        const char *digits = "0123456789abcdef";
        char low = at[i] >= 'A' && at[i] <= 'F' ? (char)(at[i] - 'A' + 'a') : at[i];
        const char *digit = low != '\0' ? strchr(digits, low) : NULL;

        if (digit == NULL) {
            return 0;
        }
        value = 16 * value + (uint32_t)(digit - digits);
    }
    return at[6] == '_' ? value : 0;
}

/* A character below 65536 as UTF-8. */
static size_t put_character(uint32_t character, char *out)
{
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (char)(0xC0 | character >> 6);
        out[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | character >> 12);
    out[1] = (char)(0x80 | (character >> 6 & 0x3F));
    out[2] = (char)(0x80 | (character & 0x3F));
    return 3;
}

const char *koppel_gathered_keep(struct koppel_gathered_text *text, struct koppel_pool *pool)
{
    static const char blanks[] = " \t\r\n";
    size_t n = 0;
    size_t first = 0;

    for (size_t at = 0; at < text->n;) {
        uint32_t character = text->bytes[at] == '_' ? escape_at(text->bytes + at) : 0;

        if (character == '\r') {
            at += 7; /* half of a line end of Windows */
        } else if (character == '\n' || character == '\t' || (character >= ' ' && character < 0x7F) ||
                   (character >= 0xA0 && (character < 0xD800 || character > 0xDFFF) && character < 0xFFFE)) {
            n += put_character(character, text->bytes + n);
            at += 7;
        } else {
            text->bytes[n++] = text->bytes[at++];
        }
    }
    while (n > 0 && strchr(blanks, text->bytes[n - 1]) != NULL) {
        n--;
    }
    while (first < n && strchr(blanks, text->bytes[first]) != NULL) {
        first++;
    }
    return n > first ? koppel_pool_copy(pool, text->bytes + first, n - first) : "";
}

bool koppel_whole_parse(const char *text, size_t n, uint32_t limit, uint32_t *number)
{
    uint64_t value = 0;

    if (n == 0 || n > 10) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        value = 10 * value + (uint64_t)(text[i] - '0');
    }
    if (value > limit) {
        return false;
    }
    *number = (uint32_t)value;
    return true;
}
