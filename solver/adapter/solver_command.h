// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solver_command.h - how cbc, HiGHS and glpsol are asked to solve a model file. */
#ifndef KOPPEL_ADAPTER_SOLVER_COMMAND_H
#define KOPPEL_ADAPTER_SOLVER_COMMAND_H

#include "adapter/solver_answer.h"
#include "engine/engine.h"

enum { KOPPEL_SOLVER_PATH = 4096, KOPPEL_SOLVER_WORDS = 20 };

/** A command line. */
struct koppel_solver_command {
    char words[KOPPEL_SOLVER_WORDS][KOPPEL_SOLVER_PATH];
    char *arguments[KOPPEL_SOLVER_WORDS + 1]; /* ends with NULL */
    int n;
};

/** The files of one run, in a temporary folder. */
struct koppel_solver_files {
    char model[KOPPEL_SOLVER_PATH]; /* free MPS */
    char solution[KOPPEL_SOLVER_PATH];
    char options[KOPPEL_SOLVER_PATH]; /* for a solver that reads them from a file */
    char log[KOPPEL_SOLVER_PATH];
};

struct koppel_solver {
    const char *name;
    const char *variable; /* of the environment: where the program is */
    const char *package;  /* where to get it */
    /** Adds the options. @return false when a file could not be written */
    bool (*ask)(const struct koppel_engine_options *options, double seconds, const struct koppel_solver_files *files,
                struct koppel_solver_command *command);
    void (*read)(const char *solution_file, const char *log_file, struct koppel_answer *answer);
};

extern const struct koppel_solver koppel_solver_cbc;
extern const struct koppel_solver koppel_solver_highs;
extern const struct koppel_solver koppel_solver_glpsol;

/** The program to run: what the variable says, else the name, to be found in PATH. */
const char *koppel_solver_program(const struct koppel_solver *solver);

/**
 * Fills in the command line: gap and threads of the options, and a time limit somewhat below `left` seconds (0: none),
 * so that the solver ends by itself and writes what it has. @return false when a file could not be written
 */
bool koppel_solver_ask(const struct koppel_solver *solver, const struct koppel_engine_options *options, double left,
                       const struct koppel_solver_files *files, struct koppel_solver_command *command);

#endif
