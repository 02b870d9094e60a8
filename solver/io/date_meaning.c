// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* date_meaning.c - days and half-years that are not in the plain form (see date_meaning.h). */
#include "io/date_meaning.h"

#include "base/date.h"
#include "base/language.h"
#include "io/dictionary.h"
#include "io/text_encoding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 16, DAYS_OF_WEEK = 7, NO_WEEKDAY = -1, FIRST_SERIAL = 36526, LAST_SERIAL = 73050 };

static const char digit_signs[] = "0123456789";
static const char letter_signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first word of a text in small letters. @return its bytes */
static size_t take_word(const char *text, char word[WORD_BYTES])
{
    size_t n = strspn(text, letter_signs);
    size_t n_kept = n < WORD_BYTES - 1 ? n : WORD_BYTES - 1;

    for (size_t i = 0; i < n_kept; i++) {
        word[i] = (char)(text[i] | 0x20);
    }
    word[n_kept] = '\0';
    return n;
}

/* Which list of words a word is in; -1: in none. */
static int find_word(const char *const *lists, int n_lists, const char *word)
{
    for (int i = 0; i < n_lists; i++) {
        if (koppel_words_contain(lists[i], word)) {
            return i;
        }
    }
    return -1;
}

static int number_of(const char *text, size_t n)
{
    int number = 0;

    for (size_t i = 0; i < n; i++) {
        number = 10 * number + (text[i] - '0');
    }
    return number;
}

/* ---- What stands around a date ---- */

/* The day of the week in front of a date, Monday is 0, and where the date begins; NO_WEEKDAY: there is none. */
static int take_weekday(const char **text)
{
    static const char *const weekdays[DAYS_OF_WEEK] = {
        "ma maandag mon monday",     "di dinsdag tue tues tuesday",
        "wo woensdag wed wednesday", "do donderdag thu thur thurs thursday",
        "vr vrijdag fri friday",     "za zat zaterdag sat saturday",
        "zo zon zondag sun sunday"};
    char word[WORD_BYTES];
    size_t n = take_word(*text, word);
    int weekday = n > 0 ? find_word(weekdays, DAYS_OF_WEEK, word) : NO_WEEKDAY;

    if (weekday >= 0) {
        *text += n + strspn(*text + n, ".,");
        *text += strspn(*text, " ");
    }
    return weekday;
}

/* One blank where there are several, none around the signs of a date, and a hyphen for every dash. */
static void squeeze(const char *cell, char out[KOPPEL_PLAIN_BYTES])
{
    size_t n = 0;
    bool after_blank = false;

    while (*cell != '\0' && n + 2 < KOPPEL_PLAIN_BYTES) {
        size_t n_blank = koppel_text_blank_bytes(cell);
        size_t n_dash = koppel_text_dash_bytes(cell);
        char c = n_dash > 0 ? '-' : *cell;
        bool joins = c == '-' || c == '/' || (c == '.' && is_digit(cell[1]));

        if (n_blank > 0) {
            after_blank = n > 0;
            cell += n_blank;
            continue;
        }
        if (after_blank && !joins && strchr("-/", out[n - 1]) == NULL &&
            !(is_digit(c) && n > 1 && out[n - 1] == '.' && is_digit(out[n - 2]))) {
            out[n++] = ' ';
        }
        after_blank = false;
        out[n++] = c;
        cell += n_dash > 0 ? n_dash : 1;
    }
    out[n] = '\0';
}

/* Bytes of a word such as that of "per 1-5-2026". */
static size_t take_preposition(const char *text)
{
    char word[WORD_BYTES];
    size_t n = take_word(text, word);

    return n > 0 && text[n] == ' ' && koppel_words_contain("per vanaf op from on", word) ? n + 1 : 0;
}

/* Takes a date apart from the word and the day of the week in front of it. */
static int squeeze_date(const char *cell, char out[KOPPEL_PLAIN_BYTES])
{
    char text[KOPPEL_PLAIN_BYTES];
    const char *date = text;
    int weekday = NO_WEEKDAY;

    squeeze(cell, text);
    date += take_preposition(date);
    weekday = take_weekday(&date);
    memmove(out, date, strlen(date) + 1);
    return weekday;
}

char *koppel_date_squeeze(const char *cell, char out[KOPPEL_PLAIN_BYTES])
{
    squeeze_date(cell, out);
    return out;
}

/* A copy without a time of day behind it: 15-03-2026 00:00, 2026-03-15T00:00:00.000. @return whether there was one */
static bool take_time(const char *cell, char out[KOPPEL_PLAIN_BYTES])
{
    const char *colon = strchr(cell, ':');
    const char *start = colon;
    const char *rest = NULL;
    size_t n = 0;

    snprintf(out, KOPPEL_PLAIN_BYTES, "%.40s", cell);
    while (start != NULL && start > cell && is_digit(start[-1])) {
        start--;
    }
    if (start == NULL || start == colon || colon - start > 2 || start - cell > 40 || start == cell ||
        (start[-1] != ' ' && !(start[-1] == 'T' && start - cell == 11))) {
        return false;
    }
    rest = colon;
    while (*rest == ':' && is_digit(rest[1]) && is_digit(rest[2])) {
        rest += 3;
    }
    if (*rest == '.') {
        rest += 1 + strspn(rest + 1, "0");
    }
    if (*rest != '\0' && strcmp(rest, "Z") != 0) {
        return false;
    }
    n = (size_t)(start - cell) - 1;
    while (n > 0 && cell[n - 1] == ' ') {
        n--;
    }
    out[n] = '\0';
    return true;
}

/* ---- Days ---- */

/* One or two digits; an ending such as that of "1st" and "1e" is passed over. */
static int take_day(const char **text)
{
    size_t n = strspn(*text, digit_signs);
    int number = n >= 1 && n <= 2 ? number_of(*text, n) : 0;
    char ending[WORD_BYTES];
    size_t n_ending = 0;

    *text += n;
    n_ending = take_word(*text, ending);
    if (number > 0 && n_ending > 0 && koppel_words_contain("e de ste st nd rd th", ending)) {
        *text += n_ending;
    }
    return number;
}

/* The name of a month, with an abbreviation's point, between signs; 0: none. */
static int take_month(const char **text)
{
    static const char *const months[12] = {"jan januari january",
                                           "feb februari february",
                                           "mrt maart maa mar march",
                                           "apr april",
                                           "mei may",
                                           "jun juni june",
                                           "jul juli july",
                                           "aug augustus august",
                                           "sep sept september",
                                           "okt oktober oct october",
                                           "nov november",
                                           "dec december"};
    char word[WORD_BYTES];
    size_t n = take_word(*text, word);
    int month = n > 0 ? find_word(months, 12, word) + 1 : 0;

    *text += n + (month > 0 && (*text)[n] == '.' && strchr(" -", (*text)[n + 1]) != NULL);
    return month;
}

/* A year of four digits, or of two, at the end. */
static int take_year(const char *text, bool may_be_short)
{
    size_t n = strspn(text, digit_signs);

    if (text[n] != '\0' || (n != 4 && !(n == 2 && may_be_short))) {
        return 0;
    }
    return number_of(text, n) + (n == 2 ? 2000 : 0);
}

static bool write_date(int year, int month, int day, char plain[KOPPEL_PLAIN_BYTES])
{
    int32_t number = koppel_date_make(year, month, day);
    char text[11];

    koppel_date_format(number, text);
    if (number != KOPPEL_NO_DATE) {
        snprintf(plain, KOPPEL_PLAIN_BYTES, "%s", text);
    }
    return number != KOPPEL_NO_DATE;
}

/* 15-mrt-26, 15 maart 2026 */
static bool mean_named_month(const char *text, char plain[KOPPEL_PLAIN_BYTES])
{
    int day = take_day(&text);
    char sign = *text;
    int month = 0;

    if (day == 0 || sign == '\0' || strchr("- ./", sign) == NULL) {
        return false;
    }
    text++;
    month = take_month(&text);
    if (month == 0 || *text != sign) {
        return false;
    }
    return write_date(take_year(text + 1, true), month, day, plain);
}

/* Jan. 9, 2026: where a word says which is the month, it may come first. */
static bool mean_month_first(const char *text, char plain[KOPPEL_PLAIN_BYTES])
{
    int month = take_month(&text);
    int day = 0;

    if (month == 0 || *text != ' ') {
        return false;
    }
    text++;
    day = take_day(&text);
    text += *text == ',';
    return day > 0 && *text == ' ' && write_date(take_year(text + 1, false), month, day, plain);
}

/* 15.03.2026 */
static bool mean_points(const char *text, char plain[KOPPEL_PLAIN_BYTES])
{
    int day = take_day(&text);
    int month = 0;

    if (day == 0 || *text != '.') {
        return false;
    }
    text++;
    month = take_day(&text);
    return month > 0 && *text == '.' && write_date(take_year(text + 1, false), month, day, plain);
}

/* 2026/03/15, 2026.3.15, 20260315: where the year is first, the month is next. */
static bool mean_year_first(const char *text, char plain[KOPPEL_PLAIN_BYTES])
{
    size_t n = strspn(text, digit_signs);
    int year = n == 4 || n == 8 ? number_of(text, 4) : 0;
    char sign = text[n];
    int month = 0;

    if (year < 2000 || (n == 4 && (sign == '\0' || strchr("-/.", sign) == NULL))) {
        return false;
    }
    if (n == 8) {
        return sign == '\0' && write_date(year, number_of(text + 4, 2), number_of(text + 6, 2), plain);
    }
    text += n + 1;
    month = take_day(&text);
    if (month == 0 || *text++ != sign) {
        return false;
    }
    n = strspn(text, digit_signs);
    return n >= 1 && n <= 2 && text[n] == '\0' && write_date(year, month, number_of(text, n), plain);
}

/* Does the day of a plain date fall on this day of the week? 1970-01-01 was a Thursday. */
static bool falls_on(const char *plain, int weekday)
{
    int32_t day = 0;

    return weekday == NO_WEEKDAY || (koppel_date_parse(plain, &day) && (day + 3) % DAYS_OF_WEEK == weekday);
}

/* Without the day of the week. */
static enum koppel_date_form find_date(const char *cell, const char *text, char plain[KOPPEL_PLAIN_BYTES])
{
    char bare[KOPPEL_PLAIN_BYTES];
    int32_t day = 0;
    char written[11];

    take_time(text, bare);
    if (mean_named_month(bare, plain) || mean_month_first(bare, plain)) {
        return KOPPEL_DATE_MONTH;
    }
    if (mean_points(bare, plain)) {
        return KOPPEL_DATE_POINTS;
    }
    if (!koppel_date_parse(bare, &day)) {
        return mean_year_first(bare, plain) ? KOPPEL_DATE_YEAR : KOPPEL_DATE_PLAIN;
    }
    if (strcmp(bare, cell) != 0) {
        koppel_date_format(day, written);
        snprintf(plain, KOPPEL_PLAIN_BYTES, "%s", written);
    }
    return KOPPEL_DATE_PLAIN;
}

enum koppel_date_form koppel_date_form_of(const char *cell, char plain[KOPPEL_PLAIN_BYTES])
{
    char text[KOPPEL_PLAIN_BYTES];
    int weekday = squeeze_date(cell, text);
    enum koppel_date_form form = KOPPEL_DATE_PLAIN;

    plain[0] = '\0';
    form = find_date(cell, text, plain);
    if (plain[0] != '\0' && !falls_on(plain, weekday)) {
        plain[0] = '\0';
        return KOPPEL_DATE_PLAIN;
    }
    return form;
}

const char *koppel_date_advice(const char *cell)
{
    char text[KOPPEL_PLAIN_BYTES];
    char plain[KOPPEL_PLAIN_BYTES] = "";
    const char *at = text;
    int weekday = squeeze_date(cell, text);
    size_t n = strspn(text, digit_signs);
    int first = 0;

    if (n == 5 && text[n] == '\0' && number_of(text, n) >= FIRST_SERIAL && number_of(text, n) <= LAST_SERIAL) {
        return _(": a spreadsheet keeps a day under such a number; give the column the format of a date there, and "
                 "save it again");
    }
    if (weekday != NO_WEEKDAY) {
        find_date(cell, text, plain);
        return plain[0] != '\0' ? _(": that day is another day of the week; correct the one or the other") : "";
    }
    first = take_day(&at);
    if (first > 0 && *at != '\0' && strchr("-/.", *at) != NULL) {
        char sign = *at++;

        return take_day(&at) > 0 && *at == sign && take_year(at + 1, true) > 0 && strlen(at + 1) == 2
                   ? _(": write the year with four digits")
                   : "";
    }
    return "";
}

/* ---- Half-years ---- */

/* A half-year that a spreadsheet took for a month: jan-26, or the first day of it, is 2026-1; feb-26 is 2026-2. */
static bool mean_month_of_period(const char *cell, int *year, int *half)
{
    const char *text = cell;
    char plain[KOPPEL_PLAIN_BYTES];
    int32_t day = 0;

    *half = take_month(&text);
    *year = *half > 0 && *text != '\0' && strchr("- ", *text) != NULL ? take_year(text + 1, true) : 0;
    if (*year == 0) {
        koppel_date_form_of(cell, plain);
        if (!koppel_date_parse(plain[0] != '\0' ? plain : cell, &day)) {
            return false;
        }
        koppel_date_format(day, plain);
        *year = number_of(plain, 4);
        *half = strcmp(plain + 7, "-01") == 0 ? number_of(plain + 5, 2) : 0;
    }
    return *half >= 1 && *half <= 2;
}

/* Which half a word or a number says: 1, 02, 1e, II, H1, second. 0: none; -1: it says nothing of a half. */
static int half_of(const char *word)
{
    static const char *const halves[] = {"1 01 1e 1ste 1st i h1 eerste first", "2 02 2e 2de 2nd ii h2 tweede second"};
    static const char others[] = "halfjaar half jaar helft halfyear year hj h van of the het de";
    int half = find_word(halves, 2, word) + 1;

    return half > 0 ? half : koppel_words_contain(others, word) ? -1 : 0;
}

/* A year and one word that says which half, in any order: "2026/1", "1e halfjaar 2026", "2026-H2". */
static bool mean_words_of_period(const char *cell, int *year, int *half)
{
    static const char signs[] = " -/.,_()";
    char text[KOPPEL_PLAIN_BYTES];

    *year = 0;
    *half = 0;
    squeeze(cell, text);
    for (char *word = text + strspn(text, signs); *word != '\0';) {
        size_t n = strcspn(word, signs);
        size_t n_behind = n + strspn(word + n, signs);
        int found = 0;

        word[n] = word[n] == '\0' ? '\0' : ' ';
        for (size_t i = 0; i < n; i++) {
            word[i] = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] | 0x20) : word[i];
        }
        if (n == 4 && strspn(word, digit_signs) == 4 && *year == 0) {
            *year = number_of(word, 4);
        } else {
            char part[KOPPEL_PLAIN_BYTES];

            snprintf(part, sizeof part, "%.*s", (int)n, word);
            found = half_of(part);
            if (found == 0 || (found > 0 && *half > 0)) {
                return false;
            }
            *half = found > 0 ? found : *half;
        }
        word += n_behind;
    }
    return *year >= 2000 && *year <= 2100 && *half > 0;
}

bool koppel_period_meaning(const char *cell, char plain[KOPPEL_PLAIN_BYTES])
{
    int year = 0;
    int half = 0;

    if (!mean_month_of_period(cell, &year, &half) && !mean_words_of_period(cell, &year, &half)) {
        return false;
    }
    snprintf(plain, KOPPEL_PLAIN_BYTES, "%04d-%d", year, half);
    return true;
}
