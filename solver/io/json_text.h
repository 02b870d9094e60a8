// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* json_text.h - strict JSON over cJSON, with messages that name line and column (syntax) or the path (values).
 *
 * cJSON alone accepts trailing text, repeated keys, numbers such as 01 and control characters in strings. Here the text
 * is scanned first by the grammar of RFC 8259, so that every syntax error has its place, and keys may not repeat.
 */
#ifndef KOPPEL_IO_JSON_TEXT_H
#define KOPPEL_IO_JSON_TEXT_H

#include "base/error.h"

#include <cJSON.h>
#include <stdbool.h>
#include <stdint.h>

enum { KOPPEL_JSON_MAX_BYTES = 1 << 24, KOPPEL_JSON_MAX_DEPTH = 32, KOPPEL_JSON_PATH = 160 };

/** Largest whole number that JSON numbers hold exactly here. */
#define KOPPEL_JSON_MAX_WHOLE INT64_C(1000000000000000)

/**
 * Parses one JSON value with nothing after it.
 * @param file  how messages call it
 * @param[out] root  to be freed with cJSON_Delete; NULL after an error
 * @return KOPPEL_OK, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with a message
 */
enum koppel_status koppel_json_parse(const char *bytes, size_t n_bytes, const char *file, cJSON **root,
                                     struct koppel_errors *errors);

/** The same for texts of at most max_bytes instead of KOPPEL_JSON_MAX_BYTES. */
enum koppel_status koppel_json_parse_large(const char *bytes, size_t n_bytes, size_t max_bytes, const char *file,
                                           cJSON **root, struct koppel_errors *errors);

/** What reads the values of a JSON text: keeps the first error's code. */
struct koppel_json_reading {
    const char *file;
    struct koppel_errors *errors;
    enum koppel_status status;
};

/** Adds the error `$.path: text`; the text is as for printf. */
void koppel_json_refuse(struct koppel_json_reading *reading, const char *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Path of a member: `$.spread` and `rule` give `$.spread.rule`. @return out */
char *koppel_json_path(const char *parent, const char *key, char out[KOPPEL_JSON_PATH]);

/** Path of an element: `$.tiers` and 2 give `$.tiers[2]`. @return out */
char *koppel_json_element(const char *parent, int index, char out[KOPPEL_JSON_PATH]);

/** A short form of a value for a message: `400`, `"abc"`, `an object`. @return out */
char *koppel_json_show(const cJSON *value, char out[80]);

/** Reads a whole number min..max. @return false, with a message, when it is none */
bool koppel_json_whole(struct koppel_json_reading *reading, const char *path, const cJSON *value, int64_t min,
                       int64_t max, int64_t *number);

/** Refuses the member `key` of an object for being none of the words of a list separated by spaces. */
void koppel_json_refuse_key(struct koppel_json_reading *reading, const char *parent, const char *key,
                            const char *known);

#endif
