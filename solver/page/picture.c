// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* picture.c - tiles by position, or a map by the shapes of a file (see picture.h). */
#include "page/picture.h"

#include "base/memory.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

enum {
    MAP_SIDE = 1600,  /* the longer side of a map */
    MOST_TILES = 400, /* more are no picture */
    NAMED_TILES = 80, /* so many are wide enough for a name */
    TILE_WIDE = 150,  /* with a name */
    TILE_NARROW = 46, /* with a number */
    TILE_HIGH = 46,
    NAME_SIGNS = 18,  /* of a name in a tile */
    LABEL_SIGNS = 24, /* and on a map */
    DOT_RADIUS = 14   /* of a place that is a point */
};

static void number_tag(struct koppel_text *html, const char *before, int64_t number, const char *after)
{
    char digits[24];

    koppel_html_tags(html, before);
    koppel_html_tags(html, koppel_decimal_format(number, 1, '.', digits, sizeof digits));
    koppel_html_tags(html, after);
}

static void begin_picture(struct koppel_text *html, int64_t width, int64_t height)
{
    koppel_html_tags(html, "<figure>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                           "aria-labelledby=\"picture\">\n<svg role=\"img\" aria-labelledby=\"picture\"");
    number_tag(html, " viewBox=\"0 0 ", width, " ");
    number_tag(html, "", height, "\">\n");
    koppel_html_tags(html,
                     "<defs>\n<pattern id=\"f2\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\">"
                     "<rect class=\"p2\" width=\"12\" height=\"12\"/><circle class=\"dot\" cx=\"6\" cy=\"6\" r=\"1\"/>"
                     "</pattern>\n<pattern id=\"f3\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\" "
                     "patternTransform=\"rotate(45)\"><rect class=\"p3\" width=\"9\" height=\"9\"/>"
                     "<path class=\"hatch\" d=\"M0 0v9\"/></pattern>\n</defs>\n");
}

static const char *fill_of(enum koppel_fill fill)
{
    static const char *const fills[] = {[KOPPEL_FILL_GREY] = " class=\"edge p0\"",
                                        [KOPPEL_FILL_PLAIN] = " class=\"edge p1\"",
                                        [KOPPEL_FILL_DOTTED] = " class=\"edge\" fill=\"url(#f2)\"",
                                        [KOPPEL_FILL_HATCHED] = " class=\"edge\" fill=\"url(#f3)\""};

    return fills[fill];
}

static void end_picture(struct koppel_text *html, struct koppel_text *caption)
{
    koppel_html_tags(html, "</svg>\n</div>\n<figcaption id=\"picture\">");
    koppel_html_take(html, caption);
    koppel_html_tags(html, "</figcaption>\n</figure>\n");
}

/* A name of at most so many characters, with an ellipsis behind what is cut off. */
static void say_short(struct koppel_text *html, const char *name, int most)
{
    size_t n = 0;
    int signs = 0;

    while (name[n] != '\0' && signs < most) {
        n++;
        while (((unsigned char)name[n] & 0xC0) == 0x80) {
            n++;
        }
        signs++;
    }
    koppel_html_say(html, name[n] != '\0' ? "%.*s\xE2\x80\xA6" : "%.*s", (int)n, name);
}

/* What a pointer that rests on a place tells. */
static void say_title(struct koppel_text *html, const struct koppel_drawn *drawn)
{
    koppel_html_element(html, "title", "%s: %s", drawn->name, drawn->words);
}

/* ---- Tiles ---- */

static int compare_lat(const void *a, const void *b)
{
    const struct koppel_tile *one = a;
    const struct koppel_tile *two = b;

    return one->lat != two->lat ? (one->lat > two->lat ? -1 : 1) : one->drawn.number - two->drawn.number;
}

static int compare_lon(const void *a, const void *b)
{
    const struct koppel_tile *one = a;
    const struct koppel_tile *two = b;

    return one->lon != two->lon ? (one->lon < two->lon ? -1 : 1) : one->drawn.number - two->drawn.number;
}

static void draw_tile(struct koppel_text *html, const struct koppel_drawn *drawn, int64_t x, int64_t y, bool has_name)
{
    int64_t width = has_name ? TILE_WIDE : TILE_NARROW;

    number_tag(html, "<g><rect x=\"", x + 2, "\"");
    number_tag(html, " y=\"", y + 2, "\"");
    number_tag(html, " width=\"", width - 4, "\"");
    number_tag(html, " height=\"", TILE_HIGH - 4, "\"");
    koppel_html_tags(html, fill_of(drawn->fill));
    koppel_html_tags(html, "/>");
    number_tag(html, "<text font-size=\"12\" x=\"", x + 8, "\"");
    number_tag(html, " y=\"", y + 19, "\">");
    koppel_html_say(html, "%" PRId32, drawn->number);
    if (has_name) {
        koppel_html_tags(html, " ");
        say_short(html, drawn->name, NAME_SIGNS);
        number_tag(html, "</text><text font-size=\"11\" x=\"", x + 8, "\"");
        number_tag(html, " y=\"", y + 35, "\">");
        koppel_html_say(html, "%s", drawn->words);
    }
    koppel_html_tags(html, "</text>");
    say_title(html, drawn);
    koppel_html_tags(html, "</g>\n");
}

void koppel_picture_tiles(struct koppel_text *html, struct koppel_tile *tiles, int32_t n, struct koppel_text *caption)
{
    bool has_name = n <= NAMED_TILES;
    int32_t most = has_name ? 6 : 20; /* columns that fit a page */
    int32_t n_rows = (n + most - 1) / most;

    if (n == 0 || n > MOST_TILES) {
        koppel_text_free(caption);
        return;
    }
    qsort(tiles, (size_t)n, sizeof *tiles, compare_lat);
    begin_picture(html, (int64_t)(n < most ? n : most) * (has_name ? TILE_WIDE : TILE_NARROW),
                  (int64_t)n_rows * TILE_HIGH);
    for (int32_t row = 0; row < n_rows; row++) {
        int32_t first = (int32_t)((int64_t)n * row / n_rows);
        int32_t end = (int32_t)((int64_t)n * (row + 1) / n_rows);

        qsort(tiles + first, (size_t)(end - first), sizeof *tiles, compare_lon);
        for (int32_t k = first; k < end; k++) {
            draw_tile(html, &tiles[k].drawn, (int64_t)(k - first) * (has_name ? TILE_WIDE : TILE_NARROW),
                      (int64_t)row * TILE_HIGH, has_name);
        }
    }
    end_picture(html, caption);
}

/* ---- A map ---- */

/* How positions become points of the picture: north is up. */
struct frame {
    double west, north;
    double scale; /* points for a unit */
    int64_t width, height;
};

static struct frame frame_make(const struct koppel_map *map, const struct koppel_drawn *drawn)
{
    double west = INFINITY;
    double south = INFINITY;
    double east = -INFINITY;
    double north = -INFINITY;
    double span = 0;

    for (int32_t s = 0; s < map->n_shapes; s++) {
        for (int32_t r = 0; drawn[s].name != NULL && r < map->shapes[s].n_rings; r++) {
            const struct koppel_ring *ring = &map->rings[map->shapes[s].first_ring + r];

            for (int32_t p = ring->first; p < ring->first + ring->n; p++) {
                west = fmin(west, map->positions[p].x);
                east = fmax(east, map->positions[p].x);
                south = fmin(south, map->positions[p].y);
                north = fmax(north, map->positions[p].y);
            }
        }
    }
    span = fmax(fmax(east - west, north - south), 1e-6);
    return (struct frame){west, north, (MAP_SIDE - 2 * DOT_RADIUS) / span,
                          (int64_t)floor((east - west) / span * (MAP_SIDE - 2 * DOT_RADIUS)) + 2 * DOT_RADIUS,
                          (int64_t)floor((north - south) / span * (MAP_SIDE - 2 * DOT_RADIUS)) + 2 * DOT_RADIUS};
}

static int64_t across(const struct frame *frame, const struct koppel_position *position)
{
    return (int64_t)floor((position->x - frame->west) * frame->scale + 0.5) + DOT_RADIUS;
}

static int64_t down(const struct frame *frame, const struct koppel_position *position)
{
    return (int64_t)floor((frame->north - position->y) * frame->scale + 0.5) + DOT_RADIUS;
}

/* Where the name of a shape stands: the middle of the box around its largest ring. */
struct middle {
    int64_t x, y, size;
};

/* One ring as steps in whole points; steps of 0 are left out, which makes the file small. */
static void draw_ring(struct koppel_text *html, const struct koppel_map *map, const struct koppel_ring *ring,
                      const struct frame *frame, struct middle *middle)
{
    int64_t x = across(frame, &map->positions[ring->first]);
    int64_t y = down(frame, &map->positions[ring->first]);
    int64_t box[4] = {x, y, x, y};

    number_tag(html, "M", x, " ");
    number_tag(html, "", y, "");
    for (int32_t p = ring->first + 1; p < ring->first + ring->n; p++) {
        int64_t to_x = across(frame, &map->positions[p]);
        int64_t to_y = down(frame, &map->positions[p]);

        if (to_x != x || to_y != y) {
            number_tag(html, "l", to_x - x, " ");
            number_tag(html, "", to_y - y, "");
        }
        x = to_x;
        y = to_y;
        box[0] = x < box[0] ? x : box[0];
        box[1] = y < box[1] ? y : box[1];
        box[2] = x > box[2] ? x : box[2];
        box[3] = y > box[3] ? y : box[3];
    }
    koppel_html_tags(html, "z");
    if ((box[2] - box[0]) * (box[3] - box[1]) > middle->size) {
        *middle = (struct middle){(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, (box[2] - box[0]) * (box[3] - box[1])};
    }
}

static struct middle draw_shape(struct koppel_text *html, const struct koppel_map *map,
                                const struct koppel_shape *shape, const struct frame *frame, const char *fill)
{
    const struct koppel_ring *rings = &map->rings[shape->first_ring];
    struct middle middle = {.size = -1};

    if (shape->n_rings == 1 && rings[0].n == 1) {
        middle = (struct middle){across(frame, &map->positions[rings[0].first]),
                                 down(frame, &map->positions[rings[0].first]), 1};
        number_tag(html, "<circle cx=\"", middle.x, "\"");
        number_tag(html, " cy=\"", middle.y, "\"");
        number_tag(html, " r=\"", DOT_RADIUS, "\"");
        koppel_html_tags(html, fill);
        koppel_html_tags(html, "/>");
        return middle;
    }
    koppel_html_tags(html, "<path fill-rule=\"evenodd\"");
    koppel_html_tags(html, fill);
    koppel_html_tags(html, " d=\"");
    for (int32_t r = 0; r < shape->n_rings; r++) {
        draw_ring(html, map, &rings[r], frame, &middle);
    }
    koppel_html_tags(html, "\"/>");
    return middle;
}

/* The number of the table, or the name of a municipality, above all shapes. */
static void label(struct koppel_text *html, const struct koppel_drawn *drawn, const struct middle *middle)
{
    number_tag(html, "<text class=\"name\" text-anchor=\"middle\" font-size=\"26\" x=\"", middle->x, "\"");
    number_tag(html, " y=\"", middle->y + 9, "\">");
    if (drawn->number > 0) {
        koppel_html_say(html, "%" PRId32, drawn->number);
    } else {
        say_short(html, drawn->name, LABEL_SIGNS);
    }
    koppel_html_tags(html, "</text>\n");
}

enum koppel_status koppel_picture_map(struct koppel_text *html, const struct koppel_map *map,
                                      const struct koppel_drawn *drawn, struct koppel_text *caption)
{
    struct frame frame = frame_make(map, drawn);
    struct middle *middles = koppel_new((size_t)map->n_shapes + 1, sizeof *middles);

    if (middles == NULL) {
        koppel_text_free(caption);
        return KOPPEL_E_MEMORY;
    }
    begin_picture(html, frame.width, frame.height);
    for (int32_t s = 0; s < map->n_shapes; s++) {
        if (drawn[s].name != NULL) {
            koppel_html_tags(html, "<g>");
            middles[s] = draw_shape(html, map, &map->shapes[s], &frame, fill_of(drawn[s].fill));
            say_title(html, &drawn[s]);
            koppel_html_tags(html, "</g>\n");
        }
    }
    for (int32_t s = 0; s < map->n_shapes; s++) {
        if (drawn[s].name != NULL) {
            label(html, &drawn[s], &middles[s]);
        }
    }
    end_picture(html, caption);
    free(middles);
    return KOPPEL_OK;
}
