// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* narrowed.c - questions answered over the pairs that bounds leave open (see narrowed.h). */
#include "solve/questions/narrowed.h"

#include "model/policy.h"

#include <string.h>

/* The first slack of a tier is a part of what an agent costs on average; then so often it becomes so many times as wide,
 * then all that the tier rules out is admitted. In the first tier it is, for most of its pairs cost nothing. */
enum { FIRST_PART = 256, N_WIDER = 1, WIDER = 64 };

/* Changes that a greedy descent weighs: there is a proposal to start from. */
enum { MOST_WEIGHED = 10000 };

static const koppel_wide no_limit = INT64_MAX;

struct deepening {
    struct koppel_arena arena;
    const struct koppel_narrowed_question *question;
    const struct koppel_proven_part *part;
    struct koppel_problem admitted; /* shares all but state and must_place */
    int32_t tier;
    koppel_wide slack;
    int n_wider;          /* how often the slack of this tier was widened */
    koppel_wide least;    /* what another slot of the agent costs at least in that tier, in units of 1 / scale */
    int32_t *within;      /* n_agents: of the component that is solved */
    int32_t *slot_of;     /* n_agents: the assignment of this step */
    int64_t *loads;       /* n_loads */
    int64_t *known_bound; /* tiers */
    int64_t change[KOPPEL_MAX_TIERS];
    koppel_wide next; /* the least slack that admits more than this step does; no_limit: none does */
    bool has_answer;  /* of this step */
    bool is_least;    /* and it is proven */
    bool is_stopped;
};

/* Does the pair of the agent that is asked for come into question at all? Not its own slot, nor one where it breaks a
 * limit all by itself. */
static bool is_other(const struct deepening *run, int64_t pair)
{
    const struct koppel_problem *problem = &run->part->problem;
    int32_t agent = run->question->agent, slot = koppel_pair_slot(problem, agent, pair);
    bool fits = slot != run->part->slot_of[agent];

    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1] && fits; e++) {
        const struct koppel_load *load = &problem->loads[problem->entries[e].load];

        fits = load->hi == KOPPEL_NO_MAX || load->base + koppel_amount_of_entry(problem, e, agent) <= load->hi;
    }
    return fits;
}

static bool admits(const struct deepening *run, int32_t ruling_tier, int64_t cost, koppel_wide slack)
{
    return ruling_tier > run->tier || (ruling_tier == run->tier && cost <= slack);
}

/* The last tier that rules out all other slots of the agent, and what the cheapest costs there. */
static int32_t last_tier(const struct deepening *run)
{
    const struct koppel_problem *problem = &run->part->problem;
    int32_t agent = run->question->agent, tier = KOPPEL_NONE;

    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        int32_t ruling = run->part->ruled_out->pair_tier[p];

        if (ruling > tier && is_other(run, p)) {
            tier = ruling;
        }
    }
    return tier;
}

static koppel_wide least_cost(const struct deepening *run)
{
    const struct koppel_problem *problem = &run->part->problem;
    int32_t agent = run->question->agent;
    koppel_wide least = no_limit;

    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        int64_t cost = run->part->ruled_out->pair_cost[p];

        if (admits(run, run->part->ruled_out->pair_tier[p], cost, no_limit) && is_other(run, p)) {
            cost = run->part->ruled_out->pair_tier[p] > run->tier ? 0 : cost;
            least = cost < least ? cost : least;
        }
    }
    return least;
}

static void note_refused(struct deepening *run, koppel_wide slack)
{
    run->next = slack < run->next ? slack : run->next;
}

/* Marks the pairs of an agent that are not admitted; an agent with one slot left keeps it. */
static void mark_agent(struct deepening *run, int32_t i)
{
    const struct koppel_ruled_out *ruled_out = run->part->ruled_out;
    struct koppel_problem *admitted = &run->admitted;
    bool is_asked = i == run->question->agent;
    koppel_wide slack = is_asked && run->slack < no_limit ? run->least + run->slack : run->slack;
    int64_t n_admitted = 0, last = KOPPEL_NONE;

    for (int64_t p = admitted->first[i]; p < admitted->first[i + 1]; p++) {
        bool is_in =
            admits(run, ruled_out->pair_tier[p], ruled_out->pair_cost[p], slack) && (!is_asked || is_other(run, p));

        if (!is_in && ruled_out->pair_tier[p] == run->tier && (!is_asked || is_other(run, p))) {
            note_refused(run, (koppel_wide)ruled_out->pair_cost[p] - (is_asked ? run->least : 0));
        }
        admitted->state[p] = (unsigned char)(is_in ? KOPPEL_PAIR_FREE : KOPPEL_PAIR_BANNED);
        n_admitted += is_in;
        last = is_in ? p : last;
    }
    admitted->must_place[i] = is_asked || ruled_out->out_cost[i] == INT64_MAX ||
                              !admits(run, ruled_out->out_tier[i], ruled_out->out_cost[i], slack);
    if (admitted->must_place[i] && !is_asked && ruled_out->out_tier[i] == run->tier) {
        note_refused(run, ruled_out->out_cost[i]);
    }
    if (n_admitted == 1 && admitted->must_place[i] && !is_asked) {
        admitted->state[last] = (unsigned char)KOPPEL_PAIR_KEPT;
    }
}

static int32_t n_part_tiers(const struct deepening *run)
{
    return run->part->problem.n_tiers;
}

/* What the assignment of this step costs more than the proposal. */
static void find_change(struct deepening *run)
{
    const struct koppel_problem *problem = &run->part->problem;

    koppel_problem_loads(problem, run->slot_of, run->loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        run->change[t] = koppel_problem_cost(problem, t, run->slot_of, run->loads) - run->part->costs[t];
    }
}

/* The first tier in which the assignment costs something else than the proposal. */
static int32_t first_changed(const struct deepening *run)
{
    int32_t t = 0;

    while (t < n_part_tiers(run) && run->change[t] == 0) {
        t++;
    }
    return t;
}

/* Is what this step found as good as anything that is not admitted? */
static bool is_enough(const struct deepening *run)
{
    const struct koppel_ruled_out *ruled_out = run->part->ruled_out;
    int32_t changed = first_changed(run);

    if (run->tier == 0 && run->slack >= no_limit) {
        return true;
    }
    if (run->tier == ruled_out->n_tiers) {
        return run->has_answer && changed == run->tier;
    }
    if (!run->has_answer || !run->is_least || changed < run->tier) {
        return false;
    }
    return changed > run->tier || run->slack >= no_limit ||
           (koppel_wide)run->change[changed] * ruled_out->scale[changed] <=
               run->least + run->slack - ruled_out->gap[changed];
}

/* What is known of the component's optimum: up to the tier of this step it costs no less than the proposal, and in that
 * tier the reduced cost of the agent comes on top. What the rest of the part costs is told by an assignment that can be
 * counted in both: the proposal without the home of the agent, which is in `within` and `slot_of`. */
static void find_known_bound(struct deepening *run, const struct koppel_problem *problem)
{
    const struct koppel_ruled_out *ruled_out = run->part->ruled_out;
    int32_t tier = run->tier;

    find_change(run);
    koppel_problem_loads(problem, run->within, run->loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        bool is_known = t < n_part_tiers(run) && t <= tier;

        run->known_bound[t] =
            is_known ? koppel_problem_cost(problem, t, run->within, run->loads) - run->change[t] : INT64_MIN;
    }
    if (tier < n_part_tiers(run) && run->least > ruled_out->gap[tier]) {
        run->known_bound[tier] +=
            (int64_t)((run->least - ruled_out->gap[tier] + ruled_out->scale[tier] - 1) / ruled_out->scale[tier]);
    }
}

/* Solves one component of what is admitted. */
static enum koppel_status solve_component(struct deepening *run, const struct koppel_components *components, int32_t k,
                                          bool is_only)
{
    const struct koppel_problem *problem = &components->items[k].problem;
    struct koppel_engine_options options = *run->question->options;
    struct koppel_solution solution = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_components_restrict(components, k, run->slot_of, run->within);
    if (is_only) {
        find_known_bound(run, problem);
    }
    options.start = run->within;
    options.known_bound = is_only ? run->known_bound : NULL;
    options.most_weighed = MOST_WEIGHED;
    status = run->question->engine->solve(problem, &options, &solution);
    run->is_stopped = run->is_stopped || (status == KOPPEL_OK && solution.outcome == KOPPEL_NO_ANSWER);
    run->has_answer = run->has_answer && status == KOPPEL_OK && solution.slot_of != NULL;
    for (int32_t t = 0; run->has_answer && t < n_part_tiers(run); t++) {
        run->is_least = run->is_least && solution.tiers[t].proven && solution.tiers[t].cost == solution.tiers[t].bound;
    }
    if (run->has_answer) {
        status = koppel_components_extend(components, k, solution.slot_of, run->slot_of);
    }
    koppel_solution_free(&solution);
    return status;
}

static bool has_agent(const struct koppel_component *component, int32_t agent)
{
    for (int32_t i = 0; i < component->problem.n_agents; i++) {
        if (component->agents[i] == agent) {
            return true;
        }
    }
    return false;
}

/* Can it make a difference to the component that the agent leaves its slot? */
static bool is_left_by_agent(const struct deepening *run, const struct koppel_components *components, int32_t k)
{
    const struct koppel_problem *problem = run->question->problem;
    const struct koppel_component *component = &components->items[k];
    int32_t slot = run->part->slot_of[run->question->agent];

    if (slot == KOPPEL_NONE || components->component_of_slot[slot] == k) {
        return slot != KOPPEL_NONE;
    }
    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        for (int32_t g = 0; g < component->problem.n_loads; g++) {
            if (component->loads[g] == problem->entries[e].load) {
                return true;
            }
        }
    }
    return false;
}

/* Solves the component of the agent, and those where it leaves something; all others stay as they are, for they were
 * best already. */
static enum koppel_status solve_touched(struct deepening *run, const struct koppel_components *components)
{
    int32_t n_left = 0, of_agent = KOPPEL_NONE;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 0; k < components->n_items; k++) {
        of_agent = has_agent(&components->items[k], run->question->agent) ? k : of_agent;
        n_left += k != of_agent && is_left_by_agent(run, components, k);
    }
    run->has_answer = of_agent != KOPPEL_NONE && !components->infeasible;
    run->slot_of[run->question->agent] = KOPPEL_NONE;
    if (run->has_answer) {
        status = solve_component(run, components, of_agent, n_left == 0);
    }
    for (int32_t k = 0; k < components->n_items && n_left > 0 && run->has_answer && status == KOPPEL_OK; k++) {
        if (k != of_agent && is_left_by_agent(run, components, k)) {
            status = solve_component(run, components, k, false);
        }
    }
    return status;
}

/* One step: an assignment over what is admitted, or none. */
static enum koppel_status solve_admitted(struct deepening *run)
{
    struct koppel_components components = {0};
    enum koppel_status status = KOPPEL_OK;

    run->is_least = true;
    run->next = no_limit;
    for (int32_t i = 0; i < run->admitted.n_agents; i++) {
        mark_agent(run, i);
    }
    run->slack = run->next < no_limit ? run->next - 1 : no_limit; /* nothing lies between */
    memcpy(run->slot_of, run->part->slot_of, (size_t)run->admitted.n_agents * sizeof *run->slot_of);
    status = koppel_components_make(&components, &run->admitted, KOPPEL_LEAVE_EQUAL_SLOTS);
    if (status == KOPPEL_OK) {
        status = solve_touched(run, &components);
    }
    koppel_components_free(&components);
    if (status == KOPPEL_OK && run->has_answer) {
        find_change(run);
    }
    return status;
}

/* Some of what an agent costs on average in the tier, in units of 1 / scale. */
static koppel_wide first_slack(const struct deepening *run)
{
    const struct koppel_ruled_out *ruled_out = run->part->ruled_out;
    int64_t cost = run->part->costs[run->tier] < 0 ? -run->part->costs[run->tier] : run->part->costs[run->tier];

    return run->tier == 0 ? no_limit
                          : ruled_out->gap[run->tier] + (koppel_wide)ruled_out->scale[run->tier] *
                                                            (cost / FIRST_PART / run->part->problem.n_agents + 1);
}

/* The tier before, of those that rule out anything. */
static void go_back(struct deepening *run)
{
    const struct koppel_ruled_out *ruled_out = run->part->ruled_out;
    bool rules_out = false;

    while (run->tier > 0 && !rules_out) {
        run->tier--;
        for (int64_t p = 0; p < run->part->problem.n_pairs && !rules_out; p++) {
            rules_out = ruled_out->pair_tier[p] == run->tier;
        }
        for (int32_t i = 0; i < run->part->problem.n_agents && !rules_out; i++) {
            rules_out = ruled_out->out_tier[i] == run->tier;
        }
    }
    run->n_wider = 0;
    run->least = least_cost(run);
    run->slack = first_slack(run);
}

/* Admits more: what the answer of this step asks for, a wider slack, or what the tier before rules out. */
static void widen(struct deepening *run)
{
    const struct koppel_ruled_out *ruled_out = run->part->ruled_out;
    int32_t changed = first_changed(run);

    if (run->tier == ruled_out->n_tiers || run->slack >= no_limit) {
        go_back(run);
    } else if (run->has_answer && run->is_least && changed == run->tier) {
        run->slack =
            (koppel_wide)run->change[changed] * ruled_out->scale[changed] - run->least + ruled_out->gap[changed];
    } else {
        run->slack = run->n_wider++ < N_WIDER && run->slack < no_limit / WIDER ? run->slack * WIDER : no_limit;
    }
}

static enum koppel_status run_start(struct deepening *run)
{
    const struct koppel_problem *problem = run->question->problem;
    size_t n_agents = (size_t)problem->n_agents;

    run->admitted = *problem;
    run->admitted.state = koppel_arena_new(&run->arena, (size_t)problem->n_pairs, sizeof *run->admitted.state);
    run->admitted.must_place = koppel_arena_new(&run->arena, n_agents, sizeof *run->admitted.must_place);
    run->within = koppel_arena_new(&run->arena, n_agents, sizeof *run->within);
    run->slot_of = koppel_arena_new(&run->arena, n_agents, sizeof *run->slot_of);
    run->loads = koppel_arena_new(&run->arena, (size_t)problem->n_loads, sizeof *run->loads);
    run->known_bound = koppel_arena_new(&run->arena, (size_t)problem->n_tiers, sizeof *run->known_bound);
    run->tier = last_tier(run);
    run->least = run->tier != KOPPEL_NONE ? least_cost(run) : 0;
    run->slack = run->tier != KOPPEL_NONE && run->tier < run->part->problem.n_tiers ? first_slack(run) : 0;
    return koppel_arena_status(&run->arena);
}

enum koppel_status koppel_narrowed_solve(const struct koppel_narrowed_question *question,
                                         struct koppel_narrowed_answer *answer)
{
    struct deepening run = {.question = question, .part = question->part};
    enum koppel_status status = run_start(&run);
    bool is_found = false;

    answer->outcome = KOPPEL_NO_ANSWER;
    while (status == KOPPEL_OK && run.tier != KOPPEL_NONE && !is_found && !run.is_stopped) {
        status = solve_admitted(&run);
        is_found = status == KOPPEL_OK && !run.is_stopped && is_enough(&run);
        if (!is_found) {
            widen(&run);
        }
    }
    if (status == KOPPEL_OK && (is_found || run.tier == KOPPEL_NONE) && !run.is_stopped) {
        answer->outcome = !run.has_answer ? KOPPEL_INFEASIBLE : (run.is_least ? KOPPEL_PROVEN : KOPPEL_FEASIBLE);
        memcpy(answer->slot_of, run.slot_of, (size_t)run.admitted.n_agents * sizeof *answer->slot_of);
        for (int32_t t = 0; t < run.part->problem.n_tiers; t++) {
            answer->costs[t] = run.change[t];
        }
    }
    koppel_arena_free(&run.arena);
    return status;
}
