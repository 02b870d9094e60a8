// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_figures.c - five figures on top of a page, and how sure the proposal is (see page_parts.h). */
#include "page/page_parts.h"

#include "report/area_tables.h"
#include "report/tally.h"

#include <inttypes.h>

/* Areas over their limit: by this proposal, and before it. */
struct over_limit {
    int64_t n;
    int64_t n_before;
    int64_t excess; /* persons or homes over, in all of them */
};

static struct over_limit count_over(const struct koppel_report *report)
{
    struct over_limit over = {0};

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        int64_t excess = 0;

        if (account->kind == KOPPEL_ACCOUNT_SPREAD &&
            koppel_page_fullness(report->fit, account, &excess) == KOPPEL_PLACE_OVER) {
            over.n++;
            over.excess += excess;
            over.n_before += account->base > koppel_area_limit(report->fit, account) ? 1 : 0;
        }
    }
    return over;
}

static void begin_figure(struct koppel_text *html, const char *name)
{
    koppel_html_tags(html, "<div>\n");
    koppel_html_element(html, "dt", "%s", name);
}

static void end_figure(struct koppel_text *html)
{
    koppel_html_tags(html, "</div>\n");
}

/* The big number of a figure, and a line below it. */
static void big(struct koppel_text *html, int64_t n)
{
    koppel_html_tags(html, "<dd class=\"big\">");
    koppel_html_say(html, "%" PRId64, n);
    koppel_html_tags(html, "</dd>\n");
}

static void households(struct koppel_text *html, const struct koppel_tally *tally)
{
    int64_t n_left = tally->n_households - tally->n_placed_households;
    int64_t n_persons_left = tally->n_persons - tally->n_placed_persons;

    begin_figure(html, _("Households with a home"));
    big(html, tally->n_placed_households);
    koppel_html_element(html, "dd", "of %" PRId64 "; %" PRId64 " of %" PRId64 " people", tally->n_households,
                        tally->n_placed_persons, tally->n_persons);
    end_figure(html);
    begin_figure(html, _("Without a home"));
    big(html, n_left);
    koppel_html_element(html, "dd", n_persons_left == 1 ? _("%" PRId64 " person") : _("%" PRId64 " people"),
                        n_persons_left);
    end_figure(html);
}

static void target(struct koppel_text *html, const struct koppel_tally *tally)
{
    begin_figure(html, _("People housed for the target"));
    big(html, tally->n_placed_persons);
    if (tally->persons_short == 0) {
        koppel_html_element(html, "dd", "%" PRId64 " to house: the target is met", tally->to_house);
    } else {
        koppel_html_element(html, "dd", "%" PRId64 " to house: %" PRId64 " short", tally->to_house,
                            tally->persons_short);
    }
    end_figure(html);
}

static void limits(struct koppel_text *html, const struct koppel_report *report)
{
    struct over_limit over = count_over(report);

    begin_figure(html, _("Neighbourhoods over their limit"));
    big(html, over.n);
    if (over.n == 0) {
        koppel_html_element(html, "dd", "every limit is kept");
    } else if (over.n == over.n_before) {
        koppel_html_element(html, "dd", "already so before this round");
    } else {
        koppel_html_element(html, "dd", "%" PRId64 " of them already before this round", over.n_before);
    }
    end_figure(html);
}

static void agreements(struct koppel_text *html, const struct koppel_tally *tally)
{
    begin_figure(html, _("Agreements kept"));
    big(html, tally->n_agreements - tally->n_agreements_off);
    koppel_html_element(html, "dd",
                        tally->n_agreements == 1 ? _("of %" PRId64 " with a corporation")
                                                 : _("of %" PRId64 " with corporations"),
                        tally->n_agreements);
    end_figure(html);
}

void koppel_page_figures(const struct koppel_page *page, struct koppel_text *html)
{
    struct koppel_tally tally = koppel_tally_make(page->report);

    koppel_html_tags(html, "<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">");
    koppel_html_say(html, "In five figures");
    koppel_html_tags(html, "</h2>\n<dl class=\"figures\">\n");
    households(html, &tally);
    target(html, &tally);
    limits(html, page->report);
    agreements(html, &tally);
    koppel_html_tags(html, "</dl>\n<p class=\"sure\">");
    koppel_html_say(html, "%s", koppel_page_proof_words(page->proof));
    koppel_html_tags(html, "</p>\n");
    koppel_html_element(html, "p", "This is a proposal. A person decides on each offer.");
    koppel_html_tags(html, "</section>\n");
}
