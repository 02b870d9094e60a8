// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_case.h - the versions of a case in a dossier: the tables as they came in; and the policy under which it is
 * solved. */
#ifndef KOPPEL_DOSSIER_DOSSIER_CASE_H
#define KOPPEL_DOSSIER_DOSSIER_CASE_H

#include "dossier/dossier_files.h"
#include "dossier/dossier_log.h"

struct koppel_case;

/** A change that somebody makes: who, why, and the last row of the log that they saw. Borrowed. */
struct koppel_change_request {
    const struct koppel_person *by;
    const char *reason;
    int64_t seen; /* or KOPPEL_ANY_REVISION */
};

/** What came of it. */
struct koppel_change_result {
    bool is_stale;    /* nothing was done: somebody else changed the dossier first (KOPPEL_E_ARGUMENT, no message) */
    int64_t revision; /* number of the row of the log */
    int64_t number;   /* of the version or proposal, where one was added */
};

/**
 * Adds the files of a case: those that its reader reads, and columns.json.
 * @param path     a folder, or a workbook
 * @param dossier  its decisions that lapse with this case are noted
 */
enum koppel_status koppel_case_files_take(const char *path, const struct koppel_dossier *dossier,
                                          struct koppel_dossier_files *files, struct koppel_errors *errors,
                                          struct koppel_errors *notes);

/** Did the reader of this case read the file of this name? No other is kept but columns.json, for which it says yes. */
bool koppel_case_has_read(const struct koppel_case *kase, const char *name);

/**
 * Keeps files as a new version of the case. Whether they are a case that can be read is for the caller to check first.
 * @param name  what the case is called: the last part of its folder, or of its workbook
 */
enum koppel_status koppel_version_add(const struct koppel_dossier *dossier, const struct koppel_change_request *request,
                                      const char *name, const struct koppel_dossier_files *files,
                                      struct koppel_change_result *result, struct koppel_errors *errors);

/** The newest version; 0: none. */
enum koppel_status koppel_version_last(const struct koppel_dossier *dossier, int64_t *version,
                                       struct koppel_errors *errors);

/** What a version is called, in memory of malloc; NULL after a fault. */
enum koppel_status koppel_version_name(const struct koppel_dossier *dossier, int64_t version, char **name,
                                       struct koppel_errors *errors);

/** Adds the files of a version, as they came in. */
enum koppel_status koppel_version_files(const struct koppel_dossier *dossier, int64_t version,
                                        struct koppel_dossier_files *files, struct koppel_errors *errors);

/** Sets the policy: JSON, which the caller has read. */
enum koppel_status koppel_dossier_policy_set(const struct koppel_dossier *dossier,
                                             const struct koppel_change_request *request, const char *json,
                                             struct koppel_change_result *result, struct koppel_errors *errors);

/** The policy that was set last, as a file "policy.json" of `files`. */
enum koppel_status koppel_dossier_policy(const struct koppel_dossier *dossier, struct koppel_dossier_files *files,
                                         struct koppel_errors *errors);

/** A list of JSON with name, size and SHA-256 of files, added to an object. @return false: memory ran out */
bool koppel_manifest_add(cJSON *object, const struct koppel_dossier_files *files);

#endif
