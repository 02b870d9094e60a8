// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_spelling.h - one name for each province of a case, however its rows write it. */
#ifndef KOPPEL_PROVINCE_PROVINCE_SPELLING_H
#define KOPPEL_PROVINCE_PROVINCE_SPELLING_H

#include "province/province_case.h"

/**
 * Gives every municipality the name of its province: one of the twelve (model/province_names.h), or for others that of
 * the first row that means the same. Other spellings are noted.
 */
void koppel_province_spelling_settle(struct koppel_province_case *open);

/** Notes provinces that are none of the twelve, with the ladder that holds for them. */
void koppel_province_note_unknown(struct koppel_province_case *open, const struct koppel_province *province);

#endif
