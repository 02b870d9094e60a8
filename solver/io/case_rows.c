// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_rows.c - reads the rows of one table of a case by the dictionary: cells, keys, references, x_ columns. */
#include "io/case_reader.h"
#include "io/case_reading.h"
#include "io/cell_value.h"
#include "io/identity.h"
#include "io/proposal_reader.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMPOSITE_BYTES = 2 * KOPPEL_MAX_TEXT_BYTES + 64 };

#define IN_CASE(member) offsetof(struct koppel_case, member)

/* Where a case keeps the keys of a table's rows and its x_ columns; 0: nowhere (a case begins with its pool). */
static const struct {
    size_t index;
    size_t extra;
} places[KOPPEL_N_TABLES] = {
    [KOPPEL_TABLE_MUNICIPALITIES] = {IN_CASE(municipality_index), IN_CASE(municipality_extra)},
    [KOPPEL_TABLE_NEIGHBOURHOODS] = {IN_CASE(neighbourhood_index), IN_CASE(neighbourhood_extra)},
    [KOPPEL_TABLE_CORPORATIONS] = {IN_CASE(corporation_index), 0},
    [KOPPEL_TABLE_UNITS] = {IN_CASE(unit_index), IN_CASE(unit_extra)},
    [KOPPEL_TABLE_RECEPTION] = {IN_CASE(reception_index), 0},
    [KOPPEL_TABLE_HOUSEHOLDS] = {IN_CASE(household_index), IN_CASE(household_extra)},
    [KOPPEL_TABLE_ARRIVALS] = {IN_CASE(arrival_index), IN_CASE(arrival_extra)},
    [KOPPEL_TABLE_RELEASES] = {IN_CASE(release_index), IN_CASE(release_extra)},
};

static void *member_of(struct koppel_case *kase, size_t offset)
{
    return offset != 0 ? (char *)kase + offset : NULL;
}

struct koppel_index *koppel_reading_index(struct koppel_case *kase, enum koppel_table table)
{
    return member_of(kase, places[table].index);
}

char *koppel_reading_hint(struct koppel_case_reading *reading, const struct koppel_index *index, const char *key,
                          char out[160])
{
    const char *nearest = NULL;

    if (reading->n_hints < KOPPEL_MOST_HINTS) {
        reading->n_hints++;
        nearest = koppel_index_nearest(index, key);
    }
    out[0] = '\0';
    if (nearest != NULL) {
        snprintf(out, 160, _(" (did you mean \"%s\"?)"), nearest);
    }
    return out;
}

const char *koppel_reading_column(const struct koppel_case_reading *reading, const char *column)
{
    return koppel_case_column_name(reading->kase, koppel_tables[reading->table].file, column);
}

static void store(const struct koppel_column *column, void *row, int64_t number, const char *text)
{
    char *member = column->offset != SIZE_MAX ? (char *)row + column->offset : NULL;
    int32_t narrow = (int32_t)number;
    bool truth = number != 0;

    if (member == NULL) {
        return;
    }
    switch (column->type) {
    case KOPPEL_IN_INT32:
        memcpy(member, &narrow, sizeof narrow);
        return;
    case KOPPEL_IN_INT64:
        memcpy(member, &number, sizeof number);
        return;
    case KOPPEL_IN_BOOL:
        memcpy(member, &truth, sizeof truth);
        return;
    case KOPPEL_IN_TEXT:
        memcpy(member, &text, sizeof text);
        return;
    }
}

/* Row of a key in another table. A table that is damaged itself is not asked: its own errors come first. */
static bool resolve_reference(struct koppel_case_reading *reading, struct koppel_reading_cell *cell, const char *key,
                              int64_t *row)
{
    const struct koppel_column *column = cell->column;
    const struct koppel_index *index = koppel_reading_index(reading->kase, column->refers);
    char why[KOPPEL_CELL_WHY];
    char quoted[80];
    char hint[160];
    char file[KOPPEL_PLACE_FILE];

    *row = koppel_index_get(index, key);
    if (*row == KOPPEL_NONE && koppel_reading_understand_key(reading, cell)) {
        *row = koppel_index_get(index, cell->text);
    }
    if (*row != KOPPEL_NONE) {
        return true;
    }
    if (column->may_be_gone && reading->tables[column->refers].complete &&
        koppel_index_get_but_zeros(index, key) == KOPPEL_NONE) { /* lost zeros are a mistake, no row that went */
        *row = KOPPEL_GONE;
        return true;
    }
    if (reading->tables[column->refers].complete) {
        if (!koppel_reading_doubt_key(reading, cell, why)) {
            koppel_reading_hint_name(reading, cell, hint);
            if (hint[0] == '\0') {
                koppel_reading_hint(reading, index, key, hint);
            }
            snprintf(why, sizeof why, _("%s is not in %s%s"), koppel_text_quote(key, quoted),
                     koppel_file_words(reading->tables[column->refers].file, file), hint);
        }
        koppel_reading_refuse_cell(reading, cell, KOPPEL_REFUSED_KEY, why);
    }
    return false;
}

/* A copy in the case's own pool; the empty text needs none. */
static const char *keep(struct koppel_case_reading *reading, const char *text)
{
    const char *copy = text[0] == '\0' ? "" : koppel_pool_copy(&reading->kase->pool, text, strlen(text));

    if (copy == NULL) {
        koppel_reading_no_memory(reading);
    }
    return copy != NULL ? copy : "";
}

static int64_t name_row(struct koppel_case_reading *reading, size_t list, const char *name)
{
    struct koppel_names *names = (struct koppel_names *)(void *)((char *)reading->kase + list);
    int32_t row = koppel_names_get(names, name);

    if (row == KOPPEL_NONE) {
        row = koppel_names_add(names, keep(reading, name));
        if (row == KOPPEL_NONE) {
            koppel_reading_no_memory(reading);
        }
    }
    return row;
}

/* Adds a name to those of a household. */
static void add_to_list(struct koppel_case_reading *reading, struct koppel_household *household, size_t list,
                        const char *name)
{
    struct koppel_case *kase = reading->kase;
    bool is_labour = list == IN_CASE(labour_regions);
    int32_t **rows = is_labour ? &kase->household_labour : &kase->household_fields;
    int32_t *n_rows = is_labour ? &kase->n_household_labour : &kase->n_household_fields;
    size_t *capacity = is_labour ? &reading->labour_capacity : &reading->field_capacity;

    if (koppel_grow((void **)rows, capacity, (size_t)*n_rows + 1, sizeof **rows) != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
        return;
    }
    (*rows)[(*n_rows)++] = (int32_t)name_row(reading, list, name);
    if (is_labour) {
        household->n_labour++;
    } else {
        household->n_fields++;
    }
}

/* Names with bars between them. @return false when one is missing */
static bool read_list(struct koppel_case_reading *reading, struct koppel_household *household, size_t list,
                      const char *text)
{

    for (; *text != '\0'; text += *text == '|') {
        size_t n = strcspn(text, "|");
        size_t first = strspn(text, " ");
        size_t last = n;
        char name[KOPPEL_MAX_TEXT_BYTES + 1];

        while (last > first && text[last - 1] == ' ') {
            last--;
        }
        if (first >= last) {
            return false;
        }
        memcpy(name, text + first, last - first);
        name[last - first] = '\0';
        add_to_list(reading, household, list, name);
        text += n;
    }
    return true;
}

/* The last point or comma with a digit behind it: others are for thousands, or of a word such as p.m. */
static const char *last_sign(const char *cell)
{
    const char *last = NULL;

    for (const char *sign = strpbrk(cell, ".,"); sign != NULL; sign = strpbrk(sign + 1, ".,")) {
        last = sign[1] >= '0' && sign[1] <= '9' ? sign : last;
    }
    return last;
}

/* The decimal sign of the table, 0 when no number has one: in a table with ; the one that most numbers have. A number
 * with the other sign is then an error of its own cell, and not of all that come after it. */
static char decimal_sign(const struct koppel_case_reading *reading, const struct koppel_table_rule *rule)
{
    const struct koppel_csv_table *csv = &reading->csv;
    long n_points = 0;
    long n_commas = 0;

    for (int32_t i = 0; i < rule->n_columns; i++) {
        int32_t position = reading->header.position[i];

        if (rule->columns[i].form != KOPPEL_CELL_DECIMAL || position == KOPPEL_NONE) {
            continue;
        }
        for (int32_t row = 0; row < csv->n_rows; row++) {
            const char *cell = csv->cells[(size_t)row * (size_t)csv->n_columns + (size_t)position];
            const char *sign = last_sign(cell);

            n_points += sign != NULL && *sign == '.';
            n_commas += sign != NULL && *sign == ',';
        }
    }
    if (csv->separator != ';' && (reading->strict || n_commas <= n_points)) {
        return n_points > 0 ? '.' : 0;
    }
    return n_commas > 0 && n_commas >= n_points ? ',' : n_points > 0 ? '.' : 0;
}

/* A number with the decimal sign that the rest of the table does not have. */
static bool refuse_other_sign(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell, char sign)
{
    struct koppel_cell_value value;
    char why[KOPPEL_CELL_WHY];
    char plain[32];
    char quoted[80];
    char *at = NULL;

    if (sign == 0 || (reading->csv.separator != ';' && reading->strict) || cell->column->form != KOPPEL_CELL_DECIMAL ||
        strlen(cell->text) >= sizeof plain ||
        !koppel_cell_value_parse(cell->column, cell->text, sign == ',' ? '.' : ',', &value, why) || value.sign == 0) {
        return false;
    }
    snprintf(plain, sizeof plain, "%s", cell->text);
    at = strchr(plain, value.sign);
    *at = sign;
    snprintf(why, sizeof why, _("%s has a decimal %s, the other numbers of this table a %s: write %s"),
             koppel_text_quote(cell->text, quoted), sign == ',' ? _("point") : _("comma"),
             sign == ',' ? _("comma") : _("point"), plain);
    koppel_reading_refuse_cell(reading, cell, KOPPEL_REFUSED_SIGN, why);
    return true;
}

/* Reads one cell that is not empty; `sign` is the decimal sign of the table. */
static bool read_cell(struct koppel_case_reading *reading, struct koppel_reading_cell *cell, void *row, char sign,
                      struct koppel_cell_value *value)
{
    const struct koppel_column *column = cell->column;
    const char *written = cell->text;
    char why[KOPPEL_CELL_WHY];
    char vain[KOPPEL_CELL_WHY + 160];
    char hint[160];

    if (!koppel_cell_value_parse(column, cell->text, sign == ',' ? ',' : '.', value, why) &&
        !(koppel_reading_understand(reading, cell, sign) &&
          koppel_cell_value_parse(column, cell->text, sign == ',' ? ',' : '.', value, vain))) {
        if (!refuse_other_sign(reading, cell, sign)) {
            cell->text = written;
            if (column->form == KOPPEL_CELL_REFERENCE && koppel_reading_doubt_key(reading, cell, vain)) {
                koppel_reading_refuse_cell(reading, cell, KOPPEL_REFUSED_KEY, vain);
            } else {
                snprintf(vain, sizeof vain, "%s%s", why, koppel_reading_hint_name(reading, cell, hint));
                koppel_reading_refuse_cell(reading, cell, KOPPEL_REFUSED_FORM, vain);
            }
        }
        return false;
    }
    if (value->sign == ',' && reading->csv.separator != ';' && !reading->strict) {
        koppel_reading_use_points(reading, cell);
    }
    if (column->names_area ? koppel_reading_understand_area(reading, cell)
                           : (column->form == KOPPEL_CELL_NAME || column->form == KOPPEL_CELL_TEXT) &&
                                 koppel_reading_understand_name(reading, cell)) {
        koppel_cell_value_parse(column, cell->text, sign, value, vain);
    }
    if (column->is_list) {
        koppel_reading_use_bars(reading, cell);
        if (!read_list(reading, row, column->names, cell->text)) {
            koppel_reading_refuse_cell(reading, cell, KOPPEL_REFUSED_FORM, _("a name is missing before or after a |"));
            return false;
        }
        return true;
    }
    if (column->form == KOPPEL_CELL_REFERENCE && !resolve_reference(reading, cell, value->text, &value->number)) {
        return false;
    }
    if (column->form == KOPPEL_CELL_NAME && value->number != KOPPEL_NONE) {
        value->number = name_row(reading, column->names, value->text);
    }
    if (column->type == KOPPEL_IN_TEXT) {
        value->text = keep(reading, value->text);
    }
    store(column, row, value->number, value->text);
    return true;
}

static void refuse_empty(struct koppel_case_reading *reading, const struct koppel_reading_cell *cell)
{
    koppel_reading_refuse_cell(reading, cell, KOPPEL_REFUSED_EMPTY,
                               cell->column->required
                                   ? _("the cell is empty: fill it in")
                                   : _("the cell is empty: fill it in, or leave out the whole column for its default"));
}

/* Adds the value of a key column to the text of a key of several columns. */
static size_t extend_key(const struct koppel_column *column, const struct koppel_cell_value *value, char *key, size_t n)
{
    int added = 0;

    if (column->form == KOPPEL_CELL_TEXT || column->form == KOPPEL_CELL_KEY) {
        added = snprintf(key + n, COMPOSITE_BYTES - n, "%s\x1f", value->text);
    } else {
        added = snprintf(key + n, COMPOSITE_BYTES - n, "%" PRId64 "\x1f", value->number);
    }
    return added < 0 || (size_t)added >= COMPOSITE_BYTES - n ? n : n + (size_t)added;
}

/* Puts the key of a row in an index; the same key twice is an error. */
static void add_key(struct koppel_case_reading *reading, struct koppel_index *index, const char *key, int32_t row,
                    const char *columns, const char *shown)
{
    int32_t found = KOPPEL_NONE;
    int n_columns = strchr(columns, ',') != NULL ? 2 : 1;
    char quoted[80];

    if (koppel_index_put(index, key, row, &found) != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
    } else if (found != KOPPEL_NONE) {
        koppel_reading_refuse(
            reading, reading->table, reading->csv.lines[row],
            koppel_is_sheet_place(reading->tables[reading->table].file)
                ? koppel_plural("column %s: %s stands in row %ld already: delete one of the two rows%s",
                                "columns %s: %s stands in row %ld already: delete one of the two rows%s", n_columns)
                : koppel_plural("column %s: %s stands on line %ld already: delete one of the two rows%s",
                                "columns %s: %s stands on line %ld already: delete one of the two rows%s", n_columns),
            columns, koppel_identity_quote(shown, quoted), reading->csv.lines[found],
            index == koppel_reading_index(reading->kase, reading->table) ? _(", or give one another key") : "");
    }
}

static void add_row_key(struct koppel_case_reading *reading, const struct koppel_table_rule *rule, const void *row,
                        int32_t number, const char *composite)
{
    struct koppel_index *index = koppel_reading_index(reading->kase, reading->table);
    const char *copy = NULL;
    char columns[160] = "";
    char shown[400] = "";

    if (index != NULL && reading->table != KOPPEL_TABLE_CORPORATIONS) {
        const char *key = *(const char *const *)row;

        add_key(reading, index, key, number, reading->csv.header[reading->header.position[0]], key);
        return;
    }
    for (int32_t i = 0; i < rule->n_columns; i++) {
        int32_t position = reading->header.position[i];

        if (rule->columns[i].in_key && position != KOPPEL_NONE) {
            size_t n = strlen(columns);
            size_t m = strlen(shown);

            snprintf(columns + n, sizeof columns - n, "%s%s", n > 0 ? ", " : "", reading->csv.header[position]);
            snprintf(shown + m, sizeof shown - m, "%s%s", m > 0 ? ", " : "",
                     reading->csv.cells[(size_t)number * (size_t)reading->csv.n_columns + (size_t)position]);
        }
    }
    copy = koppel_pool_copy(&reading->keys, composite, strlen(composite));
    if (copy == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    add_key(reading, &reading->tables[reading->table].composite, copy, number, columns, shown);
}

/* Reads all cells of a row, then its key when every cell of the key is good. */
static void read_row(struct koppel_case_reading *reading, const struct koppel_table_rule *rule, int32_t number,
                     void *row, char sign)
{
    const char *const *cells = reading->csv.cells + (size_t)number * (size_t)reading->csv.n_columns;
    char key[COMPOSITE_BYTES];
    size_t n_key = 0;
    bool has_key = false;
    bool good_key = true;

    key[0] = '\0'; /* the rest is not cleared: this runs for every row */
    for (int32_t i = 0; i < rule->n_columns; i++) {
        const struct koppel_column *column = &rule->columns[i];
        struct koppel_reading_cell cell = {
            .column = column, .text = "", .row = number, .position = reading->header.position[i]};
        struct koppel_cell_value value = {.number = column->otherwise, .text = ""};
        bool good = true;

        store(column, row, column->otherwise, "");
        if (cell.position != KOPPEL_NONE) {
            cell.text = cells[cell.position];
            if (rule == &koppel_tables[KOPPEL_TABLE_DECISIONS]) {
                cell.text = koppel_written_key(cell.text); /* the one table of a case that is written, too */
            }
            if (reading->is_hidden[i] || cell.text == koppel_refused_cell) {
                good = false;
            } else if (cell.text[0] != '\0' || koppel_reading_understand_empty(reading, &cell)) {
                good = read_cell(reading, &cell, row, sign, &value);
            } else if (!column->may_be_empty) {
                refuse_empty(reading, &cell);
                good = false;
            }
        } else {
            good = !column->required;
        }
        if (column->in_key) {
            has_key = true;
            good_key = good_key && good;
            n_key = extend_key(column, &value, key, n_key);
        }
    }
    if (has_key && good_key) {
        add_row_key(reading, rule, row, number, key);
    }
}

/* Keeps the x_ columns of tables whose rows are passed through. */
static void keep_extras(struct koppel_case_reading *reading, enum koppel_table table)
{
    struct koppel_extra *extra = member_of(reading->kase, places[table].extra);
    const struct koppel_csv_table *csv = &reading->csv;
    size_t n = (size_t)reading->header.n_extras;

    if (extra == NULL || n == 0) {
        return;
    }
    extra->names = koppel_new(n, sizeof *extra->names);
    extra->values = koppel_new(n * (size_t)csv->n_rows, sizeof *extra->values);
    if (extra->names == NULL || extra->values == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    extra->n_columns = reading->header.n_extras;
    for (size_t i = 0; i < n; i++) {
        extra->names[i] = keep(reading, csv->header[reading->header.extras[i]]);
    }
    for (size_t row = 0; row < (size_t)csv->n_rows; row++) {
        for (size_t i = 0; i < n; i++) {
            size_t position = (size_t)reading->header.extras[i];

            extra->values[row * n + i] = keep(reading, csv->cells[row * (size_t)csv->n_columns + position]);
        }
    }
}

/* Does the file call one of its columns as the dictionary does in Dutch? */
static bool has_dutch_heading(const struct koppel_case_reading *reading, const struct koppel_table_rule *rule)
{
    char folded[KOPPEL_HEADING_BYTES];

    for (int32_t i = 0; i < rule->n_columns; i++) {
        if (reading->header.position[i] != KOPPEL_NONE) {
            koppel_heading_fold(reading->csv.header[reading->header.position[i]], folded);
            if (strcmp(rule->columns[i].name, folded) != 0 && koppel_words_contain(rule->columns[i].aliases, folded)) {
                return true;
            }
        }
    }
    return false;
}

/* What a message calls the column: as in the file, or, where it has none, as a Dutch file would. @return NULL: as in the
 * dictionary */
static const char *own_name(const struct koppel_case_reading *reading, const struct koppel_column *column,
                            int32_t position, bool is_dutch, char dutch[KOPPEL_HEADING_BYTES])
{
    if (position != KOPPEL_NONE) {
        return strcmp(reading->csv.header[position], column->name) != 0 ? reading->csv.header[position] : NULL;
    }
    if (!is_dutch || column->aliases == NULL || column->aliases[0] == '\0') {
        return NULL;
    }
    snprintf(dutch, KOPPEL_HEADING_BYTES, "%.*s", (int)strcspn(column->aliases, " "), column->aliases);
    return dutch;
}

/* Keeps how the file calls its columns where the dictionary calls them otherwise. */
static void keep_renamed(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    struct koppel_case *kase = reading->kase;
    bool is_dutch = has_dutch_heading(reading, rule);
    char dutch[KOPPEL_HEADING_BYTES];

    for (int32_t i = 0; i < rule->n_columns; i++) {
        const char *name = own_name(reading, &rule->columns[i], reading->header.position[i], is_dutch, dutch);

        if (name == NULL) {
            continue;
        }
        if (koppel_grow((void **)&kase->renamed, &reading->renamed_capacity, (size_t)kase->n_renamed + 1,
                        sizeof *kase->renamed) != KOPPEL_OK) {
            koppel_reading_no_memory(reading);
            return;
        }
        kase->renamed[kase->n_renamed++] = (struct koppel_renamed_column){
            .table = rule->file, .column = rule->columns[i].name, .header = keep(reading, name)};
    }
}

static void keep_signs(struct koppel_case_reading *reading, enum koppel_table table, char sign)
{
    sign =
        sign == ',' && reading->csv.separator != ';' ? '.' : sign; /* commas in a file of commas are read as points */
    if (table == KOPPEL_TABLE_MUNICIPALITIES) { /* a province's case may have no units and households */
        reading->kase->separator = reading->csv.separator;
        reading->kase->decimal_point = reading->csv.separator == ';' ? ',' : '.';
    } else if (table == KOPPEL_TABLE_UNITS) {
        char usual = reading->csv.separator == ';' ? ',' : '.';

        reading->kase->decimal_point = sign != 0 ? sign : usual;
    } else if (table == KOPPEL_TABLE_HOUSEHOLDS) {
        reading->kase->separator = reading->csv.separator;
    }
    if (reading->kase->decimal_point == ',') {
        reading->kase->separator = ';'; /* households in a workbook, homes in a CSV table: a comma cannot be both */
    }
}

/* Matches the header, and looks at the table as a whole, before its rows are read. */
static void look_at_table(struct koppel_case_reading *reading, enum koppel_table table)
{
    struct koppel_table_state *state = &reading->tables[table];
    enum koppel_status status = koppel_table_header_match(koppel_column_maps_rule(reading->maps, table), &reading->csv,
                                                          state->file, &reading->header, reading->errors);

    if (status == KOPPEL_E_MEMORY) {
        koppel_reading_no_memory(reading);
    }
    state->is_faulty = state->is_faulty || status != KOPPEL_OK;
    reading->status = reading->status == KOPPEL_OK ? status : reading->status;
    keep_renamed(reading, table);
    state->header_line = reading->csv.header_line;
    for (int32_t i = 0; i < reading->csv.n_columns && !reading->strict && reading->csv.has_wide_ends; i++) {
        koppel_reading_trim_column(reading, i);
    }
    koppel_reading_look_at_rows(reading, table);
    koppel_reading_privacy(reading, table);
    koppel_reading_date_columns(reading, table);
    koppel_reading_note_merged(reading, table);
}

/* Room for the rows, and their lines. @return false when memory ran out */
static bool make_rows(struct koppel_case_reading *reading, struct koppel_table_state *state, size_t row_size)
{
    state->rows = koppel_new((size_t)reading->csv.n_rows, row_size);
    state->lines = koppel_new((size_t)reading->csv.n_rows, sizeof *state->lines);
    if (state->rows == NULL || state->lines == NULL) {
        free(state->rows);
        state->rows = NULL;
        koppel_reading_no_memory(reading);
        return false;
    }
    state->n_rows = reading->csv.n_rows;
    if (state->n_rows > 0) {
        memcpy(state->lines, reading->csv.lines, (size_t)state->n_rows * sizeof *state->lines);
    }
    return true;
}

static void read_rows(struct koppel_case_reading *reading, enum koppel_table table, char sign)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    struct koppel_table_state *state = &reading->tables[table];

    for (int32_t i = 0; i < state->n_rows && reading->status != KOPPEL_E_MEMORY; i++) {
        void *row = (char *)state->rows + (size_t)i * rule->row_size;

        if (table == KOPPEL_TABLE_HOUSEHOLDS || table == KOPPEL_TABLE_ARRIVALS) {
            ((struct koppel_household *)row)->labour_first = reading->kase->n_household_labour;
            ((struct koppel_household *)row)->field_first = reading->kase->n_household_fields;
        }
        read_row(reading, rule, i, row, sign);
    }
}

/* Was a key of the table refused? Then those of other tables are not held against what is left. */
static bool refused_key(const struct koppel_case_reading *reading)
{
    for (size_t i = 0; i < reading->findings.n_refused; i++) {
        if (reading->findings.refused[i].position == reading->header.position[0]) {
            return true;
        }
    }
    return false;
}

void koppel_reading_rows(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    struct koppel_table_state *state = &reading->tables[table];
    bool key_is_refused = false;
    char sign = 0;

    look_at_table(reading, table);
    sign = decimal_sign(reading, rule);
    if (!make_rows(reading, state, rule->row_size)) {
        return;
    }
    read_rows(reading, table, sign);
    keep_extras(reading, table);
    keep_signs(reading, table, sign);
    key_is_refused = refused_key(reading);
    koppel_reading_tell_cells(reading);
    koppel_reading_tidy(reading, table);
    if (reading->status == KOPPEL_E_MEMORY) {
        /* rows that were read in part are of no use to anybody */
        free(state->rows);
        state->rows = NULL;
        state->n_rows = 0;
        return;
    }
    /* a row without a good key is not in the index, so that others may name it rightly */
    state->complete = !reading->csv.incomplete && !key_is_refused && (state->n_rows > 0 || !rule->needs_rows) &&
                      koppel_reading_index(reading->kase, table) != NULL &&
                      reading->header.position[0] != KOPPEL_NONE && !reading->is_hidden[0];
}
