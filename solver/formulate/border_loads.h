// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* border_loads.h - the loads that count who is housed outside the municipality of their link.
 *
 * SOURCE  docs/model.md section 27.
 */
#ifndef KOPPEL_FORMULATE_BORDER_LOADS_H
#define KOPPEL_FORMULATE_BORDER_LOADS_H

#include "formulate/formulation.h"

/**
 * Adds a load of persons for every row of borders.csv, and one of households over all borders when the policy has a
 * number for it; nothing else.
 *
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the problem is then still whole)
 * Time O((rows + municipalities) * households + rows * units).
 */
enum koppel_status koppel_border_loads_add(struct koppel_formulation *formulation);

#endif
