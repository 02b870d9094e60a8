// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reserve_command.c - koppel reserve: who comes next when an offer is refused. */
#include "cli/command.h"
#include "cli/opened.h"
#include "solve/output.h"
#include "solve/reserve_text.h"

#include <stdlib.h>

enum { OPTION_SHOW = 950 };
enum { DEFAULT_SHOWN = 20 };

struct reserve_options {
    struct koppel_common_options common;
    struct koppel_folder_options folders;
    const char *proposal_folder;
    int32_t n_shown;
};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_printing_argp, 0, NULL, 0}, {0}};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct reserve_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_SHOW:
        options->n_shown = (int32_t)koppel_whole_option("--show", argument, 0, INT32_MAX, state);
        return 0;
    case ARGP_KEY_ARG:
        if (options->folders.case_folder != NULL && options->proposal_folder == NULL) {
            options->proposal_folder = argument;
            return 0;
        }
        return koppel_folder_option(key, argument, state, &options->folders);
    case ARGP_KEY_END:
        if (options->proposal_folder == NULL) {
            argp_error(state, "takes a case folder and the folder of a proposal");
        }
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

static const struct argp_option options_here[] = {
    {"show", OPTION_SHOW, N_("N"), 0, N_("Print the N offers whose refusal costs most (default: 20)"), 0},
    {"output", KOPPEL_OPTION_OUTPUT, N_("FOLDER"), 0, N_("Write reserve.csv and fragile.csv to this new folder"), 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the output folder if it exists"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE FOLDER"),
    .doc =
        N_("Makes the reserve list of a proposal: for every household the home that it gets when it loses its own, for "
           "every home the two households that come next, and what each refusal would cost."
           "\vAll other offers stay as they are, and every limit holds for any single refusal; limits that give way to "
           "an offer "
           "that a decision keeps hold again when that is refused. FOLDER is what koppel solve -o wrote.\n\n"
           "Exit codes: 0 done, 2 wrong use, 3 bad input, 6 output could not be written."),
    .children = children};

static enum koppel_status check_rows(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                     struct koppel_errors *errors)
{
    bool keeps = false;
    enum koppel_status status = koppel_problem_feasible(&job->formulation.problem, proposal->unit_of, &keeps);

    if (status != KOPPEL_OK) {
        return koppel_errors_no_memory(errors, NULL);
    }
    return keeps ? KOPPEL_OK
                 : koppel_errors_add(errors, KOPPEL_E_INPUT, NULL, 0, 0,
                                     "the proposal breaks a rule: koppel check says which; there is no reserve list");
}

/* What is printed: first what the proposal is by now, as koppel check says it. */
static enum koppel_status tell(const struct koppel_reserve_list *list, const struct koppel_opened *opened,
                               const struct reserve_options *options, struct koppel_text *text,
                               struct koppel_errors *errors)
{
    const struct koppel_written_check about = {.job = &opened->job,
                                               .proposal = &opened->proposal,
                                               .summary = &opened->summary,
                                               .has_own_policy = options->common.policy_file == NULL};
    const enum koppel_status status = koppel_written_changes_say(&about, text, errors);

    if (status != KOPPEL_OK) {
        return koppel_errors_none(errors) ? koppel_errors_no_memory(errors, NULL) : status;
    }
    koppel_reserve_print(list, options->n_shown, text);
    return koppel_text_status(text);
}

static int deliver(const struct koppel_reserve_list *list, const struct koppel_opened *opened,
                   const struct reserve_options *options, struct koppel_errors *errors)
{
    struct koppel_document documents[KOPPEL_N_RESERVE_DOCUMENTS] = {0};
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_DONE;

    koppel_reserve_documents(list, documents);
    if (options->folders.output_folder != NULL) {
        status = koppel_documents_write(documents, KOPPEL_N_RESERVE_DOCUMENTS, options->folders.output_folder,
                                        options->folders.force, errors);
    }
    if (status == KOPPEL_OK && options->common.json) {
        status =
            koppel_documents_json(documents, KOPPEL_N_RESERVE_DOCUMENTS, options->folders.case_folder, &text, errors);
    } else if (status == KOPPEL_OK && !options->common.quiet) {
        status = tell(list, opened, options, &text, errors);
    }
    if (status == KOPPEL_OK && text.n_bytes > 0) {
        exit_code = koppel_text_print(&text) ? exit_code : EXIT_OUTPUT;
    }
    koppel_documents_free(documents, KOPPEL_N_RESERVE_DOCUMENTS);
    koppel_text_free(&text);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

static int list_reserves(const struct koppel_opened *opened, const struct reserve_options *options,
                         struct koppel_errors *errors)
{
    const struct koppel_problem *problem = &opened->job.formulation.problem;
    struct koppel_reserves reserves = {0};
    struct koppel_event_chances chances = {0};
    enum koppel_status status =
        koppel_reserves_find(&reserves, problem, opened->proposal.unit_of, opened->job.formulation.subjects);
    int32_t *order = koppel_new((size_t)problem->n_agents, sizeof *order);
    const struct koppel_reserve_list list = {&opened->job, &reserves, order, &chances};
    int exit_code = EXIT_INTERNAL;

    if (status == KOPPEL_OK) {
        status = koppel_event_chances_make(&chances, &opened->job.kase, &opened->job.fit.rules);
    }
    if (status == KOPPEL_OK && order != NULL) {
        status = koppel_reserves_by_cost(&reserves, problem->n_tiers, order);
    }
    if (order == NULL || status != KOPPEL_OK) {
        exit_code = koppel_exit_code(koppel_errors_no_memory(errors, NULL));
    } else {
        exit_code = deliver(&list, opened, options, errors);
    }
    free(order);
    koppel_event_chances_free(&chances);
    koppel_reserves_free(&reserves);
    return exit_code;
}

static int run_reserve(void *data, struct koppel_messages *messages)
{
    const struct reserve_options *options = data;
    const struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
    struct koppel_opened opened = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    messages->with_codes = options->common.verbose;
    status = koppel_folder_options_check(&options->folders, &messages->errors);
    if (status == KOPPEL_OK) {
        status = koppel_opened_read(&opened, "reserve", &files, options->proposal_folder, NULL, messages);
    }
    if (status == KOPPEL_OK) {
        status = check_rows(&opened.job, &opened.proposal, &messages->errors);
    }
    exit_code = status == KOPPEL_OK ? list_reserves(&opened, options, &messages->errors) : koppel_exit_code(status);
    koppel_opened_close(&opened);
    return exit_code;
}

int koppel_reserve_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_reserve, .ends_at_once = true};
    struct reserve_options options = {.n_shown = DEFAULT_SHOWN};

    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
