// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council_page.c - the choices of a council on one A4: picture, table, answers (see council.h). */
#include "council/council_parts.h"

#include "page/page_frame.h"
#include "page/page_parts.h"

#include <inttypes.h>

/* ---- Words ---- */

const char *koppel_council_group_words(enum koppel_council_group group)
{
    static const char *const words[KOPPEL_N_COUNCIL_GROUPS] = {
        [KOPPEL_COUNCIL_SINGLE] = N_("single people"),
        [KOPPEL_COUNCIL_FAMILY] = N_("families of 2 to 5"),
        [KOPPEL_COUNCIL_LARGE] = N_("families of 6 or more"),
        [KOPPEL_COUNCIL_STEP_FREE] = N_("in need of a step-free home"),
        [KOPPEL_COUNCIL_URGENT] = N_("urgent households"),
    };

    return _(words[group]);
}

void koppel_council_say_choice(const struct koppel_council *council, const struct koppel_council_choice *choice,
                               struct koppel_text *text)
{
    static const char *const words[KOPPEL_N_COUNCIL_KINDS] = {
        [KOPPEL_COUNCIL_OWN] = N_("The policy now"),
        [KOPPEL_COUNCIL_NO_SPREAD] = N_("No even spread"),
        [KOPPEL_COUNCIL_SPREAD_GOAL] = N_("Even spread as a goal"),
        [KOPPEL_COUNCIL_SPREAD_MUST] = N_("Even spread as a must"),
        [KOPPEL_COUNCIL_BORDERS_OPEN] = N_("Neighbours take any number"),
        [KOPPEL_COUNCIL_FLOORS] = N_("Fairest shares by size"),
        [KOPPEL_COUNCIL_ACCESS] = N_("Equal access as a goal"),
    };
    int32_t most = council->reach.most;

    if (choice->kind == KOPPEL_COUNCIL_BORDERS_SOME) {
        koppel_text_add(text,
                        koppel_plural("Neighbours take at most %" PRId32 " household",
                                      "Neighbours take at most %" PRId32 " households", most),
                        most);
    } else {
        koppel_text_add(text, "%s", _(words[choice->kind]));
    }
}

void koppel_council_say_cell(const struct koppel_council_cell *cell, int scale, struct koppel_text *text)
{
    switch (cell->state) {
    case KOPPEL_CELL_SHOWN:
        if (scale == 1) {
            koppel_text_add(text, KOPPEL_SAME("%" PRId64), cell->value);
        } else {
            koppel_text_add(text, KOPPEL_SAME("%" PRId64 "%c%" PRId64), cell->value / scale, koppel_language_decimal(),
                            cell->value % scale);
        }
        break;
    case KOPPEL_CELL_SMALL:
        koppel_text_add(text, KOPPEL_SAME("<%d"), KOPPEL_SMALL_COUNT);
        break;
    case KOPPEL_CELL_WITHHELD:
        koppel_text_add(text, KOPPEL_SAME("x"));
        break;
    case KOPPEL_CELL_ABSENT:
        koppel_text_add(text, KOPPEL_SAME("\xE2\x80\x93"));
        break;
    }
}

/* ---- The table ---- */

static void table_head(const struct koppel_council *council, struct koppel_text *html)
{
    koppel_html_tags(html, "<thead>\n<tr><td></td>");
    for (int32_t k = 0; k < council->n_choices; k++) {
        const struct koppel_council_choice *choice = &council->choices[k];
        struct koppel_text words = {0};

        koppel_council_say_choice(council, choice, &words);
        koppel_html_tags(html, "<th scope=\"col\" class=\"n\">");
        koppel_html_take(html, &words);
        if (choice->is_own && choice->kind != KOPPEL_COUNCIL_OWN) {
            koppel_html_tags(html, "<br><small>");
            koppel_html_say(html, "the policy now");
            koppel_html_tags(html, "</small>");
        }
        koppel_html_tags(html, "</th>");
    }
    koppel_html_tags(html, "</tr>\n</thead>\n");
}

static void table_row(const struct koppel_council *council, int measure, const char *words, struct koppel_text *html)
{
    int scale = 1;

    koppel_council_measure_name(measure, &scale);
    koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
    koppel_html_say(html, "%s", words);
    koppel_html_tags(html, "</th>\n");
    for (int32_t k = 0; k < council->n_choices; k++) {
        static const struct koppel_council_cell none = {0, KOPPEL_CELL_ABSENT};
        const struct koppel_council_choice *choice = &council->choices[k];
        struct koppel_text cell = {0};

        koppel_council_say_cell(choice->has_proposal ? &choice->cells[measure] : &none, scale, &cell);
        koppel_html_tags(html, choice->is_own ? "<td class=\"n own\">" : "<td class=\"n\">");
        koppel_html_take(html, &cell);
        koppel_html_tags(html, "</td>\n");
    }
    koppel_html_tags(html, "</tr>\n");
}

/* Begins rows of their own below a heading. */
static void table_part(const struct koppel_council *council, const char *words, struct koppel_text *html)
{
    koppel_html_tags(html, "</tbody>\n<tbody>\n<tr>\n<th scope=\"rowgroup\" class=\"group\">");
    koppel_html_say(html, "%s", words);
    koppel_html_tags(html, "</th>\n");
    for (int32_t k = 0; k < council->n_choices; k++) {
        koppel_html_tags(html, "<td></td>");
    }
    koppel_html_tags(html, "\n</tr>\n");
}

static void proof_row(const struct koppel_council *council, struct koppel_text *html)
{
    koppel_html_tags(html, "<tr>\n<th scope=\"row\">");
    koppel_html_say(html, "Certain that nothing better is possible?");
    koppel_html_tags(html, "</th>\n");
    for (int32_t k = 0; k < council->n_choices; k++) {
        const struct koppel_council_choice *choice = &council->choices[k];

        koppel_html_tags(html, choice->is_own ? "<td class=\"n own\">" : "<td class=\"n\">");
        koppel_html_say(html, "%s",
                        choice->outcome == KOPPEL_PROVEN       ? _("proven")
                        : choice->outcome == KOPPEL_INFEASIBLE ? _("cannot be, proven")
                        : choice->has_proposal                 ? _("not proven")
                                                               : _("no answer in time"));
        koppel_html_tags(html, "</td>\n");
    }
    koppel_html_tags(html, "</tr>\n");
}

void koppel_council_table(const struct koppel_council *council, struct koppel_text *html)
{
    bool has_distances = false;

    for (int32_t k = 0; k < council->n_choices; k++) {
        has_distances = has_distances || (council->choices[k].has_proposal &&
                                          council->choices[k].cells[KOPPEL_COUNCIL_BEYOND].state != KOPPEL_CELL_ABSENT);
    }
    koppel_html_tags(html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"choices-table\">\n"
                           "<table>\n<caption id=\"choices-table\">");
    koppel_html_say(html,
                    "The choices side by side. <%d: fewer than %d; x: not shown, so that no small number can be worked "
                    "out; \xE2\x80\x93: there is none.",
                    KOPPEL_SMALL_COUNT, KOPPEL_SMALL_COUNT);
    koppel_html_tags(html, "</caption>\n");
    table_head(council, html);
    koppel_html_tags(html, "<tbody>\n");
    table_row(council, KOPPEL_COUNCIL_HOUSED, _("People who get a home"), html);
    table_row(council, KOPPEL_COUNCIL_SHORT, _("People short of the targets"), html);
    table_row(council, KOPPEL_COUNCIL_OVER, _("People above the limit of a neighbourhood"), html);
    table_part(council, _("Households without a home"), html);
    table_row(council, KOPPEL_COUNCIL_LEFT, _("all"), html);
    for (int g = 0; g < KOPPEL_N_COUNCIL_GROUPS; g++) {
        table_row(council, KOPPEL_COUNCIL_LEFT_OF + g, koppel_council_group_words((enum koppel_council_group)g), html);
    }
    table_part(council, _("Weeks of waiting, on average"), html);
    for (int g = 0; g < KOPPEL_N_COUNCIL_GROUPS; g++) {
        table_row(council, KOPPEL_COUNCIL_WAITS_OF + g, koppel_council_group_words((enum koppel_council_group)g), html);
    }
    koppel_html_tags(html, "</tbody>\n<tbody class=\"last\">\n");
    table_row(council, KOPPEL_COUNCIL_FIT, _("How well the homes suit, of 1000 points"), html);
    if (has_distances) {
        table_row(council, KOPPEL_COUNCIL_BEYOND, _("Km further from services than most"), html);
    }
    proof_row(council, html);
    koppel_html_table_end(html);
}

/* ---- The page ---- */

void koppel_council_page(const struct koppel_council *council, struct koppel_text *html)
{
    const char *title = _("Homes for permit holders: the choices of the council");

    koppel_frame_begin(html, title, KOPPEL_FRAME_SHEET);
    koppel_html_tags(html, "<header>\n");
    koppel_html_element(html, "h1", "%s", title);
    koppel_page_say_about(&council->job.fit, true, html);
    koppel_html_tags(html, "</header>\n<main id=\"main\">\n<div class=\"chart\">\n");
    koppel_council_chart(council, html);
    koppel_html_tags(html, "</div>\n");
    koppel_council_table(council, html);
    koppel_council_answers(council, html);
    koppel_html_tags(html, "</main>\n");
    koppel_frame_end(html, KOPPEL_FRAME_SHEET);
}
