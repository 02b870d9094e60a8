// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* svg.c - pictures as SVG (see svg.h). */
#include "report/svg.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum { MARK = 55, NUMBER_SIZE = 12 };

#define GRID "#DDDDDD"
#define INK "#000000"

const char *const koppel_colours[KOPPEL_N_SHAPES] = {"#0072B2", "#E69F00", "#009E73", "#CC79A7"};

static void escape(struct koppel_text *svg, const char *words)
{
    for (; *words != '\0'; words++) {
        switch (*words) {
        case '&':
            koppel_text_add(svg, "&amp;");
            break;
        case '<':
            koppel_text_add(svg, "&lt;");
            break;
        case '>':
            koppel_text_add(svg, "&gt;");
            break;
        case '"':
            koppel_text_add(svg, "&quot;");
            break;
        default: /* no control sign may stand in XML */
            koppel_text_append(svg, (unsigned char)*words < ' ' ? " " : words, 1);
        }
    }
}

void koppel_svg_begin(struct koppel_text *svg, int32_t width, int32_t height, const char *title, const char *about)
{
    koppel_text_add(svg,
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%" PRId32 "\" height=\"%" PRId32
                    "\" viewBox=\"0 0 %" PRId32 " %" PRId32
                    "\" role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">\n<title>",
                    width, height, 10 * width, 10 * height);
    escape(svg, title);
    koppel_text_add(svg, "</title>\n<desc>");
    escape(svg, about);
    koppel_text_add(svg, "</desc>\n");
    koppel_svg_box(svg, (struct koppel_spot){0, 0}, 10 * width, 10 * height, "#FFFFFF", "none");
    koppel_svg_words(svg, (struct koppel_spot){200, 280}, 17, KOPPEL_ANCHOR_START, title);
}

void koppel_svg_end(struct koppel_text *svg)
{
    koppel_text_add(svg, "</svg>\n");
}

void koppel_svg_line(struct koppel_text *svg, struct koppel_spot from, struct koppel_spot to, const char *colour,
                     int32_t width)
{
    koppel_text_add(svg,
                    "<line x1=\"%" PRId32 "\" y1=\"%" PRId32 "\" x2=\"%" PRId32 "\" y2=\"%" PRId32
                    "\" stroke=\"%s\" stroke-width=\"%" PRId32 "\"/>\n",
                    from.x, from.y, to.x, to.y, colour, width);
}

void koppel_svg_box(struct koppel_text *svg, struct koppel_spot corner, int32_t width, int32_t height, const char *fill,
                    const char *stroke)
{
    koppel_text_add(svg,
                    "<rect x=\"%" PRId32 "\" y=\"%" PRId32 "\" width=\"%" PRId32 "\" height=\"%" PRId32
                    "\" fill=\"%s\" stroke=\"%s\" stroke-width=\"12\"/>\n",
                    corner.x, corner.y, width, height, fill, stroke);
}

void koppel_svg_mark(struct koppel_text *svg, struct koppel_spot at, enum koppel_shape shape, bool is_hollow)
{
    const char *colour = koppel_colours[shape];
    const char *fill = is_hollow ? "#FFFFFF" : colour;

    switch (shape) {
    case KOPPEL_SHAPE_CIRCLE:
        koppel_text_add(svg, "<circle cx=\"%" PRId32 "\" cy=\"%" PRId32 "\" r=\"%d\"", at.x, at.y, MARK);
        break;
    case KOPPEL_SHAPE_SQUARE:
        koppel_text_add(svg, "<path d=\"M%" PRId32 " %" PRId32 "h%dv%dh%dz\"", at.x - MARK, at.y - MARK, 2 * MARK,
                        2 * MARK, -2 * MARK);
        break;
    case KOPPEL_SHAPE_TRIANGLE:
        koppel_text_add(svg, "<path d=\"M%" PRId32 " %" PRId32 "l%d %dh%dz\"", at.x, at.y - MARK - 15, MARK + 10,
                        2 * MARK + 10, -2 * (MARK + 10));
        break;
    case KOPPEL_SHAPE_DIAMOND:
    case KOPPEL_N_SHAPES:
        koppel_text_add(svg, "<path d=\"M%" PRId32 " %" PRId32 "l%d %dl%d %dl%d %dz\"", at.x, at.y - MARK - 15,
                        MARK + 15, MARK + 15, -MARK - 15, MARK + 15, -MARK - 15, -MARK - 15);
        break;
    }
    koppel_text_add(svg, " fill=\"%s\" stroke=\"" INK "\" stroke-width=\"12\"/>\n", fill);
}

void koppel_svg_words(struct koppel_text *svg, struct koppel_spot at, int32_t size, enum koppel_anchor anchor,
                      const char *words)
{
    static const char *const anchors[] = {"start", "middle", "end"};

    koppel_text_add(
        svg, "<text x=\"%" PRId32 "\" y=\"%" PRId32 "\" font-size=\"%" PRId32 "\" text-anchor=\"%s\" fill=\"" INK "\">",
        at.x, at.y, 10 * size, anchors[anchor]);
    escape(svg, words);
    koppel_text_add(svg, "</text>\n");
}

/* A text read from bottom to top, for the name of an upright axis. */
static void write_upright(struct koppel_text *svg, struct koppel_spot at, int32_t size, const char *words)
{
    koppel_text_add(svg,
                    "<text transform=\"translate(%" PRId32 " %" PRId32 ") rotate(-90)\" font-size=\"%" PRId32
                    "\" text-anchor=\"middle\" fill=\"" INK "\">",
                    at.x, at.y, 10 * size);
    escape(svg, words);
    koppel_text_add(svg, "</text>\n");
}

/* ---- Axes ---- */

static int64_t floor_to(double value, int64_t step)
{
    return (int64_t)floor(value / (double)step) * step;
}

struct koppel_axis koppel_axis_make(double low, double high, int32_t n, int32_t from, int32_t to)
{
    static const int64_t steps[] = {1, 2, 5};
    struct koppel_axis axis = {.step = 1, .from = from, .to = to};
    int64_t power = 1;
    int s = 0;

    while ((high - low) / (double)axis.step > n && axis.step < INT64_MAX / 100) {
        s = (s + 1) % 3;
        power *= s == 0 ? 10 : 1;
        axis.step = steps[s] * power;
    }
    axis.low = floor_to(low, axis.step);
    axis.high = floor_to(high, axis.step);
    axis.high += (double)axis.high < high || axis.high == axis.low ? axis.step : 0;
    return axis;
}

int32_t koppel_axis_place(const struct koppel_axis *axis, double value)
{
    double share = (value - (double)axis->low) / (double)(axis->high - axis->low);

    return axis->from + (int32_t)floor(share * (double)(axis->to - axis->from) + 0.5);
}

void koppel_axis_draw_across(struct koppel_text *svg, const struct koppel_axis *axis, int32_t y, int32_t top,
                             const char *name)
{
    char number[24];

    for (int64_t value = axis->low; value <= axis->high; value += axis->step) {
        int32_t x = koppel_axis_place(axis, (double)value);

        koppel_svg_line(svg, (struct koppel_spot){x, y}, (struct koppel_spot){x, top}, GRID, 8);
        snprintf(number, sizeof number, "%" PRId64, value);
        koppel_svg_words(svg, (struct koppel_spot){x, y + 180}, NUMBER_SIZE, KOPPEL_ANCHOR_MIDDLE, number);
    }
    koppel_svg_line(svg, (struct koppel_spot){axis->from, y}, (struct koppel_spot){axis->to, y}, INK, 12);
    koppel_svg_words(svg, (struct koppel_spot){(axis->from + axis->to) / 2, y + 380}, 13, KOPPEL_ANCHOR_MIDDLE, name);
}

void koppel_axis_draw_upright(struct koppel_text *svg, const struct koppel_axis *axis, int32_t x, int32_t right,
                              const char *name)
{
    char number[24];

    for (int64_t value = axis->low; value <= axis->high; value += axis->step) {
        int32_t y = koppel_axis_place(axis, (double)value);

        koppel_svg_line(svg, (struct koppel_spot){x, y}, (struct koppel_spot){right, y}, GRID, 8);
        snprintf(number, sizeof number, "%" PRId64, value);
        koppel_svg_words(svg, (struct koppel_spot){x - 60, y + 40}, NUMBER_SIZE, KOPPEL_ANCHOR_END, number);
    }
    koppel_svg_line(svg, (struct koppel_spot){x, axis->from}, (struct koppel_spot){x, axis->to}, INK, 12);
    write_upright(svg, (struct koppel_spot){x - 660, (axis->from + axis->to) / 2}, 13, name);
}
