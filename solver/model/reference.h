// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reference.h - what fair shares are in proportion to: the corporation dwellings or inhabitants of neighbourhoods.
 *
 * SOURCE  docs/model.md (19), section 11 "No number of dwellings".
 */
#ifndef KOPPEL_MODEL_REFERENCE_H
#define KOPPEL_MODEL_REFERENCE_H

#include "model/suitability.h"

/**
 * Fills fit->spread_reference and fit->spread_is_open, which have room for every neighbourhood. A neighbourhood whose
 * corporation dwellings are not known gets a reference by its inhabitants. It is open when the policy wants no cap
 * there: it then has no fair share and counts for nobody else's. Districts are open with any of their neighbourhoods.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(neighbourhoods)
 */
enum koppel_status koppel_references_make(struct koppel_suitability *fit);

/** Neighbourhoods whose reference is worked out from their inhabitants, or that are open, because it is not known; 0
 * where the policy does not ask for it. @param[out] first  the first of them, or KOPPEL_NONE */
int32_t koppel_references_unknown(const struct koppel_suitability *fit, int32_t *first);

#endif
