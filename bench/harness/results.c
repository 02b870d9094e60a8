// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* results.c - the CSV of results (see results.h). */
#include "results.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The first eleven columns say which run it is. */
enum { N_KEY_COLUMNS = 11 };

static const char header[] = "instance,digest,policy,seed,repeat,engine,version,gap_asked,time_limit,threads,commit,"
                             "status,senses,value,bound,tier,gap_percent,seconds,wall_seconds,memory_kib,nodes,"
                             "households,units,pairs,processor,note\n";

static void key_of(const struct settings *settings, const struct run *run, char *key, size_t n_key)
{
    snprintf(key, n_key, "%s,%s,%s,%s,%d,%s,%s,%s,%s,%s,%s", run->instance->name, run->instance->digest, run->policy,
             run->instance->seed, run->repeat, run->engine->name, run->engine->version, settings->gap,
             settings->time_limit, settings->threads, settings->commit);
}

static bool keep_key(struct results *results, const char *line)
{
    char **more = realloc(results->keys, (size_t)(results->n_keys + 1) * sizeof *more);
    size_t n = 0;
    int n_commas = 0;

    if (more == NULL) {
        return false;
    }
    results->keys = more;
    while (line[n] != '\0' && (line[n] != ',' || ++n_commas < N_KEY_COLUMNS)) {
        n++;
    }
    more[results->n_keys] = calloc(n + 1, 1);
    if (more[results->n_keys] == NULL) {
        return false;
    }
    memcpy(more[results->n_keys++], line, n);
    return true;
}

/* Reads the rows; *n_whole is where the last whole one ends. */
static bool read_rows(struct results *results, FILE *file, const char *name, long *n_whole)
{
    char *line = NULL;
    size_t capacity = 0;
    bool is_first = true;
    bool ok = true;
    ssize_t n = 0;

    *n_whole = 0;
    while (ok && (n = getline(&line, &capacity, file)) > 0 && line[n - 1] == '\n') {
        if (is_first && strcmp(line, header) != 0) {
            fprintf(stderr, "harness: %s is no table of results of this version: name another file\n", name);
            ok = false;
        } else if (!is_first) {
            ok = keep_key(results, line);
        }
        is_first = false;
        *n_whole = ftell(file);
    }
    free(line);
    return ok;
}

bool results_open(struct results *results, const char *name)
{
    FILE *file = fopen(name, "r");
    long n_whole = 0;
    bool ok = true;

    *results = (struct results){0};
    if (file != NULL) {
        ok = read_rows(results, file, name, &n_whole);
        fclose(file);
    }
    if (ok && file != NULL && truncate(name, n_whole) != 0) {
        fprintf(stderr, "harness: %s: %s\n", name, strerror(errno));
        ok = false;
    }
    return ok && (n_whole > 0 || results_add(name, header));
}

void results_free(struct results *results)
{
    for (int k = 0; k < results->n_keys; k++) {
        free(results->keys[k]);
    }
    free(results->keys);
    *results = (struct results){0};
}

bool results_has(const struct results *results, const struct settings *settings, const struct run *run)
{
    char key[ROW_BYTES];

    key_of(settings, run, key, sizeof key);
    for (int k = 0; k < results->n_keys; k++) {
        if (strcmp(results->keys[k], key) == 0) {
            return true;
        }
    }
    return false;
}

/* The processor's name, without what would end a cell. */
static const char *processor(void)
{
    static char name[128];

    if (name[0] == '\0') {
        process_first_line("sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1 | tr -s ' ,' ' ' | "
                           "grep . || uname -m",
                           name, sizeof name);
    }
    return name;
}

void results_format(const struct settings *settings, const struct run *run, const struct process_result *result,
                    const struct outcome *outcome, char row[ROW_BYTES])
{
    char key[ROW_BYTES / 2];

    key_of(settings, run, key, sizeof key);
    snprintf(row, ROW_BYTES, "%s,%s,%s,%s,%s,%s,%s,%.3f,%.3f,%ld,%lld,%lld,%lld,%lld,%s,%s\n", key, outcome->status,
             outcome->senses, outcome->value, outcome->bound, outcome->tier, outcome->gap_percent, result->cpu_seconds,
             result->wall_seconds, result->memory_kib, outcome->nodes, outcome->households, outcome->units,
             outcome->pairs, processor(), outcome->note);
}

bool results_add(const char *name, const char *row)
{
    int descriptor = open(name, O_WRONLY | O_CREAT | O_APPEND, 0644);
    ssize_t n = (ssize_t)strlen(row);
    bool ok = descriptor >= 0 && write(descriptor, row, (size_t)n) == n && fsync(descriptor) == 0;

    if (!ok) {
        fprintf(stderr, "harness: %s: %s\n", name, strerror(errno));
    }
    if (descriptor >= 0 && close(descriptor) != 0) {
        ok = false;
    }
    return ok;
}
