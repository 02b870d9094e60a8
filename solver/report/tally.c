// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tally.c - the totals of a proposal (see tally.h). */
#include "report/tally.h"

#include "report/area_tables.h"

int64_t koppel_agreement_off(const struct koppel_suitability *fit, const struct koppel_account *account)
{
    const struct koppel_agreement *agreement = &fit->kase->agreements[account->place];

    if (agreement->min_homes != KOPPEL_UNKNOWN && account->placed < agreement->min_homes) {
        return account->placed - agreement->min_homes;
    }
    if (agreement->max_homes != KOPPEL_UNKNOWN && account->placed - account->excepted > agreement->max_homes) {
        return account->placed - account->excepted - agreement->max_homes;
    }
    return 0;
}

int64_t koppel_tier_gap(const struct koppel_proposal_tier *tier)
{
    int64_t gap = 0;

    if (tier->bound == INT64_MIN || !koppel_add(tier->cost, -tier->bound, &gap)) {
        return KOPPEL_UNKNOWN;
    }
    return gap < 0 ? -gap : gap;
}

static void add_account(struct koppel_tally *tally, const struct koppel_suitability *fit,
                        const struct koppel_account *account)
{
    switch (account->kind) {
    case KOPPEL_ACCOUNT_TARGET:
        tally->to_house += koppel_municipality_persons_left(fit, account->place);
        tally->persons_short += koppel_persons_short(fit, account);
        break;
    case KOPPEL_ACCOUNT_SPREAD:
        tally->n_above_cap += koppel_above_cap_before(fit, account) == KOPPEL_YES ? 1 : 0;
        tally->n_at_cap += account->max != KOPPEL_UNKNOWN && account->base + account->placed >= account->max ? 1 : 0;
        break;
    case KOPPEL_ACCOUNT_AGREEMENT: {
        const struct koppel_agreement *agreement = &fit->kase->agreements[account->place];
        bool has_number = agreement->min_homes != KOPPEL_UNKNOWN || agreement->max_homes != KOPPEL_UNKNOWN;

        tally->n_agreements += has_number ? 1 : 0;
        tally->n_agreements_off += koppel_agreement_off(fit, account) != 0 ? 1 : 0;
        break;
    }
    case KOPPEL_ACCOUNT_LIMIT:
    case KOPPEL_ACCOUNT_MIX:
    case KOPPEL_ACCOUNT_BORDER:
    case KOPPEL_ACCOUNT_STAY:
        break;
    }
}

struct koppel_tally koppel_tally_make(const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_tally tally = {.n_households = kase->n_households};

    for (int32_t j = 0; j < kase->n_units; j++) {
        tally.n_places += kase->units[j].places;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        bool placed = report->proposal->unit_of[i] != KOPPEL_NONE;

        tally.n_persons += report->fit->needs[i].persons_target;
        tally.n_placed_households += placed ? 1 : 0;
        tally.n_placed_persons += placed ? report->fit->needs[i].persons_target : 0;
    }
    tally.n_free_places = tally.n_places - tally.n_placed_households;
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        add_account(&tally, report->fit, &report->verdict->accounts[k]);
    }
    return tally;
}
