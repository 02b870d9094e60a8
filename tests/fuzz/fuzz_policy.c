// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the reader of policies; one that is read, printed and read again stays the same. */
#include "fuzzing.h"
#include "io/policy_reader.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct koppel_policy policy;
    struct koppel_policy again;
    struct koppel_errors errors = {0};
    char *printed = NULL;
    char *printed_again = NULL;
    enum koppel_status status = koppel_policy_parse((const char *)bytes, n_bytes, "fuzz.json", &policy, &errors);

    must_explain(status, &errors);
    if (status == KOPPEL_OK) {
        MUST(koppel_policy_print(&policy, &printed) == KOPPEL_OK);
        status = koppel_policy_parse(printed, strlen(printed), "printed.json", &again, &errors);
        for (size_t k = 0; k < errors.n_items; k++) {
            fprintf(stderr, "%s\n", errors.items[k].text);
        }
        MUST(status == KOPPEL_OK);
        must_explain(status, &errors);
        MUST(koppel_policy_print(&again, &printed_again) == KOPPEL_OK);
        MUST(strcmp(printed, printed_again) == 0);
    }
    free(printed);
    free(printed_again);
    return 0;
}
