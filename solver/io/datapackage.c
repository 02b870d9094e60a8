// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* datapackage.c - the Frictionless descriptor of an output folder (see datapackage.h). */
#include "io/datapackage.h"

#include "base/json_string.h"
#include "io/csv_table.h"
#include "io/output_columns.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum cell_type { WHOLE, DECIMAL, DAY, TEXT };

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name);
    size_t n_ending = strlen(ending);

    return n > n_ending && strcmp(name + n - n_ending, ending) == 0;
}

static const struct koppel_output_column *find(const char *file, const char *name)
{
    for (const struct koppel_output_column *column = koppel_output_columns; column->file != NULL; column++) {
        if (strcmp(column->file, file) == 0 && strcmp(column->name, name) == 0) {
            return column;
        }
    }
    return NULL;
}

static bool is_digits(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

static enum cell_type type_of(const char *cell)
{
    char whole[32] = "";
    const char *number = cell + (cell[0] == '-');
    size_t n = strcspn(number, ".,");

    if (is_digits(number)) {
        return number[0] == '0' && number[1] != '\0' ? TEXT : WHOLE; /* 0363 is a code */
    }
    if (n < sizeof whole && number[n] != '\0') {
        memcpy(whole, number, n);
        return is_digits(whole) && is_digits(number + n + 1) ? DECIMAL : TEXT;
    }
    return strlen(cell) == 10 && cell[4] == '-' && cell[7] == '-' && strspn(cell, "0123456789-") == 10 ? DAY : TEXT;
}

/* What all cells are that hold something; whole numbers are decimals, too. A column without any is a text. */
static enum cell_type column_type(const struct koppel_csv_table *table, int32_t column)
{
    enum cell_type type = TEXT;
    bool is_first = true;

    for (int32_t row = 0; row < table->n_rows; row++) {
        const char *cell = table->cells[(size_t)row * (size_t)table->n_columns + (size_t)column];
        enum cell_type one = cell[0] != '\0' ? type_of(cell) : type;

        if (cell[0] == '\0') {
            continue;
        }
        if (!is_first && one != type) {
            one = one + type == WHOLE + DECIMAL ? DECIMAL : TEXT;
        }
        type = one;
        is_first = false;
        if (type == TEXT) {
            break;
        }
    }
    return type;
}

static void add_codes(struct koppel_text *text, const char *file, const struct koppel_output_column *column)
{
    const char *between = ", \"constraints\": {\"enum\": [";
    bool has_any = false;

    if (strcmp(column->unit, "yes/no") == 0) {
        koppel_text_add(text, "%s\"yes\", \"no\"]}", between);
        return;
    }
    for (const struct koppel_output_code *code = koppel_output_codes; code->file != NULL; code++) {
        if (strcmp(code->file, file) == 0 && strcmp(code->column, column->name) == 0) {
            koppel_text_add(text, "%s", has_any ? ", " : between);
            koppel_json_string(text, code->code);
            has_any = true;
        }
    }
    koppel_text_add(text, "%s", has_any ? "]}" : "");
}

bool koppel_column_is_number(const char *file, const struct koppel_csv_table *table, int32_t column)
{
    const struct koppel_output_column *known = find(file, table->header[column]);
    enum cell_type type = column_type(table, column);

    return (known == NULL || strcmp(known->unit, "-") != 0) && (type == WHOLE || type == DECIMAL);
}

static void add_field(struct koppel_text *text, const char *file, const struct koppel_csv_table *table, int32_t column)
{
    static const char *const types[] = {[WHOLE] = "integer", [DECIMAL] = "number", [DAY] = "date", [TEXT] = "string"};
    const struct koppel_output_column *known = find(file, table->header[column]);
    bool is_text = known != NULL && strcmp(known->unit, "-") == 0;
    enum cell_type type = column_type(table, column);

    type = is_text && type != DAY ? TEXT : type;
    koppel_text_add(text, "%s\n          {\"name\": ", column > 0 ? "," : "");
    koppel_json_string(text, table->header[column]);
    koppel_text_add(text, ", \"type\": \"%s\"", types[type]);
    if (type == DECIMAL && table->separator == ';') {
        koppel_text_add(text, ", \"decimalChar\": \",\"");
    }
    if (known != NULL && (type == WHOLE || type == DECIMAL)) {
        koppel_text_add(text, ", \"unit\": ");
        koppel_json_string(text, known->unit);
    }
    if (known != NULL) {
        koppel_text_add(text, ", \"description\": ");
        koppel_json_string(text, known->meaning);
        if (type == TEXT) {
            add_codes(text, file, known);
        }
    }
    koppel_text_add(text, "}");
}

static void add_table(struct koppel_text *text, const char *file, const struct koppel_csv_table *table, bool is_excel)
{
    koppel_text_add(
        text,
        "    {\"name\": \"%.*s\", \"path\": \"%s\", \"profile\": \"tabular-data-resource\", \"encoding\": "
        "\"utf-8\",\n     \"dialect\": {\"delimiter\": \"%c\", \"lineTerminator\": \"%s\"},\n     \"schema\": "
        "{\n        \"fields\": [",
        (int)strlen(file) - 4, file, file, table->separator, is_excel ? "\\r\\n" : "\\n");
    for (int32_t column = 0; column < table->n_columns; column++) {
        add_field(text, file, table, column);
    }
    koppel_text_add(text, "\n        ],\n        \"missingValues\": [\"\"]}}");
}

/* A file that is no table has a name and a kind. */
static void add_file(struct koppel_text *text, const char *file)
{
    static const struct {
        const char *ending, *kind;
    } kinds[] = {{".json", "application/json"},
                 {".svg", "image/svg+xml"},
                 {".html", "text/html"},
                 {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
    const char *kind = "text/plain";

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        kind = ends_with(file, kinds[k].ending) ? kinds[k].kind : kind;
    }
    koppel_text_add(text, "    {\"name\": \"%s\", \"path\": \"%s\", \"mediatype\": \"%s\"}", file, file, kind);
}

enum koppel_status koppel_datapackage_add(struct koppel_text *text, size_t n, const char *const *names,
                                          const char *const *bytes, const size_t *sizes)
{
    enum koppel_status status = KOPPEL_OK;

    text->is_for_machines = true;
    koppel_text_add(
        text,
        "{\n  \"profile\": \"data-package\",\n  \"name\": \"koppel-output\",\n  \"title\": \"Output of koppel %s\",\n"
        "  \"resources\": [\n",
        KOPPEL_VERSION);
    for (size_t f = 0; f < n && status == KOPPEL_OK; f++) {
        struct koppel_csv_table table = {0};
        struct koppel_errors errors = {0};

        koppel_text_add(text, "%s", f > 0 ? ",\n" : "");
        if (ends_with(names[f], ".csv")) {
            status = koppel_csv_table_parse(bytes[f], sizes[f], names[f], &table, &errors);
        }
        if (table.n_columns > 0) {
            add_table(text, names[f], &table, strstr(bytes[f], "\r\n") != NULL);
        } else {
            add_file(text, names[f]);
        }
        status = status == KOPPEL_E_MEMORY ? status : KOPPEL_OK;
        koppel_csv_table_free(&table);
        koppel_errors_clear(&errors);
    }
    koppel_text_add(text, "\n  ]\n}\n");
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
