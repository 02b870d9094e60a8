// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* targets_command.c - koppel targets: the statutory target of every municipality beside the official one. */
#include "cli/province_options.h"
#include "province/target_overview.h"

static const struct argp_child children[] = {{&koppel_province_formula_argp, 0, NULL, 0},
                                             {&koppel_province_reading_argp, 0, NULL, 0},
                                             {&koppel_province_writing_argp, 0, NULL, 0},
                                             {0}};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_arguments *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, options, state);
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) {
            argp_error(state, "takes one case folder, not also \"%s\"", argument);
        }
        options->asked.case_folder = argument;
        return 0;
    case ARGP_KEY_END:
        if (options->asked.case_folder == NULL) {
            argp_error(state, "takes a case folder");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp parser = {
    .parser = parse,
    .args_doc = N_("CASE"),
    .doc = N_(
        "Works out the target (taakstelling) of every municipality by the formula of the Housing Act, and shows the "
        "official "
        "one beside it."
        "\vCASE needs municipalities.csv only; targets.csv, national.csv, inhabitants.csv, swaps.csv and "
        "boundary_changes.csv "
        "are read when they are there. Official targets are never repaired: a difference is shown and, where possible, "
        "explained."),
    .children = children};

static int run_targets(void *data, struct koppel_messages *messages)
{
    const struct koppel_province_arguments *options = data;
    struct koppel_province_case open;
    struct koppel_province_texts texts = {0};
    enum koppel_status status = koppel_province_case_open(&open, &options->asked, &messages->errors, &messages->notes);
    int exit_code = EXIT_INTERNAL;

    if (status == KOPPEL_OK) {
        status = koppel_target_overview_make(&open, options->decimal_comma, &texts);
    }
    exit_code =
        status == KOPPEL_OK ? koppel_province_show(options, &texts, &messages->errors) : koppel_exit_code(status);
    koppel_province_texts_free(&texts);
    koppel_province_case_close(&open);
    return exit_code;
}

int koppel_targets_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_targets};
    struct koppel_province_arguments options;

    koppel_province_arguments_default(&options);
    return koppel_command_run(&command, &options, argc, argv);
}
