// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* option_check.h - options that a command does not have, or that stand there without their value: told in the language
 * of the run, before argp would tell them in that of the C library. */
#ifndef KOPPEL_CLI_OPTION_CHECK_H
#define KOPPEL_CLI_OPTION_CHECK_H

#include <argp.h>
#include <stdbool.h>

enum { KOPPEL_MISSPELT = 2, KOPPEL_LETTERS_MANY = 99 };

/** How many letters must change, go, come or change places with the next one to make a word of the name: up to
 * KOPPEL_MISSPELT it may be meant. */
int koppel_letters_apart(const char *name, const char *word);

/**
 * Looks through the arguments as getopt does: long options, also shortened, and short ones, also joined; what follows
 * "--" is no option.
 * @param command  what messages begin with: "koppel solve"
 * @return true, or false with a message on standard error
 */
bool koppel_options_check(const struct argp *parser, const char *command, int argc, char *const *argv);

#endif
