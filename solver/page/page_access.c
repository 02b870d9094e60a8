// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_access.c - how far people live from what they use, as a table (see page_parts.h). */
#include "page/page_parts.h"

#include "report/access_table.h"

enum koppel_status koppel_page_access(const struct koppel_page *page, struct koppel_text *html)
{
    static const char *const headings[] = {N_("To"),
                                           N_("#Offered a home: mean"),
                                           N_("#Nine in ten within"),
                                           N_("#All inhabitants: mean"),
                                           N_("#Nine in ten of them within"),
                                           N_("#People further than half of the inhabitants"),
                                           N_("#Of")};
    const struct koppel_suitability *fit = page->report->fit;
    enum koppel_status status = KOPPEL_OK;
    bool has_table = false;

    for (int32_t k = 0; k < fit->access.n_services && status == KOPPEL_OK; k++) {
        struct koppel_access_figures figures;

        status = koppel_access_figures_make(fit, page->report->proposal->unit_of, KOPPEL_NONE, k, &figures);
        if (status != KOPPEL_OK || figures.residents.persons == 0) {
            continue;
        }
        if (!has_table) {
            koppel_html_table_begin(html, "access-table", _("How far people live from what they use, in metres"),
                                    headings, sizeof headings / sizeof *headings);
        }
        has_table = true;
        koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
        koppel_html_say(html, "%s", koppel_service_words(fit, k));
        koppel_html_tags(html, "</th>\n");
        koppel_html_number(html, figures.offered.mean_m);
        koppel_html_number(html, figures.offered.within_m);
        koppel_html_number(html, figures.residents.mean_m);
        koppel_html_number(html, figures.residents.within_m);
        koppel_html_number(html, figures.beyond);
        koppel_html_number(html, figures.offered.persons);
        koppel_html_tags(html, "</tr>\n");
    }
    if (has_table) {
        koppel_html_table_end(html);
    }
    return status;
}
