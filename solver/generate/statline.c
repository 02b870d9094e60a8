// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* statline.c - tables of Statistics Netherlands (see statline.h). */
#include "generate/statline.h"

#include "generate/statline_forms.h"
#include "io/dictionary.h"
#include "io/file_bytes.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <string.h>

enum { SHORTEST_END = 8 };

/* Is a folded header this name? The end of one that R joined by points will do, when the name is long enough. */
static bool is_name(const char *folded, bool has_points, const char *name, size_t length)
{
    size_t n = strlen(folded);

    return n >= length && (n == length || (has_points && length >= SHORTEST_END)) &&
           memcmp(folded + n - length, name, length) == 0;
}

/* The column with this name, KOPPEL_NONE when there is none; *n_found counts them. */
static int32_t find_name(const struct koppel_csv_table *table, const char *name, size_t length, int *n_found)
{
    int32_t found = KOPPEL_NONE;
    char folded[KOPPEL_STATLINE_NAME];

    for (int with_number = 1; with_number >= 0 && found == KOPPEL_NONE; with_number--) {
        for (int32_t c = 0; c < table->n_columns; c++) {
            bool has_points = koppel_statline_fold(table->header[c], with_number != 0, folded);

            if (is_name(folded, has_points, name, length)) {
                found = found == KOPPEL_NONE ? c : found;
                (*n_found)++;
            }
        }
    }
    return found;
}

/* Finds one column by the first of its names that the table has. */
static enum koppel_status match_column(struct koppel_statline *read, const struct koppel_statline_column *wanted,
                                       int32_t *position, struct koppel_errors *errors)
{
    const struct koppel_csv_table *table = &read->table;
    const char *name = wanted->names;
    int n_found = 0;

    *position = KOPPEL_NONE;
    while (*name != '\0' && *position == KOPPEL_NONE) {
        size_t length = strcspn(name, " ");

        *position = find_name(table, name, length, &n_found);
        if (n_found > 1) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, read->file, table->header_line, 0,
                                     "%d columns are called \"%.*s\", the numbers at their ends apart: delete all but "
                                     "one",
                                     n_found, (int)length, name);
        }
        name += length;
        name += strspn(name, " ");
    }
    if (*position == KOPPEL_NONE && wanted->tells != NULL) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, read->file, table->header_line, 0, "no column tells %s",
                                 wanted->tells);
    }
    return KOPPEL_OK;
}

/* Reads the file with what stands around its table taken away, and one row for each region. */
static enum koppel_status read_table(const char *path, const struct koppel_statline_column *columns, int n_columns,
                                     struct koppel_statline *read, struct koppel_errors *errors)
{
    struct koppel_file_bytes file = {0};
    char label[KOPPEL_STATLINE_NAME];
    const char *name = NULL;
    enum koppel_status status = koppel_file_bytes_read(path, read->file, KOPPEL_MAX_FILE_BYTES, &file, errors);

    if (status != KOPPEL_OK) {
        return status;
    }
    koppel_statline_tidy(file.bytes, file.n_bytes, columns, n_columns, label);
    status = koppel_csv_table_parse(file.bytes, file.n_bytes, read->file, &read->table, errors);
    memcpy(read->table.sha256, file.sha256, sizeof read->table.sha256); /* of the file as it was */
    koppel_file_bytes_free(&file);
    if (read->table.n_columns > 0 && read->table.header[0][0] == '\0' && label[0] != '\0') {
        name = koppel_pool_copy(&read->table.pool, label, strlen(label));
        read->table.header[0] = name != NULL ? name : "";
    }
    if (read->table.n_columns > 0 && koppel_statline_widen(&read->table, columns, n_columns) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, read->file);
    }
    return status;
}

enum koppel_status koppel_statline_read(const char *path, const struct koppel_statline_column *columns, int n_columns,
                                        struct koppel_statline *read, struct koppel_errors *errors)
{
    const char *slash = strrchr(path, '/');
    enum koppel_status first = KOPPEL_OK;

    *read = (struct koppel_statline){.file = slash != NULL && slash[1] != '\0' ? slash + 1 : path};
    first = read_table(path, columns, n_columns, read, errors);
    for (int i = 0; i < n_columns && read->table.n_columns > 0; i++) {
        enum koppel_status status = match_column(read, &columns[i], &read->position[i], errors);

        first = first == KOPPEL_OK ? status : first;
    }
    if (first == KOPPEL_OK && read->table.n_rows == 0) {
        first = koppel_errors_add(errors, KOPPEL_E_INPUT, read->file, 0, 0, "the table has no rows");
    }
    return first;
}

/* A point, R's NA, or a number such as -99997, -99995.0 or -99999998 of the maps. */
static bool is_missing(const char *cell)
{
    size_t n = 0;

    if (koppel_words_contain(". x - NA NaN NULL null", cell)) {
        return true;
    }
    if (strncmp(cell, "-9999", 5) != 0) {
        return false;
    }
    n = 1 + strspn(cell + 1, "0123456789");
    if (cell[n] == '.' || cell[n] == ',') {
        n += 1 + strspn(cell + n + 1, "0");
    }
    return cell[n] == '\0';
}

const char *koppel_statline_cell(const struct koppel_statline *read, int32_t row, int column)
{
    int32_t position = read->position[column];
    const char *cell = NULL;

    if (position == KOPPEL_NONE) {
        return "";
    }
    cell = read->table.cells[(size_t)row * (size_t)read->table.n_columns + (size_t)position];
    return is_missing(cell) ? "" : cell;
}

/* Reads 396, 0.7 or 41,0 as thousandths; false when it is something else, has more than three places or is too much. */
static bool parse_thousandths(const char *text, int64_t most, int64_t *thousandths)
{
    int64_t value = 0;
    int n_places = -1; /* -1: no decimal sign as yet */
    int n_digits = 0;

    for (; *text != '\0'; text++) {
        if ((*text == '.' || *text == ',') && n_places < 0 && n_digits > 0) {
            n_places = 0;
        } else if (*text >= '0' && *text <= '9' && n_digits < 15 && n_places < 3) {
            value = 10 * value + (*text - '0');
            n_digits++;
            n_places += n_places >= 0;
        } else {
            return false;
        }
    }
    for (int i = n_places < 0 ? 0 : n_places; i < 3; i++) {
        value *= 10;
    }
    *thousandths = value;
    return n_digits > 0 && n_places != 0 && value <= 1000 * most;
}

static bool refuse_cell(const struct koppel_statline *read, int32_t row, int column, const char *form, int64_t most,
                        struct koppel_errors *errors)
{
    char header[80];
    char quoted[80];

    koppel_errors_add(errors, KOPPEL_E_INPUT, read->file, read->table.lines[row], 0,
                      "column %s: %s is not %s 0..%" PRId64
                      "; a missing figure is a point, NA, -99997 or an empty cell",
                      koppel_text_quote(read->table.header[read->position[column]], header),
                      koppel_text_quote(koppel_statline_cell(read, row, column), quoted), form, most);
    return false;
}

bool koppel_statline_number(const struct koppel_statline *read, int32_t row, int column, int64_t most, int64_t missing,
                            int64_t *thousandths, struct koppel_errors *errors)
{
    const char *cell = koppel_statline_cell(read, row, column);

    *thousandths = missing;
    return cell[0] == '\0' || parse_thousandths(cell, most, thousandths) ||
           refuse_cell(read, row, column, "a number", most, errors);
}

bool koppel_statline_whole(const struct koppel_statline *read, int32_t row, int column, int64_t most, int64_t missing,
                           int64_t *value, struct koppel_errors *errors)
{
    const char *cell = koppel_statline_cell(read, row, column);
    int64_t thousandths = 0;

    *value = missing;
    if (cell[0] == '\0') {
        return true;
    }
    if (!parse_thousandths(cell, most, &thousandths) || thousandths % 1000 != 0) {
        return refuse_cell(read, row, column, "a whole number", most, errors);
    }
    *value = thousandths / 1000;
    return true;
}

void koppel_statline_free(struct koppel_statline *read)
{
    koppel_csv_table_free(&read->table);
    *read = (struct koppel_statline){0};
}
