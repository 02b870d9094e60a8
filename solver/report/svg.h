// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* svg.h - pictures as SVG: shapes and axes, in whole tenths of a pixel, so that equal input gives equal bytes.
 *
 * What differs, differs in shape or shade as well as in colour: the pictures are to be read in black and white and by
 * colour-blind readers. Colours are those of Okabe and Ito (2008).
 */
#ifndef KOPPEL_REPORT_SVG_H
#define KOPPEL_REPORT_SVG_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum koppel_anchor { KOPPEL_ANCHOR_START, KOPPEL_ANCHOR_MIDDLE, KOPPEL_ANCHOR_END };

enum koppel_shape {
    KOPPEL_SHAPE_CIRCLE,
    KOPPEL_SHAPE_SQUARE,
    KOPPEL_SHAPE_TRIANGLE,
    KOPPEL_SHAPE_DIAMOND,
    KOPPEL_N_SHAPES
};

extern const char *const koppel_colours[KOPPEL_N_SHAPES]; /* one for each shape; all differ in lightness */

/** A position in tenths of a pixel, from the top left. */
struct koppel_spot {
    int32_t x;
    int32_t y;
};

/**
 * Begins a picture of that size in pixels on white, with a title and a sentence for those who cannot see it.
 * Everything after it goes into the same text, and koppel_svg_end closes it.
 */
void koppel_svg_begin(struct koppel_text *svg, int32_t width, int32_t height, const char *title, const char *about);
void koppel_svg_end(struct koppel_text *svg);

void koppel_svg_line(struct koppel_text *svg, struct koppel_spot from, struct koppel_spot to, const char *colour,
                     int32_t width);
/** fill, stroke: colours or "none". */
void koppel_svg_box(struct koppel_text *svg, struct koppel_spot corner, int32_t width, int32_t height, const char *fill,
                    const char *stroke);
/** A marker around `at`; hollow ones are filled white. */
void koppel_svg_mark(struct koppel_text *svg, struct koppel_spot at, enum koppel_shape shape, bool is_hollow);
/** A text of `size` pixels; special signs are escaped. */
void koppel_svg_words(struct koppel_text *svg, struct koppel_spot at, int32_t size, enum koppel_anchor anchor,
                      const char *words);

/** A scale of whole numbers along a side of the picture. */
struct koppel_axis {
    int64_t low, high; /* values at the ends, multiples of step */
    int64_t step;      /* between two marks: 1, 2 or 5 times a power of ten */
    int32_t from, to;  /* positions of low and high, in tenths of a pixel */
};

/** An axis for values from low to high with about n marks. */
struct koppel_axis koppel_axis_make(double low, double high, int32_t n, int32_t from, int32_t to);

/** Position of a value. */
int32_t koppel_axis_place(const struct koppel_axis *axis, double value);

/** Draws marks, numbers and light lines across for a horizontal axis at height y (lines up to `top`), and for an
 * upright one at x (lines up to `right`). */
void koppel_axis_draw_across(struct koppel_text *svg, const struct koppel_axis *axis, int32_t y, int32_t top,
                             const char *name);
void koppel_axis_draw_upright(struct koppel_text *svg, const struct koppel_axis *axis, int32_t x, int32_t right,
                              const char *name);

#endif
