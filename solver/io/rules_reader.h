// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rules_reader.h - the dated rules of data/rules: occupancy, rent limits, age labels, terms. */
#ifndef KOPPEL_IO_RULES_READER_H
#define KOPPEL_IO_RULES_READER_H

#include "base/error.h"
#include "model/rules.h"

/**
 * Reads the four rule files and takes of each the last version valid on a day. Every version is checked, also those
 * that do not rule that day.
 *
 * @param folder  folder with occupancy.json, rent_limits.json, age_labels.json and terms.json; NULL: those that were
 *                embedded when the library was built
 * @param day     usually the first day of the period that is solved
 * @param has_rent_limits  false: the policy applies none, so that rent_limits.json is not read and need not be there
 * @param[out] rules  complete when KOPPEL_OK is returned
 * @return KOPPEL_OK; KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages that name file and path
 */
enum koppel_status koppel_rules_read(const char *folder, int32_t day, bool has_rent_limits, struct koppel_rules *rules,
                                     struct koppel_errors *errors);

/** Reads one rule file from memory; `name` is "occupancy", "rent_limits", "age_labels" or "terms". */
enum koppel_status koppel_rules_parse(const char *name, const char *text, size_t n_bytes, const char *file, int32_t day,
                                      struct koppel_rules *rules, struct koppel_errors *errors);

#endif
