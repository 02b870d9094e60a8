// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_text.c - the supervision of a province for programs: a wide sheet, and JSON (see supervision_text.h). */
#include "province/supervision_text.h"

#include "report/summary_json.h"

#include <inttypes.h>
#include <stdio.h>

#define UNSEEN {NULL, NULL}, 0

static const struct koppel_sheet_column columns[] = {
    {"municipality", UNSEEN, KOPPEL_SHEET_TEXT},
    {"name", UNSEEN, KOPPEL_SHEET_TEXT},
    {"province", UNSEEN, KOPPEL_SHEET_TEXT},
    {"period", UNSEEN, KOPPEL_SHEET_TEXT},
    {"as_of", UNSEEN, KOPPEL_SHEET_TEXT},
    {"version_published_on", UNSEEN, KOPPEL_SHEET_TEXT},
    {"inhabitants", UNSEEN, KOPPEL_SHEET_COUNT},
    {"balance_before_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"target_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"swapped_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"corrected_target_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"linked_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"linked_by_reference_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"housed_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"housed_percent", UNSEEN, KOPPEL_SHEET_TENTHS},
    {"due_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"schedule", UNSEEN, KOPPEL_SHEET_TEXT},
    {"behind_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"behind_not_linked_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"cause", UNSEEN, KOPPEL_SHEET_TEXT},
    {"balance_after_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"lead_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"arrears_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"to_house_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"excusable_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"excusable_source", UNSEEN, KOPPEL_SHEET_TEXT},
    {"excusable_reason", UNSEEN, KOPPEL_SHEET_TEXT},
    {"enforceable_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"housed_per_100000_inhabitants", UNSEEN, KOPPEL_SHEET_TENTHS},
    {"balance_per_100000_inhabitants", UNSEEN, KOPPEL_SHEET_TENTHS},
    {"half_years_missed_in_a_row", UNSEEN, KOPPEL_SHEET_COUNT},
    {"ladder", UNSEEN, KOPPEL_SHEET_TEXT},
    {"rung", UNSEEN, KOPPEL_SHEET_COUNT},
    {"rung_is", UNSEEN, KOPPEL_SHEET_TEXT},
    {"rung_name", UNSEEN, KOPPEL_SHEET_TEXT},
    {"rung_since", UNSEEN, KOPPEL_SHEET_TEXT},
    {"rung_trigger", UNSEEN, KOPPEL_SHEET_TEXT},
    {"rung_by_rule", UNSEEN, KOPPEL_SHEET_COUNT},
    {"override_reason", UNSEEN, KOPPEL_SHEET_TEXT},
    {"decision_term_on", UNSEEN, KOPPEL_SHEET_TEXT},
    {"plan_due_on", UNSEEN, KOPPEL_SHEET_TEXT},
    {"plan_received_on", UNSEEN, KOPPEL_SHEET_TEXT},
    {"arrears_by_half_year", UNSEEN, KOPPEL_SHEET_TEXT},
    {"substituted_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"proposed_households", UNSEEN, KOPPEL_SHEET_COUNT},
    {"proposed_homes", UNSEEN, KOPPEL_SHEET_COUNT},
    {"proposed_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"housed_then_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"schedule_then", UNSEEN, KOPPEL_SHEET_TEXT},
    {"balance_then_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"left_households", UNSEEN, KOPPEL_SHEET_COUNT},
    {"left_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"left_no_suitable_home_persons", UNSEEN, KOPPEL_SHEET_COUNT},
    {"rung_on_check_day", UNSEEN, KOPPEL_SHEET_COUNT},
    {"rung_on_check_day_then", UNSEEN, KOPPEL_SHEET_COUNT},
};

/* What brought the municipality to its rung: the half-years missed in a row. */
static void add_trigger(const struct koppel_supervised *row, struct koppel_sheet *sheet)
{
    const struct koppel_missed_row *missed = &row->rung.missed;
    int32_t kept = missed->n < KOPPEL_MAX_MISSED ? missed->n : KOPPEL_MAX_MISSED;
    char words[96];
    char first[8];
    char last[8];

    if (row->rung.intervention != KOPPEL_NONE) {
        koppel_sheet_text(sheet, "decision of the province");
    } else if (row->rung.rung == 0) {
        koppel_sheet_empty(sheet);
    } else {
        koppel_period_format(missed->periods[0], first);
        koppel_period_format(missed->periods[kept - 1], last);
        snprintf(words, sizeof words, "%s%" PRId32 " missed in a row: %s%s%s", missed->reaches_the_start ? ">= " : "",
                 missed->n, first, kept > 1 ? _(" to ") : "", kept > 1 ? last : "");
        koppel_sheet_text(sheet, words);
    }
}

static void add_standing(const struct koppel_standing *now, const char *reason, struct koppel_sheet *sheet)
{
    koppel_sheet_number(sheet, now->inhabitants);
    koppel_sheet_number(sheet, now->balance_before);
    koppel_sheet_number(sheet, now->target.persons);
    koppel_sheet_number(sheet, now->target.swapped);
    koppel_sheet_number(sheet, now->corrected);
    koppel_sheet_number_if(sheet, now->linked != KOPPEL_UNKNOWN, now->linked);
    koppel_sheet_number_if(sheet, now->linked_by_reference != KOPPEL_UNKNOWN, now->linked_by_reference);
    koppel_sheet_number(sheet, now->housed);
    koppel_sheet_number_if(sheet, now->corrected > 0,
                           now->corrected > 0 ? koppel_tenths(now->housed, now->corrected, 100) : 0);
    koppel_sheet_number(sheet, now->due);
    koppel_sheet_text(sheet, koppel_schedule_name(now->schedule));
    koppel_sheet_number(sheet, now->behind);
    koppel_sheet_number_if(sheet, now->cause != KOPPEL_CAUSE_UNKNOWN, now->behind_not_linked);
    koppel_sheet_text(sheet, now->cause != KOPPEL_CAUSE_NONE ? koppel_cause_name(now->cause) : "");
    koppel_sheet_number(sheet, now->balance_after);
    koppel_sheet_number(sheet, now->balance_after > 0 ? now->balance_after : 0);
    koppel_sheet_number(sheet, now->balance_after < 0 ? -now->balance_after : 0);
    koppel_sheet_number(sheet, now->shortfall);
    koppel_sheet_number(sheet, now->excusable);
    koppel_sheet_text(sheet, now->excusable_is_official ? "official" : "computed");
    koppel_sheet_text(sheet, now->excusable_is_official ? reason : "");
    koppel_sheet_number(sheet, now->enforceable);
    koppel_sheet_number_if(sheet, now->inhabitants > 0,
                           now->inhabitants > 0 ? koppel_tenths(now->housed, now->inhabitants, 100000) : 0);
    koppel_sheet_number_if(sheet, now->inhabitants > 0,
                           now->inhabitants > 0 ? koppel_tenths(now->balance_after, now->inhabitants, 100000) : 0);
}

static void add_rung(const struct koppel_province *province, const struct koppel_supervised *row,
                     struct koppel_sheet *sheet)
{
    const struct koppel_ladder *ladder = &province->rules->ladders[row->ladder];
    const struct koppel_intervention *intervention =
        row->rung.intervention != KOPPEL_NONE ? &province->kase->interventions[row->rung.intervention] : NULL;
    char by_half_year[KOPPEL_ARREARS_WORDS];

    koppel_sheet_number(sheet, row->rung.missed.n);
    koppel_sheet_text(sheet, ladder->name);
    koppel_sheet_number(sheet, row->rung.rung);
    koppel_sheet_text(sheet, row->rung.is_at_least ? "at least" : "known");
    koppel_sheet_text(sheet, koppel_rung_name(ladder, row->rung.rung));
    koppel_sheet_day(sheet, row->rung.since);
    add_trigger(row, sheet);
    koppel_sheet_number(sheet, row->rung.by_rule);
    koppel_sheet_text(sheet, intervention != NULL ? intervention->reason : "");
    koppel_sheet_day(sheet, row->rung.term_on);
    koppel_sheet_day(sheet, row->rung.plan_due_on);
    koppel_sheet_day(sheet, row->rung.plan_on);
    koppel_sheet_text(sheet, koppel_arrears_words(&row->rung.arrears, false, by_half_year));
    koppel_sheet_number(sheet, row->rung.substituted);
}

static void add_promised(const struct koppel_province *province, const struct koppel_promised *promised,
                         int64_t housed_then, const char *schedule_then, int64_t balance_then,
                         struct koppel_sheet *sheet)
{
    bool known = province->has_promises;

    koppel_sheet_number_if(sheet, known, promised->households);
    koppel_sheet_number_if(sheet, known, promised->homes);
    koppel_sheet_number_if(sheet, known, promised->persons);
    koppel_sheet_number_if(sheet, known, housed_then);
    koppel_sheet_text(sheet, known ? schedule_then : "");
    koppel_sheet_number_if(sheet, known, balance_then);
    koppel_sheet_number_if(sheet, known, promised->left_households);
    koppel_sheet_number_if(sheet, known, promised->left_persons);
    koppel_sheet_number_if(sheet, known, promised->left_unsuited_persons);
}

static void add_key(const struct koppel_province *province, const char *code, const char *name, const char *of,
                    int32_t published_on, struct koppel_sheet *sheet)
{
    char period[8];

    koppel_period_format(province->period, period);
    koppel_sheet_text(sheet, code);
    koppel_sheet_text(sheet, name);
    koppel_sheet_text(sheet, of);
    koppel_sheet_text(sheet, period);
    koppel_sheet_day(sheet, province->day);
    koppel_sheet_day(sheet, published_on);
}

static void add_municipality(const struct koppel_province *province, int32_t m, struct koppel_sheet *sheet)
{
    const struct koppel_municipality *municipality = &province->kase->municipalities[m];
    const struct koppel_supervised *row = &province->rows[m];

    add_key(province, municipality->id, municipality->name, municipality->province,
            province->kase->targets[row->now.target.row].published_on, sheet);
    add_standing(&row->now, province->kase->targets[row->now.target.row].excusable_reason, sheet);
    add_rung(province, row, sheet);
    add_promised(province, &row->promised, row->then.housed, koppel_schedule_name(row->then.schedule),
                 row->then.balance_after, sheet);
    koppel_sheet_number(sheet, row->rung_if_nothing);
    koppel_sheet_number_if(sheet, province->has_promises, row->rung_if_promised);
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void add_sums(const struct koppel_province *province, int32_t of, struct koppel_sheet *sheet)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, of);
    const int from_rung = 14;

    add_key(province, "", "", of != KOPPEL_NONE ? province->names[of] : "", KOPPEL_NO_DATE, sheet);
    koppel_sheet_number(sheet, sums.inhabitants);
    koppel_sheet_number(sheet, sums.balance_before);
    koppel_sheet_number(sheet, sums.target);
    koppel_sheet_number(sheet, sums.swapped);
    koppel_sheet_number(sheet, sums.corrected);
    koppel_sheet_number_if(sheet, sums.n_linked_unknown == 0, sums.linked);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, sums.housed);
    koppel_sheet_number_if(sheet, sums.to_cover > 0,
                           sums.to_cover > 0 ? koppel_tenths(sums.covered, sums.to_cover, 100) : 0);
    koppel_sheet_number(sheet, sums.due);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, sums.behind);
    koppel_sheet_empty(sheet);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, sums.balance_after);
    koppel_sheet_number(sheet, sums.lead_after);
    koppel_sheet_number(sheet, sums.arrears_after);
    koppel_sheet_number(sheet, sums.shortfall);
    koppel_sheet_number(sheet, sums.excusable);
    koppel_sheet_empty(sheet);
    koppel_sheet_empty(sheet);
    koppel_sheet_number(sheet, sums.enforceable);
    koppel_sheet_number_if(sheet, sums.inhabitants > 0,
                           sums.inhabitants > 0 ? koppel_tenths(sums.housed, sums.inhabitants, 100000) : 0);
    koppel_sheet_number_if(sheet, sums.inhabitants > 0,
                           sums.inhabitants > 0 ? koppel_tenths(sums.balance_after, sums.inhabitants, 100000) : 0);
    for (int c = 0; c < from_rung; c++) {
        koppel_sheet_empty(sheet);
    }
    add_promised(province, &sums.promised, sums.housed_then, "", sums.balance_after_then, sheet);
    koppel_sheet_end(sheet, of != KOPPEL_NONE ? KOPPEL_SHEET_SUBTOTAL : KOPPEL_SHEET_TOTAL);
}

enum koppel_status koppel_supervision_sheet(const struct koppel_province *province, struct koppel_sheet *sheet)
{
    *sheet = (struct koppel_sheet){.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};
    for (int32_t k = 0; k < province->n_shown; k++) {
        add_municipality(province, province->shown[k], sheet);
    }
    for (int32_t p = 0; p < province->n_provinces; p++) {
        if (koppel_province_sums(province, p).n_municipalities > 0) {
            add_sums(province, p, sheet);
        }
    }
    add_sums(province, KOPPEL_NONE, sheet);
    return koppel_sheet_status(sheet);
}

static void json_ladders(const struct koppel_province *province, struct koppel_text *text)
{
    const char *between = "\n    ";

    koppel_text_add(text, "  \"ladders\": [");
    for (int32_t l = 0; l < province->rules->n_ladders; l++) {
        bool used = false;

        for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
            used = used || province->rows[m].ladder == l;
        }
        if (used) {
            koppel_text_add(text, "%s{\"name\": ", between);
            koppel_json_string(text, province->rules->ladders[l].name);
            koppel_text_add(text, ", \"mark\": ");
            koppel_json_string(text, province->rules->ladders[l].mark);
            koppel_text_add(text, ", \"source\": ");
            koppel_json_string(text, province->rules->ladders[l].source);
            koppel_text_add(text, "}");
            between = ",\n    ";
        }
    }
    koppel_text_add(text, "\n  ],\n");
}

static void json_head(const struct koppel_province *province, struct koppel_text *text)
{
    char period[8];
    char day[11];

    koppel_period_format(province->period, period);
    koppel_date_format(province->day, day);
    koppel_text_add(text, "{\n  \"period\": \"%s\",\n  \"as_of\": \"%s\",\n", period, day);
}

static void json_tail(const struct koppel_sheet *sheet, struct koppel_text *text)
{
    koppel_text_add(text, "  \"municipalities\": ");
    koppel_sheet_json(sheet, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"provinces\": ");
    koppel_sheet_json(sheet, KOPPEL_SHEET_SUBTOTAL, 2, text);
    koppel_text_add(text, ",\n  \"total\": ");
    koppel_sheet_json(sheet, KOPPEL_SHEET_TOTAL, 2, text);
    koppel_text_add(text, "\n}\n");
}

void koppel_supervision_json(const struct koppel_province *province, const struct koppel_sheet *sheet,
                             struct koppel_text *text)
{
    json_head(province, text);
    json_ladders(province, text);
    json_tail(sheet, text);
}

void koppel_public_json(const struct koppel_province *province, const struct koppel_sheet *sheet,
                        struct koppel_text *text)
{
    json_head(province, text);
    json_tail(sheet, text);
}
