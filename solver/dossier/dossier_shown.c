// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_shown.c - proposals as the screens show them (see dossier_shown.h). */
#include "dossier/dossier_shown.h"

#include "koppel.h"

/* Two programs of one version may show a proposal in other forms. */
static const char program[] = KOPPEL_VERSION " " KOPPEL_COMMIT;

static enum koppel_status take(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    struct koppel_text *json = data;
    struct koppel_blob blob = koppel_row_bytes(row, 0);

    koppel_text_append(json, blob.bytes, blob.n_bytes);
    return koppel_text_status(json) == KOPPEL_OK ? KOPPEL_OK : koppel_errors_no_memory(errors, NULL);
}

enum koppel_status koppel_shown_read(const struct koppel_dossier *dossier, int64_t proposal, const char *language,
                                     struct koppel_text *json, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(proposal), KOPPEL_TEXT(language), KOPPEL_TEXT(program)};

    return koppel_dossier_run(dossier, "SELECT bytes FROM shown WHERE proposal = ? AND language = ? AND program = ?",
                              values, 3, take, json, errors);
}

static enum koppel_status write(const struct koppel_dossier *dossier, int64_t proposal, const char *language,
                                const struct koppel_text *json, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(proposal), KOPPEL_TEXT(language), KOPPEL_TEXT(program),
                                          KOPPEL_BYTES(json->bytes, json->n_bytes)};
    enum koppel_status status =
        koppel_dossier_run(dossier,
                           "INSERT INTO shown (proposal, language, program, bytes) VALUES (?, ?, ?, ?)"
                           " ON CONFLICT (proposal, language) DO UPDATE SET program = excluded.program,"
                           " bytes = excluded.bytes",
                           values, 4, NULL, NULL, errors);

    return status == KOPPEL_OK ? koppel_dossier_run(dossier,
                                                    "DELETE FROM shown WHERE proposal <"
                                                    " (SELECT max(proposal) FROM proposal) - 1",
                                                    NULL, 0, NULL, NULL, errors)
                               : status;
}

enum koppel_status koppel_shown_keep(const struct koppel_dossier *dossier, int64_t proposal, const char *language,
                                     const struct koppel_text *json, struct koppel_errors *errors)
{
    enum koppel_status status = koppel_dossier_begin(dossier, errors);

    return status == KOPPEL_OK ? koppel_dossier_end(dossier, write(dossier, proposal, language, json, errors), errors)
                               : status;
}

enum koppel_status koppel_shown_drop(const struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    return koppel_dossier_run(dossier, "DELETE FROM shown", NULL, 0, NULL, NULL, errors);
}
