// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written.h - a case together with a folder that koppel solve wrote, or a person edited: reading it back, checking it.
 */
#ifndef KOPPEL_SOLVE_WRITTEN_H
#define KOPPEL_SOLVE_WRITTEN_H

#include "io/summary_reader.h"
#include "solve/job.h"

/** Where a case and a written folder are opened: all three are zeroed before, and are closed and freed by their owner. */
struct koppel_written {
    struct koppel_job *job;
    struct koppel_proposal *proposal;
    struct koppel_summary *summary;
};

/**
 * Reads case and folder. The policy is that of the files when they name one, else the one in the folder's summary.json,
 * else the default (noted); the earlier proposal is the folder's.
 * @param files  its earlier proposal and stay_close are not used; with in_books the workbook of the folder counts where a
 *               person changed it
 * @param path   a folder that koppel solve wrote, or a workbook: what else is known of it stands in the folder around it
 * @param written  koppel_job_close, koppel_proposal_free and koppel_summary_free are due either way
 * @return KOPPEL_OK or the first fault's code (messages in errors)
 */
enum koppel_status koppel_written_open(const struct koppel_job_files *files, const char *path,
                                       const struct koppel_written *written, struct koppel_errors *errors,
                                       struct koppel_errors *notes);

/** A proposal to check; borrowed. */
struct koppel_written_check {
    const struct koppel_job *job;
    const struct koppel_proposal *proposal;      /* with the tiers that are claimed of it */
    const char *folder;                          /* where its certificate is; NULL: it was not written */
    const struct koppel_summary *summary;        /* of the folder; not read when that is NULL */
    bool has_own_policy;                         /* the job's policy was read from the folder */
    bool edited;                                 /* changed by hand: the claims are shown and not held against it */
    bool rewrites;                               /* the folder is written anew, so that its old columns do not matter */
    const struct koppel_engine_options *options; /* next-best homes are found again within its deadline; NULL: not */
};

/**
 * Checks a proposal again from the tables: every rule, limit, count and value, what its certificate proves, and every
 * file of its folder, which is made again and compared; a claim that nothing proves is a violation of its own kind.
 * @param[out] verdict  koppel_verdict_free is due either way; without violations all is well
 * @param text  what `koppel check` prints is appended
 * @return KOPPEL_OK when the check ran, or a fault with a message
 */
enum koppel_status koppel_written_check(const struct koppel_written_check *check, struct koppel_verdict *verdict,
                                        struct koppel_text *text, struct koppel_errors *errors);

/**
 * Says what a person changed in a proposal since it was solved, and how a policy that was given differs from that of its
 * folder; nothing when neither is so.
 * @param check  job, proposal, summary and has_own_policy are read
 * @return KOPPEL_OK, or a fault; KOPPEL_E_MEMORY may come without a message
 */
enum koppel_status koppel_written_changes_say(const struct koppel_written_check *check, struct koppel_text *text,
                                              struct koppel_errors *errors);

/**
 * Writes an edited proposal to a folder of its own, with every column and file as its homes are now: a certificate is
 * made for it, and next-best homes are found, within the deadline of the check's options, which must be there.
 * @param check  its proposal must break no rule
 * @return KOPPEL_OK, or a fault with a message; nothing is left behind then
 */
enum koppel_status koppel_written_anew(const struct koppel_written_check *check, const char *folder, bool force,
                                       struct koppel_errors *errors);

#endif
