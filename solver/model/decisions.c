// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decisions.c - the log of recorded decisions (see decisions.h). */
#include "model/decisions.h"

#include "base/memory.h"

#include <stdlib.h>

/* A row of the log under the pair that it is about: area KOPPEL_AREA_UNIT for a unit. */
struct entry {
    int32_t household;
    int32_t area;
    int32_t place;
    int32_t decided_on;
    int32_t row;
};

const char *koppel_decision_word(enum koppel_decision_kind kind)
{
    static const char *const words[] = {N_("forbid"),  N_("refused"),  N_("except"), N_("withdrawn"),
                                        N_("offered"), N_("accepted"), N_("signed"), N_("keep")};

    return words[kind];
}

bool koppel_decision_holds(enum koppel_decision_kind kind)
{
    return kind >= KOPPEL_OFFERED;
}

static int compare_pairs(const struct entry *x, const struct entry *y)
{
    if (x->household != y->household) {
        return x->household < y->household ? -1 : 1;
    }
    if (x->area != y->area) {
        return x->area < y->area ? -1 : 1;
    }
    return (x->place > y->place) - (x->place < y->place);
}

/* By pair, then in the order in which was decided. */
static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    int order = compare_pairs(x, y);

    if (order == 0) {
        order = (x->decided_on > y->decided_on) - (x->decided_on < y->decided_on);
    }
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static struct entry *entries_new(const struct koppel_case *kase)
{
    struct entry *entries = koppel_new((size_t)kase->n_decisions, sizeof *entries);

    for (int32_t d = 0; entries != NULL && d < kase->n_decisions; d++) {
        const struct koppel_decision *row = &kase->decisions[d];
        bool is_unit = row->unit != KOPPEL_NONE;

        entries[d] = (struct entry){row->household, is_unit ? (int32_t)KOPPEL_AREA_UNIT : (int32_t)row->area,
                                    is_unit ? row->unit : row->place, row->decided_on, d};
    }
    if (entries != NULL && kase->n_decisions > 0) {
        qsort(entries, (size_t)kase->n_decisions, sizeof *entries, compare_entries);
    }
    return entries;
}

/* Takes the rows that rule out of the sorted entries, in their order. */
static void rulings_take(struct koppel_suitability *fit, const struct entry *entries)
{
    const struct koppel_case *kase = fit->kase;

    for (int32_t d = 0; d < kase->n_decisions; d++) {
        const struct koppel_decision *row = &kase->decisions[entries[d].row];
        bool is_last = d + 1 == kase->n_decisions || compare_pairs(&entries[d], &entries[d + 1]) != 0;
        bool is_over = row->until != KOPPEL_NO_DATE && row->until < fit->as_of;

        fit->decision_states[entries[d].row] = !is_last  ? KOPPEL_DECISION_HISTORY
                                               : is_over ? KOPPEL_DECISION_EXPIRED
                                                         : KOPPEL_DECISION_RULES;
        if (!is_last || is_over || row->kind == KOPPEL_WITHDRAWN) {
            continue;
        }
        fit->is_decided[row->household] = true;
        if (row->unit == KOPPEL_NONE) {
            fit->barred[fit->n_barred++] = entries[d].row;
        } else {
            fit->decision_rows[fit->n_decisions] = entries[d].row;
            fit->decision_kinds[fit->n_decisions] = (unsigned char)row->kind;
            fit->decision_keys[fit->n_decisions++] = (int64_t)row->household * kase->n_units + row->unit;
        }
    }
}

static bool is_offer(const struct koppel_suitability *fit, int32_t d)
{
    return fit->decision_kinds[d] == KOPPEL_OFFERED;
}

/* Drops the offers whose household or home went otherwise since. `home` and `n_taken` are of the firm decisions. */
static void offers_drop(struct koppel_suitability *fit, int32_t *home, int32_t *n_taken)
{
    int32_t n = 0;

    for (int32_t d = 0; d < fit->n_decisions; d++) {
        if (koppel_decision_holds((enum koppel_decision_kind)fit->decision_kinds[d]) && !is_offer(fit, d)) {
            home[koppel_decided_household(fit, d)] = koppel_decided_unit(fit, d);
            n_taken[koppel_decided_unit(fit, d)]++;
        }
    }
    for (int32_t d = 0; d < fit->n_decisions; d++) {
        int32_t unit = koppel_decided_unit(fit, d);

        if (is_offer(fit, d) &&
            (home[koppel_decided_household(fit, d)] != KOPPEL_NONE || n_taken[unit] >= fit->kase->units[unit].places)) {
            fit->decision_states[fit->decision_rows[d]] = KOPPEL_DECISION_OVERTAKEN;
            continue;
        }
        fit->decision_keys[n] = fit->decision_keys[d];
        fit->decision_rows[n] = fit->decision_rows[d];
        fit->decision_kinds[n++] = fit->decision_kinds[d];
    }
    fit->n_decisions = n;
    for (int32_t d = 0; d < n; d++) {
        fit->n_excepted += fit->kase->decisions[fit->decision_rows[d]].rules >= koppel_rule_bit(KOPPEL_COUNTED_CAP);
    }
}

/* KOPPEL_NONE for each of n. */
static int32_t *nones_new(int32_t n)
{
    int32_t *rows = koppel_new((size_t)n, sizeof *rows);

    for (int32_t k = 0; rows != NULL && k < n; k++) {
        rows[k] = KOPPEL_NONE;
    }
    return rows;
}

enum koppel_status koppel_decisions_sort(struct koppel_suitability *fit)
{
    struct entry *entries = entries_new(fit->kase);
    int32_t *home = nones_new(fit->kase->n_households);
    int32_t *n_taken = koppel_new((size_t)fit->kase->n_units, sizeof *n_taken);
    enum koppel_status status = KOPPEL_E_MEMORY;

    fit->n_decisions = 0;
    fit->n_barred = 0;
    fit->n_excepted = 0;
    if (entries != NULL && home != NULL && n_taken != NULL) {
        rulings_take(fit, entries);
        offers_drop(fit, home, n_taken);
        status = KOPPEL_OK;
    }
    free(entries);
    free(home);
    free(n_taken);
    return status;
}

int32_t koppel_decided_household(const struct koppel_suitability *fit, int32_t d)
{
    return (int32_t)(fit->decision_keys[d] / fit->kase->n_units);
}

int32_t koppel_decided_unit(const struct koppel_suitability *fit, int32_t d)
{
    return (int32_t)(fit->decision_keys[d] % fit->kase->n_units);
}

const struct koppel_decision *koppel_pair_decision(const struct koppel_suitability *fit, int32_t household,
                                                   int32_t unit)
{
    int64_t key = (int64_t)household * fit->kase->n_units + unit;
    int32_t low = 0;
    int32_t high = fit->n_decisions;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (fit->decision_keys[middle] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < fit->n_decisions && fit->decision_keys[low] == key ? &fit->kase->decisions[fit->decision_rows[low]]
                                                                    : NULL;
}

static bool stands_in(const struct koppel_case *kase, int32_t unit, const struct koppel_decision *row)
{
    return koppel_unit_is_in(kase, unit, row->area, row->place);
}

/* The first of the rows that bar a household from areas, or n_barred. */
static int32_t barred_find(const struct koppel_suitability *fit, int32_t household)
{
    int32_t low = 0;
    int32_t high = fit->n_barred;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (fit->kase->decisions[fit->barred[middle]].household < household) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct koppel_decision *koppel_pair_refused(const struct koppel_suitability *fit, int32_t household, int32_t unit,
                                                  enum koppel_decision_kind kind)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_decision *of_pair = koppel_pair_decision(fit, household, unit);

    if (of_pair != NULL && of_pair->kind == kind) {
        return of_pair;
    }
    for (int32_t b = barred_find(fit, household); b < fit->n_barred; b++) {
        const struct koppel_decision *row = &kase->decisions[fit->barred[b]];

        if (row->household != household) {
            break;
        }
        if (row->kind == kind && stands_in(kase, unit, row)) {
            return row;
        }
    }
    return NULL;
}

bool koppel_pair_is_excepted(const struct koppel_suitability *fit, int32_t household, int32_t unit, int counted)
{
    const struct koppel_decision *row =
        fit->n_excepted > 0 && fit->is_decided[household] ? koppel_pair_decision(fit, household, unit) : NULL;

    return row != NULL && (row->rules & koppel_rule_bit(counted)) != 0 &&
           (row->kind == KOPPEL_EXCEPT || koppel_decision_holds(row->kind));
}

/* Says what is wrong with one home that is held, if anything. `held` and `n_held` carry those seen so far. */
static void hold_check(const struct koppel_suitability *fit, const struct koppel_decision *row,
                       const struct koppel_decision **held, int32_t *n_held, struct koppel_errors *errors)
{
    const struct koppel_case *kase = fit->kase;
    const char *file = row->added_from != NULL ? row->added_from : koppel_case_file_name(kase, "decisions.csv");
    const char *word = _(koppel_decision_word(row->kind));
    const char *household = kase->households[row->household].id;
    const struct koppel_unit *unit = &kase->units[row->unit];
    const struct koppel_decision *other = held[row->household];

    if (other != NULL) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, file, row->line, 0,
                          "%s: %s in %s contradicts row %ld, by which the household has %s (%s): add a row refused or "
                          "withdrawn for the home that it does not have",
                          word, household, unit->id, other->line, kase->units[other->unit].id,
                          _(koppel_decision_word(other->kind)));
    }
    held[row->household] = row;
    if (++n_held[row->unit] == unit->places + 1) {
        koppel_errors_add(
            errors, KOPPEL_E_INPUT, file, row->line, 0,
            koppel_plural("%s: %s in %s: the unit has %d place, and other rows give it to other households: add "
                          "a row refused or withdrawn for who does not have it",
                          "%s: %s in %s: the unit has %d places, and other rows give them to other "
                          "households: add a row refused or withdrawn for who does not have it",
                          unit->places),
            word, household, unit->id, (int)unit->places);
    }
}

/* In the order of the log, so that the later row is named. */
enum koppel_status koppel_decisions_check(const struct koppel_suitability *fit, struct koppel_errors *errors)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_decision **held = koppel_new((size_t)kase->n_households, sizeof *held);
    int32_t *n_held = koppel_new((size_t)kase->n_units, sizeof *n_held);
    enum koppel_status status = held != NULL && n_held != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t d = 0; d < kase->n_decisions && status == KOPPEL_OK; d++) {
        const struct koppel_decision *row = &kase->decisions[d];

        if (row->unit != KOPPEL_NONE && koppel_decision_holds(row->kind) &&
            fit->decision_states[d] == KOPPEL_DECISION_RULES) {
            hold_check(fit, row, held, n_held, errors);
        }
    }
    free(held);
    free(n_held);
    return status;
}
