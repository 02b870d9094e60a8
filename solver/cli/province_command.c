/* province_command.c - koppel check --province: what the proposals of many municipalities promise together. */
#include "cli/province_case.h"
#include "io/case_reader.h"
#include "io/proposal_reader.h"
#include "province/gathered_text.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_PROVINCE = 800 };

struct province_options {
    struct koppel_common_options common;     /* of the re-check: --policy, --rules, --as-of */
    struct koppel_province_options province; /* what is written, and the case's folder */
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct province_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        state->child_inputs[1] = &options->province;
        return 0;
    case OPTION_PROVINCE:
        return 0;
    case ARGP_KEY_ARG:
        koppel_province_take_folder(&options->province, argument, state);
        return 0;
    case ARGP_KEY_END:
        if (options->province.n_folders == 0) {
            argp_error(state, "--province takes a case folder and the folders of one or more proposals");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"province", OPTION_PROVINCE, NULL, 0, "Check the proposals of many municipalities together", 0}, {0}};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_province_writing_argp, 0, NULL, 0}, {0}};

static const struct argp parser = {
    .children = children,
    .options = options_here,
    .parser = parse,
    .args_doc = "--province CASE FOLDER...",
    .doc = "Checks the proposals of many municipalities together: what they promise, "
           "whether a home or a household is promised twice, and "
           "how many homes of each agreement they use."
           "\vWith households.csv and units.csv in CASE, all offers are also checked together by every rule of a "
           "policy. CASE is "
           "the province's; it needs municipalities.csv. -o writes promised.csv and promised.json."
           "\n\nExit codes: 0 no clash and every rule met, 1 "
           "a clash or violation was found (each is listed), 2 wrong use, 3 "
           "bad input."};

/* All offers as one proposal of the case; of a household that is offered two homes, the first. */
static enum koppel_status merge_offers(const struct koppel_gathered *gathered, const struct koppel_case *kase,
                                       int32_t **unit_of)
{
    *unit_of = koppel_new((size_t)kase->n_households, sizeof **unit_of);
    if (*unit_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        (*unit_of)[i] = KOPPEL_NONE;
    }
    for (int32_t f = 0; f < gathered->n_folders; f++) {
        const struct koppel_promises *promises = &gathered->folders[f].promises;

        for (size_t k = 0; k < promises->n_promises; k++) {
            int32_t household = koppel_index_get(&kase->household_index, promises->rows[k].household);

            if ((*unit_of)[household] == KOPPEL_NONE) {
                (*unit_of)[household] = koppel_index_get(&kase->unit_index, promises->rows[k].unit);
            }
        }
    }
    return KOPPEL_OK;
}

/* Checks all offers together by every rule of the case, under one policy. Adds the findings to the text. */
static enum koppel_status recheck(const struct koppel_gathered *gathered, const struct province_options *options,
                                  struct koppel_text *text, size_t *n_violations, struct koppel_errors *errors)
{
    struct koppel_policy policy;
    struct koppel_job_files files = {.case_folder = options->province.case_folder,
                                     .policy_file = options->common.policy_file,
                                     .rules_folder = options->common.rules_folder,
                                     .as_of = options->common.as_of};
    struct koppel_job job = {0};
    struct koppel_verdict verdict = {0};
    struct koppel_errors notes = {0}; /* the case's were printed, and a folder without a summary is no matter here */
    int32_t *unit_of = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (options->common.policy_file == NULL) {
        status = koppel_written_policy_read(options->province.folders[0], &policy, errors, &notes);
        files.policy = &policy;
    }
    status = status == KOPPEL_OK ? koppel_job_open(&job, &files, errors, &notes) : status;
    if (status != KOPPEL_OK) {
        koppel_errors_clear(&notes);
        return status;
    }
    status = merge_offers(gathered, &job.kase, &unit_of);
    status = status == KOPPEL_OK ? koppel_verdict_make(&job.fit, unit_of, NULL, 0, &verdict) : status;
    if (status == KOPPEL_OK) {
        koppel_text_add(text, "\nAll offers together, under policy \"%s\"%s\n", job.policy.name,
                        options->common.policy_file == NULL ? " (choose another with --policy)" : "");
        if (gathered->clashes.n_items > 0) {
            koppel_text_add(text, "Of a household that is offered two homes, only the first offer is checked here.\n");
        }
        status = koppel_report_verdict(&job.fit, &verdict, text);
        *n_violations = verdict.n_violations;
    } else {
        koppel_errors_add(errors, status, NULL, 0, 0, "the offers could not be checked together");
    }
    free(unit_of);
    koppel_errors_clear(&notes);
    koppel_verdict_free(&verdict);
    koppel_job_close(&job);
    return status;
}

/* What was found, in every form. */
struct province_texts {
    struct koppel_text text;
    struct koppel_text files[2]; /* CSV, JSON */
    size_t n_violations;
};

static enum koppel_status make_texts(const struct koppel_gathered *gathered, const struct province_options *options,
                                     struct koppel_province_case *open, struct province_texts *texts)
{
    struct koppel_gathered_sheets sheets;
    struct koppel_sheet all;
    struct koppel_text checked = {0};
    enum koppel_status status = koppel_gathered_sheets_make(gathered, &sheets, &all);

    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(&open->errors, NULL);
    } else if (gathered->kase->n_units > 0 && gathered->kase->n_households > 0) {
        status = recheck(gathered, options, &checked, &texts->n_violations, &open->errors);
    }
    koppel_gathered_print(gathered, &sheets, &texts->text);
    koppel_text_append(&texts->text, checked.bytes != NULL ? checked.bytes : "", checked.n_bytes);
    texts->text.failed = texts->text.failed || checked.failed;
    koppel_province_csv(open, &options->province, &all, &texts->files[0]);
    koppel_gathered_json(gathered, &sheets, texts->n_violations, &texts->files[1]);
    koppel_text_free(&checked);
    koppel_gathered_sheets_free(&sheets, &all);
    return status;
}

static int show(const struct koppel_gathered *gathered, const struct province_options *options,
                struct koppel_province_case *open)
{
    static const char *const names[] = {"promised.csv", "promised.json"};
    struct province_texts texts = {0};
    enum koppel_status status = make_texts(gathered, options, open, &texts);
    const struct koppel_text *printed = &texts.text;
    int exit_code = koppel_exit_code(status);

    if (options->province.csv || options->province.json) {
        printed = &texts.files[options->province.json ? 1 : 0];
    }
    if (status == KOPPEL_OK) {
        exit_code = koppel_province_deliver(open, &options->province, printed, 2, names, texts.files);
    }
    if (exit_code == EXIT_DONE && (gathered->clashes.n_items > 0 || texts.n_violations > 0)) {
        exit_code = EXIT_WIDER_GAP;
    }
    koppel_text_free(&texts.text);
    koppel_text_free(&texts.files[0]);
    koppel_text_free(&texts.files[1]);
    return exit_code;
}

bool koppel_province_is_asked(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--province") == 0) {
            return true;
        }
    }
    return false;
}

int koppel_province_command(int argc, char **argv)
{
    struct province_options options = {0};
    struct koppel_province_case open = {0};
    struct koppel_gathered gathered = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    koppel_common_options_default(&options.common);
    koppel_province_options_default(&options.province);
    argp_parse(&parser, argc, argv, 0, NULL, &options);
    koppel_console_catch_interrupt();
    status = koppel_case_read_scope(options.province.case_folder, KOPPEL_CASE_SUPERVISION, &open.kase, &open.errors,
                                    &open.notes);
    if (status == KOPPEL_OK) {
        status = koppel_gathered_make(&open.kase, KOPPEL_NONE, options.province.folders, options.province.n_folders,
                                      &gathered, &open.errors);
    }
    exit_code = status == KOPPEL_OK ? show(&gathered, &options, &open) : koppel_exit_code(status);
    koppel_gathered_free(&gathered);
    koppel_province_case_close(&open);
    return exit_code;
}
