// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* promises_reader.h - the offers of a proposal folder as they are written, without a case to hold them against.
 *
 * A municipality's proposal may have been made on its own case: what it promises is read from proposal.csv and
 * unplaced.csv alone. proposal_reader.h is the reader for a proposal and its case.
 */
#ifndef KOPPEL_PROVINCE_PROMISES_READER_H
#define KOPPEL_PROVINCE_PROMISES_READER_H

#include "base/error.h"
#include "base/memory.h"

/** A row of proposal.csv; with unit "" one of unplaced.csv. Texts belong to the promises. */
struct koppel_promise {
    const char *household;
    const char *unit;
    const char *municipality; /* GM code, "" when not written */
    const char *corporation;  /* "" when not written */
    const char *reason;       /* code of unplaced.csv, "" for an offer */
    int64_t persons;          /* KOPPEL_NONE when not written */
    long line;
};

/** Zero-initialise; koppel_promises_free releases everything. */
struct koppel_promises {
    struct koppel_pool pool;
    struct koppel_promise *rows; /* those of proposal.csv, then those of unplaced.csv */
    size_t n_promises;           /* of proposal.csv */
    int32_t period; /* half-year that summary.json names; KOPPEL_NONE: there is no such file, or it names none */
    bool counts_where_housed; /* its policy counts linked households where they are housed (target.counts) */
    size_t n_unplaced;        /* of unplaced.csv; 0 when the file is not there */
    size_t capacity;
};

/**
 * Reads a folder that koppel solve wrote or a person edited. Of proposal.csv the columns household and unit are needed;
 * persons, municipality and corporation are read when they are there. A household twice is an error. Rows of totals or a source
 * are passed over with a note (NULL: none). Of summary.json, when it is there, the half-year and the policy's target.counts are read.
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages such as `east/proposal.csv:3:
 * ...`
 */
enum koppel_status koppel_promises_read(const char *folder, struct koppel_promises *promises,
                                        struct koppel_errors *errors, struct koppel_errors *notes);

void koppel_promises_free(struct koppel_promises *promises);

#endif
