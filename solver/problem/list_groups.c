// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* list_groups.c - agents with one list of slots (see list_groups.h). */
#include "problem/list_groups.h"

/* Are all pairs of the agent free? */
static bool is_free(const struct koppel_problem *problem, int32_t agent)
{
    int64_t p = problem->first[agent];

    while (problem->state != NULL && p < problem->first[agent + 1] && problem->state[p] == KOPPEL_PAIR_FREE) {
        p++;
    }
    return problem->state == NULL || p == problem->first[agent + 1];
}

static int64_t n_pairs_of(const struct koppel_problem *problem, int32_t agent)
{
    return problem->first[agent + 1] - problem->first[agent];
}

/* The group of every agent. lead: the first agent of a group; by_list: by the beginning of a list, the last group that has
 * one there, plus 1 */
static void find_groups(struct koppel_list_groups *groups, const struct koppel_problem *problem, int32_t *group_of,
                        int32_t *lead, int32_t *by_list)
{
    for (int32_t i = 0; i < problem->n_agents; i++) {
        bool is_plain = problem->list != NULL && n_pairs_of(problem, i) > 0 && is_free(problem, i);
        int32_t *entry = is_plain ? &by_list[problem->list[i]] : NULL;

        if (is_plain && *entry > 0 && n_pairs_of(problem, lead[*entry - 1]) == n_pairs_of(problem, i)) {
            group_of[i] = *entry - 1;
            continue;
        }
        group_of[i] = groups->n;
        lead[groups->n++] = i;
        if (is_plain) {
            *entry = groups->n;
        }
    }
}

enum koppel_status koppel_list_groups_make(struct koppel_list_groups *groups, const struct koppel_problem *problem,
                                           struct koppel_arena *arena)
{
    struct koppel_arena scratch = {0};
    size_t n_agents = (size_t)problem->n_agents;
    int32_t *group_of = koppel_arena_new(&scratch, n_agents, sizeof *group_of);
    int32_t *lead = koppel_arena_new(&scratch, n_agents, sizeof *lead);
    int32_t *by_list =
        koppel_arena_new(&scratch, problem->list != NULL ? (size_t)problem->n_listed : 0, sizeof *by_list);
    enum koppel_status status = koppel_arena_status(&scratch);

    groups->n = 0;
    if (status == KOPPEL_OK) {
        find_groups(groups, problem, group_of, lead, by_list);
        groups->first = koppel_arena_new(arena, (size_t)groups->n + 2, sizeof *groups->first);
        groups->agents = koppel_arena_new(arena, n_agents, sizeof *groups->agents);
        status = koppel_arena_status(arena);
    }
    for (int32_t i = 0; status == KOPPEL_OK && i < problem->n_agents; i++) {
        groups->first[group_of[i] + 2]++;
    }
    for (int32_t k = 0; status == KOPPEL_OK && k < groups->n; k++) {
        groups->first[k + 2] += groups->first[k + 1];
    }
    for (int32_t i = 0; status == KOPPEL_OK && i < problem->n_agents; i++) {
        groups->agents[groups->first[group_of[i] + 1]++] = i;
    }
    koppel_arena_free(&scratch);
    return status;
}

void koppel_list_group_amounts(const struct koppel_problem *problem, const struct koppel_list_groups *groups, int32_t k,
                               int32_t *most)
{
    for (int32_t q = 0; q < problem->n_measures; q++) {
        const int32_t *measure = problem->measures + (int64_t)q * problem->n_agents;

        most[q] = 0;
        for (int32_t m = groups->first[k]; m < groups->first[k + 1]; m++) {
            most[q] = measure[groups->agents[m]] > most[q] ? measure[groups->agents[m]] : most[q];
        }
    }
}
