// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dictionary.c - the tables and columns of a case (see dictionary.h; the same for people: data/README.md). */
#include "io/dictionary.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
#define INT32(row, member) .type = KOPPEL_IN_INT32, .offset = offsetof(struct row, member)
#define INT64(row, member) .type = KOPPEL_IN_INT64, .offset = offsetof(struct row, member)
#define BOOL(row, member) .type = KOPPEL_IN_BOOL, .offset = offsetof(struct row, member)
#define TEXT(row, member) .type = KOPPEL_IN_TEXT, .offset = offsetof(struct row, member)

#define REQUIRED .required = true
#define REQUIRED_KEY .required = true, .in_key = true
#define EMPTY(value) .may_be_empty = true, .otherwise = (value)
#define DEFAULT(value) .otherwise = (value)
#define EMPTY_DEFAULT(value) .otherwise = (value), .empty_is_default = true

#define WHOLE(low, high) .form = KOPPEL_CELL_WHOLE, .min = (low), .max = (high)
#define DECIMAL(n, low, high) .form = KOPPEL_CELL_DECIMAL, .places = (n), .min = (low), .max = (high)
#define UNITS(words) .units = (words)
#define HINTS(words) .hints = (words)
#define DATE .form = KOPPEL_CELL_DATE
#define WORD(list) .form = KOPPEL_CELL_CHOICE, .choices = (list)
#define NAME(list) .form = KOPPEL_CELL_NAME, .names = offsetof(struct koppel_case, list)
#define LIST(list) .form = KOPPEL_CELL_TEXT, .is_list = true, .names = offsetof(struct koppel_case, list), .offset = SIZE_MAX
#define REFERENCE(table) .form = KOPPEL_CELL_REFERENCE, .refers = (table)
#define MUNICIPALITY REFERENCE(KOPPEL_TABLE_MUNICIPALITIES), .code = KOPPEL_CODE_GM

enum { PEOPLE = 20000000, MILLION = 1000000, KM_METRES = 1000000, DEGREES_90 = 90000000, DEGREES_180 = 180000000 };

#define MOST_SCORE (INT64_C(1000000000) * 100000000)

/* Arrivals and releases are read as households and units. */
_Static_assert(offsetof(struct koppel_arrival, household) == 0, "the household comes first");
_Static_assert(offsetof(struct koppel_release, unit) == 0, "the unit comes first");

/* Choices are stored in members of an enum type as int32_t. */
_Static_assert(sizeof(enum koppel_tie_reason) == sizeof(int32_t), "enums are 32 bits wide");
_Static_assert(sizeof(enum koppel_tristate) == sizeof(int32_t), "enums are 32 bits wide");
_Static_assert(sizeof(enum koppel_decision_kind) == sizeof(int32_t), "enums are 32 bits wide");

static const struct koppel_choice yes_no[] = {
    {"yes", "ja", KOPPEL_YES}, {"no", "nee", KOPPEL_NO}, {NULL, NULL, 0},
};

static const struct koppel_choice labels[] = {
    {"general", "algemeen", KOPPEL_NONE}, {"youth", "jongeren jongere", 0}, {"senior_55", "55+ 55plus", 0},
    {"senior_65", "65+ 65plus", 0}, {NULL, NULL, 0},
};

static const struct koppel_choice age_groups[] = {
    {"youth", "jongeren jongere", 0}, {"adult", "volwassen volwassene", KOPPEL_NONE}, {"senior_55", "55+ 55plus", 0},
    {"senior_65", "65+ 65plus", 0}, {NULL, NULL, 0},
};

static const struct koppel_choice tie_reasons[] = {
    {"family", "familie gezin", KOPPEL_TIE_FAMILY}, {"work", "werk", KOPPEL_TIE_WORK}, {"study", "studie", KOPPEL_TIE_STUDY},
    {"care", "zorg", KOPPEL_TIE_CARE}, {NULL, NULL, 0},
};

static const struct koppel_choice decisions[] = {
    {"offered", "aangeboden", KOPPEL_OFFERED}, {"accepted", "geaccepteerd", KOPPEL_ACCEPTED}, {"signed", "getekend", KOPPEL_SIGNED},
    {"keep", "behouden", KOPPEL_KEEP}, {"refused", "geweigerd", KOPPEL_REFUSED}, {"forbid", "verboden", KOPPEL_FORBID},
    {"except", "afwijken", KOPPEL_EXCEPT}, {"withdrawn", "ingetrokken", KOPPEL_WITHDRAWN}, {NULL, NULL, 0},
};

static const struct koppel_choice enforces[] = {
    {"must", "moet", KOPPEL_MUST}, {"goal", "doel", KOPPEL_GOAL}, {NULL, NULL, 0},
};

const struct koppel_other_words koppel_other_words[] = {
    {"j y t waar true \xE2\x9C\x93 \xE2\x9C\x94 \xE2\x98\x91 \xE2\x88\x9A", "yes"}, {"n f onwaar false", "no"},
    {"55plussers 55+ers senioren55+ senior55+ senioren55plus ouderen55+ 55jaarenouder vanaf55jaar", "senior_55"},
    {"65plussers 65+ers senioren65+ senior65+ senioren65plus ouderen65+ 65jaarenouder vanaf65jaar", "senior_65"},
    {"volwassenen adults", "adult"}, {"geen regulier none", "general"},
    {"familie", "family"}, {"baan", "work"}, {"opleiding", "study"}, {"mantelzorg", "care"},
    {"aanbieding", "offered"}, {"acceptatie akkoord", "accepted"}, {"ondertekend", "signed"},
    {"mensen people person persoon pers", "persons"}, {"huizen woning home", "homes"},
    {"volwassene adult", "adults"}, {"kind child", "children"}, {"weigering", "refused"}, {"verplicht", "must"}, {"streven", "goal"}, {NULL, NULL},
};

const struct koppel_choice koppel_measure_choices[] = {
    {"persons", "personen", KOPPEL_MEASURE_PERSONS}, {"homes", "woningen", KOPPEL_MEASURE_HOMES},
    {"adults", "volwassenen", KOPPEL_MEASURE_ADULTS}, {"children", "kinderen", KOPPEL_MEASURE_CHILDREN},
    {NULL, NULL, 0},
};

const struct koppel_choice koppel_chance_choices[] = {
    {"households", "huishoudens", KOPPEL_CHANCE_OF_HOUSEHOLDS}, {"homes", "woningen", KOPPEL_CHANCE_OF_HOMES},
    {NULL, NULL, 0},
};

static const struct koppel_column municipality_columns[] = {
    {"municipality", "gemeente gemeentecode", HINTS("gem_code gmcode gm_code cbs_code gemeentenummer gemeente_nr"), .form = KOPPEL_CELL_KEY, .code = KOPPEL_CODE_GM, REQUIRED_KEY, TEXT(koppel_municipality, id)},
    {"name", "naam gemeentenaam", REQUIRED, TEXT(koppel_municipality, name)},
    {"province", "provincie", REQUIRED, TEXT(koppel_municipality, province)},
    {"inhabitants", "inwoners aantal_inwoners", HINTS("bevolking inwonertal aantal_inw"), WHOLE(0, PEOPLE), UNITS("inwoners inw inhabitants"), REQUIRED, INT64(koppel_municipality, inhabitants)},
    {"region", "regio koppelregio", HINTS("coa_regio"), NAME(regions), EMPTY(KOPPEL_NONE), INT32(koppel_municipality, region)},
    {"labour_region", "arbeidsregio arbeidsmarktregio", NAME(labour_regions), EMPTY(KOPPEL_NONE), INT32(koppel_municipality, labour_region)},
};

static const struct koppel_column neighbourhood_columns[] = {
    {"neighbourhood", "buurt buurtcode", HINTS("bu_code bucode buurt_nr buurtnummer"), .form = KOPPEL_CELL_KEY, .code = KOPPEL_CODE_BU, REQUIRED_KEY, TEXT(koppel_neighbourhood, id)},
    {"municipality", "gemeente gemeentecode", HINTS("gem_code gmcode gm_code gemeentenaam"), MUNICIPALITY, REQUIRED, DEFAULT(KOPPEL_NONE), INT32(koppel_neighbourhood, municipality)},
    {"name", "naam buurtnaam", REQUIRED, TEXT(koppel_neighbourhood, name)},
    {"inhabitants", "inwoners aantal_inwoners", HINTS("bevolking inwonertal aantal_inw"), WHOLE(0, PEOPLE), UNITS("inwoners inw inhabitants"), REQUIRED, INT32(koppel_neighbourhood, inhabitants)},
    {"corporation_dwellings", "corporatiewoningen", HINTS("sociale_huurwoningen sociale_huur huurwoningen corporatiebezit"), WHOLE(0, PEOPLE), UNITS("woningen homes dwellings"), REQUIRED, EMPTY(KOPPEL_UNKNOWN), INT32(koppel_neighbourhood, corporation_dwellings)},
    {"permit_holders", "vergunninghouders statushouders", HINTS("aantal_statushouders aantal_vergunninghouders"), WHOLE(0, PEOPLE), UNITS("personen persoon pers persons"), REQUIRED, INT32(koppel_neighbourhood, permit_holders)},
    {"district", "wijk wijkcode", NAME(districts), .code = KOPPEL_CODE_WK, EMPTY(KOPPEL_NONE), INT32(koppel_neighbourhood, district)},
    {"excluded", "uitgesloten", HINTS("uitsluiten niet_meedoen"), WORD(yes_no), DEFAULT(KOPPEL_NO), BOOL(koppel_neighbourhood, excluded)},
    {"school_km", "afstand_school_km afstand_basisschool_km", DECIMAL(3, 0, KM_METRES), UNITS("km kilometer"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_neighbourhood, school_m)},
    {"gp_km", "afstand_huisarts_km huisarts_km", DECIMAL(3, 0, KM_METRES), UNITS("km kilometer"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_neighbourhood, gp_m)},
    {"transit_km", "afstand_ov_km ov_km", DECIMAL(3, 0, KM_METRES), UNITS("km kilometer"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_neighbourhood, transit_m)},
    {"lat", "breedtegraad", HINTS("latitude"), DECIMAL(6, -DEGREES_90, DEGREES_90), .more_places = true, EMPTY(KOPPEL_NO_COORDINATE), INT32(koppel_neighbourhood, lat_micro)},
    {"lon", "lengtegraad", HINTS("longitude lng"), DECIMAL(6, -DEGREES_180, DEGREES_180), .more_places = true, EMPTY(KOPPEL_NO_COORDINATE), INT32(koppel_neighbourhood, lon_micro)},
};

static const struct koppel_column corporation_columns[] = {
    {"corporation", "corporatie woningcorporatie", HINTS("verhuurder afkorting"), .form = KOPPEL_CELL_KEY, REQUIRED_KEY, TEXT(koppel_corporation_row, id)},
    {"name", "naam corporatienaam", REQUIRED, TEXT(koppel_corporation_row, name)},
    {"municipality", "gemeente gemeentecode", MUNICIPALITY, .in_key = true, EMPTY(KOPPEL_NONE), INT32(koppel_corporation_row, municipality)},
    {"min_homes", "min_woningen minimum_woningen", WHOLE(0, MILLION), UNITS("woningen woning homes home"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_corporation_row, min_homes)},
    {"max_homes", "max_woningen maximum_woningen", WHOLE(0, MILLION), UNITS("woningen woning homes home"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_corporation_row, max_homes)},
};

/* Also those of releases.csv. */
#define UNIT_COLUMNS \
    {"unit", "woning woning_id vhe vhe_nummer", HINTS("object objectnummer object_nr vhenr vhe_nr woningnummer woning_nr eenheid eenheidnummer oge_nummer"), .form = KOPPEL_CELL_KEY, REQUIRED_KEY, TEXT(koppel_unit, id)}, \
    {"neighbourhood", "buurt buurtcode", REFERENCE(KOPPEL_TABLE_NEIGHBOURHOODS), .code = KOPPEL_CODE_BU, REQUIRED, DEFAULT(KOPPEL_NONE), INT32(koppel_unit, neighbourhood)}, \
    {"corporation", "corporatie woningcorporatie", HINTS("verhuurder eigenaar"), REFERENCE(KOPPEL_TABLE_CORPORATIONS), REQUIRED, DEFAULT(KOPPEL_NONE), INT32(koppel_unit, corporation)}, \
    {"rooms", "kamers aantal_kamers", HINTS("kamertal"), WHOLE(1, 50), UNITS("kamers kamer kmr kamerwoning kamerappartement rooms room"), REQUIRED, INT32(koppel_unit, rooms)}, \
    {"rent_eur", "huur huur_eur kale_huur netto_huur", HINTS("huurprijs huurbedrag kalehuur nettohuur kale_huurprijs streefhuur"), DECIMAL(2, 0, 999999), UNITS("€ eur euro p.m pm p/m p.mnd p/mnd /mnd per_maand per_mnd /maand per_month"), REQUIRED, INT64(koppel_unit, rent_cents)}, \
    {"places", "plaatsen aantal_plaatsen", HINTS("capaciteit bedden"), WHOLE(1, MILLION), UNITS("plaatsen plaats places place"), EMPTY_DEFAULT(1), INT32(koppel_unit, places)}, \
    {"complex", "complexnummer complexcode", HINTS("complexnr complexnaam"), NAME(complexes), EMPTY(KOPPEL_NONE), INT32(koppel_unit, complex)}, \
    {"floor_area_m2", "oppervlakte oppervlakte_m2 m2", HINTS("gbo woonoppervlak woonoppervlakte gebruiksoppervlakte vloeroppervlakte"), DECIMAL(0, 1, 100000), UNITS("m² m2 m^2"), .more_places = true, EMPTY(KOPPEL_UNKNOWN), INT32(koppel_unit, floor_area_m2)}, \
    {"step_free", "nultreden gelijkvloers traploos", HINTS("rolstoel rolstoelgeschikt rolstoeltoegankelijk rollator toegankelijk drempelvrij"), WORD(yes_no), EMPTY_DEFAULT(KOPPEL_NO), BOOL(koppel_unit, step_free)}, \
    {"available_from", "beschikbaar_vanaf beschikbaar", HINTS("opleverdatum oplevering vrij_per leeg_per ingangsdatum startdatum"), DATE, EMPTY(KOPPEL_NO_DATE), INT32(koppel_unit, available_from)}, \
    {"label", "leeftijdslabel doelgroeplabel", HINTS("doelgroep woninglabel"), NAME(labels), .choices = labels, EMPTY_DEFAULT(KOPPEL_NONE), INT32(koppel_unit, label)},

static const struct koppel_column unit_columns[] = {UNIT_COLUMNS};

static const struct koppel_column release_columns[] = {
    UNIT_COLUMNS
    {"freed_on", "vrij_op vrijgekomen_op", DATE, REQUIRED, INT32(koppel_release, freed_on)},
};

static const struct koppel_column reception_columns[] = {
    {"reception", "opvang opvanglocatie", .form = KOPPEL_CELL_KEY, REQUIRED_KEY, TEXT(koppel_reception, id)},
    {"municipality", "gemeente gemeentecode", MUNICIPALITY, EMPTY(KOPPEL_NONE), INT32(koppel_reception, municipality)},
    {"lat", "breedtegraad", HINTS("latitude"), DECIMAL(6, -DEGREES_90, DEGREES_90), .more_places = true, EMPTY(KOPPEL_NO_COORDINATE), INT32(koppel_reception, lat_micro)},
    {"lon", "lengtegraad", HINTS("longitude lng"), DECIMAL(6, -DEGREES_180, DEGREES_180), .more_places = true, EMPTY(KOPPEL_NO_COORDINATE), INT32(koppel_reception, lon_micro)},
};

static const struct koppel_column job_columns[] = {
    {"field", "vakgebied beroepsgroep", HINTS("beroep sector"), NAME(fields), REQUIRED_KEY, INT32(koppel_job_opening, field)},
    {"municipality", "gemeente gemeentecode", MUNICIPALITY, .in_key = true, EMPTY(KOPPEL_NONE), INT32(koppel_job_opening, municipality)},
    {"labour_region", "arbeidsregio arbeidsmarktregio", NAME(labour_regions), .in_key = true, EMPTY(KOPPEL_NONE), INT32(koppel_job_opening, labour_region)},
    {"vacancies", "vacatures aantal_vacatures", WHOLE(0, MILLION), UNITS("vacatures vacancies"), REQUIRED, INT32(koppel_job_opening, vacancies)},
};

/* Also those of arrivals.csv. */
#define HOUSEHOLD_COLUMNS \
    {"household", "huishouden huishouden_id", HINTS("volgnummer kenmerk"), .form = KOPPEL_CELL_KEY, REQUIRED_KEY, TEXT(koppel_household, id)}, \
    {"adults", "volwassenen aantal_volwassenen", HINTS("meerderjarigen volw"), WHOLE(1, 20), UNITS("volwassenen volwassene volw adults adult personen persoon pers persons person"), REQUIRED, INT32(koppel_household, adults)}, \
    {"children", "kinderen aantal_kinderen", HINTS("minderjarigen"), WHOLE(0, 20), UNITS("kinderen kind kind(eren) children child"), REQUIRED, INT32(koppel_household, children)}, \
    {"expected_relatives", "nareizigers verwachte_nareizigers", HINTS("gezinshereniging gezinsherenigers nareis"), WHOLE(0, 20), UNITS("nareizigers nareiziger personen persoon pers persons person"), DEFAULT(0), INT32(koppel_household, expected_relatives)}, \
    {"municipality", "gemeente gemeentecode gekoppelde_gemeente", HINTS("koppelgemeente gekoppeld_aan"), MUNICIPALITY, EMPTY(KOPPEL_NONE), INT32(koppel_household, municipality)}, \
    {"linked_on", "gekoppeld_op koppeldatum", HINTS("datum_koppeling koppeling_per gekoppeld_per"), DATE, EMPTY(KOPPEL_NO_DATE), INT32(koppel_household, linked_on)}, \
    {"region", "regio opvangregio", HINTS("azc_regio"), NAME(regions), EMPTY(KOPPEL_NONE), INT32(koppel_household, region)}, \
    {"reception", "opvang opvanglocatie", HINTS("azc azc_locatie"), REFERENCE(KOPPEL_TABLE_RECEPTION), EMPTY(KOPPEL_NONE), INT32(koppel_household, reception)}, \
    {"tie", "binding bindingsgemeente", MUNICIPALITY, EMPTY(KOPPEL_NONE), INT32(koppel_household, tie)}, \
    {"tie_reason", "reden_binding bindingsreden", WORD(tie_reasons), EMPTY(KOPPEL_TIE_NONE), INT32(koppel_household, tie_reason)}, \
    {"step_free", "nultreden gelijkvloers traploos", HINTS("rolstoel rollator traplopen"), WORD(yes_no), DEFAULT(KOPPEL_NO), BOOL(koppel_household, step_free)}, \
    {"may_share", "mag_delen delen", HINTS("woningdelen kamer_delen"), WORD(yes_no), EMPTY_DEFAULT(KOPPEL_NO), BOOL(koppel_household, may_share)}, \
    {"age_group", "leeftijdsgroep", HINTS("leeftijdscategorie leeftijdsklasse"), NAME(age_groups), .choices = age_groups, EMPTY_DEFAULT(KOPPEL_NONE), INT32(koppel_household, age_group)}, \
    {"car", "auto", WORD(yes_no), EMPTY(KOPPEL_MAYBE), INT32(koppel_household, car)}, \
    {"network", "netwerk netwerkgemeente", MUNICIPALITY, EMPTY(KOPPEL_NONE), INT32(koppel_household, network)}, \
    {"labour_regions", "arbeidsregios arbeidsmarktregios", LIST(labour_regions), EMPTY(0)}, \
    {"fields", "vakgebieden beroepsgroepen", HINTS("beroep beroepen vakgebied werkervaring"), LIST(fields), EMPTY(0)}, \
    {"urgency", "urgentie urgentieklasse", HINTS("prioriteit spoed"), NAME(urgencies), EMPTY(KOPPEL_NONE), INT32(koppel_household, urgency)},

static const struct koppel_column household_columns[] = {HOUSEHOLD_COLUMNS};

static const struct koppel_column arrival_columns[] = {
    HOUSEHOLD_COLUMNS
    {"arrived_on", "aangekomen_op", DATE, REQUIRED, INT32(koppel_arrival, arrived_on)},
};

static const struct koppel_column forecast_columns[] = {
    {"class", "klasse", REQUIRED_KEY, TEXT(koppel_forecast_row, class_)},
    {"week", "week_vanaf", HINTS("maandag datum"), DATE, REQUIRED_KEY, INT32(koppel_forecast_row, week)},
    {"mean", "gemiddelde verwacht_aantal", HINTS("verwachting"), DECIMAL(3, 0, 1000000), REQUIRED, INT64(koppel_forecast_row, mean_thousandths)},
    {"dispersion", "spreiding overspreiding", DECIMAL(3, 0, 100000), DEFAULT(0), INT64(koppel_forecast_row, dispersion_thousandths)},
};

static const struct koppel_column chance_columns[] = {
    {"of", "van wie_of_wat", REQUIRED_KEY, TEXT(koppel_chance_row, of)},
    {"refusal_percent", "weigering_procent kans_op_weigering", DECIMAL(1, 0, 1000), UNITS("% procent percent"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_chance_row, refusal_permille)},
    {"late_percent", "te_laat_procent kans_op_te_laat", DECIMAL(1, 0, 1000), UNITS("% procent percent"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_chance_row, late_permille)},
    {"late_days", "dagen_te_laat", WHOLE(1, 730), UNITS("dagen dag days day"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_chance_row, late_days)},
    {"growth_percent", "groei_procent kans_op_groei", DECIMAL(1, 0, 1000), UNITS("% procent percent"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_chance_row, growth_permille)},
    {"growth_persons", "groei_personen", WHOLE(1, 20), UNITS("personen persoon pers persons person"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_chance_row, growth_persons)},
    {"growth_days", "groei_dagen", WHOLE(1, 1460), UNITS("dagen dag days day"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_chance_row, growth_days)},
};

static const struct koppel_column target_columns[] = {
    {"municipality", "gemeente gemeentecode", MUNICIPALITY, REQUIRED_KEY, DEFAULT(KOPPEL_NONE), INT32(koppel_target, municipality)},
    {"period", "periode halfjaar", HINTS("tijdvak"), .form = KOPPEL_CELL_PERIOD, REQUIRED_KEY, INT32(koppel_target, period)},
    {"published_on", "gepubliceerd_op publicatiedatum", DATE, REQUIRED_KEY, INT32(koppel_target, published_on)},
    {"target_persons", "taakstelling taakstelling_personen", HINTS("halfjaartaakstelling opgave"), WHOLE(0, MILLION), UNITS("personen persoon pers persons person"), REQUIRED, INT32(koppel_target, target_persons)},
    {"balance_persons", "saldo saldo_personen voorsprong", HINTS("voorstand"), WHOLE(-MILLION, MILLION), UNITS("personen persoon pers persons person"), DEFAULT(0), INT32(koppel_target, balance_persons)},
    {"linked_persons", "gekoppeld gekoppelde_personen", HINTS("koppelingen"), WHOLE(0, MILLION), UNITS("personen persoon pers persons person"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_target, linked_persons)},
    {"housed_persons", "gehuisvest gehuisveste_personen gerealiseerd", HINTS("realisatie geplaatst gehuisveste_vergunninghouders"), WHOLE(0, MILLION), UNITS("personen persoon pers persons person"), DEFAULT(0), INT32(koppel_target, housed_persons)},
    {"excusable_persons", "verschoonbaar verschoonbare_personen", WHOLE(0, MILLION), UNITS("personen persoon pers persons person"), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_target, excusable_persons)},
    {"linked_by_reference_persons", "gekoppeld_op_peildatum", WHOLE(0, MILLION), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_target, linked_by_reference_persons)},
    {"excusable_reason", "verschoonbaar_reden reden_verschoonbaar", EMPTY(0), TEXT(koppel_target, excusable_reason)},
    {"source", "bron", EMPTY(0), TEXT(koppel_target, source)},
};

static const struct koppel_column score_columns[] = {
    {"household", "huishouden huishouden_id", REFERENCE(KOPPEL_TABLE_HOUSEHOLDS), REQUIRED_KEY, DEFAULT(KOPPEL_NONE), INT32(koppel_score_row, household)},
    {"place", "plaats", REQUIRED_KEY, .names_area = true, TEXT(koppel_score_row, place)},
    {"score", "punten", DECIMAL(9, -MOST_SCORE, MOST_SCORE), REQUIRED, INT64(koppel_score_row, billionths)},
};

static const struct koppel_column area_columns[] = {
    {"group", "groep", .form = KOPPEL_CELL_KEY, REQUIRED_KEY, TEXT(koppel_area_row, group)},
    {"area", "gebied", REQUIRED_KEY, .names_area = true, TEXT(koppel_area_row, area)},
};

static const struct koppel_column limit_columns[] = {
    {"area", "gebied", REQUIRED, .names_area = true, TEXT(koppel_limit_row, area)},
    {"measure", "maat", .choices = koppel_measure_choices, REQUIRED, TEXT(koppel_limit_row, measure)},
    {"min", "minimum", WHOLE(0, MILLION), EMPTY(KOPPEL_UNKNOWN), INT64(koppel_limit_row, min)},
    {"max", "maximum", WHOLE(0, MILLION), EMPTY(KOPPEL_UNKNOWN), INT64(koppel_limit_row, max)},
    {"enforce", "handhaving", WORD(enforces), REQUIRED, INT32(koppel_limit_row, enforce)},
    {"where", "waar voorwaarde", EMPTY(0), TEXT(koppel_limit_row, where)},
};

static const struct koppel_column border_columns[] = {
    {"from", "van van_gemeente", MUNICIPALITY, REQUIRED_KEY, DEFAULT(KOPPEL_NONE), INT32(koppel_border, from)},
    {"to", "naar naar_gemeente", MUNICIPALITY, REQUIRED_KEY, DEFAULT(KOPPEL_NONE), INT32(koppel_border, to)},
    {"max_persons", "max_personen", WHOLE(0, MILLION), UNITS("personen persoon pers persons person"), REQUIRED, INT32(koppel_border, max_persons)},
};

static const struct koppel_column decision_columns[] = {
    {"household", "huishouden huishouden_id", REFERENCE(KOPPEL_TABLE_HOUSEHOLDS), .may_be_gone = true, REQUIRED, DEFAULT(KOPPEL_NONE), INT32(koppel_decision_row, household)},
    {"unit", "woning woning_id vhe vhe_nummer", REFERENCE(KOPPEL_TABLE_UNITS), .may_be_gone = true, EMPTY(KOPPEL_NONE), INT32(koppel_decision_row, unit)},
    {"area", "gebied", EMPTY(0), .names_area = true, TEXT(koppel_decision_row, area)},
    {"decision", "besluit", WORD(decisions), REQUIRED, INT32(koppel_decision_row, kind)},
    {"justified", "gegrond", WORD(yes_no), EMPTY(KOPPEL_MAYBE), INT32(koppel_decision_row, justified)},
    {"rule", "regel regels", EMPTY(0), TEXT(koppel_decision_row, rules)},
    {"reason", "reden", HINTS("toelichting opmerking"), REQUIRED, TEXT(koppel_decision_row, reason)},
    {"decided_on", "besloten_op besluitdatum", HINTS("datum"), DATE, REQUIRED, INT32(koppel_decision_row, decided_on)},
    {"decided_by", "besloten_door", EMPTY(0), TEXT(koppel_decision_row, decided_by)},
    {"until", "tot", DATE, EMPTY(KOPPEL_NO_DATE), INT32(koppel_decision_row, until)},
};

static const struct koppel_column inhabitants_columns[] = {
    {"municipality", "gemeente gemeentecode", MUNICIPALITY, REQUIRED_KEY, DEFAULT(KOPPEL_NONE), INT32(koppel_headcount, municipality)},
    {"counted_on", "peildatum geteld_op", DATE, REQUIRED_KEY, INT32(koppel_headcount, counted_on)},
    {"inhabitants", "inwoners aantal_inwoners", WHOLE(0, PEOPLE), REQUIRED, INT64(koppel_headcount, inhabitants)},
    {"source", "bron", EMPTY(0), TEXT(koppel_headcount, source)},
};

static const struct koppel_column national_columns[] = {
    {"period", "periode halfjaar", .form = KOPPEL_CELL_PERIOD, REQUIRED_KEY, INT32(koppel_national, period)},
    {"published_on", "gepubliceerd_op publicatiedatum", DATE, REQUIRED_KEY, INT32(koppel_national, published_on)},
    {"target_persons", "taakstelling taakstelling_personen", WHOLE(0, MILLION), REQUIRED, INT32(koppel_national, target_persons)},
    {"inhabitants", "inwoners aantal_inwoners", WHOLE(1, PEOPLE), EMPTY(KOPPEL_UNKNOWN), INT64(koppel_national, inhabitants)},
    {"source", "bron", EMPTY(0), TEXT(koppel_national, source)},
};

static const struct koppel_column swap_columns[] = {
    {"swap", "ruil afspraak", REQUIRED_KEY, TEXT(koppel_swap, swap)},
    {"municipality", "gemeente gemeentecode", .code = KOPPEL_CODE_GM, REQUIRED_KEY, TEXT(koppel_swap, code)},
    {"period", "periode halfjaar", .form = KOPPEL_CELL_PERIOD, REQUIRED, INT32(koppel_swap, period)},
    {"agreed_on", "afgesproken_op afspraakdatum", DATE, REQUIRED, INT32(koppel_swap, agreed_on)},
    {"change_persons", "wijziging wijziging_personen", WHOLE(-MILLION, MILLION), REQUIRED, INT32(koppel_swap, change_persons)},
    {"source", "bron", EMPTY(0), TEXT(koppel_swap, source)},
};

static const struct koppel_column boundary_change_columns[] = {
    {"changed_on", "gewijzigd_op ingangsdatum", DATE, REQUIRED_KEY, INT32(koppel_boundary_change, changed_on)},
    {"from", "van", .code = KOPPEL_CODE_GM, REQUIRED_KEY, TEXT(koppel_boundary_change, from)},
    {"to", "naar", MUNICIPALITY, REQUIRED_KEY, DEFAULT(KOPPEL_NONE), INT32(koppel_boundary_change, to)},
    {"inhabitants", "inwoners aantal_inwoners", WHOLE(0, PEOPLE), REQUIRED, INT64(koppel_boundary_change, inhabitants)},
    {"ends", "opgeheven", WORD(yes_no), DEFAULT(KOPPEL_NO), BOOL(koppel_boundary_change, ends)},
    {"source", "bron", EMPTY(0), TEXT(koppel_boundary_change, source)},
};

static const struct koppel_column intervention_columns[] = {
    {"municipality", "gemeente gemeentecode", MUNICIPALITY, REQUIRED_KEY, DEFAULT(KOPPEL_NONE), INT32(koppel_intervention, municipality)},
    {"decided_on", "besloten_op besluitdatum", DATE, REQUIRED_KEY, INT32(koppel_intervention, decided_on)},
    {"rung", "trede", WHOLE(0, 12), EMPTY(KOPPEL_UNKNOWN), INT32(koppel_intervention, rung)},
    {"reason", "reden", REQUIRED, TEXT(koppel_intervention, reason)},
    {"plan_on", "plan_van_aanpak_op", DATE, EMPTY(KOPPEL_NO_DATE), INT32(koppel_intervention, plan_on)},
    {"term_on", "termijn termijn_tot", DATE, EMPTY(KOPPEL_NO_DATE), INT32(koppel_intervention, term_on)},
    {"plan_due_on", "plan_van_aanpak_uiterlijk_op termijn_plan_van_aanpak", DATE, EMPTY(KOPPEL_NO_DATE), INT32(koppel_intervention, plan_due_on)},
};

#define COLUMNS(list, row) .columns = (list), .n_columns = (int32_t)(sizeof (list) / sizeof *(list)), .row_size = sizeof(struct row)

const struct koppel_table_rule koppel_tables[KOPPEL_N_TABLES] = {
    {"municipalities.csv", "gemeenten.csv", .required = true, .needs_rows = true, COLUMNS(municipality_columns, koppel_municipality)},
    {"neighbourhoods.csv", "buurten.csv", .required = true, .needs_rows = true, COLUMNS(neighbourhood_columns, koppel_neighbourhood)},
    {"corporations.csv", "corporaties.csv woningcorporaties.csv", .required = true, COLUMNS(corporation_columns, koppel_corporation_row)},
    {"units.csv", "woningen.csv", .required = true, COLUMNS(unit_columns, koppel_unit)},
    {"reception.csv", "opvang.csv opvanglocaties.csv", COLUMNS(reception_columns, koppel_reception)},
    {"jobs.csv", "vacatures.csv werk.csv", COLUMNS(job_columns, koppel_job_opening)},
    {"households.csv", "huishoudens.csv", .required = true, .about_households = true, COLUMNS(household_columns, koppel_household)},
    {"targets.csv", "taakstellingen.csv taakstelling.csv", .required = true, .needs_rows = true, COLUMNS(target_columns, koppel_target)},
    {"scores.csv", "passendheid.csv", .about_households = true, COLUMNS(score_columns, koppel_score_row)},
    {"areas.csv", "gebieden.csv", .about_households = true, COLUMNS(area_columns, koppel_area_row)},
    {"limits.csv", "grenzen.csv", .about_households = true, COLUMNS(limit_columns, koppel_limit_row)},
    {"borders.csv", "gemeentegrenzen.csv", .about_households = true, COLUMNS(border_columns, koppel_border)},
    {"decisions.csv", "besluiten.csv", .about_households = true, COLUMNS(decision_columns, koppel_decision_row)},
    {"arrivals.csv", "instroom.csv", .about_households = true, COLUMNS(arrival_columns, koppel_arrival)},
    {"releases.csv", "vrijkomend.csv vrijkomende_woningen.csv", COLUMNS(release_columns, koppel_release)},
    {"forecast.csv", "verwachting.csv prognose.csv", .about_households = true, COLUMNS(forecast_columns, koppel_forecast_row)},
    {"chances.csv", "kansen.csv", .about_households = true, COLUMNS(chance_columns, koppel_chance_row)},
    {"inhabitants.csv", "inwoners.csv", .about_households = true, COLUMNS(inhabitants_columns, koppel_headcount)},
    {"national.csv", "landelijk.csv", .about_households = true, COLUMNS(national_columns, koppel_national)},
    {"swaps.csv", "ruilingen.csv", .about_households = true, COLUMNS(swap_columns, koppel_swap)},
    {"boundary_changes.csv", "grenswijzigingen.csv", .about_households = true, COLUMNS(boundary_change_columns, koppel_boundary_change)},
    {"interventions.csv", "interventies.csv", .about_households = true, COLUMNS(intervention_columns, koppel_intervention)},
};
/* clang-format on */

bool koppel_words_contain(const char *words, const char *word)
{
    size_t n = strlen(word);

    while (n > 0 && *words != '\0') {
        size_t length = strcspn(words, " ");

        if (length == n && memcmp(words, word, n) == 0) {
            return true;
        }
        words += length;
        words += strspn(words, " ");
    }
    return false;
}

char *koppel_words_list(const char *words, const char *separator, char out[KOPPEL_WORDS_LIST])
{
    out[0] = '\0';
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        size_t n = strlen(out);

        snprintf(out + n, KOPPEL_WORDS_LIST - n, "%s%.*s", n > 0 ? separator : "", (int)length, words);
        words += length;
        words += strspn(words, " ");
    }
    return out;
}
