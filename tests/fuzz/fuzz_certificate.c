// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes certificate.json of data/municipality-d (so the fuzzer runs in the root folder of the source): whatever can be
 * read proves no more than what is true. */
#include "engine/engine.h"
#include "fuzzing.h"
#include "io/certificate_reader.h"
#include "solve/job.h"
#include "verify/certificate_check.h"

static struct koppel_job job;
static struct koppel_solution solution;
static struct koppel_proposal proposal;
static struct koppel_verdict verdict; /* of the best proposal */

static void solve_once(void)
{
    const struct koppel_job_files files = {.case_folder = "data/municipality-d", .as_of = KOPPEL_NO_DATE};
    const struct koppel_engine_options options = {0};
    struct koppel_errors errors = {0};

    MUST(koppel_job_open(&job, &files, &errors, &errors) == KOPPEL_OK);
    MUST(koppel_job_solve(&job, koppel_engine_find("exact"), &options, &solution, &proposal, &verdict, &errors) ==
         KOPPEL_OK);
    MUST(koppel_solution_is_best(&solution));
    koppel_errors_clear(&errors);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct koppel_certificate certificate;
    struct koppel_price_bound bound;
    struct koppel_errors errors = {0};
    enum koppel_status status = KOPPEL_OK;

    if (proposal.unit_of == NULL) {
        solve_once();
    }
    status = koppel_certificate_parse((const char *)bytes, n_bytes, "certificate.json", &job.kase, &job.policy,
                                      &certificate, &errors);
    must_explain(status, &errors);
    if (status == KOPPEL_OK) {
        struct koppel_verdict checked = verdict;

        checked.violations = NULL;
        checked.n_violations = checked.violations_capacity = 0;
        MUST(koppel_price_bound_make(&job.fit, verdict.tier_cost, &certificate, NULL, &bound) == KOPPEL_OK);
        for (int32_t t = 0; t < certificate.n_tiers; t++) {
            MUST(!bound.is_known[t] || bound.bound[t] <= verdict.tier_cost[bound.rule[t]]);
        }
        MUST(koppel_certificate_check(&job.fit, &certificate, &bound, proposal.tiers, proposal.n_tiers, &checked) ==
             KOPPEL_OK);
        free(checked.violations);
    }
    koppel_certificate_free(&certificate);
    return 0;
}
