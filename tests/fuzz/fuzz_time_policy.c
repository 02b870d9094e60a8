// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes policies over time as JSON. */
#include "fuzzing.h"
#include "simulate/policy_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct koppel_policy_file file = {0};
    struct koppel_errors errors = {0};
    const enum koppel_status status =
        koppel_policy_file_parse(&file, (const char *)bytes, n_bytes, "policy.json", &errors);

    must_explain(status, &errors);
    if (status == KOPPEL_OK) {
        MUST(file.policy.decide != NULL && file.policy.name[0] != '\0');
    }
    koppel_policy_file_close(&file);
    return 0;
}
