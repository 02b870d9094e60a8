// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* violations.c - the sentences of violations, except why a pair is refused (see violations.h). */
#include "verify/violations.h"
#include "model/decisions.h"
#include "verify/ledger.h"
#include "verify/phrases.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- Places and decisions ---- */

void koppel_violation_describe_places(const struct koppel_suitability *fit, int64_t n_offered,
                                      struct koppel_violation *violation)
{
    const struct koppel_unit *unit = &fit->kase->units[violation->unit];

    koppel_phrase_append(violation, "unit %s is offered to %" PRId64 " %s, but has %" PRId32 " %s", unit->id, n_offered,
                         koppel_phrase_count(n_offered, "household", "households"), unit->places,
                         koppel_phrase_count(unit->places, "place", "places"));
}

void koppel_violation_describe_keep(const struct koppel_suitability *fit, int32_t offered,
                                    struct koppel_violation *violation)
{
    const struct koppel_case *kase = fit->kase;
    char decision[KOPPEL_PHRASE];

    koppel_phrase_decision(koppel_pair_decision(fit, violation->household, violation->unit), decision);
    if (offered == KOPPEL_NONE) {
        koppel_phrase_append(violation,
                             "household %s is offered nothing, but a recorded decision keeps it in unit %s%s",
                             kase->households[violation->household].id, kase->units[violation->unit].id, decision);
    } else {
        koppel_phrase_append(violation,
                             "household %s is offered unit %s, but a recorded decision keeps it in unit %s%s",
                             kase->households[violation->household].id, kase->units[offered].id,
                             kase->units[violation->unit].id, decision);
    }
}

/* ---- Accounts ---- */

/* "; the cap is 54" or "; at least 3 are asked": the side that is broken. */
static void print_side(const struct koppel_account *account, char *out, size_t n_out)
{
    bool is_over = account->max != KOPPEL_UNKNOWN && koppel_account_sum(account->base, account->placed) > account->max;

    snprintf(out, n_out, is_over ? _("at most %" PRId64) : _("at least %" PRId64),
             is_over ? account->max : account->min);
}

static void describe_spread(const struct koppel_suitability *fit, const struct koppel_account *account,
                            struct koppel_violation *violation)
{
    bool homes = fit->policy->spread_measure == KOPPEL_MEASURE_HOMES;
    int64_t total = koppel_account_sum(account->base, account->placed);
    char place[KOPPEL_PHRASE];
    char town[KOPPEL_PHRASE];

    koppel_phrase_place(fit->kase, account->area, account->place, place);
    koppel_phrase_municipality(fit->kase, account->municipality, town);
    koppel_phrase_append(
        violation, "%s%s%s would hold %" PRId64 " %s, %" PRId64 " of them new; the cap is %" PRId64, place,
        account->area == KOPPEL_AREA_COMPLEX ? _(" in ") : "", account->area == KOPPEL_AREA_COMPLEX ? town : "", total,
        homes ? koppel_phrase_count(total, "household of permit holders", "households of permit holders")
              : koppel_phrase_count(total, "permit holder", "permit holders"),
        account->placed, koppel_area_limit(fit, account));
}

static void describe_agreement(const struct koppel_case *kase, const struct koppel_account *account,
                               struct koppel_violation *violation)
{
    const struct koppel_agreement *agreement = &kase->agreements[account->place];
    const struct koppel_corporation *corporation = &kase->corporations[agreement->corporation];
    char place[KOPPEL_PHRASE];
    char side[KOPPEL_PHRASE];

    snprintf(place, sizeof place, "%s", _("all municipalities"));
    if (agreement->municipality != KOPPEL_NONE) {
        koppel_phrase_municipality(kase, agreement->municipality, place);
    }
    print_side(account, side, sizeof side);
    koppel_phrase_append(violation, "corporation %s (%s) offers %" PRId64 " %s in %s; agreed are %s", corporation->id,
                         corporation->name, account->placed, koppel_phrase_count(account->placed, "home", "homes"),
                         place, side);
}

static const char *measure_noun(const struct koppel_case *kase, enum koppel_measure measure, int32_t column, int64_t n)
{
    switch (measure) {
    case KOPPEL_MEASURE_PERSONS:
        return koppel_phrase_persons(n);
    case KOPPEL_MEASURE_HOMES:
        return koppel_phrase_count(n, "home", "homes");
    case KOPPEL_MEASURE_ADULTS:
        return koppel_phrase_count(n, "adult", "adults");
    case KOPPEL_MEASURE_CHILDREN:
        return koppel_phrase_count(n, "child", "children");
    case KOPPEL_MEASURE_EXTRA:
        return kase->household_extra.names[column];
    case KOPPEL_MEASURE_FIT:
        return koppel_phrase_count(n, "point of fit", "points of fit");
    case KOPPEL_MEASURE_DAYS:
        return koppel_phrase_count(n, "day in a home", "days in a home");
    }
    return "";
}

static void describe_limit(const struct koppel_case *kase, const struct koppel_account *account,
                           struct koppel_violation *violation)
{
    const struct koppel_limit *limit = &kase->limits[account->rule];
    bool has_where = limit->where_column != KOPPEL_NONE;
    char file[KOPPEL_PLACE_FILE];
    char place[KOPPEL_PHRASE];
    char side[KOPPEL_PHRASE];

    koppel_phrase_place(kase, account->area, account->place, place);
    print_side(account, side, sizeof side);
    koppel_phrase_append(violation, "%s gets %" PRId64 " %s%s%s%s%s; row %ld of %s asks %s", place, account->placed,
                         measure_noun(kase, limit->measure, limit->measure_column, account->placed),
                         has_where ? _(" of households with ") : "",
                         has_where ? koppel_where_name(kase, limit->where_column) : "", has_where ? "=" : "",
                         has_where ? limit->where_value : "", limit->line,
                         koppel_file_words(koppel_case_file_name(kase, "limits.csv"), file), side);
}

static void describe_mix(const struct koppel_suitability *fit, const struct koppel_account *account,
                         struct koppel_violation *violation)
{
    const struct koppel_mix_rule *mix = &fit->policy->mix[account->rule];
    char place[KOPPEL_PHRASE];
    char side[KOPPEL_PHRASE];
    char size[KOPPEL_PHRASE];

    koppel_phrase_place(fit->kase, account->area, account->place, place);
    print_side(account, side, sizeof side);
    if (mix->floor_of > 0) {
        koppel_phrase_append(violation, "the group \"%s\" gets %" PRId64 " %s; its floor in the policy asks %s",
                             fit->policy->groups[mix->floor_of - 1].name, account->placed,
                             measure_noun(fit->kase, mix->measure, KOPPEL_NONE, account->placed), side);
        return;
    }
    if (mix->persons_max == KOPPEL_UNKNOWN) {
        snprintf(size, sizeof size, _("%" PRId32 " or more persons"), mix->persons_min);
    } else if (mix->persons_min == mix->persons_max) {
        snprintf(size, sizeof size, "%" PRId32 " %s", mix->persons_min, koppel_phrase_persons(mix->persons_min));
    } else {
        snprintf(size, sizeof size, _("%" PRId32 " to %" PRId32 " persons"), mix->persons_min, mix->persons_max);
    }
    koppel_phrase_append(violation,
                         "%s gets %" PRId64 " %s of households of %s; mix rule %" PRId32 " of the policy asks %s",
                         place, account->placed, measure_noun(fit->kase, mix->measure, KOPPEL_NONE, account->placed),
                         size, account->rule + 1, side);
}

static void describe_border(const struct koppel_suitability *fit, const struct koppel_account *account,
                            struct koppel_violation *violation)
{
    const struct koppel_border *border = NULL;
    char from[KOPPEL_PHRASE];
    char to[KOPPEL_PHRASE];
    char file[KOPPEL_PLACE_FILE];

    if (account->place == fit->kase->n_borders) {
        koppel_phrase_append(
            violation, "%" PRId64 " %s housed outside the municipality of their link; the policy allows %" PRId64,
            account->placed, koppel_phrase_count(account->placed, "household is", "households are"), account->max);
        return;
    }
    border = &fit->kase->borders[account->place];
    koppel_phrase_append(violation, "%" PRId64 " %s linked to %s would live in %s; row %ld of %s allows %" PRId64,
                         account->placed, koppel_phrase_persons(account->placed),
                         koppel_phrase_municipality(fit->kase, border->from, from),
                         koppel_phrase_municipality(fit->kase, border->to, to), border->line,
                         koppel_file_words(koppel_case_file_name(fit->kase, "borders.csv"), file), account->max);
}

void koppel_violation_describe_account(const struct koppel_suitability *fit, const struct koppel_account *account,
                                       struct koppel_violation *violation)
{
    char place[KOPPEL_PHRASE];

    switch (account->kind) {
    case KOPPEL_ACCOUNT_TARGET:
        koppel_phrase_append(violation,
                             "%s is offered homes for %" PRId64 " %s; its target (taakstelling) still asks %" PRId64,
                             koppel_phrase_place(fit->kase, KOPPEL_AREA_MUNICIPALITY, account->place, place),
                             account->placed, koppel_phrase_persons(account->placed), account->min);
        break;
    case KOPPEL_ACCOUNT_SPREAD:
        describe_spread(fit, account, violation);
        break;
    case KOPPEL_ACCOUNT_AGREEMENT:
        describe_agreement(fit->kase, account, violation);
        break;
    case KOPPEL_ACCOUNT_LIMIT:
        describe_limit(fit->kase, account, violation);
        break;
    case KOPPEL_ACCOUNT_MIX:
        describe_mix(fit, account, violation);
        break;
    case KOPPEL_ACCOUNT_BORDER:
        describe_border(fit, account, violation);
        break;
    case KOPPEL_ACCOUNT_STAY:
        koppel_phrase_append(
            violation,
            "%" PRId64 " of the %" PRId32 " earlier offers that can stand %s changed; at most %" PRId32 " may change",
            fit->n_earlier_standing - account->placed, fit->n_earlier_standing,
            koppel_phrase_count(fit->n_earlier_standing - account->placed, "is", "are"), fit->policy->stay_max_changes);
        break;
    }
}
