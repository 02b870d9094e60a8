// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_person.h - who works in a dossier, in which role, and what a role may do. */
#ifndef KOPPEL_DOSSIER_DOSSIER_PERSON_H
#define KOPPEL_DOSSIER_DOSSIER_PERSON_H

#include "dossier/dossier_log.h"

/** What a role may do. */
enum koppel_right {
    KOPPEL_MAY_READ = 1,    /* figures, neighbourhoods, targets, versions */
    KOPPEL_MAY_PEOPLE = 2,  /* look at single households */
    KOPPEL_MAY_DECIDE = 4,  /* record decisions */
    KOPPEL_MAY_EXCEPT = 8,  /* overrule a rule for one pair */
    KOPPEL_MAY_IMPORT = 16, /* a new version of the tables */
    KOPPEL_MAY_SOLVE = 32,
    KOPPEL_MAY_POLICY = 64
};

enum { KOPPEL_N_RIGHTS = 7 };

/** The rights of a role: "reader", "caseworker", "decider", "official"; 0 for another word. */
unsigned koppel_role_rights(const char *role);

/** The word of right 1 << k, as the interface has it: "read", "people", ... */
const char *koppel_right_word(int k);

/** The user who opened the dossier on this machine: the one with login "desk". */
#define KOPPEL_DESK_LOGIN "desk"

/**
 * Adds a person, or gives one other initials or another role; logged with initials and role alone.
 * @param by  who does it
 * @return KOPPEL_OK; KOPPEL_E_INPUT (no role, initials that another has or that look like a name), or a fault
 */
enum koppel_status koppel_person_set(const struct koppel_dossier *dossier, const struct koppel_person *by,
                                     const char *login, const struct koppel_person *person,
                                     struct koppel_errors *errors);

/** The person with a login. @param[out] is_known  false: there is none */
enum koppel_status koppel_person_find(const struct koppel_dossier *dossier, const char *login,
                                      struct koppel_person *person, bool *is_known, struct koppel_errors *errors);

#endif
