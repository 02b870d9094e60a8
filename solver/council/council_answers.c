// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council_answers.c - five questions of a council, answered from the cells that may be told (see council_parts.h). */
#include "council/council_parts.h"

#include "page/page_frame.h"

#include <inttypes.h>

static bool is_shown(const struct koppel_council_choice *choice, int measure)
{
    return choice != NULL && choice->cells[measure].state == KOPPEL_CELL_SHOWN;
}

static void begin(struct koppel_text *html, const char *question)
{
    koppel_html_tags(html, "<div>\n");
    koppel_html_element(html, "dt", "%s", question);
    koppel_html_tags(html, "<dd>");
}

static void end(struct koppel_text *html)
{
    koppel_html_tags(html, "</dd>\n</div>\n");
}

/* ---- What an even spread costs ---- */

/* "39 households: single people: 18; families of 2 to 5: 16 instead of 5": who is left as far as it can be told. */
static void say_who_pays(const struct koppel_council_choice *none, const struct koppel_council_choice *must,
                         struct koppel_text *html)
{
    struct koppel_text list = {0}, before = {0};

    for (int g = 0; g < KOPPEL_N_COUNCIL_GROUPS; g++) {
        int measure = KOPPEL_COUNCIL_LEFT_OF + g;
        const char *group = koppel_council_group_words((enum koppel_council_group)g);

        if (is_shown(must, measure)) {
            koppel_text_add(&list, list.n_bytes > 0 ? KOPPEL_SAME("; ") : KOPPEL_SAME(""));
        }
        if (is_shown(must, measure) && is_shown(none, measure)) {
            koppel_text_add(&list, _("%s: %" PRId64 " instead of %" PRId64), group, must->cells[measure].value,
                            none->cells[measure].value);
        } else if (is_shown(must, measure)) {
            koppel_text_add(&list, KOPPEL_SAME("%s: %" PRId64), group, must->cells[measure].value);
        }
    }
    if (list.n_bytes > 0) {
        koppel_council_say_cell(&none->cells[KOPPEL_COUNCIL_LEFT], 1, &before);
        koppel_html_say(html, " Then %" PRId64 " households are without a home (without even spread %s): %s.",
                        must->cells[KOPPEL_COUNCIL_LEFT].value, before.bytes != NULL ? before.bytes : "", list.bytes);
    } else {
        koppel_html_say(html, " Who they are cannot be shown: the numbers are too small.");
    }
    html->failed = html->failed || list.failed || before.failed;
    koppel_text_free(&list);
    koppel_text_free(&before);
}

/* The group that waits longest for it. */
static void say_longest_wait(const struct koppel_council_choice *none, const struct koppel_council_choice *must,
                             struct koppel_text *html)
{
    int64_t most = 0;
    int group = KOPPEL_N_COUNCIL_GROUPS;

    for (int g = 0; g < KOPPEL_N_COUNCIL_GROUPS; g++) {
        int measure = KOPPEL_COUNCIL_WAITS_OF + g;
        int64_t longer = must->cells[measure].value - none->cells[measure].value;

        if (is_shown(none, measure) && is_shown(must, measure) && longer > most) {
            most = longer;
            group = g;
        }
    }
    if (group < KOPPEL_N_COUNCIL_GROUPS) {
        koppel_html_say(html, " The longest extra wait: %s, %" PRId64 "%c%" PRId64 " weeks on average.",
                        koppel_council_group_words((enum koppel_council_group)group), most / 10,
                        koppel_language_decimal(), most % 10);
    }
}

static void answer_price(const struct koppel_council *council, struct koppel_text *html)
{
    const struct koppel_council_choice *none = koppel_council_find(council, KOPPEL_COUNCIL_NO_SPREAD);
    const struct koppel_council_choice *goal = koppel_council_find(council, KOPPEL_COUNCIL_SPREAD_GOAL);
    const struct koppel_council_choice *must = koppel_council_find(council, KOPPEL_COUNCIL_SPREAD_MUST);
    int64_t fewer = 0;

    begin(html, _("What does an even spread cost, and whom?"));
    if (!is_shown(none, KOPPEL_COUNCIL_HOUSED) || !is_shown(must, KOPPEL_COUNCIL_HOUSED)) {
        koppel_html_say(html, must == NULL ? _("With even spread as a must there is no proposal.")
                                           : _("The numbers are too small to be shown."));
        end(html);
        return;
    }
    fewer = none->cells[KOPPEL_COUNCIL_HOUSED].value - must->cells[KOPPEL_COUNCIL_HOUSED].value;
    if (fewer > 0) {
        koppel_html_say(
            html,
            koppel_plural("As a must (no home is offered above the limit) it costs %" PRId64 " person a home: %" PRId64
                          " people get one, and without even spread %" PRId64 ".",
                          "As a must (no home is offered above the limit) it costs %" PRId64 " people a home: %" PRId64
                          " people get one, and without even spread %" PRId64 ".",
                          fewer),
            fewer, must->cells[KOPPEL_COUNCIL_HOUSED].value, none->cells[KOPPEL_COUNCIL_HOUSED].value);
        say_who_pays(none, must, html);
    } else {
        koppel_html_say(html, "As a must (no home is offered above the limit) it costs nobody a home.");
    }
    say_longest_wait(none, must, html);
    if (is_shown(goal, KOPPEL_COUNCIL_HOUSED) && is_shown(goal, KOPPEL_COUNCIL_OVER) &&
        is_shown(none, KOPPEL_COUNCIL_OVER)) {
        koppel_html_say(html,
                        " As a goal (it may cost nobody a home) %" PRId64 " people get a home, and %" PRId64
                        " come above the limit of a neighbourhood, without even spread %" PRId64 ".",
                        goal->cells[KOPPEL_COUNCIL_HOUSED].value, goal->cells[KOPPEL_COUNCIL_OVER].value,
                        none->cells[KOPPEL_COUNCIL_OVER].value);
    }
    end(html);
}

/* ---- Who is left ---- */

static void say_whys(const struct koppel_council *council, struct koppel_text *html)
{
    static const char *const words[KOPPEL_N_COUNCIL_WHYS] = {
        [KOPPEL_COUNCIL_NO_HOMES] = N_("too few homes that suit them"),
        [KOPPEL_COUNCIL_FULL] = N_("the neighbourhoods with a home that suits them are at their limit"),
        [KOPPEL_COUNCIL_OTHERS] = N_("others come first, or another rule holds"),
    };
    struct koppel_text list = {0};
    bool is_told = false; /* then at most one of them is withheld */

    for (int w = 0; w < KOPPEL_N_COUNCIL_WHYS; w++) {
        struct koppel_text cell = {0};

        is_told = is_told || council->whys[w].state != KOPPEL_CELL_WITHHELD;
        if (council->whys[w].state == KOPPEL_CELL_WITHHELD) {
            koppel_text_add(&cell, "the rest");
        } else {
            koppel_council_say_cell(&council->whys[w], 1, &cell);
        }
        koppel_text_add(&list, list.n_bytes > 0 ? KOPPEL_SAME("; %s: %s") : KOPPEL_SAME("%s: %s"), _(words[w]),
                        cell.bytes != NULL ? cell.bytes : "");
        list.failed = list.failed || cell.failed;
        koppel_text_free(&cell);
    }
    if (is_told) {
        koppel_html_say(html, " Why: %s.", list.bytes != NULL ? list.bytes : "");
    } else {
        koppel_html_say(html, " Why cannot be shown: the numbers are too small.");
    }
    html->failed = html->failed || list.failed;
    koppel_text_free(&list);
}

static void answer_left(const struct koppel_council *council, struct koppel_text *html)
{
    const struct koppel_council_cell *all = &council->whys[KOPPEL_N_COUNCIL_WHYS];

    begin(html, _("Who has no home under the policy now, and why?"));
    if (koppel_council_own(council) == NULL) {
        koppel_html_say(html, "There is no proposal under the policy now.");
    } else if (all->state != KOPPEL_CELL_SHOWN) {
        koppel_html_say(html, "Fewer than %d households are without a home.", KOPPEL_SMALL_COUNT);
    } else {
        koppel_html_say(html, "%" PRId64 " households; the table says of which groups, as far as that can be shown.",
                        all->value);
        say_whys(council, html);
    }
    if (koppel_council_find(council, KOPPEL_COUNCIL_FLOORS) != NULL) {
        koppel_html_say(html, " Fairest shares: the group by size of which the smallest share gets a home gets as many "
                              "homes as can be, then the next.");
    } else if (council->has_floors) {
        koppel_html_say(
            html, "%s",
            council->are_floors_proven
                ? _(" No proposal gives the group by size that is worst off a larger share: proven.")
                : _(" No proposal was found that gives the group by size that is worst off a larger share."));
    }
    end(html);
}

/* ---- Neighbours ---- */

static bool may_tell(int64_t persons)
{
    return persons == 0 || persons >= KOPPEL_SMALL_COUNT;
}

static void answer_borders(const struct koppel_council *council, struct koppel_text *html)
{
    const struct koppel_border_reach *reach = &council->reach;

    begin(html, _("What if neighbouring municipalities help?"));
    if (council->job.kase.n_municipalities < 2) {
        koppel_html_say(html, "The tables hold one municipality: what neighbours have free is not known here.");
    } else if (!reach->is_found) {
        koppel_html_say(html, "No help was found: with homes in the region open, nobody less is short of the targets.");
    } else if (!may_tell(reach->short_closed) || !may_tell(reach->short_most) || !may_tell(reach->short_open)) {
        koppel_html_say(html, "It helps; the numbers are too small to be shown.");
    } else {
        koppel_html_say(
            html,
            koppel_plural(
                "Under the policy now, each on its own, %" PRId64 " people are short of the targets; if %" PRId32
                " household may live with a neighbour, %" PRId64 "; with every home of the region open, %" PRId64 ".",
                "Under the policy now, each on its own, %" PRId64 " people are short of the targets; if %" PRId32
                " households may live with a neighbour, %" PRId64 "; with every home of the region open, %" PRId64 ".",
                reach->most),
            reach->short_closed, reach->most, reach->short_most, reach->short_open);
        koppel_html_say(html,
                        reach->is_proven
                            ? _(" So many bring %d %% of what there is to gain; it is proven that fewer do not.")
                            : _(" So many bring %d %% of what there is to gain; fewer may do."),
                        KOPPEL_COUNCIL_REACH);
    }
    end(html);
}

/* ---- Proof ---- */

static void answer_proof(const struct koppel_council *council, struct koppel_text *html)
{
    const struct koppel_council_choice *own = koppel_council_own(council);
    int32_t n_proven = 0;

    begin(html, _("Is this the best possible?"));
    for (int32_t k = 0; k < council->n_choices; k++) {
        n_proven += council->choices[k].outcome == KOPPEL_PROVEN;
    }
    if (n_proven == council->n_choices) {
        koppel_html_say(html, "Yes: for every choice it is proven that no other proposal by the same rules is better.");
    } else {
        koppel_html_say(html,
                        "For %" PRId32 " of %" PRId32
                        " choices it is proven that no other proposal by the same rules is better; for the others a "
                        "better one may exist.",
                        n_proven, council->n_choices);
    }
    if (own != NULL && own->outcome != KOPPEL_PROVEN && own->short_least > 0 && may_tell(own->short_least)) {
        koppel_html_say(html, " Under the policy now, at the very best %" PRId64 " people are short.",
                        own->short_least);
    }
    koppel_html_say(html, " Each proposal was checked again from the tables. A person decides on each offer.");
    end(html);
}

/* ---- Assumptions ---- */

static void answer_assumed(const struct koppel_council *council, struct koppel_text *html)
{
    const struct koppel_policy *policy = council->job.fit.policy;
    char day[KOPPEL_DAY_WORDS];

    koppel_date_words(council->job.fit.as_of, day);
    begin(html, _("What is assumed?"));
    koppel_html_say(html, "The tables are right and complete as of %s, and each offer is accepted.", day);
    koppel_html_say(html, " Who is left waits until the half-year ends, in truth longer.");
    if (policy->spread_rule == KOPPEL_SPREAD_CAP || policy->spread_rule == KOPPEL_SPREAD_BAND) {
        koppel_html_say(html,
                        " The limit of a neighbourhood is its fair share of the permit holders and %" PRId32
                        " %%: that number is a choice, and so are the order of the goals and the points for how well a "
                        "home suits.",
                        policy->spread_tolerance_percent);
    }
    if (is_shown(koppel_council_own(council), KOPPEL_COUNCIL_BEYOND)) {
        koppel_html_say(html,
                        " Further than most: than half of the inhabitants of the municipality, over school, doctor "
                        "and public transport together, per person.");
    }
    if (council->reach.is_found) {
        koppel_html_say(html, " Neighbours agree to take them, and they count where they are linked.");
    }
    end(html);
}

void koppel_council_answers(const struct koppel_council *council, struct koppel_text *html)
{
    koppel_frame_section(html, "questions", _("Five questions"));
    koppel_html_tags(html, "<dl class=\"answers\">\n");
    answer_price(council, html);
    answer_left(council, html);
    answer_borders(council, html);
    answer_proof(council, html);
    answer_assumed(council, html);
    koppel_html_tags(html, "</dl>\n</section>\n");
}
