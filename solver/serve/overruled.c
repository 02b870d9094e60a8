// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* overruled.c - what needs a decider (see overruled.h). */
#include "serve/overruled.h"

#include "base/memory.h"
#include "model/decisions.h"
#include "model/exceptions.h"
#include "serve/handlers.h"
#include "serve/offers.h"
#include "serve/rulings.h"
#include "serve/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SECONDS = 20 };

struct weighing {
    const struct koppel_case *kase;    /* the new tables */
    struct koppel_errors refused;      /* a message a row that needs a decider */
    const struct koppel_ruling **held; /* homes that are newly held */
    size_t n_held, capacity;
    bool failed;  /* memory ran out */
    bool is_busy; /* no child could be started */
};

/* ---- What the rows say ---- */

static void refuse(struct weighing *weighing, const struct koppel_ruling *ruling, const char *words)
{
    const struct koppel_decision *row = ruling->decision;

    koppel_errors_add(&weighing->refused, KOPPEL_E_REFUSED,
                      row->added_from != NULL ? row->added_from
                                              : koppel_case_file_name(weighing->kase, "decisions.csv"),
                      row->line, 0, words, ruling->household, ruling->unit);
}

static void weigh(void *data, enum koppel_ruling_change change, const struct koppel_ruling *ruling)
{
    struct weighing *weighing = data;

    switch (change) {
    case KOPPEL_RULING_OVERRULES:
        refuse(weighing, ruling, N_("%s in %s: overrules a rule"));
        break;
    case KOPPEL_RULING_TAKEN_BACK:
        koppel_errors_add(&weighing->refused, KOPPEL_E_REFUSED, koppel_case_file_name(weighing->kase, "decisions.csv"),
                          0, 0, N_("%s in %s: takes back that a rule is overruled"), ruling->household, ruling->unit);
        break;
    case KOPPEL_RULING_NEWLY_HELD:
        if (koppel_grow((void **)&weighing->held, &weighing->capacity, weighing->n_held + 1,
                        sizeof(const struct koppel_ruling *)) == KOPPEL_OK) {
            weighing->held[weighing->n_held++] = ruling;
        } else {
            weighing->failed = true;
        }
        break;
    }
}

/* ---- Homes that are newly held ---- */

/* Refuses those that a solve with the new tables would hold against a rule. Without a proposal nobody can tell: all. */
static enum koppel_status weigh_held(const struct koppel_request *request, const struct koppel_dossier_files *tables,
                                     struct weighing *weighing, struct koppel_errors *errors)
{
    struct koppel_proposal_record record = {.time_limit = MOST_SECONDS};
    const struct koppel_solve_request solve = {
        .record = &record, .quick = true, .stop = request->server->options->stop};
    struct koppel_work_request folders = {.tables = tables, .with_decisions = true};
    struct koppel_dossier_files files = {0};
    struct koppel_offers offers = {0};
    struct koppel_errors told = {0};
    struct koppel_work work = {0};
    bool is_solved = false;
    enum koppel_status status = koppel_next_solve(request->dossier, false, &record, errors);

    status = status == KOPPEL_E_ARGUMENT ? KOPPEL_OK : status; /* of no tables so far */
    snprintf(record.language, sizeof record.language, "%s", koppel_language_code(request->language));
    folders.version = record.version;
    folders.proposal = record.replaces;
    folders.until = record.decisions;
    folders.policy_sha256 = record.policy;
    if (status == KOPPEL_OK) {
        status = koppel_work_open(&work, request->dossier, request->server->options->program, &folders, errors);
    }
    if (status == KOPPEL_OK && koppel_work_solve(&work, &solve, &told) == KOPPEL_SOLVE_DONE) {
        is_solved = koppel_dossier_files_take(&files, work.out, errors) == KOPPEL_OK &&
                    koppel_offers_read(&files, &offers, errors) == KOPPEL_OK;
    }
    for (size_t h = 0; h < weighing->n_held && status == KOPPEL_OK; h++) {
        const struct koppel_offer_row *row = is_solved ? koppel_offer_of(&offers, weighing->held[h]->household) : NULL;

        if (row == NULL) {
            refuse(weighing, weighing->held[h], N_("%s in %s: held, and it cannot be told whether against a rule"));
        } else if (row->against != 0 && strcmp(row->home, weighing->held[h]->unit) == 0) {
            refuse(weighing, weighing->held[h], N_("%s in %s: held against a rule"));
        }
    }
    koppel_offers_free(&offers);
    koppel_dossier_files_free(&files);
    koppel_work_close(&work);
    koppel_errors_clear(&told);
    return status;
}

/* ---- The verdict ---- */

/* Of the newest version; without one there are none. */
static enum koppel_status read_newest(const struct koppel_request *request, struct koppel_rulings *rulings,
                                      struct koppel_errors *errors)
{
    struct koppel_dossier_files files = {0};
    int64_t version = 0;
    char *name = NULL;
    enum koppel_status status = koppel_version_last(request->dossier, &version, errors);

    if (status == KOPPEL_OK && version != 0) {
        status = koppel_version_name(request->dossier, version, &name, errors);
    }
    if (status == KOPPEL_OK && version != 0) {
        status = koppel_version_files(request->dossier, version, &files, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_rulings_read(request->dossier, &files, name != NULL ? name : "", rulings, errors);
    }
    koppel_dossier_files_free(&files);
    free(name);
    return status;
}

/* Collects what is refused. A place for a child is held where one is needed. @return KOPPEL_OK, or a fault */
static enum koppel_status collect(const struct koppel_request *request, const struct koppel_dossier_files *tables,
                                  const struct koppel_rulings *before, const struct koppel_rulings *after,
                                  struct weighing *weighing, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_rulings_compare(before, after, weigh, weighing);
    if (weighing->failed) {
        return koppel_errors_no_memory(errors, NULL);
    }
    if (weighing->n_held > 0 && !koppel_child_begin(request->server)) {
        weighing->is_busy = true;
    } else if (weighing->n_held > 0) {
        status = weigh_held(request, tables, weighing, errors);
        koppel_child_end(request->server);
    }
    return status;
}

/* @return may it be? */
static bool answer_import(struct koppel_answer *answer, enum koppel_status status, const struct weighing *weighing,
                          const struct koppel_errors *errors)
{
    if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("It could not be recorded; nothing was changed."), errors);
    } else if (weighing->is_busy) {
        koppel_answer_problem(answer, 503, _("The server is busy. Try again in a moment."));
    } else if (!koppel_errors_none(&weighing->refused)) {
        koppel_answer_refusal(answer, 403,
                              _("Some decisions in these tables need the role decider, because of the rules that they "
                                "overrule. Nothing was imported."),
                              &weighing->refused);
    } else {
        return true;
    }
    return false;
}

bool koppel_import_may(const struct koppel_request *request, struct koppel_answer *answer,
                       const struct koppel_dossier_files *tables, const char *name)
{
    struct koppel_rulings before = {0};
    struct koppel_rulings after = {0};
    struct weighing weighing = {.kase = &after.kase};
    struct koppel_errors errors = {0};
    bool may = (request->rights & KOPPEL_MAY_EXCEPT) != 0;
    enum koppel_status status = KOPPEL_OK;

    if (may) {
        return true;
    }
    status = read_newest(request, &before, &errors);
    if (status == KOPPEL_OK) {
        status = koppel_rulings_read(request->dossier, tables, name, &after, &errors);
    }
    if (status == KOPPEL_OK) {
        status = collect(request, tables, &before, &after, &weighing, &errors);
    }
    may = answer_import(answer, status, &weighing, &errors);
    free(weighing.held);
    koppel_rulings_free(&before);
    koppel_rulings_free(&after);
    koppel_errors_clear(&weighing.refused);
    koppel_errors_clear(&errors);
    return may;
}

bool koppel_withdrawal_may(const struct koppel_request *request, struct koppel_answer *answer, const char *household,
                           const char *unit)
{
    struct koppel_rulings rulings = {0};
    struct koppel_errors errors = {0};
    const struct koppel_ruling *ruling = NULL;
    bool may = (request->rights & KOPPEL_MAY_EXCEPT) != 0;

    if (may) {
        return true;
    }
    if (read_newest(request, &rulings, &errors) != KOPPEL_OK) {
        koppel_answer_errors(answer, _("It could not be recorded; nothing was changed."), &errors);
    } else {
        ruling = koppel_ruling_of(&rulings, household, unit);
        may = ruling == NULL || ruling->decision->kind != KOPPEL_EXCEPT;
        if (!may) {
            koppel_answer_problem(answer, 403, _("To take back that a rule is overruled the role decider is needed."));
        }
    }
    koppel_rulings_free(&rulings);
    koppel_errors_clear(&errors);
    return may;
}
