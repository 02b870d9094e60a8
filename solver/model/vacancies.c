// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* vacancies.c - vacancies within reach (see vacancies.h). */
#include "model/vacancies.h"

#include "base/memory.h"

enum koppel_status koppel_vacancies_count(struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    size_t n_municipalities = (size_t)kase->n_municipalities;

    if (kase->n_jobs == 0) {
        return KOPPEL_OK;
    }
    fit->vacancies = koppel_new((size_t)kase->fields.n_ids * n_municipalities, sizeof *fit->vacancies);
    fit->has_jobs = koppel_new(n_municipalities, sizeof *fit->has_jobs);
    if (fit->vacancies == NULL || fit->has_jobs == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < kase->n_jobs; k++) {
        const struct koppel_job_opening *row = &kase->jobs[k];

        for (int32_t m = 0; m < kase->n_municipalities; m++) {
            bool is_reached = row->municipality != KOPPEL_NONE
                                  ? row->municipality == m
                                  : row->labour_region == kase->municipalities[m].labour_region;

            if (is_reached) {
                fit->vacancies[(size_t)row->field * n_municipalities + (size_t)m] += row->vacancies;
                fit->has_jobs[m] = true;
            }
        }
    }
    return KOPPEL_OK;
}

bool koppel_household_seeks_jobs(const struct koppel_suitability *fit, int32_t household)
{
    return fit->vacancies != NULL && fit->kase->households[household].n_fields > 0;
}

int64_t koppel_vacancies_points(const struct koppel_suitability *fit, int32_t household, int32_t municipality)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_household *h = &kase->households[household];
    const int64_t full = 1000 * KOPPEL_MICRO;
    int64_t sum = 0;

    if (!fit->has_jobs[municipality]) {
        return KOPPEL_UNKNOWN;
    }
    for (int32_t k = 0; k < h->n_fields; k++) {
        size_t field = (size_t)kase->household_fields[h->field_first + k];
        int64_t n = fit->vacancies[field * (size_t)kase->n_municipalities + (size_t)municipality];

        sum += koppel_muldiv_floor(full, n, n + fit->policy->fit_half_vacancies);
    }
    return sum / h->n_fields;
}
