// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* allocation_check.c - days far from the half-year and persons who were not linked (see allocation_check.h). */
#include "io/allocation_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { DAYS_NOTED = 365, DAYS_REFUSED = 5 * 366, DAYS_ALONE = 31, LINES_LISTED = 5, LINES_OF_BOTH = 20 };

/** The days of one column, being checked. */
struct day_column {
    const struct koppel_case *kase;
    const char *table;
    const char *column;
    struct koppel_errors *errors;
    struct koppel_errors *notes;
    int32_t first_noted_day; /* of the first row that is noted */
    long lines[LINES_LISTED];
    int32_t n_noted;
    bool is_of_past; /* what the column records must have happened by the end of the half-year */
    int32_t first_late_day;
    long first_late_line;
    int32_t n_days;
    int32_t n_late; /* days after the half-year, of such a column */
    char both[200]; /* lines whose day and month may be the wrong way round */
    int32_t n_both;
    enum koppel_status status;
};

/* How many days a day lies before or after a half-year; 0 within it. */
static int32_t days_outside(int32_t day, int32_t period)
{
    int32_t first = koppel_period_first_day(period);
    int32_t last = koppel_period_last_day(period);

    return day < first ? first - day : day > last ? day - last : 0;
}

static bool in_sheet(const struct day_column *column)
{
    return koppel_is_sheet_place(koppel_case_file_name(column->kase, column->table));
}

/* Counts a day that is another one when day and month change places. */
static void list_both(struct day_column *column, int32_t day, long line)
{
    size_t n = strlen(column->both);
    char text[11];

    koppel_date_format(day, text);
    if (text[0] == '\0' || strcmp(text + 8, "12") > 0 || strncmp(text + 5, text + 8, 2) == 0) {
        return;
    }
    if (column->n_both < LINES_OF_BOTH) {
        snprintf(column->both + n, sizeof column->both - n, "%s%ld", n > 0 ? ", " : "", line);
    }
    column->n_both++;
}

/* One error for a column with days after the half-year: a spreadsheet that swaps day and month swaps several. Where most
 * days lie there, it is the half-year that is another than was meant, which is noted elsewhere. */
static void refuse_late_days(struct day_column *column, const char *half_year)
{
    char day[KOPPEL_DAY_WORDS];
    char swapped[320] = "";

    if (column->n_late == 0 || 2 * column->n_late > column->n_days) {
        return;
    }
    if (column->n_both > 0) {
        int n = snprintf(swapped, sizeof swapped,
                         in_sheet(column) ? _(" (day and month may be the wrong way round, in rows %s")
                                          : _(" (day and month may be the wrong way round, on lines %s"),
                         column->both);

        if (column->n_both > LINES_OF_BOTH) {
            n += snprintf(swapped + n, sizeof swapped - (size_t)n, _(" and %" PRId32 " more"),
                          column->n_both - LINES_OF_BOTH);
        }
        snprintf(swapped + n, sizeof swapped - (size_t)n, ")");
    }
    koppel_date_words(column->first_late_day, day);
    column->status = koppel_errors_add(
        column->errors, KOPPEL_E_INPUT, koppel_case_file_name(column->kase, column->table), column->first_late_line, 0,
        "column %s: %s%s after the end of %s: correct the day%s, or add the target of the newer half-year",
        koppel_case_column_name(column->kase, column->table, column->column), day,
        column->n_late > 1 ? _(" and other days lie") : _(" lies"), half_year, swapped);
}

static void check_day(struct day_column *column, int32_t day, int32_t period, long line)
{
    int32_t days = day != KOPPEL_NO_DATE ? days_outside(day, period) : 0;
    char text[KOPPEL_DAY_WORDS];
    char half_year[8];

    if (days > DAYS_REFUSED) {
        koppel_date_words(day, text);
        koppel_period_format(period, half_year);
        column->status =
            koppel_errors_add(column->errors, KOPPEL_E_INPUT, koppel_case_file_name(column->kase, column->table), line,
                              0, "column %s: %s is more than five years from half-year %s: correct the year",
                              koppel_case_column_name(column->kase, column->table, column->column), text, half_year);
    } else if (days > 0 && column->is_of_past && day > koppel_period_last_day(period)) {
        column->first_late_day = column->n_late == 0 ? day : column->first_late_day;
        column->first_late_line = column->n_late == 0 ? line : column->first_late_line;
        column->n_late++;
    } else if (days > DAYS_NOTED) {
        if (column->n_noted < LINES_LISTED) {
            column->lines[column->n_noted] = line;
        }
        column->first_noted_day = column->n_noted == 0 ? day : column->first_noted_day;
        column->n_noted++;
    }
}

/* One note for a column, with the lines: a year that is wrong once and one that is wrong in many rows both show. */
static void note_days(const struct day_column *column, const char *half_year)
{
    char day[KOPPEL_DAY_WORDS];
    char more[160] = "";

    if (column->n_noted == 0) {
        return;
    }
    for (int32_t i = 1; i < column->n_noted && i < LINES_LISTED; i++) {
        size_t n = strlen(more);

        snprintf(more + n, sizeof more - n, "%s%ld",
                 i > 1              ? ", "
                 : in_sheet(column) ? _("; so are the days in rows ")
                                    : _("; so are the days on lines "),
                 column->lines[i]);
    }
    if (column->n_noted > LINES_LISTED) {
        size_t n = strlen(more);

        snprintf(more + n, sizeof more - n, _(" and %" PRId32 " more"), column->n_noted - LINES_LISTED);
    }
    koppel_date_words(column->first_noted_day, day);
    koppel_errors_add(column->notes, KOPPEL_OK, koppel_case_file_name(column->kase, column->table), column->lines[0], 0,
                      "column %s: %s is more than a year from %s%s: is the year right?",
                      koppel_case_column_name(column->kase, column->table, column->column), day, half_year, more);
}

enum koppel_status koppel_published_days_check(const struct koppel_case *kase, struct koppel_errors *errors,
                                               struct koppel_errors *notes)
{
    struct day_column targets = {
        .kase = kase, .table = "targets.csv", .column = "published_on", .errors = errors, .notes = notes};
    struct day_column nationals = targets;

    for (int32_t i = 0; i < kase->n_targets; i++) {
        check_day(&targets, kase->targets[i].published_on, kase->targets[i].period, kase->targets[i].line);
    }
    note_days(&targets, "its half-year");
    nationals.table = "national.csv";
    for (int32_t i = 0; i < kase->n_nationals; i++) {
        check_day(&nationals, kase->nationals[i].published_on, kase->nationals[i].period, kase->nationals[i].line);
    }
    note_days(&nationals, "its half-year");
    return targets.status != KOPPEL_OK ? targets.status : nationals.status;
}

static enum koppel_status check_rows(struct day_column column, int32_t period)
{
    const struct koppel_case *kase = column.kase;
    struct day_column units = column;
    struct day_column decisions = column;
    char half_year[8];
    char words[24];

    koppel_period_format(period, half_year);
    snprintf(words, sizeof words, _("half-year %s"), half_year);
    units.table = "units.csv";
    units.column = "available_from";
    for (int32_t i = 0; i < kase->n_units; i++) {
        check_day(&units, kase->units[i].available_from, period, kase->units[i].line);
    }
    note_days(&units, words);
    column.table = "households.csv";
    column.is_of_past = true;
    column.column = "linked_on";
    for (int32_t i = 0; i < kase->n_households; i++) {
        check_day(&column, kase->households[i].linked_on, period, kase->households[i].line);
        list_both(&column, kase->households[i].linked_on, kase->households[i].line);
        column.n_days += kase->households[i].linked_on != KOPPEL_NO_DATE;
    }
    refuse_late_days(&column, words);
    note_days(&column, words);
    decisions.table = "decisions.csv";
    decisions.column = "decided_on";
    for (int32_t i = 0; i < kase->n_decisions; i++) {
        if (kase->decisions[i].decided_on > koppel_period_first_day(period) - DAYS_REFUSED) { /* a log keeps old rows */
            check_day(&decisions, kase->decisions[i].decided_on, period, kase->decisions[i].line);
        }
    }
    note_days(&decisions, words);
    return units.status != KOPPEL_OK ? units.status : column.status != KOPPEL_OK ? column.status : decisions.status;
}

/* Who is linked: the persons of the table's households, and those who were housed before. */
static void note_linked(const struct koppel_case *kase, int32_t municipality, const struct koppel_target *target,
                        struct koppel_errors *notes)
{
    int64_t housed = target->housed_persons > 0 ? target->housed_persons : 0;
    int64_t persons = 0;
    char file[KOPPEL_PLACE_FILE];

    for (int32_t i = 0; i < kase->n_households; i++) {
        const struct koppel_household *household = &kase->households[i];

        persons += household->municipality == municipality ? household->adults + household->children : 0;
    }
    if (persons + housed <= target->linked_persons) {
        return;
    }
    koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(kase, "targets.csv"), target->line, 0,
                      "column %s: %" PRId32 " persons linked to %s, but %" PRId64 " are linked to it in %s and %" PRId64
                      " are housed already: are all linked persons counted?",
                      koppel_case_column_name(kase, "targets.csv", "linked_persons"), target->linked_persons,
                      kase->municipalities[municipality].id, persons,
                      koppel_file_words(koppel_case_file_name(kase, "households.csv"), file), housed);
}

/* Decisions of a day after that of the run: one note. */
static void note_late_decisions(const struct koppel_case *kase, int32_t as_of, struct koppel_errors *notes)
{
    char day[11];
    char decided[11];
    int32_t first = KOPPEL_NONE;
    int32_t n = 0;

    for (int32_t d = 0; d < kase->n_decisions; d++) {
        if (kase->decisions[d].decided_on > as_of) {
            first = n++ == 0 ? d : first;
        }
    }
    if (n == 0) {
        return;
    }
    koppel_date_format(as_of, day);
    koppel_date_format(kase->decisions[first].decided_on, decided);
    koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(kase, "decisions.csv"), kase->decisions[first].line, 0,
                      n == 1
                          ? _("column %s: %s is after the day of the run, %s; the decision counts all the same: is the "
                              "day right?")
                          : _("column %s: %s is after the day of the run, %s, and so are other decisions; they count "
                              "all the same: are the days right?"),
                      koppel_case_column_name(kase, "decisions.csv", "decided_on"), decided, day);
}

enum koppel_status koppel_allocation_check(const struct koppel_case *kase, int32_t period, int32_t as_of,
                                           struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct day_column column = {.kase = kase, .errors = errors, .notes = notes};
    enum koppel_status status = koppel_published_days_check(kase, errors, notes);

    /* a half-year that is wrong itself says nothing of other days */
    status = status == KOPPEL_OK ? check_rows(column, period) : status;
    if (status == KOPPEL_OK) {
        note_late_decisions(kase, as_of, notes);
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        int32_t row = koppel_case_target(kase, m, period, as_of);

        if (row != KOPPEL_NONE && kase->targets[row].linked_persons != KOPPEL_UNKNOWN) {
            note_linked(kase, m, &kase->targets[row], notes);
        }
    }
    return status;
}

void koppel_day_of_run_note(const struct koppel_case *kase, struct koppel_errors *notes)
{
    struct koppel_recorded_day last = koppel_case_last_record(kase);
    char day[KOPPEL_DAY_WORDS];
    char before[KOPPEL_DAY_WORDS];

    if (last.day == KOPPEL_NO_DATE || last.n_rows > 1 || last.before == KOPPEL_NO_DATE ||
        last.day - last.before <= DAYS_ALONE) {
        return;
    }
    koppel_date_words(last.day, day);
    koppel_date_words(last.before, before);
    koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(kase, last.table), last.line, 0,
                      "the day of the run, %s, comes from column %s of this row alone; the day before it in the tables "
                      "is %s: is it right? (--as-of states another)",
                      day, koppel_case_column_name(kase, last.table, last.column), before);
}
