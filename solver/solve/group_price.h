// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* group_price.h - what it would cost to house one more of a group of the policy, or two.
 *
 * METHOD  the problem is solved once more, in which the group must get so many households (or persons) more than it has
 */
#ifndef KOPPEL_SOLVE_GROUP_PRICE_H
#define KOPPEL_SOLVE_GROUP_PRICE_H

#include "solve/job.h"

/**
 * @param group    row of the policy's groups
 * @param n_more   1 or more
 * @param options  its deadline holds; what is cut off stays unknown
 * @param[out] change  what such a proposal changes; its state is UNKNOWN too when all of the group are housed, NONE
 *   when it is proven that no proposal houses more
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's fault
 */
enum koppel_status koppel_group_price_find(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                           int32_t group, int32_t n_more, const struct koppel_engine *engine,
                                           const struct koppel_engine_options *options,
                                           struct koppel_alternative *change);

/** "To house 2 households more of the group \"families of six\": fit 31 points lower."; nothing when unknown. */
void koppel_say_group_price(struct koppel_text *text, const struct koppel_report *report, int32_t group, int32_t n_more,
                            const struct koppel_alternative *change);

#endif
