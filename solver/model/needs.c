// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* needs.c - what each household needs and whom each unit admits, by policy and rules (see needs.h). */
#include "model/needs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int32_t koppel_household_persons(const struct koppel_household *household, enum koppel_persons which)
{
    int32_t present = household->adults + household->children;

    return which == KOPPEL_PERSONS_PRESENT ? present : present + household->expected_relatives;
}

const struct koppel_occupancy_row *koppel_occupancy_row(const struct koppel_rules *rules, int32_t rooms)
{
    return &rules->occupancy[(rooms < rules->n_occupancy ? rooms : rules->n_occupancy) - 1];
}

int32_t koppel_rooms_needed(const struct koppel_rules *rules, int32_t persons)
{
    for (int32_t rooms = 1; rooms <= rules->n_occupancy; rooms++) {
        if (koppel_occupancy_row(rules, rooms)->max_persons >= persons) {
            return rooms;
        }
    }
    return INT32_MAX;
}

/* The later of the household's own term and the grace for households past it, but within the half-year. */
static int32_t latest_day(const struct koppel_suitability *fit, const struct koppel_household *household)
{
    int32_t period_end = koppel_period_last_day(fit->period);
    int32_t term = 0;
    int32_t grace = fit->as_of + fit->policy->days_overdue;

    if (household->linked_on == KOPPEL_NO_DATE) {
        return period_end;
    }
    term = household->linked_on + fit->rules.days_to_move;
    term = term > grace ? term : grace;
    return term < period_end ? term : period_end;
}

static int32_t days_overdue(const struct koppel_suitability *fit, const struct koppel_household *household)
{
    int32_t days = 0;

    if (household->linked_on == KOPPEL_NO_DATE) {
        return 0;
    }
    days = fit->as_of - (household->linked_on + fit->rules.days_to_move);
    return days > 0 ? days : 0;
}

static bool same_letters(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a - 'A' + 'a') : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b - 'A' + 'a') : *b;

        if (x != y) {
            return false;
        }
    }
    return *a == *b;
}

/* The class of the policy (ASCII letters of either case, when none is written just so), or NULL when it has none of
 * that name. */
static const struct koppel_urgency_class *urgency_class(const struct koppel_policy *policy, const char *name)
{
    const struct koppel_urgency_class *near = NULL;

    for (int32_t c = 0; c < policy->n_urgency; c++) {
        if (name == NULL || strcmp(policy->urgency[c].name, name) == 0) {
            return &policy->urgency[c];
        }
        const char *plain = koppel_urgency_plain(policy->urgency[c].name);

        if (near == NULL &&
            (same_letters(policy->urgency[c].name, name) || (plain != NULL && strcmp(plain, name) == 0))) {
            near = &policy->urgency[c];
        }
    }
    return near;
}

/* `write normal, urgent or immediate` for the classes of a policy. */
static void refuse_urgency(const struct koppel_suitability *fit, const struct koppel_household *household,
                           const char *urgency, struct koppel_errors *errors)
{
    const struct koppel_policy *policy = fit->policy;
    char classes[240] = "";
    int32_t n_alike = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        bool is_alike = fit->kase->households[i].urgency == household->urgency;

        n_alike += is_alike;
        if (is_alike && &fit->kase->households[i] < household) {
            return; /* told of the first household */
        }
    }
    for (int32_t c = 0; c < policy->n_urgency; c++) {
        size_t n = strlen(classes);

        snprintf(classes + n, sizeof classes - n, "%s%s", c == 0 ? "" : (c + 1 == policy->n_urgency ? _(" or ") : ", "),
                 policy->urgency[c].name);
    }
    koppel_errors_add(
        errors, KOPPEL_E_INPUT, koppel_case_file_name(fit->kase, "households.csv"), household->line, 0,
        n_alike == 1 ? _("column %s: \"%.60s\" is not an urgency class of policy %.60s: write %s, or add it "
                         "to the policy under urgency.classes")
                     : _("column %s: \"%.60s\" is not an urgency class of policy %.60s: write %s, or add it "
                         "to the policy under urgency.classes (%" PRId32 " households)"),
        koppel_case_column_name(fit->kase, "households.csv", "urgency"), urgency, policy->name, classes, n_alike);
}

/* Row of the age group in the rules (NULL: "adult"), or KOPPEL_NONE. */
static int32_t age_group(const struct koppel_rules *rules, const char *name)
{
    for (int32_t g = 0; g < rules->n_age_groups; g++) {
        if (strcmp(rules->age_groups[g], name != NULL ? name : "adult") == 0) {
            return g;
        }
    }
    return KOPPEL_NONE;
}

/* `youth, adult or senior_55` */
static void list_names(const char *const *names, int32_t n, char out[240])
{
    size_t length = 0;

    out[0] = '\0';
    for (int32_t i = 0; i < n && length < 200; i++) {
        length += (size_t)snprintf(out + length, 240 - length, "%s%.60s", i == 0 ? "" : (i + 1 == n ? _(" or ") : ", "),
                                   names[i]);
    }
}

/* Told of the first household with this group. */
static void refuse_group(const struct koppel_suitability *fit, const struct koppel_household *household,
                         const char *group, struct koppel_errors *errors)
{
    const char *names[KOPPEL_MAX_LABELS];
    char groups[240];
    int32_t n_alike = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        bool is_alike = fit->kase->households[i].age_group == household->age_group;

        n_alike += is_alike;
        if (is_alike && &fit->kase->households[i] < household) {
            return;
        }
    }
    for (int32_t g = 0; g < fit->rules.n_age_groups; g++) {
        names[g] = fit->rules.age_groups[g];
    }
    list_names(names, fit->rules.n_age_groups, groups);
    koppel_errors_add(
        errors, KOPPEL_E_INPUT, koppel_case_file_name(fit->kase, "households.csv"), household->line, 0,
        koppel_plural("column %s: \"%.60s\" is not an age group of the rules: write %s (%" PRId32 " household)",
                      "column %s: \"%.60s\" is not an age group of the rules: write %s (%" PRId32 " households)",
                      n_alike),
        koppel_case_column_name(fit->kase, "households.csv", "age_group"), group, groups, n_alike);
}

/* Told of the first unit with this label. */
static void refuse_label(const struct koppel_suitability *fit, const struct koppel_unit *unit, const char *label,
                         struct koppel_errors *errors)
{
    const char *names[KOPPEL_MAX_LABELS];
    char labels[240];
    int32_t n_alike = 0;

    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        bool is_alike = fit->kase->units[j].label == unit->label;

        n_alike += is_alike;
        if (is_alike && &fit->kase->units[j] < unit) {
            return;
        }
    }
    for (int32_t l = 0; l < fit->rules.n_labels; l++) {
        names[l] = fit->rules.labels[l].name;
    }
    list_names(names, fit->rules.n_labels, labels);
    koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(fit->kase, "units.csv"), unit->line, 0,
                      koppel_plural("column %s: \"%.60s\" is not a label of the rules: write %s (%" PRId32 " home)",
                                    "column %s: \"%.60s\" is not a label of the rules: write %s (%" PRId32 " homes)",
                                    n_alike),
                      koppel_case_column_name(fit->kase, "units.csv", "label"), label, labels, n_alike);
}

void koppel_need_make(struct koppel_suitability *fit, int32_t i, struct koppel_errors *errors)
{
    const struct koppel_policy *policy = fit->policy;
    const struct koppel_household *household = &fit->kase->households[i];
    const char *urgency = household->urgency != KOPPEL_NONE ? fit->kase->urgencies.ids[household->urgency] : NULL;
    const char *group = household->age_group != KOPPEL_NONE ? fit->kase->age_groups.ids[household->age_group] : NULL;
    const struct koppel_urgency_class *class = urgency_class(policy, urgency);
    int32_t group_row = age_group(&fit->rules, group);
    struct koppel_need *need = &fit->needs[i];

    need->persons_target = koppel_household_persons(household, policy->target_persons);
    need->persons_rooms = koppel_household_persons(household, policy->rooms_persons);
    need->persons_rent = koppel_household_persons(household, policy->rent_persons);
    need->persons_spread = koppel_household_persons(household, policy->spread_persons);
    need->rooms_needed = koppel_rooms_needed(&fit->rules, need->persons_rooms);
    need->latest_day = latest_day(fit, household);
    need->days_overdue = days_overdue(fit, household);
    need->rent_limit_cents =
        need->persons_rent <= fit->rules.rent_low_max_persons ? fit->rules.rent_low_cents : fit->rules.rent_high_cents;
    if (group_row == KOPPEL_NONE) {
        refuse_group(fit, household, group != NULL ? group : "adult", errors);
    } else {
        need->age_bit = UINT32_C(1) << group_row;
    }
    if (class == NULL) {
        refuse_urgency(fit, household, urgency != NULL ? urgency : "", errors);
    } else {
        int32_t days = need->days_overdue < policy->urgency_max_days ? need->days_overdue : policy->urgency_max_days;

        need->urgency_class = (int32_t)(class - policy->urgency);
        need->urgency_points = class->points + days * policy->urgency_points_per_day;
    }
}

void koppel_unit_ages_make(struct koppel_suitability *fit, int32_t j, struct koppel_errors *errors)
{
    const struct koppel_unit *unit = &fit->kase->units[j];
    const char *label = unit->label != KOPPEL_NONE ? fit->kase->labels.ids[unit->label] : "general";

    for (int32_t l = 0; l < fit->rules.n_labels; l++) {
        if (strcmp(fit->rules.labels[l].name, label) == 0) {
            fit->unit_ages[j] = fit->rules.labels[l].groups;
            return;
        }
    }
    refuse_label(fit, unit, label, errors);
}
