// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_policy.c - is the policy of a folder the one that its name, or the caller, says (see written_files.h)? */
#include "io/claim_reading.h"
#include "io/embedded_file.h"
#include "io/json_text.h"
#include "io/policy_reader.h"
#include "io/proposal_reader.h"
#include "io/written_compare.h"
#include "solve/written_files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The policy that koppel knows by this name. @return false when there is none */
static bool find_named(const char *name, struct koppel_policy *policy)
{
    for (size_t k = 0; k < koppel_n_named_files; k++) {
        const struct koppel_embedded_file *file = &koppel_named_files[k];

        if (strcmp(file->name, name) == 0) {
            return koppel_policy_parse((const char *)file->bytes, file->n_bytes, file->name, policy, NULL) == KOPPEL_OK;
        }
    }
    return false;
}

/* Takes out what --stay-close writes: the section "stay", and the tier of that name. */
static void take_stay_out(cJSON *root)
{
    cJSON *tiers = cJSON_GetObjectItemCaseSensitive(root, "tiers");
    int at = 0;

    cJSON_DeleteItemFromObjectCaseSensitive(root, "stay");
    for (cJSON *tier = tiers != NULL ? tiers->child : NULL; tier != NULL; tier = tier->next, at++) {
        if (cJSON_IsString(tier) && strcmp(tier->valuestring, "stay") == 0) {
            cJSON_DeleteItemFromArray(tiers, at);
            return;
        }
    }
}

/** What the caller of a run may choose besides the policy, so that a policy keeps its name with another value. */
struct chosen {
    bool day;
    bool stay;
};

/* A policy as JSON, without its name and what was chosen besides. */
static enum koppel_status print(const struct koppel_policy *policy, struct chosen chosen, cJSON **root)
{
    struct koppel_policy asked = *policy;
    char *text = NULL;
    enum koppel_status status = KOPPEL_OK;

    *root = NULL;
    koppel_policy_forget_floors(&asked);
    status = koppel_policy_print(&asked, &text);
    if (status == KOPPEL_OK) {
        status = koppel_json_parse(text, strlen(text), policy->name, root, NULL);
    }
    free(text);
    cJSON_DeleteItemFromObjectCaseSensitive(*root, "name");
    if (chosen.stay) {
        take_stay_out(*root);
    }
    if (chosen.day) {
        cJSON_DeleteItemFromObjectCaseSensitive(*root, "as_of");
        cJSON_DeleteItemFromObjectCaseSensitive(*root, "period");
    }
    return status;
}

static enum koppel_status compare(const struct koppel_policy *written, const struct koppel_policy *other,
                                  struct chosen chosen, const char *should, struct koppel_errors *differences)
{
    struct koppel_written_json json = {.file = "policy", .optional = "", .should = should, .each = true};
    cJSON *theirs = NULL, *ours = NULL;
    enum koppel_status status = print(written, chosen, &theirs);

    if (status == KOPPEL_OK) {
        status = print(other, chosen, &ours);
    }
    if (status == KOPPEL_OK) {
        json.written = theirs;
        json.made = ours;
        koppel_written_json_compare(&json, differences);
    }
    cJSON_Delete(theirs);
    cJSON_Delete(ours);
    return status;
}

/* Floors that were worked out when it was solved are those that the tables give. */
static void compare_floors(const struct koppel_policy *written, const struct koppel_policy *ours,
                           struct koppel_errors *differences)
{
    for (int32_t k = 0; k < written->n_groups && k < ours->n_groups; k++) {
        const struct koppel_group *group = &ours->groups[k];

        if (group->rule == KOPPEL_GROUP_FLOOR && group->reference != KOPPEL_FLOOR_NUMBER &&
            written->groups[k].least != group->least) {
            koppel_errors_add(differences, KOPPEL_E_VERIFY, "summary.json", 0, 0,
                              "the floor of the group \"%s\" is %" PRId32 "; the tables give %" PRId32, group->name,
                              written->groups[k].least, group->least);
        }
    }
}

static void say_keys(struct koppel_text *text, const struct koppel_errors *differences)
{
    for (size_t k = 0; k < differences->n_items; k++) {
        koppel_text_add(text, "  %s\n", differences->items[k].text);
    }
}

enum koppel_status koppel_written_policy_compare(const struct koppel_written_check *check,
                                                 struct koppel_written_policy *found, struct koppel_errors *differences,
                                                 struct koppel_text *text, struct koppel_errors *errors)
{
    struct koppel_policy written, other;
    struct koppel_errors keys = {0};
    enum koppel_status status = koppel_summary_policy(check->summary, &written, errors, NULL);
    bool is_named = false;

    *found = (struct koppel_written_policy){.is_own = true};
    if (status != KOPPEL_OK || check->summary->root == NULL) {
        return status;
    }
    if (!check->has_own_policy) {
        status = compare(&written, &check->job->policy, (struct chosen){.day = false},
                         _("the policy that was given has"), differences);
        found->is_own = differences->n_items == 0;
        koppel_text_add(text, "\nPolicy: %s, as it was given; that of the folder is called %s%s\n",
                        check->job->policy.name, written.name,
                        found->is_own ? _(" and is the same.") : _(" and differs:"));
        say_keys(text, differences);
    } else {
        is_named = find_named(written.name, &other);
        if (!is_named) {
            koppel_policy_default(&other);
        }
        status = compare(&written, &other, (struct chosen){.day = true, .stay = check->job->kase.has_earlier},
                         is_named ? _("the policy of this name has") : _("the default policy has"),
                         is_named ? differences : &keys);
        if (status == KOPPEL_OK) {
            compare_floors(&written, &check->job->policy, differences);
        }
        koppel_text_add(
            text, "\nPolicy: %s, %s\n", written.name,
            !is_named && keys.n_items > 0 ? _("a name that koppel does not know. It differs from the default:")
            : !is_named                ? _("a name that koppel does not know. Every key is that of the default policy.")
            : differences->n_items > 0 ? _("but not as koppel knows it (a policy of your own needs a name of its own):")
                                       : _("every key as koppel knows it."));
        say_keys(text, is_named ? differences : &keys);
    }
    koppel_errors_clear(&keys);
    if (status != KOPPEL_OK && koppel_errors_none(errors)) {
        koppel_errors_no_memory(errors, "summary.json");
    }
    return status;
}
