// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* clash.c - a small set of must rules that cannot be met together (see clash.h). */
#include "solve/questions/clash.h"

#include "base/memory.h"

#include <stdlib.h>

struct search {
    struct koppel_problem *problem;
    const struct koppel_engine *engine;
    struct koppel_engine_options options;
    struct koppel_load *loads; /* the limits as they were */
    bool *active;              /* n_rules: in the problem that is tried */
    struct koppel_clash_rule *rules;
    size_t n_rules;
    bool *chosen; /* n_rules: in the clash */
    bool stopped;
    enum koppel_status status;
};

static enum koppel_status rules_collect(struct search *search)
{
    const struct koppel_problem *problem = search->problem;
    size_t n_most = 2 * (size_t)problem->n_loads + (size_t)problem->n_pairs;

    search->rules = koppel_new(n_most, sizeof *search->rules);
    search->loads = koppel_new((size_t)problem->n_loads, sizeof *search->loads);
    if (search->rules == NULL || search->loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        search->loads[g] = problem->loads[g];
        if (problem->loads[g].hi != KOPPEL_NO_MAX) {
            search->rules[search->n_rules++] = (struct koppel_clash_rule){KOPPEL_CLASH_HIGH, g, KOPPEL_NONE};
        }
    }
    for (int64_t p = 0; p < problem->n_pairs; p++) {
        if (koppel_state_of_pair(problem, p) == KOPPEL_PAIR_KEPT) {
            search->rules[search->n_rules++] = (struct koppel_clash_rule){KOPPEL_CLASH_KEEP, KOPPEL_NONE, p};
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (problem->loads[g].lo != KOPPEL_NO_MIN) {
            search->rules[search->n_rules++] = (struct koppel_clash_rule){KOPPEL_CLASH_LOW, g, KOPPEL_NONE};
        }
    }
    search->active = koppel_new(search->n_rules, sizeof *search->active);
    search->chosen = koppel_new(search->n_rules, sizeof *search->chosen);
    return search->active != NULL && search->chosen != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

/* Puts the active rules, and only these, into the problem. */
static void rules_apply(struct search *search)
{
    struct koppel_problem *problem = search->problem;

    for (size_t r = 0; r < search->n_rules; r++) {
        const struct koppel_clash_rule *rule = &search->rules[r];

        if (rule->kind == KOPPEL_CLASH_KEEP) {
            problem->state[rule->pair] =
                search->active[r] ? (unsigned char)KOPPEL_PAIR_KEPT : (unsigned char)KOPPEL_PAIR_FREE;
        } else if (rule->kind == KOPPEL_CLASH_HIGH) {
            problem->loads[rule->load].hi = search->active[r] ? search->loads[rule->load].hi : KOPPEL_NO_MAX;
        } else {
            problem->loads[rule->load].lo = search->active[r] ? search->loads[rule->load].lo : KOPPEL_NO_MIN;
        }
    }
}

/* Can the active rules be met together? A solve that is stopped counts as yes, which keeps more rules than needed. */
static bool is_feasible(struct search *search)
{
    struct koppel_solution solution = {0};
    struct koppel_problem bare = *search->problem;
    bool feasible = true;

    if (search->status != KOPPEL_OK || search->stopped) {
        return true;
    }
    rules_apply(search);
    bare.n_tiers = 0; /* only the rows matter */
    search->status = search->engine->solve(&bare, &search->options, &solution);
    feasible = solution.outcome != KOPPEL_INFEASIBLE;
    search->stopped = search->status == KOPPEL_OK && solution.outcome == KOPPEL_NO_ANSWER;
    koppel_solution_free(&solution);
    return feasible;
}

/* Chooses, among rules first .. last - 1, those that clash given the rules that are active already. `added` tells
 * whether the active ones have changed since they were last known to be feasible. */
static void divide(struct search *search, size_t first, size_t last, bool added)
{
    size_t middle = first + (last - first) / 2;
    bool chose_second = false;

    if (added && !is_feasible(search)) {
        return;
    }
    if (last - first == 1) {
        search->active[first] = true;
        search->chosen[first] = true;
        return;
    }
    for (size_t r = first; r < middle; r++) {
        search->active[r] = true;
    }
    divide(search, middle, last, true);
    for (size_t r = first; r < middle; r++) {
        search->active[r] = false;
    }
    for (size_t r = middle; r < last; r++) {
        chose_second = chose_second || search->chosen[r];
    }
    divide(search, first, middle, chose_second);
}

/* The chosen rules, in the order of the problem. */
static enum koppel_status clash_take(const struct search *search, struct koppel_clash *clash)
{
    clash->rules = koppel_new(search->n_rules, sizeof *clash->rules);
    if (clash->rules == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t r = 0; r < search->n_rules; r++) {
        if (search->chosen[r]) {
            clash->rules[clash->n_rules++] = search->rules[r];
        }
    }
    clash->is_smallest = !search->stopped;
    return KOPPEL_OK;
}

enum koppel_status koppel_clash_find(struct koppel_problem *problem, const struct koppel_engine *engine,
                                     const struct koppel_engine_options *options, struct koppel_clash *clash)
{
    struct search search = {.problem = problem, .engine = engine, .options = *options};

    *clash = (struct koppel_clash){0};
    search.options.progress = NULL;
    search.status = rules_collect(&search);
    if (search.status == KOPPEL_OK && search.n_rules > 0) {
        divide(&search, 0, search.n_rules, true); /* chooses none when the rest is not feasible by itself */
        for (size_t r = 0; r < search.n_rules; r++) {
            search.active[r] = true;
        }
        rules_apply(&search);
    }
    if (search.status == KOPPEL_OK) {
        search.status = clash_take(&search, clash);
    }
    free(search.loads);
    free(search.active);
    free(search.rules);
    free(search.chosen);
    return search.status;
}

void koppel_clash_free(struct koppel_clash *clash)
{
    free(clash->rules);
    *clash = (struct koppel_clash){0};
}
