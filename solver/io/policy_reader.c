// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_reader.c - reads a policy (see policy_reader.h). */
#include "io/policy_reader.h"

#include "io/file_bytes.h"
#include "io/policy_reading.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WORDS_BYTES = 200, PREFIX_BYTES = 64, KNOWN_BYTES = 400 };

bool koppel_policy_read_word(struct koppel_json_reading *json, const char *path, const cJSON *value,
                             const struct koppel_word *words, int32_t *number)
{
    const struct koppel_word *row = cJSON_IsString(value) ? koppel_word_find(words, value->valuestring) : NULL;
    char shown[80];
    char known[WORDS_BYTES];

    if (row == NULL) {
        koppel_json_refuse(json, path, "%s is not %s", koppel_json_show(value, shown),
                           koppel_words_join(words, known, sizeof known));
        return false;
    }
    *number = row->number;
    return true;
}

bool koppel_policy_read_name(struct koppel_json_reading *json, const char *path, const cJSON *value, char *out,
                             size_t n_out)
{
    size_t n = cJSON_IsString(value) ? strlen(value->valuestring) : 0;
    bool good = n > 0 && n < n_out;
    char shown[80];

    for (size_t i = 0; i < n; i++) {
        unsigned char byte = (unsigned char)value->valuestring[i];

        good = good && byte >= ' ' && byte != 0x7F;
    }
    if (!good) {
        koppel_json_refuse(json, path, "%s is not a name of 1..%zu bytes on one line", koppel_json_show(value, shown),
                           n_out - 1);
        return false;
    }
    memcpy(out, value->valuestring, n + 1);
    return true;
}

void koppel_policy_read_key(struct koppel_policy_reading *reading, const struct koppel_policy_key *key, void *object,
                            const char *path, const cJSON *value)
{
    char *member = (char *)object + key->offset;
    int32_t number = key->null;
    int64_t wide = 0;
    bool truth = cJSON_IsTrue(value);
    char shown[80];

    koppel_json_show(value, shown);
    if (cJSON_IsNull(value) && key->may_be_null) {
        memcpy(member, &number, sizeof number);
        return;
    }
    switch (key->form) {
    case KOPPEL_KEY_WHOLE:
        if (koppel_json_whole(&reading->json, path, value, key->min, key->max, &wide)) {
            number = (int32_t)wide;
            memcpy(member, &number, sizeof number);
        }
        return;
    case KOPPEL_KEY_BOOL:
        if (cJSON_IsBool(value)) {
            memcpy(member, &truth, sizeof truth);
        } else {
            koppel_json_refuse(&reading->json, path, "%s is not true or false", shown);
        }
        return;
    case KOPPEL_KEY_WORD:
        if (koppel_policy_read_word(&reading->json, path, value, key->words, &number)) {
            memcpy(member, &number, sizeof number);
        }
        return;
    case KOPPEL_KEY_FLAG:
        if (koppel_policy_read_word(&reading->json, path, value, key->words, &number)) {
            truth = number != 0;
            memcpy(member, &truth, sizeof truth);
        }
        return;
    case KOPPEL_KEY_TEXT:
        koppel_policy_read_name(&reading->json, path, value, member, KOPPEL_POLICY_NAME);
        return;
    case KOPPEL_KEY_DAY:
        if (cJSON_IsString(value) && koppel_date_parse(value->valuestring, &number)) {
            memcpy(member, &number, sizeof number);
        } else {
            koppel_json_refuse(&reading->json, path, "%s is not a date such as \"2026-03-15\", or null", shown);
        }
        return;
    case KOPPEL_KEY_PERIOD:
        if (cJSON_IsString(value) && koppel_period_parse(value->valuestring, &number)) {
            memcpy(member, &number, sizeof number);
        } else {
            koppel_json_refuse(&reading->json, path, "%s is not a half-year such as \"2026-1\", or null", shown);
        }
        return;
    }
}

/* The name after `prefix` in the section of a key: for "fit" and the section "fit.weights" it is "weights"; NULL when
 * there is none. */
static const char *section_below(const char *prefix, const char *section)
{
    size_t n = strlen(prefix);

    if (n == 0) {
        return section[0] != '\0' ? section : NULL;
    }
    return strncmp(section, prefix, n) == 0 && section[n] == '.' ? section + n + 1 : NULL;
}

/* True when `name` is the first part of the section below prefix of some key. */
static bool is_section(const char *prefix, const char *name)
{
    size_t n = strlen(name);

    for (int32_t i = 0; i < koppel_n_policy_keys; i++) {
        const char *below = section_below(prefix, koppel_policy_keys[i].section);

        if (below != NULL && strcspn(below, ".") == n && strncmp(below, name, n) == 0) {
            return true;
        }
    }
    return false;
}

static const struct koppel_policy_key *find_key(const char *prefix, const char *name)
{
    for (int32_t i = 0; i < koppel_n_policy_keys; i++) {
        if (strcmp(koppel_policy_keys[i].section, prefix) == 0 && strcmp(koppel_policy_keys[i].key, name) == 0) {
            return &koppel_policy_keys[i];
        }
    }
    return NULL;
}

/* Refuses a key, with the nearest of those that stand below prefix. */
static void refuse_key(struct koppel_policy_reading *reading, const char *prefix, const char *path, const char *name)
{
    char known[KNOWN_BYTES];
    size_t n = (size_t)snprintf(known, sizeof known, "%s",
                                prefix[0] == '\0'                ? "mix groups tiers"
                                : strcmp(prefix, "urgency") == 0 ? "classes"
                                                                 : "");

    for (int32_t i = 0; i < koppel_n_policy_keys && n < sizeof known; i++) {
        const struct koppel_policy_key *key = &koppel_policy_keys[i];
        const char *below = section_below(prefix, key->section);

        if (strcmp(key->section, prefix) == 0) {
            n += (size_t)snprintf(known + n, sizeof known - n, " %s", key->key);
        } else if (below != NULL) {
            n += (size_t)snprintf(known + n, sizeof known - n, " %.*s", (int)strcspn(below, "."), below);
        }
    }
    koppel_json_refuse_key(&reading->json, path, name, known);
}

/* Reads the members of the policy, or of the section `prefix` of it. */
static void read_section(struct koppel_policy_reading *reading, const char *prefix, const char *path,
                         const cJSON *section)
{
    char below[KOPPEL_JSON_PATH];
    char shown[80];

    if (!cJSON_IsObject(section)) {
        koppel_json_refuse(&reading->json, path, "%s is not an object { ... }", koppel_json_show(section, shown));
        return;
    }
    for (const cJSON *child = section->child; child != NULL; child = child->next) {
        const char *name = child->string;
        const struct koppel_policy_key *key = find_key(prefix, name);

        koppel_json_path(path, name, below);
        if (key != NULL) {
            koppel_policy_read_key(reading, key, reading->policy, below, child);
        } else if (prefix[0] == '\0' && strcmp(name, "mix") == 0) {
            koppel_policy_read_mix(reading, below, child);
        } else if (prefix[0] == '\0' && strcmp(name, "groups") == 0) {
            koppel_policy_read_groups(reading, below, child);
        } else if (prefix[0] == '\0' && strcmp(name, "tiers") == 0) {
            koppel_policy_read_tiers(reading, below, child);
        } else if (strcmp(prefix, "urgency") == 0 && strcmp(name, "classes") == 0) {
            koppel_policy_read_classes(reading, below, child);
        } else if (is_section(prefix, name)) {
            char longer[PREFIX_BYTES];

            snprintf(longer, sizeof longer, "%s%s%s", prefix, prefix[0] != '\0' ? "." : "", name);
            read_section(reading, longer, below, child);
        } else {
            refuse_key(reading, prefix, path, name);
        }
    }
}

static void check_distance(struct koppel_policy_reading *reading, const char *name,
                           const struct koppel_distance_rule *rule)
{
    char path[KOPPEL_JSON_PATH];

    if (rule->near_m >= rule->far_m) {
        koppel_json_refuse(&reading->json, koppel_json_path("$.fit", name, path), "near_m %d is not less than far_m %d",
                           (int)rule->near_m, (int)rule->far_m);
    }
}

/* Combinations without a meaning. */
static void check_together(struct koppel_policy_reading *reading)
{
    const struct koppel_policy *policy = reading->policy;
    bool has_number =
        policy->spread_absolute_max != KOPPEL_UNKNOWN || policy->spread_absolute_percent != KOPPEL_UNKNOWN;
    bool complex = policy->spread_level == KOPPEL_AREA_COMPLEX;
    int64_t weights = 0;

    if (policy->spread_rule == KOPPEL_SPREAD_ABSOLUTE && !has_number) {
        koppel_json_refuse(&reading->json, "$.spread", "the rule \"absolute\" needs absolute_max or absolute_percent");
    }
    if (policy->spread_rule != KOPPEL_SPREAD_ABSOLUTE && has_number) {
        koppel_json_refuse(&reading->json, "$.spread",
                           "absolute_max and absolute_percent belong to the rule \"absolute\", the rule here is \"%s\"",
                           koppel_spread_rule_name(policy->spread_rule));
    }
    if (policy->spread_rule == KOPPEL_SPREAD_EVEN && policy->spread_enforce == KOPPEL_MUST) {
        koppel_json_refuse(
            &reading->json, "$.spread.enforce",
            "the rule \"even\" is as even as can be and cannot be \"must\": write \"goal\", or use \"cap\"");
    }
    if (complex && policy->spread_reference == KOPPEL_REFERENCE_INHABITANTS) {
        koppel_json_refuse(
            &reading->json, "$.spread.reference",
            "the inhabitants of a complex are not known: with the level \"complex\" use \"corporation_dwellings\"");
    }
    for (int i = 0; i < KOPPEL_N_FIT; i++) {
        weights += policy->fit_weight[i];
    }
    if (weights == 0) {
        koppel_json_refuse(&reading->json, "$.fit.weights", "all weights are 0: give at least one component a weight");
    }
    koppel_policy_check_groups(reading);
    check_distance(reading, "school", &policy->school);
    check_distance(reading, "gp", &policy->gp);
    check_distance(reading, "transit", &policy->transit);
    check_distance(reading, "reception", &policy->reception);
    if (policy->scores_low >= policy->scores_high) {
        koppel_json_refuse(&reading->json, "$.fit.scores", "low %" PRId32 " must be less than high %" PRId32,
                           policy->scores_low, policy->scores_high);
    }
}

/* Groups that are a goal and lost their place in the order are measured, as other goals without a place are. */
static void measure_without_place(struct koppel_policy *policy)
{
    bool has_place = koppel_policy_tier_of(policy, KOPPEL_OBJECTIVE_GROUPS) != KOPPEL_NONE;

    for (int32_t k = 0; !has_place && k < policy->n_groups; k++) {
        struct koppel_group *group = &policy->groups[k];

        if (group->rule == KOPPEL_GROUP_LEXIMIN ||
            (group->rule == KOPPEL_GROUP_FLOOR && group->enforce == KOPPEL_GOAL)) {
            group->rule = KOPPEL_GROUP_MEASURE;
        }
    }
}

/* Puts what the text sets on top of a policy, its own or one that may lose goals by it; *is_nameless: it sets keys, but
 * not the name. */
static enum koppel_status change(const char *text, size_t n_bytes, const char *file, bool may_lose,
                                 struct koppel_policy *policy, bool *is_nameless, struct koppel_errors *errors)
{
    struct koppel_policy_reading reading = {.json = {.file = file, .errors = errors}, .policy = policy};
    cJSON *root = NULL;

    reading.json.status = koppel_json_parse(text, n_bytes, file, &root, errors);
    if (reading.json.status == KOPPEL_OK) {
        read_section(&reading, "", "$", root);
        *is_nameless = root->child != NULL && cJSON_GetObjectItemCaseSensitive(root, "name") == NULL;
    }
    if (may_lose) {
        measure_without_place(policy);
    }
    if (reading.json.status == KOPPEL_OK) {
        check_together(&reading);
    }
    cJSON_Delete(root);
    return reading.json.status;
}

enum koppel_status koppel_policy_change(const char *text, size_t n_bytes, const char *file,
                                        struct koppel_policy *policy, struct koppel_errors *errors)
{
    bool is_nameless = false;

    return change(text, n_bytes, file, true, policy, &is_nameless, errors);
}

enum koppel_status koppel_policy_parse(const char *text, size_t n_bytes, const char *file, struct koppel_policy *policy,
                                       struct koppel_errors *errors)
{
    bool is_nameless = false;
    enum koppel_status status = KOPPEL_OK;

    koppel_policy_default(policy);
    status = change(text, n_bytes, file, false, policy, &is_nameless, errors);
    if (is_nameless) {
        snprintf(policy->name, sizeof policy->name, "unnamed");
    }
    return status;
}

enum koppel_status koppel_policy_read(const char *file, struct koppel_policy *policy, struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    enum koppel_status status = koppel_file_bytes_read(file, file, KOPPEL_JSON_MAX_BYTES, &bytes, errors);

    if (status == KOPPEL_OK) {
        status = koppel_policy_parse(bytes.bytes, bytes.n_bytes, file, policy, errors);
    }
    koppel_file_bytes_free(&bytes);
    return status;
}
