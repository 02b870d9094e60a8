// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Certificates of an example case: stopped before their prices, written, read, with every allocation failed once. */
#include "failing_memory.h"
#include "suite.h"

#include "engine/engine.h"
#include "io/certificate_reader.h"
#include "report/documents.h"
#include "solve/certify.h"
#include "verify/certificate_check.h"

#include <stdlib.h>
#include <string.h>

/* An example case, solved. */
struct solved {
    struct koppel_job job;
    struct koppel_errors errors;
    struct koppel_solution solution;
    struct koppel_proposal proposal;
    struct koppel_verdict verdict;
};

static void solve_case(struct solved *solved, const char *folder, const char *policy)
{
    const struct koppel_job_files files = {.case_folder = folder, .policy_file = policy, .as_of = KOPPEL_NO_DATE};
    const struct koppel_engine_options options = {0};
    struct koppel_errors notes = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_job_open(&solved->job, &files, &solved->errors, &notes), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_job_solve(&solved->job, koppel_engine_find("exact"), &options, &solved->solution,
                                           &solved->proposal, &solved->verdict, &solved->errors),
                          KOPPEL_OK);
    koppel_errors_clear(&notes);
}

static void solve(struct solved *solved)
{
    solve_case(solved, "data/municipality-d", NULL);
}

/* A case in whose certificate loads are kept whole. */
static void solve_whole(struct solved *solved)
{
    solve_case(solved, "data/municipality-a", "data/policies/strict.json");
}

static void solved_free(struct solved *solved)
{
    koppel_verdict_free(&solved->verdict);
    koppel_proposal_free(&solved->proposal);
    koppel_solution_free(&solved->solution);
    koppel_job_close(&solved->job);
    koppel_errors_clear(&solved->errors);
}

static enum koppel_status certify(struct solved *solved, const struct koppel_engine_options *options,
                                  struct koppel_certificate *certificate)
{
    return koppel_certify(&solved->job, &solved->proposal, &solved->verdict, options, certificate, &solved->errors);
}

static enum koppel_status write_json(const struct solved *solved, const struct koppel_certificate *certificate,
                                     struct koppel_text *text)
{
    const struct koppel_report report = {.fit = &solved->job.fit, .certificate = certificate};

    return koppel_certificate_json(&report, text);
}

static enum koppel_status parse_json(struct solved *solved, const struct koppel_text *text,
                                     struct koppel_certificate *certificate)
{
    return koppel_certificate_parse(text->bytes, text->n_bytes, "certificate.json", &solved->job.kase,
                                    &solved->job.policy, certificate, &solved->errors);
}

static void test_no_prices_when_it_was_stopped(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_engine_options options = {.deadline = {.stop = &stop}};
    struct solved solved = {0};
    struct koppel_certificate certificate, again;
    struct koppel_price_bound bound;
    struct koppel_text text = {0}, said = {0};

    solve(&solved);
    CU_ASSERT_EQUAL(certify(&solved, &options, &certificate), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(certificate.n_tiers, solved.proposal.n_tiers);
    for (int32_t t = 0; t < certificate.n_tiers; t++) {
        CU_ASSERT_FALSE(certificate.tiers[t].has_prices);
        CU_ASSERT_FALSE(koppel_certificate_covers(&certificate.tiers[t]));
    }
    CU_ASSERT_EQUAL_FATAL(write_json(&solved, &certificate, &text), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text.bytes, "\"certified\": null, \"certified_gap\": null, \"not_certified\": null}"));
    CU_ASSERT_EQUAL_FATAL(parse_json(&solved, &text, &again), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_price_bound_make(&solved.job.fit, solved.verdict.tier_cost, &again, NULL, &bound),
                    KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_certificate_check(&solved.job.fit, &again, &bound, solved.proposal.tiers,
                                             solved.proposal.n_tiers, &solved.verdict),
                    KOPPEL_OK);
    CU_ASSERT_EQUAL(solved.verdict.n_violations, 0);
    CU_ASSERT_EQUAL(koppel_report_proofs(&again, &bound, &solved.verdict, NULL, 0, &said), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(said.bytes, "fit        Nothing: it has no prices: time was up, or its"));
    koppel_text_free(&text);
    koppel_text_free(&said);
    koppel_certificate_free(&certificate);
    koppel_certificate_free(&again);
    solved_free(&solved);
}

static void check_threads(struct solved *solved)
{
    struct koppel_certificate one, four;
    struct koppel_text first = {0}, second = {0};

    CU_ASSERT_EQUAL(certify(solved, &(struct koppel_engine_options){.n_threads = 1}, &one), KOPPEL_OK);
    CU_ASSERT_EQUAL(certify(solved, &(struct koppel_engine_options){.n_threads = 4}, &four), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(write_json(solved, &one, &first), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(write_json(solved, &four, &second), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(first.bytes, second.bytes);
    koppel_text_free(&first);
    koppel_text_free(&second);
    koppel_certificate_free(&one);
    koppel_certificate_free(&four);
}

static void test_same_prices_for_any_number_of_threads(void)
{
    struct solved solved = {0}, whole = {0};

    solve(&solved);
    check_threads(&solved);
    solved_free(&solved);
    solve_whole(&whole);
    check_threads(&whole);
    solved_free(&whole);
}

/* Numbers of more than 15 digits are texts, and come back as they were. */
static void test_large_prices_are_written_as_texts(void)
{
    struct solved solved = {0};
    struct koppel_certificate certificate, again;
    struct koppel_text text = {0};

    solve(&solved);
    CU_ASSERT_EQUAL(certify(&solved, &(struct koppel_engine_options){0}, &certificate), KOPPEL_OK);
    certificate.tiers[0].unit_price[0] = INT64_C(1000000000000000);
    certificate.tiers[0].unit_price[1] = INT64_C(1000000000000001);
    certificate.tiers[1].unit_price[0] = KOPPEL_MOST_PRICE;
    certificate.tiers[1].loads[0].price = -KOPPEL_MOST_PRICE;
    CU_ASSERT_EQUAL_FATAL(write_json(&solved, &certificate, &text), KOPPEL_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.bytes, ": 1000000000000000,\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text.bytes, ": \"1000000000000001\"\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text.bytes, "\"price\": \"-288230376151711744\"}"));
    CU_ASSERT_EQUAL_FATAL(parse_json(&solved, &text, &again), KOPPEL_OK);
    CU_ASSERT_EQUAL(again.tiers[0].unit_price[0], INT64_C(1000000000000000));
    CU_ASSERT_EQUAL(again.tiers[0].unit_price[1], INT64_C(1000000000000001));
    CU_ASSERT_EQUAL(again.tiers[1].unit_price[0], KOPPEL_MOST_PRICE);
    CU_ASSERT_EQUAL(again.tiers[1].loads[0].price, -KOPPEL_MOST_PRICE);
    koppel_text_free(&text);
    koppel_certificate_free(&certificate);
    koppel_certificate_free(&again);
    solved_free(&solved);
}

/* Prices that cannot be of this case, which no file can hold, prove nothing. */
static void test_prices_out_of_range_prove_nothing(void)
{
    struct solved solved = {0};
    struct koppel_certificate certificate;
    struct koppel_price_bound bound;
    const int64_t prices[] = {-1, KOPPEL_MOST_PRICE + 1, INT64_MAX, INT64_MIN};

    solve(&solved);
    CU_ASSERT_EQUAL(certify(&solved, &(struct koppel_engine_options){0}, &certificate), KOPPEL_OK);
    for (size_t k = 0; k < sizeof prices / sizeof *prices; k++) {
        certificate.tiers[0].unit_price[2] = prices[k];
        CU_ASSERT_EQUAL(koppel_price_bound_make(&solved.job.fit, solved.verdict.tier_cost, &certificate, NULL, &bound),
                        KOPPEL_OK);
        CU_ASSERT_FALSE(bound.is_known[0]);
    }
    certificate.tiers[0].unit_price[2] = 0;
    certificate.tiers[0].parts[0].scale = KOPPEL_MOST_PRICE_SCALE + 1;
    CU_ASSERT_EQUAL(koppel_price_bound_make(&solved.job.fit, solved.verdict.tier_cost, &certificate, NULL, &bound),
                    KOPPEL_OK);
    CU_ASSERT_FALSE(bound.is_known[0]);
    koppel_certificate_free(&certificate);
    solved_free(&solved);
}

static bool is_known(struct solved *solved, const struct koppel_certificate *certificate, int32_t t)
{
    struct koppel_price_bound bound;

    CU_ASSERT_EQUAL_FATAL(
        koppel_price_bound_make(&solved->job.fit, solved->verdict.tier_cost, certificate, NULL, &bound), KOPPEL_OK);
    CU_ASSERT_TRUE(!bound.is_known[t] || bound.bound[t] <= solved->proposal.tiers[t].cost);
    return bound.is_known[t];
}

static void test_household_prices_out_of_range_prove_nothing(void)
{
    struct solved solved = {0};
    struct koppel_certificate certificate;
    const int64_t prices[] = {KOPPEL_MOST_PRICE + 1, -KOPPEL_MOST_PRICE - 1, INT64_MAX, INT64_MIN};

    solve_whole(&solved);
    CU_ASSERT_EQUAL(certify(&solved, &(struct koppel_engine_options){0}, &certificate), KOPPEL_OK);
    for (size_t k = 0; k < sizeof prices / sizeof *prices; k++) {
        certificate.tiers[0].household_price[1] = prices[k];
        CU_ASSERT_FALSE(is_known(&solved, &certificate, 0));
    }
    certificate.tiers[0].household_price[1] = KOPPEL_MOST_PRICE;
    CU_ASSERT_TRUE(is_known(&solved, &certificate, 0));
    free(certificate.tiers[0].household_price);
    certificate.tiers[0].household_price = NULL;
    CU_ASSERT_TRUE(is_known(&solved, &certificate, 0));
    koppel_certificate_free(&certificate);
    solved_free(&solved);
}

/* A program has a most number of states, whatever a certificate asks for. */
static void test_whole_loads_that_are_too_large_prove_nothing(void)
{
    struct solved solved = {0};
    struct koppel_certificate certificate;
    struct koppel_load_price *load = NULL;

    solve_whole(&solved);
    CU_ASSERT_EQUAL(certify(&solved, &(struct koppel_engine_options){0}, &certificate), KOPPEL_OK);
    certificate.tiers[0].n_loads = 0;
    load = koppel_certificate_add_load(&certificate.tiers[0]);
    CU_ASSERT_PTR_NOT_NULL_FATAL(load);
    load->kind = KOPPEL_PRICED_TARGET;
    load->place = 0;
    load->is_whole = true;
    CU_ASSERT_TRUE(is_known(&solved, &certificate, 0));
    for (int32_t j = 0; j < solved.job.kase.n_units; j++) {
        solved.job.kase.units[j].places = 1000;
    }
    CU_ASSERT_FALSE(is_known(&solved, &certificate, 0));
    koppel_certificate_free(&certificate);
    solved_free(&solved);
}

/* Everything from prices to what is read again. */
static enum koppel_status whole_way(struct solved *solved)
{
    const struct koppel_engine_options options = {0};
    struct koppel_certificate certificate = {0}, again = {0};
    struct koppel_price_bound bound;
    struct koppel_text text = {0}, said = {0};
    enum koppel_status status = certify(solved, &options, &certificate);

    if (status == KOPPEL_OK) {
        status = write_json(solved, &certificate, &text);
    }
    if (status == KOPPEL_OK) {
        status = parse_json(solved, &text, &again);
    }
    if (status == KOPPEL_OK) {
        status = koppel_price_bound_make(&solved->job.fit, solved->verdict.tier_cost, &again, NULL, &bound);
    }
    if (status == KOPPEL_OK) {
        status = koppel_report_proofs(&again, &bound, &solved->verdict, NULL, 0, &said);
    }
    koppel_text_free(&text);
    koppel_text_free(&said);
    koppel_certificate_free(&certificate);
    koppel_certificate_free(&again);
    return status;
}

static void check_every_allocation(struct solved *solved)
{
    long n = 0;

    for (;; n++) {
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = whole_way(solved);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    failing_memory_after(-1);
    CU_ASSERT_TRUE(n > 100);
}

static void test_every_allocation_may_fail(void)
{
    struct solved solved = {0};

    solve(&solved);
    check_every_allocation(&solved);
    solved_free(&solved);
}

static void test_every_allocation_may_fail_with_whole_loads(void)
{
    struct solved solved = {0};

    solve_whole(&solved);
    check_every_allocation(&solved);
    solved_free(&solved);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_no_prices_when_it_was_stopped),
                                              TEST(test_same_prices_for_any_number_of_threads),
                                              TEST(test_large_prices_are_written_as_texts),
                                              TEST(test_prices_out_of_range_prove_nothing),
                                              TEST(test_household_prices_out_of_range_prove_nothing),
                                              TEST(test_whole_loads_that_are_too_large_prove_nothing),
                                              TEST(test_every_allocation_may_fail),
                                              TEST(test_every_allocation_may_fail_with_whole_loads),
                                              TEST_END};

    return suite_run("certificate", tests);
}
