// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rules_versions.h - one version of each of the four rule files. For rules_reader.c. */
#ifndef KOPPEL_IO_RULES_VERSIONS_H
#define KOPPEL_IO_RULES_VERSIONS_H

#include "io/json_text.h"
#include "model/rules.h"

/** One version of a rule file, being read into `rules`. */
struct koppel_rule_version {
    struct koppel_json_reading *json;
    const char *path;
    const cJSON *object;
    struct koppel_rules *rules;
};

/** A rule file: the keys of its versions, and what reads one of them. */
struct koppel_rule_file {
    const char *name;
    const char *keys; /* besides valid_from, source and mark */
    void (*read)(const struct koppel_rule_version *version);
    size_t source; /* offset of the source's text in struct koppel_rules */
};

/** The four rule files. */
extern const struct koppel_rule_file koppel_rule_files[];
extern const size_t koppel_n_rule_files;

/** The member `key` of a version and its path; NULL, with a message, when it is missing. */
const cJSON *koppel_rule_member(const struct koppel_rule_version *version, const char *key,
                                char path[KOPPEL_JSON_PATH]);

/** True for a list of 1..max elements; a message otherwise. */
bool koppel_rule_is_list(struct koppel_json_reading *json, const char *path, const cJSON *value, int max);

/** True for an object; a message otherwise, and for each key that is not among the words `known`. */
bool koppel_rule_check_keys(struct koppel_json_reading *json, const char *path, const cJSON *object, const char *known);

#endif
