/* component_multipliers.h - prices of one tier in one part, with the better of two bounds, and what they rule out.
 *
 * The prices of the relaxation prove a bound as they are (lagrangian_bound.h), and one with loads kept whole (knapsack_bound.h), for
 * which the prices of agents follow from them. Rounded rows are added as long as the better of the two is below the
 * cost of the choice and the relaxation breaks any; the best prices stay.
 */
#ifndef KOPPEL_ENGINE_CERTIFICATE_COMPONENT_MULTIPLIERS_H
#define KOPPEL_ENGINE_CERTIFICATE_COMPONENT_MULTIPLIERS_H

#include "engine/certificate/multiplier_run.h"

/** Finds the prices of a part for the tier at hand. Parts may be priced at the same time.
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or the fault of an engine */
enum koppel_status koppel_component_multipliers_find(struct koppel_multiplier_run *run, int32_t component);

/**
 * Writes the prices of a part down as others read them, and takes out of the part what no choice uses that costs at
 * most H in the tier at hand. To be called once every part of the tier has prices and H. KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_component_multipliers_settle(struct koppel_multiplier_run *run, int32_t component);

#endif
