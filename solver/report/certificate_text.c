// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_text.c - what a certificate proves, in sentences (see report.h). */
#include "report/layout.h"
#include "report/report.h"
#include "report/wording.h"

#include <string.h>

/* What a tier's value counts, for people; "" for a sum. */
static const char *unit_word(const struct koppel_proposal_tier *claim, int64_t cost)
{
    bool is_one = cost == claim->scale || cost == -claim->scale;

    switch (koppel_tier_objective(claim)) {
    case KOPPEL_OBJECTIVE_TARGET:
        return is_one ? _(" person short") : _(" persons short");
    case KOPPEL_OBJECTIVE_URGENCY:
    case KOPPEL_OBJECTIVE_FIT:
        return is_one ? _(" point") : _(" points");
    case KOPPEL_OBJECTIVE_STAY:
        return is_one ? _(" offer kept") : _(" offers kept");
    case KOPPEL_OBJECTIVE_ACCESS:
        return is_one ? _(" person-kilometre") : _(" person-kilometres");
    case KOPPEL_OBJECTIVE_AGREEMENT:
        return is_one ? _(" home") : _(" homes");
    case KOPPEL_OBJECTIVE_SPREAD:
    case KOPPEL_OBJECTIVE_MIX:
    case KOPPEL_OBJECTIVE_GROUPS:
    case KOPPEL_N_OBJECTIVES:
        break;
    }
    return "";
}

/* What a bound leaves open, as whole sentences: nothing, so much of a value of 0, or so many per cent (rounded up). */
struct gap_words {
    const char *best, *within, *within_percent;
};

/* `first` is what the sentence begins with. */
static void say_gap(struct koppel_text *text, const struct gap_words *words, const char *first,
                    const struct koppel_proposal_tier *claim, int64_t cost, int64_t bound)
{
    int64_t value = cost < 0 ? -cost : cost;
    char digits[40];

    if (bound >= cost) {
        koppel_text_add(text, words->best, first);
    } else if (value == 0) {
        koppel_text_add(
            text, words->within, first,
            koppel_decimal_format(cost - bound, claim->scale, koppel_language_decimal(), digits, sizeof digits),
            unit_word(claim, cost - bound));
    } else {
        koppel_text_add(text, words->within_percent, first,
                        koppel_decimal_format(koppel_muldiv_ceil(cost - bound, 100000, value), 1000,
                                              koppel_language_decimal(), digits, sizeof digits));
    }
}

/* The name of a tier, and what the draft says of it; empties the draft. */
static void end_tier(struct koppel_text *text, const char *tier, struct koppel_text *draft)
{
    int width = koppel_goal_width();

    koppel_text_add(text, "  %-*s ", width, _(tier));
    koppel_lay_words(text, width + 3, width + 3, draft->bytes != NULL ? draft->bytes : "");
    text->failed = text->failed || draft->failed;
    koppel_text_free(draft);
}

/* "No proposal that is as good in the goals before can do better than ...; this one reaches ...: ..." */
static void say_tier(struct koppel_text *text, const struct koppel_certificate *certificate, int32_t t, int64_t cost,
                     int64_t bound, const struct koppel_proposal_tier *claimed)
{
    static const struct gap_words words = {N_("this one reaches %s: proven best."),
                                           N_("this one reaches %s: proven within %s%s."),
                                           N_("this one reaches %s: proven within %s %%.")};
    const struct koppel_proposal_tier *claim = &certificate->tiers[t].claim;
    struct koppel_text draft = {0};
    char digits[40];

    koppel_text_add(&draft,
                    t == 0 ? _("No proposal can do better than %s%s; ")
                           : _("No proposal that is as good in the goals before can do better than %s%s; "),
                    koppel_tier_value(claim, bound, koppel_language_decimal(), digits, sizeof digits),
                    unit_word(claim, bound));
    say_gap(&draft, &words, koppel_tier_value(claim, cost, koppel_language_decimal(), digits, sizeof digits), claim,
            cost, bound);
    if (claimed != NULL && claimed->bound > bound) {
        koppel_text_add(&draft,
                        " summary.json claims %s: what lies between rests on the search alone, not on the certificate.",
                        koppel_tier_value(claim, claimed->bound, koppel_language_decimal(), digits, sizeof digits));
    }
    if (certificate->n_fairest > 0 && certificate->is_fairest && t == koppel_fairest_tier(certificate)) {
        koppel_text_add(&draft, " None gives the group that is worst off a larger share, nor then the next.");
    }
    end_tier(text, claim->name, &draft);
}

/* A tier of which nothing is proven; `claimed` (may be NULL) is what summary.json says of it all the same. */
static void say_nothing(struct koppel_text *text, const char *tier, const char *why,
                        const struct koppel_proposal_tier *claimed)
{
    struct koppel_text draft = {0};
    char digits[40];

    koppel_text_add(&draft, "Nothing: ");
    koppel_text_add(&draft, "%s", why);
    if (claimed != NULL && claimed->bound != INT64_MIN) {
        koppel_text_add(&draft, " summary.json claims %s: that rests on the search alone, not on the certificate.",
                        koppel_tier_value(claimed, claimed->bound, koppel_language_decimal(), digits, sizeof digits));
    }
    end_tier(text, tier, &draft);
}

enum koppel_status koppel_report_proofs(const struct koppel_certificate *certificate,
                                        const struct koppel_price_bound *bound, const struct koppel_verdict *verdict,
                                        const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                        struct koppel_text *text)
{
    koppel_text_add(text, "\nProven by certificate.json, added up from the tables alone:\n");
    for (int32_t t = 0; t < certificate->n_tiers; t++) {
        const struct koppel_certificate_tier *tier = &certificate->tiers[t];

        if (bound->is_known[t]) {
            say_tier(text, certificate, t, verdict->tier_cost[bound->rule[t]], bound->bound[t],
                     koppel_claim_find(claimed, n_claimed, tier->claim.name));
        } else {
            say_nothing(text, tier->claim.name,
                        tier->has_prices ? _("its prices do not belong to this case.")
                                         : _("it has no prices: time was up, or its numbers are too large."),
                        koppel_claim_find(claimed, n_claimed, tier->claim.name));
        }
    }
    for (int32_t c = 0; c < n_claimed; c++) {
        bool there = false;

        for (int32_t t = 0; t < certificate->n_tiers && !there; t++) {
            there = strcmp(certificate->tiers[t].claim.name, claimed[c].name) == 0;
        }
        if (!there) {
            say_nothing(text, claimed[c].name, _("the certificate does not have this goal."), &claimed[c]);
        }
    }
    return koppel_text_status(text);
}

/* Does the certificate alone prove every value to be the best? */
static bool proves_all(const struct koppel_certificate *certificate)
{
    for (int32_t t = 0; t < certificate->n_tiers; t++) {
        const struct koppel_certificate_tier *tier = &certificate->tiers[t];

        if (!tier->has_prices || tier->certified < tier->claim.cost) {
            return false;
        }
    }
    return certificate->is_fairest;
}

void koppel_say_certificate(struct koppel_text *text, const struct koppel_certificate *certificate, bool verbose)
{
    static const struct gap_words words = {N_("%s best"), N_("%s within %s%s"), N_("%s within %s %%")};

    if (!verbose) {
        koppel_text_add(text,
                        proves_all(certificate)
                            ? _("certificate.json proves it to koppel check and to anybody else.\n")
                            : _("certificate.json proves a part of it; koppel check and --verbose say how much.\n"));
        return;
    }
    koppel_text_add(text, "certificate.json proves, for koppel check and anyone else: ");
    for (int32_t t = 0; t < certificate->n_tiers; t++) {
        const struct koppel_certificate_tier *tier = &certificate->tiers[t];

        koppel_text_add(text, "%s", t > 0 ? ", " : "");
        if (tier->has_prices) {
            say_gap(text, &words, _(tier->claim.name), &tier->claim, tier->claim.cost, tier->certified);
        } else {
            koppel_text_add(text, "%s nothing", _(tier->claim.name));
        }
    }
    koppel_text_add(text, ".\n");
}
