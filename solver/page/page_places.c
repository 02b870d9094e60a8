// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_places.c - neighbourhoods: how full they are, as a table beside the picture (see page_parts.h). */
#include "page/page_parts.h"

#include "report/area_tables.h"

#include <inttypes.h>

static void place_row(struct koppel_text *html, const struct koppel_suitability *fit,
                      const struct koppel_account *account, int32_t number)
{
    const struct koppel_case *kase = fit->kase;
    int64_t over = 0;
    enum koppel_fullness fullness = koppel_page_fullness(fit, account, &over);

    koppel_html_tags(html, "<tr>\n");
    koppel_html_number(html, number);
    koppel_html_tags(html, "<th scope=\"row\">");
    koppel_html_say(html, "%s", koppel_page_place_name(kase, account->area, account->place));
    if (kase->n_municipalities > 1 && account->municipality != KOPPEL_NONE) {
        koppel_html_tags(html, "<br><small>");
        koppel_html_say(html, "%s", koppel_page_place_name(kase, KOPPEL_AREA_MUNICIPALITY, account->municipality));
        koppel_html_tags(html, "</small>");
    }
    koppel_html_tags(html, "</th>\n");
    koppel_html_number(html, koppel_area_limit(fit, account));
    koppel_html_number(html, account->base);
    koppel_html_number(html, account->placed);
    koppel_html_number(html, account->base + account->placed);
    koppel_html_element(html, "td", "%s", koppel_page_fullness_words(fullness));
    koppel_html_number(html, over > 0 ? over : KOPPEL_UNKNOWN);
    koppel_html_tags(html, "<td class=\"code\">");
    koppel_html_say(html, "%s", koppel_area_id(kase, account->area, account->place));
    koppel_html_tags(html, "</td>\n</tr>\n");
}

enum koppel_status koppel_page_places(const struct koppel_page *page, struct koppel_text *html)
{
    static const char *const headings[] = {
        N_("#No."),  N_("Neighbourhood"), N_("#Limit"), N_("#Lived here before"), N_("#Housed now"), N_("#Afterwards"),
        N_("State"), N_("#Over by"),      N_("Code")};
    const struct koppel_verdict *verdict = page->report->verdict;
    bool counts_homes = page->report->fit->policy->spread_measure == KOPPEL_MEASURE_HOMES;
    enum koppel_status status = KOPPEL_OK;
    int32_t number = 0;

    koppel_html_tags(html, "<section aria-labelledby=\"places\">\n<h2 id=\"places\">");
    koppel_html_say(html, "Neighbourhoods");
    koppel_html_tags(html, "</h2>\n");
    status = koppel_page_picture(page, html);
    koppel_html_table_begin(html, "places-table",
                            counts_homes ? _("Homes of permit holders by neighbourhood")
                                         : _("People who hold a permit by neighbourhood"),
                            headings, sizeof headings / sizeof *headings);
    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        if (verdict->accounts[k].kind == KOPPEL_ACCOUNT_SPREAD) {
            place_row(html, page->report->fit, &verdict->accounts[k], ++number);
        }
    }
    koppel_html_table_end(html);
    if (status == KOPPEL_OK) {
        status = koppel_page_access(page, html);
    }
    koppel_html_tags(html, "</section>\n");
    return status;
}
