// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lagrangian_bound.h - reduced costs and the Lagrangian bound of whole-number multipliers on loads, slots and held
 * tiers.
 *
 * METHOD  One tier t of a problem without kept or banned pairs, over classes S of agents and K of slots
 *   (equivalence_classes.h), with the costs of the tiers s before it held at most at best_s. Rows (2), (4) and those of
 *   the held tiers are relaxed; agents and loads are then minimised one by one:
 *
 *     multipliers   pi_g (any sign) on L_g = base_g + sum a x,  v_K >= 0 on the places of K,  m_s >= 0 on held tiers
 *     reduced cost  r_SK = m_t c_t + sum_s m_s c_s + sum_g pi_g a_SKg + v_K,  with m_t = scale
 *     agents        u_S  = least of r_SK over the pairs of S, and of 0 where S may be left out
 *     loads         f_g  = least of m_t F_tg(L) + sum_s m_s F_sg(L) - pi_g (L - base_g) over lo_g <= L <= hi_g
 *     bound         sum_S n_S u_S - sum_K k_K v_K - sum_s m_s best_s + sum_g f_g
 *
 *   scale * (cost of any assignment) >= bound, whatever the multipliers are: they come from floating point, the bound
 *   does not. An assignment of cost c lies above the bound by its reduced costs alone: r_SK - u_S for every pair that
 *   it uses, -u_S for every agent left out, v_K for every empty place, what the term of every load is above f_g, and
 *   m_s for every unit that a held tier stays below best_s. So a pair, an agent left out or a value of a load whose
 *   reduced cost exceeds the gap, scale * best - bound, is in no assignment that costs at most best
 *   (reduced_cost_fixing.h).
 * DIFFERS  The subproblems have the integrality property, so the best multipliers give the value of the linear
 *   relaxation and no more (mir_cuts.h and knapsack_bound.h go beyond it). Safe bounds of linear programs round in the
 *   right direction; these are sums of whole numbers, exact.
 * COMPLEXITY  O(pairs of classes * measures of a slot) a bound.
 * SOURCE  docs/model.md, "Bound and certificate"; Geoffrion, Lagrangean relaxation for integer programming,
 *   Mathematical Programming Study 2, 1974; Neumaier, Shcherbina, Safe bounds in linear and mixed-integer linear
 *   programming, Mathematical Programming 99, 2004.
 */
#ifndef KOPPEL_ENGINE_BOUND_LAGRANGIAN_BOUND_H
#define KOPPEL_ENGINE_BOUND_LAGRANGIAN_BOUND_H

#include "base/exact.h"
#include "problem/equivalence_classes.h"
#include "problem/load_terms.h"

/** Sum of the load prices of the entries of a slot class with one measure: what a unit of the measure costs there. */
struct koppel_charge {
    int64_t price;
    int32_t measure;
};

struct koppel_lagrangian {
    const struct koppel_problem *problem;
    const struct koppel_classes *classes;
    const int64_t *best; /* tier: most that the tiers before may cost, which are held */
    int32_t tier;
    int64_t scale;                  /* a power of two */
    int64_t *load_price;            /* n_loads: pi */
    int64_t *slot_price;            /* n_slot_classes: v */
    int64_t *tier_price;            /* n_tiers: m; scale for the tier itself, 0 for later ones */
    int64_t *agent_price;           /* n_agent_classes: u, after koppel_lagrangian_bound */
    koppel_wide bound;              /* after koppel_lagrangian_bound, in units of 1 / scale */
    struct koppel_load_terms terms; /* of the tier and those before it */
    int64_t *charge_first;          /* n_slot_classes + 1 */
    struct koppel_charge *charges;  /* of every slot class, after koppel_lagrangian_bound */
    int64_t most_slot_price;        /* multipliers are clamped to these sizes, so that sums fit */
    int64_t *most_load_price;       /* n_loads */
    int64_t *most_tier_price;       /* n_tiers */
    int64_t *costs_scratch;         /* the most pairs of an agent class: costs of its pairs in a tier */
    int64_t *reduced_scratch;       /* the same for koppel_lagrangian_reduced_costs_of */
};

/**
 * Prepares multipliers of 0, in the arena. The problem, classes and best must outlive the Lagrangian.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_lagrangian_make(struct koppel_lagrangian *lagrangian, const struct koppel_problem *problem,
                                          const struct koppel_classes *classes, int32_t tier, const int64_t *best,
                                          struct koppel_arena *arena);

/** A slot price in units of cost, scaled, rounded and clamped. */
int64_t koppel_lagrangian_round(const struct koppel_lagrangian *lagrangian, double price);

/** Sets the price of a load, given in units of cost. */
void koppel_lagrangian_load(struct koppel_lagrangian *lagrangian, int32_t load, double price);

/** Sets the price of a held tier, given in units of cost of the tier at hand; below 0 counts as 0. */
void koppel_lagrangian_hold(struct koppel_lagrangian *lagrangian, int32_t held, double price);

/** Works out the charges of every slot class, as koppel_lagrangian_reduced_cost needs them. O(entries) */
void koppel_lagrangian_charge(struct koppel_lagrangian *lagrangian);

/** Works out charges, agent_price and bound for the multipliers. O(pairs of classes * measures of a slot). */
void koppel_lagrangian_bound(struct koppel_lagrangian *lagrangian);

/** What r_SK holds besides costs of tiers: sum_g pi_g a_SKg + v_K, after koppel_lagrangian_charge. */
int64_t koppel_lagrangian_charged(const struct koppel_lagrangian *lagrangian, int32_t s, int32_t slot_class);

/** r_SK of a pair of classes of agent class s, after koppel_lagrangian_bound. */
int64_t koppel_lagrangian_reduced_cost(const struct koppel_lagrangian *lagrangian, int32_t s, int64_t k);

/** r_SK of all pairs of agent class s, in their order, for the caller to use or change until the next call. One thread
 * at a time. */
int64_t *koppel_lagrangian_reduced_costs_of(const struct koppel_lagrangian *lagrangian, int32_t s);

/** The largest size of a cost of a pair in a tier, 1 where none is larger. */
int64_t koppel_lagrangian_largest_cost(const struct koppel_lagrangian *lagrangian, int32_t tier);

/** The bound in units of cost, rounded up to a multiple of the unit (0: of 1); INT64_MIN when it does not fit. */
int64_t koppel_lagrangian_cost(const struct koppel_lagrangian *lagrangian, int64_t unit);

/** Greatest common divisor of the tier's costs over the pairs and terms; 0 when nothing costs anything. */
int64_t koppel_lagrangian_unit(const struct koppel_lagrangian *lagrangian);

/** m_t F_tg(L) + sum_s m_s F_sg(L) - pi_g (L - base_g) at L. */
koppel_wide koppel_lagrangian_load_value(const struct koppel_lagrangian *lagrangian, int32_t load, int64_t value);

/** Its least over lo_g..hi_g; *at receives where (the lowest such breakpoint or end). */
koppel_wide koppel_lagrangian_load_least(const struct koppel_lagrangian *lagrangian, int32_t load, int64_t *at);

#endif
