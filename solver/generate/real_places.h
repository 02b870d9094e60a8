// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* real_places.h - the neighbourhoods and municipalities of a real table, for a case with invented people and homes. */
#ifndef KOPPEL_GENERATE_REAL_PLACES_H
#define KOPPEL_GENERATE_REAL_PLACES_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

/** A buurt. Distances in hectometres, KOPPEL_NONE: unknown. */
struct koppel_real_neighbourhood {
    char code[12];    /* "BU", 4 digits of the municipality, 4 digits or letters (Amsterdam has letters since 2022) */
    int municipality; /* these 4 digits */
    long line;
    const char *name;
    int64_t inhabitants;
    int64_t dwellings;
    int64_t
        corporation_dwellings; /* known, or worked out from what is rented; 0 when neither is known (has_tenure false) */
    bool has_tenure;           /* what is rented is known, or there are no dwellings */
    int school_hm, gp_hm, transit_hm;
};

/** A gemeente. Names NULL: unknown. */
struct koppel_real_municipality {
    int code;
    long line; /* in the table of municipalities; 0: only the neighbourhoods tell of it */
    const char *name, *province, *region, *labour_region;
    int64_t inhabitants;
    int n_neighbourhoods;
    int order; /* of reading, from 1 on */
};

/** Sorted by code; only municipalities with neighbourhoods. Zero-initialise. */
struct koppel_real_places {
    struct koppel_real_neighbourhood *neighbourhoods;
    struct koppel_real_municipality *municipalities;
    int n_neighbourhoods, n_municipalities;
    char sha256[2][65]; /* of the two files; "" for one that was not read */
    size_t neighbourhoods_capacity, municipalities_capacity;
    struct koppel_pool pool;
};

/**
 * Reads the neighbourhood table of Statistics Netherlands (Kerncijfers wijken en buurten): StatLine's CSV with levels
 * mixed and cells padded, its labelled form, the yearly spreadsheet's short names, or one with a row a neighbourhood;
 * and, if given, a table of municipalities. bench/README.md lists the columns.
 *
 * What corporations own comes from their share of the dwellings; without it, two thirds of the rented ones (about the
 * national figure); without these, two thirds of what is not owner-occupied, an owner-occupied share of 0 being
 * unknown. Distances of 0 are unknown.
 *
 * @param neighbourhoods_file  path
 * @param municipalities_file  path, or NULL: names and inhabitants come from the rows of municipalities in the first
 *                             table, or from its neighbourhoods
 * @param province             take the neighbourhoods of this province alone; or NULL
 * @param[out] places  owned by the caller, also after an error; koppel_real_places_free
 * @param[out] notes   what a user should know though it is no error; may be NULL
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages. Time O(bytes + n log n).
 */
enum koppel_status koppel_real_places_read(const char *neighbourhoods_file, const char *municipalities_file,
                                           const char *province, struct koppel_real_places *places,
                                           struct koppel_errors *errors, struct koppel_errors *notes);

/** Frees and zeroes. Safe on a zeroed struct. */
void koppel_real_places_free(struct koppel_real_places *places);

#endif
