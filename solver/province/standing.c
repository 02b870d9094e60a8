// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* standing.c - where a municipality stands with its housing target (see standing.h). */
#include "province/standing.h"

#include "base/language.h"

static int64_t positive(int64_t a)
{
    return a > 0 ? a : 0;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t koppel_balance_carry(int64_t balance, int64_t target, int64_t housed)
{
    return balance + housed - target;
}

int32_t koppel_months_passed(int32_t period, int32_t day)
{
    int32_t months = 0;

    for (int32_t m = 1; m <= KOPPEL_HALF_YEAR_MONTHS; m++) {
        int32_t month = period % 2 * KOPPEL_HALF_YEAR_MONTHS + m;
        int32_t last = month < 12 ? koppel_date_make(period / 2, month + 1, 1) - 1 : koppel_period_last_day(period);

        months += day >= last ? 1 : 0;
    }
    return months;
}

int64_t koppel_schedule_due(int64_t corrected, int32_t months)
{
    return corrected > 0 ? (corrected * months + KOPPEL_HALF_YEAR_MONTHS - 1) / KOPPEL_HALF_YEAR_MONTHS : 0;
}

enum koppel_schedule koppel_schedule_class(const struct koppel_supervision_dates *dates, int64_t corrected,
                                           int64_t housed, int32_t months)
{
    int64_t gap = corrected * months - KOPPEL_HALF_YEAR_MONTHS * housed; /* sixths of persons behind */

    if (corrected <= 0 || gap <= 0) {
        return KOPPEL_ON_SCHEDULE;
    }
    return gap * dates->slightly_of <= KOPPEL_HALF_YEAR_MONTHS * corrected * dates->slightly_parts
               ? KOPPEL_SLIGHTLY_BEHIND
               : KOPPEL_FAR_BEHIND;
}

/* The last version that says who was linked by the reference date, which a later version need not repeat. */
static int32_t reference_row(const struct koppel_case *kase, const struct koppel_standing *standing)
{
    int32_t last = KOPPEL_NONE;

    for (int32_t i = 0; i < kase->n_targets; i++) {
        const struct koppel_target *target = &kase->targets[i];

        if (target->municipality == standing->municipality && target->period == standing->period &&
            target->published_on <= standing->known_on && target->linked_by_reference_persons != KOPPEL_UNKNOWN &&
            (last == KOPPEL_NONE || target->published_on > kase->targets[last].published_on)) {
            last = i;
        }
    }
    return last;
}

/* Linked by the reference date: the column for it, else the last count published by that day. */
static void find_linked(const struct koppel_case *kase, int32_t linked_by, struct koppel_standing *standing)
{
    int32_t row = reference_row(kase, standing);

    standing->linked_by_reference = KOPPEL_UNKNOWN;
    standing->linked_row = KOPPEL_NONE;
    if (standing->day < linked_by) {
        return;
    }
    if (row == KOPPEL_NONE) {
        row = koppel_case_target(kase, standing->municipality, standing->period,
                                 least(linked_by, standing->known_on) == linked_by ? linked_by : standing->known_on);
        standing->linked_by_reference = row != KOPPEL_NONE ? kase->targets[row].linked_persons : KOPPEL_UNKNOWN;
    } else {
        standing->linked_by_reference = kase->targets[row].linked_by_reference_persons;
    }
    standing->linked_row = standing->linked_by_reference != KOPPEL_UNKNOWN ? row : KOPPEL_NONE;
}

static void find_cause(struct koppel_standing *standing)
{
    int64_t linked = standing->linked_by_reference != KOPPEL_UNKNOWN ? standing->linked_by_reference : standing->linked;

    standing->behind = positive(standing->due - standing->housed);
    if (standing->behind == 0) {
        standing->cause = KOPPEL_CAUSE_NONE;
        return;
    }
    if (linked == KOPPEL_UNKNOWN && !standing->excusable_is_official) {
        standing->cause = KOPPEL_CAUSE_UNKNOWN;
        return;
    }
    standing->behind_not_linked = linked != KOPPEL_UNKNOWN ? positive(standing->due - linked) : 0;
    if (standing->is_over) {
        standing->behind_not_linked = standing->excusable;
    }
    standing->behind_not_linked = least(standing->behind_not_linked, standing->behind);
    if (standing->behind_not_linked == 0) {
        standing->cause = KOPPEL_CAUSE_NOT_HOUSED;
    } else {
        standing->cause = standing->behind_not_linked == standing->behind ? KOPPEL_CAUSE_NOT_LINKED : KOPPEL_CAUSE_BOTH;
    }
}

static void find_excusable(const struct koppel_target *row, struct koppel_standing *standing)
{
    standing->shortfall = positive(standing->corrected - standing->housed);
    if (standing->linked_by_reference != KOPPEL_UNKNOWN) {
        standing->excusable_computed =
            least(standing->shortfall, positive(standing->corrected - standing->linked_by_reference));
    }
    standing->excusable_is_official = row->excusable_persons != KOPPEL_UNKNOWN;
    standing->excusable = standing->excusable_is_official ? least(standing->shortfall, row->excusable_persons)
                                                          : standing->excusable_computed;
    standing->enforceable = standing->shortfall - standing->excusable;
}

/* Proposals that are carried out. Whoever is housed was linked. */
static void add_promised(const struct koppel_asked *asked, struct koppel_standing *standing)
{
    if (asked->promised_persons == 0 || standing->period != asked->promised_period) {
        return;
    }
    standing->housed += asked->promised_persons;
    if (standing->linked != KOPPEL_UNKNOWN) {
        standing->linked += asked->promised_linked;
        standing->linked = standing->linked > standing->housed ? standing->linked : standing->housed;
    }
}

bool koppel_standing_make(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                          const struct koppel_asked *asked, int32_t period, struct koppel_standing *standing)
{
    const struct koppel_target *row = NULL;

    *standing = (struct koppel_standing){
        .municipality = asked->municipality, .period = period, .day = asked->day, .known_on = asked->known_on};
    standing->target = koppel_ruling_target(kase, asked->municipality, period, asked->known_on);
    if (standing->target.row == KOPPEL_NONE) {
        return false;
    }
    row = &kase->targets[standing->target.row];
    standing->inhabitants = kase->municipalities[asked->municipality].inhabitants;
    standing->balance_before = row->balance_persons;
    standing->corrected = standing->target.persons - standing->balance_before;
    standing->linked = row->linked_persons;
    standing->housed = positive(row->housed_persons);
    add_promised(asked, standing);
    standing->balance_after =
        koppel_balance_carry(standing->balance_before, standing->target.persons, standing->housed);
    standing->months = koppel_months_passed(period, asked->day);
    standing->is_over = standing->months == KOPPEL_HALF_YEAR_MONTHS;
    standing->due = koppel_schedule_due(standing->corrected, standing->months);
    standing->schedule = koppel_schedule_class(dates, standing->corrected, standing->housed, standing->months);
    find_linked(kase, koppel_linked_by_day(dates, period), standing);
    find_excusable(row, standing);
    find_cause(standing);
    return true;
}

bool koppel_standing_missed(const struct koppel_standing *standing)
{
    return standing->is_over && standing->enforceable > 0;
}

const char *koppel_schedule_name(enum koppel_schedule schedule)
{
    static const char *const names[] = {N_("on schedule"), N_("slightly behind"), N_("far behind")};

    return names[schedule];
}

const char *koppel_cause_name(enum koppel_cause cause)
{
    static const char *const names[] = {"-", N_("too few linked"), N_("too few housed"), N_("both"),
                                        N_("not recorded")};

    return names[cause];
}
