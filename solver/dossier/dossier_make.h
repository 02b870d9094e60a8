// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_make.h - a new dossier, filled before it gets its name; the tables of a folder or workbook into it. */
#ifndef KOPPEL_DOSSIER_DOSSIER_MAKE_H
#define KOPPEL_DOSSIER_DOSSIER_MAKE_H

#include "dossier/dossier_person.h"

#include "dossier/dossier_case.h"

/** Who works on this machine. */
extern const struct koppel_person koppel_desk;

/** With what a dossier begins; borrowed. */
struct koppel_dossier_beginning {
    const char *path;
    const char *policy;    /* JSON, with every key */
    const char *case_path; /* a folder or workbook; NULL: no tables yet */
    const char *reason;    /* NULL: that they are the first */
};

/**
 * Makes a dossier: its log, its first user (the one of this machine), policy and tables. It is filled under the name
 * PATH.part and gets its own when all of it stands.
 * @return KOPPEL_OK; what reading the case gives, KOPPEL_E_EXISTS, KOPPEL_E_OUTPUT or KOPPEL_E_MEMORY, with messages;
 * nothing is left behind then
 */
enum koppel_status koppel_dossier_make(const struct koppel_dossier_beginning *beginning, struct koppel_errors *errors,
                                       struct koppel_errors *notes);

/** Keeps the tables of a folder or workbook as a new version, by the user of this machine. */
enum koppel_status koppel_dossier_import(const struct koppel_dossier *dossier, const char *case_path,
                                         const char *reason, struct koppel_change_result *result,
                                         struct koppel_errors *errors, struct koppel_errors *notes);

#endif
