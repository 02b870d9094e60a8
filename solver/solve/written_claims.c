// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_claims.c - what a written proposal claims to be proven of its tiers, and whether it is (see written_files.h). */
#include "solve/written_files.h"

#include "base/exact.h"
#include "report/layout.h"
#include "report/wording.h"
#include "solve/leximin.h"
#include "verify/phrases.h"

/* The cost below which no proposal goes, as the certificate proves it or as it lies in what the tier counts. INT64_MIN:
 * neither */
static int64_t proven_bound(const struct koppel_written_proof *proof, const struct koppel_proposal_tier *claim)
{
    enum koppel_objective objective = koppel_tier_objective(claim);
    int64_t bound =
        objective != KOPPEL_N_OBJECTIVES && koppel_objective_minimise(objective) ? 0 : INT64_MIN; /* nothing below 0 */

    for (int32_t t = 0; proof->bound != NULL && t < proof->certificate->n_tiers; t++) {
        const struct koppel_certificate_tier *tier = &proof->certificate->tiers[t];

        if (proof->bound->is_known[t] && koppel_claim_find(&tier->claim, 1, claim->name) != NULL &&
            proof->bound->bound[t] > bound) {
            bound = proof->bound->bound[t];
        }
    }
    return bound;
}

/* What summary.json says of a tier, and without it what the certificate says. NULL: nothing */
static const struct koppel_proposal_tier *find_claim(const struct koppel_written_check *check,
                                                     const struct koppel_certificate *certificate, const char *name)
{
    const struct koppel_proposal *proposal = check->proposal;
    const struct koppel_proposal_tier *claim = koppel_claim_find(proposal->tiers, proposal->n_tiers, name);
    int32_t n = proposal->n_tiers == 0 && certificate != NULL ? certificate->n_tiers : 0;

    for (int32_t t = 0; claim == NULL && t < n; t++) {
        claim = koppel_claim_find(&certificate->tiers[t].claim, 1, name);
    }
    return claim;
}

static enum koppel_standing standing_of(const struct koppel_written_proof *proof,
                                        const struct koppel_proposal_tier *claim, bool is_proven, int64_t gap_ppm)
{
    if (claim == NULL || !claim->proven) {
        return KOPPEL_CLAIM_STANDS;
    }
    if (!is_proven) {
        return KOPPEL_CLAIM_LEFT_OPEN;
    }
    if (proven_bound(proof, claim) >= claim->bound ||
        koppel_gap_within(claim->cost, proven_bound(proof, claim), gap_ppm)) {
        return KOPPEL_CLAIM_STANDS;
    }
    return !claim->is_certified         ? KOPPEL_CLAIM_NOT_SEARCHED
           : proof->certificate != NULL ? KOPPEL_CLAIM_NOT_CERTIFIED
                                        : KOPPEL_CLAIM_NO_CERTIFICATE;
}

/* What the search found of one tier against what is claimed. */
static enum koppel_standing found_of(const struct koppel_tier_result *found, const struct koppel_proposal_tier *claim)
{
    if (found->cost < claim->bound) {
        return KOPPEL_CLAIM_IS_FALSE;
    }
    return found->bound >= claim->bound || found->proven ? KOPPEL_CLAIM_FOUND_AGAIN : KOPPEL_CLAIM_NOT_FOUND_AGAIN;
}

/* Where the certificate does not prove that no group can have a larger share, the fairest floors are searched again. */
static enum koppel_status search_floors_again(const struct koppel_written_check *check,
                                              const struct koppel_proposal *again,
                                              const struct koppel_certificate *certificate,
                                              struct koppel_written_claims *claims, struct koppel_errors *errors)
{
    bool is_better = false, is_proven = false;
    int32_t t = 0;
    enum koppel_status status = KOPPEL_OK;

    while (t < again->n_tiers && koppel_tier_objective(&again->tiers[t]) != KOPPEL_OBJECTIVE_GROUPS) {
        t++;
    }
    if (!koppel_policy_has_leximin(&check->job->policy) || t == again->n_tiers || !again->tiers[t].proven ||
        claims->standing[t] != KOPPEL_CLAIM_STANDS || (certificate != NULL && certificate->is_fairest)) {
        return KOPPEL_OK;
    }
    claims->standing[t] = !again->tiers[t].is_certified ? KOPPEL_CLAIM_NOT_SEARCHED
                          : certificate != NULL         ? KOPPEL_CLAIM_NOT_CERTIFIED
                                                        : KOPPEL_CLAIM_NO_CERTIFICATE;
    if (check->options != NULL && claims->standing[t] == KOPPEL_CLAIM_NOT_SEARCHED) {
        status = koppel_leximin_search_again(check->job, koppel_engine_find(NULL), check->options, &is_better,
                                             &is_proven, errors);
        claims->standing[t] = is_better   ? KOPPEL_CLAIM_IS_FALSE
                              : is_proven ? KOPPEL_CLAIM_FOUND_AGAIN
                                          : KOPPEL_CLAIM_NOT_FOUND_AGAIN;
    }
    return status;
}

/* Searches again, from the proposal itself, for the tiers up to the last that rests on the search. */
static enum koppel_status search_again(const struct koppel_written_check *check, const struct koppel_proposal *again,
                                       int64_t gap_ppm, struct koppel_written_claims *claims)
{
    struct koppel_problem problem = check->job->formulation.problem; /* its first tiers; borrows the rest */
    struct koppel_engine_options options = *check->options;
    struct koppel_solution solution = {0};
    bool is_same = true; /* behind a tier with another value, nothing is known of this proposal */
    enum koppel_status status = KOPPEL_OK;

    problem.n_tiers = 0;
    for (int32_t t = 0; t < again->n_tiers; t++) {
        problem.n_tiers = claims->standing[t] == KOPPEL_CLAIM_NOT_SEARCHED ? t + 1 : problem.n_tiers;
    }
    if (problem.n_tiers == 0) {
        return KOPPEL_OK;
    }
    options.gap_ppm = gap_ppm;
    options.start = check->proposal->unit_of;
    status = koppel_engine_find(NULL)->solve(&problem, &options, &solution);
    for (int32_t t = 0; t < problem.n_tiers && status == KOPPEL_OK; t++) {
        if (claims->standing[t] == KOPPEL_CLAIM_NOT_SEARCHED) {
            claims->standing[t] = is_same && solution.tiers != NULL ? found_of(&solution.tiers[t], &again->tiers[t])
                                                                    : KOPPEL_CLAIM_NOT_FOUND_AGAIN;
        }
        is_same = is_same && solution.tiers != NULL && solution.tiers[t].cost == again->tiers[t].cost;
    }
    koppel_solution_free(&solution);
    return status;
}

enum koppel_status koppel_written_claims_weigh(const struct koppel_written_check *check,
                                               const struct koppel_verdict *verdict,
                                               const struct koppel_written_proof *proof,
                                               struct koppel_written_claims *claims, struct koppel_errors *errors)
{
    struct koppel_written_summary summary = {0};
    struct koppel_proposal again;
    bool is_proven = true;
    enum koppel_status status = koppel_written_summary_read(check, &summary, NULL, errors);
    int64_t gap_ppm = summary.facts.gap_ppm;

    koppel_written_tiers(check, verdict, gap_ppm, &again);
    for (int32_t t = 0; t < again.n_tiers; t++) {
        const struct koppel_proposal_tier *claim = find_claim(check, proof->certificate, again.tiers[t].name);
        int64_t bound = claim != NULL ? claim->bound : again.tiers[t].bound;

        is_proven = is_proven && koppel_gap_within(again.tiers[t].cost, bound, gap_ppm);
        claims->standing[t] = standing_of(proof, claim, is_proven, gap_ppm);
        claims->names[t] = check->job->formulation.problem.tiers[t].name;
    }
    claims->n_tiers = again.n_tiers;
    if (status == KOPPEL_OK && check->options != NULL && !koppel_written_breaks_rules(verdict)) {
        status = search_again(check, &again, gap_ppm, claims);
    }
    if (status == KOPPEL_OK && !koppel_written_breaks_rules(verdict)) {
        status = search_floors_again(check, &again, proof->certificate, claims, errors);
    }
    return status;
}

/* One paragraph on the tiers that the search proves and the certificate does not. */
static void say_found_again(const struct koppel_written_claims *claims, struct koppel_text *text)
{
    struct koppel_text names = {0}, draft = {0};
    int32_t n = 0;

    for (int32_t t = 0; t < claims->n_tiers; t++) {
        if (claims->standing[t] == KOPPEL_CLAIM_FOUND_AGAIN) {
            koppel_text_add(&names, "%s%s", n++ > 0 ? ", " : "", _(claims->names[t]));
        }
    }
    if (n > 0) {
        koppel_text_add(&draft,
                        n == 1 ? _("What is said to be proven of tier %s rests on the search alone, not on the "
                                   "certificate. Koppel searched again and found it again.")
                               : _("What is said to be proven of the tiers %s rests on the search alone, not on the "
                                   "certificate. Koppel searched again and found it again."),
                        names.bytes != NULL ? names.bytes : "");
        koppel_text_add(text, "\n");
        koppel_lay_words(text, 0, 2, draft.bytes != NULL ? draft.bytes : "");
    }
    text->failed = text->failed || names.failed || draft.failed;
    koppel_text_free(&names);
    koppel_text_free(&draft);
}

/* What is wrong with a claim; nothing for one that stands. */
static void say_fault(enum koppel_standing standing, const char *file, const char *tier,
                      struct koppel_violation *violation)
{
    switch (standing) {
    case KOPPEL_CLAIM_STANDS:
    case KOPPEL_CLAIM_FOUND_AGAIN:
        return;
    case KOPPEL_CLAIM_LEFT_OPEN:
        koppel_phrase_append(violation,
                             "%s: tier %s is said to be proven, but its value and bound, or those of a tier before it, "
                             "leave more open than was asked for",
                             file, tier);
        return;
    case KOPPEL_CLAIM_NOT_CERTIFIED:
        koppel_phrase_append(violation,
                             "%s: tier %s is said to be proven, but nothing in the folder proves it: the certificate "
                             "proves less",
                             file, tier);
        return;
    case KOPPEL_CLAIM_NO_CERTIFICATE:
        koppel_phrase_append(violation,
                             "%s: tier %s is said to be proven, but nothing in the folder proves it (solve without "
                             "--quick writes a certificate)",
                             file, tier);
        return;
    case KOPPEL_CLAIM_NOT_SEARCHED:
        koppel_phrase_append(violation,
                             "%s: tier %s is said to be proven by the search alone, and it was not searched again",
                             file, tier);
        return;
    case KOPPEL_CLAIM_NOT_FOUND_AGAIN:
        koppel_phrase_append(violation,
                             "%s: tier %s is said to be proven by the search alone, and searching again did not prove "
                             "it in the time that there was",
                             file, tier);
        return;
    case KOPPEL_CLAIM_IS_FALSE:
        koppel_phrase_append(violation,
                             "%s: tier %s is said to be proven by the search, but searching again found a better "
                             "proposal",
                             file, tier);
        return;
    }
}

enum koppel_status koppel_written_claims_tell(const struct koppel_written_check *check,
                                              const struct koppel_written_claims *claims,
                                              struct koppel_verdict *verdict, struct koppel_text *text)
{
    const char *file = check->proposal->n_tiers > 0 ? "summary.json" : "certificate.json";
    enum koppel_status status = KOPPEL_OK;

    for (int32_t t = 0; t < claims->n_tiers && status == KOPPEL_OK; t++) {
        struct koppel_violation violation = koppel_violation_of(
            claims->standing[t] == KOPPEL_CLAIM_IS_FALSE ? KOPPEL_VIOLATION_TIER : KOPPEL_VIOLATION_PROOF);

        say_fault(claims->standing[t], file, _(claims->names[t]), &violation);
        if (violation.text[0] != '\0') {
            status = koppel_verdict_add(verdict, &violation);
        }
    }
    say_found_again(claims, text);
    return status;
}
