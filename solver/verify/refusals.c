// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* refusals.c - why a household may not be offered a unit, with the numbers of the rule (see violations.h). */
#include "model/decisions.h"
#include "verify/phrases.h"
#include "verify/violations.h"

#include <inttypes.h>

static void explain_link(const struct koppel_suitability *fit, const struct koppel_household *household, int32_t m,
                         struct koppel_violation *violation)
{
    const struct koppel_case *kase = fit->kase;
    char here[KOPPEL_PHRASE];
    char there[KOPPEL_PHRASE];
    char region_here[KOPPEL_PHRASE];
    char region_there[KOPPEL_PHRASE];
    int32_t linked = household->municipality;
    int32_t region = linked != KOPPEL_NONE ? kase->municipalities[linked].region : household->region;

    koppel_phrase_municipality(kase, m, there);
    if (linked != KOPPEL_NONE) {
        koppel_phrase_municipality(kase, linked, here);
    }
    if (fit->policy->link_scope == KOPPEL_LINK_MUNICIPALITY && linked != KOPPEL_NONE) {
        koppel_phrase_append(violation, "the household is linked to municipality %s and the unit stands in %s", here,
                             there);
        return;
    }
    koppel_phrase_region(kase, region, region_here);
    koppel_phrase_region(kase, kase->municipalities[m].region, region_there);
    if (linked != KOPPEL_NONE) {
        koppel_phrase_append(violation, "the household is linked to %s of %s and the unit stands in %s of %s", here,
                             region_here, there, region_there);
    } else {
        koppel_phrase_append(violation, "the household is linked to %s and the unit stands in %s of %s", region_here,
                             there, region_there);
    }
}

static void explain_tie(const struct koppel_case *kase, const struct koppel_household *household, int32_t m,
                        struct koppel_violation *violation)
{
    static const char *const reasons[] = {"", N_(" (family)"), N_(" (work)"), N_(" (study)"), N_(" (care)")};
    char here[KOPPEL_PHRASE];
    char there[KOPPEL_PHRASE];

    koppel_phrase_municipality(kase, household->tie, here);
    koppel_phrase_municipality(kase, m, there);
    koppel_phrase_append(violation, "the household has a hard tie to municipality %s%s and the unit stands in %s", here,
                         household->tie_reason != KOPPEL_TIE_NONE ? _(reasons[household->tie_reason]) : "", there);
}

static void explain_rooms(const struct koppel_suitability *fit, const struct koppel_need *need,
                          const struct koppel_unit *unit, struct koppel_violation *violation)
{
    const struct koppel_rules *rules = &fit->rules;
    int32_t row = (unit->rooms < rules->n_occupancy ? unit->rooms : rules->n_occupancy) - 1;
    int32_t n = need->persons_rooms;
    const char *rooms = koppel_phrase_count(unit->rooms, "room", "rooms");

    if (unit->places > 1) {
        koppel_phrase_append(violation, "the household needs more than the unit's %" PRId32 " %s for %" PRId32 " %s",
                             unit->rooms, rooms, n, koppel_phrase_persons(n));
    } else if (n > rules->occupancy[row].max_persons) {
        koppel_phrase_append(violation,
                             "the household has %" PRId32 " %s and the unit's %" PRId32 " %s are enough for %" PRId32
                             " at most",
                             n, koppel_phrase_persons(n), unit->rooms, rooms, rules->occupancy[row].max_persons);
    } else if (n < rules->occupancy[row].min_persons) {
        koppel_phrase_append(
            violation, "the household has %" PRId32 " %s and the unit's %" PRId32 " %s are meant for at least %" PRId32,
            n, koppel_phrase_persons(n), unit->rooms, rooms, rules->occupancy[row].min_persons);
    } else {
        koppel_phrase_append(violation,
                             "the household needs %" PRId32 " %s and the unit has %" PRId32 ", more than the %" PRId32
                             " spare that the policy allows",
                             need->rooms_needed, koppel_phrase_count(need->rooms_needed, "room", "rooms"), unit->rooms,
                             fit->policy->max_spare_rooms);
    }
}

static void explain_label(const struct koppel_case *kase, const struct koppel_household *household,
                          const struct koppel_unit *unit, struct koppel_violation *violation)
{
    koppel_phrase_append(violation, "the household belongs to age group %s and the unit is labelled %s",
                         household->age_group != KOPPEL_NONE ? kase->age_groups.ids[household->age_group] : _("adult"),
                         unit->label != KOPPEL_NONE ? kase->labels.ids[unit->label] : _("general"));
}

static void explain_date(const struct koppel_need *need, const struct koppel_unit *unit,
                         struct koppel_violation *violation)
{
    char available[KOPPEL_DAY_WORDS];
    char latest[KOPPEL_DAY_WORDS];

    koppel_date_words(unit->available_from, available);
    koppel_date_words(need->latest_day, latest);
    koppel_phrase_append(violation, "the unit is available from %s and the household must move by %s", available,
                         latest);
}

static void explain_share(const struct koppel_household *household, const struct koppel_need *need,
                          const struct koppel_unit *unit, struct koppel_violation *violation)
{
    if (unit->places <= 1) {
        koppel_phrase_append(violation,
                             "the household is to share a home by the policy and the unit is self-contained");
    } else if (need->persons_rooms > 1) {
        koppel_phrase_append(violation,
                             "the household has %" PRId32 " persons and the unit is shared, one person a place",
                             need->persons_rooms);
    } else {
        koppel_phrase_append(violation, household->may_share
                                            ? _("the household may share a home and the unit is shared")
                                            : _("the household may not share a home and the unit is shared"));
    }
}

static void explain_refusal(const struct koppel_suitability *fit, struct koppel_violation *violation)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_household *household = &kase->households[violation->household];
    const struct koppel_unit *unit = &kase->units[violation->unit];
    const struct koppel_need *need = &fit->needs[violation->household];
    int32_t m = koppel_unit_municipality(kase, violation->unit);
    char part[KOPPEL_PHRASE];
    char other[KOPPEL_PHRASE];

    switch (violation->refusal) {
    case KOPPEL_REFUSAL_LINK:
        explain_link(fit, household, m, violation);
        break;
    case KOPPEL_REFUSAL_TIE:
        explain_tie(kase, household, m, violation);
        break;
    case KOPPEL_REFUSAL_ROOMS:
        explain_rooms(fit, need, unit, violation);
        break;
    case KOPPEL_REFUSAL_RENT:
        koppel_phrase_append(violation, "the rent of %s is above the limit of %s for %" PRId32 " %s",
                             koppel_phrase_euros(unit->rent_cents, other),
                             koppel_phrase_euros(need->rent_limit_cents, part), need->persons_rent,
                             koppel_phrase_persons(need->persons_rent));
        break;
    case KOPPEL_REFUSAL_STEP_FREE:
        koppel_phrase_append(violation, "the household needs a step-free home and the unit is not");
        break;
    case KOPPEL_REFUSAL_LABEL:
        explain_label(kase, household, unit, violation);
        break;
    case KOPPEL_REFUSAL_DATE:
        explain_date(need, unit, violation);
        break;
    case KOPPEL_REFUSAL_SHARE:
        explain_share(household, need, unit, violation);
        break;
    case KOPPEL_REFUSAL_AREA:
        koppel_phrase_append(violation, "the unit stands in %s, an excluded area",
                             koppel_phrase_place(kase, KOPPEL_AREA_NEIGHBOURHOOD, unit->neighbourhood, part));
        break;
    case KOPPEL_REFUSAL_REFUSED:
        koppel_phrase_append(
            violation, "the household refused it earlier%s",
            koppel_phrase_decision(koppel_pair_refused(fit, violation->household, violation->unit, KOPPEL_REFUSED),
                                   part));
        break;
    case KOPPEL_REFUSAL_FORBIDDEN:
        koppel_phrase_append(violation, "a recorded decision rules it out%s",
                             koppel_phrase_decision(
                                 koppel_pair_refused(fit, violation->household, violation->unit, KOPPEL_FORBID), part));
        break;
    case KOPPEL_SUITABLE:
    case KOPPEL_N_REFUSALS:
        koppel_phrase_append(violation, "%s", _(koppel_refusal_text(KOPPEL_SUITABLE)));
        break;
    }
}

void koppel_violation_describe_pair(const struct koppel_suitability *fit, struct koppel_violation *violation)
{
    koppel_phrase_append(violation, "household %s is offered unit %s, but ",
                         fit->kase->households[violation->household].id, fit->kase->units[violation->unit].id);
    explain_refusal(fit, violation);
}
