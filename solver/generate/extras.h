// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* extras.h - targets, limits, decisions and scores of an invented case. */
#ifndef KOPPEL_GENERATE_EXTRAS_H
#define KOPPEL_GENERATE_EXTRAS_H

#include "generate/draft.h"
#include "generate/prng.h"

/** Adds a version of a municipality's target and sets the municipality's task by it. */
void koppel_target_add(struct koppel_draft *t, int municipality, int32_t published_on, int64_t persons, int64_t balance,
                       int64_t housed, const char *source);

/**
 * Completes the last version of every municipality's target once the households are there: persons linked (with those
 * who were housed already), and as excusable what linking leaves short.
 */
void koppel_targets_complete(struct koppel_draft *t);

/**
 * Adds decisions: pairs that suit each other and break no limit. A kept pair is put where the cap leaves most room;
 * kept households and homes occur in no other decision. Call after the limits.
 */
void koppel_decisions_add(struct koppel_draft *t, int n_keep, int n_forbid, int n_refused, bool in_dutch);

/** Adds a limit; max or min may be KOPPEL_NONE, where may be NULL. */
void koppel_limit_add(struct koppel_draft *t, const char *area, const char *measure, int min, int max,
                      const char *enforce, const char *where);

/** Complex with most homes, or the part of it of the corporation that has most of them, as limits.csv calls it; "" when
 * there is none. */
const char *koppel_largest_complex(struct koppel_draft *t);

/** Neighbourhood with the rank-th highest number of homes of so many rooms and more (rank 0: the highest). */
int koppel_family_neighbourhood(struct koppel_draft *t, int rooms, int rank);

/** Gives one household in every few scores for neighbourhoods, homes and (in a case of several) municipalities. */
void koppel_scores_add(struct koppel_draft *t, int every, struct koppel_prng *r);

#endif
