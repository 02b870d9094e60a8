// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_check.c - holds a certificate to its claims (see certificate_check.h). */
#include "verify/certificate_check.h"
#include "verify/phrases.h"

enum { VALUE_BYTES = 64 };

static const char *print_cost(const struct koppel_proposal_tier *claim, int64_t cost, char out[VALUE_BYTES])
{
    if (cost == INT64_MIN) {
        return _("none");
    }
    return koppel_decimal_format(claim->maximise ? -cost : cost, claim->scale, '.', out, VALUE_BYTES);
}

/* Writes the fault of one tier, if there is one, into the violation's text. */
static void find_fault(const struct koppel_policy *policy, const struct koppel_certificate_tier *tier, int32_t rule,
                       const struct koppel_proposal_tier *other, int64_t cost, const int64_t *proven,
                       struct koppel_violation *violation)
{
    const struct koppel_proposal_tier *claim = &tier->claim;
    char ours[VALUE_BYTES], theirs[VALUE_BYTES];

    if (rule == KOPPEL_NONE) {
        koppel_phrase_append(violation, "certificate.json: the policy has no tier %s in this place", _(claim->name));
    } else if (claim->scale != koppel_tier_scale(policy, &policy->tiers[rule]) ||
               claim->maximise != koppel_tier_maximise(&policy->tiers[rule])) {
        koppel_phrase_append(violation,
                             "certificate.json: tier %s is counted in another unit or direction than the policy's",
                             _(claim->name));
    } else if (claim->cost != cost) {
        koppel_phrase_append(violation,
                             "certificate.json: it is of another proposal: tier %s has the value %s there, the tables "
                             "give %s",
                             _(claim->name), print_cost(claim, claim->cost, theirs), print_cost(claim, cost, ours));
    } else if (other != NULL && other->bound != claim->bound) {
        koppel_phrase_append(violation, "certificate.json: tier %s has the bound %s there and %s in summary.json",
                             _(claim->name), print_cost(claim, claim->bound, theirs),
                             print_cost(claim, other->bound, ours));
    } else if (other != NULL && other->proven != claim->proven) {
        koppel_phrase_append(violation, "certificate.json: tier %s is said to be %s there and %s in summary.json",
                             _(claim->name), claim->proven ? _("proven") : _("not proven"),
                             other->proven ? _("proven") : _("not proven"));
    } else if (tier->has_prices && proven == NULL) {
        koppel_phrase_append(violation,
                             "certificate.json: tier %s claims the bound %s, but its prices prove nothing for this "
                             "case",
                             _(claim->name), print_cost(claim, tier->certified, theirs));
    } else if (tier->has_prices && tier->certified > *proven) {
        koppel_phrase_append(
            violation, "certificate.json: tier %s claims the bound %s, but its prices prove no more than %s",
            _(claim->name), print_cost(claim, tier->certified, theirs), print_cost(claim, *proven, ours));
    } else if (tier->has_prices && tier->certified < *proven) {
        koppel_phrase_append(violation, "certificate.json: tier %s claims the bound %s, but its prices prove %s",
                             _(claim->name), print_cost(claim, tier->certified, theirs),
                             print_cost(claim, *proven, ours));
    }
}

enum koppel_status koppel_certificate_check(const struct koppel_suitability *fit,
                                            const struct koppel_certificate *certificate,
                                            const struct koppel_price_bound *bound,
                                            const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                            struct koppel_verdict *verdict)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t t = 0; t < certificate->n_tiers && status == KOPPEL_OK; t++) {
        const struct koppel_certificate_tier *tier = &certificate->tiers[t];
        int32_t rule = bound->rule[t];
        struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_TIER);

        violation.tier = rule;
        find_fault(fit->policy, tier, rule, koppel_claim_find(claimed, n_claimed, tier->claim.name),
                   rule != KOPPEL_NONE ? verdict->tier_cost[rule] : 0, bound->is_known[t] ? &bound->bound[t] : NULL,
                   &violation);
        if (violation.text[0] != '\0') {
            status = koppel_verdict_add(verdict, &violation);
        }
    }
    return status;
}
