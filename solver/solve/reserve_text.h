// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reserve_text.h - the reserve list of a proposal as tables and as words. */
#ifndef KOPPEL_SOLVE_RESERVE_TEXT_H
#define KOPPEL_SOLVE_RESERVE_TEXT_H

#include "report/outgrown.h"
#include "solve/job.h"
#include "solve/questions/reserve.h"

/** All borrowed. */
struct koppel_reserve_list {
    const struct koppel_job *job;
    const struct koppel_reserves *reserves;
    const int32_t *order; /* koppel_reserves_by_cost */
    const struct koppel_event_chances *chances;
};

enum { KOPPEL_N_RESERVE_DOCUMENTS = 2 };

/** reserve.csv and fragile.csv. The caller frees each text. */
void koppel_reserve_documents(const struct koppel_reserve_list *list,
                              struct koppel_document documents[KOPPEL_N_RESERVE_DOCUMENTS]);

/** The offers whose refusal costs most, at most n_most, and how many homes and households have a reserve. */
void koppel_reserve_print(const struct koppel_reserve_list *list, int32_t n_most, struct koppel_text *text);

#endif
