// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* infeasible.c - why no proposal meets every must (see infeasible.h). */
#include "solve/infeasible.h"

#include "model/earlier.h"
#include "solve/questions/clash.h"
#include "solve/questions/fewest_changes.h"

#include <inttypes.h>

/* How few earlier offers must change, when that is what nothing can be found within. -1 when it is not known. */
static int64_t explain_changes(const struct koppel_job *job, const struct koppel_engine *engine,
                               const struct koppel_engine_options *options, struct koppel_text *text)
{
    const struct koppel_suitability *fit = &job->fit;
    struct koppel_fewest_changes fewest;

    if (koppel_earlier_least_kept(fit) == KOPPEL_UNKNOWN ||
        koppel_fewest_changes_find(&job->formulation, engine, options, &fewest) != KOPPEL_OK) {
        return -1;
    }
    if (fewest.outcome == KOPPEL_INFEASIBLE) {
        koppel_text_add(text, "That is so even when every earlier offer may change.\n");
        return -1;
    }
    if (fewest.outcome == KOPPEL_PROVEN) {
        koppel_text_add(text,
                        "%" PRId64 " of the %" PRId32 " earlier offers that can stand must change at the least, and "
                        "--stay-close allows %" PRId32 ":\n--stay-close %" PRId64 " can be met.\n",
                        fewest.n_changes, fit->n_earlier_standing, job->policy.stay_max_changes, fewest.n_changes);
        return fewest.n_changes;
    }
    if (fewest.outcome == KOPPEL_FEASIBLE) {
        koppel_text_add(text, "--stay-close %" PRId64 " can be met; fewer was not settled in the time allowed.\n",
                        fewest.n_changes);
    }
    return -1;
}

enum koppel_status koppel_infeasible_explain(struct koppel_job *job, const struct koppel_engine *engine,
                                             const struct koppel_engine_options *options, struct koppel_text *text,
                                             int64_t *n_changes, struct koppel_errors *errors)
{
    struct koppel_clash clash = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(text, "No proposal follows every rule of policy %s. Nothing is written.\n", job->policy.name);
    *n_changes = explain_changes(job, engine, options, text);
    status = koppel_clash_find(&job->formulation.problem, engine, options, &clash);
    if (status == KOPPEL_OK) {
        status = koppel_clash_describe(&job->formulation, &clash, text);
    }
    if (status != KOPPEL_OK) {
        koppel_errors_add(errors, status, NULL, 0, 0, "the clash could not be worked out");
    }
    koppel_clash_free(&clash);
    return status;
}
