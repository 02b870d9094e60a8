// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* access.c - how far it is to what people use (see access.h). */
#include "model/access.h"

#include "model/suitability.h"

#include <stdlib.h>
#include <string.h>

/* ---- Distances of many persons ---- */

static int compare_distances(const void *a, const void *b)
{
    int32_t one = ((const struct koppel_distance *)a)->metres;
    int32_t two = ((const struct koppel_distance *)b)->metres;

    return (one > two) - (one < two);
}

void koppel_distances_sort(struct koppel_distance *distances, int32_t n)
{
    qsort(distances, (size_t)n, sizeof *distances, compare_distances);
}

static int64_t count_persons(const struct koppel_distance *distances, int32_t n)
{
    int64_t persons = 0;

    for (int32_t k = 0; k < n; k++) {
        persons += distances[k].persons;
    }
    return persons;
}

int32_t koppel_distances_mean(const struct koppel_distance *distances, int32_t n)
{
    int64_t persons = count_persons(distances, n);
    koppel_wide sum = 0;

    for (int32_t k = 0; k < n; k++) {
        sum += (koppel_wide)distances[k].persons * distances[k].metres;
    }
    return persons == 0 ? KOPPEL_UNKNOWN : (int32_t)((2 * sum + persons) / (2 * persons));
}

int32_t koppel_distances_within(const struct koppel_distance *distances, int32_t n, int32_t part, int32_t whole)
{
    int64_t persons = count_persons(distances, n);
    int64_t so_far = 0;

    for (int32_t k = 0; k < n && persons > 0; k++) {
        so_far += distances[k].persons;
        if (whole * so_far >= part * persons) {
            return distances[k].metres;
        }
    }
    return KOPPEL_UNKNOWN;
}

/* ---- The user's own distances ---- */

/* "1.25" or "1,25" kilometres as metres; KOPPEL_UNKNOWN for an empty cell. @return false for anything else */
static bool read_km(const char *cell, int32_t *metres)
{
    enum { MOST_KM = 1000, PLACES = 3 };
    int32_t km = 0;
    int32_t rest = 0;
    int n_digits = 0;
    int n_places = 0;

    *metres = KOPPEL_UNKNOWN;
    if (*cell == '\0') {
        return true;
    }
    for (; *cell >= '0' && *cell <= '9'; cell++, n_digits++) {
        km = km <= MOST_KM ? 10 * km + (*cell - '0') : km;
    }
    if (n_digits > 0 && (*cell == '.' || *cell == ',')) {
        for (cell++; *cell >= '0' && *cell <= '9' && n_places < PLACES; cell++, n_places++) {
            rest = 10 * rest + (*cell - '0');
        }
        n_digits = n_places;
    }
    for (; n_places < PLACES; n_places++) {
        rest *= 10;
    }
    *metres = 1000 * km + rest;
    return n_digits > 0 && *cell == '\0' && km <= MOST_KM && *metres <= 1000 * MOST_KM;
}

bool koppel_column_is_distance(const struct koppel_case *kase, int32_t column, long *line)
{
    static const char ending[] = "_km";
    const struct koppel_extra *extra = &kase->neighbourhood_extra;
    size_t n = strlen(extra->names[column]);
    int32_t metres = 0;

    if (line != NULL) {
        *line = 0;
    }
    if (n < strlen(ending) || strcmp(extra->names[column] + n - strlen(ending), ending) != 0) {
        return false;
    }
    for (int32_t row = 0; row < kase->n_neighbourhoods; row++) {
        if (!read_km(extra->values[(size_t)row * (size_t)extra->n_columns + (size_t)column], &metres)) {
            if (line != NULL) {
                *line = kase->neighbourhoods[row].line;
            }
            return false;
        }
    }
    return true;
}

/* ---- The distances of a case ---- */

static void fill_metres(struct koppel_access *access, const struct koppel_case *kase)
{
    const struct koppel_extra *extra = &kase->neighbourhood_extra;
    size_t n_rows = (size_t)kase->n_neighbourhoods;

    for (int32_t row = 0; row < kase->n_neighbourhoods; row++) {
        const struct koppel_neighbourhood *n = &kase->neighbourhoods[row];
        const int32_t known[KOPPEL_N_SERVICES] = {n->school_m, n->gp_m, n->transit_m};

        for (int32_t k = 0; k < access->n_services; k++) {
            int32_t *metres = &access->metres[(size_t)k * n_rows + (size_t)row];

            if (access->columns[k] == KOPPEL_NONE) {
                *metres = known[k];
            } else {
                read_km(extra->values[(size_t)row * (size_t)extra->n_columns + (size_t)access->columns[k]], metres);
            }
        }
    }
}

/* The neighbourhoods of each municipality stand together in `rows`, those of m in rows[first[m] .. first[m + 1]). */
static void group_rows(const struct koppel_case *kase, int32_t *first, int32_t *rows)
{
    for (int32_t row = 0; row < kase->n_neighbourhoods; row++) {
        first[kase->neighbourhoods[row].municipality + 2]++;
    }
    for (int32_t m = 1; m < kase->n_municipalities + 2; m++) {
        first[m] += first[m - 1];
    }
    for (int32_t row = 0; row < kase->n_neighbourhoods; row++) {
        rows[first[kase->neighbourhoods[row].municipality + 1]++] = row;
    }
}

static void find_medians(struct koppel_access *access, const struct koppel_case *kase, const int32_t *first,
                         const int32_t *rows, struct koppel_distance *distances)
{
    for (int32_t k = 0; k < access->n_services; k++) {
        const int32_t *metres = access->metres + (size_t)k * (size_t)kase->n_neighbourhoods;

        for (int32_t m = 0; m < kase->n_municipalities; m++) {
            int32_t n = 0;

            for (int32_t r = first[m]; r < first[m + 1]; r++) {
                if (metres[rows[r]] != KOPPEL_UNKNOWN) {
                    distances[n++] =
                        (struct koppel_distance){metres[rows[r]], kase->neighbourhoods[rows[r]].inhabitants};
                }
            }
            koppel_distances_sort(distances, n);
            access->median[(size_t)k * (size_t)kase->n_municipalities + (size_t)m] =
                koppel_distances_within(distances, n, 1, 2);
        }
    }
}

static void find_beyond(struct koppel_access *access, const struct koppel_case *kase)
{
    for (int32_t row = 0; row < kase->n_neighbourhoods; row++) {
        for (int32_t k = 0; k < access->n_services; k++) {
            int32_t metres = access->metres[(size_t)k * (size_t)kase->n_neighbourhoods + (size_t)row];
            int32_t median = access->median[(size_t)k * (size_t)kase->n_municipalities +
                                            (size_t)kase->neighbourhoods[row].municipality];

            if (metres != KOPPEL_UNKNOWN && median != KOPPEL_UNKNOWN && metres > median) {
                access->beyond[2 * (size_t)row] += metres - median;
                access->beyond[2 * (size_t)row + 1] += k == KOPPEL_SERVICE_SCHOOL ? 0 : metres - median;
            }
        }
    }
}

enum koppel_status koppel_access_make(struct koppel_access *access, const struct koppel_case *kase)
{
    int32_t n_columns = kase->neighbourhood_extra.n_columns;
    size_t n_services = KOPPEL_N_SERVICES + (size_t)n_columns;
    size_t n_rows = (size_t)kase->n_neighbourhoods;
    int32_t *first = koppel_new((size_t)kase->n_municipalities + 2, sizeof *first);
    int32_t *rows = koppel_new(n_rows, sizeof *rows);
    struct koppel_distance *distances = koppel_new(n_rows, sizeof *distances);
    enum koppel_status status = KOPPEL_E_MEMORY;

    *access = (struct koppel_access){
        .columns = koppel_new(n_services, sizeof *access->columns),
        .metres = koppel_new(n_services * n_rows, sizeof *access->metres),
        .median = koppel_new(n_services * (size_t)kase->n_municipalities, sizeof *access->median),
        .beyond = koppel_new(2 * n_rows, sizeof *access->beyond)};
    if (first == NULL || rows == NULL || distances == NULL || access->columns == NULL || access->metres == NULL ||
        access->median == NULL || access->beyond == NULL) {
        koppel_access_free(access);
        goto out;
    }
    while (access->n_services < KOPPEL_N_SERVICES) {
        access->columns[access->n_services++] = KOPPEL_NONE;
    }
    for (int32_t column = 0; column < n_columns; column++) {
        if (koppel_column_is_distance(kase, column, NULL)) {
            access->columns[access->n_services++] = column;
        }
    }
    fill_metres(access, kase);
    group_rows(kase, first, rows);
    find_medians(access, kase, first, rows, distances);
    find_beyond(access, kase);
    status = KOPPEL_OK;
out:
    free(first);
    free(rows);
    free(distances);
    return status;
}

void koppel_access_free(struct koppel_access *access)
{
    free(access->columns);
    free(access->metres);
    free(access->median);
    free(access->beyond);
    *access = (struct koppel_access){0};
}

const char *koppel_access_column(const struct koppel_access *access, const struct koppel_case *kase, int32_t service)
{
    static const char *const names[KOPPEL_N_SERVICES] = {"school_km", "gp_km", "transit_km"};

    return access->columns[service] == KOPPEL_NONE ? names[service]
                                                   : kase->neighbourhood_extra.names[access->columns[service]];
}

bool koppel_uses_service(const struct koppel_household *household, int32_t service)
{
    return service != KOPPEL_SERVICE_SCHOOL || household->children > 0;
}

int64_t koppel_pair_access(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    size_t neighbourhood = (size_t)fit->kase->units[unit].neighbourhood;
    bool has_children = fit->kase->households[household].children > 0;

    return fit->needs[household].persons_target * fit->access.beyond[2 * neighbourhood + (has_children ? 0 : 1)];
}
