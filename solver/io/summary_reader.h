// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_reader.h - what a written summary.json says: its policy, what it claims of the tiers, and from which tables it
 * was made. It is parsed once for all that is asked of it. */
#ifndef KOPPEL_IO_SUMMARY_READER_H
#define KOPPEL_IO_SUMMARY_READER_H

#include "base/error.h"
#include "model/case.h"
#include "model/policy.h"
#include "model/proposal.h"

#include <cJSON.h>

/** A summary.json. A zeroed one is that of a folder without such a file. */
struct koppel_summary {
    cJSON *root;                 /* NULL: there is no such file, or it cannot be read */
    enum koppel_status status;   /* of reading it; KOPPEL_OK also where there is none */
    struct koppel_errors faults; /* why it cannot be read: told by those who need what it says */
};

/** Reads FOLDER/summary.json, with its faults. koppel_summary_free is due. */
void koppel_summary_read(const char *folder, struct koppel_summary *summary);

void koppel_summary_free(struct koppel_summary *summary);

/** A member of the whole; NULL where there is none. */
const cJSON *koppel_summary_member(const struct koppel_summary *summary, const char *key);

/** Passes its faults on. @return its status */
enum koppel_status koppel_summary_tell(const struct koppel_summary *summary, struct koppel_errors *errors);

/** The tiers that it claims, in place of those of a proposal; none without such a file. @return KOPPEL_OK, or a fault
 * with a message */
enum koppel_status koppel_summary_claims(const struct koppel_summary *summary, struct koppel_proposal *proposal,
                                         struct koppel_errors *errors);

/** The same for a summary.json in n_bytes of memory. */
enum koppel_status koppel_claims_parse(const char *bytes, size_t n_bytes, const char *name,
                                       struct koppel_proposal *proposal, struct koppel_errors *errors);

/**
 * The policy that a folder was written with; the default policy, with a note, when there is no such file.
 * @param notes  may be NULL
 */
enum koppel_status koppel_summary_policy(const struct koppel_summary *summary, struct koppel_policy *policy,
                                         struct koppel_errors *errors, struct koppel_errors *notes);

/** The same for FOLDER/summary.json. */
enum koppel_status koppel_written_policy_read(const char *folder, struct koppel_policy *policy,
                                              struct koppel_errors *errors, struct koppel_errors *notes);

/**
 * Refuses a folder that was made from another case: another name, and not one table that is the same.
 * @return KOPPEL_OK, or KOPPEL_E_INPUT with one message; KOPPEL_OK also when the summary does not tell
 */
enum koppel_status koppel_written_case_check(const struct koppel_summary *summary, const char *folder,
                                             const struct koppel_case *kase, struct koppel_errors *errors);

/**
 * Notes each table that is not, byte for byte, the one that the summary says the proposal was made from. Says nothing
 * when it lists no tables.
 * @return whether there is such a table
 */
bool koppel_written_inputs_compare(const struct koppel_summary *summary, const struct koppel_case *kase,
                                   struct koppel_errors *notes);

#endif
