// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* common_options.c - the options that several commands take (see command.h). */
#include "adapter/other_solvers.h"
#include "cli/command.h"
#include "io/folder_writer.h"
#include "model/earlier.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OPTION_POLICY = 'p',
    OPTION_QUIET = 'q',
    OPTION_VERBOSE = 'v',
    OPTION_RULES = 256,
    OPTION_AS_OF,
    OPTION_ENGINE,
    OPTION_GAP,
    OPTION_TIME_LIMIT,
    OPTION_WORK_LIMIT,
    OPTION_SEED,
    OPTION_THREADS,
    OPTION_JSON,
    OPTION_EARLIER,
    OPTION_STRICT,
    OPTION_COLUMNS,
    OPTION_STAY_CLOSE,
    OPTION_PROGRESS
};

enum { DEFAULT_TIME_LIMIT = 300, MOST_THREADS = 64, MOST_WORK = 1000000000 };

void koppel_common_options_default(struct koppel_common_options *options)
{
    long n_cores = sysconf(_SC_NPROCESSORS_ONLN);

    *options = (struct koppel_common_options){.as_of = KOPPEL_NO_DATE,
                                              .engine = koppel_engine_find(NULL),
                                              .time_limit = DEFAULT_TIME_LIMIT,
                                              .seed = 1,
                                              .n_threads = n_cores > 1 ? (n_cores > 8 ? 8 : (int32_t)n_cores) : 1};
}

struct koppel_job_files koppel_common_files(const struct koppel_common_options *options, const char *case_folder)
{
    return (struct koppel_job_files){.case_folder = case_folder,
                                     .strict = options->strict,
                                     .columns_file = options->columns_file,
                                     .policy_file = options->policy_file,
                                     .rules_folder = options->rules_folder,
                                     .as_of = options->as_of,
                                     .earlier = options->earlier,
                                     .follows_earlier = true,
                                     .stay_close = options->stay_close};
}

/* A number with nothing behind it but `suffix` (which may be empty), or -1. */
static double number(const char *text, const char **suffix)
{
    char *end = NULL;
    double value = strtod(text, &end);

    *suffix = end;
    return end == text || !(value >= 0) || value > 1e12 ? -1 : value;
}

static error_t parse_reading(int key, char *argument, struct argp_state *state)
{
    struct koppel_common_options *options = state->input;

    switch (key) {
    case OPTION_POLICY:
        options->policy_file = argument;
        return 0;
    case OPTION_RULES:
        options->rules_folder = argument;
        return 0;
    case OPTION_AS_OF:
        if (!koppel_date_parse(argument, &options->as_of)) {
            argp_error(state, "--as-of takes a date such as 2026-03-15, not \"%s\"", argument);
        }
        return 0;
    case OPTION_STRICT:
        options->strict = true;
        return 0;
    case OPTION_COLUMNS:
        options->columns_file = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Refuses what staying close cannot mean, before a table is read. */
static void check_stay_close(const char *argument, struct argp_state *state)
{
    struct koppel_policy scratch;

    koppel_policy_default(&scratch);
    if (!koppel_policy_stay_close(&scratch, argument)) {
        argp_error(state,
                   "--stay-close takes how many earlier offers may change (0 to 1000000), or \"most\", not \"%s\"",
                   argument);
    }
}

static error_t parse_earlier(int key, char *argument, struct argp_state *state)
{
    struct koppel_common_options *options = state->input;

    switch (key) {
    case OPTION_EARLIER:
        if (argument[0] == '\0') {
            argp_error(state, "--earlier takes the folder of a proposal, not \"\"");
        }
        options->earlier = argument;
        return 0;
    case OPTION_STAY_CLOSE:
        options->stay_close = argument;
        check_stay_close(argument, state);
        return 0;
    case ARGP_KEY_END:
        if (options->stay_close != NULL && options->earlier == NULL) {
            argp_error(state, "--stay-close needs the earlier proposal to stay close to (--earlier FOLDER)");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int64_t parse_gap(const char *argument, struct argp_state *state)
{
    const char *suffix = "";
    double value = number(argument, &suffix);
    bool is_percent = strcmp(suffix, "%") == 0;

    if (value < 0 || (!is_percent && *suffix != '\0') || value > (is_percent ? 100 : 1)) {
        argp_error(state, "--gap takes a share such as 0.0001 or 0.01%%, not \"%s\"", argument);
    }
    return (int64_t)(value * (is_percent ? 1e4 : 1e6) + 0.5);
}

error_t koppel_folder_option(int key, char *argument, struct argp_state *state, struct koppel_folder_options *folders)
{
    switch (key) {
    case KOPPEL_OPTION_OUTPUT:
        folders->output_folder = argument;
        return 0;
    case KOPPEL_OPTION_FORCE:
        folders->force = true;
        return 0;
    case ARGP_KEY_ARG:
        if (folders->case_folder != NULL) {
            argp_error(state, "one case folder at a time, not also \"%s\"", argument);
        }
        folders->case_folder = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

enum koppel_status koppel_folder_options_check(const struct koppel_folder_options *folders,
                                               struct koppel_errors *errors)
{
    return folders->output_folder != NULL ? koppel_folder_check(folders->output_folder, folders->force, errors)
                                          : KOPPEL_OK;
}

bool koppel_whole_read(const char *argument, int64_t least, int64_t most, int64_t *value)
{
    char *end = NULL;

    errno = 0;
    *value = strtoll(argument, &end, 10);
    return errno == 0 && end != argument && *end == '\0' && *value >= least && *value <= most;
}

int64_t koppel_whole_option(const char *option, const char *argument, int64_t least, int64_t most,
                            struct argp_state *state)
{
    int64_t value = 0;

    if (!koppel_whole_read(argument, least, most, &value)) {
        argp_error(state, "%s takes a whole number %" PRId64 "..%" PRId64 ", not \"%s\"", option, least, most,
                   argument);
    }
    return value;
}

static const struct koppel_engine *parse_engine(const char *argument, struct argp_state *state)
{
    const struct koppel_engine *engine = koppel_solver_find(argument);

    if (engine == NULL) {
        fprintf(state->err_stream, _("%s: there is no engine \"%s\"; there are:\n"), state->name, argument);
        for (const struct koppel_engine *e = koppel_engines; e->name != NULL; e++) {
            fprintf(state->err_stream, "  %-11s %s\n", e->name, _(e->about));
        }
        for (const struct koppel_engine *e = koppel_other_solvers; e->name != NULL; e++) {
            fprintf(state->err_stream, "  %-11s %s\n", e->name, _(e->about));
        }
        exit(EXIT_USE);
    }
    return engine;
}

static error_t parse_solving(int key, char *argument, struct argp_state *state)
{
    struct koppel_common_options *options = state->input;
    const char *suffix = "";

    switch (key) {
    case OPTION_ENGINE:
        options->engine = parse_engine(argument, state);
        return 0;
    case OPTION_GAP:
        options->gap_ppm = parse_gap(argument, state);
        return 0;
    case OPTION_TIME_LIMIT:
        options->time_limit = number(argument, &suffix);
        if (options->time_limit < 0 || *suffix != '\0') {
            argp_error(state, "--time-limit takes seconds, not \"%s\"", argument);
        }
        options->has_time_limit = true;
        return 0;
    case OPTION_WORK_LIMIT:
        options->work_limit = koppel_whole_option("--work-limit", argument, 1, MOST_WORK, state);
        return 0;
    case ARGP_KEY_END:
        if (options->work_limit > 0 && !options->has_time_limit) {
            options->time_limit = 0; /* else the clock could end it first, and not everywhere at the same place */
        }
        return 0;
    case OPTION_SEED:
        options->seed = (uint64_t)koppel_whole_option("--seed", argument, 0, INT64_MAX, state);
        return 0;
    case OPTION_THREADS:
        options->n_threads = (int32_t)koppel_whole_option("--threads", argument, 0, MOST_THREADS, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_printing(int key, char *argument, struct argp_state *state)
{
    struct koppel_common_options *options = state->input;

    (void)argument; /* none of these takes one */
    switch (key) {
    case OPTION_QUIET:
        options->quiet = true;
        return 0;
    case OPTION_VERBOSE:
        options->verbose = true;
        return 0;
    case OPTION_JSON:
        options->json = true;
        return 0;
    case OPTION_PROGRESS:
        options->progress = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option reading_options[] = {
    {"policy", OPTION_POLICY, N_("FILE"), 0, N_("Policy to follow (JSON; default: the one `koppel policy` prints)"), 1},
    {"rules", OPTION_RULES, N_("FOLDER"), 0, N_("Rule files to use instead of the built-in ones (see @SHARE@/rules)"),
     1},
    {"as-of", OPTION_AS_OF, N_("DATE"), 0, N_("Day of the run (default: the last day that the tables record)"), 1},
    {"strict", OPTION_STRICT, NULL, 0,
     N_("Read tables in the plain form alone (default: also what can mean one thing only, with a note)"), 1},
    {"columns", OPTION_COLUMNS, N_("FILE"), 0,
     N_("What the tables call their columns (JSON; default: columns.json of the case, when it has one)"), 1},
    {0}};

static const struct argp_option earlier_options[] = {
    {"earlier", OPTION_EARLIER, N_("FOLDER"), 0,
     N_("Solve again from an earlier proposal, a folder or its proposal.csv or proposal.xlsx, and tell what changes"),
     1},
    {"stay-close", OPTION_STAY_CLOSE, N_("N|most"), 0,
     N_("Change at most N of the earlier offers that can stand, or keep the most once target and urgency are at their "
        "best"),
     1},
    {0}};

static const struct argp_option solving_options[] = {
    {"engine", OPTION_ENGINE, N_("NAME"), 0,
     N_("auto (default), exact, scale (for large cases), greedy or exhaustive; cbc, highs or glpsol where installed, "
        "to "
        "compare"),
     2},
    {"gap", OPTION_GAP, N_("G"), 0,
     N_("Stop when proven this close to the best, such as 0.01% (default: 0, the best itself)"), 2},
    {"time-limit", OPTION_TIME_LIMIT, N_("S"), 0,
     N_("Stop after so many seconds with the best so far (default: 300; 0: no limit)"), 2},
    {"work-limit", OPTION_WORK_LIMIT, N_("N"), 0,
     N_("Stop each part of the case after so many million steps of work instead, at the same place on every machine "
        "and "
        "for any number of threads"),
     2},
    {"seed", OPTION_SEED, N_("N"), 0,
     N_("Seed of the lots that decide what is equal, and of those that koppel compare draws (default: 1)"), 2},
    {"threads", OPTION_THREADS, N_("N"), 0,
     N_("Parts solved at the same time; never changes the result (default: one a core)"), 2},
    {0}};

static const struct argp_option limit_options[] = {
    {"time-limit", OPTION_TIME_LIMIT, N_("S"), 0,
     N_("Work next-best homes out again for so many seconds at the most (default: 300; 0: no limit)"), 2},
    {"threads", OPTION_THREADS, N_("N"), 0,
     N_("So many at the same time; never changes the result (default: one a core)"), 2},
    {0}};

static const struct argp_option printing_options[] = {
    {"quiet", OPTION_QUIET, NULL, 0, N_("Print no summary and no progress"), 3},
    {"verbose", OPTION_VERBOSE, NULL, 0,
     N_("Print every municipality, neighbourhood and household without a home, and the figures"), 3},
    {"json", OPTION_JSON, NULL, 0, N_("Print JSON instead of text"), 3},
    {"progress", OPTION_PROGRESS, NULL, 0,
     N_("Tell what is done, at most once a second, also where there is no terminal"), 3},
    {0}};

const struct argp koppel_reading_argp = {.options = reading_options, .parser = parse_reading};
const struct argp koppel_earlier_argp = {.options = earlier_options, .parser = parse_earlier};
const struct argp koppel_limit_argp = {.options = limit_options, .parser = parse_solving};
const struct argp koppel_solving_argp = {.options = solving_options, .parser = parse_solving};
const struct argp koppel_printing_argp = {.options = printing_options, .parser = parse_printing};
