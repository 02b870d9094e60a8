/* simulation_measures.c - means and standard errors over common paths (see simulation_measures.h). */
#include "simulate/simulation_measures.h"

#include <math.h>
#include <stdio.h>

static const char *const told_names[KOPPEL_N_TOLD] = {
    "households",       "households_housed", "persons_housed", "persons_in_term", "waiting_days",
    "waiting_days_p90", "overdue",           "homes",          "homes_empty",     "home_days_held"};

static int32_t n_tiers(const struct koppel_simulation_request *request)
{
    return request->world->problem->n_tiers;
}

static int32_t n_half_years(const struct koppel_simulation_request *request)
{
    return request->world->n_half_years < KOPPEL_MOST_HALF_YEARS_TOLD ? request->world->n_half_years
                                                                      : KOPPEL_MOST_HALF_YEARS_TOLD;
}

int32_t koppel_simulation_n_measures(const struct koppel_simulation_request *request)
{
    return 2 * n_tiers(request) + KOPPEL_N_TOLD + n_half_years(request);
}

int32_t koppel_simulation_measure_of_tier(int32_t tier)
{
    return 2 * tier + 1;
}

int32_t koppel_simulation_measure_of(const struct koppel_simulation_request *request, enum koppel_told told)
{
    return 2 * n_tiers(request) + (int32_t)told;
}

int32_t koppel_simulation_measure_of_half_year(const struct koppel_simulation_request *request, int32_t half_year)
{
    return 2 * n_tiers(request) + KOPPEL_N_TOLD + half_year;
}

char *koppel_simulation_measure_name(const struct koppel_simulation_request *request, int32_t first_period,
                                     int32_t measure, char name[KOPPEL_MEASURE_NAME])
{
    const struct koppel_tier *tiers = request->world->problem->tiers;
    const int32_t first_told = 2 * n_tiers(request);
    char period[8];

    if (measure < first_told) {
        const struct koppel_tier *tier = &tiers[measure / 2];

        snprintf(name, KOPPEL_MEASURE_NAME, "%s%s", tier->name,
                 measure % 2 == 0 ? ""
                 : tier->maximise ? "_percent"
                                  : "_above");
    } else if (measure < first_told + KOPPEL_N_TOLD) {
        snprintf(name, KOPPEL_MEASURE_NAME, "%s", told_names[measure - first_told]);
    } else {
        koppel_period_format(first_period + measure - first_told - KOPPEL_N_TOLD, period);
        snprintf(name, KOPPEL_MEASURE_NAME, "short_%s", period);
    }
    return name;
}

/* The tally of hindsight on a path; NULL when it was not asked for or not done. */
static const struct koppel_course_tally *find_hindsight(const struct koppel_simulation_request *request,
                                                        const struct koppel_simulation *simulation, int32_t path)
{
    for (int32_t p = 0; p < request->n_policies; p++) {
        const struct koppel_course_tally *tally = &simulation->tallies[path * request->n_policies + p];

        if (request->policies[p].decide == NULL && tally->is_done) {
            return tally;
        }
    }
    return NULL;
}

static double tier_value(const struct koppel_tier *tier, int64_t cost)
{
    return (double)(tier->maximise ? -cost : cost) / (double)tier->scale;
}

static double against_hindsight(const struct koppel_tier *tier, int64_t cost, int64_t bound)
{
    if (bound == INT64_MIN) {
        return NAN;
    }
    if (!tier->maximise) {
        return (double)(cost - bound) / (double)tier->scale;
    }
    return bound == 0 ? (cost == 0 ? 100 : NAN) : 100 * (double)cost / (double)bound;
}

double koppel_simulation_value(const struct koppel_simulation_request *request,
                               const struct koppel_simulation *simulation, int32_t path, int32_t policy,
                               int32_t measure)
{
    const struct koppel_course_tally *tally = &simulation->tallies[path * request->n_policies + policy];
    const struct koppel_course_tally *hindsight = find_hindsight(request, simulation, path);
    const int32_t first_told = 2 * n_tiers(request);

    if (!tally->is_done) {
        return NAN;
    }
    if (measure < first_told) {
        const struct koppel_tier *tier = &request->world->problem->tiers[measure / 2];

        if (measure % 2 == 0) {
            return tier_value(tier, tally->cost[measure / 2]);
        }
        return hindsight != NULL ? against_hindsight(tier, tally->cost[measure / 2], hindsight->bound[measure / 2])
                                 : NAN;
    }
    if (measure == first_told + KOPPEL_TOLD_WAITING) {
        return tally->number[KOPPEL_TOLD_CAME] > 0
                   ? (double)tally->number[KOPPEL_TOLD_WAITING] / (double)tally->number[KOPPEL_TOLD_CAME]
                   : NAN;
    }
    if (measure == first_told + KOPPEL_TOLD_HELD && request->policies[policy].decide == NULL) {
        return NAN; /* it decides on no day */
    }
    if (measure < first_told + KOPPEL_N_TOLD) {
        return (double)tally->number[measure - first_told];
    }
    return (double)tally->missing[measure - first_told - KOPPEL_N_TOLD];
}

void koppel_simulation_mean(const struct koppel_simulation_request *request, const struct koppel_simulation *simulation,
                            int32_t policy, int32_t measure, double *mean, double *error)
{
    double sum = 0;
    double squares = 0;
    int32_t n = 0;

    for (int32_t path = 0; path < simulation->n_paths; path++) {
        const double value = koppel_simulation_value(request, simulation, path, policy, measure);

        if (!isnan(value)) {
            sum += value;
            n++;
        }
    }
    *mean = n > 0 ? sum / n : NAN;
    for (int32_t path = 0; path < simulation->n_paths; path++) {
        const double value = koppel_simulation_value(request, simulation, path, policy, measure);

        squares += isnan(value) ? 0 : (value - *mean) * (value - *mean);
    }
    *error = n > 1 ? sqrt(squares / (n - 1) / n) : NAN;
}
