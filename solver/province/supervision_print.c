// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_print.c - the supervision of a province on the terminal: position, supervision, proposals (see
 * supervision_text.h). */
#include "province/supervision_text.h"
#include "province/supervision_words.h"
#include "report/layout.h"

#include <inttypes.h>
#include <stdio.h>

static const struct koppel_sheet_column position_columns[] = {
    {"", {"", N_("code")}, 6, KOPPEL_SHEET_TEXT},
    {"", {"", N_("name")}, 15, KOPPEL_SHEET_TEXT},
    {"", {"", N_("inhabitants")}, 11, KOPPEL_SHEET_COUNT},
    {"", {N_("lead +"), N_("arrears")}, 7, KOPPEL_SHEET_SIGNED},
    {"", {"", N_("target")}, 6, KOPPEL_SHEET_COUNT},
    {"", {N_("target"), N_("in all")}, 6, KOPPEL_SHEET_COUNT},
    {"", {"", N_("linked")}, 6, KOPPEL_SHEET_COUNT},
    {"", {"", N_("housed")}, 6, KOPPEL_SHEET_COUNT},
    {"", {"%", N_("done")}, 5, KOPPEL_SHEET_TENTHS},
    {"", {N_("balance"), N_("now")}, 7, KOPPEL_SHEET_SIGNED},
    {"", {N_("of it"), N_("excused")}, 7, KOPPEL_SHEET_COUNT},
    {"", {N_("per"), N_("100,000")}, 7, KOPPEL_SHEET_TENTHS},
};

static const struct koppel_sheet_column rung_columns[] = {
    {"", {"", N_("code")}, 6, KOPPEL_SHEET_TEXT},           {"", {"", N_("name")}, 16, KOPPEL_SHEET_TEXT},
    {"", {"", N_("schedule")}, 15, KOPPEL_SHEET_TEXT},      {"", {N_("due"), N_("now")}, 5, KOPPEL_SHEET_COUNT},
    {"", {"", N_("behind")}, 6, KOPPEL_SHEET_COUNT},        {"", {N_("not"), N_("linked")}, 6, KOPPEL_SHEET_COUNT},
    {"", {N_("too few"), ""}, 7, KOPPEL_SHEET_TEXT},        {"", {N_("missed"), N_("in a row")}, 8, KOPPEL_SHEET_COUNT},
    {"", {"", N_("from")}, 6, KOPPEL_SHEET_TEXT},           {"", {"", N_("rung")}, 4, KOPPEL_SHEET_COUNT},
    {"", {N_("rung"), N_("since")}, 10, KOPPEL_SHEET_TEXT},
};

static const struct koppel_sheet_column promise_columns[] = {
    {"", {"", N_("code")}, 6, KOPPEL_SHEET_TEXT},           {"", {"", N_("name")}, 16, KOPPEL_SHEET_TEXT},
    {"", {"", N_("offers")}, 6, KOPPEL_SHEET_COUNT},        {"", {"", N_("homes")}, 5, KOPPEL_SHEET_COUNT},
    {"", {"", N_("people")}, 7, KOPPEL_SHEET_COUNT},        {"", {N_("housed"), N_("then")}, 6, KOPPEL_SHEET_COUNT},
    {"", {"%", N_("done")}, 6, KOPPEL_SHEET_TENTHS},        {"", {N_("balance"), N_("then")}, 7, KOPPEL_SHEET_SIGNED},
    {"", {"", N_("schedule then")}, 15, KOPPEL_SHEET_TEXT}, {"", {N_("get no"), N_("home")}, 7, KOPPEL_SHEET_COUNT},
    {"", {N_("none"), N_("fits")}, 4, KOPPEL_SHEET_COUNT},  {"", {N_("next"), N_("rung")}, 4, KOPPEL_SHEET_TEXT},
};

/* Names of the parts of a total. */
static const char leads[] = N_("of it: leads");
static const char arrears[] = N_("of it: arrears");

/* What there was too few of, by enum koppel_cause: persons linked, or homes for them. */
static const char *const too_few[] = {"-", N_("linked"), N_("housed"), N_("both"), N_("unknown")};

#define SHEET(list)                                                                                                    \
    {                                                                                                                  \
        .columns = (list), .n_columns = (int32_t)(sizeof(list) / sizeof *(list))                                       \
    }

static void percent(struct koppel_sheet *sheet, int64_t housed, int64_t corrected)
{
    koppel_sheet_number_if(sheet, corrected > 0, corrected > 0 ? koppel_tenths(housed, corrected, 100) : 0);
}

static void position_sums(const struct koppel_province *province, int32_t of, struct koppel_sheet *sheet)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, of);

    koppel_sheet_text(sheet, of != KOPPEL_NONE ? "" : N_("total"));
    koppel_sheet_text(sheet, of != KOPPEL_NONE ? province->names[of] : "");
    koppel_sheet_number(sheet, sums.inhabitants);
    koppel_sheet_number(sheet, sums.balance_before);
    koppel_sheet_number(sheet, sums.target);
    koppel_sheet_number(sheet, sums.corrected);
    koppel_sheet_number_if(sheet, sums.n_linked_unknown == 0, sums.linked);
    koppel_sheet_number(sheet, sums.housed);
    percent(sheet, sums.covered, sums.to_cover);
    koppel_sheet_number(sheet, sums.balance_after);
    koppel_sheet_number(sheet, sums.excusable);
    koppel_sheet_number_if(sheet, sums.inhabitants > 0,
                           sums.inhabitants > 0 ? koppel_tenths(sums.balance_after, sums.inhabitants, 100000) : 0);
    koppel_sheet_end(sheet, of != KOPPEL_NONE ? KOPPEL_SHEET_SUBTOTAL : KOPPEL_SHEET_TOTAL);
}

/* The leads, or the arrears, of a total: they do not make up for each other. */
static void position_part(const char *name, int64_t before, int64_t after, struct koppel_sheet *sheet)
{
    koppel_sheet_empty(sheet);
    koppel_sheet_text(sheet, name);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, before);
    for (int c = 0; c < 5; c++) {
        koppel_sheet_empty(sheet);
    }
    koppel_sheet_number(sheet, after);
    koppel_sheet_end(sheet, KOPPEL_SHEET_PART);
}

static void promise_part(const char *name, int64_t then, struct koppel_sheet *sheet)
{
    koppel_sheet_empty(sheet);
    koppel_sheet_text(sheet, name);
    for (int c = 0; c < 5; c++) {
        koppel_sheet_empty(sheet);
    }
    koppel_sheet_number(sheet, then);
    koppel_sheet_end(sheet, KOPPEL_SHEET_PART);
}

static void position_row(const struct koppel_province *province, int32_t m, struct koppel_sheet *sheet)
{
    const struct koppel_standing *now = &province->rows[m].now;

    koppel_sheet_text(sheet, province->kase->municipalities[m].id);
    koppel_sheet_text(sheet, province->kase->municipalities[m].name);
    koppel_sheet_number(sheet, now->inhabitants);
    koppel_sheet_number(sheet, now->balance_before);
    koppel_sheet_number(sheet, now->target.persons);
    koppel_sheet_number(sheet, now->corrected);
    koppel_sheet_number_if(sheet, now->linked != KOPPEL_UNKNOWN, now->linked);
    koppel_sheet_number(sheet, now->housed);
    percent(sheet, now->housed, now->corrected);
    koppel_sheet_number(sheet, now->balance_after);
    koppel_sheet_number(sheet, now->excusable);
    koppel_sheet_number_if(sheet, now->inhabitants > 0,
                           now->inhabitants > 0 ? koppel_tenths(now->balance_after, now->inhabitants, 100000) : 0);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void rung_row(const struct koppel_province *province, int32_t m, struct koppel_sheet *sheet)
{
    const struct koppel_supervised *row = &province->rows[m];
    const struct koppel_missed_row *row_of = &row->rung.missed;
    char missed[16];
    char rung[16];
    char from[8] = "";

    snprintf(missed, sizeof missed, "%s%" PRId32, row_of->reaches_the_start ? ">=" : "", row_of->n);
    snprintf(rung, sizeof rung, "%s%" PRId32, row->rung.is_at_least ? ">=" : "", row->rung.rung);
    if (row_of->n > 0) {
        koppel_period_format(row_of->periods[0], from);
    }
    koppel_sheet_text(sheet, province->kase->municipalities[m].id);
    koppel_sheet_text(sheet, province->kase->municipalities[m].name);
    koppel_sheet_text(sheet, _(koppel_schedule_name(row->now.schedule)));
    koppel_sheet_number(sheet, row->now.due);
    koppel_sheet_number(sheet, row->now.behind);
    koppel_sheet_number_if(sheet, row->now.cause != KOPPEL_CAUSE_UNKNOWN, row->now.behind_not_linked);
    koppel_sheet_text(sheet, _(too_few[row->now.cause]));
    koppel_sheet_text(sheet, missed);
    koppel_sheet_text(sheet, from);
    koppel_sheet_text(sheet, rung);
    koppel_sheet_day(sheet, row->rung.since);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void promise_row(const struct koppel_province *province, int32_t m, struct koppel_sheet *sheet)
{
    const struct koppel_supervised *row = &province->rows[m];
    char rungs[16];

    snprintf(rungs, sizeof rungs, "%" PRId32 ">%" PRId32, row->rung_if_nothing, row->rung_if_promised);
    koppel_sheet_text(sheet, province->kase->municipalities[m].id);
    koppel_sheet_text(sheet, province->kase->municipalities[m].name);
    koppel_sheet_number(sheet, row->promised.households);
    koppel_sheet_number(sheet, row->promised.homes);
    koppel_sheet_number(sheet, row->promised.persons);
    koppel_sheet_number(sheet, row->then.housed);
    percent(sheet, row->then.housed, row->then.corrected);
    koppel_sheet_number(sheet, row->then.balance_after);
    koppel_sheet_text(sheet, _(koppel_schedule_name(row->then.schedule)));
    koppel_sheet_number(sheet, row->promised.left_persons);
    koppel_sheet_number(sheet, row->promised.left_unsuited_persons);
    koppel_sheet_text(sheet, rungs);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void promise_total(const struct koppel_province *province, struct koppel_sheet *sheet)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, KOPPEL_NONE);

    koppel_sheet_text(sheet, N_("total"));
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, sums.promised.households);
    koppel_sheet_number(sheet, sums.promised.homes);
    koppel_sheet_number(sheet, sums.promised.persons);
    koppel_sheet_number(sheet, sums.housed_then);
    percent(sheet, sums.covered_then, sums.to_cover);
    koppel_sheet_number(sheet, sums.balance_after_then);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, sums.promised.left_persons);
    koppel_sheet_number(sheet, sums.promised.left_unsuited_persons);
    koppel_sheet_end(sheet, KOPPEL_SHEET_TOTAL);
    promise_part(leads, sums.lead_then, sheet);
    promise_part(arrears, -sums.arrears_then, sheet);
}

static enum koppel_status print_position(const struct koppel_province *province, char decimal_point,
                                         struct koppel_text *text)
{
    struct koppel_sheet sheet = SHEET(position_columns);
    struct koppel_standing_sums sums = koppel_province_sums(province, KOPPEL_NONE);
    enum koppel_status status = KOPPEL_OK;

    for (int32_t p = 0; p < province->n_provinces; p++) {
        for (int32_t k = 0; k < province->n_shown; k++) {
            if (province->rows[province->shown[k]].province == p) {
                position_row(province, province->shown[k], &sheet);
            }
        }
        if (province->n_provinces > 1 && koppel_province_sums(province, p).n_municipalities > 0) {
            position_sums(province, p, &sheet);
        }
    }
    position_sums(province, KOPPEL_NONE, &sheet);
    position_part(leads, sums.lead_before, sums.lead_after, &sheet);
    position_part(arrears, -sums.arrears_before, -sums.arrears_after, &sheet);
    status = koppel_sheet_status(&sheet);
    koppel_lay_sentence(
        text,
        "Position (target in all: the corrected target; %% done: housed of it, in a total only up to each corrected "
        "target, as a lead of one municipality does not make up for the arrears of another; per 100,000: lead or "
        "arrears now, by inhabitants)");
    if (status == KOPPEL_OK) {
        koppel_sheet_print(&sheet, decimal_point, text);
    }
    koppel_sheet_free(&sheet);
    return status;
}

static enum koppel_status print_rungs(const struct koppel_province *province, struct koppel_text *text)
{
    struct koppel_sheet sheet = SHEET(rung_columns);
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 0; k < province->n_shown; k++) {
        rung_row(province, province->shown[k], &sheet);
    }
    status = koppel_sheet_status(&sheet);
    koppel_text_add(text, "\n");
    koppel_lay_sentence(
        text, "Schedule and ladder (too few: what there was too few of, persons linked or persons housed; missed: "
              "half-years missed in a row, >= when the tables may begin too late, and so for the rung)");
    if (status == KOPPEL_OK) {
        koppel_sheet_print(&sheet, '.', text);
    }
    koppel_sheet_free(&sheet);
    return status;
}

static enum koppel_status print_promises(const struct koppel_province *province, char decimal_point,
                                         struct koppel_text *text)
{
    struct koppel_sheet sheet = SHEET(promise_columns);
    enum koppel_status status = KOPPEL_OK;
    char day[KOPPEL_DAY_WORDS];

    for (int32_t k = 0; k < province->n_shown; k++) {
        promise_row(province, province->shown[k], &sheet);
    }
    promise_total(province, &sheet);
    status = koppel_sheet_status(&sheet);
    koppel_date_words(koppel_check_day(province->period), day);
    koppel_text_add(text, "\n");
    koppel_lay_sentence(
        text,
        "If the proposals are carried out (get no home: people who are linked but offered nothing; none fits: part of "
        "them for whom no home, or too few, suit; next rung: on %s when nobody more is housed > with the proposals)",
        day);
    if (status == KOPPEL_OK) {
        koppel_sheet_print(&sheet, decimal_point, text);
    }
    koppel_sheet_free(&sheet);
    return status;
}

enum koppel_status koppel_supervision_print(const struct koppel_province *province, char decimal_point,
                                            struct koppel_text *text)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_supervision_head(province, decimal_point, text);
    if (province->n_shown == 0) {
        koppel_text_add(text,
                        "\nNo municipality is shown: none with a target is what was asked for (--only, --rung).\n");
        return koppel_text_status(text);
    }
    status = print_position(province, decimal_point, text);
    if (status == KOPPEL_OK) {
        status = print_rungs(province, text);
    }
    if (status == KOPPEL_OK && province->has_promises) {
        status = print_promises(province, decimal_point, text);
    }
    koppel_text_add(text, "\n");
    koppel_supervision_legend(province, text);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
