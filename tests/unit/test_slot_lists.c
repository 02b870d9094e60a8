// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Agents with the same slots share a list, others do not, and every agent reads its own slots. */
#include "failing_memory.h"
#include "problem/slot_lists.h"
#include "random_problem.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

enum { N_AGENTS = 20000, N_SLOTS = 12, N_FEW = 6 };

/* Agent i has the slots whose bits are set; some sets come often, most once. */
static uint32_t draw(uint64_t *state)
{
    return (uint32_t)random_between(state, 0, random_between(state, 0, 1) == 0 ? 40 : (1 << N_SLOTS) - 1);
}

static int32_t slots_of_bits(uint32_t bits, int32_t *slots)
{
    int32_t n = 0;

    for (int32_t j = 0; j < N_SLOTS; j++) {
        if ((bits >> j & 1) != 0) {
            slots[n++] = j;
        }
    }
    return n;
}

static void test_agents_read_their_slots_and_share_lists(void)
{
    struct koppel_problem problem = {.n_agents = N_AGENTS, .n_slots = N_SLOTS};
    struct koppel_slot_lists lists = {0};
    uint32_t *bits = malloc(N_AGENTS * sizeof *bits);
    unsigned char is_seen[1 << N_SLOTS] = {0};
    int64_t n_distinct = 0, n_pairs = 0;
    uint64_t state = 5;
    int32_t slots[N_SLOTS];

    CU_ASSERT_EQUAL_FATAL(koppel_slot_lists_start(&lists, &problem), KOPPEL_OK);
    for (int32_t i = 0; i < N_AGENTS; i++) {
        int32_t n = 0;

        bits[i] = draw(&state);
        n = slots_of_bits(bits[i], slots);
        n_pairs += n;
        n_distinct += is_seen[bits[i]] ? 0 : n;
        is_seen[bits[i]] = 1;
        CU_ASSERT_EQUAL_FATAL(koppel_slot_lists_add(&lists, i, slots, n), KOPPEL_OK);
    }
    CU_ASSERT_EQUAL_FATAL(koppel_slot_lists_end(&lists, KOPPEL_OK), KOPPEL_OK);
    CU_ASSERT_EQUAL(problem.n_pairs, n_pairs);
    CU_ASSERT_EQUAL(problem.n_listed, n_distinct);
    for (int32_t i = 0; i < N_AGENTS; i++) {
        int32_t n = slots_of_bits(bits[i], slots);

        CU_ASSERT_EQUAL_FATAL(problem.first[i + 1] - problem.first[i], n);
        CU_ASSERT_EQUAL(memcmp(koppel_slots_of(&problem, i), slots, (size_t)n * sizeof *slots), 0);
    }
    free(bits);
    koppel_problem_free(&problem);
}

static enum koppel_status list_few(void *data, struct koppel_errors *errors)
{
    struct koppel_problem problem = {.n_agents = N_FEW, .n_slots = N_SLOTS};
    struct koppel_slot_lists lists = {0};
    enum koppel_status status = koppel_slot_lists_start(&lists, &problem);
    int32_t slots[N_SLOTS];

    (void)data;
    (void)errors;
    for (int32_t i = 0; i < N_FEW && status == KOPPEL_OK; i++) {
        status = koppel_slot_lists_add(&lists, i, slots, slots_of_bits(1000U * (uint32_t)i % 4096, slots));
    }
    status = koppel_slot_lists_end(&lists, status);
    koppel_problem_free(&problem);
    return status;
}

static void test_every_failed_allocation_is_told(void)
{
    CU_ASSERT_TRUE(failing_memory_each(list_few, NULL, KOPPEL_OK) > 6);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_agents_read_their_slots_and_share_lists),
        TEST(test_every_failed_allocation_is_told),
        TEST_END,
    };

    return suite_run("slot lists", tests);
}
