// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* new_command.c - koppel new: writes a case to fill in, a workbook or CSV tables with headings. */
#include "base/path.h"
#include "book/case_book.h"
#include "cli/command.h"
#include "io/case_sheets.h"
#include "io/file_writer.h"
#include "io/folder_writer.h"
#include "io/map_draft.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { OPTION_EXAMPLE = 512, OPTION_MAP };

struct new_options {
    const char *path;
    const char *example;
    const char *map; /* the file to draft a map of columns for */
};

static bool is_workbook(const char *path)
{
    const char *slash = strrchr(path, '/');

    return koppel_is_workbook_name(slash != NULL ? slash + 1 : path);
}

static bool is_ods(const char *path)
{
    const char *ending = strrchr(path, '.');

    return is_workbook(path) && strcasecmp(ending, ".ods") == 0;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct new_options *options = state->input;

    switch (key) {
    case OPTION_EXAMPLE:
        options->example = argument;
        return 0;
    case OPTION_MAP:
        options->map = argument;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) {
            argp_error(state, "takes one name, not also \"%s\"", argument);
        }
        options->path = argument;
        return 0;
    case ARGP_KEY_END:
        if (options->map != NULL) {
            if (options->path != NULL || options->example != NULL) {
                argp_error(state, "--map prints a draft and writes no case: leave the other names out");
            }
        } else if (options->path == NULL || options->path[0] == '\0') {
            argp_error(state, "name the workbook (case.xlsx) or the folder to write");
        } else if (is_ods(options->path)) {
            argp_error(state, "an .ods is read and not written: give the case a name that ends in .xlsx");
        } else if (options->example != NULL && !is_workbook(options->path)) {
            argp_error(state, "--example fills a workbook: give the case a name that ends in .xlsx");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"example", OPTION_EXAMPLE, N_("NAME"), 0,
     N_("Fill the workbook with an example case, such as municipality-b, or with the CSV tables of a folder"), 0},
    {"map", OPTION_MAP, N_("FILE"), 0,
     N_("Print a draft of columns.json for a workbook or CSV file with other headings: what they may mean"), 0},
    {0}};

static const struct argp parser = {.options = options_here,
                                   .parser = parse,
                                   .args_doc = N_("CASE.xlsx|FOLDER\n--map FILE"),
                                   .doc = N_("Writes a case to fill in: a workbook with a sheet a table, notes at the "
                                             "headings, lists to choose from and checks "
                                             "of what is filled in; or a folder of CSV tables with headings."
                                             "\vNothing that exists is replaced. Exit codes: 0 written, 2 wrong use, 3 "
                                             "bad input, 6 it could not be written.")};

/* The folder of an example: one that the user names by a path, or a case that came with the program. */
static char *find_example(const char *name)
{
    bool is_path = strchr(name, '/') != NULL;

    return koppel_path_join(is_path ? name : koppel_data_folder(), is_path ? "" : name);
}

static enum koppel_status write_book(const struct new_options *options, struct koppel_errors *errors)
{
    struct koppel_case_cells cells = {0};
    struct koppel_text bytes = {0};
    char *folder = options->example != NULL ? find_example(options->example) : NULL;
    enum koppel_status status = KOPPEL_OK;

    if (options->example != NULL) {
        status = folder != NULL ? koppel_case_cells_read(folder, &cells, errors)
                                : koppel_errors_no_memory(errors, options->example);
    }
    if (status == KOPPEL_OK && folder != NULL && cells.tables[KOPPEL_TABLE_MUNICIPALITIES].n_columns == 0) {
        status = koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0,
                                   "there is no case with this name: %s has the examples", koppel_data_folder());
    }
    if (status == KOPPEL_OK) {
        status = koppel_case_book_make(koppel_language_now(), folder != NULL ? &cells : NULL, &bytes, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_file_write(options->path, false, bytes.bytes, bytes.n_bytes, errors);
    }
    koppel_text_free(&bytes);
    koppel_case_cells_free(&cells);
    free(folder);
    return status;
}

static enum koppel_status write_tables(const struct new_options *options, struct koppel_errors *errors)
{
    struct koppel_document documents[KOPPEL_N_TABLES];
    char names[KOPPEL_N_TABLES][KOPPEL_BOOK_HEADING];
    const char *files[KOPPEL_N_TABLES];
    const char *bytes[KOPPEL_N_TABLES];
    size_t sizes[KOPPEL_N_TABLES];
    enum koppel_status status = koppel_case_tables_make(koppel_language_now(), documents, names);

    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        files[table] = documents[table].name;
        bytes[table] = documents[table].text.bytes;
        sizes[table] = documents[table].text.n_bytes;
    }
    status = status == KOPPEL_OK
                 ? koppel_folder_write(options->path, false, KOPPEL_N_TABLES, files, bytes, sizes, errors)
                 : koppel_errors_no_memory(errors, options->path);
    koppel_documents_free(documents, KOPPEL_N_TABLES);
    return status;
}

static int write_case(const struct new_options *options, struct koppel_messages *messages)
{
    bool is_book = is_workbook(options->path);
    struct stat about;
    enum koppel_status status =
        lstat(options->path, &about) == 0
            ? koppel_errors_add(&messages->errors, KOPPEL_E_EXISTS, options->path, 0, 0,
                                "exists already, and koppel new replaces nothing: choose another name")
        : is_book ? write_book(options, &messages->errors)
                  : write_tables(options, &messages->errors);
    struct koppel_text text = {0};
    const char *quote = strchr(options->path, ' ') != NULL ? "\"" : ""; /* the command can be copied as it stands */
    int exit_code = koppel_exit_code(status);

    if (status == KOPPEL_OK) {
        koppel_text_add(&text,
                        is_book
                            ? _("Written to %s. Fill it in, then run: koppel solve %s%s%s -o proposal\n")
                            : _("Written to %s. Fill in the tables that you need, delete the others, then run: koppel "
                                "solve %s%s%s -o proposal\n"),
                        options->path, quote, options->path, quote);
        exit_code = koppel_text_print(&text) ? EXIT_DONE : EXIT_OUTPUT;
        koppel_text_free(&text);
    }
    return exit_code;
}

static int print_map(const char *path, struct koppel_messages *messages)
{
    struct koppel_text json = {.is_for_machines = true};
    enum koppel_status status = koppel_map_draft_make(path, &json, &messages->errors, &messages->notes);
    int exit_code = koppel_exit_code(status);

    if (status == KOPPEL_OK) {
        exit_code = koppel_text_print(&json) ? EXIT_DONE : EXIT_OUTPUT;
    }
    koppel_text_free(&json);
    return exit_code;
}

static int run_new(void *data, struct koppel_messages *messages)
{
    const struct new_options *options = data;

    return options->map != NULL ? print_map(options->map, messages) : write_case(options, messages);
}

int koppel_new_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_new, .ends_at_once = true};
    struct new_options options = {0};

    return koppel_command_run(&command, &options, argc, argv);
}
