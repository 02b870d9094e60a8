// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rulings.c - which decisions rule (see rulings.h). */
#include "serve/rulings.h"

#include "base/memory.h"
#include "base/path.h"
#include "io/added_decisions.h"
#include "io/case_reader.h"
#include "model/decisions.h"

#include <stdlib.h>
#include <string.h>

/* ---- Reading ---- */

/* By pair, then in the order in which was decided: of one day the row that stands last. */
static int compare_rulings(const void *a, const void *b)
{
    const struct koppel_ruling *x = a;
    const struct koppel_ruling *y = b;
    int order = strcmp(x->household, y->household);

    order = order != 0 ? order : strcmp(x->unit, y->unit);
    if (order == 0) {
        order =
            (x->decision->decided_on > y->decision->decided_on) - (x->decision->decided_on < y->decision->decided_on);
    }
    return order != 0 ? order : (x->decision > y->decision) - (x->decision < y->decision);
}

static bool is_same_pair(const struct koppel_ruling *x, const struct koppel_ruling *y)
{
    return strcmp(x->household, y->household) == 0 && strcmp(x->unit, y->unit) == 0;
}

static enum koppel_status sort(struct koppel_rulings *rulings)
{
    const struct koppel_case *kase = &rulings->kase;
    size_t n = 0;

    rulings->rows = koppel_new((size_t)kase->n_decisions + 1, sizeof *rulings->rows);
    if (rulings->rows == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t d = 0; d < kase->n_decisions; d++) {
        const struct koppel_decision *row = &kase->decisions[d];

        if (row->unit != KOPPEL_NONE) {
            rulings->rows[n++] =
                (struct koppel_ruling){kase->households[row->household].id, kase->units[row->unit].id, row};
        }
    }
    qsort(rulings->rows, n, sizeof *rulings->rows, compare_rulings);
    for (size_t r = 0; r < n; r++) {
        if (r + 1 == n || !is_same_pair(&rulings->rows[r], &rulings->rows[r + 1])) {
            rulings->rows[rulings->n_rows++] = rulings->rows[r];
        }
    }
    return KOPPEL_OK;
}

/* The decisions of the log as a file of their own folder. */
static enum koppel_status put_log(const struct koppel_dossier *dossier, const char *folder,
                                  struct koppel_errors *errors)
{
    struct koppel_dossier_files files = {0};
    struct koppel_text csv = {0};
    int64_t last = 0;
    enum koppel_status status = koppel_log_last(dossier, &last, errors);

    if (status == KOPPEL_OK) {
        status = koppel_decisions_csv(dossier, last, &csv, errors);
    }
    if (status == KOPPEL_OK && csv.n_bytes > 0) {
        status = koppel_dossier_files_add(&files, KOPPEL_DECISIONS_FILE, csv.bytes, csv.n_bytes, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_files_put(&files, folder, errors);
    }
    koppel_dossier_files_free(&files);
    koppel_text_free(&csv);
    return status;
}

enum koppel_status koppel_rulings_read(const struct koppel_dossier *dossier, const struct koppel_dossier_files *tables,
                                       const char *name, struct koppel_rulings *rulings, struct koppel_errors *errors)
{
    const struct koppel_case_request request = {.scope = KOPPEL_CASE_ALLOCATION};
    struct koppel_temporary_folder scratch = {.lock = -1};
    struct koppel_temporary_folder log = {.lock = -1};
    char *folder = NULL;
    char *decided = NULL;
    enum koppel_status status = tables->n_items > 0 ? koppel_scratch_make(&scratch, errors) : KOPPEL_OK;

    if (tables->n_items == 0) {
        return KOPPEL_OK;
    }
    if (status == KOPPEL_OK) {
        status = koppel_scratch_make(&log, errors);
    }
    if (status == KOPPEL_OK) {
        folder = koppel_path_join(scratch.path, koppel_is_plain_name(name) ? name : "case");
        decided = koppel_path_join(log.path, "log");
        status = folder == NULL || decided == NULL ? koppel_errors_no_memory(errors, NULL)
                                                   : koppel_dossier_files_put(tables, folder, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_case_read(folder, &request, &rulings->kase, errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status = put_log(dossier, decided, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_added_decisions_read(decided, false, &rulings->kase, errors, NULL);
    }
    if (status == KOPPEL_OK && sort(rulings) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, NULL);
    }
    koppel_errors_strip_folder(errors, folder);
    koppel_errors_strip_folder(errors, decided);
    free(folder);
    free(decided);
    koppel_scratch_drop(&scratch);
    koppel_scratch_drop(&log);
    return status;
}

/* ---- Comparing ---- */

static const struct koppel_ruling *find(const struct koppel_rulings *rulings, const struct koppel_ruling *pair)
{
    size_t low = 0;
    size_t high = rulings->n_rows;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct koppel_ruling *row = &rulings->rows[middle];
        int order = strcmp(row->household, pair->household);

        order = order != 0 ? order : strcmp(row->unit, pair->unit);
        if (order == 0) {
            return row->decision->kind == KOPPEL_WITHDRAWN ? NULL : row;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

const struct koppel_ruling *koppel_ruling_of(const struct koppel_rulings *rulings, const char *household,
                                             const char *unit)
{
    const struct koppel_ruling pair = {.household = household, .unit = unit};

    return find(rulings, &pair);
}

static bool overrules(const struct koppel_ruling *row)
{
    return row != NULL && row->decision->kind == KOPPEL_EXCEPT;
}

static bool holds(const struct koppel_ruling *row)
{
    return row != NULL && koppel_decision_holds(row->decision->kind);
}

static bool is_same_exception(const struct koppel_ruling *x, const struct koppel_ruling *y)
{
    return overrules(x) && x->decision->rules == y->decision->rules && x->decision->until == y->decision->until;
}

void koppel_rulings_compare(const struct koppel_rulings *before, const struct koppel_rulings *after,
                            koppel_ruling_reader *reader, void *data)
{
    for (size_t r = 0; r < after->n_rows; r++) {
        const struct koppel_ruling *row = &after->rows[r];
        const struct koppel_ruling *old = find(before, row);

        if (overrules(row) && !is_same_exception(old, row)) {
            reader(data, KOPPEL_RULING_OVERRULES, row);
        } else if (holds(row) && !holds(old)) {
            reader(data, KOPPEL_RULING_NEWLY_HELD, row);
        }
    }
    for (size_t r = 0; r < before->n_rows; r++) {
        const struct koppel_ruling *row = &before->rows[r];

        if (overrules(row) && find(after, row) == NULL &&
            koppel_index_get(&after->kase.household_index, row->household) != KOPPEL_NONE &&
            koppel_index_get(&after->kase.unit_index, row->unit) != KOPPEL_NONE) {
            reader(data, KOPPEL_RULING_TAKEN_BACK, row);
        }
    }
}

void koppel_rulings_free(struct koppel_rulings *rulings)
{
    free(rulings->rows);
    koppel_case_free(&rulings->kase);
    *rulings = (struct koppel_rulings){0};
}
