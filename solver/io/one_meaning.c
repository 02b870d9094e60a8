// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* one_meaning.c - what a cell that is not in the plain form can only mean (see one_meaning.h). */
#include "io/one_meaning.h"

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

/* Bytes of an apostrophe, plain or curly; 0: none. */
static size_t apostrophe_bytes(const char *text)
{
    bool is_curly = strncmp(text, "\xE2\x80\x98", 3) == 0 || strncmp(text, "\xE2\x80\x99", 3) == 0;

    return is_curly ? 3 : text[0] == '\'';
}

/* A copy of the cell with plain blanks and apostrophes, and without characters that do not show. @return false when it does not fit */
static bool copy_plain_blanks(const char *cell, char out[KOPPEL_PLAIN_BYTES])
{
    size_t n = 0;

    while (*cell != '\0') {
        size_t n_blank = koppel_text_blank_bytes(cell);
        size_t n_apostrophe = apostrophe_bytes(cell);

        if (n + 1 >= KOPPEL_PLAIN_BYTES) {
            return false;
        }
        if (n_blank > 1 && !koppel_text_blank_has_width(cell)) {
            cell += n_blank;
        } else if (n_blank > 0) {
            out[n++] = ' ';
            cell += n_blank;
        } else if (n_apostrophe > 0) {
            out[n++] = '\'';
            cell += n_apostrophe;
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
        if (small(text[i]) != (word[i] == '_' ? ' ' : word[i])) {
            return false;
        }
    }
    return true;
}

/* Takes one unit of a list off the front or the end of a number; an underscore of the list stands for a blank. */
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

/* An amount without cents: 612,- */
static void take_dash(char *text)
{
    size_t n = strlen(text);

    n -= n > 3 && koppel_text_dash_bytes(text + n - 3) == 3 ? 3 : 0;
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
        if (strchr("., '", *text) == NULL) {
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
                               : groups.n_signs > 1 || groups.last == ' ' || groups.last == '\'' ||
                                     (column->places < 3 && !column->more_places && sign != 0 && sign != groups.last);
        if (!as_thousand && (is_whole ? is_in_range(column, all) : column->places < 3)) {
            return false; /* 48.000 may be 48 or 48000 */
        }
    }
    if (as_thousand) {
        snprintf(plain, KOPPEL_PLAIN_BYTES, "%s%.40s", minus, all);
        return true;
    }
    if (groups.last == ' ' || groups.last == '\'' || groups.n_last != 1 ||
        (groups.n_signs > 1 && !groups.are_thousands) || (is_whole && !zeros) ||
        (!is_whole && groups.n_signs == 1 && sign != 0 && sign != groups.last)) {
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

/* Takes a plus off, and makes one hyphen of a dash in front and of the blanks behind it. */
static char *take_sign(char *text)
{
    size_t n_dash = koppel_text_dash_bytes(text);
    size_t n_sign = n_dash > 0 ? n_dash : text[0] == '+';
    size_t n_blank = n_sign > 0 ? strspn(text + n_sign, " ") : 0;

    if (n_sign == 0 || !is_digit(text[n_sign + n_blank])) {
        return text;
    }
    text += n_sign + n_blank;
    if (n_dash > 0) {
        *--text = '-';
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
    const char *units = column->units != NULL ? column->units : "";
    char copy[KOPPEL_PLAIN_BYTES];
    char whole[KOPPEL_PLAIN_BYTES];
    char *text = copy;

    if (!copy_plain_blanks(cell, copy)) {
        return false;
    }
    text = trim(text);
    text += text[0] == '\'';
    snprintf(whole, sizeof whole, "%s", trim(text));
    text = take_unit(trim(text), units);
    text = take_sign(trim(take_unit(trim(text), units))); /* € 745,50 p.m. has two */
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

/* A cell in small letters without blanks, dashes and points: "55 plus" and "nee." as they are meant. Empty: too long. */
static void fold_word(const char *cell, char word[KOPPEL_PLAIN_BYTES])
{
    size_t n = 0;

    for (size_t step = 0; *cell != '\0'; cell += step) {
        size_t n_joint = koppel_text_blank_bytes(cell) + koppel_text_dash_bytes(cell) + (*cell == '.');

        step = n_joint > 0 ? n_joint : 1;
        if (n + 1 >= KOPPEL_PLAIN_BYTES) {
            n = 0;
            break;
        }
        if (n_joint == 0) {
            word[n++] = small(*cell);
        }
    }
    word[n] = '\0';
}

const struct koppel_choice *koppel_choice_meant(const struct koppel_choice *choices, const char *cell)
{
    const struct koppel_choice *choice = NULL;
    char word[KOPPEL_PLAIN_BYTES];

    fold_word(cell, word);
    if (choices == NULL || word[0] == '\0') {
        return NULL;
    }
    choice = koppel_choice_find(choices, word);
    for (const struct koppel_other_words *other = koppel_other_words; choice == NULL && other->value != NULL; other++) {
        if (koppel_words_contain(other->words, word)) {
            choice = koppel_choice_find(choices, other->value);
        }
    }
    return choice;
}

static bool mean_word(const struct koppel_column *column, const char *cell, struct koppel_cell_place place,
                      char plain[KOPPEL_PLAIN_BYTES])
{
    bool is_bit = place.has_bits_only && koppel_words_contain("1 -1 0", cell) &&
                  koppel_choice_find(column->choices, "yes") != NULL;
    const char *bit = cell[0] == '0' ? "no" : "yes";
    const struct koppel_choice *choice = koppel_choice_meant(column->choices, is_bit ? bit : cell);
    size_t n = 0;

    if (choice != NULL) {
        const char *word = word_of(column, choice->value, place.is_dutch, &n);

        snprintf(plain, KOPPEL_PLAIN_BYTES, "%.*s", (int)n, word);
    }
    return choice != NULL;
}

bool koppel_word_is_default(const struct koppel_column *column, const char *word)
{
    const struct koppel_choice *choice = koppel_choice_meant(column->choices, strcmp(word, "0") == 0 ? "no" : word);

    return choice != NULL && choice->number == column->otherwise;
}

/* A code, also as the number with decimals that a spreadsheet makes of one without its letters (97,0). */
static bool mean_code(enum koppel_code code, const char *cell, char plain[KOPPEL_PLAIN_BYTES])
{
    char digits[KOPPEL_PLAIN_BYTES];
    size_t n = strspn(cell, digit_signs);

    if (n > 0 && (cell[n] == ',' || cell[n] == '.') && strspn(cell + n + 1, "0") == strlen(cell + n + 1) &&
        strlen(cell + n + 1) < 3) {
        snprintf(digits, sizeof digits, "%.*s", (int)n, cell);
        return koppel_code_complete(code, digits, plain, KOPPEL_PLAIN_BYTES);
    }
    return koppel_code_complete(code, cell, plain, KOPPEL_PLAIN_BYTES);
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
        koppel_date_form_of(cell, plain);
        return plain[0] != '\0';
    case KOPPEL_CELL_PERIOD:
        return koppel_period_meaning(cell, plain);
    case KOPPEL_CELL_CHOICE:
        return mean_word(column, cell, place, plain);
    case KOPPEL_CELL_TEXT:
    case KOPPEL_CELL_KEY:
    case KOPPEL_CELL_REFERENCE:
    case KOPPEL_CELL_NAME:
        return column->code != KOPPEL_CODE_NONE ? mean_code(column->code, cell, plain)
                                                : mean_word(column, cell, place, plain);
    }
    return false;
}
