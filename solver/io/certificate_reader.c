/* certificate_reader.c - reads certificate.json (see certificate_reader.h). */
#include "io/certificate_reader.h"

#include "base/memory.h"
#include "io/claim_reading.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIVISOR = 1000000, MOST_DIGITS = 19 };

struct reading {
    struct koppel_json_reading json;
    const struct koppel_case *kase;
    const struct koppel_policy *policy;
    struct koppel_certificate *certificate;
    int32_t next_rule; /* the first tier of the policy that the next tier can be */
};

static void lack_memory(struct reading *reading)
{
    reading->json.status = koppel_errors_add(reading->json.errors, KOPPEL_E_MEMORY, reading->json.file, 0, 0,
                                             "not enough memory to read the certificate");
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

/* A number min..max, as a number or, when it has more digits than a JSON number keeps, between quotes. */
static bool read_whole(struct reading *reading, const char *path, const cJSON *value, int64_t min, int64_t max,
                       int64_t *number)
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

/* ---- What a price is on ---- */

static const char *text_of(struct reading *reading, const char *path, const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);

    if (!cJSON_IsString(value)) {
        koppel_json_refuse(&reading->json, path, "the key \"%s\" must be a text", key);
        return NULL;
    }
    return value->valuestring;
}

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
    }
    return KOPPEL_NONE;
}

/* Row of the area that the object names under the area's own word; KOPPEL_NONE, with a message, when there is none. */
static int32_t read_area(struct reading *reading, const char *path, const cJSON *object, enum koppel_area area)
{
    const char *key = koppel_area_name(area);
    const char *id = text_of(reading, path, object, key);
    int32_t row = id != NULL ? find_area(reading->kase, area, id) : KOPPEL_NONE;
    char quoted[80];

    if (id != NULL && row == KOPPEL_NONE) {
        koppel_json_refuse(&reading->json, path, "%s is no %s of the case", koppel_text_quote(id, quoted), key);
    }
    return row;
}

/* The number under a key, counted from 1, as a row counted from 0; KOPPEL_NONE, with a message, when it is none. */
static int32_t read_row(struct reading *reading, const char *path, const cJSON *object, const char *key, int32_t n_rows)
{
    char below[KOPPEL_JSON_PATH];
    int64_t number = 0;

    return koppel_json_whole(&reading->json, koppel_json_path(path, key, below),
                             cJSON_GetObjectItemCaseSensitive(object, key), 1, n_rows, &number)
               ? (int32_t)number - 1
               : KOPPEL_NONE;
}

/* The names beside a row number must be those of the row. */
static void hold_to_row(struct reading *reading, const char *path, bool same, const char *table)
{
    if (!same) {
        koppel_json_refuse(&reading->json, path, "the row of %s tells of another place", table);
    }
}

static void read_agreement(struct reading *reading, const char *path, const cJSON *object,
                           struct koppel_load_price *load)
{
    const struct koppel_case *kase = reading->kase;
    const char *corporation = text_of(reading, path, object, "corporation");
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

/* Fills in what the load stands for. @return the keys that the object may have, for messages */
static const char *read_subject(struct reading *reading, const char *path, const cJSON *object,
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
            return "row unit complex neighbourhood district municipality";
        }
        limit = &kase->limits[load->place];
        hold_to_row(reading, path, read_area(reading, path, object, limit->area) == limit->place, "limits.csv");
        return "row unit complex neighbourhood district municipality";
    case KOPPEL_PRICED_MIX:
        load->rule = read_row(reading, path, object, "rule", reading->policy->n_mix);
        load->place = load->rule == KOPPEL_NONE
                          ? KOPPEL_NONE
                          : read_area(reading, path, object, reading->policy->mix[load->rule].level);
        return "rule unit complex neighbourhood district municipality";
    case KOPPEL_N_PRICED:
        break;
    }
    return "";
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

/* Refuses keys that are none of the words. */
static void check_keys(struct reading *reading, const char *path, const cJSON *object, const char *words)
{
    for (const cJSON *child = object->child; child != NULL; child = child->next) {
        if (!has_word(words, child->string)) {
            koppel_json_refuse_key(&reading->json, path, child->string, words);
        }
    }
}

/* The rounded row that a price is on, when the object names one. */
static void read_rounding(struct reading *reading, const char *path, const cJSON *object,
                          struct koppel_load_price *load)
{
    const cJSON *divisor = cJSON_GetObjectItemCaseSensitive(object, "divisor");
    char below[KOPPEL_JSON_PATH];
    const char *side = NULL;
    int64_t number = 0;

    if (divisor == NULL && cJSON_GetObjectItemCaseSensitive(object, "side") == NULL) {
        return;
    }
    side = text_of(reading, path, object, "side");
    if (koppel_json_whole(&reading->json, koppel_json_path(path, "divisor", below), divisor, 2, MOST_DIVISOR,
                          &number)) {
        load->divisor = (int32_t)number;
    }
    if (side != NULL && strcmp(side, "most") != 0 && strcmp(side, "least") != 0) {
        koppel_json_refuse(&reading->json, path, "the key \"side\" must be \"most\" or \"least\"");
    }
    load->is_most = side != NULL && strcmp(side, "most") == 0;
}

static void read_load(struct reading *reading, const char *path, const cJSON *object,
                      struct koppel_certificate_tier *tier)
{
    struct koppel_load_price *load = NULL;
    const char *name = NULL;
    int kind = 0;
    char words[160] = "load price divisor side ";
    char below[KOPPEL_JSON_PATH];

    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(&reading->json, path, "this must be an object { ... }");
        return;
    }
    name = text_of(reading, path, object, "load");
    while (name != NULL && kind < KOPPEL_N_PRICED && strcmp(name, koppel_priced_name((enum koppel_priced)kind)) != 0) {
        kind++;
    }
    if (name == NULL || kind == KOPPEL_N_PRICED) {
        koppel_json_refuse(&reading->json, path, "the key \"load\" must be target, spread, agreement, limit or mix");
        return;
    }
    load = koppel_certificate_add_load(tier);
    if (load == NULL) {
        lack_memory(reading);
        return;
    }
    load->kind = (enum koppel_priced)kind;
    strcat(words, read_subject(reading, path, object, load));
    check_keys(reading, path, object, words);
    read_rounding(reading, path, object, load);
    read_whole(reading, koppel_json_path(path, "price", below), cJSON_GetObjectItemCaseSensitive(object, "price"),
               -KOPPEL_MOST_PRICE, KOPPEL_MOST_PRICE, &load->price);
}

/* ---- Lists of a tier ---- */

static int compare_loads(const void *a, const void *b)
{
    const struct koppel_load_price *x = a, *y = b;
    const int64_t keys[][2] = {
        {(int64_t)x->kind, (int64_t)y->kind}, {x->rule, y->rule},       {x->place, y->place},
        {x->municipality, y->municipality},   {x->divisor, y->divisor}, {x->is_most, y->is_most}};

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        if (keys[k][0] != keys[k][1]) {
            return keys[k][0] < keys[k][1] ? -1 : 1;
        }
    }
    return 0;
}

/* A list under a key; NULL, with a message, when there is none. */
static const cJSON *list_of(struct reading *reading, const char *path, const cJSON *object, const char *key)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, key);

    if (!cJSON_IsArray(list)) {
        koppel_json_refuse(&reading->json, path, "the key \"%s\" must be a list", key);
        return NULL;
    }
    return list;
}

static void read_loads(struct reading *reading, const char *path, const cJSON *object,
                       struct koppel_certificate_tier *tier)
{
    const cJSON *list = list_of(reading, path, object, "loads");
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

static void read_units(struct reading *reading, const char *path, const cJSON *object,
                       struct koppel_certificate_tier *tier)
{
    const cJSON *units = cJSON_GetObjectItemCaseSensitive(object, "units");
    char below[KOPPEL_JSON_PATH], at[KOPPEL_JSON_PATH];
    char quoted[80];

    tier->unit_price = koppel_new((size_t)reading->kase->n_units, sizeof *tier->unit_price);
    if (tier->unit_price == NULL) {
        lack_memory(reading);
        return;
    }
    if (!cJSON_IsObject(units)) {
        koppel_json_refuse(&reading->json, path, "the key \"units\" must be an object { ... }");
        return;
    }
    koppel_json_path(path, "units", below);
    for (const cJSON *unit = units->child; unit != NULL; unit = unit->next) {
        int32_t row = koppel_index_get(&reading->kase->unit_index, unit->string);

        if (row == KOPPEL_NONE) {
            koppel_json_refuse(&reading->json, below, "%s is no unit of the case",
                               koppel_text_quote(unit->string, quoted));
        } else {
            read_whole(reading, koppel_json_path(below, unit->string, at), unit, 0, KOPPEL_MOST_PRICE,
                       &tier->unit_price[row]);
        }
    }
}

/* Scale and prices on the tiers before, of which there are t. */
static void read_part(struct reading *reading, const char *path, const cJSON *object, int32_t t,
                      struct koppel_certificate_tier *tier)
{
    struct koppel_part_prices *part = koppel_certificate_add_part(tier);
    const cJSON *held = NULL;
    const char *household = NULL;
    char below[KOPPEL_JSON_PATH], at[KOPPEL_JSON_PATH];
    char quoted[80];
    int s = 0;

    if (part == NULL) {
        lack_memory(reading);
        return;
    }
    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(&reading->json, path, "this must be an object { ... }");
        return;
    }
    check_keys(reading, path, object, "household scale held");
    household = text_of(reading, path, object, "household");
    part->household = household != NULL ? koppel_index_get(&reading->kase->household_index, household) : KOPPEL_NONE;
    if (household != NULL && part->household == KOPPEL_NONE) {
        koppel_json_refuse(&reading->json, path, "%s is no household of the case",
                           koppel_text_quote(household, quoted));
    }
    read_whole(reading, koppel_json_path(path, "scale", below), cJSON_GetObjectItemCaseSensitive(object, "scale"), 1,
               KOPPEL_MOST_PRICE_SCALE, &part->scale);
    held = list_of(reading, path, object, "held");
    if (held != NULL && cJSON_GetArraySize(held) != t) {
        koppel_json_refuse(&reading->json, path, "the key \"held\" must list a price for each of the %d tiers before",
                           (int)t);
        return;
    }
    koppel_json_path(path, "held", below);
    for (const cJSON *price = held != NULL ? held->child : NULL; price != NULL; price = price->next, s++) {
        read_whole(reading, koppel_json_element(below, s, at), price, 0, KOPPEL_MOST_PRICE, &part->held[s]);
    }
}

static void read_parts(struct reading *reading, const char *path, const cJSON *object, int32_t t,
                       struct koppel_certificate_tier *tier)
{
    const cJSON *list = list_of(reading, path, object, "parts");
    char below[KOPPEL_JSON_PATH], at[KOPPEL_JSON_PATH];
    int n = 0;

    koppel_json_path(path, "parts", below);
    for (const cJSON *part = list != NULL ? list->child : NULL; part != NULL; part = part->next) {
        read_part(reading, koppel_json_element(below, n++, at), part, t, tier);
    }
}

/* ---- Tiers ---- */

/* A decimal of the tier that must be what follows from the others. */
static void hold_to(struct reading *reading, const char *path, const cJSON *object, const char *key,
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

static void read_tier(struct reading *reading, const char *path, const cJSON *object, int32_t t)
{
    struct koppel_certificate_tier *tier = &reading->certificate->tiers[t];
    const cJSON *certified = NULL;

    if (!cJSON_IsObject(object)) {
        koppel_json_refuse(&reading->json, path, "this must be an object { ... }");
        return;
    }
    check_keys(reading, path, object,
               "name sense value bound proven certified certified_gap not_certified parts loads units");
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
    read_loads(reading, path, object, tier);
    read_units(reading, path, object, tier);
}

static void read_tiers(struct reading *reading, const cJSON *root)
{
    const cJSON *tiers = cJSON_GetObjectItemCaseSensitive(root, "tiers");
    char path[KOPPEL_JSON_PATH];

    if (!cJSON_IsObject(root)) {
        koppel_json_refuse(&reading->json, "$", "this must be an object { ... }");
        return;
    }
    check_keys(reading, "$", root, "program version policy inputs tiers");
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
    struct reading reading = {
        .json = {.file = name, .errors = errors}, .kase = kase, .policy = policy, .certificate = certificate};
    cJSON *root = NULL;

    *certificate = (struct koppel_certificate){0};
    reading.json.status = koppel_json_parse_large(bytes, n_bytes, KOPPEL_CERTIFICATE_MAX_BYTES, name, &root, errors);
    if (reading.json.status == KOPPEL_OK) {
        read_tiers(&reading, root);
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
