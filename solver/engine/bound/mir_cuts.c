// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* mir_cuts.c - separation of mixed-integer rounding cuts of single loads (see mir_cuts.h for the inequalities). */
#include "engine/bound/mir_cuts.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Amounts that can be rounded, divisors that are tried, cuts that are kept of a side of a load in one round. */
enum { MOST_AMOUNT = 63, MOST_DIVISOR = 24, CUTS_PER_SIDE = 2 };

static const double least_violation = 0.02; /* in units of the cut's largest coefficient; less is not worth a row */

struct cut {
    int32_t load;
    int32_t measure;
    int64_t divisor;
    int64_t rest;
    bool is_upper;
    double violation;
};

struct cutting {
    struct koppel_arena arena;
    struct koppel_problem *problem;
    int32_t n_loads;
    int32_t *measure; /* n_loads: the only measure of a load; KOPPEL_NONE: none yet; SEVERAL: cannot be rounded */
    double *sums;     /* n_loads x (MOST_AMOUNT + 1): sum of the relaxation's values by amount */
    struct cut *cuts;
    size_t n_cuts;
    size_t capacity;
};

enum { SEVERAL = -2 };

/* Which loads can be rounded: a single measure, at most one entry a slot, amounts of at most MOST_AMOUNT. */
static void find_measures(struct cutting *cutting)
{
    const struct koppel_problem *problem = cutting->problem;

    for (int32_t g = 0; g < cutting->n_loads; g++) {
        cutting->measure[g] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            const struct koppel_entry *entry = &problem->entries[e];

            if (entry->load >= cutting->n_loads) {
                continue;
            }
            if (cutting->measure[entry->load] == KOPPEL_NONE) {
                cutting->measure[entry->load] = entry->measure;
            } else if (cutting->measure[entry->load] != entry->measure) {
                cutting->measure[entry->load] = SEVERAL;
            }
            for (int64_t f = problem->entry_first[j]; f < e; f++) {
                if (problem->entries[f].load == entry->load) {
                    cutting->measure[entry->load] = SEVERAL;
                }
            }
        }
    }
    for (int32_t g = 0; g < cutting->n_loads; g++) {
        for (int32_t i = 0; cutting->measure[g] >= 0 && i < problem->n_agents; i++) {
            if (problem->measures[(int64_t)cutting->measure[g] * problem->n_agents + i] > MOST_AMOUNT) {
                cutting->measure[g] = SEVERAL;
            }
        }
    }
}

static void sum_values(struct cutting *cutting, const struct koppel_classes *classes,
                       const struct koppel_class_values *values)
{
    const struct koppel_problem *problem = cutting->problem;
    int64_t v = 0;

    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        int32_t i = koppel_first_agent(classes, s);

        for (; v < values->n_items && values->items[v].pair < classes->first[s + 1]; v++) {
            int32_t j = koppel_class_pair_slot(classes, s, values->items[v].pair);

            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                int32_t g = problem->entries[e].load;

                if (g < cutting->n_loads && cutting->measure[g] >= 0) {
                    int32_t a = problem->measures[(int64_t)cutting->measure[g] * problem->n_agents + i];

                    cutting->sums[(size_t)g * (MOST_AMOUNT + 1) + (size_t)a] += values->items[v].value;
                }
            }
        }
    }
}

static int64_t rounded(const struct cut *cut, int64_t amount)
{
    int64_t times = amount / cut->divisor, over = amount % cut->divisor;

    if (cut->is_upper) {
        return (cut->divisor - cut->rest) * times + (over > cut->rest ? over - cut->rest : 0);
    }
    return cut->rest * times + (over < cut->rest ? over : cut->rest);
}

static int64_t limit_of(const struct cut *cut, int64_t c)
{
    return cut->is_upper ? (cut->divisor - cut->rest) * (c / cut->divisor)
                         : cut->rest * ((c + cut->divisor - 1) / cut->divisor);
}

/* How far the values violate the cut, in units of its largest coefficient. */
static double violation_of(const struct cut *cut, const double *sums, int64_t c)
{
    double sum = 0;
    int64_t largest = 1;

    for (int64_t a = 1; a <= MOST_AMOUNT; a++) {
        if (sums[a] > 0) {
            int64_t amount = rounded(cut, a);

            sum += (double)amount * sums[a];
            largest = amount > largest ? amount : largest;
        }
    }
    sum -= (double)limit_of(cut, c);
    return (cut->is_upper ? sum : -sum) / (double)largest;
}

/* Tries all divisors for one side of a load with limit c, and keeps the most violated cuts. */
static enum koppel_status separate(struct cutting *cutting, int32_t g, int64_t c, bool is_upper)
{
    const double *sums = cutting->sums + (size_t)g * (MOST_AMOUNT + 1);
    struct cut best[CUTS_PER_SIDE] = {{0}};
    size_t n_best = 0;

    for (int64_t k = 2; k <= MOST_DIVISOR; k++) {
        struct cut cut = {.load = g, .measure = cutting->measure[g], .divisor = k, .rest = c % k, .is_upper = is_upper};
        size_t at = n_best < CUTS_PER_SIDE ? n_best : CUTS_PER_SIDE - 1;

        cut.violation = cut.rest > 0 ? violation_of(&cut, sums, c) : 0;
        /* cppcheck-suppress uninitvar; all of best is filled when n_best is CUTS_PER_SIDE */
        if (cut.violation < least_violation || (n_best == CUTS_PER_SIDE && cut.violation <= best[at].violation)) {
            continue;
        }
        while (at > 0 && best[at - 1].violation < cut.violation) {
            best[at] = best[at - 1];
            at--;
        }
        best[at] = cut;
        n_best += n_best < CUTS_PER_SIDE;
    }
    if (koppel_arena_grow(&cutting->arena, (void **)&cutting->cuts, &cutting->capacity, cutting->n_cuts + n_best + 1,
                          sizeof *best) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t b = 0; b < n_best; b++) {
        cutting->cuts[cutting->n_cuts++] = best[b];
    }
    return KOPPEL_OK;
}

/* The entries of the problem with those of the cuts: a cut has an entry wherever its load has one. */
static void list_entries(const struct cutting *cutting, int64_t *first, struct koppel_entry *entries)
{
    const struct koppel_problem *problem = cutting->problem;
    int64_t n = 0;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        first[j] = n;
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            if (entries != NULL) {
                entries[n] = problem->entries[e];
            }
            n++;
            for (size_t c = 0; c < cutting->n_cuts; c++) {
                if (cutting->cuts[c].load == problem->entries[e].load) {
                    if (entries != NULL) {
                        entries[n] =
                            (struct koppel_entry){problem->n_loads + (int32_t)c, problem->n_measures + (int32_t)c};
                    }
                    n++;
                }
            }
        }
    }
    first[problem->n_slots] = n;
}

static void fill_measures(const struct cutting *cutting, int32_t *measures)
{
    const struct koppel_problem *problem = cutting->problem;
    int64_t n = problem->n_agents;

    memcpy(measures, problem->measures, (size_t)(problem->n_measures * n) * sizeof *measures);
    for (size_t c = 0; c < cutting->n_cuts; c++) {
        for (int64_t i = 0; i < n; i++) {
            measures[(problem->n_measures + (int64_t)c) * n + i] =
                (int32_t)rounded(&cutting->cuts[c], problem->measures[cutting->cuts[c].measure * n + i]);
        }
    }
}

static enum koppel_status extend(struct cutting *cutting)
{
    struct koppel_problem *problem = cutting->problem;
    size_t n_cuts = cutting->n_cuts, n_old = (size_t)problem->n_loads;
    struct koppel_load *loads = koppel_new(n_old + n_cuts, sizeof *loads);
    int64_t *first = koppel_new((size_t)problem->n_slots + 1, sizeof *first);
    int32_t *measures =
        koppel_new(((size_t)problem->n_measures + n_cuts) * (size_t)problem->n_agents, sizeof *measures);
    struct koppel_entry *entries = NULL;

    if (first != NULL) {
        list_entries(cutting, first, NULL);
        entries = koppel_new((size_t)first[problem->n_slots], sizeof *entries);
    }
    if (loads == NULL || first == NULL || measures == NULL || entries == NULL) {
        free(loads);
        free(first);
        free(measures);
        free(entries);
        return KOPPEL_E_MEMORY;
    }
    list_entries(cutting, first, entries);
    fill_measures(cutting, measures);
    memcpy(loads, problem->loads, n_old * sizeof *loads);
    for (size_t c = 0; c < n_cuts; c++) {
        const struct cut *cut = &cutting->cuts[c];
        const struct koppel_load *load = &problem->loads[cut->load];
        int64_t limit = limit_of(cut, (cut->is_upper ? load->hi : load->lo) - load->base);

        loads[n_old + c] = (struct koppel_load){0, cut->is_upper ? 0 : limit, cut->is_upper ? limit : KOPPEL_NO_MAX};
    }
    free(problem->loads);
    free(problem->entry_first);
    free(problem->measures);
    free(problem->entries);
    problem->loads = loads;
    problem->entry_first = first;
    problem->measures = measures;
    problem->entries = entries;
    problem->n_loads += (int32_t)n_cuts;
    problem->n_measures += (int32_t)n_cuts;
    return KOPPEL_OK;
}

/* Separates over all loads; of `cutting` the problem and n_loads are set. */
static enum koppel_status find_cuts(struct cutting *cutting, const struct koppel_classes *classes,
                                    const struct koppel_class_values *values)
{
    const struct koppel_problem *problem = cutting->problem;
    size_t n_loads = (size_t)cutting->n_loads;
    enum koppel_status status = KOPPEL_OK;

    cutting->measure = koppel_arena_new(&cutting->arena, n_loads, sizeof *cutting->measure);
    cutting->sums = koppel_arena_new(&cutting->arena, n_loads * (MOST_AMOUNT + 1), sizeof *cutting->sums);
    if (koppel_arena_failed(&cutting->arena)) {
        return KOPPEL_E_MEMORY;
    }
    find_measures(cutting);
    sum_values(cutting, classes, values);
    for (int32_t g = 0; g < cutting->n_loads && status == KOPPEL_OK; g++) {
        if (cutting->measure[g] >= 0) {
            status = separate(cutting, g, problem->loads[g].hi - problem->loads[g].base, true);
        }
        if (cutting->measure[g] >= 0 && status == KOPPEL_OK) {
            status = separate(cutting, g, problem->loads[g].lo - problem->loads[g].base, false);
        }
    }
    return status;
}

enum koppel_status koppel_mir_cuts_add(struct koppel_problem *problem, int32_t n_loads,
                                       const struct koppel_classes *classes, const struct koppel_class_values *values,
                                       struct koppel_mir_cut_list *list, int32_t *n_added)
{
    struct cutting cutting = {.problem = problem, .n_loads = n_loads};
    enum koppel_status status = find_cuts(&cutting, classes, values);

    *n_added = 0;
    if (status == KOPPEL_OK && list != NULL) {
        status =
            koppel_grow((void **)&list->items, &list->capacity, list->n_items + cutting.n_cuts, sizeof *list->items);
    }
    if (status == KOPPEL_OK && cutting.n_cuts > 0) {
        status = extend(&cutting);
    }
    for (size_t c = 0; c < cutting.n_cuts && status == KOPPEL_OK; c++) {
        const struct cut *cut = &cutting.cuts[c];

        if (list != NULL) {
            list->items[list->n_items++] = (struct koppel_mir_cut){cut->load, (int32_t)cut->divisor, cut->is_upper};
        }
        *n_added = (int32_t)c + 1;
    }
    koppel_arena_free(&cutting.arena);
    return status;
}
