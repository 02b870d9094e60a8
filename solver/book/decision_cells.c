// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decision_cells.c - recorded decisions in cells (see decision_cells.h). */
#include "book/decision_cells.h"

#include "model/exceptions.h"

#include <stdio.h>
#include <string.h>

char *koppel_decision_choices(enum koppel_language language, char out[KOPPEL_DECISION_CHOICES])
{
    const struct koppel_choice *choice = koppel_book_column(KOPPEL_TABLE_DECISIONS, "decision")->choices;
    char word[KOPPEL_BOOK_HEADING];

    out[0] = '\0';
    for (; choice->value != NULL; choice++) {
        size_t n = strlen(out);

        snprintf(out + n, KOPPEL_DECISION_CHOICES - n, "%s%s", n > 0 ? "," : "",
                 koppel_book_choice(language, choice, word));
    }
    return out;
}

/* The word of a number among choices; "" when there is none. */
static char *word_of(enum koppel_language language, const struct koppel_choice *choice, int32_t number,
                     char out[KOPPEL_BOOK_HEADING])
{
    out[0] = '\0';
    for (; choice->value != NULL; choice++) {
        if (choice->number == number) {
            return koppel_book_choice(language, choice, out);
        }
    }
    return out;
}

char *koppel_decision_choice(enum koppel_language language, enum koppel_decision_kind kind,
                             char out[KOPPEL_BOOK_HEADING])
{
    return word_of(language, koppel_book_column(KOPPEL_TABLE_DECISIONS, "decision")->choices, (int32_t)kind, out);
}

void koppel_decision_headings_write(enum koppel_language language, struct koppel_new_sheet *sheet)
{
    const struct koppel_table_rule *rule = &koppel_tables[KOPPEL_TABLE_DECISIONS];
    char heading[KOPPEL_BOOK_HEADING];

    koppel_new_sheet_row(sheet);
    for (int32_t c = 0; c < rule->n_columns; c++) {
        koppel_new_sheet_text(sheet, KOPPEL_STYLE_HEADING,
                              koppel_book_heading(language, rule->columns[c].name, heading));
    }
}

void koppel_decision_row_write(enum koppel_language language, const struct koppel_case *kase,
                               const struct koppel_decision *row, struct koppel_new_sheet *sheet)
{
    const struct koppel_choice *answers = koppel_book_column(KOPPEL_TABLE_DECISIONS, "justified")->choices;
    bool is_unit = row->unit != KOPPEL_NONE;
    struct koppel_text rules = {0};
    char word[KOPPEL_BOOK_HEADING];

    koppel_exceptions_say(&rules, row->rules);
    koppel_new_sheet_row(sheet);
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_KEY, kase->households[row->household].id);
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_KEY, is_unit ? kase->units[row->unit].id : NULL);
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_KEY, is_unit ? NULL : koppel_area_id(kase, row->area, row->place));
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, koppel_decision_choice(language, row->kind, word));
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, word_of(language, answers, (int32_t)row->justified, word));
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, rules.bytes);
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, row->reason);
    koppel_new_sheet_day(sheet, KOPPEL_STYLE_DAY, row->decided_on);
    koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, row->decided_by);
    koppel_new_sheet_day(sheet, KOPPEL_STYLE_DAY, row->until);
    sheet->cells.failed = sheet->cells.failed || rules.failed;
    koppel_text_free(&rules);
}
