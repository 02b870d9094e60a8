// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* draft_columns.c - columns of every table, in the order of the dictionary data/README.md. */
#include "generate/draft_columns.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- Forms of cells ------------------------------------------------------------------------------------------- */

static void put_text(char *text, const char *value)
{
    snprintf(text, KOPPEL_CELL_SIZE, "%s", value == NULL ? "" : value);
}

static void put_whole(char *text, int64_t value)
{
    snprintf(text, KOPPEL_CELL_SIZE, "%" PRId64, value);
}

static void put_whole_or_none(char *text, int value)
{
    if (value == KOPPEL_NONE) {
        put_text(text, "");
    } else {
        put_whole(text, value);
    }
}

/* A decimal number of so many places, held as a whole number of its smallest unit. */
static void put_decimal(char *text, int64_t value, int places)
{
    int64_t unit = 1;

    for (int i = 0; i < places; i++) {
        unit *= 10;
    }
    snprintf(text, KOPPEL_CELL_SIZE, "%" PRId64 ".%0*" PRId64, value / unit, places, value % unit);
}

static void put_tenths_or_none(char *text, int value)
{
    if (value == KOPPEL_NONE) {
        put_text(text, "");
    } else {
        put_decimal(text, value, 1);
    }
}

static void put_day(char *text, int32_t day)
{
    char out[11];

    koppel_date_format(day, out);
    put_text(text, out);
}

static void put_yes(char *text, bool value)
{
    put_text(text, value ? "yes" : "no");
}

static void put_municipality(char *text, const struct koppel_draft *t, int row)
{
    if (row == KOPPEL_NONE) {
        put_text(text, "");
    } else {
        snprintf(text, KOPPEL_CELL_SIZE, "GM%04d", t->municipalities[row].code);
    }
}

static void put_age(char *text, enum koppel_draft_age age)
{
    static const char *const names[] = {"general", "youth", "adult", "senior_55", "senior_65"};

    put_text(text, names[age]);
}

#define CELL(name) static void name(const struct koppel_draft *t, int row, char *text)
#define MEMBER_CELL(name, put, rows, member)                                                                           \
    CELL(name)                                                                                                         \
    {                                                                                                                  \
        put(text, t->rows[row].member);                                                                                \
    }
#define TEXT_CELL(name, rows, member) MEMBER_CELL(name, put_text, rows, member)
#define WHOLE_CELL(name, rows, member) MEMBER_CELL(name, put_whole, rows, member)
#define OPTIONAL_CELL(name, rows, member) MEMBER_CELL(name, put_whole_or_none, rows, member)
#define TENTHS_CELL(name, rows, member) MEMBER_CELL(name, put_tenths_or_none, rows, member)
#define DAY_CELL(name, rows, member) MEMBER_CELL(name, put_day, rows, member)
#define YES_CELL(name, rows, member) MEMBER_CELL(name, put_yes, rows, member)
#define AGE_CELL(name, rows, member) MEMBER_CELL(name, put_age, rows, member)
#define MUNICIPALITY_CELL(name, rows, member)                                                                          \
    CELL(name)                                                                                                         \
    {                                                                                                                  \
        put_municipality(text, t, t->rows[row].member);                                                                \
    }

/* ---- municipalities ------------------------------------------------------------------------------------------- */

CELL(municipality_code)
{
    put_municipality(text, t, row);
}
TEXT_CELL(municipality_name, municipalities, name)
TEXT_CELL(municipality_province, municipalities, province)
WHOLE_CELL(municipality_inhabitants, municipalities, inhabitants)
TEXT_CELL(municipality_region, municipalities, region)
TEXT_CELL(municipality_labour_region, municipalities, labour_region)

#define GM "\"pattern\": \"GM[0-9]{4}\""
#define BU "\"pattern\": \"BU[0-9]{4}[0-9A-Z]{4}\""
#define COUNT "\"minimum\": 0"

static const struct koppel_draft_column municipality_columns[] = {
    {"municipality", "gemeente", KOPPEL_FORM_TEXT, NULL, GM, municipality_code},
    {"name", "naam", KOPPEL_FORM_TEXT, NULL, NULL, municipality_name},
    {"province", "provincie", KOPPEL_FORM_TEXT, NULL, NULL, municipality_province},
    {"inhabitants", "inwoners", KOPPEL_FORM_WHOLE, NULL, COUNT, municipality_inhabitants},
    {"region", "regio", KOPPEL_FORM_TEXT, "", NULL, municipality_region},
    {"labour_region", "arbeidsmarktregio", KOPPEL_FORM_TEXT, "", NULL, municipality_labour_region},
};

/* ---- neighbourhoods ------------------------------------------------------------------------------------------- */

CELL(neighbourhood_code)
{
    put_text(text, t->neighbourhoods[row].code);
}
MUNICIPALITY_CELL(neighbourhood_municipality, neighbourhoods, municipality)
TEXT_CELL(neighbourhood_name, neighbourhoods, name)
WHOLE_CELL(neighbourhood_inhabitants, neighbourhoods, inhabitants)
WHOLE_CELL(neighbourhood_permit_holders, neighbourhoods, permit_holders)
YES_CELL(neighbourhood_excluded, neighbourhoods, excluded)
TENTHS_CELL(neighbourhood_school, neighbourhoods, school_hm)
TENTHS_CELL(neighbourhood_gp, neighbourhoods, gp_hm)
TENTHS_CELL(neighbourhood_transit, neighbourhoods, transit_hm)

CELL(neighbourhood_dwellings)
{
    if (t->neighbourhoods[row].dwellings_unknown) {
        put_text(text, "");
    } else {
        put_whole(text, t->neighbourhoods[row].corporation_dwellings);
    }
}

CELL(neighbourhood_district)
{
    put_text(text, t->neighbourhoods[row].district);
}

CELL(neighbourhood_lat)
{
    if (t->neighbourhoods[row].located) {
        put_decimal(text, t->neighbourhoods[row].lat_e4, 4);
    } else {
        put_text(text, "");
    }
}

CELL(neighbourhood_lon)
{
    if (t->neighbourhoods[row].located) {
        put_decimal(text, t->neighbourhoods[row].lon_e4, 4);
    } else {
        put_text(text, "");
    }
}

static const struct koppel_draft_column neighbourhood_columns[] = {
    {"neighbourhood", "buurt", KOPPEL_FORM_TEXT, NULL, BU, neighbourhood_code},
    {"municipality", "gemeente", KOPPEL_FORM_TEXT, NULL, GM, neighbourhood_municipality},
    {"name", "naam", KOPPEL_FORM_TEXT, NULL, NULL, neighbourhood_name},
    {"inhabitants", "inwoners", KOPPEL_FORM_WHOLE, NULL, COUNT, neighbourhood_inhabitants},
    {"corporation_dwellings", "corporatiewoningen", KOPPEL_FORM_WHOLE, NULL, COUNT, neighbourhood_dwellings},
    {"permit_holders", "vergunninghouders", KOPPEL_FORM_WHOLE, NULL, COUNT, neighbourhood_permit_holders},
    {"district", "wijk", KOPPEL_FORM_TEXT, "", "\"pattern\": \"WK[0-9]{4}[0-9A-Z]{2}\"", neighbourhood_district},
    {"excluded", "uitgesloten", KOPPEL_FORM_YES_NO, "no", NULL, neighbourhood_excluded},
    {"school_km", "afstand_school_km", KOPPEL_FORM_DECIMAL, "", COUNT, neighbourhood_school},
    {"gp_km", "afstand_huisarts_km", KOPPEL_FORM_DECIMAL, "", COUNT, neighbourhood_gp},
    {"transit_km", "afstand_ov_km", KOPPEL_FORM_DECIMAL, "", COUNT, neighbourhood_transit},
    {"lat", "breedtegraad", KOPPEL_FORM_DECIMAL, "", "\"minimum\": -90, \"maximum\": 90", neighbourhood_lat},
    {"lon", "lengtegraad", KOPPEL_FORM_DECIMAL, "", "\"minimum\": -180, \"maximum\": 180", neighbourhood_lon},
};

/* ---- corporations --------------------------------------------------------------------------------------------- */

TEXT_CELL(agreement_corporation, agreements, corporation)
TEXT_CELL(agreement_name, agreements, name)
MUNICIPALITY_CELL(agreement_municipality, agreements, municipality)
OPTIONAL_CELL(agreement_min, agreements, min_homes)
OPTIONAL_CELL(agreement_max, agreements, max_homes)

static const struct koppel_draft_column agreement_columns[] = {
    {"corporation", "corporatie", KOPPEL_FORM_TEXT, NULL, NULL, agreement_corporation},
    {"name", "naam", KOPPEL_FORM_TEXT, NULL, NULL, agreement_name},
    {"municipality", "gemeente", KOPPEL_FORM_TEXT, "", GM, agreement_municipality},
    {"min_homes", "min_woningen", KOPPEL_FORM_WHOLE, "", COUNT, agreement_min},
    {"max_homes", "max_woningen", KOPPEL_FORM_WHOLE, "", COUNT, agreement_max},
};

/* ---- units ---------------------------------------------------------------------------------------------------- */

TEXT_CELL(unit_key, units, key)
CELL(unit_neighbourhood)
{
    neighbourhood_code(t, t->units[row].neighbourhood, text);
}
CELL(unit_corporation)
{
    put_text(text, t->agreements[t->units[row].agreement].corporation);
}
WHOLE_CELL(unit_rooms, units, rooms)
CELL(unit_rent)
{
    put_decimal(text, t->units[row].rent_cents, 2);
}
WHOLE_CELL(unit_places, units, places)
TEXT_CELL(unit_complex, units, complex)
TENTHS_CELL(unit_floor_area, units, floor_area_dm2)
YES_CELL(unit_step_free, units, step_free)
DAY_CELL(unit_available_from, units, available_from)
AGE_CELL(unit_label, units, label)
DAY_CELL(unit_freed_on, units, freed_on)

/* Also those of releases.csv. */
#define UNIT_COLUMNS                                                                                                   \
    {"unit", "woning", KOPPEL_FORM_TEXT, NULL, NULL, unit_key},                                                        \
        {"neighbourhood", "buurt", KOPPEL_FORM_TEXT, NULL, BU, unit_neighbourhood},                                    \
        {"corporation", "corporatie", KOPPEL_FORM_TEXT, NULL, NULL, unit_corporation},                                 \
        {"rooms", "kamers", KOPPEL_FORM_WHOLE, NULL, "\"minimum\": 1", unit_rooms},                                    \
        {"rent_eur", "kale_huur", KOPPEL_FORM_DECIMAL, NULL, COUNT, unit_rent},                                        \
        {"places", "plaatsen", KOPPEL_FORM_WHOLE, "1", "\"minimum\": 1", unit_places},                                 \
        {"complex", "complexnummer", KOPPEL_FORM_TEXT, "", NULL, unit_complex},                                        \
        {"floor_area_m2", "oppervlakte", KOPPEL_FORM_DECIMAL, "", COUNT, unit_floor_area},                             \
        {"step_free", "nultreden", KOPPEL_FORM_YES_NO, "no", NULL, unit_step_free},                                    \
        {"available_from", "beschikbaar_vanaf", KOPPEL_FORM_DATE, "", NULL, unit_available_from},                      \
    {                                                                                                                  \
        "label", "leeftijdslabel", KOPPEL_FORM_VALUE, "general", NULL, unit_label                                      \
    }

static const struct koppel_draft_column unit_columns[] = {UNIT_COLUMNS};

static const struct koppel_draft_column release_columns[] = {
    UNIT_COLUMNS,
    {"freed_on", "vrij_op", KOPPEL_FORM_DATE, NULL, NULL, unit_freed_on},
};

/* ---- households ----------------------------------------------------------------------------------------------- */

TEXT_CELL(household_key, households, key)
WHOLE_CELL(household_adults, households, adults)
WHOLE_CELL(household_children, households, children)
WHOLE_CELL(household_relatives, households, expected_relatives)
MUNICIPALITY_CELL(household_municipality, households, municipality)
DAY_CELL(household_linked_on, households, linked_on)
TEXT_CELL(household_region, households, region)
TEXT_CELL(household_reception, households, reception)
MUNICIPALITY_CELL(household_tie, households, tie)
TEXT_CELL(household_tie_reason, households, tie_reason)
YES_CELL(household_step_free, households, step_free)
YES_CELL(household_may_share, households, may_share)
AGE_CELL(household_age, households, age)
TEXT_CELL(household_car, households, car)
MUNICIPALITY_CELL(household_network, households, network)
TEXT_CELL(household_urgency, households, urgency)
DAY_CELL(household_arrived_on, households, arrived_on)

/* One text or two, joined by a bar. */
static void put_joined(char *text, const char *const names[2])
{
    if (names[0] != NULL && names[1] != NULL) {
        snprintf(text, KOPPEL_CELL_SIZE, "%s|%s", names[0], names[1]);
    } else {
        put_text(text, names[0]);
    }
}
MEMBER_CELL(household_labour_regions, put_joined, households, labour_regions)
MEMBER_CELL(household_fields, put_joined, households, fields)

CELL(household_type)
{
    const struct koppel_draft_household *h = &t->households[row];
    bool single = koppel_draft_persons(h) == 1;
    bool couple = h->adults + h->expected_relatives == 2 && h->children == 0;

    put_text(text, !t->with_types ? "" : single ? "single" : couple ? "couple" : "family");
}

CELL(household_school_children)
{
    if (t->with_types) {
        put_whole(text, t->households[row].school_children);
    } else {
        put_text(text, "");
    }
}

/* Also those of arrivals.csv. */
#define HOUSEHOLD_COLUMNS                                                                                              \
    {"household", "huishouden", KOPPEL_FORM_TEXT, NULL, NULL, household_key},                                          \
        {"adults", "volwassenen", KOPPEL_FORM_WHOLE, NULL, "\"minimum\": 1, \"maximum\": 20", household_adults},       \
        {"children", "kinderen", KOPPEL_FORM_WHOLE, NULL, "\"minimum\": 0, \"maximum\": 20", household_children},      \
        {"expected_relatives", "nareizigers", KOPPEL_FORM_WHOLE, "0", "\"minimum\": 0, \"maximum\": 20",               \
         household_relatives},                                                                                         \
        {"municipality", "gekoppelde_gemeente", KOPPEL_FORM_TEXT, "", GM, household_municipality},                     \
        {"linked_on", "gekoppeld_op", KOPPEL_FORM_DATE, "", NULL, household_linked_on},                                \
        {"region", "opvangregio", KOPPEL_FORM_TEXT, "", NULL, household_region},                                       \
        {"reception", "opvang", KOPPEL_FORM_TEXT, "", NULL, household_reception},                                      \
        {"tie", "binding", KOPPEL_FORM_TEXT, "", GM, household_tie},                                                   \
        {"tie_reason", "reden_binding", KOPPEL_FORM_VALUE, "", NULL, household_tie_reason},                            \
        {"step_free", "nultreden", KOPPEL_FORM_YES_NO, "no", NULL, household_step_free},                               \
        {"may_share", "mag_delen", KOPPEL_FORM_YES_NO, "no", NULL, household_may_share},                               \
        {"age_group", "leeftijdsgroep", KOPPEL_FORM_VALUE, "adult", NULL, household_age},                              \
        {"car", "auto", KOPPEL_FORM_YES_NO, "", NULL, household_car},                                                  \
        {"network", "netwerk", KOPPEL_FORM_TEXT, "", GM, household_network},                                           \
        {"labour_regions", "arbeidsmarktregios", KOPPEL_FORM_TEXT, "", NULL, household_labour_regions},                \
        {"fields", "vakgebieden", KOPPEL_FORM_TEXT, "", NULL, household_fields},                                       \
        {"urgency", "urgentie", KOPPEL_FORM_TEXT, "", NULL, household_urgency},                                        \
        {"x_type", "x_type", KOPPEL_FORM_TEXT, "", NULL, household_type},                                              \
    {                                                                                                                  \
        "x_school_children", "x_school_children", KOPPEL_FORM_WHOLE, "", COUNT, household_school_children              \
    }

static const struct koppel_draft_column household_columns[] = {HOUSEHOLD_COLUMNS};

static const struct koppel_draft_column arrival_columns[] = {
    HOUSEHOLD_COLUMNS,
    {"arrived_on", "aangekomen_op", KOPPEL_FORM_DATE, NULL, NULL, household_arrived_on},
};

/* ---- targets -------------------------------------------------------------------------------------------------- */

MUNICIPALITY_CELL(target_municipality, targets, municipality)
DAY_CELL(target_published_on, targets, published_on)
WHOLE_CELL(target_target, targets, target)
WHOLE_CELL(target_balance, targets, balance)
WHOLE_CELL(target_housed, targets, housed)
WHOLE_CELL(target_excusable, targets, excusable)
TEXT_CELL(target_source, targets, source)

CELL(target_period)
{
    (void)row;
    put_text(text, t->period);
}

CELL(target_linked)
{
    if (t->targets[row].linked == KOPPEL_NONE) {
        put_text(text, "");
    } else {
        put_whole(text, t->targets[row].linked);
    }
}

static const struct koppel_draft_column target_columns[] = {
    {"municipality", "gemeente", KOPPEL_FORM_TEXT, NULL, GM, target_municipality},
    {"period", "periode", KOPPEL_FORM_TEXT, NULL, "\"pattern\": \"[0-9]{4}-[12]\"", target_period},
    {"published_on", "gepubliceerd_op", KOPPEL_FORM_DATE, NULL, NULL, target_published_on},
    {"target_persons", "taakstelling", KOPPEL_FORM_WHOLE, NULL, COUNT, target_target},
    {"balance_persons", "saldo", KOPPEL_FORM_WHOLE, "0", NULL, target_balance},
    {"linked_persons", "gekoppeld", KOPPEL_FORM_WHOLE, "", COUNT, target_linked},
    {"housed_persons", "gehuisvest", KOPPEL_FORM_WHOLE, "0", COUNT, target_housed},
    {"excusable_persons", "verschoonbaar", KOPPEL_FORM_WHOLE, "0", COUNT, target_excusable},
    {"source", "bron", KOPPEL_FORM_TEXT, "", NULL, target_source},
};

/* ---- scores, limits, decisions -------------------------------------------------------------------------------- */

CELL(score_household)
{
    household_key(t, t->scores[row].household, text);
}
TEXT_CELL(score_place, scores, place)
CELL(score_score)
{
    put_decimal(text, t->scores[row].micro_points, 6);
}

static const struct koppel_draft_column score_columns[] = {
    {"household", "huishouden", KOPPEL_FORM_TEXT, NULL, NULL, score_household},
    {"place", "plaats", KOPPEL_FORM_TEXT, NULL, NULL, score_place},
    {"score", "score", KOPPEL_FORM_DECIMAL, NULL, "\"minimum\": 0, \"maximum\": 1000", score_score},
};

TEXT_CELL(limit_area, limits, area)
TEXT_CELL(limit_measure, limits, measure)
OPTIONAL_CELL(limit_min, limits, min)
OPTIONAL_CELL(limit_max, limits, max)
TEXT_CELL(limit_enforce, limits, enforce)
TEXT_CELL(limit_where, limits, where)

static const struct koppel_draft_column limit_columns[] = {
    {"area", "gebied", KOPPEL_FORM_TEXT, NULL, NULL, limit_area},
    {"measure", "maat", KOPPEL_FORM_VALUE, NULL, NULL, limit_measure},
    {"min", "minimum", KOPPEL_FORM_WHOLE, "-", COUNT, limit_min},
    {"max", "maximum", KOPPEL_FORM_WHOLE, "-", COUNT, limit_max},
    {"enforce", "handhaving", KOPPEL_FORM_VALUE, NULL, NULL, limit_enforce},
    {"where", "voorwaarde", KOPPEL_FORM_TEXT, "", NULL, limit_where},
};

CELL(decision_household)
{
    household_key(t, t->decisions[row].household, text);
}
CELL(decision_unit)
{
    unit_key(t, t->decisions[row].unit, text);
}
TEXT_CELL(decision_decision, decisions, decision)
TEXT_CELL(decision_reason, decisions, reason)
DAY_CELL(decision_decided_on, decisions, decided_on)

static const struct koppel_draft_column decision_columns[] = {
    {"household", "huishouden", KOPPEL_FORM_TEXT, NULL, NULL, decision_household},
    {"unit", "woning", KOPPEL_FORM_TEXT, NULL, NULL, decision_unit},
    {"decision", "besluit", KOPPEL_FORM_VALUE, NULL, NULL, decision_decision},
    {"reason", "reden", KOPPEL_FORM_TEXT, NULL, NULL, decision_reason},
    {"decided_on", "besloten_op", KOPPEL_FORM_DATE, NULL, NULL, decision_decided_on},
};

/* ---- reception, jobs ------------------------------------------------------------------------------------------ */

TEXT_CELL(reception_key, receptions, key)
MUNICIPALITY_CELL(reception_municipality, receptions, municipality)
CELL(reception_lat)
{
    put_decimal(text, t->receptions[row].lat_e4, 4);
}
CELL(reception_lon)
{
    put_decimal(text, t->receptions[row].lon_e4, 4);
}

static const struct koppel_draft_column reception_columns[] = {
    {"reception", "opvang", KOPPEL_FORM_TEXT, NULL, NULL, reception_key},
    {"municipality", "gemeente", KOPPEL_FORM_TEXT, "", GM, reception_municipality},
    {"lat", "breedtegraad", KOPPEL_FORM_DECIMAL, "", "\"minimum\": -90, \"maximum\": 90", reception_lat},
    {"lon", "lengtegraad", KOPPEL_FORM_DECIMAL, "", "\"minimum\": -180, \"maximum\": 180", reception_lon},
};

TEXT_CELL(job_field, jobs, field)
MUNICIPALITY_CELL(job_municipality, jobs, municipality)
TEXT_CELL(job_labour_region, jobs, labour_region)
WHOLE_CELL(job_vacancies, jobs, vacancies)

static const struct koppel_draft_column job_columns[] = {
    {"field", "vakgebied", KOPPEL_FORM_TEXT, NULL, NULL, job_field},
    {"municipality", "gemeente", KOPPEL_FORM_TEXT, "", GM, job_municipality},
    {"labour_region", "arbeidsmarktregio", KOPPEL_FORM_TEXT, "", NULL, job_labour_region},
    {"vacancies", "vacatures", KOPPEL_FORM_WHOLE, NULL, COUNT, job_vacancies},
};

/* ---- The tables ----------------------------------------------------------------------------------------------- */

#define COLUMNS(list) list, (int)(sizeof list / sizeof list[0])
#define TO_MUNICIPALITY "municipality municipalities municipality "
#define TO_MUNICIPALITIES                                                                                              \
    TO_MUNICIPALITY "tie municipalities municipality network municipalities municipality reception reception "         \
                    "reception "
#define TO_NEIGHBOURHOOD "neighbourhood neighbourhoods neighbourhood "

const struct koppel_draft_table koppel_draft_tables[KOPPEL_DRAFT_TABLES] = {
    {"municipalities", COLUMNS(municipality_columns), "municipality", ""},
    {"neighbourhoods", COLUMNS(neighbourhood_columns), "neighbourhood", TO_MUNICIPALITY},
    {"corporations", COLUMNS(agreement_columns), "corporation municipality", TO_MUNICIPALITY},
    {"units", COLUMNS(unit_columns), "unit", TO_NEIGHBOURHOOD},
    {"households", COLUMNS(household_columns), "household", TO_MUNICIPALITIES},
    {"targets", COLUMNS(target_columns), "municipality period published_on", TO_MUNICIPALITY},
    {"scores", COLUMNS(score_columns), "household place", "household households household "},
    {"limits", COLUMNS(limit_columns), "", ""},
    {"decisions", COLUMNS(decision_columns), "household unit", "household households household unit units unit "},
    {"arrivals", COLUMNS(arrival_columns), "household", TO_MUNICIPALITIES},
    {"releases", COLUMNS(release_columns), "unit", TO_NEIGHBOURHOOD},
    {"reception", COLUMNS(reception_columns), "reception", TO_MUNICIPALITY},
    {"jobs", COLUMNS(job_columns), "", TO_MUNICIPALITY},
};

struct koppel_draft_range koppel_draft_table_rows(const struct koppel_draft *t, int table)
{
    const int homes = t->n_units - t->n_releases;
    const int here = t->n_households - t->n_arrivals;
    const struct koppel_draft_range rows[KOPPEL_DRAFT_TABLES] = {{0, t->n_municipalities},
                                                                 {0, t->n_neighbourhoods},
                                                                 {0, t->n_agreements},
                                                                 {0, homes},
                                                                 {0, here},
                                                                 {0, t->n_targets},
                                                                 {0, t->n_scores},
                                                                 {0, t->n_limits},
                                                                 {0, t->n_decisions},
                                                                 {here, t->n_households},
                                                                 {homes, t->n_units},
                                                                 {0, t->n_receptions},
                                                                 {0, t->n_jobs}};

    return rows[table];
}
