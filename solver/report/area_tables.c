// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* area_tables.c - neighbourhoods.csv, targets.csv, agreements.csv: what the accounts of the verdict say (see
 * documents.h). */
#include "report/area_tables.h"

#include "model/target_history.h"
#include "report/documents.h"
#include "verify/ledger.h"

#include <stdlib.h>

/* ---- Areas ---- */

int64_t koppel_fair_share_thousandths(const struct koppel_account *account)
{
    koppel_wide twice = (koppel_wide)2 * account->fair_denominator;

    if (account->fair_denominator <= 0 || account->is_open) {
        return KOPPEL_UNKNOWN;
    }
    return (int64_t)(((koppel_wide)2000 * account->fair_numerator + account->fair_denominator) / twice);
}

enum koppel_tristate koppel_above_cap_before(const struct koppel_suitability *fit, const struct koppel_account *account)
{
    int64_t cap = koppel_area_cap(fit, account);

    return cap == KOPPEL_UNKNOWN ? KOPPEL_MAYBE : account->base > cap ? KOPPEL_YES : KOPPEL_NO;
}

/* Dwellings and inhabitants of every district: sums over its neighbourhoods. */
struct district_sums {
    int64_t *dwellings;
    int64_t *inhabitants;
};

static enum koppel_status district_sums_make(struct district_sums *sums, const struct koppel_case *kase)
{
    *sums = (struct district_sums){koppel_new((size_t)kase->districts.n_ids, sizeof *sums->dwellings),
                                   koppel_new((size_t)kase->districts.n_ids, sizeof *sums->inhabitants)};
    if (sums->dwellings == NULL || sums->inhabitants == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        int32_t district = kase->neighbourhoods[n].district;

        if (kase->neighbourhoods[n].corporation_dwellings == KOPPEL_UNKNOWN) {
            sums->dwellings[district] = KOPPEL_UNKNOWN;
        } else if (sums->dwellings[district] != KOPPEL_UNKNOWN) {
            sums->dwellings[district] += kase->neighbourhoods[n].corporation_dwellings;
        }
        sums->inhabitants[district] += kase->neighbourhoods[n].inhabitants;
    }
    return KOPPEL_OK;
}

static void area_cells(struct koppel_csv *csv, const struct koppel_case *kase, const struct koppel_account *account,
                       const struct district_sums *sums)
{
    const char *municipality =
        account->municipality != KOPPEL_NONE ? kase->municipalities[account->municipality].id : NULL;

    if (account->area == KOPPEL_AREA_NEIGHBOURHOOD) {
        const struct koppel_neighbourhood *row = &kase->neighbourhoods[account->place];

        koppel_csv_text(csv, row->id);
        koppel_csv_text(csv, row->name);
        koppel_csv_text(csv, municipality);
        koppel_csv_maybe(csv, row->corporation_dwellings);
        koppel_csv_whole(csv, row->inhabitants);
    } else if (account->area == KOPPEL_AREA_DISTRICT) {
        koppel_csv_text(csv, kase->districts.ids[account->place]);
        koppel_csv_empty(csv);
        koppel_csv_text(csv, municipality);
        koppel_csv_maybe(csv, sums->dwellings[account->place]);
        koppel_csv_whole(csv, sums->inhabitants[account->place]);
    } else { /* the tables know a complex by its units only */
        koppel_csv_text(csv, kase->complexes.ids[account->place]);
        koppel_csv_empty(csv);
        koppel_csv_text(csv, municipality);
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
    }
}

static void load_cells(struct koppel_csv *csv, const struct koppel_suitability *fit,
                       const struct koppel_account *account)
{
    static const char *const answers[] = {[KOPPEL_NO] = "no", [KOPPEL_YES] = "yes", [KOPPEL_MAYBE] = ""};
    int64_t fair = koppel_fair_share_thousandths(account);

    koppel_csv_whole(csv, account->reference);
    koppel_csv_whole(csv, account->base);
    koppel_csv_whole(csv, account->placed);
    koppel_csv_whole(csv, account->kept);
    koppel_csv_whole(csv, account->excepted);
    koppel_csv_whole(csv, account->base + account->placed);
    if (fair == KOPPEL_UNKNOWN) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, fair, 1000);
    }
    koppel_csv_maybe(csv, account->max);
    koppel_csv_text(csv, answers[koppel_above_cap_before(fit, account)]);
}

enum koppel_status koppel_areas_table(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const names[] = {
        "code",      "name",       "municipality", "corporation_dwellings", "inhabitants",
        "reference", "before",     "placed",       "of_which_kept",         "of_which_excepted",
        "after",     "fair_share", "cap",          "above_cap_before"};
    const struct koppel_case *kase = report->fit->kase;
    const struct koppel_extra *extra = &kase->neighbourhood_extra;
    int32_t n_extra = report->fit->policy->spread_level == KOPPEL_AREA_NEIGHBOURHOOD ? extra->n_columns : 0;
    struct koppel_csv csv = koppel_csv_begin(text, kase);
    struct district_sums sums = {0};
    enum koppel_status status = district_sums_make(&sums, kase);

    for (size_t c = 0; c < sizeof names / sizeof *names; c++) {
        koppel_csv_text(&csv, names[c]);
    }
    for (int32_t c = 0; c < n_extra; c++) {
        koppel_csv_text(&csv, extra->names[c]);
    }
    koppel_csv_end(&csv);
    for (int32_t k = 0; k < report->verdict->n_accounts && status == KOPPEL_OK; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];

        if (account->kind != KOPPEL_ACCOUNT_SPREAD) {
            continue;
        }
        area_cells(&csv, kase, account, &sums);
        load_cells(&csv, report->fit, account);
        for (int32_t c = 0; c < n_extra; c++) {
            koppel_csv_text(&csv, extra->values[(size_t)account->place * (size_t)extra->n_columns + (size_t)c]);
        }
        koppel_csv_end(&csv);
    }
    free(sums.dwellings);
    free(sums.inhabitants);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}

/* ---- Targets ---- */

static void target_row(struct koppel_csv *csv, const struct koppel_suitability *fit,
                       const struct koppel_account *account, int64_t homes)
{
    const struct koppel_case *kase = fit->kase;
    int32_t m = account->place;
    const struct koppel_target *target = fit->target_row[m] >= 0 ? &kase->targets[fit->target_row[m]] : NULL;
    char period[8];

    koppel_period_format(fit->period, period);
    koppel_csv_text(csv, kase->municipalities[m].id);
    koppel_csv_text(csv, kase->municipalities[m].name);
    koppel_csv_text(csv, period);
    if (target != NULL) {
        koppel_csv_whole(csv, target->target_persons + koppel_swapped_persons(kase, m, fit->period, fit->as_of));
        koppel_csv_whole(csv, target->balance_persons);
        koppel_csv_maybe(csv, target->housed_persons);
    } else {
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
        koppel_csv_empty(csv);
    }
    koppel_csv_whole(csv, koppel_municipality_persons_left(fit, m));
    koppel_csv_whole(csv, account->placed);
    koppel_csv_whole(csv, koppel_persons_short(fit, account));
    koppel_csv_whole(csv, homes);
    koppel_csv_maybe(csv, target != NULL ? target->linked_persons : KOPPEL_UNKNOWN);
    koppel_csv_maybe(csv, target != NULL ? target->excusable_persons : KOPPEL_UNKNOWN);
    koppel_csv_end(csv);
}

int64_t koppel_persons_short(const struct koppel_suitability *fit, const struct koppel_account *account)
{
    int64_t left = koppel_municipality_persons_left(fit, account->place);

    return left > account->placed ? left - account->placed : 0;
}

enum koppel_status koppel_targets_table(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"municipality", "name",   "period", "target", "balance", "housed_before",
                                        "to_house",     "placed", "short",  "homes",  "linked",  "excusable"};
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_csv csv = koppel_csv_begin(text, kase);
    int64_t *homes = koppel_new((size_t)kase->n_municipalities, sizeof *homes);

    if (homes == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (report->proposal->unit_of[i] != KOPPEL_NONE) {
            homes[koppel_counted_municipality(report->fit, i, report->proposal->unit_of[i])]++;
        }
    }
    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];

        if (account->kind == KOPPEL_ACCOUNT_TARGET) {
            target_row(&csv, report->fit, account, homes[account->place]);
        }
    }
    free(homes);
    return koppel_text_status(text);
}

/* ---- Agreements ---- */

enum koppel_status koppel_agreements_table(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"corporation", "name",   "municipality",  "min",
                                        "max",         "placed", "of_which_kept", "of_which_excepted"};
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_csv csv = koppel_csv_begin(text, kase);

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        const struct koppel_agreement *agreement = NULL;

        if (account->kind != KOPPEL_ACCOUNT_AGREEMENT) {
            continue;
        }
        agreement = &kase->agreements[account->place];
        koppel_csv_text(&csv, kase->corporations[agreement->corporation].id);
        koppel_csv_text(&csv, kase->corporations[agreement->corporation].name);
        koppel_csv_text(&csv, agreement->municipality != KOPPEL_NONE ? kase->municipalities[agreement->municipality].id
                                                                     : NULL);
        koppel_csv_maybe(&csv, agreement->min_homes);
        koppel_csv_maybe(&csv, agreement->max_homes);
        koppel_csv_whole(&csv, account->placed);
        koppel_csv_whole(&csv, account->kept);
        koppel_csv_whole(&csv, account->excepted);
        koppel_csv_end(&csv);
    }
    return koppel_text_status(text);
}
