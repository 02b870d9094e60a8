// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* view.c - proposals as data (see view.h). */
#include "serve/view.h"

#include "dossier/dossier_shown.h"
#include "report/summary_json.h"
#include "serve/view_columns.h"
#include "serve/work.h"

#include <inttypes.h>
#include <string.h>

static const double view_seconds = 1200; /* of a province; of a municipality it takes a moment */

/* Next-best homes are a part of it as far as they are found in so many seconds; koppel why has the others. */
static const char next_best_seconds[] = "1";

static enum koppel_status make(const struct koppel_views *views, const struct koppel_dossier *dossier,
                               const char *program, struct koppel_view *view, struct koppel_errors *errors)
{
    struct koppel_proposal_record record;
    bool is_there = false;
    struct koppel_work work = {0};
    struct koppel_work_request folders = {.proposal = view->proposal};
    struct koppel_child_result result;
    enum koppel_status status = koppel_proposal_find(dossier, view->proposal, &record, &is_there, errors);

    folders.version = record.version;
    if (status == KOPPEL_OK) {
        status = koppel_work_open(&work, dossier, program, &folders, errors);
    }
    if (status == KOPPEL_OK) {
        const char *const arguments[] = {"report", "--json", "--time-limit",   next_best_seconds, "-o",
                                         work.out, "--",     work.case_folder, work.proposal,     NULL};
        const struct koppel_work_command command = {.arguments = arguments,
                                                    .language = view->language,
                                                    .deadline = koppel_deadline_in(view_seconds, views->stop)};

        result = koppel_work_run(&work, &command);
        if (result.end != KOPPEL_CHILD_DONE || result.code != 0) {
            koppel_work_errors(&work, errors);
            status = koppel_errors_add(errors, KOPPEL_E_INTERNAL, "", 0, 0,
                                       "the proposal could not be shown: if an older version of koppel made it, "
                                       "work out a new one");
        }
    }
    if (status == KOPPEL_OK) {
        status = koppel_work_read(work.out, &view->json, errors);
    }
    koppel_work_close(&work);
    return status;
}

/* ---- Kept ---- */

/* The view, if it is kept; the lock is held. */
static struct koppel_view *find(struct koppel_views *views, int64_t proposal, enum koppel_language language)
{
    for (int v = 0; v < KOPPEL_VIEWS_KEPT; v++) {
        struct koppel_view *view = &views->kept[v];

        if (view->proposal == proposal && view->language == language) {
            view->used = ++views->clock;
            return view;
        }
    }
    return NULL;
}

static void free_view(struct koppel_view *view)
{
    koppel_text_free(&view->json);
    koppel_text_free(&view->columns);
}

/* Its members, and its lists by column. @return KOPPEL_OK or KOPPEL_E_MEMORY */
static enum koppel_status look_into(struct koppel_view *view)
{
    view->n_members = koppel_json_members((struct koppel_slice){view->json.bytes, view->json.n_bytes}, view->members,
                                          KOPPEL_VIEW_MEMBERS);
    koppel_view_columns(view->members, view->n_members, &view->columns);
    if (koppel_text_status(&view->columns) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    view->n_members += koppel_json_members((struct koppel_slice){view->columns.bytes, view->columns.n_bytes},
                                           view->members + view->n_members, KOPPEL_VIEW_MEMBERS - view->n_members);
    return KOPPEL_OK;
}

/* Takes the place of the one that was asked for longest ago. Owns its texts from here. */
static void keep(struct koppel_views *views, const struct koppel_view *view)
{
    struct koppel_view *oldest = &views->kept[0];

    pthread_mutex_lock(&views->lock);
    for (int v = 1; v < KOPPEL_VIEWS_KEPT; v++) {
        oldest = views->kept[v].used < oldest->used ? &views->kept[v] : oldest;
    }
    free_view(oldest);
    *oldest = *view;
    oldest->used = ++views->clock;
    pthread_mutex_unlock(&views->lock);
}

enum koppel_status koppel_view_prepare(struct koppel_views *views, const struct koppel_dossier *dossier,
                                       const char *program, int64_t proposal, enum koppel_language language,
                                       struct koppel_errors *errors)
{
    struct koppel_view view = {.proposal = proposal,
                               .language = language,
                               .json = {.is_for_machines = true},
                               .columns = {.is_for_machines = true}};
    const char *code = koppel_language_code(language);
    bool is_kept = false;
    enum koppel_status status = KOPPEL_OK;

    pthread_mutex_lock(&views->making);
    pthread_mutex_lock(&views->lock);
    is_kept = find(views, proposal, language) != NULL;
    pthread_mutex_unlock(&views->lock);
    if (!is_kept) {
        status = koppel_shown_read(dossier, proposal, code, &view.json, errors);
    }
    if (!is_kept && status == KOPPEL_OK && view.json.n_bytes == 0) {
        status = make(views, dossier, program, &view, errors);
        if (status == KOPPEL_OK) { /* not kept, it is made again when the server starts again */
            koppel_shown_keep(dossier, proposal, code, &view.json, NULL);
        }
    }
    if (!is_kept && status == KOPPEL_OK && look_into(&view) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, NULL);
    }
    if (!is_kept && status == KOPPEL_OK) {
        keep(views, &view);
    } else {
        free_view(&view);
    }
    pthread_mutex_unlock(&views->making);
    return status;
}

/* ---- Parts of it ---- */

/* A member as `, "NAME": VALUE`, of an object its members. */
static void add_member(struct koppel_text *json, const struct koppel_view *view, const char *name)
{
    struct koppel_slice value = koppel_member_of(view->members, view->n_members, name);

    if (value.bytes != NULL && value.bytes[0] == '{' && value.n_bytes > 2) {
        koppel_text_add(json, ", ");
        koppel_text_append(json, value.bytes + 1, value.n_bytes - 2);
    } else if (value.bytes != NULL) {
        koppel_text_add(json, ", \"%s\": ", name);
        koppel_text_append(json, value.bytes, value.n_bytes);
    }
}

enum koppel_status koppel_view_add(struct koppel_views *views, const struct koppel_dossier *dossier,
                                   const char *program, int64_t proposal, enum koppel_language language,
                                   const char *const *members, size_t n, struct koppel_text *json,
                                   struct koppel_errors *errors)
{
    const struct koppel_view *view = NULL;
    enum koppel_status status = KOPPEL_OK;

    json->is_for_machines = true;
    koppel_text_add(json, "{\"proposal\": %" PRId64, proposal);
    pthread_mutex_lock(&views->lock);
    view = find(views, proposal, language);
    while (view == NULL && status == KOPPEL_OK) { /* others that are kept can be asked for while this one is made */
        pthread_mutex_unlock(&views->lock);
        status = koppel_view_prepare(views, dossier, program, proposal, language, errors);
        pthread_mutex_lock(&views->lock);
        view = find(views, proposal, language);
    }
    for (size_t m = 0; view != NULL && m < n; m++) {
        add_member(json, view, members[m]);
    }
    pthread_mutex_unlock(&views->lock);
    koppel_text_add(json, "}");
    if (view == NULL) {
        return status;
    }
    return koppel_text_status(json) == KOPPEL_OK ? KOPPEL_OK : koppel_errors_no_memory(errors, NULL);
}

enum koppel_status koppel_view_holds(struct koppel_views *views, const struct koppel_dossier *dossier,
                                     const char *program, int64_t proposal, const char *member, const char *name,
                                     const char *text, bool begins, bool *holds, struct koppel_errors *errors)
{
    struct koppel_text json = {0};
    struct koppel_text sought = {.is_for_machines = true};
    struct koppel_slice list;
    const char *found = NULL;
    enum koppel_status status =
        koppel_view_add(views, dossier, program, proposal, koppel_language_now(), &member, 1, &json, errors);

    *holds = false;
    koppel_text_add(&sought, "\"%s\": ", name); /* no text can hold it: its quotes would be escaped */
    koppel_json_string(&sought, text);
    if (status == KOPPEL_OK && koppel_text_status(&sought) == KOPPEL_OK) {
        sought.bytes[sought.n_bytes - 1] = begins ? '\0' : '"';
        list = koppel_json_member((struct koppel_slice){json.bytes, json.n_bytes}, member);
        found = list.bytes != NULL ? strstr(list.bytes, sought.bytes) : NULL;
        *holds = found != NULL && found < list.bytes + list.n_bytes;
    }
    koppel_text_free(&sought);
    koppel_text_free(&json);
    return status;
}

void koppel_views_free(struct koppel_views *views)
{
    for (int v = 0; v < KOPPEL_VIEWS_KEPT; v++) {
        free_view(&views->kept[v]);
    }
}
