// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* published_instances.h - reads published instances with known optima as abstract problems. */
#ifndef KOPPEL_TESTS_PUBLISHED_INSTANCES_H
#define KOPPEL_TESTS_PUBLISHED_INSTANCES_H

#include "problem/problem.h"

/** An instance by name, with what is known of it. */
struct published_instance {
    char name[96];
    bool maximise;
    bool is_best_known; /* the optimum is not known: `optimum` is the best value that anyone published */
    int64_t optimum;    /* in units of 1 / scale */
    int64_t scale;      /* a power of ten */
};

/**
 * Reads the instance into a problem with one tier (koppel_problem_free). Aborts without memory.
 *
 * glpk/NAME    the example data of GLPK's assign.mod and gap.mod, in tests/published of this repository
 * assign/NAME  OR-Library assignment problems
 * gap/NAME     generalised assignment problems
 * hap/HxD n=N theta=T, hap/HxD all cells theta=T, with " individual" behind it: household assignment of Friedrich,
 * Moschen, Münnich and Schmidt
 *
 * @param folder  of the published instances (all but glpk/)
 * @return false when a file is missing or is none of these
 */
bool published_read(const char *folder, const struct published_instance *instance, struct koppel_problem *problem);

#endif
