// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* hold.h - what an offer adds to the accounts of a verdict, and which "must" it would break. */
#ifndef KOPPEL_REPORT_HOLD_H
#define KOPPEL_REPORT_HOLD_H

#include "base/text.h"
#include "verify/verdict.h"

/** One list for each kind of area, and one for corporations. */
enum { KOPPEL_N_ACCOUNT_LISTS = KOPPEL_AREA_CASE + 2 };

/** An account that one more offer would bring out of its limits. */
struct koppel_hold {
    int32_t account; /* row of the verdict's accounts, or KOPPEL_NONE: nothing is held back */
    int64_t counts;  /* for how much the household counts there */
    int64_t total;   /* base + placed with the offer */
    bool below;      /* it would fall below its least number (when a household leaves) */
    bool is_move;    /* the household would leave another home for it */
};

/** What offering the unit to the household adds to the account: 0 when it does not count there. */
int64_t koppel_account_adds(const struct koppel_suitability *fit, const struct koppel_account *account,
                            int32_t household, int32_t unit);

/** Is it of the whole case: kept offers, or all borders together? */
bool koppel_account_is_whole(const struct koppel_case *kase, const struct koppel_account *account);

/** The accounts of a verdict by the place that they count, so that a unit finds its own quickly. Zero-initialise. */
struct koppel_holds {
    const struct koppel_suitability *fit; /* borrowed */
    const struct koppel_verdict *verdict; /* borrowed */
    int32_t
        *first[KOPPEL_N_ACCOUNT_LISTS]; /* for each area kind by place, and by corporation: an account or KOPPEL_NONE */
    int32_t whole;                      /* the first account of the whole case, or KOPPEL_NONE */
    int32_t *next; /* n_accounts: the next one of the same place, or of the whole case; KOPPEL_NONE: none */
};

/** @return KOPPEL_OK or KOPPEL_E_MEMORY (empty then). Time O(tables + accounts) */
enum koppel_status koppel_holds_make(struct koppel_holds *holds, const struct koppel_suitability *fit,
                                     const struct koppel_verdict *verdict);

void koppel_holds_free(struct koppel_holds *holds);

/** One household gets a unit, everything else unchanged. */
struct koppel_offer_change {
    int32_t household;
    int32_t unit;
    int32_t from;   /* unit that it is offered now and would leave, or KOPPEL_NONE */
    int32_t leaves; /* household that would leave `unit` for it, or KOPPEL_NONE: the unit has a free place */
};

/**
 * The first account of kind `enforce` (must or goal) that the change would bring further out of its limits.
 * Time O(accounts that count one of the units).
 */
struct koppel_hold koppel_hold_find(const struct koppel_holds *holds, enum koppel_enforce enforce,
                                    const struct koppel_offer_change *change);

/** How far the limit would have to give way, in per cent of it (spread by tolerance: in points of it): to name the
 * nearest. */
int64_t koppel_hold_distance(const struct koppel_suitability *fit, const struct koppel_account *account,
                             const struct koppel_hold *hold);

/** Which limit it is, and what it would be with the change: "In Centre (BU01) at most 54 permit holders may live. Then it
 * would be 57." */
void koppel_hold_explain(struct koppel_text *text, const struct koppel_suitability *fit,
                         const struct koppel_account *account, const struct koppel_hold *hold);

/** What would have to change: "It would fit if the limit of Centre (BU01) were 31 % above the fair share instead of
 * 25 %." */
void koppel_hold_say_remedy(struct koppel_text *text, const struct koppel_suitability *fit,
                            const struct koppel_account *account, const struct koppel_hold *hold);

/** A sentence on how far that change reaches, since no other household stands still. */
void koppel_hold_say_reach(struct koppel_text *text, const struct koppel_suitability *fit,
                           const struct koppel_account *account);

#endif
