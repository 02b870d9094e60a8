// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_reader.h - how a province supervises, from JSON: data/rules/supervision.json and the ladders,
 * ladder_*.json. */
#ifndef KOPPEL_PROVINCE_SUPERVISION_READER_H
#define KOPPEL_PROVINCE_SUPERVISION_READER_H

#include "base/error.h"
#include "model/supervision_rules.h"

/** Where the rules come from. Texts are borrowed. */
struct koppel_supervision_files {
    const char *rules_folder; /* its supervision.json and ladder_*.json come before the built-in ones; NULL: none */
    const char *ladder_file;  /* one ladder for all municipalities; NULL: the province's own, else the neutral one */
};

/**
 * Reads the version of the dates that is valid on the first day of a half-year and the versions of the ladders that are
 * valid on a day. All versions are checked, also those that do not rule.
 * @return KOPPEL_OK; KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages that name file and path
 */
enum koppel_status koppel_supervision_read(const struct koppel_supervision_files *files, int32_t period, int32_t day,
                                           struct koppel_supervision_rules *rules, struct koppel_errors *errors);

/**
 * Reads one ladder from memory. Rungs must be numbered 1, 2, 3, ... without a gap, have names of their own, and ask
 * more from rung to rung: half-years missed, then days, then per cent never fall.
 * @param[out] ladder  the version valid on the day
 */
enum koppel_status koppel_ladder_parse(const char *text, size_t n_bytes, const char *file, int32_t day,
                                       struct koppel_ladder *ladder, struct koppel_errors *errors);

/** Reads supervision.json from memory; the version valid on the day. */
enum koppel_status koppel_supervision_dates_parse(const char *text, size_t n_bytes, const char *file, int32_t day,
                                                  struct koppel_supervision_dates *dates, struct koppel_errors *errors);

#endif
