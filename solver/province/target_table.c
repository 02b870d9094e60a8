// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* target_table.c - the statutory target of every municipality beside the official one (see target_table.h). */
#include "province/target_table.h"

#include "base/memory.h"

#include <stdlib.h>

static bool fits_another_national(const struct koppel_target_table *table, struct koppel_target_line *line)
{
    for (int32_t i = 0; i < table->kase->n_nationals; i++) {
        const struct koppel_national *national = &table->kase->nationals[i];

        if (i != table->national_row && national->period == table->asked.period &&
            koppel_statutory_target(national->target_persons, line->count.inhabitants, table->country) ==
                line->official.announced) {
            line->why_row = i;
            return true;
        }
    }
    return false;
}

static bool fits_another_headcount(const struct koppel_target_table *table, int32_t municipality,
                                   struct koppel_target_line *line)
{
    /* the count of the reference date itself differs when a boundary change came after it */
    bool has_moved = line->count.inhabitants != line->count.counted;

    for (int32_t i = 0; i < table->kase->n_headcounts; i++) {
        const struct koppel_headcount *headcount = &table->kase->headcounts[i];

        if (headcount->municipality == municipality && (headcount->counted_on != table->reference_day || has_moved) &&
            koppel_statutory_target(table->national, headcount->inhabitants, table->country) ==
                line->official.announced) {
            line->why_row = i;
            return true;
        }
    }
    return false;
}

static enum koppel_difference explain(const struct koppel_target_table *table, int32_t municipality,
                                      struct koppel_target_line *line)
{
    if (line->official.row == KOPPEL_NONE) {
        return KOPPEL_DIFFERENCE_NO_OFFICIAL;
    }
    if (line->computed == KOPPEL_UNKNOWN) {
        return KOPPEL_DIFFERENCE_NOT_COMPUTED;
    }
    if (line->official.announced == line->computed) {
        return KOPPEL_DIFFERENCE_NONE;
    }
    if (line->official.swapped != 0 && line->computed + line->official.swapped == line->official.announced) {
        return KOPPEL_DIFFERENCE_SWAPPED;
    }
    switch (
        koppel_target_rounding(line->official.announced, table->national, line->count.inhabitants, table->country)) {
    case KOPPEL_ROUNDED_NEAREST:
        return KOPPEL_DIFFERENCE_NEAREST;
    case KOPPEL_ROUNDED_DOWN:
        return KOPPEL_DIFFERENCE_DOWN;
    case KOPPEL_ROUNDED_UP:
    case KOPPEL_ROUNDED_OTHERWISE:
        break;
    }
    if (fits_another_national(table, line)) {
        return KOPPEL_DIFFERENCE_NATIONAL;
    }
    return fits_another_headcount(table, municipality, line) ? KOPPEL_DIFFERENCE_HEADCOUNT
                                                             : KOPPEL_DIFFERENCE_UNEXPLAINED;
}

static void find_country(struct koppel_target_table *table)
{
    int32_t row = table->national_row;

    if (row == KOPPEL_NONE) {
        row = koppel_ruling_national(table->kase, table->asked.period, table->asked.day);
    }
    table->country = table->asked.inhabitants;
    if (table->country == KOPPEL_UNKNOWN && row != KOPPEL_NONE) {
        table->country = table->kase->nationals[row].inhabitants;
    }
    if (table->country == KOPPEL_UNKNOWN) {
        table->country = table->case_inhabitants;
        table->country_is_case = true;
    }
}

static void add_line(struct koppel_target_table *table, int32_t municipality)
{
    struct koppel_target_line *line = &table->lines[municipality];
    struct koppel_national_range range;

    line->official = koppel_ruling_target(table->kase, municipality, table->asked.period, table->asked.day);
    line->why_row = KOPPEL_NONE;
    line->computed = table->national == KOPPEL_UNKNOWN
                         ? KOPPEL_UNKNOWN
                         : koppel_statutory_target(table->national, line->count.inhabitants, table->country);
    line->why = explain(table, municipality, line);
    table->computed += line->computed != KOPPEL_UNKNOWN ? line->computed : 0;
    if (line->official.row == KOPPEL_NONE) {
        return;
    }
    line->difference = line->computed != KOPPEL_UNKNOWN ? line->official.announced - line->computed : 0;
    table->n_different += line->difference != 0 ? 1 : 0;
    table->n_official++;
    table->announced += line->official.announced;
    table->swapped += line->official.swapped;
    table->ruling += line->official.persons;
    if (line->count.inhabitants > 0) {
        range = koppel_national_range(line->official.announced, line->count.inhabitants, table->country);
        table->fits.least = range.least > table->fits.least ? range.least : table->fits.least;
        table->fits.most = range.most < table->fits.most ? range.most : table->fits.most;
    }
}

enum koppel_status koppel_target_table_make(const struct koppel_case *kase,
                                            const struct koppel_supervision_dates *dates,
                                            const struct koppel_target_question *question,
                                            struct koppel_target_table *table)
{
    *table = (struct koppel_target_table){.kase = kase,
                                          .asked = *question,
                                          .national = question->national,
                                          .national_row = KOPPEL_NONE,
                                          .fits = {.least = 0, .most = INT64_MAX}};
    if (question->day == KOPPEL_NO_DATE) {
        table->asked.day = INT32_MAX;
    }
    table->reference_day = koppel_reference_day(dates, question->period);
    table->lines = koppel_new((size_t)kase->n_municipalities, sizeof *table->lines);
    if (table->lines == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        table->lines[m].count = koppel_reference_count(kase, dates, m, question->period);
        table->case_inhabitants += table->lines[m].count.inhabitants;
        table->n_undated += table->lines[m].count.row == KOPPEL_NONE && !table->lines[m].count.ended ? 1 : 0;
    }
    if (table->national == KOPPEL_UNKNOWN) {
        table->national_row = koppel_ruling_national(kase, question->period, table->asked.day);
        table->national =
            table->national_row != KOPPEL_NONE ? kase->nationals[table->national_row].target_persons : KOPPEL_UNKNOWN;
    }
    find_country(table);
    if (table->case_inhabitants > table->country || table->country == 0) {
        return KOPPEL_E_ARGUMENT;
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        add_line(table, m);
    }
    return KOPPEL_OK;
}

void koppel_target_table_free(struct koppel_target_table *table)
{
    free(table->lines);
    *table = (struct koppel_target_table){0};
}
