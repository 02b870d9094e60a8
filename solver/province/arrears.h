// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* arrears.h - the arrears of a municipality by the half-year in which they arose.
 *
 * Whoever is housed makes up for the oldest arrears first; a lead goes into the target. What a published balance has more
 * than these sums is older than the tables; what it has less was made up, oldest first.
 */
#ifndef KOPPEL_PROVINCE_ARREARS_H
#define KOPPEL_PROVINCE_ARREARS_H

#include "province/standing.h"

enum { KOPPEL_MAX_ARREARS = 24 };

/** Arrears that are left, oldest first. */
struct koppel_arrears {
    int32_t periods[KOPPEL_MAX_ARREARS]; /* KOPPEL_NONE: before the tables begin; the oldest that do not fit are one */
    int64_t persons[KOPPEL_MAX_ARREARS]; /* above 0 */
    int32_t n;
    int64_t total;
    int64_t excused; /* at the end of the last half-year: part of them that may not be enforced, the newest */
};

/** What is left on the day that is asked about, of half-years that have ended. Time O(half-years * targets). */
struct koppel_arrears koppel_arrears_left(const struct koppel_case *kase, const struct koppel_supervision_dates *dates,
                                          const struct koppel_asked *asked);

/** In words: "12 of 2025-2", "3 of earlier, 12 of 2025-2"; "" without arrears; in the language of
 * people, or as files that machines read have it. @return out */
enum { KOPPEL_ARREARS_WORDS = 640 };
const char *koppel_arrears_words(const struct koppel_arrears *arrears, bool for_people, char out[KOPPEL_ARREARS_WORDS]);

#endif
