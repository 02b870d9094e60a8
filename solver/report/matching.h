// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* matching.h - a largest matching of households and places in homes that suit them: what suitability alone makes
 * possible. */
#ifndef KOPPEL_REPORT_MATCHING_H
#define KOPPEL_REPORT_MATCHING_H

#include "report/openings.h"

#include <stdbool.h>

/** The households in one unit are a list through `next` and `previous`. Zero-initialise. */
struct koppel_matching {
    const struct koppel_suitability *fit;   /* borrowed */
    const struct koppel_openings *openings; /* borrowed */
    int32_t *unit_of;                       /* n_households: unit, or KOPPEL_NONE */
    int32_t *first_in;                      /* n_units: a household in it, or KOPPEL_NONE */
    int32_t *next;                          /* n_households */
    int32_t *previous;                      /* n_households */
    int32_t *n_in;                          /* n_units: households in it, at most its places */
    /* of the last search */
    int32_t *parent;  /* n_units: household from which the unit was reached; KOPPEL_NONE: not reached */
    int32_t *reached; /* n_units: the units that were reached, in the order of the search; n_reached entries */
    int32_t n_reached;
    int32_t *queue;    /* n_households */
    bool *is_searched; /* by where a list of openings begins: households with the same list are searched once */
    int64_t *searched; /* n_households: the beginnings of these lists; n_searched entries */
    int32_t n_searched;
};

/**
 * Finds a largest matching by shortest augmenting paths, first come first served in row order.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the matching is then empty)
 * Time O(households * pairs) at worst; a household that finds no path closes off all that it searched, so a shortage is
 * searched once.
 */
enum koppel_status koppel_matching_make(struct koppel_matching *matching, const struct koppel_suitability *fit,
                                        const struct koppel_openings *openings);

/**
 * True when some largest matching leaves the household without a place; the matching is then changed into such a one
 * (as large as before). Time O(pairs).
 */
bool koppel_matching_release(struct koppel_matching *matching, int32_t household);

/**
 * Follows alternating paths from a household without a place: to its units, from each unit to the households in it, and
 * so on. Afterwards parent[j] != KOPPEL_NONE marks the units that were reached; in a largest matching they are all
 * full. O(pairs).
 */
void koppel_matching_reach(struct koppel_matching *matching, int32_t household);

void koppel_matching_free(struct koppel_matching *matching);

#endif
