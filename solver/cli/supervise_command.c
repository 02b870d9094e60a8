/* supervise_command.c - koppel supervise: where every municipality stands, and what proposals would change. */
#include "cli/province_case.h"
#include "cli/province_notes.h"
#include "province/gathered.h"
#include "province/municipality_choice.h"
#include "province/supervision_check.h"
#include "province/supervision_text.h"

enum { OPTION_EXPLAIN = 736, OPTION_PUBLIC, OPTION_LADDER };

struct supervise_options {
    struct koppel_province_options province;
    const char *explain;
    bool is_public;
};

static void check_options(const struct supervise_options *options, struct argp_state *state)
{
    if (options->province.case_folder == NULL) {
        argp_error(state, "takes a case folder");
    }
    if (options->explain != NULL && (options->is_public || options->province.csv || options->province.json)) {
        argp_error(state,
                   "--explain shows every number of one municipality as text: leave out --public, --csv and --json");
    }
    if (options->explain != NULL && options->province.output_folder != NULL) {
        argp_error(state, "--explain prints only: leave out -o");
    }
    if (options->is_public && options->province.n_folders > 0) {
        argp_error(state, "--public shows what was housed, not what is proposed: leave out the proposals");
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct supervise_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->province;
        state->child_inputs[1] = &options->province;
        return 0;
    case OPTION_EXPLAIN:
        options->explain = argument;
        return 0;
    case OPTION_LADDER:
        options->province.rules.ladder_file = argument;
        return 0;
    case OPTION_PUBLIC:
        options->is_public = true;
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
    {"explain", OPTION_EXPLAIN, "CODE", 0, "Print how the figures of one municipality (GM code or name) come about", 0},
    {"ladder", OPTION_LADDER, "FILE", 0, "Ladder to use for every municipality (JSON; see data/rules/ladder_*.json)",
     0},
    {"public", OPTION_PUBLIC, NULL, 0, "Table for the public: counts below 5 are hidden, and cannot be worked out", 0},
    {0}};

static const struct argp_child children[] = {
    {&koppel_province_reading_argp, 0, NULL, 0}, {&koppel_province_writing_argp, 0, NULL, 0}, {0}};

static const struct argp parser = {
    .options = options_here,
    .parser = parse,
    .args_doc = "CASE [PROPOSAL...]",
    .doc = "Shows where every municipality stands with its target (taakstelling): schedule, arrears, what is "
           "excusable, and the rung of "
           "the intervention ladder; and what it becomes when the proposals are carried out."
           "\vCASE needs municipalities.csv and targets.csv; national.csv, inhabitants.csv, swaps.csv, "
           "boundary_changes.csv and "
           "interventions.csv are read when they are there. PROPOSAL is a folder that koppel solve wrote. -o writes "
           "supervision.csv and "
           "supervision.json.",
    .children = children};

/* The sheet in every form; prints the one that was asked for and writes the folder. */
static int deliver(struct koppel_province_case *open, const struct supervise_options *options,
                   const struct koppel_province *province)
{
    static const char *const names[] = {"supervision.csv", "supervision.json"};
    char decimal = koppel_province_decimal(&options->province);
    struct koppel_sheet sheet = {0};
    struct koppel_text printed = {0};
    struct koppel_text files[2] = {{0}};
    enum koppel_status status =
        options->is_public ? koppel_public_sheet(province, &sheet) : koppel_supervision_sheet(province, &sheet);
    int exit_code = EXIT_INTERNAL;

    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(&open->errors, NULL);
        goto out;
    }
    koppel_province_csv(open, &options->province, &sheet, &files[0]);
    if (options->is_public) {
        koppel_public_json(province, &sheet, &files[1]);
    } else {
        koppel_supervision_json(province, &sheet, &files[1]);
    }
    if (options->province.csv || options->province.json) {
        const struct koppel_text *file = &files[options->province.json ? 1 : 0];

        koppel_text_append(&printed, file->bytes, file->n_bytes);
    } else if (options->is_public) {
        koppel_public_print(province, &sheet, decimal, &printed);
    } else {
        koppel_supervision_print(province, decimal, &printed);
    }
    exit_code = koppel_province_deliver(open, &options->province, &printed, 2, names, files);
out:
    koppel_text_free(&printed);
    koppel_text_free(&files[0]);
    koppel_text_free(&files[1]);
    koppel_sheet_free(&sheet);
    return exit_code;
}

static int explain(struct koppel_province_case *open, const struct supervise_options *options,
                   const struct koppel_province *province)
{
    int32_t m = koppel_municipality_choose(&open->kase, options->explain, &open->errors);
    struct koppel_target_table targets = {0};
    struct koppel_text text = {0};
    enum koppel_status status =
        m != KOPPEL_NONE ? koppel_province_targets(open, &options->province, open->period, &targets) : KOPPEL_E_INPUT;
    int exit_code = koppel_exit_code(status);

    if (status == KOPPEL_OK) {
        koppel_supervision_explain(province, &targets, m, &text);
        exit_code = koppel_province_deliver(open, &options->province, &text, 0, NULL, NULL);
    }
    koppel_target_table_free(&targets);
    koppel_text_free(&text);
    return exit_code;
}

/* Proposals that clash cannot all be carried out, so their sums would be wrong. */
static enum koppel_status gather(struct koppel_province_case *open, const struct supervise_options *options,
                                 struct koppel_gathered *gathered)
{
    enum koppel_status status = koppel_gathered_make(&open->kase, open->period, options->province.folders,
                                                     options->province.n_folders, gathered, &open->errors);

    if (status == KOPPEL_OK && gathered->clashes.n_items > 0) {
        for (size_t i = 0; i < gathered->clashes.n_items; i++) {
            const struct koppel_error *clash = &gathered->clashes.items[i];

            koppel_errors_add(&open->errors, KOPPEL_E_INPUT, clash->file, clash->line, 0, "%s", clash->text);
        }
        status = koppel_errors_add(&open->errors, KOPPEL_E_INPUT, NULL, 0, 0,
                                   "the proposals cannot all be carried out; see koppel check --province");
    }
    return status;
}

static int run_supervise(struct koppel_province_case *open, const struct supervise_options *options)
{
    struct koppel_gathered gathered = {0};
    struct koppel_province province = {0};
    enum koppel_status status = koppel_province_case_open(open, &options->province);
    int exit_code = EXIT_INTERNAL;

    if (status == KOPPEL_OK) {
        status = koppel_interventions_check(&open->kase, &open->rules, &open->errors);
    }
    if (status == KOPPEL_OK && open->kase.n_targets == 0) {
        status =
            koppel_errors_add(&open->errors, KOPPEL_E_MISSING, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
                              "the table is missing or empty: it holds the targets, and who was linked and housed");
    }
    if (status == KOPPEL_OK && options->province.n_folders > 0) {
        status = gather(open, options, &gathered);
    }
    if (status == KOPPEL_OK) {
        status = koppel_province_make(&open->kase, &open->rules, open->period, open->day,
                                      options->province.n_folders > 0 ? gathered.by_municipality : NULL, &province);
    }
    status = status == KOPPEL_OK ? koppel_province_require_targets(open, &province) : status;
    if (status != KOPPEL_OK) {
        exit_code = koppel_exit_code(status);
    } else {
        koppel_province_note_gaps(open, &province);
        koppel_province_note_linked(open, &province);
        koppel_province_note_excusable(open, &province);
        koppel_province_note_promised(open, &province);
        koppel_province_note_earlier(open, &province, &gathered);
        koppel_province_note_counts(open, &province);
        exit_code = options->explain != NULL ? explain(open, options, &province) : deliver(open, options, &province);
    }
    koppel_province_free(&province);
    koppel_gathered_free(&gathered);
    return exit_code;
}

int koppel_supervise_command(int argc, char **argv)
{
    struct supervise_options options = {0};
    struct koppel_province_case open = {0};
    int exit_code = EXIT_INTERNAL;

    koppel_province_options_default(&options.province);
    argp_parse(&parser, argc, argv, 0, NULL, &options);
    koppel_console_catch_interrupt();
    exit_code = run_supervise(&open, &options);
    koppel_province_case_close(&open);
    return exit_code;
}
