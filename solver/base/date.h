// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* date.h - calendar days and calendar half-years as whole numbers. */
#ifndef KOPPEL_BASE_DATE_H
#define KOPPEL_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** No date: unknown. Any real date is a day number counted from 1970-01-01. */
#define KOPPEL_NO_DATE INT32_MIN

/** Day number of a date of the Gregorian calendar, or KOPPEL_NO_DATE when there is no such day (years 1900..2200). */
int32_t koppel_date_make(int year, int month, int day);

/** Reads `YYYY-MM-DD`, or the day first: `DD-MM-YYYY` or `DD/MM/YYYY`, where day and month may have one digit; nothing
 * before or after it. @return false, and *day unchanged, when it is not such a date */
bool koppel_date_parse(const char *text, int32_t *day);

/** Writes `YYYY-MM-DD` into out, 11 bytes with the ending zero; the empty text for KOPPEL_NO_DATE and days outside
 * 1900..2200. */
void koppel_date_format(int32_t day, char out[11]);

enum { KOPPEL_DAY_WORDS = 32 };

/** The same for people, as the language of the run writes it: "2026-03-15", "15 maart 2026". @return out */
const char *koppel_date_words(int32_t day, char out[KOPPEL_DAY_WORDS]);

/**
 * A calendar half-year (Huisvestingswet art. 28: kalenderhalfjaar) is the number year * 2 + (half - 1).
 * Reads `2026-1` or `2026-2`. @return false when it is not such a period
 */
bool koppel_period_parse(const char *text, int32_t *period);

/** Writes `2026-1` into out, 8 bytes with the ending zero. */
void koppel_period_format(int32_t period, char out[8]);

/** First and last day of the half-year. */
int32_t koppel_period_first_day(int32_t period);
int32_t koppel_period_last_day(int32_t period);

#endif
