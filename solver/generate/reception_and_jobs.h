// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reception_and_jobs.h - where the households of an invented case wait, and what work there is for them.
 *
 * Both are drawn from streams of their own behind the rows of a case that is complete, household by household: no other
 * column changes, and more half-years to come leave the earlier ones as they are. How places, vacancies and experience
 * are divided is an assumption.
 */
#ifndef KOPPEL_GENERATE_RECEPTION_AND_JOBS_H
#define KOPPEL_GENERATE_RECEPTION_AND_JOBS_H

#include "generate/draft.h"

/**
 * Adds a place of reception in every fourth municipality of a region, at least one in each, at most 2 km north or
 * south and 2 km east or west of one of its neighbourhoods, which are located; a household with a region waits in one of that region. Municipalities of a region
 * stand together. O(municipalities + households * places).
 */
void koppel_reception_add(struct koppel_draft *t, uint64_t seed);

/**
 * Adds the vacancies of each labour region in every field of work, in proportion to inhabitants, and in one field those
 * of each municipality; three in five households have experience in one field or two. Municipalities of a labour region
 * stand together. O(municipalities + households).
 */
void koppel_jobs_add(struct koppel_draft *t, uint64_t seed);

#endif
