/* public_text.c - the supervision of a province for the public, small counts protected (see supervision_text.h). */
#include "province/disclosure.h"
#include "province/supervision_text.h"
#include "report/layout.h"

#include "base/memory.h"

#include <stdlib.h>

enum { SMALL = 5 };

static const struct koppel_sheet_column columns[] = {
    {"municipality", {"", "code"}, 6, KOPPEL_SHEET_TEXT},
    {"name", {"", "name"}, 30, KOPPEL_SHEET_TEXT},
    {"province", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"period", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"as_of", {NULL, NULL}, 0, KOPPEL_SHEET_TEXT},
    {"inhabitants", {"", "inhabitants"}, 11, KOPPEL_SHEET_COUNT},
    {"target_persons", {"target", "(persons)"}, 9, KOPPEL_SHEET_COUNT},
    {"housed_persons", {"housed", "(persons)"}, 9, KOPPEL_SHEET_COUNT},
    {"schedule", {"", "schedule"}, 15, KOPPEL_SHEET_TEXT},
};

/* The columns that are counts of persons. */
struct protected_columns {
    int32_t n;          /* municipalities with a target */
    int32_t *rows;      /* n: their rows */
    int32_t *group;     /* n: their provinces */
    int64_t *counts[2]; /* n: target, housed */
    enum koppel_cell_state *states[2];
};

static void free_columns(struct protected_columns *p)
{
    free(p->rows);
    free(p->group);
    for (int c = 0; c < 2; c++) {
        free(p->counts[c]);
        free(p->states[c]);
    }
}

static enum koppel_status make_columns(const struct koppel_province *province, struct protected_columns *p)
{
    size_t n = (size_t)province->kase->n_municipalities;
    size_t n_states = n + (size_t)province->n_provinces + 1;

    p->rows = koppel_new(n, sizeof *p->rows);
    p->group = koppel_new(n, sizeof *p->group);
    for (int c = 0; c < 2; c++) {
        p->counts[c] = koppel_new(n, sizeof *p->counts[c]);
        p->states[c] = koppel_new(n_states, sizeof *p->states[c]);
    }
    if (p->rows == NULL || p->group == NULL || p->counts[0] == NULL || p->counts[1] == NULL || p->states[0] == NULL ||
        p->states[1] == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
        const struct koppel_supervised *row = &province->rows[m];

        if (row->has_target) {
            p->rows[p->n] = m;
            p->group[p->n] = row->province;
            p->counts[0][p->n] = row->now.target.persons;
            p->counts[1][p->n] = row->now.housed;
            p->n++;
        }
    }
    for (int c = 0; c < 2; c++) {
        const struct koppel_counts column = {.counts = p->counts[c],
                                             .group = p->group,
                                             .n_counts = p->n,
                                             .n_groups = province->n_provinces,
                                             .threshold = SMALL};
        enum koppel_status status = koppel_disclosure_protect(&column, p->states[c]);

        if (status != KOPPEL_OK) {
            return status;
        }
    }
    return KOPPEL_OK;
}

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

/* A row of a municipality: what depends on a hidden count is left out as well. */
static void add_row(const struct koppel_province *province, const struct protected_columns *p, int32_t i,
                    struct koppel_sheet *sheet)
{
    const struct koppel_municipality *municipality = &province->kase->municipalities[p->rows[i]];
    const struct koppel_standing *now = &province->rows[p->rows[i]].now;
    bool all_shown = p->states[0][i] == KOPPEL_CELL_SHOWN && p->states[1][i] == KOPPEL_CELL_SHOWN;

    add_key(province, municipality->id, municipality->name, municipality->province, sheet);
    koppel_sheet_number(sheet, now->inhabitants);
    add_count(sheet, p->states[0][i], p->counts[0][i]);
    add_count(sheet, p->states[1][i], p->counts[1][i]);
    koppel_sheet_text(sheet, all_shown ? koppel_schedule_name(now->schedule) : "x");
    koppel_sheet_end(sheet, KOPPEL_SHEET_ROW);
}

static void add_sums(const struct koppel_province *province, const struct protected_columns *p, int32_t of,
                     struct koppel_sheet *sheet)
{
    struct koppel_standing_sums sums = koppel_province_sums(province, of);
    int32_t cell = p->n + (of != KOPPEL_NONE ? of : province->n_provinces);

    add_key(province, of != KOPPEL_NONE ? "" : "total", of != KOPPEL_NONE ? province->names[of] : "",
            of != KOPPEL_NONE ? province->names[of] : "", sheet);
    koppel_sheet_number(sheet, sums.inhabitants);
    add_count(sheet, p->states[0][cell], sums.target);
    add_count(sheet, p->states[1][cell], sums.housed);
    koppel_sheet_end(sheet, of != KOPPEL_NONE ? KOPPEL_SHEET_SUBTOTAL : KOPPEL_SHEET_TOTAL);
}

enum koppel_status koppel_public_sheet(const struct koppel_province *province, struct koppel_sheet *sheet)
{
    struct protected_columns p = {0};
    enum koppel_status status = make_columns(province, &p);

    *sheet = (struct koppel_sheet){.columns = columns, .n_columns = (int32_t)(sizeof columns / sizeof *columns)};
    for (int32_t of = 0; status == KOPPEL_OK && of < province->n_provinces; of++) {
        for (int32_t i = 0; i < p.n; i++) {
            if (p.group[i] == of) {
                add_row(province, &p, i, sheet);
            }
        }
        if (koppel_province_sums(province, of).n_municipalities > 0) {
            add_sums(province, &p, of, sheet);
        }
    }
    if (status == KOPPEL_OK) {
        add_sums(province, &p, KOPPEL_NONE, sheet);
        status = koppel_sheet_status(sheet);
    }
    free_columns(&p);
    return status;
}

void koppel_public_print(const struct koppel_province *province, const struct koppel_sheet *sheet, char decimal_point,
                         struct koppel_text *text)
{
    char period[8];
    char day[11];

    koppel_period_format(province->period, period);
    koppel_date_format(province->day, day);
    koppel_text_add(text, "Housing of permit holders (taakstelling) in %s, on %s, in persons\n\n", period, day);
    koppel_sheet_print(sheet, decimal_point, text);
    koppel_text_add(text, "\n");
    koppel_lay_words(
        text, 0, 2,
        "<5: fewer than five, not shown, to protect persons. x: not shown either, so that the former cannot be "
        "worked out from the totals.");
}
