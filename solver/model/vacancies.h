// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* vacancies.h - vacancies within reach of a municipality, and what they are worth to a household.
 *
 * SOURCE  docs/model.md (84)
 */
#ifndef KOPPEL_MODEL_VACANCIES_H
#define KOPPEL_MODEL_VACANCIES_H

#include "model/suitability.h"

/** Fills vacancies and has_jobs; both stay NULL without jobs.csv. @return KOPPEL_OK or KOPPEL_E_MEMORY. O(fields *
 * municipalities + jobs * municipalities) */
enum koppel_status koppel_vacancies_count(struct koppel_suitability *fit);

/** Does the table tell what a household with fields of work finds? Then its labour regions are not looked at. */
bool koppel_household_seeks_jobs(const struct koppel_suitability *fit, int32_t household);

/** Micro-points 0 .. 10^9 for the vacancies within reach of a municipality in the household's fields of work, which has
 * some; KOPPEL_UNKNOWN where no row says anything of the municipality or its labour region. */
int64_t koppel_vacancies_points(const struct koppel_suitability *fit, int32_t household, int32_t municipality);

#endif
