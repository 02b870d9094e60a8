/* classes.c - interchangeable agents and slots (see classes.h). */
#include "engine/classes.h"

#include "base/memory.h"
#include "engine/twins.h"

#include <stdlib.h>
#include <string.h>

/* Working data: the pairs by slot of one agent of every class, which stands for all: they have the same pairs. */
struct sorting {
    const struct koppel_problem *problem;
    int32_t n_tiers;
    int64_t *slot_pairs_first; /* n_slots + 2; slot j has entries slot_pairs_first[j] .. slot_pairs_first[j+1]-1 of: */
    int64_t *slot_pairs;       /* pairs, agents ascending */
    int32_t *slot_agents;      /* their agents */
};

static void sorting_free(struct sorting *sorting)
{
    free(sorting->slot_pairs_first);
    free(sorting->slot_pairs);
    free(sorting->slot_agents);
}

/* Lists the pairs by slot, once the agents are classed. */
static enum koppel_status list_by_slot(struct sorting *sorting, const struct koppel_classes *classes)
{
    const struct koppel_problem *problem = sorting->problem;
    int64_t n_pairs = 0;

    sorting->slot_pairs_first = koppel_new((size_t)problem->n_slots + 2, sizeof *sorting->slot_pairs_first);
    for (int32_t s = 0; sorting->slot_pairs_first != NULL && s < classes->n_agent_classes; s++) {
        int32_t i = classes->agents[classes->agent_first[s]];

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            sorting->slot_pairs_first[problem->slot[p] + 2]++;
        }
        n_pairs += problem->first[i + 1] - problem->first[i];
    }
    sorting->slot_pairs = koppel_new((size_t)n_pairs, sizeof *sorting->slot_pairs);
    sorting->slot_agents = koppel_new((size_t)n_pairs, sizeof *sorting->slot_agents);
    if (sorting->slot_pairs_first == NULL || sorting->slot_pairs == NULL || sorting->slot_agents == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        sorting->slot_pairs_first[j + 2] += sorting->slot_pairs_first[j + 1];
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        int32_t i = classes->agents[classes->agent_first[s]];

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t at = sorting->slot_pairs_first[problem->slot[p] + 1]++;

            sorting->slot_pairs[at] = p;
            sorting->slot_agents[at] = i;
        }
    }
    return KOPPEL_OK;
}

static int32_t measure_of(const struct koppel_problem *problem, int64_t entry, int32_t agent)
{
    return problem->measures[(int64_t)problem->entries[entry].measure * problem->n_agents + agent];
}

static uint64_t hash_agent(const void *data, int32_t i)
{
    const struct sorting *sorting = data;
    const struct koppel_problem *problem = sorting->problem;
    uint64_t hash = koppel_hash_add(problem->must_place[i], problem->first[i + 1] - problem->first[i]);

    for (int32_t t = 0; t < sorting->n_tiers; t++) {
        hash = problem->tiers[t].agent_cost != NULL ? koppel_hash_add(hash, problem->tiers[t].agent_cost[i]) : hash;
    }
    for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
        int32_t j = problem->slot[p];

        hash = koppel_hash_costs(koppel_hash_add(hash, j), problem, sorting->n_tiers, p);
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            hash = koppel_hash_add(hash, measure_of(problem, e, i));
        }
    }
    return hash;
}

static bool same_agents(const void *data, int32_t a, int32_t b)
{
    const struct sorting *sorting = data;
    const struct koppel_problem *problem = sorting->problem;
    int64_t n_pairs = problem->first[a + 1] - problem->first[a];

    if (problem->must_place[a] != problem->must_place[b] || problem->first[b + 1] - problem->first[b] != n_pairs) {
        return false;
    }
    for (int32_t t = 0; t < sorting->n_tiers; t++) {
        const int64_t *cost = problem->tiers[t].agent_cost;

        if (cost != NULL && cost[a] != cost[b]) {
            return false;
        }
    }
    for (int64_t k = 0; k < n_pairs; k++) {
        int64_t p = problem->first[a] + k, q = problem->first[b] + k;
        int32_t j = problem->slot[p];

        if (problem->slot[q] != j || !koppel_twins_cost_alike(problem, sorting->n_tiers, p, q)) {
            return false;
        }
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            if (measure_of(problem, e, a) != measure_of(problem, e, b)) {
                return false;
            }
        }
    }
    return true;
}

static uint64_t hash_slot(const void *data, int32_t j)
{
    const struct sorting *sorting = data;
    const struct koppel_problem *problem = sorting->problem;
    uint64_t hash = 1;

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        hash = koppel_hash_add(koppel_hash_add(hash, problem->entries[e].load), problem->entries[e].measure);
    }
    for (int64_t k = sorting->slot_pairs_first[j]; k < sorting->slot_pairs_first[j + 1]; k++) {
        hash = koppel_hash_costs(koppel_hash_add(hash, sorting->slot_agents[k]), problem, sorting->n_tiers,
                                 sorting->slot_pairs[k]);
    }
    return hash;
}

static bool same_slots(const void *data, int32_t a, int32_t b)
{
    const struct sorting *sorting = data;
    const struct koppel_problem *problem = sorting->problem;
    int64_t n_entries = problem->entry_first[a + 1] - problem->entry_first[a];
    int64_t n_pairs = sorting->slot_pairs_first[a + 1] - sorting->slot_pairs_first[a];

    if (problem->entry_first[b + 1] - problem->entry_first[b] != n_entries ||
        sorting->slot_pairs_first[b + 1] - sorting->slot_pairs_first[b] != n_pairs) {
        return false;
    }
    for (int64_t k = 0; k < n_entries; k++) {
        const struct koppel_entry *x = &problem->entries[problem->entry_first[a] + k];
        const struct koppel_entry *y = &problem->entries[problem->entry_first[b] + k];

        if (x->load != y->load || x->measure != y->measure) {
            return false;
        }
    }
    for (int64_t k = 0; k < n_pairs; k++) {
        int64_t p = sorting->slot_pairs_first[a] + k, q = sorting->slot_pairs_first[b] + k;

        if (sorting->slot_agents[p] != sorting->slot_agents[q] ||
            !koppel_twins_cost_alike(problem, sorting->n_tiers, sorting->slot_pairs[p], sorting->slot_pairs[q])) {
            return false;
        }
    }
    return true;
}

/* Turns twins into class numbers and lists the members of each class. */
static enum koppel_status number_classes(int32_t n_rows, int32_t *class_of, int32_t *n_classes, int32_t **first,
                                         int32_t **members)
{
    *n_classes = 0;
    for (int32_t k = 0; k < n_rows; k++) {
        class_of[k] = class_of[k] == k ? (*n_classes)++ : class_of[class_of[k]];
    }
    *first = koppel_new((size_t)*n_classes + 2, sizeof **first);
    *members = koppel_new((size_t)n_rows, sizeof **members);
    if (*first == NULL || *members == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n_rows; k++) {
        (*first)[class_of[k] + 2]++;
    }
    for (int32_t c = 0; c < *n_classes; c++) {
        (*first)[c + 2] += (*first)[c + 1];
    }
    for (int32_t k = 0; k < n_rows; k++) {
        (*members)[(*first)[class_of[k] + 1]++] = k;
    }
    return KOPPEL_OK;
}

/* A pair of classes for every slot class that the first agent of an agent class reaches. */
static enum koppel_status list_pairs(struct koppel_classes *classes, const struct koppel_problem *problem)
{
    int64_t n_pairs = 0;
    int32_t *last = koppel_new((size_t)classes->n_slot_classes, sizeof *last);

    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        int32_t i = classes->agents[classes->agent_first[s]];

        n_pairs += problem->first[i + 1] - problem->first[i];
    }
    classes->first = koppel_new((size_t)classes->n_agent_classes + 1, sizeof *classes->first);
    classes->slot_class = koppel_new((size_t)n_pairs, sizeof *classes->slot_class);
    classes->pair = koppel_new((size_t)n_pairs, sizeof *classes->pair);
    if (last == NULL || classes->first == NULL || classes->slot_class == NULL || classes->pair == NULL) {
        free(last);
        return KOPPEL_E_MEMORY;
    }
    n_pairs = 0;
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        int32_t i = classes->agents[classes->agent_first[s]];

        classes->first[s] = n_pairs;
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t k = classes->class_of_slot[problem->slot[p]];

            /* last holds s + 1 where class k has been listed for s: members come in ascending order, so classes do too.
             */
            if (last[k] != s + 1) {
                last[k] = s + 1;
                classes->slot_class[n_pairs] = k;
                classes->pair[n_pairs++] = p;
            }
        }
    }
    classes->first[classes->n_agent_classes] = n_pairs;
    classes->n_pairs = n_pairs;
    free(last);
    return KOPPEL_OK;
}

static enum koppel_status class_agents(struct koppel_classes *classes, const struct sorting *sorting)
{
    int32_t n_agents = sorting->problem->n_agents;
    enum koppel_status status = KOPPEL_E_MEMORY;

    classes->class_of_agent = koppel_new((size_t)n_agents, sizeof *classes->class_of_agent);
    if (classes->class_of_agent != NULL) {
        status = koppel_twins_find(n_agents, hash_agent, same_agents, sorting, classes->class_of_agent);
    }
    return status == KOPPEL_OK ? number_classes(n_agents, classes->class_of_agent, &classes->n_agent_classes,
                                                &classes->agent_first, &classes->agents)
                               : status;
}

static enum koppel_status class_slots(struct koppel_classes *classes, const struct sorting *sorting)
{
    const struct koppel_problem *problem = sorting->problem;
    enum koppel_status status = KOPPEL_E_MEMORY;

    classes->class_of_slot = koppel_new((size_t)problem->n_slots, sizeof *classes->class_of_slot);
    if (classes->class_of_slot != NULL) {
        status = koppel_twins_find(problem->n_slots, hash_slot, same_slots, sorting, classes->class_of_slot);
    }
    if (status == KOPPEL_OK) {
        status = number_classes(problem->n_slots, classes->class_of_slot, &classes->n_slot_classes,
                                &classes->slot_first, &classes->slots);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    classes->places = koppel_new((size_t)classes->n_slot_classes, sizeof *classes->places);
    for (int32_t j = 0; classes->places != NULL && j < problem->n_slots; j++) {
        classes->places[classes->class_of_slot[j]] += problem->places[j];
    }
    return classes->places != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

enum koppel_status koppel_classes_make(struct koppel_classes *classes, const struct koppel_problem *problem,
                                       int32_t n_tiers)
{
    struct sorting sorting = {.problem = problem, .n_tiers = n_tiers};
    enum koppel_status status = KOPPEL_OK;

    *classes = (struct koppel_classes){0};
    status = class_agents(classes, &sorting);
    if (status == KOPPEL_OK) {
        status = list_by_slot(&sorting, classes);
    }
    if (status == KOPPEL_OK) {
        status = class_slots(classes, &sorting);
    }
    sorting_free(&sorting);
    return status == KOPPEL_OK ? list_pairs(classes, problem) : status;
}

void koppel_classes_free(struct koppel_classes *classes)
{
    free(classes->class_of_agent);
    free(classes->class_of_slot);
    free(classes->agent_first);
    free(classes->agents);
    free(classes->slot_first);
    free(classes->slots);
    free(classes->places);
    free(classes->first);
    free(classes->slot_class);
    free(classes->pair);
    *classes = (struct koppel_classes){0};
}
