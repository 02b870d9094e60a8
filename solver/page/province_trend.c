// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_trend.c - how the half-years in the tables went (see province_parts.h). */
#include "page/province_parts.h"

#include <inttypes.h>

/* Of the picture, in points. */
enum { BAR = 36, STEP = 96, BASE = 190, HIGH = 150, BELOW = 40, MOST_BARS = 12 };

/* A half-year, by what is known on the day of the page. */
struct half_year {
    int32_t period;
    struct koppel_standing_sums sums;
};

/* The sums of a half-year; none where no municipality had a target of it. @return KOPPEL_OK or KOPPEL_E_MEMORY */
static enum koppel_status find(const struct koppel_province *province, int32_t period, struct half_year *half_year)
{
    struct koppel_province then = {0};
    enum koppel_status status =
        koppel_province_make(province->kase, province->rules, period, province->day, NULL, &then);

    *half_year = (struct half_year){.period = period};
    if (status == KOPPEL_OK) {
        half_year->sums = koppel_province_sums(&then, KOPPEL_NONE);
    }
    koppel_province_free(&then);
    return status;
}

/* The half-years with a target up to that of the page, at most MOST_BARS of them, the oldest first. */
static enum koppel_status find_all(const struct koppel_province *province, struct half_year found[MOST_BARS], int *n)
{
    enum koppel_status status = KOPPEL_OK;
    int32_t period = province->period - MOST_BARS + 1;

    *n = 0;
    for (; period <= province->period && status == KOPPEL_OK; period++) {
        status = find(province, period, &found[*n]);
        *n += found[*n].sums.n_municipalities > 0 ? 1 : 0;
    }
    return status;
}

static void tag(struct koppel_text *html, const char *before, int64_t number, const char *after)
{
    char digits[24];

    koppel_html_tags(html, before);
    koppel_html_tags(html, koppel_decimal_format(number, 1, '.', digits, sizeof digits));
    koppel_html_tags(html, after);
}

static void bar(struct koppel_text *html, int64_t x, int64_t persons, int64_t most, const char *fill)
{
    int64_t high = persons > 0 ? persons * HIGH / most : 0;

    tag(html, "<rect x=\"", x, "\"");
    tag(html, " y=\"", BASE - high, "\"");
    tag(html, " width=\"", BAR, "\"");
    tag(html, " height=\"", high, "\"");
    koppel_html_tags(html, fill);
    tag(html, "/>\n<text font-size=\"12\" text-anchor=\"middle\" x=\"", x + BAR / 2, "\"");
    tag(html, " y=\"", BASE - high - 6, "\">");
    koppel_html_say(html, "%" PRId64, persons);
    koppel_html_tags(html, "</text>\n");
}

/* Two bars for each half-year: to house, and housed. */
static void draw(struct koppel_text *html, const struct half_year *half_years, int n)
{
    int64_t most = 1;
    char period[8];

    for (int k = 0; k < n; k++) {
        most = half_years[k].sums.corrected > most ? half_years[k].sums.corrected : most;
        most = half_years[k].sums.housed > most ? half_years[k].sums.housed : most;
    }
    koppel_html_tags(html, "<figure>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                           "aria-labelledby=\"trend-picture\">\n<svg class=\"trend\" role=\"img\" "
                           "aria-labelledby=\"trend-picture\"");
    tag(html, " viewBox=\"0 0 ", (int64_t)(n > 4 ? n : 4) * STEP, " ");
    tag(html, "", BASE + BELOW, "\">\n");
    for (int k = 0; k < n; k++) {
        bar(html, (int64_t)k * STEP + 8, half_years[k].sums.corrected, most, " class=\"edge p1\"");
        bar(html, (int64_t)k * STEP + 8 + BAR, half_years[k].sums.housed, most, " class=\"edge p2\"");
        koppel_period_format(half_years[k].period, period);
        tag(html, "<text font-size=\"13\" text-anchor=\"middle\" x=\"", (int64_t)k * STEP + 8 + BAR, "\"");
        tag(html, " y=\"", BASE + 20, "\">");
        koppel_html_say(html, "%s", period);
        koppel_html_tags(html, "</text>\n");
    }
    koppel_html_tags(html, "</svg>\n</div>\n<figcaption id=\"trend-picture\">");
    koppel_html_say(html,
                    "People by half-year: the left bar is what was to be housed, with lead and arrears; the right "
                    "bar was housed. The same stands below in numbers.");
    koppel_html_tags(html, "</figcaption>\n</figure>\n");
}

static void trend_row(struct koppel_text *html, const struct half_year *half_year, bool is_last)
{
    const struct koppel_standing_sums *sums = &half_year->sums;
    char period[8];

    koppel_period_format(half_year->period, period);
    koppel_html_tags(html, "<tr>\n");
    koppel_html_tags(html, "<th scope=\"row\">");
    koppel_html_say(html, "%s", period);
    if (is_last) {
        koppel_html_tags(html, "<br><small>");
        koppel_html_say(html, "this page");
        koppel_html_tags(html, "</small>");
    }
    koppel_html_tags(html, "</th>\n");
    koppel_html_number(html, sums->n_municipalities);
    koppel_html_balance(html, sums->corrected, false);
    koppel_html_number(html, sums->housed);
    koppel_html_number(html, sums->shortfall);
    koppel_html_number(html, sums->enforceable);
    koppel_html_number(html, sums->n_schedule[KOPPEL_ON_SCHEDULE]);
    koppel_html_number(html, sums->n_schedule[KOPPEL_SLIGHTLY_BEHIND]);
    koppel_html_number(html, sums->n_schedule[KOPPEL_FAR_BEHIND]);
    koppel_html_tags(html, "</tr>\n");
}

enum koppel_status koppel_province_trend(const struct koppel_province *province, struct koppel_text *html)
{
    static const char *const headings[] = {N_("Half-year"),    N_("#Municipalities"),  N_("#To house"),
                                           N_("#Housed"),      N_("#Still to house"),  N_("#May be enforced"),
                                           N_("#On schedule"), N_("#Slightly behind"), N_("#Far behind")};
    struct half_year half_years[MOST_BARS];
    int n = 0;
    enum koppel_status status = find_all(province, half_years, &n);

    koppel_frame_section(html, "trend", _("How the half-years went"));
    if (n < 2) {
        koppel_html_element(html, "p",
                            "The tables have the targets of this half-year alone: there is no trend to show.");
    } else {
        draw(html, half_years, n);
    }
    koppel_html_table_begin(html, "trend-table",
                            _("People and municipalities by half-year, as known on the day of this page"), headings,
                            sizeof headings / sizeof *headings);
    for (int k = 0; k < n; k++) {
        trend_row(html, &half_years[k], k == n - 1);
    }
    koppel_html_table_end(html);
    koppel_html_tags(html, "</section>\n");
    return status;
}
