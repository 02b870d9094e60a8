// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* claim_reading.h - what the readers of summary.json and certificate.json share: files of a written folder, and what is
 * claimed of a tier. */
#ifndef KOPPEL_IO_CLAIM_READING_H
#define KOPPEL_IO_CLAIM_READING_H

#include "io/file_bytes.h"
#include "io/json_text.h"
#include "model/proposal.h"

/** Reads FOLDER/name; *there tells whether there is one. @return as koppel_file_bytes_read, KOPPEL_OK without a file */
enum koppel_status koppel_written_file_read(const char *folder, const char *name, int64_t max_bytes,
                                            struct koppel_file_bytes *bytes, bool *there, struct koppel_errors *errors);

/**
 * Name, sense, value, bound and proven of an object that tells of a tier. Scales are those of the policy's tiers.
 * @param next  the first tier of the policy that it can be; moved on. A tier that the policy has not has scale 1
 */
void koppel_claim_read(struct koppel_json_reading *json, const char *path, const cJSON *tier,
                       const struct koppel_policy *policy, int32_t *next, struct koppel_proposal_tier *claim);

/** A cost of the tier: the decimal text of a key, turned round for a tier that is maximised. @return false, with a
 * message, when it is none */
bool koppel_claim_cost_read(struct koppel_json_reading *json, const char *path, const cJSON *tier, const char *key,
                            const struct koppel_proposal_tier *claim, int64_t *cost);

#endif
