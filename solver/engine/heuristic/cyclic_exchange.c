// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cyclic_exchange.c - trades and moves as assignment problems (see cyclic_exchange.h). */
#include "engine/heuristic/cyclic_exchange.h"
#include "problem/problem_copy.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/hash.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "engine/heuristic/assignment.h"
#include "problem/equal_rows.h"
#include "problem/equal_slots.h"

#include <string.h>

struct reassignment {
    struct koppel_arena arena;
    const struct koppel_problem *problem;
    const struct koppel_problem *pairs;
    int32_t tier;
    const struct koppel_deadline *deadline;
    int32_t *slot_of;
    int32_t *kind_of;    /* n_agents: agents of one kind count alike in every measure */
    int32_t *group_of;   /* n_slots: slots of one group have the same entries */
    int32_t *held_by;    /* n_slots: kind of those who are there, KOPPEL_NONE = nobody, or several kinds */
    int32_t *n_held;     /* n_slots */
    unsigned char *keep; /* a bit for every pair */
};

static uint64_t hash_measures(const void *data, int32_t i)
{
    const struct koppel_problem *problem = data;
    uint64_t hash = 1;

    for (int32_t q = 0; q < problem->n_measures; q++) {
        hash = koppel_hash_add(hash, problem->measures[(int64_t)q * problem->n_agents + i]);
    }
    return hash;
}

static bool counts_alike(const void *data, int32_t a, int32_t b)
{
    const struct koppel_problem *problem = data;

    for (int32_t q = 0; q < problem->n_measures; q++) {
        const int32_t *measure = problem->measures + (int64_t)q * problem->n_agents;

        if (measure[a] != measure[b]) {
            return false;
        }
    }
    return true;
}

static enum koppel_status find_kinds(struct reassignment *run)
{
    const struct koppel_problem *problem = run->problem;
    const struct koppel_slot_view entries = {.problem = problem,
                                             .agents = run->kind_of}; /* of no agent: entries alone */
    enum koppel_status status =
        koppel_equal_rows_find(problem->n_agents, hash_measures, counts_alike, problem, run->kind_of);

    return status == KOPPEL_OK ? koppel_equal_slots_find(&entries, run->group_of) : status;
}

static enum koppel_status run_start(struct reassignment *run)
{
    size_t n_agents = (size_t)run->problem->n_agents, n_slots = (size_t)run->problem->n_slots;

    run->kind_of = koppel_arena_new(&run->arena, n_agents, sizeof *run->kind_of);
    run->group_of = koppel_arena_new(&run->arena, n_slots, sizeof *run->group_of);
    run->held_by = koppel_arena_new(&run->arena, n_slots, sizeof *run->held_by);
    run->n_held = koppel_arena_new(&run->arena, n_slots, sizeof *run->n_held);
    run->keep = koppel_arena_bits(&run->arena, run->pairs->n_pairs);
    if (koppel_arena_failed(&run->arena)) {
        return KOPPEL_E_MEMORY;
    }
    return find_kinds(run);
}

/* Who is in every slot. */
static void find_holders(struct reassignment *run)
{
    for (int32_t j = 0; j < run->problem->n_slots; j++) {
        run->held_by[j] = KOPPEL_NONE;
        run->n_held[j] = 0;
    }
    for (int32_t i = 0; i < run->problem->n_agents; i++) {
        int32_t j = run->slot_of[i];

        if (j != KOPPEL_NONE) {
            bool is_mixed = run->n_held[j] > 0 && run->held_by[j] != run->kind_of[i];

            run->held_by[j] = is_mixed ? KOPPEL_NONE : run->kind_of[i];
            run->n_held[j]++;
        }
    }
}

/* The pairs of trades between agents of a kind, placed or not, or of moves within a group of slots. */
static void mark_pairs(struct reassignment *run, bool is_trade)
{
    for (int32_t i = 0; i < run->pairs->n_agents; i++) {
        int32_t own = run->slot_of[i];

        for (int64_t p = run->pairs->first[i]; p < run->pairs->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(run->pairs, i, p);
            bool fits = is_trade ? run->held_by[j] == run->kind_of[i]
                                 : own != KOPPEL_NONE && run->group_of[j] == run->group_of[own];

            koppel_bit_set(run->keep, p, j == own || fits);
        }
    }
}

/* Cost of the present slots in the assignment problem. */
static koppel_wide cost_now(const struct reassignment *run, const struct koppel_assignment *assignment)
{
    koppel_wide sum = 0;

    for (int32_t i = 0; i < assignment->problem->n_agents; i++) {
        if (run->slot_of[i] != KOPPEL_NONE) {
            sum += koppel_assignment_core_cost(&assignment->core, i,
                                               koppel_problem_pair(assignment->problem, i, run->slot_of[i]));
        }
    }
    return sum;
}

/* Takes over the assignment when it costs less. */
static void take(struct reassignment *run, const struct koppel_assignment *assignment, bool *gains)
{
    koppel_wide sum = 0;

    *gains = false;
    for (int32_t i = 0; i < assignment->problem->n_agents; i++) {
        if (assignment->pair_of[i] != KOPPEL_NONE) {
            sum += koppel_assignment_core_cost(&assignment->core, i, assignment->pair_of[i]);
        }
    }
    if (assignment->is_infeasible || assignment->is_stopped || sum >= cost_now(run, assignment)) {
        return;
    }
    *gains = true;
    for (int32_t i = 0; i < assignment->problem->n_agents; i++) {
        int64_t p = assignment->pair_of[i];

        run->slot_of[i] = p != KOPPEL_NONE ? koppel_pair_slot(assignment->problem, i, p) : KOPPEL_NONE;
    }
}

/* Solves the assignment over the marked pairs. In trades every place that is held now must be filled: a bonus makes a
 * pair worth more than all costs. */
static enum koppel_status solve_marked(struct reassignment *run, bool is_trade, bool *gains)
{
    struct koppel_problem some = {0};
    struct koppel_assignment assignment;
    struct koppel_arena arena = {0};
    bool fits = false;
    enum koppel_status status = koppel_problem_select(&some, run->pairs, run->keep);

    *gains = false;
    for (int32_t i = 0; status == KOPPEL_OK && !is_trade && i < some.n_agents; i++) {
        some.must_place[i] = run->slot_of[i] != KOPPEL_NONE;
    }
    for (int32_t j = 0; status == KOPPEL_OK && is_trade && j < some.n_slots; j++) {
        some.places[j] = run->n_held[j];
    }
    if (status == KOPPEL_OK) {
        status = koppel_assignment_start(&assignment, &some, run->tier + 1, &fits, &arena);
    }
    if (status == KOPPEL_OK && fits) {
        assignment.core.bonus = is_trade ? -((koppel_wide)1 << 96) : 0;
        assignment.core.held = run->slot_of;
        assignment.takes_good = true;
        status = koppel_assignment_solve(&assignment, run->deadline);
        if (status == KOPPEL_OK) {
            take(run, &assignment, gains);
        }
    }
    koppel_arena_free(&arena);
    koppel_problem_free(&some);
    return status;
}

enum koppel_status koppel_cyclic_exchange_run(const struct koppel_problem *problem, const struct koppel_problem *pairs,
                                              int32_t tier, int most_rounds, const struct koppel_deadline *deadline,
                                              int32_t *slot_of)
{
    struct reassignment run = {
        .problem = problem, .pairs = pairs, .tier = tier, .deadline = deadline, .slot_of = slot_of};
    enum koppel_status status = run_start(&run);
    int n_idle = 0;

    for (int round = 0; status == KOPPEL_OK && round < most_rounds && n_idle < 2 && !koppel_deadline_expired(deadline);
         round++) {
        bool is_trade = round % 2 == 0;
        bool gains = false;

        find_holders(&run);
        mark_pairs(&run, is_trade);
        status = solve_marked(&run, is_trade, &gains);
        n_idle = gains ? 0 : n_idle + 1;
    }
    koppel_arena_free(&run.arena);
    return status;
}
