// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_loads.c - reads the loads of certificate.json and what is said of them (see certificate_reading.h). */
#include "io/certificate_reading.h"
#include "io/text_encoding.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DIVISOR = 1000000 };

/* ---- What a price is on ---- */

static int32_t find_area(const struct koppel_case *kase, enum koppel_area area, const char *id)
{
    switch (area) {
    case KOPPEL_AREA_UNIT:
        return koppel_index_get(&kase->unit_index, id);
    case KOPPEL_AREA_COMPLEX:
        return koppel_names_get(&kase->complexes, id);
    case KOPPEL_AREA_NEIGHBOURHOOD:
        return koppel_index_get(&kase->neighbourhood_index, id);
    case KOPPEL_AREA_DISTRICT:
        return koppel_names_get(&kase->districts, id);
    case KOPPEL_AREA_MUNICIPALITY:
        return koppel_index_get(&kase->municipality_index, id);
    case KOPPEL_AREA_GROUP:
        return koppel_names_get(&kase->groups, id);
    case KOPPEL_AREA_CASE:
        return strcmp(id, "all") == 0 ? 0 : KOPPEL_NONE;
    }
    return KOPPEL_NONE;
}

/* Row of the area that the object names under the area's own word; KOPPEL_NONE, with a message, when there is none. */
static int32_t read_area(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                         enum koppel_area area)
{
    const char *key = koppel_area_name(area);
    const char *id = koppel_certificate_text(reading, path, object, key);
    int32_t row = id != NULL ? find_area(reading->kase, area, id) : KOPPEL_NONE;
    char quoted[80];

    if (id != NULL && row == KOPPEL_NONE) {
        koppel_json_refuse(&reading->json, path, "%s is no %s of the case", koppel_text_quote(id, quoted), key);
    }
    return row;
}

/* The number under a key, counted from 1, as a row counted from 0; KOPPEL_NONE, with a message, when it is none. */
static int32_t read_row(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                        const char *key, int32_t n_rows)
{
    char below[KOPPEL_JSON_PATH];
    int64_t number = 0;

    return koppel_json_whole(&reading->json, koppel_json_path(path, key, below),
                             cJSON_GetObjectItemCaseSensitive(object, key), 1, n_rows, &number)
               ? (int32_t)number - 1
               : KOPPEL_NONE;
}

/* The names beside a row number must be those of the row. */
static void hold_to_row(struct koppel_certificate_reading *reading, const char *path, bool same, const char *table)
{
    if (!same) {
        koppel_json_refuse(&reading->json, path, "the row of %s tells of another place", table);
    }
}

static void read_agreement(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                           struct koppel_load_price *load)
{
    const struct koppel_case *kase = reading->kase;
    const char *corporation = koppel_certificate_text(reading, path, object, "corporation");
    const cJSON *municipality = cJSON_GetObjectItemCaseSensitive(object, "municipality");
    int32_t everywhere = municipality == NULL;
    const struct koppel_agreement *agreement = NULL;

    load->place = read_row(reading, path, object, "row", kase->n_agreements);
    if (load->place == KOPPEL_NONE || corporation == NULL) {
        return;
    }
    agreement = &kase->agreements[load->place];
    hold_to_row(reading, path,
                koppel_index_get(&kase->corporation_index, corporation) == agreement->corporation &&
                    (everywhere
                         ? agreement->municipality == KOPPEL_NONE
                         : read_area(reading, path, object, KOPPEL_AREA_MUNICIPALITY) == agreement->municipality),
                "corporations.csv");
}

/* A row of borders.csv; without one, all borders together. */
static void read_border(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                        struct koppel_load_price *load)
{
    const struct koppel_case *kase = reading->kase;
    const char *from = NULL;
    const char *to = NULL;

    load->place = kase->n_borders;
    if (cJSON_GetObjectItemCaseSensitive(object, "row") == NULL) {
        return;
    }
    from = koppel_certificate_text(reading, path, object, "from");
    to = koppel_certificate_text(reading, path, object, "to");
    load->place = read_row(reading, path, object, "row", kase->n_borders);
    if (load->place != KOPPEL_NONE && from != NULL && to != NULL) {
        const struct koppel_border *border = &kase->borders[load->place];

        hold_to_row(reading, path,
                    koppel_index_get(&kase->municipality_index, from) == border->from &&
                        koppel_index_get(&kase->municipality_index, to) == border->to,
                    "borders.csv");
    }
}

/* Fills in what the load stands for. @return the keys that the object may have, for messages */
static const char *read_subject(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                                struct koppel_load_price *load)
{
    const struct koppel_case *kase = reading->kase;
    const struct koppel_limit *limit = NULL;
    enum koppel_area level = reading->policy->spread_level;

    switch (load->kind) {
    case KOPPEL_PRICED_TARGET:
        load->place = read_area(reading, path, object, KOPPEL_AREA_MUNICIPALITY);
        return "municipality";
    case KOPPEL_PRICED_SPREAD:
        load->place = read_area(reading, path, object, level);
        load->municipality =
            level == KOPPEL_AREA_COMPLEX ? read_area(reading, path, object, KOPPEL_AREA_MUNICIPALITY) : KOPPEL_NONE;
        return level == KOPPEL_AREA_COMPLEX ? "complex municipality" : koppel_area_name(level);
    case KOPPEL_PRICED_AGREEMENT:
        read_agreement(reading, path, object, load);
        return "row corporation municipality";
    case KOPPEL_PRICED_LIMIT:
        load->place = read_row(reading, path, object, "row", kase->n_limits);
        if (load->place == KOPPEL_NONE) {
            return "row unit complex neighbourhood district municipality group";
        }
        limit = &kase->limits[load->place];
        hold_to_row(reading, path, read_area(reading, path, object, limit->area) == limit->place, "limits.csv");
        return "row unit complex neighbourhood district municipality group";
    case KOPPEL_PRICED_MIX:
        load->rule = read_row(reading, path, object, "rule", reading->policy->n_mix);
        load->place = load->rule == KOPPEL_NONE
                          ? KOPPEL_NONE
                          : read_area(reading, path, object, reading->policy->mix[load->rule].level);
        return "rule unit complex neighbourhood district municipality case";
    case KOPPEL_PRICED_BORDER:
        read_border(reading, path, object, load);
        return "row from to";
    case KOPPEL_PRICED_STAY: /* there is only one */
        load->place = 0;
        break;
    case KOPPEL_N_PRICED:
        break;
    }
    return "";
}

/* The rounded row that a price is on, when the object names one. */
static void read_rounding(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                          struct koppel_load_price *load)
{
    const cJSON *divisor = cJSON_GetObjectItemCaseSensitive(object, "divisor");
    char below[KOPPEL_JSON_PATH];
    const char *side = NULL;
    int64_t number = 0;

    if (divisor == NULL && cJSON_GetObjectItemCaseSensitive(object, "side") == NULL) {
        return;
    }
    side = koppel_certificate_text(reading, path, object, "side");
    if (koppel_json_whole(&reading->json, koppel_json_path(path, "divisor", below), divisor, 2, MOST_DIVISOR,
                          &number)) {
        load->divisor = (int32_t)number;
    }
    if (side != NULL && strcmp(side, "most") != 0 && strcmp(side, "least") != 0) {
        koppel_json_refuse(&reading->json, path, "the key \"side\" must be \"most\" or \"least\"");
    }
    load->is_most = side != NULL && strcmp(side, "most") == 0;
}

/* A load that is kept whole has neither price nor rounding; its rounded rows stand on lines of their own. */
static void read_whole(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                       struct koppel_load_price *load)
{
    static const char *const others[] = {"price", "divisor", "side"};

    if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(object, "whole"))) {
        koppel_json_refuse(&reading->json, path, "the key \"whole\" must be true, or left out");
    }
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        if (cJSON_GetObjectItemCaseSensitive(object, others[k]) != NULL) {
            koppel_json_refuse(&reading->json, path, "a load that is kept whole has no \"%s\"", others[k]);
        }
    }
    load->is_whole = true;
}

static void read_price(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                       struct koppel_load_price *load)
{
    char below[KOPPEL_JSON_PATH];

    if (cJSON_GetObjectItemCaseSensitive(object, "whole") != NULL) {
        read_whole(reading, path, object, load);
        return;
    }
    read_rounding(reading, path, object, load);
    koppel_certificate_whole(reading, koppel_json_path(path, "price", below),
                             cJSON_GetObjectItemCaseSensitive(object, "price"), -KOPPEL_MOST_PRICE, KOPPEL_MOST_PRICE,
                             &load->price);
}

static void read_load(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                      struct koppel_certificate_tier *tier)
{
    struct koppel_load_price *load = NULL;
    const char *name = NULL;
    int kind = 0;
    char words[160] = "load price divisor side whole apart ";
    const cJSON *apart = cJSON_GetObjectItemCaseSensitive(object, "apart");

    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(&reading->json, path, "this must be an object { ... }");
        return;
    }
    name = koppel_certificate_text(reading, path, object, "load");
    while (name != NULL && kind < KOPPEL_N_PRICED && strcmp(name, koppel_priced_name((enum koppel_priced)kind)) != 0) {
        kind++;
    }
    if (name == NULL || kind == KOPPEL_N_PRICED) {
        koppel_json_refuse(&reading->json, path,
                           "the key \"load\" must be target, spread, agreement, limit, mix, border or stay");
        return;
    }
    load = koppel_certificate_add_load(tier);
    if (load == NULL) {
        koppel_certificate_lacks_memory(reading);
        return;
    }
    load->kind = (enum koppel_priced)kind;
    strcat(words, read_subject(reading, path, object, load));
    koppel_certificate_keys(reading, path, object, words);
    if (apart != NULL && !cJSON_IsTrue(apart)) {
        koppel_json_refuse(&reading->json, path, "the key \"apart\" must be true, or left out");
    }
    load->is_apart = apart != NULL;
    read_price(reading, path, object, load);
}

/* ---- Lists of a tier ---- */

static int compare_loads(const void *a, const void *b)
{
    const struct koppel_load_price *x = a, *y = b;
    const int64_t keys[][2] = {{(int64_t)x->kind, (int64_t)y->kind},
                               {x->rule, y->rule},
                               {x->place, y->place},
                               {x->municipality, y->municipality},
                               {x->divisor, y->divisor},
                               {x->is_most, y->is_most},
                               {x->is_apart, y->is_apart}};

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        if (keys[k][0] != keys[k][1]) {
            return keys[k][0] < keys[k][1] ? -1 : 1;
        }
    }
    return 0;
}

void koppel_certificate_loads(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                              struct koppel_certificate_tier *tier)
{
    const cJSON *list = koppel_certificate_list(reading, path, object, "loads");
    char below[KOPPEL_JSON_PATH], at[KOPPEL_JSON_PATH];
    int n = 0;

    koppel_json_path(path, "loads", below);
    for (const cJSON *load = list != NULL ? list->child : NULL; load != NULL; load = load->next) {
        read_load(reading, koppel_json_element(below, n++, at), load, tier);
    }
    if (tier->n_loads > 0) {
        qsort(tier->loads, tier->n_loads, sizeof *tier->loads, compare_loads);
    }
    for (size_t k = 1; k < tier->n_loads && reading->json.status == KOPPEL_OK; k++) {
        if (compare_loads(&tier->loads[k - 1], &tier->loads[k]) == 0) {
            koppel_json_refuse(&reading->json, below, "the same load of kind %s has two prices",
                               koppel_priced_name(tier->loads[k].kind));
        }
    }
}
