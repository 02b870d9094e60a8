/* page_picture.c - the picture of the neighbourhoods: a map by the shapes of a file, or tiles by position (see
 * page_parts.h).
 *
 * A state is told by a pattern and in words, never by colour alone. Tiles: the places from north to south in rows of as
 * many, each row from west to east, so that neighbours stay near and none covers another.
 */
#include "base/memory.h"
#include "page/page_parts.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* A place to draw. */
struct tile {
    int32_t lat, lon; /* micro-degrees */
    int32_t number;   /* as in the table */
    const struct koppel_account *account;
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

static const char *fill_of(enum koppel_fullness fullness)
{
    static const char *const fills[KOPPEL_N_FULLNESS] = {[KOPPEL_PLACE_NO_LIMIT] = " class=\"edge p0\"",
                                                         [KOPPEL_PLACE_ROOM] = " class=\"edge p1\"",
                                                         [KOPPEL_PLACE_FULL] = " class=\"edge\" fill=\"url(#f2)\"",
                                                         [KOPPEL_PLACE_OVER] = " class=\"edge\" fill=\"url(#f3)\""};

    return fills[fullness];
}

static void end_picture(struct koppel_text *html, bool has_areas, int64_t n_missing)
{
    koppel_html_tags(html, "</svg>\n</div>\n<figcaption id=\"picture\">");
    if (!has_areas) {
        koppel_html_say(html,
                        "Municipalities: plain has a neighbourhood with room, dotted is full everywhere, hatched has a "
                        "neighbourhood over its limit, grey has no limit.");
        koppel_html_tags(html, "</figcaption>\n</figure>\n");
        return;
    }
    koppel_html_say(html, "Neighbourhoods by how full they are: plain has room, dotted is full, hatched is over the "
                          "limit, grey has no limit. The same stands below in words.");
    if (n_missing > 0) {
        koppel_html_tags(html, " ");
        koppel_html_say(html,
                        n_missing == 1 ? _("%" PRId64 " neighbourhood is not drawn: its place is not known.")
                                       : _("%" PRId64 " neighbourhoods are not drawn: their place is not known."),
                        n_missing);
    }
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
static void say_title(struct koppel_text *html, const char *name, enum koppel_fullness fullness)
{
    koppel_html_element(html, "title", "%s: %s", name, koppel_page_fullness_words(fullness));
}

/* ---- Tiles ---- */

static int compare_lat(const void *a, const void *b)
{
    const struct tile *one = a;
    const struct tile *two = b;

    return one->lat != two->lat ? (one->lat > two->lat ? -1 : 1) : one->number - two->number;
}

static int compare_lon(const void *a, const void *b)
{
    const struct tile *one = a;
    const struct tile *two = b;

    return one->lon != two->lon ? (one->lon < two->lon ? -1 : 1) : one->number - two->number;
}

static void draw_tile(struct koppel_text *html, const struct koppel_case *kase, const struct tile *tile, int64_t x,
                      int64_t y, bool has_name)
{
    int64_t width = has_name ? TILE_WIDE : TILE_NARROW;
    int64_t over = 0;
    enum koppel_fullness fullness = koppel_page_fullness(tile->account, &over);
    const char *name = koppel_page_place_name(kase, tile->account->area, tile->account->place);

    number_tag(html, "<g><rect x=\"", x + 2, "\"");
    number_tag(html, " y=\"", y + 2, "\"");
    number_tag(html, " width=\"", width - 4, "\"");
    number_tag(html, " height=\"", TILE_HIGH - 4, "\"");
    koppel_html_tags(html, fill_of(fullness));
    koppel_html_tags(html, "/>");
    number_tag(html, "<text font-size=\"12\" x=\"", x + 8, "\"");
    number_tag(html, " y=\"", y + 19, "\">");
    koppel_html_say(html, "%" PRId32, tile->number);
    if (has_name) {
        koppel_html_tags(html, " ");
        say_short(html, name, NAME_SIGNS);
        number_tag(html, "</text><text font-size=\"11\" x=\"", x + 8, "\"");
        number_tag(html, " y=\"", y + 35, "\">");
        koppel_html_say(html, "%s", koppel_page_fullness_words(fullness));
    }
    koppel_html_tags(html, "</text>");
    say_title(html, name, fullness);
    koppel_html_tags(html, "</g>\n");
}

static void draw_tiles(struct koppel_text *html, const struct koppel_case *kase, struct tile *tiles, int32_t n,
                       int64_t n_missing)
{
    bool has_name = n <= NAMED_TILES;
    int32_t most = has_name ? 6 : 20; /* columns that fit a page */
    int32_t n_rows = (n + most - 1) / most;

    qsort(tiles, (size_t)n, sizeof *tiles, compare_lat);
    begin_picture(html, (int64_t)(n < most ? n : most) * (has_name ? TILE_WIDE : TILE_NARROW),
                  (int64_t)n_rows * TILE_HIGH);
    for (int32_t row = 0; row < n_rows; row++) {
        int32_t first = (int32_t)((int64_t)n * row / n_rows);
        int32_t end = (int32_t)((int64_t)n * (row + 1) / n_rows);

        qsort(tiles + first, (size_t)(end - first), sizeof *tiles, compare_lon);
        for (int32_t k = first; k < end; k++) {
            draw_tile(html, kase, &tiles[k], (int64_t)(k - first) * (has_name ? TILE_WIDE : TILE_NARROW),
                      (int64_t)row * TILE_HIGH, has_name);
        }
    }
    end_picture(html, true, n_missing);
}

/* Spread areas whose position is known: neighbourhoods with coordinates. */
static enum koppel_status tiles(const struct koppel_report *report, struct koppel_text *html)
{
    const struct koppel_case *kase = report->fit->kase;
    struct tile *found = koppel_new((size_t)report->verdict->n_accounts + 1, sizeof *found);
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

        number += account->kind == KOPPEL_ACCOUNT_SPREAD ? 1 : 0;
        if (place != NULL && place->lat_micro != KOPPEL_NO_COORDINATE && place->lon_micro != KOPPEL_NO_COORDINATE) {
            found[n++] = (struct tile){place->lat_micro, place->lon_micro, number, account};
        }
    }
    if (n > 0 && n <= MOST_TILES) {
        draw_tiles(html, kase, found, n, number - n);
    }
    free(found);
    return KOPPEL_OK;
}

/* ---- A map ---- */

/* How positions become points of the picture: north is up. */
struct frame {
    double west, north;
    double scale; /* points for a unit */
    int64_t width, height;
};

/* What is drawn of a shape; nothing without a name. */
struct drawn {
    const char *name;
    int32_t number; /* as in the table; 0: it has no row there */
    enum koppel_fullness fullness;
};

static struct frame frame_make(const struct koppel_map *map, const struct drawn *drawn)
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

/* Finds the spread area of each shape. @return how many areas have none */
static int32_t match_areas(const struct koppel_report *report, const struct koppel_map *map, struct drawn *drawn)
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
                drawn[s] = (struct drawn){koppel_page_place_name(report->fit->kase, account->area, account->place),
                                          number, koppel_page_fullness(account, &over)};
                is_found = true;
            }
        }
        n_missing += is_found ? 0 : 1;
    }
    return n_missing == number ? KOPPEL_NONE : n_missing;
}

/* A municipality is over when one of its areas is, and full when none has room. */
static enum koppel_fullness fullness_of(const struct koppel_verdict *verdict, int32_t municipality)
{
    int64_t n[KOPPEL_N_FULLNESS] = {0};

    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        const struct koppel_account *account = &verdict->accounts[k];
        int64_t over = 0;

        if (account->kind == KOPPEL_ACCOUNT_SPREAD && account->municipality == municipality) {
            n[koppel_page_fullness(account, &over)]++;
        }
    }
    return n[KOPPEL_PLACE_OVER] > 0   ? KOPPEL_PLACE_OVER
           : n[KOPPEL_PLACE_ROOM] > 0 ? KOPPEL_PLACE_ROOM
           : n[KOPPEL_PLACE_FULL] > 0 ? KOPPEL_PLACE_FULL
                                      : KOPPEL_PLACE_NO_LIMIT;
}

static void match_municipalities(const struct koppel_report *report, const struct koppel_map *map, struct drawn *drawn)
{
    for (int32_t s = 0; s < map->n_shapes; s++) {
        int32_t place = map->shapes[s].place;

        if (map->shapes[s].area == KOPPEL_AREA_MUNICIPALITY) {
            drawn[s] = (struct drawn){koppel_page_place_name(report->fit->kase, KOPPEL_AREA_MUNICIPALITY, place), 0,
                                      fullness_of(report->verdict, place)};
        }
    }
}

/* The number of the table, or the name of a municipality, above all shapes. */
static void label(struct koppel_text *html, const struct drawn *drawn, const struct middle *middle)
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

/* Draws every shape that has a name; n_missing is KOPPEL_NONE where these are municipalities. */
static enum koppel_status draw_map(struct koppel_text *html, const struct koppel_map *map, const struct drawn *drawn,
                                   int32_t n_missing)
{
    struct frame frame = frame_make(map, drawn);
    struct middle *middles = koppel_new((size_t)map->n_shapes + 1, sizeof *middles);

    if (middles == NULL) {
        return KOPPEL_E_MEMORY;
    }
    begin_picture(html, frame.width, frame.height);
    for (int32_t s = 0; s < map->n_shapes; s++) {
        if (drawn[s].name != NULL) {
            koppel_html_tags(html, "<g>");
            middles[s] = draw_shape(html, map, &map->shapes[s], &frame, fill_of(drawn[s].fullness));
            say_title(html, drawn[s].name, drawn[s].fullness);
            koppel_html_tags(html, "</g>\n");
        }
    }
    for (int32_t s = 0; s < map->n_shapes; s++) {
        if (drawn[s].name != NULL) {
            label(html, &drawn[s], &middles[s]);
        }
    }
    end_picture(html, n_missing != KOPPEL_NONE, n_missing);
    free(middles);
    return KOPPEL_OK;
}

enum koppel_status koppel_page_picture(const struct koppel_page *page, struct koppel_text *html)
{
    struct drawn *drawn = NULL;
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
    }
    status = draw_map(html, page->map, drawn, n_missing);
    free(drawn);
    return status;
}
