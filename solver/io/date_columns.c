// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* date_columns.c - the dates of a column are judged together: which comes first, the day or the month.
 *
 * A spreadsheet that reads 3/14/2026 in the Dutch way leaves it as text, but turns 3/4/2026 into 3 April: the cell that
 * can be seen to be wrong tells of those beside it that cannot. */
#include "io/case_reading.h"
#include "io/date_meaning.h"
#include "io/identity.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FEWEST_ALIKE = 3, LINES_NAMED = 20, MONTHS = 12 };

/** How a date is written, as far as it shows: 3-4-2026, 03-04-2026, or 13-10-2026. */
enum style { BARE, PADDED, EITHER, N_STYLES };

static const char signs[] = "-/.";

enum { N_SIGNS = 3 };

struct written_date {
    int first, second;
    char sign;
    enum style style;
};

/** What the dates of a column with one sign and style are. */
struct group {
    int32_t n;      /* of both */
    int32_t n_sure; /* that have one meaning, the day first */
};

/* One or two digits at the start of *text, which moves behind them; 0 when there are none. */
static int take_number(const char **text, enum style *style)
{
    size_t n = strspn(*text, "0123456789");
    int number = 0;

    if (n < 1 || n > 2) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        number = 10 * number + ((*text)[i] - '0');
    }
    if (n == 1) {
        *style = *style == PADDED ? PADDED : BARE;
    } else if (**text == '0') {
        *style = PADDED;
    }
    *text += n;
    return number;
}

/* A date with the year at its end; anything may follow that, such as a time. */
static bool parse(const char *cell, struct written_date *date)
{
    char squeezed[KOPPEL_PLAIN_BYTES];
    const char *text = koppel_date_squeeze(cell, squeezed);
    size_t n_year = 0;

    *date = (struct written_date){.style = EITHER};
    date->first = take_number(&text, &date->style);
    date->sign = *text;
    if (date->first == 0 || date->sign == '\0' || strchr(signs, date->sign) == NULL) {
        return false;
    }
    text++;
    date->second = take_number(&text, &date->style);
    if (date->second == 0 || *text != date->sign) {
        return false;
    }
    n_year = strspn(text + 1, "0123456789");
    return n_year == 2 || n_year == 4;
}

static bool has_month_first(const struct written_date *date)
{
    return date->first <= MONTHS && date->second > MONTHS && date->second <= 31;
}

static bool has_two_meanings(const struct written_date *date)
{
    return date->first <= MONTHS && date->second <= MONTHS && date->first != date->second;
}

static const char *cell_at(const struct koppel_case_reading *reading, int32_t row, int32_t position)
{
    return reading->csv.cells[(size_t)row * (size_t)reading->csv.n_columns + (size_t)position];
}

/* `3, 7 and 9`: the lines of dates that could be read both ways, of one sign and style (sign 0: of all). */
static void list_lines(const struct koppel_case_reading *reading, int32_t position, char sign, enum style style,
                       char out[200])
{
    int32_t n = 0;
    size_t length = 0;
    struct written_date date;

    out[0] = '\0';
    for (int32_t row = 0; row < reading->csv.n_rows; row++) {
        if (!parse(cell_at(reading, row, position), &date) || !has_two_meanings(&date) ||
            (sign != 0 && (date.sign != sign || date.style != style))) {
            continue;
        }
        if (n < LINES_NAMED) {
            length += (size_t)snprintf(out + length, 200 - length, "%s%ld", n > 0 ? ", " : "", reading->csv.lines[row]);
        }
        n++;
    }
    if (n > LINES_NAMED) {
        snprintf(out + length, 200 - length, _(" and %" PRId32 " more"), n - LINES_NAMED);
    }
}

static void refuse_column(struct koppel_case_reading *reading, enum koppel_table table, int32_t column,
                          int32_t n_month_first, int32_t first_row)
{
    int32_t position = reading->header.position[column];
    bool in_sheet = koppel_is_sheet_place(reading->tables[table].file);
    char quoted[80];
    char lines[200];

    list_lines(reading, position, 0, EITHER, lines);
    koppel_reading_refuse(reading, table, reading->csv.lines[first_row],
                          koppel_plural("column %.60s: %" PRId32 " date has the month first, as %s has%s%s: write "
                                        "every date of this column as 2026-03-15",
                                        "column %.60s: %" PRId32 " dates have the month first, as %s has%s%s: write "
                                        "every date of this column as 2026-03-15",
                                        n_month_first),
                          reading->csv.header[position], n_month_first,
                          koppel_identity_quote(cell_at(reading, first_row, position), quoted),
                          lines[0] == '\0' ? ""
                          : in_sheet       ? _("; so may those that can be read both ways, in rows ")
                                           : _("; so may those that can be read both ways, on lines "),
                          lines);
    reading->is_hidden[column] = true;
}

/* Dates that are written otherwise than the rest may have come another way, with the month first. */
static void note_group(struct koppel_case_reading *reading, enum koppel_table table, int32_t position,
                       struct group groups[N_SIGNS][N_STYLES], int sign, enum style style)
{
    const struct group *group = &groups[sign][style];
    int32_t n_sure = 0;
    char lines[200];

    for (int other = 0; other < N_SIGNS; other++) {
        for (int how = 0; how < N_STYLES; how++) {
            bool is_alike = other == sign && (how == (int)style || how == EITHER);

            n_sure += is_alike ? 0 : groups[other][how].n_sure;
        }
    }
    if (group->n < FEWEST_ALIKE || group->n_sure > 0 || n_sure == 0) {
        return;
    }
    list_lines(reading, position, signs[sign], style, lines);
    koppel_reading_note(reading, table, 0,
                        koppel_is_sheet_place(reading->tables[table].file)
                            ? N_("column %.60s: the dates in rows %s are written in another way than the rest and can "
                                 "be read both ways; they were read with the day first: is that right?")
                            : N_("column %.60s: the dates on lines %s are written in another way than the rest and can "
                                 "be read both ways; they were read with the day first: is that right?"),
                        reading->csv.header[position], lines);
}

static void judge_column(struct koppel_case_reading *reading, enum koppel_table table, int32_t column)
{
    int32_t position = reading->header.position[column];
    struct group groups[N_SIGNS][N_STYLES] = {{{0}}};
    struct written_date date;
    int32_t n_month_first = 0;
    int32_t first_row = 0;

    for (int32_t row = 0; row < reading->csv.n_rows; row++) {
        if (!parse(cell_at(reading, row, position), &date)) {
            continue;
        }
        if (has_month_first(&date)) {
            first_row = n_month_first == 0 ? row : first_row;
            n_month_first++;
        } else {
            struct group *group = &groups[strchr(signs, date.sign) - signs][date.style];

            group->n++;
            group->n_sure += !has_two_meanings(&date);
        }
    }
    if (n_month_first > 0) {
        refuse_column(reading, table, column, n_month_first, first_row);
        return;
    }
    for (int sign = 0; sign < N_SIGNS; sign++) {
        note_group(reading, table, position, groups, sign, BARE);
        note_group(reading, table, position, groups, sign, PADDED);
    }
}

void koppel_reading_date_columns(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];

    for (int32_t i = 0; i < rule->n_columns; i++) {
        if (rule->columns[i].form == KOPPEL_CELL_DATE && reading->header.position[i] != KOPPEL_NONE &&
            !reading->is_hidden[i]) {
            judge_column(reading, table, i);
        }
    }
}
