// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* plan.h - which runs a benchmark consists of, in the order in which they are made. */
#ifndef KOPPEL_BENCH_PLAN_H
#define KOPPEL_BENCH_PLAN_H

#include <stdbool.h>

enum { NAME_BYTES = 96, OPTIONS_BYTES = 512, PATH_BYTES = 1024, MOST_ENGINES = 12, MOST_POLICIES = 24 };

/** A row of the list of instances. */
struct instance {
    char name[NAME_BYTES];
    char group[NAME_BYTES];
    char seed[24];
    char digest[16]; /* the first of its SHA-256: what is frozen anew under the same name is another instance */
};

struct engine {
    char name[NAME_BYTES];
    char version[NAME_BYTES];
};

/** What is asked for, from the command line. Texts are borrowed. */
struct settings {
    const char *koppel;     /* the program */
    const char *list;       /* file of instances */
    const char *make;       /* script that makes instances: sh MAKE FOLDER NAME */
    const char *cases;      /* folder of instances */
    const char *out;        /* CSV of results */
    const char *wanted;     /* groups and names of instances, separated by commas, or "all" */
    const char *engines;    /* separated by commas */
    const char *policies;   /* files, separated by commas; NULL: the default policy */
    const char *gap;        /* as koppel takes it */
    const char *time_limit; /* the same, seconds */
    const char *threads;
    const char *commit;
    int n_repeats;
    long memory_mib;
};

struct plan {
    struct instance *instances;
    int n_instances;
    struct engine engines[MOST_ENGINES];
    int n_engines;
    char policies[MOST_POLICIES][PATH_BYTES]; /* empty: the default */
    int n_policies;
    int n_runs;
};

/** One run; its number says which. Engines alternate, so that a slow hour of the machine slows all of them. */
struct run {
    const struct instance *instance;
    const char *policy_file; /* empty: the default */
    char policy[NAME_BYTES]; /* its name: that of the file without folder and ending */
    const struct engine *engine;
    int repeat; /* from 1 */
};

/**
 * Reads the list of instances and finds out which engines can be had; says on standard error which cannot.
 * @return false when a file cannot be read, or nothing is left to run; says why
 */
bool plan_make(struct plan *plan, const struct settings *settings);

void plan_free(struct plan *plan);

/** Run `number` (0 .. n_runs - 1). */
struct run plan_run(const struct plan *plan, int number);

/** Copies the part of a list up to the next comma; @return what comes after it, or NULL at the end. */
const char *plan_next_word(const char *list, char *word, int n_word);

#endif
