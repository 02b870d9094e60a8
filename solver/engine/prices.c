/* prices.c - prices for every tier and part of a solved problem (see prices.h). */
#include "engine/prices.h"

#include "base/memory.h"
#include "engine/cut_loads.h"
#include "engine/guard.h"
#include "engine/narrowing.h"
#include "engine/part.h"
#include "engine/sifting.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_THREADS = 64, MOST_CUT_ROUNDS = 8 };

/* The rounded rows of a part, which are its last loads. */
struct cut_list {
    struct koppel_cut_load *items;
    int64_t *prices; /* of the tier at hand; as many as there were when they were kept */
    size_t n_items;
    size_t capacity;
    size_t n_priced;
    size_t prices_capacity;
};

struct run {
    const struct koppel_problem *problem;
    const struct koppel_engine_options *options;
    struct koppel_prices *prices;
    struct koppel_watch watch;
    struct koppel_parts parts;
    struct cut_list *cuts; /* n_parts */
    int32_t **slot_of;     /* n_parts x agents of the part: the choice in rows of the part */
    int64_t *held;         /* n_parts x n_tiers: H_sp of the tiers before the one at hand */
    int64_t *bounds;       /* n_parts x n_tiers: LB_sp */
    int64_t *costs;        /* n_tiers: of the choice */
    unsigned char *ones;   /* n_tiers: every earlier tier is held */
    int32_t tier;          /* the tier at hand */
    int32_t next;          /* part that the next free thread takes */
    pthread_mutex_t lock;
    enum koppel_status status;
};

static void run_free(struct run *run)
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
}

/* Limits the loads of a part from `first` on to what can be reached: from the base, to the places of each slot taken by
 * the agents that add most. A limit of a rounded row stays. */
static enum koppel_status limit_by_reach(struct koppel_problem *part, int32_t first, bool is_rounded)
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
            int32_t j = part->slot[p];

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
static enum koppel_status split_choice(struct run *run, const int32_t *slot_of)
{
    int32_t *row = koppel_new((size_t)run->problem->n_slots, sizeof *row);
    enum koppel_status status = row != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t k = 0; k < run->parts.n_items && status == KOPPEL_OK; k++) {
        const struct koppel_part *part = &run->parts.items[k];

        run->slot_of[k] = koppel_new((size_t)part->problem.n_agents, sizeof *run->slot_of[k]);
        if (run->slot_of[k] == NULL) {
            status = KOPPEL_E_MEMORY;
            break;
        }
        for (int32_t j = 0; j < part->problem.n_slots; j++) {
            row[part->slots[j]] = j;
        }
        for (int32_t i = 0; i < part->problem.n_agents; i++) {
            int32_t j = slot_of[part->agents[i]];

            run->slot_of[k][i] = j != KOPPEL_NONE ? row[j] : KOPPEL_NONE;
        }
    }
    free(row);
    return status;
}

static enum koppel_status find_costs(struct run *run, const int32_t *slot_of)
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

static enum koppel_status prices_start(struct run *run)
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
        ok = ok && tier->load_price != NULL && tier->slot_price != NULL && tier->scale != NULL &&
             tier->held_price != NULL;
    }
    return ok ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

static enum koppel_status run_start(struct run *run, const int32_t *slot_of)
{
    size_t n_parts = 0, n_tiers = (size_t)run->problem->n_tiers;
    enum koppel_status status = koppel_parts_make(&run->parts, run->problem);

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
    if (run->slot_of == NULL || run->cuts == NULL || run->held == NULL || run->bounds == NULL || run->costs == NULL ||
        run->ones == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memset(run->ones, 1, n_tiers);
    status = split_choice(run, slot_of);
    if (status == KOPPEL_OK) {
        status = find_costs(run, slot_of);
    }
    for (size_t k = 0; k < n_parts && status == KOPPEL_OK; k++) {
        status = limit_by_reach(&run->parts.items[k].problem, 0, false);
    }
    return status == KOPPEL_OK ? prices_start(run) : status;
}

/* The loads of a part that the whole problem has; its rounded rows come after them. */
static int32_t count_loads(const struct run *run, int32_t k)
{
    return run->parts.items[k].problem.n_loads - (int32_t)run->cuts[k].n_items;
}

/* Keeps the prices of a part, by rows of the whole problem, when they prove more than those before. */
static enum koppel_status keep_prices(struct run *run, int32_t k, const struct koppel_pricing *pricing)
{
    const struct koppel_part *part = &run->parts.items[k];
    struct koppel_tier_prices *tier = &run->prices->tiers[run->tier];
    struct cut_list *cuts = &run->cuts[k];
    int64_t row = (int64_t)k * run->problem->n_tiers;
    int64_t bound = koppel_pricing_cost(pricing, koppel_pricing_unit(pricing));
    int32_t n_loads = count_loads(run, k);

    if (tier->scale[k] != 0 && bound <= run->bounds[row + run->tier]) {
        return KOPPEL_OK;
    }
    if (koppel_grow((void **)&cuts->prices, &cuts->prices_capacity, cuts->n_items, sizeof *cuts->prices) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t g = 0; g < n_loads; g++) {
        tier->load_price[part->loads[g]] = pricing->load_price[g];
    }
    for (size_t c = 0; c < cuts->n_items; c++) {
        cuts->prices[c] = pricing->load_price[n_loads + (int32_t)c];
    }
    cuts->n_priced = cuts->n_items;
    for (int32_t j = 0; j < part->problem.n_slots; j++) {
        tier->slot_price[part->slots[j]] = pricing->slot_price[pricing->classes->class_of_slot[j]];
    }
    for (int32_t s = 0; s < run->tier; s++) {
        tier->held_price[row + s] = pricing->tier_price[s];
    }
    tier->scale[k] = pricing->scale;
    run->bounds[row + run->tier] = bound;
    return KOPPEL_OK;
}

/* A price of the wrong sign on a rounded row rests on its other end, which the row does not have. */
static void drop_wrong_signs(const struct run *run, int32_t k, struct koppel_pricing *pricing)
{
    int32_t n_loads = count_loads(run, k);

    for (size_t c = 0; c < run->cuts[k].n_items; c++) {
        int64_t *price = &pricing->load_price[n_loads + (int32_t)c];

        *price = run->cuts[k].items[c].is_upper == (*price > 0) ? *price : 0;
    }
    koppel_pricing_bound(pricing);
}

/* The best prices of one part that the relaxation gives; prices of 0 prove something, too. */
static enum koppel_status sift(struct run *run, int32_t k, struct koppel_pricing *pricing, double *values)
{
    struct koppel_sifting sifting = {
        .pricing = pricing, .watch = &run->watch, .slot_of = run->slot_of[k], .values = values};
    int64_t cost = run->costs[run->tier];
    bool lost = false;

    sifting.close_enough = 1e-9 * (double)(cost < 0 ? -cost : cost);
    return koppel_guard_run(koppel_sifting_run, &sifting, &lost);
}

/* Rounds the loads that the values of the relaxation break. *again: there are new rows to price. */
static enum koppel_status add_cuts(struct run *run, int32_t k, const struct koppel_classes *classes,
                                   const double *values, bool *again)
{
    struct koppel_problem *problem = &run->parts.items[k].problem;
    struct cut_list *cuts = &run->cuts[k];
    int32_t first = problem->n_loads;
    int32_t n_added = 0;
    enum koppel_status status = koppel_cut_loads_list(problem, count_loads(run, k), classes, values, &cuts->items,
                                                      cuts->n_items, &cuts->capacity, &n_added);

    cuts->n_items += (size_t)n_added;
    *again = n_added > 0;
    return status == KOPPEL_OK && *again ? limit_by_reach(problem, first, true) : status;
}

/* One relaxation of a part: its prices are kept, and what it breaks is cut off. */
static enum koppel_status price_once(struct run *run, int32_t k, bool *again)
{
    const struct koppel_problem *problem = &run->parts.items[k].problem;
    const int64_t *held = run->held + (int64_t)k * run->problem->n_tiers;
    struct koppel_classes classes = {0};
    struct koppel_pricing pricing = {0};
    double *values = NULL;
    enum koppel_status status = koppel_classes_make(&classes, problem, run->tier + 1);

    if (status == KOPPEL_OK) {
        status = koppel_pricing_make(&pricing, problem, &classes, run->tier, run->ones, held);
        values = koppel_new((size_t)classes.n_pairs, sizeof *values);
        status = values != NULL ? status : KOPPEL_E_MEMORY;
    }
    if (status == KOPPEL_OK) {
        status = sift(run, k, &pricing, values);
        *again = status == KOPPEL_OK;
    }
    if (status == KOPPEL_E_ENGINE) {
        koppel_pricing_free(&pricing);
        status = koppel_pricing_make(&pricing, problem, &classes, run->tier, run->ones, held);
    }
    if (status == KOPPEL_OK) {
        drop_wrong_signs(run, k, &pricing);
        status = keep_prices(run, k, &pricing);
    }
    if (status == KOPPEL_OK && *again) {
        status = add_cuts(run, k, &classes, values, again);
    }
    koppel_pricing_free(&pricing);
    koppel_classes_free(&classes);
    free(values);
    return status;
}

/* Cost of the choice within a part. */
static enum koppel_status part_cost(const struct run *run, int32_t k, int64_t *cost)
{
    const struct koppel_problem *problem = &run->parts.items[k].problem;
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_problem_loads(problem, run->slot_of[k], loads);
    *cost = koppel_problem_cost(problem, run->tier, run->slot_of[k], loads);
    free(loads);
    return KOPPEL_OK;
}

static enum koppel_status price_part(struct run *run, int32_t k)
{
    int64_t at = (int64_t)k * run->problem->n_tiers + run->tier;
    int64_t cost = 0;
    bool again = true;
    enum koppel_status status = part_cost(run, k, &cost);

    run->cuts[k].n_priced = 0;
    for (int round = 0; round <= MOST_CUT_ROUNDS && again && status == KOPPEL_OK; round++) {
        again = false;
        status = price_once(run, k, &again);
        again = again && run->bounds[at] < cost && !koppel_watch_expired(&run->watch);
    }
    return status;
}

/* Takes the rounded rows of a part out again. */
static void drop_cuts(struct run *run, int32_t k)
{
    struct koppel_problem *problem = &run->parts.items[k].problem;
    int32_t n_loads = count_loads(run, k);
    int64_t n = 0;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t first = problem->entry_first[j];

        problem->entry_first[j] = n;
        for (int64_t e = first; e < problem->entry_first[j + 1]; e++) {
            if (problem->entries[e].load < n_loads) {
                problem->entries[n++] = problem->entries[e];
            }
        }
    }
    problem->entry_first[problem->n_slots] = n;
    problem->n_measures -= problem->n_loads - n_loads; /* theirs are the last ones, too */
    problem->n_loads = n_loads;
    run->cuts[k].n_items = 0;
}

/* The prices that are kept of a part, in a pricing of it. */
static void load_prices(const struct run *run, int32_t k, struct koppel_pricing *pricing)
{
    const struct koppel_part *part = &run->parts.items[k];
    const struct koppel_tier_prices *tier = &run->prices->tiers[run->tier];
    int32_t n_loads = count_loads(run, k);

    for (int32_t g = 0; g < n_loads; g++) {
        pricing->load_price[g] = tier->load_price[part->loads[g]];
    }
    for (size_t c = 0; c < run->cuts[k].n_priced; c++) {
        pricing->load_price[n_loads + (int32_t)c] = run->cuts[k].prices[c];
    }
    for (int32_t j = 0; j < part->problem.n_slots; j++) {
        pricing->slot_price[pricing->classes->class_of_slot[j]] = tier->slot_price[part->slots[j]];
    }
    for (int32_t s = 0; s < run->tier; s++) {
        pricing->tier_price[s] = tier->held_price[(int64_t)k * run->problem->n_tiers + s];
    }
    koppel_pricing_bound(pricing);
}

/* Takes out of a part what no choice uses that costs at most H in the tier at hand. */
static enum koppel_status narrow_part(struct run *run, int32_t k)
{
    struct koppel_problem *problem = &run->parts.items[k].problem;
    const int64_t *held = run->held + (int64_t)k * run->problem->n_tiers;
    struct koppel_problem smaller = {0};
    struct koppel_classes classes = {0};
    struct koppel_pricing pricing = {0};
    unsigned char *keep = koppel_new((size_t)problem->n_pairs, 1);
    koppel_wide slack = 0;
    enum koppel_status status = keep != NULL ? koppel_classes_make(&classes, problem, run->tier + 1) : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        status = koppel_pricing_make(&pricing, problem, &classes, run->tier, run->ones, held);
    }
    if (status == KOPPEL_OK) {
        load_prices(run, k, &pricing);
        slack = (koppel_wide)pricing.scale * held[run->tier] - pricing.bound;
        status = koppel_narrow_pairs(&pricing, slack, keep) >= 0 ? KOPPEL_OK : KOPPEL_E_MEMORY;
    }
    if (status == KOPPEL_OK) {
        koppel_narrow_rows(&pricing, slack, NULL, problem);
        drop_cuts(run, k);
        status = koppel_problem_select(&smaller, problem, keep);
    }
    if (status == KOPPEL_OK) {
        koppel_problem_free(problem);
        *problem = smaller;
    } else {
        koppel_problem_free(&smaller);
    }
    koppel_pricing_free(&pricing);
    koppel_classes_free(&classes);
    free(keep);
    return status;
}

/* The next part of this tier, or KOPPEL_NONE. */
static int32_t take_part(struct run *run)
{
    int32_t part = KOPPEL_NONE;

    pthread_mutex_lock(&run->lock);
    if (run->status == KOPPEL_OK && run->next < run->parts.n_items && !koppel_watch_expired(&run->watch)) {
        part = run->next++;
    }
    pthread_mutex_unlock(&run->lock);
    return part;
}

static void *work(void *data)
{
    struct run *run = data;

    for (int32_t k = take_part(run); k != KOPPEL_NONE; k = take_part(run)) {
        enum koppel_status status = price_part(run, k);

        if (status != KOPPEL_OK) {
            pthread_mutex_lock(&run->lock);
            run->status = run->status == KOPPEL_OK ? status : run->status;
            pthread_mutex_unlock(&run->lock);
        }
    }
    koppel_guard_end();
    return NULL;
}

/* One tier on threads of our own, so that GLPK's state is never that of the caller's thread. */
static void work_on_threads(struct run *run)
{
    pthread_t threads[MOST_THREADS];
    int32_t n_wanted = run->options->n_threads < 1 ? 1 : run->options->n_threads;
    int32_t n_started = 0;
    sigset_t all, before;

    n_wanted = n_wanted < MOST_THREADS ? n_wanted : MOST_THREADS;
    n_wanted = n_wanted < run->parts.n_items ? n_wanted : run->parts.n_items;
    run->next = 0;
    /* Signals go to the caller's thread. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (n_started < n_wanted && pthread_create(&threads[n_started], NULL, work, run) == 0) {
        n_started++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (n_started == 0 && n_wanted > 0) {
        run->status = KOPPEL_E_MEMORY;
    }
    while (n_started > 0) {
        pthread_join(threads[--n_started], NULL);
    }
}

/* Lists the prices of the rounded rows of a part; the same row found twice has the sum of its prices. */
static enum koppel_status list_cuts(struct run *run, int32_t k)
{
    struct koppel_tier_prices *tier = &run->prices->tiers[run->tier];
    const struct cut_list *cuts = &run->cuts[k];
    size_t first = tier->n_cuts;

    for (size_t c = 0; c < cuts->n_priced; c++) {
        const struct koppel_cut_load *cut = &cuts->items[c];
        int32_t load = run->parts.items[k].loads[cut->load];
        size_t row = first;

        if (cuts->prices[c] == 0) {
            continue;
        }
        while (row < tier->n_cuts && (tier->cuts[row].load != load || tier->cuts[row].divisor != cut->divisor ||
                                      tier->cuts[row].is_upper != cut->is_upper)) {
            row++;
        }
        if (row == tier->n_cuts) {
            if (koppel_grow((void **)&tier->cuts, &tier->cuts_capacity, row + 1, sizeof *tier->cuts) != KOPPEL_OK) {
                return KOPPEL_E_MEMORY;
            }
            tier->cuts[tier->n_cuts++] = (struct koppel_cut_price){load, cut->divisor, cut->is_upper, 0};
        }
        tier->cuts[row].price += cuts->prices[c];
    }
    return KOPPEL_OK;
}

/* LB_t, and from it H_tp of every part for the tiers after; INT64_MIN when a part has no bound. */
static int64_t add_bounds(struct run *run)
{
    int32_t n_tiers = run->problem->n_tiers;
    int64_t bound = run->parts.constants[run->tier];

    for (int32_t k = 0; k < run->parts.n_items; k++) {
        int64_t part = run->bounds[(int64_t)k * n_tiers + run->tier];

        if (part == INT64_MIN) {
            return INT64_MIN;
        }
        bound += part;
    }
    for (int32_t k = 0; k < run->parts.n_items; k++) {
        int64_t at = (int64_t)k * n_tiers + run->tier;

        run->held[at] = run->costs[run->tier] - (bound - run->bounds[at]);
    }
    return bound;
}

enum koppel_status koppel_prices_find(const struct koppel_problem *problem, const int32_t *slot_of,
                                      const struct koppel_engine_options *options, struct koppel_prices *prices)
{
    struct run run = {.problem = problem, .options = options, .prices = prices};
    enum koppel_status status = KOPPEL_OK;

    *prices = (struct koppel_prices){0};
    if (pthread_mutex_init(&run.lock, NULL) != 0) {
        return KOPPEL_E_MEMORY;
    }
    koppel_watch_start(&run.watch, options);
    status = run_start(&run, slot_of);
    for (run.tier = 0; run.tier < problem->n_tiers && status == KOPPEL_OK; run.tier++) {
        work_on_threads(&run);
        status = run.status;
        if (status != KOPPEL_OK || koppel_watch_expired(&run.watch)) {
            break;
        }
        prices->tiers[run.tier].bound = add_bounds(&run);
        if (prices->tiers[run.tier].bound == INT64_MIN) {
            break;
        }
        prices->n_found++;
        for (int32_t k = 0; k < run.parts.n_items && status == KOPPEL_OK; k++) {
            status = list_cuts(&run, k);
            status = status == KOPPEL_OK && run.tier + 1 < problem->n_tiers ? narrow_part(&run, k) : status;
        }
    }
    run_free(&run);
    pthread_mutex_destroy(&run.lock);
    if (status != KOPPEL_OK) {
        koppel_prices_free(prices);
    }
    return status;
}

void koppel_prices_free(struct koppel_prices *prices)
{
    for (int32_t t = 0; prices->tiers != NULL && t < prices->n_tiers; t++) {
        free(prices->tiers[t].load_price);
        free(prices->tiers[t].cuts);
        free(prices->tiers[t].slot_price);
        free(prices->tiers[t].scale);
        free(prices->tiers[t].held_price);
    }
    free(prices->tiers);
    free(prices->agent_of_part);
    *prices = (struct koppel_prices){0};
}
