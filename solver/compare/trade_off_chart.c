// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* trade_off_chart.c - trade-off.svg: persons beyond the caps against fit or access (see comparison_charts.h). */
#include "compare/comparison_charts.h"

#include "report/svg.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    WIDTH = 900,
    HEIGHT = 600,
    LEFT = 1000,
    RIGHT = 6300,
    TOP = 600,
    BOTTOM = 5300,
    LEGEND = 6800,
    MOST_LABELS = 128,
    LABEL_BYTES = 64
};

/* Policies that stand on the same spot share a label. */
struct label {
    struct koppel_spot at;
    char words[LABEL_BYTES];
    int32_t x, y, width; /* where the words stand; bottom left */
};

static double over_cap(const struct koppel_compared *compared)
{
    return compared->n_proposals > 0 ? compared->mean.all[KOPPEL_MEASURED_OVER_CAP] : NAN;
}

static double other(const struct koppel_compared *compared, const struct koppel_curve *curve)
{
    return compared->mean.all[koppel_curve_measured(curve)];
}

/* Does it house as many persons, and leave as few short of the target, as the curve does? */
static bool is_comparable(const struct koppel_comparison *comparison, const struct koppel_compared *compared)
{
    const struct koppel_compared *against = &comparison->compared[0];

    return compared->mean.all[KOPPEL_MEASURED_TARGET_SHORT] <= against->mean.all[KOPPEL_MEASURED_TARGET_SHORT] &&
           compared->mean.all[KOPPEL_MEASURED_PERSONS_HOUSED] >= against->mean.all[KOPPEL_MEASURED_PERSONS_HOUSED];
}

static enum koppel_shape shape_of(const struct koppel_compared *compared)
{
    return compared->is_procedure ? KOPPEL_SHAPE_SQUARE : KOPPEL_SHAPE_CIRCLE;
}

static void stretch(double low_high[2], double value)
{
    if (!isnan(value)) {
        low_high[0] = isnan(low_high[0]) || value < low_high[0] ? value : low_high[0];
        low_high[1] = isnan(low_high[1]) || value > low_high[1] ? value : low_high[1];
    }
}

static void find_ranges(const struct koppel_comparison *comparison, const struct koppel_curve *curve, double x[2],
                        double y[2])
{
    x[0] = x[1] = y[0] = y[1] = NAN;
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        if (!isnan(over_cap(&comparison->compared[k]))) {
            stretch(x, over_cap(&comparison->compared[k]));
            stretch(y, other(&comparison->compared[k], curve));
        }
    }
    for (int32_t k = 0; k < curve->n_points; k++) {
        stretch(x, (double)curve->points[k].over_cap);
        stretch(y, curve->points[k].measures.all[koppel_curve_measured(curve)]);
    }
    stretch(x, 0.0);
    if (isnan(y[0])) {
        stretch(y, 0.0);
    }
}

static struct koppel_spot point_spot(const struct koppel_curve *curve, int32_t k, const struct koppel_axis *x,
                                     const struct koppel_axis *y)
{
    return (struct koppel_spot){koppel_axis_place(x, (double)curve->points[k].over_cap),
                                koppel_axis_place(y, curve->points[k].measures.all[koppel_curve_measured(curve)])};
}

/* Steps: up to the next point nothing better can be had. */
static void draw_curve(struct koppel_text *svg, const struct koppel_curve *curve, const struct koppel_axis *x,
                       const struct koppel_axis *y)
{
    struct koppel_spot before = {0, 0};

    for (int32_t k = 0; k < curve->n_points; k++) {
        struct koppel_spot at = point_spot(curve, k, x, y);

        if (k > 0) {
            koppel_svg_line(svg, before, (struct koppel_spot){at.x, before.y}, "#000000", 20);
            koppel_svg_line(svg, (struct koppel_spot){at.x, before.y}, at, "#000000", 20);
        }
        koppel_svg_box(svg, (struct koppel_spot){at.x - 20, at.y - 20}, 40, 40, "#000000", "none");
        before = at;
    }
}

/* ---- Labels ---- */

/* Adds "3" to the label of the spot, or makes one. */
static void add_label(struct label *labels, int32_t *n, struct koppel_spot at, int32_t number)
{
    char words[16];

    snprintf(words, sizeof words, "%d", (int)number);
    for (int32_t l = 0; l < *n; l++) {
        size_t length = strlen(labels[l].words);

        if (labels[l].at.x == at.x && labels[l].at.y == at.y) {
            snprintf(labels[l].words + length, sizeof labels[l].words - length, ", %s", words);
            return;
        }
    }
    if (*n < MOST_LABELS) {
        labels[*n] = (struct label){.at = at};
        snprintf(labels[*n].words, sizeof labels[*n].words, "%s", words);
        (*n)++;
    }
}

static bool overlaps(const struct label *one, const struct label *two)
{
    return one->x < two->x + two->width && two->x < one->x + one->width && one->y - 120 < two->y &&
           two->y - 120 < one->y;
}

static bool covers_mark(const struct label *label, const struct label *other)
{
    return other->at.x > label->x - 70 && other->at.x < label->x + label->width + 70 && other->at.y > label->y - 190 &&
           other->at.y < label->y + 70;
}

/* Do the words stand on a step of the curve? */
static bool covers_curve(const struct label *label, const struct koppel_curve *curve, const struct koppel_axis *x,
                         const struct koppel_axis *y)
{
    bool covers = false;

    for (int32_t k = 1; k < curve->n_points; k++) {
        struct koppel_spot from = point_spot(curve, k - 1, x, y);
        struct koppel_spot to = point_spot(curve, k, x, y);

        covers = covers ||
                 (to.x > label->x && from.x < label->x + label->width &&
                  (from.y > to.y ? from.y : to.y) > label->y - 120 && (from.y > to.y ? to.y : from.y) < label->y + 20);
    }
    return covers;
}

/* Do the words stand within the plot, away from the numbers of the upright axis and the legend? */
static bool is_inside(const struct label *label)
{
    return label->x > LEFT && label->x + label->width < LEGEND - 60;
}

static bool is_free(const struct label *labels, int32_t n, int32_t l)
{
    for (int32_t k = 0; k < n; k++) {
        if ((k < l && overlaps(&labels[l], &labels[k])) || (k != l && covers_mark(&labels[l], &labels[k]))) {
            return false;
        }
    }
    return true;
}

/* Puts the words near the mark, where they cover neither words, marks, legend nor curve, if there is such a place. */
static void place_label(struct label *labels, int32_t n, int32_t l, const struct koppel_curve *curve,
                        const struct koppel_axis *x, const struct koppel_axis *y)
{
    enum { N_OFFSETS = 10 };
    static const struct koppel_spot offsets[N_OFFSETS] = {{110, 40},  {-90, 40},  {90, -70},  {90, 150},  {-40, -110},
                                                          {-40, 220}, {-90, -70}, {-90, 150}, {220, 280}, {220, -200}};
    struct label *label = &labels[l];

    label->width = 70 * (int32_t)strlen(label->words);
    for (int o = 0; o <= N_OFFSETS; o++) { /* the last round takes the first place again, for want of a free one */
        struct koppel_spot offset = offsets[o % N_OFFSETS];

        label->x = label->at.x + offset.x - (offset.x == -90 ? label->width : 0);
        label->y = label->at.y + offset.y;
        if (is_inside(label) && is_free(labels, n, l) && !covers_curve(label, curve, x, y)) {
            return;
        }
    }
}

static void draw_policies(struct koppel_text *svg, const struct koppel_comparison *comparison,
                          const struct koppel_curve *curve, const struct koppel_axis *x, const struct koppel_axis *y)
{
    struct label labels[MOST_LABELS];
    int32_t n = 0;

    for (int32_t k = 0; k < comparison->n_compared; k++) {
        const struct koppel_compared *compared = &comparison->compared[k];

        if (!isnan(over_cap(compared))) {
            struct koppel_spot at = {koppel_axis_place(x, over_cap(compared)),
                                     koppel_axis_place(y, other(compared, curve))};

            koppel_svg_mark(svg, at, shape_of(compared), !is_comparable(comparison, compared));
            add_label(labels, &n, at, k + 1);
        }
    }
    for (int32_t l = 0; l < n; l++) {
        place_label(labels, n, l, curve, x, y);
        koppel_svg_words(svg, (struct koppel_spot){labels[l].x, labels[l].y}, 12, KOPPEL_ANCHOR_START, labels[l].words);
    }
}

static void draw_legend(struct koppel_text *svg, const struct koppel_comparison *comparison,
                        const struct koppel_curve *curve)
{
    int32_t y = TOP + 60;
    char words[KOPPEL_POLICY_NAME + 16];

    for (int32_t k = 0; k < comparison->n_compared; k++, y += 200) {
        const struct koppel_compared *compared = &comparison->compared[k];

        koppel_svg_mark(svg, (struct koppel_spot){LEGEND, y - 40}, shape_of(compared),
                        !is_comparable(comparison, compared));
        snprintf(words, sizeof words, "%d  %s", (int)k + 1, compared->name);
        koppel_svg_words(svg, (struct koppel_spot){LEGEND + 150, y}, 12, KOPPEL_ANCHOR_START, words);
    }
    y += 100;
    koppel_svg_words(svg, (struct koppel_spot){LEGEND - 60, y}, 11, KOPPEL_ANCHOR_START,
                     "circle: solved, square: procedure");
    koppel_svg_words(svg, (struct koppel_spot){LEGEND - 60, y + 160}, 11, KOPPEL_ANCHOR_START,
                     _("hollow: houses fewer persons"));
    koppel_svg_words(svg, (struct koppel_spot){LEGEND - 60, y + 320}, 11, KOPPEL_ANCHOR_START,
                     curve->n_points == 0 ? _("the curve was not worked out")
                     : curve->is_complete ? _("line: the best that can be had")
                                          : _("line: points of the best that can be had"));
}

void koppel_trade_off_chart(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                            struct koppel_text *svg)
{
    int32_t height = TOP / 10 + 20 * comparison->n_compared + 90;
    double x_range[2];
    double y_range[2];
    struct koppel_axis x;
    struct koppel_axis y;
    bool is_fit = curve->against == KOPPEL_OBJECTIVE_FIT;

    find_ranges(comparison, curve, x_range, y_range);
    x = koppel_axis_make(x_range[0], x_range[1], 11, LEFT, RIGHT);
    y = koppel_axis_make(y_range[0], y_range[1], 8, BOTTOM, TOP);
    koppel_svg_begin(
        svg, WIDTH, height > HEIGHT ? height : HEIGHT, is_fit ? _("Spread against fit") : _("Spread against access"),
        is_fit ? _("Points of fit of all offers against persons offered a home in a neighbourhood beyond its cap. The "
                   "line is the best that can be had while as many are housed; policies are marked by number.")
               : _("Persons x km beyond the median inhabitant against persons offered a home in a neighbourhood beyond "
                   "its cap. The line is the best that can be had while as many are housed; policies are marked by "
                   "number."));
    koppel_axis_draw_across(svg, &x, BOTTOM, TOP, _("persons beyond the cap of their neighbourhood"));
    koppel_axis_draw_upright(svg, &y, LEFT, RIGHT,
                             is_fit ? _("fit, points of all offers") : _("persons x km beyond the median"));
    draw_curve(svg, curve, &x, &y);
    draw_policies(svg, comparison, curve, &x, &y);
    draw_legend(svg, comparison, curve);
    koppel_svg_end(svg);
}
