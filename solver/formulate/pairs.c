/* pairs.c - the suitable pairs of a case (see pairs.h). */
#include "formulate/pairs.h"

#include "base/memory.h"

#include <stdlib.h>

/* Units of municipality m: units[first[m]] .. units[first[m+1]-1], in table order. */
struct unit_lists {
    int32_t *first;
    int32_t *units;
};

static enum koppel_status unit_lists_make(struct unit_lists *lists, const struct koppel_case *kase)
{
    int32_t *next = NULL;

    lists->first = koppel_new((size_t)kase->n_municipalities + 2, sizeof *lists->first);
    lists->units = koppel_new((size_t)kase->n_units, sizeof *lists->units);
    if (lists->first == NULL || lists->units == NULL) {
        return KOPPEL_E_MEMORY;
    }
    /* counting sort: next[m] runs from the start of m's list to its end, which is then the start of m + 1 */
    next = lists->first + 1;
    for (int32_t j = 0; j < kase->n_units; j++) {
        next[koppel_unit_municipality(kase, j) + 1]++;
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        next[m + 1] += next[m];
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        lists->units[next[koppel_unit_municipality(kase, j)]++] = j;
    }
    return KOPPEL_OK;
}

/* Appends the suitable pairs of one household. */
static enum koppel_status household_pairs(struct koppel_problem *problem, const struct koppel_suitability *fit,
                                          int32_t i, const struct unit_lists *lists, size_t *capacity,
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
    struct unit_lists lists = {0};
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
    status = unit_lists_make(&lists, fit->kase);
    for (int32_t i = 0; i < problem->n_agents && status == KOPPEL_OK; i++) {
        status = household_pairs(problem, fit, i, &lists, &capacity, &state_capacity);
        problem->first[i + 1] = problem->n_pairs;
    }
out:
    free(lists.first);
    free(lists.units);
    return status;
}
