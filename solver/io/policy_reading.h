// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_reading.h - what policy_reader.c (keys) and policy_lists.c (lists) share. Not for other files. */
#ifndef KOPPEL_IO_POLICY_READING_H
#define KOPPEL_IO_POLICY_READING_H

#include "io/json_text.h"
#include "io/policy_keys.h"

/** The JSON text that is read, and the policy that it fills. */
struct koppel_policy_reading {
    struct koppel_json_reading json;
    struct koppel_policy *policy;
};

/** Reads one of a list of words. @return false, with a message, when it is none */
bool koppel_policy_read_word(struct koppel_json_reading *json, const char *path, const cJSON *value,
                             const struct koppel_word *words, int32_t *number);

/** Copies a name of 1 .. n_out - 1 bytes on one line. @return false, with a message, when it is none */
bool koppel_policy_read_name(struct koppel_json_reading *json, const char *path, const cJSON *value, char *out,
                             size_t n_out);

/** Reads the value of one key into the object in which it has its offset (policy_keys.h). */
void koppel_policy_read_key(struct koppel_policy_reading *reading, const struct koppel_policy_key *key, void *object,
                            const char *path, const cJSON *value);

/** A list with min..max elements. @return false, with a message, when it is none */
bool koppel_policy_check_list(struct koppel_json_reading *json, const char *path, const cJSON *value, int min, int max);

/** @return false, with a message, when it is no object */
bool koppel_policy_check_object(struct koppel_json_reading *json, const char *path, const cJSON *value);

/** Refuses groups that do not go with the tiers, or with each other. */
void koppel_policy_check_groups(struct koppel_policy_reading *reading);

/** Read `urgency.classes`, `mix`, `groups` and `tiers`; each replaces the default list. */
void koppel_policy_read_groups(struct koppel_policy_reading *reading, const char *path, const cJSON *value);
void koppel_policy_read_classes(struct koppel_policy_reading *reading, const char *path, const cJSON *value);
void koppel_policy_read_mix(struct koppel_policy_reading *reading, const char *path, const cJSON *value);
void koppel_policy_read_tiers(struct koppel_policy_reading *reading, const char *path, const cJSON *value);

#endif
