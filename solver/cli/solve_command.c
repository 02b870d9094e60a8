// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solve_command.c - koppel solve: proposes which home is offered to which household. */
#include "adapter/other_solvers.h"
#include "book/proposal_book.h"
#include "cli/command.h"
#include "cli/search_log.h"
#include "report/layout.h"
#include "report/summary_json.h"
#include "simulate/held_today.h"
#include "solve/group_price.h"
#include "solve/infeasible.h"
#include "solve/needs_met.h"
#include "solve/output.h"
#include "solve/run.h"
#include "solve/softer_spread.h"
#include "solve/table_notes.h"

#include <inttypes.h>
#include <string.h>

enum { OPTION_QUICK = 512, OPTION_WITH_COLUMNS, OPTION_OFFERS, OPTION_LOG, OPTION_FUTURE, OPTION_HOLD_OVERDUE };

/* What summary and folder take for each household, at the most of what was measured: it is kept of the time limit. */
static const double writing_seconds = 2.5e-4;

struct solve_options {
    struct koppel_common_options common;
    struct koppel_folder_options folders;
    bool quick;
    bool with_columns;
    const char *log_file; /* NULL: none */
    const char *future;   /* a forecast.csv; NULL: not given */
    bool hold_overdue;
    int64_t n_offers; /* rows of who gets which home, at the most */
};

/* Everything between the tables and the files. Zero-initialise. */
struct solving {
    const struct solve_options *options;
    struct koppel_messages *messages;
    struct koppel_job job;
    struct koppel_run_request request;
    struct koppel_run run;
    struct koppel_job_files files;
    struct koppel_document held;   /* with a forecast: which homes are worth holding, */
    struct koppel_text held_words; /* and the same in words */
};

static const struct argp_child children[] = {{&koppel_reading_argp, 0, NULL, 0},
                                             {&koppel_earlier_argp, 0, NULL, 0},
                                             {&koppel_solving_argp, 0, NULL, 0},
                                             {&koppel_printing_argp, 0, NULL, 0},
                                             {0}};

static int64_t parse_offers(const char *argument, struct argp_state *state)
{
    int64_t n = 0;

    if (strcmp(argument, "all") == 0) {
        return INT64_MAX;
    }
    if (strcmp(argument, "none") != 0 && !koppel_whole_read(argument, 0, INT32_MAX, &n)) {
        argp_error(state, "--offers takes \"all\", \"none\" or how many offers to show, not \"%s\"", argument);
    }
    return n;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct solve_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_QUICK:
        options->quick = true;
        return 0;
    case OPTION_WITH_COLUMNS:
        options->with_columns = true;
        return 0;
    case OPTION_LOG:
        options->log_file = argument;
        return 0;
    case OPTION_FUTURE:
        options->future = argument;
        return 0;
    case OPTION_HOLD_OVERDUE:
        options->hold_overdue = true;
        return 0;
    case OPTION_OFFERS:
        options->n_offers = parse_offers(argument, state);
        return 0;
    case ARGP_KEY_END:
        if (options->folders.case_folder == NULL) {
            argp_error(state, "which case folder? Try: koppel solve %s/municipality-b", koppel_data_folder());
        }
        if (options->hold_overdue && options->future == NULL) {
            argp_error(state, "--hold-overdue goes with --future");
        }
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

static const struct argp_option options_here[] = {
    {"output", KOPPEL_OPTION_OUTPUT, N_("FOLDER"), 0, N_("Write the proposal and its explanations to this new folder"),
     0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the output folder if it exists"), 0},
    {"quick", OPTION_QUICK, NULL, 0,
     N_("Do not work out next-best homes (koppel why still does, for one household) and the certificate"), 0},
    {"future", OPTION_FUTURE, N_("FORECAST"), 0,
     N_("Also say which homes are worth holding by this forecast.csv (koppel forecast), for whom, until when, and what "
        "that is worth"),
     0},
    {"hold-overdue", OPTION_HOLD_OVERDUE, NULL, 0,
     N_("With --future: homes may be held also against households that are past their term"), 0},
    {"offers", OPTION_OFFERS, N_("all|none|N"), 0, N_("Show so many of the households that get a home (default: 30)"),
     0},
    {"log", OPTION_LOG, N_("FILE"), 0,
     N_("Write to this new file how value and bound of each goal become better (a line of JSON each)"), 0},
    {"with-columns", OPTION_WITH_COLUMNS, NULL, 0, N_("Write the x_ columns of households to proposal.csv, too"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE"),
    .doc = N_("Proposes which home is offered to which household, and proves how good the proposal is."
              "\vCASE is a folder of tables, or a workbook with a sheet a table (see README.md in @SHARE@). Without -o "
              "nothing is written, only the summary is printed.\n\n"
              "Exit codes: 0 proven as near to the best as asked for, 1 less is proven, 2 wrong use, 3 bad input, "
              "4 no proposal follows every rule, 5 stopped before any proposal, 6 output could not be written."),
    .children = children};

static void show_explaining(void *data, enum koppel_stage stage, int32_t step, int32_t n_steps)
{
    (void)data;
    if (stage == KOPPEL_STAGE_CERTIFICATE) {
        koppel_console_note("Writing down the proof");
    } else {
        koppel_console_note("Looking for the next-best home of household %d of %d", (int)step + 1, (int)n_steps);
    }
}

/* Where it was written, and what came of the next-best homes: the time limit or Ctrl-C may have cut them off. */
static void say_written(struct koppel_text *text, const struct solving *solving)
{
    const struct koppel_run *run = &solving->run;
    const char *folder = solving->options->folders.output_folder;
    const int32_t n = solving->job.kase.n_households;
    int32_t n_unknown = 0;

    for (int32_t i = 0; i < n && run->is_explained; i++) {
        n_unknown += run->next_best[i].state == KOPPEL_ALTERNATIVE_UNKNOWN;
    }
    if (!run->is_explained) {
        koppel_text_add(text, "Written to %s.\n", folder);
    } else if (n_unknown == 0) {
        koppel_text_add(text, "Written to %s, with every household's next-best home (worked out in %.1f s).\n", folder,
                        run->next_best_seconds);
    } else {
        koppel_text_add(text, "Written to %s.\n", folder);
        koppel_text_add(text,
                        "Next-best homes are known of %" PRId32 " of %" PRId32
                        " households; the run ended after %.1f s of working them out.\n",
                        n - n_unknown, n, run->next_best_seconds);
    }
}

/* A question that is answered by solving again is worth a fifth of the time that is left, and a few seconds at most; or
 * a part of the work where that is limited, for then the clock decides nothing. */
static struct koppel_engine_options for_a_question(const struct solving *solving)
{
    const double share = 0.2;
    const double most_seconds = 10;
    struct koppel_engine_options options = solving->request.options;
    double seconds = share * koppel_deadline_left(&options.deadline);

    options.progress = NULL; /* what is told is about the goals of the policy alone */
    if (options.most_steps > 0) {
        options.most_steps = koppel_steps_of_question(&options);
        return options;
    }
    options.deadline = koppel_deadline_in(seconds < most_seconds ? seconds : most_seconds, options.deadline.stop);
    return options;
}

/* What becomes of those who are left when spread is a goal, and what it costs to house those who need a scarce home. */
static enum koppel_status add_questions(const struct solving *solving, const struct koppel_report *report,
                                        struct koppel_text *text)
{
    static const enum koppel_home_need needs[] = {KOPPEL_NEED_STEP_FREE, KOPPEL_NEED_LARGE};
    const int64_t n_placed = solving->run.verdict.n_placed_households;
    struct koppel_engine_options options = for_a_question(solving);
    struct koppel_softer_spread found;
    struct koppel_alternative change;
    struct koppel_text drafts[3 + 2 * KOPPEL_MAX_GROUPS] = {0};
    enum koppel_status status = KOPPEL_OK;

    if (solving->options->quick || koppel_deadline_expired(&solving->request.options.deadline)) {
        return KOPPEL_OK;
    }
    koppel_console_note("Asking what another choice would do");
    status = koppel_softer_spread_find(&solving->files, &solving->job, n_placed, solving->request.questions, &options,
                                       &found);
    if (status == KOPPEL_OK) {
        koppel_say_softer_spread(&drafts[0], &solving->job, n_placed, &found);
    }
    for (size_t k = 0; k < sizeof needs / sizeof *needs && status == KOPPEL_OK; k++) {
        options = for_a_question(solving);
        status = koppel_need_met_find(&solving->job, &solving->run.proposal, needs[k], solving->request.questions,
                                      &options, &change);
        koppel_say_need_met(&drafts[1 + k], report, needs[k], &change);
    }
    for (int32_t k = 0; k < 2 * solving->job.policy.n_groups && status == KOPPEL_OK; k++) {
        int32_t group = k / 2, n_more = 1 + k % 2;

        if (n_more > 1 && (drafts[2 + k].n_bytes == 0 || change.state == KOPPEL_ALTERNATIVE_NONE ||
                           solving->job.policy.groups[group].value >= KOPPEL_MEASURE_FIT)) {
            continue; /* nothing is known of one more */
        }
        options = for_a_question(solving);
        status = koppel_group_price_find(&solving->job, &solving->run.proposal, group, n_more,
                                         solving->request.questions, &options, &change);
        koppel_say_group_price(&drafts[3 + k], report, group, n_more, &change);
    }
    koppel_console_clear();
    for (size_t k = 0; k < sizeof drafts / sizeof *drafts; k++) {
        status = status == KOPPEL_OK ? koppel_text_status(&drafts[k]) : status;
        koppel_lay_draft(text, &drafts[k], 2, 4);
    }
    return status;
}

/* The summary, and what was written. */
static enum koppel_status summarise(const struct solving *solving, const struct koppel_report *report,
                                    struct koppel_text *text)
{
    const struct solve_options *options = solving->options;
    struct koppel_summary_extent extent = {options->common.verbose, options->n_offers, NULL};
    struct koppel_text questions = {0};
    enum koppel_status status = KOPPEL_OK;

    if (options->common.json) {
        return koppel_report_json(report, text);
    }
    status = add_questions(solving, report, &questions);
    extent.questions = questions.bytes;
    if (status == KOPPEL_OK) {
        status = koppel_report_summary(report, &extent, text);
    }
    koppel_text_free(&questions);
    if (status == KOPPEL_OK && options->future != NULL) {
        koppel_text_add(text, "\nHomes worth holding\n");
        koppel_text_append(text, solving->held_words.bytes, solving->held_words.n_bytes);
        koppel_text_append(text, "\n", 1);
        status = koppel_text_status(text);
    }
    if (status == KOPPEL_OK && options->folders.output_folder != NULL) {
        say_written(text, solving);
        if (solving->job.kase.n_households > KOPPEL_BOOK_MOST_HOUSEHOLDS) {
            koppel_text_add(text, "There is no proposal.xlsx: it is not made for more than %d households.\n",
                            (int)KOPPEL_BOOK_MOST_HOUSEHOLDS);
        }
        if (solving->run.is_explained) {
            koppel_say_certificate(text, &solving->run.certificate, options->common.verbose);
        }
        status = koppel_text_status(text);
    }
    return status;
}

/* Prints the summary, and writes the folder when one is asked for. */
static int report_proposal(const struct solving *solving)
{
    const struct solve_options *options = solving->options;
    const char *folder = options->folders.output_folder;
    const struct koppel_report report = koppel_run_report(&solving->run, &solving->job);
    struct koppel_errors *errors = &solving->messages->errors;
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = solving->run.solution.outcome == KOPPEL_PROVEN ? EXIT_DONE : EXIT_WIDER_GAP;

    if (folder != NULL) {
        status = koppel_output_write(&report, options->future != NULL ? &solving->held : NULL, folder,
                                     options->folders.force, errors);
    }
    if (status != KOPPEL_OK || (options->common.quiet && !options->common.json)) {
        return status != KOPPEL_OK ? koppel_exit_code(status) : exit_code;
    }
    if (summarise(solving, &report, &text) != KOPPEL_OK) {
        exit_code = koppel_exit_code(koppel_errors_no_memory(errors, NULL));
    } else if (!koppel_text_print(&text)) {
        exit_code = EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    return exit_code;
}

static int explain_clash(struct solving *solving)
{
    struct koppel_text text = {0};
    struct koppel_text json = {0};
    int64_t n_changes = -1;
    bool is_printed = true;

    koppel_infeasible_explain(&solving->job, solving->request.questions, &solving->request.options, &text, &n_changes,
                              &solving->messages->errors);
    fputs(text.bytes != NULL ? text.bytes : "", stderr);
    if (solving->options->common.json) {
        koppel_text_add(&json, "{\n  \"program\": \"koppel\",\n  \"outcome\": \"infeasible\"");
        if (n_changes >= 0) {
            koppel_text_add(&json, ",\n  \"fewest_changes\": %" PRId64, n_changes);
        }
        koppel_text_add(&json, ",\n  \"clash\": ");
        koppel_json_lines(&json, text.bytes, "  ");
        koppel_text_add(&json, "\n}\n");
        is_printed = koppel_text_status(&json) == KOPPEL_OK && koppel_text_print(&json);
    }
    koppel_text_free(&json);
    koppel_text_free(&text);
    return is_printed ? EXIT_INFEASIBLE : EXIT_OUTPUT;
}

/* What a forecast makes of today's homes. */
static enum koppel_status look_ahead(struct solving *solving)
{
    struct koppel_job_files files = solving->files;
    const struct koppel_held_request request = {.files = &files,
                                                .unit_of = solving->run.proposal.unit_of,
                                                .n_households = solving->run.proposal.n_households,
                                                .options = solving->request.options,
                                                .seed = solving->options->common.seed,
                                                .holds_against_overdue = solving->options->hold_overdue};
    enum koppel_status status = KOPPEL_OK;

    koppel_console_note("Looking ahead");
    files.forecast_file = solving->options->future;
    solving->held.name = KOPPEL_HELD_FILE;
    status = koppel_held_today(&request, &solving->held.text, &solving->held_words, &solving->messages->errors,
                               &solving->messages->notes);
    koppel_console_clear();
    return status;
}

static int solve(struct solving *solving, double begin)
{
    struct koppel_messages *messages = solving->messages;
    struct koppel_run *run = &solving->run;
    enum koppel_status status =
        koppel_run_solve(run, &solving->job, &solving->request, &messages->errors, &messages->notes);

    koppel_console_clear();
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    if (run->solution.outcome == KOPPEL_INFEASIBLE) {
        return explain_clash(solving);
    }
    if (run->proposal.unit_of == NULL) {
        fprintf(stderr, "koppel solve: %s\n",
                run->solution.note[0] != '\0' ? _(run->solution.note)
                                              : _("stopped before any proposal was found; allow more time "
                                                  "(--time-limit) or try --engine greedy"));
        return EXIT_STOPPED;
    }
    run->facts.seconds = koppel_clock_seconds() - begin;
    if (solving->request.explains) {
        status = koppel_run_explain(run, &solving->job, &solving->request, &messages->errors);
        koppel_console_clear();
    }
    if (status == KOPPEL_OK && solving->options->future != NULL) {
        status = look_ahead(solving);
    }
    return status == KOPPEL_OK ? report_proposal(solving) : koppel_exit_code(status);
}

static int run_solve(void *data, struct koppel_messages *messages)
{
    const struct solve_options *options = data;
    const struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
    const double begin = koppel_clock_seconds();
    const struct koppel_deadline deadline = koppel_console_deadline(&options->common);
    struct solving solving = {.options = options, .files = files, .messages = messages};
    struct koppel_search_log log = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    messages->with_codes = options->common.verbose;
    status = koppel_folder_options_check(&options->folders, &messages->errors);
    koppel_console_begin(&options->common);
    koppel_console_note("Reading the tables of %s", options->folders.case_folder);
    if (status == KOPPEL_OK) {
        status = koppel_job_open(&solving.job, &files, &messages->errors, &messages->notes);
    }
    koppel_console_clear();
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    koppel_scores_note(&solving.job.formulation, &messages->notes);
    koppel_notes_print(messages);
    solving.request = (struct koppel_run_request){
        .engine = options->common.engine,
        .questions = koppel_solver_for_questions(options->common.engine),
        .options = koppel_console_options(&options->common, &solving.job.formulation.problem),
        .with_columns = options->with_columns,
        .explains = options->folders.output_folder != NULL && !options->quick,
        .tell = show_explaining};
    solving.request.options.deadline = deadline; /* reading counts too, and so does writing */
    if (options->folders.output_folder != NULL) {
        solving.request.options.deadline =
            koppel_deadline_before(&deadline, writing_seconds * solving.job.kase.n_households);
    }
    if (options->log_file != NULL) {
        status = koppel_search_log_begin(&log, options->log_file, &solving.job.formulation.problem,
                                         &solving.request.options, &messages->errors);
    }
    exit_code = status == KOPPEL_OK ? solve(&solving, begin) : koppel_exit_code(status);
    status = koppel_search_log_end(&log, options->log_file, &messages->errors);
    exit_code = status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
    koppel_text_free(&solving.held.text);
    koppel_text_free(&solving.held_words);
    koppel_run_free(&solving.run);
    koppel_job_close(&solving.job);
    return exit_code;
}

int koppel_solve_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_solve};
    struct solve_options options = {.n_offers = KOPPEL_OFFERS_SHOWN};

    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
