// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* options_file.h - options that stand in a file, so that a long command need not be typed again.
 *
 * A line holds one option without its dashes, with its value after a blank or "=": "policy = my-policy.json", "quick".
 * Empty lines and lines that begin with # are passed over.
 */
#ifndef KOPPEL_CLI_OPTIONS_FILE_H
#define KOPPEL_CLI_OPTIONS_FILE_H

#include "base/error.h"

/**
 * Takes --options FILE out of the arguments of the program, and puts the options of the file right behind the command:
 * what the command line says comes later, and so holds.
 * @param argv  in and out: NULL-terminated; the new list lasts as long as the program, and so does what is in it
 * @return KOPPEL_OK; KOPPEL_E_ARGUMENT (no file named, or two), KOPPEL_E_MISSING, KOPPEL_E_INPUT, KOPPEL_E_MEMORY, each
 * with a message; the arguments then stay as they were
 */
enum koppel_status koppel_options_file_take(int *argc, char ***argv, struct koppel_errors *errors);

#endif
