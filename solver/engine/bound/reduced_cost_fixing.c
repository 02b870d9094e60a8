/* reduced_cost_fixing.c - smaller problems with the same good choices (see reduced_cost_fixing.h). */
#include "engine/bound/reduced_cost_fixing.h"

#include "base/bits.h"
#include "base/memory.h"
#include "problem/slot_lists.h"

#include <stdlib.h>
#include <string.h>

static void *copy_items(const void *items, size_t n, size_t size)
{
    void *copy = koppel_new(n, size);

    if (copy != NULL && n > 0) {
        memcpy(copy, items, n * size);
    }
    return copy;
}

static enum koppel_status copy_rows(struct koppel_problem *to, const struct koppel_problem *from)
{
    size_t n_slots = (size_t)from->n_slots, n_agents = (size_t)from->n_agents;

    to->must_place = copy_items(from->must_place, n_agents, sizeof *to->must_place);
    to->places = copy_items(from->places, n_slots, sizeof *to->places);
    to->entry_first = copy_items(from->entry_first, n_slots + 1, sizeof *to->entry_first);
    to->entries = copy_items(from->entries, (size_t)from->entry_first[n_slots], sizeof *to->entries);
    to->measures = copy_items(from->measures, (size_t)from->n_measures * n_agents, sizeof *to->measures);
    to->loads = copy_items(from->loads, (size_t)from->n_loads, sizeof *to->loads);
    to->tiers = koppel_new((size_t)from->n_tiers, sizeof *to->tiers);
    return to->must_place != NULL && to->places != NULL && to->entry_first != NULL && to->entries != NULL &&
                   to->measures != NULL && to->loads != NULL && to->tiers != NULL
               ? KOPPEL_OK
               : KOPPEL_E_MEMORY;
}

/* A copy without pairs or tiers. */
static enum koppel_status start_copy(struct koppel_problem *to, const struct koppel_problem *from)
{
    *to = (struct koppel_problem){.n_agents = from->n_agents,
                                  .n_slots = from->n_slots,
                                  .n_loads = from->n_loads,
                                  .n_measures = from->n_measures,
                                  .agent_name = from->agent_name,
                                  .slot_name = from->slot_name};
    return copy_rows(to, from);
}

/* Everything of a tier but its pair costs. */
static enum koppel_status copy_tier(struct koppel_tier *to, const struct koppel_tier *from, int32_t n_agents)
{
    *to = *from;
    to->agent_cost = NULL;
    to->pair_cost = NULL;
    to->terms = copy_items(from->terms, from->n_terms, sizeof *to->terms);
    if (from->agent_cost != NULL) {
        to->agent_cost = copy_items(from->agent_cost, (size_t)n_agents, sizeof *to->agent_cost);
    }
    return to->terms == NULL || (from->agent_cost != NULL && to->agent_cost == NULL) ? KOPPEL_E_MEMORY : KOPPEL_OK;
}

static enum koppel_status select_costs(struct koppel_tier *to, const struct koppel_tier *from,
                                       const struct koppel_problem *problem, const unsigned char *keep, int64_t n_kept)
{
    int64_t n = 0;

    if (from->pair_cost == NULL) {
        return KOPPEL_OK;
    }
    to->pair_cost = koppel_new((size_t)n_kept, sizeof *to->pair_cost);
    if (to->pair_cost == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t p = 0; p < problem->n_pairs; p++) {
        if (koppel_bit(keep, p)) {
            to->pair_cost[n++] = from->pair_cost[p];
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status select_pairs(struct koppel_problem *to, const struct koppel_problem *from,
                                       const unsigned char *keep)
{
    struct koppel_slot_lists lists = {0};
    int32_t *slots = koppel_new((size_t)from->n_slots, sizeof *slots);
    enum koppel_status status = koppel_slot_lists_start(&lists, to);

    status = slots != NULL ? status : KOPPEL_E_MEMORY;
    for (int32_t i = 0; i < from->n_agents && status == KOPPEL_OK; i++) {
        int32_t n = 0;

        for (int64_t p = from->first[i]; p < from->first[i + 1]; p++) {
            if (koppel_bit(keep, p)) {
                slots[n++] = koppel_pair_slot(from, i, p);
            }
        }
        status = koppel_slot_lists_add(&lists, i, slots, n);
    }
    free(slots);
    return koppel_slot_lists_end(&lists, status);
}

enum koppel_status koppel_problem_select(struct koppel_problem *to, const struct koppel_problem *from,
                                         const unsigned char *keep)
{
    enum koppel_status status = start_copy(to, from);

    if (status == KOPPEL_OK) {
        status = select_pairs(to, from, keep);
    }
    for (int32_t t = 0; t < from->n_tiers && status == KOPPEL_OK; t++) {
        to->n_tiers++;
        status = copy_tier(&to->tiers[t], &from->tiers[t], from->n_agents);
        if (status == KOPPEL_OK) {
            status = select_costs(&to->tiers[t], &from->tiers[t], from, keep, to->n_pairs);
        }
    }
    return status == KOPPEL_OK ? koppel_problem_hold_costs(to) : status;
}

enum koppel_status koppel_problem_share(struct koppel_problem *to, const struct koppel_problem *from)
{
    enum koppel_status status = start_copy(to, from);

    to->borrows_pairs = true;
    to->n_pairs = from->n_pairs;
    to->first = copy_items(from->first, (size_t)from->n_agents + 1, sizeof *to->first);
    status = to->first != NULL ? status : KOPPEL_E_MEMORY;
    to->list = from->list;
    to->n_listed = from->n_listed;
    to->slot = from->slot;
    to->state = from->state;
    for (int32_t t = 0; t < from->n_tiers && status == KOPPEL_OK; t++) {
        to->n_tiers++;
        status = copy_tier(&to->tiers[t], &from->tiers[t], from->n_agents);
        to->tiers[t].pair_cost = from->tiers[t].pair_cost;
    }
    return status;
}

/* What the agents of a slot can add most to each of its entries, and how many agents there are. */
static void find_most(const struct koppel_problem *problem, int64_t *most, int32_t *n_open)
{
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(problem, i, p);

            n_open[j]++;
            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                int64_t amount = problem->measures[(int64_t)problem->entries[e].measure * problem->n_agents + i];

                most[e] = amount > most[e] ? amount : most[e];
            }
        }
    }
}

/* Number of slots of every load. */
static void count_slots(const struct koppel_problem *problem, int64_t *n_slots)
{
    for (int64_t e = 0; e < problem->entry_first[problem->n_slots]; e++) {
        n_slots[problem->entries[e].load]++;
    }
}

/* covers[p * n + q]: measure q is at most measure p for every agent. */
static void compare_measures(const struct koppel_problem *problem, unsigned char *covers)
{
    int64_t n_agents = problem->n_agents;

    for (int32_t p = 0; p < problem->n_measures; p++) {
        for (int32_t q = 0; q < problem->n_measures; q++) {
            const int32_t *most = problem->measures + p * n_agents, *least = problem->measures + q * n_agents;
            int64_t i = 0;

            while (i < n_agents && least[i] <= most[i]) {
                i++;
            }
            covers[(size_t)p * (size_t)problem->n_measures + (size_t)q] = i == n_agents;
        }
    }
}

/* The smallest other load of the slot whose measure covers that of entry e, or KOPPEL_NONE. */
static int32_t child_of(const struct koppel_problem *problem, int32_t j, int64_t e, const int64_t *n_slots,
                        const unsigned char *covers)
{
    const struct koppel_entry *own = &problem->entries[e];
    int32_t child = KOPPEL_NONE;

    for (int64_t f = problem->entry_first[j]; f < problem->entry_first[j + 1]; f++) {
        const struct koppel_entry *other = &problem->entries[f];

        if (f != e && other->load == own->load) {
            return KOPPEL_NONE; /* counted twice in the load, perhaps once in the smaller one */
        }
        if (covers[(size_t)other->measure * (size_t)problem->n_measures + (size_t)own->measure] &&
            n_slots[other->load] < n_slots[own->load] &&
            (child == KOPPEL_NONE || n_slots[other->load] < n_slots[child])) {
            child = other->load;
        }
    }
    return child;
}

/* What slots add to a load within a smaller load is limited by that load: top is lowered to the sum over the smaller
 * loads. `part` is the sum of a load's slots within the child that comes next; slots of one child need not be
 * neighbours, so sums are kept by child and the parent that they belong to is the same for all. */
static void limit_by_children(const struct koppel_problem *problem, const int64_t *most, const int32_t *n_open,
                              const int64_t *n_slots, const unsigned char *covers, int64_t *top, int64_t *part,
                              int32_t *parent)
{
    for (int32_t g = 0; g < problem->n_loads; g++) {
        parent[g] = KOPPEL_NONE;
        part[g] = 0;
        top[g] = 0;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t places = problem->places[j] < n_open[j] ? problem->places[j] : n_open[j];

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            int32_t g = problem->entries[e].load;
            int32_t child = child_of(problem, j, e, n_slots, covers);

            /* a child that stands in several parents counts for the first; the others add up slot by slot */
            if (child != KOPPEL_NONE && (parent[child] == KOPPEL_NONE || parent[child] == g)) {
                parent[child] = g;
                part[child] += places * most[e];
            } else {
                top[g] += places * most[e];
            }
        }
    }
    for (int32_t h = 0; h < problem->n_loads; h++) {
        if (parent[h] != KOPPEL_NONE) {
            int64_t room = problem->loads[h].hi - problem->loads[h].base;

            top[parent[h]] += part[h] < room ? part[h] : room;
        }
    }
}

enum koppel_status koppel_problem_limit_loads(struct koppel_problem *problem)
{
    size_t n_loads = (size_t)problem->n_loads;
    int64_t *most = koppel_new((size_t)problem->entry_first[problem->n_slots], sizeof *most);
    int32_t *n_open = koppel_new((size_t)problem->n_slots, sizeof *n_open);
    int64_t *top = koppel_new(3 * n_loads, sizeof *top);
    int32_t *parent = koppel_new(n_loads, sizeof *parent);
    unsigned char *covers = koppel_new((size_t)problem->n_measures * (size_t)problem->n_measures, 1);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (most == NULL || n_open == NULL || top == NULL || parent == NULL || covers == NULL) {
        goto out;
    }
    find_most(problem, most, n_open);
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t places = problem->places[j] < n_open[j] ? problem->places[j] : n_open[j];

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            top[problem->entries[e].load] += places * most[e];
        }
    }
    for (size_t g = 0; g < n_loads; g++) {
        struct koppel_load *load = &problem->loads[g];

        load->lo = load->lo > load->base ? load->lo : load->base;
        load->hi = load->hi < load->base + top[g] ? load->hi : load->base + top[g];
    }
    count_slots(problem, top + n_loads);
    compare_measures(problem, covers);
    limit_by_children(problem, most, n_open, top + n_loads, covers, top, top + 2 * n_loads, parent);
    for (size_t g = 0; g < n_loads; g++) {
        struct koppel_load *load = &problem->loads[g];

        load->hi = load->hi < load->base + top[g] ? load->hi : load->base + top[g];
    }
    status = KOPPEL_OK;
out:
    free(parent);
    free(covers);
    free(most);
    free(n_open);
    free(top);
    return status;
}

int64_t koppel_narrow_near(const struct koppel_problem *problem, const struct koppel_classes *classes,
                           const int64_t *(*deviations_of)(const void *data, int32_t s), const void *data,
                           koppel_wide slack, unsigned char *keep)
{
    int32_t *kept_for = koppel_new((size_t)classes->n_slot_classes, sizeof *kept_for);
    int64_t n_kept = 0;

    if (kept_for == NULL) {
        return -1;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        const int64_t *deviations = deviations_of(data, s);
        const int32_t *slot_classes = koppel_slot_classes_of(classes, s);

        for (int64_t k = 0; k < classes->first[s + 1] - classes->first[s]; k++) {
            if (deviations[k] <= slack) {
                kept_for[slot_classes[k]] = s + 1;
            }
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t i = classes->agents[m];

            for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
                bool is_kept = kept_for[classes->class_of_slot[koppel_pair_slot(problem, i, p)]] == s + 1;

                koppel_bit_set(keep, p, is_kept);
                n_kept += is_kept;
            }
        }
    }
    free(kept_for);
    return n_kept;
}

/* r - u of the pairs of a class, in the room where the pricing keeps r. */
static const int64_t *deviations_of(const void *data, int32_t s)
{
    const struct koppel_pricing *pricing = data;
    int64_t *deviations = koppel_pricing_reduced_of(pricing, s);

    for (int64_t k = 0; k < pricing->classes->first[s + 1] - pricing->classes->first[s]; k++) {
        deviations[k] -= pricing->agent_price[s];
    }
    return deviations;
}

int64_t koppel_narrow_pairs(const struct koppel_pricing *pricing, koppel_wide slack, unsigned char *keep)
{
    return koppel_narrow_near(pricing->problem, pricing->classes, deviations_of, pricing, slack, keep);
}

/* The value nearest to `limit` between a value that is within the slack and a limit. */
static int64_t narrow_end(const struct koppel_pricing *pricing, int32_t g, int64_t inside, int64_t limit,
                          koppel_wide most)
{
    while (inside != limit) {
        /* rounded away from inside, so that the search moves */
        int64_t middle = inside + (limit - inside) / 2 + (limit - inside) % 2;

        if (koppel_pricing_load_value(pricing, g, middle) <= most) {
            inside = middle;
        } else {
            limit = middle < inside ? middle + 1 : middle - 1;
        }
    }
    return inside;
}

void koppel_narrow_rows(const struct koppel_pricing *pricing, koppel_wide slack, const unsigned char *skip,
                        struct koppel_problem *problem)
{
    const struct koppel_classes *classes = pricing->classes;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (skip != NULL && skip[g]) {
            continue;
        }

        int64_t at = 0;
        koppel_wide most = koppel_pricing_load_least(pricing, g, &at) + slack;
        struct koppel_load *load = &problem->loads[g];
        int64_t lo = narrow_end(pricing, g, at, load->lo, most);

        load->hi = narrow_end(pricing, g, at, load->hi, most);
        load->lo = lo;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (-pricing->agent_price[classes->class_of_agent[i]] > slack) {
            problem->must_place[i] = 1;
        }
    }
}

static int compare_deviations(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* The least deviations so far are kept in room for twice as many as wanted: when that is full, the greater half goes.
 */
koppel_wide koppel_narrow_choose(const struct koppel_pricing *pricing, int64_t wanted, koppel_wide most)
{
    const struct koppel_classes *classes = pricing->classes;
    int64_t room = classes->n_pairs < 2 * wanted ? classes->n_pairs : 2 * wanted;
    int64_t *least = koppel_new((size_t)room, sizeof *least);
    koppel_wide slack = most;
    int64_t n = 0;

    if (least == NULL) {
        return -1;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        const int64_t *deviations = deviations_of(pricing, s);

        for (int64_t k = 0; k < classes->first[s + 1] - classes->first[s]; k++) {
            if (deviations[k] > slack) {
                continue;
            }
            if (n == room) {
                qsort(least, (size_t)n, sizeof *least, compare_deviations);
                n = wanted;
                slack = least[wanted - 1];
            }
            if (deviations[k] <= slack) {
                least[n++] = deviations[k];
            }
        }
    }
    if (n > wanted) {
        qsort(least, (size_t)n, sizeof *least, compare_deviations);
        slack = least[wanted - 1];
    }
    free(least);
    return slack;
}
