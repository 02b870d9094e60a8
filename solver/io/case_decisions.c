// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_decisions.c - decisions.csv: what its cells say together, and which rows are about something that is gone. */
#include "io/case_reading.h"
#include "io/identity.h"
#include "io/text_encoding.h"
#include "model/decisions.h"

#include <inttypes.h>

enum { MOST_LINES = 5 };

/* Rows about households or homes that are not in the tables any more: the log keeps them. */
struct gone {
    int32_t n;
    long lines[MOST_LINES]; /* of the first of them */
};

static void count_gone(struct gone *gone, long line)
{
    if (gone->n < MOST_LINES) {
        gone->lines[gone->n] = line;
    }
    gone->n++;
}

/* The area that a cell names; false, with a message, when there is none: areas do not go, so it is a mistake. */
static bool find_area(struct koppel_case_reading *reading, const char *key, struct koppel_decision *row)
{
    const char *column = koppel_reading_column(reading, "area");
    char quoted[80];
    const struct koppel_case *kase = reading->kase;
    const struct {
        enum koppel_area area;
        const struct koppel_index *index;
    } lists[] = {{KOPPEL_AREA_NEIGHBOURHOOD, &kase->neighbourhood_index},
                 {KOPPEL_AREA_DISTRICT, &kase->districts.index},
                 {KOPPEL_AREA_MUNICIPALITY, &kase->municipality_index},
                 {KOPPEL_AREA_COMPLEX, &kase->complexes.index}};
    int n_found = 0;

    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        int32_t place = koppel_index_get(lists[k].index, key);

        if (place != KOPPEL_NONE) {
            row->area = lists[k].area;
            row->place = place;
            n_found++;
        }
    }
    if (n_found > 1) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_DECISIONS, row->line,
                              "column %s: %s is a complex and another area: give one another key", column,
                              koppel_identity_quote(key, quoted));
    } else if (n_found == 0 && !reading->lets_lapse &&
               !koppel_reading_refuse_shared_complex(reading, key, "area", row->line)) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_DECISIONS, row->line,
                              "column %s: %s is no complex, neighbourhood, district or municipality of the case",
                              column, koppel_identity_quote(key, quoted));
    }
    return n_found == 1;
}

/* Does a later row say that what row d decides, about something that is half gone, holds no more? Of the half that is
 * gone the key is not known any more. */
static bool is_withdrawn(const struct koppel_table_state *state, int32_t d)
{
    const struct koppel_decision_row *rows = state->rows;

    const struct koppel_decision_row *row = &rows[d];

    for (int32_t e = 0; e < state->n_rows; e++) {
        bool is_later =
            rows[e].decided_on > row->decided_on || (rows[e].decided_on == row->decided_on && &rows[e] > row);

        if (is_later && rows[e].household == row->household && rows[e].unit == row->unit &&
            !koppel_decision_holds((enum koppel_decision_kind)rows[e].kind)) {
            return true;
        }
    }
    return false;
}

/* A home that is held for a household of the case, or in a home of the case, cannot be passed over. */
static bool is_half_gone(struct koppel_case_reading *reading, int32_t d)
{
    const struct koppel_table_state *state = &reading->tables[KOPPEL_TABLE_DECISIONS];
    const struct koppel_decision_row *cells = (const struct koppel_decision_row *)state->rows + d;
    bool household_gone = cells->household == KOPPEL_GONE, unit_gone = cells->unit == KOPPEL_GONE;
    long line = state->lines[d];
    char households[KOPPEL_PLACE_FILE], units[KOPPEL_PLACE_FILE];

    if (reading->lets_lapse || !koppel_decision_holds((enum koppel_decision_kind)cells->kind) ||
        household_gone == unit_gone || is_withdrawn(state, d)) {
        return false;
    }
    koppel_reading_refuse(
        reading, KOPPEL_TABLE_DECISIONS, line,
        unit_gone
            ? _("column %s: the household is in %s, but this home is not in %s: add the home, take out the household "
                "if it is housed, or add a row withdrawn")
            : _("column %s: this household is not in %s, but the home is in %s: add the household, take out the home "
                "if it is let, or add a row withdrawn"),
        koppel_reading_column(reading, unit_gone ? "unit" : "household"),
        koppel_file_words(reading->tables[KOPPEL_TABLE_HOUSEHOLDS].file, households),
        koppel_file_words(reading->tables[KOPPEL_TABLE_UNITS].file, units));
    return true;
}

/* Does the row name what it is about: a home, or an area from which it bars the household? */
static bool names_subject(struct koppel_case_reading *reading, const struct koppel_decision_row *cells, long line)
{
    enum koppel_decision_kind kind = (enum koppel_decision_kind)cells->kind;
    bool has_unit = cells->unit != KOPPEL_NONE, has_area = cells->area[0] != '\0';
    const char *unit = koppel_reading_column(reading, "unit"), *area = koppel_reading_column(reading, "area");

    if (has_unit == has_area) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_DECISIONS, line,
                              has_unit ? _("columns %s and %s are both filled in: a decision is about one of them")
                                       : _("columns %s and %s are both empty: fill in one"),
                              unit, area);
    } else if (has_area && (koppel_decision_holds(kind) || kind == KOPPEL_EXCEPT)) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_DECISIONS, line,
                              "column %s: %s is about one home: fill in column %s; an area goes with forbid, refused "
                              "and withdrawn",
                              area, _(koppel_decision_word(kind)), unit);
    }
    return has_unit != has_area && (has_unit || !(koppel_decision_holds(kind) || kind == KOPPEL_EXCEPT));
}

static void read_rules(struct koppel_case_reading *reading, const struct koppel_decision_row *cells,
                       struct koppel_decision *row)
{
    const char *wrong = koppel_exceptions_parse(cells->rules, &row->rules);
    struct koppel_text all = {0};
    char quoted[80];

    koppel_exceptions_list(&all);
    if (wrong != NULL) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_DECISIONS, row->line,
                              "column %s: %s is not %s; several are separated by |",
                              koppel_reading_column(reading, "rule"), koppel_identity_quote(wrong, quoted),
                              all.bytes != NULL ? all.bytes : _("a rule"));
    } else if (row->rules == 0 && row->kind == KOPPEL_EXCEPT) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_DECISIONS, row->line,
                              "column %s: an exception names the rules that it overrules: %s",
                              koppel_reading_column(reading, "rule"), all.bytes != NULL ? all.bytes : "");
    }
    if (koppel_text_status(&all) != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
    }
    koppel_text_free(&all);
}

/* Takes one row into the log, unless it is wrong or about something that is gone. */
static void read_decision(struct koppel_case_reading *reading, int32_t d, struct gone *gone)
{
    const struct koppel_table_state *state = &reading->tables[KOPPEL_TABLE_DECISIONS];
    const struct koppel_decision_row *cells = (const struct koppel_decision_row *)state->rows + d;
    struct koppel_case *kase = reading->kase;
    long line = state->lines[d];
    struct koppel_decision row = {.household = cells->household,
                                  .unit = cells->unit,
                                  .kind = (enum koppel_decision_kind)cells->kind,
                                  .reason = cells->reason,
                                  .decided_on = cells->decided_on,
                                  .line = line,
                                  .until = cells->until,
                                  .place = KOPPEL_NONE,
                                  .justified = (enum koppel_tristate)cells->justified,
                                  .decided_by = cells->decided_by};

    if (koppel_identity_of_cell(row.reason) != NULL) {
        row.reason = _("not shown, for it may tell who somebody is"); /* noted by case_privacy.c */
    }
    read_rules(reading, cells, &row);
    if (!reading->tables[KOPPEL_TABLE_UNITS].complete || !reading->tables[KOPPEL_TABLE_HOUSEHOLDS].complete) {
        return; /* what is there is not known */
    }
    if (!names_subject(reading, cells, line) || is_half_gone(reading, d)) {
        return;
    }
    if (row.until != KOPPEL_NO_DATE && row.until < row.decided_on) {
        koppel_reading_refuse(
            reading, KOPPEL_TABLE_DECISIONS, line,
            "column %s: this day lies before that in column %s, so that the decision would never hold",
            koppel_reading_column(reading, "until"), koppel_reading_column(reading, "decided_on"));
        return;
    }
    if (cells->household == KOPPEL_GONE || cells->unit == KOPPEL_GONE) {
        count_gone(gone, line);
        return;
    }
    if (cells->household == KOPPEL_NONE) {
        return;
    }
    if (row.unit != KOPPEL_NONE || find_area(reading, cells->area, &row)) {
        kase->decisions[kase->n_decisions++] = row;
    } else if (reading->lets_lapse) {
        count_gone(gone, line);
    }
}

void koppel_reading_decisions(struct koppel_case_reading *reading)
{
    struct koppel_case *kase = reading->kase;
    const struct koppel_table_state *state = &reading->tables[KOPPEL_TABLE_DECISIONS];
    struct gone gone = {0};
    struct koppel_text lines = {0};

    kase->decisions = koppel_new((size_t)state->n_rows, sizeof *kase->decisions);
    if (kase->decisions == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    for (int32_t d = 0; d < state->n_rows; d++) {
        read_decision(reading, d, &gone);
    }
    for (int32_t k = 0; k < gone.n && k < MOST_LINES; k++) {
        koppel_text_add(&lines, "%s%ld", k == 0 ? "" : ", ", gone.lines[k]);
    }
    if (gone.n > 0) {
        koppel_reading_note(
            reading, KOPPEL_TABLE_DECISIONS, gone.lines[0],
            koppel_plural("%" PRId32 " row of the log (line %s%s) is about a household or home that is not in the "
                          "tables: passed over; check the keys",
                          "%" PRId32 " rows of the log (lines %s%s) are about a household or home that is not in the "
                          "tables: passed over; check the keys",
                          gone.n),
            gone.n, lines.bytes != NULL ? lines.bytes : "", gone.n > MOST_LINES ? ", ..." : "");
    }
    if (koppel_text_status(&lines) != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
    }
    koppel_text_free(&lines);
}
