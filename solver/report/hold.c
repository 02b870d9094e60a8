// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* hold.c - which limit an offer would break (see hold.h). */
#include "report/hold.h"

#include "report/wording.h"
#include "verify/decided_accounts.h"

#include <inttypes.h>
#include <stdlib.h>

int64_t koppel_account_adds(const struct koppel_suitability *fit, const struct koppel_account *account,
                            int32_t household, int32_t unit)
{
    return koppel_account_counts(fit, account, unit) ? koppel_account_measure(fit, account, household, unit) : 0;
}

bool koppel_account_is_whole(const struct koppel_case *kase, const struct koppel_account *account)
{
    return account->kind == KOPPEL_ACCOUNT_STAY ||
           (account->kind == KOPPEL_ACCOUNT_BORDER && account->place == kase->n_borders);
}

/* The same, held against the most. */
static int64_t adds_to_most(const struct koppel_suitability *fit, const struct koppel_account *account,
                            int32_t household, int32_t unit)
{
    return koppel_account_excepts(fit, account, household, unit) ? 0
                                                                 : koppel_account_adds(fit, account, household, unit);
}

/* The least number of a spread band is always a goal, whatever the cap is. */
static enum koppel_enforce min_enforce(const struct koppel_account *account)
{
    return account->kind == KOPPEL_ACCOUNT_SPREAD ? KOPPEL_GOAL : account->enforce;
}

enum { BY_CORPORATION = KOPPEL_AREA_CASE + 1 };

static int32_t list_length(const struct koppel_case *kase, int list)
{
    const int32_t lengths[KOPPEL_N_ACCOUNT_LISTS] = {kase->n_units,           kase->complexes.n_ids,
                                                     kase->n_neighbourhoods,  kase->districts.n_ids,
                                                     kase->n_municipalities,  1,
                                                     /* groups together */ 1, kase->n_corporations};

    return lengths[list];
}

enum koppel_status koppel_holds_make(struct koppel_holds *holds, const struct koppel_suitability *fit,
                                     const struct koppel_verdict *verdict)
{
    *holds = (struct koppel_holds){.fit = fit,
                                   .verdict = verdict,
                                   .whole = KOPPEL_NONE,
                                   .next = koppel_new((size_t)verdict->n_accounts, sizeof *holds->next)};
    for (int list = 0; list < KOPPEL_N_ACCOUNT_LISTS && holds->next != NULL; list++) {
        int32_t n = list_length(fit->kase, list);

        holds->first[list] = koppel_new((size_t)n, sizeof *holds->first[list]);
        if (holds->first[list] == NULL) {
            koppel_holds_free(holds);
            return KOPPEL_E_MEMORY;
        }
        for (int32_t place = 0; place < n; place++) {
            holds->first[list][place] = KOPPEL_NONE;
        }
    }
    if (holds->next == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = verdict->n_accounts - 1; k >= 0; k--) {
        const struct koppel_account *account = &verdict->accounts[k];
        bool agreement = account->kind == KOPPEL_ACCOUNT_AGREEMENT;
        bool border = account->kind == KOPPEL_ACCOUNT_BORDER && !koppel_account_is_whole(fit->kase, account);
        int32_t place = agreement                            ? fit->kase->agreements[account->place].corporation
                        : border                             ? fit->kase->borders[account->place].to
                        : account->area == KOPPEL_AREA_GROUP ? 0
                                                             : account->place;
        int32_t *first = koppel_account_is_whole(fit->kase, account)
                             ? &holds->whole
                             : &holds->first[agreement ? (int)BY_CORPORATION : (int)account->area][place];

        holds->next[k] = *first;
        *first = k;
    }
    return KOPPEL_OK;
}

void koppel_holds_free(struct koppel_holds *holds)
{
    for (int list = 0; list < KOPPEL_N_ACCOUNT_LISTS; list++) {
        free(holds->first[list]);
    }
    free(holds->next);
    *holds = (struct koppel_holds){0};
}

/* What a change adds to an account, by one way to count a pair. */
static int64_t change_adds(const struct koppel_suitability *fit, const struct koppel_account *account,
                           const struct koppel_offer_change *change,
                           int64_t (*adds)(const struct koppel_suitability *, const struct koppel_account *, int32_t,
                                           int32_t))
{
    int64_t sum = adds(fit, account, change->household, change->unit);

    sum -= change->leaves != KOPPEL_NONE ? adds(fit, account, change->leaves, change->unit) : 0;
    return sum - (change->from != KOPPEL_NONE ? adds(fit, account, change->household, change->from) : 0);
}

/* What the offer does to one account; the account is KOPPEL_NONE when it stays within its limits or comes no further
 * out. */
static struct koppel_hold account_hold(const struct koppel_holds *holds, int32_t k, enum koppel_enforce enforce,
                                       const struct koppel_offer_change *change)
{
    const struct koppel_account *account = &holds->verdict->accounts[k];
    int64_t adds = change_adds(holds->fit, account, change, koppel_account_adds);
    int64_t adds_most = change_adds(holds->fit, account, change, adds_to_most);
    int64_t total = account->base + account->placed + adds;
    int64_t most = koppel_account_total(account) + adds_most;
    bool above =
        adds_most > 0 && account->enforce == enforce && account->max != KOPPEL_UNKNOWN && most > account->allowed_max;
    bool below =
        adds < 0 && min_enforce(account) == enforce && account->min != KOPPEL_UNKNOWN && total < account->allowed_min;

    return (struct koppel_hold){.account = above || below ? k : KOPPEL_NONE,
                                .counts = koppel_account_adds(holds->fit, account, change->household, change->unit),
                                .total = below ? total : most,
                                .below = below,
                                .is_move = change->from != KOPPEL_NONE};
}

/* Looks at the accounts of one place; keeps the first of all that hold back. */
static void find_in(const struct koppel_holds *holds, enum koppel_enforce enforce,
                    const struct koppel_offer_change *change, int list, int32_t place, struct koppel_hold *found)
{
    for (int32_t k = place != KOPPEL_NONE ? holds->first[list][place] : KOPPEL_NONE;
         k != KOPPEL_NONE && (found->account == KOPPEL_NONE || k < found->account); k = holds->next[k]) {
        struct koppel_hold hold = account_hold(holds, k, enforce, change);

        if (hold.account != KOPPEL_NONE) {
            *found = hold;
        }
    }
}

/* Looks at the accounts that count a unit, and at the target of a municipality to which who gets or leaves it is
 * linked. */
static void find_at(const struct koppel_holds *holds, enum koppel_enforce enforce,
                    const struct koppel_offer_change *change, int32_t unit, struct koppel_hold *found)
{
    for (int list = 0; list < KOPPEL_N_ACCOUNT_LISTS; list++) {
        int32_t place = list == BY_CORPORATION ? holds->fit->kase->units[unit].corporation
                        : list == KOPPEL_AREA_GROUP
                            ? 0
                            : koppel_account_place(holds->fit->kase, (enum koppel_area)list, unit);

        find_in(holds, enforce, change, list, place, found);
    }
    find_in(holds, enforce, change, KOPPEL_AREA_MUNICIPALITY,
            koppel_counted_municipality(holds->fit, change->household, unit), found);
    if (change->leaves != KOPPEL_NONE) {
        find_in(holds, enforce, change, KOPPEL_AREA_MUNICIPALITY,
                koppel_counted_municipality(holds->fit, change->leaves, unit), found);
    }
}

struct koppel_hold koppel_hold_find(const struct koppel_holds *holds, enum koppel_enforce enforce,
                                    const struct koppel_offer_change *change)
{
    struct koppel_hold found = {.account = KOPPEL_NONE};

    find_at(holds, enforce, change, change->unit, &found);
    if (change->from != KOPPEL_NONE) {
        find_at(holds, enforce, change, change->from, &found);
    }
    for (int32_t k = holds->whole; k != KOPPEL_NONE && found.account == KOPPEL_NONE; k = holds->next[k]) {
        found = account_hold(holds, k, enforce, change); /* the last of the accounts */
    }
    return found;
}

static void say_spread(struct koppel_text *text, const struct koppel_suitability *fit,
                       const struct koppel_account *account, const char *place)
{
    bool homes = fit->policy->spread_measure == KOPPEL_MEASURE_HOMES;
    int64_t limit = koppel_area_limit(fit, account);

    if (account->base >= limit) {
        koppel_text_add(
            text,
            homes ? _("%s is full: permit holders have %" PRId64 " homes there, and the limit is %" PRId64 ".")
                  : _("%s is full: %" PRId64 " permit holders live there, and the limit is %" PRId64 "."),
            place, account->base, limit);
    } else {
        koppel_text_add(text,
                        homes ? _("In %s permit holders may have at most %" PRId64 " homes.")
                              : _("In %s at most %" PRId64 " permit holders may live."),
                        place, limit);
    }
}

static void say_agreement(struct koppel_text *text, const struct koppel_suitability *fit,
                          const struct koppel_account *account, bool below)
{
    const struct koppel_agreement *agreement = &fit->kase->agreements[account->place];
    const char *corporation = koppel_corporation_name(fit->kase, agreement->corporation);
    int64_t edge = below ? account->min : account->max;

    if (agreement->municipality == KOPPEL_NONE) {
        koppel_text_add(text,
                        below ? _("The agreement with %s is at least %" PRId64 " homes.")
                              : _("The agreement with %s is at most %" PRId64 " homes."),
                        corporation, edge);
    } else {
        koppel_text_add(text,
                        below ? _("The agreement with %s in %s is at least %" PRId64 " homes.")
                              : _("The agreement with %s in %s is at most %" PRId64 " homes."),
                        corporation, koppel_municipality_name(fit->kase, agreement->municipality), edge);
    }
}

static void say_limit(struct koppel_text *text, const struct koppel_suitability *fit,
                      const struct koppel_account *account, bool below, const char *place)
{
    const struct koppel_limit *limit = &fit->kase->limits[account->rule];
    char words[KOPPEL_PLACE_FILE];
    const char *file = koppel_file_words(koppel_case_file_name(fit->kase, "limits.csv"), words);
    int64_t edge = below ? account->min : account->max;
    const char *measure = koppel_measure_word(fit->kase, limit->measure, limit->measure_column, edge);

    if (limit->where_column == KOPPEL_NONE) {
        koppel_text_add(text,
                        below ? _("Row %ld of %s asks at least %" PRId64 " %s in %s.")
                              : _("Row %ld of %s asks at most %" PRId64 " %s in %s."),
                        limit->line, file, edge, measure, place);
    } else {
        koppel_text_add(text,
                        below ? _("Row %ld of %s asks at least %" PRId64 " %s of households with %s=%s in %s.")
                              : _("Row %ld of %s asks at most %" PRId64 " %s of households with %s=%s in %s."),
                        limit->line, file, edge, measure, koppel_where_name(fit->kase, limit->where_column),
                        limit->where_value, place);
    }
}

static void say_mix(struct koppel_text *text, const struct koppel_suitability *fit,
                    const struct koppel_account *account, bool below, const char *place)
{
    const struct koppel_mix_rule *mix = &fit->policy->mix[account->rule];
    int64_t edge = below ? account->min : account->max;
    struct koppel_text size = {0};

    if (mix->floor_of > 0) {
        koppel_text_add(text, "The floor of the group \"%s\" asks at least %" PRId64 " %s.",
                        fit->policy->groups[mix->floor_of - 1].name, edge,
                        koppel_measure_word(fit->kase, mix->measure, KOPPEL_NONE, edge));
        return;
    }
    koppel_say_range(&size, mix->persons_min, mix->persons_max, "person", "persons");
    koppel_text_add(text,
                    below ? _("A mix rule of the policy asks at least %" PRId64 " %s of households of %s in %s.")
                          : _("A mix rule of the policy asks at most %" PRId64 " %s of households of %s in %s."),
                    edge, koppel_measure_word(fit->kase, mix->measure, KOPPEL_NONE, edge),
                    size.bytes != NULL ? size.bytes : "", place);
    text->failed = text->failed || size.failed;
    koppel_text_free(&size);
}

static void say_border(struct koppel_text *text, const struct koppel_suitability *fit,
                       const struct koppel_account *account)
{
    const struct koppel_border *border = NULL;
    char words[KOPPEL_PLACE_FILE];

    if (koppel_account_is_whole(fit->kase, account)) {
        koppel_text_add(text, "At most %" PRId64 " households may be housed outside the municipality of their link.",
                        account->max);
        return;
    }
    border = &fit->kase->borders[account->place];
    koppel_text_add(text, "Row %ld of %s lets at most %" PRId64 " people of %s live in %s.", border->line,
                    koppel_file_words(koppel_case_file_name(fit->kase, "borders.csv"), words), account->max,
                    koppel_municipality_name(fit->kase, border->from), koppel_municipality_name(fit->kase, border->to));
}

/* The limit itself. */
static void say_rule(struct koppel_text *text, const struct koppel_suitability *fit,
                     const struct koppel_account *account, bool below, const char *place)
{
    switch (account->kind) {
    case KOPPEL_ACCOUNT_TARGET:
        koppel_text_add(text, "The target of %s asks a home for at least %" PRId64 " people.", place, account->min);
        return;
    case KOPPEL_ACCOUNT_SPREAD:
        say_spread(text, fit, account, place);
        return;
    case KOPPEL_ACCOUNT_AGREEMENT:
        say_agreement(text, fit, account, below);
        return;
    case KOPPEL_ACCOUNT_LIMIT:
        say_limit(text, fit, account, below, place);
        return;
    case KOPPEL_ACCOUNT_MIX:
        say_mix(text, fit, account, below, place);
        return;
    case KOPPEL_ACCOUNT_BORDER:
        say_border(text, fit, account);
        return;
    case KOPPEL_ACCOUNT_STAY:
        koppel_text_add(text, "At most %" PRId32 " of the earlier offers may change.", fit->policy->stay_max_changes);
        return;
    }
}

/* The name of the place that an account is about; empty for an agreement, a border or what may change. */
static void say_account_place(struct koppel_text *text, const struct koppel_suitability *fit,
                              const struct koppel_account *account)
{
    if (account->kind != KOPPEL_ACCOUNT_AGREEMENT && account->kind != KOPPEL_ACCOUNT_BORDER &&
        account->kind != KOPPEL_ACCOUNT_STAY) {
        koppel_say_area(text, fit->kase,
                        account->kind == KOPPEL_ACCOUNT_TARGET ? KOPPEL_AREA_MUNICIPALITY : account->area,
                        account->place);
    }
}

void koppel_hold_explain(struct koppel_text *text, const struct koppel_suitability *fit,
                         const struct koppel_account *account, const struct koppel_hold *hold)
{
    struct koppel_text place = {0};
    int64_t total = account->kind == KOPPEL_ACCOUNT_STAY ? fit->n_earlier_standing - hold->total : hold->total;

    say_account_place(&place, fit, account);
    say_rule(text, fit, account, hold->below, place.bytes != NULL ? place.bytes : "");
    if (hold->is_move) {
        koppel_text_add(text, " With this home instead it would be %" PRId64 ".", total);
    } else if (hold->counts == 1 || account->kind == KOPPEL_ACCOUNT_STAY) {
        koppel_text_add(text, " With this household it would be %" PRId64 ".", total);
    } else { /* relatives who are expected may count */
        koppel_text_add(text, " With this household, which counts for %" PRId64 ", it would be %" PRId64 ".",
                        hold->counts, total);
    }
    text->failed = text->failed || place.failed;
    koppel_text_free(&place);
}

/* The smallest whole tolerance whose cap, ceil((1 + d) r w), is at least `total`; KOPPEL_UNKNOWN when none is. */
static int64_t tolerance_needed(const struct koppel_account *account, int64_t total)
{
    koppel_wide hundredths = 0;

    if (account->fair_numerator <= 0 || account->fair_denominator <= 0) {
        return KOPPEL_UNKNOWN;
    }
    /* ceil(x) >= total for whole total: x > total - 1 */
    hundredths = (koppel_wide)(total - 1) * 100 * account->fair_denominator / account->fair_numerator + 1 - 100;
    return hundredths > INT32_MAX ? KOPPEL_UNKNOWN : (int64_t)hundredths;
}

int64_t koppel_hold_distance(const struct koppel_suitability *fit, const struct koppel_account *account,
                             const struct koppel_hold *hold)
{
    int64_t edge = hold->below ? account->min : account->max;
    int64_t excess = hold->below ? edge - hold->total : hold->total - edge;

    if (account->kind == KOPPEL_ACCOUNT_SPREAD && fit->policy->spread_rule != KOPPEL_SPREAD_ABSOLUTE) {
        int64_t tolerance = tolerance_needed(account, hold->total);

        return tolerance == KOPPEL_UNKNOWN ? INT64_MAX : tolerance - fit->policy->spread_tolerance_percent;
    }
    return koppel_muldiv_ceil(100, excess, edge > 0 ? edge : 1);
}

static void say_spread_remedy(struct koppel_text *text, const struct koppel_suitability *fit,
                              const struct koppel_account *account, const struct koppel_hold *hold, const char *place)
{
    const struct koppel_policy *policy = fit->policy;
    int64_t tolerance = tolerance_needed(account, hold->total);

    if (policy->spread_rule == KOPPEL_SPREAD_ABSOLUTE) {
        koppel_text_add(text, "It would fit if the limit of %s were %" PRId64 " instead of %" PRId64 ".", place,
                        hold->total, account->max);
    } else if (tolerance == KOPPEL_UNKNOWN) {
        koppel_text_add(text, "It would fit under another rule of even spread for %s.", place);
    } else {
        koppel_text_add(
            text, "It would fit if the limit of %s were %" PRId64 " %% above the fair share instead of %" PRId32 " %%.",
            place, tolerance, policy->spread_tolerance_percent);
    }
}

static void say_remedy(struct koppel_text *text, const struct koppel_suitability *fit,
                       const struct koppel_account *account, const struct koppel_hold *hold, const char *place)
{
    const struct koppel_case *kase = fit->kase;
    int64_t edge = hold->below ? account->min : account->max;
    char file[KOPPEL_PLACE_FILE];

    switch (account->kind) {
    case KOPPEL_ACCOUNT_SPREAD:
        say_spread_remedy(text, fit, account, hold, place);
        return;
    case KOPPEL_ACCOUNT_BORDER:
        if (koppel_account_is_whole(kase, account)) {
            koppel_text_add(text,
                            "It would fit if %" PRId64 " households could be housed outside the municipality of their "
                            "link instead of %" PRId64 ".",
                            hold->total, edge);
            return;
        }
        koppel_text_add(text, "It would fit if row %ld of %s were %" PRId64 " instead of %" PRId64 ".",
                        kase->borders[account->place].line,
                        koppel_file_words(koppel_case_file_name(kase, "borders.csv"), file), hold->total, edge);
        return;
    case KOPPEL_ACCOUNT_STAY:
        koppel_text_add(text, "It would fit if %" PRId64 " earlier offers could change instead of %" PRId32 ".",
                        fit->n_earlier_standing - hold->total, fit->policy->stay_max_changes);
        return;
    case KOPPEL_ACCOUNT_AGREEMENT:
        koppel_text_add(text, "It would fit if the agreement with %s were %" PRId64 " instead of %" PRId64 ".",
                        koppel_corporation_name(kase, kase->agreements[account->place].corporation), hold->total, edge);
        return;
    case KOPPEL_ACCOUNT_LIMIT:
        koppel_text_add(text, "It would fit if row %ld of %s were %" PRId64 " instead of %" PRId64 ".",
                        kase->limits[account->rule].line,
                        koppel_file_words(koppel_case_file_name(kase, "limits.csv"), file), hold->total, edge);
        return;
    case KOPPEL_ACCOUNT_MIX:
        koppel_text_add(text,
                        fit->policy->mix[account->rule].floor_of > 0
                            ? _("It would fit if the floor of that group were %" PRId64 " instead of %" PRId64 ".")
                            : _("It would fit if the mix rule of the policy were %" PRId64 " instead of %" PRId64 "."),
                        hold->total, edge);
        return;
    case KOPPEL_ACCOUNT_TARGET:
        koppel_text_add(text, "It would fit if the target of %s were %" PRId64 " instead of %" PRId64 ".", place,
                        hold->total, edge);
        return;
    }
}

void koppel_hold_say_remedy(struct koppel_text *text, const struct koppel_suitability *fit,
                            const struct koppel_account *account, const struct koppel_hold *hold)
{
    struct koppel_text place = {0};

    say_account_place(&place, fit, account);
    say_remedy(text, fit, account, hold, place.bytes != NULL ? place.bytes : "");
    text->failed = text->failed || place.failed;
    koppel_text_free(&place);
}

void koppel_hold_say_reach(struct koppel_text *text, const struct koppel_suitability *fit,
                           const struct koppel_account *account)
{
    if (account->kind == KOPPEL_ACCOUNT_SPREAD && fit->policy->spread_rule != KOPPEL_SPREAD_ABSOLUTE &&
        account->fair_numerator > 0) {
        koppel_text_add(text, " That percentage holds everywhere: solve again, because others may take the room.");
    } else {
        koppel_text_add(text, " Solve again after such a change, because others may take the room.");
    }
}
