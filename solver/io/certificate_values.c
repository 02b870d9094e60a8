// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_values.c - numbers, texts, lists and keys of certificate.json (see certificate_reading.h). */
#include "io/certificate_reading.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_DIGITS = 19 };

void koppel_certificate_lacks_memory(struct koppel_certificate_reading *reading)
{
    reading->json.status = koppel_errors_no_memory(reading->json.errors, reading->json.file);
}

/* A whole number of any size up to 64 bits, between quotes: no sign +, no leading zeros. */
static bool digits_to_whole(const char *text, int64_t *number)
{
    bool negative = text[0] == '-';
    size_t n = strlen(text += negative);
    int64_t value = 0;

    if (n == 0 || n > MOST_DIGITS || strspn(text, "0123456789") != n || (text[0] == '0' && (n > 1 || negative))) {
        return false;
    }
    for (; *text != '\0'; text++) {
        if (!koppel_multiply(value, 10, &value) || !koppel_add(value, negative ? '0' - *text : *text - '0', &value)) {
            return false;
        }
    }
    *number = value;
    return true;
}

bool koppel_certificate_whole(struct koppel_certificate_reading *reading, const char *path, const cJSON *value,
                              int64_t min, int64_t max, int64_t *number)
{
    int64_t least = min > -KOPPEL_JSON_MAX_WHOLE ? min : -KOPPEL_JSON_MAX_WHOLE;
    int64_t most = max < KOPPEL_JSON_MAX_WHOLE ? max : KOPPEL_JSON_MAX_WHOLE;
    char shown[80];

    if (!cJSON_IsString(value)) {
        return koppel_json_whole(&reading->json, path, value, least, most, number);
    }
    if (digits_to_whole(value->valuestring, number) && *number >= min && *number <= max) {
        return true;
    }
    koppel_json_refuse(&reading->json, path, "%s is not a whole number %" PRId64 "..%" PRId64,
                       koppel_json_show(value, shown), min, max);
    return false;
}

const char *koppel_certificate_text(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                                    const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);

    if (!cJSON_IsString(value)) {
        koppel_json_refuse(&reading->json, path, "the key \"%s\" must be a text", key);
        return NULL;
    }
    return value->valuestring;
}

const cJSON *koppel_certificate_list(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                                     const char *key)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, key);

    if (!cJSON_IsArray(list)) {
        koppel_json_refuse(&reading->json, path, "the key \"%s\" must be a list", key);
        return NULL;
    }
    return list;
}

static bool has_word(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = strstr(words, word); at != NULL && n > 0 && strchr(word, ' ') == NULL;
         at = strstr(at + 1, word)) {
        if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0')) {
            return true;
        }
    }
    return false;
}

void koppel_certificate_keys(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                             const char *words)
{
    for (const cJSON *child = object->child; child != NULL; child = child->next) {
        if (!has_word(words, child->string)) {
            koppel_json_refuse_key(&reading->json, path, child->string, words);
        }
    }
}
