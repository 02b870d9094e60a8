// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* access.h - how far it is from every neighbourhood to what people use: a primary school, a general practitioner, public
 * transport, and what the user's own columns of neighbourhoods.csv tell (`x_library_km`).
 *
 * SOURCE  docs/model.md (80), (81)
 */
#ifndef KOPPEL_MODEL_ACCESS_H
#define KOPPEL_MODEL_ACCESS_H

#include "base/error.h"
#include "model/case.h"

struct koppel_suitability;

/** Services that the dictionary knows; those of x_ columns follow. */
enum koppel_service { KOPPEL_SERVICE_SCHOOL, KOPPEL_SERVICE_GP, KOPPEL_SERVICE_TRANSIT, KOPPEL_N_SERVICES };

/** Persons who live so far from something. */
struct koppel_distance {
    int32_t metres;
    int64_t persons;
};

/** The distances of a case. Zero-initialise; koppel_access_free releases everything. */
struct koppel_access {
    int32_t n_services;
    int32_t *columns; /* n_services: x_ column of neighbourhoods, KOPPEL_NONE for the first KOPPEL_N_SERVICES */
    int32_t *metres;  /* of service k and neighbourhood n at [k * n_neighbourhoods + n]; KOPPEL_UNKNOWN */
    int32_t *median;  /* of service k and municipality m at [k * n_municipalities + m]: half of its inhabitants live no
                         further; KOPPEL_UNKNOWN where no distance is known */
    int64_t *beyond;  /* of neighbourhood n at [2 n]: metres beyond the medians of its municipality, of all services
                         together; at [2 n + 1] without the school */
};

/**
 * @param kase  borrowed for the call
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then access is freed). O(services * neighbourhoods log)
 */
enum koppel_status koppel_access_make(struct koppel_access *access, const struct koppel_case *kase);

void koppel_access_free(struct koppel_access *access);

/** Name of a service's column in neighbourhoods.csv: "school_km", ..., "x_library_km". */
const char *koppel_access_column(const struct koppel_access *access, const struct koppel_case *kase, int32_t service);

/** Does a household use the service? Without children it uses no school. */
bool koppel_uses_service(const struct koppel_household *household, int32_t service);

/** Is the x_ column one of distances: does its name end in _km, and is every cell that is filled in a number of
 * kilometres, 0 to 1000 with at most three places? @param[out] line  the first that is none, or 0; may be NULL */
bool koppel_column_is_distance(const struct koppel_case *kase, int32_t column, long *line);

/** Metres beyond the medians of its municipality times the persons of the household that count for the target. */
int64_t koppel_pair_access(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/* ---- Distances of many persons, nearest first (sorted here) ---- */

void koppel_distances_sort(struct koppel_distance *distances, int32_t n);

/** The mean, rounded to the nearest metre, halves up; KOPPEL_UNKNOWN over nobody. */
int32_t koppel_distances_mean(const struct koppel_distance *distances, int32_t n);

/** The least distance within which at least `part` of every `whole` persons live; KOPPEL_UNKNOWN over nobody. */
int32_t koppel_distances_within(const struct koppel_distance *distances, int32_t n, int32_t part, int32_t whole);

#endif
