// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* disclosure.h - which counts of public tables must be hidden so that no small count can be worked out.
 *
 * The tables are those of one province and one half-year, published one after another: a column of counts of persons
 * and its total. In every table
 * - a count below the threshold is hidden and marked as small; what was hidden before stays hidden;
 * - as soon as a count is hidden, at least two are, and one of them is not small: the first in an order that does not
 *   depend on the counts;
 * - the total is shown when no count is hidden, and else only when it leaves every small count each of its values:
 *   above the least that the marks allow (0 for a small count, else the threshold or what was shown before) there must
 *   be a whole threshold of persons to share out; and where a small count grew out of the threshold, or is new, since
 *   the last table with a total, the total must have grown by a threshold for each of these and one more.
 *
 * What this protects, by tests/property/test_disclosure.c: a reader who has all these tables, who knows that counts
 * only grow, and who knows these rules, can work out no small count. The total of several provinces is shown only when
 * the total of each is: it says no more than these do.
 */
#ifndef KOPPEL_PROVINCE_DISCLOSURE_H
#define KOPPEL_PROVINCE_DISCLOSURE_H

#include "koppel.h"

#include <stdbool.h>
#include <stdint.h>

enum { KOPPEL_SMALL_COUNT = 5 /* counts 0..4 are small */ };

enum koppel_cell_state {
    KOPPEL_CELL_SHOWN,
    KOPPEL_CELL_SMALL,    /* hidden: below the threshold; shown as "<5" */
    KOPPEL_CELL_WITHHELD, /* hidden though it is not small, so that others cannot be worked out; shown as "x" */
    KOPPEL_CELL_ABSENT    /* not in the table */
};

/** What the tables so far tell of one count. */
struct koppel_told {
    bool is_hidden;                  /* it stays so */
    int64_t shown;                   /* the last count that was shown; KOPPEL_UNKNOWN: none */
    enum koppel_cell_state at_total; /* in the last table that shows the total, */
    int64_t count_at_total;          /* the count there where it is shown */
};

/** The tables of one province so far. Its arrays are borrowed. */
struct koppel_series {
    int32_t n;                /* counts */
    const int32_t *order;     /* n: which is hidden first when one more must be */
    struct koppel_told *told; /* n; koppel_series_begin fills it */
    bool has_total;           /* a table showed the total, */
    int64_t total;            /* the last of these this one */
};

/** No table yet. */
void koppel_series_begin(struct koppel_series *series, int32_t n, const int32_t *order, struct koppel_told *told);

/**
 * Decides what the next table shows.
 * @param counts       n counts, none negative; those of absent ones do not matter
 * @param[in,out] states  n states and that of the total; in: KOPPEL_CELL_ABSENT for those that are not in the table
 *
 * Time O(n).
 */
void koppel_series_protect(const struct koppel_series *series, const int64_t *counts, enum koppel_cell_state *states);

/**
 * A table was published.
 * @param counts  where shown; else they do not matter
 * @param total   where states[n] is KOPPEL_CELL_SHOWN
 * @param is_certain  it is known to be published; else it may have been, which matters only when it shows its total
 */
void koppel_series_add(struct koppel_series *series, const int64_t *counts, int64_t total,
                       const enum koppel_cell_state *states, bool is_certain);

#endif
