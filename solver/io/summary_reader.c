// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_reader.c - what a written summary.json says (see summary_reader.h). */
#include "io/summary_reader.h"

#include "base/path.h"
#include "io/claim_reading.h"
#include "io/file_bytes.h"
#include "io/json_text.h"
#include "io/policy_reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static enum koppel_status no_memory(struct koppel_errors *errors, const char *name)
{
    return koppel_errors_no_memory(errors, name);
}

enum koppel_status koppel_written_file_read(const char *folder, const char *name, int64_t max_bytes,
                                            struct koppel_file_bytes *bytes, bool *there, struct koppel_errors *errors)
{
    struct stat about;
    char *path = koppel_path_join(folder, name);
    enum koppel_status status = KOPPEL_E_MEMORY;

    *there = false;
    if (path == NULL) {
        no_memory(errors, name);
    } else {
        *there = lstat(path, &about) == 0; /* a link to nothing is there, and cannot be read */
        status = *there ? koppel_file_bytes_read(path, name, max_bytes, bytes, errors) : KOPPEL_OK;
    }
    free(path);
    return status;
}

void koppel_summary_read(const char *folder, struct koppel_summary *summary)
{
    struct koppel_file_bytes bytes = {0};
    bool there = false;

    *summary = (struct koppel_summary){0};
    summary->status =
        koppel_written_file_read(folder, "summary.json", KOPPEL_JSON_MAX_BYTES, &bytes, &there, &summary->faults);
    if (summary->status == KOPPEL_OK && there) {
        summary->status =
            koppel_json_parse(bytes.bytes, bytes.n_bytes, "summary.json", &summary->root, &summary->faults);
    }
    koppel_file_bytes_free(&bytes);
}

void koppel_summary_free(struct koppel_summary *summary)
{
    cJSON_Delete(summary->root);
    koppel_errors_clear(&summary->faults);
    *summary = (struct koppel_summary){0};
}

const cJSON *koppel_summary_member(const struct koppel_summary *summary, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(summary->root, key);
}

enum koppel_status koppel_summary_tell(const struct koppel_summary *summary, struct koppel_errors *errors)
{
    koppel_errors_append(errors, &summary->faults);
    return summary->status;
}

/* Reads a decimal number exactly as number / scale; scale is a power of ten. */
static bool read_decimal(const char *text, int64_t scale, int64_t *number)
{
    bool negative = text[0] == '-';
    bool fraction = false;
    bool any = false;
    int64_t value = 0;

    for (text += negative; *text != '\0'; text++) {
        if (*text == '.' && any && !fraction) {
            fraction = true;
            any = false;
            continue;
        }
        if (*text < '0' || *text > '9' || (fraction && scale == 1) || !koppel_multiply(value, 10, &value) ||
            !koppel_add(value, *text - '0', &value)) {
            return false;
        }
        any = true;
        scale /= fraction ? 10 : 1;
    }
    if (!any || !koppel_multiply(value, scale, &value)) {
        return false;
    }
    *number = negative ? -value : value;
    return true;
}

bool koppel_claim_cost_read(struct koppel_json_reading *json, const char *path, const cJSON *tier, const char *key,
                            const struct koppel_proposal_tier *claim, int64_t *cost)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(tier, key);
    char below[KOPPEL_JSON_PATH];
    char shown[80];
    int64_t number = 0;

    koppel_json_path(path, key, below);
    if (value == NULL) {
        koppel_json_refuse(json, path, "the key \"%s\" is missing", key);
        return false;
    }
    if (!cJSON_IsString(value) || !read_decimal(value->valuestring, claim->scale, &number)) {
        koppel_json_refuse(json, below, "%s is not a decimal number between double quotes, in steps of 1/%" PRId64,
                           koppel_json_show(value, shown), claim->scale);
        return false;
    }
    *cost = claim->maximise ? -number : number;
    return true;
}

/* Scale of a claimed tier: that of the policy's next tier of this name; 1 when the policy has none. */
static int64_t scale_of(const struct koppel_policy *policy, const char *name, int32_t *next)
{
    for (int32_t t = *next; t < policy->n_tiers; t++) {
        char known[KOPPEL_TIER_NAME];

        koppel_tier_name(&policy->tiers[t], known);
        if (strcmp(known, name) == 0) {
            *next = t + 1;
            return koppel_tier_scale(policy, &policy->tiers[t]);
        }
    }
    return 1;
}

void koppel_claim_read(struct koppel_json_reading *json, const char *path, const cJSON *tier,
                       const struct koppel_policy *policy, int32_t *next, struct koppel_proposal_tier *claim)
{
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(tier, "name");
    const cJSON *sense = cJSON_GetObjectItemCaseSensitive(tier, "sense");
    const cJSON *proven = cJSON_GetObjectItemCaseSensitive(tier, "proven");
    const cJSON *within = cJSON_GetObjectItemCaseSensitive(tier, "within_gap");
    const cJSON *by = cJSON_GetObjectItemCaseSensitive(tier, "proven_by"); /* in summary.json alone */

    *claim = (struct koppel_proposal_tier){.scale = 1, .bound = INT64_MIN};
    if (!cJSON_IsString(name) || name->valuestring[0] == '\0' || strlen(name->valuestring) >= sizeof claim->name) {
        koppel_json_refuse(json, path, "the key \"name\" must be the name of a tier");
        return;
    }
    if (!cJSON_IsString(sense) ||
        (strcmp(sense->valuestring, "maximise") != 0 && strcmp(sense->valuestring, "minimise") != 0)) {
        koppel_json_refuse(json, path, "the key \"sense\" must be \"minimise\" or \"maximise\"");
        return;
    }
    if (!cJSON_IsBool(proven) || (within != NULL && !cJSON_IsBool(within))) {
        koppel_json_refuse(json, path, "the key \"%s\" must be true or false",
                           cJSON_IsBool(proven) ? "within_gap" : "proven");
        return;
    }
    if (by != NULL && (!cJSON_IsString(by) ||
                       (strcmp(by->valuestring, "certificate") != 0 && strcmp(by->valuestring, "search") != 0))) {
        koppel_json_refuse(json, path, "the key \"proven_by\" must be \"certificate\" or \"search\"");
        return;
    }
    memcpy(claim->name, name->valuestring, strlen(name->valuestring) + 1);
    claim->maximise = strcmp(sense->valuestring, "maximise") == 0;
    claim->proven = cJSON_IsTrue(proven) || cJSON_IsTrue(within);
    claim->is_certified = claim->proven && (by == NULL || strcmp(by->valuestring, "certificate") == 0);
    claim->scale = scale_of(policy, claim->name, next);
    koppel_claim_cost_read(json, path, tier, "value", claim, &claim->cost);
    if (!cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(tier, "bound"))) {
        koppel_claim_cost_read(json, path, tier, "bound", claim, &claim->bound);
    }
    claim->has_said_bound = cJSON_GetObjectItemCaseSensitive(tier, "said_bound") != NULL;
    if (claim->has_said_bound) {
        koppel_claim_cost_read(json, path, tier, "said_bound", claim, &claim->said_bound);
    }
}

/* The policy inside a summary. */
static enum koppel_status policy_of(const cJSON *root, const char *name, struct koppel_policy *policy,
                                    struct koppel_errors *errors)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(root, "policy");
    enum koppel_status status = KOPPEL_OK;
    char *text = NULL;

    if (!cJSON_IsObject(value)) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "$.policy: the policy of the run is missing");
    }
    text = cJSON_PrintUnformatted(value);
    if (text == NULL) {
        return no_memory(errors, name);
    }
    status = koppel_policy_parse(text, strlen(text), name, policy, errors);
    cJSON_free(text);
    return status;
}

/* The tiers of a whole summary. */
static enum koppel_status claims_of(const cJSON *root, const char *name, struct koppel_proposal *proposal,
                                    struct koppel_errors *errors)
{
    struct koppel_json_reading json = {.file = name, .errors = errors};
    struct koppel_policy policy;
    const cJSON *tiers = cJSON_GetObjectItemCaseSensitive(root, "tiers");
    int32_t next = 0;
    char path[KOPPEL_JSON_PATH];

    json.status = policy_of(root, name, &policy, errors);
    if (json.status == KOPPEL_OK && (!cJSON_IsArray(tiers) || cJSON_GetArraySize(tiers) > KOPPEL_MAX_TIERS)) {
        koppel_json_refuse(&json, "$.tiers", "this must be a list of at most %d tiers", KOPPEL_MAX_TIERS);
    }
    if (json.status != KOPPEL_OK) {
        return json.status;
    }
    for (const cJSON *tier = tiers->child; tier != NULL; tier = tier->next) {
        koppel_json_element("$.tiers", proposal->n_tiers, path);
        koppel_claim_read(&json, path, tier, &policy, &next, &proposal->tiers[proposal->n_tiers]);
        proposal->n_tiers++;
    }
    return json.status;
}

static void clear_claims(struct koppel_proposal *proposal)
{
    proposal->n_tiers = 0;
    free(proposal->ties.by_lot);
    proposal->ties = (struct koppel_tie_draw){.state = KOPPEL_TIES_UNPROVEN};
}

enum koppel_status koppel_claims_parse(const char *bytes, size_t n_bytes, const char *name,
                                       struct koppel_proposal *proposal, struct koppel_errors *errors)
{
    cJSON *root = NULL;
    enum koppel_status status = koppel_json_parse(bytes, n_bytes, name, &root, errors);

    clear_claims(proposal);
    if (status == KOPPEL_OK) {
        status = claims_of(root, name, proposal, errors);
    }
    cJSON_Delete(root);
    return status;
}

enum koppel_status koppel_summary_claims(const struct koppel_summary *summary, struct koppel_proposal *proposal,
                                         struct koppel_errors *errors)
{
    clear_claims(proposal);
    return summary->root != NULL ? claims_of(summary->root, "summary.json", proposal, errors)
                                 : koppel_summary_tell(summary, errors);
}

enum koppel_status koppel_summary_policy(const struct koppel_summary *summary, struct koppel_policy *policy,
                                         struct koppel_errors *errors, struct koppel_errors *notes)
{
    koppel_policy_default(policy);
    if (summary->root != NULL) {
        return policy_of(summary->root, "summary.json", policy, errors);
    }
    if (summary->status == KOPPEL_OK) {
        koppel_errors_add(notes, KOPPEL_OK, "summary.json", 0, 0,
                          "the folder has no such file: the default policy is taken, and no claims are checked");
    }
    return koppel_summary_tell(summary, errors);
}

enum koppel_status koppel_written_policy_read(const char *folder, struct koppel_policy *policy,
                                              struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_summary summary;
    enum koppel_status status = KOPPEL_OK;

    koppel_summary_read(folder, &summary);
    status = koppel_summary_policy(&summary, policy, errors, notes);
    koppel_summary_free(&summary);
    return status;
}

/* The listed SHA-256 of a file; NULL when it is not listed. */
static const char *listed_sum(const cJSON *inputs, const char *file)
{
    const cJSON *input = NULL;

    cJSON_ArrayForEach(input, inputs)
    {
        const cJSON *name = cJSON_GetObjectItemCaseSensitive(input, "file");
        const cJSON *sum = cJSON_GetObjectItemCaseSensitive(input, "sha256");

        if (cJSON_IsString(name) && cJSON_IsString(sum) && strcmp(name->valuestring, file) == 0) {
            return sum->valuestring;
        }
    }
    return NULL;
}

static bool note_new_tables(const cJSON *inputs, const struct koppel_case *kase, struct koppel_errors *notes)
{
    bool differs = false;

    for (int32_t i = 0; i < kase->n_inputs; i++) {
        const char *sum = listed_sum(inputs, kase->inputs[i].file);
        bool same_book = i > 0 && strcmp(kase->inputs[i].sha256, kase->inputs[i - 1].sha256) == 0;

        differs = differs || sum == NULL || strcmp(sum, kase->inputs[i].sha256) != 0;
        if (sum != NULL && same_book) {
            continue; /* another sheet of the same workbook: told of the one before */
        }
        if (sum == NULL) {
            koppel_errors_add(notes, KOPPEL_OK, kase->inputs[i].file, 0, 0,
                              "this file was not read when the proposal was made");
        } else if (strcmp(sum, kase->inputs[i].sha256) != 0) {
            koppel_errors_add(notes, KOPPEL_OK, kase->inputs[i].file, 0, 0,
                              "this file is another one now than when the proposal was made");
        }
    }
    return differs;
}

static bool note_gone_tables(const cJSON *inputs, const struct koppel_case *kase, struct koppel_errors *notes)
{
    const cJSON *input = NULL;
    bool differs = false;

    cJSON_ArrayForEach(input, inputs)
    {
        const cJSON *name = cJSON_GetObjectItemCaseSensitive(input, "file");
        bool there = !cJSON_IsString(name);

        for (int32_t i = 0; i < kase->n_inputs && !there; i++) {
            there = strcmp(kase->inputs[i].file, name->valuestring) == 0;
        }
        differs = differs || !there;
        if (!there) {
            koppel_errors_add(notes, KOPPEL_OK, name->valuestring, 0, 0,
                              "the proposal was made with this file, which is not read now");
        }
    }
    return differs;
}

/* The last name of the path of a case, without what stands behind it, nor the ending of a workbook: the same tables may
 * come as a folder. @return its length */
static size_t case_name(const char *folder, const char **name)
{
    static const char *const endings[] = {".xlsx", ".xlsm", ".ods"};
    size_t end = folder != NULL ? strlen(folder) : 0;

    while (end > 0 && folder[end - 1] == '/') {
        end--;
    }
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        size_t n = strlen(endings[k]);

        if (end > n && strncasecmp(folder + end - n, endings[k], n) == 0) {
            end -= n;
            break;
        }
    }
    *name = folder != NULL ? folder : "";
    for (size_t at = 0; at < end; at++) {
        *name = folder[at] == '/' ? folder + at + 1 : *name;
    }
    return end > 0 ? (size_t)(folder + end - *name) : 0;
}

enum koppel_status koppel_written_case_check(const struct koppel_summary *summary, const char *folder,
                                             const struct koppel_case *kase, struct koppel_errors *errors)
{
    const cJSON *inputs = koppel_summary_member(summary, "inputs");
    const cJSON *name = koppel_summary_member(summary, "case");
    const char *here = NULL, *there = NULL;
    size_t n = case_name(kase->folder, &here);
    size_t n_there = case_name(cJSON_IsString(name) ? name->valuestring : NULL, &there);
    bool is_other = cJSON_GetArraySize(inputs) > 0 && n_there > 0 && (n_there != n || memcmp(there, here, n) != 0);

    for (int32_t i = 0; i < kase->n_inputs && is_other; i++) {
        const char *sum = listed_sum(inputs, kase->inputs[i].file);

        is_other =
            strncmp(kase->inputs[i].file, "rules/", 6) == 0 || sum == NULL || strcmp(sum, kase->inputs[i].sha256) != 0;
    }
    return !is_other ? KOPPEL_OK
                     : koppel_errors_add(errors, KOPPEL_E_INPUT, folder, 0, 0,
                                         "this is the proposal of the case %.80s, not of %.*s: it was made from none "
                                         "of these tables",
                                         name->valuestring, (int)n, here);
}

bool koppel_written_inputs_compare(const struct koppel_summary *summary, const struct koppel_case *kase,
                                   struct koppel_errors *notes)
{
    const cJSON *inputs = koppel_summary_member(summary, "inputs");
    bool differs = false;

    if (cJSON_IsArray(inputs)) {
        differs = note_new_tables(inputs, kase, notes);
        differs = note_gone_tables(inputs, kase, notes) || differs;
    }
    return differs;
}
