// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate.c - prices that prove a bound (see certificate.h). */
#include "model/certificate.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const char *koppel_priced_name(enum koppel_priced kind)
{
    static const char *const names[KOPPEL_N_PRICED] = {"target", "spread", "agreement", "limit",
                                                       "mix",    "border", "stay"};

    return names[kind];
}

struct koppel_part_prices *koppel_certificate_add_part(struct koppel_certificate_tier *tier)
{
    if (koppel_grow((void **)&tier->parts, &tier->parts_capacity, tier->n_parts + 1, sizeof *tier->parts) !=
        KOPPEL_OK) {
        return NULL;
    }
    tier->parts[tier->n_parts] = (struct koppel_part_prices){.household = KOPPEL_NONE, .scale = 1};
    return &tier->parts[tier->n_parts++];
}

struct koppel_load_price *koppel_certificate_add_load(struct koppel_certificate_tier *tier)
{
    if (koppel_grow((void **)&tier->loads, &tier->loads_capacity, tier->n_loads + 1, sizeof *tier->loads) !=
        KOPPEL_OK) {
        return NULL;
    }
    tier->loads[tier->n_loads] =
        (struct koppel_load_price){.place = KOPPEL_NONE, .rule = KOPPEL_NONE, .municipality = KOPPEL_NONE};
    return &tier->loads[tier->n_loads++];
}

bool koppel_certificate_covers(const struct koppel_certificate_tier *tier)
{
    return tier->has_prices && tier->certified >= tier->claim.bound;
}

int32_t koppel_fairest_tier(const struct koppel_certificate *certificate)
{
    int32_t t = 0;

    while (t < certificate->n_tiers &&
           strcmp(certificate->tiers[t].claim.name, koppel_objective_name(KOPPEL_OBJECTIVE_GROUPS)) != 0) {
        t++;
    }
    return t < certificate->n_tiers ? t : KOPPEL_NONE;
}

void koppel_certificate_tier_free(struct koppel_certificate_tier *tier)
{
    free(tier->parts);
    free(tier->loads);
    free(tier->unit_price);
    free(tier->household_price);
    *tier = (struct koppel_certificate_tier){.certified = 0};
}

void koppel_certificate_free(struct koppel_certificate *certificate)
{
    for (int32_t t = 0; t < certificate->n_tiers; t++) {
        koppel_certificate_tier_free(&certificate->tiers[t]);
    }
    for (int32_t k = 0; k < certificate->n_fairest; k++) {
        koppel_certificate_tier_free(&certificate->fairest[k].tier);
    }
    *certificate = (struct koppel_certificate){0};
}
