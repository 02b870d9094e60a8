// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lagrangian_bound.c - multipliers and the bound that they prove (see lagrangian_bound.h for the formulas). */
#include "engine/bound/lagrangian_bound.h"

#include "base/arena.h"

#include <math.h>
#include <string.h>

/* The scale is the largest power of two up to 2^SCALE_BITS with scale * (largest cost) below 2^COST_BITS; what
 * loads, slots and every held tier add to a reduced cost stays below 2^PRICE_BITS each. */
enum { COST_BITS = 44, SCALE_BITS = 20, PRICE_BITS = 58 };

static int32_t slot_of_class(const struct koppel_lagrangian *lagrangian, int32_t k)
{
    return lagrangian->classes->slots[lagrangian->classes->slot_first[k]];
}

/* Costs in a tier of all pairs of agent class s, in their order, until the next call. */
static int64_t *costs_of(const struct koppel_lagrangian *lagrangian, int32_t tier, int32_t s)
{
    const struct koppel_classes *classes = lagrangian->classes;
    const struct koppel_tier *t = &lagrangian->problem->tiers[tier];
    int32_t agent = koppel_first_agent(classes, s);
    int64_t n = classes->first[s + 1] - classes->first[s], own = koppel_cost_of_agent(t, agent);
    const int32_t *member = classes->member + classes->list[s];
    int64_t *costs = lagrangian->costs_scratch;

    if (t->rule.work_out != NULL) {
        koppel_work_out_costs(lagrangian->problem, tier, agent, classes->slot + classes->list[s], n, costs);
    }
    for (int64_t k = 0; k < n; k++) {
        int64_t held = t->pair_cost != NULL ? t->pair_cost[lagrangian->problem->first[agent] + member[k]] : 0;

        costs[k] = own + (t->rule.work_out != NULL ? costs[k] : held);
    }
    return costs;
}

static int bits_of(int64_t value)
{
    int bits = 0;

    for (value = value < 0 ? -value : value; value > 0; value >>= 1) {
        bits++;
    }
    return bits;
}

int64_t koppel_lagrangian_largest_cost(const struct koppel_lagrangian *lagrangian, int32_t tier)
{
    int64_t largest = 1;

    for (int32_t s = 0; s < lagrangian->classes->n_agent_classes; s++) {
        const int64_t *costs = costs_of(lagrangian, tier, s);

        for (int64_t k = 0; k < lagrangian->classes->first[s + 1] - lagrangian->classes->first[s]; k++) {
            int64_t cost = costs[k] < 0 ? -costs[k] : costs[k];

            largest = cost > largest ? cost : largest;
        }
    }
    return largest;
}

/* The largest size of a pair's cost, or slope of a term, in a tier. */
static int64_t largest_cost(const struct koppel_lagrangian *lagrangian, int32_t tier)
{
    int64_t largest = koppel_lagrangian_largest_cost(lagrangian, tier);

    for (size_t k = 0; k < lagrangian->problem->tiers[tier].n_terms; k++) {
        const struct koppel_term *term = &lagrangian->problem->tiers[tier].terms[k];

        largest = term->over > largest ? term->over : largest;
        largest = term->under > largest ? term->under : largest;
    }
    return largest;
}

/* The largest amount that one entry adds to each load, and the most entries of a slot. */
static int64_t find_amounts(const struct koppel_problem *problem, const int64_t *largest, int64_t *amounts)
{
    int64_t most_entries = 1;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t n = problem->entry_first[j + 1] - problem->entry_first[j];

        most_entries = n > most_entries ? n : most_entries;
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            int64_t amount = largest[problem->entries[e].measure];
            int64_t *most = &amounts[problem->entries[e].load];

            *most = amount > *most ? amount : *most;
        }
    }
    return most_entries;
}

static int64_t power_of_two(int bits)
{
    return bits > 0 ? (int64_t)1 << bits : 1;
}

/* The scale, and the clamps of multipliers under which r_SK fits: what loads, slots and every tier add stays below 2^58
 * each. */
static enum koppel_status choose_scale(struct koppel_lagrangian *lagrangian, struct koppel_arena *arena)
{
    const struct koppel_problem *problem = lagrangian->problem;
    int64_t *largest = koppel_problem_largest_amounts(problem, arena);
    int64_t *amounts = lagrangian->most_load_price;
    int64_t most_entries = 0;
    int bits = COST_BITS - bits_of(largest_cost(lagrangian, lagrangian->tier));

    if (largest == NULL) {
        return KOPPEL_E_MEMORY;
    }
    lagrangian->scale = power_of_two(bits < SCALE_BITS ? bits : SCALE_BITS);
    lagrangian->most_slot_price = power_of_two(PRICE_BITS);
    most_entries = find_amounts(problem, largest, amounts);
    for (int32_t g = 0; g < problem->n_loads; g++) {
        lagrangian->most_load_price[g] = power_of_two(PRICE_BITS - bits_of(most_entries) - bits_of(amounts[g]));
    }
    for (int32_t t = 0; t < lagrangian->tier; t++) {
        bits = PRICE_BITS - bits_of(largest_cost(lagrangian, t));
        lagrangian->most_tier_price[t] = bits > 0 ? power_of_two(bits) : 0;
    }
    koppel_arena_drop(arena, largest);
    return KOPPEL_OK;
}

enum koppel_status koppel_lagrangian_make(struct koppel_lagrangian *lagrangian, const struct koppel_problem *problem,
                                          const struct koppel_classes *classes, int32_t tier, const int64_t *best,
                                          struct koppel_arena *arena)
{
    int64_t n_charges = 0;
    size_t most_pairs = 0;

    *lagrangian = (struct koppel_lagrangian){.problem = problem, .classes = classes, .best = best, .tier = tier};
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        int32_t j = slot_of_class(lagrangian, k);

        n_charges += problem->entry_first[j + 1] - problem->entry_first[j];
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        size_t n = (size_t)(classes->first[s + 1] - classes->first[s]);

        most_pairs = n > most_pairs ? n : most_pairs;
    }
    lagrangian->costs_scratch = koppel_arena_new(arena, most_pairs, sizeof *lagrangian->costs_scratch);
    lagrangian->reduced_scratch = koppel_arena_new(arena, most_pairs, sizeof *lagrangian->reduced_scratch);
    lagrangian->load_price = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *lagrangian->load_price);
    lagrangian->most_load_price =
        koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *lagrangian->most_load_price);
    lagrangian->slot_price = koppel_arena_new(arena, (size_t)classes->n_slot_classes, sizeof *lagrangian->slot_price);
    lagrangian->tier_price = koppel_arena_new(arena, (size_t)problem->n_tiers, sizeof *lagrangian->tier_price);
    lagrangian->most_tier_price =
        koppel_arena_new(arena, (size_t)problem->n_tiers, sizeof *lagrangian->most_tier_price);
    lagrangian->agent_price =
        koppel_arena_new(arena, (size_t)classes->n_agent_classes, sizeof *lagrangian->agent_price);
    lagrangian->charge_first =
        koppel_arena_new(arena, (size_t)classes->n_slot_classes + 1, sizeof *lagrangian->charge_first);
    lagrangian->charges = koppel_arena_new(arena, (size_t)n_charges, sizeof *lagrangian->charges);
    if (koppel_arena_failed(arena) || choose_scale(lagrangian, arena) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    lagrangian->tier_price[tier] = lagrangian->scale;
    return koppel_load_terms_make(&lagrangian->terms, problem, tier + 1, arena);
}

/* Rounds and clamps; what is not a number counts as 0. */
static int64_t round_within(double scaled, int64_t most)
{
    if (!(fabs(scaled) < (double)most)) {
        return scaled > 0 ? most : (scaled < 0 ? -most : 0);
    }
    return (int64_t)llround(scaled);
}

int64_t koppel_lagrangian_round(const struct koppel_lagrangian *lagrangian, double price)
{
    return round_within(price * (double)lagrangian->scale, lagrangian->most_slot_price);
}

void koppel_lagrangian_load(struct koppel_lagrangian *lagrangian, int32_t load, double price)
{
    lagrangian->load_price[load] = round_within(price * (double)lagrangian->scale, lagrangian->most_load_price[load]);
}

void koppel_lagrangian_hold(struct koppel_lagrangian *lagrangian, int32_t held, double price)
{
    lagrangian->tier_price[held] =
        price > 0 ? round_within(price * (double)lagrangian->scale, lagrangian->most_tier_price[held]) : 0;
}

void koppel_lagrangian_charge(struct koppel_lagrangian *lagrangian)
{
    const struct koppel_problem *problem = lagrangian->problem;
    int64_t n = 0;

    for (int32_t k = 0; k < lagrangian->classes->n_slot_classes; k++) {
        int32_t j = slot_of_class(lagrangian, k);

        lagrangian->charge_first[k] = n;
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            int64_t price = lagrangian->load_price[problem->entries[e].load];
            int64_t at = lagrangian->charge_first[k];

            if (price == 0) {
                continue;
            }
            while (at < n && lagrangian->charges[at].measure != problem->entries[e].measure) {
                at++;
            }
            if (at == n) {
                lagrangian->charges[n++] = (struct koppel_charge){0, problem->entries[e].measure};
            }
            lagrangian->charges[at].price += price;
        }
    }
    lagrangian->charge_first[lagrangian->classes->n_slot_classes] = n;
}

int64_t koppel_lagrangian_charged(const struct koppel_lagrangian *lagrangian, int32_t s, int32_t slot_class)
{
    const int32_t *measure = lagrangian->problem->measures + koppel_first_agent(lagrangian->classes, s);
    int64_t n_agents = lagrangian->problem->n_agents;
    int64_t charged = lagrangian->slot_price[slot_class];

    for (int64_t c = lagrangian->charge_first[slot_class]; c < lagrangian->charge_first[slot_class + 1]; c++) {
        charged += lagrangian->charges[c].price * measure[lagrangian->charges[c].measure * n_agents];
    }
    return charged;
}

int64_t koppel_lagrangian_reduced_cost(const struct koppel_lagrangian *lagrangian, int32_t s, int64_t k)
{
    int64_t reduced = koppel_lagrangian_charged(lagrangian, s, koppel_slot_class_of(lagrangian->classes, s, k));

    for (int32_t t = 0; t <= lagrangian->tier; t++) {
        if (lagrangian->tier_price[t] != 0) {
            reduced +=
                lagrangian->tier_price[t] * koppel_class_pair_cost(lagrangian->classes, lagrangian->problem, t, s, k);
        }
    }
    return reduced;
}

int64_t *koppel_lagrangian_reduced_costs_of(const struct koppel_lagrangian *lagrangian, int32_t s)
{
    const int32_t *slot_classes = koppel_slot_classes_of(lagrangian->classes, s);
    int64_t n = lagrangian->classes->first[s + 1] - lagrangian->classes->first[s];
    int64_t *reduced = lagrangian->reduced_scratch;

    for (int64_t k = 0; k < n; k++) {
        reduced[k] = koppel_lagrangian_charged(lagrangian, s, slot_classes[k]);
    }
    for (int32_t t = 0; t <= lagrangian->tier; t++) {
        const int64_t *costs = lagrangian->tier_price[t] != 0 ? costs_of(lagrangian, t, s) : NULL;

        for (int64_t k = 0; costs != NULL && k < n; k++) {
            reduced[k] += lagrangian->tier_price[t] * costs[k];
        }
    }
    return reduced;
}

koppel_wide koppel_lagrangian_load_value(const struct koppel_lagrangian *lagrangian, int32_t load, int64_t value)
{
    koppel_wide sum = -(koppel_wide)lagrangian->load_price[load] * (value - lagrangian->problem->loads[load].base);

    for (int64_t k = lagrangian->terms.first[load]; k < lagrangian->terms.first[load + 1]; k++) {
        const struct koppel_term *term = &lagrangian->terms.items[k].term;
        koppel_wide slope = value > term->at ? term->over : term->under;
        koppel_wide distance = value > term->at ? value - term->at : term->at - value;

        sum += lagrangian->tier_price[lagrangian->terms.items[k].tier] * (slope * distance);
    }
    return sum;
}

koppel_wide koppel_lagrangian_load_least(const struct koppel_lagrangian *lagrangian, int32_t load, int64_t *at)
{
    const struct koppel_load *row = &lagrangian->problem->loads[load];
    koppel_wide least = koppel_lagrangian_load_value(lagrangian, load, row->lo);
    koppel_wide value = koppel_lagrangian_load_value(lagrangian, load, row->hi);

    *at = row->lo;
    if (value < least) {
        least = value;
        *at = row->hi;
    }
    for (int64_t k = lagrangian->terms.first[load]; k < lagrangian->terms.first[load + 1]; k++) {
        int64_t point = lagrangian->terms.items[k].term.at;

        if (point > row->lo && point < row->hi) {
            value = koppel_lagrangian_load_value(lagrangian, load, point);
            if (value < least || (value == least && point < *at)) {
                least = value;
                *at = point;
            }
        }
    }
    return least;
}

void koppel_lagrangian_bound(struct koppel_lagrangian *lagrangian)
{
    const struct koppel_problem *problem = lagrangian->problem;
    const struct koppel_classes *classes = lagrangian->classes;
    koppel_wide bound = 0;
    int64_t at = 0;

    koppel_lagrangian_charge(lagrangian);
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        int64_t least = problem->must_place[koppel_first_agent(classes, s)] ? INT64_MAX : 0;
        const int64_t *reduced = koppel_lagrangian_reduced_costs_of(lagrangian, s);

        for (int64_t k = 0; k < classes->first[s + 1] - classes->first[s]; k++) {
            least = reduced[k] < least ? reduced[k] : least;
        }
        lagrangian->agent_price[s] = least;
        bound += (koppel_wide)least * koppel_class_size(classes, s);
    }
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        bound -= (koppel_wide)lagrangian->slot_price[k] * classes->places[k];
    }
    for (int32_t t = 0; t < lagrangian->tier; t++) {
        bound -= (koppel_wide)lagrangian->tier_price[t] * lagrangian->best[t];
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        bound += koppel_lagrangian_load_least(lagrangian, g, &at);
    }
    lagrangian->bound = bound;
}

int64_t koppel_lagrangian_unit(const struct koppel_lagrangian *lagrangian)
{
    const struct koppel_tier *tier = &lagrangian->problem->tiers[lagrangian->tier];
    int64_t unit = 0;

    for (int32_t s = 0; s < lagrangian->classes->n_agent_classes && unit != 1; s++) {
        const int64_t *costs = costs_of(lagrangian, lagrangian->tier, s);

        for (int64_t k = 0; k < lagrangian->classes->first[s + 1] - lagrangian->classes->first[s]; k++) {
            unit = koppel_gcd(unit, costs[k]);
        }
    }
    for (size_t k = 0; k < tier->n_terms; k++) {
        unit = koppel_gcd(koppel_gcd(unit, tier->terms[k].over), tier->terms[k].under);
    }
    return unit;
}

int64_t koppel_lagrangian_cost(const struct koppel_lagrangian *lagrangian, int64_t unit)
{
    koppel_wide step = (koppel_wide)lagrangian->scale * (unit > 0 ? unit : 1);
    koppel_wide steps = lagrangian->bound / step + (lagrangian->bound % step > 0);

    steps *= unit > 0 ? unit : 1;
    return steps > INT64_MIN && steps < INT64_MAX ? (int64_t)steps : INT64_MIN;
}
