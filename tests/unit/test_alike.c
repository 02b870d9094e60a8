// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Households that are said to be alike get the same answer for every home, and those that differ in nothing are said to
 * be alike. */
#include "failing_memory.h"
#include "model/alike.h"
#include "random_case.h"
#include "suite.h"

enum { N_CASES = 3000, MOST_HOUSEHOLDS = 12, N_WAYS = 10 };

static const struct random_case_shape shape = {
    .municipalities = 3, .neighbourhoods = 6, .corporations = 2, .units = 14, .households = MOST_HOUSEHOLDS};

/* Makes `to` a copy of `from`, but for one thing in which it is as `other`: any of the things that rules look at. */
static void copy_household(struct random_case *random, struct koppel_suitability *fit, int32_t from, int32_t to,
                           int32_t other, int32_t way)
{
    struct koppel_household *h = &random->kase.households[to], *o = &random->kase.households[other];
    struct koppel_household kept = *o;
    struct koppel_need *need = &fit->needs[to], kept_need = fit->needs[other];

    *h = random->kase.households[from];
    *need = fit->needs[from];
    h->municipality = way == 0 ? kept.municipality : h->municipality;
    h->region = way == 1 ? kept.region : h->region;
    h->tie = way == 2 ? kept.tie : h->tie;
    h->step_free = way == 3 ? kept.step_free : h->step_free;
    h->may_share = way == 4 ? kept.may_share : h->may_share;
    need->persons_rooms = way == 5 ? kept_need.persons_rooms : need->persons_rooms;
    need->rooms_needed = way == 6 ? kept_need.rooms_needed : need->rooms_needed;
    need->rent_limit_cents = way == 7 ? kept_need.rent_limit_cents : need->rent_limit_cents;
    need->age_bit = way == 8 ? kept_need.age_bit : need->age_bit;
    need->latest_day = way == 9 ? kept_need.latest_day : need->latest_day;
}

static bool same_answers(const struct koppel_suitability *fit, int32_t a, int32_t b)
{
    bool same = true;

    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        same = same && koppel_household_fits_unit(fit, a, j) == koppel_household_fits_unit(fit, b, j);
    }
    return same;
}

/* Every household is the first of those alike or points to one before it that is. @return how many are not the first */
static int64_t check_alike(const struct koppel_suitability *fit)
{
    int32_t alike[MOST_HOUSEHOLDS];
    int64_t n = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_alike_find(fit, alike), KOPPEL_OK);
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        CU_ASSERT_TRUE_FATAL(alike[i] >= 0 && alike[i] <= i);
        CU_ASSERT_EQUAL(alike[alike[i]], alike[i]);
        CU_ASSERT_TRUE(same_answers(fit, i, alike[i]));
        n += alike[i] != i;
    }
    return n;
}

static void test_households_alike_get_the_same_answers(void)
{
    int64_t n_alike = 0;

    for (uint64_t seed = 0; seed < N_CASES; seed++) {
        struct random_case random;
        struct koppel_suitability fit = {0};

        if (random_case_make(&random, seed, &shape) && random_case_fit(&random, &fit) == KOPPEL_OK) {
            for (int32_t i = 2; i < random.kase.n_households; i += 2) {
                copy_household(&random, &fit, i - 2, i, i - 1, random_case_below(&random.state, N_WAYS));
            }
            n_alike += check_alike(&fit);
        }
        koppel_suitability_free(&fit);
        random_case_free(&random);
    }
    CU_ASSERT_TRUE(n_alike > N_CASES / 2);
}

static enum koppel_status find(void *data, struct koppel_errors *errors)
{
    int32_t alike[MOST_HOUSEHOLDS];

    (void)errors;
    return koppel_alike_find(data, alike);
}

static void test_every_failed_allocation_is_told(void)
{
    struct random_case random;
    struct koppel_suitability fit = {0};

    CU_ASSERT_FATAL(random_case_make(&random, 1, &shape));
    CU_ASSERT_EQUAL_FATAL(random_case_fit(&random, &fit), KOPPEL_OK);
    CU_ASSERT_EQUAL(failing_memory_each(find, &fit, KOPPEL_OK), 2);
    koppel_suitability_free(&fit);
    random_case_free(&random);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_households_alike_get_the_same_answers),
        TEST(test_every_failed_allocation_is_told),
        TEST_END,
    };

    return suite_run("alike", tests);
}
