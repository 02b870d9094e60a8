/* simulation_measures.h - the measures of a simulation, with means and standard errors over common paths.
 *
 * Of every tier its value as the user sees it. Of one that is maximised, also in per cent of the bound of hindsight on
 * the same path; of one that is minimised, how far it is above that bound. A later tier may do better than hindsight
 * where an earlier one does worse.
 */
#ifndef KOPPEL_SIMULATE_SIMULATION_MEASURES_H
#define KOPPEL_SIMULATE_SIMULATION_MEASURES_H

#include "simulate/case_world.h"
#include "simulate/simulation.h"

enum { KOPPEL_MEASURE_NAME = 80 };

/** How many measures there are. */
int32_t koppel_simulation_n_measures(const struct koppel_simulation_request *request);

/** The name of a measure in tables: "fit", "fit_percent", "short_2026-1", "waiting_days". @return name */
char *koppel_simulation_measure_name(const struct koppel_simulation_request *request, int32_t first_period,
                                     int32_t measure, char name[KOPPEL_MEASURE_NAME]);

/** Its value for a policy on a path (row from 0); NAN where it is not known. */
double koppel_simulation_value(const struct koppel_simulation_request *request,
                               const struct koppel_simulation *simulation, int32_t path, int32_t policy,
                               int32_t measure);

/** Mean over the paths and its standard error; NAN where not known. */
void koppel_simulation_mean(const struct koppel_simulation_request *request, const struct koppel_simulation *simulation,
                            int32_t policy, int32_t measure, double *mean, double *error);

/** Measures by what they are, for the table of the terminal: the share of the bound of hindsight in a tier. */
int32_t koppel_simulation_measure_of_tier(int32_t tier);
int32_t koppel_simulation_measure_of(const struct koppel_simulation_request *request, enum koppel_told told);
int32_t koppel_simulation_measure_of_half_year(const struct koppel_simulation_request *request, int32_t half_year);

#endif
