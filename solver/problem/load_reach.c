/* load_reach.c - the values that the loads of a problem can reach (see load_reach.h). */
#include "problem/load_reach.h"

#include "base/memory.h"

#include <stdlib.h>

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
