// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy.c - the default policy and the names of its choices (see policy.h). */
#include "model/policy.h"

#include "base/language.h"

#include <stdio.h>

static void set_tier(struct koppel_policy *policy, enum koppel_objective objective)
{
    policy->tiers[policy->n_tiers++].weight[objective] = 1;
}

void koppel_policy_default(struct koppel_policy *policy)
{
    *policy = (struct koppel_policy){
        .name = "even-spread",
        .as_of = KOPPEL_NO_DATE,
        .period = KOPPEL_NONE,
        .target_persons = KOPPEL_PERSONS_PRESENT,
        .rooms_persons = KOPPEL_PERSONS_EXPECTED,
        .rent_persons = KOPPEL_PERSONS_PRESENT,
        .spread_persons = KOPPEL_PERSONS_EXPECTED,
        .link_scope = KOPPEL_LINK_MUNICIPALITY,
        .max_spare_rooms = 2,
        .rent_limit = true,
        .days_overdue = 84,
        .sharers_self_contained = true,
        .target_enforce = KOPPEL_GOAL,
        .target_counts = KOPPEL_COUNTS_LINKED,
        .spread_rule = KOPPEL_SPREAD_CAP,
        .spread_enforce = KOPPEL_MUST,
        .spread_tolerance_percent = 25,
        .spread_reference = KOPPEL_REFERENCE_DWELLINGS,
        .spread_unknown = KOPPEL_UNKNOWN_BY_INHABITANTS,
        .spread_measure = KOPPEL_MEASURE_PERSONS,
        .spread_level = KOPPEL_AREA_NEIGHBOURHOOD,
        .spread_absolute_max = KOPPEL_UNKNOWN,
        .spread_absolute_percent = KOPPEL_UNKNOWN,
        .agreement = KOPPEL_AGREEMENT_GOAL,
        .border_max_households = KOPPEL_UNKNOWN,
        .stay_max_changes = KOPPEL_UNKNOWN,
        .urgency = {{"normal", 100}, {"urgent", 300}, {"immediate", 1000}},
        .n_urgency = 3,
        .urgency_points_per_day = 1,
        .urgency_max_days = 180,
        .fit_weight = {[KOPPEL_FIT_ROOMS] = 3,
                       [KOPPEL_FIT_SCHOOL] = 2,
                       [KOPPEL_FIT_GP] = 1,
                       [KOPPEL_FIT_TRANSIT] = 2,
                       [KOPPEL_FIT_LABOUR] = 2,
                       [KOPPEL_FIT_NETWORK] = 3,
                       [KOPPEL_FIT_REGION] = 1,
                       [KOPPEL_FIT_SCORES] = 3,
                       [KOPPEL_FIT_SPARE] = 3,
                       [KOPPEL_FIT_RECEPTION] = 1},
        .fit_large_home_rooms = 5,
        .fit_points_per_spare_room = 300,
        .school = {500, 5000},
        .gp = {500, 5000},
        .transit = {500, 5000},
        .reception = {5000, 50000},
        .fit_half_vacancies = 10,
        .scores_high = 1000,
        .fit_whole_points = true,
    };
    set_tier(policy, KOPPEL_OBJECTIVE_TARGET);
    set_tier(policy, KOPPEL_OBJECTIVE_URGENCY);
    set_tier(policy, KOPPEL_OBJECTIVE_SPREAD);
    set_tier(policy, KOPPEL_OBJECTIVE_AGREEMENT);
    set_tier(policy, KOPPEL_OBJECTIVE_MIX);
    set_tier(policy, KOPPEL_OBJECTIVE_FIT);
}

const char *koppel_objective_name(enum koppel_objective objective)
{
    static const char *const names[KOPPEL_N_OBJECTIVES] = {N_("target"),    N_("urgency"), N_("spread"),
                                                           N_("agreement"), N_("mix"),     N_("groups"),
                                                           N_("access"),    N_("fit"),     N_("stay")};

    return names[objective];
}

const char *koppel_fit_component_name(enum koppel_fit_component component)
{
    static const char *const names[KOPPEL_N_FIT] = {N_("rooms"),  N_("school"),   N_("gp"),     N_("transit"),
                                                    N_("labour"), N_("network"),  N_("region"), N_("scores"),
                                                    N_("spare"),  N_("reception")};

    return names[component];
}

const char *koppel_area_name(enum koppel_area area)
{
    static const char *const names[] = {N_("unit"),         N_("complex"), N_("neighbourhood"), N_("district"),
                                        N_("municipality"), N_("group"),   N_("case")};

    return names[area];
}

const char *koppel_enforce_name(enum koppel_enforce enforce)
{
    return enforce == KOPPEL_MUST ? N_("must") : N_("goal");
}

const char *koppel_spread_rule_name(enum koppel_spread_rule rule)
{
    static const char *const names[] = {"none", "cap", "band", "even", "absolute"};

    return names[rule];
}

const char *koppel_group_rule_name(enum koppel_group_rule rule)
{
    static const char *const names[] = {"floor", "leximin", "measure"};

    return names[rule];
}

const char *koppel_group_value_name(enum koppel_measure value)
{
    return value == KOPPEL_MEASURE_HOMES  ? "housed"
           : value == KOPPEL_MEASURE_FIT  ? "fit"
           : value == KOPPEL_MEASURE_DAYS ? "days"
                                          : "persons";
}

bool koppel_objective_minimise(enum koppel_objective objective)
{
    return objective != KOPPEL_OBJECTIVE_URGENCY && objective != KOPPEL_OBJECTIVE_FIT &&
           objective != KOPPEL_OBJECTIVE_STAY;
}

int32_t koppel_policy_tier_of(const struct koppel_policy *policy, enum koppel_objective objective)
{
    int32_t t = 0;

    while (t < policy->n_tiers && policy->tiers[t].weight[objective] == 0) {
        t++;
    }
    return t < policy->n_tiers ? t : KOPPEL_NONE;
}

bool koppel_policy_has_leximin(const struct koppel_policy *policy)
{
    bool has = false;

    for (int32_t k = 0; k < policy->n_groups; k++) {
        has = has || policy->groups[k].rule == KOPPEL_GROUP_LEXIMIN;
    }
    return has;
}

void koppel_policy_take_floors_out(struct koppel_policy *policy)
{
    while (policy->n_mix > 0 && policy->mix[policy->n_mix - 1].floor_of > 0) {
        policy->n_mix--;
    }
}

void koppel_policy_forget_floors(struct koppel_policy *policy)
{
    koppel_policy_take_floors_out(policy);
    for (int32_t k = 0; k < policy->n_groups; k++) {
        struct koppel_group *group = &policy->groups[k];

        if (group->rule != KOPPEL_GROUP_FLOOR || group->reference != KOPPEL_FLOOR_NUMBER) {
            group->least = KOPPEL_UNKNOWN;
        }
    }
}

void koppel_policy_set_floors(struct koppel_policy *policy)
{
    koppel_policy_take_floors_out(policy);
    for (int32_t k = 0; k < policy->n_groups; k++) {
        const struct koppel_group *group = &policy->groups[k];
        bool is_measure = group->rule == KOPPEL_GROUP_MEASURE;
        bool is_must = is_measure || (group->rule == KOPPEL_GROUP_FLOOR && group->enforce == KOPPEL_MUST);

        if (is_measure || group->least != KOPPEL_UNKNOWN) { /* a load that counts, and asks nothing of a measure */
            policy->mix[policy->n_mix++] = (struct koppel_mix_rule){.level = KOPPEL_AREA_CASE,
                                                                    .measure = group->value,
                                                                    .persons_min = group->persons_min,
                                                                    .persons_max = group->persons_max,
                                                                    .min = is_measure ? 0 : group->least,
                                                                    .max = KOPPEL_UNKNOWN,
                                                                    .enforce = is_must ? KOPPEL_MUST : KOPPEL_GOAL,
                                                                    .floor_of = k + 1};
        }
    }
}

/* The only objective of the tier, or KOPPEL_N_OBJECTIVES for a sum. A weight other than 1 also makes a sum. */
static enum koppel_objective single_objective(const struct koppel_tier_rule *tier)
{
    enum koppel_objective found = KOPPEL_N_OBJECTIVES;

    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        if (tier->weight[o] == 0) {
            continue;
        }
        if (tier->weight[o] != 1 || found != KOPPEL_N_OBJECTIVES) {
            return KOPPEL_N_OBJECTIVES;
        }
        found = (enum koppel_objective)o;
    }
    return found;
}

void koppel_tier_name(const struct koppel_tier_rule *tier, char name[KOPPEL_TIER_NAME])
{
    size_t n = 0;

    name[0] = '\0';
    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        if (tier->weight[o] != 0) {
            n += (size_t)snprintf(name + n, KOPPEL_TIER_NAME - n, "%s%s", n > 0 ? "+" : "",
                                  koppel_objective_name((enum koppel_objective)o));
        }
    }
}

bool koppel_tier_maximise(const struct koppel_tier_rule *tier)
{
    enum koppel_objective objective = single_objective(tier);

    return objective != KOPPEL_N_OBJECTIVES && !koppel_objective_minimise(objective);
}

int64_t koppel_objective_scale(const struct koppel_policy *policy, enum koppel_objective objective)
{
    if (objective == KOPPEL_OBJECTIVE_FIT) {
        return KOPPEL_MICRO;
    }
    return objective == KOPPEL_OBJECTIVE_ACCESS ||
                   (objective == KOPPEL_OBJECTIVE_SPREAD && policy->spread_rule == KOPPEL_SPREAD_EVEN)
               ? 1000
               : 1;
}

int64_t koppel_tier_scale(const struct koppel_policy *policy, const struct koppel_tier_rule *tier)
{
    enum koppel_objective objective = single_objective(tier);

    return objective == KOPPEL_N_OBJECTIVES ? KOPPEL_MICRO : koppel_objective_scale(policy, objective);
}

int64_t koppel_tier_factor(const struct koppel_policy *policy, const struct koppel_tier_rule *tier,
                           enum koppel_objective objective)
{
    if (single_objective(tier) != KOPPEL_N_OBJECTIVES) {
        return tier->weight[objective];
    }
    return tier->weight[objective] * (KOPPEL_MICRO / koppel_objective_scale(policy, objective));
}

const char *koppel_urgency_plain(const char *word)
{
    static const char *const words[][2] = {
        {"normaal", "normal"}, {"regulier", "normal"}, {"spoed", "immediate"}, {"onmiddellijk", "immediate"}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = 0;

        while (words[i][0][n] != '\0' && (word[n] | 0x20) == words[i][0][n]) {
            n++;
        }
        if (words[i][0][n] == '\0' && word[n] == '\0') {
            return words[i][1];
        }
    }
    return NULL;
}
