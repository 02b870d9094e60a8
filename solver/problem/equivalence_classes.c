// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* equivalence_classes.c - interchangeable agents and slots (see equivalence_classes.h). */
#include "problem/equivalence_classes.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/steps.h"
#include "problem/cost_rows.h"
#include "problem/equal_rows.h"
#include "problem/equal_slots.h"

#include <string.h>

/* Agents are compared two by two, so that the costs of two are at hand. */
struct sorting {
    const struct koppel_problem *problem;
    int32_t n_tiers;
    struct koppel_cost_rows *costs; /* of 2 agents */
    struct koppel_arena *scratch;
};

static uint64_t hash_agent(const void *data, int32_t i)
{
    const struct sorting *sorting = data;
    const struct koppel_problem *problem = sorting->problem;
    const struct koppel_cost_rows *rows = &sorting->costs[0];
    const int32_t *slots = koppel_slots_of(problem, i);
    uint64_t hash = koppel_hash_add(problem->must_place[i], problem->first[i + 1] - problem->first[i]);

    koppel_cost_rows_read(&sorting->costs[0], i);
    for (int32_t t = 0; t < sorting->n_tiers; t++) {
        hash = koppel_hash_add(hash, koppel_cost_of_agent(&problem->tiers[t], i));
        for (int64_t k = 0; rows->costs[t] != NULL && k < rows->n; k++) {
            hash = koppel_hash_add(hash, rows->costs[t][k]);
        }
    }
    for (int64_t k = 0; k < rows->n; k++) {
        hash = koppel_hash_add(hash, slots[k]);
        for (int64_t e = problem->entry_first[slots[k]]; e < problem->entry_first[slots[k] + 1]; e++) {
            hash = koppel_hash_add(hash, koppel_amount_of_entry(problem, e, i));
        }
    }
    return hash;
}

/* Have two agents the same slots, and do they count alike there? */
static bool same_slots(const struct koppel_problem *problem, int32_t a, int32_t b)
{
    int64_t n = problem->first[a + 1] - problem->first[a];
    const int32_t *x = koppel_slots_of(problem, a), *y = koppel_slots_of(problem, b);

    if (problem->first[b + 1] - problem->first[b] != n || (x != y && memcmp(x, y, (size_t)n * sizeof *x) != 0)) {
        return false;
    }
    for (int64_t k = 0; k < n; k++) {
        for (int64_t e = problem->entry_first[x[k]]; e < problem->entry_first[x[k] + 1]; e++) {
            if (koppel_amount_of_entry(problem, e, a) != koppel_amount_of_entry(problem, e, b)) {
                return false;
            }
        }
    }
    return true;
}

static bool same_agents(const void *data, int32_t a, int32_t b)
{
    const struct sorting *sorting = data;
    const struct koppel_problem *problem = sorting->problem;
    struct koppel_cost_rows *rows = sorting->costs;

    if (problem->must_place[a] != problem->must_place[b] || !same_slots(problem, a, b)) {
        return false;
    }
    koppel_cost_rows_read(&rows[0], a);
    koppel_cost_rows_read(&rows[1], b);
    for (int32_t t = 0; t < sorting->n_tiers; t++) {
        const struct koppel_tier *tier = &problem->tiers[t];

        if (koppel_cost_of_agent(tier, a) != koppel_cost_of_agent(tier, b) ||
            (rows[0].costs[t] != NULL &&
             memcmp(rows[0].costs[t], rows[1].costs[t], (size_t)rows[0].n * sizeof **rows[0].costs) != 0)) {
            return false;
        }
    }
    return true;
}

/* Turns twins into class numbers and lists the members of each class. */
static enum koppel_status number_classes(int32_t n_rows, int32_t *class_of, int32_t *n_classes, int32_t **first,
                                         int32_t **members, struct koppel_arena *arena)
{
    *n_classes = 0;
    for (int32_t k = 0; k < n_rows; k++) {
        class_of[k] =
            class_of[k] == k || !koppel_step_is_on(KOPPEL_STEP_CLASSES) ? (*n_classes)++ : class_of[class_of[k]];
    }
    *first = koppel_arena_new(arena, (size_t)*n_classes + 2, sizeof **first);
    *members = koppel_arena_new(arena, (size_t)n_rows, sizeof **members);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n_rows; k++) {
        (*first)[class_of[k] + 2]++;
    }
    for (int32_t c = 0; c < *n_classes; c++) {
        (*first)[c + 2] += (*first)[c + 1];
    }
    for (int32_t k = 0; k < n_rows; k++) {
        (*members)[(*first)[class_of[k] + 1]++] = k;
    }
    return KOPPEL_OK;
}

/* The slot classes of an agent's slots, from `at` on, each with the pair where it comes first. @return how many */
static int64_t list_classes(struct koppel_classes *classes, const struct koppel_problem *problem, int32_t i, int64_t at,
                            int32_t *last, int32_t mark)
{
    const int32_t *slots = koppel_slots_of(problem, i);
    int64_t n = 0;

    for (int64_t k = 0; k < problem->first[i + 1] - problem->first[i]; k++) {
        int32_t slot_class = classes->class_of_slot[slots[k]];

        /* last holds the mark where the class has been listed: members come in ascending order, so classes do too */
        if (last[slot_class] != mark) {
            last[slot_class] = mark;
            classes->slot_class[at + n] = slot_class;
            classes->member[at + n] = (int32_t)k;
            classes->slot[at + n] = slots[k];
            n++;
        }
    }
    return n;
}

/* The class before s whose first agent has the list of that of class s; KOPPEL_NONE. lister: n_listed. */
static int32_t find_lister(const struct koppel_classes *classes, const struct koppel_problem *problem, int32_t s,
                           int32_t *lister)
{
    int32_t i = koppel_first_agent(classes, s);
    int32_t *first =
        problem->list != NULL && problem->first[i] < problem->first[i + 1] ? &lister[problem->list[i]] : NULL;
    int32_t found = first != NULL ? *first - 1 : KOPPEL_NONE;

    if (first != NULL && *first == 0) {
        *first = s + 1;
    }
    return found;
}

/* A pair of classes for every slot class that the first agent of an agent class reaches. */
static enum koppel_status list_pairs(struct koppel_classes *classes, const struct koppel_problem *problem,
                                     struct koppel_arena *arena, struct koppel_arena *scratch)
{
    int64_t most = problem->list != NULL ? problem->n_listed : problem->n_pairs, n_listed = 0;
    int32_t *last = koppel_arena_new(scratch, (size_t)classes->n_slot_classes, sizeof *last);
    int32_t *lister = koppel_arena_new(scratch, problem->list != NULL ? (size_t)problem->n_listed : 0, sizeof *lister);

    classes->first = koppel_arena_new(arena, (size_t)classes->n_agent_classes + 1, sizeof *classes->first);
    classes->list = koppel_arena_new(arena, (size_t)classes->n_agent_classes, sizeof *classes->list);
    classes->slot_class = koppel_arena_new(arena, (size_t)most, sizeof *classes->slot_class);
    classes->member = koppel_arena_new(arena, (size_t)most, sizeof *classes->member);
    classes->slot = koppel_arena_new(arena, (size_t)most, sizeof *classes->slot);
    if (koppel_arena_failed(arena) || koppel_arena_failed(scratch)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        int32_t before = find_lister(classes, problem, s, lister);
        int64_t n = 0;

        if (before != KOPPEL_NONE) {
            classes->list[s] = classes->list[before];
            n = classes->first[before + 1] - classes->first[before];
        } else {
            classes->list[s] = n_listed;
            n = list_classes(classes, problem, koppel_first_agent(classes, s), n_listed, last, s + 1);
            n_listed += n;
        }
        classes->first[s + 1] = classes->first[s] + n;
    }
    classes->n_pairs = classes->first[classes->n_agent_classes];
    return KOPPEL_OK;
}

static enum koppel_status class_agents(struct koppel_classes *classes, const struct sorting *sorting,
                                       struct koppel_arena *arena)
{
    int32_t n_agents = sorting->problem->n_agents;
    enum koppel_status status = KOPPEL_E_MEMORY;

    classes->class_of_agent = koppel_arena_new(arena, (size_t)n_agents, sizeof *classes->class_of_agent);
    if (classes->class_of_agent != NULL) {
        status = koppel_equal_rows_find(n_agents, hash_agent, same_agents, sorting, classes->class_of_agent);
    }
    return status == KOPPEL_OK ? number_classes(n_agents, classes->class_of_agent, &classes->n_agent_classes,
                                                &classes->agent_first, &classes->agents, arena)
                               : status;
}

/* Slots are told apart by one agent of every class, which stands for all: they have the same pairs. */
static enum koppel_status class_slots(struct koppel_classes *classes, const struct sorting *sorting,
                                      struct koppel_arena *arena)
{
    const struct koppel_problem *problem = sorting->problem;
    struct koppel_slot_view view = {
        .problem = problem, .n_tiers = sorting->n_tiers, .n_agents = classes->n_agent_classes};
    int32_t *agents = koppel_arena_new(sorting->scratch, (size_t)classes->n_agent_classes, sizeof *agents);
    enum koppel_status status = KOPPEL_E_MEMORY;

    classes->class_of_slot = koppel_arena_new(arena, (size_t)problem->n_slots, sizeof *classes->class_of_slot);
    if (classes->class_of_slot != NULL && agents != NULL) {
        for (int32_t s = 0; s < classes->n_agent_classes; s++) {
            agents[s] = koppel_first_agent(classes, s);
        }
        view.agents = agents;
        status = koppel_equal_slots_find(&view, classes->class_of_slot);
    }
    if (status == KOPPEL_OK) {
        status = number_classes(problem->n_slots, classes->class_of_slot, &classes->n_slot_classes,
                                &classes->slot_first, &classes->slots, arena);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    classes->places = koppel_arena_new(arena, (size_t)classes->n_slot_classes, sizeof *classes->places);
    for (int32_t j = 0; classes->places != NULL && j < problem->n_slots; j++) {
        classes->places[classes->class_of_slot[j]] += problem->places[j];
    }
    return classes->places != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

enum koppel_status koppel_classes_make(struct koppel_classes *classes, const struct koppel_problem *problem,
                                       int32_t n_tiers, struct koppel_arena *arena)
{
    struct koppel_cost_rows costs[2] = {{0}};
    struct koppel_arena scratch = {0};
    struct sorting sorting = {.problem = problem, .n_tiers = n_tiers, .costs = costs, .scratch = &scratch};
    enum koppel_status status = koppel_cost_rows_start(&costs[0], problem, n_tiers, &scratch);

    *classes = (struct koppel_classes){0};
    if (status == KOPPEL_OK) {
        status = koppel_cost_rows_start(&costs[1], problem, n_tiers, &scratch);
    }
    if (status == KOPPEL_OK) {
        status = class_agents(classes, &sorting, arena);
    }
    if (status == KOPPEL_OK) {
        status = class_slots(classes, &sorting, arena);
    }
    koppel_arena_free(&scratch);
    if (status == KOPPEL_OK) {
        status = list_pairs(classes, problem, arena, &scratch);
    }
    koppel_arena_free(&scratch);
    return status;
}

int64_t koppel_class_pair(const struct koppel_classes *classes, int32_t s, int32_t slot_class)
{
    int64_t low = classes->first[s], high = classes->first[s + 1] - 1;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (koppel_slot_class_of(classes, s, middle) < slot_class) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
