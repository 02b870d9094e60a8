// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tidy_command.c - koppel tidy: writes the tables of a case as they were understood, in the plain form. */
#include "cli/command.h"
#include "io/case_reader.h"
#include "io/folder_writer.h"

#include <inttypes.h>

struct tidy_options {
    struct koppel_folder_options folders;
    struct koppel_case_request request;
};

enum { OPTION_COLUMNS = 512 };

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct tidy_options *options = state->input;

    switch (key) {
    case OPTION_COLUMNS:
        options->request.columns_file = argument;
        return 0;
    case KOPPEL_OPTION_FORCE:
        return ARGP_ERR_UNKNOWN;
    case ARGP_KEY_END:
        if (options->folders.case_folder == NULL || options->folders.output_folder == NULL) {
            argp_error(state, "takes a case and the new folder for its tables: koppel tidy CASE -o CLEAN");
        }
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

static const struct argp_option options_here[] = {
    {"output", KOPPEL_OPTION_OUTPUT, N_("FOLDER"), 0, N_("Write the tables to this new folder"), 0},
    {"columns", OPTION_COLUMNS, N_("FILE"), 0,
     N_("What the tables call their columns (JSON; default: columns.json of the case, when it has one)"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE"),
    .doc = N_(
        "Writes the tables of a case as they were understood: CSV in the plain form, with the headings that the case "
        "has. What was read in a special way is noted. The new folder is read with --strict and gives the same "
        "proposal.\vAn existing folder is never overwritten.")};

static enum koppel_status write_tables(struct koppel_tidy_table *tables, const char *folder,
                                       struct koppel_errors *errors)
{
    const char *names[KOPPEL_N_TABLES];
    const char *bytes[KOPPEL_N_TABLES];
    size_t sizes[KOPPEL_N_TABLES];
    size_t n = 0;

    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        if (tables[table].name[0] != '\0') {
            names[n] = tables[table].name;
            bytes[n] = tables[table].text.bytes;
            sizes[n++] = tables[table].text.n_bytes;
        }
    }
    return koppel_folder_write(folder, false, n, names, bytes, sizes, errors);
}

static int run_tidy(void *data, struct koppel_messages *messages)
{
    const struct tidy_options *options = data;
    struct koppel_tidy_table tables[KOPPEL_N_TABLES] = {0};
    struct koppel_case_request request = options->request;
    struct koppel_case kase = {0};
    enum koppel_status status = koppel_folder_check(options->folders.output_folder, false, &messages->errors);

    request.tidy = tables;
    request.scope = KOPPEL_CASE_SUPERVISION; /* a province has no homes, and a part of a case may be tidied */
    if (status == KOPPEL_OK) {
        status = koppel_case_read(options->folders.case_folder, &request, &kase, &messages->errors, &messages->notes);
    }
    if (status == KOPPEL_OK) {
        status = write_tables(tables, options->folders.output_folder, &messages->errors);
    }
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        koppel_text_free(&tables[table].text);
    }
    if (status == KOPPEL_OK) {
        printf(_("Written to %s: %" PRId32 " tables.\n"), options->folders.output_folder, kase.n_inputs);
    }
    koppel_case_free(&kase);
    return koppel_exit_code(status);
}

int koppel_tidy_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_tidy, .ends_at_once = true};
    struct tidy_options options = {0};

    return koppel_command_run(&command, &options, argc, argv);
}
