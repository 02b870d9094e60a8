/* province_command.c - koppel check --province: what the proposals of many municipalities promise together. */
#include "cli/province_case.h"
#include "io/case_reader.h"
#include "io/proposal_reader.h"
#include "library/gathered.h"
#include "report/layout.h"
#include "report/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_PROVINCE = 800, OPTION_JSON_OUT, MOST_FOLDERS = 1000 };

struct province_options {
    struct koppel_common_options common; /* of the re-check: --policy, --rules, --as-of */
    const char *case_folder;
    const char *folders[MOST_FOLDERS];
    int32_t n_folders;
    bool json;
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct province_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case OPTION_PROVINCE:
        return 0;
    case OPTION_JSON_OUT:
        options->json = true;
        return 0;
    case ARGP_KEY_ARG:
        if (options->case_folder == NULL) {
            options->case_folder = argument;
        } else if (options->n_folders < MOST_FOLDERS) {
            options->folders[options->n_folders++] = argument;
        } else {
            argp_error(state, "takes at most %d proposals", MOST_FOLDERS);
        }
        return 0;
    case ARGP_KEY_END:
        if (options->n_folders == 0) {
            argp_error(state, "--province takes a case folder and the folders of one or more proposals");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options_here[] = {
    {"province", OPTION_PROVINCE, NULL, 0, "Check the proposals of many municipalities together", 0},
    {"json", OPTION_JSON_OUT, NULL, 0, "Print JSON instead of text", 0},
    {0}};

static const struct argp_child children[] = {{&koppel_reading_argp, 0, NULL, 0}, {0}};

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
           "the province's; it needs municipalities.csv."
           "\n\nExit codes: 0 no clash and every rule met, 1 "
           "a clash or violation was found (each is listed), 2 wrong use, 3 "
           "bad input."};

static const struct koppel_sheet_column folder_columns[] = {
    {"proposal", {"", "proposal"}, 44, KOPPEL_SHEET_TEXT},
    {"households", {"house-", "holds"}, 7, KOPPEL_SHEET_COUNT},
    {"homes", {"", "homes"}, 7, KOPPEL_SHEET_COUNT},
    {"persons", {"", "persons"}, 7, KOPPEL_SHEET_COUNT},
    {"left_households", {"left,", "house-"}, 7, KOPPEL_SHEET_COUNT},
    {"left_persons", {"left,", "persons"}, 7, KOPPEL_SHEET_COUNT},
    {"left_no_suitable_home_persons", {"no", "home"}, 7, KOPPEL_SHEET_COUNT},
};

static const struct koppel_sheet_column municipality_columns[] = {
    {"municipality", {"", "code"}, 6, KOPPEL_SHEET_TEXT},       {"name", {"", "name"}, 30, KOPPEL_SHEET_TEXT},
    {"households", {"house-", "holds"}, 7, KOPPEL_SHEET_COUNT}, {"homes", {"", "homes"}, 7, KOPPEL_SHEET_COUNT},
    {"persons", {"", "persons"}, 7, KOPPEL_SHEET_COUNT},
};

static const struct koppel_sheet_column agreement_columns[] = {
    {"corporation", {"corpo-", "ration"}, 14, KOPPEL_SHEET_TEXT},
    {"name", {"", "name"}, 30, KOPPEL_SHEET_TEXT},
    {"municipality", {"", "in"}, 6, KOPPEL_SHEET_TEXT},
    {"min_homes", {"at", "least"}, 7, KOPPEL_SHEET_COUNT},
    {"max_homes", {"at", "most"}, 7, KOPPEL_SHEET_COUNT},
    {"promised_homes", {"pro-", "mised"}, 7, KOPPEL_SHEET_COUNT},
    {"finding", {"", "finding"}, 8, KOPPEL_SHEET_TEXT},
};

#define SHEET(list)                                                                                                    \
    {                                                                                                                  \
        .columns = (list), .n_columns = (int32_t)(sizeof(list) / sizeof *(list))                                       \
    }

/* The three tables of one answer. */
struct province_sheets {
    struct koppel_sheet folders;
    struct koppel_sheet municipalities;
    struct koppel_sheet agreements;
};

static void add_counts(struct koppel_sheet *sheet, const struct koppel_promised *sums)
{
    koppel_sheet_number(sheet, sums->households);
    koppel_sheet_number(sheet, sums->homes);
    koppel_sheet_number(sheet, sums->persons);
}

static void add_left(struct koppel_sheet *sheet, const struct koppel_promised *sums)
{
    koppel_sheet_number(sheet, sums->left_households);
    koppel_sheet_number(sheet, sums->left_persons);
    koppel_sheet_number(sheet, sums->left_unsuited_persons);
}

static void fill_folders(const struct koppel_gathered *gathered, struct koppel_sheet *sheet)
{
    struct koppel_promised total = {0};

    for (int32_t f = 0; f < gathered->n_folders; f++) {
        const struct koppel_promised *sums = &gathered->folders[f].sums;

        koppel_sheet_text(sheet, gathered->folders[f].folder);
        add_counts(sheet, sums);
        add_left(sheet, sums);
        koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
        total.households += sums->households;
        total.homes += sums->homes;
        total.persons += sums->persons;
        total.left_households += sums->left_households;
        total.left_persons += sums->left_persons;
        total.left_unsuited_persons += sums->left_unsuited_persons;
    }
    koppel_sheet_text(sheet, "together");
    add_counts(sheet, &total);
    add_left(sheet, &total);
    koppel_sheet_end(sheet, KOPPEL_SHEET_TOTAL);
}

static void fill_municipalities(const struct koppel_gathered *gathered, struct koppel_sheet *sheet)
{
    for (int32_t m = 0; m < gathered->kase->n_municipalities; m++) {
        if (gathered->by_municipality[m].households > 0) {
            koppel_sheet_text(sheet, gathered->kase->municipalities[m].id);
            koppel_sheet_text(sheet, gathered->kase->municipalities[m].name);
            add_counts(sheet, &gathered->by_municipality[m]);
            koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
        }
    }
}

static void fill_agreements(const struct koppel_gathered *gathered, struct koppel_sheet *sheet)
{
    const struct koppel_case *kase = gathered->kase;

    for (int32_t a = 0; a < kase->n_agreements; a++) {
        const struct koppel_agreement *agreement = &kase->agreements[a];
        int64_t homes = gathered->by_agreement[a];
        const char *finding = "";

        if (agreement->min_homes == KOPPEL_UNKNOWN && agreement->max_homes == KOPPEL_UNKNOWN) {
            continue;
        }
        if (agreement->max_homes != KOPPEL_UNKNOWN && homes > agreement->max_homes) {
            finding = "too many";
        } else if (agreement->min_homes != KOPPEL_UNKNOWN && homes < agreement->min_homes) {
            finding = "too few";
        }
        koppel_sheet_text(sheet, kase->corporations[agreement->corporation].id);
        koppel_sheet_text(sheet, kase->corporations[agreement->corporation].name);
        koppel_sheet_text(
            sheet, agreement->municipality != KOPPEL_NONE ? kase->municipalities[agreement->municipality].id : "all");
        koppel_sheet_number_if(sheet, agreement->min_homes != KOPPEL_UNKNOWN, agreement->min_homes);
        koppel_sheet_number_if(sheet, agreement->max_homes != KOPPEL_UNKNOWN, agreement->max_homes);
        koppel_sheet_number(sheet, homes);
        koppel_sheet_text(sheet, finding);
        koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
    }
}

static void print_clashes(const struct koppel_gathered *gathered, struct koppel_text *text)
{
    char line[1024];

    if (gathered->clashes.n_items == 0) {
        koppel_text_add(text, "\nNo home and no household is promised twice, and no agreement is exceeded.\n");
        return;
    }
    koppel_text_add(text, "\n%zu clash%s:\n", gathered->clashes.n_items + gathered->clashes.n_dropped,
                    gathered->clashes.n_items + gathered->clashes.n_dropped == 1 ? "" : "es");
    for (size_t i = 0; i < gathered->clashes.n_items; i++) {
        const struct koppel_error *clash = &gathered->clashes.items[i];

        snprintf(line, sizeof line, "- %s", clash->text);
        if (clash->line > 0) {
            snprintf(line, sizeof line, "- %s:%ld: %s", clash->file, clash->line, clash->text);
        }
        koppel_lay_words(text, 0, 2, line);
    }
    if (gathered->clashes.n_dropped > 0) {
        koppel_text_add(text, "- and %zu more\n", gathered->clashes.n_dropped);
    }
}

static void print_text(const struct koppel_gathered *gathered, const struct province_sheets *sheets,
                       struct koppel_text *text)
{
    koppel_text_add(text, "What the proposals promise together\n\n");
    koppel_sheet_print(&sheets->folders, '.', text);
    if (sheets->municipalities.n_rows > 0) {
        koppel_text_add(text, "\nBy the municipality in which the home stands\n");
        koppel_sheet_print(&sheets->municipalities, '.', text);
    }
    if (sheets->agreements.n_rows > 0) {
        koppel_text_add(text, "\nAgreements with corporations, in homes (one for each offer)\n");
        koppel_sheet_print(&sheets->agreements, '.', text);
    }
    print_clashes(gathered, text);
}

static void print_json(const struct koppel_gathered *gathered, const struct province_sheets *sheets,
                       size_t n_violations, struct koppel_text *text)
{
    static const struct koppel_sheet_column columns[] = {{"clash", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT}};
    struct koppel_sheet clashes = SHEET(columns);

    for (size_t i = 0; i < gathered->clashes.n_items; i++) {
        koppel_sheet_text(&clashes, gathered->clashes.items[i].text);
        koppel_sheet_end(&clashes, KOPPEL_SHEET_ROW);
    }
    koppel_text_add(text, "{\n  \"proposals\": ");
    koppel_sheet_json(&sheets->folders, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"municipalities\": ");
    koppel_sheet_json(&sheets->municipalities, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"agreements\": ");
    koppel_sheet_json(&sheets->agreements, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"clashes\": ");
    koppel_sheet_json(&clashes, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, ",\n  \"violations\": %zu\n}\n", n_violations);
    text->failed = text->failed || clashes.failed;
    koppel_sheet_free(&clashes);
}

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
    struct koppel_job_files files = {.case_folder = options->case_folder,
                                     .policy_file = options->common.policy_file,
                                     .rules_folder = options->common.rules_folder,
                                     .as_of = options->common.as_of};
    struct koppel_job job = {0};
    struct koppel_verdict verdict = {0};
    struct koppel_errors notes = {0}; /* the case's were printed, and a folder without a summary is no matter here */
    int32_t *unit_of = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (options->common.policy_file == NULL) {
        status = koppel_written_policy_read(options->folders[0], &policy, errors, &notes);
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

static enum koppel_status make_text(const struct koppel_gathered *gathered, const struct province_options *options,
                                    struct koppel_text *text, size_t *n_violations, struct koppel_errors *errors)
{
    struct province_sheets sheets = {.folders = SHEET(folder_columns),
                                     .municipalities = SHEET(municipality_columns),
                                     .agreements = SHEET(agreement_columns)};
    struct koppel_text checked = {0};
    enum koppel_status status = KOPPEL_OK;

    fill_folders(gathered, &sheets.folders);
    fill_municipalities(gathered, &sheets.municipalities);
    fill_agreements(gathered, &sheets.agreements);
    if (gathered->kase->n_units > 0 && gathered->kase->n_households > 0) {
        status = recheck(gathered, options, &checked, n_violations, errors);
    }
    if (options->json) {
        print_json(gathered, &sheets, *n_violations, text);
    } else {
        print_text(gathered, &sheets, text);
        koppel_text_append(text, checked.bytes != NULL ? checked.bytes : "", checked.n_bytes);
    }
    if (status == KOPPEL_OK && (text->failed || checked.failed || sheets.folders.failed ||
                                sheets.municipalities.failed || sheets.agreements.failed)) {
        status = koppel_errors_add(errors, KOPPEL_E_MEMORY, NULL, 0, 0, "memory ran out");
    }
    koppel_text_free(&checked);
    koppel_sheet_free(&sheets.folders);
    koppel_sheet_free(&sheets.municipalities);
    koppel_sheet_free(&sheets.agreements);
    return status;
}

static int show(const struct koppel_gathered *gathered, const struct province_options *options,
                struct koppel_errors *errors)
{
    struct koppel_text text = {0};
    size_t n_violations = 0;
    enum koppel_status status = make_text(gathered, options, &text, &n_violations, errors);
    int exit_code = gathered->clashes.n_items == 0 && n_violations == 0 ? EXIT_DONE : EXIT_WIDER_GAP;

    if (status != KOPPEL_OK) {
        exit_code = koppel_exit_code(status);
    } else if (!koppel_text_print(&text)) {
        exit_code = EXIT_OUTPUT;
    }
    koppel_text_free(&text);
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
    struct koppel_case kase = {0};
    struct koppel_gathered gathered = {0};
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};
    enum koppel_status status = KOPPEL_OK;
    int exit_code = EXIT_INTERNAL;

    koppel_common_options_default(&options.common);
    argp_parse(&parser, argc, argv, 0, NULL, &options);
    koppel_console_catch_interrupt();
    status = koppel_case_read_scope(options.case_folder, KOPPEL_CASE_SUPERVISION, &kase, &errors, &notes);
    if (status == KOPPEL_OK) {
        status = koppel_gathered_make(&kase, KOPPEL_NONE, options.folders, options.n_folders, &gathered, &errors);
    }
    exit_code = status == KOPPEL_OK ? show(&gathered, &options, &errors) : koppel_exit_code(status);
    koppel_errors_print(&notes, "note", false);
    koppel_errors_print(&errors, "error", false);
    koppel_gathered_free(&gathered);
    koppel_case_free(&kase);
    koppel_errors_clear(&errors);
    koppel_errors_clear(&notes);
    return exit_code;
}
