// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* scarce_homes.c - homes that somebody needs (see scarce_homes.h). */
#include "model/scarce_homes.h"

enum { WANTED_STEP_FREE = 1, WANTED_LARGE = 2 };

static bool needs_all_rooms(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    return koppel_pair_spare_rooms(fit, household, unit) == 0;
}

static bool needs_no_steps(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    (void)unit;
    return fit->kase->households[household].step_free;
}

/* Does the home suit a household that asks for what it has? */
static bool is_wanted(const struct koppel_suitability *fit, int32_t unit,
                      bool (*asks)(const struct koppel_suitability *, int32_t household, int32_t unit))
{
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (asks(fit, i, unit) && koppel_household_fits_unit(fit, i, unit) == KOPPEL_SUITABLE) {
            return true;
        }
    }
    return false;
}

void koppel_scarce_homes_find(struct koppel_suitability *fit)
{
    bool has_need = false;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        has_need = has_need || fit->kase->households[i].step_free;
    }
    for (int32_t j = 0; j < fit->kase->n_units && fit->policy->fit_weight[KOPPEL_FIT_SPARE] > 0; j++) {
        const struct koppel_unit *unit = &fit->kase->units[j];

        if (has_need && unit->step_free && is_wanted(fit, j, needs_no_steps)) {
            fit->wanted[j] |= WANTED_STEP_FREE;
        }
        if (unit->places == 1 && unit->rooms >= fit->policy->fit_large_home_rooms &&
            is_wanted(fit, j, needs_all_rooms)) {
            fit->wanted[j] |= WANTED_LARGE;
        }
        fit->has_wanted = fit->has_wanted || fit->wanted[j] != 0;
    }
}

bool koppel_pair_is_wasteful(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    unsigned wanted = fit->wanted[unit];

    return ((wanted & WANTED_STEP_FREE) != 0 && !fit->kase->households[household].step_free) ||
           ((wanted & WANTED_LARGE) != 0 && koppel_pair_spare_rooms(fit, household, unit) > 0);
}
