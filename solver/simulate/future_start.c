// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* future_start.c - a quick assignment of an imagined future (see future_start.h). */
#include "simulate/future_start.h"

#include "base/arena.h"

#include <stdlib.h>

/* What a pair costs by itself, when all that its loads lack counts. */
struct choice {
    int64_t cost;
    int32_t agent, slot;
    int64_t pair;
};

/* What is needed while pairs are gone through. */
struct going {
    const struct koppel_problem *problem;
    struct koppel_arena arena;
    int64_t *loads;
    int32_t *places;
    int32_t *term_first; /* n_loads + 1: terms by load */
    int32_t *terms;
    struct choice *choices;
};

static enum koppel_status start(struct going *going)
{
    const struct koppel_problem *problem = going->problem;
    const struct koppel_tier *tier = &problem->tiers[0];
    int32_t *next = NULL;

    going->loads = koppel_arena_new(&going->arena, (size_t)problem->n_loads, sizeof *going->loads);
    going->places = koppel_arena_new(&going->arena, (size_t)problem->n_slots, sizeof *going->places);
    going->term_first = koppel_arena_new(&going->arena, (size_t)problem->n_loads + 1, sizeof *going->term_first);
    going->terms = koppel_arena_new(&going->arena, tier->n_terms, sizeof *going->terms);
    going->choices = koppel_arena_new(&going->arena, (size_t)problem->n_pairs, sizeof *going->choices);
    next = koppel_arena_new(&going->arena, (size_t)problem->n_loads, sizeof *next);
    if (koppel_arena_failed(&going->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t k = 0; k < tier->n_terms; k++) {
        going->term_first[tier->terms[k].load + 1]++;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        going->loads[g] = problem->loads[g].base;
        next[g] = going->term_first[g];
        going->term_first[g + 1] += going->term_first[g];
    }
    for (size_t k = 0; k < tier->n_terms; k++) {
        going->terms[next[tier->terms[k].load]++] = (int32_t)k;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        going->places[j] = problem->places[j];
    }
    return KOPPEL_OK;
}

/* What the loads of a slot cost more with an agent in it. */
static int64_t cost_of_loads(const struct going *going, int32_t agent, int32_t slot)
{
    const struct koppel_problem *problem = going->problem;
    int64_t cost = 0;

    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        const int32_t g = problem->entries[e].load;
        const int64_t amount = koppel_amount_of_entry(problem, e, agent);

        for (int32_t k = going->term_first[g]; k < going->term_first[g + 1] && amount > 0; k++) {
            const struct koppel_term *term = &problem->tiers[0].terms[going->terms[k]];

            cost += koppel_cost_of_term(term, going->loads[g] + amount) - koppel_cost_of_term(term, going->loads[g]);
        }
    }
    return cost;
}

static bool keeps_limits(const struct going *going, int32_t agent, int32_t slot)
{
    const struct koppel_problem *problem = going->problem;

    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        const struct koppel_load *load = &problem->loads[problem->entries[e].load];
        const int64_t amount = koppel_amount_of_entry(problem, e, agent);

        if (amount > 0 && load->hi != KOPPEL_NO_MAX && going->loads[problem->entries[e].load] + amount > load->hi) {
            return false;
        }
    }
    return true;
}

static int compare_choices(const void *a, const void *b)
{
    const struct choice *x = a;
    const struct choice *y = b;

    return x->cost != y->cost ? (x->cost < y->cost ? -1 : 1) : (x->pair > y->pair) - (x->pair < y->pair);
}

/* Pairs that gain something as things are at first. @return how many */
static int64_t list_choices(struct going *going)
{
    const struct koppel_problem *problem = going->problem;
    int64_t n = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t pair = problem->first[i]; pair < problem->first[i + 1]; pair++) {
            const int32_t slot = koppel_pair_slot(problem, i, pair);
            const int64_t cost = koppel_cost_of_pair(problem, 0, i, pair) + cost_of_loads(going, i, slot);

            if (cost < 0) {
                going->choices[n++] = (struct choice){cost, i, slot, pair};
            }
        }
    }
    if (n > 0) {
        qsort(going->choices, (size_t)n, sizeof *going->choices, compare_choices);
    }
    return n;
}

enum koppel_status koppel_future_start(const struct koppel_problem *problem, int32_t *slot_of)
{
    struct going going = {.problem = problem};
    enum koppel_status status = start(&going);
    const int64_t n = status == KOPPEL_OK ? list_choices(&going) : 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        slot_of[i] = KOPPEL_NONE;
    }
    for (int64_t k = 0; k < n; k++) {
        const struct choice *choice = &going.choices[k];

        if (slot_of[choice->agent] == KOPPEL_NONE && going.places[choice->slot] > 0 &&
            keeps_limits(&going, choice->agent, choice->slot) &&
            koppel_cost_of_pair(problem, 0, choice->agent, choice->pair) +
                    cost_of_loads(&going, choice->agent, choice->slot) <
                0) {
            slot_of[choice->agent] = choice->slot;
            going.places[choice->slot]--;
            koppel_add_to_loads(problem, choice->agent, choice->slot, 1, going.loads);
        }
    }
    koppel_arena_free(&going.arena);
    return status;
}
