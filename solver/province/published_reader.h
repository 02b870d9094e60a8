// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* published_reader.h - public tables that were published before, read back from their folders. */
#ifndef KOPPEL_PROVINCE_PUBLISHED_READER_H
#define KOPPEL_PROVINCE_PUBLISHED_READER_H

#include "base/error.h"
#include "base/memory.h"
#include "model/case.h"
#include "province/disclosure.h"

enum { KOPPEL_PUBLIC_TARGET, KOPPEL_PUBLIC_HOUSED, KOPPEL_PUBLIC_COLUMNS };

/** A row of a public table. */
struct koppel_published_row {
    int32_t municipality; /* row of the case; KOPPEL_NONE: the total of a province */
    const char *province; /* as it is written */
    enum koppel_cell_state states[KOPPEL_PUBLIC_COLUMNS];
    int64_t counts[KOPPEL_PUBLIC_COLUMNS]; /* where shown */
};

struct koppel_published_table {
    int32_t period;
    int32_t day;
    struct koppel_published_row *rows; /* without those of provinces that the case does not have */
    size_t n_rows, capacity;
};

/** What was published of a half-year. Zero-initialise; koppel_published_free releases everything. */
struct koppel_published {
    struct koppel_published_table *tables; /* of the half-year, in the order of their days */
    size_t n_tables;
    struct koppel_pool pool;
};

/**
 * Reads supervision.json of folders that `koppel supervise --public -o` wrote. Tables of other half-years are left out:
 * they have no count in common.
 *
 * @param day  of the table to be published next: earlier ones are not of a later day
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT (not a public table, of a later day, or of a province with other
 * municipalities than the case) or KOPPEL_E_MEMORY, with messages
 */
enum koppel_status koppel_published_read(const struct koppel_case *kase, int32_t period, int32_t day,
                                         const char *const *folders, int32_t n_folders,
                                         struct koppel_published *published, struct koppel_errors *errors);

void koppel_published_free(struct koppel_published *published);

#endif
