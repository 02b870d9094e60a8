// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Headings and cells that this program must not hold. */
#include "io/identity.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static void test_headings_of_people_are_refused(void)
{
    static const char *const headings[] = {"Naam hoofdhuurder",
                                           "BSN-nummer",
                                           "V-nr",
                                           "V nummer",
                                           "Vnr.",
                                           "Geb.datum",
                                           "religie gezin",
                                           "Taal (spreekt)",
                                           "x_nationaliteit_aanvrager",
                                           "x-Herkomst",
                                           "Land van herkomst",
                                           "LandVanHerkomst",
                                           "etnische achtergrond",
                                           "Geboorteland",
                                           "geb datum",
                                           "e-mail",
                                           "Tel. nr",
                                           "Mobiel",
                                           "Adres huidig",
                                           "x_diagnose",
                                           "Medische bijz.",
                                           "Paspoortnr",
                                           "IND-nummer",
                                           "COA nr",
                                           "leeftijd",
                                           "Moedertaal",
                                           "godsdienst",
                                           "Nationalität",
                                           "geloofsovertuiging",
                                           "Achternaam",
                                           "voornamen",
                                           "fam.naam",
                                           "Geslacht",
                                           "country_of_birth",
                                           "Mother tongue",
                                           "x_Zaaknummer",
                                           "BSNnummer",
                                           "Telefoonnummer",
                                           "religie",
                                           "Burgerservicenummer",
                                           "contactpersoon",
                                           "Geboortedatum partner",
                                           "x_land",
                                           "Cliëntnummer",
                                           "etniciteit",
                                           "tolk nodig",
                                           "Sekse",
                                           "M/V",
                                           "x_Nat.",
                                           "Culturele achtergrond",
                                           "x_bevolkingsgroep",
                                           "Asielland",
                                           "Geb.plaats",
                                           "Lft.",
                                           "GBD",
                                           "A-nummer",
                                           "Persoonsnummer",
                                           "IND nr",
                                           "INDnr",
                                           "Klantnummer",
                                           "x_dossier",
                                           "Initialen",
                                           "Achternm",
                                           "Hoofdhuurder",
                                           "Huisnr",
                                           "LHBTI",
                                           "dialect",
                                           "x_klantnaam",
                                           "Partnernaam",
                                           "Klant",
                                           "Partner",
                                           "Persoon",
                                           "x_achtergrond",
                                           "Woonplaats",
                                           "Woonadres",
                                           "Verblijfsstatus",
                                           "Verblijfsvergunning",
                                           "Syrisch",
                                           "x_eritrees",
                                           "Marokkaans gezin",
                                           "Oekraïner",
                                           "x_moslim"};

    for (size_t k = 0; k < sizeof headings / sizeof *headings; k++) {
        if (koppel_identity_of_heading(headings[k], true) == NULL) {
            CU_FAIL(headings[k]);
            printf("not refused: %s\n", headings[k]);
        }
    }
    CU_ASSERT_STRING_EQUAL(koppel_identity_of_heading("V-nr", true), "a personal number");
    CU_ASSERT_STRING_EQUAL(koppel_identity_of_heading("x_nationaliteit_aanvrager", true), "nationality or origin");
}

static void test_headings_of_needs_and_homes_are_not_refused(void)
{
    static const char *const headings[] = {
        "x_type",         "x_school_children", "x_beds",          "x_lift",         "landelijk",
        "x_totaal",       "x_betaalbaar",      "leeftijdsgroep",  "x_colour",       "passendheid",
        "x_kinderwagen",  "x_individueel",     "nultreden",       "x_plan",         "gekoppeld_op",
        "x_vrije_sector", "urgentie",          "x_mantelzorg",    "opmerking",      "x_management",
        "x_pages",        "x_manier",          "x_gebied",        "x_gemeentenaam", "x_inkomen",
        "x_opleiding",    "x_rolstoel",        "aantal personen", "x_stage",        "x_traploos"};

    for (size_t k = 0; k < sizeof headings / sizeof *headings; k++) {
        if (koppel_identity_of_heading(headings[k], true) != NULL) {
            CU_FAIL(headings[k]);
            printf("refused: %s\n", headings[k]);
        }
    }
    CU_ASSERT_PTR_NULL(koppel_identity_of_heading("Naam complex", false));
    CU_ASSERT_PTR_NOT_NULL(koppel_identity_of_heading("Naam complex", true));
}

static void test_cells_that_look_like_a_person(void)
{
    static const struct {
        const char *text;
        const char *what;
    } cells[] = {
        {"123456782", "a citizen service number (BSN)"},
        {"1234.56.782", "a citizen service number (BSN)"},
        {"bsn 123456782", "a citizen service number (BSN)"},
        {"2801234501", "a number of ten digits, as V-numbers are"},
        {"280 123 4501", "a number of ten digits, as V-numbers are"},
        {"06-12345678", "a telephone number"},
        {"06 12 34 56 78", "a telephone number"},
        {"bel +31612345678", "a telephone number"},
        {"0031612345678", "a telephone number"},
        {"j.jansen@voorbeeld.nl", "an e-mail address"},
        {"Fam. Voorbeeld", "the name of a person"},
        {"fam Voorbeeld", "the name of a person"},
        {"dhr. Voorbeeld", "the name of a person"},
        {"zie mevr. Voorbeeld", "the name of a person"},
        {"Jan V.", "the name of a person"},
        {"Jan Voorbeeld", "the name of a person"},
        {"J. Voorbeeld", "the name of a person"},
        {"Jan van der Voorbeeld", "the name of a person"},
        {"Zoë Voorbeeld", "the name of a person"},
        {"14-03-1987", "a date of birth"},
        {"geb. 14/3/1987", "a date of birth"},
        {"1987-03-14", "a date of birth"},
        {"V2801234501", "a number of ten digits, as V-numbers are"},
        {"BSN123456782", "a citizen service number (BSN)"},
        {"Voorbeeld, J.", "the name of a person"},
        {"Syri\xC3\xAB", "nationality or origin"},
        {"eritrees gezin", "nationality or origin"},
        {"wil wonen waar meer mensen wonen die hetzelfde spreken, en uit het land komen waar hij ook uit komt: Jemen",
         "nationality or origin"},
        {"Moslim", "religion or conviction"},
        {"Kerkstraat 12", "an address"},
        {"zie Lindelaan 4b, boven", "an address"},
        {"NL91 ABNA 0417 1643 00", "the number of a bank account"},
        {"NL91ABNA0417164300", "the number of a bank account"},
        {"NL92ABNA0417164300", "nothing"},
        {"Kloosterhof 12 maanden", "nothing"},
        {"Rivierenbuurt 12", "nothing"},
        {"SYR-01", "nothing"},
    };

    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
        const char *what = koppel_identity_of_cell(cells[k].text);

        CU_ASSERT_STRING_EQUAL(what != NULL ? what : "nothing", cells[k].what);
    }
}

static void test_keys_and_remarks_that_name_nobody(void)
{
    static const char *const cells[] = {"",
                                        "H0001",
                                        "WR-101",
                                        "H 0001",
                                        "VH2026-0001",
                                        "12345",
                                        "123456789",
                                        "2026-03-15",
                                        "15-03-2026",
                                        "2026-1",
                                        "GM0503",
                                        "BU05030101",
                                        "lease signed on 12-03-2026",
                                        "wil niet op de begane grond",
                                        "H1234567890",
                                        "Haaglanden",
                                        "A1B2",
                                        "huishouden 12"};

    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
        const char *what = koppel_identity_of_cell(cells[k]);

        CU_ASSERT_PTR_NULL(what);
        if (what != NULL) {
            printf("%s looks like %s\n", cells[k], what);
        }
    }
}

static void test_reasons_tell_of_homes_not_of_illness_or_religion(void)
{
    static const char *const told[] = {
        "vader heeft kanker",      "PTSS, slaapt slecht", "moeder is zwanger",  "psychische klachten",
        "suffers from depression", "Autistic child",      "diabetes",           "wil dicht bij de moskee wonen",
        "the family is Catholic",  "gelovige familie",    "near the synagogue", "Bel 0612345678"};
    static const char *const homes[] = {"",
                                        "trap te steil",
                                        "rolstoel: drempels en een smalle deur",
                                        "wheelchair, no lift",
                                        "rollator",
                                        "gelijkvloers nodig",
                                        "Medisch advies",
                                        "Medical advice",
                                        "dicht bij het ziekenhuis",
                                        "near the hospital",
                                        "te ver van school in de Kerkstraat",
                                        "Ik geloof dat het te klein is",
                                        "Verslag van het gesprek ligt bij de corporatie",
                                        "te vochtig en te donker",
                                        "Safety of the household",
                                        "Agreed with the corporation"};

    for (size_t k = 0; k < sizeof told / sizeof *told; k++) {
        CU_ASSERT_PTR_NOT_NULL(koppel_identity_of_reason(told[k]));
    }
    for (size_t k = 0; k < sizeof homes / sizeof *homes; k++) {
        CU_ASSERT_PTR_NULL(koppel_identity_of_reason(homes[k]));
    }
}

static void test_keys_that_look_like_a_person(void)
{
    static const char *const persons[] = {
        "jan jansen",    "AL HASSAN", "al-hassan",          "jan.jansen", "Jansen",   "hassan",
        "Kerkstraat 12", "12031987",  "19870312",           "SYR-01",     "syr_0012", "01-SYR",
        "ERI 7",         "WR-AFG-3",  "NL91ABNA0417164300", "Syrisch 3",  "J. Jansen"};
    static const char *const keys[] = {
        "H001",     "WR-104", "WON-01", "A",        "AB",      "A-B",   "WR 104", "hh12",   "12345678",  "31131987",
        "12032026", "COL-01", "GE-01",  "gezin 12", "Gezin-3", "MAR-1", "10250",  "010250", "W-1987-03", "DOS-2026-12"};

    for (size_t k = 0; k < sizeof persons / sizeof *persons; k++) {
        CU_ASSERT_PTR_NOT_NULL(koppel_identity_of_key(persons[k]));
        if (koppel_identity_of_key(persons[k]) == NULL) {
            printf("not refused: %s\n", persons[k]);
        }
    }
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        CU_ASSERT_PTR_NULL(koppel_identity_of_key(keys[k]));
        if (koppel_identity_of_key(keys[k]) != NULL) {
            printf("refused: %s\n", keys[k]);
        }
    }
}

/* Are the keys, up to an empty one, told to begin with codes of countries? */
static bool tells_countries(const char *const *keys)
{
    struct koppel_country_prefixes prefixes = {0};

    for (; (*keys)[0] != '\0'; keys++) {
        koppel_country_prefixes_add(&prefixes, *keys);
    }
    return koppel_country_prefixes_tell(&prefixes);
}

static void test_countries_in_front_of_keys_tell_of_a_whole_column(void)
{
    static const char *const both[] = {"SY-01", "ER-02", "sy-03", ""};
    static const char *const long_codes[] = {"COL01", "SOM02", ""};
    static const char *const one[] = {"GE-01", "GE-02", ""};
    static const char *const corporations[] = {"GE-01", "WN-02", "SN-03", ""};
    static const char *const none[] = {""};

    CU_ASSERT_TRUE(tells_countries(both));
    CU_ASSERT_TRUE(tells_countries(long_codes));
    CU_ASSERT_FALSE(tells_countries(one));
    CU_ASSERT_FALSE(tells_countries(corporations));
    CU_ASSERT_FALSE(tells_countries(none));
}

static void test_places_are_no_persons_and_persons_are_not_quoted(void)
{
    char quoted[80];

    CU_ASSERT_PTR_NULL(koppel_identity_of_place("Ter Apel"));
    CU_ASSERT_PTR_NULL(koppel_identity_of_place("Rijk van Nijmegen"));
    CU_ASSERT_PTR_NULL(koppel_identity_of_place("Noord-Holland Noord"));
    CU_ASSERT_PTR_NOT_NULL(koppel_identity_of_place("Jan Jansen"));
    CU_ASSERT_PTR_NOT_NULL(koppel_identity_of_place("0612345678"));
    CU_ASSERT_STRING_EQUAL(koppel_identity_quote("Jan Jansen", quoted), "(not shown: it looks like a person)");
    CU_ASSERT_STRING_EQUAL(koppel_identity_quote("H001", quoted), "\"H001\"");
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_headings_of_people_are_refused),
        TEST(test_headings_of_needs_and_homes_are_not_refused),
        TEST(test_cells_that_look_like_a_person),
        TEST(test_keys_that_look_like_a_person),
        TEST(test_countries_in_front_of_keys_tell_of_a_whole_column),
        TEST(test_places_are_no_persons_and_persons_are_not_quoted),
        TEST(test_keys_and_remarks_that_name_nobody),
        TEST(test_reasons_tell_of_homes_not_of_illness_or_religion),
        TEST_END,
    };
    return suite_run("identity", tests);
}
