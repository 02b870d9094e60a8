// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_check.c - checks a proposal again, with what is claimed of it (see written.h). */
#include "solve/written_files.h"

#include "io/certificate_reader.h"
#include "report/layout.h"
#include "report/wording.h"
#include "verify/certificate_check.h"
#include "verify/fairest_shares.h"
#include "verify/phrases.h"

#include <stdio.h>

/** A check on its way. */
struct checking {
    const struct koppel_written_check *check;
    struct koppel_verdict *verdict;
    struct koppel_certificate certificate;
    bool has_certificate;
    bool is_old; /* the certificate is for other tables */
    struct koppel_price_bound bound;
    bool is_weighed;             /* bound holds what the certificate proves */
    struct koppel_text edits;    /* what a person changed */
    struct koppel_text stale;    /* columns that tell of the home before that */
    struct koppel_text policy;   /* which policy it is */
    struct koppel_text proofs;   /* what is proven */
    struct koppel_text left_out; /* what was not compared */
};

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
        koppel_text_add(
            text, "  %-*s %s", koppel_goal_width(), _(name),
            koppel_decimal_format(sign * verdict->tier_cost[t], scale, koppel_language_decimal(), now, sizeof now));
        if (claim != NULL && claim->cost != verdict->tier_cost[t]) {
            koppel_text_add(
                text, "   (summary.json says %s)",
                koppel_decimal_format(sign * claim->cost, scale, koppel_language_decimal(), claimed, sizeof claimed));
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

bool koppel_written_breaks_rules(const struct koppel_verdict *verdict)
{
    bool found = false;

    for (size_t k = 0; k < verdict->n_violations; k++) {
        found = found || verdict->violations[k].kind < KOPPEL_VIOLATION_TIER;
    }
    return found;
}

static enum koppel_status add_violation(struct koppel_verdict *verdict, enum koppel_violation_kind kind,
                                        const char *sentence)
{
    struct koppel_violation violation = koppel_violation_of(kind);

    koppel_phrase_append(&violation, "%s", sentence);
    return koppel_verdict_add(verdict, &violation);
}

/* Every message becomes a violation. */
static enum koppel_status take_differences(struct koppel_verdict *verdict, enum koppel_violation_kind kind,
                                           const struct koppel_errors *differences)
{
    char sentence[800];
    enum koppel_status status = KOPPEL_OK;

    for (size_t k = 0; k < differences->n_items && status == KOPPEL_OK; k++) {
        koppel_error_format(&differences->items[k], false, sentence, sizeof sentence);
        status = add_violation(verdict, kind, sentence);
    }
    if (differences->n_dropped > 0 && status == KOPPEL_OK) {
        snprintf(sentence, sizeof sentence, "and %zu more that are not listed", differences->n_dropped);
        status = add_violation(verdict, kind, sentence);
    }
    return status;
}

/* Reads the certificate. One that names what is gone since is for the tables as they were: it proves nothing now. */
static enum koppel_status read_certificate(struct checking *checking, struct koppel_errors *errors)
{
    const struct koppel_written_check *check = checking->check;
    const struct koppel_job *job = check->job;
    bool may_be_old = check->proposal->is_of_other_tables;
    struct koppel_errors found = {0};
    enum koppel_status status = koppel_certificate_read(check->folder, &job->kase, &job->policy, &checking->certificate,
                                                        &checking->has_certificate, may_be_old ? &found : errors);

    if (status == KOPPEL_E_INPUT && may_be_old) {
        koppel_text_add(&checking->proofs, "\nThe certificate is for the tables as they were: %s\n",
                        found.n_items > 0 ? found.items[0].text : "");
        koppel_certificate_free(&checking->certificate);
        checking->has_certificate = false;
        checking->is_old = true;
        status = KOPPEL_OK;
    }
    koppel_errors_clear(&found);
    return status;
}

/* The lines of leximin; one that does not prove what it should is a violation. */
static enum koppel_status weigh_fairest(struct checking *checking)
{
    struct koppel_certificate *certificate = &checking->certificate;
    const struct koppel_suitability *fit = &checking->check->job->fit;
    struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_TIER);
    int32_t n_proven = 0;
    enum koppel_status status = koppel_fairest_shares_weigh(fit, checking->verdict->tier_cost, certificate, &n_proven,
                                                            &certificate->is_fairest);

    if (status == KOPPEL_OK && n_proven < certificate->n_fairest && !checking->check->edited) {
        koppel_phrase_append(&violation,
                             "certificate.json: the prices for the group \"%s\" do not prove that it cannot have a "
                             "larger share",
                             fit->policy->groups[certificate->fairest[n_proven].group].name);
        status = koppel_verdict_add(checking->verdict, &violation);
    }
    return status;
}

/* What the certificate proves of the proposal; what it claims and does not prove becomes a violation. */
static enum koppel_status weigh_certificate(struct checking *checking, struct koppel_errors *errors)
{
    const struct koppel_written_check *check = checking->check;
    const struct koppel_job *job = check->job;
    const struct koppel_proposal_tier *claimed = check->proposal->tiers;
    int32_t n_claimed = check->edited ? 0 : check->proposal->n_tiers;
    struct koppel_text *proofs = &checking->proofs;
    enum koppel_status status = read_certificate(checking, errors);

    if (status != KOPPEL_OK || checking->is_old) {
        return status;
    }
    if (!checking->has_certificate) {
        koppel_text_add(proofs,
                        "\nThere is no certificate.json in the folder (solve --quick makes none): the bounds of "
                        "summary.json\nare not proven here.\n");
    } else if (koppel_written_breaks_rules(checking->verdict)) {
        koppel_text_add(proofs, "\nThe certificate says nothing of a proposal that breaks rules.\n");
    } else {
        status = koppel_price_bound_make(&job->fit, checking->verdict->tier_cost, &checking->certificate, NULL,
                                         &checking->bound);
        checking->is_weighed = status == KOPPEL_OK;
        if (status == KOPPEL_OK) {
            status = weigh_fairest(checking);
        }
        if (status == KOPPEL_OK && !check->edited) {
            status = koppel_certificate_check(&job->fit, &checking->certificate, &checking->bound, claimed, n_claimed,
                                              checking->verdict);
        }
        if (status == KOPPEL_OK) {
            status = koppel_report_proofs(&checking->certificate, &checking->bound, checking->verdict, claimed,
                                          n_claimed, proofs);
        }
    }
    return status == KOPPEL_OK ? koppel_text_status(proofs) : status;
}

/* Without the floors of leximin there is no tier for them, and what is said of the tiers behind it proves nothing. */
static enum koppel_status ask_floors(struct checking *checking)
{
    const struct koppel_job *job = checking->check->job;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 0; k < job->policy.n_groups && job->kase.n_units > 0 && status == KOPPEL_OK; k++) {
        const struct koppel_group *group = &job->policy.groups[k];
        struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_TIER);

        if (group->rule == KOPPEL_GROUP_LEXIMIN && group->least == KOPPEL_UNKNOWN) {
            koppel_phrase_append(&violation,
                                 "summary.json: the policy does not tell the fairest share of the group \"%s\": it was "
                                 "not worked out",
                                 group->name);
            status = koppel_verdict_add(checking->verdict, &violation);
        }
    }
    return status;
}

/* Every file and claim of a folder that was not edited. What rests on the search is searched again first: the files take
 * the time that is left. */
static enum koppel_status hold_to_files(struct checking *checking, struct koppel_errors *errors)
{
    const struct koppel_written_proof proof = {.certificate = checking->has_certificate ? &checking->certificate : NULL,
                                               .bound = checking->is_weighed ? &checking->bound : NULL};
    struct koppel_written_claims claims = {0};
    struct koppel_errors differences = {0};
    enum koppel_status status =
        koppel_written_claims_weigh(checking->check, checking->verdict, &proof, &claims, errors);

    if (status == KOPPEL_OK) {
        status = ask_floors(checking);
    }
    if (status == KOPPEL_OK) {
        status = koppel_written_files_compare(checking->check, checking->verdict, proof.certificate, &differences,
                                              &checking->left_out, errors);
    }
    if (status == KOPPEL_OK) {
        status = take_differences(checking->verdict, KOPPEL_VIOLATION_FILE, &differences);
    }
    if (status == KOPPEL_OK) {
        status = koppel_written_claims_tell(checking->check, &claims, checking->verdict, &checking->proofs);
    }
    koppel_errors_clear(&differences);
    return status;
}

/* The columns of an edited proposal that tell of another home than the one in their row: no rule is broken by that. */
static enum koppel_status list_stale(struct checking *checking, struct koppel_errors *errors)
{
    struct koppel_errors stale = {0};
    char sentence[800];
    enum koppel_status status = koppel_written_stale_find(checking->check, checking->verdict, &stale, errors);

    if (stale.n_items > 0) {
        koppel_text_add(&checking->stale, "\nSome columns still tell of the home that stood in their row before; no "
                                          "rule is broken by that.\n--output NEW writes them anew:\n");
    }
    for (size_t k = 0; k < stale.n_items; k++) {
        koppel_error_format(&stale.items[k], false, sentence, sizeof sentence);
        koppel_text_add(&checking->stale, "  - ");
        koppel_lay_words(&checking->stale, 4, 4, sentence);
    }
    if (stale.n_dropped > 0) {
        koppel_text_add(&checking->stale, "  and %zu more that are not listed\n", stale.n_dropped);
    }
    koppel_errors_clear(&stale);
    return status == KOPPEL_OK ? koppel_text_status(&checking->stale) : status;
}

static enum koppel_status check_folder(struct checking *checking, struct koppel_errors *errors)
{
    const struct koppel_written_check *check = checking->check;
    struct koppel_written_policy policy;
    struct koppel_errors keys = {0};
    enum koppel_status status = koppel_written_policy_compare(check, &policy, &keys, &checking->policy, errors);

    if (status == KOPPEL_OK && !policy.is_own) {
        koppel_text_add(&checking->proofs,
                        "\nThe folder's files and certificate are for its own policy: they are not weighed here.\n");
    } else if (status == KOPPEL_OK) {
        status = weigh_certificate(checking, errors);
        if (status == KOPPEL_OK && !check->edited) {
            status = hold_to_files(checking, errors);
        }
    }
    if (status == KOPPEL_OK) {
        status = koppel_written_edits_say(check, checking->verdict, &checking->edits);
    }
    if (status == KOPPEL_OK && check->edited && !check->rewrites) {
        status = list_stale(checking, errors);
    }
    if (status == KOPPEL_OK && !(check->edited && !check->has_own_policy)) {
        status = take_differences(checking->verdict, KOPPEL_VIOLATION_POLICY, &keys);
    }
    koppel_errors_clear(&keys);
    return status;
}

static void append(struct koppel_text *text, const struct koppel_text *part)
{
    koppel_text_append(text, part->bytes != NULL ? part->bytes : "", part->n_bytes);
    text->failed = text->failed || part->failed;
}

/* Everything that was found, in the order in which it is read. */
static enum koppel_status tell(const struct checking *checking, struct koppel_text *text)
{
    const struct koppel_written_check *check = checking->check;
    enum koppel_status status = KOPPEL_OK;

    append(text, &checking->edits);
    status = koppel_report_verdict(&check->job->fit, checking->verdict, text);
    if (status == KOPPEL_OK) {
        append(text, &checking->stale);
        append(text, &checking->policy);
        add_values(text, check, checking->verdict);
        append(text, &checking->proofs);
        if (checking->left_out.n_bytes > 0) {
            koppel_text_add(text, "\n");
            koppel_lay_words(text, 0, 0, checking->left_out.bytes);
        }
        status = koppel_text_status(text);
    }
    return status;
}

enum koppel_status koppel_written_check(const struct koppel_written_check *check, struct koppel_verdict *verdict,
                                        struct koppel_text *text, struct koppel_errors *errors)
{
    struct checking checking = {.check = check, .verdict = verdict};
    size_t n_before = errors->n_items + errors->n_dropped;
    enum koppel_status status = koppel_verdict_make(&check->job->fit, check->proposal->unit_of, check->proposal->tiers,
                                                    check->edited ? 0 : check->proposal->n_tiers, verdict);

    if (status == KOPPEL_OK && check->folder != NULL) {
        status = check_folder(&checking, errors);
    }
    if (status == KOPPEL_OK) {
        status = tell(&checking, text);
    }
    if (status != KOPPEL_OK && errors->n_items + errors->n_dropped == n_before) {
        koppel_errors_add(errors, status, NULL, 0, 0, "the check could not run");
    }
    koppel_certificate_free(&checking.certificate);
    koppel_text_free(&checking.edits);
    koppel_text_free(&checking.stale);
    koppel_text_free(&checking.policy);
    koppel_text_free(&checking.proofs);
    koppel_text_free(&checking.left_out);
    return status;
}

enum koppel_status koppel_written_changes_say(const struct koppel_written_check *check, struct koppel_text *text,
                                              struct koppel_errors *errors)
{
    struct koppel_verdict verdict = {0};
    struct koppel_written_policy policy;
    struct koppel_errors keys = {0};
    enum koppel_status status =
        koppel_verdict_make(&check->job->fit, check->proposal->unit_of, check->proposal->tiers, 0, &verdict);

    if (status == KOPPEL_OK) {
        status = koppel_written_edits_say(check, &verdict, text);
    }
    if (status == KOPPEL_OK && !check->has_own_policy) {
        status = koppel_written_policy_compare(check, &policy, &keys, text, errors);
        koppel_text_append(text, "\n", 1);
    }
    koppel_errors_clear(&keys);
    koppel_verdict_free(&verdict);
    return status;
}
