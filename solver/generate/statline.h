// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* statline.h - tables of Statistics Netherlands (CBS) as they are published: columns by any of their names, padded
 * cells, a point or a letter for what is missing. */
#ifndef KOPPEL_GENERATE_STATLINE_H
#define KOPPEL_GENERATE_STATLINE_H

#include "base/error.h"
#include "io/csv_table.h"

enum { KOPPEL_STATLINE_COLUMNS = 16 };

/**
 * One column that is looked for. `names` are parted by blanks, folded (below), the one to prefer first. A header is
 * folded by taking what stands behind its last slash or bar and before its first parenthesis, in small letters and
 * digits alone: "Wonen/Woningen naar eigendom/Koopwoningen (%)" is koopwoningen. Where R has put points for all of
 * these, the end of what stands before two points will do. A number at its end counts only when the name
 * has it too: AantalInwoners_5 and AantalInwoners_6 are both aantalinwoners.
 */
struct koppel_statline_column {
    const char *names;
    const char *tells; /* for messages: "the inhabitants (StatLine: AantalInwoners)"; NULL: it may be missing */
};

/** A table that was read, with the place of each column that was looked for (KOPPEL_NONE: not there). */
struct koppel_statline {
    struct koppel_csv_table table;
    const char *file; /* how messages call it; borrowed from the path */
    int32_t position[KOPPEL_STATLINE_COLUMNS];
};

/**
 * Reads a table in any of its forms (statline_forms.h); columns that are not looked for are passed over.
 *
 * @param[out] read  owned by the caller, also after an error; koppel_statline_free
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages. Time O(bytes).
 */
enum koppel_status koppel_statline_read(const char *path, const struct koppel_statline_column *columns, int n_columns,
                                        struct koppel_statline *read, struct koppel_errors *errors);

/** The cell, "" when the column is not there or the cell says that there is no figure (. x - NA -99997 -99999998 or
 * nothing). */
const char *koppel_statline_cell(const struct koppel_statline *read, int32_t row, int column);

/**
 * The cell as a whole number of thousandths, `missing` when there is no figure. The decimal sign is a point or a comma.
 * @return false, with a message, when the cell is no number 0..most
 */
bool koppel_statline_number(const struct koppel_statline *read, int32_t row, int column, int64_t most, int64_t missing,
                            int64_t *thousandths, struct koppel_errors *errors);

/** The same for a whole number. */
bool koppel_statline_whole(const struct koppel_statline *read, int32_t row, int column, int64_t most, int64_t missing,
                           int64_t *value, struct koppel_errors *errors);

/** Frees and zeroes. Safe on a zeroed struct. */
void koppel_statline_free(struct koppel_statline *read);

#endif
