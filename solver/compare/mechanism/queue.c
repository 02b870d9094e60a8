// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* queue.c - waiting lists (see queue.h). */
#include "compare/mechanism/queue.h"

#include "base/memory.h"
#include "compare/mechanism/lot.h"

#include <stdlib.h>
#include <string.h>

/* ---- The order ---- */

struct waiting {
    int64_t first;  /* lower comes first */
    int64_t second; /* among equals */
    int32_t row;
};

static int compare_waiting(const void *a, const void *b)
{
    const struct waiting *one = a;
    const struct waiting *two = b;

    if (one->first != two->first) {
        return one->first < two->first ? -1 : 1;
    }
    if (one->second != two->second) {
        return one->second < two->second ? -1 : 1;
    }
    return one->row < two->row ? -1 : 1;
}

/* The rows 0 .. n-1 by `first` (NULL: all equal), then by `second`, then as they stand. */
static enum koppel_status sort_rows(const int64_t *first, int64_t sign, const int64_t *second, int32_t n,
                                    int32_t *order)
{
    struct waiting *waiting = koppel_new((size_t)n, sizeof *waiting);

    if (waiting == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < n; i++) {
        waiting[i] = (struct waiting){first != NULL ? sign * first[i] : 0, second[i], i};
    }
    qsort(waiting, (size_t)n, sizeof *waiting, compare_waiting);
    for (int32_t i = 0; i < n; i++) {
        order[i] = waiting[i].row;
    }
    free(waiting);
    return KOPPEL_OK;
}

enum koppel_status koppel_queue_by_link_date(const struct koppel_market *market, int32_t *order)
{
    return sort_rows(NULL, 0, market->waits_since, market->open.n_agents, order);
}

enum koppel_status koppel_queue_by_urgency(const struct koppel_market *market, int32_t *order)
{
    return sort_rows(market->urgency, -1, market->waits_since, market->open.n_agents, order);
}

void koppel_queue_by_lot(const struct koppel_market *market, uint64_t *state, int32_t *order)
{
    for (int32_t i = 0; i < market->open.n_agents; i++) { /* Fisher and Yates, inside out */
        int32_t at = (int32_t)koppel_lot_below(state, (uint64_t)i + 1);

        order[i] = order[at];
        order[at] = i;
    }
}

/* ---- One offer at a time ---- */

/* The households that each home suits, in the order of the queue: those of slot j are from first[j] to first[j+1]. */
static void list_by_home(const struct koppel_problem *open, const int32_t *order, int64_t *first, int32_t *households)
{
    for (int64_t p = 0; p < open->n_pairs; p++) {
        first[open->slot[p] + 1]++;
    }
    for (int32_t j = 0; j < open->n_slots; j++) {
        first[j + 1] += first[j];
    }
    for (int32_t k = 0; k < open->n_agents; k++) {
        for (int64_t p = open->first[order[k]]; p < open->first[order[k] + 1]; p++) {
            households[first[open->slot[p]]++] = order[k];
        }
    }
    for (int32_t j = open->n_slots; j > 0; j--) { /* each has run to the start of the next */
        first[j] = first[j - 1];
    }
    first[0] = 0;
}

enum koppel_status koppel_queue_offer(const struct koppel_market *market, const int32_t *order, int32_t *unit_of)
{
    const struct koppel_problem *open = &market->open;
    int64_t *first = koppel_new((size_t)open->n_slots + 1, sizeof *first);
    int32_t *households = koppel_new((size_t)open->n_pairs, sizeof *households);
    int32_t *homes = koppel_new((size_t)open->n_slots, sizeof *homes);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (first != NULL && households != NULL && homes != NULL) {
        status = sort_rows(NULL, 0, market->free_from, open->n_slots, homes);
    }
    if (status != KOPPEL_OK) {
        goto out;
    }
    memcpy(unit_of, market->kept, (size_t)open->n_agents * sizeof *unit_of);
    list_by_home(open, order, first, households);
    for (int32_t h = 0; h < open->n_slots; h++) {
        int32_t j = homes[h];
        int32_t n_free = open->places[j];

        for (int64_t k = first[j]; n_free > 0 && k < first[j + 1]; k++) {
            if (unit_of[households[k]] == KOPPEL_NONE) {
                unit_of[households[k]] = j;
                n_free--;
            }
        }
    }
out:
    free(first);
    free(households);
    free(homes);
    return status;
}

/* ---- The best home that is left ---- */

/* True when the household in this unit would lift a load above its limit. */
static bool breaks_limit(const struct koppel_problem *whole, const int64_t *loads, int32_t i, int32_t j)
{
    bool breaks = false;

    for (int64_t e = whole->entry_first[j]; e < whole->entry_first[j + 1]; e++) {
        int64_t adds = whole->measures[(size_t)whole->entries[e].measure * (size_t)whole->n_agents + (size_t)i];
        int32_t g = whole->entries[e].load;

        breaks = breaks || (adds > 0 && loads[g] + adds > whole->loads[g].hi);
    }
    return breaks;
}

static void add_loads(const struct koppel_problem *whole, int64_t *loads, int32_t i, int32_t j)
{
    for (int64_t e = whole->entry_first[j]; e < whole->entry_first[j + 1]; e++) {
        loads[whole->entries[e].load] +=
            whole->measures[(size_t)whole->entries[e].measure * (size_t)whole->n_agents + (size_t)i];
    }
}

enum koppel_status koppel_queue_serve(const struct koppel_market *market, const int32_t *order, bool heed_limits,
                                      int32_t *unit_of)
{
    const struct koppel_problem *open = &market->open;
    int32_t *places = koppel_new((size_t)open->n_slots, sizeof *places);
    int64_t *loads = koppel_new((size_t)market->whole->n_loads, sizeof *loads);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (places == NULL || loads == NULL) {
        goto out;
    }
    memcpy(places, open->places, (size_t)open->n_slots * sizeof *places);
    memcpy(unit_of, market->kept, (size_t)open->n_agents * sizeof *unit_of);
    koppel_problem_loads(market->whole, unit_of, loads);
    for (int32_t k = 0; k < open->n_agents; k++) {
        int32_t i = order[k];
        int64_t best = KOPPEL_NONE;

        for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
            if (places[open->slot[p]] > 0 && (best == KOPPEL_NONE || koppel_market_prefers(market, p, best)) &&
                !(heed_limits && breaks_limit(market->whole, loads, i, open->slot[p]))) {
                best = p;
            }
        }
        if (best != KOPPEL_NONE) {
            unit_of[i] = open->slot[best];
            places[unit_of[i]]--;
            add_loads(market->whole, loads, i, unit_of[i]);
        }
    }
    status = KOPPEL_OK;
out:
    free(places);
    free(loads);
    return status;
}
