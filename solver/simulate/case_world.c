// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_world.c - reads a case with what is still to come (see case_world.h). */
#include "simulate/case_world.h"

#include "model/needs.h"
#include "verify/shares.h"

#include <inttypes.h>
#include <stdlib.h>

enum { LAST_OF_WEEK = 6, NEVER = 100000000 };

/* Who came before the first day is there on it; who has no day never comes. */
static int32_t day_of(const struct koppel_case_world *made, int32_t date)
{
    if (date == KOPPEL_NO_DATE) {
        return NEVER;
    }
    return date > made->job.fit.as_of ? date - made->job.fit.as_of : 0;
}

static int32_t later(int32_t last, int32_t day)
{
    return day > last && day != NEVER ? day : last;
}

static enum koppel_status check_tables(const struct koppel_case *kase, struct koppel_errors *errors)
{
    if (kase->n_arrivals == 0 && kase->n_releases == 0 && kase->n_forecasts == 0) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, "arrivals.csv", 0, 0,
                                 "the case has neither households nor homes that are still to come, nor a forecast of "
                                 "them: add arrivals.csv and releases.csv, or forecast.csv (data/README.md), or make a "
                                 "case with koppel generate --over");
    }
    if (kase->groups.n_ids > 0 && kase->n_releases > 0) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "areas.csv"), 0, 0,
                                 "limits on groups of areas are not followed over time: take the table out");
    }
    return KOPPEL_OK;
}

static int32_t last_forecast(const struct koppel_case_world *made)
{
    int32_t last = 0;

    for (int32_t k = 0; k < made->job.kase.n_forecasts; k++) {
        last = later(last, made->job.kase.forecasts[k].week - made->job.fit.as_of + LAST_OF_WEEK);
    }
    return last;
}

void koppel_case_world_note(const struct koppel_case_world *made, struct koppel_errors *notes)
{
    const struct koppel_case *kase = &made->job.kase;
    const int32_t as_of = made->job.fit.as_of;
    bool is_empty = kase->n_forecasts > 0;
    char first[11];
    char last[11];

    for (int32_t k = 0; k < kase->n_forecasts && is_empty; k++) {
        const int32_t week = kase->forecasts[k].week;

        is_empty = week + LAST_OF_WEEK <= as_of || week >= as_of + made->world.n_days;
    }
    if (is_empty && notes != NULL) {
        koppel_date_format(as_of, first);
        koppel_date_format(as_of + made->world.n_days - 1, last);
        koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(kase, "forecast.csv"), 0, 0,
                          "no week lies between %s and %s, the days that are followed: nobody and nothing is expected",
                          first, last);
    }
}

static enum koppel_status make_days(struct koppel_case_world *made, const struct koppel_case_days *days)
{
    const struct koppel_case *kase = &made->job.kase;
    struct koppel_world *world = &made->world;
    int32_t *agent_day = koppel_arena_new(&made->arena, (size_t)kase->n_households, sizeof *agent_day);
    int32_t *agent_since = koppel_arena_new(&made->arena, (size_t)kase->n_households, sizeof *agent_since);
    int32_t *slot_day = koppel_arena_new(&made->arena, (size_t)kase->n_units, sizeof *slot_day);
    int32_t *persons = koppel_arena_new(&made->arena, (size_t)kase->n_households, sizeof *persons);
    int32_t last = 0;

    if (koppel_arena_failed(&made->arena)) {
        return KOPPEL_E_MEMORY;
    }
    made->n_here = kase->n_households - kase->n_arrivals;
    for (int32_t k = 0; k < kase->n_arrivals; k++) {
        agent_day[made->n_here + k] = day_of(made, kase->arrivals[k].arrived_on);
        last = later(last, agent_day[made->n_here + k]);
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        persons[i] = made->job.fit.needs[i].persons_target;
        agent_since[i] = kase->households[i].linked_on != KOPPEL_NO_DATE
                             ? kase->households[i].linked_on - made->job.fit.as_of
                             : agent_day[i];
    }
    for (int32_t k = 0; k < kase->n_releases; k++) {
        slot_day[kase->n_units - kase->n_releases + k] = day_of(made, kase->releases[k].freed_on);
        last = later(last, day_of(made, kase->releases[k].freed_on));
    }
    if (last == 0) {
        last = last_forecast(made);
    }
    world->agent_day = agent_day;
    world->agent_since = agent_since;
    world->persons = persons;
    world->slot_day = slot_day;
    world->every = days->every;
    world->vacant_days = days->vacant;
    world->n_days = days->horizon > 0 ? days->horizon : last + 1;
    world->term_days = made->job.fit.rules.days_to_move;
    world->holds_against_overdue = made->job.policy.hold_overdue;
    return KOPPEL_OK;
}

/* The first half-year is that of the run; the others follow until the horizon. */
static enum koppel_status make_half_years(struct koppel_case_world *made)
{
    struct koppel_world *world = &made->world;
    const int32_t as_of = made->job.fit.as_of;
    int32_t period = made->job.fit.period;
    size_t capacity = 0;
    int32_t *ends = NULL;

    do {
        if (koppel_arena_grow(&made->arena, (void **)&ends, &capacity, (size_t)world->n_half_years + 1, sizeof *ends) !=
            KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        ends[world->n_half_years] = koppel_period_last_day(period++) - as_of;
    } while (ends[world->n_half_years++] < world->n_days - 1);
    world->half_year_end = ends;
    return KOPPEL_OK;
}

static enum koppel_status make_loads(struct koppel_case_world *made)
{
    const struct koppel_formulation *formulation = &made->job.formulation;
    const size_t n_loads = (size_t)formulation->problem.n_loads;
    bool *by_half_year = koppel_arena_new(&made->arena, n_loads, sizeof *by_half_year);
    int64_t *target = koppel_arena_new(&made->arena, n_loads, sizeof *target);
    int64_t *later_target = koppel_arena_new(&made->arena, n_loads, sizeof *later_target);

    if (koppel_arena_failed(&made->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t g = 0; g < n_loads; g++) {
        const struct koppel_load_subject *subject = &formulation->subjects[g];

        by_half_year[g] = subject->kind == KOPPEL_LOAD_TARGET || subject->kind == KOPPEL_LOAD_AGREEMENT;
        target[g] = later_target[g] = KOPPEL_UNKNOWN_TARGET;
        if (subject->kind == KOPPEL_LOAD_TARGET) {
            target[g] = koppel_municipality_persons_left(&made->job.fit, subject->place);
            later_target[g] = made->job.kase.targets[made->job.fit.target_row[subject->place]].target_persons;
        }
    }
    made->world.by_half_year = by_half_year;
    made->world.target = target;
    made->world.later_target = later_target;
    return KOPPEL_OK;
}

/* ---- What reports divide by ------------------------------------------------------------------------------------- */

/* The last days of the months until the horizon ends. */
static enum koppel_status make_months(struct koppel_case_world *made)
{
    const int32_t as_of = made->job.fit.as_of;
    int32_t *ends = koppel_arena_new(&made->arena, KOPPEL_MOST_MONTHS_TOLD, sizeof *ends);
    char day[11];
    int months = 0;
    int32_t n = 0;

    if (ends == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_date_format(as_of, day);
    months = 12 * atoi(day) + atoi(day + 5) - 1;
    while (n < KOPPEL_MOST_MONTHS_TOLD && (n == 0 || ends[n - 1] < made->world.n_days - 1)) {
        const int32_t next = koppel_date_make((months + 1) / 12, (months + 1) % 12 + 1, 1);
        const bool is_last = next == KOPPEL_NO_DATE || next - as_of > made->world.n_days;

        ends[n++] = is_last ? made->world.n_days - 1 : next - 1 - as_of;
        months++;
    }
    made->breakdown.month_end = ends;
    made->breakdown.n_months = n;
    return KOPPEL_OK;
}

static unsigned char size_group(int32_t persons)
{
    return persons <= 1 ? 0 : persons <= 3 ? 1 : persons <= 5 ? 2 : 3;
}

/* What a municipality is to house in all half-years together weighs; where there are no targets, its inhabitants do. */
static void weigh_districts(const struct koppel_case_world *made, int64_t *weight)
{
    const struct koppel_suitability *fit = &made->job.fit;
    int64_t total = 0;

    for (int32_t m = 0; m < fit->kase->n_municipalities; m++) {
        const int64_t later =
            fit->target_row[m] != KOPPEL_NONE ? fit->kase->targets[fit->target_row[m]].target_persons : 0;

        weight[m] = koppel_municipality_persons_left(fit, m) + later * (made->world.n_half_years - 1);
        weight[m] = weight[m] > 0 ? weight[m] : 0;
        total += weight[m];
    }
    for (int32_t m = 0; m < fit->kase->n_municipalities && total == 0; m++) {
        weight[m] = fit->kase->municipalities[m].inhabitants > 0 ? fit->kase->municipalities[m].inhabitants : 1;
    }
}

static void fill_breakdown(const struct koppel_case_world *made, unsigned char *group, int32_t *spread,
                           int32_t *places[3], int64_t *areas[2])
{
    const struct koppel_suitability *fit = &made->job.fit;
    const struct koppel_case *kase = fit->kase;

    for (int32_t i = 0; i < kase->n_households; i++) {
        group[i] = size_group(fit->needs[i].persons_target);
        spread[i] = fit->needs[i].persons_spread;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        places[0][j] = kase->units[j].neighbourhood;
        places[1][j] = kase->units[j].corporation;
        places[2][j] = koppel_unit_municipality(kase, j);
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        areas[0][n] = kase->neighbourhoods[n].permit_holders;
        areas[1][n] = koppel_spread_reference(fit, n);
    }
}

static enum koppel_status make_breakdown(struct koppel_case_world *made)
{
    const struct koppel_case *kase = &made->job.kase;
    struct koppel_breakdown *by = &made->breakdown;
    unsigned char *group = koppel_arena_new(&made->arena, (size_t)kase->n_households, sizeof *group);
    int32_t *spread = koppel_arena_new(&made->arena, (size_t)kase->n_households, sizeof *spread);
    int64_t *weight = koppel_arena_new(&made->arena, (size_t)kase->n_municipalities, sizeof *weight);
    int32_t *places[3];
    int64_t *areas[2];

    for (int k = 0; k < 3; k++) {
        places[k] = koppel_arena_new(&made->arena, (size_t)kase->n_units, sizeof *places[k]);
    }
    for (int k = 0; k < 2; k++) {
        areas[k] = koppel_arena_new(&made->arena, (size_t)kase->n_neighbourhoods, sizeof *areas[k]);
    }
    if (koppel_arena_failed(&made->arena)) {
        return KOPPEL_E_MEMORY;
    }
    fill_breakdown(made, group, spread, places, areas);
    weigh_districts(made, weight);
    *by = (struct koppel_breakdown){.agent_group = group,
                                    .agent_spread = spread,
                                    .slot_area = places[0],
                                    .slot_owner = places[1],
                                    .slot_district = places[2],
                                    .area_persons = areas[0],
                                    .area_reference = areas[1],
                                    .district_weight = weight,
                                    .n_areas = kase->n_neighbourhoods,
                                    .n_owners = kase->n_corporations,
                                    .n_districts = kase->n_municipalities};
    made->world.breakdown = by;
    return make_months(made);
}

/* ---- What may go otherwise -------------------------------------------------------------------------------------- */

enum { AGENT_REFUSAL, AGENT_GROWTH, AGENT_GROWTH_DAYS, AGENT_SIZE, N_OF_AGENTS };
enum { SLOT_REFUSAL, SLOT_LATE, SLOT_LATE_DAYS, SLOT_SIZE, N_OF_SLOTS };

/* A household that grows needs as many rooms as so many more persons do; a shared home is never too small. A chance that
 * lacks its number of days or persons says nothing. */
static void fill_chances(const struct koppel_case_world *made, int32_t *agents[N_OF_AGENTS], int32_t *slots[N_OF_SLOTS])
{
    const struct koppel_suitability *fit = &made->job.fit;
    const struct koppel_event_chances *chances = &made->event_chances;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        const struct koppel_household_chance *chance = &chances->households[i];

        agents[AGENT_REFUSAL][i] = chance->refusal_permille;
        agents[AGENT_GROWTH][i] = chance->growth_days > 0 ? chance->growth_permille : 0;
        agents[AGENT_GROWTH_DAYS][i] = chance->growth_days;
        agents[AGENT_SIZE][i] = koppel_rooms_needed(&fit->rules, fit->needs[i].persons_rooms + chance->growth_persons);
    }
    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        const struct koppel_home_chance *chance = &chances->homes[j];

        slots[SLOT_REFUSAL][j] = chance->refusal_permille;
        slots[SLOT_LATE][j] = chance->late_days > 0 ? chance->late_permille : 0;
        slots[SLOT_LATE_DAYS][j] = chance->late_days;
        slots[SLOT_SIZE][j] = fit->kase->units[j].places > 1 ? INT32_MAX : fit->kase->units[j].rooms;
    }
}

static enum koppel_status make_chances(struct koppel_case_world *made)
{
    const struct koppel_case *kase = &made->job.kase;
    int32_t *agents[N_OF_AGENTS];
    int32_t *slots[N_OF_SLOTS];

    if (kase->n_chances == 0) {
        return KOPPEL_OK;
    }
    for (int k = 0; k < N_OF_AGENTS; k++) {
        agents[k] = koppel_arena_new(&made->arena, (size_t)kase->n_households, sizeof *agents[k]);
    }
    for (int k = 0; k < N_OF_SLOTS; k++) {
        slots[k] = koppel_arena_new(&made->arena, (size_t)kase->n_units, sizeof *slots[k]);
    }
    if (koppel_arena_failed(&made->arena) ||
        koppel_event_chances_make(&made->event_chances, kase, &made->job.fit.rules) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    fill_chances(made, agents, slots);
    made->chances = (struct koppel_world_chances){.agent_refusal = agents[AGENT_REFUSAL],
                                                  .agent_growth = agents[AGENT_GROWTH],
                                                  .agent_growth_days = agents[AGENT_GROWTH_DAYS],
                                                  .agent_grown_size = agents[AGENT_SIZE],
                                                  .slot_refusal = slots[SLOT_REFUSAL],
                                                  .slot_late = slots[SLOT_LATE],
                                                  .slot_late_days = slots[SLOT_LATE_DAYS],
                                                  .slot_size = slots[SLOT_SIZE]};
    made->world.chances = &made->chances;
    return KOPPEL_OK;
}

static enum koppel_status make_world(struct koppel_case_world *made, const struct koppel_case_days *days)
{
    enum koppel_status status = make_days(made, days);

    made->world.problem = &made->job.formulation.problem;
    if (status == KOPPEL_OK) {
        status = make_half_years(made);
    }
    if (status == KOPPEL_OK) {
        status = make_loads(made);
    }
    if (status == KOPPEL_OK && made->job.kase.n_forecasts > 0) {
        status = koppel_expected_make(&made->expected, &made->job.kase, &made->job.fit.rules, made->job.fit.as_of);
        made->world.expected = &made->expected;
    }
    if (status == KOPPEL_OK) {
        status = make_breakdown(made);
    }
    if (status == KOPPEL_OK) {
        status = make_chances(made);
    }
    return status == KOPPEL_OK ? koppel_world_start(&made->world) : status;
}

enum koppel_status koppel_case_world_open(struct koppel_case_world *made, const struct koppel_job_files *files,
                                          const struct koppel_case_days *days, struct koppel_errors *errors,
                                          struct koppel_errors *notes)
{
    struct koppel_job_files with_future = *files;
    enum koppel_status status = KOPPEL_OK;

    with_future.with_future = true;
    status = koppel_job_open(&made->job, &with_future, errors, notes);
    if (status != KOPPEL_OK) {
        return status;
    }
    status = check_tables(&made->job.kase, errors);
    if (status == KOPPEL_OK && make_world(made, days) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, NULL);
    }
    if (status == KOPPEL_OK) {
        koppel_case_world_note(made, notes);
    }
    return status;
}

void koppel_case_world_close(struct koppel_case_world *made)
{
    koppel_world_end(&made->world);
    koppel_expected_free(&made->expected);
    koppel_event_chances_free(&made->event_chances);
    koppel_arena_free(&made->arena);
    koppel_job_close(&made->job);
    *made = (struct koppel_case_world){0};
}
