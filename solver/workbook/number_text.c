// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* number_text.c - the numbers of a workbook as a person sees them (see number_text.h). */
#include "workbook/number_text.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

enum {
    MOST_EXPONENT = 9999,
    DAY_SECONDS = 86400,
    MOST_SERIAL = 9999999,
    FIRST_OF_1904 = -24107,   /* 1904-01-01 */
    BEFORE_FALSE_DAY = 25568, /* day 1 is 1900-01-01 */
    LAST_DAY = 84370,         /* 2200-12-31, the last day that koppel_date_format writes */
    FALSE_DAY = 60            /* 1900-02-29 */
};

/** A number as 0.d1 d2 d3... times 10^point. */
struct digits {
    char digits[KOPPEL_NUMBER_DIGITS + 1];
    int n;
    int point;
    bool negative;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Keeps one digit more than are shown, for rounding. */
static void add_digit(struct digits *number, char digit)
{
    if (number->n <= KOPPEL_NUMBER_DIGITS) {
        number->digits[number->n++] = digit;
    }
}

/* The exponent behind e or E, cut at the ends; *at moves past it. */
static bool take_exponent(const char **at, const char *end, int *exponent)
{
    const char *next = *at + 1;
    bool negative = next < end && *next == '-';
    int value = 0;

    next += next < end && (*next == '-' || *next == '+');
    if (next >= end || !is_digit(*next)) {
        return false;
    }
    for (; next < end && is_digit(*next); next++) {
        value = value < MOST_EXPONENT ? 10 * value + (*next - '0') : value;
    }
    *exponent = negative ? -value : value;
    *at = next;
    return true;
}

static bool take_number(const char *text, size_t n, struct digits *number)
{
    const char *at = text;
    const char *end = text + n;
    bool any = false;
    bool after_point = false;
    int exponent = 0;

    *number = (struct digits){.negative = n > 0 && *at == '-'};
    at += n > 0 && (*at == '-' || *at == '+');
    for (; at < end && (is_digit(*at) || (*at == '.' && !after_point)); at++) {
        if (*at == '.') {
            after_point = true;
            continue;
        }
        any = true;
        if (*at == '0' && number->n == 0) {
            number->point -= after_point; /* zeros in front */
            continue;
        }
        add_digit(number, *at);
        number->point += !after_point;
    }
    if (any && at < end && (*at == 'e' || *at == 'E') && !take_exponent(&at, end, &exponent)) {
        return false;
    }
    number->point = number->n > 0 ? number->point + exponent : 0;
    return any && at == end;
}

/* To 15 digits, half up, without zeros at the end. */
static void round_digits(struct digits *number)
{
    if (number->n > KOPPEL_NUMBER_DIGITS) {
        bool up = number->digits[KOPPEL_NUMBER_DIGITS] >= '5';
        int i = KOPPEL_NUMBER_DIGITS - 1;

        number->n = KOPPEL_NUMBER_DIGITS;
        for (; up && i >= 0; i--) {
            up = number->digits[i] == '9';
            number->digits[i] = up ? '0' : (char)(number->digits[i] + 1);
        }
        if (up) { /* all nines */
            number->digits[0] = '1';
            number->n = 1;
            number->point++;
        }
    }
    while (number->n > 0 && number->digits[number->n - 1] == '0') {
        number->n--;
    }
}

enum koppel_number_form koppel_number_text(const char *text, size_t n, char out[KOPPEL_NUMBER_BYTES])
{
    struct digits number;
    size_t at = 0;

    if (!take_number(text, n, &number)) {
        return KOPPEL_NUMBER_NONE;
    }
    round_digits(&number);
    if (number.n > 0 && number.point > KOPPEL_NUMBER_DIGITS) {
        snprintf(out, KOPPEL_NUMBER_BYTES, "%s%c.%.*sE+%d", number.negative ? "-" : "", number.digits[0], number.n - 1,
                 number.digits + 1, number.point - 1);
        return KOPPEL_NUMBER_LONG;
    }
    if (number.n == 0 || number.point <= -KOPPEL_NUMBER_DIGITS) {
        memcpy(out, "0", 2);
        return KOPPEL_NUMBER_PLAIN;
    }
    if (number.negative) {
        out[at++] = '-';
    }
    if (number.point <= 0) {
        out[at++] = '0';
    }
    for (int i = 0; i < number.point; i++) {
        out[at++] = i < number.n ? number.digits[i] : '0';
    }
    if (number.n > number.point) {
        out[at++] = '.';
        for (int i = number.point; i < 0; i++) {
            out[at++] = '0';
        }
        for (int i = number.point > 0 ? number.point : 0; i < number.n; i++) {
            out[at++] = number.digits[i];
        }
    }
    out[at] = '\0';
    return KOPPEL_NUMBER_PLAIN;
}

/* Seconds of the fraction behind a point, rounded; 86400 when it rounds up to the next day. */
static int32_t seconds_of(const char *fraction)
{
    enum { PLACES = 9 };
    int64_t billionths = 0;
    int n = 0;

    for (; n < PLACES && is_digit(fraction[n]); n++) {
        billionths = 10 * billionths + (fraction[n] - '0');
    }
    for (; n < PLACES; n++) {
        billionths *= 10;
    }
    return (int32_t)((billionths * DAY_SECONDS + INT64_C(500000000)) / INT64_C(1000000000));
}

struct koppel_moment koppel_number_moment(const char *plain, bool from_1904)
{
    struct koppel_moment moment = {0};
    const char *at = plain;
    int32_t serial = 0;

    if (*at == '-') {
        return moment;
    }
    for (; is_digit(*at); at++) {
        serial = serial < MOST_SERIAL ? 10 * serial + (*at - '0') : serial;
    }
    moment.seconds = *at == '.' ? seconds_of(at + 1) : 0;
    if (moment.seconds == DAY_SECONDS) {
        moment.seconds = 0;
        serial++;
    }
    moment.has_day = from_1904 || serial > 0;
    moment.day = from_1904 ? serial + FIRST_OF_1904 : serial - BEFORE_FALSE_DAY - (serial > FALSE_DAY);
    moment.is_real = (from_1904 || serial != FALSE_DAY) && moment.has_day && moment.day <= LAST_DAY;
    return moment;
}

bool koppel_moment_parse(const char *text, struct koppel_moment *moment)
{
    char date[11];
    int32_t day = 0;
    const char *time = text + 10;

    *moment = (struct koppel_moment){0};
    if (strlen(text) < 10) {
        return false;
    }
    memcpy(date, text, 10);
    date[10] = '\0';
    if (date[4] != '-' || !koppel_date_parse(date, &day)) {
        return false;
    }
    moment->day = day;
    moment->has_day = moment->is_real = true;
    if (*time == '\0') {
        return true;
    }
    if (*time != 'T' || strlen(time) < 6 || !is_digit(time[1]) || !is_digit(time[2]) || time[3] != ':' ||
        strspn(time + 1, "0123456789:.Z") != strlen(time + 1)) {
        return false;
    }
    for (const char *at = time + 1; *at != '\0'; at++) {
        if (*at >= '1' && *at <= '9') {
            moment->seconds = 1; /* a time of day other than midnight: how late does not matter */
        }
    }
    return true;
}
