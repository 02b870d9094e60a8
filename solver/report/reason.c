// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reason.c - why a household is left (see reason.h).
 *
 * Asked in this order, so that the reason is one that can be checked by hand:
 *
 *     a person deleted its offer, which still suits
 *     no home suits
 *     a home that suits is free: a must holds it back, or a goal, or the search ended without a proof
 *     a shortage set
 *     every exchange with those who have its homes breaks a must
 *     others have its homes
 *
 * SOURCE  docs/model.md section 19.
 */
#include "report/reason.h"

#include "report/offer_worth.h"
#include "report/shortage.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

/* The search for one household: what is known, and where the sentences go. */
struct search {
    struct koppel_reasons *reasons;
    const struct koppel_report *report;
    const struct koppel_suitability *fit;
    int32_t household;
    struct koppel_text *explanation;
    struct koppel_text *change;
};

/* The nearest of the accounts that hold homes back from a household. */
struct nearest_hold {
    struct koppel_hold hold;
    int32_t unit;
    int64_t distance;
};

const char *koppel_reason_code(enum koppel_reason reason)
{
    static const char *const codes[KOPPEL_N_REASONS] = {
        "no_suitable_unit", "shortage", "target",    "cap",  "agreement",   "limit",           "mix",
        "border",           "stay",     "outranked", "goal", "not_settled", "deleted_by_hand", "changed_by_hand"};

    return codes[reason];
}

const char *koppel_reason_text(enum koppel_reason reason)
{
    static const char *const texts[KOPPEL_N_REASONS] = {
        N_("no home suits"),
        N_("too few homes for the households that need them"),
        N_("the target of a municipality stands in the way"),
        N_("a limit of even spread stands in the way"),
        N_("an agreement with a corporation stands in the way"),
        N_("a row of limits.csv stands in the way"),
        N_("a mix rule of the policy stands in the way"),
        N_("as many as may be are housed outside the municipality of their link"),
        N_("few earlier offers may change"),
        N_("the homes that suit are offered to others"),
        N_("a home is free, but a goal that comes first would get worse"),
        N_("a home is free, but the search ended before it was sure"),
        N_("the offer was deleted by hand"),
        N_("a home is free since the proposal was changed by hand"),
    };

    return texts[reason];
}

static enum koppel_reason account_reason(const struct koppel_account *account)
{
    static const enum koppel_reason reasons[] = {KOPPEL_REASON_TARGET, KOPPEL_REASON_CAP, KOPPEL_REASON_AGREEMENT,
                                                 KOPPEL_REASON_LIMIT,  KOPPEL_REASON_MIX, KOPPEL_REASON_BORDER,
                                                 KOPPEL_REASON_STAY};

    return reasons[account->kind];
}

/* ---- What is worked out once ---- */

static void list_offers(struct koppel_reasons *reasons)
{
    const struct koppel_case *kase = reasons->report->fit->kase;

    for (int32_t j = 0; j < kase->n_units; j++) {
        reasons->first_in[j] = KOPPEL_NONE;
    }
    for (int32_t i = kase->n_households - 1; i >= 0; i--) {
        int32_t unit = reasons->report->proposal->unit_of[i];

        reasons->next_in[i] = KOPPEL_NONE;
        if (unit != KOPPEL_NONE) {
            reasons->next_in[i] = reasons->first_in[unit];
            reasons->first_in[unit] = i;
            reasons->n_in[unit]++;
        }
    }
}

enum koppel_status koppel_reasons_make(struct koppel_reasons *reasons, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;
    enum koppel_status status = KOPPEL_E_MEMORY;

    *reasons = (struct koppel_reasons){
        .report = report,
        .first_in = koppel_new((size_t)kase->n_units, sizeof *reasons->first_in),
        .next_in = koppel_new((size_t)kase->n_households, sizeof *reasons->next_in),
        .n_in = koppel_new((size_t)kase->n_units, sizeof *reasons->n_in),
    };
    if (reasons->first_in != NULL && reasons->next_in != NULL && reasons->n_in != NULL) {
        list_offers(reasons);
        status = koppel_openings_make(&reasons->openings, report->fit);
    }
    if (status == KOPPEL_OK) {
        status = koppel_matching_make(&reasons->matching, report->fit, &reasons->openings);
    }
    if (status == KOPPEL_OK) {
        status = koppel_what_if_make(&reasons->what_if, report->fit);
    }
    if (status == KOPPEL_OK) {
        status = koppel_holds_make(&reasons->holds, report->fit, report->verdict);
    }
    if (status != KOPPEL_OK) {
        koppel_reasons_free(reasons);
    }
    return status;
}

void koppel_reasons_free(struct koppel_reasons *reasons)
{
    koppel_openings_free(&reasons->openings);
    koppel_matching_free(&reasons->matching);
    koppel_what_if_free(&reasons->what_if);
    koppel_holds_free(&reasons->holds);
    free(reasons->first_in);
    free(reasons->next_in);
    free(reasons->n_in);
    *reasons = (struct koppel_reasons){0};
}

/* ---- Sentences that several reasons share ---- */

static const struct koppel_alternative *alternative(const struct search *search)
{
    return search->report->next_best != NULL ? &search->report->next_best[search->household] : NULL;
}

static bool is_known(const struct koppel_alternative *other)
{
    return other != NULL && (other->state == KOPPEL_ALTERNATIVE_FEASIBLE || other->state == KOPPEL_ALTERNATIVE_EXACT);
}

/* " Giving it U12 changes the whole proposal: 2 more people short of the target; fit 13 points lower." */
static void say_cost(const struct search *search)
{
    const struct koppel_alternative *other = alternative(search);
    struct koppel_text words = {0};

    if (is_known(other)) {
        koppel_say_change(&words, search->report, other);
        koppel_text_add(search->change, " Giving it %s changes the whole proposal: %s.",
                        search->fit->kase->units[other->unit].id, words.bytes != NULL ? words.bytes : "");
        search->change->failed = search->change->failed || words.failed;
        koppel_text_free(&words);
    }
}

static void say_remedy(const struct search *search)
{
    struct koppel_remedy remedy;
    size_t n_before = search->change->n_bytes;

    koppel_text_add(search->change, " ");
    koppel_remedy_find(&search->reasons->what_if, search->household, &remedy);
    koppel_remedy_say(search->change, search->fit, search->household, &remedy);
    if (search->change->n_bytes == n_before + 1) { /* nothing to say: take the space back */
        search->change->n_bytes--;
        search->change->bytes[n_before] = '\0';
    }
}

static void say_more_homes(const struct search *search, int64_t n)
{
    struct koppel_text need = {0};

    koppel_need_say(&need, search->fit, search->household);
    if (n == 1) {
        koppel_text_add(search->change, "One more home is needed: %s.", need.bytes != NULL ? need.bytes : "");
    } else {
        koppel_text_add(search->change, "%" PRId64 " more homes are needed; for this household %s.", n,
                        need.bytes != NULL ? need.bytes : "");
    }
    search->change->failed = search->change->failed || need.failed;
    koppel_text_free(&need);
}

/* Which limit would have to give way; `in_place`: a unit that another household is offered, or KOPPEL_NONE. */
static void say_hold_remedy(const struct search *search, const struct koppel_hold *hold, int32_t in_place)
{
    const struct koppel_account *account = &search->report->verdict->accounts[hold->account];

    koppel_hold_say_remedy(search->change, search->fit, account, hold);
    if (in_place != KOPPEL_NONE) {
        koppel_text_add(search->change, " It would then take the place of the household in %s.",
                        search->fit->kase->units[in_place].id);
    }
    koppel_hold_say_reach(search->change, search->fit, account);
}

/* The home that the reason is about. */
static void say_about_home(const struct search *search, int32_t unit, bool is_free)
{
    struct koppel_text home = {0};

    koppel_say_home(&home, search->fit->kase, unit);
    koppel_text_add(
        search->explanation,
        is_free ? _("A home that suits is free: %s. ")
                : _("A home that suits is offered to another household, and an exchange would break a rule: %s. "),
        home.bytes != NULL ? home.bytes : "");
    search->explanation->failed = search->explanation->failed || home.failed;
    koppel_text_free(&home);
}

/* ---- No home suits ---- */

static void say_no_suitable(const struct search *search)
{
    const int32_t *refusals = &search->reasons->openings.refusals[(size_t)search->household * KOPPEL_N_REFUSALS];
    int32_t n_units = search->fit->kase->n_units;

    if (n_units == 0) {
        koppel_text_add(search->explanation, "There are no homes in this round.");
    } else {
        koppel_text_add(search->explanation,
                        n_units == 1 ? _("The only home (%" PRId32 ") does not suit.")
                                     : _("None of the %" PRId32 " homes suits."),
                        n_units);
    }
    for (int r = KOPPEL_REFUSAL_LINK; r < KOPPEL_N_REFUSALS; r++) {
        if (refusals[r] > 0) {
            koppel_text_add(search->explanation,
                            refusals[r] == 1 ? _(" %" PRId32 " home: %s.") : _(" %" PRId32 " homes: %s."), refusals[r],
                            _(koppel_refusal_text((enum koppel_refusal)r)));
        }
    }
    say_more_homes(search, 1);
    say_remedy(search);
}

/* ---- A home that suits is free ---- */

/* What keeps the household from the other homes that suit it. */
static void say_other_homes(const struct search *search, int32_t n, bool is_free)
{
    if (n == 1) {
        koppel_text_add(search->explanation,
                        is_free ? _(" The other home that suits is offered to somebody else or held back, too.")
                                : _(" The other home that suits is held back, too."));
    } else {
        koppel_text_add(search->explanation,
                        is_free ? _(" The %" PRId32 " other homes that suit are offered to others or held back, too.")
                                : _(" The %" PRId32 " other homes that suit are held back, too."),
                        n);
    }
}

static enum koppel_reason say_hold(const struct search *search, const struct nearest_hold *nearest, bool is_free)
{
    const struct koppel_account *account = &search->report->verdict->accounts[nearest->hold.account];
    int32_t n_others = koppel_openings_count(&search->reasons->openings, search->household) - 1;

    say_about_home(search, nearest->unit, is_free);
    koppel_hold_explain(search->explanation, search->fit, account, &nearest->hold);
    if (n_others > 0) {
        say_other_homes(search, n_others, is_free);
    }
    say_hold_remedy(search, &nearest->hold, is_free ? KOPPEL_NONE : nearest->unit);
    say_cost(search);
    return account_reason(account);
}

static bool is_proven(const struct koppel_proposal *proposal)
{
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        if (!proposal->tiers[t].proven) {
            return false;
        }
    }
    return true;
}

/* Cost of the first tier that the alternative changes; 0 when it changes none. */
static int64_t deciding_cost(const struct koppel_proposal *proposal, const struct koppel_alternative *other)
{
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        if (other->cost[t] != 0) {
            return other->cost[t];
        }
    }
    return 0;
}

/* A free home that no must holds back: then the order of the goals says no, or nobody looked. */
static enum koppel_reason say_free(const struct search *search, int32_t unit)
{
    const struct koppel_proposal *proposal = search->report->proposal;
    const struct koppel_alternative *other = alternative(search);
    const struct koppel_offer_change change = {search->household, unit, KOPPEL_NONE, KOPPEL_NONE};
    struct koppel_hold hold = koppel_hold_find(&search->reasons->holds, KOPPEL_GOAL, &change);
    int64_t cost = is_known(other) ? deciding_cost(proposal, other) : 0;

    say_about_home(search, unit, true);
    if (proposal->edits != NULL && (cost < 0 || (!is_known(other) && !is_proven(proposal)))) {
        koppel_text_add(search->explanation, "The proposal was changed by hand after it was solved.");
        koppel_text_add(search->change, "Put it in proposal.csv and run `koppel check --edited`, or solve again with "
                                        "--earlier.");
        say_cost(search);
        return KOPPEL_REASON_CHANGED;
    }
    if (cost < 0 || (!is_known(other) && !is_proven(proposal))) {
        koppel_text_add(search->explanation, "The search ended before it was sure about this household.");
        koppel_text_add(search->change, "Run again with more time, or put it in proposal.csv and run `koppel check`.");
        say_cost(search);
        return KOPPEL_REASON_NOT_SETTLED;
    }
    if (hold.account != KOPPEL_NONE && (cost > 0 || !is_known(other))) {
        koppel_hold_explain(search->explanation, search->fit, &search->report->verdict->accounts[hold.account], &hold);
        koppel_text_add(search->explanation, " The policy puts that goal before this household.");
        say_hold_remedy(search, &hold, KOPPEL_NONE);
        koppel_text_add(search->change, " Another order of the policy's goals would help, too.");
    } else {
        koppel_text_add(search->explanation, "By the goals of the policy the proposal would be no better with it.");
        koppel_text_add(search->change,
                        "Another order of the policy's goals, or a goal that counts every household (urgency).");
    }
    say_cost(search);
    return KOPPEL_REASON_GOAL;
}

static void hold_keep_nearest(const struct search *search, struct koppel_hold hold, int32_t unit,
                              struct nearest_hold *nearest)
{
    int64_t distance = koppel_hold_distance(search->fit, &search->report->verdict->accounts[hold.account], &hold);

    if (nearest->unit == KOPPEL_NONE || distance < nearest->distance) {
        *nearest = (struct nearest_hold){hold, unit, distance};
    }
}

/* Looks at the free homes. @return false when there is none */
static bool find_free(const struct search *search, enum koppel_reason *reason)
{
    const struct koppel_openings *openings = &search->reasons->openings;
    struct nearest_hold nearest = {.unit = KOPPEL_NONE};

    for (int32_t k = 0; k < koppel_openings_count(openings, search->household); k++) {
        int32_t unit = koppel_openings_of(openings, search->household)[k];
        const struct koppel_offer_change change = {search->household, unit, KOPPEL_NONE, KOPPEL_NONE};
        struct koppel_hold hold;

        if (search->reasons->n_in[unit] >= search->fit->kase->units[unit].places) {
            continue;
        }
        hold = koppel_hold_find(&search->reasons->holds, KOPPEL_MUST, &change);
        if (hold.account == KOPPEL_NONE) {
            *reason = say_free(search, unit);
            return true;
        }
        hold_keep_nearest(search, hold, unit, &nearest);
    }
    if (nearest.unit == KOPPEL_NONE) {
        return false;
    }
    *reason = say_hold(search, &nearest, true);
    return true;
}

/* ---- All homes that suit are offered to others ---- */

static void say_shortage(const struct search *search, const struct koppel_shortage *shortage)
{
    koppel_shortage_say(search->explanation, search->fit, shortage);
    say_more_homes(search, shortage->n_households - shortage->n_places);
    say_remedy(search);
    say_cost(search);
}

/* Every exchange with a household that has one of the homes breaks a must: keeps the nearest. */
static bool is_held_everywhere(const struct search *search, struct nearest_hold *nearest)
{
    const struct koppel_openings *openings = &search->reasons->openings;

    *nearest = (struct nearest_hold){.unit = KOPPEL_NONE};
    for (int32_t k = 0; k < koppel_openings_count(openings, search->household); k++) {
        int32_t unit = koppel_openings_of(openings, search->household)[k];

        for (int32_t i = search->reasons->first_in[unit]; i != KOPPEL_NONE; i = search->reasons->next_in[i]) {
            const struct koppel_offer_change change = {search->household, unit, KOPPEL_NONE, i};
            struct koppel_hold hold = koppel_hold_find(&search->reasons->holds, KOPPEL_MUST, &change);

            if (hold.account == KOPPEL_NONE) {
                return false;
            }
            hold_keep_nearest(search, hold, unit, nearest);
        }
    }
    return nearest->unit != KOPPEL_NONE;
}

/* To whom the homes go that suit: one is named. */
static void say_offered(const struct search *search, int32_t n, int32_t unit)
{
    const struct koppel_case *kase = search->fit->kase;
    int32_t n_in = search->reasons->n_in[unit];
    const char *first = kase->households[search->reasons->first_in[unit]].id;
    struct koppel_text home = {0};
    const char *words = "";

    koppel_say_home(&home, kase, unit);
    words = home.bytes != NULL ? home.bytes : "";
    if (n == 1 && n_in == 1) {
        koppel_text_add(search->explanation, "The only home that suits is offered to %s: %s.", first, words);
    } else if (n == 1) {
        koppel_text_add(search->explanation, "The only home that suits is offered to %" PRId32 " households: %s.", n_in,
                        words);
    } else if (n_in == 1) {
        koppel_text_add(search->explanation,
                        "All %" PRId32 " homes that suit are offered to others; the first of them goes to %s: %s.", n,
                        first, words);
    } else {
        koppel_text_add(search->explanation,
                        "All %" PRId32 " homes that suit are offered to others; the first of them goes to %" PRId32
                        " households: %s.",
                        n, n_in, words);
    }
    search->explanation->failed = search->explanation->failed || home.failed;
    koppel_text_free(&home);
}

static void say_outranked(const struct search *search)
{
    const struct koppel_openings *openings = &search->reasons->openings;
    const struct koppel_alternative *other = alternative(search);

    say_offered(search, koppel_openings_count(openings, search->household),
                koppel_openings_of(openings, search->household)[0]);
    if (other != NULL && other->state == KOPPEL_ALTERNATIVE_NONE) {
        koppel_text_add(search->explanation, " It is proven that no proposal that follows every rule gives it a home.");
    }
    say_more_homes(search, 1);
    say_remedy(search);
    say_cost(search);
}

/* ---- A person deleted the offer ---- */

/* "It is offered to H7 now.": the home of the deleted offer has no place any more. */
static void say_taken(const struct search *search, int32_t unit)
{
    const struct koppel_case *kase = search->fit->kase;
    int32_t n_in = search->reasons->n_in[unit];

    if (n_in == 1) {
        koppel_text_add(search->explanation, " That home is offered to %s now.",
                        kase->households[search->reasons->first_in[unit]].id);
    } else {
        koppel_text_add(search->explanation, " Every place of that home is offered to others now: %" PRId32 ".", n_in);
    }
    koppel_text_add(search->change, "Another home in proposal.csv, or solve again with --earlier.");
    say_cost(search);
}

/* The home is free: what the deletion costs, and what stands against putting it back. */
static enum koppel_status say_lost(const struct search *search, int32_t unit)
{
    const struct koppel_offer_change change = {search->household, unit, KOPPEL_NONE, KOPPEL_NONE};
    struct koppel_hold hold = koppel_hold_find(&search->reasons->holds, KOPPEL_MUST, &change);
    struct koppel_alternative lost;
    enum koppel_status status = koppel_offer_weigh(search->report, search->household, unit, &lost);

    if (hold.account != KOPPEL_NONE) {
        koppel_text_add(search->explanation, " That home has a free place. ");
        koppel_hold_explain(search->explanation, search->fit, &search->report->verdict->accounts[hold.account], &hold);
        say_hold_remedy(search, &hold, KOPPEL_NONE);
        return status;
    }
    koppel_text_add(search->explanation, " That home has a free place.");
    if (lost.state == KOPPEL_ALTERNATIVE_EXACT) {
        koppel_text_add(search->explanation, " What the deletion costs: ");
        koppel_say_change(search->explanation, search->report, &lost);
        koppel_text_add(search->explanation, ".");
    }
    koppel_text_add(search->change, "Put the row back in proposal.csv, or solve again with --earlier. To keep the "
                                    "household from this home for good, record it in decisions.csv.");
    return status;
}

/* Says that the offer was deleted. @return false when the home does not suit any more, so that there is another reason
 * too */
static bool find_deleted(const struct search *search, enum koppel_reason *reason, enum koppel_status *status)
{
    int32_t unit = koppel_offer_deleted(search->report->proposal, search->household);
    bool suits =
        unit != KOPPEL_NONE && koppel_household_fits_unit(search->fit, search->household, unit) == KOPPEL_SUITABLE;

    if (unit == KOPPEL_NONE) {
        return false;
    }
    koppel_text_add(search->explanation, "The offer of ");
    koppel_say_home(search->explanation, search->fit->kase, unit);
    koppel_text_add(search->explanation, " was deleted from proposal.csv by hand.%s",
                    suits ? "" : _(" It does not suit any more. "));
    if (suits) {
        *reason = KOPPEL_REASON_DELETED;
        if (search->reasons->n_in[unit] >= search->fit->kase->units[unit].places) {
            say_taken(search, unit);
        } else {
            *status = say_lost(search, unit);
        }
    }
    return suits;
}

static enum koppel_status find(struct koppel_reasons *reasons, int32_t household, enum koppel_reason *reason,
                               struct koppel_text *explanation, struct koppel_text *change)
{
    struct search search = {reasons, reasons->report, reasons->report->fit, household, explanation, change};
    struct koppel_shortage shortage = {0};
    struct nearest_hold nearest;
    enum koppel_status status = KOPPEL_OK;

    *reason = KOPPEL_REASON_OUTRANKED;
    if (find_deleted(&search, reason, &status)) {
        return status;
    }
    if (koppel_openings_count(&reasons->openings, household) == 0) {
        *reason = KOPPEL_REASON_NO_SUITABLE_UNIT;
        say_no_suitable(&search);
    } else if (!find_free(&search, reason)) {
        status = koppel_shortage_in(&reasons->matching, household, &shortage);
        if (status == KOPPEL_OK && shortage.n_households > 0) {
            *reason = KOPPEL_REASON_SHORTAGE;
            say_shortage(&search, &shortage);
        } else if (status == KOPPEL_OK && is_held_everywhere(&search, &nearest)) {
            *reason = say_hold(&search, &nearest, false);
        } else if (status == KOPPEL_OK) {
            say_outranked(&search);
        }
        koppel_shortage_free(&shortage);
    }
    return status;
}

enum koppel_status koppel_reason_find(struct koppel_reasons *reasons, int32_t household, enum koppel_reason *reason,
                                      struct koppel_text *explanation, struct koppel_text *change)
{
    enum koppel_status status = find(reasons, household, reason, explanation, change);

    if (koppel_lot_decided(reasons->report->proposal, household)) {
        koppel_text_add(explanation, " The lot decided against it: another proposal that is as good in every tier "
                                     "gives it a home.");
    }
    return status != KOPPEL_OK || (!explanation->failed && !change->failed) ? status : KOPPEL_E_MEMORY;
}
