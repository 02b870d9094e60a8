// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* offer_worth.h - what one offer is worth to a proposal, everything else unchanged: what is lost where a person deletes
 * it. */
#ifndef KOPPEL_REPORT_OFFER_WORTH_H
#define KOPPEL_REPORT_OFFER_WORTH_H

#include "report/report.h"

/**
 * The tiers without the offer against those with it.
 * @param household, unit  offered in the report's proposal, or not at all: the household has no home there then, and the
 *                         unit suits and has a free place
 * @param[out] lost  as koppel_alternative, cost[t] is what tier t loses without the offer; UNKNOWN where one of the two
 *                   breaks more rules than the other
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time as koppel_verdict_make
 */
enum koppel_status koppel_offer_weigh(const struct koppel_report *report, int32_t household, int32_t unit,
                                      struct koppel_alternative *lost);

#endif
