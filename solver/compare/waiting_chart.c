// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* waiting_chart.c - waiting.svg: the days that households of each size wait (see comparison_charts.h). */
#include "compare/comparison_charts.h"

#include "report/svg.h"

#include <math.h>

enum { WIDTH = 900, LEFT = 1700, RIGHT = 8700, TOP = 1000, ROW = 260, N_SIZES = 4 };

static const enum koppel_measured_group sizes[N_SIZES] = {KOPPEL_GROUP_SIZE_1, KOPPEL_GROUP_SIZE_2_3,
                                                          KOPPEL_GROUP_SIZE_4_5, KOPPEL_GROUP_SIZE_6};

static double waiting(const struct koppel_compared *compared, int s)
{
    return compared->mean.group[sizes[s]][KOPPEL_OF_GROUP_WAITING_MEAN];
}

static void draw_legend(struct koppel_text *svg)
{
    static const char *const names[N_SIZES] = {N_("1 person"), N_("2 or 3"), N_("4 or 5"), N_("6 and more")};

    for (int s = 0; s < N_SIZES; s++) {
        int32_t x = LEFT + 1500 * s;

        koppel_svg_mark(svg, (struct koppel_spot){x, 620}, (enum koppel_shape)s, false);
        koppel_svg_words(svg, (struct koppel_spot){x + 120, 660}, 12, KOPPEL_ANCHOR_START, _(names[s]));
    }
}

/* A row: a line from the shortest to the longest wait, and a mark for each size. */
static void draw_row(struct koppel_text *svg, const struct koppel_axis *axis, const struct koppel_compared *compared,
                     int32_t y)
{
    int32_t first = INT32_MAX;
    int32_t last = INT32_MIN;

    koppel_svg_words(svg, (struct koppel_spot){LEFT - 120, y + 40}, 12, KOPPEL_ANCHOR_END, compared->name);
    for (int s = 0; s < N_SIZES && compared->n_proposals > 0; s++) {
        if (!isnan(waiting(compared, s))) {
            int32_t x = koppel_axis_place(axis, waiting(compared, s));

            first = x < first ? x : first;
            last = x > last ? x : last;
        }
    }
    if (first <= last) {
        koppel_svg_line(svg, (struct koppel_spot){first, y}, (struct koppel_spot){last, y}, "#888888", 20);
    }
    for (int s = 0; s < N_SIZES && compared->n_proposals > 0; s++) {
        if (!isnan(waiting(compared, s))) {
            koppel_svg_mark(svg, (struct koppel_spot){koppel_axis_place(axis, waiting(compared, s)), y},
                            (enum koppel_shape)s, false);
        }
    }
}

void koppel_waiting_chart(const struct koppel_comparison *comparison, struct koppel_text *svg)
{
    int32_t bottom = TOP + ROW * comparison->n_compared;
    struct koppel_axis axis;
    double longest = 1.0;

    for (int32_t k = 0; k < comparison->n_compared; k++) {
        for (int s = 0; s < N_SIZES && comparison->compared[k].n_proposals > 0; s++) {
            double days = waiting(&comparison->compared[k], s);

            longest = !isnan(days) && days > longest ? days : longest;
        }
    }
    axis = koppel_axis_make(0.0, longest, 8, LEFT, RIGHT);
    koppel_svg_begin(
        svg, WIDTH, bottom / 10 + 60, _("Waiting by size of the household"),
        _("For every policy, the mean days from linking to the home for households of 1, 2 or 3, 4 or 5, and "
          "6 and more persons; who is left waits until the end of the half-year."));
    draw_legend(svg);
    koppel_axis_draw_across(svg, &axis, bottom, TOP - ROW / 2,
                            _("mean days from linking to the home; who is left: until the half-year ends"));
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        draw_row(svg, &axis, &comparison->compared[k], TOP + ROW * k + ROW / 2);
    }
    koppel_svg_end(svg);
}
