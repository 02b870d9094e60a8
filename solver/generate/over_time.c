// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* over_time.c - the households and homes of the half-years that follow an invented case (see over_time.h). */
#include "generate/over_time.h"

enum { SURGE_EVERY = 8, SURGE_PERCENT = 200, CALM_PERCENT = 80, MOST_PARTS = 100000 };

/* Puts the first household or home of the half-year a day after the last of the half-year before. */
static int32_t first_day(const struct koppel_draft *t, int half_year)
{
    return t->run_day + 1 + half_year * KOPPEL_HALF_YEAR_DAYS;
}

static bool is_summer(int32_t day)
{
    char text[11]; /* YYYY-MM-DD */

    koppel_date_format(day, text);
    return text[5] == '0' && text[6] >= '7';
}

/* A day of the half-year; one outside of the summer is drawn again once in five times. */
static int32_t draw_arrival(const struct koppel_draft *t, int half_year, struct koppel_prng *r)
{
    int32_t first = first_day(t, half_year);
    int32_t day = 0;

    do {
        day = first + (int32_t)koppel_prng_below(r, KOPPEL_HALF_YEAR_DAYS);
    } while (!is_summer(day) && !koppel_prng_chance(r, CALM_PERCENT));
    return day;
}

static void add_arrivals(struct koppel_draft *t, const struct koppel_people_spec *people, uint64_t seed, int half_year,
                         struct koppel_prng *days)
{
    const int64_t percent =
        koppel_prng_below(days, SURGE_EVERY) == 0 ? SURGE_PERCENT : koppel_prng_between(days, 70, 140);
    struct koppel_people_spec spec = *people;
    struct koppel_prng persons;
    struct koppel_prng links;
    int first = t->n_households;

    koppel_prng_start_part(&persons, seed, KOPPEL_STREAM_PEOPLE, 1 + half_year);
    koppel_prng_start_part(&links, seed, KOPPEL_STREAM_LINKS, 1 + half_year);
    spec.n_households = (int)((people->n_households * percent + 50) / 100);
    spec.links = &links;
    koppel_people_add(t, &spec, &persons);
    for (int i = first; i < t->n_households; i++) {
        t->households[i].arrived_on = draw_arrival(t, half_year, days);
        t->households[i].linked_on = t->households[i].arrived_on;
    }
    t->n_arrivals += t->n_households - first;
}

static void add_releases(struct koppel_draft *t, const struct koppel_stock_division *stock, int half_year,
                         struct koppel_prng *days)
{
    struct koppel_stock_division division = *stock;
    int first = t->n_units;

    division.n_units = (int)((stock->n_units * koppel_prng_between(days, 85, 115) + 50) / 100);
    division.first_code -= (1 + half_year) * MOST_PARTS; /* streams of their own */
    koppel_stock_divide(t, &division);
    for (int j = first; j < t->n_units; j++) {
        t->units[j].freed_on = first_day(t, half_year) + (int32_t)koppel_prng_below(days, KOPPEL_HALF_YEAR_DAYS);
        t->units[j].available_from = KOPPEL_NO_DATE;
    }
    t->n_releases += t->n_units - first;
}

void koppel_over_time_add(struct koppel_draft *t, const struct koppel_people_spec *people,
                          const struct koppel_stock_division *stock, int n_half_years)
{
    for (int k = 0; k < n_half_years && !t->failed; k++) {
        struct koppel_prng days;

        koppel_prng_start_part(&days, stock->seed, KOPPEL_STREAM_DAYS, k);
        add_arrivals(t, people, stock->seed, k, &days);
        if (!t->failed) {
            add_releases(t, stock, k, &days);
        }
    }
}
