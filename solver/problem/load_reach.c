// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* load_reach.c - the values that the loads of a problem can reach (see load_reach.h). */
#include "problem/load_reach.h"

#include "base/arena.h"
#include "problem/list_groups.h"

static bool is_kept(const struct koppel_problem *problem, int32_t agent)
{
    bool found = false;

    for (int64_t p = problem->first[agent]; problem->state != NULL && p < problem->first[agent + 1]; p++) {
        found = found || problem->state[p] == KOPPEL_PAIR_KEPT;
    }
    return found;
}

/* What one agent adds by each entry, and the slots that it can have. */
static void add_agent(struct koppel_load_reach *reach, const struct koppel_problem *problem, int32_t i, bool only_open)
{
    if (only_open && is_kept(problem, i)) {
        return;
    }
    for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
        int32_t j = koppel_pair_slot(problem, i, p);

        if (only_open && koppel_state_of_pair(problem, p) != KOPPEL_PAIR_FREE) {
            continue;
        }
        reach->places[j]++;
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            int32_t amount = koppel_amount_of_entry(problem, e, i);

            reach->most[e] = amount > reach->most[e] ? amount : reach->most[e];
        }
    }
}

/* The same of n agents with the same slots, of whom the most by every measure is known. */
static void add_group(struct koppel_load_reach *reach, const struct koppel_problem *problem, int32_t agent, int32_t n,
                      const int32_t *most)
{
    const int32_t *slots = koppel_slots_of(problem, agent);

    for (int64_t k = 0; k < problem->first[agent + 1] - problem->first[agent]; k++) {
        reach->places[slots[k]] += n;
        for (int64_t e = problem->entry_first[slots[k]]; e < problem->entry_first[slots[k] + 1]; e++) {
            int32_t amount = most[problem->entries[e].measure];

            reach->most[e] = amount > reach->most[e] ? amount : reach->most[e];
        }
    }
}

/* The most that an agent adds by each entry, and how many agents have each slot. */
static enum koppel_status find_most(struct koppel_load_reach *reach, const struct koppel_problem *problem,
                                    bool only_open)
{
    struct koppel_arena arena = {0};
    struct koppel_list_groups groups;
    int32_t *most = koppel_arena_new(&arena, (size_t)problem->n_measures, sizeof *most);
    enum koppel_status status = koppel_list_groups_make(&groups, problem, &arena);

    status = most != NULL ? status : KOPPEL_E_MEMORY;
    for (int32_t k = 0; status == KOPPEL_OK && k < groups.n; k++) {
        int32_t i = groups.agents[groups.first[k]];

        if (!koppel_list_group_is_shared(&groups, k)) {
            add_agent(reach, problem, i, only_open);
        } else {
            koppel_list_group_amounts(problem, &groups, k, most);
            add_group(reach, problem, i, groups.first[k + 1] - groups.first[k], most);
        }
    }
    koppel_arena_free(&arena);
    return status;
}

enum koppel_status koppel_load_reach_make(struct koppel_load_reach *reach, const struct koppel_problem *problem,
                                          const int32_t *places, bool only_open, struct koppel_arena *arena)
{
    reach->most = koppel_arena_new(arena, (size_t)problem->entry_first[problem->n_slots], sizeof *reach->most);
    reach->places = koppel_arena_new(arena, (size_t)problem->n_slots, sizeof *reach->places);
    reach->top = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *reach->top);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    if (find_most(reach, problem, only_open) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        reach->places[j] = reach->places[j] < places[j] ? reach->places[j] : places[j];
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            reach->top[problem->entries[e].load] += (int64_t)reach->places[j] * reach->most[e];
        }
    }
    return KOPPEL_OK;
}

/* Number of slots of every load. */
static void count_slots(const struct koppel_problem *problem, int64_t *n_slots)
{
    for (int64_t e = 0; e < problem->entry_first[problem->n_slots]; e++) {
        n_slots[problem->entries[e].load]++;
    }
}

/* What is known of two measures, of which one may be at least the other for every agent. */
enum cover { COVER_UNKNOWN, COVERS, COVERS_NOT };

/* Is measure q at most measure p for every agent? What is found out is kept in covers, n_measures * n_measures. */
static bool does_cover(const struct koppel_problem *problem, int32_t p, int32_t q, unsigned char *covers)
{
    int64_t n_agents = problem->n_agents, i = 0;
    const int32_t *most = problem->measures + p * n_agents, *least = problem->measures + q * n_agents;
    unsigned char *known = covers + (size_t)p * (size_t)problem->n_measures + (size_t)q;

    if (*known == COVER_UNKNOWN) {
        while (i < n_agents && least[i] <= most[i]) {
            i++;
        }
        *known = i == n_agents ? COVERS : COVERS_NOT;
    }
    return *known == COVERS;
}

/* The smallest other load of the slot whose measure covers that of entry e, or KOPPEL_NONE. */
static int32_t child_of(const struct koppel_problem *problem, int32_t j, int64_t e, const int64_t *n_slots,
                        unsigned char *covers)
{
    const struct koppel_entry *own = &problem->entries[e];
    int32_t child = KOPPEL_NONE;

    for (int64_t f = problem->entry_first[j]; f < problem->entry_first[j + 1]; f++) {
        const struct koppel_entry *other = &problem->entries[f];

        if (f != e && other->load == own->load) {
            return KOPPEL_NONE; /* counted twice in the load, perhaps once in the smaller one */
        }
        if (n_slots[other->load] < n_slots[own->load] &&
            (child == KOPPEL_NONE || n_slots[other->load] < n_slots[child]) &&
            does_cover(problem, other->measure, own->measure, covers)) {
            child = other->load;
        }
    }
    return child;
}

/* What slots add to a load within a smaller load is limited by that load: top becomes the sum over the smaller loads.
 * `within` is what the slots of a child can add; slots of one child need not be neighbours, so sums are kept by child
 * and the parent that they belong to is the same for all. */
static void limit_by_children(const struct koppel_problem *problem, const struct koppel_load_reach *reach,
                              const int64_t *n_slots, unsigned char *covers, int64_t *within, int32_t *parent)
{
    for (int32_t g = 0; g < problem->n_loads; g++) {
        parent[g] = KOPPEL_NONE;
        reach->top[g] = 0;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            int64_t most = (int64_t)reach->places[j] * reach->most[e];
            int32_t g = problem->entries[e].load, child = child_of(problem, j, e, n_slots, covers);

            /* a child that stands in several parents counts for the first; the others add up slot by slot */
            if (child != KOPPEL_NONE && (parent[child] == KOPPEL_NONE || parent[child] == g)) {
                parent[child] = g;
                within[child] += most;
            } else {
                reach->top[g] += most;
            }
        }
    }
    for (int32_t h = 0; h < problem->n_loads; h++) {
        if (parent[h] != KOPPEL_NONE) {
            int64_t most = problem->loads[h].hi - problem->loads[h].base;

            reach->top[parent[h]] += within[h] < most ? within[h] : most;
        }
    }
}

static void limit_to_reach(struct koppel_problem *problem, const struct koppel_load_reach *reach, int32_t first,
                           bool keeps_hi)
{
    for (int32_t g = first; g < problem->n_loads; g++) {
        struct koppel_load *load = &problem->loads[g];
        int64_t top = load->base + reach->top[g];

        load->lo = load->lo > load->base ? load->lo : load->base;
        load->hi = load->hi < top || (keeps_hi && load->hi != KOPPEL_NO_MAX) ? load->hi : top;
    }
}

enum koppel_status koppel_problem_limit_loads(struct koppel_problem *problem)
{
    size_t n_loads = (size_t)problem->n_loads;
    struct koppel_arena arena = {0};
    struct koppel_load_reach reach;
    int64_t *n_slots = koppel_arena_new(&arena, n_loads, sizeof *n_slots);
    int64_t *within = koppel_arena_new(&arena, n_loads, sizeof *within);
    int32_t *parent = koppel_arena_new(&arena, n_loads, sizeof *parent);
    unsigned char *covers = koppel_arena_new(&arena, (size_t)problem->n_measures * (size_t)problem->n_measures, 1);
    enum koppel_status status = koppel_load_reach_make(&reach, problem, problem->places, false, &arena);

    if (status == KOPPEL_OK) {
        limit_to_reach(problem, &reach, 0, false);
        count_slots(problem, n_slots);
        limit_by_children(problem, &reach, n_slots, covers, within, parent);
        limit_to_reach(problem, &reach, 0, false);
    }
    koppel_arena_free(&arena);
    return status;
}

enum koppel_status koppel_problem_limit_by_slots(struct koppel_problem *problem, int32_t first, bool keeps_hi)
{
    struct koppel_arena arena = {0};
    struct koppel_load_reach reach;
    enum koppel_status status = koppel_load_reach_make(&reach, problem, problem->places, false, &arena);

    if (status == KOPPEL_OK) {
        limit_to_reach(problem, &reach, first, keeps_hi);
    }
    koppel_arena_free(&arena);
    return status;
}
