// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* violations.h - the sentence of a violation, with the numbers that matter, for a caseworker. */
#ifndef KOPPEL_VERIFY_VIOLATIONS_H
#define KOPPEL_VERIFY_VIOLATIONS_H

#include "verify/verdict.h"

/*
 * Each adds to violation->text, which must be empty, cut at the field's size, from the violation's own rows.
 */

/** "household H7 is offered unit U31, but the rent of 801.50 euro is above the limit of 713.02 euro for 1 person" */
void koppel_violation_describe_pair(const struct koppel_suitability *fit, struct koppel_violation *violation);

/** "unit U31 is offered to 3 households, but has 2 places" */
void koppel_violation_describe_places(const struct koppel_suitability *fit, int64_t n_offered,
                                      struct koppel_violation *violation);

/** "household H7 is offered nothing, but a recorded decision keeps it in unit U31"; `offered` may be KOPPEL_NONE */
void koppel_violation_describe_keep(const struct koppel_suitability *fit, int32_t offered,
                                    struct koppel_violation *violation);

/** "neighbourhood BU01010203 (Centre) would hold 57 permit holders, 3 of them new; the cap is 54" */
void koppel_violation_describe_account(const struct koppel_suitability *fit, const struct koppel_account *account,
                                       struct koppel_violation *violation);

#endif
