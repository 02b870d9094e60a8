// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Solving again from an earlier proposal, on random tiny cases: the start changes no value, the fewest changes are what
 * the exhaustive engine finds by another way, the limit can be met there and not below, and every engine keeps it. */
#include "random_case.h"
#include "suite.h"

#include "model/earlier.h"
#include "solve/job.h"
#include "solve/questions/fewest_changes.h"
#include "solve/questions/keep_costs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_SHORT = 1200, N_LONG = 20000 };

struct counts {
    int32_t n_cases, n_limited, n_started, n_unmet, n_asked;
};

/* A job over a random case, without files. */
static bool job_make(struct koppel_job *job, const struct random_case *random)
{
    struct koppel_errors errors = {0};
    bool ok = random_case_fit(random, &job->fit) == KOPPEL_OK &&
              koppel_formulation_make(&job->formulation, &job->fit, &errors) == KOPPEL_OK;

    if (ok && job->fit.earlier_unit != NULL) {
        ok = koppel_problem_feasible(&job->formulation.problem, job->fit.earlier_unit, &job->starts_from_earlier) ==
             KOPPEL_OK;
    }
    koppel_errors_clear(&errors);
    return ok;
}

static void job_free(struct koppel_job *job)
{
    koppel_formulation_free(&job->formulation);
    koppel_suitability_free(&job->fit);
}

/* Solves and checks; the costs of the tiers go to `costs`, by the names of the proposal. */
static bool job_solve(const struct koppel_job *job, const char *engine, int32_t n_threads, enum koppel_outcome *outcome,
                      struct koppel_proposal *proposal)
{
    const struct koppel_engine_options options = {.n_threads = n_threads};
    struct koppel_solution solution = {0};
    struct koppel_verdict verdict = {0};
    struct koppel_errors errors = {0};
    bool ok = koppel_job_solve(job, koppel_engine_find(engine), &options, &solution, proposal, &verdict, &errors) ==
              KOPPEL_OK;

    for (size_t k = 0; k < errors.n_items; k++) {
        fprintf(stderr, "%s: %s\n", engine, errors.items[k].text);
    }
    *outcome = solution.outcome;
    koppel_solution_free(&solution);
    koppel_verdict_free(&verdict);
    koppel_errors_clear(&errors);
    return ok;
}

static bool same_values(const struct koppel_proposal *a, const struct koppel_proposal *b)
{
    bool same = a->n_tiers == b->n_tiers && (a->unit_of == NULL) == (b->unit_of == NULL);

    for (int32_t t = 0; t < a->n_tiers && same; t++) {
        same = a->tiers[t].cost == b->tiers[t].cost;
    }
    return same;
}

/* With and without the start, with one thread and with three, and by the oracle; greedy has the start at least. */
static bool start_changes_no_value(struct koppel_job *job, struct counts *counts)
{
    bool starts = job->starts_from_earlier;
    struct koppel_proposal from = {0}, from_threads = {0}, anew = {0}, oracle = {0}, scale = {0}, greedy = {0};
    enum koppel_outcome outcomes[6];
    bool ok = job_solve(job, "auto", 1, &outcomes[0], &from) && job_solve(job, "auto", 3, &outcomes[1], &from_threads);

    ok = ok && job_solve(job, "scale", 1, &outcomes[4], &scale) && job_solve(job, "greedy", 1, &outcomes[5], &greedy);
    job->starts_from_earlier = false;
    ok = ok && job_solve(job, "auto", 1, &outcomes[2], &anew) && job_solve(job, "exhaustive", 1, &outcomes[3], &oracle);
    job->starts_from_earlier = starts;
    ok = ok && outcomes[0] == outcomes[3] && outcomes[1] == outcomes[3] && outcomes[2] == outcomes[3] &&
         outcomes[4] == outcomes[3] && same_values(&scale, &oracle) && (greedy.unit_of != NULL || !starts) &&
         same_values(&from, &oracle) && same_values(&from_threads, &oracle) && same_values(&anew, &oracle);
    ok = ok && (from.unit_of == NULL ||
                memcmp(from.unit_of, from_threads.unit_of, (size_t)from.n_households * sizeof *from.unit_of) == 0);
    counts->n_started += starts;
    counts->n_unmet += outcomes[3] == KOPPEL_INFEASIBLE;
    koppel_proposal_free(&from);
    koppel_proposal_free(&from_threads);
    koppel_proposal_free(&anew);
    koppel_proposal_free(&oracle);
    koppel_proposal_free(&scale);
    koppel_proposal_free(&greedy);
    return ok;
}

/* Is there a proposal with at most so many changes, by the oracle? */
static bool can_change_at_most(struct random_case *random, int64_t most, bool *can)
{
    struct koppel_job job = {0};
    struct koppel_proposal proposal = {0};
    enum koppel_outcome outcome = KOPPEL_NO_ANSWER;
    int32_t before = random->policy.stay_max_changes;
    bool ok = false;

    random->policy.stay_max_changes = (int32_t)most;
    ok = job_make(&job, random) && job_solve(&job, "exhaustive", 1, &outcome, &proposal);
    *can = outcome == KOPPEL_PROVEN;
    random->policy.stay_max_changes = before;
    koppel_proposal_free(&proposal);
    job_free(&job);
    return ok;
}

static bool fewest_is_fewest(struct random_case *random, const struct koppel_job *job, struct counts *counts)
{
    const struct koppel_engine_options options = {0};
    struct koppel_fewest_changes fewest;
    bool can = false;
    bool cannot = false;

    if (koppel_fewest_changes_find(&job->formulation, koppel_engine_find("auto"), &options, &fewest) != KOPPEL_OK) {
        return false;
    }
    if (fewest.outcome == KOPPEL_INFEASIBLE) {
        return can_change_at_most(random, KOPPEL_UNKNOWN, &can) && !can;
    }
    if (fewest.outcome != KOPPEL_PROVEN || fewest.at_least != fewest.n_changes ||
        !can_change_at_most(random, fewest.n_changes, &can) || !can) {
        return false;
    }
    counts->n_limited += fewest.n_changes > 0;
    return fewest.n_changes == 0 || (can_change_at_most(random, fewest.n_changes - 1, &cannot) && !cannot);
}

/* What the oracle says of a case in which the pair is kept: the tiers' costs, or that there is no such proposal. */
static bool oracle_keeps(struct koppel_job *job, int32_t household, int32_t unit,
                         const struct koppel_proposal *proposal, const struct koppel_alternative *told)
{
    struct koppel_problem *problem = &job->formulation.problem;
    int64_t pair = koppel_problem_pair(problem, household, unit);
    const struct koppel_engine_options options = {0};
    struct koppel_solution solution = {0};
    unsigned char state = KOPPEL_PAIR_FREE;
    bool same = false;

    CU_ASSERT_EQUAL_FATAL(koppel_problem_hold_states(problem), KOPPEL_OK);
    state = problem->state[pair];
    problem->state[pair] = KOPPEL_PAIR_KEPT;
    same = koppel_engine_find("exhaustive")->solve(problem, &options, &solution) == KOPPEL_OK;
    problem->state[pair] = state;
    if (solution.slot_of == NULL) {
        same = same && told->state == KOPPEL_ALTERNATIVE_NONE;
    } else {
        same = same && told->state == KOPPEL_ALTERNATIVE_EXACT && told->unit == unit;
        for (int32_t t = 0; t < problem->n_tiers && same; t++) {
            same = told->cost[t] == solution.tiers[t].cost - proposal->tiers[t].cost;
        }
    }
    koppel_solution_free(&solution);
    return same;
}

static bool keeping_costs_what_the_oracle_says(struct koppel_job *job, struct counts *counts)
{
    const struct koppel_engine_options options = {.n_threads = 1};
    struct koppel_proposal proposal = {0};
    struct koppel_alternative *found = NULL;
    enum koppel_outcome outcome = KOPPEL_NO_ANSWER;
    bool ok = job_solve(job, "auto", 1, &outcome, &proposal);

    if (ok && proposal.unit_of != NULL) {
        const struct koppel_next_best asked = {.problem = &job->formulation.problem,
                                               .engine = koppel_engine_find("auto"),
                                               .slot_of = proposal.unit_of,
                                               .is_best = true,
                                               .options = &options};

        ok = koppel_keep_costs_find(&job->fit, &asked, &found) == KOPPEL_OK;
        for (int32_t i = 0; i < proposal.n_households && ok; i++) {
            int32_t earlier = job->fit.earlier_unit[i];

            if (earlier != KOPPEL_NONE && earlier != proposal.unit_of[i]) {
                counts->n_asked++;
                ok = oracle_keeps(job, i, earlier, &proposal, &found[i]);
            } else {
                ok = found[i].state == KOPPEL_ALTERNATIVE_UNKNOWN;
            }
        }
    }
    free(found);
    koppel_proposal_free(&proposal);
    return ok;
}

static void test_earlier_proposals_on_random_cases(void)
{
    int32_t n_cases = suite_is_long() ? N_LONG : N_SHORT;
    struct counts counts = {0};

    for (int32_t c = 0; c < n_cases; c++) {
        struct random_case random = {0};
        struct koppel_job job = {0};
        bool ok = random_case_make(&random, (uint64_t)c + 7000000, NULL);

        if (ok && random.kase.has_earlier) {
            ok = job_make(&job, &random) && start_changes_no_value(&job, &counts) &&
                 keeping_costs_what_the_oracle_says(&job, &counts) && fewest_is_fewest(&random, &job, &counts);
            counts.n_cases++;
            job_free(&job);
        }
        CU_ASSERT_TRUE(ok);
        if (!ok) {
            fprintf(stderr, "random case of seed %d\n", (int)c + 7000000);
        }
        random_case_free(&random);
    }
    printf("%d cases: %d start from the earlier proposal, %d must change some of it, %d meet no must, %d offers are "
           "changed\n",
           (int)counts.n_cases, (int)counts.n_started, (int)counts.n_limited, (int)counts.n_unmet, (int)counts.n_asked);
    CU_ASSERT_TRUE(counts.n_asked > n_cases / 60);
    CU_ASSERT_TRUE(counts.n_started > n_cases / 20);
    CU_ASSERT_TRUE(counts.n_limited > n_cases / 100);
    CU_ASSERT_TRUE(counts.n_unmet > n_cases / 50);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_earlier_proposals_on_random_cases), TEST_END};

    return suite_run("earlier properties", tests);
}
