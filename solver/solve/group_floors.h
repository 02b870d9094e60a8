// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* group_floors.h - the floors of groups that a policy asks for as a share of what the group would get otherwise.
 *
 *     random       the mean over KOPPEL_FLOOR_DRAWS proposals: the households come in an order drawn by lot, and each
 *                  gets the home with the lowest lot of those that are left, suit it and keep every most that must
 *     own_share    the most that the group can have alone, in as many homes as are its share of the households
 *     first_come   each home, as it comes free, to the household linked first of those that it suits
 *
 * Lots and ties go by the keys of households and homes, so the order of rows decides nothing.
 *
 * SOURCE  docs/model.md (77), section 29.
 */
#ifndef KOPPEL_SOLVE_GROUP_FLOORS_H
#define KOPPEL_SOLVE_GROUP_FLOORS_H

#include "model/suitability.h"

enum { KOPPEL_FLOOR_DRAWS = 50 };

/**
 * Works out the floors and makes all floors that are known rules of the policy (koppel_policy_set_floors). What is not
 * worked out here, the floors of leximin, stays as it is.
 * @param fit     made with `policy`, which it borrows
 * @param policy  references and least numbers of its groups are filled in
 * @return KOPPEL_OK; KOPPEL_E_INPUT when a group looks at a column that the case lacks; KOPPEL_E_MEMORY, or as
 * koppel_formulation_make (message). O(draws * pairs) where a floor has the reference random
 */
enum koppel_status koppel_group_floors_set(const struct koppel_suitability *fit, struct koppel_policy *policy,
                                           struct koppel_errors *errors);

#endif
