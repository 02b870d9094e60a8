// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* schema_command.c - koppel schema: prints what a JSON file of the program may hold. */
#include "cli/command.h"
#include "io/embedded_file.h"
#include "io/policy_schema.h"

#include <stdlib.h>
#include <string.h>

struct schema_options {
    struct koppel_common_options common;
    const char *name; /* NULL: list them */
};

static const char policy_name[] = "policy";

static const struct koppel_embedded_file *find(const char *name)
{
    for (size_t k = 0; k < koppel_n_schemas_files; k++) {
        if (strcmp(koppel_schemas_files[k].name, name) == 0) {
            return &koppel_schemas_files[k];
        }
    }
    for (size_t k = 0; k < koppel_n_interface_files; k++) {
        if (strcmp(koppel_interface_files[k].name, name) == 0) {
            return &koppel_interface_files[k];
        }
    }
    return NULL;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct schema_options *options = state->input;

    switch (key) {
    case ARGP_KEY_ARG:
        if (options->name != NULL) {
            argp_error(state, "takes one name, not also \"%s\"", argument);
        }
        if (strcmp(argument, policy_name) != 0 && find(argument) == NULL) {
            argp_error(state, "there is no schema \"%s\"; koppel schema lists them", argument);
        }
        options->name = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp parser = {
    .parser = parse,
    .args_doc = N_("[NAME]"),
    .doc = N_(
        "Prints what a JSON file may hold, as a JSON Schema (draft 2020-12), for editors and other programs. Without a "
        "name it lists them: policy (what a policy may hold), summary (summary.json, and solve --json), certificate "
        "(certificate.json), comparison (comparison.json), council (council.json), and api (OpenAPI 3.1: what koppel "
        "serve answers to).")};

static void list(struct koppel_text *text)
{
    koppel_text_add(text, "%s\n", policy_name);
    for (size_t k = 0; k < koppel_n_schemas_files; k++) {
        koppel_text_add(text, "%s\n", koppel_schemas_files[k].name);
    }
    for (size_t k = 0; k < koppel_n_interface_files; k++) {
        koppel_text_add(text, "%s\n", koppel_interface_files[k].name);
    }
}

static enum koppel_status policy_schema(struct koppel_text *text)
{
    char *schema = NULL;
    enum koppel_status status = koppel_policy_schema_print(&schema);

    if (status == KOPPEL_OK) {
        koppel_text_append(text, schema, strlen(schema));
    }
    free(schema);
    return status;
}

static int run_schema(void *data, struct koppel_messages *messages)
{
    const struct schema_options *options = data;
    const struct koppel_embedded_file *file = options->name != NULL ? find(options->name) : NULL;
    struct koppel_text text = {.is_for_machines = true};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    if (options->name == NULL) {
        list(&text);
    } else if (file != NULL) {
        koppel_text_append(&text, (const char *)file->bytes, file->n_bytes);
    } else {
        status = policy_schema(&text);
    }
    status = status == KOPPEL_OK ? koppel_text_status(&text) : status;
    if (status != KOPPEL_OK) {
        status = koppel_errors_no_memory(&messages->errors, NULL);
    }
    exit_code = koppel_exit_code(status);
    if (status == KOPPEL_OK) {
        exit_code = koppel_text_print(&text) ? EXIT_DONE : EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    return exit_code;
}

int koppel_schema_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_schema, .ends_at_once = true};
    struct schema_options options = {0};

    return koppel_command_run(&command, &options, argc, argv);
}
