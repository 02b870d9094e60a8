// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* report_command.c - koppel report: a proposal as one HTML file, to read, print or mail. */
#include "cli/command.h"
#include "cli/opened.h"
#include "io/file_writer.h"
#include "page/page_data.h"
#include "page/register.h"
#include "report/wording.h"
#include "solve/output.h"
#include "solve/written_report.h"

#include <string.h>

enum {
    OPTION_EDITED = 512,
    OPTION_QUICK,
    OPTION_FOR,
    OPTION_MAP,
    OPTION_COMPARISON,
    OPTION_REGISTER,
    OPTION_JSON,
    OPTION_PROVINCE
};

struct report_options {
    struct koppel_common_options common;
    const char *case_folder;
    const char *folder;
    const char *output;     /* the file to write */
    const char *map;        /* NULL: none */
    const char *comparison; /* NULL: none */
    const char *key;        /* of the corporation or household; NULL: not for one */
    enum koppel_page_reader reader;
    bool force;
    bool edited;
    bool quick;
    bool is_register; /* fields of the algorithm register in place of a page: `output` is a folder */
    bool json;
};

static const struct argp_child children[] = {{&koppel_reading_argp, 0, NULL, 0}, {&koppel_limit_argp, 0, NULL, 0}, {0}};

static void take_reader(struct report_options *options, const char *argument, struct argp_state *state)
{
    static const char *const words[] = {[KOPPEL_PAGE_CASEWORKER] = "caseworker",
                                        [KOPPEL_PAGE_COUNCIL] = "council",
                                        [KOPPEL_PAGE_CORPORATION] = "corporation",
                                        [KOPPEL_PAGE_HOUSEHOLD] = "household"};
    size_t k = 0;

    while (k < sizeof words / sizeof *words && strcmp(words[k], argument) != 0) {
        k++;
    }
    if (k == sizeof words / sizeof *words) {
        argp_error(state, "--for takes caseworker, council, corporation NAME or household KEY, not \"%s\"", argument);
    }
    options->reader = (enum koppel_page_reader)k;
    options->key = NULL;
    if (options->reader >= KOPPEL_PAGE_CORPORATION) { /* its name or key is the next argument */
        if (state->next >= state->argc) {
            argp_error(state, "--for %s takes a name or key behind it", argument);
        }
        options->key = state->argv[state->next++];
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct report_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, &options->common, state);
    case OPTION_EDITED:
        options->edited = true;
        return 0;
    case OPTION_QUICK:
        options->quick = true;
        return 0;
    case OPTION_JSON:
        options->json = true;
        return 0;
    case OPTION_FOR:
        take_reader(options, argument, state);
        return 0;
    case OPTION_MAP:
        options->map = argument;
        return 0;
    case OPTION_COMPARISON:
        options->comparison = argument;
        return 0;
    case OPTION_REGISTER:
        options->is_register = true;
        return 0;
    case KOPPEL_OPTION_OUTPUT:
        options->output = argument;
        return 0;
    case KOPPEL_OPTION_FORCE:
        options->force = true;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 1) {
            argp_error(state, "takes a case and a proposal folder, not also \"%s\"", argument);
        }
        *(state->arg_num == 0 ? &options->case_folder : &options->folder) = argument;
        return 0;
    case ARGP_KEY_END:
        if (state->arg_num < 2 || options->output == NULL) {
            argp_error(state, "takes a case folder, the folder of a proposal, and -o with the file to write");
        }
        if (options->is_register &&
            (options->reader != KOPPEL_PAGE_CASEWORKER || options->map != NULL || options->comparison != NULL)) {
            argp_error(state, "--register writes the fields of a register: leave out --for, --map and --comparison");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"output", KOPPEL_OPTION_OUTPUT, N_("FILE"), 0, N_("Write the page to this new file, such as report.html"), 0},
    {"force", KOPPEL_OPTION_FORCE, NULL, 0, N_("Replace the file if it exists"), 0},
    {"for", OPTION_FOR, N_("READER"), 0,
     N_("Who reads it: caseworker (default); council (no keys, no counts below 5); corporation NAME (its homes, to "
        "answer); "
        "household KEY (a letter)"),
     0},
    {"map", OPTION_MAP, N_("FILE"), 0,
     N_("Shapes of neighbourhoods or municipalities with their codes (GeoJSON or TopoJSON, degrees or RD metres)"), 0},
    {"comparison", OPTION_COMPARISON, N_("FOLDER"), 0,
     N_("Show other choices and their price in people, from this folder that koppel compare wrote"), 0},
    {"register", OPTION_REGISTER, NULL, 0,
     N_("In place of a page, write a new folder with the fields of the Dutch algorithm register, as CSV and text"), 0},
    {"province", OPTION_PROVINCE, NULL, 0,
     N_("Write a page of the supervision of a province: --province CASE [PROPOSAL...] (see --province --help)"), 0},
    {"edited", OPTION_EDITED, NULL, 0,
     N_("The proposal was changed by hand: do not hold it to the values in summary.json"), 0},
    {"quick", OPTION_QUICK, NULL, 0, N_("Do not work out next-best homes"), 0},
    {"json", OPTION_JSON, NULL, 0,
     N_("Write the proposal as data for programs instead of a page: figures, households, homes, neighbourhoods"), 0},
    {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE FOLDER"),
    .doc = N_(
        "Writes a proposal as one HTML file that needs no network: it opens from a mail, and prints on A4."
        "\vThe proposal is checked again from the tables first, as koppel check does; a page is made only of one in "
        "which nothing is wrong.\n\n"
        "Exit codes: 0 written, 1 something is wrong with the proposal (each is listed, nothing is written), 2 wrong "
        "use, 3 bad input, 6 the file could not be written."),
    .children = children};

/* ---- For whom ---- */

static enum koppel_status find_corporation(const struct koppel_case *kase, const char *key, int32_t *row,
                                           struct koppel_errors *errors)
{
    *row = koppel_index_get(&kase->corporation_index, key);
    for (int32_t c = 0; c < kase->n_corporations && *row == KOPPEL_NONE; c++) {
        if (kase->corporations[c].name != NULL && strcmp(kase->corporations[c].name, key) == 0) {
            *row = c;
        }
    }
    return *row != KOPPEL_NONE
               ? KOPPEL_OK
               : koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "corporations.csv"), 0, 0,
                                   "has no corporation with the key or name \"%s\"", key);
}

static enum koppel_status find_reader(const struct koppel_case *kase, const struct report_options *options,
                                      int32_t *row, struct koppel_errors *errors)
{
    *row = KOPPEL_NONE;
    if (options->reader == KOPPEL_PAGE_CORPORATION) {
        return find_corporation(kase, options->key, row, errors);
    }
    if (options->reader == KOPPEL_PAGE_HOUSEHOLD) {
        *row = koppel_index_get(&kase->household_index, options->key);
        if (*row == KOPPEL_NONE) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "households.csv"), 0, 0,
                                     "has no household with the key \"%s\"", options->key);
        }
    }
    return KOPPEL_OK;
}

/* ---- The page ---- */

static enum koppel_status write_page(const struct koppel_written_report *made, const struct report_options *options,
                                     struct koppel_messages *messages)
{
    const struct koppel_case *kase = made->report.fit->kase;
    struct koppel_map map = {0};
    struct koppel_choices choices = {0};
    struct koppel_page page = {.report = &made->report,
                               .reader = options->reader,
                               .proof = options->edited ? KOPPEL_PAGE_EDITED
                                        : made->is_best ? KOPPEL_PAGE_BEST
                                                        : KOPPEL_PAGE_OPEN,
                               .map = options->map != NULL ? &map : NULL,
                               .choices = options->comparison != NULL ? &choices : NULL};
    struct koppel_text html = {0};
    enum koppel_status status = find_reader(kase, options, &page.row, &messages->errors);

    if (status == KOPPEL_OK && options->map != NULL) {
        status = koppel_map_read(options->map, kase, &map, &messages->errors);
    }
    if (status == KOPPEL_OK && options->comparison != NULL) {
        status = koppel_choices_read(options->comparison, kase, &choices, &messages->errors);
    }
    if (status == KOPPEL_OK) {
        status = options->json ? koppel_page_data(&page, &html) : koppel_page_make(&page, &html);
        if (status != KOPPEL_OK) {
            koppel_errors_no_memory(&messages->errors, options->output);
        }
    }
    if (status == KOPPEL_OK) {
        status = koppel_file_write(options->output, options->force, html.bytes, html.n_bytes, &messages->errors);
    }
    koppel_choices_free(&choices);
    koppel_map_free(&map);
    koppel_text_free(&html);
    return status;
}

static enum koppel_status write_register(const struct koppel_written_report *made, const struct report_options *options,
                                         struct koppel_messages *messages)
{
    const struct koppel_register entry = {&made->report, made->is_best && !options->edited};
    struct koppel_document files[2] = {0};
    enum koppel_status status = koppel_register_make(&entry, files, &messages->errors);

    if (status == KOPPEL_OK) {
        status = koppel_documents_write(files, 2, options->output, options->force, &messages->errors);
    }
    koppel_documents_free(files, 2);
    return status;
}

/* Checks the proposal and writes its page; what is wrong with it is printed instead. @return the exit code */
static int make(const struct koppel_written_check *asked, const struct report_options *options,
                struct koppel_messages *messages)
{
    struct koppel_written_report made = {0};
    struct koppel_text found = {0};
    enum koppel_status status = koppel_written_report_make(asked, &made, &found, &messages->errors);
    int exit_code = EXIT_DONE;

    koppel_console_clear();
    if (status == KOPPEL_OK && !made.is_sound) {
        koppel_text_add(&found, "\nNo page is written, because of what is wrong.\n");
        exit_code = koppel_text_print(&found) ? EXIT_WIDER_GAP : EXIT_OUTPUT;
    } else if (status == KOPPEL_OK) {
        status = options->is_register ? write_register(&made, options, messages) : write_page(&made, options, messages);
        koppel_text_free(&found);
        koppel_text_add(&found, _("Written to %s.\n"), options->output);
        if (status == KOPPEL_OK && !koppel_text_print(&found)) {
            exit_code = EXIT_OUTPUT;
        }
    }
    koppel_text_free(&found);
    koppel_written_report_free(&made);
    return status == KOPPEL_OK ? exit_code : koppel_exit_code(status);
}

static int report(struct koppel_opened *opened, const struct report_options *options, struct koppel_messages *messages)
{
    const struct koppel_job_files files = koppel_common_files(&options->common, options->case_folder);
    struct koppel_engine_options engine_options = {0};
    bool asks_again = options->reader == KOPPEL_PAGE_CASEWORKER && !options->quick &&
                      !options->is_register; /* others see no next-best home */
    const struct koppel_written_check asked = {.job = &opened->job,
                                               .proposal = &opened->proposal,
                                               .folder = options->folder,
                                               .summary = &opened->summary,
                                               .has_own_policy = options->common.policy_file == NULL,
                                               .edited = options->edited,
                                               .rewrites = options->edited, /* its other columns are not read here */
                                               .options = asks_again ? &engine_options : NULL};
    enum koppel_status status =
        options->is_register ? KOPPEL_OK : koppel_file_check(options->output, options->force, &messages->errors);

    if (status == KOPPEL_OK) {
        status = koppel_opened_read(opened, "report", &files, options->folder, NULL, messages);
    }
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    engine_options = koppel_console_options(&options->common, &opened->job.formulation.problem);
    return make(&asked, options, messages);
}

static int run_report(void *options, struct koppel_messages *messages)
{
    struct koppel_opened opened = {0};
    int exit_code = report(&opened, options, messages);

    koppel_opened_close(&opened);
    return exit_code;
}

int koppel_report_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_report};
    struct report_options options = {0};

    if (koppel_province_is_asked(argc, argv)) {
        return koppel_province_report_command(argc, argv);
    }
    koppel_common_options_default(&options.common);
    return koppel_command_run(&command, &options, argc, argv);
}
