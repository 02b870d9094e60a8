// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* why_command.c - koppel why: explains one household of a proposal. */
#include "adapter/other_solvers.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/opened.h"
#include "report/home_choices.h"
#include "report/summary_json.h"
#include "simulate/held_text.h"
#include "solve/why.h"

#include <stdlib.h>

enum { OPTION_HOMES = 'n', OPTION_JSON = 512, DEFAULT_HOMES = 5, MOST_HOMES = 1000 };

struct why_options {
    struct koppel_common_options common;
    const char *case_folder;
    const char *folder;
    const char *household;
    int32_t n_homes;
};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_solving_argp, 0, NULL, 0}, {0}};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct why_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_HOMES:
        options->n_homes = (int32_t)koppel_whole_option("--homes", argument, 0, MOST_HOMES, state);
        return 0;
    case OPTION_JSON:
        options->common.json = true;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 2) {
            argp_error(state, "takes a case, a proposal folder and a household, not also \"%s\"", argument);
        }
        *(state->arg_num == 0   ? &options->case_folder
          : state->arg_num == 1 ? &options->folder
                                : &options->household) = argument;
        return 0;
    case ARGP_KEY_END:
        if (state->arg_num < 3) {
            argp_error(state, "takes a case folder, the folder of a proposal and a household");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"homes", OPTION_HOMES, N_("N"), 0, N_("Work out what the N best other homes would cost (default: 5)"), 0},
    {"json", OPTION_JSON, NULL, 0, N_("Print JSON: what was asked about, and the lines of the text"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE FOLDER HOUSEHOLD|HOME|NEIGHBOURHOOD"),
    .doc = N_(
        "Explains one household of a proposal: what it was offered, which homes suit it, why each other home does not, "
        "and what "
        "its next-best homes would cost the whole proposal, exactly, by solving again. Of a home: who could live "
        "there, "
        "who gets it, and what giving it to another would change. Of a neighbourhood: how full it is and why, and who "
        "gets its homes."
        "\vFOLDER is what koppel solve -o wrote; the policy is the one in its summary.json, unless --policy is given."),
    .children = children};

/* The lines of the text, and of a household every home as a choice. */
static void write_json(const struct koppel_opened *opened, const struct why_options *options,
                       const struct koppel_text *text, struct koppel_text *json)
{
    int32_t household = koppel_index_get(&opened->job.kase.household_index, options->household);

    koppel_text_add(json, "{\n  \"program\": \"koppel\",\n  \"about\": ");
    koppel_json_string(json, options->household);
    koppel_text_add(json, ",\n  \"text\": ");
    koppel_json_lines(json, text->bytes, "  ");
    if (household != KOPPEL_NONE) {
        koppel_text_add(json, ",\n  \"homes\": ");
        if (koppel_home_choices_json(&opened->job.fit, &opened->proposal, household, "  ", json) != KOPPEL_OK) {
            json->failed = true;
        }
    }
    koppel_text_add(json, "\n}\n");
}

/* Of a home that a forecast makes worth holding, why that is. */
static enum koppel_status say_held(const struct why_options *options, struct koppel_text *text,
                                   struct koppel_errors *errors)
{
    char *file = koppel_path_join(options->folder, KOPPEL_HELD_FILE);
    enum koppel_status status =
        file != NULL ? koppel_held_say(file, options->household, text, errors) : koppel_errors_no_memory(errors, NULL);

    free(file);
    return status;
}

static int why(struct koppel_opened *opened, const struct why_options *options, struct koppel_messages *messages)
{
    const struct koppel_job_files files = koppel_common_files(&options->common, options->case_folder);
    struct koppel_engine_options engine_options;
    struct koppel_why asked = {.job = &opened->job,
                               .proposal = &opened->proposal,
                               .engine = koppel_solver_for_questions(options->common.engine),
                               .options = &engine_options,
                               .household = options->household,
                               .n_homes = options->n_homes};
    struct koppel_text text = {0};
    struct koppel_text json = {0};
    enum koppel_status status =
        koppel_opened_read(opened, "why", &files, options->folder, options->household, messages);
    int exit_code = EXIT_DONE;

    if (status == KOPPEL_OK) {
        engine_options = koppel_console_options(&options->common, &opened->job.formulation.problem);
        status = koppel_why_explain(&asked, &text, &messages->errors, &messages->notes);
        koppel_console_clear();
    }
    if (status == KOPPEL_OK) {
        status = say_held(options, &text, &messages->errors);
    }
    exit_code = koppel_exit_code(status);
    if (status == KOPPEL_OK && options->common.json) {
        write_json(opened, options, &text, &json);
    }
    if (status == KOPPEL_OK && !koppel_text_print(options->common.json ? &json : &text)) {
        exit_code = EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    koppel_text_free(&json);
    return exit_code;
}

static int run_why(void *options, struct koppel_messages *messages)
{
    struct koppel_opened opened = {0};
    int exit_code = why(&opened, options, messages);

    koppel_opened_close(&opened);
    return exit_code;
}

int koppel_why_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_why};
    struct why_options options = {.n_homes = DEFAULT_HOMES};

    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
