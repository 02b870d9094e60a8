// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* check_command.c - koppel check: checks a proposal again from the tables, also one edited by hand. */
#include "cli/command.h"
#include "cli/opened.h"
#include "io/folder_writer.h"
#include "io/offers_file.h"
#include "report/documents.h"
#include "report/summary_json.h"

#include <stdlib.h>

enum { OPTION_EDITED = 512, OPTION_PROVINCE, OPTION_QUICK, OPTION_JSON, OPTION_LOG };

struct check_options {
    struct koppel_common_options common;
    const char *case_folder;
    const char *folder;
    const char *output_folder; /* NULL: nothing is written */
    bool force;
    bool edited;
    bool quick;
};

static const struct argp_child children[] = {{&koppel_reading_argp, 0, NULL, 0}, {&koppel_limit_argp, 0, NULL, 0}, {0}};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct check_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_EDITED:
        options->edited = true;
        return 0;
    case KOPPEL_OPTION_OUTPUT:
        options->output_folder = argument;
        return 0;
    case KOPPEL_OPTION_FORCE:
        options->force = true;
        return 0;
    case OPTION_JSON:
        options->common.json = true;
        return 0;
    case OPTION_QUICK:
        options->quick = true;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 1) {
            argp_error(state, "takes a case and a proposal folder, not also \"%s\"", argument);
        }
        *(state->arg_num == 0 ? &options->case_folder : &options->folder) = argument;
        return 0;
    case ARGP_KEY_END:
        if (state->arg_num < 2) {
            argp_error(state, "takes a case folder and the folder of a proposal");
        }
        if (options->output_folder != NULL && !options->edited) {
            argp_error(state, "--output writes a proposal that was changed by hand anew: add --edited");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"edited", OPTION_EDITED, NULL, 0,
     N_("The proposal was changed by hand: do not hold it to the values in summary.json"), 0},
    {"output", KOPPEL_OPTION_OUTPUT, N_("NEW"), 0,
     N_("With --edited: write the proposal to this new folder, every column and file as its homes are now"), 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the folder NEW if it exists"), 0},
    {"quick", OPTION_QUICK, NULL, 0, N_("Do not work next-best homes out again: their columns are not compared"), 0},
    {"json", OPTION_JSON, NULL, 0, N_("Print JSON: what was found, each violation with its kind, and the text"), 0},
    {"log", OPTION_LOG, NULL, 0,
     N_("Check a dossier: its log, and every proposal solved again from it: --log DOSSIER (see --log --help)"), 0},
    {"province", OPTION_PROVINCE, NULL, 0,
     N_("Check many proposals together, for clashes and agreements: --province CASE FOLDER... (see --province --help)"),
     0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE FOLDER"),
    .doc =
        N_("Checks a proposal again from the tables: every rule, limit, count and value, every file of its folder, and "
           "what is claimed to be proven."
           "\vFOLDER holds proposal.csv and proposal.xlsx, as koppel solve wrote them or as a person edited one in a "
           "spreadsheet (of the table only the columns household and unit are needed), or is such a workbook itself. "
           "The policy is the one in the folder's summary.json, unless --policy is given.\n\n"
           "Exit codes: 0 nothing is wrong, 1 something is (each is listed), 2 wrong use, 3 bad input, 7 nothing is "
           "wrong, but something is said to be proven that nothing in the folder proves."),
    .children = children};

/* Prints what was found, as text or as JSON. @return false when it could not be printed */
static bool print(const struct check_options *options, const struct koppel_verdict *verdict,
                  const struct koppel_text *text)
{
    struct koppel_text json = {0};
    bool is_printed = false;

    if (!options->common.json) {
        return koppel_text_print(text);
    }
    koppel_text_add(&json, "{\n  \"program\": \"koppel\",\n  \"found\": \"%s\",\n  \"violations\": ",
                    verdict->n_violations == 0                 ? "nothing"
                    : koppel_verdict_lacks_proof_only(verdict) ? "unproven"
                                                               : "violations");
    koppel_report_violations_json(verdict, "  ", &json);
    koppel_text_add(&json, ",\n  \"text\": ");
    koppel_json_lines(&json, text->bytes, "  ");
    koppel_text_add(&json, "\n}\n");
    is_printed = koppel_text_status(&json) == KOPPEL_OK && koppel_text_print(&json);
    koppel_text_free(&json);
    return is_printed;
}

static int check(struct koppel_opened *opened, const struct check_options *options, struct koppel_messages *messages)
{
    struct koppel_job_files files = koppel_common_files(&options->common, options->case_folder);
    struct koppel_engine_options engine_options = {0};
    char *folder = koppel_offers_folder(options->folder);
    struct koppel_written_check asked = {.job = &opened->job,
                                         .proposal = &opened->proposal,
                                         .folder = folder,
                                         .summary = &opened->summary,
                                         .has_own_policy = options->common.policy_file == NULL,
                                         .edited = options->edited,
                                         .rewrites = options->output_folder != NULL,
                                         .options = options->quick ? NULL : &engine_options};
    struct koppel_verdict verdict = {0};
    struct koppel_text text = {0};
    enum koppel_status status =
        folder != NULL ? KOPPEL_OK : koppel_errors_no_memory(&messages->errors, options->folder);
    int exit_code = EXIT_INTERNAL;

    files.in_books = options->edited;
    if (status == KOPPEL_OK && options->output_folder != NULL) {
        status = koppel_folder_check(options->output_folder, options->force, &messages->errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_opened_read(opened, "check", &files, options->folder, NULL, messages);
    }
    if (status == KOPPEL_OK) {
        asked.rewrites =
            asked.rewrites || opened->proposal.is_from_book || koppel_has_added_decisions(&opened->job.kase);
        engine_options = koppel_console_options(&options->common, &opened->job.formulation.problem);
        status = koppel_written_check(&asked, &verdict, &text, &messages->errors);
        koppel_console_clear();
    }
    if (status == KOPPEL_OK && options->output_folder != NULL && verdict.n_violations == 0) {
        asked.options = &engine_options;
        status = koppel_written_anew(&asked, options->output_folder, options->force, &messages->errors);
        koppel_console_clear();
        koppel_text_add(&text, "\nWritten to %s.\n", options->output_folder);
    } else if (status == KOPPEL_OK && options->output_folder != NULL) {
        koppel_text_add(&text, "\nNothing is written to %s, because of what is wrong.\n", options->output_folder);
    }
    if (status != KOPPEL_OK) {
        exit_code = koppel_exit_code(status);
    } else if (!print(options, &verdict, &text)) {
        exit_code = EXIT_OUTPUT;
    } else {
        exit_code = verdict.n_violations == 0                   ? EXIT_DONE
                    : koppel_verdict_lacks_proof_only(&verdict) ? EXIT_UNPROVEN
                                                                : EXIT_WIDER_GAP;
    }
    koppel_text_free(&text);
    koppel_verdict_free(&verdict);
    free(folder);
    return exit_code;
}

static int run_check(void *options, struct koppel_messages *messages)
{
    struct koppel_opened opened = {0};
    int exit_code = check(&opened, options, messages);

    koppel_opened_close(&opened);
    return exit_code;
}

int koppel_check_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_check};
    struct check_options options = {0};

    if (koppel_province_is_asked(argc, argv)) {
        return koppel_province_command(argc, argv);
    }
    if (koppel_log_is_asked(argc, argv)) {
        return koppel_log_command(argc, argv);
    }
    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
