// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* carry_text.c - a half-year that is carried over, for people and programs (see carry.h). */
#include "province/carry.h"
#include "province/target_text.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdio.h>

static const struct koppel_sheet_column columns[] = {
    {"municipality", {"", N_("code")}, 6, KOPPEL_SHEET_TEXT},
    {"name", {"", N_("name")}, 20, KOPPEL_SHEET_TEXT},
    {"balance_before_persons", {N_("lead +"), N_("arrears")}, 7, KOPPEL_SHEET_SIGNED},
    {"housed_persons", {"+", N_("housed")}, 6, KOPPEL_SHEET_COUNT},
    {"target_persons", {"-", N_("target")}, 6, KOPPEL_SHEET_COUNT},
    {"taken_over_persons", {N_("+ from"), N_("merged")}, 6, KOPPEL_SHEET_SIGNED},
    {"balance_persons", {N_("= lead,"), N_("arrears")}, 7, KOPPEL_SHEET_SIGNED},
    {"excusable_persons", {N_("of it"), N_("excused")}, 7, KOPPEL_SHEET_COUNT},
    {"waiting_persons", {N_("linked,"), N_("waiting")}, 7, KOPPEL_SHEET_COUNT},
    {"next_target_persons", {N_("next"), N_("target")}, 6, KOPPEL_SHEET_COUNT},
    {"next_corrected_persons", {N_("target"), N_("in all")}, 6, KOPPEL_SHEET_COUNT},
    {"next_target_is", {"", ""}, 5, KOPPEL_SHEET_WORD},
    {"replaced_balance_persons", {NULL, NULL}, 0, KOPPEL_SHEET_SIGNED},
};

enum { N_NUMBERS = 9, WAITING = 6 };

/* The numbers of a row, in the order of the sheet's columns from the third on. */
static void numbers_of(const struct koppel_carried *row, int64_t numbers[N_NUMBERS])
{
    numbers[0] = row->closing.balance_before;
    numbers[1] = row->closing.housed;
    numbers[2] = row->closing.target.persons;
    numbers[3] = row->taken_over;
    numbers[4] = row->balance;
    numbers[5] = row->excusable;
    numbers[WAITING] = row->ends ? 0 : row->waiting;
    numbers[7] = row->ends ? 0 : row->target + row->swapped;
    numbers[8] = row->ends ? 0 : row->target + row->swapped - row->balance;
}

static void add_row(const struct koppel_carry *carry, int32_t m, struct koppel_sheet *sheet)
{
    const struct koppel_case *kase = carry->province->kase;
    const struct koppel_carried *row = &carry->rows[m];
    int64_t numbers[N_NUMBERS];

    numbers_of(row, numbers);
    koppel_sheet_text(sheet, kase->municipalities[m].id);
    koppel_sheet_text(sheet, kase->municipalities[m].name);
    for (int c = 0; c < N_NUMBERS; c++) {
        koppel_sheet_number_if(sheet, c != WAITING || numbers[c] != KOPPEL_UNKNOWN, numbers[c]);
    }
    koppel_sheet_text(sheet, row->ends ? N_("ends") : row->is_computed ? N_("comp.") : "");
    koppel_sheet_number_if(sheet, row->replaces, row->replaces ? kase->targets[row->next_row].balance_persons : 0);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

/* One that ended earlier, or was never there, has nothing to carry. */
static bool is_shown(const struct koppel_carried *row)
{
    return !row->ends || row->has_closing;
}

/* The leads, or the arrears, of a total: they do not make up for each other. */
static void add_part(const struct koppel_carry *carry, const char *name, int sign, struct koppel_sheet *sheet)
{
    int64_t before = 0;
    int64_t after = 0;

    for (int32_t m = 0; m < carry->province->kase->n_municipalities; m++) {
        const struct koppel_carried *row = &carry->rows[m];

        before += sign * row->closing.balance_before > 0 ? row->closing.balance_before : 0;
        after += sign * row->balance > 0 ? row->balance : 0;
    }
    koppel_sheet_empty(sheet);
    koppel_sheet_text(sheet, name);
    koppel_sheet_number(sheet, before);
    for (int c = 0; c < 3; c++) {
        koppel_sheet_empty(sheet);
    }
    koppel_sheet_number(sheet, after);
    koppel_sheet_end(sheet, KOPPEL_SHEET_PART);
}

enum koppel_status koppel_carry_sheet(const struct koppel_carry *carry, struct koppel_sheet *sheet)
{
    int64_t sums[N_NUMBERS] = {0};
    bool all_known = true;

    *sheet = (struct koppel_sheet){.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};
    for (int32_t m = 0; m < carry->province->kase->n_municipalities; m++) {
        int64_t numbers[N_NUMBERS];

        if (!is_shown(&carry->rows[m])) {
            continue;
        }
        add_row(carry, m, sheet);
        numbers_of(&carry->rows[m], numbers);
        all_known = all_known && numbers[WAITING] != KOPPEL_UNKNOWN;
        for (int c = 0; c < N_NUMBERS; c++) {
            sums[c] += numbers[c];
        }
    }
    koppel_sheet_text(sheet, N_("total"));
    koppel_sheet_empty(sheet);
    for (int c = 0; c < N_NUMBERS; c++) {
        koppel_sheet_number_if(sheet, c != WAITING || all_known, sums[c]);
    }
    koppel_sheet_end(sheet, KOPPEL_SHEET_TOTAL);
    add_part(carry, N_("of it: leads"), 1, sheet);
    add_part(carry, N_("of it: arrears"), -1, sheet);
    return koppel_sheet_status(sheet);
}

/* What becomes of a balance that a version of the next half-year has already. */
enum fate { RECOUNTED, REPLACED, KEPT, N_FATES };

static bool has_fate(const struct koppel_carried *row, enum fate fate)
{
    switch (fate) {
    case RECOUNTED:
        return row->replaces && row->was_carried;
    case REPLACED:
        return row->replaces && !row->was_carried;
    case KEPT:
        return row->published != 0;
    case N_FATES:
        break;
    }
    return false;
}

/* Balances that a version of the next half-year has: one sentence for all that have the same fate. */
static void print_published(const struct koppel_carry *carry, struct koppel_text *text)
{
    static const char *const sentences[N_FATES] = {
        N_("Carried over before, and something else by what was published since (was > is): "),
        (N_("Published, but the half-year before ends with something else (published > in the new version; leave the "
            "new "
            "version out if the published balance is right): ")),
        N_("Published for a municipality that takes over others, so that it stands (taken over > published): ")};
    const struct koppel_case *kase = carry->province->kase;
    const char *file = koppel_case_file_name(kase, "targets.csv");

    for (int fate = 0; fate < N_FATES; fate++) {
        struct koppel_text words = {0};
        int32_t n = 0;

        for (int32_t m = 0; m < kase->n_municipalities; m++) {
            const struct koppel_carried *row = &carry->rows[m];

            if (has_fate(row, (enum fate)fate)) {
                const struct koppel_target *was = &kase->targets[row->next_row];
                int64_t from = fate == KEPT ? row->closing.balance_after + row->taken_over : was->balance_persons;

                koppel_text_add(&words, "%s%s %+" PRId64 " > %+" PRId64 " (%s:%ld)",
                                n++ > 0 ? ", " : _(sentences[fate]), kase->municipalities[m].id, from, row->balance,
                                file, was->line);
            }
        }
        if (n > 0 && !words.failed) {
            koppel_text_add(text, "- ");
            koppel_lay_words(text, 2, 2, words.bytes);
        }
        text->failed = text->failed || words.failed;
        koppel_text_free(&words);
    }
}

void koppel_carry_print(const struct koppel_carry *carry, const struct koppel_target_table *next,
                        const struct koppel_sheet *sheet, struct koppel_text *text)
{
    char closing[8];
    char opened[8];

    koppel_period_format(carry->province->period, closing);
    koppel_period_format(carry->province->period + 1, opened);
    koppel_text_add(text, "Balances of %s carried over into %s, in persons\n", closing, opened);
    koppel_text_add(
        text,
        "In all: next target - lead + arrears; comp.: by the formula, none is published yet; ends: abolished.\n\n");
    koppel_sheet_print(sheet, '.', text);
    koppel_text_add(text, "\n");
    print_published(carry, text);
    if (carry->n_computed > 0) {
        koppel_target_say_undated(next, text);
    }
}

void koppel_carry_json(const struct koppel_carry *carry, const struct koppel_sheet *sheet, struct koppel_text *text)
{
    char closing[8];
    char opened[8];
    char day[11];

    koppel_period_format(carry->province->period, closing);
    koppel_period_format(carry->province->period + 1, opened);
    koppel_date_format(carry->published_on, day);
    koppel_text_add(text, "{\n  \"from\": \"%s\",\n  \"to\": \"%s\",\n  \"published_on\": \"%s\",\n", closing, opened,
                    day);
    koppel_text_add(text, "  \"municipalities\": ");
    koppel_sheet_json(sheet, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"total\": ");
    koppel_sheet_json(sheet, KOPPEL_SHEET_TOTAL, 2, text);
    koppel_text_add(text, "\n}\n");
}
