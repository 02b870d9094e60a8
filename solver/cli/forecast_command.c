// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* forecast_command.c - koppel forecast: how many households and homes of each class are to come, from past tables. */
#include "cli/command.h"
#include "forecast/forecast_text.h"
#include "io/case_reader.h"
#include "io/file_writer.h"
#include "io/rules_reader.h"
#include "solve/output.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_PICTURE = 980, OPTION_FROM, OPTION_WEEKS };
enum { MOST_CASES = 64, MOST_WEEKS = 520, WEEK = 7 };

struct forecast_options {
    struct koppel_common_options common;
    const char *folders[MOST_CASES];
    int32_t n_folders;
    const char *output, *picture;
    bool force;
    int32_t first_day; /* KOPPEL_NO_DATE: the day after the last one that is known */
    int32_t n_weeks;
};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_printing_argp, 0, NULL, 0}, {0}};

static void check(const struct forecast_options *options, struct argp_state *state)
{
    if (options->n_folders == 0) {
        argp_error(state, "which case folders? They have arrivals.csv and releases.csv of past half-years");
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct forecast_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case KOPPEL_OPTION_OUTPUT:
        options->output = argument;
        return 0;
    case KOPPEL_OPTION_FORCE:
        options->force = true;
        return 0;
    case OPTION_PICTURE:
        options->picture = argument;
        return 0;
    case OPTION_FROM:
        if (!koppel_date_parse(argument, &options->first_day)) {
            argp_error(state, "--from takes a date such as 2026-07-01, not \"%s\"", argument);
        }
        return 0;
    case OPTION_WEEKS:
        options->n_weeks = (int32_t)koppel_whole_option("--weeks", argument, 1, MOST_WEEKS, state);
        return 0;
    case ARGP_KEY_ARG:
        if (options->n_folders == MOST_CASES) {
            argp_error(state, "takes at most %d cases", MOST_CASES);
        } else {
            options->folders[options->n_folders++] = argument;
        }
        return 0;
    case ARGP_KEY_END:
        check(options, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"output", KOPPEL_OPTION_OUTPUT, N_("FILE"), 0, N_("Write the table forecast.csv to this file"), 0},
    {"picture", OPTION_PICTURE, N_("FILE"), 0, N_("Write a picture of past and expected weeks to this file (SVG)"), 0},
    {"from", OPTION_FROM, N_("DATE"), 0,
     N_("First day of the first week that is forecast (default: the day after the last week that is counted)"), 0},
    {"weeks", OPTION_WEEKS, N_("N"), 0, N_("So many weeks are forecast (default: 52)"), 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the files if they exist"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE..."),
    .doc =
        N_("Forecasts how many households and homes of each class come in a week, from the arrivals.csv and "
           "releases.csv of past half-years."
           "\vA class is a size of household or rooms and rent of a home, and whether steps are in the way. What was "
           "fitted is tried on the last weeks, beside \"as the weeks before\". docs/time.md has the model.\n\n"
           "Exit codes: 0 done, 2 wrong use, 3 bad input, 6 output could not be written."),
    .children = children};

static int compare_cases(const void *a, const void *b)
{
    const int32_t x = koppel_case_last_day(a);
    const int32_t y = koppel_case_last_day(b);

    return (x > y) - (x < y);
}

/* Counts the weeks of all cases, the earliest first. */
static enum koppel_status count_past(const struct forecast_options *options, struct koppel_case *cases,
                                     struct koppel_past *past, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    qsort(cases, (size_t)options->n_folders, sizeof *cases, compare_cases);
    for (int32_t k = 0; k < options->n_folders && status == KOPPEL_OK; k++) {
        const int32_t period = koppel_case_period(&cases[k], koppel_case_last_day(&cases[k]));
        const int32_t day = period != KOPPEL_NONE ? koppel_period_first_day(period) : koppel_case_last_day(&cases[k]);
        const int32_t after =
            past->n_weeks > 0 ? past->weeks[past->n_weeks - 1].first_day + WEEK - 1 : koppel_case_last_day(&cases[k]);
        struct koppel_rules rules = {0};

        status = koppel_rules_read(options->common.rules_folder, day, true, &rules, errors);
        if (status == KOPPEL_OK && koppel_past_add(past, &cases[k], &rules, after) != KOPPEL_OK) {
            status = koppel_errors_no_memory(errors, NULL);
        }
    }
    if (status == KOPPEL_OK && past->n_weeks < KOPPEL_LEAST_WEEKS) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, NULL, 0, 0,
                                   "too little history: arrivals.csv and releases.csv have %d whole weeks after the "
                                   "last day that the other tables "
                                   "record, and a forecast takes %d at the least",
                                   (int)past->n_weeks, KOPPEL_LEAST_WEEKS);
    }
    return status;
}

static enum koppel_status write_file(const char *path, bool force,
                                     void (*write)(const struct koppel_forecast_report *, struct koppel_text *),
                                     const struct koppel_forecast_report *report, struct koppel_errors *errors)
{
    struct koppel_text text = {0};
    enum koppel_status status = KOPPEL_OK;

    if (path == NULL) {
        return KOPPEL_OK;
    }
    write(report, &text);
    status = koppel_text_status(&text);
    status = status == KOPPEL_OK ? koppel_file_write(path, force, text.bytes, text.n_bytes, errors)
                                 : koppel_errors_no_memory(errors, path);
    koppel_text_free(&text);
    return status;
}

/* What is printed: the table as JSON, or what was fitted in words. */
static enum koppel_status print(const struct forecast_options *options, const struct koppel_forecast_report *report,
                                struct koppel_text *text, struct koppel_errors *errors)
{
    struct koppel_document table = {.name = "forecast.csv"};
    enum koppel_status status = KOPPEL_OK;

    if (options->common.json) {
        koppel_forecast_table(report, &table.text);
        status = koppel_documents_json(&table, 1, options->folders[options->n_folders - 1], text, errors);
        koppel_documents_free(&table, 1);
        return status;
    }
    koppel_forecast_print(report, text);
    return koppel_text_status(text);
}

static int tell(const struct forecast_options *options, const struct koppel_case *kase, const struct koppel_past *past,
                struct koppel_errors *errors)
{
    struct koppel_fitted fitted;
    struct koppel_back_test test;
    struct koppel_text text = {0};
    struct koppel_forecast_report report = {kase, past, &fitted, &test, options->first_day, options->n_weeks};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_DONE;

    koppel_fit(past, past->n_weeks, &fitted);
    koppel_back_test(past, &test);
    if (report.first_day == KOPPEL_NO_DATE) {
        report.first_day = past->weeks[past->n_weeks - 1].first_day + WEEK;
    }
    status = write_file(options->output, options->force, koppel_forecast_table, &report, errors);
    if (status == KOPPEL_OK) {
        status = write_file(options->picture, options->force, koppel_forecast_chart, &report, errors);
    }
    if (status == KOPPEL_OK && (options->common.json || !options->common.quiet)) {
        status = print(options, &report, &text, errors);
        exit_code = status == KOPPEL_OK && !koppel_text_print(&text) ? EXIT_OUTPUT : exit_code;
    }
    koppel_text_free(&text);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

static int run_forecast(void *data, struct koppel_messages *messages)
{
    const struct forecast_options *options = data;
    const struct koppel_case_request request = {.strict = options->common.strict,
                                                .columns_file = options->common.columns_file};
    struct koppel_case cases[MOST_CASES] = {0};
    struct koppel_past past = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    messages->with_codes = options->common.verbose;
    for (int32_t k = 0; k < options->n_folders && status == KOPPEL_OK; k++) {
        status = koppel_case_read(options->folders[k], &request, &cases[k], &messages->errors, &messages->notes);
    }
    if (status == KOPPEL_OK) {
        status = count_past(options, cases, &past, &messages->errors);
    }
    exit_code = status == KOPPEL_OK ? tell(options, &cases[options->n_folders - 1], &past, &messages->errors)
                                    : koppel_exit_code(status);
    koppel_past_free(&past);
    for (int32_t k = 0; k < options->n_folders; k++) {
        koppel_case_free(&cases[k]);
    }
    return exit_code;
}

int koppel_forecast_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_forecast, .ends_at_once = true};
    struct forecast_options options = {.first_day = KOPPEL_NO_DATE, .n_weeks = 52};

    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
