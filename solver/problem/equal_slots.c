// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* equal_slots.c - slots that nothing tells apart (see equal_slots.h).
 *
 * Rows of slots are hashed pair by pair as they come by agent, so that no second list of the pairs by slot is needed;
 * then every pair of a slot is compared with that of the slot that it is taken to equal.
 */
#include "problem/equal_slots.h"

#include "base/arena.h"
#include "base/hash.h"
#include "problem/cost_rows.h"
#include "problem/equal_rows.h"

struct slot_rows {
    const struct koppel_slot_view *view;
    struct koppel_cost_rows costs; /* of the agent at hand */
    uint64_t *hash;                /* n_slots: of entries, agents and costs */
    int64_t *n_open;               /* n_slots */
};

static int64_t next_live(const struct koppel_slot_view *view, int32_t j, int64_t e)
{
    while (view->is_live != NULL && e < view->problem->entry_first[j + 1] &&
           !view->is_live[view->problem->entries[e].load]) {
        e++;
    }
    return e;
}

static bool same_entries(const struct koppel_slot_view *view, int32_t a, int32_t b)
{
    const struct koppel_problem *problem = view->problem;
    int64_t x = next_live(view, a, problem->entry_first[a]), y = next_live(view, b, problem->entry_first[b]);

    while (x < problem->entry_first[a + 1] && y < problem->entry_first[b + 1] &&
           problem->entries[x].load == problem->entries[y].load &&
           problem->entries[x].measure == problem->entries[y].measure) {
        x = next_live(view, a, x + 1);
        y = next_live(view, b, y + 1);
    }
    return x == problem->entry_first[a + 1] && y == problem->entry_first[b + 1];
}

static uint64_t hash_of(const void *data, int32_t j)
{
    const struct slot_rows *rows = data;

    return rows->hash[j];
}

static bool seems_same(const void *data, int32_t a, int32_t b)
{
    const struct slot_rows *rows = data;

    return rows->hash[a] == rows->hash[b] && rows->n_open[a] == rows->n_open[b] && same_entries(rows->view, a, b);
}

static bool is_open(const struct koppel_slot_view *view, int32_t agent, int64_t pair)
{
    return view->is_open == NULL || view->is_open(view->data, agent, pair);
}

static int32_t count_agents(const struct koppel_slot_view *view)
{
    return view->agents != NULL ? view->n_agents : view->problem->n_agents;
}

static int32_t agent_at(const struct koppel_slot_view *view, int32_t a)
{
    return view->agents != NULL ? view->agents[a] : a;
}

static bool is_late(const struct koppel_slot_view *view)
{
    return view->deadline != NULL && koppel_deadline_expired(view->deadline);
}

static void hash_slots(struct slot_rows *rows)
{
    const struct koppel_slot_view *view = rows->view;
    const struct koppel_problem *problem = view->problem;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        rows->hash[j] = 1;
        for (int64_t e = next_live(view, j, problem->entry_first[j]); e < problem->entry_first[j + 1];
             e = next_live(view, j, e + 1)) {
            rows->hash[j] =
                koppel_hash_add(koppel_hash_add(rows->hash[j], problem->entries[e].load), problem->entries[e].measure);
        }
    }
    for (int32_t a = 0; a < count_agents(view) && !is_late(view); a++) {
        int32_t i = agent_at(view, a);
        const int32_t *slots = koppel_slots_of(problem, i);

        koppel_cost_rows_read(&rows->costs, i);
        for (int64_t k = 0; k < rows->costs.n; k++) {
            uint64_t *hash = &rows->hash[slots[k]];

            if (!is_open(view, i, problem->first[i] + k)) {
                continue;
            }
            rows->n_open[slots[k]]++;
            *hash = koppel_hash_add(*hash, i);
            for (int32_t t = 0; t < view->n_tiers; t++) {
                *hash = rows->costs.costs[t] != NULL ? koppel_hash_add(*hash, rows->costs.costs[t][k]) : *hash;
            }
        }
    }
}

static bool cost_alike(const struct koppel_cost_rows *rows, int64_t a, int64_t b)
{
    for (int32_t t = 0; t < rows->n_tiers; t++) {
        if (rows->costs[t] != NULL && rows->costs[t][a] != rows->costs[t][b]) {
            return false;
        }
    }
    return true;
}

/* Slots of which some pair is not that of the other one stand for themselves. As many pairs as the other one has, each
 * found there, are all of them. */
static void compare_pairs(struct slot_rows *rows, int64_t *pair_at, bool *is_same, int32_t *twin)
{
    const struct koppel_slot_view *view = rows->view;
    const struct koppel_problem *problem = view->problem;
    bool all_differ = false;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        pair_at[j] = KOPPEL_NONE;
        is_same[j] = true;
    }
    for (int32_t a = 0; a < count_agents(view) && !is_late(view); a++) {
        int32_t i = agent_at(view, a);
        const int32_t *slots = koppel_slots_of(problem, i);
        int64_t first = problem->first[i];

        koppel_cost_rows_read(&rows->costs, i);
        for (int64_t k = 0; k < rows->costs.n; k++) {
            int32_t j = slots[k];
            int64_t q = KOPPEL_NONE;

            if (!is_open(view, i, first + k)) {
                continue;
            }
            pair_at[j] = first + k;
            q = pair_at[twin[j]]; /* twins come first */
            is_same[j] =
                is_same[j] && q >= first && q < first + rows->costs.n && cost_alike(&rows->costs, k, q - first);
        }
    }
    all_differ = is_late(view); /* not every pair may have been compared */
    for (int32_t j = 0; j < problem->n_slots; j++) {
        twin[j] = is_same[j] && !all_differ ? twin[j] : j;
    }
}

enum koppel_status koppel_equal_slots_find(const struct koppel_slot_view *view, int32_t *twin)
{
    size_t n_slots = (size_t)view->problem->n_slots;
    struct koppel_arena arena = {0};
    struct slot_rows rows = {.view = view,
                             .hash = koppel_arena_new(&arena, n_slots, sizeof *rows.hash),
                             .n_open = koppel_arena_new(&arena, n_slots, sizeof *rows.n_open)};
    bool *is_same = koppel_arena_new(&arena, n_slots, sizeof *is_same);
    enum koppel_status status = koppel_cost_rows_start(&rows.costs, view->problem, view->n_tiers, &arena);

    if (status == KOPPEL_OK) {
        hash_slots(&rows);
        status = koppel_equal_rows_find(view->problem->n_slots, hash_of, seems_same, &rows, twin);
    }
    if (status == KOPPEL_OK) {
        compare_pairs(&rows, rows.n_open, is_same, twin); /* the counts are no longer needed */
    }
    koppel_arena_free(&arena);
    return status;
}
