// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* province_spelling.c - one name for each province of a case (see province_spelling.h). */
#include "province/province_spelling.h"

#include "io/text_encoding.h"
#include "model/province_names.h"

#include <inttypes.h>
#include <string.h>

/* What a row is called after: one of the twelve, else the first row that means the same, else itself. */
static const char *settled_name(const struct koppel_case *kase, int32_t m)
{
    const char *written = kase->municipalities[m].province;
    const char *name = koppel_province_name(written);

    for (int32_t first = 0; name == NULL && first < m; first++) {
        if (koppel_province_is_same(kase->municipalities[first].province, written)) {
            name = kase->municipalities[first].province;
        }
    }
    return name != NULL ? name : written;
}

void koppel_province_spelling_settle(struct koppel_province_case *open)
{
    struct koppel_case *kase = &open->kase;
    const char *file = koppel_case_file_name(kase, "municipalities.csv");
    const char *column = koppel_case_column_name(kase, "municipalities.csv", "province");
    char quoted[80];
    char first[80] = "";
    const char *first_name = NULL;
    long first_line = 0;
    int32_t n = 0;

    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        struct koppel_municipality *row = &kase->municipalities[m];
        const char *name = settled_name(kase, m);

        if (strcmp(name, row->province) == 0) {
            continue;
        }
        if (n++ == 0) {
            memcpy(first, koppel_text_quote(row->province, quoted), sizeof first);
            first_name = name;
            first_line = row->line;
        }
        row->province = name;
    }
    if (n > 0) {
        koppel_errors_add(open->notes, KOPPEL_OK, file, first_line, 0,
                          "column %s: %s is taken for %s%s: one province is written in one way in all tables, figures "
                          "and ladders",
                          column, first, first_name, n > 1 ? _(", and other rows alike") : "");
    }
}

void koppel_province_note_unknown(struct koppel_province_case *open, const struct koppel_province *province)
{
    const struct koppel_case *kase = &open->kase;

    for (int32_t p = 0; p < province->n_provinces; p++) {
        int32_t m = 0;
        char quoted[80];

        if (koppel_province_name(province->names[p]) != NULL) {
            continue;
        }
        while (province->rows[m].province != p) {
            m++;
        }
        koppel_errors_add(
            open->notes, KOPPEL_OK, koppel_case_file_name(kase, "municipalities.csv"), kase->municipalities[m].line, 0,
            "column %s: %s is none of the twelve provinces: the ladder \"%s\" holds for it",
            koppel_case_column_name(kase, "municipalities.csv", "province"),
            koppel_text_quote(province->names[p], quoted), open->rules.ladders[province->rows[m].ladder].name);
    }
}
