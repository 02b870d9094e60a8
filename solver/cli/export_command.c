// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* export_command.c - koppel export: writes the problem for other solvers, one file a tier. */
#include "cli/command.h"
#include "formulate/model_file.h"
#include "io/folder_writer.h"
#include "solve/leximin.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_FORMAT = 'F', OPTION_TIER = 't' };

struct export_options {
    struct koppel_common_options common;
    struct koppel_folder_options folders;
    const char *tier;
    enum koppel_model_format format;
};

/* What is written: the problem and the costs at which earlier tiers are held. */
struct export_run {
    struct koppel_job job;
    int64_t held[KOPPEL_MAX_TIERS];
    int32_t n_tiers; /* how many tiers can be written: without a proposal only the first, which holds none before it */
    struct koppel_messages *messages;
};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_earlier_argp, 0, NULL, 0}, {&koppel_solving_argp, 0, NULL, 0}, {0}};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct export_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_FORMAT:
        if (strcmp(argument, "mps") != 0 && strcmp(argument, "lp") != 0) {
            argp_error(state, "--format takes mps or lp, not \"%s\"", argument);
        }
        options->format = strcmp(argument, "lp") == 0 ? KOPPEL_MODEL_LP : KOPPEL_MODEL_MPS;
        return 0;
    case OPTION_TIER:
        options->tier = argument;
        return 0;
    case ARGP_KEY_END:
        if (options->folders.case_folder == NULL) {
            argp_error(state, "which case folder?");
        }
        if ((options->folders.output_folder == NULL) == (options->tier == NULL)) {
            argp_error(state, "give either -o FOLDER (one file a tier) or --tier NAME (that tier, to standard output)");
        }
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

static const struct argp_option options_here[] = {
    {"format", OPTION_FORMAT, "mps|lp", 0, N_("File format: free MPS (default) or CPLEX LP"), 0},
    {"output", KOPPEL_OPTION_OUTPUT, N_("FOLDER"), 0, N_("Write every tier to this new folder, a file each"), 0},
    {"tier", OPTION_TIER, N_("NAME"), 0, N_("Write this tier (such as target or fit) to standard output"), 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the output folder if it exists"), 0},
    {0}};

static const struct argp parser = {.options = options_here,
                                   .parser = parse,
                                   .args_doc = N_("CASE"),
                                   .doc =
                                       N_("Writes the problem for other solvers: each tier as one integer program, in "
                                          "which the tiers before it are held at their best "
                                          "value. The case is solved first to know these values."
                                          "\vColumns are named x_<household>_<unit>, rows after what they stand for."),
                                   .children = children};

/* Best costs of the tiers, so that each can be held while the next is minimised. */
static int solve_tiers(struct export_run *run, const struct export_options *options)
{
    struct koppel_engine_options engine_options =
        koppel_console_options(&options->common, &run->job.formulation.problem);
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    enum koppel_status status = koppel_leximin_settle(&run->job, options->common.engine, &engine_options,
                                                      &run->messages->errors, &run->messages->notes);
    int exit_code = EXIT_SUCCESS;

    if (status == KOPPEL_OK) {
        status = koppel_job_solve(&run->job, options->common.engine, &engine_options, &solution, &proposal, &verdict,
                                  &run->messages->errors);
    }
    exit_code = koppel_exit_code(status);

    koppel_console_clear();
    for (int32_t t = 0; t < proposal.n_tiers; t++) {
        run->held[t] = proposal.tiers[t].cost;
    }
    if (status == KOPPEL_OK && proposal.unit_of != NULL && solution.outcome != KOPPEL_PROVEN) {
        koppel_errors_add(
            &run->messages->notes, KOPPEL_OK, NULL, 0, 0,
            "not every tier was solved to its best value in time; earlier tiers are held at the best that was found");
    }
    run->n_tiers = run->job.formulation.problem.n_tiers;
    if (status == KOPPEL_OK && proposal.unit_of == NULL && run->n_tiers > 1) {
        run->n_tiers = 1;
        koppel_errors_add(
            &run->messages->notes, KOPPEL_OK, NULL, 0, 0,
            "no proposal was found, so there is nothing to hold in later tiers: only the first is written");
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    return exit_code;
}

static int write_tier(struct export_run *run, const struct export_options *options)
{
    const struct koppel_problem *problem = &run->job.formulation.problem;
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_DONE;
    int32_t tier = 0;

    while (tier < run->n_tiers && strcmp(problem->tiers[tier].name, options->tier) != 0) {
        tier++;
    }
    if (tier == run->n_tiers) {
        koppel_errors_add(&run->messages->errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                          "tier \"%s\" is not in the policy, or nothing in this case can change it", options->tier);
        return EXIT_USE;
    }
    status = koppel_model_write(&run->job.formulation, tier, run->held, options->format, &text);
    if (status != KOPPEL_OK) {
        exit_code = koppel_exit_code(koppel_errors_no_memory(&run->messages->errors, NULL));
    } else if (!koppel_text_print(&text)) {
        exit_code = EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    return exit_code;
}

static int write_folder(struct export_run *run, const struct export_options *options)
{
    enum { MOST_FILES = KOPPEL_MAX_TIERS + 1 };
    const struct koppel_problem *problem = &run->job.formulation.problem;
    struct koppel_text texts[MOST_FILES] = {0};
    char file_names[MOST_FILES][KOPPEL_TIER_NAME + 32];
    const char *names[MOST_FILES];
    const char *bytes[MOST_FILES];
    size_t sizes[MOST_FILES];
    size_t n_files = (size_t)run->n_tiers + 1;
    enum koppel_status status = koppel_model_names_write(&run->job.formulation, &texts[run->n_tiers]);

    for (int32_t t = 0; t < run->n_tiers && status == KOPPEL_OK; t++) {
        status = koppel_model_write(&run->job.formulation, t, run->held, options->format, &texts[t]);
        snprintf(file_names[t], sizeof file_names[t], "tier%d-%s.%s", (int)t + 1, problem->tiers[t].name,
                 options->format == KOPPEL_MODEL_MPS ? "mps" : "lp");
    }
    snprintf(file_names[run->n_tiers], sizeof file_names[0], "names.csv");
    for (size_t f = 0; f < n_files; f++) {
        names[f] = file_names[f];
        bytes[f] = texts[f].bytes;
        sizes[f] = texts[f].n_bytes;
    }
    if (status == KOPPEL_OK) {
        status = koppel_folder_write(options->folders.output_folder, options->folders.force, n_files, names, bytes,
                                     sizes, &run->messages->errors);
    } else {
        koppel_errors_no_memory(&run->messages->errors, NULL);
    }
    if (status == KOPPEL_OK) {
        printf(_("Written to %s: %d tiers, and names.csv (which household and unit each column stands for).\n"),
               options->folders.output_folder, (int)run->n_tiers);
    }
    for (size_t f = 0; f < n_files; f++) {
        koppel_text_free(&texts[f]);
    }
    return koppel_exit_code(status);
}

static int run_export(void *data, struct koppel_messages *messages)
{
    const struct export_options *options = data;
    const struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
    struct export_run run = {.messages = messages};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_DONE;

    status = koppel_folder_options_check(&options->folders, &messages->errors);
    if (status == KOPPEL_OK) {
        status = koppel_job_open(&run.job, &files, &messages->errors, &messages->notes);
    }
    exit_code = status == KOPPEL_OK ? solve_tiers(&run, options) : koppel_exit_code(status);
    if (exit_code == EXIT_DONE) {
        exit_code = options->tier != NULL ? write_tier(&run, options) : write_folder(&run, options);
    }
    koppel_job_close(&run.job);
    return exit_code;
}

int koppel_export_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_export};
    struct export_options options = {0};

    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
