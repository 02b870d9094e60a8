// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* clash.h - when no proposal meets every must: a small set of rules that clash, and the households and homes concerned.
 *
 * SOURCE  Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems, AAAI 2004.
 */
#ifndef KOPPEL_SOLVE_QUESTIONS_CLASH_H
#define KOPPEL_SOLVE_QUESTIONS_CLASH_H

#include "base/text.h"
#include "engine/engine.h"
#include "formulate/formulation.h"

enum koppel_clash_kind { KOPPEL_CLASH_LOW, KOPPEL_CLASH_HIGH, KOPPEL_CLASH_KEEP };

/** One must that could be left out: an end of a load, or a kept pair. */
struct koppel_clash_rule {
    enum koppel_clash_kind kind;
    int32_t load; /* KOPPEL_NONE for a kept pair */
    int64_t pair; /* KOPPEL_NONE for a load */
};

struct koppel_clash {
    struct koppel_clash_rule *rules; /* cannot be met together */
    size_t n_rules;
    bool is_smallest; /* without any one of them the others could be met; false when the search was stopped */
};

/**
 * Finds a small set of must rules that cannot be met together.
 *
 * Divide and conquer over the rules: O(k log(n / k)) solves without tiers for a clash of k among n rules.
 *
 * @param problem  found infeasible; its limits and marks are changed during the call and put back
 * @param options  time limit (of the whole search) and stop
 * @param[out] clash  owned by the caller (koppel_clash_free, also after a fault)
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status
 */
enum koppel_status koppel_clash_find(struct koppel_problem *problem, const struct koppel_engine *engine,
                                     const struct koppel_engine_options *options, struct koppel_clash *clash);

void koppel_clash_free(struct koppel_clash *clash);

/** Writes the clash in sentences for a caseworker, with the households and homes concerned. @return KOPPEL_OK or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_clash_describe(const struct koppel_formulation *formulation, const struct koppel_clash *clash,
                                         struct koppel_text *text);

#endif
