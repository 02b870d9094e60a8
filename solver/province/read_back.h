// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* read_back.h - a new targets.csv, read again before it is written. */
#ifndef KOPPEL_PROVINCE_READ_BACK_H
#define KOPPEL_PROVINCE_READ_BACK_H

#include "province/carry.h"

/**
 * Reads the case with the new table in place of its own, checks its tables as every command does, and compares the
 * balances with those that were carried over.
 * @param folder  of the case
 * @param csv     from koppel_carry_table
 * @return KOPPEL_OK, or KOPPEL_E_INPUT with messages when the table would be refused or says something else
 */
enum koppel_status koppel_carry_read_back(const struct koppel_carry *carry, const char *folder,
                                          const struct koppel_text *csv, struct koppel_errors *errors);

#endif
