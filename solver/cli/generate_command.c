/* generate_command.c - koppel generate: writes an invented case of any size, or one of the example cases. */
#include "cli/command.h"
#include "generate/draft_files.h"
#include "generate/example_cases.h"
#include "generate/synthetic_case.h"
#include "io/folder_writer.h"

#include <errno.h>
#include <inttypes.h>
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
    OPTION_SEED,
    OPTION_EXAMPLE
};

enum { DEFAULT_NEIGHBOURHOODS = 40, LEAST_CONCENTRATION = 20 };

struct generate_options {
    struct koppel_synthetic_spec spec; /* sizes 0: not given */
    const char *example;
    const char *output_folder;
    bool force;
    bool quiet;
};

static void parse_count(const char *option, const char *argument, int most, int *value, struct argp_state *state)
{
    char *end = NULL;
    long number = 0;

    errno = 0;
    number = strtol(argument, &end, 10);
    if (errno != 0 || end == argument || *end != '\0' || number < 1 || number > most) {
        argp_error(state, "%s takes a whole number 1..%d, not \"%s\"", option, most, argument);
    }
    *value = (int)number;
}

static void parse_percent(const char *option, const char *argument, int *value, struct argp_state *state)
{
    char *end = NULL;
    long number = 0;

    errno = 0;
    number = strtol(argument, &end, 10);
    if (errno != 0 || end == argument || (*end != '\0' && strcmp(end, "%") != 0) || number < 0 || number > 100) {
        argp_error(state, "%s takes a whole percentage 0..100, such as 80, not \"%s\"", option, argument);
    }
    *value = (int)number;
}

static uint64_t parse_seed(const char *argument, struct argp_state *state)
{
    char *end = NULL;
    long long number = 0;

    errno = 0;
    number = strtoll(argument, &end, 10);
    if (errno != 0 || end == argument || *end != '\0' || number < 0) {
        argp_error(state, "--seed takes a whole number of 0 or more, not \"%s\"", argument);
    }
    return (uint64_t)number;
}

static void check_options(const struct generate_options *options, struct argp_state *state)
{
    const struct koppel_synthetic_spec *spec = &options->spec;
    bool sized = spec->n_municipalities > 0 || spec->n_households > 0 || spec->n_units > 0;

    if (options->output_folder == NULL) {
        argp_error(state, "which folder is to be written? Name it with -o CASE");
    }
    if (options->example != NULL && sized) {
        argp_error(state, "--example stands alone: its sizes are fixed");
    }
    if (options->example == NULL && spec->n_municipalities == 0) {
        argp_error(state, "--municipalities is missing: how many are there to be?");
    }
    if (options->example == NULL && spec->n_households == 0) {
        argp_error(state, "--households is missing: how many are there to be?");
    }
    if (options->example == NULL && spec->n_units == 0) {
        argp_error(state, "--units is missing: how many homes are there to be?");
    }
    if (spec->concentration_percent > 0 && spec->concentration_percent < LEAST_CONCENTRATION) {
        argp_error(state, "--concentration takes 0 (none) or %d..100: one fifth of the neighbourhoods holds so much",
                   LEAST_CONCENTRATION);
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct generate_options *options = state->input;
    struct koppel_synthetic_spec *spec = &options->spec;

    switch (key) {
    case OPTION_MUNICIPALITIES:
        parse_count("--municipalities", argument, KOPPEL_MOST_MUNICIPALITIES, &spec->n_municipalities, state);
        return 0;
    case OPTION_HOUSEHOLDS:
        parse_count("--households", argument, KOPPEL_MOST_HOUSEHOLDS, &spec->n_households, state);
        return 0;
    case OPTION_UNITS:
        parse_count("--units", argument, KOPPEL_MOST_UNITS, &spec->n_units, state);
        return 0;
    case OPTION_NEIGHBOURHOODS_PER:
        parse_count("--neighbourhoods-per", argument, KOPPEL_MOST_NEIGHBOURHOODS, &spec->n_neighbourhoods, state);
        return 0;
    case OPTION_LINK_SHARE:
        parse_percent("--link-share", argument, &spec->link_percent, state);
        return 0;
    case OPTION_FREE_REGION:
        parse_percent("--free-region", argument, &spec->free_region_percent, state);
        return 0;
    case OPTION_CONCENTRATION:
        parse_percent("--concentration", argument, &spec->concentration_percent, state);
        return 0;
    case OPTION_SCARCITY:
        parse_percent("--scarcity", argument, &spec->scarcity_percent, state);
        return 0;
    case OPTION_SEED:
        spec->seed = parse_seed(argument, state);
        return 0;
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
    case ARGP_KEY_END:
        check_options(options, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {NULL, 0, NULL, 0, "Sizes:", 1},
    {"municipalities", OPTION_MUNICIPALITIES, "M", 0, "Municipalities, 1..1000", 1},
    {"households", OPTION_HOUSEHOLDS, "H", 0, "Households of permit holders, 1..2000000", 1},
    {"units", OPTION_UNITS, "U", 0, "Homes, 1..4000000: fewer than households is scarce, many more is ample", 1},
    {"neighbourhoods-per", OPTION_NEIGHBOURHOODS_PER, "N", 0,
     "Neighbourhoods in the mean municipality, 1..495 (default: 40)", 1},
    {NULL, 0, NULL, 0, "Circumstances, in per cent:", 2},
    {"link-share", OPTION_LINK_SHARE, "P", 0, "Households linked to a municipality (default: 80); the others are free",
     2},
    {"free-region", OPTION_FREE_REGION, "P", 0,
     "Free households that are bound for one region, which counts in the fit, and binds with the policy's link_scope "
     "\"region\" (default: 100)",
     2},
    {"concentration", OPTION_CONCENTRATION, "C", 0,
     "Social homes that stand in one fifth of the neighbourhoods, where most permit holders live already (default: "
     "65); "
     "0: neither is concentrated",
     2},
    {"scarcity", OPTION_SCARCITY, "S", 0,
     "Homes of 4 rooms and more that are replaced by smaller ones, so that large families are short of homes (default: "
     "20)",
     2},
    {"seed", OPTION_SEED, "N", 0, "Seed of the random numbers (default: 1)", 2},
    {NULL, 0, NULL, 0, "Instead of these:", 3},
    {"example", OPTION_EXAMPLE, "NAME", 0,
     "One of the example cases: municipality-a, -b, -c, -d or region-east; always the same bytes", 3},
    {NULL, 0, NULL, 0, "Output:", 4},
    {"output", OPTION_OUTPUT, "CASE", 0, "Folder to write, complete or not at all", 4},
    {"force", OPTION_FORCE, NULL, 0, "Replace CASE if it exists and holds nothing but a case", 4},
    {"quiet", OPTION_QUIET, NULL, 0, "Do not print what was written", 4},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = "--municipalities M --households H --units U -o CASE",
    .doc = "Writes an invented case for benchmarks. Equal options give equal bytes on every machine."
           "\vHow everything is drawn, and what it rests on, stands in bench/README.md. Exit codes: 0 done, 2 wrong "
           "use, 6 output could not be written."};

/* What datapackage.json says of the options: enough to make the case again. */
static void describe(const struct koppel_synthetic_spec *spec, struct koppel_text *text)
{
    koppel_text_add(
        text,
        "Invented persons, homes, names and codes. Made by: koppel generate --municipalities %d --households "
        "%d --units %d --neighbourhoods-per %d --link-share %d --free-region %d --concentration %d "
        "--scarcity %d --seed %" PRIu64,
        spec->n_municipalities, spec->n_households, spec->n_units, spec->n_neighbourhoods, spec->link_percent,
        spec->free_region_percent, spec->concentration_percent, spec->scarcity_percent, spec->seed);
}

static void print_counts(const struct koppel_draft *t, const char *folder)
{
    int64_t persons = 0;
    int64_t target = 0;

    for (int i = 0; i < t->n_households; i++) {
        persons += t->households[i].adults + t->households[i].children;
    }
    for (int i = 0; i < t->n_municipalities; i++) {
        target += t->municipalities[i].task_persons;
    }
    printf("Written to %s: %d households of %" PRId64 " persons and %d homes, %d municipalities, %d "
           "neighbourhoods; target %" PRId64 " persons.\n",
           folder, t->n_households, persons, t->n_units, t->n_municipalities, t->n_neighbourhoods, target);
}

static enum koppel_status write_synthetic(const struct generate_options *options, struct koppel_errors *errors)
{
    struct koppel_draft draft = {0};
    struct koppel_text description = {0};
    struct koppel_draft_about about = {.name = "synthetic", .title = "Synthetic case for benchmarks (invented)"};
    enum koppel_status status = KOPPEL_OK;

    describe(&options->spec, &description);
    draft.failed = koppel_text_status(&description) != KOPPEL_OK;
    about.description = description.bytes;
    koppel_synthetic_make(&options->spec, &draft);
    status =
        koppel_draft_write(&draft, &about, (struct koppel_dialect){0}, options->output_folder, options->force, errors);
    if (status == KOPPEL_OK && !options->quiet) {
        print_counts(&draft, options->output_folder);
    }
    koppel_draft_free(&draft);
    koppel_text_free(&description);
    return status;
}

static enum koppel_status write_example(const struct generate_options *options, struct koppel_errors *errors)
{
    size_t i = 0;

    while (koppel_example_name(i) != NULL && strcmp(koppel_example_name(i), options->example) != 0) {
        i++;
    }
    if (koppel_example_name(i) == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "there is no example case \"%.60s\": write municipality-a, municipality-b, "
                                 "municipality-c, municipality-d or region-east",
                                 options->example);
    }
    return koppel_example_write(i, options->output_folder, options->force, errors);
}

int koppel_generate_command(int argc, char **argv)
{
    struct generate_options options = {.spec = {.n_neighbourhoods = DEFAULT_NEIGHBOURHOODS,
                                                .link_percent = 80,
                                                .free_region_percent = 100,
                                                .concentration_percent = 65,
                                                .scarcity_percent = 20,
                                                .seed = 1}};
    struct koppel_errors errors = {0};
    enum koppel_status status = KOPPEL_OK;

    argp_parse(&parser, argc, argv, 0, NULL, &options);
    status = koppel_folder_check(options.output_folder, options.force, &errors);
    if (status == KOPPEL_OK) {
        status = options.example != NULL ? write_example(&options, &errors) : write_synthetic(&options, &errors);
    }
    koppel_errors_print(&errors, "error", false);
    koppel_errors_clear(&errors);
    return koppel_exit_code(status);
}
