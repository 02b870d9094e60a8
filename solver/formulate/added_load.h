// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* added_load.h - a load that is added behind those of a problem, with measures of its own.
 *
 * SOURCE  docs/model.md (10)
 */
#ifndef KOPPEL_FORMULATE_ADDED_LOAD_H
#define KOPPEL_FORMULATE_ADDED_LOAD_H

#include "formulate/formulation.h"

/**
 * Adds a load and what it stands for; the other arguments are those of koppel_problem_add_load.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the formulation is then as before)
 */
enum koppel_status koppel_added_load_make(struct koppel_formulation *formulation, const struct koppel_load *load,
                                          const struct koppel_load_subject *subject, const int32_t *measure_of,
                                          int32_t n_measures, const int32_t *amounts);

#endif
