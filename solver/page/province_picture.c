// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_picture.c - the picture of the municipalities by schedule (see province_parts.h). */
#include "base/memory.h"
#include "page/picture.h"
#include "page/province_parts.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_NAMES = 60 /* more names would cover each other on a map: numbers then */ };

static struct koppel_drawn drawn_as(const char *name, int32_t number, int schedule, const char *grey)
{
    static const enum koppel_fill fills[] = {[KOPPEL_ON_SCHEDULE] = KOPPEL_FILL_PLAIN,
                                             [KOPPEL_SLIGHTLY_BEHIND] = KOPPEL_FILL_DOTTED,
                                             [KOPPEL_FAR_BEHIND] = KOPPEL_FILL_HATCHED};

    return schedule == KOPPEL_NO_SCHEDULE
               ? (struct koppel_drawn){name, number, KOPPEL_FILL_GREY, grey}
               : (struct koppel_drawn){name, number, fills[schedule],
                                       _(koppel_schedule_name((enum koppel_schedule)schedule))};
}

static void say_patterns(struct koppel_text *caption, const char *grey)
{
    koppel_text_add(caption,
                    "Municipalities by their schedule: plain is on schedule, dotted is slightly behind, hatched is far "
                    "behind, grey: %s. The same stands below in words.",
                    grey);
}

/* The middle of the neighbourhoods of each municipality, as far as the tables have positions. @return whether any has */
static bool find_positions(const struct koppel_case *kase, int32_t m, struct koppel_tile *tile)
{
    int64_t lat = 0;
    int64_t lon = 0;
    int64_t n = 0;

    for (int32_t b = 0; b < kase->n_neighbourhoods; b++) {
        const struct koppel_neighbourhood *place = &kase->neighbourhoods[b];

        if (place->municipality == m && place->lat_micro != KOPPEL_NO_COORDINATE &&
            place->lon_micro != KOPPEL_NO_COORDINATE) {
            lat += place->lat_micro;
            lon += place->lon_micro;
            n++;
        }
    }
    tile->lat = n > 0 ? (int32_t)(lat / n) : 0;
    tile->lon = n > 0 ? (int32_t)(lon / n) : 0;
    return n > 0;
}

static enum koppel_status tiles(const struct koppel_case *kase, const int *schedule, const int32_t *numbers,
                                const char *grey, struct koppel_text *html)
{
    struct koppel_tile *found = koppel_new((size_t)kase->n_municipalities + 1, sizeof *found);
    struct koppel_text caption = {0};
    bool has_all = true; /* positions */
    int32_t n = 0;

    if (found == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        if (numbers[m] > 0) {
            has_all = find_positions(kase, m, &found[n]) && has_all;
            found[n++].drawn = drawn_as(kase->municipalities[m].name, numbers[m], schedule[m], grey);
        }
    }
    for (int32_t k = 0; k < n && !has_all; k++) {
        found[k].lat = 0;
        found[k].lon = 0;
    }
    say_patterns(&caption, grey);
    koppel_text_append(&caption, " ", 1);
    koppel_text_add(&caption, has_all ? _("The tiles stand as the municipalities lie, north above.")
                                      : _("The tiles stand in the order of the table."));
    koppel_picture_tiles(html, found, n, &caption);
    free(found);
    return KOPPEL_OK;
}

enum koppel_status koppel_province_picture(const struct koppel_province_page *page, const int *schedule,
                                           const int32_t *numbers, const char *grey, struct koppel_text *html)
{
    const struct koppel_case *kase = page->province->kase;
    struct koppel_drawn *drawn = NULL;
    struct koppel_text caption = {0};
    enum koppel_status status = KOPPEL_OK;

    if (page->map == NULL) {
        return tiles(kase, schedule, numbers, grey, html);
    }
    drawn = koppel_new((size_t)page->map->n_shapes + 1, sizeof *drawn);
    if (drawn == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < page->map->n_shapes; s++) {
        int32_t m = page->map->shapes[s].place;

        if (page->map->shapes[s].area == KOPPEL_AREA_MUNICIPALITY && numbers[m] > 0) {
            drawn[s] = drawn_as(kase->municipalities[m].name, kase->n_municipalities > MOST_NAMES ? numbers[m] : 0,
                                schedule[m], grey);
        }
    }
    say_patterns(&caption, grey);
    status = koppel_picture_map(html, page->map, drawn, &caption);
    free(drawn);
    return status;
}
