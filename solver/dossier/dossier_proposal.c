// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_proposal.c - the proposals of a dossier (see dossier_proposal.h). */
#include "dossier/dossier_proposal.h"

#include "dossier/dossier_decision.h"

#include <stdio.h>
#include <string.h>

static cJSON *describe(const struct koppel_proposal_record *record, const struct koppel_dossier_files *files)
{
    cJSON *what = cJSON_CreateObject();
    bool is_done = cJSON_AddNumberToObject(what, "proposal", (double)record->proposal) != NULL &&
                   cJSON_AddNumberToObject(what, "version", (double)record->version) != NULL &&
                   cJSON_AddNumberToObject(what, "replaces", (double)record->replaces) != NULL &&
                   cJSON_AddNumberToObject(what, "decisions", (double)record->decisions) != NULL &&
                   cJSON_AddStringToObject(what, "policy", record->policy) != NULL &&
                   cJSON_AddStringToObject(what, "proof", record->proof) != NULL &&
                   cJSON_AddStringToObject(what, "stay_close", record->stay_close) != NULL &&
                   cJSON_AddStringToObject(what, "language", record->language) != NULL &&
                   cJSON_AddNumberToObject(what, "time_limit", (double)record->time_limit) != NULL &&
                   cJSON_AddBoolToObject(what, "ended_by_itself", record->ended_by_itself) != NULL &&
                   koppel_manifest_add(what, files);

    if (!is_done) {
        cJSON_Delete(what);
        return NULL;
    }
    return what;
}

static enum koppel_status insert(const struct koppel_dossier *dossier, const struct koppel_proposal_record *record,
                                 const struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(record->proposal), KOPPEL_WHOLE(record->revision),
                                          KOPPEL_WHOLE(record->version),  KOPPEL_TEXT(record->policy),
                                          KOPPEL_WHOLE(record->replaces), KOPPEL_TEXT(record->proof)};
    enum koppel_status status = koppel_dossier_run(
        dossier,
        "INSERT INTO proposal (proposal, log, version, policy, replaces, proof) VALUES (?, ?, ?, ?, nullif(?, 0), ?)",
        values, sizeof values / sizeof *values, NULL, NULL, errors);

    if (status == KOPPEL_OK) {
        status = koppel_content_keep(dossier, files, errors);
    }
    for (size_t f = 0; f < files->n_items && status == KOPPEL_OK; f++) {
        const struct koppel_value file[] = {KOPPEL_WHOLE(record->proposal), KOPPEL_TEXT(files->items[f].name),
                                            KOPPEL_TEXT(files->items[f].sha256)};

        status = koppel_dossier_run(dossier, "INSERT INTO proposal_file (proposal, name, sha256) VALUES (?, ?, ?)",
                                    file, 3, NULL, NULL, errors);
    }
    return status;
}

static enum koppel_status write(const struct koppel_dossier *dossier, const struct koppel_person *by,
                                struct koppel_proposal_record *record, const struct koppel_dossier_files *files,
                                struct koppel_errors *errors)
{
    struct koppel_log_entry entry = {.by = by, .action = "proposal"};
    cJSON *what = NULL;
    enum koppel_status status =
        koppel_dossier_number(dossier, "SELECT max(proposal) FROM proposal", NULL, 0, 0, &record->proposal, errors);

    record->proposal++;
    what = describe(record, files);
    entry.what = what;
    if (status == KOPPEL_OK && what == NULL) {
        status = koppel_errors_no_memory(errors, dossier->path);
    }
    if (status == KOPPEL_OK) {
        status = koppel_log_add(dossier, &entry, &record->revision, errors);
    }
    if (status == KOPPEL_OK) {
        status = insert(dossier, record, files, errors);
    }
    cJSON_Delete(what);
    return status;
}

enum koppel_status koppel_proposal_keep(const struct koppel_dossier *dossier, const struct koppel_person *by,
                                        struct koppel_proposal_record *record, const struct koppel_dossier_files *files,
                                        struct koppel_errors *errors)
{
    enum koppel_status status = koppel_dossier_begin(dossier, errors);

    snprintf(record->initials, sizeof record->initials, "%s", by->initials);
    koppel_moment_now(record->at);
    return status == KOPPEL_OK ? koppel_dossier_end(dossier, write(dossier, by, record, files, errors), errors)
                               : status;
}

/* ---- Reading ---- */

#define RECORD_COLUMNS                                                                                                 \
    "SELECT proposal, version, coalesce(replaces, 0), what ->> 'decisions', log, proof, policy, at, initials,"         \
    " what ->> 'stay_close', what ->> 'language', what ->> 'time_limit', what ->> 'ended_by_itself'"                   \
    " FROM proposal JOIN log ON log.number = proposal.log"

static void copy(char *out, size_t n_out, struct sqlite3_stmt *row, int column)
{
    snprintf(out, n_out, "%s", koppel_row_text(row, column));
}

static struct koppel_proposal_record record_of(struct sqlite3_stmt *row)
{
    struct koppel_proposal_record record = {.proposal = koppel_row_whole(row, 0),
                                            .version = koppel_row_whole(row, 1),
                                            .replaces = koppel_row_whole(row, 2),
                                            .decisions = koppel_row_whole(row, 3),
                                            .revision = koppel_row_whole(row, 4),
                                            .time_limit = koppel_row_whole(row, 11),
                                            .ended_by_itself = koppel_row_whole(row, 12) != 0};

    copy(record.proof, sizeof record.proof, row, 5);
    copy(record.policy, sizeof record.policy, row, 6);
    copy(record.at, sizeof record.at, row, 7);
    copy(record.initials, sizeof record.initials, row, 8);
    copy(record.stay_close, sizeof record.stay_close, row, 9);
    copy(record.language, sizeof record.language, row, 10);
    return record;
}

static enum koppel_status take_record(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    (void)errors;
    *(struct koppel_proposal_record *)data = record_of(row);
    return KOPPEL_OK;
}

enum koppel_status koppel_proposal_find(const struct koppel_dossier *dossier, int64_t proposal,
                                        struct koppel_proposal_record *record, bool *is_there,
                                        struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(proposal)};
    enum koppel_status status = KOPPEL_OK;

    *record = (struct koppel_proposal_record){0};
    status = koppel_dossier_run(dossier,
                                RECORD_COLUMNS " WHERE proposal = ?1 OR (?1 = 0 AND proposal ="
                                               " (SELECT max(proposal) FROM proposal))",
                                values, 1, take_record, record, errors);
    *is_there = record->proposal != 0;
    return status;
}

struct record_reading {
    koppel_record_reader *reader;
    void *data;
};

static enum koppel_status tell_record(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    const struct record_reading *reading = data;
    const struct koppel_proposal_record record = record_of(row);

    return reading->reader(reading->data, &record, errors);
}

enum koppel_status koppel_proposals_read(const struct koppel_dossier *dossier, koppel_record_reader *reader, void *data,
                                         struct koppel_errors *errors)
{
    struct record_reading reading = {reader, data};

    return koppel_dossier_run(dossier, RECORD_COLUMNS " ORDER BY proposal", NULL, 0, tell_record, &reading, errors);
}

enum koppel_status koppel_proposal_files(const struct koppel_dossier *dossier, int64_t proposal,
                                         struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(proposal)};

    return koppel_content_read(dossier,
                               "SELECT name, bytes, sha256 FROM proposal_file JOIN content USING (sha256)"
                               " WHERE proposal = ? ORDER BY name",
                               values, 1, files, errors);
}

enum koppel_status koppel_proposal_with_decisions(const struct koppel_dossier *dossier, int64_t proposal, int64_t until,
                                                  struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    struct koppel_text csv = {0};
    enum koppel_status status = koppel_proposal_files(dossier, proposal, files, errors);

    if (status == KOPPEL_OK) {
        status = koppel_decisions_csv(dossier, until, &csv, errors);
    }
    if (status == KOPPEL_OK) {
        koppel_dossier_files_drop(files, "decisions.csv");
    }
    if (status == KOPPEL_OK && csv.n_bytes > 0) {
        status = koppel_dossier_files_add(files, "decisions.csv", csv.bytes, csv.n_bytes, errors);
    }
    koppel_text_free(&csv);
    return status;
}
