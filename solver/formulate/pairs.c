/* pairs.c - the suitable pairs of a case (see pairs.h). */
#include "formulate/pairs.h"

#include "base/memory.h"
#include "model/unit_lists.h"

#include <stdlib.h>

/* Appends the suitable pairs of one household. */
static enum koppel_status household_pairs(struct koppel_problem *problem, const struct koppel_suitability *fit,
                                          int32_t i, const struct koppel_unit_lists *lists, size_t *capacity,
                                          size_t *state_capacity)
{
    const struct koppel_case *kase = fit->kase;
    int32_t m = kase->households[i].municipality;
    bool everywhere = m == KOPPEL_NONE || fit->policy->link_scope == KOPPEL_LINK_REGION;
    int32_t begin = everywhere ? 0 : lists->first[m];
    int32_t end = everywhere ? kase->n_units : lists->first[m + 1];

    for (int32_t k = begin; k < end; k++) {
        int32_t j = everywhere ? k : lists->units[k];

        if (koppel_household_fits_unit(fit, i, j) != KOPPEL_SUITABLE) {
            continue;
        }
        if (koppel_grow((void **)&problem->slot, capacity, (size_t)problem->n_pairs + 1, sizeof *problem->slot) !=
                KOPPEL_OK ||
            koppel_grow((void **)&problem->state, state_capacity, (size_t)problem->n_pairs + 1,
                        sizeof *problem->state) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        problem->slot[problem->n_pairs] = j;
        problem->state[problem->n_pairs] =
            koppel_pair_is_kept(fit, i, j) ? (unsigned char)KOPPEL_PAIR_KEPT : (unsigned char)KOPPEL_PAIR_FREE;
        problem->n_pairs++;
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_pairs_make(struct koppel_problem *problem, const struct koppel_suitability *fit)
{
    struct koppel_unit_lists lists = {0};
    size_t capacity = 0;
    size_t state_capacity = 0;
    enum koppel_status status = KOPPEL_E_MEMORY;

    problem->first = koppel_new((size_t)problem->n_agents + 1, sizeof *problem->first);
    /* at least one entry, so that a case without pairs has arrays too */
    problem->slot = koppel_new(1, sizeof *problem->slot);
    problem->state = koppel_new(1, sizeof *problem->state);
    capacity = state_capacity = 1;
    if (problem->first == NULL || problem->slot == NULL || problem->state == NULL) {
        goto out;
    }
    status = koppel_unit_lists_make(&lists, fit->kase);
    for (int32_t i = 0; i < problem->n_agents && status == KOPPEL_OK; i++) {
        status = household_pairs(problem, fit, i, &lists, &capacity, &state_capacity);
        problem->first[i + 1] = problem->n_pairs;
    }
out:
    koppel_unit_lists_free(&lists);
    return status;
}
