// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* plan.c - which runs a benchmark consists of (see plan.h). */
#include "plan.h"

#include "process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *plan_next_word(const char *list, char *word, int n_word)
{
    size_t n = strcspn(list, ",");

    snprintf(word, (size_t)n_word, "%.*s", (int)n, list);
    return list[n] == ',' ? list + n + 1 : NULL;
}

static bool has_word(const char *list, const char *wanted)
{
    char word[PATH_BYTES];

    while (list != NULL) {
        list = plan_next_word(list, word, sizeof word);
        if (strcmp(word, wanted) == 0) {
            return true;
        }
    }
    return false;
}

/* "name,group,options,sha256"; the seed stands in the options. */
static bool read_instance(const char *line, struct instance *instance)
{
    char options[OPTIONS_BYTES];
    const char *rest = plan_next_word(line, instance->name, sizeof instance->name);
    const char *seed = NULL;

    rest = rest != NULL ? plan_next_word(rest, instance->group, sizeof instance->group) : NULL;
    if (rest == NULL) {
        return false;
    }
    rest = plan_next_word(rest, options, sizeof options);
    snprintf(instance->digest, sizeof instance->digest, "%.12s", rest != NULL ? rest : "");
    instance->digest[strcspn(instance->digest, "\r\n")] = '\0';
    seed = strstr(options, "--seed ");
    snprintf(instance->seed, sizeof instance->seed, "%.*s", seed != NULL ? (int)strcspn(seed + 7, " \r\n") : 0,
             seed != NULL ? seed + 7 : "");
    return instance->name[0] != '\0' && strchr(instance->name, '/') == NULL && instance->digest[0] != '\0';
}

static bool read_instances(struct plan *plan, const struct settings *settings)
{
    FILE *file = fopen(settings->list, "r");
    char line[2048];
    int line_number = 0;
    bool ok = true;

    if (file == NULL) {
        fprintf(stderr, "harness: %s cannot be read\n", settings->list);
        return false;
    }
    while (ok && fgets(line, sizeof line, file) != NULL) {
        struct instance instance;
        struct instance *more = NULL;

        line_number++;
        if (line_number == 1 || line[strspn(line, " \r\n")] == '\0') {
            continue;
        }
        if (!read_instance(line, &instance)) {
            fprintf(stderr, "harness: %s:%d: not a row name,group,options,sha256\n", settings->list, line_number);
            ok = false;
        } else if (strcmp(settings->wanted, "all") == 0 || has_word(settings->wanted, instance.name) ||
                   has_word(settings->wanted, instance.group)) {
            more = realloc(plan->instances, (size_t)(plan->n_instances + 1) * sizeof *more);
            ok = more != NULL;
            if (ok) {
                plan->instances = more;
                plan->instances[plan->n_instances++] = instance;
            }
        }
    }
    fclose(file);
    if (ok && plan->n_instances == 0) {
        fprintf(stderr, "harness: no instance of %s is asked for\n", settings->list);
    }
    return ok && plan->n_instances > 0;
}

/* The last word with a digit in what a program says of its version; false when it cannot be run. */
static bool version_of(const char *command, const char *pattern, char *version, int n_version)
{
    char line[512];
    char shell[PATH_BYTES + 128];

    snprintf(shell, sizeof shell, "%s </dev/null 2>/dev/null | sed -n 's/.*%s *\\([0-9][0-9a-zA-Z.]*\\).*/\\1/p'",
             command, pattern);
    if (!process_first_line(shell, line, sizeof line)) {
        return false;
    }
    snprintf(version, (size_t)n_version, "%.*s", n_version - 1, line);
    return true;
}

static bool find_version(const struct settings *settings, struct engine *engine)
{
    char command[PATH_BYTES];
    const char *program = NULL;

    if (strcmp(engine->name, "cbc") == 0) {
        program = getenv("KOPPEL_CBC");
        snprintf(command, sizeof command, "'%s' -stop", program != NULL ? program : "cbc");
        return version_of(command, "Version:", engine->version, sizeof engine->version);
    }
    if (strcmp(engine->name, "glpsol") == 0) {
        program = getenv("KOPPEL_GLPSOL");
        snprintf(command, sizeof command, "'%s' --version", program != NULL ? program : "glpsol");
        return version_of(command, "Solver,*", engine->version, sizeof engine->version);
    }
    if (strcmp(engine->name, "highs") == 0) {
        program = getenv("KOPPEL_HIGHS");
        snprintf(command, sizeof command, "'%s' --version", program != NULL ? program : "highs");
        return version_of(command, "[Vv]ersion", engine->version, sizeof engine->version);
    }
    snprintf(command, sizeof command, "'%s' --version", settings->koppel);
    return version_of(command, "koppel", engine->version, sizeof engine->version);
}

static bool find_engines(struct plan *plan, const struct settings *settings)
{
    const char *rest = settings->engines;

    while (rest != NULL && plan->n_engines < MOST_ENGINES) {
        struct engine *engine = &plan->engines[plan->n_engines];

        rest = plan_next_word(rest, engine->name, sizeof engine->name);
        if (find_version(settings, engine)) {
            plan->n_engines++;
        } else {
            fprintf(stderr, "harness: %s cannot be run here and is left out\n", engine->name);
        }
    }
    return plan->n_engines > 0;
}

static void find_policies(struct plan *plan, const struct settings *settings)
{
    const char *rest = settings->policies != NULL ? settings->policies : "";

    while (rest != NULL && plan->n_policies < MOST_POLICIES) {
        rest = plan_next_word(rest, plan->policies[plan->n_policies++], PATH_BYTES);
    }
}

bool plan_make(struct plan *plan, const struct settings *settings)
{
    *plan = (struct plan){0};
    if (!read_instances(plan, settings) || !find_engines(plan, settings)) {
        return false;
    }
    find_policies(plan, settings);
    plan->n_runs = settings->n_repeats * plan->n_instances * plan->n_policies * plan->n_engines;
    return true;
}

void plan_free(struct plan *plan)
{
    free(plan->instances);
    *plan = (struct plan){0};
}

/* "data/policies/strict.json" is strict. */
static void policy_name(const char *file, char *name, int n_name)
{
    const char *base = strrchr(file, '/');
    size_t n = 0;

    base = base != NULL ? base + 1 : file;
    n = strlen(base);
    n = n > 5 && strcmp(base + n - 5, ".json") == 0 ? n - 5 : n;
    snprintf(name, (size_t)n_name, "%.*s", n > 0 ? (int)n : 7, n > 0 ? base : "default");
}

struct run plan_run(const struct plan *plan, int number)
{
    struct run run;

    run.engine = &plan->engines[number % plan->n_engines];
    number /= plan->n_engines;
    run.policy_file = plan->policies[number % plan->n_policies];
    policy_name(run.policy_file, run.policy, sizeof run.policy);
    number /= plan->n_policies;
    run.instance = &plan->instances[number % plan->n_instances];
    run.repeat = number / plan->n_instances + 1;
    return run;
}
