// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_header.c - which column of a file is which (see table_header.h). */
#include "io/table_header.h"

#include "io/heading_guess.h"
#include "io/identity.h"
#include "io/table_forms.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

char *koppel_heading_fold(const char *name, char out[KOPPEL_HEADING_BYTES])
{
    static const char euro[] = "\xE2\x82\xAC";
    size_t n = 0;

    for (size_t step = 1; *name != '\0' && n + 1 < KOPPEL_HEADING_BYTES; name += step) {
        size_t blank = koppel_text_blank_bytes(name);
        unsigned char c = (unsigned char)*name;

        step = blank > 0 ? blank : strncmp(name, euro, 3) == 0 ? 3 : 1;
        if (c >= 'A' && c <= 'Z') {
            c = (unsigned char)(c - 'A' + 'a');
        }
        if (step > 1 || (c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))) {
            c = '_';
        }
        if (c != '_' || (n > 0 && out[n - 1] != '_')) {
            out[n++] = (char)c;
        }
    }
    while (n > 0 && out[n - 1] == '_') {
        n--;
    }
    out[n] = '\0';
    return out;
}

static int32_t find_column(const struct koppel_table_rule *rule, const char *folded)
{
    for (int32_t i = 0; i < rule->n_columns; i++) {
        if (strcmp(rule->columns[i].name, folded) == 0 || koppel_words_contain(rule->columns[i].aliases, folded)) {
            return i;
        }
    }
    return KOPPEL_NONE;
}

int32_t koppel_table_column_find(const struct koppel_table_rule *rule, const char *heading)
{
    char folded[KOPPEL_HEADING_BYTES];

    koppel_heading_fold(heading, folded);
    return find_column(rule, folded);
}

static enum koppel_status refuse_unknown(const struct koppel_table_rule *rule, const char *file, long line,
                                         const char *name, const char *folded, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    char near[80];
    char quoted[80];
    const char *nearest = koppel_heading_nearest(rule, folded, near, &status);

    koppel_identity_quote(name, quoted);
    if (status != KOPPEL_OK) {
        return status;
    }
    if (nearest == NULL) {
        return koppel_errors_add(
            errors, KOPPEL_E_INPUT, file, line, 0,
            rule->about_households
                ? _("column %s is not known: correct its name or delete it")
                : _("column %s is not known: correct its name, delete it, or begin its name with x_"),
            quoted);
    }
    return koppel_errors_add(errors, KOPPEL_E_INPUT, file, line, 0,
                             rule->about_households
                                 ? _("column %s is not known (did you mean \"%s\"?): correct its name or delete it")
                                 : _("column %s is not known (did you mean \"%s\"?): correct its name, delete it, or "
                                     "begin its name with x_"),
                             quoted, nearest);
}

static bool is_empty(const struct koppel_csv_table *table, int32_t position)
{
    for (int32_t row = 0; row < table->n_rows; row++) {
        if (table->cells[(size_t)row * (size_t)table->n_columns + (size_t)position][0] != '\0') {
            return false;
        }
    }
    return true;
}

/* Matches the column at one position of the file. */
static enum koppel_status match_column(const struct koppel_table_rule *rule, const struct koppel_csv_table *table,
                                       const char *file, int32_t position, struct koppel_table_header *header,
                                       struct koppel_errors *errors)
{
    const char *name = table->header[position];
    const char *refused = NULL;
    char folded[KOPPEL_HEADING_BYTES];
    char quoted[80];
    int32_t column = 0;

    koppel_heading_fold(name, folded);
    koppel_text_quote(name, quoted); /* of a heading that is refused: without it nobody finds the column */
    if (name[0] == '\0' && table->any_form && is_empty(table, position)) {
        return KOPPEL_OK;
    }
    if (name[0] == '\0') {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, file, table->header_line, 0,
                                 "column %" PRId32 " has no name: delete it, or the separator at the end of every line",
                                 position + 1);
    }
    column = find_column(rule, folded);
    refused = column == KOPPEL_NONE ? koppel_identity_of_heading(name, rule->about_households) : NULL;
    if (refused != NULL) {
        return koppel_errors_add(
            errors, KOPPEL_E_REFUSED, file, table->header_line, 0,
            "column %s is refused: for people's privacy this program must not hold %s; delete the column", quoted,
            refused);
    }
    if (rule->left_out != NULL && koppel_words_contain(rule->left_out, folded)) {
        return KOPPEL_OK;
    }
    if (strncmp(folded, "x_", 2) == 0) {
        header->extras[header->n_extras++] = position;
        return KOPPEL_OK;
    }
    if (column == KOPPEL_NONE) {
        return refuse_unknown(rule, file, table->header_line, name, folded, errors);
    }
    if (header->position[column] != KOPPEL_NONE) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, file, table->header_line, 0,
                                 "columns %" PRId32 " and %" PRId32 " both stand for \"%s\": delete one",
                                 header->position[column] + 1, position + 1, rule->columns[column].name);
    }
    header->position[column] = position;
    return KOPPEL_OK;
}

static enum koppel_status check_extras(const struct koppel_csv_table *table, const char *file,
                                       const struct koppel_table_header *header, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    char quoted[80];

    for (int32_t i = 0; i < header->n_extras; i++) {
        for (int32_t j = 0; j < i; j++) {
            if (strcmp(table->header[header->extras[i]], table->header[header->extras[j]]) == 0) {
                status =
                    koppel_errors_add(errors, KOPPEL_E_INPUT, file, table->header_line, 0, "column %s stands twice",
                                      koppel_identity_quote(table->header[header->extras[i]], quoted));
                break;
            }
        }
    }
    return status;
}

/* Are more headings Dutch names of columns than the English names? */
static void meet_language(const struct koppel_table_rule *rule, const struct koppel_csv_table *table)
{
    char folded[KOPPEL_HEADING_BYTES];
    int32_t n_dutch = 0;

    for (int32_t i = 0; i < table->n_columns; i++) {
        int32_t column = KOPPEL_NONE;

        koppel_heading_fold(table->header[i], folded);
        column = find_column(rule, folded);
        if (column != KOPPEL_NONE) {
            n_dutch += strcmp(rule->columns[column].name, folded) == 0 ? -1 : 1;
        }
    }
    if (n_dutch > 0) {
        koppel_language_met(KOPPEL_DUTCH);
    }
}

/* A table that begins with its first row, or something else altogether. */
static enum koppel_status refuse_header(const struct koppel_table_rule *rule, const struct koppel_csv_table *table,
                                        const char *file, struct koppel_errors *errors)
{
    char names[KOPPEL_WORDS_LIST] = "";
    size_t n = 0;

    for (int32_t i = 0; i < rule->n_columns && n + 40 < sizeof names; i++) {
        if (rule->columns[i].required) {
            n += (size_t)snprintf(names + n, sizeof names - n, "%s%s", n > 0 ? ", " : "", rule->columns[i].name);
        }
    }
    return koppel_errors_add(
        errors, KOPPEL_E_INPUT, file, table->header_line, 0,
        "the names of the columns are missing: none of this line is one; put a line with them above "
        "the rows (%s, or the Dutch names)",
        names);
}

enum koppel_status koppel_table_header_match(const struct koppel_table_rule *rule, const struct koppel_csv_table *table,
                                             const char *file, struct koppel_table_header *header,
                                             struct koppel_errors *errors)
{
    enum koppel_status first = KOPPEL_OK;
    enum koppel_status status = KOPPEL_OK;
    char names[KOPPEL_WORDS_LIST];

    header->n_extras = 0;
    for (int32_t i = 0; i < KOPPEL_MAX_TABLE_COLUMNS; i++) {
        header->position[i] = KOPPEL_NONE;
    }
    meet_language(rule, table);
    if (table->any_form && koppel_table_known_headings(rule, table->header, table->n_columns) == 0) {
        return refuse_header(rule, table, file, errors);
    }
    for (int32_t i = 0; i < table->n_columns; i++) {
        status = match_column(rule, table, file, i, header, errors);
        first = first == KOPPEL_OK ? status : first;
    }
    for (int32_t i = 0; i < rule->n_columns; i++) {
        const struct koppel_column *column = &rule->columns[i];

        if (column->required && header->position[i] == KOPPEL_NONE) {
            status = koppel_errors_add(errors, KOPPEL_E_INPUT, file, table->header_line, 0,
                                       "column \"%s\" is missing (Dutch: %s)", column->name,
                                       koppel_words_list(column->aliases, _(" or "), names));
            first = first == KOPPEL_OK ? status : first;
        }
    }
    status = check_extras(table, file, header, errors);
    return first == KOPPEL_OK ? status : first;
}
