// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lns_neighbourhood.c - related groups of slots, grown into neighbourhoods (see lns_neighbourhood.h). */
#include "engine/lns/lns_neighbourhood.h"

#include "base/arena.h"
#include "base/hash.h"
#include "problem/equal_rows.h"

#include <string.h>

struct neighbourhoods {
    struct koppel_arena arena;
    struct koppel_blocks *blocks;
    const struct koppel_problem *near;
    const int32_t *slot_of;
    int32_t round;
    int32_t n_groups;
    int32_t *group_of;   /* n_slots */
    int32_t *n_agents;   /* n_groups: who stand in its slots */
    int32_t *block_of;   /* n_groups: KOPPEL_NONE = not taken yet */
    int64_t *link_first; /* n_groups + 2 */
    int32_t *links;      /* groups that near pairs lead to or from */
    int32_t *order;      /* n_groups: drawn for the round */
    int64_t *strength;   /* n_groups: links with the neighbourhood that grows */
    int32_t *touched;    /* n_groups that have such links */
    int32_t n_touched;
};

/* Numbers the groups: slots of the same smallest load, and every slot without a load on its own. */
static enum koppel_status find_groups(struct neighbourhoods *run)
{
    const struct koppel_problem *near = run->near;
    int64_t *size = koppel_arena_new(&run->arena, (size_t)near->n_loads, sizeof *size);
    int32_t *number =
        koppel_arena_new(&run->arena, (size_t)near->n_loads, sizeof *number); /* of the load's group + 1 */

    run->group_of = koppel_arena_new(&run->arena, (size_t)near->n_slots, sizeof *run->group_of);
    if (koppel_arena_failed(&run->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t e = 0; e < near->entry_first[near->n_slots]; e++) {
        size[near->entries[e].load]++;
    }
    for (int32_t j = 0; j < near->n_slots; j++) {
        int32_t smallest = KOPPEL_NONE;

        for (int64_t e = near->entry_first[j]; e < near->entry_first[j + 1]; e++) {
            int32_t g = near->entries[e].load;

            smallest = smallest == KOPPEL_NONE || size[g] < size[smallest] ? g : smallest;
        }
        if (smallest == KOPPEL_NONE) {
            run->group_of[j] = run->n_groups++;
        } else {
            number[smallest] = number[smallest] > 0 ? number[smallest] : ++run->n_groups;
            run->group_of[j] = number[smallest] - 1;
        }
    }
    return KOPPEL_OK;
}

static int32_t own_group(const struct neighbourhoods *run, int32_t i)
{
    return run->slot_of[i] != KOPPEL_NONE ? run->group_of[run->slot_of[i]] : KOPPEL_NONE;
}

/* Every near pair of an agent links the group that it stands in with that of the pair, both ways. */
static void list_links(struct neighbourhoods *run)
{
    const struct koppel_problem *near = run->near;
    int64_t *next = run->link_first + 1;

    for (int pass = 0; pass < 2; pass++) {
        for (int32_t i = 0; i < near->n_agents; i++) {
            int32_t own = own_group(run, i);

            for (int64_t p = near->first[i]; own != KOPPEL_NONE && p < near->first[i + 1]; p++) {
                int32_t other = run->group_of[koppel_pair_slot(near, i, p)];

                if (other == own) {
                    continue;
                }
                if (pass == 0) {
                    next[own + 1]++;
                    next[other + 1]++;
                } else {
                    run->links[next[own]++] = other;
                    run->links[next[other]++] = own;
                }
            }
        }
        for (int32_t g = 0; pass == 0 && g < run->n_groups; g++) {
            next[g + 1] += next[g];
        }
    }
}

static uint64_t draw(const struct neighbourhoods *run, int32_t row)
{
    return koppel_hash_add(koppel_hash_add(1, run->round + 1), row);
}

/* The groups in the order of the round. */
static void draw_order(struct neighbourhoods *run)
{
    for (int32_t g = 0; g < run->n_groups; g++) {
        int32_t other = (int32_t)(draw(run, g) % (uint64_t)(g + 1));

        run->order[g] = run->order[other];
        run->order[other] = g;
    }
}

static enum koppel_status start(struct neighbourhoods *run)
{
    const struct koppel_problem *near = run->near;
    size_t n_groups = 0;
    enum koppel_status status = find_groups(run);

    if (status != KOPPEL_OK) {
        return status;
    }
    n_groups = (size_t)run->n_groups;
    run->n_agents = koppel_arena_new(&run->arena, n_groups, sizeof *run->n_agents);
    run->block_of = koppel_arena_new(&run->arena, n_groups, sizeof *run->block_of);
    run->link_first = koppel_arena_new(&run->arena, n_groups + 2, sizeof *run->link_first);
    run->links = koppel_arena_new(&run->arena, 2 * (size_t)near->n_pairs, sizeof *run->links);
    run->order = koppel_arena_new(&run->arena, n_groups, sizeof *run->order);
    run->strength = koppel_arena_new(&run->arena, n_groups, sizeof *run->strength);
    run->touched = koppel_arena_new(&run->arena, n_groups, sizeof *run->touched);
    if (koppel_arena_failed(&run->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < near->n_agents; i++) {
        if (run->slot_of[i] != KOPPEL_NONE) {
            run->n_agents[own_group(run, i)]++;
        }
    }
    for (size_t g = 0; g < n_groups; g++) {
        run->block_of[g] = KOPPEL_NONE;
    }
    list_links(run);
    draw_order(run);
    return KOPPEL_OK;
}

/* Adds a group to the neighbourhood that grows. */
static void take(struct neighbourhoods *run, int32_t group)
{
    run->block_of[group] = run->blocks->n_blocks;
    for (int64_t l = run->link_first[group]; l < run->link_first[group + 1]; l++) {
        int32_t other = run->links[l];

        if (run->strength[other]++ == 0) {
            run->touched[run->n_touched++] = other;
        }
    }
}

/* The free group with most links to the neighbourhood; ties as drawn for the round. */
static int32_t strongest(const struct neighbourhoods *run)
{
    int32_t best = KOPPEL_NONE;

    for (int32_t k = 0; k < run->n_touched; k++) {
        int32_t g = run->touched[k];

        if (run->block_of[g] == KOPPEL_NONE &&
            (best == KOPPEL_NONE || run->strength[g] > run->strength[best] ||
             (run->strength[g] == run->strength[best] && draw(run, g) < draw(run, best)))) {
            best = g;
        }
    }
    return best;
}

static void grow(struct neighbourhoods *run, int32_t group, int32_t most_agents)
{
    int32_t n_agents = 0;

    while (group != KOPPEL_NONE && (n_agents == 0 || n_agents + run->n_agents[group] <= most_agents)) {
        n_agents += run->n_agents[group];
        take(run, group);
        group = strongest(run);
    }
    while (run->n_touched > 0) {
        run->strength[run->touched[--run->n_touched]] = 0;
    }
    run->blocks->n_blocks++;
}

static void number(struct neighbourhoods *run)
{
    const struct koppel_problem *near = run->near;
    struct koppel_blocks *blocks = run->blocks;

    for (int32_t j = 0; j < near->n_slots; j++) {
        blocks->block_of_slot[j] = run->block_of[run->group_of[j]];
    }
    for (int32_t i = 0; i < near->n_agents; i++) {
        int64_t n = near->first[i + 1] - near->first[i];
        int32_t j = run->slot_of[i];

        if (j == KOPPEL_NONE && n > 0) {
            j = koppel_slots_of(near, i)[draw(run, i) % (uint64_t)n];
        }
        blocks->block_of_agent[i] = j != KOPPEL_NONE ? blocks->block_of_slot[j] : KOPPEL_NONE;
    }
}

enum koppel_status koppel_lns_neighbourhoods_make(struct koppel_blocks *blocks, const struct koppel_problem *near,
                                                  const int32_t *slot_of, int32_t round, int32_t most_agents,
                                                  struct koppel_arena *arena)
{
    struct neighbourhoods run = {.blocks = blocks, .near = near, .slot_of = slot_of, .round = round};
    enum koppel_status status = koppel_blocks_start(blocks, near, arena);

    if (status == KOPPEL_OK) {
        status = start(&run);
    }
    for (int32_t k = 0; k < run.n_groups && status == KOPPEL_OK; k++) {
        if (run.block_of[run.order[k]] == KOPPEL_NONE) {
            grow(&run, run.order[k], most_agents);
        }
    }
    if (status == KOPPEL_OK) {
        number(&run);
    }
    koppel_arena_free(&run.arena);
    return status;
}
