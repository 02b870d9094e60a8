// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* page_letters.c - the list for a corporation and the letter to a household (see page_parts.h). */
#include "page/page_parts.h"
#include "report/decisions_text.h"
#include "report/wording.h"

#include <inttypes.h>

/* ---- For a corporation ---- */

/* Boxes to answer in; of an offer that is agreed, that it is. */
static void reply_cell(const struct koppel_report *report, int32_t household, struct koppel_text *html)
{
    const struct koppel_decision *row = koppel_offer_decision(report, household, report->proposal->unit_of[household]);

    if (row != NULL && (row->kind == KOPPEL_ACCEPTED || row->kind == KOPPEL_SIGNED)) {
        koppel_html_element(html, "td", "%s", row->kind == KOPPEL_SIGNED ? _("signed already") : _("agreed already"));
        return;
    }
    koppel_html_tags(html, "<td class=\"box\"><i></i>");
    koppel_html_say(html, "agreed");
    koppel_html_tags(html, "<br><i></i>");
    koppel_html_say(html, "not possible, because");
    koppel_html_tags(html, " <span class=\"rule\"></span></td>\n");
}

static void home_row(const struct koppel_report *report, int32_t household, struct koppel_text *html)
{
    const struct koppel_case *kase = report->fit->kase;
    const struct koppel_unit *unit = &kase->units[report->proposal->unit_of[household]];
    struct koppel_text words = {0};

    koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
    koppel_html_say(html, "%s", unit->id);
    koppel_html_tags(html, "</th>\n");
    koppel_html_element(html, "td", "%s", koppel_page_place_name(kase, KOPPEL_AREA_NEIGHBOURHOOD, unit->neighbourhood));
    koppel_html_number(html, unit->rooms);
    koppel_page_rent_cell(html, unit->rent_cents);
    koppel_page_from_cell(html, unit->available_from);
    koppel_page_say_household(&words, &kase->households[household]);
    koppel_html_cell_of(html, &words);
    koppel_page_say_needs(&words, report->fit, household);
    koppel_html_cell_of(html, &words);
    reply_cell(report, household, html);
    koppel_html_tags(html, "<td class=\"code\">");
    koppel_html_say(html, "%s", kase->households[household].id);
    koppel_html_tags(html, "</td>\n</tr>\n");
}

enum koppel_status koppel_page_corporation(const struct koppel_page *page, struct koppel_text *html)
{
    static const char *const headings[] = {N_("Home"),         N_("Neighbourhood"), N_("#Rooms"),
                                           N_("#Rent (euro)"), N_("From"),          N_("Household"),
                                           N_("Needs"),        N_("Reply"),         N_("Code")};
    const struct koppel_case *kase = page->report->fit->kase;
    int64_t n = 0;

    koppel_html_tags(html, "<section aria-labelledby=\"homes\">\n<h2 id=\"homes\">");
    koppel_html_say(html, "%s", koppel_page_corporation_name(&kase->corporations[page->row]));
    koppel_html_tags(html, "</h2>\n");
    koppel_html_element(html, "p",
                        "These homes of yours are meant for the households in this list. Please say of each with two "
                        "boxes whether you agree. A person decides on each offer.");
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t j = page->report->proposal->unit_of[i];

        if (j != KOPPEL_NONE && kase->units[j].corporation == page->row) {
            if (n++ == 0) {
                koppel_html_table_begin(html, "homes-table", _("Homes, in the order of the table of households"),
                                        headings, sizeof headings / sizeof *headings);
            }
            home_row(page->report, i, html);
        }
    }
    if (n > 0) {
        koppel_html_table_end(html);
    } else {
        koppel_html_element(html, "p", "No home of yours is asked for.");
    }
    koppel_html_tags(html, "<p>");
    koppel_html_say(html, "Date and signature:");
    koppel_html_tags(html, " <span class=\"rule\"></span> <span class=\"rule\"></span></p>\n</section>\n");
    return KOPPEL_OK;
}

/* ---- To a household ---- */

static void fact(struct koppel_text *html, const char *name, struct koppel_text *words)
{
    koppel_html_element(html, "dt", "%s", name);
    koppel_html_tags(html, "<dd>");
    koppel_html_take(html, words);
    koppel_html_tags(html, "</dd>\n");
}

static void offered(const struct koppel_case *kase, int32_t unit, bool is_decided, struct koppel_text *html)
{
    const struct koppel_unit *home = &kase->units[unit];
    struct koppel_text words = {0};

    koppel_html_element(html, "p", "We propose this home for you:");
    koppel_html_tags(html, "<dl>\n");
    koppel_text_add(&words, "%s", koppel_page_place_name(kase, KOPPEL_AREA_NEIGHBOURHOOD, home->neighbourhood));
    fact(html, _("Neighbourhood"), &words);
    koppel_text_add(&words, "%s",
                    koppel_page_place_name(kase, KOPPEL_AREA_MUNICIPALITY, koppel_unit_municipality(kase, unit)));
    fact(html, _("Municipality"), &words);
    koppel_text_add(&words, "%s", koppel_page_corporation_name(&kase->corporations[home->corporation]));
    fact(html, _("Owner"), &words);
    koppel_text_add(&words, "%" PRId32, home->rooms);
    fact(html, _("Rooms"), &words);
    koppel_say_euros(&words, home->rent_cents);
    fact(html, _("Rent for a month"), &words);
    koppel_page_say_from(&words, home->available_from);
    fact(html, _("From"), &words);
    koppel_html_tags(html, "</dl>\n");
    if (is_decided) {
        koppel_html_element(html, "p", "A person has recorded a decision about this home for you.");
    } else {
        koppel_html_element(html, "p",
                            "This is a proposal. We first ask the owner of the home. After that somebody of the "
                            "municipality makes you the offer.");
    }
}

/* The reason, without a word about another household. */
static const char *reason_sentence(enum koppel_reason reason)
{
    static const char *const sentences[KOPPEL_N_REASONS] = {
        [KOPPEL_REASON_NO_SUITABLE_UNIT] = N_("None of the homes that are free now suits your household."),
        [KOPPEL_REASON_SHORTAGE] =
            N_("Fewer homes that suit your household are free than there are households who need such a home."),
        [KOPPEL_REASON_TARGET] = N_("The municipality houses no more people in this half-year."),
        [KOPPEL_REASON_CAP] = N_("A home that suits you is free, but its neighbourhood is at its limit."),
        [KOPPEL_REASON_AGREEMENT] =
            N_("A home that suits you is free, but the number that was agreed with its owner is reached."),
        [KOPPEL_REASON_LIMIT] = N_("A home that suits you is free, but a local limit is reached."),
        [KOPPEL_REASON_MIX] =
            N_("A home that suits you is free, but not for one more household of this kind in its area."),
        [KOPPEL_REASON_BORDER] =
            N_("A home in another municipality suits you, but no more households may be housed there."),
        [KOPPEL_REASON_STAY] = N_("A home that suits you is free, but too many earlier offers would have to change."),
        [KOPPEL_REASON_OUTRANKED] =
            N_("The homes that suit you are offered to others, who waited longer, are more urgent, or fit better."),
        [KOPPEL_REASON_GOAL] =
            N_("A home that suits you is free, but offering it would go against a goal that comes first."),
        [KOPPEL_REASON_NOT_SETTLED] = N_("A home that suits you may be free. It was not sure yet when this was made."),
        [KOPPEL_REASON_DELETED] = N_("A home was proposed for you before. A person took this proposal back."),
        [KOPPEL_REASON_CHANGED] = N_("A home that suits you may be free. It was not sure yet when this was made.")};

    return _(sentences[reason]);
}

static const char *change_sentence(enum koppel_reason reason)
{
    static const char *const sentences[KOPPEL_N_REASONS] = {
        [KOPPEL_REASON_NO_SUITABLE_UNIT] = N_("This changes when a home that suits your household becomes free."),
        [KOPPEL_REASON_SHORTAGE] = N_("This changes when more homes that suit your household become free."),
        [KOPPEL_REASON_TARGET] = N_("This changes in the next half-year, or when the target becomes higher."),
        [KOPPEL_REASON_CAP] =
            N_("This changes when a home in another neighbourhood becomes free, or when the limit changes."),
        [KOPPEL_REASON_AGREEMENT] =
            N_("This changes when a home of another owner becomes free, or when more is agreed."),
        [KOPPEL_REASON_LIMIT] = N_("This changes when a home elsewhere becomes free, or when the limit changes."),
        [KOPPEL_REASON_MIX] =
            N_("This changes when a home in another area becomes free, or when the agreed mix changes."),
        [KOPPEL_REASON_BORDER] =
            N_("This changes when more households may go there, or when a home in your own municipality becomes free."),
        [KOPPEL_REASON_STAY] = N_("This changes when earlier offers may change, or when another home becomes free."),
        [KOPPEL_REASON_OUTRANKED] =
            N_("This changes when more homes that suit you become free, and as you wait longer."),
        [KOPPEL_REASON_GOAL] = N_("This changes when another home that suits you becomes free."),
        [KOPPEL_REASON_NOT_SETTLED] = N_("We look again in the next round."),
        [KOPPEL_REASON_DELETED] = N_("This changes when another home that suits you becomes free."),
        [KOPPEL_REASON_CHANGED] = N_("We look again in the next round.")};

    return _(sentences[reason]);
}

static enum koppel_status not_offered(const struct koppel_page *page, struct koppel_text *html)
{
    const struct koppel_suitability *fit = page->report->fit;
    struct koppel_reasons reasons = {0};
    struct koppel_text explanation = {0};
    struct koppel_text change = {0};
    struct koppel_text need = {0};
    enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
    enum koppel_status status = koppel_reasons_make(&reasons, page->report);

    if (status == KOPPEL_OK) {
        status = koppel_reason_find(&reasons, page->row, &reason, &explanation, &change);
    }
    koppel_need_say(&need, fit, page->row);
    koppel_html_element(html, "p", "We have no home for you in this round.");
    koppel_html_element(html, "h2", "Why");
    koppel_html_element(html, "p", "%s", reason_sentence(reason));
    koppel_html_element(html, "h2", "What would change it");
    koppel_html_element(html, "p", "%s", change_sentence(reason));
    koppel_html_element(html, "p", "Your household needs %s.", need.bytes != NULL ? need.bytes : "");
    html->failed = html->failed || need.failed || explanation.failed || change.failed;
    koppel_text_free(&need);
    koppel_text_free(&explanation);
    koppel_text_free(&change);
    koppel_reasons_free(&reasons);
    return status;
}

enum koppel_status koppel_page_letter(const struct koppel_page *page, struct koppel_text *html)
{
    const struct koppel_case *kase = page->report->fit->kase;
    int32_t unit = page->report->proposal->unit_of[page->row];
    enum koppel_status status = KOPPEL_OK;

    koppel_html_element(html, "p", "Your key: %s", kase->households[page->row].id);
    if (unit != KOPPEL_NONE) {
        offered(kase, unit, koppel_offer_decision(page->report, page->row, unit) != NULL, html);
    } else {
        status = not_offered(page, html);
    }
    koppel_html_element(html, "h2", "Do you not agree?");
    koppel_html_element(html, "p",
                        "Tell the person who helps you with your home. A person, not a computer, decides about your "
                        "home, and can look at your situation again.");
    koppel_html_element(html, "p", "With kind regards,");
    koppel_html_tags(html, "<p><span class=\"rule\"></span></p>\n");
    return status;
}
