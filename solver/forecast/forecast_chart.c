// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* forecast_chart.c - what came and what is expected, with bands (see forecast_text.h). */
#include "forecast/forecast_text.h"

#include "base/language.h"
#include "report/svg.h"

#include <stdio.h>

enum { WIDTH = 900, LEFT = 700, RIGHT = 8700, TOP = 900, HEIGHT = 2400, BETWEEN = 900, WEEK = 7 };

/* One of the two panels: households or homes. */
struct panel {
    int32_t from, to; /* classes */
    int32_t top;
    struct koppel_axis weeks, counts;
};

static int32_t came(const struct koppel_past_week *week, const struct panel *panel)
{
    int32_t sum = 0;

    for (int32_t c = panel->from; c < panel->to; c++) {
        sum += week->count[c];
    }
    return sum;
}

static void draw_past(const struct koppel_forecast_report *report, const struct panel *panel, struct koppel_text *svg)
{
    const int32_t step = (panel->weeks.to - panel->weeks.from) / (int32_t)(panel->weeks.high - panel->weeks.low + 1);

    for (int32_t w = 0; w < report->past->n_weeks; w++) {
        const int32_t x = koppel_axis_place(&panel->weeks, w - report->past->n_weeks);
        const int32_t y = koppel_axis_place(&panel->counts, came(&report->past->weeks[w], panel));

        koppel_svg_box(svg, (struct koppel_spot){x, y}, step > 20 ? step - 10 : 10, panel->counts.from - y, "#888888",
                       "none");
    }
}

static void draw_week(const struct panel *panel, int32_t w, const int32_t quantile[KOPPEL_N_LEVELS],
                      struct koppel_text *svg)
{
    static const char *const shades[] = {"#cfe3f2", "#8fbfe0"};
    const int32_t left = koppel_axis_place(&panel->weeks, w);
    const int32_t right = koppel_axis_place(&panel->weeks, w + 1);

    for (int k = 0; k < 2; k++) {
        const int32_t high = koppel_axis_place(&panel->counts, quantile[KOPPEL_N_LEVELS - 1 - k]);
        const int32_t low = koppel_axis_place(&panel->counts, quantile[k]);

        koppel_svg_box(svg, (struct koppel_spot){left, high}, right - left, low - high, shades[k], "none");
    }
    koppel_svg_line(svg, (struct koppel_spot){left, koppel_axis_place(&panel->counts, quantile[2])},
                    (struct koppel_spot){right, koppel_axis_place(&panel->counts, quantile[2])}, "#0072b2", 25);
}

static void draw_panel(const struct koppel_forecast_report *report, struct panel panel, const char *name,
                       struct koppel_text *svg)
{
    int32_t most = 1;
    int32_t quantile[KOPPEL_N_LEVELS];

    for (int32_t w = 0; w < report->past->n_weeks; w++) {
        most = came(&report->past->weeks[w], &panel) > most ? came(&report->past->weeks[w], &panel) : most;
    }
    for (int32_t w = 0; w < report->n_weeks; w++) {
        koppel_fitted_quantiles(report->fitted, panel.from, panel.to, report->first_day + WEEK * w, quantile);
        most = quantile[KOPPEL_N_LEVELS - 1] > most ? quantile[KOPPEL_N_LEVELS - 1] : most;
    }
    panel.weeks = koppel_axis_make(-report->past->n_weeks, report->n_weeks, 10, LEFT, RIGHT);
    panel.counts = koppel_axis_make(0, most, 5, panel.top + HEIGHT, panel.top);
    koppel_axis_draw_across(svg, &panel.weeks, panel.top + HEIGHT, panel.top, _("weeks from the first one forecast"));
    koppel_axis_draw_upright(svg, &panel.counts, LEFT, RIGHT, name);
    draw_past(report, &panel, svg);
    for (int32_t w = 0; w < report->n_weeks; w++) {
        koppel_fitted_quantiles(report->fitted, panel.from, panel.to, report->first_day + WEEK * w, quantile);
        draw_week(&panel, w, quantile, svg);
    }
}

void koppel_forecast_chart(const struct koppel_forecast_report *report, struct koppel_text *svg)
{
    koppel_svg_begin(
        svg, WIDTH, (TOP + 2 * (HEIGHT + BETWEEN)) / 10, _("What comes in a week"),
        _("Households and homes by week: grey, those that came; blue, the middle of what is expected, with "
          "the half and the eight tenths of all imagined weeks around it."));
    draw_panel(report, (struct panel){.from = 0, .to = KOPPEL_N_HOUSEHOLD_CLASSES, .top = TOP}, _("households a week"),
               svg);
    draw_panel(
        report,
        (struct panel){.from = KOPPEL_N_HOUSEHOLD_CLASSES, .to = KOPPEL_N_CLASSES, .top = TOP + HEIGHT + BETWEEN},
        _("homes a week"), svg);
    koppel_svg_end(svg);
}
