/* written_check.c - checks a proposal again, with what is claimed of it (see written.h). */
#include "solve/written.h"

#include "io/certificate_reader.h"
#include "model/tie_lot.h"
#include "verify/certificate_check.h"
#include "verify/phrases.h"

#include <inttypes.h>

/* What the proposal is worth now, and what summary.json claimed when it was written. */
static void add_values(struct koppel_text *text, const struct koppel_written_check *check,
                       const struct koppel_verdict *verdict)
{
    const struct koppel_policy *policy = &check->job->policy;
    bool differs = false;

    koppel_text_add(text, "\nWorth, by the policy's tiers:\n");
    for (int32_t t = 0; t < verdict->n_tiers; t++) {
        const struct koppel_tier_rule *rule = &policy->tiers[t];
        const struct koppel_proposal_tier *claim = NULL;
        int64_t sign = koppel_tier_maximise(rule) ? -1 : 1;
        int64_t scale = koppel_tier_scale(policy, rule);
        char name[KOPPEL_TIER_NAME];
        char now[40];
        char claimed[40];

        koppel_tier_name(rule, name);
        claim = koppel_claim_find(check->proposal->tiers, check->proposal->n_tiers, name);
        koppel_text_add(text, "  %-10s %s", name,
                        koppel_decimal_format(sign * verdict->tier_cost[t], scale, '.', now, sizeof now));
        if (claim != NULL && claim->cost != verdict->tier_cost[t]) {
            koppel_text_add(text, "   (summary.json says %s)",
                            koppel_decimal_format(sign * claim->cost, scale, '.', claimed, sizeof claimed));
            differs = true;
        }
        koppel_text_add(text, "\n");
    }
    if (differs && !check->edited) {
        koppel_text_add(text,
                        "The proposal is not the one that summary.json tells of. If you changed it by hand, that is "
                        "as it should be:\ncheck it with --edited.\n");
    }
}

/* Does the proposal itself break a rule, apart from what is claimed of it? */
static bool breaks_rules(const struct koppel_verdict *verdict)
{
    bool found = false;

    for (size_t k = 0; k < verdict->n_violations; k++) {
        found = found || verdict->violations[k].kind < KOPPEL_VIOLATION_TIER;
    }
    return found;
}

/* What the certificate proves of the proposal, into `proofs`; what it claims and does not prove becomes a violation. */
static enum koppel_status weigh_certificate(const struct koppel_written_check *check, struct koppel_verdict *verdict,
                                            struct koppel_text *proofs, struct koppel_errors *errors)
{
    const struct koppel_job *job = check->job;
    const struct koppel_proposal_tier *claimed = check->proposal->tiers;
    int32_t n_claimed = check->edited ? 0 : check->proposal->n_tiers;
    struct koppel_certificate certificate = {0};
    struct koppel_price_bound bound;
    bool there = false;
    enum koppel_status status = KOPPEL_OK;

    if (!check->has_own_policy) {
        koppel_text_add(proofs, "\nThe folder's certificate, if any, is for its own policy: it is not weighed with "
                                "--policy.\n");
        return koppel_text_status(proofs);
    }
    status = koppel_certificate_read(check->folder, &job->kase, &job->policy, &certificate, &there, errors);
    if (status != KOPPEL_OK) {
        goto out;
    }
    if (!there) {
        koppel_text_add(proofs,
                        "\nThere is no certificate.json in the folder (solve --quick makes none): the bounds of "
                        "summary.json\nare not proven here.\n");
    } else if (breaks_rules(verdict)) {
        koppel_text_add(proofs, "\nThe certificate says nothing of a proposal that breaks rules.\n");
    } else {
        status = koppel_price_bound_make(&job->fit, verdict->tier_cost, &certificate, &bound);
        if (status == KOPPEL_OK && !check->edited) {
            status = koppel_certificate_check(&job->fit, &certificate, &bound, claimed, n_claimed, verdict);
        }
        if (status == KOPPEL_OK) {
            status = koppel_report_proofs(&certificate, &bound, verdict, claimed, n_claimed, proofs);
        }
    }
out:
    koppel_certificate_free(&certificate);
    return status == KOPPEL_OK ? koppel_text_status(proofs) : status;
}

/* The sum of lots that summary.json claims, worked out again from the keys. */
static enum koppel_status check_lots(const struct koppel_written_check *check, struct koppel_verdict *verdict)
{
    const struct koppel_tie_draw *claimed = &check->proposal->ties;
    struct koppel_violation violation = {.kind = KOPPEL_VIOLATION_FILE,
                                         .refusal = KOPPEL_SUITABLE,
                                         .household = KOPPEL_NONE,
                                         .unit = KOPPEL_NONE,
                                         .account = KOPPEL_NONE,
                                         .tier = KOPPEL_NONE};
    int64_t sum = 0;

    if (check->edited || claimed->state == KOPPEL_TIES_UNPROVEN) {
        return KOPPEL_OK;
    }
    sum = koppel_lots_sum(&check->job->kase, check->proposal->unit_of, claimed->seed);
    if (sum == claimed->sum) {
        return KOPPEL_OK;
    }
    koppel_phrase_append(
        &violation, "summary.json: the lots of the offers have the sum %" PRId64 " there, their keys give %" PRId64,
        claimed->sum, sum);
    return koppel_verdict_add(verdict, &violation);
}

enum koppel_status koppel_written_check(const struct koppel_written_check *check, struct koppel_verdict *verdict,
                                        struct koppel_text *text, struct koppel_errors *errors)
{
    const struct koppel_suitability *fit = &check->job->fit;
    struct koppel_text proofs = {0};
    size_t n_before = errors->n_items + errors->n_dropped;
    enum koppel_status status = koppel_verdict_make(fit, check->proposal->unit_of, check->proposal->tiers,
                                                    check->edited ? 0 : check->proposal->n_tiers, verdict);

    if (status == KOPPEL_OK) {
        status = check_lots(check, verdict);
    }
    if (status == KOPPEL_OK && check->folder != NULL) {
        status = weigh_certificate(check, verdict, &proofs, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_report_verdict(fit, verdict, text);
    }
    if (status == KOPPEL_OK) {
        add_values(text, check, verdict);
        koppel_text_append(text, proofs.bytes != NULL ? proofs.bytes : "", proofs.n_bytes);
        status = koppel_text_status(text);
    }
    if (status != KOPPEL_OK && errors->n_items + errors->n_dropped == n_before) {
        koppel_errors_add(errors, status, NULL, 0, 0, "the check could not run");
    }
    koppel_text_free(&proofs);
    return status;
}
