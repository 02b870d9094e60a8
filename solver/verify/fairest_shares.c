// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* fairest_shares.c - the floors of leximin, proven by the lines of a certificate (see fairest_shares.h). */
#include "verify/fairest_shares.h"

#include <string.h>

struct koppel_fairest_shares koppel_fairest_shares_begin(const struct koppel_suitability *fit)
{
    struct koppel_fairest_shares shares = {.total = {0}};

    for (int32_t k = 0; k < fit->policy->n_groups; k++) {
        const struct koppel_group *group = &fit->policy->groups[k];

        for (int32_t i = 0;
             group->rule == KOPPEL_GROUP_LEXIMIN && group->least != KOPPEL_UNKNOWN && i < fit->kase->n_households;
             i++) {
            shares.total[k] += koppel_household_in_group(fit, i, group)
                                   ? koppel_household_measure(fit, i, group->value, KOPPEL_NONE)
                                   : 0;
        }
    }
    return shares;
}

static bool is_left(const struct koppel_fairest_shares *shares, int32_t k)
{
    return shares->total[k] > 0 && !shares->is_settled[k];
}

bool koppel_fairest_shares_end(const struct koppel_suitability *fit, const struct koppel_fairest_shares *shares)
{
    bool is_end = true;

    for (int32_t k = 0; k < fit->policy->n_groups; k++) {
        is_end = is_end && (!is_left(shares, k) || fit->policy->groups[k].least >= shares->total[k]);
    }
    return is_end;
}

bool koppel_fairest_line_floors(const struct koppel_suitability *fit, const struct koppel_fairest_shares *shares,
                                int32_t group, int32_t floors[KOPPEL_MAX_GROUPS])
{
    const struct koppel_group *groups = fit->policy->groups;
    int32_t worst = group, least = 0;

    if (!is_left(shares, group)) {
        return false;
    }
    for (int32_t k = 0; k < fit->policy->n_groups; k++) {
        if (is_left(shares, k) && groups[k].least * shares->total[worst] < groups[worst].least * shares->total[k]) {
            worst = k;
        }
    }
    for (int32_t k = 0; k < fit->policy->n_groups; k++) {
        floors[k] = groups[k].rule != KOPPEL_GROUP_LEXIMIN ? KOPPEL_UNKNOWN : groups[k].least;
        if (is_left(shares, k)) {
            floors[k] =
                (int32_t)((groups[worst].least * shares->total[k] + shares->total[worst] - 1) / shares->total[worst]);
        }
    }
    least = floors[group]++;
    return least == groups[group].least && least < shares->total[group];
}

struct koppel_policy koppel_policy_with_floors(const struct koppel_policy *policy,
                                               const int32_t floors[KOPPEL_MAX_GROUPS])
{
    struct koppel_policy with = *policy;

    for (int32_t k = 0; k < policy->n_groups; k++) {
        if (policy->groups[k].rule == KOPPEL_GROUP_LEXIMIN) {
            with.groups[k].least = floors[k];
        }
    }
    koppel_policy_set_floors(&with);
    return with;
}

enum koppel_status koppel_fairest_line_weigh(const struct koppel_suitability *fit, const int64_t *costs,
                                             const struct koppel_certificate *certificate,
                                             const struct koppel_fairest_line *line,
                                             const struct koppel_deadline *deadline, bool *is_proven)
{
    struct koppel_policy policy = koppel_policy_with_floors(fit->policy, line->floors);
    struct koppel_suitability with = *fit;
    struct koppel_certificate up_to = *certificate; /* borrows all prices */
    struct koppel_price_bound bound = {0};
    int32_t t = koppel_fairest_tier(certificate);
    enum koppel_status status = KOPPEL_OK;

    *is_proven = false;
    if (t == KOPPEL_NONE) {
        return KOPPEL_OK;
    }
    with.policy = &policy;
    up_to.n_tiers = t + 1;
    up_to.tiers[t] = line->tier;
    memcpy(up_to.tiers[t].claim.name, certificate->tiers[t].claim.name, sizeof up_to.tiers[t].claim.name);
    up_to.tiers[t].has_prices = true;
    status = koppel_price_bound_make(&with, costs, &up_to, deadline, &bound);
    *is_proven = status == KOPPEL_OK && bound.is_known[t] && bound.bound[t] > 0;
    return status;
}

enum koppel_status koppel_fairest_shares_weigh(const struct koppel_suitability *fit, const int64_t *costs,
                                               const struct koppel_certificate *certificate, int32_t *n_proven,
                                               bool *is_all)
{
    struct koppel_fairest_shares shares = koppel_fairest_shares_begin(fit);
    enum koppel_status status = KOPPEL_OK;
    bool is_proven = true;

    *n_proven = 0;
    while (*n_proven < certificate->n_fairest && is_proven && status == KOPPEL_OK) {
        const struct koppel_fairest_line *line = &certificate->fairest[*n_proven];
        int32_t floors[KOPPEL_MAX_GROUPS];

        is_proven = koppel_fairest_line_floors(fit, &shares, line->group, floors) &&
                    memcmp(floors, line->floors, (size_t)fit->policy->n_groups * sizeof *floors) == 0 &&
                    memcmp(shares.total, line->all, sizeof line->all) == 0;
        if (is_proven) {
            status = koppel_fairest_line_weigh(fit, costs, certificate, line, NULL, &is_proven);
            shares.is_settled[line->group] = true;
        }
        *n_proven += status == KOPPEL_OK && is_proven ? 1 : 0;
    }
    *is_all = is_proven && koppel_fairest_shares_end(fit, &shares);
    return status;
}
