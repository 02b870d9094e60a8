// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_tidy.c - writes a table of a case as it was understood, in the plain form (koppel tidy). */
#include "io/case_reading.h"

#include <stdio.h>
#include <string.h>

void koppel_tidy_cell_add(struct koppel_text *text, const char *cell, char separator)
{
    if (strpbrk(cell, "\"\r\n") == NULL && strchr(cell, separator) == NULL) {
        koppel_text_append(text, cell, strlen(cell));
        return;
    }
    koppel_text_append(text, "\"", 1);
    koppel_text_append_quoted(text, cell);
    koppel_text_append(text, "\"", 1);
}

/* Was the column at a position read? Others have no name and no cells, or are left out by the map of columns. */
static bool is_read(const struct koppel_table_header *header, int32_t position)
{
    for (int32_t i = 0; i < KOPPEL_MAX_TABLE_COLUMNS; i++) {
        if (header->position[i] == position) {
            return true;
        }
    }
    for (int32_t i = 0; i < header->n_extras; i++) {
        if (header->extras[i] == position) {
            return true;
        }
    }
    return false;
}

static void add_row(struct koppel_text *text, const struct koppel_case_reading *reading, const char *const *cells)
{
    const struct koppel_csv_table *csv = &reading->csv;
    bool is_first = true;

    for (int32_t i = 0; i < csv->n_columns; i++) {
        if (!is_read(&reading->header, i)) {
            continue;
        }
        koppel_text_append(text, &csv->separator, is_first ? 0 : 1);
        koppel_tidy_cell_add(text, cells[i], csv->separator);
        is_first = false;
    }
    koppel_text_append(text, "\n", 1);
}

/* Does a text have this word, in letters of either case, between signs that are no letters? */
static bool has_word(const char *text, const char *word, size_t n)
{
    char folded[KOPPEL_PLACE_FILE + 2] = "_";
    char wanted[KOPPEL_PLACE_FILE + 2];
    size_t length = 1;

    for (; *text != '\0' && length + 2 < sizeof folded; text++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;

        folded[length++] = c >= 0 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') ? '_' : c;
    }
    folded[length++] = '_';
    folded[length] = '\0';
    snprintf(wanted, sizeof wanted, "_%.*s_", (int)n, word);
    return strstr(folded, wanted) != NULL;
}

/* The name of the table's file: the one of the dictionary that it has now, or its sheet or workbook. */
static void name_file(const char *written, const struct koppel_table_rule *rule, char out[KOPPEL_PLACE_FILE])
{
    const char *const names[] = {rule->file, rule->aliases};

    snprintf(out, KOPPEL_PLACE_FILE, "%s", rule->file);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        size_t n = 0;

        for (const char *name = names[k]; *name != '\0'; name += n + strspn(name + n, " ")) {
            n = strcspn(name, " ");
            if (has_word(written, name, n - strlen(".csv"))) {
                snprintf(out, KOPPEL_PLACE_FILE, "%.*s", (int)n, name);
                return;
            }
        }
    }
}

/* The headings as they are; those that a map of columns alone knows under the names of the dictionary. */
static void name_headings(const struct koppel_case_reading *reading, enum koppel_table table, const char **headings)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];

    memcpy(headings, reading->csv.header, (size_t)reading->csv.n_columns * sizeof *headings);
    for (int32_t i = 0; i < rule->n_columns; i++) {
        int32_t position = reading->header.position[i];

        if (position != KOPPEL_NONE && koppel_table_column_find(rule, headings[position]) != i) {
            headings[position] = rule->columns[i].name;
        }
    }
}

void koppel_reading_tidy(struct koppel_case_reading *reading, enum koppel_table table)
{
    struct koppel_tidy_table *tidy = reading->tidy != NULL ? &reading->tidy[table] : NULL;
    const struct koppel_csv_table *csv = &reading->csv;
    const char *headings[KOPPEL_CSV_MAX_COLUMNS];

    if (tidy == NULL || csv->n_columns == 0) {
        return;
    }
    name_file(reading->tables[table].file, &koppel_tables[table], tidy->name);
    name_headings(reading, table, headings);
    add_row(&tidy->text, reading, headings);
    for (int32_t row = 0; row < csv->n_rows; row++) {
        add_row(&tidy->text, reading, csv->cells + (size_t)row * (size_t)csv->n_columns);
    }
    if (koppel_text_status(&tidy->text) != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
    }
}
