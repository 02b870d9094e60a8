// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* frontier_text.c - the frontier of open borders as a table and in sentences (see frontier.h). */
#include "compare/frontier.h"

#include "report/layout.h"
#include "report/sheet.h"

#include <inttypes.h>
#include <stdio.h>

enum { ENOUGH_PERCENT = 90, MICRO = 1000000 };

static const struct koppel_sheet_column columns[] = {
    {"max_households", {N_("households"), N_("allowed")}, 10, KOPPEL_SHEET_TEXT},
    {"households_over_borders", {N_("over"), N_("borders")}, 9, KOPPEL_SHEET_COUNT},
    {"persons_short", {N_("persons"), N_("short")}, 9, KOPPEL_SHEET_COUNT},
    {"least_persons_short", {N_("proven"), N_("least")}, 9, KOPPEL_SHEET_COUNT},
    {"persons_housed", {N_("persons"), N_("housed")}, 9, KOPPEL_SHEET_COUNT},
    {"urgency_points", {N_("urgency"), N_("points")}, 9, KOPPEL_SHEET_COUNT},
    {"fit_points", {N_("fit"), N_("points")}, 9, KOPPEL_SHEET_COUNT},
    {"proven", {N_("all goals"), N_("proven")}, 9, KOPPEL_SHEET_TEXT},
};

static void fill(const struct koppel_frontier *frontier, bool for_people, struct koppel_sheet *sheet)
{
    for (int32_t k = 0; k < frontier->n_points; k++) {
        const struct koppel_frontier_point *point = &frontier->points[k];
        char most[24];

        snprintf(most, sizeof most, "%" PRId32, point->most);
        koppel_sheet_text(sheet, point->most != KOPPEL_UNKNOWN ? most : for_people ? _("no end") : "");
        koppel_sheet_number(sheet, point->n_over);
        koppel_sheet_number(sheet, point->persons_short);
        koppel_sheet_number(sheet, point->short_least);
        koppel_sheet_number(sheet, point->persons_housed);
        koppel_sheet_number(sheet, point->urgency);
        koppel_sheet_number(sheet, point->fit / MICRO);
        koppel_sheet_text(sheet, for_people         ? (point->is_proven ? _("yes") : _("no"))
                                 : point->is_proven ? "yes"
                                                    : "no");
        koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
    }
}

void koppel_frontier_csv(const struct koppel_frontier *frontier, struct koppel_text *text)
{
    struct koppel_csv csv = koppel_csv_begin(text, &frontier->job.kase);
    struct koppel_sheet sheet = {.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};

    fill(frontier, false, &sheet);
    koppel_sheet_csv(&sheet, &csv);
    text->failed = text->failed || koppel_sheet_status(&sheet) != KOPPEL_OK;
    koppel_sheet_free(&sheet);
}

/* Without any row to compare with. */
static void say_no_reach(const struct koppel_frontier *frontier, struct koppel_text *draft)
{
    const struct koppel_frontier_point *points = frontier->points;

    if (frontier->n_points < 2) {
        return; /* it was stopped, and that is said */
    }
    if (points[0].most != frontier->first) {
        if (!frontier->is_cut && points[0].most != KOPPEL_UNKNOWN) {
            koppel_text_add(draft,
                            "With fewer than %" PRId32 " households outside the municipality of their link no proposal "
                            "follows every rule that must hold.",
                            points[0].most);
        }
        return;
    }
    koppel_text_add(draft, points[frontier->n_points - 1].is_short_best
                               ? _("Homes in other municipalities make nobody less short of the targets.")
                               : _("No proposal was found in which homes in other municipalities make anybody less "
                                   "short of the targets; it is not proven that there is none."));
}

/* Both ends of the table. */
static void say_ends(const struct koppel_frontier_point *closed, const struct koppel_frontier_point *open,
                     struct koppel_text *draft)
{
    const char *format = NULL;

    if (closed->is_short_best && open->is_short_best) {
        format = closed->most == 0
                     ? _("Without homes in other municipalities %" PRId64 " people are short of the targets; with all "
                         "homes of the region open, %" PRId64 ".")
                     : _("With no more homes in other municipalities than are held %" PRId64
                         " people are short of the targets; with all homes of the region open, %" PRId64 ".");
    } else {
        format =
            closed->most == 0
                ? _("Without homes in other municipalities at most %" PRId64 " people need be short of the targets; "
                    "with all homes of the region open, at most %" PRId64 ". It is not proven that these are the "
                    "fewest.")
                : _("With no more homes in other municipalities than are held at most %" PRId64
                    " people need be short of the targets; with all homes of the region open, at most %" PRId64
                    ". It is not proven that these are the fewest.");
    }
    koppel_text_add(draft, format, closed->persons_short, open->persons_short);
}

/* How many households bring nearly all that open borders bring, and how sure that is. */
static void say_reach(const struct koppel_frontier *frontier, struct koppel_text *draft)
{
    const struct koppel_frontier_point *points = frontier->points;
    int32_t k = koppel_frontier_reach(frontier, ENOUGH_PERCENT);
    int32_t last = frontier->n_points - 1;

    if (k == KOPPEL_NONE) {
        say_no_reach(frontier, draft);
        return;
    }
    say_ends(&points[0], &points[last], draft);
    if (points[k].most == KOPPEL_UNKNOWN) {
        if (!frontier->is_cut) {
            koppel_text_add(draft, " No smaller number of households was found that brings %d %% of that.",
                            ENOUGH_PERCENT);
        }
        return;
    }
    koppel_text_add(draft,
                    points[k].most == 1
                        ? _(" %" PRId32 " household outside the municipality of its link brings %d %% of that: %" PRId64
                            " are short then.")
                        : _(" %" PRId32
                            " households outside the municipality of their link bring %d %% of that: %" PRId64
                            " are short then."),
                    points[k].most, ENOUGH_PERCENT, points[k].persons_short);
    if (k > 0 && points[last].is_short_best && points[0].is_short_best &&
        100 * (points[0].persons_short - points[k - 1].short_least) <
            ENOUGH_PERCENT * (points[0].persons_short - points[last].persons_short)) {
        koppel_text_add(draft, " It is proven that fewer households do not.");
    } else {
        koppel_text_add(draft, " It is not proven that fewer households do not; a longer --time-limit may prove it.");
    }
}

/* What a reader must know of the table as a whole. */
static void say_notes(const struct koppel_frontier *frontier, struct koppel_text *text)
{
    struct koppel_text draft = {0};

    if (frontier->first > 0) {
        koppel_text_add(&draft,
                        "The numbers begin at %" PRId32
                        ": decisions hold so many households outside the municipality of "
                        "their link.",
                        frontier->first);
        koppel_lay_draft(text, &draft, 0, 0);
    }
    if (frontier->job.kase.n_municipalities < 2) {
        koppel_text_add(&draft,
                        "The case has one municipality: there is no other in which a household could get a home.");
        koppel_lay_draft(text, &draft, 0, 0);
    }
    if (frontier->is_cut) {
        koppel_text_add(&draft,
                        "The time was up, or it was stopped, before there was a proposal for every number: rows "
                        "are missing from the table.");
        koppel_lay_draft(text, &draft, 0, 0);
    }
    koppel_text_free(&draft);
}

void koppel_frontier_print(const struct koppel_frontier *frontier, struct koppel_text *text)
{
    struct koppel_sheet sheet = {.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};
    struct koppel_text draft = {0};

    if (frontier->n_points == 0) {
        koppel_text_add(text, frontier->is_impossible ? _("No proposal follows every rule that must hold.\n")
                                                      : _("The time was up before there was any proposal.\n"));
        return;
    }
    fill(frontier, true, &sheet);
    koppel_text_add(text, "What homes in other municipalities of the region bring\n\n");
    koppel_sheet_print(&sheet, '.', text);
    koppel_text_add(text, "\n");
    say_notes(frontier, text);
    if (frontier->job.kase.n_municipalities > 1) {
        say_reach(frontier, &draft);
        koppel_lay_draft(text, &draft, 0, 0);
    }
    text->failed = text->failed || koppel_sheet_status(&sheet) != KOPPEL_OK;
    koppel_sheet_free(&sheet);
}
