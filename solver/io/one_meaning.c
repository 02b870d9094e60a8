/* one_meaning.c - what a cell that is not in the plain form can only mean (see one_meaning.h). */
#include "io/one_meaning.h"

#include "base/date.h"
#include "io/cell_value.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char digit_signs[] = "0123456789";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* ---- Numbers ---- */

/* A copy of the cell with plain blanks, and without characters that do not show. @return false when it does not fit */
static bool copy_plain_blanks(const char *cell, char out[KOPPEL_PLAIN_BYTES])
{
    size_t n = 0;

    while (*cell != '\0') {
        size_t n_blank = koppel_text_blank_bytes(cell);

        if (n + 1 >= KOPPEL_PLAIN_BYTES) {
            return false;
        }
        if (n_blank > 1 && !koppel_text_blank_has_width(cell)) {
            cell += n_blank;
        } else if (n_blank > 0) {
            out[n++] = ' ';
            cell += n_blank;
        } else {
            out[n++] = *cell++;
        }
    }
    out[n] = '\0';
    return true;
}

static char *trim(char *text)
{
    size_t n = strlen(text);

    while (n > 0 && text[n - 1] == ' ') {
        text[--n] = '\0';
    }
    return text + strspn(text, " ");
}

static bool begins_with(const char *text, const char *word, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (small(text[i]) != word[i]) {
            return false;
        }
    }
    return true;
}

/* Takes one word of a list off the front or the end of a number. */
static char *take_unit(char *text, const char *units)
{
    for (size_t n = 0; *units != '\0'; units += n + strspn(units + n, " ")) {
        size_t n_text = strlen(text);
        char *end = NULL;

        n = strcspn(units, " ");
        if (begins_with(text, units, n)) {
            return text + n;
        }
        n_text -= n_text > 0 && text[n_text - 1] == '.'; /* pers. */
        if (n_text <= n) {
            continue;
        }
        end = text + n_text - n;
        if (begins_with(end, units, n) && (is_digit(end[-1]) || strchr(" -,", end[-1]) != NULL)) {
            *end = '\0';
            return text;
        }
    }
    return text;
}

/* Bytes of an en dash, an em dash or a minus sign, which a word processor makes of a hyphen; 0: none. */
static size_t dash_bytes(const char *text)
{
    static const char *const dashes[] = {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92"};

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (strncmp(text, dashes[i], strlen(dashes[i])) == 0) {
            return strlen(dashes[i]);
        }
    }
    return 0;
}

/* An amount without cents: 612,- */
static void take_dash(char *text)
{
    size_t n = strlen(text);

    n -= n > 3 ? dash_bytes(text + n - 3) : 0;
    while (n > 1 && (text[n - 1] == '-' || text[n - 1] == '=')) {
        n--;
    }
    if (n > 1 && text[n] != '\0' && (text[n - 1] == ',' || text[n - 1] == '.') && is_digit(text[n - 2])) {
        text[n - 1] = '\0';
    }
}

/* How the digits of a number are grouped. */
struct groups {
    char digits[KOPPEL_PLAIN_BYTES]; /* without signs, and without what stands behind the last sign */
    char behind[KOPPEL_PLAIN_BYTES]; /* the digits behind the last sign */
    char last;                       /* the last sign; 0: none */
    char first;
    int n_signs, n_last; /* signs, and the last ones that are the same */
    bool are_thousands;  /* one to three digits, then three behind every sign but the last */
    bool may_all_be;     /* the same of all signs */
};

/* @return false when the text is no number at all */
static bool find_groups(const char *text, struct groups *groups)
{
    size_t n = strspn(text, digit_signs);
    size_t n_digits = 0;

    *groups = (struct groups){.are_thousands = n >= 1 && n <= 3 && text[0] != '0', .may_all_be = true};
    if (n == 0 && (text[0] == ',' || text[0] == '.')) { /* ,9 */
        groups->digits[0] = '0';
        n_digits = 1;
    } else if (n == 0) {
        return false;
    } else {
        memcpy(groups->digits, text, n);
        n_digits = n;
    }
    for (text += n; *text != '\0'; text += 1 + n) {
        if (strchr("., ", *text) == NULL) {
            return false;
        }
        n = strspn(text + 1, digit_signs);
        if (n == 0) {
            return false;
        }
        groups->n_signs++;
        groups->n_last = *text == groups->last ? groups->n_last + 1 : 1;
        groups->first = groups->n_signs == 1 ? *text : groups->first;
        groups->are_thousands =
            groups->are_thousands &&
            (groups->n_signs == 1 || (strlen(groups->behind) == 3 && groups->last == groups->first));
        memcpy(groups->digits + n_digits, groups->behind, strlen(groups->behind) + 1);
        n_digits += strlen(groups->behind);
        groups->last = *text;
        snprintf(groups->behind, sizeof groups->behind, "%.*s", (int)n, text + 1);
    }
    groups->may_all_be = groups->are_thousands && strlen(groups->behind) == 3 && groups->n_last == groups->n_signs;
    return true;
}

static bool is_in_range(const struct koppel_column *column, const char *digits)
{
    return strlen(digits) <= 12 && strtoll(digits, NULL, 10) >= column->min && strtoll(digits, NULL, 10) <= column->max;
}

/* May a sign with three zeros behind it in a column of whole numbers stand for a thousand alone? */
static bool zeros_are_thousand(const struct koppel_column *column, const struct groups *groups, const char *all,
                               char sign)
{
    return groups->n_signs > 1 || (sign != 0 && sign != groups->last) || !is_in_range(column, groups->digits)
               ? is_in_range(column, all)
               : false;
}

/* The number without signs for thousands, and with the decimal sign of the table. */
static bool settle_number(const struct koppel_column *column, const char *text, char sign,
                          char plain[KOPPEL_PLAIN_BYTES])
{
    bool is_whole = column->form == KOPPEL_CELL_WHOLE;
    const char *minus = text[0] == '-' ? "-" : "";
    struct groups groups;
    char all[2 * KOPPEL_PLAIN_BYTES];
    bool zeros = false;
    bool as_thousand = false;

    if (!find_groups(text + strlen(minus), &groups)) {
        return false;
    }
    snprintf(all, sizeof all, "%s%s", groups.digits, groups.behind);
    zeros = groups.last != 0 && strspn(groups.behind, "0") == strlen(groups.behind);
    if (groups.last == 0) {
        as_thousand = true; /* no sign at all */
    } else if (groups.may_all_be) {
        as_thousand = is_whole ? !zeros || zeros_are_thousand(column, &groups, all, sign)
                               : groups.n_signs > 1 || groups.last == ' ' ||
                                     (column->places < 3 && sign != 0 && sign != groups.last);
        if (!as_thousand && (is_whole ? is_in_range(column, all) : column->places < 3)) {
            return false; /* 48.000 may be 48 or 48000 */
        }
    }
    if (as_thousand) {
        snprintf(plain, KOPPEL_PLAIN_BYTES, "%s%.40s", minus, all);
        return true;
    }
    if (groups.last == ' ' || groups.n_last != 1 || (groups.n_signs > 1 && !groups.are_thousands) ||
        (is_whole && !zeros) || (!is_whole && groups.n_signs == 1 && sign != 0 && sign != groups.last)) {
        return false;
    }
    if (is_whole) {
        snprintf(plain, KOPPEL_PLAIN_BYTES, "%s%.40s", minus, groups.digits);
    } else {
        snprintf(plain, KOPPEL_PLAIN_BYTES, "%s%.30s%c%.30s", minus, groups.digits, sign != 0 ? sign : groups.last,
                 groups.behind);
    }
    return true;
}

/* Takes a plus off, and makes a hyphen of a long dash in front. */
static char *take_sign(char *text)
{
    size_t n_dash = dash_bytes(text);

    if (text[0] == '+' && is_digit(text[1])) {
        return text + 1;
    }
    if (n_dash > 0 && is_digit(text[n_dash])) {
        text += n_dash - 1;
        text[0] = '-';
    }
    return text;
}

/* Takes the hyphen that was left of "3-kamer"; where a number may be below one it can be a minus. */
static void take_joint(const struct koppel_column *column, const char *before, char *text)
{
    size_t n = strlen(text);

    if (column->min > 0 && n > 1 && text[n - 1] == '-' && is_digit(text[n - 2]) && strcmp(before, text) != 0) {
        text[n - 1] = '\0';
    }
}

static bool mean_number(const struct koppel_column *column, const char *cell, char sign, char plain[KOPPEL_PLAIN_BYTES])
{
    static const char *const apostrophes[] = {"'", "\xE2\x80\x99", "\xE2\x80\x98"};
    const char *units = column->units != NULL ? column->units : "";
    char copy[KOPPEL_PLAIN_BYTES];
    char whole[KOPPEL_PLAIN_BYTES];
    char *text = copy;

    if (!copy_plain_blanks(cell, copy)) {
        return false;
    }
    text = trim(text);
    for (size_t i = 0; i < sizeof apostrophes / sizeof *apostrophes; i++) {
        if (strncmp(text, apostrophes[i], strlen(apostrophes[i])) == 0) {
            text += strlen(apostrophes[i]);
            break;
        }
    }
    snprintf(whole, sizeof whole, "%s", trim(text));
    text = take_sign(trim(take_unit(trim(text), units)));
    take_joint(column, whole, text);
    if (strncmp(units, "\xE2\x82\xAC", 3) == 0) {
        take_dash(text);
    }
    return settle_number(column, text, sign, plain);
}

/* ---- Words and codes ---- */

/* The Dutch word, where the table is Dutch, for a value of a column. */
static const char *word_of(const struct koppel_column *column, const char *value, bool is_dutch, size_t *n)
{
    const struct koppel_choice *choice = koppel_choice_find(column->choices, value);
    const char *word = is_dutch && choice->aliases[0] != '\0' ? choice->aliases : value;

    *n = strcspn(word, " ");
    return word;
}

static const struct koppel_other_words *find_word(const struct koppel_column *column, const char *cell)
{
    char word[KOPPEL_PLAIN_BYTES];
    size_t n = 0;

    if (column->choices == NULL) {
        return NULL;
    }
    for (; cell[n] != '\0' && n + 1 < sizeof word; n++) {
        word[n] = small(cell[n]);
    }
    word[n] = '\0';
    for (const struct koppel_other_words *other = koppel_other_words; other->value != NULL; other++) {
        if (koppel_words_contain(other->words, word) && koppel_choice_find(column->choices, other->value) != NULL) {
            return other;
        }
    }
    return NULL;
}

static bool mean_word(const struct koppel_column *column, const char *cell, bool is_dutch,
                      char plain[KOPPEL_PLAIN_BYTES])
{
    const struct koppel_other_words *other = find_word(column, cell);
    size_t n = 0;

    if (other != NULL) {
        const char *word = word_of(column, other->value, is_dutch, &n);

        snprintf(plain, KOPPEL_PLAIN_BYTES, "%.*s", (int)n, word);
    }
    return other != NULL;
}

bool koppel_word_is_default(const struct koppel_column *column, const char *word)
{
    const struct koppel_other_words *other = find_word(column, word);
    const struct koppel_choice *choice = koppel_choice_find(column->choices, other != NULL ? other->value : word);

    return choice != NULL && choice->number == column->otherwise;
}

/* ---- Dates ---- */

/* The month that a word of n letters names, in Dutch or English; 0: none. */
static int month_of(const char *text, size_t n)
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
    char word[16] = "";

    for (size_t i = 0; i < n && n < sizeof word; i++) {
        word[i] = small(text[i]);
    }
    for (int month = 0; month < 12; month++) {
        if (koppel_words_contain(months[month], word)) {
            return month + 1;
        }
    }
    return 0;
}

static int number_of(const char *text, size_t n)
{
    int number = 0;

    for (size_t i = 0; i < n; i++) {
        number = 10 * number + (text[i] - '0');
    }
    return number;
}

/* One or two digits. */
static int take_day(const char **text)
{
    size_t n = strspn(*text, digit_signs);
    int number = n >= 1 && n <= 2 ? number_of(*text, n) : 0;

    *text += n;
    return number;
}

/* The name of a month, with an abbreviation's point, between signs. */
static int take_month(const char **text)
{
    size_t n = strspn(*text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    int month = month_of(*text, n);

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

enum koppel_date_form koppel_date_form_of(const char *cell, char plain[KOPPEL_PLAIN_BYTES])
{
    char text[KOPPEL_PLAIN_BYTES];
    bool had_time = take_time(cell, text);
    int32_t day = 0;
    char written[11];

    if (mean_named_month(text, plain)) {
        return KOPPEL_DATE_MONTH;
    }
    if (mean_points(text, plain)) {
        return KOPPEL_DATE_POINTS;
    }
    if (had_time && koppel_date_parse(text, &day)) {
        koppel_date_format(day, written);
        snprintf(plain, KOPPEL_PLAIN_BYTES, "%s", written);
    } else if (!koppel_date_parse(text, &day) && mean_year_first(text, plain)) {
        return KOPPEL_DATE_YEAR;
    }
    return KOPPEL_DATE_PLAIN;
}

static bool mean_date(const char *cell, char plain[KOPPEL_PLAIN_BYTES])
{
    plain[0] = '\0';
    koppel_date_form_of(cell, plain);
    return plain[0] != '\0';
}

/* A half-year that a spreadsheet took for a month: jan-26, or the first day of it, is 2026-1; feb-26 is 2026-2. */
static bool mean_period(const char *cell, char plain[KOPPEL_PLAIN_BYTES])
{
    const char *text = cell;
    int month = take_month(&text);
    int year = month > 0 && *text != '\0' && strchr("- ", *text) != NULL ? take_year(text + 1, true) : 0;
    int32_t day = 0;

    if (year == 0) {
        if (!koppel_date_parse(cell, &day) && (!mean_date(cell, plain) || !koppel_date_parse(plain, &day))) {
            return false;
        }
        koppel_date_format(day, plain);
        year = number_of(plain, 4);
        month = strcmp(plain + 7, "-01") == 0 ? number_of(plain + 5, 2) : 0;
    }
    if (year == 0 || month < 1 || month > 2) {
        return false;
    }
    snprintf(plain, KOPPEL_PLAIN_BYTES, "%04d-%d", year, month);
    return true;
}

bool koppel_one_meaning(const struct koppel_column *column, const char *cell, struct koppel_cell_place place,
                        char plain[KOPPEL_PLAIN_BYTES])
{
    plain[0] = '\0';
    switch (column->form) {
    case KOPPEL_CELL_WHOLE:
    case KOPPEL_CELL_DECIMAL:
        return mean_number(column, cell, place.sign, plain);
    case KOPPEL_CELL_DATE:
        return mean_date(cell, plain);
    case KOPPEL_CELL_PERIOD:
        return mean_period(cell, plain);
    case KOPPEL_CELL_CHOICE:
        return mean_word(column, cell, place.is_dutch, plain);
    case KOPPEL_CELL_TEXT:
    case KOPPEL_CELL_KEY:
    case KOPPEL_CELL_REFERENCE:
    case KOPPEL_CELL_NAME:
        return column->code != KOPPEL_CODE_NONE ? koppel_code_complete(column->code, cell, plain, KOPPEL_PLAIN_BYTES)
                                                : mean_word(column, cell, place.is_dutch, plain);
    }
    return false;
}
