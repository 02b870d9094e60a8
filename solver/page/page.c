// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page.c - a page of a proposal: heading and parts (see page.h). */
#include "page/page.h"

#include "page/page_frame.h"
#include "page/page_parts.h"

#include <inttypes.h>

/* ---- Heading ---- */

static const char *title_of(const struct koppel_page *page)
{
    switch (page->reader) {
    case KOPPEL_PAGE_CASEWORKER:
        return _("Proposal: who gets which home");
    case KOPPEL_PAGE_COUNCIL:
        return _("Homes for permit holders: for the council");
    case KOPPEL_PAGE_CORPORATION:
        return _("Homes that are asked of you");
    case KOPPEL_PAGE_HOUSEHOLD:
        return _("About your home");
    }
    return "";
}

/* Where the proposal is for: the only municipality, or how many. */
static void say_where(const struct koppel_case *kase, struct koppel_text *html)
{
    if (kase->n_municipalities == 1) {
        koppel_html_say(html, "%s", koppel_page_place_name(kase, KOPPEL_AREA_MUNICIPALITY, 0));
    } else {
        koppel_html_say(html, "%" PRId32 " municipalities", kase->n_municipalities);
    }
}

void koppel_page_say_about(const struct koppel_suitability *fit, bool with_policy, struct koppel_text *html)
{
    char period[8];
    char day[KOPPEL_DAY_WORDS];

    koppel_period_format(fit->period, period);
    koppel_date_words(fit->as_of, day);
    koppel_html_tags(html, "<p class=\"about\">");
    say_where(fit->kase, html);
    koppel_html_tags(html, " &middot; ");
    koppel_html_say(html, "half-year %s", period);
    koppel_html_tags(html, " &middot; ");
    koppel_html_say(html, "as of %s", day);
    if (with_policy) {
        koppel_html_tags(html, " &middot; ");
        koppel_html_say(html, "policy %s", fit->policy->name);
    }
    koppel_html_tags(html, "</p>\n");
}

static void heading(const struct koppel_page *page, struct koppel_text *html)
{
    koppel_html_tags(html, "<header>\n");
    koppel_html_element(html, "h1", "%s", title_of(page));
    koppel_page_say_about(page->report->fit,
                          page->reader == KOPPEL_PAGE_CASEWORKER || page->reader == KOPPEL_PAGE_COUNCIL, html);
    if (page->reader != KOPPEL_PAGE_COUNCIL) {
        koppel_frame_secret(html, page->reader == KOPPEL_PAGE_HOUSEHOLD
                                      ? _("Confidential")
                                      : _("Confidential: it holds keys of households"));
    }
    koppel_html_tags(html, "</header>\n");
}

/* ---- For a caseworker ---- */

static void contents(struct koppel_text *html)
{
    koppel_html_tags(html, "<nav aria-label=\"");
    koppel_html_say(html, "Contents");
    koppel_html_tags(html, "\">\n<ul>\n");
    koppel_frame_link(html, "offers", _("Who gets which home"));
    koppel_frame_link(html, "left", _("Who gets no home"));
    koppel_frame_link(html, "places", _("Neighbourhoods"));
    koppel_frame_link(html, "needs", _("By need"));
    koppel_frame_link(html, "certain", _("Certain and assumed"));
    koppel_frame_link(html, "log", _("Decisions"));
    koppel_html_tags(html, "</ul>\n</nav>\n");
}

static enum koppel_status caseworker(const struct koppel_page *page, struct koppel_text *html)
{
    struct koppel_reasons reasons = {0};
    enum koppel_status status = koppel_reasons_make(&reasons, page->report);

    koppel_page_figures(page, html);
    if (status == KOPPEL_OK) {
        status = koppel_page_offers(page, &reasons, html);
    }
    if (status == KOPPEL_OK) {
        status = koppel_page_left(page, &reasons, html);
    }
    if (status == KOPPEL_OK) {
        status = koppel_page_places(page, html);
    }
    koppel_page_needs(page, html);
    koppel_page_choices(page, html);
    koppel_page_certain(page, html);
    koppel_page_log(page, html);
    koppel_reasons_free(&reasons);
    return status;
}

static enum koppel_status parts(const struct koppel_page *page, struct koppel_text *html)
{
    switch (page->reader) {
    case KOPPEL_PAGE_CASEWORKER:
        return caseworker(page, html);
    case KOPPEL_PAGE_COUNCIL:
        return koppel_page_council(page, html);
    case KOPPEL_PAGE_CORPORATION:
        return koppel_page_corporation(page, html);
    case KOPPEL_PAGE_HOUSEHOLD:
        return koppel_page_letter(page, html);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_page_make(const struct koppel_page *page, struct koppel_text *html)
{
    enum koppel_frame frame = page->reader == KOPPEL_PAGE_HOUSEHOLD ? KOPPEL_FRAME_LETTER : KOPPEL_FRAME_PAGE;
    enum koppel_status status = KOPPEL_OK;

    koppel_frame_begin(html, title_of(page), frame);
    heading(page, html);
    if (page->reader == KOPPEL_PAGE_CASEWORKER) {
        contents(html);
    }
    koppel_html_tags(html, "<main id=\"main\">\n");
    status = parts(page, html);
    koppel_html_tags(html, "</main>\n");
    koppel_frame_end(html, frame);
    return status == KOPPEL_OK ? koppel_text_status(html) : status;
}
