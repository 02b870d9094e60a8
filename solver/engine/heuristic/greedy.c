// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* greedy.c - construction, then local search with ejections (see greedy.h). Deterministic: ties go to the lower row. */
#include "engine/heuristic/greedy.h"

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/heuristic/incumbent.h"

#include <string.h>

/* Changes weighed at most where the caller sets no limit: some seconds in large problems. */
static const int64_t most_work = 20000000;

/* Free places weighed for an agent once the time is up. */
enum { FEW_PLACES = 64 };

/* Steps of work that a shift is worth: it looks at the loads of a slot. */
enum { STEPS_OF_CHANGE = 8 };

struct greedy {
    struct koppel_arena arena;
    const struct koppel_problem *problem;
    struct koppel_incumbent choice;
    const struct koppel_deadline *deadline;
    unsigned char *is_fixed; /* n_agents: has a kept pair */
    int32_t *holder;         /* n_slots: first agent in the slot, KOPPEL_NONE = empty */
    int32_t *next;           /* n_agents: next agent in the same slot */
    int32_t *order;          /* n_agents */
    int64_t *merit;          /* n_agents x n_values: least delta of placing the agent first */
    int64_t *delta;          /* n_values each */
    int64_t *best_delta;
    int32_t n_values;
    int64_t work;
};

static enum koppel_status greedy_start(struct greedy *greedy, const struct koppel_problem *problem,
                                       const struct koppel_deadline *deadline)
{
    size_t n_agents = (size_t)problem->n_agents;
    size_t n_values = (size_t)problem->n_tiers + 1;

    *greedy = (struct greedy){.problem = problem, .deadline = deadline, .n_values = problem->n_tiers + 1};
    greedy->is_fixed = koppel_arena_new(&greedy->arena, n_agents, sizeof *greedy->is_fixed);
    greedy->holder = koppel_arena_new(&greedy->arena, (size_t)problem->n_slots, sizeof *greedy->holder);
    greedy->next = koppel_arena_new(&greedy->arena, n_agents, sizeof *greedy->next);
    greedy->order = koppel_arena_new(&greedy->arena, n_agents, sizeof *greedy->order);
    greedy->merit = koppel_arena_new(&greedy->arena, n_agents * n_values, sizeof *greedy->merit);
    greedy->delta = koppel_arena_new(&greedy->arena, n_values, sizeof *greedy->delta);
    greedy->best_delta = koppel_arena_new(&greedy->arena, n_values, sizeof *greedy->best_delta);
    if (koppel_arena_failed(&greedy->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        greedy->holder[j] = KOPPEL_NONE;
    }
    return koppel_incumbent_start(&greedy->choice, problem, &greedy->arena);
}

static void leave_slot(struct greedy *greedy, int32_t agent, int32_t slot)
{
    int32_t *link = &greedy->holder[slot];

    while (*link != agent) {
        link = &greedy->next[*link];
    }
    *link = greedy->next[agent];
}

static void make_shifts(struct greedy *greedy, const struct koppel_shift *shifts, int n_shifts, const int64_t *delta)
{
    for (int s = 0; s < n_shifts; s++) {
        int32_t agent = shifts[s].agent;
        int64_t from = greedy->choice.pair_of[agent];

        if (from != KOPPEL_NONE) {
            leave_slot(greedy, agent, koppel_pair_slot(greedy->problem, agent, from));
        }
    }
    for (int s = 0; s < n_shifts; s++) {
        int32_t agent = shifts[s].agent;

        if (shifts[s].to != KOPPEL_NONE) {
            int32_t *holder = &greedy->holder[koppel_pair_slot(greedy->problem, agent, shifts[s].to)];

            greedy->next[agent] = *holder;
            *holder = agent;
        }
    }
    koppel_incumbent_apply(&greedy->choice, shifts, n_shifts, delta);
}

/* Weighs shifts; keeps them in best when they improve on best_delta. @return whether they did */
static bool weigh_against(struct greedy *greedy, const struct koppel_shift *shifts, int n_shifts,
                          struct koppel_shift *best, int *n_best)
{
    greedy->work++;
    koppel_deadline_spend(greedy->deadline, STEPS_OF_CHANGE * n_shifts);
    koppel_incumbent_weigh(&greedy->choice, shifts, n_shifts, greedy->delta);
    if (koppel_vector_compare(greedy->delta, greedy->best_delta, greedy->n_values) >= 0) {
        return false;
    }
    memcpy(greedy->best_delta, greedy->delta, (size_t)greedy->n_values * sizeof *greedy->delta);
    memcpy(best, shifts, (size_t)n_shifts * sizeof *best);
    *n_best = n_shifts;
    return true;
}

static void forget_best(struct greedy *greedy, int *n_best)
{
    memset(greedy->best_delta, 0, (size_t)greedy->n_values * sizeof *greedy->best_delta);
    *n_best = 0;
}

static bool may_choose(const struct greedy *greedy, int32_t agent, int64_t pair)
{
    return koppel_state_of_pair(greedy->problem, pair) != KOPPEL_PAIR_BANNED &&
           greedy->problem->places[koppel_pair_slot(greedy->problem, agent, pair)] > 0;
}

/* Row (3): kept pairs. @return false when they contradict each other or the places */
static bool place_kept(struct greedy *greedy)
{
    const struct koppel_problem *problem = greedy->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; problem->state != NULL && p < problem->first[i + 1]; p++) {
            struct koppel_shift shift = {i, p};

            if (koppel_state_of_pair(problem, p) != KOPPEL_PAIR_KEPT) {
                continue;
            }
            if (greedy->is_fixed[i] || greedy->choice.free_places[koppel_pair_slot(problem, i, p)] == 0) {
                return false;
            }
            greedy->is_fixed[i] = 1;
            koppel_incumbent_weigh(&greedy->choice, &shift, 1, greedy->delta);
            make_shifts(greedy, &shift, 1, greedy->delta);
        }
    }
    return true;
}

/* Is the time up, with no limit broken? */
static bool is_late(const struct greedy *greedy)
{
    return greedy->choice.value[0] == 0 && koppel_deadline_expired(greedy->deadline);
}

/* The free place that is best for the agent now; when it is late, the first that is better than none, of a few. */
static void best_insert(struct greedy *greedy, int32_t agent, struct koppel_shift *best, int *n_best)
{
    const struct koppel_problem *problem = greedy->problem;
    bool takes_any = is_late(greedy);
    int64_t most = takes_any ? greedy->work + FEW_PLACES : INT64_MAX;

    for (int64_t p = problem->first[agent];
         p < problem->first[agent + 1] && greedy->work < most && !(takes_any && *n_best > 0); p++) {
        if (may_choose(greedy, agent, p) && greedy->choice.free_places[koppel_pair_slot(problem, agent, p)] > 0 &&
            p != greedy->choice.pair_of[agent]) {
            weigh_against(greedy, &(struct koppel_shift){agent, p}, 1, best, n_best);
        }
    }
}

/* Agents by what placing them first would bring, then by how few pairs they have: merge sort, so that ties keep their
 * order. */
static bool comes_before(const struct greedy *greedy, int32_t a, int32_t b)
{
    const int64_t *first = greedy->problem->first;
    size_t width = (size_t)greedy->n_values;
    int sign =
        koppel_vector_compare(greedy->merit + (size_t)a * width, greedy->merit + (size_t)b * width, greedy->n_values);

    if (sign != 0) {
        return sign < 0;
    }
    return first[a + 1] - first[a] < first[b + 1] - first[b];
}

static void sort_agents(struct greedy *greedy, int32_t *order, int32_t *scratch, int32_t n)
{
    int32_t half = n / 2, left = 0, right = half;

    if (n < 2) {
        return;
    }
    sort_agents(greedy, order, scratch, half);
    sort_agents(greedy, order + half, scratch, n - half);
    for (int32_t k = 0; k < n; k++) {
        bool take_right = left == half || (right < n && comes_before(greedy, order[right], order[left]));

        scratch[k] = take_right ? order[right++] : order[left++];
    }
    memcpy(order, scratch, (size_t)n * sizeof *order);
}

static enum koppel_status order_agents(struct greedy *greedy)
{
    int32_t n_agents = greedy->problem->n_agents;
    int32_t *scratch = koppel_arena_new(&greedy->arena, (size_t)n_agents, sizeof *scratch);
    struct koppel_shift best[1];
    int n_best = 0;

    if (scratch == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < n_agents; i++) {
        greedy->order[i] = i;
        forget_best(greedy, &n_best);
        if (!greedy->is_fixed[i] && !is_late(greedy)) { /* else any order will do */
            best_insert(greedy, i, best, &n_best);
        }
        memcpy(greedy->merit + (size_t)i * (size_t)greedy->n_values, greedy->best_delta,
               (size_t)greedy->n_values * sizeof *greedy->merit);
    }
    sort_agents(greedy, greedy->order, scratch, n_agents);
    return KOPPEL_OK;
}

static void construct(struct greedy *greedy)
{
    struct koppel_shift best[1];
    int n_best = 0;

    for (int32_t k = 0; k < greedy->problem->n_agents; k++) {
        int32_t i = greedy->order[k];

        if (greedy->is_fixed[i] || greedy->choice.pair_of[i] != KOPPEL_NONE) {
            continue;
        }
        forget_best(greedy, &n_best);
        best_insert(greedy, i, best, &n_best);
        if (n_best > 0) {
            make_shifts(greedy, best, n_best, greedy->best_delta);
        }
    }
}

/* Agent takes pair p from the holder, who goes where the agent was, to a free place, or away. */
static void best_exchange(struct greedy *greedy, int32_t agent, int64_t p, int32_t holder, struct koppel_shift *best,
                          int *n_best)
{
    const struct koppel_problem *problem = greedy->problem;
    int64_t own = greedy->choice.pair_of[agent];
    int32_t own_slot = own != KOPPEL_NONE ? koppel_pair_slot(problem, agent, own) : KOPPEL_NONE;
    int32_t taken = koppel_pair_slot(problem, agent, p);
    struct koppel_shift shifts[2] = {{agent, p}, {holder, KOPPEL_NONE}};

    weigh_against(greedy, shifts, 2, best, n_best);
    for (int64_t q = problem->first[holder]; q < problem->first[holder + 1]; q++) {
        int32_t j = koppel_pair_slot(problem, holder, q);

        if (may_choose(greedy, holder, q) && j != taken && (j == own_slot || greedy->choice.free_places[j] > 0)) {
            shifts[1].to = q;
            weigh_against(greedy, shifts, 2, best, n_best);
        }
    }
}

/* The best change that begins with this agent, made when it improves the value. */
static bool improve_agent(struct greedy *greedy, int32_t agent)
{
    const struct koppel_problem *problem = greedy->problem;
    struct koppel_shift best[2];
    int n_best = 0;

    forget_best(greedy, &n_best);
    if (greedy->choice.pair_of[agent] != KOPPEL_NONE) {
        weigh_against(greedy, &(struct koppel_shift){agent, KOPPEL_NONE}, 1, best, &n_best);
    }
    best_insert(greedy, agent, best, &n_best);
    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        if (!may_choose(greedy, agent, p) || p == greedy->choice.pair_of[agent]) {
            continue;
        }
        for (int32_t k = greedy->holder[koppel_pair_slot(problem, agent, p)]; k != KOPPEL_NONE; k = greedy->next[k]) {
            if (!greedy->is_fixed[k]) {
                best_exchange(greedy, agent, p, k, best, &n_best);
            }
        }
    }
    if (n_best == 0) {
        return false;
    }
    make_shifts(greedy, best, n_best, greedy->best_delta);
    return true;
}

static void improve(struct greedy *greedy, int64_t work_limit)
{
    bool improved = true;

    while (improved) {
        improved = false;
        for (int32_t k = 0; k < greedy->problem->n_agents; k++) {
            int32_t i = greedy->order[k];

            if (greedy->work > work_limit || koppel_deadline_expired(greedy->deadline)) {
                return;
            }
            if (!greedy->is_fixed[i] && improve_agent(greedy, i)) {
                improved = true;
            }
        }
    }
}

/* Moves everybody to the given slots. */
static void take_start(struct greedy *greedy, const int32_t *start)
{
    const struct koppel_problem *problem = greedy->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        struct koppel_shift shift = {i, KOPPEL_NONE};

        if (start[i] != KOPPEL_NONE && !greedy->is_fixed[i]) {
            shift.to = koppel_problem_pair(problem, i, start[i]);
            koppel_incumbent_weigh(&greedy->choice, &shift, 1, greedy->delta);
            make_shifts(greedy, &shift, 1, greedy->delta);
        }
    }
}

enum koppel_status koppel_greedy_run(const struct koppel_problem *problem, const struct koppel_deadline *deadline,
                                     const int32_t *start, int64_t work_limit, int32_t *slot_of, int64_t *value)
{
    struct greedy greedy;
    enum koppel_status status = greedy_start(&greedy, problem, deadline);

    value[0] = INT64_MAX;
    if (status != KOPPEL_OK || !place_kept(&greedy)) {
        goto out;
    }
    status = order_agents(&greedy);
    if (status != KOPPEL_OK) {
        goto out;
    }
    if (start != NULL) {
        take_start(&greedy, start);
    }
    construct(&greedy);
    improve(&greedy, work_limit > 0 ? work_limit : most_work);
    koppel_incumbent_slots(&greedy.choice, slot_of);
    memcpy(value, greedy.choice.value, (size_t)greedy.n_values * sizeof *value);
out:
    koppel_arena_free(&greedy.arena);
    return status;
}

enum koppel_status koppel_greedy_best(const struct koppel_problem *problem, const struct koppel_deadline *deadline,
                                      const int32_t *start, int32_t *slot_of, int64_t *value)
{
    int32_t n_values = problem->n_tiers + 1;
    struct koppel_arena arena = {0};
    int32_t *other = NULL;
    int64_t *other_value = NULL;
    bool start_ok = false;
    enum koppel_status status = koppel_greedy_run(problem, deadline, NULL, 0, slot_of, value);

    if (status == KOPPEL_OK && start != NULL) {
        status = koppel_problem_feasible(problem, start, &start_ok);
    }
    if (status != KOPPEL_OK || !start_ok) {
        return status;
    }
    other = koppel_arena_new(&arena, (size_t)problem->n_agents, sizeof *other);
    other_value = koppel_arena_new(&arena, (size_t)n_values, sizeof *other_value);
    status = koppel_arena_status(&arena);
    if (status == KOPPEL_OK) {
        status = koppel_greedy_run(problem, deadline, start, 0, other, other_value);
    }
    if (status == KOPPEL_OK && koppel_vector_compare(other_value, value, n_values) < 0) {
        memcpy(slot_of, other, (size_t)problem->n_agents * sizeof *slot_of);
        memcpy(value, other_value, (size_t)n_values * sizeof *value);
    }
    koppel_arena_free(&arena);
    return status;
}
