/* why_command.c - koppel why: explains one household of a proposal. */
#include "adapter/other_solvers.h"
#include "base/memory.h"
#include "cli/argument_order.h"
#include "cli/written.h"
#include "report/report.h"
#include "solve/questions/alternatives.h"

#include <stdlib.h>

enum { OPTION_HOMES = 'n', DEFAULT_HOMES = 5, MOST_HOMES = 1000 };

struct why_options {
    struct koppel_common_options common;
    const char *case_folder;
    const char *folder;
    const char *household;
    int32_t n_homes;
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct why_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        state->child_inputs[1] = &options->common;
        return 0;
    case OPTION_HOMES:
        options->n_homes = (int32_t)koppel_whole_option("--homes", argument, 0, MOST_HOMES, state);
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
    {"homes", OPTION_HOMES, "N", 0, "Work out what the N best other homes would cost (default: 5)", 0}, {0}};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_solving_argp, 0, NULL, 0}, {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = "CASE FOLDER HOUSEHOLD",
    .doc =
        "Explains one household of a proposal: what it was offered, which homes suit it, why each other home does not, "
        "and what "
        "its next-best homes would cost the whole proposal, exactly, by solving again."
        "\vFOLDER is what koppel solve -o wrote; the policy is the one in its summary.json, unless --policy is given.",
    .children = children};

static int32_t find_household(struct koppel_written *written, const char *id)
{
    const struct koppel_case *kase = &written->job.kase;
    int32_t row = koppel_index_get(&kase->household_index, id);
    const char *nearest = row == KOPPEL_NONE ? koppel_index_nearest(&kase->household_index, id) : NULL;

    if (row == KOPPEL_NONE) {
        koppel_errors_add(&written->errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "households.csv"), 0, 0,
                          "there is no household \"%s\"%s%s%s", id, nearest != NULL ? "; did you mean \"" : "",
                          nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    }
    return row;
}

static enum koppel_status find_others(struct koppel_written *written, const struct why_options *options,
                                      int32_t household, struct koppel_alternative *others, int32_t *n_others)
{
    const struct koppel_problem *problem = &written->job.formulation.problem;
    struct koppel_engine_options engine_options = koppel_console_options(&options->common, problem);
    struct koppel_alternatives alternatives = {0};
    enum koppel_status status = koppel_alternatives_open(
        &alternatives, problem, koppel_solver_for_questions(options->common.engine), written->proposal.unit_of, false);

    if (status == KOPPEL_OK) {
        status =
            koppel_alternatives_find(&alternatives, &engine_options, household, options->n_homes, others, n_others);
    }
    koppel_console_clear();
    koppel_alternatives_close(&alternatives);
    return status;
}

static enum koppel_status explain(struct koppel_written *written, const struct why_options *options, int32_t household,
                                  struct koppel_text *text)
{
    struct koppel_verdict verdict = {0};
    struct koppel_alternative *others = koppel_new((size_t)options->n_homes, sizeof *others);
    int32_t n_others = 0;
    const struct koppel_report report = {.fit = &written->job.fit, .proposal = &written->proposal, .verdict = &verdict};
    enum koppel_status status = others != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        status = koppel_verdict_make(&written->job.fit, written->proposal.unit_of, NULL, 0, &verdict);
    }
    if (status == KOPPEL_OK && verdict.n_violations > 0) {
        koppel_errors_add(&written->notes, KOPPEL_OK, "proposal.csv", 0, 0,
                          "the proposal does not meet every rule (koppel check lists what is wrong), so what other "
                          "homes would cost is not worked out");
    } else if (status == KOPPEL_OK && options->n_homes > 0) {
        status = find_others(written, options, household, others, &n_others);
    }
    if (status == KOPPEL_OK) {
        status = koppel_report_household(&report, household, others, n_others, text);
    }
    free(others);
    koppel_verdict_free(&verdict);
    return status;
}

static int why(struct koppel_written *written, const struct why_options *options)
{
    struct koppel_text text = {0};
    int32_t household = KOPPEL_NONE;
    enum koppel_status status =
        koppel_argument_order_check("why", options->case_folder, options->folder, options->household, &written->errors);
    int exit_code = EXIT_DONE;

    if (status == KOPPEL_OK) {
        status = koppel_written_open(written, &options->common, options->case_folder, options->folder);
    }
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    household = find_household(written, options->household);
    if (household == KOPPEL_NONE) {
        return EXIT_INPUT;
    }
    status = explain(written, options, household, &text);
    if (status != KOPPEL_OK) {
        exit_code = koppel_exit_code(
            koppel_errors_add(&written->errors, status, NULL, 0, 0, "the household could not be explained"));
    } else if (!koppel_text_print(&text)) {
        exit_code = EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    return exit_code;
}

int koppel_why_command(int argc, char **argv)
{
    struct why_options options = {.n_homes = DEFAULT_HOMES};
    struct koppel_written written = {0};
    int exit_code = EXIT_INTERNAL;

    koppel_common_options_default(&options.common);
    argp_parse(&parser, argc, argv, 0, NULL, &options);
    koppel_console_catch_interrupt();
    exit_code = why(&written, &options);
    koppel_written_close(&written);
    return exit_code;
}
