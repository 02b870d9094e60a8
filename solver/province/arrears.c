// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* arrears.c - the arrears of a municipality by the half-year in which they arose (see arrears.h). */
#include "province/arrears.h"

#include "base/language.h"
#include "province/successors.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int64_t positive(int64_t a)
{
    return a > 0 ? a : 0;
}

static void drop_oldest(struct koppel_arrears *arrears)
{
    arrears->n--;
    memmove(arrears->periods, arrears->periods + 1, (size_t)arrears->n * sizeof *arrears->periods);
    memmove(arrears->persons, arrears->persons + 1, (size_t)arrears->n * sizeof *arrears->persons);
}

/* Takes persons off the oldest arrears. @return how many were left over */
static int64_t make_up(struct koppel_arrears *arrears, int64_t persons)
{
    while (persons > 0 && arrears->n > 0) {
        int64_t taken = persons < arrears->persons[0] ? persons : arrears->persons[0];

        persons -= taken;
        arrears->total -= taken;
        arrears->persons[0] -= taken;
        if (arrears->persons[0] == 0) {
            drop_oldest(arrears);
        }
    }
    return persons;
}

/* Without room, the two oldest become one. */
static void add_newest(struct koppel_arrears *arrears, int32_t period, int64_t persons)
{
    if (persons <= 0) {
        return;
    }
    if (arrears->n == KOPPEL_MAX_ARREARS) {
        arrears->persons[1] += arrears->persons[0];
        drop_oldest(arrears);
    }
    arrears->periods[arrears->n] = period;
    arrears->persons[arrears->n++] = persons;
    arrears->total += persons;
}

/* Persons more than the tables explain: older than they are. */
static void add_older(struct koppel_arrears *arrears, int64_t persons)
{
    if (persons <= 0) {
        return;
    }
    arrears->total += persons;
    if (arrears->n > 0 && (arrears->periods[0] == KOPPEL_NONE || arrears->n == KOPPEL_MAX_ARREARS)) {
        arrears->persons[0] += persons;
        return;
    }
    memmove(arrears->periods + 1, arrears->periods, (size_t)arrears->n * sizeof *arrears->periods);
    memmove(arrears->persons + 1, arrears->persons, (size_t)arrears->n * sizeof *arrears->persons);
    arrears->periods[0] = KOPPEL_NONE;
    arrears->persons[0] = persons;
    arrears->n++;
}

/* `carried`: the balance at the end of the half-year before. A table without balances has 0 there, so it tells more. */
static void add_half_year(struct koppel_arrears *arrears, const struct koppel_standing *standing, int64_t carried)
{
    int64_t at_start = positive(-(standing->balance_before != 0 ? standing->balance_before : carried));
    int64_t housed = 0;

    add_older(arrears, at_start - arrears->total);
    make_up(arrears, arrears->total - at_start);
    housed = make_up(arrears, standing->housed);
    if (standing->is_over) {
        add_newest(arrears, standing->period, standing->target.persons - positive(standing->balance_before) - housed);
        arrears->excused = standing->excusable < arrears->total ? standing->excusable : arrears->total;
    }
}

struct koppel_arrears koppel_arrears_left(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                          const struct koppel_asked *asked)
{
    struct koppel_arrears arrears = {.n = 0};
    int32_t running = koppel_period_of_day(asked->day);
    struct koppel_standing standing;
    int32_t first = running - 1;
    int64_t carried = 0;

    while (koppel_merged_standing_make(kase, dates, asked, first, &standing)) {
        first--;
    }
    for (int32_t p = first + 1; p <= running; p++) {
        if (koppel_merged_standing_make(kase, dates, asked, p, &standing)) {
            add_half_year(&arrears, &standing, carried);
            carried = standing.balance_after;
        }
    }
    arrears.excused = arrears.excused < arrears.total ? arrears.excused : arrears.total;
    return arrears;
}

const char *koppel_arrears_words(const struct koppel_arrears *arrears, bool for_people, char out[KOPPEL_ARREARS_WORDS])
{
    const char *of = for_people ? _(" of ") : " of ";
    size_t n = 0;

    out[0] = '\0';
    for (int32_t k = 0; k < arrears->n && n < KOPPEL_ARREARS_WORDS; k++) {
        char period[16];

        snprintf(period, sizeof period, "%s", for_people ? _("earlier") : "earlier");
        if (arrears->periods[k] != KOPPEL_NONE) {
            koppel_period_format(arrears->periods[k], period);
        }
        n += (size_t)snprintf(out + n, KOPPEL_ARREARS_WORDS - n, "%s%" PRId64 "%s%s", k > 0 ? ", " : "",
                              arrears->persons[k], of, period);
    }
    return out;
}
