// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* arrangement.c - rows in the order of keys (see arrangement.h). */
#include "problem/arrangement.h"

#include "base/hash.h"
#include "base/memory.h"
#include "problem/slot_lists.h"

#include <stdlib.h>

struct keyed_row {
    uint64_t key;
    int32_t row;
};

/* What is needed while the copy is made. */
struct arranging {
    struct koppel_arrangement *to;
    const struct koppel_problem *from;
    int32_t *load_row;    /* n_loads: row there -> row here */
    int32_t *measure_row; /* n_measures: row there -> row here */
    int32_t *listed_by;   /* n_listed: the agent here that has the list that begins there; KOPPEL_NONE: none yet */
    int32_t *slots;       /* n_slots: scratch */
};

static int compare_keys(const void *left, const void *right)
{
    const struct keyed_row *a = left, *b = right;

    return a->key != b->key ? (a->key > b->key) - (a->key < b->key) : (a->row > b->row) - (a->row < b->row);
}

/* row_of[row there] and, unless it is NULL, at[row here], in the order of keys. */
static enum koppel_status order_rows(const uint64_t *keys, int32_t n, int32_t *row_of, int32_t *at)
{
    struct keyed_row *rows = koppel_new((size_t)n, sizeof *rows);

    if (rows == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        rows[k] = (struct keyed_row){keys[k], k};
    }
    qsort(rows, (size_t)n, sizeof *rows, compare_keys);
    for (int32_t k = 0; k < n; k++) {
        row_of[rows[k].row] = k;
        if (at != NULL) {
            at[k] = rows[k].row;
        }
    }
    free(rows);
    return KOPPEL_OK;
}

static uint64_t hash_of(uint64_t key, int64_t number)
{
    return koppel_hash_add(koppel_hash_add(1, (int64_t)key), number);
}

/* ---- The order of measures and loads ---- */

static void hash_measures(const struct koppel_problem *from, const uint64_t *agent_key, uint64_t *keys)
{
    for (int32_t q = 0; q < from->n_measures; q++) {
        const int32_t *measure = from->measures + (int64_t)q * from->n_agents;

        for (int32_t i = 0; i < from->n_agents; i++) {
            keys[q] += hash_of(agent_key[i], measure[i]);
        }
    }
}

static void hash_loads(const struct koppel_problem *from, const uint64_t *slot_key, const uint64_t *measure_key,
                       uint64_t *keys)
{
    for (int32_t g = 0; g < from->n_loads; g++) {
        const struct koppel_load *load = &from->loads[g];

        keys[g] = koppel_hash_add(hash_of((uint64_t)load->base, load->lo), load->hi);
    }
    for (int32_t j = 0; j < from->n_slots; j++) {
        for (int64_t e = from->entry_first[j]; e < from->entry_first[j + 1]; e++) {
            keys[from->entries[e].load] += hash_of(slot_key[j], (int64_t)measure_key[from->entries[e].measure]);
        }
    }
    for (int32_t t = 0; t < from->n_tiers; t++) {
        for (size_t k = 0; k < from->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &from->tiers[t].terms[k];

            keys[term->load] +=
                koppel_hash_add(koppel_hash_add(hash_of((uint64_t)t, term->at), term->over), term->under);
        }
    }
}

static enum koppel_status order_loads(struct arranging *arranging, const uint64_t *agent_key, const uint64_t *slot_key)
{
    const struct koppel_problem *from = arranging->from;
    uint64_t *measures = koppel_new((size_t)from->n_measures, sizeof *measures);
    uint64_t *loads = koppel_new((size_t)from->n_loads, sizeof *loads);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (measures != NULL && loads != NULL) {
        hash_measures(from, agent_key, measures);
        hash_loads(from, slot_key, measures, loads);
        status = order_rows(measures, from->n_measures, arranging->measure_row, NULL);
    }
    if (status == KOPPEL_OK) {
        status = order_rows(loads, from->n_loads, arranging->load_row, NULL);
    }
    free(measures);
    free(loads);
    return status;
}

/* ---- The copy ---- */

static int compare_rows(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

    return (a > b) - (a < b);
}

static int compare_entries(const void *left, const void *right)
{
    const struct koppel_entry *a = left, *b = right;

    return a->load != b->load ? (a->load > b->load) - (a->load < b->load)
                              : (a->measure > b->measure) - (a->measure < b->measure);
}

static int compare_terms(const void *left, const void *right)
{
    const struct koppel_term *a = left, *b = right;

    if (a->load != b->load) {
        return (a->load > b->load) - (a->load < b->load);
    }
    if (a->at != b->at) {
        return (a->at > b->at) - (a->at < b->at);
    }
    return a->over != b->over ? (a->over > b->over) - (a->over < b->over)
                              : (a->under > b->under) - (a->under < b->under);
}

static enum koppel_status copy_lists(struct arranging *arranging)
{
    const struct koppel_problem *from = arranging->from;
    const struct koppel_arrangement *to = arranging->to;
    struct koppel_slot_lists lists = {0};
    enum koppel_status status = koppel_slot_lists_start(&lists, &arranging->to->problem);

    for (int32_t i = 0; i < from->n_agents && status == KOPPEL_OK; i++) {
        int32_t old = to->agent_of[i];
        int64_t begin = from->list != NULL ? from->list[old] : from->first[old];
        int32_t n = (int32_t)(from->first[old + 1] - from->first[old]);
        int32_t twin = n > 0 ? arranging->listed_by[begin] : KOPPEL_NONE;

        if (twin != KOPPEL_NONE && to->problem.first[twin + 1] - to->problem.first[twin] == n) {
            koppel_slot_lists_repeat(&lists, i, twin);
            continue;
        }
        for (int32_t k = 0; k < n; k++) {
            arranging->slots[k] = to->slot_row[from->slot[begin + k]];
        }
        qsort(arranging->slots, (size_t)n, sizeof *arranging->slots, compare_rows);
        status = koppel_slot_lists_add(&lists, i, arranging->slots, n);
        if (n > 0) {
            arranging->listed_by[begin] = i;
        }
    }
    return koppel_slot_lists_end(&lists, status);
}

/* The pair there that is pair p of agent i here. */
static int64_t old_pair(const struct arranging *arranging, int32_t i, int64_t p)
{
    const struct koppel_arrangement *to = arranging->to;

    return koppel_problem_pair(arranging->from, to->agent_of[i], to->slot_of[koppel_pair_slot(&to->problem, i, p)]);
}

static enum koppel_status copy_states(struct arranging *arranging)
{
    struct koppel_problem *to = &arranging->to->problem;

    if (arranging->from->state == NULL) {
        return KOPPEL_OK;
    }
    to->state = koppel_new((size_t)to->n_pairs, sizeof *to->state);
    if (to->state == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < to->n_agents; i++) {
        for (int64_t p = to->first[i]; p < to->first[i + 1]; p++) {
            to->state[p] = arranging->from->state[old_pair(arranging, i, p)];
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status copy_slots(struct arranging *arranging)
{
    const struct koppel_problem *from = arranging->from;
    struct koppel_problem *to = &arranging->to->problem;
    int64_t n = 0;

    to->places = koppel_new((size_t)from->n_slots, sizeof *to->places);
    to->entry_first = koppel_new((size_t)from->n_slots + 1, sizeof *to->entry_first);
    to->entries = koppel_new((size_t)from->entry_first[from->n_slots], sizeof *to->entries);
    if (to->places == NULL || to->entry_first == NULL || to->entries == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < from->n_slots; j++) {
        int32_t old = arranging->to->slot_of[j];

        to->places[j] = from->places[old];
        to->entry_first[j] = n;
        for (int64_t e = from->entry_first[old]; e < from->entry_first[old + 1]; e++) {
            to->entries[n++] = (struct koppel_entry){arranging->load_row[from->entries[e].load],
                                                     arranging->measure_row[from->entries[e].measure]};
        }
        qsort(to->entries + to->entry_first[j], (size_t)(n - to->entry_first[j]), sizeof *to->entries, compare_entries);
    }
    to->entry_first[from->n_slots] = n;
    return KOPPEL_OK;
}

static enum koppel_status copy_agents(struct arranging *arranging)
{
    const struct koppel_problem *from = arranging->from;
    struct koppel_problem *to = &arranging->to->problem;

    to->must_place = koppel_new((size_t)from->n_agents, sizeof *to->must_place);
    to->measures = koppel_new((size_t)from->n_measures * (size_t)from->n_agents, sizeof *to->measures);
    to->loads = koppel_new((size_t)from->n_loads, sizeof *to->loads);
    if (to->must_place == NULL || to->measures == NULL || to->loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < from->n_agents; i++) {
        int32_t old = arranging->to->agent_of[i];

        to->must_place[i] = from->must_place[old];
        for (int32_t q = 0; q < from->n_measures; q++) {
            to->measures[(int64_t)arranging->measure_row[q] * from->n_agents + i] =
                from->measures[(int64_t)q * from->n_agents + old];
        }
    }
    for (int32_t g = 0; g < from->n_loads; g++) {
        to->loads[arranging->load_row[g]] = from->loads[g];
    }
    return KOPPEL_OK;
}

static enum koppel_status copy_tier(struct arranging *arranging, int32_t t)
{
    const struct koppel_tier *from = &arranging->from->tiers[t];
    struct koppel_problem *problem = &arranging->to->problem;
    struct koppel_tier *to = &problem->tiers[t];

    *to = *from;
    to->agent_cost = from->agent_cost != NULL ? koppel_new((size_t)problem->n_agents, sizeof *to->agent_cost) : NULL;
    to->pair_cost = from->pair_cost != NULL ? koppel_new((size_t)problem->n_pairs, sizeof *to->pair_cost) : NULL;
    to->terms = koppel_new(from->n_terms, sizeof *to->terms);
    if ((from->agent_cost != NULL && to->agent_cost == NULL) || (from->pair_cost != NULL && to->pair_cost == NULL) ||
        to->terms == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (from->agent_cost != NULL) {
            to->agent_cost[i] = from->agent_cost[arranging->to->agent_of[i]];
        }
        for (int64_t p = problem->first[i]; from->pair_cost != NULL && p < problem->first[i + 1]; p++) {
            to->pair_cost[p] = from->pair_cost[old_pair(arranging, i, p)];
        }
    }
    for (size_t k = 0; k < from->n_terms; k++) {
        to->terms[k] = from->terms[k];
        to->terms[k].load = arranging->load_row[from->terms[k].load];
    }
    qsort(to->terms, to->n_terms, sizeof *to->terms, compare_terms);
    return KOPPEL_OK;
}

static enum koppel_status copy_problem(struct arranging *arranging)
{
    struct koppel_problem *to = &arranging->to->problem;
    enum koppel_status status = copy_lists(arranging);

    if (status == KOPPEL_OK) {
        status = copy_states(arranging);
    }
    if (status == KOPPEL_OK) {
        status = copy_slots(arranging);
    }
    if (status == KOPPEL_OK) {
        status = copy_agents(arranging);
    }
    to->tiers = koppel_new((size_t)arranging->from->n_tiers, sizeof *to->tiers);
    status = to->tiers != NULL ? status : KOPPEL_E_MEMORY;
    for (int32_t t = 0; t < arranging->from->n_tiers && status == KOPPEL_OK; t++) {
        to->n_tiers++;
        status = copy_tier(arranging, t);
    }
    return status;
}

/* What cost rules call the rows: as in the problem that is arranged. */
static void name_rows(const struct koppel_problem *from, struct koppel_arrangement *to)
{
    for (int32_t i = 0; i < from->n_agents; i++) {
        to->agent_name[i] = from->agent_name != NULL ? from->agent_name[to->agent_of[i]] : to->agent_of[i];
    }
    for (int32_t j = 0; j < from->n_slots; j++) {
        to->slot_name[j] = from->slot_name != NULL ? from->slot_name[to->slot_of[j]] : to->slot_of[j];
    }
    to->problem.agent_name = to->agent_name;
    to->problem.slot_name = to->slot_name;
}

static enum koppel_status start(struct arranging *arranging)
{
    const struct koppel_problem *from = arranging->from;
    struct koppel_arrangement *to = arranging->to;
    size_t n_agents = (size_t)from->n_agents, n_slots = (size_t)from->n_slots;
    size_t n_listed = (size_t)(from->list != NULL ? from->n_listed : from->n_pairs);

    *to = (struct koppel_arrangement){.problem = {.n_agents = from->n_agents,
                                                  .n_slots = from->n_slots,
                                                  .n_loads = from->n_loads,
                                                  .n_measures = from->n_measures}};
    to->agent_of = koppel_new(n_agents, sizeof *to->agent_of);
    to->slot_of = koppel_new(n_slots, sizeof *to->slot_of);
    to->agent_row = koppel_new(n_agents, sizeof *to->agent_row);
    to->slot_row = koppel_new(n_slots, sizeof *to->slot_row);
    to->agent_name = koppel_new(n_agents, sizeof *to->agent_name);
    to->slot_name = koppel_new(n_slots, sizeof *to->slot_name);
    arranging->load_row = koppel_new((size_t)from->n_loads, sizeof *arranging->load_row);
    arranging->measure_row = koppel_new((size_t)from->n_measures, sizeof *arranging->measure_row);
    arranging->listed_by = koppel_new(n_listed, sizeof *arranging->listed_by);
    arranging->slots = koppel_new(n_slots, sizeof *arranging->slots);
    if (to->agent_of == NULL || to->slot_of == NULL || to->agent_row == NULL || to->slot_row == NULL ||
        to->agent_name == NULL || to->slot_name == NULL || arranging->load_row == NULL ||
        arranging->measure_row == NULL || arranging->listed_by == NULL || arranging->slots == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t k = 0; k < n_listed; k++) {
        arranging->listed_by[k] = KOPPEL_NONE;
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_arrangement_make(struct koppel_arrangement *arrangement, const struct koppel_problem *from,
                                           const uint64_t *agent_key, const uint64_t *slot_key)
{
    struct arranging arranging = {.to = arrangement, .from = from};
    enum koppel_status status = start(&arranging);

    if (status == KOPPEL_OK) {
        status = order_rows(agent_key, from->n_agents, arrangement->agent_row, arrangement->agent_of);
    }
    if (status == KOPPEL_OK) {
        status = order_rows(slot_key, from->n_slots, arrangement->slot_row, arrangement->slot_of);
    }
    if (status == KOPPEL_OK) {
        status = order_loads(&arranging, agent_key, slot_key);
    }
    if (status == KOPPEL_OK) {
        name_rows(from, arrangement);
        status = copy_problem(&arranging);
    }
    free(arranging.load_row);
    free(arranging.measure_row);
    free(arranging.listed_by);
    free(arranging.slots);
    return status;
}

void koppel_arrangement_enter(const struct koppel_arrangement *arrangement, const int32_t *slot_of, int32_t *arranged)
{
    const struct koppel_problem *problem = &arrangement->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int32_t j = slot_of[arrangement->agent_of[i]];

        arranged[i] = j >= 0 && j < problem->n_slots ? arrangement->slot_row[j] : KOPPEL_NONE;
    }
}

void koppel_arrangement_leave(const struct koppel_arrangement *arrangement, const int32_t *arranged, int32_t *slot_of)
{
    for (int32_t i = 0; i < arrangement->problem.n_agents; i++) {
        int32_t j = arranged[i];

        slot_of[arrangement->agent_of[i]] = j != KOPPEL_NONE ? arrangement->slot_of[j] : KOPPEL_NONE;
    }
}

void koppel_arrangement_free(struct koppel_arrangement *arrangement)
{
    koppel_problem_free(&arrangement->problem);
    free(arrangement->agent_of);
    free(arrangement->slot_of);
    free(arrangement->agent_row);
    free(arrangement->slot_row);
    free(arrangement->agent_name);
    free(arrangement->slot_name);
    *arrangement = (struct koppel_arrangement){0};
}
