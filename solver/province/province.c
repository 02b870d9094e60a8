// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province.c - all municipalities that a province supervises on a day (see province.h). */
#include "province/province.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static int32_t province_row(struct koppel_province *province, const char *name)
{
    for (int32_t p = 0; p < province->n_provinces; p++) {
        if (strcmp(province->names[p], name) == 0) {
            return p;
        }
    }
    province->names[province->n_provinces] = name;
    return province->n_provinces++;
}

static void fill_row(struct koppel_province *province, int32_t m)
{
    const struct koppel_case *kase = province->kase;
    const struct koppel_supervision_dates *dates = &province->rules->dates;
    struct koppel_supervised *row = &province->rows[m];
    const struct koppel_ladder *ladder = &province->rules->ladders[row->ladder];
    struct koppel_asked asked = {.municipality = m, .day = province->day, .known_on = province->day};
    int32_t check_day = koppel_check_day(province->period);

    row->has_target = koppel_standing_make(kase, dates, &asked, province->period, &row->now);
    row->rung = koppel_rung_state(kase, dates, ladder, &asked);
    asked.day = province->day > check_day ? province->day : check_day;
    row->rung_if_nothing = koppel_rung_on_day(kase, dates, ladder, &asked);
    asked.promised_period = province->period;
    asked.promised_persons = row->promised.persons;
    asked.promised_linked = row->promised.newly_linked_persons;
    row->rung_if_promised = koppel_rung_on_day(kase, dates, ladder, &asked);
    asked.day = province->day;
    koppel_standing_make(kase, dates, &asked, province->period, &row->then);
}

enum koppel_status koppel_province_make(const struct koppel_case *kase, const struct koppel_supervision_rules *rules,
                                        int32_t period, int32_t day, const struct koppel_promised *promised,
                                        struct koppel_province *province)
{
    size_t n = (size_t)kase->n_municipalities;

    *province = (struct koppel_province){
        .kase = kase, .rules = rules, .day = day, .period = period, .has_promises = promised != NULL};
    province->rows = koppel_new(n, sizeof *province->rows);
    province->names = koppel_new(n, sizeof *province->names);
    province->shown = koppel_new(n, sizeof *province->shown);
    if (province->rows == NULL || province->names == NULL || province->shown == NULL) {
        koppel_province_free(province);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        struct koppel_supervised *row = &province->rows[m];
        int32_t ladder = koppel_ladder_of_province(rules, kase->municipalities[m].province);

        row->province = province_row(province, kase->municipalities[m].province);
        row->ladder = ladder != KOPPEL_NONE ? ladder : 0;
        if (promised != NULL) {
            row->promised = promised[m];
        }
        fill_row(province, m);
    }
    koppel_province_choose(province, &(struct koppel_province_view){.rung = KOPPEL_UNKNOWN});
    return KOPPEL_OK;
}

static void add_promised(struct koppel_promised *sum, const struct koppel_promised *one)
{
    sum->persons += one->persons;
    sum->households += one->households;
    sum->homes += one->homes;
    sum->left_households += one->left_households;
    sum->left_persons += one->left_persons;
    sum->left_unsuited_persons += one->left_unsuited_persons;
    sum->newly_linked_persons += one->newly_linked_persons;
}

static int64_t positive(int64_t a)
{
    return a > 0 ? a : 0;
}

static int64_t covered(const struct koppel_standing *standing)
{
    return standing->housed < standing->corrected ? standing->housed : positive(standing->corrected);
}

struct koppel_standing_sums koppel_province_sums(const struct koppel_province *province, int32_t row)
{
    struct koppel_standing_sums sums = {0};

    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        const struct koppel_supervised *one = &province->rows[m];
        const struct koppel_standing *now = &one->now;

        if (!one->has_target || (row != KOPPEL_NONE && one->province != row)) {
            continue;
        }
        sums.n_municipalities++;
        sums.n_linked_unknown += now->linked == KOPPEL_UNKNOWN ? 1 : 0;
        sums.n_schedule[now->schedule]++;
        sums.n_schedule_then[one->then.schedule]++;
        sums.inhabitants += now->inhabitants;
        sums.balance_before += now->balance_before;
        sums.target += now->target.persons;
        sums.swapped += now->target.swapped;
        sums.corrected += now->corrected;
        sums.due += now->due;
        sums.behind += now->behind;
        sums.linked += now->linked != KOPPEL_UNKNOWN ? now->linked : 0;
        sums.housed += now->housed;
        sums.balance_after += now->balance_after;
        sums.shortfall += now->shortfall;
        sums.excusable += now->excusable;
        sums.enforceable += now->enforceable;
        sums.covered += covered(now);
        sums.to_cover += positive(now->corrected);
        sums.lead_before += positive(now->balance_before);
        sums.arrears_before += positive(-now->balance_before);
        sums.lead_after += positive(now->balance_after);
        sums.arrears_after += positive(-now->balance_after);
        sums.housed_then += one->then.housed;
        sums.covered_then += covered(&one->then);
        sums.lead_then += positive(one->then.balance_after);
        sums.arrears_then += positive(-one->then.balance_after);
        sums.balance_after_then += one->then.balance_after;
        add_promised(&sums.promised, &one->promised);
    }
    return sums;
}

void koppel_province_free(struct koppel_province *province)
{
    free(province->rows);
    free(province->names);
    free(province->shown);
    *province = (struct koppel_province){0};
}
