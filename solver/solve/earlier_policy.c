// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* earlier_policy.c - the policy of an earlier proposal (see earlier_policy.h). */
#include "solve/earlier_policy.h"

#include "base/memory.h"
#include "base/path.h"
#include "base/text.h"
#include "io/policy_reader.h"
#include "io/proposal_reader.h"
#include "model/earlier.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The folder of an earlier proposal, to be freed; NULL without memory. */
static char *folder_of(const char *earlier)
{
    struct stat about;
    const char *slash = strrchr(earlier, '/');
    bool is_folder = stat(earlier, &about) == 0 && S_ISDIR(about.st_mode);
    size_t n = is_folder ? strlen(earlier) : slash != NULL ? (size_t)(slash - earlier) + 1 : 0;
    char *folder = koppel_new(n + 2, 1);

    if (folder != NULL) {
        memcpy(folder, n > 0 ? earlier : ".", n > 0 ? n : 1);
    }
    return folder;
}

/* Reads the policy, if there is one. */
static enum koppel_status read_policy(const char *earlier, struct koppel_policy *policy, bool *there,
                                      struct koppel_errors *errors)
{
    struct stat about;
    char *folder = folder_of(earlier);
    char *file = folder != NULL ? koppel_path_join(folder, "summary.json") : NULL;
    enum koppel_status status = KOPPEL_OK;

    *there = false;
    if (file == NULL) {
        status = koppel_errors_no_memory(errors, earlier);
    } else if (lstat(file, &about) == 0) {
        status = koppel_written_policy_read(folder, policy, errors, NULL);
        *there = status == KOPPEL_OK;
    }
    free(folder);
    free(file);
    return status;
}

/* A change of policy must not go unsaid for want of memory. n_before: notes before this one. */
static enum koppel_status said(const struct koppel_errors *notes, size_t n_before, const char *earlier,
                               struct koppel_errors *errors)
{
    return notes == NULL || notes->n_items > n_before ? KOPPEL_OK : koppel_errors_no_memory(errors, earlier);
}

enum koppel_status koppel_earlier_policy_take(const char *earlier, struct koppel_policy *policy,
                                              struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_policy found;
    bool there = false;
    size_t n_before = notes != NULL ? notes->n_items : 0;
    enum koppel_status status = read_policy(earlier, &found, &there, errors);

    if (status == KOPPEL_OK && there) {
        found.as_of = KOPPEL_NO_DATE;
        *policy = found;
    } else if (status == KOPPEL_OK) {
        koppel_errors_add(notes, KOPPEL_OK, earlier, 0, 0,
                          "there is no summary.json beside this proposal, so its policy is not known: the policy %s is "
                          "taken (--policy names another)",
                          policy->name);
        status = said(notes, n_before, earlier, errors);
    }
    return status;
}

/* ---- Differences ---- */

/* The policy as JSON, without what makes no difference. NULL without memory. */
static cJSON *comparable(const struct koppel_policy *policy)
{
    struct koppel_policy bare = *policy;
    char *text = NULL;
    cJSON *json = NULL;

    bare.as_of = KOPPEL_NO_DATE;
    koppel_policy_keep_ties(&bare);
    koppel_policy_forget_floors(&bare);
    if (koppel_policy_print(&bare, &text) == KOPPEL_OK) {
        json = cJSON_Parse(text);
    }
    free(text);
    cJSON_DeleteItemFromObjectCaseSensitive(json, "name");
    return json;
}

/* Adds the paths of the values that differ; both sides have the same keys, as every key is printed. */
static void add_differences(struct koppel_text *text, const char *path, const cJSON *ours, const cJSON *theirs)
{
    for (const cJSON *key = ours->child; key != NULL; key = key->next) {
        const cJSON *other = cJSON_GetObjectItemCaseSensitive(theirs, key->string);
        char below[160];

        if (cJSON_Compare(key, other, true)) {
            continue;
        }
        snprintf(below, sizeof below, "%s%s%s", path, path[0] != '\0' ? "." : "", key->string);
        if (cJSON_IsObject(key)) {
            add_differences(text, below, key, other);
        } else {
            koppel_text_add(text, "%s%s", text->n_bytes > 0 ? ", " : "", below);
        }
    }
}

enum koppel_status koppel_earlier_policy_compare(const char *earlier, const struct koppel_policy *policy,
                                                 struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_policy before;
    struct koppel_text keys = {0};
    bool there = false;
    size_t n_before = notes != NULL ? notes->n_items : 0;
    cJSON *ours = NULL, *theirs = NULL;
    enum koppel_status status = read_policy(earlier, &before, &there, NULL);

    if (status != KOPPEL_OK || !there) {
        return status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(errors, earlier) : KOPPEL_OK;
    }
    ours = comparable(policy);
    theirs = comparable(&before);
    if (ours == NULL || theirs == NULL) {
        status = koppel_errors_no_memory(errors, earlier);
    } else {
        add_differences(&keys, "", ours, theirs);
        status = koppel_text_status(&keys) == KOPPEL_OK ? KOPPEL_OK : koppel_errors_no_memory(errors, earlier);
    }
    if (status == KOPPEL_OK && keys.n_bytes > 0) {
        koppel_errors_add(notes, KOPPEL_OK, earlier, 0, 0,
                          "the policy is %s, that of this earlier proposal was %s%s; what changes: %s", policy->name,
                          strcmp(policy->name, before.name) == 0 ? _("another ") : "", before.name, keys.bytes);
        status = said(notes, n_before, earlier, errors);
    }
    cJSON_Delete(ours);
    cJSON_Delete(theirs);
    koppel_text_free(&keys);
    return status;
}
