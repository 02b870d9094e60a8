// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the reader of an earlier proposal, of data/municipality-d (so the fuzzer runs in the root folder of the
 * source). What it keeps of a file reads back to the same. */
#include "fuzzing.h"
#include "io/case_reader.h"
#include "io/earlier_reader.h"

#include <string.h>

static void read_case(struct koppel_case *kase)
{
    struct koppel_errors errors = {0};

    MUST(koppel_case_read("data/municipality-d", &(struct koppel_case_request){0}, kase, &errors, NULL) == KOPPEL_OK);
    koppel_errors_clear(&errors);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct koppel_case kase = {0};
    struct koppel_case again = {0};
    struct koppel_errors errors = {0};

    read_case(&kase);
    must_explain(koppel_earlier_parse((const char *)bytes, n_bytes, "proposal.csv", &kase, &errors, NULL), &errors);
    if (kase.has_earlier && kase.n_earlier > 0) {
        read_case(&again);
        MUST(koppel_earlier_parse(kase.earlier_text, strlen(kase.earlier_text), "earlier.csv", &again, &errors, NULL) ==
             KOPPEL_OK);
        MUST(strcmp(kase.earlier_text, again.earlier_text) == 0);
        koppel_errors_clear(&errors);
        koppel_case_free(&again);
    }
    koppel_case_free(&kase);
    return 0;
}
