// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* even_trade.h - another slot for one agent that costs nobody anything, found without solving.
 *
 * METHOD  In a proposal that is proven best no assignment costs less, so one that costs the same in every tier is an
 *   optimum of the question: it needs no bound. Looked for are moves to a place that is free, and exchanges with one
 *   other agent: who has the slot goes elsewhere (or without), or somebody comes to the slot that is left. Only pairs
 *   that no tier rules out can be part of it (branch/ruled_out.h). A move alone disturbs nobody, nor
 *   does somebody who comes from nowhere; both are tried before the exchanges that disturb one. These count only where
 *   nobody could come from nowhere: else a longer chain may disturb nobody, and the question is left to a solve. So what
 *   is found also disturbs the fewest others.
 * DIFFERS  Cyclic exchanges (cyclic_exchange.h) keep every load as it is; here loads may change as long as no limit is
 *   broken and no cost changes. Longer cycles are left to a solve.
 * COMPLEXITY  O((p + p q) e) for p pairs of the agent that no tier rules out, q of another, and e entries of a slot.
 * SOURCE  Thompson, Orlin, The theory of cyclic transfers, MIT Operations Research Center, 1989.
 */
#ifndef KOPPEL_SOLVE_QUESTIONS_EVEN_TRADE_H
#define KOPPEL_SOLVE_QUESTIONS_EVEN_TRADE_H

#include "solve/questions/proven_parts.h"

/**
 * @param[out] found    false: there is no such move or exchange; a longer one there may be
 * @param[out] slot_of  n_agents of the part: the assignment after the trade, where one is found
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_even_trade_find(const struct koppel_proven_part *part, int32_t agent, int32_t *slot_of,
                                          bool *found);

#endif
