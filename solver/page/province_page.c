// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_page.c - a page of a province: heading and parts (see province_page.h). */
#include "page/province_parts.h"

#include <inttypes.h>

static const char *title_of(enum koppel_province_reader reader)
{
    switch (reader) {
    case KOPPEL_PROVINCE_OFFICIAL:
        return _("Housing targets: where every municipality stands");
    case KOPPEL_PROVINCE_PUBLIC:
        return _("Homes for permit holders, by municipality");
    case KOPPEL_PROVINCE_MUNICIPALITY:
    case KOPPEL_N_PROVINCE_READERS:
        break;
    }
    return _("About your housing target");
}

/* The provinces of the case, as far as they have municipalities with a target; the municipality of a letter. */
static void say_where(const struct koppel_province_page *page, struct koppel_text *html)
{
    const struct koppel_province *province = page->province;
    struct koppel_text names = {0};

    if (page->reader == KOPPEL_PROVINCE_MUNICIPALITY) {
        koppel_html_say(html, "%s", province->kase->municipalities[page->municipality].name);
        return;
    }
    for (int32_t p = 0; p < province->n_provinces; p++) {
        if (koppel_province_sums(province, p).n_municipalities > 0) {
            koppel_text_add(&names, names.n_bytes > 0 ? ", %s" : "%s", province->names[p]);
        }
    }
    koppel_html_take(html, &names);
}

static void heading(const struct koppel_province_page *page, struct koppel_text *html)
{
    char period[8];
    char day[KOPPEL_DAY_WORDS];

    koppel_period_format(page->province->period, period);
    koppel_date_words(page->province->day, day);
    koppel_html_tags(html, "<header>\n");
    koppel_html_element(html, "h1", "%s", title_of(page->reader));
    koppel_html_tags(html, "<p class=\"about\">");
    say_where(page, html);
    koppel_html_tags(html, " &middot; ");
    koppel_html_say(html, "half-year %s", period);
    koppel_html_tags(html, " &middot; ");
    koppel_html_say(html, "as of %s", day);
    koppel_html_tags(html, "</p>\n");
    if (page->reader == KOPPEL_PROVINCE_OFFICIAL) {
        koppel_frame_secret(html, _("Not for the public: small numbers are shown"));
    } else if (page->reader == KOPPEL_PROVINCE_MUNICIPALITY) {
        koppel_frame_secret(html, _("Draft: a person at the province decides whether it is sent"));
    }
    koppel_html_tags(html, "</header>\n");
}

static void contents(struct koppel_text *html)
{
    koppel_html_tags(html, "<nav aria-label=\"");
    koppel_html_say(html, "Contents");
    koppel_html_tags(html, "\">\n<ul>\n");
    koppel_frame_link(html, "rows", _("Municipalities"));
    koppel_frame_link(html, "trend", _("Half-years"));
    koppel_frame_link(html, "ladder", _("Ladder"));
    koppel_frame_link(html, "explained", _("Where the numbers come from"));
    koppel_html_tags(html, "</ul>\n</nav>\n");
}

static enum koppel_status official(const struct koppel_province_page *page, struct koppel_text *html)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_province_figures(page->province, html);
    status = koppel_province_rows(page, html);
    if (status == KOPPEL_OK) {
        status = koppel_province_trend(page->province, html);
    }
    koppel_province_ladders(page->province, html);
    koppel_province_explanations(page, html);
    return status;
}

enum koppel_status koppel_province_page_make(const struct koppel_province_page *page, struct koppel_text *html)
{
    bool is_letter = page->reader == KOPPEL_PROVINCE_MUNICIPALITY;
    enum koppel_frame frame = is_letter ? KOPPEL_FRAME_LETTER : KOPPEL_FRAME_PAGE;
    enum koppel_status status = KOPPEL_OK;

    koppel_frame_begin(html, title_of(page->reader), frame);
    heading(page, html);
    if (page->reader == KOPPEL_PROVINCE_OFFICIAL) {
        contents(html);
    }
    koppel_html_tags(html, "<main id=\"main\">\n");
    if (is_letter) {
        koppel_province_letter(page, html);
    } else if (page->reader == KOPPEL_PROVINCE_PUBLIC) {
        status = koppel_province_public(page, html);
    } else {
        status = official(page, html);
    }
    koppel_html_tags(html, "</main>\n");
    koppel_frame_end(html, frame);
    return status == KOPPEL_OK ? koppel_text_status(html) : status;
}
