// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* knapsack_bound.c - multiple-choice knapsacks by dynamic programming (see knapsack_bound.h for the formulas). */
#include "engine/bound/knapsack_bound.h"

#include "base/arena.h"
#include "engine/bound/reduced_cost_fixing.h"

#include <string.h>

/* A load can be kept whole when its room is at most MOST_ROOM and its dynamic program has at most MOST_STATES. */
enum { MOST_ROOM = 512, MOST_STATES = 1 << 18 };

/* So that sums of a dynamic program fit: all picks together cost at most most_sum, and so does the load. What costs more
 * is lowered, which keeps the bound valid; `nowhere` marks states that cannot be reached. */
static const int64_t most_sum = INT64_C(1) << 59;
static const int64_t nowhere = INT64_C(1) << 61;

static int32_t slot_of(const struct koppel_classes *classes, int32_t k)
{
    return classes->slots[classes->slot_first[k]];
}

/* The entry of a slot on a load when it is the only one, else KOPPEL_NONE. */
static int64_t only_entry(const struct koppel_problem *problem, int32_t j, int32_t load)
{
    int64_t found = KOPPEL_NONE;

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        if (problem->entries[e].load == load) {
            if (found != KOPPEL_NONE) {
                return KOPPEL_NONE;
            }
            found = e;
        }
    }
    return found;
}

/* A load while it is decided which loads are kept whole. */
struct candidate {
    int64_t n_slots;
    int64_t n_picks;
    int64_t most; /* what its slots can add */
    bool is_fit;
};

static void add_slot(const struct koppel_lagrangian *from, int32_t k, int64_t places, const int64_t *largest,
                     struct candidate *candidates)
{
    const struct koppel_problem *problem = from->problem;
    int32_t j = slot_of(from->classes, k);

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        struct candidate *candidate = &candidates[problem->entries[e].load];

        candidate->n_slots++;
        candidate->n_picks += places;
        candidate->most += places * largest[problem->entries[e].measure];
        candidate->is_fit = candidate->is_fit && only_entry(problem, j, problem->entries[e].load) == e;
    }
}

/* False for a load that neither limits nor has a breakpoint within its reach: keeping it whole would gain nothing. */
static bool matters(const struct koppel_lagrangian *from, int32_t g, const struct candidate *candidate)
{
    const struct koppel_load *load = &from->problem->loads[g];
    bool matters = load->hi < load->base + candidate->most || load->lo > load->base;

    for (int64_t k = from->terms.first[g]; k < from->terms.first[g + 1]; k++) {
        int64_t at = from->terms.items[k].term.at;

        matters = matters || (at > load->lo && at < load->hi);
    }
    return matters;
}

static enum koppel_status find_candidates(const struct koppel_lagrangian *from, int64_t *places,
                                          struct candidate *candidates, struct koppel_arena *arena)
{
    const struct koppel_problem *problem = from->problem;
    const struct koppel_classes *classes = from->classes;
    int64_t *largest = koppel_problem_largest_amounts(problem, arena);

    if (largest == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
            places[koppel_slot_class_of(classes, s, k)] += koppel_class_size(classes, s);
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        candidates[g].is_fit = true;
    }
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        places[k] = classes->places[k] < places[k] ? classes->places[k] : places[k];
        add_slot(from, k, places[k], largest, candidates);
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        int64_t room = problem->loads[g].hi - problem->loads[g].base;

        candidates[g].is_fit = candidates[g].is_fit && room >= 0 && room <= MOST_ROOM && candidates[g].n_picks > 0 &&
                               (candidates[g].n_picks + 1) * (room + 1) <= MOST_STATES &&
                               matters(from, g, &candidates[g]);
    }
    return KOPPEL_OK;
}

/* The own load of a slot: of those that can be kept whole, the one with the fewest slots. */
static int32_t choose_own(const struct koppel_problem *problem, int32_t j, const struct candidate *candidates)
{
    int32_t own = KOPPEL_NONE;

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        int32_t g = problem->entries[e].load;

        if (candidates[g].is_fit && (own == KOPPEL_NONE || candidates[g].n_slots < candidates[own].n_slots)) {
            own = g;
        }
    }
    return own;
}

/* A load is own only when all its slots choose it; others drop out, until that is so for every load left. */
static void settle_own(struct koppel_knapsacks *knapsacks, struct candidate *candidates)
{
    const struct koppel_problem *problem = knapsacks->lagrangian.problem;
    const struct koppel_classes *classes = knapsacks->lagrangian.classes;
    bool is_settled = false;

    while (!is_settled) {
        is_settled = true;
        for (int32_t k = 0; k < classes->n_slot_classes; k++) {
            int32_t j = slot_of(classes, k);

            knapsacks->own_of[k] = choose_own(problem, j, candidates);
        }
        for (int32_t k = 0; k < classes->n_slot_classes; k++) {
            int32_t j = slot_of(classes, k);

            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                int32_t g = problem->entries[e].load;

                if (candidates[g].is_fit && knapsacks->own_of[k] != g) {
                    candidates[g].is_fit = false;
                    is_settled = false;
                }
            }
        }
    }
}

/* Turns own_of from loads to numbers of knapsacks, and lists the members of each. */
static enum koppel_status list_own(struct koppel_knapsacks *knapsacks, const struct candidate *candidates,
                                   struct koppel_arena *arena)
{
    const struct koppel_problem *problem = knapsacks->lagrangian.problem;
    const struct koppel_classes *classes = knapsacks->lagrangian.classes;
    int32_t *number = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *number);
    int32_t n = 0;

    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        int32_t g = knapsacks->own_of[k];

        if (g != KOPPEL_NONE && !knapsacks->is_own[g]) {
            struct koppel_knapsack *own = &knapsacks->own[knapsacks->n_own];

            knapsacks->is_own[g] = 1;
            number[g] = knapsacks->n_own++;
            *own = (struct koppel_knapsack){.load = g,
                                            .room = (int32_t)(problem->loads[g].hi - problem->loads[g].base),
                                            .first = n,
                                            .n_picks = candidates[g].n_picks};
            n += (int32_t)candidates[g].n_slots;
            knapsacks->most_room = own->room > knapsacks->most_room ? own->room : knapsacks->most_room;
            knapsacks->most_picks = own->n_picks > knapsacks->most_picks ? own->n_picks : knapsacks->most_picks;
        }
        if (g != KOPPEL_NONE) {
            struct koppel_knapsack *own = &knapsacks->own[number[g]];
            int32_t j = slot_of(classes, k);

            knapsacks->own_of[k] = number[g];
            knapsacks->measure_of[k] = problem->entries[only_entry(problem, j, g)].measure;
            knapsacks->members[own->first + own->n++] = k;
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status make_rooms(struct koppel_knapsacks *knapsacks, struct koppel_arena *arena)
{
    const struct koppel_classes *classes = knapsacks->lagrangian.classes;
    size_t n_states = (size_t)(knapsacks->most_picks + 1) * (size_t)(knapsacks->most_room + 1);
    int64_t n_options = 0;

    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        knapsacks->option_first[k] = n_options;
        n_options += knapsacks->own_of[k] != KOPPEL_NONE ? knapsacks->own[knapsacks->own_of[k]].room + 1 : 1;
    }
    knapsacks->option_first[classes->n_slot_classes] = n_options;
    knapsacks->dear = most_sum / (knapsacks->most_picks + 1);
    knapsacks->options = koppel_arena_new(arena, (size_t)n_options, sizeof *knapsacks->options);
    knapsacks->amount_costs = koppel_arena_new(arena, (size_t)n_options, sizeof *knapsacks->amount_costs);
    knapsacks->least = koppel_arena_new(arena, n_states, sizeof *knapsacks->least);
    knapsacks->behind = koppel_arena_new(arena, n_states, sizeof *knapsacks->behind);
    knapsacks->between = koppel_arena_new(arena, (size_t)knapsacks->most_room + 1, sizeof *knapsacks->between);
    knapsacks->pick_of = koppel_arena_new(arena, (size_t)knapsacks->most_picks, sizeof *knapsacks->pick_of);
    return koppel_arena_status(arena);
}

/* The multipliers of `from`, without those of own loads and slots. */
static void take_prices(struct koppel_knapsacks *knapsacks, const struct koppel_lagrangian *from)
{
    struct koppel_lagrangian *lagrangian = &knapsacks->lagrangian;

    lagrangian->scale = from->scale;
    memcpy(lagrangian->tier_price, from->tier_price, (size_t)from->problem->n_tiers * sizeof *from->tier_price);
    for (int32_t g = 0; g < from->problem->n_loads; g++) {
        lagrangian->load_price[g] = knapsacks->is_own[g] ? 0 : from->load_price[g];
    }
    for (int32_t s = 0; s < from->classes->n_agent_classes; s++) {
        lagrangian->agent_price[s] = from->agent_price[s] == INT64_MAX ? 0 : from->agent_price[s];
    }
}

enum koppel_status koppel_knapsacks_make(struct koppel_knapsacks *knapsacks, const struct koppel_lagrangian *from,
                                         struct koppel_arena *arena)
{
    const struct koppel_problem *problem = from->problem;
    size_t n_slot_classes = (size_t)from->classes->n_slot_classes;
    struct candidate *candidates = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *candidates);
    enum koppel_status status = KOPPEL_OK;

    *knapsacks = (struct koppel_knapsacks){0};
    status = koppel_lagrangian_make(&knapsacks->lagrangian, problem, from->classes, from->tier, from->best, arena);
    knapsacks->own = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *knapsacks->own);
    knapsacks->is_own = koppel_arena_new(arena, (size_t)problem->n_loads, 1);
    knapsacks->members = koppel_arena_new(arena, n_slot_classes, sizeof *knapsacks->members);
    knapsacks->own_of = koppel_arena_new(arena, n_slot_classes, sizeof *knapsacks->own_of);
    knapsacks->measure_of = koppel_arena_new(arena, n_slot_classes, sizeof *knapsacks->measure_of);
    knapsacks->places = koppel_arena_new(arena, n_slot_classes, sizeof *knapsacks->places);
    knapsacks->option_first = koppel_arena_new(arena, n_slot_classes + 1, sizeof *knapsacks->option_first);
    if (koppel_arena_failed(arena) || status != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    status = find_candidates(from, knapsacks->places, candidates, arena);
    if (status == KOPPEL_OK) {
        settle_own(knapsacks, candidates);
        status = list_own(knapsacks, candidates, arena);
    }
    if (status == KOPPEL_OK) {
        status = make_rooms(knapsacks, arena);
    }
    if (status == KOPPEL_OK) {
        take_prices(knapsacks, from);
    }
    return status;
}

static int64_t amount_of(const struct koppel_knapsacks *knapsacks, int32_t s, int32_t slot_class)
{
    const struct koppel_problem *problem = knapsacks->lagrangian.problem;

    return knapsacks->own_of[slot_class] == KOPPEL_NONE
               ? 0
               : problem->measures[(int64_t)knapsacks->measure_of[slot_class] * problem->n_agents +
                                   koppel_first_agent(knapsacks->lagrangian.classes, s)];
}

/* r + w of a pair of classes (w = -u), lowered to what sums have room for. */
static int64_t reduced_cost(const struct koppel_knapsacks *knapsacks, int32_t s, int64_t reduced)
{
    int64_t cost = reduced - knapsacks->lagrangian.agent_price[s];

    return cost < knapsacks->dear ? cost : knapsacks->dear;
}

/* @return false when a number is too large for the dynamic programs */
static bool find_options(struct koppel_knapsacks *knapsacks)
{
    const struct koppel_classes *classes = knapsacks->lagrangian.classes;
    bool fits = true;

    for (int64_t o = 0; o < knapsacks->option_first[classes->n_slot_classes]; o++) {
        knapsacks->options[o] = INT64_MAX;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        const int64_t *reduced = koppel_lagrangian_reduced_costs_of(&knapsacks->lagrangian, s);

        for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
            int32_t slot_class = koppel_slot_class_of(classes, s, k);
            int64_t at = knapsacks->option_first[slot_class] + amount_of(knapsacks, s, slot_class);
            int64_t cost = reduced_cost(knapsacks, s, reduced[k - classes->first[s]]);

            fits = fits && cost > -knapsacks->dear;
            if (at < knapsacks->option_first[slot_class + 1] && cost < knapsacks->options[at]) {
                knapsacks->options[at] = cost;
            }
        }
    }
    return fits;
}

/* Adds a pick of a slot class: to[x] = least of from[x] and from[x - a] + option a. */
static void add_pick(const struct koppel_knapsacks *knapsacks, int32_t slot_class, int64_t room, const int64_t *from,
                     int64_t *to)
{
    const int64_t *options = knapsacks->options + knapsacks->option_first[slot_class];

    memcpy(to, from, (size_t)(room + 1) * sizeof *to);
    for (int64_t a = 0; a <= room; a++) {
        for (int64_t x = a; options[a] != INT64_MAX && x <= room; x++) {
            int64_t value = from[x - a] + options[a];

            to[x] = value < to[x] ? value : to[x];
        }
    }
}

/* Slot class of every pick: all places of a class, then the next class. @return how many picks */
static int64_t list_picks(struct koppel_knapsacks *knapsacks, const struct koppel_knapsack *own)
{
    int64_t n = 0;

    for (int32_t m = own->first; m < own->first + own->n; m++) {
        int32_t k = knapsacks->members[m];

        for (int64_t p = 0; p < knapsacks->places[k]; p++) {
            knapsacks->pick_of[n++] = k;
        }
    }
    return n;
}

static int64_t own_cost(const struct koppel_knapsacks *knapsacks, int32_t g, int64_t x)
{
    const struct koppel_load *load = &knapsacks->lagrangian.problem->loads[g];
    koppel_wide cost = 0;

    if (load->base + x < load->lo || load->base + x > load->hi) {
        return nowhere;
    }
    cost = koppel_lagrangian_load_value(&knapsacks->lagrangian, g, load->base + x);
    return cost < most_sum ? (int64_t)cost : most_sum;
}

/* least[t][x]: least cost of the first t picks that add x. */
static int64_t fill_least(struct koppel_knapsacks *knapsacks, const struct koppel_knapsack *own)
{
    int64_t n = list_picks(knapsacks, own), width = own->room + 1;

    for (int64_t x = 0; x < width; x++) {
        knapsacks->least[x] = x == 0 ? 0 : nowhere;
    }
    for (int64_t t = 0; t < n; t++) {
        add_pick(knapsacks, knapsacks->pick_of[t], own->room, knapsacks->least + t * width,
                 knapsacks->least + (t + 1) * width);
    }
    return n;
}

/* z_g */
static int64_t solve_own(struct koppel_knapsacks *knapsacks, const struct koppel_knapsack *own)
{
    int64_t n = fill_least(knapsacks, own), width = own->room + 1;
    int64_t best = nowhere;

    for (int64_t x = 0; x < width; x++) {
        int64_t cost = knapsacks->least[n * width + x] + own_cost(knapsacks, own->load, x);

        best = cost < best ? cost : best;
    }
    return best;
}

/* What agents, held tiers and the other loads add to the bound. */
static koppel_wide bound_rest(const struct koppel_knapsacks *knapsacks)
{
    const struct koppel_lagrangian *lagrangian = &knapsacks->lagrangian;
    koppel_wide bound = 0;
    int64_t at = 0;

    for (int32_t s = 0; s < lagrangian->classes->n_agent_classes; s++) {
        bound += (koppel_wide)lagrangian->agent_price[s] * koppel_class_size(lagrangian->classes, s);
    }
    for (int32_t t = 0; t < lagrangian->tier; t++) {
        bound -= (koppel_wide)lagrangian->tier_price[t] * lagrangian->best[t];
    }
    for (int32_t g = 0; g < lagrangian->problem->n_loads; g++) {
        bound += knapsacks->is_own[g] ? 0 : koppel_lagrangian_load_least(lagrangian, g, &at);
    }
    return bound;
}

void koppel_knapsacks_bound(struct koppel_knapsacks *knapsacks)
{
    struct koppel_lagrangian *lagrangian = &knapsacks->lagrangian;

    koppel_lagrangian_charge(lagrangian);
    lagrangian->bound = bound_rest(knapsacks);
    if (!find_options(knapsacks)) {
        lagrangian->bound = -((koppel_wide)1 << 120);
        return;
    }
    for (int32_t o = 0; o < knapsacks->n_own; o++) {
        lagrangian->bound += solve_own(knapsacks, &knapsacks->own[o]);
    }
    for (int32_t k = 0; k < lagrangian->classes->n_slot_classes; k++) {
        int64_t least = knapsacks->options[knapsacks->option_first[k]];

        if (knapsacks->own_of[k] == KOPPEL_NONE && least < 0) {
            lagrangian->bound += (koppel_wide)least * knapsacks->places[k];
        }
    }
}

/* between[a]: least cost of all other picks and of the load when pick t adds a. */
static void fill_between(struct koppel_knapsacks *knapsacks, const struct koppel_knapsack *own, int64_t t)
{
    int64_t width = own->room + 1;
    const int64_t *before = knapsacks->least + t * width, *behind = knapsacks->behind + (t + 1) * width;

    for (int64_t a = 0; a < width; a++) {
        int64_t best = nowhere;

        for (int64_t x = 0; x + a < width; x++) {
            int64_t value = before[x] < nowhere && behind[x + a] < nowhere ? before[x] + behind[x + a] : nowhere;

            best = value < best ? value : best;
        }
        knapsacks->between[a] = best;
    }
}

/* behind[t][x]: least cost of the load and of picks t and later when x has been added before. */
static int64_t fill_behind(struct koppel_knapsacks *knapsacks, const struct koppel_knapsack *own)
{
    int64_t n = fill_least(knapsacks, own), width = own->room + 1;

    for (int64_t x = 0; x < width; x++) {
        knapsacks->behind[n * width + x] = own_cost(knapsacks, own->load, x);
    }
    for (int64_t t = n; t > 0; t--) {
        const int64_t *options = knapsacks->options + knapsacks->option_first[knapsacks->pick_of[t - 1]];
        const int64_t *from = knapsacks->behind + t * width;
        int64_t *to = knapsacks->behind + (t - 1) * width;

        memcpy(to, from, (size_t)width * sizeof *to);
        for (int64_t a = 0; a < width; a++) {
            for (int64_t x = 0; options[a] != INT64_MAX && x + a < width; x++) {
                int64_t value = from[x + a] + options[a];

                to[x] = value < to[x] ? value : to[x];
            }
        }
    }
    return n;
}

/* For every option of the slot classes of a load: the least cost above z_g when one pick takes it. */
static void find_amount_costs(struct koppel_knapsacks *knapsacks, const struct koppel_knapsack *own, int64_t *costs)
{
    int64_t n = fill_behind(knapsacks, own);
    int64_t least = knapsacks->behind[0];

    for (int64_t t = 0; t < n; t++) {
        int32_t k = knapsacks->pick_of[t];

        if (t > 0 && knapsacks->pick_of[t - 1] == k) {
            continue;
        }
        fill_between(knapsacks, own, t);
        for (int64_t a = 0; a <= own->room; a++) {
            costs[knapsacks->option_first[k] + a] =
                knapsacks->between[a] < nowhere ? knapsacks->between[a] - least : INT64_MAX;
        }
    }
}

void koppel_knapsacks_price_amounts(struct koppel_knapsacks *knapsacks)
{
    const struct koppel_classes *classes = knapsacks->lagrangian.classes;
    int64_t *costs = knapsacks->amount_costs;

    for (int32_t o = 0; o < knapsacks->n_own; o++) {
        find_amount_costs(knapsacks, &knapsacks->own[o], costs);
    }
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        if (knapsacks->own_of[k] == KOPPEL_NONE) {
            int64_t least = knapsacks->options[knapsacks->option_first[k]];

            costs[knapsacks->option_first[k]] = least < 0 ? -least : 0;
        }
    }
}

const int64_t *koppel_knapsacks_reduced_costs_of(const void *data, int32_t s)
{
    const struct koppel_knapsacks *knapsacks = data;
    const struct koppel_classes *classes = knapsacks->lagrangian.classes;
    const int32_t *slot_classes = koppel_slot_classes_of(classes, s);
    const int64_t *costs = knapsacks->amount_costs;
    int64_t *row = koppel_lagrangian_reduced_costs_of(&knapsacks->lagrangian, s);

    for (int64_t k = 0; k < classes->first[s + 1] - classes->first[s]; k++) {
        int64_t first = knapsacks->option_first[slot_classes[k]];
        int64_t at = first + amount_of(knapsacks, s, slot_classes[k]);
        bool fits = at < knapsacks->option_first[slot_classes[k] + 1] && costs[at] != INT64_MAX;

        row[k] = fits ? costs[at] + reduced_cost(knapsacks, s, row[k]) : INT64_MAX;
    }
    return row;
}

/* Leaves off values of an own load, at both ends, that cost more than the gap above z_g. */
static void narrow_own(struct koppel_knapsacks *knapsacks, const struct koppel_knapsack *own, koppel_wide gap,
                       struct koppel_load *load)
{
    int64_t n = fill_least(knapsacks, own), width = own->room + 1;
    int64_t least = nowhere, lo = 0, hi = own->room;
    const int64_t *last = knapsacks->least + n * width;

    for (int64_t x = 0; x < width; x++) {
        int64_t cost = last[x] + own_cost(knapsacks, own->load, x);

        least = cost < least ? cost : least;
    }
    while (lo < hi && last[lo] + own_cost(knapsacks, own->load, lo) - least > gap) {
        lo++;
    }
    while (hi > lo && last[hi] + own_cost(knapsacks, own->load, hi) - least > gap) {
        hi--;
    }
    load->lo = load->base + lo > load->lo ? load->base + lo : load->lo;
    load->hi = load->base + hi < load->hi ? load->base + hi : load->hi;
}

void koppel_knapsacks_fix_rows(struct koppel_knapsacks *knapsacks, koppel_wide gap, struct koppel_problem *problem)
{
    koppel_fix_rows(&knapsacks->lagrangian, gap, knapsacks->is_own, problem);
    for (int32_t o = 0; o < knapsacks->n_own; o++) {
        narrow_own(knapsacks, &knapsacks->own[o], gap, &problem->loads[knapsacks->own[o].load]);
    }
}
