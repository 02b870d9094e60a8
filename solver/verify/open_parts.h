// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* open_parts.h - what is left to choose once recorded decisions are booked, in parts that have nothing in common.
 *
 * A pair is open when the household fits the unit, no decision keeps the household elsewhere or here, and the unit has
 * places that no decision takes. Open pairs, limits of accounts and households that may be left out can be narrowed
 * afterwards, when it is known that some choices are not worth looking at. What decisions keep is booked: it adds to
 * the accounts and uses up places.
 *
 * The reach of an account runs from what is counted without any open pair to the places of each of its units taken by
 * the households that add most. An account is live when it can change and one of its limits, or a slope of its costs,
 * lies within its reach; any other costs the same whatever is chosen.
 *
 * Two households are in one part when a chain of open pairs, and of live accounts to which such pairs add, joins them.
 * Parts share no household, unit or live account, so a proposal costs the sum of what it costs in the parts and of what
 * is booked. The engine calls them components.
 *
 * SOURCE  docs/model.md section 13.
 */
#ifndef KOPPEL_VERIFY_OPEN_PARTS_H
#define KOPPEL_VERIFY_OPEN_PARTS_H

#include "base/exact.h"
#include "verify/ledger.h"

/** The range of one account. */
struct koppel_reach {
    int64_t low;  /* base and what is kept */
    int64_t high; /* the most that can be reached */
    int64_t lo;   /* low, or the least that a must allows; may be raised */
    int64_t hi;   /* high, or the most that a must allows; may be lowered, never below lo */
    bool is_live;
};

/** Zero-initialise; koppel_open_parts_free releases everything. */
struct koppel_open_parts {
    const struct koppel_suitability *fit;
    struct koppel_ledger ledger;
    struct koppel_reach *reach; /* of the ledger's accounts */
    int64_t *entry_first;       /* n_units + 1: accounts that count unit j: entries[entry_first[j]] .. */
    int32_t *entries;
    int32_t *kept;                           /* n_households: unit of a keep decision, or KOPPEL_NONE */
    int32_t *places;                         /* n_units: places that no decision takes */
    int64_t *pair_first;                     /* n_households + 1: where the open pairs of household i begin */
    int64_t *pair_end;                       /* n_households: and where they end */
    int32_t *pair_unit;                      /* units of the open pairs */
    bool *must_place;                        /* n_households: it cannot be left out; false at first */
    int32_t *household_part;                 /* n_households: part, or KOPPEL_NONE: no open pair */
    int32_t *unit_part;                      /* n_units: the same */
    int32_t *account_part;                   /* n_accounts of the ledger: part of a live account, else KOPPEL_NONE */
    int32_t n_parts;                         /* in the order of their first households */
    koppel_wide constants[KOPPEL_MAX_TIERS]; /* by the policy's tiers: cost of what is booked and cannot change */
};

/**
 * Works everything out from the tables.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the parts are then empty)
 * Time O(pairs looked at * accounts of a unit).
 */
enum koppel_status koppel_open_parts_make(const struct koppel_suitability *fit, struct koppel_open_parts *parts);

/** Frees and zeroes. Safe on zeroed parts. */
void koppel_open_parts_free(struct koppel_open_parts *parts);

/** What a household adds to an account that counts the unit. */
int64_t koppel_account_amount(const struct koppel_open_parts *parts, int32_t account, int32_t household, int32_t unit);

/** Cost of an account, in its objective, when base and placed come to `total`. */
int64_t koppel_account_cost_at(const struct koppel_open_parts *parts, int32_t account, int64_t total);

/** Greatest common divisor of the slopes of an account's cost; 0 when it never costs anything. */
int64_t koppel_account_slope(const struct koppel_open_parts *parts, int32_t account);

#endif
