// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* shares.h - what an even municipality would look like once the round is done: S_m and W_m, docs/model.md (17)-(19). */
#ifndef KOPPEL_VERIFY_SHARES_H
#define KOPPEL_VERIFY_SHARES_H

#include "model/suitability.h"

/** S_m and W_m of one municipality, and what they are made of. */
struct koppel_share {
    int64_t residents; /* sum b_n */
    int64_t linked_persons;
    int64_t linked_homes;
    int64_t total;     /* S_m */
    int64_t reference; /* W_m */
};

/** The shares of all municipalities, for the caller to free; NULL when memory runs out. O(tables). */
struct koppel_share *koppel_shares_new(const struct koppel_suitability *fit);

/** The municipality of every complex, of several the one with the lowest code; KOPPEL_NONE: it has no units. For the caller to free; NULL when
 * memory runs out. */
int32_t *koppel_complex_towns_new(const struct koppel_case *kase);

/** b_n: persons who live there now; 0 when the policy spreads homes, or over complexes, which are known by their units
 * only. */
int64_t koppel_spread_base(const struct koppel_suitability *fit, int32_t neighbourhood);

/** w_n: corporation dwellings or inhabitants, as the policy says; also that of an open neighbourhood, for the indices. */
int64_t koppel_spread_reference(const struct koppel_suitability *fit, int32_t neighbourhood);

/** What the policy spreads over, and what it counts. */
bool koppel_spread_by_complex(const struct koppel_suitability *fit);
bool koppel_spread_by_homes(const struct koppel_suitability *fit);

#endif
