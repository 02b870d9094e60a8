// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_schema.c - the JSON Schema of a policy (see policy_schema.h). */
#include "io/policy_schema.h"

#include "base/text.h"
#include "io/policy_keys.h"

#include <cjson/cJSON.h>

#include <stdio.h>
#include <string.h>

/* cJSON's own additions fail by returning NULL; that is remembered, and looked at once. */
struct making {
    bool failed;
};

/* Gives `item` to the object, or frees it. @return item, NULL without memory */
static cJSON *add(struct making *making, cJSON *object, const char *key, cJSON *item)
{
    if (object == NULL || item == NULL || !cJSON_AddItemToObject(object, key, item)) {
        making->failed = true;
        cJSON_Delete(item);
        return NULL;
    }
    return item;
}

static void append(struct making *making, cJSON *list, cJSON *item)
{
    if (list == NULL || item == NULL || !cJSON_AddItemToArray(list, item)) {
        making->failed = true;
        cJSON_Delete(item);
    }
}

static void say(struct making *making, cJSON *object, const char *key, const char *text)
{
    add(making, object, key, cJSON_CreateString(text));
}

/* {"type": ...}; with null as a second type where that may be */
static cJSON *typed(struct making *making, const char *type, bool may_be_null)
{
    cJSON *schema = cJSON_CreateObject();
    cJSON *types = NULL;

    if (!may_be_null) {
        say(making, schema, "type", type);
        return schema;
    }
    types = add(making, schema, "type", cJSON_CreateArray());
    append(making, types, cJSON_CreateString(type));
    append(making, types, cJSON_CreateString("null"));
    return schema;
}

static cJSON *whole(struct making *making, int64_t min, int64_t max, bool may_be_null)
{
    cJSON *schema = typed(making, "integer", may_be_null);

    add(making, schema, "minimum", cJSON_CreateNumber((double)min));
    add(making, schema, "maximum", cJSON_CreateNumber((double)max));
    return schema;
}

static cJSON *one_of(struct making *making, const struct koppel_word *words, bool may_be_null)
{
    cJSON *schema = cJSON_CreateObject();
    cJSON *list = add(making, schema, "enum", cJSON_CreateArray());

    for (; words->word != NULL; words++) {
        append(making, list, cJSON_CreateString(words->word));
    }
    if (may_be_null) {
        append(making, list, cJSON_CreateNull());
    }
    return schema;
}

static cJSON *text_like(struct making *making, const char *pattern, bool may_be_null)
{
    cJSON *schema = typed(making, "string", may_be_null);

    say(making, schema, "pattern", pattern);
    return schema;
}

/* A name of at most KOPPEL_POLICY_NAME - 1 bytes; the schema counts characters, which are fewer. */
static cJSON *name(struct making *making, bool may_be_null)
{
    cJSON *schema = typed(making, "string", may_be_null);

    add(making, schema, "minLength", cJSON_CreateNumber(1));
    add(making, schema, "maxLength", cJSON_CreateNumber(KOPPEL_POLICY_NAME - 1));
    return schema;
}

static cJSON *value_of(struct making *making, const struct koppel_policy_key *key)
{
    switch (key->form) {
    case KOPPEL_KEY_WHOLE:
        return whole(making, key->min, key->max, key->may_be_null);
    case KOPPEL_KEY_BOOL:
        return typed(making, "boolean", false);
    case KOPPEL_KEY_WORD:
    case KOPPEL_KEY_FLAG:
        return one_of(making, key->words, key->may_be_null);
    case KOPPEL_KEY_DAY:
        return text_like(making, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", key->may_be_null);
    case KOPPEL_KEY_PERIOD:
        return text_like(making, "^[0-9]{4}-[12]$", key->may_be_null);
    case KOPPEL_KEY_TEXT:
        break;
    }
    return name(making, key->may_be_null);
}

/* An object that has no other keys than its properties. @param[out] properties  to fill in */
static cJSON *closed_object(struct making *making, cJSON **properties)
{
    cJSON *schema = typed(making, "object", false);

    add(making, schema, "additionalProperties", cJSON_CreateFalse());
    *properties = add(making, schema, "properties", cJSON_CreateObject());
    return schema;
}

static cJSON *list_of(struct making *making, cJSON *items, int least, int most)
{
    cJSON *schema = typed(making, "array", false);

    add(making, schema, "items", items);
    add(making, schema, "minItems", cJSON_CreateNumber(least));
    add(making, schema, "maxItems", cJSON_CreateNumber(most));
    return schema;
}

/* The properties of a section such as "fit.weights", made when they are not there. */
static cJSON *section_of(struct making *making, cJSON *properties, const char *section)
{
    while (properties != NULL && *section != '\0') {
        size_t n = strcspn(section, ".");
        char word[32];
        cJSON *found = NULL;

        snprintf(word, sizeof word, "%.*s", (int)n, section);
        found = cJSON_GetObjectItemCaseSensitive(properties, word);
        if (found == NULL) {
            cJSON *below = NULL;

            add(making, properties, word, closed_object(making, &below));
            properties = below;
        } else {
            properties = cJSON_GetObjectItemCaseSensitive(found, "properties");
        }
        section += n + (section[n] == '.');
    }
    return properties;
}

static cJSON *urgency_class(struct making *making)
{
    cJSON *properties = NULL;
    cJSON *schema = closed_object(making, &properties);
    cJSON *required = add(making, schema, "required", cJSON_CreateArray());

    append(making, required, cJSON_CreateString("name"));
    append(making, required, cJSON_CreateString("points"));
    add(making, properties, "name", name(making, false));
    add(making, properties, "points", whole(making, 0, KOPPEL_POLICY_MAX_POINTS, false));
    return schema;
}

static cJSON *mix_rule(struct making *making)
{
    cJSON *properties = NULL;
    cJSON *schema = closed_object(making, &properties);

    add(making, properties, "level", one_of(making, koppel_area_words, false));
    add(making, properties, "measure", one_of(making, koppel_measure_words, false));
    add(making, properties, "persons_min", whole(making, 1, KOPPEL_POLICY_MAX_PERSONS, false));
    add(making, properties, "persons_max", whole(making, 1, KOPPEL_POLICY_MAX_PERSONS, true));
    add(making, properties, "min", whole(making, 0, KOPPEL_POLICY_MAX_COUNT, true));
    add(making, properties, "max", whole(making, 0, KOPPEL_POLICY_MAX_COUNT, true));
    add(making, properties, "enforce", one_of(making, koppel_enforce_words, false));
    return schema;
}

static cJSON *group(struct making *making)
{
    cJSON *properties = NULL;
    cJSON *schema = closed_object(making, &properties);
    cJSON *required = add(making, schema, "required", cJSON_CreateArray());

    append(making, required, cJSON_CreateString("name"));
    for (int32_t k = 0; k < koppel_n_group_keys; k++) {
        add(making, properties, koppel_group_keys[k].key, value_of(making, &koppel_group_keys[k]));
    }
    return schema;
}

/* The name of an objective, or an object of weights. */
static cJSON *tier(struct making *making)
{
    cJSON *schema = cJSON_CreateObject();
    cJSON *either = add(making, schema, "anyOf", cJSON_CreateArray());
    cJSON *names = cJSON_CreateObject();
    cJSON *list = add(making, names, "enum", cJSON_CreateArray());
    cJSON *properties = NULL;
    cJSON *weights = closed_object(making, &properties);

    add(making, weights, "minProperties", cJSON_CreateNumber(1));
    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        const char *objective = koppel_objective_name((enum koppel_objective)o);

        append(making, list, cJSON_CreateString(objective));
        add(making, properties, objective, whole(making, 1, KOPPEL_POLICY_MAX_WEIGHT, false));
    }
    append(making, either, names);
    append(making, either, weights);
    return schema;
}

enum koppel_status koppel_policy_schema_print(char **json)
{
    struct making making = {0};
    cJSON *properties = NULL;
    cJSON *schema = closed_object(&making, &properties);
    char *printed = NULL;
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;

    say(&making, schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
    say(&making, schema, "title", "A policy of Koppel " KOPPEL_VERSION);
    for (int32_t k = 0; k < koppel_n_policy_keys; k++) {
        const struct koppel_policy_key *key = &koppel_policy_keys[k];

        add(&making, section_of(&making, properties, key->section), key->key, value_of(&making, key));
    }
    add(&making, section_of(&making, properties, "urgency"), "classes",
        list_of(&making, urgency_class(&making), 1, KOPPEL_MAX_CLASSES));
    add(&making, properties, "mix", list_of(&making, mix_rule(&making), 0, KOPPEL_MAX_MIX));
    add(&making, properties, "groups", list_of(&making, group(&making), 0, KOPPEL_MAX_GROUPS));
    add(&making, properties, "tiers", list_of(&making, tier(&making), 1, KOPPEL_N_OBJECTIVES));
    printed = making.failed ? NULL : cJSON_Print(schema);
    cJSON_Delete(schema);
    text.failed = printed == NULL;
    koppel_text_add(&text, "%s\n", printed != NULL ? printed : "");
    cJSON_free(printed);
    status = koppel_text_status(&text);
    *json = status == KOPPEL_OK ? text.bytes : NULL; /* the caller's now */
    if (status != KOPPEL_OK) {
        koppel_text_free(&text);
    }
    return status;
}
