// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_letter.c - the letter of a province to a municipality about its target (see province_parts.h). */
#include "page/province_parts.h"

#include <inttypes.h>

static void target(const struct koppel_standing *now, struct koppel_text *html)
{
    char period[8];

    koppel_period_format(now->period, period);
    koppel_html_element(html, "h2", "Your target");
    if (now->balance_before == 0) {
        koppel_html_element(html, "p",
                            "The number of people who hold a permit that your municipality is to house in half-year %s "
                            "is %" PRId64 ".",
                            period, now->corrected);
    } else if (now->balance_before < 0) {
        koppel_html_element(html, "p",
                            "The number of people who hold a permit that your municipality is to house in half-year %s "
                            "is %" PRId64 ": the target of %" PRId64 ", and arrears of %" PRId64 " from before.",
                            period, now->corrected, now->target.persons, -now->balance_before);
    } else {
        koppel_html_element(html, "p",
                            "The target of your municipality for half-year %s, in people who hold a permit, is %" PRId64
                            ". You had a lead of %" PRId64 ".",
                            period, now->target.persons, now->balance_before);
    }
}

static void schedule(const struct koppel_standing *now, struct koppel_text *html)
{
    char day[KOPPEL_DAY_WORDS];

    koppel_date_words(now->day, day);
    koppel_html_element(html, "h2", "Where you stand");
    koppel_html_element(html, "p",
                        now->housed == 1 ? _("By %s, %" PRId64 " person was housed. The schedule asks %" PRId64
                                             " by then: one sixth of the target each month.")
                                         : _("By %s, %" PRId64 " people were housed. The schedule asks %" PRId64
                                             " by then: one sixth of the target each month."),
                        day, now->housed, now->due);
    if (now->behind == 0) {
        koppel_html_element(html, "p", "You are on schedule.");
    } else {
        koppel_html_element(html, "p", "Your schedule: %s. You are %" PRId64 " behind.",
                            _(koppel_schedule_name(now->schedule)), now->behind);
    }
    if (now->behind > 0 && now->cause != KOPPEL_CAUSE_UNKNOWN && now->behind_not_linked > 0) {
        koppel_html_element(html, "p",
                            "Of these, %" PRId64 " could not be housed because too few people were linked to your "
                            "municipality in time. That is not up to you.",
                            now->behind_not_linked);
    }
    if (now->shortfall > 0 && now->enforceable == 0) {
        koppel_html_element(html, "p",
                            now->shortfall == 1
                                ? _("%" PRId64 " person is still to be housed, and is excusable: nothing can be "
                                    "enforced.")
                                : _("%" PRId64 " people are still to be housed, and all are excusable: nothing can be "
                                    "enforced."),
                            now->shortfall);
    } else if (now->shortfall > 0) {
        koppel_html_element(html, "p",
                            "People still to be housed: %" PRId64 ". Of these, excusable: %" PRId64
                            ". The others, whose housing may be enforced once the half-year has ended: %" PRId64 ".",
                            now->shortfall, now->excusable, now->enforceable);
    }
}

static void decided(const struct koppel_province *province, const struct koppel_rung_state *rung,
                    struct koppel_text *html)
{
    char day[KOPPEL_DAY_WORDS];

    if (rung->intervention != KOPPEL_NONE) {
        koppel_date_words(province->kase->interventions[rung->intervention].decided_on, day);
        koppel_html_element(html, "p", "The province decided this on %s: %s", day,
                            province->kase->interventions[rung->intervention].reason);
    }
    if (rung->plan_due_on != KOPPEL_NO_DATE && rung->plan_on == KOPPEL_NO_DATE) {
        koppel_html_element(html, "p", "We asked for a plan of approach by %s. We have not received it.",
                            koppel_date_words(rung->plan_due_on, day));
    }
    if (rung->term_on != KOPPEL_NO_DATE) {
        koppel_html_element(html, "p", "The term of the decision ends on %s.", koppel_date_words(rung->term_on, day));
    }
    if (rung->substituted > 0) {
        koppel_html_element(
            html, "p", "The number of people that the province may house in your place on this rung is %" PRId64 ".",
            rung->substituted);
    }
}

static void ladder(const struct koppel_province *province, const struct koppel_supervised *row,
                   struct koppel_text *html)
{
    const struct koppel_ladder *ladder = &province->rules->ladders[row->ladder];
    const struct koppel_rung_state *rung = &row->rung;
    char conditions[KOPPEL_RUNG_CONDITIONS];

    koppel_html_element(html, "h2", "Intervention ladder");
    if (rung->rung == 0) {
        koppel_html_element(html, "p", "Your municipality stands on no rung of the intervention ladder.");
    } else {
        koppel_html_element(html, "p", "Your municipality stands on rung %" PRId32 " of the intervention ladder: %s.",
                            rung->rung, koppel_province_rung_words(ladder, rung->rung));
    }
    if (rung->is_at_least) {
        koppel_html_element(
            html, "p", "We do not know how you stood before the half-years that we have: it may be a higher rung.");
    }
    decided(province, rung, html);
    if (rung->rung < ladder->n_rungs) {
        koppel_html_element(html, "p", "The next rung is %" PRId32 ", %s: %s.", rung->rung + 1,
                            koppel_province_rung_words(ladder, rung->rung + 1),
                            koppel_rung_conditions(&ladder->rungs[rung->rung], conditions));
    }
}

void koppel_province_letter(const struct koppel_province_page *page, struct koppel_text *html)
{
    const struct koppel_province *province = page->province;
    const struct koppel_supervised *row = &province->rows[page->municipality];

    koppel_html_element(html, "p", "To the mayor and aldermen of %s",
                        province->kase->municipalities[page->municipality].name);
    target(&row->now, html);
    schedule(&row->now, html);
    ladder(province, row, html);
    koppel_html_element(html, "h2", "What we ask of you");
    if (row->now.shortfall > 0) {
        koppel_html_element(html, "p",
                            "Please tell us in which homes, and by when, you will house the people who still wait.");
    }
    koppel_html_element(html, "p",
                        "Is a number not right? Tell us which one: the tables below say where each comes from.");
    koppel_html_element(html, "p", "With kind regards,");
    koppel_html_tags(html, "<p><span class=\"rule\"></span></p>\n");
    koppel_frame_section(html, "explained", _("Where the numbers come from"));
    koppel_province_explanation(page, page->municipality, html);
    koppel_html_tags(html, "</section>\n");
}
