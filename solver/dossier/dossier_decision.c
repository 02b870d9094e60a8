// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_decision.c - decisions that are recorded in a dossier (see dossier_decision.h). */
#include "dossier/dossier_decision.h"

#include "report/csv_text.h"

#include <inttypes.h>
#include <string.h>

const char *const koppel_decided_names[KOPPEL_N_DECIDED] = {
    "household", "unit", "area", "decision", "justified", "rule", "reason", "decided_on", "decided_by", "until"};

struct koppel_decided koppel_decided_of(const cJSON *what, const char *initials)
{
    struct koppel_decided decided;

    for (int c = 0; c < KOPPEL_N_DECIDED; c++) {
        const char *cell = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(what, koppel_decided_names[c]));

        decided.cells[c] = cell != NULL ? cell : "";
    }
    decided.cells[KOPPEL_DECIDED_BY] = initials;
    return decided;
}

/* ---- As a table ---- */

void koppel_decided_heading(struct koppel_text *csv)
{
    struct koppel_csv rows = koppel_csv_begin(csv, &(struct koppel_case){.separator = ',', .decimal_point = '.'});

    koppel_csv_header(&rows, koppel_decided_names, KOPPEL_N_DECIDED);
}

void koppel_decided_row(struct koppel_text *csv, const struct koppel_decided *decided)
{
    struct koppel_csv row = {.text = csv, .separator = ',', .decimal_point = '.'};

    for (int c = 0; c < KOPPEL_N_DECIDED; c++) {
        koppel_csv_text(&row, decided->cells[c]);
    }
    koppel_csv_end(&row);
}

struct table {
    struct koppel_text *csv;
    int64_t until;
};

static enum koppel_status add_row(void *data, const struct koppel_log_row *row, struct koppel_errors *errors)
{
    const struct table *table = data;
    cJSON *what = NULL;
    struct koppel_decided decided;

    if (row->number > table->until || row->action[0] != 'd') {
        return KOPPEL_OK;
    }
    what = cJSON_Parse(row->what);
    if (what == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0, "row %lld of the log cannot be read",
                                 (long long)row->number);
    }
    if (table->csv->n_bytes == 0) {
        koppel_decided_heading(table->csv);
    }
    decided = koppel_decided_of(what, row->initials);
    koppel_decided_row(table->csv, &decided);
    cJSON_Delete(what);
    return KOPPEL_OK;
}

enum koppel_status koppel_decisions_csv(const struct koppel_dossier *dossier, int64_t until, struct koppel_text *csv,
                                        struct koppel_errors *errors)
{
    struct table table = {csv, until};
    enum koppel_status status = koppel_log_read(dossier, 0, add_row, &table, errors);

    return status == KOPPEL_OK && koppel_text_status(csv) != KOPPEL_OK ? koppel_errors_no_memory(errors, dossier->path)
                                                                       : status;
}

/* ---- Recording ---- */

static enum koppel_status check_cells(const struct koppel_decided *decided, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    for (int c = 0; c < KOPPEL_N_DECIDED && status == KOPPEL_OK; c++) {
        if (c == KOPPEL_DECIDED_REASON || decided->cells[c][0] != '\0') {
            status = koppel_log_text_check(koppel_decided_names[c], decided->cells[c], errors);
        }
    }
    return status;
}

static enum koppel_status write(const struct koppel_dossier *dossier, const struct koppel_change_request *request,
                                const struct koppel_decided *decided, struct koppel_change_result *result,
                                struct koppel_errors *errors)
{
    cJSON *what = cJSON_CreateObject();
    const struct koppel_log_entry entry = {.by = request->by, .action = "decision", .what = what};
    bool is_done = what != NULL;
    enum koppel_status status = KOPPEL_OK;

    for (int c = 0; c < KOPPEL_N_DECIDED && is_done; c++) {
        if (c != KOPPEL_DECIDED_BY && decided->cells[c][0] != '\0') {
            is_done = cJSON_AddStringToObject(what, koppel_decided_names[c], decided->cells[c]) != NULL;
        }
    }
    status = is_done ? koppel_log_add(dossier, &entry, &result->revision, errors)
                     : koppel_errors_no_memory(errors, dossier->path);
    cJSON_Delete(what);
    return status;
}

enum koppel_status koppel_decision_record(const struct koppel_dossier *dossier,
                                          const struct koppel_change_request *request,
                                          const struct koppel_decided *decided, struct koppel_change_result *result,
                                          struct koppel_errors *errors)
{
    enum koppel_status status = check_cells(decided, errors);

    *result = (struct koppel_change_result){0};
    if (status == KOPPEL_OK) {
        status = koppel_log_begin(dossier, request->seen, &result->is_stale, errors);
    }
    return status == KOPPEL_OK ? koppel_dossier_end(dossier, write(dossier, request, decided, result, errors), errors)
                               : status;
}

/* ---- What lapses ---- */

/* Enters the row as the last one about its pair. */
static enum koppel_status take_last(void *data, const struct koppel_log_row *row, struct koppel_errors *errors)
{
    cJSON *last = data;
    cJSON *what = strcmp(row->action, "decision") == 0 ? cJSON_Parse(row->what) : NULL;
    struct koppel_text pair = {.is_for_machines = true};
    struct koppel_decided decided;

    if (what == NULL) {
        return KOPPEL_OK;
    }
    decided = koppel_decided_of(what, "");
    koppel_text_add(&pair, "%s %s %s", decided.cells[KOPPEL_DECIDED_HOUSEHOLD], decided.cells[KOPPEL_DECIDED_UNIT],
                    decided.cells[KOPPEL_DECIDED_AREA]);
    if (koppel_text_status(&pair) != KOPPEL_OK) {
        cJSON_Delete(what);
        koppel_text_free(&pair);
        return koppel_errors_no_memory(errors, NULL);
    }
    cJSON_DeleteItemFromObjectCaseSensitive(last, pair.bytes);
    cJSON_AddItemToObject(last, pair.bytes, what);
    koppel_text_free(&pair);
    return KOPPEL_OK;
}

static bool is_area(const struct koppel_case *kase, const char *key)
{
    return koppel_index_get(&kase->neighbourhood_index, key) != KOPPEL_NONE ||
           koppel_index_get(&kase->districts.index, key) != KOPPEL_NONE ||
           koppel_index_get(&kase->municipality_index, key) != KOPPEL_NONE ||
           koppel_index_get(&kase->complexes.index, key) != KOPPEL_NONE;
}

/* Enters the keys of a decision that the case does not have. @return is there one? */
static bool take_gone(const struct koppel_case *kase, const struct koppel_decided *decided, cJSON *gone)
{
    const char *household = decided->cells[KOPPEL_DECIDED_HOUSEHOLD];
    const char *unit = decided->cells[KOPPEL_DECIDED_UNIT];
    const char *area = decided->cells[KOPPEL_DECIDED_AREA];
    const char *keys[] = {koppel_index_get(&kase->household_index, household) == KOPPEL_NONE ? household : "",
                          koppel_index_get(&kase->unit_index, unit) == KOPPEL_NONE ? unit : "",
                          area[0] != '\0' && !is_area(kase, area) ? area : ""};
    bool is_gone = false;

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        if (keys[k][0] != '\0') {
            is_gone = true;
            if (!cJSON_HasObjectItem(gone, keys[k])) {
                cJSON_AddNullToObject(gone, keys[k]);
            }
        }
    }
    return is_gone;
}

static void tell_gone(const cJSON *gone, int32_t n, struct koppel_errors *notes)
{
    enum { MOST_KEYS = 20 };
    struct koppel_text keys = {.is_for_machines = true};
    int n_keys = cJSON_GetArraySize(gone);

    for (int k = 0; k < n_keys && k < MOST_KEYS; k++) {
        koppel_text_add(&keys, "%s%s", k > 0 ? ", " : "", cJSON_GetArrayItem(gone, k)->string);
    }
    if (n_keys > MOST_KEYS) {
        koppel_text_add(&keys, ", ...");
    }
    koppel_errors_add(notes, KOPPEL_OK, "", 0, 0,
                      koppel_plural("%" PRId32 " recorded decision is about what these tables do not have (%s): it "
                                    "counts no more",
                                    "%" PRId32 " recorded decisions are about what these tables do not have (%s): "
                                    "they count no more",
                                    n),
                      n, keys.bytes != NULL ? keys.bytes : "");
    koppel_text_free(&keys);
}

enum koppel_status koppel_decisions_lapse(const struct koppel_dossier *dossier, const struct koppel_case *kase,
                                          struct koppel_errors *notes, struct koppel_errors *errors)
{
    cJSON *last = cJSON_CreateObject();
    cJSON *gone = cJSON_CreateObject();
    const cJSON *row = NULL;
    int32_t n = 0;
    enum koppel_status status = last != NULL && gone != NULL ? koppel_log_read(dossier, 0, take_last, last, errors)
                                                             : koppel_errors_no_memory(errors, dossier->path);

    cJSON_ArrayForEach(row, last)
    {
        struct koppel_decided decided = koppel_decided_of(row, "");

        n += strcmp(decided.cells[KOPPEL_DECIDED_WORD], "withdrawn") != 0 && take_gone(kase, &decided, gone);
    }
    if (status == KOPPEL_OK && n > 0) {
        tell_gone(gone, n, notes);
    }
    cJSON_Delete(last);
    cJSON_Delete(gone);
    return status;
}
