// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervise_command.c - koppel supervise: where every municipality stands, and what proposals would change. */
#include "cli/province_options.h"
#include "province/supervision.h"

#include <string.h>

enum { OPTION_EXPLAIN = 736, OPTION_PUBLIC, OPTION_SORT, OPTION_RUNG, OPTION_ONLY };

struct supervise_options {
    struct koppel_province_arguments province;
    const char *explain;
    bool is_public;
    const char *only[KOPPEL_MOST_PROPOSALS]; /* municipalities */
};

static const struct argp_child children[] = {{&koppel_province_reading_argp, 0, NULL, 0},
                                             {&koppel_province_supervising_argp, 0, NULL, 0},
                                             {&koppel_province_writing_argp, 0, NULL, 0},
                                             {0}};

static void check_options(const struct supervise_options *options, struct argp_state *state)
{
    if (options->province.asked.case_folder == NULL) {
        argp_error(state, "takes a case folder");
    }
    if (options->explain != NULL && (options->is_public || options->province.csv || options->province.json)) {
        argp_error(state,
                   "--explain shows every number of one municipality as text: leave out --public, --csv and --json");
    }
    if (options->explain != NULL && options->province.output_folder != NULL) {
        argp_error(state, "--explain prints only: leave out -o");
    }
    if (options->is_public && options->province.asked.n_proposals > 0) {
        argp_error(state, "--public shows what was housed, not what is proposed: leave out the proposals");
    }
    if (!options->is_public &&
        (options->province.asked.n_published > 0 || options->province.asked.is_first_published)) {
        argp_error(state, "--published and --first-published belong to --public");
    }
    if (options->is_public &&
        (options->province.asked.n_only > 0 || options->province.asked.only_rung != KOPPEL_UNKNOWN ||
         options->province.asked.order != KOPPEL_ORDER_CASE)) {
        argp_error(state, "--public shows all municipalities in the order of the case: leave out --sort, --rung and "
                          "--only");
    }
}

static enum koppel_province_order parse_order(const char *argument, struct argp_state *state)
{
    for (int order = 0; order < KOPPEL_N_ORDERS; order++) {
        if (strcmp(argument, koppel_province_order_name((enum koppel_province_order)order)) == 0) {
            return (enum koppel_province_order)order;
        }
    }
    argp_error(state,
               "--sort takes code, name, inhabitants, arrears, lead, per-100000, missed, rung or case, not \"%s\"",
               argument);
    return KOPPEL_ORDER_CASE;
}

static int32_t parse_rung(const char *argument, struct argp_state *state)
{
    int64_t rung = 0;

    if (!koppel_whole_read(argument, 0, KOPPEL_MAX_RUNGS, &rung)) {
        argp_error(state, "--rung takes the number of a rung, 0 (on none) to %d, not \"%s\"", KOPPEL_MAX_RUNGS,
                   argument);
    }
    return (int32_t)rung;
}

/* Codes or names, separated by commas; the text of the command line is cut up. */
static void take_municipalities(struct supervise_options *options, char *argument, struct argp_state *state)
{
    char *rest = NULL;

    for (char *one = strtok_r(argument, ",", &rest); one != NULL; one = strtok_r(NULL, ",", &rest)) {
        if (options->province.asked.n_only == KOPPEL_MOST_PROPOSALS) {
            argp_error(state, "--only takes at most %d municipalities", KOPPEL_MOST_PROPOSALS);
        }
        options->only[options->province.asked.n_only++] = one + strspn(one, " ");
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct supervise_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->province, state);
    case OPTION_EXPLAIN:
        options->explain = argument;
        return 0;
    case OPTION_PUBLIC:
        options->is_public = true;
        return 0;
    case OPTION_SORT:
        options->province.asked.order = parse_order(argument, state);
        return 0;
    case OPTION_RUNG:
        options->province.asked.only_rung = parse_rung(argument, state);
        return 0;
    case OPTION_ONLY:
        take_municipalities(options, argument, state);
        return 0;
    case ARGP_KEY_ARG:
        koppel_province_take_folder(&options->province, argument, state);
        return 0;
    case ARGP_KEY_END:
        check_options(options, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"explain", OPTION_EXPLAIN, N_("CODE"), 0,
     N_("Print how the figures of one municipality (GM code or name) come about"), 0},
    {"sort", OPTION_SORT, N_("BY"), 0,
     N_("Order: arrears (most first), lead, per-100000 (arrears by inhabitants), rung, missed, inhabitants, name or "
        "code"),
     0},
    {"rung", OPTION_RUNG, N_("N"), 0, N_("Show the municipalities on this rung only"), 0},
    {"only", OPTION_ONLY, N_("CODE,..."), 0, N_("Show these municipalities only (GM codes or names)"), 0},
    {"public", OPTION_PUBLIC, NULL, 0,
     N_("Table for the public: counts below 5 are hidden, and cannot be worked out of the tables of the half-year"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE [PROPOSAL...]"),
    .doc = N_("Shows where every municipality stands with its target (taakstelling): schedule, arrears, what is "
              "excusable, and the rung of "
              "the intervention ladder; and what it becomes when the proposals are carried out."
              "\vCASE needs municipalities.csv and targets.csv; national.csv, inhabitants.csv, swaps.csv, "
              "boundary_changes.csv and "
              "interventions.csv are read when they are there. PROPOSAL is a folder that koppel solve wrote. -o writes "
              "supervision.csv and "
              "supervision.json."),
    .children = children};

static int supervise(struct koppel_province_case *open, struct koppel_supervision *supervision,
                     const struct supervise_options *options, struct koppel_errors *errors)
{
    struct koppel_province_texts texts = {0};
    enum koppel_status status = koppel_supervision_make(open, supervision);
    int exit_code = EXIT_INTERNAL;

    if (status == KOPPEL_OK) {
        status = options->explain != NULL ? koppel_supervision_of(open, supervision, options->explain, &texts.text)
                                          : koppel_supervision_texts(open, supervision, options->is_public,
                                                                     options->province.decimal_comma, &texts);
    }
    exit_code =
        status == KOPPEL_OK ? koppel_province_show(&options->province, &texts, errors) : koppel_exit_code(status);
    koppel_province_texts_free(&texts);
    return exit_code;
}

static int run_supervise(void *data, struct koppel_messages *messages)
{
    const struct supervise_options *options = data;
    struct koppel_province_case open;
    struct koppel_supervision supervision = {0};
    enum koppel_status status =
        koppel_province_case_open(&open, &options->province.asked, &messages->errors, &messages->notes);
    int exit_code =
        status == KOPPEL_OK ? supervise(&open, &supervision, options, &messages->errors) : koppel_exit_code(status);

    koppel_supervision_free(&supervision);
    koppel_province_case_close(&open);
    return exit_code;
}

int koppel_supervise_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_supervise};
    struct supervise_options options = {0};

    koppel_province_arguments_default(&options.province);
    options.province.asked.only = options.only;
    return koppel_command_run(&command, &options, argc, argv);
}
