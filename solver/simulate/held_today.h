// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* held_today.h - which homes a case's day and a forecast make worth holding, beside a proposal for that day.
 *
 * What the proposal is, and what is proven of it, does not change: this is an estimate.
 */
#ifndef KOPPEL_SIMULATE_HELD_TODAY_H
#define KOPPEL_SIMULATE_HELD_TODAY_H

#include "simulate/held_text.h"

/** What is asked; borrowed. */
struct koppel_held_request {
    const struct koppel_job_files *files; /* with the forecast */
    const int32_t *unit_of;               /* the proposal: of the households of the case; n_households */
    int32_t n_households;
    struct koppel_engine_options options;
    uint64_t seed;
    bool holds_against_overdue;
};

/**
 * @param[out] csv    held.csv
 * @param[out] words  what is printed
 * @return KOPPEL_OK, or a fault with a message
 */
enum koppel_status koppel_held_today(const struct koppel_held_request *request, struct koppel_text *csv,
                                     struct koppel_text *words, struct koppel_errors *errors,
                                     struct koppel_errors *notes);

#endif
