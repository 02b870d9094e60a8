/* places.c - neighbourhoods of unequal size, social housing concentrated in a few of them (see places.h). */
#include "places.h"

#include "sampling.h"

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
static void name_neighbourhood(struct neighbourhood *n, int pick, int number, bool village)
{
    int n_last = village ? 8 : 10;
    int combination = pick % (20 * n_last);
    const char *first = first_parts[combination % 20];
    const char *last = village ? village_parts[combination / 20] : last_parts[combination / 20];

    if (number < 20 * n_last) {
        snprintf(n->name, sizeof n->name, "%s%s%s", village ? "Dorp " : "", first, last);
    } else {
        snprintf(n->name, sizeof n->name, "%s%s%s %d", village ? "Dorp " : "", first, last, number / (20 * n_last) + 1);
    }
}

static void place_facilities(struct neighbourhood *n, bool village, struct prng *r)
{
    n->school_hm = (int)(village ? prng_between(r, 3, 55) : prng_between(r, 2, 12));
    n->gp_hm = (int)(village ? prng_between(r, 8, 80) : prng_between(r, 3, 18));
    n->transit_hm = (int)(village ? prng_between(r, 5, 120) : prng_between(r, 2, 25));
    if (prng_chance(r, 4)) {
        n->gp_hm = NO_NUMBER;
    }
}

/* Divides inhabitants over neighbourhoods in random order, rounded to fives as the national statistics are. */
static void share_inhabitants(struct neighbourhood *n, int count, int64_t inhabitants, struct prng *r)
{
    int64_t *weights = zeroed((size_t)count, sizeof *weights);
    int64_t *shares = zeroed((size_t)count, sizeof *shares);
    int *order = zeroed((size_t)count, sizeof *order);

    for (int i = 0; i < count; i++) {
        order[i] = i;
    }
    prng_shuffle(r, order, (size_t)count);
    for (int i = 0; i < count; i++) {
        int quantile = (int)(((int64_t)i * 24 + 12) / count);

        weights[order[i]] = size_table[quantile < 24 ? quantile : 23] * prng_between(r, 85, 115);
    }
    share_out(inhabitants, weights, (size_t)count, shares);
    for (int i = 0; i < count; i++) {
        n[i].inhabitants = (shares[i] + 2) / 5 * 5;
    }
    free(order);
    free(shares);
    free(weights);
}

/* Number of neighbourhoods in n[0..count) with more inhabitants than n[which]; of equals, the earlier one is the
 * larger. */
static int rank_by_size(const struct neighbourhood *n, int count, int which)
{
    int rank = 0;

    for (int i = 0; i < count; i++) {
        rank += n[i].inhabitants > n[which].inhabitants || (i < which && n[i].inhabitants == n[which].inhabitants);
    }
    return rank;
}

/*
 * Divides the social homes: the largest fifth of the town's neighbourhoods gets the concentrated part, its smallest
 * twenty-fifth nothing, and of the villages only the largest ones something. At most four fifths of the homes
 * somewhere are social; what does not fit goes where there is room.
 */
static void share_dwellings(struct neighbourhood *n, const struct place_spec *spec, struct prng *r)
{
    int count = spec->n_neighbourhoods;
    int n_town = count - spec->n_villages;
    int n_towers = (n_town + 4) / 5;
    int64_t total = spec->inhabitants * 10 / 23 * spec->social_percent / 100;
    int64_t *weights = zeroed((size_t)count * 2, sizeof *weights);
    int64_t *others = weights + count;
    int64_t *shares = zeroed((size_t)count, sizeof *shares);
    int64_t dense = n_town == 1 && count == 1 ? total : total * spec->concentration_percent / 100;
    int64_t left = 0;

    for (int i = 0; i < count; i++) {
        bool village = i >= n_town;
        int rank = village ? rank_by_size(n + n_town, spec->n_villages, i - n_town) : rank_by_size(n, n_town, i);
        int64_t weight = n[i].inhabitants * prng_between(r, 60, 140) / 100 + 1;

        n[i].tower = !village && rank < n_towers;
        if (n[i].tower) {
            weights[i] = weight;
        } else if (village ? rank < spec->n_social_villages : rank < n_town - n_town / 25) {
            others[i] = weight;
        }
    }
    for (int part = 0; part < 2; part++) {
        share_out(part == 0 ? dense : total - dense, part == 0 ? weights : others, (size_t)count, shares);
        for (int i = 0; i < count; i++) {
            n[i].corporation_dwellings += shares[i];
        }
    }
    for (int i = 0; i < count; i++) {
        int64_t most = n[i].inhabitants * 10 / 23 * 4 / 5;
        int64_t extra = n[i].corporation_dwellings > most ? n[i].corporation_dwellings - most : 0;

        n[i].corporation_dwellings -= extra;
        left += extra;
        weights[i] = n[i].corporation_dwellings > 0 ? most - n[i].corporation_dwellings : 0;
    }
    share_out(left, weights, (size_t)count, shares);
    for (int i = 0; i < count; i++) {
        n[i].corporation_dwellings += shares[i];
    }
    free(shares);
    free(weights);
}

/* Code of neighbourhood i: municipality, district, number in the district. Villages have districts from 50 on. */
static int neighbourhood_code(const struct place_spec *spec, int i)
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

static void add_neighbourhood(struct tables *t, const struct place_spec *spec, int i, int pick, struct prng *r)
{
    struct neighbourhood *n = tables_add_neighbourhood(t);
    bool village = i >= spec->n_neighbourhoods - spec->n_villages;

    n->code = neighbourhood_code(spec, i);
    n->municipality = t->n_municipalities - 1;
    n->district = spec->with_districts ? n->code / 100 : NO_NUMBER;
    n->school_hm = n->gp_hm = n->transit_hm = NO_NUMBER;
    n->agreement = t->municipalities[n->municipality].first_agreement + (int)prng_below(r, spec->n_corporations);
    name_neighbourhood(n, pick, i, village);
    if (spec->with_facilities) {
        place_facilities(n, village, r);
    }
    if (spec->with_location) {
        int reach = village ? 900 : 300;

        n->located = true;
        n->lat_e4 = spec->lat_e4 + (int)prng_between(r, -reach, reach);
        n->lon_e4 = spec->lon_e4 + (int)prng_between(r, -reach, reach) * 3 / 2;
    }
}

static void add_neighbourhoods(struct tables *t, const struct place_spec *spec, struct prng *r)
{
    int n_town = spec->n_neighbourhoods - spec->n_villages;
    int64_t in_villages = spec->n_villages > 0 ? spec->inhabitants * 45 / 100 : 0;
    int n_names = spec->n_villages > 0 ? 160 : 200;
    int picks[200];
    struct neighbourhood *n = NULL;

    for (int i = 0; i < n_names; i++) {
        picks[i] = i;
    }
    prng_shuffle(r, picks, (size_t)n_names);
    for (int i = 0; i < spec->n_neighbourhoods; i++) {
        add_neighbourhood(t, spec, i, picks[i % n_names], r);
    }
    n = &t->neighbourhoods[t->n_neighbourhoods - spec->n_neighbourhoods];
    share_inhabitants(n, n_town, spec->inhabitants - in_villages, r);
    if (spec->n_villages > 0) {
        share_inhabitants(n + n_town, spec->n_villages, in_villages, r);
    }
    share_dwellings(n, spec, r);
}

void place_add(struct tables *t, const struct place_spec *spec, struct prng *r)
{
    struct municipality *m = tables_add_municipality(t);

    m->code = spec->code;
    snprintf(m->name, sizeof m->name, "%s", spec->name);
    m->province = spec->province;
    m->region = spec->region;
    m->labour_region = spec->labour_region;
    m->inhabitants = spec->inhabitants;
    m->first_neighbourhood = t->n_neighbourhoods;
    m->n_neighbourhoods = spec->n_neighbourhoods;
    m->first_agreement = t->n_agreements;
    m->n_agreements = spec->n_corporations;
    for (int i = 0; i < spec->n_corporations; i++) {
        struct agreement *a = tables_add_agreement(t);

        snprintf(a->corporation, sizeof a->corporation, "%s", spec->corporations[i]);
        snprintf(a->name, sizeof a->name, "Corporatie %s", spec->corporations[i]);
        a->municipality = t->n_municipalities - 1;
        a->min_homes = a->max_homes = NO_NUMBER;
    }
    add_neighbourhoods(t, spec, r);
}

void place_settle(struct tables *t, int municipality, int64_t permit_holders, struct prng *r)
{
    const struct municipality *m = &t->municipalities[municipality];
    struct neighbourhood *n = &t->neighbourhoods[m->first_neighbourhood];
    int64_t persons = permit_holders + (m->task_persons > m->linked_persons ? m->task_persons : m->linked_persons);
    int64_t left = permit_holders;
    int64_t dwellings = 0;
    int64_t *weights = zeroed((size_t)m->n_neighbourhoods * 2, sizeof *weights);
    int64_t *shares = weights + m->n_neighbourhoods;
    int n_towers = 0;

    for (int i = 0; i < m->n_neighbourhoods; i++) {
        dwellings += n[i].corporation_dwellings;
    }
    for (int i = 0; i < m->n_neighbourhoods; i++) {
        int64_t fair_percent = dwellings > 0 ? 100 * persons * n[i].corporation_dwellings / dwellings : 0;
        int64_t here = 0;

        if (n[i].corporation_dwellings == 0) {
            here = prng_chance(r, 30);
        } else if (n[i].tower && n_towers++ % 2 == 0) {
            here = fair_percent * prng_between(r, 132, 175) / 10000;
        } else if (prng_chance(r, 17)) {
            here = fair_percent * 125 / 10000 - prng_between(r, 0, 4);
        } else {
            weights[i] = n[i].corporation_dwellings * prng_between(r, 50, 150);
        }
        here = here < 0 ? 0 : here > left ? left : here;
        n[i].permit_holders = here;
        left -= here;
    }
    share_out(left, weights, (size_t)m->n_neighbourhoods, shares);
    for (int i = 0; i < m->n_neighbourhoods; i++) {
        n[i].permit_holders += shares[i];
    }
    free(weights);
}

void places_agree(struct tables *t)
{
    int64_t *n_linked = zeroed((size_t)t->n_municipalities, sizeof *n_linked);
    int64_t *n_units = zeroed((size_t)t->n_municipalities, sizeof *n_units);
    int64_t *n_owned = zeroed((size_t)t->n_agreements, sizeof *n_owned);

    for (int i = 0; i < t->n_households; i++) {
        if (t->households[i].municipality != NO_ROW) {
            n_linked[t->households[i].municipality]++;
        }
    }
    for (int i = 0; i < t->n_units; i++) {
        n_units[t->agreements[t->units[i].agreement].municipality]++;
        n_owned[t->units[i].agreement]++;
    }
    for (int i = 0; i < t->n_agreements; i++) {
        struct agreement *a = &t->agreements[i];
        int64_t share = n_owned[i] > 0 ? n_linked[a->municipality] * n_owned[i] / n_units[a->municipality] : 0;

        if (share > 0) {
            a->min_homes = share >= 3 ? (int)(share * 2 / 5) : NO_NUMBER;
            a->max_homes = (int)(share * 3 / 2 + 2);
        }
    }
    free(n_owned);
    free(n_units);
    free(n_linked);
}
