/* province_case.c - what the commands for a province share (see province_case.h). */
#include "cli/province_case.h"

#include "io/case_reader.h"
#include "io/folder_writer.h"
#include "model/target_history.h"
#include "province/supervision_check.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    OPTION_OUTPUT = 'o',
    OPTION_FORCE = 'f',
    OPTION_PERIOD = 640,
    OPTION_DAY,
    OPTION_RULE_FILES,
    OPTION_CSV,
    OPTION_JSON_TEXT,
    OPTION_COMMA,
    OPTION_NATIONAL,
    OPTION_INHABITANTS
};

#define MOST_PERSONS INT64_C(1000000000)

void koppel_province_options_default(struct koppel_province_options *options)
{
    *options = (struct koppel_province_options){
        .as_of = KOPPEL_NO_DATE, .period = KOPPEL_NONE, .national = KOPPEL_UNKNOWN, .inhabitants = KOPPEL_UNKNOWN};
}

void koppel_province_take_folder(struct koppel_province_options *options, const char *folder, struct argp_state *state)
{
    if (options->case_folder == NULL) {
        options->case_folder = folder;
    } else if (options->n_folders < KOPPEL_MOST_PROPOSALS) {
        options->folders[options->n_folders++] = folder;
    } else {
        argp_error(state, "takes at most %d proposals", KOPPEL_MOST_PROPOSALS);
    }
}

static error_t parse_reading(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_options *options = state->input;

    switch (key) {
    case OPTION_PERIOD:
        if (!koppel_period_parse(argument, &options->period)) {
            argp_error(state, "--period takes a half-year such as 2026-1 or 2026-2, not \"%s\"", argument);
        }
        return 0;
    case OPTION_DAY:
        if (!koppel_date_parse(argument, &options->as_of)) {
            argp_error(state, "--as-of takes a date such as 2026-03-15, not \"%s\"", argument);
        }
        return 0;
    case OPTION_RULE_FILES:
        options->rules.rules_folder = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int64_t parse_count(const char *option, const char *argument, struct argp_state *state)
{
    int64_t value = 0;

    if (!koppel_whole_read(argument, 1, MOST_PERSONS, &value)) {
        argp_error(state, "%s takes a whole number of persons, 1 to %" PRId64 ", not \"%s\"", option, MOST_PERSONS,
                   argument);
    }
    return value;
}

static error_t parse_formula(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_options *options = state->input;

    switch (key) {
    case OPTION_NATIONAL:
        options->national = parse_count("--national", argument, state);
        return 0;
    case OPTION_INHABITANTS:
        options->inhabitants = parse_count("--inhabitants", argument, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_writing(int key, char *argument, struct argp_state *state)
{
    struct koppel_province_options *options = state->input;

    switch (key) {
    case OPTION_CSV:
        options->csv = true;
        return 0;
    case OPTION_JSON_TEXT:
        options->json = true;
        return 0;
    case OPTION_COMMA:
        options->decimal_comma = true;
        return 0;
    case OPTION_OUTPUT:
        options->output_folder = argument;
        return 0;
    case OPTION_FORCE:
        options->force = true;
        return 0;
    case ARGP_KEY_END:
        if (options->csv && options->json) {
            argp_error(state, "takes --csv or --json, not both");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option reading_options[] = {
    {"period", OPTION_PERIOD, "HALF-YEAR", 0, "Half-year, such as 2026-1 (default: the one of the day)", 1},
    {"as-of", OPTION_DAY, "DATE", 0, "What was known on this day (default: the last day that the tables record)", 1},
    {"rules", OPTION_RULE_FILES, "FOLDER", 0, "Folder with a supervision.json or ladder_*.json of your own", 1},
    {0}};

static const struct argp_option writing_options[] = {
    {"csv", OPTION_CSV, NULL, 0, "Print CSV instead of text", 2},
    {"json", OPTION_JSON_TEXT, NULL, 0, "Print JSON instead of text", 2},
    {"decimal-comma", OPTION_COMMA, NULL, 0, "Decimal comma, and CSV with semicolons for Dutch Excel", 2},
    {"output", OPTION_OUTPUT, "FOLDER", 0, "Write this new folder", 2},
    {"force", OPTION_FORCE, NULL, 0, "Replace FOLDER when an earlier run wrote it", 2},
    {0}};

static const struct argp_option formula_options[] = {
    {"national", OPTION_NATIONAL, "N", 0, "National number (default: from national.csv)", 0},
    {"inhabitants", OPTION_INHABITANTS, "N", 0,
     "Inhabitants of the country on the reference date (default: from national.csv, else those of the case)", 0},
    {0}};

const struct argp koppel_province_formula_argp = {.options = formula_options, .parser = parse_formula};
const struct argp koppel_province_reading_argp = {.options = reading_options, .parser = parse_reading};
const struct argp koppel_province_writing_argp = {.options = writing_options, .parser = parse_writing};

/* The last half-year that has ended by the day; when it has no target, the one that supervision looks at. */
static int32_t last_ended_period(const struct koppel_province_case *open)
{
    int32_t period = koppel_period_of_day(open->day);

    period -= open->day < koppel_period_last_day(period) ? 1 : 0;
    for (int32_t i = 0; i < open->kase.n_targets; i++) {
        if (open->kase.targets[i].period == period && open->kase.targets[i].published_on <= open->day) {
            return period;
        }
    }
    return koppel_supervised_period(&open->kase, open->day);
}

static enum koppel_status find_period(struct koppel_province_case *open, const struct koppel_province_options *options)
{
    char day[11];

    open->day = options->as_of != KOPPEL_NO_DATE ? options->as_of : koppel_case_last_recorded_day(&open->kase);
    open->period = options->period;
    if (open->period == KOPPEL_NONE && open->day != KOPPEL_NO_DATE) {
        open->period = options->last_ended ? last_ended_period(open) : koppel_supervised_period(&open->kase, open->day);
    }
    if (open->period != KOPPEL_NONE) {
        return KOPPEL_OK;
    }
    if (open->day == KOPPEL_NO_DATE) {
        return koppel_errors_add(&open->errors, KOPPEL_E_INPUT, options->case_folder, 0, 0,
                                 "the tables name no half-year: say which one with --period, such as --period 2026-1");
    }
    koppel_date_format(open->day, day);
    return koppel_errors_add(
        &open->errors, KOPPEL_E_INPUT, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
        "no target was published by %s: choose a later day with --as-of, or a half-year with --period", day);
}

enum koppel_status koppel_province_case_open(struct koppel_province_case *open,
                                             const struct koppel_province_options *options)
{
    enum koppel_status status =
        koppel_case_read_scope(options->case_folder, KOPPEL_CASE_SUPERVISION, &open->kase, &open->errors, &open->notes);

    if (status == KOPPEL_OK) {
        status = find_period(open, options);
    }
    if (status == KOPPEL_OK) {
        int32_t day = open->day != KOPPEL_NO_DATE ? open->day : koppel_period_first_day(open->period);

        status = koppel_supervision_read(&options->rules, open->period, day, &open->rules, &open->errors);
    }
    return status == KOPPEL_OK ? koppel_supervision_check(&open->kase, &open->rules, &open->errors, &open->notes)
                               : status;
}

enum koppel_status koppel_province_targets(struct koppel_province_case *open,
                                           const struct koppel_province_options *options, int32_t period,
                                           struct koppel_target_table *table)
{
    struct koppel_target_question question = {
        .period = period, .day = open->day, .national = options->national, .inhabitants = options->inhabitants};
    enum koppel_status status = koppel_target_table_make(&open->kase, &open->rules.dates, &question, table);

    if (status == KOPPEL_E_ARGUMENT) {
        return koppel_errors_add(&open->errors, KOPPEL_E_INPUT, options->case_folder, 0, 0,
                                 "the municipalities have %" PRId64 " inhabitants, more than the country's %" PRId64
                                 ": correct the latter (--inhabitants or national.csv)",
                                 table->case_inhabitants, table->country);
    }
    if (status != KOPPEL_OK) {
        koppel_errors_no_memory(&open->errors, NULL);
    }
    return status;
}

/* The half-years that the tables have targets of by the day, as "2025-1, 2025-2"; at most the last few. */
static void list_periods(const struct koppel_case *kase, int32_t day, char *out, size_t n_out)
{
    int32_t below = INT32_MAX;
    size_t n = 0;

    out[0] = '\0';
    for (int k = 0; k < 6; k++) {
        int32_t last = KOPPEL_NONE;
        char period[8];

        for (int32_t i = 0; i < kase->n_targets; i++) {
            const struct koppel_target *target = &kase->targets[i];

            if (target->period < below && target->published_on <= day) {
                last = target->period > last ? target->period : last;
            }
        }
        if (last == KOPPEL_NONE) {
            return;
        }
        koppel_period_format(last, period);
        n += (size_t)snprintf(out + n, n_out - n, "%s%s", k > 0 ? ", " : "", period);
        below = last;
    }
}

enum koppel_status koppel_province_require_targets(struct koppel_province_case *open,
                                                   const struct koppel_province *province)
{
    char period[8];
    char day[11];
    char known[64];

    for (int32_t m = 0; m < open->kase.n_municipalities; m++) {
        if (province->rows[m].has_target) {
            return KOPPEL_OK;
        }
    }
    koppel_period_format(province->period, period);
    koppel_date_format(province->day, day);
    list_periods(&open->kase, province->day, known, sizeof known);
    return koppel_errors_add(&open->errors, KOPPEL_E_INPUT, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
                             "no municipality has a target of %s that was published by %s; there are targets of %s: "
                             "choose another half-year with --period, or a later day with --as-of",
                             period, day, known[0] != '\0' ? known : "no half-year");
}

void koppel_province_case_close(struct koppel_province_case *open)
{
    koppel_errors_print(&open->notes, "note", false);
    koppel_errors_print(&open->errors, "error", false);
    koppel_errors_clear(&open->notes);
    koppel_errors_clear(&open->errors);
    koppel_case_free(&open->kase);
}

void koppel_province_csv(const struct koppel_province_case *open, const struct koppel_province_options *options,
                         const struct koppel_sheet *sheet, struct koppel_text *text)
{
    const struct koppel_case dutch = {.separator = ';', .decimal_point = ','};
    struct koppel_csv csv = koppel_csv_begin(text, options->decimal_comma ? &dutch : &open->kase);

    koppel_sheet_csv(sheet, &csv);
}

char koppel_province_decimal(const struct koppel_province_options *options)
{
    return options->decimal_comma ? ',' : '.';
}

int koppel_province_deliver(struct koppel_province_case *open, const struct koppel_province_options *options,
                            const struct koppel_text *printed, size_t n, const char *const *names,
                            const struct koppel_text *files)
{
    const char *bytes[8] = {NULL};
    size_t sizes[8] = {0};
    enum koppel_status status = koppel_text_status(printed);

    for (size_t i = 0; i < n; i++) {
        bytes[i] = files[i].n_bytes > 0 ? files[i].bytes : "";
        sizes[i] = files[i].n_bytes;
        status = status == KOPPEL_OK ? koppel_text_status(&files[i]) : status;
    }
    if (status != KOPPEL_OK) {
        return koppel_exit_code(koppel_errors_no_memory(&open->errors, NULL));
    }
    if (options->output_folder != NULL) {
        status = koppel_folder_write(options->output_folder, options->force, n, names, bytes, sizes, &open->errors);
    }
    if (status != KOPPEL_OK) {
        return koppel_exit_code(status);
    }
    return koppel_text_print(printed) ? EXIT_DONE : EXIT_OUTPUT;
}
