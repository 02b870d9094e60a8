// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cell_text.c - the text of a cell as a person sees it (see cell_text.h). */
#include "workbook/cell_text.h"

#include "base/date.h"
#include "workbook/number_text.h"

#include <string.h>

static enum koppel_status keep_text(const char *text, size_t n, struct koppel_pool *pool, struct koppel_book_cell *cell)
{
    const char *kept = n > 0 ? koppel_pool_copy(pool, text, n) : "";

    cell->text = kept != NULL ? kept : "";
    return kept != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

static enum koppel_status keep_moment(const struct koppel_moment *moment, const char *shown, struct koppel_pool *pool,
                                      struct koppel_book_cell *cell)
{
    char day[11] = "";

    if (!moment->is_real) {
        cell->kind = KOPPEL_KIND_TIME;
        return keep_text(shown, strlen(shown), pool, cell);
    }
    cell->kind = moment->seconds != 0 ? KOPPEL_KIND_MOMENT : KOPPEL_KIND_DATE;
    koppel_date_format(moment->day, day);
    return keep_text(day, strlen(day), pool, cell);
}

/* A whole number with the letters and zeros that its format puts before it. */
static enum koppel_status keep_with_zeros(const struct koppel_number_format *format, const char *plain,
                                          struct koppel_pool *pool, struct koppel_book_cell *cell)
{
    char text[KOPPEL_FORMAT_LETTERS + KOPPEL_NUMBER_BYTES];
    size_t n_letters = strlen(format->letters);
    size_t n = strlen(plain);
    size_t n_zeros = format->n_zeros > n ? format->n_zeros - n : 0;

    cell->kind = KOPPEL_KIND_TEXT;
    memcpy(text, format->letters, n_letters);
    memset(text + n_letters, '0', n_zeros);
    memcpy(text + n_letters + n_zeros, plain, n);
    return keep_text(text, n_letters + n_zeros + n, pool, cell);
}

static enum koppel_status number_cell(const struct koppel_workbook *book, const struct koppel_raw_cell *raw,
                                      const struct koppel_gathered_text *value, struct koppel_pool *pool,
                                      struct koppel_book_cell *cell, const char **why)
{
    char plain[KOPPEL_NUMBER_BYTES];
    enum koppel_number_form form = koppel_number_text(value->n > 0 ? value->bytes : "", value->n, plain);
    enum koppel_format_class class =
        raw->format != NULL ? (enum koppel_format_class)raw->format->class : KOPPEL_FORMAT_PLAIN;

    if (form == KOPPEL_NUMBER_NONE) {
        *why = _("the cell holds something else than the number that it should: save the workbook again as .xlsx");
        return KOPPEL_E_INPUT;
    }
    cell->kind = form == KOPPEL_NUMBER_LONG ? KOPPEL_KIND_LONG : KOPPEL_KIND_NUMBER;
    if (form == KOPPEL_NUMBER_PLAIN && (class == KOPPEL_FORMAT_DATE || class == KOPPEL_FORMAT_TIME)) {
        struct koppel_moment moment = koppel_number_moment(plain, book->from_1904);

        moment.is_real = moment.is_real && class == KOPPEL_FORMAT_DATE;
        return keep_moment(&moment, plain, pool, cell);
    }
    if (class == KOPPEL_FORMAT_ZEROS && strspn(plain, "0123456789") == strlen(plain)) {
        return keep_with_zeros(raw->format, plain, pool, cell);
    }
    return keep_text(plain, strlen(plain), pool, cell);
}

static enum koppel_status text_cell(struct koppel_gathered_text *value, struct koppel_pool *pool,
                                    struct koppel_book_cell *cell)
{
    const char *kept = koppel_gathered_keep(value, pool);

    cell->kind = KOPPEL_KIND_TEXT;
    cell->text = kept != NULL ? kept : "";
    return kept != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

static enum koppel_status date_cell(struct koppel_gathered_text *value, struct koppel_pool *pool,
                                    struct koppel_book_cell *cell, const char **why)
{
    struct koppel_moment moment;

    if (!koppel_moment_parse(value->bytes, &moment)) {
        *why = _("the cell should hold a date and does not: type the date again");
        return KOPPEL_E_INPUT;
    }
    return keep_moment(&moment, value->bytes, pool, cell);
}

static enum koppel_status shared_cell(const struct koppel_workbook *book, const struct koppel_gathered_text *value,
                                      struct koppel_book_cell *cell, const char **why)
{
    uint32_t at = 0;

    if (!koppel_whole_parse(value->n > 0 ? value->bytes : "", value->n, UINT32_MAX, &at) || at >= book->n_strings) {
        *why = _("the text of this cell is missing in the workbook: save the workbook again as .xlsx");
        return KOPPEL_E_INPUT;
    }
    cell->kind = KOPPEL_KIND_TEXT;
    cell->text = book->strings[at];
    return KOPPEL_OK;
}

enum koppel_status koppel_raw_cell_text(const struct koppel_workbook *book, const struct koppel_raw_cell *raw,
                                        struct koppel_gathered_text *value, struct koppel_pool *pool,
                                        struct koppel_book_cell *cell, const char **why)
{
    const char *type = raw->type;

    cell->text = "";
    if (strcmp(type, "str") == 0 && raw->has_value) {
        return text_cell(value, pool, cell); /* "" as the value of a formula is an empty cell */
    }
    if (value->n == 0) {
        cell->kind = raw->has_formula ? KOPPEL_KIND_NO_VALUE : KOPPEL_KIND_TEXT;
        return KOPPEL_OK;
    }
    if (strcmp(type, "n") == 0) {
        return number_cell(book, raw, value, pool, cell, why);
    }
    if (strcmp(type, "s") == 0) {
        return shared_cell(book, value, cell, why);
    }
    if (strcmp(type, "inlineStr") == 0 || strcmp(type, "str") == 0) {
        return text_cell(value, pool, cell);
    }
    if (strcmp(type, "b") == 0) {
        cell->kind = KOPPEL_KIND_BOOLEAN;
        cell->text = value->bytes[0] == '1' || value->bytes[0] == 't' ? "TRUE" : "FALSE";
        return KOPPEL_OK;
    }
    if (strcmp(type, "e") == 0) {
        cell->kind = KOPPEL_KIND_ERROR;
        return keep_text(value->bytes, value->n < 32 ? value->n : 32, pool, cell);
    }
    if (strcmp(type, "d") == 0) {
        return date_cell(value, pool, cell, why);
    }
    *why = _("the cell is of a kind that is not known: save the workbook again as .xlsx");
    return KOPPEL_E_INPUT;
}
