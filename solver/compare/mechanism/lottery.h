// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lottery.h - a lottery with the most equal chances: a fractional optimum as a mix of whole proposals.
 *
 * Every fractional assignment is an average of whole ones. The one of chances.h is taken apart in whole numbers: each
 * group of households gets tickets, a whole assignment of the group each, with weights that add up to q, so that
 * household i stands on tickets of weight p together and pair (i,j) on tickets of weight flow_ij. A draw takes one
 * ticket of each group; who is housed is settled by it, and those households then get the homes that fit best
 * together.
 *
 * SOURCE  Birkhoff 1946, von Neumann 1953; with limits on sums: Budish, Che, Kojima and Milgrom, American Economic
 *         Review 103(2), 2013.
 */
#ifndef KOPPEL_COMPARE_MECHANISM_LOTTERY_H
#define KOPPEL_COMPARE_MECHANISM_LOTTERY_H

#include "compare/mechanism/chances.h"

struct koppel_ticket {
    int32_t group;
    int64_t weight;   /* of q: in so many of q equally likely cases */
    int64_t *pair_of; /* n_agents; KOPPEL_NONE: not housed, or of another group */
};

/** Zero-initialise; koppel_lottery_free releases everything. */
struct koppel_lottery {
    struct koppel_chances chances;
    struct koppel_ticket *tickets; /* n_tickets, group after group */
    int32_t n_tickets;
    size_t capacity;
};

/**
 * Works out chances and tickets.
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_INTERNAL when the parts do not add up (never, by Birkhoff's theorem)
 * Time, beside the chances: O(tickets * households of the group * pairs of the group); at most as many tickets as pairs
 */
enum koppel_status koppel_lottery_make(const struct koppel_market *market, struct koppel_lottery *lottery);

/**
 * Draws one proposal.
 * @param[in,out] state  of the lots (lot.h)
 * @param[out] unit_of   n_agents entries; unit or KOPPEL_NONE
 */
enum koppel_status koppel_lottery_draw(const struct koppel_market *market, const struct koppel_lottery *lottery,
                                       uint64_t *state, int32_t *unit_of);

void koppel_lottery_free(struct koppel_lottery *lottery);

#endif
