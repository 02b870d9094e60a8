// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_reader.c - reads certificate.json (see certificate_reader.h). */
#include "io/certificate_reader.h"

#include "base/memory.h"
#include "io/certificate_reading.h"
#include "io/claim_reading.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Prices under `key` ("units", "households"), by keys of the table whose rows are called `noun`. */
struct price_table {
    const char *key;
    const char *noun;
    const struct koppel_index *index;
    int64_t least; /* a price may be this at least */
};

static void read_prices(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                        const struct price_table *table, int64_t *price)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, table->key);
    char below[KOPPEL_JSON_PATH], at[KOPPEL_JSON_PATH];
    char quoted[80];

    if (price == NULL) {
        koppel_certificate_lacks_memory(reading);
        return;
    }
    if (!cJSON_IsObject(list)) {
        koppel_json_refuse(&reading->json, path, "the key \"%s\" must be an object { ... }", table->key);
        return;
    }
    koppel_json_path(path, table->key, below);
    for (const cJSON *item = list->child; item != NULL; item = item->next) {
        int32_t row = koppel_index_get(table->index, item->string);

        if (row == KOPPEL_NONE) {
            koppel_json_refuse(&reading->json, below, "%s is no %s of the case",
                               koppel_text_quote(item->string, quoted), table->noun);
        } else {
            koppel_certificate_whole(reading, koppel_json_path(below, item->string, at), item, table->least,
                                     KOPPEL_MOST_PRICE, &price[row]);
        }
    }
}

static void read_units(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                       struct koppel_certificate_tier *tier)
{
    const struct price_table table = {"units", "unit", &reading->kase->unit_index, 0};

    tier->unit_price = koppel_new((size_t)reading->kase->n_units, sizeof *tier->unit_price);
    read_prices(reading, path, object, &table, tier->unit_price);
}

/* A tier need not price households. */
static void read_households(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                            struct koppel_certificate_tier *tier)
{
    const struct price_table table = {"households", "household", &reading->kase->household_index, -KOPPEL_MOST_PRICE};

    if (cJSON_GetObjectItemCaseSensitive(object, "households") != NULL) {
        tier->household_price = koppel_new((size_t)reading->kase->n_households, sizeof *tier->household_price);
        read_prices(reading, path, object, &table, tier->household_price);
    }
}

/* Scale and prices on the tiers before, of which there are t. */
static void read_part(struct koppel_certificate_reading *reading, const char *path, const cJSON *object, int32_t t,
                      struct koppel_certificate_tier *tier)
{
    struct koppel_part_prices *part = koppel_certificate_add_part(tier);
    const cJSON *held = NULL;
    const char *household = NULL;
    char below[KOPPEL_JSON_PATH], at[KOPPEL_JSON_PATH];
    char quoted[80];
    int s = 0;

    if (part == NULL) {
        koppel_certificate_lacks_memory(reading);
        return;
    }
    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(&reading->json, path, "this must be an object { ... }");
        return;
    }
    koppel_certificate_keys(reading, path, object, "household scale held");
    household = koppel_certificate_text(reading, path, object, "household");
    part->household = household != NULL ? koppel_index_get(&reading->kase->household_index, household) : KOPPEL_NONE;
    if (household != NULL && part->household == KOPPEL_NONE) {
        koppel_json_refuse(&reading->json, path, "%s is no household of the case",
                           koppel_text_quote(household, quoted));
    }
    koppel_certificate_whole(reading, koppel_json_path(path, "scale", below),
                             cJSON_GetObjectItemCaseSensitive(object, "scale"), 1, KOPPEL_MOST_PRICE_SCALE,
                             &part->scale);
    held = koppel_certificate_list(reading, path, object, "held");
    if (held != NULL && cJSON_GetArraySize(held) != t) {
        koppel_json_refuse(&reading->json, path, "the key \"held\" must list a price for each of the %d tiers before",
                           (int)t);
        return;
    }
    koppel_json_path(path, "held", below);
    for (const cJSON *price = held != NULL ? held->child : NULL; price != NULL; price = price->next, s++) {
        koppel_certificate_whole(reading, koppel_json_element(below, s, at), price, 0, KOPPEL_MOST_PRICE,
                                 &part->held[s]);
    }
}

static void read_parts(struct koppel_certificate_reading *reading, const char *path, const cJSON *object, int32_t t,
                       struct koppel_certificate_tier *tier)
{
    const cJSON *list = koppel_certificate_list(reading, path, object, "parts");
    char below[KOPPEL_JSON_PATH], at[KOPPEL_JSON_PATH];
    int n = 0;

    koppel_json_path(path, "parts", below);
    for (const cJSON *part = list != NULL ? list->child : NULL; part != NULL; part = part->next) {
        read_part(reading, koppel_json_element(below, n++, at), part, t, tier);
    }
}

/* ---- Tiers ---- */

/* A decimal of the tier that must be what follows from the others. */
static void hold_to(struct koppel_certificate_reading *reading, const char *path, const cJSON *object, const char *key,
                    const struct koppel_certificate_tier *tier, int64_t wanted)
{
    struct koppel_proposal_tier plain = tier->claim;
    int64_t number = 0;

    plain.maximise = false; /* gaps have no direction */
    if (koppel_claim_cost_read(&reading->json, path, object, key, &plain, &number) && number != wanted) {
        koppel_json_refuse(&reading->json, path, "the key \"%s\" does not follow from value, bound and certified", key);
    }
}

static int64_t difference(int64_t a, int64_t b)
{
    koppel_wide wide = (koppel_wide)a - b;

    return wide > INT64_MAX ? INT64_MAX : wide < INT64_MIN ? INT64_MIN : (int64_t)wide;
}

static void read_tier(struct koppel_certificate_reading *reading, const char *path, const cJSON *object, int32_t t)
{
    struct koppel_certificate_tier *tier = &reading->certificate->tiers[t];
    const cJSON *certified = NULL;

    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(&reading->json, path, "this must be an object { ... }");
        return;
    }
    koppel_certificate_keys(
        reading, path, object,
        "name sense value bound proven within_gap certified certified_gap not_certified parts loads units households");
    koppel_claim_read(&reading->json, path, object, reading->policy, &reading->next_rule, &tier->claim);
    certified = cJSON_GetObjectItemCaseSensitive(object, "certified");
    if (reading->json.status != KOPPEL_OK || cJSON_IsNull(certified)) {
        return;
    }
    if (!koppel_claim_cost_read(&reading->json, path, object, "certified", &tier->claim, &tier->certified)) {
        return;
    }
    tier->has_prices = true;
    hold_to(reading, path, object, "certified_gap", tier, difference(tier->claim.cost, tier->certified));
    hold_to(reading, path, object, "not_certified", tier,
            koppel_certificate_covers(tier) ? 0 : difference(tier->claim.bound, tier->certified));
    read_parts(reading, path, object, t, tier);
    koppel_certificate_loads(reading, path, object, tier);
    read_units(reading, path, object, tier);
    read_households(reading, path, object, tier);
}

/* ---- Leximin ---- */

static void read_floor(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                       struct koppel_fairest_line *line)
{
    const struct koppel_policy *policy = reading->policy;
    char below[KOPPEL_JSON_PATH];
    int64_t rule = 0, floor = 0, all = 0;

    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(&reading->json, path, "this must be an object { ... }");
        return;
    }
    koppel_certificate_keys(reading, path, object, "load rule case floor all");
    if (!koppel_certificate_whole(reading, koppel_json_path(path, "rule", below),
                                  cJSON_GetObjectItemCaseSensitive(object, "rule"), 1, policy->n_mix, &rule) ||
        !koppel_certificate_whole(reading, koppel_json_path(path, "floor", below),
                                  cJSON_GetObjectItemCaseSensitive(object, "floor"), 0, INT32_MAX, &floor) ||
        !koppel_certificate_whole(reading, koppel_json_path(path, "all", below),
                                  cJSON_GetObjectItemCaseSensitive(object, "all"), 0, INT32_MAX, &all)) {
        return;
    }
    if (policy->mix[rule - 1].floor_of == 0) {
        koppel_json_refuse(&reading->json, path, "rule %" PRId64 " of the policy is no floor of a group", rule);
    } else if (koppel_certificate_text(reading, path, object, "load") != NULL &&
               koppel_certificate_text(reading, path, object, "case") != NULL) {
        line->floors[policy->mix[rule - 1].floor_of - 1] = (int32_t)floor;
        line->all[policy->mix[rule - 1].floor_of - 1] = all;
    }
}

static void read_line(struct koppel_certificate_reading *reading, const char *path, const cJSON *object)
{
    struct koppel_certificate *certificate = reading->certificate;
    struct koppel_fairest_line *line = &certificate->fairest[certificate->n_fairest++];
    const char *name = NULL;
    const cJSON *floors = NULL;
    char below[KOPPEL_JSON_PATH], at[KOPPEL_JSON_PATH];
    char quoted[80];
    int n = 0;

    *line = (struct koppel_fairest_line){.group = KOPPEL_NONE};
    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(&reading->json, path, "this must be an object { ... }");
        return;
    }
    koppel_certificate_keys(reading, path, object, "group floors parts loads units households");
    name = koppel_certificate_text(reading, path, object, "group");
    for (int32_t k = 0; k < reading->policy->n_groups; k++) {
        line->floors[k] = KOPPEL_UNKNOWN;
        line->group = name != NULL && strcmp(reading->policy->groups[k].name, name) == 0 ? k : line->group;
    }
    if (name != NULL && line->group == KOPPEL_NONE) {
        koppel_json_refuse(&reading->json, path, "%s is no group of the policy", koppel_text_quote(name, quoted));
    }
    floors = koppel_certificate_list(reading, path, object, "floors");
    koppel_json_path(path, "floors", below);
    for (const cJSON *floor = floors != NULL ? floors->child : NULL; floor != NULL; floor = floor->next) {
        read_floor(reading, koppel_json_element(below, n++, at), floor, line);
    }
    read_parts(reading, path, object, koppel_fairest_tier(certificate), &line->tier);
    koppel_certificate_loads(reading, path, object, &line->tier);
    read_units(reading, path, object, &line->tier);
    read_households(reading, path, object, &line->tier);
}

/* Where no tier is of groups, there can be no lines. */
static void read_fairest(struct koppel_certificate_reading *reading, const cJSON *root)
{
    const cJSON *lines = cJSON_GetObjectItemCaseSensitive(root, "fairest");
    char path[KOPPEL_JSON_PATH];

    if (lines == NULL || reading->json.status != KOPPEL_OK) {
        return;
    }
    if (!cJSON_IsArray(lines) || cJSON_GetArraySize(lines) > KOPPEL_MAX_GROUPS ||
        koppel_fairest_tier(reading->certificate) == KOPPEL_NONE) {
        koppel_json_refuse(&reading->json, "$.fairest", "this must be a list of at most %d lines, for a tier groups",
                           KOPPEL_MAX_GROUPS);
        return;
    }
    for (const cJSON *line = lines->child; line != NULL; line = line->next) {
        read_line(reading, koppel_json_element("$.fairest", reading->certificate->n_fairest, path), line);
    }
}

static void read_tiers(struct koppel_certificate_reading *reading, const cJSON *root)
{
    const cJSON *tiers = cJSON_GetObjectItemCaseSensitive(root, "tiers");
    char path[KOPPEL_JSON_PATH];

    if (!cJSON_IsObject(root)) {
        koppel_json_refuse(&reading->json, "$", "this must be an object { ... }");
        return;
    }
    koppel_certificate_keys(reading, "$", root, "program version policy inputs tiers fairest");
    if (!cJSON_IsArray(tiers) || cJSON_GetArraySize(tiers) > KOPPEL_MAX_TIERS) {
        koppel_json_refuse(&reading->json, "$.tiers", "this must be a list of at most %d tiers", KOPPEL_MAX_TIERS);
        return;
    }
    for (const cJSON *tier = tiers->child; tier != NULL; tier = tier->next) {
        int32_t t = reading->certificate->n_tiers++;

        read_tier(reading, koppel_json_element("$.tiers", t, path), tier, t);
    }
}

enum koppel_status koppel_certificate_parse(const char *bytes, size_t n_bytes, const char *name,
                                            const struct koppel_case *kase, const struct koppel_policy *policy,
                                            struct koppel_certificate *certificate, struct koppel_errors *errors)
{
    struct koppel_certificate_reading reading = {
        .json = {.file = name, .errors = errors}, .kase = kase, .policy = policy, .certificate = certificate};
    cJSON *root = NULL;

    *certificate = (struct koppel_certificate){0};
    reading.json.status = koppel_json_parse_large(bytes, n_bytes, KOPPEL_CERTIFICATE_MAX_BYTES, name, &root, errors);
    if (reading.json.status == KOPPEL_OK) {
        read_tiers(&reading, root);
        read_fairest(&reading, root);
    }
    cJSON_Delete(root);
    return reading.json.status;
}

enum koppel_status koppel_certificate_read(const char *folder, const struct koppel_case *kase,
                                           const struct koppel_policy *policy, struct koppel_certificate *certificate,
                                           bool *there, struct koppel_errors *errors)
{
    struct koppel_file_bytes file = {0};
    enum koppel_status status = KOPPEL_OK;

    *certificate = (struct koppel_certificate){0};
    status = koppel_written_file_read(folder, "certificate.json", KOPPEL_CERTIFICATE_MAX_BYTES, &file, there, errors);
    if (status == KOPPEL_OK && *there) {
        status =
            koppel_certificate_parse(file.bytes, file.n_bytes, "certificate.json", kase, policy, certificate, errors);
    }
    koppel_file_bytes_free(&file);
    return status;
}
