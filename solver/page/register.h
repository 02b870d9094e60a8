// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* register.h - a proposal for the Dutch algorithm register: its fields, filled as far as program, policy, tables and log
 * tell. The register is public: no number of people or households stands in it.
 *
 * SOURCE  publication standard of the Algoritmeregister 1.0.0: data/register/fields.csv
 */
#ifndef KOPPEL_PAGE_REGISTER_H
#define KOPPEL_PAGE_REGISTER_H

#include "base/error.h"
#include "report/report.h"

/** What the entry is about; borrowed. */
struct koppel_register {
    const struct koppel_report *report;
    bool is_best; /* it is proven that no other proposal is better */
};

/**
 * Makes register.csv (a row a field: group, field, value, and what is to be done) and register.txt, in the language of
 * the run. A value that only the organisation knows is empty.
 * @param[out] files  two, zeroed by the caller; koppel_documents_free
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (message)
 */
enum koppel_status koppel_register_make(const struct koppel_register *entry, struct koppel_document files[2],
                                        struct koppel_errors *errors);

#endif
