// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* over_time.h - the households and homes of the half-years that follow an invented case.
 *
 * Half-years of 26 weeks follow each other from the day of the run. In each, households come in proportion to those of
 * the case, by a percentage that is drawn for the half-year: 70 to 140, and in one of eight twice as many, as when the
 * national number doubles. From July to September a quarter more come than in other months. Homes come free at an even
 * pace, 85 to 115 per cent of those of the case. Nothing published tells how the two run over a year: these are
 * assumptions.
 */
#ifndef KOPPEL_GENERATE_OVER_TIME_H
#define KOPPEL_GENERATE_OVER_TIME_H

#include "generate/people.h"
#include "generate/stock.h"

enum { KOPPEL_MOST_HALF_YEARS = 20, KOPPEL_HALF_YEAR_DAYS = 182 };

/**
 * Adds n_half_years of arrivals and releases behind the rows of a case that is complete. Equal arguments give equal
 * rows; more half-years leave the earlier ones as they are.
 * @param people  as for a half-year of the case; its links are set here
 * @param stock   the same
 * Time O(rows added).
 */
void koppel_over_time_add(struct koppel_draft *t, const struct koppel_people_spec *people,
                          const struct koppel_stock_division *stock, int n_half_years);

#endif
