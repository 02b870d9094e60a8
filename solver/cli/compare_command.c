// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* compare_command.c - koppel compare: one case under many policies, measured alike. */
#include "cli/command.h"
#include "compare/comparison_text.h"
#include "compare/frontier.h"
#include "compare/groups.h"
#include "council/council.h"
#include "io/policy_reader.h"
#include "report/layout.h"
#include "solve/output.h"

#include <stdlib.h>
#include <string.h>

enum {
    OPTION_POLICIES = 768,
    OPTION_DRAWS,
    OPTION_POINTS,
    OPTION_CURVE,
    OPTION_LIST,
    OPTION_BORDERS,
    OPTION_GROUPS,
    OPTION_COUNCIL
};
enum { DEFAULT_DRAWS = 200, MOST_DRAWS = 100000, DEFAULT_POINTS = 25, MOST_POINTS = 100000, MOST_POLICIES = 100 };

struct compare_options {
    struct koppel_common_options common;
    struct koppel_folder_options folders;
    char *policies; /* a copy that is cut at its commas */
    const char *names[MOST_POLICIES];
    int32_t n_names;
    int32_t n_draws;
    int32_t n_points;              /* of the trade-off curve */
    enum koppel_objective against; /* what it sets against spread */
    bool list;
    bool council; /* the choices side by side on one A4 instead */
    bool groups;  /* who pays, and leximin, instead */
    bool borders; /* the frontier of open borders instead */
};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_solving_argp, 0, NULL, 0}, {&koppel_printing_argp, 0, NULL, 0}, {0}};

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

/* Questions that are not put together. */
static void check_use(const struct compare_options *options, struct argp_state *state)
{
    if (options->borders + options->groups + options->council > 1) {
        argp_error(state, "--borders, --groups and --council are questions apart: ask one at a time");
    }
    if ((options->borders || options->groups || options->council) && options->n_names > 0) {
        argp_error(state,
                   "--borders, --groups and --council look at one policy: name it with --policy, not with --policies");
    }
    if (options->council && options->folders.output_folder == NULL && !options->common.json) {
        argp_error(state, "--council writes a page: name a new folder for it with --output");
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct compare_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_POLICIES:
        parse_policies(options, argument, state);
        return 0;
    case OPTION_DRAWS:
        options->n_draws = (int32_t)koppel_whole_option("--draws", argument, 1, MOST_DRAWS, state);
        return 0;
    case OPTION_POINTS:
        options->n_points = (int32_t)koppel_whole_option("--points", argument, 0, MOST_POINTS, state);
        return 0;
    case OPTION_CURVE:
        if (strcmp(argument, "fit") != 0 && strcmp(argument, "access") != 0) {
            argp_error(state, "--curve takes fit or access, not \"%s\"", argument);
        }
        options->against = strcmp(argument, "fit") == 0 ? KOPPEL_OBJECTIVE_FIT : KOPPEL_OBJECTIVE_ACCESS;
        return 0;
    case OPTION_GROUPS:
        options->groups = true;
        return 0;
    case OPTION_COUNCIL:
        options->council = true;
        return 0;
    case OPTION_BORDERS:
        options->borders = true;
        return 0;
    case OPTION_LIST:
        options->list = true;
        return 0;
    case ARGP_KEY_END:
        if (options->folders.case_folder == NULL && !options->list) {
            argp_error(state, "which case folder? Try: koppel compare %s/municipality-a", koppel_data_folder());
        }
        check_use(options, state);
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

static const struct argp_option options_here[] = {
    {"policies", OPTION_POLICIES, N_("LIST"), 0,
     N_("Policies to compare, with commas: names of --list, or files that end in .json (default: all of --list)"), 0},
    {"list", OPTION_LIST, NULL, 0, N_("Print the names of the policies, what each does and where it comes from"), 0},
    {"draws", OPTION_DRAWS, N_("N"), 0, N_("Proposals that are drawn where a policy draws lots (default: 200)"), 0},
    {"output", KOPPEL_OPTION_OUTPUT, N_("FOLDER"), 0,
     N_("Work out the curve of spread against fit too, and write tables (CSV, JSON) and pictures (SVG) to this new "
        "folder"),
     0},
    {"points", OPTION_POINTS, N_("N"), 0, N_("About so many points of the curve (default: 25; 0: all of them)"), 0},
    {"curve", OPTION_CURVE, N_("GOAL"), 0,
     N_("Set this goal against spread in the curve: fit (default) or access, how far people live from what they use"),
     0},
    {"borders", OPTION_BORDERS, NULL, 0,
     N_("Instead: what it brings when 0, 1, 2, ... households may be housed in another municipality of the region than "
        "that of their link; with --output also frontier.csv. --time-limit holds for each number"),
     0},
    {"groups", OPTION_GROUPS, NULL, 0,
     N_("Instead: which share of single persons, families and large families gets a home, and the proposal that is "
        "best "
        "for the group that is worst off; with --output also groups.csv, price.csv, and leximin.json for koppel solve "
        "--policy"),
     0},
    {"council", OPTION_COUNCIL, NULL, 0,
     N_("Instead: one A4 for the council in the folder of --output: even spread as a must, as a goal and not at all, "
        "help of neighbours, the fairest shares of groups, and what each costs whom; numbers below 5 are hidden. "
        "--time-limit holds for each choice"),
     0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the output folder if it exists"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE"),
    .doc =
        N_("Compares policies on one case: who is housed, how long they wait, how well the homes fit, how even the "
           "spread is, and what spread costs."
           "\vEvery policy is measured by the same yardstick, --policy (default: the one `koppel policy` prints): its "
           "persons, fit, caps and areas. The named policies change only spread, agreements and the order of the goals "
           "in it; a file of your own stands for itself. --time-limit holds for each policy. --verbose adds "
           "the value of every goal.\n\n"
           "Exit codes: 0 everything proven, 1 a gap is left somewhere or the time was up, 2 wrong use, 3 bad input, 4 "
           "no proposal meets every must, 5 stopped before there was any (--borders, --groups), 6 output could not be "
           "written."),
    .children = children};

static int print_list(void)
{
    struct koppel_text text = {0};
    struct koppel_roster_entry entry;
    int exit_code = EXIT_OUTPUT;

    for (int32_t row = 0; koppel_roster_entry(row, &entry); row++) {
        struct koppel_text about = {0};

        koppel_text_add(&about, "%s%s%s%s%s", _(entry.about), entry.source[0] != '\0' ? " (" : "", entry.source,
                        entry.source[0] != '\0' ? ")" : "", entry.procedure != NULL ? _(" [procedure]") : "");
        koppel_text_add(&text, "%-15s ", entry.name);
        koppel_lay_words(&text, 16, 16, about.bytes != NULL ? about.bytes : "");
        koppel_text_free(&about);
    }
    exit_code = koppel_text_print(&text) ? EXIT_DONE : EXIT_OUTPUT;
    koppel_text_free(&text);
    return exit_code;
}

static void show_policy(void *data, const char *policy, int32_t k, int32_t n)
{
    (void)data;
    koppel_console_note("Solving under policy %d of %d: %s", (int)k + 1, (int)n, policy);
}

static enum koppel_status write_folder(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                                       const struct compare_options *options, struct koppel_errors *errors)
{
    struct koppel_document documents[KOPPEL_N_COMPARISON_DOCUMENTS];
    enum koppel_status status = KOPPEL_OK;

    koppel_comparison_documents(comparison, curve, documents);
    status = koppel_documents_write(documents, KOPPEL_N_COMPARISON_DOCUMENTS, options->folders.output_folder,
                                    options->folders.force, errors);
    koppel_documents_free(documents, KOPPEL_N_COMPARISON_DOCUMENTS);
    return status;
}

/* Writes and prints what was found. */
static int deliver(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                   const struct compare_options *options, struct koppel_errors *errors)
{
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;
    int32_t n_infeasible = 0;
    int exit_code = EXIT_DONE;

    for (int32_t k = 0; k < comparison->n_compared; k++) {
        enum koppel_outcome outcome = comparison->compared[k].outcome;

        n_infeasible += outcome == KOPPEL_INFEASIBLE;
        exit_code = outcome == KOPPEL_FEASIBLE || outcome == KOPPEL_NO_ANSWER ? EXIT_WIDER_GAP : exit_code;
    }
    exit_code = n_infeasible == comparison->n_compared && n_infeasible > 0 ? EXIT_INFEASIBLE : exit_code;
    exit_code = curve->is_stopped ? EXIT_WIDER_GAP : exit_code;
    if (options->folders.output_folder != NULL) {
        status = write_folder(comparison, curve, options, errors);
    }
    if (status == KOPPEL_OK && (!options->common.quiet || options->common.json)) {
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

static int compare(const struct compare_options *options, struct koppel_comparison *comparison,
                   struct koppel_messages *messages)
{
    const struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
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
    status = koppel_folder_options_check(&options->folders, &messages->errors);
    if (status == KOPPEL_OK) {
        status = koppel_comparison_make(&request, comparison, &messages->errors, &messages->notes);
    }
    if (status == KOPPEL_OK && options->folders.output_folder != NULL) {
        koppel_console_note(options->against == KOPPEL_OBJECTIVE_FIT
                                ? _("Working out what more even spread costs in fit")
                                : _("Working out what more even spread costs in access"));
        engine_options.deadline = koppel_console_deadline(&options->common);
        status = koppel_curve_make(&comparison->job, &files, options->common.engine, &engine_options, options->against,
                                   options->n_points, &curve, &messages->errors);
    }
    koppel_console_clear();
    exit_code =
        status == KOPPEL_OK ? deliver(comparison, &curve, options, &messages->errors) : koppel_exit_code(status);
    koppel_curve_free(&curve);
    return exit_code;
}

static void show_border(void *data, int32_t most)
{
    (void)data;
    if (most == KOPPEL_UNKNOWN) {
        koppel_console_note("Solving with every home of the region open");
    } else {
        koppel_console_note("Solving with %d households over a border", (int)most);
    }
}

/* Writes n documents to the output folder, if there is one and they are worth it, and prints the first n_tables of them as
 * JSON, or what is for people. Frees all texts. */
static int deliver_documents(struct koppel_document *documents, size_t n, size_t n_tables, bool is_worth,
                             struct koppel_text *for_people, const struct compare_options *options, int exit_code,
                             struct koppel_errors *errors)
{
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;

    for (size_t d = 0; d < n && status == KOPPEL_OK; d++) {
        status = koppel_text_status(&documents[d].text);
    }
    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(errors, NULL);
    } else if (options->folders.output_folder != NULL && is_worth) {
        status = koppel_documents_write(documents, n, options->folders.output_folder, options->folders.force, errors);
    }
    if (status == KOPPEL_OK && options->common.json && n_tables > 0) {
        status = koppel_documents_json(documents, n_tables, options->folders.case_folder, &text, errors);
        exit_code = status != KOPPEL_OK || koppel_text_print(&text) ? exit_code : EXIT_OUTPUT;
    } else if (status == KOPPEL_OK && (options->common.json || !options->common.quiet) && for_people->n_bytes > 0) {
        exit_code = koppel_text_print(for_people) ? exit_code : EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    koppel_text_free(for_people);
    koppel_documents_free(documents, n);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

/* Writes and prints the frontier. */
static int deliver_frontier(const struct koppel_frontier *frontier, const struct compare_options *options,
                            struct koppel_errors *errors)
{
    struct koppel_document document = {.name = "frontier.csv"};
    struct koppel_text text = {0};
    int exit_code = frontier->is_impossible   ? EXIT_INFEASIBLE
                    : frontier->n_points == 0 ? EXIT_STOPPED
                    : frontier->is_cut        ? EXIT_WIDER_GAP
                                              : EXIT_DONE;

    for (int32_t k = 0; k < frontier->n_points; k++) {
        exit_code = frontier->points[k].is_proven ? exit_code : EXIT_WIDER_GAP;
    }
    koppel_frontier_csv(frontier, &document.text);
    koppel_frontier_print(frontier, &text);
    return deliver_documents(&document, 1, 1, frontier->n_points > 0, &text, options, exit_code, errors);
}

static int compare_borders(const struct compare_options *options, struct koppel_messages *messages)
{
    const struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
    struct koppel_engine_options engine_options = koppel_console_options(&options->common, NULL);
    const struct koppel_frontier_request request = {.files = &files,
                                                    .engine = options->common.engine,
                                                    .options = &engine_options,
                                                    .time_limit = options->common.time_limit,
                                                    .tell = show_border};
    struct koppel_frontier frontier = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    engine_options.progress = NULL; /* it would show the tiers of another problem */
    status = koppel_folder_options_check(&options->folders, &messages->errors);
    if (status == KOPPEL_OK) {
        status = koppel_frontier_make(&request, &frontier, &messages->errors, &messages->notes);
    }
    koppel_console_clear();
    exit_code =
        status == KOPPEL_OK ? deliver_frontier(&frontier, options, &messages->errors) : koppel_exit_code(status);
    koppel_frontier_free(&frontier);
    return exit_code;
}

/* Writes and prints what becomes of groups. */
static int deliver_groups(const struct koppel_groups *groups, const struct compare_options *options,
                          struct koppel_errors *errors)
{
    struct koppel_document documents[] = {{.name = "groups.csv"}, {.name = "price.csv"}, {.name = "leximin.json"}};
    struct koppel_text text = {0};
    int exit_code = groups->is_impossible ? EXIT_INFEASIBLE
                    : !groups->is_found   ? EXIT_STOPPED
                    : groups->is_proven   ? EXIT_DONE
                                          : EXIT_WIDER_GAP;

    koppel_groups_csv(groups, &documents[0].text);
    koppel_groups_price_csv(groups, &documents[1].text);
    if (koppel_policy_print(&groups->fair, &documents[2].text.bytes) == KOPPEL_OK) {
        documents[2].text.n_bytes = strlen(documents[2].text.bytes);
    } else {
        documents[2].text.failed = true;
    }
    koppel_groups_print(groups, &text);
    return deliver_documents(documents, 3, 2, groups->is_found, &text, options, exit_code, errors);
}

static int compare_groups(const struct compare_options *options, struct koppel_messages *messages)
{
    const struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
    struct koppel_engine_options engine_options = koppel_console_options(&options->common, NULL);
    const struct koppel_groups_request request = {
        .files = &files, .engine = options->common.engine, .options = &engine_options};
    struct koppel_groups groups = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    engine_options.progress = NULL; /* it would show the tiers of another problem */
    status = koppel_folder_options_check(&options->folders, &messages->errors);
    if (status == KOPPEL_OK) {
        status = koppel_groups_find(&request, &groups, &messages->errors, &messages->notes);
    }
    koppel_console_clear();
    exit_code = status == KOPPEL_OK ? deliver_groups(&groups, options, &messages->errors) : koppel_exit_code(status);
    koppel_groups_free(&groups);
    return exit_code;
}

static void show_choice(void *data, const char *what)
{
    (void)data;
    koppel_console_note("%s", what);
}

/* Writes the council's page and the same numbers for programs. */
static int deliver_council(const struct koppel_council *council, const struct compare_options *options,
                           struct koppel_errors *errors)
{
    struct koppel_document documents[] = {
        {.name = "council.html"}, {.name = "council.svg"}, {.name = "council.csv"}, {.name = "council.json"}};
    struct koppel_text text = {0};
    bool has_any = false, is_proven = true, is_impossible = true;
    int exit_code = EXIT_DONE;

    for (int32_t k = 0; k < council->n_choices; k++) {
        is_impossible = is_impossible && council->choices[k].outcome == KOPPEL_INFEASIBLE;
        has_any = has_any || council->choices[k].has_proposal;
        is_proven = is_proven && council->choices[k].outcome == KOPPEL_PROVEN;
    }
    exit_code = is_impossible ? EXIT_INFEASIBLE : !has_any ? EXIT_STOPPED : is_proven ? EXIT_DONE : EXIT_WIDER_GAP;
    koppel_council_page(council, &documents[0].text);
    koppel_council_chart(council, &documents[1].text);
    koppel_council_csv(council, &documents[2].text);
    koppel_council_json(council, &documents[3].text);
    if (options->common.json) {
        koppel_council_json(council, &text);
    } else if (!has_any) {
        koppel_text_add(&text, is_impossible ? _("No proposal follows every rule that must hold.\n")
                                             : _("The time was up before there was any proposal.\n"));
    }
    return deliver_documents(documents, sizeof documents / sizeof *documents, 0, has_any, &text, options, exit_code,
                             errors);
}

static int compare_council(const struct compare_options *options, struct koppel_messages *messages)
{
    const struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
    struct koppel_engine_options engine_options = koppel_console_options(&options->common, NULL);
    const struct koppel_council_request request = {.files = &files,
                                                   .engine = options->common.engine,
                                                   .options = &engine_options,
                                                   .time_limit = options->common.time_limit,
                                                   .tell = show_choice};
    struct koppel_council council = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    engine_options.progress = NULL; /* it would show the tiers of another problem */
    status = koppel_folder_options_check(&options->folders, &messages->errors);
    if (status == KOPPEL_OK) {
        status = koppel_council_make(&request, &council, &messages->errors, &messages->notes);
    }
    koppel_console_clear();
    exit_code = status == KOPPEL_OK ? deliver_council(&council, options, &messages->errors) : koppel_exit_code(status);
    koppel_council_free(&council);
    return exit_code;
}

static int run_compare(void *data, struct koppel_messages *messages)
{
    struct compare_options *options = data;
    struct koppel_comparison comparison = {0};
    int exit_code = EXIT_INTERNAL;

    messages->with_codes = options->common.verbose;
    exit_code = options->list      ? print_list()
                : options->council ? compare_council(options, messages)
                : options->borders ? compare_borders(options, messages)
                : options->groups  ? compare_groups(options, messages)
                                   : compare(options, &comparison, messages);
    koppel_comparison_free(&comparison);
    free(options->policies);
    return exit_code;
}

int koppel_compare_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_compare};
    struct compare_options options = {
        .n_draws = DEFAULT_DRAWS, .n_points = DEFAULT_POINTS, .against = KOPPEL_OBJECTIVE_FIT};

    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
