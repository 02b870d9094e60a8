// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* draft_files.h - writes an invented case as CSV tables with their datapackage.json. */
#ifndef KOPPEL_GENERATE_DRAFT_FILES_H
#define KOPPEL_GENERATE_DRAFT_FILES_H

#include "base/error.h"
#include "generate/draft.h"

/** How the files are written: as plain CSV, as Dutch Excel saves them, with Dutch column names and values. */
struct koppel_dialect {
    bool excel; /* ; between fields, decimal comma, CRLF, byte-order mark */
    bool dutch; /* Dutch names, ja and nee, days as 15-03-2026 */
};

/** What datapackage.json says of the case: texts that need no escapes in JSON. */
struct koppel_draft_about {
    const char *name, *title, *description;
    bool has_real_places; /* the neighbourhoods are a table of Statistics Netherlands, which asks to be named */
};

/**
 * Writes the tables that have rows, and datapackage.json, as a folder, complete or not at all (folder_writer.h).
 * Required tables are written even when they are empty.
 *
 * @return as koppel_folder_write; KOPPEL_E_MEMORY also when the draft has failed. Time and memory O(bytes).
 */
enum koppel_status koppel_draft_write(const struct koppel_draft *t, const struct koppel_draft_about *about,
                                      struct koppel_dialect dialect, const char *folder, bool force,
                                      struct koppel_errors *errors);

#endif
