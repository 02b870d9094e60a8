// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* coupling_row.h - a component that falls apart without one load: every part for every amount of it, then a dynamic
 * program over the parts.
 *
 * METHOD  A load with one hard limit and no cost, such as "at least so many earlier offers are kept" or "at most so
 *   many cross a border", can be all that joins agents that share nothing else. Without it there are parts k; together
 *   they may use N of it, each at most T_k (counted from the other end where the limit is a least value). Let f_k(c)
 *   be the lexicographic optimum, a vector of costs, of part k when it uses at most c. Then the optimum is
 *
 *       min { f_1(c_1) + ... + f_K(c_K) : c_1 + ... + c_K <= N },
 *
 *   for lexicographic order is total and compatible with addition. f_k falls with c: it is found at both ends and,
 *   where they differ, by halving; an optimum that uses less than c is that of all c down to what it uses.
 *   The bound of tier t is the last entry of the same minimum over (f_k's tiers before t, a bound of tier t), once the
 *   tiers before are exact. A pair can be in an optimum when it can be in one of its part for a c of some optimum.
 * DIFFERS  In resource allocation (Ibaraki, Katoh) f_k is a given function of one number; here each value is a solve.
 *   No Lagrangian: what a unit of the load is worth differs from tier to tier, and f_k need not be convex.
 * COMPLEXITY  At most T_k + 1 solves of part k, or N + 1; O(K N^2 tiers^2) for the sums.
 * SOURCE  Ibaraki, Katoh, Resource Allocation Problems: Algorithmic Approaches, MIT Press 1988, chapter 3;
 *   Bellman, Dynamic Programming, Princeton 1957; docs/model.md (4), (24).
 */
#ifndef KOPPEL_ENGINE_COUPLING_ROW_H
#define KOPPEL_ENGINE_COUPLING_ROW_H

#include "engine/componentwise.h"

/**
 * Solves a component in this way where a load joins parts of it and that promises to be less work.
 * @param component  its incumbent, if it has one, is the start
 * @param options    those of the whole solve
 * @param method     solves the parts
 * @param[out] is_solved  false: nothing falls apart, or not for little enough; the component is as it was
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or a status of the method
 */
enum koppel_status koppel_coupling_row_solve(struct koppel_lexicographic *component,
                                             const struct koppel_engine_options *options,
                                             const struct koppel_component_method *method, bool *is_solved);

#endif
