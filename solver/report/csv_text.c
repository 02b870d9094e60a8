// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* csv_text.c - CSV as a text in memory (see csv_text.h). */
#include "report/csv_text.h"

#include <inttypes.h>
#include <string.h>

struct koppel_csv koppel_csv_begin(struct koppel_text *text, const struct koppel_case *kase)
{
    struct koppel_csv csv = {.text = text,
                             .separator = kase->separator != '\0' ? kase->separator : ',',
                             .decimal_point = kase->decimal_point != '\0' ? kase->decimal_point : '.'};

    text->is_for_machines = true;
    if (csv.separator == ';') {
        koppel_text_append(text, "\xEF\xBB\xBF", 3);
    }
    return csv;
}

static void next_cell(struct koppel_csv *csv)
{
    if (csv->in_row) {
        koppel_text_append(csv->text, &csv->separator, 1);
    }
    csv->in_row = true;
}

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* A sign at most, digits, and at most one decimal sign with digits after it. */
static bool is_number(const char *text)
{
    size_t n = 0;

    text += *text == '-' || *text == '+' ? 1 : 0;
    n = count_digits(text);
    if (n == 0) {
        return false;
    }
    text += n;
    if (*text == '.' || *text == ',') {
        n = count_digits(text + 1);
        text += n > 0 ? n + 1 : 0;
    }
    return *text == '\0';
}

/* Would a spreadsheet run it, or would a reader take one of its own apostrophes off? */
static bool is_dangerous(const char *text)
{
    size_t n_apostrophes = strspn(text, "'");
    char sign = text[n_apostrophes];

    if (sign == '\0' || strchr("=+-@\t\r\n", sign) == NULL) {
        return false;
    }
    return n_apostrophes > 0 || !is_number(text);
}

static bool needs_quotes(const struct koppel_csv *csv, const char *text)
{
    size_t n = strlen(text);

    return strchr(text, csv->separator) != NULL || strpbrk(text, "\"\r\n") != NULL ||
           (n > 0 && (text[0] == ' ' || text[0] == '\t' || text[n - 1] == ' ' || text[n - 1] == '\t'));
}

void koppel_csv_text(struct koppel_csv *csv, const char *cell)
{
    bool quoted = false;

    next_cell(csv);
    if (cell == NULL) {
        return;
    }
    quoted = needs_quotes(csv, cell);
    koppel_text_add(csv->text, "%s%s", quoted ? "\"" : "", is_dangerous(cell) ? "'" : "");
    koppel_text_append_quoted(csv->text, cell); /* a cell without quotes has none to double */
    koppel_text_append(csv->text, "\"", quoted ? 1 : 0);
}

void koppel_csv_header(struct koppel_csv *csv, const char *const *names, size_t n)
{
    for (size_t c = 0; c < n; c++) {
        koppel_csv_text(csv, names[c]);
    }
    koppel_csv_end(csv);
}

void koppel_csv_whole(struct koppel_csv *csv, int64_t number)
{
    next_cell(csv);
    koppel_text_add(csv->text, "%" PRId64, number);
}

void koppel_csv_maybe(struct koppel_csv *csv, int64_t number)
{
    if (number == KOPPEL_UNKNOWN) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_whole(csv, number);
    }
}

void koppel_csv_decimal(struct koppel_csv *csv, int64_t number, int64_t scale)
{
    char decimal[40];
    const char *sign = NULL;

    next_cell(csv);
    koppel_decimal_format(number, scale, csv->decimal_point, decimal, sizeof decimal);
    sign = strchr(decimal, csv->decimal_point);
    koppel_text_add(csv->text, "%s%s", decimal, sign != NULL && strlen(sign + 1) == 3 ? "0" : "");
}

void koppel_csv_empty(struct koppel_csv *csv)
{
    next_cell(csv);
}

void koppel_csv_end(struct koppel_csv *csv)
{
    koppel_text_add(csv->text, "%s", csv->separator == ';' ? "\r\n" : "\n");
    csv->in_row = false;
}
