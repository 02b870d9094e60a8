// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_case.c - a province's tables with the rules of its supervision (see province_case.h). */
#include "province/province_case.h"

#include "model/target_history.h"
#include "province/province_spelling.h"
#include "province/supervision_check.h"

#include <inttypes.h>
#include <stdio.h>

/* The last half-year that has ended by the day; when it has no target, the one that supervision looks at. */
static int32_t last_ended_period(const struct koppel_province_case *open)
{
    int32_t period = koppel_period_of_day(open->day);

    period -= open->day < koppel_period_last_day(period) ? 1 : 0;
    for (int32_t i = 0; i < open->kase.n_targets; i++) {
        if (open->kase.targets[i].period == period && open->kase.targets[i].published_on <= open->day) {
            return period;
        }
    }
    return koppel_supervised_period(&open->kase, open->day);
}

static enum koppel_status find_period(struct koppel_province_case *open)
{
    const struct koppel_province_question *asked = open->asked;
    char day[11];

    open->day = asked->as_of != KOPPEL_NO_DATE ? asked->as_of : koppel_case_last_recorded_day(&open->kase);
    open->period = asked->period;
    if (open->period == KOPPEL_NONE && open->day != KOPPEL_NO_DATE) {
        open->period = asked->last_ended ? last_ended_period(open) : koppel_supervised_period(&open->kase, open->day);
    }
    if (open->period != KOPPEL_NONE) {
        return KOPPEL_OK;
    }
    if (open->day == KOPPEL_NO_DATE) {
        return koppel_errors_add(open->errors, KOPPEL_E_INPUT, asked->case_folder, 0, 0,
                                 "the tables name no half-year: say which one with --period, such as --period 2026-1");
    }
    koppel_date_format(open->day, day);
    return koppel_errors_add(
        open->errors, KOPPEL_E_INPUT, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
        "no target was published by %s: choose a later day with --as-of, or a half-year with --period", day);
}

enum koppel_status koppel_province_case_open(struct koppel_province_case *open,
                                             const struct koppel_province_question *asked, struct koppel_errors *errors,
                                             struct koppel_errors *notes)
{
    enum koppel_status status = KOPPEL_OK;

    *open = (struct koppel_province_case){.asked = asked, .errors = errors, .notes = notes};
    status = koppel_case_read(asked->case_folder,
                              &(struct koppel_case_request){.scope = KOPPEL_CASE_SUPERVISION,
                                                            .strict = asked->strict,
                                                            .columns_file = asked->columns_file,
                                                            .files = asked->tables,
                                                            .n_files = asked->n_tables},
                              &open->kase, errors, notes);
    if (status == KOPPEL_OK) {
        koppel_province_spelling_settle(open);
        status = find_period(open);
    }
    if (status == KOPPEL_OK) {
        int32_t day = open->day != KOPPEL_NO_DATE ? open->day : koppel_period_first_day(open->period);

        status = koppel_supervision_read(&asked->rules, open->period, day, &open->rules, open->errors);
    }
    return status == KOPPEL_OK ? koppel_supervision_check(&open->kase, &open->rules, open->errors, open->notes)
                               : status;
}

enum koppel_status koppel_province_targets(struct koppel_province_case *open, int32_t period,
                                           struct koppel_target_table *table)
{
    struct koppel_target_question question = {
        .period = period, .day = open->day, .national = open->asked->national, .inhabitants = open->asked->inhabitants};
    enum koppel_status status = koppel_target_table_make(&open->kase, &open->rules.dates, &question, table);

    if (status == KOPPEL_E_ARGUMENT) {
        return koppel_errors_add(open->errors, KOPPEL_E_INPUT, open->asked->case_folder, 0, 0,
                                 "the municipalities have %" PRId64 " inhabitants, more than the country's %" PRId64
                                 ": correct the latter (--inhabitants or national.csv)",
                                 table->case_inhabitants, table->country);
    }
    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(open->errors, NULL);
    }
    return status;
}

/* The half-years that the tables have targets of by the day, as "2025-1, 2025-2"; at most the last few. */
static void list_periods(const struct koppel_case *kase, int32_t day, char *out, size_t n_out)
{
    int32_t below = INT32_MAX;
    size_t n = 0;

    out[0] = '\0';
    for (int k = 0; k < 6; k++) {
        int32_t last = KOPPEL_NONE;
        char period[8];

        for (int32_t i = 0; i < kase->n_targets; i++) {
            const struct koppel_target *target = &kase->targets[i];

            if (target->period < below && target->published_on <= day) {
                last = target->period > last ? target->period : last;
            }
        }
        if (last == KOPPEL_NONE) {
            return;
        }
        koppel_period_format(last, period);
        n += (size_t)snprintf(out + n, n_out - n, "%s%s", k > 0 ? ", " : "", period);
        below = last;
    }
}

enum koppel_status koppel_province_require_targets(struct koppel_province_case *open,
                                                   const struct koppel_province *province)
{
    char period[8];
    char day[11];
    char known[64];

    for (int32_t m = 0; m < open->kase.n_municipalities; m++) {
        if (province->rows[m].has_target) {
            return KOPPEL_OK;
        }
    }
    koppel_period_format(province->period, period);
    koppel_date_format(province->day, day);
    list_periods(&open->kase, province->day, known, sizeof known);
    return koppel_errors_add(open->errors, KOPPEL_E_INPUT, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
                             "no municipality has a target of %s that was published by %s; there are targets of %s: "
                             "choose another half-year with --period, or a later day with --as-of",
                             period, day, known[0] != '\0' ? known : _("no half-year"));
}

void koppel_province_case_close(struct koppel_province_case *open)
{
    koppel_case_free(&open->kase);
}

/* Proposals that clash cannot all be carried out, so their sums would be wrong. */
enum koppel_status koppel_province_gather(struct koppel_province_case *open, bool lists_clashes,
                                          struct koppel_gathered *gathered)
{
    const struct koppel_province_question *asked = open->asked;
    enum koppel_status status = koppel_gathered_make(&open->kase, open->period, asked->proposals, asked->n_proposals,
                                                     gathered, open->errors, open->notes);

    if (status != KOPPEL_OK || gathered->clashes.n_items == 0) {
        return status;
    }
    for (size_t i = 0; lists_clashes && i < gathered->clashes.n_items; i++) {
        const struct koppel_error *clash = &gathered->clashes.items[i];

        koppel_errors_add(open->errors, KOPPEL_E_INPUT, clash->file, clash->line, 0, "%s", clash->text);
    }
    return koppel_errors_add(open->errors, KOPPEL_E_INPUT, NULL, 0, 0,
                             "the proposals cannot all be carried out; see koppel check --province");
}

void koppel_province_csv(const struct koppel_case *kase, bool decimal_comma, const struct koppel_sheet *sheet,
                         struct koppel_text *text)
{
    const struct koppel_case dutch = {.separator = ';', .decimal_point = ','};
    struct koppel_csv csv = koppel_csv_begin(text, decimal_comma ? &dutch : kase);

    koppel_sheet_csv(sheet, &csv);
}

void koppel_province_texts_free(struct koppel_province_texts *texts)
{
    koppel_documents_free(texts->files, 2);
    koppel_text_free(&texts->text);
}
