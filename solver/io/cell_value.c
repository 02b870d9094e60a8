// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cell_value.c - what the text of one cell means (see cell_value.h). */
#include "io/cell_value.h"

#include "io/date_meaning.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FORM_TEXT = 256,
    ADVICE = 200,
    FIRST_DAY = 10957 /* 2000-01-01 */,
    LAST_DAY = 47846 /* 2100-12-31 */,
    MANY = 1000000
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* By enum koppel_code. */
static const struct {
    const char *letters;
    size_t n; /* signs after these: the digits of the municipality, then digits or capitals */
    const char *form;
} code_forms[] = {{"", 0, ""},
                  {"GM", 4, N_("a code such as GM0363")},
                  {"WK", 6, N_("a code such as WK036301 or WK0363AA")},
                  {"BU", 8, N_("a code such as BU03630001 or BU0363AA01")}};

enum { MUNICIPALITY_DIGITS = 4 };

bool koppel_code_has_form(enum koppel_code code, const char *text)
{
    size_t n = code_forms[code].n;

    return code == KOPPEL_CODE_NONE || (strncmp(text, code_forms[code].letters, 2) == 0 && strlen(text) == 2 + n &&
                                        strspn(text + 2, "0123456789") >= MUNICIPALITY_DIGITS &&
                                        strspn(text + 2, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n);
}

bool koppel_text_is_count(const char *text)
{
    size_t n = strlen(text);

    return n > 0 && n <= 12 && strspn(text, "0123456789") == n;
}

static bool same_word(const char *a, size_t n, const char *b)
{
    for (size_t i = 0; i < n; i++) {
        char c = b[i] >= 'A' && b[i] <= 'Z' ? (char)(b[i] - 'A' + 'a') : b[i];

        if (c != a[i]) {
            return false;
        }
    }
    return b[n] == '\0';
}

const struct koppel_choice *koppel_choice_find(const struct koppel_choice *choices, const char *word)
{
    for (const struct koppel_choice *choice = choices; choice->value != NULL; choice++) {
        if (same_word(choice->value, strlen(choice->value), word)) {
            return choice;
        }
        for (const char *alias = choice->aliases; *alias != '\0'; alias += strspn(alias, " ")) {
            size_t n = strcspn(alias, " ");

            if (same_word(alias, n, word)) {
                return choice;
            }
            alias += n;
        }
    }
    return NULL;
}

/* The words of a list, with the first Dutch one: "a (x), b (y) or c (z)". */
static void join_choices(const struct koppel_choice *choices, char *out, size_t n_out)
{
    size_t n = 0;

    out[0] = '\0';
    for (const struct koppel_choice *choice = choices; choice->value != NULL; choice++) {
        const char *joint = choice == choices ? "" : choice[1].value == NULL ? _(" or ") : ", ";
        int n_dutch = (int)strcspn(choice->aliases, " ");
        bool is_dutch = koppel_language_now() == KOPPEL_DUTCH && n_dutch > 0; /* who reads Dutch needs no English */
        int added = snprintf(out + n, n_out - n, n_dutch > 0 && !is_dutch ? "%s%s (%.*s)" : "%s%s%.*s", joint,
                             is_dutch ? "" : choice->value, n_dutch, choice->aliases);

        if (added < 0 || (size_t)added >= n_out - n) {
            return;
        }
        n += (size_t)added;
    }
}

static int64_t scale_of(const struct koppel_column *column)
{
    int64_t scale = 1;

    for (int i = 0; i < column->places; i++) {
        scale *= 10;
    }
    return scale;
}

/* What the column wants, in words. */
static void describe(const struct koppel_column *column, char out[FORM_TEXT])
{
    char low[32];
    char high[32];
    int64_t scale = scale_of(column);
    char sign = koppel_language_now() == KOPPEL_DUTCH ? ',' : '.';

    koppel_decimal_format(column->min, scale, sign, low, sizeof low);
    koppel_decimal_format(column->max, scale, sign, high, sizeof high);
    switch (column->form) {
    case KOPPEL_CELL_WHOLE:
        if (column->max >= MANY && column->min == 0) {
            snprintf(out, FORM_TEXT, _("a whole number from 0 on"));
        } else if (column->max >= MANY) {
            snprintf(out, FORM_TEXT, _("a whole number"));
        } else {
            snprintf(out, FORM_TEXT, _("a whole number %s..%s"), low, high);
        }
        return;
    case KOPPEL_CELL_DECIMAL:
        if (column->more_places) {
            snprintf(out, FORM_TEXT, _("a decimal number %s..%s"), low, high);
        } else {
            snprintf(out, FORM_TEXT, _("a decimal number %s..%s with at most %d decimal places"), low, high,
                     column->places);
        }
        return;
    case KOPPEL_CELL_DATE:
        snprintf(out, FORM_TEXT, _("a date in 2000..2100"));
        return;
    case KOPPEL_CELL_PERIOD:
        snprintf(out, FORM_TEXT, _("a half-year such as 2026-1 or 2026-2"));
        return;
    case KOPPEL_CELL_CHOICE:
        join_choices(column->choices, out, FORM_TEXT);
        return;
    case KOPPEL_CELL_TEXT:
    case KOPPEL_CELL_KEY:
    case KOPPEL_CELL_REFERENCE:
    case KOPPEL_CELL_NAME:
        snprintf(out, FORM_TEXT, "%s", _(code_forms[column->code].form));
        return;
    }
}

/* A whole number with an optional minus sign, cut at the ends of what fits. */
static bool whole_number(const char *text, int64_t *number)
{
    const char *digits = text[0] == '-' ? text + 1 : text;
    int64_t value = 0;

    if (digits[0] == '\0') {
        return false;
    }
    for (; *digits != '\0'; digits++) {
        if (!is_digit(*digits)) {
            return false;
        }
        if (value < INT64_C(1000000000000000)) {
            value = 10 * value + (*digits - '0');
        }
    }
    *number = text[0] == '-' ? -value : value;
    return true;
}

/* A decimal number times 10^places; `sign` is the decimal sign of the table. */
static bool decimal_number(const struct koppel_column *column, const char *text, char sign,
                           struct koppel_cell_value *value)
{
    bool negative = text[0] == '-';
    const char *at = negative ? text + 1 : text;
    bool rest = false;
    int n_places = 0;
    int n_written = 0;
    int64_t number = 0;

    if (!is_digit(*at)) {
        return false;
    }
    for (; is_digit(*at); at++) {
        if (number < (column->places > 6 ? INT64_C(100000000) : INT64_C(1000000000))) {
            number = 10 * number + (*at - '0');
        }
    }
    if (*at != '\0') {
        if (*at != sign || !is_digit(at[1])) {
            return false;
        }
        value->sign = *at++;
    }
    for (; is_digit(*at); at++) {
        if (n_places < column->places) {
            number = 10 * number + (*at - '0');
            n_places++;
        } else {
            rest = rest || *at != '0';
        }
        n_written++;
    }
    for (; n_places < column->places; n_places++) {
        number *= 10;
    }
    if (n_written == 3 && column->places < 3) {
        return false; /* "1.250" may be meant as a thousand */
    }
    if (*at != '\0' || (rest && !column->more_places) || (rest && number == column->max)) {
        return false;
    }
    value->number = negative ? -number : number;
    return true;
}

/* How to write a number that has signs for thousands or the other decimal sign: ": write 1234,56", or "". */
static void suggest_number(const struct koppel_column *column, const char *text, char sign, char out[ADVICE])
{
    const char *last = strpbrk(text, ".,");
    bool is_thousand = false; /* ".250" is the end of a thousand when that is in range */
    struct koppel_cell_value value = {0};
    char plain[24] = "";
    size_t n = 0;

    for (const char *next = last; next != NULL; next = strpbrk(next + 1, ".,")) {
        last = next;
    }
    if (last == NULL || strspn(text, "0123456789.,") != strlen(text) || strlen(text) >= sizeof plain) {
        return;
    }
    is_thousand = strlen(last) == 4 && column->places < 3;
    if (is_thousand && column->more_places && strpbrk(text, ".,") == last) {
        snprintf(out, ADVICE, _(": it may be a thousand or have decimals; write it without decimals"));
        return;
    }
    for (const char *at = text; *at != '\0'; at++) {
        if (is_digit(*at)) {
            plain[n++] = *at;
        } else if (at == last && !is_thousand) {
            plain[n++] = sign;
        }
    }
    if (strcmp(plain, text) != 0 && decimal_number(column, plain, sign, &value) && value.number >= column->min &&
        value.number <= column->max) {
        snprintf(out, ADVICE, _(": write %s"), plain);
    }
}

bool koppel_code_complete(enum koppel_code code, const char *text, char *out, size_t n_out)
{
    const char *letters = code_forms[code].letters;
    size_t n_wanted = code_forms[code].n;
    char full[16];
    size_t n = 0;

    for (; text[n] != '\0' && n + 1 < sizeof full; n++) {
        full[n] = text[n] >= 'a' && text[n] <= 'z' ? (char)(text[n] - 'a' + 'A') : text[n];
    }
    full[n] = '\0';
    if (text[n] == '\0' && !koppel_code_has_form(code, full)) {
        bool has_letters = strncmp(full, letters, 2) == 0;
        const char *digits = full + (has_letters ? 2 + strspn(full + 2, " ") : 0);
        size_t n_digits = strlen(digits);

        /* behind its letters only zeros in front are lost: BU0001001 lacks a digit that nobody knows */
        if ((has_letters && digits[0] == '0' && n_digits < n_wanted) || n_digits == 0 || n_digits > n_wanted ||
            strspn(digits, "0123456789") != n_digits) {
            return false;
        }
        memmove(full + 2 + n_wanted - n_digits, digits, n_digits + 1);
        memset(full + 2, '0', n_wanted - n_digits);
        memcpy(full, letters, 2);
    }
    if (text[n] != '\0' || !koppel_code_has_form(code, full)) {
        return false;
    }
    snprintf(out, n_out, "%s", full);
    return true;
}

/* A code without its letters, in small letters or without leading zeros (a spreadsheet's work) is told in full. */
static void suggest_code(enum koppel_code code, const char *text, char out[ADVICE])
{
    char full[16];

    if (koppel_code_complete(code, text, full, sizeof full)) {
        snprintf(out, ADVICE, _(": write %s"), full);
    }
}

/* Words and signs for what is not known, and counts that are hidden because they are small. */
static bool says_unknown(const char *cell)
{
    static const char words[] = ". - -- ? ?? na n/a n.a. nb n.b. null nvt n.v.t. ntb n.t.b. nnb n.n.b. tbd volgt "
                                "onbekend unknown";
    char word[16];
    size_t n = 0;

    for (; cell[n] != '\0' && n + 1 < sizeof word; n++) {
        word[n] = cell[n] >= 'A' && cell[n] <= 'Z' ? (char)(cell[n] - 'A' + 'a') : cell[n];
    }
    word[n] = '\0';
    return koppel_words_contain(words, word) || (cell[0] == '<' && koppel_text_is_count(cell + 1 + (cell[1] == ' ')));
}

/* A number below zero as bookkeepers write it, "5-" or "(5)", and a cross for yes. */
static void suggest_sign(const struct koppel_column *column, const char *cell, char out[ADVICE])
{
    size_t n_open = cell[0] == '(';
    size_t n = strspn(cell + n_open, "0123456789");
    const char *end = cell + n_open + n;

    if (column->form == KOPPEL_CELL_WHOLE && column->min < 0 && n > 0 && strcmp(end, n_open ? ")" : "-") == 0) {
        snprintf(out, ADVICE, _(": write -%.*s when it is less than zero"), (int)n, cell + n_open);
    } else if (column->form == KOPPEL_CELL_CHOICE && (cell[0] | 0x20) == 'x' && cell[1] == '\0') {
        snprintf(out, ADVICE, _(": a cross can mean either; write the word"));
    }
}

static bool refuse(const struct koppel_column *column, const char *cell, char sign, char why[KOPPEL_CELL_WHY])
{
    char quoted[80];
    char form[FORM_TEXT];
    char advice[ADVICE] = "";

    describe(column, form);
    suggest_sign(column, cell, advice);
    if (column->form == KOPPEL_CELL_DECIMAL) {
        suggest_number(column, cell, sign, advice);
    } else if (column->form == KOPPEL_CELL_DATE) {
        const char *date_advice = koppel_date_advice(cell);

        snprintf(advice, sizeof advice, "%s",
                 date_advice[0] != '\0' ? date_advice : _(": write it as 2026-03-15 or 15-3-2026"));
    } else if (column->code != KOPPEL_CODE_NONE) {
        suggest_code(column->code, cell, advice);
    }
    if (column->form == KOPPEL_CELL_DATE && column->may_be_empty &&
        koppel_words_contain("direct Direct DIRECT nu Nu heden Heden now Now immediately leeg Leeg", cell)) {
        snprintf(advice, sizeof advice, _(": leave the cell empty when it is at once"));
    }
    if (says_unknown(cell)) {
        snprintf(advice, sizeof advice, "%s",
                 column->may_be_empty  ? _(": leave the cell empty when it is unknown")
                 : column->max >= MANY ? _(": ask for it, or fill in an estimate")
                                       : _(": it must be known; ask for it"));
    }
    snprintf(why, KOPPEL_CELL_WHY, _("%s is not %s%s"), koppel_text_quote(cell, quoted), form, advice);
    return false;
}

/* "9.00401E+15": a spreadsheet took a long key for a number, and its last digits are lost. */
static bool is_scientific(const char *cell)
{
    size_t n = strspn(cell, "0123456789");
    const char *rest = cell + n;

    if (n == 1 && (*rest == '.' || *rest == ',')) {
        rest += 1 + strspn(rest + 1, "0123456789");
    }
    if (n != 1 || (*rest != 'E' && *rest != 'e') || rest[1] != '+') {
        return false;
    }
    return rest[2] != '\0' && rest[2 + strspn(rest + 2, "0123456789")] == '\0';
}

/* What a spreadsheet shows of a formula that went wrong, or of a column that is too narrow. */
static bool is_spreadsheet_error(const char *cell)
{
    static const char errors[] = "#N/A #N/B #REF! #VERW! #VALUE! #WAARDE! #NAME? #NAAM? #DIV/0! #DEEL/0! #NUM! #GETAL! "
                                 "#NULL! #LEEG! #SPILL! #OVERLOOP! #CALC!";
    size_t n_hash = strspn(cell, "#");

    return cell[0] == '#' && ((n_hash > 2 && cell[n_hash] == '\0') || koppel_words_contain(errors, cell));
}

static bool parse_text(const struct koppel_column *column, const char *cell, struct koppel_cell_value *value,
                       char why[KOPPEL_CELL_WHY])
{
    size_t limit = column->form == KOPPEL_CELL_TEXT ? KOPPEL_MAX_TEXT_BYTES : KOPPEL_MAX_KEY_BYTES;
    char quoted[80];

    value->text = cell;
    if (column->choices != NULL) {
        const struct koppel_choice *choice = koppel_choice_find(column->choices, cell);

        value->text = choice != NULL ? choice->value : cell;
        value->number = choice != NULL ? choice->number : 0;
    }
    if (column->form != KOPPEL_CELL_TEXT && koppel_text_has_invisible(cell)) {
        snprintf(why, KOPPEL_CELL_WHY, _("%s has a character that does not show: take it out"),
                 koppel_text_quote(cell, quoted));
        return false;
    }
    if (column->form != KOPPEL_CELL_TEXT && is_scientific(cell)) {
        snprintf(
            why, KOPPEL_CELL_WHY,
            _("%s is what a spreadsheet makes of a long key: its last digits are lost; format the column as text and "
              "fill the key in again"),
            koppel_text_quote(cell, quoted));
        return false;
    }
    if (strlen(cell) > limit) {
        snprintf(why, KOPPEL_CELL_WHY, _("%s is longer than %zu bytes"), koppel_text_quote(cell, quoted), limit);
        return false;
    }
    return true;
}

bool koppel_cell_value_parse(const struct koppel_column *column, const char *cell, char sign,
                             struct koppel_cell_value *value, char why[KOPPEL_CELL_WHY])
{
    const struct koppel_choice *choice = NULL;
    int32_t day = 0;
    bool good = false;

    *value = (struct koppel_cell_value){.text = ""};
    if (is_spreadsheet_error(cell)) {
        snprintf(why, KOPPEL_CELL_WHY, _("the cell shows the error %s%s%s: repair its formula, or type the value"),
                 cell, "", "");
        return false;
    }
    switch (column->form) {
    case KOPPEL_CELL_TEXT:
    case KOPPEL_CELL_KEY:
    case KOPPEL_CELL_REFERENCE:
    case KOPPEL_CELL_NAME:
        if (!koppel_code_has_form(column->code, cell) && !is_scientific(cell)) {
            break;
        }
        return parse_text(column, cell, value, why);
    case KOPPEL_CELL_WHOLE:
        good = whole_number(cell, &value->number) && value->number >= column->min && value->number <= column->max;
        break;
    case KOPPEL_CELL_DECIMAL:
        good =
            decimal_number(column, cell, sign, value) && value->number >= column->min && value->number <= column->max;
        break;
    case KOPPEL_CELL_DATE:
        good = koppel_date_parse(cell, &day) && day >= FIRST_DAY && day <= LAST_DAY;
        value->number = day;
        break;
    case KOPPEL_CELL_PERIOD:
        good = koppel_period_parse(cell, &day);
        value->number = day;
        break;
    case KOPPEL_CELL_CHOICE:
        choice = koppel_choice_find(column->choices, cell);
        good = choice != NULL;
        value->number = good ? choice->number : 0;
        break;
    }
    return good || refuse(column, cell, sign, why);
}
