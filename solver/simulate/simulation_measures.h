// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_measures.h - the measures of a simulation, with means and standard errors over common paths.
 *
 * Of every tier its value as the user sees it. Of one that is maximised, also in per cent of the bound of hindsight on
 * the same path; of one that is minimised, how far it is above that bound. A later tier may do better than hindsight
 * where an earlier one does worse. Behind them come those of the end of each month, which are kept as means alone.
 */
#ifndef KOPPEL_SIMULATE_SIMULATION_MEASURES_H
#define KOPPEL_SIMULATE_SIMULATION_MEASURES_H

#include "simulate/simulation_results.h"

enum { KOPPEL_MEASURE_NAME = 80 };

/** How many measures there are, and how many of them, the first, have a value on each path. */
int32_t koppel_simulation_n_measures(const struct koppel_simulation_settings *settings);
int32_t koppel_simulation_n_of_path(const struct koppel_simulation_settings *settings);

/** The name of a measure in tables: "fit", "fit_percent", "short_2026-1", "waiting_days", "backlog_2026-03". @return name */
char *koppel_simulation_measure_name(const struct koppel_simulation_settings *settings, int32_t measure,
                                     char name[KOPPEL_MEASURE_NAME]);

/** The value of one that has values on paths, for a policy on a path (row from 0); NAN where it is not known. */
double koppel_simulation_value(const struct koppel_simulation *simulation, int32_t path_row, int32_t policy,
                               int32_t measure);

/** Mean over the paths and its standard error; NAN where not known. */
void koppel_simulation_mean(const struct koppel_simulation *simulation, int32_t policy, int32_t measure, double *mean,
                            double *error);

/** Measures by what they are: the share of the bound of hindsight in a tier, ... */
int32_t koppel_simulation_measure_of_tier(int32_t tier);
int32_t koppel_simulation_measure_of(const struct koppel_simulation_settings *settings, enum koppel_told told);
int32_t koppel_simulation_measure_of_half_year(const struct koppel_simulation_settings *settings, int32_t half_year);
int32_t koppel_simulation_measure_of_group(const struct koppel_simulation_settings *settings, int32_t group,
                                           enum koppel_told_of_group told);
int32_t koppel_simulation_measure_of_month(const struct koppel_simulation_settings *settings, enum koppel_series series,
                                           int32_t month);

/** Half-years of which is told. */
int32_t koppel_simulation_n_half_years(const struct koppel_simulation_settings *settings);

enum { KOPPEL_MONTH_NAME = 16 };

/** A month as in "2026-03". @return name */
char *koppel_simulation_month(const struct koppel_simulation_settings *settings, int32_t month,
                              char name[KOPPEL_MONTH_NAME]);

#endif
