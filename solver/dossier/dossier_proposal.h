// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_proposal.h - the proposals of a dossier: every file as koppel solve wrote it, and from what it was solved. */
#ifndef KOPPEL_DOSSIER_DOSSIER_PROPOSAL_H
#define KOPPEL_DOSSIER_DOSSIER_PROPOSAL_H

#include "dossier/dossier_case.h"

/** From what a proposal was solved, and what is known of it. */
struct koppel_proposal_record {
    int64_t proposal;
    int64_t version;
    int64_t replaces;  /* the proposal from which it was solved again; 0: none */
    int64_t decisions; /* those of the log up to this row count in it */
    int64_t revision;  /* the row of the log that recorded it */
    char proof[8];     /* "best" or "open" */
    char policy[65];   /* SHA-256 */
    char at[21];
    char initials[65];
    char stay_close[24];  /* as --stay-close takes it; "": as the policy says */
    char language[4];     /* of its sentences: "en" or "nl" */
    int64_t time_limit;   /* seconds */
    bool ended_by_itself; /* neither a time limit nor a stop cut it off, so that solving again gives the same bytes */
};

/**
 * Keeps a proposal and the row of the log about it. Its number, revision, at and initials are filled in.
 * @param files  of the folder that koppel solve wrote
 */
enum koppel_status koppel_proposal_keep(const struct koppel_dossier *dossier, const struct koppel_person *by,
                                        struct koppel_proposal_record *record, const struct koppel_dossier_files *files,
                                        struct koppel_errors *errors);

/** The record of a proposal. @param proposal  0: the newest. @param[out] is_there  false: there is none */
enum koppel_status koppel_proposal_find(const struct koppel_dossier *dossier, int64_t proposal,
                                        struct koppel_proposal_record *record, bool *is_there,
                                        struct koppel_errors *errors);

/** Told each proposal, oldest first. @return KOPPEL_OK to go on */
typedef enum koppel_status koppel_record_reader(void *data, const struct koppel_proposal_record *record,
                                                struct koppel_errors *errors);
enum koppel_status koppel_proposals_read(const struct koppel_dossier *dossier, koppel_record_reader *reader, void *data,
                                         struct koppel_errors *errors);

/** Adds the files of a proposal, as they were written. */
enum koppel_status koppel_proposal_files(const struct koppel_dossier *dossier, int64_t proposal,
                                         struct koppel_dossier_files *files, struct koppel_errors *errors);

/**
 * Adds the same with, in decisions.csv, every decision of the log up to a row: what koppel solve --earlier starts from.
 */
enum koppel_status koppel_proposal_with_decisions(const struct koppel_dossier *dossier, int64_t proposal, int64_t until,
                                                  struct koppel_dossier_files *files, struct koppel_errors *errors);

#endif
