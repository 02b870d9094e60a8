// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* phrases.c - parts of sentences about a case (see phrases.h). */
#include "verify/phrases.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops a last character of several bytes, which may have been cut. */
static void drop_half_character(char *text)
{
    size_t start = strlen(text);

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0U) == 0x80U) {
        start--;
    }
    if (start > 0 && ((unsigned char)text[start - 1] & 0xC0U) == 0xC0U) {
        text[start - 1] = '\0';
    }
}

static void print_cut(char *out, size_t room, const char *format, va_list arguments)
{
    if (vsnprintf(out, room, _(format), arguments) >= (int)room) {
        drop_half_character(out);
    }
}

void koppel_phrase_append(struct koppel_violation *violation, const char *format, ...)
{
    size_t start = strlen(violation->text);
    va_list arguments;

    va_start(arguments, format);
    print_cut(violation->text + start, sizeof violation->text - start, format, arguments);
    va_end(arguments);
}

static const char *print_part(char out[KOPPEL_PHRASE], const char *format, ...) __attribute__((format(printf, 2, 3)));

static const char *print_part(char out[KOPPEL_PHRASE], const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_cut(out, KOPPEL_PHRASE, format, arguments);
    va_end(arguments);
    return out;
}

const char *koppel_phrase_count(int64_t n, const char *one, const char *many)
{
    return koppel_plural(one, many, n);
}

const char *koppel_phrase_persons(int64_t n)
{
    return koppel_phrase_count(n, "person", "persons");
}

const char *koppel_phrase_euros(int64_t cents, char out[KOPPEL_PHRASE])
{
    return print_part(out, "%" PRId64 ".%02" PRId64 " euro", cents / 100, cents % 100);
}

const char *koppel_phrase_municipality(const struct koppel_case *kase, int32_t m, char out[KOPPEL_PHRASE])
{
    return print_part(out, "%s (%s)", kase->municipalities[m].id, kase->municipalities[m].name);
}

const char *koppel_phrase_region(const struct koppel_case *kase, int32_t region, char out[KOPPEL_PHRASE])
{
    if (region == KOPPEL_NONE) {
        print_part(out, "no region");
    } else {
        print_part(out, "region %s", kase->regions.ids[region]);
    }
    return out;
}

const char *koppel_phrase_place(const struct koppel_case *kase, enum koppel_area area, int32_t place,
                                char out[KOPPEL_PHRASE])
{
    const char *level = _(koppel_area_name(area));

    switch (area) {
    case KOPPEL_AREA_UNIT:
        print_part(out, "%s %s", level, kase->units[place].id);
        break;
    case KOPPEL_AREA_COMPLEX:
        print_part(out, "%s %s", level, kase->complexes.ids[place]);
        break;
    case KOPPEL_AREA_NEIGHBOURHOOD:
        print_part(out, "%s %s (%s)", level, kase->neighbourhoods[place].id, kase->neighbourhoods[place].name);
        break;
    case KOPPEL_AREA_DISTRICT:
        print_part(out, "%s %s", level, kase->districts.ids[place]);
        break;
    case KOPPEL_AREA_MUNICIPALITY:
        print_part(out, "%s %s (%s)", level, kase->municipalities[place].id, kase->municipalities[place].name);
        break;
    case KOPPEL_AREA_GROUP:
        print_part(out, "%s %s", level, kase->groups.ids[place]);
        break;
    case KOPPEL_AREA_CASE:
        print_part(out, "%s", _("the whole case"));
        break;
    }
    return out;
}

const char *koppel_phrase_decision(const struct koppel_decision *decision, char out[KOPPEL_PHRASE])
{
    char day[KOPPEL_DAY_WORDS] = "";
    bool has_day = decision != NULL && decision->decided_on != KOPPEL_NO_DATE;
    bool has_reason = decision != NULL && decision->reason != NULL && decision->reason[0] != '\0';

    if (has_day) {
        koppel_date_words(decision->decided_on, day);
    }
    return print_part(out, has_day ? _(" on %s%s%s%s") : "%s%s%s%s", day, has_reason ? " (" : "",
                      has_reason ? decision->reason : "", has_reason ? ")" : "");
}
