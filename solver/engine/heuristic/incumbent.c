/* incumbent.c - incremental loads, places and costs of an assignment (see incumbent.h). */
#include "engine/heuristic/incumbent.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static int64_t load_broken(const struct koppel_load *load, int64_t value)
{
    if (value < load->lo) {
        return load->lo - value;
    }
    return value > load->hi ? value - load->hi : 0;
}

static int64_t term_cost(const struct koppel_incumbent_term *term, int64_t value)
{
    return value > term->at ? term->over * (value - term->at) : term->under * (term->at - value);
}

/* Lists the terms of all tiers by load, in the order of the tiers. */
static void list_terms(struct koppel_incumbent *choice)
{
    const struct koppel_problem *problem = choice->problem;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            choice->term_first[problem->tiers[t].terms[k].load + 1]++;
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        choice->term_first[g + 1] += choice->term_first[g];
    }
    /* touched_by serves as the number of terms listed so far of each load. */
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];

            choice->terms[choice->term_first[term->load] + choice->touched_by[term->load]++] =
                (struct koppel_incumbent_term){t, term->at, term->over, term->under};
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        choice->touched_by[g] = 0;
    }
}

static size_t count_terms(const struct koppel_problem *problem)
{
    size_t n_terms = 0;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        n_terms += problem->tiers[t].n_terms;
    }
    return n_terms;
}

static void value_of_nobody(struct koppel_incumbent *choice)
{
    const struct koppel_problem *problem = choice->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        choice->pair_of[i] = KOPPEL_NONE;
        choice->value[0] += problem->must_place[i];
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        choice->loads[g] = problem->loads[g].base;
        choice->value[0] += load_broken(&problem->loads[g], choice->loads[g]);
        for (int64_t k = choice->term_first[g]; k < choice->term_first[g + 1]; k++) {
            choice->value[choice->terms[k].tier + 1] += term_cost(&choice->terms[k], choice->loads[g]);
        }
    }
}

enum koppel_status koppel_incumbent_start(struct koppel_incumbent *choice, const struct koppel_problem *problem)
{
    size_t n_terms = count_terms(problem);

    *choice = (struct koppel_incumbent){.problem = problem};
    choice->pair_of = koppel_new((size_t)problem->n_agents, sizeof *choice->pair_of);
    choice->free_places = koppel_new((size_t)problem->n_slots, sizeof *choice->free_places);
    choice->loads = koppel_new((size_t)problem->n_loads, sizeof *choice->loads);
    choice->value = koppel_new((size_t)problem->n_tiers + 1, sizeof *choice->value);
    choice->term_first = koppel_new((size_t)problem->n_loads + 1, sizeof *choice->term_first);
    choice->terms = koppel_new(n_terms, sizeof *choice->terms);
    choice->touched_by = koppel_new((size_t)problem->n_loads, sizeof *choice->touched_by);
    choice->touched = koppel_new((size_t)problem->n_loads, sizeof *choice->touched);
    choice->is_touched = koppel_new((size_t)problem->n_loads, sizeof *choice->is_touched);
    if (choice->pair_of == NULL || choice->free_places == NULL || choice->loads == NULL || choice->value == NULL ||
        choice->term_first == NULL || choice->terms == NULL || choice->touched_by == NULL || choice->touched == NULL ||
        choice->is_touched == NULL) {
        return KOPPEL_E_MEMORY;
    }
    if (problem->n_slots > 0) {
        memcpy(choice->free_places, problem->places, (size_t)problem->n_slots * sizeof *problem->places);
    }
    list_terms(choice);
    value_of_nobody(choice);
    return KOPPEL_OK;
}

void koppel_incumbent_free(struct koppel_incumbent *choice)
{
    free(choice->pair_of);
    free(choice->free_places);
    free(choice->loads);
    free(choice->value);
    free(choice->term_first);
    free(choice->terms);
    free(choice->touched_by);
    free(choice->touched);
    free(choice->is_touched);
    *choice = (struct koppel_incumbent){0};
}

/* Adds sign times what the pair adds to loads and own costs. */
static void touch_pair(struct koppel_incumbent *choice, int32_t agent, int64_t pair, int64_t sign, int64_t *delta)
{
    const struct koppel_problem *problem = choice->problem;
    int32_t j = koppel_pair_slot(problem, agent, pair);

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        int32_t g = problem->entries[e].load;
        int64_t amount = problem->measures[(int64_t)problem->entries[e].measure * problem->n_agents + agent];

        if (!choice->is_touched[g]) {
            choice->is_touched[g] = 1;
            choice->touched[choice->n_touched++] = g;
        }
        choice->touched_by[g] += sign * amount;
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        delta[t + 1] += sign * koppel_cost_of_pair(problem, t, agent, pair);
    }
}

static void weigh_load(const struct koppel_incumbent *choice, int32_t g, int64_t *delta)
{
    const struct koppel_load *load = &choice->problem->loads[g];
    int64_t before = choice->loads[g];
    int64_t after = before + choice->touched_by[g];

    delta[0] += load_broken(load, after) - load_broken(load, before);
    for (int64_t k = choice->term_first[g]; k < choice->term_first[g + 1]; k++) {
        const struct koppel_incumbent_term *term = &choice->terms[k];

        delta[term->tier + 1] += term_cost(term, after) - term_cost(term, before);
    }
}

static void touch_shifts(struct koppel_incumbent *choice, const struct koppel_shift *shifts, int n_shifts,
                         int64_t *delta)
{
    choice->n_touched = 0;
    for (int s = 0; s < n_shifts; s++) {
        int32_t agent = shifts[s].agent;
        int64_t from = choice->pair_of[agent];

        if (from != KOPPEL_NONE) {
            touch_pair(choice, agent, from, -1, delta);
        }
        if (shifts[s].to != KOPPEL_NONE) {
            touch_pair(choice, agent, shifts[s].to, 1, delta);
        }
        delta[0] += choice->problem->must_place[agent] * ((from != KOPPEL_NONE) - (shifts[s].to != KOPPEL_NONE));
    }
}

void koppel_incumbent_weigh(struct koppel_incumbent *choice, const struct koppel_shift *shifts, int n_shifts,
                            int64_t *delta)
{
    memset(delta, 0, ((size_t)choice->problem->n_tiers + 1) * sizeof *delta);
    touch_shifts(choice, shifts, n_shifts, delta);
    for (int32_t k = 0; k < choice->n_touched; k++) {
        int32_t g = choice->touched[k];

        if (choice->touched_by[g] != 0) {
            weigh_load(choice, g, delta);
        }
        choice->touched_by[g] = 0;
        choice->is_touched[g] = 0;
    }
}

void koppel_incumbent_apply(struct koppel_incumbent *choice, const struct koppel_shift *shifts, int n_shifts,
                            const int64_t *delta)
{
    const struct koppel_problem *problem = choice->problem;

    for (int s = 0; s < n_shifts; s++) {
        int32_t agent = shifts[s].agent;
        int64_t pairs[2] = {choice->pair_of[agent], shifts[s].to};

        for (int k = 0; k < 2; k++) {
            int32_t sign = k == 0 ? -1 : 1;
            int32_t j = pairs[k] != KOPPEL_NONE ? koppel_pair_slot(problem, agent, pairs[k]) : KOPPEL_NONE;

            if (j == KOPPEL_NONE) {
                continue;
            }
            choice->free_places[j] -= sign;
            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                const struct koppel_entry *entry = &problem->entries[e];

                choice->loads[entry->load] +=
                    sign * problem->measures[(int64_t)entry->measure * problem->n_agents + agent];
            }
        }
        choice->pair_of[agent] = shifts[s].to;
    }
    for (int32_t t = 0; t <= problem->n_tiers; t++) {
        choice->value[t] += delta[t];
    }
}

void koppel_incumbent_slots(const struct koppel_incumbent *choice, int32_t *slot_of)
{
    for (int32_t i = 0; i < choice->problem->n_agents; i++) {
        slot_of[i] =
            choice->pair_of[i] != KOPPEL_NONE ? koppel_pair_slot(choice->problem, i, choice->pair_of[i]) : KOPPEL_NONE;
    }
}

int koppel_vector_compare(const int64_t *a, const int64_t *b, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        if (a[k] != b[k]) {
            return a[k] < b[k] ? -1 : 1;
        }
    }
    return 0;
}

int koppel_vector_sign(const int64_t *a, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        if (a[k] != 0) {
            return a[k] < 0 ? -1 : 1;
        }
    }
    return 0;
}
