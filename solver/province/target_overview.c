// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* target_overview.c - `koppel targets` (see target_overview.h). */
#include "province/target_overview.h"

#include "province/province_notes.h"
#include "province/target_text.h"

/* Official targets were published for the half-year, but none by the day that was asked for. */
static enum koppel_status refuse_too_early(struct koppel_province_case *open, const struct koppel_target_table *table)
{
    int32_t first = KOPPEL_NO_DATE;
    char period[8];
    char day[KOPPEL_DAY_WORDS];
    char published[KOPPEL_DAY_WORDS];

    for (int32_t i = 0; i < open->kase.n_targets; i++) {
        const struct koppel_target *target = &open->kase.targets[i];

        if (target->period == open->period && (first == KOPPEL_NO_DATE || target->published_on < first)) {
            first = target->published_on;
        }
    }
    if (first == KOPPEL_NO_DATE || table->n_official > 0 || table->national != KOPPEL_UNKNOWN) {
        return KOPPEL_OK;
    }
    koppel_period_format(open->period, period);
    koppel_date_words(open->day, day);
    koppel_date_words(first, published);
    return koppel_errors_add(open->errors, KOPPEL_E_INPUT, koppel_case_file_name(&open->kase, "targets.csv"), 0, 0,
                             "no target of %s was announced by %s; the first is of %s", period, day, published);
}

enum koppel_status koppel_target_overview_make(struct koppel_province_case *open, bool decimal_comma,
                                               struct koppel_province_texts *texts)
{
    struct koppel_target_table table = {0};
    struct koppel_sheet sheet = {0};
    enum koppel_status status = koppel_province_targets(open, open->period, &table);

    if (status == KOPPEL_OK) {
        status = refuse_too_early(open, &table);
    }
    if (status != KOPPEL_OK) {
        goto out;
    }
    koppel_province_note_country(open, &table);
    koppel_province_note_moved(open, &table);
    if (koppel_target_sheet(&table, &sheet) != KOPPEL_OK) {
        status = koppel_errors_no_memory(open->errors, NULL);
        goto out;
    }
    texts->files[0].name = "statutory_targets.csv";
    texts->files[1].name = "statutory_targets.json";
    koppel_province_csv(&open->kase, decimal_comma, &sheet, &texts->files[0].text);
    koppel_target_json(&table, &sheet, &texts->files[1].text);
    koppel_target_print(&table, &sheet, decimal_comma ? ',' : '.', &texts->text);
out:
    koppel_sheet_free(&sheet);
    koppel_target_table_free(&table);
    return status;
}
