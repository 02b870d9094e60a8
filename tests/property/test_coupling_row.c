// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Problems that fall apart without one load, against the exhaustive oracle. */
#include "failing_memory.h"
#include "suite.h"

#include "base/bits.h"
#include "engine/engine.h"
#include "problem/components.h"
#include "random_problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BLOCKS = 3, MOST_MEASURES = 2 };

static const struct random_size block_size = {.agents = 4, .slots = 3, .loads = 2, .tiers = 3};

static uint64_t n_problems(void)
{
    return suite_is_long() ? 12000 : 1500;
}

static void *fresh(size_t n, size_t size)
{
    void *items = calloc(n > 0 ? n : 1, size);

    if (items == NULL) {
        abort();
    }
    return items;
}

/* Where the rows of a block begin in the joint problem. */
struct offset {
    int32_t agent, slot, load, measure;
    int64_t pair, entry;
};

static void copy_tier(struct koppel_tier *to, const struct koppel_tier *from, const struct koppel_problem *block,
                      const struct offset *at)
{
    for (int32_t i = 0; i < block->n_agents && from->agent_cost != NULL; i++) {
        to->agent_cost[at->agent + i] = from->agent_cost[i];
    }
    for (int64_t p = 0; p < block->n_pairs && from->pair_cost != NULL; p++) {
        to->pair_cost[at->pair + p] = from->pair_cost[p];
    }
    for (size_t k = 0; k < from->n_terms; k++) {
        to->terms[to->n_terms] = from->terms[k];
        to->terms[to->n_terms++].load += at->load;
    }
}

static void copy_block(struct koppel_problem *to, const struct koppel_problem *block, const struct offset *at)
{
    for (int32_t i = 0; i < block->n_agents; i++) {
        to->first[at->agent + i + 1] = at->pair + block->first[i + 1];
        to->must_place[at->agent + i] = block->must_place[i];
        for (int32_t q = 0; q < block->n_measures; q++) {
            to->measures[(at->measure + q) * to->n_agents + at->agent + i] = block->measures[q * block->n_agents + i];
        }
    }
    for (int64_t p = 0; p < block->n_pairs; p++) {
        to->slot[at->pair + p] = at->slot + block->slot[p];
        to->state[at->pair + p] = block->state[p];
    }
    for (int32_t j = 0; j < block->n_slots; j++) {
        to->places[at->slot + j] = block->places[j];
        to->entry_first[at->slot + j + 1] = at->entry + block->entry_first[j + 1];
    }
    for (int64_t e = 0; e < block->entry_first[block->n_slots]; e++) {
        to->entries[at->entry + e] =
            (struct koppel_entry){at->load + block->entries[e].load, at->measure + block->entries[e].measure};
    }
    for (int32_t g = 0; g < block->n_loads; g++) {
        to->loads[at->load + g] = block->loads[g];
    }
    for (int32_t t = 0; t < block->n_tiers; t++) {
        copy_tier(&to->tiers[t], &block->tiers[t], block, at);
    }
}

/* Several problems side by side, with one tier more. */
static struct koppel_problem join(const struct koppel_problem *blocks, int32_t n)
{
    struct koppel_problem p = {0};
    struct offset at = {0};
    int64_t n_entries = 0;
    size_t n_terms = 0;

    for (int32_t b = 0; b < n; b++) {
        p.n_agents += blocks[b].n_agents;
        p.n_slots += blocks[b].n_slots;
        p.n_loads += blocks[b].n_loads;
        p.n_measures += blocks[b].n_measures;
        p.n_pairs += blocks[b].n_pairs;
        p.n_tiers = blocks[b].n_tiers + 1 > p.n_tiers ? blocks[b].n_tiers + 1 : p.n_tiers;
        n_entries += blocks[b].entry_first[blocks[b].n_slots];
        for (int32_t t = 0; t < blocks[b].n_tiers; t++) {
            n_terms += blocks[b].tiers[t].n_terms;
        }
    }
    p.first = fresh((size_t)p.n_agents + 1, sizeof *p.first);
    p.slot = fresh((size_t)p.n_pairs, sizeof *p.slot);
    p.state = fresh((size_t)p.n_pairs, sizeof *p.state);
    p.must_place = fresh((size_t)p.n_agents, sizeof *p.must_place);
    p.places = fresh((size_t)p.n_slots, sizeof *p.places);
    p.entry_first = fresh((size_t)p.n_slots + 1, sizeof *p.entry_first);
    p.entries = fresh((size_t)n_entries, sizeof *p.entries);
    p.measures = fresh((size_t)p.n_measures * (size_t)p.n_agents, sizeof *p.measures);
    p.loads = fresh((size_t)p.n_loads, sizeof *p.loads);
    p.tiers = fresh((size_t)p.n_tiers, sizeof *p.tiers);
    for (int32_t t = 0; t < p.n_tiers; t++) {
        p.tiers[t].scale = 1;
        p.tiers[t].agent_cost = t + 1 < p.n_tiers ? fresh((size_t)p.n_agents, sizeof(int64_t)) : NULL;
        p.tiers[t].pair_cost = fresh((size_t)p.n_pairs, sizeof(int64_t));
        p.tiers[t].terms = fresh(n_terms, sizeof *p.tiers[t].terms);
    }
    for (int32_t b = 0; b < n; b++) {
        copy_block(&p, &blocks[b], &at);
        at.agent += blocks[b].n_agents;
        at.slot += blocks[b].n_slots;
        at.load += blocks[b].n_loads;
        at.measure += blocks[b].n_measures;
        at.pair += blocks[b].n_pairs;
        at.entry += blocks[b].entry_first[blocks[b].n_slots];
    }
    return p;
}

/* A load over everything: at most so much of it, or at least. The last tier may count the same. */
static void add_row(struct koppel_problem *p, uint64_t *state)
{
    struct koppel_load row = {.lo = KOPPEL_NO_MIN, .hi = KOPPEL_NO_MAX};
    int32_t *measure_of = fresh((size_t)p->n_slots, sizeof *measure_of);
    int32_t *amounts = fresh((size_t)(MOST_MEASURES * p->n_agents), sizeof *amounts);
    int64_t most_amount = random_between(state, 1, 2), share = random_between(state, 30, 100);
    bool is_least = random_between(state, 0, 1) == 1, has_tier = random_between(state, 0, 1) == 1;

    for (int32_t j = 0; j < p->n_slots; j++) {
        measure_of[j] = random_between(state, 1, 100) <= share ? (int32_t)random_between(state, 0, 1) : KOPPEL_NONE;
    }
    for (int32_t k = 0; k < MOST_MEASURES * p->n_agents; k++) {
        amounts[k] = random_between(state, 1, 100) <= share ? (int32_t)random_between(state, 1, most_amount) : 0;
    }
    row.base = random_between(state, 0, 2);
    *(is_least ? &row.lo : &row.hi) = row.base + random_between(state, is_least, is_least ? p->n_agents : 4);
    for (int32_t i = 0; i < p->n_agents && has_tier; i++) {
        for (int64_t k = p->first[i]; k < p->first[i + 1]; k++) {
            int32_t q = measure_of[p->slot[k]];

            p->tiers[p->n_tiers - 1].pair_cost[k] =
                q != KOPPEL_NONE ? (is_least ? -3 : 3) * (int64_t)amounts[q * p->n_agents + i] : 0;
        }
    }
    CU_ASSERT_EQUAL_FATAL(koppel_problem_add_load(p, &row, measure_of, MOST_MEASURES, amounts), KOPPEL_OK);
    free(measure_of);
    free(amounts);
}

static struct koppel_problem coupled_problem(uint64_t seed)
{
    struct koppel_problem blocks[MOST_BLOCKS], joint;
    uint64_t state = seed;
    int32_t n = (int32_t)random_between(&state, 2, MOST_BLOCKS);

    for (int32_t b = 0; b < n; b++) {
        blocks[b] = random_problem(random_next(&state), block_size);
    }
    joint = join(blocks, n);
    add_row(&joint, &state);
    for (int32_t b = 0; b < n; b++) {
        koppel_problem_free(&blocks[b]);
    }
    return joint;
}

static int32_t count_components(const struct koppel_problem *problem)
{
    struct koppel_components components = {0};
    int32_t n = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_components_make(&components, problem, KOPPEL_MERGE_EQUAL_SLOTS), KOPPEL_OK);
    n = components.n_items;
    koppel_components_free(&components);
    return n;
}

/* Has it fewer components with the last load than without? */
static bool is_coupled(struct koppel_problem *problem)
{
    struct koppel_load row = problem->loads[problem->n_loads - 1];
    int32_t n = count_components(problem), n_apart = 0;

    problem->loads[problem->n_loads - 1] = (struct koppel_load){.lo = KOPPEL_NO_MIN, .hi = KOPPEL_NO_MAX};
    n_apart = count_components(problem);
    problem->loads[problem->n_loads - 1] = row;
    return n > 0 && n_apart > n;
}

static struct koppel_solution solve(const char *engine, const struct koppel_problem *problem,
                                    const struct koppel_engine_options *options)
{
    struct koppel_solution solution = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_engine_find(engine)->solve(problem, options, &solution), KOPPEL_OK);
    return solution;
}

static bool is_proven_optimum(const struct koppel_solution *found, const struct koppel_solution *known)
{
    bool same = found->outcome == known->outcome && found->n_tiers == known->n_tiers;

    for (int32_t t = 0; t < found->n_tiers && same; t++) {
        same = found->tiers[t].cost == known->tiers[t].cost && found->tiers[t].bound == found->tiers[t].cost &&
               found->tiers[t].proven;
    }
    return same;
}

static bool same_answer(const struct koppel_problem *problem, const struct koppel_solution *a,
                        const struct koppel_solution *b)
{
    bool same = a->outcome == b->outcome && (a->slot_of == NULL) == (b->slot_of == NULL);

    for (int32_t i = 0; i < problem->n_agents && same && a->slot_of != NULL; i++) {
        same = a->slot_of[i] == b->slot_of[i];
    }
    for (int64_t p = 0; p < problem->n_pairs && same && a->possible != NULL && b->possible != NULL; p++) {
        same = koppel_bit(a->possible, p) == koppel_bit(b->possible, p);
    }
    return same && (a->possible == NULL) == (b->possible == NULL);
}

static void test_exhaustive_exact_and_scale_agree_on_one_thread_and_two(void)
{
    static const struct koppel_engine_options one = {.wants_possible = true};
    static const struct koppel_engine_options two = {.wants_possible = true, .n_threads = 2};
    uint64_t n_coupled = 0, n_infeasible = 0;

    for (uint64_t seed = 0; seed < n_problems(); seed++) {
        struct koppel_problem problem = coupled_problem(seed);
        struct koppel_solution oracle = solve("exhaustive", &problem, &one);
        bool coupled = is_coupled(&problem);

        for (int e = 0; e < 2; e++) {
            const char *engine = e == 0 ? "exact" : "scale";
            struct koppel_solution a = solve(engine, &problem, &one), b = solve(engine, &problem, &two);
            bool ok =
                is_proven_optimum(&a, &oracle) && solution_is_honest(&problem, &a) && same_answer(&problem, &a, &b);

            if (!ok) {
                printf("seed %d, %s: outcome %d, oracle %d\n", (int)seed, engine, (int)a.outcome, (int)oracle.outcome);
            }
            CU_ASSERT_TRUE(ok);
            koppel_solution_free(&a);
            koppel_solution_free(&b);
        }
        n_coupled += coupled;
        n_infeasible += coupled && oracle.outcome == KOPPEL_INFEASIBLE;
        koppel_solution_free(&oracle);
        koppel_problem_free(&problem);
    }
    printf("coupled: %d of %d, infeasible %d\n", (int)n_coupled, (int)n_problems(), (int)n_infeasible);
    CU_ASSERT_TRUE(n_coupled > n_problems() / 4);
    CU_ASSERT_TRUE(n_infeasible > n_coupled / 20 && n_infeasible < n_coupled / 2);
}

/* No pair of an optimum is said to be in none: every pair is forced in turn. */
static void test_what_is_impossible_is_in_no_optimum(void)
{
    static const struct koppel_engine_options asked = {.wants_possible = true}, plain = {0};
    int n_ruled_out = 0, n_possible = 0;

    for (uint64_t seed = 0; seed < n_problems() / 3; seed++) {
        struct koppel_problem problem = coupled_problem(seed);
        struct koppel_solution found = solve("auto", &problem, &asked);

        for (int64_t p = 0; p < problem.n_pairs && is_coupled(&problem) && found.possible != NULL; p++) {
            unsigned char state = problem.state[p];
            struct koppel_solution forced = {0};

            if (koppel_bit(found.possible, p) || state != KOPPEL_PAIR_FREE) {
                n_possible++;
                continue;
            }
            n_ruled_out++;
            problem.state[p] = KOPPEL_PAIR_KEPT;
            forced = solve("exhaustive", &problem, &plain);
            CU_ASSERT_FALSE(is_proven_optimum(&forced, &found));
            koppel_solution_free(&forced);
            problem.state[p] = state;
        }
        koppel_solution_free(&found);
        koppel_problem_free(&problem);
    }
    printf("ruled out: %d, possible: %d\n", n_ruled_out, n_possible);
    CU_ASSERT_TRUE(n_ruled_out > 100 && n_possible > 100);
}

static bool bounds_hold(const struct koppel_solution *found, const struct koppel_solution *known)
{
    for (int32_t t = 0; t < found->n_tiers; t++) {
        if (found->tiers[t].bound > known->tiers[t].cost) {
            return false;
        }
        if (found->tiers[t].cost != known->tiers[t].cost) {
            return found->tiers[t].cost > known->tiers[t].cost;
        }
    }
    return true;
}

/* With a start, with few nodes, with hardly any time, from what is known to be best. */
static void test_bounds_hold_with_a_start_and_when_it_is_stopped(void)
{
    for (uint64_t seed = 0; seed < n_problems() / 3; seed++) {
        struct koppel_problem problem = coupled_problem(seed);
        struct koppel_solution known = solve("exact", &problem, &(struct koppel_engine_options){0});
        struct koppel_engine_options options[] = {{.most_nodes = 1},
                                                  {.deadline = koppel_deadline_in(0.0003, NULL)},
                                                  {.start = known.slot_of},
                                                  {.start = known.slot_of, .n_best_tiers = known.n_tiers}};

        for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
            struct koppel_solution found = solve("scale", &problem, &options[k]);

            CU_ASSERT_TRUE(solution_is_honest(&problem, &found) && bounds_hold(&found, &known));
            CU_ASSERT_TRUE(k < 2 || is_proven_optimum(&found, &known));
            koppel_solution_free(&found);
        }
        koppel_solution_free(&known);
        koppel_problem_free(&problem);
    }
}

/* Every allocation fails once: the engine says so, and nothing is left behind. */
static void test_every_failed_allocation_is_survived(void)
{
    const struct koppel_engine_options options = {.wants_possible = true};
    uint64_t seed = 0;
    struct koppel_problem problem = coupled_problem(seed);
    bool goes_on = true;
    long n = 0;

    while (!is_coupled(&problem) || problem.n_agents < 8) {
        koppel_problem_free(&problem);
        problem = coupled_problem(++seed);
    }
    for (; goes_on; n++) {
        struct koppel_solution solution = {0};
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = koppel_engine_find("scale")->solve(&problem, &options, &solution);
        goes_on = failing_memory_has_failed();
        CU_ASSERT_EQUAL(status, goes_on ? KOPPEL_E_MEMORY : KOPPEL_OK);
        koppel_solution_free(&solution);
    }
    failing_memory_after(-1);
    CU_ASSERT_TRUE(n > 100);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_exhaustive_exact_and_scale_agree_on_one_thread_and_two),
        TEST(test_what_is_impossible_is_in_no_optimum),
        TEST(test_bounds_hold_with_a_start_and_when_it_is_stopped),
        TEST(test_every_failed_allocation_is_survived),
        TEST_END,
    };

    return suite_run("coupling row", tests);
}
