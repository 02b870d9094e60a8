// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* successors.h - what municipalities take over from others that have ended (Huisvestingswet art. 30).
 *
 * A municipality that ends may be split over several: what it leaves is divided by the inhabitants that go to each, in
 * whole persons, so that nothing is lost (largest remainders; of equal ones the earlier row).
 */
#ifndef KOPPEL_PROVINCE_SUCCESSORS_H
#define KOPPEL_PROVINCE_SUCCESSORS_H

#include "province/standing.h"

/** Persons of a municipality, such as its balance. */
struct koppel_amount {
    bool has;       /* it has any, or took some over */
    bool took_over; /* from one that has any */
    bool is_known;  /* a sum with an unknown part is unknown */
    int64_t value;  /* 0 once it has handed over */
    int64_t handed; /* what it handed over when it ended */
};

/** It has ended by the first moment of a day. */
bool koppel_municipality_has_ended(const struct koppel_case *kase, int32_t municipality, int32_t day);

/** The part of an amount of `from` that goes to `to` when `from` ends; 0 when nothing does. Time O(changes^2). */
int64_t koppel_handed_over(const struct koppel_case *kase, int32_t from, int32_t to, int64_t amount);

/**
 * Hands over what municipalities have that have ended by a day, also through others that end in their turn.
 * @param[in,out] amounts  n_municipalities
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_hand_over(const struct koppel_case *kase, int32_t day, struct koppel_amount *amounts);

/**
 * koppel_standing_make of a municipality together with those that went over into it after the half-year: their targets,
 * balances and persons are added up, by what it took over of them.
 */
bool koppel_merged_standing_make(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                 const struct koppel_asked *asked, int32_t period, struct koppel_standing *standing);

#endif
