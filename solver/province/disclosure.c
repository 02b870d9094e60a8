// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* disclosure.c - which counts of public tables must be hidden (see disclosure.h). */
#include "province/disclosure.h"

#include "model/case.h"

static bool is_hidden(enum koppel_cell_state state)
{
    return state == KOPPEL_CELL_SMALL || state == KOPPEL_CELL_WITHHELD;
}

void koppel_series_begin(struct koppel_series *series, int32_t n, const int32_t *order, struct koppel_told *told)
{
    *series = (struct koppel_series){.n = n, .order = order, .told = told};
    for (int32_t i = 0; i < n; i++) {
        told[i] = (struct koppel_told){.shown = KOPPEL_UNKNOWN, .at_total = KOPPEL_CELL_ABSENT};
    }
}

static int32_t n_in_state(const enum koppel_cell_state *states, int32_t n, enum koppel_cell_state state)
{
    int32_t count = 0;

    for (int32_t i = 0; i < n; i++) {
        count += states[i] == state ? 1 : 0;
    }
    return count;
}

/* Persons above the least that the marks allow are enough for every small count to take each of its values. */
static bool has_persons_to_share(const struct koppel_series *series, const int64_t *counts,
                                 const enum koppel_cell_state *states)
{
    int64_t above = 0;

    for (int32_t i = 0; i < series->n; i++) {
        int64_t shown = series->told[i].shown;

        if (states[i] == KOPPEL_CELL_SMALL) {
            above += counts[i];
        } else if (states[i] == KOPPEL_CELL_WITHHELD) {
            above += counts[i] - (shown > KOPPEL_SMALL_COUNT && shown <= counts[i] ? shown : KOPPEL_SMALL_COUNT);
        }
    }
    return above >= KOPPEL_SMALL_COUNT;
}

/* Since the last table with a total, small counts that grew out of the threshold, or are new, cannot be told from how
 * the total grew. */
static bool has_grown_enough(const struct koppel_series *series, const int64_t *counts,
                             const enum koppel_cell_state *states)
{
    int64_t hidden_now = 0;              /* sum of what is hidden now, */
    int64_t hidden_then = series->total; /* and, as far as it is there in the last total, of the same counts then */
    int64_t n_crossed = 0;

    for (int32_t i = 0; i < series->n; i++) {
        enum koppel_cell_state then = series->told[i].at_total;
        bool was_hidden = is_hidden(then);

        if ((was_hidden && !is_hidden(states[i])) || (then == KOPPEL_CELL_WITHHELD && states[i] == KOPPEL_CELL_SMALL)) {
            return false; /* a count was corrected */
        }
        hidden_now += is_hidden(states[i]) ? counts[i] : 0;
        hidden_now -= then == KOPPEL_CELL_ABSENT && states[i] == KOPPEL_CELL_WITHHELD ? KOPPEL_SMALL_COUNT : 0;
        /* shown then and withheld now: the reader knows it as part of both sums; all others that were shown go */
        if (then == KOPPEL_CELL_SHOWN) {
            hidden_then -= states[i] == KOPPEL_CELL_WITHHELD ? 0 : series->told[i].count_at_total;
        }
        n_crossed += (states[i] == KOPPEL_CELL_SMALL && !was_hidden) ||
                             (then == KOPPEL_CELL_SMALL && states[i] == KOPPEL_CELL_WITHHELD)
                         ? 1
                         : 0;
    }
    return n_crossed == 0 || hidden_now - hidden_then >= KOPPEL_SMALL_COUNT * (n_crossed + 1);
}

void koppel_series_protect(const struct koppel_series *series, const int64_t *counts, enum koppel_cell_state *states)
{
    int32_t n = series->n;
    int32_t n_small = 0;
    int32_t n_withheld = 0;

    for (int32_t i = 0; i < n; i++) {
        if (states[i] != KOPPEL_CELL_ABSENT) {
            states[i] = counts[i] < KOPPEL_SMALL_COUNT ? KOPPEL_CELL_SMALL
                        : series->told[i].is_hidden    ? KOPPEL_CELL_WITHHELD
                                                       : KOPPEL_CELL_SHOWN;
        }
    }
    n_small = n_in_state(states, n, KOPPEL_CELL_SMALL);
    n_withheld = n_in_state(states, n, KOPPEL_CELL_WITHHELD);
    for (int32_t k = 0; k < n && n_small + n_withheld > 0 && (n_withheld == 0 || n_small + n_withheld < 2); k++) {
        if (states[series->order[k]] == KOPPEL_CELL_SHOWN) {
            states[series->order[k]] = KOPPEL_CELL_WITHHELD;
            n_withheld++;
        }
    }
    states[n] = KOPPEL_CELL_SHOWN;
    if (n_small + n_withheld > 0 &&
        (n_withheld == 0 || n_small + n_withheld < 2 || !has_persons_to_share(series, counts, states) ||
         (series->has_total && !has_grown_enough(series, counts, states)))) {
        states[n] = KOPPEL_CELL_WITHHELD;
    }
}

void koppel_series_add(struct koppel_series *series, const int64_t *counts, int64_t total,
                       const enum koppel_cell_state *states, bool is_certain)
{
    bool shows_total = states[series->n] == KOPPEL_CELL_SHOWN;

    for (int32_t i = 0; i < series->n; i++) {
        struct koppel_told *told = &series->told[i];

        told->is_hidden = told->is_hidden || (is_hidden(states[i]) && (is_certain || shows_total));
        told->shown = states[i] == KOPPEL_CELL_SHOWN ? counts[i] : told->shown;
        if (shows_total) {
            told->at_total = states[i];
            told->count_at_total = states[i] == KOPPEL_CELL_SHOWN ? counts[i] : 0;
        }
    }
    if (shows_total) {
        series->has_total = true;
        series->total = total;
    }
}
