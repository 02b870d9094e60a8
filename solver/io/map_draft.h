// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* map_draft.h - a draft of columns.json for a workbook or CSV file whose headings are not those of the dictionary. */
#ifndef KOPPEL_IO_MAP_DRAFT_H
#define KOPPEL_IO_MAP_DRAFT_H

#include "base/error.h"
#include "base/text.h"

/**
 * Guesses which table each sheet of a file is, where the names of its columns stand, and which column each heading means:
 * one that the dictionary knows, that has such a name in it, that is used for it elsewhere, or that is spelt much like
 * it. What is not guessed, and what the program must not hold, is null.
 *
 * @param[out] json   a map as column_map.h reads it; owned by the caller
 * @param notes       a note a sheet: what it is taken for, or that it is left out, and the headings without a guess
 * @return KOPPEL_OK, or KOPPEL_E_MISSING, KOPPEL_E_INPUT (also: no table is found), KOPPEL_E_MEMORY with a message
 */
enum koppel_status koppel_map_draft_make(const char *path, struct koppel_text *json, struct koppel_errors *errors,
                                         struct koppel_errors *notes);

#endif
