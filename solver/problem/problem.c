// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* problem.c - integrity, loads, costs and rows of the abstract problem (see problem.h). */
#include "problem/problem.h"

#include "base/arena.h"
#include "base/exact.h"
#include "base/memory.h"
#include "problem/list_groups.h"

#include <stdlib.h>
#include <string.h>

static const int64_t largest = INT64_C(1) << 60;

void koppel_problem_free(struct koppel_problem *problem)
{
    if (problem->tiers != NULL) {
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            free(problem->tiers[t].agent_cost);
            free(problem->tiers[t].terms);
            if (!problem->borrows_pairs) {
                free(problem->tiers[t].pair_cost);
            }
        }
    }
    if (!problem->borrows_pairs) {
        free(problem->list);
        free(problem->slot);
        free(problem->state);
    }
    free(problem->first);
    free(problem->must_place);
    free(problem->places);
    free(problem->entry_first);
    free(problem->entries);
    free(problem->measures);
    free(problem->loads);
    free(problem->tiers);
    *problem = (struct koppel_problem){0};
}

static bool within(koppel_wide value)
{
    return -largest <= value && value <= largest;
}

/* Are the slots of an agent's pairs, which begin where the list does, ascending? */
static bool list_is_sound(const struct koppel_problem *problem, int32_t agent)
{
    const int32_t *slots = koppel_slots_of(problem, agent);

    for (int64_t k = 0; k < problem->first[agent + 1] - problem->first[agent]; k++) {
        if (slots[k] < 0 || slots[k] >= problem->n_slots || (k > 0 && slots[k] <= slots[k - 1]) ||
            koppel_state_of_pair(problem, problem->first[agent] + k) > KOPPEL_PAIR_BANNED) {
            return false;
        }
    }
    return true;
}

/* Groups are found once first and list are known to be sound. */
static enum koppel_status check_lists(const struct koppel_problem *problem, bool *is_sound)
{
    struct koppel_arena arena = {0};
    struct koppel_list_groups groups;
    enum koppel_status status = koppel_list_groups_make(&groups, problem, &arena);

    for (int32_t k = 0; status == KOPPEL_OK && *is_sound && k < groups.n; k++) {
        *is_sound = list_is_sound(problem, groups.agents[groups.first[k]]);
    }
    koppel_arena_free(&arena);
    return status;
}

static bool pairs_are_sound(const struct koppel_problem *problem)
{
    if (problem->first[0] != 0 || problem->first[problem->n_agents] != problem->n_pairs) {
        return false;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (problem->first[i] > problem->first[i + 1] || problem->must_place[i] > 1) {
            return false;
        }
    }
    for (int32_t i = 0; problem->list != NULL && i < problem->n_agents; i++) {
        int64_t n = problem->first[i + 1] - problem->first[i];

        if (problem->list[i] < 0 || problem->list[i] + n > problem->n_listed) {
            return false;
        }
    }
    return true;
}

static bool slots_are_sound(const struct koppel_problem *problem)
{
    if (problem->entry_first[0] != 0) {
        return false;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        if (problem->entry_first[j] > problem->entry_first[j + 1] || problem->places[j] < 0) {
            return false;
        }
    }
    for (int64_t e = 0; e < problem->entry_first[problem->n_slots]; e++) {
        if (problem->entries[e].load < 0 || problem->entries[e].load >= problem->n_loads ||
            problem->entries[e].measure < 0 || problem->entries[e].measure >= problem->n_measures) {
            return false;
        }
    }
    for (int64_t q = 0; q < (int64_t)problem->n_measures * problem->n_agents; q++) {
        if (problem->measures[q] < 0) {
            return false;
        }
    }
    return true;
}

/* The largest value that each load can reach, in `top` (n_loads entries); false when one leaves the range. */
static bool loads_are_sound(const struct koppel_problem *problem, const int64_t *most, int64_t *top)
{
    for (int32_t g = 0; g < problem->n_loads; g++) {
        const struct koppel_load *load = &problem->loads[g];

        top[g] = load->base;
        if (!within(load->base) || (load->lo != KOPPEL_NO_MIN && !within(load->lo)) ||
            (load->hi != KOPPEL_NO_MAX && !within(load->hi))) {
            return false;
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int32_t places = problem->places[j] < problem->n_agents ? problem->places[j] : problem->n_agents;

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            const struct koppel_entry *entry = &problem->entries[e];
            koppel_wide sum = (koppel_wide)top[entry->load] + (koppel_wide)places * most[entry->measure];

            if (!within(sum)) {
                return false;
            }
            top[entry->load] = (int64_t)sum;
        }
    }
    return true;
}

static int64_t magnitude(int64_t value)
{
    return value >= 0 ? value : (value == INT64_MIN ? INT64_MAX : -value);
}

/* The largest magnitude of what an agent's pairs cost. */
static int64_t most_of_pairs(const struct koppel_problem *problem, int32_t t, int32_t agent, int64_t *scratch)
{
    const int64_t *costs = koppel_costs_of(problem, t, agent, scratch);
    int64_t most = 0;

    for (int64_t k = 0; costs != NULL && k < problem->first[agent + 1] - problem->first[agent]; k++) {
        int64_t cost = magnitude(costs[k]);

        most = cost > most ? cost : most;
    }
    return most;
}

/* The sum of the largest magnitudes of everything that a tier adds up stays in range. believes: how far the costs
 * of a rule go is not worked out where it says so. */
static bool tier_is_sound(const struct koppel_problem *problem, int32_t t, const int64_t *top, bool believes,
                          int64_t *scratch)
{
    const struct koppel_tier *tier = &problem->tiers[t];
    const int64_t most = tier->rule.most;
    bool is_known = believes && tier->rule.work_out != NULL && most > 0;
    koppel_wide sum = 0;

    if (tier->scale < 1 || memchr(tier->name, '\0', sizeof tier->name) == NULL) {
        return false;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        sum += is_known ? most : most_of_pairs(problem, t, i, scratch);
        sum += tier->agent_cost != NULL ? magnitude(tier->agent_cost[i]) : 0;
        if (!within(sum)) {
            return false;
        }
    }
    for (size_t k = 0; k < tier->n_terms; k++) {
        const struct koppel_term *term = &tier->terms[k];
        koppel_wide over = 0, under = 0;

        if (term->load < 0 || term->load >= problem->n_loads || !within(term->at) || !within(term->over) ||
            !within(term->under) || term->over < 0 || term->under < 0) {
            return false;
        }
        over = (koppel_wide)top[term->load] - term->at;
        under = (koppel_wide)term->at - problem->loads[term->load].base;
        sum += over > 0 ? over * term->over : 0;
        sum += under > 0 ? under * term->under : 0;
        if (!within(sum)) {
            return false;
        }
    }
    return true;
}

enum koppel_status koppel_problem_check(const struct koppel_problem *problem)
{
    enum koppel_status status = KOPPEL_OK;
    struct koppel_arena arena = {0};
    int64_t *top = NULL;
    int64_t *most = NULL;    /* n_measures: amounts */
    int64_t *scratch = NULL; /* costs of one agent's pairs */
    bool is_sound = true;

    if (problem->n_agents < 0 || problem->n_slots < 0 || problem->n_loads < 0 || problem->n_measures < 0 ||
        problem->n_tiers < 0 || problem->n_pairs < 0) {
        return KOPPEL_E_ARGUMENT;
    }
    if (!pairs_are_sound(problem) || !slots_are_sound(problem)) {
        return KOPPEL_E_ARGUMENT;
    }
    status = check_lists(problem, &is_sound);
    if (status != KOPPEL_OK || !is_sound) {
        return status != KOPPEL_OK ? status : KOPPEL_E_ARGUMENT;
    }
    top = koppel_arena_new(&arena, (size_t)problem->n_loads, sizeof *top);
    most = koppel_problem_largest_amounts(problem, &arena);
    scratch = koppel_arena_new(&arena, (size_t)koppel_problem_most_pairs(problem), sizeof *scratch);
    status = koppel_arena_status(&arena);
    if (status == KOPPEL_OK) {
        is_sound = loads_are_sound(problem, most, top);
        for (int32_t t = 0; t < problem->n_tiers && is_sound; t++) {
            is_sound = tier_is_sound(problem, t, top, true, scratch) || tier_is_sound(problem, t, top, false, scratch);
        }
    }
    koppel_arena_free(&arena);
    return is_sound ? status : KOPPEL_E_ARGUMENT;
}

/* ---- One more load ---- */

/* A copy of n items with space for n_more; NULL without memory. */
static void *copy_longer(const void *items, size_t n, size_t n_more, size_t size)
{
    void *longer = koppel_new(n + n_more, size);

    if (longer != NULL && n > 0) {
        memcpy(longer, items, n * size);
    }
    return longer;
}

/* The entries with one more at every slot that counts the new load. */
static void fill_entries(struct koppel_problem *problem, const int32_t *measure_of, struct koppel_entry *entries)
{
    int64_t n = 0;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t first = n;

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            entries[n++] = problem->entries[e];
        }
        if (measure_of[j] != KOPPEL_NONE) {
            entries[n++] = (struct koppel_entry){problem->n_loads, problem->n_measures + measure_of[j]};
        }
        problem->entry_first[j] = first;
    }
    problem->entry_first[problem->n_slots] = n;
}

enum koppel_status koppel_problem_add_load(struct koppel_problem *problem, const struct koppel_load *load,
                                           const int32_t *measure_of, int32_t n_measures, const int32_t *amounts)
{
    size_t n_agents = (size_t)problem->n_agents;
    size_t n_old = (size_t)problem->n_measures * n_agents, n_new = (size_t)n_measures * n_agents;
    size_t n_entries = (size_t)problem->entry_first[problem->n_slots] + (size_t)problem->n_slots;
    struct koppel_load *loads = copy_longer(problem->loads, (size_t)problem->n_loads, 1, sizeof *loads);
    int32_t *measures = copy_longer(problem->measures, n_old, n_new, sizeof *measures);
    struct koppel_entry *entries = koppel_new(n_entries, sizeof *entries);

    if (loads == NULL || measures == NULL || entries == NULL) {
        free(loads);
        free(measures);
        free(entries);
        return KOPPEL_E_MEMORY;
    }
    loads[problem->n_loads] = *load;
    if (n_new > 0) {
        memcpy(measures + n_old, amounts, n_new * sizeof *measures);
    }
    fill_entries(problem, measure_of, entries);
    free(problem->loads);
    free(problem->measures);
    free(problem->entries);
    problem->loads = loads;
    problem->measures = measures;
    problem->entries = entries;
    problem->n_loads++;
    problem->n_measures += n_measures;
    return KOPPEL_OK;
}

/* ---- Pairs and assignments ---- */

enum koppel_status koppel_problem_hold_states(struct koppel_problem *problem)
{
    if (problem->state == NULL) {
        problem->state = koppel_new((size_t)problem->n_pairs, sizeof *problem->state);
    }
    return problem->state != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

enum koppel_status koppel_problem_hold_costs(struct koppel_problem *problem)
{
    int64_t n_rows = (int64_t)problem->n_agents + problem->n_slots;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        struct koppel_tier *tier = &problem->tiers[t];

        if (tier->rule.work_out == NULL || problem->n_pairs > tier->rule.few_pairs * n_rows) {
            continue;
        }
        tier->pair_cost = koppel_new((size_t)problem->n_pairs, sizeof *tier->pair_cost);
        if (tier->pair_cost == NULL) {
            return KOPPEL_E_MEMORY;
        }
        for (int32_t i = 0; i < problem->n_agents; i++) {
            koppel_costs_of(problem, t, i, tier->pair_cost + problem->first[i]);
        }
        tier->rule = (struct koppel_cost_rule){0};
    }
    return KOPPEL_OK;
}

int32_t koppel_problem_agent(const struct koppel_problem *problem, int64_t pair)
{
    int32_t low = 0, high = problem->n_agents - 1;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (problem->first[middle + 1] <= pair) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

int64_t *koppel_problem_largest_amounts(const struct koppel_problem *problem, struct koppel_arena *arena)
{
    int64_t *most = koppel_arena_new(arena, (size_t)problem->n_measures, sizeof *most);

    for (int32_t q = 0; most != NULL && q < problem->n_measures; q++) {
        const int32_t *measure = problem->measures + (int64_t)q * problem->n_agents;

        for (int32_t i = 0; i < problem->n_agents; i++) {
            most[q] = measure[i] > most[q] ? measure[i] : most[q];
        }
    }
    return most;
}

int64_t koppel_problem_most_pairs(const struct koppel_problem *problem)
{
    int64_t most = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t n = problem->first[i + 1] - problem->first[i];

        most = n > most ? n : most;
    }
    return most;
}

int64_t koppel_problem_pair(const struct koppel_problem *problem, int32_t agent, int32_t slot)
{
    const int32_t *slots = koppel_slots_of(problem, agent);
    int64_t n = problem->first[agent + 1] - problem->first[agent];
    int64_t low = 0;
    int64_t high = n;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (slots[middle] < slot) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < n && slots[low] == slot ? problem->first[agent] + low : KOPPEL_NONE;
}

void koppel_problem_loads(const struct koppel_problem *problem, const int32_t *slot_of, int64_t *loads)
{
    for (int32_t g = 0; g < problem->n_loads; g++) {
        loads[g] = problem->loads[g].base;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (slot_of[i] != KOPPEL_NONE) {
            koppel_add_to_loads(problem, i, slot_of[i], 1, loads);
        }
    }
}

int64_t koppel_problem_cost(const struct koppel_problem *problem, int32_t tier, const int32_t *slot_of,
                            const int64_t *loads)
{
    const struct koppel_tier *t = &problem->tiers[tier];
    int64_t cost = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t pair = KOPPEL_NONE;

        if (slot_of[i] == KOPPEL_NONE) {
            continue;
        }
        pair = koppel_tier_has_pair_costs(t) ? koppel_problem_pair(problem, i, slot_of[i]) : KOPPEL_NONE;
        cost += pair != KOPPEL_NONE ? koppel_cost_of_pair(problem, tier, i, pair) : koppel_cost_of_agent(t, i);
    }
    for (size_t k = 0; k < t->n_terms; k++) {
        cost += koppel_cost_of_term(&t->terms[k], loads[t->terms[k].load]);
    }
    return cost;
}

/* Rows (1) and (3), and the use of every slot for row (2). */
static bool agents_are_feasible(const struct koppel_problem *problem, const int32_t *slot_of, int32_t *used)
{
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; problem->state != NULL && p < problem->first[i + 1]; p++) {
            if (koppel_state_of_pair(problem, p) == KOPPEL_PAIR_KEPT && slot_of[i] != koppel_pair_slot(problem, i, p)) {
                return false;
            }
        }
        if (slot_of[i] == KOPPEL_NONE) {
            if (problem->must_place[i]) {
                return false;
            }
        } else {
            int64_t pair = KOPPEL_NONE;

            if (slot_of[i] < 0 || slot_of[i] >= problem->n_slots) {
                return false;
            }
            pair = koppel_problem_pair(problem, i, slot_of[i]);
            if (pair == KOPPEL_NONE || koppel_state_of_pair(problem, pair) == KOPPEL_PAIR_BANNED ||
                used[slot_of[i]] == problem->places[slot_of[i]]) {
                return false;
            }
            used[slot_of[i]]++;
        }
    }
    return true;
}

enum koppel_status koppel_problem_feasible(const struct koppel_problem *problem, const int32_t *slot_of, bool *ok)
{
    enum koppel_status status = KOPPEL_E_MEMORY;
    int32_t *used = koppel_new((size_t)problem->n_slots, sizeof *used);
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);

    *ok = false;
    if (used == NULL || loads == NULL) {
        goto out;
    }
    status = KOPPEL_OK;
    if (!agents_are_feasible(problem, slot_of, used)) {
        goto out;
    }
    koppel_problem_loads(problem, slot_of, loads);
    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (loads[g] < problem->loads[g].lo || loads[g] > problem->loads[g].hi) {
            goto out;
        }
    }
    *ok = true;
out:
    free(used);
    free(loads);
    return status;
}
