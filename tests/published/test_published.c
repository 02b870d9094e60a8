// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Published instances with known optima. One line an instance: ok; fail (value), (bound) or (infeasible): the engine
 * contradicts what is known; fail (choice): what it chose breaks a row or costs something else; timeout: not proven in
 * time; memory: more was needed than allowed.
 *
 * GLPK's own examples lie in tests/published/glpk. The others are not part of this repository: they are looked for
 * in KOPPEL_SHARED/data/published, or without that variable in ../shared.
 *
 * `make test-long` runs those that must be ok. `make published` runs all: KOPPEL_PUBLISHED names what the instances
 * begin with ("all", "hap/", ...), KOPPEL_PUBLISHED_ENGINE the engine, KOPPEL_PUBLISHED_LIMIT the seconds of each,
 * KOPPEL_PUBLISHED_MEMORY the MiB of each. Every instance has a process of its own, so one that takes too much memory
 * costs its own line only, and the memory on a line is that instance's. */
#include "suite.h"

#include "base/exact.h"
#include "engine/engine.h"
#include "published_instances.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 1024, TIME_LIMIT = 120 };

static char folder[PATH_SIZE];

static const struct published_instance ours[] = {
    {"glpk/assign", false, false, 76, 1},
    {"glpk/gap", false, false, 261, 1},
    {"glpk/gap max", true, false, 336, 1},
};

/* Household assignment with a weight for every pair: the optimum without caps, and the best value that is known with
 * them. */
static const struct published_instance individual[] = {
    {"hap/7000x10000 n=0 theta=1 individual", true, false, 69150104, 10000},
    {"hap/7000x10000 n=46 theta=0.95 individual", true, true, 69050701, 10000},
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double cpu_seconds(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static long memory_mib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/* Does the choice keep every row, and cost what the engine says? */
static bool holds(const struct koppel_problem *problem, const struct koppel_solution *solution)
{
    int64_t *loads = calloc((size_t)problem->n_loads + 1, sizeof *loads);
    bool ok = false;

    CU_ASSERT_PTR_NOT_NULL_FATAL(loads);
    CU_ASSERT_EQUAL(koppel_problem_feasible(problem, solution->slot_of, &ok), KOPPEL_OK);
    koppel_problem_loads(problem, solution->slot_of, loads);
    ok = ok && koppel_problem_cost(problem, 0, solution->slot_of, loads) == solution->tiers[0].cost;
    free(loads);
    return ok;
}

static const char *verdict_of(const struct published_instance *instance, const struct koppel_problem *problem,
                              const struct koppel_solution *solution)
{
    int64_t optimum = instance->maximise ? -instance->optimum : instance->optimum;

    if (solution->slot_of == NULL) {
        return solution->outcome == KOPPEL_INFEASIBLE ? "fail (infeasible)" : "timeout";
    }
    if (!holds(problem, solution)) {
        return "fail (choice)";
    }
    if (solution->tiers[0].bound > optimum) {
        return "fail (bound)";
    }
    if (solution->tiers[0].cost < optimum) {
        return instance->is_best_known ? "better than known" : "fail (value)";
    }
    if (solution->outcome != KOPPEL_PROVEN) {
        return "timeout";
    }
    return solution->tiers[0].cost == optimum ? "ok" : "fail (value)";
}

/* A cost as people read it. */
static const char *value_text(const struct published_instance *instance, int64_t cost, char text[40])
{
    return cost == INT64_MIN ? "?"
                             : koppel_decimal_format(instance->maximise ? -cost : cost, instance->scale, '.', text, 40);
}

static const char *failure_of(enum koppel_status status)
{
    return status == KOPPEL_E_MEMORY ? "memory" : "fail (engine)";
}

/* Solves one instance and prints its line. @return true unless the engine contradicts what is known; with must_be_ok,
 * unless it is anything else than ok */
static bool solve_here(const struct published_instance *instance, bool must_be_ok)
{
    const char *limit = getenv("KOPPEL_PUBLISHED_LIMIT");
    const char *engine = getenv("KOPPEL_PUBLISHED_ENGINE");
    struct koppel_engine_options options = {
        .deadline = koppel_deadline_in(limit != NULL ? strtod(limit, NULL) : TIME_LIMIT, NULL)};
    struct koppel_problem problem = {0};
    struct koppel_solution solution = {0};
    const char *verdict = "fail (file)";
    enum koppel_status status = KOPPEL_OK;
    char value[40], bound[40], optimum[40];
    double begin = 0, cpu = 0;

    if (published_read(folder, instance, &problem)) {
        begin = now();
        cpu = cpu_seconds();
        status = koppel_engine_find(engine != NULL ? engine : "exact")->solve(&problem, &options, &solution);
        verdict = status == KOPPEL_OK ? verdict_of(instance, &problem, &solution) : failure_of(status);
    }
    printf("%-42s %-18s value %s, bound %s, %s %s; %" PRId64 " nodes, %.2f s CPU, %.2f s, %ld MiB\n", instance->name,
           verdict, solution.slot_of != NULL ? value_text(instance, solution.tiers[0].cost, value) : "none",
           solution.slot_of != NULL ? value_text(instance, solution.tiers[0].bound, bound) : "?",
           instance->is_best_known ? "best known" : "optimum",
           value_text(instance, instance->maximise ? -instance->optimum : instance->optimum, optimum), solution.n_nodes,
           cpu_seconds() - cpu, begin > 0 ? now() - begin : 0, memory_mib());
    fflush(stdout);
    koppel_solution_free(&solution);
    koppel_problem_free(&problem);
    return must_be_ok ? strcmp(verdict, "ok") == 0 : strncmp(verdict, "fail", 4) != 0;
}

static void limit_memory(void)
{
    const char *mib = getenv("KOPPEL_PUBLISHED_MEMORY");
    struct rlimit limit;

    if (mib != NULL && getrlimit(RLIMIT_AS, &limit) == 0) {
        limit.rlim_cur = (rlim_t)strtoull(mib, NULL, 10) << 20;
        setrlimit(RLIMIT_AS, &limit);
    }
}

/* The same in a process of its own. */
static bool solve_instance(const struct published_instance *instance, bool must_be_ok)
{
    int status = 0;
    pid_t child = -1;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        limit_memory();
        _exit(solve_here(instance, must_be_ok) ? 0 : 1);
    }
    CU_ASSERT_FATAL(child > 0 && waitpid(child, &status, 0) == child);
    if (WIFEXITED(status)) {
        return WEXITSTATUS(status) == 0;
    }
    printf("%-42s %s\n", instance->name, WTERMSIG(status) == SIGKILL ? "memory (killed)" : "fail (crash)");
    return !must_be_ok && WTERMSIG(status) == SIGKILL;
}

/* "hap/...,max,8307.4152,source": decimals become a scale. */
static bool read_optimum(char *line, struct published_instance *instance)
{
    char *name = strtok(line, ",");
    char *sense = strtok(NULL, ",");
    char *optimum = strtok(NULL, ",");

    if (optimum == NULL || (strcmp(sense, "min") != 0 && strcmp(sense, "max") != 0)) {
        return false;
    }
    *instance = (struct published_instance){.maximise = strcmp(sense, "max") == 0, .scale = 1};
    snprintf(instance->name, sizeof instance->name, "%s", name);
    for (const char *c = optimum; *c != '\0'; c++) {
        if (*c != '.') {
            instance->optimum = 10 * instance->optimum + (*c - '0');
        }
        instance->scale *= strchr(optimum, '.') != NULL && c > strchr(optimum, '.') ? 10 : 1;
    }
    return true;
}

/* Solves every instance of the list whose name begins so. @return how many there were */
static int solve_all(const char *beginning, bool must_be_ok)
{
    struct published_instance instance;
    char path[PATH_SIZE + 16];
    char line[256];
    FILE *list = NULL;
    int n = 0;

    snprintf(path, sizeof path, "%s/optima.csv", folder);
    list = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    while (fgets(line, sizeof line, list) != NULL) {
        if (read_optimum(line, &instance) && strncmp(instance.name, beginning, strlen(beginning)) == 0) {
            CU_ASSERT_TRUE(solve_instance(&instance, must_be_ok));
            n++;
        }
    }
    fclose(list);
    return n;
}

static void test_examples_of_glpk_reach_their_optima(void)
{
    for (size_t k = 0; k < sizeof ours / sizeof *ours; k++) {
        CU_ASSERT_TRUE(solve_instance(&ours[k], true));
    }
}

static void test_assignment_problems_reach_their_optima(void)
{
    CU_ASSERT_EQUAL(solve_all("assign/", true), 2);
}

/* gap1 ... gap11; the large ones of the collection (c20400, ...) are in `make published`. */
static void test_generalised_assignment_problems_reach_their_optima(void)
{
    CU_ASSERT_EQUAL(solve_all("gap/gap", true), 30);
}

/* Solves those of a list whose names begin so. @return how many there were */
static int solve_those(const struct published_instance *instances, size_t n_instances, const char *beginning)
{
    int n = 0;

    for (size_t k = 0; k < n_instances; k++) {
        if (strncmp(instances[k].name, beginning, strlen(beginning)) == 0) {
            CU_ASSERT_TRUE(solve_instance(&instances[k], false));
            n++;
        }
    }
    return n;
}

static void test_nothing_published_is_contradicted(void)
{
    const char *asked = getenv("KOPPEL_PUBLISHED");
    const char *beginning = strcmp(asked, "all") == 0 ? "" : asked;
    int n = solve_those(ours, sizeof ours / sizeof *ours, beginning);

    n += solve_all(beginning, false);
    n += solve_those(individual, sizeof individual / sizeof *individual, beginning);
    CU_ASSERT_TRUE(n > 0);
}

int main(void)
{
    static const struct suite_test short_tests[] = {
        TEST(test_examples_of_glpk_reach_their_optima),
        TEST_END,
    };
    static const struct suite_test tests[] = {
        TEST(test_examples_of_glpk_reach_their_optima),
        TEST(test_assignment_problems_reach_their_optima),
        TEST(test_generalised_assignment_problems_reach_their_optima),
        TEST_END,
    };
    static const struct suite_test all_tests[] = {
        TEST(test_nothing_published_is_contradicted),
        TEST_END,
    };
    const char *shared = getenv("KOPPEL_SHARED");
    char list[PATH_SIZE + 16];
    FILE *file = NULL;

    snprintf(folder, sizeof folder, "%s/data/published", shared != NULL ? shared : "../shared");
    snprintf(list, sizeof list, "%s/optima.csv", folder);
    file = fopen(list, "r");
    if (file == NULL) {
        puts("NOT TESTED: the folder of published instances is not here (KOPPEL_SHARED); only GLPK's examples are");
        return suite_run("published", short_tests);
    }
    fclose(file);
    return suite_run("published", getenv("KOPPEL_PUBLISHED") != NULL ? all_tests : tests);
}
