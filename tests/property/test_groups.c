// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Groups on random tiny cases: leximin against every proposal that there is, behind other tiers and with every other
 * rule; references of floors by plain counting, and with the rows in another order. */
#include "random_case.h"
#include "suite.h"

#include "engine/solution.h"
#include "model/score.h"
#include "model/tie_lot.h"
#include "solve/certify.h"
#include "solve/group_floors.h"
#include "solve/leximin.h"
#include "verify/fairest_shares.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_SHORT = 1500, N_LONG = 30000, MOST_HOUSEHOLDS = 8 };

static const struct random_case_shape shape = {2, 4, 2, 5, 6};

/* Totals are at most 8000, so shares that differ differ by more than a unit. */
static const int64_t share_unit = INT64_C(100000000000000);

/* Every proposal is tried. */
struct trying {
    const struct koppel_problem *problem; /* with the tiers before groups only */
    const struct koppel_suitability *fit;
    int32_t unit_of[MOST_HOUSEHOLDS];
    int32_t n_in[MOST_HOUSEHOLDS];
    int64_t *loads;
    bool is_found; /* and the best so far: */
    int64_t costs[KOPPEL_MAX_TIERS];
    int64_t shares[KOPPEL_MAX_GROUPS]; /* in rising order */
};

/* What a household with an offer adds, or (KOPPEL_NONE) with the best that there could be. */
static int64_t adds(const struct koppel_suitability *fit, enum koppel_measure value, int32_t i, int32_t unit)
{
    int64_t end = koppel_period_last_day(fit->period), from = fit->as_of;

    switch (value) {
    case KOPPEL_MEASURE_HOMES:
        return 1;
    case KOPPEL_MEASURE_FIT:
        return unit == KOPPEL_NONE ? 1000 : koppel_pair_score(fit, i, unit) / 1000000;
    case KOPPEL_MEASURE_DAYS:
        if (unit != KOPPEL_NONE && fit->kase->units[unit].available_from > from) {
            from = fit->kase->units[unit].available_from;
        }
        return from < end ? end - from : 0;
    default:
        return fit->needs[i].persons_target;
    }
}

static int64_t value_of(const struct koppel_suitability *fit, int32_t group, const int32_t *unit_of)
{
    const struct koppel_group *asked = &fit->policy->groups[group];
    int64_t sum = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if ((unit_of == NULL || unit_of[i] != KOPPEL_NONE) && koppel_household_in_group(fit, i, asked)) {
            sum += adds(fit, asked->value, i, unit_of != NULL ? unit_of[i] : KOPPEL_NONE);
        }
    }
    return sum;
}

static int compare_numbers(const void *a, const void *b)
{
    const int64_t *one = a;
    const int64_t *two = b;

    return *one < *two ? -1 : (*one > *two);
}

/* The shares of values in rising order; a group of nobody comes last. */
static void sort_shares(const struct koppel_suitability *fit, const int64_t *values, int64_t *shares)
{
    for (int32_t k = 0; k < fit->policy->n_groups; k++) {
        int64_t total = value_of(fit, k, NULL);

        shares[k] = total > 0 ? values[k] * share_unit / total : INT64_MAX;
    }
    qsort(shares, (size_t)fit->policy->n_groups, sizeof *shares, compare_numbers);
}

static int compare_lists(const int64_t *a, const int64_t *b, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        if (a[k] != b[k]) {
            return a[k] < b[k] ? -1 : 1;
        }
    }
    return 0;
}

static void weigh(struct trying *trying)
{
    const struct koppel_problem *problem = trying->problem;
    int64_t costs[KOPPEL_MAX_TIERS], values[KOPPEL_MAX_GROUPS], shares[KOPPEL_MAX_GROUPS];
    int order = 0;

    koppel_problem_loads(problem, trying->unit_of, trying->loads);
    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (trying->loads[g] < problem->loads[g].lo || trying->loads[g] > problem->loads[g].hi) {
            return;
        }
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] = koppel_problem_cost(problem, t, trying->unit_of, trying->loads);
    }
    for (int32_t k = 0; k < trying->fit->policy->n_groups; k++) {
        values[k] = value_of(trying->fit, k, trying->unit_of);
    }
    sort_shares(trying->fit, values, shares);
    order = trying->is_found ? compare_lists(costs, trying->costs, problem->n_tiers) : -1;
    order = order != 0 ? order : -compare_lists(shares, trying->shares, trying->fit->policy->n_groups);
    if (order < 0) {
        trying->is_found = true;
        memcpy(trying->costs, costs, sizeof costs);
        memcpy(trying->shares, shares, sizeof shares);
    }
}

static void try_all(struct trying *trying, int32_t i)
{
    const struct koppel_problem *problem = trying->problem;
    bool is_kept = false;

    if (i == problem->n_agents) {
        weigh(trying);
        return;
    }
    for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
        is_kept = is_kept || koppel_state_of_pair(problem, p) == KOPPEL_PAIR_KEPT;
    }
    for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
        int32_t j = koppel_pair_slot(problem, i, p);

        if (trying->n_in[j] < problem->places[j] && koppel_state_of_pair(problem, p) != KOPPEL_PAIR_BANNED &&
            (!is_kept || koppel_state_of_pair(problem, p) == KOPPEL_PAIR_KEPT)) {
            trying->n_in[j]++;
            trying->unit_of[i] = j;
            try_all(trying, i + 1);
            trying->n_in[j]--;
        }
    }
    trying->unit_of[i] = KOPPEL_NONE;
    if (!is_kept) {
        try_all(trying, i + 1);
    }
}

/* One to four groups with leximin, in a tier of their own; musts that were drawn stay. */
static void ask_leximin(struct random_case *random)
{
    struct koppel_policy *policy = &random->policy;
    int32_t at = koppel_policy_tier_of(policy, KOPPEL_OBJECTIVE_GROUPS);
    static const enum koppel_measure values[] = {KOPPEL_MEASURE_HOMES,   KOPPEL_MEASURE_HOMES, KOPPEL_MEASURE_PERSONS,
                                                 KOPPEL_MEASURE_PERSONS, KOPPEL_MEASURE_FIT,   KOPPEL_MEASURE_DAYS};

    if (at != KOPPEL_NONE) { /* of the groups that were drawn */
        memmove(&policy->tiers[at], &policy->tiers[at + 1], (size_t)(--policy->n_tiers - at) * sizeof *policy->tiers);
    }
    policy->n_groups = 1 + random_case_below(&random->state, 4);
    for (int32_t k = 0; k < policy->n_groups; k++) {
        struct koppel_group *group = &policy->groups[k];

        *group = (struct koppel_group){.persons_min = 1 + random_case_below(&random->state, 3),
                                       .persons_max = KOPPEL_UNKNOWN,
                                       .step_free = (enum koppel_any_or)random_case_below(&random->state, 3),
                                       .single = KOPPEL_ANY,
                                       .value = values[random_case_below(&random->state, 6)],
                                       .rule = KOPPEL_GROUP_LEXIMIN,
                                       .least = KOPPEL_UNKNOWN};
        group->persons_max = random_case_chance(&random->state, 60) ? group->persons_min : KOPPEL_UNKNOWN;
    }
    at = random_case_below(&random->state, policy->n_tiers + 1);
    for (int32_t t = policy->n_tiers++; t > at; t--) {
        policy->tiers[t] = policy->tiers[t - 1];
    }
    policy->tiers[at] = (struct koppel_tier_rule){.weight = {[KOPPEL_OBJECTIVE_GROUPS] = 1}};
    koppel_policy_set_floors(policy);
}

/* A job of a random case, as koppel_job_open leaves it. */
static bool open(struct koppel_job *job, const struct random_case *random, struct koppel_errors *errors)
{
    *job = (struct koppel_job){.kase = random->kase, .policy = random->policy};
    return koppel_suitability_init(&job->fit, &job->kase, &job->policy, &random->rules, random->as_of, random->period,
                                   errors) == KOPPEL_OK &&
           koppel_group_floors_set(&job->fit, &job->policy, errors) == KOPPEL_OK &&
           koppel_formulation_make(&job->formulation, &job->fit, errors) == KOPPEL_OK;
}

/* The case belongs to the random case. */
static void close(struct koppel_job *job)
{
    koppel_formulation_free(&job->formulation);
    koppel_suitability_free(&job->fit);
}

/* The best sorted shares of all proposals that are best in the tiers before. */
static void find_best(struct koppel_job *job, struct trying *trying, struct koppel_errors *errors)
{
    struct koppel_formulation formulation = {0};
    struct koppel_policy kept = job->policy;

    job->policy.n_tiers = koppel_policy_tier_of(&job->policy, KOPPEL_OBJECTIVE_GROUPS);
    CU_ASSERT_EQUAL_FATAL(koppel_formulation_make(&formulation, &job->fit, errors), KOPPEL_OK);
    trying->problem = &formulation.problem;
    trying->fit = &job->fit;
    trying->loads = calloc((size_t)formulation.problem.n_loads + 1, sizeof *trying->loads);
    CU_ASSERT_PTR_NOT_NULL_FATAL(trying->loads);
    try_all(trying, 0);
    free(trying->loads);
    job->policy = kept;
    koppel_formulation_free(&formulation);
}

/* Jobs whose floors a certificate proves; certificates with a line without prices, and those that were found out. */
static int32_t n_certified, n_forged, n_forged_found;

/* What searching again says of the floors of the job. */
static bool is_fairer_found(const struct koppel_job *job, const struct koppel_engine *engine,
                            struct koppel_errors *errors)
{
    const struct koppel_engine_options options = {0};
    bool is_better = false, is_proven = false;

    CU_ASSERT_EQUAL(koppel_leximin_search_again(job, engine, &options, &is_better, &is_proven, errors), KOPPEL_OK);
    CU_ASSERT(is_proven);
    return is_better;
}

/* The floors are found again, and lower ones are found out. */
static void check_search_again(struct koppel_job *job, const struct koppel_engine *engine, struct koppel_errors *errors)
{
    CU_ASSERT_FALSE(is_fairer_found(job, engine, errors));
    for (int32_t k = 0; k < job->policy.n_groups; k++) {
        if (job->policy.groups[k].least > 0) {
            job->policy.groups[k].least--;
            CU_ASSERT(is_fairer_found(job, engine, errors));
            job->policy.groups[k].least++;
        }
    }
}

/* A certificate of the proposal for the floors of the job, weighed again. @return whether it proves all of them */
static bool are_floors_certified(struct koppel_job *job, const struct koppel_proposal *proposal,
                                 const struct koppel_verdict *verdict, struct koppel_errors *errors)
{
    const struct koppel_engine_options options = {0};
    struct koppel_certificate certificate = {0};
    int32_t n_proven = 0, n_lines = 0;
    bool is_all = false, is_certified = false;

    koppel_policy_set_floors(&job->policy);
    koppel_formulation_free(&job->formulation);
    CU_ASSERT_EQUAL_FATAL(koppel_formulation_make(&job->formulation, &job->fit, errors), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_certify(job, proposal, verdict, &options, &certificate, errors), KOPPEL_OK);
    n_lines = certificate.n_fairest;
    is_certified = certificate.is_fairest;
    CU_ASSERT_EQUAL(koppel_fairest_shares_weigh(&job->fit, verdict->tier_cost, &certificate, &n_proven, &is_all),
                    KOPPEL_OK);
    CU_ASSERT_EQUAL(n_proven, n_lines);
    CU_ASSERT_EQUAL(is_all, is_certified);
    if (n_lines > 0) { /* without the prices of its loads the last line proves nothing */
        struct koppel_fairest_line *line = &certificate.fairest[n_lines - 1];

        line->tier.n_loads = 0;
        CU_ASSERT_EQUAL(koppel_fairest_shares_weigh(&job->fit, verdict->tier_cost, &certificate, &n_proven, &is_all),
                        KOPPEL_OK);
        n_forged_found += n_proven < n_lines;
        n_forged++;
    }
    koppel_certificate_free(&certificate);
    return is_certified;
}

/* The certificate proves the floors of many jobs, and never lower ones. */
static void check_certificate(struct koppel_job *job, const struct koppel_proposal *proposal,
                              const struct koppel_verdict *verdict, struct koppel_errors *errors)
{
    n_certified += are_floors_certified(job, proposal, verdict, errors);
    for (int32_t k = 0; k < job->policy.n_groups; k++) {
        if (job->policy.groups[k].least > 0) {
            job->policy.groups[k].least--;
            CU_ASSERT_FALSE(are_floors_certified(job, proposal, verdict, errors));
            job->policy.groups[k].least++;
        }
    }
    koppel_policy_set_floors(&job->policy);
}

static void test_leximin_is_the_best_of_all_proposals(void)
{
    int32_t n = suite_is_long() ? N_LONG : N_SHORT;
    int32_t n_solved = 0, n_between = 0, n_infeasible = 0;

    for (int32_t seed = 1; seed <= n; seed++) {
        const struct koppel_engine_options options = {0};
        const struct koppel_engine *engine = koppel_engine_find("exact");
        struct random_case random;
        struct koppel_job job = {0};
        struct koppel_errors errors = {0};
        struct trying trying = {0};
        struct koppel_solution solution = {0};
        struct koppel_proposal proposal = {0};
        struct koppel_verdict verdict = {0};
        int64_t floors[KOPPEL_MAX_GROUPS], values[KOPPEL_MAX_GROUPS], shares[KOPPEL_MAX_GROUPS];

        CU_ASSERT_FATAL(random_case_make(&random, (uint64_t)seed, &shape));
        ask_leximin(&random);
        CU_ASSERT_FATAL(open(&job, &random, &errors));
        find_best(&job, &trying, &errors);
        CU_ASSERT_EQUAL_FATAL(koppel_leximin_settle(&job, engine, &options, &errors, NULL), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_job_solve(&job, engine, &options, &solution, &proposal, &verdict, &errors),
                              KOPPEL_OK);
        CU_ASSERT_EQUAL(proposal.unit_of != NULL, trying.is_found);
        n_infeasible += !trying.is_found;
        if (trying.is_found && proposal.unit_of != NULL && job.kase.n_units > 0) {
            int32_t t_groups = 0;

            CU_ASSERT_FALSE(job.are_floors_open);
            CU_ASSERT_EQUAL(solution.outcome, KOPPEL_PROVEN);
            check_search_again(&job, engine, &errors);
            for (int32_t k = 0; k < job.policy.n_groups; k++) {
                floors[k] = job.policy.groups[k].least;
                values[k] = value_of(&job.fit, k, proposal.unit_of);
                n_between += floors[k] > 0 && floors[k] < value_of(&job.fit, k, NULL);
                CU_ASSERT(values[k] >= floors[k]);
            }
            sort_shares(&job.fit, floors, shares);
            CU_ASSERT_EQUAL(compare_lists(shares, trying.shares, job.policy.n_groups), 0);
            sort_shares(&job.fit, values, shares);
            CU_ASSERT_EQUAL(compare_lists(shares, trying.shares, job.policy.n_groups), 0);
            for (; t_groups < proposal.n_tiers && strcmp(proposal.tiers[t_groups].name, "groups") != 0; t_groups++) {
                CU_ASSERT_EQUAL(proposal.tiers[t_groups].cost, trying.costs[t_groups]);
            }
            check_certificate(&job, &proposal, &verdict, &errors);
            n_solved++;
        }
        koppel_verdict_free(&verdict);
        koppel_proposal_free(&proposal);
        koppel_solution_free(&solution);
        close(&job);
        koppel_errors_clear(&errors);
        random_case_free(&random);
    }
    CU_ASSERT(n_solved > n / 2);
    CU_ASSERT(n_between > n / 10);
    CU_ASSERT(n_infeasible > 0);
    CU_ASSERT(n_certified > n_solved / 2);
    CU_ASSERT(n_forged_found > n_forged / 4);
}

/* ---- References of floors ---- */

/* May a household be offered the home, as far as decisions leave both open? */
static bool is_open(const struct koppel_suitability *fit, int32_t i, int32_t j)
{
    for (int32_t other = 0; other < fit->kase->n_units; other++) {
        if (koppel_pair_is_kept(fit, i, other)) {
            return false;
        }
    }
    return koppel_household_fits_unit(fit, i, j) == KOPPEL_SUITABLE;
}

static int32_t places_left(const struct koppel_suitability *fit, int32_t j)
{
    int32_t n = fit->kase->units[j].places;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        n -= koppel_pair_is_kept(fit, i, j) ? 1 : 0;
    }
    return n;
}

/* The most that households of the group from i on can get in at most so many homes. */
static int64_t most_alone(const struct koppel_suitability *fit, int32_t i, int64_t n_homes, int32_t *left)
{
    const struct koppel_group *group = &fit->policy->groups[0];
    int64_t most = 0;
    int64_t adds = group->value == KOPPEL_MEASURE_HOMES ? 1
                   : i < fit->kase->n_households        ? fit->needs[i].persons_target
                                                        : 0;

    if (i == fit->kase->n_households || n_homes <= 0) {
        return 0;
    }
    most = most_alone(fit, i + 1, n_homes, left);
    for (int32_t j = 0; koppel_household_in_group(fit, i, group) && j < fit->kase->n_units; j++) {
        bool is_kept = koppel_pair_is_kept(fit, i, j);

        if (is_kept || (left[j] > 0 && is_open(fit, i, j))) {
            int64_t with = 0;

            left[j] -= is_kept ? 0 : 1;
            with = adds + most_alone(fit, i + 1, n_homes - 1, left);
            left[j] += is_kept ? 0 : 1;
            most = with > most ? with : most;
        }
    }
    return most;
}

static int64_t own_share(const struct koppel_suitability *fit)
{
    int32_t left[MOST_HOUSEHOLDS];
    int64_t n_places = 0, n_members = 0;

    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        left[j] = places_left(fit, j);
        n_places += fit->kase->units[j].places;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        n_members += koppel_household_in_group(fit, i, &fit->policy->groups[0]) ? 1 : 0;
    }
    return fit->kase->n_households > 0 ? most_alone(fit, 0, n_places * n_members / fit->kase->n_households, left) : 0;
}

/* Does household a come before household b in the queue, and home a before home b? */
static bool waits_longer(const struct koppel_case *kase, int32_t a, int32_t b)
{
    int64_t since_a = kase->households[a].linked_on == KOPPEL_NO_DATE ? INT64_MAX : kase->households[a].linked_on;
    int64_t since_b = kase->households[b].linked_on == KOPPEL_NO_DATE ? INT64_MAX : kase->households[b].linked_on;

    return since_a != since_b
               ? since_a < since_b
               : koppel_household_order(0, kase->households[a].id) < koppel_household_order(0, kase->households[b].id);
}

static bool is_free_first(const struct koppel_case *kase, int32_t a, int32_t b)
{
    int64_t from_a = kase->units[a].available_from == KOPPEL_NO_DATE ? INT64_MIN : kase->units[a].available_from;
    int64_t from_b = kase->units[b].available_from == KOPPEL_NO_DATE ? INT64_MIN : kase->units[b].available_from;

    return from_a != from_b ? from_a < from_b
                            : koppel_unit_order(0, kase->units[a].id) < koppel_unit_order(0, kase->units[b].id);
}

static int64_t first_come(const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    int32_t unit_of[MOST_HOUSEHOLDS];
    bool is_given[MOST_HOUSEHOLDS] = {false};

    for (int32_t i = 0; i < kase->n_households; i++) {
        unit_of[i] = KOPPEL_NONE;
        for (int32_t j = 0; j < kase->n_units; j++) {
            unit_of[i] = koppel_pair_is_kept(fit, i, j) ? j : unit_of[i];
        }
    }
    for (int32_t round = 0; round < kase->n_units; round++) {
        int32_t next = KOPPEL_NONE;

        for (int32_t j = 0; j < kase->n_units; j++) {
            next = !is_given[j] && (next == KOPPEL_NONE || is_free_first(kase, j, next)) ? j : next;
        }
        is_given[next] = true;
        for (int32_t place = places_left(fit, next); place > 0; place--) {
            int32_t first = KOPPEL_NONE;

            for (int32_t i = 0; i < kase->n_households; i++) {
                bool can = unit_of[i] == KOPPEL_NONE && is_open(fit, i, next);

                first = can && (first == KOPPEL_NONE || waits_longer(kase, i, first)) ? i : first;
            }
            if (first != KOPPEL_NONE) {
                unit_of[first] = next;
            }
        }
    }
    return value_of(fit, 0, unit_of);
}

static void test_references_are_what_they_say(void)
{
    int32_t n = suite_is_long() ? N_LONG : N_SHORT;
    int32_t n_more = 0;

    for (int32_t seed = 1; seed <= n; seed++) {
        struct random_case random;
        struct koppel_job job = {0};
        struct koppel_errors errors = {0};
        struct koppel_group *group = NULL;
        int32_t delta = 0;

        CU_ASSERT_FATAL(random_case_make(&random, (uint64_t)seed, &shape));
        ask_leximin(&random);
        random.policy.n_groups = 1;
        group = &random.policy.groups[0];
        group->rule = KOPPEL_GROUP_FLOOR;
        group->enforce = KOPPEL_GOAL;
        group->reference =
            seed % 2 == 0 && group->value < KOPPEL_MEASURE_FIT ? KOPPEL_FLOOR_OWN_SHARE : KOPPEL_FLOOR_FIRST_COME;
        group->delta = delta = random_case_below(&random.state, 1001);
        koppel_policy_set_floors(&random.policy);
        CU_ASSERT_FATAL(open(&job, &random, &errors));
        group = &job.policy.groups[0];
        CU_ASSERT_EQUAL(group->reference_sum,
                        group->reference == KOPPEL_FLOOR_OWN_SHARE ? own_share(&job.fit) : first_come(&job.fit));
        CU_ASSERT(group->least * INT64_C(1000) >= group->reference_sum * (1000 - delta));
        CU_ASSERT((group->least - 1) * INT64_C(1000) < group->reference_sum * (1000 - delta));
        n_more += group->reference_sum > 1;
        close(&job);
        koppel_errors_clear(&errors);
        random_case_free(&random);
    }
    CU_ASSERT(n_more > n / 50);
}

/* What an engine that is cut off says: at first that nobody is placed. Later answers are the best ones, and what the groups
 * get by them is kept. */
enum { MOST_ANSWERS = 512 };
static struct {
    int n;
    int64_t values[MOST_ANSWERS][KOPPEL_MAX_GROUPS]; /* in the order of the terms */
} answers;

static enum koppel_status solve_late(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                     struct koppel_solution *solution)
{
    const struct koppel_tier *last = &problem->tiers[problem->n_tiers - 1];
    const struct koppel_engine_options asked = {.start = options->start};
    int64_t *loads = calloc((size_t)problem->n_loads + 1, sizeof *loads);
    int32_t *nowhere = calloc((size_t)problem->n_agents + 1, sizeof *nowhere);
    int64_t unknown[KOPPEL_MAX_TIERS];
    enum koppel_status status = KOPPEL_E_INTERNAL;

    CU_ASSERT_FATAL(loads != NULL && nowhere != NULL && answers.n < MOST_ANSWERS);
    for (int32_t i = 0; i < problem->n_agents; i++) {
        nowhere[i] = KOPPEL_NONE;
    }
    for (int t = 0; t < KOPPEL_MAX_TIERS; t++) {
        unknown[t] = INT64_MIN;
    }
    if (answers.n == 0) {
        status = koppel_solution_set(solution, problem, nowhere, unknown, 0);
    }
    if (status != KOPPEL_OK) {
        status = koppel_engine_find("exact")->solve(problem, &asked, solution);
    }
    if (status == KOPPEL_OK && solution->slot_of != NULL) {
        koppel_problem_loads(problem, solution->slot_of, loads);
        for (size_t u = 0; u < last->n_terms; u++) {
            answers.values[answers.n][u] = loads[last->terms[u].load];
        }
    }
    answers.n++;
    free(nowhere);
    free(loads);
    return status;
}

/* Did some answer give all groups their floors? */
static bool were_answered(const struct koppel_policy *policy)
{
    bool is_found = false;

    for (int a = 0; a < answers.n; a++) {
        bool has_all = true;

        for (int32_t k = 0; k < policy->n_groups; k++) {
            has_all = has_all && answers.values[a][k] >= policy->groups[k].least;
        }
        is_found = is_found || has_all;
    }
    return is_found;
}

/* Where the tiers before turn out to have been left too dear, floors are still those of some proposal. */
static void test_floors_of_a_search_cut_short_are_possible(void)
{
    const struct koppel_engine engine = {"late", "", solve_late};
    const struct koppel_engine_options options = {0};
    int32_t n_open = 0;

    for (int32_t seed = 1; seed <= 300; seed++) {
        struct random_case random;
        struct koppel_job job = {0};
        struct koppel_errors errors = {0};

        answers.n = 0;
        CU_ASSERT_FATAL(random_case_make(&random, (uint64_t)seed, &shape));
        ask_leximin(&random);
        CU_ASSERT_FATAL(open(&job, &random, &errors));
        CU_ASSERT_EQUAL(koppel_leximin_settle(&job, &engine, &options, &errors, NULL), KOPPEL_OK);
        if (job.are_floors_open) {
            n_open++;
            CU_ASSERT(were_answered(&job.policy));
        }
        close(&job);
        koppel_errors_clear(&errors);
        random_case_free(&random);
    }
    CU_ASSERT(n_open > 100);
}

static enum koppel_status solve_nothing(const struct koppel_problem *problem,
                                        const struct koppel_engine_options *options, struct koppel_solution *solution)
{
    (void)problem;
    (void)options;
    solution->outcome = KOPPEL_NO_ANSWER;
    return KOPPEL_OK;
}

static void test_without_an_answer_nothing_is_proven(void)
{
    const struct koppel_engine engine = {"none", "", solve_nothing};
    const struct koppel_engine_options options = {0};
    struct random_case random;
    struct koppel_job job = {0};
    struct koppel_errors errors = {0};

    CU_ASSERT_FATAL(random_case_make(&random, 1, &shape));
    ask_leximin(&random);
    CU_ASSERT_FATAL(open(&job, &random, &errors));
    CU_ASSERT_FATAL(job.kase.n_units > 0);
    CU_ASSERT_EQUAL(koppel_leximin_settle(&job, &engine, &options, &errors, NULL), KOPPEL_OK);
    CU_ASSERT(job.are_floors_open);
    close(&job);
    koppel_errors_clear(&errors);
    random_case_free(&random);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_leximin_is_the_best_of_all_proposals), TEST(test_references_are_what_they_say),
        TEST(test_floors_of_a_search_cut_short_are_possible), TEST(test_without_an_answer_nothing_is_proven), TEST_END};

    return suite_run("groups", tests);
}
