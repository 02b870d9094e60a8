/* solve_command.c - koppel solve: proposes which home is offered to which household. */
#include "adapter/other_solvers.h"
#include "cli/command.h"
#include "io/folder_writer.h"
#include "io/policy_reader.h"
#include "model/earlier.h"
#include "report/report.h"
#include "solve/certify.h"
#include "solve/output.h"
#include "solve/questions/clash.h"
#include "solve/questions/fewest_changes.h"
#include "solve/questions/keep_costs.h"
#include "solve/questions/next_best.h"

#include "base/deadline.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>

enum { OPTION_QUICK = 512 };

/* Of the time limit, kept for the certificate and the next-best homes. */
static const double explaining_share = 0.2;

struct solve_options {
    struct koppel_common_options common;
    struct koppel_folder_options folders;
    bool quick;
};

/* Everything between the tables and the files. Zero-initialise. */
struct solve_run {
    struct koppel_job job;
    struct koppel_solution solution;
    struct koppel_proposal proposal;
    struct koppel_verdict verdict;
    struct koppel_alternative *next_best;
    struct koppel_alternative *keep_costs;
    struct koppel_certificate certificate;
    bool has_certificate;
    struct koppel_run_facts facts;
    char *policy_json;
    struct koppel_errors errors;
    struct koppel_errors notes;
    double begin;
    struct koppel_deadline deadline; /* of everything */
    double next_best_seconds;
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct solve_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        state->child_inputs[1] = &options->common;
        state->child_inputs[2] = &options->common;
        state->child_inputs[3] = &options->common;
        return 0;
    case OPTION_QUICK:
        options->quick = true;
        return 0;
    case ARGP_KEY_END:
        if (options->folders.case_folder == NULL) {
            argp_error(state, "which case folder? Try: koppel solve data/municipality-b");
        }
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

static const struct argp_option options_here[] = {
    {"output", KOPPEL_OPTION_OUTPUT, "FOLDER", 0, "Write the proposal and its explanations to this new folder", 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, "Replace the output folder if it exists", 0},
    {"quick", OPTION_QUICK, NULL, 0,
     "Do not work out next-best homes (koppel why still does, for one household) and the certificate", 0},
    {0}};

static const struct argp_child children[] = {{&koppel_reading_argp, 0, NULL, 0},
                                             {&koppel_earlier_argp, 0, NULL, 0},
                                             {&koppel_solving_argp, 0, NULL, 0},
                                             {&koppel_printing_argp, 0, NULL, 0},
                                             {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = "CASE",
    .doc = "Proposes which home is offered to which household, and proves how good the proposal is."
           "\vCASE is a folder of tables (see data/README.md). Without -o nothing is written, only the summary is "
           "printed.\n\n"
           "Exit codes: 0 proven within the gap asked for, 1 a wider gap is left, 2 wrong use, 3 bad input, "
           "4 no proposal meets every must, 5 stopped before any proposal, 6 output could not be written.",
    .children = children};

static void show_next_best(void *data, int32_t household, int32_t n_households)
{
    (void)data;
    koppel_console_note("next-best homes: household %d of %d", (int)household + 1, (int)n_households);
}

/* For every household the best home other than its own, and what keeping a changed offer would cost. What the time
 * limit or Ctrl-C cuts off stays unknown. */
static enum koppel_status find_next_best(struct solve_run *run, const struct solve_options *options)
{
    const struct koppel_problem *problem = &run->job.formulation.problem;
    struct koppel_engine_options engine_options = koppel_console_options(&options->common, problem);
    const struct koppel_next_best asked = {.problem = problem,
                                           .engine = koppel_solver_for_questions(options->common.engine),
                                           .slot_of = run->proposal.unit_of,
                                           .is_best = koppel_solution_is_best(&run->solution),
                                           .options = &engine_options,
                                           .tell = show_next_best};
    double begin = koppel_clock_seconds();
    enum koppel_status status = KOPPEL_OK;

    engine_options.deadline = run->deadline;
    status = koppel_keep_costs_find(&run->job.fit, &asked, &run->keep_costs);
    if (status == KOPPEL_OK) {
        status = koppel_next_best_find(&asked, &run->next_best);
    }
    run->next_best_seconds = koppel_clock_seconds() - begin;
    koppel_console_clear();
    return status == KOPPEL_OK
               ? status
               : koppel_errors_add(&run->errors, status, NULL, 0, 0, "the next-best homes could not be worked out");
}

/* Prices that prove the tiers. What the time limit or Ctrl-C cuts off has none. */
static enum koppel_status certify(struct solve_run *run, const struct solve_options *options)
{
    struct koppel_engine_options engine_options =
        koppel_console_options(&options->common, &run->job.formulation.problem);
    enum koppel_status status = KOPPEL_OK;

    engine_options.deadline = run->deadline;
    koppel_console_note("certificate");
    status = koppel_certify(&run->job, &run->proposal, &run->verdict, &engine_options, &run->certificate, &run->errors);
    run->has_certificate = status == KOPPEL_OK;
    koppel_console_clear();
    return status;
}

/* What came of the next-best homes: the time limit or Ctrl-C may have cut them off. */
static void say_next_best(struct koppel_text *text, const struct solve_run *run)
{
    const int32_t n = run->job.kase.n_households;
    int32_t n_unknown = 0;

    for (int32_t i = 0; i < n; i++) {
        n_unknown += run->next_best[i].state == KOPPEL_ALTERNATIVE_UNKNOWN;
    }
    if (n_unknown == 0) {
        koppel_text_add(text, ", with every household's next-best home (worked out in %.1f s)", run->next_best_seconds);
    } else {
        koppel_text_add(text,
                        ".\nNext-best homes are known of %" PRId32 " of %" PRId32 " households; "
                        "the run ended after %.1f s of working them out",
                        n - n_unknown, n, run->next_best_seconds);
    }
}

/* Prints the summary, and writes the folder when one is asked for. */
static int report_proposal(struct solve_run *run, const struct solve_options *options)
{
    const struct koppel_report report = {.fit = &run->job.fit,
                                         .proposal = &run->proposal,
                                         .verdict = &run->verdict,
                                         .next_best = run->next_best,
                                         .keep_costs = run->keep_costs,
                                         .certificate = run->has_certificate ? &run->certificate : NULL,
                                         .facts = &run->facts};
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = run->solution.outcome == KOPPEL_PROVEN ? EXIT_DONE : EXIT_WIDER_GAP;
    int output_code = EXIT_DONE;

    if (options->folders.output_folder != NULL && run->job.kase.n_households == 0) {
        koppel_errors_add(&run->notes, KOPPEL_OK, options->folders.output_folder, 0, 0,
                          "nothing is written, because there is no household to propose for");
    } else if (options->folders.output_folder != NULL) {
        output_code = koppel_exit_code(
            koppel_output_write(&report, options->folders.output_folder, options->folders.force, &run->errors));
    }
    if (output_code == EXIT_DONE && !options->common.quiet) {
        status = options->common.json ? koppel_report_json(&report, &text)
                                      : koppel_report_summary(&report, options->common.verbose, &text);
        if (status == KOPPEL_OK && options->folders.output_folder != NULL && run->job.kase.n_households > 0 &&
            !options->common.json) {
            koppel_text_add(&text, "Written to %s", options->folders.output_folder);
            if (run->next_best != NULL) {
                say_next_best(&text, run);
            }
            koppel_text_add(&text, ".\n");
            if (run->has_certificate) {
                koppel_say_certificate(&text, &run->certificate);
            }
            status = koppel_text_status(&text);
        }
        if (status != KOPPEL_OK) {
            output_code = koppel_exit_code(koppel_errors_no_memory(&run->errors, NULL));
        } else if (!koppel_text_print(&text)) {
            output_code = EXIT_OUTPUT;
        }
        koppel_text_free(&text);
    }
    return output_code != EXIT_DONE ? output_code : exit_code;
}

/* How few earlier offers must change, when that is what nothing can be found within. -1 when it is not known. */
static int64_t explain_changes(struct solve_run *run, const struct solve_options *options,
                               struct koppel_engine_options *engine_options, struct koppel_text *text)
{
    const struct koppel_suitability *fit = &run->job.fit;
    struct koppel_fewest_changes fewest;

    if (koppel_earlier_least_kept(fit) == KOPPEL_UNKNOWN ||
        koppel_fewest_changes_find(&run->job.formulation, koppel_solver_for_questions(options->common.engine),
                                   engine_options, &fewest) != KOPPEL_OK) {
        return -1;
    }
    if (fewest.outcome == KOPPEL_INFEASIBLE) {
        koppel_text_add(text, "That is so even when every earlier offer may change.\n");
        return -1;
    }
    if (fewest.outcome == KOPPEL_PROVEN) {
        koppel_text_add(text,
                        "%" PRId64 " of the %" PRId32 " earlier offers that can stand must change at the least, and "
                        "--stay-close allows %" PRId32 ":\n--stay-close %" PRId64 " can be met.\n",
                        fewest.n_changes, fit->n_earlier_standing, run->job.policy.stay_max_changes, fewest.n_changes);
        return fewest.n_changes;
    }
    if (fewest.outcome == KOPPEL_FEASIBLE) {
        koppel_text_add(text, "--stay-close %" PRId64 " can be met; fewer was not settled in the time allowed.\n",
                        fewest.n_changes);
    }
    return -1;
}

static int explain_clash(struct solve_run *run, const struct solve_options *options)
{
    struct koppel_engine_options engine_options =
        koppel_console_options(&options->common, &run->job.formulation.problem);
    struct koppel_clash clash = {0};
    struct koppel_text text = {0};
    int64_t n_changes = -1;
    enum koppel_status status = KOPPEL_OK;

    engine_options.deadline = run->deadline;
    koppel_text_add(&text, "No proposal meets every must of policy %s. Nothing is written.\n", run->job.policy.name);
    n_changes = explain_changes(run, options, &engine_options, &text);
    status = koppel_clash_find(&run->job.formulation.problem, koppel_solver_for_questions(options->common.engine),
                               &engine_options, &clash);
    if (status == KOPPEL_OK) {
        status = koppel_clash_describe(&run->job.formulation, &clash, &text);
    }
    if (status != KOPPEL_OK) {
        koppel_errors_add(&run->errors, status, NULL, 0, 0, "the clash could not be worked out");
    }
    fputs(text.bytes != NULL ? text.bytes : "", stderr);
    if (options->common.json) {
        /* the clash is told on standard error */
        printf("{\"program\": \"koppel\", \"outcome\": \"infeasible\"");
        if (n_changes >= 0) {
            printf(", \"fewest_changes\": %" PRId64, n_changes);
        }
        puts("}");
    }
    koppel_text_free(&text);
    koppel_clash_free(&clash);
    return EXIT_INFEASIBLE;
}

/* Whether a certificate and next-best homes are asked for. */
static bool explains(const struct solve_options *options)
{
    return options->folders.output_folder != NULL && !options->quick;
}

static int solve(struct solve_run *run, const struct solve_options *options)
{
    struct koppel_engine_options engine_options =
        koppel_console_options(&options->common, &run->job.formulation.problem);
    enum koppel_status status = KOPPEL_OK;

    engine_options.deadline =
        explains(options) ? koppel_deadline_share(&run->deadline, 1 - explaining_share) : run->deadline;
    status = koppel_job_solve(&run->job, options->common.engine, &engine_options, &run->solution, &run->proposal,
                              &run->verdict, &run->errors);
    koppel_console_clear();
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    if (run->solution.outcome == KOPPEL_INFEASIBLE) {
        return explain_clash(run, options);
    }
    if (run->solution.slot_of == NULL) {
        fprintf(stderr, "koppel solve: %s\n",
                run->solution.note[0] != '\0' ? run->solution.note
                                              : "stopped before any proposal was found; allow more time (--time-limit) "
                                                "or try --engine greedy");
        return EXIT_STOPPED;
    }
    if (run->solution.note[0] != '\0') {
        koppel_errors_add(&run->notes, KOPPEL_OK, NULL, 0, 0, "%s", run->solution.note);
    }
    run->facts = koppel_job_facts(&run->job, options->common.engine, &engine_options, &run->solution);
    run->facts.policy_json = run->policy_json;
    run->facts.seconds = koppel_clock_seconds() - run->begin;
    if (explains(options)) {
        status = certify(run, options);
    }
    if (explains(options) && status == KOPPEL_OK) {
        status = find_next_best(run, options);
    }
    return status == KOPPEL_OK ? report_proposal(run, options) : koppel_exit_code(status);
}

static int run_solve(struct solve_run *run, const struct solve_options *options)
{
    const struct koppel_job_files files = {.case_folder = options->folders.case_folder,
                                           .policy_file = options->common.policy_file,
                                           .rules_folder = options->common.rules_folder,
                                           .as_of = options->common.as_of,
                                           .earlier = options->common.earlier,
                                           .stay_close = options->common.stay_close};
    enum koppel_status status = KOPPEL_OK;

    run->begin = koppel_clock_seconds();
    run->deadline = koppel_console_deadline(&options->common);
    if (options->folders.output_folder != NULL) {
        status = koppel_folder_check(options->folders.output_folder, options->folders.force, &run->errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_job_open(&run->job, &files, &run->errors, &run->notes);
    }
    if (status == KOPPEL_OK) {
        status = koppel_policy_print(&run->job.policy, &run->policy_json);
    }
    return status == KOPPEL_OK ? solve(run, options) : koppel_exit_code(status);
}

int koppel_solve_command(int argc, char **argv)
{
    struct solve_options options = {0};
    struct solve_run run = {0};
    int exit_code = EXIT_INTERNAL;

    koppel_common_options_default(&options.common);
    argp_parse(&parser, argc, argv, 0, NULL, &options);
    koppel_console_catch_interrupt();
    exit_code = run_solve(&run, &options);
    koppel_errors_print(&run.notes, "note", options.common.verbose);
    koppel_errors_print(&run.errors, "error", options.common.verbose);
    free(run.next_best);
    free(run.keep_costs);
    free(run.policy_json);
    koppel_certificate_free(&run.certificate);
    koppel_verdict_free(&run.verdict);
    koppel_proposal_free(&run.proposal);
    koppel_solution_free(&run.solution);
    koppel_job_close(&run.job);
    koppel_errors_clear(&run.errors);
    koppel_errors_clear(&run.notes);
    return exit_code;
}
