// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the readers of a written folder: an input that begins with { is a summary.json, any other a proposal.csv of
 * data/municipality-d (so the fuzzer runs in the root folder of the source). */
#include "fuzzing.h"
#include "io/case_reader.h"
#include "io/proposal_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    static struct koppel_case kase; /* read once, kept to the end */
    struct koppel_proposal proposal = {0};
    struct koppel_errors errors = {0};

    if (kase.n_households == 0) {
        MUST(koppel_case_read("data/municipality-d", &(struct koppel_case_request){0}, &kase, &errors, NULL) ==
             KOPPEL_OK);
    }
    if (n_bytes > 0 && bytes[0] == '{') {
        must_explain(koppel_claims_parse((const char *)bytes, n_bytes, "summary.json", &proposal, &errors), &errors);
    } else {
        must_explain(koppel_proposal_parse((const char *)bytes, n_bytes, "proposal.csv", &kase, &proposal, &errors),
                     &errors);
    }
    koppel_proposal_free(&proposal);
    return 0;
}
