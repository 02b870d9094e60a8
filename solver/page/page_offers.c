// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_offers.c - who gets which home, and who gets none (see page_parts.h). */
#include "base/memory.h"
#include "model/score.h"
#include "page/page_parts.h"
#include "report/decisions_text.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

/* An offer by where its home stands. */
struct offer {
    int32_t municipality, neighbourhood, unit, household;
};

static int compare(int32_t a, int32_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_offers(const void *a, const void *b)
{
    const struct offer *one = a;
    const struct offer *two = b;
    int order = compare(one->municipality, two->municipality);

    order = order != 0 ? order : compare(one->neighbourhood, two->neighbourhood);
    order = order != 0 ? order : compare(one->unit, two->unit);
    return order != 0 ? order : compare(one->household, two->household);
}

/* How many of the homes that suit a household fit it better than its own. */
static int64_t count_better(const struct koppel_reasons *reasons, int32_t household, int32_t unit)
{
    const struct koppel_suitability *fit = reasons->report->fit;
    const int32_t *units = koppel_openings_of(&reasons->openings, household);
    int64_t own = koppel_pair_score(fit, household, unit);
    int64_t n = 0;

    for (int32_t p = 0; p < koppel_openings_count(&reasons->openings, household); p++) {
        n += koppel_pair_score(fit, household, units[p]) > own ? 1 : 0;
    }
    return n;
}

void koppel_page_say_why(struct koppel_text *text, const struct koppel_reasons *reasons, int32_t household,
                         int32_t unit)
{
    const struct koppel_decision *row = koppel_offer_decision(reasons->report, household, unit);
    int64_t n_suit = koppel_openings_count(&reasons->openings, household);
    int64_t n_better = count_better(reasons, household, unit);

    if (row != NULL && row->reason != NULL && row->reason[0] != '\0') {
        koppel_text_add(text, "A decision was recorded: %s", row->reason);
    } else if (row != NULL) {
        koppel_text_add(text, "A decision was recorded.");
    } else if (n_suit == 1) {
        koppel_text_add(text, "It is the only home that suits them.");
    } else if (n_better == 0) {
        koppel_text_add(text, "It fits best of the %" PRId64 " homes that suit them.", n_suit);
    } else if (n_better == 1) {
        koppel_text_add(text, "Of the %" PRId64 " homes that suit them, 1 fits better.", n_suit);
    } else {
        koppel_text_add(text, "Of the %" PRId64 " homes that suit them, %" PRId64 " fit better.", n_suit, n_better);
    }
}

void koppel_page_say_otherwise(struct koppel_text *text, const struct koppel_report *report, int32_t household)
{
    const struct koppel_alternative *other = report->next_best != NULL ? &report->next_best[household] : NULL;
    struct koppel_text cost = {0};

    if (other == NULL || other->state == KOPPEL_ALTERNATIVE_UNKNOWN) {
        koppel_text_add(text, "Not worked out.");
        return;
    }
    if (other->state == KOPPEL_ALTERNATIVE_NONE) {
        koppel_text_add(text, "No proposal that keeps to the rules gives them another home.");
        return;
    }
    koppel_say_home(&cost, report->fit->kase, other->unit);
    koppel_text_add(text, "%s: ", cost.bytes != NULL ? cost.bytes : "");
    text->failed = text->failed || cost.failed;
    koppel_text_free(&cost);
    koppel_say_change(text, report, other);
    koppel_text_add(text, ".");
}

static void offer_cells(struct koppel_text *html, const struct koppel_page *page, const struct koppel_reasons *reasons,
                        const struct offer *offer)
{
    const struct koppel_case *kase = page->report->fit->kase;
    const struct koppel_unit *unit = &kase->units[offer->unit];
    const struct koppel_decision *row = koppel_offer_decision(page->report, offer->household, offer->unit);
    struct koppel_text words = {0};

    koppel_page_say_household(&words, &kase->households[offer->household]);
    koppel_html_cell_of(html, &words);
    koppel_html_number(html, unit->rooms);
    koppel_page_rent_cell(html, unit->rent_cents);
    koppel_page_from_cell(html, unit->available_from);
    koppel_html_element(html, "td", "%s", row != NULL ? _(koppel_decision_word(row->kind)) : "");
    koppel_page_say_why(&words, reasons, offer->household, offer->unit);
    koppel_html_cell_of(html, &words);
    koppel_page_say_otherwise(&words, page->report, offer->household);
    koppel_html_cell_of(html, &words);
    koppel_html_tags(html, "<td class=\"code\">");
    koppel_html_say(html, "%s", kase->households[offer->household].id);
    koppel_html_tags(html, "<br>");
    koppel_html_say(html, "%s", unit->id);
    koppel_html_tags(html, "</td>\n");
}

static void offer_row(struct koppel_text *html, const struct koppel_page *page, const struct koppel_reasons *reasons,
                      const struct offer *offer)
{
    const struct koppel_case *kase = page->report->fit->kase;
    const struct koppel_unit *unit = &kase->units[offer->unit];

    koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
    koppel_html_say(html, "%s", koppel_page_place_name(kase, KOPPEL_AREA_NEIGHBOURHOOD, offer->neighbourhood));
    if (kase->n_municipalities > 1) {
        koppel_html_tags(html, "<br><small>");
        koppel_html_say(html, "%s", koppel_page_place_name(kase, KOPPEL_AREA_MUNICIPALITY, offer->municipality));
        koppel_html_tags(html, "</small>");
    }
    koppel_html_tags(html, "</th>\n");
    koppel_html_element(html, "td", "%s", koppel_page_corporation_name(&kase->corporations[unit->corporation]));
    offer_cells(html, page, reasons, offer);
    koppel_html_tags(html, "</tr>\n");
}

enum koppel_status koppel_page_offers(const struct koppel_page *page, struct koppel_reasons *reasons,
                                      struct koppel_text *html)
{
    static const char *const headings[] = {N_("Neighbourhood"),       N_("Corporation"), N_("Household"), N_("#Rooms"),
                                           N_("#Rent (euro)"),        N_("From"),        N_("Decision"),  N_("=Why"),
                                           N_("=The next-best home"), N_("Codes")};
    const struct koppel_case *kase = page->report->fit->kase;
    struct offer *offers = koppel_new((size_t)kase->n_households + 1, sizeof *offers);
    size_t n = 0;

    if (offers == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t j = page->report->proposal->unit_of[i];

        if (j != KOPPEL_NONE) {
            offers[n++] = (struct offer){koppel_unit_municipality(kase, j), kase->units[j].neighbourhood, j, i};
        }
    }
    qsort(offers, n, sizeof *offers, compare_offers);
    koppel_html_tags(html, "<section aria-labelledby=\"offers\">\n<h2 id=\"offers\">");
    koppel_html_say(html, "Who gets which home");
    koppel_html_tags(html, "</h2>\n");
    if (n == 0) {
        koppel_html_element(html, "p", "Nobody is offered a home.");
    } else {
        koppel_html_table_begin(html, "offers-table", _("Offers, by neighbourhood"), headings,
                                sizeof headings / sizeof *headings);
        for (size_t k = 0; k < n; k++) {
            offer_row(html, page, reasons, &offers[k]);
        }
        koppel_html_table_end(html);
    }
    koppel_html_tags(html, "</section>\n");
    free(offers);
    return KOPPEL_OK;
}

/* ---- Without a home ---- */

static enum koppel_status left_row(struct koppel_text *html, struct koppel_reasons *reasons, int32_t household)
{
    const struct koppel_suitability *fit = reasons->report->fit;
    struct koppel_text words = {0};
    struct koppel_text explanation = {0};
    struct koppel_text change = {0};
    enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
    enum koppel_status status = koppel_reason_find(reasons, household, &reason, &explanation, &change);

    koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
    koppel_page_say_household(&words, &fit->kase->households[household]);
    koppel_html_take(html, &words);
    koppel_html_tags(html, "</th>\n");
    koppel_page_say_needs(&words, fit, household);
    koppel_html_cell_of(html, &words);
    koppel_html_tags(html, "<td><strong>");
    koppel_html_say(html, "%s.", koppel_page_reason_words(reason));
    koppel_html_tags(html, "</strong><br>");
    koppel_html_take(html, &explanation);
    koppel_html_tags(html, "</td>\n");
    koppel_html_cell_of(html, &change);
    koppel_html_tags(html, "<td class=\"code\">");
    koppel_html_say(html, "%s", fit->kase->households[household].id);
    koppel_html_tags(html, "</td>\n</tr>\n");
    return status;
}

enum koppel_status koppel_page_left(const struct koppel_page *page, struct koppel_reasons *reasons,
                                    struct koppel_text *html)
{
    static const char *const headings[] = {N_("Household"), N_("Needs"), N_("=Why they get no home"),
                                           N_("=What would help"), N_("Code")};
    const struct koppel_case *kase = page->report->fit->kase;
    enum koppel_status status = KOPPEL_OK;

    koppel_html_tags(html, "<section aria-labelledby=\"left\">\n<h2 id=\"left\">");
    koppel_html_say(html, "Who gets no home, and why");
    koppel_html_tags(html, "</h2>\n");
    if (page->report->verdict->n_placed_households == kase->n_households) {
        koppel_html_element(html, "p", "Every household is offered a home.");
    } else {
        koppel_html_table_begin(html, "left-table", _("Households without a home"), headings,
                                sizeof headings / sizeof *headings);
        for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
            if (page->report->proposal->unit_of[i] == KOPPEL_NONE) {
                status = left_row(html, reasons, i);
            }
        }
        koppel_html_table_end(html);
    }
    koppel_html_tags(html, "</section>\n");
    return status;
}
