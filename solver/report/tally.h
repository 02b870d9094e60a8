// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tally.h - the totals of a proposal that the summaries show. */
#ifndef KOPPEL_REPORT_TALLY_H
#define KOPPEL_REPORT_TALLY_H

#include "report/report.h"

/** Households are counted as such; persons are those that count for the target. */
struct koppel_tally {
    int64_t n_households;
    int64_t n_persons;
    int64_t n_placed_households;
    int64_t n_placed_persons;
    int64_t n_places;         /* in all units together */
    int64_t n_free_places;    /* that nobody is offered */
    int64_t to_house;         /* persons, sum of T_m */
    int64_t persons_short;    /* sum over municipalities */
    int64_t n_above_cap;      /* spread areas above the cap before this round */
    int64_t n_at_cap;         /* spread areas that could take nobody more of one person */
    int64_t n_agreements;     /* agreements with a number */
    int64_t n_agreements_off; /* that are not met */
};

struct koppel_tally koppel_tally_make(const struct koppel_report *report);

/** Homes that an agreement account is short (negative) or over (positive) by the table's numbers; 0 within. */
int64_t koppel_agreement_off(const struct koppel_suitability *fit, const struct koppel_account *account);

/** |cost - bound| of a tier; KOPPEL_UNKNOWN when there is no bound. */
int64_t koppel_tier_gap(const struct koppel_proposal_tier *tier);

#endif
