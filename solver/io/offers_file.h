// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* offers_file.h - the table of offers that a person may have changed: proposal.csv, or the first sheet of proposal.xlsx. */
#ifndef KOPPEL_IO_OFFERS_FILE_H
#define KOPPEL_IO_OFFERS_FILE_H

#include "io/csv_table.h"
#include "io/dictionary.h"
#include "io/file_bytes.h"
#include "io/summary_reader.h"
#include "workbook/workbook.h"

#define KOPPEL_OFFERS_TABLE "proposal.csv"
#define KOPPEL_OFFERS_BOOK "proposal.xlsx"

/** What the workbook calls its sheet of offers, and columns of proposal.csv that the dictionary has no names for. */
struct koppel_offers_words {
    const char *code; /* "sheet_proposal", or "neighbourhood_code" and the like */
    const char *column;
    const char *english;
    const char *dutch;
};

/** The sheet of offers; the one that explains a workbook and holds nothing to read; then columns. */
enum { KOPPEL_OFFERS_SHEET, KOPPEL_EXPLANATION_SHEET, KOPPEL_OFFERS_FIRST_COLUMN, KOPPEL_N_OFFERS_WORDS = 6 };

extern const struct koppel_offers_words koppel_offers_words[KOPPEL_N_OFFERS_WORDS];

/** An open table of offers. Zero-initialise; it must not move while it is open. */
struct koppel_offers_file {
    struct koppel_csv_table csv;  /* columns have the names of proposal.csv */
    char name[KOPPEL_PLACE_FILE]; /* how messages call it */
    bool is_book;
    struct koppel_file_bytes bytes;
    struct koppel_workbook book;
};

/** Is this the path of a workbook, by its name? */
bool koppel_is_offers_book(const char *path);

/**
 * Opens a table of offers: a workbook by its name, else a CSV file.
 * @param name   how messages call a CSV file
 * @param notes  may be NULL
 * @return as koppel_csv_table_read; the caller closes it also after an error
 */
enum koppel_status koppel_offers_open(const char *path, const char *name, struct koppel_offers_file *file,
                                      struct koppel_errors *errors, struct koppel_errors *notes);

void koppel_offers_close(struct koppel_offers_file *file);

/**
 * Which table of a folder counts when a person may have changed one: its workbook, where that says something else than
 * proposal.csv and the latter still says what the summary tells, or else proposal.csv; said in a note when they differ.
 * Both changed, to different offers, is an error.
 * @param[out] path  owned by the caller; NULL after an error
 */
enum koppel_status koppel_offers_choose(const char *folder, const struct koppel_summary *summary, char **path,
                                        struct koppel_errors *errors, struct koppel_errors *notes);

/** The folder of a proposal: the path itself, or where a file stands. Owned by the caller; NULL without memory. */
char *koppel_offers_folder(const char *path);

#endif
