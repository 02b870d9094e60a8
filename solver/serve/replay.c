// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* replay.c - solves every proposal of a dossier again (see replay.h). */
#include "serve/replay.h"

#include "serve/work.h"

#include <inttypes.h>
#include <string.h>

struct replaying {
    const struct koppel_dossier *dossier;
    const char *program;
    struct koppel_replay *replay;
    struct koppel_text *text;
};

/* Names the files that differ. @return how many do */
static int64_t compare(const struct koppel_dossier_files *kept, const struct koppel_dossier_files *made,
                       int64_t proposal, struct koppel_text *text)
{
    int64_t n = 0;

    for (size_t f = 0; f < kept->n_items; f++) {
        const struct koppel_dossier_file *again = koppel_dossier_files_find(made, kept->items[f].name);

        if (again == NULL || strcmp(again->sha256, kept->items[f].sha256) != 0) {
            koppel_text_add(text, "Proposal %" PRId64 ": solved again, %s is another one.\n", proposal,
                            kept->items[f].name);
            n++;
        }
    }
    if (made->n_items != kept->n_items) {
        koppel_text_add(text, "Proposal %" PRId64 ": solved again, it has %zu files instead of %zu.\n", proposal,
                        made->n_items, kept->n_items);
        n++;
    }
    return n;
}

static enum koppel_status solve_again(const struct replaying *replaying, struct koppel_work *work,
                                      struct koppel_proposal_record *record, struct koppel_dossier_files *made,
                                      struct koppel_errors *errors)
{
    const struct koppel_work_request folders = {.version = record->version,
                                                .proposal = record->replaces,
                                                .with_decisions = true,
                                                .until = record->decisions,
                                                .policy_sha256 = record->policy};
    const struct koppel_solve_request request = {.record = record};
    enum koppel_status status = koppel_work_open(work, replaying->dossier, replaying->program, &folders, errors);

    if (status == KOPPEL_OK && koppel_work_solve(work, &request, errors) != KOPPEL_SOLVE_DONE) {
        status = koppel_errors_none(errors)
                     ? koppel_errors_add(errors, KOPPEL_E_INTERNAL, "", 0, 0, "no proposal was found again")
                     : koppel_errors_status(errors);
    }
    return status == KOPPEL_OK ? koppel_dossier_files_take(made, work->out, errors) : status;
}

static enum koppel_status replay_one(void *data, const struct koppel_proposal_record *record,
                                     struct koppel_errors *errors)
{
    const struct replaying *replaying = data;
    struct koppel_proposal_record again = *record;
    struct koppel_dossier_files kept = {0};
    struct koppel_dossier_files made = {0};
    struct koppel_work work = {0};
    enum koppel_status status = KOPPEL_OK;

    if (!record->ended_by_itself) {
        replaying->replay->n_cut_off++;
        koppel_text_add(replaying->text, "Proposal %" PRId64 " was cut off, so that it is not solved again.\n",
                        record->proposal);
        return KOPPEL_OK;
    }
    status = solve_again(replaying, &work, &again, &made, errors);
    if (status == KOPPEL_OK) {
        status = koppel_proposal_files(replaying->dossier, record->proposal, &kept, errors);
    }
    if (status == KOPPEL_OK && compare(&kept, &made, record->proposal, replaying->text) > 0) {
        replaying->replay->n_differ++;
    } else if (status == KOPPEL_OK) {
        replaying->replay->n_same++;
        koppel_text_add(replaying->text, "Proposal %" PRId64 ": solved again, every file is the same.\n",
                        record->proposal);
    }
    koppel_work_close(&work);
    koppel_dossier_files_free(&kept);
    koppel_dossier_files_free(&made);
    return status;
}

enum koppel_status koppel_dossier_replay(const struct koppel_dossier *dossier, const char *program,
                                         struct koppel_replay *replay, struct koppel_text *text,
                                         struct koppel_errors *errors)
{
    struct replaying replaying = {dossier, program, replay, text};

    *replay = (struct koppel_replay){0};
    return koppel_proposals_read(dossier, replay_one, &replaying, errors);
}
