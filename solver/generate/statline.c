/* statline.c - tables of Statistics Netherlands (see statline.h). */
#include "generate/statline.h"

#include "io/text_encoding.h"

#include <inttypes.h>
#include <string.h>

enum { NAME_BYTES = 80 };

/* Folds a header as statline.h says; `with_number` keeps the number at its end. */
static void fold(const char *header, bool with_number, char out[NAME_BYTES])
{
    const char *slash = strrchr(header, '/');
    const char *name = slash != NULL ? slash + 1 : header;
    size_t length = strcspn(name, "(");
    size_t n = 0;

    if (!with_number) {
        size_t cut = length;

        while (cut > 0 && name[cut - 1] >= '0' && name[cut - 1] <= '9') {
            cut--;
        }
        length = cut > 1 && cut < length && name[cut - 1] == '_' ? cut - 1 : length;
    }
    for (size_t i = 0; i < length && n + 1 < NAME_BYTES; i++) {
        char c = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out[n++] = c;
        }
    }
    out[n] = '\0';
}

/* The column with this name, KOPPEL_NONE when there is none; *n_found counts them. */
static int32_t find_name(const struct koppel_csv_table *table, const char *name, size_t length, int *n_found)
{
    int32_t found = KOPPEL_NONE;
    char folded[NAME_BYTES];

    for (int with_number = 1; with_number >= 0 && found == KOPPEL_NONE; with_number--) {
        for (int32_t c = 0; c < table->n_columns; c++) {
            fold(table->header[c], with_number != 0, folded);
            if (strlen(folded) == length && memcmp(folded, name, length) == 0) {
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

enum koppel_status koppel_statline_read(const char *path, const struct koppel_statline_column *columns, int n_columns,
                                        struct koppel_statline *read, struct koppel_errors *errors)
{
    const char *slash = strrchr(path, '/');
    enum koppel_status first = KOPPEL_OK;

    *read = (struct koppel_statline){.file = slash != NULL && slash[1] != '\0' ? slash + 1 : path};
    first = koppel_csv_table_read(path, read->file, &read->table, errors);
    for (int i = 0; i < n_columns && read->table.n_columns > 0; i++) {
        enum koppel_status status = match_column(read, &columns[i], &read->position[i], errors);

        first = first == KOPPEL_OK ? status : first;
    }
    if (first == KOPPEL_OK && read->table.n_rows == 0) {
        first = koppel_errors_add(errors, KOPPEL_E_INPUT, read->file, 0, 0, "the table has no rows");
    }
    return first;
}

const char *koppel_statline_cell(const struct koppel_statline *read, int32_t row, int column)
{
    int32_t position = read->position[column];
    const char *cell = NULL;

    if (position == KOPPEL_NONE) {
        return "";
    }
    cell = read->table.cells[(size_t)row * (size_t)read->table.n_columns + (size_t)position];
    return strcmp(cell, ".") == 0 || strcmp(cell, "x") == 0 || strcmp(cell, "-") == 0 ? "" : cell;
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
                      "column %s: %s is not %s 0..%" PRId64 "; a missing figure is a point or an empty cell",
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
