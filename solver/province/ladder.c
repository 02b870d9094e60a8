// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ladder.c - the rung of the intervention ladder on which a municipality stands (see ladder.h). */
#include "province/ladder.h"

#include "base/language.h"
#include "province/successors.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void push_front(struct koppel_missed_row *row, int32_t period)
{
    int32_t kept = row->n < KOPPEL_MAX_MISSED ? row->n : KOPPEL_MAX_MISSED - 1;

    memmove(row->periods + 1, row->periods, (size_t)kept * sizeof *row->periods);
    row->periods[0] = period;
    row->n++;
}

/* Some half-year before this one has a target: then this one's is missing, and not only too long ago. */
static bool has_target_before(const struct koppel_case *kase, const struct koppel_asked *asked, int32_t period)
{
    for (int32_t i = 0; i < kase->n_targets; i++) {
        if (kase->targets[i].municipality == asked->municipality && kase->targets[i].period < period &&
            kase->targets[i].published_on <= asked->known_on) {
            return true;
        }
    }
    return false;
}

struct koppel_missed_row koppel_missed_row(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                           const struct koppel_ladder *ladder, const struct koppel_asked *asked)
{
    struct koppel_missed_row row = {.reaches_the_start = true, .gap = KOPPEL_NONE};
    int32_t p = koppel_period_of_day(asked->day);
    struct koppel_standing standing;
    int32_t n_excused = 0; /* since the last missed one: counted only when an earlier one follows */

    if (asked->day < koppel_period_last_day(p)) {
        p--;
    }
    for (; koppel_merged_standing_make(kase, dates, asked, p, &standing); p--) {
        if (koppel_standing_missed(&standing)) {
            row.n_excused += row.n > 0 ? n_excused : 0;
            n_excused = 0;
            if (row.n == 0) {
                row.short_persons = standing.enforceable;
                row.short_corrected = standing.corrected;
            }
            push_front(&row, p);
        } else if (standing.shortfall > 0 && !ladder->excused_breaks) {
            n_excused++;
        } else {
            row.reaches_the_start = false;
            break;
        }
    }
    row.known_since = p + 1;
    if (row.reaches_the_start && koppel_merged_standing_make(kase, dates, asked, p + 1, &standing) &&
        standing.balance_before < 0) {
        if (row.n == 0) {
            row.short_persons = -standing.balance_before;
            row.short_corrected = KOPPEL_UNKNOWN;
        }
        push_front(&row, p);
        row.begins_with_arrears = true;
    }
    if (row.reaches_the_start && has_target_before(kase, asked, p)) {
        row.gap = p;
    }
    row.reaches_the_start = row.reaches_the_start && row.n > 0;
    return row;
}

/* Check day of the k-th half-year of the row, 1-based; older ones than are kept count from the oldest kept. */
static int32_t check_day_of(const struct koppel_missed_row *row, int32_t k)
{
    int32_t kept = row->n < KOPPEL_MAX_MISSED ? row->n : KOPPEL_MAX_MISSED;
    int32_t place = k - 1 - (row->n - kept);

    return koppel_check_day(row->periods[place > 0 ? place : 0]);
}

/* A share of a corrected target that is not known is not reached. */
static bool is_short_enough(const struct koppel_rung *rung, const struct koppel_missed_row *missed)
{
    if (missed->short_corrected == KOPPEL_UNKNOWN) {
        return rung->short_percent == 0;
    }
    return 100 * missed->short_persons >= rung->short_percent * missed->short_corrected;
}

int32_t koppel_rung_by_rule(const struct koppel_ladder *ladder, const struct koppel_missed_row *missed, int32_t day,
                            int32_t *since)
{
    *since = KOPPEL_NO_DATE;
    for (int32_t r = ladder->n_rungs; r > 0; r--) {
        const struct koppel_rung *rung = &ladder->rungs[r - 1];
        int32_t met = 0;

        if (missed->n < rung->missed || !is_short_enough(rung, missed)) {
            continue;
        }
        met = check_day_of(missed, rung->missed) + rung->after_days;
        if (met <= day) {
            *since = met;
            return r;
        }
    }
    return 0;
}

/* The last decision taken on or before the day; one with an empty rung gives the rule back. */
static int32_t ruling_intervention(const struct koppel_case *kase, int32_t municipality, int32_t day)
{
    int32_t ruling = KOPPEL_NONE;

    for (int32_t i = 0; i < kase->n_interventions; i++) {
        const struct koppel_intervention *intervention = &kase->interventions[i];

        if (intervention->municipality == municipality && intervention->decided_on <= day &&
            (ruling == KOPPEL_NONE || intervention->decided_on > kase->interventions[ruling].decided_on)) {
            ruling = i;
        }
    }
    return ruling != KOPPEL_NONE && kase->interventions[ruling].rung == KOPPEL_UNKNOWN ? KOPPEL_NONE : ruling;
}

/* The last plan of approach that was received on or before the day. */
static int32_t last_plan(const struct koppel_case *kase, int32_t municipality, int32_t day)
{
    int32_t last = KOPPEL_NO_DATE;

    for (int32_t i = 0; i < kase->n_interventions; i++) {
        const struct koppel_intervention *intervention = &kase->interventions[i];

        if (intervention->municipality == municipality && intervention->plan_on <= day &&
            intervention->plan_on > last) {
            last = intervention->plan_on;
        }
    }
    return last;
}

/* The term for a plan of approach that was set last. */
static int32_t last_plan_term(const struct koppel_case *kase, int32_t municipality, int32_t day)
{
    int32_t decided_on = KOPPEL_NO_DATE;
    int32_t due_on = KOPPEL_NO_DATE;

    for (int32_t i = 0; i < kase->n_interventions; i++) {
        const struct koppel_intervention *intervention = &kase->interventions[i];

        if (intervention->municipality == municipality && intervention->decided_on <= day &&
            intervention->plan_due_on != KOPPEL_NO_DATE && intervention->decided_on > decided_on) {
            decided_on = intervention->decided_on;
            due_on = intervention->plan_due_on;
        }
    }
    return due_on;
}

/* Arrears that may be enforced and are not made up yet, and with whole_task what is left of the running target. */
static int64_t substituted_persons(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                   const struct koppel_ladder *ladder, const struct koppel_asked *asked,
                                   const struct koppel_rung_state *state)
{
    int64_t persons = state->arrears.total - state->arrears.excused;
    struct koppel_standing running;
    bool is_known = false;

    if (state->rung == 0 || !ladder->rungs[state->rung - 1].substitution) {
        return 0;
    }
    is_known = koppel_standing_make(kase, dates, asked, koppel_period_of_day(asked->day), &running) && !running.is_over;
    if (is_known && (ladder->whole_task || persons > running.shortfall)) {
        /* the arrears are a part of what is left to house, or more where the table has no balance */
        int64_t target = running.shortfall > state->arrears.total ? running.shortfall - state->arrears.total : 0;

        persons += ladder->whole_task ? target : 0;
        persons = persons < running.shortfall ? persons : running.shortfall;
    }
    return persons;
}

/* The rung, without arrears and what follows from them. */
static struct koppel_rung_state find_rung(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                          const struct koppel_ladder *ladder, const struct koppel_asked *asked)
{
    struct koppel_rung_state state = {.intervention = ruling_intervention(kase, asked->municipality, asked->known_on),
                                      .plan_on = last_plan(kase, asked->municipality, asked->known_on),
                                      .plan_due_on = last_plan_term(kase, asked->municipality, asked->known_on),
                                      .term_on = KOPPEL_NO_DATE};

    state.missed = koppel_missed_row(kase, dates, ladder, asked);
    state.by_rule = koppel_rung_by_rule(ladder, &state.missed, asked->day, &state.by_rule_since);
    state.rung = state.by_rule;
    state.since = state.by_rule_since;
    state.is_at_least = state.missed.reaches_the_start && state.rung < ladder->n_rungs;
    if (state.intervention != KOPPEL_NONE) {
        const struct koppel_intervention *intervention = &kase->interventions[state.intervention];

        state.rung = intervention->rung < ladder->n_rungs ? intervention->rung : ladder->n_rungs;
        state.since = intervention->decided_on;
        state.term_on = intervention->term_on;
        state.is_at_least = false;
    }
    return state;
}

struct koppel_rung_state koppel_rung_state(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                           const struct koppel_ladder *ladder, const struct koppel_asked *asked)
{
    struct koppel_rung_state state = find_rung(kase, dates, ladder, asked);

    state.arrears = koppel_arrears_left(kase, dates, asked);
    state.substituted = substituted_persons(kase, dates, ladder, asked, &state);
    return state;
}

int32_t koppel_rung_on_day(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                           const struct koppel_ladder *ladder, const struct koppel_asked *asked)
{
    return find_rung(kase, dates, ladder, asked).rung;
}

const char *koppel_rung_conditions(const struct koppel_rung *rung, char out[KOPPEL_RUNG_CONDITIONS])
{
    char days[64] = "";
    char percent[64] = "";

    if (rung->after_days > 0) {
        snprintf(days, sizeof days,
                 koppel_plural(", %" PRId32 " day after the check%s", ", %" PRId32 " days after the check%s",
                               rung->after_days),
                 rung->after_days, rung->missed > 1 ? _(" of the last") : "");
    }
    if (rung->short_percent > 0) {
        snprintf(percent, sizeof percent, _(", at least %" PRId32 " %% short"), rung->short_percent);
    }
    snprintf(
        out, KOPPEL_RUNG_CONDITIONS,
        koppel_plural("%" PRId32 " half-year missed%s%s", "%" PRId32 " half-years missed in a row%s%s", rung->missed),
        rung->missed, days, percent);
    return out;
}

const char *koppel_rung_name(const struct koppel_ladder *ladder, int32_t rung)
{
    return rung > 0 && rung <= ladder->n_rungs ? ladder->rungs[rung - 1].name : "none";
}

const char *koppel_rung_title(const struct koppel_rung *rung, char out[KOPPEL_RUNG_TITLE])
{
    if (koppel_language_now() == KOPPEL_DUTCH) {
        snprintf(out, KOPPEL_RUNG_TITLE, "%s", rung->dutch);
    } else {
        snprintf(out, KOPPEL_RUNG_TITLE, "%s (%s)", rung->name, rung->dutch);
    }
    return out;
}

const char *koppel_rung_words(const struct koppel_ladder *ladder, int32_t rung)
{
    bool is_one = rung > 0 && rung <= ladder->n_rungs;

    return is_one && koppel_language_now() == KOPPEL_DUTCH ? ladder->rungs[rung - 1].dutch
                                                           : _(koppel_rung_name(ladder, rung));
}

const char *koppel_ladder_source_words(const struct koppel_ladder *ladder)
{
    bool is_dutch = koppel_language_now() == KOPPEL_DUTCH && ladder->source_dutch[0] != '\0';

    return is_dutch ? ladder->source_dutch : ladder->source;
}

const char *koppel_rule_mark_words(const char *mark)
{
    static const char *const marks[] = {N_("seen"), N_("recalled"), N_("assumption")};

    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        if (strcmp(marks[k], mark) == 0) {
            return _(marks[k]);
        }
    }
    return mark;
}
