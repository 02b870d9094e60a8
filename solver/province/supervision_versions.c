// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_versions.c - reads one version of supervision.json or of a ladder (see supervision_versions.h). */
#include "province/supervision_versions.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MAX_WEEKS = 104, MAX_HALF_YEARS = 4, MAX_YEARS = 10, MAX_MISSED = 40, MAX_DAYS = 3660, MAX_SHARE = 1000 };

void koppel_rule_copy_text(struct koppel_json_reading *json, const char *path, const cJSON *value, char *out,
                           size_t n_out)
{
    size_t n = cJSON_IsString(value) ? strlen(value->valuestring) : 0;

    out[0] = '\0';
    if (n == 0 || n >= n_out) {
        koppel_json_refuse(json, path, "write a text of 1..%zu bytes", n_out - 1);
        return;
    }
    memcpy(out, value->valuestring, n + 1);
}

static void member_text(const struct koppel_rule_version *version, const char *key, char *out, size_t n_out)
{
    char path[KOPPEL_JSON_PATH];
    const cJSON *value = koppel_rule_member(version, key, path);

    out[0] = '\0';
    if (value != NULL) {
        koppel_rule_copy_text(version->json, path, value, out, n_out);
    }
}

static void member_mark(const struct koppel_rule_version *version, char mark[16])
{
    char path[KOPPEL_JSON_PATH];

    member_text(version, "mark", mark, 16);
    if (mark[0] != '\0' && strcmp(mark, "seen") != 0 && strcmp(mark, "recalled") != 0 &&
        strcmp(mark, "assumption") != 0) {
        koppel_json_refuse(version->json, koppel_json_path(version->path, "mark", path),
                           "\"%s\" is none of seen, recalled, assumption", mark);
    }
}

static int32_t member_whole(const struct koppel_rule_version *version, const char *key, int64_t min, int64_t max)
{
    char path[KOPPEL_JSON_PATH];
    const cJSON *value = koppel_rule_member(version, key, path);
    int64_t number = min;

    if (value != NULL) {
        koppel_json_whole(version->json, path, value, min, max, &number);
    }
    return (int32_t)number;
}

static bool member_truth(const struct koppel_rule_version *version, const char *key)
{
    char path[KOPPEL_JSON_PATH];
    const cJSON *value = koppel_rule_member(version, key, path);

    if (value != NULL && !cJSON_IsBool(value)) {
        koppel_json_refuse(version->json, path, "write true or false");
    }
    return cJSON_IsTrue(value);
}

/* One of two words; true for the second. */
static bool member_word(const struct koppel_rule_version *version, const char *key, const char *first,
                        const char *second)
{
    char path[KOPPEL_JSON_PATH];
    const cJSON *value = koppel_rule_member(version, key, path);
    const char *word = cJSON_IsString(value) ? value->valuestring : "";

    if (value != NULL && strcmp(word, first) != 0 && strcmp(word, second) != 0) {
        koppel_json_refuse(version->json, path, "write \"%s\" or \"%s\"", first, second);
    }
    return strcmp(word, second) == 0;
}

static bool member_valid_from(const struct koppel_rule_version *version, int32_t *day)
{
    char path[KOPPEL_JSON_PATH];
    const cJSON *value = koppel_rule_member(version, "valid_from", path);

    if (value != NULL && !(cJSON_IsString(value) && koppel_date_parse(value->valuestring, day))) {
        koppel_json_refuse(version->json, path, "write a date such as \"2026-01-01\"");
        return false;
    }
    return value != NULL;
}

/* "04-01": a day that every year has. */
static void read_year_day(struct koppel_json_reading *json, const char *path, const cJSON *value,
                          struct koppel_year_day *day)
{
    char text[16];
    int32_t number = 0;

    *day = (struct koppel_year_day){1, 1};
    if (!cJSON_IsString(value) || strlen(value->valuestring) != 5 ||
        snprintf(text, sizeof text, "2001-%s", value->valuestring) != 10 || !koppel_date_parse(text, &number)) {
        koppel_json_refuse(json, path, "write a month and a day such as \"04-01\"");
        return;
    }
    day->month = 10 * (value->valuestring[0] - '0') + (value->valuestring[1] - '0');
    day->day = 10 * (value->valuestring[3] - '0') + (value->valuestring[4] - '0');
}

static void read_linked_by(const struct koppel_rule_version *version, struct koppel_supervision_dates *dates)
{
    char path[KOPPEL_JSON_PATH];
    char below[KOPPEL_JSON_PATH];
    const cJSON *list = koppel_rule_member(version, "linked_by", path);

    if (list == NULL || !cJSON_IsArray(list) || cJSON_GetArraySize(list) != 2) {
        koppel_json_refuse(version->json, path, "write two days, for the first and the second half-year");
        return;
    }
    for (int half = 0; half < 2; half++) {
        koppel_json_element(path, half, below);
        read_year_day(version->json, below, cJSON_GetArrayItem(list, half), &dates->linked_by[half]);
        if ((dates->linked_by[half].month > 6) != (half == 1)) {
            koppel_json_refuse(version->json, below, "this day does not lie in its half-year");
        }
    }
}

static void read_announce_from(const struct koppel_rule_version *version, struct koppel_supervision_dates *dates)
{
    char path[KOPPEL_JSON_PATH];
    char text[KOPPEL_RULE_TEXT];
    struct koppel_rule_version from = {.json = version->json, .path = path};

    from.object = koppel_rule_member(version, "announce_from", path);
    if (from.object == NULL ||
        !koppel_rule_check_keys(version->json, path, from.object, "source mark half_years_before")) {
        return;
    }
    member_text(&from, "source", text, sizeof text);
    member_mark(&from, text);
    dates->announce_half_years = member_whole(&from, "half_years_before", 0, MAX_HALF_YEARS);
}

static void read_schedule(const struct koppel_rule_version *version, struct koppel_supervision_dates *dates)
{
    char path[KOPPEL_JSON_PATH];
    char below[KOPPEL_JSON_PATH];
    char text[KOPPEL_RULE_TEXT];
    struct koppel_rule_version schedule = {.json = version->json, .path = path};
    const cJSON *share = NULL;
    int64_t parts = 0;
    int64_t of = 1;

    schedule.object = koppel_rule_member(version, "schedule", path);
    if (schedule.object == NULL ||
        !koppel_rule_check_keys(version->json, path, schedule.object, "source mark slightly_behind_share")) {
        return;
    }
    member_text(&schedule, "source", text, sizeof text);
    member_mark(&schedule, text);
    share = koppel_rule_member(&schedule, "slightly_behind_share", below);
    if (!cJSON_IsArray(share) || cJSON_GetArraySize(share) != 2) {
        koppel_json_refuse(version->json, below, "write two whole numbers, such as [1, 6] for one sixth");
        return;
    }
    koppel_json_whole(version->json, below, cJSON_GetArrayItem(share, 0), 0, MAX_SHARE, &parts);
    koppel_json_whole(version->json, below, cJSON_GetArrayItem(share, 1), 1, MAX_SHARE, &of);
    if (parts > of) {
        koppel_json_refuse(version->json, below, "%" PRId64 " of %" PRId64 " parts is more than the whole", parts, of);
    }
    dates->slightly_parts = (int32_t)parts;
    dates->slightly_of = (int32_t)of;
}

bool koppel_supervision_version_read(const struct koppel_rule_version *version, int32_t *valid_from, void *out)
{
    struct koppel_supervision_dates *dates = out;
    char path[KOPPEL_JSON_PATH];
    const cJSON *day = NULL;

    if (!koppel_rule_check_keys(
            version->json, version->path, version->object,
            "valid_from source mark announce_weeks announce_from reference_years_before reference_day "
            "linked_by schedule") ||
        !member_valid_from(version, valid_from)) {
        return false;
    }
    *dates = (struct koppel_supervision_dates){0};
    member_text(version, "source", dates->source, sizeof dates->source);
    member_mark(version, dates->mark);
    dates->announce_weeks = member_whole(version, "announce_weeks", 0, MAX_WEEKS);
    read_announce_from(version, dates);
    dates->reference_years_before = member_whole(version, "reference_years_before", 0, MAX_YEARS);
    day = koppel_rule_member(version, "reference_day", path);
    if (day != NULL) {
        read_year_day(version->json, path, day, &dates->reference);
    }
    read_linked_by(version, dates);
    read_schedule(version, dates);
    return true;
}

/* Conditions that are met by whoever meets those of the rung before would leave that rung empty. */
static void check_rung_order(const struct koppel_rule_version *rung, const struct koppel_ladder *ladder)
{
    const struct koppel_rung *now = &ladder->rungs[ladder->n_rungs - 1];
    const struct koppel_rung *before = now - 1;

    for (int32_t r = 0; r + 1 < ladder->n_rungs; r++) {
        if (strcmp(ladder->rungs[r].name, now->name) == 0) {
            koppel_json_refuse(rung->json, rung->path, "rung %" PRId32 " is called \"%s\" already", r + 1, now->name);
        }
    }
    if (ladder->n_rungs == 1) {
        return;
    }
    if (now->missed < before->missed || now->short_percent < before->short_percent ||
        (now->missed == before->missed && now->after_days < before->after_days)) {
        koppel_json_refuse(rung->json, rung->path,
                           "this rung asks less than the one before it: missed, after_days and short_percent must not "
                           "fall from rung to rung");
    }
    if (before->substitution && !now->substitution) {
        koppel_json_refuse(rung->json, rung->path, "substitution was true on the rung before: it stays so");
    }
}

static void read_rung(const struct koppel_rule_version *version, const char *path, const cJSON *object,
                      struct koppel_ladder *ladder)
{
    struct koppel_rule_version rung = {.json = version->json, .path = path, .object = object};
    struct koppel_rung *now = &ladder->rungs[ladder->n_rungs];
    int32_t number = 0;

    if (!koppel_rule_check_keys(version->json, path, object,
                                "rung name dutch missed after_days short_percent substitution mark")) {
        return;
    }
    *now = (struct koppel_rung){0};
    ladder->n_rungs++;
    number = member_whole(&rung, "rung", 1, KOPPEL_MAX_RUNGS);
    if (number != ladder->n_rungs) {
        koppel_json_refuse(version->json, path,
                           "rung %" PRId32 " stands where rung %" PRId32
                           " belongs: the ladder has a gap; number its rungs 1, 2, 3, ... in order",
                           number, ladder->n_rungs);
    }
    member_text(&rung, "name", now->name, sizeof now->name);
    member_text(&rung, "dutch", now->dutch, sizeof now->dutch);
    now->missed = member_whole(&rung, "missed", 1, MAX_MISSED);
    now->after_days = member_whole(&rung, "after_days", 0, MAX_DAYS);
    now->short_percent = member_whole(&rung, "short_percent", 0, 100);
    now->substitution = member_truth(&rung, "substitution");
    member_mark(&rung, now->mark);
    check_rung_order(&rung, ladder);
}

bool koppel_ladder_version_read(const struct koppel_rule_version *version, int32_t *valid_from, void *out)
{
    struct koppel_ladder *ladder = out;
    char path[KOPPEL_JSON_PATH];
    char below[KOPPEL_JSON_PATH];
    const cJSON *list = NULL;
    int index = 0;

    if (!koppel_rule_check_keys(version->json, version->path, version->object,
                                "valid_from source source_dutch mark excused_half_year substitution_takes rungs") ||
        !member_valid_from(version, valid_from)) {
        return false;
    }
    member_text(version, "source", ladder->source, sizeof ladder->source);
    ladder->source_dutch[0] = '\0';
    if (cJSON_HasObjectItem(version->object, "source_dutch")) {
        member_text(version, "source_dutch", ladder->source_dutch, sizeof ladder->source_dutch);
    }
    member_mark(version, ladder->mark);
    ladder->excused_breaks = member_word(version, "excused_half_year", "passed_over", "breaks");
    ladder->whole_task = member_word(version, "substitution_takes", "arrears", "whole_task");
    ladder->n_rungs = 0;
    list = koppel_rule_member(version, "rungs", path);
    if (list == NULL || !koppel_rule_is_list(version->json, path, list, KOPPEL_MAX_RUNGS)) {
        return true;
    }
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        read_rung(version, koppel_json_element(path, index++, below), child, ladder);
    }
    return true;
}
