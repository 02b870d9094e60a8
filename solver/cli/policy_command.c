// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_command.c - koppel policy: prints the default policy, or a policy of the user with every key filled in. */
#include "cli/command.h"
#include "io/policy_reader.h"
#include "io/policy_schema.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_SCHEMA = 512 };

struct policy_options {
    struct koppel_common_options common;
    bool is_schema;
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct policy_options *options = state->input;

    switch (key) {
    case 'p':
        options->common.policy_file = argument;
        return 0;
    case OPTION_SCHEMA:
        options->is_schema = true;
        return 0;
    case ARGP_KEY_END:
        if (options->is_schema && options->common.policy_file != NULL) {
            argp_error(state, "--schema tells what any policy may hold: leave --policy out");
        }
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "takes no argument, not \"%s\"; to fill in a policy file use --policy FILE", argument);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"policy", 'p', N_("FILE"), 0, N_("Check this policy and print it with every key filled in"), 0},
    {"schema", OPTION_SCHEMA, NULL, 0, N_("Print what a policy may hold, as a JSON Schema, for editors"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .doc = N_("Prints the default policy (JSON). Every key is explained in the manual (man koppel).")};

static int run_policy(void *data, struct koppel_messages *messages)
{
    const struct policy_options *options = data;
    struct koppel_policy policy;
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    koppel_policy_default(&policy);
    if (options->common.policy_file != NULL) {
        status = koppel_policy_read(options->common.policy_file, &policy, &messages->errors);
    }
    if (status == KOPPEL_OK) {
        status =
            options->is_schema ? koppel_policy_schema_print(&text.bytes) : koppel_policy_print(&policy, &text.bytes);
        status = status == KOPPEL_OK ? status : koppel_errors_no_memory(&messages->errors, NULL);
    }
    exit_code = koppel_exit_code(status);
    if (status == KOPPEL_OK) {
        text.n_bytes = strlen(text.bytes);
        exit_code = koppel_text_print(&text) ? EXIT_DONE : EXIT_OUTPUT;
    }
    free(text.bytes);
    return exit_code;
}

int koppel_policy_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_policy, .ends_at_once = true};
    struct policy_options options = {0};

    return koppel_command_run(&command, &options, argc, argv);
}
