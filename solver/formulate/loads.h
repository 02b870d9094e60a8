// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* loads.h - every load but that of kept offers, from case and policy: target, spread, agreement, limits, mix.
 *
 * SOURCE  docs/model.md section 5.
 */
#ifndef KOPPEL_FORMULATE_LOADS_H
#define KOPPEL_FORMULATE_LOADS_H

#include "formulate/load_list.h"

/** Collects every load with its limits and costs. Needs the problem's pairs. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_loads_collect(struct koppel_load_list *list);

/** The loads of even spread alone; part of koppel_loads_collect. */
enum koppel_status koppel_spread_loads_collect(struct koppel_load_list *list);

/**
 * Writes the entries of every unit and the measures of every household into the problem.
 * Time O(units x loads of a unit x log loads + measures x households).
 */
enum koppel_status koppel_loads_place(struct koppel_load_list *list);

#endif
