// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* json_compare.c - two values of JSON, member by member (see written_compare.h). */
#include "io/dictionary.h"
#include "io/json_text.h"
#include "io/written_compare.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/** What differs within one part of the whole: its first place, and how many there are. */
struct part {
    const struct koppel_written_json *asked;
    struct koppel_errors *differences;
    int32_t n;
    char first[400];
};

static void flush(struct part *part)
{
    if (part->n > 1) {
        koppel_errors_add(
            part->differences, KOPPEL_OK, part->asked->file, 0, 0,
            koppel_plural("%s (and %" PRId32 " more value)", "%s (and %" PRId32 " more values)", part->n - 1),
            part->first, part->n - 1);
    } else if (part->n > 0) {
        koppel_errors_add(part->differences, KOPPEL_OK, part->asked->file, 0, 0, "%s", part->first);
    }
    part->n = 0;
}

static void tell(struct part *part, const char *path, const char *is, const char *should)
{
    if (part->n++ == 0) {
        snprintf(part->first, sizeof part->first, "%s %s; %s %s", path, is, part->asked->should, should);
    }
    if (part->asked->each) {
        flush(part);
    }
}

static bool may_be_missing(const struct part *part, const char *key, bool is_top)
{
    return strcmp(part->asked->optional, "*") == 0 || (is_top && koppel_words_contain(part->asked->optional, key));
}

/* A key of the whole that is compared elsewhere. */
static bool is_apart(const struct part *part, const char *key, bool is_top)
{
    return is_top && part->asked->apart != NULL && koppel_words_contain(part->asked->apart, key);
}

static void compare(struct part *part, const char *path, const cJSON *written, const cJSON *made);

static void compare_objects(struct part *part, const char *path, const cJSON *written, const cJSON *made, bool is_top)
{
    char below[KOPPEL_JSON_PATH];
    char shown[80];

    for (const cJSON *member = made->child; member != NULL; member = member->next) {
        const cJSON *other = cJSON_GetObjectItemCaseSensitive(written, member->string);

        if (is_apart(part, member->string, is_top)) {
            continue;
        }
        koppel_json_path(path, member->string, below);
        if (other != NULL) {
            compare(part, below, other, member);
        } else if (!may_be_missing(part, member->string, is_top)) {
            tell(part, below, _("is missing"), koppel_json_show(member, shown));
        }
        if (is_top) {
            flush(part);
        }
    }
    for (const cJSON *member = written->child; member != NULL; member = member->next) {
        koppel_json_path(path, member->string, below);
        if (cJSON_GetObjectItemCaseSensitive(made, member->string) == NULL && !is_apart(part, member->string, is_top)) {
            tell(part, below, _("stands there"), _("no such value"));
        }
        if (is_top) {
            flush(part);
        }
    }
}

static void compare_lists(struct part *part, const char *path, const cJSON *written, const cJSON *made)
{
    const cJSON *other = written->child;
    int n_written = cJSON_GetArraySize(written);
    int n_made = cJSON_GetArraySize(made);
    char below[KOPPEL_JSON_PATH];
    char is[80], should[80];
    int k = 0;

    if (n_written != n_made) {
        snprintf(is, sizeof is, _("has %d entries"), n_written);
        snprintf(should, sizeof should, "%d", n_made);
        tell(part, path, is, should);
        return;
    }
    for (const cJSON *entry = made->child; entry != NULL; entry = entry->next, other = other->next) {
        compare(part, koppel_json_element(path, k++, below), other, entry);
    }
}

static void compare(struct part *part, const char *path, const cJSON *written, const cJSON *made)
{
    char shown[80], should[80], is[100];

    if (cJSON_IsObject(written) && cJSON_IsObject(made)) {
        compare_objects(part, path, written, made, false);
    } else if (cJSON_IsArray(written) && cJSON_IsArray(made)) {
        compare_lists(part, path, written, made);
    } else if (!cJSON_Compare(written, made, true) ||
               (cJSON_IsNumber(made) && written->valuedouble != made->valuedouble)) {
        snprintf(is, sizeof is, _("is %s"), koppel_json_show(written, shown));
        tell(part, path, is, koppel_json_show(made, should));
    }
}

void koppel_written_json_compare(const struct koppel_written_json *json, struct koppel_errors *differences)
{
    struct part part = {.asked = json, .differences = differences};

    if (cJSON_IsObject(json->written) && cJSON_IsObject(json->made)) {
        compare_objects(&part, "$", json->written, json->made, true);
    } else {
        compare(&part, "$", json->written, json->made);
        flush(&part);
    }
}
