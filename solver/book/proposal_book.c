// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proposal_book.c - proposal.xlsx, sheet by sheet (see proposal_book.h). */
#include "book/proposal_book.h"

#include "book/decision_cells.h"
#include "book/table_sheet.h"
#include "report/area_tables.h"
#include "report/decisions_text.h"
#include "report/need_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MOST_CORPORATIONS = 40 };

/** A workbook being filled. */
struct filling {
    const struct koppel_report *report;
    enum koppel_language language;
    const struct koppel_document *documents;
    size_t n_documents;
    struct koppel_book_writer *book;
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- Cells that are not in the tables ---- */

static const struct koppel_unit *unit_of(const struct koppel_sheet_source *source)
{
    return &source->report->fit->kase->units[source->unit];
}

static void write_neighbourhood(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT,
                          source->report->fit->kase->neighbourhoods[unit_of(source)->neighbourhood].name);
}

static void write_corporation(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT,
                          source->report->fit->kase->corporations[unit_of(source)->corporation].name);
}

/* The name that belongs to the code in the column of municipalities. */
static void write_municipality(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    const struct koppel_case *kase = source->report->fit->kase;
    int32_t m = koppel_index_get(&kase->municipality_index, koppel_source_cell(source, "municipality"));

    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, m != KOPPEL_NONE ? kase->municipalities[m].name : NULL);
}

static void write_rooms(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    koppel_new_sheet_number(sheet, KOPPEL_STYLE_NUMBER, unit_of(source)->rooms, 1);
}

static void write_rent(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    koppel_new_sheet_number(sheet, KOPPEL_STYLE_AMOUNT, unit_of(source)->rent_cents, 100);
}

static void write_available(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    koppel_new_sheet_day(sheet, KOPPEL_STYLE_DAY, unit_of(source)->available_from);
}

static const struct koppel_decision *decision_of(const struct koppel_sheet_source *source)
{
    return source->report->fit->is_decided[source->household]
               ? koppel_offer_decision(source->report, source->household, source->unit)
               : NULL;
}

static void write_decision(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    const struct koppel_decision *row = decision_of(source);
    char word[KOPPEL_BOOK_HEADING] = "";

    if (row != NULL) {
        koppel_decision_choice(source->language, row->kind, word);
    }
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_ASKED_KEY, word);
}

static void write_rules(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    const struct koppel_decision *row = decision_of(source);
    struct koppel_text rules = {0};

    koppel_exceptions_say(&rules, row != NULL ? row->rules : 0);
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_ASKED_KEY, rules.bytes);
    sheet->cells.failed = sheet->cells.failed || rules.failed;
    koppel_text_free(&rules);
}

static void write_decided_on(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    const struct koppel_decision *row = decision_of(source);

    koppel_new_sheet_day(sheet, KOPPEL_STYLE_ASKED_DAY, row != NULL ? row->decided_on : KOPPEL_NO_DATE);
}

static void write_decided_by(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    const struct koppel_decision *row = decision_of(source);

    koppel_new_sheet_text(sheet, KOPPEL_STYLE_ASKED_KEY, row != NULL ? row->decided_by : NULL);
}

static const char *const need_codes[KOPPEL_N_NEEDS] = {[KOPPEL_NEED_STEP_FREE] = "need_step_free",
                                                       [KOPPEL_NEED_LARGE] = "need_large",
                                                       [KOPPEL_NEED_SINGLE] = "need_single",
                                                       [KOPPEL_NEED_SHARING] = "need_sharing"};

static void write_needs(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    const struct koppel_household *row = &source->report->fit->kase->households[source->household];
    struct koppel_text words = {0};

    for (int need = 0; need < KOPPEL_N_NEEDS; need++) {
        if (koppel_household_has_need(row, (enum koppel_home_need)need)) {
            koppel_text_add(&words, "%s%s", words.n_bytes > 0 ? "; " : "",
                            koppel_book_words(source->language, need_codes[need]));
        }
    }
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, words.bytes);
    sheet->cells.failed = sheet->cells.failed || words.failed;
    koppel_text_free(&words);
}

static void write_answer(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    (void)source;
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_ASKED_KEY, NULL);
}

/* The account of the row: areas stand in the table in the order of the check, and there one after another. */
static const struct koppel_account *area_of(const struct koppel_sheet_source *source)
{
    const struct koppel_verdict *verdict = source->report->verdict;
    int32_t first = 0;

    while (verdict->accounts[first].kind != KOPPEL_ACCOUNT_SPREAD) {
        first++;
    }
    return &verdict->accounts[first + source->row];
}

/* The most of an area is known: *over are the persons beyond it, below 0 there is room. */
static bool has_most(const struct koppel_sheet_source *source, int64_t *over)
{
    const struct koppel_account *area = area_of(source);
    int64_t most = koppel_area_limit(source->report->fit, area);

    *over = area->base + area->placed - most;
    return most != KOPPEL_UNKNOWN;
}

static void write_most(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    int64_t most = koppel_area_limit(source->report->fit, area_of(source));

    if (most == KOPPEL_UNKNOWN) {
        koppel_new_sheet_text(sheet, KOPPEL_STYLE_NUMBER, NULL);
    } else {
        koppel_new_sheet_number(sheet, KOPPEL_STYLE_NUMBER, most, 1);
    }
}

static void write_area_state(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    int64_t over = 0;

    if (!has_most(source, &over)) {
        koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, NULL);
        return;
    }
    koppel_new_sheet_text(sheet,
                          over > 0    ? KOPPEL_STYLE_BAD
                          : over == 0 ? KOPPEL_STYLE_REQUIRED
                                      : KOPPEL_STYLE_GOOD,
                          koppel_book_words(source->language, over > 0    ? "over"
                                                              : over == 0 ? "full"
                                                                          : "room"));
}

/* sign -1: the room that is left, 1: what is too many. */
static void write_excess(const struct koppel_sheet_source *source, int64_t sign, struct koppel_new_sheet *sheet)
{
    int64_t over = 0;

    if (has_most(source, &over)) {
        koppel_new_sheet_number(sheet, KOPPEL_STYLE_NUMBER, sign * over > 0 ? sign * over : 0, 1);
    } else {
        koppel_new_sheet_text(sheet, KOPPEL_STYLE_NUMBER, NULL);
    }
}

static void write_room_left(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    write_excess(source, -1, sheet);
}

static void write_over_by(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    write_excess(source, 1, sheet);
}

static void write_target_state(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    bool is_short = koppel_source_number(source, "short") > 0;

    koppel_new_sheet_text(sheet, is_short ? KOPPEL_STYLE_BAD : KOPPEL_STYLE_GOOD,
                          koppel_book_words(source->language, is_short ? "target_short" : "target_met"));
}

static void write_agreement_state(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet)
{
    int64_t n = koppel_source_number(source, "placed");
    int64_t least = koppel_source_number(source, "min");
    int64_t most = koppel_source_number(source, "max");
    bool too_few = least != KOPPEL_UNKNOWN && n < least;
    bool too_many = most != KOPPEL_UNKNOWN && n > most;

    koppel_new_sheet_text(sheet, too_few || too_many ? KOPPEL_STYLE_BAD : KOPPEL_STYLE_GOOD,
                          koppel_book_words(source->language, too_few    ? "too_few"
                                                              : too_many ? "too_many"
                                                                         : "met"));
}

/* ---- Sheets that show a table ---- */

static const struct koppel_sheet_column proposal_columns[] = {
    {"household", NULL, KOPPEL_STYLE_KEY, NULL},
    {"persons", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {NULL, "neighbourhood_name", KOPPEL_STYLE_TEXT, write_neighbourhood},
    {NULL, "municipality_name", KOPPEL_STYLE_TEXT, write_municipality},
    {NULL, "corporation_name", KOPPEL_STYLE_TEXT, write_corporation},
    {NULL, "rooms", KOPPEL_STYLE_NUMBER, write_rooms},
    {NULL, "rent_eur", KOPPEL_STYLE_AMOUNT, write_rent},
    {NULL, "available_from", KOPPEL_STYLE_DAY, write_available},
    {"unit", NULL, KOPPEL_STYLE_ASKED_KEY, NULL},
    {"decision", NULL, KOPPEL_STYLE_ASKED_KEY, write_decision},
    {NULL, "rule", KOPPEL_STYLE_ASKED_KEY, write_rules},
    {"decision_reason", "reason", KOPPEL_STYLE_ASKED_KEY, NULL},
    {NULL, "decided_on", KOPPEL_STYLE_ASKED_DAY, write_decided_on},
    {NULL, "decided_by", KOPPEL_STYLE_ASKED_KEY, write_decided_by},
    {"neighbourhood", "neighbourhood_code", KOPPEL_STYLE_KEY, NULL},
    {"municipality", "municipality_code", KOPPEL_STYLE_KEY, NULL},
    {"corporation", "corporation_code", KOPPEL_STYLE_KEY, NULL},
    {"next_best_unit", NULL, KOPPEL_STYLE_KEY, NULL},
    {"next_best_cost", NULL, KOPPEL_STYLE_TEXT, NULL},
    {"decision_against", NULL, KOPPEL_STYLE_TEXT, NULL},
};

/* Positions in proposal_columns and in area_columns, 1-based. */
enum { COLUMN_DECISION = 10, COLUMN_DECIDED_ON = 13, COLUMN_DECIDED_BY = 14, PRINTED_OF_AREAS = 10 };

static const struct koppel_sheet_column corporation_columns[] = {
    {"unit", NULL, KOPPEL_STYLE_KEY, NULL},
    {NULL, "neighbourhood_name", KOPPEL_STYLE_TEXT, write_neighbourhood},
    {NULL, "rooms", KOPPEL_STYLE_NUMBER, write_rooms},
    {NULL, "rent_eur", KOPPEL_STYLE_AMOUNT, write_rent},
    {NULL, "available_from", KOPPEL_STYLE_DAY, write_available},
    {"household", NULL, KOPPEL_STYLE_KEY, NULL},
    {"persons", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {NULL, "needs", KOPPEL_STYLE_TEXT, write_needs},
    {NULL, "answer", KOPPEL_STYLE_ASKED_KEY, write_answer},
};

static const struct koppel_sheet_column unplaced_columns[] = {
    {"household", NULL, KOPPEL_STYLE_KEY, NULL},
    {"persons", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {NULL, "municipality_name", KOPPEL_STYLE_TEXT, write_municipality},
    {"explanation", "why", KOPPEL_STYLE_TEXT, NULL},
    {"change", NULL, KOPPEL_STYLE_TEXT, NULL},
    {"expected_relatives", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"municipality", "municipality_code", KOPPEL_STYLE_KEY, NULL},
    {"reason", "reason_code", KOPPEL_STYLE_TEXT, NULL},
};

static const struct koppel_sheet_column area_columns[] = {
    {"name", NULL, KOPPEL_STYLE_TEXT, NULL},
    {NULL, "municipality_name", KOPPEL_STYLE_TEXT, write_municipality},
    {NULL, "state", KOPPEL_STYLE_TEXT, write_area_state},
    {NULL, "room_left", KOPPEL_STYLE_NUMBER, write_room_left},
    {NULL, "over_by", KOPPEL_STYLE_NUMBER, write_over_by},
    {"before", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"placed", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"after", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"cap", NULL, KOPPEL_STYLE_NUMBER, write_most},
    {"fair_share", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"code", NULL, KOPPEL_STYLE_KEY, NULL},
    {"municipality", "municipality_code", KOPPEL_STYLE_KEY, NULL},
};

static const struct koppel_sheet_column target_columns[] = {
    {"name", "municipality_name", KOPPEL_STYLE_TEXT, NULL},
    {NULL, "state", KOPPEL_STYLE_TEXT, write_target_state},
    {"to_house", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"placed", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"short", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"homes", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"period", NULL, KOPPEL_STYLE_KEY, NULL},
    {"target", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"balance", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"housed_before", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"municipality", "municipality_code", KOPPEL_STYLE_KEY, NULL},
};

static const struct koppel_sheet_column agreement_columns[] = {
    {"name", "corporation_name", KOPPEL_STYLE_TEXT, NULL},
    {NULL, "municipality_name", KOPPEL_STYLE_TEXT, write_municipality},
    {NULL, "state", KOPPEL_STYLE_TEXT, write_agreement_state},
    {"min", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"max", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"placed", NULL, KOPPEL_STYLE_NUMBER, NULL},
    {"corporation", "corporation_code", KOPPEL_STYLE_KEY, NULL},
    {"municipality", "municipality_code", KOPPEL_STYLE_KEY, NULL},
};

/* Reads a document that was made as the table that it is. */
static enum koppel_status open_table(const struct filling *filling, const char *name, struct koppel_csv_table *table)
{
    for (size_t d = 0; d < filling->n_documents; d++) {
        const struct koppel_document *document = &filling->documents[d];

        if (strcmp(document->name, name) == 0) {
            return koppel_csv_table_parse(document->text.bytes, document->text.n_bytes, name, table, NULL);
        }
    }
    return KOPPEL_E_INTERNAL;
}

static enum koppel_status add_table(const struct filling *filling, const char *file, const char *name,
                                    const struct koppel_sheet_column *columns, size_t n_columns, int32_t n_printed)
{
    struct koppel_csv_table table = {0};
    struct koppel_sheet_source source = {
        .report = filling->report, .language = filling->language, .table = &table, .corporation = KOPPEL_NONE};
    struct koppel_new_sheet sheet = {.n_fixed = 1, .n_printed = n_printed};
    enum koppel_status status = open_table(filling, file, &table);

    if (status == KOPPEL_OK) {
        snprintf(sheet.name, sizeof sheet.name, "%s", koppel_book_words(filling->language, name));
        koppel_table_sheet_write(&source, columns, n_columns, true, &sheet);
        koppel_book_writer_add(filling->book, &sheet);
    }
    koppel_csv_table_free(&table);
    return status;
}

/* The proposal with room for what a person decides. */
static void add_proposal(const struct filling *filling, const struct koppel_csv_table *table)
{
    struct koppel_sheet_source source = {
        .report = filling->report, .language = filling->language, .table = table, .corporation = KOPPEL_NONE};
    struct koppel_new_sheet sheet = {.n_fixed = 1, .n_printed = COLUMN_DECIDED_BY};
    int32_t last = table->n_rows + 1 + 100; /* rows that a person adds */
    char choices[KOPPEL_DECISION_CHOICES];
    const struct koppel_cell_check decision = {.kind = KOPPEL_CHECK_LIST,
                                               .choices = koppel_decision_choices(filling->language, choices),
                                               .message = koppel_book_words(filling->language, "bad_choice")};
    const struct koppel_cell_check day = {.kind = KOPPEL_CHECK_DAY,
                                          .min = koppel_date_make(2000, 1, 1),
                                          .max = koppel_date_make(2100, 12, 31),
                                          .message = koppel_book_words(filling->language, "bad_day")};

    snprintf(sheet.name, sizeof sheet.name, "%s", koppel_book_words(filling->language, "sheet_proposal"));
    koppel_table_sheet_write(&source, proposal_columns, COUNT(proposal_columns), true, &sheet);
    koppel_new_sheet_check(&sheet, COLUMN_DECISION, 2, last, &decision);
    koppel_new_sheet_check(&sheet, COLUMN_DECIDED_ON, 2, last, &day);
    for (int32_t c = 1; c <= COLUMN_DECIDED_BY; c++) {
        koppel_new_sheet_column_style(&sheet, c,
                                      c == COLUMN_DECIDED_ON ? KOPPEL_STYLE_INPUT_DAY : KOPPEL_STYLE_INPUT_KEY);
    }
    koppel_book_writer_add(filling->book, &sheet);
}

static void add_corporations(const struct filling *filling, const struct koppel_csv_table *table)
{
    const struct koppel_case *kase = filling->report->fit->kase;

    for (int32_t c = 0; c < kase->n_corporations && kase->n_corporations <= MOST_CORPORATIONS; c++) {
        struct koppel_sheet_source source = {
            .report = filling->report, .language = filling->language, .table = table, .corporation = c};
        struct koppel_new_sheet sheet = {.n_fixed = 1};

        snprintf(sheet.name, sizeof sheet.name, "%s", kase->corporations[c].name);
        koppel_table_sheet_write(&source, corporation_columns, COUNT(corporation_columns), false, &sheet);
        koppel_book_writer_add(filling->book, &sheet);
    }
}

/* ---- Sheets of their own ---- */

static void need_row(const struct filling *filling, int32_t household, const char *need, struct koppel_new_sheet *sheet)
{
    const struct koppel_case *kase = filling->report->fit->kase;
    int32_t unit = filling->report->proposal->unit_of[household];
    bool has_home = unit != KOPPEL_NONE;

    koppel_new_sheet_row(sheet);
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, koppel_book_words(filling->language, need));
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_KEY, kase->households[household].id);
    koppel_new_sheet_number(sheet, KOPPEL_STYLE_NUMBER, filling->report->fit->needs[household].persons_target, 1);
    koppel_new_sheet_text(sheet, has_home ? KOPPEL_STYLE_GOOD : KOPPEL_STYLE_BAD,
                          koppel_book_words(filling->language, has_home ? "yes" : "no"));
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT,
                          has_home ? kase->neighbourhoods[kase->units[unit].neighbourhood].name : NULL);
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_KEY, has_home ? kase->units[unit].id : NULL);
}

/* Every household under each of its needs. */
static void add_needs(const struct filling *filling)
{
    static const char *const headings[] = {"need", "household", "persons", "gets_home", "neighbourhood_name", "unit"};
    const struct koppel_case *kase = filling->report->fit->kase;
    struct koppel_new_sheet sheet = {.n_fixed = 2, .has_headings = true};
    char heading[KOPPEL_BOOK_HEADING];

    snprintf(sheet.name, sizeof sheet.name, "%s", koppel_book_words(filling->language, "sheet_needs"));
    koppel_new_sheet_row(&sheet);
    for (size_t c = 0; c < COUNT(headings); c++) {
        koppel_new_sheet_text(&sheet, KOPPEL_STYLE_HEADING,
                              koppel_book_heading(filling->language, headings[c], heading));
    }
    for (int need = 0; need <= KOPPEL_N_NEEDS; need++) {
        for (int32_t i = 0; i < kase->n_households; i++) {
            const struct koppel_household *row = &kase->households[i];
            bool has_any = false;

            for (int k = 0; k < KOPPEL_N_NEEDS; k++) {
                has_any = has_any || koppel_household_has_need(row, (enum koppel_home_need)k);
            }
            if (need == KOPPEL_N_NEEDS ? !has_any : koppel_household_has_need(row, (enum koppel_home_need)need)) {
                need_row(filling, i, need == KOPPEL_N_NEEDS ? "need_other" : need_codes[need], &sheet);
            }
        }
    }
    koppel_book_writer_add(filling->book, &sheet);
}

static void add_decisions(const struct filling *filling)
{
    const struct koppel_case *kase = filling->report->fit->kase;
    struct koppel_new_sheet sheet = {.n_fixed = 1, .has_headings = true};

    snprintf(sheet.name, sizeof sheet.name, "%s", koppel_book_words(filling->language, "sheet_decisions"));
    koppel_decision_headings_write(filling->language, &sheet);
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        koppel_decision_row_write(filling->language, kase, &kase->decisions[d], &sheet);
    }
    koppel_book_writer_add(filling->book, &sheet);
}

static const char *proof_of(const struct koppel_report *report)
{
    const char *outcome = report->facts->outcome;

    return strcmp(outcome, "proven") == 0       ? "proof_proven"
           : strcmp(outcome, "within_gap") == 0 ? "proof_within_gap"
                                                : "proof_feasible";
}

/* A sentence of its own row, over the width of the page. */
static void say(const struct filling *filling, struct koppel_new_sheet *sheet, const char *code, const char *number,
                const char *of)
{
    struct koppel_text sentence = {0};
    const char *given[] = {number, of};
    size_t n_given = 0;

    for (const char *c = koppel_book_words(filling->language, code); *c != '\0'; c++) {
        if (c[0] == '%' && n_given < COUNT(given)) {
            koppel_text_add(&sentence, "%s", given[n_given++]);
            c++;
        } else {
            koppel_text_append(&sentence, c, 1);
        }
    }
    koppel_new_sheet_row(sheet);
    koppel_new_sheet_text(sheet, sheet->row == 1 ? KOPPEL_STYLE_TITLE : KOPPEL_STYLE_TEXT, sentence.bytes);
    sheet->cells.failed = sheet->cells.failed || sentence.failed;
    koppel_text_free(&sentence);
}

static void add_explanation(const struct filling *filling)
{
    static const char *const more[] = {"explain_edit",  "explain_decide", "explain_solve",
                                       "explain_check", "explain_print",  "explain_private"};
    const struct koppel_report *report = filling->report;
    struct koppel_new_sheet sheet = {.is_prose = true};
    char first[KOPPEL_BOOK_HEADING];
    char second[24];

    snprintf(sheet.name, sizeof sheet.name, "%s", koppel_book_words(filling->language, "sheet_explanation"));
    koppel_book_day(filling->language, report->fit->as_of, first);
    say(filling, &sheet, "explain_title", first, "");
    say(filling, &sheet, "explain_what", "", "");
    snprintf(first, sizeof first, "%" PRId64, (int64_t)report->verdict->n_placed_households);
    snprintf(second, sizeof second, "%" PRId32, report->fit->kase->n_households);
    say(filling, &sheet, "explain_counts", first, second);
    say(filling, &sheet, proof_of(report), "", "");
    snprintf(first, sizeof first, "%d", (int)MOST_CORPORATIONS);
    say(filling, &sheet, report->fit->kase->n_corporations <= MOST_CORPORATIONS ? "explain_lists" : "explain_many",
        first, "");
    for (size_t i = 0; i < COUNT(more); i++) {
        say(filling, &sheet, more[i], "", "");
    }
    koppel_book_writer_add(filling->book, &sheet);
}

enum koppel_status koppel_proposal_book_make(const struct koppel_report *report,
                                             const struct koppel_document *documents, size_t n_documents,
                                             struct koppel_text *bytes)
{
    struct koppel_book_writer book = {0};
    struct koppel_csv_table table = {0};
    const struct filling filling = {.report = report,
                                    .language = koppel_language_now(),
                                    .documents = documents,
                                    .n_documents = n_documents,
                                    .book = &book};
    enum koppel_status status = open_table(&filling, "proposal.csv", &table);
    enum koppel_status finished = KOPPEL_OK;

    book.day_format = koppel_book_day_format(filling.language);
    book.page_words = koppel_book_words(filling.language, "page");
    if (status == KOPPEL_OK) {
        add_proposal(&filling, &table);
        add_corporations(&filling, &table);
        status = add_table(&filling, "unplaced.csv", "sheet_unplaced", unplaced_columns, COUNT(unplaced_columns), 0);
    }
    if (status == KOPPEL_OK) {
        status = add_table(&filling, "neighbourhoods.csv", "sheet_areas", area_columns, COUNT(area_columns),
                           PRINTED_OF_AREAS);
    }
    if (status == KOPPEL_OK) {
        status = add_table(&filling, "targets.csv", "sheet_targets", target_columns, COUNT(target_columns), 0);
    }
    if (status == KOPPEL_OK) {
        status =
            add_table(&filling, "agreements.csv", "sheet_agreements", agreement_columns, COUNT(agreement_columns), 0);
    }
    if (status == KOPPEL_OK) {
        add_needs(&filling);
        add_decisions(&filling);
        add_explanation(&filling);
    }
    koppel_csv_table_free(&table);
    finished = koppel_book_writer_finish(&book, bytes);
    if (status != KOPPEL_OK) {
        koppel_text_free(bytes);
        return KOPPEL_E_MEMORY;
    }
    return finished;
}
