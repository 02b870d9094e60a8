/* reassignment.c - a better choice by assignments that leave every load as it is (see reassignment.h). */
#include "engine/reassignment.h"

#include "base/memory.h"
#include "engine/assignment.h"
#include "engine/narrowing.h"

#include <stdlib.h>
#include <string.h>

/* Rounds of trades and moves at most; each is optimal by itself, so few are needed. */
enum { MOST_ROUNDS = 6 };

struct reassignment {
    const struct koppel_problem *problem;
    const struct koppel_problem *pairs;
    int32_t tier;
    const struct koppel_watch *watch;
    int32_t *slot_of;
    int32_t *kind_of;    /* n_agents: agents of one kind count alike in every measure */
    int32_t *group_of;   /* n_slots: slots of one group have the same entries */
    int32_t *held_by;    /* n_slots: kind of those who are there, KOPPEL_NONE = nobody, or several kinds */
    int32_t *n_held;     /* n_slots */
    unsigned char *keep; /* n_pairs */
};

/* An agent or slot with a number for what it counts in. */
struct marked {
    uint64_t hash;
    int32_t row;
};

static int compare_marked(const void *left, const void *right)
{
    const struct marked *a = left, *b = right;

    return a->hash != b->hash ? (a->hash > b->hash) - (a->hash < b->hash) : (a->row > b->row) - (a->row < b->row);
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash ^= value + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
    return hash * 0xff51afd7ed558ccdu;
}

static bool counts_alike(const struct koppel_problem *problem, int32_t a, int32_t b)
{
    for (int32_t q = 0; q < problem->n_measures; q++) {
        const int32_t *measure = problem->measures + (int64_t)q * problem->n_agents;

        if (measure[a] != measure[b]) {
            return false;
        }
    }
    return true;
}

static bool adds_alike(const struct koppel_problem *problem, int32_t a, int32_t b)
{
    int64_t n = problem->entry_first[a + 1] - problem->entry_first[a];
    const struct koppel_entry *from = problem->entries + problem->entry_first[a];
    const struct koppel_entry *to = problem->entries + problem->entry_first[b];

    if (problem->entry_first[b + 1] - problem->entry_first[b] != n) {
        return false;
    }
    for (int64_t e = 0; e < n; e++) {
        if (from[e].load != to[e].load || from[e].measure != to[e].measure) {
            return false;
        }
    }
    return true;
}

/* Numbers rows that are alike; rows of equal hash that are not get numbers of their own. */
static void number_alike(const struct koppel_problem *problem, struct marked *rows, int32_t n,
                         bool (*alike)(const struct koppel_problem *, int32_t, int32_t), int32_t *number)
{
    qsort(rows, (size_t)n, sizeof *rows, compare_marked);
    for (int32_t k = 0; k < n; k++) {
        bool is_same = k > 0 && alike(problem, rows[k - 1].row, rows[k].row);

        number[rows[k].row] = is_same ? number[rows[k - 1].row] : k;
    }
}

static enum koppel_status find_kinds(struct reassignment *run)
{
    const struct koppel_problem *problem = run->problem;
    int32_t n = problem->n_agents > problem->n_slots ? problem->n_agents : problem->n_slots;
    struct marked *rows = koppel_new((size_t)n, sizeof *rows);

    if (rows == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        rows[i] = (struct marked){0, i};
        for (int32_t q = 0; q < problem->n_measures; q++) {
            rows[i].hash = mix(rows[i].hash, (uint64_t)problem->measures[(int64_t)q * problem->n_agents + i]);
        }
    }
    number_alike(problem, rows, problem->n_agents, counts_alike, run->kind_of);
    for (int32_t j = 0; j < problem->n_slots; j++) {
        rows[j] = (struct marked){0, j};
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            rows[j].hash = mix(rows[j].hash, (uint64_t)problem->entries[e].load);
            rows[j].hash = mix(rows[j].hash, (uint64_t)problem->entries[e].measure);
        }
    }
    number_alike(problem, rows, problem->n_slots, adds_alike, run->group_of);
    free(rows);
    return KOPPEL_OK;
}

static enum koppel_status run_start(struct reassignment *run)
{
    size_t n_agents = (size_t)run->problem->n_agents, n_slots = (size_t)run->problem->n_slots;

    run->kind_of = koppel_new(n_agents, sizeof *run->kind_of);
    run->group_of = koppel_new(n_slots, sizeof *run->group_of);
    run->held_by = koppel_new(n_slots, sizeof *run->held_by);
    run->n_held = koppel_new(n_slots, sizeof *run->n_held);
    run->keep = koppel_new((size_t)run->pairs->n_pairs, 1);
    if (run->kind_of == NULL || run->group_of == NULL || run->held_by == NULL || run->n_held == NULL ||
        run->keep == NULL) {
        return KOPPEL_E_MEMORY;
    }
    return find_kinds(run);
}

static void run_free(struct reassignment *run)
{
    free(run->kind_of);
    free(run->group_of);
    free(run->held_by);
    free(run->n_held);
    free(run->keep);
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
            int32_t j = run->pairs->slot[p];
            bool fits = is_trade ? run->held_by[j] == run->kind_of[i]
                                 : own != KOPPEL_NONE && run->group_of[j] == run->group_of[own];

            run->keep[p] = j == own || fits;
        }
    }
}

/* What the present choice costs in the assignment. */
static koppel_wide cost_now(const struct reassignment *run, const struct koppel_assignment *assignment)
{
    koppel_wide sum = 0;

    for (int32_t i = 0; i < assignment->problem->n_agents; i++) {
        if (run->slot_of[i] != KOPPEL_NONE) {
            sum += assignment->cost[koppel_problem_pair(assignment->problem, i, run->slot_of[i])];
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
        sum += assignment->pair_of[i] != KOPPEL_NONE ? assignment->cost[assignment->pair_of[i]] : 0;
    }
    if (assignment->is_infeasible || assignment->is_stopped || sum >= cost_now(run, assignment)) {
        return;
    }
    *gains = true;
    for (int32_t i = 0; i < assignment->problem->n_agents; i++) {
        int64_t p = assignment->pair_of[i];

        run->slot_of[i] = p != KOPPEL_NONE ? assignment->problem->slot[p] : KOPPEL_NONE;
    }
}

/* Solves the assignment of the marked pairs. Trades fill every place that is held now: a pair is worth more than all
 * costs. */
static enum koppel_status solve_marked(struct reassignment *run, bool is_trade, bool *gains)
{
    struct koppel_problem some = {0};
    struct koppel_assignment assignment = {0};
    enum koppel_status status = koppel_problem_select(&some, run->pairs, run->keep);

    *gains = false;
    for (int32_t i = 0; status == KOPPEL_OK && !is_trade && i < some.n_agents; i++) {
        some.must_place[i] = run->slot_of[i] != KOPPEL_NONE;
    }
    for (int32_t j = 0; status == KOPPEL_OK && is_trade && j < some.n_slots; j++) {
        some.places[j] = run->n_held[j];
    }
    if (status == KOPPEL_OK) {
        status = koppel_assignment_start(&assignment, &some);
    }
    if (status == KOPPEL_OK && koppel_assignment_pack(&assignment, run->tier + 1)) {
        for (int64_t p = 0; is_trade && p < some.n_pairs; p++) {
            assignment.cost[p] -= (koppel_wide)1 << 96;
        }
        koppel_assignment_solve(&assignment, run->watch);
        take(run, &assignment, gains);
    }
    koppel_assignment_free(&assignment);
    koppel_problem_free(&some);
    return status;
}

enum koppel_status koppel_reassignment_run(const struct koppel_problem *problem, const struct koppel_problem *pairs,
                                           int32_t tier, const struct koppel_watch *watch, int32_t *slot_of)
{
    struct reassignment run = {.problem = problem, .pairs = pairs, .tier = tier, .watch = watch, .slot_of = slot_of};
    enum koppel_status status = run_start(&run);
    int n_idle = 0;

    for (int round = 0; status == KOPPEL_OK && round < MOST_ROUNDS && n_idle < 2 && !koppel_watch_expired(watch);
         round++) {
        bool is_trade = round % 2 == 0;
        bool gains = false;

        find_holders(&run);
        mark_pairs(&run, is_trade);
        status = solve_marked(&run, is_trade, &gains);
        n_idle = gains ? 0 : n_idle + 1;
    }
    run_free(&run);
    return status;
}
