// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* stock.h - invents the homes that corporations have for permit holders in the half-year. */
#ifndef KOPPEL_GENERATE_STOCK_H
#define KOPPEL_GENERATE_STOCK_H

#include "generate/draft.h"
#include "generate/prng.h"

/** Which homes become available in one municipality. Percentages are whole numbers 0..100. */
struct koppel_stock_spec {
    int n_units;
    int scarcity_percent;    /* so much of the homes of 4 rooms and more is replaced by homes of 2 and 3 rooms */
    int n_places_with_homes; /* homes in so many neighbourhoods only; 0: wherever there is social housing */
    int shared_percent;      /* shared homes of 2 to 4 places */
    bool with_details; /* complexes, floor areas, steps, labels, dates; without: homes for everybody, available now */
    bool bag_keys;     /* keys in the form of the national register of buildings, GM + 01 + 10 digits */
};

/**
 * Adds the homes of a municipality, where its social homes stand. Rents rise with the rooms and are lower in towers;
 * about one in seven is above the limit for a small household. Rooms in per cent, before scarcity:
 *
 *     1: 12, 2: 22, 3: 34, 4: 22, 5: 8, 6: 2
 */
void koppel_stock_add(struct koppel_draft *t, int municipality, const struct koppel_stock_spec *spec,
                      struct koppel_prng *r);

/** How the homes of a case are divided over its municipalities. */
struct koppel_stock_division {
    int n_units;
    const int64_t *weights; /* of the municipalities, as koppel_share_out takes them */
    int scarcity_percent;
    uint64_t seed;
    int first_code; /* a municipality's own stream of random numbers is its code less this */
};

/** Adds homes with details, 3 % of them shared, each municipality's from a stream of its own, so that another number of
 * homes here changes nothing there. */
void koppel_stock_divide(struct koppel_draft *t, const struct koppel_stock_division *division);

#endif
