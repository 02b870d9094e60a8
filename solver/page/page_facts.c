// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_facts.c - households by need, what is certain and what is assumed, and the log (see page_parts.h). */
#include "model/decisions.h"
#include "page/page_frame.h"
#include "page/page_parts.h"
#include "report/need_text.h"
#include "report/wording.h"

#include <inttypes.h>

/* ---- By need ---- */

void koppel_page_needs(const struct koppel_page *page, struct koppel_text *html)
{
    static const char *const headings[] = {N_("Households"), N_("#Asked"), N_("#With a home"), N_("#Without a home")};
    static const char *const words[KOPPEL_N_NEEDS] = {[KOPPEL_NEED_STEP_FREE] = N_("Need a step-free home"),
                                                      [KOPPEL_NEED_LARGE] = N_("Families of 6 or more people"),
                                                      [KOPPEL_NEED_SINGLE] = N_("Single people"),
                                                      [KOPPEL_NEED_SHARING] = N_("May share a home")};
    const struct koppel_case *kase = page->report->fit->kase;

    koppel_frame_section(html, "needs", _("By need"));
    koppel_html_table_begin(html, "needs-table", _("Households by need; one household may be in several rows"),
                            headings, sizeof headings / sizeof *headings);
    for (int need = 0; need < KOPPEL_N_NEEDS; need++) {
        int64_t n_asked = 0;
        int64_t n_left = 0;

        for (int32_t i = 0; i < kase->n_households; i++) {
            bool has_need = koppel_household_has_need(&kase->households[i], (enum koppel_home_need)need);

            n_asked += has_need ? 1 : 0;
            n_left += has_need && page->report->proposal->unit_of[i] == KOPPEL_NONE ? 1 : 0;
        }
        koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
        koppel_html_say(html, "%s", _(words[need]));
        koppel_html_tags(html, "</th>\n");
        koppel_html_number(html, n_asked);
        koppel_html_number(html, n_asked - n_left);
        koppel_html_number(html, n_left);
        koppel_html_tags(html, "</tr>\n");
    }
    koppel_html_table_end(html);
    koppel_html_tags(html, "</section>\n");
}

/* ---- Certain and assumed ---- */

static void certain(const struct koppel_page *page, struct koppel_text *html)
{
    const struct koppel_verdict *verdict = page->report->verdict;

    koppel_html_tags(html, "<h3>");
    koppel_html_say(html, "Certain");
    koppel_html_tags(html, "</h3>\n<ul>\n");
    koppel_html_element(html, "li",
                        "Every offer was checked again for this page, from the tables alone: each household against "
                        "each rule, and no home given away twice.");
    koppel_html_element(html, "li", "%" PRId32 " counts were added up again: targets, limits and agreements.",
                        verdict->n_accounts);
    koppel_html_element(html, "li", "%s", koppel_page_proof_words(page->proof));
    koppel_html_tags(html, "</ul>\n");
}

static void assumed(const struct koppel_page *page, struct koppel_text *html)
{
    const struct koppel_suitability *fit = page->report->fit;
    const struct koppel_policy *policy = fit->policy;
    char day[KOPPEL_DAY_WORDS];

    koppel_date_words(fit->as_of, day);
    koppel_html_tags(html, "<h3>");
    koppel_html_say(html, "Assumed");
    koppel_html_tags(html, "</h3>\n<ul>\n");
    koppel_html_element(html, "li", "The tables are right and complete as of %s: nothing else was looked at.", day);
    koppel_html_element(html, "li", "A home without a date is free now.");
    koppel_html_element(html, "li", "The policy \"%s\" says what comes first, and where the limits lie.", policy->name);
    if (policy->spread_rule == KOPPEL_SPREAD_CAP || policy->spread_rule == KOPPEL_SPREAD_BAND) {
        koppel_html_element(html, "li",
                            "The limit of a neighbourhood is its fair share of the permit holders and %" PRId32
                            " %% more. Whether that is a good limit is for people to say.",
                            policy->spread_tolerance_percent);
    }
    koppel_html_element(html, "li",
                        "How well a home fits a household is a sum of points with weights that were chosen.");
    koppel_html_tags(html, "</ul>\n");
}

static void inputs(const struct koppel_case *kase, struct koppel_text *html)
{
    static const char *const headings[] = {N_("File"), N_("#Bytes"), N_("SHA-256")};

    koppel_html_tags(html, "<h3>");
    koppel_html_say(html, "What was read");
    koppel_html_tags(html, "</h3>\n");
    koppel_html_table_begin(html, "inputs-table", _("Files, with a fingerprint of each"), headings,
                            sizeof headings / sizeof *headings);
    for (int32_t k = 0; k < kase->n_inputs; k++) {
        koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
        koppel_html_say(html, "%s", kase->inputs[k].file);
        koppel_html_tags(html, "</th>\n");
        koppel_html_number(html, kase->inputs[k].n_bytes);
        koppel_html_tags(html, "<td class=\"code hash\">");
        koppel_html_say(html, "%s", kase->inputs[k].sha256);
        koppel_html_tags(html, "</td>\n</tr>\n");
    }
    koppel_html_table_end(html);
}

void koppel_page_certain(const struct koppel_page *page, struct koppel_text *html)
{
    koppel_frame_section(html, "certain", _("What is certain, and what is assumed"));
    certain(page, html);
    assumed(page, html);
    if (page->reader == KOPPEL_PAGE_CASEWORKER) {
        inputs(page->report->fit->kase, html);
    }
    koppel_html_tags(html, "</section>\n");
}

/* ---- Decisions ---- */

static const char *state_words(unsigned char state)
{
    switch ((enum koppel_decision_state)state) {
    case KOPPEL_DECISION_RULES:
        return _("in force");
    case KOPPEL_DECISION_HISTORY:
        return _("replaced by a later row");
    case KOPPEL_DECISION_EXPIRED:
        return _("past its last day");
    case KOPPEL_DECISION_OVERTAKEN:
        return _("overtaken: household or home went otherwise");
    }
    return "";
}

static void log_row(const struct koppel_suitability *fit, int32_t d, struct koppel_text *html)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_decision *row = &kase->decisions[d];
    struct koppel_text words = {0};

    koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
    koppel_html_say(html, "%s", _(koppel_decision_word(row->kind)));
    koppel_html_tags(html, "</th>\n");
    if (row->decided_on != KOPPEL_NO_DATE) {
        koppel_say_day(&words, row->decided_on);
    }
    koppel_html_cell_of(html, &words);
    koppel_html_element(html, "td", "%s", row->decided_by != NULL ? row->decided_by : "");
    koppel_html_element(html, "td", "%s", row->reason != NULL ? row->reason : "");
    koppel_html_element(html, "td", "%s", state_words(fit->decision_states[d]));
    koppel_html_tags(html, "<td class=\"code\">");
    koppel_html_say(html, "%s", kase->households[row->household].id);
    koppel_html_tags(html, "<br>");
    koppel_html_say(html, "%s",
                    row->unit != KOPPEL_NONE ? kase->units[row->unit].id
                                             : koppel_page_place_name(kase, row->area, row->place));
    koppel_html_tags(html, "</td>\n</tr>\n");
}

void koppel_page_log(const struct koppel_page *page, struct koppel_text *html)
{
    static const char *const headings[] = {N_("Decision"), N_("On"), N_("By"), N_("=Reason"), N_("Now"), N_("Codes")};
    const struct koppel_suitability *fit = page->report->fit;

    koppel_frame_section(html, "log", _("Decisions so far"));
    if (fit->kase->n_decisions == 0) {
        koppel_html_element(html, "p", "No decisions are recorded.");
    } else {
        koppel_html_table_begin(html, "log-table", _("The log of decisions, in the order of its file"), headings,
                                sizeof headings / sizeof *headings);
        for (int32_t d = 0; d < fit->kase->n_decisions; d++) {
            log_row(fit, d, html);
        }
        koppel_html_table_end(html);
    }
    koppel_html_tags(html, "</section>\n");
}
