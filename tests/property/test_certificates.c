/* Certificates on random tiny cases: what prices prove is what the engine says they do, and never above the optimum,
 * whatever is done to the prices. */
#include "random_case.h"
#include "suite.h"

#include "engine/engine.h"
#include "engine/prices.h"
#include "library/certify.h"
#include "verify/price_bound.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { N_SHORT = 2500, N_LONG = 30000, N_CORRUPTIONS = 12 };

/* One random case with its optimum and its certificate. */
struct trial {
    struct koppel_job job;
    struct koppel_errors errors;
    struct koppel_solution solution;
    struct koppel_proposal proposal;
    struct koppel_verdict verdict;
    struct koppel_certificate certificate;
};

struct counts {
    int32_t n_tiers, n_tight, n_parts, n_corrupted, n_weaker;
};

static void trial_free(struct trial *trial)
{
    koppel_certificate_free(&trial->certificate);
    koppel_verdict_free(&trial->verdict);
    koppel_proposal_free(&trial->proposal);
    koppel_solution_free(&trial->solution);
    koppel_formulation_free(&trial->job.formulation);
    koppel_suitability_free(&trial->job.fit);
    koppel_errors_clear(&trial->errors);
}

/* Solves the case to its optimum. *has_choice: there is one to certify. */
static bool trial_solve(struct trial *trial, const struct random_case *random, bool *has_choice)
{
    const struct koppel_engine_options options = {0};
    const struct koppel_engine *engine = koppel_engine_find("exact");

    if (random_case_fit(random, &trial->job.fit) != KOPPEL_OK ||
        koppel_formulation_make(&trial->job.formulation, &trial->job.fit, &trial->errors) != KOPPEL_OK ||
        koppel_job_solve(&trial->job, engine, &options, &trial->solution, &trial->proposal, &trial->verdict,
                         &trial->errors) != KOPPEL_OK) {
        return false;
    }
    *has_choice = trial->proposal.unit_of != NULL;
    return true;
}

static bool is_at_most_optimum(const struct trial *trial, const struct koppel_price_bound *bound)
{
    for (int32_t t = 0; t < trial->proposal.n_tiers; t++) {
        if (bound->is_known[t] && bound->bound[t] > trial->proposal.tiers[t].cost) {
            fprintf(stderr, "tier %s: bound %" PRId64 " above the optimum %" PRId64 "\n", trial->proposal.tiers[t].name,
                    bound->bound[t], trial->proposal.tiers[t].cost);
            return false;
        }
    }
    return true;
}

/* What the check adds up from the tables is what the engine's own prices say. */
static bool check_equals_engine(const struct trial *trial, struct counts *counts)
{
    const struct koppel_engine_options options = {0};
    struct koppel_prices prices = {0};
    struct koppel_price_bound bound = {0};
    bool ok =
        koppel_prices_find(&trial->job.formulation.problem, trial->proposal.unit_of, &options, &prices) == KOPPEL_OK &&
        koppel_price_bound_make(&trial->job.fit, trial->verdict.tier_cost, &trial->certificate, &bound) == KOPPEL_OK &&
        prices.n_found == trial->proposal.n_tiers;

    for (int32_t t = 0; t < trial->proposal.n_tiers && ok; t++) {
        ok = bound.is_known[t] && bound.bound[t] == prices.tiers[t].bound &&
             bound.bound[t] == trial->certificate.tiers[t].certified;
        if (!ok) {
            fprintf(stderr, "tier %s: check %" PRId64 ", engine %" PRId64 "\n", trial->proposal.tiers[t].name,
                    bound.bound[t], prices.tiers[t].bound);
        }
        counts->n_tiers++;
        counts->n_tight += bound.bound[t] == trial->proposal.tiers[t].cost;
    }
    counts->n_parts += prices.n_parts > 1;
    ok = ok && is_at_most_optimum(trial, &bound);
    koppel_prices_free(&prices);
    return ok;
}

static void test_certificates_prove_what_the_engine_says_and_no_more(void)
{
    int32_t n_cases = suite_is_long() ? N_LONG : N_SHORT;
    struct counts counts = {0};

    for (int32_t c = 0; c < n_cases; c++) {
        struct random_case random = {0};
        struct trial trial = {0};
        bool has_choice = false;
        bool ok = random_case_make(&random, (uint64_t)c + 1, NULL) && trial_solve(&trial, &random, &has_choice);

        if (ok && has_choice) {
            ok = koppel_certify(&trial.job, &trial.proposal, &trial.verdict, &(struct koppel_engine_options){0},
                                &trial.certificate, &trial.errors) == KOPPEL_OK &&
                 check_equals_engine(&trial, &counts);
        }
        if (!ok) {
            fprintf(stderr, "random case of seed %d\n", (int)c + 1);
        }
        CU_ASSERT_TRUE(ok);
        trial_free(&trial);
        random_case_free(&random);
    }
    printf("%d of %d tiers are proven by their certificates; %d cases of several parts\n", (int)counts.n_tight,
           (int)counts.n_tiers, (int)counts.n_parts);
    CU_ASSERT_TRUE(counts.n_tight > counts.n_tiers / 2);
    CU_ASSERT_TRUE(counts.n_parts > 20);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_certificates_prove_what_the_engine_says_and_no_more), TEST_END};

    return suite_run("certificates", tests);
}
