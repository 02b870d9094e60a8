// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* whole_programs.c - dynamic programs over the amounts of whole accounts (see whole_accounts.h). */
#include "base/memory.h"
#include "verify/whole_accounts.h"

static const koppel_wide nowhere = KOPPEL_WHOLE_NOWHERE;

/* behind[n][x] of an account: what it costs at low + x. @return false when a cost is too large */
static bool fill_costs(const struct koppel_bound_terms *terms, int32_t account, koppel_wide *costs)
{
    const struct koppel_reach *reach = &terms->parts->reach[account];
    bool fits = true;

    for (int64_t x = 0; x <= reach->hi - reach->low; x++) {
        struct koppel_bound_sum cost = {0};

        costs[x] = nowhere;
        if (reach->low + x >= reach->lo) {
            cost = koppel_bound_account_at(terms, account, reach->low + x);
            fits =
                fits && !cost.is_lost && cost.value <= KOPPEL_WHOLE_MOST_TERM && cost.value >= -KOPPEL_WHOLE_MOST_TERM;
            costs[x] = cost.value;
        }
    }
    return fits;
}

/* One more filling of unit j: to[x] = least of from[x] and, over a, c_j(a) + from[x + sign * a]. */
static void add_filling(const struct koppel_whole_accounts *whole, int32_t j, int64_t room, int sign,
                        const koppel_wide *from, koppel_wide *to)
{
    for (int64_t x = 0; x <= room; x++) {
        to[x] = from[x];
    }
    for (int64_t o = whole->option_first[j]; o < whole->option_first[j + 1]; o++) {
        int64_t a = o - whole->option_first[j];

        for (int64_t x = 0; x + a <= room && whole->options[o] < nowhere; x++) {
            koppel_wide before = sign > 0 ? from[x + a] : from[x];
            koppel_wide *cell = sign > 0 ? &to[x] : &to[x + a];

            if (before < nowhere && before + whole->options[o] < *cell) {
                *cell = before + whole->options[o];
            }
        }
    }
}

/* @return false when a cost is too large, or no number within the reach can be filled */
static bool fill_behind(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms, int32_t account)
{
    int64_t room = koppel_whole_accounts_room(terms, account), width = room + 1;
    int64_t t = koppel_whole_accounts_fillings(whole, account);

    if (!fill_costs(terms, account, whole->behind + t * width)) {
        return false;
    }
    for (int64_t u = whole->unit_first[account + 1]; u > whole->unit_first[account]; u--) {
        int32_t j = whole->units[u - 1];

        for (int32_t n = 0; n < whole->n_fillings[j]; n++, t--) {
            add_filling(whole, j, room, 1, whole->behind + t * width, whole->behind + (t - 1) * width);
        }
    }
    return whole->behind[0] < nowhere;
}

static void fill_ahead(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms, int32_t account)
{
    int64_t room = koppel_whole_accounts_room(terms, account), width = room + 1, t = 0;

    for (int64_t x = 0; x < width; x++) {
        whole->ahead[x] = x == 0 ? 0 : nowhere;
    }
    for (int64_t u = whole->unit_first[account]; u < whole->unit_first[account + 1]; u++) {
        int32_t j = whole->units[u];

        for (int32_t n = 0; n < whole->n_fillings[j]; n++, t++) {
            add_filling(whole, j, room, -1, whole->ahead + t * width, whole->ahead + (t + 1) * width);
        }
    }
}

void koppel_whole_accounts_add(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms)
{
    const struct koppel_open_parts *parts = terms->parts;

    for (int32_t k = 0; k < parts->ledger.n_accounts; k++) {
        if (terms->rows.is_whole[k]) {
            struct koppel_bound_sum *bound = &terms->cells[parts->account_part[k]].bound;

            bound->is_lost = !fill_behind(whole, terms, k) || bound->is_lost;
            koppel_bound_sum_add(bound, whole->behind[0]);
        }
    }
    for (int32_t j = 0; j < parts->fit->kase->n_units; j++) {
        koppel_wide least = whole->n_fillings[j] > 0 ? whole->options[whole->option_first[j]] : 0;

        if (whole->account_of[j] == KOPPEL_NONE && least < 0) {
            koppel_bound_sum_add(&terms->cells[parts->unit_part[j]].bound, least * whole->n_fillings[j]);
        }
    }
}

/* ---- What is ruled out ---- */

/* The least over x of ahead[t][x] + behind[t+1][x+a]. */
static koppel_wide find_between(const struct koppel_whole_accounts *whole, int64_t room, int64_t t, int64_t a)
{
    const koppel_wide *ahead = whole->ahead + t * (room + 1), *behind = whole->behind + (t + 1) * (room + 1);
    koppel_wide least = nowhere;

    for (int64_t x = 0; x + a <= room; x++) {
        if (ahead[x] < nowhere && behind[x + a] < nowhere && ahead[x] + behind[x + a] < least) {
            least = ahead[x] + behind[x + a];
        }
    }
    return least;
}

static void weigh_units(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms, int32_t account)
{
    int64_t room = koppel_whole_accounts_room(terms, account), t = 0;

    for (int64_t u = whole->unit_first[account]; u < whole->unit_first[account + 1]; u++) {
        int32_t j = whole->units[u];

        for (int64_t o = whole->option_first[j]; o < whole->option_first[j + 1]; o++) {
            if (whole->options[o] < nowhere) {
                koppel_wide between = find_between(whole, room, t, o - whole->option_first[j]);

                whole->extra[o] = between < nowhere ? between - whole->behind[0] : nowhere;
            }
        }
        t += whole->n_fillings[j];
    }
}

/* Numbers at both ends that cost more than `most` with the least that adds up to them. */
static void narrow_ends(const struct koppel_whole_accounts *whole, struct koppel_bound_terms *terms, int32_t account,
                        koppel_wide most)
{
    struct koppel_reach *reach = &terms->parts->reach[account];
    int64_t width = koppel_whole_accounts_room(terms, account) + 1;
    int64_t n = koppel_whole_accounts_fillings(whole, account);
    const koppel_wide *ahead = whole->ahead + n * width, *costs = whole->behind + n * width;
    int64_t lo = 0, hi = width - 1;

    while (lo < hi && (ahead[lo] >= nowhere || costs[lo] >= nowhere || ahead[lo] + costs[lo] > most)) {
        lo++;
    }
    while (hi > lo && (ahead[hi] >= nowhere || costs[hi] >= nowhere || ahead[hi] + costs[hi] > most)) {
        hi--;
    }
    reach->lo = reach->low + lo > reach->lo ? reach->low + lo : reach->lo;
    reach->hi = reach->low + hi < reach->hi ? reach->low + hi : reach->hi;
}

enum koppel_status koppel_whole_accounts_narrow(struct koppel_whole_accounts *whole, struct koppel_bound_terms *terms,
                                                const koppel_wide *slack)
{
    int32_t n_units = terms->parts->fit->kase->n_units;

    whole->extra = koppel_new((size_t)whole->option_first[n_units], sizeof *whole->extra);
    if (whole->extra == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < terms->parts->ledger.n_accounts; k++) {
        if (terms->rows.is_whole[k] && slack[terms->parts->account_part[k]] >= 0 && fill_behind(whole, terms, k)) {
            fill_ahead(whole, terms, k);
            weigh_units(whole, terms, k);
            narrow_ends(whole, terms, k, whole->behind[0] + slack[terms->parts->account_part[k]]);
        }
    }
    for (int32_t j = 0; j < n_units; j++) {
        koppel_wide least = whole->n_fillings[j] > 0 ? whole->options[whole->option_first[j]] : 0;

        if (whole->account_of[j] == KOPPEL_NONE && least < 0) {
            whole->extra[whole->option_first[j]] = -least;
        }
    }
    return KOPPEL_OK;
}

bool koppel_whole_accounts_allow(const struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms,
                                 int32_t household, int32_t unit, koppel_wide slack)
{
    int64_t option = koppel_whole_accounts_option(whole, terms, household, unit);
    koppel_wide r = koppel_bound_pair(terms, household, unit, koppel_bound_score(terms, household, unit)).value;

    return option != KOPPEL_NONE && whole->extra[option] < nowhere && r + whole->extra[option] <= slack;
}
