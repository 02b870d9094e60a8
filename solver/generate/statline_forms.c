// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* statline_forms.c - the shapes of published tables (see statline_forms.h). */
#include "generate/statline_forms.h"

#include "base/index.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_ABOVE = 12, LINES_BELOW = 5, FEWEST_COLUMNS = 2 };

/* ---- Names ---- */

bool koppel_statline_fold(const char *header, bool with_number, char out[KOPPEL_STATLINE_NAME])
{
    const char *last = strrchr(header, '/');
    const char *bar = strrchr(header, '|');
    const char *name = NULL;
    const char *unit = NULL;
    size_t length = 0;
    size_t n = 0;
    bool has_points = strchr(header, '.') != NULL && strpbrk(header, "/|( ") == NULL;

    last = bar != NULL && (last == NULL || bar > last) ? bar : last;
    name = last != NULL ? last + 1 : header;
    length = strcspn(name, "(");
    unit = has_points ? strstr(name, "..") : NULL;
    length = unit != NULL ? (size_t)(unit - name) : length;
    if (!with_number) {
        size_t cut = length;

        while (cut > 0 && name[cut - 1] >= '0' && name[cut - 1] <= '9') {
            cut--;
        }
        length = cut > 1 && cut < length && name[cut - 1] == '_' ? cut - 1 : length;
    }
    for (size_t i = 0; i < length && n + 1 < KOPPEL_STATLINE_NAME; i++) {
        char c = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out[n++] = c;
        }
    }
    out[n] = '\0';
    return has_points;
}

/* Is a header one of these names, parted by blanks? */
static bool is_named(const char *header, const char *names)
{
    char folded[KOPPEL_STATLINE_NAME];

    for (int with_number = 1; with_number >= 0; with_number--) {
        size_t n = 0;

        koppel_statline_fold(header, with_number != 0, folded);
        n = strlen(folded);
        for (const char *name = names; *name != '\0' && n > 0; name += strspn(name, " ")) {
            size_t length = strcspn(name, " ");

            if (length == n && memcmp(name, folded, n) == 0) {
                return true;
            }
            name += length;
        }
    }
    return false;
}

static bool is_looked_for(const char *header, const struct koppel_statline_column *columns, int n_columns)
{
    for (int c = 0; c < n_columns; c++) {
        if (is_named(header, columns[c].names)) {
            return true;
        }
    }
    return false;
}

/* ---- Lines around the table ---- */

struct line {
    char *start;
    char *end; /* its line feed, or the zero byte */
};

static struct line line_at(char *at)
{
    return (struct line){at, at + strcspn(at, "\n")};
}

static bool is_blank(struct line line)
{
    return line.start + strspn(line.start, " \t\r") >= line.end;
}

/* Takes the next cell of a line, without quotes and blanks around it. @return where the cell after it begins; NULL: it
 * was the last */
static const char *take_cell(const char *at, const char *end, char separator, char out[KOPPEL_STATLINE_NAME])
{
    size_t n = 0;
    bool quoted = false;

    for (; at < end && (quoted || *at != separator); at++) {
        if (*at == '"') {
            quoted = !quoted;
        } else if (*at != '\r' && n + 1 < KOPPEL_STATLINE_NAME && (n > 0 || *at != ' ')) {
            out[n++] = *at;
        }
    }
    while (n > 0 && out[n - 1] == ' ') {
        n--;
    }
    out[n] = '\0';
    return at < end ? at + 1 : NULL;
}

static char separator_of(struct line line)
{
    return memchr(line.start, ';', (size_t)(line.end - line.start)) != NULL ? ';' : ',';
}

/* How many cells of a line are headers of columns that are looked for; *n_cells counts all. */
static int count_columns(struct line line, const struct koppel_statline_column *columns, int n_columns, int *n_cells)
{
    char cell[KOPPEL_STATLINE_NAME];
    int n = 0;

    *n_cells = 0;
    for (const char *at = line.start; at != NULL;) {
        at = take_cell(at, line.end, separator_of(line), cell);
        n += is_looked_for(cell, columns, n_columns);
        ++*n_cells;
    }
    return n;
}

static void blank(struct line line)
{
    memset(line.start, ' ', (size_t)(line.end - line.start));
}

/* A row of units has words and signs in it, no figure. */
static bool is_units(struct line line)
{
    return !is_blank(line) && line.start + strcspn(line.start, "0123456789") >= line.end;
}

/* Blanks what stands above the header, and the units below it. @return the header; a start of NULL when none is found */
static struct line tidy_above(char *bytes, const struct koppel_statline_column *columns, int n_columns,
                              char label[KOPPEL_STATLINE_NAME])
{
    struct line line = line_at(bytes);
    struct line units;
    int n_cells = 0;
    int number = 0;

    while (number < LINES_ABOVE && count_columns(line, columns, n_columns, &n_cells) < FEWEST_COLUMNS &&
           *line.end != '\0') {
        line = line_at(line.end + 1);
        number++;
    }
    if (count_columns(line, columns, n_columns, &n_cells) < FEWEST_COLUMNS) {
        return (struct line){NULL, NULL};
    }
    for (struct line above = line_at(bytes); above.start < line.start; above = line_at(above.end + 1)) {
        blank(above);
    }
    units = *line.end != '\0' ? line_at(line.end + 1) : line;
    if (number > 0 && units.start != line.start && is_units(units)) {
        take_cell(units.start, units.end, separator_of(line), label);
        blank(units);
    }
    return line;
}

/* Blanks lines of one cell at the end: the source, or notes. */
static void tidy_below(char *bytes, size_t n_bytes, struct line header)
{
    char *end = bytes + n_bytes;
    char separator = separator_of(header);

    for (int n = 0; n < LINES_BELOW && end > header.end; n++) {
        struct line last = {end, end};

        while (last.start > header.end + 1 && last.start[-1] != '\n') {
            last.start--;
        }
        if (!is_blank(last) && memchr(last.start, separator, (size_t)(last.end - last.start)) != NULL) {
            return;
        }
        blank(last);
        end = last.start - 1;
    }
}

void koppel_statline_tidy(char *bytes, size_t n_bytes, const struct koppel_statline_column *columns, int n_columns,
                          char label[KOPPEL_STATLINE_NAME])
{
    struct line header;
    int n_cells = 0;

    label[0] = '\0';
    header = tidy_above(bytes, columns, n_columns, label);
    if (header.start == NULL) {
        return;
    }
    count_columns(header, columns, n_columns, &n_cells);
    if (n_cells > 1) {
        tidy_below(bytes, n_bytes, header);
    }
}

/* ---- The long form ---- */

/* The wide table being made: rows by region, columns by measure. */
struct wide {
    struct koppel_csv_table table;
    struct koppel_index regions, measures;
};

static int32_t find_header(const struct koppel_csv_table *table, const char *name)
{
    for (int32_t c = 0; c < table->n_columns; c++) {
        if (is_named(table->header[c], name)) {
            return c;
        }
    }
    return KOPPEL_NONE;
}

/* The row of a key in an index, where a new key gets the next one; KOPPEL_NONE: memory ran out. */
static int32_t row_of(struct koppel_index *index, const char *key, int32_t *n)
{
    int32_t found = KOPPEL_NONE;

    if (koppel_index_put(index, key, *n, &found) != KOPPEL_OK) {
        return KOPPEL_NONE;
    }
    return found != KOPPEL_NONE ? found : (*n)++;
}

/* Counts regions and the measures that are looked for. */
static enum koppel_status measure_table(const struct koppel_csv_table *from, int32_t region, int32_t measure,
                                        const struct koppel_statline_column *columns, int n_columns, struct wide *wide)
{
    wide->table.n_columns = 1;
    for (int32_t row = 0; row < from->n_rows; row++) {
        const char *const *cells = from->cells + (size_t)row * (size_t)from->n_columns;

        if (row_of(&wide->regions, cells[region], &wide->table.n_rows) == KOPPEL_NONE) {
            return KOPPEL_E_MEMORY;
        }
        if (koppel_index_get(&wide->measures, cells[measure]) == KOPPEL_NONE &&
            wide->table.n_columns < KOPPEL_CSV_MAX_COLUMNS && is_looked_for(cells[measure], columns, n_columns) &&
            row_of(&wide->measures, cells[measure], &wide->table.n_columns) == KOPPEL_NONE) {
            return KOPPEL_E_MEMORY;
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status fill_table(const struct koppel_csv_table *from, int32_t region, int32_t measure,
                                     int32_t value, struct wide *wide)
{
    struct koppel_csv_table *to = &wide->table;
    size_t n_cells = (size_t)to->n_rows * (size_t)to->n_columns;

    to->header = koppel_new((size_t)to->n_columns, sizeof *to->header);
    to->cells = koppel_new(n_cells, sizeof *to->cells);
    to->lines = koppel_new((size_t)to->n_rows, sizeof *to->lines);
    if (to->header == NULL || to->cells == NULL || to->lines == NULL) {
        return KOPPEL_E_MEMORY;
    }
    to->header[0] = from->header[region];
    for (size_t k = 0; k < n_cells; k++) {
        to->cells[k] = "";
    }
    for (int32_t row = 0; row < from->n_rows; row++) {
        const char *const *cells = from->cells + (size_t)row * (size_t)from->n_columns;
        int32_t place = koppel_index_get(&wide->regions, cells[region]);
        int32_t column = koppel_index_get(&wide->measures, cells[measure]);
        const char **first = to->cells + (size_t)place * (size_t)to->n_columns;

        to->lines[place] = to->lines[place] == 0 ? from->lines[row] : to->lines[place];
        first[0] = cells[region];
        if (column != KOPPEL_NONE) {
            to->header[column] = cells[measure];
            first[column] = cells[value];
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_statline_widen(struct koppel_csv_table *table, const struct koppel_statline_column *columns,
                                         int n_columns)
{
    struct wide wide = {0};
    int32_t region = find_header(table, "wijkenenbuurten regios");
    int32_t measure = find_header(table, "measure");
    int32_t value = find_header(table, "value");
    enum koppel_status status = KOPPEL_OK;

    if (region == KOPPEL_NONE || measure == KOPPEL_NONE || value == KOPPEL_NONE) {
        return KOPPEL_OK;
    }
    status = measure_table(table, region, measure, columns, n_columns, &wide);
    if (status == KOPPEL_OK) {
        status = fill_table(table, region, measure, value, &wide);
    }
    koppel_index_free(&wide.regions);
    koppel_index_free(&wide.measures);
    if (status != KOPPEL_OK) {
        koppel_csv_table_free(&wide.table);
        return status;
    }
    free(table->header);
    free(table->cells);
    free(table->lines);
    table->header = wide.table.header; /* the texts stay where they are, in the table's pool */
    table->cells = wide.table.cells;
    table->lines = wide.table.lines;
    table->n_columns = wide.table.n_columns;
    table->n_rows = wide.table.n_rows;
    return KOPPEL_OK;
}
