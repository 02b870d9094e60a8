// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* json_text.c - strict JSON over cJSON (see json_text.h). */
#include "io/json_text.h"

#include "base/index.h"
#include "base/memory.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The text that is being scanned; text[n] is 0. */
struct scan {
    const char *text;
    size_t n;
    size_t at;
    int depth;
    const char *file;
    struct koppel_errors *errors;
};

static bool scan_value(struct scan *scan);

static bool wrong(struct scan *scan, const char *what)
{
    struct koppel_text_place place = koppel_text_place_of(scan->text, scan->at);

    koppel_errors_add(scan->errors, KOPPEL_E_INPUT, scan->file, place.line, place.column, "not correct JSON: %s",
                      scan->at >= scan->n ? _("the text ends too early") : what);
    return false;
}

static void skip_space(struct scan *scan)
{
    scan->at += strspn(scan->text + scan->at, " \t\r\n");
}

/* The number in four hexadecimal digits, or -1. */
static int hexadecimal(const char *text)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    int value = 0;

    for (int i = 0; i < 4; i++) {
        const char *digit = text[i] != '\0' ? strchr(digits, text[i]) : NULL;
        int number = digit != NULL ? (int)(digit - digits) : -1;

        if (number < 0) {
            return -1;
        }
        value = 16 * value + (number < 16 ? number : number - 6);
    }
    return value;
}

/* Length of the escape \uXXXX at text, 12 for a pair of surrogates, 0 when it is no character. */
static size_t unicode_escape(const char *text)
{
    int first = hexadecimal(text + 2);
    int second = 0;

    if (first >= 0xD800 && first <= 0xDBFF && text[6] == '\\' && text[7] == 'u') {
        second = hexadecimal(text + 8);
        return second >= 0xDC00 && second <= 0xDFFF ? 12 : 0;
    }
    return first > 0 && (first < 0xD800 || first > 0xDFFF) ? 6 : 0;
}

static bool scan_string(struct scan *scan)
{
    scan->at++;
    for (; scan->text[scan->at] != '"'; scan->at++) {
        const char *here = scan->text + scan->at;

        if ((unsigned char)*here < ' ') {
            return wrong(scan, _("a text between double quotes must end on its line"));
        }
        if (*here != '\\') {
            continue;
        }
        if (here[1] == 'u') {
            size_t n = unicode_escape(here);

            if (n == 0) {
                return wrong(scan, _("\\u must be followed by four hexadecimal digits of a character (not 0000)"));
            }
            scan->at += n - 1;
        } else if (here[1] != '\0' && strchr("\"\\/bfnrt", here[1]) != NULL) {
            scan->at++;
        } else {
            return wrong(scan,
                         _("a backslash in a text must be followed by one of \" \\ / b f n r t, or u and four digits"));
        }
    }
    scan->at++;
    return true;
}

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

static bool scan_number(struct scan *scan)
{
    const char *start = scan->text + scan->at;
    const char *next = start + (*start == '-');
    size_t n = count_digits(next);

    if (n == 0 || (n > 1 && *next == '0')) {
        return wrong(scan, _("a number must begin with a digit, and not with an extra 0"));
    }
    next += n;
    if (*next == '.') {
        n = count_digits(next + 1);
        if (n == 0) {
            return wrong(scan, _("a number needs digits after its decimal point"));
        }
        next += 1 + n;
    }
    if (*next == 'e' || *next == 'E') {
        next += 1 + (next[1] == '+' || next[1] == '-');
        n = count_digits(next);
        if (n == 0) {
            return wrong(scan, _("a number needs digits after its e"));
        }
        next += n;
    }
    scan->at += (size_t)(next - start);
    return true;
}

/* One member of an object: "key": value. */
static bool scan_member(struct scan *scan)
{
    if (scan->text[scan->at] != '"') {
        return wrong(scan, _("a key between double quotes is expected here"));
    }
    if (!scan_string(scan)) {
        return false;
    }
    skip_space(scan);
    if (scan->text[scan->at] != ':') {
        return wrong(scan, _("a : is expected after the key"));
    }
    scan->at++;
    return scan_value(scan);
}

/* The members of an object or the elements of an array, up to `close`. */
static bool scan_list(struct scan *scan, char close)
{
    bool first = true;

    if (++scan->depth > KOPPEL_JSON_MAX_DEPTH) {
        return wrong(scan, _("objects and lists are nested too deep"));
    }
    scan->at++;
    for (;; first = false) {
        skip_space(scan);
        if (first && scan->text[scan->at] == close) {
            break;
        }
        if (scan->text[scan->at] == close) {
            return wrong(scan, _("the comma before this bracket has nothing after it: delete the comma"));
        }
        if (!(close == '}' ? scan_member(scan) : scan_value(scan))) {
            return false;
        }
        skip_space(scan);
        if (scan->text[scan->at] == close) {
            break;
        }
        if (scan->text[scan->at] != ',') {
            return wrong(scan, close == '}' ? _("a , or } is expected here") : _("a , or ] is expected here"));
        }
        scan->at++;
    }
    scan->at++;
    scan->depth--;
    return true;
}

static bool scan_word(struct scan *scan, const char *word)
{
    size_t n = strlen(word);

    if (strncmp(scan->text + scan->at, word, n) != 0) {
        return wrong(scan, _("this is no value: texts stand between double quotes"));
    }
    scan->at += n;
    return true;
}

static bool scan_value(struct scan *scan)
{
    skip_space(scan);
    switch (scan->text[scan->at]) {
    case '{':
        return scan_list(scan, '}');
    case '[':
        return scan_list(scan, ']');
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return scan_number(scan);
    default:
        return wrong(scan, _("this is no value: texts stand between double quotes"));
    }
}

static bool scan_text(struct scan *scan)
{
    if (!scan_value(scan)) {
        return false;
    }
    skip_space(scan);
    return scan->at == scan->n || wrong(scan, _("there is text after the end"));
}

/* Refuses keys that stand twice in one object and numbers that are not finite, in the whole tree. */
static void check_keys(struct koppel_json_reading *reading, const char *path, const cJSON *value)
{
    struct koppel_index keys = {0};
    char below[KOPPEL_JSON_PATH];
    int32_t found = KOPPEL_NONE;
    int i = 0;

    for (const cJSON *child = value->child; child != NULL; child = child->next, i++) {
        if (cJSON_IsObject(value)) {
            koppel_json_path(path, child->string, below);
            if (koppel_index_put(&keys, child->string, i, &found) != KOPPEL_OK) {
                reading->status = KOPPEL_E_MEMORY;
                break;
            }
            if (found != KOPPEL_NONE) {
                koppel_json_refuse(reading, below, "the key stands twice: delete one");
            }
        } else {
            koppel_json_element(path, i, below);
        }
        if (cJSON_IsNumber(child) && !isfinite(child->valuedouble)) {
            koppel_json_refuse(reading, below, "the number is too large");
        }
        check_keys(reading, below, child);
    }
    koppel_index_free(&keys);
}

enum koppel_status koppel_json_parse(const char *bytes, size_t n_bytes, const char *file, cJSON **root,
                                     struct koppel_errors *errors)
{
    return koppel_json_parse_large(bytes, n_bytes, KOPPEL_JSON_MAX_BYTES, file, root, errors);
}

enum koppel_status koppel_json_parse_large(const char *bytes, size_t n_bytes, size_t max_bytes, const char *file,
                                           cJSON **root, struct koppel_errors *errors)
{
    struct koppel_json_reading reading = {.file = file, .errors = errors};
    char *text = NULL;
    size_t n = n_bytes;
    bool was_cp1252 = false;
    struct scan scan = {.file = file, .errors = errors};

    *root = NULL;
    if (n_bytes > max_bytes) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, file, 0, 0, "the file is larger than %zu bytes", max_bytes);
    }
    text = koppel_new(n_bytes + 1, 1);
    if (text == NULL) {
        return koppel_errors_no_memory(errors, file);
    }
    memcpy(text, bytes, n_bytes);
    reading.status = koppel_text_normalise(file, &text, &n, &was_cp1252, errors);
    if (reading.status == KOPPEL_OK && was_cp1252) {
        reading.status =
            koppel_errors_add(errors, KOPPEL_E_INPUT, file, 0, 0, "the text is not UTF-8: save it as UTF-8");
    }
    scan.text = text;
    scan.n = n;
    if (reading.status == KOPPEL_OK && !scan_text(&scan)) {
        reading.status = KOPPEL_E_INPUT;
    }
    if (reading.status == KOPPEL_OK) {
        *root = cJSON_ParseWithLengthOpts(text, n + 1, NULL, 1);
        if (*root != NULL) {
            check_keys(&reading, "$", *root);
        }
        if (*root == NULL || reading.status == KOPPEL_E_MEMORY) {
            /* the scan has passed, so that only memory can be missing */
            reading.status = koppel_errors_no_memory(errors, file);
        }
    }
    if (reading.status != KOPPEL_OK) {
        cJSON_Delete(*root);
        *root = NULL;
    }
    free(text);
    return reading.status;
}

void koppel_json_refuse(struct koppel_json_reading *reading, const char *path, const char *format, ...)
{
    char text[480];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, _(format), arguments);
    va_end(arguments);
    koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->file, 0, 0, "%s: %s", path, text);
    reading->status = reading->status == KOPPEL_OK ? KOPPEL_E_INPUT : reading->status;
}

char *koppel_json_path(const char *parent, const char *key, char out[KOPPEL_JSON_PATH])
{
    char quoted[80];

    koppel_text_quote(key, quoted);
    quoted[strlen(quoted) - 1] = '\0';
    snprintf(out, KOPPEL_JSON_PATH, "%s.%s", parent, quoted + 1);
    return out;
}

char *koppel_json_element(const char *parent, int index, char out[KOPPEL_JSON_PATH])
{
    snprintf(out, KOPPEL_JSON_PATH, "%s[%d]", parent, index);
    return out;
}

char *koppel_json_show(const cJSON *value, char out[80])
{
    if (cJSON_IsString(value)) {
        return koppel_text_quote(value->valuestring, out);
    }
    if (cJSON_IsNumber(value)) {
        snprintf(out, 80, "%.15g", value->valuedouble);
    } else {
        snprintf(out, 80, "%s",
                 cJSON_IsObject(value)  ? _("an object")
                 : cJSON_IsArray(value) ? _("a list")
                 : cJSON_IsNull(value)  ? "null"
                 : cJSON_IsTrue(value)  ? "true"
                                        : "false");
    }
    return out;
}

bool koppel_json_whole(struct koppel_json_reading *reading, const char *path, const cJSON *value, int64_t min,
                       int64_t max, int64_t *number)
{
    char shown[80];
    double wide = cJSON_IsNumber(value) ? value->valuedouble : 0.5;

    /* within these bounds a double is converted without loss, so the comparison below is exact */
    if (wide >= (double)-KOPPEL_JSON_MAX_WHOLE && wide <= (double)KOPPEL_JSON_MAX_WHOLE) {
        int64_t whole = (int64_t)wide;

        if ((double)whole >= wide && (double)whole <= wide && whole >= min && whole <= max) {
            *number = whole;
            return true;
        }
    }
    koppel_json_refuse(reading, path, "%s is not a whole number %" PRId64 "..%" PRId64, koppel_json_show(value, shown),
                       min, max);
    return false;
}

void koppel_json_refuse_key(struct koppel_json_reading *reading, const char *parent, const char *key, const char *known)
{
    struct koppel_index index = {0};
    struct koppel_pool pool = {0};
    const char *nearest = NULL;
    char quoted[80];
    int32_t found = KOPPEL_NONE;

    for (; *known != '\0'; known += strspn(known, " ")) {
        size_t n = strcspn(known, " ");
        const char *word = koppel_pool_copy(&pool, known, n);

        if (word == NULL || koppel_index_put(&index, word, 0, &found) != KOPPEL_OK) {
            break;
        }
        known += n;
    }
    nearest = koppel_index_nearest(&index, key);
    koppel_json_refuse(reading, parent, "the key %s is not known%s%s%s", koppel_text_quote(key, quoted),
                       nearest != NULL ? _(" (did you mean \"") : "", nearest != NULL ? nearest : "",
                       nearest != NULL ? "\"?)" : "");
    koppel_index_free(&index);
    koppel_pool_free(&pool);
}
