// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_command.c - koppel check --province: what the proposals of many municipalities promise together. */
#include "cli/province_options.h"
#include "io/proposal_reader.h"
#include "province/gathered_text.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_PROVINCE = 800 };

struct province_options {
    struct koppel_common_options common;       /* of the re-check: --policy, --rules, --as-of */
    struct koppel_province_arguments province; /* what is written, and the case's folder */
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
        if (options->province.asked.n_proposals == 0) {
            argp_error(state, "--province takes a case folder and the folders of one or more proposals");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"province", OPTION_PROVINCE, NULL, 0, N_("Check the proposals of many municipalities together"), 0}, {0}};

static const struct argp_child children[] = {
    {&koppel_reading_argp, 0, NULL, 0}, {&koppel_province_writing_argp, 0, NULL, 0}, {0}};

static const struct argp parser = {
    .children = children,
    .options = options_here,
    .parser = parse,
    .args_doc = N_("--province CASE FOLDER..."),
    .doc = N_("Checks the proposals of many municipalities together: what they promise, "
              "whether a home or a household is promised twice, and "
              "how many homes of each agreement they use."
              "\vWith households.csv and units.csv in CASE, all offers are also checked together by every rule of a "
              "policy. CASE is "
              "the province's; it needs municipalities.csv. -o writes promised.csv and promised.json."
              "\n\nExit codes: 0 no clash and every rule met, 1 "
              "a clash or violation was found (each is listed), 2 wrong use, 3 "
              "bad input.")};

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
    struct koppel_job_files files = koppel_common_files(&options->common, options->province.asked.case_folder);
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
        goto out;
    }
    status = merge_offers(gathered, &job.kase, &unit_of);
    status = status == KOPPEL_OK ? koppel_verdict_make(&job.fit, unit_of, NULL, 0, &verdict) : status;
    if (status == KOPPEL_OK) {
        koppel_text_add(text, "\nAll offers together, under policy \"%s\"%s\n", job.policy.name,
                        options->common.policy_file == NULL ? _(" (choose another with --policy)") : "");
        if (gathered->clashes.n_items > 0) {
            koppel_text_add(text, "Of a household that is offered two homes, only the first offer is checked here.\n");
        }
        status = koppel_report_verdict(&job.fit, &verdict, text);
        *n_violations = verdict.n_violations;
    } else {
        koppel_errors_add(errors, status, NULL, 0, 0, "the offers could not be checked together");
    }
out:
    free(unit_of);
    koppel_errors_clear(&notes);
    koppel_verdict_free(&verdict);
    koppel_job_close(&job);
    return status;
}

static enum koppel_status make_texts(const struct koppel_gathered *gathered, const struct province_options *options,
                                     struct koppel_province_texts *texts, size_t *n_violations,
                                     struct koppel_errors *errors)
{
    struct koppel_gathered_sheets sheets;
    struct koppel_sheet all;
    struct koppel_text checked = {0};
    enum koppel_status status = koppel_gathered_sheets_make(gathered, &sheets, &all);

    texts->files[0].name = "promised.csv";
    texts->files[1].name = "promised.json";
    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(errors, NULL);
    } else if (gathered->kase->n_units > 0 && gathered->kase->n_households > 0) {
        status = recheck(gathered, options, &checked, n_violations, errors);
    }
    koppel_gathered_print(gathered, &sheets, &texts->text);
    koppel_text_append(&texts->text, checked.bytes != NULL ? checked.bytes : "", checked.n_bytes);
    texts->text.failed = texts->text.failed || checked.failed;
    koppel_province_csv(gathered->kase, options->province.decimal_comma, &all, &texts->files[0].text);
    koppel_gathered_json(gathered, &sheets, *n_violations, &texts->files[1].text);
    koppel_text_free(&checked);
    koppel_gathered_sheets_free(&sheets, &all);
    return status;
}

static int show(const struct koppel_gathered *gathered, const struct province_options *options,
                struct koppel_errors *errors)
{
    struct koppel_province_texts texts = {0};
    size_t n_violations = 0;
    enum koppel_status status = make_texts(gathered, options, &texts, &n_violations, errors);
    int exit_code =
        status == KOPPEL_OK ? koppel_province_show(&options->province, &texts, errors) : koppel_exit_code(status);

    if (exit_code == EXIT_DONE && (gathered->clashes.n_items > 0 || n_violations > 0)) {
        exit_code = EXIT_WIDER_GAP;
    }
    koppel_province_texts_free(&texts);
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

static int run_province(void *data, struct koppel_messages *messages)
{
    const struct province_options *options = data;
    const struct koppel_province_question *asked = &options->province.asked;
    struct koppel_case kase = {0};
    struct koppel_gathered gathered = {0};
    enum koppel_status status =
        koppel_case_read(asked->case_folder,
                         &(struct koppel_case_request){.scope = KOPPEL_CASE_SUPERVISION,
                                                       .strict = options->common.strict,
                                                       .columns_file = options->common.columns_file},
                         &kase, &messages->errors, &messages->notes);
    int exit_code = EXIT_INTERNAL;

    if (status == KOPPEL_OK) {
        status = koppel_gathered_make(&kase, KOPPEL_NONE, asked->proposals, asked->n_proposals, &gathered,
                                      &messages->errors, &messages->notes);
    }
    exit_code = status == KOPPEL_OK ? show(&gathered, options, &messages->errors) : koppel_exit_code(status);
    koppel_gathered_free(&gathered);
    koppel_case_free(&kase);
    return exit_code;
}

int koppel_province_command(int argc, char **argv)
{
    static const struct koppel_command command = {.parser = &parser, .run = run_province};
    struct province_options options = {0};

    koppel_common_options_default(&options.common);
    koppel_province_arguments_default(&options.province);
    return koppel_command_run(&command, &options, argc, argv);
}
