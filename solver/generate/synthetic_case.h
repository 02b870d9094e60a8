// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* synthetic_case.h - a case of any size, for benchmarks. */
#ifndef KOPPEL_GENERATE_SYNTHETIC_CASE_H
#define KOPPEL_GENERATE_SYNTHETIC_CASE_H

#include "base/error.h"
#include "generate/draft.h"

/** What the command line asks for; see `koppel generate --help`. Percentages are whole numbers 0..100. */
struct koppel_synthetic_spec {
    int n_municipalities, n_households, n_units;
    int n_neighbourhoods; /* in the mean municipality */
    int link_percent, free_region_percent, scarcity_percent;
    int concentration_percent; /* 0: none */
    int n_half_years;          /* that follow, with arrivals and releases (over_time.h) */
    bool reception, jobs;      /* also these tables (reception_and_jobs.h) */
    uint64_t seed;
};

enum {
    KOPPEL_MOST_MUNICIPALITIES = 1000,
    KOPPEL_MOST_HOUSEHOLDS = 2000000,
    KOPPEL_MOST_UNITS = 4000000,
    KOPPEL_MOST_NEIGHBOURHOODS = 495
};

/**
 * Makes a case of the sizes asked for. Equal specs give equal rows. Places, people, their links, those who live there
 * already, and homes are drawn from streams of their own, so that two specs that differ in links, homes or
 * concentration alone share the rest. Time and memory O(households + units + neighbourhoods).
 *
 * @param[out] t  zeroed; `failed` when memory ran out
 */
void koppel_synthetic_make(const struct koppel_synthetic_spec *spec, struct koppel_draft *t);

#endif
