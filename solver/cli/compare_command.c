/* compare_command.c - koppel compare: one case under many policies, measured alike. */
#include "cli/command.h"
#include "compare/comparison_charts.h"
#include "compare/comparison_text.h"
#include "io/folder_writer.h"
#include "report/layout.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_POLICIES = 768, OPTION_DRAWS, OPTION_POINTS, OPTION_LIST };
enum { DEFAULT_DRAWS = 200, MOST_DRAWS = 100000, DEFAULT_POINTS = 25, MOST_POINTS = 100000, MOST_POLICIES = 100 };

struct compare_options {
    struct koppel_common_options common;
    struct koppel_folder_options folders;
    char *policies; /* a copy that is cut at its commas */
    const char *names[MOST_POLICIES];
    int32_t n_names;
    int32_t n_draws;
    int32_t n_points; /* of the trade-off curve */
    bool list;
};

static void parse_policies(struct compare_options *options, const char *argument, struct argp_state *state)
{
    char *rest = NULL;

    free(options->policies);
    options->policies = strdup(argument);
    options->n_names = 0;
    for (char *name = options->policies == NULL ? NULL : strtok_r(options->policies, ",", &rest); name != NULL;
         name = strtok_r(NULL, ",", &rest)) {
        if (options->n_names == MOST_POLICIES) {
            argp_error(state, "--policies takes at most %d policies", MOST_POLICIES);
        }
        options->names[options->n_names++] = name;
    }
    if (options->n_names == 0) {
        argp_error(state, "--policies takes names with commas between them, such as no-spread,cap-goal");
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct compare_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        state->child_inputs[1] = &options->common;
        state->child_inputs[2] = &options->common;
        return 0;
    case OPTION_POLICIES:
        parse_policies(options, argument, state);
        return 0;
    case OPTION_DRAWS:
        options->n_draws = (int32_t)koppel_whole_option("--draws", argument, 1, MOST_DRAWS, state);
        return 0;
    case OPTION_POINTS:
        options->n_points = (int32_t)koppel_whole_option("--points", argument, 0, MOST_POINTS, state);
        return 0;
    case OPTION_LIST:
        options->list = true;
        return 0;
    case ARGP_KEY_END:
        if (options->folders.case_folder == NULL && !options->list) {
            argp_error(state, "which case folder? Try: koppel compare data/municipality-a");
        }
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

static const struct argp_option options_here[] = {
    {"policies", OPTION_POLICIES, "LIST", 0,
     "Policies to compare, with commas: names of --list, or files that end in .json (default: all of --list)", 0},
    {"list", OPTION_LIST, NULL, 0, "Print the names of the policies, what each does and where it comes from", 0},
    {"draws", OPTION_DRAWS, "N", 0, "Proposals that are drawn where a policy draws lots (default: 200)", 0},
    {"output", KOPPEL_OPTION_OUTPUT, "FOLDER", 0,
     "Work out the curve of spread against fit too, and write tables (CSV, JSON) and pictures (SVG) to this new folder",
     0},
    {"points", OPTION_POINTS, "N", 0, "About so many points of the curve (default: 25; 0: all of them)", 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, "Replace the output folder if it exists", 0},
    {0}};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_solving_argp, 0, NULL, 0}, {&koppel_printing_argp, 0, NULL, 0}, {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = "CASE",
    .doc = "Compares policies on one case: who is housed, how long they wait, how well the homes fit, how even the "
           "spread is, and what spread costs."
           "\vEvery policy is measured by the same yardstick, --policy (default: the one `koppel policy` prints): its "
           "persons, fit, caps and areas. The named policies change only spread, agreements and the order of the goals "
           "in it; a file of your own stands for itself. --time-limit holds for each policy. --verbose adds "
           "the value of every goal.\n\n"
           "Exit codes: 0 everything proven, 1 a gap is left somewhere, 2 wrong use, 3 bad input, "
           "6 output could not be written.",
    .children = children};

static int print_list(void)
{
    struct koppel_text text = {0};
    struct koppel_roster_entry entry;
    int exit_code = EXIT_OUTPUT;

    for (int32_t row = 0; koppel_roster_entry(row, &entry); row++) {
        struct koppel_text about = {0};

        koppel_text_add(&about, "%s%s%s%s%s", entry.about, entry.source[0] != '\0' ? " (" : "", entry.source,
                        entry.source[0] != '\0' ? ")" : "", entry.procedure != NULL ? " [procedure]" : "");
        koppel_text_add(&text, "%-15s ", entry.name);
        koppel_lay_words(&text, 16, 16, about.bytes != NULL ? about.bytes : "");
        koppel_text_free(&about);
    }
    exit_code = koppel_text_print(&text) ? EXIT_DONE : EXIT_OUTPUT;
    koppel_text_free(&text);
    return exit_code;
}

static void show_policy(const char *policy, int32_t k, int32_t n)
{
    koppel_console_note("policy %d of %d: %s", (int)k + 1, (int)n, policy);
}

enum { N_FILES = 8 };

static enum koppel_status write_folder(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                                       const struct compare_options *options, struct koppel_errors *errors)
{
    static const char *const names[N_FILES] = {"policies.csv",    "measures.csv",  "chances.csv",        "curve.csv",
                                               "comparison.json", "trade-off.svg", "neighbourhoods.svg", "waiting.svg"};
    struct koppel_text files[N_FILES] = {{0}};
    const char *bytes[N_FILES];
    size_t sizes[N_FILES];
    enum koppel_status status = KOPPEL_OK;

    koppel_comparison_csv(comparison, &files[0]);
    koppel_comparison_long_csv(comparison, &files[1]);
    koppel_chances_csv(comparison, &files[2]);
    koppel_curve_csv(comparison, curve, &files[3]);
    koppel_comparison_json(comparison, curve, &files[4]);
    koppel_trade_off_chart(comparison, curve, &files[5]);
    koppel_neighbourhoods_chart(comparison, &files[6]);
    koppel_waiting_chart(comparison, &files[7]);
    for (int f = 0; f < N_FILES; f++) {
        bytes[f] = files[f].bytes;
        sizes[f] = files[f].n_bytes;
        status = status == KOPPEL_OK ? koppel_text_status(&files[f]) : status;
    }
    if (status == KOPPEL_OK) {
        status = koppel_folder_write(options->folders.output_folder, options->folders.force, N_FILES, names, bytes,
                                     sizes, errors);
    } else {
        koppel_errors_no_memory(errors, NULL);
    }
    for (int f = 0; f < N_FILES; f++) {
        koppel_text_free(&files[f]);
    }
    return status;
}

/* Writes and prints what was found. */
static int deliver(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                   const struct compare_options *options, struct koppel_errors *errors)
{
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_DONE;

    for (int32_t k = 0; k < comparison->n_compared; k++) {
        enum koppel_outcome outcome = comparison->compared[k].outcome;

        exit_code = outcome == KOPPEL_FEASIBLE || outcome == KOPPEL_NO_ANSWER ? EXIT_WIDER_GAP : exit_code;
    }
    exit_code = curve->is_stopped ? EXIT_WIDER_GAP : exit_code;
    if (options->folders.output_folder != NULL) {
        status = write_folder(comparison, curve, options, errors);
    }
    if (status == KOPPEL_OK && !options->common.quiet) {
        if (options->common.json) {
            koppel_comparison_json(comparison, curve, &text);
        } else {
            koppel_comparison_print(comparison, curve, options->common.verbose, &text);
        }
        status = koppel_text_status(&text);
        if (status == KOPPEL_OK && !koppel_text_print(&text)) {
            exit_code = EXIT_OUTPUT;
        }
    }
    koppel_text_free(&text);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

static int run_compare(const struct compare_options *options, struct koppel_comparison *comparison,
                       struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct koppel_job_files files = {.case_folder = options->folders.case_folder,
                                           .policy_file = options->common.policy_file,
                                           .rules_folder = options->common.rules_folder,
                                           .as_of = options->common.as_of};
    struct koppel_engine_options engine_options = koppel_console_options(&options->common, NULL);
    const struct koppel_comparison_request request = {.files = &files,
                                                      .policies = options->names,
                                                      .n_policies = options->n_names,
                                                      .engine = options->common.engine,
                                                      .options = &engine_options,
                                                      .time_limit = options->common.time_limit,
                                                      .n_draws = options->n_draws,
                                                      .find_least = options->folders.output_folder != NULL,
                                                      .tell = show_policy};
    struct koppel_curve curve = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    engine_options.progress = NULL; /* it would show the tiers of another problem */
    if (options->folders.output_folder != NULL) {
        status = koppel_folder_check(options->folders.output_folder, options->folders.force, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_comparison_make(&request, comparison, errors, notes);
    }
    if (status == KOPPEL_OK && options->folders.output_folder != NULL) {
        koppel_console_note("the curve of spread against fit");
        engine_options.deadline = koppel_console_deadline(&options->common);
        status = koppel_curve_make(&comparison->job, &files, options->common.engine, &engine_options, options->n_points,
                                   &curve, errors);
    }
    koppel_console_clear();
    exit_code = status == KOPPEL_OK ? deliver(comparison, &curve, options, errors) : koppel_exit_code(status);
    koppel_curve_free(&curve);
    return exit_code;
}

int koppel_compare_command(int argc, char **argv)
{
    struct compare_options options = {.n_draws = DEFAULT_DRAWS, .n_points = DEFAULT_POINTS};
    struct koppel_comparison comparison = {0};
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};
    int exit_code = EXIT_INTERNAL;

    koppel_common_options_default(&options.common);
    argp_parse(&parser, argc, argv, 0, NULL, &options);
    koppel_console_catch_interrupt();
    exit_code = options.list ? print_list() : run_compare(&options, &comparison, &errors, &notes);
    koppel_errors_print(&notes, "note", options.common.verbose);
    koppel_errors_print(&errors, "error", options.common.verbose);
    koppel_comparison_free(&comparison);
    koppel_errors_clear(&errors);
    koppel_errors_clear(&notes);
    free(options.policies);
    return exit_code;
}
