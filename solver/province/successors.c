// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* successors.c - what municipalities take over from others that have ended (see successors.h). */
#include "province/successors.h"

#include "base/memory.h"

#include <stdlib.h>

static const struct koppel_boundary_change *end_of(const struct koppel_case *kase, int32_t row, int32_t from)
{
    const struct koppel_boundary_change *change = &kase->boundary_changes[row];

    return change->ends && change->from_row == from ? change : NULL;
}

bool koppel_municipality_has_ended(const struct koppel_case *kase, int32_t municipality, int32_t day)
{
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = end_of(kase, i, municipality);

        if (change != NULL && change->changed_on <= day) {
            return true;
        }
    }
    return false;
}

/* Inhabitants that go by one row; when no row has any, all rows count alike. */
static int64_t weight_of(const struct koppel_boundary_change *change, int64_t all)
{
    return all > 0 ? change->inhabitants : 1;
}

/* What is left of size x weight / all below a whole person. */
static int64_t remainder_of(int64_t size, int64_t weight, int64_t all)
{
    return (int64_t)((koppel_wide)size * weight % all);
}

/* The rows of `from` whose remainder comes before that of `row`. */
static int64_t n_before(const struct koppel_case *kase, int32_t from, int32_t row, int64_t size, int64_t inhabitants,
                        int64_t all)
{
    int64_t own = remainder_of(size, weight_of(&kase->boundary_changes[row], inhabitants), all);
    int64_t n = 0;

    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = end_of(kase, i, from);
        int64_t other = change != NULL ? remainder_of(size, weight_of(change, inhabitants), all) : 0;

        n += change != NULL && i != row && (other > own || (other == own && i < row)) ? 1 : 0;
    }
    return n;
}

int64_t koppel_handed_over(const struct koppel_case *kase, int32_t from, int32_t to, int64_t amount)
{
    int64_t size = amount < 0 ? -amount : amount;
    int64_t inhabitants = 0;
    int64_t all = 0;
    int64_t floors = 0;
    int64_t share = 0;

    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        inhabitants += end_of(kase, i, from) != NULL ? kase->boundary_changes[i].inhabitants : 0;
    }
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        all += end_of(kase, i, from) != NULL ? weight_of(&kase->boundary_changes[i], inhabitants) : 0;
    }
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = end_of(kase, i, from);

        floors += change != NULL ? koppel_muldiv_floor(size, weight_of(change, inhabitants), all) : 0;
    }
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = end_of(kase, i, from);

        if (change != NULL && change->to == to) {
            share += koppel_muldiv_floor(size, weight_of(change, inhabitants), all);
            share += n_before(kase, from, i, size, inhabitants, all) < size - floors ? 1 : 0;
        }
    }
    return amount < 0 ? -share : share;
}

/* An earlier row hands over to the same municipality. */
static bool is_repeated(const struct koppel_case *kase, int32_t row)
{
    const struct koppel_boundary_change *change = &kase->boundary_changes[row];

    for (int32_t i = 0; i < row; i++) {
        const struct koppel_boundary_change *earlier = end_of(kase, i, change->from_row);

        if (earlier != NULL && earlier->to == change->to) {
            return true;
        }
    }
    return false;
}

static void hand_over_one(const struct koppel_case *kase, int32_t from, struct koppel_amount *amounts)
{
    struct koppel_amount *own = &amounts[from];

    own->handed = own->value;
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = end_of(kase, i, from);
        struct koppel_amount *to = change != NULL ? &amounts[change->to] : NULL;

        if (to == NULL || !own->has || is_repeated(kase, i)) {
            continue;
        }
        to->is_known = own->is_known && (to->is_known || !to->has);
        to->has = true;
        to->took_over = true;
        to->value += koppel_handed_over(kase, from, change->to, own->value);
    }
    own->value = 0;
}

/* Some municipality that ended and still has to hand over to this one. */
static bool is_waited_for(const struct koppel_case *kase, int32_t municipality, int32_t day, const bool *done)
{
    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];

        if (change->ends && change->to == municipality && change->from_row != KOPPEL_NONE &&
            change->changed_on <= day && !done[change->from_row]) {
            return true;
        }
    }
    return false;
}

enum koppel_status koppel_hand_over(const struct koppel_case *kase, int32_t day, struct koppel_amount *amounts)
{
    bool *done = koppel_new((size_t)kase->n_municipalities, sizeof *done);
    bool goes_on = done != NULL;

    while (goes_on) {
        goes_on = false;
        for (int32_t m = 0; m < kase->n_municipalities; m++) {
            if (!done[m] && koppel_municipality_has_ended(kase, m, day) && !is_waited_for(kase, m, day, done)) {
                hand_over_one(kase, m, amounts);
                done[m] = true;
                goes_on = true;
            }
        }
    }
    free(done);
    return done != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

/* Adds the part of another standing that is taken over. */
static void add_part(const struct koppel_case *kase, const struct koppel_standing *other, struct koppel_standing *sum)
{
    int32_t from = other->municipality;
    int32_t to = sum->municipality;

    sum->target.persons += koppel_handed_over(kase, from, to, other->target.persons);
    sum->corrected += koppel_handed_over(kase, from, to, other->corrected);
    sum->housed += koppel_handed_over(kase, from, to, other->housed);
    sum->excusable += koppel_handed_over(kase, from, to, other->excusable);
    sum->balance_before = sum->target.persons - sum->corrected;
    sum->balance_after = sum->housed - sum->corrected;
    sum->shortfall = sum->corrected > sum->housed ? sum->corrected - sum->housed : 0;
    sum->excusable = sum->excusable < sum->shortfall ? sum->excusable : sum->shortfall;
    sum->enforceable = sum->shortfall - sum->excusable;
}

bool koppel_merged_standing_make(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                 const struct koppel_asked *asked, int32_t period, struct koppel_standing *standing)
{
    bool has = koppel_standing_make(kase, dates, asked, period, standing);

    for (int32_t i = 0; i < kase->n_boundary_changes; i++) {
        const struct koppel_boundary_change *change = &kase->boundary_changes[i];
        struct koppel_asked from = *asked;
        struct koppel_standing other;

        if (!change->ends || change->to != asked->municipality || change->from_row == KOPPEL_NONE ||
            change->from_row == asked->municipality || change->changed_on > asked->day ||
            change->changed_on <= koppel_period_first_day(period) || is_repeated(kase, i)) {
            continue;
        }
        from.municipality = change->from_row;
        if (!koppel_merged_standing_make(kase, dates, &from, period, &other)) {
            continue;
        }
        if (!has) {
            *standing = (struct koppel_standing){.municipality = asked->municipality,
                                                 .period = period,
                                                 .day = asked->day,
                                                 .known_on = asked->known_on,
                                                 .target = {.row = other.target.row},
                                                 .linked = KOPPEL_UNKNOWN,
                                                 .linked_by_reference = KOPPEL_UNKNOWN,
                                                 .linked_row = KOPPEL_NONE,
                                                 .months = other.months,
                                                 .is_over = other.is_over};
        }
        has = true;
        add_part(kase, &other, standing);
    }
    return has;
}
