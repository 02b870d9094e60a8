// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_council.c - what goes to the council: no keys, and no small count that can be worked out (see page_parts.h).
 *
 * The page shows these counts of people and nothing else that follows from single households:
 *     households with a home, households without one; never their sum
 *     people housed, and the same by neighbourhood (of one municipality) or by municipality (of several)
 *     those without a home by reason, by size, by need for a step-free home, each beside their number
 * Each list is a column beside its total (small_counts.h). Lists beside the same total say nothing of each other: every
 * combination of them can be.
 */
#include "base/memory.h"
#include "page/page_parts.h"
#include "page/small_counts.h"
#include "report/tally.h"

#include <inttypes.h>
#include <stdlib.h>

/* A list of counts with the words of each. */
struct list {
    const char *id;
    const char *caption;
    const char *heading;
    const char *unit; /* of the counts */
    const char *const *words;
    const int64_t *counts;
    int32_t n;
};

static void show_count(struct koppel_text *html, enum koppel_cell_state state, int64_t count)
{
    koppel_html_tags(html, "<td class=\"n\">");
    if (state == KOPPEL_CELL_SHOWN) {
        koppel_html_say(html, "%" PRId64, count);
    } else {
        koppel_html_say(html, "not shown");
    }
    koppel_html_tags(html, "</td>\n");
}

/* Names the rows with small counts in one sentence. */
static void name_small(struct koppel_text *html, const struct list *list, const enum koppel_cell_state *states)
{
    struct koppel_text names = {0};

    for (int32_t k = 0; k < list->n; k++) {
        if (states[k] == KOPPEL_CELL_SMALL) {
            koppel_text_add(&names, names.n_bytes > 0 ? "; %s" : "%s", list->words[k]);
        }
    }
    if (names.n_bytes > 0) {
        koppel_html_element(html, "p", "Fewer than %d in each of these: %s.", KOPPEL_SMALL_COUNT, names.bytes);
    }
    html->failed = html->failed || names.failed;
    koppel_text_free(&names);
}

/* A table of the list, or a sentence that there can be none. */
static enum koppel_status show_list(struct koppel_text *html, const struct list *list)
{
    enum koppel_cell_state *states = koppel_new((size_t)list->n + 1, sizeof *states);
    const char *const headings[] = {list->heading, list->unit};
    bool is_told = false;
    enum koppel_status status =
        states != NULL ? koppel_small_counts_protect(list->counts, list->n, states, &is_told) : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK && is_told) {
        koppel_html_table_begin(html, list->id, _(list->caption), headings, sizeof headings / sizeof *headings);
        for (int32_t k = 0; k < list->n; k++) {
            if (states[k] != KOPPEL_CELL_SMALL) {
                koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
                koppel_html_say(html, "%s", list->words[k]);
                koppel_html_tags(html, "</th>\n");
                show_count(html, states[k], list->counts[k]);
                koppel_html_tags(html, "</tr>\n");
            }
        }
        koppel_html_table_end(html);
        name_small(html, list, states);
    } else if (status == KOPPEL_OK) {
        koppel_html_element(html, "p", "%s: the numbers are too small to be shown.", _(list->caption));
    }
    free(states);
    return status;
}

/* ---- Figures ---- */

/* Whether two totals may be shown. */
struct totals {
    struct koppel_tally tally;
    int64_t n_left;
    bool shows_persons; /* housed */
    bool shows_placed;
    bool shows_left;
};

/* The number of households beside that of people could tell how many live alone: not when they differ by little. */
static struct totals totals_make(const struct koppel_report *report)
{
    struct totals totals = {.tally = koppel_tally_make(report)};
    const struct koppel_tally *tally = &totals.tally;

    totals.n_left = tally->n_households - tally->n_placed_households;
    totals.shows_persons = tally->n_placed_persons >= KOPPEL_SMALL_COUNT;
    totals.shows_placed = tally->n_placed_households >= KOPPEL_SMALL_COUNT &&
                          tally->n_placed_persons - tally->n_placed_households >= KOPPEL_SMALL_COUNT;
    totals.shows_left = totals.n_left >= KOPPEL_SMALL_COUNT;
    return totals;
}

static void figure(struct koppel_text *html, const char *name, bool is_shown, bool is_small, int64_t n)
{
    koppel_html_tags(html, "<div>\n");
    koppel_html_element(html, "dt", "%s", name);
    koppel_html_tags(html, "<dd class=\"big\">");
    if (is_shown) {
        koppel_html_say(html, "%" PRId64, n);
    } else if (is_small) {
        koppel_html_say(html, "fewer than %d", KOPPEL_SMALL_COUNT);
    } else {
        koppel_html_say(html, "not shown");
    }
    koppel_html_tags(html, "</dd>\n</div>\n");
}

static int64_t count_over(const struct koppel_report *report)
{
    int64_t n = 0;

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        int64_t over = 0;

        n += report->verdict->accounts[k].kind == KOPPEL_ACCOUNT_SPREAD &&
                     koppel_page_fullness(report->fit, &report->verdict->accounts[k], &over) == KOPPEL_PLACE_OVER
                 ? 1
                 : 0;
    }
    return n;
}

static void figures(const struct koppel_page *page, const struct totals *totals, struct koppel_text *html)
{
    const struct koppel_tally *tally = &totals->tally;

    koppel_html_tags(html, "<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">");
    koppel_html_say(html, "In five figures");
    koppel_html_tags(html, "</h2>\n<dl class=\"figures\">\n");
    figure(html, _("Households with a home"), totals->shows_placed, tally->n_placed_households < KOPPEL_SMALL_COUNT,
           tally->n_placed_households);
    figure(html, _("Households without a home"), totals->shows_left, true, totals->n_left);
    figure(html, _("People housed for the target"), totals->shows_persons, true, tally->n_placed_persons);
    figure(html, _("Neighbourhoods over their limit"), true, false, count_over(page->report));
    figure(html, _("Agreements with corporations kept"), true, false, tally->n_agreements - tally->n_agreements_off);
    koppel_html_tags(html, "</dl>\n");
    koppel_html_element(html, "p", "The target asks for %" PRId64 " people.", tally->to_house);
    koppel_html_element(html, "p", "%" PRId64 " agreements with corporations have a number.", tally->n_agreements);
    koppel_html_tags(html, "<p class=\"sure\">");
    koppel_html_say(html, "%s", koppel_page_proof_words(page->proof));
    koppel_html_tags(html, "</p>\n");
    koppel_html_element(html, "p", "This is a proposal. A person decides on each offer.");
    koppel_html_element(html, "p",
                        "Numbers of people and households below %d are not shown, and neither are others from which "
                        "these could be worked out.",
                        KOPPEL_SMALL_COUNT);
    koppel_html_tags(html, "</section>\n");
}

/* ---- Where people are housed ---- */

/* People housed by place: neighbourhoods of one municipality, or municipalities. */
static void count_places(const struct koppel_report *report, bool by_municipality, int64_t *counts)
{
    const struct koppel_case *kase = report->fit->kase;

    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t j = report->proposal->unit_of[i];

        if (j != KOPPEL_NONE) {
            counts[by_municipality ? koppel_unit_municipality(kase, j) : kase->units[j].neighbourhood] +=
                report->fit->needs[i].persons_target;
        }
    }
}

/* Names the areas of a state in one sentence; nothing when there are none. */
static void name_areas(const struct koppel_report *report, enum koppel_fullness asked, struct koppel_text *html)
{
    struct koppel_text names = {0};
    int32_t number = 0; /* as in the picture */

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        int64_t over = 0;

        number += account->kind == KOPPEL_ACCOUNT_SPREAD ? 1 : 0;
        if (account->kind == KOPPEL_ACCOUNT_SPREAD && koppel_page_fullness(report->fit, account, &over) == asked) {
            koppel_text_add(&names, names.n_bytes > 0 ? "; %" PRId32 " %s" : "%" PRId32 " %s", number,
                            koppel_page_place_name(report->fit->kase, account->area, account->place));
        }
    }
    if (names.n_bytes > 0) {
        koppel_html_element(html, "p", asked == KOPPEL_PLACE_OVER ? _("Over the limit: %s.") : _("Full: %s."),
                            names.bytes);
    }
    html->failed = html->failed || names.failed;
    koppel_text_free(&names);
}

static enum koppel_status places(const struct koppel_page *page, const struct totals *totals, struct koppel_text *html)
{
    const struct koppel_case *kase = page->report->fit->kase;
    bool by_municipality = kase->n_municipalities > 1;
    int32_t n = by_municipality ? kase->n_municipalities : kase->n_neighbourhoods;
    int64_t *counts = koppel_new((size_t)n + 1, sizeof *counts);
    const char **words = koppel_new((size_t)n + 1, sizeof *words);
    struct list list = {.id = "housed",
                        .caption = by_municipality ? N_("People housed by municipality")
                                                   : N_("People housed by neighbourhood"),
                        .heading = by_municipality ? N_("Municipality") : N_("Neighbourhood"),
                        .unit = N_("#People housed"),
                        .words = words,
                        .counts = counts,
                        .n = n};
    enum koppel_status status = counts != NULL && words != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    koppel_html_tags(html, "<section aria-labelledby=\"places\">\n<h2 id=\"places\">");
    koppel_html_say(html, "Where people are housed");
    koppel_html_tags(html, "</h2>\n");
    if (status == KOPPEL_OK) {
        status = koppel_page_picture(page, html);
        name_areas(page->report, KOPPEL_PLACE_OVER, html);
        name_areas(page->report, KOPPEL_PLACE_FULL, html);
    }
    if (status == KOPPEL_OK && totals->shows_persons) {
        for (int32_t k = 0; k < n; k++) {
            words[k] =
                koppel_page_place_name(kase, by_municipality ? KOPPEL_AREA_MUNICIPALITY : KOPPEL_AREA_NEIGHBOURHOOD, k);
        }
        count_places(page->report, by_municipality, counts);
        status = show_list(html, &list);
    }
    koppel_html_tags(html, "</section>\n");
    free(counts);
    free(words);
    return status;
}

/* ---- Who is without a home ---- */

enum { SINGLE, SMALL_FAMILY, LARGE_FAMILY, N_SIZES, MOST_SMALL = 5 };

/* Counts of those without a home, by reason, size and need for a step-free home. */
struct left_counts {
    int64_t reasons[KOPPEL_N_REASONS];
    int64_t sizes[N_SIZES];
    int64_t step_free[2];
};

static enum koppel_status count_left(const struct koppel_report *report, struct left_counts *counts)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_reasons reasons = {0};
    enum koppel_status status = koppel_reasons_make(&reasons, report);

    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        int32_t persons = kase->households[i].adults + kase->households[i].children;
        enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
        struct koppel_text explanation = {0};
        struct koppel_text change = {0};

        if (report->proposal->unit_of[i] == KOPPEL_NONE) {
            status = koppel_reason_find(&reasons, i, &reason, &explanation, &change);
            counts->reasons[reason]++;
            counts->sizes[persons == 1 ? SINGLE : persons <= MOST_SMALL ? SMALL_FAMILY : LARGE_FAMILY]++;
            counts->step_free[kase->households[i].step_free ? 0 : 1]++;
            status = explanation.failed || change.failed ? KOPPEL_E_MEMORY : status;
            koppel_text_free(&explanation);
            koppel_text_free(&change);
        }
    }
    koppel_reasons_free(&reasons);
    return status;
}

static enum koppel_status show_left(const struct left_counts *counts, struct koppel_text *html)
{
    static const char *const sizes[N_SIZES] = {N_("Single people"), N_("2 to 5 people"), N_("6 or more people")};
    static const char *const needs[2] = {N_("Need a step-free home"), N_("Do not need a step-free home")};
    const char *reasons[KOPPEL_N_REASONS];
    const struct list lists[] = {
        {"reasons", N_("Without a home, by reason"), N_("Reason"), N_("#Households"), reasons, counts->reasons,
         KOPPEL_N_REASONS},
        {"sizes", N_("Without a home, by size"), N_("Households of"), N_("#Households"), sizes, counts->sizes, N_SIZES},
        {"step-free", N_("Without a home, by need"), N_("Households that"), N_("#Households"), needs, counts->step_free,
         2},
    };
    enum koppel_status status = KOPPEL_OK;

    for (int reason = 0; reason < KOPPEL_N_REASONS; reason++) {
        reasons[reason] = koppel_page_reason_words((enum koppel_reason)reason);
    }
    for (size_t k = 0; k < sizeof lists / sizeof *lists && status == KOPPEL_OK; k++) {
        status = show_list(html, &lists[k]);
    }
    return status;
}

static enum koppel_status left(const struct koppel_page *page, const struct totals *totals, struct koppel_text *html)
{
    struct left_counts counts = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_html_tags(html, "<section aria-labelledby=\"left\">\n<h2 id=\"left\">");
    koppel_html_say(html, "Who is without a home, and why");
    koppel_html_tags(html, "</h2>\n");
    if (!totals->shows_left) {
        koppel_html_element(html, "p", "Fewer than %d households are without a home.", KOPPEL_SMALL_COUNT);
    } else {
        status = count_left(page->report, &counts);
        if (status == KOPPEL_OK) {
            status = show_left(&counts, html);
        }
    }
    koppel_html_tags(html, "</section>\n");
    return status;
}

enum koppel_status koppel_page_council(const struct koppel_page *page, struct koppel_text *html)
{
    struct totals totals = totals_make(page->report);
    enum koppel_status status = KOPPEL_OK;

    figures(page, &totals, html);
    status = places(page, &totals, html);
    if (status == KOPPEL_OK) {
        status = left(page, &totals, html);
    }
    koppel_page_choices(page, html);
    koppel_page_certain(page, html);
    return status;
}
