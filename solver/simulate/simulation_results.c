// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_results.c - what a simulation came to (see simulation_results.h). */
#include "simulate/simulation_results.h"

#include "base/memory.h"

#include <stdlib.h>

enum koppel_status koppel_simulation_start(struct koppel_simulation *simulation,
                                           const struct koppel_simulation_settings *settings)
{
    const size_t n_policies = (size_t)settings->number[KOPPEL_SETTING_POLICIES];

    simulation->settings = *settings;
    simulation->tallies =
        koppel_new((size_t)koppel_settings_n_paths(settings) * n_policies, sizeof *simulation->tallies);
    simulation->series = koppel_new(n_policies, sizeof *simulation->series);
    simulation->texts = koppel_new(n_policies, sizeof *simulation->texts);
    return simulation->tallies != NULL && simulation->series != NULL && simulation->texts != NULL ? KOPPEL_OK
                                                                                                  : KOPPEL_E_MEMORY;
}

int32_t koppel_simulation_n_policies(const struct koppel_simulation *simulation)
{
    return (int32_t)simulation->settings.number[KOPPEL_SETTING_POLICIES];
}

struct koppel_course_tally *koppel_simulation_tally(const struct koppel_simulation *simulation, int32_t path_row,
                                                    int32_t policy)
{
    return &simulation->tallies[path_row * koppel_simulation_n_policies(simulation) + policy];
}

void koppel_simulation_add(struct koppel_simulation *simulation, const struct koppel_task_result *result)
{
    struct koppel_series_sums *sums = &simulation->series[result->policy];

    *koppel_simulation_tally(simulation, result->path_row, result->policy) = result->tally;
    sums->n_paths++;
    for (int s = 0; s < KOPPEL_N_SERIES; s++) {
        for (int64_t m = 0; m < simulation->settings.number[KOPPEL_SETTING_MONTHS]; m++) {
            const koppel_wide value = result->series.value[s][m];

            sums->sum[s][m] += value;
            sums->squares[s][m] += value * value;
        }
    }
}

int32_t koppel_simulation_n_done(const struct koppel_simulation *simulation)
{
    const int32_t n = koppel_settings_n_paths(&simulation->settings) * koppel_simulation_n_policies(simulation);
    int32_t n_done = 0;

    for (int32_t k = 0; k < n; k++) {
        n_done += simulation->tallies[k].is_done;
    }
    return n_done;
}

void koppel_simulation_free(struct koppel_simulation *simulation)
{
    for (int32_t p = 0; simulation->texts != NULL && p < koppel_simulation_n_policies(simulation); p++) {
        for (int k = 0; k < KOPPEL_N_TOLD_TEXTS; k++) {
            koppel_text_free(&simulation->texts[p][k]);
        }
    }
    free(simulation->tallies);
    free(simulation->series);
    free(simulation->texts);
    *simulation = (struct koppel_simulation){0};
}
