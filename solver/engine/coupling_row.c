// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* coupling_row.c - parts that one load joins, for every amount of it (see coupling_row.h). */
#include "engine/coupling_row.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/memory.h"
#include "base/union_find.h"
#include "base/workers.h"
#include "engine/least_sums.h"
#include "engine/lp/glpk_guard.h"
#include "engine/part_levels.h"
#include "problem/components.h"
#include "problem/list_groups.h"
#include "problem/load_reach.h"
#include "problem/problem_copy.h"

#include <stdlib.h>
#include <string.h>

/* With more to divide between the parts, or more additions of a least sum over them, the component stays whole; or where
 * the squares of pairs, as a measure of how hard a part is, at all levels are more than so many times that of the whole.
 */
enum { MOST_BUDGET = 64, MOST_SUMS = 4000000, MOST_TIMES = 3 };

/* Nodes of the search of one tier of a part: a level that takes more may be as hard as the whole. */
enum { MOST_NODES = 64 };

struct run {
    struct koppel_arena arena;
    struct koppel_lexicographic *component;
    struct koppel_engine_options options; /* of the parts */
    struct koppel_load_reach reach;
    int32_t load;   /* that joins the parts; KOPPEL_NONE: there is none */
    bool is_least;  /* its limit is a least value */
    int64_t budget; /* that the parts may use together */
    int64_t unit;   /* the last tier costs so much for each that is used, and nothing else; 0: it is another one */
    int32_t n_parts;
    int32_t *part_of_slot;       /* n_slots of the component */
    struct koppel_problem apart; /* the component with a load of its own for every part */
    struct koppel_components pieces;
    struct koppel_part_levels *parts;
    int32_t *first;  /* n_parts + 1: levels of every part, in one row */
    int32_t *wanted; /* n_parts: the level to solve next; KOPPEL_NONE: none */
    struct koppel_least_sums sums;
    int64_t *values;     /* of sums */
    int64_t *from_first; /* tables of sums */
    int64_t *from_last;
    int32_t *level; /* n_parts: of a least sum */
};

/* ---- The load ---- */

/* A load that costs nothing and has one limit that an assignment can break. */
static bool is_candidate(const struct run *run, int32_t g)
{
    const struct koppel_problem *problem = run->component->problem;
    const struct koppel_load *load = &problem->loads[g];

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            if (problem->tiers[t].terms[k].load == g) {
                return false;
            }
        }
    }
    return (load->lo > load->base) != (load->hi < load->base + run->reach.top[g]);
}

/* Can agents add anything by the entry of a slot? */
static bool counts(const struct run *run, int32_t j, int64_t e)
{
    return run->reach.places[j] > 0 && run->reach.most[e] > 0;
}

/* The candidate with the most slots, the lowest of equals. */
static enum koppel_status find_load(struct run *run)
{
    const struct koppel_problem *problem = run->component->problem;
    int32_t *n_slots = koppel_arena_new(&run->arena, (size_t)problem->n_loads, sizeof *n_slots);
    enum koppel_status status = koppel_load_reach_make(&run->reach, problem, problem->places, false, &run->arena);

    run->load = KOPPEL_NONE;
    if (status != KOPPEL_OK) {
        return status;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            n_slots[problem->entries[e].load] += counts(run, j, e);
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        if ((run->load == KOPPEL_NONE || n_slots[g] > n_slots[run->load]) && is_candidate(run, g)) {
            run->load = g;
            run->is_least = problem->loads[g].lo > problem->loads[g].base;
        }
    }
    return KOPPEL_OK;
}

/* Joins agents, slots and loads as components.h does, but not by the load. leader: agents, slots, loads */
static enum koppel_status join_rows(const struct run *run, int32_t *leader)
{
    const struct koppel_problem *problem = run->component->problem;
    struct koppel_arena arena = {0};
    struct koppel_list_groups groups;
    int32_t *most = koppel_arena_new(&arena, (size_t)problem->n_measures, sizeof *most);
    enum koppel_status status = koppel_list_groups_make(&groups, problem, &arena);

    status = most != NULL ? status : KOPPEL_E_MEMORY;
    koppel_union_find_start(leader, problem->n_agents + problem->n_slots + problem->n_loads);
    for (int32_t k = 0; status == KOPPEL_OK && k < groups.n; k++) {
        int32_t i = groups.agents[groups.first[k]];

        koppel_list_group_amounts(problem, &groups, k, most);
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(problem, i, p);

            koppel_union_find_join(leader, i, problem->n_agents + j);
            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                int32_t g = problem->entries[e].load;

                if (g != run->load && most[problem->entries[e].measure] > 0) {
                    koppel_union_find_join(leader, i, problem->n_agents + problem->n_slots + g);
                }
            }
        }
        for (int32_t m = groups.first[k]; m < groups.first[k + 1]; m++) {
            koppel_union_find_join(leader, i, groups.agents[m]);
        }
    }
    koppel_arena_free(&arena);
    return status;
}

/* Which slots belong together without the load. */
static enum koppel_status find_parts(struct run *run)
{
    const struct koppel_problem *problem = run->component->problem;
    size_t n_agents = (size_t)problem->n_agents, n_slots = (size_t)problem->n_slots;
    int32_t *leader = koppel_new(n_agents + n_slots + (size_t)problem->n_loads, sizeof *leader);
    int32_t *part_of = koppel_new(n_agents, sizeof *part_of);

    run->part_of_slot = koppel_arena_new(&run->arena, n_slots, sizeof *run->part_of_slot);
    if (leader == NULL || part_of == NULL || run->part_of_slot == NULL) {
        free(leader);
        free(part_of);
        return KOPPEL_E_MEMORY;
    }
    if (join_rows(run, leader) != KOPPEL_OK) {
        free(leader);
        free(part_of);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        part_of[i] = koppel_union_find_leader(leader, i) == i ? run->n_parts++ : KOPPEL_NONE;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        run->part_of_slot[j] = part_of[koppel_union_find_leader(leader, problem->n_agents + j)];
    }
    free(leader);
    free(part_of);
    return KOPPEL_OK;
}

/* ---- The parts ---- */

/* The load of a part: the first has the number of the joint one. */
static int32_t load_of_part(const struct run *run, int32_t k)
{
    return k == 0 ? run->load : run->component->problem->n_loads + k - 1;
}

/* Every part counts in a load of its own, with a limit that can be broken, for other loads are dropped. */
static enum koppel_status split_load(struct run *run)
{
    const struct koppel_problem *problem = run->component->problem;
    size_t n_loads = (size_t)problem->n_loads, n_all = n_loads + (size_t)run->n_parts - 1;
    enum koppel_status status = koppel_problem_share(&run->apart, problem);
    struct koppel_load *loads = status == KOPPEL_OK ? koppel_new(n_all, sizeof *loads) : NULL;

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(loads, problem->loads, n_loads * sizeof *loads);
    free(run->apart.loads);
    run->apart.loads = loads;
    run->apart.n_loads = (int32_t)n_all;
    for (int32_t k = 0; k < run->n_parts; k++) {
        loads[load_of_part(run, k)] =
            (struct koppel_load){.lo = KOPPEL_NO_MIN, .hi = run->is_least ? KOPPEL_NO_MAX : 0};
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            struct koppel_entry *entry = &run->apart.entries[e];

            if (entry->load == run->load) {
                entry->load = load_of_part(run, run->part_of_slot[j]);
                loads[entry->load].lo = run->is_least && counts(run, j, e) ? 1 : loads[entry->load].lo;
            }
        }
    }
    return KOPPEL_OK;
}

/* What an agent adds to a load in a slot. */
static int64_t amount_of_pair(const struct koppel_problem *problem, int32_t load, int32_t i, int32_t j)
{
    int64_t amount = 0;

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        amount += problem->entries[e].load == load ? koppel_amount_of_entry(problem, e, i) : 0;
    }
    return amount;
}

/* The most that agents can add to a load, each on its own. */
static int64_t most_of_agents(const struct koppel_problem *problem, int32_t load)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t most = 0;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t amount = amount_of_pair(problem, load, i, koppel_pair_slot(problem, i, p));

            most = amount > most ? amount : most;
        }
        sum += most;
    }
    return sum;
}

/* The load of a part in its piece, and the most that it can be. */
static enum koppel_status look_at_part(const struct run *run, const struct koppel_component *piece,
                                       struct koppel_part_levels *part)
{
    struct koppel_arena arena = {0};
    struct koppel_load_reach reach;
    const struct koppel_problem *problem = &piece->problem;
    enum koppel_status status = koppel_load_reach_make(&reach, problem, problem->places, false, &arena);

    part->problem = problem;
    part->options = &run->options;
    part->is_least = run->is_least;
    part->load = KOPPEL_NONE;
    for (int32_t g = 0; g < problem->n_loads; g++) {
        bool is_own = piece->loads[g] == run->load || piece->loads[g] >= run->component->problem->n_loads;

        part->load = is_own ? g : part->load;
    }
    if (status == KOPPEL_OK && part->load != KOPPEL_NONE) {
        int64_t by_agents = most_of_agents(problem, part->load), by_slots = reach.top[part->load];

        part->top = by_agents < by_slots ? by_agents : by_slots;
    }
    koppel_arena_free(&arena);
    return status;
}

static enum koppel_status make_parts(struct run *run, const struct koppel_component_method *method)
{
    enum koppel_status status = split_load(run);

    if (status == KOPPEL_OK) {
        status = koppel_components_make(&run->pieces, &run->apart, KOPPEL_MERGE_EQUAL_SLOTS);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    run->n_parts = run->pieces.n_items;
    run->parts = koppel_arena_new(&run->arena, (size_t)run->n_parts, sizeof *run->parts);
    run->first = koppel_arena_new(&run->arena, (size_t)run->n_parts + 1, sizeof *run->first);
    status = koppel_arena_status(&run->arena);
    for (int32_t k = 0; k < run->n_parts && status == KOPPEL_OK; k++) {
        run->parts[k].method = method;
        status = look_at_part(run, &run->pieces.items[k], &run->parts[k]);
    }
    return status;
}

static double square_of_pairs(const struct koppel_problem *problem)
{
    return (double)problem->n_pairs * (double)problem->n_pairs;
}

/* What the parts may use together, and so the levels of each. *suits: they are few enough. */
static void divide_budget(struct run *run, bool *suits)
{
    const struct koppel_load *load = &run->component->problem->loads[run->load];
    int64_t top = 0;
    double work = 0;

    for (int32_t k = 0; k < run->n_parts; k++) {
        top += run->parts[k].top;
    }
    run->budget = run->is_least ? top - (load->lo - load->base) : load->hi - load->base;
    *suits = run->budget >= 0 && run->budget <= MOST_BUDGET;
    for (int32_t k = 0; k < run->n_parts && *suits; k++) {
        struct koppel_part_levels *part = &run->parts[k];

        part->n_levels = (int32_t)(part->top < run->budget ? part->top : run->budget) + 1;
        run->first[k + 1] = run->first[k] + part->n_levels;
        work += (double)part->n_levels * square_of_pairs(part->problem);
    }
    *suits = *suits && run->n_parts * (run->budget + 1) * (run->budget + 1) <= MOST_SUMS;
    *suits = *suits && work <= MOST_TIMES * square_of_pairs(run->component->problem);
}

/* The cost of a pair in the last tier that counts the load, for each that it adds; 0 where it is another tier. */
static int64_t unit_of_pair(const struct run *run, int64_t unit, int64_t amount, int64_t cost)
{
    int64_t of_pair = run->is_least ? -cost : cost;

    if (amount == 0) {
        return cost == 0 ? unit : -1;
    }
    return of_pair > 0 && of_pair % amount == 0 && (unit == 0 || unit == of_pair / amount) ? of_pair / amount : -1;
}

/* Does the last tier count what is used? Then its value is the level, and needs no solve. */
static enum koppel_status find_unit(struct run *run)
{
    const struct koppel_problem *problem = run->component->problem;
    int32_t t = problem->n_tiers - 1;
    const struct koppel_tier *tier = &problem->tiers[t];
    int64_t *scratch = NULL;

    if (t == 0 || tier->n_terms > 0 || tier->agent_cost != NULL || !koppel_tier_has_pair_costs(tier)) {
        return KOPPEL_OK;
    }
    scratch = koppel_new((size_t)koppel_problem_most_pairs(problem), sizeof *scratch);
    if (scratch == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents && run->unit >= 0; i++) {
        const int64_t *costs = koppel_costs_of(problem, t, i, scratch);

        for (int64_t k = 0; k < problem->first[i + 1] - problem->first[i] && run->unit >= 0; k++) {
            run->unit = unit_of_pair(run, run->unit,
                                     amount_of_pair(problem, run->load, i, koppel_slots_of(problem, i)[k]), costs[k]);
        }
    }
    run->unit = run->unit > 0 ? run->unit : 0;
    free(scratch);
    return KOPPEL_OK;
}

/* Arrays of the parts and of the sums over them. */
static enum koppel_status start_parts(struct run *run)
{
    size_t n_parts = (size_t)run->n_parts, n_tiers = (size_t)run->component->problem->n_tiers;
    enum koppel_status status = KOPPEL_OK;

    run->sums = (struct koppel_least_sums){
        .n_parts = run->n_parts, .budget = (int32_t)run->budget, .width = (int32_t)n_tiers, .first = run->first};
    run->wanted = koppel_arena_new(&run->arena, n_parts, sizeof *run->wanted);
    run->level = koppel_arena_new(&run->arena, n_parts, sizeof *run->level);
    run->values = koppel_arena_new(&run->arena, (size_t)run->first[n_parts] * n_tiers, sizeof *run->values);
    run->from_first = koppel_arena_new(&run->arena, (size_t)koppel_least_sums_size(&run->sums), sizeof(int64_t));
    run->from_last = koppel_arena_new(&run->arena, (size_t)koppel_least_sums_size(&run->sums), sizeof(int64_t));
    run->sums.values = run->values;
    status = koppel_arena_status(&run->arena);
    for (int32_t k = 0; k < run->n_parts && status == KOPPEL_OK; k++) {
        run->parts[k].n_tiers = (int32_t)n_tiers - (run->unit > 0);
        status = koppel_part_levels_start(&run->parts[k], &run->arena);
    }
    return status;
}

/* ---- Solve ---- */

static enum koppel_status solve_item(void *data, int32_t worker, int32_t k)
{
    struct run *run = data;
    struct koppel_part_levels *part = &run->parts[k];
    int32_t *start = NULL;
    enum koppel_status status = KOPPEL_E_MEMORY;

    (void)worker;
    if (run->wanted[k] == KOPPEL_NONE || koppel_deadline_expired(run->component->deadline)) {
        return KOPPEL_OK;
    }
    if (!run->component->has_incumbent) {
        return koppel_part_levels_solve(part, run->wanted[k], NULL);
    }
    start = koppel_new((size_t)part->problem->n_agents, sizeof *start);
    if (start != NULL) {
        koppel_components_restrict(&run->pieces, k, run->component->slot_of, start);
        status = koppel_part_levels_solve(part, run->wanted[k], start);
    }
    free(start);
    return status;
}

static enum koppel_status solve_wanted(struct run *run)
{
    const struct koppel_workers workers = {.n_items = run->n_parts,
                                           .n_threads = run->component->n_threads,
                                           .data = run,
                                           .work = solve_item,
                                           .end = koppel_guard_end};

    enum koppel_status status = koppel_workers_run(&workers);

    for (int32_t k = 0; k < run->n_parts; k++) { /* once all threads have ended */
        if (run->wanted[k] != KOPPEL_NONE) {
            koppel_deadline_spend(run->component->deadline, run->parts[k].levels[run->wanted[k]].solution.n_steps);
        }
    }
    return status;
}

/* The values of all levels: costs of what is known, or what nothing costs less than. What a level uses is the cost of
 * a last tier that counts it. */
static void fill_values(struct run *run, bool is_least)
{
    for (int32_t k = 0; k < run->n_parts; k++) {
        const struct koppel_part_levels *part = &run->parts[k];

        for (int32_t c = 0; c < part->n_levels; c++) {
            int64_t *value = run->values + ((int64_t)run->first[k] + c) * run->sums.width;

            memcpy(value, (is_least ? part->least : part->cost) + (int64_t)c * part->n_tiers,
                   (size_t)part->n_tiers * sizeof *value);
            if (run->unit > 0) {
                value[part->n_tiers] = run->unit * (c - (part->is_least ? part->top : 0));
            }
        }
    }
}

/* The least sum of all parts within the budget, with its levels; NULL: there is none. */
static const int64_t *find_least_sum(struct run *run, bool is_least)
{
    const int64_t *sum = NULL;

    fill_values(run, is_least);
    koppel_least_sums_from_first(&run->sums, run->from_first);
    sum = koppel_least_sum(&run->sums, run->from_first, run->n_parts, run->sums.budget);
    if (*sum == INT64_MAX) {
        return NULL;
    }
    koppel_least_sums_choose(&run->sums, run->from_first, run->level);
    return sum;
}

/* A level is solved once: what is still open then, time or a limit on the search has left open. */
static bool is_open(const struct koppel_part_levels *part, int32_t level)
{
    return !part->levels[level].is_solved && !koppel_part_level_is_exact(part, level);
}

/* The levels of the least sum that are not known exactly. *n: how many */
static void want_chosen(struct run *run, int32_t *n)
{
    *n = 0;
    for (int32_t k = 0; k < run->n_parts; k++) {
        bool is_wanted = is_open(&run->parts[k], run->level[k]);

        run->wanted[k] = is_wanted ? run->level[k] : KOPPEL_NONE;
        *n += is_wanted;
    }
}

/* The lowest open level of every part that some least sum has. */
static void want_all(struct run *run, int32_t *n)
{
    koppel_least_sums_from_last(&run->sums, run->from_last);
    for (int32_t k = 0; k < run->n_parts; k++) {
        run->wanted[k] = KOPPEL_NONE;
        for (int32_t c = 0; c < run->parts[k].n_levels && run->wanted[k] == KOPPEL_NONE; c++) {
            if (is_open(&run->parts[k], c) &&
                koppel_least_sums_can_use(&run->sums, run->from_first, run->from_last, k, c)) {
                run->wanted[k] = c;
                (*n)++;
            }
        }
    }
}

/* Solves levels until the least sum is one of levels that are known. */
static enum koppel_status solve_levels(struct run *run)
{
    int32_t n_wanted = run->n_parts;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 0; k < run->n_parts; k++) {
        run->wanted[k] = run->parts[k].n_levels - 1;
    }
    while (n_wanted > 0 && !koppel_deadline_expired(run->component->deadline)) {
        status = solve_wanted(run);
        if (status != KOPPEL_OK || find_least_sum(run, true) == NULL) {
            return status;
        }
        want_chosen(run, &n_wanted);
        if (n_wanted == 0 && run->component->wants_possible) {
            want_all(run, &n_wanted);
        }
    }
    return KOPPEL_OK;
}

/* ---- Put together ---- */

/* The best sum of what is known becomes the incumbent, where there is one. */
static enum koppel_status try_best(struct run *run)
{
    enum koppel_status status = KOPPEL_OK;

    if (find_least_sum(run, false) == NULL) {
        return KOPPEL_OK;
    }
    for (int32_t k = 0; k < run->n_parts && status == KOPPEL_OK; k++) {
        const struct koppel_part_levels *part = &run->parts[k];
        const struct koppel_solution *choice = &part->levels[part->choice_of[run->level[k]]].solution;

        status = koppel_components_extend(&run->pieces, k, choice->slot_of, run->component->trial);
    }
    return status == KOPPEL_OK ? koppel_lexicographic_try_incumbent(run->component) : status;
}

/* Nothing costs less than the sum: its tiers are bounds up to the first one that the incumbent does not reach. */
static void set_bounds(struct run *run, const int64_t *sum)
{
    struct koppel_lexicographic *component = run->component;
    bool is_reached = component->has_incumbent;

    for (int32_t t = 0; t < component->problem->n_tiers && is_reached; t++) {
        component->bounds[t] = run->pieces.constants[t] + sum[t];
        is_reached = component->bounds[t] == component->costs[t];
    }
}

/* Pairs of a part that can be in its optimum at a level. */
static void note_pairs(const struct run *run, int32_t k, const struct koppel_solution *solution)
{
    const struct koppel_component *piece = &run->pieces.items[k];
    const struct koppel_problem *problem = run->component->problem;
    unsigned char *possible = run->component->possible_room;

    for (int32_t r = 0; r < piece->problem.n_agents; r++) {
        int32_t i = piece->agents[r];

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t pair =
                koppel_problem_pair(&piece->problem, r, run->pieces.row_of_slot[koppel_pair_slot(problem, i, p)]);

            if (pair != KOPPEL_NONE && (solution->possible == NULL || koppel_bit(solution->possible, pair))) {
                koppel_bit_set(possible, p, true);
            }
        }
    }
}

/* What bounds leave of all optima; everything where a level of one of them is open. */
static void note_possible(struct run *run)
{
    koppel_least_sums_from_last(&run->sums, run->from_last);
    for (int32_t k = 0; k < run->n_parts; k++) {
        for (int32_t c = 0; c < run->parts[k].n_levels; c++) {
            if (!koppel_least_sums_can_use(&run->sums, run->from_first, run->from_last, k, c)) {
                continue;
            }
            if (!koppel_part_level_is_exact(&run->parts[k], c)) {
                return;
            }
            note_pairs(run, k, koppel_part_level_above(&run->parts[k], c));
        }
    }
    run->component->possible = run->component->possible_room;
}

/* *is_solved: nothing is left to prove, or there is no time for it. */
static enum koppel_status put_together(struct run *run, bool *is_solved)
{
    struct koppel_lexicographic *component = run->component;
    const int64_t *sum = NULL;
    enum koppel_status status = try_best(run);

    for (int32_t k = 0; k < run->n_parts; k++) {
        for (int32_t c = 0; c < run->parts[k].n_levels; c++) {
            component->n_nodes += run->parts[k].levels[c].solution.n_nodes;
        }
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    sum = find_least_sum(run, true);
    if (sum == NULL) {
        component->is_infeasible = true;
        return KOPPEL_OK;
    }
    set_bounds(run, sum);
    *is_solved = koppel_deadline_expired(component->deadline) ||
                 (component->has_incumbent && component->bounds[component->problem->n_tiers - 1] ==
                                                  component->costs[component->problem->n_tiers - 1]);
    if (component->wants_possible && *is_solved) {
        note_possible(run);
    }
    for (int32_t t = 0; component->report != NULL && component->has_incumbent && t < component->problem->n_tiers; t++) {
        component->report(component->report_data, component, t, component->costs[t], component->bounds[t]);
    }
    return KOPPEL_OK;
}

/* What the component has left of its work is what each solve of a part may take. */
static int64_t steps_of_part(const struct koppel_lexicographic *component)
{
    int64_t left = *component->deadline->steps_left;

    return left > 1 ? left : 1;
}

enum koppel_status koppel_coupling_row_solve(struct koppel_lexicographic *component,
                                             const struct koppel_engine_options *options,
                                             const struct koppel_component_method *method, bool *is_solved)
{
    struct run run = {.component = component, .options = *options, .load = KOPPEL_NONE};
    enum koppel_status status = KOPPEL_OK;

    *is_solved = false;
    run.options.gap_ppm = 0; /* the bound of a tier is one for optima of the tiers before */
    run.options.n_threads = 1;
    run.options.n_best_tiers = component->n_best_tiers;
    run.options.progress = NULL;
    run.options.most_steps = options->most_steps > 0 ? steps_of_part(component) : 0;
    run.options.most_nodes = options->most_nodes > 0 ? options->most_nodes : MOST_NODES;
    if (component->problem->n_tiers > 0) {
        status = find_load(&run);
    }
    if (status == KOPPEL_OK && run.load != KOPPEL_NONE) {
        status = find_parts(&run);
    }
    if (status == KOPPEL_OK && run.n_parts > 1) {
        status = make_parts(&run, method);
    }
    if (status == KOPPEL_OK && run.parts != NULL) {
        divide_budget(&run, is_solved);
    }
    if (status == KOPPEL_OK && *is_solved) {
        status = find_unit(&run);
    }
    if (status == KOPPEL_OK && *is_solved) {
        status = start_parts(&run);
    }
    if (status == KOPPEL_OK && *is_solved) {
        status = solve_levels(&run);
    }
    if (status == KOPPEL_OK && *is_solved) {
        status = put_together(&run, is_solved);
    }
    for (int32_t k = 0; run.parts != NULL && k < run.n_parts; k++) {
        koppel_part_levels_free(&run.parts[k]);
    }
    koppel_components_free(&run.pieces);
    koppel_problem_free(&run.apart);
    koppel_arena_free(&run.arena);
    return status;
}
