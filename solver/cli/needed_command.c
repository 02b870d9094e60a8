// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* needed_command.c - koppel needed: which homes that do not exist are needed, and what one more is worth. */
#include "cli/command.h"
#include "needed/needed.h"
#include "solve/output.h"

enum { OPTION_CANDIDATES = 768, OPTION_EVERYBODY };

struct needed_options {
    struct koppel_common_options common;
    struct koppel_folder_options folders;
    const char *candidates;
    bool everybody;
};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_solving_argp, 0, NULL, 0}, {&koppel_printing_argp, 0, NULL, 0}, {0}};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct needed_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_CANDIDATES:
        options->candidates = argument;
        return 0;
    case OPTION_EVERYBODY:
        options->everybody = true;
        return 0;
    case ARGP_KEY_END:
        if (options->folders.case_folder == NULL) {
            argp_error(state, "which case folder? Try: koppel needed %s/municipality-d", koppel_data_folder());
        }
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

static const struct argp_option options_here[] = {
    {"candidates", OPTION_CANDIDATES, N_("FILE"), 0,
     N_("What may be built, and at which cost: a table with neighbourhood, rooms, rent_eur, and if need be step_free, "
        "cost "
        "and max_homes (default: every kind of home that some household needs, in every neighbourhood, at equal cost)"),
     0},
    {"everybody", OPTION_EVERYBODY, NULL, 0,
     N_("A home for as many people as can be, not only for those whom the targets ask to house"), 0},
    {"output", KOPPEL_OPTION_OUTPUT, N_("FOLDER"), 0,
     N_("Write needed.csv, value.csv, and units.csv and corporations.csv with the homes added, to this new folder"), 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the output folder if it exists"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE"),
    .doc =
        N_("Finds the fewest, or cheapest, homes that do not exist with which as few people as can be are short of the "
           "targets while every rule that must hold is kept, and what one more home of each kind is worth."
           "\vThe case is solved again with these homes, and without one of each.\n\n"
           "--gap is not used: homes and people are counted exactly.\n\n"
           "Exit codes: 0 proven, 1 not proven in time, 2 wrong use, 3 bad input, 4 no proposal meets every must, 5 "
           "stopped before there was one, 6 output could not be written."),
    .children = children};

static void show_home(void *data, int32_t k, int32_t n)
{
    (void)data;
    koppel_console_note("Weighing home %d of %d", (int)k + 1, (int)n);
}

enum { N_FOUND = 2 /* needed.csv and value.csv; the other documents are tables of the case */ };

/* Writes and prints what was found. */
static int deliver(struct koppel_needed *needed, const struct needed_options *options, struct koppel_errors *errors)
{
    struct koppel_document documents[KOPPEL_N_NEEDED_DOCUMENTS] = {0};
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = needed->is_impossible             ? EXIT_INFEASIBLE
                    : !needed->is_found               ? EXIT_STOPPED
                    : koppel_needed_is_proven(needed) ? EXIT_DONE
                                                      : EXIT_WIDER_GAP;

    if (needed->is_found && koppel_needed_documents(needed, documents) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, NULL);
    }
    if (status == KOPPEL_OK && options->folders.output_folder != NULL && needed->is_found) {
        status = koppel_documents_write(documents, KOPPEL_N_NEEDED_DOCUMENTS, options->folders.output_folder,
                                        options->folders.force, errors);
    }
    if (status == KOPPEL_OK && options->common.json) {
        status = koppel_documents_json(documents, needed->is_found ? N_FOUND : 0, options->folders.case_folder, &text,
                                       errors);
    } else if (status == KOPPEL_OK && !options->common.quiet) {
        koppel_needed_print(needed, &text);
    }
    if (status == KOPPEL_OK && text.n_bytes > 0) {
        exit_code = koppel_text_print(&text) ? exit_code : EXIT_OUTPUT;
    }
    koppel_documents_free(documents, KOPPEL_N_NEEDED_DOCUMENTS);
    koppel_text_free(&text);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

static int run_needed(void *data, struct koppel_messages *messages)
{
    const struct needed_options *options = data;
    const struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
    struct koppel_engine_options engine_options = koppel_console_options(&options->common, NULL);
    const struct koppel_needed_request request = {.files = &files,
                                                  .candidates = options->candidates,
                                                  .everybody = options->everybody,
                                                  .weighs =
                                                      options->folders.output_folder != NULL || options->common.json,
                                                  .engine = options->common.engine,
                                                  .options = &engine_options,
                                                  .tell = show_home};
    struct koppel_needed needed = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    messages->with_codes = options->common.verbose;
    engine_options.progress = NULL; /* it would show the tiers of another problem */
    status = koppel_folder_options_check(&options->folders, &messages->errors);
    if (status == KOPPEL_OK) {
        status = koppel_needed_find(&request, &needed, &messages->errors, &messages->notes);
    }
    koppel_console_clear();
    exit_code = status == KOPPEL_OK ? deliver(&needed, options, &messages->errors) : koppel_exit_code(status);
    koppel_needed_free(&needed);
    return exit_code;
}

int koppel_needed_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_needed};
    struct needed_options options = {0};

    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
