// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* real_case.h - a case of real neighbourhoods with invented homes and households. */
#ifndef KOPPEL_GENERATE_REAL_CASE_H
#define KOPPEL_GENERATE_REAL_CASE_H

#include "generate/draft.h"
#include "generate/real_places.h"

/** What the command line asks for; see `koppel generate --help`. Percentages are whole numbers 0..100. */
struct koppel_real_spec {
    int64_t national;            /* persons that all municipalities of the country have to house in the half-year */
    int64_t country_inhabitants; /* 1..10^8 */
    int n_households;            /* 0: as many as the targets ask for */
    int n_units;                 /* 0: six for every five households */
    int link_percent, free_region_percent, scarcity_percent;
    bool concentrated; /* permit holders live more in some neighbourhoods than the social homes there explain */
    uint64_t seed;
};

/**
 * Makes a case: targets by the statutory formula, households by targets, homes by what corporations own. Equal places
 * and specs give equal rows. The draft borrows names of the places. Time and memory O(households + units +
 * neighbourhoods).
 *
 * @param[out] t  zeroed; `failed` when memory ran out
 * @return KOPPEL_OK, or KOPPEL_E_INPUT with a message when nothing is owned by corporations, or the places have more
 * inhabitants or dwellings than the country has inhabitants
 */
enum koppel_status koppel_real_case_make(const struct koppel_real_spec *spec, const struct koppel_real_places *places,
                                         struct koppel_draft *t, struct koppel_errors *errors);

#endif
