// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solving.c - the one solve that may run at a time (see solving.h). */
#include "serve/solving.h"

#include "serve/request.h"
#include "serve/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void koppel_solving_init(struct koppel_solving *solving, const char *path, const char *program,
                         struct koppel_views *views)
{
    *solving = (struct koppel_solving){.path = path, .program = program, .views = views};
    pthread_mutex_init(&solving->lock, NULL);
}

static void join(struct koppel_solving *solving)
{
    if (solving->has_thread) {
        pthread_join(solving->thread, NULL);
        solving->has_thread = false;
    }
}

void koppel_solving_end(struct koppel_solving *solving)
{
    solving->stop = 1;
    join(solving);
    free(solving->problem);
    pthread_mutex_destroy(&solving->lock);
}

/* ---- In its thread ---- */

static enum koppel_status keep(struct koppel_solving *solving, const struct koppel_dossier *dossier,
                               const struct koppel_work *work, struct koppel_errors *errors)
{
    struct koppel_dossier_files files = {0};
    enum koppel_status status = koppel_dossier_files_take(&files, work->out, errors);

    if (status == KOPPEL_OK) {
        status = koppel_proposal_keep(dossier, &solving->person, &solving->record, &files, errors);
    }
    koppel_dossier_files_free(&files);
    return status;
}

static const char *words_of(enum koppel_solve_end end)
{
    switch (end) {
    case KOPPEL_SOLVE_DONE:
        return _("The proposal was found, but it could not be kept.");
    case KOPPEL_SOLVE_IMPOSSIBLE:
        return _("No proposal is possible with these tables, decisions and policy.");
    case KOPPEL_SOLVE_NOTHING:
        return _("The solve was stopped before it found a proposal.");
    case KOPPEL_SOLVE_FAILED:
        break;
    }
    return _("The solve failed; nothing was changed.");
}

static enum koppel_solve_end solve(struct koppel_solving *solving, const struct koppel_dossier *dossier,
                                   struct koppel_work *work, struct koppel_errors *errors)
{
    const struct koppel_work_request folders = {.version = solving->record.version,
                                                .proposal = solving->record.replaces,
                                                .with_decisions = true,
                                                .until = solving->record.decisions,
                                                .policy_sha256 = solving->record.policy};
    const struct koppel_solve_request request = {.record = &solving->record, .stop = &solving->stop};

    if (koppel_work_open(work, dossier, solving->program, &folders, errors) != KOPPEL_OK) {
        return KOPPEL_SOLVE_FAILED;
    }
    pthread_mutex_lock(&solving->lock);
    snprintf(solving->log, sizeof solving->log, "%s", work->log);
    pthread_mutex_unlock(&solving->lock);
    return koppel_work_solve(work, &request, errors);
}

static void finish(struct koppel_solving *solving, bool is_kept, enum koppel_solve_end end,
                   const struct koppel_errors *errors)
{
    struct koppel_answer problem = {0};

    if (!is_kept) {
        koppel_answer_errors(&problem, words_of(end), errors);
    }
    pthread_mutex_lock(&solving->lock);
    free(solving->problem);
    solving->problem = problem.body.bytes; /* handed over */
    solving->proposal = is_kept ? solving->record.proposal : 0;
    solving->is_running = false;
    solving->log[0] = '\0';
    solving->n_ended++;
    pthread_mutex_unlock(&solving->lock);
}

static void *run(void *data)
{
    struct koppel_solving *solving = data;
    struct koppel_dossier dossier = {0};
    struct koppel_errors errors = {0};
    struct koppel_work work = {0};
    enum koppel_solve_end end = KOPPEL_SOLVE_FAILED;
    bool is_kept = false;

    koppel_language_use(solving->language);
    if (koppel_dossier_open(solving->path, &dossier, &errors) == KOPPEL_OK) {
        end = solve(solving, &dossier, &work, &errors);
    }
    if (end == KOPPEL_SOLVE_DONE) {
        is_kept = keep(solving, &dossier, &work, &errors) == KOPPEL_OK;
    }
    pthread_mutex_lock(&solving->lock);
    solving->log[0] = '\0';
    pthread_mutex_unlock(&solving->lock);
    koppel_work_close(&work);
    if (is_kept) { /* a fault is told to who asks for it */
        koppel_view_prepare(solving->views, &dossier, solving->program, solving->record.proposal, solving->language,
                            &errors);
    }
    koppel_dossier_close(&dossier);
    finish(solving, is_kept, end, &errors);
    koppel_errors_clear(&errors);
    return NULL;
}

/* ---- From requests ---- */

bool koppel_solving_start(struct koppel_solving *solving, const struct koppel_person *person,
                          const struct koppel_proposal_record *record, enum koppel_language language)
{
    bool is_started = false;

    pthread_mutex_lock(&solving->lock);
    if (!solving->is_running) {
        join(solving); /* of the one before, which has ended */
        solving->person = *person;
        solving->record = *record;
        solving->language = language;
        solving->stop = 0;
        solving->begin = koppel_clock_seconds();
        snprintf(solving->by, sizeof solving->by, "%s", person->initials);
        koppel_moment_now(solving->since);
        is_started = pthread_create(&solving->thread, NULL, run, solving) == 0;
        solving->has_thread = is_started;
        solving->is_running = is_started;
    }
    pthread_mutex_unlock(&solving->lock);
    return is_started;
}

bool koppel_solving_stop(struct koppel_solving *solving)
{
    bool is_running = false;

    pthread_mutex_lock(&solving->lock);
    is_running = solving->is_running;
    solving->stop = is_running ? 1 : 0;
    pthread_mutex_unlock(&solving->lock);
    return is_running;
}

/* The last whole line of a file. */
static void read_last_line(const char *path, char *line, size_t n_line)
{
    char end[512] = "";
    FILE *file = path[0] != '\0' ? fopen(path, "rb") : NULL;
    size_t n = 0;

    line[0] = '\0';
    if (file == NULL) {
        return;
    }
    if (fseek(file, -(long)(sizeof end - 1), SEEK_END) != 0) {
        rewind(file);
    }
    n = fread(end, 1, sizeof end - 1, file);
    fclose(file);
    while (n > 0 && end[n - 1] != '\n') {
        n--;
    }
    n -= n > 0 ? 1 : 0;
    end[n] = '\0';
    snprintf(line, n_line, "%s", strrchr(end, '\n') != NULL ? strrchr(end, '\n') + 1 : end);
}

struct koppel_solving_state koppel_solving_state(struct koppel_solving *solving)
{
    struct koppel_solving_state state = {0};

    pthread_mutex_lock(&solving->lock);
    state.is_running = solving->is_running;
    state.n_ended = solving->n_ended;
    state.proposal = solving->proposal;
    if (solving->is_running) {
        state.seconds = koppel_clock_seconds() - solving->begin;
        snprintf(state.by, sizeof state.by, "%s", solving->by);
        snprintf(state.since, sizeof state.since, "%s", solving->since);
        read_last_line(solving->log, state.told, sizeof state.told);
    }
    pthread_mutex_unlock(&solving->lock);
    return state;
}

char *koppel_solving_problem(struct koppel_solving *solving)
{
    char *problem = NULL;

    pthread_mutex_lock(&solving->lock);
    problem = solving->problem != NULL ? strdup(solving->problem) : NULL;
    pthread_mutex_unlock(&solving->lock);
    return problem;
}
