// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Good cases: every column lands where it belongs, in English and in Dutch, in every shape of file. */
#include "case_files.h"
#include "messages.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct koppel_case kase;
static struct koppel_errors errors;
static struct koppel_errors notes;

static void read_good(void)
{
    struct case_files files;

    case_files_good(&files);
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, &notes), KOPPEL_OK);
    messages_assert(&errors, "");
    messages_assert(&notes, "");
}

static void test_case_reads_municipalities_and_neighbourhoods(void)
{
    read_good();
    CU_ASSERT_EQUAL(kase.n_municipalities, 2);
    CU_ASSERT_STRING_EQUAL(kase.municipalities[0].id, "GM0001");
    CU_ASSERT_STRING_EQUAL(kase.municipalities[1].name, "Beta, the second");
    CU_ASSERT_STRING_EQUAL(kase.municipalities[1].province, "Gelderland");
    CU_ASSERT_EQUAL(kase.municipalities[1].inhabitants, 500);
    CU_ASSERT_STRING_EQUAL(kase.regions.ids[kase.municipalities[0].region], "Midden");
    CU_ASSERT_EQUAL(kase.municipalities[1].region, KOPPEL_NONE);
    CU_ASSERT_STRING_EQUAL(kase.labour_regions.ids[kase.municipalities[0].labour_region], "Arbeid A");
    CU_ASSERT_EQUAL(kase.municipalities[1].line, 3);
    CU_ASSERT_STRING_EQUAL(kase.municipality_extra.names[0], "x_colour");
    CU_ASSERT_STRING_EQUAL(kase.municipality_extra.values[0], "red");
    CU_ASSERT_STRING_EQUAL(kase.municipality_extra.values[1], "");
    CU_ASSERT_EQUAL(kase.n_neighbourhoods, 3);
    CU_ASSERT_EQUAL(kase.neighbourhoods[2].municipality, 1);
    CU_ASSERT_EQUAL(kase.neighbourhoods[0].inhabitants, 600);
    CU_ASSERT_EQUAL(kase.neighbourhoods[0].corporation_dwellings, 100);
    CU_ASSERT_EQUAL(kase.neighbourhoods[0].permit_holders, 10);
    CU_ASSERT_STRING_EQUAL(kase.districts.ids[kase.neighbourhoods[0].district], "WK000101");
    CU_ASSERT_EQUAL(kase.neighbourhoods[1].district, kase.neighbourhoods[0].district);
    CU_ASSERT_STRING_EQUAL(kase.districts.ids[kase.neighbourhoods[2].district], "WK000200");
    CU_ASSERT_FALSE(kase.neighbourhoods[0].excluded);
    CU_ASSERT_TRUE(kase.neighbourhoods[1].excluded);
    CU_ASSERT_EQUAL(kase.neighbourhoods[0].school_m, 500);
    CU_ASSERT_EQUAL(kase.neighbourhoods[1].school_m, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(kase.neighbourhoods[2].gp_m, 3500);
    CU_ASSERT_EQUAL(kase.neighbourhoods[0].transit_m, 250);
    CU_ASSERT_EQUAL(kase.neighbourhoods[0].lat_micro, 52090000);
    CU_ASSERT_EQUAL(kase.neighbourhoods[0].lon_micro, 5121420);
    CU_ASSERT_EQUAL(kase.neighbourhoods[1].lat_micro, -3500000);
    CU_ASSERT_EQUAL(kase.neighbourhoods[1].lon_micro, -1);
    CU_ASSERT_EQUAL(kase.neighbourhoods[2].lat_micro, KOPPEL_NO_COORDINATE);
    CU_ASSERT_EQUAL(koppel_index_get(&kase.neighbourhood_index, "BU00020001"), 2);
    koppel_case_free(&kase);
}

static void test_case_reads_corporations_and_units(void)
{
    read_good();
    CU_ASSERT_EQUAL(kase.n_corporations, 2);
    CU_ASSERT_EQUAL(kase.n_agreements, 3);
    CU_ASSERT_STRING_EQUAL(kase.corporations[1].name, "Corporation Two");
    CU_ASSERT_EQUAL(kase.agreements[0].min_homes, 1);
    CU_ASSERT_EQUAL(kase.agreements[0].max_homes, 5);
    CU_ASSERT_EQUAL(kase.agreements[1].corporation, 0);
    CU_ASSERT_EQUAL(kase.agreements[1].municipality, 1);
    CU_ASSERT_EQUAL(kase.agreements[1].max_homes, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(kase.agreements[2].municipality, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.agreements[2].line, 4);
    CU_ASSERT_EQUAL(kase.n_units, 3);
    CU_ASSERT_EQUAL(kase.units[2].neighbourhood, 2);
    CU_ASSERT_EQUAL(kase.units[1].corporation, 1);
    CU_ASSERT_EQUAL(kase.units[2].rooms, 5);
    CU_ASSERT_EQUAL(kase.units[0].rent_cents, 65050);
    CU_ASSERT_EQUAL(kase.units[1].rent_cents, 999999);
    CU_ASSERT_EQUAL(kase.units[2].rent_cents, 0);
    CU_ASSERT_EQUAL(kase.units[1].places, 4);
    CU_ASSERT_STRING_EQUAL(kase.complexes.ids[kase.units[0].complex], "C1/X1");
    CU_ASSERT_STRING_EQUAL(kase.complexes.ids[kase.units[1].complex], "C2/X1");
    CU_ASSERT_EQUAL(kase.units[2].complex, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.units[0].floor_area_m2, 68);
    CU_ASSERT_EQUAL(kase.units[1].floor_area_m2, KOPPEL_UNKNOWN);
    CU_ASSERT_TRUE(kase.units[0].step_free);
    CU_ASSERT_EQUAL(kase.units[0].available_from, koppel_date_make(2026, 2, 1));
    CU_ASSERT_EQUAL(kase.units[1].available_from, KOPPEL_NO_DATE);
    CU_ASSERT_EQUAL(kase.units[2].available_from, koppel_date_make(2026, 3, 15));
    CU_ASSERT_EQUAL(kase.units[0].label, KOPPEL_NONE);
    CU_ASSERT_STRING_EQUAL(kase.labels.ids[kase.units[1].label], "youth");
    CU_ASSERT_EQUAL(kase.units[2].line, 4);
    koppel_case_free(&kase);
}

static void test_case_reads_households(void)
{
    const struct koppel_household *first = NULL;

    read_good();
    CU_ASSERT_EQUAL_FATAL(kase.n_households, 3);
    first = &kase.households[0];
    CU_ASSERT_STRING_EQUAL(first->id, "H1");
    CU_ASSERT_EQUAL(first->adults, 2);
    CU_ASSERT_EQUAL(first->children, 3);
    CU_ASSERT_EQUAL(first->expected_relatives, 1);
    CU_ASSERT_EQUAL(first->municipality, 0);
    CU_ASSERT_EQUAL(first->linked_on, koppel_date_make(2026, 1, 5));
    CU_ASSERT_EQUAL(first->region, kase.municipalities[0].region);
    CU_ASSERT_EQUAL(first->tie, 0);
    CU_ASSERT_EQUAL(first->tie_reason, KOPPEL_TIE_WORK);
    CU_ASSERT_TRUE(first->step_free);
    CU_ASSERT_FALSE(first->may_share);
    CU_ASSERT_EQUAL(first->age_group, KOPPEL_NONE);
    CU_ASSERT_EQUAL(first->car, KOPPEL_YES);
    CU_ASSERT_EQUAL(first->network, 1);
    CU_ASSERT_EQUAL(first->n_labour, 2);
    CU_ASSERT_EQUAL(kase.household_labour[first->labour_first], kase.municipalities[0].labour_region);
    CU_ASSERT_STRING_EQUAL(kase.labour_regions.ids[kase.household_labour[first->labour_first + 1]], "Arbeid B");
    CU_ASSERT_STRING_EQUAL(kase.urgencies.ids[first->urgency], "urgent");
    CU_ASSERT_EQUAL(kase.households[1].municipality, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.households[1].linked_on, KOPPEL_NO_DATE);
    CU_ASSERT_EQUAL(kase.households[1].tie, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.households[1].car, KOPPEL_MAYBE);
    CU_ASSERT_EQUAL(kase.households[1].urgency, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.households[1].n_labour, 0);
    CU_ASSERT_EQUAL(kase.households[2].car, KOPPEL_NO);
    CU_ASSERT_EQUAL(kase.households[2].line, 4);
    CU_ASSERT_EQUAL(kase.household_extra.n_columns, 2);
    CU_ASSERT_STRING_EQUAL(kase.household_extra.values[2], "D");
    CU_ASSERT_EQUAL(koppel_extra_number(&kase.household_extra, 0, 1), 4);
    CU_ASSERT_EQUAL(koppel_extra_number(&kase.household_extra, 1, 1), 0);
    koppel_case_free(&kase);
}

static void test_case_reads_targets_scores_limits_and_decisions(void)
{
    read_good();
    CU_ASSERT_EQUAL(kase.n_targets, 3);
    CU_ASSERT_EQUAL(kase.targets[0].period, 2026 * 2);
    CU_ASSERT_EQUAL(kase.targets[0].published_on, koppel_date_make(2025, 10, 1));
    CU_ASSERT_EQUAL(kase.targets[0].target_persons, 12);
    CU_ASSERT_EQUAL(kase.targets[0].balance_persons, -2);
    CU_ASSERT_EQUAL(kase.targets[0].linked_persons, 8);
    CU_ASSERT_EQUAL(kase.targets[1].linked_persons, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(kase.targets[0].housed_persons, 3);
    CU_ASSERT_EQUAL(kase.targets[0].excusable_persons, 1);
    CU_ASSERT_STRING_EQUAL(kase.targets[0].source, "letter");
    CU_ASSERT_STRING_EQUAL(kase.targets[1].source, "");
    CU_ASSERT_EQUAL(kase.targets[2].municipality, 1);
    CU_ASSERT_EQUAL(kase.n_scores, 3);
    CU_ASSERT_EQUAL(kase.scores[0].area, KOPPEL_AREA_UNIT);
    CU_ASSERT_EQUAL(kase.scores[0].billionths, INT64_C(1000000000000));
    CU_ASSERT_EQUAL(kase.scores[1].area, KOPPEL_AREA_NEIGHBOURHOOD);
    CU_ASSERT_EQUAL(kase.scores[1].place, 2);
    CU_ASSERT_EQUAL(kase.scores[1].billionths, 1000);
    CU_ASSERT_EQUAL(kase.scores[2].area, KOPPEL_AREA_MUNICIPALITY);
    CU_ASSERT_EQUAL(kase.scores[2].billionths, INT64_C(12500000000));
    CU_ASSERT_EQUAL_FATAL(kase.n_limits, 5);
    CU_ASSERT_EQUAL(kase.limits[0].area, KOPPEL_AREA_UNIT);
    CU_ASSERT_EQUAL(kase.limits[0].place, 1);
    CU_ASSERT_EQUAL(kase.limits[0].measure, KOPPEL_MEASURE_HOMES);
    CU_ASSERT_EQUAL(kase.limits[0].min, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(kase.limits[0].max, 2);
    CU_ASSERT_EQUAL(kase.limits[0].enforce, KOPPEL_MUST);
    CU_ASSERT_EQUAL(kase.limits[0].where_column, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.limits[1].area, KOPPEL_AREA_COMPLEX);
    CU_ASSERT_EQUAL(kase.limits[1].enforce, KOPPEL_GOAL);
    CU_ASSERT_EQUAL(kase.limits[1].where_column, 0);
    CU_ASSERT_STRING_EQUAL(kase.limits[1].where_value, "C");
    CU_ASSERT_EQUAL(kase.limits[3].area, KOPPEL_AREA_DISTRICT);
    CU_ASSERT_EQUAL(kase.limits[4].area, KOPPEL_AREA_MUNICIPALITY);
    CU_ASSERT_EQUAL(kase.limits[4].measure, KOPPEL_MEASURE_EXTRA);
    CU_ASSERT_EQUAL(kase.limits[4].measure_column, 1);
    CU_ASSERT_EQUAL(kase.n_decisions, 2);
    CU_ASSERT_EQUAL(kase.decisions[0].kind, KOPPEL_KEEP);
    CU_ASSERT_STRING_EQUAL(kase.decisions[0].reason, "lease,\nis being signed");
    CU_ASSERT_EQUAL(kase.decisions[1].line, 4); /* a quoted line end stands before it */
    CU_ASSERT_EQUAL(kase.decisions[1].unit, 2);
    CU_ASSERT_EQUAL(kase.decisions[1].decided_on, koppel_date_make(2026, 2, 21));
    koppel_case_free(&kase);
}

static void test_case_reads_groups_of_areas(void)
{
    struct case_files files;

    case_files_good(&files);
    case_files_set(&files, "gebieden.csv",
                   "groep;gebied\nCentrum;C1/X1\nCentrum;BU00010001\nRand;GM0002\nRand;U1\nLeeg;WK000200\n");
    case_files_set(&files, "limits.csv", "area,measure,min,max,enforce\nCentrum,homes,,2,must\nRand,persons,,9,goal\n");
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, &notes), KOPPEL_OK);
    messages_assert(&errors, "");
    CU_ASSERT_EQUAL(kase.groups.n_ids, 3);
    CU_ASSERT_EQUAL(kase.limits[0].area, KOPPEL_AREA_GROUP);
    CU_ASSERT_STRING_EQUAL(koppel_area_id(&kase, kase.limits[1].area, kase.limits[1].place), "Rand");
    CU_ASSERT_TRUE(koppel_unit_is_in(&kase, 0, KOPPEL_AREA_GROUP, 0));
    CU_ASSERT_TRUE(koppel_unit_is_in(&kase, 1, KOPPEL_AREA_GROUP, 0));
    CU_ASSERT_FALSE(koppel_unit_is_in(&kase, 2, KOPPEL_AREA_GROUP, 0));
    CU_ASSERT_TRUE(koppel_unit_is_in(&kase, 0, KOPPEL_AREA_GROUP, 1));
    CU_ASSERT_FALSE(koppel_unit_is_in(&kase, 1, KOPPEL_AREA_GROUP, 1));
    CU_ASSERT_EQUAL(kase.unit_group_first[1], 2); /* U1 is in two, and once in each */
    koppel_case_free(&kase);
    koppel_errors_clear(&notes);
}

static void test_case_lists_its_inputs_with_their_sha256(void)
{
    struct case_files files;

    case_files_good(&files);
    case_files_set(&files, "decisions.csv", "household,unit,decision,reason,decided_on\n");
    CU_ASSERT_EQUAL_FATAL(case_files_read(&files, &kase, &errors, &notes), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(kase.n_inputs, 9);
    CU_ASSERT_STRING_EQUAL(kase.inputs[0].file, "municipalities.csv");
    CU_ASSERT_STRING_EQUAL(kase.inputs[8].file, "decisions.csv");
    CU_ASSERT_EQUAL(kase.inputs[8].n_bytes, 42);
    /* printf 'household,unit,decision,reason,decided_on\n' | sha256sum */
    CU_ASSERT_STRING_EQUAL(kase.inputs[8].sha256, "6f1057ea41319abe3873adbdce37b3c8e1f0ccbc6494b2f5989ba391aecce1d9");
    koppel_case_free(&kase);
}

/* The same case in Dutch: file names, columns, values, ; and decimal comma, CRLF, a byte-order mark. */
static void test_case_reads_dutch_names_and_signs(void)
{
    struct case_files files = {.n_files = 0};

    case_files_set(&files, "gemeenten.csv",
                   "\xEF\xBB\xBFGemeentecode;Naam;Provincie;Inwoners\r\nGM0001;Alpha;Utrecht;1000\r\n");
    case_files_set(&files, "buurten.csv",
                   "naam;buurt;gemeente;aantal inwoners;corporatiewoningen;statushouders;uitgesloten;afstand-ov-km\r\n"
                   "Centrum;BU00010001;GM0001;1000;100;10;NEE;0,25\r\n");
    case_files_set(&files, "corporaties.csv", "corporatie;naam;min_woningen\r\nC1;Een;2\r\n");
    case_files_set(&files, "woningen.csv",
                   "woning;buurt;corporatie;kamers;huur;plaatsen;nultreden;beschikbaar vanaf;leeftijdslabel\r\n"
                   "U1;BU00010001;C1;3;650,5;2;Ja;01-02-2026;55+\r\n");
    case_files_set(&files, "huishoudens.csv",
                   "huishouden;volwassenen;kinderen;nareizigers;gemeente;gekoppeld_op;binding;reden_binding;mag_delen;"
                   "leeftijdsgroep;auto;netwerk\r\n"
                   "H1;1;2;0;GM0001;05-01-2026;GM0001;gezin;ja;jongeren;nee;GM0001\r\n");
    case_files_set(
        &files, "taakstelling.csv",
        "gemeente;halfjaar;gepubliceerd op;taakstelling;saldo;gehuisvest\r\nGM0001;2026-1;2025-10-01;12;-2;3\r\n");
    case_files_set(&files, "grenzen.csv", "gebied;maat;maximum;handhaving\r\nGM0001;woningen;5;moet\r\n");
    case_files_set(&files, "besluiten.csv",
                   "huishouden;woning;besluit;reden;besluitdatum\r\nH1;U1;geweigerd;te ver;2026-02-01\r\n");
    CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, &notes), KOPPEL_OK);
    messages_assert(&errors, "");
    messages_assert(&notes, "");
    CU_ASSERT_EQUAL(kase.separator, ';');
    CU_ASSERT_EQUAL(kase.decimal_point, ',');
    CU_ASSERT_EQUAL(kase.neighbourhoods[0].transit_m, 250);
    CU_ASSERT_EQUAL(kase.units[0].rent_cents, 65050);
    CU_ASSERT_EQUAL(kase.units[0].places, 2);
    CU_ASSERT_TRUE(kase.units[0].step_free);
    CU_ASSERT_STRING_EQUAL(kase.labels.ids[kase.units[0].label], "senior_55");
    CU_ASSERT_EQUAL(kase.households[0].tie_reason, KOPPEL_TIE_FAMILY);
    CU_ASSERT_STRING_EQUAL(kase.age_groups.ids[kase.households[0].age_group], "youth");
    CU_ASSERT_EQUAL(kase.limits[0].measure, KOPPEL_MEASURE_HOMES);
    CU_ASSERT_EQUAL(kase.decisions[0].kind, KOPPEL_REFUSED);
    CU_ASSERT_EQUAL(kase.agreements[0].min_homes, 2);
    CU_ASSERT_STRING_EQUAL(kase.inputs[0].file, "gemeenten.csv");
    koppel_case_free(&kase);
}

static void test_case_takes_defaults_of_columns_that_are_not_there(void)
{
    struct case_files files;

    case_files_good(&files);
    case_files_set(&files, "units.csv", "rent_eur,unit,rooms,corporation,neighbourhood\n650,U1,3,C1,BU00010001\n");
    case_files_set(&files, "households.csv", "household,adults,children\nH1,1,0\n");
    case_files_set(&files, "targets.csv",
                   "municipality,period,published_on,target_persons\nGM0001,2026-2,2026-04-01,12\n");
    case_files_remove(&files, "scores.csv");
    case_files_remove(&files, "limits.csv");
    case_files_remove(&files, "decisions.csv");
    CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, &notes), KOPPEL_OK);
    messages_assert(&errors, "");
    CU_ASSERT_EQUAL(kase.units[0].places, 1);
    CU_ASSERT_EQUAL(kase.units[0].complex, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.units[0].label, KOPPEL_NONE);
    CU_ASSERT_EQUAL(kase.units[0].available_from, KOPPEL_NO_DATE);
    CU_ASSERT_FALSE(kase.units[0].step_free);
    CU_ASSERT_EQUAL(kase.households[0].expected_relatives, 0);
    CU_ASSERT_EQUAL(kase.households[0].car, KOPPEL_MAYBE);
    CU_ASSERT_EQUAL(kase.households[0].tie_reason, KOPPEL_TIE_NONE);
    CU_ASSERT_EQUAL(kase.targets[0].period, 2026 * 2 + 1);
    CU_ASSERT_EQUAL(kase.targets[0].balance_persons, 0);
    CU_ASSERT_EQUAL(kase.targets[0].linked_persons, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(kase.targets[0].housed_persons, 0);
    CU_ASSERT_EQUAL(kase.n_scores + kase.n_limits + kase.n_decisions, 0);
    koppel_case_free(&kase);
}

static void test_case_notes_what_a_user_should_know(void)
{
    struct case_files files;

    case_files_good(&files);
    case_files_set(&files, "municipalities.csv",
                   "municipality,name,province,inhabitants\nGM0001,Andr\xE9,Utrecht,5000\nGM0002,Beta,Utrecht,500\n");
    case_files_set(&files, "households.csv", "household,adults,children\n");
    case_files_set(&files, "units.csv", "unit,neighbourhood,corporation,rooms,rent_eur\n");
    case_files_set(&files, "proposal.csv", "household,unit\n");
    case_files_remove(&files, "scores.csv");
    case_files_remove(&files, "limits.csv");
    case_files_remove(&files, "decisions.csv");
    CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, &notes), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(kase.municipalities[0].name, "Andr\xC3\xA9");
    messages_assert(&errors, "");
    messages_assert(
        &notes, "municipalities.csv: the text is not UTF-8 and was read as CP1252 (Windows)\n"
                "neighbourhoods.csv: the neighbourhoods of GM0001 have 1000 inhabitants together, the municipality has "
                "5000: are all neighbourhoods there? The fair shares are worked out over these\n"
                "units.csv: the table has no rows: there is nothing to allocate\n"
                "households.csv: the table has no rows: there is nothing to allocate\n"
                "proposal.csv: this is not the name of a table: the file is not read\n");
    koppel_case_free(&kase);
}

static void test_case_reads_the_example_cases(void)
{
    static const char *const folders[] = {"data/municipality-a", "data/municipality-b", "data/municipality-c",
                                          "data/municipality-d", "data/region-east"};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        CU_ASSERT_EQUAL(koppel_case_read(folders[i], &(struct koppel_case_request){0}, &kase, &errors, &notes),
                        KOPPEL_OK);
        CU_ASSERT_TRUE(kase.n_households > 0 && kase.n_units > 0);
        messages_assert(&errors, "");
        messages_assert(&notes, "");
        koppel_case_free(&kase);
    }
}

/* A table of 100,000 rows takes well under a second. */
static void test_case_reads_100000_rows_quickly(void)
{
#ifdef __SANITIZE_ADDRESS__
    enum { N_SECONDS = 10 };
#else
    enum { N_SECONDS = 1 };
#endif
    enum { N_ROWS = 100000, ROW_BYTES = 64 };
    struct case_files files;
    char *text = malloc((size_t)N_ROWS * ROW_BYTES);
    size_t n = 0;
    clock_t start = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    n = (size_t)sprintf(text, "household,adults,children,municipality,linked_on,car\n");
    for (int i = 0; i < N_ROWS; i++) {
        n += (size_t)sprintf(text + n, "H%06d,1,%d,GM0001,2026-01-05,no\n", i, i % 4);
    }
    case_files_good(&files);
    case_files_set(&files, "households.csv", text);
    case_files_remove(&files, "scores.csv");
    case_files_remove(&files, "limits.csv");
    case_files_remove(&files, "decisions.csv");
    start = clock();
    CU_ASSERT_EQUAL(case_files_read(&files, &kase, &errors, &notes), KOPPEL_OK);
    CU_ASSERT_TRUE(clock() - start < N_SECONDS * CLOCKS_PER_SEC);
    CU_ASSERT_EQUAL(kase.n_households, N_ROWS);
    messages_assert(&errors, "");
    koppel_case_free(&kase);
    free(text);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_case_reads_municipalities_and_neighbourhoods),
        TEST(test_case_reads_corporations_and_units),
        TEST(test_case_reads_households),
        TEST(test_case_reads_targets_scores_limits_and_decisions),
        TEST(test_case_reads_groups_of_areas),
        TEST(test_case_lists_its_inputs_with_their_sha256),
        TEST(test_case_reads_dutch_names_and_signs),
        TEST(test_case_takes_defaults_of_columns_that_are_not_there),
        TEST(test_case_notes_what_a_user_should_know),
        TEST(test_case_reads_the_example_cases),
        TEST(test_case_reads_100000_rows_quickly),
        TEST_END,
    };
    return suite_run("case reader", tests);
}
