// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* consequence.c - what becomes of whom from one proposal to another (see consequence.h). */
#include "serve/consequence.h"

#include "report/wording.h"
#include "serve/offers.h"

#include <stdarg.h>

struct consequence {
    cJSON *lose, *move, *gain, *sentences;
};

void koppel_sentence_add(cJSON *sentences, const char *format, ...)
{
    struct koppel_text text = {0};
    va_list arguments;

    va_start(arguments, format);
    koppel_text_add_list(&text, format, arguments);
    va_end(arguments);
    if (text.bytes != NULL && !text.failed) {
        cJSON_AddItemToArray(sentences, cJSON_CreateString(text.bytes));
    }
    koppel_text_free(&text);
}

static cJSON *person_json(cJSON *list, const struct koppel_offer_row *row)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "household", row->household);
    cJSON_AddNumberToObject(json, "people", (double)row->people);
    cJSON_AddItemToArray(list, json);
    return json;
}

/* "H0004 (2 people)" */
static void name_household(struct koppel_text *text, const struct koppel_offer_row *row)
{
    koppel_text_add(text, "%s (", row->household);
    koppel_say_count(text, row->people, "person", "people");
    koppel_text_append(text, ")", 1);
}

static void add_consequence(void *data, const struct koppel_offer_row *before, const struct koppel_offer_row *after,
                            enum koppel_offer_change change)
{
    struct consequence *consequence = data;
    struct koppel_text who = {0};
    cJSON *json = NULL;

    name_household(&who, before != NULL ? before : after);
    switch (who.bytes != NULL ? change : KOPPEL_OFFER_SAME) {
    case KOPPEL_OFFER_SAME:
        break;
    case KOPPEL_OFFER_LOST:
        json = person_json(consequence->lose, before);
        cJSON_AddStringToObject(json, "home", before->home);
        koppel_sentence_add(consequence->sentences, "%s would lose its home %s.", who.bytes, before->home);
        break;
    case KOPPEL_OFFER_MOVED:
        json = person_json(consequence->move, before);
        cJSON_AddStringToObject(json, "from", before->home);
        cJSON_AddStringToObject(json, "to", after->home);
        koppel_sentence_add(consequence->sentences, "%s would get %s instead of %s.", who.bytes, after->home,
                            before->home);
        break;
    case KOPPEL_OFFER_GAINED:
        json = person_json(consequence->gain, after);
        cJSON_AddStringToObject(json, "home", after->home);
        koppel_sentence_add(consequence->sentences, "%s would get a home: %s.", who.bytes, after->home);
        break;
    }
    koppel_text_free(&who);
}

enum koppel_status koppel_consequence_add(const struct koppel_dossier_files *before,
                                          const struct koppel_dossier_files *after, cJSON *json,
                                          struct koppel_errors *errors)
{
    struct koppel_offers one = {0};
    struct koppel_offers other = {0};
    struct consequence consequence = {cJSON_AddArrayToObject(json, "lose"), cJSON_AddArrayToObject(json, "move"),
                                      cJSON_AddArrayToObject(json, "gain"), cJSON_AddArrayToObject(json, "sentences")};
    enum koppel_status status = koppel_offers_read(before, &one, errors);

    if (status == KOPPEL_OK) {
        status = koppel_offers_read(after, &other, errors);
    }
    if (status == KOPPEL_OK) {
        koppel_offers_compare(&one, &other, add_consequence, &consequence);
    }
    koppel_offers_free(&one);
    koppel_offers_free(&other);
    return status;
}

void koppel_consequence_none(cJSON *json)
{
    static const char *const names[] = {"lose", "move", "gain", "sentences"};

    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        cJSON_AddArrayToObject(json, names[n]);
    }
}
