// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* area_tables.h - numbers of an account that several reports show. */
#ifndef KOPPEL_REPORT_AREA_TABLES_H
#define KOPPEL_REPORT_AREA_TABLES_H

#include "verify/verdict.h"

/** Fair share of a spread account in thousandths, halves rounded up; KOPPEL_UNKNOWN when the municipality has no
 * reference. */
int64_t koppel_fair_share_thousandths(const struct koppel_account *account);

/** Was the area above what the spread rule allows before this round? KOPPEL_MAYBE: the rule has no cap there. */
enum koppel_tristate koppel_above_cap_before(const struct koppel_suitability *fit,
                                             const struct koppel_account *account);

/** Persons that the target of a target account is still short of, 0 or more. */
int64_t koppel_persons_short(const struct koppel_suitability *fit, const struct koppel_account *account);

#endif
