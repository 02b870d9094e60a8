/* lagrangian_bound.c - whole-number prices and the bound that they prove (see lagrangian_bound.h for the formulas). */
#include "engine/bound/lagrangian_bound.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COST_BITS = 44, SCALE_BITS = 20, PRICE_BITS = 58 };

static int32_t slot_of_class(const struct koppel_pricing *pricing, int32_t k)
{
    return pricing->classes->slots[pricing->classes->slot_first[k]];
}

static bool counts(const struct koppel_pricing *pricing, int32_t t)
{
    return t == pricing->tier || (t < pricing->tier && pricing->is_held[t]);
}

int64_t *koppel_pricing_costs_of(const struct koppel_pricing *pricing, int32_t tier, int32_t s)
{
    const struct koppel_classes *classes = pricing->classes;
    const struct koppel_tier *t = &pricing->problem->tiers[tier];
    int32_t agent = koppel_first_agent(classes, s);
    int64_t n = classes->first[s + 1] - classes->first[s], own = koppel_cost_of_agent(t, agent);
    const int32_t *member = classes->member + classes->list[s];
    int64_t *costs = pricing->costs_room;

    if (t->rule.work_out != NULL) {
        koppel_work_out_costs(pricing->problem, tier, agent, classes->slot + classes->list[s], n, costs);
    }
    for (int64_t k = 0; k < n; k++) {
        int64_t held = t->pair_cost != NULL ? t->pair_cost[pricing->problem->first[agent] + member[k]] : 0;

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

int64_t koppel_pricing_largest_cost(const struct koppel_pricing *pricing, int32_t tier)
{
    int64_t largest = 1;

    for (int32_t s = 0; s < pricing->classes->n_agent_classes; s++) {
        const int64_t *costs = koppel_pricing_costs_of(pricing, tier, s);

        for (int64_t k = 0; k < pricing->classes->first[s + 1] - pricing->classes->first[s]; k++) {
            int64_t cost = costs[k] < 0 ? -costs[k] : costs[k];

            largest = cost > largest ? cost : largest;
        }
    }
    return largest;
}

/* The largest size of a pair's cost, or slope of a term, in a tier. */
static int64_t largest_cost(const struct koppel_pricing *pricing, int32_t tier)
{
    int64_t largest = koppel_pricing_largest_cost(pricing, tier);

    for (size_t k = 0; k < pricing->problem->tiers[tier].n_terms; k++) {
        const struct koppel_term *term = &pricing->problem->tiers[tier].terms[k];

        largest = term->over > largest ? term->over : largest;
        largest = term->under > largest ? term->under : largest;
    }
    return largest;
}

/* The largest amount that one entry adds to each load, and the most entries of a slot. */
static int64_t find_amounts(const struct koppel_problem *problem, const int64_t *tallest, int64_t *amounts)
{
    int64_t most_entries = 1;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t n = problem->entry_first[j + 1] - problem->entry_first[j];

        most_entries = n > most_entries ? n : most_entries;
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            int64_t amount = tallest[problem->entries[e].measure];
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

/* The scale, and the clamps under which r_SK fits 62 bits: what loads, slots and every tier add stays below 2^58. */
static enum koppel_status choose_scale(struct koppel_pricing *pricing)
{
    const struct koppel_problem *problem = pricing->problem;
    int64_t *tallest = koppel_new((size_t)problem->n_measures, sizeof *tallest);
    int64_t *amounts = pricing->most_load_price;
    int64_t most_entries = 0;
    int bits = COST_BITS - bits_of(largest_cost(pricing, pricing->tier));

    if (tallest == NULL) {
        return KOPPEL_E_MEMORY;
    }
    pricing->scale = power_of_two(bits < SCALE_BITS ? bits : SCALE_BITS);
    pricing->most_slot_price = power_of_two(PRICE_BITS);
    for (int32_t q = 0; q < problem->n_measures; q++) {
        const int32_t *measure = problem->measures + (int64_t)q * problem->n_agents;

        for (int32_t i = 0; i < problem->n_agents; i++) {
            tallest[q] = measure[i] > tallest[q] ? measure[i] : tallest[q];
        }
    }
    most_entries = find_amounts(problem, tallest, amounts);
    for (int32_t g = 0; g < problem->n_loads; g++) {
        pricing->most_load_price[g] = power_of_two(PRICE_BITS - bits_of(most_entries) - bits_of(amounts[g]));
    }
    for (int32_t t = 0; t < pricing->tier; t++) {
        bits = PRICE_BITS - bits_of(largest_cost(pricing, t));
        pricing->most_tier_price[t] = pricing->is_held[t] && bits > 0 ? power_of_two(bits) : 0;
    }
    free(tallest);
    return KOPPEL_OK;
}

static enum koppel_status list_terms(struct koppel_pricing *pricing)
{
    const struct koppel_problem *problem = pricing->problem;
    size_t n_terms = 0;
    int64_t *next = NULL;

    for (int32_t t = 0; t <= pricing->tier; t++) {
        n_terms += counts(pricing, t) ? problem->tiers[t].n_terms : 0;
    }
    pricing->terms = koppel_new(n_terms, sizeof *pricing->terms);
    pricing->term_first = koppel_new((size_t)problem->n_loads + 2, sizeof *pricing->term_first);
    if (pricing->terms == NULL || pricing->term_first == NULL) {
        return KOPPEL_E_MEMORY;
    }
    next = pricing->term_first + 1;
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t t = 0; t <= pricing->tier; t++) {
            for (size_t k = 0; counts(pricing, t) && k < problem->tiers[t].n_terms; k++) {
                const struct koppel_term *term = &problem->tiers[t].terms[k];

                if (pass == 0) {
                    next[term->load + 1]++;
                } else {
                    pricing->terms[next[term->load]++] =
                        (struct koppel_pricing_term){term->at, term->over, term->under, t};
                }
            }
        }
        for (int32_t g = 0; pass == 0 && g < problem->n_loads; g++) {
            next[g + 1] += next[g];
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_pricing_make(struct koppel_pricing *pricing, const struct koppel_problem *problem,
                                       const struct koppel_classes *classes, int32_t tier, const unsigned char *is_held,
                                       const int64_t *best)
{
    int64_t n_charges = 0;
    size_t most_pairs = 0;

    *pricing =
        (struct koppel_pricing){.problem = problem, .classes = classes, .best = best, .is_held = is_held, .tier = tier};
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        int32_t j = slot_of_class(pricing, k);

        n_charges += problem->entry_first[j + 1] - problem->entry_first[j];
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        size_t n = (size_t)(classes->first[s + 1] - classes->first[s]);

        most_pairs = n > most_pairs ? n : most_pairs;
    }
    pricing->costs_room = koppel_new(most_pairs, sizeof *pricing->costs_room);
    pricing->reduced_room = koppel_new(most_pairs, sizeof *pricing->reduced_room);
    pricing->load_price = koppel_new((size_t)problem->n_loads, sizeof *pricing->load_price);
    pricing->most_load_price = koppel_new((size_t)problem->n_loads, sizeof *pricing->most_load_price);
    pricing->slot_price = koppel_new((size_t)classes->n_slot_classes, sizeof *pricing->slot_price);
    pricing->tier_price = koppel_new((size_t)problem->n_tiers, sizeof *pricing->tier_price);
    pricing->most_tier_price = koppel_new((size_t)problem->n_tiers, sizeof *pricing->most_tier_price);
    pricing->agent_price = koppel_new((size_t)classes->n_agent_classes, sizeof *pricing->agent_price);
    pricing->charge_first = koppel_new((size_t)classes->n_slot_classes + 1, sizeof *pricing->charge_first);
    pricing->charges = koppel_new((size_t)n_charges, sizeof *pricing->charges);
    if (pricing->costs_room == NULL || pricing->reduced_room == NULL || pricing->load_price == NULL ||
        pricing->most_load_price == NULL || pricing->slot_price == NULL || pricing->tier_price == NULL ||
        pricing->most_tier_price == NULL || pricing->agent_price == NULL || pricing->charge_first == NULL ||
        pricing->charges == NULL) {
        return KOPPEL_E_MEMORY;
    }
    if (choose_scale(pricing) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    pricing->tier_price[tier] = pricing->scale;
    return list_terms(pricing);
}

void koppel_pricing_free(struct koppel_pricing *pricing)
{
    free(pricing->load_price);
    free(pricing->most_load_price);
    free(pricing->slot_price);
    free(pricing->tier_price);
    free(pricing->most_tier_price);
    free(pricing->agent_price);
    free(pricing->term_first);
    free(pricing->terms);
    free(pricing->charge_first);
    free(pricing->charges);
    free(pricing->costs_room);
    free(pricing->reduced_room);
    *pricing = (struct koppel_pricing){0};
}

/* Also for prices that are not numbers: they count as 0. */
static int64_t round_within(double scaled, int64_t most)
{
    if (!(fabs(scaled) < (double)most)) {
        return scaled > 0 ? most : (scaled < 0 ? -most : 0);
    }
    return (int64_t)llround(scaled);
}

int64_t koppel_pricing_round(const struct koppel_pricing *pricing, double price)
{
    return round_within(price * (double)pricing->scale, pricing->most_slot_price);
}

void koppel_pricing_load(struct koppel_pricing *pricing, int32_t load, double price)
{
    pricing->load_price[load] = round_within(price * (double)pricing->scale, pricing->most_load_price[load]);
}

void koppel_pricing_hold(struct koppel_pricing *pricing, int32_t held, double price)
{
    pricing->tier_price[held] =
        price > 0 ? round_within(price * (double)pricing->scale, pricing->most_tier_price[held]) : 0;
}

void koppel_pricing_charge(struct koppel_pricing *pricing)
{
    const struct koppel_problem *problem = pricing->problem;
    int64_t n = 0;

    for (int32_t k = 0; k < pricing->classes->n_slot_classes; k++) {
        int32_t j = slot_of_class(pricing, k);

        pricing->charge_first[k] = n;
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            int64_t price = pricing->load_price[problem->entries[e].load];
            int64_t at = pricing->charge_first[k];

            if (price == 0) {
                continue;
            }
            while (at < n && pricing->charges[at].measure != problem->entries[e].measure) {
                at++;
            }
            if (at == n) {
                pricing->charges[n++] = (struct koppel_charge){0, problem->entries[e].measure};
            }
            pricing->charges[at].price += price;
        }
    }
    pricing->charge_first[pricing->classes->n_slot_classes] = n;
}

int64_t koppel_pricing_charged(const struct koppel_pricing *pricing, int32_t s, int32_t slot_class)
{
    const int32_t *measure = pricing->problem->measures + koppel_first_agent(pricing->classes, s);
    int64_t n_agents = pricing->problem->n_agents;
    int64_t charged = pricing->slot_price[slot_class];

    for (int64_t c = pricing->charge_first[slot_class]; c < pricing->charge_first[slot_class + 1]; c++) {
        charged += pricing->charges[c].price * measure[pricing->charges[c].measure * n_agents];
    }
    return charged;
}

int64_t koppel_pricing_reduced(const struct koppel_pricing *pricing, int32_t s, int64_t k)
{
    int64_t reduced = koppel_pricing_charged(pricing, s, koppel_slot_class_of(pricing->classes, s, k));

    for (int32_t t = 0; t <= pricing->tier; t++) {
        if (pricing->tier_price[t] != 0) {
            reduced += pricing->tier_price[t] * koppel_class_pair_cost(pricing->classes, pricing->problem, t, s, k);
        }
    }
    return reduced;
}

int64_t *koppel_pricing_reduced_of(const struct koppel_pricing *pricing, int32_t s)
{
    const int32_t *slot_classes = koppel_slot_classes_of(pricing->classes, s);
    int64_t n = pricing->classes->first[s + 1] - pricing->classes->first[s];
    int64_t *reduced = pricing->reduced_room;

    for (int64_t k = 0; k < n; k++) {
        reduced[k] = koppel_pricing_charged(pricing, s, slot_classes[k]);
    }
    for (int32_t t = 0; t <= pricing->tier; t++) {
        const int64_t *costs = pricing->tier_price[t] != 0 ? koppel_pricing_costs_of(pricing, t, s) : NULL;

        for (int64_t k = 0; costs != NULL && k < n; k++) {
            reduced[k] += pricing->tier_price[t] * costs[k];
        }
    }
    return reduced;
}

koppel_wide koppel_pricing_load_value(const struct koppel_pricing *pricing, int32_t load, int64_t value)
{
    koppel_wide sum = -(koppel_wide)pricing->load_price[load] * (value - pricing->problem->loads[load].base);

    for (int64_t k = pricing->term_first[load]; k < pricing->term_first[load + 1]; k++) {
        const struct koppel_pricing_term *term = &pricing->terms[k];
        koppel_wide slope = value > term->at ? term->over : term->under;
        koppel_wide distance = value > term->at ? value - term->at : term->at - value;

        sum += pricing->tier_price[term->tier] * (slope * distance);
    }
    return sum;
}

koppel_wide koppel_pricing_load_least(const struct koppel_pricing *pricing, int32_t load, int64_t *at)
{
    const struct koppel_load *row = &pricing->problem->loads[load];
    koppel_wide least = koppel_pricing_load_value(pricing, load, row->lo);
    koppel_wide value = koppel_pricing_load_value(pricing, load, row->hi);

    *at = row->lo;
    if (value < least) {
        least = value;
        *at = row->hi;
    }
    for (int64_t k = pricing->term_first[load]; k < pricing->term_first[load + 1]; k++) {
        int64_t point = pricing->terms[k].at;

        if (point > row->lo && point < row->hi) {
            value = koppel_pricing_load_value(pricing, load, point);
            if (value < least || (value == least && point < *at)) {
                least = value;
                *at = point;
            }
        }
    }
    return least;
}

void koppel_pricing_bound(struct koppel_pricing *pricing)
{
    const struct koppel_problem *problem = pricing->problem;
    const struct koppel_classes *classes = pricing->classes;
    koppel_wide bound = 0;
    int64_t at = 0;

    koppel_pricing_charge(pricing);
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        int64_t least = problem->must_place[koppel_first_agent(classes, s)] ? INT64_MAX : 0;
        const int64_t *reduced = koppel_pricing_reduced_of(pricing, s);

        for (int64_t k = 0; k < classes->first[s + 1] - classes->first[s]; k++) {
            least = reduced[k] < least ? reduced[k] : least;
        }
        pricing->agent_price[s] = least;
        bound += (koppel_wide)least * (classes->agent_first[s + 1] - classes->agent_first[s]);
    }
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        bound -= (koppel_wide)pricing->slot_price[k] * classes->places[k];
    }
    for (int32_t t = 0; t < pricing->tier; t++) {
        bound -= (koppel_wide)pricing->tier_price[t] * pricing->best[t];
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        bound += koppel_pricing_load_least(pricing, g, &at);
    }
    pricing->bound = bound;
}

int64_t koppel_pricing_unit(const struct koppel_pricing *pricing)
{
    const struct koppel_tier *tier = &pricing->problem->tiers[pricing->tier];
    int64_t unit = 0;

    for (int32_t s = 0; s < pricing->classes->n_agent_classes && unit != 1; s++) {
        const int64_t *costs = koppel_pricing_costs_of(pricing, pricing->tier, s);

        for (int64_t k = 0; k < pricing->classes->first[s + 1] - pricing->classes->first[s]; k++) {
            unit = koppel_gcd(unit, costs[k]);
        }
    }
    for (size_t k = 0; k < tier->n_terms; k++) {
        unit = koppel_gcd(koppel_gcd(unit, tier->terms[k].over), tier->terms[k].under);
    }
    return unit;
}

int64_t koppel_pricing_cost(const struct koppel_pricing *pricing, int64_t unit)
{
    koppel_wide step = (koppel_wide)pricing->scale * (unit > 0 ? unit : 1);
    koppel_wide steps = pricing->bound / step + (pricing->bound % step > 0);

    steps *= unit > 0 ? unit : 1;
    return steps > INT64_MIN && steps < INT64_MAX ? (int64_t)steps : INT64_MIN;
}
