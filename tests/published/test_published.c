/* Published instances with known optima, through the abstract problem and the exact engine: the assignment problems of
 * the OR-Library and the small generalised assignment problems of the OR-Library and Yagiura's collection.
 *
 * The files are not part of this repository. KOPPEL_SHARED names the folder that holds data/published; without it
 * ../shared is tried. One line an instance: ok, or fail (value), fail (bound), timeout. */
#include "suite.h"

#include "engine/engine.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATH_SIZE = 1024, NAME_SIZE = 64, TIME_LIMIT = 120 };

static char folder[PATH_SIZE];

static void *fresh(size_t n, size_t size)
{
    void *items = calloc(n > 0 ? n : 1, size);

    if (items == NULL) {
        fputs("test_published: out of memory\n", stderr);
        abort();
    }
    return items;
}

/* Opens NAME, NAME.gz or NAME.txt.gz of the published folder; *is_pipe tells how to close it. */
static FILE *open_instance(const char *name, bool *is_pipe)
{
    static const char *const endings[] = {"", ".txt", ".gz", ".txt.gz"};
    char path[PATH_SIZE + NAME_SIZE + 16];
    char command[PATH_SIZE + NAME_SIZE + 32];
    FILE *file = NULL;

    for (size_t k = 0; k < sizeof endings / sizeof *endings && file == NULL; k++) {
        snprintf(path, sizeof path, "%s/%s%s", folder, name, endings[k]);
        file = fopen(path, "r");
        *is_pipe = file != NULL && strstr(endings[k], ".gz") != NULL;
    }
    if (*is_pipe) {
        fclose(file);
        snprintf(command, sizeof command, "gzip -dc '%s'", path);
        file = popen(command, "r");
    }
    return file;
}

static void close_instance(FILE *file, bool is_pipe)
{
    if (is_pipe) {
        pclose(file);
    } else {
        fclose(file);
    }
}

static bool read_numbers(FILE *file, int64_t *numbers, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        if (fscanf(file, "%" SCNd64, &numbers[k]) != 1) {
            return false;
        }
    }
    return true;
}

/* Every agent may have every slot; one tier of pair costs; every agent must be placed. */
static struct koppel_problem complete_problem(int32_t n_agents, int32_t n_slots, int32_t places)
{
    struct koppel_problem p = {
        .n_agents = n_agents, .n_slots = n_slots, .n_tiers = 1, .n_pairs = (int64_t)n_agents * n_slots};
    size_t n_pairs = (size_t)p.n_pairs;

    p.first = fresh((size_t)n_agents + 1, sizeof *p.first);
    p.slot = fresh(n_pairs, sizeof *p.slot);
    p.state = fresh(n_pairs, sizeof *p.state);
    p.must_place = fresh((size_t)n_agents, sizeof *p.must_place);
    p.places = fresh((size_t)n_slots, sizeof *p.places);
    p.entry_first = fresh((size_t)n_slots + 1, sizeof *p.entry_first);
    p.tiers = fresh(1, sizeof *p.tiers);
    p.tiers[0] = (struct koppel_tier){.name = "cost", .scale = 1, .pair_cost = fresh(n_pairs, sizeof(int64_t))};
    for (int32_t i = 0; i < n_agents; i++) {
        p.first[i + 1] = p.first[i] + n_slots;
        p.must_place[i] = 1;
        for (int32_t j = 0; j < n_slots; j++) {
            p.slot[p.first[i] + j] = j;
        }
    }
    for (int32_t j = 0; j < n_slots; j++) {
        p.places[j] = places;
    }
    return p;
}

/* n, then the n x n costs. */
static bool read_assignment(FILE *file, struct koppel_problem *problem)
{
    int64_t n = 0;

    if (!read_numbers(file, &n, 1) || n < 1 || n > 10000) {
        return false;
    }
    *problem = complete_problem((int32_t)n, (int32_t)n, 1);
    return read_numbers(file, problem->tiers[0].pair_cost, (size_t)(n * n));
}

/* m knapsacks and n items; m x n costs; m x n weights; m capacities. Items are agents, knapsacks slots with a load
 * each. */
static bool read_generalised(FILE *file, struct koppel_problem *p)
{
    int64_t size[2] = {0, 0};
    int64_t *numbers = NULL;
    int32_t m = 0, n = 0;
    bool ok = false;

    if (!read_numbers(file, size, 2) || size[0] < 1 || size[0] > 1000 || size[1] < 1 || size[1] > 10000) {
        return false;
    }
    m = (int32_t)size[0];
    n = (int32_t)size[1];
    *p = complete_problem(n, m, n);
    p->n_loads = m;
    p->n_measures = m;
    p->entries = fresh((size_t)m, sizeof *p->entries);
    p->measures = fresh((size_t)m * (size_t)n, sizeof *p->measures);
    p->loads = fresh((size_t)m, sizeof *p->loads);
    numbers = fresh((size_t)m * (size_t)n, sizeof *numbers);
    ok = read_numbers(file, numbers, (size_t)m * (size_t)n);
    for (int32_t k = 0; k < m; k++) {
        for (int32_t i = 0; i < n; i++) {
            p->tiers[0].pair_cost[p->first[i] + k] = numbers[k * n + i];
        }
    }
    ok = ok && read_numbers(file, numbers, (size_t)m * (size_t)n);
    for (int32_t k = 0; k < m * n; k++) {
        p->measures[k] = (int32_t)numbers[k];
    }
    ok = ok && read_numbers(file, numbers, (size_t)m);
    for (int32_t k = 0; k < m; k++) {
        p->entries[k] = (struct koppel_entry){k, k};
        p->entry_first[k + 1] = k + 1;
        p->loads[k] = (struct koppel_load){0, KOPPEL_NO_MIN, numbers[k]};
    }
    free(numbers);
    return ok;
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static const char *verdict_of(const struct koppel_solution *solution, int64_t optimum)
{
    if (solution->slot_of == NULL) {
        return solution->outcome == KOPPEL_INFEASIBLE ? "fail (infeasible)" : "timeout";
    }
    if (solution->tiers[0].bound > optimum) {
        return "fail (bound)";
    }
    if (solution->tiers[0].cost < optimum) {
        return "fail (value)";
    }
    if (solution->outcome != KOPPEL_PROVEN) {
        return "timeout";
    }
    return solution->tiers[0].cost == optimum ? "ok" : "fail (value)";
}

static bool solve_instance(const char *name, int64_t optimum)
{
    struct koppel_engine_options options = {.time_limit = TIME_LIMIT};
    struct koppel_problem problem = {0};
    struct koppel_solution solution = {0};
    const char *verdict = "fail (file)";
    double begin = now();
    bool is_pipe = false;
    FILE *file = open_instance(name, &is_pipe);

    if (file != NULL) {
        bool is_read =
            strncmp(name, "assign/", 7) == 0 ? read_assignment(file, &problem) : read_generalised(file, &problem);

        close_instance(file, is_pipe);
        begin = now();
        if (is_read && koppel_engine_find("exact")->solve(&problem, &options, &solution) == KOPPEL_OK) {
            verdict = verdict_of(&solution, optimum);
        }
    }
    printf("%-18s %-18s cost %" PRId64 " optimum %" PRId64 " nodes %" PRId64 " %.2f s\n", name, verdict,
           solution.slot_of != NULL ? solution.tiers[0].cost : -1, optimum, solution.n_nodes, now() - begin);
    koppel_solution_free(&solution);
    koppel_problem_free(&problem);
    return strcmp(verdict, "ok") == 0;
}

/* Solves every instance of the list whose name begins so. @return how many there were */
static int solve_all(const char *beginning)
{
    char path[PATH_SIZE + 16];
    char line[256];
    FILE *list = NULL;
    int n = 0;

    snprintf(path, sizeof path, "%s/optima.csv", folder);
    list = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    while (fgets(line, sizeof line, list) != NULL) {
        char *name = strtok(line, ",");
        char *sense = strtok(NULL, ",");
        char *optimum = strtok(NULL, ",");

        if (optimum != NULL && strcmp(sense, "min") == 0 && strncmp(name, beginning, strlen(beginning)) == 0) {
            CU_ASSERT_TRUE(solve_instance(name, strtoll(optimum, NULL, 10)));
            n++;
        }
    }
    fclose(list);
    return n;
}

static void test_assignment_problems_reach_their_optima(void)
{
    CU_ASSERT_EQUAL(solve_all("assign/"), 2);
}

/* gap1 ... gap11; the large ones of the collection (c20400, ...) are for the benchmark. */
static void test_generalised_assignment_problems_reach_their_optima(void)
{
    CU_ASSERT_EQUAL(solve_all("gap/gap"), 30);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_assignment_problems_reach_their_optima),
        TEST(test_generalised_assignment_problems_reach_their_optima),
        TEST_END,
    };
    const char *shared = getenv("KOPPEL_SHARED");
    char list[PATH_SIZE + 16];
    FILE *file = NULL;

    snprintf(folder, sizeof folder, "%s/data/published", shared != NULL ? shared : "../shared");
    snprintf(list, sizeof list, "%s/optima.csv", folder);
    file = fopen(list, "r");
    if (file == NULL) {
        return suite_skip("the folder of published instances is not here (KOPPEL_SHARED)");
    }
    fclose(file);
    return suite_run("published", tests);
}
