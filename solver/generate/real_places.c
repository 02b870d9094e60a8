// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* real_places.c - the neighbourhoods and municipalities of two tables, brought together (see real_places.h). */
#include "generate/real_places.h"

#include "base/index.h"
#include "generate/real_tables.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What is brought together, and messages. */
struct reading {
    struct koppel_real_places *places;
    struct koppel_errors *errors;
    struct koppel_errors *notes;
};

static int by_neighbourhood(const void *a, const void *b)
{
    const struct koppel_real_neighbourhood *x = a;
    const struct koppel_real_neighbourhood *y = b;

    int order = strcmp(x->code, y->code);

    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* By code; what the table of municipalities says goes first, then what says most. */
static int by_municipality(const void *a, const void *b)
{
    const struct koppel_real_municipality *x = a;
    const struct koppel_real_municipality *y = b;

    if (x->code != y->code) {
        return x->code > y->code ? 1 : -1;
    }
    if ((x->line > 0) != (y->line > 0)) {
        return x->line > 0 ? -1 : 1;
    }
    if (x->line != y->line) {
        return x->line > y->line ? 1 : -1;
    }
    if (x->inhabitants != y->inhabitants) {
        return x->inhabitants > y->inhabitants ? -1 : 1;
    }
    return (x->order > y->order) - (x->order < y->order);
}

static void check_neighbourhoods(struct reading *reading, const char *file)
{
    struct koppel_real_places *places = reading->places;
    struct koppel_real_neighbourhood *n = places->neighbourhoods;

    qsort(n, (size_t)places->n_neighbourhoods, sizeof *n, by_neighbourhood);
    for (int i = 0; i < places->n_neighbourhoods; i++) {
        if (i > 0 && strcmp(n[i].code, n[i - 1].code) == 0) {
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, file, n[i].line, 0,
                              "neighbourhood %s stands on line %ld already: the table must be of one year", n[i].code,
                              n[i - 1].line);
        }
    }
}

/* One row for each municipality; what one row lacks is taken from the next one of the same code. */
static void merge_municipalities(struct reading *reading, const char *file)
{
    struct koppel_real_places *places = reading->places;
    struct koppel_real_municipality *m = places->municipalities;
    int n = 0;

    qsort(m, (size_t)places->n_municipalities, sizeof *m, by_municipality);
    for (int i = 0; i < places->n_municipalities; i++) {
        if (n == 0 || m[n - 1].code != m[i].code) {
            m[n++] = m[i];
            continue;
        }
        if (m[i].line > 0) {
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, file, m[i].line, 0,
                              "municipality GM%04d stands on line %ld already", m[i].code, m[n - 1].line);
        }
        m[n - 1].name = m[n - 1].name != NULL ? m[n - 1].name : m[i].name;
    }
    places->n_municipalities = n;
}

/* Leaves the municipalities that have neighbourhoods and lie in the province, and their neighbourhoods. */
static void choose_places(struct koppel_real_places *places, const char *province)
{
    int kept = 0;
    int n_neighbourhoods = 0;
    int i = 0;

    for (int k = 0; k < places->n_municipalities; k++) {
        struct koppel_real_municipality m = places->municipalities[k];

        m.n_neighbourhoods = 0;
        while (i < places->n_neighbourhoods && places->neighbourhoods[i].municipality < m.code) {
            i++;
        }
        if (province != NULL && (m.province == NULL || strcmp(m.province, province) != 0)) {
            continue;
        }
        for (; i < places->n_neighbourhoods && places->neighbourhoods[i].municipality == m.code; i++) {
            m.n_neighbourhoods++;
            places->neighbourhoods[n_neighbourhoods++] = places->neighbourhoods[i];
        }
        if (m.n_neighbourhoods > 0) {
            places->municipalities[kept++] = m;
        }
    }
    places->n_municipalities = kept;
    places->n_neighbourhoods = n_neighbourhoods;
}

/* Every neighbourhood lies in a municipality of the table, when there is one. */
static void check_membership(struct reading *reading, const char *file, const char *municipalities_file)
{
    const struct koppel_real_places *places = reading->places;
    int k = 0;

    for (int i = 0; i < places->n_neighbourhoods; i++) {
        int code = places->neighbourhoods[i].municipality;

        if (i > 0 && code == places->neighbourhoods[i - 1].municipality) {
            continue;
        }
        while (k + 1 < places->n_municipalities && places->municipalities[k].code < code) {
            k++;
        }
        if (places->municipalities[k].code != code || places->municipalities[k].line == 0) {
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, file, places->neighbourhoods[i].line, 0,
                              "neighbourhood %s lies in municipality GM%04d, which %s does not have: take tables of "
                              "the same year",
                              places->neighbourhoods[i].code, code, municipalities_file);
        }
    }
}

/* Is there such a province? */
static void check_province(struct reading *reading, const char *province)
{
    const struct koppel_real_places *places = reading->places;
    struct koppel_index index = {0};
    const char *nearest = NULL;
    int32_t found = 0;
    char quoted[80];

    for (int k = 0; k < places->n_municipalities; k++) {
        const char *name = places->municipalities[k].province;

        if (name != NULL && koppel_index_put(&index, name, k, &found) != KOPPEL_OK) {
            koppel_errors_no_memory(reading->errors, NULL);
        }
    }
    if (koppel_index_get(&index, province) == KOPPEL_NONE) {
        nearest = koppel_index_nearest(&index, province);
        koppel_errors_add(reading->errors, KOPPEL_E_INPUT, NULL, 0, 0, "--province: no municipality lies in %s%s%s%s",
                          koppel_text_quote(province, quoted), nearest != NULL ? _("; did you mean \"") : "",
                          nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    }
    koppel_index_free(&index);
}

/* Fills what is still missing, and tells what the user should know. */
static void complete_places(struct reading *reading, const char *file)
{
    struct koppel_real_places *places = reading->places;
    const struct koppel_real_neighbourhood *n = places->neighbourhoods;
    int without_tenure = 0;

    for (int k = 0; k < places->n_municipalities; k++) {
        struct koppel_real_municipality *m = &places->municipalities[k];
        int64_t sum = 0;

        for (int i = 0; i < m->n_neighbourhoods; i++, n++) {
            sum += n->inhabitants;
            without_tenure += !n->has_tenure;
        }
        if (m->inhabitants > 0 && (sum * 100 < m->inhabitants * 95 || sum * 100 > m->inhabitants * 105)) {
            koppel_errors_add(reading->notes, KOPPEL_OK, file, 0, 0,
                              "the neighbourhoods of municipality GM%04d have %" PRId64
                              " inhabitants, the municipality %" PRId64 ": are both of the same year?",
                              m->code, sum, m->inhabitants);
        }
        m->inhabitants = m->inhabitants > 0 ? m->inhabitants : sum;
    }
    if (without_tenure > 0) {
        koppel_errors_add(reading->notes, KOPPEL_OK, file, 0, 0,
                          "%d of %d neighbourhoods do not tell how many dwellings are rented: no home is drawn there",
                          without_tenure, places->n_neighbourhoods);
    }
}

enum koppel_status koppel_real_places_read(const char *neighbourhoods_file, const char *municipalities_file,
                                           const char *province, struct koppel_real_places *places,
                                           struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_errors own = {0};
    struct reading reading = {.places = places, .errors = errors != NULL ? errors : &own, .notes = notes};
    const char *slash = strrchr(neighbourhoods_file, '/');
    const char *file = slash != NULL ? slash + 1 : neighbourhoods_file;
    enum koppel_status status = KOPPEL_OK;

    *places = (struct koppel_real_places){0};
    status = koppel_real_neighbourhoods_read(neighbourhoods_file, places, reading.errors);
    if (municipalities_file != NULL) {
        enum koppel_status second = koppel_real_municipalities_read(municipalities_file, places, reading.errors);

        status = status == KOPPEL_OK ? second : status;
    }
    if (status == KOPPEL_OK) {
        check_neighbourhoods(&reading, file);
        merge_municipalities(&reading, municipalities_file);
        if (municipalities_file != NULL) {
            check_membership(&reading, file, municipalities_file);
        }
        if (province != NULL) {
            check_province(&reading, province);
        }
        status = koppel_errors_status(reading.errors);
    }
    if (status == KOPPEL_OK) {
        choose_places(places, province);
        if (places->n_municipalities == 0) {
            status = koppel_errors_add(reading.errors, KOPPEL_E_INPUT, file, 0, 0,
                                       "no neighbourhood of the table lies in province %s", province);
        }
    }
    if (status == KOPPEL_OK) {
        complete_places(&reading, file);
    }
    koppel_errors_clear(&own);
    return status;
}

void koppel_real_places_free(struct koppel_real_places *places)
{
    free(places->neighbourhoods);
    free(places->municipalities);
    koppel_pool_free(&places->pool);
    *places = (struct koppel_real_places){0};
}
