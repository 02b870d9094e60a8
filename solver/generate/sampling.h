// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sampling.h - dividing whole numbers over weights, without floating point. */
#ifndef KOPPEL_GENERATE_SAMPLING_H
#define KOPPEL_GENERATE_SAMPLING_H

#include "generate/prng.h"
#include "koppel.h"

/**
 * Divides a total over n shares in proportion to their weights: each share is rounded down, and what is left goes to
 * the largest remainders, the first one where they are equal. All shares are 0 when all weights are 0.
 *
 * @param total    what is divided, 0..10^9
 * @param weights  n weights of 0 or more, their sum at most 10^9
 * @param[out] out n shares
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_share_out(int64_t total, const int64_t *weights, size_t n, int64_t *out);

/**
 * Draws n_draws items with probabilities in proportion to n weights, evenly spread over the weights (systematic
 * sampling: every item is drawn as often as its share says, up to one draw), then puts the draws in random order.
 *
 * @param weights  n weights of 0 or more, not all 0
 * @param[out] out n_draws item numbers 0..n-1
 */
void koppel_draw_evenly(struct koppel_prng *r, const int64_t *weights, size_t n, int *out, size_t n_draws);

#endif
