// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* hand_edits.c - which earlier offers a person put in by hand (see hand_edits.h). */
#include "io/hand_edits.h"

#include "base/memory.h"
#include "base/path.h"
#include "io/proposal_reader.h"

#include <stdlib.h>
#include <string.h>

int32_t koppel_named_column_find(const struct koppel_csv_table *csv, const char *name)
{
    for (int32_t c = 0; c < csv->n_columns; c++) {
        if (strcmp(csv->header[c], name) == 0) {
            return c;
        }
    }
    return KOPPEL_NONE;
}

/* The cell of a row in a column of that name, as it was written; NULL where there is no such column. */
static const char *cell_of(const struct koppel_csv_table *csv, int32_t row, const char *column)
{
    int32_t c = koppel_named_column_find(csv, column);

    return c != KOPPEL_NONE ? koppel_written_key(csv->cells[(size_t)row * (size_t)csv->n_columns + (size_t)c]) : NULL;
}

static bool differs(const char *cell, const char *id)
{
    return cell != NULL && strcmp(cell, id) != 0;
}

bool koppel_row_is_edited(const struct koppel_csv_table *csv, int32_t row, const struct koppel_case *kase, int32_t unit)
{
    const struct koppel_unit *home = unit != KOPPEL_NONE ? &kase->units[unit] : NULL;
    const char *next_best = cell_of(csv, row, "next_best_unit");
    const char *edited = cell_of(csv, row, "edited"); /* of earlier.csv */

    if (home == NULL) {
        return false;
    }
    return differs(cell_of(csv, row, "municipality"), kase->municipalities[koppel_unit_municipality(kase, unit)].id) ||
           differs(cell_of(csv, row, "neighbourhood"), kase->neighbourhoods[home->neighbourhood].id) ||
           differs(cell_of(csv, row, "corporation"), kase->corporations[home->corporation].id) ||
           (next_best != NULL && strcmp(next_best, home->id) == 0) || (edited != NULL && strcmp(edited, "yes") == 0);
}

/* The offers by household of the case: their rows, or KOPPEL_NONE. NULL without memory. */
static int32_t *offers_by_household(const struct koppel_case *kase)
{
    int32_t *offer_of = koppel_new((size_t)kase->n_households, sizeof *offer_of);

    for (int32_t i = 0; offer_of != NULL && i < kase->n_households; i++) {
        offer_of[i] = KOPPEL_NONE;
    }
    for (int32_t k = 0; offer_of != NULL && k < kase->n_earlier; k++) {
        if (kase->earlier[k].household != KOPPEL_NONE) {
            offer_of[kase->earlier[k].household] = k;
        }
    }
    return offer_of;
}

/* Without summary.json: households that were left when the folder was written. */
static enum koppel_status mark_unplaced(const char *folder, struct koppel_case *kase, const int32_t *offer_of)
{
    struct koppel_csv_table csv = {0};
    char *path = koppel_path_join(folder, "unplaced.csv");
    enum koppel_status status =
        path != NULL ? koppel_csv_table_read(path, "unplaced.csv", &csv, NULL) : KOPPEL_E_MEMORY;

    for (int32_t row = 0; status == KOPPEL_OK && row < csv.n_rows; row++) {
        const char *key = cell_of(&csv, row, "household");
        int32_t household = key != NULL ? koppel_index_get(&kase->household_index, key) : KOPPEL_NONE;

        if (household != KOPPEL_NONE && offer_of[household] != KOPPEL_NONE) {
            kase->earlier[offer_of[household]].is_edited = true;
        }
    }
    koppel_csv_table_free(&csv);
    free(path);
    return status == KOPPEL_E_MEMORY ? status : KOPPEL_OK;
}

/* Against the offers of summary.json, and what it tells of edits before it was written. */
static void mark_differences(const struct koppel_summary *summary, struct koppel_case *kase, const int32_t *offer_of)
{
    const cJSON *offers = koppel_summary_member(summary, "offers");
    const cJSON *by_hand = koppel_summary_member(summary, "by_hand");

    for (int32_t i = 0; i < kase->n_households; i++) {
        const cJSON *told = cJSON_GetObjectItemCaseSensitive(by_hand, kase->households[i].id);
        const cJSON *before = told != NULL ? told : cJSON_GetObjectItemCaseSensitive(offers, kase->households[i].id);
        const char *unit = cJSON_IsString(before) ? before->valuestring : NULL;

        if (offer_of[i] != KOPPEL_NONE) {
            struct koppel_earlier_offer *offer = &kase->earlier[offer_of[i]];

            offer->is_edited = unit == NULL || strcmp(unit, offer->unit_id) != 0;
        } else if (unit != NULL) {
            kase->earlier_deleted[i] = koppel_index_get(&kase->unit_index, unit);
        }
    }
}

enum koppel_status koppel_hand_edits_mark(const char *folder, const struct koppel_summary *summary,
                                          struct koppel_case *kase, struct koppel_errors *errors)
{
    int32_t *offer_of = offers_by_household(kase);
    enum koppel_status status = offer_of != NULL ? summary->status : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK && cJSON_IsObject(koppel_summary_member(summary, "offers"))) {
        mark_differences(summary, kase, offer_of);
    } else if (status != KOPPEL_E_MEMORY) {
        status = mark_unplaced(folder, kase, offer_of);
    }
    free(offer_of);
    return status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(errors, folder) : KOPPEL_OK;
}
