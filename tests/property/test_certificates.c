// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Certificates on random tiny cases: what prices prove is what the engine says they do, and never above the optimum,
 * whatever is done to the prices. */
#include "random_case.h"
#include "suite.h"

#include "engine/certificate/multiplier_search.h"
#include "engine/engine.h"
#include "io/certificate_reader.h"
#include "report/documents.h"
#include "solve/certify.h"
#include "verify/certificate_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_SHORT = 2500, N_LONG = 15000, N_CORRUPTIONS = 20, N_STEPS = 60 };

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
    int32_t n_tiers, n_tight, n_parts, n_rounded, n_whole, n_other, n_corrupted, n_weaker, n_useless, n_refused, n_read;
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
static bool trial_solve(struct trial *trial, const struct random_case *random, bool *has_incumbent)
{
    const struct koppel_engine_options options = {0};
    const struct koppel_engine *engine = koppel_engine_find("exact");

    if (random_case_fit(random, &trial->job.fit) != KOPPEL_OK ||
        koppel_formulation_make(&trial->job.formulation, &trial->job.fit, &trial->errors) != KOPPEL_OK ||
        koppel_job_solve(&trial->job, engine, &options, &trial->solution, &trial->proposal, &trial->verdict,
                         &trial->errors) != KOPPEL_OK) {
        return false;
    }
    *has_incumbent = trial->proposal.unit_of != NULL;
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

static bool has_whole(const struct koppel_certificate_tier *tier)
{
    bool has = false;

    for (size_t k = 0; k < tier->n_loads; k++) {
        has = has || tier->loads[k].is_whole;
    }
    return has;
}

/* What the check adds up from the tables is what the certificate states, and nearly always what the engine's own prices
 * say: with a whole load the engine knows that homes which are alike have no more takers together than one of them. */
static bool check_equals_engine(const struct trial *trial, struct counts *counts)
{
    const struct koppel_engine_options options = {0};
    struct koppel_proof_multipliers prices = {0};
    struct koppel_price_bound bound = {0};
    bool ok = koppel_multiplier_search(&trial->job.formulation.problem, trial->proposal.unit_of,
                                       trial->job.formulation.problem.n_tiers, &options, &prices) == KOPPEL_OK &&
              koppel_price_bound_make(&trial->job.fit, trial->verdict.tier_cost, &trial->certificate, NULL, &bound) ==
                  KOPPEL_OK &&
              prices.n_found == trial->proposal.n_tiers;

    for (int32_t t = 0; t < trial->proposal.n_tiers && ok; t++) {
        ok = bound.is_known[t] && bound.bound[t] == trial->certificate.tiers[t].certified;
        counts->n_other += bound.bound[t] != prices.tiers[t].bound;
        counts->n_tiers++;
        counts->n_tight += bound.bound[t] == trial->proposal.tiers[t].cost;
        counts->n_rounded += prices.tiers[t].n_cuts > 0;
        counts->n_whole += has_whole(&trial->certificate.tiers[t]);
    }
    counts->n_parts += prices.n_components > 1;
    ok = ok && is_at_most_optimum(trial, &bound);
    koppel_proof_multipliers_free(&prices);
    return ok;
}

/* ---- Faked certificates ---- */

static int64_t random_price(uint64_t *state)
{
    int64_t size = (int64_t)1 << random_case_below(state, 60);

    return random_case_chance(state, 50) ? size : -size;
}

/* Up, down, doubled, turned round, huge, none. */
static void change_number(uint64_t *state, int64_t *number)
{
    switch (random_case_below(state, 7)) {
    case 0:
        *number += 1;
        break;
    case 1:
        *number -= 1;
        break;
    case 2:
        *number = *number > INT64_MAX / 2 || *number < INT64_MIN / 2 ? 1 : *number * 2;
        break;
    case 3:
        *number = -*number;
        break;
    case 4:
        *number = 0;
        break;
    case 5:
        *number = *number / 16 * 9 + 1000;
        break;
    default:
        *number = random_price(state);
    }
}

/* Another kind of load, place, rule, municipality or rounding; also ones that the case does not have. */
static void change_subject(uint64_t *state, struct koppel_load_price *load)
{
    switch (random_case_below(state, 6)) {
    case 0:
        load->kind = (enum koppel_priced)random_case_below(state, KOPPEL_N_PRICED);
        break;
    case 1:
        load->place += random_case_below(state, 5) - 2;
        break;
    case 2:
        load->rule += random_case_below(state, 3) - 1;
        break;
    case 3:
        load->municipality += random_case_below(state, 3) - 1;
        break;
    case 4:
        load->divisor = random_case_below(state, 12);
        break;
    default:
        load->is_most = !load->is_most;
    }
}

/* Keeps one more load whole, or one less; also loads that have a price or are rounded. */
static void keep_whole(struct koppel_certificate_tier *tier, uint64_t *state)
{
    struct koppel_load_price *load = NULL;

    if (tier->n_loads > 0 && random_case_chance(state, 50)) {
        load = &tier->loads[random_case_below(state, (int32_t)tier->n_loads)];
        load->is_whole = !load->is_whole;
        return;
    }
    load = koppel_certificate_add_load(tier);
    if (load != NULL) {
        load->kind = (enum koppel_priced)random_case_below(state, KOPPEL_N_PRICED);
        load->place = random_case_below(state, 5);
        load->rule = load->kind == KOPPEL_PRICED_MIX ? random_case_below(state, 2) : KOPPEL_NONE;
        load->is_whole = true;
    }
}

/* Changes one field of one tier. */
static void corrupt(struct koppel_certificate *certificate, const struct koppel_case *kase, uint64_t *state)
{
    struct koppel_certificate_tier *tier = &certificate->tiers[random_case_below(state, certificate->n_tiers)];
    size_t part = tier->n_parts > 0 ? (size_t)random_case_below(state, (int32_t)tier->n_parts) : 0;
    struct koppel_load_price *load = NULL;

    switch (random_case_below(state, 13)) {
    case 0:
        if (tier->n_parts > 0) {
            change_number(state, &tier->parts[part].scale);
        }
        break;
    case 1:
        if (tier->n_parts > 0) {
            change_number(state, &tier->parts[part].held[random_case_below(state, certificate->n_tiers)]);
        }
        break;
    case 2:
        if (tier->n_parts > 0) {
            tier->parts[part].household += random_case_below(state, 5) - 2;
        }
        break;
    case 3:
    case 4:
        change_number(state, &tier->unit_price[random_case_below(state, kase->n_units)]);
        break;
    case 5:
        load = koppel_certificate_add_load(tier);
        if (load != NULL) {
            load->kind = (enum koppel_priced)random_case_below(state, KOPPEL_N_PRICED);
            load->place = random_case_below(state, 5);
            load->rule = load->kind == KOPPEL_PRICED_MIX ? random_case_below(state, 2) : KOPPEL_NONE;
            load->divisor = random_case_chance(state, 50) ? random_case_below(state, 6) : 0;
            load->is_most = random_case_chance(state, 50);
            load->price = random_price(state);
        }
        break;
    case 6:
        tier->n_loads -= tier->n_loads > 0;
        break;
    case 7:
    case 8:
        if (kase->n_households > 0) {
            change_number(state, &tier->household_price[random_case_below(state, kase->n_households)]);
        }
        break;
    case 9:
        keep_whole(tier, state);
        break;
    default:
        if (tier->n_loads > 0) {
            load = &tier->loads[random_case_below(state, (int32_t)tier->n_loads)];
            if (random_case_chance(state, 50)) {
                change_number(state, &load->price);
            } else {
                change_subject(state, load);
            }
        }
    }
}

static void *copy_of(const void *items, size_t n, size_t size)
{
    void *copy = calloc(n + 1, size);

    if (copy != NULL && n > 0) {
        memcpy(copy, items, n * size);
    }
    return copy;
}

static struct koppel_certificate certificate_copy(const struct koppel_certificate *from, const struct koppel_case *kase)
{
    struct koppel_certificate copy = *from;

    for (int32_t t = 0; t < copy.n_tiers; t++) {
        struct koppel_certificate_tier *tier = &copy.tiers[t];

        tier->parts = copy_of(tier->parts, tier->n_parts, sizeof *tier->parts);
        tier->loads = copy_of(tier->loads, tier->n_loads, sizeof *tier->loads);
        tier->unit_price = copy_of(tier->unit_price, (size_t)kase->n_units, sizeof *tier->unit_price);
        tier->household_price =
            copy_of(tier->household_price, (size_t)kase->n_households, sizeof *tier->household_price);
        tier->parts_capacity = tier->n_parts;
        tier->loads_capacity = tier->n_loads;
        CU_ASSERT_FATAL(tier->parts != NULL && tier->loads != NULL && tier->unit_price != NULL &&
                        tier->household_price != NULL);
    }
    return copy;
}

/* One to three faults at a time: the prices then prove nothing or no more than the optimum. */
static bool corruption_proves_nothing_false(struct trial *trial, uint64_t *state, struct counts *counts)
{
    const struct koppel_case *kase = trial->job.fit.kase;
    bool ok = true;

    for (int k = 0; k < N_CORRUPTIONS && ok; k++) {
        struct koppel_certificate copy = certificate_copy(&trial->certificate, kase);
        struct koppel_price_bound bound = {0};

        for (int32_t n = 1 + random_case_below(state, 3); n > 0; n--) {
            corrupt(&copy, kase, state);
        }
        ok = koppel_price_bound_make(&trial->job.fit, trial->verdict.tier_cost, &copy, NULL, &bound) == KOPPEL_OK &&
             is_at_most_optimum(trial, &bound);
        counts->n_corrupted++;
        for (int32_t t = 0; t < copy.n_tiers; t++) {
            counts->n_weaker += bound.is_known[t] && bound.bound[t] < copy.tiers[t].certified;
            counts->n_useless += !bound.is_known[t];
        }
        koppel_certificate_free(&copy);
    }
    return ok;
}

static int64_t total_bound(const struct koppel_price_bound *bound, int32_t n_tiers)
{
    int64_t total = 0;

    for (int32_t t = 0; t < n_tiers; t++) {
        total += bound->is_known[t] ? bound->bound[t] / 1000 : -1000000000;
    }
    return total;
}

/* One who tries to fake a proof: changes that raise the bounds are kept, and the next is tried from there. */
static bool climb(struct trial *trial, struct koppel_certificate best, uint64_t *state, struct counts *counts)
{
    const struct koppel_case *kase = trial->job.fit.kase;
    int64_t best_total = INT64_MIN;
    bool ok = true;

    for (int k = 0; k < N_STEPS && ok; k++) {
        struct koppel_certificate next = certificate_copy(&best, kase);
        struct koppel_price_bound bound = {0};

        if (k > 0) {
            corrupt(&next, kase, state);
        }
        ok = koppel_price_bound_make(&trial->job.fit, trial->verdict.tier_cost, &next, NULL, &bound) == KOPPEL_OK &&
             is_at_most_optimum(trial, &bound);
        if (ok && total_bound(&bound, next.n_tiers) >= best_total) {
            best_total = total_bound(&bound, next.n_tiers);
            koppel_certificate_free(&best);
            best = next;
            counts->n_corrupted++;
        } else {
            koppel_certificate_free(&next);
        }
    }
    koppel_certificate_free(&best);
    return ok;
}

static bool climbing_proves_nothing_false(struct trial *trial, uint64_t *state, struct counts *counts)
{
    return climb(trial, certificate_copy(&trial->certificate, trial->job.fit.kase), state, counts);
}

/* Every load of one kind is kept whole, in every tier; every household has a price near what a pair may cost. */
static bool keep_kind_whole(struct koppel_certificate_tier *tier, const struct koppel_suitability *fit,
                            enum koppel_priced kind, uint64_t *state)
{
    const int32_t n_places[KOPPEL_N_PRICED] = {
        fit->kase->n_municipalities, 5, fit->kase->n_agreements, fit->kase->n_limits, 5, fit->kase->n_borders, 1};

    for (int32_t place = 0; place < n_places[kind]; place++) {
        struct koppel_load_price *load = koppel_certificate_add_load(tier);

        if (load == NULL) {
            return false;
        }
        load->kind = kind;
        load->place = place;
        load->rule = kind == KOPPEL_PRICED_MIX ? 0 : KOPPEL_NONE;
        load->is_whole = true;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        tier->household_price[i] = random_case_chance(state, 70) ? random_price(state) / 65536 : 0;
    }
    return true;
}

static bool climbing_with_whole_loads_proves_nothing_false(struct trial *trial, uint64_t *state, struct counts *counts)
{
    const struct koppel_suitability *fit = &trial->job.fit;
    struct koppel_certificate start = certificate_copy(&trial->certificate, fit->kase);
    enum koppel_priced kind = (enum koppel_priced)random_case_below(state, KOPPEL_N_PRICED);
    struct koppel_price_bound bound = {0};
    bool ok = true;

    for (int32_t t = 0; t < start.n_tiers && ok; t++) {
        ok = keep_kind_whole(&start.tiers[t], fit, kind, state);
    }
    ok = ok && koppel_price_bound_make(fit, trial->verdict.tier_cost, &start, NULL, &bound) == KOPPEL_OK;
    for (int32_t t = 0; t < start.n_tiers && ok; t++) {
        counts->n_whole += bound.is_known[t] && has_whole(&start.tiers[t]);
    }
    if (!ok) {
        koppel_certificate_free(&start);
        return false;
    }
    return climb(trial, start, state, counts);
}

/* ---- Written and read again ---- */

static bool write_certificate(const struct trial *trial, struct koppel_text *text)
{
    const struct koppel_report report = {.fit = &trial->job.fit, .certificate = &trial->certificate};

    return koppel_certificate_json(&report, text) == KOPPEL_OK;
}

/* What is read proves what was written, and the check finds nothing wrong with it. */
static bool is_read_again(struct trial *trial, const struct koppel_text *text)
{
    struct koppel_certificate again = {0};
    struct koppel_price_bound bound = {0};
    struct koppel_verdict verdict = trial->verdict;
    bool ok = koppel_certificate_parse(text->bytes, text->n_bytes, "certificate.json", trial->job.fit.kase,
                                       trial->job.fit.policy, &again, &trial->errors) == KOPPEL_OK;

    if (trial->errors.n_items > 0) {
        fprintf(stderr, "%s\n", trial->errors.items[0].text);
    }
    verdict.violations = NULL;
    verdict.n_violations = verdict.violations_capacity = 0;
    ok = ok && again.n_tiers == trial->certificate.n_tiers &&
         koppel_price_bound_make(&trial->job.fit, trial->verdict.tier_cost, &again, NULL, &bound) == KOPPEL_OK &&
         koppel_certificate_check(&trial->job.fit, &again, &bound, trial->proposal.tiers, trial->proposal.n_tiers,
                                  &verdict) == KOPPEL_OK &&
         verdict.n_violations == 0;
    for (int32_t t = 0; t < again.n_tiers && ok; t++) {
        ok = again.tiers[t].certified == trial->certificate.tiers[t].certified &&
             bound.bound[t] == again.tiers[t].certified;
    }
    free(verdict.violations);
    koppel_certificate_free(&again);
    return ok;
}

/* Changes one byte, mostly to another digit; or cuts the text off. What can still be read proves nothing false. */
static bool broken_text_proves_nothing_false(struct trial *trial, struct koppel_text *text, uint64_t *state,
                                             struct counts *counts)
{
    static const char digits[] = "0123456789";
    static const char signs[] = "-\",:{}[]. eUHx";
    const char *tiers = strstr(text->bytes, "\"tiers\"");
    size_t first = (size_t)(tiers - text->bytes);
    size_t at = first + (size_t)random_case_below(state, (int32_t)(text->n_bytes - first));
    size_t n = random_case_chance(state, 95) ? text->n_bytes : at;
    bool is_digit = random_case_chance(state, 80);
    char before = 0;
    struct koppel_certificate again = {0};
    struct koppel_price_bound bound = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = KOPPEL_OK;
    bool ok = true;

    while (is_digit && at + 1 < text->n_bytes && strchr(digits, text->bytes[at]) == NULL) {
        at++;
    }
    before = text->bytes[at];
    text->bytes[at] =
        is_digit ? digits[random_case_below(state, 10)] : signs[random_case_below(state, (int32_t)(sizeof signs - 1))];
    status = koppel_certificate_parse(text->bytes, n, "certificate.json", trial->job.fit.kase, trial->job.fit.policy,
                                      &again, &errors);
    counts->n_refused += status != KOPPEL_OK;
    counts->n_read += status == KOPPEL_OK;
    ok = status == KOPPEL_OK ? errors.n_items == 0 : status == KOPPEL_E_INPUT && errors.n_items > 0;
    if (ok && status == KOPPEL_OK) {
        ok = koppel_price_bound_make(&trial->job.fit, trial->verdict.tier_cost, &again, NULL, &bound) == KOPPEL_OK &&
             is_at_most_optimum(trial, &bound);
    }
    text->bytes[at] = before;
    koppel_certificate_free(&again);
    koppel_errors_clear(&errors);
    return ok;
}

/* ---- Tests ---- */

/* Calls `test` for the certificates of random cases. */
static void for_each_certificate(uint64_t first_seed, struct counts *counts,
                                 bool (*test)(struct trial *trial, uint64_t *state, struct counts *counts))
{
    int32_t n_cases = suite_is_long() ? N_LONG : N_SHORT;

    for (int32_t c = 0; c < n_cases; c++) {
        uint64_t seed = first_seed + (uint64_t)c;
        struct random_case random = {0};
        struct trial trial = {0};
        bool has_incumbent = false;
        bool ok = random_case_make(&random, seed, NULL) && trial_solve(&trial, &random, &has_incumbent);

        has_incumbent = has_incumbent && random.kase.n_units > 0 && trial.proposal.n_tiers > 0;
        if (ok && has_incumbent) {
            ok = koppel_certify(&trial.job, &trial.proposal, &trial.verdict, &(struct koppel_engine_options){0},
                                &trial.certificate, &trial.errors) == KOPPEL_OK &&
                 test(&trial, &random.state, counts);
        }
        if (!ok) {
            fprintf(stderr, "random case of seed %" PRIu64 "\n", seed);
        }
        CU_ASSERT_TRUE(ok);
        trial_free(&trial);
        random_case_free(&random);
    }
}

static bool proves_what_the_engine_says(struct trial *trial, uint64_t *state, struct counts *counts)
{
    (void)state;
    return check_equals_engine(trial, counts);
}

static void test_certificates_prove_what_the_engine_says_and_no_more(void)
{
    struct counts counts = {0};

    for_each_certificate(1, &counts, proves_what_the_engine_says);
    for_each_certificate(5000000, &counts, proves_what_the_engine_says); /* rounded rows are rare */
    printf("%d of %d tiers are proven by their certificates, %d with rounded rows, %d with whole loads; %d cases of "
           "several parts\n",
           (int)counts.n_tight, (int)counts.n_tiers, (int)counts.n_rounded, (int)counts.n_whole, (int)counts.n_parts);
    CU_ASSERT_TRUE(counts.n_tight > counts.n_tiers * 9 / 10);
    CU_ASSERT_TRUE(counts.n_rounded > 20);
    CU_ASSERT_TRUE(counts.n_whole > 20);
    CU_ASSERT_TRUE(counts.n_other <= counts.n_tiers / 1000);
    CU_ASSERT_TRUE(counts.n_parts > 20);
}

static void test_corrupted_certificates_prove_nothing_false(void)
{
    struct counts counts = {0};

    for_each_certificate(1000000, &counts, corruption_proves_nothing_false);
    printf("%d corruptions: %d bounds weaker, %d tiers proven no more\n", (int)counts.n_corrupted, (int)counts.n_weaker,
           (int)counts.n_useless);
    CU_ASSERT_TRUE(counts.n_weaker > 1000);
    CU_ASSERT_TRUE(counts.n_useless > 1000);
}

static void test_nobody_climbs_above_the_optimum(void)
{
    struct counts counts = {0};

    for_each_certificate(3000000, &counts, climbing_proves_nothing_false);
    printf("%d changes that did not lower a bound\n", (int)counts.n_corrupted);
    CU_ASSERT_TRUE(counts.n_corrupted > 10000);
}

static void test_nobody_climbs_above_the_optimum_with_whole_loads(void)
{
    struct counts counts = {0};

    for_each_certificate(4000000, &counts, climbing_with_whole_loads_proves_nothing_false);
    printf("%d changes that did not lower a bound, from %d tiers with whole loads\n", (int)counts.n_corrupted,
           (int)counts.n_whole);
    CU_ASSERT_TRUE(counts.n_corrupted > 10000);
    CU_ASSERT_TRUE(counts.n_whole > 500);
}

static bool survives_the_file(struct trial *trial, uint64_t *state, struct counts *counts)
{
    struct koppel_text text = {0};
    bool ok = write_certificate(trial, &text) && is_read_again(trial, &text);

    for (int k = 0; k < N_CORRUPTIONS && ok; k++) {
        ok = broken_text_proves_nothing_false(trial, &text, state, counts);
    }
    koppel_text_free(&text);
    return ok;
}

static void test_written_certificates_are_read_and_broken_ones_prove_nothing_false(void)
{
    struct counts counts = {0};

    for_each_certificate(2000000, &counts, survives_the_file);
    printf("%d broken files refused, %d read\n", (int)counts.n_refused, (int)counts.n_read);
    CU_ASSERT_TRUE(counts.n_refused > 1000);
    CU_ASSERT_TRUE(counts.n_read > 1000);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_certificates_prove_what_the_engine_says_and_no_more),
        TEST(test_corrupted_certificates_prove_nothing_false),
        TEST(test_nobody_climbs_above_the_optimum),
        TEST(test_nobody_climbs_above_the_optimum_with_whole_loads),
        TEST(test_written_certificates_are_read_and_broken_ones_prove_nothing_false),
        TEST_END};

    return suite_run("certificates", tests);
}
