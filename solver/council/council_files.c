// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council_files.c - the choices of a council as CSV and JSON, with the same numbers hidden as on the page (see
 * council.h). */
#include "council/council.h"

#include "report/sheet.h"
#include "report/summary_json.h"

#include <inttypes.h>

static const struct {
    const char *name;
    int scale;
} measures[KOPPEL_N_COUNCIL_MEASURES] = {
    [KOPPEL_COUNCIL_HOUSED] = {"persons_housed", 1},
    [KOPPEL_COUNCIL_SHORT] = {"target_short_persons", 1},
    [KOPPEL_COUNCIL_OVER] = {"over_cap", 1},
    [KOPPEL_COUNCIL_LEFT] = {"households_left", 1},
    [KOPPEL_COUNCIL_LEFT_OF + KOPPEL_COUNCIL_SINGLE] = {"households_left_1", 1},
    [KOPPEL_COUNCIL_LEFT_OF + KOPPEL_COUNCIL_FAMILY] = {"households_left_2-5", 1},
    [KOPPEL_COUNCIL_LEFT_OF + KOPPEL_COUNCIL_LARGE] = {"households_left_6+", 1},
    [KOPPEL_COUNCIL_LEFT_OF + KOPPEL_COUNCIL_STEP_FREE] = {"households_left_step_free", 1},
    [KOPPEL_COUNCIL_LEFT_OF + KOPPEL_COUNCIL_URGENT] = {"households_left_urgent", 1},
    [KOPPEL_COUNCIL_WAITS_OF + KOPPEL_COUNCIL_SINGLE] = {"waiting_mean_weeks_1", 10},
    [KOPPEL_COUNCIL_WAITS_OF + KOPPEL_COUNCIL_FAMILY] = {"waiting_mean_weeks_2-5", 10},
    [KOPPEL_COUNCIL_WAITS_OF + KOPPEL_COUNCIL_LARGE] = {"waiting_mean_weeks_6+", 10},
    [KOPPEL_COUNCIL_WAITS_OF + KOPPEL_COUNCIL_STEP_FREE] = {"waiting_mean_weeks_step_free", 10},
    [KOPPEL_COUNCIL_WAITS_OF + KOPPEL_COUNCIL_URGENT] = {"waiting_mean_weeks_urgent", 10},
    [KOPPEL_COUNCIL_FIT] = {"fit_mean_points", 1},
    [KOPPEL_COUNCIL_BEYOND] = {"access_beyond_mean_km", 10},
};

const char *koppel_council_measure_name(int measure, int *scale)
{
    *scale = measures[measure].scale;
    return measures[measure].name;
}

const char *koppel_council_kind_name(enum koppel_council_kind kind)
{
    static const char *const names[KOPPEL_N_COUNCIL_KINDS] = {
        [KOPPEL_COUNCIL_OWN] = "policy",
        [KOPPEL_COUNCIL_NO_SPREAD] = "no-spread",
        [KOPPEL_COUNCIL_SPREAD_GOAL] = "spread-goal",
        [KOPPEL_COUNCIL_SPREAD_MUST] = "spread-must",
        [KOPPEL_COUNCIL_BORDERS_SOME] = "borders-some",
        [KOPPEL_COUNCIL_BORDERS_OPEN] = "borders-open",
        [KOPPEL_COUNCIL_FLOORS] = "floors",
        [KOPPEL_COUNCIL_ACCESS] = "access",
    };

    return names[kind];
}

static const char *state_name(enum koppel_cell_state state)
{
    static const char *const names[] = {[KOPPEL_CELL_SHOWN] = "shown",
                                        [KOPPEL_CELL_SMALL] = "below_5",
                                        [KOPPEL_CELL_WITHHELD] = "withheld",
                                        [KOPPEL_CELL_ABSENT] = "none"};

    return names[state];
}

/* A value with one decimal where it is in tenths. */
static const struct koppel_sheet_column columns[] = {
    {"choice", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},       {"is_policy", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"proven", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},       {"max_households", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"least_short", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT}, {"measure", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"value", {NULL, NULL}, 0, KOPPEL_SHEET_TENTHS},      {"state", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
};

static void fill_choice(const struct koppel_council *council, const struct koppel_council_choice *choice,
                        struct koppel_sheet *sheet)
{
    for (int m = 0; m < KOPPEL_N_COUNCIL_MEASURES; m++) {
        const struct koppel_council_cell *cell = &choice->cells[m];
        bool is_least_shown = choice->short_least == 0 || choice->short_least >= KOPPEL_SMALL_COUNT;
        int scale = 1;
        const char *name = koppel_council_measure_name(m, &scale);

        koppel_sheet_text(sheet, koppel_council_kind_name(choice->kind));
        koppel_sheet_text(sheet, choice->is_own ? "yes" : "no");
        koppel_sheet_text(sheet, choice->outcome == KOPPEL_PROVEN ? "yes" : "no");
        koppel_sheet_number_if(sheet, choice->kind == KOPPEL_COUNCIL_BORDERS_SOME, council->reach.most);
        koppel_sheet_number_if(sheet, choice->has_proposal && is_least_shown, choice->short_least);
        koppel_sheet_text(sheet, name);
        koppel_sheet_number_if(sheet, choice->has_proposal && cell->state == KOPPEL_CELL_SHOWN,
                               cell->value * (10 / scale));
        koppel_sheet_text(sheet, choice->has_proposal ? state_name(cell->state) : state_name(KOPPEL_CELL_ABSENT));
        koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
    }
}

static void fill(const struct koppel_council *council, struct koppel_sheet *sheet)
{
    for (int32_t k = 0; k < council->n_choices; k++) {
        fill_choice(council, &council->choices[k], sheet);
    }
}

void koppel_council_csv(const struct koppel_council *council, struct koppel_text *text)
{
    struct koppel_csv csv = koppel_csv_begin(text, &council->job.kase);
    struct koppel_sheet sheet = {.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};

    fill(council, &sheet);
    koppel_sheet_csv(&sheet, &csv);
    text->failed = text->failed || koppel_sheet_status(&sheet) != KOPPEL_OK;
    koppel_sheet_free(&sheet);
}

void koppel_council_json(const struct koppel_council *council, struct koppel_text *text)
{
    struct koppel_sheet sheet = {.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};
    const struct koppel_suitability *fit = &council->job.fit;
    char period[8];
    char day[11];

    text->is_for_machines = true;
    koppel_period_format(fit->period, period);
    koppel_date_format(fit->as_of, day);
    koppel_text_add(text, "{\n  \"program\": \"koppel\",\n  \"version\": \"%s\",\n  \"case\": ", KOPPEL_VERSION);
    koppel_json_case_name(text, fit->kase->folder);
    koppel_text_add(text, ",\n  \"period\": \"%s\",\n  \"as_of\": \"%s\",\n  \"measured_by\": ", period, day);
    koppel_json_string(text, fit->policy->name);
    koppel_text_add(text, ",\n  \"persons_to_house\": %" PRId64 ",\n", council->to_house);
    koppel_json_inputs(text, fit->kase);
    koppel_text_add(text, "  \"choices\": ");
    fill(council, &sheet);
    koppel_sheet_json(&sheet, KOPPEL_SHEET_ROW, 2, text);
    koppel_text_add(text, "\n}\n");
    text->failed = text->failed || koppel_sheet_status(&sheet) != KOPPEL_OK;
    koppel_sheet_free(&sheet);
}
