// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* indices.c - the indices of spread (see indices.h). */
#include "report/indices.h"
#include "verify/shares.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* An area that counts: t >= x, t > 0. */
struct area {
    int64_t x;
    int64_t t;
    int32_t row;
    bool has_reference;
};

struct distribution {
    struct area *areas;
    int32_t n;
    int64_t x; /* X */
    int64_t t; /* T */
};

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static koppel_wide distance(koppel_wide a, koppel_wide b)
{
    return a > b ? a - b : b - a;
}

static double quotient(koppel_wide numerator, koppel_wide denominator)
{
    return denominator == 0 ? 0.0 : (double)numerator / (double)denominator;
}

static enum koppel_status distribution_make(const int64_t *persons, const int64_t *reference, int32_t n,
                                            struct distribution *distribution)
{
    *distribution = (struct distribution){.areas = koppel_new((size_t)n, sizeof *distribution->areas)};
    if (distribution->areas == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        struct area area = {persons[k], larger(persons[k], reference[k]), k, reference[k] > 0};

        if (area.t > 0) {
            distribution->areas[distribution->n++] = area;
            distribution->x += area.x;
            distribution->t += area.t;
        }
    }
    return KOPPEL_OK;
}

/* D = 1/2 sum |x/X - y/Y| = sum |x T - t X| / (2 X Y) */
static double dissimilarity(const struct distribution *all)
{
    koppel_wide sum = 0;

    for (int32_t k = 0; k < all->n; k++) {
        sum += distance((koppel_wide)all->areas[k].x * all->t, (koppel_wide)all->areas[k].t * all->x);
    }
    return quotient(sum, (koppel_wide)2 * all->x * (all->t - all->x));
}

static int compare_shares(const void *a, const void *b)
{
    const struct area *one = a;
    const struct area *two = b;
    koppel_wide left = (koppel_wide)one->x * two->t;
    koppel_wide right = (koppel_wide)two->x * one->t;

    return left < right ? -1 : (left > right ? 1 : 0);
}

/*
 * G = sum sum t t' |q - q'| / (2 T^2 Q (1-Q)) = sum sum |x t' - x' t| / (2 X Y)
 *
 * In order of q each pair loses its bars, and running sums of t and x replace the inner sum. Sorts the areas; equal q
 * add nothing, so their order does not matter.
 */
static double gini(struct distribution *all)
{
    koppel_wide sum = 0;
    int64_t x_before = 0;
    int64_t t_before = 0;

    qsort(all->areas, (size_t)all->n, sizeof *all->areas, compare_shares);
    for (int32_t k = 0; k < all->n; k++) {
        sum += (koppel_wide)all->areas[k].x * t_before - (koppel_wide)all->areas[k].t * x_before;
        x_before += all->areas[k].x;
        t_before += all->areas[k].t;
    }
    return quotient(sum, (koppel_wide)all->x * (all->t - all->x));
}

/* E(q) = -q ln q - (1-q) ln(1-q), with 0 ln 0 = 0; from whole numbers, so that 1-q loses no digits. */
static double entropy(int64_t x, int64_t t)
{
    double q = (double)x / (double)t;
    double rest = (double)(t - x) / (double)t;

    return (x > 0 ? -q * log(q) : 0.0) + (x < t ? -rest * log(rest) : 0.0);
}

static double theil(const struct distribution *all)
{
    double sum = 0.0;
    double whole = 0.0;

    if (all->x == 0 || all->x == all->t) {
        return 0.0;
    }
    whole = entropy(all->x, all->t);
    for (int32_t k = 0; k < all->n; k++) {
        sum += (double)all->areas[k].t * (whole - entropy(all->areas[k].x, all->areas[k].t));
    }
    return sum > 0.0 ? sum / (whole * (double)all->t) : 0.0;
}

static double isolation(const struct distribution *all)
{
    double sum = 0.0;

    for (int32_t k = 0; all->x > 0 && k < all->n; k++) {
        double x = (double)all->areas[k].x;

        sum += x / (double)all->x * (x / (double)all->areas[k].t);
    }
    return sum;
}

static double share_variance(const struct distribution *all)
{
    double mean = 0.0;
    double sum = 0.0;

    for (int32_t k = 0; k < all->n; k++) {
        mean += (double)all->areas[k].x / (double)all->areas[k].t / all->n;
    }
    for (int32_t k = 0; k < all->n; k++) {
        double rest = (double)all->areas[k].x / (double)all->areas[k].t - mean;

        sum += rest * rest / all->n;
    }
    return sum;
}

static void find_highest(const struct distribution *all, struct koppel_indices *indices)
{
    const struct area *highest = NULL;

    indices->highest_area = KOPPEL_NONE;
    for (int32_t k = 0; k < all->n; k++) {
        if (!all->areas[k].has_reference || all->areas[k].x == 0) {
            continue;
        }
        if (highest == NULL || compare_shares(&all->areas[k], highest) > 0) {
            highest = &all->areas[k];
        }
    }
    if (highest != NULL) {
        indices->highest_area = highest->row;
        indices->highest_share = (double)highest->x / (double)highest->t;
        indices->highest_quotient = quotient((koppel_wide)highest->x * all->t, (koppel_wide)highest->t * all->x);
    }
}

/* ---- The least dissimilarity ---- */

static int compare_rests(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a;
    int64_t two = *(const int64_t *)b;

    return one > two ? -1 : (one < two ? 1 : 0);
}

/*
 * The smallest D of X whole persons of whom `residents` (NULL: nobody) stay, with t at least the residents:
 * docs/model.md (42). The cost |x T - t X| of an area is convex in x, so adding one person at a time where it costs
 * least is exact:
 *
 *     first all areas up to floor(t X / T), each person worth T
 *     then one more in the areas with the largest rests f = t X mod T, each worth 2f - T
 *
 * That places everybody, since the shares t X / T add up to X. No area then holds more than t.
 */
static enum koppel_status least_dissimilarity(const struct distribution *all, const int64_t *residents,
                                              const int64_t *reference, int32_t n, double *least)
{
    int64_t *rests = koppel_new((size_t)n, sizeof *rests);
    koppel_wide cost = 0;
    int64_t total = 0;
    int64_t to_place = all->x;
    int32_t n_rests = 0;

    *least = 0.0;
    if (rests == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        total += residents != NULL ? larger(residents[k], reference[k]) : reference[k];
        to_place -= residents != NULL ? residents[k] : 0;
    }
    for (int32_t k = 0; k < n && all->x < total; k++) {
        int64_t stay = residents != NULL ? residents[k] : 0;
        koppel_wide share = (koppel_wide)larger(stay, reference[k]) * all->x;
        int64_t whole = (int64_t)(share / total);
        int64_t more = whole > stay ? (whole - stay < to_place ? whole - stay : to_place) : 0;

        to_place -= more;
        cost += distance((koppel_wide)(stay + more) * total, share);
        if (stay <= whole) {
            rests[n_rests++] = (int64_t)(share % total);
        }
    }
    qsort(rests, (size_t)n_rests, sizeof *rests, compare_rests);
    for (int32_t k = 0; k < n_rests && k < to_place; k++) {
        cost += total - (koppel_wide)2 * rests[k];
    }
    if (all->x < total) {
        *least = quotient(cost, (koppel_wide)2 * all->x * (total - all->x));
    }
    free(rests);
    return KOPPEL_OK;
}

/* ---- The whole ---- */

static bool numbers_are_valid(const int64_t *persons, const int64_t *residents, const int64_t *reference, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        if (residents[k] < 0 || persons[k] < residents[k] || reference[k] < 0) {
            return false;
        }
    }
    return n >= 0;
}

enum koppel_status koppel_indices_make(const int64_t *persons, const int64_t *residents, const int64_t *reference,
                                       int32_t n, struct koppel_indices *indices)
{
    struct distribution all = {0};
    enum koppel_status status = KOPPEL_OK;

    *indices = (struct koppel_indices){.highest_area = KOPPEL_NONE};
    if (!numbers_are_valid(persons, residents, reference, n)) {
        return KOPPEL_E_ARGUMENT;
    }
    status = distribution_make(persons, reference, n, &all);
    if (status == KOPPEL_OK) {
        status = least_dissimilarity(&all, NULL, reference, n, &indices->least);
    }
    if (status == KOPPEL_OK) {
        status = least_dissimilarity(&all, residents, reference, n, &indices->reachable);
    }
    if (status == KOPPEL_OK) {
        indices->n_areas = all.n;
        indices->persons = all.x;
        indices->reference = all.t;
        indices->dissimilarity = dissimilarity(&all);
        indices->theil = theil(&all);
        indices->isolation = isolation(&all);
        indices->share_variance = share_variance(&all);
        find_highest(&all, indices);
        indices->gini = gini(&all); /* last: it sorts the areas */
    }
    free(all.areas);
    return status;
}

/* Counts of the neighbourhoods of one municipality (or all), side by side. */
struct counts {
    int64_t *before;
    int64_t *after;
    int64_t *reference;
    int32_t *row;
    int32_t n;
};

static void counts_fill(const struct koppel_suitability *fit, const int32_t *unit_of, int32_t municipality,
                        struct counts *counts, int64_t *placed)
{
    const struct koppel_case *kase = fit->kase;

    for (int32_t i = 0; i < kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE) {
            placed[kase->units[unit_of[i]].neighbourhood] += fit->needs[i].persons_spread;
        }
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        const struct koppel_neighbourhood *neighbourhood = &kase->neighbourhoods[n];

        if (municipality == KOPPEL_NONE || neighbourhood->municipality == municipality) {
            counts->before[counts->n] = neighbourhood->permit_holders;
            counts->after[counts->n] = neighbourhood->permit_holders + placed[n];
            counts->reference[counts->n] = koppel_spread_reference(fit, n);
            counts->row[counts->n++] = n;
        }
    }
}

static void name_highest(const struct counts *counts, struct koppel_indices *indices)
{
    if (indices->highest_area != KOPPEL_NONE) {
        indices->highest_area = counts->row[indices->highest_area];
    }
}

enum koppel_status koppel_spread_indices_make(const struct koppel_suitability *fit, const int32_t *unit_of,
                                              int32_t municipality, struct koppel_spread_indices *indices)
{
    size_t n = (size_t)fit->kase->n_neighbourhoods;
    struct counts counts = {.before = koppel_new(n, sizeof *counts.before),
                            .after = koppel_new(n, sizeof *counts.after),
                            .reference = koppel_new(n, sizeof *counts.reference),
                            .row = koppel_new(n, sizeof *counts.row)};
    int64_t *placed = koppel_new(n, sizeof *placed);
    enum koppel_status status = KOPPEL_E_MEMORY;

    *indices = (struct koppel_spread_indices){0};
    if (counts.before == NULL || counts.after == NULL || counts.reference == NULL || counts.row == NULL ||
        placed == NULL) {
        goto out;
    }
    counts_fill(fit, unit_of, municipality, &counts, placed);
    status = koppel_indices_make(counts.before, counts.before, counts.reference, counts.n, &indices->before);
    if (status == KOPPEL_OK) {
        status = koppel_indices_make(counts.after, counts.before, counts.reference, counts.n, &indices->after);
    }
    name_highest(&counts, &indices->before);
    name_highest(&counts, &indices->after);
out:
    free(counts.before);
    free(counts.after);
    free(counts.reference);
    free(counts.row);
    free(placed);
    return status;
}

const char *koppel_index_format(double value, int decimals, char point, char out[32])
{
    uint64_t unit = 1;
    double scaled = 0.0;
    uint64_t digits = 0;

    for (int d = 0; d < decimals; d++) {
        unit *= 10;
    }
    scaled = floor(fabs(value) * (double)unit + 0.5);
    digits = scaled < 1e18 ? (uint64_t)scaled : UINT64_C(1000000000000000000);
    snprintf(out, 32, "%s%" PRIu64 "%c%0*" PRIu64, value < 0.0 && digits > 0 ? "-" : "", digits / unit, point, decimals,
             digits % unit);
    return out;
}
