// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* date.c - calendar days and half-years (see date.h). */
#include "base/date.h"

#include "base/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

/* Days from 1970-01-01 to 1 January of the year. */
static int32_t year_start(int year)
{
    int before = year - 1;

    return (int32_t)(365 * (year - 1970) + (before / 4 - before / 100 + before / 400) -
                     (1969 / 4 - 1969 / 100 + 1969 / 400));
}

int32_t koppel_date_make(int year, int month, int day)
{
    int32_t result = 0;

    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return KOPPEL_NO_DATE;
    }
    result = year_start(year);
    for (int m = 1; m < month; m++) {
        result += days_in_month(year, m);
    }
    return result + day - 1;
}

/* The number in text[0..n), or -1 when one of the bytes is not a digit. */
static int digits(const char *text, int n)
{
    int value = 0;

    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = 10 * value + (text[i] - '0');
    }
    return value;
}

/* Reads `15-03-2026`, `15-3-2026` or `15/3/2026`: the Dutch order, as spreadsheets write it. */
static int32_t parse_day_first(const char *text)
{
    int n_day = text[0] != '\0' && (text[1] == '-' || text[1] == '/') ? 1 : 2;
    const char *month = strlen(text) > (size_t)n_day ? text + n_day + 1 : "";
    int n_month = month[0] != '\0' && (month[1] == '-' || month[1] == '/') ? 1 : 2;

    if (strlen(text) != (size_t)(n_day + n_month + 6) || (text[n_day] != '-' && text[n_day] != '/') ||
        month[n_month] != text[n_day]) {
        return KOPPEL_NO_DATE;
    }
    return koppel_date_make(digits(month + n_month + 1, 4), digits(month, n_month), digits(text, n_day));
}

bool koppel_date_parse(const char *text, int32_t *day)
{
    int32_t result = KOPPEL_NO_DATE;

    if (strlen(text) == 10 && text[4] == '-' && text[7] == '-') {
        result = koppel_date_make(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
    } else {
        result = parse_day_first(text);
    }
    if (result == KOPPEL_NO_DATE) {
        return false;
    }
    *day = result;
    return true;
}

void koppel_date_format(int32_t day, char out[11])
{
    int year = FIRST_YEAR;
    int month = 1;
    int rest = 0;

    out[0] = '\0';
    if (day < year_start(FIRST_YEAR) || day >= year_start(LAST_YEAR + 1)) {
        return;
    }
    while (year < LAST_YEAR && year_start(year + 1) <= day) {
        year++;
    }
    rest = day - year_start(year);
    while (month < 12 && rest >= days_in_month(year, month)) {
        rest -= days_in_month(year, month);
        month++;
    }
    out[0] = (char)('0' + year / 1000);
    out[1] = (char)('0' + year / 100 % 10);
    out[2] = (char)('0' + year / 10 % 10);
    out[3] = (char)('0' + year % 10);
    out[4] = '-';
    out[5] = (char)('0' + month / 10);
    out[6] = (char)('0' + month % 10);
    out[7] = '-';
    out[8] = (char)('0' + (rest + 1) / 10);
    out[9] = (char)('0' + (rest + 1) % 10);
    out[10] = '\0';
}

const char *koppel_date_words(int32_t day, char out[KOPPEL_DAY_WORDS])
{
    static const char *const months[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                         "juli",    "augustus", "september", "oktober", "november", "december"};

    koppel_date_format(day, out);
    if (koppel_language_now() == KOPPEL_DUTCH && out[0] != '\0') {
        long year = strtol(out, NULL, 10);
        long month = strtol(out + 5, NULL, 10);

        snprintf(out, KOPPEL_DAY_WORDS, "%ld %s %04ld", strtol(out + 8, NULL, 10), months[month - 1], year);
    }
    return out;
}

bool koppel_period_parse(const char *text, int32_t *period)
{
    int year = 0;

    if (strlen(text) != 6 || text[4] != '-' || (text[5] != '1' && text[5] != '2')) {
        return false;
    }
    year = digits(text, 4);
    if (year < FIRST_YEAR || year >= LAST_YEAR) {
        return false;
    }
    *period = year * 2 + (text[5] - '1');
    return true;
}

void koppel_period_format(int32_t period, char out[8])
{
    snprintf(out, 8, "%04d-%d", (int)((unsigned)period / 2 % 10000), (int)(period % 2 + 1));
}

int32_t koppel_period_first_day(int32_t period)
{
    return koppel_date_make(period / 2, period % 2 == 0 ? 1 : 7, 1);
}

int32_t koppel_period_last_day(int32_t period)
{
    return koppel_period_first_day(period + 1) - 1;
}
