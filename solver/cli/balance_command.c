// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* balance_command.c - koppel balance: carries a half-year over into the next one's targets.csv. */
#include "cli/province_options.h"
#include "province/carry.h"
#include "province/province_notes.h"
#include "province/read_back.h"

#include <inttypes.h>

static const struct argp_child children[] = {{&koppel_province_formula_argp, 0, NULL, 0},
                                             {&koppel_province_reading_argp, 0, NULL, 0},
                                             {&koppel_province_writing_argp, 0, NULL, 0},
                                             {0}};

enum { OPTION_QUIET = 'q' };

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_arguments *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        return koppel_children_take(children, options, state);
    case OPTION_QUIET:
        options->quiet = true;
        return 0;
    case ARGP_KEY_ARG:
        koppel_province_take_folder(options, argument, state);
        return 0;
    case ARGP_KEY_END:
        if (options->asked.case_folder == NULL) {
            argp_error(state, "takes a case folder");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"quiet", OPTION_QUIET, NULL, 0, N_("Print nothing but errors and notes"), 2}, {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = N_("CASE [PROPOSAL...]"),
    .doc =
        N_("Carries a half-year that has ended over into the next one: arrears are added to the next target, a lead is "
           "subtracted. "
           "-o writes a targets.csv with every row of the case's and a new version for every municipality."
           "\v--national is the number of the next half-year, for municipalities without a published target of it. The "
           "case itself is not "
           "changed. With proposals, their offers count as housed. A municipality that was abolished hands its "
           "balance to those that boundary_changes.csv names, by the inhabitants that go to each."),
    .children = children};

/* What is printed: the sheet as it is asked for. */
static void print_sheet(const struct koppel_province_case *open, const struct koppel_province_arguments *options,
                        const struct koppel_carry *carry, const struct koppel_target_table *next_targets,
                        const struct koppel_sheet *sheet, struct koppel_text *printed)
{
    char closing[8];
    char next[8];
    char day[11];

    if (options->csv) {
        koppel_province_csv(&open->kase, options->decimal_comma, sheet, printed);
        return;
    }
    if (options->json) {
        koppel_carry_json(carry, sheet, printed);
        return;
    }
    koppel_period_format(open->period, closing);
    koppel_period_format(open->period + 1, next);
    koppel_date_format(carry->published_on, day);
    koppel_carry_print(carry, next_targets, sheet, printed);
    koppel_text_add(printed, "New versions of %s: %" PRId32 " of %s, %" PRId32 " of %s%s\n", day, carry->n_closing,
                    closing, carry->n_new, next,
                    options->output_folder != NULL ? "." : _("; write them with -o FOLDER."));
}

static int deliver(struct koppel_province_case *open, const struct koppel_province_arguments *options,
                   const struct koppel_carry *carry, const struct koppel_target_table *next_targets)
{
    struct koppel_document table = {.name = "targets.csv"};
    struct koppel_sheet sheet = {0};
    struct koppel_text printed = {0};
    enum koppel_status status = koppel_carry_table(carry, options->asked.case_folder, &table.text, open->errors);
    int exit_code = EXIT_INTERNAL;

    if (status == KOPPEL_OK) {
        status = koppel_carry_read_back(carry, options->asked.case_folder, &table.text, open->errors);
    }
    if (status == KOPPEL_OK && koppel_carry_sheet(carry, &sheet) != KOPPEL_OK) {
        status = koppel_errors_no_memory(open->errors, NULL);
    }
    exit_code = koppel_exit_code(status);
    if (status == KOPPEL_OK) {
        if (!options->quiet) {
            print_sheet(open, options, carry, next_targets, &sheet, &printed);
        }
        exit_code = koppel_province_deliver(options, &table, 1, &printed, open->errors);
    }
    koppel_text_free(&printed);
    koppel_text_free(&table.text);
    koppel_sheet_free(&sheet);
    return exit_code;
}

static int balance(struct koppel_province_case *open, const struct koppel_province_arguments *options)
{
    const bool has_proposals = options->asked.n_proposals > 0;
    struct koppel_gathered gathered = {0};
    struct koppel_province province = {0};
    struct koppel_target_table next = {0};
    struct koppel_carry carry = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    if (open->kase.n_targets == 0) {
        status = koppel_errors_add(open->errors, KOPPEL_E_MISSING, koppel_case_file_name(&open->kase, "targets.csv"), 0,
                                   0, "the table is missing or empty: there is nothing to carry over");
    }
    if (status == KOPPEL_OK && has_proposals) {
        status = koppel_province_gather(open, false, &gathered);
    }
    if (status == KOPPEL_OK &&
        koppel_province_make(&open->kase, &open->rules, open->period, open->day,
                             has_proposals ? gathered.by_municipality : NULL, &province) != KOPPEL_OK) {
        status = koppel_errors_no_memory(open->errors, NULL);
    }
    status = status == KOPPEL_OK ? koppel_province_require_targets(open, &province) : status;
    status = status == KOPPEL_OK ? koppel_province_targets(open, open->period + 1, &next) : status;
    status = status == KOPPEL_OK ? koppel_carry_make(&province, &next, &carry, open->errors) : status;
    if (status == KOPPEL_OK) {
        koppel_province_note_promised(open, &province);
        koppel_province_note_earlier(open, &province, &gathered);
        koppel_province_note_counts(open, &province);
    }
    if (status == KOPPEL_OK && carry.n_computed > 0) {
        koppel_province_note_country(open, &next);
        koppel_province_note_moved(open, &next);
    }
    exit_code = status == KOPPEL_OK ? deliver(open, options, &carry, &next) : koppel_exit_code(status);
    koppel_carry_free(&carry);
    koppel_target_table_free(&next);
    koppel_province_free(&province);
    koppel_gathered_free(&gathered);
    return exit_code;
}

static int run_balance(void *data, struct koppel_messages *messages)
{
    const struct koppel_province_arguments *options = data;
    struct koppel_province_case open;
    enum koppel_status status = koppel_province_case_open(&open, &options->asked, &messages->errors, &messages->notes);
    int exit_code = status == KOPPEL_OK ? balance(&open, options) : koppel_exit_code(status);

    koppel_province_case_close(&open);
    return exit_code;
}

int koppel_balance_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_balance};
    struct koppel_province_arguments options;

    koppel_province_arguments_default(&options);
    options.asked.last_ended = true;
    return koppel_command_run(&command, &options, argc, argv);
}
