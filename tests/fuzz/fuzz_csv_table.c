// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the reader of one CSV table. */
#include "fuzzing.h"
#include "io/csv_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct koppel_csv_table table = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = koppel_csv_table_parse((const char *)bytes, n_bytes, "fuzz.csv", &table, &errors);

    for (int32_t row = 0; row < table.n_rows; row++) {
        MUST(table.lines[row] > (row == 0 ? table.header_line : table.lines[row - 1]));
        for (int32_t column = 0; column < table.n_columns; column++) {
            MUST(table.cells[(size_t)row * (size_t)table.n_columns + (size_t)column] != NULL);
        }
    }
    MUST(table.n_bytes == (int64_t)n_bytes || status != KOPPEL_OK);
    must_explain(status, &errors);
    koppel_csv_table_free(&table);
    return 0;
}
