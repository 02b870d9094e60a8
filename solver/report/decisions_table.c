// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decisions_table.c - decisions.csv: decisions that count and are not in the case yet (see documents.h). */
#include "model/exceptions.h"
#include "report/decisions_text.h"
#include "report/documents.h"

static void day_cell(struct koppel_csv *csv, int32_t day)
{
    char text[11];

    koppel_date_format(day, text);
    koppel_csv_text(csv, text);
}

bool koppel_has_added_decisions(const struct koppel_case *kase)
{
    return kase->n_decisions > 0 && kase->decisions[kase->n_decisions - 1].added_from != NULL;
}

enum koppel_status koppel_decisions_table(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"household", "unit",   "area",       "decision",   "justified",
                                        "rule",      "reason", "decided_on", "decided_by", "until"};
    static const char *const answers[] = {[KOPPEL_NO] = "no", [KOPPEL_YES] = "yes", [KOPPEL_MAYBE] = ""};
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_csv csv = koppel_csv_begin(text, kase);

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        const struct koppel_decision *row = &kase->decisions[d];
        struct koppel_text rules = {0};

        if (row->added_from == NULL) {
            continue;
        }
        koppel_exceptions_say(&rules, row->rules);
        koppel_csv_text(&csv, kase->households[row->household].id);
        koppel_csv_text(&csv, row->unit != KOPPEL_NONE ? kase->units[row->unit].id : NULL);
        koppel_csv_text(&csv, row->unit != KOPPEL_NONE ? NULL : koppel_area_id(kase, row->area, row->place));
        koppel_csv_text(&csv, koppel_decision_word(row->kind));
        koppel_csv_text(&csv, answers[row->justified]);
        koppel_csv_text(&csv, rules.bytes);
        koppel_csv_text(&csv, row->reason);
        day_cell(&csv, row->decided_on);
        koppel_csv_text(&csv, row->decided_by);
        day_cell(&csv, row->until);
        koppel_csv_end(&csv);
        text->failed = text->failed || rules.failed;
        koppel_text_free(&rules);
    }
    return koppel_text_status(text);
}
