// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* csv_table.c - one CSV table over libcsv (see csv_table.h).
 *
 * libcsv counts no lines, so it is fed one line of the file at a time. It runs in its strict mode: without it, it would
 * merge rows on a missing quote.
 */
#include "io/csv_table.h"

#include "io/file_bytes.h"
#include "io/table_forms.h"
#include "io/text_encoding.h"
#include "workbook/file_kind.h"

#include <csv.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* With something behind its end: a compiler may let all texts that are just empty be one. */
const char koppel_refused_cell[] = "\0refused";

/** What the call-backs of libcsv share. */
struct parsing {
    struct koppel_csv_table *table;
    struct koppel_errors *errors;
    const char *name;
    const char *fields[KOPPEL_CSV_MAX_COLUMNS]; /* of the row that is being read */
    int32_t n_fields;                           /* may exceed the array: the rest is only counted */
    long row_line;
    bool row_ended;
    const struct koppel_table_rule *rule; /* NULL: the plain form alone */
    struct koppel_errors *notes;
    struct koppel_passed_rows passed;
    struct koppel_finding_lines shorter, longer; /* rows than the header */
    int32_t n_seen;                              /* rows below the header */
    enum koppel_status status;                   /* KOPPEL_E_MEMORY stops the reading, KOPPEL_E_INPUT does not */
};

static const char *trimmed(const char *text, size_t *length)
{
    while (*length > 0 && (text[0] == ' ' || text[0] == '\t')) {
        text++;
        (*length)--;
    }
    while (*length > 0 && (text[*length - 1] == ' ' || text[*length - 1] == '\t')) {
        (*length)--;
    }
    return text;
}

static void take_field(void *text, size_t length, void *context)
{
    struct parsing *parsing = context;
    const char *kept = "";
    const char *start = trimmed(text, &length);

    if (parsing->n_fields < KOPPEL_CSV_MAX_COLUMNS) {
        if (length > 0) {
            kept = koppel_pool_copy(&parsing->table->pool, start, length);
            parsing->table->has_wide_ends = parsing->table->has_wide_ends || (unsigned char)start[0] >= 0x80 ||
                                            (unsigned char)start[length - 1] >= 0x80;
        }
        if (kept == NULL) {
            parsing->status = KOPPEL_E_MEMORY;
            kept = "";
        }
        parsing->fields[parsing->n_fields] = kept;
    }
    parsing->n_fields++;
}

static enum koppel_status take_header(struct parsing *parsing)
{
    struct koppel_csv_table *table = parsing->table;
    size_t n = (size_t)parsing->n_fields;

    if (parsing->n_fields > KOPPEL_CSV_MAX_COLUMNS) {
        return koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, parsing->row_line, 0,
                                 "the header has %" PRId32 " columns, more than %d", parsing->n_fields,
                                 KOPPEL_CSV_MAX_COLUMNS);
    }
    table->header = koppel_new(n, sizeof *table->header);
    if (table->header == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(table->header, parsing->fields, n * sizeof *table->header);
    table->header_line = parsing->row_line;
    table->n_columns = parsing->n_fields;
    return KOPPEL_OK;
}

static bool row_is_empty(const struct parsing *parsing)
{
    size_t n = 0;

    for (int32_t i = 0; i < parsing->n_fields && i < KOPPEL_CSV_MAX_COLUMNS && n == 0; i++) {
        koppel_text_trim(parsing->fields[i], &n); /* a blank that does not show is no text */
    }
    return n == 0;
}

/* Are these the names of the columns once more, as on the next page of a list? */
static bool is_header_again(const struct parsing *parsing)
{
    const struct koppel_csv_table *table = parsing->table;

    for (int32_t i = 0; i < table->n_columns; i++) {
        if (parsing->n_fields != table->n_columns || strcmp(parsing->fields[i], table->header[i]) != 0) {
            return false;
        }
    }
    return true;
}

static enum koppel_status refuse_row(struct parsing *parsing)
{
    bool has_more = parsing->n_fields > parsing->table->n_columns;
    const char *advice =
        !has_more ? _(": an empty cell keeps its separator; add what is missing")
        : parsing->table->separator == ','
            ? _(": a text or number with a comma in it must stand between double quotes")
            : _(": a text with a ; in it must stand between double quotes; otherwise delete the ; too many");

    parsing->table->incomplete = true;
    if (row_is_empty(parsing)) {
        return koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, parsing->row_line, 0,
                                 "all cells of this row are empty: delete the row");
    }
    return koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, parsing->row_line, 0,
                             koppel_plural("this row has %" PRId32 " field, the header has %" PRId32 "%s",
                                           "this row has %" PRId32 " fields, the header has %" PRId32 "%s",
                                           parsing->n_fields),
                             parsing->n_fields, parsing->table->n_columns, advice);
}

/* The title of a second table is no row of the first one. */
static void drop_title(struct parsing *parsing)
{
    enum { BLANK_ROWS = 2 }; /* between title and header */
    struct koppel_csv_table *table = parsing->table;

    koppel_table_drop_title(table->cells, &table->n_rows, table->n_columns);
    if (parsing->shorter.n > 0 && parsing->shorter.last_row + 1 + BLANK_ROWS >= parsing->n_seen) {
        parsing->shorter.n--; /* a title alone has fewer cells */
    }
}

/* Passes over what is no row of the table, and cells without any text beyond the last column. */
static bool pass_over(struct parsing *parsing)
{
    struct koppel_csv_table *table = parsing->table;
    int32_t n = parsing->n_fields < KOPPEL_CSV_MAX_COLUMNS ? parsing->n_fields : KOPPEL_CSV_MAX_COLUMNS;

    parsing->n_seen++;
    if (parsing->passed.second_line > 0) {
        return true;
    }
    if (row_is_empty(parsing)) {
        koppel_lines_add(&parsing->passed.empty, parsing->n_seen, parsing->row_line);
        return true;
    }
    if (koppel_table_is_footer(parsing->rule, parsing->fields, n)) {
        koppel_lines_add(&parsing->passed.footers, parsing->n_seen, parsing->row_line);
        return true;
    }
    while (n > table->n_columns && n == parsing->n_fields && parsing->fields[n - 1][0] == '\0') {
        parsing->n_fields = --n;
    }
    if (is_header_again(parsing)) {
        koppel_lines_add(&parsing->passed.headers, parsing->n_seen, parsing->row_line);
        return true;
    }
    if (koppel_table_begins(parsing->fields, n)) {
        parsing->passed.second_line = parsing->row_line;
        drop_title(parsing);
        return true;
    }
    parsing->passed.last_line = parsing->row_line;
    if (parsing->n_fields != table->n_columns) {
        koppel_lines_add(parsing->n_fields < table->n_columns ? &parsing->shorter : &parsing->longer, parsing->n_seen,
                         parsing->row_line);
        table->incomplete = true;
        return true;
    }
    return false;
}

static enum koppel_status take_row(struct parsing *parsing)
{
    struct koppel_csv_table *table = parsing->table;
    size_t n_columns = (size_t)table->n_columns;
    size_t n_rows = (size_t)table->n_rows + 1;

    if (parsing->rule != NULL && pass_over(parsing)) {
        return KOPPEL_OK;
    }
    if (parsing->n_fields != table->n_columns || row_is_empty(parsing)) {
        return refuse_row(parsing);
    }
    if (koppel_grow((void **)&table->cells, &table->cells_capacity, n_rows * n_columns, sizeof *table->cells) !=
            KOPPEL_OK ||
        koppel_grow((void **)&table->lines, &table->lines_capacity, n_rows, sizeof *table->lines) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(table->cells + (n_rows - 1) * n_columns, parsing->fields, n_columns * sizeof *table->cells);
    table->lines[n_rows - 1] = parsing->row_line;
    table->n_rows++;
    return KOPPEL_OK;
}

static void end_row(int terminator, void *context)
{
    struct parsing *parsing = context;

    (void)terminator;
    if (parsing->status != KOPPEL_E_MEMORY) {
        bool is_header = parsing->table->header == NULL;
        enum koppel_status status = is_header ? take_header(parsing) : take_row(parsing);

        if (status != KOPPEL_OK) {
            parsing->status = status;
        }
    }
    parsing->n_fields = 0;
    parsing->row_ended = true;
}

/* Counts a character outside quotes in the header line. */
static int count_unquoted(const char *line, size_t n, char wanted)
{
    bool quoted = false;
    int count = 0;

    for (size_t i = 0; i < n; i++) {
        quoted = line[i] == '"' ? !quoted : quoted;
        count += !quoted && line[i] == wanted;
    }
    return count;
}

/** Where a table begins. */
struct start {
    size_t offset;
    long n_lines; /* before it */
    char separator;
};

/* Where the line that begins at `line` ends, line ends within quotes left aside. */
static size_t line_length(const char *line, size_t n)
{
    bool quoted = false;
    size_t i = 0;

    for (; i < n && (quoted || line[i] != '\n'); i++) {
        quoted = line[i] == '"' ? !quoted : quoted;
    }
    return i < n ? i + 1 : n;
}

/* How many columns of the table a line names when this is the separator. */
static int32_t known_headings(const struct koppel_table_rule *rule, const char *line, size_t n, char separator)
{
    enum { LINE_BYTES = 8192 };
    const char *names[KOPPEL_CSV_MAX_COLUMNS];
    char copy[LINE_BYTES];
    bool quoted = false;
    int32_t n_names = 0;
    size_t n_copy = 0;

    names[n_names++] = copy;
    for (size_t i = 0; i < n && n_copy + 2 < LINE_BYTES; i++) {
        quoted = line[i] == '"' ? !quoted : quoted;
        if (!quoted && line[i] == separator && n_names < KOPPEL_CSV_MAX_COLUMNS) {
            copy[n_copy++] = '\0';
            names[n_names++] = copy + n_copy;
        } else if (line[i] != '"' && line[i] != separator) {
            copy[n_copy++] = line[i];
        }
    }
    copy[n_copy] = '\0';
    return koppel_table_known_headings(rule, names, n_names);
}

/* Is a line one text between double quotes, with separators alone behind it? Its inner part is copied to `out`, which may
 * be the line itself. @return bytes of it, or SIZE_MAX */
static size_t unwrap(const char *line, size_t n, char *out)
{
    size_t n_out = 0;

    while (n > 0 && strchr(";,\t\r ", line[n - 1]) != NULL) {
        n--;
    }
    if (n < 2 || line[0] != '"' || line[n - 1] != '"') {
        return SIZE_MAX;
    }
    for (size_t i = 1; i + 1 < n; i++) {
        if (line[i] == '"' && (line[i + 1] != '"' || i + 2 >= n)) {
            return SIZE_MAX;
        }
        i += line[i] == '"';
        out[n_out++] = line[i];
    }
    return n_out;
}

/* A table of which every line was put between quotes as a whole, by a spreadsheet that took it for one column: takes the
 * quotes off. Lines stay where they are. */
static void unwrap_lines(struct parsing *parsing, struct koppel_file_bytes *file)
{
    char *out = koppel_new(file->n_bytes + 1, 1);
    size_t n_out = 0;
    int32_t n_known = 0;

    if (out == NULL) {
        parsing->status = KOPPEL_E_MEMORY;
        return;
    }
    for (size_t at = 0; at < file->n_bytes;) {
        const char *line = file->bytes + at;
        const char *newline = memchr(line, '\n', file->n_bytes - at);
        size_t n = newline != NULL ? (size_t)(newline - line) : file->n_bytes - at;
        size_t n_inner = strspn(line, " \t\r;,") >= n ? 0 : unwrap(line, n, out + n_out);

        if (n_inner == SIZE_MAX) {
            free(out);
            return; /* a line like any other */
        }
        for (size_t k = 0; n_inner > 0 && k < 3 && n_known < KOPPEL_KNOWN_HEADINGS; k++) {
            n_known = known_headings(parsing->rule, out + n_out, n_inner, ";,\t"[k]);
        }
        n_out += n_inner;
        out[n_out] = '\n';
        n_out += newline != NULL;
        at += n + (newline != NULL);
    }
    if (n_known < KOPPEL_KNOWN_HEADINGS) {
        free(out);
        return;
    }
    out[n_out] = '\0';
    free(file->bytes);
    file->bytes = out;
    file->n_bytes = n_out;
    koppel_errors_add(parsing->notes, KOPPEL_OK, parsing->name, 0, 0,
                      "every line stands between double quotes as a whole, and is read without them");
}

/* Finds the line with the names of the columns and the separator between them.
 * @return false when no line near the top has any */
static bool find_header(struct parsing *parsing, const char *bytes, size_t n_bytes, struct start *start)
{
    static const char separators[] = {';', ',', '\t'};
    size_t at = 0;
    long n_lines = 0;

    for (int n_titles = 0; at < n_bytes && n_titles < KOPPEL_MOST_TITLES; n_titles++) {
        size_t n = line_length(bytes + at, n_bytes - at);
        int32_t best = 0;

        for (size_t k = 0; k < sizeof separators; k++) {
            int32_t n_known = known_headings(parsing->rule, bytes + at, n, separators[k]);

            if (n_known > best) {
                best = n_known;
                *start = (struct start){.offset = at, .n_lines = n_lines, .separator = separators[k]};
            }
        }
        if (parsing->rule->first_row > 0 ? n_lines + 1 >= parsing->rule->first_row && best > 0
                                         : best >= KOPPEL_KNOWN_HEADINGS) {
            parsing->passed.header_line = n_lines + 1;
            return true;
        }
        if (strspn(bytes + at, " \t\r\n,;") >= n) {
            n_titles--;
        } else if (parsing->passed.first_title == 0 && strncmp(bytes + at, "sep=", 4) != 0) {
            parsing->passed.first_title = n_lines + 1;
        }
        n_lines += koppel_text_place_of(bytes + at, n).line - 1;
        at += n;
    }
    parsing->passed.first_title = 0;
    return false;
}

/* Finds the separator from the first line that is not blank. */
static enum koppel_status find_separator(struct parsing *parsing, const char *bytes, size_t n_bytes)
{
    size_t blank = strspn(bytes, " \t\r\n");
    const char *line = bytes + blank;
    size_t n = strcspn(line, "\r\n");
    int commas = count_unquoted(line, n, ',');
    int semicolons = count_unquoted(line, n, ';');
    long number = koppel_text_place_of(bytes, blank).line;

    if (blank >= n_bytes) {
        return koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, 0, 0,
                                 "the file is empty: the header line with the names of the columns is missing");
    }
    if (n >= 4 && memcmp(line, "sep=", 4) == 0) {
        return koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, number, 0,
                                 "delete the line \"sep=...\": the first line must hold the names of the columns");
    }
    if (commas == 0 && semicolons == 0 && count_unquoted(line, n, '\t') > 0) {
        return koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, number, 0,
                                 "the columns are separated by tabs: save the table as CSV with , or ;");
    }
    parsing->table->separator = semicolons > commas ? ';' : ',';
    return KOPPEL_OK;
}

/* The reason why libcsv stopped at line[at]. */
static enum koppel_status refuse_quote(struct parsing *parsing, const char *line, size_t at, long number)
{
    long column = koppel_text_place_of(line, at).column;

    parsing->table->incomplete = true;
    if (number != parsing->row_line) {
        return koppel_errors_add(
            parsing->errors, KOPPEL_E_INPUT, parsing->name, number, column,
            "a double quote in the wrong place: either a quoted text that begins on line %ld is not closed "
            "there, or a quote inside it is not doubled",
            parsing->row_line);
    }
    return koppel_errors_add(
        parsing->errors, KOPPEL_E_INPUT, parsing->name, number, column,
        "a double quote in the wrong place: put the whole text between double quotes and double the "
        "quotes inside it");
}

static enum koppel_status refuse_open_quote(struct parsing *parsing)
{
    int32_t column = parsing->n_fields;
    char quoted[80] = "";

    parsing->table->incomplete = true;
    if (column < parsing->table->n_columns) {
        koppel_text_quote(parsing->table->header[column], quoted);
    }
    return koppel_errors_add(
        parsing->errors, KOPPEL_E_INPUT, parsing->name, parsing->row_line, 0,
        "the quoted text in column %s of the row that begins here never ends: the file is cut off, or a "
        "double quote is missing",
        column < parsing->table->n_columns ? quoted : "1");
}

/* Feeds the lines one by one; stops at the first error that makes the rest unreadable. */
static enum koppel_status parse_lines(struct parsing *parsing, struct csv_parser *parser, const char *bytes,
                                      size_t n_bytes, const struct start *start)
{
    const char *row_start = bytes + start->offset;
    bool open = false;
    long number = start->n_lines;

    for (const char *line = row_start; line < bytes + n_bytes;) {
        const char *newline = memchr(line, '\n', (size_t)(bytes + n_bytes - line));
        const char *end = newline != NULL ? newline + 1 : bytes + n_bytes;
        size_t length = (size_t)(end - line);
        size_t taken = 0;

        number++;
        if (!open) {
            parsing->row_line = number;
            row_start = line;
        } else if (end - row_start > KOPPEL_MAX_LINE_BYTES) {
            parsing->table->incomplete = true;
            return koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, parsing->row_line, 0,
                                     "the row that begins here is longer than %" PRId64
                                     " bytes: is a double quote missing?",
                                     KOPPEL_MAX_LINE_BYTES);
        }
        parsing->row_ended = false;
        taken = csv_parse(parser, line, length, take_field, end_row, parsing);
        if (taken != length) {
            return csv_error(parser) == CSV_EPARSE ? refuse_quote(parsing, line, taken, number) : KOPPEL_E_MEMORY;
        }
        if (parsing->status == KOPPEL_E_MEMORY || (parsing->row_ended && parsing->table->header == NULL)) {
            return parsing->status;
        }
        open = !parsing->row_ended && (open || strspn(line, " \t\r\n") < length);
        line = end;
    }
    if (csv_fini(parser, take_field, end_row, parsing) != 0) {
        return csv_error(parser) == CSV_EPARSE ? refuse_open_quote(parsing) : KOPPEL_E_MEMORY;
    }
    return parsing->status;
}

/* Tells what was passed over, and which rows do not have the fields of the header. */
static enum koppel_status tell_rows(const struct parsing *parsing)
{
    const int32_t n = parsing->table->n_columns;
    enum koppel_status status =
        koppel_passed_rows_tell(&parsing->passed, parsing->name, parsing->errors, parsing->notes);
    char lines[KOPPEL_LINES_TEXT];

    if (parsing->shorter.n > 0) {
        status = koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, parsing->shorter.lines[0], 0,
                                   "rows with fewer cells than the %" PRId32
                                   " of the header (%s): an empty cell keeps its separator; add what is missing",
                                   n, koppel_lines_say(&parsing->shorter, parsing->name, lines));
    }
    if (parsing->longer.n > 0) {
        status = koppel_errors_add(parsing->errors, KOPPEL_E_INPUT, parsing->name, parsing->longer.lines[0], 0,
                                   "rows with more cells than the %" PRId32
                                   " of the header (%s): a text with a separator in it must stand between double "
                                   "quotes",
                                   n, koppel_lines_say(&parsing->longer, parsing->name, lines));
    }
    return status;
}

/* Finds the header of a table of any form, and says how its columns are separated where that is not usual. */
static enum koppel_status start_any(struct parsing *parsing, const char *bytes, size_t n_bytes, struct start *start)
{
    if (!find_header(parsing, bytes, n_bytes, start)) {
        enum koppel_status status = find_separator(parsing, bytes, n_bytes);

        start->separator = parsing->table->separator;
        return status;
    }
    parsing->passed.first_title = start->offset > 0 ? parsing->passed.first_title : 0;
    if (strncmp(bytes, "sep=", 4) == 0) {
        koppel_errors_add(parsing->notes, KOPPEL_OK, parsing->name, 1, 0, "the line \"sep=\" is passed over");
    }
    if (start->separator == '\t') {
        koppel_errors_add(parsing->notes, KOPPEL_OK, parsing->name, 0, 0,
                          "the cells are separated by tabs, and are read so");
    }
    parsing->table->separator = start->separator == ',' ? ',' : ';';
    return KOPPEL_OK;
}

/* Parses text that is UTF-8 without control characters and ends in a zero byte. */
static enum koppel_status parse_text(struct parsing *parsing, const char *bytes, size_t n_bytes)
{
    struct koppel_csv_table *table = parsing->table;
    struct start start = {0};
    struct csv_parser parser;
    enum koppel_status status =
        parsing->rule != NULL ? start_any(parsing, bytes, n_bytes, &start) : find_separator(parsing, bytes, n_bytes);

    if (status != KOPPEL_OK) {
        return status;
    }
    start.separator = start.separator != 0 ? start.separator : table->separator;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_realloc_func(&parser, realloc);
    csv_set_free_func(&parser, free);
    csv_set_delim(&parser, (unsigned char)start.separator);
    status = parse_lines(parsing, &parser, bytes, n_bytes, &start);
    csv_free(&parser);
    if (status != KOPPEL_E_MEMORY && parsing->rule != NULL) {
        enum koppel_status told = tell_rows(parsing);

        status = status == KOPPEL_OK ? told : status;
    }
    if (status == KOPPEL_E_MEMORY) {
        table->incomplete = true;
        koppel_errors_no_memory(parsing->errors, parsing->name);
    }
    return status;
}

/* A workbook whose name was changed to .csv. */
static enum koppel_status refuse_workbook(const struct koppel_file_bytes *file, const char *name,
                                          struct koppel_errors *errors)
{
    enum koppel_file_kind kind = koppel_file_kind_of(file->bytes, file->n_bytes);

    if (kind == KOPPEL_FILE_ZIP) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "this is a workbook with the name of a CSV file: give its name the ending .xlsx");
    }
    return kind == KOPPEL_FILE_OLD_BOOK || kind == KOPPEL_FILE_LOCKED
               ? koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "%s", koppel_file_kind_advice(kind))
               : KOPPEL_OK;
}

static enum koppel_status table_of_bytes(struct koppel_file_bytes *file, struct parsing *parsing)
{
    struct koppel_csv_table *table = parsing->table;
    const char *name = parsing->name;
    enum koppel_status status = KOPPEL_OK;

    table->any_form = parsing->rule != NULL;
    table->n_bytes = (int64_t)file->n_bytes;
    memcpy(table->sha256, file->sha256, sizeof table->sha256);
    status = refuse_workbook(file, name, parsing->errors);
    if (status == KOPPEL_OK && table->any_form) {
        status = koppel_text_relax(name, &file->bytes, &file->n_bytes, parsing->errors, parsing->notes);
    }
    if (status == KOPPEL_OK) {
        status = koppel_text_normalise(name, &file->bytes, &file->n_bytes, &table->was_cp1252, parsing->errors);
    }
    if (status == KOPPEL_OK && table->any_form && file->bytes[strspn(file->bytes, " \t\r\n")] == '"') {
        unwrap_lines(parsing, file);
        status = parsing->status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(parsing->errors, name) : status;
    }
    if (status == KOPPEL_OK) {
        status = parse_text(parsing, file->bytes, file->n_bytes);
    }
    koppel_file_bytes_free(file);
    return status;
}

static enum koppel_status read_file(const char *path, struct parsing *parsing)
{
    struct koppel_file_bytes file = {0};
    enum koppel_status status =
        koppel_file_bytes_read(path, parsing->name, KOPPEL_MAX_FILE_BYTES, &file, parsing->errors);

    *parsing->table = (struct koppel_csv_table){0};
    return status == KOPPEL_OK ? table_of_bytes(&file, parsing) : status;
}

static enum koppel_status read_bytes(const char *bytes, size_t n_bytes, struct parsing *parsing)
{
    struct koppel_file_bytes file = {.bytes = koppel_new(n_bytes + 1, 1), .n_bytes = n_bytes};

    *parsing->table = (struct koppel_csv_table){0};
    if (file.bytes == NULL) {
        return koppel_errors_no_memory(parsing->errors, parsing->name);
    }
    memcpy(file.bytes, bytes, n_bytes);
    koppel_sha256(bytes, n_bytes, file.sha256);
    return table_of_bytes(&file, parsing);
}

enum koppel_status koppel_csv_table_read(const char *path, const char *name, struct koppel_csv_table *table,
                                         struct koppel_errors *errors)
{
    struct parsing parsing = {.table = table, .errors = errors, .name = name};

    return read_file(path, &parsing);
}

enum koppel_status koppel_csv_table_parse(const char *bytes, size_t n_bytes, const char *name,
                                          struct koppel_csv_table *table, struct koppel_errors *errors)
{
    struct parsing parsing = {.table = table, .errors = errors, .name = name};

    return read_bytes(bytes, n_bytes, &parsing);
}

enum koppel_status koppel_csv_table_read_any(const char *path, const char *bytes, size_t n_bytes, const char *name,
                                             const struct koppel_table_rule *rule, struct koppel_csv_table *table,
                                             struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct parsing parsing = {.table = table, .errors = errors, .name = name, .rule = rule, .notes = notes};

    return path != NULL ? read_file(path, &parsing) : read_bytes(bytes, n_bytes, &parsing);
}

const char *koppel_csv_heading(const struct koppel_csv_table *table, int32_t column)
{
    return table->said != NULL ? table->said[column] : table->header[column];
}

void koppel_csv_table_free(struct koppel_csv_table *table)
{
    free(table->header);
    free(table->cells);
    free(table->lines);
    free(table->columns);
    free(table->said);
    koppel_pool_free(&table->pool);
    *table = (struct koppel_csv_table){0};
}
