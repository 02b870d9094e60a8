// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_printer.c - prints a policy with every key (see policy_reader.h). */
#include "io/policy_reader.h"

#include "base/text.h"
#include "io/json_text.h"
#include "io/policy_keys.h"

#include <stdio.h>
#include <string.h>

/* cJSON's own additions fail by returning NULL; here that is remembered and checked once. */
struct printing {
    cJSON *root;
    bool failed;
};

/* Gives `item` to the object, or frees it. */
static void add(struct printing *printing, cJSON *object, const char *key, cJSON *item)
{
    if (object == NULL || item == NULL || !cJSON_AddItemToObject(object, key, item)) {
        printing->failed = true;
        cJSON_Delete(item);
    }
}

static void append(struct printing *printing, cJSON *list, cJSON *item)
{
    if (list == NULL || item == NULL || !cJSON_AddItemToArray(list, item)) {
        printing->failed = true;
        cJSON_Delete(item);
    }
}

/* The object of a section such as "fit.weights", made when it is not there. NULL without memory. */
static cJSON *section_of(struct printing *printing, const char *section)
{
    cJSON *object = printing->root;

    while (object != NULL && *section != '\0') {
        char name[32];
        size_t n = strcspn(section, ".");
        cJSON *below = NULL;

        snprintf(name, sizeof name, "%.*s", (int)n, section);
        below = cJSON_GetObjectItemCaseSensitive(object, name);
        if (below == NULL) {
            add(printing, object, name, cJSON_CreateObject());
            below = cJSON_GetObjectItemCaseSensitive(object, name);
        }
        object = below;
        section += n + (section[n] == '.');
    }
    return object;
}

static cJSON *value_of(const void *object, const struct koppel_policy_key *key)
{
    const char *member = (const char *)object + key->offset;
    int32_t number = 0;
    bool truth = false;
    char text[16];

    if (key->form == KOPPEL_KEY_TEXT) {
        return key->may_be_null && member[0] == '\0' ? cJSON_CreateNull() : cJSON_CreateString(member);
    }
    if (key->form == KOPPEL_KEY_BOOL || key->form == KOPPEL_KEY_FLAG) {
        memcpy(&truth, member, sizeof truth);
        return key->form == KOPPEL_KEY_BOOL ? cJSON_CreateBool(truth)
                                            : cJSON_CreateString(koppel_word_of(key->words, truth));
    }
    memcpy(&number, member, sizeof number);
    if (key->may_be_null && number == key->null) {
        return cJSON_CreateNull();
    }
    if (key->form == KOPPEL_KEY_WORD) {
        return cJSON_CreateString(koppel_word_of(key->words, number));
    }
    if (key->form == KOPPEL_KEY_DAY) {
        koppel_date_format(number, text);
        return cJSON_CreateString(text);
    }
    if (key->form == KOPPEL_KEY_PERIOD) {
        koppel_period_format(number, text);
        return cJSON_CreateString(text);
    }
    return cJSON_CreateNumber(number);
}

static cJSON *number_or_null(int64_t number)
{
    return number == KOPPEL_UNKNOWN ? cJSON_CreateNull() : cJSON_CreateNumber((double)number);
}

static cJSON *mix_list(struct printing *printing, const struct koppel_policy *policy)
{
    cJSON *list = cJSON_CreateArray();

    for (int32_t i = 0; i < policy->n_mix; i++) {
        const struct koppel_mix_rule *mix = &policy->mix[i];
        cJSON *rule = NULL;

        if (mix->floor_of > 0) { /* told with its group */
            continue;
        }
        rule = cJSON_CreateObject();
        add(printing, rule, "level", cJSON_CreateString(koppel_word_of(koppel_area_words, (int32_t)mix->level)));
        add(printing, rule, "measure", cJSON_CreateString(koppel_word_of(koppel_measure_words, (int32_t)mix->measure)));
        add(printing, rule, "persons_min", cJSON_CreateNumber(mix->persons_min));
        add(printing, rule, "persons_max", number_or_null(mix->persons_max));
        add(printing, rule, "min", number_or_null(mix->min));
        add(printing, rule, "max", number_or_null(mix->max));
        add(printing, rule, "enforce", cJSON_CreateString(koppel_word_of(koppel_enforce_words, (int32_t)mix->enforce)));
        append(printing, list, rule);
    }
    return list;
}

static cJSON *group_list(struct printing *printing, const struct koppel_policy *policy)
{
    cJSON *list = cJSON_CreateArray();

    for (int32_t i = 0; i < policy->n_groups; i++) {
        cJSON *group = cJSON_CreateObject();

        for (int32_t k = 0; k < koppel_n_group_keys; k++) {
            add(printing, group, koppel_group_keys[k].key, value_of(&policy->groups[i], &koppel_group_keys[k]));
        }
        append(printing, list, group);
    }
    return list;
}

static cJSON *class_list(struct printing *printing, const struct koppel_policy *policy)
{
    cJSON *list = cJSON_CreateArray();

    for (int32_t i = 0; i < policy->n_urgency; i++) {
        cJSON *class = cJSON_CreateObject();

        add(printing, class, "name", cJSON_CreateString(policy->urgency[i].name));
        add(printing, class, "points", cJSON_CreateNumber(policy->urgency[i].points));
        append(printing, list, class);
    }
    return list;
}

/* A tier of one objective with weight 1 is its name, any other an object of weights. */
static cJSON *tier_value(struct printing *printing, const struct koppel_tier_rule *tier)
{
    cJSON *weights = NULL;
    int n = 0;
    int last = 0;

    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        n += tier->weight[o] != 0;
        last = tier->weight[o] != 0 ? o : last;
    }
    if (n == 1 && tier->weight[last] == 1) {
        return cJSON_CreateString(koppel_objective_name((enum koppel_objective)last));
    }
    weights = cJSON_CreateObject();
    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        if (tier->weight[o] != 0) {
            add(printing, weights, koppel_objective_name((enum koppel_objective)o),
                cJSON_CreateNumber((double)tier->weight[o]));
        }
    }
    return weights;
}

static cJSON *tier_list(struct printing *printing, const struct koppel_policy *policy)
{
    cJSON *list = cJSON_CreateArray();

    for (int32_t i = 0; i < policy->n_tiers; i++) {
        append(printing, list, tier_value(printing, &policy->tiers[i]));
    }
    return list;
}

/* A value without parts, as cJSON writes it. */
static void print_scalar(struct koppel_text *text, const cJSON *item)
{
    char *printed = cJSON_PrintUnformatted(item);

    text->failed = text->failed || printed == NULL;
    koppel_text_add(text, "%s", printed != NULL ? printed : "");
    cJSON_free(printed);
}

/* Lists of words, such as the tiers, stand on one line. */
static bool is_short(const cJSON *item)
{
    const cJSON *below = NULL;

    cJSON_ArrayForEach(below, item)
    {
        if (cJSON_IsObject(below)) {
            return false;
        }
    }
    return cJSON_IsArray(item) || item->child == NULL;
}

/* Prints with two spaces a level, as summary.json does; a policy is a few levels deep. */
static void print_item(struct koppel_text *text, const cJSON *item, int depth)
{
    bool one_line = is_short(item);
    const cJSON *below = NULL;

    if (!cJSON_IsObject(item) && !cJSON_IsArray(item)) {
        print_scalar(text, item);
        return;
    }
    koppel_text_add(text, cJSON_IsObject(item) ? "{" : "[");
    cJSON_ArrayForEach(below, item)
    {
        if (one_line) {
            koppel_text_add(text, below == item->child ? "" : ", ");
        } else {
            koppel_text_add(text, "%s\n%*s", below == item->child ? "" : ",", 2 * (depth + 1), "");
        }
        if (cJSON_IsObject(item)) { /* keys are the program's own words */
            koppel_text_add(text, "\"%s\": ", below->string);
        }
        print_item(text, below, depth + 1);
    }
    if (!one_line) {
        koppel_text_add(text, "\n%*s", 2 * depth, "");
    }
    koppel_text_add(text, cJSON_IsObject(item) ? "}" : "]");
}

enum koppel_status koppel_policy_print(const struct koppel_policy *policy, char **json)
{
    struct printing printing = {.root = cJSON_CreateObject()};
    struct koppel_text text = {0};

    *json = NULL;
    for (int32_t i = 0; i < koppel_n_policy_keys; i++) {
        const struct koppel_policy_key *key = &koppel_policy_keys[i];

        add(&printing, section_of(&printing, key->section), key->key, value_of(policy, key));
    }
    add(&printing, section_of(&printing, "urgency"), "classes", class_list(&printing, policy));
    add(&printing, printing.root, "mix", mix_list(&printing, policy));
    add(&printing, printing.root, "groups", group_list(&printing, policy));
    add(&printing, printing.root, "tiers", tier_list(&printing, policy));
    if (printing.root != NULL && !printing.failed) {
        print_item(&text, printing.root, 0);
        koppel_text_add(&text, "\n");
        if (koppel_text_status(&text) == KOPPEL_OK) {
            *json = text.bytes; /* the caller's now */
            text.bytes = NULL;
        }
    }
    koppel_text_free(&text);
    cJSON_Delete(printing.root);
    return *json != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}
