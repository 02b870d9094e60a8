// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proposal_book.h - proposal.xlsx: a proposal as a workbook that people read, print, answer and change. */
#ifndef KOPPEL_BOOK_PROPOSAL_BOOK_H
#define KOPPEL_BOOK_PROPOSAL_BOOK_H

#include "io/offers_file.h"
#include "report/report.h"

#define KOPPEL_PROPOSAL_BOOK KOPPEL_OFFERS_BOOK

/** Cases with more households have no workbook: nobody reads it, and it would cost more time than the rest. */
enum { KOPPEL_BOOK_MOST_HOUSEHOLDS = 20000 };

/**
 * Makes the workbook of a report, in the language of the run: the proposal, a list for each corporation, who gets no home,
 * areas, target, agreements, households by need, the log of decisions, and how to read it. What the tables of the folder
 * hold is taken from them.
 *
 * @param documents  n_documents that koppel_report_documents made of the same report
 * @param[out] bytes  the file, owned by the caller; its old content is not kept
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_proposal_book_make(const struct koppel_report *report,
                                             const struct koppel_document *documents, size_t n_documents,
                                             struct koppel_text *bytes);

#endif
