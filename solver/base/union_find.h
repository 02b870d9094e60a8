// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* union_find.h - which of n items belong together: union-find with path halving.
 *
 * DIFFERS  The lowest item leads a set, not that of the larger one, so that sets are numbered in the order of their
 *   first items.
 * COMPLEXITY  O(log n) a call, amortised.
 * SOURCE  Tarjan, van Leeuwen, Worst-case analysis of set union algorithms, Journal of the ACM 31(2), 1984.
 */
#ifndef KOPPEL_BASE_UNION_FIND_H
#define KOPPEL_BASE_UNION_FIND_H

#include <stdint.h>

/** Every item on its own. leader: n entries (out) */
static inline void koppel_union_find_start(int32_t *leader, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        leader[k] = k;
    }
}

/** The lowest item that belongs together with this one. */
static inline int32_t koppel_union_find_leader(int32_t *leader, int32_t item)
{
    while (leader[item] != item) {
        leader[item] = leader[leader[item]];
        item = leader[item];
    }
    return item;
}

/** From now on a and b belong together. */
static inline void koppel_union_find_join(int32_t *leader, int32_t a, int32_t b)
{
    a = koppel_union_find_leader(leader, a);
    b = koppel_union_find_leader(leader, b);
    leader[a > b ? a : b] = a < b ? a : b;
}

#endif
