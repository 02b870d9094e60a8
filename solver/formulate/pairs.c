// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* pairs.c - the suitable pairs of a case (see pairs.h). */
#include "formulate/pairs.h"

#include "base/memory.h"
#include "model/alike.h"
#include "model/decisions.h"
#include "model/unit_lists.h"
#include "problem/slot_lists.h"

#include <stdlib.h>

/* The units that suit a household, ascending. @return how many */
static int32_t find_suitable(const struct koppel_suitability *fit, int32_t i, const struct koppel_unit_lists *lists,
                             int32_t *suitable)
{
    const struct koppel_case *kase = fit->kase;
    int32_t m = kase->households[i].municipality;
    bool everywhere = m == KOPPEL_NONE || fit->policy->link_scope != KOPPEL_LINK_MUNICIPALITY ||
                      fit->is_decided[i]; /* against its link */
    int32_t begin = everywhere ? 0 : lists->first[m];
    int32_t end = everywhere ? kase->n_units : lists->first[m + 1];
    int32_t n = 0;

    for (int32_t k = begin; k < end; k++) {
        int32_t j = everywhere ? k : lists->units[k];

        if (koppel_household_fits_unit(fit, i, j) == KOPPEL_SUITABLE) {
            suitable[n++] = j;
        }
    }
    return n;
}

/* States are only held where a decision keeps a pair. */
static enum koppel_status mark_kept(struct koppel_problem *problem, const struct koppel_suitability *fit)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t d = 0; d < fit->n_decisions && status == KOPPEL_OK; d++) {
        int32_t i = koppel_decided_household(fit, d), j = koppel_decided_unit(fit, d);
        bool is_held = koppel_decision_holds((enum koppel_decision_kind)fit->decision_kinds[d]);
        int64_t pair = is_held ? koppel_problem_pair(problem, i, j) : KOPPEL_NONE;

        if (pair != KOPPEL_NONE) {
            status = koppel_problem_hold_states(problem);
        }
        if (pair != KOPPEL_NONE && status == KOPPEL_OK) {
            problem->state[pair] = KOPPEL_PAIR_KEPT;
        }
    }
    return status;
}

enum koppel_status koppel_pairs_make(struct koppel_problem *problem, const struct koppel_suitability *fit)
{
    struct koppel_unit_lists units = {0};
    struct koppel_slot_lists lists = {0};
    int32_t *suitable = koppel_new((size_t)problem->n_slots, sizeof *suitable);
    int32_t *alike = koppel_new((size_t)problem->n_agents, sizeof *alike);
    enum koppel_status status = koppel_slot_lists_start(&lists, problem);

    if (status == KOPPEL_OK) {
        status = suitable != NULL ? koppel_unit_lists_make(&units, fit->kase) : KOPPEL_E_MEMORY;
    }
    if (status == KOPPEL_OK) {
        status = alike != NULL ? koppel_alike_find(fit, alike) : KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents && status == KOPPEL_OK; i++) {
        if (alike[i] != i) {
            koppel_slot_lists_repeat(&lists, i, alike[i]);
        } else {
            status = koppel_slot_lists_add(&lists, i, suitable, find_suitable(fit, i, &units, suitable));
        }
    }
    status = koppel_slot_lists_end(&lists, status);
    if (status == KOPPEL_OK) {
        status = mark_kept(problem, fit);
    }
    koppel_unit_lists_free(&units);
    free(suitable);
    free(alike);
    return status;
}
