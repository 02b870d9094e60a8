// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* gathered_text.h - what many proposals promise together, for people and programs. */
#ifndef KOPPEL_PROVINCE_GATHERED_TEXT_H
#define KOPPEL_PROVINCE_GATHERED_TEXT_H

#include "province/gathered.h"
#include "report/sheet.h"

/** A row for each folder, municipality and agreement. */
struct koppel_gathered_sheets {
    struct koppel_sheet folders;
    struct koppel_sheet municipalities;
    struct koppel_sheet agreements;
};

/**
 * @param[out] all  the three in one, for CSV
 * @return KOPPEL_OK or KOPPEL_E_MEMORY; koppel_gathered_sheets_free is due in either case
 */
enum koppel_status koppel_gathered_sheets_make(const struct koppel_gathered *gathered,
                                               struct koppel_gathered_sheets *sheets, struct koppel_sheet *all);

/** The tables and the clashes for the terminal. */
void koppel_gathered_print(const struct koppel_gathered *gathered, const struct koppel_gathered_sheets *sheets,
                           struct koppel_text *text);

/** The same as JSON. @param n_violations  what a check of all offers by every rule found */
void koppel_gathered_json(const struct koppel_gathered *gathered, const struct koppel_gathered_sheets *sheets,
                          size_t n_violations, struct koppel_text *text);

void koppel_gathered_sheets_free(struct koppel_gathered_sheets *sheets, struct koppel_sheet *all);

#endif
