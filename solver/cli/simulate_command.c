// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulate_command.c - koppel simulate: policies over the months that follow, on the same courses of events. */
#include "base/memory.h"
#include "cli/simulate_options.h"
#include "simulate/held_text.h"
#include "simulate/policy_file.h"
#include "solve/output.h"

#include <stdlib.h>
#include <string.h>

enum {
    OPTION_POLICIES = 900,
    OPTION_PATHS,
    OPTION_EVERY,
    OPTION_HORIZON,
    OPTION_VACANT,
    OPTION_FUTURES,
    OPTION_LOOK,
    OPTION_PATIENCE,
    OPTION_HOLD_OVERDUE,
    OPTION_TODAY,
    OPTION_FORECAST,
    OPTION_SHARD,
    OPTION_MERGE,
    OPTION_RESUME,
    OPTION_SEED,
    OPTION_THREADS
};
enum { MOST_PATHS = 100000, MOST_DAYS = 4000, MOST_FUTURES = 1000, MOST_VACANT = 1000 };
enum { MOST_NODES = 2000 };

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_printing_argp, 0, NULL, 0}, {0}};

static bool is_file(const char *name)
{
    static const char ending[] = ".json";
    const size_t n = strlen(name);

    return n >= sizeof ending && strcmp(name + n - (sizeof ending - 1), ending) == 0;
}

static void parse_policies(struct koppel_simulate_options *options, const char *argument, struct argp_state *state)
{
    char *rest = NULL;

    free(options->names);
    options->names = strdup(argument);
    options->n_policies = 0;
    memset(options->files, 0, sizeof options->files);
    for (char *name = options->names == NULL ? NULL : strtok_r(options->names, ",", &rest); name != NULL;
         name = strtok_r(NULL, ",", &rest)) {
        if (options->n_policies == KOPPEL_MOST_TIME_POLICIES) {
            argp_error(state, "--policies takes at most %d policies", KOPPEL_MOST_TIME_POLICIES);
        } else if (is_file(name)) {
            options->files[options->n_policies++] = name;
        } else if (!koppel_time_policy_find(name, &options->policies[options->n_policies++])) {
            argp_error(state,
                       "--policies knows first-come, myopic, look-ahead, foresight, periodic-DAYS (periodic-30), "
                       "hindsight and "
                       "files (*.json), not \"%s\"",
                       name);
        }
    }
    if (options->n_policies == 0) {
        argp_error(state, "--policies takes names with commas between them, such as myopic,look-ahead,hindsight");
    }
}

static int32_t whole(const char *option, const char *argument, int64_t least, int64_t most, struct argp_state *state)
{
    return (int32_t)koppel_whole_option(option, argument, least, most, state);
}

static error_t parse_looking(int key, char *argument, struct argp_state *state)
{
    struct koppel_simulate_options *options = state->input;

    switch (key) {
    case OPTION_FUTURES:
        options->run.n_futures = whole("--futures", argument, 1, MOST_FUTURES, state);
        return 0;
    case OPTION_LOOK:
        options->run.look_days = whole("--look", argument, 1, MOST_DAYS, state);
        return 0;
    case OPTION_PATIENCE:
        options->run.patience_percent = whole("--patience", argument, 0, 100, state);
        return 0;
    case OPTION_HOLD_OVERDUE:
        options->run.holds_against_overdue = true;
        return 0;
    case OPTION_FORECAST:
        options->forecast = argument;
        return 0;
    case OPTION_TODAY:
        options->today = true;
        return 0;
    default:
        return koppel_folder_option(key, argument, state, &options->folders);
    }
}

/* "2/8" */
static struct koppel_shard parse_shard(const char *argument, struct argp_state *state)
{
    const char *slash = strchr(argument, '/');
    char first[16] = "";
    int64_t k = 0;
    int64_t n = 0;

    if (slash != NULL && (size_t)(slash - argument) < sizeof first) {
        memcpy(first, argument, (size_t)(slash - argument));
    }
    if (slash == NULL || !koppel_whole_read(slash + 1, 1, KOPPEL_MOST_SHARDS, &n) ||
        !koppel_whole_read(first, 1, n, &k)) {
        argp_error(state, "--shard takes which of how many, such as 2/8 (at most %d), not \"%s\"",
                   (int)KOPPEL_MOST_SHARDS, argument);
    }
    return (struct koppel_shard){(int32_t)k, (int32_t)n};
}

static error_t parse_parts(int key, char *argument, struct argp_state *state)
{
    struct koppel_simulate_options *options = state->input;

    switch (key) {
    case OPTION_SHARD:
        options->shard = parse_shard(argument, state);
        return 0;
    case OPTION_MERGE:
        options->merge = true;
        return 0;
    case OPTION_RESUME:
        options->resume = true;
        return 0;
    case ARGP_KEY_ARG:
        options->arguments[options->n_arguments++] = argument;
        return 0;
    default:
        return parse_looking(key, argument, state);
    }
}

/* Today alone is about no policies and no courses of events, and is told in words or as a table. */
static void check_today(const struct koppel_simulate_options *options, struct argp_state *state)
{
    if (options->today && options->follows) {
        argp_error(state, "--today follows no policies: leave out --policies and --paths");
    }
    if (options->today && options->common.json) {
        argp_error(state, "--today prints no JSON: -o FOLDER writes held.csv");
    }
}

static void check_parts(const struct koppel_simulate_options *options, struct argp_state *state)
{
    const bool writes = options->folders.output_folder != NULL;

    if (options->merge && (options->asks || options->today)) {
        argp_error(state, "--merge joins what was followed: leave out what says how to follow");
    }
    if (options->merge && options->n_arguments == 0) {
        argp_error(state, "--merge takes the folders of all shards");
    }
    if (!options->merge && options->n_arguments > 1) {
        argp_error(state, "one case folder at a time, not \"%s\" and \"%s\"", options->arguments[0],
                   options->arguments[1]);
    }
    if (options->today && (options->shard.n > 0 || options->resume)) {
        argp_error(state, "--today follows nothing: leave out --shard and --resume");
    }
    if (!writes && (options->shard.n > 0 || options->resume)) {
        argp_error(state, "--shard and --resume need a folder to write: -o FOLDER");
    }
    if (options->shard.n > (options->n_paths > 0 ? options->n_paths : 1)) {
        argp_error(state, "more shards than courses of events: some would have nothing to do");
    }
}

static void check(struct koppel_simulate_options *options, struct argp_state *state)
{
    check_parts(options, state);
    if (!options->merge && options->n_arguments == 0) {
        argp_error(state, "which case folder? It has arrivals.csv and releases.csv; koppel generate --over makes one");
    }
    options->folders.case_folder = options->n_arguments > 0 ? options->arguments[0] : NULL;
    check_today(options, state);
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct koppel_simulate_options *options = state->input;

    options->asks = options->asks || (key >= OPTION_POLICIES && key <= OPTION_THREADS && key != OPTION_MERGE);
    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_POLICIES:
        parse_policies(options, argument, state);
        options->follows = true;
        return 0;
    case OPTION_PATHS:
        options->n_paths = whole("--paths", argument, 0, MOST_PATHS, state);
        options->follows = true;
        return 0;
    case OPTION_EVERY:
        options->days.every = whole("--every", argument, 1, MOST_DAYS, state);
        return 0;
    case OPTION_HORIZON:
        options->days.horizon = whole("--horizon", argument, 1, MOST_DAYS, state);
        return 0;
    case OPTION_VACANT:
        options->days.vacant = whole("--vacant", argument, 0, MOST_VACANT, state);
        return 0;
    case OPTION_SEED:
        options->run.stream.seed = (uint64_t)koppel_whole_option("--seed", argument, 0, INT64_MAX, state);
        return 0;
    case OPTION_THREADS:
        options->common.n_threads = whole("--threads", argument, 1, INT32_MAX, state);
        return 0;
    case ARGP_KEY_END:
        check(options, state);
        return 0;
    default:
        return parse_parts(key, argument, state);
    }
}

static const struct argp_option options_here[] = {
    {"policies", OPTION_POLICIES, N_("LIST"), 0,
     N_("Of first-come, myopic, look-ahead, foresight, periodic-DAYS, hindsight and files of your own (*.json), with "
        "commas "
        "(default: first-come,myopic,periodic-28,look-ahead,hindsight)"),
     0},
    {"paths", OPTION_PATHS, N_("N"), 0,
     N_("Courses of events, drawn from the tables (default: 20); 0: the real one of the tables alone"), 0},
    {"every", OPTION_EVERY, N_("D"), 0, N_("Days between two decisions (default: 7)"), 0},
    {"horizon", OPTION_HORIZON, N_("H"), 0, N_("Days from the day of the run (default: all of the tables)"), 0},
    {"vacant", OPTION_VACANT, N_("D"), 0,
     N_("Days that a free home can be given out, after which it goes to somebody else (default: 28)"), 0},
    {"futures", OPTION_FUTURES, N_("K"), 0, N_("Futures that look-ahead imagines at each decision (default: 10)"), 0},
    {"look", OPTION_LOOK, N_("D"), 0, N_("Days that look-ahead looks ahead (default: 182)"), 0},
    {"patience", OPTION_PATIENCE, N_("P"), 0,
     N_("Look-ahead makes an offer at once that loses at most P per cent of what it gains against waiting (default: "
        "2)"),
     0},
    {"hold-overdue", OPTION_HOLD_OVERDUE, NULL, 0,
     N_("Look-ahead may hold a home that a household past its term could have (default: never)"), 0},
    {"forecast", OPTION_FORECAST, N_("FILE"), 0,
     N_("Futures are drawn from this forecast.csv (default: that of the case, or the households and homes to come)"),
     0},
    {"today", OPTION_TODAY, NULL, 0,
     N_("Follow nothing: say which homes are worth holding today, for whom, until when, and what that is worth"), 0},
    {"shard", OPTION_SHARD, N_("K/N"), 0,
     N_("Follow every N-th course of events alone, from the K-th on; --merge joins the folders of all N"), 0},
    {"merge", OPTION_MERGE, NULL, 0, N_("Join the folders that are named, those of all shards: as if it were one run"),
     0},
    {"resume", OPTION_RESUME, NULL, 0,
     N_("Go on with what an interrupted run left beside the output folder; begin where there is nothing"), 0},
    {"seed", OPTION_SEED, N_("N"), 0, N_("Seed of the courses of events (default: 1)"), 0},
    {"threads", OPTION_THREADS, N_("N"), 0,
     N_("So many at the same time; never changes the result (default: one a core)"), 0},
    {"output", KOPPEL_OPTION_OUTPUT, N_("FOLDER"), 0,
     N_("Write tables (CSV, JSON) and one course of events to this new folder"), 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the output folder if it exists"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE\n--merge FOLDER..."),
    .doc = N_(
        "Follows policies through the months after the day of the run, as households arrive and homes come free, "
        "and measures them on the same courses of events."
        "\vThe case has arrivals.csv and releases.csv beside its other tables. Hindsight knows all days "
        "beforehand: it is a bound, no policy. docs/time.md has the model.\n\n"
        "Exit codes: 0 done, 2 wrong use, 3 bad input, 5 stopped (--resume goes on), 6 output could not be written."),
    .children = children};

/* Which homes are worth holding today. */
static int hold(const struct koppel_simulate_options *options, const struct koppel_case_world *made,
                struct koppel_errors *errors)
{
    struct koppel_held_homes held = {0};
    struct koppel_policy_run run = options->run;
    struct koppel_text text = {0};
    struct koppel_document document = {.name = KOPPEL_HELD_FILE};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_DONE;

    run.options = (struct koppel_engine_options){
        .n_threads = 1, .most_nodes = MOST_NODES, .deadline = koppel_console_deadline(&options->common)};
    status = koppel_held_homes_find(&held, made, &run);
    if (status != KOPPEL_OK) {
        koppel_errors_add(errors, status, NULL, 0, 0, "the homes worth holding could not be worked out");
    } else if (options->folders.output_folder != NULL) {
        koppel_held_table(made, &held, run.n_futures, NULL, &document.text);
        status = koppel_documents_write(&document, 1, options->folders.output_folder, options->folders.force, errors);
        koppel_documents_free(&document, 1);
    }
    if (status == KOPPEL_OK && !options->common.quiet) {
        koppel_held_print(made, &held, run.n_futures, NULL, &text);
        exit_code = koppel_text_print(&text) ? EXIT_DONE : EXIT_OUTPUT;
    }
    koppel_text_free(&text);
    koppel_held_homes_free(&held);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

/* Reads the policies that stand in files, and follows. */
static int follow(struct koppel_simulate_options *options, const struct koppel_job_files *files,
                  const struct koppel_case_world *made, struct koppel_messages *messages)
{
    struct koppel_policy_file *own = koppel_new((size_t)options->n_policies, sizeof *own);
    enum koppel_status status = own != NULL ? KOPPEL_OK : koppel_errors_no_memory(&messages->errors, NULL);
    int exit_code = EXIT_INTERNAL;

    for (int32_t p = 0; p < options->n_policies && status == KOPPEL_OK; p++) {
        if (options->files[p] != NULL) {
            status = koppel_policy_file_read(&own[p], options->files[p], &messages->errors);
            if (status == KOPPEL_OK) {
                status = koppel_policy_file_open(&own[p], files, &options->days, &messages->errors);
            }
            options->policies[p] = own[p].policy;
        }
    }
    exit_code = status == KOPPEL_OK ? koppel_simulate_follow(options, made, messages) : koppel_exit_code(status);
    for (int32_t p = 0; own != NULL && p < options->n_policies; p++) {
        koppel_policy_file_close(&own[p]);
    }
    free(own);
    return exit_code;
}

/* Opens the case, and does what is asked with it. */
static int work(struct koppel_simulate_options *options, struct koppel_messages *messages)
{
    struct koppel_job_files files = koppel_common_files(&options->common, options->folders.case_folder);
    struct koppel_case_world made = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    files.forecast_file = options->forecast;
    status = koppel_case_world_open(&made, &files, &options->days, &messages->errors, &messages->notes);
    if (status != KOPPEL_OK) {
        exit_code = koppel_exit_code(status);
    } else if (options->today) {
        exit_code = hold(options, &made, &messages->errors);
    } else {
        exit_code = follow(options, &files, &made, messages);
    }
    koppel_case_world_close(&made);
    return exit_code;
}

static int run_simulate(void *data, struct koppel_messages *messages)
{
    struct koppel_simulate_options *options = data;
    enum koppel_status status = KOPPEL_OK;

    messages->with_codes = options->common.verbose;
    status = koppel_folder_options_check(&options->folders, &messages->errors);
    return status != KOPPEL_OK ? koppel_exit_code(status)
           : options->merge    ? koppel_simulate_merge(options, messages)
                               : work(options, messages);
}

int koppel_simulate_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_simulate};
    static const char *const names[] = {"first-come", "myopic", "periodic-28", "look-ahead", "hindsight"};
    struct koppel_simulate_options options = {
        .n_paths = 20,
        .days = {.every = 7, .vacant = 28},
        .run = {.stream.seed = 1, .n_futures = 10, .look_days = 182, .patience_percent = 2}};

    int exit_code = EXIT_INTERNAL;

    options.arguments = koppel_new((size_t)argc, sizeof *options.arguments);
    if (options.arguments == NULL) {
        fprintf(stderr, "koppel: %s: %s\n", _("error"), _("memory ran out"));
        return EXIT_INTERNAL;
    }
    koppel_common_options_default(&options.common);
    options.common.time_limit = 0;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        koppel_time_policy_find(names[k], &options.policies[options.n_policies++]);
    }
    exit_code = koppel_command_run(&command, &options, argc, argv);
    free(options.names);
    free(options.arguments);
    return exit_code;
}
