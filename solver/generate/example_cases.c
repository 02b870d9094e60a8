// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * example_cases.c - the five example cases: sizes and circumstances from a published country report, all else invented.
 *
 * The README of each case says which numbers are facts and where they come from.
 */
#include "generate/example_cases.h"

#include "generate/draft_files.h"
#include "generate/extras.h"
#include "generate/people.h"
#include "generate/places.h"
#include "generate/sampling.h"
#include "generate/stock.h"

#include <stdio.h>

enum { N_TOWNS = 4, N_EAST = 25, N_EAST_CORPORATIONS = 10, EAST_PERSONS = 400, HOT_EVERY = 2 };

/* An example of one municipality. */
struct town_case {
    const char *folder, *title;
    struct koppel_dialect dialect;
    uint64_t seed;
    struct koppel_place_spec place;
    struct koppel_people_spec people;
    struct koppel_stock_spec stock;
    int64_t permit_holders;
    void (*add_targets)(struct koppel_draft *t);
    void (*add_extras)(struct koppel_draft *t, struct koppel_prng *r);
};

static const char *const reception_regions[] = {"Fl-Ut-NH", "ZH-Zld", "Ov-Gld", "Gr-Fr-Dr", "NB-Lim"};
static const char *const labour_regions[] = {"Arbeidsregio Midden", "Arbeidsregio West", "Arbeidsregio Oost",
                                             "Arbeidsregio Noord"};

static int64_t persons_to_come(const struct koppel_draft *t, int municipality)
{
    const struct koppel_draft_municipality *m = &t->municipalities[municipality];

    return m->task_persons > m->linked_persons ? m->task_persons : m->linked_persons;
}

static void tables_start(struct koppel_draft *t, int32_t run_day)
{
    *t = (struct koppel_draft){.period = "2026-1", .run_day = run_day, .period_end = koppel_date_make(2026, 6, 30)};
}

/* ---- A: a growing city, three corporations ---------------------------------------------------------------------- */

static void add_targets_a(struct koppel_draft *t)
{
    koppel_target_add(t, 0, koppel_date_make(2025, 10, 1), 68, -4, 0, "Announced number for 2026-1 (invented)");
    koppel_target_add(t, 0, koppel_date_make(2026, 1, 19), 61, -4, 6, "Number lowered during the half-year (invented)");
}

static void add_extras_a(struct koppel_draft *t, struct koppel_prng *r)
{
    char area[20];
    struct koppel_draft_neighbourhood *excluded = &t->neighbourhoods[koppel_family_neighbourhood(t, 1, 7)];

    excluded->excluded = true;
    koppel_limit_add(t, koppel_largest_complex(t), "homes", KOPPEL_NONE, 2, "must", "x_type=single");
    koppel_limit_add(t, koppel_largest_complex(t), "adults", KOPPEL_NONE, 5, "goal", NULL);
    snprintf(area, sizeof area, "%s", t->neighbourhoods[koppel_family_neighbourhood(t, 4, 0)].code);
    koppel_limit_add(t, area, "x_school_children", KOPPEL_NONE, 3, "must", NULL);
    snprintf(area, sizeof area, "%s", t->neighbourhoods[koppel_family_neighbourhood(t, 4, 1)].code);
    koppel_limit_add(t, area, "children", KOPPEL_NONE, 4, "must", NULL);
    snprintf(area, sizeof area, "%s", t->neighbourhoods[koppel_family_neighbourhood(t, 1, 2)].district);
    koppel_limit_add(t, area, "homes", 2, KOPPEL_NONE, "goal", NULL);
    koppel_limit_add(t, "GM9001", "persons", KOPPEL_NONE, 90, "goal", NULL);
    koppel_places_agree(t, false);
    koppel_decisions_add(t, 2, 1, 2, false);
    koppel_scores_add(t, 3, r);
}

/* ---- B: three towns merged, one corporation, towers ---- */

static void add_targets_b(struct koppel_draft *t)
{
    koppel_target_add(t, 0, koppel_date_make(2025, 10, 1), 19, -1, 0, "Announced number for 2026-1 (invented)");
    koppel_target_add(t, 0, koppel_date_make(2026, 1, 31), 19, -1, 2, "Count of January (invented)");
}

static void add_extras_b(struct koppel_draft *t, struct koppel_prng *r)
{
    (void)r;
    koppel_places_agree(t, false);
    koppel_decisions_add(t, 1, 0, 1, false);
}

/* ---- C: no priority since 2021 ---------------------------------------------------------------------------------- */

static void add_targets_c(struct koppel_draft *t)
{
    koppel_target_add(t, 0, koppel_date_make(2025, 10, 1), 21, -9, 0, "Announced number for 2026-1 (invented)");
    koppel_target_add(t, 0, koppel_date_make(2026, 1, 31), 21, -9, 4, "Count of January (invented)");
}

static void add_extras_c(struct koppel_draft *t, struct koppel_prng *r)
{
    koppel_decisions_add(t, 0, 0, 1, false);
    koppel_scores_add(t, 2, r);
}

/* ---- D: one town and almost thirty villages ---------------------------------------------------------------------- */

static void add_targets_d(struct koppel_draft *t)
{
    koppel_target_add(t, 0, koppel_date_make(2025, 10, 1), 13, 5, 0, "Bekendgemaakt aantal voor 2026-1 (bedacht)");
    koppel_target_add(t, 0, koppel_date_make(2026, 1, 31), 13, 5, 1, "Stand van januari (bedacht)");
}

static void add_extras_d(struct koppel_draft *t, struct koppel_prng *r)
{
    char area[20];

    (void)r;
    snprintf(area, sizeof area, "%s", t->neighbourhoods[koppel_family_neighbourhood(t, 1, 0)].code);
    koppel_limit_add(t, area, "children", KOPPEL_NONE, 4, "must", NULL);
    snprintf(area, sizeof area, "%s", t->neighbourhoods[koppel_family_neighbourhood(t, 1, 1)].district);
    koppel_limit_add(t, area, "homes", 1, KOPPEL_NONE, "goal", NULL);
    koppel_places_agree(t, false);
    koppel_decisions_add(t, 1, 1, 0, true);
}

/* ---- The four municipalities ---- */

static const struct town_case towns[N_TOWNS] = {
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

static void make_town(const struct town_case *town, struct koppel_draft *t)
{
    struct koppel_prng r;

    tables_start(t, koppel_date_make(2026, 3, 13));
    koppel_prng_start(&r, town->seed, 0);
    koppel_place_add(t, &town->place, &r);
    if (t->failed) {
        return;
    }
    town->add_targets(t);
    koppel_people_add(t, &town->people, &r);
    koppel_targets_complete(t);
    koppel_place_settle(t, 0, town->permit_holders, persons_to_come(t, 0), HOT_EVERY, &r);
    koppel_stock_add(t, 0, &town->stock, &r);
    t->with_types = town->people.with_preferences;
    if (!t->failed) {
        town->add_extras(t, &r);
    }
}

/* ---- Region East ------------------------------------------------------------------------------------------------ */

static const int64_t east_inhabitants[N_EAST] = {158000, 129000, 100000, 81000, 73000, 61000, 54000, 48000, 44000,
                                                 43000,  38000,  36000,  36000, 35000, 33000, 32000, 29000, 28000,
                                                 26000,  24000,  18000,  14000, 8000,  7000,  5000};
static const char *const east_regions[] = {"Oost-Noord", "Oost-Midden", "Oost-Zuid"};
static const char *const east_corporations[N_EAST_CORPORATIONS] = {"O01", "O02", "O03", "O04", "O05",
                                                                   "O06", "O07", "O08", "O09", "O10"};

static void add_east_place(struct koppel_draft *t, int k, struct koppel_prng *r)
{
    char name[40];
    int main_corporation = k * N_EAST_CORPORATIONS / N_EAST;
    int n_neighbourhoods = 8 + (int)(east_inhabitants[k] / 12000);
    int social_percent = (int)koppel_prng_between(r, 24, 36);
    int concentration_percent = (int)koppel_prng_between(r, 55, 70);
    struct koppel_place_spec spec = {.code = 9101 + k,
                                     .name = name,
                                     .province = "Oostland",
                                     .region = east_regions[k % 3],
                                     .labour_region = labour_regions[k % 4],
                                     .inhabitants = east_inhabitants[k],
                                     .n_neighbourhoods = n_neighbourhoods < 20 ? n_neighbourhoods : 20,
                                     .social_percent = social_percent,
                                     .concentration_percent = concentration_percent,
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
    koppel_place_add(t, &spec, r);
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

static void add_east_stock(struct koppel_draft *t, struct koppel_prng *r)
{
    int64_t shares[N_EAST];
    struct koppel_stock_spec spec = {.scarcity_percent = 10, .shared_percent = 4, .with_details = true};

    if (koppel_share_out(290, east_inhabitants, N_EAST, shares) != KOPPEL_OK) {
        t->failed = true;
        return;
    }
    for (int k = 0; k < N_EAST; k++) {
        spec.n_units = (int)shares[k] > 2 ? (int)shares[k] : 2;
        koppel_stock_add(t, k, &spec, r);
    }
}

static void add_east_extras(struct koppel_draft *t, struct koppel_prng *r)
{
    char area[20];

    koppel_limit_add(t, koppel_largest_complex(t), "homes", KOPPEL_NONE, 2, "must", "x_type=single");
    for (int rank = 0; rank < 3; rank++) {
        snprintf(area, sizeof area, "%s", t->neighbourhoods[koppel_family_neighbourhood(t, 4, rank)].code);
        koppel_limit_add(t, area, "x_school_children", KOPPEL_NONE, 4, "must", NULL);
    }
    snprintf(area, sizeof area, "%s", t->neighbourhoods[koppel_family_neighbourhood(t, 1, 5)].district);
    koppel_limit_add(t, area, "homes", 1, 6, "goal", NULL);
    koppel_places_agree(t, false);
    koppel_decisions_add(t, 3, 2, 4, false);
    koppel_scores_add(t, 4, r);
}

static void make_east(struct koppel_draft *t)
{
    struct koppel_people_spec people = {.n_households = 192,
                                        .link_percent = 80,
                                        .n_reception_regions = 3,
                                        .reception_regions = east_regions,
                                        .n_labour_regions = 4,
                                        .labour_regions = labour_regions,
                                        .with_relatives = true,
                                        .with_preferences = true};
    struct koppel_prng r;

    tables_start(t, koppel_date_make(2026, 3, 31));
    koppel_prng_start(&r, 4, 0);
    for (int k = 0; k < N_EAST; k++) {
        add_east_place(t, k, &r);
    }
    for (int k = 0; k < N_EAST && !t->failed; k++) {
        int64_t balance = koppel_prng_between(&r, -3, 3);
        int64_t housed = koppel_prng_between(&r, 0, 1);

        koppel_target_add(t, k, koppel_date_make(2025, 10, 1), east_target(k, EAST_PERSONS + 20), balance, 0,
                          "Announced number (invented)");
        koppel_target_add(t, k, koppel_date_make(2026, 2, 2), east_target(k, EAST_PERSONS), balance, housed,
                          "Number lowered during the half-year (invented)");
    }
    koppel_people_add(t, &people, &r);
    koppel_targets_complete(t);
    for (int k = 0; k < N_EAST && !t->failed; k++) {
        koppel_place_settle(t, k, east_inhabitants[k] * 105 / 10000, persons_to_come(t, k), HOT_EVERY, &r);
    }
    add_east_stock(t, &r);
    t->with_types = true;
    if (!t->failed) {
        add_east_extras(t, &r);
    }
}

const char *koppel_example_name(size_t i)
{
    return i < N_TOWNS ? towns[i].folder : i == N_TOWNS ? "region-east" : NULL;
}

enum koppel_status koppel_example_write(size_t i, const char *folder, bool force, struct koppel_errors *errors)
{
    struct koppel_draft_about about = {.name = koppel_example_name(i),
                                       .title = "Region East: 25 municipalities of one province (example, invented)",
                                       .description =
                                           "Invented persons, homes, names and codes, written by koppel generate."};
    struct koppel_dialect dialect = {0};
    struct koppel_draft t = {0};
    enum koppel_status status = KOPPEL_OK;

    if (i < N_TOWNS) {
        about.title = towns[i].title;
        dialect = towns[i].dialect;
        make_town(&towns[i], &t);
    } else {
        make_east(&t);
    }
    status = koppel_draft_write(&t, &about, dialect, folder, force, errors);
    koppel_draft_free(&t);
    return status;
}
