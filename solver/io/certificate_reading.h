// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_reading.h - what the files that read certificate.json share. */
#ifndef KOPPEL_IO_CERTIFICATE_READING_H
#define KOPPEL_IO_CERTIFICATE_READING_H

#include "io/json_text.h"
#include "model/certificate.h"

struct koppel_certificate_reading {
    struct koppel_json_reading json;
    const struct koppel_case *kase;
    const struct koppel_policy *policy;
    struct koppel_certificate *certificate;
    int32_t next_rule; /* the first tier of the policy that the next tier can be */
};

/** Notes that memory ran out. */
void koppel_certificate_lacks_memory(struct koppel_certificate_reading *reading);

/** A number min..max, as a number or, when it has more digits than a JSON number keeps, between quotes. @return false,
 * with a message, when it is none */
bool koppel_certificate_whole(struct koppel_certificate_reading *reading, const char *path, const cJSON *value,
                              int64_t min, int64_t max, int64_t *number);

/** The text under a key; NULL, with a message, when there is none. */
const char *koppel_certificate_text(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                                    const char *key);

/** The list under a key; NULL, with a message, when there is none. */
const cJSON *koppel_certificate_list(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                                     const char *key);

/** Refuses keys that are none of the words. */
void koppel_certificate_keys(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                             const char *words);

/** Reads a tier's list "loads". */
void koppel_certificate_loads(struct koppel_certificate_reading *reading, const char *path, const cJSON *object,
                              struct koppel_certificate_tier *tier);

#endif
