// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Holds one error of each kind that the checkers must notice. tests/planted/bites.sh runs it: a checker that lets one
 * pass is not switched on. With no argument it makes no error and succeeds. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Volatile, so that no compiler foresees the error and removes it. */
static volatile size_t n_past_end = 4;
static volatile int largest = INT_MAX;
static void *volatile dropped;

static int overrun(void)
{
    volatile int *cells = malloc(n_past_end * sizeof *cells);
    if (cells == NULL) {
        return EXIT_SUCCESS;
    }
    cells[0] = 1;
    int past_end = cells[n_past_end];
    free((void *)(size_t)cells);
    return past_end == 12345 ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int use_after_free(void)
{
    volatile int *cell = malloc(sizeof *cell);
    if (cell == NULL) {
        return EXIT_SUCCESS;
    }
    *cell = 1;
    dropped = (void *)(size_t)cell;
    free(dropped);
    return *(volatile int *)dropped == 12345 ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int leak(void)
{
    dropped = malloc(64);
    dropped = NULL;
    return EXIT_SUCCESS;
}

static int overflow(void)
{
    return largest + 1 == 12345 ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int uninitialised(void)
{
    dropped = malloc(sizeof(int));
    if (dropped != NULL && *(volatile int *)dropped == 12345) {
        puts("by chance");
    }
    free(dropped);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(void);
    } errors[] = {
        {"overrun", overrun},   {"use_after_free", use_after_free}, {"leak", leak},
        {"overflow", overflow}, {"uninitialised", uninitialised},
    };
    for (size_t k = 0; argc == 2 && k < sizeof errors / sizeof errors[0]; k++) {
        if (strcmp(argv[1], errors[k].name) == 0) {
            return errors[k].run();
        }
    }
    return argc == 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
