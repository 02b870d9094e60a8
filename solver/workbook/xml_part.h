// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* xml_part.h - one XML part of a workbook, told tag by tag (over expat).
 *
 * A document type declaration is refused, so there are no entities beside the five of XML; nothing outside the part is
 * ever read. Depth and the length of one tag are capped.
 */
#ifndef KOPPEL_WORKBOOK_XML_PART_H
#define KOPPEL_WORKBOOK_XML_PART_H

#include "workbook/zip_reader.h"

/** Deepest nesting, and longest tag or comment. */
enum { KOPPEL_XML_MAX_DEPTH = 64, KOPPEL_XML_MAX_TAG_BYTES = 1 << 20 };

/** What the reader of a part does with it. `name` is without its namespace, "" for one that is not of the root's
 * namespace; `depth` is 0 for the root. A status other than KOPPEL_OK ends the reading; its message is there already. */
struct koppel_xml_handler {
    enum koppel_status (*start)(void *data, const char *name, int depth, const char **attributes);
    enum koppel_status (*end)(void *data, int depth);
    enum koppel_status (*text)(void *data, const char *bytes, size_t n); /* may be NULL */
    bool any_space; /* names of every namespace are told, without it */
};

/**
 * Reads a part.
 * @return KOPPEL_OK; the status with which the handler ended it; KOPPEL_E_INPUT or KOPPEL_E_MEMORY with a message
 * Time O(bytes).
 */
enum koppel_status koppel_xml_part_read(struct koppel_zip *zip, const char *part,
                                        const struct koppel_xml_handler *handler, void *data,
                                        struct koppel_errors *errors);

/** The value of an attribute without namespace, NULL when it is not there. */
const char *koppel_xml_attribute(const char **attributes, const char *name);

/** The value of an attribute of a namespace that ends so, NULL when it is not there. */
const char *koppel_xml_spaced_attribute(const char **attributes, const char *space_ending, const char *name);

/** The value of the attribute that names a relationship (r:id), NULL when there is none. */
const char *koppel_xml_relationship(const char **attributes);

/** Whether an attribute says yes: "1" or "true". */
bool koppel_xml_truth(const char **attributes, const char *name);

#endif
