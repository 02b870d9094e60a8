// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* generate_options.c - the options of koppel generate (see generate_options.h). */
#include "cli/generate_options.h"

#include "cli/command.h"
#include "generate/over_time.h"
#include "generate/synthetic_case.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_OUTPUT = 'o',
    OPTION_FORCE = 'f',
    OPTION_QUIET = 'q',
    OPTION_MUNICIPALITIES = 700,
    OPTION_HOUSEHOLDS,
    OPTION_UNITS,
    OPTION_NEIGHBOURHOODS_PER,
    OPTION_LINK_SHARE,
    OPTION_FREE_REGION,
    OPTION_CONCENTRATION,
    OPTION_SCARCITY,
    OPTION_OVER,
    OPTION_RECEPTION,
    OPTION_JOBS,
    OPTION_SEED,
    OPTION_NEIGHBOURHOODS,
    OPTION_MUNICIPALITIES_FILE,
    OPTION_PROVINCE,
    OPTION_NATIONAL,
    OPTION_INHABITANTS,
    OPTION_EXAMPLE
};

enum { LEAST_CONCENTRATION = 20, MOST_NATIONAL = 1000000, MOST_INHABITANTS = 100000000 };

void koppel_generate_options_default(struct koppel_generate_options *options)
{
    *options = (struct koppel_generate_options){.link_percent = 80,
                                                .free_region_percent = 100,
                                                .concentration_percent = KOPPEL_NONE,
                                                .scarcity_percent = 20,
                                                .seed = 1};
}

static uint64_t parse_seed(const char *argument, struct argp_state *state)
{
    int64_t seed = 0;

    if (!koppel_whole_read(argument, 0, INT64_MAX, &seed)) {
        argp_error(state, "--seed takes a whole number of 0 or more, not \"%s\"", argument);
    }
    return (uint64_t)seed;
}

static int parse_percent(const char *option, const char *argument, struct argp_state *state)
{
    char *end = NULL;
    long number = 0;

    errno = 0;
    number = strtol(argument, &end, 10);
    if (errno != 0 || end == argument || (*end != '\0' && strcmp(end, "%") != 0) || number < 0 || number > 100) {
        argp_error(state, "%s takes a whole percentage 0..100, such as 80, not \"%s\"", option, argument);
    }
    return (int)number;
}

static error_t parse_sizes(int key, char *argument, struct argp_state *state)
{
    struct koppel_generate_options *options = state->input;

    switch (key) {
    case OPTION_MUNICIPALITIES:
        options->n_municipalities =
            (int)koppel_whole_option("--municipalities", argument, 1, KOPPEL_MOST_MUNICIPALITIES, state);
        return 0;
    case OPTION_HOUSEHOLDS:
        options->n_households = (int)koppel_whole_option("--households", argument, 1, KOPPEL_MOST_HOUSEHOLDS, state);
        return 0;
    case OPTION_UNITS:
        options->n_units = (int)koppel_whole_option("--units", argument, 1, KOPPEL_MOST_UNITS, state);
        return 0;
    case OPTION_NEIGHBOURHOODS_PER:
        options->n_neighbourhoods =
            (int)koppel_whole_option("--neighbourhoods-per", argument, 1, KOPPEL_MOST_NEIGHBOURHOODS, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_circumstances(int key, char *argument, struct argp_state *state)
{
    struct koppel_generate_options *options = state->input;

    switch (key) {
    case OPTION_LINK_SHARE:
        options->link_percent = parse_percent("--link-share", argument, state);
        return 0;
    case OPTION_FREE_REGION:
        options->free_region_percent = parse_percent("--free-region", argument, state);
        return 0;
    case OPTION_CONCENTRATION:
        options->concentration_percent = parse_percent("--concentration", argument, state);
        return 0;
    case OPTION_SCARCITY:
        options->scarcity_percent = parse_percent("--scarcity", argument, state);
        return 0;
    case OPTION_OVER:
        options->n_half_years = (int)koppel_whole_option("--over", argument, 1, KOPPEL_MOST_HALF_YEARS, state);
        return 0;
    case OPTION_RECEPTION:
        options->reception = true;
        return 0;
    case OPTION_JOBS:
        options->jobs = true;
        return 0;
    case OPTION_SEED:
        options->seed = parse_seed(argument, state);
        return 0;
    default:
        return parse_sizes(key, argument, state);
    }
}

static error_t parse_real(int key, char *argument, struct argp_state *state)
{
    struct koppel_generate_options *options = state->input;

    switch (key) {
    case OPTION_NEIGHBOURHOODS:
        options->neighbourhoods_file = argument;
        return 0;
    case OPTION_MUNICIPALITIES_FILE:
        options->municipalities_file = argument;
        return 0;
    case OPTION_PROVINCE:
        options->province = argument;
        return 0;
    case OPTION_NATIONAL:
        options->national = koppel_whole_option("--national", argument, 1, MOST_NATIONAL, state);
        return 0;
    case OPTION_INHABITANTS:
        options->inhabitants = koppel_whole_option("--inhabitants", argument, 1, MOST_INHABITANTS, state);
        return 0;
    default:
        return parse_circumstances(key, argument, state);
    }
}

static void check_concentration(const struct koppel_generate_options *options, struct argp_state *state)
{
    int percent = options->concentration_percent;

    if (percent > 0 && options->neighbourhoods_file != NULL) {
        argp_error(state,
                   "the table tells where social homes stand: with --neighbourhoods, --concentration takes 0 only "
                   "(permit holders live where the homes are)");
    }
    if (percent > 0 && percent < LEAST_CONCENTRATION) {
        argp_error(state, "--concentration takes 0 (none) or %d..100: one fifth of the neighbourhoods holds so much",
                   LEAST_CONCENTRATION);
    }
}

static void check_sizes(const struct koppel_generate_options *options, struct argp_state *state)
{
    if (options->n_municipalities == 0) {
        argp_error(state, "--municipalities is missing: how many are there to be? (or --neighbourhoods FILE for real "
                          "ones)");
    }
    if (options->n_households == 0) {
        argp_error(state, "--households is missing: how many are there to be?");
    }
    if (options->n_units == 0) {
        argp_error(state, "--units is missing: how many homes are there to be?");
    }
    if (options->municipalities_file != NULL || options->province != NULL || options->national != 0 ||
        options->inhabitants != 0) {
        argp_error(state,
                   "--municipalities-file, --province, --national and --inhabitants go with --neighbourhoods FILE");
    }
}

static void check_together(const struct koppel_generate_options *options, struct argp_state *state)
{
    bool sized = options->n_municipalities > 0 || options->n_neighbourhoods > 0;

    if (options->output_folder == NULL) {
        argp_error(state, "which folder is to be written? Name it with -o CASE");
    }
    if (options->example != NULL) {
        if (sized || options->n_households > 0 || options->n_units > 0 || options->neighbourhoods_file != NULL ||
            options->n_half_years > 0 || options->reception || options->jobs) {
            argp_error(state, "--example stands alone: its sizes are fixed");
        }
        return;
    }
    check_concentration(options, state);
    if (options->n_half_years > 0 && options->neighbourhoods_file != NULL) {
        argp_error(state, "--over goes with --municipalities, not with --neighbourhoods FILE");
    }
    if ((options->reception || options->jobs) && options->neighbourhoods_file != NULL) {
        argp_error(state, "--reception and --jobs go with --municipalities, not with --neighbourhoods FILE");
    }
    if (options->neighbourhoods_file == NULL) {
        check_sizes(options, state);
    } else if (sized) {
        argp_error(state, "--neighbourhoods FILE tells which municipalities there are: leave out --municipalities and "
                          "--neighbourhoods-per");
    } else if (options->province != NULL && options->municipalities_file == NULL) {
        argp_error(state, "--province needs a table that tells which municipalities lie in it: --municipalities-file");
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct koppel_generate_options *options = state->input;

    switch (key) {
    case OPTION_EXAMPLE:
        options->example = argument;
        return 0;
    case OPTION_OUTPUT:
        options->output_folder = argument;
        return 0;
    case OPTION_FORCE:
        options->force = true;
        return 0;
    case OPTION_QUIET:
        options->quiet = true;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "takes options only, not \"%s\"; the folder to write is named with -o", argument);
        return 0;
    case ARGP_KEY_END:
        check_together(options, state);
        return 0;
    default:
        return parse_real(key, argument, state);
    }
}

static const struct argp_option options_here[] = {
    {NULL, 0, NULL, 0, N_("Sizes:"), 1},
    {"municipalities", OPTION_MUNICIPALITIES, N_("M"), 0, N_("Municipalities, 1..1000"), 1},
    {"households", OPTION_HOUSEHOLDS, N_("H"), 0,
     N_("Households of permit holders, 1..2000000 (with --neighbourhoods: as many as the targets ask for)"), 1},
    {"units", OPTION_UNITS, N_("U"), 0,
     N_("Homes, 1..4000000: fewer than households is scarce, many more is ample (with --neighbourhoods: six for five "
        "households)"),
     1},
    {"neighbourhoods-per", OPTION_NEIGHBOURHOODS_PER, N_("N"), 0,
     N_("Neighbourhoods of a municipality on average, 1..495 (default: 40)"), 1},
    {NULL, 0, NULL, 0, N_("Real neighbourhoods, with invented homes and households, instead of --municipalities:"), 2},
    {"neighbourhoods", OPTION_NEIGHBOURHOODS, N_("FILE"), 0,
     N_("Table of neighbourhoods (Kerncijfers wijken en buurten of CBS, as StatLine gives it)"), 2},
    {"municipalities-file", OPTION_MUNICIPALITIES_FILE, N_("FILE"), 0,
     N_("Table of municipalities: code, name, province, inhabitants"), 2},
    {"province", OPTION_PROVINCE, N_("NAME"), 0, N_("Take the neighbourhoods of this province alone"), 2},
    {"national", OPTION_NATIONAL, N_("N"), 0,
     N_("Persons that the whole country has to house in the half-year (default: 21200, announced for 2023-1); every "
        "municipality gets its target by the formula of the Housing Act"),
     2},
    {"inhabitants", OPTION_INHABITANTS, N_("N"), 0,
     N_("Inhabitants of the whole country (default: 17590672, on 1 January 2022)"), 2},
    {NULL, 0, NULL, 0, N_("Circumstances, in per cent:"), 3},
    {"link-share", OPTION_LINK_SHARE, N_("P"), 0,
     N_("Households linked to a municipality (default: 80); the others are free"), 3},
    {"free-region", OPTION_FREE_REGION, N_("P"), 0,
     N_("Free households that are bound for one region: it counts in the fit, and binds with the policy's link_scope "
        "\"region\" (default: 100)"),
     3},
    {"concentration", OPTION_CONCENTRATION, N_("C"), 0,
     N_("Social homes that stand in one fifth of the neighbourhoods, where most permit holders live already (default: "
        "65); "
        "0: neither is concentrated"),
     3},
    {"scarcity", OPTION_SCARCITY, N_("S"), 0,
     N_("Homes of 4 rooms and more that are replaced by smaller ones, so that large families are short of homes "
        "(default: "
        "20)"),
     3},
    {"over", OPTION_OVER, N_("N"), 0,
     N_("Also arrivals.csv and releases.csv: the households and homes of the N half-years that follow, 1..20, for "
        "koppel "
        "simulate"),
     3},
    {"reception", OPTION_RECEPTION, NULL, 0, N_("Also reception.csv, and the place where each household waits"), 3},
    {"jobs", OPTION_JOBS, NULL, 0, N_("Also jobs.csv, and the fields of work of households"), 3},
    {"seed", OPTION_SEED, N_("N"), 0, N_("Seed of the random numbers (default: 1)"), 3},
    {NULL, 0, NULL, 0, N_("An example case of data/, instead of all this:"), 4},
    {"example", OPTION_EXAMPLE, N_("NAME"), 0, N_("municipality-a, -b, -c, -d or region-east; always the same bytes"),
     4},
    {NULL, 0, NULL, 0, N_("Output:"), 5},
    {"output", OPTION_OUTPUT, N_("CASE"), 0, N_("Folder to write, complete or not at all"), 5},
    {"force", OPTION_FORCE, NULL, 0, N_("Replace CASE if it exists and holds nothing but a case"), 5},
    {"quiet", OPTION_QUIET, NULL, 0, N_("Do not print what was written"), 5},
    {0}};

const struct argp koppel_generate_argp = {
    .options = options_here,
    .parser = parse,
    .args_doc =
        N_("--municipalities M --households H --units U -o CASE\n--neighbourhoods FILE -o CASE\n--example NAME -o "
           "CASE"),
    .doc = N_("Writes an invented case for benchmarks and research. Equal options and tables give equal bytes on every "
              "machine."
              "\vFor instance:\n"
              "  koppel generate --municipalities 8 --households 250 --units 225 -o region\n"
              "  koppel solve region --engine scale --gap 0.01%\n\n"
              "How everything is drawn, what it rests on, and which columns a table needs, stands in bench/README.md. "
              "Exit codes: 0 done, 2 wrong use, 3 bad table, 6 output could not be written.")};
