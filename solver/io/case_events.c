// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_events.c - forecast.csv and chances.csv: how many of each class are to come, and what may go otherwise than planned. */
#include "io/case_reading.h"
#include "io/cell_value.h"
#include "io/identity.h"
#include "model/housing_class.h"

#include <stdlib.h>

enum { WEEK = 7 };

static void refuse_class(struct koppel_case_reading *reading, const char *column, const char *code, long line)
{
    char quoted[80];

    koppel_reading_refuse(reading, reading->table, line,
                          "column %s: %s is no class: write one such as household-4, household-4-step-free, home-3-low "
                          "or home-3-low-step-free, with 1 to %d persons, 1 to %d rooms, and low, middle or high rent",
                          koppel_reading_column(reading, column), koppel_identity_quote(code, quoted),
                          KOPPEL_CLASS_MOST_PERSONS, KOPPEL_CLASS_MOST_ROOMS);
}

static int compare_forecasts(const void *a, const void *b)
{
    const struct koppel_forecast *x = a;
    const struct koppel_forecast *y = b;

    if (x->class_ != y->class_) {
        return x->class_ < y->class_ ? -1 : 1;
    }
    return x->week != y->week ? (x->week < y->week ? -1 : 1) : (x->line > y->line) - (x->line < y->line);
}

/* Two weeks of one class have no day in common. */
static void check_weeks(struct koppel_case_reading *reading)
{
    const struct koppel_case *kase = reading->kase;
    char code[KOPPEL_CLASS_CODE];

    for (int32_t k = 1; k < kase->n_forecasts; k++) {
        const struct koppel_forecast *row = &kase->forecasts[k];

        if (row->class_ == row[-1].class_ && row->week < row[-1].week + WEEK) {
            koppel_reading_refuse(
                reading, KOPPEL_TABLE_FORECAST, row->line,
                "column %s: less than seven days after another row of %s: every row stands for a week",
                koppel_reading_column(reading, "week"), koppel_class_code(row->class_, code));
        }
    }
}

void koppel_reading_forecast(struct koppel_case_reading *reading)
{
    struct koppel_case *kase = reading->kase;
    const struct koppel_table_state *state = &reading->tables[KOPPEL_TABLE_FORECAST];
    const struct koppel_forecast_row *rows = state->rows;

    kase->forecasts = koppel_new((size_t)state->n_rows, sizeof *kase->forecasts);
    if (kase->forecasts == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    for (int32_t i = 0; i < state->n_rows; i++) {
        const int32_t class_ = koppel_class_find(rows[i].class_);

        if (rows[i].class_[0] == '\0' || rows[i].week == 0) {
            continue; /* refused as a cell */
        }
        if (class_ == KOPPEL_NONE) {
            refuse_class(reading, "class", rows[i].class_, state->lines[i]);
            continue;
        }
        kase->forecasts[kase->n_forecasts++] =
            (struct koppel_forecast){.class_ = class_,
                                     .week = rows[i].week,
                                     .mean_thousandths = rows[i].mean_thousandths,
                                     .dispersion_thousandths = rows[i].dispersion_thousandths,
                                     .line = state->lines[i]};
    }
    if (kase->n_forecasts > 0) {
        qsort(kase->forecasts, (size_t)kase->n_forecasts, sizeof *kase->forecasts, compare_forecasts);
    }
    check_weeks(reading);
}

/* Of whom or what a row of chances speaks. @return false when it is nothing that is known */
static bool find_subject(const struct koppel_case_reading *reading, const char *of, struct koppel_chance *chance)
{
    const struct koppel_case *kase = reading->kase;
    const struct koppel_index *indices[] = {&kase->household_index, &kase->unit_index, &kase->arrival_index,
                                            &kase->release_index};
    const struct koppel_choice *choice = koppel_choice_find(koppel_chance_choices, of);

    chance->row = koppel_class_find(of);
    chance->of = KOPPEL_CHANCE_OF_CLASS;
    if (choice != NULL) {
        chance->of = (enum koppel_chance_of)choice->number;
        return true;
    }
    for (size_t k = 0; k < sizeof indices / sizeof *indices && chance->row == KOPPEL_NONE; k++) {
        chance->row = koppel_index_get(indices[k], of);
        chance->of = (enum koppel_chance_of)(KOPPEL_CHANCE_OF_HOUSEHOLD + k);
    }
    return chance->row != KOPPEL_NONE;
}

static bool is_of_home(const struct koppel_chance *chance)
{
    return chance->of == KOPPEL_CHANCE_OF_HOMES || chance->of == KOPPEL_CHANCE_OF_UNIT ||
           chance->of == KOPPEL_CHANCE_OF_RELEASE ||
           (chance->of == KOPPEL_CHANCE_OF_CLASS && chance->row >= KOPPEL_N_HOUSEHOLD_CLASSES);
}

static void refuse_filled(struct koppel_case_reading *reading, const struct koppel_chance *chance, int32_t value,
                          const char *column)
{
    if (value != KOPPEL_UNKNOWN) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_CHANCES, chance->line,
                              is_of_home(chance) ? _("column %s: a home does not grow: empty the cell")
                                                 : _("column %s: it is homes that come late: empty the cell"),
                              koppel_reading_column(reading, column));
    }
}

/* A chance needs to be told what happens by it. */
static void check_pair(struct koppel_case_reading *reading, const struct koppel_chance *chance, int32_t permille,
                       const char *percent, int32_t value, const char *column)
{
    if (permille > 0 && value == KOPPEL_UNKNOWN) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_CHANCES, chance->line,
                              "column %s: the cell is empty beside a chance in column %s: fill it in",
                              koppel_reading_column(reading, column), koppel_reading_column(reading, percent));
    }
}

static void check_chance(struct koppel_case_reading *reading, const struct koppel_chance *chance)
{
    if (is_of_home(chance)) {
        refuse_filled(reading, chance, chance->growth_permille, "growth_percent");
        refuse_filled(reading, chance, chance->growth_persons, "growth_persons");
        refuse_filled(reading, chance, chance->growth_days, "growth_days");
    } else {
        refuse_filled(reading, chance, chance->late_permille, "late_percent");
        refuse_filled(reading, chance, chance->late_days, "late_days");
    }
    check_pair(reading, chance, chance->late_permille, "late_percent", chance->late_days, "late_days");
    check_pair(reading, chance, chance->growth_permille, "growth_percent", chance->growth_persons, "growth_persons");
    check_pair(reading, chance, chance->growth_permille, "growth_percent", chance->growth_days, "growth_days");
}

static bool keys_are_complete(const struct koppel_case_reading *reading)
{
    static const enum koppel_table here[] = {KOPPEL_TABLE_HOUSEHOLDS, KOPPEL_TABLE_UNITS};
    static const enum koppel_table to_come[] = {KOPPEL_TABLE_ARRIVALS, KOPPEL_TABLE_RELEASES};

    for (size_t k = 0; k < sizeof here / sizeof *here; k++) {
        if (!reading->tables[here[k]].complete || reading->tables[to_come[k]].is_faulty) {
            return false;
        }
    }
    return true;
}

void koppel_reading_chances(struct koppel_case_reading *reading)
{
    struct koppel_case *kase = reading->kase;
    const struct koppel_table_state *state = &reading->tables[KOPPEL_TABLE_CHANCES];
    const struct koppel_chance_row *rows = state->rows;
    char quoted[80];

    kase->chances = koppel_new((size_t)state->n_rows, sizeof *kase->chances);
    if (kase->chances == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_chance chance = {.row = KOPPEL_NONE,
                                       .refusal_permille = rows[i].refusal_permille,
                                       .late_permille = rows[i].late_permille,
                                       .late_days = rows[i].late_days,
                                       .growth_permille = rows[i].growth_permille,
                                       .growth_persons = rows[i].growth_persons,
                                       .growth_days = rows[i].growth_days,
                                       .line = state->lines[i]};

        if (rows[i].of[0] == '\0') {
            continue; /* refused as a cell */
        }
        if (find_subject(reading, rows[i].of, &chance)) {
            check_chance(reading, &chance);
            kase->chances[kase->n_chances++] = chance;
        } else if (keys_are_complete(reading)) {
            koppel_reading_refuse(reading, KOPPEL_TABLE_CHANCES, chance.line,
                                  "column %s: %s is no household or home of this case, no class such as household-4 or "
                                  "home-3-low, and neither households nor homes",
                                  koppel_reading_column(reading, "of"), koppel_identity_quote(rows[i].of, quoted));
        }
    }
}
