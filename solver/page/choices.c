// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* choices.c - reads what koppel compare found (see choices.h). */
#include "page/choices.h"

#include "io/claim_reading.h"
#include "io/json_text.h"

#include <string.h>

enum { MOST_BYTES = 1 << 26 };

static const char *text_of(const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);

    return cJSON_IsString(value) ? value->valuestring : NULL;
}

/* Is a file that was compared the one that was read now? Rules and policies may be others. */
static bool is_same(const struct koppel_case *kase, const cJSON *input)
{
    const char *file = text_of(input, "file");
    const char *sha256 = text_of(input, "sha256");

    if (file == NULL || sha256 == NULL) {
        return false;
    }
    for (int32_t k = 0; k < kase->n_inputs; k++) {
        if (strcmp(kase->inputs[k].file, file) == 0) {
            return strcmp(kase->inputs[k].sha256, sha256) == 0;
        }
    }
    return false;
}

static enum koppel_status check(const cJSON *root, const struct koppel_case *kase, struct koppel_errors *errors)
{
    const cJSON *inputs = cJSON_GetObjectItemCaseSensitive(root, "inputs");
    const cJSON *policies = cJSON_GetObjectItemCaseSensitive(root, "policies");

    if (!cJSON_IsArray(inputs) || inputs->child == NULL || !cJSON_IsArray(policies)) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, "comparison.json", 0, 0,
                                 "is not what koppel compare -o writes: it has no lists of inputs and policies");
    }
    for (const cJSON *input = inputs->child; input != NULL; input = input->next) {
        if (!is_same(kase, input)) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, "comparison.json", 0, 0,
                                     "was made from other tables than these; run koppel compare -o on them again");
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_choices_read(const char *folder, const struct koppel_case *kase,
                                       struct koppel_choices *choices, struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    bool is_there = false;
    enum koppel_status status =
        koppel_written_file_read(folder, "comparison.json", MOST_BYTES, &bytes, &is_there, errors);

    if (status == KOPPEL_OK && !is_there) {
        status = koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0,
                                   "holds no comparison.json; name a folder that koppel compare -o wrote");
    }
    if (status == KOPPEL_OK) {
        status =
            koppel_json_parse_large(bytes.bytes, bytes.n_bytes, MOST_BYTES, "comparison.json", &choices->root, errors);
    }
    if (status == KOPPEL_OK) {
        status = check(choices->root, kase, errors);
    }
    koppel_file_bytes_free(&bytes);
    if (status != KOPPEL_OK) {
        koppel_choices_free(choices);
    }
    return status;
}

void koppel_choices_free(struct koppel_choices *choices)
{
    cJSON_Delete(choices->root);
    choices->root = NULL;
}
