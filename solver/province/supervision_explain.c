// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_explain.c - how one municipality's figures come about, with rows and articles of law (see
 * supervision_text.h). */
#include "province/successors.h"
#include "province/supervision_text.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

/* In a line: no number. (KOPPEL_UNKNOWN, -1, may be a balance.) */
#define UNKNOWN_PERSONS INT64_MIN

struct explaining {
    const struct koppel_province *province;
    const struct koppel_supervised *row;
    const struct koppel_municipality *municipality;
    const struct koppel_target *target; /* the ruling version */
    const struct koppel_target_table *targets;
    const struct koppel_explanation *takes;
    struct places *places; /* of the sentence at hand */
};

/** The last few places that were named. */
struct places {
    char texts[4][KOPPEL_PLACE_TEXT];
    int next;
};

/* Tables and columns as the case calls them: it may have Dutch names. A place stays until three more were named. */
static const char *place_of(const struct explaining *e, const char *table, long line)
{
    char *text = e->places->texts[e->places->next++ % 4];

    koppel_place_format(koppel_case_file_name(e->province->kase, table), line, 0, text, KOPPEL_PLACE_TEXT);
    return text;
}

static const char *file_of(const struct explaining *e, const char *table)
{
    return place_of(e, table, 0);
}

static const char *target_column(const struct explaining *e, const char *column)
{
    return koppel_case_column_name(e->province->kase, "targets.csv", column);
}

static void shown_line(const struct explaining *e, const char *what, const char *shown, const char *words)
{
    e->takes->row(e->takes->to, _(what), shown, words);
}

/* A sum on a line: what, how much, and where it comes from. */
static void line(const struct explaining *e, const char *what, int64_t number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void line(const struct explaining *e, const char *what, int64_t number, const char *format, ...)
{
    char shown[32];
    char words[512];
    va_list arguments;

    snprintf(shown, sizeof shown, "%s", _("unknown"));
    if (number != UNKNOWN_PERSONS) {
        snprintf(shown, sizeof shown, "%" PRId64, number);
    }
    va_start(arguments, format);
    vsnprintf(words, sizeof words, _(format), arguments);
    va_end(arguments);
    shown_line(e, what, shown, words);
}

static void heading(const struct explaining *e, const char *words)
{
    e->takes->heading(e->takes->to, _(words));
}

/* The target by the law, beside the one that was published. */
static void explain_formula(const struct explaining *e, const struct koppel_target_line *formula)
{
    const struct koppel_case *kase = e->province->kase;
    const struct koppel_target_table *targets = e->targets;
    char differs[64] = "";

    if (formula->computed == KOPPEL_UNKNOWN || targets->national_row == KOPPEL_NONE) {
        return;
    }
    if (formula->difference != 0) {
        snprintf(differs, sizeof differs, _("; differs by %+" PRId64 ": the official one rules"), formula->difference);
    }
    line(e, N_("  by the formula"), formula->computed,
         "%" PRId64 " x %" PRId64 " / %" PRId64 "%s, rounded up; %s, %s; art. 29(1)%s", targets->national,
         formula->count.inhabitants, targets->country, targets->country_is_case ? _(" (this case, taken for all)") : "",
         place_of(e, "national.csv", kase->nationals[targets->national_row].line),
         formula->count.row != KOPPEL_NONE ? place_of(e, "inhabitants.csv", kase->headcounts[formula->count.row].line)
                                           : place_of(e, "municipalities.csv", e->municipality->line),
         differs);
}

static void explain_target(const struct explaining *e)
{
    const struct koppel_case *kase = e->province->kase;
    const struct koppel_standing *now = &e->row->now;
    char day[KOPPEL_DAY_WORDS];

    heading(e, N_("Target (taakstelling), persons"));
    koppel_date_words(e->target->published_on, day);
    line(e, N_("target as published"), now->target.announced,
         "%s, version of %s (%" PRId32 " so far)%s%s; Huisvestingswet art. 28, 29(1)",
         place_of(e, "targets.csv", e->target->line), day, now->target.n_versions,
         e->target->source[0] != '\0' ? ", " : "", e->target->source);
    explain_formula(e, &e->targets->lines[now->municipality]);
    for (int32_t i = 0; i < kase->n_swaps; i++) {
        const struct koppel_swap *swap = &kase->swaps[i];

        if (swap->municipality == now->municipality && swap->period == now->period &&
            swap->agreed_on <= now->known_on) {
            koppel_date_words(swap->agreed_on, day);
            line(e, N_("+ swap"), swap->change_persons, "%s, \"%s\" of %s; art. 29(2)",
                 place_of(e, "swaps.csv", swap->line), swap->swap, day);
        }
    }
    line(e, N_("- lead, + arrears from before"), -now->balance_before, "%s, %s %+" PRId64,
         place_of(e, "targets.csv", e->target->line), target_column(e, "balance_persons"), now->balance_before);
    line(e, N_("= corrected target"), now->corrected, "the target with lead and arrears from before");
}

/* The balance with which a municipality ended the half-year before, with `more` behind it. @return false: none */
static bool explain_before(const struct explaining *e, int32_t municipality, const char *what, const char *more,
                           int64_t *balance)
{
    const struct koppel_province *province = e->province;
    const struct koppel_asked asked = {.municipality = municipality, .day = province->day, .known_on = province->day};
    struct koppel_standing before;
    int64_t share = 0;
    char period[8];

    if (!koppel_standing_make(province->kase, &province->rules->dates, &asked, province->period - 1, &before)) {
        return false;
    }
    koppel_period_format(province->period - 1, period);
    share = municipality == e->row->now.municipality
                ? before.balance_after
                : koppel_handed_over(province->kase, municipality, e->row->now.municipality, before.balance_after);
    line(e, what, share, "%s: %+" PRId64 " + %" PRId64 " housed - %" PRId64 " target, %s%s%s", period,
         before.balance_before, before.housed, before.target.persons,
         place_of(e, "targets.csv", province->kase->targets[before.target.row].line), more,
         share != before.balance_after ? _(", by the inhabitants that came from it") : "");
    *balance += share;
    return true;
}

/* The balance with which the half-year before ended, with those of municipalities that merged into this one, beside the
 * balance that the table has. */
static void explain_carried(const struct explaining *e)
{
    const struct koppel_case *kase = e->province->kase;
    int64_t balance = 0;
    bool is_known =
        explain_before(e, e->row->now.municipality, N_("  balance at the end of the one before"), "", &balance);

    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];
        char what[48];
        char more[80];

        if (change->ends && change->to == e->row->now.municipality && change->from_row != KOPPEL_NONE &&
            change->changed_on == koppel_period_first_day(e->province->period)) {
            snprintf(what, sizeof what, _("  and that of %s, which ended"), change->from);
            snprintf(more, sizeof more, "; %s", place_of(e, "boundary_changes.csv", change->line));
            is_known = explain_before(e, change->from_row, what, more, &balance) || is_known;
        }
    }
    if (is_known && balance != e->row->now.balance_before) {
        line(e, N_("  differs from the balance above"), balance - e->row->now.balance_before,
             "the balance above, of %s, rules", place_of(e, "targets.csv", e->target->line));
    }
}

static void explain_schedule(const struct explaining *e)
{
    const struct koppel_standing *now = &e->row->now;
    const struct koppel_supervision_dates *dates = &e->province->rules->dates;

    heading(e, N_("Schedule, persons"));
    line(e, N_("housed (gerealiseerd)"), now->housed, "%s, %s", place_of(e, "targets.csv", e->target->line),
         target_column(e, "housed_persons"));
    line(e, N_("due by now"), now->due, "corrected target x %" PRId32 "/6, rounded up: one sixth a month", now->months);
    line(e, N_("behind"), now->behind, "%s (slightly: at most %" PRId32 "/%" PRId32 " of the corrected target)",
         _(koppel_schedule_name(now->schedule)), dates->slightly_parts, dates->slightly_of);
    if (now->behind > 0 && now->cause != KOPPEL_CAUSE_UNKNOWN) {
        line(e, N_("  of these not linked in time"), now->behind_not_linked,
             "too few persons were linked: not the municipality's");
        line(e, N_("  of these linked, not housed"), now->behind - now->behind_not_linked, "the municipality's");
    } else if (now->behind > 0) {
        line(e, N_("  of these not linked in time"), UNKNOWN_PERSONS, "%s is empty in %s",
             target_column(e, "linked_persons"), place_of(e, "targets.csv", e->target->line));
    }
}

static void explain_per_inhabitants(const struct explaining *e)
{
    const struct koppel_standing *now = &e->row->now;
    char shown[32];
    char words[160];
    int64_t tenths = 0;

    if (now->inhabitants == 0) {
        return;
    }
    tenths = koppel_tenths(now->balance_after, now->inhabitants, 100000);
    snprintf(shown, sizeof shown, "%s%" PRId64 "%c%" PRId64, tenths < 0 ? "-" : "",
             tenths < 0 ? -tenths / 10 : tenths / 10, koppel_language_decimal(),
             tenths < 0 ? -tenths % 10 : tenths % 10);
    snprintf(words, sizeof words, _("%+" PRId64 " x 100,000 / %" PRId64 " inhabitants, %s"), now->balance_after,
             now->inhabitants, place_of(e, "municipalities.csv", e->municipality->line));
    shown_line(e, N_("lead or arrears per 100,000"), shown, words);
}

static void explain_excusable(const struct explaining *e)
{
    const struct koppel_standing *now = &e->row->now;
    int32_t linked_by = koppel_linked_by_day(&e->province->rules->dates, now->period);
    char day[KOPPEL_DAY_WORDS];
    char computed[32];

    snprintf(computed, sizeof computed, "%s", _("not known yet"));
    if (now->linked_row != KOPPEL_NONE) {
        snprintf(computed, sizeof computed, "%" PRId64, now->excusable_computed);
    }
    koppel_date_words(linked_by, day);
    heading(e, N_("Balance, persons"));
    line(e, N_("still to house"), now->shortfall, "corrected target - housed, not below 0");
    if (now->day < linked_by) {
        line(e, N_("linked so far"), now->linked != KOPPEL_UNKNOWN ? now->linked : UNKNOWN_PERSONS,
             "%s; the day that counts is %s", place_of(e, "targets.csv", e->target->line), day);
    } else if (now->linked_row != KOPPEL_NONE) {
        line(e, N_("linked by the reference date"), now->linked_by_reference, "%s: %s", day,
             place_of(e, "targets.csv", e->province->kase->targets[now->linked_row].line));
    } else {
        line(e, N_("linked by the reference date"), UNKNOWN_PERSONS, "no count of %s in %s", day,
             file_of(e, "targets.csv"));
    }
    if (now->excusable_is_official) {
        line(e, N_("excusable (verschoonbaar)"), now->excusable, "official, %s has %" PRId32 "%s%s; computed: %s%s",
             place_of(e, "targets.csv", e->target->line), e->target->excusable_persons,
             e->target->excusable_reason[0] != '\0' ? _(", for ") : "", e->target->excusable_reason, computed,
             now->linked_row == KOPPEL_NONE || now->excusable == now->excusable_computed
                 ? ""
                 : _(" (differs; the official one rules)"));
    } else {
        line(e, N_("excusable (verschoonbaar)"), now->excusable,
             "corrected target - linked by %s, at most what is left to house", day);
    }
    line(e, N_("that may be enforced"), now->enforceable, "still to house - excusable");
    line(e, N_("lead + or arrears - now"), now->balance_after,
         "%+" PRId64 " + %" PRId64 " housed - %" PRId64 " target; carried into the next half-year", now->balance_before,
         now->housed, now->target.persons);
    explain_per_inhabitants(e);
}

static void explain_history(const struct explaining *e)
{
    const struct koppel_province *province = e->province;
    const struct koppel_missed_row *missed = &e->row->rung.missed;
    const struct koppel_asked asked = {
        .municipality = e->row->now.municipality, .day = province->day, .known_on = province->day};
    int32_t kept = missed->n < KOPPEL_MAX_MISSED ? missed->n : KOPPEL_MAX_MISSED;
    char period[8];

    for (int32_t k = 0; k < kept; k++) {
        struct koppel_standing then;
        char what[48];

        koppel_period_format(missed->periods[k], period);
        if (!koppel_merged_standing_make(province->kase, &province->rules->dates, &asked, missed->periods[k], &then)) {
            snprintf(what, sizeof what, _("  %s: arrears at its end"), period);
            line(e, what, UNKNOWN_PERSONS, "%s has no target of it, and begins with arrears after it",
                 file_of(e, "targets.csv"));
            continue;
        }
        snprintf(what, sizeof what, _("  %s: that could be enforced"), period);
        line(e, what, then.enforceable, "corrected %" PRId64 " - housed %" PRId64 " - excusable %" PRId64 ", %s",
             then.corrected, then.housed, then.excusable,
             place_of(e, "targets.csv", province->kase->targets[then.target.row].line));
    }
    if (missed->n_excused > 0) {
        line(e, N_("  passed over"), missed->n_excused, "half-years in between whose whole shortfall was excusable");
    }
    if (missed->reaches_the_start) {
        koppel_period_format(missed->known_since - (missed->begins_with_arrears ? 2 : 1), period);
        line(e, N_("  at least"), missed->n, "%s has no target of %s, which may have been missed as well",
             file_of(e, "targets.csv"), period);
    }
}

static void explain_next_rung(const struct explaining *e, const struct koppel_ladder *ladder)
{
    const struct koppel_rung_state *state = &e->row->rung;
    const struct koppel_rung *next = NULL;
    char conditions[KOPPEL_RUNG_CONDITIONS];
    char title[KOPPEL_RUNG_TITLE];

    if (state->by_rule >= ladder->n_rungs) {
        return;
    }
    next = &ladder->rungs[state->by_rule];
    line(e, N_("next rung by the rule"), state->by_rule + 1, "%s: %s (%s)%s", koppel_rung_title(next, title),
         koppel_rung_conditions(next, conditions), koppel_rule_mark_words(next->mark),
         state->intervention != KOPPEL_NONE ? _("; the decision stands in its place") : "");
}

static void explain_rung(const struct explaining *e)
{
    const struct koppel_rung_state *state = &e->row->rung;
    const struct koppel_ladder *ladder = &e->province->rules->ladders[e->row->ladder];
    char source[KOPPEL_RULE_TEXT + 64];
    char by_half_year[KOPPEL_ARREARS_WORDS];
    char day[KOPPEL_DAY_WORDS] = "";

    heading(e, N_("Intervention ladder (interventieladder)"));
    line(e, N_("half-years missed in a row"), state->missed.n, "ended with a shortfall that may be enforced");
    explain_history(e);
    if (state->by_rule > 0) {
        koppel_date_words(state->by_rule_since, day);
    }
    line(e, N_("rung by the rule"), state->by_rule, "%s%s%s; ladder \"%s\"", koppel_rung_words(ladder, state->by_rule),
         state->by_rule > 0 ? _(", since ") : "", day, ladder->name);
    if (state->intervention != KOPPEL_NONE) {
        const struct koppel_intervention *intervention = &e->province->kase->interventions[state->intervention];

        koppel_date_words(intervention->decided_on, day);
        line(e, N_("rung by decision"), intervention->rung, "%s, %s: %s; %s; Gemeentewet art. 124",
             koppel_rung_words(ladder, intervention->rung), day, intervention->reason,
             place_of(e, "interventions.csv", intervention->line));
    }
    if (state->term_on != KOPPEL_NO_DATE) {
        koppel_date_words(state->term_on, day);
        shown_line(e, N_("term of the decision"), "", day);
    }
    if (state->plan_due_on != KOPPEL_NO_DATE) {
        koppel_date_words(state->plan_due_on, day);
        shown_line(e, N_("plan of approach due by"), "", day);
    }
    if (state->plan_on != KOPPEL_NO_DATE) {
        koppel_date_words(state->plan_on, day);
        shown_line(e, N_("plan of approach received"), "", day);
    }
    if (state->arrears.total > 0) {
        line(e, N_("arrears not made up yet"), state->arrears.total, "oldest first: %s",
             koppel_arrears_words(&state->arrears, true, by_half_year));
    }
    if (state->rung > 0 && ladder->rungs[state->rung - 1].substitution) {
        line(e, N_("the province may house in its place"), state->substituted, "%s; Gemeentewet art. 124",
             state->substituted == 0 ? _("nobody: what it could enforce is made up")
             : ladder->whole_task    ? _("the whole task: arrears and current target")
                                     : _("the arrears"));
    }
    explain_next_rung(e, ladder);
    if (!e->takes->has_ladder) {
        snprintf(source, sizeof source, _("Source of the ladder (%s): %s"), koppel_rule_mark_words(ladder->mark),
                 koppel_ladder_source_words(ladder));
        e->takes->note(e->takes->to, source);
    }
}

static void explain_promises(const struct explaining *e)
{
    const struct koppel_promised *promised = &e->row->promised;
    const struct koppel_standing *then = &e->row->then;
    char day[KOPPEL_DAY_WORDS];

    heading(e, N_("If the proposals are carried out"));
    line(e, N_("households offered a home"), promised->households, "in %" PRId64 " %s", promised->homes,
         koppel_word(promised->homes, "home", "homes"));
    line(e, N_("persons in them"), promised->persons, "proposal.csv, persons that count for the target");
    line(e, N_("housed then, persons"), then->housed, "%" PRId64 " + %" PRId64 ": %s", e->row->now.housed,
         promised->persons, _(koppel_schedule_name(then->schedule)));
    line(e, N_("lead + or arrears - then, persons"), then->balance_after,
         "of which excusable %" PRId64 ", may be enforced %" PRId64, then->excusable, then->enforceable);
    line(e, N_("linked households left"), promised->left_households,
         "%" PRId64 " %s; for %" PRId64 " of them no home, or too few, suit (unplaced.csv)", promised->left_persons,
         koppel_word(promised->left_persons, "person", "persons"), promised->left_unsuited_persons);
    koppel_date_words(koppel_check_day(then->period), day);
    line(e, N_("rung on the check day"), e->row->rung_if_promised, "%s; %" PRId32 " when nobody more is housed", day,
         e->row->rung_if_nothing);
}

bool koppel_supervision_explain_to(const struct koppel_province *province, const struct koppel_target_table *targets,
                                   int32_t municipality, const struct koppel_explanation *takes)
{
    const struct koppel_supervised *row = &province->rows[municipality];
    struct places places = {.next = 0};
    struct explaining e = {.province = province,
                           .row = row,
                           .targets = targets,
                           .municipality = &province->kase->municipalities[municipality],
                           .takes = takes,
                           .places = &places};

    if (!row->has_target) {
        return false;
    }
    e.target = &province->kase->targets[row->now.target.row];
    explain_target(&e);
    explain_carried(&e);
    explain_schedule(&e);
    explain_excusable(&e);
    explain_rung(&e);
    if (province->has_promises) {
        explain_promises(&e);
    }
    return true;
}

/* ---- For the terminal ---- */

enum { WHAT = 38, NUMBER = 9, INDENT = WHAT + NUMBER + 2 };

static void print_heading(void *to, const char *words)
{
    koppel_text_add(to, "\n%s\n", words);
}

static void print_row(void *to, const char *what, const char *shown, const char *words)
{
    koppel_lay_left(to, WHAT, what);
    koppel_lay_right(to, NUMBER, shown);
    koppel_text_add(to, "  ");
    koppel_lay_words(to, INDENT, INDENT, words);
}

static void print_note(void *to, const char *words)
{
    koppel_lay_words(to, 0, 2, words);
}

void koppel_supervision_explain(const struct koppel_province *province, const struct koppel_target_table *targets,
                                int32_t municipality, struct koppel_text *text)
{
    const struct koppel_municipality *asked = &province->kase->municipalities[municipality];
    const struct koppel_explanation takes = {text, print_heading, print_row, print_note, false};
    char period[8];
    char day[KOPPEL_DAY_WORDS];

    koppel_period_format(province->period, period);
    koppel_date_words(province->day, day);
    if (province->rows[municipality].has_target) {
        koppel_text_add(text, "%s %s (%s), %s on %s\n", asked->id, asked->name, asked->province, period, day);
    } else {
        koppel_text_add(text, "%s %s has no target of %s that was published by %s.\n", asked->id, asked->name, period,
                        day);
    }
    koppel_supervision_explain_to(province, targets, municipality, &takes);
}
