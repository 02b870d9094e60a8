// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* load_terms.c - the terms of the first tiers of a problem by load (see load_terms.h). */
#include "problem/load_terms.h"

#include "base/arena.h"

enum koppel_status koppel_load_terms_make(struct koppel_load_terms *terms, const struct koppel_problem *problem,
                                          int32_t n_tiers, struct koppel_arena *arena)
{
    int64_t *next = NULL;
    size_t n_terms = 0;

    for (int32_t t = 0; t < n_tiers; t++) {
        n_terms += problem->tiers[t].n_terms;
    }
    terms->items = koppel_arena_new(arena, n_terms, sizeof *terms->items);
    terms->first = koppel_arena_new(arena, (size_t)problem->n_loads + 2, sizeof *terms->first);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    next = terms->first + 1; /* where the next term of a load goes, until all are listed */
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t t = 0; t < n_tiers; t++) {
            for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
                const struct koppel_term *term = &problem->tiers[t].terms[k];

                if (pass == 0) {
                    next[term->load + 1]++;
                } else {
                    terms->items[next[term->load]++] = (struct koppel_load_term){*term, t};
                }
            }
        }
        for (int32_t g = 0; pass == 0 && g < problem->n_loads; g++) {
            next[g + 1] += next[g];
        }
    }
    return KOPPEL_OK;
}
