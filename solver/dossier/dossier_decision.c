/* dossier_decision.c - decisions that are recorded in a dossier (see dossier_decision.h). */
#include "dossier/dossier_decision.h"

#include "report/csv_text.h"

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
