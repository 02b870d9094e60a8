/* synthetic_case.c - municipalities of unequal size with the usual concentration of social housing (see
 * synthetic_case.h). */
#include "synthetic_case.h"

#include "case_writer.h"
#include "extras.h"
#include "people.h"
#include "places.h"
#include "sampling.h"
#include "stock.h"

#include <stdio.h>
#include <stdlib.h>

enum { MEAN_INHABITANTS = 52000, N_REGIONS = 5, N_LABOUR_REGIONS = 12 };

static const char *const region_names[N_REGIONS] = {"Regio 1", "Regio 2", "Regio 3", "Regio 4", "Regio 5"};
static const char *const labour_names[N_LABOUR_REGIONS] = {
    "Arbeidsregio 1", "Arbeidsregio 2", "Arbeidsregio 3", "Arbeidsregio 4",  "Arbeidsregio 5",  "Arbeidsregio 6",
    "Arbeidsregio 7", "Arbeidsregio 8", "Arbeidsregio 9", "Arbeidsregio 10", "Arbeidsregio 11", "Arbeidsregio 12"};

/* Municipality k: one to three corporations, each of which also works in the next municipalities. */
static void add_municipality(struct tables *t, int k, const struct synthetic_spec *spec, struct prng *r)
{
    char name[40];
    char corporations[3][16];
    int region = k * N_REGIONS / spec->n_municipalities;
    struct place_spec place = {.code = 9000 + k,
                               .name = name,
                               .province = region_names[region],
                               .region = region_names[region],
                               .labour_region = labour_names[k * N_LABOUR_REGIONS / spec->n_municipalities],
                               .inhabitants =
                                   5000 + prng_between(r, 1, MEAN_INHABITANTS - 5000) * prng_between(r, 1, 4),
                               .n_neighbourhoods = spec->n_neighbourhoods,
                               .social_percent = (int)prng_between(r, 22, 38),
                               .concentration_percent = spec->concentration_percent,
                               .n_corporations = 1 + k % 3,
                               .with_districts = true,
                               .with_facilities = true,
                               .with_location = true,
                               .lat_e4 = 513000 + k / 25 * 600,
                               .lon_e4 = 36000 + k % 25 * 1200};

    snprintf(name, sizeof name, "Gemeente %03d", k + 1);
    for (int i = 0; i < 3; i++) {
        snprintf(corporations[i], sizeof corporations[i], "%c%03d", "KLM"[i], k / (3 + 2 * i) + 1);
        place.corporations[i] = corporations[i];
    }
    place_add(t, &place, r);
}

static int64_t count_persons(const struct tables *t)
{
    int64_t persons = 0;

    for (int i = 0; i < t->n_households; i++) {
        persons += t->households[i].adults + t->households[i].children;
    }
    return persons;
}

/* Targets that add up to the persons of all households, by inhabitants and rounded up as the statute does. */
static void add_targets(struct tables *t)
{
    int64_t persons = count_persons(t);
    int64_t inhabitants = 0;

    for (int k = 0; k < t->n_municipalities; k++) {
        inhabitants += t->municipalities[k].inhabitants;
    }
    for (int k = 0; k < t->n_municipalities; k++) {
        int64_t target = (persons * t->municipalities[k].inhabitants + inhabitants - 1) / inhabitants;

        target_add(t, k, day_number(2025, 10, 1), target, 0, 0, "synthetic");
    }
}

static void add_homes(struct tables *t, const struct synthetic_spec *spec, struct prng *r)
{
    struct stock_spec stock = {.scarcity_percent = spec->scarcity_percent, .shared_percent = 3, .with_details = true};
    int64_t *inhabitants = zeroed((size_t)t->n_municipalities * 2, sizeof *inhabitants);
    int64_t *shares = inhabitants + t->n_municipalities;

    for (int k = 0; k < t->n_municipalities; k++) {
        inhabitants[k] = t->municipalities[k].inhabitants;
    }
    share_out(spec->n_units, inhabitants, (size_t)t->n_municipalities, shares);
    for (int k = 0; k < t->n_municipalities; k++) {
        stock.n_units = (int)shares[k];
        if (stock.n_units > 0) {
            stock_add(t, k, &stock, r);
        }
    }
    free(inhabitants);
}

int synthetic_case_write(const struct synthetic_spec *spec, const char *folder)
{
    struct people_spec people = {.n_households = spec->n_households,
                                 .link_percent = spec->link_percent,
                                 .n_reception_regions = N_REGIONS,
                                 .reception_regions = region_names,
                                 .n_labour_regions = N_LABOUR_REGIONS,
                                 .labour_regions = labour_names,
                                 .with_relatives = true,
                                 .with_preferences = true};
    struct tables t = {.period = "2026-1", .run_day = day_number(2026, 3, 13), .period_end = day_number(2026, 6, 30)};
    struct prng r;
    int failed = 0;

    prng_start(&r, spec->seed, 1);
    for (int k = 0; k < spec->n_municipalities; k++) {
        add_municipality(&t, k, spec, &r);
    }
    people_add(&t, &people, &r);
    add_targets(&t);
    targets_complete(&t);
    for (int k = 0; k < spec->n_municipalities; k++) {
        place_settle(&t, k, t.municipalities[k].inhabitants * 108 / 10000, &r);
    }
    add_homes(&t, spec, &r);
    places_agree(&t);
    failed = case_write(&t, folder, "synthetic", "Synthetic case for benchmarks (invented)", (struct dialect){0});
    tables_free(&t);
    return failed;
}
