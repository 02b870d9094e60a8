// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* draft_files.c - CSV in three dialects, and the Frictionless description of the tables (see draft_files.h). */
#include "generate/draft_files.h"

#include "generate/draft_columns.h"

#include "base/text.h"
#include "io/folder_writer.h"

#include <stdio.h>
#include <string.h>

enum { N_REQUIRED_TABLES = 6, MAX_COLUMNS = 22, NAME_SIZE = 32 };

struct word_pair {
    const char *english, *dutch;
};

static const struct word_pair words[] = {
    {"yes", "ja"},
    {"no", "nee"},
    {"general", "algemeen"},
    {"youth", "jongeren"},
    {"adult", "volwassene"},
    {"senior_55", "55plus"},
    {"senior_65", "65plus"},
    {"family", "gezin"},
    {"work", "werk"},
    {"study", "studie"},
    {"care", "zorg"},
    {"keep", "behouden"},
    {"forbid", "verboden"},
    {"refused", "geweigerd"},
    {"must", "moet"},
    {"goal", "doel"},
    {"persons", "personen"},
    {"homes", "woningen"},
    {"adults", "volwassenen"},
    {"children", "kinderen"},
};

/* Turns a cell in plain English form into the dialect's form, in place. */
static void localise(char *text, enum koppel_draft_form form, struct koppel_dialect dialect)
{
    if (form == KOPPEL_FORM_DECIMAL && dialect.excel) {
        char *point = strchr(text, '.');

        if (point != NULL) {
            *point = ',';
        }
    } else if (form == KOPPEL_FORM_DATE && dialect.dutch && strlen(text) == 10) {
        char iso[11];

        memcpy(iso, text, sizeof iso);
        snprintf(text, 11, "%.2s-%.2s-%.4s", iso + 8, iso + 5, iso);
    } else if ((form == KOPPEL_FORM_YES_NO || form == KOPPEL_FORM_VALUE) && dialect.dutch) {
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            if (strcmp(text, words[i].english) == 0) {
                snprintf(text, KOPPEL_CELL_SIZE, "%s", words[i].dutch);
                break;
            }
        }
    }
}

static void add(struct koppel_text *file, const char *text)
{
    koppel_text_append(file, text, strlen(text));
}

static void write_field(struct koppel_text *file, const char *text, char separator)
{
    if (strchr(text, separator) == NULL && strpbrk(text, "\"\r\n") == NULL) {
        add(file, text);
        return;
    }
    add(file, "\"");
    koppel_text_append_quoted(file, text);
    add(file, "\"");
}

/* Marks the columns to write: the required ones, and the optional ones with a cell that is not the default. */
static void choose_columns(const struct koppel_draft *t, const struct koppel_draft_table *table,
                           struct koppel_draft_range rows, bool *chosen)
{
    char text[KOPPEL_CELL_SIZE];

    for (int c = 0; c < table->n_columns; c++) {
        const struct koppel_draft_column *column = &table->columns[c];

        chosen[c] = column->by_default == NULL;
        for (int row = rows.first; row < rows.end && !chosen[c]; row++) {
            column->make(t, row, text);
            chosen[c] = strcmp(text, column->by_default) != 0;
        }
    }
}

static void write_rows(struct koppel_text *file, const struct koppel_draft *t, const struct koppel_draft_table *table,
                       struct koppel_draft_range rows, const bool *chosen, struct koppel_dialect dialect)
{
    char separator = dialect.excel ? ';' : ',';
    const char *end = dialect.excel ? "\r\n" : "\n";
    char text[KOPPEL_CELL_SIZE];

    add(file, dialect.excel ? "\xef\xbb\xbf" : "");
    for (int row = rows.first - 1; row < rows.end; row++) {
        bool first = true;

        for (int c = 0; c < table->n_columns; c++) {
            const struct koppel_draft_column *column = &table->columns[c];

            if (!chosen[c]) {
                continue;
            }
            if (row < rows.first) {
                snprintf(text, sizeof text, "%s", dialect.dutch ? column->dutch : column->name);
            } else {
                column->make(t, row, text);
                localise(text, column->form, dialect);
            }
            if (!first) {
                koppel_text_append(file, &separator, 1);
            }
            write_field(file, text, separator);
            first = false;
        }
        add(file, end);
    }
}

/* ---- datapackage.json ----------------------------------------------------------------------------------------- */

static const struct koppel_draft_column *find_column(const struct koppel_draft_table *table, const char *name)
{
    for (int c = 0; c < table->n_columns; c++) {
        if (strcmp(table->columns[c].name, name) == 0) {
            return &table->columns[c];
        }
    }
    return NULL;
}

static const struct koppel_draft_table *find_table(const char *name)
{
    for (int i = 0; i < KOPPEL_DRAFT_TABLES; i++) {
        if (strcmp(koppel_draft_tables[i].name, name) == 0) {
            return &koppel_draft_tables[i];
        }
    }
    return NULL;
}

static const char *column_name(const struct koppel_draft_table *table, const char *name, struct koppel_dialect dialect)
{
    const struct koppel_draft_column *column = find_column(table, name);

    return dialect.dutch ? column->dutch : column->name;
}

static void describe_form(struct koppel_text *file, enum koppel_draft_form form, struct koppel_dialect dialect)
{
    static const char *const types[] = {"string", "integer", "number", "date", "boolean", "string"};

    koppel_text_add(file, "\"type\": \"%s\"", types[form]);
    if (form == KOPPEL_FORM_DECIMAL && dialect.excel) {
        add(file, ", \"decimalChar\": \",\"");
    } else if (form == KOPPEL_FORM_DATE) {
        koppel_text_add(file, ", \"format\": \"%s\"", dialect.dutch ? "%d-%m-%Y" : "%Y-%m-%d");
    } else if (form == KOPPEL_FORM_YES_NO) {
        add(file, dialect.dutch ? ", \"trueValues\": [\"ja\"], \"falseValues\": [\"nee\"]"
                                : ", \"trueValues\": [\"yes\"], \"falseValues\": [\"no\"]");
    }
}

/* A column that must be there may still have empty cells, for what is not known. */
static bool is_filled(const struct koppel_draft *t, const struct koppel_draft_column *column,
                      struct koppel_draft_range rows)
{
    char text[KOPPEL_CELL_SIZE] = "";
    bool filled = column->by_default == NULL;

    for (int row = rows.first; row < rows.end && filled; row++) {
        column->make(t, row, text);
        filled = text[0] != '\0';
    }
    return filled;
}

static void describe_fields(struct koppel_text *file, const struct koppel_draft *t,
                            const struct koppel_draft_table *table, struct koppel_draft_range rows, const bool *chosen,
                            struct koppel_dialect dialect)
{
    const char *between = "\n";

    add(file, "                \"fields\": [");
    for (int c = 0; c < table->n_columns; c++) {
        const struct koppel_draft_column *column = &table->columns[c];
        bool is_required = false;

        if (!chosen[c]) {
            continue;
        }
        koppel_text_add(file, "%s                    {\"name\": \"%s\", ", between,
                        dialect.dutch ? column->dutch : column->name);
        describe_form(file, column->form, dialect);
        is_required = is_filled(t, column, rows);
        if (is_required || column->constraints != NULL) {
            koppel_text_add(file, ", \"constraints\": {%s%s%s}", is_required ? "\"required\": true" : "",
                            is_required && column->constraints != NULL ? ", " : "",
                            column->constraints == NULL ? "" : column->constraints);
        }
        add(file, "}");
        between = ",\n";
    }
    add(file, "\n                ]");
}

static bool is_chosen(const struct koppel_draft_table *table, const char *name, const bool *chosen)
{
    return chosen[find_column(table, name) - table->columns];
}

static void describe_keys(struct koppel_text *file, const struct koppel_draft_table *table, const bool *chosen,
                          struct koppel_dialect dialect)
{
    char keys[KOPPEL_CELL_SIZE];
    char *rest = NULL;
    const char *between = "";

    if (table->key[0] != '\0') {
        add(file, ",\n                \"primaryKey\": [");
        snprintf(keys, sizeof keys, "%s", table->key);
        for (char *key = strtok_r(keys, " ", &rest); key != NULL; key = strtok_r(NULL, " ", &rest)) {
            if (is_chosen(table, key, chosen)) {
                koppel_text_add(file, "%s\"%s\"", between, column_name(table, key, dialect));
                between = ", ";
            }
        }
        add(file, "]");
    }
    between = ",\n                \"foreignKeys\": [\n";
    snprintf(keys, sizeof keys, "%s", table->foreign_keys);
    for (char *key = strtok_r(keys, " ", &rest); key != NULL; key = strtok_r(NULL, " ", &rest)) {
        const char *other = strtok_r(NULL, " ", &rest);
        const char *other_key = strtok_r(NULL, " ", &rest);

        if (is_chosen(table, key, chosen)) {
            koppel_text_add(
                file,
                "%s                    {\"fields\": [\"%s\"], \"reference\": {\"resource\": \"%s\", \"fields\": "
                "[\"%s\"]}}",
                between, column_name(table, key, dialect), other, column_name(find_table(other), other_key, dialect));
            between = ",\n";
        }
    }
    add(file, strcmp(between, ",\n") == 0 ? "\n                ]" : "");
}

static void describe_table(struct koppel_text *file, const struct koppel_draft *t,
                           const struct koppel_draft_table *table, struct koppel_draft_range rows, const bool *chosen,
                           struct koppel_dialect dialect)
{
    koppel_text_add(
        file,
        "        {\n            \"name\": \"%s\",\n            \"path\": \"%s.csv\",\n            \"profile\": "
        "\"tabular-data-resource\",\n            \"encoding\": \"utf-8\",\n            \"dialect\": "
        "{\"delimiter\": \"%s\", "
        "\"lineTerminator\": \"%s\"},\n            \"schema\": {\n",
        table->name, table->name, dialect.excel ? ";" : ",", dialect.excel ? "\\r\\n" : "\\n");
    describe_fields(file, t, table, rows, chosen, dialect);
    add(file, ",\n                \"missingValues\": [\"\"]");
    describe_keys(file, table, chosen, dialect);
    add(file, "\n            }\n        }");
}

/* ---- The folder ----------------------------------------------------------------------------------------------- */

/* Writes one table into `file` and its description into `package`. */
static void write_table(const struct koppel_draft *t, int number, struct koppel_dialect dialect,
                        struct koppel_text *file, struct koppel_text *package)
{
    const struct koppel_draft_table *table = &koppel_draft_tables[number];
    struct koppel_draft_range rows = koppel_draft_table_rows(t, number);
    bool chosen[MAX_COLUMNS];

    choose_columns(t, table, rows, chosen);
    write_rows(file, t, table, rows, chosen, dialect);
    describe_table(package, t, table, rows, chosen, dialect);
}

/* What is invented is free for any use; real neighbourhoods come with the licence of Statistics Netherlands. */
static void describe_licence(struct koppel_text *package, const struct koppel_draft_about *about)
{
    koppel_text_add(package, "    \"licenses\": [{\"name\": \"%s\", \"path\": \"https://creativecommons.org/%s\"}],\n",
                    about->has_real_places ? "CC-BY-4.0" : "CC0-1.0",
                    about->has_real_places ? "licenses/by/4.0/" : "publicdomain/zero/1.0/");
    add(package, about->has_real_places
                     ? "    \"sources\": [{\"title\": \"Kerncijfers wijken en buurten, Statistics Netherlands (CBS)\", "
                       "\"path\": \"https://www.cbs.nl/\"}],\n"
                     : "");
}

/* Makes the files of the folder: datapackage.json first. @return how many */
static size_t make_files(const struct koppel_draft *t, const struct koppel_draft_about *about,
                         struct koppel_dialect dialect, struct koppel_text *files, char names[][NAME_SIZE])
{
    struct koppel_text *package = &files[0];
    size_t n = 1;

    snprintf(names[0], NAME_SIZE, "datapackage.json");
    koppel_text_add(package,
                    "{\n    \"profile\": \"tabular-data-package\",\n    \"name\": \"%s\",\n    \"title\": \"%s\",\n    "
                    "\"description\": \"%s\",\n",
                    about->name, about->title, about->description);
    describe_licence(package, about);
    add(package, "    \"resources\": [\n");
    for (int i = 0; i < KOPPEL_DRAFT_TABLES; i++) {
        const struct koppel_draft_range rows = koppel_draft_table_rows(t, i);

        if (i < N_REQUIRED_TABLES || rows.end > rows.first) {
            add(package, i > 0 ? ",\n" : "");
            snprintf(names[n], NAME_SIZE, "%s.csv", koppel_draft_tables[i].name);
            write_table(t, i, dialect, &files[n++], package);
        }
    }
    add(package, "\n    ]\n}\n");
    return n;
}

enum koppel_status koppel_draft_write(const struct koppel_draft *t, const struct koppel_draft_about *about,
                                      struct koppel_dialect dialect, const char *folder, bool force,
                                      struct koppel_errors *errors)
{
    struct koppel_text files[KOPPEL_DRAFT_TABLES + 1] = {{0}};
    char names[KOPPEL_DRAFT_TABLES + 1][NAME_SIZE];
    const char *name_of[KOPPEL_DRAFT_TABLES + 1];
    const char *bytes[KOPPEL_DRAFT_TABLES + 1];
    size_t sizes[KOPPEL_DRAFT_TABLES + 1];
    size_t n = t->failed ? 0 : make_files(t, about, dialect, files, names);
    enum koppel_status status = t->failed ? KOPPEL_E_MEMORY : KOPPEL_OK;

    for (size_t i = 0; i < n; i++) {
        name_of[i] = names[i];
        bytes[i] = files[i].bytes;
        sizes[i] = files[i].n_bytes;
        status = status == KOPPEL_OK ? koppel_text_status(&files[i]) : status;
    }
    if (status == KOPPEL_OK) {
        status = koppel_folder_write(folder, force, n, name_of, bytes, sizes, errors);
    } else {
        koppel_errors_add(errors, status, NULL, 0, 0, "not enough memory to make this case: ask for a smaller one");
    }
    for (size_t i = 0; i < n; i++) {
        koppel_text_free(&files[i]);
    }
    return status;
}
