// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* remedy.c - which rule alone keeps homes from a household (see remedy.h).
 *
 * The rules are not written a second time here: the row that a rule refuses is changed in a copy of the tables just so
 * far that the rule is content, and the rules are asked again. A home that suits then was refused by that rule alone.
 */
#include "report/remedy.h"

#include "report/decisions_text.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void *copy(const void *rows, int32_t n, size_t size)
{
    void *copied = koppel_new((size_t)n, size);

    if (copied != NULL && n > 0) {
        memcpy(copied, rows, (size_t)n * size);
    }
    return copied;
}

enum koppel_status koppel_what_if_make(struct koppel_what_if *what_if, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;

    *what_if = (struct koppel_what_if){.real = fit, .kase = *kase, .fit = *fit};
    what_if->fit.kase = &what_if->kase;
    what_if->kase.units = copy(kase->units, kase->n_units, sizeof *kase->units);
    what_if->kase.households = copy(kase->households, kase->n_households, sizeof *kase->households);
    what_if->kase.neighbourhoods = copy(kase->neighbourhoods, kase->n_neighbourhoods, sizeof *kase->neighbourhoods);
    what_if->fit.unit_ages = copy(fit->unit_ages, kase->n_units, sizeof *fit->unit_ages);
    if (what_if->kase.units == NULL || what_if->kase.households == NULL || what_if->kase.neighbourhoods == NULL ||
        what_if->fit.unit_ages == NULL) {
        koppel_what_if_free(what_if);
        return KOPPEL_E_MEMORY;
    }
    return KOPPEL_OK;
}

void koppel_what_if_free(struct koppel_what_if *what_if)
{
    if (what_if->real != NULL) {
        free(what_if->kase.units);
        free(what_if->kase.households);
        free(what_if->kase.neighbourhoods);
        free(what_if->fit.unit_ages);
    }
    *what_if = (struct koppel_what_if){0};
}

/* Changes the copies so that the rule has nothing against the pair any more; some rules no change can content. */
static void content(struct koppel_what_if *what_if, enum koppel_refusal refusal, int32_t household, int32_t unit)
{
    const struct koppel_need *need = &what_if->fit.needs[household];
    struct koppel_household *h = &what_if->kase.households[household];
    struct koppel_unit *u = &what_if->kase.units[unit];

    switch (refusal) {
    case KOPPEL_REFUSAL_LINK:
        h->municipality = what_if->kase.neighbourhoods[u->neighbourhood].municipality;
        break;
    case KOPPEL_REFUSAL_TIE:
        h->tie = KOPPEL_NONE;
        break;
    case KOPPEL_REFUSAL_ROOMS:
        u->rooms = need->rooms_needed <= KOPPEL_MAX_ROOMS ? need->rooms_needed : u->rooms;
        break;
    case KOPPEL_REFUSAL_RENT:
        u->rent_cents = need->rent_limit_cents;
        break;
    case KOPPEL_REFUSAL_STEP_FREE:
        u->step_free = true;
        break;
    case KOPPEL_REFUSAL_LABEL:
        what_if->fit.unit_ages[unit] = UINT32_MAX;
        break;
    case KOPPEL_REFUSAL_DATE:
        u->available_from = need->latest_day;
        break;
    case KOPPEL_REFUSAL_SHARE:
        h->may_share = u->places > 1;
        break;
    case KOPPEL_REFUSAL_AREA:
        what_if->kase.neighbourhoods[u->neighbourhood].excluded = false;
        break;
    case KOPPEL_REFUSAL_REFUSED:
    case KOPPEL_REFUSAL_FORBIDDEN: /* asked last, so nothing else stands in the way */
    case KOPPEL_SUITABLE:
    case KOPPEL_N_REFUSALS:
        break;
    }
}

static void restore(struct koppel_what_if *what_if, int32_t household, int32_t unit)
{
    const struct koppel_case *kase = what_if->real->kase;
    int32_t neighbourhood = kase->units[unit].neighbourhood;

    what_if->kase.households[household] = kase->households[household];
    what_if->kase.units[unit] = kase->units[unit];
    what_if->kase.neighbourhoods[neighbourhood] = kase->neighbourhoods[neighbourhood];
    what_if->fit.unit_ages[unit] = what_if->real->unit_ages[unit];
}

static bool is_alone(struct koppel_what_if *what_if, enum koppel_refusal refusal, int32_t household, int32_t unit)
{
    bool alone = refusal == KOPPEL_REFUSAL_REFUSED || refusal == KOPPEL_REFUSAL_FORBIDDEN;

    if (!alone) {
        content(what_if, refusal, household, unit);
        alone = koppel_household_fits_unit(&what_if->fit, household, unit) == KOPPEL_SUITABLE;
        restore(what_if, household, unit);
    }
    return alone;
}

/* How far the home is from what the rule asks, to compare homes that the same rule refuses. */
static int64_t distance(const struct koppel_suitability *fit, enum koppel_refusal refusal, int32_t household,
                        int32_t unit)
{
    const struct koppel_need *need = &fit->needs[household];
    const struct koppel_unit *home = &fit->kase->units[unit];

    switch (refusal) {
    case KOPPEL_REFUSAL_ROOMS:
        return home->rooms > need->rooms_needed ? home->rooms - need->rooms_needed : need->rooms_needed - home->rooms;
    case KOPPEL_REFUSAL_RENT:
        return home->rent_cents;
    case KOPPEL_REFUSAL_DATE:
        return home->available_from;
    default:
        return 0;
    }
}

void koppel_remedy_find(struct koppel_what_if *what_if, int32_t household, struct koppel_remedy *remedy)
{
    const struct koppel_suitability *fit = what_if->real;

    *remedy = (struct koppel_remedy){{0}, {0}};
    for (int r = 0; r < KOPPEL_N_REFUSALS; r++) {
        remedy->nearest[r] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        enum koppel_refusal refusal = koppel_household_fits_unit(fit, household, j);

        if (refusal == KOPPEL_SUITABLE || !is_alone(what_if, refusal, household, j)) {
            continue;
        }
        remedy->n_homes[refusal]++;
        if (remedy->nearest[refusal] == KOPPEL_NONE ||
            distance(fit, refusal, household, j) < distance(fit, refusal, household, remedy->nearest[refusal])) {
            remedy->nearest[refusal] = j;
        }
    }
}

/* The rule that alone keeps the most homes; the earlier one of equals. */
static enum koppel_refusal strongest(const struct koppel_remedy *remedy)
{
    enum koppel_refusal best = KOPPEL_SUITABLE;

    for (int r = KOPPEL_REFUSAL_ROOMS; r < KOPPEL_N_REFUSALS; r++) {
        if (remedy->n_homes[r] > 0 && (best == KOPPEL_SUITABLE || remedy->n_homes[r] > remedy->n_homes[best])) {
            best = (enum koppel_refusal)r;
        }
    }
    if (best != KOPPEL_SUITABLE) {
        return best;
    }
    return remedy->n_homes[KOPPEL_REFUSAL_TIE] > 0    ? KOPPEL_REFUSAL_TIE
           : remedy->n_homes[KOPPEL_REFUSAL_LINK] > 0 ? KOPPEL_REFUSAL_LINK
                                                      : KOPPEL_SUITABLE;
}

/* How many homes would suit but for one rule. */
static void say_number(struct koppel_text *text, enum koppel_refusal refusal, int32_t n)
{
    static const char *const sentences[KOPPEL_N_REFUSALS][2] = {
        [KOPPEL_REFUSAL_LINK] = {N_("%" PRId32 " home would suit but for the link (koppeling) to a municipality."),
                                 N_("%" PRId32 " homes would suit but for the link (koppeling) to a municipality.")},
        [KOPPEL_REFUSAL_TIE] = {N_("%" PRId32 " home would suit but for the tie to a municipality."),
                                N_("%" PRId32 " homes would suit but for the tie to a municipality.")},
        [KOPPEL_REFUSAL_ROOMS] = {N_("%" PRId32 " home would suit but for the number of rooms."),
                                  N_("%" PRId32 " homes would suit but for the number of rooms.")},
        [KOPPEL_REFUSAL_RENT] = {N_("%" PRId32 " home would suit but for the rent."),
                                 N_("%" PRId32 " homes would suit but for the rent.")},
        [KOPPEL_REFUSAL_STEP_FREE] = {N_("%" PRId32 " home would suit but for the steps."),
                                      N_("%" PRId32 " homes would suit but for the steps.")},
        [KOPPEL_REFUSAL_LABEL] = {N_("%" PRId32 " home would suit but for the age label."),
                                  N_("%" PRId32 " homes would suit but for the age label.")},
        [KOPPEL_REFUSAL_DATE] = {N_("%" PRId32 " home would suit but for the date."),
                                 N_("%" PRId32 " homes would suit but for the date.")},
        [KOPPEL_REFUSAL_SHARE] = {N_("%" PRId32 " home would suit but for sharing."),
                                  N_("%" PRId32 " homes would suit but for sharing.")},
        [KOPPEL_REFUSAL_AREA] = {N_("%" PRId32 " home would suit but for the excluded area."),
                                 N_("%" PRId32 " homes would suit but for the excluded area.")},
        [KOPPEL_REFUSAL_REFUSED] = {N_("%" PRId32 " home would suit but for an earlier refusal."),
                                    N_("%" PRId32 " homes would suit but for an earlier refusal.")},
        [KOPPEL_REFUSAL_FORBIDDEN] = {N_("%" PRId32 " home would suit but for a recorded decision."),
                                      N_("%" PRId32 " homes would suit but for a recorded decision.")},
    };

    koppel_text_add(text, sentences[refusal][n == 1 ? 0 : 1], n);
}

/* The decision that rules a home out. */
static void say_refused(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household, int32_t unit,
                        enum koppel_decision_kind kind)
{
    const struct koppel_decision *row = koppel_pair_refused(fit, household, unit, kind);
    struct koppel_text words = {0};

    if (row != NULL) {
        koppel_say_decided(&words, row);
        koppel_text_add(text, " Of %s is recorded: %s.", fit->kase->units[unit].id,
                        words.bytes != NULL ? words.bytes : "");
    }
    text->failed = text->failed || words.failed;
    koppel_text_free(&words);
}

static void say_rooms(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    const struct koppel_unit *home = &fit->kase->units[unit];

    koppel_text_add(text,
                    home->rooms == 1
                        ? _(" %s has %" PRId32 " room, and a household of %" PRId32 " needs %" PRId32 ".")
                        : _(" %s has %" PRId32 " rooms, and a household of %" PRId32 " needs %" PRId32 "."),
                    home->id, home->rooms, fit->needs[household].persons_rooms, fit->needs[household].rooms_needed);
}

static void say_rent(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    const struct koppel_unit *home = &fit->kase->units[unit];
    int64_t limit = fit->needs[household].rent_limit_cents;
    int64_t above = home->rent_cents - limit;

    koppel_text_add(
        text, " The cheapest, %s, is %" PRId64 ".%02" PRId64 " euro above the limit of %" PRId64 ".%02" PRId64 " euro.",
        home->id, above / 100, above % 100, limit / 100, limit % 100);
}

static void say_date(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    const struct koppel_unit *home = &fit->kase->units[unit];
    char from[KOPPEL_DAY_WORDS];
    char latest[KOPPEL_DAY_WORDS];

    koppel_date_words(home->available_from, from);
    koppel_date_words(fit->needs[household].latest_day, latest);
    koppel_text_add(text, " The first, %s, becomes available on %s; the household must move by %s.", home->id, from,
                    latest);
}

/* The home that needs the smallest change. */
static void say_nearest(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household,
                        enum koppel_refusal refusal, int32_t unit)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_unit *home = &kase->units[unit];

    switch (refusal) {
    case KOPPEL_REFUSAL_LINK:
    case KOPPEL_REFUSAL_TIE:
        koppel_text_add(text, " For instance, %s stands in %s.", home->id,
                        koppel_municipality_name(kase, koppel_unit_municipality(kase, unit)));
        return;
    case KOPPEL_REFUSAL_ROOMS:
        say_rooms(text, fit, household, unit);
        return;
    case KOPPEL_REFUSAL_RENT:
        say_rent(text, fit, household, unit);
        return;
    case KOPPEL_REFUSAL_STEP_FREE:
        koppel_text_add(text, " For instance, %s would do if it can be made step-free.", home->id);
        return;
    case KOPPEL_REFUSAL_LABEL:
        koppel_text_add(text, " For instance, %s has the label %s.", home->id,
                        home->label != KOPPEL_NONE ? kase->labels.ids[home->label] : _("general"));
        return;
    case KOPPEL_REFUSAL_DATE:
        say_date(text, fit, household, unit);
        return;
    case KOPPEL_REFUSAL_SHARE:
        koppel_text_add(text,
                        home->places > 1 ? _(" For instance, %s is a shared home.")
                                         : _(" For instance, %s is a home for one household."),
                        home->id);
        return;
    case KOPPEL_REFUSAL_AREA:
        koppel_text_add(text, " For instance, %s stands in %s, which is excluded.", home->id,
                        koppel_neighbourhood_name(kase, home->neighbourhood));
        return;
    case KOPPEL_REFUSAL_REFUSED:
        say_refused(text, fit, household, unit, KOPPEL_REFUSED);
        return;
    case KOPPEL_REFUSAL_FORBIDDEN:
        say_refused(text, fit, household, unit, KOPPEL_FORBID);
        return;
    case KOPPEL_SUITABLE:
    case KOPPEL_N_REFUSALS:
        return;
    }
}

void koppel_remedy_say(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household,
                       const struct koppel_remedy *remedy)
{
    enum koppel_refusal refusal = strongest(remedy);

    if (refusal > KOPPEL_SUITABLE && refusal < KOPPEL_N_REFUSALS) {
        say_number(text, refusal, remedy->n_homes[refusal]);
        say_nearest(text, fit, household, refusal, remedy->nearest[refusal]);
    }
}

/* Fewest and most rooms that suit by the occupancy table and the policy's spare rooms; KOPPEL_UNKNOWN: no end. */
static void rooms_range(const struct koppel_suitability *fit, int32_t household, int32_t *fewest, int32_t *most)
{
    const struct koppel_need *need = &fit->needs[household];
    int32_t n_rows = fit->rules.n_occupancy;
    int32_t max_spare = fit->policy->max_spare_rooms;

    *fewest = KOPPEL_UNKNOWN;
    *most = KOPPEL_UNKNOWN;
    for (int32_t rooms = 1; rooms <= KOPPEL_MAX_ROOMS; rooms++) {
        const struct koppel_occupancy_row *row = &fit->rules.occupancy[(rooms < n_rows ? rooms : n_rows) - 1];

        if (need->persons_rooms >= row->min_persons && need->persons_rooms <= row->max_persons &&
            (max_spare == KOPPEL_UNKNOWN || rooms - need->rooms_needed <= max_spare)) {
            *fewest = *fewest == KOPPEL_UNKNOWN ? rooms : *fewest;
            *most = rooms;
        }
    }
    *most = *most == KOPPEL_MAX_ROOMS ? KOPPEL_UNKNOWN : *most;
}

/* ", in municipality GM0101 (Town)": where the tie or the link allows a home. */
static void say_where(struct koppel_text *text, const struct koppel_suitability *fit,
                      const struct koppel_household *household)
{
    bool by_region = fit->policy->link_scope != KOPPEL_LINK_MUNICIPALITY && household->tie == KOPPEL_NONE;
    int32_t municipality = household->tie != KOPPEL_NONE ? household->tie : household->municipality;

    if (municipality != KOPPEL_NONE) {
        koppel_text_add(text, ", in %s", by_region ? _("the region of ") : "");
        koppel_say_place(text, fit->kase, KOPPEL_AREA_MUNICIPALITY, municipality);
    } else if (fit->policy->link_scope == KOPPEL_LINK_REGION && by_region && household->region != KOPPEL_NONE) {
        koppel_text_add(text, ", in region %s", fit->kase->regions.ids[household->region]);
    }
}

void koppel_need_say(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household)
{
    const struct koppel_household *h = &fit->kase->households[household];
    const struct koppel_need *need = &fit->needs[household];
    int32_t fewest = KOPPEL_UNKNOWN;
    int32_t most = KOPPEL_UNKNOWN;

    rooms_range(fit, household, &fewest, &most);
    koppel_text_add(text, "a home ");
    if (fewest != KOPPEL_UNKNOWN) {
        koppel_text_add(text, "of ");
        koppel_say_range(text, fewest, most, "room", "rooms");
    } else {
        koppel_text_add(text, "larger than the occupancy table (bezettingsnorm) knows");
    }
    if (fit->policy->rent_limit) {
        koppel_text_add(text, ", rent at most ");
        koppel_say_euros(text, need->rent_limit_cents);
    }
    koppel_text_add(text, "%s", h->step_free ? _(", step-free") : "");
    say_where(text, fit, h);
    koppel_text_add(text, ", available by ");
    koppel_say_day(text, need->latest_day);
}
