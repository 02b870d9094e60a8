// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* bound_narrowing.c - what a tier rules out for the tiers after it (see bound_narrowing.h). */
#include "verify/bound_narrowing.h"

/* Keeps the open pairs of a household whose distance from u_i is within the slack. */
static void narrow_household(struct koppel_bound_terms *terms, int32_t i, koppel_wide slack)
{
    struct koppel_open_parts *parts = terms->parts;
    struct koppel_bound_sum least = {0};
    int64_t n = parts->pair_first[i];

    for (int64_t p = parts->pair_first[i]; p < parts->pair_end[i]; p++) {
        int32_t j = parts->pair_unit[p];

        koppel_bound_household_join(terms, i, p, koppel_bound_pair(terms, i, j, koppel_bound_score(terms, i, j)),
                                    &least);
    }
    for (int64_t p = parts->pair_first[i]; p < parts->pair_end[i]; p++) {
        int32_t j = parts->pair_unit[p];

        if (koppel_bound_pair(terms, i, j, koppel_bound_score(terms, i, j)).value - least.value <= slack) {
            parts->pair_unit[n++] = j;
        }
    }
    parts->pair_end[i] = n;
    parts->must_place[i] = parts->must_place[i] || -least.value > slack;
}

/* The same in a part with whole accounts, where w_i is what leaving the household out lies above B. */
static void narrow_priced_household(struct koppel_bound_terms *terms, const struct koppel_whole_accounts *whole,
                                    int32_t i, koppel_wide slack)
{
    struct koppel_open_parts *parts = terms->parts;
    bool has_pair = parts->pair_end[i] > parts->pair_first[i];
    bool is_dear = has_pair && koppel_bound_household_price(terms, i) > slack;
    int64_t n = parts->pair_first[i];

    for (int64_t p = parts->pair_first[i]; p < parts->pair_end[i]; p++) {
        if (koppel_whole_accounts_allow(whole, terms, i, parts->pair_unit[p], slack)) {
            parts->pair_unit[n++] = parts->pair_unit[p];
        }
    }
    parts->pair_end[i] = n;
    parts->must_place[i] = parts->must_place[i] || is_dear;
}

/* The value nearest to `limit` that counts at most `most`, from one inside that does: the function is convex. */
static int64_t narrow_end(const struct koppel_bound_terms *terms, int32_t k, int64_t inside, int64_t limit,
                          koppel_wide most)
{
    while (inside != limit) {
        /* rounded away from inside, so that the search moves */
        int64_t middle = inside + (limit - inside) / 2 + (limit - inside) % 2;

        if (koppel_bound_account_at(terms, k, middle).value <= most) {
            inside = middle;
        } else {
            limit = middle < inside ? middle + 1 : middle - 1;
        }
    }
    return inside;
}

static void narrow_account(struct koppel_bound_terms *terms, int32_t k, koppel_wide slack)
{
    struct koppel_reach *reach = &terms->parts->reach[k];
    int64_t where = 0;
    koppel_wide most = koppel_bound_account(terms, k, &where).value + slack;
    int64_t lo = narrow_end(terms, k, where, reach->lo, most);

    reach->hi = narrow_end(terms, k, where, reach->hi, most);
    reach->lo = lo;
}

enum koppel_status koppel_bound_narrow(struct koppel_bound_terms *terms, struct koppel_whole_accounts *whole,
                                       const koppel_wide *slack)
{
    const struct koppel_open_parts *parts = terms->parts;
    enum koppel_status status = koppel_whole_accounts_narrow(whole, terms, slack);

    for (int32_t i = 0; i < parts->fit->kase->n_households && status == KOPPEL_OK; i++) {
        int32_t part = parts->household_part[i];

        if (part == KOPPEL_NONE || slack[part] < 0) {
            continue;
        }
        if (terms->cells[part].is_whole) {
            narrow_priced_household(terms, whole, i, slack[part]);
        } else {
            narrow_household(terms, i, slack[part]);
        }
    }
    for (int32_t k = 0; k < parts->ledger.n_accounts && status == KOPPEL_OK; k++) {
        int32_t part = parts->account_part[k];

        if (part != KOPPEL_NONE && slack[part] >= 0 && !terms->rows.is_whole[k]) {
            narrow_account(terms, k, slack[part]);
        }
    }
    return status;
}
