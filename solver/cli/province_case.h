/* province_case.h - what the commands for a province share: their options, the case with its rules, their printing. */
#ifndef KOPPEL_CLI_PROVINCE_CASE_H
#define KOPPEL_CLI_PROVINCE_CASE_H

#include "cli/command.h"
#include "province/province.h"
#include "province/supervision_reader.h"
#include "province/target_table.h"
#include "report/sheet.h"

enum { KOPPEL_MOST_PROPOSALS = 1000 };

/** Options of targets, supervise and balance, and of check --province. */
struct koppel_province_options {
    const char *case_folder;
    const char *folders[KOPPEL_MOST_PROPOSALS]; /* of proposals */
    int32_t n_folders;
    struct koppel_supervision_files rules;
    int32_t as_of;       /* KOPPEL_NO_DATE: the last day that the tables record */
    int32_t period;      /* KOPPEL_NONE: the half-year of that day */
    bool last_ended;     /* without --period: the last half-year that has ended by that day */
    int64_t national;    /* KOPPEL_UNKNOWN: from national.csv */
    int64_t inhabitants; /* of the country; KOPPEL_UNKNOWN: from national.csv, else those of the case */
    bool csv;
    bool json;
    bool decimal_comma;
    const char *output_folder;
    bool force;
};

/** --period, --as-of, --rules: what is read. The child's input is a struct koppel_province_options. */
extern const struct argp koppel_province_reading_argp;
/** --csv, --json, --decimal-comma, -o, --force: what is written. Input as above. */
extern const struct argp koppel_province_writing_argp;

/** --national, --inhabitants: what the formula is worked out with. Input as above. */
extern const struct argp koppel_province_formula_argp;

/** Takes the case folder first, then the folders of proposals: ARGP_KEY_ARG of a command's parser. */
void koppel_province_take_folder(struct koppel_province_options *options, const char *folder, struct argp_state *state);

/** Nothing given yet. */
void koppel_province_options_default(struct koppel_province_options *options);

/** A case with the rules of its supervision. Zero-initialise; koppel_province_case_close is due also after an error. */
struct koppel_province_case {
    struct koppel_case kase;
    struct koppel_supervision_rules rules;
    int32_t day; /* KOPPEL_NO_DATE: the tables record no day, and none was given */
    int32_t period;
    struct koppel_errors errors;
    struct koppel_errors notes;
};

/**
 * Reads the tables that are there, finds day and half-year, reads the rules, and checks the tables of supervision.
 * @return KOPPEL_OK or the first fault's code
 */
enum koppel_status koppel_province_case_open(struct koppel_province_case *open,
                                             const struct koppel_province_options *options);

/**
 * The targets of a half-year by the formula and as published.
 * @return KOPPEL_OK, or a fault with a message
 */
enum koppel_status koppel_province_targets(struct koppel_province_case *open,
                                           const struct koppel_province_options *options, int32_t period,
                                           struct koppel_target_table *table);

/** Refuses a half-year of which no municipality has a target by the day. @return KOPPEL_OK or KOPPEL_E_INPUT */
enum koppel_status koppel_province_require_targets(struct koppel_province_case *open,
                                                   const struct koppel_province *province);

/** Prints notes and errors, and frees everything. */
void koppel_province_case_close(struct koppel_province_case *open);

/** A sheet as the text of a CSV file, in the case's way of writing or for Dutch Excel. */
void koppel_province_csv(const struct koppel_province_case *open, const struct koppel_province_options *options,
                         const struct koppel_sheet *sheet, struct koppel_text *text);

/** The decimal sign of texts for people. */
char koppel_province_decimal(const struct koppel_province_options *options);

/** Prints a text, and writes a folder of files when -o was given. @return the exit code */
int koppel_province_deliver(struct koppel_province_case *open, const struct koppel_province_options *options,
                            const struct koppel_text *printed, size_t n, const char *const *names,
                            const struct koppel_text *files);

#endif
