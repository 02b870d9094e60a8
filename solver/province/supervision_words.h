// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_words.h - what stands above and below the tables of supervision on the terminal. */
#ifndef KOPPEL_PROVINCE_SUPERVISION_WORDS_H
#define KOPPEL_PROVINCE_SUPERVISION_WORDS_H

#include "province/province.h"
#include "report/sheet.h"

/** Half-year, day, schedule, and which versions the counts are of. */
void koppel_supervision_head(const struct koppel_province *province, char decimal_point, struct koppel_text *text);

/** How many are on schedule, what brings a municipality to each rung, and decisions in place of the rule. */
void koppel_supervision_legend(const struct koppel_province *province, struct koppel_text *text);

#endif
