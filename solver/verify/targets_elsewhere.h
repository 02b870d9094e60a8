// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* targets_elsewhere.h - targets for which an offer can count though its home stands in another municipality.
 *
 * SOURCE  docs/model.md section 5.
 */
#ifndef KOPPEL_VERIFY_TARGETS_ELSEWHERE_H
#define KOPPEL_VERIFY_TARGETS_ELSEWHERE_H

#include "model/suitability.h"

/** Zero-initialise; koppel_targets_elsewhere_free releases it. */
struct koppel_targets_elsewhere {
    unsigned char *bits; /* unit * n_municipalities + municipality; NULL: no offer can */
    int64_t n_municipalities;
};

/**
 * Finds, for every unit, the municipalities whose linked households may move there within their region, or are placed
 * there by a decision. Nothing where the policy counts at the home.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time O(households + units * municipalities + decisions).
 */
enum koppel_status koppel_targets_elsewhere_make(const struct koppel_suitability *fit,
                                                 struct koppel_targets_elsewhere *elsewhere);

/** Can an offer of the unit count for this municipality, in which it does not stand? */
bool koppel_counts_elsewhere(const struct koppel_targets_elsewhere *elsewhere, int32_t unit, int32_t municipality);

void koppel_targets_elsewhere_free(struct koppel_targets_elsewhere *elsewhere);

#endif
