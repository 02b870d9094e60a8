// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* help.h - the options and help texts of a command in the language of the run. */
#ifndef KOPPEL_CLI_HELP_H
#define KOPPEL_CLI_HELP_H

#include "base/arena.h"

#include <argp.h>

/**
 * A copy of a parser with its texts translated, @SHARE@ in them replaced by the folder of the installed data, and with
 * the options that every command has: --lang (which main has taken already), --help, --usage, --version.
 * @return in the arena; NULL when memory ran out
 */
const struct argp *koppel_help_parser(struct koppel_arena *arena, const struct argp *parser);

/** Takes --lang out of the arguments of the program, and sets the language; without it by KOPPEL_LANG, else "auto": that
 * of the headings of the case, and until they are known of the locale. @return NULL, or what is no language */
const char *koppel_language_take(int *argc, char **argv);

#endif
