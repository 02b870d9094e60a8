// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* whole_accounts.c - which units are in which program, and what fillings of them cost (see whole_accounts.h). */
#include "verify/whole_accounts.h"

#include "base/memory.h"

#include <stdlib.h>

enum { MOST_ROOM = 1024, MOST_STATES = 1 << 20, MOST_OPTIONS = 1 << 23 };

int64_t koppel_whole_accounts_room(const struct koppel_bound_terms *terms, int32_t account)
{
    return terms->parts->reach[account].hi - terms->parts->reach[account].low;
}

int64_t koppel_whole_accounts_fillings(const struct koppel_whole_accounts *whole, int32_t account)
{
    int64_t n = 0;

    for (int64_t u = whole->unit_first[account]; u < whole->unit_first[account + 1]; u++) {
        n += whole->n_fillings[whole->units[u]];
    }
    return n;
}

static bool is_of_whole_part(const struct koppel_bound_terms *terms, int32_t household)
{
    int32_t part = terms->parts->household_part[household];

    return part != KOPPEL_NONE && terms->cells[part].is_whole;
}

/* ---- Which units are in which program ---- */

/* The whole account to which a pair adds, and how much; KOPPEL_NONE when there is none. */
static int32_t find_account(const struct koppel_bound_terms *terms, int32_t i, int32_t j, int64_t *amount, bool *is_one)
{
    const struct koppel_open_parts *parts = terms->parts;
    int32_t account = KOPPEL_NONE;

    *amount = 0;
    for (int64_t e = parts->entry_first[j]; e < parts->entry_first[j + 1]; e++) {
        int32_t k = parts->entries[e];
        int64_t adds = terms->rows.is_whole[k] ? koppel_account_amount(parts, k, i, j) : 0;

        if (adds > 0) {
            *is_one = *is_one && account == KOPPEL_NONE;
            account = k;
            *amount = adds;
        }
    }
    return account;
}

/* Finds the account, the fillings and the largest amount of every unit. @return false when a unit is of two accounts */
static bool find_units(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms, int64_t *most)
{
    const struct koppel_open_parts *parts = terms->parts;
    const struct koppel_case *kase = parts->fit->kase;
    bool is_one = true;

    for (int32_t j = 0; j < kase->n_units; j++) {
        whole->account_of[j] = KOPPEL_NONE;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        for (int64_t p = parts->pair_first[i]; p < parts->pair_end[i] && is_of_whole_part(terms, i); p++) {
            int32_t j = parts->pair_unit[p];
            int64_t amount = 0;
            int32_t account = find_account(terms, i, j, &amount, &is_one);

            whole->n_fillings[j] += whole->n_fillings[j] < parts->places[j];
            if (account != KOPPEL_NONE) {
                is_one = is_one && (whole->account_of[j] == KOPPEL_NONE || whole->account_of[j] == account);
                whole->account_of[j] = account;
                most[j] = amount > most[j] ? amount : most[j];
            }
        }
    }
    return is_one;
}

/* Sorts the units by account. */
static void sort_units(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms)
{
    int32_t n_units = terms->parts->fit->kase->n_units, n_accounts = terms->parts->ledger.n_accounts;
    int64_t *first = whole->unit_first;

    for (int32_t j = 0; j < n_units; j++) {
        if (whole->account_of[j] != KOPPEL_NONE) {
            first[whole->account_of[j] + 2]++;
        }
    }
    for (int32_t k = 0; k < n_accounts; k++) {
        first[k + 2] += first[k + 1];
    }
    for (int32_t j = 0; j < n_units; j++) {
        if (whole->account_of[j] != KOPPEL_NONE) {
            whole->units[first[whole->account_of[j] + 1]++] = j;
        }
    }
}

/* States of the largest program; -1 when one is too large. */
static int64_t count_states(const struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms)
{
    int64_t most = 1;

    for (int32_t k = 0; k < terms->parts->ledger.n_accounts; k++) {
        int64_t room = koppel_whole_accounts_room(terms, k);
        int64_t n_rows = koppel_whole_accounts_fillings(whole, k) + 1;

        if (!terms->rows.is_whole[k]) {
            continue;
        }
        if (room > MOST_ROOM || n_rows * (room + 1) > MOST_STATES) {
            return -1;
        }
        most = n_rows * (room + 1) > most ? n_rows * (room + 1) : most;
    }
    return most;
}

/* Makes room for c_j(a), a up to the unit's largest amount that its account can take. @return how many, or -1: too
 * many */
static int64_t number_options(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms,
                              const int64_t *most)
{
    int64_t n = 0;

    for (int32_t j = 0; j < terms->parts->fit->kase->n_units; j++) {
        int64_t room =
            whole->account_of[j] != KOPPEL_NONE ? koppel_whole_accounts_room(terms, whole->account_of[j]) : 0;

        whole->option_first[j] = n;
        n += whole->n_fillings[j] > 0 ? (most[j] < room ? most[j] : room) + 1 : 0;
        if (n > MOST_OPTIONS) {
            return -1;
        }
    }
    whole->option_first[terms->parts->fit->kase->n_units] = n;
    return n;
}

/* Every program uses the tables `behind` and `ahead` in turn. */
static enum koppel_status make_tables(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms,
                                      const int64_t *most)
{
    int64_t n_states = count_states(whole, terms);
    int64_t n_options = n_states >= 0 ? number_options(whole, terms, most) : -1;

    if (n_options < 0) {
        return KOPPEL_E_ARGUMENT;
    }
    whole->options = koppel_new((size_t)n_options, sizeof *whole->options);
    whole->behind = koppel_new((size_t)n_states, sizeof *whole->behind);
    whole->ahead = koppel_new((size_t)n_states, sizeof *whole->ahead);
    if (whole->options == NULL || whole->behind == NULL || whole->ahead == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t o = 0; o < n_options; o++) {
        whole->options[o] = KOPPEL_WHOLE_NOWHERE;
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_whole_accounts_make(struct koppel_whole_accounts *whole,
                                              const struct koppel_bound_terms *terms)
{
    size_t n_units = (size_t)terms->parts->fit->kase->n_units;
    int64_t *most = koppel_new(n_units, sizeof *most);
    enum koppel_status status = KOPPEL_E_MEMORY;

    whole->account_of = koppel_new(n_units, sizeof *whole->account_of);
    whole->n_fillings = koppel_new(n_units, sizeof *whole->n_fillings);
    whole->unit_first = koppel_new((size_t)terms->parts->ledger.n_accounts + 2, sizeof *whole->unit_first);
    whole->units = koppel_new(n_units, sizeof *whole->units);
    whole->option_first = koppel_new(n_units + 1, sizeof *whole->option_first);
    if (most != NULL && whole->account_of != NULL && whole->n_fillings != NULL && whole->unit_first != NULL &&
        whole->units != NULL && whole->option_first != NULL) {
        status = find_units(whole, terms, most) ? KOPPEL_OK : KOPPEL_E_ARGUMENT;
    }
    if (status == KOPPEL_OK) {
        sort_units(whole, terms);
        status = make_tables(whole, terms, most);
    }
    free(most);
    return status;
}

void koppel_whole_accounts_free(struct koppel_whole_accounts *whole)
{
    free(whole->account_of);
    free(whole->n_fillings);
    free(whole->unit_first);
    free(whole->units);
    free(whole->option_first);
    free(whole->options);
    free(whole->extra);
    free(whole->ahead);
    free(whole->behind);
    *whole = (struct koppel_whole_accounts){0};
}

int64_t koppel_whole_accounts_option(const struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms,
                                     int32_t i, int32_t j)
{
    int64_t amount = 0;
    bool is_one = true;

    find_account(terms, i, j, &amount, &is_one);
    amount += whole->option_first[j];
    return amount < whole->option_first[j + 1] ? amount : KOPPEL_NONE;
}

void koppel_whole_accounts_offer(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms,
                                 int32_t household, int32_t unit, koppel_wide r)
{
    int64_t option = koppel_whole_accounts_option(whole, terms, household, unit);

    if (r > KOPPEL_WHOLE_MOST_TERM || r < -KOPPEL_WHOLE_MOST_TERM) {
        terms->cells[terms->parts->household_part[household]].bound.is_lost = true;
    } else if (option != KOPPEL_NONE && r < whole->options[option]) {
        whole->options[option] = r;
    }
}
