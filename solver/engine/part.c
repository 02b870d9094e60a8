/* part.c - decisions applied, and independent parts by union-find (see part.h). */
#include "engine/part.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Working data of the split. */
struct split {
    const struct koppel_problem *problem;
    struct koppel_parts *parts;
    int32_t *places;       /* n_slots: places left by kept pairs */
    int64_t *base;         /* n_loads: with kept pairs */
    int64_t *top;          /* n_loads: largest value in reach */
    bool *is_live;         /* n_loads: a limit or cost can depend on it */
    int32_t *leader;       /* n_agents + n_slots + n_loads: union-find */
    int32_t *part_of;      /* the same nodes: part, KOPPEL_NONE = in none */
    int32_t *row_of;       /* the same nodes: row in the part */
    int32_t *measure_row;  /* n_measures: row in the part at hand, KOPPEL_NONE = not seen there */
    int32_t *measure_list; /* n_measures: measures of the part at hand */
};

static void split_free(struct split *split)
{
    free(split->places);
    free(split->base);
    free(split->top);
    free(split->is_live);
    free(split->leader);
    free(split->part_of);
    free(split->row_of);
    free(split->measure_row);
    free(split->measure_list);
}

static size_t count_nodes(const struct koppel_problem *problem)
{
    return (size_t)problem->n_agents + (size_t)problem->n_slots + (size_t)problem->n_loads;
}

static int32_t slot_node(const struct split *split, int32_t slot)
{
    return split->problem->n_agents + slot;
}

static int32_t load_node(const struct split *split, int32_t load)
{
    return split->problem->n_agents + split->problem->n_slots + load;
}

static enum koppel_status split_start(struct split *split, const struct koppel_problem *problem)
{
    size_t n_nodes = count_nodes(problem);

    split->problem = problem;
    split->places = koppel_new((size_t)problem->n_slots, sizeof *split->places);
    split->base = koppel_new((size_t)problem->n_loads, sizeof *split->base);
    split->top = koppel_new((size_t)problem->n_loads, sizeof *split->top);
    split->is_live = koppel_new((size_t)problem->n_loads, sizeof *split->is_live);
    split->leader = koppel_new(n_nodes, sizeof *split->leader);
    split->part_of = koppel_new(n_nodes, sizeof *split->part_of);
    split->row_of = koppel_new(n_nodes, sizeof *split->row_of);
    split->measure_row = koppel_new((size_t)problem->n_measures, sizeof *split->measure_row);
    split->measure_list = koppel_new((size_t)problem->n_measures, sizeof *split->measure_list);
    if (split->places == NULL || split->base == NULL || split->top == NULL || split->is_live == NULL ||
        split->leader == NULL || split->part_of == NULL || split->row_of == NULL || split->measure_row == NULL ||
        split->measure_list == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t k = 0; k < n_nodes; k++) {
        split->leader[k] = (int32_t)k;
        split->part_of[k] = KOPPEL_NONE;
        split->row_of[k] = KOPPEL_NONE;
    }
    for (int32_t q = 0; q < problem->n_measures; q++) {
        split->measure_row[q] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        split->places[j] = problem->places[j];
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        split->base[g] = problem->loads[g].base;
    }
    return KOPPEL_OK;
}

static int32_t measure_of(const struct koppel_problem *problem, const struct koppel_entry *entry, int32_t agent)
{
    return problem->measures[(int64_t)entry->measure * problem->n_agents + agent];
}

/* Books the kept pairs: places, loads, costs. */
static void book_kept(struct split *split)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_parts *parts = split->parts;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        parts->kept[i] = KOPPEL_NONE;
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = problem->slot[p];

            if (problem->state[p] != KOPPEL_PAIR_KEPT) {
                continue;
            }
            if (parts->kept[i] != KOPPEL_NONE || split->places[j] == 0) {
                parts->infeasible = true;
                return;
            }
            parts->kept[i] = j;
            split->places[j]--;
            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                split->base[problem->entries[e].load] += measure_of(problem, &problem->entries[e], i);
            }
            for (int32_t t = 0; t < problem->n_tiers; t++) {
                const struct koppel_tier *tier = &problem->tiers[t];

                parts->constants[t] += tier->agent_cost != NULL ? tier->agent_cost[i] : 0;
                parts->constants[t] += tier->pair_cost != NULL ? tier->pair_cost[p] : 0;
            }
        }
    }
}

/* A pair that can still be chosen or not. */
static bool is_open(const struct split *split, int32_t agent, int64_t pair)
{
    return split->parts->kept[agent] == KOPPEL_NONE && split->problem->state[pair] == KOPPEL_PAIR_FREE &&
           split->places[split->problem->slot[pair]] > 0;
}

/* The largest value of every load: the places of each slot taken by the agents that add most. */
static enum koppel_status reach_of_loads(struct split *split)
{
    const struct koppel_problem *problem = split->problem;
    int32_t *most = koppel_new((size_t)problem->entry_first[problem->n_slots], sizeof *most);
    int32_t *n_open = koppel_new((size_t)problem->n_slots, sizeof *n_open);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (most == NULL || n_open == NULL) {
        goto out;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = problem->slot[p];

            if (!is_open(split, i, p)) {
                continue;
            }
            n_open[j]++;
            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                int32_t amount = measure_of(problem, &problem->entries[e], i);

                most[e] = amount > most[e] ? amount : most[e];
            }
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        split->top[g] = split->base[g];
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t places = split->places[j] < n_open[j] ? split->places[j] : n_open[j];

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            split->top[problem->entries[e].load] += places * most[e];
        }
    }
    status = KOPPEL_OK;
out:
    free(most);
    free(n_open);
    return status;
}

/* A load is live when a limit can be broken or a cost can change within [base, top]. */
static void find_live_loads(struct split *split)
{
    const struct koppel_problem *problem = split->problem;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        const struct koppel_load *load = &problem->loads[g];
        bool moves = split->top[g] > split->base[g];

        split->is_live[g] = moves && (load->lo > split->base[g] || load->hi < split->top[g]);
        if (!moves && (split->base[g] < load->lo || split->base[g] > load->hi)) {
            split->parts->infeasible = true;
        }
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];
            int32_t g = term->load;

            if (split->top[g] > split->base[g] &&
                ((term->over > 0 && split->top[g] > term->at) || (term->under > 0 && split->base[g] < term->at))) {
                split->is_live[g] = true;
            }
        }
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];
            int64_t base = split->base[term->load];

            if (!split->is_live[term->load]) {
                split->parts->constants[t] +=
                    base > term->at ? term->over * (base - term->at) : term->under * (term->at - base);
            }
        }
    }
}

static int32_t find_leader(struct split *split, int32_t node)
{
    while (split->leader[node] != node) {
        split->leader[node] = split->leader[split->leader[node]];
        node = split->leader[node];
    }
    return node;
}

/* The lower node leads, so that parts are in the order of their first agents. */
static void join(struct split *split, int32_t a, int32_t b)
{
    a = find_leader(split, a);
    b = find_leader(split, b);
    if (a < b) {
        split->leader[b] = a;
    } else {
        split->leader[a] = b;
    }
}

/* Joins agents with their slots and with the live loads to which they add there; numbers the parts. */
static void find_parts(struct split *split)
{
    const struct koppel_problem *problem = split->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        bool has_pair = false;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = problem->slot[p];

            if (!is_open(split, i, p)) {
                continue;
            }
            has_pair = true;
            join(split, i, slot_node(split, j));
            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                if (split->is_live[problem->entries[e].load] && measure_of(problem, &problem->entries[e], i) > 0) {
                    join(split, i, load_node(split, problem->entries[e].load));
                }
            }
        }
        if (problem->must_place[i] && !has_pair && split->parts->kept[i] == KOPPEL_NONE) {
            split->parts->infeasible = true;
        }
        if (has_pair) {
            split->part_of[i] = 0;
        }
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (split->part_of[i] != KOPPEL_NONE) {
            int32_t leader = find_leader(split, i);

            split->part_of[i] = leader == i ? split->parts->n_items++ : split->part_of[leader];
        }
    }
}

/* Counts the rows of every part, then lists them. Rows are numbered in the order of the whole problem. */
static enum koppel_status list_rows(struct split *split)
{
    const struct koppel_problem *problem = split->problem;
    int32_t n_nodes = (int32_t)count_nodes(problem);

    split->parts->items = koppel_new((size_t)split->parts->n_items, sizeof *split->parts->items);
    if (split->parts->items == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t node = 0; node < n_nodes; node++) {
        int32_t leader = find_leader(split, node);
        struct koppel_problem *part = NULL;

        split->part_of[node] = leader < problem->n_agents ? split->part_of[leader] : KOPPEL_NONE;
        if (split->part_of[node] == KOPPEL_NONE) {
            continue;
        }
        part = &split->parts->items[split->part_of[node]].problem;
        split->row_of[node] = node < slot_node(split, 0)   ? part->n_agents++
                              : node < load_node(split, 0) ? part->n_slots++
                                                           : part->n_loads++;
    }
    for (int32_t k = 0; k < split->parts->n_items; k++) {
        struct koppel_part *part = &split->parts->items[k];

        part->agents = koppel_new((size_t)part->problem.n_agents, sizeof *part->agents);
        part->slots = koppel_new((size_t)part->problem.n_slots, sizeof *part->slots);
        part->loads = koppel_new((size_t)part->problem.n_loads, sizeof *part->loads);
        part->problem.loads = koppel_new((size_t)part->problem.n_loads, sizeof *part->problem.loads);
        if (part->agents == NULL || part->slots == NULL || part->loads == NULL || part->problem.loads == NULL) {
            return KOPPEL_E_MEMORY;
        }
    }
    for (int32_t node = 0; node < n_nodes; node++) {
        struct koppel_part *part =
            split->part_of[node] != KOPPEL_NONE ? &split->parts->items[split->part_of[node]] : NULL;
        int32_t row = split->row_of[node];

        if (part == NULL) {
            continue;
        }
        if (node < slot_node(split, 0)) {
            part->agents[row] = node;
        } else if (node < load_node(split, 0)) {
            part->slots[row] = node - slot_node(split, 0);
        } else {
            int32_t g = node - load_node(split, 0);

            part->loads[row] = g;
            part->problem.loads[row] = (struct koppel_load){split->base[g], problem->loads[g].lo, problem->loads[g].hi};
        }
    }
    return KOPPEL_OK;
}

/* Does the entry count for the part of its slot? To another part's load no pair of the slot adds anything. */
static bool entry_is_in(const struct split *split, const struct koppel_entry *entry, int32_t slot)
{
    return split->is_live[entry->load] &&
           split->part_of[load_node(split, entry->load)] == split->part_of[slot_node(split, slot)];
}

static enum koppel_status copy_slots(struct split *split, struct koppel_part *part)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_problem *to = &part->problem;
    int64_t n_entries = 0;

    for (int32_t j = 0; j < to->n_slots; j++) {
        n_entries += problem->entry_first[part->slots[j] + 1] - problem->entry_first[part->slots[j]];
    }
    to->places = koppel_new((size_t)to->n_slots, sizeof *to->places);
    to->entry_first = koppel_new((size_t)to->n_slots + 1, sizeof *to->entry_first);
    to->entries = koppel_new((size_t)n_entries, sizeof *to->entries);
    if (to->places == NULL || to->entry_first == NULL || to->entries == NULL) {
        return KOPPEL_E_MEMORY;
    }
    n_entries = 0;
    for (int32_t j = 0; j < to->n_slots; j++) {
        int32_t old = part->slots[j];

        to->places[j] = split->places[old];
        to->entry_first[j] = n_entries;
        for (int64_t e = problem->entry_first[old]; e < problem->entry_first[old + 1]; e++) {
            if (entry_is_in(split, &problem->entries[e], old)) {
                to->entries[n_entries] = problem->entries[e];
                to->entries[n_entries++].load = split->row_of[load_node(split, problem->entries[e].load)];
            }
        }
    }
    to->entry_first[to->n_slots] = n_entries;
    return KOPPEL_OK;
}

/* Keeps the measures that the part's entries use, renamed in order of their first use. */
static enum koppel_status copy_measures(struct split *split, struct koppel_part *part)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_problem *to = &part->problem;
    int64_t n_entries = to->entry_first[to->n_slots];

    for (int64_t e = 0; e < n_entries; e++) {
        int32_t q = to->entries[e].measure;

        if (split->measure_row[q] == KOPPEL_NONE) {
            split->measure_list[to->n_measures] = q;
            split->measure_row[q] = to->n_measures++;
        }
        to->entries[e].measure = split->measure_row[q];
    }
    to->measures = koppel_new((size_t)to->n_measures * (size_t)to->n_agents, sizeof *to->measures);
    for (int32_t q = 0; q < to->n_measures; q++) {
        const int32_t *from = problem->measures + (int64_t)split->measure_list[q] * problem->n_agents;

        for (int32_t i = 0; to->measures != NULL && i < to->n_agents; i++) {
            to->measures[(int64_t)q * to->n_agents + i] = from[part->agents[i]];
        }
        split->measure_row[split->measure_list[q]] = KOPPEL_NONE;
    }
    return to->measures != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

static enum koppel_status allocate_pairs(struct split *split, struct koppel_part *part)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_problem *to = &part->problem;

    for (int32_t i = 0; i < to->n_agents; i++) {
        for (int64_t p = problem->first[part->agents[i]]; p < problem->first[part->agents[i] + 1]; p++) {
            to->n_pairs += is_open(split, part->agents[i], p);
        }
    }
    to->first = koppel_new((size_t)to->n_agents + 1, sizeof *to->first);
    to->must_place = koppel_new((size_t)to->n_agents, sizeof *to->must_place);
    to->slot = koppel_new((size_t)to->n_pairs, sizeof *to->slot);
    to->state = koppel_new((size_t)to->n_pairs, sizeof *to->state);
    to->tiers = koppel_new((size_t)problem->n_tiers, sizeof *to->tiers);
    if (to->first == NULL || to->must_place == NULL || to->slot == NULL || to->state == NULL || to->tiers == NULL) {
        return KOPPEL_E_MEMORY;
    }
    to->n_tiers = problem->n_tiers;
    for (int32_t t = 0; t < to->n_tiers; t++) {
        const struct koppel_tier *from = &problem->tiers[t];
        struct koppel_tier *tier = &to->tiers[t];

        memcpy(tier->name, from->name, sizeof tier->name);
        tier->maximise = from->maximise;
        tier->scale = from->scale;
        tier->agent_cost = from->agent_cost != NULL ? koppel_new((size_t)to->n_agents, sizeof(int64_t)) : NULL;
        tier->pair_cost = from->pair_cost != NULL ? koppel_new((size_t)to->n_pairs, sizeof(int64_t)) : NULL;
        if ((from->agent_cost != NULL && tier->agent_cost == NULL) ||
            (from->pair_cost != NULL && tier->pair_cost == NULL)) {
            return KOPPEL_E_MEMORY;
        }
    }
    return KOPPEL_OK;
}

static void copy_pairs(const struct split *split, struct koppel_part *part)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_problem *to = &part->problem;
    int64_t n_pairs = 0;

    for (int32_t i = 0; i < to->n_agents; i++) {
        int32_t old = part->agents[i];

        to->first[i] = n_pairs;
        to->must_place[i] = problem->must_place[old];
        for (int32_t t = 0; t < to->n_tiers; t++) {
            if (to->tiers[t].agent_cost != NULL) {
                to->tiers[t].agent_cost[i] = problem->tiers[t].agent_cost[old];
            }
        }
        for (int64_t p = problem->first[old]; p < problem->first[old + 1]; p++) {
            if (!is_open(split, old, p)) {
                continue;
            }
            to->slot[n_pairs] = split->row_of[slot_node(split, problem->slot[p])];
            for (int32_t t = 0; t < to->n_tiers; t++) {
                if (to->tiers[t].pair_cost != NULL) {
                    to->tiers[t].pair_cost[n_pairs] = problem->tiers[t].pair_cost[p];
                }
            }
            n_pairs++;
        }
    }
    to->first[to->n_agents] = n_pairs;
}

static bool term_is_in(const struct split *split, const struct koppel_term *term, int32_t part)
{
    return split->is_live[term->load] && split->part_of[load_node(split, term->load)] == part;
}

static enum koppel_status copy_terms(const struct split *split, struct koppel_part *part, int32_t k)
{
    for (int32_t t = 0; t < part->problem.n_tiers; t++) {
        const struct koppel_tier *from = &split->problem->tiers[t];
        struct koppel_tier *tier = &part->problem.tiers[t];
        size_t n_terms = 0;

        for (size_t m = 0; m < from->n_terms; m++) {
            n_terms += term_is_in(split, &from->terms[m], k);
        }
        tier->terms = koppel_new(n_terms, sizeof *tier->terms);
        if (tier->terms == NULL) {
            return KOPPEL_E_MEMORY;
        }
        for (size_t m = 0; m < from->n_terms; m++) {
            if (term_is_in(split, &from->terms[m], k)) {
                tier->terms[tier->n_terms] = from->terms[m];
                tier->terms[tier->n_terms++].load = split->row_of[load_node(split, from->terms[m].load)];
            }
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status make_part(struct split *split, int32_t k)
{
    struct koppel_part *part = &split->parts->items[k];
    enum koppel_status status = allocate_pairs(split, part);

    if (status == KOPPEL_OK) {
        copy_pairs(split, part);
        status = copy_slots(split, part);
    }
    if (status == KOPPEL_OK) {
        status = copy_measures(split, part);
    }
    return status == KOPPEL_OK ? copy_terms(split, part, k) : status;
}

enum koppel_status koppel_parts_make(struct koppel_parts *parts, const struct koppel_problem *problem)
{
    struct split split = {.parts = parts};
    enum koppel_status status = KOPPEL_E_MEMORY;

    *parts = (struct koppel_parts){0};
    parts->kept = koppel_new((size_t)problem->n_agents, sizeof *parts->kept);
    parts->constants = koppel_new((size_t)problem->n_tiers, sizeof *parts->constants);
    if (parts->kept == NULL || parts->constants == NULL) {
        return KOPPEL_E_MEMORY;
    }
    status = split_start(&split, problem);
    if (status != KOPPEL_OK) {
        goto out;
    }
    book_kept(&split);
    if (parts->infeasible) {
        goto out;
    }
    status = reach_of_loads(&split);
    if (status != KOPPEL_OK) {
        goto out;
    }
    find_live_loads(&split);
    find_parts(&split);
    if (parts->infeasible) {
        parts->n_items = 0;
        goto out;
    }
    status = list_rows(&split);
    for (int32_t k = 0; status == KOPPEL_OK && k < parts->n_items; k++) {
        status = make_part(&split, k);
    }
out:
    split_free(&split);
    return status;
}

void koppel_parts_free(struct koppel_parts *parts)
{
    for (int32_t k = 0; parts->items != NULL && k < parts->n_items; k++) {
        koppel_problem_free(&parts->items[k].problem);
        free(parts->items[k].agents);
        free(parts->items[k].slots);
        free(parts->items[k].loads);
    }
    free(parts->items);
    free(parts->kept);
    free(parts->constants);
    *parts = (struct koppel_parts){0};
}
