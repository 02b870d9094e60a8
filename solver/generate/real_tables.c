// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* real_tables.c - the rows of a table of neighbourhoods and of one of municipalities (see real_tables.h). */
#include "generate/real_tables.h"

#include "generate/statline.h"
#include "io/cell_value.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PERSONS INT64_C(20000000)

enum { LONGEST_NAME = 100 };

enum column { CODE, NAME, MUNICIPALITY, INHABITANTS, DWELLINGS, SOCIAL, RENTED, OWNED, SCHOOL, GP, TRANSIT, N_COLUMNS };

static const struct koppel_statline_column columns[N_COLUMNS] = {
    [CODE] =
        {"buurtcode bucode gwbcode10 codering gwbcode wijkenenbuurten regios neighbourhood buurt",
         "the code of the neighbourhood (StatLine: WijkenEnBuurten or Codering; short name gwb_code; or buurt_code)"},
    [NAME] = {"buurtnaam bunaam regio naam name wijkenenbuurten", NULL},
    [MUNICIPALITY] = {"gemeentenaam gmnaam", NULL},
    [INHABITANTS] = {"aantalinwoners ainw aantinw t001036 inwoners inhabitants",
                     "the inhabitants (StatLine: AantalInwoners; short name a_inw; measure T001036; or inwoners)"},
    [DWELLINGS] = {"woningvoorraad awoning m000297 dwellings woningen",
                   "the dwellings (StatLine: Woningvoorraad; short name a_woning; measure M000297; or woningvoorraad)"},
    [SOCIAL] =
        {"inbezitwoningcorporatie pwcorpw a047047 corporatiewoningpercentage perchuurwoningeninbezitwoningcorporaties "
         "percentagehuurwoningeninbezitwoningcorporaties phuurcorp",
         NULL},
    [RENTED] = {"huurwoningentotaal phuurw 1014850 huurwoningpercentage percentagehuurwoningen phuurwon", NULL},
    [OWNED] = {"koopwoningen pkoopw 1014800 koopwoningpercentage percentagekoopwoningen pkoopwon", NULL},
    [SCHOOL] = {"afstandtotschool gafssc d000045 afstandschoolkm schoolkm basisonderwijsgemiddeldeafstandinkm afondbas",
                NULL},
    [GP] = {"afstandtothuisartsenpraktijk gafshp d000028 afstandhuisartskm gpkm "
            "huisartsenpraktijkgemiddeldeafstandinkm afartspr",
            NULL},
    [TRANSIT] = {"afstandtottreinstation afstandtreinstationkm transitkm treinstationgemiddeldeafstandinkm aftreinst",
                 NULL}};

enum municipality_column { M_CODE, M_NAME, M_PROVINCE, M_INHABITANTS, M_REGION, M_LABOUR_REGION, N_M_COLUMNS };

static const struct koppel_statline_column municipality_columns[N_M_COLUMNS] = {
    [M_CODE] = {"gmcode gemeentecodegm codering regios municipality gemeente gemeentecode",
                "the code of the municipality (gm_code, GemeentecodeGM, RegioS or municipality)"},
    [M_NAME] = {"gmnaam gemeentenaam name naam", NULL},
    [M_PROVINCE] = {"pvnaam provincienaam province provincie", NULL},
    [M_INHABITANTS] = {"inwoners aantalinwoners inhabitants ainw bevolkingopdeeerstevandeperiode totalebevolking",
                       "the inhabitants (inwoners, AantalInwoners or inhabitants)"},
    [M_REGION] = {"region koppelregio regio", NULL},
    [M_LABOUR_REGION] = {"labourregion arbeidsmarktregio arbeidsregio", NULL}};

/* Where rows go to, and messages. */
struct reading {
    struct koppel_real_places *places;
    struct koppel_errors *errors;
};

/* ---- Cells ---- */

/* The four digits of the municipality in its own code or in that of one of its neighbourhoods; KOPPEL_NONE: no such
 * code. */
static int municipality_of(const char *cell, enum koppel_code code)
{
    return koppel_code_has_form(code, cell) ? (int)strtol((char[]){cell[2], cell[3], cell[4], cell[5], '\0'}, NULL, 10)
                                            : KOPPEL_NONE;
}

/* A row of another level: land, landsdeel, province, COROP area, wijk. */
static bool is_other_level(const char *cell)
{
    static const char *const others[] = {"NL", "LD", "PV", "CR", "WK"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strncmp(cell, others[i], 2) == 0 &&
            strspn(cell + 2, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(cell + 2)) {
            return true;
        }
    }
    return false;
}

/* Copies a name; NULL for none, and when it is too long (with a message) or memory runs out. */
static const char *take_name(struct reading *reading, const struct koppel_statline *read, int32_t row, int column)
{
    const char *cell = koppel_statline_cell(read, row, column);
    const char *name = NULL;

    if (strlen(cell) > LONGEST_NAME) {
        koppel_errors_add(reading->errors, KOPPEL_E_INPUT, read->file, read->table.lines[row], 0,
                          "the name is longer than %d bytes", LONGEST_NAME);
    } else if (cell[0] != '\0') {
        name = koppel_pool_copy(&reading->places->pool, cell, strlen(cell));
        if (name == NULL) {
            koppel_errors_no_memory(reading->errors, NULL);
        }
    }
    return name;
}

static bool take_distance(struct reading *reading, const struct koppel_statline *read, int32_t row, int column,
                          int *hectometres)
{
    int64_t thousandths = 0;
    bool good = koppel_statline_number(read, row, column, 1000, 0, &thousandths, reading->errors);

    *hectometres = thousandths > 0 ? (int)((thousandths + 50) / 100) : KOPPEL_NONE;
    return good;
}

/* Works out what corporations own (see real_places.h). */
static bool take_tenure(struct reading *reading, const struct koppel_statline *read, int32_t row,
                        struct koppel_real_neighbourhood *n)
{
    int64_t social = 0; /* thousandths of a per cent */
    int64_t rented = 0;
    int64_t owned = 0;

    if (!koppel_statline_number(read, row, SOCIAL, 100, KOPPEL_NONE, &social, reading->errors) ||
        !koppel_statline_number(read, row, RENTED, 100, KOPPEL_NONE, &rented, reading->errors) ||
        !koppel_statline_number(read, row, OWNED, 100, 0, &owned, reading->errors)) {
        return false;
    }
    if (rented == KOPPEL_NONE && owned > 0) {
        rented = 100000 - owned;
    }
    n->has_tenure = social != KOPPEL_NONE || rented != KOPPEL_NONE || n->dwellings == 0;
    if (social != KOPPEL_NONE) {
        n->corporation_dwellings = (n->dwellings * social + 50000) / 100000;
    } else if (rented != KOPPEL_NONE) {
        n->corporation_dwellings = (n->dwellings * rented * 2 + 150000) / 300000;
    }
    return true;
}

/* ---- Rows ---- */

static void refuse_code(struct reading *reading, const struct koppel_statline *read, int32_t row, const char *what)
{
    char header[80];
    char quoted[80];

    koppel_errors_add(reading->errors, KOPPEL_E_INPUT, read->file, read->table.lines[row], 0,
                      "column %s: %s is not the code of %s",
                      koppel_text_quote(read->table.header[read->position[0]], header),
                      koppel_text_quote(koppel_statline_cell(read, row, 0), quoted), what);
}

static struct koppel_real_municipality *add_municipality(struct reading *reading)
{
    struct koppel_real_places *places = reading->places;
    size_t n = (size_t)places->n_municipalities + 1;

    if (koppel_grow((void **)&places->municipalities, &places->municipalities_capacity, n,
                    sizeof *places->municipalities) != KOPPEL_OK) {
        koppel_errors_no_memory(reading->errors, NULL);
        return NULL;
    }
    places->municipalities[n - 1] = (struct koppel_real_municipality){.order = (int)n};
    return &places->municipalities[places->n_municipalities++];
}

static void read_neighbourhood(struct reading *reading, const struct koppel_statline *read, int32_t row,
                               const char *code, int municipality)
{
    struct koppel_real_places *places = reading->places;
    struct koppel_real_neighbourhood n = {.municipality = municipality, .line = read->table.lines[row]};
    size_t n_rows = (size_t)places->n_neighbourhoods + 1;
    bool knows_dwellings = false;
    bool good = koppel_statline_whole(read, row, INHABITANTS, MOST_PERSONS, 0, &n.inhabitants, reading->errors);

    good =
        koppel_statline_whole(read, row, DWELLINGS, MOST_PERSONS, KOPPEL_NONE, &n.dwellings, reading->errors) && good;
    knows_dwellings = n.dwellings != KOPPEL_NONE || n.inhabitants == 0; /* nobody lives in water */
    n.dwellings = n.dwellings != KOPPEL_NONE ? n.dwellings : 0;
    good = take_tenure(reading, read, row, &n) && good;
    n.has_tenure = n.has_tenure && knows_dwellings;
    good = take_distance(reading, read, row, SCHOOL, &n.school_hm) && good;
    good = take_distance(reading, read, row, GP, &n.gp_hm) && good;
    good = take_distance(reading, read, row, TRANSIT, &n.transit_hm) && good;
    if (!good) {
        return;
    }
    snprintf(n.code, sizeof n.code, "%s", code);
    n.name = take_name(reading, read, row, read->position[NAME] != KOPPEL_NONE ? NAME : CODE);
    if (koppel_grow((void **)&places->neighbourhoods, &places->neighbourhoods_capacity, n_rows,
                    sizeof *places->neighbourhoods) != KOPPEL_OK) {
        koppel_errors_no_memory(reading->errors, NULL);
        return;
    }
    places->neighbourhoods[places->n_neighbourhoods++] = n;
}

/* A municipality as the table of neighbourhoods knows it: from its own row, or from a neighbourhood (inhabitants 0). */
static void read_level_row(struct reading *reading, const struct koppel_statline *read, int32_t row, int code,
                           bool is_municipality)
{
    struct koppel_real_municipality *m = add_municipality(reading);
    int name = read->position[MUNICIPALITY] != KOPPEL_NONE ? MUNICIPALITY : NAME;

    if (m == NULL) {
        return;
    }
    m->code = code;
    if (is_municipality) {
        koppel_statline_whole(read, row, INHABITANTS, MOST_PERSONS, 0, &m->inhabitants, reading->errors);
    }
    if (is_municipality || name == MUNICIPALITY) {
        m->name = take_name(reading, read, row, name);
    }
}

/* Does any row have the code of a region? A table that was downloaded with names has none. */
static bool has_codes(struct reading *reading, const struct koppel_statline *read)
{
    char header[80];
    char quoted[80];

    for (int32_t row = 0; row < read->table.n_rows; row++) {
        const char *cell = koppel_statline_cell(read, row, CODE);

        if (koppel_code_has_form(KOPPEL_CODE_BU, cell) || koppel_code_has_form(KOPPEL_CODE_GM, cell) ||
            is_other_level(cell)) {
            return true;
        }
    }
    koppel_errors_add(
        reading->errors, KOPPEL_E_INPUT, read->file, read->table.header_line, 0,
        "no column tells the codes of neighbourhoods: column %s has names, such as %s; take the table with "
        "codes such as BU03070100 (StatLine: Codering)",
        koppel_text_quote(read->table.header[read->position[CODE]], header),
        koppel_text_quote(koppel_statline_cell(read, 0, CODE), quoted));
    return false;
}

static void read_neighbourhood_rows(struct reading *reading, const struct koppel_statline *read)
{
    int last = KOPPEL_NONE; /* municipality of the neighbourhood before */

    if (!has_codes(reading, read)) {
        return;
    }
    for (int32_t row = 0; row < read->table.n_rows; row++) {
        const char *cell = koppel_statline_cell(read, row, CODE);
        bool is_neighbourhood = koppel_code_has_form(KOPPEL_CODE_BU, cell);
        int municipality = municipality_of(cell, is_neighbourhood ? KOPPEL_CODE_BU : KOPPEL_CODE_GM);

        if (is_neighbourhood) {
            read_neighbourhood(reading, read, row, cell, municipality);
        } else if (municipality == KOPPEL_NONE && !is_other_level(cell)) {
            refuse_code(reading, read, row,
                        "a neighbourhood (such as BU03070100 or BU0363AA01), of a municipality (such as GM0307), of a "
                        "district or of the country");
        }
        if (municipality != KOPPEL_NONE && (!is_neighbourhood || municipality != last)) {
            read_level_row(reading, read, row, municipality, !is_neighbourhood);
            last = municipality;
        }
    }
}

enum koppel_status koppel_real_neighbourhoods_read(const char *path, struct koppel_real_places *places,
                                                   struct koppel_errors *errors)
{
    struct reading reading = {.places = places, .errors = errors};
    struct koppel_statline read;
    enum koppel_status status = koppel_statline_read(path, columns, N_COLUMNS, &read, errors);

    if (status == KOPPEL_OK && read.position[SOCIAL] == KOPPEL_NONE && read.position[RENTED] == KOPPEL_NONE &&
        read.position[OWNED] == KOPPEL_NONE) {
        status = koppel_errors_add(
            errors, KOPPEL_E_INPUT, read.file, read.table.header_line, 0,
            "no column tells how many dwellings are rented (StatLine: InBezitWoningcorporatie, HuurwoningenTotaal or "
            "Koopwoningen; short names p_wcorpw, p_huurw or p_koopw; measures A047047, 1014850_2 or 1014800; or "
            "percentage_koopwoningen)");
    }
    if (status == KOPPEL_OK) {
        memcpy(places->sha256[0], read.table.sha256, sizeof read.table.sha256);
        read_neighbourhood_rows(&reading, &read);
        status = koppel_errors_status(errors);
    }
    if (status == KOPPEL_OK && places->n_neighbourhoods == 0) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, read.file, 0, 0,
                                   "the table has no rows of neighbourhoods (codes such as BU03070100)");
    }
    koppel_statline_free(&read);
    return status;
}

/* ---- Municipalities ---- */

/* The region in which the reception agency links to municipalities of a province, NULL when it is none. */
static const char *linking_region(const char *province)
{
    static const char *const regions[][2] = {
        {"Groningen", "Gr-Fr-Dr"},  {"Fryslân", "Gr-Fr-Dr"},  {"Friesland", "Gr-Fr-Dr"},
        {"Drenthe", "Gr-Fr-Dr"},    {"Overijssel", "Ov-Gld"}, {"Gelderland", "Ov-Gld"},
        {"Flevoland", "Fl-Ut-NH"},  {"Utrecht", "Fl-Ut-NH"},  {"Noord-Holland", "Fl-Ut-NH"},
        {"Zuid-Holland", "ZH-Zld"}, {"Zeeland", "ZH-Zld"},    {"Noord-Brabant", "NB-Lim"},
        {"Limburg", "NB-Lim"}};

    for (size_t i = 0; province != NULL && i < sizeof regions / sizeof *regions; i++) {
        if (strcmp(province, regions[i][0]) == 0) {
            return regions[i][1];
        }
    }
    return NULL;
}

static void read_municipality(struct reading *reading, const struct koppel_statline *read, int32_t row, int code)
{
    struct koppel_real_municipality *m = add_municipality(reading);

    if (m == NULL) {
        return;
    }
    m->code = code;
    m->line = read->table.lines[row];
    m->name = take_name(reading, read, row, M_NAME);
    m->province = take_name(reading, read, row, M_PROVINCE);
    m->region = take_name(reading, read, row, M_REGION);
    m->region = m->region != NULL ? m->region : linking_region(m->province);
    m->labour_region = take_name(reading, read, row, M_LABOUR_REGION);
    if (koppel_statline_whole(read, row, M_INHABITANTS, MOST_PERSONS, KOPPEL_NONE, &m->inhabitants, reading->errors) &&
        m->inhabitants == KOPPEL_NONE) {
        koppel_errors_add(reading->errors, KOPPEL_E_INPUT, read->file, m->line, 0,
                          "the inhabitants are missing; the target is worked out from them");
    }
}

enum koppel_status koppel_real_municipalities_read(const char *path, struct koppel_real_places *places,
                                                   struct koppel_errors *errors)
{
    struct reading reading = {.places = places, .errors = errors};
    struct koppel_statline read;
    enum koppel_status status = koppel_statline_read(path, municipality_columns, N_M_COLUMNS, &read, errors);

    for (int32_t row = 0; status == KOPPEL_OK && row < read.table.n_rows; row++) {
        const char *cell = koppel_statline_cell(&read, row, M_CODE);
        int code = municipality_of(cell, KOPPEL_CODE_GM);

        if (code != KOPPEL_NONE) {
            read_municipality(&reading, &read, row, code);
        } else if (!is_other_level(cell)) {
            refuse_code(&reading, &read, row, "a municipality (such as GM0344)");
        }
    }
    if (status == KOPPEL_OK) {
        memcpy(places->sha256[1], read.table.sha256, sizeof read.table.sha256);
        status = koppel_errors_status(errors);
    }
    koppel_statline_free(&read);
    return status;
}
