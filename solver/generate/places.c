// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* places.c - neighbourhoods of unequal size, social housing concentrated in a few of them (see places.h). */
#include "generate/places.h"

#include "generate/sampling.h"
#include "model/case.h"

#include <stdio.h>
#include <stdlib.h>

/*
 * Sizes of 24 neighbourhoods out of 24,000 inhabitants: the quantiles (k + 1/2) / 24 of a lognormal distribution with
 * sigma 0.8, so that a fifth of the neighbourhoods holds about half of the inhabitants.
 */
static const int size_table[24] = {146, 218, 272, 320,  365,  411,  456,  503,  551,  602,  655,  713,
                                   775, 843, 918, 1002, 1099, 1211, 1345, 1511, 1727, 2033, 2535, 3791};

static const char *const first_parts[20] = {"Linden",   "Molen",   "Kerk",   "Vogel",  "Bloemen", "Water", "Veld",
                                            "Haven",    "Akker",   "Heide",  "Beuken", "Schans",  "Tuin",  "Brug",
                                            "Schilder", "Dichter", "Wilgen", "Park",   "Zonne",   "Burcht"};
static const char *const last_parts[10] = {"buurt", "kwartier", "hof",   "veste", "park",
                                           "dal",   "hoek",     "gaard", "donk",  "zoom"};
static const char *const village_parts[8] = {"wolde", "zandt", "horst", "broek", "eind", "lo", "veen", "mark"};

/* A name that no other neighbourhood of the municipality has, drawn through a shuffled list of all combinations. */
static const char *name_neighbourhood(struct koppel_draft *t, int pick, int number, bool village)
{
    char name[48];
    int n_last = village ? 8 : 10;
    int combination = pick % (20 * n_last);
    const char *first = first_parts[combination % 20];
    const char *last = village ? village_parts[combination / 20] : last_parts[combination / 20];

    if (number < 20 * n_last) {
        snprintf(name, sizeof name, "%s%s%s", village ? "Dorp " : "", first, last);
    } else {
        snprintf(name, sizeof name, "%s%s%s %d", village ? "Dorp " : "", first, last, number / (20 * n_last) + 1);
    }
    return koppel_draft_text(t, name);
}

static void place_facilities(struct koppel_draft_neighbourhood *n, bool village, struct koppel_prng *r)
{
    n->school_hm = (int)(village ? koppel_prng_between(r, 3, 55) : koppel_prng_between(r, 2, 12));
    n->gp_hm = (int)(village ? koppel_prng_between(r, 8, 80) : koppel_prng_between(r, 3, 18));
    n->transit_hm = (int)(village ? koppel_prng_between(r, 5, 120) : koppel_prng_between(r, 2, 25));
    if (koppel_prng_chance(r, 4)) {
        n->gp_hm = KOPPEL_NONE;
    }
}

static void share(struct koppel_draft *t, int64_t total, const int64_t *weights, int n, int64_t *out)
{
    t->failed = koppel_share_out(total, weights, (size_t)n, out) != KOPPEL_OK || t->failed;
}

/* Divides inhabitants over neighbourhoods in random order, rounded to fives as the national statistics are. */
static void share_inhabitants(struct koppel_draft *t, struct koppel_draft_neighbourhood *n, int count,
                              int64_t inhabitants, struct koppel_prng *r)
{
    int64_t *weights = koppel_draft_room(t, (size_t)count, sizeof *weights);
    int64_t *shares = koppel_draft_room(t, (size_t)count, sizeof *shares);
    int *order = koppel_draft_room(t, (size_t)count, sizeof *order);

    if (t->failed) {
        goto out;
    }
    for (int i = 0; i < count; i++) {
        order[i] = i;
    }
    koppel_prng_shuffle(r, order, (size_t)count);
    for (int i = 0; i < count; i++) {
        int quantile = (int)(((int64_t)i * 24 + 12) / count);

        weights[order[i]] = size_table[quantile < 24 ? quantile : 23] * koppel_prng_between(r, 85, 115);
    }
    share(t, inhabitants, weights, count, shares);
    for (int i = 0; i < count; i++) {
        n[i].inhabitants = (shares[i] + 2) / 5 * 5;
    }
out:
    free(order);
    free(shares);
    free(weights);
}

/* Number of neighbourhoods in n[0..count) with more inhabitants than n[which]; of equals, the earlier one is the
 * larger. */
static int rank_by_size(const struct koppel_draft_neighbourhood *n, int count, int which)
{
    int rank = 0;

    for (int i = 0; i < count; i++) {
        rank += n[i].inhabitants > n[which].inhabitants || (i < which && n[i].inhabitants == n[which].inhabitants);
    }
    return rank;
}

/* Weighs the neighbourhoods for social homes: the dense part of them goes by `dense`, the rest by `others`. */
static void weigh_dwellings(struct koppel_draft_neighbourhood *n, const struct koppel_place_spec *spec, int64_t *dense,
                            int64_t *others, struct koppel_prng *r)
{
    int n_town = spec->n_neighbourhoods - spec->n_villages;
    int n_towers = (n_town + 4) / 5;

    for (int i = 0; i < spec->n_neighbourhoods; i++) {
        bool village = i >= n_town;
        int rank = village ? rank_by_size(n + n_town, spec->n_villages, i - n_town) : rank_by_size(n, n_town, i);
        int64_t weight = n[i].inhabitants * koppel_prng_between(r, 60, 140) / 100 + 1;

        n[i].tower = !village && rank < n_towers;
        if (n[i].tower) {
            dense[i] = weight;
        } else if (village ? rank < spec->n_social_villages : rank < n_town - n_town / 25) {
            others[i] = weight;
        }
    }
}

/* At most four fifths of the homes somewhere are social; what does not fit goes where there is room. */
static void level_dwellings(struct koppel_draft *t, struct koppel_draft_neighbourhood *n, int count, int64_t *weights,
                            int64_t *shares)
{
    int64_t left = 0;

    for (int i = 0; i < count; i++) {
        int64_t most = n[i].inhabitants * 10 / 23 * 4 / 5;
        int64_t extra = n[i].corporation_dwellings > most ? n[i].corporation_dwellings - most : 0;

        n[i].corporation_dwellings -= extra;
        left += extra;
        weights[i] = n[i].corporation_dwellings > 0 ? most - n[i].corporation_dwellings : 0;
    }
    share(t, left, weights, count, shares);
    for (int i = 0; i < count; i++) {
        n[i].corporation_dwellings += shares[i];
    }
}

/*
 * Divides the social homes: the largest fifth of the town's neighbourhoods gets the concentrated part, its smallest
 * twenty-fifth nothing, and of the villages only the largest ones something. Without concentration they stand where the
 * inhabitants live.
 */
static void share_dwellings(struct koppel_draft *t, struct koppel_draft_neighbourhood *n,
                            const struct koppel_place_spec *spec, struct koppel_prng *r)
{
    int count = spec->n_neighbourhoods;
    int64_t total = spec->inhabitants * 10 / 23 * spec->social_percent / 100;
    int64_t dense = count == 1 ? total : total * spec->concentration_percent / 100;
    int64_t *weights = koppel_draft_room(t, (size_t)count * 3, sizeof *weights);
    int64_t *others = NULL;
    int64_t *shares = NULL;

    if (weights == NULL) {
        return;
    }
    others = weights + count;
    shares = others + count;
    if (spec->concentration_percent > 0 || spec->n_villages > 0) {
        weigh_dwellings(n, spec, weights, others, r);
    } else {
        dense = 0;
        for (int i = 0; i < count; i++) {
            others[i] = n[i].inhabitants;
        }
    }
    for (int part = 0; part < 2; part++) {
        share(t, part == 0 ? dense : total - dense, part == 0 ? weights : others, count, shares);
        for (int i = 0; i < count; i++) {
            n[i].corporation_dwellings += shares[i];
        }
    }
    level_dwellings(t, n, count, weights, shares);
    free(weights);
}

/* Code of neighbourhood i: municipality, district, number in the district. Villages have districts from 50 on. */
static int neighbourhood_code(const struct koppel_place_spec *spec, int i)
{
    int n_town = spec->n_neighbourhoods - spec->n_villages;
    int per_district = spec->n_districts > 0 ? (n_town + spec->n_districts - 1) / spec->n_districts
                       : n_town <= 245       ? 5
                                             : 50;

    if (i >= n_town) {
        return (spec->code * 100 + 50 + (i - n_town) / 10) * 100 + (i - n_town) % 10;
    }
    return (spec->code * 100 + i / per_district) * 100 + i % per_district;
}

static void add_neighbourhood(struct koppel_draft *t, const struct koppel_place_spec *spec, int i, int pick,
                              struct koppel_prng *r)
{
    struct koppel_draft_neighbourhood *n = koppel_draft_add_neighbourhood(t);
    bool village = i >= spec->n_neighbourhoods - spec->n_villages;

    if (n == NULL) {
        return;
    }
    snprintf(n->code, sizeof n->code, "BU%08d", neighbourhood_code(spec, i));
    n->municipality = t->n_municipalities - 1;
    if (spec->with_districts) {
        koppel_district_code(n->code, n->district);
    }
    n->school_hm = n->gp_hm = n->transit_hm = KOPPEL_NONE;
    n->agreement = t->municipalities[n->municipality].first_agreement + (int)koppel_prng_below(r, spec->n_corporations);
    n->name = name_neighbourhood(t, pick, i, village);
    if (spec->with_facilities) {
        place_facilities(n, village, r);
    }
    if (spec->with_location) {
        int reach = village ? 900 : 300;

        n->located = true;
        n->lat_e4 = spec->lat_e4 + (int)koppel_prng_between(r, -reach, reach);
        n->lon_e4 = spec->lon_e4 + (int)koppel_prng_between(r, -reach, reach) * 3 / 2;
    }
}

static void add_neighbourhoods(struct koppel_draft *t, const struct koppel_place_spec *spec, struct koppel_prng *r)
{
    int n_town = spec->n_neighbourhoods - spec->n_villages;
    int64_t in_villages = spec->n_villages > 0 ? spec->inhabitants * 45 / 100 : 0;
    int n_names = spec->n_villages > 0 ? 160 : 200;
    int picks[200];
    struct koppel_draft_neighbourhood *n = NULL;

    for (int i = 0; i < n_names; i++) {
        picks[i] = i;
    }
    koppel_prng_shuffle(r, picks, (size_t)n_names);
    for (int i = 0; i < spec->n_neighbourhoods; i++) {
        add_neighbourhood(t, spec, i, picks[i % n_names], r);
    }
    if (t->failed) {
        return;
    }
    n = &t->neighbourhoods[t->n_neighbourhoods - spec->n_neighbourhoods];
    share_inhabitants(t, n, n_town, spec->inhabitants - in_villages, r);
    if (spec->n_villages > 0) {
        share_inhabitants(t, n + n_town, spec->n_villages, in_villages, r);
    }
    share_dwellings(t, n, spec, r);
}

void koppel_corporation_add(struct koppel_draft *t, const char *corporation)
{
    struct koppel_draft_agreement *a = koppel_draft_add_agreement(t);

    if (a == NULL) {
        return;
    }
    snprintf(a->corporation, sizeof a->corporation, "%s", corporation);
    snprintf(a->name, sizeof a->name, "Corporatie %s", corporation);
    a->municipality = t->n_municipalities - 1;
    a->min_homes = a->max_homes = KOPPEL_NONE;
    t->municipalities[a->municipality].n_agreements++;
}

void koppel_place_add(struct koppel_draft *t, const struct koppel_place_spec *spec, struct koppel_prng *r)
{
    struct koppel_draft_municipality *m = koppel_draft_add_municipality(t);

    if (m == NULL) {
        return;
    }
    m->code = spec->code;
    m->name = koppel_draft_text(t, spec->name);
    m->province = spec->province;
    m->region = spec->region;
    m->labour_region = spec->labour_region;
    m->inhabitants = spec->inhabitants;
    m->first_neighbourhood = t->n_neighbourhoods;
    m->n_neighbourhoods = spec->n_neighbourhoods;
    m->first_agreement = t->n_agreements;
    for (int i = 0; i < spec->n_corporations; i++) {
        koppel_corporation_add(t, spec->corporations[i]);
    }
    add_neighbourhoods(t, spec, r);
}

/* Permit holders of a neighbourhood that stands out: far above its fair share, or just under a cap; or -1. */
static int64_t draw_outlier(const struct koppel_draft_neighbourhood *n, int64_t fair_percent, int every, int *n_towers,
                            struct koppel_prng *r)
{
    int64_t here = KOPPEL_NONE;

    if (n->corporation_dwellings == 0) {
        return koppel_prng_chance(r, 30) != 0 && n->inhabitants > 0;
    }
    if (n->tower && (*n_towers)++ % every == 0) {
        here = fair_percent * koppel_prng_between(r, 132, 175) / 10000;
    } else if (koppel_prng_chance(r, 17)) {
        here = fair_percent * 125 / 10000 - koppel_prng_between(r, 0, 4);
        here = here < 0 ? 0 : here;
    }
    return here;
}

void koppel_place_settle(struct koppel_draft *t, int municipality, int64_t permit_holders, int64_t to_come,
                         int hot_every, struct koppel_prng *r)
{
    const struct koppel_draft_municipality *m = &t->municipalities[municipality];
    struct koppel_draft_neighbourhood *n = &t->neighbourhoods[m->first_neighbourhood];
    int64_t persons = permit_holders + to_come;
    int64_t left = permit_holders;
    int64_t dwellings = 0;
    int64_t *weights = koppel_draft_room(t, (size_t)m->n_neighbourhoods * 2, sizeof *weights);
    int64_t *shares = NULL;
    int n_towers = 0;

    if (weights == NULL) {
        return;
    }
    shares = weights + m->n_neighbourhoods;
    for (int i = 0; i < m->n_neighbourhoods; i++) {
        dwellings += n[i].corporation_dwellings;
    }
    for (int i = 0; i < m->n_neighbourhoods; i++) {
        int64_t fair_percent = dwellings > 0 ? 100 * persons * n[i].corporation_dwellings / dwellings : 0;
        int64_t here = hot_every > 0 ? draw_outlier(&n[i], fair_percent, hot_every, &n_towers, r) : KOPPEL_NONE;

        if (here == KOPPEL_NONE) {
            weights[i] = n[i].corporation_dwellings *
                         (hot_every > 0 ? koppel_prng_between(r, 50, 150) : koppel_prng_between(r, 80, 120));
            here = 0;
        }
        here = here > left ? left : here;
        n[i].permit_holders = here;
        left -= here;
    }
    share(t, left, weights, m->n_neighbourhoods, shares);
    for (int i = 0; i < m->n_neighbourhoods; i++) {
        n[i].permit_holders += shares[i];
    }
    free(weights);
}

/* Counts, for each municipality, the households that are linked to it; with by_task its part of all by its task. */
static void count_bound(const struct koppel_draft *t, bool by_task, int64_t *n_bound)
{
    int64_t task = 0;

    for (int i = 0; i < t->n_households; i++) {
        if (t->households[i].municipality != KOPPEL_NONE) {
            n_bound[t->households[i].municipality]++;
        }
    }
    for (int k = 0; k < t->n_municipalities; k++) {
        task += t->municipalities[k].task_persons;
    }
    for (int k = 0; by_task && task > 0 && k < t->n_municipalities; k++) {
        n_bound[k] = t->n_households * t->municipalities[k].task_persons / task;
    }
}

void koppel_places_agree(struct koppel_draft *t, bool by_task)
{
    int64_t *n_bound = koppel_draft_room(t, (size_t)t->n_municipalities * 2 + (size_t)t->n_agreements, sizeof *n_bound);
    int64_t *n_units = NULL;
    int64_t *n_owned = NULL;

    if (n_bound == NULL) {
        return;
    }
    n_units = n_bound + t->n_municipalities;
    n_owned = n_units + t->n_municipalities;
    count_bound(t, by_task, n_bound);
    for (int i = 0; i < t->n_units; i++) {
        n_units[t->agreements[t->units[i].agreement].municipality]++;
        n_owned[t->units[i].agreement]++;
    }
    for (int i = 0; i < t->n_agreements; i++) {
        struct koppel_draft_agreement *a = &t->agreements[i];
        int64_t part = n_owned[i] > 0 ? n_bound[a->municipality] * n_owned[i] / n_units[a->municipality] : 0;

        if (part > 0) {
            a->min_homes = part >= 3 ? (int)(part * 2 / 5) : KOPPEL_NONE;
            a->max_homes = (int)(part * 3 / 2 + 2);
        }
    }
    free(n_bound);
}
