// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* xml_part.c - one XML part of a workbook over expat (see xml_part.h). */
#include "workbook/xml_part.h"

#include "base/memory.h"

#include <string.h>

#include <expat.h>

enum { NAMESPACE_BYTES = 128 };

struct reading {
    XML_Parser parser;
    const struct koppel_xml_handler *handler;
    void *data;
    const struct koppel_zip *zip;
    const char *part;
    struct koppel_errors *errors;
    enum koppel_status status;
    int depth;
    char space[NAMESPACE_BYTES]; /* the root's namespace with its sign at the end, "" for none */
    size_t n_space;
    int64_t n_fed;
};

static void stop(struct reading *reading, enum koppel_status status)
{
    if (reading->status == KOPPEL_OK && status != KOPPEL_OK) {
        reading->status = status;
        XML_StopParser(reading->parser, XML_FALSE);
    }
}

static enum koppel_status refuse(const struct reading *reading, const char *why)
{
    return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->zip->name, 0, 0,
                             "the workbook's part %.80s %s: save it again as .xlsx from your spreadsheet program",
                             reading->part, why);
}

/* The name without the root's namespace, "" when it has another one. */
static const char *local_name(const struct reading *reading, const char *name)
{
    if (reading->handler->any_space) {
        return strchr(name, '|') != NULL ? strchr(name, '|') + 1 : name;
    }
    if (reading->n_space == 0) {
        return strchr(name, '|') == NULL ? name : "";
    }
    return strncmp(name, reading->space, reading->n_space) == 0 ? name + reading->n_space : "";
}

static void take_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reading *reading = context;

    if (reading->status != KOPPEL_OK) {
        return;
    }
    if (reading->depth == 0) {
        const char *sign = strchr(name, '|');

        reading->n_space = sign != NULL ? (size_t)(sign - name) + 1 : 0;
        if (reading->n_space >= NAMESPACE_BYTES) {
            stop(reading, refuse(reading, _("is not that of a workbook")));
            return;
        }
        memcpy(reading->space, name, reading->n_space);
    }
    if (reading->depth >= KOPPEL_XML_MAX_DEPTH) {
        stop(reading, refuse(reading, _("is nested too deep")));
        return;
    }
    stop(reading,
         reading->handler->start(reading->data, local_name(reading, name), reading->depth, (const char **)attributes));
    reading->depth++;
}

static void take_end(void *context, const XML_Char *name)
{
    struct reading *reading = context;

    (void)name;
    reading->depth--;
    if (reading->status == KOPPEL_OK) {
        stop(reading, reading->handler->end(reading->data, reading->depth));
    }
}

static void take_text(void *context, const XML_Char *bytes, int n)
{
    struct reading *reading = context;

    if (reading->status == KOPPEL_OK) {
        stop(reading, reading->handler->text(reading->data, bytes, (size_t)n));
    }
}

static void take_doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public_id,
                         int has_subset)
{
    struct reading *reading = context;

    (void)name;
    (void)system;
    (void)public_id;
    (void)has_subset;
    stop(reading, refuse(reading, _("declares a document type, which no spreadsheet program does")));
}

/* How many bytes expat holds back, of a tag that has not ended. Its 64-bit form, which newer versions ask for instead, is
 * not in Debian 12; a part of a workbook is far smaller than either can count. */
static int64_t bytes_held(const struct reading *reading)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return reading->n_fed - XML_GetCurrentByteIndex(reading->parser);
#pragma GCC diagnostic pop
}

static enum koppel_status take_bytes(void *data, const char *bytes, size_t n_bytes, bool is_last)
{
    struct reading *reading = data;
    enum XML_Status answer = XML_Parse(reading->parser, bytes, (int)n_bytes, is_last);

    reading->n_fed += (int64_t)n_bytes;
    if (reading->status != KOPPEL_OK) {
        return reading->status;
    }
    if (answer != XML_STATUS_OK) {
        return XML_GetErrorCode(reading->parser) == XML_ERROR_NO_MEMORY
                   ? koppel_errors_no_memory(reading->errors, reading->zip->name)
                   : refuse(reading, _("is damaged"));
    }
    /* expat reads a tag that goes on again and again: one that never ends would take its time squared */
    if (bytes_held(reading) > KOPPEL_XML_MAX_TAG_BYTES && !is_last) {
        return refuse(reading, _("has a tag without end"));
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_xml_part_read(struct koppel_zip *zip, const char *part,
                                        const struct koppel_xml_handler *handler, void *data,
                                        struct koppel_errors *errors)
{
    struct reading reading = {.handler = handler, .data = data, .zip = zip, .part = part, .errors = errors};
    enum koppel_status status = KOPPEL_OK;

    reading.parser = XML_ParserCreateNS(NULL, '|');
    if (reading.parser == NULL) {
        return koppel_errors_no_memory(errors, zip->name);
    }
    XML_SetUserData(reading.parser, &reading);
    XML_SetElementHandler(reading.parser, take_start, take_end);
    if (handler->text != NULL) {
        XML_SetCharacterDataHandler(reading.parser, take_text);
    }
    XML_SetStartDoctypeDeclHandler(reading.parser, take_doctype);
    status = koppel_zip_read(zip, part, take_bytes, &reading, errors);
    XML_ParserFree(reading.parser);
    return status;
}

const char *koppel_xml_attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

const char *koppel_xml_spaced_attribute(const char **attributes, const char *space_ending, const char *name)
{
    size_t n_ending = strlen(space_ending);

    for (; attributes[0] != NULL; attributes += 2) {
        const char *sign = strchr(attributes[0], '|');
        size_t n_space = sign != NULL ? (size_t)(sign - attributes[0]) : 0;

        if (n_space >= n_ending && strcmp(sign + 1, name) == 0 &&
            strncmp(sign - n_ending, space_ending, n_ending) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

const char *koppel_xml_relationship(const char **attributes)
{
    return koppel_xml_spaced_attribute(attributes, "/relationships", "id");
}

bool koppel_xml_truth(const char **attributes, const char *name)
{
    const char *value = koppel_xml_attribute(attributes, name);

    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
