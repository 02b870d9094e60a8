// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* messages.h - compares the messages that a reader gives with those that a test expects. */
#ifndef KOPPEL_TESTS_MESSAGES_H
#define KOPPEL_TESTS_MESSAGES_H

#include "base/error.h"

/** All messages, one a line, without the code's name at the end; what is dropped is named on a last line. To be freed.
 */
char *messages_text(const struct koppel_errors *errors);

/** Asserts that the messages are exactly `expected` (lines, each ending in \n), and prints both when not. Clears them.
 */
void messages_assert(struct koppel_errors *errors, const char *expected);

/** Asserts that `part` stands in the messages, and prints them when not. */
void messages_assert_part(const struct koppel_errors *errors, const char *part);

#endif
