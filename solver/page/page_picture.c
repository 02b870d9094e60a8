// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_picture.c - the picture of the neighbourhoods by how full they are (see page_parts.h). */
#include "base/memory.h"
#include "page/page_parts.h"
#include "page/picture.h"

#include <inttypes.h>
#include <stdlib.h>

static struct koppel_drawn drawn_as(const char *name, int32_t number, enum koppel_fullness fullness)
{
    static const enum koppel_fill fills[KOPPEL_N_FULLNESS] = {[KOPPEL_PLACE_NO_LIMIT] = KOPPEL_FILL_GREY,
                                                              [KOPPEL_PLACE_ROOM] = KOPPEL_FILL_PLAIN,
                                                              [KOPPEL_PLACE_FULL] = KOPPEL_FILL_DOTTED,
                                                              [KOPPEL_PLACE_OVER] = KOPPEL_FILL_HATCHED};

    return (struct koppel_drawn){name, number, fills[fullness], koppel_page_fullness_words(fullness)};
}

/* What stands below a picture of neighbourhoods. */
static void say_caption(struct koppel_text *caption, int64_t n_missing)
{
    koppel_text_add(caption, "Neighbourhoods by how full they are: plain has room, dotted is full, hatched is over the "
                             "limit, grey has no limit. The same stands below in words.");
    if (n_missing > 0) {
        koppel_text_append(caption, " ", 1);
        koppel_text_add(caption,
                        n_missing == 1 ? _("%" PRId64 " neighbourhood is not drawn: its place is not known.")
                                       : _("%" PRId64 " neighbourhoods are not drawn: their place is not known."),
                        n_missing);
    }
}

/* Spread areas whose position is known: neighbourhoods with coordinates. */
static enum koppel_status tiles(const struct koppel_report *report, struct koppel_text *html)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_tile *found = koppel_new((size_t)report->verdict->n_accounts + 1, sizeof *found);
    struct koppel_text caption = {0};
    int32_t number = 0;
    int32_t n = 0;

    if (found == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        const struct koppel_neighbourhood *place =
            account->kind == KOPPEL_ACCOUNT_SPREAD && account->area == KOPPEL_AREA_NEIGHBOURHOOD
                ? &kase->neighbourhoods[account->place]
                : NULL;
        int64_t over = 0;

        number += account->kind == KOPPEL_ACCOUNT_SPREAD ? 1 : 0;
        if (place != NULL && place->lat_micro != KOPPEL_NO_COORDINATE && place->lon_micro != KOPPEL_NO_COORDINATE) {
            found[n++] = (struct koppel_tile){place->lat_micro, place->lon_micro,
                                              drawn_as(koppel_page_place_name(kase, account->area, account->place),
                                                       number, koppel_page_fullness(report->fit, account, &over))};
        }
    }
    say_caption(&caption, number - n);
    koppel_picture_tiles(html, found, n, &caption);
    free(found);
    return KOPPEL_OK;
}

/* Finds the spread area of each shape. @return how many areas have none */
static int32_t match_areas(const struct koppel_report *report, const struct koppel_map *map, struct koppel_drawn *drawn)
{
    int32_t n_missing = 0;
    int32_t number = 0;

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        bool is_found = false;
        int64_t over = 0;

        if (account->kind != KOPPEL_ACCOUNT_SPREAD) {
            continue;
        }
        number++;
        for (int32_t s = 0; s < map->n_shapes; s++) {
            if (map->shapes[s].area == account->area && map->shapes[s].place == account->place) {
                drawn[s] = drawn_as(koppel_page_place_name(report->fit->kase, account->area, account->place), number,
                                    koppel_page_fullness(report->fit, account, &over));
                is_found = true;
            }
        }
        n_missing += is_found ? 0 : 1;
    }
    return n_missing == number ? KOPPEL_NONE : n_missing;
}

/* A municipality is over when one of its areas is, and full when none has room. */
static enum koppel_fullness fullness_of(const struct koppel_report *report, int32_t municipality)
{
    int64_t n[KOPPEL_N_FULLNESS] = {0};

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        int64_t over = 0;

        if (account->kind == KOPPEL_ACCOUNT_SPREAD && account->municipality == municipality) {
            n[koppel_page_fullness(report->fit, account, &over)]++;
        }
    }
    return n[KOPPEL_PLACE_OVER] > 0   ? KOPPEL_PLACE_OVER
           : n[KOPPEL_PLACE_ROOM] > 0 ? KOPPEL_PLACE_ROOM
           : n[KOPPEL_PLACE_FULL] > 0 ? KOPPEL_PLACE_FULL
                                      : KOPPEL_PLACE_NO_LIMIT;
}

static void match_municipalities(const struct koppel_report *report, const struct koppel_map *map,
                                 struct koppel_drawn *drawn)
{
    for (int32_t s = 0; s < map->n_shapes; s++) {
        int32_t place = map->shapes[s].place;

        if (map->shapes[s].area == KOPPEL_AREA_MUNICIPALITY) {
            drawn[s] = drawn_as(koppel_page_place_name(report->fit->kase, KOPPEL_AREA_MUNICIPALITY, place), 0,
                                fullness_of(report, place));
        }
    }
}

enum koppel_status koppel_page_picture(const struct koppel_page *page, struct koppel_text *html)
{
    struct koppel_drawn *drawn = NULL;
    struct koppel_text caption = {0};
    int32_t n_missing = 0;
    enum koppel_status status = KOPPEL_OK;

    if (page->map == NULL) {
        return tiles(page->report, html);
    }
    drawn = koppel_new((size_t)page->map->n_shapes + 1, sizeof *drawn);
    if (drawn == NULL) {
        return KOPPEL_E_MEMORY;
    }
    n_missing = match_areas(page->report, page->map, drawn);
    if (n_missing == KOPPEL_NONE) {
        match_municipalities(page->report, page->map, drawn);
        koppel_text_add(&caption, "Municipalities: plain has a neighbourhood with room, dotted is full everywhere, "
                                  "hatched has a neighbourhood over its limit, grey has no limit.");
    } else {
        say_caption(&caption, n_missing);
    }
    status = koppel_picture_map(html, page->map, drawn, &caption);
    free(drawn);
    return status;
}
