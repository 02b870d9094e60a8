// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rules_versions.c - reads one version of a rule file (see rules_versions.h). */
#include "io/rules_versions.h"

#include "io/dictionary.h"

#include <inttypes.h>
#include <string.h>

enum { MAX_PERSONS = 100, MAX_RENT_CENTS = 1000000, MAX_WEEKS = 520, DAYS_PER_WEEK = 7 };

const cJSON *koppel_rule_member(const struct koppel_rule_version *version, const char *key, char path[KOPPEL_JSON_PATH])
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(version->object, key);

    koppel_json_path(version->path, key, path);
    if (value == NULL) {
        koppel_json_refuse(version->json, version->path, "the key \"%s\" is missing", key);
    }
    return value;
}

/* A required whole number of an object; `min` after an error. */
static int64_t whole(const struct koppel_rule_version *version, const char *key, int64_t min, int64_t max)
{
    char path[KOPPEL_JSON_PATH];
    const cJSON *value = koppel_rule_member(version, key, path);
    int64_t number = min;

    if (value != NULL) {
        koppel_json_whole(version->json, path, value, min, max, &number);
    }
    return number;
}

bool koppel_rule_is_list(struct koppel_json_reading *json, const char *path, const cJSON *value, int max)
{
    int n = cJSON_IsArray(value) ? cJSON_GetArraySize(value) : 0;
    char shown[80];

    if (n < 1 || n > max) {
        koppel_json_refuse(json, path, "%s is not a list of 1..%d elements",
                           cJSON_IsArray(value) ? _("this") : koppel_json_show(value, shown), max);
        return false;
    }
    return true;
}

bool koppel_rule_check_keys(struct koppel_json_reading *json, const char *path, const cJSON *object, const char *known)
{
    char shown[80];

    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(json, path, "%s is not an object { ... }", koppel_json_show(object, shown));
        return false;
    }
    for (const cJSON *child = object->child; child != NULL; child = child->next) {
        if (!koppel_words_contain(known, child->string)) {
            koppel_json_refuse_key(json, path, child->string, known);
        }
    }
    return true;
}

/* One row of the occupancy table; it must not ask less of a larger home. */
static void read_occupancy_row(const struct koppel_rule_version *version, const char *path, const cJSON *object)
{
    struct koppel_rules *rules = version->rules;
    struct koppel_rule_version row = {.json = version->json, .path = path, .object = object};
    struct koppel_occupancy_row *now = &rules->occupancy[rules->n_occupancy];
    const struct koppel_occupancy_row *before = rules->n_occupancy > 0 ? now - 1 : NULL;

    if (!koppel_rule_check_keys(version->json, path, object, "rooms min_persons max_persons")) {
        return;
    }
    rules->n_occupancy++;
    if (whole(&row, "rooms", 1, KOPPEL_MAX_ROOMS) != rules->n_occupancy) {
        koppel_json_refuse(version->json, path,
                           "the rows must be for 1, 2, 3, ... rooms; this one must be for %" PRId32,
                           rules->n_occupancy);
    }
    now->min_persons = (int32_t)whole(&row, "min_persons", 1, MAX_PERSONS);
    now->max_persons = (int32_t)whole(&row, "max_persons", 1, MAX_PERSONS);
    if (now->min_persons > now->max_persons) {
        koppel_json_refuse(version->json, path, "min_persons %" PRId32 " is more than max_persons %" PRId32,
                           now->min_persons, now->max_persons);
    }
    if (before != NULL && (now->min_persons < before->min_persons || now->max_persons < before->max_persons)) {
        koppel_json_refuse(version->json, path,
                           "a home of %" PRId32 " rooms is meant for fewer persons than one of %" PRId32,
                           rules->n_occupancy, rules->n_occupancy - 1);
    }
}

static void read_occupancy(const struct koppel_rule_version *version)
{
    char path[KOPPEL_JSON_PATH];
    char below[KOPPEL_JSON_PATH];
    const cJSON *list = koppel_rule_member(version, "rooms", path);
    int index = 0;

    version->rules->n_occupancy = 0;
    if (list == NULL || !koppel_rule_is_list(version->json, path, list, KOPPEL_MAX_ROOMS)) {
        return;
    }
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        read_occupancy_row(version, koppel_json_element(path, index++, below), child);
    }
}

static void read_rent_limits(const struct koppel_rule_version *version)
{
    struct koppel_rules *rules = version->rules;
    int64_t social = whole(version, "social_limit_cents", 1, MAX_RENT_CENTS);

    rules->rent_low_max_persons = (int32_t)whole(version, "low_max_persons", 1, MAX_PERSONS);
    rules->rent_low_cents = whole(version, "low_cents", 1, MAX_RENT_CENTS);
    rules->rent_high_cents = whole(version, "high_cents", 1, MAX_RENT_CENTS);
    if (version->json->status == KOPPEL_OK &&
        (rules->rent_low_cents > rules->rent_high_cents || rules->rent_high_cents > social)) {
        koppel_json_refuse(version->json, version->path,
                           "low_cents must not be more than high_cents, nor high_cents more than social_limit_cents");
    }
}

/* The bit of an age group, added when it is new; 0 after an error. */
static uint32_t age_group_bit(const struct koppel_rule_version *version, const char *path, const cJSON *value)
{
    struct koppel_rules *rules = version->rules;
    size_t n = cJSON_IsString(value) ? strlen(value->valuestring) : 0;
    int32_t group = 0;
    char shown[80];

    if (n == 0 || n >= sizeof rules->age_groups[0]) {
        koppel_json_refuse(version->json, path, "%s is not the name of an age group", koppel_json_show(value, shown));
        return 0;
    }
    while (group < rules->n_age_groups && strcmp(rules->age_groups[group], value->valuestring) != 0) {
        group++;
    }
    if (group == KOPPEL_MAX_LABELS) {
        koppel_json_refuse(version->json, path, "there are more than %d age groups", KOPPEL_MAX_LABELS);
        return 0;
    }
    if (group == rules->n_age_groups) {
        memcpy(rules->age_groups[rules->n_age_groups++], value->valuestring, n + 1);
    }
    return UINT32_C(1) << group;
}

static void read_label(const struct koppel_rule_version *version, const char *path, const cJSON *list)
{
    struct koppel_rules *rules = version->rules;
    struct koppel_age_label *label = &rules->labels[rules->n_labels];
    size_t n = strlen(list->string);
    int index = 0;
    char below[KOPPEL_JSON_PATH];

    if (n == 0 || n >= sizeof label->name || rules->n_labels == KOPPEL_MAX_LABELS) {
        koppel_json_refuse(version->json, path, "a label has a name of 1..%zu bytes, and there are at most %d",
                           sizeof label->name - 1, KOPPEL_MAX_LABELS);
        return;
    }
    if (!koppel_rule_is_list(version->json, path, list, KOPPEL_MAX_LABELS)) {
        return;
    }
    *label = (struct koppel_age_label){.groups = 0};
    memcpy(label->name, list->string, n + 1);
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        label->groups |= age_group_bit(version, koppel_json_element(path, index++, below), child);
    }
    rules->n_labels++;
}

static void read_age_labels(const struct koppel_rule_version *version)
{
    struct koppel_rules *rules = version->rules;
    char path[KOPPEL_JSON_PATH];
    char below[KOPPEL_JSON_PATH];
    const cJSON *labels = koppel_rule_member(version, "labels", path);
    bool has_adult = false;

    rules->n_labels = 0;
    rules->n_age_groups = 0;
    if (labels == NULL) {
        return;
    }
    if (!cJSON_IsObject(labels)) {
        koppel_json_refuse(version->json, path, "this is not an object of labels, each with a list of age groups");
        return;
    }
    for (const cJSON *child = labels->child; child != NULL; child = child->next) {
        koppel_json_path(path, child->string, below);
        read_label(version, below, child);
    }
    for (int32_t g = 0; g < rules->n_age_groups; g++) {
        has_adult = has_adult || strcmp(rules->age_groups[g], "adult") == 0;
    }
    if (!has_adult) {
        koppel_json_refuse(version->json, path,
                           "no label admits \"adult\", the age group of households that name none");
    }
}

/* The program knows calendar half-years only: periods that say otherwise would be passed over silently. */
static void check_periods(const struct koppel_rule_version *version)
{
    char path[KOPPEL_JSON_PATH];
    char below[KOPPEL_JSON_PATH];
    const cJSON *list = koppel_rule_member(version, "periods", path);
    int index = 0;

    if (list == NULL || !koppel_rule_is_list(version->json, path, list, 2)) {
        return;
    }
    for (const cJSON *child = list->child; child != NULL; child = child->next, index++) {
        struct koppel_rule_version period = {.json = version->json, .path = below, .object = child};

        koppel_json_element(path, index, below);
        if (koppel_rule_check_keys(version->json, below, child, "half first_month last_month") &&
            (whole(&period, "half", 1, 2) != index + 1 || whole(&period, "first_month", 1, 12) != 6 * index + 1 ||
             whole(&period, "last_month", 1, 12) != 6 * index + 6)) {
            koppel_json_refuse(version->json, below,
                               "only the calendar half-years, months 1..6 and 7..12, are supported");
        }
    }
    if (index != 2) {
        koppel_json_refuse(version->json, path, "two half-years are needed");
    }
}

static void read_terms(const struct koppel_rule_version *version)
{
    int64_t weeks = whole(version, "weeks_to_find", 0, MAX_WEEKS) + whole(version, "weeks_to_move", 0, MAX_WEEKS);

    version->rules->days_to_move = (int32_t)whole(version, "days_to_move", 0, 2 * DAYS_PER_WEEK * MAX_WEEKS);
    if (version->json->status == KOPPEL_OK && version->rules->days_to_move != DAYS_PER_WEEK * weeks) {
        koppel_json_refuse(version->json, version->path,
                           "days_to_move %" PRId32 " is not 7 times weeks_to_find and weeks_to_move together",
                           version->rules->days_to_move);
    }
    check_periods(version);
}

const struct koppel_rule_file koppel_rule_files[] = {
    {"occupancy", "rooms", read_occupancy, offsetof(struct koppel_rules, occupancy_source)},
    {"rent_limits", "low_max_persons low_cents high_cents social_limit_cents", read_rent_limits,
     offsetof(struct koppel_rules, rent_source)},
    {"age_labels", "labels", read_age_labels, offsetof(struct koppel_rules, label_source)},
    {"terms", "weeks_to_find weeks_to_move days_to_move periods", read_terms,
     offsetof(struct koppel_rules, terms_source)},
};

const size_t koppel_n_rule_files = sizeof koppel_rule_files / sizeof *koppel_rule_files;
