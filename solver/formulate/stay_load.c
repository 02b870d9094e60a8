// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* stay_load.c - the load of kept offers, with measures shared between slots (see stay_load.h). */
#include "formulate/stay_load.h"
#include "formulate/added_load.h"

#include "base/memory.h"
#include "model/earlier.h"

#include <stdlib.h>

/* The slots with an earlier offer, and the measure of each. */
struct coloring {
    const struct koppel_problem *problem;
    const int32_t *earlier; /* n_agents: slot of the earlier offer, or KOPPEL_NONE */
    int64_t *agent_first;   /* n_slots + 1: agents with a pair to slot j: agents[agent_first[j]] .. */
    int32_t *agents;        /* n_pairs */
    int32_t *color;         /* n_slots: from 0, KOPPEL_NONE: none yet or no earlier offer */
    int32_t *is_taken;      /* n_slots: by color, 1 + the slot that last saw it at a neighbour */
    int32_t n_colors;
};

static void coloring_free(struct coloring *coloring)
{
    free(coloring->agent_first);
    free(coloring->agents);
    free(coloring->color);
    free(coloring->is_taken);
}

/* Which agents have a pair to each slot: a counting sort of the pairs. */
static void list_agents(struct coloring *coloring)
{
    const struct koppel_problem *problem = coloring->problem;
    int64_t *first = coloring->agent_first;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            first[koppel_pair_slot(problem, i, p) + 1]++;
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        first[j + 1] += first[j];
    }
    for (int32_t i = problem->n_agents - 1; i >= 0; i--) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            coloring->agents[--first[koppel_pair_slot(problem, i, p) + 1]] = i;
        }
    }
    /* first[j + 1] has run back from the end of slot j to its beginning: moved down, it is first[j] again */
    for (int32_t j = 0; j < problem->n_slots; j++) {
        first[j] = first[j + 1];
    }
    first[problem->n_slots] = problem->n_pairs;
}

static enum koppel_status coloring_make(struct coloring *coloring)
{
    const struct koppel_problem *problem = coloring->problem;
    size_t n_slots = (size_t)problem->n_slots;

    coloring->agent_first = koppel_new(n_slots + 1, sizeof *coloring->agent_first);
    coloring->agents = koppel_new((size_t)problem->n_pairs, sizeof *coloring->agents);
    coloring->color = koppel_new(n_slots, sizeof *coloring->color);
    coloring->is_taken = koppel_new(n_slots, sizeof *coloring->is_taken);
    if (coloring->agent_first == NULL || coloring->agents == NULL || coloring->color == NULL ||
        coloring->is_taken == NULL) {
        return KOPPEL_E_MEMORY;
    }
    list_agents(coloring);
    for (int32_t j = 0; j < problem->n_slots; j++) {
        coloring->color[j] = KOPPEL_NONE;
    }
    return KOPPEL_OK;
}

/* A color that `other` has cannot be that of slot j: an agent of one has a pair to the other. */
static void take_color(struct coloring *coloring, int32_t other, int32_t j)
{
    if (other != j && other != KOPPEL_NONE && coloring->color[other] != KOPPEL_NONE) {
        coloring->is_taken[coloring->color[other]] = j + 1;
    }
}

/* The first color that no slot has that would count a wrong pair with slot j. */
static void color_slot(struct coloring *coloring, int32_t j)
{
    const struct koppel_problem *problem = coloring->problem;
    int32_t color = 0;

    for (int64_t a = coloring->agent_first[j]; a < coloring->agent_first[j + 1]; a++) {
        int32_t i = coloring->agents[a];

        take_color(coloring, coloring->earlier[i], j);
        for (int64_t p = problem->first[i]; coloring->earlier[i] == j && p < problem->first[i + 1]; p++) {
            take_color(coloring, koppel_pair_slot(problem, i, p), j);
        }
    }
    while (coloring->is_taken[color] == j + 1) {
        color++;
    }
    coloring->color[j] = color;
    coloring->n_colors = color + 1 > coloring->n_colors ? color + 1 : coloring->n_colors;
}

static void color_slots(struct coloring *coloring)
{
    for (int32_t j = 0; j < coloring->problem->n_slots; j++) {
        for (int64_t a = coloring->agent_first[j]; a < coloring->agent_first[j + 1]; a++) {
            if (coloring->earlier[coloring->agents[a]] == j) {
                color_slot(coloring, j);
                break;
            }
        }
    }
}

/* 1 for the earlier agents of the slots of a measure; NULL without memory. */
static int32_t *make_amounts(const struct coloring *coloring)
{
    size_t n_agents = (size_t)coloring->problem->n_agents;
    int32_t *amounts = koppel_new((size_t)coloring->n_colors * n_agents, sizeof *amounts);

    for (size_t i = 0; i < n_agents && amounts != NULL; i++) {
        if (coloring->earlier[i] != KOPPEL_NONE) {
            amounts[(size_t)coloring->color[coloring->earlier[i]] * n_agents + i] = 1;
        }
    }
    return amounts;
}

static enum koppel_status extend(struct koppel_formulation *formulation, const struct coloring *coloring, int64_t least)
{
    const struct koppel_load load = {.lo = least, .hi = KOPPEL_NO_MAX};
    const struct koppel_load_subject subject = {
        .kind = KOPPEL_LOAD_STAY, .area = KOPPEL_AREA_MUNICIPALITY, .rule = KOPPEL_NONE, .municipality = KOPPEL_NONE};
    int32_t *amounts = make_amounts(coloring);
    enum koppel_status status = amounts != NULL ? koppel_added_load_make(formulation, &load, &subject, coloring->color,
                                                                         coloring->n_colors, amounts)
                                                : KOPPEL_E_MEMORY;

    free(amounts);
    return status;
}

enum koppel_status koppel_stay_load_add(struct koppel_formulation *formulation)
{
    const struct koppel_suitability *fit = formulation->fit;
    struct coloring coloring = {.problem = &formulation->problem, .earlier = fit->earlier_unit};
    int64_t least = koppel_earlier_least_kept(fit);
    enum koppel_status status = KOPPEL_OK;

    if (least == KOPPEL_UNKNOWN) {
        return KOPPEL_OK;
    }
    status = coloring_make(&coloring);
    if (status == KOPPEL_OK) {
        color_slots(&coloring);
        status = extend(formulation, &coloring, least);
    }
    coloring_free(&coloring);
    return status;
}
