/* clash.h - when no proposal meets every must: a small set of rules that clash, and the households and homes concerned.
 */
#ifndef KOPPEL_LIBRARY_CLASH_H
#define KOPPEL_LIBRARY_CLASH_H

#include "base/text.h"
#include "engine/engine.h"
#include "formulate/formulation.h"

/**
 * Finds a set of must rules (loads that must, decisions that keep) that cannot be met together, such that leaving out
 * any one of them would resolve this clash, and writes it in sentences for a caseworker.
 *
 * Divide and conquer over the rules (Junker, QuickXplain, AAAI 2004): O(k log(n / k)) solves without tiers for a clash
 * of k among n rules.
 *
 * @param formulation  of a problem that was found infeasible; its limits and marks are changed during the call and put
 * back
 * @param options      time limit and stop; when they end the search, the text says that the set may be larger than
 * needed
 * @param[out] text    the sentences
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status
 */
enum koppel_status koppel_clash_explain(struct koppel_formulation *formulation, const struct koppel_engine *engine,
                                        const struct koppel_engine_options *options, struct koppel_text *text);

#endif
