// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every allocation of a small solve is failed once: the engines say so, leave nothing behind and do not crash.
 *
 * Our own allocations fail through failing_memory.h. GLPK's are failed too, by malloc, calloc and realloc defined here
 * over those of glibc; with an address sanitizer, which has its own, or another C library that part is left out. */
#include "failing_memory.h"
#include "suite.h"

#include "engine/engine.h"
#include "random_problem.h"
#include "solve/questions/next_best.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#endif
#if defined(__GLIBC__) && !defined(HAS_SANITIZER)
#define OWN_MALLOC 1
#endif

#ifdef OWN_MALLOC
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *items, size_t size);
void __libc_free(void *items);

static atomic_long n_left = -1;
static atomic_long n_live;
static atomic_bool has_failed;

static bool fails_now(void)
{
    if (atomic_load(&n_left) < 0 || atomic_fetch_sub(&n_left, 1) > 0) {
        return false;
    }
    atomic_store(&has_failed, true);
    return true;
}

static void *counted(void *items)
{
    if (items != NULL) {
        atomic_fetch_add(&n_live, 1);
    }
    return items;
}

void *malloc(size_t size)
{
    return fails_now() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t n, size_t size)
{
    return fails_now() ? NULL : counted(__libc_calloc(n, size));
}

void *realloc(void *items, size_t size)
{
    if (fails_now()) {
        return NULL;
    }
    return items == NULL ? counted(__libc_realloc(NULL, size)) : __libc_realloc(items, size);
}

void free(void *items)
{
    if (items != NULL) {
        atomic_fetch_sub(&n_live, 1);
    }
    __libc_free(items);
}
#endif

static const char *const engines[] = {"exact", "scale", "greedy", "exhaustive"};

/* A tiny problem on which the exact engine has to search. */
static struct koppel_problem searched_problem(void)
{
    for (uint64_t seed = 0;; seed++) {
        struct koppel_problem problem =
            random_problem(seed, (struct random_size){.agents = 7, .slots = 6, .loads = 3, .tiers = 3});
        struct koppel_engine_options options = {0};
        struct koppel_solution solution = {0};
        bool is_searched = koppel_engine_find("exact")->solve(&problem, &options, &solution) == KOPPEL_OK &&
                           solution.outcome == KOPPEL_PROVEN && solution.n_nodes >= 3 && problem.n_tiers >= 2;

        koppel_solution_free(&solution);
        if (is_searched) {
            return problem;
        }
        koppel_problem_free(&problem);
    }
}

static enum koppel_status solve(const char *engine, const struct koppel_problem *problem)
{
    struct koppel_engine_options options = {.n_threads = 1};
    struct koppel_solution solution = {0};
    enum koppel_status status = koppel_engine_find(engine)->solve(problem, &options, &solution);

    if (status != KOPPEL_OK && (solution.slot_of != NULL || solution.tiers != NULL)) {
        status = KOPPEL_E_INTERNAL;
    }
    koppel_solution_free(&solution);
    return status;
}

static void test_engines_survive_every_failed_allocation_of_their_own(void)
{
    struct koppel_problem problem = searched_problem();

    for (size_t e = 0; e < sizeof engines / sizeof *engines; e++) {
        for (long n = 0;; n++) {
            enum koppel_status status = KOPPEL_OK;

            failing_memory_after(n);
            status = solve(engines[e], &problem);
            if (!failing_memory_has_failed()) {
                CU_ASSERT_EQUAL(status, KOPPEL_OK);
                CU_ASSERT_TRUE(n > 5);
                break;
            }
            if (status != KOPPEL_E_MEMORY) {
                printf("engine %s, allocation %ld: %s\n", engines[e], n, koppel_status_name(status));
            }
            CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
        }
        failing_memory_after(-1);
    }
    koppel_problem_free(&problem);
}

static void test_questions_survive_every_failed_allocation_of_their_own(void)
{
    struct koppel_problem problem = searched_problem();
    const struct koppel_engine_options options = {.n_threads = 1};
    struct koppel_solution base = {0};
    struct koppel_next_best asked = {.problem = &problem, .engine = koppel_engine_find("scale"), .options = &options};
    long n = 0;

    CU_ASSERT_EQUAL_FATAL(asked.engine->solve(&problem, &options, &base), KOPPEL_OK);
    CU_ASSERT_TRUE(koppel_solution_is_best(&base));
    asked.slot_of = base.slot_of;
    asked.is_best = true;
    for (bool goes_on = true; goes_on; n++) {
        struct koppel_alternative *found = NULL;
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = koppel_next_best_find(&asked, &found);
        goes_on = failing_memory_has_failed();
        CU_ASSERT_EQUAL(status, goes_on ? KOPPEL_E_MEMORY : KOPPEL_OK);
        CU_ASSERT_EQUAL(found == NULL, goes_on);
        free(found);
    }
    failing_memory_after(-1);
    CU_ASSERT_TRUE(n > 100);
    koppel_solution_free(&base);
    koppel_problem_free(&problem);
}

#ifdef OWN_MALLOC
static void test_engines_survive_every_failed_allocation_of_glpk(void)
{
    struct koppel_problem problem = searched_problem();

    for (size_t e = 0; e < sizeof engines / sizeof *engines; e++) {
        CU_ASSERT_EQUAL(solve(engines[e], &problem), KOPPEL_OK);
        for (long n = 0;; n++) {
            enum koppel_status status = KOPPEL_OK;
            long before = atomic_load(&n_live);

            atomic_store(&has_failed, false);
            atomic_store(&n_left, n);
            status = solve(engines[e], &problem);
            atomic_store(&n_left, -1);
            if (status != (atomic_load(&has_failed) ? KOPPEL_E_MEMORY : KOPPEL_OK) || atomic_load(&n_live) != before) {
                printf("engine %s, allocation %ld: %s, %ld blocks left\n", engines[e], n, koppel_status_name(status),
                       atomic_load(&n_live) - before);
            }
            CU_ASSERT_EQUAL(atomic_load(&n_live), before);
            if (!atomic_load(&has_failed)) {
                CU_ASSERT_EQUAL(status, KOPPEL_OK);
                break;
            }
            CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
        }
    }
    koppel_problem_free(&problem);
}
#endif

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_engines_survive_every_failed_allocation_of_their_own),
        TEST(test_questions_survive_every_failed_allocation_of_their_own),
#ifdef OWN_MALLOC
        TEST(test_engines_survive_every_failed_allocation_of_glpk),
#endif
        TEST_END,
    };

    return suite_run("engine memory", tests);
}
