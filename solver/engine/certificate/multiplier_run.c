/* multiplier_run.c - parts, costs and room for the prices of a solved problem (see multiplier_run.h). */
#include "engine/certificate/multiplier_run.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void koppel_price_run_free(struct koppel_price_run *run)
{
    for (int32_t k = 0; run->slot_of != NULL && k < run->parts.n_items; k++) {
        free(run->slot_of[k]);
    }
    for (int32_t k = 0; run->cuts != NULL && k < run->parts.n_items; k++) {
        free(run->cuts[k].items);
        free(run->cuts[k].prices);
    }
    koppel_parts_free(&run->parts);
    free(run->slot_of);
    free(run->cuts);
    free(run->held);
    free(run->bounds);
    free(run->costs);
    free(run->ones);
    free(run->is_whole);
}

enum koppel_status koppel_price_run_limit(struct koppel_problem *part, int32_t first, bool is_rounded)
{
    int64_t *most = koppel_new((size_t)part->entry_first[part->n_slots], sizeof *most);
    int64_t *n_open = koppel_new((size_t)part->n_slots, sizeof *n_open);
    int64_t *top = koppel_new((size_t)part->n_loads, sizeof *top);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (most == NULL || n_open == NULL || top == NULL) {
        goto out;
    }
    for (int32_t i = 0; i < part->n_agents; i++) {
        for (int64_t p = part->first[i]; p < part->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(part, i, p);

            n_open[j]++;
            for (int64_t e = part->entry_first[j]; e < part->entry_first[j + 1]; e++) {
                int64_t amount = part->measures[(int64_t)part->entries[e].measure * part->n_agents + i];

                most[e] = amount > most[e] ? amount : most[e];
            }
        }
    }
    for (int32_t j = 0; j < part->n_slots; j++) {
        int64_t places = part->places[j] < n_open[j] ? part->places[j] : n_open[j];

        for (int64_t e = part->entry_first[j]; e < part->entry_first[j + 1]; e++) {
            top[part->entries[e].load] += places * most[e];
        }
    }
    for (int32_t g = first; g < part->n_loads; g++) {
        struct koppel_load *load = &part->loads[g];
        bool stays = is_rounded && load->hi != KOPPEL_NO_MAX;

        load->lo = load->lo > load->base ? load->lo : load->base;
        load->hi = stays || load->hi < load->base + top[g] ? load->hi : load->base + top[g];
    }
    status = KOPPEL_OK;
out:
    free(most);
    free(n_open);
    free(top);
    return status;
}

/* The choice within each part. */
static enum koppel_status split_choice(struct koppel_price_run *run, const int32_t *slot_of)
{
    for (int32_t k = 0; k < run->parts.n_items; k++) {
        run->slot_of[k] = koppel_new((size_t)run->parts.items[k].problem.n_agents, sizeof *run->slot_of[k]);
        if (run->slot_of[k] == NULL) {
            return KOPPEL_E_MEMORY;
        }
        koppel_parts_narrow(&run->parts, k, slot_of, run->slot_of[k]);
    }
    return KOPPEL_OK;
}

static enum koppel_status find_costs(struct koppel_price_run *run, const int32_t *slot_of)
{
    int64_t *loads = koppel_new((size_t)run->problem->n_loads, sizeof *loads);

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_problem_loads(run->problem, slot_of, loads);
    for (int32_t t = 0; t < run->problem->n_tiers; t++) {
        run->costs[t] = koppel_problem_cost(run->problem, t, slot_of, loads);
    }
    free(loads);
    return KOPPEL_OK;
}

static enum koppel_status prices_start(struct koppel_price_run *run)
{
    struct koppel_prices *prices = run->prices;
    size_t n_parts = (size_t)run->parts.n_items, n_tiers = (size_t)run->problem->n_tiers;
    bool ok = true;

    prices->n_tiers = run->problem->n_tiers;
    prices->n_parts = run->parts.n_items;
    prices->agent_of_part = koppel_new(n_parts, sizeof *prices->agent_of_part);
    prices->tiers = koppel_new(n_tiers, sizeof *prices->tiers);
    if (prices->agent_of_part == NULL || prices->tiers == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t k = 0; k < n_parts; k++) {
        prices->agent_of_part[k] = run->parts.items[k].agents[0];
    }
    for (size_t t = 0; t < n_tiers; t++) {
        struct koppel_tier_prices *tier = &prices->tiers[t];

        tier->bound = INT64_MIN;
        tier->load_price = koppel_new((size_t)run->problem->n_loads, sizeof *tier->load_price);
        tier->slot_price = koppel_new((size_t)run->problem->n_slots, sizeof *tier->slot_price);
        tier->scale = koppel_new(n_parts, sizeof *tier->scale);
        tier->held_price = koppel_new(n_parts * n_tiers, sizeof *tier->held_price);
        tier->agent_price = koppel_new((size_t)run->problem->n_agents, sizeof *tier->agent_price);
        tier->is_whole = koppel_new((size_t)run->problem->n_loads, sizeof *tier->is_whole);
        ok = ok && tier->load_price != NULL && tier->slot_price != NULL && tier->scale != NULL &&
             tier->held_price != NULL && tier->agent_price != NULL && tier->is_whole != NULL;
    }
    return ok ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

enum koppel_status koppel_price_run_start(struct koppel_price_run *run, const int32_t *slot_of)
{
    size_t n_parts = 0, n_tiers = (size_t)run->problem->n_tiers;
    enum koppel_status status = koppel_parts_make(&run->parts, run->problem, KOPPEL_LEAVE_TWINS);

    if (status != KOPPEL_OK || run->parts.infeasible) {
        return status == KOPPEL_OK ? KOPPEL_E_ARGUMENT : status;
    }
    n_parts = (size_t)run->parts.n_items;
    run->slot_of = koppel_new(n_parts, sizeof *run->slot_of);
    run->cuts = koppel_new(n_parts, sizeof *run->cuts);
    run->held = koppel_new(n_parts * n_tiers, sizeof *run->held);
    run->bounds = koppel_new(n_parts * n_tiers, sizeof *run->bounds);
    run->costs = koppel_new(n_tiers, sizeof *run->costs);
    run->ones = koppel_new(n_tiers, 1);
    run->is_whole = koppel_new(n_parts, sizeof *run->is_whole);
    if (run->slot_of == NULL || run->cuts == NULL || run->held == NULL || run->bounds == NULL || run->costs == NULL ||
        run->ones == NULL || run->is_whole == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memset(run->ones, 1, n_tiers);
    status = split_choice(run, slot_of);
    if (status == KOPPEL_OK) {
        status = find_costs(run, slot_of);
    }
    for (size_t k = 0; k < n_parts && status == KOPPEL_OK; k++) {
        status = koppel_price_run_limit(&run->parts.items[k].problem, 0, false);
    }
    return status == KOPPEL_OK ? prices_start(run) : status;
}
