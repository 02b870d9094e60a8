// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_report_command.c - koppel report --province: the supervision of a province as one HTML file. */
#include "cli/province_options.h"
#include "io/file_writer.h"
#include "page/province_page.h"
#include "province/municipality_choice.h"
#include "province/supervision.h"

#include <string.h>

enum { OPTION_PROVINCE = 820, OPTION_FOR, OPTION_MAP, OPTION_REGISTER };

struct province_report_options {
    struct koppel_province_arguments province;
    const char *output;       /* the file to write */
    const char *map;          /* NULL: none */
    const char *municipality; /* code or name; NULL: the page is not for one */
    enum koppel_province_reader reader;
    bool force;
};

static const struct argp_child children[] = {
    {&koppel_province_reading_argp, 0, NULL, 0}, {&koppel_province_supervising_argp, 0, NULL, 0}, {0}};

static void take_reader(struct province_report_options *options, const char *argument, struct argp_state *state)
{
    static const char *const words[KOPPEL_N_PROVINCE_READERS] = {[KOPPEL_PROVINCE_OFFICIAL] = "official",
                                                                 [KOPPEL_PROVINCE_PUBLIC] = "public",
                                                                 [KOPPEL_PROVINCE_MUNICIPALITY] = "municipality"};
    size_t k = 0;

    while (k < KOPPEL_N_PROVINCE_READERS && strcmp(words[k], argument) != 0) {
        k++;
    }
    if (k == KOPPEL_N_PROVINCE_READERS) {
        argp_error(state, "--for takes official, public or municipality CODE with --province, not \"%s\"", argument);
    }
    options->reader = (enum koppel_province_reader)k;
    options->municipality = NULL;
    if (options->reader == KOPPEL_PROVINCE_MUNICIPALITY) { /* its code or name is the next argument */
        if (state->next >= state->argc) {
            argp_error(state, "--for %s takes a name or key behind it", argument);
        }
        options->municipality = state->argv[state->next++];
    }
}

static void check_options(const struct province_report_options *options, struct argp_state *state)
{
    const struct koppel_province_question *asked = &options->province.asked;

    if (asked->case_folder == NULL || options->output == NULL) {
        argp_error(state, "--province takes a case folder, and -o with the file to write");
    }
    if (options->reader == KOPPEL_PROVINCE_PUBLIC && asked->n_proposals > 0) {
        argp_error(state, "--for public shows what was housed, not what is proposed: leave out the proposals");
    }
    if (options->reader != KOPPEL_PROVINCE_PUBLIC && (asked->n_published > 0 || asked->is_first_published)) {
        argp_error(state, "--published and --first-published belong to --for public");
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct province_report_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->province, state);
    case OPTION_PROVINCE:
        return 0;
    case OPTION_REGISTER:
        argp_error(state, "--register is of one proposal: leave out --register, or --province");
        return 0;
    case OPTION_FOR:
        take_reader(options, argument, state);
        return 0;
    case OPTION_MAP:
        options->map = argument;
        return 0;
    case KOPPEL_OPTION_OUTPUT:
        options->output = argument;
        return 0;
    case KOPPEL_OPTION_FORCE:
        options->force = true;
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
    {"province", OPTION_PROVINCE, NULL, 0, N_("A page of the supervision of a province"), 0},
    {"register", OPTION_REGISTER, NULL, OPTION_HIDDEN, NULL, 0},
    {"output", KOPPEL_OPTION_OUTPUT, N_("FILE"), 0, N_("Write the page to this new file, such as province.html"), 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the file if it exists"), 0},
    {"for", OPTION_FOR, N_("READER"), 0,
     N_("Who reads it: official (default); public (no count of people below 5 can be worked out); municipality CODE (a "
        "letter)"),
     0},
    {"map", OPTION_MAP, N_("FILE"), 0,
     N_("Shapes of municipalities with their codes (GeoJSON or TopoJSON, degrees or RD metres)"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("--province CASE [PROPOSAL...]"),
    .doc = N_("Writes the supervision of a province as one HTML file that needs no network: it opens from a mail, and "
              "prints on A4."
              "\vThe figures are those of koppel supervise, and what the public sees is what koppel supervise --public "
              "shows."),
    .children = children};

/* ---- The page ---- */

static enum koppel_status find_municipality(const struct koppel_province *province, const char *asked, int32_t *row,
                                            struct koppel_errors *errors)
{
    *row = koppel_municipality_choose(province->kase, asked, errors);
    if (*row == KOPPEL_NONE) {
        return KOPPEL_E_INPUT;
    }
    return province->rows[*row].has_target
               ? KOPPEL_OK
               : koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(province->kase, "targets.csv"), 0, 0,
                                   "has no target of the half-year for %s by that day", asked);
}

static enum koppel_status make_page(struct koppel_province_case *open, const struct koppel_province *province,
                                    const struct province_report_options *options, struct koppel_text *html)
{
    const struct koppel_province_question *asked = open->asked;
    const bool is_known = asked->n_published > 0 || asked->is_first_published;
    struct koppel_published published = {0};
    struct koppel_target_table targets = {0};
    struct koppel_map map = {0};
    struct koppel_province_page page = {.province = province,
                                        .targets = &targets,
                                        .reader = options->reader,
                                        .municipality = KOPPEL_NONE,
                                        .map = options->map != NULL ? &map : NULL,
                                        .published = is_known ? &published : NULL};
    enum koppel_status status = koppel_province_targets(open, open->period, &targets);

    if (status == KOPPEL_OK && options->municipality != NULL) {
        status = find_municipality(province, options->municipality, &page.municipality, open->errors);
    }
    if (status == KOPPEL_OK && is_known) {
        status = koppel_published_read(&open->kase, open->period, open->day, asked->published, asked->n_published,
                                       &published, open->errors);
    }
    if (status == KOPPEL_OK && options->map != NULL) {
        status = koppel_map_read(options->map, &open->kase, &map, open->errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_province_page_make(&page, html);
        if (status != KOPPEL_OK) {
            koppel_errors_no_memory(open->errors, options->output);
        }
    }
    koppel_map_free(&map);
    koppel_target_table_free(&targets);
    koppel_published_free(&published);
    return status;
}

static int write_page(struct koppel_province_case *open, const struct province_report_options *options)
{
    struct koppel_supervision supervision = {0};
    struct koppel_text html = {0};
    struct koppel_text told = {0};
    enum koppel_status status = koppel_supervision_make(open, &supervision);
    int exit_code = EXIT_DONE;

    if (status == KOPPEL_OK) {
        status = make_page(open, &supervision.province, options, &html);
    }
    if (status == KOPPEL_OK) {
        status = koppel_file_write(options->output, options->force, html.bytes, html.n_bytes, open->errors);
    }
    if (status == KOPPEL_OK) {
        koppel_text_add(&told, _("Written to %s.\n"), options->output);
        exit_code = koppel_text_print(&told) ? EXIT_DONE : EXIT_OUTPUT;
    }
    koppel_text_free(&told);
    koppel_text_free(&html);
    koppel_supervision_free(&supervision);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

static int run_province_report(void *data, struct koppel_messages *messages)
{
    const struct province_report_options *options = data;
    struct koppel_province_case open;
    enum koppel_status status = koppel_file_check(options->output, options->force, &messages->errors);
    int exit_code = EXIT_OUTPUT;

    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    status = koppel_province_case_open(&open, &options->province.asked, &messages->errors, &messages->notes);
    exit_code = status == KOPPEL_OK ? write_page(&open, options) : koppel_exit_code(status);
    koppel_province_case_close(&open);
    return exit_code;
}

int koppel_province_report_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_province_report};
    struct province_report_options options = {0};

    koppel_province_arguments_default(&options.province);
    return koppel_command_run(&command, &options, argc, argv);
}
