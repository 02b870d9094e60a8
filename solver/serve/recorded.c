// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* recorded.c - what the decisions recorded so far make of a proposal (see recorded.h). */
#include "serve/recorded.h"

static enum koppel_status copy(const struct koppel_dossier_files *from, struct koppel_dossier_files *to,
                               struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    for (size_t f = 0; f < from->n_items && status == KOPPEL_OK; f++) {
        status =
            koppel_dossier_files_add(to, from->items[f].name, from->items[f].bytes, from->items[f].n_bytes, errors);
    }
    return status;
}

/* The answer that is kept, if it is of this proposal and state of the log. */
static enum koppel_status find(struct koppel_recorded *recorded, int64_t proposal, int64_t until,
                               struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    pthread_mutex_lock(&recorded->lock);
    if (recorded->proposal == proposal && recorded->until == until) {
        status = copy(&recorded->files, files, errors);
    }
    pthread_mutex_unlock(&recorded->lock);
    return status;
}

static enum koppel_status keep(struct koppel_recorded *recorded, int64_t proposal, int64_t until,
                               const struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    pthread_mutex_lock(&recorded->lock);
    koppel_dossier_files_free(&recorded->files);
    recorded->proposal = 0;
    status = copy(files, &recorded->files, errors);
    if (status == KOPPEL_OK) {
        recorded->proposal = proposal;
        recorded->until = until;
    }
    pthread_mutex_unlock(&recorded->lock);
    return status;
}

/* Solves with the decisions up to that row. No files: there is no such proposal. */
static enum koppel_status solve(const struct koppel_dossier *dossier, const char *program,
                                const struct koppel_proposal_record *record, int64_t until,
                                const volatile sig_atomic_t *stop, struct koppel_dossier_files *files,
                                struct koppel_errors *errors)
{
    const struct koppel_work_request folders = {.version = record->version,
                                                .proposal = record->proposal,
                                                .with_decisions = true,
                                                .until = until,
                                                .policy_sha256 = record->policy};
    struct koppel_proposal_record outcome = *record;
    const struct koppel_solve_request request = {.record = &outcome, .quick = true, .stop = stop};
    struct koppel_errors told = {0};
    struct koppel_work work = {0};
    enum koppel_status status = koppel_work_open(&work, dossier, program, &folders, errors);

    if (status == KOPPEL_OK && koppel_work_solve(&work, &request, &told) == KOPPEL_SOLVE_DONE) {
        status = koppel_dossier_files_take(files, work.out, errors);
    }
    koppel_work_close(&work);
    koppel_errors_clear(&told);
    return status;
}

enum koppel_status koppel_recorded_files(struct koppel_recorded *recorded, const struct koppel_dossier *dossier,
                                         const char *program, const struct koppel_proposal_record *record,
                                         const volatile sig_atomic_t *stop, struct koppel_dossier_files *files,
                                         struct koppel_errors *errors)
{
    const struct koppel_value since[] = {KOPPEL_WHOLE(record->decisions)};
    int64_t until = 0; /* the last decision */
    enum koppel_status status = koppel_dossier_number(
        dossier, "SELECT max(number) FROM log WHERE action = 'decision' AND number > ?", since, 1, 0, &until, errors);

    if (status == KOPPEL_OK && until > 0) {
        status = find(recorded, record->proposal, until, files, errors);
    }
    if (status == KOPPEL_OK && until > 0 && files->n_items == 0) {
        status = solve(dossier, program, record, until, stop, files, errors);
        if (status == KOPPEL_OK && files->n_items > 0 && *stop == 0) { /* an interrupted one is not whole */
            status = keep(recorded, record->proposal, until, files, errors);
        }
    }
    return status == KOPPEL_OK && files->n_items == 0 ? koppel_proposal_files(dossier, record->proposal, files, errors)
                                                      : status;
}

void koppel_recorded_free(struct koppel_recorded *recorded)
{
    koppel_dossier_files_free(&recorded->files);
    pthread_mutex_destroy(&recorded->lock);
}
