// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_options.h - the options of the commands for a province, and how these commands print. */
#ifndef KOPPEL_CLI_PROVINCE_OPTIONS_H
#define KOPPEL_CLI_PROVINCE_OPTIONS_H

#include "cli/command.h"
#include "province/province_case.h"

enum { KOPPEL_MOST_PROPOSALS = 1000 };

/** Arguments of targets, supervise and balance, and of check --province. Does not move once it has its defaults. */
struct koppel_province_arguments {
    struct koppel_province_question asked;
    const char *folders[KOPPEL_MOST_PROPOSALS];   /* of the proposals that are asked about */
    const char *published[KOPPEL_MOST_PROPOSALS]; /* folders of earlier public tables */
    bool csv;
    bool json;
    bool decimal_comma;
    const char *output_folder;
    bool force;
    bool quiet; /* balance alone */
};

/** --period, --as-of, --rules: what is read. The child's input is a struct koppel_province_arguments. */
extern const struct argp koppel_province_reading_argp;
/** --ladder, --published, --first-published: of supervise and report --province. Input as above. */
extern const struct argp koppel_province_supervising_argp;
/** --csv, --json, --decimal-comma, -o, --force: what is written. Input as above. */
extern const struct argp koppel_province_writing_argp;

/** --national, --inhabitants: what the formula is worked out with. Input as above. */
extern const struct argp koppel_province_formula_argp;

/** Takes the case folder first, then the folders of proposals: ARGP_KEY_ARG of a command's parser. */
void koppel_province_take_folder(struct koppel_province_arguments *options, const char *folder,
                                 struct argp_state *state);

/** Nothing given yet. */
void koppel_province_arguments_default(struct koppel_province_arguments *options);

/** Prints a text, and writes a folder of n documents when -o was given. @return the exit code */
int koppel_province_deliver(const struct koppel_province_arguments *options, const struct koppel_document *documents,
                            size_t n, const struct koppel_text *printed, struct koppel_errors *errors);

/** The same for texts in every form, of which it prints the one that is asked for. */
int koppel_province_show(const struct koppel_province_arguments *options, const struct koppel_province_texts *texts,
                         struct koppel_errors *errors);

#endif
