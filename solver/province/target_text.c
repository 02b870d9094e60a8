// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* target_text.c - the statutory and the official target of every municipality (see target_text.h). */
#include "province/target_text.h"

#include "base/error.h"
#include "report/layout.h"

#include <inttypes.h>
#include <stdio.h>

static const struct koppel_sheet_column columns[] = {
    {"municipality", {"", N_("code")}, 6, KOPPEL_SHEET_TEXT},
    {"name", {"", N_("name")}, 16, KOPPEL_SHEET_TEXT},
    {"province", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"period", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"reference_inhabitants", {"", N_("inhabitants")}, 11, KOPPEL_SHEET_COUNT},
    {"computed_persons", {N_("by the"), N_("formula")}, 7, KOPPEL_SHEET_COUNT},
    {"official_persons", {"", N_("official")}, 8, KOPPEL_SHEET_COUNT},
    {"published_on", {N_("published"), N_("on")}, 10, KOPPEL_SHEET_TEXT},
    {"versions", {N_("how"), N_("often")}, 5, KOPPEL_SHEET_COUNT},
    {"difference_persons", {"", N_("differs")}, 7, KOPPEL_SHEET_SIGNED},
    {"difference_why", {"", N_("why")}, 9, KOPPEL_SHEET_TEXT},
    {"swapped_persons", {"", N_("swaps")}, 5, KOPPEL_SHEET_SIGNED},
    {"target_persons", {"", N_("target")}, 6, KOPPEL_SHEET_COUNT},
    {"inhabitants_counted_on", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
};

static const char *const why_words[] = {"", "none yet", "", "number", "count", "rounding", "rounding", "swaps", "?"};

/* %s: the table that it names, as the case calls it. */
static const char *const why_sentences[] = {
    NULL,
    N_("none yet: %s has no target published by that day."),
    NULL,
    N_("number: the official target fits another announced version of the national number."),
    N_("count: it fits the inhabitants of another day than the reference date, or before a boundary change."),
    N_("rounding: it was rounded to the nearest whole number; the law rounds up."),
    N_("rounding: it was rounded down; the law rounds up."),
    N_("swaps: the agreed swap is in the official target already; %s adds it a second time."),
    N_("?: neither rounding, nor another version of the national number or of the inhabitants, explains it."),
};

static const char *const why_tables[] = {NULL, "targets.csv", NULL, NULL, NULL, NULL, NULL, "swaps.csv", NULL};

/* A municipality that has ended is left out, unless it has a target all the same. */
static bool is_shown(const struct koppel_target_line *line)
{
    return !line->count.ended || line->official.row != KOPPEL_NONE;
}

static void add_line(const struct koppel_target_table *table, int32_t m, const char *period, struct koppel_sheet *sheet)
{
    const struct koppel_municipality *municipality = &table->kase->municipalities[m];
    const struct koppel_target_line *line = &table->lines[m];
    bool has_official = line->official.row != KOPPEL_NONE;
    bool is_computed = line->computed != KOPPEL_UNKNOWN;

    koppel_sheet_text(sheet, municipality->id);
    koppel_sheet_text(sheet, municipality->name);
    koppel_sheet_text(sheet, municipality->province);
    koppel_sheet_text(sheet, period);
    koppel_sheet_number(sheet, line->count.inhabitants);
    koppel_sheet_number_if(sheet, is_computed, line->computed);
    koppel_sheet_number_if(sheet, has_official, line->official.announced);
    koppel_sheet_day(sheet, has_official ? table->kase->targets[line->official.row].published_on : KOPPEL_NO_DATE);
    koppel_sheet_number_if(sheet, has_official, line->official.n_versions);
    koppel_sheet_number_if(sheet, has_official && is_computed, line->difference);
    koppel_sheet_text(sheet, why_words[line->why]);
    koppel_sheet_number(sheet, line->official.swapped);
    koppel_sheet_number_if(sheet, has_official, line->official.persons);
    koppel_sheet_day(sheet, line->count.row != KOPPEL_NONE ? table->reference_day : KOPPEL_NO_DATE);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void add_total(const struct koppel_target_table *table, const char *period, struct koppel_sheet *sheet)
{
    bool is_computed = table->national != KOPPEL_UNKNOWN;
    bool has_official = table->n_official > 0;

    koppel_sheet_text(sheet, N_("total"));
    koppel_sheet_empty(sheet);
    koppel_sheet_empty(sheet);
    koppel_sheet_text(sheet, period);
    koppel_sheet_number(sheet, table->case_inhabitants);
    koppel_sheet_number_if(sheet, is_computed, table->computed);
    koppel_sheet_number_if(sheet, has_official, table->announced);
    koppel_sheet_empty(sheet);
    koppel_sheet_empty(sheet);
    koppel_sheet_number_if(sheet, is_computed && table->n_official == table->kase->n_municipalities,
                           table->announced - table->computed);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, table->swapped);
    koppel_sheet_number_if(sheet, has_official, table->ruling);
    koppel_sheet_end(sheet, KOPPEL_SHEET_TOTAL);
}

enum koppel_status koppel_target_sheet(const struct koppel_target_table *table, struct koppel_sheet *sheet)
{
    char period[8];

    *sheet = (struct koppel_sheet){.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};
    koppel_period_format(table->asked.period, period);
    for (int32_t m = 0; m < table->kase->n_municipalities; m++) {
        if (is_shown(&table->lines[m])) {
            add_line(table, m, period, sheet);
        }
    }
    add_total(table, period, sheet);
    return koppel_sheet_status(sheet);
}

void koppel_target_say_undated(const struct koppel_target_table *table, struct koppel_text *text)
{
    const struct koppel_case *kase = table->kase;
    char day[KOPPEL_DAY_WORDS];
    char from[KOPPEL_PLACE_FILE];
    char dated[KOPPEL_PLACE_FILE];

    if (table->n_undated == 0) {
        return;
    }
    koppel_date_words(table->reference_day, day);
    koppel_lay_sentence(text,
                        "The formula takes the inhabitants of %" PRId32
                        " %s from %s, which has no date: by the law they must be those "
                        "of %s. Check that, or give them with their date in %s.",
                        table->n_undated, table->n_undated == 1 ? _("municipality") : _("municipalities"),
                        koppel_file_words(koppel_case_file_name(kase, "municipalities.csv"), from), day,
                        koppel_file_words(koppel_case_file_name(kase, "inhabitants.csv"), dated));
}

static void print_heading(const struct koppel_target_table *table, struct koppel_text *text)
{
    char period[8];
    char day[KOPPEL_DAY_WORDS];
    char national[KOPPEL_THOUSANDS];
    char country[KOPPEL_THOUSANDS];
    char file[KOPPEL_PLACE_FILE];

    koppel_period_format(table->asked.period, period);
    koppel_lay_sentence(text, "Targets (taakstelling) of %s, in persons (Huisvestingswet 2014, art. 29)", period);
    if (table->asked.day != INT32_MAX) {
        koppel_date_words(table->asked.day, day);
        koppel_lay_sentence(text, "What was published by %s.", day);
    }
    koppel_date_words(table->reference_day, day);
    if (table->national == KOPPEL_UNKNOWN) {
        koppel_lay_sentence(text, "There is no national number by that day: give it with --national, or in %s.",
                            koppel_file_words(koppel_case_file_name(table->kase, "national.csv"), file));
    } else {
        koppel_lay_sentence(text,
                            "Formula: %s (national number%s) x inhabitants%s%s / %s (%s), rounded up for each "
                            "municipality.",
                            koppel_lay_thousands(table->national, national),
                            table->national_row == KOPPEL_NONE ? _(", as given") : "",
                            table->n_undated == 0 ? _(" on ") : "", table->n_undated == 0 ? day : "",
                            koppel_lay_thousands(table->country, country),
                            table->country_is_case ? _("inhabitants of this case, taken for the country's")
                                                   : _("inhabitants of the country"));
        koppel_target_say_undated(table, text);
    }
    koppel_text_add(text, "\n");
}

static void print_sums(const struct koppel_target_table *table, struct koppel_text *text)
{
    int64_t excess = table->computed - table->national;
    int32_t n = 0;
    char computed[KOPPEL_THOUSANDS];
    char national[KOPPEL_THOUSANDS];
    char inhabitants[KOPPEL_THOUSANDS];
    char country[KOPPEL_THOUSANDS];

    if (table->national == KOPPEL_UNKNOWN) {
        return;
    }
    koppel_lay_thousands(table->national, national);
    for (int32_t m = 0; m < table->kase->n_municipalities; m++) {
        n += table->lines[m].count.inhabitants > 0 ? 1 : 0;
    }
    if (table->case_inhabitants == table->country) {
        koppel_lay_sentence(text,
                            "The formula sums to %s, the national number is %s: %+" PRId64 " by rounding up %" PRId32
                            " times. That is the law; nothing is taken off.",
                            koppel_lay_thousands(table->computed, computed), national, excess, n);
    } else {
        koppel_lay_sentence(text,
                            "The formula sums to %s for this part of the country, which has %s of %s inhabitants; the "
                            "national number is %s.",
                            koppel_lay_thousands(table->computed, computed),
                            koppel_lay_thousands(table->case_inhabitants, inhabitants),
                            koppel_lay_thousands(table->country, country), national);
    }
}

static void print_fit(const struct koppel_target_table *table, struct koppel_text *text)
{
    if (table->n_official == 0) {
        return;
    }
    if (table->fits.least > table->fits.most) {
        koppel_lay_sentence(text, "No single national number gives all %" PRId32 " official targets by the formula.",
                            table->n_official);
    } else if (table->fits.least == table->fits.most) {
        koppel_lay_sentence(
            text, "All %" PRId32 " official targets follow by the formula from a national number of %" PRId64 ".",
            table->n_official, table->fits.least);
    } else {
        koppel_lay_sentence(text,
                            "All %" PRId32 " official targets follow by the formula from a national number of %" PRId64
                            " to %" PRId64 ".",
                            table->n_official, table->fits.least, table->fits.most);
    }
}

static void print_reasons(const struct koppel_target_table *table, struct koppel_text *text)
{
    bool seen[sizeof why_sentences / sizeof *why_sentences] = {false};
    char sentence[320];
    char file[KOPPEL_PLACE_FILE];

    for (int32_t m = 0; m < table->kase->n_municipalities; m++) {
        seen[table->lines[m].why] = seen[table->lines[m].why] || is_shown(&table->lines[m]);
    }
    if (table->n_different > 0) {
        koppel_lay_sentence(text,
                            koppel_plural("%" PRId32 " official target differs from the formula. It is shown as it was "
                                          "published: the official target rules.",
                                          "%" PRId32 " official targets differ from the formula. They are shown as "
                                          "they were published: the official target rules.",
                                          table->n_different),
                            table->n_different);
    }
    for (size_t w = 0; w < sizeof seen / sizeof *seen; w++) {
        if (seen[w] && why_sentences[w] != NULL && (w != KOPPEL_DIFFERENCE_NO_OFFICIAL || table->n_official > 0)) {
            snprintf(sentence, sizeof sentence, _(why_sentences[w]),
                     why_tables[w] != NULL ? koppel_file_words(koppel_case_file_name(table->kase, why_tables[w]), file)
                                           : "");
            koppel_lay_sentence(text, "- %s", sentence);
        }
    }
    if (table->swapped != 0) {
        koppel_lay_sentence(text, "The swaps do not add up to 0 here: another party lies outside this case.");
    }
}

void koppel_target_print(const struct koppel_target_table *table, const struct koppel_sheet *sheet, char decimal_point,
                         struct koppel_text *text)
{
    print_heading(table, text);
    koppel_sheet_print(sheet, decimal_point, text);
    koppel_text_add(text, "\n");
    print_sums(table, text);
    print_fit(table, text);
    print_reasons(table, text);
}

void koppel_target_json(const struct koppel_target_table *table, const struct koppel_sheet *sheet,
                        struct koppel_text *text)
{
    char period[8];
    char day[11];

    koppel_period_format(table->asked.period, period);
    koppel_date_format(table->reference_day, day);
    koppel_text_add(text, "{\n  \"period\": \"%s\",\n  \"reference_day\": \"%s\",\n", period, day);
    if (table->national != KOPPEL_UNKNOWN) {
        koppel_text_add(text, "  \"national_persons\": %" PRId64 ",\n", table->national);
    } else {
        koppel_text_add(text, "  \"national_persons\": null,\n");
    }
    koppel_text_add(text, "  \"country_inhabitants\": %" PRId64 ",\n", table->country);
    koppel_text_add(text, "  \"country_is_case\": %s,\n", table->country_is_case ? "true" : "false");
    koppel_text_add(text, "  \"undated_inhabitants_municipalities\": %" PRId32 ",\n", table->n_undated);
    if (table->n_official > 0 && table->fits.least <= table->fits.most) {
        koppel_text_add(text, "  \"official_fits_national\": [%" PRId64 ", %" PRId64 "],\n", table->fits.least,
                        table->fits.most);
    } else {
        koppel_text_add(text, "  \"official_fits_national\": null,\n");
    }
    koppel_text_add(text, "  \"municipalities\": ");
    koppel_sheet_json(sheet, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"total\": ");
    koppel_sheet_json(sheet, KOPPEL_SHEET_TOTAL, 2, text);
    koppel_text_add(text, "\n}\n");
}
