// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proposal_table.c - proposal.csv and unplaced.csv: what happens with each household (see documents.h). */
#include "model/score.h"
#include "report/decisions_text.h"
#include "report/documents.h"
#include "report/reason.h"
#include "report/wording.h"

#include <stdio.h>
#include <string.h>

static bool has_column(const struct koppel_extra *extra, const char *name)
{
    for (int32_t c = 0; c < extra->n_columns; c++) {
        if (strcmp(extra->names[c], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Headers of the x_ columns of a table: the name itself, or with the table's name in front when the other table has it
 * too. */
static void extra_headers(struct koppel_csv *csv, const struct koppel_extra *extra, const struct koppel_extra *other,
                          const char *table)
{
    for (int32_t c = 0; c < extra->n_columns; c++) {
        char name[256];

        snprintf(name, sizeof name, "%s_%s", table, extra->names[c]);
        koppel_csv_text(csv, has_column(other, extra->names[c]) ? name : extra->names[c]);
    }
}

static void extra_cells(struct koppel_csv *csv, const struct koppel_extra *extra, int32_t row)
{
    for (int32_t c = 0; c < extra->n_columns; c++) {
        koppel_csv_text(csv, extra->values[(size_t)row * (size_t)extra->n_columns + (size_t)c]);
    }
}

/* The last is there where the case has reception places. */
static int n_components(const struct koppel_case *kase)
{
    return kase->n_receptions > 0 ? KOPPEL_N_FIT : KOPPEL_FIT_RECEPTION;
}

static void proposal_header(struct koppel_csv *csv, const struct koppel_case *kase,
                            const struct koppel_extra *households)
{
    static const char *const names[] = {"household",     "unit",        "persons", "municipality",
                                        "neighbourhood", "corporation", "score"};

    for (size_t c = 0; c < sizeof names / sizeof *names; c++) {
        koppel_csv_text(csv, names[c]);
    }
    for (int c = 0; c < n_components(kase); c++) {
        char name[64];

        snprintf(name, sizeof name, "score_%s", koppel_fit_component_name((enum koppel_fit_component)c));
        koppel_csv_text(csv, name);
    }
    koppel_csv_text(csv, "next_best_unit");
    koppel_csv_text(csv, "next_best_cost");
    koppel_csv_text(csv, "decision");
    koppel_csv_text(csv, "decision_against");
    koppel_csv_text(csv, "decision_reason");
    koppel_csv_text(csv, "by_lot");
    extra_headers(csv, households, &kase->unit_extra, "household");
    extra_headers(csv, &kase->unit_extra, households, "unit");
    koppel_csv_end(csv);
}

static void score_cells(struct koppel_csv *csv, const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int64_t components[KOPPEL_N_FIT];

    koppel_csv_decimal(csv, koppel_pair_score(fit, household, unit), KOPPEL_MICRO);
    koppel_pair_components(fit, household, unit, components);
    for (int c = 0; c < n_components(fit->kase); c++) {
        if (components[c] == KOPPEL_NOT_APPLICABLE) {
            koppel_csv_empty(csv);
        } else {
            koppel_csv_decimal(csv, components[c], KOPPEL_MICRO);
        }
    }
}

/* The decision behind the offer: what, against which rules, and why. */
static enum koppel_status decision_cells(struct koppel_csv *csv, const struct koppel_report *report, int32_t household,
                                         int32_t unit)
{
    const struct koppel_decision *row =
        report->fit->is_decided[household] ? koppel_offer_decision(report, household, unit) : NULL;
    struct koppel_text rules = {.is_for_machines = true};
    enum koppel_status status = KOPPEL_OK;

    if (row == NULL) {
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
        return KOPPEL_OK;
    }
    koppel_exceptions_say(&rules, koppel_rules_overruled(report, household, unit));
    koppel_csv_text(csv, koppel_decision_word(row->kind));
    koppel_csv_text(csv, rules.bytes);
    koppel_csv_text(csv, row->reason);
    status = koppel_text_status(&rules);
    koppel_text_free(&rules);
    return status;
}

static enum koppel_status next_best_cells(struct koppel_csv *csv, const struct koppel_report *report, int32_t household)
{
    const struct koppel_alternative *other = report->next_best != NULL ? &report->next_best[household] : NULL;
    struct koppel_text cost = {0};
    enum koppel_status status = KOPPEL_OK;

    if (other == NULL || other->unit == KOPPEL_NONE) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_text(csv, report->fit->kase->units[other->unit].id);
    }
    if (other != NULL && other->state == KOPPEL_ALTERNATIVE_UNKNOWN) {
        koppel_text_add(&cost, KOPPEL_NOT_WORKED_OUT);
    } else if (other != NULL) {
        koppel_say_change(&cost, report, other);
    }
    koppel_csv_text(csv, cost.bytes);
    status = koppel_text_status(&cost);
    koppel_text_free(&cost);
    return status;
}

enum koppel_status koppel_proposal_table(const struct koppel_report *report, struct koppel_text *text)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_csv csv = koppel_csv_begin(text, kase);
    static const struct koppel_extra none = {0};
    const struct koppel_extra *households = report->with_columns ? &kase->household_extra : &none;
    enum koppel_status status = KOPPEL_OK;

    proposal_header(&csv, kase, households);
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        int32_t j = report->proposal->unit_of[i];

        if (j == KOPPEL_NONE) {
            continue;
        }
        koppel_csv_text(&csv, kase->households[i].id);
        koppel_csv_text(&csv, kase->units[j].id);
        koppel_csv_whole(&csv, report->fit->needs[i].persons_target);
        koppel_csv_text(&csv, kase->municipalities[koppel_unit_municipality(kase, j)].id);
        koppel_csv_text(&csv, kase->neighbourhoods[kase->units[j].neighbourhood].id);
        koppel_csv_text(&csv, kase->corporations[kase->units[j].corporation].id);
        score_cells(&csv, report->fit, i, j);
        status = next_best_cells(&csv, report, i);
        status = status == KOPPEL_OK ? decision_cells(&csv, report, i, j) : status;
        koppel_csv_text(&csv, koppel_lot_decided(report->proposal, i) ? "yes" : NULL);
        extra_cells(&csv, households, i);
        extra_cells(&csv, &kase->unit_extra, j);
        koppel_csv_end(&csv);
    }
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}

static enum koppel_status unplaced_row(struct koppel_csv *csv, struct koppel_reasons *reasons, int32_t household)
{
    const struct koppel_suitability *fit = reasons->report->fit;
    const struct koppel_household *row = &fit->kase->households[household];
    struct koppel_text explanation = {0};
    struct koppel_text change = {0};
    enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
    enum koppel_status status = koppel_reason_find(reasons, household, &reason, &explanation, &change);

    if (status == KOPPEL_OK) {
        koppel_csv_text(csv, row->id);
        koppel_csv_whole(csv, fit->needs[household].persons_target);
        koppel_csv_whole(csv, row->expected_relatives);
        koppel_csv_text(csv, row->municipality != KOPPEL_NONE ? fit->kase->municipalities[row->municipality].id : NULL);
        koppel_csv_text(csv, koppel_reason_code(reason));
        koppel_csv_text(csv, explanation.bytes);
        koppel_csv_text(csv, change.bytes);
        koppel_csv_end(csv);
    }
    koppel_text_free(&explanation);
    koppel_text_free(&change);
    return status;
}

enum koppel_status koppel_unplaced_table(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"household",   "persons", "expected_relatives", "municipality", "reason",
                                        "explanation", "change"};
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_csv csv = koppel_csv_begin(text, kase);
    struct koppel_reasons reasons = {0};
    enum koppel_status status = koppel_reasons_make(&reasons, report);

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        if (report->proposal->unit_of[i] == KOPPEL_NONE) {
            status = unplaced_row(&csv, &reasons, i);
        }
    }
    koppel_reasons_free(&reasons);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
