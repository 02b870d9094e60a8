// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_charts.c - the pictures of a simulation (see simulation_charts.h). */
#include "simulate/simulation_charts.h"

#include "report/svg.h"
#include "simulate/simulation_measures.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 900, LEFT = 1700, RIGHT = 8700, TOP = 1000, ROW = 260, N_MARKS = 8 };
enum { MONTHS_LEFT = 1000, MONTHS_BOTTOM = 5200, MONTHS_TOP = 1400, MONTHS_ABOUT = 12, LEGEND_ROW = 4 };
enum { PER_THOUSAND = 1000 };

static enum koppel_shape shape_of(int32_t k)
{
    return (enum koppel_shape)(k % KOPPEL_N_SHAPES);
}

static bool is_hollow(int32_t k)
{
    return k / KOPPEL_N_SHAPES % 2 == 1;
}

static double mean_of(const struct koppel_simulation *simulation, int32_t policy, int32_t measure)
{
    double mean = 0;
    double error = 0;

    koppel_simulation_mean(simulation, policy, measure, &mean, &error);
    return mean;
}

static void draw_entry(struct koppel_text *svg, int32_t k, int32_t x, int32_t y, const char *name)
{
    koppel_svg_mark(svg, (struct koppel_spot){x, y}, shape_of(k), is_hollow(k));
    koppel_svg_words(svg, (struct koppel_spot){x + 120, y + 40}, 12, KOPPEL_ANCHOR_START, name);
}

static void draw_policy(const struct koppel_simulation *simulation, struct koppel_text *svg, int32_t policy)
{
    koppel_svg_words(svg, (struct koppel_spot){LEFT - 120, TOP + ROW * policy + ROW / 2 + 40}, 12, KOPPEL_ANCHOR_END,
                     simulation->settings.policies[policy].name);
}

/* ---- Per cent of hindsight -------------------------------------------------------------------------------------- */

/* Least and most of what is drawn, with twice the standard errors. */
static void find_span(const struct koppel_simulation *simulation, double *low, double *high)
{
    for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
        for (int32_t t = 0; t < simulation->settings.number[KOPPEL_SETTING_TIERS]; t++) {
            double mean = 0;
            double error = 0;

            koppel_simulation_mean(simulation, p, koppel_simulation_measure_of_tier(t), &mean, &error);
            if (simulation->settings.tiers[t].maximise && !isnan(mean)) {
                error = isnan(error) ? 0 : 2 * error;
                *low = mean - error < *low ? mean - error : *low;
                *high = mean + error > *high ? mean + error : *high;
            }
        }
    }
}

static void draw_share(const struct koppel_simulation *simulation, const struct koppel_axis *axis, int32_t policy,
                       int32_t tier, struct koppel_text *svg)
{
    const int32_t y = TOP + ROW * policy + ROW / 2;
    double mean = 0;
    double error = 0;

    koppel_simulation_mean(simulation, policy, koppel_simulation_measure_of_tier(tier), &mean, &error);
    if (isnan(mean)) {
        return;
    }
    if (!isnan(error)) {
        koppel_svg_line(svg, (struct koppel_spot){koppel_axis_place(axis, mean - 2 * error), y},
                        (struct koppel_spot){koppel_axis_place(axis, mean + 2 * error), y}, "#888888", 20);
    }
    koppel_svg_mark(svg, (struct koppel_spot){koppel_axis_place(axis, mean), y}, shape_of(tier), is_hollow(tier));
}

void koppel_hindsight_chart(const struct koppel_simulation *simulation, struct koppel_text *svg)
{
    const int32_t n = koppel_simulation_n_policies(simulation);
    const int32_t bottom = TOP + ROW * n;
    struct koppel_axis axis;
    double low = 100;
    double high = 100;
    int32_t x = LEFT;

    find_span(simulation, &low, &high);
    axis = koppel_axis_make(low, high, N_MARKS, LEFT, RIGHT);
    koppel_svg_begin(svg, WIDTH, bottom / 10 + 60, _("Per cent of hindsight"),
                     _("For every policy and goal, the mean over the courses of events of what it reaches in per cent "
                       "of the bound of hindsight; a line to either side is twice the standard error."));
    koppel_axis_draw_across(svg, &axis, bottom, TOP - ROW / 2, _("per cent of hindsight"));
    for (int32_t t = 0; t < simulation->settings.number[KOPPEL_SETTING_TIERS]; t++) {
        if (!simulation->settings.tiers[t].maximise) {
            continue;
        }
        draw_entry(svg, t, x, 620, _(simulation->settings.tiers[t].name));
        x += 1500;
        for (int32_t p = 0; p < n; p++) {
            draw_share(simulation, &axis, p, t, svg);
        }
    }
    for (int32_t p = 0; p < n; p++) {
        draw_policy(simulation, svg, p);
    }
    koppel_svg_end(svg);
}

/* ---- Waiting by size -------------------------------------------------------------------------------------------- */

static double wait_of(const struct koppel_simulation *simulation, int32_t policy, int32_t group)
{
    return mean_of(simulation, policy,
                   koppel_simulation_measure_of_group(&simulation->settings, group, KOPPEL_GROUP_WAITING));
}

void koppel_waits_chart(const struct koppel_simulation *simulation, struct koppel_text *svg)
{
    static const char *const names[KOPPEL_N_TOLD_GROUPS] = {N_("1 person"), N_("2 or 3"), N_("4 or 5"),
                                                            N_("6 and more")};
    const int32_t n = koppel_simulation_n_policies(simulation);
    const int32_t bottom = TOP + ROW * n;
    struct koppel_axis axis;
    double longest = 1;

    for (int32_t k = 0; k < n * KOPPEL_N_TOLD_GROUPS; k++) {
        const double days = wait_of(simulation, k / KOPPEL_N_TOLD_GROUPS, k % KOPPEL_N_TOLD_GROUPS);

        longest = !isnan(days) && days > longest ? days : longest;
    }
    axis = koppel_axis_make(0, longest, N_MARKS, LEFT, RIGHT);
    koppel_svg_begin(svg, WIDTH, bottom / 10 + 60, _("Waiting by size of the household"),
                     _("For every policy, the mean days from linking to the offer for households of 1, 2 or 3, 4 or 5, "
                       "and 6 and more persons; who is left waits until the last day."));
    koppel_axis_draw_across(svg, &axis, bottom, TOP - ROW / 2,
                            _("mean days from linking to the offer; who is left: until the last day"));
    for (int32_t group = 0; group < KOPPEL_N_TOLD_GROUPS; group++) {
        draw_entry(svg, group, LEFT + 1500 * group, 620, _(names[group]));
        for (int32_t p = 0; p < n; p++) {
            const double days = wait_of(simulation, p, group);

            if (!isnan(days)) {
                koppel_svg_mark(svg, (struct koppel_spot){koppel_axis_place(&axis, days), TOP + ROW * p + ROW / 2},
                                shape_of(group), is_hollow(group));
            }
        }
    }
    for (int32_t p = 0; p < n; p++) {
        draw_policy(simulation, svg, p);
    }
    koppel_svg_end(svg);
}

/* ---- Month by month --------------------------------------------------------------------------------------------- */

/* A picture with months along its foot. */
struct months_chart {
    const struct koppel_simulation *simulation;
    enum koppel_series series;
    double unit; /* by which means are multiplied */
    const char *title, *about, *axis_name;
};

static double at_month(const struct months_chart *chart, int32_t policy, int32_t month)
{
    return chart->unit *
           mean_of(chart->simulation, policy,
                   koppel_simulation_measure_of_month(&chart->simulation->settings, chart->series, month));
}

static int32_t month_x(int32_t month, int32_t n_months)
{
    return MONTHS_LEFT + 200 +
           (int32_t)((int64_t)(RIGHT - MONTHS_LEFT - 200) * month / (n_months > 1 ? n_months - 1 : 1));
}

static void draw_months(const struct koppel_simulation *simulation, int32_t n_months, struct koppel_text *svg)
{
    const int32_t each = (n_months + MONTHS_ABOUT - 1) / MONTHS_ABOUT;
    char name[KOPPEL_MONTH_NAME];

    for (int32_t month = 0; month<n_months; month += each> 0 ? each : 1) {
        koppel_svg_words(svg, (struct koppel_spot){month_x(month, n_months), MONTHS_BOTTOM + 180}, 11,
                         KOPPEL_ANCHOR_MIDDLE, koppel_simulation_month(&simulation->settings, month, name));
    }
}

static void draw_course(const struct months_chart *chart, const struct koppel_axis *axis, int32_t policy,
                        struct koppel_text *svg)
{
    const int32_t n_months = (int32_t)chart->simulation->settings.number[KOPPEL_SETTING_MONTHS];
    struct koppel_spot before = {0, 0};

    for (int32_t month = 0; month < n_months; month++) {
        const double value = at_month(chart, policy, month);
        const struct koppel_spot here = {month_x(month, n_months), isnan(value) ? 0 : koppel_axis_place(axis, value)};

        if (isnan(value)) {
            return; /* nothing was followed */
        }
        if (month > 0) {
            koppel_svg_line(svg, before, here, koppel_colours[shape_of(policy)], 20);
        }
        koppel_svg_mark(svg, here, shape_of(policy), is_hollow(policy));
        before = here;
    }
}

static void draw_chart(const struct months_chart *chart, struct koppel_text *svg)
{
    const struct koppel_simulation *simulation = chart->simulation;
    const int32_t n = koppel_simulation_n_policies(simulation);
    const int32_t n_months = (int32_t)simulation->settings.number[KOPPEL_SETTING_MONTHS];
    struct koppel_axis axis;
    double low = chart->series == KOPPEL_SERIES_SPREAD ? INFINITY : 0;
    double high = -INFINITY;

    for (int32_t k = 0; k < n * n_months; k++) {
        const double value = at_month(chart, k / n_months, k % n_months);

        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    axis = koppel_axis_make(isfinite(low) ? low : 0, isfinite(high) ? high : 1, N_MARKS, MONTHS_BOTTOM, MONTHS_TOP);
    koppel_svg_begin(svg, WIDTH, MONTHS_BOTTOM / 10 + 60, chart->title, chart->about);
    koppel_axis_draw_upright(svg, &axis, MONTHS_LEFT, RIGHT, chart->axis_name);
    draw_months(simulation, n_months, svg);
    for (int32_t p = 0; p < n; p++) {
        draw_entry(svg, p, MONTHS_LEFT + 1900 * (p % LEGEND_ROW), 560 + 220 * (p / LEGEND_ROW),
                   simulation->settings.policies[p].name);
        draw_course(chart, &axis, p, svg);
    }
    koppel_svg_end(svg);
}

void koppel_backlog_chart(const struct koppel_simulation *simulation, struct koppel_text *svg)
{
    const struct months_chart chart = {
        .simulation = simulation,
        .series = KOPPEL_SERIES_BACKLOG,
        .unit = 1,
        .title = _("Households that wait"),
        .about = _("For every policy, the mean number of households that wait at the end of each month."),
        .axis_name = _("households that wait")};

    draw_chart(&chart, svg);
}

void koppel_spread_chart(const struct koppel_simulation *simulation, struct koppel_text *svg)
{
    const struct months_chart chart = {
        .simulation = simulation,
        .series = KOPPEL_SERIES_SPREAD,
        .unit = PER_THOUSAND,
        .title = _("Spread over neighbourhoods"),
        .about = _("For every policy, the mean index of dissimilarity at the end of each month, in thousandths: the "
                   "share of permit holders who would have to move for an even spread."),
        .axis_name = _("index of dissimilarity, thousandths")};

    draw_chart(&chart, svg);
}
