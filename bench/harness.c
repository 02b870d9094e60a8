// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* harness.c - runs engines and other solvers on instances, one row of a CSV each.
 *
 * Every run is `koppel solve CASE --quick --json --engine E` with equal gap, threads and time limit: other solvers get
 * the model that `koppel export` writes, tier after tier, and what they answer is tested and recomputed in whole
 * numbers before it is written down. Stopped (Ctrl-C) and started again, it goes on where it was; a run that crashes
 * or hangs costs one row. */
#include "harness/outcome.h"
#include "harness/plan.h"
#include "harness/process.h"
#include "harness/results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_USE = 2, EXIT_STOPPED = 130 };

static const char usage[] =
    "usage: build/bench/harness [OPTION VALUE]...\n"
    "  --out FILE          table of results (CSV), to which rows are added; default build/results.csv\n"
    "  --instances LIST    groups or names of bench/instances.csv, separated by commas, or all; default\n"
    "                      small,municipality\n"
    "  --engines LIST      default exact,scale,greedy,glpsol,cbc,highs; what is not installed is left out\n"
    "  --policies LIST     policy files; default: the default policy\n"
    "  --gap G             default 0.01%\n"
    "  --time-limit S      seconds of each run; default 60\n"
    "  --threads N         default 1\n"
    "  --repeat N          runs of each; default 1\n"
    "  --memory MIB        limit on each program; default none\n"
    "  --cases FOLDER      where instances are made, each in a folder named after its digest; default build/cases\n"
    "  --list FILE, --make SCRIPT, --koppel PROGRAM, --commit TEXT   default bench/instances.csv, bench/instances.sh,\n"
    "                      build/koppel, none\n"
    "  --todo yes          print the numbers of the runs that are left, and make none\n"
    "  --only N            make run N alone and print its row\n";

/* What the command line asks for besides the settings. */
struct order {
    struct settings settings;
    const char *todo;
    int only; /* -1: all */
};

static bool read_number(const char *text, long least, long *number)
{
    char *end = NULL;

    *number = strtol(text, &end, 10);
    return end != text && *end == '\0' && *number >= least;
}

/* Texts of the settings by the name of their option. */
static const char **text_option(struct settings *settings, const char *name)
{
    const struct {
        const char *name;
        const char **text;
    } options[] = {{"--out", &settings->out},         {"--instances", &settings->wanted},
                   {"--engines", &settings->engines}, {"--policies", &settings->policies},
                   {"--gap", &settings->gap},         {"--time-limit", &settings->time_limit},
                   {"--threads", &settings->threads}, {"--cases", &settings->cases},
                   {"--list", &settings->list},       {"--make", &settings->make},
                   {"--koppel", &settings->koppel},   {"--commit", &settings->commit}};

    for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
        if (strcmp(options[k].name, name) == 0) {
            return options[k].text;
        }
    }
    return NULL;
}

static bool read_options(int argc, char **argv, struct order *order)
{
    struct settings *settings = &order->settings;

    for (int k = 1; k < argc; k += 2) {
        const char **text = text_option(settings, argv[k]);
        long number = 0;

        if (k + 1 == argc) {
            return false;
        }
        if (text != NULL) {
            *text = argv[k + 1];
        } else if (strcmp(argv[k], "--todo") == 0) {
            order->todo = argv[k + 1];
        } else if (strcmp(argv[k], "--repeat") == 0 && read_number(argv[k + 1], 1, &number) && number < 1000) {
            settings->n_repeats = (int)number;
        } else if (strcmp(argv[k], "--memory") == 0 && read_number(argv[k + 1], 0, &number)) {
            settings->memory_mib = number;
        } else if (strcmp(argv[k], "--only") == 0 && read_number(argv[k + 1], 0, &number) && number < 1000000000) {
            order->only = (int)number;
        } else {
            return false;
        }
    }
    return strtod(settings->time_limit, NULL) > 0;
}

/* ---- One run ---- */

/* Makes the instance where it is missing, and checks that its bytes are the frozen ones. @return false when it could
 * not be made; says why */
static bool make_instance(const struct settings *settings, const struct instance *instance)
{
    static const struct instance *checked; /* the last: its other runs follow */
    char words[4][PATH_BYTES] = {"sh"};
    char *arguments[] = {words[0], words[1], words[2], words[3], NULL};
    struct process_result result = {0};

    if (checked == instance) {
        return EXIT_SUCCESS;
    }
    snprintf(words[1], sizeof words[1], "%s", settings->make);
    snprintf(words[2], sizeof words[2], "%.900s/%s", settings->cases, instance->digest);
    snprintf(words[3], sizeof words[3], "%s", instance->name);
    setenv("KOPPEL", settings->koppel, 1);
    setenv("INSTANCES", settings->list, 1);
    for (int attempt = 0; attempt < 3; attempt++) { /* another rank may be making the same one */
        result = process_run(arguments, NULL, NULL, 3600, 0);
        if (result.end == PROCESS_INTERRUPTED) {
            return EXIT_STOPPED;
        }
        if (result.end == PROCESS_DONE && result.code == 0) {
            checked = instance;
            return EXIT_SUCCESS;
        }
    }
    fprintf(stderr, "harness: instance %s could not be made as it was frozen; try: sh %s %s %s\n", instance->name,
            words[1], words[2], words[3]);
    return EXIT_FAILURE;
}

/* Makes the run. Its output goes to files that are taken away. @return false when it was stopped */
static bool make_run(const struct settings *settings, const struct run *run, struct process_result *result,
                     struct outcome *outcome)
{
    enum { MOST_WORDS = 20 };
    char words[MOST_WORDS][2 * PATH_BYTES];
    char *arguments[MOST_WORDS + 1] = {NULL};
    char out[PATH_BYTES + 32];
    char err[PATH_BYTES + 32];
    int n = 0;

    snprintf(words[n++], sizeof words[0], "%s", settings->koppel);
    snprintf(words[n++], sizeof words[0], "solve");
    snprintf(words[n++], sizeof words[0], "%.900s/%s/%s", settings->cases, run->instance->digest, run->instance->name);
    snprintf(words[n++], sizeof words[0], "--quick");
    snprintf(words[n++], sizeof words[0], "--json");
    snprintf(words[n++], sizeof words[0], "--engine=%s", run->engine->name);
    snprintf(words[n++], sizeof words[0], "--gap=%s", settings->gap);
    snprintf(words[n++], sizeof words[0], "--time-limit=%s", settings->time_limit);
    snprintf(words[n++], sizeof words[0], "--threads=%s", settings->threads);
    if (run->policy_file[0] != '\0') {
        snprintf(words[n++], sizeof words[0], "--policy=%s", run->policy_file);
    }
    for (int k = 0; k < n; k++) {
        arguments[k] = words[k];
    }
    snprintf(out, sizeof out, "%s/run-%ld.out", settings->cases, (long)getpid());
    snprintf(err, sizeof err, "%s/run-%ld.err", settings->cases, (long)getpid());
    *result = process_run(arguments, out, err, strtod(settings->time_limit, NULL) * 1.5 + 60, settings->memory_mib);
    outcome_read(result, out, err, outcome);
    unlink(out);
    unlink(err);
    return result->end != PROCESS_INTERRUPTED;
}

/* ---- All runs ---- */

static void tell(int n_done, int n_todo, double seconds, const struct run *run, const struct process_result *result,
                 const struct outcome *outcome)
{
    double left = seconds / n_done * (n_todo - n_done);

    printf("[%d/%d] %s %s %s: %s%s%s%s %.1f s, %ld MiB; about %.0f %s left\n", n_done, n_todo, run->instance->name,
           run->policy, run->engine->name, outcome->status, outcome->tier[0] != '\0' ? ", gap in " : "", outcome->tier,
           outcome->note[0] != '\0' ? " (see note)" : "", result->cpu_seconds, result->memory_kib / 1024,
           left < 120 ? left : left / 60, left < 120 ? "s" : "min");
    fflush(stdout);
}

static int run_all(const struct plan *plan, const struct settings *settings, struct results *results)
{
    double seconds = 0;
    int n_todo = 0;
    int n_done = 0;

    for (int k = 0; k < plan->n_runs; k++) {
        struct run run = plan_run(plan, k);

        n_todo += !results_has(results, settings, &run);
    }
    printf("%d runs, %d of them done before\n", plan->n_runs, plan->n_runs - n_todo);
    for (int k = 0; k < plan->n_runs; k++) {
        struct run run = plan_run(plan, k);
        struct process_result result = {0};
        struct outcome outcome = {0};
        char row[ROW_BYTES];
        int exit_code = EXIT_SUCCESS;

        if (results_has(results, settings, &run)) {
            continue;
        }
        exit_code = make_instance(settings, run.instance);
        if (exit_code == EXIT_FAILURE) {
            return exit_code;
        }
        if (exit_code == EXIT_STOPPED || !make_run(settings, &run, &result, &outcome)) {
            fprintf(stderr, "harness: stopped; the same command goes on with run %d of %d\n", n_done + 1, n_todo);
            return EXIT_STOPPED;
        }
        results_format(settings, &run, &result, &outcome, row);
        if (!results_add(settings->out, row)) {
            return EXIT_FAILURE;
        }
        seconds += result.wall_seconds;
        tell(++n_done, n_todo, seconds, &run, &result, &outcome);
    }
    return EXIT_SUCCESS;
}

/* The number of each run that is left, its name behind it. */
static void print_todo(const struct plan *plan, const struct settings *settings, const struct results *results)
{
    for (int k = 0; k < plan->n_runs; k++) {
        struct run run = plan_run(plan, k);

        if (!results_has(results, settings, &run)) {
            printf("%d %s %s %s\n", k, run.instance->name, run.policy, run.engine->name);
        }
    }
}

static int run_one(const struct plan *plan, const struct settings *settings, int number)
{
    struct process_result result = {0};
    struct outcome outcome = {0};
    char row[ROW_BYTES];
    struct run run;
    int exit_code = EXIT_SUCCESS;

    if (number >= plan->n_runs) {
        fprintf(stderr, "harness: there are %d runs, counted from 0\n", plan->n_runs);
        return EXIT_USE;
    }
    run = plan_run(plan, number);
    exit_code = make_instance(settings, run.instance);
    if (exit_code != EXIT_SUCCESS || !make_run(settings, &run, &result, &outcome)) {
        return exit_code != EXIT_SUCCESS ? exit_code : EXIT_STOPPED;
    }
    results_format(settings, &run, &result, &outcome, row);
    fputs(row, stdout);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    struct order order = {.only = -1,
                          .settings = {.koppel = "build/koppel",
                                       .list = "bench/instances.csv",
                                       .make = "bench/instances.sh",
                                       .cases = "build/cases",
                                       .out = "build/results.csv",
                                       .wanted = "small,municipality",
                                       .engines = "exact,scale,greedy,glpsol,cbc,highs",
                                       .gap = "0.01%",
                                       .time_limit = "60",
                                       .threads = "1",
                                       .commit = "none",
                                       .n_repeats = 1}};
    struct plan plan = {0};
    struct results results = {0};
    int exit_code = EXIT_FAILURE;

    if (!read_options(argc, argv, &order)) {
        fputs(usage, stderr);
        return EXIT_USE;
    }
    if (plan_make(&plan, &order.settings) && (order.only >= 0 || results_open(&results, order.settings.out))) {
        if (order.only >= 0) {
            exit_code = run_one(&plan, &order.settings, order.only);
        } else if (order.todo != NULL) {
            print_todo(&plan, &order.settings, &results);
            exit_code = EXIT_SUCCESS;
        } else {
            exit_code = run_all(&plan, &order.settings, &results);
        }
    }
    results_free(&results);
    plan_free(&plan);
    return exit_code;
}
