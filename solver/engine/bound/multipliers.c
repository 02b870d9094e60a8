/* multipliers.c - multipliers by row of the problem (see multipliers.h). */
#include "engine/bound/multipliers.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum koppel_status koppel_multipliers_save(struct koppel_multipliers *list, const struct koppel_lagrangian *lagrangian)
{
    const struct koppel_problem *problem = lagrangian->problem;

    *list = (struct koppel_multipliers){.scale = lagrangian->scale, .n_loads = problem->n_loads};
    list->load_price = koppel_new((size_t)problem->n_loads, sizeof *list->load_price);
    list->slot_price = koppel_new((size_t)problem->n_slots, sizeof *list->slot_price);
    list->tier_price = koppel_new((size_t)problem->n_tiers, sizeof *list->tier_price);
    if (list->load_price == NULL || list->slot_price == NULL || list->tier_price == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(list->load_price, lagrangian->load_price, (size_t)problem->n_loads * sizeof *list->load_price);
    memcpy(list->tier_price, lagrangian->tier_price, (size_t)problem->n_tiers * sizeof *list->tier_price);
    for (int32_t j = 0; j < problem->n_slots; j++) {
        list->slot_price[j] = lagrangian->slot_price[lagrangian->classes->class_of_slot[j]];
    }
    return KOPPEL_OK;
}

void koppel_multipliers_load(const struct koppel_multipliers *list, struct koppel_lagrangian *lagrangian)
{
    const struct koppel_problem *problem = lagrangian->problem;

    lagrangian->scale = list->scale;
    memcpy(lagrangian->load_price, list->load_price, (size_t)problem->n_loads * sizeof *list->load_price);
    memcpy(lagrangian->tier_price, list->tier_price, (size_t)problem->n_tiers * sizeof *list->tier_price);
    for (int32_t k = 0; k < lagrangian->classes->n_slot_classes; k++) {
        lagrangian->slot_price[k] = list->slot_price[lagrangian->classes->slots[lagrangian->classes->slot_first[k]]];
    }
    koppel_lagrangian_bound(lagrangian);
}

enum koppel_status koppel_multipliers_extend(struct koppel_multipliers *list, int32_t n)
{
    int64_t *longer = koppel_new((size_t)list->n_loads + (size_t)n, sizeof *longer);

    if (longer == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(longer, list->load_price, (size_t)list->n_loads * sizeof *longer);
    free(list->load_price);
    list->load_price = longer;
    list->n_loads += n;
    return KOPPEL_OK;
}

void koppel_multipliers_free(struct koppel_multipliers *list)
{
    free(list->load_price);
    free(list->slot_price);
    free(list->tier_price);
    *list = (struct koppel_multipliers){0};
}
