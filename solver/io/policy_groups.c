// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_groups.c - the list `groups` of a policy (see policy_reading.h). */
#include "io/identity.h"
#include "io/policy_reading.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { KNOWN_BYTES = 400 };

static void read_group_key(struct koppel_policy_reading *reading, const char *path, const cJSON *child,
                           struct koppel_group *group)
{
    char known[KNOWN_BYTES];
    char below[KOPPEL_JSON_PATH];
    size_t n = 0;

    for (int32_t k = 0; k < koppel_n_group_keys; k++) {
        const struct koppel_policy_key *key = &koppel_group_keys[k];

        if (strcmp(key->key, child->string) == 0) {
            koppel_policy_read_key(reading, key, group, koppel_json_path(path, key->key, below), child);
            return;
        }
        n += (size_t)snprintf(known + n, sizeof known - n, "%s%s", n > 0 ? " " : "", key->key);
    }
    koppel_json_refuse_key(&reading->json, path, child->string, known);
}

/* No group is made by who people are or where they come from; what was written is not said again. */
static void check_column(struct koppel_policy_reading *reading, const char *path, const struct koppel_group *group)
{
    const char *what = group->column[0] != '\0' ? koppel_identity_of_heading(group->column, true) : NULL;

    if (what == NULL && group->is[0] != '\0') {
        what = koppel_identity_of_cell(group->is);
    }
    if (what != NULL) {
        koppel_json_refuse(&reading->json, path, "no rule may look at %s; delete the group", what);
    } else if (group->column[0] != '\0' && strncmp(group->column, "x_", 2) != 0) {
        koppel_json_refuse(&reading->json, path,
                           "column: groups are made by columns of your own, whose names begin with x_");
    } else if ((group->column[0] != '\0') != (group->is[0] != '\0')) {
        koppel_json_refuse(&reading->json, path, "\"column\" and \"is\" go together: households with that text in it");
    }
}

/* What the keys of one group say together. */
static void check_group(struct koppel_policy_reading *reading, const char *path, const struct koppel_group *group)
{
    bool is_number = group->rule == KOPPEL_GROUP_FLOOR && group->reference == KOPPEL_FLOOR_NUMBER;

    check_column(reading, path, group);
    if (group->name[0] == '\0') {
        koppel_json_refuse(&reading->json, path, "the key \"%s\" is missing", "name");
    } else if (koppel_identity_in_text(group->name) != NULL) {
        koppel_json_refuse(&reading->json, path, "no rule may look at %s; delete the group",
                           koppel_identity_in_text(group->name));
    }
    if (group->persons_max != KOPPEL_UNKNOWN && group->persons_min > group->persons_max) {
        koppel_json_refuse(&reading->json, path, "persons_min %" PRId32 " is more than persons_max %" PRId32,
                           group->persons_min, group->persons_max);
    }
    if (group->reference == KOPPEL_FLOOR_OWN_SHARE && group->value >= KOPPEL_MEASURE_FIT) {
        koppel_json_refuse(&reading->json, path, "\"own_share\" goes with the values \"housed\" and \"persons\" only");
    }
    if (is_number && group->least == KOPPEL_UNKNOWN) {
        koppel_json_refuse(&reading->json, path,
                           "a floor needs \"least\", or a reference: \"random\", \"own_share\" or \"first_come\"");
    }
}

static void read_group(struct koppel_policy_reading *reading, const char *path, const cJSON *value)
{
    struct koppel_policy *policy = reading->policy;
    struct koppel_group group = {.persons_min = 1,
                                 .persons_max = KOPPEL_UNKNOWN,
                                 .step_free = KOPPEL_ANY,
                                 .single = KOPPEL_ANY,
                                 .value = KOPPEL_MEASURE_HOMES,
                                 .enforce = KOPPEL_MUST,
                                 .least = KOPPEL_UNKNOWN};
    enum koppel_status before = reading->json.status;

    if (!koppel_policy_check_object(&reading->json, path, value)) {
        return;
    }
    reading->json.status = KOPPEL_OK;
    for (const cJSON *child = value->child; child != NULL; child = child->next) {
        read_group_key(reading, path, child, &group);
    }
    if (reading->json.status == KOPPEL_OK) {
        check_group(reading, path, &group);
    }
    for (int32_t k = 0; k < policy->n_groups; k++) {
        if (group.name[0] != '\0' && strcmp(policy->groups[k].name, group.name) == 0) {
            koppel_json_refuse(&reading->json, path, "the group \"%s\" stands twice", group.name);
        }
    }
    reading->json.status = before != KOPPEL_OK ? before : reading->json.status;
    policy->groups[policy->n_groups++] = group;
}

void koppel_policy_read_groups(struct koppel_policy_reading *reading, const char *path, const cJSON *value)
{
    int index = 0;
    char below[KOPPEL_JSON_PATH];

    if (!koppel_policy_check_list(&reading->json, path, value, 0, KOPPEL_MAX_GROUPS)) {
        return;
    }
    reading->policy->n_groups = 0;
    for (const cJSON *child = value->child; child != NULL; child = child->next) {
        read_group(reading, koppel_json_element(path, index++, below), child);
    }
}

void koppel_policy_check_groups(struct koppel_policy_reading *reading)
{
    const struct koppel_policy *policy = reading->policy;
    int32_t tier = koppel_policy_tier_of(policy, KOPPEL_OBJECTIVE_GROUPS);
    bool has_goal = false, has_leximin = false;

    for (int32_t k = 0; k < policy->n_groups; k++) {
        const struct koppel_group *group = &policy->groups[k];
        bool is_class = group->urgency[0] == '\0';

        has_leximin = has_leximin || group->rule == KOPPEL_GROUP_LEXIMIN;
        has_goal = has_goal || (group->rule == KOPPEL_GROUP_FLOOR && group->enforce == KOPPEL_GOAL);
        for (int32_t c = 0; c < policy->n_urgency; c++) {
            is_class = is_class || strcmp(policy->urgency[c].name, group->urgency) == 0;
        }
        if (!is_class) {
            koppel_json_refuse(&reading->json, "$.groups", "\"%s\" is no class of urgency.classes", group->urgency);
        }
    }
    if ((has_goal || has_leximin) && tier == KOPPEL_NONE) {
        koppel_json_refuse(&reading->json, "$.tiers",
                           "groups that are a goal need their place in the order: add \"groups\" to the tiers");
    }
    if (has_goal && has_leximin) {
        koppel_json_refuse(&reading->json, "$.groups",
                           "floors that are goals and \"leximin\" are one place in the order: use one of them, or "
                           "floors that are musts");
    }
    for (int o = 0; has_leximin && tier != KOPPEL_NONE && o < KOPPEL_N_OBJECTIVES; o++) {
        if (o != KOPPEL_OBJECTIVE_GROUPS && policy->tiers[tier].weight[o] != 0) {
            koppel_json_refuse(&reading->json, "$.tiers", "\"leximin\" is no sum: give \"groups\" a tier of its own");
            return;
        }
    }
}
