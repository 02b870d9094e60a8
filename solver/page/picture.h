// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* picture.h - a picture of places: a map by the shapes of a file, or tiles by position.
 *
 * A state is told by a pattern and in words, never by colour alone. Tiles: the places from north to south in rows of as
 * many, each row from west to east, so that neighbours stay near and none covers another. A page has one picture.
 */
#ifndef KOPPEL_PAGE_PICTURE_H
#define KOPPEL_PAGE_PICTURE_H

#include "page/html.h"
#include "page/map_shapes.h"

enum koppel_fill { KOPPEL_FILL_GREY, KOPPEL_FILL_PLAIN, KOPPEL_FILL_DOTTED, KOPPEL_FILL_HATCHED };

/** What is drawn of a place; nothing without a name. */
struct koppel_drawn {
    const char *name;
    int32_t number; /* as in the table beside it; 0: the name stands in its place */
    enum koppel_fill fill;
    const char *words; /* its state */
};

/** A place by its position. */
struct koppel_tile {
    int32_t lat, lon; /* micro-degrees; equal positions stand in the order of their numbers */
    struct koppel_drawn drawn;
};

/** Appends n tiles, which are sorted; nothing where they are too many for a picture. The caption is taken and freed. */
void koppel_picture_tiles(struct koppel_text *html, struct koppel_tile *tiles, int32_t n, struct koppel_text *caption);

/** Appends the shapes of the map that have a name in `drawn`, one for each shape. The caption is taken and freed.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_picture_map(struct koppel_text *html, const struct koppel_map *map,
                                      const struct koppel_drawn *drawn, struct koppel_text *caption);

#endif
