/* disclosure.h - which counts of a public table must be hidden so that no small count can be worked out from its
 * totals.
 *
 * A column of counts with a total a group (province) and a grand total. Counts below the threshold are hidden first;
 * then further counts and totals, until the sums and everything that a reader knows leave every small count anywhere in
 * 0..threshold - 1, and every other hidden count an interval of at least that width.
 *
 * The total of a group without counts is known to be 0: it is shown, and hides nothing.
 *
 * What a reader knows: a hidden count that is shown as "<5" is 0..4; one that is shown as "x" is at least 5; a hidden
 * total may be anything from 0 on.
 */
#ifndef KOPPEL_PROVINCE_DISCLOSURE_H
#define KOPPEL_PROVINCE_DISCLOSURE_H

#include "koppel.h"

#include <stdbool.h>
#include <stdint.h>

enum koppel_cell_state {
    KOPPEL_CELL_SHOWN,
    KOPPEL_CELL_SMALL,   /* hidden: below the threshold; shown as "<5" */
    KOPPEL_CELL_WITHHELD /* hidden so that others cannot be worked out; shown as "x" */
};

/** A column of counts. Borrowed. */
struct koppel_counts {
    const int64_t *counts; /* n_counts, none negative */
    const int32_t *group;  /* n_counts: 0 .. n_groups - 1 */
    int32_t n_counts;
    int32_t n_groups;
    int64_t threshold; /* 5: counts 0..4 are small */
};

/**
 * @param[out] states  n_counts + n_groups + 1 states: of the counts, of the groups' totals, of the grand total
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 *
 * In a tree of sums the bounds of every hidden cell follow exactly from one pass up and one pass down. Each round hides
 * one cell more. Time O((counts + groups) * hidden cells).
 */
enum koppel_status koppel_disclosure_protect(const struct koppel_counts *column, enum koppel_cell_state *states);

#endif
