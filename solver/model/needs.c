/* needs.c - what each household needs and whom each unit admits, by policy and rules (see needs.h). */
#include "model/needs.h"

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

static int32_t rooms_needed(const struct koppel_rules *rules, int32_t persons)
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

/* The class of the policy, or NULL when it has none of that name. */
static const struct koppel_urgency_class *urgency_class(const struct koppel_policy *policy, const char *name)
{
    for (int32_t c = 0; c < policy->n_urgency; c++) {
        if (name == NULL || strcmp(policy->urgency[c].name, name) == 0) {
            return &policy->urgency[c];
        }
    }
    return NULL;
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
    need->rooms_needed = rooms_needed(&fit->rules, need->persons_rooms);
    need->latest_day = latest_day(fit, household);
    need->days_overdue = days_overdue(fit, household);
    need->rent_limit_cents =
        need->persons_rent <= fit->rules.rent_low_max_persons ? fit->rules.rent_low_cents : fit->rules.rent_high_cents;
    if (group_row == KOPPEL_NONE) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, "households.csv", household->line, 0,
                          "column age_group: \"%s\" is not an age group of the rules (age_labels.json)",
                          group != NULL ? group : "adult");
    } else {
        need->age_bit = UINT32_C(1) << group_row;
    }
    if (class == NULL) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, "households.csv", household->line, 0,
                          "column urgency: \"%s\" is not a class of policy %s; add it under urgency.classes",
                          urgency != NULL ? urgency : "", policy->name);
    } else {
        int32_t days = need->days_overdue < policy->urgency_max_days ? need->days_overdue : policy->urgency_max_days;

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
    koppel_errors_add(errors, KOPPEL_E_INPUT, "units.csv", unit->line, 0,
                      "column label: \"%s\" is not a label of the rules (age_labels.json)", label);
}
