// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* published_instances.c - reads published instances as abstract problems (see published_instances.h). */
#include "published_instances.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 1200, LINE_SIZE = 512, HAP_SCALE = 10000 };

static void *fresh(size_t n, size_t size)
{
    void *items = calloc(n > 0 ? n : 1, size);

    if (items == NULL) {
        fputs("published_instances: out of memory\n", stderr);
        abort();
    }
    return items;
}

/* ---- Files ---- */

/* Opens FOLDER/NAME, as it is, as text or compressed; *is_pipe tells how to close it. */
static FILE *open_file(const char *folder, const char *name, bool *is_pipe)
{
    static const char *const endings[] = {"", ".txt", ".gz", ".txt.gz"};
    char path[PATH_SIZE];
    char command[PATH_SIZE + 16];
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

static void close_file(FILE *file, bool is_pipe)
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

/* ---- Assignment, generalised assignment ---- */

static void add_tier(struct koppel_problem *problem, const struct published_instance *instance, const char *name)
{
    problem->n_tiers = 1;
    problem->tiers = fresh(1, sizeof *problem->tiers);
    problem->tiers[0] =
        (struct koppel_tier){.maximise = instance->maximise,
                             .scale = instance->scale,
                             .pair_cost = fresh((size_t)problem->n_pairs, sizeof *problem->tiers[0].pair_cost)};
    snprintf(problem->tiers[0].name, sizeof problem->tiers[0].name, "%s", name);
}

/* Every agent may have every slot; one tier of pair costs; every agent must be placed. */
static struct koppel_problem complete_problem(const struct published_instance *instance, int32_t n_agents,
                                              int32_t n_slots, int32_t places)
{
    struct koppel_problem p = {.n_agents = n_agents, .n_slots = n_slots, .n_pairs = (int64_t)n_agents * n_slots};
    size_t n_pairs = (size_t)p.n_pairs;

    p.first = fresh((size_t)n_agents + 1, sizeof *p.first);
    p.slot = fresh(n_pairs, sizeof *p.slot);
    p.state = fresh(n_pairs, sizeof *p.state);
    p.must_place = fresh((size_t)n_agents, sizeof *p.must_place);
    p.places = fresh((size_t)n_slots, sizeof *p.places);
    p.entry_first = fresh((size_t)n_slots + 1, sizeof *p.entry_first);
    add_tier(&p, instance, "cost");
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

static void turn_sign(struct koppel_problem *problem)
{
    if (problem->tiers[0].maximise) {
        for (int64_t p = 0; p < problem->n_pairs; p++) {
            problem->tiers[0].pair_cost[p] *= -1;
        }
    }
}

/* n, then the n x n costs. */
static bool read_assignment(FILE *file, const struct published_instance *instance, struct koppel_problem *problem)
{
    int64_t n = 0;

    if (!read_numbers(file, &n, 1) || n < 1 || n > 10000) {
        return false;
    }
    *problem = complete_problem(instance, (int32_t)n, (int32_t)n, 1);
    return read_numbers(file, problem->tiers[0].pair_cost, (size_t)(n * n));
}

/* m knapsacks and n items; m x n costs; m x n weights; m capacities. Items are agents, knapsacks slots with a load
 * each. */
static bool read_generalised(FILE *file, const struct published_instance *instance, struct koppel_problem *p)
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
    *p = complete_problem(instance, n, m, n);
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

/* ---- Household assignment ---- */

struct dweller {
    double x, y;
    double money; /* income of a household, cost of a dwelling */
    int32_t size; /* persons, or how many it can hold */
    int32_t cell; /* dwellings only */
};

struct hap {
    struct dweller *households;
    struct dweller *dwellings;
    int32_t n_households, n_dwellings;
    char (*cells)[48]; /* names, in the order in which they appear */
    int32_t n_cells;
    int64_t *capacity; /* n_cells: persons */
    int64_t *homes;    /* n_cells */
    bool is_individual;
    double a_least, a_most, e_least, e_most; /* extremes over the allowed pairs */
    int32_t d_least, d_most;
};

static int32_t cell_of(struct hap *hap, const char *name)
{
    int32_t c = hap->n_cells - 1; /* rows of a cell often follow each other */

    while (c >= 0 && strcmp(hap->cells[c], name) != 0) {
        c--;
    }
    if (c < 0) {
        c = hap->n_cells++;
        snprintf(hap->cells[c], sizeof hap->cells[c], "%s", name);
    }
    return c;
}

/* Rows "ID,X,Y,money,size,cell,..." behind a header. @return how many; at most n_most */
static int32_t read_rows(const char *folder, const char *name, struct hap *hap, struct dweller *rows, int32_t n_most,
                         bool has_cells)
{
    char line[LINE_SIZE];
    char cell[48];
    bool is_pipe = false;
    FILE *file = open_file(folder, name, &is_pipe);
    int32_t n = 0;

    if (file == NULL) {
        return 0;
    }
    while (fgets(line, sizeof line, file) != NULL && n <= n_most) {
        struct dweller *row = &rows[n];

        if (n < n_most && sscanf(line, "%*[^,],%lf,%lf,%lf,%" SCNd32 ",%47[^,]", &row->x, &row->y, &row->money,
                                 &row->size, cell) == 5) {
            row->cell = has_cells ? cell_of(hap, cell) : 0;
            n++;
        }
    }
    close_file(file, is_pipe);
    return n;
}

static double strain(const struct dweller *household, const struct dweller *dwelling)
{
    return fabs(0.3 * household->money - dwelling->money);
}

static double distance(const struct dweller *household, const struct dweller *dwelling)
{
    return hypot(household->x - dwelling->x, household->y - dwelling->y);
}

static bool is_allowed(const struct hap *hap, const struct dweller *household, const struct dweller *dwelling)
{
    return dwelling->size >= household->size && (!hap->is_individual || household->money >= dwelling->money);
}

static void find_extremes(struct hap *hap)
{
    hap->a_least = hap->e_least = HUGE_VAL;
    hap->d_least = INT32_MAX;
    for (int32_t i = 0; i < hap->n_households; i++) {
        const struct dweller *household = &hap->households[i];

        for (int32_t j = 0; j < hap->n_dwellings; j++) {
            const struct dweller *dwelling = &hap->dwellings[j];

            if (is_allowed(hap, household, dwelling)) {
                double a = strain(household, dwelling);
                double e = distance(household, dwelling);
                int32_t d = dwelling->size - household->size;

                hap->a_least = a < hap->a_least ? a : hap->a_least;
                hap->a_most = a > hap->a_most ? a : hap->a_most;
                hap->e_least = e < hap->e_least ? e : hap->e_least;
                hap->e_most = e > hap->e_most ? e : hap->e_most;
                hap->d_least = d < hap->d_least ? d : hap->d_least;
                hap->d_most = d > hap->d_most ? d : hap->d_most;
            }
        }
    }
}

/* The weight of an allowed pair, in ten-thousandths. */
static int64_t weight_of(const struct hap *hap, const struct dweller *household, const struct dweller *dwelling)
{
    int32_t d = dwelling->size - household->size;
    double tight = 0;

    if (!hap->is_individual) {
        return llround((double)HAP_SCALE / (1 + d));
    }
    tight = (double)(hap->d_most - d) / (double)(hap->d_most - hap->d_least);
    return llround(HAP_SCALE * (0.4 * tight * tight +
                                0.4 * (hap->a_most - strain(household, dwelling)) / (hap->a_most - hap->a_least) +
                                0.2 * (hap->e_most - distance(household, dwelling)) / (hap->e_most - hap->e_least)));
}

static void add_pairs(const struct hap *hap, const struct published_instance *instance, struct koppel_problem *p)
{
    int64_t n = 0;

    p->n_agents = hap->n_households;
    p->n_slots = hap->n_dwellings;
    p->first = fresh((size_t)p->n_agents + 1, sizeof *p->first);
    for (int pass = 0; pass < 2; pass++) {
        n = 0;
        for (int32_t i = 0; i < hap->n_households; i++) {
            for (int32_t j = 0; j < hap->n_dwellings; j++) {
                if (is_allowed(hap, &hap->households[i], &hap->dwellings[j])) {
                    if (pass == 1) {
                        p->slot[n] = j;
                        p->tiers[0].pair_cost[n] = -weight_of(hap, &hap->households[i], &hap->dwellings[j]);
                    }
                    n++;
                }
            }
            p->first[i + 1] = n;
        }
        if (pass == 0) {
            p->n_pairs = n;
            p->slot = fresh((size_t)n, sizeof *p->slot);
            p->state = fresh((size_t)n, sizeof *p->state);
            add_tier(p, instance, "weight");
        }
    }
    p->must_place = fresh((size_t)p->n_agents, sizeof *p->must_place);
    p->places = fresh((size_t)p->n_slots, sizeof *p->places);
    for (int32_t j = 0; j < p->n_slots; j++) {
        p->places[j] = 1;
    }
}

/* True when fewer than n cells come before cell c: those with more, and of equals the one whose name comes first. */
static bool is_among_largest(const struct hap *hap, const int64_t *amount, int32_t c, int32_t n)
{
    int32_t n_before = 0;

    for (int32_t k = 0; k < hap->n_cells; k++) {
        n_before += amount[k] > amount[c] || (amount[k] == amount[c] && strcmp(hap->cells[k], hap->cells[c]) < 0);
    }
    return n_before < n;
}

/* ceil(theta * amount) with theta in hundredths. */
static int64_t cap_of(int64_t amount, int64_t theta_percent)
{
    return (amount * theta_percent + 99) / 100;
}

/* Load 2c: persons in cell c, load 2c + 1: households there; measure 0: persons, measure 1: ones. */
static void add_loads(const struct hap *hap, int32_t n_capped, int64_t theta_percent, struct koppel_problem *p)
{
    p->n_loads = 2 * hap->n_cells;
    p->n_measures = 2;
    p->loads = fresh((size_t)p->n_loads, sizeof *p->loads);
    p->measures = fresh(2 * (size_t)p->n_agents, sizeof *p->measures);
    p->entry_first = fresh((size_t)p->n_slots + 1, sizeof *p->entry_first);
    p->entries = fresh(2 * (size_t)p->n_slots, sizeof *p->entries);
    for (int32_t c = 0; c < hap->n_cells; c++) {
        bool has_persons = is_among_largest(hap, hap->capacity, c, n_capped);
        bool has_homes = is_among_largest(hap, hap->homes, c, n_capped);

        p->loads[2 * c] = (struct koppel_load){0, KOPPEL_NO_MIN,
                                               has_persons ? cap_of(hap->capacity[c], theta_percent) : KOPPEL_NO_MAX};
        p->loads[2 * c + 1] =
            (struct koppel_load){0, KOPPEL_NO_MIN, has_homes ? cap_of(hap->homes[c], theta_percent) : KOPPEL_NO_MAX};
    }
    for (int32_t i = 0; i < p->n_agents; i++) {
        p->measures[i] = hap->households[i].size;
        p->measures[p->n_agents + i] = 1;
    }
    for (int32_t j = 0; j < p->n_slots; j++) {
        p->entries[2 * j] = (struct koppel_entry){2 * hap->dwellings[j].cell, 0};
        p->entries[2 * j + 1] = (struct koppel_entry){2 * hap->dwellings[j].cell + 1, 1};
        p->entry_first[j + 1] = 2 * j + 2;
    }
}

static bool read_hap(const char *folder, const struct published_instance *instance, struct koppel_problem *problem)
{
    enum { MOST = 20000 };
    struct hap hap = {.households = fresh(MOST, sizeof *hap.households),
                      .dwellings = fresh(MOST, sizeof *hap.dwellings),
                      .cells = fresh(MOST, sizeof *hap.cells),
                      .is_individual = strstr(instance->name, "individual") != NULL};
    const char *theta = strstr(instance->name, "theta=");
    const char *n_text = strstr(instance->name, "n=");
    int n_households = 0, n_dwellings = 0;
    char name[64];
    bool ok = theta != NULL && sscanf(instance->name, "hap/%dx%d", &n_households, &n_dwellings) == 2;

    snprintf(name, sizeof name, "hap/households_%d.csv", n_households);
    hap.n_households = ok ? read_rows(folder, name, &hap, hap.households, MOST, false) : 0;
    snprintf(name, sizeof name, "hap/houses_%d.csv", n_dwellings);
    hap.n_dwellings = ok ? read_rows(folder, name, &hap, hap.dwellings, MOST, true) : 0;
    ok = ok && hap.n_households == n_households && hap.n_dwellings == n_dwellings;
    if (ok) {
        hap.capacity = fresh((size_t)hap.n_cells, sizeof *hap.capacity);
        hap.homes = fresh((size_t)hap.n_cells, sizeof *hap.homes);
        for (int32_t j = 0; j < hap.n_dwellings; j++) {
            hap.capacity[hap.dwellings[j].cell] += hap.dwellings[j].size;
            hap.homes[hap.dwellings[j].cell] += hap.dwellings[j].size > 0;
        }
        find_extremes(&hap);
        add_pairs(&hap, instance, problem);
        add_loads(&hap, n_text != NULL ? atoi(n_text + 2) : hap.n_cells, llround(100 * strtod(theta + 6, NULL)),
                  problem);
    }
    free(hap.households);
    free(hap.dwellings);
    free(hap.cells);
    free(hap.capacity);
    free(hap.homes);
    return ok;
}

bool published_read(const char *folder, const struct published_instance *instance, struct koppel_problem *problem)
{
    bool is_ours = strncmp(instance->name, "glpk/", 5) == 0;
    bool is_assignment = strncmp(instance->name, "assign/", 7) == 0 || strcmp(instance->name, "glpk/assign") == 0;
    bool is_pipe = false;
    bool ok = false;
    FILE *file = NULL;
    char name[sizeof instance->name];

    *problem = (struct koppel_problem){0};
    if (strncmp(instance->name, "hap/", 4) == 0) {
        return read_hap(folder, instance, problem);
    }
    snprintf(name, sizeof name, "%.*s", (int)strcspn(instance->name, " "), instance->name); /* "gap max": a sense */
    file = is_ours ? open_file("tests/published", name, &is_pipe) : open_file(folder, name, &is_pipe);
    if (file == NULL) {
        return false;
    }
    ok = is_assignment ? read_assignment(file, instance, problem) : read_generalised(file, instance, problem);
    close_file(file, is_pipe);
    if (ok) {
        turn_sign(problem);
    }
    return ok;
}
