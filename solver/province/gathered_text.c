// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* gathered_text.c - what many proposals promise together, for people and programs (see gathered_text.h). */
#include "province/gathered_text.h"

#include "report/layout.h"

#include <inttypes.h>
#include <stdio.h>

static const struct koppel_sheet_column folder_columns[] = {
    {"proposal", {"", N_("proposal")}, 44, KOPPEL_SHEET_TEXT},
    {"households", {"", N_("households")}, 10, KOPPEL_SHEET_COUNT},
    {"homes", {"", N_("homes")}, 5, KOPPEL_SHEET_COUNT},
    {"persons", {"", N_("people")}, 7, KOPPEL_SHEET_COUNT},
    {"left_households", {N_("households"), N_("without")}, 10, KOPPEL_SHEET_COUNT},
    {"left_persons", {N_("people"), N_("without")}, 7, KOPPEL_SHEET_COUNT},
    {"left_no_suitable_home_persons", {N_("no home"), N_("suits")}, 7, KOPPEL_SHEET_COUNT},
};

static const struct koppel_sheet_column municipality_columns[] = {
    {"municipality", {"", N_("code")}, 6, KOPPEL_SHEET_TEXT},       {"name", {"", N_("name")}, 30, KOPPEL_SHEET_TEXT},
    {"households", {"", N_("households")}, 10, KOPPEL_SHEET_COUNT}, {"homes", {"", N_("homes")}, 5, KOPPEL_SHEET_COUNT},
    {"persons", {"", N_("people")}, 7, KOPPEL_SHEET_COUNT},
};

static const struct koppel_sheet_column agreement_columns[] = {
    {"corporation", {"", N_("corporation")}, 14, KOPPEL_SHEET_TEXT},
    {"name", {"", N_("name")}, 30, KOPPEL_SHEET_TEXT},
    {"municipality", {"", N_("in")}, 6, KOPPEL_SHEET_TEXT},
    {"min_homes", {N_("at"), N_("least")}, 7, KOPPEL_SHEET_COUNT},
    {"max_homes", {N_("at"), N_("most")}, 7, KOPPEL_SHEET_COUNT},
    {"promised_homes", {"", N_("promised")}, 8, KOPPEL_SHEET_COUNT},
    {"finding", {"", N_("finding")}, 8, KOPPEL_SHEET_WORD},
};

/* All three in one, for spreadsheets: the first column tells them apart. */
static const struct koppel_sheet_column promised_columns[] = {
    {"table", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"code", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"name", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"municipality", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"households", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"homes", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"persons", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"left_households", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"left_persons", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"left_no_suitable_home_persons", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"min_homes", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"max_homes", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"finding", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
};

#define SHEET(list)                                                                                                    \
    {                                                                                                                  \
        .columns = (list), .n_columns = (int32_t)(sizeof(list) / sizeof *(list))                                       \
    }

static void add_counts(struct koppel_sheet *sheet, const struct koppel_promised *sums)
{
    koppel_sheet_number(sheet, sums->households);
    koppel_sheet_number(sheet, sums->homes);
    koppel_sheet_number(sheet, sums->persons);
}

static void add_left(struct koppel_sheet *sheet, const struct koppel_promised *sums)
{
    koppel_sheet_number(sheet, sums->left_households);
    koppel_sheet_number(sheet, sums->left_persons);
    koppel_sheet_number(sheet, sums->left_unsuited_persons);
}

static void fill_folders(const struct koppel_gathered *gathered, struct koppel_sheet *sheet)
{
    struct koppel_promised total = {.homes = (int64_t)gathered->n_unit_claims}; /* one in two folders once */

    for (int32_t f = 0; f < gathered->n_folders; f++) {
        const struct koppel_promised *sums = &gathered->folders[f].sums;

        koppel_sheet_text(sheet, gathered->folders[f].folder);
        add_counts(sheet, sums);
        add_left(sheet, sums);
        koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
        total.households += sums->households;
        total.persons += sums->persons;
        total.left_households += sums->left_households;
        total.left_persons += sums->left_persons;
        total.left_unsuited_persons += sums->left_unsuited_persons;
    }
    koppel_sheet_text(sheet, N_("together"));
    add_counts(sheet, &total);
    add_left(sheet, &total);
    koppel_sheet_end(sheet, KOPPEL_SHEET_TOTAL);
}

static void fill_municipalities(const struct koppel_gathered *gathered, struct koppel_sheet *sheet)
{
    for (int32_t m = 0; m < gathered->kase->n_municipalities; m++) {
        if (gathered->by_municipality[m].households > 0 || gathered->by_municipality[m].homes > 0) {
            koppel_sheet_text(sheet, gathered->kase->municipalities[m].id);
            koppel_sheet_text(sheet, gathered->kase->municipalities[m].name);
            add_counts(sheet, &gathered->by_municipality[m]);
            koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
        }
    }
}

static void fill_agreements(const struct koppel_gathered *gathered, struct koppel_sheet *sheet)
{
    const struct koppel_case *kase = gathered->kase;

    for (int32_t a = 0; a < kase->n_agreements; a++) {
        const struct koppel_agreement *agreement = &kase->agreements[a];
        int64_t homes = gathered->by_agreement[a];
        const char *finding = "";

        if (agreement->min_homes == KOPPEL_UNKNOWN && agreement->max_homes == KOPPEL_UNKNOWN) {
            continue;
        }
        if (agreement->max_homes != KOPPEL_UNKNOWN && homes > agreement->max_homes) {
            finding = N_("too many");
        } else if (agreement->min_homes != KOPPEL_UNKNOWN && homes < agreement->min_homes) {
            finding = N_("too few");
        }
        koppel_sheet_text(sheet, kase->corporations[agreement->corporation].id);
        koppel_sheet_text(sheet, kase->corporations[agreement->corporation].name);
        koppel_sheet_text(
            sheet, agreement->municipality != KOPPEL_NONE ? kase->municipalities[agreement->municipality].id : "all");
        koppel_sheet_number_if(sheet, agreement->min_homes != KOPPEL_UNKNOWN, agreement->min_homes);
        koppel_sheet_number_if(sheet, agreement->max_homes != KOPPEL_UNKNOWN, agreement->max_homes);
        koppel_sheet_number(sheet, homes);
        koppel_sheet_text(sheet, finding);
        koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
    }
}

/* Adds the rows of a table; `to` has for each of its columns the one in the table of all, or -1. */
static void add_table(struct koppel_sheet *all, const char *name, const struct koppel_sheet *table, const int *to)
{
    for (int32_t row = 0; row < table->n_rows; row++) {
        const struct koppel_sheet_cell *cells = table->cells + (size_t)row * (size_t)table->n_columns;

        if (table->kinds[row] != KOPPEL_SHEET_ROW) {
            continue;
        }
        koppel_sheet_text(all, name);
        for (int32_t c = 1; c < all->n_columns; c++) {
            const struct koppel_sheet_cell *cell = to[c] >= 0 ? &cells[to[c]] : NULL;

            if (cell == NULL || cell->is_empty || cell->text != NULL) {
                koppel_sheet_text(all, cell != NULL ? cell->text : NULL);
            } else {
                koppel_sheet_number(all, cell->number);
            }
        }
        koppel_sheet_end(all, KOPPEL_SHEET_ROW);
    }
}

static void fill_all(const struct koppel_gathered_sheets *sheets, struct koppel_sheet *all)
{
    /* for each column of the table of all, the one of the three */
    static const int folder[] = {-1, 0, -1, -1, 1, 2, 3, 4, 5, 6, -1, -1, -1};
    static const int municipality[] = {-1, 0, 1, -1, 2, 3, 4, -1, -1, -1, -1, -1, -1};
    static const int agreement[] = {-1, 0, 1, 2, -1, 5, -1, -1, -1, -1, 3, 4, 6};

    add_table(all, "proposal", &sheets->folders, folder);
    add_table(all, "municipality", &sheets->municipalities, municipality);
    add_table(all, "agreement", &sheets->agreements, agreement);
}

enum koppel_status koppel_gathered_sheets_make(const struct koppel_gathered *gathered,
                                               struct koppel_gathered_sheets *sheets, struct koppel_sheet *all)
{
    *sheets = (struct koppel_gathered_sheets){.folders = SHEET(folder_columns),
                                              .municipalities = SHEET(municipality_columns),
                                              .agreements = SHEET(agreement_columns)};
    *all = (struct koppel_sheet)SHEET(promised_columns);
    fill_folders(gathered, &sheets->folders);
    fill_municipalities(gathered, &sheets->municipalities);
    fill_agreements(gathered, &sheets->agreements);
    if (sheets->folders.failed || sheets->municipalities.failed || sheets->agreements.failed) {
        return KOPPEL_E_MEMORY;
    }
    fill_all(sheets, all);
    return koppel_sheet_status(all);
}

void koppel_gathered_sheets_free(struct koppel_gathered_sheets *sheets, struct koppel_sheet *all)
{
    koppel_sheet_free(&sheets->folders);
    koppel_sheet_free(&sheets->municipalities);
    koppel_sheet_free(&sheets->agreements);
    koppel_sheet_free(all);
}

static void print_clashes(const struct koppel_gathered *gathered, struct koppel_text *text)
{
    char line[1024];

    if (gathered->clashes.n_items == 0) {
        koppel_text_add(text, "\nNo home and no household is promised twice, and no agreement is exceeded.\n");
        return;
    }
    koppel_text_add(text,
                    koppel_plural("\n%zu clash:\n", "\n%zu clashes:\n",
                                  (int64_t)(gathered->clashes.n_items + gathered->clashes.n_dropped)),
                    gathered->clashes.n_items + gathered->clashes.n_dropped);
    for (size_t i = 0; i < gathered->clashes.n_items; i++) {
        const struct koppel_error *clash = &gathered->clashes.items[i];

        snprintf(line, sizeof line, "- %s", clash->text);
        if (clash->line > 0) {
            snprintf(line, sizeof line, "- %s:%ld: %s", clash->file, clash->line, clash->text);
        }
        koppel_lay_words(text, 0, 2, line);
    }
    if (gathered->clashes.n_dropped > 0) {
        koppel_text_add(text, "- and %zu more\n", gathered->clashes.n_dropped);
    }
}

void koppel_gathered_print(const struct koppel_gathered *gathered, const struct koppel_gathered_sheets *sheets,
                           struct koppel_text *text)
{
    koppel_text_add(text, "What the proposals promise together\n\n");
    koppel_sheet_print(&sheets->folders, '.', text);
    if (sheets->municipalities.n_rows > 0) {
        koppel_text_add(text, "\nBy municipality: households and persons where they count, homes where they stand\n");
        koppel_sheet_print(&sheets->municipalities, '.', text);
    }
    if (sheets->agreements.n_rows > 0) {
        koppel_text_add(text, "\nAgreements with corporations, in homes (one for each offer)\n");
        koppel_sheet_print(&sheets->agreements, '.', text);
    }
    print_clashes(gathered, text);
}

void koppel_gathered_json(const struct koppel_gathered *gathered, const struct koppel_gathered_sheets *sheets,
                          size_t n_violations, struct koppel_text *text)
{
    static const struct koppel_sheet_column columns[] = {{"clash", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT}};
    struct koppel_sheet clashes = SHEET(columns);

    for (size_t i = 0; i < gathered->clashes.n_items; i++) {
        koppel_sheet_text(&clashes, gathered->clashes.items[i].text);
        koppel_sheet_end(&clashes, KOPPEL_SHEET_ROW);
    }
    koppel_text_add(text, "{\n  \"proposals\": ");
    koppel_sheet_json(&sheets->folders, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"total\": ");
    koppel_sheet_json(&sheets->folders, KOPPEL_SHEET_TOTAL, 2, text);
    koppel_text_add(text, ",\n  \"municipalities\": ");
    koppel_sheet_json(&sheets->municipalities, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"agreements\": ");
    koppel_sheet_json(&sheets->agreements, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"clashes\": ");
    koppel_sheet_json(&clashes, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"violations\": %zu\n}\n", n_violations);
    text->failed = text->failed || clashes.failed;
    koppel_sheet_free(&clashes);
}
