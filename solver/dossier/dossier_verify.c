// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_verify.c - is everything in a dossier as it was recorded? (see dossier_verify.h) */
#include "dossier/dossier_verify.h"

#include "dossier/dossier_log.h"
#include "io/file_bytes.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct verifying {
    const struct koppel_dossier *dossier;
    struct koppel_dossier_finding *finding;
};

static enum koppel_status wrong_row(const struct koppel_dossier *dossier, int64_t number, const char *what,
                                    struct koppel_errors *errors)
{
    return koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0, what, number);
}

/* ---- Files that a row names ---- */

/* The number of files that a statement finds under the number of a row. */
static int64_t count_files(const struct koppel_dossier *dossier, const char *sql, const struct koppel_value *values,
                           size_t n_values, struct koppel_errors *errors)
{
    int64_t n = 0;

    koppel_dossier_number(dossier, sql, values, n_values, 0, &n, errors);
    return n;
}

/* Does the dossier hold exactly the files of this row? */
static void check_files(const struct koppel_dossier *dossier, const struct koppel_log_row *row, const cJSON *what,
                        struct koppel_errors *errors)
{
    bool is_import = strcmp(row->action, "import") == 0;
    const cJSON *files = cJSON_GetObjectItemCaseSensitive(what, "files");
    const struct koppel_value of_row[] = {KOPPEL_WHOLE(row->number)};
    int64_t n_there =
        count_files(dossier,
                    is_import ? "SELECT count(*) FROM version JOIN version_file USING (version) WHERE log = ?"
                              : "SELECT count(*) FROM proposal JOIN proposal_file USING (proposal)"
                                " WHERE log = ?",
                    of_row, 1, errors);
    bool is_same = cJSON_IsArray(files) && n_there == cJSON_GetArraySize(files);
    const cJSON *file = NULL;

    cJSON_ArrayForEach(file, files)
    {
        const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(file, "name"));
        const char *sha256 = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(file, "sha256"));
        const struct koppel_value values[] = {KOPPEL_WHOLE(row->number), KOPPEL_TEXT(name), KOPPEL_TEXT(sha256)};

        is_same = is_same && count_files(dossier,
                                         is_import ? "SELECT count(*) FROM version JOIN version_file USING (version)"
                                                     " WHERE log = ? AND version_file.name = ? AND sha256 = ?"
                                                   : "SELECT count(*) FROM proposal JOIN proposal_file USING (proposal)"
                                                     " WHERE log = ? AND name = ? AND sha256 = ?",
                                         values, 3, errors) == 1;
    }
    if (!is_same) {
        wrong_row(dossier, row->number, N_("row %" PRId64 " of the log names other files than the dossier holds"),
                  errors);
    }
}

/* What a proposal says of itself in its table must be what its row says. */
static void check_proposal(const struct koppel_dossier *dossier, const struct koppel_log_row *row,
                           struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(row->number)};

    if (count_files(dossier,
                    "SELECT count(*) FROM proposal JOIN log ON log.number = proposal.log WHERE log = ?"
                    " AND proposal = what ->> 'proposal' AND version = what ->> 'version'"
                    " AND policy = what ->> 'policy' AND proof = what ->> 'proof'"
                    " AND coalesce(replaces, 0) = what ->> 'replaces'",
                    values, 1, errors) != 1) {
        wrong_row(dossier, row->number, N_("the proposal of row %" PRId64 " of the log is another one than it says"),
                  errors);
    }
}

/* So must the number and the name of a version be. */
static void check_version(const struct koppel_dossier *dossier, const struct koppel_log_row *row,
                          struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(row->number)};

    if (count_files(dossier,
                    "SELECT count(*) FROM version JOIN log ON log.number = version.log WHERE log = ?"
                    " AND version = what ->> 'version' AND name = what ->> 'name'",
                    values, 1, errors) != 1) {
        wrong_row(dossier, row->number, N_("the version of row %" PRId64 " of the log is another one than it says"),
                  errors);
    }
}

static void check_policy(const struct koppel_dossier *dossier, const struct koppel_log_row *row,
                         struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(row->number)};

    if (count_files(dossier, "SELECT count(*) FROM log JOIN content ON sha256 = what ->> 'sha256' WHERE number = ?",
                    values, 1, errors) != 1) {
        wrong_row(dossier, row->number, N_("the policy of row %" PRId64 " of the log is gone"), errors);
    }
}

/* ---- The chain ---- */

static enum koppel_status check_row(void *data, const struct koppel_log_row *row, struct koppel_errors *errors)
{
    const struct verifying *verifying = data;
    const struct koppel_dossier *dossier = verifying->dossier;
    struct koppel_dossier_finding *finding = verifying->finding;
    char hash[65] = "";
    cJSON *what = cJSON_Parse(row->what);

    if (koppel_log_hash(row, hash) != KOPPEL_OK) {
        cJSON_Delete(what);
        return koppel_errors_no_memory(errors, dossier->path);
    }
    if (what == NULL || strcmp(hash, row->hash) != 0) {
        wrong_row(dossier, row->number, N_("row %" PRId64 " of the log was changed after it was written"), errors);
    }
    if (row->number != finding->n_rows + 1 || strcmp(row->previous, finding->last_hash) != 0) {
        wrong_row(dossier, row->number, N_("row %" PRId64 " of the log does not follow the row before it"), errors);
    }
    if (strcmp(row->action, "import") == 0 || strcmp(row->action, "proposal") == 0) {
        check_files(dossier, row, what, errors);
    }
    if (strcmp(row->action, "proposal") == 0) {
        check_proposal(dossier, row, errors);
    } else if (strcmp(row->action, "import") == 0) {
        check_version(dossier, row, errors);
    } else if (strcmp(row->action, "policy") == 0) {
        check_policy(dossier, row, errors);
    }
    finding->n_rows = row->number;
    snprintf(finding->last_hash, sizeof finding->last_hash, "%s", row->hash);
    cJSON_Delete(what);
    return KOPPEL_OK;
}

/* The chain begins with row 1: one in front of it would escape whoever reads from there. */
static enum koppel_status check_beginning(const struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    int64_t n = 0;
    enum koppel_status status =
        koppel_dossier_number(dossier, "SELECT count(*) FROM log WHERE number < 1", NULL, 0, 0, &n, errors);

    if (status == KOPPEL_OK && n > 0) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0, "the log holds a row before its first one");
    }
    return status;
}

/* ---- Beside the chain ---- */

static enum koppel_status wrong_person(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    const struct verifying *verifying = data;

    koppel_errors_add(errors, KOPPEL_E_INPUT, verifying->dossier->path, 0, 0,
                      "the user %s has another role than the log says", koppel_row_text(row, 0));
    return KOPPEL_OK;
}

/* Rights come from the table of persons: it says what the last row about each of them says. */
static enum koppel_status check_persons(struct verifying *verifying, struct koppel_errors *errors)
{
    return koppel_dossier_run(verifying->dossier,
                              "SELECT initials FROM person WHERE role IS NOT"
                              " (SELECT what ->> 'role' FROM log WHERE action = 'user'"
                              " AND CASE WHEN json_valid(what) THEN what ->> 'initials' END = person.initials"
                              " ORDER BY number DESC LIMIT 1) ORDER BY initials",
                              NULL, 0, wrong_person, verifying, errors);
}

static enum koppel_status check_content(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    const struct verifying *verifying = data;
    struct koppel_blob blob = koppel_row_bytes(row, 1);
    char sha256[65];

    verifying->finding->n_contents++;
    koppel_sha256(blob.bytes, blob.n_bytes, sha256);
    if (strcmp(sha256, koppel_row_text(row, 0)) != 0) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, verifying->dossier->path, 0, 0,
                          "the file with SHA-256 %s was changed after it came in", koppel_row_text(row, 0));
    }
    return KOPPEL_OK;
}

static enum koppel_status check_sqlite(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    const struct verifying *verifying = data;
    const char *found = koppel_row_text(row, 0);

    if (strcmp(found, "ok") != 0) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, verifying->dossier->path, 0, 0, "SQLite finds: %s", found);
    }
    return KOPPEL_OK;
}

static enum koppel_status check_orphans(const struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    int64_t n = 0;
    enum koppel_status status = koppel_dossier_number(
        dossier,
        "SELECT (SELECT count(*) FROM pragma_foreign_key_check)"
        " + (SELECT count(*) FROM version WHERE log NOT IN (SELECT number FROM log WHERE action = 'import'))"
        " + (SELECT count(*) FROM proposal WHERE log NOT IN (SELECT number FROM log WHERE action = 'proposal'))",
        NULL, 0, 0, &n, errors);

    return status == KOPPEL_OK && n > 0 ? koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0,
                                                            "holds rows that no row of the log knows")
                                        : status;
}

enum koppel_status koppel_dossier_verify(const struct koppel_dossier *dossier, struct koppel_dossier_finding *finding,
                                         struct koppel_errors *errors)
{
    struct verifying verifying = {dossier, finding};
    enum koppel_status status = KOPPEL_OK;

    *finding = (struct koppel_dossier_finding){0};
    status = koppel_dossier_run(dossier, "PRAGMA integrity_check", NULL, 0, check_sqlite, &verifying, errors);
    if (status == KOPPEL_OK) {
        status = koppel_log_read(dossier, 0, check_row, &verifying, errors);
    }
    if (status == KOPPEL_OK) {
        status = check_beginning(dossier, errors);
    }
    if (status == KOPPEL_OK) {
        status = check_persons(&verifying, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_run(dossier, "SELECT sha256, bytes FROM content ORDER BY sha256", NULL, 0,
                                    check_content, &verifying, errors);
    }
    if (status == KOPPEL_OK) {
        status = check_orphans(dossier, errors);
    }
    return status == KOPPEL_OK ? koppel_errors_status(errors) : status;
}

enum koppel_status koppel_dossier_verify_hash(const struct koppel_dossier *dossier, const char *hash,
                                              struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_TEXT(hash)};
    int64_t n = 0;
    enum koppel_status status =
        koppel_dossier_number(dossier, "SELECT count(*) FROM log WHERE hash = ?", values, 1, 0, &n, errors);

    return status == KOPPEL_OK && n == 0
               ? koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0,
                                   "no row of the log has this hash: rows were cut off at the end, or written anew")
               : status;
}
