// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* comparison_text.c - a comparison for people: the table for the terminal (see comparison_text.h). */
#include "compare/comparison_text.h"

#include "report/layout.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_BYTES = 40, NAME_WIDTH = 15 };

/* What the terminal shows, from left to right. */
static const struct {
    enum koppel_measured measured;
    const char *heading[2];
    int width;
    int decimals;
    bool is_count; /* whole but for means over draws */
} columns[] = {
    {KOPPEL_MEASURED_PERSONS_HOUSED, {N_("persons"), N_("housed")}, 7, 1, true},
    {KOPPEL_MEASURED_TARGET_SHORT, {N_("target"), N_("short")}, 6, 1, true},
    {KOPPEL_MEASURED_LARGE_LEFT, {N_("large"), N_("left")}, 5, 1, true},
    {KOPPEL_MEASURED_WAITING_MEAN, {N_("waits"), N_("days")}, 6, 1, false},
    {KOPPEL_MEASURED_FIT_MEAN, {N_("fit"), N_("mean")}, 6, 1, false},
    {KOPPEL_MEASURED_FIT_LOWEST_TENTH, {N_("lowest"), N_("tenth")}, 6, 0, false},
    {KOPPEL_MEASURED_DISSIMILARITY, {N_("D"), N_("after")}, 7, KOPPEL_INDEX_SHORT, false},
    {KOPPEL_MEASURED_OVER_CAP, {N_("over"), N_("cap")}, 5, 1, true},
    {KOPPEL_MEASURED_GAP_HOUSED, {N_("gap"), "%"}, 5, 1, false},
    {KOPPEL_MEASURED_PERSONS_LOST, {N_("persons"), N_("lost")}, 7, 1, true},
    {KOPPEL_MEASURED_FIT_LOST, {N_("fit"), N_("lost")}, 8, 0, false},
};

enum { N_COLUMNS = sizeof columns / sizeof *columns };

/* The number with exactly so many decimals. */
static const char *fixed(double value, int decimals, char out[NUMBER_BYTES])
{
    koppel_index_format(value, decimals, koppel_language_decimal(), out);
    if (decimals == 0) {
        *strchr(out, koppel_language_decimal()) = '\0';
    }
    return out;
}

/* Wide enough for its headings, whatever the language. */
static int width_of(int c)
{
    int width = columns[c].width;

    for (int line = 0; line < 2; line++) {
        int n = (int)strlen(_(columns[c].heading[line])); /* letters without accents */

        width = n > width ? n : width;
    }
    return width;
}

static void print_headings(struct koppel_text *text)
{
    for (int line = 0; line < 2; line++) {
        koppel_lay_left(text, NAME_WIDTH, line == 0 ? "" : _("policy"));
        for (int c = 0; c < N_COLUMNS; c++) {
            koppel_text_add(text, " ");
            koppel_lay_right(text, width_of(c), _(columns[c].heading[line]));
        }
        koppel_text_add(text, "\n");
    }
}

static void print_row(const char *name, const struct koppel_measures *measures, bool is_mean, struct koppel_text *text)
{
    char out[NUMBER_BYTES];

    koppel_lay_left(text, NAME_WIDTH, name);
    for (int c = 0; c < N_COLUMNS; c++) {
        double value = measures->all[columns[c].measured];

        koppel_text_add(text, " ");
        koppel_lay_right(text, width_of(c),
                         isnan(value) ? "-"
                                      : fixed(value, columns[c].is_count && !is_mean ? 0 : columns[c].decimals, out));
    }
    koppel_text_add(text, "\n");
}

static bool breaks_rules(const struct koppel_compared *compared)
{
    bool breaks = false;

    for (int b = 0; b < KOPPEL_N_BROKEN; b++) {
        breaks = breaks || compared->n_broken[b] > 0;
    }
    return breaks;
}

static void print_policy(const struct koppel_compared *compared, struct koppel_text *text)
{
    char name[KOPPEL_POLICY_NAME + 3];

    snprintf(name, sizeof name, "%s%s%s", compared->name, compared->outcome == KOPPEL_FEASIBLE ? "*" : "",
             breaks_rules(compared) ? "!" : "");
    if (compared->n_proposals == 0) {
        koppel_lay_left(text, NAME_WIDTH, name);
        koppel_text_add(text, " %s\n",
                        compared->outcome == KOPPEL_INFEASIBLE ? _("no proposal meets every must of it")
                                                               : _("stopped before any proposal was found"));
        return;
    }
    print_row(name, &compared->mean, compared->n_proposals > 1, text);
    if (compared->n_proposals > 1) {
        print_row(_("  lowest"), &compared->lowest, false, text);
        print_row(_("  highest"), &compared->highest, false, text);
    }
}

static void print_before(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    const struct koppel_suitability *fit = &comparison->job.fit;
    const struct koppel_indices *before = &comparison->before;
    char period[8];
    char day[KOPPEL_DAY_WORDS];
    char numbers[5][32];
    struct koppel_text line = {0};

    koppel_period_format(fit->period, period);
    koppel_date_words(fit->as_of, day);
    koppel_text_add(
        &line,
        "Policies compared on %s, half-year %s, as of %s: %" PRId32 " households, %" PRId32
        " homes. Measured by the policy %s. Before the round: D %s, Gini %s, Theil %s, isolation %s, "
        "highest location quotient %s.",
        fit->kase->folder, period, day, fit->kase->n_households, fit->kase->n_units, fit->policy->name,
        koppel_index_format(before->dissimilarity, KOPPEL_INDEX_SHORT, koppel_language_decimal(), numbers[0]),
        koppel_index_format(before->gini, KOPPEL_INDEX_SHORT, koppel_language_decimal(), numbers[1]),
        koppel_index_format(before->theil, KOPPEL_INDEX_SHORT, koppel_language_decimal(), numbers[2]),
        koppel_index_format(before->isolation, KOPPEL_INDEX_SHORT, koppel_language_decimal(), numbers[3]),
        koppel_index_format(before->highest_quotient, 2, koppel_language_decimal(), numbers[4]));
    koppel_lay_words(text, 0, 0, line.bytes != NULL ? line.bytes : "");
    koppel_text_add(text, "\n");
    koppel_text_free(&line);
}

/* "queue 2 limits and 1 agreement": what each marked row breaks. */
static void print_broken(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    static const char *const words[KOPPEL_N_BROKEN][2] = {{N_("limit"), N_("limits")},
                                                          {N_("mix rule"), N_("mix rules")},
                                                          {N_("agreement"), N_("agreements")},
                                                          {N_("target"), N_("targets")}};
    struct koppel_text line = {0};
    int n_rows = 0;

    for (int32_t k = 0; k < comparison->n_compared; k++) {
        const struct koppel_compared *compared = &comparison->compared[k];
        int n_kinds = 0;

        if (!breaks_rules(compared)) {
            continue;
        }
        koppel_text_add(&line, "%s%s ",
                        n_rows++ == 0 ? _("! breaks what must hold, so that its figures are no measure for the others "
                                          "(by area, the most over its draws): ")
                                      : "; ",
                        compared->name);
        for (int b = 0; b < KOPPEL_N_BROKEN; b++) {
            if (compared->n_broken[b] > 0) {
                koppel_text_add(&line, "%s%" PRId32 " %s", n_kinds++ > 0 ? ", " : "", compared->n_broken[b],
                                _(words[b][compared->n_broken[b] != 1]));
            }
        }
    }
    if (n_rows > 0) {
        koppel_text_add(&line, ".");
        koppel_lay_words(text, 0, 0, line.bytes != NULL ? line.bytes : "");
    }
    text->failed = text->failed || line.failed;
    koppel_text_free(&line);
}

static void print_legend(const struct koppel_comparison *comparison, struct koppel_text *text)
{
    bool has_gap = false;
    int32_t n_drawn = 0;

    for (int32_t k = 0; k < comparison->n_compared; k++) {
        has_gap = has_gap || comparison->compared[k].outcome == KOPPEL_FEASIBLE;
        n_drawn = comparison->compared[k].n_proposals > n_drawn ? comparison->compared[k].n_proposals : n_drawn;
    }
    koppel_text_add(text, "\n");
    koppel_lay_words(
        text, 0, 0,
        _("large left: households of 6 and more without a home. waits: days from linking to the home, who is "
          "left until the half-year's end. fit: points of those with an offer, mean and the value that a "
          "tenth does not exceed. D: dissimilarity over the neighbourhoods. over cap: persons beyond the cap "
          "of their neighbourhood. gap: largest difference in the share housed between single, family, large "
          "family and step-free. lost: against no-spread; below 0 is won."));
    if (n_drawn > 1) {
        koppel_text_add(text, "Where lots are drawn: mean, lowest and highest of %" PRId32 " draws.\n", n_drawn);
    }
    if (has_gap) {
        koppel_text_add(text, "* not proven: the time limit came first, or the engine does not prove.\n");
    }
    print_broken(comparison, text);
}

/* What the curve spans. */
static void print_curve(const struct koppel_curve *curve, struct koppel_text *text)
{
    const struct koppel_curve_point *first = curve->points;
    const struct koppel_curve_point *last = NULL;
    struct koppel_text line = {0};
    int64_t unit = 1;

    if (curve->n_points == 0) {
        return;
    }
    last = &curve->points[curve->n_points - 1];
    unit = curve->against == KOPPEL_OBJECTIVE_FIT ? KOPPEL_MICRO : 1000;
    koppel_text_add(&line,
                    curve->against == KOPPEL_OBJECTIVE_FIT
                        ? _("The trade-off, with nobody left for it: from %" PRId64 " beyond the caps with %" PRId64
                            " points of fit to %" PRId64 " with %" PRId64 ", in %" PRId32 " points%s.")
                        : _("The trade-off, with nobody left for it: from %" PRId64 " beyond the caps with %" PRId64
                            " persons x km beyond the median to %" PRId64 " with %" PRId64 ", in %" PRId32
                            " points%s."),
                    first->over_cap, first->value / unit, last->over_cap, last->value / unit, curve->n_points,
                    curve->is_stopped    ? _(", where it was stopped before its end")
                    : curve->is_complete ? _(", all there are")
                                         : _(" of the curve"));
    koppel_lay_words(text, 0, 0, line.bytes != NULL ? line.bytes : "");
    koppel_text_free(&line);
}

void koppel_comparison_print(const struct koppel_comparison *comparison, const struct koppel_curve *curve, bool verbose,
                             struct koppel_text *text)
{
    print_before(comparison, text);
    print_headings(text);
    for (int32_t k = 0; k < comparison->n_compared; k++) {
        print_policy(&comparison->compared[k], text);
        if (verbose && comparison->compared[k].tiers[0] != '\0') {
            koppel_text_add(text, "  ");
            koppel_lay_words(text, 2, 2, comparison->compared[k].tiers);
        }
    }
    print_legend(comparison, text);
    print_curve(curve, text);
}
