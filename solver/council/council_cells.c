// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council_cells.c - the numbers of one choice, and which of them may be told (see council_cells.h).
 *
 * Households without a home are three lists beside one total: by size, by need of a step-free home, by urgency. The
 * number of households with a home stands nowhere, and people are counted over all households only: with the number of
 * households beside it, theirs would tell how many live alone.
 */
#include "council/council_cells.h"

#include "model/score.h"
#include "report/measures.h"

#include <math.h>
#include <stdlib.h>

enum { DAYS_OF_WEEK = 7 };

bool koppel_council_is_in(const struct koppel_suitability *fit, int32_t household, enum koppel_council_group group)
{
    const struct koppel_need *need = &fit->needs[household];
    const struct koppel_policy *policy = fit->policy;
    int32_t days = need->days_overdue < policy->urgency_max_days ? need->days_overdue : policy->urgency_max_days;

    switch (group) {
    case KOPPEL_COUNCIL_SINGLE:
        return need->persons_rooms <= 1;
    case KOPPEL_COUNCIL_FAMILY:
        return need->persons_rooms >= 2 && need->persons_rooms <= 5;
    case KOPPEL_COUNCIL_LARGE:
        return need->persons_rooms >= 6;
    case KOPPEL_COUNCIL_STEP_FREE:
        return fit->kase->households[household].step_free;
    case KOPPEL_COUNCIL_URGENT:
        return need->urgency_points - days * policy->urgency_points_per_day > policy->urgency[0].points;
    case KOPPEL_N_COUNCIL_GROUPS:
        break;
    }
    return false;
}

static struct koppel_council_cell count(int64_t n)
{
    return (struct koppel_council_cell){n, n < KOPPEL_SMALL_COUNT ? KOPPEL_CELL_SMALL : KOPPEL_CELL_SHOWN};
}

/* A count that is about rules, not about somebody: none may be told. */
static struct koppel_council_cell count_or_none(double n)
{
    return n == 0 ? (struct koppel_council_cell){0, KOPPEL_CELL_SHOWN} : count((int64_t)n);
}

/* Protects n counts beside their total, which is shown already or small. */
static enum koppel_status protect(const int64_t *counts, int32_t n, bool total_is_shown, enum koppel_cell_state *states)
{
    bool is_told = false;
    enum koppel_status status = koppel_small_counts_protect(counts, n, states, &is_told);

    for (int32_t k = 0; k < n && !(is_told && total_is_shown); k++) {
        states[k] = total_is_shown ? KOPPEL_CELL_WITHHELD : KOPPEL_CELL_SMALL; /* parts of a small total are small */
    }
    return status;
}

/* Those without a home by group: each list beside the number of all of them. */
static enum koppel_status count_left(const struct koppel_suitability *fit, const int32_t *unit_of,
                                     struct koppel_council_cell cells[KOPPEL_N_COUNCIL_MEASURES])
{
    enum { N_SIZES = KOPPEL_COUNCIL_LARGE + 1 };
    int64_t n_left = 0, n_of[KOPPEL_N_COUNCIL_GROUPS] = {0};
    enum koppel_cell_state states[N_SIZES + 1];
    enum koppel_status status = KOPPEL_OK;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        n_left += unit_of[i] == KOPPEL_NONE;
        for (int g = 0; g < KOPPEL_N_COUNCIL_GROUPS; g++) {
            n_of[g] += unit_of[i] == KOPPEL_NONE && koppel_council_is_in(fit, i, (enum koppel_council_group)g);
        }
    }
    cells[KOPPEL_COUNCIL_LEFT] = count(n_left);
    status = protect(n_of, N_SIZES, n_left >= KOPPEL_SMALL_COUNT, states);
    for (int g = 0; g < N_SIZES && status == KOPPEL_OK; g++) {
        cells[KOPPEL_COUNCIL_LEFT_OF + g] = (struct koppel_council_cell){n_of[g], states[g]};
    }
    for (int g = N_SIZES; g < KOPPEL_N_COUNCIL_GROUPS && status == KOPPEL_OK; g++) {
        const int64_t pair[] = {n_of[g], n_left - n_of[g]};

        status = protect(pair, 2, n_left >= KOPPEL_SMALL_COUNT, states);
        cells[KOPPEL_COUNCIL_LEFT_OF + g] = (struct koppel_council_cell){n_of[g], states[0]};
    }
    return status;
}

/* The mean of a sum over n households, tenfold and rounded; not of few of them. */
static struct koppel_council_cell mean(int64_t sum, int64_t n, int64_t unit)
{
    return n == 0 ? (struct koppel_council_cell){0, KOPPEL_CELL_ABSENT}
           : n < KOPPEL_SMALL_COUNT
               ? (struct koppel_council_cell){0, KOPPEL_CELL_WITHHELD}
               : (struct koppel_council_cell){(2 * sum + n * unit) / (2 * n * unit), KOPPEL_CELL_SHOWN};
}

/* How long each group waits, and how well the homes fit those who get one. */
static void measure_means(const struct koppel_suitability *fit, const int32_t *unit_of,
                          struct koppel_council_cell cells[KOPPEL_N_COUNCIL_MEASURES])
{
    int64_t points = 0, n_housed = 0;

    for (int g = 0; g < KOPPEL_N_COUNCIL_GROUPS; g++) {
        int64_t days = 0, n = 0;

        for (int32_t i = 0; i < fit->kase->n_households; i++) {
            int64_t waits = koppel_waiting_days(fit, i, unit_of[i]);

            if (waits != KOPPEL_UNKNOWN && koppel_council_is_in(fit, i, (enum koppel_council_group)g)) {
                days += waits;
                n++;
            }
        }
        cells[KOPPEL_COUNCIL_WAITS_OF + g] = mean(10 * days, n, DAYS_OF_WEEK);
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE) {
            points += koppel_pair_score(fit, i, unit_of[i]);
            n_housed++;
        }
    }
    cells[KOPPEL_COUNCIL_FIT] = mean(points, n_housed, KOPPEL_MICRO);
}

/* How much further people live than half of the inhabitants, over all services together. */
static struct koppel_council_cell beyond(const struct koppel_measures *measures)
{
    double km = measures->all[KOPPEL_MEASURED_ACCESS_BEYOND], n = measures->all[KOPPEL_MEASURED_PERSONS_HOUSED];

    return isnan(km) || n <= 0 ? (struct koppel_council_cell){0, KOPPEL_CELL_ABSENT}
           : n < KOPPEL_SMALL_COUNT
               ? (struct koppel_council_cell){0, KOPPEL_CELL_WITHHELD}
               : (struct koppel_council_cell){(int64_t)floor(10.0 * km / n + 0.5), KOPPEL_CELL_SHOWN};
}

enum koppel_status koppel_council_cells(const struct koppel_suitability *fit, const int32_t *unit_of,
                                        struct koppel_council_cell cells[KOPPEL_N_COUNCIL_MEASURES])
{
    struct koppel_measures measures;
    enum koppel_status status = koppel_measures_make(fit, unit_of, &measures, NULL);

    if (status == KOPPEL_OK) {
        double over = measures.all[KOPPEL_MEASURED_OVER_CAP];

        cells[KOPPEL_COUNCIL_HOUSED] = count((int64_t)measures.all[KOPPEL_MEASURED_PERSONS_HOUSED]);
        cells[KOPPEL_COUNCIL_SHORT] = count_or_none(measures.all[KOPPEL_MEASURED_TARGET_SHORT]);
        cells[KOPPEL_COUNCIL_OVER] =
            isnan(over) ? (struct koppel_council_cell){0, KOPPEL_CELL_ABSENT} : count_or_none(over);
        cells[KOPPEL_COUNCIL_BEYOND] = beyond(&measures);
        status = count_left(fit, unit_of, cells);
        measure_means(fit, unit_of, cells);
    }
    return status;
}

static enum koppel_council_why why_of(enum koppel_reason reason)
{
    switch (reason) {
    case KOPPEL_REASON_NO_SUITABLE_UNIT:
    case KOPPEL_REASON_SHORTAGE:
        return KOPPEL_COUNCIL_NO_HOMES;
    case KOPPEL_REASON_CAP:
        return KOPPEL_COUNCIL_FULL;
    default:
        return KOPPEL_COUNCIL_OTHERS;
    }
}

enum koppel_status koppel_council_count_whys(const struct koppel_report *report,
                                             struct koppel_council_cell cells[KOPPEL_N_COUNCIL_WHYS + 1])
{
    struct koppel_reasons reasons = {0};
    int64_t counts[KOPPEL_N_COUNCIL_WHYS] = {0}, n_left = 0;
    enum koppel_cell_state states[KOPPEL_N_COUNCIL_WHYS + 1];
    enum koppel_status status = koppel_reasons_make(&reasons, report);

    for (int32_t i = 0; i < report->fit->kase->n_households && status == KOPPEL_OK; i++) {
        enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
        struct koppel_text explanation = {0};
        struct koppel_text change = {0};

        if (report->proposal->unit_of[i] == KOPPEL_NONE) {
            status = koppel_reason_find(&reasons, i, &reason, &explanation, &change);
            counts[why_of(reason)]++;
            n_left++;
            koppel_text_free(&explanation);
            koppel_text_free(&change);
        }
    }
    cells[KOPPEL_N_COUNCIL_WHYS] = count(n_left);
    if (status == KOPPEL_OK) {
        status = protect(counts, KOPPEL_N_COUNCIL_WHYS, n_left >= KOPPEL_SMALL_COUNT, states);
    }
    for (int r = 0; r < KOPPEL_N_COUNCIL_WHYS && status == KOPPEL_OK; r++) {
        cells[r] = (struct koppel_council_cell){counts[r], states[r]};
    }
    koppel_reasons_free(&reasons);
    return status;
}
