// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_compare.c - tables of a written folder against the same made again (see written_compare.h). */
#include "io/written_compare.h"

#include "base/index.h"
#include "base/memory.h"
#include "base/path.h"
#include "io/csv_table.h"
#include "io/dictionary.h"
#include "io/identity.h"
#include "io/proposal_reader.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/** Both tables, and what is known of how they lie on each other. */
struct comparison {
    const struct koppel_written_table *asked;
    struct koppel_csv_table written;
    struct koppel_csv_table made;
    int32_t column_of[KOPPEL_CSV_MAX_COLUMNS]; /* by columns of made: column of written, KOPPEL_NONE: not there */
    int32_t *row_of;                           /* by rows of made: row of written, KOPPEL_NONE: not there */
    bool *is_met;                              /* by rows of written: it is a row of made */
    struct koppel_errors *differences;
};

static const char *cell(const struct koppel_csv_table *table, int32_t row, int32_t column)
{
    return column == KOPPEL_NONE ? "" : table->cells[(size_t)row * (size_t)table->n_columns + (size_t)column];
}

/* A column by its name, or by the names that the case's tables give its key. */
static int32_t find_column(const struct koppel_csv_table *table, const char *name)
{
    const char *aliases = strcmp(name, "household") == 0 ? koppel_tables[KOPPEL_TABLE_HOUSEHOLDS].columns[0].aliases
                          : strcmp(name, "unit") == 0    ? koppel_tables[KOPPEL_TABLE_UNITS].columns[0].aliases
                                                         : "";

    for (int32_t c = 0; c < table->n_columns; c++) {
        if (strcmp(table->header[c], name) == 0 || koppel_words_contain(aliases, table->header[c])) {
            return c;
        }
    }
    return KOPPEL_NONE;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The text behind the zeros in front of a number that has more digits behind them. */
static const char *without_zeros(const char *text)
{
    while (text[0] == '0' && is_digit(text[1])) {
        text++;
    }
    return text;
}

static bool looks_like_number(const char *text)
{
    return text[0] != '\0' && strspn(text, "-0123456789.,") == strlen(text);
}

/* Do two cells say the same? Zeros that a spreadsheet drops say nothing. */
static bool is_same(const char *written, const char *made)
{
    const char *a = koppel_written_key(written);
    const char *b = koppel_written_key(made);
    bool is_behind_point = false;

    if (strcmp(a, b) == 0) {
        return true;
    }
    if (!looks_like_number(a) || !looks_like_number(b)) {
        return false;
    }
    a = without_zeros(a);
    b = without_zeros(b);
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        bool are_points = (*a == '.' || *a == ',') && (*b == '.' || *b == ',');

        if (*a != *b && !are_points) {
            return false;
        }
        is_behind_point = is_behind_point || are_points;
    }
    return *a == *b || (is_behind_point && a[strspn(a, "0")] == '\0' && b[strspn(b, "0")] == '\0');
}

/* The key of a row: its cells, each without zeros in front, and how many rows with it came before. */
static char *key_of(const struct koppel_csv_table *table, int32_t row, const char *keys, int32_t n_before)
{
    struct koppel_text key = {0};
    char name[64];
    int n = 0;

    for (const char *rest = keys; sscanf(rest, " %63s%n", name, &n) == 1; rest += n) {
        const char *text = koppel_written_key(cell(table, row, find_column(table, name)));

        koppel_text_add(&key, "%s%c", looks_like_number(text) ? without_zeros(text) : text, '\x1f');
    }
    koppel_text_add(&key, "%" PRId32, n_before);
    if (koppel_text_status(&key) != KOPPEL_OK) {
        koppel_text_free(&key);
        return NULL;
    }
    return key.bytes;
}

static bool counts(const struct comparison *all, int32_t row)
{
    int32_t column = all->asked->lost != NULL ? find_column(&all->written, all->asked->lost) : KOPPEL_NONE;

    return column == KOPPEL_NONE || cell(&all->written, row, column)[0] != '\0';
}

/* Enters the rows of the file under their keys, each of which is new. */
static enum koppel_status index_rows(const struct koppel_csv_table *table, const char *names, char **keys,
                                     struct koppel_index *index)
{
    int32_t *n_alike = koppel_new((size_t)table->n_rows + 1, sizeof *n_alike); /* by the first row with the key */
    enum koppel_status status = n_alike != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
    int32_t before = KOPPEL_NONE;

    for (int32_t r = 0; r < table->n_rows && status == KOPPEL_OK; r++) {
        keys[r] = key_of(table, r, names, 0);
        before = keys[r] != NULL ? koppel_index_get(index, keys[r]) : KOPPEL_NONE;
        if (before !=
            KOPPEL_NONE) { /* the next number that this key has not had: rows alike are counted, not searched */
            free(keys[r]);
            keys[r] = key_of(table, r, names, ++n_alike[before]);
        }
        status = keys[r] != NULL ? koppel_index_put(index, keys[r], r, &before) : KOPPEL_E_MEMORY;
    }
    free(n_alike);
    return status;
}

/* Finds the row of the file for every row that was made. */
static enum koppel_status match_rows(struct comparison *all)
{
    struct koppel_index index = {0};
    char **keys = koppel_new((size_t)all->written.n_rows + 1, sizeof *keys);
    enum koppel_status status =
        keys != NULL ? index_rows(&all->written, all->asked->keys, keys, &index) : KOPPEL_E_MEMORY;

    for (int32_t r = 0; r < all->made.n_rows && status == KOPPEL_OK; r++) {
        int32_t n_before = 0;
        char *key = NULL;

        do {
            free(key);
            key = key_of(&all->made, r, all->asked->keys, n_before++);
            all->row_of[r] = key != NULL ? koppel_index_get(&index, key) : KOPPEL_NONE;
        } while (all->row_of[r] != KOPPEL_NONE && all->is_met[all->row_of[r]]);
        status = key != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
        free(key);
        if (all->row_of[r] != KOPPEL_NONE) {
            all->is_met[all->row_of[r]] = true;
        }
    }
    koppel_index_free(&index);
    for (int32_t r = 0; keys != NULL && r < all->written.n_rows; r++) {
        free(keys[r]);
    }
    free(keys);
    return status;
}

/* "and 3 more rows" */
static const char *say_more(char out[64], int32_t n)
{
    out[0] = '\0';
    if (n > 1) {
        snprintf(out, 64, koppel_plural(" (and %" PRId32 " more row)", " (and %" PRId32 " more rows)", n - 1), n - 1);
    }
    return out;
}

/* How much of two long texts can be left out at their beginning, because it is the same: whole words of it. */
static size_t same_words(const char *a, const char *b)
{
    enum { LONG = 50 };
    size_t n = 0;
    size_t words = 0;

    for (; a[n] != '\0' && a[n] == b[n]; n++) {
        words = a[n] == ' ' ? n + 1 : words;
    }
    return strlen(a) > LONG || strlen(b) > LONG ? words : 0;
}

static void tell_column(struct comparison *all, int32_t column, int32_t row, int32_t n)
{
    const char *written = cell(&all->written, all->row_of[row], all->column_of[column]);
    const char *made = cell(&all->made, row, column);
    size_t same = same_words(written, made);
    char is[80], should[80], more[64];

    koppel_errors_add(all->differences, KOPPEL_OK, all->asked->name, all->written.lines[all->row_of[row]], 0,
                      "column %s says %s%s, the tables give %s%s", all->made.header[column], same > 0 ? "... " : "",
                      koppel_identity_quote(written + same, is), koppel_text_quote(made + same, should),
                      say_more(more, n));
}

static void compare_column(struct comparison *all, int32_t column)
{
    int32_t there = all->column_of[column];
    int32_t first = KOPPEL_NONE;
    int32_t n = 0;

    for (int32_t r = 0; r < all->made.n_rows; r++) {
        if (all->row_of[r] != KOPPEL_NONE &&
            !is_same(cell(&all->written, all->row_of[r], there), cell(&all->made, r, column))) {
            bool is_first = first == KOPPEL_NONE || all->row_of[r] < all->row_of[first];

            first = is_first ? r : first;
            n++;
        }
    }
    if (n > 0) {
        tell_column(all, column, first, n);
    }
}

static void compare_rows(struct comparison *all)
{
    int32_t first_gone = KOPPEL_NONE, first_new = KOPPEL_NONE;
    int32_t n_gone = 0, n_new = 0;
    char key[80], more[64];

    for (int32_t r = 0; r < all->made.n_rows; r++) {
        if (all->row_of[r] == KOPPEL_NONE) {
            first_gone = n_gone++ == 0 ? r : first_gone;
        }
    }
    for (int32_t r = 0; r < all->written.n_rows; r++) {
        if (!all->is_met[r] && counts(all, r)) {
            first_new = n_new++ == 0 ? r : first_new;
        }
    }
    if (n_gone > 0) {
        koppel_errors_add(all->differences, KOPPEL_OK, all->asked->name, 0, 0, "the row of %s is missing%s",
                          koppel_text_quote(cell(&all->made, first_gone, 0), key), say_more(more, n_gone));
    }
    if (n_new > 0) {
        koppel_errors_add(
            all->differences, KOPPEL_OK, all->asked->name, all->written.lines[first_new], 0,
            "the row of %s does not belong here by the tables%s",
            koppel_identity_quote(cell(&all->written, first_new, find_column(&all->written, all->made.header[0])), key),
            say_more(more, n_new));
    }
}

/* A column of the file that is none of those made, or stands there twice. */
static void compare_header(struct comparison *all)
{
    char name[80];

    for (int32_t c = 0; c < all->written.n_columns; c++) {
        bool known = false;

        for (int32_t k = 0; k < all->made.n_columns && !known; k++) {
            known = all->column_of[k] == c;
        }
        if (!known) {
            koppel_errors_add(all->differences, KOPPEL_OK, all->asked->name, all->written.header_line, 0,
                              "the column %s is none that koppel writes here",
                              koppel_text_quote(all->written.header[c], name));
        }
    }
}

static enum koppel_status compare(struct comparison *all, struct koppel_compared *compared)
{
    enum koppel_status status = KOPPEL_OK;

    all->row_of = koppel_new((size_t)all->made.n_rows + 1, sizeof *all->row_of);
    all->is_met = koppel_new((size_t)all->written.n_rows + 1, sizeof *all->is_met);
    if (all->row_of == NULL || all->is_met == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t c = 0; c < all->made.n_columns; c++) {
        all->column_of[c] = find_column(&all->written, all->made.header[c]);
        compared->n_missing += all->column_of[c] == KOPPEL_NONE;
    }
    status = match_rows(all);
    if (status != KOPPEL_OK) {
        return status;
    }
    if (!all->asked->only_cells) {
        compare_header(all);
        compare_rows(all);
    }
    for (int32_t c = 0; c < all->made.n_columns; c++) {
        if (all->column_of[c] != KOPPEL_NONE && !koppel_words_contain(all->asked->open, all->made.header[c])) {
            compare_column(all, c);
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_written_table_compare(const struct koppel_written_table *table,
                                                const struct koppel_text *made, struct koppel_compared *compared,
                                                struct koppel_errors *differences, struct koppel_errors *errors)
{
    struct comparison all = {.asked = table, .differences = differences};
    struct stat about;
    char *path = koppel_path_join(table->folder, table->name);
    enum koppel_status status = path != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    *compared = (struct koppel_compared){.is_there = path != NULL && stat(path, &about) == 0};
    if (compared->is_there) {
        status = koppel_csv_table_parse(made->bytes, made->n_bytes, table->name, &all.made, errors);
    }
    if (compared->is_there && status == KOPPEL_OK) {
        status = koppel_csv_table_read(path, table->name, &all.written, errors);
    }
    if (compared->is_there && status == KOPPEL_OK) {
        status = compare(&all, compared);
    }
    free(path);
    free(all.row_of);
    free(all.is_met);
    koppel_csv_table_free(&all.made);
    koppel_csv_table_free(&all.written);
    return status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(errors, table->name) : status;
}

/* Looks for a column of a table of the folder, and whether any of its cells is filled. */
static enum koppel_status look_for(const char *folder, const char *name, const char *column, bool *there, bool *filled)
{
    struct koppel_csv_table table = {0};
    char *path = koppel_path_join(folder, name);
    enum koppel_status status = path != NULL ? koppel_csv_table_read(path, name, &table, NULL) : KOPPEL_E_MEMORY;
    int32_t c = find_column(&table, column);

    *there = c != KOPPEL_NONE;
    *filled = false;
    for (int32_t r = 0; c != KOPPEL_NONE && r < table.n_rows && !*filled; r++) {
        *filled = cell(&table, r, c)[0] != '\0';
    }
    koppel_csv_table_free(&table);
    free(path);
    return status == KOPPEL_E_MEMORY ? status : KOPPEL_OK;
}

enum koppel_status koppel_written_header_find(const char *folder, const char *name, const char *column, bool *there)
{
    bool filled = false;
    bool is_there = false;
    enum koppel_status status = look_for(folder, name, column, &is_there, &filled);

    *there = *there || is_there;
    return status;
}

enum koppel_status koppel_written_column_find(const char *folder, const char *name, const char *column, bool *filled)
{
    bool is_there = false;
    bool is_filled = false;
    enum koppel_status status = look_for(folder, name, column, &is_there, &is_filled);

    *filled = *filled || is_filled;
    return status;
}
