/* case_writer.c - CSV in three dialects, and the Frictionless description of the tables (see case_writer.h). */
#include "case_writer.h"

#include "case_columns.h"
#include "sampling.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { N_REQUIRED_TABLES = 6, MAX_COLUMNS = 20, PATH_SIZE = 4096 };

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
static void localise(char *text, enum form form, struct dialect dialect)
{
    if (form == FORM_DECIMAL && dialect.excel) {
        char *point = strchr(text, '.');

        if (point != NULL) {
            *point = ',';
        }
    } else if (form == FORM_DATE && dialect.dutch && strlen(text) == 10) {
        char iso[11];

        memcpy(iso, text, sizeof iso);
        snprintf(text, 11, "%.2s-%.2s-%.4s", iso + 8, iso + 5, iso);
    } else if ((form == FORM_YES_NO || form == FORM_VALUE) && dialect.dutch) {
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            if (strcmp(text, words[i].english) == 0) {
                snprintf(text, CELL_SIZE, "%s", words[i].dutch);
                break;
            }
        }
    }
}

static void write_field(FILE *file, const char *text, char separator)
{
    if (strchr(text, separator) == NULL && strpbrk(text, "\"\r\n") == NULL) {
        fputs(text, file);
        return;
    }
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            fputc('"', file);
        }
        fputc(*text, file);
    }
    fputc('"', file);
}

/* Marks the columns to write: the required ones, and the optional ones with a cell that is not the default. */
static void choose_columns(const struct tables *t, const struct table *table, int n_rows, bool *chosen)
{
    char text[CELL_SIZE];

    for (int c = 0; c < table->n_columns; c++) {
        const struct column *column = &table->columns[c];

        chosen[c] = column->by_default == NULL;
        for (int row = 0; row < n_rows && !chosen[c]; row++) {
            column->make(t, row, text);
            chosen[c] = strcmp(text, column->by_default) != 0;
        }
    }
}

static void write_rows(FILE *file, const struct tables *t, const struct table *table, int n_rows, const bool *chosen,
                       struct dialect dialect)
{
    char separator = dialect.excel ? ';' : ',';
    const char *end = dialect.excel ? "\r\n" : "\n";
    char text[CELL_SIZE];

    fputs(dialect.excel ? "\xef\xbb\xbf" : "", file);
    for (int row = -1; row < n_rows; row++) {
        bool first = true;

        for (int c = 0; c < table->n_columns; c++) {
            const struct column *column = &table->columns[c];

            if (!chosen[c]) {
                continue;
            }
            if (row < 0) {
                snprintf(text, sizeof text, "%s", dialect.dutch ? column->dutch : column->name);
            } else {
                column->make(t, row, text);
                localise(text, column->form, dialect);
            }
            if (!first) {
                fputc(separator, file);
            }
            write_field(file, text, separator);
            first = false;
        }
        fputs(end, file);
    }
}

/* ---- datapackage.json ----------------------------------------------------------------------------------------- */

static const struct column *find_column(const struct table *table, const char *name)
{
    for (int c = 0; c < table->n_columns; c++) {
        if (strcmp(table->columns[c].name, name) == 0) {
            return &table->columns[c];
        }
    }
    return NULL;
}

static const struct table *find_table(const char *name)
{
    for (int i = 0; i < N_TABLES; i++) {
        if (strcmp(case_table_list[i].name, name) == 0) {
            return &case_table_list[i];
        }
    }
    return NULL;
}

static const char *column_name(const struct table *table, const char *name, struct dialect dialect)
{
    const struct column *column = find_column(table, name);

    return dialect.dutch ? column->dutch : column->name;
}

static void describe_form(FILE *file, enum form form, struct dialect dialect)
{
    static const char *const types[] = {"string", "integer", "number", "date", "boolean", "string"};

    fprintf(file, "\"type\": \"%s\"", types[form]);
    if (form == FORM_DECIMAL && dialect.excel) {
        fputs(", \"decimalChar\": \",\"", file);
    } else if (form == FORM_DATE) {
        fprintf(file, ", \"format\": \"%s\"", dialect.dutch ? "%d-%m-%Y" : "%Y-%m-%d");
    } else if (form == FORM_YES_NO) {
        fputs(dialect.dutch ? ", \"trueValues\": [\"ja\"], \"falseValues\": [\"nee\"]"
                            : ", \"trueValues\": [\"yes\"], \"falseValues\": [\"no\"]",
              file);
    }
}

static void describe_fields(FILE *file, const struct table *table, const bool *chosen, struct dialect dialect)
{
    const char *between = "\n";

    fputs("                \"fields\": [", file);
    for (int c = 0; c < table->n_columns; c++) {
        const struct column *column = &table->columns[c];

        if (!chosen[c]) {
            continue;
        }
        fprintf(file, "%s                    {\"name\": \"%s\", ", between,
                dialect.dutch ? column->dutch : column->name);
        describe_form(file, column->form, dialect);
        if (column->by_default == NULL || column->constraints != NULL) {
            fprintf(file, ", \"constraints\": {%s%s%s}", column->by_default == NULL ? "\"required\": true" : "",
                    column->by_default == NULL && column->constraints != NULL ? ", " : "",
                    column->constraints == NULL ? "" : column->constraints);
        }
        fputs("}", file);
        between = ",\n";
    }
    fputs("\n                ]", file);
}

static bool is_chosen(const struct table *table, const char *name, const bool *chosen)
{
    return chosen[find_column(table, name) - table->columns];
}

static void describe_keys(FILE *file, const struct table *table, const bool *chosen, struct dialect dialect)
{
    char keys[CELL_SIZE];
    char *rest = NULL;
    const char *between = "";

    if (table->key[0] != '\0') {
        fputs(",\n                \"primaryKey\": [", file);
        snprintf(keys, sizeof keys, "%s", table->key);
        for (char *key = strtok_r(keys, " ", &rest); key != NULL; key = strtok_r(NULL, " ", &rest)) {
            if (is_chosen(table, key, chosen)) {
                fprintf(file, "%s\"%s\"", between, column_name(table, key, dialect));
                between = ", ";
            }
        }
        fputs("]", file);
    }
    between = ",\n                \"foreignKeys\": [\n";
    snprintf(keys, sizeof keys, "%s", table->foreign_keys);
    for (char *key = strtok_r(keys, " ", &rest); key != NULL; key = strtok_r(NULL, " ", &rest)) {
        const char *other = strtok_r(NULL, " ", &rest);
        const char *other_key = strtok_r(NULL, " ", &rest);

        if (is_chosen(table, key, chosen)) {
            fprintf(file,
                    "%s                    {\"fields\": [\"%s\"], \"reference\": {\"resource\": \"%s\", \"fields\": "
                    "[\"%s\"]}}",
                    between, column_name(table, key, dialect), other,
                    column_name(find_table(other), other_key, dialect));
            between = ",\n";
        }
    }
    fputs(strcmp(between, ",\n") == 0 ? "\n                ]" : "", file);
}

static void describe_table(FILE *file, const struct table *table, const bool *chosen, struct dialect dialect)
{
    fprintf(file,
            "        {\n            \"name\": \"%s\",\n            \"path\": \"%s.csv\",\n            \"profile\": "
            "\"tabular-data-resource\",\n            \"encoding\": \"utf-8\",\n            \"dialect\": "
            "{\"delimiter\": \"%s\", "
            "\"lineTerminator\": \"%s\"},\n            \"schema\": {\n",
            table->name, table->name, dialect.excel ? ";" : ",", dialect.excel ? "\\r\\n" : "\\n");
    describe_fields(file, table, chosen, dialect);
    fputs(",\n                \"missingValues\": [\"\"]", file);
    describe_keys(file, table, chosen, dialect);
    fputs("\n            }\n        }", file);
}

/* ---- The folder ----------------------------------------------------------------------------------------------- */

static FILE *open_in(const char *folder, const char *name, const char *ending)
{
    char path[PATH_SIZE];
    FILE *file = NULL;

    if (snprintf(path, sizeof path, "%s/%s%s", folder, name, ending) >= (int)sizeof path) {
        fprintf(stderr, "generate: %s: the name of the folder is too long\n", folder);
        return NULL;
    }
    file = fopen(path, "wb");
    if (file == NULL) {
        fprintf(stderr, "generate: %s: cannot write: %s\n", path, strerror(errno));
    }
    return file;
}

/* Closes a written file; -1 when the bytes did not reach it. */
static int close_written(FILE *file, const char *folder, const char *name)
{
    int failed = ferror(file);

    if (fclose(file) != 0 || failed) {
        fprintf(stderr, "generate: %s/%s: could not be written: %s\n", folder, name, strerror(errno));
        return -1;
    }
    return 0;
}

static int write_table(const struct tables *t, const char *folder, int number, struct dialect dialect, FILE *package)
{
    const struct table *table = &case_table_list[number];
    int n_rows = table_rows(t, number);
    bool chosen[MAX_COLUMNS];
    FILE *file = open_in(folder, table->name, ".csv");

    if (file == NULL) {
        return -1;
    }
    choose_columns(t, table, n_rows, chosen);
    write_rows(file, t, table, n_rows, chosen, dialect);
    describe_table(package, table, chosen, dialect);
    return close_written(file, folder, table->name);
}

int case_write(const struct tables *t, const char *folder, const char *name, const char *title, struct dialect dialect)
{
    FILE *package = NULL;
    int failed = 0;

    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "generate: %s: cannot make the folder: %s\n", folder, strerror(errno));
        return -1;
    }
    package = open_in(folder, "datapackage", ".json");
    if (package == NULL) {
        return -1;
    }
    fprintf(package,
            "{\n    \"profile\": \"tabular-data-package\",\n    \"name\": \"%s\",\n    \"title\": \"%s\",\n    "
            "\"description\": \"Invented persons, homes, names and codes, written by bench/generate.c.\",\n    "
            "\"resources\": [\n",
            name, title);
    for (int i = 0; i < N_TABLES && !failed; i++) {
        if (i < N_REQUIRED_TABLES || table_rows(t, i) > 0) {
            fputs(i > 0 ? ",\n" : "", package);
            failed = write_table(t, folder, i, dialect, package);
        }
    }
    fputs("\n    ]\n}\n", package);
    return close_written(package, folder, "datapackage.json") != 0 || failed ? -1 : 0;
}
