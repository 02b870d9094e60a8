// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cell_findings.h - what is told of the cells of one table: gathered cell by cell, told once a kind and column. */
#ifndef KOPPEL_IO_CELL_FINDINGS_H
#define KOPPEL_IO_CELL_FINDINGS_H

#include "io/cell_value.h"

enum { KOPPEL_FINDING_LINES = 6, KOPPEL_FINDING_SHAPE = 16, KOPPEL_FINDING_EXAMPLES = 3, KOPPEL_LINES_TEXT = 160 };

/** Why a cell is refused. Cells are of one kind when they have the same reason, and the same shape where their form is at
 * fault. */
enum koppel_cell_refusal { KOPPEL_REFUSED_FORM, KOPPEL_REFUSED_EMPTY, KOPPEL_REFUSED_KEY, KOPPEL_REFUSED_SIGN };

/** Cells of one kind in one column. */
struct koppel_finding_lines {
    int32_t n;
    int32_t last_row;
    bool in_a_row; /* one below the other */
    long last_line;
    long lines[KOPPEL_FINDING_LINES];
};

struct koppel_refused_cells {
    int32_t position;
    enum koppel_cell_refusal refusal;
    char shape[KOPPEL_FINDING_SHAPE];
    char why[KOPPEL_CELL_WHY]; /* of the first one */
    struct koppel_finding_lines lines;
};

/** Cells of one column that were read by their only meaning, with a few of them that differ in shape. */
struct koppel_understood_cells {
    int32_t position;
    bool are_trimmed; /* blanks at their ends are left out */
    struct koppel_finding_lines lines;
    int n_examples; /* none of trimmed cells: they may be texts */
    char shapes[KOPPEL_FINDING_EXAMPLES][KOPPEL_FINDING_SHAPE];
    char examples[KOPPEL_FINDING_EXAMPLES][160]; /* `"3 kamers" as 3` */
};

/** Zero-initialise. */
struct koppel_cell_findings {
    struct koppel_refused_cells *refused;
    size_t n_refused, refused_capacity;
    struct koppel_understood_cells *understood;
    size_t n_understood, understood_capacity;
};

/** Adds a cell that is refused. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_findings_refuse(struct koppel_cell_findings *findings, enum koppel_cell_refusal refusal,
                                          int32_t position, int32_t row, long line, const char *cell, const char *why);

/** Adds a cell that is read as another text; without that text, one that is read without blanks at its ends. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_findings_understand(struct koppel_cell_findings *findings, int32_t position, int32_t row,
                                              long line, const char *cell, const char *plain);

/** `lines 2 to 45`, or `lines 3, 7 and 9`; of a sheet `rows 2 to 45`. @param file  whose lines they are. @return out */
char *koppel_lines_say(const struct koppel_finding_lines *lines, const char *file, char out[KOPPEL_LINES_TEXT]);

/** Adds a line to a list of lines. */
void koppel_lines_add(struct koppel_finding_lines *lines, int32_t row, long line);

/** Frees and zeroes. */
void koppel_findings_free(struct koppel_cell_findings *findings);

#endif
