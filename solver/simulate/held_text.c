// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* held_text.c - homes worth holding, as a table and in sentences (see held_text.h). */
#include "simulate/held_text.h"

#include "base/language.h"
#include "io/csv_table.h"
#include "report/csv_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum column {
    COLUMN_UNIT,
    COLUMN_ROOMS,
    COLUMN_FOR,
    COLUMN_UNTIL,
    COLUMN_FUTURES,
    COLUMN_TAKEN,
    COLUMN_LEAST,
    COLUMN_MOST,
    COLUMN_DAYS,
    COLUMN_TODAY,
    COLUMN_GAINS,
    COLUMN_LOSES,
    COLUMN_ERROR,
    COLUMN_OFFERED,
    N_COLUMNS
};

static const char *const names[N_COLUMNS] = {"unit",          "rooms",         "for",          "hold_until", "futures",
                                             "futures_taken", "persons_least", "persons_most", "days",       "today",
                                             "gains",         "loses",         "loses_error",  "offered_to"};

/* What is told of a home; numbers in tenths, INT64_MIN where there is none. */
struct line {
    const char *unit, *today, *offered; /* "": nobody */
    int32_t rooms, class_, until, n_futures, n_taken, least_persons, most_persons;
    int64_t days, gains, loses, error;
};

static int64_t tenths(double value)
{
    return isnan(value) ? INT64_MIN : llround(value * 10);
}

static struct line line_of(const struct koppel_case_world *made, const struct koppel_held_home *home, int32_t n_futures,
                           const int32_t *offered)
{
    const struct koppel_case *kase = &made->job.kase;
    const int32_t to = offered != NULL ? offered[home->slot] : KOPPEL_NONE;

    return (struct line){.unit = kase->units[home->slot].id,
                         .today = kase->households[home->agent].id,
                         .offered = to != KOPPEL_NONE ? kase->households[to].id : "",
                         .rooms = kase->units[home->slot].rooms,
                         .class_ = home->class_,
                         .until = made->job.fit.as_of + home->last_step * made->world.every,
                         .n_futures = n_futures,
                         .n_taken = home->n_taken,
                         .least_persons = home->least_persons,
                         .most_persons = home->most_persons,
                         .days = tenths(home->days),
                         .gains = tenths(home->gains),
                         .loses = tenths(home->loses),
                         .error = tenths(home->loses_error)};
}

/* ---- As a table ------------------------------------------------------------------------------------------------- */

static void csv_number(struct koppel_csv *csv, int64_t number)
{
    if (number == INT64_MIN) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, number, 10);
    }
}

void koppel_held_table(const struct koppel_case_world *made, const struct koppel_held_homes *held, int32_t n_futures,
                       const int32_t *offered, struct koppel_text *text)
{
    struct koppel_csv csv = koppel_csv_begin(text, &made->job.kase);
    char code[KOPPEL_CLASS_CODE];
    char day[11];

    koppel_csv_header(&csv, names, N_COLUMNS);
    for (int32_t k = 0; k < held->n_items; k++) {
        const struct line line = line_of(made, &held->items[k], n_futures, offered);

        koppel_date_format(line.until, day);
        koppel_csv_text(&csv, line.unit);
        koppel_csv_whole(&csv, line.rooms);
        koppel_csv_text(&csv, koppel_class_code(line.class_, code));
        koppel_csv_text(&csv, day);
        koppel_csv_whole(&csv, line.n_futures);
        koppel_csv_whole(&csv, line.n_taken);
        koppel_csv_whole(&csv, line.least_persons);
        koppel_csv_whole(&csv, line.most_persons);
        csv_number(&csv, line.days);
        koppel_csv_text(&csv, line.today);
        csv_number(&csv, line.gains);
        csv_number(&csv, line.loses);
        csv_number(&csv, line.error);
        koppel_csv_text(&csv, line.offered);
        koppel_csv_end(&csv);
    }
}

/* ---- In sentences ----------------------------------------------------------------------------------------------- */

/* Rounded per cent of a part that is not below 0. */
static int percent_of(int64_t part, int64_t whole)
{
    return whole > 0 ? (int)((200 * part + whole) / (2 * whole)) : 100;
}

static void print_futures(const struct line *line, struct koppel_text *text)
{
    const int days = (int)((line->days + 5) / 10);

    if (line->least_persons == line->most_persons) {
        koppel_text_add(text,
                        "  In %d of %d futures a household gets it later (persons: %d), after %d days on average.\n",
                        (int)line->n_taken, (int)line->n_futures, (int)line->least_persons, days);
    } else {
        koppel_text_add(
            text, "  In %d of %d futures a household gets it later (persons: %d to %d), after %d days on average.\n",
            (int)line->n_taken, (int)line->n_futures, (int)line->least_persons, (int)line->most_persons, days);
    }
    if (line->n_taken < line->n_futures) {
        koppel_text_add(text, "  In %d of %d futures nobody gets it: that is what holding it may cost.\n",
                        (int)(line->n_futures - line->n_taken), (int)line->n_futures);
    }
}

static void print_line(const struct line *line, struct koppel_text *text)
{
    char day[KOPPEL_DAY_WORDS];
    char words[KOPPEL_CLASS_WORDS];

    koppel_date_words(line->until, day);
    koppel_text_add(text,
                    koppel_plural("Hold %s (%d room), until %s at the latest.\n",
                                  "Hold %s (%d rooms), until %s at the latest.\n", line->rooms),
                    line->unit, (int)line->rooms, day);
    koppel_text_add(text, "  It is for %s.\n", koppel_class_words(line->class_, words));
    print_futures(line, text);
    if (line->gains <= 0) {
        koppel_text_add(text, "  Offered to %s today it brings less than what that takes from others later.\n",
                        line->today);
    } else {
        koppel_text_add(text, "  Offered to %s today it loses %d %% of what it brings.\n", line->today,
                        percent_of(line->loses, line->gains));
    }
    if (line->gains > 0 && line->error != INT64_MIN) {
        koppel_text_add(text, "  The standard error of this number is %d.\n", percent_of(line->error, line->gains));
    }
    if (line->offered[0] != '\0') {
        koppel_text_add(
            text,
            "  Today's proposal offers it to %s. To hold it, add a row to limits.csv: %s,homes,,0,must, and "
            "solve again.\n",
            line->offered, line->unit);
    }
}

static void print_counts(const struct koppel_case_world *made, const struct koppel_held_homes *held,
                         struct koppel_text *text)
{
    int32_t n_offers = 0;

    for (int32_t i = 0; i < made->world.problem->n_agents; i++) {
        n_offers += held->slot_of[i] != KOPPEL_NONE;
    }
    koppel_text_add(text,
                    koppel_plural("Looking ahead, %d household is offered a home today.\n",
                                  "Looking ahead, %d households are offered a home today.\n", n_offers),
                    (int)n_offers);
}

void koppel_held_print(const struct koppel_case_world *made, const struct koppel_held_homes *held, int32_t n_futures,
                       const int32_t *offered, struct koppel_text *text)
{
    if (offered == NULL) {
        print_counts(made, held, text);
    }
    koppel_text_add(text, koppel_plural("%d home is worth holding.\n", "%d homes are worth holding.\n", held->n_items),
                    (int)held->n_items);
    koppel_text_add(text,
                    koppel_plural("This is an estimate from %d imagined future.\n",
                                  "This is an estimate from %d imagined futures.\n", n_futures),
                    (int)n_futures);
    for (int32_t k = 0; k < held->n_items; k++) {
        const struct line line = line_of(made, &held->items[k], n_futures, offered);

        print_line(&line, text);
    }
}

/* ---- Read back -------------------------------------------------------------------------------------------------- */

static bool has_our_columns(const struct koppel_csv_table *table)
{
    bool has = table->n_columns == N_COLUMNS;

    for (int c = 0; c < N_COLUMNS && has; c++) {
        has = strcmp(table->header[c], names[c]) == 0;
    }
    return has;
}

/* A cell with a whole number, or one with tenths. */
static int64_t read_number(const char *cell, int64_t scale)
{
    char *end = NULL;
    int64_t number = scale * strtoll(cell, &end, 10);

    if (cell[0] == '\0') {
        return INT64_MIN;
    }
    return scale == 10 && (*end == '.' || *end == ',') && end[1] >= '0' && end[1] <= '9' ? number + end[1] - '0'
                                                                                         : number;
}

static struct line read_line(const char *const *cells)
{
    struct line line = {.unit = cells[COLUMN_UNIT],
                        .today = cells[COLUMN_TODAY],
                        .offered = cells[COLUMN_OFFERED],
                        .rooms = (int32_t)read_number(cells[COLUMN_ROOMS], 1),
                        .class_ = koppel_class_find(cells[COLUMN_FOR]),
                        .n_futures = (int32_t)read_number(cells[COLUMN_FUTURES], 1),
                        .n_taken = (int32_t)read_number(cells[COLUMN_TAKEN], 1),
                        .least_persons = (int32_t)read_number(cells[COLUMN_LEAST], 1),
                        .most_persons = (int32_t)read_number(cells[COLUMN_MOST], 1),
                        .days = read_number(cells[COLUMN_DAYS], 10),
                        .gains = read_number(cells[COLUMN_GAINS], 10),
                        .loses = read_number(cells[COLUMN_LOSES], 10),
                        .error = read_number(cells[COLUMN_ERROR], 10)};

    if (!koppel_date_parse(cells[COLUMN_UNTIL], &line.until)) {
        line.class_ = KOPPEL_NONE;
    }
    return line;
}

enum koppel_status koppel_held_say(const char *file, const char *unit, struct koppel_text *text,
                                   struct koppel_errors *errors)
{
    struct koppel_csv_table table = {0};
    enum koppel_status status = KOPPEL_OK;

    if (access(file, F_OK) != 0) {
        return KOPPEL_OK;
    }
    status = koppel_csv_table_read(file, KOPPEL_HELD_FILE, &table, errors);
    if (status == KOPPEL_OK && !has_our_columns(&table)) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, KOPPEL_HELD_FILE, table.header_line, 0,
                                   "the columns are not those that koppel solve --future writes: solve again");
    }
    for (int32_t row = 0; row < table.n_rows && status == KOPPEL_OK; row++) {
        const char *const *cells = table.cells + (size_t)row * N_COLUMNS;

        if (strcmp(cells[COLUMN_UNIT], unit) == 0) {
            const struct line line = read_line(cells);

            if (line.class_ == KOPPEL_NONE) {
                status = koppel_errors_add(errors, KOPPEL_E_INPUT, KOPPEL_HELD_FILE, table.lines[row], 0,
                                           "this row is not as koppel solve --future writes it: solve again");
                break;
            }
            koppel_text_append(text, "\n", 1);
            print_line(&line, text);
            koppel_text_add(text,
                            koppel_plural("  This is an estimate from %d imagined future.\n",
                                          "  This is an estimate from %d imagined futures.\n", line.n_futures),
                            (int)line.n_futures);
        }
    }
    koppel_csv_table_free(&table);
    return status;
}
