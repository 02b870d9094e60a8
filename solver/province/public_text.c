// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* public_text.c - the supervision of a province for the public, small counts protected (see supervision_text.h). */
#include "province/supervision_text.h"
#include "report/layout.h"

static const struct koppel_sheet_column columns[] = {
    [KOPPEL_PUBLIC_CODE] = {"municipality", {"", N_("code")}, 6, KOPPEL_SHEET_TEXT},
    [KOPPEL_PUBLIC_NAME] = {"name", {"", N_("name")}, 30, KOPPEL_SHEET_TEXT},
    {"province", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"period", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"as_of", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    [KOPPEL_PUBLIC_INHABITANTS] = {"inhabitants", {"", N_("inhabitants")}, 11, KOPPEL_SHEET_COUNT},
    [KOPPEL_PUBLIC_TARGET_PERSONS] = {"target_persons", {N_("target"), N_("(persons)")}, 9, KOPPEL_SHEET_COUNT},
    [KOPPEL_PUBLIC_HOUSED_PERSONS] = {"housed_persons", {N_("housed"), N_("(persons)")}, 9, KOPPEL_SHEET_COUNT},
    [KOPPEL_PUBLIC_SCHEDULE] = {"schedule", {"", N_("schedule")}, 15, KOPPEL_SHEET_TEXT},
};

static void add_count(struct koppel_sheet *sheet, enum koppel_cell_state state, int64_t count)
{
    if (state == KOPPEL_CELL_SHOWN) {
        koppel_sheet_number(sheet, count);
    } else {
        koppel_sheet_text(sheet, state == KOPPEL_CELL_SMALL ? "<5" : "x");
    }
}

static void add_key(const struct koppel_province *province, const char *code, const char *name, const char *of,
                    struct koppel_sheet *sheet)
{
    char period[8];

    koppel_period_format(province->period, period);
    koppel_sheet_text(sheet, code);
    koppel_sheet_text(sheet, name);
    koppel_sheet_text(sheet, of);
    koppel_sheet_text(sheet, period);
    koppel_sheet_day(sheet, province->day);
}

/* A row of a municipality. The schedule follows from the two counts beside it and the day: it tells nothing else. */
static void add_row(const struct koppel_province *province, const struct koppel_public_cells *cells, int32_t m,
                    struct koppel_sheet *sheet)
{
    const struct koppel_municipality *municipality = &province->kase->municipalities[m];
    const struct koppel_standing *now = &province->rows[m].now;
    int64_t target = cells->counts[KOPPEL_PUBLIC_TARGET][m];
    int64_t housed = cells->counts[KOPPEL_PUBLIC_HOUSED][m];
    bool all_shown = true;

    add_key(province, municipality->id, municipality->name, province->names[province->rows[m].province], sheet);
    koppel_sheet_number(sheet, now->inhabitants);
    for (int c = 0; c < KOPPEL_PUBLIC_COLUMNS; c++) {
        add_count(sheet, cells->states[c][m], cells->counts[c][m]);
        all_shown = all_shown && cells->states[c][m] == KOPPEL_CELL_SHOWN;
    }
    koppel_sheet_text(sheet, all_shown ? koppel_schedule_name(koppel_schedule_class(&province->rules->dates, target,
                                                                                    housed, now->months))
                                       : "x");
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void add_sums(const struct koppel_province *province, const struct koppel_public_cells *cells, int32_t of,
                     struct koppel_sheet *sheet)
{
    const char *name = of != KOPPEL_NONE ? province->names[of] : "";
    int32_t cell = province->kase->n_municipalities + (of != KOPPEL_NONE ? of : province->n_provinces);

    add_key(province, of != KOPPEL_NONE ? "" : "total", name, name, sheet);
    koppel_sheet_number(sheet, koppel_province_sums(province, of).inhabitants);
    for (int c = 0; c < KOPPEL_PUBLIC_COLUMNS; c++) {
        add_count(sheet, cells->states[c][cell], cells->counts[c][cell]);
    }
    koppel_sheet_end(sheet, of != KOPPEL_NONE ? KOPPEL_SHEET_SUBTOTAL : KOPPEL_SHEET_TOTAL);
}

enum koppel_status koppel_public_sheet(const struct koppel_province *province, const struct koppel_published *published,
                                       struct koppel_sheet *sheet)
{
    struct koppel_public_cells cells;
    enum koppel_status status = koppel_public_cells_make(province, published, &cells);

    *sheet = (struct koppel_sheet){.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};
    for (int32_t of = 0; status == KOPPEL_OK && of < province->n_provinces; of++) {
        for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
            if (province->rows[m].has_target && province->rows[m].province == of) {
                add_row(province, &cells, m, sheet);
            }
        }
        if (koppel_province_sums(province, of).n_municipalities > 0) {
            add_sums(province, &cells, of, sheet);
        }
    }
    if (status == KOPPEL_OK) {
        add_sums(province, &cells, KOPPEL_NONE, sheet);
        status = koppel_sheet_status(sheet);
    }
    koppel_public_cells_free(&cells);
    return status;
}

const char *koppel_public_marks(void)
{
    return _("<5: fewer than five, not shown, to protect persons. x: not shown either, so that the former cannot be "
             "worked out. Schedule: by the target of this half-year alone, without lead or arrears from before.");
}

const char *koppel_public_protection(bool is_known)
{
    return is_known
               ? _("Made to be published after the tables that were named, of the same half-year: no small count can "
                   "be worked out of all of them together, also by who knows how counts are chosen to be hidden.")
               : _("Made as if a table had been published whenever the case had new counts of this half-year: no small "
                   "count can be worked out of this table and such tables together, also by who knows how counts are "
                   "chosen to be hidden.");
}

void koppel_public_print(const struct koppel_province *province, const struct koppel_sheet *sheet, bool is_known,
                         char decimal_point, struct koppel_text *text)
{
    char period[8];
    char day[KOPPEL_DAY_WORDS];

    koppel_period_format(province->period, period);
    koppel_date_words(province->day, day);
    koppel_text_add(text, "Housing of permit holders (taakstelling) in %s, on %s, in persons\n\n", period, day);
    koppel_sheet_print(sheet, decimal_point, text);
    koppel_text_add(text, "\n");
    koppel_lay_words(text, 0, 2, koppel_public_marks());
    koppel_lay_words(text, 0, 2, koppel_public_protection(is_known));
}
