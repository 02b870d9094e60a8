// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_check.c - what the tables of supervision must say together (see supervision_check.h). */
#include "province/supervision_check.h"

#include "io/allocation_check.h"
#include "io/case_reader.h"
#include "model/target_history.h"
#include "province/boundary_check.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct checking {
    const struct koppel_case *kase;
    const struct koppel_supervision_rules *rules;
    struct koppel_errors *errors;
    struct koppel_errors *notes;
};

static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

static const char *id_of(const struct checking *c, int32_t municipality)
{
    return c->kase->municipalities[municipality].id;
}

static const char *file_of(const struct checking *c, const char *table)
{
    return koppel_case_file_name(c->kase, table);
}

static const char *column_of(const struct checking *c, const char *table, const char *column)
{
    return koppel_case_column_name(c->kase, table, column);
}

static void check_inhabitants(const struct checking *c)
{
    for (int32_t m = 0; m < c->kase->n_municipalities; m++) {
        const struct koppel_municipality *municipality = &c->kase->municipalities[m];
        bool ended = false;

        for (int32_t i = 0; i < c->kase->n_boundary_changes; i++) {
            ended = ended || (c->kase->boundary_changes[i].ends && c->kase->boundary_changes[i].from_row == m);
        }
        if (municipality->inhabitants == 0 && !ended) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "municipalities.csv"), municipality->line, 0,
                              "column %s: %s has no inhabitants, so it can have no target: fill in their number",
                              column_of(c, "municipalities.csv", "inhabitants"), municipality->id);
        }
    }
}

static void check_headcounts(const struct checking *c)
{
    const struct koppel_year_day *reference = &c->rules->dates.reference;
    char wanted[8];
    char day[KOPPEL_DAY_WORDS];

    snprintf(wanted, sizeof wanted, "-%02d-%02d", (int)reference->month, (int)reference->day);
    for (int32_t i = 0; i < c->kase->n_headcounts; i++) {
        const struct koppel_headcount *headcount = &c->kase->headcounts[i];

        koppel_date_words(headcount->counted_on, day);
        if (strcmp(day + 4, wanted) != 0) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "inhabitants.csv"), headcount->line, 0,
                              "column %s: %s is not a %" PRId32 " %s, on which inhabitants are counted "
                              "(Huisvestingswet art. 29): the row would never be used",
                              column_of(c, "inhabitants.csv", "counted_on"), day, reference->day,
                              month_names[reference->month - 1]);
        }
        if (headcount->inhabitants == 0) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "inhabitants.csv"), headcount->line, 0,
                              "column %s: %s has no inhabitants, so it can have no target: fill in their number",
                              column_of(c, "inhabitants.csv", "inhabitants"), id_of(c, headcount->municipality));
        }
    }
}

/* The first day on which a national number of the half-year was announced; KOPPEL_NO_DATE: the tables have none. */
static int32_t first_announced(const struct koppel_case *kase, int32_t period)
{
    int32_t first = KOPPEL_NO_DATE;

    for (int32_t i = 0; i < kase->n_nationals; i++) {
        if (kase->nationals[i].period == period &&
            (first == KOPPEL_NO_DATE || kase->nationals[i].published_on < first)) {
            first = kase->nationals[i].published_on;
        }
    }
    return first;
}

/* A forecast of the half-year after the next one comes at most a half-year too early, and with a number of the one
 * between, or after it: of a municipality, or with KOPPEL_NONE of the country. */
static bool is_forecast(const struct checking *c, int32_t municipality, int32_t period, int32_t published_on)
{
    const struct koppel_case *kase = c->kase;
    bool has_next = false;

    if (municipality != KOPPEL_NONE) {
        has_next = koppel_case_target(kase, municipality, period - 1, published_on) != KOPPEL_NONE;
    } else {
        has_next = koppel_ruling_national(kase, period - 1, published_on) != KOPPEL_NONE;
    }
    return has_next && published_on >= koppel_first_announcement_day(&c->rules->dates, period - 1);
}

static void check_target_day(const struct checking *c, const struct koppel_target *target)
{
    int32_t announced = first_announced(c->kase, target->period);
    int32_t reference = koppel_reference_day(&c->rules->dates, target->period);
    int32_t earliest = koppel_first_announcement_day(&c->rules->dates, target->period);
    char period[8];
    char published[KOPPEL_DAY_WORDS];
    char day[KOPPEL_DAY_WORDS];

    koppel_period_format(target->period, period);
    koppel_date_words(target->published_on, published);
    if (announced != KOPPEL_NO_DATE && target->published_on < announced) {
        koppel_date_words(announced, day);
        koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "targets.csv"), target->line, 0,
                          "column %s: the target of %s for %s is of %s, but its national number was announced on "
                          "%s: correct one of the days",
                          column_of(c, "targets.csv", "published_on"), id_of(c, target->municipality), period,
                          published, day);
    } else if (target->published_on < reference) {
        koppel_date_words(reference, day);
        koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "targets.csv"), target->line, 0,
                          "column %s: the target of %s for %s is of %s, before the day on which its inhabitants "
                          "are counted, %s (Huisvestingswet art. 29)",
                          column_of(c, "targets.csv", "published_on"), id_of(c, target->municipality), period,
                          published, day);
    } else if (target->published_on < earliest &&
               is_forecast(c, target->municipality, target->period, target->published_on)) {
        koppel_date_words(earliest, day);
        koppel_errors_add(c->notes, KOPPEL_OK, file_of(c, "targets.csv"), target->line, 0,
                          "the target of %s for %s is of %s, a forecast: targets of %s are announced from %s on",
                          id_of(c, target->municipality), period, published, period, day);
    } else if (target->published_on < earliest) {
        koppel_date_words(earliest, day);
        koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "targets.csv"), target->line, 0,
                          "column %s: the target of %s for %s is of %s, but no number of %s is announced before %s "
                          "(announce_from in supervision.json): correct the half-year or the day",
                          column_of(c, "targets.csv", "published_on"), id_of(c, target->municipality), period,
                          published, period, day);
    }
}

/* What a version of that day cannot know yet. */
static void check_known_by_then(const struct checking *c, const struct koppel_target *target)
{
    int32_t first = koppel_period_first_day(target->period);
    int32_t linked_by = koppel_linked_by_day(&c->rules->dates, target->period);
    char period[8];
    char published[KOPPEL_DAY_WORDS];
    char day[KOPPEL_DAY_WORDS];

    koppel_period_format(target->period, period);
    koppel_date_words(target->published_on, published);
    if (target->housed_persons > 0 && target->published_on < first) {
        koppel_date_words(first, day);
        koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "targets.csv"), target->line, 0,
                          "column %s: %s has %" PRId32
                          " %s housed in %s in a version of %s, before that half-year begins (%s): persons housed "
                          "earlier belong to the half-year before, or to its lead",
                          column_of(c, "targets.csv", "housed_persons"), id_of(c, target->municipality),
                          target->housed_persons, koppel_word(target->housed_persons, "person", "persons"), period,
                          published, day);
    }
    if (target->linked_by_reference_persons != KOPPEL_UNKNOWN && target->published_on < linked_by) {
        koppel_date_words(linked_by, day);
        koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "targets.csv"), target->line, 0,
                          "column %s: %s has the persons linked by %s in a version of %s, before that day: leave the "
                          "cell empty until then, and write who is linked so far in %s",
                          column_of(c, "targets.csv", "linked_by_reference_persons"), id_of(c, target->municipality),
                          day, published, column_of(c, "targets.csv", "linked_persons"));
    }
}

static void check_targets(const struct checking *c)
{
    for (int32_t i = 0; i < c->kase->n_targets; i++) {
        const struct koppel_target *target = &c->kase->targets[i];

        check_target_day(c, target);
        check_known_by_then(c, target);
        if (target->linked_persons != KOPPEL_UNKNOWN && target->housed_persons > target->linked_persons) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "targets.csv"), target->line, 0,
                              "column %s: %s has %" PRId32 " %s housed but only %" PRId32
                              " linked: whoever is housed was linked before, also in an earlier half-year",
                              column_of(c, "targets.csv", "housed_persons"), id_of(c, target->municipality),
                              target->housed_persons, koppel_word(target->housed_persons, "person", "persons"),
                              target->linked_persons);
        }
        if (target->linked_persons != KOPPEL_UNKNOWN && target->linked_by_reference_persons > target->linked_persons) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "targets.csv"), target->line, 0,
                              "column %s: %" PRId32 " is more than all linked_persons, %" PRId32,
                              column_of(c, "targets.csv", "linked_by_reference_persons"),
                              target->linked_by_reference_persons, target->linked_persons);
        }
    }
}

static void check_nationals(const struct checking *c)
{
    char period[8];
    char due[KOPPEL_DAY_WORDS];
    char published[KOPPEL_DAY_WORDS];

    for (int32_t i = 0; i < c->kase->n_nationals; i++) {
        const struct koppel_national *national = &c->kase->nationals[i];
        int32_t last = koppel_announcement_day(&c->rules->dates, national->period);
        int32_t reference = koppel_reference_day(&c->rules->dates, national->period);
        int32_t earliest = koppel_first_announcement_day(&c->rules->dates, national->period);

        koppel_period_format(national->period, period);
        koppel_date_words(national->published_on, published);
        if (national->published_on < reference) {
            koppel_date_words(reference, due);
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "national.csv"), national->line, 0,
                              "column %s: the number of %s is of %s, before the day on which its inhabitants are "
                              "counted, %s (Huisvestingswet art. 29)",
                              column_of(c, "national.csv", "published_on"), period, published, due);
        } else if (national->published_on < earliest &&
                   is_forecast(c, KOPPEL_NONE, national->period, national->published_on)) {
            koppel_date_words(earliest, due);
            koppel_errors_add(c->notes, KOPPEL_OK, file_of(c, "national.csv"), national->line, 0,
                              "the number of %s is of %s, a forecast: numbers of %s are announced from %s on", period,
                              published, period, due);
        } else if (national->published_on < earliest) {
            koppel_date_words(earliest, due);
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "national.csv"), national->line, 0,
                              "column %s: the number of %s is of %s, but none of %s is announced before %s "
                              "(announce_from in supervision.json): correct the half-year or the day",
                              column_of(c, "national.csv", "published_on"), period, published, period, due);
        }
        if (national->published_on == first_announced(c->kase, national->period) && national->published_on > last) {
            koppel_date_words(last, due);
            koppel_errors_add(c->notes, KOPPEL_OK, file_of(c, "national.csv"), national->line, 0,
                              "the number of %s was announced on %s, later than %" PRId32
                              " weeks before the half-year (%s; Huisvestingswet art. 29)",
                              period, published, c->rules->dates.announce_weeks, due);
        }
    }
}

/* Checks the swap that begins with row `first`, unless an earlier row began it. */
static void check_swap(const struct checking *c, int32_t first)
{
    const struct koppel_swap *swaps = c->kase->swaps;
    int64_t sum = 0;
    int32_t n = 0;

    for (int32_t i = 0; i < c->kase->n_swaps; i++) {
        if (strcmp(swaps[i].swap, swaps[first].swap) != 0) {
            continue;
        }
        if (i < first) {
            return;
        }
        sum += swaps[i].change_persons;
        n++;
        if (swaps[i].period != swaps[first].period || swaps[i].agreed_on != swaps[first].agreed_on) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "swaps.csv"), swaps[i].line, 0,
                              "swap \"%s\": period and day differ from its row on line %ld; a swap is of one half-year "
                              "and one day",
                              swaps[i].swap, swaps[first].line);
        }
    }
    if (n < 2 || sum != 0) {
        koppel_errors_add(
            c->errors, KOPPEL_E_INPUT, file_of(c, "swaps.csv"), swaps[first].line, 0,
            "swap \"%s\": the changes of its %" PRId32 " %s add up to %+" PRId64
            "; two or more municipalities may swap while the sum stays unchanged (Huisvestingswet art. 29(2))",
            swaps[first].swap, n, koppel_word(n, "municipality", "municipalities"), sum);
    }
}

static void check_swaps(const struct checking *c)
{
    for (int32_t i = 0; i < c->kase->n_swaps; i++) {
        const struct koppel_swap *swap = &c->kase->swaps[i];
        struct koppel_ruling_target target = {.row = KOPPEL_NONE};
        char period[8];
        char agreed[KOPPEL_DAY_WORDS];
        char first[KOPPEL_DAY_WORDS];

        check_swap(c, i);
        koppel_period_format(swap->period, period);
        if (swap->municipality != KOPPEL_NONE) {
            target =
                koppel_ruling_target(c->kase, swap->municipality, swap->period, koppel_period_last_day(swap->period));
        }
        if (target.row != KOPPEL_NONE && target.persons < 0) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "swaps.csv"), swap->line, 0,
                              "column %s: %s would hand over more than its target of %" PRId64 " for %s",
                              column_of(c, "swaps.csv", "change_persons"), id_of(c, swap->municipality),
                              target.announced, period);
        }
        if (swap->agreed_on > koppel_period_last_day(swap->period)) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "swaps.csv"), swap->line, 0,
                              "column %s: the swap was agreed after its half-year %s had ended",
                              column_of(c, "swaps.csv", "agreed_on"), period);
        }
        if (swap->agreed_on < koppel_first_announcement_day(&c->rules->dates, swap->period)) {
            koppel_date_words(swap->agreed_on, agreed);
            koppel_date_words(koppel_first_announcement_day(&c->rules->dates, swap->period), first);
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "swaps.csv"), swap->line, 0,
                              "column %s: the swap of %s was agreed on %s, before any target of that half-year is "
                              "announced (%s): correct the half-year or the day",
                              column_of(c, "swaps.csv", "agreed_on"), period, agreed, first);
        }
    }
}

enum koppel_status koppel_interventions_check(const struct koppel_case *kase,
                                              const struct koppel_supervision_rules *rules,
                                              struct koppel_errors *errors)
{
    const struct checking checking = {.kase = kase, .rules = rules, .errors = errors};
    const struct checking *c = &checking;
    size_t before = errors->n_items + errors->n_dropped;

    for (int32_t i = 0; i < c->kase->n_interventions; i++) {
        const struct koppel_intervention *intervention = &c->kase->interventions[i];
        const struct koppel_municipality *municipality = &c->kase->municipalities[intervention->municipality];
        int32_t ladder = koppel_ladder_of_province(c->rules, municipality->province);

        if (ladder != KOPPEL_NONE && intervention->rung > c->rules->ladders[ladder].n_rungs) {
            koppel_errors_add(c->errors, KOPPEL_E_INPUT, file_of(c, "interventions.csv"), intervention->line, 0,
                              "column %s: the ladder \"%s\" has no rung %" PRId32 ", its highest is %" PRId32,
                              column_of(c, "interventions.csv", "rung"), c->rules->ladders[ladder].name,
                              intervention->rung, c->rules->ladders[ladder].n_rungs);
        }
    }
    return koppel_errors_status_since(errors, before);
}

enum koppel_status koppel_supervision_check(const struct koppel_case *kase,
                                            const struct koppel_supervision_rules *rules, struct koppel_errors *errors,
                                            struct koppel_errors *notes)
{
    struct checking checking = {.kase = kase, .rules = rules, .errors = errors, .notes = notes};
    size_t before = errors->n_items + errors->n_dropped;

    check_inhabitants(&checking);
    check_headcounts(&checking);
    check_targets(&checking);
    check_nationals(&checking);
    koppel_published_days_check(kase, errors, notes);
    check_swaps(&checking);
    koppel_boundary_changes_check(kase, errors, notes);
    return koppel_errors_status_since(errors, before);
}
