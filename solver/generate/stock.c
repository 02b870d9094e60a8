// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* stock.c - homes by rooms, rent, place and date (see stock.h). */
#include "generate/stock.h"

#include "generate/sampling.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_ROOMS = 6, SOCIAL_LIMIT_CENTS = 93293 };

static void weigh_rooms(int scarcity_percent, int64_t *weights)
{
    static const int64_t usual[MOST_ROOMS] = {1200, 2200, 3400, 2200, 800, 200};

    for (int i = 0; i < MOST_ROOMS; i++) {
        weights[i] = usual[i];
    }
    for (int i = 3; i < MOST_ROOMS; i++) {
        int64_t lost = usual[i] * scarcity_percent / 100;

        weights[i] -= lost;
        weights[1] += lost / 2;
        weights[2] += lost - lost / 2;
    }
}

/*
 * Weighs the neighbourhoods of a municipality by their social homes. When homes become available in few places only,
 * those are every second neighbourhood in the order of social homes, from the largest on, as long as there are any.
 */
static void weigh_places(const struct koppel_draft_neighbourhood *n, int count, int n_places, int64_t *weights)
{
    for (int i = 0; i < count; i++) {
        int rank = 0;

        for (int j = 0; n_places > 0 && j < count; j++) {
            rank += n[j].corporation_dwellings > n[i].corporation_dwellings ||
                    (j < i && n[j].corporation_dwellings == n[i].corporation_dwellings);
        }
        weights[i] = n_places == 0 || (rank % 2 == 0 && rank / 2 < n_places) ? n[i].corporation_dwellings : 0;
    }
}

static int draw_rent(int rooms, bool tower, struct koppel_prng *r)
{
    static const int usual[MOST_ROOMS + 1] = {0, 47500, 57500, 66000, 69500, 72500, 75500};
    int rent = usual[rooms] + (tower ? -3500 : 2500) + (int)koppel_prng_between(r, -6000, 7500);

    return rent < SOCIAL_LIMIT_CENTS ? rent : SOCIAL_LIMIT_CENTS;
}

static void draw_details(struct koppel_draft_unit *u, const struct koppel_draft_neighbourhood *n, struct koppel_prng *r)
{
    int64_t x = koppel_prng_below(r, 100);

    u->floor_area_dm2 = 140 + u->rooms * 165 + (int)koppel_prng_between(r, -60, 120);
    if (n->tower && koppel_prng_chance(r, 60)) {
        snprintf(u->complex, sizeof u->complex, "C%s-%d", n->code + 2, (int)koppel_prng_between(r, 1, 2));
    }
    u->step_free = koppel_prng_chance(r, u->complex[0] != '\0' ? 45 : 15) != 0;
    if (u->places == 1 && u->rooms <= 3) {
        u->label = u->rooms <= 2 && x < 9 ? KOPPEL_AGE_YOUTH
                   : x >= 90              ? (x >= 96 ? KOPPEL_AGE_SENIOR_65 : KOPPEL_AGE_SENIOR_55)
                                          : KOPPEL_AGE_GENERAL;
        u->step_free = u->step_free || u->label >= KOPPEL_AGE_SENIOR_55;
    }
    if (koppel_prng_chance(r, 50)) {
        u->available_from =
            (int32_t)koppel_prng_between(r, koppel_date_make(2026, 1, 5), koppel_date_make(2026, 6, 22));
    }
}

static void add_unit(struct koppel_draft *t, int neighbourhood, int rooms, const struct koppel_stock_spec *spec,
                     struct koppel_prng *r)
{
    const struct koppel_draft_neighbourhood *n = &t->neighbourhoods[neighbourhood];
    const struct koppel_draft_municipality *m = &t->municipalities[n->municipality];
    struct koppel_draft_unit *u = koppel_draft_add_unit(t);

    if (u == NULL) {
        return;
    }
    if (spec->bag_keys) {
        snprintf(u->key, sizeof u->key, "%04d01%010d", m->code, t->n_units);
    } else {
        snprintf(u->key, sizeof u->key, "U%06d", t->n_units);
    }
    u->neighbourhood = neighbourhood;
    u->agreement =
        koppel_prng_chance(r, 75) ? n->agreement : m->first_agreement + (int)koppel_prng_below(r, m->n_agreements);
    u->rooms = rooms;
    u->places = 1;
    u->rent_cents = draw_rent(rooms, n->tower, r);
    u->label = KOPPEL_AGE_GENERAL;
    u->available_from = KOPPEL_NO_DATE;
    u->floor_area_dm2 = KOPPEL_NONE;
    if (rooms >= 3 && rooms <= 5 && koppel_prng_chance(r, spec->shared_percent * 3 / 2)) {
        u->places = rooms - 1;
        u->rent_cents = (int)koppel_prng_between(r, 34000, 43000);
    }
    if (spec->with_details) {
        draw_details(u, n, r);
    }
}

void koppel_stock_add(struct koppel_draft *t, int municipality, const struct koppel_stock_spec *spec,
                      struct koppel_prng *r)
{
    const struct koppel_draft_municipality *m = &t->municipalities[municipality];
    int first = m->first_neighbourhood;
    size_t n = (size_t)spec->n_units;
    int *rooms = koppel_draft_room(t, n, sizeof *rooms);
    int *places = koppel_draft_room(t, n, sizeof *places);
    int64_t *weights = koppel_draft_room(t, (size_t)m->n_neighbourhoods, sizeof *weights);
    int64_t room_weights[MOST_ROOMS];

    if (t->failed) {
        goto out;
    }
    weigh_rooms(spec->scarcity_percent, room_weights);
    weigh_places(&t->neighbourhoods[first], m->n_neighbourhoods, spec->n_places_with_homes, weights);
    koppel_draw_evenly(r, room_weights, MOST_ROOMS, rooms, n);
    koppel_draw_evenly(r, weights, (size_t)m->n_neighbourhoods, places, n);
    for (size_t i = 0; i < n; i++) {
        add_unit(t, first + places[i], rooms[i] + 1, spec, r);
    }
out:
    free(weights);
    free(places);
    free(rooms);
}

void koppel_stock_divide(struct koppel_draft *t, const struct koppel_stock_division *division)
{
    struct koppel_stock_spec spec = {
        .scarcity_percent = division->scarcity_percent, .shared_percent = 3, .with_details = true};
    size_t n = (size_t)t->n_municipalities;
    int64_t *shares = koppel_draft_room(t, n, sizeof *shares);
    struct koppel_prng r;

    if (shares == NULL) {
        return;
    }
    t->failed = koppel_share_out(division->n_units, division->weights, n, shares) != KOPPEL_OK || t->failed;
    for (size_t k = 0; k < n && !t->failed; k++) {
        spec.n_units = (int)shares[k];
        koppel_prng_start_part(&r, division->seed, KOPPEL_STREAM_HOMES,
                               t->municipalities[k].code - division->first_code);
        if (spec.n_units > 0) {
            koppel_stock_add(t, (int)k, &spec, &r);
        }
    }
    free(shares);
}
