// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* model_file.h - the plain integer program of one tier, for other solvers. */
#ifndef KOPPEL_FORMULATE_MODEL_FILE_H
#define KOPPEL_FORMULATE_MODEL_FILE_H

#include "base/text.h"
#include "formulate/formulation.h"
#include "problem/tier_model.h"

/**
 * Writes tier `tier` of the problem as one integer program (free MPS or CPLEX LP).
 *
 * VARIABLES  x_<household>_<unit> in {0,1}; over_<k>_<load>, under_<k>_<load> >= 0 for the k-th cost of a load
 * OBJECTIVE  minimise the tier's cost; a comment at the top says how it becomes the value that people read
 * ROWS       household_<id> (1), unit_<id> (2), <load name> (4), hold_<tier> : cost of an earlier tier <= held[t]
 * Characters that MPS or LP do not allow in names become "_". A name has at most 60 characters (cbc drops all names of
 * an LP with one above 100 and dies on longer ones in MPS); what is longer is cut, and a number is added where two names
 * would then be the same. names.csv traces every column back.
 *
 * @param held  costs of the tiers before `tier`, that many entries
 * @param[out] text  the file
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_model_write(const struct koppel_formulation *formulation, int32_t tier, const int64_t *held,
                                      enum koppel_model_format format, struct koppel_text *text);

/**
 * The names of the columns as a table (CSV: column, household, unit), in the order of the files.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_model_names_write(const struct koppel_formulation *formulation, struct koppel_text *text);

#endif
