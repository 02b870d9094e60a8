// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tier_model.h - one tier of an abstract problem as a plain integer program, in the file formats of other solvers.
 *
 * VARIABLES  columns 1 .. n_pairs: x_p in {0,1}, in the order of the pairs; then over and under >= 0 of every term
 * OBJECTIVE  minimise the tier's cost
 * ROWS       (1) agents, (2) slots, (4) loads with limits; over and under of terms; earlier tiers: cost <= held[t]
 * SOURCE     docs/model.md rows (1)-(5), (7) and (8)
 */
#ifndef KOPPEL_PROBLEM_TIER_MODEL_H
#define KOPPEL_PROBLEM_TIER_MODEL_H

#include "problem/plain_model.h"
#include "problem/problem.h"

enum koppel_model_part {
    KOPPEL_MODEL_PAIR,  /* column x of `pair` of `agent` */
    KOPPEL_MODEL_OVER,  /* column and row of term `term` of `tier` on `load` */
    KOPPEL_MODEL_UNDER, /* the same */
    KOPPEL_MODEL_AGENT, /* row (1) of `agent` */
    KOPPEL_MODEL_SLOT,  /* row (2) of `slot` */
    KOPPEL_MODEL_LOAD,  /* row (4) of `load` */
    KOPPEL_MODEL_HOLD   /* row that holds `tier` */
};

/** A row or column that asks for its name; what does not apply is 0. */
struct koppel_model_item {
    enum koppel_model_part part;
    bool is_column;
    int32_t agent;
    int32_t slot;
    int32_t load;
    int32_t tier;
    int64_t pair;
    size_t term;
};

/** Names of rows and columns. Zero-initialised: the formats' own, C0000001 for the first column. */
struct koppel_model_names {
    /** A name that the formats allow and that no other row (or column) has, kept until the model is written; NULL when
     * memory ran out. */
    const char *(*name)(void *data, const struct koppel_model_item *item);
    void *data;
};

/**
 * Writes tier `tier` as one integer program (free MPS or CPLEX LP).
 * @param held  costs of the tiers before `tier`, that many entries
 * @param[out] text  the file, added at the end
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 * Time O((pairs + entries) * tiers) and the writing.
 */
enum koppel_status koppel_tier_model_write(const struct koppel_problem *problem, int32_t tier, const int64_t *held,
                                           const struct koppel_model_names *names, enum koppel_model_format format,
                                           struct koppel_text *text);

#endif
