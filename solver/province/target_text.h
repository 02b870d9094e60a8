// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* target_text.h - the statutory and the official target of every municipality, for people and programs. */
#ifndef KOPPEL_PROVINCE_TARGET_TEXT_H
#define KOPPEL_PROVINCE_TARGET_TEXT_H

#include "province/target_table.h"
#include "report/sheet.h"

/** Fills a sheet; the columns are set here. @return KOPPEL_OK or KOPPEL_E_MEMORY (free it even so) */
enum koppel_status koppel_target_sheet(const struct koppel_target_table *table, struct koppel_sheet *sheet);

/** The whole answer for the terminal, at most 100 columns: table, sums, and what explains the differences. */
void koppel_target_print(const struct koppel_target_table *table, const struct koppel_sheet *sheet, char decimal_point,
                         struct koppel_text *text);

/** Says of how many municipalities the inhabitants are without a date, when there are any. */
void koppel_target_say_undated(const struct koppel_target_table *table, struct koppel_text *text);

/** The same as JSON. */
void koppel_target_json(const struct koppel_target_table *table, const struct koppel_sheet *sheet,
                        struct koppel_text *text);

#endif
