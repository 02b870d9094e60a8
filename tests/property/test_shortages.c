// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Shortage sets of random small cases against every subset of households and every way to match. */
#include "failing_memory.h"
#include "random_case.h"
#include "report/shortage.h"
#include "suite.h"

#include <stdlib.h>

static const struct random_case_shape shape = {2, 4, 2, 6, 8};

static bool suits_any(const struct koppel_suitability *fit, const bool *in_set, int32_t unit)
{
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (in_set[i] && koppel_household_fits_unit(fit, i, unit) == KOPPEL_SUITABLE) {
            return true;
        }
    }
    return false;
}

/* places(N(H)): places in all units that suit one of the set. */
static int64_t places_of(const struct koppel_suitability *fit, const bool *in_set)
{
    int64_t n = 0;

    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        n += suits_any(fit, in_set, j) ? fit->kase->units[j].places : 0;
    }
    return n;
}

/* Most households that can be matched, by trying everything; `barred` gets nothing (KOPPEL_NONE: nobody). */
static int32_t most_matched(const struct koppel_suitability *fit, int32_t household, int32_t barred, int32_t *left)
{
    int32_t best = 0;

    if (household == fit->kase->n_households) {
        return 0;
    }
    best = most_matched(fit, household + 1, barred, left);
    for (int32_t j = 0; household != barred && j < fit->kase->n_units; j++) {
        if (left[j] > 0 && koppel_household_fits_unit(fit, household, j) == KOPPEL_SUITABLE) {
            int32_t matched = 0;

            left[j]--;
            matched = 1 + most_matched(fit, household + 1, barred, left);
            left[j]++;
            best = matched > best ? matched : best;
        }
    }
    return best;
}

static int32_t largest_matching(const struct koppel_suitability *fit, int32_t barred)
{
    int32_t *left = calloc((size_t)fit->kase->n_units + 1, sizeof *left);
    int32_t n = 0;

    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        left[j] = fit->kase->units[j].places;
    }
    n = most_matched(fit, 0, barred, left);
    free(left);
    return n;
}

/* The set holds the household, more households than places, and exactly the units that suit one of them. */
static void check_set(const struct koppel_suitability *fit, int32_t household, const struct koppel_shortage *shortage)
{
    bool in_set[16] = {false};
    bool in_units[16] = {false};

    for (int32_t k = 0; k < shortage->n_households; k++) {
        CU_ASSERT(k == 0 || shortage->households[k - 1] < shortage->households[k]);
        in_set[shortage->households[k]] = true;
    }
    for (int32_t k = 0; k < shortage->n_units; k++) {
        CU_ASSERT(k == 0 || shortage->units[k - 1] < shortage->units[k]);
        in_units[shortage->units[k]] = true;
    }
    CU_ASSERT(in_set[household]);
    CU_ASSERT(shortage->n_households > shortage->n_places);
    CU_ASSERT_EQUAL(shortage->n_places, places_of(fit, in_set));
    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        CU_ASSERT_EQUAL(in_units[j], suits_any(fit, in_set, j));
    }
}

/* Every household that suits some home and suits none but these is in the set. */
static void check_complete(const struct koppel_suitability *fit, const struct koppel_shortage *shortage)
{
    int32_t at = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        int32_t n_suits = 0;
        int32_t n_inside = 0;

        for (int32_t j = 0, k = 0; j < fit->kase->n_units; j++) {
            bool suits = koppel_household_fits_unit(fit, i, j) == KOPPEL_SUITABLE;
            bool inside = k < shortage->n_units && shortage->units[k] == j;

            k += inside ? 1 : 0;
            n_suits += suits ? 1 : 0;
            n_inside += suits && inside ? 1 : 0;
        }
        if (n_suits > 0 && n_suits == n_inside) {
            CU_ASSERT_FATAL(at < shortage->n_households);
            CU_ASSERT_EQUAL(shortage->households[at++], i);
        }
    }
    CU_ASSERT_EQUAL(at, shortage->n_households);
}

static void test_shortage_sets_agree_with_every_subset(void)
{
    int n_caught = 0;
    int n_free = 0;

    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct random_case random;
        struct koppel_suitability fit = {0};
        int32_t most = 0;

        CU_ASSERT_FATAL(random_case_make(&random, seed, &shape));
        CU_ASSERT_EQUAL_FATAL(random_case_fit(&random, &fit), KOPPEL_OK);
        most = largest_matching(&fit, KOPPEL_NONE);
        for (int32_t i = 0; i < random.kase.n_households; i++) {
            struct koppel_shortage shortage;
            bool can_be_left = largest_matching(&fit, i) == most;

            CU_ASSERT_EQUAL_FATAL(koppel_shortage_find(&fit, i, &shortage), KOPPEL_OK);
            CU_ASSERT_EQUAL(shortage.n_households > 0, can_be_left);
            if (shortage.n_households > 0) {
                check_set(&fit, i, &shortage);
            }
            if (shortage.n_units > 0) {
                check_complete(&fit, &shortage);
            }
            n_caught += shortage.n_units > 0 ? 1 : 0;
            n_free += shortage.n_households == 0 ? 1 : 0;
            koppel_shortage_free(&shortage);
        }
        koppel_suitability_free(&fit);
        random_case_free(&random);
    }
    CU_ASSERT(n_caught > 50);
    CU_ASSERT(n_free > 50);
}

static void test_matching_is_as_large_as_any(void)
{
    for (uint64_t seed = 1000; seed < 1300; seed++) {
        struct random_case random;
        struct koppel_suitability fit = {0};
        struct koppel_openings openings = {0};
        struct koppel_matching matching = {0};
        int32_t n_matched = 0;

        CU_ASSERT_FATAL(random_case_make(&random, seed, &shape));
        CU_ASSERT_EQUAL_FATAL(random_case_fit(&random, &fit), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_openings_make(&openings, &fit), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_matching_make(&matching, &fit, &openings), KOPPEL_OK);
        for (int32_t i = 0; i < random.kase.n_households; i++) {
            int32_t unit = matching.unit_of[i];

            n_matched += unit != KOPPEL_NONE ? 1 : 0;
            CU_ASSERT(unit == KOPPEL_NONE || koppel_household_fits_unit(&fit, i, unit) == KOPPEL_SUITABLE);
        }
        for (int32_t j = 0; j < random.kase.n_units; j++) {
            CU_ASSERT(matching.n_in[j] <= random.kase.units[j].places);
        }
        CU_ASSERT_EQUAL(n_matched, largest_matching(&fit, KOPPEL_NONE));
        koppel_matching_free(&matching);
        koppel_openings_free(&openings);
        koppel_suitability_free(&fit);
        random_case_free(&random);
    }
}

static void test_openings_hold_every_suitable_home(void)
{
    for (uint64_t seed = 2000; seed < 2200; seed++) {
        struct random_case random;
        struct koppel_suitability fit = {0};
        struct koppel_openings openings = {0};

        CU_ASSERT_FATAL(random_case_make(&random, seed, &shape));
        CU_ASSERT_EQUAL_FATAL(random_case_fit(&random, &fit), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_openings_make(&openings, &fit), KOPPEL_OK);
        for (int32_t i = 0; i < random.kase.n_households; i++) {
            int32_t counts[KOPPEL_N_REFUSALS] = {0};
            int32_t n = 0;

            for (int32_t j = 0; j < random.kase.n_units; j++) {
                enum koppel_refusal refusal = koppel_household_fits_unit(&fit, i, j);

                counts[refusal]++;
                if (refusal == KOPPEL_SUITABLE) {
                    CU_ASSERT_FATAL(n < koppel_openings_count(&openings, i));
                    CU_ASSERT_EQUAL(koppel_openings_of(&openings, i)[n++], j);
                }
            }
            CU_ASSERT_EQUAL(n, koppel_openings_count(&openings, i));
            for (int r = 0; r < KOPPEL_N_REFUSALS; r++) {
                CU_ASSERT_EQUAL(counts[r], openings.refusals[i * KOPPEL_N_REFUSALS + r]);
            }
        }
        koppel_openings_free(&openings);
        koppel_suitability_free(&fit);
        random_case_free(&random);
    }
}

static void test_every_allocation_may_fail(void)
{
    struct random_case random;
    struct koppel_suitability fit = {0};
    long n = 0;

    CU_ASSERT_FATAL(random_case_make(&random, 12, &shape));
    CU_ASSERT_EQUAL_FATAL(random_case_fit(&random, &fit), KOPPEL_OK);
    CU_ASSERT_FATAL(random.kase.n_households > 0);
    for (;; n++) {
        struct koppel_shortage shortage;
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = koppel_shortage_find(&fit, 0, &shortage);
        koppel_shortage_free(&shortage);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    failing_memory_after(-1);
    CU_ASSERT(n > 10 && n < 200);
    koppel_suitability_free(&fit);
    random_case_free(&random);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_shortage_sets_agree_with_every_subset), TEST(test_matching_is_as_large_as_any),
        TEST(test_openings_hold_every_suitable_home), TEST(test_every_allocation_may_fail), TEST_END};

    return suite_run("shortages", tests);
}
