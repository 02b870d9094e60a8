// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_words.c - words that several parts of a page use (see page_parts.h). */
#include "page/page_parts.h"

#include "report/area_tables.h"

#include "report/wording.h"

#include <inttypes.h>

const char *koppel_page_proof_words(enum koppel_page_proof proof)
{
    static const char *const words[] = {
        [KOPPEL_PAGE_BEST] = N_("It is certain that this is the best proposal for these tables and this policy."),
        [KOPPEL_PAGE_OPEN] = N_("This proposal keeps to every rule; a better one may exist."),
        [KOPPEL_PAGE_EDITED] =
            N_("A person changed this proposal by hand. It keeps to every rule; a better one may exist.")};

    return _(words[proof]);
}

/* A comma before every part but the first. */
static void say_part(struct koppel_text *text, size_t n_before, const char *format, int64_t n)
{
    if (text->n_bytes > n_before) {
        koppel_text_append(text, ", ", 2);
    }
    koppel_text_add(text, format, n);
}

void koppel_page_say_household(struct koppel_text *text, const struct koppel_household *household)
{
    size_t n_before = text->n_bytes;

    if (household->adults > 0) {
        say_part(text, n_before, household->adults == 1 ? _("%" PRId64 " adult") : _("%" PRId64 " adults"),
                 household->adults);
    }
    if (household->children > 0) {
        say_part(text, n_before, household->children == 1 ? _("%" PRId64 " child") : _("%" PRId64 " children"),
                 household->children);
    }
    if (household->expected_relatives > 0) {
        say_part(text, n_before,
                 household->expected_relatives == 1 ? _("%" PRId64 " relative expected")
                                                    : _("%" PRId64 " relatives expected"),
                 household->expected_relatives);
    }
}

void koppel_page_say_needs(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household)
{
    const struct koppel_household *row = &fit->kase->households[household];
    int32_t rooms = fit->needs[household].rooms_needed;
    size_t n_before = text->n_bytes;

    if (rooms != INT32_MAX) {
        say_part(text, n_before, rooms == 1 ? _("%" PRId64 " room or more") : _("%" PRId64 " rooms or more"), rooms);
    }
    if (row->step_free) {
        say_part(text, n_before, "step-free", 0);
    }
    if (row->may_share) {
        say_part(text, n_before, "may share a home", 0);
    }
}

const char *koppel_page_place_name(const struct koppel_case *kase, enum koppel_area area, int32_t place)
{
    const char *name = area == KOPPEL_AREA_NEIGHBOURHOOD  ? kase->neighbourhoods[place].name
                       : area == KOPPEL_AREA_MUNICIPALITY ? kase->municipalities[place].name
                                                          : NULL;

    return name != NULL && name[0] != '\0' ? name
           : area == KOPPEL_AREA_COMPLEX   ? kase->complexes.ids[place]
                                           : koppel_area_id(kase, area, place);
}

const char *koppel_page_corporation_name(const struct koppel_corporation *corporation)
{
    return corporation->name != NULL && corporation->name[0] != '\0' ? corporation->name : corporation->id;
}

void koppel_page_say_from(struct koppel_text *text, int32_t day)
{
    if (day == KOPPEL_NO_DATE) {
        koppel_text_add(text, "now");
    } else {
        koppel_say_day(text, day);
    }
}

void koppel_page_from_cell(struct koppel_text *html, int32_t day)
{
    struct koppel_text words = {0};

    koppel_page_say_from(&words, day);
    koppel_html_tags(html, "<td class=\"day\">");
    koppel_html_take(html, &words);
    koppel_html_tags(html, "</td>\n");
}

void koppel_page_rent_cell(struct koppel_text *html, int64_t rent_cents)
{
    koppel_html_tags(html, "<td class=\"n\">");
    koppel_html_say(html, "%" PRId64 "%c%02" PRId64, rent_cents / 100, koppel_language_decimal(), rent_cents % 100);
    koppel_html_tags(html, "</td>\n");
}

const char *koppel_page_reason_words(enum koppel_reason reason)
{
    static const char *const words[KOPPEL_N_REASONS] = {
        [KOPPEL_REASON_NO_SUITABLE_UNIT] = N_("No home suits them"),
        [KOPPEL_REASON_SHORTAGE] = N_("Too few homes of the kind that suits them"),
        [KOPPEL_REASON_TARGET] = N_("The target of the municipality leaves no room"),
        [KOPPEL_REASON_CAP] = N_("The neighbourhood is at its limit"),
        [KOPPEL_REASON_AGREEMENT] = N_("The agreement with the corporation is used up"),
        [KOPPEL_REASON_LIMIT] = N_("A local limit is reached"),
        [KOPPEL_REASON_MIX] = N_("The mix that was agreed leaves no room"),
        [KOPPEL_REASON_BORDER] = N_("As many as may be are housed in another municipality"),
        [KOPPEL_REASON_STAY] = N_("Too few earlier offers may change"),
        [KOPPEL_REASON_OUTRANKED] = N_("The homes that suit them are offered to others"),
        [KOPPEL_REASON_GOAL] = N_("A home is free, but an earlier goal would suffer"),
        [KOPPEL_REASON_NOT_SETTLED] = N_("A home is free; the search ended before this was sure"),
        [KOPPEL_REASON_DELETED] = N_("A person took the offer away"),
        [KOPPEL_REASON_CHANGED] = N_("A home is free since a person changed the proposal")};

    return _(words[reason]);
}

enum koppel_fullness koppel_page_fullness(const struct koppel_suitability *fit, const struct koppel_account *account,
                                          int64_t *over)
{
    int64_t limit = koppel_area_limit(fit, account);
    int64_t counted = account->base + account->placed - account->excepted;

    *over = 0;
    if (limit == KOPPEL_UNKNOWN) {
        return KOPPEL_PLACE_NO_LIMIT;
    }
    if (counted < limit) {
        return KOPPEL_PLACE_ROOM;
    }
    *over = counted - limit;
    return *over > 0 ? KOPPEL_PLACE_OVER : KOPPEL_PLACE_FULL;
}

const char *koppel_page_fullness_words(enum koppel_fullness fullness)
{
    static const char *const words[KOPPEL_N_FULLNESS] = {[KOPPEL_PLACE_NO_LIMIT] = N_("no limit"),
                                                         [KOPPEL_PLACE_ROOM] = N_("room left"),
                                                         [KOPPEL_PLACE_FULL] = N_("full"),
                                                         [KOPPEL_PLACE_OVER] = N_("over the limit")};

    return _(words[fullness]);
}
