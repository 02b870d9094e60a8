/* targets_command.c - koppel targets: the statutory target of every municipality beside the official one. */
#include "cli/province_case.h"
#include "cli/province_notes.h"
#include "province/target_text.h"

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = options;
        state->child_inputs[1] = options;
        state->child_inputs[2] = options;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) {
            argp_error(state, "takes one case folder, not also \"%s\"", argument);
        }
        options->case_folder = argument;
        return 0;
    case ARGP_KEY_END:
        if (options->case_folder == NULL) {
            argp_error(state, "takes a case folder");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {{&koppel_province_formula_argp, 0, NULL, 0},
                                             {&koppel_province_reading_argp, 0, NULL, 0},
                                             {&koppel_province_writing_argp, 0, NULL, 0},
                                             {0}};

static const struct argp parser = {
    .parser = parse,
    .args_doc = "CASE",
    .doc =
        "Works out the target (taakstelling) of every municipality by the formula of the Housing Act, and shows the "
        "official "
        "one beside it."
        "\vCASE needs municipalities.csv only; targets.csv, national.csv, inhabitants.csv, swaps.csv and "
        "boundary_changes.csv "
        "are read when they are there. Official targets are never repaired: a difference is shown and, where possible, "
        "explained.",
    .children = children};

/* Official targets were published for the half-year, but none by the day that was asked for. */
static bool is_too_early(struct koppel_province_case *open, const struct koppel_target_table *table)
{
    int32_t first = KOPPEL_NO_DATE;
    char period[8];
    char day[11];
    char published[11];

    for (int32_t i = 0; i < open->kase.n_targets; i++) {
        const struct koppel_target *target = &open->kase.targets[i];

        if (target->period == open->period && (first == KOPPEL_NO_DATE || target->published_on < first)) {
            first = target->published_on;
        }
    }
    if (first == KOPPEL_NO_DATE || table->n_official > 0 || table->national != KOPPEL_UNKNOWN) {
        return false;
    }
    koppel_period_format(open->period, period);
    koppel_date_format(open->day, day);
    koppel_date_format(first, published);
    koppel_errors_add(&open->errors, KOPPEL_E_INPUT, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
                      "no target of %s was announced by %s; the first is of %s", period, day, published);
    return true;
}

static int show(struct koppel_province_case *open, const struct koppel_province_options *options,
                const struct koppel_target_table *table)
{
    static const char *const names[] = {"statutory_targets.csv", "statutory_targets.json"};
    struct koppel_sheet sheet = {0};
    struct koppel_text printed = {0};
    struct koppel_text files[2] = {{0}};
    int exit_code = koppel_exit_code(koppel_target_sheet(table, &sheet));

    if (exit_code == EXIT_DONE) {
        koppel_province_csv(open, options, &sheet, &files[0]);
        koppel_target_json(table, &sheet, &files[1]);
        if (options->csv || options->json) {
            const struct koppel_text *file = &files[options->json ? 1 : 0];

            koppel_text_append(&printed, file->bytes, file->n_bytes);
        } else {
            koppel_target_print(table, &sheet, koppel_province_decimal(options), &printed);
        }
        exit_code = koppel_province_deliver(open, options, &printed, 2, names, files);
    }
    koppel_text_free(&printed);
    koppel_text_free(&files[0]);
    koppel_text_free(&files[1]);
    koppel_sheet_free(&sheet);
    return exit_code;
}

static int run_targets(struct koppel_province_case *open, const struct koppel_province_options *options)
{
    struct koppel_target_table table = {0};
    enum koppel_status status = koppel_province_case_open(open, options);
    int exit_code = EXIT_INTERNAL;

    if (status == KOPPEL_OK) {
        status = koppel_province_targets(open, options, open->period, &table);
    }
    if (status != KOPPEL_OK) {
        exit_code = koppel_exit_code(status);
    } else if (is_too_early(open, &table)) {
        exit_code = EXIT_INPUT;
    } else {
        koppel_province_note_country(open, &table);
        koppel_province_note_moved(open, &table);
        exit_code = show(open, options, &table);
    }
    koppel_target_table_free(&table);
    return exit_code;
}

int koppel_targets_command(int argc, char **argv)
{
    struct koppel_province_options options;
    struct koppel_province_case open = {0};
    int exit_code = EXIT_INTERNAL;

    koppel_province_options_default(&options);
    argp_parse(&parser, argc, argv, 0, NULL, &options);
    koppel_console_catch_interrupt();
    exit_code = run_targets(&open, &options);
    koppel_province_case_close(&open);
    return exit_code;
}
