// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* alternatives.h - what other homes for one household would cost the whole proposal, by solving again.
 *
 * The household must be placed, and the pairs that are not asked for are banned. Only its component of the problem is
 * solved again, so this is cheap where municipalities are apart.
 */
#ifndef KOPPEL_SOLVE_QUESTIONS_ALTERNATIVES_H
#define KOPPEL_SOLVE_QUESTIONS_ALTERNATIVES_H

#include "engine/engine.h"
#include "model/alternative.h"
#include "problem/components.h"
#include "solve/questions/proven_parts.h"

/** A proposal, ready for questions about its households. Zero-initialise. */
struct koppel_alternatives {
    const struct koppel_engine *engine;
    const int32_t *slot_of; /* of the proposal; borrowed */
    bool is_best;           /* the proposal is proven best, so that no alternative can be better */
    struct koppel_components components;
    /** of these components, where the proposal is best, to be set by the caller; borrowed. NULL: all is solved anew */
    const struct koppel_proven_parts *parts;
    int32_t *named_slot; /* n_agents: the proposal, by the names of agents and slots, which are those of a whole case */
    int32_t *component_of; /* n_agents: component, KOPPEL_NONE: kept by a decision or without any pair */
    int32_t *row_of;       /* n_agents: agent within its component */
    int32_t n_agents;
    int32_t n_tiers; /* of the proposal; parts have one more, which keeps as many homes as they are as can be */
};

/**
 * @param problem  not modified
 * @param slot_of  an assignment that keeps every row of the problem; not modified, borrowed
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (close is still due)
 */
enum koppel_status koppel_alternatives_open(struct koppel_alternatives *alternatives,
                                            const struct koppel_problem *problem, const struct koppel_engine *engine,
                                            const int32_t *slot_of, bool is_best);

/**
 * The best other homes of a household, best first: each is the home that it gets in the best proposal (tier after tier)
 * in which it must be housed, but in none of the homes found before nor in the one it has.
 *
 * @param options    the time limit is for all homes together
 * @param n_most     how many homes at most
 * @param[out] found n_most entries
 * @param[out] n_found how many are filled; the last one's state is NONE when it is proven that there is no further
 * home, UNKNOWN when the solve was stopped before it found one
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status
 */
enum koppel_status koppel_alternatives_find(struct koppel_alternatives *alternatives,
                                            const struct koppel_engine_options *options, int32_t agent, int32_t n_most,
                                            struct koppel_alternative *found, int32_t *n_found);

/**
 * What it would cost to give a household one home: the best proposal in which it has it.
 * @param[out] alternative  its state is NONE when it is proven that no proposal can
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status
 */
enum koppel_status koppel_alternatives_ask(struct koppel_alternatives *alternatives,
                                           const struct koppel_engine_options *options, int32_t agent, int32_t slot,
                                           struct koppel_alternative *alternative);

void koppel_alternatives_close(struct koppel_alternatives *alternatives);

/** A last tier: among proposals that are equal, the one that keeps the most homes as they are in `named_slot` (by names of
 * agents and slots; borrowed). */
struct koppel_tier koppel_moves_tier(const int32_t *named_slot);

/** Adds to what an alternative changes for others: an agent that has `before` and would have `after`. */
void koppel_affected_count(struct koppel_alternative *alternative, int32_t agent, int32_t before, int32_t after);

#endif
