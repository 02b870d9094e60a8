// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* indices.h - how evenly permit holders live over neighbourhoods, before and after.
 *
 * They are reported and never decide anything. Dissimilarity and Gini are quotients of exact whole numbers; the others
 * are summed in row order, so that the same tables give the same digits.
 *
 *     x  persons who hold a permit       t  reference (dwellings or inhabitants)       X, T  their sums
 *     y = t - x                          q = x / t                                     Q = X / T
 *
 * x > t (also t = 0)  the area counts with t = x: it is full, q = 1, y = 0. So every index but the location quotient
 *                     stays within 0 .. 1
 * t = 0 = x           the area is left out
 * t = 0 < x           the area has no share of its own and is never the highest
 * X = 0               all indices are 0
 * Y = 0               nobody else lives there: dissimilarity, Gini and Theil are 0
 *
 * SOURCE  docs/model.md (38)-(42); Duncan and Duncan 1955 (D), Bell 1954 (isolation), Theil and Finizza 1971 (H),
 *         Massey and Denton 1988; Carrington and Troske 1997 on the bias of small numbers, which is why `least` stands
 *         beside D.
 */
#ifndef KOPPEL_REPORT_INDICES_H
#define KOPPEL_REPORT_INDICES_H

#include "model/suitability.h"

struct koppel_indices {
    int64_t n_areas;         /* with t or x above 0 */
    int64_t persons;         /* X */
    int64_t reference;       /* T, with t = x for areas with x > t */
    double dissimilarity;    /* D: share of the permit holders who would have to move for an even spread */
    double least;            /* the smallest D of X whole persons over the same areas, none holding more than t */
    double reachable;        /* the same when the persons who live there now stay */
    double isolation;        /* share of permit holders in the area of the average permit holder */
    double gini;             /* G */
    double theil;            /* H */
    double highest_quotient; /* largest location quotient (x/X) / (t/T) of the areas with a reference */
    double highest_share;    /* largest q of them */
    double share_variance;   /* variance of q over the areas, each counting once */
    int32_t highest_area;    /* row of the largest q, the first of equals; KOPPEL_NONE when nobody lives in one */
};

/** The indices of the neighbourhoods of one municipality or the whole case. */
struct koppel_spread_indices {
    struct koppel_indices before; /* who lives there now */
    struct koppel_indices after;  /* with this proposal */
};

/**
 * The indices of one distribution.
 *
 * @param persons    x, n entries >= 0
 * @param residents  of these, who stay where they are whatever is proposed (for `reachable`); n entries, each at most x
 * @param reference  t, n entries >= 0
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, KOPPEL_E_ARGUMENT (a number that is negative or residents above persons)
 *
 * Time O(n log n). Sums up to 2^60 are exact.
 */
enum koppel_status koppel_indices_make(const int64_t *persons, const int64_t *residents, const int64_t *reference,
                                       int32_t n, struct koppel_indices *indices);

/**
 * The indices of neighbourhoods in persons (that count for spread) against the policy's reference, whatever rule,
 * measure and level the policy spreads by, so that policies can be compared. highest_area is a row of neighbourhoods.
 *
 * @param unit_of       n_households rows of units or KOPPEL_NONE
 * @param municipality  row, or KOPPEL_NONE: all neighbourhoods of the case together
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_spread_indices_make(const struct koppel_suitability *fit, const int32_t *unit_of,
                                              int32_t municipality, struct koppel_spread_indices *indices);

/** For people, and for files, which research reads. */
enum { KOPPEL_INDEX_SHORT = 4, KOPPEL_INDEX_LONG = 9 };

/**
 * An index with so many decimals (at most 9), such as "0.2500", whatever the locale.
 * @param point  the decimal sign
 * @return out
 */
const char *koppel_index_format(double value, int decimals, char point, char out[32]);

#endif
