// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solver_command.c - how cbc, HiGHS and glpsol are asked (see solver_command.h). */
#include "adapter/solver_command.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Share of the time that is left which a solver may use: the rest is for it to write its answer. */
static const double share_of_time = 0.9;

static void add_word(struct koppel_solver_command *command, const char *word)
{
    snprintf(command->words[command->n], sizeof command->words[0], "%s", word);
    command->arguments[command->n] = command->words[command->n];
    command->arguments[++command->n] = NULL;
}

static void add_number(struct koppel_solver_command *command, int digits, double number)
{
    char word[64];

    snprintf(word, sizeof word, "%.*f", digits, number);
    add_word(command, word);
}

static double gap_of(const struct koppel_engine_options *options)
{
    return (double)options->gap_ppm / 1e6;
}

static double threads_of(const struct koppel_engine_options *options)
{
    return options->n_threads > 1 ? (double)options->n_threads : 1;
}

static bool ask_cbc(const struct koppel_engine_options *options, double seconds,
                    const struct koppel_solver_files *files, struct koppel_solver_command *command)
{
    add_word(command, files->model);
    add_word(command, "-timeMode");
    add_word(command, "elapsed");
    if (seconds > 0) {
        add_word(command, "-seconds");
        add_number(command, 3, seconds);
    }
    add_word(command, "-ratioGap");
    add_number(command, 9, gap_of(options));
    add_word(command, "-threads");
    add_number(command, 0, threads_of(options) > 1 ? threads_of(options) : 0);
    add_word(command, "-solve");
    add_word(command, "-solution");
    add_word(command, files->solution);
    return true;
}

static bool ask_highs(const struct koppel_engine_options *options, double seconds,
                      const struct koppel_solver_files *files, struct koppel_solver_command *command)
{
    FILE *file = fopen(files->options, "w");
    bool is_written = file != NULL && fprintf(file, "mip_rel_gap = %.9f\nmip_abs_gap = 0\nthreads = %.0f\n",
                                              gap_of(options), threads_of(options)) > 0;

    if (file != NULL) {
        is_written = fclose(file) == 0 && is_written;
    }
    add_word(command, files->model);
    add_word(command, "--options_file");
    add_word(command, files->options);
    if (seconds > 0) {
        add_word(command, "--time_limit");
        add_number(command, 3, seconds);
    }
    add_word(command, "--solution_file");
    add_word(command, files->solution);
    return is_written;
}

static bool ask_glpsol(const struct koppel_engine_options *options, double seconds,
                       const struct koppel_solver_files *files, struct koppel_solver_command *command)
{
    add_word(command, "--freemps");
    add_word(command, files->model);
    if (seconds > 0) {
        add_word(command, "--tmlim");
        add_number(command, 0, ceil(seconds));
    }
    add_word(command, "--mipgap");
    add_number(command, 9, gap_of(options));
    add_word(command, "--write");
    add_word(command, files->solution);
    return true;
}

const struct koppel_solver koppel_solver_cbc = {"cbc", "KOPPEL_CBC", "Debian's package coinor-cbc", ask_cbc,
                                                koppel_answer_read_cbc};
const struct koppel_solver koppel_solver_highs = {
    "highs", "KOPPEL_HIGHS", "a program of https://highs.dev, or bench/highs.mjs over the npm package highs", ask_highs,
    koppel_answer_read_highs};
const struct koppel_solver koppel_solver_glpsol = {"glpsol", "KOPPEL_GLPSOL", "Debian's package glpk-utils", ask_glpsol,
                                                   koppel_answer_read_glpsol};

const char *koppel_solver_program(const struct koppel_solver *solver)
{
    const char *program = getenv(solver->variable);

    return program != NULL && *program != '\0' ? program : solver->name;
}

bool koppel_solver_ask(const struct koppel_solver *solver, const struct koppel_engine_options *options, double left,
                       const struct koppel_solver_files *files, struct koppel_solver_command *command)
{
    command->n = 0;
    add_word(command, koppel_solver_program(solver));
    return solver->ask(options, left * share_of_time, files, command);
}
