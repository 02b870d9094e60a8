/* decisions.h - recorded decisions on pairs; part of koppel_suitability_init. */
#ifndef KOPPEL_MODEL_DECISIONS_H
#define KOPPEL_MODEL_DECISIONS_H

#include "model/suitability.h"

/** Fills fit->decision_keys and fit->decision_kinds. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_decisions_sort(struct koppel_suitability *fit);

/** Position of the first decision on the pair in fit->decision_keys, or n_decisions. O(log decisions) */
int32_t koppel_decision_find(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/**
 * Checks every decision that keeps a pair: a message for each that contradicts another decision, a rule, or the places
 * of its unit.
 * @return KOPPEL_OK (also when there are messages) or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_decisions_check(const struct koppel_suitability *fit, struct koppel_errors *errors);

#endif
