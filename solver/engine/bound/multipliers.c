/* multipliers.c - prices by row of the problem (see multipliers.h). */
#include "engine/bound/multipliers.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum koppel_status koppel_price_list_save(struct koppel_price_list *list, const struct koppel_pricing *pricing)
{
    const struct koppel_problem *problem = pricing->problem;

    *list = (struct koppel_price_list){.scale = pricing->scale, .n_loads = problem->n_loads};
    list->load_price = koppel_new((size_t)problem->n_loads, sizeof *list->load_price);
    list->slot_price = koppel_new((size_t)problem->n_slots, sizeof *list->slot_price);
    list->tier_price = koppel_new((size_t)problem->n_tiers, sizeof *list->tier_price);
    if (list->load_price == NULL || list->slot_price == NULL || list->tier_price == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(list->load_price, pricing->load_price, (size_t)problem->n_loads * sizeof *list->load_price);
    memcpy(list->tier_price, pricing->tier_price, (size_t)problem->n_tiers * sizeof *list->tier_price);
    for (int32_t j = 0; j < problem->n_slots; j++) {
        list->slot_price[j] = pricing->slot_price[pricing->classes->class_of_slot[j]];
    }
    return KOPPEL_OK;
}

void koppel_price_list_load(const struct koppel_price_list *list, struct koppel_pricing *pricing)
{
    const struct koppel_problem *problem = pricing->problem;

    pricing->scale = list->scale;
    memcpy(pricing->load_price, list->load_price, (size_t)problem->n_loads * sizeof *list->load_price);
    memcpy(pricing->tier_price, list->tier_price, (size_t)problem->n_tiers * sizeof *list->tier_price);
    for (int32_t k = 0; k < pricing->classes->n_slot_classes; k++) {
        pricing->slot_price[k] = list->slot_price[pricing->classes->slots[pricing->classes->slot_first[k]]];
    }
    koppel_pricing_bound(pricing);
}

enum koppel_status koppel_price_list_extend(struct koppel_price_list *list, int32_t n)
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

void koppel_price_list_free(struct koppel_price_list *list)
{
    free(list->load_price);
    free(list->slot_price);
    free(list->tier_price);
    *list = (struct koppel_price_list){0};
}
