// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* matching.c - a largest matching of households and places (see matching.h).
 *
 * SOURCE  docs/model.md (43); Berge 1957, Kuhn 1955 (augmenting paths); Dulmage and Mendelsohn 1958 (who can be
 *         left out).
 */
#include "report/matching.h"

#include <stdlib.h>

static void leave(struct koppel_matching *matching, int32_t household)
{
    int32_t unit = matching->unit_of[household];
    int32_t before = matching->previous[household];
    int32_t after = matching->next[household];

    if (before != KOPPEL_NONE) {
        matching->next[before] = after;
    } else {
        matching->first_in[unit] = after;
    }
    if (after != KOPPEL_NONE) {
        matching->previous[after] = before;
    }
    matching->n_in[unit]--;
    matching->unit_of[household] = KOPPEL_NONE;
}

static void enter(struct koppel_matching *matching, int32_t household, int32_t unit)
{
    int32_t after = matching->first_in[unit];

    matching->unit_of[household] = unit;
    matching->previous[household] = KOPPEL_NONE;
    matching->next[household] = after;
    if (after != KOPPEL_NONE) {
        matching->previous[after] = household;
    }
    matching->first_in[unit] = household;
    matching->n_in[unit]++;
}

/* Along the path that reached `unit`, everyone moves one unit on; whoever stood at its start gets a place. */
static void augment(struct koppel_matching *matching, int32_t unit)
{
    while (unit != KOPPEL_NONE) {
        int32_t household = matching->parent[unit];
        int32_t left = matching->unit_of[household];

        if (left != KOPPEL_NONE) {
            leave(matching, household);
        }
        enter(matching, household, unit);
        unit = left;
    }
}

/* Takes back the marks of all units but the first n_kept that were reached, and of the lists but the first
 * n_kept_lists that were searched. */
static void forget(struct koppel_matching *matching, int32_t n_kept, int32_t n_kept_lists)
{
    while (matching->n_reached > n_kept) {
        matching->parent[matching->reached[--matching->n_reached]] = KOPPEL_NONE;
    }
    while (matching->n_searched > n_kept_lists) {
        matching->is_searched[matching->searched[--matching->n_searched]] = false;
    }
}

/*
 * Breadth first from the households that stand in the queue already, to units not reached before. Stops at a unit with
 * a free place. @return that unit, or KOPPEL_NONE
 */
static int32_t search(struct koppel_matching *matching, int32_t n_queue)
{
    const struct koppel_openings *openings = matching->openings;
    const struct koppel_unit *units = matching->fit->kase->units;

    for (int32_t q = 0; q < n_queue; q++) {
        int32_t household = matching->queue[q];
        int32_t n = koppel_openings_count(openings, household);
        int64_t list = openings->first[household];

        if (n == 0 || matching->is_searched[list]) { /* a household with the same list has reached all its units */
            continue;
        }
        for (int32_t k = 0; k < n; k++) {
            int32_t unit = koppel_openings_of(openings, household)[k];

            if (matching->parent[unit] != KOPPEL_NONE) {
                continue;
            }
            matching->parent[unit] = household;
            matching->reached[matching->n_reached++] = unit;
            if (matching->n_in[unit] < units[unit].places) {
                return unit;
            }
            for (int32_t i = matching->first_in[unit]; i != KOPPEL_NONE; i = matching->next[i]) {
                matching->queue[n_queue++] = i;
            }
        }
        matching->is_searched[list] = true;
        matching->searched[matching->n_searched++] = list;
    }
    return KOPPEL_NONE;
}

static void match_all(struct koppel_matching *matching)
{
    int32_t n_closed = 0;
    int32_t n_closed_lists = 0;

    for (int32_t i = 0; i < matching->fit->kase->n_households; i++) {
        int32_t unit = KOPPEL_NONE;

        matching->queue[0] = i;
        unit = search(matching, 1);
        if (unit != KOPPEL_NONE) {
            augment(matching, unit);
            forget(matching, n_closed, n_closed_lists);
        }
        /* without a path, what was searched can never get anyone a place: its marks stay, so that it is not searched
         * again */
        n_closed = matching->n_reached;
        n_closed_lists = matching->n_searched;
    }
    forget(matching, 0, 0);
}

enum koppel_status koppel_matching_make(struct koppel_matching *matching, const struct koppel_suitability *fit,
                                        const struct koppel_openings *openings)
{
    size_t n_households = (size_t)fit->kase->n_households;
    size_t n_units = (size_t)fit->kase->n_units;
    size_t n_items = 1;

    for (size_t i = 0; i < n_households; i++) {
        n_items = (size_t)openings->first[i] >= n_items ? (size_t)openings->first[i] + 1 : n_items;
    }
    *matching = (struct koppel_matching){.fit = fit,
                                         .openings = openings,
                                         .unit_of = koppel_new(n_households, sizeof *matching->unit_of),
                                         .first_in = koppel_new(n_units, sizeof *matching->first_in),
                                         .next = koppel_new(n_households, sizeof *matching->next),
                                         .previous = koppel_new(n_households, sizeof *matching->previous),
                                         .n_in = koppel_new(n_units, sizeof *matching->n_in),
                                         .parent = koppel_new(n_units, sizeof *matching->parent),
                                         .reached = koppel_new(n_units, sizeof *matching->reached),
                                         .queue = koppel_new(n_households + 1, sizeof *matching->queue),
                                         .is_searched = koppel_new(n_items, sizeof *matching->is_searched),
                                         .searched = koppel_new(n_households, sizeof *matching->searched)};
    if (matching->unit_of == NULL || matching->first_in == NULL || matching->next == NULL ||
        matching->previous == NULL || matching->n_in == NULL || matching->parent == NULL || matching->reached == NULL ||
        matching->queue == NULL || matching->is_searched == NULL || matching->searched == NULL) {
        koppel_matching_free(matching);
        return KOPPEL_E_MEMORY;
    }
    for (size_t i = 0; i < n_households; i++) {
        matching->unit_of[i] = KOPPEL_NONE;
    }
    for (size_t j = 0; j < n_units; j++) {
        matching->first_in[j] = KOPPEL_NONE;
        matching->parent[j] = KOPPEL_NONE;
    }
    match_all(matching);
    return KOPPEL_OK;
}

bool koppel_matching_release(struct koppel_matching *matching, int32_t household)
{
    int32_t home = matching->unit_of[household];
    int32_t n_queue = 0;

    if (home == KOPPEL_NONE) {
        return true;
    }
    forget(matching, 0, 0);
    for (int32_t i = 0; i < matching->fit->kase->n_households; i++) {
        if (matching->unit_of[i] == KOPPEL_NONE) {
            matching->queue[n_queue++] = i;
        }
    }
    search(matching, n_queue);
    if (matching->parent[home] == KOPPEL_NONE) {
        return false;
    }
    leave(matching, household);
    augment(matching, home);
    return true;
}

void koppel_matching_reach(struct koppel_matching *matching, int32_t household)
{
    forget(matching, 0, 0);
    matching->queue[0] = household;
    search(matching, 1);
}

void koppel_matching_free(struct koppel_matching *matching)
{
    free(matching->unit_of);
    free(matching->first_in);
    free(matching->next);
    free(matching->previous);
    free(matching->n_in);
    free(matching->parent);
    free(matching->reached);
    free(matching->queue);
    free(matching->is_searched);
    free(matching->searched);
    *matching = (struct koppel_matching){0};
}
