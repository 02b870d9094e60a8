// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_lists.c - the lists of a policy: urgency classes, mix rules, tiers (see policy_reading.h). */
#include "io/policy_reading.h"

#include "io/text_encoding.h"

#include <inttypes.h>
#include <string.h>

bool koppel_policy_check_list(struct koppel_json_reading *json, const char *path, const cJSON *value, int min, int max)
{
    char shown[80];

    if (!cJSON_IsArray(value)) {
        koppel_json_refuse(json, path, "%s is not a list", koppel_json_show(value, shown));
        return false;
    }
    if (cJSON_GetArraySize(value) < min || cJSON_GetArraySize(value) > max) {
        koppel_json_refuse(json, path, "a list of %d elements where %d..%d are allowed", cJSON_GetArraySize(value), min,
                           max);
        return false;
    }
    return true;
}

bool koppel_policy_check_object(struct koppel_json_reading *json, const char *path, const cJSON *value)
{
    char shown[80];

    if (!cJSON_IsObject(value)) {
        koppel_json_refuse(json, path, "%s is not an object { ... }", koppel_json_show(value, shown));
        return false;
    }
    return true;
}

static void read_class(struct koppel_policy_reading *reading, const char *path, const cJSON *value)
{
    struct koppel_policy *policy = reading->policy;
    struct koppel_urgency_class *class = &policy->urgency[policy->n_urgency];
    bool named = false;
    bool pointed = false;
    int64_t points = 0;
    char below[KOPPEL_JSON_PATH];

    *class = (struct koppel_urgency_class){.points = 0};
    if (!koppel_policy_check_object(&reading->json, path, value)) {
        return;
    }
    for (const cJSON *child = value->child; child != NULL; child = child->next) {
        koppel_json_path(path, child->string, below);
        if (strcmp(child->string, "name") == 0) {
            named = true;
            koppel_policy_read_name(&reading->json, below, child, class->name, sizeof class->name);
        } else if (strcmp(child->string, "points") == 0) {
            pointed = true;
            koppel_json_whole(&reading->json, below, child, 0, KOPPEL_POLICY_MAX_POINTS, &points);
        } else {
            koppel_json_refuse_key(&reading->json, path, child->string, "name points");
        }
    }
    if (!named || !pointed) {
        koppel_json_refuse(&reading->json, path, "the key \"%s\" is missing", named ? "points" : "name");
    }
    for (int32_t i = 0; i < policy->n_urgency; i++) {
        if (class->name[0] != '\0' && strcmp(policy->urgency[i].name, class->name) == 0) {
            koppel_json_refuse(&reading->json, path, "the class \"%s\" stands twice", class->name);
        }
    }
    class->points = (int32_t)points;
    policy->n_urgency++;
}

void koppel_policy_read_classes(struct koppel_policy_reading *reading, const char *path, const cJSON *value)
{
    int index = 0;
    char below[KOPPEL_JSON_PATH];

    if (!koppel_policy_check_list(&reading->json, path, value, 1, KOPPEL_MAX_CLASSES)) {
        return;
    }
    reading->policy->n_urgency = 0;
    for (const cJSON *child = value->child; child != NULL; child = child->next) {
        read_class(reading, koppel_json_element(path, index++, below), child);
    }
}

/* A whole number, or null for KOPPEL_UNKNOWN. */
static int64_t read_bound(struct koppel_json_reading *json, const char *path, const cJSON *value, int64_t min,
                          int64_t max)
{
    int64_t number = KOPPEL_UNKNOWN;

    if (!cJSON_IsNull(value)) {
        koppel_json_whole(json, path, value, min, max, &number);
    }
    return number;
}

static void read_mix_key(struct koppel_policy_reading *reading, const char *path, const cJSON *child,
                         struct koppel_mix_rule *mix)
{
    struct koppel_json_reading *json = &reading->json;
    const char *key = child->string;
    char below[KOPPEL_JSON_PATH];
    int32_t number = 0;
    int64_t wide = mix->persons_min;

    koppel_json_path(path, key, below);
    if (strcmp(key, "level") == 0) {
        if (koppel_policy_read_word(json, below, child, koppel_area_words, &number)) {
            mix->level = (enum koppel_area)number;
        }
    } else if (strcmp(key, "measure") == 0) {
        if (koppel_policy_read_word(json, below, child, koppel_measure_words, &number)) {
            mix->measure = (enum koppel_measure)number;
        }
    } else if (strcmp(key, "enforce") == 0) {
        if (koppel_policy_read_word(json, below, child, koppel_enforce_words, &number)) {
            mix->enforce = (enum koppel_enforce)number;
        }
    } else if (strcmp(key, "persons_min") == 0) {
        koppel_json_whole(json, below, child, 1, KOPPEL_POLICY_MAX_PERSONS, &wide);
        mix->persons_min = (int32_t)wide;
    } else if (strcmp(key, "persons_max") == 0) {
        mix->persons_max = (int32_t)read_bound(json, below, child, 1, KOPPEL_POLICY_MAX_PERSONS);
    } else if (strcmp(key, "min") == 0) {
        mix->min = read_bound(json, below, child, 0, KOPPEL_POLICY_MAX_COUNT);
    } else if (strcmp(key, "max") == 0) {
        mix->max = read_bound(json, below, child, 0, KOPPEL_POLICY_MAX_COUNT);
    } else {
        koppel_json_refuse_key(json, path, key, "level measure persons_min persons_max min max enforce");
    }
}

static void read_mix_rule(struct koppel_policy_reading *reading, const char *path, const cJSON *value)
{
    struct koppel_mix_rule mix = {.level = KOPPEL_AREA_COMPLEX,
                                  .measure = KOPPEL_MEASURE_HOMES,
                                  .persons_min = 1,
                                  .persons_max = KOPPEL_UNKNOWN,
                                  .min = KOPPEL_UNKNOWN,
                                  .max = KOPPEL_UNKNOWN,
                                  .enforce = KOPPEL_MUST};
    enum koppel_status before = reading->json.status;

    if (!koppel_policy_check_object(&reading->json, path, value)) {
        return;
    }
    reading->json.status = KOPPEL_OK;
    for (const cJSON *child = value->child; child != NULL; child = child->next) {
        read_mix_key(reading, path, child, &mix);
    }
    /* what the keys say together is looked at only when each of them is good */
    if (reading->json.status == KOPPEL_OK) {
        if (mix.min == KOPPEL_UNKNOWN && mix.max == KOPPEL_UNKNOWN) {
            koppel_json_refuse(&reading->json, path, "a mix rule needs \"min\" or \"max\"");
        }
        if (mix.max != KOPPEL_UNKNOWN && mix.min > mix.max) {
            koppel_json_refuse(&reading->json, path, "min %" PRId64 " is more than max %" PRId64, mix.min, mix.max);
        }
        if (mix.persons_max != KOPPEL_UNKNOWN && mix.persons_min > mix.persons_max) {
            koppel_json_refuse(&reading->json, path, "persons_min %" PRId32 " is more than persons_max %" PRId32,
                               mix.persons_min, mix.persons_max);
        }
    }
    reading->json.status = before != KOPPEL_OK ? before : reading->json.status;
    reading->policy->mix[reading->policy->n_mix++] = mix;
}

void koppel_policy_read_mix(struct koppel_policy_reading *reading, const char *path, const cJSON *value)
{
    int index = 0;
    char below[KOPPEL_JSON_PATH];

    if (!koppel_policy_check_list(&reading->json, path, value, 0, KOPPEL_MAX_MIX)) {
        return;
    }
    reading->policy->n_mix = 0;
    for (const cJSON *child = value->child; child != NULL; child = child->next) {
        read_mix_rule(reading, koppel_json_element(path, index++, below), child);
    }
}

/* Adds an objective to the last tier; it may stand in one tier only. */
static void add_objective(struct koppel_policy_reading *reading, const char *path, const char *name, int64_t weight)
{
    struct koppel_policy *policy = reading->policy;
    char quoted[80];
    int objective = 0;

    while (objective < KOPPEL_N_OBJECTIVES &&
           strcmp(koppel_objective_name((enum koppel_objective)objective), name) != 0) {
        objective++;
    }
    if (objective == KOPPEL_N_OBJECTIVES) {
        koppel_json_refuse(
            &reading->json, path,
            "%s is not \"target\", \"urgency\", \"spread\", \"agreement\", \"mix\", \"groups\", \"access\", \"fit\" or "
            "\"stay\"",
            koppel_text_quote(name, quoted));
        return;
    }
    for (int32_t i = 0; i <= policy->n_tiers; i++) {
        if (policy->tiers[i].weight[objective] != 0) {
            koppel_json_refuse(&reading->json, path, "\"%s\" stands in the tiers already", name);
            return;
        }
    }
    policy->tiers[policy->n_tiers].weight[objective] = weight;
}

static void read_tier(struct koppel_policy_reading *reading, const char *path, const cJSON *value)
{
    char below[KOPPEL_JSON_PATH];
    char shown[80];

    reading->policy->tiers[reading->policy->n_tiers] = (struct koppel_tier_rule){{0}};
    if (cJSON_IsString(value)) {
        add_objective(reading, path, value->valuestring, 1);
    } else if (cJSON_IsObject(value) && value->child != NULL) {
        for (const cJSON *child = value->child; child != NULL; child = child->next) {
            int64_t weight = 1;

            koppel_json_path(path, child->string, below);
            if (koppel_json_whole(&reading->json, below, child, 1, KOPPEL_POLICY_MAX_WEIGHT, &weight)) {
                add_objective(reading, below, child->string, weight);
            }
        }
    } else {
        koppel_json_refuse(&reading->json, path, "%s is not the name of an objective, or an object of weights",
                           koppel_json_show(value, shown));
    }
    reading->policy->n_tiers++;
}

void koppel_policy_read_tiers(struct koppel_policy_reading *reading, const char *path, const cJSON *value)
{
    int index = 0;
    char below[KOPPEL_JSON_PATH];

    if (!koppel_policy_check_list(&reading->json, path, value, 1, KOPPEL_N_OBJECTIVES)) {
        return;
    }
    reading->policy->n_tiers = 0;
    for (const cJSON *child = value->child; child != NULL; child = child->next) {
        read_tier(reading, koppel_json_element(path, index++, below), child);
    }
}
