/*
 * example_cases.c - the five example cases: sizes and circumstances from a published country report, all else invented.
 *
 * The README of each case says which numbers are facts and where they come from.
 */
#include "example_cases.h"

#include "case_writer.h"
#include "extras.h"
#include "people.h"
#include "places.h"
#include "sampling.h"
#include "stock.h"

#include <stdio.h>
#include <stdlib.h>

enum { N_EAST = 25, N_EAST_CORPORATIONS = 10, EAST_PERSONS = 400 };

/* An example of one municipality. */
struct town_case {
    const char *folder, *title;
    struct dialect dialect;
    uint64_t seed;
    struct place_spec place;
    struct people_spec people;
    struct stock_spec stock;
    int64_t permit_holders;
    void (*add_targets)(struct tables *t);
    void (*add_extras)(struct tables *t, struct prng *r);
};

static const char *const reception_regions[] = {"Fl-Ut-NH", "ZH-Zld", "Ov-Gld", "Gr-Fr-Dr", "NB-Lim"};
static const char *const labour_regions[] = {"Arbeidsregio Midden", "Arbeidsregio West", "Arbeidsregio Oost",
                                             "Arbeidsregio Noord"};

static void tables_start(struct tables *t, int32_t run_day)
{
    *t = (struct tables){.period = "2026-1", .run_day = run_day, .period_end = day_number(2026, 6, 30)};
}

/* ---- A: a growing city, three corporations ---------------------------------------------------------------------- */

static void add_targets_a(struct tables *t)
{
    target_add(t, 0, day_number(2025, 10, 1), 68, -4, 0, "Announced number for 2026-1 (invented)");
    target_add(t, 0, day_number(2026, 1, 19), 61, -4, 6, "Number lowered during the half-year (invented)");
}

static void add_extras_a(struct tables *t, struct prng *r)
{
    char area[20];
    struct neighbourhood *excluded = &t->neighbourhoods[family_neighbourhood(t, 1, 7)];

    excluded->excluded = true;
    limit_add(t, largest_complex(t), "homes", NO_NUMBER, 2, "must", "x_type=single");
    limit_add(t, largest_complex(t), "adults", NO_NUMBER, 5, "goal", NULL);
    snprintf(area, sizeof area, "BU%08d", t->neighbourhoods[family_neighbourhood(t, 4, 0)].code);
    limit_add(t, area, "x_school_children", NO_NUMBER, 3, "must", NULL);
    snprintf(area, sizeof area, "BU%08d", t->neighbourhoods[family_neighbourhood(t, 4, 1)].code);
    limit_add(t, area, "children", NO_NUMBER, 4, "must", NULL);
    snprintf(area, sizeof area, "WK%06d", t->neighbourhoods[family_neighbourhood(t, 1, 2)].district);
    limit_add(t, area, "homes", 2, NO_NUMBER, "goal", NULL);
    limit_add(t, "GM9001", "persons", NO_NUMBER, 90, "goal", NULL);
    places_agree(t);
    decisions_add(t, 2, 1, 2, false);
    scores_add(t, 3, r);
}

/* ---- B: three towns merged, one corporation, towers ---------------------------------------------------------------
 */

static void add_targets_b(struct tables *t)
{
    target_add(t, 0, day_number(2025, 10, 1), 19, -1, 2, "Announced number for 2026-1 (invented)");
}

static void add_extras_b(struct tables *t, struct prng *r)
{
    (void)r;
    places_agree(t);
    decisions_add(t, 1, 0, 1, false);
}

/* ---- C: no priority since 2021 ---------------------------------------------------------------------------------- */

static void add_targets_c(struct tables *t)
{
    target_add(t, 0, day_number(2025, 10, 1), 21, -9, 4, "Announced number for 2026-1 (invented)");
}

static void add_extras_c(struct tables *t, struct prng *r)
{
    decisions_add(t, 0, 0, 1, false);
    scores_add(t, 2, r);
}

/* ---- D: one town and almost thirty villages ---------------------------------------------------------------------- */

static void add_targets_d(struct tables *t)
{
    target_add(t, 0, day_number(2025, 10, 1), 13, 5, 1, "Bekendgemaakt aantal voor 2026-1 (bedacht)");
}

static void add_extras_d(struct tables *t, struct prng *r)
{
    char area[20];

    (void)r;
    snprintf(area, sizeof area, "BU%08d", t->neighbourhoods[family_neighbourhood(t, 1, 0)].code);
    limit_add(t, area, "children", NO_NUMBER, 4, "must", NULL);
    snprintf(area, sizeof area, "WK%06d", t->neighbourhoods[family_neighbourhood(t, 1, 1)].district);
    limit_add(t, area, "homes", 1, NO_NUMBER, "goal", NULL);
    places_agree(t);
    decisions_add(t, 1, 1, 0, true);
}

/* ---- The four municipalities --------------------------------------------------------------------------------------
 */

static const struct town_case towns[] = {
    {.folder = "municipality-a",
     .title = "Municipality A: a growing city in the province of Utrecht (example, invented)",
     .seed = 10,
     .place = {.code = 9001,
               .name = "Gemeente A",
               .province = "Utrecht",
               .region = "Fl-Ut-NH",
               .labour_region = "Arbeidsregio Midden",
               .inhabitants = 155000,
               .n_neighbourhoods = 45,
               .social_percent = 35,
               .concentration_percent = 65,
               .n_corporations = 3,
               .corporations = {"A1", "A2", "A3"},
               .with_districts = true,
               .with_facilities = true,
               .with_location = true,
               .lat_e4 = 521600,
               .lon_e4 = 53900},
     .people = {.n_households = 29,
                .link_percent = 100,
                .n_reception_regions = 5,
                .reception_regions = reception_regions,
                .n_labour_regions = 2,
                .labour_regions = labour_regions,
                .with_relatives = true,
                .with_preferences = true},
     .stock = {.n_units = 50, .scarcity_percent = 20, .shared_percent = 6, .with_details = true},
     .permit_holders = 1680,
     .add_targets = add_targets_a,
     .add_extras = add_extras_a},
    {.folder = "municipality-b",
     .title = "Municipality B: three towns merged in South Holland (example, invented)",
     .seed = 21,
     .place = {.code = 9002,
               .name = "Gemeente B",
               .province = "Zuid-Holland",
               .inhabitants = 65000,
               .n_neighbourhoods = 25,
               .n_districts = 3,
               .social_percent = 30,
               .concentration_percent = 65,
               .n_corporations = 1,
               .corporations = {"B1"},
               .with_districts = true,
               .with_facilities = true},
     .people = {.n_households = 9, .link_percent = 100, .n_labour_regions = 1, .labour_regions = labour_regions},
     .stock = {.n_units = 17, .scarcity_percent = 20, .with_details = true},
     .permit_holders = 490,
     .add_targets = add_targets_b,
     .add_extras = add_extras_b},
    {.folder = "municipality-c",
     .title = "Municipality C: no priority since 2021, in Overijssel (example, invented)",
     .dialect = {.excel = true},
     .seed = 12,
     .place = {.code = 9003,
               .name = "Gemeente C",
               .province = "Overijssel",
               .region = "Ov-Gld",
               .inhabitants = 65000,
               .n_neighbourhoods = 25,
               .social_percent = 32,
               .concentration_percent = 65,
               .n_corporations = 2,
               .corporations = {"C1", "C2"},
               .with_facilities = true,
               .with_location = true,
               .lat_e4 = 523500,
               .lon_e4 = 66500},
     .people = {.n_households = 12,
                .link_percent = 100,
                .n_reception_regions = 5,
                .reception_regions = reception_regions,
                .n_labour_regions = 1,
                .labour_regions = labour_regions + 2,
                .with_relatives = true},
     .stock = {.n_units = 10, .scarcity_percent = 30, .with_details = true},
     .permit_holders = 700,
     .add_targets = add_targets_c,
     .add_extras = add_extras_c},
    {.folder = "municipality-d",
     .title = "Municipality D: one town and 28 villages in Drenthe (example, invented)",
     .dialect = {.dutch = true},
     .seed = 16,
     .place = {.code = 9004,
               .name = "Gemeente D",
               .province = "Drenthe",
               .region = "Gr-Fr-Dr",
               .labour_region = "Arbeidsregio Noord",
               .inhabitants = 30000,
               .n_neighbourhoods = 32,
               .n_villages = 28,
               .n_social_villages = 5,
               .social_percent = 25,
               .concentration_percent = 40,
               .n_corporations = 2,
               .corporations = {"D1", "D2"},
               .with_districts = true,
               .with_facilities = true},
     .people = {.n_households = 6,
                .link_percent = 100,
                .n_reception_regions = 5,
                .reception_regions = reception_regions,
                .n_labour_regions = 2,
                .labour_regions = labour_regions + 2,
                .with_relatives = true,
                .with_preferences = true},
     .stock = {.n_units = 12, .n_places_with_homes = 5, .with_details = true, .bag_keys = true},
     .permit_holders = 180,
     .add_targets = add_targets_d,
     .add_extras = add_extras_d},
};

static int write_case(const struct tables *t, const char *folder, const char *name, const char *title,
                      struct dialect dialect)
{
    char path[4096];

    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) {
        fprintf(stderr, "generate: %s: the name of the folder is too long\n", folder);
        return -1;
    }
    return case_write(t, path, name, title, dialect);
}

static int write_town(const struct town_case *town, const char *folder)
{
    struct tables t;
    struct prng r;
    int failed = 0;

    tables_start(&t, day_number(2026, 3, 13));
    prng_start(&r, town->seed, 0);
    place_add(&t, &town->place, &r);
    town->add_targets(&t);
    people_add(&t, &town->people, &r);
    targets_complete(&t);
    place_settle(&t, 0, town->permit_holders, &r);
    stock_add(&t, 0, &town->stock, &r);
    t.with_types = town->people.with_preferences;
    town->add_extras(&t, &r);
    failed = write_case(&t, folder, town->folder, town->title, town->dialect);
    tables_free(&t);
    return failed;
}

/* ---- Region East ------------------------------------------------------------------------------------------------ */

static const int64_t east_inhabitants[N_EAST] = {158000, 129000, 100000, 81000, 73000, 61000, 54000, 48000, 44000,
                                                 43000,  38000,  36000,  36000, 35000, 33000, 32000, 29000, 28000,
                                                 26000,  24000,  18000,  14000, 8000,  7000,  5000};
static const char *const east_regions[] = {"Oost-Noord", "Oost-Midden", "Oost-Zuid"};
static const char *const east_corporations[N_EAST_CORPORATIONS] = {"O01", "O02", "O03", "O04", "O05",
                                                                   "O06", "O07", "O08", "O09", "O10"};

static void add_east_place(struct tables *t, int k, struct prng *r)
{
    char name[40];
    int main_corporation = k * N_EAST_CORPORATIONS / N_EAST;
    int n_neighbourhoods = 8 + (int)(east_inhabitants[k] / 12000);
    struct place_spec spec = {.code = 9101 + k,
                              .name = name,
                              .province = "Oostland",
                              .region = east_regions[k % 3],
                              .labour_region = labour_regions[k % 4],
                              .inhabitants = east_inhabitants[k],
                              .n_neighbourhoods = n_neighbourhoods < 20 ? n_neighbourhoods : 20,
                              .social_percent = (int)prng_between(r, 24, 36),
                              .concentration_percent = (int)prng_between(r, 55, 70),
                              .with_districts = true,
                              .with_facilities = true,
                              .with_location = true,
                              .lat_e4 = 521500 + k / 5 * 900,
                              .lon_e4 = 60500 + k % 5 * 1600};

    snprintf(name, sizeof name, "Oostgemeente %02d", k + 1);
    spec.corporations[spec.n_corporations++] = east_corporations[main_corporation];
    if (k % 2 == 0) {
        spec.corporations[spec.n_corporations++] = east_corporations[(main_corporation + 3) % N_EAST_CORPORATIONS];
    }
    if (k < 4) {
        spec.corporations[spec.n_corporations++] = east_corporations[(main_corporation + 6) % N_EAST_CORPORATIONS];
    }
    place_add(t, &spec, r);
}

/* The part of the region's persons for municipality k, by inhabitants and rounded up, as the statute does. */
static int64_t east_target(int k, int64_t persons)
{
    int64_t inhabitants = 0;

    for (int i = 0; i < N_EAST; i++) {
        inhabitants += east_inhabitants[i];
    }
    return (persons * east_inhabitants[k] + inhabitants - 1) / inhabitants;
}

static void add_east_stock(struct tables *t, struct prng *r)
{
    int64_t shares[N_EAST];
    struct stock_spec spec = {.scarcity_percent = 10, .shared_percent = 4, .with_details = true};

    share_out(290, east_inhabitants, N_EAST, shares);
    for (int k = 0; k < N_EAST; k++) {
        spec.n_units = (int)shares[k] > 2 ? (int)shares[k] : 2;
        stock_add(t, k, &spec, r);
    }
}

static void add_east_extras(struct tables *t, struct prng *r)
{
    char area[20];

    limit_add(t, largest_complex(t), "homes", NO_NUMBER, 2, "must", "x_type=single");
    for (int rank = 0; rank < 3; rank++) {
        snprintf(area, sizeof area, "BU%08d", t->neighbourhoods[family_neighbourhood(t, 4, rank)].code);
        limit_add(t, area, "x_school_children", NO_NUMBER, 4, "must", NULL);
    }
    snprintf(area, sizeof area, "WK%06d", t->neighbourhoods[family_neighbourhood(t, 1, 5)].district);
    limit_add(t, area, "homes", 1, 6, "goal", NULL);
    places_agree(t);
    decisions_add(t, 3, 2, 4, false);
    scores_add(t, 4, r);
}

static int write_east(const char *folder)
{
    struct people_spec people = {.n_households = 192,
                                 .link_percent = 80,
                                 .n_reception_regions = 3,
                                 .reception_regions = east_regions,
                                 .n_labour_regions = 4,
                                 .labour_regions = labour_regions,
                                 .with_relatives = true,
                                 .with_preferences = true};
    struct tables t;
    struct prng r;
    int failed = 0;

    tables_start(&t, day_number(2026, 3, 31));
    prng_start(&r, 4, 0);
    for (int k = 0; k < N_EAST; k++) {
        add_east_place(&t, k, &r);
    }
    for (int k = 0; k < N_EAST; k++) {
        int64_t balance = prng_between(&r, -3, 3);
        int64_t housed = prng_between(&r, 0, 1);

        target_add(&t, k, day_number(2025, 10, 1), east_target(k, EAST_PERSONS + 20), balance, 0,
                   "Announced number (invented)");
        target_add(&t, k, day_number(2026, 2, 2), east_target(k, EAST_PERSONS), balance, housed,
                   "Number lowered during the half-year (invented)");
    }
    people_add(&t, &people, &r);
    targets_complete(&t);
    for (int k = 0; k < N_EAST; k++) {
        place_settle(&t, k, east_inhabitants[k] * 105 / 10000, &r);
    }
    add_east_stock(&t, &r);
    t.with_types = true;
    add_east_extras(&t, &r);
    failed = write_case(&t, folder, "region-east", "Region East: 25 municipalities of one province (example, invented)",
                        (struct dialect){0});
    tables_free(&t);
    return failed;
}

int example_cases_write(const char *folder)
{
    for (size_t i = 0; i < sizeof towns / sizeof towns[0]; i++) {
        if (write_town(&towns[i], folder) != 0) {
            return -1;
        }
    }
    return write_east(folder);
}
