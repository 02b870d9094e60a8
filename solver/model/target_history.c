// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* target_history.c - which target, national number and inhabitants rule on a day (see target_history.h). */
#include "model/target_history.h"

#include <stdlib.h>

int64_t koppel_swapped_persons(const struct koppel_case *kase, int32_t municipality, int32_t period, int32_t day)
{
    int64_t persons = 0;

    for (int32_t i = 0; i < kase->n_swaps; i++) {
        const struct koppel_swap *swap = &kase->swaps[i];

        if (swap->municipality == municipality && swap->period == period && swap->agreed_on <= day) {
            persons += swap->change_persons;
        }
    }
    return persons;
}

struct koppel_ruling_target koppel_ruling_target(const struct koppel_case *kase, int32_t municipality, int32_t period,
                                                 int32_t day)
{
    struct koppel_ruling_target ruling = {.row = koppel_case_target(kase, municipality, period, day)};

    for (int32_t i = 0; i < kase->n_targets; i++) {
        const struct koppel_target *target = &kase->targets[i];

        ruling.n_versions +=
            target->municipality == municipality && target->period == period && target->published_on <= day ? 1 : 0;
    }
    ruling.announced = ruling.row != KOPPEL_NONE ? kase->targets[ruling.row].target_persons : 0;
    ruling.swapped = koppel_swapped_persons(kase, municipality, period, day);
    ruling.persons = ruling.announced + ruling.swapped;
    return ruling;
}

int32_t koppel_ruling_national(const struct koppel_case *kase, int32_t period, int32_t day)
{
    int32_t ruling = KOPPEL_NONE;

    for (int32_t i = 0; i < kase->n_nationals; i++) {
        const struct koppel_national *national = &kase->nationals[i];

        if (national->period == period && national->published_on <= day &&
            (ruling == KOPPEL_NONE || national->published_on > kase->nationals[ruling].published_on)) {
            ruling = i;
        }
    }
    return ruling;
}

static int32_t headcount_of(const struct koppel_case *kase, int32_t municipality, int32_t day)
{
    for (int32_t i = 0; i < kase->n_headcounts; i++) {
        if (kase->headcounts[i].municipality == municipality && kase->headcounts[i].counted_on == day) {
            return i;
        }
    }
    return KOPPEL_NONE;
}

struct koppel_reference_count koppel_reference_count(const struct koppel_case *kase,
                                                     const struct koppel_supervision_dates *dates, int32_t municipality,
                                                     int32_t period)
{
    int32_t reference = koppel_reference_day(dates, period);
    int32_t first = koppel_period_first_day(period);
    struct koppel_reference_count count = {.row = headcount_of(kase, municipality, reference)};

    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];

        if (change->from_row == municipality && change->ends && change->changed_on <= first) {
            count.ended = true;
        }
        if (change->changed_on <= reference || change->changed_on > first) {
            continue;
        }
        count.moved_in += change->to == municipality ? change->inhabitants : 0;
        count.moved_out += change->from_row == municipality ? change->inhabitants : 0;
    }
    if (count.row != KOPPEL_NONE) {
        count.counted = kase->headcounts[count.row].inhabitants;
        count.inhabitants = count.counted + count.moved_in - count.moved_out;
    } else {
        count.counted = kase->municipalities[municipality].inhabitants;
        count.inhabitants = count.counted;
    }
    if (count.ended) {
        count.inhabitants = 0;
    }
    return count;
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

int32_t koppel_case_last_recorded_day(const struct koppel_case *kase)
{
    int32_t last = koppel_case_last_day(kase);

    for (int32_t i = 0; i < kase->n_nationals; i++) {
        last = later(last, kase->nationals[i].published_on);
    }
    for (int32_t i = 0; i < kase->n_swaps; i++) {
        last = later(last, kase->swaps[i].agreed_on);
    }
    for (int32_t i = 0; i < kase->n_interventions; i++) {
        last = later(last, later(kase->interventions[i].decided_on, kase->interventions[i].plan_on));
    }
    return last;
}

int32_t koppel_period_of_day(int32_t day)
{
    char text[11];
    int32_t period = KOPPEL_NONE;

    koppel_date_format(day, text);
    period = (int32_t)strtol(text, NULL, 10) * 2;
    return day > koppel_period_last_day(period) ? period + 1 : period;
}

/* The last half-year of which a national number was announced by the day, or KOPPEL_NONE. */
static int32_t last_announced_period(const struct koppel_case *kase, int32_t day)
{
    int32_t last = KOPPEL_NONE;

    for (int32_t i = 0; i < kase->n_nationals; i++) {
        if (kase->nationals[i].published_on <= day) {
            last = later(last, kase->nationals[i].period);
        }
    }
    return last;
}

int32_t koppel_supervised_period(const struct koppel_case *kase, int32_t day)
{
    int32_t now = koppel_period_of_day(day - 1);

    for (int32_t i = 0; i < kase->n_targets; i++) {
        if (kase->targets[i].period == now && kase->targets[i].published_on <= day) {
            return now;
        }
    }
    now = koppel_case_period(kase, day);
    return now != KOPPEL_NONE ? now : last_announced_period(kase, day);
}
