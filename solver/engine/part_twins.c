/* part_twins.c - slots that nothing tells apart (see part_split.h).
 *
 * Rows are hashed pair by pair as they are stored, by agents, so that no second list of the pairs by slot is needed;
 * then every pair of a slot is compared with that of its twin.
 */
#include "engine/part_split.h"

#include "base/memory.h"
#include "engine/twins.h"

#include <stdlib.h>

struct slot_row {
    const struct koppel_split *split;
    uint64_t *hash;  /* n_slots: of entries, agents and costs */
    int64_t *n_open; /* n_slots */
};

static int64_t next_live(const struct koppel_split *split, int32_t j, int64_t e)
{
    while (e < split->problem->entry_first[j + 1] && !split->is_live[split->problem->entries[e].load]) {
        e++;
    }
    return e;
}

static bool same_entries(const struct koppel_split *split, int32_t a, int32_t b)
{
    const struct koppel_problem *problem = split->problem;
    int64_t x = next_live(split, a, problem->entry_first[a]), y = next_live(split, b, problem->entry_first[b]);

    while (x < problem->entry_first[a + 1] && y < problem->entry_first[b + 1] &&
           problem->entries[x].load == problem->entries[y].load &&
           problem->entries[x].measure == problem->entries[y].measure) {
        x = next_live(split, a, x + 1);
        y = next_live(split, b, y + 1);
    }
    return x == problem->entry_first[a + 1] && y == problem->entry_first[b + 1];
}

static uint64_t hash_of(const void *data, int32_t j)
{
    const struct slot_row *rows = data;

    return rows->hash[j];
}

static bool seems_same(const void *data, int32_t a, int32_t b)
{
    const struct slot_row *rows = data;

    return rows->hash[a] == rows->hash[b] && rows->n_open[a] == rows->n_open[b] && same_entries(rows->split, a, b);
}

static void hash_slots(struct slot_row *rows)
{
    const struct koppel_problem *problem = rows->split->problem;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        rows->hash[j] = 1;
        for (int64_t e = next_live(rows->split, j, problem->entry_first[j]); e < problem->entry_first[j + 1];
             e = next_live(rows->split, j, e + 1)) {
            rows->hash[j] =
                koppel_hash_add(koppel_hash_add(rows->hash[j], problem->entries[e].load), problem->entries[e].measure);
        }
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = problem->slot[p];

            if (!koppel_split_is_open(rows->split, i, p)) {
                continue;
            }
            rows->n_open[j]++;
            rows->hash[j] = koppel_hash_costs(koppel_hash_add(rows->hash[j], i), problem, problem->n_tiers, p);
        }
    }
}

/* Slots of which some pair is not that of the twin stand for themselves. As many pairs as the twin has, each found
 * there, are all of them. */
static void compare_pairs(struct koppel_split *split, int64_t *pair_at, bool *is_same)
{
    const struct koppel_problem *problem = split->problem;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        pair_at[j] = KOPPEL_NONE;
        is_same[j] = true;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = problem->slot[p];
            int64_t q = KOPPEL_NONE;

            if (!koppel_split_is_open(split, i, p)) {
                continue;
            }
            pair_at[j] = p;
            q = pair_at[split->twin_of[j]]; /* twins come first */
            is_same[j] =
                is_same[j] && q >= problem->first[i] && koppel_twins_cost_alike(problem, problem->n_tiers, p, q);
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        split->twin_of[j] = is_same[j] ? split->twin_of[j] : j;
    }
}

enum koppel_status koppel_split_find_twins(struct koppel_split *split)
{
    size_t n_slots = (size_t)split->problem->n_slots;
    struct slot_row rows = {split, koppel_new(n_slots, sizeof *rows.hash), koppel_new(n_slots, sizeof *rows.n_open)};
    bool *is_same = koppel_new(n_slots, sizeof *is_same);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (rows.hash != NULL && rows.n_open != NULL && is_same != NULL) {
        hash_slots(&rows);
        status = koppel_twins_find(split->problem->n_slots, hash_of, seems_same, &rows, split->twin_of);
    }
    if (status == KOPPEL_OK) {
        compare_pairs(split, rows.n_open, is_same); /* the counts are no longer needed */
    }
    free(rows.hash);
    free(rows.n_open);
    free(is_same);
    return status;
}
