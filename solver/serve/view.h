// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* view.h - proposals as data (koppel report --json), each made once and kept, in memory for the requests that follow and
 * in the dossier for a server that starts later.
 */
#ifndef KOPPEL_SERVE_VIEW_H
#define KOPPEL_SERVE_VIEW_H

#include "base/text.h"
#include "dossier/dossier_proposal.h"
#include "serve/json_slice.h"

#include <pthread.h>
#include <signal.h>

enum { KOPPEL_VIEWS_KEPT = 4, KOPPEL_VIEW_MEMBERS = 32 };

/** One proposal in one language. */
struct koppel_view {
    int64_t proposal;
    enum koppel_language language;
    struct koppel_text json;
    struct koppel_text columns;                        /* its lists by column (view_columns.h) */
    struct koppel_member members[KOPPEL_VIEW_MEMBERS]; /* of both: those of a province are looked for once */
    size_t n_members;
    uint64_t used; /* when it was asked for last, as a number that grows */
};

/** Zero-initialise but for the locks. */
struct koppel_views {
    pthread_mutex_t making; /* held while one is made, so that it is made once; taken before the other lock */
    pthread_mutex_t lock;   /* of what follows */
    struct koppel_view kept[KOPPEL_VIEWS_KEPT];
    uint64_t clock;
    const volatile sig_atomic_t *stop; /* ends one that is being made; may be NULL. Borrowed */
};

/** Makes one ready, which takes long for a large proposal, so that nobody waits for it later. */
enum koppel_status koppel_view_prepare(struct koppel_views *views, const struct koppel_dossier *dossier,
                                       const char *program, int64_t proposal, enum koppel_language language,
                                       struct koppel_errors *errors);

/**
 * Appends `{"proposal": N, MEMBERS}`: members of the proposal's data; of one that is an object itself its members.
 * @param members  n names; those that are not there are left out
 */
enum koppel_status koppel_view_add(struct koppel_views *views, const struct koppel_dossier *dossier,
                                   const char *program, int64_t proposal, enum koppel_language language,
                                   const char *const *members, size_t n, struct koppel_text *json,
                                   struct koppel_errors *errors);

/** Does an item of a member, a list, have a text under a name, or one that begins so where `begins`?
 * @param[out] holds  false after a fault */
enum koppel_status koppel_view_holds(struct koppel_views *views, const struct koppel_dossier *dossier,
                                     const char *program, int64_t proposal, const char *member, const char *name,
                                     const char *text, bool begins, bool *holds, struct koppel_errors *errors);

void koppel_views_free(struct koppel_views *views);

#endif
