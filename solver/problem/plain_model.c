// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* plain_model.c - an integer program as rows of whole numbers, and its text (see plain_model.h). */
#include "problem/plain_model.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { OWN_NAME = 24, TERMS_A_LINE = 4 };

int32_t koppel_plain_model_column(struct koppel_plain_model *model, const char *name, enum koppel_column_kind kind)
{
    if (model->failed || model->n_columns == INT32_MAX ||
        koppel_grow((void **)&model->columns, &model->column_capacity, model->n_columns + 1, sizeof *model->columns) !=
            KOPPEL_OK) {
        model->failed = true;
        return 0;
    }
    model->columns[model->n_columns] = (struct koppel_model_column){.name = name, .kind = kind};
    return (int32_t)model->n_columns++;
}

void koppel_plain_model_put(struct koppel_plain_model *model, int64_t column, int64_t value)
{
    size_t n = model->n_coefficients + 1;

    if (value == 0) {
        return;
    }
    if (model->failed ||
        koppel_grow((void **)&model->column_of, &model->index_capacity, n, sizeof *model->column_of) != KOPPEL_OK ||
        koppel_grow((void **)&model->value_of, &model->value_capacity, n, sizeof *model->value_of) != KOPPEL_OK) {
        model->failed = true;
        return;
    }
    model->column_of[n - 1] = (int32_t)column;
    model->value_of[n - 1] = value;
    model->n_coefficients = n;
}

void koppel_plain_model_row(struct koppel_plain_model *model, const char *name, int64_t low, int64_t high)
{
    int64_t first = model->n_rows > 0 ? model->rows[model->n_rows - 1].end : 0;

    if (model->failed ||
        koppel_grow((void **)&model->rows, &model->row_capacity, model->n_rows + 1, sizeof *model->rows) != KOPPEL_OK) {
        model->failed = true;
        return;
    }
    model->rows[model->n_rows++] = (struct koppel_model_row){
        .name = name, .first = first, .end = (int64_t)model->n_coefficients, .low = low, .high = high};
}

void koppel_plain_model_free(struct koppel_plain_model *model)
{
    free(model->columns);
    free(model->rows);
    free(model->column_of);
    free(model->value_of);
    *model = (struct koppel_plain_model){0};
}

/* ---- Names ---- */

static const char *column_name(const struct koppel_plain_model *model, int64_t column, char own[OWN_NAME])
{
    if (model->columns[column].name != NULL) {
        return model->columns[column].name;
    }
    snprintf(own, OWN_NAME, "C%07" PRId64, column + 1);
    return own;
}

static const char *row_name(const struct koppel_plain_model *model, size_t row, char own[OWN_NAME])
{
    if (model->rows[row].name != NULL) {
        return model->rows[row].name;
    }
    snprintf(own, OWN_NAME, "R%07zu", row + 1);
    return own;
}

/* ---- CPLEX LP, row by row ---- */

/* One term of a sum, with a line end before every fourth. */
static void add_term(const struct koppel_plain_model *model, int64_t nth, int64_t column, int64_t value,
                     struct koppel_text *text)
{
    char own[OWN_NAME];

    koppel_text_add(text, "%s%s %" PRIu64 " %s", nth > 0 && nth % TERMS_A_LINE == 0 ? "\n  " : " ",
                    value < 0 ? "-" : "+", value < 0 ? 0 - (uint64_t)value : (uint64_t)value,
                    column_name(model, column, own));
}

static void add_objective(const struct koppel_plain_model *model, struct koppel_text *text)
{
    int64_t n = 0;

    koppel_text_add(text, "Minimize\n cost:");
    for (size_t c = 0; c < model->n_columns; c++) {
        if (model->columns[c].cost != 0) {
            add_term(model, n++, (int64_t)c, model->columns[c].cost, text);
        }
    }
    if (n == 0) {
        add_term(model, 0, 0, 0, text);
    }
    koppel_text_add(text, "\n\n");
}

/* The coefficients of a row and one of its limits. */
static void add_lp_row(const struct koppel_plain_model *model, const struct koppel_model_row *row, const char *sense,
                       int64_t limit, struct koppel_text *text)
{
    for (int64_t k = row->first; k < row->end; k++) {
        add_term(model, k - row->first, model->column_of[k], model->value_of[k], text);
    }
    if (row->first == row->end) {
        add_term(model, 0, 0, 0, text);
    }
    koppel_text_add(text, " %s %" PRId64 "\n", sense, limit);
}

static void add_lp_rows(const struct koppel_plain_model *model, struct koppel_text *text)
{
    char own[OWN_NAME];

    koppel_text_add(text, "Subject To\n");
    for (size_t r = 0; r < model->n_rows; r++) {
        const struct koppel_model_row *row = &model->rows[r];
        bool is_equal = row->low == row->high;

        koppel_text_add(text, " %s:", row_name(model, r, own));
        if (row->low != INT64_MIN) {
            add_lp_row(model, row, is_equal ? "=" : ">=", row->low, text);
        }
        if (row->high != INT64_MAX && !is_equal) {
            add_lp_row(model, row, "<=", row->high, text);
        }
    }
    koppel_text_add(text, "\n");
}

/* Bounds of the whole columns; the others have those of the format, 0 and none. */
static void add_lp_columns(const struct koppel_plain_model *model, struct koppel_text *text)
{
    char own[OWN_NAME];

    koppel_text_add(text, "Bounds\n");
    for (size_t c = 0; c < model->n_columns; c++) {
        const char *name = column_name(model, (int64_t)c, own);

        if (model->columns[c].kind == KOPPEL_COLUMN_BINARY) {
            koppel_text_add(text, " 0 <= %s <= 1\n", name);
        } else if (model->columns[c].kind != KOPPEL_COLUMN_AT_LEAST_0) {
            koppel_text_add(text, " %s = %d\n", name, model->columns[c].kind == KOPPEL_COLUMN_ONE ? 1 : 0);
        }
    }
    koppel_text_add(text, "\nGenerals\n");
    for (size_t c = 0; c < model->n_columns; c++) {
        if (model->columns[c].kind != KOPPEL_COLUMN_AT_LEAST_0) {
            koppel_text_add(text, " %s\n", column_name(model, (int64_t)c, own));
        }
    }
    koppel_text_add(text, "\nEnd\n");
}

/* ---- Free MPS, column by column ---- */

/* The coefficients by column: those of column c are at order[first[c]] .. order[first[c + 1] - 1]. */
struct by_column {
    int64_t *first;
    int64_t *order;
    int32_t *row_of; /* of each coefficient */
};

static enum koppel_status by_column_make(const struct koppel_plain_model *model, struct by_column *by)
{
    by->first = koppel_new(model->n_columns + 2, sizeof *by->first);
    by->order = koppel_new(model->n_coefficients, sizeof *by->order);
    by->row_of = koppel_new(model->n_coefficients, sizeof *by->row_of);
    if (by->first == NULL || by->order == NULL || by->row_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t k = 0; k < model->n_coefficients; k++) {
        by->first[model->column_of[k] + 2]++;
    }
    for (size_t c = 0; c < model->n_columns; c++) {
        by->first[c + 1] += by->first[c];
    }
    for (size_t r = 0; r < model->n_rows; r++) {
        for (int64_t k = model->rows[r].first; k < model->rows[r].end; k++) {
            by->row_of[k] = (int32_t)r;
            by->order[by->first[model->column_of[k] + 1]++] = k;
        }
    }
    return KOPPEL_OK;
}

static void by_column_free(struct by_column *by)
{
    free(by->first);
    free(by->order);
    free(by->row_of);
}

static void add_mps_column(const struct koppel_plain_model *model, const struct by_column *by, int64_t column,
                           struct koppel_text *text)
{
    char own[OWN_NAME];
    char own_row[OWN_NAME];
    const char *name = column_name(model, column, own);
    int64_t cost = model->columns[column].cost;

    if (cost != 0 || by->first[column] == by->first[column + 1]) { /* a column without a coefficient is still one */
        koppel_text_add(text, " %s cost %" PRId64 "\n", name, cost);
    }
    for (int64_t k = by->first[column]; k < by->first[column + 1]; k++) {
        koppel_text_add(text, " %s %s %" PRId64 "\n", name, row_name(model, (size_t)by->row_of[by->order[k]], own_row),
                        model->value_of[by->order[k]]);
    }
}

static void add_mps_columns(const struct koppel_plain_model *model, const struct by_column *by,
                            struct koppel_text *text)
{
    bool is_whole = false;
    int n_marks = 0;

    koppel_text_add(text, "COLUMNS\n");
    for (size_t c = 0; c <= model->n_columns; c++) {
        bool next_whole = c < model->n_columns && model->columns[c].kind != KOPPEL_COLUMN_AT_LEAST_0;

        if (next_whole != is_whole) {
            koppel_text_add(text, " M%d 'MARKER' '%s'\n", ++n_marks, next_whole ? "INTORG" : "INTEND");
            is_whole = next_whole;
        }
        if (c < model->n_columns) {
            add_mps_column(model, by, (int64_t)c, text);
        }
    }
}

static bool is_range(const struct koppel_model_row *row)
{
    return row->low != INT64_MIN && row->high != INT64_MAX && row->low < row->high;
}

static void add_mps_rows(const struct koppel_plain_model *model, struct koppel_text *text)
{
    char own[OWN_NAME];

    koppel_text_add(text, "NAME koppel\nROWS\n N cost\n");
    for (size_t r = 0; r < model->n_rows; r++) {
        const struct koppel_model_row *row = &model->rows[r];
        char sense = row->low == row->high ? 'E' : row->low != INT64_MIN ? 'G' : 'L';

        koppel_text_add(text, " %c %s\n", sense, row_name(model, r, own));
    }
}

/* A range says how far above its right-hand side a row of sense G may go. */
static void add_mps_ranges(const struct koppel_plain_model *model, struct koppel_text *text)
{
    char own[OWN_NAME];
    int n = 0;

    for (size_t r = 0; r < model->n_rows; r++) {
        if (is_range(&model->rows[r])) {
            koppel_text_add(text, "%s RNG1 %s %" PRId64 "\n", n++ == 0 ? "RANGES\n" : "", row_name(model, r, own),
                            model->rows[r].high - model->rows[r].low);
        }
    }
}

static void add_mps_sides(const struct koppel_plain_model *model, struct koppel_text *text)
{
    char own[OWN_NAME];

    koppel_text_add(text, "RHS\n");
    for (size_t r = 0; r < model->n_rows; r++) {
        int64_t right = model->rows[r].low != INT64_MIN ? model->rows[r].low : model->rows[r].high;

        if (right != 0) {
            koppel_text_add(text, " RHS1 %s %" PRId64 "\n", row_name(model, r, own), right);
        }
    }
    add_mps_ranges(model, text);
    koppel_text_add(text, "BOUNDS\n");
    for (size_t c = 0; c < model->n_columns; c++) {
        enum koppel_column_kind kind = model->columns[c].kind;

        if (kind != KOPPEL_COLUMN_AT_LEAST_0) {
            koppel_text_add(text, " %s BND1 %s %d\n", kind == KOPPEL_COLUMN_BINARY ? "UP" : "FX",
                            column_name(model, (int64_t)c, own), kind == KOPPEL_COLUMN_ZERO ? 0 : 1);
        }
    }
    koppel_text_add(text, "ENDATA\n");
}

static enum koppel_status write_mps(const struct koppel_plain_model *model, struct koppel_text *text)
{
    struct by_column by = {0};
    enum koppel_status status = by_column_make(model, &by);

    if (status == KOPPEL_OK) {
        add_mps_rows(model, text);
        add_mps_columns(model, &by, text);
        add_mps_sides(model, text);
    }
    by_column_free(&by);
    return status;
}

enum koppel_status koppel_plain_model_write(const struct koppel_plain_model *model, enum koppel_model_format format,
                                            struct koppel_text *text)
{
    enum koppel_status status = model->failed ? KOPPEL_E_MEMORY : KOPPEL_OK;

    if (status == KOPPEL_OK && format == KOPPEL_MODEL_MPS) {
        status = write_mps(model, text);
    } else if (status == KOPPEL_OK) {
        add_objective(model, text);
        add_lp_rows(model, text);
        add_lp_columns(model, text);
    }
    return status != KOPPEL_OK ? status : koppel_text_status(text);
}
