// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_options.c - the options of the commands for a province, and how they print (see province_options.h). */
#include "cli/province_options.h"

#include "solve/output.h"

#include <inttypes.h>

enum {
    OPTION_OUTPUT = 'o',
    OPTION_FORCE = 'f',
    OPTION_PERIOD = 640,
    OPTION_DAY,
    OPTION_STRICT_FORM,
    OPTION_COLUMNS_FILE,
    OPTION_RULE_FILES,
    OPTION_CSV,
    OPTION_JSON_TEXT,
    OPTION_COMMA,
    OPTION_NATIONAL,
    OPTION_INHABITANTS,
    OPTION_LADDER,
    OPTION_PUBLISHED,
    OPTION_FIRST
};

#define MOST_PERSONS INT64_C(1000000000)

void koppel_province_arguments_default(struct koppel_province_arguments *options)
{
    *options = (struct koppel_province_arguments){.asked = {.as_of = KOPPEL_NO_DATE,
                                                            .period = KOPPEL_NONE,
                                                            .national = KOPPEL_UNKNOWN,
                                                            .inhabitants = KOPPEL_UNKNOWN,
                                                            .only_rung = KOPPEL_UNKNOWN,
                                                            .proposals = options->folders,
                                                            .published = options->published}};
}

void koppel_province_take_folder(struct koppel_province_arguments *options, const char *folder,
                                 struct argp_state *state)
{
    if (options->asked.case_folder == NULL) {
        options->asked.case_folder = folder;
    } else if (options->asked.n_proposals < KOPPEL_MOST_PROPOSALS) {
        options->folders[options->asked.n_proposals++] = folder;
    } else {
        argp_error(state, "takes at most %d proposals", KOPPEL_MOST_PROPOSALS);
    }
}

static error_t parse_reading(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_arguments *options = state->input;

    switch (key) {
    case OPTION_PERIOD:
        if (!koppel_period_parse(argument, &options->asked.period)) {
            argp_error(state, "--period takes a half-year such as 2026-1 or 2026-2, not \"%s\"", argument);
        }
        return 0;
    case OPTION_DAY:
        if (!koppel_date_parse(argument, &options->asked.as_of)) {
            argp_error(state, "--as-of takes a date such as 2026-03-15, not \"%s\"", argument);
        }
        return 0;
    case OPTION_RULE_FILES:
        options->asked.rules.rules_folder = argument;
        return 0;
    case OPTION_STRICT_FORM:
        options->asked.strict = true;
        return 0;
    case OPTION_COLUMNS_FILE:
        options->asked.columns_file = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int64_t parse_count(const char *option, const char *argument, struct argp_state *state)
{
    int64_t value = 0;

    if (!koppel_whole_read(argument, 1, MOST_PERSONS, &value)) {
        argp_error(state, "%s takes a whole number of persons, 1 to %" PRId64 ", not \"%s\"", option, MOST_PERSONS,
                   argument);
    }
    return value;
}

static error_t parse_formula(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_arguments *options = state->input;

    switch (key) {
    case OPTION_NATIONAL:
        options->asked.national = parse_count("--national", argument, state);
        return 0;
    case OPTION_INHABITANTS:
        options->asked.inhabitants = parse_count("--inhabitants", argument, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_supervising(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_arguments *options = state->input;

    switch (key) {
    case OPTION_LADDER:
        options->asked.rules.ladder_file = argument;
        return 0;
    case OPTION_PUBLISHED:
        if (options->asked.n_published == KOPPEL_MOST_PROPOSALS) {
            argp_error(state, "takes at most %d tables", KOPPEL_MOST_PROPOSALS);
        }
        options->published[options->asked.n_published++] = argument;
        return 0;
    case OPTION_FIRST:
        options->asked.is_first_published = true;
        return 0;
    case ARGP_KEY_END:
        if (options->asked.n_published > 0 && options->asked.is_first_published) {
            argp_error(state, "takes --published FOLDER for each earlier table, or --first-published, not both");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_writing(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_arguments *options = state->input;

    switch (key) {
    case OPTION_CSV:
        options->csv = true;
        return 0;
    case OPTION_JSON_TEXT:
        options->json = true;
        return 0;
    case OPTION_COMMA:
        options->decimal_comma = true;
        return 0;
    case OPTION_OUTPUT:
        options->output_folder = argument;
        return 0;
    case OPTION_FORCE:
        options->force = true;
        return 0;
    case ARGP_KEY_END:
        if (options->csv && options->json) {
            argp_error(state, "takes --csv or --json, not both");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option supervising_options[] = {
    {"ladder", OPTION_LADDER, N_("FILE"), 0,
     N_("Ladder to use for every municipality (JSON; see data/rules/ladder_*.json)"), 0},
    {"published", OPTION_PUBLISHED, N_("FOLDER"), 0,
     N_("For the public: an earlier public table (supervise --public -o); name each of the half-year. Default: one was "
        "published whenever the case had new counts"),
     0},
    {"first-published", OPTION_FIRST, NULL, 0, N_("For the public: no table of this half-year was published before"),
     0},
    {0}};

static const struct argp_option reading_options[] = {
    {"period", OPTION_PERIOD, N_("HALF-YEAR"), 0, N_("Half-year, such as 2026-1 (default: the one of the day)"), 1},
    {"as-of", OPTION_DAY, N_("DATE"), 0,
     N_("What was known on this day (default: the last day that the tables record)"), 1},
    {"rules", OPTION_RULE_FILES, N_("FOLDER"), 0, N_("Folder with a supervision.json or ladder_*.json of your own"), 1},
    {"strict", OPTION_STRICT_FORM, NULL, 0,
     N_("Read tables in the plain form alone (default: also what can mean one thing only, with a note)"), 1},
    {"columns", OPTION_COLUMNS_FILE, N_("FILE"), 0,
     N_("What the tables call their columns (JSON; default: columns.json of the case, when it has one)"), 1},
    {0}};

static const struct argp_option writing_options[] = {
    {"csv", OPTION_CSV, NULL, 0, N_("Print CSV instead of text"), 2},
    {"json", OPTION_JSON_TEXT, NULL, 0, N_("Print JSON instead of text"), 2},
    {"decimal-comma", OPTION_COMMA, NULL, 0, N_("Decimal comma, and CSV with semicolons for Dutch Excel"), 2},
    {"output", OPTION_OUTPUT, N_("FOLDER"), 0, N_("Write this new folder"), 2},
    {"force", OPTION_FORCE, NULL, 0, N_("Replace FOLDER when an earlier run wrote it"), 2},
    {0}};

static const struct argp_option formula_options[] = {
    {"national", OPTION_NATIONAL, N_("N"), 0, N_("National number (default: from national.csv)"), 0},
    {"inhabitants", OPTION_INHABITANTS, N_("N"), 0,
     N_("Inhabitants of the country on the reference date (default: from national.csv, else those of the case)"), 0},
    {0}};

const struct argp koppel_province_formula_argp = {.options = formula_options, .parser = parse_formula};
const struct argp koppel_province_reading_argp = {.options = reading_options, .parser = parse_reading};
const struct argp koppel_province_supervising_argp = {.options = supervising_options, .parser = parse_supervising};
const struct argp koppel_province_writing_argp = {.options = writing_options, .parser = parse_writing};

int koppel_province_deliver(const struct koppel_province_arguments *options, const struct koppel_document *documents,
                            size_t n, const struct koppel_text *printed, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    if (koppel_text_status(printed) != KOPPEL_OK) {
        return koppel_exit_code(koppel_errors_no_memory(errors, NULL));
    }
    if (options->output_folder != NULL) {
        status = koppel_documents_write(documents, n, options->output_folder, options->force, errors);
    }
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    return koppel_text_print(printed) ? EXIT_DONE : EXIT_OUTPUT;
}

int koppel_province_show(const struct koppel_province_arguments *options, const struct koppel_province_texts *texts,
                         struct koppel_errors *errors)
{
    const struct koppel_text *printed = options->json  ? &texts->files[1].text
                                        : options->csv ? &texts->files[0].text
                                                       : &texts->text;

    return koppel_province_deliver(options, texts->files, 2, printed, errors);
}
