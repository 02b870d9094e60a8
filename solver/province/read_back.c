// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* read_back.c - a new targets.csv, read again before it is written (see read_back.h). */
#include "province/read_back.h"

#include "io/case_reader.h"
#include "province/supervision_check.h"

#include <inttypes.h>

/* What the new table says of every municipality is what was carried over. */
static void compare(const struct koppel_carry *carry, const struct koppel_case *kase, struct koppel_errors *errors)
{
    int32_t period = carry->province->period + 1;

    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        struct koppel_ruling_target ruling = koppel_ruling_target(kase, m, period, carry->published_on);
        int64_t balance = ruling.row != KOPPEL_NONE ? kase->targets[ruling.row].balance_persons : 0;

        if (!carry->rows[m].ends && (ruling.row == KOPPEL_NONE || balance != carry->rows[m].balance)) {
            koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"),
                              ruling.row != KOPPEL_NONE ? kase->targets[ruling.row].line : 0, 0,
                              "the balance of %s would be read as %+" PRId64 ", not as %+" PRId64,
                              kase->municipalities[m].id, balance, carry->rows[m].balance);
        }
    }
}

enum koppel_status koppel_carry_read_back(const struct koppel_carry *carry, const char *folder,
                                          const struct koppel_text *csv, struct koppel_errors *errors)
{
    const struct koppel_case_file table = {
        .name = koppel_tables[KOPPEL_TABLE_TARGETS].file, .bytes = csv->bytes, .n_bytes = csv->n_bytes};
    struct koppel_case kase = {0};
    struct koppel_errors found = {0};
    struct koppel_errors notes = {0}; /* those of the case were told */
    enum koppel_status status =
        koppel_case_read_replaced(folder, &(struct koppel_case_request){.scope = KOPPEL_CASE_SUPERVISION},
                                  KOPPEL_TABLE_TARGETS, &table, &kase, &found, &notes);

    if (status == KOPPEL_OK) {
        status = koppel_supervision_check(&kase, carry->province->rules, &found, &notes);
    }
    if (status == KOPPEL_OK) {
        compare(carry, &kase, &found);
        status = found.n_items > 0 ? KOPPEL_E_INPUT : KOPPEL_OK;
    }
    for (size_t i = 0; i < found.n_items; i++) {
        const struct koppel_error *error = &found.items[i];

        koppel_errors_add(errors, status, error->file, error->line, error->column, "in the new table: %s", error->text);
    }
    if (status != KOPPEL_OK && status != KOPPEL_E_MEMORY) {
        koppel_errors_add(errors, status, NULL, 0, 0,
                          "the new table would not be read again, so nothing is written: choose another day with "
                          "--as-of, or correct the rows that it rests on");
    }
    koppel_errors_clear(&found);
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    return status;
}
